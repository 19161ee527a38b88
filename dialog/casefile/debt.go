package casefile

import (
	"fmt"
	"slices"
	"unicode/utf8"

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

// LenderKind is what kind of house lends the money. The rules differ between them.
type LenderKind string

// The lenders that are told apart.
const (
	Bank            LenderKind = "bank"
	ConsumerFinance LenderKind = "consumer_finance"
	MicroLoan       LenderKind = "microloan"
)

// LenderKinds lists every kind of lender in the order it is offered.
var LenderKinds = []LenderKind{Bank, ConsumerFinance, MicroLoan}

// Priority is why a debt comes before all others.
type Priority string

// The debts that come first: a home, heat and light, a child, a court's ruling.
const (
	Mortgage    Priority = "mortgage"
	Rent        Priority = "rent"
	Utilities   Priority = "utilities"
	Maintenance Priority = "maintenance"
	Adjudged    Priority = "judgment"
)

// Priorities lists every kind of debt that comes first, in the order it is offered.
var Priorities = []Priority{Mortgage, Rent, Utilities, Maintenance, Adjudged}

// Dispute is what is wrong with a debt.
type Dispute string

// What may be wrong with a debt.
const (
	WrongAmount Dispute = "wrong_amount" // it is owed, but not so much
	NotMine     Dispute = "not_mine"     // borrowed by somebody unknown, in one's name
	Anothers    Dispute = "anothers"     // borrowed in one's own name, for somebody else
	Guaranteed  Dispute = "guaranteed"   // somebody else's, for which one has signed as well
	Relatives   Dispute = "relatives"    // a relative's, who is alive
	Inherited   Dispute = "inherited"    // of someone who has died
	PaidAlready Dispute = "paid_already" // paid, and still shown
)

// Disputes lists everything that may be wrong with a debt, in the order it is offered.
var Disputes = []Dispute{NotMine, Anothers, Guaranteed, Relatives, Inherited, WrongAmount, PaidAlready}

// Stops reports whether nothing is negotiated about a debt until the dispute is settled.
func (d Dispute) Stops() bool {
	return d == NotMine || d == Relatives || d == Inherited || d == PaidAlready
}

// MaxDebts is how many debts a case holds.
const MaxDebts = 20

// MaxAlias is the length in characters of a debt's alias.
const MaxAlias = 12

// Debt is one loan or bill that cannot be paid.
type Debt struct {
	Product Product `json:"product,omitempty"`
	// Alias is a short neutral name such as 花呗2; "" where the product says enough.
	Alias   string     `json:"alias,omitempty"`
	Lender  LenderKind `json:"lender,omitempty"`
	Dispute Dispute    `json:"dispute,omitempty"`
	// Priority is set for a debt that comes before all others; Monthly is what it takes a month.
	Priority Priority   `json:"priority,omitempty"`
	Monthly  calc.Money `json:"monthly,omitzero"`
	// Served says that the debt is paid as agreed, out of [Budget.OtherDebts] or Monthly: it has
	// no part in what is shared out.
	Served bool `json:"served,omitempty"`
	// Case is the one in which the debt is negotiated, where that is another; with an agreement
	// there it is Served, and Monthly is what the agreement takes.
	Case int `json:"case,omitempty"`
	// Remaining is how many instalments of the contract are left; 0 if not known.
	Remaining int `json:"remaining,omitempty"`
	// What is owed, in its parts. While the person knows only the total, it stands in
	// Principal and Split is false.
	Principal calc.Money `json:"principal"`
	Interest  calc.Money `json:"interest"`
	Penalty   calc.Money `json:"penalty"`
	Fees      calc.Money `json:"fees"`
	Split     bool       `json:"split"`
	AsOf      calc.Date  `json:"as_of,omitzero"` // the day on which these figures were told
	// RoughLow and RoughHigh are between what it is while that was told only roughly: 一万三千多.
	RoughLow  calc.Money `json:"rough_low,omitzero"`
	RoughHigh calc.Money `json:"rough_high,omitzero"`
	// Resumed says that the person negotiates although nothing was heard of the debt for years,
	// and knows what that means for the claim.
	Resumed bool `json:"resumed,omitempty"`
	// PaidOn is when it was paid off, of one that is still shown; only the month is exact.
	PaidOn calc.Date `json:"paid_on,omitzero"`
	// Due is the day it should have been, or is to be, paid.
	Due calc.Date `json:"due,omitzero"`
	// RoughDue is about when that was, while it was told only roughly: 逾期四十多天.
	RoughDue calc.Date `json:"rough_due,omitzero"`
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
	d.AsOf, d.RoughLow, d.RoughHigh = asOf, 0, 0
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

// Shares reports whether the debt gets a part of what can be paid each month: an amount is
// known, and it is neither paid elsewhere nor in dispute.
func (d *Debt) Shares() bool {
	return d.Total() > 0 && d.Priority == "" && !d.Served && !d.Dispute.Stops()
}

// Agreed reports whether an agreement of another case runs on the debt.
func (d *Debt) Agreed() bool { return d.Case > 0 && d.Served }

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
	if err := notNegative("monthly", d.Monthly); err != nil {
		return err
	}
	switch {
	case utf8.RuneCountInString(d.Alias) > MaxAlias:
		return &calc.FieldError{Field: "alias", Problem: fmt.Sprintf("has more than %d characters", MaxAlias)}
	case d.Lender != "" && !slices.Contains(LenderKinds, d.Lender):
		return &calc.FieldError{Field: "lender", Problem: fmt.Sprintf("%q is no kind of lender", d.Lender)}
	case d.Dispute != "" && !slices.Contains(Disputes, d.Dispute):
		return &calc.FieldError{Field: "dispute", Problem: fmt.Sprintf("%q is no dispute", d.Dispute)}
	case d.Priority != "" && !slices.Contains(Priorities, d.Priority):
		return &calc.FieldError{Field: "priority", Problem: fmt.Sprintf("%q is no priority", d.Priority)}
	case d.Remaining < 0 || d.Remaining > calc.MaxInstalments:
		return &calc.FieldError{Field: "remaining", Problem: fmt.Sprintf("%d is no number of instalments", d.Remaining)}
	}
	if d.DailyRate != nil && (d.DailyRate.IsNegative() || d.DailyRate.GreaterThan(decimal.NewFromInt(1))) {
		return &calc.FieldError{Field: "daily_rate", Problem: fmt.Sprintf("%s is not between 0 and 1 (100 %% a day)", d.DailyRate)}
	}
	return nil
}
