package dialog

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/workday"
)

// Notice is a reminder that has fallen due.
type Notice struct {
	casefile.Reminder
	Case int
	Late bool // it comes later than it should have
}

// DigestReminder is the kind of a message that holds several reminders.
const DigestReminder = "digest"

// Remind words what has fallen due: one message for all of it, or one for each debt if the
// person wants them apart. It changes the person where a reminder itself means something: an
// instalment that was missed; changed says so. There is no message when there is nothing to
// remind of any more.
func (e *Engine) Remind(p Person, due []Notice, now time.Time) (after Person, messages []Message, changed bool) {
	t := e.begin(p, locale.Hans, now)
	var groups [][]Notice
	for _, n := range due {
		c := t.person.Find(n.Case)
		if c == nil || !c.Reminds(n.Reminder, t.today) {
			continue
		}
		if missed(c, n.Reminder, t.today) && c.Stage.CanBecome(casefile.Broken) {
			if err := c.Become(casefile.Broken, t.now.UTC()); err != nil {
				panic(err)
			}
			changed = true
		}
		last := len(groups) - 1
		if last < 0 || t.habits().Separate && groups[last][0].Case != n.Case {
			groups, last = append(groups, nil), last+1
		}
		groups[last] = append(groups[last], n)
	}
	for _, group := range groups {
		if s := t.session(); s.Tender && !slices.ContainsFunc(group, func(n Notice) bool { return n.OfCourt() }) {
			s.Tender, changed = false, true
			messages = append(messages, t.tender(group))
			continue
		}
		messages = append(messages, t.notify(group))
	}
	return t.person, messages, changed
}

// missed reports whether a reminder comes after the day of an instalment that is not paid.
func missed(c *casefile.Case, r casefile.Reminder, today calc.Date) bool {
	if r.Subject != casefile.OfInstalment || c.Agreement == nil {
		return false
	}
	_, late := c.Agreement.Late(today)
	return r.Kind == casefile.RemindMissed || r.Kind == casefile.RemindAgain && late
}

// Days returns the calendar of working days.
func (e *Engine) Days() *workday.Calendar { return e.days }

// The hours of the evening and the night, in which discreet reminders make no sound.
const (
	evening = 20
	morning = 8
)

// notify makes one message of what has fallen due.
func (t *turn) notify(due []Notice) Message {
	var m Message
	switch {
	case t.habits().Discreet:
		m = t.discreet(due)
		m.Silent = t.now.Hour() >= evening || t.now.Hour() < morning
	case len(due) == 1:
		m = t.reminder(t.person.Find(due[0].Case), due[0].Reminder)
		if due[0].Late {
			m.Text = t.text("reminder.late", nil) + m.Text
		}
	default:
		m = t.digest(due)
	}
	m.Reminder = DigestReminder
	if len(due) == 1 {
		m.Reminder = string(due[0].Kind)
	}
	return m
}

// discreet does not say what it is about until it is opened.
func (t *turn) discreet(due []Notice) Message {
	text := t.text("reminder.discreet", nil)
	if len(due) > 1 {
		text = t.text("reminder.discreet.several", locale.Args{"Count": len(due)})
	}
	m := Message{Text: text}
	for i, n := range due {
		label := t.text("reminder.open", nil)
		if len(due) > 1 {
			label = t.text("reminder.open.one", locale.Args{"No": i + 1})
		}
		m.Buttons = append(m.Buttons, []Button{openButton(label, n)})
	}
	return m
}

// tender is the first reminder of money after a crisis: it says that something is due, and leaves
// it to the person when to look.
func (t *turn) tender(due []Notice) Message {
	m := t.notify(due)
	gentle := t.discreet(due)
	gentle.Text = t.text("reminder.tender", locale.Args{"Line": t.fact("H12356")})
	gentle.Reminder, gentle.Silent = m.Reminder, true
	return gentle
}

// digest says several things in a line each.
func (t *turn) digest(due []Notice) Message {
	lines := []string{t.text("reminder.digest", locale.Args{"Count": len(due)})}
	var m Message
	for _, n := range due {
		c := t.person.Find(n.Case)
		late := ""
		if n.Late {
			late = t.text("reminder.late", nil)
		}
		lines = append(lines, "· "+late+t.whose(c)+t.brief(c, n.Reminder))
		label := t.whose(c) + t.openLabel(c, n.Reminder)
		m.Buttons = append(m.Buttons, []Button{openButton(Plain(label), n)})
	}
	m.Text = strings.Join(append(lines, t.text("reminder.digest.open", nil)), "\n")
	return m
}

