package bot

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xieshang/dialog"
)

var update = flag.Bool("update", false, "rewrite the stories with what the bot says now")

const yearClock = "2006-01-02 15:04"

// TestYear lives through a year with one person, as testdata/year.txt tells it, and through
// shorter times with others. A line beginning with "> " is the person; "~ 2026-12-15 10:00" lets
// time pass until then in Beijing while the bot looks at the clock every half hour, and what comes
// by itself stands under its time; "x 2027-02-20 10:00" lets it pass while the bot is off. The rest
// is the bot, word for word.
func TestYear(t *testing.T) {
	stories, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(stories) == 0 {
		t.Fatal(err, "no stories")
	}
	for _, path := range stories {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) { checkYear(t, path) })
	}
}

func checkYear(t *testing.T, path string) {
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	got := liveYear(t, string(want))
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("the bot says something else (-story +bot):\n%s", diff)
	}
}

func liveYear(t *testing.T, story string) string {
	w := newWorld(t, ":memory:")
	w.setClock(time.Date(2026, 11, 21, 10, 0, 0, 0, shanghai))
	var out strings.Builder
	hear := func(from int) {
		for _, c := range w.people.calls[from:] {
			if c.verb == "send" || c.verb == "edit" {
				out.WriteString(heardAs(c.m))
			}
		}
	}
	for line := range strings.Lines(story) {
		line = strings.TrimSuffix(line, "\n")
		kind, rest, _ := strings.Cut(line, " ")
		sent := len(w.people.calls)
		switch kind {
		case "#":
			fmt.Fprintln(&out, line)
		case ">":
			fmt.Fprintln(&out, line)
			if label, ok := strings.CutPrefix(rest, "["); ok {
				w.taps(1, strings.TrimSuffix(label, "]"))
			} else {
				w.says(1, rest)
			}
			hear(sent)
		case "~", "x":
			fmt.Fprintln(&out, line)
			end, err := time.ParseInLocation(yearClock, rest, shanghai)
			if err != nil {
				t.Fatal(err)
			}
			if kind == "x" {
				w.setClock(end)
			}
			for {
				sent := len(w.people.calls)
				w.must(w.Remind(t.Context()))
				w.flush()
				if len(w.people.calls) > sent {
					fmt.Fprintf(&out, "\n(%s)\n", w.clock().Format(yearClock))
					hear(sent)
				}
				if !w.clock().Before(end) {
					break
				}
				w.setClock(slices.MinFunc([]time.Time{end, w.clock().Add(30 * time.Minute)}, time.Time.Compare))
			}
			fmt.Fprintln(&out)
		}
	}
	return out.String()
}

// heardAs is a message as a story writes it.
func heardAs(m dialog.Message) string {
	text := dialog.Plain(m.Text) + "\n"
	for _, row := range m.Buttons {
		for _, b := range row {
			text += "[" + b.Label + "] "
		}
	}
	return strings.TrimSuffix(strings.TrimRight(text, " "), "\n") + "\n\n"
}
