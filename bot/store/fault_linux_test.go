package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"xieshang/dialog"
)

// smallDisk mounts a disk of 1 MiB, if this test may.
func smallDisk(t *testing.T) (dir string, mounted bool) {
	t.Helper()
	dir = t.TempDir()
	if err := syscall.Mount("none", dir, "tmpfs", 0, "size=1m"); err != nil {
		t.Logf("no disk can be mounted here (%v); TestFullDisk limits the database instead", err)
		return "", false
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	return dir, true
}

// fill takes all the room on a disk and returns how to give it back.
func fill(t *testing.T, dir string) (free func()) {
	t.Helper()
	name := filepath.Join(dir, "ballast")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	for err == nil {
		_, err = f.Write(make([]byte, 4096))
	}
	if !errors.Is(err, syscall.ENOSPC) {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return func() {
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
	}
}

// TestDiskRunsFull writes until the disk is full, reads on, and writes on once there is
// room, without a restart.
func TestDiskRunsFull(t *testing.T) {
	dir, ok := smallDisk(t)
	if !ok {
		return
	}
	s := openPath(t, filepath.Join(dir, "bot.db"))
	defer closeStore(t, s)
	write(t, s, func(tx *Tx) error { return something(tx, 1) })
	free := fill(t, dir)
	kept, err := writeUntilItFails(t, s)
	wantTrouble(t, err, ErrFull, s.path, "disk is full", "make room")
	wantTables(t, s, 1, allTables)
	wantQueued(t, s, 900, kept)
	free()
	write(t, s, func(tx *Tx) error { return something(tx, 2) })
	wantTables(t, s, 2, allTables)
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

// writeUntilItFails queues messages, two in a transaction, and returns how many are kept.
func writeUntilItFails(t *testing.T, s *Store) (kept int, err error) {
	t.Helper()
	long := dialog.Message{Text: strings.Repeat("满", 3000)}
	for ; kept < 1000; kept += 2 {
		err = s.Write(t.Context(), func(tx *Tx) error {
			return errors.Join(tx.Queue(900, Replies, long, noon()), tx.Queue(900, Replies, long, noon()))
		})
		if err != nil {
			return kept, err
		}
	}
	return kept, errors.New("it never failed")
}

func wantQueued(t *testing.T, s *Store, chat int64, want int) {
	t.Helper()
	read(t, s, func(tx *Tx) error {
		list, err := tx.Outbox(chat, 1000)
		if len(list) != want {
			t.Errorf("chat %d has %d messages, want %d", chat, len(list), want)
		}
		return err
	})
}

// TestKeepingOnAFullDisk backs up, restores and changes the key where there is no room:
// each says so, leaves everything as it was, and works once there is room.
func TestKeepingOnAFullDisk(t *testing.T) {
	dir, ok := smallDisk(t)
	if !ok {
		return
	}
	source := keyedDatabase(t, 20)
	backup := filepath.Join(t.TempDir(), "copy.db")
	backUp(t, source.path, backup)
	d := keyed{filepath.Join(dir, "bot.db"), filepath.Join(dir, "bot.key")}
	copyFiles(t, source.path, d.path)
	copyFiles(t, source.file, d.file)
	work := map[string]func() error{
		"backup":  func() error { return Backup(t.Context(), options(d.path), filepath.Join(dir, "copy.db")) },
		"restore": func() error { _, err := Restore(t.Context(), options(d.path), backup, noon()); return err },
		"rekey":   func() error { _, err := Rekey(t.Context(), d.path, d.file); return err },
	}
	for _, name := range []string{"backup", "restore", "rekey"} {
		t.Run(name, func(t *testing.T) {
			free := fill(t, dir)
			wantTrouble(t, work[name](), ErrFull, dir, "disk is full", "make room")
			free()
			if parts, err := filepath.Glob(filepath.Join(dir, "*.part*")); len(parts) != 0 || err != nil {
				t.Errorf("left are %v, %v", parts, err)
			}
			d.wantReadable(t, 20)
			if err := work[name](); err != nil {
				t.Errorf("with room again: %v", err)
			}
			d.wantReadable(t, 20)
		})
	}
}

// TestLockedByAnotherProcess waits for another program to let go; reading and backing up
// go on meanwhile.
func TestLockedByAnotherProcess(t *testing.T) {
	path := used(t)
	s := openPath(t, path)
	defer closeStore(t, s)
	pragmaOf(t, s.writer, "busy_timeout = 20")
	other := startChild(t, "lock", path)
	other.waitFor(t, "open")
	err := s.Write(t.Context(), func(tx *Tx) error { return something(tx, 99) })
	wantTrouble(t, err, ErrLocked, path, "close the program")
	wantTables(t, s, 1, allTables)
	if err := s.Backup(t.Context(), filepath.Join(t.TempDir(), "copy.db")); err != nil {
		t.Error(err)
	}
	other.letGo(t)
	write(t, s, func(tx *Tx) error { return something(tx, 99) })
	wantTables(t, s, 99, allTables)
}

// TestDamageInTheMiddle damages one table while the bot works: what needs it fails and
// says so, everything else goes on, and a restored backup mends it.
func TestDamageInTheMiddle(t *testing.T) {
	path, file := used(t), filepath.Join(t.TempDir(), "copy.db")
	backUp(t, path, file)
	damageTable(t, path, "session")
	s := openWith(t, path, Key{1})
	for range 2 {
		err := s.Write(t.Context(), func(tx *Tx) error {
			if err := tx.SaveChat(Chat{ID: 700, LastMessage: 7}); err != nil {
				return err
			}
			_, err := tx.Person(1)
			return err
		})
		wantTrouble(t, err, ErrCorrupt, path, "damaged", "restore the last backup")
	}
	read(t, s, func(tx *Tx) error {
		c, err := tx.Chat(1)
		list, err2 := tx.Outbox(1, 10)
		if c.LastSeen.IsZero() || len(list) != 1 {
			t.Errorf("chat %+v has %d messages", c, len(list))
		}
		half, err3 := tx.Chat(700)
		if half.LastMessage != 0 {
			t.Error("half of a failed transaction is kept")
		}
		return errors.Join(err, err2, err3)
	})
	write(t, s, func(tx *Tx) error { return tx.Queue(1, Replies, dialog.Message{}, noon()) })
	wantTrouble(t, s.Check(t.Context()), ErrCorrupt, path)
	closeStore(t, s)
	if _, err := Restore(t.Context(), options(path), file, noon()); err != nil {
		t.Fatal(err)
	}
	wantWhole(t, path, 0, 49)
}

// TestEveryFailureIsOneLine prints what an operator may see.
func TestEveryFailureIsOneLine(t *testing.T) {
	for _, err := range []error{syscall.ENOSPC, syscall.EDQUOT, &os.PathError{Op: "open", Path: "x", Err: syscall.EROFS},
		&os.LinkError{Op: "link", Old: "x", New: "y", Err: syscall.EPERM}} {
		text := explain("bot.db", fmt.Errorf("back up: %w", err)).Error()
		if !strings.HasPrefix(text, "bot.db: ") || strings.Contains(text, "\n") {
			t.Errorf("%v is explained as %q", err, text)
		}
	}
}
