package dialog

import (
	"unicode/utf8"

	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
)

// A refusal is not the end: there can be new evidence, a smaller request, or another desk.

func againStates() []State {
	return []State{
		{
			Name: contactAgain,
			Ask:  askAgain, Choices: pick("materials lower", "desk reconsider", "complaint talk", "change"),
			Pick: pickAgain, Hear: hearAgain,
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

// anotherTry are the words of somebody who will call once more.
var anotherTry = phrase.MustCompile(`(再|重新)(去|给他们|給他們)?(打|谈|談|聊|试|試|问|問|申请|申請)(一)?(次|下|遍|试试|試試|电话|電話)?`)

// hearAgain goes to the script with whoever wants to try once more.
func hearAgain(t *turn, text string) (Name, bool) {
	if asksSomething(text) || utf8.RuneCountInString(text) > shortWords || !anotherTry.MatchString(text) {
		return "", false
	}
	next, err := pickAgain(t, "talk")
	return next, err == nil
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
