package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"
	"slices"
	"time"

	"xieshang/bot/store"
	"xieshang/dialog"
	"xieshang/dialog/document"
	"xieshang/dialog/locale"
	"xieshang/reminders"
)

// Runtime applies what happens to what is kept.
type Runtime struct {
	store  *store.Store
	engine *dialog.Engine
	press  func() (*document.Press, error)
	now    func() time.Time
	log    *slog.Logger
	count  *Metrics

	claimEvery time.Duration // how long there is for one reminder, if many are due

	shares  allowances    // of updates; they belong to the transaction that writes
	putOffs chan struct{} // tells CatchUp that updates were put off
}

// Options are what a runtime is made of.
type Options struct {
	Store  *store.Store
	Engine *dialog.Engine
	Press  func() (*document.Press, error) // makes what prints papers and pictures, when the first one is wanted
	Now    func() time.Time                // the clock
	Log    *slog.Logger
	Count  *Metrics // nil to count for nobody
	// Rates are those of the deliverer; the zero Rates for no limit. Of a chat's updates as many
	// are applied as they come as of messages are sent to it.
	Rates Rates
}

// New returns a runtime.
func New(o Options) *Runtime {
	if o.Count == nil {
		o.Count = uncounted()
	}
	if o.Rates == (Rates{}) {
		o.Rates = Unlimited()
	}
	return &Runtime{store: o.Store, engine: o.Engine, press: o.Press, now: o.Now, log: o.Log, count: o.Count,
		claimEvery: claimEvery(o.Rates), shares: newAllowances(o.Rates), putOffs: make(chan struct{}, 1)}
}

