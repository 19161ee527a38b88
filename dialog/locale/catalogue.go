package locale

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

// A folder for each language, in it a file for each flow of the conversation.
//
//go:embed zh-Hans zh-Hant en
var files embed.FS

// Catalogue holds the texts of every language.
type Catalogue struct {
	texts map[Language]map[string]text
}

// Load reads the embedded catalogues. An error names the file, and the line or the key.
func Load() (*Catalogue, error) {
	c := &Catalogue{texts: map[Language]map[string]text{}}
	for _, l := range Languages {
		c.texts[l] = map[string]text{}
		names, err := fs.Glob(files, string(l)+"/*.toml")
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			if err := c.load(l, name); err != nil {
				return nil, fmt.Errorf("read catalogue %s: %w", name, err)
			}
		}
	}
	return c, nil
}

// load reads one file of a language.
func (c *Catalogue) load(l Language, name string) error {
	data, err := files.ReadFile(name)
	if err != nil {
		return err
	}
	var file map[string]string
	if err := toml.Unmarshal(data, &file); err != nil {
		return err
	}
	for key, words := range file {
		if _, found := c.texts[l][key]; found {
			return fmt.Errorf("%s stands in another file too", key)
		}
		if c.texts[l][key], err = parse(words); err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
	}
	return nil
}

// Keys returns the keys that a language has, in no order.
func (c *Catalogue) Keys(l Language) []string {
	return slices.Collect(maps.Keys(c.texts[l]))
}

// Printer prints texts in one language; an unknown language prints zh-Hans.
func (c *Catalogue) Printer(l Language) *Printer {
	if c.texts[l] == nil {
		l = Hans
	}
	return &Printer{Language: l, texts: c.texts[l], original: c.texts[Hans]}
}

// Printer prints the texts of one language.
type Printer struct {
	Language Language
	texts    map[string]text
	original map[string]text // in zh-Hans, where there is no other
}

// Args are the values filled into a text.
type Args map[string]any

// Has reports whether there is a text for the key.
func (p *Printer) Has(key string) bool {
	_, found := p.original[key]
	return found
}

// HTML is text that is filled in as it is, without escaping.
type HTML string

// Text prints the text of a key with its values filled in. Strings are escaped for
// HTML. It panics when there is no such text or a value is missing: both are mistakes
// in the program, not in what a person did.
func (p *Printer) Text(key string, args Args) string {
	t, found := p.texts[key]
	if !found {
		t, found = p.original[key]
	}
	if !found {
		panic("locale: no text " + key)
	}
	if len(t) == 1 && t[0].words != "" {
		return strings.TrimSuffix(t[0].words, "\n")
	}
	var b strings.Builder
	t.write(&b, p, args)
	return strings.TrimSuffix(b.String(), "\n")
}
