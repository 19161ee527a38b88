// Package rehearsal is practice for a hard phone call: what customer service or a collector
// says (a [Script] of [Line] after [Line]), and what is good or bad about an answer to it ([Judge]).
//
// Answers are judged by rules that can be explained: is the promise within the means, is
// it asked for in writing, is anything given away. Saying more never scores more. What a
// person answers is judged and forgotten.
package rehearsal
