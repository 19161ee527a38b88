package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"xieshang/bot"
	"xieshang/bot/store"
	"xieshang/dialog"
	"xieshang/dialog/document"
	"xieshang/dialog/locale"
	"xieshang/dialog/playbook"
	"xieshang/dialog/workday"
)

// A sealing names the key that seals a database.
type sealing struct {
	KeyFile string `help:"File with the key that seals the database; made on the first start." env:"XIESHANG_KEY_FILE" placeholder:"<database>.key"`
}

// keyFile is where the key of a database is: beside it, unless another place is named.
func (s sealing) keyFile(database string) string {
	if s.KeyFile != "" {
		return s.KeyFile
	}
	return strings.TrimSuffix(database, filepath.Ext(database)) + ".key"
}

// knowledge is what the bot knows that changes from year to year.
type knowledge struct {
	Facts string `help:"Your newer fact registry (TOML), merged over the built-in one." env:"XIESHANG_FACTS" type:"existingfile" placeholder:"FILE"`
	// The State Council publishes next year's holidays in autumn; a file spares waiting for a new program.
	Workdays string `help:"Your newer calendar of holidays (TOML); its years replace the built-in ones." env:"XIESHANG_WORKDAYS" type:"existingfile" placeholder:"FILE"`
}

// engine reads the texts and the facts and returns the conversation.
func (k knowledge) engine() (*dialog.Engine, error) {
	texts, err := locale.Load()
	if err != nil {
		return nil, err
	}
	book, err := k.book()
	if err != nil {
		return nil, err
	}
	zone, err := home()
	if err != nil {
		return nil, err
	}
	days, err := k.days()
	if err != nil {
		return nil, err
	}
	return dialog.New(texts, book, days, zone), nil
}

func (k knowledge) book() (*playbook.Book, error) {
	if k.Facts == "" {
		return playbook.Load(nil)
	}
	file, err := os.Open(k.Facts)
	if err != nil {
		return nil, fmt.Errorf("XIESHANG_FACTS: %w", err)
	}
	defer file.Close()
	book, err := playbook.Load(file)
	if err != nil {
		return nil, fmt.Errorf("XIESHANG_FACTS: %w", err)
	}
	return book, nil
}

func (k knowledge) days() (*workday.Calendar, error) {
	if k.Workdays == "" {
		return workday.Load(nil)
	}
	file, err := os.Open(k.Workdays)
	if err != nil {
		return nil, fmt.Errorf("XIESHANG_WORKDAYS: %w", err)
	}
	defer file.Close()
	days, err := workday.Load(file)
	if err != nil {
		return nil, fmt.Errorf("XIESHANG_WORKDAYS: %w", err)
	}
	return days, nil
}

// home is the time zone of the people the bot is for.
func home() (*time.Location, error) { return time.LoadLocation("Asia/Shanghai") }

// house is the running bot: what is kept, what is said, what is brought.
type house struct {
	*bot.Runtime
	*bot.Deliverer
	store *store.Store
}

// plans are what a house is built from.
type plans struct {
	database  string
	key       store.Key
	keyName   string // for messages
	engine    *dialog.Engine
	messenger bot.Messenger
	now       func() time.Time
	log       *slog.Logger
	rates     bot.Rates
	count     *bot.Metrics // nil to count for nobody
	// patience is how long to wait for a bot that is about to end on the same database.
	patience time.Duration
}

// build opens the database and puts the bot together around it.
func build(ctx context.Context, p plans) (*house, error) {
	s, err := store.Open(ctx, store.Options{Path: p.database, Key: p.key, KeyName: p.keyName, Now: p.now(), Patience: p.patience})
	if err != nil {
		return nil, err
	}
	press := sync.OnceValues(document.NewPress) // the font takes megabytes, and most people want no papers
	h := &house{store: s}
	h.Runtime = bot.New(bot.Options{Store: s, Engine: p.engine, Press: press, Now: p.now, Log: p.log, Count: p.count, Rates: p.rates})
	h.Deliverer = bot.NewDeliverer(bot.Delivery{Store: s, Messenger: p.messenger, Render: h.Render, Sorry: h.Sorry, Inspect: h.Inspect,
		Now: p.now, Log: p.log, Rates: p.rates, Count: p.count})
	return h, nil
}

// NextDue returns when the earliest reminder falls due; zero if there is none.
func (h *house) NextDue(ctx context.Context) (due time.Time, err error) {
	err = h.store.Read(ctx, func(tx *store.Tx) error {
		due, _, err = tx.NextDue()
		return err
	})
	return due, err
}

// Close closes the database.
func (h *house) Close() error { return h.store.Close() }

// textLog logs for a person at a terminal.
func textLog(w io.Writer) *slog.Logger {
	return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{Level: slog.LevelWarn}))
}
