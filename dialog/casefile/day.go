package casefile

import (
	"time"

	"xieshang/calc"
)

// china is where lenders and courts are: the days they name begin and end by its clocks,
// wherever the person lives.
var china = time.FixedZone("UTC+08:00", 8*60*60)

// InChina is a moment as clocks in China show it.
func InChina(at time.Time) time.Time { return at.In(china) }

// DayOf returns the day in China at a moment.
func DayOf(at time.Time) calc.Date { return calc.DateOf(InChina(at)) }

// HourOn returns the moment of a day in China at which the clocks of a place show an hour:
// the last one, where there are two. On the day on which they are put back past it there is
// none, and the day's beginning is returned.
func HourOn(day calc.Date, hour int, place *time.Location) time.Time {
	begin, end := day.At(0, china), day.AddDays(1).At(0, china)
	there := day.AddDays(1) // the day there, at the most
	for !there.At(hour, place).Before(end) {
		there = there.AddDays(-1)
	}
	if at := there.At(hour, place); at.After(begin) {
		return at
	}
	return begin.In(place)
}
