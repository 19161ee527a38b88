package bot

import (
	"context"
	"fmt"
	"math"
	"time"

	"xieshang/bot/store"
)

// What a chat sends beyond its share waits in the backlog, so that others need not wait
// behind it: the front end may acknowledge it, because it is kept, and it is applied in
// its order when there is time.

// maxBacklog is how many updates of one chat wait at most.
const maxBacklog = 2000

// catchUpFor is how long updates of the backlog are applied in one transaction: hardly
// anything, for who writes meanwhile.
const catchUpFor = 3 * time.Millisecond

// longText is how many bytes of text make an update count for one more: to read them takes
// about as long as to answer a short one.
const longText = 600

// weight is how much of its chat's share an update takes.
func weight(u Update) int { return 1 + len(u.Input.Text)/longText }

// putOff puts an update at the end of its chat's backlog. Where that is full, the first in
// it is applied in return: nothing is ever refused.
func (r *Runtime) putOff(tx *store.Tx, u Update, waiting int) error {
	if waiting >= maxBacklog {
		if _, err := r.applyLate(tx, u.Chat); err != nil {
			return err
		}
	}
	return tx.PutOff(u.Chat, u.ID, u, r.now())
}

// wake lets CatchUp look at the backlog. It never blocks.
func (r *Runtime) wake() {
	select {
	case r.putOffs <- struct{}{}:
	default:
	}
}

// CatchUp applies what was put off, until ctx ends: one update of each chat in turn, a few
// in a transaction, and then others have at least as much time.
func (r *Runtime) CatchUp(ctx context.Context) {
	last := int64(math.MinInt64)
	for ctx.Err() == nil {
		next, took, err := r.catchUpSome(ctx, last)
		switch {
		case err != nil:
			if ctx.Err() == nil {
				r.log.Error("updates that were put off cannot be applied, trying again", "err", err)
			}
			pause(ctx, storePause)
			continue
		case took > 0:
			pause(ctx, took)
		default:
			select {
			case <-r.putOffs:
			case <-ctx.Done():
			}
		}
		last = next
	}
}

// catchUpSome applies a few updates of the backlog, beginning with the chat after one. It
// returns the chat of the last of them and how long they took, or zero if nothing is left.
func (r *Runtime) catchUpSome(ctx context.Context, after int64) (last int64, took time.Duration, err error) {
	err = r.store.Write(ctx, func(tx *store.Tx) error {
		last = after
		for began := time.Now(); took < catchUpFor; took = time.Since(began) {
			late, err := r.applyLate(tx, last+1)
			if err != nil {
				return err
			}
			if last = late.Chat; late.ID == 0 {
				took = 0
				return nil
			}
		}
		return nil
	})
	if err != nil {
		return after, 0, fmt.Errorf("catch up: %w", err)
	}
	return last, took, nil
}

// applyLate applies what has waited longest in the first chat from a number on, and takes
// it out of the backlog. The zero Late says that nothing waits.
func (r *Runtime) applyLate(tx *store.Tx, from int64) (store.Late, error) {
	var u Update
	late, err := tx.FirstLate(from, &u)
	switch {
	case poison(err):
		err = r.fail(tx, Update{ID: late.Number, Chat: late.Chat}, err)
	case err == nil && late.ID != 0:
		err = r.apply(tx, u)
	}
	if err != nil || late.ID == 0 {
		return store.Late{}, err
	}
	return late, tx.Done(late)
}
