package casefile

import (
	"fmt"

	"xieshang/calc"
)

// Objection is what the person has asked to be put right in their credit record: when, by when
// the answer is due, and what came of it.
type Objection struct {
	Filed   calc.Date `json:"filed"`
	By      calc.Date `json:"by"`
	Finding Finding   `json:"finding,omitempty"`
}

// Finding is how an objection was answered; "" while it is not.
type Finding string

// The findings.
const (
	RecordCorrected Finding = "corrected" // the record was put right
	RecordKept      Finding = "kept"      // it is said to be right as it is
)

// ObjectionDays is how many days after an objection its answer is due: fact R1-dispute.
const ObjectionDays = 20

// Object returns an objection handed in on a day.
func Object(on calc.Date) *Objection {
	return &Objection{Filed: on, By: on.AddDays(ObjectionDays)}
}

// Open reports whether the answer is still waited for.
func (o *Objection) Open() bool { return o != nil && o.Finding == "" }

// Validate reports the first field that makes no sense as a *calc.FieldError.
func (o *Objection) Validate() error {
	switch {
	case o.Filed.IsZero():
		return &calc.FieldError{Field: "filed", Problem: "has no date"}
	case o.By.Before(o.Filed):
		return &calc.FieldError{Field: "by", Problem: fmt.Sprintf("%s is before %s", o.By, o.Filed)}
	case o.Finding != "" && o.Finding != RecordCorrected && o.Finding != RecordKept:
		return &calc.FieldError{Field: "finding", Problem: fmt.Sprintf("%q is no finding", o.Finding)}
	}
	return nil
}
