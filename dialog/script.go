package dialog

import (
	"fmt"
	"slices"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
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
			Ask: askScript, Choices: scriptChoices, Pick: pickScript,
			Leads: []Name{scriptPage, scriptObjections, scriptRefused, rehearseHome, contactOutcome, planResult},
		},
		{
			Name: scriptObjections, NoBack: true,
			Ask: line, Choices: objectionChoices, Pick: pickObjection, Read: readObjection,
			Leads: []Name{scriptPage},
		},
		{
			Name: scriptRefused,
			Ask:  func(t *turn) string { return t.sayBlock("script.refused", t.spoken("script.say.refused")) },
			Choices: func(t *turn) [][]choice {
				return [][]choice{{t.copyChoice(t.spoken("script.say.refused"))}, t.row("log")}
			},
			Pick:  leadTo(map[string]Name{"log": contactOutcome}),
			Leads: []Name{contactOutcome},
		},
	}
}

func askScript(t *turn) string {
	page := t.session().Page
	head := ""
	if page == 0 {
		head = t.text("script.intro", nil) + "\n\n"
	}
	return head + t.sayBlock(fmt.Sprintf("script.page.%d", page+1), t.scriptText(page))
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
	page := t.session().Page
	var turnPage []choice
	if page > 0 {
		turnPage = append(turnPage, t.row("previous")...)
	}
	if page < scriptPages-1 {
		turnPage = append(turnPage, t.row("next")...)
	}
	return [][]choice{{t.copyChoice(t.scriptText(page))}, turnPage, t.row("objections", "refused"), t.row("rehearse"), t.row("plan", "done")}
}

func (t *turn) copyChoice(words string) choice {
	return choice{label: t.text("script.copy", nil), copy: words}
}

func pickScript(t *turn, id string) (Name, error) {
	s := t.session()
	switch id {
	case "previous":
		s.Page = max(0, s.Page-1)
		return scriptPage, nil
	case "next":
		s.Page = min(scriptPages-1, s.Page+1)
		return scriptPage, nil
	case "objections":
		return scriptObjections, nil
	case "refused":
		return scriptRefused, nil
	case "rehearse":
		return rehearseHome, nil
	case "plan":
		return planResult, nil
	}
	return contactOutcome, nil
}

// scriptText returns what to say on a page, in the lender's language, with the figures
// of the plan.
func (t *turn) scriptText(page int) string {
	key := fmt.Sprintf("script.say.%d", page+1)
	switch page {
	case 1:
		if t.file().Main().Total() == 0 {
			key += ".unknown"
		}
	case 2:
		if !t.file().Budget.Known() {
			key += ".unknown"
		}
	case 3, 5:
		key += "." + t.planKind()
	}
	return t.spoken(key)
}

// planKind tells apart the plans that are put forward in different words.
func (t *turn) planKind() string {
	if !t.planned() {
		return "unknown"
	}
	if top := best(t.suggestion()); top != nil {
		return string(top.Kind)
	}
	return "unknown"
}

// spoken prints words to be said to the lender. They are always mainland Chinese: that
// is what the lender speaks.
func (t *turn) spoken(key string) string {
	chinese := t.engine.texts.Printer(locale.Hans)
	return Plain(chinese.Text(key, t.scriptArgs(chinese)))
}

// scriptArgs are the figures that the script names.
func (t *turn) scriptArgs(p *locale.Printer) locale.Args {
	c := t.file()
	debt := c.Main()
	args := locale.Args{
		"Product": p.Text("product.say."+productKey(debt.Product), nil), "Overdue": debt.OverdueDays(t.today) > 0,
		"Total": brief(debt.Total()), "Parts": "", "Cause": p.Text("cause.say."+causeKey(c.Hardship.Cause), nil),
		"Income": "", "Essentials": "", "Capacity": "", "Again": p.Day(t.today.AddDays(3), t.today),
	}
	if debt.Split {
		args["Parts"] = p.Text("script.parts", locale.Args{"Parts": spokenParts(p, debt)})
	}
	if c.Budget.Known() {
		args["Income"], args["Essentials"] = brief(*c.Budget.Income), brief(*c.Budget.Essentials)
	}
	args["Others"], args["Lenders"] = "", len(c.Debts)-1
	if c.Budget.OtherDebts > 0 {
		args["Others"] = brief(c.Budget.OtherDebts)
	}
	if t.planned() {
		t.planArgs(p, args)
	}
	return args
}

// spokenParts lists what a debt is made of: "本金 14,000 元、罚息 560 元".
func spokenParts(p *locale.Printer, d *casefile.Debt) string {
	var said []string
	for _, part := range d.Parts() {
		said = append(said, p.Text("script.part."+part.Name, locale.Args{"Amount": brief(part.Amount)}))
	}
	return strings.Join(said, "、")
}

func (t *turn) planArgs(p *locale.Printer, args locale.Args) {
	s := t.suggestion()
	args["Capacity"] = brief(s.Capacity.Recommended)
	top := best(s)
	if top == nil {
		return
	}
	first, last := top.Schedule[0].Date, top.Schedule[len(top.Schedule)-1].Date
	args["Count"], args["Amount"], args["PlanTotal"] = top.Months, brief(top.Payment), brief(top.Total)
	args["First"], args["Day"], args["End"] = p.Day(first, t.today), first.Day, p.Day(last, t.today)
	args["Waived"], args["Later"], args["Low"] = "", brief(top.LastPayment), lowMonths(top)
	switch {
	case top.Waived > t.file().Main().Penalty:
		args["Waived"] = p.Text("script.waived.more", locale.Args{"Amount": brief(top.Waived)})
	case top.Waived > 0:
		args["Waived"] = p.Text("script.waived", locale.Args{"Amount": brief(top.Waived)})
	}
	args["Otherwise"] = ""
	if second := otherwise(s, top); second != nil {
		args["Otherwise"] = p.Text("script.otherwise", locale.Args{"Count": second.Months, "Amount": brief(second.Payment)})
	}
}

// otherwise is the second choice to put forward: with interest, the shortest term that
// the budget bears; nil if there is none.
func otherwise(s calc.Suggestion, top *calc.Candidate) *calc.Candidate {
	return find(s, func(c calc.Candidate) bool {
		return !c.DailyRate.IsZero() && c.Affordable == calc.LevelRecommended && c.Months >= top.Months
	})
}

func objectionChoices(t *turn) [][]choice {
	var rows [][]choice
	for pair := range slices.Chunk(t.engine.book.Objections(t.print.Language), 2) {
		var row []choice
		for _, o := range pair {
			row = append(row, choice{id: o.ID, label: o.Label})
		}
		rows = append(rows, row)
	}
	return append(rows, t.row("script"))
}

func pickObjection(t *turn, id string) (Name, error) {
	if id == "script" {
		return scriptPage, nil
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
	f := playbook.Figures{LumpSum: t.spare(), ReplyDate: t.today.AddDays(3)}
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
