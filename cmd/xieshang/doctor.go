package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"time"

	"xieshang/bot/store"
	"xieshang/bot/telegram"
	"xieshang/dialog/document"
)

// doctorCommand looks at everything that the bot needs, beside a bot that is running.
type doctorCommand struct {
	knowledge `embed:""`
	database  `embed:""`
	Token     string `help:"Token from @BotFather." env:"TELEGRAM_BOT_TOKEN" placeholder:"TOKEN"`
	APIURL    string `name:"api-url" help:"Bot API server." env:"TELEGRAM_API_URL" placeholder:"URL"`
}

// stoppedAfter is how long after its last tick a bot is taken to stand still.
const stoppedAfter = 5 * time.Minute

// errUnwell says that a check failed; what it was has been printed.
var errUnwell = errors.New("something is wrong: see the lines marked ✗")

// Run checks one thing after another and prints a line for each.
func (c *doctorCommand) Run(ctx context.Context, s streams) error {
	checks := []struct {
		name  string
		check func(context.Context) (string, error)
	}{
		{"texts and facts", c.checkTexts},
		{"papers", checkPapers},
		{"time zone", c.checkZone},
		{"working days", c.checkDays},
		{"database", c.checkDatabase},
		{"telegram", c.checkTelegram},
	}
	well := true
	for _, k := range checks {
		found, err := k.check(ctx)
		mark := "✓"
		if err != nil {
			mark, found, well = "✗", err.Error(), false
		}
		fmt.Fprintf(s.out, "%s %s: %s\n", mark, k.name, found)
	}
	if !well {
		return errUnwell
	}
	return nil
}

func (c *doctorCommand) checkTexts(context.Context) (string, error) {
	book, err := c.book()
	if err != nil {
		return "", err
	}
	if _, err := c.engine(); err != nil {
		return "", err
	}
	return fmt.Sprintf("%d facts", len(book.Facts())), nil
}

// checkPapers prints a page.
func checkPapers(context.Context) (string, error) {
	press, err := document.NewPress()
	if err != nil {
		return "", err
	}
	page, err := press.Print(document.Paper{Title: "协商还款申请书"}, document.PDF)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("the font is whole; a page has %d bytes", len(page)), nil
}

func (c *doctorCommand) checkZone(context.Context) (string, error) {
	zone, err := home()
	if err != nil {
		return "", fmt.Errorf("no time zone data: %w", err)
	}
	return fmt.Sprintf("it is %s in %s; if that is wrong, set the machine's clock", time.Now().In(zone).Format("2006-01-02 15:04"), zone), nil
}

func (c *doctorCommand) checkDays(context.Context) (string, error) {
	days, err := c.days()
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("known to the end of %d; for later years give XIESHANG_WORKDAYS the State Council's notice", days.Last()), nil
}

// checkDatabase opens the database as it is, changing nothing, and looks whether the bot ticks.
func (c *doctorCommand) checkDatabase(ctx context.Context) (string, error) {
	if _, err := os.Stat(c.DB); errors.Is(err, os.ErrNotExist) {
		return c.DB + " does not exist yet; the first start of the bot makes it", nil
	}
	o, err := c.options()
	if err != nil {
		return "", err
	}
	o.Now, o.ReadOnly = time.Now(), true
	s, err := store.Open(ctx, o)
	if err != nil {
		return "", err
	}
	defer s.Close()
	if err := s.Check(ctx); err != nil {
		return "", err
	}
	if s.Rekeying() {
		return "", errors.New("a change of the key is not finished: stop the bot and run `xieshang rekey`")
	}
	return c.heartbeat(ctx, s)
}

func (c *doctorCommand) heartbeat(ctx context.Context, s *store.Store) (found string, err error) {
	err = s.Read(ctx, func(tx *store.Tx) error {
		beat, err := tx.LastBeat()
		if err != nil {
			return err
		}
		replies, err := tx.OutboxDepth(store.Replies)
		if err != nil {
			return err
		}
		due, pending, err := tx.NextDue()
		if err != nil {
			return err
		}
		if age := time.Since(beat); !beat.IsZero() && age > stoppedAfter {
			return fmt.Errorf("the bot last ticked %s ago: start it again with `xieshang serve`", age.Round(time.Second))
		}
		found = fmt.Sprintf("sound; %d replies wait, %d reminders planned", replies.Messages, pending)
		if pending > 0 {
			found += ", the next on " + due.Format(time.DateOnly)
		}
		return nil
	})
	return found, err
}

func (c *doctorCommand) checkTelegram(ctx context.Context) (string, error) {
	if c.Token == "" {
		return "TELEGRAM_BOT_TOKEN is not set; get one from @BotFather to run the bot", nil
	}
	client, err := telegram.New(ctx, telegram.Options{Token: c.Token, APIURL: c.APIURL, Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		return "", err
	}
	return "the token belongs to @" + client.Username(), nil
}
