package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"xieshang/dialog"
)

// used makes a database with something in it and returns its path.
func used(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "bot.db")
	s := openPath(t, path)
	for chat := range int64(50) {
		write(t, s, func(tx *Tx) error { return something(tx, chat) })
	}
	closeStore(t, s)
	return path
}

// unchanged returns a function that checks that a file is still what it was.
func unchanged(t *testing.T, path string) (check func()) {
	t.Helper()
	sum := func() [32]byte {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return sha256.Sum256(raw)
	}
	before := sum()
	return func() {
		t.Helper()
		if sum() != before {
			t.Errorf("%s was changed", path)
		}
	}
}

func openError(t *testing.T, o Options) error {
	t.Helper()
	s, err := Open(t.Context(), o)
	if err == nil {
		closeStore(t, s)
		t.Fatalf("%s was opened", o.Path)
	}
	return err
}

func TestWrongKey(t *testing.T) {
	path := used(t)
	check := unchanged(t, path)
	for _, readOnly := range []bool{false, true} {
		err := openError(t, Options{Path: path, Key: Key{2}, KeyName: "data/bot.key", Now: noon(), ReadOnly: readOnly})
		wantTrouble(t, err, ErrWrongKey, path, "data/bot.key", "does not open it", "put back the key")
		check()
	}
	closeStore(t, openPath(t, path))
}

func TestWrongKeyAfterACrash(t *testing.T) {
	path, copied := filepath.Join(t.TempDir(), "bot.db"), filepath.Join(t.TempDir(), "bot.db")
	s := openPath(t, path)
	defer closeStore(t, s)
	write(t, s, func(tx *Tx) error { return something(tx, 1) })
	copyFiles(t, path, copied)
	wantTrouble(t, openError(t, Options{Path: copied, Key: Key{2}}), ErrWrongKey)
	recovered := openPath(t, copied)
	defer closeStore(t, recovered)
	wantTables(t, recovered, 1, allTables)
}

func TestClockBehindTheDatabase(t *testing.T) {
	path := used(t)
	check := unchanged(t, path)
	err := openError(t, Options{Path: path, Key: Key{1}, Now: after(-6 * time.Minute)})
	wantTrouble(t, err, ErrClock, path, "2026-11-21T03:54:00Z", "2026-11-21T04:00:00Z", "set the clock")
	check()
	for _, now := range []time.Time{after(-5 * time.Minute), {}, after(24 * time.Hour)} {
		s, err := Open(t.Context(), Options{Path: path, Key: Key{1}, Now: now})
		if err != nil {
			t.Fatalf("with the clock at %s: %v", now, err)
		}
		closeStore(t, s)
	}
	wantTrouble(t, openError(t, Options{Path: path, Key: Key{1}, Now: noon()}), ErrClock, "2026-11-22T04:00:00Z")
}

// TestClockPutRight puts the clock forward, and right again while the bot runs: it can be
// started again at once, though not at an earlier time.
func TestClockPutRight(t *testing.T) {
	path := used(t)
	s := openPath(t, path)
	write(t, s, func(tx *Tx) error { _, err := tx.FirstTime(1000, after(24*time.Hour)); return err })
	closeStore(t, s)
	wantTrouble(t, openError(t, Options{Path: path, Key: Key{1}, Now: noon()}), ErrClock, "2026-11-22T04:00:00Z")
	s, err := Open(t.Context(), Options{Path: path, Key: Key{1}, Now: after(25 * time.Hour)})
	if err != nil {
		t.Fatal(err)
	}
	write(t, s, func(tx *Tx) error { return tx.Beat(after(time.Hour)) })
	closeStore(t, s)
	wantTrouble(t, openError(t, Options{Path: path, Key: Key{1}, Now: noon()}), ErrClock, "2026-11-21T05:00:00Z")
	s, err = Open(t.Context(), Options{Path: path, Key: Key{1}, Now: after(time.Hour)})
	if err != nil {
		t.Fatal(err)
	}
	closeStore(t, s)
}

func TestSecondOpenerIsRefused(t *testing.T) {
	path := used(t)
	s := openPath(t, path)
	wantTrouble(t, openError(t, Options{Path: path, Key: Key{1}}), ErrInUse, path, "another xieshang", "stop that one")
	write(t, s, func(tx *Tx) error { return something(tx, 99) })
	closeStore(t, s)
	closeStore(t, openPath(t, path))
}

