package document

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// noStart are characters that may not begin a line, noEnd those that may not end one.
const (
	noStart = "。，、；：？！）》」』】〕〉”’…—～·％‰℃.,;:?!)]}%"
	noEnd   = "（《「『【〔〈“‘([{￥¥$#№"
)

// units are what a number is kept on one line with.
const units = "元万亿年月日号期天个次岁%％‰倍份笔家號個筆萬億點点時时分"

// breakLines breaks a text into lines no wider than width, of which a line break in the
// text always begins a new one. Nothing is lost but spaces at the end of a line.
//
// Chinese may be broken between any two characters, but no line begins with a closing mark
// or ends with an opening one, and a number stays with its unit, a date in one piece, a word
// whole. What does not fit on a line by itself is broken where the line is full.
func breakLines(text string, width float64, measure func(string) float64) []string {
	var lines []string
	for part := range strings.SplitSeq(text, "\n") {
		lines = append(lines, breakPart(part, width, measure)...)
	}
	return lines
}

func breakPart(text string, width float64, measure func(string) float64) []string {
	var lines []string
	line, filled := "", 0.0
	for _, piece := range pieces(text) {
		w := measure(strings.TrimRight(piece, " "))
		if filled+w > width && line != "" {
			lines = append(lines, strings.TrimRight(line, " "))
			line, filled = "", 0
		}
		for w > width {
			head, tail := split(piece, width, measure)
			if tail == "" {
				break
			}
			lines = append(lines, strings.TrimRight(head, " "))
			piece, w = tail, measure(tail)
		}
		line += piece
		filled += measure(piece)
	}
	return append(lines, strings.TrimRight(line, " "))
}

// split breaks a piece that is too wide for a line: after a space if one comes early enough, and
// else at the width, after at least one character.
func split(piece string, width float64, measure func(string) float64) (head, tail string) {
	filled, end, space := 0.0, 0, 0
	for i, r := range piece {
		w := measure(string(r))
		if filled+w > width && i > 0 && r != ' ' {
			break
		}
		filled += w
		end = i + utf8.RuneLen(r)
		if r == ' ' {
			space = end
		}
	}
	if space > 0 && strings.TrimSpace(piece[:space]) != "" {
		end = space
	}
	return piece[:end], piece[end:]
}

// pieces cuts a text where it may be broken. Together they are the text.
func pieces(text string) []string {
	runes := []rune(text)
	var list []string
	start := 0
	for i := 1; i < len(runes); i++ {
		if mayBreak(runes, start, i) {
			list = append(list, string(runes[start:i]))
			start = i
		}
	}
	if start < len(runes) {
		list = append(list, string(runes[start:]))
	}
	return list
}

// mayBreak reports whether a line may end before character i, in a piece that began at start.
func mayBreak(text []rune, start, i int) bool {
	before, after := text[i-1], text[i]
	switch {
	case after == ' ' || strings.ContainsRune(noStart, after):
		return false
	case strings.ContainsRune(noEnd, before):
		return false
	case before == ' ':
		return !sameFigure(text, start, i)
	case isWord(before) && isWord(after):
		return false
	case isDigit(before) && strings.ContainsRune(units, after):
		return false
	case before == '＿' && after == '＿':
		return false
	case isDigit(after) && inDate(text, start, i):
		return false
	}
	return isWide(before) || isWide(after) || before == '/' || before == '-'
}

// sameFigure reports whether the space before i stands inside a figure: "1,040.00 元",
// "2026 年 12 月 15 日", "14 期 × 1,000.00 元".
func sameFigure(text []rune, start, i int) bool {
	last := i - 1
	for last >= start && text[last] == ' ' {
		last--
	}
	if last < start {
		return false
	}
	before, after := text[last], text[i]
	if isDigit(before) && englishUnit(text[i:]) || isDigit(after) && afterMonth(text[start:last+1]) {
		return true
	}
	return isDigit(before) && strings.ContainsRune(units, after) || isDigit(after) && inDate(text, start, last+1)
}

// englishUnits are what a number is kept on one line with in English, and englishMonths what a
// year is kept with.
var (
	englishMonths = []string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
	englishUnits  = append([]string{"yuan", "days", "months"}, englishMonths...)
)

func englishUnit(text []rune) bool {
	return slices.ContainsFunc(englishUnits, func(unit string) bool {
		return len(text) >= len(unit) && string(text[:len(unit)]) == unit && (len(text) == len(unit) || !unicode.IsLetter(text[len(unit)]))
	})
}

func afterMonth(text []rune) bool {
	return slices.ContainsFunc(englishMonths, func(month string) bool {
		return len(text) >= len(month) && string(text[len(text)-len(month):]) == month
	})
}

// inDate reports whether before i a year or month has been named: 2026 年, 12 月.
func inDate(text []rune, start, i int) bool {
	if i-1 < start || text[i-1] != '年' && text[i-1] != '月' {
		return false
	}
	k := i - 2
	for k >= start && text[k] == ' ' {
		k--
	}
	return k >= start && isDigit(text[k])
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// isWord reports whether a character is part of what is kept together: a word, a number,
// an amount, an address.
func isWord(r rune) bool {
	return r > ' ' && r < 0x2e80 && !unicode.Is(unicode.Po, r) && r != '/' || r == '\'' || r == '&' || r == '.' || r == ',' || r == ':' || r == '%' || r == '@' || r == '#' || r == '*'
}

// isWide reports whether a character is one of Chinese text, before and after which a line
// may be broken.
func isWide(r rune) bool {
	return r >= 0x2e80 || r == '□' || r == '■' || r == '·' || r == '→' || r == '—'
}
