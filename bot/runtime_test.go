package bot

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xieshang/bot/store"
	"xieshang/calc"
	"xieshang/dialog"
)

// TestAppliedOnce sends updates again, in the same batch and later: they are answered once
// within 48 hours, and again after that, when numbers may have started anew.
func TestAppliedOnce(t *testing.T) {
	w := newWorld(t, ":memory:")
	start := w.typed(1, "/start")
	w.apply(start, start)
	w.apply(start)
	w.setClock(noon().Add(47 * time.Hour))
	w.apply(start)
	w.flush()
	if got := len(w.people.heard(1)); got != 1 {
		t.Errorf("answered %d times", got)
	}
	w.setClock(noon().Add(49 * time.Hour))
	w.apply(start)
	w.flush()
	if got := len(w.people.heard(1)); got != 2 {
		t.Errorf("a number that was used two days ago is answered %d times in all", got)
	}
}

// TestOrder answers what came in order in the same order, chat by chat.
func TestOrder(t *testing.T) {
	w := newWorld(t, ":memory:")
	w.consents(1)
	w.consents(2)
	before := len(w.people.heard(1))
	w.apply(w.typed(1, "花呗"), w.typed(2, "借呗"), w.typed(1, "8000"), w.typed(2, "9000"), w.typed(1, "60天"))
	w.flush()
	heard := w.people.heard(1)[before:]
	if len(heard) != 3 || !strings.Contains(heard[0], "花呗") || !strings.Contains(heard[1], "8,000.00") || !strings.Contains(heard[2], "60") {
		t.Errorf("chat 1 heard %q", heard)
	}
	if got := w.people.newest(2).Text; !strings.Contains(got, "9,000.00") {
		t.Errorf("chat 2 heard %q", got)
	}
}

// broken brings a person into a state that the dialog cannot be in: an agreement is kept,
// and there is none.
func (w *world) broken(chat int64) {
	w.Helper()
	w.consents(chat)
	w.change(chat, func(p *dialog.Person) { p.Session.State, p.Cases = "keeping.home", nil })
}

// TestPoison has the dialog fail on one update of a batch: the others are applied, the
// person is told, nothing of them changes, and the failure is kept.
func TestPoison(t *testing.T) {
	w := newWorld(t, ":memory:")
	w.broken(2)
	before := w.person(2)
	w.apply(w.typed(1, "/start"), w.typed(2, "500"), w.typed(3, "/start"))
	w.flush()
	e, _ := engine()
	if got, want := w.people.newest(2).Text, e.Apology("zh-Hans").Text; got != want {
		t.Errorf("the person is told %q, not %q", got, want)
	}
	for _, chat := range []int64{1, 3} {
		if len(w.people.heard(chat)) != 1 {
			t.Errorf("chat %d was not answered", chat)
		}
	}
	if diff := cmp.Diff(before, w.person(2)); diff != "" {
		t.Errorf("the person changed:\n%s", diff)
	}
	failures := w.failures()
	if len(failures) != 1 || failures[0].Chat != 2 || failures[0].Where != "step" || !strings.Contains(failures[0].Problem, "panic") {
		t.Errorf("failures: %+v", failures)
	}
}

// sqlOn runs a statement on the database behind the bot's back.
func (w *world) sqlOn(query string, args ...any) {
	w.Helper()
	db, err := sql.Open("sqlite3", w.path)
	w.must(err)
	defer db.Close()
	_, err = db.Exec(query, args...)
	w.must(err)
}

// TestTampered changes a byte of what is kept of one person: only they are concerned.
func TestTampered(t *testing.T) {
	w := newWorld(t, inFile(t))
	w.consents(1)
	w.consents(2)
	w.close()
	w.sqlOn("UPDATE session SET sealed = zeroblob(length(sealed)) WHERE chat = 2")
	w.open()
	w.apply(w.typed(1, "花呗"), w.typed(2, "花呗"))
	w.flush()
	if got := w.people.newest(1).State; got != "intake.amount" {
		t.Errorf("the other person is asked %s", got)
	}
	if failures := w.failures(); len(failures) != 1 || failures[0].Chat != 2 {
		t.Errorf("failures: %+v", failures)
	}
}

