// Package console is the conversation on a terminal: the whole bot, with one person and a
// clock that can be moved.
//
// A person reads and types ([Console.Talk]); a program sends and gets JSON lines
// ([Console.JSON]).
package console

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"xieshang/bot"
	"xieshang/dialog"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

// Chat is the number of the one chat there is.
const Chat = 1

// Bot is the running bot that the console drives.
type Bot interface {
	Apply(ctx context.Context, updates []bot.Update) error
	Remind(ctx context.Context) error
	Flush(ctx context.Context) error                // delivers what waits
	NextDue(ctx context.Context) (time.Time, error) // the earliest reminder; zero if there is none
	Close() error
}

// Console is one person in front of the bot.
type Console struct {
	open     func(ctx context.Context, m bot.Messenger, now func() time.Time) (Bot, error)
	bot      Bot
	language locale.Language
	out      string // the folder for documents
	now      time.Time
	ticking  bool // the clock goes on by itself
	started  time.Time

	update  int64
	message int64
	shown   []shown // what can be pressed, the newest last
	state   dialog.Name
	print   func(line) error
}

// shown is a message that has buttons.
type shown struct {
	id      int64
	buttons []dialog.Button
}

// Options are what a console is made of.
type Options struct {
	// Open opens the bot, or opens it again, with a messenger and a clock.
	Open     func(ctx context.Context, m bot.Messenger, now func() time.Time) (Bot, error)
	Now      time.Time // where the clock starts; zero: the real time, going on by itself
	Out      string    // the folder for documents
	Language locale.Language
}

// New opens the bot and returns a console in front of it. Close it after use.
func New(ctx context.Context, o Options) (*Console, error) {
	c := &Console{open: o.Open, language: o.Language, out: o.Out, now: o.Now, started: time.Now()}
	c.update = c.started.UnixMicro() // numbers that no earlier console has given
	c.message = c.update
	if o.Now.IsZero() {
		c.now, c.ticking = c.started, true
	}
	return c, c.start(ctx)
}

// Close closes the bot, if it is open.
func (c *Console) Close() error {
	if c.bot == nil {
		return nil
	}
	b := c.bot
	c.bot = nil
	return b.Close()
}

func (c *Console) start(ctx context.Context) error {
	b, err := c.open(ctx, c, c.clock)
	if err != nil {
		return err
	}
	c.bot = b
	return nil
}

// clock is the time in the conversation.
func (c *Console) clock() time.Time {
	if c.ticking {
		return c.now.Add(time.Since(c.started))
	}
	return c.now
}

// restart closes and opens everything, as after a crash.
func (c *Console) restart(ctx context.Context) error {
	if err := c.Close(); err != nil {
		return err
	}
	if err := c.start(ctx); err != nil {
		return err
	}
	return c.settle(ctx)
}

// say lets the person type a message.
func (c *Console) say(ctx context.Context, text string) error {
	c.message++
	return c.apply(ctx, bot.Update{Message: c.message, Input: dialog.Input{Kind: dialog.Typed, Text: text}})
}

// press lets the person press a button of the newest message that has it: by its label,
// or by its number in the newest message.
func (c *Console) press(ctx context.Context, label string) error {
	message, button, err := c.find(label)
	if err != nil {
		return err
	}
	if button.Copy != "" {
		return c.print(line{Text: button.Copy, State: c.state})
	}
	return c.apply(ctx, bot.Update{Message: message, Input: dialog.Input{Kind: dialog.Pressed, Data: button.Data}})
}

// mistake is something asked of the console that cannot be done; nothing has happened.
type mistake struct{ problem string }

func (m *mistake) Error() string { return m.problem }

func mistaken(format string, args ...any) error { return &mistake{fmt.Sprintf(format, args...)} }

func (c *Console) find(label string) (int64, dialog.Button, error) {
	if n, err := strconv.Atoi(label); err == nil && len(c.shown) > 0 {
		newest := c.shown[len(c.shown)-1]
		if n >= 1 && n <= len(newest.buttons) {
			return newest.id, newest.buttons[n-1], nil
		}
	}
	for _, match := range []func(string) bool{
		func(have string) bool { return have == label },
		func(have string) bool { return label != "" && strings.Contains(have, label) },
	} {
		for _, s := range slices.Backward(c.shown) {
			i := slices.IndexFunc(s.buttons, func(b dialog.Button) bool { return match(b.Label) })
			if i >= 0 {
				return s.id, s.buttons[i], nil
			}
		}
	}
	if len(c.shown) == 0 {
		return 0, dialog.Button{}, mistaken("there is no button %q; there are none", label)
	}
	return 0, dialog.Button{}, mistaken("there is no button %q; there are: %s", label, strings.Join(c.labels(), ", "))
}

func (c *Console) labels() []string {
	if len(c.shown) == 0 {
		return nil
	}
	var labels []string
	for _, b := range c.shown[len(c.shown)-1].buttons {
		labels = append(labels, b.Label)
	}
	return labels
}

