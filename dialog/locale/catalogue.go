package locale

import (
	"embed"
	"fmt"
	"html"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"
	"golang.org/x/text/language"
)

// A folder for each language, in it a file for each flow of the conversation.
//
//go:embed zh-Hans zh-Hant en
var files embed.FS

// Catalogue holds the texts of every language. Those of the original are read at once, and others
// when somebody first wants them: they would be half of all that the bot has in memory.
type Catalogue struct{ printers map[Language]*Printer }

// Load reads the embedded original. An error names the file, and the line or the key.
func Load() (*Catalogue, error) {
	original, err := read(Hans)
	if err != nil {
		return nil, err
	}
	c := &Catalogue{printers: map[Language]*Printer{Hans: {Language: Hans, original: original, own: func() *texts { return original }}}}
	for _, l := range Languages[1:] {
		c.printers[l] = &Printer{Language: l, original: original, own: sync.OnceValue(func() *texts { return mustRead(l) })}
	}
	return c, nil
}

// texts are those of one language.
type texts struct {
	localizer *i18n.Localizer
	keys      map[string]bool
}

// mustRead reads a language that is part of the program, and was read by its tests.
func mustRead(l Language) *texts {
	t, err := read(l)
	if err != nil {
		panic(fmt.Sprintf("locale: %v", err))
	}
	return t
}

func read(l Language) (*texts, error) {
	bundle := i18n.NewBundle(language.Make(string(l)))
	bundle.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	names, err := fs.Glob(files, string(l)+"/*.toml")
	if err != nil {
		return nil, err
	}
	t := &texts{localizer: i18n.NewLocalizer(bundle, string(l)), keys: map[string]bool{}}
	for _, name := range names {
		if err := t.add(bundle, l, name); err != nil {
			return nil, fmt.Errorf("read catalogue %s: %w", name, err)
		}
	}
	return t, nil
}

// add reads one file of a language.
func (t *texts) add(bundle *i18n.Bundle, l Language, name string) error {
	data, err := files.ReadFile(name)
	if err != nil {
		return err
	}
	file, err := bundle.ParseMessageFileBytes(data, string(l)+".toml") // the language is read from the name
	if err != nil {
		return err
	}
	for _, m := range file.Messages {
		if t.keys[m.ID] {
			return fmt.Errorf("%s stands in another file too", m.ID)
		}
		t.keys[m.ID] = true
	}
	return nil
}

// Keys returns the keys that a language has, in no order.
func (c *Catalogue) Keys(l Language) []string {
	return slices.Collect(maps.Keys(c.printers[l].own().keys))
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
	Language Language
	original *texts // has every key, and alone those of what is said to the lender
	own      func() *texts
}

// Args are the values filled into a text.
type Args map[string]any

// Has reports whether there is a text for the key.
func (p *Printer) Has(key string) bool { return p.original.keys[key] }

// strict refuses to print a text whose values are not all given.
var strict = &template.TextParser{Option: "missingkey=error"}

// HTML is text that is filled in as it is, without escaping.
type HTML string

// Text prints the text of a key with its values filled in. Strings are escaped for
// HTML. It panics when there is no such text or a value is missing: both are mistakes
// in the program, not in what a person did.
func (p *Printer) Text(key string, args Args) string {
	texts := p.own()
	if !texts.keys[key] {
		texts = p.original
	}
	if !texts.keys[key] {
		panic("locale: no text " + key)
	}
	escaped := make(Args, len(args))
	for name, value := range args {
		escaped[name] = p.printable(value)
	}
	text, err := texts.localizer.Localize(&i18n.LocalizeConfig{MessageID: key, TemplateData: escaped, TemplateParser: strict})
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
