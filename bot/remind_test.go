package bot

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"xieshang/bot/store"
	"xieshang/calc"
	"xieshang/dialog"
	"xieshang/dialog/casefile"
)

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
			if strings.Contains(c.m.Text, "这笔") { // of an agreement with one payment
				n = 1
			}
		}
		what := fmt.Sprintf("%d %s", n, c.m.Reminder)
		if strings.Contains(c.m.Text, "延迟") {
			what += " late"
		}
		list = append(list, what)
	}
	return list
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
	w.change(1, func(p *dialog.Person) { p.Cases[0].Reviewed = calc.DateOf(w.clock()) })
	if got := tick("2027-01-12 09:00"); !slices.Equal(got, []string{"2 T-3"}) {
		t.Errorf("the next instalment: %v", got)
	}
}

// TestWaitsForNothingPutOff sets the clock back behind a reminder that was put off until
// tomorrow, because today's word had been said: nothing late waits for it.
func TestWaitsForNothingPutOff(t *testing.T) {
	w := newWorld(t, ":memory:")
	w.agrees(1, 1, 1000_00, calc.Date{Year: 2026, Month: 12, Day: 15})
	tick := func(day, hour int) [][]string {
		w.setClock(time.Date(2026, 12, day, hour, 0, 0, 0, shanghai))
		sent := len(w.people.calls)
		w.must(w.Remind(t.Context()))
		w.flush()
		return told(w.people.calls[sent:])
	}
	tick(15, 9)
	w.change(1, func(p *dialog.Person) {
		p.Cases[0].Agreement.Version, p.Cases[0].Agreement.Instalments[0].Due = 2, calc.Date{Year: 2026, Month: 12, Day: 14}
		wishes := p.Session.Preferences()
		wishes.Hour = 20
		p.Session.Wishes = &wishes
	})
	if got := tick(15, 20); got != nil {
		t.Errorf("twice on a day: %v", got)
	}
	w.setClock(time.Date(2026, 12, 14, 12, 0, 0, 0, shanghai))
	w.change(1, func(p *dialog.Person) {
		p.Cases[0].Grievances = []casefile.Grievance{{Desk: casefile.LenderDesk, Filed: calc.Date{Year: 2026, Month: 11, Day: 29}}}
	})
	if got := fmt.Sprint(tick(15, 8)); got != "[[1 g0 complaint+15 late]]" {
		t.Errorf("in the morning: %s", got)
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

// TestAfterTimeOff comes back after a morning on which everybody was to be reminded at an hour of
// their own: who has waited longest hears first, and everybody once.
func TestAfterTimeOff(t *testing.T) {
	w := newWorld(t, ":memory:")
	const chats = remindBatch + 13
	for chat := range int64(chats) {
		w.agrees(chat+1, 1, 1000_00, calc.Date{Year: 2026, Month: 12, Day: 15})
		w.change(chat+1, func(p *dialog.Person) {
			wishes := p.Session.Preferences()
			wishes.Hour = 8 + int(chat*7%13)
			p.Session.Wishes = &wishes
		})
	}
	w.setClock(time.Date(2026, 12, 15, 21, 30, 0, 0, shanghai))
	sent := len(w.people.calls)
	w.must(w.Remind(t.Context()))
	turns := map[int64]int{} // whose turn is when: the hour of each message
	w.read(func(tx *store.Tx) error {
		for chat := range int64(chats) {
			list, err := tx.Outbox(chat+1, 5)
			if err != nil || len(list) != 1 {
				t.Fatalf("chat %d waits for %d messages: %v", chat+1, len(list), err)
			}
			turns[list[0].ID] = 8 + int(chat*7%13)
		}
		return nil
	})
	var hours []int
	for _, id := range slices.Sorted(maps.Keys(turns)) {
		hours = append(hours, turns[id])
	}
	if !slices.IsSorted(hours) {
		t.Errorf("in the order of hours %v", hours)
	}
	w.flush()
	got := reminded(w.people.calls[sent:])
	if len(got) != chats || slices.ContainsFunc(got, func(s string) bool { return s != "1 T late" && s != "1 T" }) {
		t.Errorf("%d people were reminded of %v", chats, got)
	}
}

// TestAnyInterval looks at the clock more and less often, and at odd times: what is said in a
// quarter of a year is the same.
func TestAnyInterval(t *testing.T) {
	var first []string
	for _, every := range []time.Duration{7 * time.Minute, 30 * time.Minute, 59 * time.Minute} {
		w := newWorld(t, ":memory:")
		w.agrees(1, 2, 1000_00, calc.Date{Year: 2026, Month: 12, Day: 15})
		w.change(1, func(p *dialog.Person) {
			p.Cases[0].Court = &casefile.Court{Paper: casefile.Complaint, AnswerBy: calc.Date{Year: 2026, Month: 12, Day: 14}, Hearing: calc.Date{Year: 2027, Month: 1, Day: 4}}
			p.Cases[0].Agreement.Instalments[1].Snoozed = time.Date(2027, 1, 15, 20, 5, 0, 0, shanghai).UTC()
		})
		sent := len(w.people.calls)
		for w.clock().Before(noon().AddDate(0, 3, 0)) {
			w.must(w.Remind(t.Context()))
			w.flush()
			w.pass(every)
		}
		var said []string
		for _, c := range w.people.calls[sent:] {
			said = append(said, c.m.Text)
		}
		if first == nil {
			first = said
		}
		if len(said) < 12 || !slices.Equal(first, said) {
			t.Errorf("every %s: %d messages\n%s\ninstead of\n%s", every, len(said), strings.Join(said, "\n"), strings.Join(first, "\n"))
		}
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

// TestJumpIsNoSilence moves the clock while an answer is on its way: that nobody has tried
// to deliver it yet does not make the chat one out of reach.
func TestJumpIsNoSilence(t *testing.T) {
	w := newWorld(t, ":memory:")
	w.agrees(1, 1, 1000_00, calc.Date{Year: 2026, Month: 12, Day: 15})
	w.apply(w.typed(1, "/plan"))
	sent := len(w.people.calls)
	w.setClock(time.Date(2026, 12, 15, 9, 0, 0, 0, shanghai))
	w.must(w.Remind(t.Context()))
	w.flush()
	if got := reminded(w.people.calls[sent:]); !slices.Equal(got, []string{"1 T"}) {
		t.Errorf("reminded of %v", got)
	}
}

// TestHandedOver has two bots on one database: the new one waits until the old one has
// ended, and goes on where it stopped. Everybody is reminded once.
func TestHandedOver(t *testing.T) {
	w := newWorld(t, inFile(t))
	const chats = 2*remindBatch + 7
	for chat := range int64(chats) {
		w.agrees(chat+1, 1, 1000_00, calc.Date{Year: 2026, Month: 12, Day: 15})
	}
	w.setClock(time.Date(2026, 12, 15, 9, 0, 0, 0, shanghai))
	sent := len(w.people.calls)
	due, err := w.remindSome(t.Context(), remindBatch)
	if err != nil || !due {
		t.Fatalf("more are due: %t, %v", due, err)
	}
	next := make(chan *store.Store)
	go func() {
		s, err := store.Open(t.Context(), store.Options{Path: w.path, Key: w.key, Patience: time.Minute})
		if err != nil {
			t.Error(err)
		}
		next <- s
	}()
	w.flush()
	if _, err := w.remindSome(t.Context(), 3); err != nil { // what the old one has claimed when it ends
		t.Fatal(err)
	}
	w.must(w.store.Close())
	w.use(<-next)
	w.must(w.Remind(t.Context()))
	w.flush()
	w.must(w.Remind(t.Context()))
	w.flush()
	counts := map[int64]int{}
	for _, c := range w.people.calls[sent:] {
		if c.m.Reminder != "" {
			counts[c.chat]++
		}
	}
	for chat := range int64(chats) {
		if counts[chat+1] != 1 {
			t.Errorf("chat %d was reminded %d times", chat+1, counts[chat+1])
		}
	}
}

// TestTwoTick lets two runtimes tick on one database at the same time.
func TestTwoTick(t *testing.T) {
	w := newWorld(t, inFile(t))
	const chats = 3 * remindBatch
	for chat := range int64(chats) {
		w.agrees(chat+1, 1, 1000_00, calc.Date{Year: 2026, Month: 12, Day: 15})
	}
	w.setClock(time.Date(2026, 12, 15, 9, 0, 0, 0, shanghai))
	sent := len(w.people.calls)
	var both errgroup.Group
	for range 2 {
		other := *w.Runtime
		both.Go(func() error { return other.Remind(t.Context()) })
	}
	w.must(both.Wait())
	w.flush()
	if n := len(reminded(w.people.calls[sent:])); n != chats {
		t.Errorf("%d reminders for %d people", n, chats)
	}
}

// TestReplan finds what an older program did not plan, and does not send what was over.
func TestReplan(t *testing.T) {
	w := newWorld(t, ":memory:")
	const chats = replanBatch + 3
	for chat := range int64(chats) {
		w.agrees(chat+1, 1, 1000_00, calc.Date{Year: 2026, Month: 12, Day: 15})
	}
	w.write(func(tx *store.Tx) error {
		for chat := range int64(chats) {
			if err := tx.SyncReminders(chat+1, 1, nil, w.clock()); err != nil {
				return err
			}
		}
		return nil
	})
	w.setClock(time.Date(2026, 12, 13, 9, 0, 0, 0, shanghai)) // after T-3
	w.must(w.Replan(t.Context()))
	sent := len(w.people.calls)
	w.must(w.Remind(t.Context()))
	w.setClock(time.Date(2026, 12, 14, 9, 0, 0, 0, shanghai))
	w.must(w.Remind(t.Context()))
	w.flush()
	got := reminded(w.people.calls[sent:])
	if len(got) != chats || slices.ContainsFunc(got, func(s string) bool { return s != "1 T-1" }) {
		t.Errorf("%d people were reminded of %v", chats, got)
	}
}
