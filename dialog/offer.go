package dialog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/understand"
)

// contactParts asks for what a set of terms consists of.
const contactParts = "contact.offer.parts"

func readOffer(t *turn, text string) (Name, error) {
	terms, err := t.termsTold(text)
	if err != nil {
		return stay, err
	}
	return t.putOnTable(terms), nil
}

// putOnTable notes terms that the lender named, to be looked at.
func (t *turn) putOnTable(terms casefile.Terms) Name {
	c := t.file()
	c.Rounds = append(c.Rounds, casefile.Round{On: t.today, Offer: terms})
	t.session().OnTable, t.session().Draft = true, &Draft{}
	return contactCheck
}

// noteAsk notes what the person asks for, when it is something new.
func (t *turn) noteAsk() {
	asked, ok := t.askedFor()
	c := t.file()
	if last, known := c.Ours(); !ok || known && last.Same(asked) {
		return
	}
	c.Rounds = append(c.Rounds, casefile.Round{On: t.today, Ours: true, Offer: asked})
}

// askedFor is the plan that is to be asked for, as terms.
func (t *turn) askedFor() (casefile.Terms, bool) {
	if !t.planned() {
		return casefile.Terms{}, false
	}
	top := best(t.suggestion())
	if top == nil {
		return casefile.Terms{}, false
	}
	var steps []casefile.Step
	for _, row := range top.Schedule {
		steps = append(steps, casefile.Step{Count: 1, Amount: row.Amount})
	}
	terms := casefile.Stepped(steps...)
	terms.First = top.Schedule[0].Date
	terms.Settles = top.Kind == calc.KindLumpSum
	if top.Kind == calc.KindDeferral {
		terms.Defer = top.Months
	}
	return terms, terms.Count <= casefile.MaxInstalments
}

// termsTold reads terms as they were told. Besides what [understand.OfferOn] returns, its
// error is a *refusal when an amount or the number of instalments is missing, or when one of
// them cannot be.
func (t *turn) termsTold(text string) (casefile.Terms, error) {
	read, err := understand.OfferOn(text, t.today)
	if terms, ok := steppedTerms(text); ok {
		return t.withDays(terms, text, read), nil
	}
	if err != nil {
		return casefile.Terms{}, err
	}
	if a := t.file().Agreement; a != nil && read.Defer > 0 && read.Count == 0 && read.Amount == nil {
		return postponed(a, read.Defer), nil
	}
	t.divided(&read, text)
	switch {
	case read.Count > casefile.MaxInstalments:
		return casefile.Terms{}, &refusal{"contact.offer.long", locale.Args{"Max": casefile.MaxInstalments}}
	case read.Steps != nil:
		return t.withDays(toldSteps(read), text, read), nil
	case read.Count == 0 || or0(read.Amount) == 0:
		return casefile.Terms{}, &refusal{key: contactParts}
	case read.Count > 1 && *read.Amount >= t.owed() && t.owed() > 0:
		return casefile.Terms{}, &refusal{"agreement.each", locale.Args{"Amount": *read.Amount}}
	}
	return t.withDays(t.runs(read), text, read), nil
}

// postponed are the instalments that are left of an agreement, so many months later.
func postponed(a *casefile.Agreement, months int) casefile.Terms {
	n := min(a.PaidCount(), len(a.Instalments)-1)
	var steps []casefile.Step
	for i := n; i < len(a.Instalments); i++ {
		if left := a.LeftOn(i); left > 0 {
			steps = append(steps, casefile.Step{Count: 1, Amount: left})
		}
	}
	terms := casefile.Stepped(steps...)
	due := a.Instalments[n].Due
	terms.First, terms.Defer = due.AddMonths(months, due.Day), months
	return terms
}

// toldSteps are instalments that change halfway.
func toldSteps(read understand.OfferReading) casefile.Terms {
	var steps []casefile.Step
	for _, s := range read.Steps {
		steps = append(steps, casefile.Step{Count: s.Count, Amount: s.Amount})
	}
	return casefile.Stepped(steps...)
}

// runs are equal instalments, of which the first or the last one may differ.
func (t *turn) runs(read understand.OfferReading) casefile.Terms {
	middle := casefile.Step{Count: read.Count, Amount: *read.Amount}
	var steps []casefile.Step
	if read.FirstAmount != nil && middle.Count > 1 {
		steps = append(steps, casefile.Step{Count: 1, Amount: *read.FirstAmount})
		middle.Count--
	}
	last := or0(read.LastAmount)
	if last == 0 && steps == nil {
		last = t.lastOf(read)
	}
	if last > 0 && middle.Count > 1 {
		middle.Count--
		return casefile.Stepped(append(steps, middle, casefile.Step{Count: 1, Amount: last})...)
	}
	return casefile.Stepped(append(steps, middle)...)
}

