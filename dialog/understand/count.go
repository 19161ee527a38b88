package understand

// Count reads how many there are of something: 3, 三个, 两口人. No number, several, or one
// that is not whole is none.
func Count(text string) (int, bool) {
	n, ok := newMessage(text).onlyNumeral()
	if !ok || n.vague() {
		return 0, false
	}
	whole, ok := n.low.int()
	if !ok || whole < 0 || whole > 1_000_000 {
		return 0, false
	}
	return int(whole), true
}
