package dialog

import (
	"fmt"
	"slices"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

// askPlan gives the first view of the plan: the conclusion, what else there is, and
// what happens if nothing is done.
func askPlan(t *turn) string {
	c := t.file()
	if !t.planned() {
		return t.text("plan.missing", locale.Args{"Known": locale.HTML(t.summary())}) + t.capacityOnly()
	}
	s := t.suggestion()
	lines := []string{t.text("plan.head", nil)}
	lines = append(lines, t.capacityLine(s), "")
	lines = append(lines, t.planLines(s)...)
	lines = append(lines, t.doNothingLine(s))
	lines = append(lines, t.furtherLines(c)...)
	lines = append(lines, t.staleLine(s, c)...)
	if c.Main().Due.After(t.today) {
		lines = append(lines, t.text("plan.before", locale.Args{"Days": c.Main().Due.DaysSince(t.today)}))
	}
	if t.lapsed() {
		lines = append(lines, t.text("plan.long", nil))
	}
	if key := "plan.dispute." + string(c.Main().Dispute); t.print.Has(key) {
		lines = append(lines, t.text(key, nil))
	}
	lines = append(lines, t.assumptions(c))
	return strings.Join(lines, "\n")
}

// capacityOnly says what can be paid a month while the amount owed is not known.
func (t *turn) capacityOnly() string {
	bears := t.file().Bears()
	if bears.Recommended <= 0 {
		return ""
	}
	return "\n" + t.text("plan.capacity", locale.Args{"Recommended": bears.Recommended, "Maximum": bears.Maximum})
}

// capacityLine says what can be paid a month, and where to find help when it is nothing.
func (t *turn) capacityLine(s calc.Suggestion) string {
	c, b := t.file(), &t.file().Budget
	if bears := c.Bears(); bears.Surplus > 0 && bears.Recommended <= 0 && s.Capacity.Recommended <= 0 {
		return t.text("plan.promised.all", locale.Args{"Surplus": c.Surplus() + c.Promised(), "Promised": c.Promised()})
	}
	if surplus := s.Capacity.Surplus; surplus <= 0 && b.Known() {
		key := "plan.nosurplus"
		if surplus == 0 {
			key = "plan.nosurplus.zero"
		}
		return t.text(key, locale.Args{"Income": *b.Income, "Essentials": *b.Essentials + c.PaidFirst(), "Missing": -surplus, "Others": c.PaidFirst() > 0}) +
			"\n" + t.text("plan.nosurplus.help", locale.Args{"City": t.fact("H12345"), "Legal": t.fact("H12348")})
	}
	if _, debts := t.allDebts(); len(debts) > 1 {
		return t.shareLine(debts, s.Capacity.Recommended)
	}
	if c.Promised() > 0 && b.Offer == 0 {
		return t.text("plan.promised", locale.Args{"Recommended": s.Capacity.Recommended, "Maximum": s.Capacity.Maximum, "Promised": c.Promised()})
	}
	if s.Capacity.Recommended == s.Capacity.Maximum {
		return t.text("plan.capacity.offer", locale.Args{"Recommended": s.Capacity.Recommended})
	}
	return t.text("plan.capacity", locale.Args{"Recommended": s.Capacity.Recommended, "Maximum": s.Capacity.Maximum})
}

// sharing reports that what can be paid is shared out between several debts.
func (t *turn) sharing() bool {
	_, debts := t.allDebts()
	return len(debts) > 1
}

// shareLine says how much of what can be paid falls to the debt that is negotiated.
func (t *turn) shareLine(debts []*casefile.Debt, share calc.Money) string {
	var total calc.Money
	for _, d := range debts {
		total += d.Total()
	}
	args := locale.Args{"Debts": len(debts), "Total": total, "Share": share, "Product": t.debtName(debts[0]), "Promised": t.file().Promised(), "Some": t.file().Promised() > 0}
	if whole, _ := t.whole(); whole != nil {
		args["Monthly"] = whole.Capacity.Recommended
	}
	line := t.text("plan.share", args)
	if unknown := t.withoutAmount(); unknown > 0 {
		line += t.text("plan.share.unknown", locale.Args{"Debts": unknown})
	}
	return line
}

// withoutAmount counts the debts that would get a part if it were known how large they are.
func (t *turn) withoutAmount() int {
	n := 0
	for i := range t.file().Debts {
		if d := t.file().Debts[i]; d.Total() == 0 && d.Priority == "" && !d.Dispute.Stops() {
			n++
		}
	}
	return n
}

// planLines are the recommended plan, the next best, and one that cannot be kept.
func (t *turn) planLines(s calc.Suggestion) []string {
	top := best(s)
	if top == nil {
		return []string{t.text("plan.none", nil)}
	}
	key := "plan.best"
	if t.stance() == silent {
		key = "plan.best.silent"
	}
	var lines []string
	settlement := t.settlement()
	if settlement != nil && settlement != top {
		key = "plan.best.after"
		lines = append(lines, t.text("plan.settle", locale.Args{"Plan": locale.HTML(t.planInWords(settlement))}))
		if rest := t.afterLump(); rest != nil {
			lines = append(lines, t.text("plan.settle.partly", t.afterLumpArgs(rest)))
		}
	}
	lines = append(lines, t.text(key, locale.Args{"Plan": locale.HTML(t.planInWords(top))}))
	if second := secondChoice(s, top); second != nil {
		lines = append(lines, t.text("plan.second."+string(second.Affordable), locale.Args{"Plan": locale.HTML(t.planTerms(second))}))
	}
	if lump := first(s, calc.KindLumpSum); lump != top && settlement == nil && worthOffering(lump, t.file().Main().Principal) {
		lines = append(lines, t.text("plan.lump", locale.Args{"Plan": locale.HTML(t.planInWords(lump))}))
	}
	if top.Kind == calc.KindStepUp && t.file().Hardship.Recovered == 0 {
		lines = append(lines, t.text("plan.rise", locale.Args{"Later": top.Later()}))
	}
	if rising := first(s, calc.KindStepUp); rising != nil && top.Kind == calc.KindDeferral {
		lines = append(lines, t.text("plan.rising", locale.Args{"Plan": locale.HTML(t.planTerms(rising))}))
	}
	lines = append(lines, t.wished(s, top)...)
	if beyond := beyondReach(s); beyond != nil {
		lines = append(lines, t.text("plan.beyond", locale.Args{"Plan": locale.HTML(t.planTerms(beyond))}))
	}
	return lines
}

// wished are the plans that come nearer to what the person wants than the proposed one:
// smaller instalments over the next usual term, or a delay. 延期 may mean either.
func (t *turn) wished(s calc.Suggestion, top *calc.Candidate) (lines []string) {
	if top.Kind != calc.KindInstalments {
		return nil
	}
	add := func(key string, plan *calc.Candidate, goals ...casefile.Goal) {
		if plan != nil && slices.ContainsFunc(goals, func(g casefile.Goal) bool { return slices.Contains(t.file().Goals, g) }) {
			lines = append(lines, t.text(key, locale.Args{"Plan": locale.HTML(t.planTerms(plan))}))
		}
	}
	add("plan.wished", find(s, func(c calc.Candidate) bool {
		return c.DailyRate.IsZero() && c.Affordable == calc.LevelRecommended && c.Payment < top.Payment
	}), casefile.LowerMonthly, casefile.Extend)
	add("plan.later", first(s, calc.KindDeferral), casefile.Defer, casefile.Extend)
	return lines
}

// secondChoice is the longest usual term without interest that the budget only just bears.
func secondChoice(s calc.Suggestion, top *calc.Candidate) *calc.Candidate {
	var found *calc.Candidate
	for i := range s.Candidates {
		c := &s.Candidates[i]
		if c.Kind == calc.KindInstalments && c.DailyRate.IsZero() && c.Affordable == calc.LevelMaximum && c != top {
			found = c
		}
	}
	return found
}

// worthOffering reports whether a lump sum is near enough to the principal to be put forward.
func worthOffering(lump *calc.Candidate, principal calc.Money) bool {
	return lump != nil && lump.Total*10 >= principal*6
}

// beyondReach is what lenders offer most readily, twelve months at the contract rate,
// if the budget does not bear it.
func beyondReach(s calc.Suggestion) *calc.Candidate {
	return find(s, func(c calc.Candidate) bool {
		return c.Months == 12 && !c.DailyRate.IsZero() && c.Affordable == calc.LevelNo
	})
}

// planInWords tells a plan whole: terms, what is waived, total, first and last day.
func (t *turn) planInWords(c *calc.Candidate) string {
	first, last := c.Schedule[0].Date, c.Schedule[len(c.Schedule)-1].Date
	key := "plan.whole." + string(c.Kind)
	if c.Kind == calc.KindInstalments && c.Months == 1 {
		key = "plan.whole.once"
	}
	words := t.text(key, locale.Args{
		"Plan": locale.HTML(t.planTerms(c)), "Waived": locale.HTML(t.waived(c)), "Months": c.Months,
		"Total": c.Total, "Interest": c.Interest, "First": t.print.Day(first, t.today), "End": t.print.Month(last), "Day": t.print.Day(last, t.today),
	})
	for _, note := range c.Notes {
		if note.Code == calc.NoteBelowPrincipal {
			words += "\n" + t.text("plan.belowprincipal", locale.Args{"Amount": note.Amount})
		}
	}
	return words
}

// planTerms tells the terms of a plan in one line: "14 期 × 1,000.00 元，停止计息".
func (t *turn) planTerms(c *calc.Candidate) string {
	args := locale.Args{"Count": c.Months, "Amount": c.Payment, "Last": c.Later(), "Rate": percent(c.DailyRate), "Low": lowMonths(c)}
	key := "plan.terms." + string(c.Kind)
	if c.Kind == calc.KindInstalments && c.DailyRate.IsZero() {
		key += ".free"
	}
	return t.text(key, args)
}

// lowMonths is for how many instalments a stepped plan stays low.
func lowMonths(c *calc.Candidate) int {
	n := 0
	for n < len(c.Schedule) && c.Schedule[n].Amount == c.Payment {
		n++
	}
	return n
}

// waived says what a plan asks to be waived: the penalty alone, or more than that.
func (t *turn) waived(c *calc.Candidate) string {
	switch penalty := t.file().Main().Penalty; {
	case c.Waived == 0:
		return ""
	case c.Waived > penalty:
		return t.text("plan.waived.more", locale.Args{"Amount": c.Waived})
	}
	return t.text("plan.waived", locale.Args{"Amount": c.Waived})
}

func (t *turn) doNothingLine(s calc.Suggestion) string {
	args := locale.Args{}
	for _, p := range s.DoNothing {
		args[fmt.Sprintf("After%d", p.Months)] = p.Penalty
	}
	switch {
	case t.atCourt() == "sued":
		return t.text("plan.nothing.sued", args)
	case t.file().Main().Due.After(t.today):
		return t.text("plan.nothing.due", args)
	}
	return t.text("plan.nothing", args)
}

// mostFurther is how many further debts the plan tells apart; of more it tells what they come
// to, and the list of debts has them all.
const mostFurther = 2

// furtherLines say what doing nothing costs on the debts beside the one that is negotiated.
func (t *turn) furtherLines(c *casefile.Case) []string {
	var lines, unknown []string
	var owed, more calc.Money
	for i := range c.Debts[1:] {
		further := &c.Debts[i+1]
		if further.Total() == 0 && further.Priority == "" && further.Case == 0 && !further.Served && !further.Agreed() && !further.Dispute.Stops() {
			unknown = append(unknown, t.text("plan.further.unknown", locale.Args{"Product": t.debtName(further)}))
			continue
		}
		debt := t.debt(further)
		rate := debt.DailyRate
		if !debt.PenaltyFactor.IsZero() {
			rate = rate.Mul(debt.PenaltyFactor)
		}
		penalty, err := calc.Penalty(debt.Principal, rate, quarter)
		if err != nil || !further.Shares() {
			continue
		}
		owed, more = owed+debt.Total(), more+penalty
		lines = append(lines, t.text("plan.further", locale.Args{"Product": t.debtName(further), "Amount": debt.Total(), "More": penalty, "Rate": percent(rate)}))
	}
	if len(lines) > mostFurther {
		lines = []string{t.text("plan.further.all", locale.Args{"Debts": len(lines), "Amount": owed, "More": more})}
	}
	return append(lines, unknown[:min(len(unknown), mostFurther)]...)
}

// staleAfter is for how many days figures are taken as today's.
const staleAfter = 7

// staleLine says how old the figures are, and about how much has come on top since.
func (t *turn) staleLine(s calc.Suggestion, c *casefile.Case) []string {
	debt := c.Main()
	days := t.today.DaysSince(debt.AsOf)
	if debt.AsOf.IsZero() || days <= staleAfter || debt.Due.After(t.today) || len(s.DoNothing) == 0 {
		return nil
	}
	more := s.DoNothing[0].Penalty * calc.Money(days) / quarter
	return []string{t.text("plan.stale", locale.Args{"AsOf": t.print.Day(debt.AsOf, t.today), "More": more})}
}

// quarter is the days of three months, as the mathematics of doing nothing counts them.
const quarter = 90

// assumptions says what the figures rest on.
func (t *turn) assumptions(c *casefile.Case) string {
	key := "plan.assumed"
	switch {
	case c.Main().DailyRate != nil && c.Main().Product == casefile.Jiebei:
		key = "plan.stated.jiebei"
	case c.Main().DailyRate != nil:
		key = "plan.stated"
	case c.Main().Product == casefile.Jiebei:
		key = "plan.assumed.jiebei"
	}
	return t.text(key, locale.Args{"Rate": percent(t.rate(c))})
}

// askAllPlans compares the plans in a table, and doing nothing as bars.
func askAllPlans(t *turn) string {
	s := t.suggestion()
	var b strings.Builder
	b.WriteString(t.text("plan.all", nil))
	for _, free := range []bool{true, false} {
		rows := comparable(s, free)
		if len(rows) == 0 {
			continue
		}
		key := "plan.all.rate"
		if free {
			key = "plan.all.free"
		}
		b.WriteString("\n" + t.text(key, locale.Args{"Rate": percent(t.rate(t.file()))}) + "\n<pre>")
		for i, c := range rows {
			if i > 0 {
				b.WriteByte('\n')
			}
			fmt.Fprintf(&b, "%2d × %9s = %10s %s", c.Months, c.Payment.Grouped(), c.Total.Grouped(), mark(c.Affordable))
		}
		b.WriteString("</pre>")
	}
	deferred := 0
	for _, c := range s.Candidates {
		if c.Kind == calc.KindInstalments || c.Kind == calc.KindEqualPrincipal || deferred == c.Months && c.Kind == calc.KindDeferral {
			continue // in the tables above, or the same delay at another rate
		}
		if c.Kind == calc.KindDeferral {
			deferred = c.Months
		}
		if c.Kind == calc.KindLumpSum && !worthOffering(&c, t.file().Main().Principal) {
			continue
		}
		b.WriteString("\n" + t.planInWords(&c))
	}
	b.WriteString("\n\n" + t.text("plan.all.nothing", nil) + "\n<pre>" + bars(s.DoNothing) + "</pre>")
	return b.String()
}

// comparable returns the instalment plans worth comparing: the usual terms around what
// can be paid, and the shortest that can.
func comparable(s calc.Suggestion, free bool) []calc.Candidate {
	var rows []calc.Candidate
	for _, c := range s.Candidates {
		if c.Kind != calc.KindInstalments || c.DailyRate.IsZero() != free {
			continue
		}
		rows = append(rows, c)
	}
	slices.SortFunc(rows, func(a, b calc.Candidate) int { return a.Months - b.Months })
	fits := slices.IndexFunc(rows, func(c calc.Candidate) bool { return c.Affordable == calc.LevelRecommended })
	if fits < 0 {
		fits = len(rows)
	}
	return rows[max(0, fits-1):min(len(rows), fits+2)]
}

func mark(l calc.Level) string {
	switch l {
	case calc.LevelRecommended:
		return "✓"
	case calc.LevelMaximum:
		return "△"
	}
	return "✗"
}

// bars draws what doing nothing costs, a bar for each span.
func bars(projections []calc.Projection) string {
	var most calc.Money = 1
	for _, p := range projections {
		most = max(most, p.Penalty)
	}
	var lines []string
	for _, p := range projections {
		lines = append(lines, fmt.Sprintf("%2d %s +%s", p.Months, strings.Repeat("▓", int(1+11*p.Penalty/most)), p.Penalty.Grouped()))
	}
	return strings.Join(lines, "\n")
}
