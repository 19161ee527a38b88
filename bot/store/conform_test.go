package store

import (
	"context"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xieshang/calc"
	"xieshang/dialog"
	"xieshang/dialog/casefile"
)

// TestFile holds a database in a file to what every store must do.
func TestFile(t *testing.T) {
	conform(t, func(t *testing.T) func() *Store {
		path := filepath.Join(t.TempDir(), "data", "bot.db")
		return func() *Store { return openPath(t, path) }
	})
}

// TestMemory holds a database in memory to what every store must do.
func TestMemory(t *testing.T) {
	conform(t, func(t *testing.T) func() *Store {
		path, release, err := NewMemory()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := release(); err != nil {
				t.Error(err)
			}
		})
		return func() *Store { return openPath(t, path) }
	})
}

func openPath(t *testing.T, path string) *Store {
	t.Helper()
	s, err := Open(t.Context(), Options{Path: path, Key: Key{1}, Now: noon()})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// conform checks what every store must do, whatever it is made of. fresh makes a new
// database and returns how it is opened, again and again.
func conform(t *testing.T, fresh func(t *testing.T) (open func() *Store)) {
	tests := []struct {
		name string
		run  func(t *testing.T, s *Store)
	}{
		{"an update is accepted once in 48 hours", testFirstTime},
		{"old update numbers are forgotten", testForgetUpdates},
		{"a failed write leaves nothing", testFailedWrite},
		{"a panic leaves nothing and goes on", testPanic},
		{"a savepoint undoes only its own work", testSavepoint},
		{"savepoints nest", testNestedSavepoint},
		{"a read cannot write", testReadOnly},
		{"a cancelled context begins nothing", testCancelled},
		{"an unknown chat is empty", testUnknownChat},
		{"a chat comes back", testChat},
		{"a person comes back", testPerson},
		{"only what changed is written", testUnchangedPerson},
		{"a case that is gone is removed", testRemovedCase},
		{"more people than are remembered are kept apart", testManyPeople},
		{"forgetting a chat leaves nothing of it", testForget},
		{"chats without consent are forgotten", testForgetUnconsented},
		{"the outbox keeps the order of a chat", testOutboxOrder},
		{"replies go before reminders", testLanes},
		{"a postponed message holds its chat", testPostpone},
		{"changes of the outbox are told", testWatch},
		{"a transaction is told as a whole or is on disk before", testWatchBegins},
		{"a number is not given twice", testOutboxNumbers},
		{"the outbox is counted", testDepth},
		{"the backlog keeps the order of a chat", testBacklogOrder},
		{"the chats of the backlog take turns", testBacklogTurns},
		{"the backlog is counted", testBacklogCounts},
		{"a due reminder is claimed once", testClaimOnce},
		{"a claim is undone with its transaction", testClaimUndone},
		{"the longest due are claimed first", testClaimOrder},
		{"reminders follow what is wanted", testSyncReminders},
		{"a claimed reminder is never added again", testClaimedStays},
		{"a reminder belongs to a day where the person lives", testReminderDay},
		{"a deferred reminder is due again", testDefer},
		{"reminders of an unreachable chat rest", testUnreachable},
		{"who has long been silent is warned once and then purged", testInactive},
		{"failures are kept, the newest first", testFailures},
		{"the heart beats", testBeat},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := fresh(t)()
			defer closeStore(t, s)
			test.run(t, s)
		})
	}
	t.Run("what was written survives reopening", func(t *testing.T) { testReopen(t, fresh(t)) })
	t.Run("numbers go on after reopening", func(t *testing.T) { testNumbersAfterReopening(t, fresh(t)) })
}

