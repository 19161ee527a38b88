package playbook

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"xieshang/calc"
	"xieshang/dialog/locale"
)

// Confidence says how sure we are of a fact: High, Medium or Low.
type Confidence string

// The degrees of confidence.
const (
	High   Confidence = "H"
	Medium Confidence = "M"
	Low    Confidence = "L"
)

// maxFactLength keeps an operator's fact short enough for the answers that quote it.
const maxFactLength = 400

// Fact is one thing we state about the world: a law, a figure, a practice, a hotline.
type Fact struct {
	ID         string
	ValidFrom  calc.Date // the first day on which it holds; zero if no beginning is known
	Precision  Precision // how exactly ValidFrom is known
	ValidTo    calc.Date // the last day it holds; zero if no end is known
	AsOf       calc.Date // the day it was last checked
	Confidence Confidence
	text       words
	source     words
	quote      string
}

// Precision is how exactly a source names a day.
type Precision int

// The degrees of precision.
const (
	ToTheDay Precision = iota
	ToTheMonth
	ToTheYear
)

// Text returns what the fact says, as plain text.
func (f Fact) Text(lang locale.Language) string { return f.text[lang] }

// Quote returns how a letter puts the fact, in mainland Chinese.
func (f Fact) Quote() string {
	if f.quote == "" {
		return f.text[locale.Hans]
	}
	return f.quote
}

// Source returns where the fact is from, short enough for the last line of an answer.
func (f Fact) Source(lang locale.Language) string { return f.source[lang] }

// Expired reports whether the fact no longer holds on a day. It still holds on ValidTo itself.
func (f Fact) Expired(on calc.Date) bool { return !f.ValidTo.IsZero() && on.After(f.ValidTo) }

// Announced reports whether the fact is known but not yet in force on a day.
func (f Fact) Announced(on calc.Date) bool {
	return f.ValidFrom.After(f.AsOf) && on.Before(f.ValidFrom)
}

// factEntry is a fact as it stands in a file.
type factEntry struct {
	ID         string
	Text       words
	Source     words
	ValidFrom  string `toml:"valid_from"`
	ValidTo    string `toml:"valid_to"`
	AsOf       string `toml:"as_of"`
	Confidence Confidence
	Quote      string
}

// readFacts reads and checks one registry file. Its error has one line per mistake.
func readFacts(r io.Reader) ([]Fact, error) {
	file := fileName(r)
	var registry struct{ Fact []factEntry }
	meta, err := toml.NewDecoder(r).Decode(&registry)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	var problems []error
	for _, key := range meta.Undecoded() {
		problems = append(problems, fmt.Errorf("%s: %s is not a known field", file, key))
	}
	seen := map[string]bool{}
	facts := make([]Fact, 0, len(registry.Fact))
	for i, entry := range registry.Fact {
		name := entry.name(i)
		fact, mistakes := entry.check()
		if seen[entry.ID] && entry.ID != "" {
			mistakes = append(mistakes, errors.New("id: stands twice in the file"))
		}
		for _, mistake := range mistakes {
			problems = append(problems, fmt.Errorf("%s: %s: %w", file, name, mistake))
		}
		seen[entry.ID] = true
		facts = append(facts, fact)
	}
	return facts, errors.Join(problems...)
}

// fileName returns how errors call the file behind r.
func fileName(r io.Reader) string {
	switch file := r.(type) {
	case interface{ Name() string }: // *os.File
		return file.Name()
	case interface{ Stat() (fs.FileInfo, error) }: // fs.File
		if info, err := file.Stat(); err == nil {
			return info.Name()
		}
	}
	return "operator's facts"
}

// name returns how errors call the entry at position i.
func (e factEntry) name(i int) string {
	if e.ID == "" {
		return fmt.Sprintf("fact number %d", i+1)
	}
	return fmt.Sprintf("fact %q", e.ID)
}

// check turns the entry into a fact and returns every mistake in it, each beginning with its field.
func (e factEntry) check() (Fact, []error) {
	f := Fact{ID: e.ID, Confidence: e.Confidence, text: e.Text, source: e.Source, quote: e.Quote}
	var mistakes []error
	if e.ID == "" {
		mistakes = append(mistakes, errors.New("id: is missing"))
	}
	mistakes = append(mistakes, checkWords("text", e.Text)...)
	mistakes = append(mistakes, checkWords("source", e.Source)...)
	if utf8.RuneCountInString(e.Quote) > maxFactLength {
		mistakes = append(mistakes, fmt.Errorf("quote: is longer than %d characters", maxFactLength))
	}
	mistakes = append(mistakes, e.checkDays(&f)...)
	if f.Expired(f.ValidFrom) {
		mistakes = append(mistakes, fmt.Errorf("valid_to: %s is before valid_from %s", f.ValidTo, f.ValidFrom))
	}
	switch f.Confidence {
	case High, Medium, Low:
	default:
		mistakes = append(mistakes, fmt.Errorf("confidence: %q is not H, M or L", f.Confidence))
	}
	return f, mistakes
}

// checkDays fills in the days of a fact and returns what is wrong with them.
func (e factEntry) checkDays(f *Fact) (mistakes []error) {
	day := func(field, value string) (d calc.Date) {
		d, err := calc.ParseDate(value)
		if err != nil {
			mistakes = append(mistakes, fmt.Errorf("%s: %w", field, err))
		}
		return d
	}
	if e.ValidFrom != "" {
		from, precision := wholeDay(e.ValidFrom)
		f.ValidFrom, f.Precision = day("valid_from", from), precision
	}
	if e.ValidTo != "" {
		f.ValidTo = day("valid_to", e.ValidTo)
	}
	f.AsOf = day("as_of", e.AsOf)
	return mistakes
}

// wholeDay makes "2017" and "2025-03" the first day of that year or month.
func wholeDay(s string) (string, Precision) {
	switch len(s) {
	case len("2017"):
		return s + "-01-01", ToTheYear
	case len("2025-03"):
		return s + "-01", ToTheMonth
	}
	return s, ToTheDay
}

// checkWords returns what is wrong with a text: a language that is missing or not ours, or too many words.
func checkWords(field string, w words) []error {
	var mistakes []error
	for _, lang := range languages() {
		switch length := utf8.RuneCountInString(w[lang]); {
		case length == 0:
			mistakes = append(mistakes, fmt.Errorf("%s.%s: is missing", field, lang))
		case length > maxFactLength:
			mistakes = append(mistakes, fmt.Errorf("%s.%s: is longer than %d characters", field, lang, maxFactLength))
		}
	}
	for lang := range w {
		if !slices.Contains(languages(), lang) {
			mistakes = append(mistakes, fmt.Errorf("%s.%s: is not a language we speak", field, lang))
		}
	}
	return mistakes
}