// TestHandover has a new opener wait for the old one to end, and not for ever.
func TestHandover(t *testing.T) {
	path := used(t)
	old := openPath(t, path)
	wantTrouble(t, openError(t, Options{Path: path, Key: Key{1}, Patience: 2 * guardPause}), ErrInUse, path)
	opened := make(chan error)
	go func() {
		s, err := Open(t.Context(), Options{Path: path, Key: Key{1}, Patience: time.Minute})
		if err == nil {
			err = s.Close()
		}
		opened <- err
	}()
	write(t, old, func(tx *Tx) error { return something(tx, 99) })
	closeStore(t, old)
	if err := <-opened; err != nil {
		t.Error(err)
	}
}

func TestReadOnlyBesideTheBot(t *testing.T) {
	path := used(t)
	bot := openPath(t, path)
	defer closeStore(t, bot)
	doctor, err := Open(t.Context(), Options{Path: path, Key: Key{1}, Now: noon(), ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer closeStore(t, doctor)
	if err := doctor.Write(t.Context(), func(*Tx) error { return nil }); !errors.Is(err, errReadOnly) {
		t.Errorf("write: %v, want %v", err, errReadOnly)
	}
	write(t, bot, func(tx *Tx) error { return tx.Beat(after(time.Second)) })
	read(t, doctor, func(tx *Tx) error {
		beat, err := tx.LastBeat()
		if !beat.Equal(after(time.Second)) {
			t.Errorf("last beat %s", beat)
		}
		return err
	})
	if err := doctor.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestReadOnlyCreatesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "none", "bot.db")
	wantTrouble(t, openError(t, Options{Path: path, ReadOnly: true}), ErrUnwritable, path)
	if _, err := os.Stat(filepath.Dir(path)); err == nil {
		t.Error("the folder was made")
	}
}

func TestFilesAreForUsAlone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "data")
	s := openPath(t, filepath.Join(dir, "bot.db"))
	defer closeStore(t, s)
	write(t, s, func(tx *Tx) error { return something(tx, 1) })
	for name, want := range map[string]os.FileMode{
		"": os.ModeDir | 0o700, "bot.db": 0o600, "bot.db-wal": 0o600, "bot.db-shm": 0o600,
	} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Mode() != want {
			t.Errorf("%q: %v, %v; want %v", name, info.Mode(), err, want)
		}
	}
}

func TestStrangePath(t *testing.T) {
	path := filepath.Join(t.TempDir(), "协商 a?b%20c#d&e=f", "bot.db")
	s := openPath(t, path)
	defer closeStore(t, s)
	write(t, s, func(tx *Tx) error { return something(tx, 1) })
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}

func TestWhatIsNotADatabase(t *testing.T) {
	for name, content := range map[string]string{
		"text":          strings.Repeat("这不是数据库\n", 1000),
		"a few bytes":   "hello",
		"almost a file": "SQLite format 3\x00" + strings.Repeat("\xff", 5000),
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "bot.db")
			if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
			check := unchanged(t, path)
			wantTrouble(t, openError(t, Options{Path: path}), ErrNotDatabase, path, "not a database of xieshang")
			check()
		})
	}
}

func TestDatabaseOfAnotherProgram(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bot.db")
	other := otherProgram(t, path)
	for _, query := range []string{"CREATE TABLE note (text)", "INSERT INTO note VALUES ('x')"} {
		if _, err := other.Exec(query); err != nil {
			t.Fatal(err)
		}
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	check := unchanged(t, path)
	wantTrouble(t, openError(t, Options{Path: path}), ErrNotDatabase, path, "another program")
	check()
}

// otherProgram opens a database as a program does that knows nothing of ours.
func otherProgram(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite3", path+"?_busy_timeout=0&_txlock=exclusive")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func TestTruncatedFile(t *testing.T) {
	path := used(t)
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, info.Size()/2); err != nil {
		t.Fatal(err)
	}
	check := unchanged(t, path)
	wantTrouble(t, openError(t, Options{Path: path, Key: Key{1}}), ErrCorrupt, path, "damaged", "restore the last backup")
	check()
}

