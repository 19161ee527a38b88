package bot

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"xieshang/bot/store"
	"xieshang/calc"
	"xieshang/dialog"
	"xieshang/dialog/casefile"
	"xieshang/dialog/workday"
)

// This file is the specification of the reminders: what a person with a good memory and a
// calendar on the wall would want to be told, at every look at the clock. It reads the same
// facts as the bot and shares none of its reckoning.

// thing is something to be reminded of.
type thing struct {
	name   string // which one, for ever: "1 a1.0 T-3 2026-12-12"
	debt   int
	line   string // of things of one line only the newest is worth a word
	day    string // that it belongs to, in China
	at     time.Time
	place  int       // of several at one time the first stands for its line
	asked  bool      // the person asked for it themselves
	soft   bool      // it can wait for a day on which nothing else comes
	urgent bool      // no pause holds it back
	until  string    // the last day on which it matters; "" if that does not end
	ends   time.Time // when it is too late for it; zero if that does not come
}

// memory is what the person knows of what was said.
type memory struct {
	said   map[string]time.Time // and when
	missed map[string]bool      // what had nothing to say when its time came
	known  map[string]bool      // what there was to be reminded of when something last changed
	spoke  map[int][]time.Time  // when each debt was spoken of
	held   map[string]wait      // what is to wait
	silent bool                 // the bot is blocked, or everything is forgotten
	grief  grief
}

// grief is what has happened since the person spoke of ending their life.
type grief struct {
	told   bool // that reminders wait
	ended  bool // they asked for reminders again
	tender bool // the first word about money is still to come
}

// wait puts off until a time what was to come at another.
type wait struct{ at, until time.Time }

// waits reports whether a thing has been put off to a time that has not come.
func (m *memory) waits(l life, t thing) bool {
	return m.held[t.name].until.After(l.now)
}

func newMemory() *memory {
	return &memory{said: map[string]time.Time{}, missed: map[string]bool{}, known: map[string]bool{},
		spoke: map[int][]time.Time{}, held: map[string]wait{}}
}

// life is a person as they are at a moment.
type life struct {
	dialog.Person
	wishes casefile.Preferences
	zone   *time.Location
	days   *workday.Calendar
	now    time.Time
}

func (l life) midnight(t time.Time) time.Time {
	y, m, d := t.In(l.zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, l.zone)
}

// inChina is what the calendar on a wall in China shows.
func inChina(t time.Time) calc.Date { return calc.DateOf(t.UTC().Add(8 * time.Hour)) }

// date is what the calendar on the person's own wall shows.
func (l life) date(t time.Time) string { return t.In(l.zone).Format(time.DateOnly) }

// hour is the person's hour on the day in China that lies so many days after another. They go
// back from the end of that day until their clock shows it; if it never does, the day's
// beginning has to do.
func (l life) hour(day calc.Date, after int) time.Time {
	begin := time.Date(day.Year, day.Month, day.Day+after, -8, 0, 0, 0, time.UTC)
	for at := begin.Add(24*time.Hour - 15*time.Minute); !at.Before(begin); at = at.Add(-15 * time.Minute) {
		hour, minute, _ := at.In(l.zone).Clock()
		if hour == l.wishes.Hour && minute == 0 {
			return at
		}
		if minute == 0 {
			at = at.Add(-45 * time.Minute)
		}
	}
	return begin
}

// tomorrow is the person's hour of the next day of their own.
func (l life) tomorrow() time.Time {
	y, m, d := l.now.In(l.zone).Date()
	return time.Date(y, m, d+1, l.wishes.Hour, 0, 0, 0, l.zone)
}