func closeStore(t *testing.T, s *Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

func after(d time.Duration) time.Time { return noon().Add(d) }

func testFirstTime(t *testing.T, s *Store) {
	steps := []struct {
		id   int64
		at   time.Duration
		want bool
	}{
		{7, 0, true},
		{7, 0, false},
		{8, time.Second, true},
		{7, 48*time.Hour - time.Millisecond, false},
		{6, 48 * time.Hour, true}, // numbers may start anew, lower
		{7, 48 * time.Hour, true}, // and the old one again
		{7, 49 * time.Hour, false},
		{-1, 49 * time.Hour, true},
	}
	for _, step := range steps {
		write(t, s, func(tx *Tx) error {
			got, err := tx.FirstTime(step.id, after(step.at))
			if got != step.want {
				t.Errorf("update %d after %s: first time %v, want %v", step.id, step.at, got, step.want)
			}
			return err
		})
	}
}

func testForgetUpdates(t *testing.T, s *Store) {
	write(t, s, func(tx *Tx) error {
		for i := range int64(5) {
			if _, err := tx.FirstTime(i, after(time.Duration(i)*time.Hour)); err != nil {
				return err
			}
		}
		for _, want := range []int{2, 1, 0} {
			got, err := tx.ForgetUpdates(after(3*time.Hour), 2)
			if err != nil {
				return err
			}
			if got != want {
				t.Errorf("forgot %d updates, want %d", got, want)
			}
		}
		for id, want := range map[int64]bool{0: true, 3: false} {
			if got, err := tx.FirstTime(id, after(3*time.Hour)); got != want || err != nil {
				t.Errorf("update %d afterwards: %v, %v; want %v", id, got, err, want)
			}
		}
		return nil
	})
}

var errBoom = errors.New("boom")

// something writes into every table.
func something(tx *Tx, chat int64) error {
	_, err := tx.FirstTime(chat, noon())
	p := dialog.Person{Session: dialog.Session{State: "intake.amount"}, Cases: []casefile.Case{casefile.New(1, noon())}}
	return errors.Join(err,
		tx.SaveChat(Chat{ID: chat, LastSeen: noon()}),
		tx.SavePerson(chat, p, noon()),
		tx.Queue(chat, Replies, dialog.Message{Text: "…"}, noon()),
		tx.SyncReminders(chat, 1, []Reminder{{Item: "a1.1", Kind: "due", Due: noon()}}, noon()),
		tx.AddFailure(Failure{Chat: chat, At: noon(), Problem: "…"}),
		tx.PutOff(chat, chat, "…", noon()),
	)
}

// tablesOf lists the tables that hold something of a chat.
func tablesOf(t *testing.T, s *Store, chat int64) []string {
	t.Helper()
	var found []string
	read(t, s, func(tx *Tx) error {
		var tables []string
		err := tx.each(func(scan func(...any) error) (bool, error) {
			var name string
			err := scan(&name)
			tables = append(tables, name)
			return true, err
		}, `SELECT t.name || '.' || c.name FROM pragma_table_list t, pragma_table_info(t.name) c
			WHERE t.name = 'chat' AND c.name = 'id' OR c.name = 'chat' ORDER BY t.name`)
		for _, column := range tables {
			table, key, _ := strings.Cut(column, ".")
			var n int
			if _, err := tx.find([]any{&n}, fmt.Sprintf("SELECT count(*) FROM %s WHERE %s = ?", table, key), chat); err != nil {
				return err
			}
			if n > 0 {
				found = append(found, table)
			}
		}
		return err
	})
	return found
}

var allTables = []string{"backlog", "casefile", "chat", "failure", "outbox", "reminder", "session"}

func wantTables(t *testing.T, s *Store, chat int64, want []string) {
	t.Helper()
	if got := tablesOf(t, s, chat); !slices.Equal(got, want) {
		t.Errorf("chat %d has rows in %q, want %q", chat, got, want)
	}
}

func testFailedWrite(t *testing.T, s *Store) {
	err := s.Write(t.Context(), func(tx *Tx) error { return errors.Join(something(tx, 1), errBoom) })
	if !errors.Is(err, errBoom) {
		t.Errorf("error %v, want %v", err, errBoom)
	}
	wantTables(t, s, 1, nil)
	write(t, s, func(tx *Tx) error {
		p, err := tx.Person(1)
		if p.Session.State != "" {
			t.Errorf("after a failed write the person is remembered: %+v", p)
		}
		return err
	})
}

func testPanic(t *testing.T, s *Store) {
	defer func() {
		if got := recover(); got != errBoom {
			t.Errorf("recovered %v, want %v", got, errBoom)
		}
		wantTables(t, s, 1, nil)
		write(t, s, func(tx *Tx) error { return something(tx, 1) }) // it still works
	}()
	_ = s.Write(t.Context(), func(tx *Tx) error {
		if err := something(tx, 1); err != nil {
			t.Error(err)
		}
		panic(errBoom)
	})
}

func testSavepoint(t *testing.T, s *Store) {
	write(t, s, func(tx *Tx) error {
		if err := tx.Savepoint(func() error { return something(tx, 1) }); err != nil {
			return err
		}
		err := tx.Savepoint(func() error {
			p, err := tx.Person(1)
			p.Session.State = "undone"
			return errors.Join(err, something(tx, 2), tx.SavePerson(1, p, noon()), tx.Forget(3), errBoom)
		})
		if !errors.Is(err, errBoom) {
			t.Errorf("error %v, want %v", err, errBoom)
		}
		func() {
			defer func() {
				if got := recover(); got != errBoom {
					t.Errorf("recovered %v, want %v", got, errBoom)
				}
			}()
			_ = tx.Savepoint(func() error {
				if err := something(tx, 3); err != nil {
					t.Error(err)
				}
				panic(errBoom)
			})
		}()
		p, err := tx.Person(1)
		if p.Session.State != "intake.amount" {
			t.Errorf("state %q after the savepoint was undone", p.Session.State)
		}
		return errors.Join(err, tx.Savepoint(func() error { return something(tx, 4) }))
	})
	for chat, want := range map[int64][]string{1: allTables, 2: nil, 3: nil, 4: allTables} {
		wantTables(t, s, chat, want)
	}
}

func testNestedSavepoint(t *testing.T, s *Store) {
	write(t, s, func(tx *Tx) error {
		return tx.Savepoint(func() error {
			if err := something(tx, 1); err != nil {
				return err
			}
			err := tx.Savepoint(func() error { return errors.Join(something(tx, 2), errBoom) })
			if !errors.Is(err, errBoom) {
				t.Errorf("error %v, want %v", err, errBoom)
			}
			return nil
		})
	})
	wantTables(t, s, 1, allTables)
	wantTables(t, s, 2, nil)
}

func testReadOnly(t *testing.T, s *Store) {
	read(t, s, func(tx *Tx) error {
		_, first := tx.FirstTime(1, noon())
		_, claim := tx.ClaimDue(noon(), 1)
		for _, err := range []error{first, claim, tx.SaveChat(Chat{ID: 1}), tx.Forget(1), tx.Beat(noon())} {
			if !errors.Is(err, errReadOnly) {
				t.Errorf("error %v, want %v", err, errReadOnly)
			}
		}
		return nil
	})
}

func testCancelled(t *testing.T, s *Store) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := s.Write(ctx, func(*Tx) error { t.Error("was begun"); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}

func testUnknownChat(t *testing.T, s *Store) {
	read(t, s, func(tx *Tx) error {
		c, err := tx.Chat(5)
		if diff := cmp.Diff(Chat{ID: 5}, c); diff != "" {
			t.Error(diff)
		}
		p, err2 := tx.Person(5)
		if diff := cmp.Diff(dialog.Person{}, p); diff != "" {
			t.Error(diff)
		}
		list, err3 := tx.Outbox(5, 10)
		if len(list) > 0 {
			t.Errorf("outbox %v", list)
		}
		return errors.Join(err, err2, err3)
	})
}

func testChat(t *testing.T, s *Store) {
	saved := []Chat{
		{ID: 1, LastMessage: 1 << 40, LiveMessage: 3, LiveKeep: true, Consented: true, LastSeen: noon(), UnreachableSince: after(time.Hour)},
		{ID: 1, LastSeen: after(time.Hour)},
		{ID: -100, LastMessage: 2, LastSeen: time.UnixMilli(1).UTC()},
	}
	for _, want := range saved {
		write(t, s, func(tx *Tx) error { return tx.SaveChat(want) })
		read(t, s, func(tx *Tx) error {
			got, err := tx.Chat(want.ID)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			return err
		})
	}
}

func wantPerson(t *testing.T, s *Store, chat int64, want dialog.Person) {
	t.Helper()
	check := func(tx *Tx) error {
		got, err := tx.Person(chat)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		return err
	}
	read(t, s, check)  // from the rows
	write(t, s, check) // as it is remembered
}

func testPerson(t *testing.T, s *Store) {
	for revision := range 3 {
		want := person(t, revision)
		for id := range revision {
			want.Cases = append(want.Cases, casefile.New(id+2, noon()))
		}
		write(t, s, func(tx *Tx) error { return tx.SavePerson(1, want, noon()) })
		wantPerson(t, s, 1, want)
		wantPerson(t, s, 2, dialog.Person{})
	}
}

func testUnchangedPerson(t *testing.T, s *Store) {
	p := person(t, 1)
	p.Cases = append(p.Cases, casefile.New(2, noon()))
	write(t, s, func(tx *Tx) error { return tx.SavePerson(1, p, noon()) })
	p.Session.Revision++
	p.Cases[1].Stage = casefile.Contacted
	write(t, s, func(tx *Tx) error {
		if _, err := tx.Person(1); err != nil {
			return err
		}
		return tx.SavePerson(1, p, after(time.Hour))
	})
	for row, want := range map[string]time.Time{
		"session WHERE chat = 1":                        after(time.Hour),
		"casefile WHERE id = 1 AND stage = 'preparing'": noon(),
		"casefile WHERE id = 2 AND stage = 'contacted'": after(time.Hour),
	} {
		read(t, s, func(tx *Tx) error {
			var at int64
			_, err := tx.find([]any{&at}, "SELECT updated_at FROM "+row)
			if got := timeOf(at); !got.Equal(want) {
				t.Errorf("%s: written at %s, want %s", row, got, want)
			}
			return err
		})
	}
	wantPerson(t, s, 1, p)
}

func testRemovedCase(t *testing.T, s *Store) {
	p := person(t, 1)
	p.Cases = append(p.Cases, casefile.New(2, noon()), casefile.New(3, noon()))
	write(t, s, func(tx *Tx) error {
		return errors.Join(tx.SavePerson(1, p, noon()),
			tx.SyncReminders(1, 1, []Reminder{{Item: "a1.1", Kind: "due", Due: noon()}}, noon()),
			tx.SyncReminders(1, 2, []Reminder{{Item: "a1.2", Kind: "due", Due: noon()}}, noon()))
	})
	p.Cases = slices.Delete(p.Cases, 1, 2)
	write(t, s, func(tx *Tx) error { return tx.SavePerson(1, p, noon()) })
	wantPerson(t, s, 1, p)
	wantDue(t, s, noon(), "1/a1.1/due")
}

func testManyPeople(t *testing.T, s *Store) {
	const people = maxRecent + 100
	for round := range 2 {
		write(t, s, func(tx *Tx) error {
			for chat := range int64(people) {
				p, err := tx.Person(chat)
				if want := round * int(chat); p.Session.Revision != want || err != nil {
					return fmt.Errorf("chat %d is at revision %d, not %d: %w", chat, p.Session.Revision, want, err)
				}
				p.Session.Revision += int(chat)
				if err := tx.SavePerson(chat, p, noon()); err != nil {
					return err
				}
			}
			return nil
		})
		if n := len(s.recent); n > maxRecent {
			t.Errorf("%d are remembered", n)
		}
	}
}

func testForget(t *testing.T, s *Store) {
	write(t, s, func(tx *Tx) error { return errors.Join(something(tx, 1), something(tx, 2)) })
	wantTables(t, s, 1, allTables)
	write(t, s, func(tx *Tx) error { return tx.Forget(1) })
	wantTables(t, s, 1, nil)
	wantTables(t, s, 2, allTables)
	write(t, s, func(tx *Tx) error {
		p, err := tx.Person(1)
		c, err2 := tx.Chat(1)
		if p.Session.State != "" || !c.LastSeen.IsZero() {
			t.Errorf("still remembered: %+v %+v", c, p)
		}
		return errors.Join(err, err2, tx.Queue(1, Replies, dialog.Message{Text: "再见"}, noon()))
	})
	wantTables(t, s, 1, []string{"outbox"})
}

func testForgetUnconsented(t *testing.T, s *Store) {
	write(t, s, func(tx *Tx) error {
		for chat := range int64(4) {
			if err := something(tx, chat); err != nil {
				return err
			}
		}
		return errors.Join(
			tx.SaveChat(Chat{ID: 0, LastSeen: noon()}),
			tx.SaveChat(Chat{ID: 1, LastSeen: noon(), Consented: true}),
			tx.SaveChat(Chat{ID: 2, LastSeen: after(time.Hour)}),
			tx.SaveChat(Chat{ID: 3, LastSeen: after(-time.Hour)}))
	})
	write(t, s, func(tx *Tx) error {
		n, err := tx.ForgetUnconsented(after(time.Minute))
		if n != 2 {
			t.Errorf("forgot %d chats, want 2", n)
		}
		return err
	})
	for chat, want := range [][]string{nil, allTables, allTables, nil} {
		wantTables(t, s, int64(chat), want)
	}
}

func send(t *testing.T, s *Store, chat int64, lane Lane, texts ...string) {
	t.Helper()
	write(t, s, func(tx *Tx) error {
		for _, text := range texts {
			if err := tx.Queue(chat, lane, dialog.Message{Text: text}, noon()); err != nil {
				return err
			}
		}
		return nil
	})
}

func outbox(t *testing.T, s *Store, chat int64) (list []Outgoing) {
	t.Helper()
	read(t, s, func(tx *Tx) (err error) {
		list, err = tx.Outbox(chat, 100)
		return err
	})
	return list
}

func wantOutbox(t *testing.T, s *Store, chat int64, want ...string) {
	t.Helper()
	var got []string
	for _, m := range outbox(t, s, chat) {
		got = append(got, m.Message.Text)
	}
	if !slices.Equal(got, want) {
		t.Errorf("outbox of chat %d is %q, want %q", chat, got, want)
	}
}

func wantHeads(t *testing.T, s *Store, want ...Head) {
	t.Helper()
	read(t, s, func(tx *Tx) error {
		got, err := tx.Heads()
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("waiting:\n%s", diff)
		}
		return err
	})
}

func testOutboxOrder(t *testing.T, s *Store) {
	m := dialog.Message{
		Text: "<b>方案</b>", Live: true, Keep: true, Reminder: "due",
		Buttons:  [][]dialog.Button{{{Label: "已还", Data: "1.2.paid"}, {Label: "复制", Copy: "话术"}}},
		Document: &dialog.Document{Kind: dialog.ExportFile, Name: "all.json"},
	}
	write(t, s, func(tx *Tx) error { return tx.Queue(1, Reminders, m, noon()) })
	send(t, s, 1, Replies, "b")
	send(t, s, 2, Replies, "other")
	send(t, s, 1, Reminders, "c", "d")
	list := outbox(t, s, 1)
	want := Outgoing{ID: list[0].ID, Chat: 1, Lane: Reminders, Message: m, QueuedAt: noon()}
	if diff := cmp.Diff(want, list[0]); diff != "" {
		t.Error(diff)
	}
	wantOutbox(t, s, 1, m.Text, "b", "c", "d")
	write(t, s, func(tx *Tx) error { return tx.Delivered(list[0].ID, list[2].ID, 99) })
	wantOutbox(t, s, 1, "b", "d")
	wantOutbox(t, s, 2, "other")
	write(t, s, func(tx *Tx) error { return tx.DropOutbox(1) })
	wantOutbox(t, s, 1)
	wantOutbox(t, s, 2, "other")
}

func testLanes(t *testing.T, s *Store) {
	send(t, s, 1, Reminders, "reminder")
	send(t, s, 2, Reminders, "reminder")
	send(t, s, 3, Replies, "reply")
	send(t, s, 2, Replies, "reply")
	send(t, s, 3, Replies, "another")
	wantHeads(t, s, Head{Chat: 1, Lane: Reminders}, Head{Chat: 2, Lane: Replies}, Head{Chat: 3, Lane: Replies})
}

func testPostpone(t *testing.T, s *Store) {
	send(t, s, 1, Replies, "a", "b")
	send(t, s, 2, Replies, "c")
	first := outbox(t, s, 1)[0]
	write(t, s, func(tx *Tx) error {
		return errors.Join(tx.Postpone(first.ID, after(time.Second)), tx.Postpone(first.ID, after(time.Minute)))
	})
	wantHeads(t, s, Head{Chat: 1, NotBefore: after(time.Minute)}, Head{Chat: 2})
	wantOutbox(t, s, 1, "a", "b")
	if got := outbox(t, s, 1)[0]; got.Attempts != 2 || !got.NotBefore.Equal(after(time.Minute)) {
		t.Errorf("attempts %d, not before %s", got.Attempts, got.NotBefore)
	}
}

// testWatch holds what is told of the outbox: what was committed, with the chats as they
// were left, and nothing that was undone.
func testWatch(t *testing.T, s *Store) {
	var told []Posting
	stop, err := s.Watch(t.Context(), func(list []Posting) { told = append(told, list...) })
	if err != nil {
		t.Fatal(err)
	}
	write(t, s, func(tx *Tx) error {
		return errors.Join(
			tx.Queue(1, Replies, dialog.Message{Text: "a"}, noon()),
			tx.SaveChat(Chat{ID: 1, LastMessage: 7, LastSeen: noon()}),
			tx.Queue(2, Reminders, dialog.Message{Text: "b"}, noon()))
	})
	_ = s.Write(t.Context(), func(tx *Tx) error { return errors.Join(tx.Queue(1, Replies, dialog.Message{}, noon()), errBoom) })
	write(t, s, func(tx *Tx) error {
		_ = tx.Savepoint(func() error { return errors.Join(tx.DropOutbox(1), errBoom) })
		return errors.Join(tx.Forget(2), tx.DropOutbox(3))
	})
	stop()
	send(t, s, 1, Replies, "unheard")
	for i := range told {
		told[i].ID = 0
	}
	want := []Posting{
		{Outgoing: Outgoing{Chat: 1, Message: dialog.Message{Text: "a"}, QueuedAt: noon()}, To: Chat{ID: 1, LastMessage: 7, LastSeen: noon()}},
		{Outgoing: Outgoing{Chat: 2, Lane: Reminders, Message: dialog.Message{Text: "b"}, QueuedAt: noon()}},
		{Outgoing: Outgoing{Chat: 2}, Dropped: true},
		{Outgoing: Outgoing{Chat: 3}, Dropped: true},
	}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Error(diff)
	}
}

