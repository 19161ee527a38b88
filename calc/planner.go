package calc

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"
)

// A planner holds what every candidate of one situation needs.
type planner struct {
	Situation
	terms    Terms
	capacity Capacity
	claims   []claim

	principal, penalty, owed Money
	base                     Money           // what instalments repay: owed without the penalty
	daily                    Rate            // average of the contract rates by principal
	dailyRate                decimal.Decimal // the same to 12 places
	dates                    []Date          // of the longest schedule

	candidates []Candidate
	flows      []Money // scratch
}

// A claim is a debt with its rates per day.
type claim struct {
	Debt
	label             string
	contract, overdue Rate
	assumed           bool // the rate is not stated
}

// usualCandidates is how many there are with the usual terms.
const usualCandidates = 32

func newPlanner(s Situation) (*planner, error) {
	p := &planner{Situation: s, terms: s.Terms.withDefaults(), candidates: make([]Candidate, 0, usualCandidates)}
	if err := p.terms.check(); err != nil {
		return nil, err
	}
	if err := s.check(); err != nil {
		return nil, err
	}
	var err error
	if p.capacity, err = Afford(s.Income, s.Essentials, s.Priority, p.terms); err != nil {
		return nil, err
	}
	p.capacity = p.capacity.Beside(s.Promised)
	if err := p.addClaims(); err != nil {
		return nil, err
	}
	if p.dates, err = MonthlyDates(p.firstDue(), p.PayDay, p.terms.MaxMonths); err != nil {
		return nil, &FieldError{"today", fmt.Sprintf("%s leaves no date for instalments", s.Today)}
	}
	return p, nil
}

func (p *planner) firstDue() Date {
	if !p.FirstDue.IsZero() {
		return p.FirstDue
	}
	if p.PayDay == 0 {
		return p.Today.AddMonths(1, 15)
	}
	return p.Today.AddMonths(1, p.PayDay)
}

func (p *planner) addClaims() error {
	weighted := new(big.Rat)
	for k, debt := range p.Debts {
		c := claim{Debt: debt, label: debt.label(k), assumed: debt.DailyRate.IsZero() && !debt.InterestFree}
		var err error
		if c.contract, c.overdue, err = debt.rates(p.terms); err != nil {
			return within(place(k)+".", err)
		}
		p.claims = append(p.claims, c)
		p.principal += debt.Principal
		p.penalty += debt.Penalty
		p.owed += debt.Total()
		if !c.contract.IsZero() {
			weighted.Add(weighted, c.contract.Times(int64(debt.Principal), 1).fraction)
		}
	}
	if p.base = p.owed - p.penalty; p.base == 0 {
		p.base, p.penalty = p.owed, 0
	}
	if p.principal > 0 {
		p.daily = Rate{weighted.Quo(weighted, new(big.Rat).SetInt64(int64(p.principal)))}
	}
	p.dailyRate = p.daily.Decimal(12)
	return nil
}

// addInstalments adds what is paid month by month, without interest first.
func (p *planner) addInstalments() {
	p.addTerms(KindInstalments, Rate{}, p.withShortest(Rate{}))
	if contract := p.daily.Convert(Day365, Month); !contract.IsZero() {
		p.addTerms(KindInstalments, contract, p.withShortest(contract))
		p.addTerms(KindEqualPrincipal, contract, p.usualTerms())
	}
	p.addStepUp()
}

func (p *planner) usualTerms() []int {
	return slices.DeleteFunc(slices.Clone(p.terms.Usual), func(months int) bool { return months > p.terms.MaxMonths })
}

// withShortest adds to the usual terms the shortest one that the capacity bears.
func (p *planner) withShortest(rate Rate) []int {
	terms := p.usualTerms()
	if months, ok := p.shortest(p.base, rate, p.capacity.Recommended); ok {
		terms = append(terms, months)
	} else if months, ok := p.shortest(p.base, rate, p.capacity.Maximum); ok {
		terms = append(terms, months)
	}
	slices.Sort(terms)
	return slices.Compact(terms)
}

// shortest returns the smallest number of equal instalments of an amount that are all at most limit.
func (p *planner) shortest(amount Money, rate Rate, limit Money) (months int, ok bool) {
	for months := max(1, monthsToRepay(amount, rate, limit)-1); months <= p.terms.MaxMonths; months++ {
		if levelPayment(amount, rate, months) > limit {
			continue
		}
		rows, err := EqualPayments(amount, rate, p.dates[:months])
		if err == nil && highest(rows) <= limit {
			return months, true
		}
	}
	return 0, false
}

// monthsToRepay counts the payments of at most limit that repay a balance. A balance that
// does not fall takes more than MaxInstalments.
func monthsToRepay(balance Money, rate Rate, limit Money) int {
	months := 0
	for balance > 0 && months <= MaxInstalments {
		interest := rate.Of(balance)
		if interest >= limit {
			return MaxInstalments + 1
		}
		balance += interest - limit
		months++
	}
	return months
}

