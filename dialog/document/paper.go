package document

import (
	"regexp"

	"xieshang/calc"
)

// Sheet is something that a [Press] can print: a [Paper], a [Chart], a [Calendar] or a [File].
type Sheet interface {
	print(*Press, Format) ([]byte, error)
}

// Format is what a sheet is printed as, named as file names end.
type Format string

// The formats. A [Paper] can be had as PDF, DOCX and Text, a [Chart] as PNG, a [Calendar] as ICS.
const (
	PDF  Format = "pdf"
	DOCX Format = "docx"
	Text Format = "txt"
	PNG  Format = "png"
	ICS  Format = "ics"
)

// File is a sheet that is printed already.
type File []byte

func (f File) print(*Press, Format) ([]byte, error) { return f, nil }

// Paper is a document made of text and tables.
//
// All texts are plain, in one language. A blank that is filled in by hand is a run of ＿
// (U+FF3F), as in [Blank]; it is kept together. Line breaks in a text are kept.
type Paper struct {
	Title    string
	Subtitle string // one line below the title; may be empty
	Blocks   []Block
	// Foot stands at the bottom of every page: where the figures come from, as of when,
	// and that it is no legal advice where the paper advises.
	Foot string
	// PageOf words the page number with two %d, the page and how many there are;
	// empty: "1 / 2".
	PageOf string
	Made   calc.Date // the day the paper is made on
}

// Blank is filled in by hand.
const Blank = "＿＿＿＿"

// A Block is one part of a paper, from top to bottom.
type Block interface{ block() }

// Heading opens a section.
type Heading string

// Paragraph is running text.
type Paragraph string

// Remark is text that has to be seen: it stands in a frame.
type Remark string

// Right is a line at the right margin, such as the day a letter is dated.
type Right string

// Fields is a table of names and values.
type Fields []Field

// Field is one name with its value.
type Field struct{ Name, Value string }

// Table is ruled, with a line of heads. A row shorter than the heads is filled up with
// empty cells. Sum stands below a stronger rule; nil for none.
type Table struct {
	Columns []Column
	Rows    [][]string
	Sum     []string
}

// Column is the head of a column of a [Table].
type Column struct {
	Head  string
	Right bool // amounts and counts stand at the right
}

// Checks is a list of boxes, ticked or to be ticked by hand.
type Checks []Check

// Check is one box with what it stands for.
type Check struct {
	Text   string
	Ticked bool
}

// Items is a list, each with a mark in front. A text that begins with its number, as
// "（一）分期", is marked by that.
type Items []string

// itemNumber is the number at the beginning of an item.
var itemNumber = regexp.MustCompile(`^（[一二三四五六七八九十]+）`)

// Number takes the number that an item begins with from its text; it is empty for an item
// without one.
func Number(item string) (number, text string) {
	number = itemNumber.FindString(item)
	return number, item[len(number):]
}

// Signature is where the paper is signed and dated by hand; each word is followed by a blank.
type Signature struct{ Name, Date string }

// NewPage makes what follows stand on a page of its own.
type NewPage struct{}

func (Heading) block()   {}
func (Paragraph) block() {}
func (Remark) block()    {}
func (Right) block()     {}
func (Fields) block()    {}
func (Table) block()     {}
func (Checks) block()    {}
func (Items) block()     {}
func (Signature) block() {}
func (NewPage) block()   {}