// testWatchBegins begins to watch in the middle of a transaction.
func testWatchBegins(t *testing.T, s *Store) {
	var told []Posting
	halfway, watching := make(chan struct{}), make(chan error)
	go func() {
		<-halfway
		_, err := s.Watch(t.Context(), func(list []Posting) { told = append(told, list...) })
		watching <- err
	}()
	write(t, s, func(tx *Tx) error {
		if err := tx.Queue(1, Replies, dialog.Message{Text: "a"}, noon()); err != nil {
			return err
		}
		close(halfway)
		select {
		case err := <-watching:
			t.Fatalf("it is watched from the middle of a transaction: %v", err)
		case <-time.After(10 * time.Millisecond):
		}
		return tx.Queue(1, Replies, dialog.Message{Text: "b"}, noon())
	})
	if err := <-watching; err != nil {
		t.Fatal(err)
	}
	if len(told) != 0 {
		t.Errorf("told of %v", told)
	}
	wantOutbox(t, s, 1, "a", "b")
	send(t, s, 1, Replies, "c")
	if len(told) != 1 || told[0].Message.Text != "c" {
		t.Errorf("told of %v", told)
	}
}

func testOutboxNumbers(t *testing.T, s *Store) {
	send(t, s, 1, Replies, "a")
	first := outbox(t, s, 1)[0].ID
	write(t, s, func(tx *Tx) error { return tx.Delivered(first) })
	_ = s.Write(t.Context(), func(tx *Tx) error {
		return errors.Join(tx.Queue(1, Replies, dialog.Message{Text: "undone"}, noon()), errBoom)
	})
	send(t, s, 1, Replies, "b")
	if second := outbox(t, s, 1)[0].ID; second <= first {
		t.Errorf("number %d after %d", second, first)
	}
}

