package bot

import (
	"context"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"xieshang/bot/store"
	"xieshang/calc"
)

// newSlow is a world in which a chat has a few updates applied as they come, and the others
// later.
func newSlow(t *testing.T, path string, atOnce int) *world {
	w := &world{TB: t, path: path, key: store.NewKey(), time: noon(), people: newPeople(), rates: Rates{ChatBurst: atOnce, ChatPerSec: 1e-9}}
	w.open()
	t.Cleanup(func() { w.close() })
	return w
}

// late counts what waits in the backlog.
func (w *world) late() (updates int) {
	w.Helper()
	w.read(func(tx *store.Tx) (err error) {
		updates, _, err = tx.BacklogDepth()
		return err
	})
	return updates
}

// catchesUp applies some of the backlog.
func (w *world) catchesUp(after int64) (last int64, more bool) {
	w.Helper()
	last, took, err := w.catchUpSome(context.Background(), after)
	w.must(err)
	return last, took > 0
}

// catchesUpAll applies the whole backlog.
func (w *world) catchesUpAll() {
	w.Helper()
	for last, more := w.catchesUp(0); more; last, more = w.catchesUp(last) {
	}
}

// agreed is who has an agreement on ten times 100.00.
func (w *world) agreed(chat int64) {
	w.Helper()
	w.agrees(chat, 10, 100_00, calc.Date{Year: 2026, Month: 12, Day: 15})
}

// payments tell of so many times 1.00. Every answer says how much is left, so that it shows
// whatever is lost, comes twice or comes in another order.
func (w *world) payments(chat int64, count int) (updates []Update) {
	for range count {
		updates = append(updates, w.typed(chat, "还了1元"))
	}
	return updates
}

// wantPayments checks the answers to payments that a chat has heard.
func (w *world) wantPayments(chat int64, want int) {
	w.Helper()
	w.flush()
	paid := 0
	for _, text := range w.people.heard(chat) {
		if !strings.Contains(text, "记下：还了 1.00 元") {
			continue
		}
		paid++
		if left := fmt.Sprintf("还剩 %d.00 元", 1000-paid); !strings.Contains(text, left) {
			w.Errorf("answer %d to chat %d does not say %q: %q", paid, chat, left, text)
		}
	}
	if paid != want {
		w.Errorf("chat %d heard %d answers, not %d", chat, paid, want)
	}
}

// TestFlooderWaits lets one person send more than their share: others are answered first,
// and everything of the flooder's in its order, whatever comes meanwhile or again.
func TestFlooderWaits(t *testing.T) {
	w := newSlow(t, inFile(t), 10)
	w.agreed(1)
	w.agreed(2)
	flood := w.payments(1, 30)
	w.apply(append(flood, w.payments(2, 1)...)...)
	w.wantPayments(2, 1)
	taken := len(flood) - w.late()
	w.wantPayments(1, taken)
	if taken == 0 || w.late() == 0 {
		t.Fatalf("%d were applied at once, and %d wait", taken, w.late())
	}
	w.apply(flood...)
	if got := w.late(); got != len(flood)-taken {
		t.Errorf("what came again waits again: %d, not %d", got, len(flood)-taken)
	}
	w.close()
	w.open()
	w.apply(w.payments(1, 1)...)
	w.wantPayments(1, taken) // it is behind the others
	w.catchesUpAll()
	w.wantPayments(1, len(flood)+1)
	w.apply(flood...)
	w.apply(w.payments(1, 1)...)
	w.wantPayments(1, len(flood)+2) // nothing waits any more
}

// TestFloodersTakeTurns lets three people flood: each has their turn, a few in a transaction.
func TestFloodersTakeTurns(t *testing.T) {
	w := newSlow(t, ":memory:", 4)
	for chat := range int64(3) {
		w.agreed(1 + chat)
		w.apply(w.payments(1+chat, 20)...)
	}
	answered := func() (counts []int) {
		w.flush()
		for chat := range int64(3) {
			heard := w.people.heard(1 + chat)
			counts = append(counts, len(slices.DeleteFunc(heard, func(s string) bool { return !strings.Contains(s, "记下：") })))
		}
		return counts
	}
	before := answered()
	for last, more := w.catchesUp(math.MinInt64); more; last, more = w.catchesUp(last) {
		now := answered()
		for i := range now {
			now[i] -= before[i]
		}
		if slices.Max(now)-slices.Min(now) > 1 {
			t.Errorf("%v of the waiting updates are applied", now)
		}
	}
	if w.late() != 0 {
		t.Errorf("%d wait", w.late())
	}
}

// TestLongTexts: who sends texts that take long to read has fewer of them read at once.
func TestLongTexts(t *testing.T) {
	w := newSlow(t, ":memory:", 10)
	long := w.typed(1, strings.Repeat("我不知道。", 800))
	w.apply(long)
	if w.late() != 0 {
		t.Error("the first is put off")
	}
	w.apply(w.typed(1, "/start"))
	if w.late() != 1 {
		t.Error("what comes behind it is not put off")
	}
	w.apply(w.typed(2, "/start"))
	if w.late() != 1 {
		t.Error("somebody else's is put off")
	}
}

