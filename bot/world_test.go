package bot

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"xieshang/bot/store"
	"xieshang/calc"
	"xieshang/dialog"
	"xieshang/dialog/casefile"
	"xieshang/dialog/document"
	"xieshang/dialog/locale"
	"xieshang/dialog/playbook"
	"xieshang/dialog/workday"
)

var shanghai = func() *time.Location {
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		panic(err)
	}
	return zone
}()

var engine = sync.OnceValues(func() (*dialog.Engine, error) {
	texts, err := locale.Load()
	if err != nil {
		return nil, err
	}
	book, err := playbook.Load(nil)
	if err != nil {
		return nil, err
	}
	days, err := workday.Load(nil)
	return dialog.New(texts, book, days, shanghai), err
})

var printer = sync.OnceValues(document.NewPress)

// TB is what tests and properties have in common.
type TB interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
	Errorf(string, ...any)
}

// world is a bot with a clock that stands still, and everyone it talks to.
type world struct {
	TB
	path  string
	key   store.Key
	store *store.Store
	*Runtime
	deliverer *Deliverer
	people    *people
	rates     Rates // at which updates are applied as they come; without limit if zero

	mu     sync.Mutex
	time   time.Time
	update int64
}

func noon() time.Time { return time.Date(2026, 11, 21, 12, 0, 0, 0, shanghai) }

func newWorld(t *testing.T, path string) *world {
	w := openWorld(t, path)
	t.Cleanup(w.close)
	return w
}

func inFile(t *testing.T) string { return filepath.Join(t.TempDir(), "bot.db") }

func openWorld(t TB, path string) *world {
	w := &world{TB: t, path: path, key: store.NewKey(), time: noon(), people: newPeople()}
	w.open()
	return w
}

func (w *world) open() {
	w.Helper()
	s, err := store.Open(context.Background(), store.Options{Path: w.path, Key: w.key})
	if err != nil {
		w.Fatal(err)
	}
	w.use(s)
}

// use puts the bot together around a store.
func (w *world) use(s *store.Store) {
	w.Helper()
	e, err := engine()
	if err != nil {
		w.Fatal(err)
	}
	w.store = s
	log := silence()
	w.Runtime = New(Options{Store: w.store, Engine: e, Press: printer, Now: w.clock, Log: log, Rates: w.rates})
	w.deliverer = NewDeliverer(Delivery{Store: w.store, Messenger: w.people, Render: w.Render, Sorry: w.Sorry, Inspect: w.Inspect, Now: w.clock, Log: log, Rates: Unlimited()})
}

func (w *world) close() {
	w.Helper()
	w.must(w.store.Close())
}

func (w *world) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

func (w *world) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.time
}

func (w *world) setClock(to time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.time = to
}

// typed is an update with words in it.
func (w *world) typed(chat int64, text string) Update {
	w.update++
	return Update{ID: w.update, Chat: chat, Message: w.people.writes(chat), Language: locale.Hans,
		Input: dialog.Input{Kind: dialog.Typed, Text: text}}
}

// pressed is an update with a button in it: the newest of the chat that has the label.
func (w *world) pressed(chat int64, label string) Update {
	w.Helper()
	w.update++
	message, button := w.people.button(chat, label)
	if message == 0 {
		w.Fatalf("chat %d has no button %q; it has %v", chat, label, w.people.heard(chat))
	}
	return Update{ID: w.update, Chat: chat, Message: message, Language: locale.Hans,
		Input: dialog.Input{Kind: dialog.Pressed, Data: button.Data}}
}

func (w *world) apply(updates ...Update) {
	w.Helper()
	w.must(w.Apply(context.Background(), updates))
}

func (w *world) flush() {
	w.Helper()
	w.must(w.deliverer.Flush(context.Background()))
}

// says, taps: one person does something and gets the answer.
func (w *world) says(chat int64, text string) { w.Helper(); w.apply(w.typed(chat, text)); w.flush() }
func (w *world) taps(chat int64, label string) {
	w.Helper()
	w.apply(w.pressed(chat, label))
	w.flush()
}

// consents brings a person to the first question about the debt.
func (w *world) consents(chat int64) {
	w.Helper()
	w.says(chat, "/start")
	w.taps(chat, "同意并开始")
	w.taps(chat, "都没有")
}

func (w *world) write(fn func(*store.Tx) error) {
	w.Helper()
	w.must(w.store.Write(context.Background(), fn))
}

func (w *world) read(fn func(*store.Tx) error) {
	w.Helper()
	w.must(w.store.Read(context.Background(), fn))
}

// agrees gives a person an agreement without the conversation that leads to it.
func (w *world) agrees(chat int64, count int, amount calc.Money, first calc.Date) {
	w.Helper()
	w.consents(chat)
	a, err := casefile.NewAgreement(w.clock(), amount*calc.Money(count), count, amount, first)
	w.must(err)
	w.change(chat, func(p *dialog.Person) {
		c := casefile.New(1, w.clock())
		c.Stage, c.Agreement = casefile.Agreed, a
		c.Debts = []casefile.Debt{{Product: casefile.Huabei, Principal: amount * calc.Money(count)}}
		p.Cases = []casefile.Case{c}
		p.Session.Case, p.Session.State = 1, "keeping.home"
	})
}

