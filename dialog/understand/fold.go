package understand

import (
	"sync"
	"unicode"
	"unicode/utf8"
)

// MaxRunes is how much of a message is read; the rest is cut off (see [Slots.Cut]).
// It is Telegram's own limit for one message.
const MaxRunes = 4096

// folded is a message brought into one spelling: simplified characters, half-width,
// lower case, without invisible marks. at[i] is where runes[i] starts in the original
// string, with one entry more for its end, so that a finding can be cut out of it.
type folded struct {
	runes []rune
	at    []int32
	cut   bool
}

// fold brings s into one spelling. Invalid bytes become spaces.
func fold(s string) folded {
	table := simplified()
	n := min(len(s), 4*MaxRunes)
	f := folded{runes: make([]rune, 0, n), at: make([]int32, 0, n+1)}
	read := 0
	i := 0
	for i < len(s) {
		if read == MaxRunes {
			f.cut = true
			break
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r, ok := foldRune(r, table); ok {
			f.runes = append(f.runes, r)
			f.at = append(f.at, int32(i))
		}
		i += size
		read++
	}
	f.at = append(f.at, int32(i))
	return f
}

// foldRune returns the one spelling of r, and false if r leaves no trace.
func foldRune(r rune, table *[1 << 16]uint16) (rune, bool) {
	switch {
	case r < 0x80:
		return foldASCII(r), true
	case invisible(r):
		return 0, false
	case r >= 0xFF01 && r <= 0xFF5E:
		return foldASCII(r - 0xFEE0), true
	case r >= 1<<16:
		return r, true
	case table[r] != 0:
		return rune(table[r]), true
	case r == utf8.RuneError || unicode.IsSpace(r):
		return ' ', true
	}
	return unicode.ToLower(r), true
}

func foldASCII(r rune) rune {
	switch {
	case r >= 'A' && r <= 'Z':
		return r + 'a' - 'A'
	case r == '\n':
		return '\n'
	case r < ' ' || r == 0x7f:
		return ' '
	}
	return r
}

// invisible reports zero-width characters, direction marks, variation selectors and the
// keycap frame: people paste them without knowing.
func invisible(r rune) bool {
	switch {
	case r == 0x00AD, r == 0x061C, r == 0x180E, r == 0x20E3, r == 0xFEFF:
		return true
	case r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x206F:
		return true
	case r >= 0xFE00 && r <= 0xFE0F:
		return true
	}
	return false
}

// punctuation that Chinese and other keyboards write in several ways.
const punctuationPairs = "，,。。！!？?：:；;（(）)【(】)［(］)「(」)《(》)“\"”\"‘'’'￥¥～~〜~–-—-－-−-―-．.｡。､、•·％%＋+，,﹐,٫.…。"

// simplified returns the folding table of the Basic Multilingual Plane; zero means unchanged.
var simplified = sync.OnceValue(func() *[1 << 16]uint16 {
	table := new([1 << 16]uint16)
	for _, pairs := range []string{traditionalPairs, punctuationPairs} {
		from := rune(0)
		for _, r := range pairs {
			if from == 0 {
				from = r
				continue
			}
			table[from] = uint16(r)
			from = 0
		}
	}
	return table
})

// Simplified brings a text into the one spelling in which everything is read: simplified
// characters, half-width, lower case, without invisible marks.
func Simplified(text string) string { return string(fold(text).runes) }
