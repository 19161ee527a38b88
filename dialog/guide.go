package dialog

import (
	"slices"
	"strings"

	"xieshang/dialog/locale"
)

// guideList offers what to know along the way: the stage one is at, what lateness leads to,
// how to keep out of it again.
const guideList Name = "guide.list"

func guideFlow() []State {
	return []State{{
		Name: guideList,
		Ask:  line, Choices: guideChoices, Pick: pickGuide,
	}}
}

// stageStart begins the ids of the guides to the stages of lateness.
const stageStart = "stage_"

func guideChoices(t *turn) [][]choice {
	further := slices.DeleteFunc(t.engine.book.Guides(), func(id string) bool { return strings.HasPrefix(id, stageStart) })
	guides := pairs(further, func(id string) choice {
		label, _, _ := t.engine.book.Guide(id, t.print.Language, t.today)
		return choice{id: id, label: label}
	})
	return append([][]choice{t.row("stage")}, guides...)
}

func pickGuide(t *turn, id string) (Name, error) {
	if id == "stage" {
		id = t.stageGuide()
	}
	t.sayGuide(id)
	return stay, nil
}

// sayGuide says one of the guides.
func (t *turn) sayGuide(id string) {
	_, text, ok := t.engine.book.Guide(id, t.print.Language, t.today)
	if !ok {
		panic("dialog: no guide " + id)
	}
	t.say(text)
}

// stageGuide is the guide to the stage that the debt is at, by the days it is late.
func (t *turn) stageGuide() string {
	c := t.person.Current()
	if c == nil || len(c.Debts) == 0 {
		return stageStart + "m0"
	}
	switch days := c.Main().OverdueDays(t.today); {
	case days == 0:
		return stageStart + "m0"
	case days <= 30:
		return stageStart + "m1"
	case days <= 60:
		return stageStart + "m2"
	case days <= 90:
		return stageStart + "m3"
	case days <= 180:
		return stageStart + "m4"
	}
	return stageStart + "m7"
}

// nextChoice is the answer of the button that an answered question leads to.
const nextChoice = "-next"

// nextStep is the button with the step that the answer just given leads to, unless it stands
// below the question already.
func (t *turn) nextStep(rows [][]choice) [][]choice {
	next := t.session().Next
	if next == "" {
		return nil
	}
	kind, id, _ := strings.Cut(next, ":")
	label := ""
	switch kind {
	case "letter":
		label, _ = t.engine.book.LetterLabel(id, t.print.Language)
		label = t.text("safety.card.letter", locale.Args{"Letter": label})
	case "guide":
		label, _, _ = t.engine.book.Guide(id, t.print.Language, t.today)
	default:
		label = t.text("next."+kind, nil)
	}
	if slices.ContainsFunc(slices.Concat(rows...), func(c choice) bool { return c.label == label }) {
		return nil
	}
	return [][]choice{{{id: nextChoice, label: label}}}
}

// goNext takes the step that the answer just given leads to.
func (t *turn) goNext() {
	kind, id, _ := strings.Cut(t.session().Next, ":")
	t.session().Next = ""
	switch kind {
	case "harass":
		t.enter(t.harassNext())
	case "guide":
		t.sayGuide(id)
		t.ask()
	case commandsStep:
		t.allCommands()
		t.askAgain()
	case "letter":
		if t.past(id) {
			t.enter(letterList)
			return
		}
		t.enter(t.openLetter(id))
	default:
		t.commanded("/" + kind)
	}
}