func testDepth(t *testing.T, s *Store) {
	write(t, s, func(tx *Tx) error {
		return errors.Join(
			tx.Queue(1, Replies, dialog.Message{}, after(time.Second)),
			tx.Queue(1, Replies, dialog.Message{}, after(time.Minute)),
			tx.Queue(2, Replies, dialog.Message{}, after(time.Hour)))
	})
	for lane, want := range map[Lane]Depth{Replies: {3, after(time.Second)}, Reminders: {}} {
		read(t, s, func(tx *Tx) error {
			got, err := tx.OutboxDepth(lane)
			if got != want {
				t.Errorf("lane %d: %v, want %v", lane, got, want)
			}
			return err
		})
	}
}

// reminder returns one that is due after a while, on the day of that time in UTC.
func reminder(item, kind string, due time.Duration) Reminder {
	return Reminder{Item: item, Kind: kind, Due: after(due)}
}

func sync(t *testing.T, s *Store, chat int64, want ...Reminder) {
	t.Helper()
	write(t, s, func(tx *Tx) error { return tx.SyncReminders(chat, 1, want, noon()) })
}

// due claims what is due, as "chat/item/kind".
func due(t *testing.T, s *Store, now time.Time) (got []string, list []Reminder) {
	t.Helper()
	write(t, s, func(tx *Tx) (err error) {
		list, err = tx.ClaimDue(now, 100)
		return err
	})
	for _, r := range list {
		got = append(got, fmt.Sprintf("%d/%s/%s", r.Chat, r.Item, r.Kind))
	}
	return got, list
}

