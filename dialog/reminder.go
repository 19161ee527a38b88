package dialog

import (
	"strings"
	"time"

	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

// Remind words a reminder that has fallen due. It changes the person where the reminder
// itself means something: an instalment that was missed. Late says that it comes later
// than it should have. The message is nil when there is nothing to remind of any more.
func (e *Engine) Remind(p Person, caseID int, r casefile.Reminder, late bool, now time.Time) (Person, *Message) {
	t := e.begin(p, locale.Hans, now)
	c := t.person.Find(caseID)
	if c == nil || !c.Reminds(r) {
		return t.person, nil
	}
	if r.Kind == casefile.RemindMissed && c.Stage.CanBecome(casefile.Broken) {
		if err := c.Become(casefile.Broken, t.now.UTC()); err != nil {
			panic(err)
		}
	}
	return t.person, t.reminder(c, r, late)
}

// calmTime is how long after a crisis nothing is said of money.
const calmTime = 24 * time.Hour

// Spare reports whether a person is to be left in peace, because they have just spoken of
// ending their life, and until when.
func (e *Engine) Spare(p Person, now time.Time) (until time.Time, spare bool) {
	until = p.Session.LastSeen.Add(calmTime)
	inCrisis := p.Session.State == safetyCrisis || p.Session.State == safetyCalm
	return until, inCrisis && until.After(now)
}

// reminder words a reminder by the day it is read on, not by the day it was planned for.
func (t *turn) reminder(c *casefile.Case, r casefile.Reminder, late bool) *Message {
	a := c.Agreement
	due := a.Instalments[r.Instalment].Due
	args := locale.Args{"No": r.Instalment + 1, "Amount": a.LeftOn(r.Instalment),
		"Day": t.print.Day(due, t.today), "Days": due.DaysSince(t.today)}
	lines := []string{t.text("reminder."+string(wording(r.Kind, due.DaysSince(t.today))), args), t.progress(a)}
	if arrears := a.Arrears(t.today); arrears > 0 && (arrears > a.LeftOn(r.Instalment) || !due.Before(t.today)) {
		lines = append(lines, t.text("keeping.arrears", locale.Args{"Amount": arrears}))
	}
	if late {
		lines[0] = t.text("reminder.late", nil) + lines[0]
	}
	lines = append(lines, t.text("reminder.where", nil))
	return &Message{Text: strings.Join(lines, "\n"), Buttons: t.instalmentButtons(c, r.Instalment), Reminder: string(r.Kind)}
}

func wording(kind casefile.ReminderKind, daysLeft int) casefile.ReminderKind {
	switch {
	case kind == casefile.RemindAgain:
		return kind
	case daysLeft < 0:
		return casefile.RemindMissed
	case daysLeft == 0:
		return casefile.RemindToday
	case daysLeft == 1:
		return casefile.RemindTomorrow
	}
	return casefile.RemindSoon
}
