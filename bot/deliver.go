package bot

import (
	"context"
	"errors"
	"log/slog"
	"runtime"
	"slices"
	"sync"
	"time"

	"xieshang/bot/store"
	"xieshang/dialog"
)

// Deliverer brings what waits in the outbox to people: in order within a chat, replies
// before reminders across chats, each at least once.
type Deliverer struct {
	store     *store.Store
	messenger Messenger
	render    func(ctx context.Context, chat int64, d dialog.Document) ([]byte, error)
	now       func() time.Time
	log       *slog.Logger
	count     *Metrics
	wake      chan struct{}
	outcomes  chan outcome
	desks     chan struct{} // where documents are made

	mu      sync.Mutex
	lines   *lines
	buckets *buckets
	brake   brake
}

// Delivery is what a deliverer is made of.
type Delivery struct {
	Store     *store.Store
	Messenger Messenger
	// Render makes documents; its error is *Rejected if there is no point in trying again.
	Render func(ctx context.Context, chat int64, d dialog.Document) ([]byte, error)
	Now    func() time.Time
	Log    *slog.Logger
	Rates  Rates
	Count  *Metrics // nil to count for nobody
}

// NewDeliverer returns a deliverer of the store's outbox.
func NewDeliverer(o Delivery) *Deliverer {
	if o.Count == nil {
		o.Count = uncounted()
	}
	return &Deliverer{
		store: o.Store, messenger: o.Messenger, render: o.Render, now: o.Now, log: o.Log, count: o.Count,
		wake:     make(chan struct{}, 1),
		outcomes: make(chan outcome, shares[answers]),
		desks:    make(chan struct{}, runtime.GOMAXPROCS(0)),
		lines:    newLines(),
		buckets:  newBuckets(o.Rates),
	}
}

// Run delivers until it is asked to finish and nothing more can go out, or until ctx ends.
// What is put into the outbox meanwhile goes out as soon as it is committed.
func (d *Deliverer) Run(ctx context.Context, finish <-chan struct{}) {
	d.store.Watch(d.posted)
	defer d.store.Watch(nil)
	recorded := make(chan struct{})
	go func() { d.recordAll(ctx); close(recorded) }()
	var senders sync.WaitGroup
	d.find(ctx)
	for ctx.Err() == nil {
		wait := d.start(ctx, &senders)
		if closed(finish) && !d.busy() {
			break
		}
		d.rest(ctx, finish, wait)
	}
	senders.Wait()
	close(d.outcomes)
	<-recorded
}

func closed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// longestHold is how long a message is held back at most after a start, whatever the clock
// said when it was postponed.
const longestHold = time.Hour

// find puts all chats in line that something waits for.
func (d *Deliverer) find(ctx context.Context) {
	for ctx.Err() == nil {
		var heads []store.Head
		err := d.store.Read(ctx, func(tx *store.Tx) (err error) {
			heads, err = tx.Heads()
			return err
		})
		if err == nil {
			d.line(heads)
			return
		}
		d.log.Error("outbox cannot be read, trying again", "err", err)
		pause(ctx, storePause)
	}
}

func (d *Deliverer) line(heads []store.Head) {
	d.mu.Lock()
	defer d.mu.Unlock()
	now := time.Now()
	for _, h := range heads {
		wait := time.Duration(0)
		if !h.NotBefore.IsZero() {
			wait = min(h.NotBefore.Sub(d.now()), longestHold)
		}
		d.lines.found(h, wait, now)
	}
}

// posted takes what a transaction did to the outbox.
func (d *Deliverer) posted(list []store.Posting) {
	d.mu.Lock()
	for _, p := range list {
		d.lines.add(p)
	}
	d.mu.Unlock()
	d.look()
}

// look lets Run look what is to be done. It never blocks.
func (d *Deliverer) look() {
	select {
	case d.wake <- struct{}{}:
	default:
	}
}

// rest waits for something to do, for a time, or for the end.
func (d *Deliverer) rest(ctx context.Context, finish <-chan struct{}, wait time.Duration) {
	var alarm <-chan time.Time
	if wait > 0 {
		timer := time.NewTimer(wait)
		defer timer.Stop()
		alarm = timer.C
	}
	if closed(finish) {
		finish = nil // it has been seen
	}
	select {
	case <-ctx.Done():
	case <-d.wake:
	case <-finish:
	case <-alarm:
	}
}

// start lets all chats be written to whose turn it is, replies first, and returns how long
// until it is another one's; zero if none is waiting for a time.
func (d *Deliverer) start(ctx context.Context, senders *sync.WaitGroup) (wait time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	now := time.Now()
	sooner := func(than time.Duration) {
		if than > 0 && (wait == 0 || than < wait) {
			wait = than
		}
	}
	if next := d.lines.release(now); !next.IsZero() {
		sooner(next.Sub(now))
	}
	if stopped := d.brake.until.Sub(now); stopped > 0 {
		return stopped
	}
	for c := range classes {
		for {
			l, later := d.next(c, now)
			sooner(later)
			if l == nil {
				break
			}
			senders.Go(func() { d.serve(ctx, l) })
		}
	}
	return wait
}

