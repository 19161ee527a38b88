package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func options(path string) Options { return Options{Path: path, Key: Key{1}, KeyName: "bot.key"} }

func backUp(t *testing.T, path, file string) {
	t.Helper()
	if err := Backup(t.Context(), options(path), file); err != nil {
		t.Fatal(err)
	}
}

// wantFiles checks what a folder holds, in order.
func wantFiles(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if !slices.Equal(names, want) {
		t.Errorf("the folder holds %q, want %q", names, want)
	}
}

// wantWhole checks that a database opens, is sound and has everything of some chats, and
// nothing by halves.
func wantWhole(t *testing.T, path string, chats ...int64) {
	t.Helper()
	s := openWith(t, path, Key{1})
	defer closeStore(t, s)
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
	for _, chat := range chats {
		wantTables(t, s, chat, allTables)
	}
}

// TestBackupBesideTheBot backs up from a second process while messages move from chat to
// chat: each copy must show exactly one moment.
func TestBackupBesideTheBot(t *testing.T) {
	path, dir := used(t), t.TempDir()
	s := openPath(t, path)
	defer closeStore(t, s)
	write(t, s, func(tx *Tx) error { return tx.SaveChat(Chat{ID: 1000, LiveMessage: 1}) })
	var stop atomic.Bool
	moved := make(chan error, 1)
	go func() { moved <- moveUntil(&stop, s) }()
	for i := range 3 {
		file := filepath.Join(dir, fmt.Sprintf("copy%d.db", i))
		startChild(t, "backup", path, file).waitFor(t, "done")
		copied := openWith(t, file, Key{1})
		err := copied.Read(t.Context(), wantOneMessage)
		if err != nil {
			t.Error(err)
		}
		closeStore(t, copied)
		wantWhole(t, file, 0, 49)
	}
	stop.Store(true)
	if err := <-moved; err != nil {
		t.Error(err)
	}
}

