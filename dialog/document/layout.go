package document

import (
	"fmt"
	"strings"
)

// layout puts the blocks of a paper on pages, from top to bottom.
type layout struct {
	press *Press
	pages [][]mark
	y     float64 // where the next block begins
}

// lay puts a paper on pages.
func (p *Press) lay(paper Paper) [][]mark {
	l := &layout{press: p}
	l.turnPage()
	l.title(paper)
	for i, b := range paper.Blocks {
		l.keepTogether(paper.Blocks[i:])
		l.block(b)
	}
	l.feet(paper)
	return l.pages
}

func (l *layout) turnPage() {
	l.pages = append(l.pages, nil)
	l.y = margin
}

// atTop reports whether nothing stands on the page yet.
func (l *layout) atTop() bool { return l.y == margin }

// room makes sure that something of a height fits on the page.
func (l *layout) room(height float64) {
	if l.y+height > textBottom && !l.atTop() {
		l.turnPage()
	}
}

func (l *layout) add(m mark) {
	last := len(l.pages) - 1
	l.pages[last] = append(l.pages[last], m)
}

// leading is the height of a line of a size.
func leading(size float64) float64 { return size * 1.6 }

// baseline is how far below the top of its line a text stands.
func baseline(size float64) float64 { return size * 1.18 }

// set puts a line of text at x, with its top at y.
func (l *layout) set(x, y float64, text string, size float64, ink ink) {
	if text != "" {
		l.add(mark{x: x, y: y + baseline(size), text: text, size: size, ink: ink})
	}
}

// wrap breaks a text into lines for a width.
func (l *layout) wrap(text string, width, size float64) []string {
	return breakLines(l.press.known(text), width, func(s string) float64 { return l.press.width(s, size) })
}

// running sets text from x on, line after line, over as many pages as it takes.
func (l *layout) running(x, width float64, text string, size float64, ink ink) {
	for _, line := range l.wrap(text, width, size) {
		l.room(leading(size))
		l.set(x, l.y, line, size, ink)
		l.y += leading(size)
	}
}

func (l *layout) title(p Paper) {
	l.centred(p.Title, titleSize, black)
	if p.Subtitle != "" {
		l.y += 2
		l.centred(p.Subtitle, tableSize, grey)
	}
	l.y += 6
	l.add(mark{x: margin, y: l.y, width: textWidth, height: 0.8, ink: black})
	l.y += 12
}

func (l *layout) centred(text string, size float64, ink ink) {
	for _, line := range l.wrap(text, textWidth, size) {
		l.set(margin+(textWidth-l.press.width(line, size))/2, l.y, line, size, ink)
		l.y += leading(size)
	}
}

// keepTogether begins a new page rather than leaving a heading alone at the foot of one.
func (l *layout) keepTogether(blocks []Block) {
	if _, ok := blocks[0].(Heading); !ok || len(blocks) == 1 {
		return
	}
	begins := 4 * leading(bodySize)
	if _, ok := blocks[1].(Table); ok {
		begins = tableBegins()
	}
	l.room(headingAbove + leading(headingSize) + headingBelow + begins)
}

func (l *layout) block(b Block) {
	switch b := b.(type) {
	case Heading:
		l.heading(string(b))
	case Paragraph:
		l.running(margin, textWidth, string(b), bodySize, black)
		l.y += 5
	case Remark:
		l.remark(string(b))
	case Right:
		l.right(string(b))
	case Fields:
		l.fields(b)
	case Table:
		l.table(b)
	case Checks:
		for _, c := range b {
			l.check(c)
		}
		l.y += 5
	case Items:
		for _, item := range b {
			if number, text := Number(item); number != "" {
				l.item(number, text, l.press.width(number, bodySize)+2)
			} else {
				l.item("•", text, dotIndent)
			}
		}
		l.y += 5
	case Signature:
		l.signature(b)
	case NewPage:
		if !l.atTop() {
			l.turnPage()
		}
	}
}

// The room above and below a heading.
const headingAbove, headingBelow = 9, 4

