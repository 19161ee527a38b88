package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"xieshang/bot/store"
	"xieshang/dialog"
	"xieshang/dialog/locale"
)

// How many days without a word what is kept of a person stays, and how many of them are
// left when they are told.
const (
	keptDays    = 180
	warningDays = 30
)

// purgeBatch is how many people are looked after in one transaction.
const purgeBatch = 200

// Parting has the words for people who have not been there for long.
type Parting interface {
	// Farewell says that everything that is kept of a person will be removed in so many
	// days, unless they say or press anything.
	Farewell(l locale.Language, days int) dialog.Message
}

// Purge removes everything that is kept of people who have not said a word for 180 days
// and were told 30 days before, and tells those whose time comes now, at an hour at which
// people are written to. While someone has a reminder to come they are left alone.
func (r *Runtime) Purge(ctx context.Context, words Parting) error {
	now := r.now()
	purged, err := r.inBatches(ctx, func(tx *store.Tx) (int, error) { return purgeSome(tx, now) })
	if err == nil && purged > 0 {
		err = r.store.Checkpoint(ctx)
	}
	if err != nil {
		return fmt.Errorf("purge: %w", err)
	}
	if _, quiet := r.preferences(&dialog.Person{}).Quiet(now); quiet {
		return nil
	}
	_, err = r.inBatches(ctx, func(tx *store.Tx) (int, error) { return warnSome(tx, words, now) })
	if err != nil {
		return fmt.Errorf("warn before purging: %w", err)
	}
	return nil
}

// inBatches runs fn in one transaction after the other while it finds as many people as
// it looks for, and returns how many it found.
func (r *Runtime) inBatches(ctx context.Context, fn func(*store.Tx) (int, error)) (found int, err error) {
	for n := purgeBatch; n == purgeBatch; found += n {
		err := r.store.Write(ctx, func(tx *store.Tx) (err error) {
			n, err = fn(tx)
			return err
		})
		if err != nil {
			return found, err
		}
	}
	return found, nil
}

func purgeSome(tx *store.Tx, now time.Time) (int, error) {
	chats, err := tx.ToPurge(daysBefore(now, keptDays), daysBefore(now, warningDays), now, purgeBatch)
	if err != nil {
		return 0, err
	}
	for _, chat := range chats {
		if err := tx.Forget(chat); err != nil {
			return 0, err
		}
	}
	return len(chats), nil
}

func warnSome(tx *store.Tx, words Parting, now time.Time) (int, error) {
	chats, err := tx.ToWarn(daysBefore(now, keptDays-warningDays), now, purgeBatch)
	if err != nil {
		return 0, err
	}
	for _, chat := range chats {
		if err := warn(tx, chat, words, now); err != nil {
			return 0, err
		}
	}
	return len(chats), nil
}

// warn tells one person. Who cannot be read any more is told in the first language.
func warn(tx *store.Tx, chat int64, words Parting, now time.Time) error {
	p, err := tx.Person(chat)
	if err != nil && !errors.Is(err, store.ErrSealed) {
		return err
	}
	if err := tx.Queue(chat, store.Reminders, words.Farewell(p.Session.Language, warningDays), now); err != nil {
		return err
	}
	return tx.Warned(chat, now)
}

func daysBefore(now time.Time, days int) time.Time { return now.AddDate(0, 0, -days) }
