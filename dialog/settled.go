package dialog

import (
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
)

// After the last payment: the proof, the credit record, and how not to come here again.

func settledStates() []State {
	return []State{
		{
			Name: keepingSettled, NoBack: true, Keep: true,
			Ask: askSettled, Choices: settledChoices, Pick: pickSettled,
			Leads: []Name{keepingHome, keepingDates, agreementRecord, intakeProduct, letterPage, disputeObjection},
		},
	}
}

func askSettled(t *turn) string {
	c := t.file()
	a := c.Agreement
	_, count := a.Progress()
	if rest := t.unaccounted(); rest > 0 {
		return t.text("keeping.settled.part", locale.Args{"Paid": t.paidInAll(), "Count": count, "Many": !a.Once(), "Owed": c.Main().Total(), "Rest": rest})
	}
	lines := []string{t.text("keeping.settled", locale.Args{"Total": t.paidInAll(), "Count": count, "Many": !a.Once(),
		"Proof": t.cited("C13"), "Report": t.cited("R1")})}
	for _, p := range a.Payments {
		if p.Over > 0 {
			lines = append(lines, t.text("keeping.settled.over", locale.Args{"Over": p.Over}))
		}
	}
	if a.Remitted > 0 {
		lines = append(lines, t.text("keeping.settled.remitted", locale.Args{"Amount": a.Remitted}))
	}
	return strings.Join(lines, "\n")
}

// settledWrong reports that the payment which cleared an agreement was less, or none: 其实只还了2000.
func (t *turn) settledWrong(text string) bool {
	c := t.person.Current()
	if c == nil || c.Agreement == nil || c.Stage != casefile.Settled || !t.canUndo(c.Agreement) || asksSomething(text) {
		return false
	}
	_, err := exactAmount(text)
	return takesBack(text) || misstated.MatchString(text) && err == nil
}

// proofHad are the words of somebody who has the proof that the debt is settled.
var proofHad = phrase.MustCompile(`(?i)(结清证明|結清證明|还清证明|還清證明)[^，,。；;不没沒]{0,6}(开|開|拿|收|发|發|寄|下来|下來|出来|出來|到)[^，,。；;]{0,3}了|(拿到|收到|开好|開好|开到|開到)了?(结清证明|結清證明|还清证明|還清證明)|\b(got|received|have) the (settlement|pay-?off) (proof|letter|certificate)`)

// proofTold takes that this proof is there, and says what to do with it.
func (t *turn) proofTold(text string) bool {
	c := t.person.Current()
	if c == nil || c.Stage != casefile.Settled || !proofHad.MatchString(text) || asksSomething(text) {
		return false
	}
	t.note("keeping.proof.had", nil)
	t.again = true
	t.askAgain()
	return true
}

// unaccounted is what was owed and is in no agreement, where that is more than half of it: three months of interest
// alone pay nothing off. It is 0 for an ordinary waiver.
func (t *turn) unaccounted() calc.Money {
	c := t.file()
	paid, owed := t.paidInAll(), c.Main().Total()
	if c.Agreement.Interest == casefile.InterestAlone {
		return owed
	}
	if paid+c.Agreement.Remitted >= owed/2 {
		return 0
	}
	return owed - paid
}

// paidInAll is what was paid under every version of the agreement.
func (t *turn) paidInAll() calc.Money {
	c := t.file()
	sum := c.Agreement.Paid()
	for i := range c.Earlier {
		sum += c.Earlier[i].Paid()
	}
	return sum
}

func settledChoices(t *turn) [][]choice {
	rows := [][]choice{t.row("proof", "dispute"), t.row("after", "record"), t.row("dates", "new")}
	if t.unaccounted() > 0 {
		rows = [][]choice{t.row("record", "dates"), t.row("new")}
	}
	if t.file().Objection != nil {
		rows = append([][]choice{t.row("objection")}, rows...)
	}
	if t.canUndo(t.file().Agreement) {
		rows = append(rows, t.row("undo"))
	}
	return rows
}

func pickSettled(t *turn, id string) (Name, error) {
	switch id {
	case "dates":
		return t.openDates(), nil
	case "record":
		return agreementRecord, nil
	case "undo":
		return t.undo(), nil
	case "objection":
		return disputeObjection, nil
	case "proof", "dispute":
		return t.openLetter(id), nil
	case "after":
		t.sayGuide("aftercare")
		t.sayGuide("prevention")
		return stay, nil
	}
	t.openAnother()
	t.closePath()
	return intakeProduct, nil
}
