package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"xieshang/bot/store"
	"xieshang/calc"
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
	more, err := r.tick(ctx)
	limit := r.claims(0)
	for more && err == nil {
		began := time.Now()
		more, err = r.remindSome(ctx, limit)
		if more && err == nil {
			pause(ctx, r.claimEvery-time.Since(began))
			err = ctx.Err()
		}
		limit = r.claims(time.Since(began))
	}
	if err != nil {
		return fmt.Errorf("remind: %w", err)
	}
	return nil
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

// beatEvery is how often a tick leaves a mark.
const beatEvery = time.Minute

// tick notes that the clock ticks, and reports whether anything is due. When the clock has
// been put back, what was passed over in a future that has not come is planned again.
func (r *Runtime) tick(ctx context.Context) (due bool, err error) {
	now := r.now()
	var last time.Time
	var ahead bool
	err = r.store.Read(ctx, func(tx *store.Tx) error {
		if last, err = tx.LastBeat(); err != nil {
			return err
		}
		due, ahead, err = tx.RemindersDue(now)
		return err
	})
	if err != nil || !ahead && now.Sub(last).Abs() < beatEvery {
		return due, err
	}
	return due, r.store.Write(ctx, func(tx *store.Tx) error {
		if ahead {
			if err := tx.Recall(now); err != nil {
				return err
			}
		}
		return tx.Beat(now)
	})
}

// remindSome claims and sends up to limit reminders in one transaction, and reports whether
// there may be more.
func (r *Runtime) remindSome(ctx context.Context, limit int) (more bool, err error) {
	now := r.now()
	err = r.store.Write(ctx, func(tx *store.Tx) error {
		due, err := tx.ClaimDue(now, limit)
		if err != nil {
			return err
		}
		more = len(due) == limit
		return r.remindAll(tx, due, now)
	})
	return more, err
}

// batch is what was claimed in one transaction, and what has to be known of its chats.
type batch struct {
	due      map[int64][]store.Reminder
	reminded map[store.Debt]time.Time // when each debt was last written about
	stuck    map[int64]bool           // chats out of reach for the moment
}

// remindAll takes what was claimed chat by chat, with whatever else is due in each. One that
// fails does not stop the others.
func (r *Runtime) remindAll(tx *store.Tx, due []store.Reminder, now time.Time) error {
	var chats []int64
	b := batch{due: map[int64][]store.Reminder{}}
	for _, d := range due {
		if b.due[d.Chat] == nil {
			chats = append(chats, d.Chat)
		}
		b.due[d.Chat] = append(b.due[d.Chat], d)
	}
	if err := b.fill(tx, chats, now); err != nil {
		return err
	}
	for _, chat := range chats {
		err := guarded(func() error {
			return tx.Savepoint(func() error { return r.remindChat(tx, chat, b, now) })
		})
		if !poison(err) {
			if err != nil {
				return err
			}
			continue
		}
		r.log.Error("reminder failed", "chat", chat, "err", err)
		r.count.failures.WithLabelValues("remind").Inc()
		if err := tx.AddFailure(store.Failure{Chat: chat, At: now, Where: "remind", Problem: err.Error()}); err != nil {
			return err
		}
	}
	return nil
}

// fill finds out about all chats at once: to ask for each would take longer than to remind.
func (b *batch) fill(tx *store.Tx, chats []int64, now time.Time) error {
	rest, err := tx.ClaimDueOf(chats, now)
	if err != nil {
		return err
	}
	for _, d := range rest {
		b.due[d.Chat] = append(b.due[d.Chat], d)
	}
	if b.reminded, err = tx.LastReminded(chats, now, string(casefile.RemindAgain)); err != nil {
		return err
	}
	b.stuck, err = tx.OutOfReach(chats, now.Add(-stuckAfter))
	return err
}

// How long what is not the person's own is kept.
const (
	updatesKept     = 48 * time.Hour      // numbers of updates, against applying one twice
	unconsentedKept = 24 * time.Hour      // what was written before consent
	failuresKept    = 30 * 24 * time.Hour // for the operator to look at
)

