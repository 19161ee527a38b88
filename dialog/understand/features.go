package understand

import (
	"strings"
	"sync"
)

// features calls each with every feature of a squeezed message: runs of one to three units
// (characters, English words, N for a number, P for a product, so that amounts and names
// of loans do not matter), the concepts of the book as <name>, and pairs of concepts that
// stand near each other, as <name>~<other>. A feature may come more than once; its bytes
// are only valid during the call.
func features(s squeezed, book *conceptBook, each func(feature []byte)) {
	line := unitsOf(s)
	for i := range line.ends {
		for j := i; j < min(i+3, len(line.ends)); j++ {
			each(line.text[line.start(i):line.ends[j]])
		}
	}
	found := book.in(s.runes)
	pair := make([]byte, 0, 64)
	for i, a := range found {
		pair = append(pair[:0], a...)
		each(pair)
		for _, b := range found[i+1 : min(i+1+conceptReach, len(found))] {
			each(append(append(pair[:len(a)], '~'), b...))
		}
	}
}

// conceptReach is how many concepts later a partner may stand.
const conceptReach = 4

// unitLine is a message as units: unit i of text ends at ends[i].
type unitLine struct {
	text []byte
	ends []int
	ages bool // a number that may be a child's age is n, not N
}

func (l unitLine) start(i int) int {
	if i == 0 {
		return 0
	}
	return l.ends[i-1]
}

func newUnitLine(s squeezed) unitLine {
	return unitLine{text: make([]byte, 0, 4*len(s.runes)), ends: make([]int, 0, len(s.runes))}
}

// unitsOf cuts a message into units and leaves out its marks.
func unitsOf(s squeezed) unitLine {
	l := newUnitLine(s)
	l.add(s, 0, len(s.runes))
	return l
}

// add appends the units of a part of a message.
func (l *unitLine) add(s squeezed, from, to int) {
	names := productTrie()
	s.runes = s.runes[:to]
	for i := from; i < to; {
		r, end := s.runes[i], i+1
		if _, e, ok := names.longest(s.runes, i); ok && (e-i > 2 || !isLatin(r)) {
			l.text, end = append(l.text, 'P'), e
		} else if isDigit(r) {
			for end < len(s.runes) && (isDigit(s.runes[end]) || s.runes[end] == '.') {
				end++
			}
			l.text = append(l.text, l.number(s.runes[i:end]))
		} else if isLatin(r) {
			for end < len(s.runes) && isLatin(s.runes[end]) && s.at[end] == s.at[end-1]+1 {
				end++
			}
			l.text = append(append(l.text, string(s.runes[i:end])...), ' ')
		} else if r == blank || breakStrength(s.runes, i) > 0 {
			i++
			continue
		} else {
			l.text = append(l.text, string(r)...)
		}
		l.ends = append(l.ends, len(l.text))
		i = end
	}
}

func (l *unitLine) number(digits []rune) byte {
	if l.ages && (len(digits) == 1 && digits[0] >= '8' || len(digits) == 2 && digits[0] == '1' && digits[1] < '8') {
		return 'n'
	}
	return 'N'
}

var productTrie = sync.OnceValue(func() *trie {
	t := newTrie()
	for name, i := range productNames() {
		if productWords[i].product != OtherProduct { // 校园贷 and 亲戚朋友 say more than a name
			t.add(strings.ReplaceAll(name, " ", ""), int32(i))
		}
	}
	return t
})
