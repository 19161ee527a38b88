package store

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"xieshang/calc"
	"xieshang/dialog"
	"xieshang/dialog/casefile"
)

// tamper changes rows behind the back of a store that is open.
func tamper(t *testing.T, s *Store, query string, args ...any) {
	t.Helper()
	res, err := s.writer.ExecContext(t.Context(), query, args...)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := res.RowsAffected(); n == 0 || err != nil {
		t.Fatalf("%s: changed %d rows, %v", query, n, err)
	}
}

func TestTamperedRowIsRefused(t *testing.T) {
	readers := map[string]func(tx *Tx) error{
		"session":  func(tx *Tx) error { _, err := tx.Person(1); return err },
		"casefile": func(tx *Tx) error { _, err := tx.Person(1); return err },
		"outbox":   func(tx *Tx) error { _, err := tx.Outbox(1, 10); return err },
		"failure":  func(tx *Tx) error { _, err := tx.Failures(10); return err },
		"backlog":  func(tx *Tx) error { var u string; _, err := tx.FirstLate(1, &u); return err },
	}
	changes := map[string]string{
		"a changed value":     "UPDATE %[1]s SET sealed = CAST(substr(sealed, 1, length(sealed) - 8) || x'0102030405060708' AS BLOB) WHERE chat = 1",
		"a changed version":   "UPDATE %[1]s SET sealed = CAST(x'07' || substr(sealed, 2) AS BLOB) WHERE chat = 1",
		"a shortened value":   "UPDATE %[1]s SET sealed = substr(sealed, 1, 12) WHERE chat = 1",
		"an empty value":      "UPDATE %[1]s SET sealed = x'' WHERE chat = 1",
		"another chat's row":  "UPDATE %[1]s SET sealed = (SELECT sealed FROM %[1]s WHERE chat = 2) WHERE chat = 1",
		"another table's row": "UPDATE %[1]s SET sealed = (SELECT value FROM meta WHERE name = 'key_check') WHERE chat = 1",
	}
	for table, get := range readers {
		for change, query := range changes {
			t.Run(change+" in "+table, func(t *testing.T) {
				s := openFile(t, filepath.Join(t.TempDir(), "bot.db"))
				write(t, s, func(tx *Tx) error { return errors.Join(something(tx, 1), something(tx, 2)) })
				tamper(t, s, fmt.Sprintf(query, table))
				err := s.Read(t.Context(), get)
				wantTrouble(t, err, ErrSealed, table+" of chat 1", "changed, moved or sealed under another key")
				write(t, s, func(tx *Tx) error { return tx.Forget(1) })
				wantTables(t, s, 1, nil)
			})
		}
	}
}

func TestCaseMovedWithinAChatIsRefused(t *testing.T) {
	s := openFile(t, filepath.Join(t.TempDir(), "bot.db"))
	p := person(t, 1)
	p.Cases = append(p.Cases, casefile.New(2, noon()))
	write(t, s, func(tx *Tx) error { return tx.SavePerson(1, p, noon()) })
	tamper(t, s, "UPDATE casefile SET sealed = (SELECT sealed FROM casefile WHERE id = 1) WHERE id = 2")
	err := s.Read(t.Context(), func(tx *Tx) error { _, err := tx.Person(1); return err })
	wantTrouble(t, err, ErrSealed, "casefile of chat 1, row 2")
}

