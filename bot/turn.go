package bot

import (
	"context"
	"errors"
	"time"

	"xieshang/bot/store"
)

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