// tidyBatch is how many rows are removed in one transaction.
const tidyBatch = 1000

// Tidy removes what has been kept long enough: what people wrote who never consented, failures,
// and the numbers of updates. Everything of people who have gone is Purge's to remove.
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

// lateAfter is how long after its time a reminder is marked as late, if it was for a time.
const lateAfter = time.Hour

// claim is a reminder that was claimed and still matters.
type claim struct {
	store.Reminder
	planned reminders.Planned
	place   int // among all reminders of the person, the most urgent first
}

// remindChat sends what is due in a chat in as few messages as the person wants, unless it
// has nothing to say any more, or it is night where the person lives.
func (r *Runtime) remindChat(tx *store.Tx, chat int64, b batch, now time.Time) error {
	due := b.due[chat]
	p, err := tx.Person(chat)
	if err != nil {
		return err
	}
	prefs := r.preferences(&p)
	if until, quiet := prefs.Quiet(now); quiet {
		return deferAll(tx, due, until)
	}
	all := reminders.All(p.Cases, prefs, now)
	ready, err := b.ready(tx, chat, &p, all, prefs, now)
	if err != nil {
		return err
	}
	send, held, err := r.sparing(tx, p, ready, b.stuck[chat], now)
	if err != nil {
		return err
	}
	if held && !b.stuck[chat] {
		if p, err = r.comfort(tx, chat, p, now); err != nil {
			return err
		}
	}
	if len(send) == 0 && len(ready) > 0 {
		return nil
	}
	return r.notify(tx, chat, p, due, send, now)
}

// comfort tells a person who is spared, once, that reminders wait.
func (r *Runtime) comfort(tx *store.Tx, chat int64, p dialog.Person, now time.Time) (dialog.Person, error) {
	p, m, ok := r.engine.Comfort(p, now)
	if !ok {
		return p, nil
	}
	if err := tx.SavePerson(chat, p, now); err != nil {
		return p, err
	}
	return p, tx.Queue(chat, store.Reminders, m, now)
}

// sparing puts off what a person is to be spared, or all of it where their messages are stuck, and
// returns the rest; held says that something of money waits.
func (r *Runtime) sparing(tx *store.Tx, p dialog.Person, ready []claim, stuck bool, now time.Time) (send []claim, held bool, err error) {
	for _, c := range ready {
		until, waits := r.engine.Spare(p, c.planned.Reminder, now)
		held = held || waits && !c.planned.OfCourt()
		if !waits && stuck {
			until, waits = now.Add(stuckAfter), true
		}
		if !waits {
			send = append(send, c)
		} else if err := tx.DeferReminder(c.ID, until); err != nil {
			return nil, held, err
		}
	}
	return send, held, nil
}

func deferAll(tx *store.Tx, due []store.Reminder, until time.Time) error {
	for _, d := range due {
		if err := tx.DeferReminder(d.ID, until); err != nil {
			return err
		}
	}
	return nil
}

// ready returns those of the claimed reminders that are to be sent now, the most urgent
// first. What does not matter any more is passed over; what would be a second message on one
// day is put off.
func (b batch) ready(tx *store.Tx, chat int64, p *dialog.Person, all []reminders.Planned, prefs reminders.Preferences, now time.Time) (ready []claim, err error) {
	for _, d := range b.due[chat] {
		c := claim{Reminder: d, place: stillPlanned(d, all)}
		if c.place < 0 || !reminds(p, all[c.place], now) || prefs.Superseded(all[c.place], all, now) {
			if err := tx.PassReminder(d.ID); err != nil {
				return nil, err
			}
			continue
		}
		c.planned = all[c.place]
		until, err := b.putOff(tx, c, all, prefs, now)
		switch {
		case err != nil:
			return nil, err
		case until.IsZero():
			ready = append(ready, c)
		default:
			if err := tx.DeferReminder(d.ID, until); err != nil {
				return nil, err
			}
		}
	}
	slices.SortFunc(ready, func(a, b claim) int { return a.place - b.place })
	return giveWay(tx, ready, prefs, now)
}

