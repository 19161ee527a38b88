package calc

import (
	"fmt"
	"strconv"
	"time"
)

// Date is a civil day without time or zone. Dates compare with ==; the zero value means "no date".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf returns the day on which t falls in t's own location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// ParseDate reads an ISO date, "2026-12-15". Days that do not exist are refused with a [*FieldError].
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, &FieldError{Problem: fmt.Sprintf("%.20q is not a date such as 2026-12-15", s)}
	}
	return DateOf(t), nil
}

// IsZero reports whether d is "no date".
func (d Date) IsZero() bool { return d == Date{} }

// At returns the instant hour:00 on day d in loc.
func (d Date) At(hour int, loc *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, hour, 0, 0, 0, loc)
}

func (d Date) utc() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// AddDays returns the day n days later (earlier if n is negative).
func (d Date) AddDays(n int) Date { return DateOf(d.utc().AddDate(0, 0, n)) }

// AddMonths returns the given day of the month n months after d's month, or that
// month's last day if it is shorter: day 31 gives 31 Jan, 28 Feb, 31 Mar.
func (d Date) AddMonths(n, day int) Date {
	months := d.Year*12 + int(d.Month) - 1 + n
	year, month := months/12, time.Month(months%12+1)
	return Date{year, month, min(max(day, 1), daysIn(year, month))}
}

func daysIn(year int, month time.Month) int {
	switch month {
	case time.February:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case time.April, time.June, time.September, time.November:
		return 30
	}
	return 31
}

// checkDate refuses with a [*FieldError] of that name what is not a day of the years 2000 to 2199.
func checkDate(field string, d Date) error {
	if d.Year < 2000 || d.Year > 2199 {
		return &FieldError{field, fmt.Sprintf("%d is not a year from 2000 to 2199", d.Year)}
	}
	if d.Month < 1 || d.Month > 12 || d.Day < 1 || d.Day > daysIn(d.Year, d.Month) {
		return &FieldError{field, fmt.Sprintf("%s does not exist", d)}
	}
	return nil
}

// DaysSince returns the number of days from other to d; negative if d is earlier.
func (d Date) DaysSince(other Date) int {
	return int(d.utc().Sub(other.utc()) / (24 * time.Hour))
}

// Before reports whether d is earlier than other.
func (d Date) Before(other Date) bool { return d.utc().Before(other.utc()) }

// After reports whether d is later than other.
func (d Date) After(other Date) bool { return other.Before(d) }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.utc().Weekday() }

// String prints the ISO form, "2026-12-15", and "" for the zero value.
func (d Date) String() string { return string(d.text()) }

func (d Date) text() []byte {
	if d.IsZero() {
		return nil
	}
	b := appendPadded(make([]byte, 0, len(time.DateOnly)), d.Year, 1000)
	b = appendPadded(append(b, '-'), int(d.Month), 10)
	return appendPadded(append(b, '-'), d.Day, 10)
}

// appendPadded appends n, with zeros before it from a decimal place on.
func appendPadded(b []byte, n, place int) []byte {
	for ; place > 1 && n < place; place /= 10 {
		b = append(b, '0')
	}
	return strconv.AppendInt(b, int64(n), 10)
}

// MarshalText writes the ISO form, or nothing for the zero value.
func (d Date) MarshalText() ([]byte, error) { return d.text(), nil }

// UnmarshalText reads what [ParseDate] reads, and nothing as the zero value.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}
