package console

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"

	"xieshang/bot"
	"xieshang/dialog"
)

var start = time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)

// parrot is a bot that repeats what it is told, and rings at set times.
type parrot struct {
	messenger bot.Messenger
	now       func() time.Time
	heard     *[]bot.Update
	bells     *[]time.Time
	waiting   []dialog.Message
	live      int64
	fails     error
	open      *int
}

func (p *parrot) Apply(_ context.Context, updates []bot.Update) error {
	for _, u := range updates {
		*p.heard = append(*p.heard, u)
		p.waiting = append(p.waiting, dialog.Message{
			Text: "<b>heard</b> " + u.Input.Text + u.Input.Data, State: "parrot.listens", Live: true,
			Buttons: [][]dialog.Button{{{Label: "Yes, please", Data: "yes"}, {Label: "No", Data: "no"}}, {{Label: "Copy it", Copy: "copied"}}},
		})
		if u.Input.Text == "file" {
			p.waiting = append(p.waiting, dialog.Message{Text: "here", Document: &dialog.Document{Name: "../../x.json"}})
		}
	}
	return p.fails
}

func (p *parrot) Remind(context.Context) error {
	for len(*p.bells) > 0 && !(*p.bells)[0].After(p.now()) {
		p.waiting = append(p.waiting, dialog.Message{Text: p.now().Format(time.RFC3339), Reminder: "bell"})
		*p.bells = (*p.bells)[1:]
	}
	return nil
}

func (p *parrot) Flush(ctx context.Context) error {
	for _, m := range p.waiting {
		if m.Live && p.live != 0 {
			if err := p.messenger.ClearButtons(ctx, Chat, p.live); err != nil {
				return err
			}
		}
		id, err := p.messenger.Send(ctx, Chat, m, []byte("content"))
		if err != nil {
			return err
		}
		if m.Live {
			p.live = id
		}
	}
	p.waiting = nil
	return nil
}

func (p *parrot) NextDue(context.Context) (time.Time, error) {
	if len(*p.bells) == 0 {
		return time.Time{}, nil
	}
	return (*p.bells)[0], nil
}

func (p *parrot) Close() error { *p.open--; return nil }

// cage is a console in front of a parrot.
type cage struct {
	*Console
	heard   []bot.Update
	bells   []time.Time
	open    int   // bots that are not closed
	refuses error // what opening fails with from now on
	fails   error
}

func newCage(t *testing.T) *cage {
	t.Helper()
	c := &cage{}
	console, err := New(t.Context(), Options{Now: start, Out: filepath.Join(t.TempDir(), "out"), Language: "en",
		Open: func(_ context.Context, m bot.Messenger, now func() time.Time) (Bot, error) {
			if c.refuses != nil {
				return nil, c.refuses
			}
			c.open++
			return &parrot{messenger: m, now: now, heard: &c.heard, bells: &c.bells, open: &c.open, fails: c.fails}, nil
		}})
	if err != nil {
		t.Fatal(err)
	}
	c.Console = console
	return c
}

// json gives lines to the console and returns what it printed.
func (c *cage) json(t *testing.T, lines ...string) ([]map[string]any, error) {
	t.Helper()
	var out bytes.Buffer
	err := c.JSON(t.Context(), strings.NewReader(strings.Join(lines, "\n")), &out)
	var all []map[string]any
	for decoder := json.NewDecoder(&out); decoder.More(); {
		var printed map[string]any
		if err := decoder.Decode(&printed); err != nil {
			t.Fatal(err)
		}
		all = append(all, printed)
	}
	return all, err
}

func TestJSON(t *testing.T) {
	c := newCage(t)
	printed, err := c.json(t, `{"text":"hi"}`, ``, `{"press":"No"}`, `{"press":"please"}`, `{"press":"2"}`, `{"press":"Copy it"}`, `{"press":"4"}`)
	if err != nil {
		t.Fatal(err)
	}
	buttons := []any{"Yes, please", "No", "Copy it"}
	said := func(text string) map[string]any {
		return map[string]any{"text": text, "buttons": buttons, "state": "parrot.listens"}
	}
	done := map[string]any{"done": true, "state": "parrot.listens"}
	want := []map[string]any{
		said("heard hi"), done, said("heard no"), done, said("heard yes"), done, said("heard no"), done,
		{"text": "copied", "state": "parrot.listens"}, done,
		{"done": true, "state": "parrot.listens", "error": `there is no button "4"; there are: Yes, please, No, Copy it`},
	}
	if diff := cmp.Diff(want, printed); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	seen := map[int64]bool{}
	for _, u := range c.heard {
		if seen[u.ID] || u.Chat != Chat || u.Language != "en" || !u.At.Equal(start) || u.Message == 0 {
			t.Errorf("update %+v", u)
		}
		seen[u.ID] = true
	}
}

