package casefile

import (
	"fmt"
	"slices"

	"xieshang/calc"
)

// Cause is why the debt cannot be paid. Only the kind is kept, never the story.
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

// Hardship is the cause of the trouble.
type Hardship struct {
	Cause Cause `json:"cause,omitempty"`
}

// Validate reports an unknown cause as a *calc.FieldError.
func (h *Hardship) Validate() error {
	if h.Cause != "" && !slices.Contains(Causes, h.Cause) {
		return &calc.FieldError{Field: "cause", Problem: fmt.Sprintf("%q is no cause", h.Cause)}
	}
	return nil
}
