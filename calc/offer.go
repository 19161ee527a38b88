package calc

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
)

// A Gap is a point that an agreement should settle.
type Gap string

const (
	GapTotal       Gap = "total"            // the total to be paid
	GapDates       Gap = "dates"            // number, amounts and dates of the instalments
	GapInterest    Gap = "interest"         // whether interest runs meanwhile
	GapWaiver      Gap = "waiver"           // what is waived
	GapDownPayment Gap = "down_payment"     // whether something is due at once
	GapOrder       Gap = "order"            // what bears interest and what a payment reduces first
	GapBreach      Gap = "breach"           // what one missed instalment leads to
	GapEarly       Gap = "early_repayment"  // whether paying early is free
	GapCredit      Gap = "credit_reporting" // what is reported to the credit registry
	GapCollection  Gap = "collection"       // that collection stops
	GapChannel     Gap = "channel"          // the lender's own account or app to pay to
	GapWriting     Gap = "writing"          // the agreement in writing
	GapSettlement  Gap = "settlement_proof" // a letter of settlement at the end
)

// AllGaps returns the points of a complete agreement in the order in which they are asked.
func AllGaps() []Gap {
	return []Gap{
		GapTotal, GapDates, GapInterest, GapWaiver, GapDownPayment, GapOrder, GapBreach,
		GapEarly, GapCredit, GapCollection, GapChannel, GapWriting, GapSettlement,
	}
}

// An Offer is what a lender proposes: Count × Amount a month, with an optional payment at
// once and an optional fee (membership, guarantee, service) with every instalment.
type Offer struct {
	Count       int
	Amount      Money
	Amounts     []Money // of every instalment in turn where they differ, Count of them; nil = all are Amount
	LastAmount  Money   // of the last instalment if it differs; 0 = Amount
	DownPayment Money
	MonthlyFee  Money
	First       Date  // of the first instalment; zero = not stated
	Settled     []Gap // what the lender has settled beyond these figures
}

// A Verdict sums up an [OfferCheck].
type Verdict string

const (
	VerdictGood    Verdict = "good"     // can be kept and costs no more than what is owed today
	VerdictFits    Verdict = "fits"     // can be kept but costs more than what is owed today
	VerdictTight   Verdict = "tight"    // fits only the maximum: ask for smaller instalments
	VerdictTooDear Verdict = "too_dear" // its yearly cost is above the ceiling
	VerdictTooHigh Verdict = "too_high" // cannot be kept: a broken agreement is worse than none
)

// An OfferCheck compares an offer with the budget, the recommended plan and doing nothing.
type OfferCheck struct {
	Monthly        Money           // instalment and fee; the larger one if the last differs
	Total          Money           // all that would be paid
	Extra          Money           // Total − what is owed today; negative = so much is waived
	APR            decimal.Decimal // nominal yearly cost of what is owed today: 12 × monthly IRR in percent, two places
	EffectiveAPR   decimal.Decimal // the same compounded, (1 + monthly IRR)^12 − 1
	Affordable     Level
	AgainstPlan    Money // Total − total of the recommended plan; 0 if there is none
	AgainstNothing Money // Total − what would be claimed if nothing were paid for as many months
	Verdict        Verdict
	Missing        []Gap  // what is still to be settled
	Dues           []Due  // the instalments with fees, without the down payment
	Notes          []Note // NoteRestWaived, NoteDownPayment, NoteDearerThanLimit, NoteTooLong
}

// CheckOffer compares an offer for the debts of a situation. Instalments are reckoned a full
// month apart, as lenders do when they state an annual rate. Errors name "count", "amount",
// "amounts", "amounts[i]", "last_amount", "down_payment", "monthly_fee", "first", "settled[i]" or a field of the situation.
func CheckOffer(o Offer, s Situation) (OfferCheck, error) {
	p, err := newPlanner(s)
	if err != nil {
		return OfferCheck{}, err
	}
	if err := o.check(p.owed); err != nil {
		return OfferCheck{}, err
	}
	check := OfferCheck{Missing: o.missing()}
	if check.Dues, err = o.dues(p); err != nil {
		return OfferCheck{}, err
	}
	check.Total = o.DownPayment
	for _, due := range check.Dues {
		check.Total += due.Amount
		check.Monthly = max(check.Monthly, due.Amount)
	}
	check.Extra = check.Total - p.owed
	check.AgainstNothing = check.Extra - p.accrued(daysOf(o.Count), func(c claim) Rate { return c.overdue })
	if err := check.price(p.owed - o.DownPayment); err != nil {
		return OfferCheck{}, err
	}
	if check.Affordable = p.capacity.Level(check.Monthly); o.DownPayment > s.LumpSum {
		check.Affordable = LevelNo
	}
	if plan := p.suggest(); plan.Recommended >= 0 {
		check.AgainstPlan = check.Total - plan.Candidates[plan.Recommended].Total
	}
	check.judge(o, s, p.terms)
	return check, nil
}

