package dialog

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

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
		Leads: append([]Name{scriptPage}, turnedStates...),
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
		for _, n := range disputedBeside(c) {
			rows = append(rows, []choice{{id: fmt.Sprintf("%s%d.%d", besideChoice, c.ID, n), label: t.debtName(&c.Debts[n])}})
		}
	}
	return append(append(rows, t.waitingRows()...), t.row("new"))
}

// waitingRows are the debts of the case that no lender has been spoken to about.
func (t *turn) waitingRows() [][]choice {
	c := t.person.Current()
	if c == nil || t.undecided(c) {
		return nil
	}
	var rows [][]choice
	for i := 1; i < len(c.Debts); i++ {
		if d := &c.Debts[i]; waits(d) {
			label := t.text("cases.waits", locale.Args{"Debt": t.debtName(d), "Owed": brief(d.Total()), "Known": d.Total() > 0})
			rows = append(rows, []choice{{id: fmt.Sprintf("%s%d", waitingChoice, i), label: label}})
		}
	}
	return rows
}

// waitingChoice begins the answers w1, w2 …, which turn to a debt of the case.
const waitingChoice = "w"

// waits reports whether a further debt is still to be negotiated.
func waits(d *casefile.Debt) bool {
	return d.Case == 0 && d.Priority == "" && !d.Served && !d.Dispute.Stops()
}

// others reports whether there is a debt beside the one in hand that can be turned to.
func (t *turn) others() bool {
	c := t.person.Current()
	return len(t.person.Cases) > 1 || c != nil && (len(disputedBeside(c)) > 0 || len(t.waitingRows()) > 0)
}

// besideChoice begins the answers b1.2 …, which open a debt beside the one of a case.
const besideChoice = "b"

// disputedBeside are the debts of a case beside the one it is about that nothing is negotiated
// about: each of them has a page of its own.
func disputedBeside(c *casefile.Case) []int {
	var list []int
	for i := 1; i < len(c.Debts); i++ {
		if c.Debts[i].Dispute.Stops() && c.Debts[i].Case == 0 {
			list = append(list, i)
		}
	}
	return list
}

// openBeside takes such a debt into a case of its own.
func (t *turn) openBeside(id, n int) {
	from := t.person.Find(id)
	if from == nil || !slices.Contains(disputedBeside(from), n) {
		return
	}
	debt := from.Debts[n]
	from.Debts = slices.Delete(from.Debts, n, n+1)
	hardship := from.Hardship
	c := t.openCase()
	c.Debts, c.Hardship = []casefile.Debt{debt}, hardship
}

// caseLine tells a case in a line: "1. 花呗 · 还款中 · 还剩 12,600 元".
func (t *turn) caseLine(c *casefile.Case) string {
	name := t.text("cases.unnamed", nil)
	switch d := c.Main(); {
	case d.Alias != "":
		name = d.Alias
	case !t.undecided(c):
		name = t.text("product."+productKey(d.Product), nil)
	}
	stage := t.text("agreement.stage."+string(c.Stage), nil)
	if d := c.Main(); d.Dispute.Stops() {
		stage = t.text("field.dispute."+string(d.Dispute), nil)
	}
	line := fmt.Sprintf("%d. %s · %s", c.ID, name, stage)
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
	if n, err := strconv.Atoi(strings.TrimPrefix(id, waitingChoice)); err == nil && strings.HasPrefix(id, waitingChoice) {
		return t.negotiate(n), nil
	}
	if id == "new" {
		t.openAnother()
	} else if rest, ok := strings.CutPrefix(id, besideChoice); ok && len(numbers(rest)) == 2 {
		t.openBeside(numbers(rest)[0], numbers(rest)[1])
	} else if n, err := strconv.Atoi(strings.TrimPrefix(id, caseChoice)); err == nil && t.person.Find(n) != nil {
		t.turnTo(n)
	}
	t.closePath()
	return t.standing(), nil
}

// turnedStates are where a debt that was turned to may stand.
var turnedStates = slices.Concat(homeStates, termStates)

// turnTo makes a case the one that is talked about. What was begun in the other one waits there.
func (t *turn) turnTo(id int) {
	if t.session().Case == id {
		return
	}
	t.cross()
	t.changeCase(id)
	t.plans = nil
	t.renewPromises()
}

// changeCase sets aside what was begun in one case and takes up what was begun in another.
func (t *turn) changeCase(id int) {
	s := t.session()
	begun := Aside{Case: id}
	if i := slices.IndexFunc(s.Aside, func(a Aside) bool { return a.Case == id }); i >= 0 {
		begun = s.Aside[i]
	}
	left := Aside{Case: s.Case, State: s.State, Skipped: s.Skipped, Draft: s.Draft, OnTable: s.OnTable}
	s.Aside = slices.DeleteFunc(slices.Clone(s.Aside), func(a Aside) bool { return a.Case == id || a.Case == left.Case })
	if left.Case != 0 && (left.Draft != nil || left.OnTable || len(left.Skipped) > 0) {
		s.Aside = append(s.Aside, left)
	}
	s.Case, s.Skipped, s.Draft, s.OnTable, s.Payment, s.Page = id, begun.Skipped, begun.Draft, begun.OnTable, nil, 0
	t.resumes = ""
	if begun.Draft != nil && slices.Contains(agreementAsks, begun.State) {
		t.resumes = begun.State // its terms were being typed in
	}
}

// standing is where a case that was turned to goes on: with the terms that were being typed in, or at
// its home.
func (t *turn) standing() Name {
	if t.resumes == "" || t.file().Agreement != nil {
		return t.home()
	}
	args := locale.Args{"Debt": t.caseName(t.file()), "Terms": ""}
	if d := t.draft(); d.Count > 0 && d.Amount > 0 {
		args["Terms"] = t.evenly(d)
	}
	t.note("agreement.resumed", args)
	return t.resumes
}

// openAnother starts a case on a further debt, or goes back to one that was started and of
// which nothing was told. Budget, cause and the debts not settled are those of the last one.
func (t *turn) openAnother() {
	if len(t.person.Cases) == 0 {
		t.openCase()
		return
	}
	if last := &t.person.Cases[len(t.person.Cases)-1]; len(t.person.Cases) > 1 && t.undecided(last) {
		t.turnTo(last.ID)
		return
	}
	last := t.person.Cases[len(t.person.Cases)-1]
	c := t.openCase()
	takeMeans(c, &last)
	c.Debts = t.carried(&last)
	t.renewPromises()
	if c.Budget.Known() {
		promised := c.Promised()
		t.note("cases.budget", locale.Args{"Monthly": promised, "Some": promised > 0})
	}
}