// giveWay puts off what can wait, when there is something that cannot.
func giveWay(tx *store.Tx, ready []claim, prefs reminders.Preferences, now time.Time) (rest []claim, err error) {
	if !slices.ContainsFunc(ready, func(c claim) bool { return !c.planned.Soft() }) {
		return ready, nil
	}
	tomorrow := calc.DateOf(now.In(prefs.Local)).AddDays(1).At(prefs.Hour, prefs.Local)
	for _, c := range ready {
		if !c.planned.Soft() {
			rest = append(rest, c)
		} else if err := tx.DeferReminder(c.ID, tomorrow); err != nil {
			return nil, err
		}
	}
	return rest, nil
}

// reminds reports whether a reminder still matters now.
func reminds(p *dialog.Person, planned reminders.Planned, now time.Time) bool {
	c := p.Find(planned.Case)
	return c != nil && c.Reminds(planned.Reminder, casefile.DayOf(now)) && !planned.Over(now)
}

// stillPlanned finds a claimed reminder among those that the cases ask for now, or returns
// -1. It is not there when the instalment is paid, the terms are others, or the answer came.
func stillPlanned(d store.Reminder, all []reminders.Planned) int {
	wanted, err := casefile.ParseReminder(d.Item, casefile.ReminderKind(d.Kind))
	if err != nil {
		return -1
	}
	return slices.IndexFunc(all, func(p reminders.Planned) bool {
		return p.Same(reminders.Planned{Reminder: wanted, Case: d.Case, Day: d.Day})
	})
}

// putOff returns until when a reminder is to wait, or the zero time, so that a debt is
// written about once a day: for another one that comes later today, or until tomorrow if one
// has come today. What the person asked for themselves does not count.
func (b batch) putOff(tx *store.Tx, c claim, all []reminders.Planned, prefs reminders.Preferences, now time.Time) (until time.Time, err error) {
	if c.planned.Kind == casefile.RemindAgain {
		return until, nil
	}
	pending := func(p reminders.Planned) bool {
		found, failed := tx.IsPending(kept(c.Chat, p))
		err = errors.Join(err, failed)
		return found
	}
	until, waits := prefs.Waits(c.planned, all, now, pending)
	if waits || err != nil {
		return until, err
	}
	today := calc.DateOf(now.In(prefs.Local))
	if last, ok := b.reminded[store.Debt{Chat: c.Chat, Case: c.Case}]; ok && !last.Before(today.At(0, prefs.Local)) {
		return today.AddDays(1).At(prefs.Hour, prefs.Local), nil
	}
	return time.Time{}, nil
}

// stuckAfter is how long a message waits before its chat is taken to be out of reach.
// Reminders wait then, so that not all of them come at once when it is back, but those that
// still matter.
const stuckAfter = 10 * time.Minute

// notify puts messages about what is ready into the outbox.
func (r *Runtime) notify(tx *store.Tx, chat int64, p dialog.Person, due []store.Reminder, ready []claim, now time.Time) error {
	var notices []dialog.Notice
	for _, c := range ready {
		late := now.Sub(c.planned.At) > lateAfter && !c.planned.Soft()
		notices = append(notices, dialog.Notice{Reminder: c.planned.Reminder, Case: c.Case, Late: late})
		r.count.reminder(late)
	}
	p, messages, changed := r.engine.Remind(p, notices, now)
	if changed {
		if err := tx.SavePerson(chat, p, now); err != nil {
			return err
		}
	}
	if changed || slices.ContainsFunc(due, comesRound) { // the next times are to be planned
		if err := r.replan(tx, chat, &p, nil); err != nil {
			return err
		}
	}
	for _, m := range messages {
		if err := tx.Queue(chat, store.Reminders, m, now); err != nil {
			return err
		}
	}
	return nil
}

// comesRound reports whether a reminder is one of those that never end.
func comesRound(r store.Reminder) bool {
	planned, err := casefile.ParseReminder(r.Item, casefile.ReminderKind(r.Kind))
	return err == nil && (planned.Subject == casefile.OfReview || planned.Subject == casefile.OfCredit)
}