// change changes a person as a step of the dialog would.
func (w *world) change(chat int64, fn func(*dialog.Person)) {
	w.Helper()
	w.write(func(tx *store.Tx) error {
		p, err := tx.Person(chat)
		if err != nil {
			return err
		}
		before := w.plans(&p)
		fn(&p)
		if err := tx.SavePerson(chat, p, w.clock()); err != nil {
			return err
		}
		return w.replan(tx, chat, &p, before)
	})
}

func (w *world) person(chat int64) (p dialog.Person) {
	w.Helper()
	w.read(func(tx *store.Tx) (err error) {
		p, err = tx.Person(chat)
		return err
	})
	return p
}

func (w *world) failures() (list []store.Failure) {
	w.Helper()
	w.read(func(tx *store.Tx) (err error) {
		list, err = tx.Failures(100)
		return err
	})
	return list
}

func (w *world) waiting(lane store.Lane) (n int) {
	w.Helper()
	w.read(func(tx *store.Tx) error {
		depth, err := tx.OutboxDepth(lane)
		n = depth.Messages
		return err
	})
	return n
}

// people are a messenger that shows everything to everyone at once.
type people struct {
	mu    sync.Mutex
	last  int64             // the newest message of any chat
	chats map[int64][]shown // what can be seen
	calls []call
	files map[string][]byte // by number
	grew  chan struct{}
	// fails says what becomes of a call, before it takes effect; nil for nothing.
	fails func(call) error
}

// call is one thing that a messenger was asked to do.
type call struct {
	verb    string // send, edit, clear, delete, fetch
	chat    int64
	message int64 // that was changed or sent
	m       dialog.Message
	file    string
}

// shown is a message in a chat.
type shown struct {
	id int64
	m  dialog.Message
}

func newPeople() *people {
	return &people{chats: map[int64][]shown{}, files: map[string][]byte{}, grew: make(chan struct{})}
}

var _ Messenger = (*people)(nil)

// do takes a call, and returns the error it is to fail with.
func (p *people) do(c call) error {
	p.mu.Lock()
	fails := p.fails
	p.mu.Unlock()
	if fails != nil {
		if err := fails(c); err != nil {
			return err
		}
	}
	return nil
}

func (p *people) note(c call) {
	p.calls = append(p.calls, c)
	close(p.grew)
	p.grew = make(chan struct{})
}

func (p *people) fail(fails func(call) error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.fails = fails
}

func (p *people) Send(_ context.Context, chat int64, m dialog.Message, file []byte) (int64, error) {
	c := call{verb: "send", chat: chat, m: m, file: string(file)}
	if err := p.do(c); err != nil {
		return 0, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.last++
	c.message = p.last
	p.chats[chat] = append(p.chats[chat], shown{p.last, m})
	p.note(c)
	return p.last, nil
}

func (p *people) Edit(_ context.Context, chat, message int64, m dialog.Message) error {
	return p.change(call{verb: "edit", chat: chat, message: message, m: m}, func(s *shown) { s.m = m })
}

func (p *people) ClearButtons(_ context.Context, chat, message int64) error {
	return p.change(call{verb: "clear", chat: chat, message: message}, func(s *shown) { s.m.Buttons = nil })
}

func (p *people) Delete(_ context.Context, chat, message int64) error {
	return p.change(call{verb: "delete", chat: chat, message: message}, func(s *shown) {})
}

func (p *people) Fetch(_ context.Context, f casefile.File) ([]byte, error) {
	c := call{verb: "fetch", file: f.Ref}
	if err := p.do(c); err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.note(c)
	return p.files[f.Ref], nil
}

func (p *people) change(c call, fn func(*shown)) error {
	if err := p.do(c); err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for i := range p.chats[c.chat] {
		if p.chats[c.chat][i].id == c.message {
			fn(&p.chats[c.chat][i])
		}
	}
	p.note(c)
	return nil
}

// writes gives the number of a message that a person writes.
func (p *people) writes(int64) int64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.last++
	return p.last
}

func (p *people) button(chat int64, label string) (int64, dialog.Button) {
	p.mu.Lock()
	defer p.mu.Unlock()
	list := p.chats[chat]
	for i := len(list) - 1; i >= 0; i-- {
		for _, row := range list[i].m.Buttons {
			for _, b := range row {
				if strings.Contains(b.Label, label) {
					return list[i].id, b
				}
			}
		}
	}
	return 0, dialog.Button{}
}

// heard is what a chat was shown, in order.
func (p *people) heard(chat int64) (texts []string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.calls {
		if c.chat == chat && (c.verb == "send" || c.verb == "edit") {
			texts = append(texts, c.m.Text)
		}
	}
	return texts
}

// verbs is what was done in a chat, in order.
func (p *people) verbs(chat int64) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var verbs []string
	for _, c := range p.calls {
		if c.chat == chat {
			verbs = append(verbs, c.verb)
		}
	}
	return strings.Join(verbs, " ")
}

func (p *people) newest(chat int64) dialog.Message {
	p.mu.Lock()
	defer p.mu.Unlock()
	list := p.chats[chat]
	if len(list) == 0 {
		return dialog.Message{}
	}
	return list[len(list)-1].m
}

// await waits until ok holds of the calls so far.
func (p *people) await(t *testing.T, what string, ok func([]call) bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	for {
		p.mu.Lock()
		done, grew := ok(p.calls), p.grew
		p.mu.Unlock()
		if done {
			return
		}
		select {
		case <-grew:
		case <-ctx.Done():
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

var errNetwork = errors.New("connection reset")
