package casefile

import (
	"fmt"
	"slices"
	"time"

	"xieshang/calc"
)

// MaxInstalments is the longest agreement that is recorded: five years of months.
const MaxInstalments = 60

// Agreement is what both sides agreed: the terms, the days, and what has been paid since. It
// is the person's own record, no paper of the lender's.
type Agreement struct {
	Version     int          `json:"version"` // grows each time the terms are changed
	AgreedOn    calc.Date    `json:"agreed_on"`
	Since       time.Time    `json:"since"` // when this version was recorded; nothing before it is reminded of
	Instalments []Instalment `json:"instalments"`
	Payments    []Payment    `json:"payments,omitempty"`

	// DownPayment says that the first instalment was to be paid before the others begin.
	DownPayment bool       `json:"down_payment,omitempty"`
	MonthlyFee  calc.Money `json:"monthly_fee,omitempty"` // the part of each instalment that is a fee
	Interest    Interest   `json:"interest,omitempty"`    // whether it runs meanwhile
	Waived      Waiver     `json:"waived,omitzero"`
	Points      Points     `json:"points,omitempty"`
	Evidence    []Evidence `json:"evidence,omitempty"` // what the person has to show for it
	Other       Party      `json:"other,omitempty"`    // whom it was agreed with
	Change      Change     `json:"change,omitempty"`   // why this version replaced the one before
	// Remitted is what the lender let go when the rest was paid off early.
	Remitted calc.Money `json:"remitted,omitempty"`
}

// Party is whom an agreement was made with: their kind, never a name.
type Party string

// The kinds of parties.
const (
	LenderParty    Party = "lender"    // the lender or its app
	CollectorParty Party = "collector" // an agency for the lender
	MediatorParty  Party = "mediator"  // before a mediation body
	CourtParty     Party = "court"     // before a court
)

// Parties lists every kind of party in the order it is offered.
var Parties = []Party{LenderParty, CollectorParty, MediatorParty, CourtParty}

// Interest says whether interest runs while an agreement is kept.
type Interest string

// The answers; "" is not known.
const (
	InterestStopped Interest = "stopped"
	InterestRuns    Interest = "runs"  // and is part of the instalments, or comes on top
	InterestAlone   Interest = "alone" // is all that is paid: the debt stays what it is
)

// Change is why an agreement was replaced by a new version.
type Change string

// The changes that are told apart.
const (
	Moved     Change = "moved"     // an instalment was moved to another day
	NewTerms  Change = "new_terms" // what was left got new terms
	PaidEarly Change = "paid_off"  // the rest was let go when it was paid off early
	Corrected Change = "corrected" // it had been written down wrong
)

// Instalment is one payment that has been promised.
type Instalment struct {
	Due    calc.Date  `json:"due"`
	Amount calc.Money `json:"amount"`
	// Snoozed is when the person asked to be reminded again; zero if they did not.
	Snoozed time.Time `json:"snoozed,omitzero"`
}

// Payment is money that the person says has been paid.
type Payment struct {
	On     calc.Date  `json:"on"`
	Amount calc.Money `json:"amount"`
	Over   calc.Money `json:"over,omitempty"` // paid on top, when nothing more was left
	Noted  time.Time  `json:"noted,omitzero"` // when it was recorded
	No     int        `json:"no,omitempty"`   // in the order of recording, from 1
}

// NewAgreement lays out count instalments of amount, the last one absorbing what is
// left of total, from the first day on and then on the same day of every month
// (the month's last day where it is shorter). It is recorded at since, in the person's
// time zone. The errors are *calc.FieldError on
// "count", "amount", "total" or "first".
func NewAgreement(since time.Time, total calc.Money, count int, amount calc.Money, first calc.Date) (*Agreement, error) {
	last := total - amount*calc.Money(count-1)
	switch {
	case count < 1 || count > MaxInstalments:
		return nil, &calc.FieldError{Field: "count", Problem: fmt.Sprintf("%d instalments, not 1 to %d", count, MaxInstalments)}
	case amount <= 0 || amount > calc.MaxMoney:
		return nil, &calc.FieldError{Field: "amount", Problem: fmt.Sprintf("%s is not a payment", amount)}
	case last <= 0:
		return nil, &calc.FieldError{Field: "total", Problem: fmt.Sprintf("%d × %s is more than %s", count, amount, total)}
	case first.IsZero():
		return nil, &calc.FieldError{Field: "first", Problem: "has no date"}
	}
	steps := []Step{{count, amount}}
	if last != amount {
		steps = []Step{{count - 1, amount}, {1, last}}
	}
	return SteppedAgreement(since, steps, first)
}

