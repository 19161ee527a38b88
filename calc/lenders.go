package calc

import (
	"cmp"
	"fmt"
	"slices"
)

// A Share is what one lender gets of the monthly capacity.
type Share struct {
	Debt    int    `json:"debt"` // index into Situation.Debts
	Product string `json:"product"`
	Owed    Money  `json:"owed"`
	Amount  Money  `json:"amount"` // per month
}

// A StrategyName names an order in which several debts are repaid.
type StrategyName string

const (
	StrategyProRata   StrategyName = "pro_rata"  // all at once, in proportion to what is owed
	StrategyAvalanche StrategyName = "avalanche" // the highest rate first: cheapest
	StrategySnowball  StrategyName = "snowball"  // the smallest debt first: soonest rid of one
)

// A Strategy is how an order of repayment ends, if the lenders waive the penalties, interest
// goes on at the contract rates and the recommended capacity is paid every month.
type Strategy struct {
	Name     StrategyName
	Months   int   // until all debts are repaid; 0 = never, within a hundred years
	Interest Money // paid meanwhile
	Saved    Money // interest less than pro rata; 0 if either never ends
	Order    []int // indexes of the debts as they are repaid
}

// allocation splits the recommended capacity over the lenders. Every minimum payment comes
// first; the rest is shared in proportion to what is owed, cut to whole yuan, and the
// remainder goes to the debt with the highest overdue rate. If the minimums exceed the
// capacity, they share it in proportion.
func (p *planner) allocation() []Share {
	shares := make([]Share, len(p.claims))
	owed, minimums := make([]Money, len(p.claims)), make([]Money, len(p.claims))
	rest := p.capacity.Recommended
	for k, c := range p.claims {
		owed[k], minimums[k] = c.Total(), min(c.MinimumPayment, c.Total())
		shares[k] = Share{Debt: k, Product: c.Product, Owed: owed[k]}
		rest -= minimums[k]
	}
	if rest < 0 {
		minimums, rest = proRata(p.capacity.Recommended, minimums), 0
	}
	for k := range shares {
		shares[k].Amount = min(minimums[k]+wholeYuan(rest, owed[k], p.owed), owed[k])
	}
	p.giveRemainder(shares)
	return shares
}

func wholeYuan(amount, weight, sum Money) Money {
	return proRata(amount, []Money{weight, sum - weight})[0] / 100 * 100
}

// giveRemainder gives what is left of the capacity to the highest rate with something left to pay.
func (p *planner) giveRemainder(shares []Share) {
	left := p.capacity.Recommended
	for _, share := range shares {
		left -= share.Amount
	}
	for _, k := range p.byRate() {
		more := min(left, shares[k].Owed-shares[k].Amount)
		shares[k].Amount += more
		left -= more
	}
}

// byRate lists the debts from the highest overdue rate to the lowest.
func (p *planner) byRate() []int {
	turn := make([]int, len(p.claims))
	for k := range turn {
		turn[k] = k
	}
	slices.SortStableFunc(turn, func(a, b int) int { return p.claims[b].overdue.compare(p.claims[a].overdue) })
	return turn
}

// byCharge lists the debts from the highest contract rate to the lowest: that is what they
// are charged while a plan is kept.
func (p *planner) byCharge() []int {
	turn := p.byRate()
	slices.SortStableFunc(turn, func(a, b int) int { return p.claims[b].contract.compare(p.claims[a].contract) })
	return turn
}

// strategies compares the orders of repayment of several debts.
func (p *planner) strategies() []Strategy {
	if len(p.claims) < 2 || p.capacity.Recommended == 0 {
		return nil
	}
	bySize := p.byRate()
	slices.SortStableFunc(bySize, func(a, b int) int { return cmp.Compare(p.claims[a].base(), p.claims[b].base()) })
	all := []Strategy{
		p.simulate(StrategyProRata, nil),
		p.simulate(StrategyAvalanche, p.byCharge()),
		p.simulate(StrategySnowball, bySize),
	}
	for k := range all {
		if all[k].Months > 0 && all[0].Months > 0 {
			all[k].Saved = all[0].Interest - all[k].Interest
		}
	}
	return all
}

// base is what instalments repay: everything but the penalty, or the penalty if there is nothing else.
func (c claim) base() Money {
	if base := c.Total() - c.Penalty; base > 0 {
		return base
	}
	return c.Penalty
}

// simulate pays the recommended capacity month by month: the minimums first, then the debts
// in turn, or all in proportion if turn is nil. Debts that double are never repaid.
func (p *planner) simulate(name StrategyName, turn []int) Strategy {
	s := Strategy{Name: name}
	owed, rates, start := make([]Money, len(p.claims)), make([]Rate, len(p.claims)), Money(0)
	for k, c := range p.claims {
		owed[k], rates[k] = c.base(), c.contract.Convert(Day365, Month)
		start += owed[k]
	}
	for left := start; left > 0; s.Months++ {
		if s.Months == MaxInstalments || left > 2*start {
			return Strategy{Name: name}
		}
		for k, rate := range rates {
			interest := rate.Of(owed[k])
			owed[k] += interest
			s.Interest += interest
		}
		p.payMonth(owed, turn)
		left = 0
		for k, rest := range owed {
			left += rest
			if rest == 0 && !slices.Contains(s.Order, k) {
				s.Order = append(s.Order, k)
			}
		}
	}
	return s
}

// payMonth takes one month's capacity off what is owed.
func (p *planner) payMonth(owed []Money, turn []int) {
	minimums, rest := make([]Money, len(owed)), p.capacity.Recommended
	for k, c := range p.claims {
		minimums[k] = min(c.MinimumPayment, owed[k])
		rest -= minimums[k]
	}
	if rest < 0 {
		minimums, rest = proRata(p.capacity.Recommended, minimums), 0
	}
	left := Money(0)
	for k := range owed {
		owed[k] -= minimums[k]
		left += owed[k]
	}
	if turn == nil {
		for k, part := range proRata(min(rest, left), owed) {
			owed[k] -= part
		}
	}
	for _, k := range turn {
		part := min(rest, owed[k])
		owed[k] -= part
		rest -= part
	}
}

// place names a debt as in the JSON of a case.
func place(k int) string { return fmt.Sprintf("debts[%d]", k) }

// label is the debt's ID, or its place if it has none.
func (d Debt) label(k int) string {
	if d.ID != "" {
		return d.ID
	}
	return place(k)
}
