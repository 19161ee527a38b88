package calc

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"

	"github.com/shopspring/decimal"
)

// A Part is a part of a debt that payments are applied to.
type Part string

const (
	PartFees      Part = "fees"
	PartInterest  Part = "interest"
	PartPenalty   Part = "penalty"
	PartPrincipal Part = "principal"
)

// DefaultOrder is how a payment is applied if nothing was agreed: the cost of recovery, then
// interest, then the principal (民法典 art. 561). A penalty is interest and comes after the
// ordinary interest.
func DefaultOrder() []Part { return []Part{PartFees, PartInterest, PartPenalty, PartPrincipal} }

// PrincipalFirst is the order worth asking for: what is paid lowers what bears interest.
func PrincipalFirst() []Part { return []Part{PartPrincipal, PartInterest, PartPenalty, PartFees} }

// order returns the debt's order of payment, which names each part once.
func (d Debt) order() ([]Part, error) {
	if d.Order == nil {
		return DefaultOrder(), nil
	}
	seen := map[Part]bool{}
	for k, part := range d.Order {
		if d.part(part) == nil || seen[part] {
			return nil, &FieldError{fmt.Sprintf("order[%d]", k), fmt.Sprintf("%.20q is unknown or twice", part)}
		}
		seen[part] = true
	}
	if len(seen) != len(DefaultOrder()) {
		return nil, &FieldError{"order", "does not name every part"}
	}
	return d.Order, nil
}

// part points at one part of the debt, or is nil if there is no such part.
func (d *Debt) part(p Part) *Money {
	switch p {
	case PartFees:
		return &d.Fees
	case PartInterest:
		return &d.Interest
	case PartPenalty:
		return &d.Penalty
	case PartPrincipal:
		return &d.Principal
	}
	return nil
}

// Applied says how much of a payment went to which part.
type Applied struct {
	Fees, Interest, Penalty, Principal Money
	Unapplied                          Money // more than was owed
}

// Pay applies a payment to the debt's parts in its order and returns what is then owed.
// The parts of Applied add up to the amount. Errors name "amount" or a field of the debt.
func (d Debt) Pay(amount Money) (Debt, Applied, error) {
	if err := checkMoney("amount", amount); err != nil {
		return d, Applied{}, err
	}
	if err := d.checkParts(); err != nil {
		return d, Applied{}, err
	}
	order, err := d.order()
	if err != nil {
		return d, Applied{}, err
	}
	before := d
	for _, part := range order {
		owed := d.part(part)
		paid := min(amount, *owed)
		*owed -= paid
		amount -= paid
	}
	return d, Applied{
		Fees:      before.Fees - d.Fees,
		Interest:  before.Interest - d.Interest,
		Penalty:   before.Penalty - d.Penalty,
		Principal: before.Principal - d.Principal,
		Unapplied: amount,
	}, nil
}

// Payoff is what settles the debt some days from now: its total today and, on the principal,
// simple interest at the overdue rate (the contract rate if it is not overdue), rounded once.
// A debt without a known rate is reckoned at the default one. Errors name "days" or a field of the debt.
func (d Debt) Payoff(days int, terms Terms) (Money, error) {
	terms = terms.withDefaults()
	if err := terms.check(); err != nil {
		return 0, err
	}
	if err := d.check(); err != nil {
		return 0, err
	}
	if err := checkDays("days", days); err != nil {
		return 0, err
	}
	contract, overdue, err := d.rates(terms)
	if err != nil {
		return 0, err
	}
	if d.OverdueDays == 0 {
		overdue = contract
	}
	return d.Total() + accrue(d.Principal, overdue, days), nil
}

// An Obligation is one of several debts to the same creditor.
type Obligation struct {
	ID      string
	Due     Date
	Amount  Money           // still owed
	Secured Money           // covered by security
	Rate    decimal.Decimal // per year; a higher one is the heavier burden
}

