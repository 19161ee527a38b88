package dialog

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/playbook"
	"xieshang/dialog/understand"
)

// particulars are the figures of the case as letters name them: those of the plan that the
// person was shown, and of the case itself. Mode says what a change of terms is asked for.
func (t *turn) particulars(mode string) playbook.Particulars {
	p := t.engine.texts.Printer(locale.Hans)
	c := t.file()
	debt := c.Main()
	out := playbook.Particulars{
		Today: t.today, Product: p.Text("letter.say.product."+productKey(debt.Product), nil),
		To:   p.Text("letter.say.to."+productKey(debt.Product), nil),
		Card: debt.Product == casefile.CreditCard, NotMine: t.notMine(), Guarded: t.notMine() || t.stance() != willing, PaidAlready: debt.Dispute == casefile.PaidAlready,
		Total: debt.Total(), AsOf: debt.AsOf, Due: debt.Due, OverdueDays: debt.OverdueDays(t.today),
		Reason: t.reason(), Papers: t.papersAtHand(p), RefusedOn: t.refusedOn(),
		Filed: c.Court == nil || c.Court.Paper == casefile.Complaint || c.Court.Paper == casefile.Unverified,
	}
	if out.AsOf.IsZero() {
		out.AsOf = t.today
	}
	if debt.Split {
		out.Parts = letterParts(p, debt)
	}
	if h := c.Hardship; h.Recovery.After(t.today) && h.Recovered > 0 {
		out.Recovery, out.Recovered = p.Month(h.Recovery), h.Recovered
	}
	for _, in := range c.Incidents {
		out.TooMany = out.TooMany || in.Calls > mostCalls
		for _, b := range in.Breaches {
			out.Breaches = append(out.Breaches, string(b))
		}
	}
	t.fillOwing(p, &out)
	t.fillMeans(p, &out)
	t.fillPlan(&out)
	t.fillCounter(&out)
	out.Collecting = len(c.Incidents) > 0 || t.harassed() || out.Counter == nil || out.Counter.Fee == 0
	t.fillAgreement(&out, mode)
	t.fillCourt(&out)
	for _, contact := range c.Contacts[max(0, len(c.Contacts)-maxIncidents):] {
		out.Incidents = append(out.Incidents, t.incident(p, contact))
	}
	for _, in := range c.Incidents[max(0, len(c.Incidents)-maxIncidents):] {
		out.Incidents = append(out.Incidents, t.harassment(p, in))
	}
	return out
}

// mostCalls is how many calls a day can be within the rules, if three are taken and six are not:
// facts K1 and K2.
const mostCalls = 9

// letterParts lists what a debt is made of, to the fen.
func letterParts(p *locale.Printer, d *casefile.Debt) string {
	var parts []string
	for _, part := range d.Parts() {
		parts = append(parts, p.Text("script.part."+part.Name, locale.Args{"Amount": part.Amount}))
	}
	return strings.Join(parts, "、")
}

// maxIncidents is how much of the log a complaint shows.
const maxIncidents = 12

// notMine reports whether the person said that the debt is not theirs.
func (t *turn) notMine() bool {
	d := t.file().Main()
	return d.Dispute == casefile.NotMine || d.Dispute == casefile.Relatives || d.Dispute == casefile.Inherited || d.Total() == 0 && slices.Contains(t.session().Warned, understand.IdentityTheft)
}

// fillOwing lists every debt.
func (t *turn) fillOwing(p *locale.Printer, out *playbook.Particulars) {
	c := t.file()
	for i := range c.Debts {
		d := &c.Debts[i]
		name := d.Alias
		if name == "" {
			name = p.Text("letter.say.debt."+productKey(d.Product), nil)
		}
		out.Debts = append(out.Debts, playbook.Owing{Name: name,
			Total: d.Total(), OverdueDays: d.OverdueDays(t.today), Known: !d.Due.IsZero()})
		out.AllTotal += d.Total()
	}
}

// fillMeans fills in the budget and what it bears.
func (t *turn) fillMeans(p *locale.Printer, out *playbook.Particulars) {
	c := t.file()
	b := &c.Budget
	if b.Known() {
		out.BudgetKnown = true
		out.Income, out.Essentials, out.OtherDebts, out.Surplus = *b.Income, *b.Essentials, c.PaidFirst(), c.Surplus()
		out.Short = out.Surplus <= 0
		if b.SpendingSum() == *b.Essentials {
			for _, s := range b.Spending {
				out.Spending = append(out.Spending, playbook.Spending{Name: p.Text("spending."+string(s.Kind), nil), Amount: s.Amount})
			}
		}
	}
	if t.planned() {
		out.Capacity = max(0, t.suggestion().Capacity.Recommended)
		out.AllCapacity = t.wholeCapacity()
		out.Stated = b.Offer > 0 && !out.Short && (!out.Several() && out.Capacity == b.Offer || !b.Known())
	}
}

