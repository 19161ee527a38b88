package casefile

import (
	"fmt"
	"slices"
	"time"

	"xieshang/calc"
)

// Case is one negotiation: usually one lender's debt, from "I cannot pay" to settled.
type Case struct {
	ID        int        `json:"id"` // 1, 2, … within one person
	Opened    time.Time  `json:"opened"`
	Stage     Stage      `json:"stage"`
	Moves     []Move     `json:"moves,omitempty"`
	Debts     []Debt     `json:"debts,omitempty"`
	Budget    Budget     `json:"budget"`
	Hardship  Hardship   `json:"hardship"`
	Goals     []Goal     `json:"goals,omitempty"`
	Materials []Material `json:"materials,omitempty"`
	Contacts  []Contact  `json:"contacts,omitempty"`
	Rounds    []Round    `json:"rounds,omitempty"`
	// Student says that the person is still at school or university.
	Student bool `json:"student,omitempty"`
	// Settled are the finer questions that have been answered or left open on purpose, and
	// the odd figures that have been confirmed. None of them is put again.
	Settled []string `json:"settled,omitempty"`
	// Strengths are what speaks for the person when the lender decides.
	Strengths  []Strength  `json:"strengths,omitempty"`
	Collection *Collection `json:"collection,omitempty"`
	// Incidents are what collectors did, for a complaint.
	Incidents []Incident `json:"incidents,omitempty"`
	// Court is what a court has sent about the debt; nil if nothing came.
	Court *Court `json:"court,omitempty"`
	// Grievances are the complaints handed in about collection or the lender's conduct.
	Grievances []Grievance `json:"grievances,omitempty"`
	// Objection is what was asked to be put right in the credit record; nil if nothing was.
	Objection *Objection `json:"objection,omitempty"`
	Agreement *Agreement `json:"agreement,omitempty"`
	// Earlier are agreements that were replaced when the terms changed, with what was
	// paid under them.
	Earlier []Agreement `json:"earlier,omitempty"`
	// Past sums up contacts, terms and versions that are too old to be held one by one.
	Past Past `json:"past,omitzero"`

	// The last days on which the person said that the lender has not answered yet, that they
	// looked whether anything has changed, and that terms are agreed, which may not be recorded
	// yet; and when they first saw the list of papers.
	StillWaiting calc.Date `json:"still_waiting,omitzero"`
	Reviewed     calc.Date `json:"reviewed,omitzero"`
	Reached      calc.Date `json:"reached,omitzero"`
	PapersListed calc.Date `json:"papers_listed,omitzero"`
}

// New opens a case at the first stage.
func New(id int, now time.Time) Case {
	return Case{ID: id, Opened: now, Stage: Preparing}
}

// Main returns the debt the conversation is about, adding an empty one to a new case.
func (c *Case) Main() *Debt {
	if len(c.Debts) == 0 {
		c.Debts = append(c.Debts, Debt{})
	}
	return &c.Debts[0]
}

// Settle remembers that a finer question needs no further answer.
func (c *Case) Settle(question string) {
	if !c.IsSettled(question) {
		c.Settled = append(c.Settled, question)
	}
}

// Reopen puts a finer question again.
func (c *Case) Reopen(question string) {
	c.Settled = slices.DeleteFunc(c.Settled, func(q string) bool { return q == question })
}

// IsSettled reports whether a finer question has been dealt with.
func (c *Case) IsSettled(question string) bool { return slices.Contains(c.Settled, question) }

// Promised returns what the agreements on other debts, negotiated in cases of their own, take
// each month.
func (c *Case) Promised() calc.Money {
	var sum calc.Money
	for i := range c.Debts {
		if c.Debts[i].Case > 0 {
			sum += c.Debts[i].Monthly
		}
	}
	return min(sum, calc.MaxMoney)
}

// Bears returns what may be promised each month beside all that is paid first; the amounts are
// 0 until [Budget.Known].
func (c *Case) Bears() calc.Capacity {
	if !c.Budget.Known() {
		return calc.Capacity{}
	}
	promised := c.Promised()
	bears, err := calc.Afford(*c.Budget.Income, *c.Budget.Essentials, c.PaidFirst()-promised, calc.Terms{})
	if err != nil {
		return calc.Capacity{}
	}
	return bears.Beside(promised)
}

// PaidFirst returns what goes each month to other debts before anything can be promised: their
// agreed payments, and those of the debts that come first.
func (c *Case) PaidFirst() calc.Money {
	sum := c.Budget.OtherDebts
	for i := range c.Debts {
		sum += c.Debts[i].Monthly
	}
	return min(sum, calc.MaxMoney)
}

// Surplus returns what is left in a month once essentials and what comes first are paid; 0
// until [Budget.Known].
func (c *Case) Surplus() calc.Money {
	if !c.Budget.Known() {
		return 0
	}
	return *c.Budget.Income - *c.Budget.Essentials - c.PaidFirst()
}

// Negotiate makes the debt at place i the one the conversation is about.
func (c *Case) Negotiate(i int) {
	debt := c.Debts[i]
	c.Debts = slices.Insert(slices.Delete(c.Debts, i, i+1), 0, debt)
}

// Validate reports the first field that makes no sense as a *calc.FieldError.
func (c *Case) Validate() error {
	if !c.Stage.known() {
		return &calc.FieldError{Field: "stage", Problem: fmt.Sprintf("%q is no stage", c.Stage)}
	}
	for i := range c.Debts {
		if err := within(fmt.Sprintf("debts[%d]", i), c.Debts[i].Validate()); err != nil {
			return err
		}
	}
	if err := within("budget", c.Budget.Validate()); err != nil {
		return err
	}
	if err := within("hardship", c.Hardship.Validate()); err != nil {
		return err
	}
	if c.Collection != nil {
		if err := within("collection", c.Collection.Validate()); err != nil {
			return err
		}
	}
	for i := range c.Incidents {
		if err := within(fmt.Sprintf("incidents[%d]", i), c.Incidents[i].Validate()); err != nil {
			return err
		}
	}
	for i := range c.Materials {
		if err := within(fmt.Sprintf("materials[%d]", i), c.Materials[i].Validate()); err != nil {
			return err
		}
	}
	for i := range c.Contacts {
		if err := within(fmt.Sprintf("contacts[%d]", i), c.Contacts[i].Validate()); err != nil {
			return err
		}
	}
	for i := range c.Rounds {
		if err := within(fmt.Sprintf("rounds[%d].offer", i), c.Rounds[i].Offer.Validate()); err != nil {
			return err
		}
	}
	if c.Court != nil {
		if err := within("court", c.Court.Validate()); err != nil {
			return err
		}
	}
	for i := range c.Grievances {
		if err := within(fmt.Sprintf("grievances[%d]", i), c.Grievances[i].Validate()); err != nil {
			return err
		}
	}
	if c.Objection != nil {
		if err := within("objection", c.Objection.Validate()); err != nil {
			return err
		}
	}
	if c.Agreement != nil {
		return within("agreement", c.Agreement.Validate())
	}
	return nil
}
