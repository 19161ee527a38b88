package dialog

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

// A person can have several cases: a settled one and a new one, or two lenders.

// casesList offers the cases to go on with.
const casesList Name = "cases.list"

func casesFlow() []State {
	return []State{{
		Name: casesList,
		Ask:  line, Choices: caseChoices, Pick: pickCase,
		Leads: append([]Name{scriptPage}, homeStates...),
	}}
}

// caseChoice begins the answers c1, c2 …, which open a case.
const caseChoice = "c"

// casesShown is how many cases can be chosen from, the newest.
const casesShown = 12

func caseChoices(t *turn) [][]choice {
	var rows [][]choice
	for i := max(0, len(t.person.Cases)-casesShown); i < len(t.person.Cases); i++ {
		c := &t.person.Cases[i]
		rows = append(rows, []choice{{id: fmt.Sprintf("%s%d", caseChoice, c.ID), label: t.caseLine(c)}})
	}
	return append(rows, t.row("new"))
}

// caseLine tells a case in a line: "1. 花呗 · 还款中 · 还剩 12,600 元".
func (t *turn) caseLine(c *casefile.Case) string {
	line := fmt.Sprintf("%d. %s · %s", c.ID, t.text("product."+productKey(c.Main().Product), nil), t.text("agreement.stage."+string(c.Stage), nil))
	switch a := c.Agreement; {
	case a != nil && a.Left() > 0:
		line += " · " + t.text("cases.left", locale.Args{"Left": brief(a.Left())})
	case a == nil && c.Main().Total() > 0:
		line += " · " + t.text("cases.owed", locale.Args{"Owed": brief(c.Main().Total())})
	}
	if c.ID == t.session().Case {
		line = "▸ " + line
	}
	return line
}

// pickCase makes another case the one that is talked about.
func pickCase(t *turn, id string) (Name, error) {
	if id == "new" {
		t.openAnother()
	} else if n, err := strconv.Atoi(strings.TrimPrefix(id, caseChoice)); err == nil && t.person.Find(n) != nil {
		t.turnTo(n)
	}
	t.closePath()
	return t.home(), nil
}

// turnTo makes a case the one that is talked about. What was begun in the other one is left
// where it was.
func (t *turn) turnTo(id int) {
	s := t.session()
	if s.Case == id {
		return
	}
	s.Case, s.Skipped, s.Draft, s.OnTable, s.Payment, s.Page = id, nil, nil, false, nil, 0
	t.plans = nil
}

// openAnother starts a case on a further debt. Budget and cause are those of the last one,
// less what a running agreement takes of the budget each month.
func (t *turn) openAnother() {
	last := t.person.Current()
	if last == nil {
		t.openCase()
		return
	}
	budget, hardship, monthly := last.Budget, last.Hardship, runningMonthly(last)
	c := t.openCase()
	c.Hardship, c.Budget = hardship, budget
	c.Budget.LumpSum, c.Budget.Offer = 0, 0
	c.Budget.OtherDebts += monthly
	c.Budget.Spending, c.Budget.Months = slices.Clone(budget.Spending), slices.Clone(budget.Months)
	if budget.Income != nil {
		c.Budget.Income = new(*budget.Income)
	}
	if budget.Essentials != nil {
		c.Budget.Essentials = new(*budget.Essentials)
	}
	if c.Budget.Known() {
		t.note("cases.budget", locale.Args{"Monthly": monthly})
	}
}

// runningMonthly is what an agreement takes each month; nothing if only one payment is left.
func runningMonthly(c *casefile.Case) calc.Money {
	a := c.Agreement
	if a == nil {
		return 0
	}
	n, left := a.Next()
	if !left || n+1 >= len(a.Instalments) {
		return 0
	}
	return a.Instalments[n+1].Amount
}