func wantDue(t *testing.T, s *Store, now time.Time, want ...string) {
	t.Helper()
	if got, _ := due(t, s, now); !slices.Equal(got, want) {
		t.Errorf("due at %s are %q, want %q", now, got, want)
	}
}

// putOff puts updates of a chat off, with numbers from one on.
func putOff(t *testing.T, s *Store, chat, number int64, updates ...string) {
	t.Helper()
	write(t, s, func(tx *Tx) error {
		for i, u := range updates {
			if err := tx.PutOff(chat, number+int64(i), u, after(time.Duration(number)*time.Second)); err != nil {
				return err
			}
		}
		return nil
	})
}

// wantBacklog checks what waits, and for whom, when each chat from a number on has its turn.
func wantBacklog(t *testing.T, s *Store, from int64, want ...string) {
	t.Helper()
	var got []string
	err := s.Write(t.Context(), func(tx *Tx) error {
		for {
			var u string
			l, err := tx.FirstLate(from, &u)
			if err != nil {
				return err
			}
			if l.ID == 0 {
				return errUndo
			}
			got = append(got, fmt.Sprint(l.Chat, " ", l.Number, u))
			from = l.Chat + 1
			if err := tx.Done(l); err != nil {
				return err
			}
		}
	})
	if !errors.Is(err, errUndo) || !slices.Equal(got, want) {
		t.Errorf("the backlog is %q, want %q; %v", got, want, err)
	}
}

