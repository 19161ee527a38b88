package dialog

import (
	"slices"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

// accrual is what was said of interest while nothing is paid.
type accrual int

const (
	notSaid accrual = iota
	accrues
	stops
)

// toldAccrual reads what terms say of interest meanwhile.
func toldAccrual(text string) accrual {
	said := plain(text)
	has := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(said, w) })
	}
	switch {
	case has("利息不减", "利息不減", "罚息不减", "罰息不減", "利息不免", "罚息不免", "不减利息", "不減利息", "不免利息", "不减免利息", "利息另算", "利息另計", "利息照付", "利息照还", "利息照還", "罚息照", "罰息照", "不停息", "不能停息", "不免息", "interestontop", "plusinterest", "notwaived"):
		return accrues
	case has("不计息", "不計息", "停息", "免息", "停止计息", "停止計息", "不收利息", "没有利息", "沒有利息", "不算利息", "nointerest", "interestfree"):
		return stops
	case has("计息", "計息", "利息照", "照算利息", "照收利息", "有利息", "收利息", "算利息", "withinterest"):
		return accrues
	}
	return notSaid
}

// delayed are the terms of a delay of everything that is owed, for so many months. Where
// interest goes on, what will be owed is an estimate until the lender has named it.
func (t *turn) delayed(months int, text string) casefile.Terms {
	terms := casefile.Terms{Count: 1, Amount: t.owed(), Defer: months, Accrual: casefile.AccrualUnknown}
	switch toldAccrual(text) {
	case accrues:
		terms.Accrual = casefile.Accrues
		terms.Amount += t.accrued(months)
	case stops:
		terms.Accrual = casefile.AccrualStops
	}
	return terms
}

// delayedFrom is the day from which a delay is counted: the one it is due where that is to come.
func (t *turn) delayedFrom() calc.Date {
	if due := t.file().Main().Due; due.After(t.today) && t.file().Agreement == nil {
		return due
	}
	return t.today
}

// accrued is what comes on top of what is owed in so many months, at the rate for late days.
func (t *turn) accrued(months int) calc.Money {
	d := t.debt(t.file().Main())
	rate := d.DailyRate
	if !d.PenaltyFactor.IsZero() {
		rate = rate.Mul(d.PenaltyFactor)
	}
	from := t.delayedFrom()
	days := from.AddMonths(months, from.Day).DaysSince(from)
	more, err := calc.Penalty(d.Principal, rate, days)
	if err != nil || d.InterestFree {
		return 0
	}
	return more
}

// delayLines say what a delay comes to, and whether all of it could be there on its day.
func (t *turn) delayLines(offer casefile.Terms) []string {
	if offer.Defer == 0 || offer.Count != 1 || t.file().Agreement != nil {
		return nil
	}
	var lines []string
	more := t.accrued(offer.Defer)
	switch offer.Accrual {
	case casefile.Accrues:
		lines = append(lines, t.text("contact.check.delay.accrues", locale.Args{"More": more, "Rate": percent(t.rate(t.file()))}))
	case casefile.AccrualUnknown:
		if more > 0 {
			lines = append(lines, t.text("contact.check.delay.unsaid", locale.Args{"Then": t.owed() + more}))
		}
	}
	if !t.planned() {
		return lines
	}
	capacity := max(0, t.suggestion().Capacity.Recommended)
	if saved := capacity*calc.Money(offer.Defer) + t.spare(); saved < offer.Amount {
		lines = append(lines, t.text("contact.check.delay.short", locale.Args{"Months": offer.Defer, "Saved": saved}))
	}
	return lines
}
