package dialog

import (
	"slices"
	"strings"
	"time"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

// Respite is how far the silence about money has come that follows a crisis. It ends by itself
// when the person goes on with something else.
type Respite string

// A respite begins without a word.
const (
	RespiteTold Respite = "told" // the person knows that reminders wait
	RespiteOver Respite = "over" // they have asked for them again
)

// calmTime is how long after a crisis a person is left alone even with what a court has set,
// and how long it takes to look again whether they have gone on.
const calmTime = 24 * time.Hour

// inCrisisStill reports whether the person has spoken of ending their life, and has not gone on
// with something else since.
func (s *Session) inCrisisStill() bool { return s.State == safetyCrisis || s.State == safetyCalm }

// Spare reports whether a person is not to be reminded of something, because they have spoken
// of ending their life, and when to look again. Money waits until they go on by themselves or ask
// for it; a court's day does not come back, and waits a day.
func (e *Engine) Spare(p Person, r casefile.Reminder, now time.Time) (until time.Time, spare bool) {
	if !p.Session.inCrisisStill() {
		return time.Time{}, false
	}
	if r.OfCourt() {
		until = p.Session.LastSeen.Add(calmTime)
		return until, until.After(now)
	}
	if p.Session.Respite == RespiteOver {
		return time.Time{}, false
	}
	if until = e.nextMorning(p); until.After(now) {
		return until, true
	}
	return now.Add(calmTime), true
}

// nextMorning is the person's hour on the day after they were last seen.
func (e *Engine) nextMorning(p Person) time.Time {
	seen := p.Session.LastSeen.In(e.Zone(&p))
	return calc.DateOf(seen).AddDays(1).At(p.Session.Preferences().Hour, seen.Location())
}

// HeldReminder is the kind of the message that says that reminders wait.
const HeldReminder = "held"

// Comfort is the one message to a person whose reminders of money wait since a crisis: it comes
// in place of the first of them, not before the next day, says where help is and that reminders
// wait, and leaves it to them. ok is false when there is nothing to say.
func (e *Engine) Comfort(p Person, now time.Time) (after Person, m Message, ok bool) {
	if !p.Session.inCrisisStill() || p.Session.Respite != "" || e.nextMorning(p).After(now) {
		return p, m, false
	}
	t := e.begin(p, locale.Hans, now)
	t.session().Respite = RespiteTold
	text := "reminder.held"
	if slices.ContainsFunc(p.Cases, func(c casefile.Case) bool { return c.WaitedForInCourt(t.today) }) {
		text = "reminder.held.court"
	}
	m = Message{Text: t.text(text, locale.Args{"Line": t.fact("H12356")}), Reminder: HeldReminder, Silent: true}
	for _, choice := range []string{heldOn, heldKeep} {
		m.Buttons = append(m.Buttons, []Button{{Label: t.text("reminder.held."+choice, nil), Data: heldFlow + ":" + choice}})
	}
	return t.person, m, true
}

// heldFlow marks the data of the buttons under that message, heldOn and heldKeep are its answers.
const (
	heldFlow = "held"
	heldOn   = "on"
	heldKeep = "keep"
)

// heldPressed answers a button under the message that reminders wait.
func (t *turn) heldPressed(data string) bool {
	answer, ok := strings.CutPrefix(data, heldFlow+":")
	switch {
	case !ok || t.session().Consent.IsZero():
		return false
	case !t.session().inCrisisStill() || t.session().Respite == RespiteOver:
		t.note("reminder.held.over", nil)
		t.ask()
	case answer == heldOn:
		t.remindAgain()
	case answer == heldKeep:
		t.session().State = safetyCalm
		t.note("reminder.held.kept", nil)
		t.ask()
	default:
		t.stale()
	}
	return true
}

// remindAgain ends the respite: the person has asked for reminders as they were.
func (t *turn) remindAgain() {
	t.session().Respite, t.session().Tender = RespiteOver, false
	t.session().State = safetyCalm
	t.note("reminder.held.back", locale.Args{"Line": t.fact("H12356")})
	t.ask()
}

// wantsReminders reports whether a message asks for reminders again.
func wantsReminders(text string) bool {
	said := plain(text)
	for _, words := range []string{"恢复提醒", "恢復提醒", "resumereminders", "remindersagain"} {
		if strings.Contains(said, words) {
			return true
		}
	}
	return false
}
