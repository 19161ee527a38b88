package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"xieshang/bot/store"
	"xieshang/dialog"
)

// Rates bound what is sent. Telegram asks for about one message a second in a chat and
// thirty a second in all.
type Rates struct {
	ChatBurst   int     // messages to one chat that go out at once
	ChatPerSec  float64 // and how fast more may follow
	RemindersPS float64 // reminders a second, over all chats
}

// StandardRates keep within what Telegram asks for.
func StandardRates() Rates { return Rates{ChatBurst: 20, ChatPerSec: 1, RemindersPS: 25} }

// Unlimited rates are for front ends that take as much as comes.
func Unlimited() Rates {
	return Rates{ChatBurst: 1, ChatPerSec: float64(rate.Inf), RemindersPS: float64(rate.Inf)}
}

// deliverers is how many chats are written to at the same time.
const deliverers = 16

// outboxBatch is how many messages of one chat are taken at a time.
const outboxBatch = 20

// Deliverer brings what waits in the outbox to people: in order within a chat, replies
// before reminders across chats, each at least once.
type Deliverer struct {
	store     *store.Store
	messenger Messenger
	render    func(ctx context.Context, chat int64, d dialog.Document) ([]byte, error)
	now       func() time.Time
	log       *slog.Logger
	rates     Rates
	reminders *rate.Limiter
	count     *Metrics
	wake      chan struct{}
	acks      chan ack

	mu    sync.Mutex
	busy  map[int64]int // chats that are not to be written to now, and how many reasons there are
	chats map[int64]*rate.Limiter
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
	rates := o.Rates
	return &Deliverer{
		store: o.Store, messenger: o.Messenger, render: o.Render, now: o.Now, log: o.Log, rates: rates, count: o.Count,
		reminders: rate.NewLimiter(rate.Limit(rates.RemindersPS), deliverers),
		wake:      make(chan struct{}, 1),
		acks:      make(chan ack),
		busy:      map[int64]int{},
		chats:     map[int64]*rate.Limiter{},
	}
}

// Queued tells the deliverer that messages wait. It never blocks.
func (d *Deliverer) Queued() {
	select {
	case d.wake <- struct{}{}:
	default:
	}
}

// Run delivers until it is asked to finish and nothing more can go out, or until ctx ends.
func (d *Deliverer) Run(ctx context.Context, finish <-chan struct{}) {
	var workers sync.WaitGroup
	done := make(chan struct{})
	go func() { d.acknowledge(ctx, d.recordSurely); close(done) }()
	slots := make(chan struct{}, deliverers)
	for ctx.Err() == nil {
		if d.startWaiting(ctx, slots, &workers) > 0 {
			continue
		}
		if closed(finish) && len(slots) == 0 {
			break
		}
		d.rest(ctx)
	}
	workers.Wait()
	close(d.acks)
	<-done
}

func closed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// startWaiting starts a worker for every chat that can be written to, replies first.
func (d *Deliverer) startWaiting(ctx context.Context, slots chan struct{}, workers *sync.WaitGroup) (started int) {
	for _, lane := range []store.Lane{store.Replies, store.Reminders} {
		for _, chat := range d.waiting(ctx, lane, cap(slots)-len(slots)) {
			select {
			case slots <- struct{}{}:
			case <-ctx.Done():
				return started
			}
			d.hold(chat)
			started++
			workers.Go(func() {
				defer func() { <-slots; d.release(chat) }()
				if err := d.deliver(ctx, chat); err != nil && ctx.Err() == nil {
					d.log.Error("delivery failed", "chat", chat, "err", err)
					pause(ctx, storePause) // the store failed: the same would come again at once
				}
			})
		}
	}
	return started
}

