// Package workday knows on which days banks and courts in mainland China work.
//
// The days come from the State Council's yearly notice, kept as a dated file beside the
// code; an operator's file may replace a year or add the next one. A [Calendar] is made
// once by [Load] and answers two questions:
//
//	last := days.From(served.AddDays(15)) // the day itself, or the first working day after it
//	call := days.After(submitted, 7)      // the seventh working day after a day
//
// Both return a [Day]. Past the last notice only weekends and the holidays with a fixed
// date are known; Day.Estimated then says so, and whoever shows the day must say 预计.
package workday