// things lists everything there is to be reminded of.
func (l life) things() (list []thing) {
	add := func(c casefile.Case, line, item, kind string, at time.Time, change func(*thing)) {
		t := thing{debt: c.ID, line: fmt.Sprint(c.ID, line), day: inChina(at).String(), at: at, place: len(list)}
		if change != nil {
			change(&t)
		}
		t.name = fmt.Sprint(c.ID, " ", item, " ", kind, " ", t.day)
		if end := l.wishes.PausedUntil; !end.IsZero() && !t.urgent && !t.asked && l.date(t.at) < end.String() {
			t.at = time.Date(end.Year, end.Month, end.Day, l.wishes.Hour, 0, 0, 0, l.zone)
		}
		list = append(list, t)
	}
	for i, c := range l.Cases {
		l.court(c, add)
		l.instalments(c, add)
		for n, g := range c.Grievances {
			for _, days := range []int{15, 30, 60} {
				if !g.Answered {
					add(c, fmt.Sprint("g", n), fmt.Sprint("g", n), fmt.Sprint("complaint+", days), l.hour(g.Filed, days), nil)
				}
			}
		}
		if c.Stage == casefile.Submitted || c.Stage == casefile.Waiting {
			add(c, "w", "w", "follow-up", l.followUp(c), nil)
		}
		soft := func(t *thing) { t.soft = true }
		if c.PapersListed != (calc.Date{}) && c.Agreement == nil && slices.ContainsFunc(c.Checklist(), func(m casefile.Material) bool { return m.Status == casefile.Need }) {
			add(c, "p", "p", "materials", l.hour(c.PapersListed, 4), soft)
		}
		if c.Stage != casefile.Preparing && c.Stage != casefile.Settled {
			for _, at := range l.rounds(l.lastChange(c), 1) {
				add(c, "m", "m", "review", at, soft)
			}
		}
		if i > 0 {
			continue
		}
		until := ""
		if c.Stage == casefile.Settled && len(c.Moves) > 0 {
			until = inChina(c.Moves[len(c.Moves)-1].At).AddDays(366).String()
		}
		for _, at := range l.rounds(inChina(c.Opened), 6) {
			if until == "" || inChina(at).String() <= until {
				add(c, "r", "r", "credit-report", at, func(t *thing) { t.soft, t.until = true, until })
			}
		}
	}
	l.giveWay(list)
	return list
}

type adder func(c casefile.Case, line, item, kind string, at time.Time, change func(*thing))

func (l life) court(c casefile.Case, add adder) {
	if c.Court == nil {
		return
	}
	on := func(what string, days int) string {
		if days == 0 {
			return what
		}
		return fmt.Sprint(what, "-", days)
	}
	for _, days := range []int{5, 2, 1, 0} {
		if by := c.Court.AnswerBy; !by.IsZero() && !c.Court.Answered {
			add(c, "c", "c", on("answer", days), l.hour(by, -days), func(t *thing) { t.urgent = true })
		}
	}
	for _, days := range []int{5, 2, 1, 0} {
		if day := c.Court.Hearing; !day.IsZero() {
			l.hearing(c, on("hearing", days), l.hour(day, -days), add)
		}
	}
	for _, days := range []int{5, 2, 1, 0} {
		if by := c.Court.AppealBy; !by.IsZero() && !c.Court.Appealed {
			add(c, "j", "j", on("appeal", days), l.hour(by, -days), func(t *thing) { t.urgent = true })
		}
	}
}

// hearing is to be heard of an hour and a half before it begins, unless that is at night.
func (l life) hearing(c casefile.Case, kind string, at time.Time, add adder) {
	day := c.Court.Hearing
	var begins time.Time
	if c.Court.HearingAt > 0 {
		begins = time.Date(day.Year, day.Month, day.Day, -8, c.Court.HearingAt, 0, 0, time.UTC)
	}
	if last := begins.Add(-90 * time.Minute); !begins.IsZero() && at.After(last) {
		if at = last; l.quietAt(at) {
			return
		}
	}
	add(c, "h", "h", kind, at, func(t *thing) { t.urgent, t.until, t.ends = true, day.String(), begins })
}

