package bot

import (
	"context"
	"log/slog"
	"runtime"
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
	sorry     func(ctx context.Context, chat int64) (dialog.Message, error)
	inspect   func(ctx context.Context, chat int64, m dialog.Message, file []byte) (dialog.Message, error)
	now       func() time.Time
	log       *slog.Logger
	count     *Metrics
	wake      chan struct{}
	outcomes  chan outcome
	desks     chan struct{} // where files are made and looked at

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
	// Sorry is what a chat is told when a document cannot be made.
	Sorry func(ctx context.Context, chat int64) (dialog.Message, error)
	// Inspect completes a message with what is seen of a file; nil bytes stand for one that cannot
	// be had.
	Inspect func(ctx context.Context, chat int64, m dialog.Message, file []byte) (dialog.Message, error)
	Now     func() time.Time
	Log     *slog.Logger
	Rates   Rates
	Count   *Metrics // nil to count for nobody
}

// NewDeliverer returns a deliverer of the store's outbox.
func NewDeliverer(o Delivery) *Deliverer {
	if o.Count == nil {
		o.Count = uncounted()
	}
	return &Deliverer{
		store: o.Store, messenger: o.Messenger, render: o.Render, sorry: o.Sorry, inspect: o.Inspect, now: o.Now, log: o.Log, count: o.Count,
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
	stop, err := d.store.Watch(ctx, d.posted)
	if err != nil {
		d.log.Error("nothing is delivered", "err", err)
		return
	}
	defer stop()
	recorded := make(chan struct{})
	go func() { d.recordAll(ctx); close(recorded) }()
	var senders sync.WaitGroup
	d.find(ctx)
	for finishing := false; ctx.Err() == nil; {
		finishing = finishing || closed(finish)
		wait := d.start(ctx, &senders)
		if finishing {
			if !d.busy() {
				break
			}
			finish = nil // it is known, and must not wake for ever
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
		heads, err := d.heads(ctx)
		if err == nil {
			d.line(heads)
			return
		}
		d.log.Error("outbox cannot be read, trying again", "err", err)
		pause(ctx, storePause)
	}
}

// heads are the chats that something waits for.
func (d *Deliverer) heads(ctx context.Context) (list []store.Head, err error) {
	err = d.store.Read(ctx, func(tx *store.Tx) error {
		list, err = tx.Heads()
		return err
	})
	return list, err
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
		late := d.buckets.take(l.id, 1, now)
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