// SteppedAgreement lays out instalments that differ, as [NewAgreement] does those that do
// not. The errors are *calc.FieldError on "count", "steps[i]" or "first".
func SteppedAgreement(since time.Time, steps []Step, first calc.Date) (*Agreement, error) {
	if first.IsZero() {
		return nil, &calc.FieldError{Field: "first", Problem: "has no date"}
	}
	a := &Agreement{Version: 1, AgreedOn: DayOf(since), Since: since}
	for i, s := range steps {
		if s.Count < 0 || s.Amount <= 0 || s.Amount > calc.MaxMoney {
			return nil, &calc.FieldError{Field: fmt.Sprintf("steps[%d]", i), Problem: fmt.Sprintf("%d × %s are no instalments", s.Count, s.Amount)}
		}
		for range min(s.Count, MaxInstalments+1) {
			a.Instalments = append(a.Instalments, Instalment{Due: first.AddMonths(len(a.Instalments), first.Day), Amount: s.Amount})
		}
	}
	if n := len(a.Instalments); n < 1 || n > MaxInstalments {
		return nil, &calc.FieldError{Field: "count", Problem: fmt.Sprintf("%d instalments, not 1 to %d", n, MaxInstalments)}
	}
	return a, nil
}

// DueEach makes every instalment after the first due on a day of its month, 31 being the last
// one of each. It is of the instalments alone, before any is paid or put in front of them.
func (a *Agreement) DueEach(payDay int) {
	first := a.Instalments[0].Due
	for i := 1; i < len(a.Instalments); i++ {
		a.Instalments[i].Due = first.AddMonths(i, payDay)
	}
}

// DueOn makes each instalment due on a day of its own, as DueEach does on that of a month. Too few or
// too many days are a *calc.FieldError on "days", and so are days out of turn; both change nothing.
func (a *Agreement) DueOn(days []calc.Date) error {
	turned := slices.IsSortedFunc(days, func(a, b calc.Date) int { return a.DaysSince(b) })
	if len(days) != len(a.Instalments) || !turned {
		return &calc.FieldError{Field: "days", Problem: fmt.Sprintf("%d days in turn are needed", len(a.Instalments))}
	}
	for i, day := range days {
		a.Instalments[i].Due = day
	}
	return nil
}

// PayDay is the day of the month on which the instalments are due: 31 where they are due on
// each month's last one, though the first month may be shorter.
func (a *Agreement) PayDay() int {
	rest := a.Instalments
	if a.DownPayment {
		rest = rest[1:]
	}
	day := rest[0].Due.Day
	for i, inst := range rest {
		if inst.Due.Day > day && rest[0].Due == rest[0].Due.AddMonths(0, inst.Due.Day) && inst.Due == rest[0].Due.AddMonths(i, inst.Due.Day) {
			day = inst.Due.Day
		}
	}
	return day
}

// PayFirst puts a payment before the instalments. A day after the first of them, or an amount
// that is none, is a *calc.FieldError on "down" and changes nothing.
func (a *Agreement) PayFirst(on calc.Date, amount calc.Money) error {
	if on.IsZero() || on.After(a.Instalments[0].Due) || amount <= 0 || amount > calc.MaxMoney {
		return &calc.FieldError{Field: "down", Problem: fmt.Sprintf("%s on %s is no payment before %s", amount, on, a.Instalments[0].Due)}
	}
	a.Instalments = append([]Instalment{{Due: on, Amount: amount}}, a.Instalments...)
	a.DownPayment = true
	return nil
}

// Steps returns the instalments as runs of one amount, without a payment before them.
func (a *Agreement) Steps() []Step {
	rest := a.Instalments
	if a.DownPayment {
		rest = rest[1:]
	}
	var steps []Step
	for _, i := range rest {
		if n := len(steps); n > 0 && steps[n-1].Amount == i.Amount {
			steps[n-1].Count++
			continue
		}
		steps = append(steps, Step{1, i.Amount})
	}
	return steps
}

// before is how many payments come before the numbered instalments.
func (a *Agreement) before() int {
	if a.DownPayment {
		return 1
	}
	return 0
}

// Number is what instalment n (from 0) is called by: counted from 1, and 0 for a payment before the first.
func (a *Agreement) Number(n int) int { return n + 1 - a.before() }

// Progress returns how many of the numbered instalments are paid in full, and how many there are.
func (a *Agreement) Progress() (paid, count int) {
	return max(0, a.PaidCount()-a.before()), len(a.Instalments) - a.before()
}

// Once reports that all of it is paid at one time.
func (a *Agreement) Once() bool { return len(a.Instalments) == 1 }

// Total returns the sum of all instalments.
func (a *Agreement) Total() calc.Money {
	var sum calc.Money
	for _, i := range a.Instalments {
		sum += i.Amount
	}
	return sum
}

// Paid returns the sum of all payments.
func (a *Agreement) Paid() calc.Money {
	var sum calc.Money
	for _, p := range a.Payments {
		sum += p.Amount
	}
	return sum
}

