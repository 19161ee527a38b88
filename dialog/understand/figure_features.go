package understand

import "unicode/utf8"

// A figureLine is a message as the model of figures sees it: cut into units, which are the
// characters and English words, N for an amount, D for a day, T for a length of time, P for
// a loan's name, # for any other number, and marks as "_", "," and ".", so that what a
// figure is shows in what stands around it and not in its value.
type figureLine struct {
	rs     []rune
	tokens []token
	text   []byte
	units  []figureUnit
	unitOf []int32 // where each token stands among the units
	name   []byte  // room for the name of a feature
	sized  []byte  // the same, for those that tell the figure's size
}

// figureUnit is one unit: text[start:end].
type figureUnit struct {
	start, end int32
	strength   int8 // of a mark
	figure     bool
}

func newFigureLine(rs []rune, tokens []token) *figureLine {
	l := &figureLine{rs: rs, tokens: tokens, text: make([]byte, 0, 3*len(rs)), units: make([]figureUnit, 0, len(rs)), unitOf: make([]int32, len(tokens)), name: make([]byte, 0, 96), sized: make([]byte, 0, 32)}
	next := 0
	for i := 0; i < len(rs); {
		for next < len(tokens) && tokens[next].start < i {
			next++
		}
		if next < len(tokens) && tokens[next].start == i {
			l.unitOf[next] = int32(len(l.units))
			if letter := unitLetter(&tokens[next]); letter != 0 {
				l.text = append(l.text, letter)
				l.add(figureUnit{strength: int8(tokens[next].strength), figure: isFigure(&tokens[next])})
				i = tokens[next].end
				continue
			}
		}
		l.text = utf8.AppendRune(l.text, rs[i])
		for i++; i < len(rs) && isLatin(rs[i-1]) && isLatin(rs[i]); i++ {
			l.text = append(l.text, byte(rs[i]))
		}
		l.add(figureUnit{})
	}
	return l
}

// add ends a unit.
func (l *figureLine) add(u figureUnit) {
	if n := len(l.units); n > 0 {
		u.start = l.units[n-1].end
	}
	u.end = int32(len(l.text))
	l.units = append(l.units, u)
}

// unitLetter stands for a token of which the value does not matter.
func unitLetter(t *token) byte {
	switch t.kind {
	case tokenMoney, tokenNumber:
		return 'N'
	case tokenDay:
		return 'D'
	case tokenDuration, tokenStage:
		return 'T'
	case tokenCount, tokenTerms, tokenShare:
		return '#'
	case tokenBreak:
		return " _,."[t.strength]
	}
	switch {
	case t.tag == tagProduct:
		return 'P'
	case t.dur.low > 0:
		return 'T'
	}
	return 0
}

// isFigure reports whether a token is an amount, a day or a length of time.
func isFigure(t *token) bool {
	switch t.kind {
	case tokenMoney, tokenNumber, tokenDay, tokenDuration, tokenStage:
		return true
	}
	return t.kind == tokenWord && t.dur.low > 0
}

// How far around a figure is looked.
const (
	runBefore, runBehind     = 5, 4  // units read together with the figure
	reachBefore, reachBehind = 12, 6 // units noticed one by one
	tagsBefore               = 4     // words of the lexicon
)

// features calls each with what stands around the figure at token i, when the figure before it was
// taken for what former says. Its bytes are only valid during the call.
func (l *figureLine) features(i int, former slot, each func(feature []byte)) {
	t, at := &l.tokens[i], int(l.unitOf[i])
	kind, size := l.text[l.units[at].start], sizeLetter(t)
	each(append(l.name[:0], kind, '=', size))
	if t.kind == tokenMoney {
		each(append(l.name[:0], kind, '='))
	}
	l.runs(at, kind, size, each)
	l.frame(at, kind, each)
	l.around(at, kind, each)
	nearest := l.tagsAround(i, kind, each)
	if telling := l.telling(i); telling != tagNone {
		each(append(l.name[:0], kind, 'W', tagLetter(telling)))
		each(append(l.name[:0], size, 'W', tagLetter(telling)))
	}
	each(append(l.name[:0], kind, 'p', 'A'+byte(former)))
	each(append(l.name[:0], kind, 'p', 'A'+byte(former), '|', nearest))
	if at > 0 {
		each(append(append(l.name[:0], kind, 'p', 'A'+byte(former), '<'), l.unit(at-1)...))
	}
}

// unit returns the beginning of a unit: no word is so long that more of it matters.
func (l *figureLine) unit(i int) []byte {
	u := l.units[i]
	return l.text[u.start:min(u.end, u.start+16)]
}

