package understand

import (
	"slices"
	"strings"
	"time"

	"xieshang/calc"
)

// Ask says which day a question is about, for dates that leave it open.
type Ask int

const (
	AnyDay  Ask = iota // nothing is known: the nearest sensible day
	PastDue            // the day a payment was due: "15号" is the last fifteenth
	Coming             // a day to come, such as a payday: "15号" is the next fifteenth
	Either             // past or to come, and it matters which: "9月5号" names both years
)

const exampleDate = "9月15号"

// Date reads the answer to a question for a day. A month and day without a year is the
// one the question is about; when the other side is far more likely, it is a [*Doubt].
func Date(text string, ask Ask, today calc.Date) (Reading[calc.Date], error) {
	t, err := answer(text, exampleDate)
	if err != nil {
		return Reading[calc.Date]{}, err
	}
	if t.saysUnknown() {
		return unknown[calc.Date](), nil
	}
	if ask == PastDue && t.says(notDueWords) {
		ask = Coming // 还没到，25号
	}
	found := t.undenied(t.askedDates(ask))
	var last *dayExpr
	for i := range found {
		e := &found[i]
		switch {
		case last != nil && t.onlyDenial(last.end, e.start):
			return Reading[calc.Date]{}, datesDoubt(found, ask, today) // 8号不是9号
		case last != nil && t.corrected(last.end, e.start) && e.recurring() && last.day > 0 && !last.recurring():
			merged := *last
			merged.monthPart, merged.day, merged.end = 0, e.day, e.end
			last = &merged // 上个月10号，不对，12号
		case last == nil || t.corrected(last.end, e.start):
			last = e
		case e.refines(*last):
			if last.day == 0 {
				last = e
			}
		case last.monthPart > 0 && e.recurring():
			merged := *last
			merged.monthPart, merged.day, merged.end = 0, e.day, e.end
			last = &merged // 月初一号
		case sameDay(*last, *e, ask, today):
		case t.cuedDay(*e, ask) && !t.cuedDay(*last, ask):
			last = e
		case !t.cuedDay(*last, ask) || t.cuedDay(*e, ask):
			return Reading[calc.Date]{}, datesDoubt(found, ask, today)
		}
	}
	if last != nil && (last.rangeEnd(t.rs) || t.statementDay(*last)) {
		return Reading[calc.Date]{}, &Unclear{Vague, exampleDate}
	}
	if last == nil && t.says(oldDays) {
		return Reading[calc.Date]{}, t.unclear(OldDay, exampleDate)
	}
	if last == nil {
		return Reading[calc.Date]{}, t.unclear(Nonsense, exampleDate)
	}
	if said, ok := t.monthApart(*last); ok {
		last = &said
	}
	if ask == PastDue && (last.recurring() && t.longLate() || t.bound(last.end)) || ask == Coming && (t.notBefore(last.end) || last.offset == 0 && t.says(nextDayWords)) {
		return Reading[calc.Date]{}, &Unclear{Vague, exampleDate}
	}
	return last.resolve(ask, today)
}

// statementDay reports 账单日8号: nothing is due on the day of the bill.
func (m message) statementDay(e dayExpr) bool {
	before := m.rs[:e.start]
	for len(before) > 0 && strings.ContainsRune(" :是每月在", before[len(before)-1]) {
		before = before[:len(before)-1]
	}
	return endsWith(before, "账单日") || endsWith(before, "出账日") || hasAt(m.rs, e.end, "账单日") || hasAt(m.rs, e.end, "出账")
}

// longLate reports a time of a month or more beside a day of every month: 还款日20号，逾期两个月了.
func (m message) longLate() bool {
	return slices.ContainsFunc(scan(m.rs, false), func(t token) bool { return t.kind == tokenDuration && t.dur.high >= 30 })
}

// bound reports 9月20号之前: not that day.
func (m message) bound(end int) bool {
	_, _, ok := boundDays().longest(m.rs, end)
	return ok
}

