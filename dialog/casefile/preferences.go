package casefile

import (
	"fmt"
	"slices"
	"time"

	"xieshang/calc"
)

// Preferences are how a person wants to be reminded.
type Preferences struct {
	// Zone is where they live: the name of a time zone or "UTC+05:30"; "" where most do.
	Zone   string `json:"zone,omitempty"`
	Hour   int    `json:"hour"`   // of the day at which reminders come
	Before []int  `json:"before"` // how many days before an instalment, the most first; 0 is the day itself
	// Nothing is sent from QuietFrom in the evening until QuietTo in the morning; never
	// quiet if they are the same.
	QuietFrom int `json:"quiet_from"`
	QuietTo   int `json:"quiet_to"`
	// Discreet reminders do not say what they are about until they are opened.
	Discreet bool `json:"discreet,omitempty"`
	// Separate asks for a message for each debt where several things fall on a day.
	Separate bool `json:"separate,omitempty"`
	// PausedUntil is the day, where they live, before which nothing comes but what a court waits for.
	PausedUntil calc.Date `json:"paused_until,omitzero"`
}

// StandardPreferences are those of someone who has set none: at 09:00, three days before,
// the day before and on the day, and quiet from 22:00 to 08:00, the hours in which collectors
// have to be quiet too.
func StandardPreferences() Preferences {
	return Preferences{Hour: 9, Before: []int{3, 1, 0}, QuietFrom: 22, QuietTo: 8}
}

// MaxBefore is the most days before an instalment on which it is reminded of.
const MaxBefore = 14

// Validate reports the first field that makes no sense as a *calc.FieldError.
func (p *Preferences) Validate() error {
	for _, f := range []struct {
		name string
		hour int
	}{{"hour", p.Hour}, {"quiet_from", p.QuietFrom}, {"quiet_to", p.QuietTo}} {
		if f.hour < 0 || f.hour > 23 {
			return &calc.FieldError{Field: f.name, Problem: fmt.Sprintf("%d is no hour of the day", f.hour)}
		}
	}
	if p.QuietAt(p.Hour) {
		return &calc.FieldError{Field: "hour", Problem: fmt.Sprintf("%d is in the quiet hours", p.Hour)}
	}
	if len(p.Before) == 0 || !slices.IsSortedFunc(p.Before, func(a, b int) int { return b - a }) ||
		p.Before[0] > MaxBefore || p.Before[len(p.Before)-1] < 0 {
		return &calc.FieldError{Field: "before", Problem: fmt.Sprintf("%v are no days before", p.Before)}
	}
	if _, err := FindZone(p.Zone); err != nil {
		return &calc.FieldError{Field: "zone", Problem: err.Error()}
	}
	return nil
}

// QuietAt reports whether an hour of the day is quiet.
func (p *Preferences) QuietAt(hour int) bool {
	if p.QuietFrom <= p.QuietTo {
		return hour >= p.QuietFrom && hour < p.QuietTo
	}
	return hour >= p.QuietFrom || hour < p.QuietTo
}

// FindZone returns the time zone of a name such as "Asia/Tokyo" or "UTC+05:30".
func FindZone(name string) (*time.Location, error) {
	var sign rune
	var hours, minutes int
	if n, _ := fmt.Sscanf(name, "UTC%c%02d:%02d", &sign, &hours, &minutes); n != 3 {
		return time.LoadLocation(name)
	}
	offset := (hours*60 + minutes) * 60
	if sign == '-' {
		offset = -offset
	}
	if sign != '+' && sign != '-' || hours > 14 || minutes > 59 || name != fmt.Sprintf("UTC%c%02d:%02d", sign, hours, minutes) {
		return nil, fmt.Errorf("%.20q is no time zone", name)
	}
	return time.FixedZone(name, offset), nil
}
