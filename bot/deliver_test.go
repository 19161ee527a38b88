package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xieshang/bot/store"
	"xieshang/dialog"
	"xieshang/dialog/casefile"
	"xieshang/dialog/document"
)

// queue puts messages with these texts into a chat's outbox.
func (w *world) queue(chat int64, lane store.Lane, texts ...string) {
	w.Helper()
	w.write(func(tx *store.Tx) error {
		for _, text := range texts {
			if err := tx.Queue(chat, lane, dialog.Message{Text: text}, w.clock()); err != nil {
				return err
			}
		}
		return nil
	})
}

// running starts a deliverer that goes by the real time, and returns how to end it.
func (w *world) running(t *testing.T, log *slog.Logger, rates Rates) (stop func(), ended <-chan struct{}) {
	t.Helper()
	d := NewDeliverer(Delivery{Store: w.store, Messenger: w.people, Render: w.Render, Sorry: w.Sorry, Now: time.Now, Log: log, Rates: rates})
	finish, done := make(chan struct{}), make(chan struct{})
	go func() { d.Run(t.Context(), finish); close(done) }()
	stop = sync.OnceFunc(func() { close(finish) })
	t.Cleanup(func() { stop(); <-done })
	return stop, done
}

func silence() *slog.Logger { return slog.New(slog.DiscardHandler) }

func numbered(n int, name string) (texts []string) {
	for i := range n {
		texts = append(texts, fmt.Sprintf("%s %d", name, i))
	}
	return texts
}

// TestOrderPerChat sends to many chats at once, and to each of them in order, although
// sending fails now and then.
func TestOrderPerChat(t *testing.T) {
	w := newWorld(t, ":memory:")
	const chats, messages = 40, 12
	for chat := range int64(chats) {
		w.queue(chat+1, store.Lane(chat%2), numbered(messages, "message")...)
	}
	failed := map[string]bool{}
	var mu sync.Mutex
	w.people.fail(func(c call) error {
		mu.Lock()
		defer mu.Unlock()
		key := fmt.Sprint(c.chat, c.m.Text)
		if c.chat%5 == 0 && strings.HasSuffix(c.m.Text, "7") && !failed[key] {
			failed[key] = true
			return errNetwork
		}
		return nil
	})
	stop, ended := w.running(t, silence(), Unlimited())
	w.people.await(t, "everything", func(calls []call) bool { return len(calls) == chats*messages })
	stop()
	<-ended
	for chat := range int64(chats) {
		if diff := cmp.Diff(numbered(messages, "message"), w.people.heard(chat+1)); diff != "" {
			t.Errorf("chat %d:\n%s", chat+1, diff)
		}
	}
	if n := w.waiting(store.Replies) + w.waiting(store.Reminders); n != 0 {
		t.Errorf("%d messages are left", n)
	}
}

// TestRepliesFirst lets a flood of reminders wait behind the answers to those who talk. Who
// has a reminder waiting gets it before the answer, as it was said before.
func TestRepliesFirst(t *testing.T) {
	w := newWorld(t, ":memory:")
	const flood = 200
	for chat := range int64(flood) {
		w.queue(1000+chat, store.Reminders, "reminder")
	}
	stop, ended := w.running(t, silence(), Rates{ChatBurst: 20, ChatPerSec: 1, RemindersPS: 0.001})
	w.people.await(t, "the reminders that may go", func(calls []call) bool { return len(calls) == reminderBurst })
	for chat := range int64(20) {
		w.queue(1+chat, store.Replies, "reply")
	}
	w.queue(1000+flood-1, store.Replies, "reply")
	w.people.await(t, "the replies", func(calls []call) bool { return len(calls) == reminderBurst+20+2 })
	stop()
	<-ended
	if diff := cmp.Diff([]string{"reminder", "reply"}, w.people.heard(1000+flood-1)); diff != "" {
		t.Errorf("who writes with a reminder waiting heard:\n%s", diff)
	}
	if n := w.waiting(store.Reminders); n != flood-reminderBurst-1 {
		t.Errorf("%d reminders wait", n)
	}
}

