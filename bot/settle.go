package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"xieshang/bot/store"
)

// outcome is what became of a message.
type outcome struct {
	line *line
	chat store.Chat // as it is now, if the message was sent
	m    store.Outgoing
	kind kind
	err  error         // why it was not sent
	wait time.Duration // before the next attempt
}

type kind int

const (
	delivered   kind = iota
	postponed        // to be tried again
	rejected         // it will never be accepted
	unreachable      // nor will anything else in this chat
	unreadable       // what waits cannot be opened
)

// judge says what became of a message, given the error of sending it.
func judge(chat store.Chat, m store.Outgoing, err error) outcome {
	o := outcome{chat: chat, m: m, err: err}
	var again *RetryAfter
	var refused *Rejected
	switch {
	case err == nil:
		o.kind = delivered
	case errors.As(err, &again):
		o.kind, o.wait = postponed, again.Pause
	case errors.Is(err, ErrUnreachable):
		o.kind = unreachable
	case errors.As(err, &refused), poison(err):
		o.kind = rejected
	default:
		o.kind, o.wait = postponed, backoff(m.Attempts)
	}
	return o
}

// backoff doubles from half a second to five minutes.
func backoff(attempts int) time.Duration {
	return min(500*time.Millisecond<<min(attempts, 10), 5*time.Minute)
}

// note counts and logs what became of a message.
func (d *Deliverer) note(o outcome) {
	switch o.kind {
	case delivered:
		d.count.delivered(o.m.Lane, d.now().Sub(o.m.QueuedAt))
	case unreachable:
		d.log.Info("chat unreachable", "chat", o.chat.ID)
	case rejected, unreadable:
		d.log.Error("message rejected", "chat", o.chat.ID, "err", o.err)
		d.count.failures.WithLabelValues("deliver").Inc()
	case postponed:
		if errors.As(o.err, new(*RetryAfter)) {
			d.count.throttled.Inc()
			return
		}
		d.log.Warn("message not sent, trying again", "chat", o.chat.ID, "attempt", o.m.Attempts+1, "err", o.err)
	}
}

// record keeps what became of messages, in one transaction, whatever happens to ctx.
func (d *Deliverer) record(ctx context.Context, list []outcome) error {
	return d.store.Write(context.WithoutCancel(ctx), func(tx *store.Tx) error {
		for _, o := range list {
			if err := d.settle(tx, o); err != nil {
				return fmt.Errorf("record a delivery: %w", err)
			}
		}
		return nil
	})
}

func (d *Deliverer) settle(tx *store.Tx, o outcome) error {
	switch o.kind {
	case delivered:
		return settleDelivered(tx, o)
	case postponed:
		return tx.Postpone(o.m.ID, d.now().Add(o.wait))
	case unreachable:
		return d.settleUnreachable(tx, o)
	}
	err := tx.AddFailure(store.Failure{Chat: o.chat.ID, At: d.now(), Where: "deliver", Problem: o.err.Error()})
	switch {
	case err != nil:
		return err
	case o.kind == unreadable:
		return tx.DropOutbox(o.chat.ID)
	}
	return settleDelivered(tx, o) // an apology may have gone out in its place
}

// settleDelivered removes a message from the outbox and keeps which message of the chat
// is the open question. Nothing is kept of a chat that has been forgotten meanwhile.
func settleDelivered(tx *store.Tx, o outcome) error {
	if err := tx.Delivered(o.m.ID); err != nil {
		return err
	}
	now, err := tx.Chat(o.chat.ID)
	if err != nil || now.LastSeen.IsZero() {
		return err
	}
	before := now
	now.LastMessage = max(now.LastMessage, o.chat.LastMessage)
	now.LiveMessage, now.LiveKeep = o.chat.LiveMessage, o.chat.LiveKeep
	if now == before {
		return nil // the question changed in its place
	}
	return tx.SaveChat(now)
}

// settleUnreachable drops what waits for a chat that cannot be written to, and lets its
// reminders rest until it speaks again. If it has spoken since the message set off, only
// that message is dropped.
func (d *Deliverer) settleUnreachable(tx *store.Tx, o outcome) error {
	now, err := tx.Chat(o.chat.ID)
	switch {
	case err != nil:
		return err
	case now.LastSeen.After(o.chat.LastSeen):
		return tx.Delivered(o.m.ID)
	}
	return markUnreachable(tx, o.chat.ID, d.now())
}

// recordAll records what comes in, as much at a time as has come in, until there is no
// more to come.
func (d *Deliverer) recordAll(ctx context.Context) {
	for first := range d.outcomes {
		if d.crowded() {
			pause(ctx, recordRest)
		}
		list := []outcome{first}
		for more := true; more && len(list) < cap(d.outcomes); {
			select {
			case o, ok := <-d.outcomes:
				if more = ok; ok {
					list = append(list, o)
				}
			default:
				more = false
			}
		}
		if d.recordSurely(ctx, list) {
			d.finish(list)
		}
	}
}

// Where many messages are on their way, a moment is left for more to arrive, so that fewer
// transactions stand between people and their answers.
const (
	crowd      = 32
	recordRest = 3 * time.Millisecond
)

func (d *Deliverer) crowded() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.lines.serving[answers] >= crowd
}

// storePause is how long to wait before asking a store that failed again.
const storePause = time.Second

// recordSurely tries until it has recorded, or ctx ends. Meanwhile those chats get nothing
// else, and no more than their share of all: people would get again and again what cannot
// be marked as delivered.
func (d *Deliverer) recordSurely(ctx context.Context, list []outcome) bool {
	for {
		err := d.record(ctx, list)
		if err == nil {
			return true
		}
		if ctx.Err() != nil {
			return false
		}
		d.log.Error("what was delivered cannot be recorded, trying again", "err", err)
		pause(ctx, storePause)
	}
}

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}
