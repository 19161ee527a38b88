package document

import (
	"fmt"
	"html"
	"strings"
	"unicode/utf8"
)

// MaxMessage is how many characters a message of a chat may have.
const MaxMessage = 4096

// print makes a paper a file of a format.
func (p Paper) print(press *Press, f Format) ([]byte, error) {
	switch f {
	case PDF:
		return press.pdf(p)
	case DOCX:
		return press.docx(p)
	case Text:
		return []byte(strings.Join(p.parts(plainText), "\n\n") + "\n"), nil
	}
	return nil, fmt.Errorf("%q is no format of papers", f)
}

// Messages returns the paper as messages of a chat: HTML as dialog.Message.Text has it, each at
// most [MaxMessage] characters, broken between blocks where possible.
func (p Paper) Messages() []string {
	var messages []string
	message := ""
	for _, part := range p.parts(chatText) {
		for _, piece := range pieceOut(part, MaxMessage) {
			if message != "" && utf8.RuneCountInString(message)+2+utf8.RuneCountInString(piece) > MaxMessage {
				messages, message = append(messages, message), ""
			}
			if message != "" {
				message += "\n\n"
			}
			message += piece
		}
	}
	return append(messages, message)
}

// style is how the parts of a paper are written as text.
type style struct {
	text   func(string) string // a piece of text as it is
	strong func(string) string
	table  func(string) string // text whose columns stand below each other
}

func asIs(s string) string { return s }

var (
	plainText = style{asIs, asIs, asIs}
	chatText  = style{
		html.EscapeString,
		func(s string) string { return "<b>" + html.EscapeString(s) + "</b>" },
		func(s string) string { return "<pre>" + html.EscapeString(s) + "</pre>" },
	}
)

// parts writes the paper block by block.
func (p Paper) parts(s style) []string {
	head := s.strong(p.Title)
	if p.Subtitle != "" {
		head += "\n" + s.text(p.Subtitle)
	}
	parts := []string{head}
	for _, b := range p.Blocks {
		if part := s.block(b); part != "" {
			parts = append(parts, part)
		}
	}
	if p.Foot != "" {
		parts = append(parts, s.text(p.Foot))
	}
	return parts
}

func (s style) block(b Block) string {
	switch b := b.(type) {
	case Heading:
		return s.strong(string(b))
	case Paragraph:
		return s.text(string(b))
	case Remark:
		return s.text(string(b))
	case Right:
		return s.text(string(b))
	case Fields:
		return s.lines(len(b), func(i int) string { return b[i].Name + separator(b[i].Name) + b[i].Value })
	case Checks:
		return s.lines(len(b), func(i int) string { return box(b[i].Ticked) + " " + b[i].Text })
	case Items:
		return s.lines(len(b), func(i int) string { return Line(b[i]) })
	case Signature:
		return s.text(b.Name + separator(b.Name) + Blank + "　　" + b.Date + separator(b.Date) + Blank)
	case Table:
		return s.table(b.Text())
	}
	return ""
}

// Line writes one of a list as a line of its own, behind its number or a dot.
func Line(item string) string {
	if number, _ := Number(item); number != "" {
		return item
	}
	return "· " + item
}

func (s style) lines(n int, line func(int) string) string {
	var lines []string
	for i := range n {
		lines = append(lines, s.text(line(i)))
	}
	return strings.Join(lines, "\n")
}

// separator stands between a name and its value.
func separator(name string) string {
	if last, _ := utf8.DecodeLastRuneInString(name); last < 0x2e80 {
		return ": "
	}
	return "："
}

func box(ticked bool) string {
	if ticked {
		return "☑"
	}
	return "☐"
}

// Text writes a table with its columns below each other, where every Chinese character is
// as wide as two others.
func (t Table) Text() string {
	rows := t.all()
	widths := make([]int, len(t.Columns))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], cells(cell))
		}
	}
	var lines []string
	for _, row := range rows {
		var line []string
		for i, cell := range row {
			gap := strings.Repeat(" ", widths[i]-cells(cell))
			if t.Columns[i].Right {
				line = append(line, gap+cell)
			} else {
				line = append(line, cell+gap)
			}
		}
		lines = append(lines, strings.TrimRight(strings.Join(line, " "), " "))
	}
	return strings.Join(lines, "\n")
}

// all returns the heads, the rows and the sum, each as long as there are columns.
func (t Table) all() [][]string {
	heads := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		heads[i] = c.Head
	}
	rows := [][]string{heads}
	for _, row := range t.Rows {
		rows = append(rows, t.full(row))
	}
	if t.Sum != nil {
		rows = append(rows, t.full(t.Sum))
	}
	return rows
}

// full fills a row up with empty cells.
func (t Table) full(row []string) []string {
	whole := make([]string, len(t.Columns))
	copy(whole, row)
	return whole
}

// cells is how many columns of a terminal a text takes.
func cells(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r >= 0x2e80 {
			n++
		}
	}
	return n
}

// pieceOut cuts a part that is too long for one message: after lines, and if need be
// within one. What is cut inside a table is a table on both sides.
func pieceOut(part string, most int) []string {
	if utf8.RuneCountInString(part) <= most {
		return []string{part}
	}
	open, shut := "", ""
	if inner, ok := strings.CutPrefix(part, "<pre>"); ok {
		open, shut = "<pre>", "</pre>"
		part = strings.TrimSuffix(inner, shut)
	} else if inner, ok := strings.CutPrefix(part, "<b>"); ok {
		open, shut = "<b>", "</b>"
		part = strings.TrimSuffix(inner, shut)
	}
	most -= len(open) + len(shut)
	var pieces []string
	piece := ""
	for line := range strings.SplitAfterSeq(part, "\n") {
		for _, bit := range chop(line, most) {
			if utf8.RuneCountInString(piece)+utf8.RuneCountInString(bit) > most {
				pieces, piece = append(pieces, open+strings.TrimRight(piece, "\n")+shut), ""
			}
			piece += bit
		}
	}
	return append(pieces, open+strings.TrimRight(piece, "\n")+shut)
}

// chop cuts a line of escaped text into bits of at most so many characters, none within an
// escaped character.
func chop(line string, most int) []string {
	var bits []string
	var bit strings.Builder
	n := 0
	for line != "" {
		_, size := utf8.DecodeRuneInString(line)
		if end := strings.IndexByte(line, ';'); line[0] == '&' && end > 0 && end < 7 {
			size = end + 1
		}
		if long := utf8.RuneCountInString(line[:size]); n+long > most {
			bits = append(bits, bit.String())
			bit.Reset()
			n = long
		} else {
			n += long
		}
		bit.WriteString(line[:size])
		line = line[size:]
	}
	return append(bits, bit.String())
}
