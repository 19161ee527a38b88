package dialog

import (
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

// A refusal is not the end: there can be new evidence, a smaller request, or another desk.

func againStates() []State {
	return []State{
		{
			Name: contactAgain,
			Ask:  askAgain, Choices: pick("materials lower", "desk reconsider", "complaint talk", "change"),
			Pick:  pickAgain,
			Leads: []Name{materialsList, contactLower, scriptRefused, contactComplaint, scriptPage, planFields, letterPage},
		},
		{
			Name: contactLower,
			Ask:  func(t *turn) string { return t.sayBlock("contact.lower", t.lowerWords()) },
			Choices: func(t *turn) [][]choice {
				return [][]choice{{t.copyChoice(t.lowerWords())}, t.row("done")}
			},
			Pick:  leadTo(map[string]Name{"done": contactOutcome}),
			Leads: []Name{contactOutcome},
		},
	}
}

func askAgain(t *turn) string {
	need := 0
	for _, m := range t.file().Checklist() {
		if m.Status == casefile.Need {
			need++
		}
	}
	return t.text("contact.again", locale.Args{"Need": need})
}

func pickAgain(t *turn, id string) (Name, error) {
	switch id {
	case "materials":
		return materialsList, nil
	case "lower":
		return contactLower, nil
	case "desk":
		return scriptRefused, nil
	case "complaint":
		return contactComplaint, nil
	case "reconsider":
		return t.openLetter("reconsider"), nil
	case "change":
		return planFields, nil
	}
	t.session().Page = 0
	return scriptPage, nil
}

// lowerWords ask for less than before: a longer term that bears interest where the budget
// carries one, and otherwise a month's delay without new penalties.
func (t *turn) lowerWords() string {
	if t.stance() != willing {
		return t.guardedAnswer()
	}
	p := t.engine.texts.Printer(locale.Hans)
	args := locale.Args{"Product": p.Text("product.say."+productKey(t.file().Main().Product), nil), "Otherwise": ""}
	if t.planned() {
		s := t.suggestion()
		if top := best(s); top != nil {
			if second := otherwise(s, top); second != nil {
				args["Otherwise"] = p.Text("script.otherwise", locale.Args{"Count": second.Months, "Amount": brief(second.Payment)})
			}
		}
	}
	return Plain(p.Text("contact.say.lower", args))
}
