package telegram

import (
	"errors"
	"log/slog"
	"math/rand/v2"
	"time"

	tg "github.com/go-telegram/bot"

	"xieshang/bot"
)

const (
	firstPause    = 250 * time.Millisecond
	longestPause  = 30 * time.Second
	conflictPause = 30 * time.Second
)

// trouble follows how polling goes: it decides how long to wait after a failure, and logs
// when things turn bad, worse or good, but not at every attempt.
type trouble struct {
	log   *slog.Logger
	state state
	fails int // in a row
}

// state is how polling goes.
type state string

const (
	fine      state = ""
	conflict  state = "conflict"
	slowed    state = "slowed"
	refused   state = "refused"
	cutOff    state = "unreachable"
	unapplied state = "unapplied"
)

// note takes the outcome of a round and returns how long to wait before the next.
func (t *trouble) note(err error) time.Duration {
	state := stateOf(err)
	if state != t.state {
		t.state, t.fails = state, 0
		t.report(err)
	}
	var slow *bot.RetryAfter
	switch {
	case state == fine:
		return 0
	case errors.As(err, &slow):
		return slow.Pause
	case state == conflict:
		return conflictPause
	}
	t.fails++
	return backoff(t.fails)
}

func stateOf(err error) state {
	var slow *bot.RetryAfter
	var apply *applyError
	switch {
	case err == nil:
		return fine
	case errors.As(err, &apply):
		return unapplied
	case errors.As(err, &slow):
		return slowed
	case errors.Is(err, tg.ErrorConflict):
		return conflict
	case errors.Is(err, tg.ErrorBadRequest):
		return refused
	}
	return cutOff
}

func (t *trouble) report(err error) {
	switch t.state {
	case fine:
		t.log.Info("receiving updates again")
	case conflict:
		t.log.Error("somebody else receives this bot's updates: another copy of the bot runs with the same token, "+
			"or set a webhook; stop it, or give this one a token of its own", "error", err)
	case unapplied:
		t.log.Error("updates cannot be applied; they will be tried again", "error", err)
	default:
		t.log.Warn("no updates from Telegram; trying again", "state", string(t.state), "error", err)
	}
}

// backoff doubles with every failure and is spread by half, so that many bots do not come
// back at the same moment.
func backoff(fails int) time.Duration {
	d := longestPause
	if fails < 8 {
		d = min(firstPause<<(fails-1), longestPause)
	}
	return d/2 + rand.N(d/2+1)
}
