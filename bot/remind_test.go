package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"xieshang/bot/store"
	"xieshang/calc"
	"xieshang/dialog"
)

// remembered is a person's agreement as they would remember it themselves, and says of
// every look at the clock what they are to be reminded of. It shares nothing with the bot.
type remembered struct {
	dues    []time.Time // midnights in Shanghai
	snoozed []time.Time
	paid    int       // in all, in yuan; an instalment is 1,000
	since   time.Time // of the terms as they are now
	looked  time.Time // when the bot last looked, by day, while it could write
	blocked bool
	gone    bool
}

// reminder is one that should come: "3 T-1", and whether it is late.
type reminder struct {
	at   time.Time
	what string
}

// all lists what there is to be reminded of, as things stand.
func (m *remembered) all() (list []reminder) {
	for i, due := range m.dues {
		if m.paid >= (i+1)*1000 {
			continue
		}
		for kind, days := range map[string]int{"T-3": -3, "T-1": -1, "T": 0, "T+1": 1} {
			list = append(list, reminder{due.AddDate(0, 0, days).Add(9 * time.Hour), fmt.Sprintf("%d %s", i+1, kind)})
		}
		list = append(list, reminder{m.snoozed[i], fmt.Sprintf("%d again", i+1)})
	}
	list = slices.DeleteFunc(list, func(r reminder) bool { return !r.at.After(m.since) })
	// The latest last; of those at one time the first instalment, and the regular one.
	slices.SortFunc(list, func(a, b reminder) int {
		if c := a.at.Compare(b.at); c != 0 {
			return c
		}
		if c := strings.Compare(b.what[:1], a.what[:1]); c != 0 {
			return c
		}
		return strings.Compare(b.what[1:], a.what[1:]) // " T…" stands before " again"
	})
	return list
}

// look says what is to come when the bot looks at the clock: nothing or one reminder.
func (m *remembered) look(now time.Time) []string {
	if m.gone || m.blocked || now.Hour() < 8 || now.Hour() >= 22 {
		return nil
	}
	before := m.looked
	m.looked = now
	var newest reminder
	later := false // something is still to come today
	for _, r := range m.all() {
		switch {
		case !r.at.After(now):
			newest = r
		case r.at.YearDay() == now.YearDay() && r.at.Year() == now.Year():
			later = true
		}
	}
	old := newest.at.YearDay() != now.YearDay() || newest.at.Year() != now.Year()
	if newest.what == "" || !newest.at.After(before) || old && later {
		return nil
	}
	if now.Sub(newest.at) > time.Hour {
		return []string{newest.what + " late"}
	}
	return []string{newest.what}
}

// reminded lists the reminders that a chat was sent, as [reminder] names them.
func reminded(calls []call) (list []string) {
	for _, c := range calls {
		if c.m.Reminder == "" {
			continue
		}
		var n int
		_, text, _ := strings.Cut(c.m.Text, "第")
		if _, err := fmt.Sscanf(text, "%d", &n); err != nil {
			n = -1
		}
		what := fmt.Sprintf("%d %s", n, c.m.Reminder)
		if strings.Contains(c.m.Text, "延迟") {
			what += " late"
		}
		list = append(list, what)
	}
	return list
}

// TestReminded lives through agreements at random: with payments, delays, evenings to be
// reminded again, moved instalments, a bot that is off for days or blocked. What comes is
// what one would remember, at every look at the clock.
func TestReminded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := openWorld(t, ":memory:")
		defer w.close()
		w.setClock(time.Date(2027, 1, 1, rapid.IntRange(0, 23).Draw(t, "hour"), 30, 0, 0, shanghai))
		m := &remembered{since: w.clock()}
		count := rapid.IntRange(1, 5).Draw(t, "instalments")
		first := time.Date(2027, 1, rapid.IntRange(1, 31).Draw(t, "first"), 0, 0, 0, 0, shanghai)
		for i := range count {
			end := time.Date(2027, first.Month()+time.Month(i)+1, 0, 0, 0, 0, 0, shanghai)
			m.dues = append(m.dues, end.AddDate(0, 0, min(first.Day(), end.Day())-end.Day()))
		}
		m.snoozed = make([]time.Time, count)
		w.agrees(1, count, 1000_00, calc.DateOf(first))
		for range rapid.IntRange(10, 60).Draw(t, "steps") {
			live(t, w, m)
			sent := len(w.people.calls)
			want := m.look(w.clock())
			w.must(w.Remind(context.Background()))
			w.flush()
			if diff := cmp.Diff(want, reminded(w.people.calls[sent:])); diff != "" {
				t.Fatalf("at %s (-remembered +reminded):\n%s%+v", w.clock(), diff, m)
			}
		}
	})
}

