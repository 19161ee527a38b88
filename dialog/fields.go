package dialog

import (
	"html"
	"strings"

	"github.com/shopspring/decimal"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

// A field is one thing known about a case: how it is shown, and the question that changes it.
type field struct {
	section string
	state   Name                               // "" for what cannot be changed by itself
	value   func(*turn, *casefile.Case) string // HTML; "" while it is not known
	fine    bool                               // left out of the one-line summary
	beside  bool                               // never missed when it is not known
}

// fieldSections are the sections of the fields, in their order.
var fieldSections = []string{"debt", "debts", "means", "outlook", "collection", "wishes"}

// caseFields are the fields of a case, in the order people think of them.
var caseFields = []field{
	{section: "debt", state: intakeProduct, value: func(t *turn, c *casefile.Case) string {
		switch {
		case c.Main().Alias != "":
			return html.EscapeString(c.Main().Alias)
		case c.Main().Product == "":
			return ""
		}
		return t.text("product."+string(c.Main().Product), nil)
	}},
	{section: "debt", state: intakeAmount, value: func(t *turn, c *casefile.Case) string { return t.partsOrNothing(c.Main()) }},
	{section: "debt", state: intakeOverdue, value: func(t *turn, c *casefile.Case) string { return t.overdueField(c.Main()) }},
	{section: "debt", state: intakeRate, value: func(t *turn, c *casefile.Case) string {
		if c.Main().DailyRate == nil {
			return ""
		}
		return t.text("field.rate", locale.Args{"Rate": percent(*c.Main().DailyRate)})
	}},
	{section: "debt", state: intakeLender, fine: true, value: func(t *turn, c *casefile.Case) string { return t.lenderField(c.Main()) }},
	{section: "debt", state: intakeRemaining, fine: true, value: func(t *turn, c *casefile.Case) string {
		if c.Main().Remaining == 0 {
			return ""
		}
		return t.text("field.remaining", locale.Args{"Count": c.Main().Remaining})
	}},
	{section: "debt", state: intakeRight, beside: true, value: func(t *turn, c *casefile.Case) string {
		if c.Main().Dispute == "" {
			return ""
		}
		return t.text("field.dispute."+string(c.Main().Dispute), nil)
	}},
	{section: "debts", state: debtsList, value: func(t *turn, c *casefile.Case) string { return t.furtherDebts(c) }},
	{section: "debts", state: intakeOthers, value: func(t *turn, c *casefile.Case) string {
		return t.amountField("field.others", known(c.Budget.OtherDebts))
	}},
	{section: "means", state: intakeCause, value: func(t *turn, c *casefile.Case) string {
		if c.Hardship.Cause == "" {
			return ""
		}
		return t.causeField(&c.Hardship)
	}},
	{section: "means", state: intakeIncome, value: func(t *turn, c *casefile.Case) string { return t.amountField("field.income", c.Budget.Income) }},
	{section: "means", state: intakeEssentials, value: func(t *turn, c *casefile.Case) string {
		return t.amountField("field.essentials", c.Budget.Essentials)
	}},
	{section: "means", state: budgetItems, fine: true, value: func(t *turn, c *casefile.Case) string {
		if len(c.Budget.Spending) == 0 {
			return ""
		}
		return t.text("field.spending", locale.Args{"Count": len(c.Budget.Spending)})
	}},
	{section: "means", state: budgetMonths, fine: true, beside: true, value: func(t *turn, c *casefile.Case) string {
		if len(c.Budget.Months) == 0 {
			return ""
		}
		return t.text("field.months", locale.Args{"Count": len(c.Budget.Months)})
	}},
	{section: "means", state: budgetDependants, fine: true, value: func(t *turn, c *casefile.Case) string {
		if c.Budget.Dependants == nil {
			return ""
		}
		return t.text("field.dependants", locale.Args{"Count": *c.Budget.Dependants})
	}},
	{section: "means", state: intakeLump, value: func(t *turn, c *casefile.Case) string { return t.amountField("field.lump", known(c.Budget.LumpSum)) }},
	{section: "means", state: intakeSavings, value: func(t *turn, c *casefile.Case) string {
		return t.amountField("field.savings", known(c.Budget.Savings))
	}},
	{section: "means", state: intakeOffer, beside: true, value: func(t *turn, c *casefile.Case) string {
		return t.amountField("field.offer", known(c.Budget.Offer))
	}},
	{section: "outlook", state: outlookSince, fine: true, value: func(t *turn, c *casefile.Case) string {
		if c.Hardship.Since.IsZero() {
			return ""
		}
		return t.text("field.since", locale.Args{"Month": t.print.Month(c.Hardship.Since)})
	}},
	{section: "outlook", state: outlookRecovery, fine: true, value: func(t *turn, c *casefile.Case) string {
		if c.Hardship.Recovery.IsZero() {
			return ""
		}
		return t.text("field.recovery", locale.Args{"Month": t.print.Month(c.Hardship.Recovery)})
	}},
	{section: "outlook", state: outlookIncome, fine: true, beside: true, value: func(t *turn, c *casefile.Case) string {
		return t.amountField("field.recovered", known(c.Hardship.Recovered))
	}},
	{section: "collection", state: collectionCaller, fine: true, value: func(t *turn, c *casefile.Case) string {
		if c.Collection == nil || c.Collection.Caller == "" {
			return ""
		}
		return t.text("collection.caller."+string(c.Collection.Caller), nil)
	}},
	{section: "collection", state: collectionNight, fine: true, beside: true, value: func(t *turn, c *casefile.Case) string {
		if c.Collection == nil || c.Collection.Night == nil || !*c.Collection.Night {
			return ""
		}
		return t.text("field.night", nil)
	}},
	{section: "collection", state: collectionCalls, fine: true, beside: true, value: func(t *turn, c *casefile.Case) string {
		if c.Collection == nil || c.Collection.Calls == 0 {
			return ""
		}
		return t.text("field.calls", locale.Args{"Count": c.Collection.Calls})
	}},
	{section: "collection", state: collectionOthers, fine: true, beside: true, value: func(t *turn, c *casefile.Case) string {
		if c.Collection == nil || c.Collection.Others == nil || !*c.Collection.Others {
			return ""
		}
		return t.text("field.called", nil)
	}},
	{section: "collection", state: harassHome, fine: true, beside: true, value: func(t *turn, c *casefile.Case) string {
		if len(c.Incidents) == 0 {
			return ""
		}
		return t.text("field.incidents", locale.Args{"Count": len(c.Incidents)})
	}},
	{section: "collection", state: courtHome, fine: true, beside: true, value: func(t *turn, c *casefile.Case) string {
		if c.Court == nil {
			return ""
		}
		return t.text("court.paper."+string(c.Court.Paper), nil)
	}},
	{section: "wishes", state: goalsPick, value: func(t *turn, c *casefile.Case) string { return t.goals(c) }},
	{section: "wishes", state: goalsStrengths, fine: true, beside: true, value: func(t *turn, c *casefile.Case) string {
		if len(c.Strengths) == 0 {
			return ""
		}
		return t.text("field.strengths", locale.Args{"Count": len(c.Strengths)})
	}},
	{section: "wishes", state: intakePayDay, value: func(t *turn, c *casefile.Case) string {
		if c.Budget.PayDay == 0 {
			return ""
		}
		return t.text("field.payday", locale.Args{"Day": c.Budget.PayDay})
	}},
}

// partsOrNothing lists the parts of a debt, or "" while no amount is known.
func (t *turn) partsOrNothing(d *casefile.Debt) string {
	switch {
	case d.Total() == 0 && d.RoughHigh > 0:
		return t.text("field.amount.about", locale.Args{"Low": brief(d.RoughLow), "High": brief(d.RoughHigh)})
	case d.Total() == 0:
		return ""
	case d.Dispute == casefile.PaidAlready: // what was paid is not owed
		return t.text("field.amount", locale.Args{"Amount": d.Total()})
	}
	return t.parts(d)
}

// overdueField says how late a debt is, or when it is due.
func (t *turn) overdueField(d *casefile.Debt) string {
	switch {
	case d.Due.IsZero() && !d.RoughDue.IsZero():
		return t.text("field.overdue.about", locale.Args{"Days": max(0, t.today.DaysSince(d.RoughDue))})
	case d.Due.IsZero():
		return ""
	case d.Due.Before(t.today):
		return t.text("field.overdue", locale.Args{"Days": d.OverdueDays(t.today)})
	}
	return t.text("field.due", locale.Args{"Due": t.print.Day(d.Due, t.today)})
}

// lenderField says what kind of house lends the money.
func (t *turn) lenderField(d *casefile.Debt) string {
	if d.Lender == "" {
		return ""
	}
	return t.text("lenderkind."+string(d.Lender), nil)
}

// furtherDebts lists the debts beside the one that is negotiated.
func (t *turn) furtherDebts(c *casefile.Case) string {
	var further []string
	for i := range c.Debts[1:] {
		debt := &c.Debts[i+1]
		amount := debt.Total()
		if debt.Priority != "" {
			amount = debt.Monthly
		}
		if debt.Agreed() {
			further = append(further, t.text("field.further.agreed", locale.Args{"Product": t.debtName(debt), "Monthly": debt.Monthly}))
			continue
		}
		if debt.Dispute.Stops() {
			further = append(further, t.text("field.further.bare", locale.Args{"Product": t.debtName(debt)}))
			continue
		}
		if amount == 0 {
			further = append(further, t.text("field.further.bare", locale.Args{"Product": t.debtName(debt)}))
			continue
		}
		further = append(further, t.text("field.further", locale.Args{"Product": t.debtName(debt), "Amount": amount}))
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
func percent(rate decimal.Decimal) string { return rate.Shift(2).Round(4).String() + "%" }

// brief prints yuan without decimals where there are none: "1,040", "1,166.67".
func brief(m calc.Money) string { return strings.TrimSuffix(m.Grouped(), ".00") }

// causeField names the main cause and, behind it, the others that were told with it.
func (t *turn) causeField(h *casefile.Hardship) string {
	main := t.text("cause."+string(h.Cause), nil)
	if len(h.Besides) == 0 {
		return main
	}
	var others []string
	for _, cause := range h.Besides {
		others = append(others, t.text("cause."+string(cause), nil))
	}
	return t.text("field.cause.besides", locale.Args{"Main": main, "Others": strings.Join(others, t.text("terms.comma", nil))})
}
