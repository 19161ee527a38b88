package main

import (
	"context"
	"fmt"
	"time"

	"xieshang/bot/store"
)

// database names the bot's database and its key.
type database struct {
	DB      string `name:"db" help:"Database file." env:"XIESHANG_DB" default:"data/xieshang.db" placeholder:"FILE"`
	sealing `embed:""`
}

func (d database) keyFile() string { return d.sealing.keyFile(d.DB) }

// options reads the key and returns how the database is opened.
func (d database) options() (store.Options, error) {
	key, err := store.ReadKey(d.keyFile())
	return store.Options{Path: d.DB, Key: key, KeyName: d.keyFile()}, err
}

// backupCommand copies the database beside the bot that runs on it.
type backupCommand struct {
	database `embed:""`
	File     string `arg:"" help:"New file for the copy."`
}

func (c *backupCommand) Run(ctx context.Context, s streams) error {
	o, err := c.options()
	if err != nil {
		return err
	}
	if err := store.Backup(ctx, o, c.File); err != nil {
		return err
	}
	fmt.Fprintf(s.out, "%s is a copy of %s, verified; it opens with the key in %s, which belongs in another place\n", c.File, c.DB, c.keyFile())
	return nil
}

// restoreCommand puts a backup in the place of the database of a bot that is stopped.
type restoreCommand struct {
	database `embed:""`
	File     string `arg:"" help:"Backup to restore."`
}

func (c *restoreCommand) Run(ctx context.Context, s streams) error {
	o, err := c.options()
	if err != nil {
		return err
	}
	kept, err := store.Restore(ctx, o, c.File, time.Now())
	if err != nil {
		return err
	}
	fmt.Fprintf(s.out, "%s is restored from %s, verified\n", c.DB, c.File)
	if kept != "" {
		fmt.Fprintf(s.out, "what was there is kept in %s; remove it when all is well\n", kept)
	}
	return nil
}