func (d *Deliverer) waiting(ctx context.Context, lane store.Lane, limit int) (chats []int64) {
	if limit == 0 {
		return nil
	}
	err := d.store.Read(ctx, func(tx *store.Tx) (err error) {
		chats, err = tx.Waiting(lane, d.now(), limit, d.isBusy)
		return err
	})
	if err != nil && ctx.Err() == nil {
		d.log.Error("outbox cannot be read", "err", err)
	}
	return chats
}

// storePause is how long to wait before asking a store that failed again.
const storePause = time.Second

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// rest waits for new messages, for a postponed one, or for the end.
func (d *Deliverer) rest(ctx context.Context) {
	wait := time.Second
	err := d.store.Read(ctx, func(tx *store.Tx) error {
		next, err := tx.NextAttempt(d.now())
		if !next.IsZero() {
			wait = min(max(next.Sub(d.now()), 10*time.Millisecond), wait)
		}
		return err
	})
	if err != nil && ctx.Err() == nil {
		d.log.Error("outbox cannot be read", "err", err)
	}
	select {
	case <-ctx.Done():
	case <-d.wake:
	case <-time.After(wait):
	}
}

// hold keeps others from writing to a chat.
func (d *Deliverer) hold(chat int64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.busy[chat]++
}

// release takes back one hold.
func (d *Deliverer) release(chat int64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.busy[chat]--; d.busy[chat] == 0 {
		delete(d.busy, chat)
	}
	d.Queued()
}

func (d *Deliverer) isBusy(chat int64) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.busy[chat] > 0
}

// limiter is the bucket of one chat. A full bucket is forgotten, so that the map holds
// only chats that were written to lately.
func (d *Deliverer) limiter(chat int64) *rate.Limiter {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.chats[chat] == nil {
		for id, l := range d.chats {
			if l.Tokens() >= float64(d.rates.ChatBurst) {
				delete(d.chats, id)
			}
		}
		d.chats[chat] = rate.NewLimiter(rate.Limit(d.rates.ChatPerSec), d.rates.ChatBurst)
	}
	return d.chats[chat]
}

// Flush delivers everything that can go now, and returns when it has gone. It is for
// front ends that have no Run.
func (d *Deliverer) Flush(ctx context.Context) error {
	done := make(chan struct{})
	go func() { d.acknowledge(ctx, d.record); close(done) }()
	defer func() { close(d.acks); <-done; d.acks = make(chan ack) }()
	for {
		chats := d.waiting(ctx, store.Replies, deliverers)
		chats = append(chats, d.waiting(ctx, store.Reminders, deliverers)...)
		if len(chats) == 0 {
			return ctx.Err()
		}
		for _, chat := range chats {
			if err := d.deliver(ctx, chat); err != nil {
				return err
			}
		}
	}
}

// deliver sends what waits for one chat, in order, until something has to wait.
func (d *Deliverer) deliver(ctx context.Context, id int64) error {
	var (
		chat   store.Chat
		outbox []store.Outgoing
	)
	err := d.store.Read(ctx, func(tx *store.Tx) (err error) {
		if chat, err = tx.Chat(id); err != nil {
			return err
		}
		outbox, err = tx.Outbox(id, outboxBatch)
		return err
	})
	if errors.Is(err, store.ErrSealed) {
		return d.drop(ctx, id, err)
	}
	if err != nil {
		return err
	}
	for _, m := range outbox {
		if m.NotBefore.After(d.now()) {
			return nil
		}
		if ok, err := d.pace(ctx, m); err != nil || !ok {
			return err
		}
		sendErr := d.send(ctx, &chat, m.Message)
		if err := d.settle(ctx, chat, m, sendErr); err != nil || sendErr != nil {
			return err
		}
	}
	return nil
}

// pace reports whether a message may go now, once the rate of reminders allows it. A chat
// that has had its share is left alone for a while, and nobody else waits for that.
func (d *Deliverer) pace(ctx context.Context, m store.Outgoing) (bool, error) {
	share := d.limiter(m.Chat).Reserve()
	if wait := share.Delay(); wait > 0 {
		share.Cancel()
		d.hold(m.Chat)
		time.AfterFunc(wait, func() { d.release(m.Chat) })
		return false, nil
	}
	if m.Lane == store.Reminders {
		return true, d.reminders.Wait(ctx)
	}
	return true, nil
}

