package understand

import (
	"strconv"
	"strings"
	"time"

	"xieshang/calc"
	"xieshang/dialog/phrase"
)

// Month reads a month, and returns its first day: 明年3月, 上个月, 半年前, in three months.
// A bare month is the nearest one on the side that ask says. Errors are those of [Date].
func Month(text string, ask Ask, today calc.Date) (Reading[calc.Date], error) {
	said := strings.ToLower(string(fold(text).runes))
	if newMessage(text).saysUnknown() {
		return Reading[calc.Date]{Kind: Unknown}, nil
	}
	first := calc.Date{Year: today.Year, Month: today.Month, Day: 1}
	for _, relative := range relativeMonths {
		if m := relative.form.FindStringSubmatch(said); m != nil {
			return exactly(first.AddMonths(relative.months(m), 1)), nil
		}
	}
	if month, year, ok := namedMonth(said, today.Year); ok {
		return exactly(nearestMonth(calc.Date{Year: year, Month: month, Day: 1}, year != 0, ask, first)), nil
	}
	day, err := Date(text, ask, today)
	if err == nil && day.Kind == Exact {
		day = exactly(day.Value.AddMonths(0, 1))
	}
	return day, err
}

// relativeMonths are the words that count months from this one.
var relativeMonths = []struct {
	form   *phrase.Pattern
	months func([]string) int
}{
	{phrase.MustCompile(`上上个?月`), months(-2)},
	{phrase.MustCompile(`上个?月|last month`), months(-1)},
	{phrase.MustCompile(`[这本]个?月|最近|this month`), months(0)},
	{phrase.MustCompile(`下下个?月`), months(2)},
	{phrase.MustCompile(`下个?月|next month`), months(1)},
	{phrase.MustCompile(`半年多?以?之?前|half a year ago`), months(-6)},
	{phrase.MustCompile(`半年多?以?之?[后内]|in half a year`), months(6)},
	{phrase.MustCompile(`([0-9]+|[一二两三四五六七八九十])个?多?月(?:以|之)?前|([0-9]+) months? ago`), counted(-1)},
	{phrase.MustCompile(`([0-9]+|[一二两三四五六七八九十])个?多?月(?:以|之)?[后内]|in ([0-9]+) months?`), counted(1)},
	{phrase.MustCompile(`([0-9]|[一二两三四五六七八九])年多?(?:以|之)?前|([0-9]) years? ago`), counted(-12)},
	{phrase.MustCompile(`([0-9]|[一二两三四五六七八九])年多?(?:以|之)?[后内]|in ([0-9]) years?`), counted(12)},
}

func months(n int) func([]string) int { return func([]string) int { return n } }

func counted(each int) func([]string) int {
	return func(m []string) int {
		return each * smallNumber(m[1]+m[2])
	}
}

// smallNumber reads 1 to 12 in digits or Chinese.
func smallNumber(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return min(n, 600)
	}
	chinese := map[string]int{"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "十一": 11, "十二": 12}
	return chinese[s]
}

var (
	chineseMonth = phrase.MustCompile(`(?:^|[^0-9一二三四五六七八九十])(?:(20[0-9]{2}|[0-9]{2})年|(前年|去年|今年|明年|后年)的?)?(1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?(?:[^0-9一二三四五六七八九十]|$)`)
	englishMonth = phrase.MustCompile(`\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?: (20[0-9]{2}))?(?:[^0-9]|$)`)
)

// namedMonth reads a month by its name; the year is 0 where none is said.
func namedMonth(said string, thisYear int) (time.Month, int, bool) {
	if m := chineseMonth.FindStringSubmatch(said); m != nil {
		year, _ := strconv.Atoi(m[1])
		if year > 0 && year < 100 {
			year += 2000
		}
		if shift, ok := map[string]int{"前年": -2, "去年": -1, "今年": 0, "明年": 1, "后年": 2}[m[2]]; ok {
			year = thisYear + shift
		}
		return time.Month(smallNumber(m[3])), year, true
	}
	if m := englishMonth.FindStringSubmatch(said); m != nil {
		parsed, err := time.Parse("Jan", strings.ToUpper(m[1][:1])+m[1][1:])
		year, _ := strconv.Atoi(m[2])
		return parsed.Month(), year, err == nil
	}
	return 0, 0, false
}

// nearestMonth gives a month without a year the year that puts it on the right side of now.
func nearestMonth(month calc.Date, yearSaid bool, ask Ask, now calc.Date) calc.Date {
	if yearSaid {
		return month
	}
	month.Year = now.Year
	switch {
	case ask == Coming && month.Before(now):
		month.Year++
	case ask != Coming && month.After(now):
		month.Year--
	}
	return month
}
