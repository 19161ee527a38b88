package understand

import (
	"strings"
	"sync"
)

// A cue is a pattern of words that points to something: a topic, an alarm, a cause. It is
// written as words with signs between them:
//
//	分期|分开还      either word
//	能~分期          能 and then 分期, at most eight characters later, in the same sentence
//	借呗+分期        both, anywhere in the message
//	分期!不想        分期, and 不想 nowhere in the message
//	<cannot>~分期    one of a class of words, defined beside the table
//
// Blanks and marks inside words do not matter, in the cue and in the message.
type cue struct {
	first   int32 // element
	rest    []cueLink
	outcome int // index of what it points to
	weight  int
	pattern string
}

// cueLink joins the next element of a cue.
type cueLink struct {
	how     byte // '~', '+' or '!'
	element int32
}

// cueGap is how many runes may stand between two words joined with ~.
const cueGap = 8

// cueRow is one line of a table: what the patterns point to, how strongly, and the patterns,
// separated by blanks. _ stands for a blank inside English words.
type cueRow struct {
	outcome  int
	weight   int
	patterns string
}

// cueBook is a compiled table of cues.
type cueBook struct {
	words    *trie
	members  [][]int32 // word → elements that contain it
	elements int
	cues     []cue
	byFirst  [][]int32 // element → cues that begin with it
	idle     sync.Pool // of *findings that hold nothing, to be used again
}

// newCueBook compiles rows. classes are the word classes the patterns may name.
func newCueBook(classes map[string]string, rows []cueRow) *cueBook {
	c := cueCompiler{book: &cueBook{words: newTrie()}, classes: classes, elements: map[string]int32{}}
	for _, row := range rows {
		for p := range strings.FieldsSeq(row.patterns) {
			c.add(row, p)
		}
	}
	c.book.elements = len(c.elements)
	c.book.byFirst = make([][]int32, c.book.elements)
	for i, cue := range c.book.cues {
		c.book.byFirst[cue.first] = append(c.book.byFirst[cue.first], int32(i))
	}
	return c.book
}

type cueCompiler struct {
	book     *cueBook
	classes  map[string]string
	elements map[string]int32
}

func (c *cueCompiler) add(row cueRow, pattern string) {
	q := cue{outcome: row.outcome, weight: row.weight, pattern: pattern}
	rest := pattern
	how := byte(0)
	for {
		end := strings.IndexAny(rest, "~+!")
		part := rest
		if end >= 0 {
			part = rest[:end]
		}
		e := c.element(part)
		if how == 0 {
			q.first = e
		} else {
			q.rest = append(q.rest, cueLink{how, e})
		}
		if end < 0 {
			break
		}
		how, rest = rest[end], rest[end+1:]
	}
	c.book.cues = append(c.book.cues, q)
}

// element numbers a set of alternative words.
func (c *cueCompiler) element(alternatives string) int32 {
	if e, ok := c.elements[alternatives]; ok {
		return e
	}
	e := int32(len(c.elements))
	c.elements[alternatives] = e
	for w := range strings.SplitSeq(alternatives, "|") {
		if strings.HasPrefix(w, "<") {
			for member := range strings.FieldsSeq(c.classes[strings.Trim(w, "<>")]) {
				c.word(member, e)
			}
			continue
		}
		c.word(w, e)
	}
	return e
}

func (c *cueCompiler) word(w string, element int32) {
	w = strings.ReplaceAll(w, "_", "")
	id := c.book.words.add(w, int32(len(c.book.members)))
	if int(id) == len(c.book.members) {
		c.book.members = append(c.book.members, nil)
	}
	c.book.members[id] = append(c.book.members[id], element)
}

// squeezed is a message without blanks and decorations, for matching cues: people write
// 不 想 活 了 and 不.想.活. at[i] is the index of runes[i] in the folded message.
type squeezed struct {
	runes []rune
	at    []int32
}

func squeeze(rs []rune) squeezed {
	s := squeezed{runes: make([]rune, 0, len(rs)), at: make([]int32, 0, len(rs))}
	for i, r := range rs {
		if decoration(r) && !(r == '.' && isDigit(peek(rs, i+1))) {
			continue
		}
		s.runes = append(s.runes, r)
		s.at = append(s.at, int32(i))
	}
	return s
}

// part returns the message from start to end.
func (s squeezed) part(start, end int) squeezed {
	return squeezed{runes: s.runes[start:end], at: s.at[start:end]}
}

// whole reports whether no Latin word goes on beyond start or end. Blanks are gone from the
// runes, but not from their places.
func (s squeezed) whole(start, end int) bool {
	return !s.joined(start) && !s.joined(end)
}

