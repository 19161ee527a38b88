package understand_test

import (
	"fmt"
	"strings"
	"testing"

	"xieshang/dialog/understand"
)

func TestSteps(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"前3期每期500，后9期每期900", "3x500 9x900"},
		{"3x500 9x900", "3x500 9x900"},
		{"首期2,000，剩下12期每期1000，12月15号开始", "1x2000 12x1000"},
		{"第1-3期500，第4-12期900", "3x500 9x900"},
		{"第1到3個月還500，第4到12個月還900", "3x500 9x900"},
		{"首期2000，剩下11期每期1000", "1x2000 11x1000"},
		{"12期，第一期2000，其餘每期1000", "1x2000 11x1000"},
		{"12期每期900，最后一期870", "11x900 1x870"},
		{"first 3 payments of 500, then 9 payments of 900", "3x500 9x900"},
		{"12期每期900", ""},
		{"12期每期900，第一期2000", ""},
		{"前3期每期500，第5-12期900", ""},
		{"每个月还500", ""},
	} {
		var runs []string
		steps, ok := understand.Steps(test.text)
		for _, s := range steps {
			runs = append(runs, fmt.Sprintf("%dx%d", s.Count, s.Amount/100))
		}
		if got := strings.Join(runs, " "); ok != (test.want != "") || ok && got != test.want {
			t.Errorf("%q: want %q, got %q (%t)", test.text, test.want, got, ok)
		}
	}
}
