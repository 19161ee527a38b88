package dialog

import (
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/understand"
)

// steppedTerms are terms whose instalments differ, where a message tells them run by run.
func (t *turn) steppedTerms(text string) (casefile.Terms, bool) {
	read, err := understand.OfferOn(text, t.today)
	var terms casefile.Terms
	switch {
	case err != nil:
		return terms, false
	case read.Steps != nil:
		terms = toldSteps(read)
	case read.Count > 1 && read.Amount != nil:
		terms = t.runs(read)
	}
	terms.First, terms.PayDay, terms.Days = read.First, read.PayDay, read.Days
	return terms, (terms.Steps != nil || terms.Days != nil) && terms.Count <= casefile.MaxInstalments
}

// daysInWords tells the days of instalments that are not due on the same day of each month.
func (t *turn) daysInWords(days []calc.Date) string {
	var said []string
	for _, day := range days {
		said = append(said, t.print.Day(day, t.today))
	}
	return strings.Join(said, t.print.Text("terms.comma", nil))
}

// stepsInWords tells instalments that differ: "第 1–3 期每期 500.00 元，第 4 期 900.00 元".
func (t *turn) stepsInWords(p *locale.Printer, steps []casefile.Step) string {
	var runs []string
	n := 0
	for _, s := range steps {
		key := "terms.run"
		if s.Count == 1 {
			key = "terms.one"
		}
		runs = append(runs, p.Text(key, locale.Args{"From": n + 1, "To": n + s.Count, "Amount": s.Amount}))
		n += s.Count
	}
	return strings.Join(runs, p.Text("terms.comma", nil))
}

// termsInWords tells the instalments of terms: "12 期 × 1,030.00 元", a delay, one payment,
// or a run after the other.
func (t *turn) termsInWords(o casefile.Terms) string {
	switch {
	case o.Defer > 0 && o.Count > 1 && !o.First.IsZero():
		rest := o
		rest.Defer = 0
		return t.text("terms.postponed", locale.Args{"Months": o.Defer, "Day": t.print.Day(o.First, t.today), "Terms": t.termsInWords(rest)})
	case len(o.Steps) == 2 && o.Steps[1].Count == 1 && !o.Uneven():
		return t.text("terms.even", locale.Args{"Count": o.Count, "Amount": o.Steps[0].Amount}) +
			t.text("terms.last", locale.Args{"Last": o.Steps[1].Amount})
	case o.Steps != nil:
		return t.stepsInWords(t.print, o.Steps)
	case o.Defer > 0 && o.Count == 1:
		return t.text("terms.delay", locale.Args{"Months": o.Defer, "Amount": o.Amount, "Day": t.print.Day(t.firstOf(o), t.today)})
	case o.Count == 1:
		day := ""
		if !o.First.IsZero() {
			day = t.print.Day(o.First, t.today)
		}
		return t.text("terms.once", locale.Args{"Amount": o.Amount, "Day": day})
	}
	return t.text("terms.even", locale.Args{"Count": o.Count, "Amount": o.Amount})
}

// firstOf is the day of the first instalment, as far as the terms tell it: zero if they do not.
func (t *turn) firstOf(o casefile.Terms) calc.Date {
	switch {
	case !o.First.IsZero():
		return o.First
	case o.Defer > 0:
		from := t.delayedFrom()
		return from.AddMonths(o.Defer, from.Day)
	case o.PayDay > 0:
		return payDayAfter(t.today, o.PayDay)
	}
	return calc.Date{}
}
