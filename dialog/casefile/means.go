package casefile

import (
	"fmt"

	"xieshang/calc"
)

// Budget is what comes in and what must go out in a month. A nil amount is not known yet.
type Budget struct {
	Income     *calc.Money `json:"income,omitempty"`     // take-home; the lowest of three months if it varies
	Essentials *calc.Money `json:"essentials,omitempty"` // rent, food, transport, medicine, dependants …
	OtherDebts calc.Money  `json:"other_debts"`          // fixed payments on other debts
	LumpSum    calc.Money  `json:"lump_sum"`             // what could be paid at once without touching savings
	Savings    calc.Money  `json:"savings"`              // of which a month's essentials are never spent
	Offer      calc.Money  `json:"offer"`                // the most the person said they can pay a month; 0 if not said
	PayDay     int         `json:"pay_day"`              // day of the month that suits best, 1–31; 0 if not said
}

// Known reports whether income and essentials are both known, so that means can be computed.
func (b *Budget) Known() bool { return b.Income != nil && b.Essentials != nil }

// Surplus returns what is left in a month; 0 until [Budget.Known].
func (b *Budget) Surplus() calc.Money {
	if !b.Known() {
		return 0
	}
	return *b.Income - *b.Essentials - b.OtherDebts
}

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
	if b.PayDay < 0 || b.PayDay > 31 {
		return &calc.FieldError{Field: "pay_day", Problem: fmt.Sprintf("%d is not a day of the month", b.PayDay)}
	}
	return nil
}
