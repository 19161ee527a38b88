package playbook

import (
	"embed"
	"fmt"
	"io"
	"strings"
	"text/template"

	"github.com/BurntSushi/toml"

	"xieshang/dialog/locale"
	"xieshang/dialog/rehearsal"
)

//go:embed facts.toml answers.toml cards.toml objections.toml letters.toml guides.toml themes.toml
var files embed.FS

// Book is everything we advise, read and checked. It never changes once loaded.
type Book struct {
	facts      []Fact
	factByID   map[string]int
	answers    []page
	themes     []themeEntry
	cards      []page
	guides     []page
	objections []objection
	rehearsal  *rehearsal.Script
	letters    []letter
	reasons    map[string][]string // ready sentences for each cause of trouble
	lines      map[string]prose    // the few phrases that rendering itself adds
	spelling   *strings.Replacer   // traditional to simplified, for matching
}

// Load reads the embedded playbook and, unless operator is nil, merges the operator's
// facts into it: an entry replaces the fact of the same id, or is added. The error lists
// every mistake on a line of its own, as file, entry, field and problem.
func Load(operator io.Reader) (*Book, error) {
	b := &Book{factByID: map[string]int{}, spelling: newSpelling()}
	if err := b.loadFacts(operator); err != nil {
		return nil, err
	}
	var err error
	if b.rehearsal, err = rehearsal.Load(); err != nil {
		return nil, err
	}
	for _, load := range []func() error{b.loadPages, b.loadThemes, b.loadObjections, b.loadLetters, b.rehearse} {
		if err := load(); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// loadFacts fills the registry from the embedded file and then from the operator's.
func (b *Book) loadFacts(operator io.Reader) error {
	embedded, err := files.Open("facts.toml")
	if err != nil {
		return err
	}
	defer embedded.Close()
	sources := []io.Reader{embedded}
	if operator != nil {
		sources = append(sources, operator)
	}
	for _, source := range sources {
		facts, err := readFacts(source)
		if err != nil {
			return err
		}
		b.merge(facts)
	}
	return nil
}

// merge puts each fact in the place of the one with its id, or at the end.
func (b *Book) merge(facts []Fact) {
	for _, f := range facts {
		i, known := b.factByID[f.ID]
		if !known {
			b.factByID[f.ID] = len(b.facts)
			b.facts = append(b.facts, f)
			continue
		}
		b.facts[i] = f
	}
}

// Fact returns the fact of the given id.
func (b *Book) Fact(id string) (Fact, bool) {
	i, ok := b.factByID[id]
	if !ok {
		return Fact{}, false
	}
	return b.facts[i], true
}

// Facts returns the whole registry in its order of reading.
func (b *Book) Facts() []Fact { return append([]Fact(nil), b.facts...) }

// Rehearsal returns what the other side says when one practises.
func (b *Book) Rehearsal() *rehearsal.Script { return b.rehearsal }

// words is one text in every language.
type words map[locale.Language]string

// languages lists every language that a text must have.
func languages() []locale.Language {
	return []locale.Language{locale.Hans, locale.Hant, locale.English}
}

// prose is one text in every language, ready to be filled in.
type prose map[locale.Language]*template.Template

// parse makes prose of w; the error names the language that is missing or malformed.
func (w words) parse(name string) (prose, error) {
	parsed := prose{}
	for _, lang := range languages() {
		if w[lang] == "" {
			return nil, fmt.Errorf("%s: %s is missing", name, lang)
		}
		t, err := template.New(name + " " + string(lang)).Option("missingkey=error").Parse(w[lang])
		if err != nil {
			return nil, err
		}
		parsed[lang] = t
	}
	return parsed, nil
}

// decode reads an embedded TOML file into v and refuses keys that v does not know.
func decode(file string, v any) error {
	meta, err := toml.DecodeFS(files, file, v)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return fmt.Errorf("%s: %s is not a known field", file, unknown[0])
	}
	return nil
}
