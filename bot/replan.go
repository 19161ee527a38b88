package bot

import (
	"context"
	"fmt"
	"math"
	"time"

	"xieshang/bot/store"
)

// How many people's reminders are derived in one transaction, and the pause after it.
const (
	replanBatch = 20
	replanPause = 20 * time.Millisecond
)

// Replan derives everybody's reminders anew. It is for the start: this program may know of
// reminders that the one before did not, and of other holidays.
func (r *Runtime) Replan(ctx context.Context) error {
	last := int64(math.MinInt64)
	for n := replanBatch; n == replanBatch; pause(ctx, replanPause) {
		err := r.store.Write(ctx, func(tx *store.Tx) error {
			chats, err := tx.Consented(last, replanBatch)
			n = len(chats)
			for _, chat := range chats {
				last = chat
				if err := r.replanOne(tx, chat); err != nil {
					return err
				}
			}
			return err
		})
		if err != nil {
			return fmt.Errorf("plan reminders anew: %w", err)
		}
	}
	return ctx.Err()
}

// replanOne leaves alone who cannot be read.
func (r *Runtime) replanOne(tx *store.Tx, chat int64) error {
	err := guarded(func() error {
		return tx.Savepoint(func() error {
			p, err := tx.Person(chat)
			if err != nil {
				return err
			}
			return r.replan(tx, chat, &p, nil)
		})
	})
	if poison(err) {
		r.log.Error("reminders not planned", "chat", chat, "err", err)
		return nil
	}
	return err
}
