package casefile

import (
	"fmt"
	"slices"
	"strings"

	"xieshang/calc"
)

// Caller is who calls about the debt, by kind; never by name.
type Caller string

// The callers that are told apart.
const (
	LenderCalls Caller = "lender"
	AgencyCalls Caller = "agency"
	LawyerCalls Caller = "lawyer"   // says to be from a law firm
	OfficeCalls Caller = "official" // says to be a court or the police
	NobodyCalls Caller = "nobody"
)

// Callers lists every kind of caller in the order it is offered.
var Callers = []Caller{LenderCalls, AgencyCalls, LawyerCalls, OfficeCalls, NobodyCalls}

// Collection is how collection is going on. What is not known is nil or zero.
type Collection struct {
	Caller Caller `json:"caller,omitempty"`
	Night  *bool  `json:"night,omitempty"`  // calls between 22:00 and 8:00
	Calls  int    `json:"calls,omitempty"`  // the most in a day
	Others *bool  `json:"others,omitempty"` // family, friends or the employer are called
}

// Validate reports an unknown caller or an odd number of calls as a *calc.FieldError.
func (c *Collection) Validate() error {
	switch {
	case c.Caller != "" && !slices.Contains(Callers, c.Caller):
		return &calc.FieldError{Field: "caller", Problem: fmt.Sprintf("%q is no caller", c.Caller)}
	case c.Calls < 0 || c.Calls > MaxCalls:
		return &calc.FieldError{Field: "calls", Problem: fmt.Sprintf("%d is no number of calls", c.Calls)}
	}
	return nil
}

// MaxCalls is the most calls in a day that are believed.
const MaxCalls = 500

// Breach is something a collector must not do.
type Breach string

// The breaches that are told apart.
const (
	NightCalls   Breach = "night"       // between 22:00 and 8:00
	ManyCalls    Breach = "many"        // more calls in a day than the rules allow
	OthersCalled Breach = "others"      // family, friends or the employer
	Threats      Breach = "threats"     // threats, insults
	Posing       Breach = "posing"      // posing as a court, the police, a law firm
	Disclosed    Breach = "disclosed"   // the debt was told or posted to others
	PushedToLend Breach = "pushed_lend" // pushed to borrow in order to repay
)

// Breaches lists every breach in the order it is offered.
var Breaches = []Breach{NightCalls, ManyCalls, OthersCalled, Threats, Posing, Disclosed, PushedToLend}

// Incident is what collectors did on one day: kinds and counts, never words, names or numbers.
type Incident struct {
	On       calc.Date `json:"on"`
	Calls    int       `json:"calls,omitempty"`   // how often that day; 0 if not counted
	Minutes  []int     `json:"minutes,omitempty"` // of the day, at which they called, as far as told
	Breaches []Breach  `json:"breaches,omitempty"`
}

// MostMinutes is how many times of a day are kept.
const MostMinutes = 6

// Add adds what else was told of the same day.
func (i *Incident) Add(told Incident) {
	i.Calls = max(i.Calls, told.Calls)
	for _, b := range told.Breaches {
		if !slices.Contains(i.Breaches, b) {
			i.Breaches = append(i.Breaches, b)
		}
	}
	minutes := slices.Concat(i.Minutes, told.Minutes)
	slices.Sort(minutes)
	minutes = slices.Compact(minutes)
	i.Minutes = minutes[:min(len(minutes), MostMinutes)]
}

// Clocks names the times at which they called: "09:05、23:10".
func (i *Incident) Clocks() string {
	var clocks []string
	for _, m := range i.Minutes {
		clocks = append(clocks, fmt.Sprintf("%02d:%02d", m/60, m%60))
	}
	return strings.Join(clocks, "、")
}

// Validate reports a missing day or an unknown breach as a *calc.FieldError.
func (i *Incident) Validate() error {
	switch {
	case i.On.IsZero():
		return &calc.FieldError{Field: "on", Problem: "has no date"}
	case i.Calls < 0 || i.Calls > MaxCalls:
		return &calc.FieldError{Field: "calls", Problem: fmt.Sprintf("%d is no number of calls", i.Calls)}
	}
	for _, m := range i.Minutes {
		if m < 0 || m >= 24*60 {
			return &calc.FieldError{Field: "minutes", Problem: fmt.Sprintf("%d is no minute of a day", m)}
		}
	}
	for _, b := range i.Breaches {
		if !slices.Contains(Breaches, b) {
			return &calc.FieldError{Field: "breaches", Problem: fmt.Sprintf("%q is no breach", b)}
		}
	}
	return nil
}