var errUndo = errors.New("nothing of this is to stay")

func testBacklogOrder(t *testing.T, s *Store) {
	wantBacklog(t, s, 0)
	putOff(t, s, 1, 70, "a", "b")
	putOff(t, s, 1, 5, "c") // numbers may start anew
	wantBacklog(t, s, 1, "1 70a", "1 71b", "1 5c")
	write(t, s, func(tx *Tx) error {
		var u string
		l, err := tx.FirstLate(1, &u)
		return errors.Join(err, tx.Done(l), tx.Done(l), tx.PutOff(1, 6, "d", noon()))
	})
	wantBacklog(t, s, 1, "1 71b", "1 5c", "1 6d")
}

func testBacklogTurns(t *testing.T, s *Store) {
	putOff(t, s, 3, 1, "a", "b", "c")
	putOff(t, s, -2, 4, "x", "y")
	putOff(t, s, 8, 6, "q")
	wantBacklog(t, s, math.MinInt64, "-2 4x", "3 1a", "8 6q", "-2 5y", "3 2b", "3 3c")
	wantBacklog(t, s, 4, "8 6q", "-2 4x", "3 1a", "-2 5y", "3 2b", "3 3c")
}

func testBacklogCounts(t *testing.T, s *Store) {
	want := func(chat int64, ofChat, ofAll int, oldest time.Time) {
		t.Helper()
		write(t, s, func(tx *Tx) error {
			n, err := tx.Backlog(chat)
			all, since, err2 := tx.BacklogDepth()
			if n != ofChat || all != ofAll || !since.Equal(oldest) {
				t.Errorf("%d of chat %d, %d in all since %s; want %d, %d, %s", n, chat, all, since, ofChat, ofAll, oldest)
			}
			return errors.Join(err, err2)
		})
	}
	want(1, 0, 0, time.Time{})
	putOff(t, s, 1, 1, "a", "b")
	putOff(t, s, 2, 3, "c")
	want(1, 2, 3, after(time.Second))
	want(2, 1, 3, after(time.Second))
	err := s.Write(t.Context(), func(tx *Tx) error {
		return errors.Join(tx.PutOff(1, 9, "gone", noon()), errUndo)
	})
	if !errors.Is(err, errUndo) {
		t.Error(err)
	}
	want(1, 2, 3, after(time.Second))
	write(t, s, func(tx *Tx) error {
		err := tx.Savepoint(func() error { return errors.Join(tx.PutOff(1, 9, "gone", noon()), errUndo) })
		if !errors.Is(err, errUndo) {
			return err
		}
		var u string
		l, err := tx.FirstLate(1, &u)
		return errors.Join(err, tx.Done(l))
	})
	want(1, 1, 2, after(time.Second))
	write(t, s, func(tx *Tx) error { return tx.Forget(1) })
	want(1, 0, 1, after(3*time.Second))
}

