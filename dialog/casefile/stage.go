package casefile

import (
	"fmt"
	"slices"
	"time"

	"xieshang/calc"
)

// Stage says how far the negotiation has come.
type Stage string

// The stages of a case.
const (
	Preparing  Stage = "preparing"  // gathering figures, nothing said to the lender yet
	Contacted  Stage = "contacted"  // the lender has been spoken or written to
	Submitted  Stage = "submitted"  // an application with materials is with the lender
	Waiting    Stage = "waiting"    // the lender has to answer
	Countered  Stage = "countered"  // the lender has named terms of its own
	Refused    Stage = "refused"    // the lender has said no
	Agreed     Stage = "agreed"     // terms are agreed and recorded
	Performing Stage = "performing" // at least one instalment has been paid
	Broken     Stage = "broken"     // an instalment was missed
	Settled    Stage = "settled"    // nothing is left to pay
)

// moves lists, for every stage, the stages that may follow it. A negotiation is being prepared
// again when its only contact is taken out of the log.
var moves = map[Stage][]Stage{
	Preparing:  {Contacted, Submitted, Waiting, Countered, Refused, Agreed},
	Contacted:  {Preparing, Contacted, Submitted, Waiting, Countered, Refused, Agreed},
	Submitted:  {Preparing, Contacted, Submitted, Waiting, Countered, Refused, Agreed},
	Waiting:    {Preparing, Contacted, Submitted, Waiting, Countered, Refused, Agreed},
	Countered:  {Preparing, Contacted, Submitted, Waiting, Countered, Refused, Agreed},
	Refused:    {Preparing, Contacted, Submitted, Waiting, Countered, Refused, Agreed},
	Agreed:     {Agreed, Performing, Broken, Settled},
	Performing: {Agreed, Performing, Broken, Settled},
	Broken:     {Agreed, Performing, Broken, Settled},
	Settled:    {Agreed, Performing, Broken}, // a payment was recorded by mistake and is taken back
}

func (s Stage) known() bool {
	_, ok := moves[s]
	return ok
}

// CanBecome reports whether a case at s may move to next.
func (s Stage) CanBecome(next Stage) bool { return slices.Contains(moves[s], next) }

// Move is one entry of the case's history.
type Move struct {
	At   time.Time `json:"at"`
	From Stage     `json:"from"`
	To   Stage     `json:"to"`
}

// Become moves the case to the next stage and logs it. A move that is not allowed
// changes nothing and is a *calc.FieldError on "stage".
func (c *Case) Become(next Stage, now time.Time) error {
	if !c.Stage.CanBecome(next) {
		return &calc.FieldError{Field: "stage", Problem: fmt.Sprintf("a case cannot go from %s to %s", c.Stage, next)}
	}
	if c.Stage != next {
		c.moved(Move{now, c.Stage, next})
	}
	c.Stage = next
	return nil
}

// Standing is the stage that an agreement's payments make on a day.
func (c *Case) Standing(today calc.Date) Stage {
	switch a := c.Agreement; {
	case a.Left() == 0:
		return Settled
	case a.Arrears(today) > 0:
		return Broken
	case len(a.Payments) > 0:
		return Performing
	}
	return Agreed
}