// covered is what need not be paid any more: what was paid and what was let go.
func (a *Agreement) covered() calc.Money { return a.Paid() + a.Remitted }

// Left returns what is still to be paid; never negative.
func (a *Agreement) Left() calc.Money { return max(0, a.Total()-a.covered()) }

// LeftOn returns what is still to be paid on instalment n (from 0). Payments fill
// the instalments from the first to the last.
func (a *Agreement) LeftOn(n int) calc.Money {
	paid := a.covered()
	for _, i := range a.Instalments[:n] {
		paid -= i.Amount
	}
	return min(a.Instalments[n].Amount, max(0, a.Instalments[n].Amount-paid))
}

// PaidCount returns how many instalments are paid in full.
func (a *Agreement) PaidCount() int {
	n := 0
	for n < len(a.Instalments) && a.LeftOn(n) == 0 {
		n++
	}
	return n
}

// Next returns the first instalment (from 0) on which something is left, and false when all are paid.
func (a *Agreement) Next() (int, bool) {
	n := a.PaidCount()
	return n, n < len(a.Instalments)
}

// Arrears returns what was due before today and has not been paid.
func (a *Agreement) Arrears(today calc.Date) calc.Money {
	var due calc.Money
	for _, i := range a.Instalments {
		if i.Due.Before(today) {
			due += i.Amount
		}
	}
	return max(0, due-a.covered())
}

// Late returns the first instalment (from 0) that was due before today and on which
// something is left, and false when nothing is late.
func (a *Agreement) Late(today calc.Date) (int, bool) {
	n, left := a.Next()
	return n, left && a.Instalments[n].Due.Before(today)
}

// Pay records a payment. An amount that is not positive, or more than is left, is a
// *calc.FieldError on "amount" and records nothing.
func (a *Agreement) Pay(on calc.Date, amount calc.Money) error {
	return a.Post(Payment{On: on, Amount: amount})
}

// Post records a payment in the order of days. What was paid on top, in Over, is noted only
// when nothing more is left, and is the lender's to give back. An amount that is not
// positive, or more than is left, is a *calc.FieldError on "amount" and records nothing.
func (a *Agreement) Post(p Payment) error {
	left := a.Left()
	switch {
	case p.Amount <= 0 || p.Amount > left:
		return &calc.FieldError{Field: "amount", Problem: fmt.Sprintf("%s is not between 0.01 and the %s left", p.Amount, left)}
	case p.Over < 0 || p.Over > 0 && p.Amount < left || p.Over > calc.MaxMoney:
		return &calc.FieldError{Field: "amount", Problem: fmt.Sprintf("%s on top of %s, with %s left", p.Over, p.Amount, left)}
	}
	at := len(a.Payments)
	for at > 0 && a.Payments[at-1].On.After(p.On) {
		at--
	}
	p.No = 1
	if newest, ok := a.Newest(); ok {
		p.No = max(len(a.Payments), a.Payments[newest].No) + 1
	}
	a.Payments = slices.Insert(a.Payments, at, p)
	return nil
}

// Newest returns the payment (from 0) that was recorded last, and false when there is none.
func (a *Agreement) Newest() (int, bool) {
	newest := len(a.Payments) - 1
	for i := range a.Payments {
		if a.Payments[i].No > a.Payments[newest].No {
			newest = i
		}
	}
	return newest, newest >= 0
}

// TakeBack removes payment n (from 0) and returns it. What was let go when the rest was paid
// off is owed again.
func (a *Agreement) TakeBack(n int) Payment {
	p := a.Payments[n]
	a.Payments = slices.Delete(a.Payments, n, n+1)
	a.Remitted = 0
	return p
}

// Settle lets go what is left after the rest was paid off early for less. That is a new
// version.
func (a *Agreement) Settle(since time.Time) {
	a.Remitted += a.Left()
	a.Version, a.Since, a.Change = a.Version+1, since, PaidEarly
}

// Move moves what is left on instalment n (from 0) to another day; what was paid on it stays
// where it was. Past other instalments it takes its place among them. A day before the
// instalment's own, or one that makes too many instalments, is a *calc.FieldError on "due".
func (a *Agreement) Move(n int, to calc.Date) error {
	inst, left := a.Instalments[n], a.LeftOn(n)
	if n > 0 && to.Before(a.Instalments[n-1].Due) || left == 0 {
		return &calc.FieldError{Field: "due", Problem: fmt.Sprintf("%s is before the instalments before it", to)}
	}
	moved := slices.Delete(slices.Clone(a.Instalments), n, n+1)
	at := n
	if left < inst.Amount && n+1 < len(a.Instalments) && !to.Before(a.Instalments[n+1].Due) {
		moved = slices.Insert(moved, n, Instalment{Due: inst.Due, Amount: inst.Amount - left})
		at++
	} else {
		left = inst.Amount
	}
	for at < len(moved) && !to.Before(moved[at].Due) {
		at++
	}
	moved = slices.Insert(moved, at, Instalment{Due: to, Amount: left})
	if len(moved) > MaxInstalments+1 {
		return &calc.FieldError{Field: "due", Problem: "makes too many instalments"}
	}
	a.Instalments = moved
	return nil
}