func (l life) instalments(c casefile.Case, add adder) {
	a := c.Agreement
	if a == nil || c.Stage == casefile.Settled {
		return
	}
	paid := calc.Money(0)
	for _, p := range a.Payments {
		paid += p.Amount
	}
	for n, i := range a.Instalments {
		if paid -= i.Amount; paid >= 0 {
			continue
		}
		item := fmt.Sprintf("a%d.%d", a.Version, n)
		for _, days := range append(slices.Clone(l.wishes.Before), -1) {
			kind := "T"
			if days != 0 {
				kind = fmt.Sprintf("T%+d", -days)
			}
			if days == -1 && !i.Snoozed.IsZero() && inChina(i.Snoozed).String() > i.Due.AddDays(1).String() {
				continue
			}
			add(c, "a", item, kind, l.hour(i.Due, -days), nil)
		}
		if !i.Snoozed.IsZero() {
			clock := i.Snoozed.UTC().Add(8 * time.Hour).Format("15:04")
			add(c, "a", item+"@"+clock, "again", i.Snoozed, func(t *thing) { t.asked = true })
		}
	}
}

func (l life) followUp(c casefile.Case) time.Time {
	var since, promised calc.Date
	for _, m := range c.Moves {
		if m.To == casefile.Waiting || m.To == casefile.Submitted {
			since = inChina(m.At)
		}
	}
	for _, contact := range c.Contacts {
		if on := inChina(contact.At); on.String() >= since.String() {
			since = on
		}
		promised = contact.AnswerBy
	}
	if c.StillWaiting.String() > since.String() {
		since = c.StillWaiting
	}
	count := 7
	if promised.String() > since.String() {
		since, count = promised, 1
	}
	day := since
	for count > 0 {
		if day = day.AddDays(1); l.days.Works(day) {
			count--
		}
	}
	return l.hour(day, 0)
}

func (l life) lastChange(c casefile.Case) calc.Date {
	newest := inChina(c.Opened)
	note := func(d calc.Date) {
		if d.String() > newest.String() {
			newest = d
		}
	}
	for _, m := range c.Moves {
		note(inChina(m.At))
	}
	for _, contact := range c.Contacts {
		note(inChina(contact.At))
	}
	if c.Agreement != nil {
		note(inChina(c.Agreement.Since))
	}
	note(c.Reviewed)
	return newest
}

// rounds are the last time up to today, and the next two, of what comes every so many months.
func (l life) rounds(since calc.Date, months int) (times []time.Time) {
	today := inChina(l.now).String()
	for n, future := 1, 0; future < 2; n++ {
		end := time.Date(since.Year, since.Month+time.Month(n*months+1), 0, 0, 0, 0, 0, time.UTC)
		day := calc.Date{Year: end.Year(), Month: end.Month(), Day: min(end.Day(), since.Day)}
		if day.String() > today {
			future++
		} else {
			times = nil
		}
		times = append(times, l.hour(day, 0))
	}
	return times
}

// giveWay puts what can wait on the next day on which nothing else comes.
func (l life) giveWay(list []thing) {
	taken := map[string]bool{}
	for _, t := range list {
		if !t.soft {
			taken[l.date(t.at)] = true
		}
	}
	for i, t := range list {
		for t.soft && taken[l.date(list[i].at)] {
			list[i].at = l.hour(inChina(list[i].at), 1)
		}
	}
}

// changed takes note of what there is to be reminded of after something has changed: what
// is new and whose time is over was not missed.
func (m *memory) changed(l life) {
	known := map[string]bool{}
	for _, t := range l.things() {
		known[t.name] = true
		if !m.known[t.name] && t.at.Before(l.now) {
			m.missed[t.name] = true
		}
		if !m.held[t.name].at.Equal(t.at) {
			delete(m.held, t.name) // it is to come at another time than when it was put off
		}
	}
	for name := range m.known {
		if !known[name] {
			delete(m.missed, name)
			delete(m.held, name)
		}
	}
	m.known = known
	switch {
	case l.Session.State == "safety.crisis" && m.grief.ended:
		m.grief = grief{tender: true}
	case l.Session.State == "safety.crisis":
		m.grief.tender = true
	case l.Session.State != "safety.calm":
		m.grief = grief{tender: m.grief.tender}
	}
}

