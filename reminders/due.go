package reminders

import (
	"slices"
	"time"

	"xieshang/calc"
	"xieshang/dialog/casefile"
)

// Planned is one reminder of a case and when it is due.
type Planned struct {
	casefile.Reminder
	Case int
	Day  calc.Date // the day it belongs to, in China
	At   time.Time // when it is to be sent
	Ends time.Time // when it comes too late on its day; zero if it does not
}

// All returns the reminders of all of a person's cases. The credit report is the person's and
// not a case's: the first case reminds of it. What can wait does not come on the day of what
// cannot, so that this says what it has to say in a message of its own.
func All(cases []casefile.Case, p Preferences, now time.Time) []Planned {
	var list []Planned
	taken := map[calc.Date]bool{}
	for i := range cases {
		due := Due(&cases[i], p, now)
		if i == 0 {
			list = due
			continue
		}
		list = append(list, slices.DeleteFunc(due, func(p Planned) bool { return p.Subject == casefile.OfCredit })...)
	}
	for _, planned := range list {
		if !planned.Soft() {
			taken[p.dayOf(planned.At)] = true
		}
	}
	for i := range list {
		for list[i].Soft() && taken[p.dayOf(list[i].At)] {
			list[i].At = p.on(casefile.DayOf(list[i].At).AddDays(1))
		}
	}
	slices.SortStableFunc(list, func(a, b Planned) int { return a.At.Compare(b.At) })
	return list
}

// Soft reminders are of things that can wait: nothing is due.
func (p Planned) Soft() bool {
	return p.Subject == casefile.OfReview || p.Subject == casefile.OfCredit || p.Subject == casefile.OfPapers || p.Subject == casefile.OfTerms
}

// Due returns every reminder of a case that matters on its day, whether its time has come or
// not, the earliest first; of several at one time the most urgent stands first. What is due is
// due on a day in China: a reminder comes at the person's hour while its day lasts there. What comes
// round for ever is listed three times: the last time up to today, and the next two. Nothing
// else depends on now; whether a reminder still matters when it is sent is for
// [casefile.Case.Reminds] to say.
func Due(c *casefile.Case, p Preferences, now time.Time) []Planned {
	s := schedule{c: c, p: p, today: casefile.DayOf(now)}
	if c.Agreement != nil {
		s.list = make([]Planned, 0, len(c.Agreement.Instalments)*(len(p.Before)+1)+others)
	}
	s.court()
	s.instalments()
	s.complaints()
	s.objection()
	s.callBack()
	s.terms()
	s.followUp()
	s.papers()
	s.review()
	s.credit()
	slices.SortStableFunc(s.list, func(a, b Planned) int { return a.At.Compare(b.At) })
	return s.list
}

// others is how many reminders an agreement has beside those of its instalments, as a rule.
const others = 8

// schedule gathers the reminders of a case.
type schedule struct {
	c     *casefile.Case
	p     Preferences
	today calc.Date
	list  []Planned
}

// add plans a reminder for a day, if it matters then.
func (s *schedule) add(r casefile.Reminder, day calc.Date) {
	s.addAt(r, day, s.p.at(day))
}

func (s *schedule) addAt(r casefile.Reminder, day calc.Date, at time.Time) {
	if s.c.Reminds(r, day) {
		s.list = append(s.list, Planned{Reminder: r, Case: s.c.ID, Day: day, At: at})
	}
}

// instalments are reminded of as many days before as the person wants, the day after, and
// when they asked to be reminded again. Who has named a later day for the rest is left alone
// until then; what was asked for by its day comes in a pause too.
func (s *schedule) instalments() {
	a := s.c.Agreement
	if a == nil {
		return
	}
	for n, i := range a.Instalments {
		r := casefile.Reminder{Subject: casefile.OfInstalment, Version: a.Version, Number: n}
		for _, days := range s.p.Before {
			r.Kind = casefile.RemindToday.Days(-days)
			s.add(r, i.Due.AddDays(-days))
		}
		again := casefile.InChina(i.Snoozed)
		if missed := i.Due.AddDays(1); i.Snoozed.IsZero() || !calc.DateOf(again).After(missed) {
			r.Kind = casefile.RemindMissed
			s.add(r, missed)
		}
		if !i.Snoozed.IsZero() {
			r.Kind, r.Minute = casefile.RemindAgain, again.Hour()*60+again.Minute()
			s.addAt(r, calc.DateOf(again), again)
		}
	}
}

// courtDays are the days before a court's day on which it is reminded of.
var courtDays = []int{5, 2, 1, 0}

// court is the last day for the answer, the hearing, and the last day for an appeal. No pause
// holds them back.
func (s *schedule) court() {
	court := s.c.Court
	if court == nil {
		return
	}
	for _, deadline := range []struct {
		subject casefile.Subject
		kind    casefile.ReminderKind
		day     calc.Date
	}{
		{casefile.OfAnswer, casefile.RemindAnswer, court.AnswerBy},
		{casefile.OfHearing, casefile.RemindHearing, court.Hearing},
		{casefile.OfAppeal, casefile.RemindAppeal, court.AppealBy},
	} {
		for _, days := range courtDays {
			day := deadline.day.AddDays(-days)
			s.addAt(casefile.Reminder{Subject: deadline.subject, Kind: deadline.kind.Days(-days)}, day, s.p.on(day))
		}
	}
	s.bringForward(court.Begins())
}

// toGetThere is how long before a hearing begins its last reminder comes, at the latest.
const toGetThere = 90 * time.Minute

