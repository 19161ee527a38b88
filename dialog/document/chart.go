package document

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// Chart is a picture of bars. It is drawn wide and in large type, so that it can be read on a
// phone, where it is less than half as wide. Bars differ by their sign or their filling as
// well as by colour, and the colours can be told apart by the colour-blind.
type Chart struct {
	Title  string
	Note   string // below the title; may be empty
	Legend []Shade
	// Either rows of bars from left to right, or columns side by side.
	Rows    []ChartRow
	Heads   [2]string // over the two bars of each row
	Limit   float64   // drawn as a line across the second bars; 0 for none
	LimitAs string    // the words at that line
	Columns []ChartColumn
}

// ChartRow is a name with two bars.
type ChartRow struct {
	Name  string
	Bars  [2]Bar
	Shade Shade
}

// Bar is an amount and the words beside its bar.
type Bar struct {
	Amount float64
	Words  string
}

// ChartColumn is an amount, of which a part is done.
type ChartColumn struct {
	Name   string // below the column, where there is room for it
	Group  string // below the name, where a group of columns begins; "" for none
	Amount float64
	Done   float64
	Rest   Shade // what is not done
}

// Shade is a colour with what it means.
type Shade struct {
	Paint Paint
	Words string
}

// Paint is a colour of charts.
type Paint int

// The paints: those of Okabe and Ito, which the colour-blind can tell apart.
const (
	Blue Paint = iota
	Orange
	Vermilion
	Grey
	Hollow // only an outline
)

var paints = map[Paint]color.RGBA{
	Blue:      {0x00, 0x72, 0xb2, 0xff},
	Orange:    {0xe6, 0x9f, 0x00, 0xff},
	Vermilion: {0xd5, 0x5e, 0x00, 0xff},
	Grey:      {0x8a, 0x8a, 0x8a, 0xff},
	Hollow:    {0xe9, 0xee, 0xf2, 0xff},
}

// The measures of a chart, in dots.
const (
	chartWidth  = 1000
	chartHeight = 560
	chartEdge   = 36
)

var (
	chartInk   = color.RGBA{0x1e, 0x1e, 0x1e, 0xff}
	chartFaint = color.RGBA{0x5a, 0x5a, 0x5a, 0xff}
	chartRule  = color.RGBA{0xc8, 0xc8, 0xc8, 0xff}
)

func (c Chart) print(p *Press, f Format) ([]byte, error) {
	if f != PNG {
		return nil, fmt.Errorf("%q is no format of charts", f)
	}
	b, err := newBoard(p)
	if err != nil {
		return nil, err
	}
	top := b.head(c)
	if c.Columns != nil {
		b.columns(c, top)
	} else {
		b.rows(c, top)
	}
	b.legend(c.Legend)
	var file bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&file, b.image); err != nil {
		return nil, err
	}
	return file.Bytes(), nil
}

// board is a chart while it is drawn.
type board struct {
	image *image.RGBA
	press *Press
	faces map[int]font.Face
}

// The sizes of type on a chart, in dots.
const (
	chartTitle = 38
	chartText  = 29
	chartSmall = 26
)

func newBoard(p *Press) (*board, error) {
	b := &board{image: image.NewRGBA(image.Rect(0, 0, chartWidth, chartHeight)), press: p, faces: map[int]font.Face{}}
	draw.Draw(b.image, b.image.Bounds(), image.White, image.Point{}, draw.Src)
	for _, size := range []int{chartTitle, chartText, chartSmall} {
		face, err := opentype.NewFace(p.outlines, &opentype.FaceOptions{Size: float64(size), DPI: 72, Hinting: font.HintingNone})
		if err != nil {
			return nil, err
		}
		b.faces[size] = face
	}
	return b, nil
}

// fill paints a rectangle.
func (b *board) fill(x, y, width, height float64, c color.Color) {
	r := image.Rect(round(x), round(y), round(x+width), round(y+height))
	draw.Draw(b.image, r, image.NewUniform(c), image.Point{}, draw.Src)
}

func round(x float64) int { return int(math.Round(x)) }

// bar paints a bar; a hollow one has an outline. It is at least a line wide.
func (b *board) bar(x, y, width, height float64, p Paint) {
	width, height = max(width, 2), max(height, 2)
	b.fill(x, y, width, height, paints[p])
	if p == Hollow && width > 4 && height > 4 {
		for _, side := range [][4]float64{{x, y, width, 2}, {x, y + height - 2, width, 2}, {x, y, 2, height}, {x + width - 2, y, 2, height}} {
			b.fill(side[0], side[1], side[2], side[3], paints[Grey])
		}
	}
}

// wide is how wide a text is.
func (b *board) wide(text string, size int) float64 {
	return b.press.width(b.press.known(text), float64(size))
}

// write sets a text with the top of its line at y.
func (b *board) write(x, y float64, text string, size int, c color.Color) {
	d := font.Drawer{Dst: b.image, Src: image.NewUniform(c), Face: b.faces[size],
		Dot: fixed.Point26_6{X: fixed.Int26_6(x * 64), Y: fixed.Int26_6((y + float64(size)*0.94) * 64)}}
	d.DrawString(b.press.known(text))
}

