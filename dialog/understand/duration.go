package understand

import (
	"strings"
	"unicode/utf8"
)

// duration is a length of time: low to high days, and whole months when it was said in
// months, quarters or years.
type duration struct {
	end       int
	low, high int
	months    int  // low, in months; 0 if said in days or weeks
	monthsTop int  // high, in months
	named     bool // 3月, which may be March
}

func (d duration) vague() bool { return d.low != d.high }

// wholeMonths reports whether d can be counted in calendar months.
func (d duration) wholeMonths() bool {
	return d.months > 0 && d.months == d.monthsTop && d.low == monthDays(d.months)
}

// monthDays turns months into days: whole years have 365 days, other months 30.
func monthDays(m int) int { return m/12*365 + m%12*30 }

// durationAt reads 80天, 三周, 俩月, 半年, 一年半, 两个半月, 一年零三个月, 两天又一个月.
func durationAt(rs []rune, i int) (duration, bool) {
	d, ok := oneDurationAt(rs, i)
	if !ok {
		return duration{}, false
	}
	if (almost(rs[:i]) || peek(rs, d.end) == '差' && unsaid(peek(rs, d.end+1))) && d.low == d.high {
		d.low, d.months = d.low-min(d.low/2, 29), 0
		return d, true
	}
	if more, ok := d.upTo(rs); ok {
		return more, true
	}
	for range 4 {
		j := d.end
		if hasAt(rs, j, " and ") {
			j += len(" and")
		}
		for c := peek(rs, j); c == ' ' || c == '零' || c == '又' || c == '加' || c == '另' || c == '外'; c = peek(rs, j) {
			j++
		}
		more, ok := oneDurationAt(rs, j)
		if !ok && d.low >= 30 && j > d.end && hasAt(rs, j, "几天") {
			d.high, d.end = d.high+9, j+2 // 一个月零几天
			return d, true
		}
		inDays := peek(rs, d.end-1) == '天' || peek(rs, d.end-1) == '日'                                                                     // 逾期80天一个月三千五: nothing smaller can follow
		again := d.months > 0 && (more.months > 0 && d.months < 12 || more.months >= 12 || j == d.end && (more.low == 1 || more.low == 7)) // 逾期两个月一个月能还800, 两年24个月
		if !ok || j == d.end && (more.high > d.low || inDays || again) || peek(rs, j-1) == ' ' && !hasAt(rs, j-4, "and ") {
			break
		}
		d.low, d.high, d.end = d.low+more.low, d.high+more.high, more.end
		if d.months > 0 && more.months > 0 {
			d.months, d.monthsTop = d.months+more.months, d.monthsTop+more.monthsTop
		} else {
			d.months, d.monthsTop = 0, 0
		}
	}
	return d, true
}

// unsaid begins 几天, 一点: 四个月差几天.
func unsaid(c rune) bool { return c == '几' || c == '一' || c == '点' || c == '两' }

// upTo reads the end of a range: 半年到一年.
func (d duration) upTo(rs []rune) (duration, bool) {
	if c := peek(rs, d.end); c != '到' && c != '至' && c != '~' && c != '-' {
		return d, false
	}
	to, ok := oneDurationAt(rs, d.end+1)
	if !ok || to.low <= d.low || to.low != to.high || d.low != d.high {
		return d, false
	}
	d.high, d.monthsTop, d.end, d.named = to.high, to.monthsTop, to.end, false
	return d, true
}

// timeUnit is a unit of time in days and, from the month up, in months.
type timeUnit struct{ days, months int }

// timeUnitAt reads 天, 周, 个月, 月, 季度, 年 and their English names.
func timeUnitAt(rs []rune, i int) (timeUnit, int, bool) {
	j := skipSpaces(rs, i)
	counted := peek(rs, j) == '个' || peek(rs, j) == '個'
	if counted {
		j++
	}
	for _, u := range timeUnits {
		if end := j + utf8.RuneCountInString(u.word); hasAt(rs, j, u.word) && !(u.bareOnly && counted) && !(isLatin(rs[j]) && isLatin(peek(rs, end))) {
			return u.unit, end, true
		}
	}
	return timeUnit{}, 0, false
}

