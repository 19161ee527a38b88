package telegram

import (
	"context"
	"sync"
	"time"

	tg "github.com/go-telegram/bot"
)

const (
	acknowledgers = 8   // at work at once
	maxThanks     = 256 // waiting
	thanksTimeout = 10 * time.Second
)

// acknowledger answers pressed buttons, so that they stop showing the waiting mark. It is
// a courtesy, outside the outbox: it never holds anything up, what it cannot do at once it
// leaves, and nobody hears of it.
type acknowledger struct {
	client  *Client
	queries chan string
	cancel  context.CancelFunc
	working sync.WaitGroup
}

func newAcknowledger(c *Client) *acknowledger {
	return &acknowledger{client: c, queries: make(chan string, maxThanks)}
}

func (a *acknowledger) start() {
	ctx, cancel := context.WithCancel(context.Background())
	a.cancel = cancel
	for range acknowledgers {
		a.working.Go(func() { a.work(ctx) })
	}
}

// answer puts a query in line, or drops it when the line is full.
func (a *acknowledger) answer(query string) {
	select {
	case a.queries <- query:
	default:
	}
}

func (a *acknowledger) work(ctx context.Context) {
	for {
		select {
		case query := <-a.queries:
			a.send(ctx, query)
		case <-ctx.Done():
			return
		}
	}
}

func (a *acknowledger) send(ctx context.Context, query string) {
	ctx, cancel := context.WithTimeout(ctx, thanksTimeout)
	defer cancel()
	_, err := a.client.api.AnswerCallbackQuery(ctx, &tg.AnswerCallbackQueryParams{CallbackQueryID: query})
	if err != nil {
		a.client.log.Debug("button not acknowledged", "error", a.client.scrub(err))
	}
}

// stop ends the work at once.
func (a *acknowledger) stop() {
	a.cancel()
	a.working.Wait()
}
