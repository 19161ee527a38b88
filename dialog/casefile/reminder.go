package casefile

import (
	"fmt"
	"slices"
	"strings"

	"xieshang/calc"
)

// Subject is what a reminder is about: the letter that its item begins with.
type Subject byte

// The subjects of reminders.
const (
	OfInstalment  Subject = 'a' // of an agreement
	OfApplication Subject = 'w' // that waits for the lender's answer
	OfComplaint   Subject = 'g'
	OfAnswer      Subject = 'c' // to a court
	OfHearing     Subject = 'h'
	OfAppeal      Subject = 'j' // against a judgment or an order to pay
	OfReview      Subject = 'm' // has anything changed?
	OfCredit      Subject = 'r' // the credit report
	OfPapers      Subject = 'p' // that support the application
	OfObjection   Subject = 'o' // to the credit record
	OfCall        Subject = 'b' // back to the lender
	OfTerms       Subject = 't' // that the lender named, and of which nothing was heard since
)

// single are the subjects of which a case has one.
const single = "wchjmrpobt"

// ReminderKind says on which occasion a reminder comes.
type ReminderKind string

// The kinds of reminders of an instalment. There are more "T-n", as many days before as the
// person wants.
const (
	RemindSoon     ReminderKind = "T-3"   // three days before
	RemindTomorrow ReminderKind = "T-1"   // the day before
	RemindToday    ReminderKind = "T"     // the day itself
	RemindMissed   ReminderKind = "T+1"   // the day after, unpaid
	RemindAgain    ReminderKind = "again" // when the person asked for it
)

// The kinds of other reminders; those of complaints and of courts have days added to them.
const (
	RemindFollowUp  ReminderKind = "follow-up"
	RemindComplaint ReminderKind = "complaint" // complaint+15, +30, +60
	RemindAnswer    ReminderKind = "answer"    // answer-5, -2, -1
	RemindHearing   ReminderKind = "hearing"   // hearing-5, -2, -1
	RemindAppeal    ReminderKind = "appeal"    // appeal-5, -2, -1
	RemindReview    ReminderKind = "review"
	RemindCredit    ReminderKind = "credit-report"
	RemindPapers    ReminderKind = "materials"
	RemindCall      ReminderKind = "call-back"
	RemindObjection ReminderKind = "objection" // objection, +7
	RemindTerms     ReminderKind = "terms"     // terms, +3
)

// Days returns the kind for so many days after, or before if it is negative: T-3, T, T+1.
func (k ReminderKind) Days(n int) ReminderKind {
	if n == 0 {
		return k
	}
	return ReminderKind(fmt.Sprintf("%s%+d", k, n))
}

// Reminder is one thing to remind of.
type Reminder struct {
	Subject Subject
	Version int // of the agreement, for an instalment
	Number  int // the instalment or the complaint, from 0
	Kind    ReminderKind
	// Minute is for which minute of the day in China the person asked to be reminded again; 0
	// for other kinds. One can ask in the morning for the evening, and in the evening once more.
	Minute int
}

// Item is the reminder's subject without a word of what it is about: "a1.3" is instalment
// 3 of version 1, "a1.3@20" the same again at 20:00, "g0" the first complaint, "c" the answer
// to a court.
func (r Reminder) Item() string {
	switch r.Subject {
	case OfInstalment:
		return fmt.Sprintf("a%d.%d%s", r.Version, r.Number, r.clock())
	case OfComplaint:
		return fmt.Sprintf("g%d", r.Number)
	}
	return string(r.Subject)
}

// clock is the time in an item: "@20" or "@20:15".
func (r Reminder) clock() string {
	switch {
	case r.Minute == 0:
		return ""
	case r.Minute%60 == 0:
		return fmt.Sprintf("@%d", r.Minute/60)
	}
	return fmt.Sprintf("@%d:%02d", r.Minute/60, r.Minute%60)
}