func TestValueOfAnotherVersionIsRefused(t *testing.T) {
	s := openFile(t, filepath.Join(t.TempDir(), "bot.db"))
	write(t, s, func(tx *Tx) error { return errors.Join(something(tx, 1), something(tx, 2)) })
	strange := func(p place) []byte {
		return s.sealer.seal(p, []byte(`{"revision":"一万二","id":"一万二","text":7}`))
	}
	tamper(t, s, "UPDATE session SET sealed = ? WHERE chat = 1", strange(sessionPlace(1)))
	tamper(t, s, "UPDATE casefile SET sealed = ? WHERE chat = 2", strange(casePlace(2, 1)))
	tamper(t, s, "UPDATE outbox SET sealed = ? WHERE id = 1", strange(outgoingPlace(1, 1)))
	tamper(t, s, "UPDATE backlog SET sealed = ? WHERE id = 1", strange(latePlace(1, 1)))
	read(t, s, func(tx *Tx) error {
		_, session := tx.Person(1)
		_, casefile := tx.Person(2)
		_, outbox := tx.Outbox(1, 10)
		var u string
		_, backlog := tx.FirstLate(1, &u)
		for table, err := range map[string]error{"session": session, "casefile": casefile, "outbox": outbox, "backlog": backlog} {
			wantTrouble(t, err, ErrSealed, table, "use the version that wrote it")
			if strings.Contains(err.Error(), "一万二") {
				t.Errorf("the error shows the value: %v", err)
			}
		}
		return nil
	})
}

func TestValueThatCannotBeWrittenIsRefused(t *testing.T) {
	s := openFile(t, filepath.Join(t.TempDir(), "bot.db"))
	impossible := dialog.Person{Session: dialog.Session{LastSeen: time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)}}
	write(t, s, func(tx *Tx) error {
		wantTrouble(t, tx.Savepoint(func() error { return tx.SavePerson(1, impossible, noon()) }), ErrSealed, "session of chat 1", "bug")
		return something(tx, 1)
	})
	wantTables(t, s, 1, allTables)
}

func TestEveryByteCounts(t *testing.T) {
	sealer, err := newSealer(firstVersion, NewKey())
	if err != nil {
		t.Fatal(err)
	}
	p := place{table: "session", chat: 1, row: 2}
	sealed := sealer.seal(p, []byte("欠一万二"))
	if plain, err := sealer.open(p, sealed); string(plain) != "欠一万二" || err != nil {
		t.Fatalf("opened to %q, %v", plain, err)
	}
	for i := range sealed {
		changed := bytes.Clone(sealed)
		changed[i] ^= 1
		if _, err := sealer.open(p, changed); !errors.Is(err, ErrSealed) {
			t.Errorf("byte %d changed: %v, want %v", i, err, ErrSealed)
		}
	}
	for _, other := range []place{{"sessio", 1, 2}, {"session", 2, 2}, {"session", 1, 1}, {"session", -1, 2}} {
		if _, err := sealer.open(other, sealed); !errors.Is(err, ErrSealed) {
			t.Errorf("moved to %v: %v, want %v", other, err, ErrSealed)
		}
	}
}

func TestSameValueIsSealedDifferently(t *testing.T) {
	sealer, err := newSealer(firstVersion, NewKey())
	if err != nil {
		t.Fatal(err)
	}
	p := place{table: "session", chat: 1}
	if a, b := sealer.seal(p, []byte("x")), sealer.seal(p, []byte("x")); bytes.Equal(a, b) {
		t.Errorf("sealed twice to %x", a)
	}
}

// planted are the words that must not be found in any file.
var planted = []string{"12345.67", "98765", "huabei", "花呗", "我被裁员了", "wage_arrears", "waive_penalty", "intake.secret"}

// plant keeps the planted words of a chat in every way there is.
func plant(tx *Tx, chat int64) error {
	amount, err := calc.ParseMoney("12345.67")
	if err != nil {
		return err
	}
	c := casefile.New(1, noon())
	c.Main().Product, c.Main().Principal = casefile.Huabei, amount
	c.Hardship.Cause, c.Goals = casefile.WageArrears, []casefile.Goal{casefile.WaivePenalty}
	p := dialog.Person{
		Session: dialog.Session{State: "intake.secret", Readings: []string{"98765", "我被裁员了"}},
		Cases:   []casefile.Case{c},
	}
	text := strings.Join(planted, " ")
	return errors.Join(
		tx.SaveChat(Chat{ID: chat, LastSeen: noon()}),
		tx.SavePerson(chat, p, noon()),
		tx.Queue(chat, Replies, dialog.Message{Text: text}, noon()),
		tx.SyncReminders(chat, 1, []Reminder{{Item: "a1.1", Kind: "due", Due: noon()}}, noon()),
		tx.AddFailure(Failure{Chat: chat, At: noon(), Where: "step", Problem: text}),
		tx.PutOff(chat, 7, text, noon()))
}

