package main

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
	"github.com/google/go-cmp/cmp"

	"xieshang/dialog"
)

func readme(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestReadmeMainPath: the README shows the way of most conversations as the program goes it.
func TestReadmeMainPath(t *testing.T) {
	t.Parallel()
	var path strings.Builder
	if err := dialog.MainPath(&path); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(readme(t), "```mermaid\n"+path.String()+"```\n") {
		t.Errorf("README.md does not show what xieshang states --main prints:\n%s", path.String())
	}
}

// TestReadmeConversation: what the README shows of a conversation is what the terminal shows,
// but for the lines that "…" stands for.
func TestReadmeConversation(t *testing.T) {
	t.Parallel()
	_, shown, _ := strings.Cut(readme(t), "```\n你> ")
	shown, _, _ = strings.Cut("你> "+shown, "```")
	var typed, want []string
	for line := range strings.Lines(shown) {
		line = strings.TrimSpace(line)
		if text, ok := strings.CutPrefix(line, "你> "); ok {
			typed = append(typed, text)
		} else if line != "…" && line != "" {
			want = append(want, line)
		}
	}
	if len(typed) < 4 {
		t.Fatalf("README.md shows somebody who says %q", typed)
	}
	var out, wrong strings.Builder
	status := run(t.Context(), []string{"chat", "--db", ":memory:", "--now", "2026-11-21T10:00:00+08:00"}, nil,
		streams{strings.NewReader(strings.Join(typed, "\n") + "\n"), &out, &wrong})
	if status != 0 {
		t.Fatalf("status %d: %s", status, wrong.String())
	}
	said := out.String()
	for _, line := range want {
		_, rest, ok := strings.Cut(said, line)
		if !ok {
			t.Fatalf("README.md shows the line\n%s\nwhich is not in what comes then:\n%s", line, said)
		}
		said = rest
	}
}

// TestReadmeChatCommands: the README lists the commands of the chat as its menu does.
func TestReadmeChatCommands(t *testing.T) {
	t.Parallel()
	line := regexp.MustCompile(`(?m)^In the chat: (.*)\.$`).FindStringSubmatch(readme(t))
	if line == nil {
		t.Fatal("README.md has no line that lists the commands of the chat")
	}
	if diff := cmp.Diff(strings.Fields(strings.ReplaceAll(line[1], "/", "")), dialog.Commands()); diff != "" {
		t.Errorf("commands of the chat in README.md (-) and in the menu (+):\n%s", diff)
	}
}

// TestReadmeCommands: the README lists every subcommand, and no other.
func TestReadmeCommands(t *testing.T) {
	t.Parallel()
	shown := map[string]bool{}
	for _, row := range tableRows(readme(t), "| command | |\n") {
		for _, name := range regexp.MustCompile("`xieshang ([a-z]+)").FindAllStringSubmatch(row[0], -1) {
			shown[name[1]] = true
		}
	}
	real := map[string]bool{}
	for _, command := range program(t).Children {
		real[command.Name] = true
	}
	if diff := cmp.Diff(shown, real); diff != "" {
		t.Errorf("subcommands in README.md (-) and of the program (+):\n%s", diff)
	}
}

// A setting is a flag as the README and the program tell it.
type setting struct{ Flag, Variable, Default string }

// TestReadmeSettings: the README lists every flag with the commands that take it, its variable
// and its default, and no other. A row without commands is a flag that means the same
// wherever it is.
func TestReadmeSettings(t *testing.T) {
	t.Parallel()
	real := map[setting][]string{}
	for _, command := range program(t).Children {
		for _, flag := range command.Flags {
			if flag.Name != "help" {
				s := setting{"--" + flag.Name, strings.Join(flag.Envs, " "), flag.Default}
				real[s] = append(real[s], command.Name)
			}
		}
	}
	for _, row := range tableRows(readme(t), "| flag | variable | default | |\n") {
		words := strings.Fields(strings.Trim(row[0], "`"))
		commands, flag := words[:len(words)-1], words[len(words)-1]
		s := setting{flag, strings.Trim(row[1], "`"), strings.Trim(row[2], "`")}
		takers, ok := real[s]
		if !ok { // a default that the program works out
			s.Default = ""
			takers, ok = real[s]
		}
		if !ok || len(commands) > 0 && !slices.Equal(commands, takers) {
			t.Errorf("README.md: %v with variable %q and default %q is none of %v", row[0], row[1], row[2], slices.Collect(maps.Keys(real)))
		}
		delete(real, s)
	}
	for s, commands := range real {
		t.Errorf("README.md does not tell of %s %s (%s, default %q)", strings.Join(commands, " "), s.Flag, s.Variable, s.Default)
	}
}

// TestReadmeVariables: no text of the README names a variable that the program does not read.
func TestReadmeVariables(t *testing.T) {
	t.Parallel()
	own := settings(program(t))
	for _, name := range regexp.MustCompile(`XIESHANG_[A-Z_]*[A-Z]`).FindAllString(readme(t), -1) {
		if !slices.Contains(own, name) {
			t.Errorf("README.md names %s, which is no setting", name)
		}
	}
}

func program(t *testing.T) *kong.Application {
	t.Helper()
	parser, err := kong.New(&commands{})
	if err != nil {
		t.Fatal(err)
	}
	return parser.Model
}

// tableRows returns the cells of the Markdown table with a heading.
func tableRows(text, heading string) [][]string {
	_, table, _ := strings.Cut(text, heading)
	var rows [][]string
	for line := range strings.Lines(table) {
		if !strings.HasPrefix(line, "|") {
			break
		}
		cells := strings.Split(strings.Trim(line, "|\n"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		rows = append(rows, cells)
	}
	return rows[min(1, len(rows)):] // below the line of dashes
}