// sendFile lets the person send a file: a picture as a photo, others as files.
func (c *Console) sendFile(ctx context.Context, path string) error {
	if _, err := os.Stat(path); err != nil {
		return mistaken("file: %v", err)
	}
	kind := strings.ToLower(filepath.Ext(path))
	photo := kind == ".jpg" || kind == ".jpeg" || kind == ".png"
	c.message++
	return c.apply(ctx, bot.Update{Message: c.message,
		Input: dialog.Input{Kind: dialog.Media, File: &casefile.File{Ref: path, Photo: photo}}})
}

func (c *Console) apply(ctx context.Context, u bot.Update) error {
	c.update++
	u.ID, u.Chat, u.Language, u.At = c.update, Chat, c.language, c.clock()
	if err := c.bot.Apply(ctx, []bot.Update{u}); err != nil {
		return err
	}
	return c.settle(ctx)
}

// settle lets the bot do what is to be done now.
func (c *Console) settle(ctx context.Context) error {
	if err := c.bot.Remind(ctx); err != nil {
		return err
	}
	return c.bot.Flush(ctx)
}

// moveClock moves the time forward: "+3d", "+12h", "+30m", or to an instant such as
// 2026-12-25T09:00:00+08:00. What falls due on the way happens at its own time, as it
// would if the bot had been running.
func (c *Console) moveClock(ctx context.Context, to string) error {
	target, err := c.instant(to)
	if err != nil {
		return err
	}
	if target.Before(c.clock()) {
		return mistaken("clock %s: the time is %s already, and only moves forward", to, c.clock().Format(time.RFC3339))
	}
	for {
		due, err := c.bot.NextDue(ctx)
		if err != nil {
			return err
		}
		if due.IsZero() || due.After(target) {
			break
		}
		if due.After(c.clock()) {
			c.setClock(due)
		}
		if err := c.settle(ctx); err != nil {
			return err
		}
	}
	c.setClock(target)
	return c.settle(ctx)
}

func (c *Console) setClock(to time.Time) { c.now, c.started = to, time.Now() }

func (c *Console) instant(to string) (time.Time, error) {
	span, ok := strings.CutPrefix(to, "+")
	if !ok {
		at, err := time.Parse(time.RFC3339, to)
		if err != nil {
			return time.Time{}, mistaken("clock %q is neither a span such as +3d, +12h, +30m nor an instant such as 2026-12-25T09:00:00+08:00", to)
		}
		return at, nil
	}
	if days, ok := strings.CutSuffix(span, "d"); ok {
		if n, err := strconv.Atoi(days); err == nil && n >= 0 && n <= 36500 {
			return c.clock().AddDate(0, 0, n), nil
		}
	}
	if d, err := time.ParseDuration(span); err == nil && d >= 0 {
		return c.clock().Add(d), nil
	}
	return time.Time{}, mistaken("clock %q is no span such as +3d, +12h or +30m", to)
}

// maxShown is how many messages with buttons stay within reach.
const maxShown = 20

// Send implements [bot.Messenger]: it prints the message.
func (c *Console) Send(_ context.Context, _ int64, m dialog.Message, file []byte) (int64, error) {
	c.message++
	return c.message, c.show(c.message, m, file)
}

// Edit implements [bot.Messenger]: a terminal cannot take back what it printed, so the new
// text follows.
func (c *Console) Edit(_ context.Context, _, message int64, m dialog.Message) error {
	c.forget(message)
	return c.show(message, m, nil)
}

// ClearButtons implements [bot.Messenger].
func (c *Console) ClearButtons(_ context.Context, _, message int64) error {
	c.forget(message)
	return nil
}

// Delete implements [bot.Messenger]. What was typed stays on the terminal.
func (c *Console) Delete(context.Context, int64, int64) error { return nil }

// Fetch implements [bot.Messenger]: the number of a file is its path.
func (c *Console) Fetch(_ context.Context, f casefile.File) ([]byte, error) {
	data, err := os.ReadFile(f.Ref)
	if err != nil {
		return nil, &bot.Rejected{Reason: err.Error()}
	}
	return data, nil
}

func (c *Console) forget(message int64) {
	c.shown = slices.DeleteFunc(c.shown, func(s shown) bool { return s.id == message })
}

func (c *Console) show(id int64, m dialog.Message, file []byte) error {
	if m.State != "" {
		c.state = m.State
	}
	buttons := slices.Concat(m.Buttons...)
	if len(buttons) > 0 {
		c.shown = append(c.shown, shown{id, buttons})
		c.shown = c.shown[max(0, len(c.shown)-maxShown):]
	}
	l := line{Text: dialog.Plain(m.Text), State: c.state, Reminder: m.Reminder}
	for _, b := range buttons {
		l.Buttons = append(l.Buttons, b.Label)
	}
	if m.Document != nil {
		path, err := c.save(m.Document.Name, file)
		if err != nil {
			return &bot.Rejected{Reason: err.Error() + ": choose another folder with --out"}
		}
		l.Document = path
	}
	if m.File != nil {
		l.Document = m.File.Ref
	}
	return c.print(l)
}

func (c *Console) save(name string, file []byte) (string, error) {
	if err := os.MkdirAll(c.out, 0o700); err != nil {
		return "", fmt.Errorf("make the folder for documents: %w", err)
	}
	path := filepath.Join(c.out, filepath.Base(name))
	if err := os.WriteFile(path, file, 0o600); err != nil {
		return "", fmt.Errorf("write document: %w", err)
	}
	return path, nil
}
