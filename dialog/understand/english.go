package understand

// englishWords are the words of which English numbers are made.
var englishWords = lexiconOf(map[string]int32{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
	"hundred": 100, "thousand": 1000, "grand": 1000,
})

// englishNumeralAt reads twelve thousand five hundred. Small numbers alone are left to the
// readers of time: one of them, two months.
func englishNumeralAt(rs []rune, i int) (numeral, bool) {
	if isLatin(peek(rs, i-1)) {
		return numeral{}, false
	}
	total, section, last := int64(0), int64(0), int64(1)
	end, j := i, i
	for j < i+maxNumeral {
		id, next, ok := englishWords().longest(rs, j)
		if !ok || isLatin(peek(rs, next)) {
			break
		}
		switch v := int64(id); v {
		case 100:
			section, last = max(section, 1)*v, v
		case 1000:
			total, section, last = total+max(section, 1)*v, 0, v
		default:
			section += v
		}
		end = next
		j = next
		if peek(rs, j) == '-' {
			j++
		}
		j = skipSpaces(rs, j)
		if hasAt(rs, j, "and ") {
			j += len("and ")
		}
	}
	if last == 1 {
		return numeral{}, false
	}
	n := whole(total + section)
	return numeral{low: n, high: n, end: end, unit: last}, true
}
