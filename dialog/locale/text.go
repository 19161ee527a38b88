package locale

import (
	"fmt"
	"strings"
)

// A text is what stands in a catalogue under a key, taken apart: words, values such as
// {{.Total}}, and choices, {{if .Early}} one thing {{else}} or another {{end}}.
type text []piece

// piece is one part of a text: a choice, the name of a value, or else words.
type piece struct {
	words  string
	value  string
	choice *choice
}

// choice prints one text if its value is there, and the other one if it is empty.
type choice struct {
	value           string
	then, otherwise text
}

// parse takes a text apart.
func parse(s string) (text, error) {
	p := parser{s}
	t, stop, err := p.until()
	if err == nil && stop != "" {
		err = fmt.Errorf("{{%s}} without {{if}}", stop)
	}
	return t, err
}

// parser holds what of a text has not been taken apart yet.
type parser struct{ rest string }

// until reads up to an else or an end, which it returns, or to the end of the text.
func (p *parser) until() (t text, stop string, err error) {
	for {
		words, rest, found := strings.Cut(p.rest, "{{")
		if words != "" {
			t = append(t, piece{words: words})
		}
		if !found {
			return t, "", nil
		}
		action, rest, found := strings.Cut(rest, "}}")
		if !found {
			return t, "", fmt.Errorf("{{ without }}")
		}
		p.rest = rest
		if value, ok := strings.CutPrefix(action, "."); ok {
			t = append(t, piece{value: value})
			continue
		}
		value, ok := strings.CutPrefix(action, "if .")
		if !ok {
			if action != "else" && action != "end" {
				err = fmt.Errorf("{{%s}} is no value", action)
			}
			return t, action, err
		}
		c, err := p.choice(value)
		if err != nil {
			return t, "", err
		}
		t = append(t, piece{choice: c})
	}
}

// choice reads what follows the condition of a choice.
func (p *parser) choice(value string) (*choice, error) {
	c := &choice{value: value}
	stop, err := "", error(nil)
	c.then, stop, err = p.until()
	if err == nil && stop == "else" {
		c.otherwise, stop, err = p.until()
	}
	if err == nil && stop != "end" {
		err = fmt.Errorf("{{if .%s}} without {{end}}", value)
	}
	return c, err
}

// write prints a text to b. It panics when a value is missing.
func (t text) write(b *strings.Builder, p *Printer, args Args) {
	for _, piece := range t {
		switch c := piece.choice; {
		case c != nil && isSet(args.value(c.value)):
			c.then.write(b, p, args)
		case c != nil:
			c.otherwise.write(b, p, args)
		case piece.value != "":
			b.WriteString(p.format(args.value(piece.value)))
		default:
			b.WriteString(piece.words)
		}
	}
}

// value returns a value that a text needs.
func (args Args) value(name string) any {
	value, ok := args[name]
	if !ok {
		panic("locale: no value ." + name)
	}
	return value
}