// TestRemindersSlowly holds reminders to their rate, which answers do not wait for.
func TestRemindersSlowly(t *testing.T) {
	w := newWorld(t, ":memory:")
	for chat := range int64(reminderBurst + 6) {
		w.queue(1000+chat, store.Reminders, "reminder")
	}
	began := time.Now()
	w.running(t, silence(), Rates{ChatBurst: 20, ChatPerSec: 1, RemindersPS: 20})
	w.people.await(t, "everything", func(calls []call) bool { return len(calls) == reminderBurst+6 })
	if took := time.Since(began); took < 250*time.Millisecond {
		t.Errorf("%d reminders in %s", reminderBurst+6, took)
	}
}

// question is an open question of the dialog.
func question(text string, keep bool) dialog.Message {
	return dialog.Message{Text: text, Live: true, Keep: keep, Buttons: [][]dialog.Button{{{Label: text, Data: text}}}}
}

func (w *world) asks(chat int64, m dialog.Message) {
	w.Helper()
	w.write(func(tx *store.Tx) error { return tx.Queue(chat, store.Replies, m, w.clock()) })
	w.flush()
}

// meets makes a chat known, as someone's first word does.
func (w *world) meets(chat int64) {
	w.Helper()
	w.write(func(tx *store.Tx) error {
		return tx.SaveChat(store.Chat{ID: chat, LastSeen: w.clock(), Consented: true})
	})
}

// TestOneLiveQuestion replaces the open question in its place, and below when something
// came after it or its text is to stay; then the old one loses its buttons.
func TestOneLiveQuestion(t *testing.T) {
	tests := []struct {
		name string
		then func(*world)
		keep bool
		want string
	}{
		{"nothing came after it", func(*world) {}, false, "send edit"},
		{"its text is kept", func(*world) {}, true, "send send clear"},
		{"the bot said something", func(w *world) { w.asks(1, dialog.Message{Text: "by the way"}) }, false, "send send send clear"},
		{"the person said something", func(w *world) {
			w.write(func(tx *store.Tx) error {
				chat, err := tx.Chat(1)
				chat.LastMessage = w.people.writes(1)
				return errors.Join(err, tx.SaveChat(chat))
			})
		}, false, "send send clear"},
		{"it is gone", func(w *world) {
			w.people.fail(func(c call) error {
				if c.verb == "edit" {
					return &Rejected{Reason: "message to edit not found"}
				}
				return nil
			})
		}, false, "send send clear"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld(t, ":memory:")
			w.meets(1)
			w.asks(1, question("first", test.keep))
			test.then(w)
			w.asks(1, question("second", false))
			if got := w.people.verbs(1); got != test.want {
				t.Errorf("%s, not %s", got, test.want)
			}
			with := 0
			for _, s := range w.people.chats[1] {
				with += len(s.m.Buttons)
			}
			if with != 1 || w.people.newest(1).Text != "second" {
				t.Errorf("%d messages have buttons, the newest is %q", with, w.people.newest(1).Text)
			}
			w.asks(1, question("third", false))
			if got := w.people.newest(1).Text; got != "third" {
				t.Errorf("the newest message is %q, not the third question", got)
			}
		})
	}
}

// TestFailures holds what becomes of a message that cannot be sent.
func TestFailures(t *testing.T) {
	tests := []struct {
		name     string
		err      error
		until    time.Duration // when the next message of the chat may go out; 0: at once
		lost     int           // messages that never go out
		failures int
		resting  bool
	}{
		{"asked to wait", &RetryAfter{Pause: 7 * time.Second}, 7 * time.Second, 0, 0, false},
		{"network", errNetwork, 500 * time.Millisecond, 0, 0, false},
		{"never accepted", fmt.Errorf("send: %w", &Rejected{Reason: "too long"}), 0, 1, 1, false},
		{"blocked", fmt.Errorf("%w: blocked", ErrUnreachable), 0, 3, 0, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld(t, ":memory:")
			w.meets(1)
			once := test.err
			w.people.fail(func(c call) error {
				if c.m.Text != "m 0" {
					return nil
				}
				err := once
				once = nil
				return err
			})
			w.queue(1, store.Replies, numbered(3, "m")...)
			w.flush()
			if test.until > 0 {
				if n := len(w.people.heard(1)); n != 0 {
					t.Errorf("%d messages overtook the first", n)
				}
				w.setClock(noon().Add(test.until - time.Millisecond))
				w.flush()
				if n := len(w.people.heard(1)); n != 0 {
					t.Errorf("tried again too soon")
				}
				w.setClock(noon().Add(test.until))
				w.flush()
			}
			if diff := cmp.Diff(numbered(3, "m")[test.lost:], w.people.heard(1), cmpEmpty); diff != "" {
				t.Errorf("heard:\n%s", diff)
			}
			if n := len(w.failures()); n != test.failures {
				t.Errorf("%d failures kept", n)
			}
			if n := w.waiting(store.Replies); n != 0 {
				t.Errorf("%d messages are left", n)
			}
			var chat store.Chat
			w.read(func(tx *store.Tx) (err error) {
				chat, err = tx.Chat(1)
				return err
			})
			if resting := !chat.UnreachableSince.IsZero(); resting != test.resting {
				t.Errorf("resting: %t", resting)
			}
		})
	}
}