func moveUntil(stop *atomic.Bool, s *Store) error {
	for i := int64(0); !stop.Load(); i++ {
		err := s.Write(context.Background(), func(tx *Tx) error {
			if err := tx.SaveChat(Chat{ID: 1000 + i%2}); err != nil {
				return err
			}
			return tx.SaveChat(Chat{ID: 1001 - i%2, LiveMessage: 1})
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func wantOneMessage(tx *Tx) error {
	a, err := tx.Chat(1000)
	if err != nil {
		return err
	}
	b, err := tx.Chat(1001)
	if a.LiveMessage+b.LiveMessage != 1 {
		return fmt.Errorf("a copy shows %v and %v", a, b)
	}
	return err
}

func TestBackupIsOneFileForUsAlone(t *testing.T) {
	path, dir := used(t), t.TempDir()
	s := openPath(t, path)
	defer closeStore(t, s)
	write(t, s, func(tx *Tx) error { return something(tx, 99) }) // in the log only
	if err := s.Backup(t.Context(), filepath.Join(dir, "copy.db")); err != nil {
		t.Fatal(err)
	}
	wantFiles(t, dir, "copy.db")
	if info, err := os.Stat(filepath.Join(dir, "copy.db")); err != nil || info.Mode() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	wantWhole(t, filepath.Join(dir, "copy.db"), 0, 49, 99)
}

func TestBackupRefused(t *testing.T) {
	path, dir := used(t), t.TempDir()
	file := filepath.Join(dir, "copy.db")
	refused := func(o Options, file string, kind error, words ...string) {
		t.Helper()
		wantTrouble(t, Backup(t.Context(), o, file), kind, words...)
		wantFiles(t, dir)
	}
	wrong := options(path)
	wrong.Key = Key{2}
	refused(wrong, file, ErrWrongKey, path, "bot.key")
	refused(options(path), path, ErrExists, path, "already", "another name")
	refused(options(path), filepath.Join(dir, "none", "copy.db"), ErrUnwritable, "none", "let the user")
	refused(options(path+"x"), file, ErrNotDatabase, path+"x", "no such file")
	empty := filepath.Join(t.TempDir(), "empty.db")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	refused(options(empty), file, ErrNotDatabase, empty, "empty")
	damageTable(t, path, "session")
	refused(options(path), file, ErrCorrupt, path, "damaged")
}

// damagePage overwrites a page of a database.
func damagePage(t *testing.T, path string, number int64) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.WriteAt(bytes.Repeat([]byte{0xa5}, 4096), (number-1)*4096)
	if err := errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
}

// damageTable overwrites the page with which a table begins.
func damageTable(t *testing.T, path, table string) {
	t.Helper()
	s := openWith(t, path, Key{1})
	var page int64
	read(t, s, func(tx *Tx) error {
		_, err := tx.find([]any{&page}, "SELECT rootpage FROM sqlite_schema WHERE name = ?", table)
		return err
	})
	closeStore(t, s)
	damagePage(t, path, page)
}

// TestBackupBeforeAnUpgrade copies a database whose schema is older than this program's.
func TestBackupBeforeAnUpgrade(t *testing.T) {
	path, file := used(t), filepath.Join(t.TempDir(), "copy.db")
	s := openPath(t, path)
	tamper(t, s, "DELETE FROM schema_version WHERE version_id > 1")
	closeStore(t, s)
	wantTrouble(t, openError(t, Options{Path: path, Key: Key{1}, ReadOnly: true}), ErrOlder, path)
	backUp(t, path, file)
}

func TestBackupBrokenOff(t *testing.T) {
	path, dir := used(t), t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Backup(ctx, options(path), filepath.Join(dir, "copy.db")); err == nil {
		t.Error("it was made")
	}
	wantFiles(t, dir)
}

func TestRestore(t *testing.T) {
	path, file := used(t), filepath.Join(t.TempDir(), "copy.db")
	backUp(t, path, file)
	s := openPath(t, path)
	write(t, s, func(tx *Tx) error { return something(tx, 99) })
	closeStore(t, s)
	kept, err := Restore(t.Context(), options(path), file, noon())
	if err != nil || kept != path+".replaced-20261121T040000Z" {
		t.Fatalf("kept in %q, %v", kept, err)
	}
	wantFiles(t, filepath.Dir(path), "bot.db", "bot.db.lock", filepath.Base(kept))
	wantWhole(t, path, 0, 49)
	wantWhole(t, kept, 0, 49, 99)
	s = openPath(t, path)
	defer closeStore(t, s)
	wantTables(t, s, 99, nil)
}

// TestRestoreOverACrash restores over a database whose log is still beside it: what is in
// the log belongs to the replaced database, and never to the restored one.
func TestRestoreOverACrash(t *testing.T) {
	path, file := used(t), filepath.Join(t.TempDir(), "copy.db")
	crashed, damaged := filepath.Join(t.TempDir(), "bot.db"), filepath.Join(t.TempDir(), "bot.db")
	backUp(t, path, file)
	s := openPath(t, path)
	write(t, s, func(tx *Tx) error { return something(tx, 99) })
	copyFiles(t, path, crashed)
	copyFiles(t, path, damaged)
	closeStore(t, s)
	damagePage(t, damaged, 1)
	for _, place := range []string{crashed, damaged} {
		kept, err := Restore(t.Context(), options(place), file, noon())
		if err != nil {
			t.Fatal(err)
		}
		for _, log := range []string{"-wal", "-shm"} {
			if _, err := os.Stat(place + log); err == nil {
				t.Errorf("%s is left", place+log)
			}
		}
		wantWhole(t, place, 0, 49)
		restored := openWith(t, place, Key{1})
		wantTables(t, restored, 99, nil)
		closeStore(t, restored)
		if place == crashed {
			wantWhole(t, kept, 0, 49, 99)
		}
	}
}

func TestRestoreWhereNothingWas(t *testing.T) {
	file := filepath.Join(t.TempDir(), "copy.db")
	path := filepath.Join(t.TempDir(), "data", "bot.db")
	backUp(t, used(t), file)
	kept, err := Restore(t.Context(), options(path), file, noon())
	if kept != "" || err != nil {
		t.Errorf("kept in %q, %v", kept, err)
	}
	wantWhole(t, path, 0, 49)
}

func TestRestoreRefused(t *testing.T) {
	path, dir := used(t), t.TempDir()
	file := filepath.Join(dir, "copy.db")
	backUp(t, path, file)
	before := []string{"bot.db", "bot.db-shm", "bot.db-wal", "bot.db.lock"} // the copy was made by a reader
	check := unchanged(t, path)
	refused := func(o Options, file string, kind error, words ...string) {
		t.Helper()
		_, err := Restore(t.Context(), o, file, noon())
		wantTrouble(t, err, kind, words...)
		check()
		wantFiles(t, filepath.Dir(path), before...)
	}
	wrong := options(path)
	wrong.Key = Key{2}
	refused(wrong, file, ErrWrongKey, file, "bot.key")
	refused(options(path), path, ErrExists, path, "the database itself")
	refused(options(path), file+"x", ErrNotDatabase, file+"x", "no such file")
	refused(options(path), dir, ErrNotDatabase, dir, "not a file")
	for name, content := range map[string]string{"empty": "", "garbage": strings.Repeat("这不是数据库\n", 1000)} {
		garbage := filepath.Join(dir, name)
		if err := os.WriteFile(garbage, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		refused(options(path), garbage, ErrNotDatabase, garbage)
	}
	if err := os.Truncate(file, 20*4096); err != nil {
		t.Fatal(err)
	}
	refused(options(path), file, ErrCorrupt, file, "damaged")
}

func TestRestoreBesideTheBot(t *testing.T) {
	path, file := used(t), filepath.Join(t.TempDir(), "copy.db")
	backUp(t, path, file)
	bot := startChild(t, "hold", path)
	bot.waitFor(t, "open")
	_, err := Restore(t.Context(), options(path), file, noon())
	wantTrouble(t, err, ErrInUse, path, "stop that one first")
	bot.letGo(t)
	if _, err := Restore(t.Context(), options(path), file, noon()); err != nil {
		t.Error(err)
	}
}

// TestBackupKilled kills backups at random moments: there is a whole one or none.
func TestBackupKilled(t *testing.T) {
	path, dir := used(t), t.TempDir()
	began := time.Now()
	backUp(t, path, filepath.Join(dir, "first.db"))
	whole := time.Since(began)
	for i := range *kills {
		file := filepath.Join(dir, fmt.Sprintf("copy%d.db", i))
		done := startChild(t, "backup", path, file).killWithin(t, whole*3/2)
		if _, err := os.Stat(file); err != nil {
			if done {
				t.Error("it said that it was done")
			}
			backUp(t, path, file)
		}
		wantWhole(t, file, 0, 49)
	}
}

// TestRestoreKilled kills restorations at random moments: the old database is in place or
// the restored one, and the next restoration clears up.
func TestRestoreKilled(t *testing.T) {
	path, file := used(t), filepath.Join(t.TempDir(), "copy.db")
	backUp(t, path, file)
	s := openPath(t, path)
	write(t, s, func(tx *Tx) error { return something(tx, 99) })
	closeStore(t, s)
	began := time.Now()
	mustRestore(t, path, file)
	whole := time.Since(began)
	for range *kills {
		startChild(t, "restore", path, file).killWithin(t, whole*3/2)
		wantWhole(t, path, 0, 49)
		mustRestore(t, path, file)
		wantWhole(t, path, 0, 49)
		parts, err := filepath.Glob(path + ".*.part*")
		if len(parts) != 0 || err != nil {
			t.Errorf("left are %v, %v", parts, err)
		}
	}
}

// mustRestore restores and removes what was replaced.
func mustRestore(t *testing.T, path, file string) {
	t.Helper()
	removeReplaced(t, path)
	if _, err := Restore(t.Context(), options(path), file, noon()); err != nil {
		t.Fatal(err)
	}
	removeReplaced(t, path)
}

func removeReplaced(t *testing.T, path string) {
	t.Helper()
	replaced, err := filepath.Glob(path + ".replaced-*")
	for _, name := range replaced {
		err = errors.Join(err, os.Remove(name))
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestNightly(t *testing.T) {
	s := openPath(t, used(t))
	defer closeStore(t, s)
	dir := filepath.Join(t.TempDir(), "[a] ?*", "backups")
	for day := range 5 {
		now := noon().AddDate(0, 0, day*10)
		file, err := s.Nightly(t.Context(), dir, 3, now)
		if want := filepath.Join(dir, "bot-"+now.Format(time.DateOnly)+".db"); file != want || err != nil {
			t.Errorf("day %d: %q, %v, want %q", day, file, err, want)
		}
		if day == 0 { // what is not ours to remove, and what is
			for _, name := range []string{"bot-2020-01-01.txt", "other-2020-01-01.db", "bot-2020-01-01.db.7.part", "bot-2020-01-01.db.7.part-wal"} {
				if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	want := []string{"bot-2020-01-01.txt", "bot-2026-12-11.db", "bot-2026-12-21.db", "bot-2026-12-31.db", "other-2020-01-01.db"}
	wantFiles(t, dir, want...)
	check := unchanged(t, filepath.Join(dir, "bot-2026-12-31.db"))
	if _, err := s.Nightly(t.Context(), dir, 0, noon().AddDate(0, 0, 40)); err != nil {
		t.Error(err)
	}
	check()
	wantFiles(t, dir, want[0], want[3], want[4])
	wantWhole(t, filepath.Join(dir, "bot-2026-12-31.db"), 0, 49)
}

// TestNightlyThatFailsRemovesNothing keeps the backups that are there while the database
// is damaged.
func TestNightlyThatFailsRemovesNothing(t *testing.T) {
	path, dir := used(t), t.TempDir()
	backUp(t, path, filepath.Join(dir, "bot-2026-11-19.db"))
	backUp(t, path, filepath.Join(dir, "bot-2026-11-20.db"))
	damageTable(t, path, "session")
	s := openWith(t, path, Key{1})
	defer s.Close()
	_, err := s.Nightly(t.Context(), dir, 1, noon())
	wantTrouble(t, err, ErrCorrupt, path)
	wantFiles(t, dir, "bot-2026-11-19.db", "bot-2026-11-20.db")
}

// TestForgottenChatIsInOlderBackupsOnly forgets a person between two backups.
func TestForgottenChatIsInOlderBackupsOnly(t *testing.T) {
	dir := t.TempDir()
	s := openFile(t, filepath.Join(t.TempDir(), "bot.db"))
	write(t, s, func(tx *Tx) error { return plant(tx, 1) })
	var sealed []byte
	read(t, s, func(tx *Tx) error {
		_, err := tx.find([]any{&sealed}, "SELECT sealed FROM session WHERE chat = 1")
		return err
	})
	night := func(now time.Time) string {
		file, err := s.Nightly(t.Context(), dir, 1, now)
		if err != nil {
			t.Fatal(err)
		}
		return file
	}
	raw, err := os.ReadFile(night(noon()))
	if err != nil || !strings.Contains(string(raw), string(sealed)) {
		t.Errorf("the first backup does not hold the person, %v", err)
	}
	write(t, s, func(tx *Tx) error { return tx.Forget(1) })
	night(after(24 * time.Hour))
	wantFiles(t, dir, "bot-2026-11-22.db")
	grep(t, dir, string(sealed[20:36]), string(sealed[len(sealed)-16:]))
}
