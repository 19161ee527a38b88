package main

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"net"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"golang.org/x/sync/errgroup"

	"xieshang/bot"
	"xieshang/bot/store"
	"xieshang/bot/telegram"
	"xieshang/calc"
	"xieshang/dialog"
	"xieshang/dialog/locale"
	"xieshang/reminders"
)

// serveCommand is the Telegram bot.
type serveCommand struct {
	knowledge `embed:""`
	database  `embed:""`
	Token     string `help:"Token from @BotFather." env:"TELEGRAM_BOT_TOKEN" placeholder:"TOKEN"`
	APIURL    string `name:"api-url" help:"Bot API server." env:"TELEGRAM_API_URL" placeholder:"URL"`

	WebhookURL    string `name:"webhook-url" help:"Address that Telegram posts updates to; without one they are fetched by long polling." env:"XIESHANG_WEBHOOK_URL" placeholder:"URL"`
	WebhookListen string `name:"webhook-listen" help:"Where the webhook listens, behind a reverse proxy." env:"XIESHANG_WEBHOOK_LISTEN" default:":8080" placeholder:"ADDRESS"`
	WebhookSecret string `name:"webhook-secret" help:"What Telegram shows with every update; 1 to 256 of A-Z a-z 0-9 _ -." env:"XIESHANG_WEBHOOK_SECRET" placeholder:"SECRET"`

	OpsListen string `name:"ops-listen" help:"Where /healthz, /readyz and /metrics are served, on a private network." env:"XIESHANG_OPS_LISTEN" placeholder:"ADDRESS"`

	Backups     string `help:"Folder for a backup every night; without one none is made." env:"XIESHANG_BACKUPS" placeholder:"DIR"`
	BackupsKept int    `help:"How many of those backups to keep." env:"XIESHANG_BACKUPS_KEPT" default:"7" placeholder:"N"`

	ChatBurst    int     `help:"Messages that one chat gets at once (20)." env:"XIESHANG_CHAT_BURST" placeholder:"N"`
	ChatRate     float64 `help:"Messages a second that a chat gets after that (1)." env:"XIESHANG_CHAT_RATE" placeholder:"N"`
	ReminderRate float64 `help:"Reminders a second, over all chats (25)." env:"XIESHANG_REMINDER_RATE" placeholder:"N"`
}

// rates are how fast messages go out: as Telegram asks for, where nothing else is set.
func (c *serveCommand) rates() bot.Rates {
	standard := bot.StandardRates()
	return bot.Rates{
		ChatBurst:   cmp.Or(c.ChatBurst, standard.ChatBurst),
		ChatPerSec:  cmp.Or(c.ChatRate, standard.ChatPerSec),
		RemindersPS: cmp.Or(c.ReminderRate, standard.RemindersPS),
	}
}

// checkRates refuses rates at which nothing would ever go out.
func (c *serveCommand) checkRates() error {
	for _, rate := range []struct {
		name  string
		value float64
	}{
		{"XIESHANG_CHAT_BURST", float64(c.ChatBurst)},
		{"XIESHANG_CHAT_RATE", c.ChatRate},
		{"XIESHANG_REMINDER_RATE", c.ReminderRate},
	} {
		if !(rate.value >= 0) { // nor is it a number that is none
			return &calc.FieldError{Field: rate.name, Problem: "is not above 0: set a number, or leave it out for the usual one"}
		}
	}
	return nil
}

// handover is how long a new bot waits at its start for the old one to end.
const handover = 3 * grace

// grace is how long messages that are on their way may take once the bot is told to stop.
const grace = 8 * time.Second

func (c *serveCommand) Run(ctx context.Context, s streams) error {
	if c.Token == "" {
		return &calc.FieldError{Field: "TELEGRAM_BOT_TOKEN", Problem: "is not set: get a token from @BotFather and set it"}
	}
	if err := c.checkRates(); err != nil {
		return err
	}
	log := slog.New(slog.NewJSONHandler(s.err, nil))
	return c.serve(ctx, log, clock{now: time.Now, tick: "@every 1m"})
}

// clock is the time that the bot goes by, and how often it looks what is due.
type clock struct {
	now  func() time.Time
	tick string // a cron expression
}

