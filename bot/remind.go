package bot

import (
	"context"
	"fmt"
	"slices"
	"time"

	"xieshang/bot/store"
	"xieshang/dialog"
	"xieshang/dialog/casefile"
	"xieshang/reminders"
)

// remindBatch is how many reminders are claimed in one transaction at most.
const remindBatch = 50

// claimAhead is how much faster reminders are claimed than they can be sent.
const claimAhead = 1.2

// Remind puts every reminder that is due into the outbox, each in the transaction that
// claims it, and notes that the clock ticks. Where many are due at the same minute they
// are claimed hardly faster than they can be sent, in transactions so short that who
// writes meanwhile does not wait for them.
func (r *Runtime) Remind(ctx context.Context) error {
	limit := r.claims(0)
	for {
		began := time.Now()
		n, err := r.remindSome(ctx, limit)
		switch {
		case err != nil:
			return fmt.Errorf("remind: %w", err)
		case n < limit:
			return nil
		}
		if pause(ctx, r.claimEvery-time.Since(began)); ctx.Err() != nil {
			return ctx.Err()
		}
		limit = r.claims(time.Since(began))
	}
}

func claimEvery(r Rates) time.Duration {
	if r.RemindersPS == 0 {
		return 0
	}
	return time.Duration(float64(time.Second) / (claimAhead * r.RemindersPS))
}

// claims is how many reminders may be claimed after a time.
func (r *Runtime) claims(passed time.Duration) int {
	if r.claimEvery == 0 {
		return remindBatch
	}
	return min(max(int(passed/r.claimEvery), 1), remindBatch)
}

func (r *Runtime) remindSome(ctx context.Context, limit int) (n int, err error) {
	now := r.now()
	err = r.store.Write(ctx, func(tx *store.Tx) error {
		if err := tx.Beat(now); err != nil {
			return err
		}
		due, err := tx.ClaimDue(now, limit)
		n = len(due)
		for _, d := range due {
			if err := r.remindGuarded(tx, d, now); err != nil {
				return err
			}
		}
		return err
	})
	return n, err
}

// remindGuarded keeps one reminder that fails from stopping the others.
func (r *Runtime) remindGuarded(tx *store.Tx, d store.Reminder, now time.Time) error {
	err := guarded(func() error {
		return tx.Savepoint(func() error { return r.remind(tx, d, now) })
	})
	if !poison(err) {
		return err
	}
	r.log.Error("reminder failed", "reminder", d.ID, "err", err)
	r.count.failures.WithLabelValues("remind").Inc()
	return tx.AddFailure(store.Failure{Chat: d.Chat, At: now, Where: "remind", Problem: err.Error()})
}

// How long what is not the person's own is kept.
const (
	updatesKept     = 48 * time.Hour      // numbers of updates, against applying one twice
	unconsentedKept = 24 * time.Hour      // what was written before consent
	failuresKept    = 30 * 24 * time.Hour // for the operator to look at
)

// tidyBatch is how many rows are removed in one transaction.
const tidyBatch = 1000

// Tidy removes what has been kept long enough.
func (r *Runtime) Tidy(ctx context.Context) error {
	now := r.now()
	err := r.store.Write(ctx, func(tx *store.Tx) error {
		if _, err := tx.ForgetUnconsented(now.Add(-unconsentedKept)); err != nil {
			return err
		}
		_, err := tx.ForgetFailures(now.Add(-failuresKept))
		return err
	})
	for removed := tidyBatch; err == nil && removed == tidyBatch; {
		err = r.store.Write(ctx, func(tx *store.Tx) error {
			removed, err = tx.ForgetUpdates(now.Add(-updatesKept), tidyBatch)
			return err
		})
	}
	if err != nil {
		return fmt.Errorf("tidy: %w", err)
	}
	return r.store.Checkpoint(ctx)
}

// lateAfter is how long after its time a reminder is marked as late.
const lateAfter = time.Hour

// remind puts one claimed reminder into the outbox, unless it has nothing to say any
// more, or it is night where the person lives.
func (r *Runtime) remind(tx *store.Tx, d store.Reminder, now time.Time) error {
	p, err := tx.Person(d.Chat)
	if err != nil {
		return err
	}
	if until, quiet := r.prefs.Quiet(now); quiet {
		return tx.DeferReminder(d.ID, until)
	}
	planned, ok := r.stillPlanned(&p, d, now)
	if !ok {
		return nil
	}
	if until, spare := r.engine.Spare(p, now); spare {
		return tx.DeferReminder(d.ID, until)
	}
	waits, err := stuck(tx, d.Chat, now)
	if err != nil {
		return err
	}
	if waits {
		return tx.DeferReminder(d.ID, now.Add(stuckAfter))
	}
	before := r.plans(&p)
	late := now.Sub(planned.At) > lateAfter
	p, message := r.engine.Remind(p, d.Case, planned.Reminder, late, now)
	if message == nil {
		return nil
	}
	r.count.reminder(late)
	if err := tx.SavePerson(d.Chat, p, now); err != nil {
		return err
	}
	if err := r.replan(tx, d.Chat, &p, before); err != nil {
		return err
	}
	return tx.Queue(d.Chat, store.Reminders, *message, now)
}

// stuckAfter is how long a message waits before its chat is taken to be out of reach.
const stuckAfter = 10 * time.Minute

// stuck reports whether a chat is out of reach for the moment. Its reminders wait then, so
// that not all of them come at once when it is back, but the one that still matters.
func stuck(tx *store.Tx, chat int64, now time.Time) (bool, error) {
	waiting, err := tx.Outbox(chat, 1)
	return len(waiting) > 0 && now.Sub(waiting[0].QueuedAt) > stuckAfter, err
}

// stillPlanned finds a claimed reminder among those that the case asks for now. It is
// not there when the instalment is paid, the terms are others, or a newer reminder is due.
func (r *Runtime) stillPlanned(p *dialog.Person, d store.Reminder, now time.Time) (reminders.Planned, bool) {
	c := p.Find(d.Case)
	if c == nil {
		return reminders.Planned{}, false
	}
	wanted, err := casefile.ParseReminder(d.Item, casefile.ReminderKind(d.Kind))
	if err != nil {
		return reminders.Planned{}, false
	}
	all := reminders.Due(c, r.prefs)
	i := slices.IndexFunc(all, func(planned reminders.Planned) bool {
		return planned.Reminder == wanted && planned.Day == d.Day
	})
	if i < 0 || r.prefs.Superseded(all[i], all, now) {
		return reminders.Planned{}, false
	}
	return all[i], true
}
