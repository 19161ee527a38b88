package understand

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"xieshang/calc"
)

// TestEveryAmountOfAListIsPlacedOrNamed holds lists of essentials to losing no amount: what has
// no word for a kind is told apart.
func TestEveryAmountOfAListIsPlacedOrNamed(t *testing.T) {
	for _, c := range []struct {
		text string
		sum  calc.Money
		left []calc.Money
	}{
		{"房租1500 吃饭1200 水电话费200 坐车300 给爸妈700", 390000, nil},
		{"房租 1500，吃饭 1200，话费 100", 280000, nil},
		{"给爸妈700 美容500", 70000, []calc.Money{50000}},
		{"美容500 房租 1500 养猫100", 150000, []calc.Money{50000, 10000}},
		{"打车200、买药300、幼儿园1200", 170000, nil},
		{"没有了", 0, nil},
	} {
		var sum calc.Money
		for _, it := range Spending(c.text) {
			sum += it.Amount
		}
		if left := Unplaced(c.text); sum != c.sum || !cmp.Equal(left, c.left) {
			t.Errorf("%s: placed %s and left %v, want %s and %v", c.text, sum, left, c.sum, c.left)
		}
	}
}
