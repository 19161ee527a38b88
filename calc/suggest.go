package calc

import "github.com/shopspring/decimal"

// A Kind is a kind of plan.
type Kind string

const (
	KindInstalments    Kind = "instalments"     // equal payments
	KindEqualPrincipal Kind = "equal_principal" // equal principal, so payments fall
	KindStepUp         Kind = "step_up"         // low now, higher later
	KindDeferral       Kind = "deferral"        // nothing now, all at the end
	KindLumpSum        Kind = "lump_sum"        // all at once
)

// A Candidate is one plan that could be asked for. Except for a lump sum and a deferral it
// asks that the penalty be waived: what is repaid, and bears interest if any, is principal,
// accrued interest and fees together.
type Candidate struct {
	Kind        Kind            `json:"kind"`
	Months      int             `json:"months"` // number of instalments; of a deferral, how long it lasts
	Payment     Money           `json:"payment"`
	LastPayment Money           `json:"last_payment"`
	Total       Money           `json:"total"`      // Σ of the schedule
	Waived      Money           `json:"waived"`     // what is claimed today and would not be paid
	Interest    Money           `json:"interest"`   // what is paid beyond what is claimed today and not waived
	DailyRate   decimal.Decimal `json:"-"`          // interest during the plan, per day; 0 = stopped
	APR         decimal.Decimal `json:"apr"`        // nominal cost per year in percent: 12 × monthly IRR, two places
	Affordable  Level           `json:"affordable"` // of the largest instalment; of a stepped plan, of the first
	Schedule    []Row           `json:"schedule"`
	Notes       []Note          `json:"-"`
}

// Later returns what a regular instalment comes to once a stepped plan has risen, and of every
// other plan the last instalment.
func (c Candidate) Later() Money {
	if c.Kind != KindStepUp {
		return c.LastPayment
	}
	for _, row := range c.Schedule {
		if row.Amount > c.Payment {
			return row.Amount
		}
	}
	return c.LastPayment
}

// A Projection is what doing nothing leads to.
type Projection struct {
	Months  int   `json:"months"`
	Penalty Money `json:"penalty"` // added from today on, simple, at the overdue rate
	Total   Money `json:"total"`   // claimed by then
}

// A Suggestion compares the plans that could be asked for.
type Suggestion struct {
	Capacity    Capacity
	Candidates  []Candidate
	Recommended int  // index into Candidates; -1 = none
	Reason      Code // why that one, or why none
	DoNothing   []Projection
	Allocation  []Share    // what each lender gets of the recommended capacity
	Strategies  []Strategy // with several debts: how an order of repayment ends
	Notes       []Note
}

// Suggest compares all plans worth asking for and recommends one.
//
// Instalments come without interest and at the contract rate, for the usual terms and for the
// shortest term that the recommended capacity bears; equal principal at the contract rate; one
// stepped plan; deferrals at the contract rate and, if it differs, the overdue rate; and a lump
// sum if there is one. The contract rate per month is the daily rate × 365 / 12.
//
// Without a surplus there are no instalments at all. Errors are [*FieldError]s that name the
// field as in the JSON of a case, such as "debts[0].principal".
func Suggest(s Situation) (Suggestion, error) {
	p, err := newPlanner(s)
	if err != nil {
		return Suggestion{}, err
	}
	return p.suggest(), nil
}

func (p *planner) suggest() Suggestion {
	if p.capacity.Recommended > 0 {
		p.addInstalments()
	}
	p.addDeferrals()
	p.addLumpSum()
	recommended, reason := p.recommend()
	return Suggestion{
		Capacity:    p.capacity,
		Candidates:  p.candidates,
		Recommended: recommended,
		Reason:      reason,
		DoNothing:   p.doNothing(),
		Allocation:  p.allocation(),
		Strategies:  p.strategies(),
		Notes:       p.notes(),
	}
}
