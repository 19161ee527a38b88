package dialog_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xieshang/dialog"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/playbook"
	"xieshang/dialog/workday"
	"xieshang/reminders"
)

var update = flag.Bool("update", false, "rewrite the stories with what the bot says now")

// TestStories replays the conversations under testdata/stories. A line beginning with
// "> " is the person: words, [a button], (photo: its caption), or days passing "+3d"; the rest is the bot, word for
// word as it reads on a phone.
func TestStories(t *testing.T) {
	files, err := filepath.Glob("testdata/stories/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no stories: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := replay(t, string(want))
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
				t.Errorf("the bot says something else (-story +bot):\n%s", diff)
			}
		})
	}
}

// storyStart is when every story begins.
var storyStart = time.Date(2026, 11, 21, 10, 0, 0, 0, time.FixedZone("CST", 8*3600))

// loadEngine loads the engine once for all tests: it keeps nothing between steps.
var loadEngine = sync.OnceValues(func() (*dialog.Engine, error) {
	texts, err := locale.Load()
	if err != nil {
		return nil, err
	}
	book, err := playbook.Load(nil)
	if err != nil {
		return nil, err
	}
	days, err := workday.Load(nil)
	return dialog.New(texts, book, days, storyStart.Location()), err
})

// talk is a conversation with the engine alone.
type talk struct {
	t      testing.TB
	engine *dialog.Engine
	person dialog.Person
	now    time.Time
	live   [][]dialog.Button // the buttons of the open question
	under  [][]dialog.Button // the buttons under the newest reminder
	said   []dialog.Message  // in the last turn
}

func newTalk(t testing.TB) *talk {
	t.Helper()
	engine, err := loadEngine()
	if err != nil {
		t.Fatal(err)
	}
	return &talk{t: t, engine: engine, now: storyStart}
}

// do lets the person act as a story's line says.
func (k *talk) do(line string) {
	k.t.Helper()
	if rest, ok := strings.CutPrefix(line, "+"); ok {
		k.wait(rest)
		return
	}
	in := dialog.Input{Kind: dialog.Typed, Text: line}
	if caption, ok := strings.CutPrefix(line, "(photo"); ok {
		caption = strings.Trim(caption, ": )")
		in = dialog.Input{Kind: dialog.Media, Text: caption, File: &casefile.File{Ref: "photo", Photo: true}}
	}
	if label, ok := strings.CutPrefix(line, "["); ok {
		in = dialog.Input{Kind: dialog.Pressed, Data: k.data(strings.TrimSuffix(label, "]"))}
	}
	k.step(in)
}

func (k *talk) step(in dialog.Input) {
	k.t.Helper()
	result := k.engine.Step(k.person, in, locale.Hans, k.now)
	k.person, k.said = result.Person, result.Messages
	if result.Erase {
		k.person = dialog.Person{}
	}
	for _, m := range result.Messages {
		if m.Live {
			k.live = m.Buttons
		} else if m.Buttons != nil {
			k.under = m.Buttons
		}
	}
}

func (k *talk) wait(span string) {
	k.t.Helper()
	var days int
	if _, err := fmt.Sscanf(span, "%dd", &days); err != nil {
		k.t.Fatalf("%q is no span such as +3d", span)
	}
	k.said = nil
	k.remindUntil(k.now.AddDate(0, 0, days))
}

// remindUntil lets time pass, with every reminder at its own time.
func (k *talk) remindUntil(end time.Time) {
	k.t.Helper()
	for {
		prefs := reminders.Preferences{Preferences: k.person.Session.Preferences(), Local: k.engine.Zone(&k.person), Days: k.engine.Days()}
		next := end.Add(1)
		var due []dialog.Notice
		all := reminders.All(k.person.Cases, prefs, k.now)
		for _, planned := range all {
			_, spared := k.engine.Spare(k.person, planned.Reminder, planned.At)
			if spared || prefs.Superseded(planned, all, planned.At) {
				continue
			}
			if planned.At.After(k.now) && (len(due) == 0 && planned.At.Before(next) || planned.At.Equal(next)) {
				next, due = planned.At, append(due, dialog.Notice{Reminder: planned.Reminder, Case: planned.Case})
			}
		}
		if len(due) == 0 {
			k.now = end
			return
		}
		k.now = next
		p, messages, _ := k.engine.Remind(k.person, due, k.now)
		k.person, k.under = p, nil
		for _, m := range messages {
			k.said, k.under = append(k.said, m), append(k.under, m.Buttons...)
		}
	}
}

func (k *talk) data(label string) string {
	k.t.Helper()
	for _, b := range slices.Concat(slices.Concat(k.under, k.live)...) {
		if b.Label == label {
			return b.Data
		}
	}
	k.t.Fatalf("there is no button %q among %s", label, labels(k.live))
	return ""
}

// replay runs the person's lines of a story and writes the story anew.
func replay(t *testing.T, story string) string {
	k := newTalk(t)
	var out strings.Builder
	for line := range strings.Lines(story) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "# ") {
			fmt.Fprintln(&out, line)
		}
		words, ok := strings.CutPrefix(line, "> ")
		if !ok {
			continue
		}
		k.do(words)
		fmt.Fprintf(&out, "> %s\n", words)
		for _, m := range k.said {
			out.WriteString(shown(m))
		}
	}
	return out.String()
}

// shown is a message as a story writes it.
func shown(m dialog.Message) string {
	text := dialog.Plain(m.Text) + "\n"
	switch {
	case m.Inspect != nil:
		text = "(what was seen of the photo)\n" + text
	case m.File != nil:
		text += "(the photo)\n"
	}
	if m.Document != nil {
		text += "(" + m.Document.Name + ")\n"
	}
	if len(m.Buttons) > 0 {
		text += labels(m.Buttons) + "\n"
	}
	return text + "\n"
}

func labels(rows [][]dialog.Button) string {
	var all []string
	for _, row := range rows {
		for _, b := range row {
			all = append(all, "["+b.Label+"]")
		}
	}
	return strings.Join(all, " ")
}