var boundDays = set(`之前 以前 以后 之后 前后`)

// cuedDay reports a word for what was asked right beside a day: 8月15号到期, 还款日15号, 10号才能还.
func (m message) cuedDay(e dayExpr, ask Ask) bool {
	before, behind := string(m.rs[max(0, e.start-4):e.start]), m.rs[min(e.end, len(m.rs)):min(e.end+4, len(m.rs))]
	if strings.HasPrefix(string(behind), "还款日") {
		behind = nil // 账单日5号还款日15号
	}
	switch ask {
	case PastDue:
		return slices.ContainsFunc(dueWords, func(w string) bool { return strings.HasSuffix(strings.TrimRight(before, "是为: "), w) }) ||
			slices.ContainsFunc(dueBehind, func(w string) bool { return strings.HasPrefix(string(behind), w) })
	case Coming:
		return slices.ContainsFunc(payableWords, func(w string) bool { return strings.HasPrefix(string(behind), w) }) ||
			slices.ContainsFunc(chosenWords, func(w string) bool { return strings.HasSuffix(strings.TrimRight(before, "是在: "), w) })
	}
	return false
}

var (
	dueWords     = strings.Fields(`到期 还款日 应还 该还 就该还 就到期 应还日 最后还款日 扣款日 due`)
	dueBehind    = strings.Fields(`到期 应还 该还 就该还 就到期 是还款日 还款 due`)
	chosenWords  = strings.Fields(`那就 就定 就选 我选的 我选 选了 我定 定在 就按 改成`)
	payableWords = strings.Fields(`还 才能还 能还 可以还 才还 扣 才能扣`)
)

// notBefore reports 15号以后: some day from then on.
func (m message) notBefore(end int) bool {
	_, _, ok := fromThenOn().longest(m.rs, end)
	return ok
}

// nextDayWords move a day that stands apart from them: 发完工资第二天 10号发.
var nextDayWords = set(`第二天 次日 隔天 the_day_after`)

var fromThenOn = set(`以后 之后 过后 往后 _onwards _or_later`)

// monthApart gives a bare day the month that is said apart from it: 20号，上个月的; 十月份，8号.
func (m message) monthApart(e dayExpr) (dayExpr, bool) {
	if !e.recurring() {
		return e, false
	}
	said := dayExpr{}
	for i := 0; i < len(m.rs); i++ {
		if i == e.start {
			i = e.end - 1
			continue
		}
		month, end, ok := monthAt(m.rs, i)
		if !ok {
			continue
		}
		if said.end > 0 {
			return e, false
		}
		said = month
		i = end - 1
	}
	if said.end == 0 {
		return e, false
	}
	said.day, said.start, said.end = e.day, e.start, e.end
	return said, true
}

// monthAt reads 上个月 and 10月份, but not 10月 behind 逾期.
func monthAt(rs []rune, i int) (dayExpr, int, bool) {
	if n, end, ok := shifts().longest(rs, i); ok && (peek(rs, end) == '月' || hasAt(rs, end, "month")) {
		_, day := numeralAt(rs, end+1, false)
		return dayExpr{shifted: true, monthShift: int(n), end: end}, end + 1, !day
	}
	n, ok := numeralAt(rs, i, false)
	month, isInt := n.low.int()
	if !ok || !isInt || n.vague() || n.unit > 10 || month < 1 || month > 12 || peek(rs, n.end) != '月' || isDigit(peek(rs, i-1)) {
		return dayExpr{}, 0, false
	}
	switch peek(rs, n.end+1) {
	case '份', '的', '那', '就', '开', '起', 0:
		return dayExpr{month: int(month), end: n.end}, n.end + 1, peek(rs, i-1) != '期'
	}
	return dayExpr{}, 0, false
}

