package telegram

import (
	"context"
	"errors"

	"xieshang/bot"
)

// maxWaiting is how many posts may wait for their commit. Telegram opens a hundred
// connections at most, each with one post on it.
const maxWaiting = 1024

// gatherer makes batches of updates that come one by one: what comes in while one batch
// is being committed is the next. So updates that arrive together share a commit, and one
// that arrives alone waits for nobody. They are applied in the order of their arrival.
type gatherer struct {
	apply   func(context.Context, []bot.Update) error
	trouble trouble
	posts   chan post
	ended   chan struct{}
}

// post is an update that waits to be applied.
type post struct {
	update bot.Update
	done   chan error // gets the outcome
}

var (
	errFull    = errors.New("too many updates are waiting")
	errStopped = errors.New("the bot is stopping")
)

func newGatherer(c *Client, apply func(context.Context, []bot.Update) error) *gatherer {
	return &gatherer{
		apply: apply, trouble: trouble{log: c.log},
		posts: make(chan post, maxWaiting), ended: make(chan struct{}),
	}
}

// add returns once the update is applied, or why it is not: errFull, errStopped, the error
// of apply, or that of ctx, which leaves open whether it will be.
func (g *gatherer) add(ctx context.Context, u bot.Update) error {
	p := post{update: u, done: make(chan error, 1)}
	select {
	case g.posts <- p:
	default:
		return errFull
	}
	select {
	case err := <-p.done:
		return err
	case <-g.ended:
		return errStopped
	case <-ctx.Done():
		return ctx.Err()
	}
}

// run applies batches until ctx ends; the one at hand is finished.
func (g *gatherer) run(ctx context.Context) {
	defer close(g.ended)
	for {
		select {
		case <-ctx.Done():
			return
		case first := <-g.posts:
			g.commit(context.WithoutCancel(ctx), g.gather(first))
		}
	}
}

// gather adds to a post what waits behind it.
func (g *gatherer) gather(first post) []post {
	batch := []post{first}
	for len(batch) < maxBatch {
		select {
		case p := <-g.posts:
			batch = append(batch, p)
		default:
			return batch
		}
	}
	return batch
}

func (g *gatherer) commit(ctx context.Context, batch []post) {
	updates := make([]bot.Update, len(batch))
	for i, p := range batch {
		updates[i] = p.update
	}
	err := g.apply(ctx, updates)
	if err != nil {
		err = &applyError{err}
	}
	g.trouble.note(err)
	for _, p := range batch {
		p.done <- err
	}
}