func highest(rows []Row) Money {
	top := Money(0)
	for _, row := range rows {
		top = max(top, row.Amount)
	}
	return top
}

// addTerms adds one candidate for each term whose schedule is possible.
func (p *planner) addTerms(kind Kind, rate Rate, terms []int) {
	schedule := EqualPayments
	if kind == KindEqualPrincipal {
		schedule = EqualPrincipal
	}
	for _, months := range terms {
		rows, err := schedule(p.base, rate, p.dates[:months])
		if err != nil {
			continue // the debt is too small for so many instalments
		}
		c := p.instalments(kind, rows)
		c.Affordable = p.capacity.Level(highest(rows))
		if rate.IsZero() {
			c.Notes = append(c.Notes, Note{Code: NoteStopsInterest})
		} else {
			c.DailyRate = p.dailyRate
		}
		p.candidates = append(p.candidates, c)
	}
}

// instalments fills in what follows from a schedule that repays the base.
func (p *planner) instalments(kind Kind, rows []Row) Candidate {
	c := Candidate{
		Kind: kind, Months: len(rows), Schedule: rows, Waived: p.penalty,
		Payment: rows[0].Amount, LastPayment: rows[len(rows)-1].Amount,
	}
	for _, row := range rows {
		c.Total += row.Amount
		c.Interest += row.Interest
	}
	c.APR = p.nominalPercent(rows, c.Interest)
	if p.penalty > 0 {
		c.Notes = append(c.Notes, Note{Code: NoteWaivesPenalty, Amount: p.penalty})
	}
	return p.flagDear(c)
}

// nominalPercent is 12 × the monthly IRR of repaying the base, in percent to two places.
func (p *planner) nominalPercent(rows []Row, interest Money) decimal.Decimal {
	if interest == 0 {
		return decimal.Zero
	}
	p.flows = append(p.flows[:0], -p.base)
	for _, row := range rows {
		p.flows = append(p.flows, row.Amount)
	}
	return nominalPercent(p.flows)
}

func (p *planner) flagDear(c Candidate) Candidate {
	if c.APR.GreaterThan(p.terms.Ceiling.Shift(2)) {
		c.Notes = append(c.Notes, Note{Code: NoteDearerThanLimit, Percent: c.APR})
	}
	return c
}

// addStepUp adds the plan that begins low, if there is one.
func (p *planner) addStepUp() {
	low, lowMonths, months := p.steps()
	if months <= lowMonths || months > p.terms.MaxMonths {
		return
	}
	rows, err := StepUp(p.base, Rate{}, low, lowMonths, p.dates[:months])
	if err != nil || rows[lowMonths].Amount <= low {
		return
	}
	c := p.instalments(KindStepUp, rows)
	c.Affordable = p.capacity.Level(low)
	c.Notes = append(c.Notes, Note{Code: NoteStopsInterest})
	if next := rows[lowMonths]; next.Amount > p.capacity.Recommended {
		c.Notes = append(c.Notes, Note{Code: NoteNeedsRecovery, Amount: next.Amount, Date: next.Date})
	}
	p.candidates = append(p.candidates, c)
}

// steps says how much to begin with, for how long, and how long all of it takes; 0 months is
// no plan. If the income is going to rise, that is today's capacity until then and at most
// the later one afterwards. Otherwise it is half of today's capacity and then at most the
// whole; and if that takes too long, today's capacity and then whatever the longest term needs.
func (p *planner) steps() (low Money, lowMonths, months int) {
	low, lowMonths = p.capacity.Recommended/2, p.terms.StepMonths
	later := p.capacity.Recommended
	if p.Recovery.Months > 0 {
		low, lowMonths = p.capacity.Recommended, p.Recovery.Months
		later = max(0, share(p.Recovery.Income-p.Essentials-p.Priority, p.terms.Recommended)-p.Promised)
	}
	rest := p.base - low*Money(lowMonths)
	if rest <= 0 || later <= low {
		return low, lowMonths, 0
	}
	months = lowMonths + monthsToRepay(rest, Rate{}, later)
	if p.Recovery.Months == 0 && months > p.terms.MaxMonths {
		return p.capacity.Recommended, lowMonths, p.terms.MaxMonths
	}
	return low, lowMonths, months
}

// addDeferrals adds postponements: interest accrues on the principal, simple, 30 days to the
// month and 365 to the year, and all that is owed then falls due at once.
func (p *planner) addDeferrals() {
	for _, months := range p.terms.Deferrals {
		contract := p.deferral(months, p.dailyRate, func(c claim) Rate { return c.contract })
		p.candidates = append(p.candidates, contract)
		overdue := p.deferral(months, p.overdueRate(), func(c claim) Rate { return c.overdue })
		if overdue.Interest != contract.Interest {
			p.candidates = append(p.candidates, overdue)
		}
	}
}

