// Package understand reads what people write: amounts, rates, dates, terms, whole
// situations, questions and alarms, in Chinese as it is typed on a phone (simplified,
// traditional, full-width, misspelt, with a little English).
//
// It never guesses. An answer that has one reading is a [Reading]; "两千多" is a Reading
// with a range; "不知道" is a Reading of kind Unknown; an answer with two readings is a
// [*Doubt] that names both; everything else is an [*Unclear] with an example of a good
// answer. A wrong number taken silently is the worst mistake this product can make, so
// every function here prefers to ask.
//
// The way of a message: [fold] brings it into one spelling, [Secrets] blanks what nobody
// should see, scan cuts it into tokens (numbers, money, times, rates, words), and the file
// named after the concept reads the tokens. Word lists stand in the *_words.go files.
// manners.go cuts greetings and thanks off a story before, lender.go puts names into it for the loans of lenders
// that no list knows. It is walked over by a narrator: place.go decides what an amount is, circumstance.go whose
// it is, when and how often, and a slot is filled only from an amount that nothing speaks
// against and that no other contradicts; holds.go leaves out what is no longer so or somebody else's.
// Rules know words, and people say things in others: so
// figure_model.go gives a second opinion on every figure of an opener, from what stands around it,
// and story_model.go on causes and wishes. They doubt what the rules took, and find what these missed.
// Questions and alarms are read by models alone. All are small and linear, over runs of characters
// and over notions (*_concepts.go): their tables *_weights.txt are trained by "go generate" from the
// readable lines in testdata (topics.txt, dangers, messages.txt, figures.txt, causes.txt, goals.txt).
// The package is pure: the day of speaking is passed in, and nothing is remembered.
package understand
