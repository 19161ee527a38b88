package casefile

import (
	"fmt"
	"strings"

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
	// Hour is for which hour the person asked to be reminded again; 0 for other kinds. One
	// can ask in the morning for the evening of a day on which one was reminded again already.
	Hour int
}

// Item is the reminder's subject without a word of what it is about: "a1.3" is
// instalment 3 of version 1, "a1.3@20" the same again at 20 o'clock.
func (r Reminder) Item() string {
	if r.Hour == 0 {
		return fmt.Sprintf("a%d.%d", r.Version, r.Instalment)
	}
	return fmt.Sprintf("a%d.%d@%d", r.Version, r.Instalment, r.Hour)
}

// ParseReminder reads what [Reminder.Item] wrote. The error is a *calc.FieldError on "item".
func ParseReminder(item string, kind ReminderKind) (Reminder, error) {
	r := Reminder{Kind: kind}
	format, parts := "a%d.%d", []any{&r.Version, &r.Instalment}
	if strings.Contains(item, "@") {
		format, parts = format+"@%d", append(parts, &r.Hour)
	}
	if _, err := fmt.Sscanf(item, format, parts...); err != nil || r.Item() != item {
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