// look says what is to be said now: messages, each of one or more things.
func (m *memory) look(l life) (messages [][]string) {
	list := l.things()
	for _, t := range list {
		if t.at.After(l.now) {
			delete(m.missed, t.name) // the hour is another, or the clock was ahead
		}
	}
	if m.silent {
		return nil
	}
	if until := l.quietUntil(); !until.IsZero() {
		for _, t := range list {
			if !t.at.After(l.now) && !m.over(t.name) && !m.waits(l, t) {
				m.held[t.name] = wait{t.at, until}
			}
		}
		return nil
	}
	slices.SortStableFunc(list, func(a, b thing) int { return a.at.Compare(b.at) })
	var say []thing
	for _, t := range list {
		if t.at.After(l.now) || m.over(t.name) || m.waits(l, t) {
			continue
		}
		over := t.until != "" && inChina(l.now).String() > t.until || !t.ends.IsZero() && !l.now.Before(t.ends)
		if newest := l.newest(t, list); over || newest.name != t.name {
			m.missed[t.name] = true
			delete(m.held, t.name) // if the clock is put back, it comes at its own time
			continue
		}
		if until := m.wait(l, t, list); !until.IsZero() {
			m.held[t.name] = wait{t.at, until}
			continue
		}
		say = append(say, t)
	}
	if slices.ContainsFunc(say, func(t thing) bool { return !t.soft }) {
		say = slices.DeleteFunc(say, func(t thing) bool {
			if t.soft {
				m.held[t.name] = wait{t.at, l.tomorrow()}
			}
			return t.soft
		})
	}
	say, comfort := m.spare(l, say)
	if messages = m.say(l, say); comfort {
		messages = slices.Insert(messages, 0, []string{dialog.HeldReminder})
	}
	return messages
}

// spare keeps back what a person in grief is not to hear: money until they go on or ask for it,
// a court's day for a day. In place of the first word about money, from the next day on, they
// are asked once how they are.
func (m *memory) spare(l life, list []thing) (say []thing, comfort bool) {
	if l.Session.State != "safety.crisis" && l.Session.State != "safety.calm" {
		return list, false
	}
	seen := l.Session.LastSeen
	y, month, d := seen.In(l.zone).Date()
	next := time.Date(y, month, d+1, l.wishes.Hour, 0, 0, 0, l.zone)
	for _, t := range list {
		var until time.Time
		switch {
		case t.urgent:
			until = seen.Add(24 * time.Hour)
		case m.grief.ended:
		case next.After(l.now):
			until = next
		default:
			until = l.now.Add(24 * time.Hour)
			comfort = !m.grief.told
		}
		if until.After(l.now) {
			m.held[t.name] = wait{t.at, until}
		} else {
			say = append(say, t)
		}
	}
	m.grief.told = m.grief.told || comfort
	return say, comfort
}

// quietUntil is when the quiet hours end if it is quiet now; zero if it is not.
func (l life) quietUntil() time.Time {
	hour := l.now.In(l.zone).Hour()
	end := l.midnight(l.now)
	if hour >= l.wishes.QuietTo {
		end = end.AddDate(0, 0, 1)
	}
	if !l.quietAt(l.now) {
		return time.Time{}
	}
	return time.Date(end.Year(), end.Month(), end.Day(), l.wishes.QuietTo, 0, 0, 0, l.zone)
}

func (l life) quietAt(t time.Time) bool {
	hour := t.In(l.zone).Hour()
	if l.wishes.QuietFrom <= l.wishes.QuietTo {
		return hour >= l.wishes.QuietFrom && hour < l.wishes.QuietTo
	}
	return hour >= l.wishes.QuietFrom || hour < l.wishes.QuietTo
}

// over reports whether a thing is done with.
func (m *memory) over(name string) bool {
	_, said := m.said[name]
	return said || m.missed[name]
}

// newest is the thing that stands for a line now; for one of an earlier day what is still
// to come today does.
func (l life) newest(of thing, list []thing) thing {
	until := l.now
	if l.date(of.at) < l.date(l.now) {
		until = l.midnight(l.now).AddDate(0, 0, 1).Add(-1)
	}
	its := slices.DeleteFunc(slices.Clone(list), func(t thing) bool { return t.line != of.line || t.at.After(until) })
	return slices.MaxFunc(its, func(a, b thing) int {
		return cmp.Or(a.at.Compare(b.at), strings.Compare(a.day, b.day))
	})
}