// wholeCapacity is what all debts together can be paid off with a month.
func (t *turn) wholeCapacity() calc.Money {
	b := &t.file().Budget
	whole := b.Offer
	if b.Known() {
		if bears := t.file().Bears(); whole == 0 || bears.Recommended < whole {
			whole = bears.Recommended
		}
	}
	return max(0, whole)
}

// fillPlan fills in the plan to ask for, and what to ask for if it is refused.
func (t *turn) fillPlan(out *playbook.Particulars) {
	if !t.planned() || t.file().Agreement != nil {
		return // what was agreed is not asked for anew
	}
	s := t.suggestion()
	top := best(s)
	if top == nil {
		return
	}
	out.Plan = letterPlan(top)
	out.Waived, out.WaivedName = top.Waived, "罚息"
	if top.Waived > t.file().Main().Penalty {
		out.WaivedName = "罚息等款项"
	}
	if lump := first(s, calc.KindLumpSum); lump != top && worthOffering(lump, t.file().Main().Principal) {
		out.Lump, out.LumpWaived, out.LumpFirst = letterPlan(lump), lump.Waived, t.settlement() != nil
	}
	if top.Kind != calc.KindInstalments {
		return
	}
	switch second := otherwise(s, top); {
	case second == nil:
	case t.file().Main().DailyRate == nil:
		out.AskRate = true // a letter accepts no rate that nobody named
	default:
		out.Otherwise = letterPlan(second)
	}
	if delay := first(s, calc.KindDeferral); delay != nil {
		out.Delay = letterPlan(delay)
	}
}

func letterPlan(c *calc.Candidate) *playbook.Plan {
	plan := &playbook.Plan{
		Kind: c.Kind, Months: c.Months, Low: lowMonths(c), Payment: c.Payment, Final: c.Later(), Total: c.Total,
		Free: c.DailyRate.IsZero(), Rate: percent(c.DailyRate),
		First: c.Schedule[0].Date, Last: c.Schedule[len(c.Schedule)-1].Date,
	}
	if c.Kind == calc.KindDeferral || c.Kind == calc.KindLumpSum {
		return plan
	}
	left := c.Total
	for i, row := range c.Schedule {
		left -= row.Amount
		plan.Rows = append(plan.Rows, playbook.Row{No: i + 1, Day: row.Date.String(), Amount: row.Amount, Left: left})
	}
	return plan
}

// fillCounter fills in the lender's own terms, and what they cost a year with their fee.
func (t *turn) fillCounter(out *playbook.Particulars) {
	offer, ok := t.file().Theirs()
	if !ok || offer.Count == 0 || offer.Steps != nil {
		return
	}
	out.Counter = &playbook.Counter{Count: offer.Count, Amount: offer.Amount, Fee: offer.MonthlyFee, Total: offer.Total()}
	if offer.MonthlyFee > 0 {
		out.Counter.Monthly = offer.Monthly()
	}
	if !t.planned() {
		return
	}
	out.Counter.Beyond = t.suggestion().Capacity.Level(offer.Monthly()) == calc.LevelNo
	check, err := calc.CheckOffer(calc.Offer{Count: offer.Count, Amount: offer.Amount, DownPayment: offer.DownPayment, MonthlyFee: offer.MonthlyFee}, t.situation())
	if err == nil && offer.Defer == 0 && check.APR.IsPositive() {
		out.Counter.APR = check.APR.String() + "%"
		out.Counter.Above = check.APR.GreaterThan(calc.DefaultTerms().Ceiling.Mul(decimal.NewFromInt(100)))
	}
}

// shownInstalments is how many instalments of an agreement a letter shows, around the next one.
const shownInstalments = 6

// fillAgreement fills in how far the agreement has been kept.
func (t *turn) fillAgreement(out *playbook.Particulars, mode string) {
	a := t.file().Agreement
	if a == nil {
		return
	}
	_, count := a.Progress()
	s := &playbook.Standing{AgreedOn: a.AgreedOn, Count: count, More: len(a.Instalments) > shownInstalments, Total: a.Total(), Paid: a.Paid(), Left: a.Left(),
		Arrears: a.Arrears(t.today), Month: mode == "month", Always: mode == "always"}
	out.Agreement = s
	if n := len(a.Payments); n > 0 {
		s.LastPaid = a.Payments[n-1].On
	}
	n, running := a.Next()
	if !running {
		return
	}
	s.No, s.Due, s.DueLeft = a.Number(n), a.Instalments[n].Due, a.LeftOn(n)
	s.NewCount, s.NewAmount, _ = t.smallerPlan(a)
	from := max(0, min(n-1, len(a.Instalments)-shownInstalments))
	for i := from; i < min(from+shownInstalments, len(a.Instalments)); i++ {
		s.Rows = append(s.Rows, playbook.Row{No: a.Number(i), Day: a.Instalments[i].Due.String(), Amount: a.Instalments[i].Amount, Left: a.LeftOn(i)})
	}
}