// fit is the largest size at which a text is no wider than width, from size downwards; what is
// too wide at the smallest is cut.
func (b *board) fit(text string, width float64, size int) (string, int) {
	for _, s := range []int{chartTitle, chartText, chartSmall} {
		if s <= size && b.wide(text, s) <= width {
			return text, s
		}
	}
	runes := []rune(text)
	for len(runes) > 1 && b.wide(string(runes)+"…", chartSmall) > width {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…", chartSmall
}

// head sets title and note and returns where the chart begins.
func (b *board) head(c Chart) float64 {
	title, size := b.fit(c.Title, chartWidth-2*chartEdge, chartTitle)
	b.write(chartEdge, 24, title, size, chartInk)
	if c.Note == "" {
		return 88
	}
	note, size := b.fit(c.Note, chartWidth-2*chartEdge, chartText)
	b.write(chartEdge, 78, note, size, chartFaint)
	return 128
}

// legend stands at the bottom.
func (b *board) legend(shades []Shade) {
	x, y := float64(chartEdge), float64(chartHeight-50)
	for _, s := range shades {
		b.bar(x, y+4, 26, 26, s.Paint)
		b.write(x+36, y, s.Words, chartSmall, chartInk)
		x += 36 + b.wide(s.Words, chartSmall) + 34
	}
}

// rows draws names with two bars each, the words below each other at the right of the bars,
// where no bar and no line crosses them.
func (b *board) rows(c Chart, top float64) {
	names := 0.0
	for _, r := range c.Rows {
		names = max(names, b.wide(r.Name, chartText))
	}
	names = min(names+20, 300)
	panel := (chartWidth - 2*chartEdge - names) / 2
	const headRoom = 46
	limitRoom := 0.0
	if c.Limit > 0 {
		limitRoom = 36
	}
	bottom := chartHeight - 66 - limitRoom
	step := (bottom - top - headRoom) / float64(max(1, len(c.Rows)))
	height := min(step*0.62, 50)
	for side := range 2 {
		x := chartEdge + names + float64(side)*panel
		head, size := b.fit(c.Heads[side], panel-16, chartText)
		b.write(x, top, head, size, chartFaint)
		longest, words := 0.0, 0.0
		for _, r := range c.Rows {
			longest = max(longest, r.Bars[side].Amount)
			words = max(words, b.wide(r.Bars[side].Words, chartText))
		}
		if side == 1 {
			longest = max(longest, c.Limit)
		}
		scale := (panel - words - 44) / max(longest, 1)
		for i, r := range c.Rows {
			y := top + headRoom + float64(i)*step + (step-height)/2
			if side == 0 {
				name, size := b.fit(r.Name, names-14, chartText)
				b.write(chartEdge, y+(height-chartText)/2-4, name, size, chartInk)
			}
			if r.Bars[side].Amount > 0 {
				b.bar(x, y, r.Bars[side].Amount*scale, height, r.Shade.Paint)
			}
			words, size := b.fit(r.Bars[side].Words, panel-24, chartText)
			b.write(x+panel-24-b.wide(words, size), y+(height-chartText)/2-4, words, size, chartInk)
		}
		b.fill(x-1, top+headRoom, 2, bottom-top-headRoom, chartRule)
		if side == 1 && c.Limit > 0 {
			at := x + c.Limit*scale
			for y := top + headRoom; y < bottom; y += 14 {
				b.fill(at-1.5, y, 3, 8, chartInk)
			}
			words, size := b.fit(c.LimitAs, panel, chartSmall)
			b.write(min(max(x, at-b.wide(words, size)/2), chartWidth-chartEdge-b.wide(words, size)), bottom+6, words, size, chartInk)
		}
	}
}

// columns draws columns side by side, what is done from the bottom up.
func (b *board) columns(c Chart, top float64) {
	const names = 78
	bottom := float64(chartHeight - 66 - names)
	top += 16
	highest := 1.0
	for _, col := range c.Columns {
		highest = max(highest, col.Amount)
	}
	step := float64(chartWidth-2*chartEdge) / float64(len(c.Columns))
	width := min(step*0.74, 90)
	free, freeBelow := 0.0, 0.0 // where the next name may begin
	for i, col := range c.Columns {
		x := chartEdge + float64(i)*step + (step-width)/2
		height := (bottom - top) * col.Amount / highest
		done := height * col.Done / max(col.Amount, 1e-9)
		if done < height {
			b.bar(x, bottom-height, width, height-done, col.Rest.Paint)
		}
		if done > 0 {
			b.bar(x, bottom-done, width, done, Blue)
		}
		if at := x + width/2 - b.wide(col.Name, chartSmall)/2; at >= free {
			b.write(at, bottom+8, col.Name, chartSmall, chartFaint)
			free = at + b.wide(col.Name, chartSmall) + 5
		}
		if at := min(x, chartWidth-chartEdge-b.wide(col.Group, chartSmall)); col.Group != "" && at >= freeBelow {
			b.write(at, bottom+40, col.Group, chartSmall, chartFaint)
			freeBelow = at + b.wide(col.Group, chartSmall) + 14
		}
	}
	b.fill(chartEdge, bottom, chartWidth-2*chartEdge, 2, chartInk)
}
