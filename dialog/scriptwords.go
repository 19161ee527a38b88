package dialog

import (
	"fmt"
	"slices"
	"strings"
	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/document"
	"xieshang/dialog/locale"
)

// script is what is said to the lender, with the figures as they stood when it was begun. It is
// always in mainland Chinese: that is what the lender speaks.
type script struct {
	turn    *turn
	chinese *locale.Printer
	figures locale.Args
}

func (t *turn) script() script {
	chinese := t.engine.texts.Printer(locale.Hans)
	return script{t, chinese, t.scriptArgs(chinese)}
}

// spoken prints words to be said to the lender.
func (t *turn) spoken(key string) string { return t.script().say(key) }

func (s script) say(key string) string { return Plain(s.chinese.Text(key, s.figures)) }

// page returns what to say on a page.
func (s script) page(n int) string {
	if s.turn.stance() != willing {
		return s.turn.guardedScript()[n]
	}
	said := s.say(s.turn.scriptKey(n))
	if n == planPage {
		said += s.wishes()
	}
	return said
}

// planPage is the page on which the plan is put forward.
const planPage = 3

// scriptKey finds the text of a page: the one for the channel and for how the case stands
// if there is one, and otherwise the common one.
func (t *turn) scriptKey(page int) string {
	key := fmt.Sprintf("script.say.%d", page+1)
	switch page {
	case 0:
		key += t.opening()
	case 1:
		key += "." + productKey(t.file().Main().Product)
		if t.file().Main().Total() == 0 {
			key = "script.say.2.unknown"
		}
	case 2:
		if !t.file().Budget.Known() {
			key += ".unknown"
		}
	case 3, 5:
		key += "." + t.planKind()
	case 4:
		key += "." + productKey(t.file().Main().Product)
	}
	common, _, _ := strings.Cut(strings.TrimPrefix(key, "script.say."), ".")
	chinese := t.engine.texts.Printer(locale.Hans)
	for _, candidate := range []string{key + "." + string(t.channel()), key, "script.say." + common + "." + string(t.channel())} {
		if chinese.Has(candidate) {
			return candidate
		}
	}
	return "script.say." + common
}

// opening tells apart how one begins: the first time, or when they have been spoken to.
func (t *turn) opening() string {
	c := t.file()
	_, offered := c.Theirs()
	switch {
	case t.atCourt() != "":
		return "." + t.atCourt()
	case c.Stage == casefile.Refused:
		return ".refused"
	case c.Stage == casefile.Countered && offered:
		return ".countered"
	case c.Stage != casefile.Preparing && c.Agreement == nil && len(c.Contacts) > 0:
		return ".waiting"
	}
	return ".first"
}

// atCourt tells how far the lender has gone at court: "sued", "judged", or "" while no paper has
// come that is known to be one of a court's.
func (t *turn) atCourt() string {
	court := t.file().Court
	switch {
	case court == nil || t.file().Agreement != nil || t.file().Main().Due.After(t.today):
		return ""
	case court.Paper == casefile.Complaint || court.Paper == casefile.Mediation:
		return "sued"
	case court.Paper == casefile.Judgment || court.Paper == casefile.Enforcing:
		return "judged"
	}
	return ""
}

// channel is how the person will talk to the lender; in the app, unless they chose the
// phone, because there everything is on record.
func (t *turn) channel() casefile.Channel {
	if t.session().Channel == casefile.Phone {
		return casefile.Phone
	}
	return casefile.Online
}

func (t *turn) otherChannel() casefile.Channel {
	if t.channel() == casefile.Phone {
		return casefile.Online
	}
	return casefile.Phone
}

// wishes are what else is asked for with the plan, as the person wants it.
func (s script) wishes() string {
	if stage := s.turn.atCourt(); stage != "" {
		return s.say("script.say.wish." + stage)
	}
	if slices.Contains(s.turn.file().Goals, casefile.StopCollection) {
		return s.say("script.say.wish.stop_collection")
	}
	return ""
}

// wholeScript is the script in one piece.
func (t *turn) wholeScript() string {
	var parts []string
	script := t.script()
	for page := range t.scriptLength() {
		heading := t.text(t.scriptHeading(page), nil)
		parts = append(parts, "<b>"+heading+"</b>\n"+t.text("script.block", locale.Args{"Say": script.page(page)}))
	}
	return strings.Join(parts, "\n")
}

// writeScript puts the script on paper, for beside the telephone.
func writeScript(t *turn, _ Document) (document.Sheet, error) {
	paper := document.Paper{Title: t.text("script.title", nil)}
	script := t.script()
	for page := range t.scriptLength() {
		paper.Blocks = append(paper.Blocks,
			document.Heading(t.text(t.scriptHeading(page), nil)), document.Paragraph(script.page(page)))
	}
	return paper, nil
}