// Apply applies a batch of updates, in order, in one transaction, and returns when it is
// committed. An update that was applied before is skipped; one that makes the dialog fail
// is undone alone, noted as a failure and apologised for. What a chat sends beyond its share
// is kept for [Runtime.CatchUp]. After an error nothing of the batch has happened, and it may
// be applied again.
func (r *Runtime) Apply(ctx context.Context, updates []Update) error {
	if len(updates) == 0 {
		return nil
	}
	late := false
	err := r.store.Write(ctx, func(tx *store.Tx) error {
		for _, u := range updates {
			putOff, err := r.take(tx, u)
			if err != nil {
				return fmt.Errorf("update %d: %w", u.ID, err)
			}
			late = late || putOff
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("apply %d updates: %w", len(updates), err)
	}
	if late {
		r.wake()
	}
	return nil
}

// take applies an update that comes for the first time, or puts it off.
func (r *Runtime) take(tx *store.Tx, u Update) (putOff bool, err error) {
	first, err := tx.FirstTime(u.ID, r.now())
	if err != nil || !first {
		return false, err
	}
	waiting, err := tx.Backlog(u.Chat)
	switch {
	case err != nil:
		return false, err
	case waiting > 0 || r.shares.take(u.Chat, weight(u), time.Now()) > 0:
		return true, r.putOff(tx, u, waiting)
	}
	return false, r.apply(tx, u)
}

// apply applies an update.
func (r *Runtime) apply(tx *store.Tx, u Update) error {
	started := time.Now()
	err := guarded(func() error {
		return tx.Savepoint(func() error { return r.step(tx, u) })
	})
	r.count.update(u, time.Since(started))
	if poison(err) {
		return r.fail(tx, u, err)
	}
	return err
}

// poison reports whether an error belongs to one update alone, so that it would fail
// however often it were tried: the dialog panicked, or a row was tampered with.
func poison(err error) bool {
	var p *panicked
	return errors.As(err, &p) || errors.Is(err, store.ErrSealed)
}

// step lets the dialog answer one update.
func (r *Runtime) step(tx *store.Tx, u Update) error {
	now := r.now()
	switch {
	case u.Blocked:
		return markUnreachable(tx, u.Chat, now)
	case u.Chat < 0:
		return tx.Queue(u.Chat, store.Replies, r.engine.OnlyAlone(u.Language), now)
	}
	p, err := tx.Person(u.Chat)
	if err != nil {
		return err
	}
	planned := r.plans(&p)
	result := r.engine.Step(p, u.Input, u.Language, now)
	if err := r.keep(tx, u, result, planned); err != nil {
		return err
	}
	if p.Session.Respite != dialog.RespiteOver && result.Person.Session.Respite == dialog.RespiteOver {
		if err := tx.ReleaseReminders(u.Chat); err != nil {
			return err
		}
	}
	if result.Unsay && u.Message != 0 {
		result.Messages = append([]dialog.Message{{Removes: u.Message}}, result.Messages...)
	}
	for _, m := range result.Messages {
		if err := tx.Queue(u.Chat, store.Replies, m, now); err != nil {
			return err
		}
	}
	return nil
}

// keep saves what a step changed, or forgets the person.
func (r *Runtime) keep(tx *store.Tx, u Update, result dialog.Result, planned []plan) error {
	if result.Erase {
		return tx.Forget(u.Chat)
	}
	now := r.now()
	chat, err := tx.Chat(u.Chat)
	if err != nil {
		return err
	}
	if u.Input.Kind != dialog.Pressed {
		chat.LastMessage = max(chat.LastMessage, u.Message)
	}
	chat.Consented = !result.Person.Session.Consent.IsZero()
	chat.LastSeen, chat.UnreachableSince = now, time.Time{}
	if err := tx.SaveChat(chat); err != nil {
		return err
	}
	if err := tx.SavePerson(u.Chat, result.Person, now); err != nil {
		return err
	}
	return r.replan(tx, u.Chat, &result.Person, planned)
}

// plan is what a person is to be reminded of in one case.
type plan struct {
	id  int // of the case
	due []reminders.Planned
}

// plans lists what a person is to be reminded of, case by case.
func (r *Runtime) plans(p *dialog.Person) []plan {
	all := reminders.All(p.Cases, r.preferences(p), r.now())
	if len(p.Cases) == 1 {
		return []plan{{p.Cases[0].ID, all}}
	}
	list := make([]plan, len(p.Cases))
	for i := range p.Cases {
		list[i].id = p.Cases[i].ID
	}
	for _, planned := range all {
		i := slices.IndexFunc(list, func(c plan) bool { return c.id == planned.Case })
		list[i].due = append(list[i].due, planned)
	}
	return list
}

// kept is a reminder as the store keeps it.
func kept(chat int64, p reminders.Planned) store.Reminder {
	return store.Reminder{Chat: chat, Case: p.Case, Item: p.Item(), Kind: string(p.Kind), Day: p.Day, Due: p.At}
}

// preferences are how a person is reminded.
func (r *Runtime) preferences(p *dialog.Person) reminders.Preferences {
	return reminders.Preferences{Preferences: p.Session.Preferences(), Local: r.engine.Zone(p), Days: r.engine.Days()}
}

// replan brings the reminders kept up to what the cases now say, where that has changed.
func (r *Runtime) replan(tx *store.Tx, chat int64, p *dialog.Person, before []plan) error {
	for _, now := range r.plans(p) {
		if slices.ContainsFunc(before, func(old plan) bool { return old.id == now.id && slices.Equal(old.due, now.due) }) {
			continue
		}
		wanted := make([]store.Reminder, len(now.due))
		for i, d := range now.due {
			wanted[i] = kept(chat, d)
		}
		if err := tx.SyncReminders(chat, now.id, wanted, r.now()); err != nil {
			return err
		}
	}
	return nil
}

// markUnreachable notes that a chat cannot be written to: what waits for it is dropped,
// and its reminders rest until it speaks again.
func markUnreachable(tx *store.Tx, id int64, now time.Time) error {
	if err := tx.DropOutbox(id); err != nil {
		return err
	}
	chat, err := tx.Chat(id)
	if err != nil || chat.LastSeen.IsZero() {
		return err
	}
	chat.UnreachableSince = now
	return tx.SaveChat(chat)
}

// fail notes that an update could not be answered, and apologises. What the person had
// is as it was.
func (r *Runtime) fail(tx *store.Tx, u Update, cause error) error {
	r.log.Error("update failed", "update", u.ID, "err", cause)
	r.count.failures.WithLabelValues("step").Inc()
	if err := tx.AddFailure(store.Failure{Chat: u.Chat, At: r.now(), Update: u.ID, Where: "step", Problem: cause.Error()}); err != nil {
		return err
	}
	language := u.Language
	if p, err := tx.Person(u.Chat); err == nil && p.Session.Language != "" {
		language = p.Session.Language
	}
	return tx.Queue(u.Chat, store.Replies, r.engine.Apology(language), r.now())
}

// Render makes a document for a chat from what is kept of it now. The error is *Rejected
// if it cannot be made however often one tries.
func (r *Runtime) Render(ctx context.Context, chat int64, d dialog.Document) ([]byte, error) {
	p, err := r.person(ctx, chat)
	if err != nil {
		return nil, err
	}
	sheet, err := r.engine.Compose(p, d, r.now())
	if err != nil {
		return nil, &Rejected{Reason: err.Error()}
	}
	press, err := r.press()
	if err != nil {
		return nil, &Rejected{Reason: err.Error()}
	}
	file, err := press.Print(sheet, d.Format)
	if err != nil {
		return nil, &Rejected{Reason: err.Error()}
	}
	return file, nil
}

// Sorry is what a chat is told when a document cannot be made, in its language if that can
// be read.
func (r *Runtime) Sorry(ctx context.Context, chat int64) (dialog.Message, error) {
	language := locale.Hans
	p, err := r.person(ctx, chat)
	if err == nil {
		language = p.Session.Language
	} else if !errors.As(err, new(*Rejected)) {
		return dialog.Message{}, err
	}
	return r.engine.Unmade(language), nil
}

// Inspect completes a message to a chat with what is seen of a file; nil bytes stand for one that
// cannot be had.
func (r *Runtime) Inspect(ctx context.Context, chat int64, m dialog.Message, file []byte) (dialog.Message, error) {
	p, err := r.person(ctx, chat)
	if err != nil {
		return dialog.Message{}, err
	}
	return r.engine.Inspected(p, m, file), nil
}

// person reads what is kept of a person. The error is *Rejected if it cannot be unsealed.
func (r *Runtime) person(ctx context.Context, chat int64) (p dialog.Person, err error) {
	err = r.store.Read(ctx, func(tx *store.Tx) error {
		p, err = tx.Person(chat)
		return err
	})
	if errors.Is(err, store.ErrSealed) {
		return p, &Rejected{Reason: err.Error()}
	}
	return p, err
}

// panicked is a panic as an error. Its text names the place, never what a person wrote.
type panicked struct {
	value any
	stack []byte
}

func (p *panicked) Error() string {
	what := p.value
	if err, ok := what.(error); ok && !errors.As(err, new(runtime.Error)) {
		what = fmt.Sprintf("%T", err) // what could not be read is often quoted
	}
	return fmt.Sprintf("panic: %v\n%s", what, p.stack)
}

// guarded runs fn and turns a panic into an error.
func guarded(fn func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &panicked{v, debug.Stack()}
		}
	}()
	return fn()
}
