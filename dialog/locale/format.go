package locale

import (
	"fmt"
	"html"
	"strconv"
	"text/template"
	"time"

	"xieshang/calc"
)

// format prints a value: amounts and days the way the language writes them, strings escaped
// for HTML.
func (p *Printer) format(value any) string {
	switch v := value.(type) {
	case HTML:
		return string(v)
	case string:
		return html.EscapeString(v)
	case int:
		return strconv.Itoa(v)
	case calc.Money:
		return v.Grouped()
	case calc.Date:
		return p.Date(v)
	case time.Time:
		return Clock(v)
	default:
		return fmt.Sprint(v)
	}
}

// isSet reports whether a value is there: nothing, 0, false and an empty string are not, but an
// amount of nothing is an amount.
func isSet(value any) bool {
	switch v := value.(type) {
	case bool:
		return v
	case string:
		return v != ""
	case HTML:
		return v != ""
	case int:
		return v != 0
	case calc.Money, calc.Date, time.Time:
		return true
	default:
		truth, _ := template.IsTrue(v)
		return truth
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
