package locale

import (
	"embed"
	"fmt"
	"html"
	"io/fs"
	"maps"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"
	"golang.org/x/text/language"
)

// A folder for each language, in it a file for each flow of the conversation.
//
//go:embed zh-Hans zh-Hant en
var files embed.FS

// Catalogue holds the texts of every language.
type Catalogue struct {
	bundle *i18n.Bundle
	keys   map[Language]map[string]bool

	printers map[Language]*Printer
}

// Load reads the embedded catalogues. An error names the file, and the line or the key.
func Load() (*Catalogue, error) {
	c := &Catalogue{bundle: i18n.NewBundle(language.SimplifiedChinese), keys: map[Language]map[string]bool{}}
	c.bundle.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	for _, l := range Languages {
		c.keys[l] = map[string]bool{}
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
	c.printers = map[Language]*Printer{}
	for _, l := range Languages {
		c.printers[l] = &Printer{Language: l, localizer: i18n.NewLocalizer(c.bundle, string(l)), keys: c.keys[Hans]}
	}
	return c, nil
}

// load reads one file of a language.
func (c *Catalogue) load(l Language, name string) error {
	data, err := files.ReadFile(name)
	if err != nil {
		return err
	}
	file, err := c.bundle.ParseMessageFileBytes(data, string(l)+".toml") // the language is read from the name
	if err != nil {
		return err
	}
	for _, m := range file.Messages {
		if c.keys[l][m.ID] {
			return fmt.Errorf("%s stands in another file too", m.ID)
		}
		c.keys[l][m.ID] = true
	}
	return nil
}

// Keys returns the keys that a language has, in no order.
func (c *Catalogue) Keys(l Language) []string {
	var keys []string
	for key := range maps.Keys(c.keys[l]) {
		keys = append(keys, key)
	}
	return keys
}

// Printer prints texts in one language; an unknown language prints zh-Hans.
func (c *Catalogue) Printer(l Language) *Printer {
	if c.printers[l] == nil {
		l = Hans
	}
	return c.printers[l]
}

// Printer prints the texts of one language.
type Printer struct {
	Language  Language
	localizer *i18n.Localizer
	keys      map[string]bool
}

// Args are the values filled into a text.
type Args map[string]any

// Has reports whether there is a text for the key.
func (p *Printer) Has(key string) bool { return p.keys[key] }

// strict refuses to print a text whose values are not all given.
var strict = &template.TextParser{Option: "missingkey=error"}

// HTML is text that is filled in as it is, without escaping.
type HTML string

// Text prints the text of a key with its values filled in. Strings are escaped for
// HTML. It panics when there is no such text or a value is missing: both are mistakes
// in the program, not in what a person did.
func (p *Printer) Text(key string, args Args) string {
	if !p.keys[key] {
		panic("locale: no text " + key)
	}
	escaped := make(Args, len(args))
	for name, value := range args {
		escaped[name] = p.printable(value)
	}
	text, err := p.localizer.Localize(&i18n.LocalizeConfig{MessageID: key, TemplateData: escaped, TemplateParser: strict})
	if err != nil && text == "" {
		panic(fmt.Sprintf("locale: print %s: %v", key, err))
	}
	return strings.TrimSuffix(text, "\n")
}

func (p *Printer) printable(value any) any {
	switch v := value.(type) {
	case HTML:
		return string(v)
	case string:
		return html.EscapeString(v)
	default:
		return p.format(v)
	}
}