func TestDamagedPage(t *testing.T) {
	path := used(t)
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range raw[8*4096:] {
		raw[8*4096+i] = 0xa5
	}
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Open(t.Context(), Options{Path: path, Key: Key{1}})
	if err == nil {
		defer s.Close()
		err = s.Check(t.Context())
	}
	wantTrouble(t, err, ErrCorrupt, path, "damaged")
}

func TestNewerSchema(t *testing.T) {
	path := used(t)
	s := openPath(t, path)
	tamper(t, s, "INSERT INTO schema_version (version_id, is_applied) VALUES (99, 1)")
	closeStore(t, s)
	check := unchanged(t, path)
	wantTrouble(t, openError(t, Options{Path: path, Key: Key{1}}), ErrNewer, path, "schema 99", "restore a backup")
	check()
}

func TestEmptyFileBecomesADatabase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bot.db")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	wantTrouble(t, openError(t, Options{Path: path, ReadOnly: true}), ErrOlder, path, "empty", "start the bot once")
	s := openPath(t, path)
	defer closeStore(t, s)
	version, newest, err := schemaVersions(t.Context(), s.writer)
	if err != nil || version != newest || newest < 1 {
		t.Errorf("schema %d of %d, %v", version, newest, err)
	}
	write(t, s, func(tx *Tx) error { return something(tx, 1) })
}

// TestHalfMadeDatabase opens what a crash leaves in the middle of the first start.
func TestHalfMadeDatabase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bot.db")
	half := otherProgram(t, path)
	if _, err := half.Exec(fmt.Sprintf("PRAGMA application_id = %d", applicationID)); err != nil {
		t.Fatal(err)
	}
	provider, err := migrator(half)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := provider.GetDBVersion(t.Context()); err != nil { // makes the table of versions
		t.Fatal(err)
	}
	if err := half.Close(); err != nil {
		t.Fatal(err)
	}
	s := openPath(t, path)
	defer closeStore(t, s)
	write(t, s, func(tx *Tx) error { return something(tx, 1) })
}

// TestOlderSchemas opens databases as older versions made them.
func TestOlderSchemas(t *testing.T) {
	provider, err := migrator(otherProgram(t, ":memory:"))
	if err != nil {
		t.Fatal(err)
	}
	for _, source := range provider.ListSources() {
		t.Run(fmt.Sprint(source.Version), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "bot.db")
			old := otherProgram(t, path)
			if _, err := old.Exec(fmt.Sprintf("PRAGMA application_id = %d", applicationID)); err != nil {
				t.Fatal(err)
			}
			provider, err := migrator(old)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := provider.UpTo(t.Context(), source.Version); err != nil {
				t.Fatal(err)
			}
			older := &Store{path: path, writer: old, sealer: sealerOf(t, Key{1})}
			write(t, older, func(tx *Tx) error {
				return errors.Join(tx.addLock(), tx.Queue(1, Replies, dialog.Message{Text: "a"}, noon()))
			})
			if err := old.Close(); err != nil {
				t.Fatal(err)
			}
			s := openPath(t, path)
			defer closeStore(t, s)
			write(t, s, func(tx *Tx) error { return something(tx, 2) })
			wantOutbox(t, s, 1, "a")
			wantTables(t, s, 2, allTables)
		})
	}
}