// wait says until when a thing is to wait so that a debt is spoken of once a day.
func (m *memory) wait(l life, t thing, list []thing) (until time.Time) {
	today := l.date(l.now)
	if t.asked {
		return until
	}
	for _, other := range list {
		together := other.debt == t.debt || !l.wishes.Separate
		if l.date(t.at) < today && l.date(other.at) == today && other.at.After(l.now) && !other.asked && together &&
			!m.over(other.name) && !m.waits(l, other) {
			return other.at
		}
	}
	for _, spoke := range m.spoke[t.debt] {
		if spoke.Before(l.now) && !spoke.Before(l.midnight(l.now)) {
			return l.tomorrow()
		}
	}
	return until
}

// say makes messages of what is to be said.
func (m *memory) say(l life, say []thing) (messages [][]string) {
	var groups [][]thing
	for _, t := range say {
		m.said[t.name] = l.now
		if !t.asked {
			m.spoke[t.debt] = append(m.spoke[t.debt], l.now)
		}
		last := len(groups) - 1
		if last < 0 || l.wishes.Separate && groups[last][0].debt != t.debt {
			groups, last = append(groups, nil), last+1
		}
		groups[last] = append(groups[last], t)
	}
	for _, group := range groups {
		tender := m.grief.tender && !slices.ContainsFunc(group, func(t thing) bool { return t.urgent })
		m.grief.tender = m.grief.tender && !tender
		var words []string
		for _, t := range group {
			fields := strings.Fields(t.name) // debt, item, kind, day
			item, _, _ := strings.Cut(fields[1], "@")
			word := fields[0] + " " + item
			if len(group) == 1 {
				word += " " + fields[2]
			}
			if l.now.Sub(t.at) > time.Hour && !t.soft && !tender {
				word += " late"
			}
			words = append(words, word)
		}
		messages = append(messages, words)
	}
	return messages
}

// TestReminded lives through lives at random: agreements, payments and slips, wishes, courts,
// complaints, griefs, time zones, evenings to be reminded again, all of it forgotten, a bot that is off for weeks, is
// restarted or blocked, a clock that is put forward and back. What comes is what one would
// want, at every look at the clock. Run it with -rapid.checks=10000 for the long version.
func TestReminded(t *testing.T) {
	days, err := workday.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		path, release, err := store.NewMemory()
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = release() }()
		w := openWorld(t, path)
		defer func() { w.close() }()
		w.setClock(time.Date(2026, time.Month(rapid.IntRange(1, 12).Draw(t, "month")), rapid.IntRange(1, 31).Draw(t, "day"), rapid.IntRange(0, 23).Draw(t, "hour"), 30, 0, 0, shanghai))
		w.consents(1)
		m := newMemory()
		now := func() life {
			p := w.person(1)
			return life{Person: p, wishes: p.Session.Preferences(), zone: w.engine.Zone(&p), days: days, now: w.clock()}
		}
		for range rapid.IntRange(10, 60).Draw(t, "steps") {
			event := live(t, w, m)
			m.changed(now())
			sent := len(w.people.calls)
			want := m.look(now())
			w.must(w.Remind(context.Background()))
			w.flush()
			got := told(w.people.calls[sent:])
			if diff := gocmp.Diff(want, got); diff != "" {
				t.Fatalf("after %q at %s (-remembered +reminded):\n%s", event, w.clock(), diff)
			}
		}
	})
}

// told lists the messages of reminders that a chat was sent: what each of them is about by
// its buttons, on which occasion where it is about one thing, and whether it is late.
func told(calls []call) (messages [][]string) {
	for _, c := range calls {
		if c.m.Reminder == "" {
			continue
		}
		if c.m.Reminder == dialog.HeldReminder {
			messages = append(messages, []string{c.m.Reminder})
			continue
		}
		lines := []string{c.m.Text}
		if c.m.Silent { // nothing is said of what it is about
			lines = make([]string, len(c.m.Buttons))
		} else if c.m.Reminder == dialog.DigestReminder {
			lines = strings.Split(c.m.Text, "\n")
			lines = lines[1 : len(lines)-1]
		}
		var things []string
		for i, line := range lines {
			name := named(c.m.Buttons[i][0].Data)
			if len(lines) == 1 {
				name += " " + c.m.Reminder
			}
			if strings.Contains(line, "延迟") {
				name += " late"
			}
			things = append(things, name)
		}
		messages = append(messages, things)
	}
	return messages
}