func testClaimOnce(t *testing.T, s *Store) {
	sync(t, s, 1, reminder("a1.1", "due", time.Hour))
	wantDue(t, s, after(time.Hour-time.Millisecond))
	got, list := due(t, s, after(time.Hour))
	want := []Reminder{{ID: list[0].ID, Chat: 1, Case: 1, Item: "a1.1", Kind: "due", Day: calc.DateOf(noon()), Due: after(time.Hour)}}
	if diff := cmp.Diff(want, list); diff != "" {
		t.Error(got, diff)
	}
	wantDue(t, s, after(time.Hour))
}

func testClaimUndone(t *testing.T, s *Store) {
	sync(t, s, 1, reminder("a1.1", "due", 0))
	_ = s.Write(t.Context(), func(tx *Tx) error {
		list, err := tx.ClaimDue(noon(), 10)
		if len(list) != 1 {
			t.Errorf("claimed %v", list)
		}
		return errors.Join(err, errBoom)
	})
	wantDue(t, s, noon(), "1/a1.1/due")
}

func testClaimOrder(t *testing.T, s *Store) {
	sync(t, s, 2, reminder("a1.1", "due", 2*time.Hour), reminder("a1.2", "due", 0))
	sync(t, s, 1, reminder("a1.1", "due", time.Hour), reminder("a1.2", "due", 3*time.Hour))
	for _, want := range [][]int{{0, 1}, {2, 3}, nil} {
		write(t, s, func(tx *Tx) error {
			list, err := tx.ClaimDue(after(24*time.Hour), 2)
			var got []int
			for _, r := range list {
				got = append(got, int(r.Due.Sub(noon()).Hours()))
			}
			if !slices.Equal(got, want) {
				t.Errorf("claimed those due after %v hours, want %v", got, want)
			}
			return err
		})
	}
}

func testSyncReminders(t *testing.T, s *Store) {
	sync(t, s, 1, reminder("a1.1", "due", time.Hour), reminder("a1.2", "due", time.Hour), reminder("a1.2", "due", time.Hour))
	sync(t, s, 2, reminder("a1.1", "due", time.Hour))
	// One is gone, one moves within its day, one is new; another case is left alone.
	sync(t, s, 1, reminder("a1.2", "due", 2*time.Hour), reminder("a1.3", "due", time.Hour))
	wantDue(t, s, after(time.Hour), "2/a1.1/due", "1/a1.3/due")
	wantDue(t, s, after(2*time.Hour), "1/a1.2/due")
	sync(t, s, 1)
	wantDue(t, s, after(240*time.Hour))
}

func testClaimedStays(t *testing.T, s *Store) {
	r := reminder("a1.1", "due", 0)
	sync(t, s, 1, r)
	wantDue(t, s, noon(), "1/a1.1/due")
	sync(t, s, 1)
	sync(t, s, 1, r)
	moved := r
	moved.Due = after(time.Hour)
	sync(t, s, 1, moved)
	wantDue(t, s, after(2*time.Hour))
	otherDay := reminder("a1.1", "due", 24*time.Hour)
	otherKind := reminder("a1.1", "late", 0)
	sync(t, s, 1, r, otherDay, otherKind)
	wantDue(t, s, after(48*time.Hour), "1/a1.1/late", "1/a1.1/due")
}

