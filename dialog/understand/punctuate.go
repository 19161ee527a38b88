package understand

import (
	"slices"
	"strings"
	"unicode"
)

// What phones and habits do to a message: a blank around every figure, the same text pasted twice, dots and waves for marks,
// numbers before the entries of a list.

// markDots puts a mark in the place of 花呗3千~借呗5千~, where it is no span of figures, and of the dots of 4万5...12月到期.
func markDots(rs []rune) []rune {
	for i, r := range rs {
		switch {
		case r == '~' && !(inFigure(peek(rs, i-1)) && inFigure(peek(rs, i+1))), r == '.' && i+1 < len(rs) && rs[i+1] == '.':
			rs[i] = ';'
		case r == '.' && i > 0 && rs[i-1] == ';':
			rs[i] = ';' // the last of them
		}
	}
	return rs
}

// inFigure reports a rune that may begin or end a figure.
func inFigure(r rune) bool {
	return isDigit(r) || isNumeral(r) || strings.ContainsRune("十百千万亿半wk元块", r)
}

// toldOnce cuts off what was pasted or sent a second time, so that no rent is added up twice.
func toldOnce(rs []rune) []rune {
	const shortest = 20 // runes; 是是 is nothing told twice
	for between := range 3 {
		half := (len(rs) - between) / 2
		if len(rs) < shortest || 2*half+between != len(rs) || !slices.Equal(rs[:half], rs[half+between:]) {
			continue
		}
		marked := true
		for i := half; i < half+between; i++ {
			marked = marked && breakStrength(rs, i) > 0
		}
		if marked {
			return rs[:half]
		}
	}
	return rs
}

// closeAutospaced takes out the blanks that a keyboard has put between all figures and the characters around them:
// 欠 4 万 8，逾期 52 天. There they part nothing.
func closeAutospaced(rs []rune) []rune {
	apart, close := 0, 0
	for i := 1; i+1 < len(rs); i++ {
		switch {
		case rs[i] == ' ' && figureBoundary(rs[i-1], rs[i+1]):
			apart++
		case figureBoundary(rs[i-1], rs[i]):
			close++
		}
	}
	if apart == 0 || close*8 > apart {
		return rs
	}
	closed := make([]rune, 0, len(rs))
	for i, r := range rs {
		if r == ' ' && len(closed) > 0 && i+1 < len(rs) && (figureBehind(closed, rs, i+1) || unitBehind(closed, rs[i+1])) {
			continue
		}
		closed = append(closed, r)
	}
	return closed
}

// closeThousands reads 10, 000 and an answer of nothing but 12 005 as one figure.
func closeThousands(rs []rune) []rune {
	alone := !slices.ContainsFunc(rs, func(r rune) bool { return !isDigit(r) && r != ' ' })
	closed := make([]rune, 0, len(rs))
	for i, r := range rs {
		group := r == ' ' && isDigit(peek(rs, i+1)) && isDigit(peek(rs, i+2)) && isDigit(peek(rs, i+3)) && !isDigit(peek(rs, i+4))
		behindComma := peek(rs, i-1) == ',' && isDigit(peek(rs, i-2)) && !isDigit(peek(rs, i-5))
		if group && (behindComma || alone && rs[i+1] == '0' && isDigit(peek(rs, i-1)) && !isDigit(peek(rs, i-4))) {
			continue
		}
		closed = append(closed, r)
	}
	return closed
}

// figureBehind reports the 4 of 欠 4 万, but not the 360 of 8 万 360 借条.
func figureBehind(before, rs []rune, i int) bool {
	return unicode.Is(unicode.Han, before[len(before)-1]) && isDigit(rs[i]) && !hasAt(rs, i, "360 借")
}

// unitBehind reports the 天 of 52 天, but not the 月 of 月入 5200 月支 3900.
func unitBehind(before []rune, unit rune) bool {
	n := len(before)
	if !isDigit(before[n-1]) || !strings.ContainsRune(gapUnits+"到至不往或加次", unit) {
		return false
	}
	large := n > 2 && isDigit(before[n-2]) && isDigit(before[n-3])
	return !large || !strings.ContainsRune("天日号月周期个百十", unit)
}

// figureBoundary reports a digit beside a Chinese character.
func figureBoundary(a, b rune) bool {
	return isDigit(a) && unicode.Is(unicode.Han, b) || unicode.Is(unicode.Han, a) && isDigit(b)
}

// markNumbers puts marks in the place of the numbers of a list, so that none is taken for a figure: in
// 1.花呗3千2.借呗5千 nobody owes 3,200. Only numbers that count on from one are taken.
func markNumbers(rs []rune) []rune {
	first := listNumber(rs, 0, '1')
	if first < 0 || listNumber(rs, first+1, '2') < 0 {
		return rs
	}
	for at, number := first, '1'; at >= 0 && number <= '9'; number++ {
		rs[at] = ';'
		at = listNumber(rs, at+1, number+1)
	}
	return rs
}

// listNumber finds the number of a list from a place on, -1 if it is not there: one behind a mark or a blank, or else
// one that is typed right behind something.
func listNumber(rs []rune, from int, number rune) int {
	glued := -1
	for i := from; i < len(rs)-2; i++ {
		if rs[i] != number || !numbersEntry(rs, i+1) || isDigit(peek(rs, i-1)) || peek(rs, i-1) == '.' {
			continue
		}
		if i == 0 || breakStrength(rs, i-1) > 0 {
			return i
		}
		if glued < 0 && number > '1' {
			glued = i
		}
	}
	return glued
}

// numbersEntry reports the mark behind the number of a list: 1、花呗, 2.借呗, 3) 白条.
func numbersEntry(rs []rune, at int) bool {
	switch rs[at] {
	case '、', ')':
		return true
	case '.':
		return !isDigit(peek(rs, at+1))
	}
	return false
}