// divided works out an amount that was not named: a delay is of all that is owed, and
// 本金分12期 or 一共14000分14期 name what is divided.
func (t *turn) divided(read *understand.OfferReading, text string) {
	switch {
	case read.Amount != nil:
	case read.Defer > 0 && read.Count == 0:
		owed := t.owed()
		read.Count, read.Amount = 1, &owed
	case read.Count > 1 && read.Total == nil && strings.Contains(text, "本金") && t.file().Main().Split && t.file().Agreement == nil:
		read.Total = &t.file().Main().Principal
		fallthrough
	case read.Count > 1 && read.Total != nil:
		each := (*read.Total + calc.Money(read.Count)/2) / calc.Money(read.Count)
		read.Amount = &each
	}
}

// lastOf is the last instalment where a total that was told leaves it a little more or less
// than the others; 0 if it is like them, or if the total is something else.
func (t *turn) lastOf(read understand.OfferReading) calc.Money {
	if read.Total == nil || read.Count < 2 {
		return 0
	}
	last := *read.Total - *read.Amount*calc.Money(read.Count-1)
	if residue := last - *read.Amount; last <= 0 || residue == 0 || max(residue, -residue) >= calc.Money(read.Count) {
		return 0
	}
	return last
}

// withDays adds to terms what was told of fees, a first payment and days.
func (t *turn) withDays(terms casefile.Terms, text string, read understand.OfferReading) casefile.Terms {
	if terms.Steps == nil || read.Down != nil && terms.Steps[0].Amount != *read.Down {
		terms.DownPayment = or0(read.Down)
	}
	terms.DownPayment += or0(read.OnceFee)
	terms.MonthlyFee = or0(read.MonthlyFee)
	terms.First, terms.PayDay, terms.Defer = read.First, read.PayDay, read.Defer
	terms.Settles = read.Settles && terms.Count == 1
	if terms.First.IsZero() && terms.PayDay == 0 && terms.Steps != nil {
		terms.First = firstDay(text, t.today)
	}
	return terms
}

// wantsTime reports whether a message says that the lender wants time to think.
func wantsTime(text string) bool {
	said := plain(text)
	return slices.ContainsFunc([]string{"考虑", "考慮", "过几天", "過幾天", "再看看", "再说", "再說", "等几天", "等幾天", "thinkabout", "thinkitover"},
		func(words string) bool { return strings.Contains(said, words) })
}

// askOfferCheck says what the lender's terms mean: each month, in all, a year, and against
// what can be paid, the plan, and doing nothing.
func askOfferCheck(t *turn) string {
	offer := t.onTable()
	lines := []string{t.text("contact.check", locale.Args{"Terms": t.termsInWords(offer)})}
	if offer.Count > 1 {
		key := "contact.check.sum"
		if offer.Steps != nil {
			key = "contact.check.sum.stepped"
		}
		lines = append(lines, t.text(key, locale.Args{"Monthly": offer.Monthly(), "Total": offer.Total()}))
	}
	if offer.MonthlyFee > 0 {
		lines = append(lines, t.text("contact.check.fee", locale.Args{"Fee": offer.MonthlyFee, "All": offer.MonthlyFee * calc.Money(offer.Count)}))
	}
	if offer.DownPayment > 0 {
		lines = append(lines, t.text("contact.check.down", locale.Args{"Amount": offer.DownPayment}))
	}
	lines = append(lines, t.offerAgainstMeans(offer)...)
	if open := t.points().Open(); len(open) > 0 {
		lines = append(lines, t.text("contact.check.open", locale.Args{"Count": len(open)}))
	}
	return strings.Join(lines, "\n")
}

// onTable is the newest of the lender's terms.
func (t *turn) onTable() casefile.Terms {
	terms, ok := t.file().Theirs()
	if !ok {
		panic("dialog: the lender has named no terms")
	}
	return terms
}