// send shows one message the way its kind asks for, and notes in chat what is now the
// last message and the open question.
func (d *Deliverer) send(ctx context.Context, chat *store.Chat, m dialog.Message) error {
	switch {
	case m.Removes != 0:
		return d.messenger.Delete(ctx, chat.ID, m.Removes)
	case m.Document != nil:
		return d.sendDocument(ctx, chat, m)
	case m.Live:
		return d.sendLive(ctx, chat, m)
	}
	sent, err := d.messenger.Send(ctx, chat.ID, m, nil)
	chat.LastMessage = max(chat.LastMessage, sent)
	return err
}

func (d *Deliverer) sendDocument(ctx context.Context, chat *store.Chat, m dialog.Message) error {
	file, err := d.render(ctx, chat.ID, *m.Document)
	if err != nil {
		return err
	}
	sent, err := d.messenger.Send(ctx, chat.ID, m, file)
	chat.LastMessage = max(chat.LastMessage, sent)
	return err
}

// sendLive replaces the open question: in its place while it is the last message, and
// otherwise below, with the buttons taken off the old one.
func (d *Deliverer) sendLive(ctx context.Context, chat *store.Chat, m dialog.Message) error {
	old := chat.LiveMessage
	if old != 0 && old == chat.LastMessage && !chat.LiveKeep {
		err := d.messenger.Edit(ctx, chat.ID, old, m)
		var rejected *Rejected
		if err == nil {
			chat.LiveKeep = m.Keep
		}
		if !errors.As(err, &rejected) {
			return err
		}
	}
	if old != 0 {
		if err := d.messenger.ClearButtons(ctx, chat.ID, old); err != nil {
			d.log.Warn("old buttons stay", "chat", chat.ID, "err", err)
		}
	}
	sent, err := d.messenger.Send(ctx, chat.ID, m, nil)
	if err == nil {
		chat.LastMessage, chat.LiveMessage, chat.LiveKeep = max(chat.LastMessage, sent), sent, m.Keep
	}
	return err
}

// settle records what became of one message.
func (d *Deliverer) settle(ctx context.Context, chat store.Chat, m store.Outgoing, sendErr error) error {
	var (
		again    *RetryAfter
		rejected *Rejected
	)
	switch {
	case sendErr == nil:
		d.count.delivered(m.Lane, d.now().Sub(m.QueuedAt))
		return d.delivered(chat, m.ID)
	case errors.As(sendErr, &again):
		d.count.throttled.Inc()
		return d.postpone(ctx, m, again.Pause)
	case errors.Is(sendErr, ErrUnreachable):
		d.log.Info("chat unreachable", "chat", chat.ID)
		return d.unreachable(ctx, chat, m)
	case errors.As(sendErr, &rejected):
		d.log.Error("message rejected", "chat", chat.ID, "err", sendErr)
		d.count.failures.WithLabelValues("deliver").Inc()
		return d.reject(ctx, m, sendErr)
	case ctx.Err() != nil:
		return nil
	}
	d.log.Warn("message not sent, trying again", "chat", chat.ID, "attempt", m.Attempts+1, "err", sendErr)
	return d.postpone(ctx, m, backoff(m.Attempts))
}

// backoff doubles from half a second to five minutes.
func backoff(attempts int) time.Duration {
	return min(500*time.Millisecond<<min(attempts, 10), 5*time.Minute)
}

func (d *Deliverer) postpone(ctx context.Context, m store.Outgoing, pause time.Duration) error {
	return d.store.Write(ctx, func(tx *store.Tx) error { return tx.Postpone(m.ID, d.now().Add(pause)) })
}

