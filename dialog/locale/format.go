package locale

import (
	"fmt"
	"time"

	"xieshang/calc"
)

// format prints amounts and days the way the language writes them, and leaves the rest alone.
func (p *Printer) format(value any) any {
	switch v := value.(type) {
	case calc.Money:
		return v.Grouped()
	case calc.Date:
		return p.Date(v)
	case time.Time:
		return Clock(v)
	default:
		return value
	}
}

// Clock prints a time of day where the person lives; Telegram shows it in the zone that
// the reader's phone is in.
func Clock(at time.Time) string {
	return fmt.Sprintf(`<tg-time unix="%d" format="t">%s</tg-time>`, at.Unix(), at.Format("15:04"))
}

// Date prints a day: "2026 年 12 月 15 日", "15 Dec 2026".
func (p *Printer) Date(d calc.Date) string {
	if p.Language == English {
		return fmt.Sprintf("%d %.3s %d", d.Day, d.Month, d.Year)
	}
	return fmt.Sprintf("%d 年 %d 月 %d 日", d.Year, d.Month, d.Day)
}

// Day prints a day of this year without the year: "12 月 15 日", "15 Dec"; days of other years as [Printer.Date].
func (p *Printer) Day(d, today calc.Date) string {
	switch {
	case d.Year != today.Year:
		return p.Date(d)
	case p.Language == English:
		return fmt.Sprintf("%d %.3s", d.Day, d.Month)
	}
	return fmt.Sprintf("%d 月 %d 日", d.Month, d.Day)
}

// Month prints a month: "2028 年 1 月", "Jan 2028".
func (p *Printer) Month(d calc.Date) string {
	if p.Language == English {
		return fmt.Sprintf("%.3s %d", d.Month, d.Year)
	}
	return fmt.Sprintf("%d 年 %d 月", d.Year, d.Month)
}