func (t *turn) openLabel(c *casefile.Case, r casefile.Reminder) string {
	var args locale.Args
	if r.Subject == casefile.OfInstalment {
		args = locale.Args{"Which": t.instalment(c.Agreement, r.Number)}
	}
	return t.text("reminder.open."+string(r.Subject), args)
}

// openButton leads from a summary to one of its reminders.
func openButton(label string, n Notice) Button {
	return Button{Label: label, Data: noticeData(n.Case, n.Reminder, noticeOpen)}
}

// brief is a reminder in half a line.
func (t *turn) brief(c *casefile.Case, r casefile.Reminder) string {
	if r.Subject == casefile.OfInstalment {
		return t.text(t.dayKey("reminder.brief."+string(wording(r.Kind, t.daysLeft(c, r)))), t.instalmentArgs(c, r.Number))
	}
	return t.text("reminder.brief."+string(r.Subject), t.reminderArgs(c, r))
}

// reminder words a reminder by the day it is read on, not by the day it was planned for.
func (t *turn) reminder(c *casefile.Case, r casefile.Reminder) Message {
	if r.Subject == casefile.OfInstalment {
		return t.instalmentReminder(c, r)
	}
	key := "reminder." + string(r.Subject)
	if r.Subject == casefile.OfTerms && t.toldOf(c) != nil {
		key += ".told"
	}
	if r.Subject == casefile.OfAnswer && c.Court.AnswerBy.Before(t.today) || r.Subject == casefile.OfAppeal && c.Court.AppealBy.Before(t.today) {
		key += ".passed"
	}
	return Message{Text: t.whose(c) + t.text(key, t.reminderArgs(c, r)), Buttons: t.noticeButtons(c, r)}
}

// reminderArgs are the values of what a reminder other than of an instalment says.
func (t *turn) reminderArgs(c *casefile.Case, r casefile.Reminder) locale.Args {
	args := locale.Args{}
	switch r.Subject {
	case casefile.OfApplication:
		args["Lender"] = t.text("lender."+productKey(c.Main().Product), nil)
	case casefile.OfComplaint:
		g := c.Grievances[r.Number]
		args["Desk"], args["Filed"] = t.text("reminder.desk."+string(g.Desk), nil), t.chinaDay(g.Filed)
		args["Days"], args["Limit"] = t.today.DaysSince(g.Filed), t.cited("N5")
	case casefile.OfAnswer:
		t.deadlineArgs(args, c.Court.AnswerBy)
		args["Court"], args["Legal"] = t.fact("H12368"), t.fact("H12348")
	case casefile.OfHearing:
		t.deadlineArgs(args, c.Court.Hearing)
		args["Day"] = t.hearingDay(c.Court, t.chinaDay(c.Court.Hearing))
	case casefile.OfAppeal:
		t.deadlineArgs(args, c.Court.AppealBy)
		args["Court"], args["Legal"] = t.fact("H12368"), t.fact("H12348")
	case casefile.OfTerms:
		args["Lender"] = t.text("lender."+productKey(c.Main().Product), nil)
		if d := t.toldOf(c); d != nil {
			args["Terms"], args["First"] = t.termsInWords(casefile.Stepped(d.steps()...)), ""
			if !d.First.IsZero() {
				args["First"] = t.print.Day(d.First, t.today)
			}
		}
	case casefile.OfCall:
		args["Lender"] = t.text("lender."+productKey(c.Main().Product), nil)
		t.deadlineArgs(args, c.CallBy())
	case casefile.OfObjection:
		args["Filed"], args["By"] = t.chinaDay(c.Objection.Filed), t.chinaDay(c.Objection.By)
	case casefile.OfCredit:
		args["Free"] = t.cited("R1-reports")
	case casefile.OfPapers:
		missing := 0
		for _, m := range c.Checklist() {
			if m.Status == casefile.Need {
				missing++
			}
		}
		args["Count"] = missing
	}
	return args
}

func (t *turn) deadlineArgs(args locale.Args, day calc.Date) {
	args["Day"], args["When"] = t.chinaDay(day), t.when(day)
}

