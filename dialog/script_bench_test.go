package dialog

import (
	"strings"
	"testing"
	"time"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/playbook"
	"xieshang/dialog/workday"
)

// BenchmarkScript is producing the whole script with the figures of a plan that is there.
func BenchmarkScript(b *testing.B) {
	texts, err := locale.Load()
	if err != nil {
		b.Fatal(err)
	}
	book, err := playbook.Load(nil)
	if err != nil {
		b.Fatal(err)
	}
	days, err := workday.Load(nil)
	if err != nil {
		b.Fatal(err)
	}
	now := time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)
	c := casefile.New(1, now)
	c.Debts = []casefile.Debt{{Product: casefile.Huabei, Principal: calc.Yuan(14000), Penalty: calc.Yuan(560), Split: true, Due: calc.Date{Year: 2026, Month: time.September, Day: 2}}}
	c.Budget.Income, c.Budget.Essentials = new(calc.Yuan(5200)), new(calc.Yuan(3900))
	c.Hardship.Cause = casefile.IncomeDrop
	t := New(texts, book, days, time.UTC).begin(Person{Session: Session{Consent: now, Case: 1}, Cases: []casefile.Case{c}}, locale.Hans, now)
	t.suggestion()
	b.ReportAllocs()
	for b.Loop() {
		if script := t.wholeScript(); !strings.Contains(script, "14 期") {
			b.Fatal(script)
		}
	}
}
