package rehearsal

import (
	_ "embed"
	"fmt"
	"slices"

	"github.com/BurntSushi/toml"

	"xieshang/dialog/locale"
)

// Role is who is on the phone.
type Role string

// The roles.
const (
	Service   Role = "service"
	Collector Role = "collector"
)

// Line is one thing that the other side says.
type Line struct {
	ID    string // of the objection that answers it
	Role  Role
	Wants []Point // what a good answer does
	Needs string  // what must be so for the line to make sense: penalty, broken or ""
	// Disputed marks the lines that are said, too, to somebody who owes nothing.
	Disputed bool
	Say      map[locale.Language]string
}

// Case is what the choice of lines depends on.
type Case struct {
	Penalty bool // there is a penalty to be waived
	Broken  bool // an agreement was not kept
	// Disputed says that the debt is not theirs: there are no terms to talk about.
	Disputed bool
}

// Script is every line there is.
type Script struct{ lines []Line }

//go:embed lines.toml
var embedded string

// Load reads the embedded lines. The error names the line and what is wrong with it.
func Load() (*Script, error) {
	var file struct{ Line []Line }
	if _, err := toml.Decode(embedded, &file); err != nil {
		return nil, fmt.Errorf("lines.toml: %w", err)
	}
	for _, l := range file.Line {
		if err := l.check(); err != nil {
			return nil, fmt.Errorf("lines.toml: %s: %w", l.ID, err)
		}
	}
	return &Script{file.Line}, nil
}

func (l Line) check() error {
	for _, p := range l.Wants {
		if !slices.Contains(Points, p) {
			return fmt.Errorf("wants %q, which is no point", p)
		}
	}
	switch {
	case l.Role != Service && l.Role != Collector:
		return fmt.Errorf("%q is no role", l.Role)
	case l.Say[locale.Hans] == "" || l.Say[locale.English] == "":
		return fmt.Errorf("says nothing in one of the languages")
	case len(l.Wants) == 0:
		return fmt.Errorf("wants nothing")
	}
	return nil
}

// Fitting returns the ids of the lines that a role may say in a case, in their order.
func (s *Script) Fitting(role Role, c Case) []string {
	var ids []string
	for _, l := range s.lines {
		fits := l.Needs == "" || l.Needs == "penalty" && c.Penalty || l.Needs == "broken" && c.Broken
		if l.Role == role && fits && (l.Disputed || !c.Disputed) {
			ids = append(ids, l.ID)
		}
	}
	return ids
}

// Line returns the line with an id.
func (s *Script) Line(id string) (Line, bool) {
	i := slices.IndexFunc(s.lines, func(l Line) bool { return l.ID == id })
	if i < 0 {
		return Line{}, false
	}
	return s.lines[i], true
}
