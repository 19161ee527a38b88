package bot

import (
	"time"

	"golang.org/x/time/rate"
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

// reminderBurst is how many reminders may go out at once.
const reminderBurst = 16

// buckets hold the messages that each chat, and all reminders together, may still get.
type buckets struct {
	allowances
	reminders *rate.Limiter
}

func newBuckets(r Rates) *buckets {
	return &buckets{newAllowances(r), rate.NewLimiter(rate.Limit(r.RemindersPS), reminderBurst)}
}

// takeReminder takes one of the reminders' share, or returns how long to wait for it.
func (b *buckets) takeReminder(now time.Time) (wait time.Duration) { return take(b.reminders, 1, now) }

// owe takes one of the reminders' share, though it may be used up.
func (b *buckets) owe(now time.Time) { b.reminders.ReserveN(now, 1) }

func take(l *rate.Limiter, n int, now time.Time) time.Duration {
	r := l.ReserveN(now, n)
	wait := r.DelayFrom(now)
	if wait > 0 {
		r.CancelAt(now)
	}
	return wait
}

// allowances are what each chat may still have: messages sent to it, or updates of it applied.
type allowances struct {
	rates   Rates
	chats   map[int64]*rate.Limiter
	sweepAt int // how many chats there may be before full buckets are thrown away
}

func newAllowances(r Rates) allowances { return allowances{rates: r, chats: map[int64]*rate.Limiter{}} }

// take takes so much of a chat's share, at most all of it, or returns how long to wait for that.
func (a *allowances) take(chat int64, n int, now time.Time) (wait time.Duration) {
	return take(a.of(chat, now), min(n, a.rates.ChatBurst), now)
}

// sweepAtLeast keeps few buckets from being looked through again and again.
const sweepAtLeast = 1000

// of is the bucket of one chat. Full ones are forgotten now and then, so that there are
// only those of chats that had something lately.
func (a *allowances) of(chat int64, now time.Time) *rate.Limiter {
	if l := a.chats[chat]; l != nil {
		return l
	}
	if len(a.chats) >= max(a.sweepAt, sweepAtLeast) {
		for id, l := range a.chats {
			if l.TokensAt(now) >= float64(a.rates.ChatBurst) {
				delete(a.chats, id)
			}
		}
		a.sweepAt = 2 * len(a.chats)
	}
	l := rate.NewLimiter(rate.Limit(a.rates.ChatPerSec), a.rates.ChatBurst)
	a.chats[chat] = l
	return l
}

// brake stops everything when not only one chat is asked to wait, but several at once:
// then it is the bot that sends too much.
type brake struct {
	since time.Time
	asked map[int64]bool // the chats that were asked to wait since then
	until time.Time      // nothing is sent before
}

// Several chats are so many within so short a time.
const (
	several      = 3
	shortlyAfter = time.Second
)

// press notes that a chat was asked to wait.
func (b *brake) press(chat int64, pause time.Duration, now time.Time) {
	if b.asked == nil || now.Sub(b.since) > shortlyAfter {
		b.since, b.asked = now, map[int64]bool{}
	}
	b.asked[chat] = true
	if until := now.Add(pause); len(b.asked) >= several && until.After(b.until) {
		b.until = until
	}
}
