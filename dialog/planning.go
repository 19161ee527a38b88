package dialog

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/shopspring/decimal"

	"xieshang/calc"
	"xieshang/dialog/casefile"
)

// situation is the case as the loan mathematics takes it: the debt that is negotiated,
// and of the means what falls to it.
func (t *turn) situation() calc.Situation {
	s, _ := t.allDebts()
	return t.withinShare(s)
}

// allDebts is the case with every debt that what can be paid is shared out between, the one
// that is negotiated first. What agreements on others take is set aside.
func (t *turn) allDebts() (calc.Situation, []*casefile.Debt) {
	c := t.file()
	s := calc.Situation{
		Today:   t.today,
		LumpSum: t.spare(),
		PayDay:  c.Budget.PayDay,
	}
	for _, g := range c.Goals {
		s.Goals = append(s.Goals, calc.Goal(g))
	}
	if due := c.Main().Due; due.After(t.today) {
		s.Today, s.FirstDue = due, payDayAfter(due, c.Budget.PayDay) // nothing accrues before the due day
	}
	var debts []*casefile.Debt
	var owed calc.Money
	for i := range c.Debts {
		d := &c.Debts[i]
		if i > 0 && !d.Shares() || d.Total() == 0 || owed+d.Total() > calc.MaxMoney {
			continue
		}
		owed += d.Total()
		s.Debts, debts = append(s.Debts, t.debt(d)), append(debts, d)
	}
	if c.Budget.Known() {
		s.Promised = c.Promised()
		s.Income, s.Essentials, s.Priority = *c.Budget.Income, *c.Budget.Essentials, c.PaidFirst()-s.Promised
	}
	t.recover(&s)
	return t.withinOffer(s), debts
}

// whole is the suggestion for all the debts together, or nil while too little is known.
func (t *turn) whole() (*calc.Suggestion, []*casefile.Debt) {
	if !t.planned() {
		return nil, nil
	}
	s, debts := t.allDebts()
	whole := t.suggest(s)
	return &whole, debts
}

// recover says from when more comes in. While nothing is left over today, the delay to ask for
// lasts until then.
func (t *turn) recover(s *calc.Situation) {
	h := &t.file().Hardship
	if h.Recovered == 0 || !h.Recovery.After(s.Today) {
		return
	}
	first := s.FirstDue
	if first.IsZero() {
		first = t.today.AddMonths(1, 1)
	}
	months := (h.Recovery.Year-first.Year)*12 + int(h.Recovery.Month-first.Month)
	if months < 1 || months > longestOutlook {
		return
	}
	s.Recovery = calc.Recovery{Months: months, Income: h.Recovered}
	if s.Income <= s.Essentials+s.Priority {
		s.Terms.Deferrals = []int{months + 1}
	}
}

// usualPayDay is the day of the month that is proposed while the person has named none.
const usualPayDay = 15

// payDayAfter is the first pay day after a day.
func payDayAfter(day calc.Date, payDay int) calc.Date {
	if payDay == 0 {
		payDay = usualPayDay
	}
	if this := day.AddMonths(0, payDay); this.After(day) {
		return this
	}
	return day.AddMonths(1, payDay)
}

// spare is what can be paid at once: what the person says is there for it, and of the
// savings what is left over a month's essentials; never more than is owed.
func (t *turn) spare() calc.Money {
	c := t.file()
	var essentials calc.Money
	if c.Budget.Essentials != nil {
		essentials = *c.Budget.Essentials
	}
	var savings calc.Money
	if c.Budget.Savings > 0 {
		if spare, err := calc.SpareSavings(c.Budget.Savings, essentials, calc.Terms{}); err == nil {
			savings = spare
		}
	}
	return min(c.Budget.LumpSum+savings, c.Main().Total())
}

// withinShare leaves the other debts their part: what can be paid is split between the
// lenders in proportion to what they are owed.
func (t *turn) withinShare(s calc.Situation) calc.Situation {
	if len(s.Debts) < 2 {
		return s
	}
	whole := t.suggest(s)
	if whole.Capacity.Surplus > 0 {
		var owed []calc.Money
		for _, d := range s.Debts {
			owed = append(owed, d.Total())
		}
		s = atMost(s, shareOf(whole, 0))
		later, err := calc.ProRata(s.Recovery.Income, owed)
		if err == nil {
			s.Recovery.Income = later[0]
		}
	}
	s.Debts = s.Debts[:1]
	return s
}

// shareOf is what one of several debts gets a month.
func shareOf(s calc.Suggestion, debt int) calc.Money {
	i := slices.IndexFunc(s.Allocation, func(share calc.Share) bool { return share.Debt == debt })
	if i < 0 {
		return 0
	}
	return s.Allocation[i].Amount
}

