package main

import (
	"context"
	"time"

	"xieshang/bot"
	"xieshang/bot/console"
	"xieshang/bot/store"
	"xieshang/calc"
	"xieshang/dialog/locale"
)

// chatCommand is the conversation on the terminal.
type chatCommand struct {
	knowledge `embed:""`
	sealing   `embed:""`
	DB        string `name:"db" help:"Database file, or :memory: to keep nothing." default:"data/chat.db" placeholder:"FILE"`
	JSON      bool   `name:"json" help:"Read and write one JSON per line."`
	Now       string `help:"Time at which the clock starts and stands still, such as 2026-11-21T10:00:00+08:00." placeholder:"TIME"`
	Out       string `help:"Folder for documents." default:"." type:"path"`
	Language  string `help:"Language before one is chosen: zh-Hans, zh-Hant or en." enum:"zh-Hans,zh-Hant,en" default:"zh-Hans"`
}

func (c *chatCommand) Run(ctx context.Context, s streams) error {
	now, err := c.start()
	if err != nil {
		return err
	}
	engine, err := c.engine()
	if err != nil {
		return err
	}
	database, key, release, err := c.database()
	if err != nil {
		return err
	}
	defer release()
	open := func(ctx context.Context, m bot.Messenger, clock func() time.Time) (console.Bot, error) {
		return build(ctx, plans{
			database: database, key: key, keyName: c.keyFile(c.DB), engine: engine,
			messenger: m, now: clock, log: textLog(s.err), rates: bot.Unlimited(),
		})
	}
	terminal, err := console.New(ctx, console.Options{Open: open, Now: now, Out: c.Out, Language: locale.Language(c.Language)})
	if err != nil {
		return err
	}
	defer terminal.Close()
	if c.JSON {
		return terminal.JSON(ctx, s.in, s.out)
	}
	return terminal.Talk(ctx, s.in, s.out)
}

// start is the time the clock begins at; zero for the real one.
func (c *chatCommand) start() (time.Time, error) {
	if c.Now == "" {
		return time.Time{}, nil
	}
	now, err := time.Parse(time.RFC3339, c.Now)
	if err != nil {
		return now, &calc.FieldError{Field: "--now", Problem: "write a time such as 2026-11-21T10:00:00+08:00"}
	}
	return now, nil
}

// database returns where to keep things and the key, and how to let go of them.
func (c *chatCommand) database() (path string, key store.Key, release func() error, err error) {
	if c.DB == ":memory:" {
		path, release, err = store.NewMemory()
		return path, store.NewKey(), release, err
	}
	key, _, err = store.ReadOrCreateKey(c.keyFile(c.DB), c.DB)
	return c.DB, key, func() error { return nil }, err
}
