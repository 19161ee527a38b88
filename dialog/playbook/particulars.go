package playbook

import (
	"slices"

	"xieshang/calc"
	"xieshang/dialog/locale"
)

// Particulars are the figures of one case that letters name. What is zero is not known, and
// a letter leaves a blank there or does without it.
type Particulars struct {
	Today   calc.Date
	Product string // as it is called towards the lender: 花呗
	To      string // whom letters to the lender are addressed to
	Card    bool   // it is a bank's credit card
	NotMine bool   // the person says that they did not borrow it
	// Guarded says that nothing may be said that admits the debt.
	Guarded bool
	// PaidAlready says that it is paid and still shown.
	PaidAlready bool

	Total       calc.Money
	Parts       string // what the total is made of, where that is known: 本金 14,000.00 元、罚息 560.00 元
	AsOf        calc.Date
	Due         calc.Date
	OverdueDays int
	Debts       []Owing    // every debt of the person, this one first
	AllTotal    calc.Money // of the debts whose amount is known

	Reason string // why it cannot be paid, in a sentence

	Recovery  string // the month from which Recovered comes in: 2027 年 3 月; "" if not in sight
	Recovered calc.Money

	BudgetKnown bool
	Spending    []Spending // what Essentials are made of, where that is known
	Income      calc.Money // a month, as all of the following
	Essentials  calc.Money
	OtherDebts  calc.Money
	Surplus     calc.Money
	Capacity    calc.Money // what this debt can be paid off with
	AllCapacity calc.Money // what all debts together can be paid off with
	Stated      bool       // Capacity is what the person said, not what the budget bears
	Short       bool       // nothing is left in a month

	Plan       *Plan // the one to ask for; nil while it cannot be worked out
	Otherwise  *Plan // with interest, if the first is refused
	AskRate    bool  // Otherwise cannot be worked out: the rate is a guess
	Delay      *Plan // to be deferred, if both are
	Lump       *Plan // another way: to settle it at once
	LumpWaived calc.Money
	LumpFirst  bool // it is asked for before Plan
	Waived     calc.Money
	WaivedName string // what is to be waived: 罚息

	Papers    []string // materials that are at hand
	RefusedOn calc.Date
	Counter   *Counter   // the lender's own terms
	Incidents []Incident // the log, oldest first
	TooMany   bool       // more calls in a day than the rules can allow
	Breaches  []string   // what collectors did, by kind
	// Collecting says that a complaint is about collection, not the lender's terms alone.
	Collecting bool
	Agreement  *Standing
	Court      *Hearing
	Ceiling    *Ceiling // nil where a cut cannot be asked for
	Filed      bool     // a suit has been filed, so that a written answer is due

	registry *quoting // while a letter is filled in
}

// Owing is one debt in the list of all of them.
type Owing struct {
	Name        string
	Total       calc.Money
	OverdueDays int
	Known       bool // whether it is overdue is known
}

// Plan is a plan as a letter names it.
type Plan struct {
	Kind    calc.Kind
	Months  int
	Low     int // for how many instalments a stepped plan stays low
	Payment calc.Money
	Final   calc.Money // the last instalment
	Total   calc.Money
	Free    bool   // without interest
	Rate    string // per day: 0.05%
	First   calc.Date
	Last    calc.Date
	Rows    []Row // of instalments; nil for other plans
}

// Row is one line of a table of payments.
type Row struct {
	No     int    // 0 for a payment before the first instalment
	Day    string // 2026-12-15
	Amount calc.Money
	Left   calc.Money // after it is paid; of an agreement, what is unpaid of it
}

// Counter are the lender's own terms.
type Counter struct {
	Count   int
	Amount  calc.Money
	Fee     calc.Money // a month, beside the instalment
	Monthly calc.Money // both; 0 where there is no fee
	Total   calc.Money
	APR     string // 96.36%; "" where it is not above what is owed
	Above   bool   // APR is above the yearly rate of fact C4
	Beyond  bool   // more than can be paid
}

// Incident is one line of the log.
type Incident struct{ Time, Channel, What, Evidence string }

// Standing is how far an agreement has been kept.
type Standing struct {
	AgreedOn  calc.Date
	Count     int
	Total     calc.Money
	Paid      calc.Money
	Left      calc.Money
	Arrears   calc.Money
	Rows      []Row // around the next instalment
	More      bool  // there are more than those
	No        int   // of the next one; 0 for a payment before the first
	Due       calc.Date
	DueLeft   calc.Money
	LastPaid  calc.Date
	NewCount  int // of instalments that the budget bears; 0 where nothing smaller can be offered
	NewAmount calc.Money
	Month     bool // what is asked for: to move one instalment, or to lower them all
	Always    bool
}

// Hearing is what a court has sent.
type Hearing struct {
	Paper                     string
	Served, AnswerBy, Hearing calc.Date
	Answered, Passed          bool
}

// Ceiling compares what late days cost with the yearly rate above which a court reduces on
// request. Excess is zero where the rate is not known.
type Ceiling struct {
	Rate    string // per day, for late days
	Days    int
	Charged calc.Money
	Limit   calc.Money
	Excess  calc.Money
}

// Spending is one kind of essential spending.
type Spending struct {
	Name   string
	Amount calc.Money
}

// Broke reports whether collectors did something, by kind.
func (p *Particulars) Broke(breach string) bool { return slices.Contains(p.Breaches, breach) }

// Quote puts a fact in a letter's words.
func (p *Particulars) Quote(id string) (string, error) {
	f, err := p.registry.quote(id)
	return f.Quote(), err
}

// Source names where a fact stands.
func (p *Particulars) Source(id string) (string, error) {
	f, err := p.registry.quote(id)
	return f.Source(locale.Hans), err
}

// Fact puts a fact as it stands in the registry, with a mark if it does not hold.
func (p *Particulars) Fact(id string) (string, error) {
	f, err := p.registry.quote(id)
	if err != nil {
		return "", err
	}
	mark, err := p.registry.mark(f)
	return f.Text(locale.Hans) + mark, err
}

// Several reports whether there are other debts beside the one that is negotiated.
func (p *Particulars) Several() bool { return len(p.Debts) > 1 }

// Defers reports whether a delay is what is asked for.
func (p *Particulars) Defers() bool {
	return p.Plan != nil && p.Plan.Kind == calc.KindDeferral || p.Plan == nil && p.Short
}

// Settles reports whether one payment is offered for all of it.
func (p *Particulars) Settles() bool { return p.Plan != nil && p.Plan.Kind == calc.KindLumpSum }
