package locale

import (
	"strings"
	"testing"

	"xieshang/calc"
)

func TestChoices(t *testing.T) {
	const words = "{{if .A}}a {{.A}}{{if .B}}, {{.B}}{{end}}{{else}}no a{{end}}."
	text, err := parse(words)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		args Args
		want string
	}{
		{Args{"A": "x", "B": ""}, "a x."},
		{Args{"A": "<x>", "B": 3}, "a &lt;x&gt;, 3."},
		{Args{"A": HTML("<b>x</b>"), "B": true}, "a <b>x</b>, true."},
		{Args{"A": 0}, "no a."},
		{Args{"A": calc.Money(0), "B": false}, "a 0.00."},
	} {
		var b strings.Builder
		text.write(&b, &Printer{Language: Hans}, test.args)
		if got := b.String(); got != test.want {
			t.Errorf("%v prints %q, want %q", test.args, got, test.want)
		}
	}
}

func TestBrokenTexts(t *testing.T) {
	for _, words := range []string{"{{.A", "{{A}}", "{{if .A}}a", "{{if .A}}a{{else}}b", "a{{end}}", "a{{else}}b{{end}}", "{{if .A}}a{{else}}b{{else}}c{{end}}", "{{range .A}}{{end}}"} {
		if _, err := parse(words); err == nil {
			t.Errorf("%q is taken for a text", words)
		}
	}
}
