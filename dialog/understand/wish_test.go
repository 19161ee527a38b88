package understand_test

import (
	"cmp"
	"testing"

	"xieshang/dialog/understand"
)

// TestWishes reads what people want beside the open question, and nothing where they only speak
// of such a thing.
func TestWishes(t *testing.T) {
	for _, l := range readLines(t, "wishes.txt") {
		got, _ := understand.ReadWish(l.part(1))
		if got := cmp.Or(string(got), "-"); got != l.part(0) {
			t.Errorf("line %d: %q: want %s, got %s", l.number, l.part(1), l.part(0), got)
		}
	}
}