// TestFullBacklog lets one person send more than can wait: it is all applied nevertheless.
func TestFullBacklog(t *testing.T) {
	w := newSlow(t, ":memory:", 5)
	w.agreed(1)
	flood := w.payments(1, maxBacklog+100)
	for part := range slices.Chunk(flood, 100) {
		w.apply(part...)
	}
	if got := w.late(); got != maxBacklog {
		t.Errorf("%d wait, not %d", got, maxBacklog)
	}
	w.wantPayments(1, 100)
}

// TestDeleteWhileFlooding removes everything at the person's word, what waits included.
func TestDeleteWhileFlooding(t *testing.T) {
	w := newSlow(t, inFile(t), 4)
	w.agreed(1)
	w.says(1, "/delete")
	w.apply(append([]Update{w.pressed(1, "删")}, w.payments(1, 10)...)...)
	if rows := w.rows(); rows["backlog"] != 11 {
		t.Fatalf("before: %v", rows)
	}
	w.catchesUpAll()
	w.flush()
	if got := w.people.newest(1).State; got != "settings.gone" {
		t.Errorf("the last word is %s: %q", got, w.people.newest(1).Text)
	}
	if rows := w.rows(); len(rows) > 0 {
		t.Errorf("left: %v", rows)
	}
}

// TestBacklogInBackup takes a backup while updates wait, and starts with it elsewhere: what waits in
// it is applied, once and in its order.
func TestBacklogInBackup(t *testing.T) {
	w := newSlow(t, inFile(t), 4)
	w.agreed(1)
	w.apply(w.payments(1, 20)...)
	w.flush()
	answered := len(w.people.heard(1))
	copied := filepath.Join(t.TempDir(), "copy.db")
	if err := w.store.Backup(t.Context(), copied); err != nil {
		t.Fatal(err)
	}
	w.close()
	w.path = copied
	w.open()
	if w.late() == 0 {
		t.Fatal("nothing waits")
	}
	w.catchesUpAll()
	w.wantPayments(1, 20)
	if len(w.people.heard(1)) <= answered {
		t.Error("what waited was not answered")
	}
}

// TestPoisonInBacklog has the dialog fail on an update that waited, and finds another that
// cannot be opened: the person is told, and what waits behind is applied.
func TestPoisonInBacklog(t *testing.T) {
	w := newSlow(t, inFile(t), 4)
	w.broken(1)
	w.apply(w.payments(1, 5)...)
	w.agreed(2)
	w.apply(w.payments(2, 5)...)
	waiting := w.late()
	w.sqlOn("UPDATE backlog SET sealed = zeroblob(length(sealed)) WHERE id = (SELECT min(id) FROM backlog WHERE chat = 2)")
	w.catchesUpAll()
	w.flush()
	failures := w.failures()
	of := func(chat int64) int {
		return len(slices.DeleteFunc(slices.Clone(failures), func(f store.Failure) bool { return f.Chat != chat || f.Where != "step" || f.Update == 0 }))
	}
	if of(1) != 5 || of(2) != 1 || waiting == 0 || w.late() != 0 {
		t.Errorf("%d waited, %d wait; failures: %+v", waiting, w.late(), failures)
	}
	e, _ := engine()
	apology := e.Apology("zh-Hans").Text
	if got := w.people.newest(1).Text; got != apology {
		t.Errorf("the person is told %q, not %q", got, apology)
	}
	if !slices.Contains(w.people.heard(2), apology) {
		t.Error("who is not heard is not told")
	}
	w.wantPayments(2, 4)
}

// TestCatchUpFails has the store fail while the backlog is applied: nothing has happened, and
// everything happens when it is back.
func TestCatchUpFails(t *testing.T) {
	w := newSlow(t, inFile(t), 5)
	w.agreed(1)
	w.apply(w.payments(1, 10)...)
	waiting := w.late()
	w.wantPayments(1, 10-waiting)
	w.sqlOn("CREATE TRIGGER full BEFORE DELETE ON backlog BEGIN SELECT RAISE(ABORT, 'full'); END")
	if _, _, err := w.catchUpSome(t.Context(), 0); err == nil {
		t.Fatal("it was applied")
	}
	if got := w.late(); got != waiting {
		t.Errorf("%d wait, not %d", got, waiting)
	}
	w.sqlOn("DROP TRIGGER full")
	w.catchesUpAll()
	w.wantPayments(1, 10)
}

// TestCatchUp runs as the bot does: what is put off is applied without anybody's asking, what
// waited before the start included.
func TestCatchUp(t *testing.T) {
	w := newSlow(t, inFile(t), 3)
	w.agreed(1)
	w.apply(w.payments(1, 10)...)
	w.close()
	w.open()
	ctx, cancel := context.WithCancel(t.Context())
	caughtUp, delivered, finish := make(chan struct{}), make(chan struct{}), make(chan struct{})
	go func() { w.CatchUp(ctx); close(caughtUp) }()
	go func() { w.deliverer.Run(t.Context(), finish); close(delivered) }()
	heard := func(n int) func([]call) bool {
		return func(calls []call) bool {
			return len(slices.DeleteFunc(slices.Clone(calls), func(c call) bool { return !strings.Contains(c.m.Text, "记下：") })) >= n
		}
	}
	w.people.await(t, "what waited at the start", heard(10))
	w.apply(w.payments(1, 10)...)
	w.people.await(t, "what was put off", heard(20))
	cancel()
	<-caughtUp
	close(finish)
	<-delivered
	w.wantPayments(1, 20)
}