// ParseReminder reads what [Reminder.Item] wrote. The error is a *calc.FieldError on "item".
func ParseReminder(item string, kind ReminderKind) (Reminder, error) {
	r := Reminder{Kind: kind}
	if item != "" {
		r.Subject = Subject(item[0])
	}
	switch {
	case r.Subject == OfInstalment:
		parseInstalment(item, &r)
	case r.Subject == OfComplaint:
		_, _ = fmt.Sscanf(item, "g%d", &r.Number)
	case item == "" || !strings.Contains(single, item[:1]):
		r.Subject = 0
	}
	if r.Subject == 0 || r.Item() != item {
		return r, &calc.FieldError{Field: "item", Problem: fmt.Sprintf("%.20q is nothing to remind of", item)}
	}
	return r, nil
}

// parseInstalment reads "a1.3", "a1.3@20" and "a1.3@20:15". What does not fit is found when
// the item is written again.
func parseInstalment(item string, r *Reminder) {
	subject, clock, again := strings.Cut(item, "@")
	_, _ = fmt.Sscanf(subject, "a%d.%d", &r.Version, &r.Number)
	if again {
		var hour, minute int
		_, _ = fmt.Sscanf(clock, "%d:%d", &hour, &minute)
		r.Minute = hour*60 + minute
	}
}

// Reminds reports whether a reminder still matters on a day in China: something is left on the
// instalment, an answer is still waited for, the hearing is still to come.
func (c *Case) Reminds(r Reminder, today calc.Date) bool {
	switch r.Subject {
	case OfInstalment:
		a := c.Agreement
		return a != nil && c.Stage != Settled && r.Version == a.Version &&
			r.Number >= 0 && r.Number < len(a.Instalments) && a.LeftOn(r.Number) > 0
	case OfApplication:
		return c.Stage == Submitted || c.Stage == Waiting
	case OfComplaint:
		return r.Number >= 0 && r.Number < len(c.Grievances) && !c.Grievances[r.Number].Answered
	case OfAnswer:
		return c.Court != nil && !c.Court.AnswerBy.IsZero() && !c.Court.Answered
	case OfHearing:
		return c.Court != nil && !c.Court.Hearing.IsZero() && !c.Court.Hearing.Before(today)
	case OfAppeal:
		return c.Court != nil && !c.Court.AppealBy.IsZero() && !c.Court.Appealed
	case OfReview:
		return c.Stage != Preparing && c.Stage != Settled
	case OfCall:
		return c.Agreement == nil && !c.CallBy().Before(today)
	case OfObjection:
		return c.Objection.Open()
	case OfTerms:
		return !c.TermsOpen().IsZero()
	case OfPapers:
		return c.Agreement == nil && !c.PapersListed.IsZero() && c.NeedsPapers()
	}
	return r.Subject == OfCredit && (c.Stage != Settled || today.DaysSince(c.settledOn()) <= creditAfter)
}

// creditAfter is for how many days after a debt is settled the credit report is reminded of.
const creditAfter = 366

// settledOn is the day on which the last payment was recorded.
func (c *Case) settledOn() calc.Date {
	if len(c.Moves) == 0 {
		return calc.Date{}
	}
	return DayOf(c.Moves[len(c.Moves)-1].At)
}

// NeedsPapers reports whether a paper of the checklist is still to be found.
func (c *Case) NeedsPapers() bool {
	return slices.ContainsFunc(c.Checklist(), func(m Material) bool { return m.Status == Need })
}

// WaitedForInCourt reports whether a court has set a day that still matters.
func (c *Case) WaitedForInCourt(today calc.Date) bool {
	return slices.ContainsFunc([]Subject{OfAnswer, OfHearing, OfAppeal}, func(s Subject) bool { return c.Reminds(Reminder{Subject: s}, today) })
}

// OfCourt reports whether a court set the day.
func (r Reminder) OfCourt() bool {
	return r.Subject == OfAnswer || r.Subject == OfHearing || r.Subject == OfAppeal
}