// unreachable drops what waits for a chat that cannot be written to, and lets its
// reminders rest until it speaks again. If it has spoken since the message set off, only
// that message is dropped.
func (d *Deliverer) unreachable(ctx context.Context, chat store.Chat, m store.Outgoing) error {
	return d.store.Write(ctx, func(tx *store.Tx) error {
		now, err := tx.Chat(chat.ID)
		if err != nil {
			return err
		}
		if now.LastSeen.After(chat.LastSeen) {
			return tx.Delivered(m.ID)
		}
		return markUnreachable(tx, chat.ID, d.now())
	})
}

// reject removes a message that will never be accepted, and leaves a failure to be seen.
func (d *Deliverer) reject(ctx context.Context, m store.Outgoing, cause error) error {
	return d.store.Write(ctx, func(tx *store.Tx) error {
		if err := tx.AddFailure(store.Failure{Chat: m.Chat, At: d.now(), Where: "deliver", Problem: cause.Error()}); err != nil {
			return err
		}
		return tx.Delivered(m.ID)
	})
}

// drop removes an outbox that cannot be opened, and leaves a failure to be seen.
func (d *Deliverer) drop(ctx context.Context, chat int64, cause error) error {
	return d.store.Write(ctx, func(tx *store.Tx) error {
		if err := tx.AddFailure(store.Failure{Chat: chat, At: d.now(), Where: "deliver", Problem: cause.Error()}); err != nil {
			return err
		}
		return tx.DropOutbox(chat)
	})
}

// ack is a delivered message on its way into the store.
type ack struct {
	chat store.Chat
	id   int64
	done chan error
}

// delivered removes a message from the outbox. Messages delivered at the same time share
// a commit.
func (d *Deliverer) delivered(chat store.Chat, id int64) error {
	a := ack{chat, id, make(chan error, 1)}
	d.acks <- a
	return <-a.done
}

// acknowledge records what was delivered, as many at a time as have come in.
func (d *Deliverer) acknowledge(ctx context.Context, record func(context.Context, []ack) error) {
	for first := range d.acks {
		batch := d.gather(first)
		err := record(ctx, batch)
		for _, a := range batch {
			a.done <- err
		}
	}
}

// record writes what was delivered, whatever happens to ctx.
func (d *Deliverer) record(ctx context.Context, batch []ack) error {
	return d.store.Write(context.WithoutCancel(ctx), func(tx *store.Tx) error {
		for _, a := range batch {
			if err := acknowledgeOne(tx, a); err != nil {
				return fmt.Errorf("acknowledge: %w", err)
			}
		}
		return nil
	})
}

// recordSurely tries until it has recorded, or ctx ends. Meanwhile nothing else is sent:
// people would get again and again what cannot be marked as delivered.
func (d *Deliverer) recordSurely(ctx context.Context, batch []ack) error {
	for {
		err := d.record(ctx, batch)
		if err == nil || ctx.Err() != nil {
			return err
		}
		d.log.Error("what was delivered cannot be recorded, trying again", "err", err)
		pause(ctx, storePause)
	}
}

func (d *Deliverer) gather(first ack) []ack {
	batch := []ack{first}
	for len(batch) < deliverers {
		select {
		case a, ok := <-d.acks:
			if !ok {
				return batch
			}
			batch = append(batch, a)
		default:
			return batch
		}
	}
	return batch
}

// acknowledgeOne removes a message from the outbox and keeps which message of the chat
// is the open question. Nothing is kept of a chat that has been forgotten meanwhile.
func acknowledgeOne(tx *store.Tx, a ack) error {
	if err := tx.Delivered(a.id); err != nil {
		return err
	}
	now, err := tx.Chat(a.chat.ID)
	if err != nil || now.LastSeen.IsZero() {
		return err
	}
	now.LastMessage = max(now.LastMessage, a.chat.LastMessage)
	now.LiveMessage, now.LiveKeep = a.chat.LiveMessage, a.chat.LiveKeep
	return tx.SaveChat(now)
}