// TestClock rings every bell on the way at its own time.
func TestClock(t *testing.T) {
	c := newCage(t)
	c.bells = []time.Time{start.Add(time.Hour), start.AddDate(0, 0, 2), start.AddDate(0, 0, 9)}
	printed, err := c.json(t, `{"clock":"+30m"}`, `{"clock":"+3d"}`, `{"clock":"2026-12-25T09:00:00+08:00"}`, `{"clock":"+0m"}`)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range printed {
		if p["reminder"] == "bell" {
			got = append(got, p["text"].(string))
		}
	}
	if diff := cmp.Diff([]string{"2026-11-21T11:00:00Z", "2026-11-23T10:00:00Z", "2026-11-30T10:00:00Z"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if now := c.clock(); !now.Equal(time.Date(2026, 12, 25, 1, 0, 0, 0, time.UTC)) {
		t.Errorf("the clock says %s", now)
	}
}

// TestDocument puts a file into the folder it is told, whatever the file calls itself.
func TestDocument(t *testing.T) {
	c := newCage(t)
	printed, err := c.json(t, `{"text":"file"}`)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(c.out, "x.json")
	if printed[1]["document"] != path {
		t.Errorf("document %v", printed[1])
	}
	if content, err := os.ReadFile(path); err != nil || string(content) != "content" {
		t.Errorf("%q, %v", content, err)
	}
	var rejected *bot.Rejected
	c.out = path // a file, not a folder
	if _, err := c.Send(t.Context(), Chat, dialog.Message{Document: &dialog.Document{Name: "y"}}, nil); !errors.As(err, &rejected) {
		t.Errorf("a document that cannot be written: %v", err)
	}
}

// TestRestart closes and opens the bot, and ends well when it does not open again.
func TestRestart(t *testing.T) {
	c := newCage(t)
	if _, err := c.json(t, `{"text":"hi"}`, `{"restart":true}`, `{"press":"No"}`); err != nil || c.open != 1 || len(c.heard) != 2 {
		t.Errorf("%d bots are open, %d updates: %v", c.open, len(c.heard), err)
	}
	c.refuses = errors.New("the key is gone")
	if _, err := c.json(t, `{"restart":true}`); !errors.Is(err, c.refuses) || c.open != 0 {
		t.Errorf("%d bots are open: %v", c.open, err)
	}
	if err := c.Close(); err != nil || c.open != 0 {
		t.Errorf("%d bots are open: %v", c.open, err)
	}
}

func TestFailures(t *testing.T) {
	c := newCage(t)
	if err := c.JSON(t.Context(), iotest.ErrReader(io.ErrUnexpectedEOF), io.Discard); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("input that breaks off: %v", err)
	}
	if err := c.JSON(t.Context(), strings.NewReader(strings.Repeat("x", maxLine+1)), io.Discard); err == nil {
		t.Error("a line without end was taken")
	}
	c = newCage(t)
	c.fails = errors.New("disk full")
	if err := c.restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := c.json(t, `{"text":"hi"}`, `{"text":"hi"}`); !errors.Is(err, c.fails) || len(c.heard) != 1 {
		t.Errorf("a bot that fails: %v", err)
	}
}

// TestTalk is a person at a terminal.
func TestTalk(t *testing.T) {
	c := newCage(t)
	c.bells = []time.Time{start.Add(time.Hour)}
	var out bytes.Buffer
	typed := strings.Join([]string{"2", "99", "", ":clock +1d", ":clock soon", ":restart", ":dance", "words", ":quit", "never"}, "\n")
	if err := c.Talk(t.Context(), strings.NewReader(typed), &out); err != nil {
		t.Fatal(err)
	}
	var inputs []string
	for _, u := range c.heard {
		inputs = append(inputs, u.Input.Text+u.Input.Data)
	}
	if diff := cmp.Diff([]string{"/start", "no", "99", "words"}, inputs); diff != "" {
		t.Errorf("inputs (-want +got):\n%s", diff)
	}
	for _, want := range []string{"1 Yes, please", "2 No", "⏰ 2026-11-21 11:00", "soon", ":dance", "heard words"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not shown:\n%s", want, &out)
		}
	}
	if strings.Contains(out.String(), "<b>") || strings.Contains(out.String(), "never") {
		t.Errorf("shown:\n%s", &out)
	}
}

// TestRealClock goes on by itself when no time is set, also after it was moved.
func TestRealClock(t *testing.T) {
	c, err := New(t.Context(), Options{Open: func(_ context.Context, m bot.Messenger, now func() time.Time) (Bot, error) {
		return &parrot{messenger: m, now: now, heard: &[]bot.Update{}, bells: &[]time.Time{}, open: new(int)}, nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	if age := time.Since(c.clock()); age < 0 || age > time.Minute {
		t.Errorf("the clock is %s behind", age)
	}
	if err := c.moveClock(t.Context(), "+2d"); err != nil {
		t.Fatal(err)
	}
	before := c.clock()
	if ahead := time.Until(before); ahead < 47*time.Hour || !c.clock().After(before) {
		t.Errorf("the clock is %s ahead, and stands still", ahead)
	}
}