var cmpEmpty = cmp.Transformer("nil", func(s []string) []string { return append([]string{}, s...) })

// TestBackoff doubles the pause between attempts, and stops doubling.
func TestBackoff(t *testing.T) {
	pauses := []time.Duration{500 * time.Millisecond, time.Second, 2 * time.Second}
	for attempts, want := range pauses {
		if got := backoff(attempts); got != want {
			t.Errorf("after %d attempts: %s, not %s", attempts, got, want)
		}
	}
	for _, attempts := range []int{10, 100, 1 << 40} {
		if got := backoff(attempts); got != 5*time.Minute {
			t.Errorf("after %d attempts: %s", attempts, got)
		}
	}
}

// TestBlockedAndBack lets someone unblock the bot and speak while a message is being
// refused: what they are answered is not lost.
func TestBlockedAndBack(t *testing.T) {
	w := newWorld(t, inFile(t))
	w.consents(1)
	w.queue(1, store.Reminders, "refused")
	w.people.fail(func(c call) error {
		if c.m.Text != "refused" {
			return nil
		}
		w.setClock(noon().Add(time.Minute))
		w.apply(w.typed(1, "花呗"))
		return ErrUnreachable
	})
	w.flush()
	if got := w.people.newest(1).State; got != "intake.amount" {
		t.Errorf("the answer is lost; the newest message is %q", w.people.newest(1).Text)
	}
}

// TestForgottenOnTheWay deletes everything while a message is being sent: nothing comes back.
func TestForgottenOnTheWay(t *testing.T) {
	w := newWorld(t, inFile(t))
	w.consents(1)
	w.says(1, "/delete")
	w.queue(1, store.Reminders, "on its way")
	w.people.fail(func(c call) error {
		if c.m.Text == "on its way" {
			w.apply(w.pressed(1, "删"))
		}
		return nil
	})
	w.flush()
	if rows := w.rows(); len(rows) > 0 {
		t.Errorf("kept: %v", rows)
	}
	if got := w.people.newest(1).State; got != "settings.gone" {
		t.Errorf("the last word is %q", w.people.newest(1).Text)
	}
}

// TestStoreFull delivers while what is delivered cannot be recorded: the person gets the
// message once, and it is done with when the store works again.
func TestStoreFull(t *testing.T) {
	w := newWorld(t, inFile(t))
	w.queue(1, store.Replies, "once", "and again once")
	w.sqlOn("CREATE TRIGGER full BEFORE DELETE ON outbox BEGIN SELECT RAISE(ABORT, 'full'); END")
	log := &signals{seen: make(chan string, 100)}
	stop, ended := w.running(t, slog.New(log), Unlimited())
	for range 2 {
		if got := <-log.seen; !strings.Contains(got, "cannot be recorded") {
			t.Fatalf("log: %s", got)
		}
	}
	w.sqlOn("DROP TRIGGER full")
	w.people.await(t, "the second message", func(calls []call) bool { return len(calls) == 2 })
	stop()
	<-ended
	if diff := cmp.Diff([]string{"once", "and again once"}, w.people.heard(1)); diff != "" {
		t.Errorf("heard:\n%s", diff)
	}
}

// signals is a log that a test can wait for.
type signals struct {
	slog.Handler
	seen chan string
}

func (s *signals) Enabled(context.Context, slog.Level) bool { return true }
func (s *signals) Handle(_ context.Context, r slog.Record) error {
	s.seen <- r.Message
	return nil
}