// weighed compares terms with the case as it stands. It is false where not enough is known,
// or the terms are too far from what is owed.
func (t *turn) weighed(offer casefile.Terms) (calc.OfferCheck, bool) {
	if !t.planned() {
		return calc.OfferCheck{}, false
	}
	s := t.situation()
	if a := t.file().Agreement; a != nil {
		s.Debts = []calc.Debt{{Product: s.Debts[0].Product, Principal: max(1, a.Left()), DailyRate: s.Debts[0].DailyRate, InterestFree: s.Debts[0].InterestFree}}
	}
	o := calc.Offer{Count: offer.Count, Amount: offer.Amount, DownPayment: offer.DownPayment, MonthlyFee: offer.MonthlyFee}
	if offer.Steps != nil {
		o.Amounts = offer.Amounts()
	}
	check, err := calc.CheckOffer(o, s)
	return check, err == nil
}

// offerAgainstMeans compares terms with what is owed, what can be paid, the plan that is
// asked for, and doing nothing, as far as all of that is known.
func (t *turn) offerAgainstMeans(offer casefile.Terms) []string {
	check, ok := t.weighed(offer)
	switch {
	case !t.planned():
		return nil
	case !ok:
		return []string{t.text("contact.check.odd", nil)}
	}
	lines := []string{t.comparedToOwed(check.Extra)}
	if offer.Settles {
		lines = append(lines, t.settlementLines(offer)...)
	}
	switch {
	case check.APR.IsPositive() && offer.Defer == 0:
		lines = append(lines, t.text("contact.check.year", locale.Args{"Rate": check.APR.StringFixed(2) + "%"}))
	case check.Extra <= 0 && offer.Count > 1:
		lines = append(lines, t.text("contact.check.free", nil))
	}
	if check.APR.GreaterThan(ceilingPercent()) {
		lines = append(lines, string(t.cited("C4")))
	}
	lines = append(lines, t.affordableLines(offer, check)...)
	return append(lines, t.comparedToPlan(offer, check)...)
}

// settlementLines say what to look out for when one payment is to end the debt.
func (t *turn) settlementLines(offer casefile.Terms) []string {
	key := "contact.check.settle"
	if d := t.file().Main(); d.Split && offer.Amount < d.Principal {
		key = "contact.check.settle.below"
	}
	lines := []string{t.text(key, locale.Args{"Principal": t.file().Main().Principal})}
	if spare := t.spare(); offer.Amount > spare {
		lines = append(lines, t.text("contact.check.settle.short", locale.Args{"Amount": offer.Amount, "Spare": spare}))
	}
	return lines
}

// affordableLines say whether the terms can be kept.
func (t *turn) affordableLines(offer casefile.Terms, check calc.OfferCheck) []string {
	capacity := t.suggestion().Capacity
	switch {
	case offer.Count == 1 && (offer.Settles || offer.Defer > 0 || offer.Monthly() <= t.spare()):
		return nil // it is paid from what is there or will be, not from the month
	case capacity.Maximum <= 0:
		return []string{t.text("contact.check.nothing", nil)}
	}
	var lines []string
	if offer.DownPayment > t.spare() {
		lines = append(lines, t.text("contact.check.downtoo", locale.Args{"Amount": offer.DownPayment, "Spare": t.spare()}))
	}
	level := string(capacity.Level(check.Monthly))
	if check.Verdict == calc.VerdictTooDear {
		level = "dear"
	}
	return append(lines, t.text("contact.check."+level, locale.Args{"Recommended": capacity.Recommended, "Maximum": capacity.Maximum}))
}

// comparedToPlan says how much more or less the terms come to than the plan, and than what
// would be claimed after the same time of doing nothing.
func (t *turn) comparedToPlan(offer casefile.Terms, check calc.OfferCheck) []string {
	if t.file().Agreement != nil || t.suggestion().Capacity.Maximum <= 0 && offer.Defer == 0 {
		return nil
	}
	var lines []string
	if asked, ok := t.askedFor(); ok {
		key := "contact.check.plan.same"
		diff := offer.Total() - asked.Total()
		if diff > 0 {
			key = "contact.check.plan.more"
		} else if diff < 0 {
			key = "contact.check.plan.less"
		}
		lines = append(lines, t.text(key, locale.Args{"Diff": max(diff, -diff)}))
	}
	if check.AgainstNothing < 0 && offer.Count > 1 {
		lines = append(lines, t.text("contact.check.nothing.less", locale.Args{"Months": offer.Count, "Diff": -check.AgainstNothing}))
	}
	return lines
}

// owed is what is owed now: what is left of a running agreement, or the debt.
func (t *turn) owed() calc.Money {
	if a := t.file().Agreement; a != nil {
		return a.Left()
	}
	return t.file().Main().Total()
}

