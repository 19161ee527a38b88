package telegram

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"xieshang/bot"
	"xieshang/bot/botapi"
	"xieshang/dialog"
	"xieshang/dialog/locale"
)

// applied collects what a poller applies and answers with an error where told.
type applied struct {
	mu      sync.Mutex
	batches [][]bot.Update
	fail    func(n int) error // n counts the calls from 1
	grew    chan struct{}
}

func newApplied() *applied { return &applied{grew: make(chan struct{}, 1000)} }

func (a *applied) apply(_ context.Context, batch []bot.Update) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.batches = append(a.batches, slices.Clone(batch))
	a.grew <- struct{}{}
	if a.fail != nil {
		return a.fail(len(a.batches))
	}
	return nil
}

// wait waits for n calls in all and returns their batches.
func (a *applied) wait(t *testing.T, n int) [][]bot.Update {
	t.Helper()
	for range n {
		select {
		case <-a.grew:
		case <-time.After(5 * time.Second):
			t.Fatalf("apply was not called %d times", n)
		}
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.batches)
}

// run starts a poller that ends with the test.
func run(t *testing.T, p *Poller) (stop func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- p.Run(ctx) }()
	stop = sync.OnceValue(func() error { cancel(); return <-done })
	t.Cleanup(func() { _ = stop() })
	return stop
}

func TestPollerAppliesInOrder(t *testing.T) {
	api := botapi.Start(t)
	u := api.User(42, botapi.Language("zh-TW"))
	first := u.Say("花呗")
	u.Say("一万二")
	got := newApplied()
	run(t, newClient(t, api).Poller(got.apply))

	batch := got.wait(t, 1)[0]
	if len(batch) != 2 {
		t.Fatalf("batch of %d updates, want 2", len(batch))
	}
	u1 := batch[0]
	want := bot.Update{ID: u1.ID, Chat: 42, Message: first, At: u1.At, Language: locale.Hant,
		Input: dialog.Input{Kind: dialog.Typed, Text: "花呗"}}
	if u1 != want {
		t.Errorf("first update is %+v, want %+v", u1, want)
	}
	if batch[1].ID != u1.ID+1 || batch[1].Input.Text != "一万二" {
		t.Errorf("second update is %+v", batch[1])
	}
	if err := api.WaitPoll(t.Context()); err != nil {
		t.Errorf("the updates are not confirmed: %v", err)
	}
}

func TestOffsetMovesOnlyAfterApply(t *testing.T) {
	api := botapi.Start(t)
	got := newApplied()
	got.fail = func(n int) error {
		if api.Pending() != 1 {
			t.Errorf("call %d of apply: %d updates unconfirmed, want 1", n, api.Pending())
		}
		if n < 3 {
			return errors.New("disk full")
		}
		return nil
	}
	p := newClient(t, api).Poller(got.apply)
	p.pause = func(context.Context, time.Duration) {}
	api.User(42).Say("花呗")
	run(t, p)

	batches := got.wait(t, 3)
	for i, batch := range batches {
		if len(batch) != 1 || batch[0].Input.Text != "花呗" {
			t.Errorf("call %d of apply got %+v", i+1, batch)
		}
	}
	if err := api.WaitPoll(t.Context()); err != nil {
		t.Errorf("the update is not confirmed: %v", err)
	}
}