var timeUnits = []struct {
	word     string
	unit     timeUnit
	bareOnly bool
}{

	{"天", timeUnit{1, 0}, true}, {"日", timeUnit{1, 0}, true}, {"days", timeUnit{1, 0}, true}, {"day", timeUnit{1, 0}, true},
	{"星期", timeUnit{7, 0}, false}, {"礼拜", timeUnit{7, 0}, false}, {"周", timeUnit{7, 0}, true},
	{"weeks", timeUnit{7, 0}, true}, {"week", timeUnit{7, 0}, true},
	{"月", timeUnit{30, 1}, false}, {"months", timeUnit{30, 1}, true}, {"month", timeUnit{30, 1}, true},
	{"季度", timeUnit{90, 3}, false}, {"年", timeUnit{365, 12}, true}, {"years", timeUnit{365, 12}, true}, {"year", timeUnit{365, 12}, true},
}

// notTime are words that begin like a unit of time.
func notTime(rs []rune, end int) bool {
	switch c := peek(rs, end); {
	case peek(rs, end-1) == '日':
		return c == '息' || c == '利' || c == '元'
	case peek(rs, end-1) == '月':
		return c == '薪' || c == '供' || c == '底' || c == '初' || c == '息' || c == '付' || c == '份' || c == '费'
	case peek(rs, end-1) == '年':
		return c == '化' || c == '利' || c == '薪' || c == '级' || c == '纪' || c == '龄' || c == '息'
	case peek(rs, end-1) == '天':
		return c == '猫'
	}
	return false
}

// oneDurationAt reads a number and a unit, with 半 before or after, 多 after.
func oneDurationAt(rs []rune, i int) (duration, bool) {
	half := false
	var low, high int
	j := i
	if peek(rs, i) == '半' || hasAt(rs, i, "大半") || hasAt(rs, i, "小半") {
		j = i + 1
		if peek(rs, i) != '半' {
			j++
		}
		u, end, ok := timeUnitAt(rs, j)
		if !ok || u.days < 7 && u.months == 0 && peek(rs, i) == '半' || notTime(rs, end) {
			return duration{}, false
		}
		d := halfUnit(u, end, peek(rs, i) != '半')
		if u.months == 1 && peek(rs, i) == '半' && peek(rs, i-1) == '个' && !strings.ContainsRune("这那上下每整前后", peek(rs, i-2)) {
			d.low, d.high = 45, 45 // 迟咗个半月: one and a half
		}
		if peek(rs, end) == '多' {
			d.high, d.monthsTop, d.end = u.days-1, max(u.months-1, d.months), end+1
		}
		return d, true
	}
	n, ok := numeralAt(rs, j, false)
	if !ok || n.unit >= 10_000 || n.odd {
		return englishDuration(rs, i)
	}
	lowN, highN := n.low.decimal(), n.high.decimal()
	j = n.end
	k := skipSpaces(rs, j)
	extra := false
	if peek(rs, k) == '个' && (peek(rs, k+1) == '半' || peek(rs, k+1) == '多' || peek(rs, k+1) == '来') {
		half, extra = peek(rs, k+1) == '半', peek(rs, k+1) != '半'
		j = k + 2
	} else if peek(rs, k) == '多' && peek(rs, k+1) == '个' {
		lowN, highN, j = n.low.decimal(), n.low.plus(step(n.low, n.unit)).decimal(), k+1
	}
	u, end, ok := timeUnitAt(rs, j)
	if !ok || notTime(rs, end) {
		return duration{}, false
	}
	low, high = int(lowN.IntPart()), int(highN.IntPart())
	if low > 40_000 || high > 40_000 {
		return duration{}, false
	}
	if !lowN.IsInteger() {
		return fractional(n.low, u, end)
	}
	d := duration{end: end, low: low * u.days, high: high * u.days, months: low * u.months, monthsTop: high * u.months}
	if u.months > 0 {
		d.low, d.high = monthDays(d.months), monthDays(d.monthsTop)
	}
	d.named = u.months == 1 && low <= 12 && j == n.end && skipSpaces(rs, j)+1 == end && peek(rs, j-1) != '俩' && peek(rs, j-1) != '仨' && peek(rs, j-1) != '两' && peek(rs, j-1) != '半' && peek(rs, end) != '多'
	return d.tail(rs, u, half, extra), true
}

