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
	begin := day.At(0, china)
	end := begin.Add(24 * time.Hour)
	at := day.At(hour, place)
	switch {
	case !at.Before(end): // far in the west
		at = day.AddDays(-1).At(hour, place)
	case at.Before(begin.Add(2 * time.Hour)): // in the early hours in the east, or clocks were changed
		if next := day.AddDays(1).At(hour, place); next.Before(end) {
			at = next
		}
	}
	if at.Before(begin) {
		return begin.In(place)
	}
	return at
}
