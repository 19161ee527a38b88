package casefile

import (
	"fmt"

	"xieshang/calc"
)

// Round is one set of terms that was put on the table.
type Round struct {
	On    calc.Date `json:"on"`
	Ours  bool      `json:"ours,omitempty"` // the person's own terms, not the lender's
	Offer Terms     `json:"offer"`
}

// Theirs returns the newest terms that the lender named, and false when it has named none.
func (c *Case) Theirs() (Terms, bool) { return c.lastRound(false) }

// Ours returns the newest terms that the person asked for, and false when there are none.
func (c *Case) Ours() (Terms, bool) { return c.lastRound(true) }

// TermsOpen returns the day since which terms of the lender, or its consent to those of the
// person, stand there without a record; zero if nothing does. What was agreed and not recorded
// would not be reminded of.
func (c *Case) TermsOpen() calc.Date {
	if c.Agreement != nil {
		return calc.Date{}
	}
	if n := len(c.Contacts); n > 0 && c.Contacts[n-1].Outcome == Accepted {
		return DayOf(c.Contacts[n-1].At)
	}
	if n := len(c.Rounds); c.Stage == Countered && n > 0 && !c.Rounds[n-1].Ours {
		return c.Rounds[n-1].On
	}
	return c.Reached
}

func (c *Case) lastRound(ours bool) (Terms, bool) {
	for i := len(c.Rounds) - 1; i >= 0; i-- {
		if c.Rounds[i].Ours == ours {
			return c.Rounds[i].Offer, true
		}
	}
	return Terms{}, false
}

// Accrual says whether interest goes on while nothing is paid.
type Accrual string

// What can be known of it; nothing for terms that are no delay.
const (
	AccrualUnknown Accrual = "unknown"
	Accrues        Accrual = "accrues"
	AccrualStops   Accrual = "stops"
)

// Step is a run of instalments of the same amount.
type Step struct {
	Count  int        `json:"count"`
	Amount calc.Money `json:"amount"`
}

// Terms are payment terms that one side has named.
type Terms struct {
	Count int `json:"count"` // instalments
	// Amount is what each instalment comes to; where they differ, the largest of them.
	Amount      calc.Money `json:"amount"`
	DownPayment calc.Money `json:"down_payment"` // before the first instalment
	MonthlyFee  calc.Money `json:"monthly_fee"`  // beside each instalment
	// FeeUnsaid says that it was not told how often the fee is charged: each month is the worse.
	FeeUnsaid bool `json:"fee_unsaid,omitempty"`
	// Steps are the instalments in turn where they differ; nil where all are Amount.
	Steps  []Step    `json:"steps,omitempty"`
	First  calc.Date `json:"first,omitzero"`    // when the first instalment is due; zero if not said
	PayDay int       `json:"pay_day,omitempty"` // day of the month, 31 for its last one; 0 if not said
	// Days are when the instalments are due, one for each, where those are no months in turn.
	Days  []calc.Date `json:"days,omitempty"`
	Defer int         `json:"defer,omitempty"` // months before the first payment, where a delay was named
	// Accrual is what was said of interest during a delay. Where it accrues, Amount is our
	// own estimate of what will be owed.
	Accrual Accrual `json:"accrual,omitempty"`
	// Settles says that the debt is gone once it is paid, whatever is owed.
	Settles bool `json:"settles,omitempty"`
}

// Stepped returns terms whose instalments differ. Runs of one amount are joined, and steps
// that are all of one amount are no steps.
func Stepped(steps ...Step) Terms {
	var t Terms
	for _, s := range steps {
		if n := len(t.Steps); n > 0 && t.Steps[n-1].Amount == s.Amount {
			t.Steps[n-1].Count += s.Count
		} else {
			t.Steps = append(t.Steps, s)
		}
		t.Count += s.Count
		t.Amount = max(t.Amount, s.Amount)
	}
	if len(t.Steps) == 1 {
		t.Steps = nil
	}
	return t
}

// Listed returns terms with one instalment of each of the amounts.
func Listed(amounts []calc.Money) Terms {
	steps := make([]Step, len(amounts))
	for i, amount := range amounts {
		steps[i] = Step{1, amount}
	}
	return Stepped(steps...)
}

// Amounts returns every instalment in turn, without the fee.
func (t Terms) Amounts() []calc.Money { return amountsOf(t.Steps, t.Count, t.Amount) }

// amountsOf lists instalments: those of the steps, or count times amount where there are none.
func amountsOf(steps []Step, count int, amount calc.Money) []calc.Money {
	if steps == nil {
		steps = []Step{{count, amount}}
	}
	var all []calc.Money
	for _, s := range steps {
		for range min(s.Count, MaxInstalments+1) {
			all = append(all, s.Amount)
		}
	}
	return all
}

// Monthly returns the most that falls due in a month: the largest instalment with its fee.
func (t Terms) Monthly() calc.Money { return t.Amount + t.MonthlyFee }

// Busiest returns the most that falls due in a month of the calendar.
func (t Terms) Busiest() calc.Money {
	if len(t.Days) != t.Count {
		return t.Monthly()
	}
	due := map[calc.Date]calc.Money{}
	most := calc.Money(0)
	for i, amount := range t.Amounts() {
		month := t.Days[i].AddMonths(0, 1)
		due[month] += amount + t.MonthlyFee
		most = max(most, due[month])
	}
	return most
}

// Total returns all that would be paid: the instalments with their fees, and what comes first.
func (t Terms) Total() calc.Money {
	sum := t.DownPayment
	for _, amount := range t.Amounts() {
		sum += amount + t.MonthlyFee
	}
	return sum
}

// Uneven reports whether the instalments differ by more than what rounding leaves for the last.
func (t Terms) Uneven() bool {
	for _, s := range t.Steps {
		if t.Amount-s.Amount >= calc.Money(t.Count) {
			return true
		}
	}
	return false
}

// Same reports whether two sets of terms come to the same payments.
func (t Terms) Same(other Terms) bool {
	mine, others := t.Amounts(), other.Amounts()
	if len(mine) != len(others) || t.DownPayment != other.DownPayment || t.MonthlyFee != other.MonthlyFee || t.Defer != other.Defer {
		return false
	}
	for i := range mine {
		if mine[i] != others[i] {
			return false
		}
	}
	return true
}

// Validate reports the first field that makes no sense as a *calc.FieldError.
func (t *Terms) Validate() error {
	if t.Count < 1 || t.Count > MaxInstalments+1 { // and a first one that differs
		return &calc.FieldError{Field: "count", Problem: fmt.Sprintf("%d instalments, not 1 to %d", t.Count, MaxInstalments)}
	}
	sum := 0
	for i, s := range t.Steps {
		if s.Count < 1 || s.Amount <= 0 {
			return &calc.FieldError{Field: fmt.Sprintf("steps[%d]", i), Problem: fmt.Sprintf("%d × %s is no step", s.Count, s.Amount)}
		}
		sum += s.Count
	}
	if t.Steps != nil && sum != t.Count {
		return &calc.FieldError{Field: "steps", Problem: fmt.Sprintf("are %d instalments, not %d", sum, t.Count)}
	}
	if t.Days != nil && len(t.Days) != t.Count {
		return &calc.FieldError{Field: "days", Problem: fmt.Sprintf("are %d, not %d", len(t.Days), t.Count)}
	}
	for _, a := range []struct {
		field  string
		amount calc.Money
	}{{"amount", t.Amount}, {"down_payment", t.DownPayment}, {"monthly_fee", t.MonthlyFee}} {
		if err := notNegative(a.field, a.amount); err != nil {
			return err
		}
	}
	return nil
}