// TestBatchFails has the store fail on the last update of a batch: nothing has happened,
// and everything happens when the batch comes again.
func TestBatchFails(t *testing.T) {
	w := newWorld(t, inFile(t))
	w.sqlOn("CREATE TRIGGER full BEFORE INSERT ON outbox WHEN NEW.chat = 3 BEGIN SELECT RAISE(ABORT, 'full'); END")
	batch := []Update{w.typed(1, "/start"), w.typed(2, "/start"), w.typed(3, "/start")}
	if err := w.Apply(t.Context(), batch); err == nil {
		t.Fatal("the batch was applied")
	}
	w.flush()
	if n := len(w.people.calls); n != 0 {
		t.Fatalf("%d messages went out", n)
	}
	w.sqlOn("DROP TRIGGER full")
	w.apply(batch...)
	w.flush()
	for chat := range int64(3) {
		if n := len(w.people.heard(chat + 1)); n != 1 {
			t.Errorf("chat %d was answered %d times", chat+1, n)
		}
	}
}

// TestCancelled stops the bot before a batch has begun.
func TestCancelled(t *testing.T) {
	w := newWorld(t, ":memory:")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	start := w.typed(1, "/start")
	if err := w.Apply(ctx, []Update{start}); err == nil {
		t.Error("applied")
	}
	w.apply(start)
	w.flush()
	if n := len(w.people.heard(1)); n != 1 {
		t.Errorf("answered %d times", n)
	}
}

// rows counts what is kept, table by table, leaving out what names nobody.
func (w *world) rows() map[string]int {
	w.Helper()
	w.must(w.store.Checkpoint(context.Background()))
	db, err := sql.Open("sqlite3", w.path)
	w.must(err)
	defer db.Close()
	counts := map[string]int{}
	for _, table := range []string{"chat", "session", "casefile", "outbox", "reminder", "failure", "backlog"} {
		var n int
		w.must(db.QueryRow("SELECT count(*) FROM " + table).Scan(&n))
		if n > 0 {
			counts[table] = n
		}
	}
	return counts
}

// TestDelete removes everything at the person's word, with what was about to be sent.
func TestDelete(t *testing.T) {
	w := newWorld(t, inFile(t))
	w.agrees(1, 3, 100_00, calc.Date{Year: 2026, Month: 12, Day: 15})
	w.says(1, "还了50")
	if rows := w.rows(); rows["reminder"] == 0 || rows["casefile"] != 1 {
		t.Fatalf("before: %v", rows)
	}
	w.says(1, "/delete")
	w.write(func(tx *store.Tx) error {
		return tx.Queue(1, store.Reminders, dialog.Message{Text: "too late"}, noon())
	})
	w.taps(1, "删")
	if heard := w.people.heard(1); slices.Contains(heard, "too late") {
		t.Error("what waited was sent to someone who is forgotten")
	}
	if got := w.people.newest(1).State; got != "settings.gone" {
		t.Errorf("the last word is %s: %q", got, w.people.newest(1).Text)
	}
	if rows := w.rows(); len(rows) > 0 {
		t.Errorf("after: %v", rows)
	}
	w.setClock(noon().AddDate(0, 2, 0))
	w.must(w.Remind(t.Context()))
	if n := w.waiting(store.Reminders); n != 0 {
		t.Errorf("%d reminders after all was deleted", n)
	}
}

// TestStranger lets someone refuse, ask, and be too young: nothing is kept of them.
func TestStranger(t *testing.T) {
	w := newWorld(t, inFile(t))
	for chat, label := range map[int64]string{1: "不保存", 2: "未满 18 岁"} {
		w.says(chat, "/start")
		w.taps(chat, label)
	}
	w.taps(1, "会")
	w.says(2, "我16岁，欠了3000")
	for chat, state := range map[int64]dialog.Name{1: "welcome.info", 2: "welcome.minor"} {
		p := w.person(chat)
		want := dialog.Person{Session: dialog.Session{Flow: p.Session.Flow, Language: p.Session.Language, Declined: chat == 1, State: state, Revision: p.Session.Revision, LastSeen: p.Session.LastSeen}}
		if diff := cmp.Diff(want, p); diff != "" {
			t.Errorf("more is kept of a stranger than where they stand:\n%s", diff)
		}
	}
	w.says(3, "花呗欠了8000 逾期两个月") // no word of consent for a day
	w.setClock(noon().Add(25 * time.Hour))
	w.must(w.Tidy(t.Context()))
	if rows := w.rows(); len(rows) > 0 {
		t.Errorf("kept after a day: %v", rows)
	}
}

