package casefile

import (
	"fmt"
	"slices"

	"xieshang/calc"
)

// CourtPaper says what came from a court, or claims to.
type CourtPaper string

// The papers that are told apart. What must be done, and by when, differs between them.
const (
	Complaint  CourtPaper = "complaint"  // a copy of the complaint, with the summons
	Mediation  CourtPaper = "mediation"  // an invitation to mediation before a suit
	Judgment   CourtPaper = "judgment"   // a judgment or an order to pay
	Enforcing  CourtPaper = "enforcing"  // a notice of enforcement
	Unverified CourtPaper = "unverified" // a text message or call that speaks of a court
)

// CourtPapers lists every kind of paper in the order it is offered.
var CourtPapers = []CourtPaper{Complaint, Mediation, Judgment, Enforcing, Unverified}

// Court is what is known of court papers: their kind and their days, never the court, a
// number or a name.
type Court struct {
	Paper    CourtPaper `json:"paper"`
	Served   calc.Date  `json:"served,omitzero"`    // the day on which they came
	AnswerBy calc.Date  `json:"answer_by,omitzero"` // the last day for the written answer
	Hearing  calc.Date  `json:"hearing,omitzero"`   // the day of the hearing
	Answered bool       `json:"answered,omitempty"` // the written answer has been handed in
}

// Validate reports an unknown paper, or days in an order that cannot be, as a *calc.FieldError.
func (c *Court) Validate() error {
	switch {
	case !slices.Contains(CourtPapers, c.Paper):
		return &calc.FieldError{Field: "paper", Problem: fmt.Sprintf("%q is no court paper", c.Paper)}
	case !c.Served.IsZero() && !c.AnswerBy.IsZero() && c.AnswerBy.Before(c.Served):
		return &calc.FieldError{Field: "answer_by", Problem: fmt.Sprintf("%s is before the papers came", c.AnswerBy)}
	}
	return nil
}
