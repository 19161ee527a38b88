package dialog

import (
	"cmp"
	"slices"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

// Terms whose instalments differ are weighed run by run, each against what can be paid when it
// is due: the low ones at the beginning may well be kept though the later ones cannot.

// A run is some instalments of one amount, one after the other.
type run struct {
	from, to int // which instalments they are, from 1
	amount   calc.Money
	on       calc.Date     // when the first of them is due
	bears    calc.Capacity // what can be paid by then
	level    calc.Level
}

// weighedRuns are the runs of terms; nil where all their instalments are the same but for what
// rounding leaves, and where it is not known what can be paid. Where the first day was not said, it is that of the plan.
func (t *turn) weighedRuns(terms casefile.Terms) []run {
	if !terms.Uneven() || terms.Days != nil || !t.planned() {
		return nil
	}
	first := t.firstOf(terms)
	payDay := cmp.Or(terms.PayDay, first.Day, t.file().Budget.PayDay, usualPayDay)
	if first.IsZero() {
		first = t.today.AddMonths(1, payDay)
	}
	var runs []run
	n := 0
	for _, s := range terms.Steps {
		r := run{from: n + 1, to: n + s.Count, amount: s.Amount + terms.MonthlyFee, on: first.AddMonths(n, payDay)}
		r.bears = t.bearsOn(r.on)
		r.level = r.bears.Level(r.amount)
		runs, n = append(runs, r), r.to
	}
	return runs
}

// bearsOn is what can be paid a month from a day on: more than today if the income has
// recovered by then.
func (t *turn) bearsOn(day calc.Date) calc.Capacity {
	s, now := t.situation(), t.suggestion().Capacity
	if s.Recovery.Months == 0 || day.Before(t.file().Hardship.Recovery) {
		return now
	}
	later, err := calc.Afford(s.Recovery.Income, s.Essentials, s.Priority, s.Terms)
	if err != nil {
		return now
	}
	return later.Beside(s.Promised)
}

// runsInWords says which of the runs cannot be kept, or only just, and from when. It is empty
// where all of them are of one kind, and one word for all will do.
func (t *turn) runsInWords(runs []run) string {
	hard := hardest(runs)
	easy := slices.IndexFunc(runs, func(r run) bool { return r.level == calc.LevelRecommended })
	switch {
	case hard < 0 && slices.ContainsFunc(runs, func(r run) bool { return r.amount > t.suggestion().Capacity.Recommended }):
		h := &t.file().Hardship
		return t.text("terms.rises.recommended", locale.Args{"Month": t.print.Month(h.Recovery), "Income": h.Recovered})
	case hard < 0 || easy < 0:
		return ""
	}
	r := runs[hard]
	args := locale.Args{"From": r.from, "To": r.to, "One": r.from == r.to, "Amount": r.amount, "Month": t.print.Month(r.on),
		"Recommended": r.bears.Recommended, "Maximum": r.bears.Maximum, "Later": r.bears != t.suggestion().Capacity}
	key := "terms.rises."
	if easy > hard {
		key, args["Month"] = "terms.falls.", t.print.Month(runs[easy].on)
	}
	return t.text(key+string(r.level), args)
}

// hardest is the first run that cannot be kept, or else the first that only just can; -1 if
// there is none.
func hardest(runs []run) int {
	for _, level := range []calc.Level{calc.LevelNo, calc.LevelMaximum} {
		if i := slices.IndexFunc(runs, func(r run) bool { return r.level == level }); i >= 0 {
			return i
		}
	}
	return -1
}

// beyondLater are the runs of terms that begin with what can be kept and go on to what cannot:
// the last that can, and the first that cannot. It is false for other terms.
func (t *turn) beyondLater(terms casefile.Terms) (kept, beyond run, ok bool) {
	runs := t.weighedRuns(terms)
	hard := hardest(runs)
	if hard < 1 || runs[hard].level != calc.LevelNo || runs[hard-1].level != calc.LevelRecommended {
		return run{}, run{}, false
	}
	return runs[hard-1], runs[hard], true
}
