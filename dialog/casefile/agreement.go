package casefile

import (
	"fmt"
	"slices"
	"time"

	"xieshang/calc"
)

// MaxInstalments is the longest agreement that is recorded: five years of months.
const MaxInstalments = 60

// Agreement is what both sides agreed: the terms, the days, and what has been paid since.
type Agreement struct {
	Version     int          `json:"version"` // grows each time the terms are changed
	AgreedOn    calc.Date    `json:"agreed_on"`
	Since       time.Time    `json:"since"` // when this version was recorded; nothing before it is reminded of
	Instalments []Instalment `json:"instalments"`
	Payments    []Payment    `json:"payments,omitempty"`
}

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
	a := &Agreement{Version: 1, AgreedOn: calc.DateOf(since), Since: since}
	for i := range count {
		a.Instalments = append(a.Instalments, Instalment{Due: first.AddMonths(i, first.Day), Amount: amount})
	}
	a.Instalments[count-1].Amount = last
	return a, nil
}

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

// Left returns what is still to be paid; never negative.
func (a *Agreement) Left() calc.Money { return max(0, a.Total()-a.Paid()) }

// LeftOn returns what is still to be paid on instalment n (from 0). Payments fill
// the instalments from the first to the last.
func (a *Agreement) LeftOn(n int) calc.Money {
	paid := a.Paid()
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
	return max(0, due-a.Paid())
}

// Pay records a payment. An amount that is not positive, or more than is left, is a
// *calc.FieldError on "amount" and records nothing.
func (a *Agreement) Pay(on calc.Date, amount calc.Money) error {
	if amount <= 0 || amount > a.Left() {
		return &calc.FieldError{Field: "amount", Problem: fmt.Sprintf("%s is not between 0.01 and the %s left", amount, a.Left())}
	}
	a.Payments = append(a.Payments, Payment{on, amount})
	return nil
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
	return nil
}