// chinaDay names a day, and for those abroad whose day it is.
func (t *turn) chinaDay(day calc.Date) string {
	name := t.print.Day(day, t.today)
	if t.abroad() {
		return t.text("reminder.beijing", locale.Args{"Day": name})
	}
	return name
}

// dayKey is the text that says of a today which day that is, where the person's may be another.
func (t *turn) dayKey(key string) string {
	if there := key + ".abroad"; t.abroad() && t.print.Has(there) {
		return there
	}
	return key
}

// when says how far off a day is: "今天", "明天", "还有 5 天".
func (t *turn) when(day calc.Date) string {
	switch days := day.DaysSince(t.today); days {
	case 0:
		return t.text("reminder.today", nil)
	case 1:
		return t.text("reminder.tomorrow", nil)
	default:
		return t.text("reminder.indays", locale.Args{"Days": days})
	}
}

func (t *turn) daysLeft(c *casefile.Case, r casefile.Reminder) int {
	return c.Agreement.Instalments[r.Number].Due.DaysSince(t.today)
}

func (t *turn) instalmentArgs(c *casefile.Case, n int) locale.Args {
	due := c.Agreement.Instalments[n].Due
	return locale.Args{"Which": t.instalment(c.Agreement, n), "Amount": c.Agreement.LeftOn(n),
		"Day": t.chinaDay(due), "Days": due.DaysSince(t.today)}
}

