package document

import (
	"bytes"
	"fmt"
	"time"

	"github.com/signintech/gopdf"
)

// The measures of a page, in points: A4 with margins of 20 mm.
const (
	pageWidth  = 595.28
	pageHeight = 841.89
	margin     = 56.7
	textWidth  = pageWidth - 2*margin
	textBottom = pageHeight - margin - 26 // above the foot
)

// The sizes of type, in points.
const (
	titleSize   = 18
	headingSize = 12.5
	bodySize    = 10.5
	tableSize   = 9.5
	smallSize   = 8
)

// ink is how dark something is: 0 black, 255 white.
type ink uint8

const (
	black ink = 0x1e
	grey  ink = 0x6b
	light ink = 0xc4
	pale  ink = 0xf1
)

// mark is one thing on a page: a text whose baseline begins at x, y, or a bar.
type mark struct {
	x, y float64
	ink  ink
	// a text
	text string
	size float64
	// a bar, or the frame of one
	width, height float64
	frame         bool
}

// pdf prints a paper as PDF.
func (p *Press) pdf(paper Paper) ([]byte, error) {
	pages := p.lay(paper)
	var g gopdf.GoPdf
	g.Start(gopdf.Config{PageSize: gopdf.Rect{W: pageWidth, H: pageHeight}})
	g.SetInfo(gopdf.PdfInfo{Title: p.known(paper.Title), Producer: "xieshang",
		CreationDate: time.Date(paper.Made.Year, paper.Made.Month, paper.Made.Day, 0, 0, 0, 0, time.UTC)})
	if err := g.AddTTFFontFromFontContainer(fontName, p.glyphs); err != nil {
		return nil, err
	}
	for _, page := range pages {
		g.AddPage()
		for _, m := range page {
			if err := put(&g, m); err != nil {
				return nil, err
			}
		}
	}
	var file bytes.Buffer
	if _, err := g.WriteTo(&file); err != nil {
		return nil, err
	}
	return file.Bytes(), nil
}

// put draws a mark on the page that is open.
func put(g *gopdf.GoPdf, m mark) error {
	switch {
	case m.text != "":
		if err := g.SetFont(fontName, "", m.size); err != nil {
			return err
		}
		g.SetTextColor(uint8(m.ink), uint8(m.ink), uint8(m.ink))
		g.SetXY(m.x, m.y)
		if err := g.Text(m.text); err != nil {
			return fmt.Errorf("set text: %w", err)
		}
	case m.frame:
		g.SetStrokeColor(uint8(m.ink), uint8(m.ink), uint8(m.ink))
		g.SetLineWidth(0.7)
		g.RectFromUpperLeftWithStyle(m.x, m.y, m.width, m.height, "D")
	default:
		g.SetFillColor(uint8(m.ink), uint8(m.ink), uint8(m.ink))
		g.RectFromUpperLeftWithStyle(m.x, m.y, m.width, m.height, "F")
	}
	return nil
}
