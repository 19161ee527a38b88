package casefile

import (
	"fmt"
	"slices"
	"time"

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
	// HearingAt is the minute of that day at which it begins, by the clocks in China; 0 where it
	// is not known.
	HearingAt int  `json:"hearing_at,omitempty"`
	Answered  bool `json:"answered,omitempty"` // the written answer has been handed in
	// AppealBy is the last day that a judgment leaves for an appeal, or an order to pay for an
	// objection, as the person has named it.
	AppealBy calc.Date `json:"appeal_by,omitzero"`
	Appealed bool      `json:"appealed,omitempty"` // that is dealt with
}

// Begins returns when the hearing begins, zero where that is not known to the minute.
func (c *Court) Begins() time.Time {
	if c.Hearing.IsZero() || c.HearingAt == 0 {
		return time.Time{}
	}
	return c.Hearing.At(0, china).Add(time.Duration(c.HearingAt) * time.Minute)
}

// Validate reports an unknown paper, a time that is none, or days in an order that cannot be, as a *calc.FieldError.
func (c *Court) Validate() error {
	switch {
	case !slices.Contains(CourtPapers, c.Paper):
		return &calc.FieldError{Field: "paper", Problem: fmt.Sprintf("%q is no court paper", c.Paper)}
	case c.HearingAt < 0 || c.HearingAt >= 24*60:
		return &calc.FieldError{Field: "hearing_at", Problem: fmt.Sprintf("%d is no minute of the day", c.HearingAt)}
	case !c.Served.IsZero() && !c.AnswerBy.IsZero() && c.AnswerBy.Before(c.Served):
		return &calc.FieldError{Field: "answer_by", Problem: fmt.Sprintf("%s is before the papers came", c.AnswerBy)}
	}
	return nil
}