// fractional reads 1.5年 and 2.5个月.
func fractional(n num, u timeUnit, end int) (duration, bool) {
	days := n.times(int64(u.days))
	v := int(days.decimal().IntPart())
	d := duration{end: end, low: v, high: v}
	if m, ok := n.times(int64(u.months)).int(); ok && u.months > 0 {
		d.months, d.monthsTop = int(m), int(m)
		d.low, d.high = monthDays(int(m)), monthDays(int(m))
	}
	return d, true
}

// halfUnit is 半个月, 半年; 大半年 is between that and the whole.
func halfUnit(u timeUnit, end int, rough bool) duration {
	d := duration{end: end, low: u.days / 2, high: u.days / 2}
	if u.months >= 2 {
		d.months, d.monthsTop = u.months/2, u.months/2
		d.low, d.high = monthDays(d.months), monthDays(d.months)
	}
	if rough {
		d.high, d.monthsTop = u.days-1, max(u.months-1, d.months)
	}
	return d
}

// tail reads 半 and 多 behind the unit: 一年半, 两个月多.
func (d duration) tail(rs []rune, u timeUnit, half, extra bool) duration {
	switch c := peek(rs, d.end); {
	case half:
	case c == '半' && u.days > 1:
		half = true
		d.end++
	case c == '多' && peek(rs, d.end+1) != '少':
		extra = true
		d.end++
	}
	if half {
		h := halfUnit(u, d.end, false)
		if u.months == 1 {
			d.low, d.high, d.months, d.monthsTop = d.low+15, d.high+15, 0, 0
			return d
		}
		d.low, d.high, d.months, d.monthsTop = d.low+h.low, d.high+h.high, d.months+h.months, d.monthsTop+h.months
	}
	if extra {
		d.high += u.days - 1
		d.monthsTop += max(u.months-1, 0)
		if u.days == 1 {
			d.high = d.low + 9
		}
	}
	return d
}

// englishDuration reads "two months", "half a year".
func englishDuration(rs []rune, i int) (duration, bool) {
	if hasAt(rs, i, "half a year") && !isLatin(peek(rs, i+len("half a year"))) {
		return duration{end: i + len("half a year"), low: 180, high: 180, months: 6, monthsTop: 6}, true
	}
	n, end, ok := englishNumbers().longest(rs, i)
	if !ok || isLatin(peek(rs, i-1)) || peek(rs, end) != ' ' {
		return duration{}, false
	}
	half := hasAt(rs, end, andHalf+" ")
	if half {
		end += len(andHalf)
	}
	u, end, ok := timeUnitAt(rs, end)
	if !ok {
		return duration{}, false
	}
	if hasAt(rs, end, andHalf) {
		half, end = true, end+len(andHalf)
	}
	m := int(n)
	d := duration{end: end, low: m * u.days, high: m * u.days, months: m * u.months, monthsTop: m * u.months}
	if u.months > 0 {
		d.low, d.high = monthDays(d.months), monthDays(d.months)
	}
	return d.tail(rs, u, half, false), true
}

// andHalf is what "a year and a half" and "two and a half months" add.
const andHalf = " and a half"

// englishNumbers are the number words used with days, months and years.
var englishNumbers = lexiconOf(map[string]int32{
	"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
})

// almost reports 快, 不到 before a time: 快三个月 is less than that.
func almost(said []rune) bool {
	for _, p := range quantityHeads {
		if !p.least && endsWith(said, p.word) {
			return true
		}
	}
	return false
}
