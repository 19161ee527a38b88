package phrase

import (
	"regexp/syntax"
	"slices"
	"unicode"
)

// How large what is needed may become: characters of a class that are listed, and alternatives
// that come from combining those of two parts. Beyond that, knowing less is faster.
const (
	maxClass    = 12
	maxCombined = 48
)

// needs lists sets of characters, of which a text that matches has at least one as a whole. It is
// nil if nothing can be said.
func needs(re *syntax.Regexp) [][]rune {
	switch re.Op {
	case syntax.OpLiteral:
		return [][]rune{spelling(re.Rune)}
	case syntax.OpCharClass:
		return ofClass(re.Rune)
	case syntax.OpCapture, syntax.OpPlus:
		return needs(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return needs(re.Sub[0])
		}
	case syntax.OpConcat:
		return ofConcat(re.Sub)
	case syntax.OpAlternate:
		return ofAlternate(re.Sub)
	}
	return nil
}

// ofClass takes a class as pairs of the first and the last character of a range.
func ofClass(ranges []rune) [][]rune {
	var list [][]rune
	for i := 0; i < len(ranges); i += 2 {
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			if len(list) == maxClass {
				return nil
			}
			list = append(list, []rune{spelled(r)})
		}
	}
	return list
}

func ofAlternate(parts []*syntax.Regexp) [][]rune {
	var list [][]rune
	for _, part := range parts {
		n := needs(part)
		if n == nil {
			return nil
		}
		list = append(list, n...)
	}
	return list
}

func ofConcat(parts []*syntax.Regexp) [][]rune {
	var list [][]rune
	for _, part := range parts {
		list = both(list, needs(part))
	}
	return list
}

// both is what is needed where a and b are: each alternative of the one with each of the other,
// or, where these are too many, the one of the two that says more.
func both(a, b [][]rune) [][]rune {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	case len(a)*len(b) > maxCombined:
		if rarest(b) > rarest(a) || rarest(b) == rarest(a) && len(b) < len(a) {
			return b
		}
		return a
	}
	var list [][]rune
	for _, x := range a {
		for _, y := range b {
			list = append(list, spelling(slices.Concat(x, y)))
		}
	}
	return list
}

// rarest is how many characters the least demanding alternative has.
func rarest(list [][]rune) int {
	least := len(list[0])
	for _, all := range list {
		least = min(least, len(all))
	}
	return least
}

// spelling is a set of characters, each in the one case.
func spelling(runes []rune) []rune {
	set := make([]rune, len(runes))
	for i, r := range runes {
		set[i] = spelled(r)
	}
	slices.Sort(set)
	return slices.Compact(set)
}

// spelled is the one of a character and its upper and lower cases that stands for all: whether a
// pattern minds the case is no matter here.
func spelled(r rune) rune {
	switch {
	case r < 'a':
		return r
	case r <= 'z':
		return r - 'a' + 'A'
	case r >= '\u2E80' && r <= '\uFAFF': // Chinese characters and their punctuation
		return r
	}
	least := r
	for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
		least = min(least, other)
	}
	return least
}

// seen tells which characters a text has. Of some that it has not it says so, too: characters share
// 1,024 places.
type seen [16]uint64

// place is that of a character.
func place(r rune) uint16 { return uint16(uint32(r) * 0x9E3779B1 >> 22) }

func glance(text string) (s seen) {
	for _, r := range text {
		at := place(spelled(r))
		s[at>>6] |= 1 << (at & 63)
	}
	return s
}

// or stands behind each of several sets of places.
const or = 1 << 15

// needed writes sets of characters as their places.
func needed(sets [][]rune) (places []uint16) {
	for _, set := range sets {
		for _, r := range set {
			places = append(places, place(r))
		}
		places = append(places, or)
	}
	return places
}

// oneOf reports whether the text has all characters of one of several sets.
func (s *seen) oneOf(places []uint16) bool {
	all := true
	for _, at := range places {
		switch {
		case at != or:
			all = all && s[at>>6]&(1<<(at&63)) != 0
		case all:
			return true
		default:
			all = true
		}
	}
	return false
}