// live lets something happen, or only time pass.
func live(t *rapid.T, w *world, m *remembered) {
	left := len(m.dues)*1000 - m.paid
	next := m.paid / 1000
	switch rapid.SampledFrom([]string{"wait", "wait", "wait", "wait", "hour", "hour", "hour", "pay", "part", "snooze", "snooze", "move", "block", "back", "forget"}).Draw(t, "happens") {
	case "wait":
		w.pass(time.Duration(rapid.IntRange(1, 12*24*60).Draw(t, "minutes")) * time.Minute)
	case "hour": // on the minute at which something may be due
		now, hour := w.clock(), rapid.SampledFrom([]int{8, 9, 20, 22}).Draw(t, "o'clock")
		at := time.Date(now.Year(), now.Month(), now.Day(), hour, 0, 0, 0, shanghai)
		if !at.After(now) {
			at = at.AddDate(0, 0, 1)
		}
		w.setClock(at)
	case "pay":
		if left > 0 && !m.gone {
			w.pays(m, (next+1)*1000-m.paid)
		}
	case "part":
		if left > 0 && !m.gone {
			w.pays(m, rapid.IntRange(1, left).Draw(t, "yuan"))
		}
	case "snooze":
		if left > 0 && !m.gone {
			now := w.clock()
			again := time.Date(now.Year(), now.Month(), now.Day(), 20, 0, 0, 0, shanghai)
			if now.Hour() >= 19 {
				again = time.Date(now.Year(), now.Month(), now.Day()+1, 9, 0, 0, 0, shanghai)
			}
			i := rapid.IntRange(next, len(m.dues)-1).Draw(t, "instalment")
			m.snoozed[i] = again
			w.change(1, func(p *dialog.Person) { p.Cases[0].Agreement.Instalments[i].Snoozed = again.UTC() })
		}
	case "move":
		if left > 0 && !m.gone {
			w.moves(m, next, rapid.IntRange(0, 20).Draw(t, "days"))
		}
	case "block":
		w.apply(w.blocks(1))
		m.blocked = true
	case "back":
		w.says(1, "/help")
		m.blocked = false
	case "forget":
		if rapid.IntRange(0, 9).Draw(t, "really") == 0 {
			w.write(func(tx *store.Tx) error { return tx.Forget(1) })
			m.gone = true
		}
	}
}

func (w *world) pass(d time.Duration) { w.setClock(w.clock().Add(d)) }

// pays records a payment, in yuan.
func (w *world) pays(m *remembered, yuan int) {
	w.Helper()
	m.paid += yuan
	w.change(1, func(p *dialog.Person) {
		w.must(p.Cases[0].Agreement.Pay(calc.DateOf(w.clock()), calc.Money(yuan)*100))
	})
}

// moves puts an instalment off, between its neighbours. The terms are new ones then.
func (w *world) moves(m *remembered, n, days int) {
	w.Helper()
	now := w.clock()
	to := time.Date(now.Year(), now.Month(), now.Day()+days, 0, 0, 0, 0, shanghai)
	if n+1 < len(m.dues) && !to.Before(m.dues[n+1]) || n > 0 && !to.After(m.dues[n-1]) {
		return
	}
	m.dues[n], m.snoozed[n], m.since = to, time.Time{}, now
	w.change(1, func(p *dialog.Person) {
		a := p.Cases[0].Agreement
		a.Instalments[n].Due, a.Instalments[n].Snoozed = calc.DateOf(to), time.Time{}
		a.Version, a.Since = a.Version+1, now
	})
}