// MoveAll moves instalment n (from 0) to another day and those after it by as many months, to
// the same day of the month. A day before the instalment's own is a *calc.FieldError on "due".
func (a *Agreement) MoveAll(n int, to calc.Date) error {
	if to.Before(a.Instalments[n].Due) {
		return &calc.FieldError{Field: "due", Problem: fmt.Sprintf("%s is before %s", to, a.Instalments[n].Due)}
	}
	day := a.PayDay()
	if to.AddMonths(0, day) != to {
		day = to.Day
	}
	for i := n; i < len(a.Instalments); i++ {
		a.Instalments[i].Due, a.Instalments[i].Snoozed = to.AddMonths(i-n, day), time.Time{}
	}
	return nil
}

// Snapshot returns a copy without payments: what was agreed before a change that keeps the
// payments.
func (a *Agreement) Snapshot() Agreement {
	was := *a
	was.Instalments, was.Payments, was.Remitted = slices.Clone(a.Instalments), nil, 0
	return was
}

// Toggle adds a kind of evidence, or takes it out again.
func (a *Agreement) Toggle(e Evidence) { a.Evidence = toggle(a.Evidence, e) }

// Terms returns the agreement as terms.
func (a *Agreement) Terms() Terms {
	t := Stepped(a.Steps()...)
	t.First = a.Instalments[0].Due
	if a.DownPayment {
		t.DownPayment, t.First = a.Instalments[0].Amount, a.Instalments[1].Due
	}
	t.PayDay = a.PayDay()
	t.Days = a.ownDays()
	return t
}

// ownDays are when the instalments are due, without a payment before them; nil where that is the same
// day of each month.
func (a *Agreement) ownDays() []calc.Date {
	rest := a.Instalments
	if a.DownPayment {
		rest = rest[1:]
	}
	monthly := true
	var days []calc.Date
	for i, inst := range rest {
		days = append(days, inst.Due)
		monthly = monthly && inst.Due == rest[0].Due.AddMonths(i, a.PayDay())
	}
	if monthly {
		return nil
	}
	return days
}

// Validate reports the first field that makes no sense as a *calc.FieldError.
func (a *Agreement) Validate() error {
	if n := len(a.Instalments); n < 1 || n > MaxInstalments+1 { // and a payment before the first
		return &calc.FieldError{Field: "instalments", Problem: fmt.Sprintf("%d of them, not 1 to %d", n, MaxInstalments)}
	}
	for i, inst := range a.Instalments {
		if inst.Amount <= 0 {
			return &calc.FieldError{Field: fmt.Sprintf("instalments[%d].amount", i), Problem: fmt.Sprintf("%s is not a payment", inst.Amount)}
		}
	}
	if !slices.IsSortedFunc(a.Instalments, func(x, y Instalment) int { return x.Due.DaysSince(y.Due) }) {
		return &calc.FieldError{Field: "instalments", Problem: "are not in the order of their days"}
	}
	for i, p := range a.Payments {
		if p.Amount <= 0 {
			return &calc.FieldError{Field: fmt.Sprintf("payments[%d].amount", i), Problem: fmt.Sprintf("%s is not a payment", p.Amount)}
		}
	}
	return a.validateDetails()
}

// validateDetails checks what is told about an agreement beside its amounts and days.
func (a *Agreement) validateDetails() error {
	switch {
	case a.Other != "" && !slices.Contains(Parties, a.Other):
		return &calc.FieldError{Field: "other", Problem: fmt.Sprintf("%q is no party", a.Other)}
	case a.Interest != "" && a.Interest != InterestStopped && a.Interest != InterestRuns && a.Interest != InterestAlone:
		return &calc.FieldError{Field: "interest", Problem: fmt.Sprintf("%q is no answer", a.Interest)}
	case a.DownPayment && len(a.Instalments) < 2:
		return &calc.FieldError{Field: "down_payment", Problem: "is the only instalment"}
	}
	for _, part := range []Part{{"monthly_fee", a.MonthlyFee}, {"remitted", a.Remitted}} {
		if err := notNegative(part.Name, part.Amount); err != nil {
			return err
		}
	}
	if err := within("waived", a.Waived.Validate()); err != nil {
		return err
	}
	if err := a.Points.Validate(); err != nil {
		return err
	}
	return validEvidence(a.Evidence)
}