func testReminderDay(t *testing.T, s *Store) {
	kiritimati := time.FixedZone("UTC+14", 14*3600)
	morning := time.Date(2026, 12, 15, 9, 0, 0, 0, kiritimati) // the 14th in UTC
	sync(t, s, 1, Reminder{Item: "a1.1", Kind: "due", Due: morning})
	_, list := due(t, s, morning)
	if want := (calc.Date{Year: 2026, Month: 12, Day: 15}); len(list) != 1 || list[0].Day != want {
		t.Errorf("claimed %+v, want one of %s", list, want)
	}
	sync(t, s, 1, Reminder{Item: "a1.1", Kind: "due", Day: list[0].Day, Due: morning.Add(30 * time.Hour)})
	wantDue(t, s, morning.Add(48*time.Hour))
}

func testDefer(t *testing.T, s *Store) {
	sync(t, s, 1, reminder("a1.1", "due", 0))
	_, list := due(t, s, noon())
	write(t, s, func(tx *Tx) error { return tx.DeferReminder(list[0].ID, after(time.Hour)) })
	wantDue(t, s, noon())
	read(t, s, func(tx *Tx) error {
		next, waiting, err := tx.NextDue()
		if !next.Equal(after(time.Hour)) || waiting != 1 {
			t.Errorf("next due %s of %d", next, waiting)
		}
		return err
	})
	wantDue(t, s, after(time.Hour), "1/a1.1/due")
	read(t, s, func(tx *Tx) error {
		next, waiting, err := tx.NextDue()
		if !next.IsZero() || waiting != 0 {
			t.Errorf("next due %s of %d", next, waiting)
		}
		return err
	})
}

func testUnreachable(t *testing.T, s *Store) {
	sync(t, s, 1, reminder("a1.1", "due", 0), reminder("a1.2", "due", time.Hour))
	sync(t, s, 2, reminder("a1.1", "due", 0))
	wantDue(t, s, noon(), "1/a1.1/due", "2/a1.1/due")
	save := func(since time.Time) {
		write(t, s, func(tx *Tx) error { return tx.SaveChat(Chat{ID: 1, UnreachableSince: since}) })
	}
	save(noon())
	sync(t, s, 1, reminder("a1.2", "due", time.Hour), reminder("a1.3", "due", 2*time.Hour))
	save(after(time.Minute))
	wantDue(t, s, after(24*time.Hour))
	save(time.Time{})
	wantDue(t, s, after(24*time.Hour), "1/a1.2/due", "1/a1.3/due")
}

func testFailures(t *testing.T, s *Store) {
	old := Failure{Chat: 1, Update: 7, Where: "step", Problem: "panic: 一万二", At: noon()}
	recent := Failure{Chat: 2, Where: "deliver", Problem: "too long", At: after(time.Hour)}
	write(t, s, func(tx *Tx) error { return errors.Join(tx.AddFailure(old), tx.AddFailure(recent)) })
	wantFailures := func(limit int, want ...Failure) {
		t.Helper()
		read(t, s, func(tx *Tx) error {
			got, err := tx.Failures(limit)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			return err
		})
	}
	wantFailures(10, recent, old)
	wantFailures(1, recent)
	write(t, s, func(tx *Tx) error {
		n, err := tx.ForgetFailures(after(time.Minute))
		if n != 1 {
			t.Errorf("forgot %d failures, want 1", n)
		}
		return err
	})
	wantFailures(10, recent)
}

func testBeat(t *testing.T, s *Store) {
	for _, want := range []time.Time{{}, noon(), after(time.Second)} {
		if !want.IsZero() {
			write(t, s, func(tx *Tx) error { return tx.Beat(want) })
		}
		read(t, s, func(tx *Tx) error {
			got, err := tx.LastBeat()
			if !got.Equal(want) {
				t.Errorf("last beat %s, want %s", got, want)
			}
			return err
		})
	}
}

func testReopen(t *testing.T, open func() *Store) {
	want := person(t, 1)
	s := open()
	write(t, s, func(tx *Tx) error { return errors.Join(something(tx, 1), tx.SavePerson(1, want, noon())) })
	closeStore(t, s)
	s = open()
	defer closeStore(t, s)
	wantTables(t, s, 1, allTables)
	wantPerson(t, s, 1, want)
	wantOutbox(t, s, 1, "…")
	write(t, s, func(tx *Tx) error {
		first, err := tx.FirstTime(1, noon())
		if first {
			t.Error("the update is taken for a new one")
		}
		return err
	})
}

func testNumbersAfterReopening(t *testing.T, open func() *Store) {
	s := open()
	send(t, s, 1, Replies, "a", "b")
	closeStore(t, s)
	s = open()
	defer closeStore(t, s)
	send(t, s, 1, Replies, "c")
	wantOutbox(t, s, 1, "a", "b", "c")
}