// TestTamperedOutbox drops what cannot be opened, and says so; other chats go on.
func TestTamperedOutbox(t *testing.T) {
	w := newWorld(t, inFile(t))
	w.queue(1, store.Replies, "one", "two")
	w.queue(2, store.Replies, "other")
	w.close()
	w.sqlOn("UPDATE outbox SET sealed = zeroblob(length(sealed)) WHERE id = (SELECT min(id) FROM outbox)")
	w.open()
	w.flush()
	if heard := w.people.heard(2); len(heard) != 1 {
		t.Errorf("the other chat heard %q", heard)
	}
	if failures := w.failures(); len(failures) != 1 || failures[0].Chat != 1 || failures[0].Where != "deliver" {
		t.Errorf("failures: %+v", failures)
	}
}

// TestDocument makes a document from what is kept, and gives up on one that cannot be made.
func TestDocument(t *testing.T) {
	w := newWorld(t, ":memory:")
	w.consents(1)
	w.says(1, "花呗")
	w.says(1, "/export")
	i := slices.IndexFunc(w.people.calls, func(c call) bool { return c.m.Document != nil })
	if i < 0 || !strings.Contains(w.people.calls[i].file, "huabei") {
		t.Errorf("calls: %+v", w.people.calls)
	}
	w.asks(1, dialog.Message{Document: &dialog.Document{Kind: "unheard of", Name: "x"}})
	if failures := w.failures(); len(failures) != 1 {
		t.Errorf("failures: %+v", failures)
	}
	if n := w.waiting(store.Replies); n != 0 {
		t.Errorf("%d messages are left", n)
	}
}

// TestDocumentThatCannotBeMade apologises in the person's language, keeps a failure, and goes
// on with what comes after: whether making the file fails or panics, or nobody takes it.
func TestDocumentThatCannotBeMade(t *testing.T) {
	broken := map[string]func(context.Context, int64, dialog.Document) ([]byte, error){
		"fails": func(context.Context, int64, dialog.Document) ([]byte, error) {
			return nil, &Rejected{Reason: "no glyph"}
		},
		"panics": func(context.Context, int64, dialog.Document) ([]byte, error) { panic("no glyph") },
		"is refused": func(context.Context, int64, dialog.Document) ([]byte, error) {
			return []byte("too large"), nil
		},
	}
	for name, render := range broken {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, ":memory:")
			w.consents(1)
			w.says(1, "/language")
			w.taps(1, "English")
			w.deliverer.render = render
			w.people.fail(func(c call) error {
				if c.m.Document != nil && name == "is refused" {
					return &Rejected{Reason: "file is too large"}
				}
				return nil
			})
			w.write(func(tx *store.Tx) error {
				return tx.Queue(1, store.Replies, dialog.Message{Text: "here", Document: &dialog.Document{Kind: dialog.CaseFile, Format: document.PDF}}, w.clock())
			})
			w.queue(1, store.Replies, "what comes after")
			w.flush()
			heard := w.people.heard(1)
			if n := len(heard); n < 2 || !strings.Contains(heard[n-2], "could not be made") || heard[n-1] != "what comes after" {
				t.Errorf("heard: %q", heard)
			}
			if failures := w.failures(); len(failures) != 1 || failures[0].Where != "deliver" {
				t.Errorf("failures: %+v", failures)
			}
			if n := w.waiting(store.Replies); n != 0 {
				t.Errorf("%d messages are left", n)
			}
			w.says(1, "/case") // the next question comes below the apology
			if last := w.people.heard(1); last[len(last)-1] == "what comes after" {
				t.Errorf("heard: %q", last)
			}
		})
	}
}

// TestApologyIsTriedAgain does not lose the apology to a moment without a network.
func TestApologyIsTriedAgain(t *testing.T) {
	w := newWorld(t, ":memory:")
	w.consents(1)
	cut := true
	w.people.fail(func(call) error {
		if cut {
			return errors.New("connection reset")
		}
		return nil
	})
	w.asks(1, dialog.Message{Document: &dialog.Document{Kind: "unheard of", Name: "x"}})
	if n := w.waiting(store.Replies); n != 1 {
		t.Errorf("%d messages wait", n)
	}
	cut = false
	w.setClock(noon().Add(time.Hour))
	w.flush()
	if heard := w.people.heard(1); !strings.Contains(heard[len(heard)-1], "没做出来") {
		t.Errorf("heard: %q", heard)
	}
	if n := w.waiting(store.Replies); n != 0 {
		t.Errorf("%d messages are left", n)
	}
}

