package workday

import (
	_ "embed"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/BurntSushi/toml"

	"xieshang/calc"
)

//go:embed workdays.toml
var embedded string

// notice is one year as it stands in a file.
type notice struct {
	Year   int
	Source string
	AsOf   string `toml:"as_of"`
	Off    []string
	Work   []string
}

// Load reads the embedded calendar and, unless operator is nil, the operator's: a year in it
// replaces ours or is added. The error lists every mistake on a line of its own, as file,
// year, field and problem.
func Load(operator io.Reader) (*Calendar, error) {
	c := &Calendar{years: map[int]year{}}
	if err := c.read(strings.NewReader(embedded), "workdays.toml"); err != nil {
		return nil, err
	}
	if operator == nil {
		return c, nil
	}
	name := "operator's calendar"
	if file, ok := operator.(interface{ Name() string }); ok {
		name = file.Name()
	}
	if err := c.read(operator, name); err != nil {
		return nil, err
	}
	return c, nil
}

func (c *Calendar) read(r io.Reader, file string) error {
	var calendar struct{ Year []notice }
	meta, err := toml.NewDecoder(r).Decode(&calendar)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	var problems []error
	for _, key := range meta.Undecoded() {
		problems = append(problems, fmt.Errorf("%s: %s is not a known field", file, key))
	}
	if len(calendar.Year) == 0 {
		problems = append(problems, fmt.Errorf("%s: has no [[year]]", file))
	}
	seen := map[int]bool{}
	for _, n := range calendar.Year {
		y, mistakes := n.check()
		if seen[n.Year] {
			mistakes = append(mistakes, errors.New("year: stands twice in the file"))
		}
		for _, mistake := range mistakes {
			problems = append(problems, fmt.Errorf("%s: year %d: %w", file, n.Year, mistake))
		}
		seen[n.Year] = true
		c.years[n.Year] = y
	}
	return errors.Join(problems...)
}

// check turns a notice into a year and returns every mistake in it, each beginning with its field.
func (n notice) check() (year, []error) {
	y := year{works: map[calc.Date]bool{}}
	var mistakes []error
	wrong := func(field, problem string, args ...any) {
		mistakes = append(mistakes, fmt.Errorf(field+": "+problem, args...))
	}
	if n.Year < 2000 || n.Year > 2199 {
		wrong("year", "is not a year from 2000 to 2199")
	}
	if n.Source == "" {
		wrong("source", "is missing")
	}
	if _, err := calc.ParseDate(n.AsOf); err != nil {
		wrong("as_of", "%w", err)
	}
	if len(n.Off) == 0 {
		wrong("off", "names no holiday")
	}
	for _, list := range []struct {
		field string
		days  []string
		works bool
	}{{"off", n.Off, false}, {"work", n.Work, true}} {
		for _, text := range list.days {
			day, err := calc.ParseDate(text)
			if err != nil {
				wrong(list.field, "%w", err)
				continue
			}
			if day.Year != n.Year && (day.Year != n.Year-1 || day.Month != time.December) {
				wrong(list.field, "%s is not of this year, nor of the December before", day)
			}
			if _, twice := y.works[day]; twice {
				wrong(list.field, "%s stands twice", day)
			}
			if weekend := day.Weekday() == time.Saturday || day.Weekday() == time.Sunday; list.works && !weekend {
				wrong(list.field, "%s is no Saturday or Sunday", day)
			}
			y.works[day] = list.works
		}
	}
	return y, mistakes
}
