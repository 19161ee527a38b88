package playbook

import (
	"fmt"
	"slices"
	"strings"
	"text/template"
	"unicode/utf8"

	"xieshang/calc"
	"xieshang/dialog/locale"
)

// Letter is one paper, filled in: to a lender or an authority, or for the person and the
// family. It is mainland Chinese whatever the person reads.
type Letter struct {
	ID     string
	Title  string
	To     string // whom it is addressed to; "" for a paper of one's own
	Blocks []Block
	Facts  []string // the facts it rests on
}

// BlockKind tells apart the parts of a letter.
type BlockKind string

// The kinds of blocks.
const (
	Heading   BlockKind = "heading"
	Paragraph BlockKind = "paragraph"
	Item      BlockKind = "item"
	Box       BlockKind = "box"
	Table     BlockKind = "table"
	Signature BlockKind = "signature"
)

// Blank is what is filled in by hand.
const Blank = "＿＿＿＿"

// Block is one part of a letter, from top to bottom.
type Block struct {
	Kind   BlockKind
	Text   string     // of all but tables; of a signature, who signs
	Ticked bool       // of a box
	Rows   [][]string // of a table, the first one its head
}

// letter is a paper as it stands in letters.toml.
type letter struct {
	id             string
	title          string
	addressee      *template.Template // nil for a paper of one's own
	text           *template.Template
	label, purpose words
}

// letterFile is letters.toml.
type letterFile struct {
	Parts  map[string]string
	Letter []struct {
		ID, Title, Addressee, Text string
		Label, Purpose             words
	}
	Reasons map[string][]string
}

// loadLetters reads the letters.
func (b *Book) loadLetters() error {
	var file letterFile
	if err := decode("letters.toml", &file); err != nil {
		return err
	}
	b.reasons = file.Reasons
	shared := template.New("letters").Option("missingkey=error").Funcs(template.FuncMap{
		"yuan":   func(m calc.Money) string { return m.Grouped() + " 元" },
		"amount": calc.Money.Grouped,
		"day":    chineseDay,
	})
	for name, text := range file.Parts {
		if _, err := shared.New(name).Parse(strings.TrimSpace(text)); err != nil {
			return fmt.Errorf("letters.toml: part %s: %w", name, err)
		}
	}
	for _, e := range file.Letter {
		l := letter{id: e.ID, title: e.Title, label: e.Label, purpose: e.Purpose}
		if problems := slices.Concat(checkWords("label", e.Label), checkWords("purpose", e.Purpose)); len(problems) > 0 {
			return fmt.Errorf("letters.toml: letter %s: %w", e.ID, problems[0])
		}
		var err error
		if l.text, err = shared.New(e.ID).Parse(e.Text); err != nil {
			return fmt.Errorf("letters.toml: letter %s: %w", e.ID, err)
		}
		if e.Addressee != "" {
			if l.addressee, err = shared.New(e.ID + " addressee").Parse(e.Addressee); err != nil {
				return fmt.Errorf("letters.toml: letter %s: %w", e.ID, err)
			}
		}
		b.letters = append(b.letters, l)
	}
	return nil
}

// Letters lists the letters there are.
func (b *Book) Letters() []string {
	list := make([]string, len(b.letters))
	for i, l := range b.letters {
		list[i] = l.id
	}
	return list
}

// LetterLabel returns the short name of a letter for a button, and what it is for; empty if
// there is no such letter.
func (b *Book) LetterLabel(id string, lang locale.Language) (label, purpose string) {
	l, ok := b.letter(id)
	if !ok {
		return "", ""
	}
	return l.label[lang], l.purpose[lang]
}

// Reasons returns the sentences that are ready for a cause of trouble.
func (b *Book) Reasons(cause string) []string {
	if ready, ok := b.reasons[cause]; ok {
		return ready
	}
	return b.reasons["other"]
}

func (b *Book) letter(id string) (letter, bool) {
	i := slices.IndexFunc(b.letters, func(l letter) bool { return l.id == id })
	if i < 0 {
		return letter{}, false
	}
	return b.letters[i], true
}

// Letter fills in a letter. The error says that there is no such letter.
func (b *Book) Letter(id string, p Particulars) (Letter, error) {
	l, ok := b.letter(id)
	if !ok {
		return Letter{}, fmt.Errorf("no letter %q", id)
	}
	p.registry = &quoting{book: b, lang: locale.Hans, today: p.Today}
	out := Letter{ID: id, Title: l.title}
	var text strings.Builder
	if err := l.text.Execute(&text, &p); err != nil {
		return Letter{}, err
	}
	out.Blocks = parseBlocks(tight(text.String()))
	if l.addressee != nil {
		var to strings.Builder
		if err := l.addressee.Execute(&to, &p); err != nil {
			return Letter{}, err
		}
		out.To = tight(to.String())
	}
	for _, f := range p.registry.quoted {
		out.Facts = append(out.Facts, f.ID)
	}
	return out, nil
}

// Sources returns the line that names where facts are from and when they were last checked;
// "" for none.
func (b *Book) Sources(facts []string, lang locale.Language) (string, error) {
	line, err := b.sources(facts, lang)
	return strings.TrimPrefix(line, "\n"), err
}

// tight leaves out the spaces between Chinese and a figure, a blank or a Latin word, which
// papers do without.
func tight(text string) string {
	var out strings.Builder
	out.Grow(len(text))
	var before rune
	for i, r := range text {
		if r == ' ' {
			after, _ := utf8.DecodeRuneInString(text[i+1:])
			if isChinese(before) && isFigure(after) || isFigure(before) && isChinese(after) {
				continue
			}
		}
		out.WriteRune(r)
		before = r
	}
	return out.String()
}

func isChinese(r rune) bool { return r >= 0x2e80 && r != '＿' || r == '“' || r == '”' }

func isFigure(r rune) bool {
	return r == '＿' || r == '%' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
}

// parseBlocks reads the lines of a letter that has been filled in: see letters.toml.
func parseBlocks(text string) []Block {
	var blocks []Block
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		block := parseBlock(line)
		if n := len(blocks); block.Kind == Table && n > 0 && blocks[n-1].Kind == Table {
			blocks[n-1].Rows = append(blocks[n-1].Rows, block.Rows...)
			continue
		}
		blocks = append(blocks, block)
	}
	return blocks
}

// marks are what lines that are no paragraphs begin with.
var marks = []struct {
	mark   string
	kind   BlockKind
	ticked bool
}{{"## ", Heading, false}, {"- ", Item, false}, {"[ ] ", Box, false}, {"[x] ", Box, true}, {"sign: ", Signature, false}}

func parseBlock(line string) Block {
	for _, m := range marks {
		if rest, ok := strings.CutPrefix(line, m.mark); ok {
			return Block{Kind: m.kind, Text: rest, Ticked: m.ticked}
		}
	}
	if row, ok := strings.CutPrefix(line, "| "); ok {
		cells := strings.Split(strings.TrimSuffix(row, " |"), " | ")
		return Block{Kind: Table, Rows: [][]string{cells}}
	}
	return Block{Kind: Paragraph, Text: line}
}

// chineseDay writes a day as letters do.
func chineseDay(d calc.Date) string {
	return fmt.Sprintf("%d 年 %d 月 %d 日", d.Year, d.Month, d.Day)
}
