package calc

import "fmt"

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
