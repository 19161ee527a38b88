package casefile

import "xieshang/calc"

// Waiver is what the lender gives up of the debt, in its parts.
type Waiver struct {
	Principal calc.Money `json:"principal,omitempty"`
	Interest  calc.Money `json:"interest,omitempty"`
	Penalty   calc.Money `json:"penalty,omitempty"`
	Fees      calc.Money `json:"fees,omitempty"`
}

// Total returns all that is given up.
func (w Waiver) Total() calc.Money { return w.Principal + w.Interest + w.Penalty + w.Fees }

// WaiverOf divides what an agreement leaves of a debt unpaid among the debt's parts, in the
// order in which lenders give way: the penalty first, then fees, interest, and the principal
// last. It is nothing when the agreement asks for all of it or more.
func WaiverOf(d *Debt, total calc.Money) Waiver {
	left := max(0, d.Total()-total)
	take := func(part calc.Money) calc.Money {
		taken := min(left, part)
		left -= taken
		return taken
	}
	var w Waiver
	w.Penalty = take(d.Penalty)
	w.Fees = take(d.Fees)
	w.Interest = take(d.Interest)
	w.Principal = take(d.Principal)
	return w
}

// Validate reports the first part that makes no sense as a *calc.FieldError.
func (w *Waiver) Validate() error {
	for _, part := range []Part{{"principal", w.Principal}, {"interest", w.Interest}, {"penalty", w.Penalty}, {"fees", w.Fees}} {
		if err := notNegative(part.Name, part.Amount); err != nil {
			return err
		}
	}
	return nil
}
