package telegram

import (
	"context"
	"errors"
	"time"

	tg "github.com/go-telegram/bot"

	"xieshang/bot"
)

// Poller fetches updates and gives them to the runtime. One bot has one poller.
type Poller struct {
	client *Client
	apply  func(context.Context, []bot.Update) error
	reader *reader
	pause  func(context.Context, time.Duration) // waits between attempts

	ready   bool   // no webhook is in the way
	offset  int64  // the first update that is not applied yet
	batch   *batch // fetched but not applied
	trouble trouble
}

// batch is what one call of getUpdates brought.
type batch struct {
	updates []bot.Update
	next    int64 // the offset once they are applied; 0 is whatever comes
}

// Poller returns a poller that hands each batch to apply. A batch that apply returns an
// error for comes again, so apply must leave nothing half done.
func (c *Client) Poller(apply func(context.Context, []bot.Update) error) *Poller {
	return &Poller{
		client: c, apply: apply, reader: newReader(c), pause: pause,
		trouble: trouble{log: c.log},
	}
}

// Run fetches until ctx ends, and then returns nil once the batch at hand is applied. It
// returns an error only if there is no point in going on: the token is not valid any more.
func (p *Poller) Run(ctx context.Context) error {
	p.reader.thanks.start()
	defer p.reader.thanks.stop()
	for ctx.Err() == nil {
		err := p.round(ctx)
		switch {
		case ctx.Err() != nil:
			return nil
		case errors.Is(err, tg.ErrorUnauthorized):
			return p.client.revoked()
		}
		if wait := p.trouble.note(err); wait > 0 {
			p.pause(ctx, wait)
		}
	}
	return nil
}

// round does one thing after another, each until it works: clear the way, fetch, apply.
func (p *Poller) round(ctx context.Context) error {
	if !p.ready {
		if _, err := p.client.api.DeleteWebhook(ctx, &tg.DeleteWebhookParams{}); err != nil {
			return p.client.pollError("deleteWebhook", err)
		}
		p.ready = true
	}
	if p.batch == nil {
		fetched, err := p.fetch(ctx)
		if err != nil {
			return err
		}
		p.batch = fetched
	}
	if len(p.batch.updates) > 0 {
		// A batch that has been begun is finished, even if the bot is told to stop.
		if err := p.apply(context.WithoutCancel(ctx), p.batch.updates); err != nil {
			return &applyError{err}
		}
	}
	p.offset, p.batch = p.batch.next, nil
	return nil
}

func (p *Poller) fetch(ctx context.Context) (*batch, error) {
	raws, err := p.client.getUpdates(ctx, p.offset, maxBatch)
	var large *errTooLarge
	if errors.As(err, &large) {
		raws = complete(large.start)
		if len(raws) == 0 {
			return p.skip(large)
		}
		err = nil // the rest comes with the next batch
	}
	if err != nil {
		return nil, err
	}
	if len(raws) == 0 {
		return &batch{}, nil // all before the offset is confirmed now, and the next number may be lower
	}
	b := &batch{}
	for _, raw := range raws {
		u, id, ok := p.reader.read(raw)
		if id == 0 {
			return nil, errors.New("getUpdates: an update without a number")
		}
		if ok {
			b.updates = append(b.updates, u)
		}
		b.next = id + 1
	}
	return b, nil
}

// skip leaves out the first update, which is too large by itself.
func (p *Poller) skip(large *errTooLarge) (*batch, error) {
	id := firstUpdate(large.start)
	if id == 0 {
		return nil, large
	}
	p.client.log.Error("skipped an update that is too large", "update", id, "limit", large.limit)
	return &batch{next: id + 1}, nil
}

// applyError says that a batch could not be applied.
type applyError struct{ err error }

func (e *applyError) Error() string { return "applying updates: " + e.err.Error() }
func (e *applyError) Unwrap() error { return e.err }

func pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}
