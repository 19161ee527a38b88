package bot

import (
	"context"
	"errors"
	"slices"

	"xieshang/bot/store"
)

// Flush delivers everything that can go now, and returns when it has gone. It is for
// front ends that have no Run.
func (d *Deliverer) Flush(ctx context.Context) error {
	for {
		heads, err := d.heads(ctx)
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