// named is what a button is about: "1 a1.0".
func named(data string) string {
	parts := strings.Split(data, ":")
	debt, item, _ := strings.Cut(parts[1], ".")
	if parts[0] == "due" { // version, instalment, payments
		fields := strings.Split(item, ".")
		item = fmt.Sprintf("a%s.%s", fields[0], fields[1])
	}
	return debt + " " + item
}

// live lets something happen, or only time pass.
func live(t *rapid.T, w *world, m *memory) string {
	events := map[string]func(*rapid.T, *world, *memory){
		"wait": func(t *rapid.T, w *world, _ *memory) {
			w.pass(time.Duration(rapid.IntRange(1, 12*24*60).Draw(t, "minutes")) * time.Minute)
		},
		"hour": nextHour, "hour again": nextHour, "hour once more": nextHour,
		"their hour": theirHour, "their hour again": theirHour,
		"clock": func(t *rapid.T, w *world, _ *memory) { // is put forward or back
			w.pass(time.Duration(rapid.IntRange(-3*24*60, 3*24*60).Draw(t, "minutes")) * time.Minute)
		},
		"restart": func(_ *rapid.T, w *world, _ *memory) { w.close(); w.open() },
		"block":   func(_ *rapid.T, w *world, m *memory) { w.apply(w.blocks(1)); m.silent = true },
		"back":    func(_ *rapid.T, w *world, m *memory) { w.says(1, "/help"); m.silent = false },
		"grief":   func(_ *rapid.T, w *world, m *memory) { w.says(1, "我不想活了"); m.silent = false },
		"go on": func(_ *rapid.T, w *world, m *memory) {
			if w.person(1).Session.State.Flow() == "safety" {
				w.says(1, "继续")
				m.silent = false
			}
		},
		"answer": answerHeld,
		"delete": forgetAll,
	}
	for name, change := range changes {
		events[name] = func(t *rapid.T, w *world, _ *memory) {
			w.change(1, func(p *dialog.Person) { change(t, p, w.clock()) })
		}
	}
	name := rapid.SampledFrom(slices.Sorted(maps.Keys(events))).Draw(t, "happens")
	events[name](t, w, m)
	return name
}

// answerHeld presses a button under the message that reminders wait.
func answerHeld(t *rapid.T, w *world, m *memory) {
	label := rapid.SampledFrom([]string{"恢复提醒", "先不用"}).Draw(t, "answer")
	if message, _ := w.people.button(1, label); message == 0 {
		return
	}
	grieves := w.person(1).Session.State.Flow() == "safety"
	w.taps(1, label)
	if m.silent = false; grieves && label == "恢复提醒" && !m.grief.ended {
		m.grief, m.held = grief{told: true, ended: true}, map[string]wait{}
	}
}

// forgetAll has everything forgotten, hears nothing for a month, and begins anew.
func forgetAll(t *rapid.T, w *world, m *memory) {
	w.says(1, "/delete")
	w.taps(1, "删")
	sent := len(w.people.calls)
	for range 30 {
		w.pass(24 * time.Hour)
		w.must(w.Remind(context.Background()))
		w.flush()
	}
	if got := told(w.people.calls[sent:]); got != nil {
		t.Fatalf("after all was deleted: %v", got)
	}
	w.consents(1)
	*m = *newMemory()
}

func (w *world) pass(d time.Duration) { w.setClock(w.clock().Add(d)) }

// nextHour waits for the minute at which something may be due.
func nextHour(t *rapid.T, w *world, _ *memory) {
	now, hour := w.clock(), rapid.SampledFrom([]int{0, 1, 3, 7, 8, 9, 10, 20, 21, 22}).Draw(t, "o'clock")
	at := time.Date(now.Year(), now.Month(), now.Day(), hour, 0, 0, 0, shanghai)
	if !at.After(now) {
		at = at.AddDate(0, 0, 1)
	}
	w.setClock(at)
}