// grep reports which of the words stand in the files of a folder.
func grep(t *testing.T, dir string, words ...string) {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		raw, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range words {
			if bytes.Contains(raw, []byte(word)) {
				t.Errorf("%s holds %q", f.Name(), word)
			}
		}
	}
}

// copyFiles copies a database as it lies on disk while it is open.
func copyFiles(t *testing.T, from, to string) {
	t.Helper()
	files, err := filepath.Glob(from + "*")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to+strings.TrimPrefix(f, from), raw, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestCopiedDatabaseTellsNothing(t *testing.T) {
	dir, copied := t.TempDir(), t.TempDir()
	s := openFile(t, filepath.Join(dir, "bot.db"))
	for chat := range int64(20) {
		write(t, s, func(tx *Tx) error { return plant(tx, chat) })
	}
	copyFiles(t, filepath.Join(dir, "bot.db"), filepath.Join(copied, "bot.db"))
	if info, err := os.Stat(filepath.Join(copied, "bot.db-wal")); err != nil || info.Size() == 0 {
		t.Fatalf("the log was not copied: %v, %v", info, err)
	}
	grep(t, copied, planted...)
	closeStore(t, s)
	grep(t, dir, planted...)
}

func TestForgottenChatIsGoneFromTheFiles(t *testing.T) {
	dir := t.TempDir()
	s := openFile(t, filepath.Join(dir, "bot.db"))
	write(t, s, func(tx *Tx) error { return plant(tx, 1) })
	var traces []string // pieces of what is sealed, and the item of a reminder
	for _, table := range []string{"session", "casefile", "outbox", "failure", "backlog"} {
		read(t, s, func(tx *Tx) error {
			var sealed []byte
			_, err := tx.find([]any{&sealed}, "SELECT sealed FROM "+table+" WHERE chat = 1")
			traces = append(traces, string(sealed[20:36]), string(sealed[len(sealed)-16:]))
			return err
		})
	}
	if err := s.Checkpoint(t.Context()); err != nil {
		t.Fatal(err)
	}
	write(t, s, func(tx *Tx) error { return tx.Forget(1) })
	if err := s.Checkpoint(t.Context()); err != nil {
		t.Fatal(err)
	}
	grep(t, dir, append(traces, "a1.1")...)
	if info, err := os.Stat(filepath.Join(dir, "bot.db-wal")); err != nil || info.Size() != 0 {
		t.Errorf("the log is not empty: %v, %v", info, err)
	}
}

func TestKeyNeverShows(t *testing.T) {
	key := Key{0: 0xab, 1: 0xcd, 31: 0xef}
	var log bytes.Buffer
	untimed := func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{} // its figures may be those of the key
		}
		return a
	}
	slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{ReplaceAttr: untimed})).Info("key", "key", key, "options", Options{Key: key})
	asJSON, err := json.Marshal(Options{Key: key})
	if err != nil {
		t.Fatal(err)
	}
	shown := []string{log.String(), string(asJSON), key.String(), key.GoString(), fmt.Sprint(&key)}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%b", "%o"} {
		shown = append(shown, fmt.Sprintf(verb, key), fmt.Sprintf(verb, struct{ Key Key }{key}))
	}
	for _, text := range shown {
		for _, piece := range []string{"abcd", "ABCD", "171", "205", "0xab", "10101011", "253"} {
			if strings.Contains(text, piece) {
				t.Errorf("%q shows the key", text)
			}
		}
	}
}