func (t *turn) instalmentReminder(c *casefile.Case, r casefile.Reminder) Message {
	a := c.Agreement
	left := t.daysLeft(c, r)
	lines := []string{t.whose(c) + t.text(t.dayKey("reminder."+string(wording(r.Kind, left))), t.instalmentArgs(c, r.Number)), t.progress(a)}
	if arrears := a.Arrears(t.today); arrears > 0 && (arrears > a.LeftOn(r.Number) || left >= 0) {
		lines = append(lines, t.text("keeping.arrears", locale.Args{"Amount": arrears}))
	}
	lines = append(lines, t.text("reminder.where", nil))
	return Message{Text: strings.Join(lines, "\n"), Buttons: t.instalmentButtons(c, r.Number)}
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

// noticeFlow marks the data of buttons that belong to a reminder, not to a question.
const noticeFlow = "rem"

// noticeOpen asks for a reminder that a summary or a discreet message stands for.
const noticeOpen = "open"

// act is a button under a reminder: what it does, and where that leads.
type act struct {
	name string
	do   func(t *turn, c *casefile.Case, r casefile.Reminder) Name
}

// noticeActs are the buttons under each reminder but those of an instalment, left to right.
var noticeActs = map[casefile.Subject][]act{
	casefile.OfApplication: {
		{"answered", func(*turn, *casefile.Case, casefile.Reminder) Name { return contactOutcome }},
		{"waiting", func(t *turn, c *casefile.Case, _ casefile.Reminder) Name {
			c.StillWaiting = t.today
			t.note("contact.chase", nil)
			return contactHome
		}},
	},
	casefile.OfComplaint: {
		{"answered", func(t *turn, c *casefile.Case, r casefile.Reminder) Name {
			c.Grievances[r.Number].Answered = true
			return t.homeSaying("reminder.noted", nil)
		}},
		{"next", func(*turn, *casefile.Case, casefile.Reminder) Name { return contactComplaint }},
	},
	casefile.OfAnswer: {
		{"done", func(t *turn, c *casefile.Case, _ casefile.Reminder) Name {
			c.Court.Answered = true
			return t.homeSaying("reminder.c.handed", nil)
		}},
		{"list", func(*turn, *casefile.Case, casefile.Reminder) Name { return courtHome }},
	},
	casefile.OfHearing: {
		{"seen", seen},
		{"list", func(*turn, *casefile.Case, casefile.Reminder) Name { return courtHome }},
	},
	casefile.OfAppeal: {
		{"done", func(t *turn, c *casefile.Case, r casefile.Reminder) Name {
			c.Court.Appealed = true
			return seen(t, c, r)
		}},
		{"list", func(*turn, *casefile.Case, casefile.Reminder) Name { return courtHome }},
	},
	casefile.OfReview: {
		{"changed", func(t *turn, c *casefile.Case, _ casefile.Reminder) Name {
			if c.Agreement == nil {
				return planFields
			}
			return t.homeSaying("reminder.m.agreed", nil)
		}},
		{"same", func(t *turn, c *casefile.Case, _ casefile.Reminder) Name {
			c.Reviewed = t.today
			return t.homeSaying("reminder.m.kept", nil)
		}},
	},
	casefile.OfCredit: {
		{"seen", seen},
		{"how", func(t *turn, _ *casefile.Case, _ casefile.Reminder) Name {
			t.explain("credit_report")
			return t.home()
		}},
	},
	casefile.OfCall: {
		{"called", func(*turn, *casefile.Case, casefile.Reminder) Name { return contactOutcome }},
		{"script", func(t *turn, _ *casefile.Case, _ casefile.Reminder) Name {
			t.session().Page = 0
			return scriptPage
		}},
	},
	casefile.OfObjection: {
		{"corrected", found(casefile.RecordCorrected)},
		{"kept", found(casefile.RecordKept)},
		{"waiting", func(t *turn, _ *casefile.Case, _ casefile.Reminder) Name {
			t.pressForFinding()
			return disputeObjection
		}},
	},
	casefile.OfTerms: {
		{"agreed", func(t *turn, _ *casefile.Case, _ casefile.Reminder) Name {
			if t.awaitsRecord() {
				return t.recordNext() // what was told stays
			}
			t.draftFromKnown()
			return agreementSame
		}},
		{"talking", func(t *turn, c *casefile.Case, _ casefile.Reminder) Name {
			c.StillWaiting = t.today
			return t.homeSaying("reminder.t.on", nil)
		}},
	},
	casefile.OfPapers: {
		{"list", func(*turn, *casefile.Case, casefile.Reminder) Name { return materialsList }},
	},
}

// found notes how an objection was answered.
func found(finding casefile.Finding) func(*turn, *casefile.Case, casefile.Reminder) Name {
	return func(_ *turn, c *casefile.Case, _ casefile.Reminder) Name {
		c.Objection.Finding = finding
		return disputeObjection
	}
}

func seen(t *turn, _ *casefile.Case, _ casefile.Reminder) Name {
	return t.homeSaying("reminder.noted", nil)
}

// homeSaying says something and leads to where the case stands.
func (t *turn) homeSaying(key string, args locale.Args) Name {
	t.note(key, args)
	return t.home()
}

func (t *turn) noticeButtons(c *casefile.Case, r casefile.Reminder) [][]Button {
	var row []Button
	for _, a := range noticeActs[r.Subject] {
		label := t.text("reminder."+string(r.Subject)+"."+a.name, nil)
		row = append(row, Button{Label: label, Data: noticeData(c.ID, r, a.name)})
	}
	return [][]Button{row}
}

// noticeData is "rem:1.g0:answered". For what it leads to it does not matter on which
// occasion the reminder came.
func noticeData(caseID int, r casefile.Reminder, act string) string {
	r.Minute = 0
	return fmt.Sprintf("%s:%d.%s:%s", noticeFlow, caseID, r.Item(), act)
}

// noticePressed answers a button under a reminder.
func (t *turn) noticePressed(data string) bool {
	parts := strings.Split(data, ":")
	if len(parts) != 3 || parts[0] != noticeFlow {
		return false
	}
	id, item, _ := strings.Cut(parts[1], ".")
	r, err := casefile.ParseReminder(item, "")
	key := numbers(id)
	if err != nil || key == nil || t.person.Find(key[0]) == nil || t.session().Consent.IsZero() {
		t.stale()
		return true
	}
	c := t.person.Find(key[0])
	t.turnTo(c.ID)
	t.session().Paused, t.session().Return = false, ""
	switch {
	case !c.Reminds(r, t.today):
		t.note("reminder.over", nil)
		t.enter(t.home())
	case parts[2] == noticeOpen:
		t.messages = append(t.messages, t.reminder(c, r))
	default:
		t.actOnNotice(c, r, parts[2])
	}
	return true
}

// actOnNotice does what a button under a reminder says.
func (t *turn) actOnNotice(c *casefile.Case, r casefile.Reminder, name string) {
	for _, a := range noticeActs[r.Subject] {
		if a.name == name {
			t.enter(a.do(t, c, r))
			return
		}
	}
	t.stale()
}
