package casefile

import (
	"fmt"
	"slices"

	"xieshang/calc"
)

// Desk is where a complaint was handed in.
type Desk string

// The desks, in the order in which a complaint goes from one to the next.
const (
	LenderDesk    Desk = "lender"    // the lender's own complaint line
	RegulatorDesk Desk = "regulator" // 12378, or the local financial office for small lenders
	MediatorDesk  Desk = "mediator"  // a mediation body for financial disputes
)

// Desks lists every desk in their order.
var Desks = []Desk{LenderDesk, RegulatorDesk, MediatorDesk}

// Grievance is a complaint about collection or the lender's conduct: where and when it
// was handed in, never what it says.
type Grievance struct {
	Desk     Desk      `json:"desk"`
	Filed    calc.Date `json:"filed"`
	Answered bool      `json:"answered,omitempty"`
}

// Validate reports an unknown desk or a missing day as a *calc.FieldError.
func (g *Grievance) Validate() error {
	switch {
	case !slices.Contains(Desks, g.Desk):
		return &calc.FieldError{Field: "desk", Problem: fmt.Sprintf("%q is no desk", g.Desk)}
	case g.Filed.IsZero():
		return &calc.FieldError{Field: "filed", Problem: "has no date"}
	}
	return nil
}
