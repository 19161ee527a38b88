package casefile

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"xieshang/calc"
)

// Cause is why the debt cannot be paid: the kind alone; see [Hardship] for words on it.
type Cause string

// The causes that are told apart.
const (
	Unemployed      Cause = "unemployed"
	IncomeDrop      Cause = "income_drop"
	WageArrears     Cause = "wage_arrears"
	Illness         Cause = "illness"
	FamilyEvent     Cause = "family_event"
	BusinessFailure Cause = "business_failure"
	Overspending    Cause = "overspending"
	Gambling        Cause = "gambling"
	Scammed         Cause = "scammed"
	Forgot          Cause = "forgot"
	OtherCause      Cause = "other"
)

// Causes lists every cause.
var Causes = []Cause{Unemployed, IncomeDrop, WageArrears, Illness, FamilyEvent, BusinessFailure,
	Overspending, Gambling, Scammed, Forgot, OtherCause}

// Goal is something the person wants from the lender.
type Goal string

// The goals that are told apart.
const (
	WaivePenalty   Goal = "waive_penalty"
	Extend         Goal = "extend"
	Instalments    Goal = "instalments"
	LowerMonthly   Goal = "lower_monthly"
	LumpSum        Goal = "lump_sum"
	Defer          Goal = "defer"
	StopCollection Goal = "stop_collection"
)

// Hardship is the cause of the trouble, since when, and when it may be over.
type Hardship struct {
	Cause Cause `json:"cause,omitempty"`
	// Besides are further causes that were told with the main one.
	Besides []Cause   `json:"besides,omitempty"`
	Since   calc.Date `json:"since,omitzero"` // the first of the month in which it began
	// Recovery is the first of the month from which Recovered comes in each month.
	Recovery  calc.Date  `json:"recovery,omitzero"`
	Recovered calc.Money `json:"recovered,omitzero"`
	// Words are how the person wants letters to put it; nil for the sentence that is ready
	// for the cause.
	Words *Words `json:"words,omitempty"`
}

// Tell takes the main cause and those told with it.
func (h *Hardship) Tell(main Cause, besides ...Cause) { h.Cause, h.Besides = main, besides }

// Words are a person's own, kept because they asked for them to stand in letters. They hold
// for the cause that was told then.
type Words struct {
	Cause Cause  `json:"cause"`
	Text  string `json:"text"`
}

// Validate reports an unknown cause, too many words, or a recovered income that is none as a
// *calc.FieldError.
func (h *Hardship) Validate() error {
	if h.Words != nil && utf8.RuneCountInString(h.Words.Text) > MaxWords {
		return &calc.FieldError{Field: "words", Problem: "are too many"}
	}
	if err := notNegative("recovered", h.Recovered); err != nil {
		return err
	}
	for _, cause := range append([]Cause{h.Cause}, h.Besides...) {
		if cause != "" && !slices.Contains(Causes, cause) {
			return &calc.FieldError{Field: "cause", Problem: fmt.Sprintf("%q is no cause", cause)}
		}
	}
	return nil
}