// blocks is an update that says that the bot was blocked.
func (w *world) blocks(chat int64) Update {
	w.update++
	return Update{ID: w.update, Chat: chat, Blocked: true}
}

// TestBlocked rests a person's reminders while they block the bot, and goes on when they are back.
func TestBlocked(t *testing.T) {
	w := newWorld(t, ":memory:")
	w.agrees(1, 3, 100_00, calc.Date{Year: 2026, Month: 12, Day: 15})
	w.apply(w.typed(1, "/help"), w.blocks(1))
	if n := w.waiting(store.Replies); n != 0 {
		t.Errorf("%d messages wait for someone who cannot get them", n)
	}
	remindAt := func(day int, want ...string) {
		t.Helper()
		w.setClock(time.Date(2026, 12, day, 9, 0, 0, 0, shanghai))
		before := len(w.people.heard(1))
		w.must(w.Remind(t.Context()))
		w.flush()
		heard := w.people.heard(1)[before:]
		if len(heard) != len(want) {
			t.Fatalf("12-%d: heard %q", day, heard)
		}
		for i := range want {
			if !strings.Contains(heard[i], want[i]) {
				t.Errorf("12-%d: heard %q, not %q", day, heard[i], want[i])
			}
		}
	}
	remindAt(12)
	remindAt(13)
	w.says(1, "/start")
	remindAt(13, "延迟") // of the twelfth, still worth knowing
	remindAt(14, "明天")
}

// TestGroup keeps nothing of groups and tells them where to talk.
func TestGroup(t *testing.T) {
	w := newWorld(t, inFile(t))
	w.says(-100, "")
	if n := len(w.people.heard(-100)); n != 1 {
		t.Errorf("a group was answered %d times", n)
	}
	if rows := w.rows(); len(rows) > 0 {
		t.Errorf("kept: %v", rows)
	}
}

// TestUnsay removes a message that identifies the person before anything else is said.
func TestUnsay(t *testing.T) {
	w := newWorld(t, ":memory:")
	w.consents(1)
	before := len(w.people.calls)
	u := w.typed(1, "13812345678 是我的手机")
	w.apply(u)
	w.flush()
	calls := w.people.calls[before:]
	if len(calls) == 0 || calls[0].verb != "delete" || calls[0].message != u.Message {
		t.Errorf("calls: %+v", calls)
	}
	if kept := fmt.Sprintf("%+v", w.person(1)); strings.Contains(kept, "138") {
		t.Errorf("kept: %s", kept)
	}
}

// TestPanicQuotesNobody keeps what an error quotes out of logs and failures, and names the place.
func TestPanicQuotesNobody(t *testing.T) {
	tests := []struct {
		fn   func() error
		want string
	}{
		{func() error { panic(fmt.Errorf("cannot read %q", "鹦鹉")) }, "panic: *"},
		{func() error { var list []int; list[3]++; return nil }, "index out of range [3]"},
		{func() error { panic("dialog: no such state") }, "dialog: no such state"},
	}
	for _, test := range tests {
		err := guarded(test.fn)
		if err == nil || !poison(err) || strings.Contains(err.Error(), "鹦鹉") || !strings.Contains(err.Error(), "runtime_test.go") {
			t.Errorf("%v", err)
		}
		if !strings.Contains(err.Error(), test.want) {
			t.Errorf("%v does not say %q", err, test.want)
		}
	}
	if err := guarded(func() error { return nil }); err != nil || poison(err) {
		t.Error(err)
	}
}
