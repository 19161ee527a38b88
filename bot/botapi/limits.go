package botapi

import (
	"math"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// RateLimits returns a script for [Server.Fault] that answers 429 as Telegram does to a bot
// that writes too much: about one message a second to a chat with bursts of 20, thirty a
// second in all, twenty a minute to a group.
func RateLimits() func(Call) *Fault {
	l := limits{all: rate.NewLimiter(30, 30), chats: map[int64]*rate.Limiter{}}
	return l.fault
}

type limits struct {
	mu    sync.Mutex
	all   *rate.Limiter
	chats map[int64]*rate.Limiter
}

func (l *limits) fault(c Call) *Fault {
	if !writes(c.Method) {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	chat := l.chats[c.Chat()]
	if chat == nil {
		chat = chatLimit(c.Chat())
		l.chats[c.Chat()] = chat
	}
	if wait := max(missing(l.all, c.At), missing(chat, c.At)); wait > 0 {
		return &Fault{Status: 429, RetryAfter: int(math.Ceil(wait.Seconds()))}
	}
	l.all.AllowN(c.At, 1)
	chat.AllowN(c.At, 1)
	return nil
}

func chatLimit(chat int64) *rate.Limiter {
	if chat < 0 {
		return rate.NewLimiter(rate.Every(time.Minute/20), 20)
	}
	return rate.NewLimiter(1, 20)
}

// missing is how long it takes until a limiter allows one more.
func missing(l *rate.Limiter, now time.Time) time.Duration {
	tokens := l.TokensAt(now)
	if tokens >= 1 {
		return 0
	}
	return time.Duration((1 - tokens) / float64(l.Limit()) * float64(time.Second))
}

// writes reports whether a method shows something to people.
func writes(method string) bool {
	method = strings.ToLower(method)
	return strings.HasPrefix(method, "edit") || strings.HasPrefix(method, "send") && method != "sendchataction"
}
