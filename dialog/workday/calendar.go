package workday

import (
	"time"

	"xieshang/calc"
)

// Calendar tells working days from days off. It never changes once loaded.
type Calendar struct{ years map[int]year }

// year is what one notice says.
type year struct {
	works map[calc.Date]bool // the days that are not what their weekday says
}

// Day is a working day that was worked out.
type Day struct {
	On calc.Date
	// Estimated says that a day on the way lies beyond the last notice.
	Estimated bool
}

// From returns a day if it is a working day, and otherwise the first one after it.
func (c *Calendar) From(d calc.Date) Day { return c.After(d.AddDays(-1), 1) }

// After returns the nth working day after a day, for n of at least 1.
func (c *Calendar) After(d calc.Date, n int) Day {
	day := Day{On: d}
	for n > 0 {
		day.On = day.On.AddDays(1)
		works, known := c.works(day.On)
		day.Estimated = day.Estimated || !known
		if works {
			n--
		}
	}
	return day
}

// Works reports whether a day is a working day, as far as is known.
func (c *Calendar) Works(d calc.Date) bool {
	works, _ := c.works(d)
	return works
}

// Last returns the last year there is a notice for.
func (c *Calendar) Last() int {
	last := 0
	for y := range c.years {
		last = max(last, y)
	}
	return last
}

// works reports whether a day is a working day, and whether that is certain.
func (c *Calendar) works(d calc.Date) (works, known bool) {
	for _, y := range []int{d.Year, d.Year + 1} { // New Year's holiday may begin in December
		if works, found := c.years[y].works[d]; found {
			return works, true
		}
	}
	known = c.covers(d)
	if !known && fixedHoliday(d) {
		return false, false
	}
	return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday, known
}

// turnOfYear is the day of December from which the next year's notice may name days.
const turnOfYear = 28

// covers reports whether the notices say all about a day.
func (c *Calendar) covers(d calc.Date) bool {
	_, own := c.years[d.Year]
	_, next := c.years[d.Year+1]
	return own && (next || d.Month != time.December || d.Day < turnOfYear)
}

// fixedHoliday reports whether the law makes a day of every year a holiday: New Year's day,
// two days in May and three in October. The others go by the moon or the sun.
func fixedHoliday(d calc.Date) bool {
	switch d.Month {
	case time.January:
		return d.Day == 1
	case time.May:
		return d.Day <= 2
	case time.October:
		return d.Day <= 3
	}
	return false
}