// undenied drops the day that is said not to be it: 不是8号是9号, 是8号不是9号.
func (m message) undenied(found []dayExpr) []dayExpr {
	if len(found) != 2 {
		return found
	}
	first, second := found[0], found[1]
	switch {
	case m.denied(first.start):
		return found[1:]
	case m.denied(second.start) && second.start-first.end == 2 && peek(m.rs, first.start-1) == '是':
		return found[:1]
	}
	return found
}

// rangeEnd reports the end of 10到15号: which day is not known.
func (e dayExpr) rangeEnd(rs []rune) bool {
	switch peek(rs, e.start-1) {
	case '到', '至', '-', '~', '或', '、':
		_, chinese := digitOf(peek(rs, e.start-2))
		return chinese || isDigit(peek(rs, e.start-2)) || smallUnitOf(peek(rs, e.start-2)) > 0
	}
	return false
}

// sameDay reports a day said twice.
func sameDay(a, b dayExpr, ask Ask, today calc.Date) bool {
	x, errX := a.resolve(ask, today)
	y, errY := b.resolve(ask, today)
	return errX == nil && errY == nil && x == y
}

// datesDoubt names every day in the answer.
func datesDoubt(found []dayExpr, ask Ask, today calc.Date) error {
	var readings []string
	for _, e := range found {
		r, err := e.resolve(ask, today)
		if err == nil && r.Kind == Exact {
			readings = appendNew(readings, r.Value.String())
		}
	}
	if len(readings) < 2 {
		return &Unclear{Nonsense, exampleDate}
	}
	return &Doubt{readings}
}

// dayExpr is a day as it was said, before it is known which one is meant.
type dayExpr struct {
	start, end int
	year       int  // 0 if not said
	month      int  // 1–12, 0 if not said
	day        int  // 1–31, 0 if not said
	monthEnd   bool // 月底
	monthPart  int  // 1 月初, 2 月中
	monthShift int  // 上个月 is -1; valid if shifted
	yearShift  int  // 去年 is -1; valid if yearShifted
	weekday    int  // 1–7, 0 if not said
	weekShift  int  // 上周 is -1; valid if shifted
	english    bool // last Friday and next Friday may be in either of two weeks
	nth        int  // the nth weekday of the month
	days       int  // days from today; valid if relative
	months     int  // months from today; valid if relative
	relative   bool
	shifted    bool
	yearShift0 bool // 今年, 去年, 明年 was said
	vague      bool // 一个多月前
	impossible bool // 2月30日
	festival   bool // 国庆
	offset     int  // days from there: 国庆前一天
	swapped    bool // day and month could change places and nothing tells
}

// recurring reports a day of every month, such as 8号.
func (e dayExpr) recurring() bool {
	return e.day > 0 && e.month == 0 && !e.shifted && !e.relative && e.year == 0 && !e.yearShift0
}

// refines reports a weekday that only repeats the date before or after it: 周日, 二月十号.
func (e dayExpr) refines(before dayExpr) bool {
	return (before.weekday > 0) != (e.weekday > 0) && (e.day > 0 || before.day > 0)
}

// resolve finds the day meant. The error is [*Unclear] for days that do not exist or lie on
// the wrong side, [*Doubt] when both sides are possible.
func (e dayExpr) resolve(ask Ask, today calc.Date) (Reading[calc.Date], error) {
	switch {
	case e.impossible:
		return Reading[calc.Date]{}, &Unclear{NoSuchDay, exampleDate}
	case e.vague:
		return Reading[calc.Date]{}, &Unclear{Vague, exampleDate}
	case e.monthPart > 0:
		return e.resolvePart(ask, today), nil
	case e.swapped && ask != AnyDay:
		other := ymd(e.year, e.day, e.month)
		return Reading[calc.Date]{}, &Doubt{[]string{isoText(e), isoText(other)}}
	}
	d, err := e.oneDay(ask, today)
	if err != nil {
		return Reading[calc.Date]{}, err
	}
	d = d.AddDays(e.offset)
	if ask == Coming && d.Before(today) {
		return Reading[calc.Date]{}, &Unclear{WrongSide, exampleDate}
	}
	if d.Year < 2000 && ask != AnyDay || d.Year > 2100 {
		return Reading[calc.Date]{}, &Unclear{Nonsense, exampleDate}
	}
	return exactly(d), nil
}