func (p *planner) deferral(months int, daily decimal.Decimal, rate func(claim) Rate) Candidate {
	interest := p.accrued(daysOf(months), rate)
	total, date := p.owed+interest, p.Today.AddDays(daysOf(months))
	return p.flagDear(Candidate{
		Kind: KindDeferral, Months: months, Payment: total, LastPayment: total, Total: total,
		Interest: interest, DailyRate: daily, APR: daily.Mul(decimal.New(36500, 0)).Round(2),
		Affordable: LevelRecommended,
		Schedule:   []Row{{Date: date, Amount: total, Principal: p.owed, Interest: interest}},
		Notes:      []Note{{Code: NoteDueAtOnce, Amount: total, Date: date}},
	})
}

// overdueRate is the average of the overdue rates by principal, to 12 places.
func (p *planner) overdueRate() decimal.Decimal {
	if p.principal == 0 {
		return decimal.Zero
	}
	weighted := new(big.Rat)
	for _, c := range p.claims {
		if !c.overdue.IsZero() {
			weighted.Add(weighted, c.overdue.Times(int64(c.Principal), int64(p.principal)).fraction)
		}
	}
	return Rate{weighted}.Decimal(12)
}

// accrued is the simple interest of all debts, each at its own rate and rounded once.
func (p *planner) accrued(days int, rate func(claim) Rate) Money {
	sum := Money(0)
	for _, c := range p.claims {
		sum += accrue(c.Principal, rate(c), days)
	}
	return sum
}

// daysOf counts 30 days to the month and 365 to the year: 3 → 90, 6 → 180, 12 → 365.
func daysOf(months int) int { return months/12*365 + months%12*30 }

// addLumpSum adds a settlement with the money at hand. What is asked to be waived is first
// the penalty, then interest and fees, and only then principal, which is flagged.
func (p *planner) addLumpSum() {
	if p.LumpSum == 0 {
		return
	}
	pay := min(p.LumpSum, p.base)
	c := Candidate{
		Kind: KindLumpSum, Months: 1, Payment: pay, LastPayment: pay, Total: pay, Waived: p.owed - pay,
		Affordable: LevelRecommended,
		Schedule:   []Row{{Date: p.dates[0], Amount: pay, Principal: pay}},
	}
	if p.penalty > 0 {
		c.Notes = append(c.Notes, Note{Code: NoteWaivesPenalty, Amount: p.penalty})
	}
	if less := min(p.base-pay, p.base-p.principal); less > 0 {
		c.Notes = append(c.Notes, Note{Code: NoteWaivesInterest, Amount: less})
	}
	if short := p.principal - pay; short > 0 {
		c.Notes = append(c.Notes, Note{Code: NoteBelowPrincipal, Amount: short})
	}
	p.candidates = append(p.candidates, c)
}

// doNothing projects the penalty over 3, 6 and 12 months.
func (p *planner) doNothing() []Projection {
	projections := make([]Projection, 0, 3)
	for _, months := range []int{3, 6, 12} {
		added := p.accrued(daysOf(months), func(c claim) Rate { return c.overdue })
		projections = append(projections, Projection{months, added, p.owed + added})
	}
	return projections
}

// recommend picks the settlement if the money is there, else the shortest plan without
// interest that can be kept, else the stepped plan, else the first deferral.
func (p *planner) recommend() (int, Code) {
	choices := []struct {
		reason Code
		fits   func(Candidate) bool
	}{
		{ReasonSettle, func(c Candidate) bool { return c.Kind == KindLumpSum && c.Total == p.base }},
		{ReasonSettleLess, func(c Candidate) bool {
			return c.Kind == KindLumpSum && c.Total >= p.principal && (p.wants(GoalLumpSum) || p.capacity.Recommended == 0)
		}},
		{ReasonShortest, func(c Candidate) bool {
			return c.Kind == KindInstalments && c.DailyRate.IsZero() && c.Affordable == LevelRecommended
		}},
		{ReasonTight, func(c Candidate) bool {
			return c.Kind == KindInstalments && c.DailyRate.IsZero() && c.Affordable == LevelMaximum
		}},
		{ReasonStepUp, func(c Candidate) bool { return c.Kind == KindStepUp }},
		{ReasonDefer, func(c Candidate) bool { return c.Kind == KindDeferral }},
	}
	for _, choice := range choices {
		if k := slices.IndexFunc(p.candidates, choice.fits); k >= 0 {
			return k, choice.reason
		}
	}
	return -1, ReasonNone
}

func (p *planner) wants(goal Goal) bool { return slices.Contains(p.Goals, goal) }
