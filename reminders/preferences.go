package reminders

import (
	"time"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/workday"
)

// Preferences are how one person is reminded: what they wish, where they live, and on which
// days lenders and courts work.
type Preferences struct {
	casefile.Preferences
	Local *time.Location
	Days  *workday.Calendar
}

// on is the person's hour on a day in China: while the day lasts there, however far away they
// live.
func (p Preferences) on(day calc.Date) time.Time { return casefile.HourOn(day, p.Hour, p.Local) }

// at is when something that belongs to a day is sent: at the person's hour, and not before a
// pause has ended.
func (p Preferences) at(day calc.Date) time.Time {
	at := p.on(day)
	if p.dayOf(at).Before(p.PausedUntil) {
		return p.PausedUntil.At(p.Hour, p.Local)
	}
	return at
}

// dayOf is the day of a moment where the person lives. It is what is counted where they are
// not to be written to twice a day.
func (p Preferences) dayOf(at time.Time) calc.Date { return calc.DateOf(at.In(p.Local)) }

// Quiet reports whether nothing may be sent now, and when it may be again.
func (p Preferences) Quiet(now time.Time) (until time.Time, quiet bool) {
	local := now.In(p.Local)
	if !p.QuietAt(local.Hour()) {
		return time.Time{}, false
	}
	today := calc.DateOf(local)
	until = today.At(p.QuietTo, p.Local)
	if !until.After(now) {
		until = today.AddDays(1).At(p.QuietTo, p.Local)
	}
	return until, true
}