func TestReadKey(t *testing.T) {
	key := NewKey()
	raw := key[:]
	path := filepath.Join(t.TempDir(), "key")
	forms := map[string]string{
		"hexadecimal":    hex.EncodeToString(raw),
		"capitals, line": strings.ToUpper(hex.EncodeToString(raw)) + "\r\n",
		"base64":         base64.StdEncoding.EncodeToString(raw) + "\n",
		"base64 bare":    base64.RawStdEncoding.EncodeToString(raw),
		"base64 for web": base64.URLEncoding.EncodeToString(raw),
		"raw":            string(raw),
	}
	for name, form := range forms {
		if err := os.WriteFile(path, []byte(form), 0o600); err != nil {
			t.Fatal(err)
		}
		if got, err := ReadKey(path); got != key || err != nil {
			t.Errorf("%s: the key is not read: %v", name, err)
		}
	}
	for name, form := range map[string]string{
		"empty": "", "half": forms["hexadecimal"][:32], "too long": forms["hexadecimal"] + "00", "words": "correct horse battery staple",
	} {
		if err := os.WriteFile(path, []byte(form), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := ReadKey(path)
		wantTrouble(t, err, ErrKeyFile, path, "not 32 bytes", "put back the key file")
		if form != "" && strings.Contains(err.Error(), form) {
			t.Errorf("%s: the error shows the file: %v", name, err)
		}
	}
}

func TestKeyFileOthersCanRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "key")
	if _, _, err := ReadOrCreateKey(path, ""); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := ReadKey(path)
	wantTrouble(t, err, ErrKeyFile, path, "mode 0644", "chmod 600 "+path)
}

func TestReadOrCreateKey(t *testing.T) {
	dir := t.TempDir()
	path, database := filepath.Join(dir, "data", "bot.key"), filepath.Join(dir, "data", "bot.db")
	first, created, err := ReadOrCreateKey(path, database)
	if err != nil || !created {
		t.Fatalf("created %v, %v", created, err)
	}
	again, created, err := ReadOrCreateKey(path, database)
	if err != nil || created || again != first {
		t.Errorf("the second time: created %v, the same %v, %v", created, again == first, err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode() != 0o600 {
		t.Errorf("mode of the file: %v, %v", info.Mode(), err)
	}
	if files, err := os.ReadDir(filepath.Dir(path)); len(files) != 1 || err != nil {
		t.Errorf("files left: %v, %v", files, err)
	}
	closeStore(t, openPath(t, database))
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	_, _, err = ReadOrCreateKey(path, database)
	wantTrouble(t, err, ErrKeyFile, path, "gone", database, "put back the key file")
	if _, err := os.Stat(path); err == nil {
		t.Error("a new key was made for a database that has one")
	}
	_, _, err = ReadOrCreateKey(filepath.Join(path, "below", "key"), filepath.Join(dir, "none"))
	if err != nil {
		t.Errorf("a key in a new folder: %v", err)
	}
	_, _, err = ReadOrCreateKey(filepath.Join(database, "key"), "")
	wantTrouble(t, err, ErrKeyFile, database)
}

// wantTrouble checks that an error is a *Trouble of a kind, on one line that says some words.
func wantTrouble(t *testing.T, err, kind error, words ...string) {
	t.Helper()
	var trouble *Trouble
	if !errors.As(err, &trouble) || !errors.Is(err, kind) {
		t.Fatalf("error %v, want trouble of kind %q", err, kind)
	}
	text := err.Error()
	if strings.Contains(text, "\n") {
		t.Errorf("%q is more than one line", text)
	}
	for _, word := range append(words, trouble.Mend) {
		if word == "" || !strings.Contains(text, word) {
			t.Errorf("%q does not say %q", text, word)
		}
	}
}

func BenchmarkSeal(b *testing.B) {
	sealer, err := newSealer(firstVersion, NewKey())
	if err != nil {
		b.Fatal(err)
	}
	p, plain := place{table: "casefile", chat: 1, row: time.Hour.Milliseconds()}, make([]byte, 2000)
	b.Run("seal", func(b *testing.B) {
		for b.Loop() {
			sealer.seal(p, plain)
		}
	})
	sealed := sealer.seal(p, plain)
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			if _, err := sealer.open(p, sealed); err != nil {
				b.Fatal(err)
			}
		}
	})
}
