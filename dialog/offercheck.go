package dialog

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

// askOfferCheck says what the lender's terms mean: each month, in all, a year, and against
// what can be paid, the plan, and doing nothing.
func askOfferCheck(t *turn) string {
	offer := t.onTable()
	lines := []string{t.text("contact.check", locale.Args{"Terms": t.termsInWords(offer), "Many": offer.Count > 1, "Down": offer.DownPayment > 0, "Fee": offer.MonthlyFee > 0, "Total": offer.Total()})}
	if len(offer.Steps) > 2 {
		lines = append(lines, t.text("contact.check.highest", locale.Args{"Monthly": offer.Monthly()}))
	}
	if offer.MonthlyFee > 0 {
		lines = append(lines, t.text("contact.check.fee", locale.Args{"Monthly": offer.Monthly(), "Fee": offer.MonthlyFee, "All": offer.MonthlyFee * calc.Money(offer.Count)}))
	}
	if offer.DownPayment > 0 {
		lines = append(lines, t.downLine(offer.DownPayment))
	}
	if owed := t.owed(); owed > 0 && offer.Total() > owed && t.draft().Interest == casefile.InterestStopped {
		lines = append(lines, t.text("contact.check.notfree", nil))
	}
	lines = append(lines, t.offerAgainstMeans(offer)...)
	if open := t.points().Open(); len(open) > 0 {
		lines = append(lines, t.text("contact.check.open", locale.Args{"Count": len(open)}))
	}
	return strings.Join(lines, "\n")
}

// downLine says what to look out for when something is to be paid first.
func (t *turn) downLine(down calc.Money) string {
	key := "contact.check.down"
	switch {
	case !t.spareKnown():
		key = "contact.check.down.from"
	case down > t.spare():
		key = "contact.check.down.beyond"
	}
	return t.text(key, locale.Args{"Amount": down, "Spare": max(0, t.spare())})
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
	if t.file().Main().Total() == 0 {
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
	if offer.Defer > 0 || offer.Days != nil { // what it costs a year cannot be told from the number of its payments
		check.APR, check.EffectiveAPR = decimal.Zero, decimal.Zero
		if check.Verdict == calc.VerdictTooDear {
			check.Verdict = calc.VerdictTooHigh
		}
	}
	return check, err == nil
}

// offerAgainstMeans compares terms with what is owed, what can be paid, the plan that is
// asked for, and doing nothing, as far as all of that is known.
func (t *turn) offerAgainstMeans(offer casefile.Terms) []string {
	check, ok := t.weighed(offer)
	switch {
	case t.file().Main().Total() == 0:
		return nil
	case !ok:
		return []string{t.text("contact.check.odd", nil)}
	}
	var lines []string
	if t.stance() != willing {
		lines = append(lines, t.guardedWhy())
	}
	if t.draft().Interest == casefile.InterestAlone {
		return append(lines, t.interestStays(offer.Count, offer.Total()))
	}
	if rest := -check.Extra; !offer.Settles && rest > t.owed()/2 {
		return append(lines, t.text("contact.check.partial", locale.Args{"Total": offer.Total(), "Rest": rest}))
	}
	lines = append(lines, t.comparedToOwed(offer, check))
	lines = append(lines, t.delayLines(offer)...)
	if offer.Settles {
		lines = append(lines, t.settlementLines(offer)...)
	}
	if check.APR.GreaterThan(ceilingPercent()) {
		lines = append(lines, string(t.cited("C4")))
	}
	if !t.planned() {
		return append(lines, t.text("contact.check.means", nil))
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
	if !t.spareKnown() {
		return append(lines, t.text("contact.check.settle.unknown", locale.Args{"Amount": offer.Amount}))
	}
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
	if words := t.runsInWords(t.weighedRuns(offer)); words != "" {
		return []string{words}
	}
	level := string(capacity.Level(offer.Busiest()))
	if check.Verdict == calc.VerdictTooDear {
		level = "dear"
	}
	return []string{t.text("contact.check."+level, locale.Args{"Recommended": capacity.Recommended, "Maximum": capacity.Maximum, "Many": t.sharing()})}
}

// comparedToPlan says how much more or less the terms come to than the plan, and than what
// would be claimed after the same time of doing nothing.
func (t *turn) comparedToPlan(offer casefile.Terms, check calc.OfferCheck) []string {
	if t.file().Agreement != nil || t.suggestion().Capacity.Maximum <= 0 && offer.Defer == 0 {
		return nil
	}
	args := locale.Args{"Months": 0, "Less": max(0, -check.AgainstNothing)}
	if offer.Count > 1 && check.AgainstNothing < 0 {
		args["Months"] = offer.Count
	}
	asked, ok := t.askedFor()
	switch {
	case ok:
		key := "contact.check.plan.same"
		diff := offer.Total() - asked.Total()
		if diff > 0 {
			key = "contact.check.plan.more"
		} else if diff < 0 {
			key = "contact.check.plan.less"
		}
		args["Diff"] = max(diff, -diff)
		return []string{t.text(key, args)}
	case args["Months"] != 0:
		return []string{t.text("contact.check.nothing.less", args)}
	}
	return nil
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

// comparedToOwed says how much more or less than today's debt the terms come to, and what that is a
// year.
func (t *turn) comparedToOwed(offer casefile.Terms, check calc.OfferCheck) string {
	args := locale.Args{"Owed": t.owed(), "Diff": max(check.Extra, -check.Extra), "Rate": "", "Free": false}
	key := "contact.check.same"
	switch {
	case check.Extra > 0:
		key = "contact.check.more"
	case check.Extra < 0:
		key = "contact.check.less"
	}
	switch {
	case check.APR.IsPositive():
		args["Rate"] = check.APR.StringFixed(2) + "%"
	case offer.Count > 1:
		args["Free"] = true
	}
	return t.text(key, args)
}

// offerCheckChoices are what can be done with the terms on the table; a fee that was told without
// saying how often may be charged only once.
func offerCheckChoices(t *turn) [][]choice {
	rows := [][]choice{t.row("accept", "reply"), t.row("gaps", "rounds"), t.row("decline", "later")}
	if terms := t.onTable(); terms.FeeUnsaid {
		once := choice{id: "once", label: t.text("contact.check.once", locale.Args{"Fee": brief(terms.MonthlyFee)})}
		rows = slices.Insert(rows, 1, []choice{once})
	}
	return rows
}

func pickOfferCheck(t *turn, id string) (Name, error) {
	switch id {
	case "accept":
		was := t.session().Draft
		t.draftTerms(t.onTable())
		t.draft().keep(was)
		if t.draft().Total == 0 {
			return t.nextTerm(), nil // what was agreed is only an estimate so far
		}
		return agreementSame, nil
	case "reply":
		return contactReply, nil
	case "once":
		terms := t.onTable()
		terms.DownPayment, terms.MonthlyFee, terms.FeeUnsaid = terms.DownPayment+terms.MonthlyFee, 0, false
		t.file().Offered(casefile.Round{On: t.today, Offer: terms})
		return stay, nil
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