// serve runs the bot until ctx ends. Updates that are being applied are finished; messages
// that are not out by then go out after the next start.
func (c *serveCommand) serve(ctx context.Context, log *slog.Logger, clock clock) error {
	engine, err := c.engine()
	if err != nil {
		return err
	}
	key, created, err := store.ReadOrCreateKey(c.keyFile(), c.DB)
	if err != nil {
		return err
	}
	if created {
		log.Info("a new key was made; keep a copy of it apart from the database: without it nothing can be read", "file", c.keyFile())
	}
	client, err := telegram.New(ctx, telegram.Options{Token: c.Token, APIURL: c.APIURL, Log: log})
	if err != nil {
		return err
	}
	collected := prometheus.NewRegistry()
	h, err := build(ctx, plans{database: c.DB, key: key, keyName: c.keyFile(), engine: engine,
		messenger: client, patience: handover, now: clock.now, log: log, rates: c.rates(), count: bot.NewMetrics(collected)})
	if err != nil {
		return err
	}
	if h.store.Rekeying() {
		log.Warn("a change of the key is not finished; stop the bot and finish it with xieshang rekey")
	}
	collected.MustRegister(bot.NewQueues(h.store, clock.now), collectors.NewGoCollector())
	err = c.live(ctx, log, clock, client, h, engine, collected)
	return errors.Join(err, h.Close())
}

// live takes updates in, brings messages out and ticks, until ctx ends or no more updates can
// come.
func (c *serveCommand) live(ctx context.Context, log *slog.Logger, clock clock, client *telegram.Client, h *house, engine *dialog.Engine, collected prometheus.Gatherer) error {
	updates, err := c.receiver(client, h.Apply)
	if err != nil {
		return err
	}
	var private net.Listener
	if c.OpsListen != "" {
		if private, err = listenOps(ctx, c.OpsListen); err != nil {
			return err
		}
	}
	zone, err := home()
	if err != nil {
		return err
	}
	ctx, end := context.WithCancel(ctx)
	defer end()
	runner, err := reminders.NewRunner(ctx, log, zone, c.jobs(clock, h, engine, zone)...)
	if err != nil {
		return err
	}
	runner.Start() // the first tick comes after what people said while the bot was off
	defer runner.Stop()

	delivery, stopDelivery := context.WithCancel(context.WithoutCancel(ctx))
	defer stopDelivery()
	finish := make(chan struct{})
	var group errgroup.Group
	group.Go(func() error { h.Deliverer.Run(delivery, finish); return nil })
	group.Go(func() error { h.CatchUp(ctx); return nil })
	group.Go(func() error {
		if err := h.Replan(ctx); err != nil && ctx.Err() == nil {
			log.Error("reminders could not be planned anew", "err", err)
		}
		return nil
	})
	group.Go(func() error {
		defer func() {
			end()
			close(finish)
			time.AfterFunc(grace, stopDelivery)
		}()
		return updates.Run(ctx)
	})
	if c.OpsListen != "" {
		o := &ops{store: h.store, metrics: collected, now: clock.now, patience: stoppedAfter}
		group.Go(func() error { return o.serve(ctx, private) })
	}
	log.Info("ready", "bot", client.Username())
	if err := client.Publish(ctx, profiles(engine)); err != nil && ctx.Err() == nil {
		log.Warn("the menu of commands could not be set", "err", err)
	}
	return group.Wait()
}

// receiver takes updates in until its context ends.
type receiver interface {
	Run(ctx context.Context) error
}

// receiver is the webhook if there is an address for one, and the poller if not.
func (c *serveCommand) receiver(client *telegram.Client, apply func(context.Context, []bot.Update) error) (receiver, error) {
	if c.WebhookURL == "" {
		return client.Poller(apply), nil
	}
	return client.Webhook(apply, telegram.WebhookOptions{URL: c.WebhookURL, Listen: c.WebhookListen, Secret: c.WebhookSecret})
}

// jobs are what the clock starts, by the time in a zone.
func (c *serveCommand) jobs(clock clock, h *house, engine *dialog.Engine, zone *time.Location) []reminders.Job {
	jobs := []reminders.Job{
		{Name: "remind", Every: clock.tick, Do: h.Remind},
		{Name: "tidy", Every: "@every 1h", Do: h.Tidy},
		{Name: "purge", Every: "17 10 * * *", Do: func(ctx context.Context) error { return h.Purge(ctx, engine) }},
	}
	if c.Backups != "" {
		jobs = append(jobs, reminders.Job{Name: "backup", Every: "30 3 * * *", Do: func(ctx context.Context) error {
			_, err := h.store.Nightly(ctx, c.Backups, c.BackupsKept, clock.now().In(zone))
			return err
		}})
	}
	return jobs
}

// profiles are the bot's menus.
func profiles(engine *dialog.Engine) map[locale.Language]telegram.Profile {
	all := map[locale.Language]telegram.Profile{}
	for _, l := range locale.Languages {
		var p telegram.Profile
		for _, command := range dialog.Commands() {
			p.Commands = append(p.Commands, telegram.Command{Name: command, Description: engine.CommandHelp(command, l)})
		}
		p.About, p.Description = engine.About(l)
		all[l] = p
	}
	return all
}
