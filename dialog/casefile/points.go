package casefile

import (
	"fmt"
	"slices"

	"xieshang/calc"
)

// Points says of the points of an agreement whether they are settled in its terms: yes, no,
// or nothing while that is not known. See [calc.AllGaps].
type Points map[calc.Gap]bool

// Checkable lists the points that are ticked off one by one. The total and the dates are
// figures of the terms.
func Checkable() []calc.Gap {
	return slices.DeleteFunc(calc.AllGaps(), func(g calc.Gap) bool { return g == calc.GapTotal || g == calc.GapDates })
}

// Open returns the points that are not known to be settled, in the order they are asked for.
func (p Points) Open() []calc.Gap {
	return slices.DeleteFunc(Checkable(), func(g calc.Gap) bool { return p[g] })
}

// Settled returns the points that are known to be settled.
func (p Points) Settled() []calc.Gap {
	return slices.DeleteFunc(Checkable(), func(g calc.Gap) bool { return !p[g] })
}

// Tick moves a point on: from not known to settled, to not settled, and back to not known.
func (p Points) Tick(g calc.Gap) {
	switch settled, known := p[g]; {
	case !known:
		p[g] = true
	case settled:
		p[g] = false
	default:
		delete(p, g)
	}
}

// Validate reports an unknown point as a *calc.FieldError.
func (p Points) Validate() error {
	for gap := range p {
		if !slices.Contains(Checkable(), gap) {
			return &calc.FieldError{Field: "points", Problem: fmt.Sprintf("%.20q is no point", gap)}
		}
	}
	return nil
}