// theirHour waits for the hour at which the person wants to be reminded, where they live.
func theirHour(_ *rapid.T, w *world, _ *memory) {
	p := w.person(1)
	for at := w.clock().Truncate(15 * time.Minute).Add(15 * time.Minute); ; at = at.Add(15 * time.Minute) {
		if hour, minute, _ := at.In(w.engine.Zone(&p)).Clock(); hour == p.Session.Preferences().Hour && minute == 0 {
			w.setClock(at)
			return
		}
	}
}

// changes are what a person's life brings.
var changes = map[string]func(*rapid.T, *dialog.Person, time.Time){
	"agreement": func(t *rapid.T, p *dialog.Person, now time.Time) {
		c := aCase(t, p, now)
		count := rapid.IntRange(1, 4).Draw(t, "instalments")
		first := calc.DateOf(now).AddDays(rapid.IntRange(-3, 40).Draw(t, "first in days"))
		a, err := casefile.NewAgreement(now, calc.Money(count)*1000_00, count, 1000_00, first)
		if err != nil {
			t.Fatal(err)
		}
		if c.Agreement != nil {
			a.Version = c.Agreement.Version + 1
		}
		c.Agreement, c.Stage = a, casefile.Agreed
	},
	"pay": func(t *rapid.T, p *dialog.Person, now time.Time) {
		c := aCase(t, p, now)
		if c.Agreement == nil || c.Agreement.Left() == 0 {
			return
		}
		amount := calc.Money(rapid.IntRange(1, int(c.Agreement.Left())).Draw(t, "fen"))
		if rapid.Bool().Draw(t, "whole") {
			next, _ := c.Agreement.Next()
			amount = c.Agreement.LeftOn(next)
		}
		if err := c.Agreement.Pay(calc.DateOf(now), amount); err != nil {
			t.Fatal(err)
		}
	},
	"undo": func(t *rapid.T, p *dialog.Person, now time.Time) {
		if a := aCase(t, p, now).Agreement; a != nil && len(a.Payments) > 0 {
			a.TakeBack(len(a.Payments) - 1)
		}
	},
	"settle": func(t *rapid.T, p *dialog.Person, now time.Time) {
		if c := aCase(t, p, now); c.Agreement != nil && rapid.IntRange(0, 3).Draw(t, "really") == 0 {
			c.Agreement.Settle(now)
			if c.Stage.CanBecome(casefile.Settled) {
				_ = c.Become(casefile.Settled, now.UTC())
			}
		}
	},
	"snooze": func(t *rapid.T, p *dialog.Person, now time.Time) {
		if a := aCase(t, p, now).Agreement; a != nil {
			again := now.Truncate(time.Minute).Add(time.Duration(rapid.IntRange(1, 30).Draw(t, "hours")) * time.Hour)
			a.Instalments[rapid.IntRange(0, len(a.Instalments)-1).Draw(t, "instalment")].Snoozed = again.UTC()
		}
	},
	"move": func(t *rapid.T, p *dialog.Person, now time.Time) {
		a := aCase(t, p, now).Agreement
		if a == nil {
			return
		}
		next, left := a.Next()
		to := calc.DateOf(now).AddDays(rapid.IntRange(0, 20).Draw(t, "days"))
		if left {
			_ = a.Move(next, to) // not before its own day: it stays
			a.Version, a.Since = a.Version+1, now
		}
	},
	"ask": func(t *rapid.T, p *dialog.Person, now time.Time) {
		c := aCase(t, p, now)
		contact := casefile.Contact{At: now.UTC(), Outcome: casefile.NoAnswer}
		if rapid.Bool().Draw(t, "promised") {
			contact.AnswerBy = calc.DateOf(now).AddDays(rapid.IntRange(0, 12).Draw(t, "in days"))
		}
		c.Contacts = append(c.Contacts, contact)
		if c.Stage.CanBecome(casefile.Waiting) {
			if err := c.Become(casefile.Waiting, now.UTC()); err != nil {
				t.Fatal(err)
			}
		}
	},
	"still waiting": func(t *rapid.T, p *dialog.Person, now time.Time) { aCase(t, p, now).StillWaiting = calc.DateOf(now) },
	"nothing new":   func(t *rapid.T, p *dialog.Person, now time.Time) { aCase(t, p, now).Reviewed = calc.DateOf(now) },
	"complain": func(t *rapid.T, p *dialog.Person, now time.Time) {
		c := aCase(t, p, now)
		filed := calc.DateOf(now).AddDays(-rapid.IntRange(0, 20).Draw(t, "days ago"))
		c.Grievances = append(c.Grievances, casefile.Grievance{Desk: casefile.LenderDesk, Filed: filed})
	},
	"complaint answered": func(t *rapid.T, p *dialog.Person, now time.Time) {
		if c := aCase(t, p, now); len(c.Grievances) > 0 {
			c.Grievances[rapid.IntRange(0, len(c.Grievances)-1).Draw(t, "which")].Answered = true
		}
	},
	"court": func(t *rapid.T, p *dialog.Person, now time.Time) {
		c, served := aCase(t, p, now), calc.DateOf(now)
		c.Court = &casefile.Court{Paper: casefile.Complaint, Served: served,
			AnswerBy:  served.AddDays(rapid.IntRange(0, 15).Draw(t, "answer in days")),
			Hearing:   served.AddDays(rapid.IntRange(0, 40).Draw(t, "hearing in days")),
			HearingAt: rapid.SampledFrom([]int{0, 9 * 60, 9*60 + 30, 14*60 + 30, 20*60 + 1}).Draw(t, "at"),
			Answered:  rapid.IntRange(0, 3).Draw(t, "answered") == 0,
			Appealed:  rapid.IntRange(0, 3).Draw(t, "appealed") == 0}
		if rapid.Bool().Draw(t, "judged") {
			c.Court.AppealBy = served.AddDays(rapid.IntRange(0, 15).Draw(t, "appeal in days"))
		}
	},
	"papers": func(t *rapid.T, p *dialog.Person, now time.Time) {
		c := aCase(t, p, now)
		c.PapersListed = calc.DateOf(now)
		for _, paper := range c.Checklist() {
			c.SetMaterial(paper.Kind, rapid.SampledFrom([]casefile.MaterialStatus{casefile.Have, casefile.Have, casefile.Need}).Draw(t, "status"))
		}
	},
	"wishes": wish, "more wishes": wish,
	"zone": func(t *rapid.T, p *dialog.Person, _ time.Time) {
		w := p.Session.Preferences()
		w.Zone = rapid.SampledFrom([]string{"", "America/New_York", "America/Los_Angeles", "Pacific/Kiritimati", "UTC-09:30"}).Draw(t, "zone")
		p.Session.Wishes = &w
	},
	"pause": func(t *rapid.T, p *dialog.Person, now time.Time) {
		w := p.Session.Preferences()
		w.PausedUntil = calc.DateOf(now).AddDays(rapid.IntRange(-1, 20).Draw(t, "days"))
		p.Session.Wishes = &w
	},
}

// aCase is one of the person's debts; there are two at most.
func aCase(t *rapid.T, p *dialog.Person, now time.Time) *casefile.Case {
	n := rapid.IntRange(0, min(1, len(p.Cases))).Draw(t, "debt")
	if n == len(p.Cases) {
		p.Cases = append(p.Cases, casefile.New(n+1, now.UTC()))
		p.Session.Case = n + 1
	}
	return &p.Cases[n]
}

func wish(t *rapid.T, p *dialog.Person, _ time.Time) {
	w := p.Session.Preferences()
	w.Before = rapid.SampledFrom([][]int{{3, 1, 0}, {7, 3, 1, 0}, {0}, {5, 2}}).Draw(t, "before")
	w.Separate = rapid.Bool().Draw(t, "separate")
	w.Hour = rapid.SampledFrom([]int{8, 9, 11, 20, 21}).Draw(t, "hour")
	quiet := rapid.SampledFrom([][2]int{{22, 8}, {23, 7}, {0, 0}, {1, 6}, {22, 9}}).Draw(t, "quiet")
	w.QuietFrom, w.QuietTo = quiet[0], quiet[1]
	if w.QuietAt(w.Hour) {
		w.Hour = w.QuietTo
	}
	p.Session.Wishes = &w
}
