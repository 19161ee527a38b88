package bot

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"xieshang/bot/store"
	"xieshang/calc"
	"xieshang/dialog"
	"xieshang/dialog/locale"
)

// goodbye is what those are told who have not been there for long.
type goodbye struct{}

func (goodbye) Farewell(l locale.Language, days int) dialog.Message {
	return dialog.Message{Text: fmt.Sprintf("farewell %s %d", l, days)}
}

// livesUntil lets days pass until one, purging at noon of each.
func (w *world) livesUntil(day int) {
	w.Helper()
	for now := w.clock(); now.Before(noon().AddDate(0, 0, day)); {
		now = now.AddDate(0, 0, 1)
		w.setClock(now)
		w.purges()
	}
}

func (w *world) purges() {
	w.Helper()
	w.must(w.Purge(context.Background(), goodbye{}))
	w.flush()
}

// warnings is how often a chat was warned.
func (w *world) warnings(chat int64) (n int) {
	for _, text := range w.people.heard(chat) {
		if strings.HasPrefix(text, "farewell") && strings.HasSuffix(text, " 30") {
			n++
		}
	}
	return n
}

// wantKept checks whether anything is kept of a chat.
func (w *world) wantKept(chat int64, want bool) {
	w.Helper()
	w.read(func(tx *store.Tx) error {
		c, err := tx.Chat(chat)
		if kept := !c.LastSeen.IsZero(); kept != want {
			w.Errorf("on %s, of chat %d something is kept: %v", w.clock().Format(time.DateOnly), chat, kept)
		}
		return err
	})
}

func TestPurge(t *testing.T) {
	w := newWorld(t, ":memory:")
	w.consents(1)
	w.livesUntil(150)
	if n := w.warnings(1); n != 0 {
		t.Errorf("warned %d times on day 150", n)
	}
	w.livesUntil(151)
	if n := w.warnings(1); n != 1 {
		t.Errorf("warned %d times on day 151: %q", n, w.people.heard(1))
	}
	w.livesUntil(181)
	w.wantKept(1, true)
	w.livesUntil(182)
	w.wantKept(1, false)
	if p := w.person(1); !p.Session.Consent.IsZero() {
		t.Error("the person is kept")
	}
	if n := w.warnings(1); n != 1 {
		t.Errorf("warned %d times in all", n)
	}
}

func TestAnyWordKeepsThePerson(t *testing.T) {
	w := newWorld(t, ":memory:")
	w.consents(1)
	w.livesUntil(170)
	w.says(1, "还在")
	w.livesUntil(320)
	w.wantKept(1, true)
	if n := w.warnings(1); n != 1 {
		t.Errorf("warned %d times", n)
	}
	w.livesUntil(321)
	if n := w.warnings(1); n != 2 {
		t.Errorf("after another silence, warned %d times", n)
	}
	w.livesUntil(352)
	w.wantKept(1, false)
}

// TestPurgeAfterTheBotWasOff gives people their 30 days even so.
func TestPurgeAfterTheBotWasOff(t *testing.T) {
	w := newWorld(t, ":memory:")
	w.consents(1)
	w.setClock(noon().AddDate(2, 0, 0))
	w.purges()
	w.wantKept(1, true)
	if n := w.warnings(1); n != 1 {
		t.Errorf("warned %d times", n)
	}
	w.setClock(w.clock().AddDate(0, 0, 30))
	w.purges()
	w.wantKept(1, true)
	w.setClock(w.clock().AddDate(0, 0, 1))
	w.purges()
	w.wantKept(1, false)
}

func TestRunningAgreementIsKept(t *testing.T) {
	w := newWorld(t, ":memory:")
	w.agrees(1, 12, 1000_00, calc.Date{Year: 2026, Month: 12, Day: 15})
	for day := range 400 {
		w.setClock(noon().AddDate(0, 0, day))
		w.must(w.Remind(context.Background()))
		w.purges()
		if n := w.warnings(1); day <= 355 && n != 0 {
			t.Fatalf("warned on day %d", day)
		}
	}
	w.wantKept(1, false) // the last reminder came on day 360
	if n := w.warnings(1); n != 1 {
		t.Errorf("warned %d times", n)
	}
}

// TestUnreachableIsNotWarned removes what is kept of those who blocked the bot, without a
// message that cannot come.
func TestUnreachableIsNotWarned(t *testing.T) {
	w := newWorld(t, ":memory:")
	w.consents(1)
	w.write(func(tx *store.Tx) error { return markUnreachable(tx, 1, w.clock()) })
	w.livesUntil(180)
	w.wantKept(1, true)
	w.livesUntil(181)
	w.wantKept(1, false)
	if n := w.warnings(1); n != 0 {
		t.Errorf("warned %d times", n)
	}
}

func TestNobodyIsWarnedAtNight(t *testing.T) {
	w := newWorld(t, ":memory:")
	w.consents(1)
	w.setClock(noon().AddDate(0, 0, 160).Add(11 * time.Hour))
	w.purges()
	if n := w.warnings(1); n != 0 {
		t.Error("warned at 23:00")
	}
	w.setClock(w.clock().Add(10 * time.Hour))
	w.purges()
	if n := w.warnings(1); n != 1 {
		t.Error("not warned at 09:00")
	}
}

// TestPurgeOfMany takes more people than one transaction does.
func TestPurgeOfMany(t *testing.T) {
	w := newWorld(t, ":memory:")
	const many = 2*purgeBatch + 50
	for chat := range int64(many) {
		w.meets(chat + 1)
	}
	w.setClock(noon().AddDate(0, 0, 151))
	w.purges()
	w.setClock(noon().AddDate(0, 0, 182))
	w.purges()
	for chat := range int64(many) {
		if n := w.warnings(chat + 1); n != 1 {
			t.Fatalf("chat %d was warned %d times", chat+1, n)
		}
		w.wantKept(chat+1, false)
	}
}