// TestPoisonedFiles has making and looking at files panic, more often than there are desks
// for it: each time the person is told and the failure kept, and then files are made again.
func TestPoisonedFiles(t *testing.T) {
	w := newWorld(t, ":memory:")
	w.consents(1)
	w.says(1, "花呗")
	render := w.deliverer.render
	w.deliverer.render = func(context.Context, int64, dialog.Document) ([]byte, error) { panic("a bad font") }
	w.deliverer.inspect = func(context.Context, int64, dialog.Message, []byte) (dialog.Message, error) { panic("a bad picture") }
	sorry, err := w.Sorry(t.Context(), 1)
	w.must(err)
	n := 2 * cap(w.deliverer.desks)
	for range n {
		w.asks(1, dialog.Message{Document: &dialog.Document{Kind: "export", Name: "x"}})
		w.asks(1, dialog.Message{Inspect: &casefile.File{}})
		for _, said := range w.people.heard(1)[len(w.people.heard(1))-2:] {
			if said != sorry.Text {
				t.Errorf("the person is told %q", said)
			}
		}
	}
	if failures := w.failures(); len(failures) != 2*n {
		t.Errorf("%d failures are kept, not %d", len(failures), 2*n)
	}
	w.deliverer.render = render
	w.says(1, "/export")
	if !slices.ContainsFunc(w.people.calls, func(c call) bool { return strings.Contains(c.file, "huabei") }) {
		t.Error("no file is made any more")
	}
	if n := w.waiting(store.Replies); n != 0 {
		t.Errorf("%d messages are left", n)
	}
}

// TestFinish lets what is on its way arrive, and does not wait for what is held back.
func TestFinish(t *testing.T) {
	w := newWorld(t, ":memory:")
	w.queue(1, store.Replies, "slow")
	w.queue(2, store.Replies, "later")
	arriving, arrive := make(chan struct{}), make(chan struct{})
	w.people.fail(func(c call) error {
		if c.chat == 2 {
			return &RetryAfter{Pause: time.Hour}
		}
		close(arriving)
		<-arrive
		return nil
	})
	stop, ended := w.running(t, silence(), Unlimited())
	<-arriving
	stop()
	close(arrive)
	<-ended
	if n := len(w.people.heard(1)); n != 1 {
		t.Errorf("what was on its way arrived %d times", n)
	}
	if n := w.waiting(store.Replies); n != 1 {
		t.Errorf("%d messages wait for the next start, not 1", n)
	}
}

// TestFlood lets many chats flood the bot: they wait for each other's sake, and nobody
// else waits for them.
func TestFlood(t *testing.T) {
	w := newWorld(t, ":memory:")
	const flooding = 50
	for chat := range int64(flooding) {
		w.queue(1000+chat, store.Replies, numbered(5, "m")...)
	}
	stop, ended := w.running(t, silence(), Rates{ChatBurst: 2, ChatPerSec: 0.001, RemindersPS: 1})
	w.people.await(t, "each one's share", func(calls []call) bool { return len(calls) == 2*flooding })
	w.queue(1, store.Replies, "answer")
	w.people.await(t, "the answer to someone else", func(calls []call) bool { return len(calls) == 2*flooding+1 })
	stop()
	<-ended // at once, although much waits
	if n := w.waiting(store.Replies); n != 3*flooding {
		t.Errorf("%d messages are left", n)
	}
}

// TestShare lets a chat that flooded the bot have its answers one by one.
func TestShare(t *testing.T) {
	w := newWorld(t, ":memory:")
	w.queue(1, store.Replies, numbered(5, "m")...)
	began := time.Now()
	w.running(t, silence(), Rates{ChatBurst: 2, ChatPerSec: 20, RemindersPS: 1})
	w.people.await(t, "everything", func(calls []call) bool { return len(calls) == 5 })
	if took := time.Since(began); took < 140*time.Millisecond {
		t.Errorf("five messages in %s", took)
	}
	if diff := cmp.Diff(numbered(5, "m"), w.people.heard(1)); diff != "" {
		t.Errorf("heard:\n%s", diff)
	}
}