// TestRemindedInTheMorning defers what falls due at night, and forgets it if it was paid.
func TestRemindedInTheMorning(t *testing.T) {
	w := newWorld(t, ":memory:")
	w.agrees(1, 2, 1000_00, calc.Date{Year: 2026, Month: 12, Day: 15})
	tick := func(at string) (list []string) {
		t.Helper()
		when, err := time.ParseInLocation("2006-01-02 15:04", at, shanghai)
		w.must(err)
		w.setClock(when)
		before := len(w.people.calls)
		w.must(w.Remind(t.Context()))
		w.flush()
		return reminded(w.people.calls[before:])
	}
	if got := tick("2026-12-12 22:30"); got != nil {
		t.Errorf("at night: %v", got)
	}
	if got := tick("2026-12-13 08:00"); !slices.Equal(got, []string{"1 T-3 late"}) {
		t.Errorf("in the morning: %v", got)
	}
	if got := tick("2026-12-14 23:00"); got != nil {
		t.Errorf("at night: %v", got)
	}
	w.change(1, func(p *dialog.Person) { w.must(p.Cases[0].Agreement.Pay(calc.DateOf(w.clock()), 1000_00)) })
	if got := tick("2026-12-15 08:00"); got != nil {
		t.Errorf("what was paid at night: %v", got)
	}
	if got := tick("2027-01-12 09:00"); !slices.Equal(got, []string{"2 T-3"}) {
		t.Errorf("the next instalment: %v", got)
	}
}

// TestRemindFails keeps one person's damaged row from silencing the others.
func TestRemindFails(t *testing.T) {
	w := newWorld(t, inFile(t))
	for chat := range int64(3) {
		w.agrees(chat+1, 1, 1000_00, calc.Date{Year: 2026, Month: 12, Day: 15})
	}
	w.close()
	w.sqlOn("UPDATE casefile SET sealed = zeroblob(length(sealed)) WHERE chat = 2")
	w.open()
	w.setClock(time.Date(2026, 12, 15, 9, 0, 0, 0, shanghai))
	w.must(w.Remind(t.Context()))
	w.must(w.Remind(t.Context()))
	w.flush()
	for _, chat := range []int64{1, 3} {
		if got := w.people.newest(chat).Reminder; got != "T" {
			t.Errorf("chat %d was reminded of %q", chat, got)
		}
	}
	if failures := w.failures(); len(failures) == 0 || failures[0].Chat != 2 || failures[0].Where != "remind" {
		t.Errorf("failures: %+v", failures)
	}
}

// TestRemindMany claims more reminders than fit into one transaction.
func TestRemindMany(t *testing.T) {
	w := newWorld(t, ":memory:")
	const chats = remindBatch + 3
	for chat := range int64(chats) {
		w.agrees(chat+1, 1, 1000_00, calc.Date{Year: 2026, Month: 12, Day: 15})
	}
	w.setClock(time.Date(2026, 12, 15, 9, 0, 0, 0, shanghai))
	sent := len(w.people.calls)
	w.must(w.Remind(t.Context()))
	w.flush()
	if n := len(reminded(w.people.calls[sent:])); n != chats {
		t.Errorf("%d reminders for %d people", n, chats)
	}
}

// TestLate marks what comes more than an hour after its time.
func TestLate(t *testing.T) {
	for minutes, want := range map[int]string{0: "1 T", 60: "1 T", 61: "1 T late", 12 * 60: "1 T late"} {
		w := newWorld(t, ":memory:")
		w.agrees(1, 1, 1000_00, calc.Date{Year: 2026, Month: 12, Day: 15})
		w.setClock(time.Date(2026, 12, 15, 9, minutes, 0, 0, shanghai))
		w.must(w.Remind(t.Context()))
		w.flush()
		if got := reminded(w.people.calls); !slices.Equal(got, []string{want}) {
			t.Errorf("after %d minutes: %v, not %s", minutes, got, want)
		}
	}
}

// TestOutOfReach cannot send anything for days: in the end the oldest reminder comes, which
// was on its way, and the newest, and none of those between.
func TestOutOfReach(t *testing.T) {
	w := newWorld(t, ":memory:")
	w.agrees(1, 1, 1000_00, calc.Date{Year: 2026, Month: 12, Day: 15})
	w.people.fail(func(call) error { return errNetwork })
	sent := len(w.people.calls)
	w.setClock(time.Date(2026, 12, 12, 9, 0, 0, 0, shanghai))
	for w.clock().Before(time.Date(2026, 12, 16, 10, 0, 0, 0, shanghai)) {
		w.must(w.Remind(t.Context()))
		w.flush()
		w.pass(7 * time.Minute)
	}
	w.people.fail(nil)
	for range 5 {
		w.must(w.Remind(t.Context()))
		w.flush()
		w.pass(7 * time.Minute)
	}
	if got := reminded(w.people.calls[sent:]); !slices.Equal(got, []string{"1 T-3", "1 T+1 late"}) {
		t.Errorf("reminded of %v", got)
	}
}