// fillCourt fills in the days of court papers, and what may be asked to be cut.
func (t *turn) fillCourt(out *playbook.Particulars) {
	if c := t.file().Court; c != nil {
		out.Court = &playbook.Hearing{Paper: string(c.Paper), Served: c.Served, AnswerBy: c.AnswerBy, Hearing: c.Hearing, Answered: c.Answered}
		if c.AnswerBy.IsZero() && !c.Served.IsZero() && c.Paper == casefile.Complaint {
			out.Court.AnswerBy = t.answerBy(c.Served).On
		}
		out.Court.Passed = !out.Court.AnswerBy.IsZero() && out.Court.AnswerBy.Before(t.today) && !c.Answered
	}
	out.Ceiling = t.ceiling()
}

// ceiling compares what the late days cost at the rate the person read off the contract with
// the yearly rate above which a court reduces on request (fact C4). It is nil where the rate
// is known not to be above it, and says only the rule where the rate is not known.
func (t *turn) ceiling() *playbook.Ceiling {
	c := t.file()
	told := c.Main()
	if told.DailyRate == nil || told.Fees > 0 || told.Product == casefile.OtherProduct && told.Lender == "" {
		return &playbook.Ceiling{} // it may not be a financial institution's, or cost more than its rate
	}
	debt := t.debt(told)
	late := debt.DailyRate
	if !debt.PenaltyFactor.IsZero() {
		late = late.Mul(debt.PenaltyFactor)
	}
	days := told.OverdueDays(t.today)
	limit := calc.DefaultTerms().Ceiling.DivRound(decimal.NewFromInt(yearDays), 18)
	if late.LessThanOrEqual(limit) {
		return nil
	}
	charged, err1 := calc.Penalty(told.Principal, late, days)
	allowed, err2 := calc.Penalty(told.Principal, limit, days)
	if err1 != nil || err2 != nil || charged <= allowed {
		return &playbook.Ceiling{}
	}
	return &playbook.Ceiling{Rate: percent(late), Days: days, Charged: charged, Limit: allowed, Excess: charged - allowed}
}

// yearDays is how many days of interest make a yearly rate.
const yearDays = 365

// papersAtHand lists the materials that the person has, as they are called. What only the
// official channel may see is not among them.
func (t *turn) papersAtHand(p *locale.Printer) []string {
	var list []string
	for _, m := range t.file().Checklist() {
		if m.Status == casefile.Have && m.Kind != casefile.IdentityPapers {
			list = append(list, p.Text("material."+string(m.Kind), nil))
		}
	}
	return list
}

// refusedOn is the day of the last refusal.
func (t *turn) refusedOn() (on calc.Date) {
	for _, contact := range t.file().Contacts {
		if contact.Outcome == casefile.RefusedIt {
			on = t.day(contact)
		}
	}
	return on
}

// incident is a line of the log as a complaint shows it.
func (t *turn) incident(p *locale.Printer, contact casefile.Contact) playbook.Incident {
	at := casefile.InChina(contact.At)
	line := playbook.Incident{Time: p.Day(calc.DateOf(at), t.today) + " " + at.Format("15:04"), Channel: playbook.Blank, What: playbook.Blank, Evidence: playbook.Blank}
	if contact.Channel != "" {
		line.Channel = p.Text("letter.say.channel."+string(contact.Channel), nil)
	}
	if contact.JobNo != "" {
		line.Channel += " " + p.Text("letter.say.job", locale.Args{"No": contact.JobNo})
	}
	if key := "letter.say." + string(contact.Outcome); p.Has(key) {
		line.What = p.Text(key, nil)
	}
	if contact.Said != "" {
		line.What = oneLine(contact.Said)
	}
	var kept []string
	for _, e := range contact.Evidence {
		kept = append(kept, p.Text("letter.say.evidence."+string(e), nil))
	}
	if kept != nil {
		line.Evidence = strings.Join(kept, "、")
	}
	return line
}

// harassment is a line of what collectors did, as a complaint shows it.
func (t *turn) harassment(p *locale.Printer, in casefile.Incident) playbook.Incident {
	line := playbook.Incident{Time: strings.TrimSpace(p.Day(in.On, t.today) + " " + in.Clocks()), Channel: p.Text("letter.say.channel.phone", nil), What: playbook.Blank, Evidence: playbook.Blank}
	if what := t.broken(p, in); what != "" {
		line.What = what
	}
	return line
}

// oneLine brings words of the person's own into one line of a letter, where they cannot be
// taken for anything but words.
func oneLine(words string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(words), " "), "|", "｜")
}

// reason is the sentence on why the debt cannot be paid: the person's own if they asked for
// it, or the one that is ready for the cause.
func (t *turn) reason() string {
	h := &t.file().Hardship
	if h.Words != nil && h.Words.Cause == h.Cause {
		return oneLine(h.Words.Text)
	}
	return t.readyReasons()[0]
}