func (s squeezed) joined(i int) bool {
	return i > 0 && i < len(s.runes) && isLatin(s.runes[i-1]) && isLatin(s.runes[i]) && s.at[i] == s.at[i-1]+1
}

func decoration(r rune) bool {
	switch r {
	case ' ', '.', '*', '-', '_', '/', '\'', '"', '~', '|', '^', '+', '=':
		return true
	}
	return r >= 0x1F000 || r >= 0x2600 && r <= 0x27BF
}

// occurrence is one place of an element.
type occurrence struct {
	start, end int32
	next       int32 // the element's next occurrence, plus one
}

// cueHit is a cue found in a message.
type cueHit struct {
	cue        *cue
	start, end int // in the squeezed runes
}

// match finds every place of every cue in the message.
func (b *cueBook) match(s squeezed) []cueHit {
	f := b.occurrences(s.runes)
	defer b.clear(f)
	var hits []cueHit
	for _, e := range f.touched {
		for _, ci := range b.byFirst[e] {
			q := &b.cues[ci]
			var from cursors
			for o := f.head[e]; o != 0; o = f.list[o-1].next {
				at := f.list[o-1]
				if end, ok := f.follow(q, at, s.runes, &from); ok {
					hits = append(hits, cueHit{q, int(at.start), int(end)})
				}
			}
		}
	}
	return hits
}

// findings are the occurrences of every element, in order of place.
type findings struct {
	head, tail []int32
	list       []occurrence
	touched    []int32
}

func (b *cueBook) occurrences(rs []rune) *findings {
	f, ok := b.idle.Get().(*findings)
	if !ok {
		f = &findings{head: make([]int32, b.elements), tail: make([]int32, b.elements)}
	}
	for i := range rs {
		b.words.each(rs, i, func(id int32, end int) {
			if !wholeWord(rs, i, end) && len(rs) > 0 && shortLatin(rs, i, end) {
				return
			}
			for _, e := range b.members[id] {
				f.add(e, int32(i), int32(end))
			}
		})
	}
	return f
}

// clear makes findings fit to be used again.
func (b *cueBook) clear(f *findings) {
	for _, e := range f.touched {
		f.head[e] = 0
	}
	f.list, f.touched = f.list[:0], f.touched[:0]
	b.idle.Put(f)
}

// shortLatin keeps short Latin words from being found inside others; in squeezed text longer
// ones have lost their blanks and must be found inside.
func shortLatin(rs []rune, start, end int) bool { return isLatin(rs[start]) && end-start <= 4 }

func (f *findings) add(e, start, end int32) {
	f.list = append(f.list, occurrence{start: start, end: end})
	n := int32(len(f.list))
	if f.head[e] == 0 {
		f.head[e] = n
		f.touched = append(f.touched, e)
	} else {
		f.list[f.tail[e]-1].next = n
	}
	f.tail[e] = n
}

// cursors remember, for each link of a cue, how far its occurrences were passed, so that
// trying every occurrence of the first element stays linear.
type cursors [8]int32

// follow checks the rest of a cue from the occurrence at of its first element.
func (f *findings) follow(q *cue, at occurrence, rs []rune, from *cursors) (end int32, ok bool) {
	end = at.end
	for i, link := range q.rest {
		switch link.how {
		case '!':
			if f.head[link.element] != 0 {
				return 0, false
			}
		case '+':
			if f.head[link.element] == 0 {
				return 0, false
			}
		default:
			if end, ok = f.within(link.element, end, rs, &from[i%len(from)]); !ok {
				return 0, false
			}
		}
	}
	return end, true
}

// within finds the element at most cueGap runes after from, in the same sentence.
func (f *findings) within(e int32, from int32, rs []rune, cursor *int32) (int32, bool) {
	if *cursor == 0 {
		*cursor = f.head[e]
	}
	for o := *cursor; o != 0; o = f.list[o-1].next {
		at := f.list[o-1]
		*cursor = o
		if at.start < from {
			continue
		}
		if at.start > from+cueGap || sentenceEnds(rs[from:at.start]) {
			return 0, false
		}
		return at.end, true
	}
	return 0, false
}

func sentenceEnds(rs []rune) bool {
	for _, r := range rs {
		if r == '。' || r == '!' || r == '?' || r == ';' || r == '\n' {
			return true
		}
	}
	return false
}

// outcomeEnds returns for every place the farthest end of a hit with this outcome that begins
// there or before, so that cues inside a saying such as 累死 are known at a glance.
func outcomeEnds(hits []cueHit, outcome, n int) []int32 {
	ends := make([]int32, n+1)
	for _, h := range hits {
		if h.cue.outcome == outcome {
			ends[h.start] = max(ends[h.start], int32(h.end))
		}
	}
	for i := 1; i <= n; i++ {
		ends[i] = max(ends[i], ends[i-1])
	}
	return ends
}
