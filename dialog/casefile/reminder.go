package casefile

import (
	"fmt"

	"xieshang/calc"
)

// ReminderKind says what a reminder is about.
type ReminderKind string

// The kinds of reminders of an instalment.
const (
	RemindSoon     ReminderKind = "T-3"   // three days before
	RemindTomorrow ReminderKind = "T-1"   // the day before
	RemindToday    ReminderKind = "T"     // the day itself
	RemindMissed   ReminderKind = "T+1"   // the day after, unpaid
	RemindAgain    ReminderKind = "again" // when the person asked for it
)

// Reminder is about one instalment of one version of the agreement.
type Reminder struct {
	Version    int
	Instalment int // from 0
	Kind       ReminderKind
}

// Item is the reminder's subject without a word of what it is about: "a1.3" is
// instalment 3 of version 1.
func (r Reminder) Item() string { return fmt.Sprintf("a%d.%d", r.Version, r.Instalment) }

// ParseReminder reads what [Reminder.Item] wrote. The error is a *calc.FieldError on "item".
func ParseReminder(item string, kind ReminderKind) (Reminder, error) {
	r := Reminder{Kind: kind}
	if _, err := fmt.Sscanf(item, "a%d.%d", &r.Version, &r.Instalment); err != nil {
		return r, &calc.FieldError{Field: "item", Problem: fmt.Sprintf("%.20q is no instalment", item)}
	}
	return r, nil
}

// Reminds reports whether a reminder still matters: the agreement is the same one, and
// something is left on the instalment.
func (c *Case) Reminds(r Reminder) bool {
	a := c.Agreement
	return a != nil && c.Stage != Settled && r.Version == a.Version &&
		r.Instalment >= 0 && r.Instalment < len(a.Instalments) && a.LeftOn(r.Instalment) > 0
}
