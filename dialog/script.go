package dialog

import (
	"fmt"
	"slices"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/document"
	"xieshang/dialog/locale"
	"xieshang/dialog/playbook"
)

// The states of the script.
const (
	scriptPage       Name = "script.page"
	scriptRefused    Name = "script.refused"
	scriptObjections Name = "script.objections"
)

// scriptPages is the number of pieces of the script: greeting, checking the figures,
// the hardship, the plan, the open points, the closing.
const scriptPages = 6

func scriptFlow() []State {
	return []State{
		{
			Name: scriptPage, NoBack: true,
			Ask: askScript, Choices: scriptChoices, Pick: pickScript, Read: readOutcome,
			Leads: slices.Concat(outcomeStates, []Name{scriptPage, scriptObjections, scriptRefused, rehearseHome, contactOutcome, planResult}),
		},
		{
			Name: scriptObjections, NoBack: true,
			Ask: line, Choices: objectionChoices, Pick: pickObjection, Read: readObjection,
			Leads: []Name{scriptPage},
		},
		{
			Name: scriptRefused,
			Ask:  func(t *turn) string { return t.sayBlock("script.refused", t.refusedWords()) },
			Choices: func(t *turn) [][]choice {
				return [][]choice{{t.copyChoice(t.refusedWords())}, t.row("log")}
			},
			Pick:  leadTo(map[string]Name{"log": contactOutcome}),
			Leads: []Name{contactOutcome},
		},
	}
}

// refusedWords close a talk that came to nothing.
func (t *turn) refusedWords() string {
	if t.stance() != willing {
		return t.guardedAnswer()
	}
	return t.spoken("script.say.refused")
}

func askScript(t *turn) string {
	page := t.scriptPage()
	head := ""
	switch {
	case t.stance() == silent && page == 0:
		head = t.text("script.intro.silent", nil) + "\n\n"
	case t.stance() != willing && page == 0:
		head = t.text("script.intro.disputed", nil) + "\n\n"
	case page == 0:
		head = t.text("script.intro."+string(t.channel()), nil) + "\n\n"
	}
	return head + t.sayBlock(t.scriptHeading(page), t.script().page(page))
}

// scriptPage is the page that is open; there may be fewer now than when it was opened.
func (t *turn) scriptPage() int { return min(t.session().Page, t.scriptLength()-1) }

// scriptLength is the number of pages of the script for this case.
func (t *turn) scriptLength() int {
	if t.stance() == willing {
		return scriptPages
	}
	return len(t.guardedScript())
}

func (t *turn) scriptHeading(page int) string {
	switch t.stance() {
	case willing:
		return fmt.Sprintf("script.page.%d", page+1)
	case silent:
		return fmt.Sprintf("script.silent.%d", page+1)
	}
	return "script.disputed"
}

// sayBlock is a heading, what to say, and a hint if there is one.
func (t *turn) sayBlock(key, words string) string {
	block := "<b>" + t.text(key, nil) + "</b>\n\n" + t.text("script.block", locale.Args{"Say": words})
	if hint := key + ".hint"; t.print.Has(hint) {
		block += "\n\n<i>" + t.text(hint, locale.Args{"Disclosure": t.cited("C8")}) + "</i>"
	}
	return block
}

func scriptChoices(t *turn) [][]choice {
	page := t.scriptPage()
	var turnPage []choice
	if page > 0 {
		turnPage = append(turnPage, t.row("previous")...)
	}
	if page < t.scriptLength()-1 {
		turnPage = append(turnPage, t.row("next")...)
	}
	if t.stance() != willing {
		return [][]choice{{t.copyChoice(t.script().page(page))}, turnPage, t.row("objections", "whole"), t.row("plan", "done")}
	}
	rows := [][]choice{{t.copyChoice(t.script().page(page))}, turnPage, t.row("objections", "refused"), t.row("rehearse", "whole")}
	if page == 0 {
		rows = append(rows, t.row(string(t.otherChannel())))
	}
	return append(rows, t.row("plan", "done"))
}

func (t *turn) copyChoice(words string) choice {
	return choice{label: t.text("script.copy", nil), copy: words}
}

func pickScript(t *turn, id string) (Name, error) {
	s := t.session()
	switch id {
	case "previous":
		s.Page = max(0, t.scriptPage()-1)
		return scriptPage, nil
	case "next":
		s.Page = min(t.scriptLength()-1, s.Page+1)
		return scriptPage, nil
	case "objections":
		return scriptObjections, nil
	case string(casefile.Phone), string(casefile.Online):
		s.Channel = casefile.Channel(id)
		return scriptPage, nil
	case "whole":
		t.say(t.wholeScript())
		t.sendDocument(Document{Kind: ScriptFile, Format: document.PDF}, t.text("script.file", nil))
		return stay, nil
	case "refused":
		return scriptRefused, nil
	case "rehearse":
		return rehearseHome, nil
	case "plan":
		return planResult, nil
	}
	return contactOutcome, nil
}

func objectionChoices(t *turn) [][]choice {
	rows := pairs(t.engine.book.Objections(t.print.Language), func(o playbook.Objection) choice {
		return choice{id: o.ID, label: o.Label}
	})
	return append(rows, t.row("script"))
}

func pickObjection(t *turn, id string) (Name, error) {
	if id == "script" {
		return scriptPage, nil
	}
	if t.stance() != willing {
		t.lead = append(t.lead, t.text("script.answer", locale.Args{"Say": t.guardedAnswer(), "Why": t.guardedWhy()}), "")
		return stay, nil
	}
	say, _, err := t.engine.book.Objection(id, locale.Hans, t.figures()) // the lender speaks mainland Chinese
	if err != nil {
		panic(err)
	}
	_, why, err := t.engine.book.Objection(id, t.print.Language, t.figures())
	if err != nil {
		panic(err)
	}
	t.lead = append(t.lead, t.text("script.answer", locale.Args{"Say": say, "Why": locale.HTML(why)}), "")
	return stay, nil
}

// readObjection finds the lender's own words among the known objections.
func readObjection(t *turn, text string) (Name, error) {
	id, ok := t.engine.book.MatchObjection(text)
	if !ok {
		return stay, &refusal{key: "script.objections.unknown"}
	}
	return pickObjection(t, id)
}

// figures are the numbers that answers to objections name.
func (t *turn) figures() playbook.Figures {
	f := playbook.Figures{LumpSum: t.spare(), ReplyDate: t.today.AddDays(3), Disputed: t.file().Main().Dispute.Stops()}
	if !t.planned() {
		return f
	}
	s := t.suggestion()
	f.Capacity, f.Nothing = s.Capacity.Recommended, s.Capacity.Maximum <= 0
	if top := best(s); top != nil && top.Kind == calc.KindInstalments {
		f.Count, f.Amount, f.FirstDate, f.Penalty = top.Months, top.Payment, top.Schedule[0].Date, top.Waived
	}
	return f
}