// next is the chat of a class whose turn it is. A chat that has had its share is held back
// for a while, and nobody else waits for that; of reminders there is one share for all.
func (d *Deliverer) next(c class, now time.Time) (l *line, wait time.Duration) {
	if d.lines.first(c) == nil || d.lines.full(c) {
		return nil, 0
	}
	if c == notices {
		if wait := d.buckets.takeReminder(now); wait > 0 {
			return nil, wait
		}
	}
	for {
		l = d.lines.next(c)
		if l == nil {
			return nil, wait
		}
		late := d.buckets.take(l.id, now)
		if late == 0 {
			return l, wait
		}
		d.lines.served(l, late, now)
		if wait == 0 || late < wait {
			wait = late
		}
	}
}

func (d *Deliverer) busy() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.lines.busy()
}

// serve sends the first message of a line.
func (d *Deliverer) serve(ctx context.Context, l *line) {
	chat, m, err := d.first(ctx, l)
	switch {
	case errors.Is(err, store.ErrSealed):
		d.outcomes <- outcome{line: l, chat: store.Chat{ID: l.id}, kind: unreadable, err: err}
	case err != nil:
		if ctx.Err() == nil {
			d.log.Error("outbox cannot be read", "chat", l.id, "err", err)
		}
		d.end(l, storePause)
	case m == nil:
		d.end(l, 0)
	default:
		o := d.attempt(ctx, chat, *m)
		if o.kind == postponed && ctx.Err() != nil {
			return // it goes out after the next start
		}
		o.line = l
		d.note(o)
		d.outcomes <- o
	}
}

// first is the first message of a line, read from the store if need be; nil if nothing
// waits, or is to be read once more.
func (d *Deliverer) first(ctx context.Context, l *line) (chat store.Chat, m *store.Outgoing, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(l.known) == 0 && l.unread {
		l.fresh = true
		d.mu.Unlock()
		var list []store.Outgoing
		chat, list, err = d.read(ctx, l.id)
		d.mu.Lock()
		if err != nil {
			return chat, nil, err
		}
		d.lines.read(l, chat, list)
	}
	if len(l.known) == 0 {
		return chat, nil, nil
	}
	if l.class != notices && l.known[0].Lane == store.Reminders {
		d.buckets.owe(time.Now()) // an answer waits behind it
	}
	first := l.known[0]
	return *l.chat, &first, nil
}

func (d *Deliverer) read(ctx context.Context, id int64) (chat store.Chat, list []store.Outgoing, err error) {
	err = d.store.Read(ctx, func(tx *store.Tx) (err error) {
		if chat, err = tx.Chat(id); err != nil {
			return err
		}
		list, err = tx.Outbox(id, knownPerChat)
		return err
	})
	return chat, list, err
}

// attempt sends a message and says what became of it.
func (d *Deliverer) attempt(ctx context.Context, chat store.Chat, m store.Outgoing) outcome {
	err := guarded(func() error { return d.send(ctx, &chat, m.Message) })
	return judge(chat, m, err)
}

// end ends the turn of a line with which nothing was done.
func (d *Deliverer) end(l *line, wait time.Duration) {
	d.mu.Lock()
	d.lines.served(l, wait, time.Now())
	d.mu.Unlock()
	d.look()
}

// finish ends the turns of lines with what became of their messages.
func (d *Deliverer) finish(list []outcome) {
	d.mu.Lock()
	now := time.Now()
	for _, o := range list {
		switch {
		case o.kind == postponed:
			d.lines.postponed(o.line, o.m.ID)
		case o.kind != unreadable:
			d.lines.sent(o.line, o.m.ID, o.chat)
		}
		if errors.As(o.err, new(*RetryAfter)) {
			d.brake.press(o.chat.ID, o.wait, now)
		}
		d.lines.served(o.line, o.wait, now)
	}
	d.mu.Unlock()
	d.look()
}

// Flush delivers everything that can go now, and returns when it has gone. It is for
// front ends that have no Run.
func (d *Deliverer) Flush(ctx context.Context) error {
	for {
		var heads []store.Head
		err := d.store.Read(ctx, func(tx *store.Tx) (err error) {
			heads, err = tx.Heads()
			return err
		})
		if err != nil {
			return err
		}
		now := d.now()
		heads = slices.DeleteFunc(heads, func(h store.Head) bool { return h.NotBefore.After(now) })
		if len(heads) == 0 || ctx.Err() != nil {
			return ctx.Err()
		}
		slices.SortStableFunc(heads, func(a, b store.Head) int { return int(a.Lane - b.Lane) })
		for _, h := range heads {
			if err := d.flush(ctx, h.Chat); err != nil {
				return err
			}
		}
	}
}

// flush delivers what waits for one chat until something has to wait.
func (d *Deliverer) flush(ctx context.Context, id int64) error {
	chat, list, err := d.read(ctx, id)
	if errors.Is(err, store.ErrSealed) {
		return d.record(ctx, []outcome{{chat: store.Chat{ID: id}, kind: unreadable, err: err}})
	}
	if err != nil {
		return err
	}
	for _, m := range list {
		o := d.attempt(ctx, chat, m)
		if o.kind == postponed && ctx.Err() != nil {
			return ctx.Err()
		}
		d.note(o)
		if err := d.record(ctx, []outcome{o}); err != nil || o.kind != delivered {
			return err
		}
		chat = o.chat
	}
	return nil
}