// atMost plans with a fixed amount a month, of which nothing more is held back. Of a later
// income only what it then leaves counts.
func atMost(s calc.Situation, monthly calc.Money) calc.Situation {
	if later, err := calc.Afford(s.Recovery.Income, s.Essentials, s.Priority, s.Terms); err == nil {
		s.Recovery.Income = later.Beside(s.Promised).Recommended
	}
	s.Income, s.Essentials, s.Priority, s.Promised = monthly, 0, 0, 0
	s.Terms.Recommended, s.Terms.Maximum = 100, 100
	return s
}

// withinOffer plans with what the person said they can pay, where that is less than
// what the budget bears or the budget is not known. No share of it is held back.
func (t *turn) withinOffer(s calc.Situation) calc.Situation {
	b := &t.file().Budget
	if b.Offer == 0 {
		return s
	}
	bears, err := calc.Afford(s.Income, s.Essentials, s.Priority, s.Terms)
	if b.Known() && (err != nil || bears.Beside(s.Promised).Recommended <= b.Offer) {
		return s
	}
	return atMost(s, b.Offer)
}

// spareKnown reports whether anything has been told of what can be paid at once.
func (t *turn) spareKnown() bool {
	b := &t.file().Budget
	return b.LumpSum > 0 || b.Savings > 0
}

func (t *turn) debt(d *casefile.Debt) calc.Debt {
	out := calc.Debt{
		Product:   string(d.Product),
		Principal: d.Principal, Interest: d.Interest, Penalty: d.Penalty, Fees: d.Fees,
		OverdueDays: d.OverdueDays(t.today),
	}
	out.DailyRate = assumedRate(d.Product)
	if d.DailyRate != nil {
		out.DailyRate, out.InterestFree = *d.DailyRate, d.DailyRate.IsZero()
	}
	if d.Product == casefile.Jiebei {
		out.PenaltyFactor = decimal.New(15, -1) // late days cost one and a half times the contract rate: fact C2
	}
	return out
}

// assumedRate is the rate per day that is usual for a product, until the person reads
// theirs off the bill: facts C1 and C2.
func assumedRate(p casefile.Product) decimal.Decimal {
	if p == casefile.Jiebei {
		return decimal.New(4, -4)
	}
	return calc.DefaultTerms().PenaltyRate
}

// planned reports whether enough is known to plan: an amount, and means or an offer.
func (t *turn) planned() bool {
	c := t.file()
	return c.Main().Total() > 0 && (c.Budget.Known() || c.Budget.Offer > 0)
}

// suggestion returns the plans for the case. It may be asked for once [turn.planned], and
// is worked out once between two answers: a question and its buttons name the same figures.
func (t *turn) suggestion() calc.Suggestion {
	if t.plans == nil {
		s := t.suggest(t.situation())
		t.plans = &s
	}
	return *t.plans
}

// suggest returns the plans for a situation, which are worked out once within a turn: most
// answers leave the figures as they were. What it returns is not to be changed.
func (t *turn) suggest(situation calc.Situation) calc.Suggestion {
	for _, w := range t.worked {
		if reflect.DeepEqual(w.situation, situation) {
			return w.suggestion
		}
	}
	s, err := calc.Suggest(situation)
	if err != nil {
		panic(fmt.Sprintf("dialog: a checked case cannot be planned: %v", err))
	}
	t.worked = append(t.worked, worked{situation, s})
	return s
}

// worked is a situation and the plans that were worked out for it.
type worked struct {
	situation  calc.Situation
	suggestion calc.Suggestion
}

// best returns the plan to propose, or nil.
func best(s calc.Suggestion) *calc.Candidate {
	if s.Recommended < 0 {
		return nil
	}
	return &s.Candidates[s.Recommended]
}

// first returns the first candidate of a kind, or nil.
func first(s calc.Suggestion, kind calc.Kind) *calc.Candidate {
	i := slices.IndexFunc(s.Candidates, func(c calc.Candidate) bool { return c.Kind == kind })
	if i < 0 {
		return nil
	}
	return &s.Candidates[i]
}

// find returns the first instalment plan that has all the properties, or nil.
func find(s calc.Suggestion, is func(calc.Candidate) bool) *calc.Candidate {
	i := slices.IndexFunc(s.Candidates, func(c calc.Candidate) bool { return c.Kind == calc.KindInstalments && is(c) })
	if i < 0 {
		return nil
	}
	return &s.Candidates[i]
}

func (t *turn) rate(c *casefile.Case) decimal.Decimal {
	if c.Main().DailyRate != nil {
		return *c.Main().DailyRate
	}
	return assumedRate(c.Main().Product)
}
