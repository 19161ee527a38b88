package dialog

import (
	"strings"

	"github.com/shopspring/decimal"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

// A field is one thing known about a case: how it is shown, and the question that changes it.
type field struct {
	state Name                               // "" for what cannot be changed by itself
	value func(*turn, *casefile.Case) string // HTML; "" while it is not known
}

// caseFields are the fields of a case, in the order people think of them.
var caseFields = []field{
	{intakeProduct, func(t *turn, c *casefile.Case) string {
		if c.Main().Product == "" {
			return ""
		}
		return t.text("product."+string(c.Main().Product), nil)
	}},
	{intakeAmount, func(t *turn, c *casefile.Case) string {
		if c.Main().Total() == 0 {
			return ""
		}
		return t.parts(c.Main())
	}},
	{intakeOverdue, func(t *turn, c *casefile.Case) string {
		debt := c.Main()
		switch {
		case debt.Due.IsZero():
			return ""
		case debt.Due.Before(t.today):
			return t.text("field.overdue", locale.Args{"Days": debt.OverdueDays(t.today)})
		}
		return t.text("field.due", locale.Args{"Due": t.print.Day(debt.Due, t.today)})
	}},
	{"", func(t *turn, c *casefile.Case) string { return t.furtherDebts(c) }},
	{intakeCause, func(t *turn, c *casefile.Case) string {
		if c.Hardship.Cause == "" {
			return ""
		}
		return t.text("cause."+string(c.Hardship.Cause), nil)
	}},
	{intakeIncome, func(t *turn, c *casefile.Case) string { return t.amountField("field.income", c.Budget.Income) }},
	{intakeEssentials, func(t *turn, c *casefile.Case) string {
		return t.amountField("field.essentials", c.Budget.Essentials)
	}},
	{intakeRate, func(t *turn, c *casefile.Case) string {
		if c.Main().DailyRate == nil {
			return ""
		}
		return t.text("field.rate", locale.Args{"Rate": percent(*c.Main().DailyRate)})
	}},
	{intakeOthers, func(t *turn, c *casefile.Case) string {
		return t.amountField("field.others", known(c.Budget.OtherDebts))
	}},
	{intakeLump, func(t *turn, c *casefile.Case) string { return t.amountField("field.lump", known(c.Budget.LumpSum)) }},
	{intakeLump, func(t *turn, c *casefile.Case) string {
		return t.amountField("field.savings", known(c.Budget.Savings))
	}},
	{intakeOffer, func(t *turn, c *casefile.Case) string { return t.amountField("field.offer", known(c.Budget.Offer)) }},
	{"", func(t *turn, c *casefile.Case) string { return t.goals(c) }},
	{intakePayDay, func(t *turn, c *casefile.Case) string {
		if c.Budget.PayDay == 0 {
			return ""
		}
		return t.text("field.payday", locale.Args{"Day": c.Budget.PayDay})
	}},
}

// furtherDebts lists the debts beside the one that is negotiated.
func (t *turn) furtherDebts(c *casefile.Case) string {
	var further []string
	for i := range c.Debts[1:] {
		debt := &c.Debts[i+1]
		further = append(further, t.text("field.further", locale.Args{
			"Product": t.text("product."+productKey(debt.Product), nil), "Amount": debt.Total()}))
	}
	return strings.Join(further, " · ")
}

func (t *turn) amountField(key string, amount *calc.Money) string {
	if amount == nil {
		return ""
	}
	return t.text(key, locale.Args{"Amount": *amount})
}

// known returns nil for an amount of nothing.
func known(m calc.Money) *calc.Money {
	if m == 0 {
		return nil
	}
	return &m
}

// parts lists the parts of a debt that are not nothing: "本金 14,000.00 · 罚息 560.00".
func (t *turn) parts(d *casefile.Debt) string {
	if !d.Split {
		return t.text("field.total", locale.Args{"Amount": d.Total()})
	}
	var parts []string
	for _, p := range d.Parts() {
		parts = append(parts, t.text("field."+p.Name, locale.Args{"Amount": p.Amount}))
	}
	return strings.Join(parts, " · ")
}

// goals lists what the person wants, or "".
func (t *turn) goals(c *casefile.Case) string {
	var wanted []string
	for _, g := range c.Goals {
		wanted = append(wanted, t.text("goal."+string(g), nil))
	}
	return strings.Join(wanted, " · ")
}

// percent prints a daily rate as a percentage: 0.0005 is "0.05%".
func percent(rate decimal.Decimal) string { return rate.Shift(2).String() + "%" }

// brief prints yuan without decimals where there are none: "1,040", "1,166.67".
func brief(m calc.Money) string { return strings.TrimSuffix(m.Grouped(), ".00") }
