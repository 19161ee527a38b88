package casefile

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"xieshang/calc"
)

// Product is what was borrowed from. The rules differ between them.
type Product string

// The products that are told apart.
const (
	Huabei       Product = "huabei"
	Jiebei       Product = "jiebei"
	Wangshangdai Product = "wangshangdai"
	CreditCard   Product = "credit_card"
	OtherProduct Product = "other"
)

// Products lists every product in the order it is offered.
var Products = []Product{Huabei, Jiebei, Wangshangdai, CreditCard, OtherProduct}

// Debt is one loan or bill that cannot be paid.
type Debt struct {
	Product Product `json:"product,omitempty"`
	// What is owed, in its parts. While the person knows only the total, it stands in
	// Principal and Split is false.
	Principal calc.Money `json:"principal"`
	Interest  calc.Money `json:"interest"`
	Penalty   calc.Money `json:"penalty"`
	Fees      calc.Money `json:"fees"`
	Split     bool       `json:"split"`
	AsOf      calc.Date  `json:"as_of,omitzero"` // the day on which these figures were told
	// Due is the day it should have been, or is to be, paid.
	Due calc.Date `json:"due,omitzero"`
	// DailyRate is the contract's rate for late days as a fraction per day (0.0005 is
	// 0.05 %); nil while it is not known.
	DailyRate *decimal.Decimal `json:"daily_rate,omitempty"`
}

// Total returns everything owed on the debt.
func (d *Debt) Total() calc.Money { return d.Principal + d.Interest + d.Penalty + d.Fees }

// Owed is what is owed, in its parts.
type Owed struct {
	Principal, Interest, Penalty, Fees calc.Money
	Split                              bool // the parts were told; if not, Principal is the total
}

// SetOwed replaces what is owed, as told on a day.
func (d *Debt) SetOwed(o Owed, asOf calc.Date) {
	d.AsOf = asOf
	d.Principal, d.Interest, d.Penalty, d.Fees, d.Split = o.Principal, o.Interest, o.Penalty, o.Fees, o.Split
}

// Part is one part of what is owed.
type Part struct {
	Name   string // principal, interest, penalty or fees
	Amount calc.Money
}

// Parts returns the parts of the debt that are not nothing.
func (d *Debt) Parts() []Part {
	return slices.DeleteFunc([]Part{{"principal", d.Principal}, {"interest", d.Interest}, {"penalty", d.Penalty}, {"fees", d.Fees}},
		func(p Part) bool { return p.Amount == 0 })
}

// OverdueDays returns how many days late the debt is on a day: 0 if it is due that
// day, later, or on a day not known.
func (d *Debt) OverdueDays(today calc.Date) int {
	if d.Due.IsZero() {
		return 0
	}
	return max(0, today.DaysSince(d.Due))
}

// Validate reports the first field that makes no sense as a *calc.FieldError.
func (d *Debt) Validate() error {
	for _, p := range d.Parts() {
		if err := notNegative(p.Name, p.Amount); err != nil {
			return err
		}
	}
	if d.DailyRate != nil && (d.DailyRate.IsNegative() || d.DailyRate.GreaterThan(decimal.NewFromInt(1))) {
		return &calc.FieldError{Field: "daily_rate", Problem: fmt.Sprintf("%s is not between 0 and 1 (100 %% a day)", d.DailyRate)}
	}
	return nil
}
