package document

import (
	"cmp"
	"html"
	"slices"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

// Bundle is everything about the case in one paper, to be taken to customer service, a
// mediator or a lawyer. Once there is an agreement it stands in the place of the plans.
func (r Records) Bundle() (Paper, error) {
	p := r.paper("case", "foot.plan")
	p.Subtitle = r.text("case.subtitle", locale.Args{"Day": r.Today})
	title := func(key string) Heading { return Heading(r.text("case."+key, nil)) }
	p.Blocks = []Block{
		title("budget"), append(r.budget(), r.field("cause", r.cause())),
		title("debts"), r.debts(),
	}
	if slices.ContainsFunc(r.Case.Debts, func(d casefile.Debt) bool { return !d.Split }) {
		p.Blocks = append(p.Blocks, Paragraph(r.text("case.split", nil)))
	}
	if a := r.Case.Agreement; a != nil {
		p.Blocks = append(p.Blocks, title("agreement"), r.terms(a), r.standing(a), r.instalments(a))
	} else {
		p.Blocks = append(p.Blocks, Heading(r.text("case.plans", locale.Args{"Debt": r.planned()})))
		p.Blocks = append(p.Blocks, r.comparison()...)
	}
	p.Blocks = append(p.Blocks,
		title("contacts"), r.contacts(),
		title("rounds"), r.rounds(),
		title("materials"), r.materials(),
		title("moves"), r.moves())
	if r.Case.Court != nil || r.Case.Objection != nil || len(r.Case.Grievances) > 0 {
		p.Blocks = append(p.Blocks, title("further"))
	}
	if r.Case.Court != nil {
		p.Blocks = append(p.Blocks, Paragraph(r.court(r.Case.Court)))
	}
	if o := r.Case.Objection; o != nil {
		finding := cmp.Or(string(o.Finding), "open")
		p.Blocks = append(p.Blocks, Paragraph(r.text("case.objection."+finding, locale.Args{"Filed": r.day(o.Filed), "By": r.day(o.By)})))
	}
	if len(r.Case.Grievances) > 0 {
		p.Blocks = append(p.Blocks, r.grievances())
	}
	return p, nil
}

// comparison are the plans side by side, and what doing nothing comes to.
func (r Records) comparison() []Block {
	if r.Plans == nil {
		return []Block{Paragraph(r.text("unknown", nil))}
	}
	t := Table{Columns: []Column{r.column("plan"), r.amounts("monthly"), r.amounts("inall"), r.column("bears")}}
	for _, c := range r.compared() {
		monthly, bears := r.monthly(c)
		t.Rows = append(t.Rows, []string{r.planName(c), monthly, c.Total.Grouped(), bears})
	}
	var nothing Items
	for _, n := range r.Plans.DoNothing {
		nothing = append(nothing, r.text("case.nothing.after", locale.Args{"Months": n.Months, "Penalty": n.Penalty, "Total": n.Total}))
	}
	return []Block{t, nothing}
}

// monthly is what a plan takes each month, and whether that can be kept, where it can be said.
func (r Records) monthly(c *calc.Candidate) (amount, bears string) {
	switch c.Kind {
	case calc.KindStepUp:
		return c.Payment.Grouped() + " / " + c.Later().Grouped(), r.text("bears.later", nil)
	case calc.KindDeferral, calc.KindLumpSum:
		return "—", r.text("bears.once", nil)
	}
	return c.Payment.Grouped(), r.text("bears."+string(c.Affordable), nil)
}

// compared are the plans worth a row: of instalments, with and without interest, those around
// what can be paid; every other kind that can be asked for once.
func (r Records) compared() []*calc.Candidate {
	var free, bearing, others []*calc.Candidate
	deferred := map[int]bool{}
	for i := range r.Plans.Candidates {
		switch c := &r.Plans.Candidates[i]; {
		case c.Kind == calc.KindInstalments && c.DailyRate.IsZero():
			free = append(free, c)
		case c.Kind == calc.KindInstalments:
			bearing = append(bearing, c)
		case c.Kind == calc.KindEqualPrincipal, c.Kind == calc.KindDeferral && deferred[c.Months]:
		default:
			deferred[c.Months] = deferred[c.Months] || c.Kind == calc.KindDeferral
			others = append(others, c)
		}
	}
	return slices.Concat(around(free), around(bearing), others)
}

// around are of plans of growing length the two before the first that can be kept, and three
// from that one on.
func around(plans []*calc.Candidate) []*calc.Candidate {
	slices.SortStableFunc(plans, func(a, b *calc.Candidate) int { return a.Months - b.Months })
	fits := slices.IndexFunc(plans, func(c *calc.Candidate) bool { return c.Affordable == calc.LevelRecommended })
	if fits < 0 {
		fits = len(plans)
	}
	return plans[max(0, fits-2):min(len(plans), fits+3)]
}

// contacts is the log of calls and chats.
func (r Records) contacts() Block {
	t := Table{Columns: []Column{r.column("time"), r.column("channel"), r.column("outcome"), r.column("words")}}
	if past := r.Case.Past; past.Contacts > 0 {
		t.Rows = append(t.Rows, []string{r.dayOf(past.Since), "", r.text("case.past.contacts", locale.Args{"Count": past.Contacts}), ""})
	}
	for _, c := range r.Case.Contacts {
		at := c.At.In(r.Zone)
		channel := r.text("unknown", nil)
		if c.Channel != "" {
			channel = r.text("channel."+string(c.Channel), nil)
		}
		t.Rows = append(t.Rows, []string{r.dayOf(c.At) + " " + at.Format("15:04"), channel, r.text("outcome."+string(c.Outcome), nil), r.toldOf(&c)})
	}
	return r.orNone(t)
}

// toldOf is what the person wrote down of a contact.
func (r Records) toldOf(c *casefile.Contact) string {
	var lines []string
	if c.JobNo != "" {
		lines = append(lines, r.text("case.jobno", locale.Args{"No": c.JobNo}))
	}
	if c.Said != "" {
		lines = append(lines, c.Said)
	}
	if c.Promised != "" {
		lines = append(lines, r.text("case.promised", locale.Args{"Words": c.Promised}))
	}
	if !c.AnswerBy.IsZero() {
		lines = append(lines, r.text("case.answerby", locale.Args{"Day": c.AnswerBy}))
	}
	if len(c.Evidence) > 0 {
		var kinds []string
		for _, e := range c.Evidence {
			kinds = append(kinds, r.text("kept."+string(e), nil))
		}
		lines = append(lines, r.text("case.evidence", locale.Args{"Kinds": strings.Join(kinds, r.text("case.comma", nil))}))
	}
	return strings.Join(lines, "\n")
}

// rounds are the terms that were put on the table.
func (r Records) rounds() Block {
	t := Table{Columns: []Column{r.column("date"), r.column("who"), r.column("offer"), r.amounts("inall")}}
	if n := r.Case.Past.Rounds; n > 0 {
		t.Rows = append(t.Rows, []string{"", "", r.text("case.past.rounds", locale.Args{"Count": n}), ""})
	}
	for _, round := range r.Case.Rounds {
		who := "case.theirs"
		if round.Ours {
			who = "case.ours"
		}
		t.Rows = append(t.Rows, []string{r.day(round.On), r.text(who, nil), r.offer(round.Offer), round.Offer.Total().Grouped()})
	}
	return r.orNone(t)
}

// offer words the terms of one side.
func (r Records) offer(o casefile.Terms) string {
	step := func(count int, amount calc.Money) string {
		return r.text("case.offer", locale.Args{"Count": count, "Amount": amount})
	}
	words := step(o.Count, o.Amount)
	if len(o.Steps) > 0 {
		var steps []string
		for _, s := range o.Steps {
			steps = append(steps, step(s.Count, s.Amount))
		}
		words = r.text("case.offer.step", locale.Args{"Steps": strings.Join(steps, r.text("case.comma", nil))})
	}
	if o.Defer > 0 {
		words += r.text("case.offer.defer", locale.Args{"Months": o.Defer})
	}
	if o.DownPayment > 0 {
		words += r.text("case.offer.down", locale.Args{"Amount": o.DownPayment})
	}
	if o.MonthlyFee > 0 {
		words += r.text("case.offer.fee", locale.Args{"Amount": o.MonthlyFee})
	}
	return words
}

// materials is the checklist, ticked where the paper is at hand.
func (r Records) materials() Checks {
	var list Checks
	for _, m := range r.Case.Checklist() {
		if m.Status != casefile.NotApplicable {
			list = append(list, Check{html.UnescapeString(r.Print.Text("material."+string(m.Kind), nil)), m.Status == casefile.Have})
		}
	}
	return list
}

// moves is how the case came to where it is.
func (r Records) moves() Block {
	t := Table{Columns: []Column{r.column("date"), r.column("stage")}}
	for _, m := range r.Case.Moves {
		t.Rows = append(t.Rows, []string{r.dayOf(m.At), r.stage(m.To)})
	}
	return r.orNone(t)
}

// court is what came from a court, with its days.
func (r Records) court(c *casefile.Court) string {
	words := []string{r.text("case.court", locale.Args{"Paper": r.text("court."+string(c.Paper), nil)})}
	for _, d := range []struct {
		key string
		day calc.Date
	}{{"served", c.Served}, {"answer", c.AnswerBy}, {"hearing", c.Hearing}, {"appeal", c.AppealBy}} {
		if !d.day.IsZero() {
			words = append(words, r.text("case.court."+d.key, locale.Args{"Day": d.day}))
		}
	}
	if c.Answered {
		words = append(words, r.text("case.court.answered", nil))
	}
	return strings.Join(words, r.text("case.comma", nil))
}

// grievances are the complaints handed in.
func (r Records) grievances() Table {
	t := Table{Columns: []Column{r.column("filed"), r.column("desk"), r.column("answered")}}
	for _, g := range r.Case.Grievances {
		answered := "no"
		if g.Answered {
			answered = "yes"
		}
		t.Rows = append(t.Rows, []string{r.day(g.Filed), r.text("desk."+string(g.Desk), nil), r.text(answered, nil)})
	}
	return t
}

// orNone is the table, or that there is nothing to list.
func (r Records) orNone(t Table) Block {
	if len(t.Rows) == 0 {
		return Paragraph(r.text("none", nil))
	}
	return t
}