func (o Offer) check(owed Money) error {
	if o.Count < 1 || o.Count > MaxInstalments {
		return &FieldError{"count", fmt.Sprintf("%d is not a number of instalments from 1 to %d", o.Count, MaxInstalments)}
	}
	if o.Amount == 0 {
		return &FieldError{"amount", "nothing is paid"}
	}
	if o.Amounts != nil && len(o.Amounts) != o.Count {
		return &FieldError{"amounts", fmt.Sprintf("%d of them for %d instalments", len(o.Amounts), o.Count)}
	}
	for k, amount := range o.Amounts {
		if err := checkMoney(fmt.Sprintf("amounts[%d]", k), amount); err != nil {
			return err
		}
	}
	for _, part := range []struct {
		field  string
		amount Money
	}{
		{"amount", o.Amount}, {"last_amount", o.LastAmount},
		{"down_payment", o.DownPayment}, {"monthly_fee", o.MonthlyFee},
	} {
		if err := checkMoney(part.field, part.amount); err != nil {
			return err
		}
	}
	if o.DownPayment >= owed {
		return &FieldError{"down_payment", fmt.Sprintf("%s is all that is owed", o.DownPayment)}
	}
	for k, gap := range o.Settled {
		if !slices.Contains(AllGaps(), gap) {
			return &FieldError{fmt.Sprintf("settled[%d]", k), fmt.Sprintf("%.20q is unknown", gap)}
		}
	}
	return nil
}

// dues lists the instalments with their fees, from the offer's first date or else the planner's.
func (o Offer) dues(p *planner) ([]Due, error) {
	first := o.First
	if first.IsZero() {
		first = p.dates[0]
	}
	if first.Before(p.Today) {
		return nil, &FieldError{"first", fmt.Sprintf("%s is before %s", first, p.Today)}
	}
	dates, err := MonthlyDates(first, 0, o.Count)
	if err != nil {
		return nil, err
	}
	dues := make([]Due, o.Count)
	for k, date := range dates {
		dues[k] = Due{date, o.Amount + o.MonthlyFee}
		if o.Amounts != nil {
			dues[k].Amount = o.Amounts[k] + o.MonthlyFee
		}
	}
	if o.LastAmount > 0 {
		dues[o.Count-1].Amount = o.LastAmount + o.MonthlyFee
	}
	return dues, nil
}

// missing lists the gaps that neither the figures nor Settled close.
func (o Offer) missing() []Gap {
	return slices.DeleteFunc(AllGaps(), func(gap Gap) bool {
		switch gap {
		case GapTotal:
			return true
		case GapDates:
			return !o.First.IsZero()
		case GapDownPayment:
			return o.DownPayment > 0 || slices.Contains(o.Settled, gap)
		}
		return slices.Contains(o.Settled, gap)
	})
}

// price computes the yearly cost of owing so much and paying the instalments instead;
// without extra cost it is 0.
func (c *OfferCheck) price(owed Money) error {
	if c.Extra <= 0 {
		return nil
	}
	flows := []Money{-owed}
	for _, due := range c.Dues {
		flows = append(flows, due.Amount)
	}
	monthly, err := IRR(flows)
	if err != nil {
		return &FieldError{"amount", "the yearly cost cannot be computed"}
	}
	c.APR = Nominal(monthly, Month).Shift(2).Round(2)
	c.EffectiveAPR = Compound(monthly, Month).Shift(2).Round(2)
	return nil
}

func (c *OfferCheck) judge(o Offer, s Situation, terms Terms) {
	dear := c.APR.GreaterThan(terms.Ceiling.Shift(2))
	switch {
	case c.Affordable == LevelNo:
		c.Verdict = VerdictTooHigh
	case dear:
		c.Verdict = VerdictTooDear
	case c.Affordable == LevelMaximum:
		c.Verdict = VerdictTight
	case c.Extra > 0:
		c.Verdict = VerdictFits
	default:
		c.Verdict = VerdictGood
	}
	if dear {
		c.Notes = append(c.Notes, Note{Code: NoteDearerThanLimit, Percent: c.APR})
	}
	if c.Extra < 0 {
		c.Notes = append(c.Notes, Note{Code: NoteRestWaived, Amount: -c.Extra})
	}
	if short := o.DownPayment - s.LumpSum; short > 0 {
		c.Notes = append(c.Notes, Note{Code: NoteDownPayment, Amount: short})
	}
	if o.Count > terms.MaxMonths {
		c.Notes = append(c.Notes, Note{Code: NoteTooLong, Months: o.Count})
	}
}