// isoText prints a full date as an answer.
func isoText(e dayExpr) string {
	return calc.Date{Year: e.year, Month: monthOf(e.month), Day: e.day}.String()
}

func (e dayExpr) oneDay(ask Ask, today calc.Date) (calc.Date, error) {
	switch {
	case e.relative:
		return shiftMonths(today.AddDays(e.days), e.months), nil
	case e.nth > 0:
		return e.nthWeekday(ask, today)
	case e.day == 0 && e.weekday > 0:
		return e.eitherWeek(e.resolveWeekday(ask, today), today)
	case e.shifted:
		return e.inMonth(today.AddMonths(e.monthShift, 1))
	case e.month == 0:
		return e.bareDay(ask, today)
	case e.year > 0:
		return e.inMonth(calc.Date{Year: e.year, Month: time.Month(e.month), Day: 1})
	case e.yearShift0:
		return e.inMonth(calc.Date{Year: today.Year + e.yearShift, Month: time.Month(e.month), Day: 1})
	}
	return e.bareMonthDay(ask, today)
}

// shiftMonths moves d by n months, to the last day of a shorter month.
func shiftMonths(d calc.Date, n int) calc.Date {
	if n == 0 {
		return d
	}
	return d.AddMonths(n, d.Day)
}

// inMonth puts the day into the month that first begins.
func (e dayExpr) inMonth(first calc.Date) (calc.Date, error) {
	if e.monthEnd {
		return first.AddMonths(0, 31), nil
	}
	if e.day == 0 {
		return calc.Date{}, &Unclear{Vague, exampleDate}
	}
	d := calc.Date{Year: first.Year, Month: first.Month, Day: e.day}
	if !exists(d) {
		return calc.Date{}, &Unclear{NoSuchDay, exampleDate}
	}
	return d, nil
}

func exists(d calc.Date) bool {
	return d.Month >= 1 && d.Month <= 12 && d.Day >= 1 && d.AddDays(0) == d
}

// bareDay resolves "15号" and "月底": the nearest one on the side asked for, in a month that has it.
func (e dayExpr) bareDay(ask Ask, today calc.Date) (calc.Date, error) {
	dir := 1
	if ask == PastDue {
		dir = -1
	}
	if ask == Either && !e.monthEnd && e.day != today.Day {
		return e.bothSides(today)
	}
	for n := range 13 {
		d, err := e.inMonth(today.AddMonths(dir*n, 1))
		if err == nil && (dir > 0 && !d.Before(today) || dir < 0 && !d.After(today)) {
			return d, nil
		}
	}
	return calc.Date{}, &Unclear{NoSuchDay, exampleDate}
}

// bothSides names the last and the next day of that number.
func (e dayExpr) bothSides(today calc.Date) (calc.Date, error) {
	past, err := e.bareDay(PastDue, today)
	if err != nil {
		return past, err
	}
	next, err := e.bareDay(Coming, today)
	if err != nil {
		return next, err
	}
	return calc.Date{}, &Doubt{[]string{past.String(), next.String()}}
}