func sealerOf(t *testing.T, key Key) *sealer {
	t.Helper()
	s, err := newSealer(firstVersion, key)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestEveryTableIsStrict(t *testing.T) {
	s := openPath(t, used(t))
	defer closeStore(t, s)
	read(t, s, func(tx *Tx) error {
		return tx.each(func(scan func(...any) error) (bool, error) {
			var name string
			err := scan(&name)
			t.Errorf("table %s is not strict", name)
			return true, err
		}, `SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0
			AND name NOT LIKE 'sqlite_%' AND name <> 'schema_version'`)
	})
}

func TestSettingsReachEveryConnection(t *testing.T) {
	s := openPath(t, used(t))
	defer closeStore(t, s)
	pragmas := map[string][2]string{ // what the writer and the readers must have
		"journal_mode": {"wal", "wal"}, "synchronous": {"2", "1"}, "secure_delete": {"1", "0"},
		"foreign_keys": {"1", "0"}, "busy_timeout": {"5000", "5000"}, "query_only": {"0", "1"},
	}
	for pragma, want := range pragmas {
		if got := pragmaOf(t, s.writer, pragma); got != want[0] {
			t.Errorf("%s of the writer is %s, want %s", pragma, got, want[0])
		}
		if got := pragmaOf(t, s.readers, pragma); got != want[1] {
			t.Errorf("%s of a reader is %s, want %s", pragma, got, want[1])
		}
	}
}

func pragmaOf(t *testing.T, db *sql.DB, name string) (value string) {
	t.Helper()
	if err := db.QueryRow("PRAGMA " + name).Scan(&value); err != nil {
		t.Fatal(err)
	}
	return value
}

func TestPathsThatCannotBeWritten(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, path := range map[string]string{
		"a folder": dir, "below a file": filepath.Join(file, "bot.db"), "the kernel's": "/proc/xieshang/bot.db",
	} {
		t.Run(name, func(t *testing.T) {
			wantTrouble(t, openError(t, Options{Path: path}), ErrUnwritable, path, "let the user that runs xieshang write")
		})
	}
}

func TestFullDisk(t *testing.T) {
	s := openPath(t, used(t))
	defer closeStore(t, s)
	limit := func(pages string) {
		if got := pragmaOf(t, s.writer, "max_page_count = "+pages); pages != "0" && got == "" {
			t.Fatal("no limit was set")
		}
	}
	limit("1") // the least there can be is what there is
	long := dialog.Message{Text: strings.Repeat("满", 5000)}
	reached := false
	err := s.Write(t.Context(), func(tx *Tx) error {
		inner := tx.Savepoint(func() error { return tx.Queue(900, Replies, long, noon()) })
		wantTrouble(t, inner, ErrFull)
		reached = true
		// Whatever comes now must not be done on its own, outside the transaction.
		wantTrouble(t, tx.SaveChat(Chat{ID: 901}), ErrFull)
		_, err := tx.Chat(902)
		wantTrouble(t, err, ErrFull)
		return nil
	})
	wantTrouble(t, err, ErrFull, s.path, "disk is full", "make room")
	if !reached {
		t.Error("the function was left early")
	}
	wantTables(t, s, 900, nil)
	wantTables(t, s, 901, nil)
	wantTables(t, s, 1, allTables)
	limit("1000000")
	write(t, s, func(tx *Tx) error { return tx.Queue(900, Replies, long, noon()) })
	wantTables(t, s, 900, []string{"outbox"})
}

func TestLockedByAnotherProgram(t *testing.T) {
	path := used(t)
	s := openPath(t, path)
	defer closeStore(t, s)
	pragmaOf(t, s.writer, "busy_timeout = 20")
	held, err := otherProgram(t, path).Begin()
	if err != nil {
		t.Fatal(err)
	}
	err = s.Write(t.Context(), func(*Tx) error { t.Error("was begun"); return nil })
	wantTrouble(t, err, ErrLocked, path, "locked by another program", "close the program")
	read(t, s, func(tx *Tx) error { _, err := tx.Person(1); return err })
	if err := held.Rollback(); err != nil {
		t.Fatal(err)
	}
	write(t, s, func(tx *Tx) error { return something(tx, 99) })
}

// TestReadWhileWriting reads all the time while a writer moves one message from chat to
// chat: every snapshot must show exactly one.
func TestReadWhileWriting(t *testing.T) {
	s := openPath(t, used(t))
	defer closeStore(t, s)
	write(t, s, func(tx *Tx) error { return tx.SaveChat(Chat{ID: 1000, LiveMessage: 1}) })
	const moves, readers = 200, 8
	var done atomic.Bool
	results := make(chan error, readers)
	for range readers {
		go func() { results <- lookUntil(&done, s) }()
	}
	for i := range int64(moves) {
		write(t, s, func(tx *Tx) error {
			return errors.Join(tx.SaveChat(Chat{ID: 1000 + i%2}), tx.SaveChat(Chat{ID: 1001 - i%2, LiveMessage: 1}))
		})
	}
	done.Store(true)
	for range readers {
		if err := <-results; err != nil {
			t.Error(err)
		}
	}
}

func lookUntil(done *atomic.Bool, s *Store) error {
	for !done.Load() {
		err := s.Read(context.Background(), func(tx *Tx) error {
			a, err := tx.Chat(1000)
			b, err2 := tx.Chat(1001)
			if a.LiveMessage+b.LiveMessage != 1 {
				return fmt.Errorf("a snapshot shows %v and %v", a, b)
			}
			return errors.Join(err, err2)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// TestWritersTakeTurns writes from several goroutines; nothing is lost.
func TestWritersTakeTurns(t *testing.T) {
	s := openPath(t, used(t))
	defer closeStore(t, s)
	const writers, each = 8, 25
	results := make(chan error, writers)
	for range writers {
		go func() {
			for range each {
				err := s.Write(context.Background(), func(tx *Tx) error {
					c, err := tx.Chat(1000)
					c.LastMessage++
					return errors.Join(err, tx.SaveChat(c))
				})
				if err != nil {
					results <- err
					return
				}
			}
			results <- nil
		}()
	}
	for range writers {
		if err := <-results; err != nil {
			t.Error(err)
		}
	}
	read(t, s, func(tx *Tx) error {
		c, err := tx.Chat(1000)
		if c.LastMessage != writers*each {
			t.Errorf("counted to %d, want %d", c.LastMessage, writers*each)
		}
		return err
	})
}

func TestMemoryIsGoneWhenReleased(t *testing.T) {
	path, release, err := NewMemory()
	if err != nil {
		t.Fatal(err)
	}
	s := openPath(t, path)
	write(t, s, func(tx *Tx) error { return something(tx, 1) })
	closeStore(t, s)
	if err := release(); err != nil {
		t.Fatal(err)
	}
	s = openPath(t, path)
	defer closeStore(t, s)
	wantTables(t, s, 1, nil)
}

func TestUnnamedMemoryIsItsOwn(t *testing.T) {
	a, b := openPath(t, ":memory:"), openPath(t, ":memory:")
	defer closeStore(t, a)
	defer closeStore(t, b)
	write(t, a, func(tx *Tx) error { return something(tx, 1) })
	wantTables(t, a, 1, allTables)
	wantTables(t, b, 1, nil)
}

// TestHotQueriesUseTheirIndex reads the plans of the queries that run all the time.
func TestHotQueriesUseTheirIndex(t *testing.T) {
	s := openPath(t, used(t))
	defer closeStore(t, s)
	plans := map[string]string{
		claimDueQuery:      "SEARCH reminder USING COVERING INDEX reminder_due (due_at<?)",
		claimDueOfQuery:    "SEARCH r USING INDEX reminder_waiting (chat=? AND due_at<?)",
		lastRemindedQuery:  "SEARCH r USING INDEX sqlite_autoindex_reminder_1 (chat=?)",
		outOfReachQuery:    "SEARCH o USING INDEX outbox_chat (chat=?)",
		remindersDueQuery:  "SEARCH reminder USING COVERING INDEX reminder_passed (planned_at>?)",
		recallQuery:        "SEARCH reminder USING INDEX reminder_passed (planned_at>?)",
		releaseQuery:       "SEARCH reminder USING INDEX sqlite_autoindex_reminder_1 (chat=?)",
		isPendingQuery:     "SEARCH reminder USING INDEX sqlite_autoindex_reminder_1 (chat=? AND case_id=? AND item=? AND kind=? AND day=?)",
		toWarnQuery:        "SEARCH c USING INDEX chat_inactive (seen_at<?)",
		toPurgeQuery:       "SEARCH r USING INDEX reminder_waiting (chat=? AND due_at>?)",
		firstLateQuery:     "SEARCH backlog USING INDEX backlog_chat (chat>?)",
		keptRemindersQuery: "SEARCH reminder USING INDEX sqlite_autoindex_reminder_1 (chat=? AND case_id=?)",
	}
	for query, want := range plans {
		plan := strings.NewReplacer("SCAN CONSTANT ROW", "", "SCAN json_each", "").Replace(planOf(t, s, query))
		if !strings.Contains(plan, want) || strings.Contains(plan, "SCAN") || strings.Contains(plan, "TEMP B-TREE") {
			t.Errorf("%s\nis planned as\n%s\nwant %s", query, plan, want)
		}
	}
}

func planOf(t *testing.T, s *Store, query string) (plan string) {
	t.Helper()
	write(t, s, func(tx *Tx) error {
		return tx.each(func(scan func(...any) error) (bool, error) {
			var id, parent, unused int
			var detail string
			err := scan(&id, &parent, &unused, &detail)
			plan += detail + "\n"
			return true, err
		}, "EXPLAIN QUERY PLAN "+query, make([]any, strings.Count(query, "?"))...)
	})
	return plan
}