// planKind tells apart the plans that are put forward in different words.
func (t *turn) planKind() string {
	if !t.planned() {
		return "unknown"
	}
	if top := t.foremost(); top != nil {
		return string(top.Kind)
	}
	return "unknown"
}

// scriptFigures is how many values there are for the script.
const scriptFigures = 30

// scriptArgs are the figures that the script names.
func (t *turn) scriptArgs(p *locale.Printer) locale.Args {
	c := t.file()
	debt := c.Main()
	args := make(locale.Args, scriptFigures)
	args["Product"], args["Cause"] = p.Text("product.say."+productKey(debt.Product), nil), t.causeSaid(p)
	args["Overdue"], args["Early"] = debt.OverdueDays(t.today) > 0, debt.Due.After(t.today)
	args["Total"], args["Parts"], args["Again"] = brief(debt.Total()), "", p.Day(t.today.AddDays(3), t.today)
	args["Income"], args["Essentials"], args["Capacity"] = "", "", ""
	if debt.Split {
		args["Parts"] = p.Text("script.parts", locale.Args{"Parts": spokenParts(p, debt)})
	}
	if c.Budget.Known() {
		args["Income"], args["Essentials"] = brief(*c.Budget.Income), brief(*c.Budget.Essentials)
	}
	if n := len(c.Contacts); n > 0 {
		args["Since"] = p.Day(t.day(c.Contacts[n-1]), t.today)
	}
	if theirs, ok := c.Theirs(); ok {
		args["TheirCount"], args["TheirAmount"] = theirs.Count, brief(theirs.Amount)
	}
	args["Recovery"] = ""
	if h := &c.Hardship; h.Recovered > 0 && h.Recovery.After(t.today) {
		args["Recovery"] = p.Month(h.Recovery)
	}
	args["Others"], args["Lenders"] = "", 0
	if first := c.PaidFirst(); first > 0 {
		args["Others"] = brief(first)
	}
	if _, sharing := t.allDebts(); len(sharing) > 0 {
		args["Lenders"] = len(sharing) - 1
	}
	if t.planned() {
		t.planArgs(p, args)
	}
	return args
}

// causeSaid is why money is short, and since when where that was told.
func (t *turn) causeSaid(p *locale.Printer) string {
	h := &t.file().Hardship
	key := "cause.say.since." + causeKey(h.Cause)
	if h.Since.IsZero() || !p.Has(key) {
		return p.Text("cause.say."+causeKey(h.Cause), nil)
	}
	return p.Text(key, locale.Args{"Month": p.Month(h.Since)})
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
	if s.Capacity.Recommended > 0 {
		args["Capacity"] = brief(s.Capacity.Recommended)
	}
	top := t.foremost()
	if top == nil {
		return
	}
	first, last := top.Schedule[0].Date, top.Schedule[len(top.Schedule)-1].Date
	args["Count"], args["Amount"], args["PlanTotal"] = top.Months, brief(top.Payment), brief(top.Total)
	args["First"], args["Day"], args["End"] = p.Day(first, t.today), first.Day, p.Day(last, t.today)
	args["Waived"], args["Later"], args["Low"] = "", brief(top.Later()), lowMonths(top)
	switch {
	case top.Kind == calc.KindLumpSum:
		args["Waived"], args["Otherwise"] = t.settlementWaived(p, top), t.partly(p)
		return
	case top.Waived > t.file().Main().Penalty:
		args["Waived"] = p.Text("script.waived.more", locale.Args{"Amount": brief(top.Waived)})
	case top.Waived > 0:
		args["Waived"] = p.Text("script.waived", locale.Args{"Amount": brief(top.Waived)})
	}
	args["Otherwise"] = fallbacks(p, s, top)
}

// fallbacks are what to ask for if the plan is refused: with interest, and in the end a delay.
func fallbacks(p *locale.Printer, s calc.Suggestion, top *calc.Candidate) string {
	said := ""
	if second := otherwise(s, top); second != nil {
		said = p.Text("script.otherwise", locale.Args{"Count": second.Months, "Amount": brief(second.Payment)})
	}
	delay := slices.IndexFunc(s.Candidates, func(c calc.Candidate) bool { return c.Kind == calc.KindDeferral })
	if delay >= 0 {
		said += p.Text("script.atleast", locale.Args{"Count": s.Candidates[delay].Months})
	}
	return said
}

// otherwise is the second choice to put forward: with interest, the shortest term that
// the budget bears; nil if there is none.
func otherwise(s calc.Suggestion, top *calc.Candidate) *calc.Candidate {
	return find(s, func(c calc.Candidate) bool {
		return !c.DailyRate.IsZero() && c.Affordable == calc.LevelRecommended && c.Months >= top.Months
	})
}
