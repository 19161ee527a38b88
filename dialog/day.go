package dialog

import (
	"errors"
	"strconv"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// dayForms are the days that can stand in the middle of a sentence: 15号还了1000.
var dayForms = phrase.MustCompile(`(?i)\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[号號日]?|` +
	`(?:去年|今年|明年)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*月\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[号號日]?|` +
	`(?:上上|上|这|這|本)?(?:个|個)?月?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[号號日]|` +
	`(?:上|这|這|本)?(?:个|個)?(?:周|週|星期|礼拜|禮拜)[一二三四五六日天]|` +
	`大前天|前天|昨天|昨日|昨晚|今天|今早|今晚|[\d一二三四五六七八九十两]+天前|` +
	`\byesterday\b|\btoday\b|\b\d+ days ago\b|` +
	`\b\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?: \d{4})?|` +
	`\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?\b`)

// pastDay reads the day on which something is said to have happened; found is false when
// the message names none. The error is a *refusal "day.future" for a day to come, and
// otherwise that of [understand.Date].
func (t *turn) pastDay(text string) (day calc.Date, found bool, err error) {
	return dayBefore(text, t.today)
}

// dayBefore reads a day up to today.
func dayBefore(text string, today calc.Date) (day calc.Date, found bool, err error) {
	said := dayForms.FindString(text)
	if said == "" {
		return calc.Date{}, false, nil
	}
	if said == "昨晚" {
		said = "昨天"
	}
	reading, err := understand.Date(said, understand.PastDue, today)
	var doubt *understand.Doubt
	if errors.As(err, &doubt) {
		return calc.Date{}, true, notYet(doubt, today)
	}
	switch {
	case err != nil:
		return calc.Date{}, true, err
	case reading.Kind != understand.Exact:
		return calc.Date{}, true, &refusal{key: "day.exact"}
	case reading.Value.After(today):
		return calc.Date{}, true, &refusal{key: "day.future"}
	}
	return reading.Value, true, nil
}

// onPastDay makes a Read of what follows from the day on which something happened. Its errors are
// those of [turn.pastDay].
func onPastDay(follow func(*turn, calc.Date) Name) func(*turn, string) (Name, error) {
	return func(t *turn, text string) (Name, error) {
		if day, found, err := t.pastDay(text); found {
			if err != nil {
				return stay, err
			}
			return follow(t, day), nil
		}
		reading, err := understand.Date(text, understand.PastDue, t.today)
		switch {
		case err != nil:
			return stay, err
		case reading.Kind != understand.Exact:
			return stay, &refusal{key: "day.exact"}
		case reading.Value.After(t.today):
			return stay, &refusal{key: "day.future"}
		}
		return follow(t, reading.Value), nil
	}
}

// onToday makes a Pick of the same, for the one button that says today.
func onToday(follow func(*turn, calc.Date) Name) func(*turn, string) (Name, error) {
	return func(t *turn, _ string) (Name, error) { return follow(t, t.today), nil }
}

// notYet is why a day that can be past or to come cannot be taken: the one to come is the
// nearer one.
func notYet(doubt *understand.Doubt, today calc.Date) error {
	for _, r := range doubt.Readings {
		if d, err := calc.ParseDate(r); err == nil && d.After(today) {
			return &refusal{key: "day.future"}
		}
	}
	return doubt
}

// spanForm is a time within which something is to happen: 20天, 三个工作日内.
var spanForm = phrase.MustCompile(`(?i)(逾期.{0,3}|[过過]去)?(\d{1,3}|[一二两兩三四五六七八九十]{1,3})\s*(?:个|個)?\s*(工作日|工作天|working days|business days|自然日|天|日[之以]?[内內]|days)(前)?`)

// within reads by which day something is promised that is to take so many days; ok is false
// where a message says nothing of the kind.
func (t *turn) within(text string) (by calc.Date, ok bool) {
	m := spanForm.FindStringSubmatch(text)
	if m == nil || m[1] != "" || m[4] != "" {
		return calc.Date{}, false
	}
	days, ok := understand.Count(m[2])
	if !ok || days < 1 {
		return calc.Date{}, false
	}
	if unit := strings.ToLower(m[3]); strings.Contains(unit, "工作") || strings.HasSuffix(unit, "ing days") || strings.HasPrefix(unit, "business") {
		return t.engine.days.After(t.today, days).On, true
	}
	return t.today.AddDays(days), true
}

// firstDay is the day on which terms begin, where a message names one; zero if not.
func firstDay(text string, today calc.Date) calc.Date {
	said := dayForms.FindString(text)
	if said == "" {
		return calc.Date{}
	}
	day, err := understand.Date(said, understand.Coming, today)
	if err != nil || day.Kind != understand.Exact {
		return calc.Date{}
	}
	return day.Value
}

// clockForm is a time of day: 15:30, 下午3点半.
var clockForm = phrase.MustCompile(`(?i)(凌晨|早上|上午|中午|下午|傍晚|晚上|夜里|夜裡)?\s*(\d{1,2}|[一二两兩三四五六七八九十]{1,2})\s*(?:[:：]\s*(\d{2})|[点點时時](?:\s*(半|\d{1,2}))?)\s*(am|pm)?`)

// clocksIn reads the minutes of the day that a message names.
func clocksIn(text string) []int {
	var minutes []int
	for _, said := range clockForm.FindAllString(text, -1) {
		if hour, minute, ok := clockIn(said); ok {
			minutes = append(minutes, hour*60+minute)
		}
	}
	return minutes
}

// clockIn reads a time of day; ok is false when the message names none.
func clockIn(text string) (hour, minute int, ok bool) {
	m := clockForm.FindStringSubmatch(text)
	if m == nil {
		return 0, 0, false
	}
	hour, _ = understand.Count(m[2])
	if n, err := strconv.Atoi(m[2]); err == nil {
		hour = n
	}
	switch part := strings.ToLower(m[1] + m[5]); {
	case strings.ContainsAny(part, "午傍晚夜") && part != "上午" && hour < 12 && !(part == "中午" && hour >= 10), part == "pm" && hour < 12:
		hour += 12
	}
	switch {
	case m[4] == "半":
		minute = 30
	case m[3]+m[4] != "":
		minute, _ = strconv.Atoi(m[3] + m[4])
	}
	return hour, minute, hour < 24 && minute < 60
}
