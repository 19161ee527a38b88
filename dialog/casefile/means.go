package casefile

import (
	"fmt"
	"slices"

	"xieshang/calc"
)

// SpendingKind is one kind of essential spending.
type SpendingKind string

// SpendingKinds lists the kinds of essential spending in the order they are asked for.
var SpendingKinds = []SpendingKind{"housing", "food", "utilities", "transport", "medical", "dependants", "insurance", "other"}

// Spending is what one kind of essentials takes a month.
type Spending struct {
	Kind   SpendingKind `json:"kind"`
	Amount calc.Money   `json:"amount"`
}

// Budget is what comes in and what must go out in a month. A nil amount is not known yet.
type Budget struct {
	Income     *calc.Money `json:"income,omitempty"`     // take-home; the lowest of three months if it varies
	Essentials *calc.Money `json:"essentials,omitempty"` // rent, food, transport, medicine, dependants …
	OtherDebts calc.Money  `json:"other_debts"`          // fixed payments on other debts
	Secured    bool        `json:"secured,omitempty"`    // those are for a home or a car, and for none of the debts told
	LumpSum    calc.Money  `json:"lump_sum"`             // what could be paid at once without touching savings
	Savings    calc.Money  `json:"savings"`              // of which a month's essentials are never spent
	Offer      calc.Money  `json:"offer"`                // the most the person said they can pay a month; 0 if not said
	PayDay     int         `json:"pay_day"`              // day of the month that suits best, 1–31; 0 if not said
	// Spending are the essentials kind by kind, as far as they have been told.
	Spending []Spending `json:"spending,omitempty"`
	// Months are the last months' incomes where it varies; the lowest is Income.
	Months     []calc.Money `json:"months,omitempty"`
	Dependants *int         `json:"dependants,omitempty"` // how many people live on the income beside oneself
}

// Spend notes what one kind of essentials takes a month.
func (b *Budget) Spend(kind SpendingKind, amount calc.Money) {
	b.Spending = slices.DeleteFunc(b.Spending, func(s Spending) bool { return s.Kind == kind })
	b.Spending = append(b.Spending, Spending{kind, amount})
	slices.SortFunc(b.Spending, func(x, y Spending) int {
		return slices.Index(SpendingKinds, x.Kind) - slices.Index(SpendingKinds, y.Kind)
	})
}

// Spent returns what a kind of essentials takes a month, and false while it is not known.
func (b *Budget) Spent(kind SpendingKind) (calc.Money, bool) {
	i := slices.IndexFunc(b.Spending, func(s Spending) bool { return s.Kind == kind })
	if i < 0 {
		return 0, false
	}
	return b.Spending[i].Amount, true
}

// SpendingSum returns what all the kinds come to that have been told.
func (b *Budget) SpendingSum() calc.Money {
	var sum calc.Money
	for _, s := range b.Spending {
		sum += s.Amount
	}
	return sum
}

// SetEssentials takes the essentials as one figure; the kinds no longer add up to it.
func (b *Budget) SetEssentials(amount calc.Money) {
	if b.Essentials == nil || *b.Essentials != amount {
		b.Spending = nil
	}
	b.Essentials = &amount
}

// SetIncome takes the income as one figure.
func (b *Budget) SetIncome(amount calc.Money) {
	if b.Income == nil || *b.Income != amount {
		b.Months = nil
	}
	b.Income = &amount
}

// SetMonths takes an income that varies: the lowest month is the one that has to work.
// The error is a *calc.FieldError on "income".
func (b *Budget) SetMonths(months ...calc.Money) error {
	lowest, err := calc.LowestIncome(months...)
	if err != nil {
		return err
	}
	b.Months, b.Income = months, &lowest
	return nil
}

// Known reports whether income and essentials are both known, so that means can be computed.
func (b *Budget) Known() bool { return b.Income != nil && b.Essentials != nil }

// Validate reports the first field that makes no sense as a *calc.FieldError.
func (b *Budget) Validate() error {
	amounts := []struct {
		field  string
		amount calc.Money
	}{{"other_debts", b.OtherDebts}, {"lump_sum", b.LumpSum}, {"savings", b.Savings}, {"offer", b.Offer}}
	for _, a := range amounts {
		if err := notNegative(a.field, a.amount); err != nil {
			return err
		}
	}
	if b.Income != nil {
		if err := notNegative("income", *b.Income); err != nil {
			return err
		}
	}
	if b.Essentials != nil {
		if err := notNegative("essentials", *b.Essentials); err != nil {
			return err
		}
	}
	for i, s := range b.Spending {
		if !slices.Contains(SpendingKinds, s.Kind) {
			return &calc.FieldError{Field: fmt.Sprintf("spending[%d].kind", i), Problem: fmt.Sprintf("%q is no kind of spending", s.Kind)}
		}
		if err := notNegative(fmt.Sprintf("spending[%d].amount", i), s.Amount); err != nil {
			return err
		}
	}
	for i, m := range b.Months {
		if err := notNegative(fmt.Sprintf("months[%d]", i), m); err != nil {
			return err
		}
	}
	if b.Dependants != nil && (*b.Dependants < 0 || *b.Dependants > 20) {
		return &calc.FieldError{Field: "dependants", Problem: fmt.Sprintf("%d is no number of people", *b.Dependants)}
	}
	if b.PayDay < 0 || b.PayDay > 31 {
		return &calc.FieldError{Field: "pay_day", Problem: fmt.Sprintf("%d is not a day of the month", b.PayDay)}
	}
	return nil
}
