package reminders

import (
	"cmp"
	"slices"
	"time"

	"xieshang/calc"
	"xieshang/dialog/casefile"
)

// Preferences are when a person wants to be reminded.
type Preferences struct {
	Zone *time.Location
	Hour int // of the day at which reminders come
	// Quiet hours, in which nothing is sent: from QuietFrom in the evening until QuietTo
	// in the morning.
	QuietFrom, QuietTo int
}

// Standard are the preferences of someone who has set none: 09:00, quiet from 22:00 to
// 08:00, the hours in which collectors have to be quiet too.
func Standard(zone *time.Location) Preferences {
	return Preferences{Zone: zone, Hour: 9, QuietFrom: 22, QuietTo: 8}
}

// Planned is one reminder and when it is due.
type Planned struct {
	casefile.Reminder
	Day calc.Date // the day it belongs to, where the person lives
	At  time.Time // when it is to be sent
}

// before lists the days before an instalment on which it is reminded of, and what that
// reminder is called; -1 is the day after.
var before = []struct {
	days int
	kind casefile.ReminderKind
}{{3, casefile.RemindSoon}, {1, casefile.RemindTomorrow}, {0, casefile.RemindToday}, {-1, casefile.RemindMissed}}

// Due returns every reminder of a case that still matters, the earliest first: three days
// before each instalment, the day before, the day itself, the day after, and when the
// person asked to be reminded again. Of several at one time the most urgent stands first.
// What was over when the agreement was recorded has none.
func Due(c *casefile.Case, p Preferences) []Planned {
	if c.Agreement == nil {
		return nil
	}
	var list []Planned
	for n := range c.Agreement.Instalments {
		list = append(list, instalment(c, n, p)...)
	}
	slices.SortStableFunc(list, func(a, b Planned) int { return cmp.Compare(a.At.Unix(), b.At.Unix()) })
	return list
}

func instalment(c *casefile.Case, n int, p Preferences) []Planned {
	a := c.Agreement
	reminder := casefile.Reminder{Version: a.Version, Instalment: n}
	if !c.Reminds(reminder) {
		return nil
	}
	var list []Planned
	for _, b := range before {
		reminder.Kind = b.kind
		day := a.Instalments[n].Due.AddDays(-b.days)
		if at := day.At(p.Hour, p.Zone); at.After(a.Since) {
			list = append(list, Planned{reminder, day, at})
		}
	}
	if again := a.Instalments[n].Snoozed.In(p.Zone); again.After(a.Since) {
		reminder.Kind, reminder.Hour = casefile.RemindAgain, again.Hour()
		list = append(list, Planned{reminder, calc.DateOf(again), again})
	}
	return list
}

// Superseded reports whether a reminder has nothing to add at a time, because another of
// the same case says it better: after a time off only the newest is sent, never two at
// once, and none from an earlier day when one of today is still to come.
func (p Preferences) Superseded(planned Planned, all []Planned, now time.Time) bool {
	until := now
	if today := calc.DateOf(now.In(p.Zone)); planned.Day.Before(today) {
		until = today.AddDays(1).At(0, p.Zone).Add(-1)
	}
	newest := planned
	for _, other := range slices.Backward(all) { // so that of several at one time the first remains
		if !other.At.Before(newest.At) && !other.At.After(until) {
			newest = other
		}
	}
	return newest.Reminder != planned.Reminder || newest.Day != planned.Day
}

// Quiet reports whether nothing may be sent now, and when it may be again.
func (p Preferences) Quiet(now time.Time) (until time.Time, quiet bool) {
	local := now.In(p.Zone)
	today := calc.DateOf(local)
	switch {
	case local.Hour() >= p.QuietFrom:
		return today.AddDays(1).At(p.QuietTo, p.Zone), true
	case local.Hour() < p.QuietTo:
		return today.At(p.QuietTo, p.Zone), true
	}
	return time.Time{}, false
}