// runs are the units right before the figure, the nearest first, and right behind it.
func (l *figureLine) runs(at int, kind, size byte, each func(feature []byte)) {
	sized, name := append(l.sized[:0], size, 'L'), append(l.name[:0], kind, 'L')
	for i := at - 1; i >= max(0, at-runBefore) && len(name) < 64; i-- {
		name = append(name, l.unit(i)...)
		each(name)
		if i >= at-3 && len(sized) < 24 {
			sized = append(sized, l.unit(i)...)
			each(sized)
		}
		if l.units[i].strength == 3 {
			break
		}
	}
	name = append(name[:0], kind, 'R')
	for i := at + 1; i <= min(len(l.units)-1, at+runBehind) && len(name) < 64; i++ {
		name = append(name, l.unit(i)...)
		each(name)
		if l.units[i].strength == 3 {
			break
		}
	}
}

// frame are the units on both sides.
func (l *figureLine) frame(at int, kind byte, each func(feature []byte)) {
	name, before, behind := l.name[:0], edgeBefore, edgeBehind
	if at > 0 {
		before = l.unit(at - 1)
	}
	if at+1 < len(l.units) {
		behind = l.unit(at + 1)
	}
	each(append(append(append(append(name, kind, 'X'), before...), '|'), behind...))
	if at > 1 {
		name = append(append(append(append(append(name, kind, 'X'), l.unit(at-2)...), before...), '|'), behind...)
		each(name)
		if at+2 < len(l.units) {
			each(append(name, l.unit(at+2)...))
		}
	}
}

// What stands before the first unit and behind the last.
var edgeBefore, edgeBehind = []byte{'^'}, []byte{'$'}

// around are the units further away one by one, with how many figures and marks lie between.
func (l *figureLine) around(at int, kind byte, each func(feature []byte)) {
	name, mark, figures := l.name[:0], byte('0'), byte('0')
	for i := at - 1; i >= max(0, at-reachBefore); i-- {
		u := l.units[i]
		if u.strength > 0 {
			mark = max(mark, '0'+min(byte(u.strength), 2))
		}
		if u.figure {
			if figures++; figures > '1' {
				break
			}
		}
		each(append(append(name[:0], kind, 'b', mark, figures), l.unit(i)...))
	}
	mark = '0'
	for i := at + 1; i <= min(len(l.units)-1, at+reachBehind) && !l.units[i].figure; i++ {
		if u := l.units[i]; u.strength > 0 {
			mark = max(mark, '0'+min(byte(u.strength), 2))
		}
		each(append(append(name[:0], kind, 'a', mark), l.unit(i)...))
	}
}

// tagsAround are the tags of the words before the figure, the nearest first, and of the next two
// behind it. It returns the letter of the nearest since the last figure.
func (l *figureLine) tagsAround(i int, kind byte, each func(feature []byte)) (nearest byte) {
	nearest = tagLetter(tagNone)
	name := append(l.name[:0], kind, 'T')
	figures := 0
	for j := i - 1; j >= max(0, i-tagsBefore); j-- {
		t := &l.tokens[j]
		letter := byte('#')
		switch {
		case t.kind == tokenBreak:
			letter = " _,,"[t.strength]
		case isFigure(t):
			letter = 'N'
			figures++
		case t.kind == tokenWord:
			letter = tagLetter(t.tag)
			if figures == 0 && nearest == tagLetter(tagNone) {
				nearest = letter
			}
		}
		name = append(name, letter)
		each(name)
	}
	for j := i + 1; j < min(len(l.tokens), i+3) && !isFigure(&l.tokens[j]); j++ {
		if t := &l.tokens[j]; t.kind == tokenWord {
			each(append(name[:0], kind, 'V', '0'+byte(j-i), tagLetter(t.tag), '-', nearest))
			each(append(name[:0], kind, 'v', tagLetter(t.tag)))
		}
	}
	return nearest
}

// telling is the tag of the nearest word since the last figure that tells what an amount is: of 其他贷款
// in 其他贷款每月还800.
func (l *figureLine) telling(i int) tag {
	for j := i - 1; j >= 0 && !isFigure(&l.tokens[j]); j-- {
		if t := &l.tokens[j]; t.kind == tokenWord && !neutral(t.tag) && t.tag != tagPay {
			return t.tag
		}
	}
	return tagNone
}

// tagLetter stands for a tag in a feature.
func tagLetter(t tag) byte { return '0' + byte(t) }

// sizeLetter tells how much or how long a figure is, roughly.
func sizeLetter(t *token) byte {
	switch t.kind {
	case tokenDay, tokenStage:
		return '@'
	case tokenDuration, tokenWord:
		return 'a' + byte(rank(int64(t.dur.low), 2, 8, 30, 31, 100, 366))
	}
	r, err := t.reading()
	if err != nil {
		return '?'
	}
	return 'A' + byte(rank(int64(r.Value)/100, 30, 100, 300, 1000, 2500, 5000, 10_000, 20_000, 50_000, 100_000))
}

// rank counts the bounds that v reaches.
func rank(v int64, bounds ...int64) int {
	for i, b := range bounds {
		if v < b {
			return i
		}
	}
	return len(bounds)
}