// bareMonthDay resolves "9月2号": the last or the next one, as asked. In November an answer of
// "12月5号" to "when was it due" is most likely next month's bill, so both are named.
func (e dayExpr) bareMonthDay(ask Ask, today calc.Date) (calc.Date, error) {
	year := func(y int) (calc.Date, error) {
		return e.inMonth(calc.Date{Year: y, Month: time.Month(e.month), Day: 1})
	}
	past, pastErr := year(today.Year)
	if pastErr == nil && past.After(today) || pastErr != nil {
		past, pastErr = year(today.Year - 1)
	}
	next, nextErr := year(today.Year)
	if nextErr == nil && next.Before(today) || nextErr != nil {
		next, nextErr = year(today.Year + 1)
	}
	switch {
	case pastErr != nil && nextErr != nil:
		return calc.Date{}, pastErr
	case pastErr != nil:
		return next, nil
	case nextErr != nil:
		return past, nil
	}
	ago, ahead := today.DaysSince(past), next.DaysSince(today)
	switch ask {
	case PastDue:
		if ahead > 0 && ahead <= 62 {
			return calc.Date{}, &Doubt{[]string{past.String(), next.String()}}
		}
		return past, nil
	case Coming:
		if ago > 0 && ago <= 62 {
			return calc.Date{}, &Unclear{WrongSide, exampleDate}
		}
		return next, nil
	case Either:
		if min(ago, ahead) > 31 {
			return calc.Date{}, &Doubt{[]string{past.String(), next.String()}}
		}
	}
	if ago < ahead {
		return past, nil
	}
	return next, nil
}

// monday returns the first day of d's week.
func monday(d calc.Date) calc.Date { return d.AddDays(-(int(d.Weekday()) + 6) % 7) }

func (e dayExpr) resolveWeekday(ask Ask, today calc.Date) calc.Date {
	d := monday(today).AddDays(7*e.weekShift + e.weekday - 1)
	switch {
	case e.shifted, ask == Either:
		return d
	case ask == PastDue:
		if d.After(today) {
			return d.AddDays(-7)
		}
		return d
	case !d.After(today):
		return d.AddDays(7)
	}
	return d
}

// eitherWeek asks which one is meant by last Friday or next Friday: the nearest, or that of another week.
func (e dayExpr) eitherWeek(d, today calc.Date) (calc.Date, error) {
	other := d
	switch {
	case !e.english || !e.shifted:
	case e.weekShift < 0 && d.AddDays(7).Before(today):
		other = d.AddDays(7)
	case e.weekShift > 0 && d.AddDays(-7).After(today):
		other = d.AddDays(-7)
	}
	if other == d {
		return d, nil
	}
	return calc.Date{}, &Doubt{[]string{d.String(), other.String()}}
}

func (e dayExpr) nthWeekday(ask Ask, today calc.Date) (calc.Date, error) {
	first := calc.Date{Year: today.Year, Month: time.Month(e.month), Day: 1}
	d := first.AddDays((e.weekday-int(first.Weekday())+7)%7 + 7*(e.nth-1))
	if d.Month != first.Month {
		return calc.Date{}, &Unclear{NoSuchDay, exampleDate}
	}
	if ask == PastDue && d.After(today) {
		return calc.Date{}, &Unclear{Vague, exampleDate}
	}
	return d, nil
}

// resolvePart resolves 月初 and 月中 to ten days of the month meant.
func (e dayExpr) resolvePart(ask Ask, today calc.Date) Reading[calc.Date] {
	from, to := 1, 10
	if e.monthPart == 2 {
		from, to = 11, 20
	}
	month := today.AddMonths(e.monthShift, 1)
	if e.month > 0 {
		month = calc.Date{Year: today.Year + e.yearShift, Month: time.Month(e.month), Day: 1}
	}
	if e.year > 0 {
		month.Year = e.year
	}
	low, high := month.AddMonths(0, from), month.AddMonths(0, to)
	step := 1
	if e.month > 0 {
		step = 12
	}
	if !e.shifted && !e.yearShift0 && e.year == 0 {
		if ask == Coming && high.Before(today) {
			low, high = low.AddMonths(step, from), high.AddMonths(step, to)
		}
		if ask == PastDue && low.After(today) {
			low, high = low.AddMonths(-step, from), high.AddMonths(-step, to)
		}
	}
	return between(low, high)
}
