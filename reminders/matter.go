package reminders

import (
	"cmp"
	"time"

	"xieshang/dialog/casefile"
)

// line is what the reminders have in common of which a newer one says all that an older one
// would: those of an agreement, of one complaint, of one deadline.
type line struct {
	caseID  int
	subject casefile.Subject
	number  int
}

func (p Planned) line() line {
	l := line{caseID: p.Case, subject: p.Subject}
	if p.Subject == casefile.OfComplaint {
		l.number = p.Number
	}
	return l
}

// Same reports whether two reminders are one, whenever they are due: what was sent once is
// never sent again.
func (p Planned) Same(other Planned) bool {
	return p.Case == other.Case && p.Reminder == other.Reminder && p.Day == other.Day
}

// Over reports whether it is too late for a reminder.
func (p Planned) Over(now time.Time) bool { return !p.Ends.IsZero() && !now.Before(p.Ends) }

// Superseded reports whether a reminder has nothing to add at a time, because another of
// its line says it better: after a time off only the newest is sent, never two at once, and
// none from an earlier day when one of today is still to come. The list is that of [All].
func (p Preferences) Superseded(planned Planned, all []Planned, now time.Time) bool {
	until := now
	if today := p.dayOf(now); p.dayOf(planned.At).Before(today) {
		until = today.AddDays(1).At(0, p.Local).Add(-1)
	}
	newest := planned
	for i := len(all) - 1; i >= 0; i-- { // so that of several at one time the first remains
		other := all[i]
		if other.line() == planned.line() && !other.At.After(until) && other.follows(newest) {
			newest = other
		}
	}
	return !newest.Same(planned)
}

// follows reports whether a reminder does not come before another: by their times, and by
// their days where a pause has put off both to the same time.
func (p Planned) follows(other Planned) bool {
	return cmp.Or(p.At.Compare(other.At), p.Day.DaysSince(other.Day)) >= 0
}

// Together reports whether two reminders go into one message when they come at the same
// time: those of one debt always, those of several unless the person wants them apart.
func (p Preferences) Together(a, b Planned) bool { return a.Case == b.Case || !p.Separate }

// Waits reports whether a reminder from an earlier day is to wait for another one that comes
// later today, so as not to write twice on a day, and until when. Pending says which are
// still to be sent.
func (p Preferences) Waits(planned Planned, all []Planned, now time.Time, pending func(Planned) bool) (until time.Time, waits bool) {
	today := p.dayOf(now)
	if !p.dayOf(planned.At).Before(today) {
		return until, false
	}
	for _, other := range all {
		if p.dayOf(other.At) == today && other.At.After(now) && p.Together(planned, other) &&
			other.Kind != casefile.RemindAgain && pending(other) {
			return other.At, true
		}
	}
	return until, false
}