// heading stands beside a short bar.
func (l *layout) heading(text string) {
	if !l.atTop() {
		l.y += headingAbove
	}
	lines := l.wrap(text, textWidth-10, headingSize)
	height := float64(len(lines)) * leading(headingSize)
	l.room(height)
	l.add(mark{x: margin, y: l.y + 3, width: 2.4, height: height - 6, ink: black})
	for _, line := range lines {
		l.set(margin+9, l.y, line, headingSize, black)
		l.y += leading(headingSize)
	}
	l.y += headingBelow
}

// remark frames a text; one that is longer than a page gets a frame on each.
func (l *layout) remark(text string) {
	const pad = 9
	lines := l.wrap(text, textWidth-2*pad, bodySize)
	for len(lines) > 0 {
		l.room(min(float64(len(lines)), 4)*leading(bodySize) + 2*pad)
		n := min(len(lines), max(1, int((textBottom-l.y-2*pad)/leading(bodySize))))
		height := float64(n)*leading(bodySize) + 2*pad - 4
		l.add(mark{x: margin, y: l.y, width: textWidth, height: height, ink: pale})
		l.add(mark{x: margin, y: l.y, width: textWidth, height: height, ink: light, frame: true})
		for i, line := range lines[:n] {
			l.set(margin+pad, l.y+pad-2+float64(i)*leading(bodySize), line, bodySize, black)
		}
		l.y += height + 8
		lines = lines[n:]
	}
}

func (l *layout) right(text string) {
	for _, line := range l.wrap(text, textWidth, bodySize) {
		l.room(leading(bodySize))
		l.set(margin+textWidth-l.press.width(line, bodySize), l.y, line, bodySize, black)
		l.y += leading(bodySize)
	}
	l.y += 4
}

// check sets a box, with a tick in it or to be ticked.
func (l *layout) check(c Check) {
	const side = 8.5
	l.room(leading(bodySize))
	l.add(mark{x: margin + 1, y: l.y + baseline(bodySize) - side + 0.8, width: side, height: side, ink: grey, frame: true})
	tick := ""
	if c.Ticked {
		tick = "√"
	}
	l.item(tick, c.Text, dotIndent)
}

// dotIndent is where a text begins beside a dot or a box.
const dotIndent = 15

// item sets a text beside its sign.
func (l *layout) item(sign, text string, indent float64) {
	l.room(leading(bodySize))
	l.set(margin+1, l.y, sign, bodySize, black)
	l.running(margin+indent, textWidth-indent, text, bodySize, black)
}

// signature leaves room to sign on, and does not stand alone on a page more than it must.
func (l *layout) signature(s Signature) {
	const line = 110
	l.room(30 + leading(bodySize))
	l.y += 22
	words := []string{l.press.known(s.Name + separator(s.Name)), l.press.known(s.Date + separator(s.Date))}
	x := margin + textWidth - 2*line - 24 - l.press.width(words[0], bodySize) - l.press.width(words[1], bodySize)
	for _, word := range words {
		l.set(x, l.y, word, bodySize, black)
		x += l.press.width(word, bodySize) + 4
		l.add(mark{x: x, y: l.y + leading(bodySize) - 1, width: line, height: 0.6, ink: black})
		x += line + 16
	}
	l.y += leading(bodySize) + 8
}

// feet sets the foot of every page: where the figures come from, and the number of the page.
func (l *layout) feet(p Paper) {
	form := p.PageOf
	if strings.Count(form, "%d") != 2 {
		form = "%d / %d"
	}
	for i := range l.pages {
		number := l.press.known(fmt.Sprintf(form, i+1, len(l.pages)))
		room := textWidth - l.press.width(number, smallSize) - 16
		y := pageHeight - margin - 8
		at := func(m mark) { l.pages[i] = append(l.pages[i], m) }
		at(mark{x: margin, y: y - 5, width: textWidth, height: 0.4, ink: light})
		for k, line := range l.wrap(p.Foot, room, smallSize) {
			if line != "" {
				at(mark{x: margin, y: y + baseline(smallSize) + float64(k)*leading(smallSize), text: line, size: smallSize, ink: grey})
			}
		}
		at(mark{x: margin + textWidth - l.press.width(number, smallSize), y: y + baseline(smallSize), text: number, size: smallSize, ink: grey})
	}
}
