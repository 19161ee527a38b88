package document

import "slices"

// pad is the room beside the text of a cell.
const pad = 6

// fields sets names and values in two columns with a fine rule below each row.
func (l *layout) fields(list Fields) {
	names := 76.0 // so that the values of most tables stand below each other
	for _, f := range list {
		names = max(names, l.press.width(l.press.known(f.Name), bodySize))
	}
	names = min(names+14, textWidth*0.42)
	for _, f := range list {
		l.cellRow([]cell{
			{x: margin, lines: l.wrap(f.Name, names-10, bodySize), ink: grey},
			{x: margin + names, lines: l.wrap(f.Value, textWidth-names, bodySize), ink: black},
		}, bodySize, nil)
	}
	l.y += 8
}

// cell is the text of one cell of a row.
type cell struct {
	x     float64
	right float64 // where the lines end, for cells that stand at the right; 0 for others
	lines []string
	ink   ink
}

// cellRow sets a row and a rule below it. A row that is higher than what is left of
// the page begins on the next one; one that is higher than a page goes on there. At the top of a
// page, head is called first.
func (l *layout) cellRow(row []cell, size float64, head func()) {
	const above, below = 3, 3
	height := 0
	for _, c := range row {
		height = max(height, len(c.lines))
	}
	for from := 0; from < height || from == 0; {
		if l.y+above+leading(size)*float64(min(height-from, 6))+below > textBottom && !l.atTop() {
			l.turnPage()
			if head != nil {
				head()
			}
		}
		n := min(height-from, max(1, int((textBottom-l.y-above-below)/leading(size))))
		l.y += above
		for _, c := range row {
			for i, line := range c.lines[min(from, len(c.lines)):min(from+n, len(c.lines))] {
				x := c.x
				if c.right > 0 {
					x = c.right - l.press.width(line, size)
				}
				l.set(x, l.y+float64(i)*leading(size), line, size, c.ink)
			}
		}
		l.y += float64(n)*leading(size) + below
		l.add(mark{x: margin, y: l.y, width: textWidth, height: 0.4, ink: light})
		from += n
	}
}

// tableBegins is the height of the head of a table and its first rows, which stand together.
func tableBegins() float64 { return 4 * (leading(tableSize) + 6) }

// table sets a ruled table; its heads stand again at the top of every page.
func (l *layout) table(t Table) {
	widths := l.columnWidths(t)
	row := func(texts []string, ink ink) []cell {
		var cells []cell
		x := margin
		for i, text := range texts {
			c := cell{x: x + pad, lines: l.wrap(text, widths[i]-2*pad, tableSize), ink: ink}
			if t.Columns[i].Right {
				c.right = x + widths[i] - pad
			}
			cells = append(cells, c)
			x += widths[i]
		}
		return cells
	}
	rows := t.all()
	head := func() {
		cells := row(rows[0], black)
		lines := 1
		for _, c := range cells {
			lines = max(lines, len(c.lines))
		}
		height := float64(lines)*leading(tableSize) + 6
		l.add(mark{x: margin, y: l.y, width: textWidth, height: height, ink: pale})
		l.add(mark{x: margin, y: l.y, width: textWidth, height: 0.8, ink: black})
		l.cellRow(cells, tableSize, nil)
	}
	l.room(tableBegins())
	head()
	for i, texts := range rows[1:] {
		if last := i == len(rows)-2; last && t.Sum != nil {
			l.add(mark{x: margin, y: l.y, width: textWidth, height: 0.8, ink: black})
		}
		l.cellRow(row(texts, black), tableSize, head)
	}
	l.add(mark{x: margin, y: l.y, width: textWidth, height: 0.8, ink: black})
	l.y += 10
}

// columnWidths shares the width of the page among the columns: to each what its longest text
// takes, and if that is too much, the long ones share what the short ones leave.
func (l *layout) columnWidths(t Table) []float64 {
	wants := make([]float64, len(t.Columns))
	for _, row := range t.all() {
		for i, text := range row {
			for _, line := range l.wrap(text, 1e9, tableSize) {
				wants[i] = max(wants[i], l.press.width(line, tableSize)+2*pad)
			}
		}
	}
	return shareOut(wants, textWidth)
}

// shareOut gives everyone what they want where there is enough, and spreads what is over; where
// there is not, it gives the small ones what they want and the others equal parts.
func shareOut(wants []float64, have float64) []float64 {
	order := make([]int, len(wants))
	total := 0.0
	for i := range wants {
		order[i] = i
		total += wants[i]
	}
	gets := make([]float64, len(wants))
	if total <= have {
		for i := range wants {
			gets[i] = wants[i] * have / max(total, 1)
		}
		return gets
	}
	slices.SortStableFunc(order, func(a, b int) int {
		if wants[a] < wants[b] {
			return -1
		}
		return 1
	})
	for k, i := range order {
		gets[i] = min(wants[i], have/float64(len(order)-k))
		have -= gets[i]
	}
	return gets
}
