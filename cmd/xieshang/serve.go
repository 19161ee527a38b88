package main

import (
	"context"
	"errors"
	"log/slog"
	"time"

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
	keeping `embed:""`
	DB      string `name:"db" help:"Database file." env:"XIESHANG_DB" default:"data/xieshang.db" placeholder:"FILE"`
	Token   string `help:"Token from @BotFather." env:"TELEGRAM_BOT_TOKEN" placeholder:"TOKEN"`
	APIURL  string `name:"api-url" help:"Bot API server." env:"TELEGRAM_API_URL" placeholder:"URL"`

	Backups     string `help:"Folder for a backup every night; without one none is made." env:"XIESHANG_BACKUPS" placeholder:"DIR"`
	BackupsKept int    `help:"How many of those backups to keep." env:"XIESHANG_BACKUPS_KEPT" default:"7" placeholder:"N"`
}

// grace is how long messages that are on their way may take once the bot is told to stop.
const grace = 8 * time.Second

func (c *serveCommand) Run(ctx context.Context, s streams) error {
	if c.Token == "" {
		return &calc.FieldError{Field: "TELEGRAM_BOT_TOKEN", Problem: "is not set: get a token from @BotFather and set it"}
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
	key, created, err := store.ReadOrCreateKey(c.keyFile(c.DB), c.DB)
	if err != nil {
		return err
	}
	if created {
		log.Info("a new key was made; keep a copy of it apart from the database: without it nothing can be read", "file", c.keyFile(c.DB))
	}
	client, err := telegram.New(ctx, telegram.Options{Token: c.Token, APIURL: c.APIURL, Log: log})
	if err != nil {
		return err
	}
	h, err := build(ctx, plans{database: c.DB, key: key, keyName: c.keyFile(c.DB), engine: engine,
		messenger: client, now: clock.now, log: log, rates: bot.StandardRates()})
	if err != nil {
		return err
	}
	if h.store.Rekeying() {
		log.Warn("a change of the key is not finished; stop the bot and finish it with xieshang rekey")
	}
	err = c.live(ctx, log, clock, client, h, engine)
	return errors.Join(err, h.Close())
}

// live takes updates in, brings messages out and ticks, until ctx ends.
func (c *serveCommand) live(ctx context.Context, log *slog.Logger, clock clock, client *telegram.Client, h *house, engine *dialog.Engine) error {
	zone, err := home()
	if err != nil {
		return err
	}
	runner, err := reminders.NewRunner(ctx, log, zone, c.jobs(clock, h, zone)...)
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
	group.Go(func() error {
		defer func() {
			close(finish)
			h.Queued()
			time.AfterFunc(grace, stopDelivery)
		}()
		return client.Poller(h.Apply).Run(ctx)
	})
	log.Info("ready", "bot", client.Username())
	if err := client.Publish(ctx, profiles(engine)); err != nil && ctx.Err() == nil {
		log.Warn("the menu of commands could not be set", "err", err)
	}
	return group.Wait()
}

// jobs are what the clock starts, by the time in a zone.
func (c *serveCommand) jobs(clock clock, h *house, zone *time.Location) []reminders.Job {
	jobs := []reminders.Job{
		{Name: "remind", Every: clock.tick, Do: h.Remind},
		{Name: "tidy", Every: "@every 1h", Do: h.Tidy},
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
		for _, command := range dialog.Commands {
			p.Commands = append(p.Commands, telegram.Command{Name: command, Description: engine.CommandHelp(command, l)})
		}
		p.About, p.Description = engine.About(l)
		all[l] = p
	}
	return all
}
