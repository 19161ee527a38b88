package telegram

import (
	"context"
	"log/slog"
	"strings"
	"testing"

	"xieshang/bot"
	"xieshang/bot/botapi"
)

// BenchmarkRoundTrip is one word of one of 200 people who talk at the same time, through
// Telegram and back, with a bot that thinks nothing.
func BenchmarkRoundTrip(b *testing.B) {
	type apply = func(context.Context, []bot.Update) error
	hook := closedPort(b)
	for name, receiver := range map[string]func(*Client, apply) (runner, error){
		"poller": func(c *Client, f apply) (runner, error) { return c.Poller(f), nil },
		"webhook": func(c *Client, f apply) (runner, error) {
			return c.Webhook(f, WebhookOptions{URL: hook, Listen: strings.TrimPrefix(hook, "http://"), Secret: secret})
		},
	} {
		b.Run(name, func(b *testing.B) {
			api := botapi.Start(b, botapi.NoJournal())
			c, err := New(b.Context(), Options{Token: api.Token(), APIURL: api.URL(), Log: slog.New(slog.DiscardHandler)})
			if err != nil {
				b.Fatal(err)
			}
			apply, stop := parrot(c)
			defer stop()
			r, err := receiver(c, apply)
			if err != nil {
				b.Fatal(err)
			}
			ctx, cancel := context.WithCancel(b.Context())
			done := make(chan error, 1)
			go func() { done <- r.Run(ctx) }()
			const people = 200
			b.ResetTimer()
			outcome := api.Load(b.Context(), botapi.Crowd{People: people, Rounds: b.N/people + 1, Script: []botapi.Step{{Say: "x"}}})
			b.StopTimer()
			cancel()
			if err := <-done; err != nil || outcome.Lost > 0 {
				b.Error(err, outcome, outcome.Problems)
			}
			b.ReportMetric(outcome.Rate(), "updates/s")
			b.ReportMetric(float64(outcome.Latency(.99).Microseconds())/1000, "p99-ms")
		})
	}
}

// parrot answers everything, with 64 messages on their way at once.
func parrot(c *Client) (apply func(context.Context, []bot.Update) error, stop func()) {
	chats := make(chan int64, 10_000)
	for range 64 {
		go func() {
			for chat := range chats {
				_, _ = c.Send(context.Background(), chat, question("好", "好"), nil)
			}
		}()
	}
	return func(_ context.Context, updates []bot.Update) error {
		for _, u := range updates {
			chats <- u.Chat
		}
		return nil
	}, func() { close(chats) }
}
