package main

import (
	"context"
	"fmt"

	"xieshang/bot/store"
)

// rekeyCommand gives the database of a bot that is stopped a new key.
type rekeyCommand struct{ database }

func (c *rekeyCommand) Run(ctx context.Context, s streams) error {
	done, err := store.Rekey(ctx, c.DB, c.keyFile())
	if err != nil {
		return err
	}
	if done.Resumed {
		fmt.Fprintln(s.out, "the change of keys that was begun before is finished")
	}
	fmt.Fprintf(s.out, "%d values are sealed under a new key, in %s: copy it to a safe place; backups made before open with the old one only\n", done.Sealed, c.keyFile())
	if done.Refused > 0 {
		fmt.Fprintf(s.out, "%d values could not be opened, had been damaged before, and were left as they were\n", done.Refused)
	}
	return nil
}
