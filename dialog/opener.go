package dialog

import (
	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/understand"
)

// fill puts what a message said into the case and reports whether it said anything.
// Only what was said is touched.
func (t *turn) fill(slots understand.Slots) bool {
	if slots.Empty() {
		return false
	}
	c := t.file()
	for i, said := range slots.Debts {
		t.fillDebt(debtSaid(c, said, i), said)
	}
	t.fillBudget(&c.Budget, slots)
	if slots.Cause != "" {
		c.Hardship.Cause = casefile.Cause(slots.Cause)
	}
	if len(slots.Goals) > 0 {
		c.Goals = nil
	}
	for _, goal := range slots.Goals {
		c.Goals = append(c.Goals, casefile.Goal(goal))
	}
	return true
}

// debtSaid finds the debt that a message speaks of: the one of that product, or one whose
// product is not known yet, or a further one. Without a product it is the one in that place.
func debtSaid(c *casefile.Case, said understand.Debt, place int) *casefile.Debt {
	product := casefile.Product(said.Product)
	for i := range c.Debts {
		if product != "" && c.Debts[i].Product == product {
			return &c.Debts[i]
		}
	}
	for i := range c.Debts {
		if product != "" && c.Debts[i].Product == "" || product == "" && i == place {
			return &c.Debts[i]
		}
	}
	c.Debts = append(c.Debts, casefile.Debt{})
	return &c.Debts[len(c.Debts)-1]
}

// refill takes new figures typed below a plan and shows the case back.
func (t *turn) refill(text string) bool {
	if !t.fill(understand.Opener(text, t.today)) {
		return false
	}
	t.note("intake.filled", locale.Args{"Summary": locale.HTML(t.summary())})
	return true
}

func (t *turn) fillDebt(debt *casefile.Debt, said understand.Debt) {
	if said.Product != "" {
		debt.Product = casefile.Product(said.Product)
	}
	fillAmount(debt, said)
	switch {
	case !said.DueDate.IsZero():
		debt.Due = said.DueDate
	case said.OverdueDays != nil && said.OverdueDays.Kind == understand.Exact:
		debt.Due = t.today.AddDays(-said.OverdueDays.Value)
	}
	if said.RateDaily != nil {
		debt.DailyRate = said.RateDaily
	}
}

// fillAmount takes the parts of a debt. Parts that contradict a total, and spans, are
// left for the question about the amount.
func fillAmount(debt *casefile.Debt, said understand.Debt) {
	for _, part := range []*understand.Reading[calc.Money]{said.Total, said.Principal, said.Interest, said.Penalty, said.Fees} {
		if part != nil && part.Kind != understand.Exact {
			return
		}
	}
	split := understand.DebtSplit{Total: exact(said.Total), Principal: exact(said.Principal),
		Interest: exact(said.Interest), Penalty: exact(said.Penalty), Fees: exact(said.Fees)}
	if owed, err := owedNow(debt, split); err == nil {
		debt.SetOwed(owed)
	}
}

// exact returns the amount that was said, or nil if none or only a span was.
func exact(r *understand.Reading[calc.Money]) *calc.Money {
	if r == nil || r.Kind != understand.Exact {
		return nil
	}
	return &r.Value
}

// fillBudget takes what was said about means. Of a span the cautious end counts: the
// lowest income, the highest spending.
func (t *turn) fillBudget(budget *casefile.Budget, slots understand.Slots) {
	if said := slots.MonthlyIncome; said != nil && said.Kind != understand.Unknown {
		budget.Income = new(said.Low)
	}
	if said := slots.MonthlyExpenses; said != nil && said.Kind != understand.Unknown {
		budget.Essentials = new(said.High)
	}
	take := func(to *calc.Money, said *understand.Reading[calc.Money]) {
		if amount := exact(said); amount != nil {
			*to = *amount
		}
	}
	take(&budget.OtherDebts, slots.OtherDebtMonthly)
	take(&budget.Offer, slots.AffordableMonthly)
	take(&budget.Savings, slots.LumpSum) // of money that is just there, a month's essentials stay
}

// countSlots returns how many things a message says about the case.
func countSlots(slots understand.Slots) int {
	n := 0
	count := func(said bool) {
		if said {
			n++
		}
	}
	for _, d := range slots.Debts {
		count(d.Product != "")
		count(d.Total != nil || d.Principal != nil)
		count(d.OverdueDays != nil || !d.DueDate.IsZero())
		count(d.RateDaily != nil)
	}
	for _, amount := range []*understand.Reading[calc.Money]{slots.MonthlyIncome, slots.MonthlyExpenses,
		slots.OtherDebtMonthly, slots.AffordableMonthly, slots.LumpSum} {
		count(amount != nil)
	}
	count(slots.Cause != "")
	return n
}