// Apply spreads a payment over several debts to one creditor (民法典 art. 560) and returns
// each one's part in the order given, and what is left over. The debt that the payer
// designates comes first; then what is due on the day of payment; of that the least secured,
// then the heavier burden, then the earlier due; what is equal in all shares in proportion,
// by [ProRata]. The result does not depend on the order of the list, except that equal debts
// share an odd fen from the first on. Errors name "amount", "on" or "obligations[i]".
func Apply(amount Money, obligations []Obligation, designated string, on Date) (parts []Money, rest Money, err error) {
	if err := checkObligations(amount, obligations, on); err != nil {
		return nil, 0, err
	}
	rank := func(a, b int) int { return obligations[a].compare(obligations[b], designated, on) }
	turn := make([]int, len(obligations))
	for k := range turn {
		turn[k] = k
	}
	slices.SortStableFunc(turn, rank)

	parts = make([]Money, len(obligations))
	for len(turn) > 0 {
		equal := 1
		for equal < len(turn) && rank(turn[0], turn[equal]) == 0 {
			equal++
		}
		amount = settle(amount, obligations, turn[:equal], parts)
		turn = turn[equal:]
	}
	return parts, amount, nil
}

// settle shares an amount among debts of one rank and returns what they leave.
func settle(amount Money, obligations []Obligation, equal []int, parts []Money) Money {
	owed, sum := make([]Money, len(equal)), Money(0)
	for k, index := range equal {
		owed[k] = obligations[index].Amount
		sum += owed[k]
	}
	paid := min(amount, sum)
	for k, part := range proRata(paid, owed) {
		parts[equal[k]] = part
	}
	return amount - paid
}

func (o Obligation) compare(other Obligation, designated string, on Date) int {
	return cmp.Or(
		first(designated != "" && o.ID == designated, designated != "" && other.ID == designated),
		first(!o.Due.After(on), !other.Due.After(on)),
		cmp.Compare(min(o.Secured, o.Amount), min(other.Secured, other.Amount)),
		other.Rate.Cmp(o.Rate),
		o.Due.DaysSince(other.Due),
	)
}

// first orders true before false.
func first(a, b bool) int {
	switch {
	case a && !b:
		return -1
	case b && !a:
		return 1
	}
	return 0
}

func checkObligations(amount Money, obligations []Obligation, on Date) error {
	if err := checkMoney("amount", amount); err != nil {
		return err
	}
	if err := checkDate("on", on); err != nil {
		return err
	}
	if len(obligations) > maxDebts {
		return &FieldError{"obligations", fmt.Sprintf("%d are more than %d", len(obligations), maxDebts)}
	}
	for k, o := range obligations {
		if err := o.check(); err != nil {
			return within(fmt.Sprintf("obligations[%d].", k), err)
		}
	}
	return nil
}

func (o Obligation) check() error {
	if err := checkEntry(o.Due, o.Amount); err != nil {
		return err
	}
	if err := checkMoney("secured", o.Secured); err != nil {
		return err
	}
	_, err := NewRate(o.Rate)
	return err
}

// ProRata divides an amount in proportion to weights by the largest remainder: each part is
// cut to the fen, and the fen that are left go to the largest cut-off fractions, the earlier
// on a tie. The parts add up to the amount. Errors name "amount" or "weights[i]"; weights
// that are all 0 are refused.
func ProRata(amount Money, weights []Money) ([]Money, error) {
	if err := checkMoney("amount", amount); err != nil {
		return nil, err
	}
	if len(weights) == 0 || len(weights) > MaxInstalments {
		return nil, &FieldError{"weights", fmt.Sprintf("%d is not a number of weights from 1 to %d", len(weights), MaxInstalments)}
	}
	sum := Money(0)
	for k, weight := range weights {
		if err := checkMoney(fmt.Sprintf("weights[%d]", k), weight); err != nil {
			return nil, err
		}
		sum += weight
	}
	if sum == 0 {
		return nil, &FieldError{"weights", "all are 0"}
	}
	return proRata(amount, weights), nil
}

// proRata is [ProRata] on checked input; weights that are all 0 give nothing.
func proRata(amount Money, weights []Money) []Money {
	parts, cut, turn := make([]Money, len(weights)), make([]uint64, len(weights)), make([]int, len(weights))
	sum := Money(0)
	for _, weight := range weights {
		sum += weight
	}
	if sum == 0 {
		return parts
	}
	left := amount
	for k, weight := range weights {
		high, low := bits.Mul64(uint64(amount), uint64(weight))
		part, rest := bits.Div64(high, low, uint64(sum))
		parts[k], cut[k], turn[k] = Money(part), rest, k
		left -= parts[k]
	}
	slices.SortStableFunc(turn, func(a, b int) int { return cmp.Compare(cut[b], cut[a]) })
	for _, k := range turn[:left] {
		parts[k]++
	}
	return parts
}
