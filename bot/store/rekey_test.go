package store

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"xieshang/dialog"
)

// keyed is a database with its key file.
type keyed struct{ path, file string }

// keyedDatabase makes a database with something sealed in every table.
func keyedDatabase(t *testing.T, chats int) keyed {
	t.Helper()
	dir := t.TempDir()
	d := keyed{filepath.Join(dir, "bot.db"), filepath.Join(dir, "bot.key")}
	if err := writeKey(d.file, Key{1}); err != nil {
		t.Fatal(err)
	}
	s := d.open(t)
	defer closeStore(t, s)
	write(t, s, func(tx *Tx) error {
		for chat := range int64(chats) {
			if err := plant(tx, chat-1); err != nil {
				return err
			}
		}
		return nil
	})
	return d
}

func (d keyed) key(t *testing.T) Key {
	t.Helper()
	key, err := ReadKey(d.file)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// open opens the database with the key in its file.
func (d keyed) open(t *testing.T) *Store {
	t.Helper()
	s, err := Open(t.Context(), Options{Path: d.path, Key: d.key(t), KeyName: d.file})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (d keyed) rekey(t *testing.T) Rekeyed {
	t.Helper()
	done, err := Rekey(t.Context(), d.path, d.file)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

// wantReadable checks that everything planted can be read with the key in the file.
func (d keyed) wantReadable(t *testing.T, chats int) {
	t.Helper()
	s := d.open(t)
	defer closeStore(t, s)
	read(t, s, func(tx *Tx) error {
		failures, err := tx.Failures(math.MaxInt32)
		if err != nil || len(failures) != chats {
			t.Errorf("%d failures, %v", len(failures), err)
		}
		for chat := range int64(chats) {
			p, err := tx.Person(chat - 1)
			messages, err2 := tx.Outbox(chat-1, 10)
			var u string
			late, err3 := tx.FirstLate(chat-1, &u)
			if len(p.Cases) != 1 || len(messages) != 1 || late.Chat != chat-1 || !strings.Contains(u, planted[0]) {
				t.Fatalf("chat %d has %d cases, %d messages, %q: %v, %v, %v", chat-1, len(p.Cases), len(messages), u, err, err2, err3)
			}
		}
		return nil
	})
}

// wantChanged checks that nothing is left of the old key, and no files of the change.
func (d keyed) wantChanged(t *testing.T, old Key) {
	t.Helper()
	wantTrouble(t, openError(t, Options{Path: d.path, Key: old, KeyName: "old.key"}), ErrWrongKey, d.path, "old.key", "xieshang rekey")
	s := d.open(t)
	defer closeStore(t, s)
	if s.Rekeying() {
		t.Error("the change is not finished")
	}
	read(t, s, func(tx *Tx) error {
		for _, table := range sealedTables() {
			rows, err := tx.sealedUnderOthers(table, math.MinInt64)
			if len(rows) != 0 || err != nil {
				t.Errorf("%d rows of %s or more are sealed under another key, %v", len(rows), table.name, err)
			}
		}
		return nil
	})
	files, err := filepath.Glob(d.file + ".*")
	if err != nil || len(files) != 0 {
		t.Errorf("left beside the key: %v, %v", files, err)
	}
	if info, err := os.Stat(d.file); err != nil || info.Mode() != 0o600 {
		t.Errorf("the key file: %v, %v", info.Mode(), err)
	}
}

// sealedBytes returns a piece of every sealed value.
func (d keyed) sealedBytes(t *testing.T) (pieces []string) {
	t.Helper()
	s := d.open(t)
	defer closeStore(t, s)
	read(t, s, func(tx *Tx) error {
		for _, table := range sealedTables() {
			err := tx.each(func(scan func(...any) error) (bool, error) {
				var sealed []byte
				err := scan(&sealed)
				pieces = append(pieces, string(sealed[len(sealed)-16:]))
				return true, err
			}, "SELECT sealed FROM "+table.name)
			if err != nil {
				return err
			}
		}
		return nil
	})
	return pieces
}

func TestRekey(t *testing.T) {
	const chats = 200
	d := keyedDatabase(t, chats)
	for round := range 3 {
		old, pieces := d.key(t), d.sealedBytes(t)
		if done := d.rekey(t); done != (Rekeyed{Sealed: len(sealedTables()) * chats}) {
			t.Errorf("round %d: %+v", round, done)
		}
		d.wantReadable(t, chats)
		d.wantChanged(t, old)
		if round > 0 { // the first key is no secret
			pieces = append(pieces, string(old[:16]), fmt.Sprintf("%x", old[:8]))
		}
		grep(t, filepath.Dir(d.path), pieces...)
	}
}

// TestRekeyBrokenOff breaks a change of keys off after each of its steps.
func TestRekeyBrokenOff(t *testing.T) {
	const chats = 20
	steps := len((&rekeying{}).steps())
	for n := range steps {
		t.Run(fmt.Sprintf("after %d of %d steps", n, steps), func(t *testing.T) {
			d := keyedDatabase(t, chats)
			old := d.key(t)
			s := d.open(t)
			r := &rekeying{store: s, file: d.file}
			for _, step := range r.steps()[:n] {
				if err := step(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			if s.Rekeying() != (n > 0) {
				t.Errorf("on its way: %v", s.Rekeying())
			}
			closeStore(t, s)
			closeStore(t, openWith(t, d.path, old)) // until the end the old key opens it too
			d.wantReadable(t, chats)
			workOn(t, d)
			if done := d.rekey(t); done.Resumed != (n > 0) || done.Refused != 0 {
				t.Errorf("%+v", done)
			}
			d.wantReadable(t, chats)
			d.wantChanged(t, old)
		})
	}
}

// TestRekeyBrokenOffBetweenFiles breaks off where the key file is about to be replaced.
func TestRekeyBrokenOffBetweenFiles(t *testing.T) {
	d := keyedDatabase(t, 3)
	old := d.key(t)
	if err := writeKey(d.file+".new", Key{9}); err != nil { // before the database knows of it
		t.Fatal(err)
	}
	s := d.open(t)
	r := &rekeying{store: s, file: d.file}
	err := errors.Join(r.begin(t.Context()), os.Link(d.file, d.file+".old")) // and no more
	closeStore(t, s)
	if err != nil {
		t.Fatal(err)
	}
	d.wantReadable(t, 3)
	d.rekey(t)
	if d.key(t) != (Key{9}) {
		t.Error("another key was made than the one that lay there")
	}
	d.wantChanged(t, old)
}

func openWith(t *testing.T, path string, key Key) *Store {
	t.Helper()
	s, err := Open(t.Context(), Options{Path: path, Key: key})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// workOn does what a bot does that is started in the middle of a change of keys.
func workOn(t *testing.T, d keyed) {
	t.Helper()
	s := d.open(t)
	defer closeStore(t, s)
	write(t, s, func(tx *Tx) error {
		p, err := tx.Person(1)
		p.Session.Revision++
		return errors.Join(err, tx.SavePerson(1, p, noon()), tx.Queue(900, Replies, dialog.Message{Text: "你好"}, noon()))
	})
	read(t, s, func(tx *Tx) error {
		list, err := tx.Outbox(900, 1)
		if len(list) != 1 || list[0].Message.Text != "你好" {
			t.Errorf("the outbox holds %v", list)
		}
		return err
	})
}

// TestBackupInTheMiddleOfRekey restores a backup that was made while both keys opened the
// database, after the change: it opens, and the next change finishes that one.
func TestBackupInTheMiddleOfRekey(t *testing.T) {
	d, file := keyedDatabase(t, 20), filepath.Join(t.TempDir(), "copy.db")
	old := d.key(t)
	s := d.open(t)
	r := &rekeying{store: s, file: d.file}
	err := errors.Join(r.begin(t.Context()), r.swapFiles(t.Context()), s.Backup(t.Context(), file))
	closeStore(t, s)
	if err != nil {
		t.Fatal(err)
	}
	d.rekey(t)
	d.wantChanged(t, old)
	if _, err := Restore(t.Context(), Options{Path: d.path, Key: d.key(t), KeyName: d.file}, file, noon()); err != nil {
		t.Fatal(err)
	}
	d.wantReadable(t, 20)
	if done := d.rekey(t); !done.Resumed || done.Sealed != 20*len(sealedTables()) {
		t.Errorf("%+v", done)
	}
	d.wantChanged(t, old)
}

// TestRekeyKilled kills a change of keys at random moments.
func TestRekeyKilled(t *testing.T) {
	const chats = 500
	d := keyedDatabase(t, chats)
	began := time.Now()
	d.rekey(t)
	whole := time.Since(began)
	for range *kills {
		old := d.key(t)
		done := startChild(t, "rekey", d.path, d.file).killWithin(t, whole*3/2)
		d.wantReadable(t, chats)
		if !done && d.rekeys(t, old) {
			d.rekey(t)
		}
		d.wantReadable(t, chats)
		d.wantChanged(t, old)
	}
}

// rekeys reports whether a change is on its way, or was not begun yet.
func (d keyed) rekeys(t *testing.T, old Key) bool {
	t.Helper()
	s := d.open(t)
	defer closeStore(t, s)
	return s.Rekeying() || d.key(t) == old
}

func TestRekeyLeavesDamagedValues(t *testing.T) {
	d := keyedDatabase(t, 3)
	s := d.open(t)
	tamper(t, s, "UPDATE session SET sealed = CAST(substr(sealed, 1, 30) || x'0102' AS BLOB) WHERE chat = 1")
	closeStore(t, s)
	if done := d.rekey(t); done != (Rekeyed{Sealed: 3*len(sealedTables()) - 1, Refused: 1}) {
		t.Errorf("%+v", done)
	}
	s = d.open(t)
	defer closeStore(t, s)
	err := s.Read(t.Context(), func(tx *Tx) error { _, err := tx.Person(1); return err })
	wantTrouble(t, err, ErrSealed, "session of chat 1")
}

func TestRekeyRefused(t *testing.T) {
	d := keyedDatabase(t, 3)
	refused := func(kind error, words ...string) {
		t.Helper()
		key := d.key(t)
		_, err := Rekey(t.Context(), d.path, d.file)
		wantTrouble(t, err, kind, words...)
		if d.key(t) != key {
			t.Error("the key file was changed")
		}
	}
	bot := startChild(t, "hold", d.path)
	bot.waitFor(t, "open")
	refused(ErrInUse, d.path, "stop that one first")
	bot.letGo(t)

	if err := writeKey(d.file+".old", Key{3}); err != nil {
		t.Fatal(err)
	}
	refused(ErrKeyFile, d.file+".old", "move it away")
	if err := os.Rename(d.file+".old", d.file+".new"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(d.file+".new", bytes.Repeat([]byte("x"), 9), 0o600); err != nil {
		t.Fatal(err)
	}
	refused(ErrKeyFile, d.file+".new", "not 32 bytes")
	if err := os.Remove(d.file + ".new"); err != nil {
		t.Fatal(err)
	}
	if err := writeKey(d.file+".new", d.key(t)); err != nil {
		t.Fatal(err)
	}
	refused(ErrKeyFile, d.file+".new", "the key that the database has")
	_, err := Rekey(t.Context(), d.path+"x", d.file)
	wantTrouble(t, err, ErrNotDatabase, d.path+"x", "no such file")
	_, err = Rekey(t.Context(), d.path, d.file+"x")
	wantTrouble(t, err, ErrKeyFile, d.file+"x", "no key file")
}

func TestVersionsOfKeysGoRound(t *testing.T) {
	if nextVersion(1) != 2 || nextVersion(255) != 1 {
		t.Errorf("after 1 comes %d, after 255 %d", nextVersion(1), nextVersion(255))
	}
}