// bringForward has the last reminder of a hearing come in time, and none after it has begun. In
// quiet hours there is none: the one of the day before has named the hour.
func (s *schedule) bringForward(begins time.Time) {
	if begins.IsZero() {
		return
	}
	last := begins.Add(-toGetThere)
	s.list = slices.DeleteFunc(s.list, func(p Planned) bool {
		return p.Subject == casefile.OfHearing && p.At.After(last) && s.p.QuietAt(last.In(s.p.Local).Hour())
	})
	for i := range s.list {
		if p := &s.list[i]; p.Subject == casefile.OfHearing {
			p.Ends = begins
			if p.At.After(last) {
				p.At = last
			}
		}
	}
}

// complaintDays are the days after a complaint on which it has to be decided: 15, 30 where it
// is complicated, and 30 more in special cases (fact N5).
var complaintDays = []int{15, 30, 60}

func (s *schedule) complaints() {
	for n, g := range s.c.Grievances {
		for _, days := range complaintDays {
			r := casefile.Reminder{Subject: casefile.OfComplaint, Number: n, Kind: casefile.RemindComplaint.Days(days)}
			s.add(r, g.Filed.AddDays(days))
		}
	}
}

// objectionDays are the days on which the answer to an objection is asked for, from when it is due.
var objectionDays = []int{0, 7}

func (s *schedule) objection() {
	if s.c.Objection == nil {
		return
	}
	for _, days := range objectionDays {
		s.add(casefile.Reminder{Subject: casefile.OfObjection, Kind: casefile.RemindObjection.Days(days)}, s.c.Objection.By.AddDays(days))
	}
}

// callBack is on the day by which the person is to call the lender back.
func (s *schedule) callBack() {
	if day := s.c.CallBy(); !day.IsZero() {
		s.add(casefile.Reminder{Subject: casefile.OfCall, Kind: casefile.RemindCall}, day)
	}
}

// termsAgain is how many days after the first time, or after the person said that the talk goes
// on, it is asked once more what became of terms.
const termsAgain = 3

// terms asks what became of terms that the lender named: once they are recorded, paying them is
// reminded of.
func (s *schedule) terms() {
	since := s.c.TermsOpen()
	if since.IsZero() {
		return
	}
	first := since.AddDays(1)
	s.add(casefile.Reminder{Subject: casefile.OfTerms, Kind: casefile.RemindTerms}, first)
	s.add(casefile.Reminder{Subject: casefile.OfTerms, Kind: casefile.RemindTerms.Days(termsAgain)}, later(first, s.c.StillWaiting).AddDays(termsAgain))
}

// reviewTime is how many working days an application is left alone.
const reviewTime = 7

// followUp asks whether the lender has answered: seven working days after the application or
// the last word, or once the day is over by which they promised to.
func (s *schedule) followUp() {
	since, promised := s.waitingSince()
	if since.IsZero() {
		return
	}
	day := s.p.Days.After(since, reviewTime).On
	if promised.After(since) {
		day = s.p.Days.After(promised, 1).On
	}
	s.add(casefile.Reminder{Subject: casefile.OfApplication, Kind: casefile.RemindFollowUp}, day)
}

// waitingSince is the day of the application or the last word since, and the day by which
// an answer was promised then, if one was.
func (s *schedule) waitingSince() (since, promised calc.Date) {
	for _, m := range s.c.Moves {
		if m.To == casefile.Submitted || m.To == casefile.Waiting {
			since = casefile.DayOf(m.At)
		}
	}
	if n := len(s.c.Contacts); n > 0 {
		last := s.c.Contacts[n-1]
		since, promised = later(since, casefile.DayOf(last.At)), last.AnswerBy
	}
	return later(since, s.c.StillWaiting), promised
}

// papersAfter is how many days after the list of papers those still missing are asked for, once.
const papersAfter = 4

func (s *schedule) papers() {
	s.add(casefile.Reminder{Subject: casefile.OfPapers, Kind: casefile.RemindPapers}, s.c.PapersListed.AddDays(papersAfter))
}

// review asks once a month whether anything has changed, counted from when something last did.
func (s *schedule) review() {
	since := casefile.DayOf(s.c.Opened)
	for _, m := range s.c.Moves {
		since = later(since, casefile.DayOf(m.At))
	}
	for _, contact := range s.c.Contacts {
		since = later(since, casefile.DayOf(contact.At))
	}
	if s.c.Agreement != nil {
		since = later(since, casefile.DayOf(s.c.Agreement.Since))
	}
	s.every(1, casefile.Reminder{Subject: casefile.OfReview, Kind: casefile.RemindReview}, later(since, s.c.Reviewed))
}

// credit is twice a year: as often as the report is free (fact R1).
func (s *schedule) credit() {
	s.every(6, casefile.Reminder{Subject: casefile.OfCredit, Kind: casefile.RemindCredit}, casefile.DayOf(s.c.Opened))
}

// every plans what comes round every so many months after a day: the last time up to today,
// if there was one, and the next two.
func (s *schedule) every(months int, r casefile.Reminder, since calc.Date) {
	next := 1
	for !since.AddMonths(next*months, since.Day).After(s.today) {
		next++
	}
	for n := max(1, next-1); n <= next+1; n++ {
		s.add(r, since.AddMonths(n*months, since.Day))
	}
}

func later(a, b calc.Date) calc.Date {
	if b.After(a) {
		return b
	}
	return a
}