// ceilingPercent is the yearly cost above which courts reduce on request: fact C4.
func ceilingPercent() decimal.Decimal { return calc.DefaultTerms().Ceiling.Shift(2) }

// comparedToOwed says how much more or less than today's debt the terms come to.
func (t *turn) comparedToOwed(extra calc.Money) string {
	owed := t.owed()
	switch {
	case extra > 0:
		return t.text("contact.check.more", locale.Args{"Owed": owed, "More": extra})
	case extra < 0:
		return t.text("contact.check.less", locale.Args{"Owed": owed, "Less": -extra})
	}
	return t.text("contact.check.same", locale.Args{"Owed": owed})
}

func pickOfferCheck(t *turn, id string) (Name, error) {
	switch id {
	case "accept":
		points := t.points()
		t.draftTerms(t.onTable())
		t.draft().Points = points
		return agreementSame, nil
	case "reply":
		return contactReply, nil
	case "gaps":
		return agreementGaps, nil
	case "rounds":
		t.session().Entry = 0
		return contactRounds, nil
	case "decline":
		t.session().OnTable = false
		t.session().Page = 3
		return scriptPage, nil
	}
	return t.home(), nil
}

func askReply(t *turn) string {
	key := "contact.reply"
	if t.onTable().Count == 1 {
		key = "contact.reply.once"
	}
	return t.sayBlock(key, t.replyWords())
}

// replyWords are what to answer to the terms on the table, in the lender's language.
func (t *turn) replyWords() string {
	p := t.engine.texts.Printer(locale.Hans)
	offer := t.onTable()
	var said []string
	say := func(key string, args locale.Args) {
		sentence := Plain(p.Text("contact.say."+key, args))
		if utf8.RuneCountInString(strings.Join(said, "")+sentence) <= maxCopy {
			said = append(said, sentence)
		}
	}
	t.replyFirst(p, offer, say)
	if offer.MonthlyFee > 0 {
		say("fee", locale.Args{"Fee": brief(offer.MonthlyFee)})
	}
	check, ok := t.weighed(offer)
	if ok && check.APR.GreaterThan(ceilingPercent()) {
		say("dear", locale.Args{"Rate": check.APR.StringFixed(2) + "%"})
	}
	if offer.DownPayment > 0 {
		say("down", locale.Args{"Amount": brief(offer.DownPayment), "Spare": brief(min(t.spare(), offer.DownPayment)), "Enough": t.spare() >= offer.DownPayment})
	}
	switch {
	case offer.Count == 1:
		say("pay", nil)
	case ok && t.suggestion().Capacity.Maximum <= 0:
		say("until", nil)
	default:
		say("writing", nil)
	}
	return strings.Join(said, "")
}

// maxCopy is the most that a button puts on the clipboard.
const maxCopy = 256

// replyFirst says what the terms themselves call for: thanks and the open points, or what can
// be kept instead.
func (t *turn) replyFirst(p *locale.Printer, offer casefile.Terms, say func(string, locale.Args)) {
	check, ok := t.weighed(offer)
	switch {
	case offer.Settles:
		rest := max(0, t.owed()-offer.Amount)
		say("settle", locale.Args{"Amount": brief(offer.Amount), "Rest": brief(rest), "Waived": rest > 0})
	case offer.Defer > 0 && (offer.Count == 1 || t.file().Agreement != nil):
		say("delay", locale.Args{"Months": offer.Defer})
	case !ok:
		say("unknown", nil)
	case t.suggestion().Capacity.Maximum <= 0:
		say("nothing", nil)
	case check.Affordable == calc.LevelNo && check.Monthly > t.suggestion().Capacity.Maximum:
		say("toohigh", t.counterArgs(p, check.Monthly))
	case check.Verdict == calc.VerdictTooDear:
		say("unknown", nil)
	case check.Verdict == calc.VerdictTight:
		say("tight", t.counterArgs(p, check.Monthly))
	default:
		say("fits", nil)
	}
}

// counterArgs are the figures of what can be kept instead of terms that cannot.
func (t *turn) counterArgs(p *locale.Printer, monthly calc.Money) locale.Args {
	s := t.suggestion()
	args := locale.Args{"Monthly": brief(monthly), "Capacity": brief(s.Capacity.Recommended), "Instead": ""}
	if top := best(s); top != nil && top.Kind == calc.KindInstalments {
		args["Instead"] = p.Text("contact.say.instead", locale.Args{"Count": top.Months, "Amount": brief(top.Payment)})
	}
	return args
}
