package understand

import (
	"strings"

	"xieshang/calc"
)

// relativeDays are words for days near today.
var relativeDays = lexiconOf(map[string]int32{
	"今天": 0, "今日": 0, "今晚": 0, "今早": 0, "今儿": 0, "当天": 0, "today": 0, "tonight": 0,
	"琴日": -1, "寻日": -1, "琴晚": -1, "寻晚": -1, "听晚": 1, "昨儿个": -1, "前儿个": -2, "今儿个": 0, "明儿个": 1, "听日": 1, "昨天": -1, "昨日": -1, "昨晚": -1, "昨儿": -1, "yesterday": -1,
	"前天": -2, "前日": -2, "前儿": -2, "大前天": -3, "大前日": -3,
	"明天": 1, "明日": 1, "明早": 1, "明晚": 1, "明儿": 1, "tomorrow": 1,
	"后天": 2, "后日": 2, "后儿": 2, "大后天": 3, "大后日": 3, "大大后天": 4, "大大前天": -4,
	"day after tomorrow": 2, "the day after tomorrow": 2, "day before yesterday": -2, "the day before yesterday": -2,
})

// fixedDays are named days with a date of their own, as month*100+day.
var fixedDays = lexiconOf(map[string]int32{
	"元旦": 101, "五一": 501, "国庆节": 1001, "国庆": 1001, "双十一": 1111, "双11": 1111, "双十二": 1212, "双12": 1212,
	"劳动节": 501, "五一节": 501, "儿童节": 601, "六一儿童节": 601, "妇女节": 308, "教师节": 910, "平安夜": 1224, "圣诞": 1225, "圣诞节": 1225,
})

// shifts are words that move a week, month or year.
var shifts = lexiconOf(map[string]int32{
	"上上": -2, "上上个": -2, "上": -1, "上个": -1, "上一个": -1, "上一": -1, "last ": -1, "前个": -1,
	"这": 0, "这个": 0, "本": 0, "本个": 0, "当": 0, "this ": 0, "今个": 0,
	"下": 1, "下个": 1, "下一个": 1, "下一": 1, "next ": 1, "下下": 2, "下下个": 2, "上上上个": -3, "大上个": -2, "大上": -2, "大下个": 2, "大下": 2,
})

// years are words for years near this one.
var yearWords = lexiconOf(map[string]int32{"前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1, "后年": 2})

// weekWords stand before the number of a weekday.
var weekWords = lexiconOf(map[string]int32{"周": 0, "星期": 0, "礼拜": 0, "拜": 0})

// englishMonths are read before or after a day.
var englishMonths = lexiconOf(map[string]int32{
	"january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4, "may": 5, "june": 6, "jun": 6,
	"july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9, "october": 10, "oct": 10,
	"november": 11, "nov": 11, "december": 12, "dec": 12,
})

// englishWeekdays are the days of the week.
var englishWeekdays = lexiconOf(map[string]int32{
	"monday": 1, "mon": 1, "tuesday": 2, "tue": 2, "wednesday": 3, "wed": 3, "thursday": 4, "thu": 4,
	"friday": 5, "fri": 5, "saturday": 6, "sat": 6, "sunday": 7, "sun": 7,
})

// dateReader reads one day at a position.
type dateReader struct {
	rs    []rune
	loose bool // the question was for a date: 8.15, 3/7 and "15" are dates too
}

// dateForms are the ways a day is written, tried in this order.
var dateForms = [...]func(dateReader, int) (dayExpr, bool){
	dateReader.near, dateReader.ago, dateReader.weekday, dateReader.monthEnd, dateReader.shiftedMonth, dateReader.yearMonthDay, dateReader.numeric,
	dateReader.monthDay, dateReader.english, dateReader.dayOnly, dateReader.named,
}

// at reads the day that starts at i.
func (r dateReader) at(i int) (dayExpr, bool) {
	for _, read := range dateForms {
		if e, ok := read(r, i); ok {
			e.start = i
			if r.loose {
				e.yearBehind(r.rs)
				e.besideDay(r.rs)
			}
			return e, true
		}
	}
	return dayExpr{}, false
}

// besideDay reads 第二天 and 前一天 behind a day.
func (e *dayExpr) besideDay(rs []rune) {
	j := e.end
	if peek(rs, j) == '的' {
		j++
	}
	if n, end, ok := besideDays().longest(rs, j); ok && !e.relative && e.monthPart == 0 {
		e.offset, e.end, e.vague = int(n), end, false
		return
	}
	if sign, end, ok := movedWords().longest(rs, j); ok && e.day > 0 && !e.relative {
		n, ok := numeralAt(rs, end, false)
		if days, isInt := n.low.int(); ok && isInt && !n.vague() && days <= 31 && peek(rs, n.end) == '天' {
			e.offset, e.end = int(sign)*int(days), n.end+1 // 5月6号推后3天
		}
	}
}

var movedWords = lexiconOf(map[string]int32{"推后": 1, "往后推": 1, "往后": 1, "延后": 1, "顺延": 1, "后推": 1, "宽限": 1, "再加": 1, "之后": 1, "提前": -1, "往前": -1, "往前推": -1, "前推": -1})

var besideDays = lexiconOf(map[string]int32{"第二天": 1, "次日": 1, "后一天": 1, "后两天": 2, "后三天": 3, "前一天": -1, "前两天": -2, "前三天": -3, "第三天": 2, "头一天": -1, "头天": -1})

func (r dateReader) near(i int) (dayExpr, bool) {
	if n, end, ok := yearWords().longest(r.rs, i); ok {
		if peek(r.rs, end) == '的' {
			end++
		}
		if hasAt(r.rs, end, "今天") {
			return dayExpr{relative: true, months: 12 * int(n), end: end + 2}, true
		}
	}
	n, end, ok := relativeDays().longest(r.rs, i)
	return dayExpr{relative: true, days: int(n), end: end}, ok
}

func (r dateReader) named(i int) (dayExpr, bool) {
	n, end, ok := fixedDays().longest(r.rs, i)
	c := peek(r.rs, end)
	return dayExpr{month: int(n) / 100, day: int(n) % 100, end: end, festival: true, vague: c == '前' || c == '后' || c == '期' || c == '左'}, ok
}

// ago reads 三天前, 两周后, 半个月前, 再过十天.
func (r dateReader) ago(i int) (dayExpr, bool) {
	if hasAt(r.rs, i, "再过") {
		d, ok := durationAt(r.rs, i+2)
		return dayExpr{relative: true, days: d.low, end: d.end, vague: d.vague()}, ok && !d.wholeMonths()
	}
	d, ok := durationAt(r.rs, i)
	if !ok || d.low >= 36_500 {
		return dayExpr{}, false
	}
	j := d.end
	for c := peek(r.rs, j); c == '之' || c == '以' || c == ' '; c = peek(r.rs, j) {
		j++
	}
	sign := 0
	switch peek(r.rs, j) {
	case '前':
		sign = -1
	case '后':
		sign = 1
	}
	switch {
	case sign < 0 && lateBefore(r.rs[:i]):
		return dayExpr{}, false // 逾期三个月以前还过一次, 逾期45天之前月薪5500
	case hasAt(r.rs, j, "后者"), hasAt(r.rs, j, "前者"), hasAt(r.rs, j, "后面那"), hasAt(r.rs, j, "后来"), peek(r.rs, d.end) == ' ' && (peek(r.rs, j-1) == '以' || peek(r.rs, j-1) == '之'):
		return dayExpr{}, false // 前者逾期20天后者逾期5天, 逾期三个月 以前还有过一次
	case hasAt(r.rs, j, "ago"):
		sign, j = -1, j+2
	case hasAt(r.rs, j, "from now"):
		sign, j = 1, j+len("from now")-1
	case hasAt(r.rs, j, "later"):
		sign, j = 1, j+len("later")-1
	case endsWith(r.rs[:i], "in "):
		sign, j = 1, d.end-1
	}
	if sign == 0 {
		return dayExpr{}, false
	}
	e := dayExpr{relative: true, end: j + 1, vague: d.vague()}
	if hasAt(r.rs, e.end, "的今天") {
		e.end += len([]rune("的今天"))
	}
	if k := e.end; d.wholeMonths() && !d.vague() && peek(r.rs, k) == '的' {
		if day, ok := r.dayOfMonth(dayExpr{shifted: true, monthShift: sign * d.months}, k+1, true); ok && day.day > 0 {
			return day, true // 三个月前的15号
		}
	}
	if d.wholeMonths() {
		e.months = sign * d.months
	} else {
		e.days = sign * d.low
	}
	return e, true
}

// lateBefore reports 逾期 right before a length of time, which is then how long and not when.
func lateBefore(rs []rune) bool {
	for _, word := range []string{"逾期", "逾期了", "逾期有", "拖了", "晚了", "超期", "欠了", "断供"} {
		if endsWith(rs, word) {
			return true
		}
	}
	return false
}

// weekday reads 周五, 上周五, 下下个星期天, 十月的第一个星期一 begins in monthDay.
func (r dateReader) weekday(i int) (dayExpr, bool) {
	e := dayExpr{}
	j := i
	if n, end, ok := shifts().longest(r.rs, i); ok {
		e.shifted, e.weekShift, j = true, int(n), end
	}
	if wd, end, ok := englishWeekdays().longest(r.rs, j); ok && !isLatin(peek(r.rs, end)) && !isLatin(peek(r.rs, i-1)) {
		e.weekday, e.end, e.english = int(wd), end, true
		return e, true
	}
	_, end, ok := weekWords().longest(r.rs, j)
	if !ok {
		return dayExpr{}, false
	}
	wd, ok := weekdayOf(peek(r.rs, end))
	if !ok || wd < 7 && unitAfter(peek(r.rs, end+1)) {
		return dayExpr{}, false
	}
	e.weekday, e.end, e.vague = wd, end+1, peek(r.rs, end) == '末'
	return e, true
}

// unitAfter keeps 周一百块 and 周一个 from being Mondays.
func unitAfter(c rune) bool {
	return smallUnitOf(c) > 0 || c == '万' || c == '个' || c == '块'
}

func weekdayOf(c rune) (int, bool) {
	if c == '日' || c == '天' || c == '末' {
		return 7, true
	}
	if d, ok := digitOf(c); ok && d >= 1 && d <= 6 {
		return int(d), true
	}
	if c >= '1' && c <= '7' {
		return int(c - '0'), true
	}
	return 0, false
}

// monthEnd reads end of last month, the last day of the month.
func (r dateReader) monthEnd(i int) (dayExpr, bool) {
	_, j, ok := monthEnds().longest(r.rs, i)
	if !ok || isLatin(peek(r.rs, i-1)) {
		return dayExpr{}, false
	}
	e := dayExpr{monthEnd: true}
	if n, end, ok := shifts().longest(r.rs, j); ok {
		e.shifted, e.monthShift, j = true, int(n), end
	}
	if m, end, ok := englishMonths().longest(r.rs, j); ok && !e.shifted && !isLatin(peek(r.rs, end)) {
		e.month, e.end = int(m), end
		return e, true
	}
	if !hasAt(r.rs, j, "month") {
		return dayExpr{}, false
	}
	e.end = j + len("month")
	return e, true
}

var monthEnds = set(`end_of_ the_end_of_ end_of_the_ the_end_of_the_ end_of_each_ end_of_every_ month_end_of_ last_day_of_ last_day_of_the_ last_day_of_each_ last_day_of_every_ the_last_day_of_ the_last_day_of_the_ the_last_day_of_each_ the_last_day_of_every_`)

// shiftedMonth reads 上个月15号, 下月初, 这个月底, 月底, 当月.
func (r dateReader) shiftedMonth(i int) (dayExpr, bool) {
	e := dayExpr{}
	j := i
	if n, end, ok := shifts().longest(r.rs, i); ok {
		e.shifted, e.monthShift, j = true, int(n), end
	}
	switch {
	case peek(r.rs, j) == '月':
		j++
	case e.shifted && hasAt(r.rs, j, "month"):
		j += len("month")
	default:
		return dayExpr{}, false
	}
	k := skipSpaces(r.rs, j)
	if peek(r.rs, k) == '的' {
		k++
	}
	if e.shifted && hasAt(r.rs, k, "今天") {
		return dayExpr{relative: true, months: e.monthShift, end: k + 2}, true
	}
	return r.dayOfMonth(e, j, e.shifted)
}

// dayOfMonth reads what follows a month: 底, 初, 15号, or 15 alone when the month was said.
func (r dateReader) dayOfMonth(e dayExpr, j int, monthSaid bool) (dayExpr, bool) {
	for c := peek(r.rs, j); c == ' ' || c == '的' || c == '份'; c = peek(r.rs, j) {
		j++
	}
	if c := peek(r.rs, j+1); peek(r.rs, j) == '月' && monthSaid && (c == '底' || c == '末' || c == '初' || c == '中') {
		j++ // 下个月月底
	}
	switch c := peek(r.rs, j); {
	case c == '底' && peek(r.rs, j+1) == '薪':
		return e, false // 逾期俩月 底薪2500
	case c == '底' || c == '末' || c == '尾' || hasAt(r.rs, j, "最后一天"):
		e.monthEnd, e.end = true, j+1
		if c == '最' {
			e.end = j + 4
		}
		return e, true
	case c == '初' && peek(r.rs, j+1) == '十':
		e.day, e.end = 10, j+2
		return e, true
	case c == '初':
		e.monthPart, e.end = 1, j+1
		if d, ok := digitOf(peek(r.rs, j+1)); ok && d > 0 && monthSaid {
			e.monthPart, e.day, e.end, e.vague = 0, int(d), j+2, e.month > 0 // 八月初三 is a day of the old calendar
		}
		return e, true
	case c == '中' || hasAt(r.rs, j, "上旬") || hasAt(r.rs, j, "下旬"):
		e.monthPart, e.end = 2, j+1
		if peek(r.rs, j+1) == '旬' {
			e.end = j + 2
		}
		switch c {
		case '上':
			e.monthPart = 1
		case '下':
			return dayExpr{}, false
		}
		return e, true
	}
	if !monthSaid {
		return dayExpr{}, false
	}
	n, ok := numeralAt(r.rs, j, false)
	if !ok || n.vague() {
		return dayExpr{}, false
	}
	day, isInt := n.low.int()
	end, marked := dayMark(r.rs, n.end)
	if !isInt || n.unit > 10 || day < 1 || day > 31 || !marked && !r.dayWithoutMark(n.end) {
		return dayExpr{}, false
	}
	e.day, e.end = int(day), end
	return e, true
}

// dayWithoutMark reports whether a number after a month may be its day although 号 is
// missing: not before a unit, as in 这个月15块.
func (r dateReader) dayWithoutMark(i int) bool {
	switch c := peek(r.rs, i); {
	case c == 0, c == ' ', c == ',', c == '。', c == '\n', c == '?', c == '!', c == ';', c == ')':
		return true
	case c == '到' || c == '该' || c == '还' || c == '就' || c == '要' || c == '应' || c == '逾' || c == '那' || c == '左' || c == '吧' || c == '的' || c == '没' || c == '未' || c == '收' || c == '签' || c == '开' && peek(r.rs, i+1) == '庭':
		return true
	}
	return false
}

// dayMark reads 号, 日, th behind a day.
func dayMark(rs []rune, i int) (int, bool) {
	j := skipSpaces(rs, i)
	switch c := peek(rs, j); {
	case c == '号' || c == '日' && peek(rs, j+1) != '息' && peek(rs, j+1) != '利':
		return j + 1, true
	case j == i && !isLatin(peek(rs, j+2)) && (hasAt(rs, j, "th") || hasAt(rs, j, "st") || hasAt(rs, j, "nd") || hasAt(rs, j, "rd")):
		return j + 2, true
	}
	return i, false
}

// yearMonthDay reads 2026年8月15号, 二〇二六年八月十五, 去年11月3日, 去年本月十日.
func (r dateReader) yearMonthDay(i int) (dayExpr, bool) {
	e := dayExpr{}
	j := i
	if n, end, ok := yearWords().longest(r.rs, i); ok {
		e.yearShift, e.yearShift0, j = int(n), true, end
	} else {
		year, end, ok := r.year(i)
		if !ok {
			return dayExpr{}, false
		}
		e.year, j = year, end
	}
	for c := peek(r.rs, j); c == ' ' || c == '的' || c == ',' && r.loose; c = peek(r.rs, j) {
		j++
	}
	if hasAt(r.rs, j, "本月") && e.yearShift0 {
		e.shifted, e.monthShift = true, 12*e.yearShift
		return r.dayOfMonth(e, j+2, true)
	}
	if hasAt(r.rs, j, "年底") || peek(r.rs, j) == '底' {
		return dayExpr{}, false
	}
	if n, end, ok := fixedDays().longest(r.rs, j); ok {
		e.month, e.day, e.end = int(n)/100, int(n)%100, end
		return e, true
	}
	if d, ok := r.numeric(j); ok && d.month > 0 && d.year == 0 {
		d.year, d.yearShift, d.yearShift0 = e.year, e.yearShift, e.yearShift0
		return d, true // 2025年8/2, 去年9.3
	}
	return r.month(e, j)
}

// year reads 2026年, 26年, 二三年 before a month and, where a day was asked for, 2025，8月2号.
func (r dateReader) year(i int) (year, end int, ok bool) {
	tens, tensOK := digitOf(peek(r.rs, i))
	ones, onesOK := digitOf(peek(r.rs, i+1))
	if tensOK && onesOK && tens == 2 && peek(r.rs, i+2) == '年' && monthBegins(r.rs, i+3) {
		return int(2000 + 10*tens + ones), i + 3, true
	}
	n, ok := numeralAt(r.rs, i, false)
	y, isInt := n.low.int()
	if !ok || !isInt || n.vague() {
		return 0, 0, false
	}
	end = n.end
	switch bare := r.loose && n.plain && n.digits == 4 && peek(r.rs, end) == ',' && monthBegins(r.rs, skipSpaces(r.rs, end+1)); {
	case peek(r.rs, end) == '年':
		end++
	case !bare:
		return 0, 0, false
	}
	if y < 100 && n.digits == 2 {
		y += 2000
	}
	return int(y), end, y >= 1900 && y <= 2200
}

// monthBegins reports 8月 at i.
func monthBegins(rs []rune, i int) bool {
	n, ok := numeralAt(rs, i, false)
	return ok && !n.vague() && peek(rs, n.end) == '月'
}

// yearBehind reads the year of 8月2号2025年.
func (e *dayExpr) yearBehind(rs []rune) {
	if e.month == 0 || e.year > 0 || e.yearShift0 {
		return
	}
	n, ok := numeralAt(rs, skipSpaces(rs, e.end), false)
	if y, isInt := n.low.int(); ok && isInt && n.plain && n.digits == 4 && y >= 1990 && y <= 2100 && peek(rs, n.end) == '年' {
		e.year, e.end = int(y), n.end+1
	}
}

// month reads 8月15号 into e.
func (r dateReader) month(e dayExpr, j int) (dayExpr, bool) {
	n, ok := numeralAt(r.rs, j, false)
	m, isInt := n.low.int()
	k := skipSpaces(r.rs, n.end)
	if !ok || !isInt || n.vague() || peek(r.rs, k) != '月' || peek(r.rs, k+1) == '薪' {
		return dayExpr{}, false
	}
	if m < 1 || m > 12 {
		e, ok = r.dayOfMonth(e, k+1, true)
		e.impossible = true
		return e, ok && e.day > 0
	}
	e.month = int(m)
	if nth, end, ok := r.nth(k + 1); ok {
		e.nth, e.end = nth, end
		wd, ok := r.weekday(end)
		e.weekday, e.end = wd.weekday, wd.end
		return e, ok
	}
	e, ok = r.dayOfMonth(e, k+1, true)
	if ok && e.day > 0 {
		leapYear := 2024
		if e.year > 0 {
			leapYear = e.year
		}
		e.impossible = !exists(calc.Date{Year: leapYear, Month: monthOf(e.month), Day: e.day})
	}
	return e, ok
}

// nth reads 的第一个.
func (r dateReader) nth(i int) (n, end int, ok bool) {
	if peek(r.rs, i) == '的' {
		i++
	}
	if peek(r.rs, i) != '第' {
		return 0, 0, false
	}
	d, ok := digitOf(peek(r.rs, i+1))
	if !ok || d < 1 || d > 5 {
		return 0, 0, false
	}
	i += 2
	if peek(r.rs, i) == '个' {
		i++
	}
	return int(d), i, true
}

func (r dateReader) monthDay(i int) (dayExpr, bool) { return r.month(dayExpr{}, i) }

// dayOnly reads 15号.
func (r dateReader) dayOnly(i int) (dayExpr, bool) {
	n, ok := numeralAt(r.rs, i, false)
	if !ok || n.vague() || n.unit > 10 {
		return dayExpr{}, false
	}
	day, isInt := n.low.int()
	end, marked := dayMark(r.rs, n.end)
	if !marked || !isInt || day < 1 || day > 31 || peek(r.rs, end) == '线' || peek(r.rs, end) == '楼' {
		return dayExpr{}, false
	}
	return dayExpr{day: int(day), end: end, vague: orNext(r.rs, i)}, true
}

// orNext reports the second half of 十五六号 and 十五十六号.
func orNext(rs []rune, i int) bool {
	_, before := digitOf(peek(rs, i-1))
	_, here := digitOf(peek(rs, i))
	return before && (here || peek(rs, i) == '十')
}

// numeric reads 2026-08-15, 15.8.2026, 20260815 and, when a date was asked for, 8.15 and 12/1.
func (r dateReader) numeric(i int) (dayExpr, bool) {
	if isDigit(peek(r.rs, i-1)) {
		return dayExpr{}, false
	}
	var part, width [3]int
	var sep rune
	count, j := 0, i
	for count < 3 {
		v, w := 0, 0
		for ; isDigit(peek(r.rs, j)) && w < 9; j++ {
			v, w = v*10+int(r.rs[j]-'0'), w+1
		}
		if w == 0 {
			break
		}
		part[count], width[count] = v, w
		count++
		c := peek(r.rs, j)
		if count == 3 || !isDateSeparator(c) || !isDigit(peek(r.rs, j+1)) || count == 2 && c != sep {
			break
		}
		if c == ' ' && (width[0] != 4 || !r.loose) || c == '。' && !r.loose {
			break
		}
		sep = c
		j++
	}
	if isDigit(peek(r.rs, j)) || peek(r.rs, j) == '.' && isDigit(peek(r.rs, j+1)) {
		return dayExpr{}, false
	}
	e, ok := dayExpr{}, false
	switch {
	case count == 1 && width[0] == 8:
		e, ok = ymd(part[0]/10000, part[0]/100%100, part[0]%100), true
		ok = e.year >= 1990 && e.year <= 2100
	case count == 3 && width[1] <= 2:
		e, ok = threeParts(part, width)
	case count == 2 && r.loose && width[0] <= 2 && width[1] <= 2 && sep != ' ':
		e, ok = dayExpr{month: part[0], day: part[1]}, part[0] >= 1 && part[0] <= 12 && part[1] >= 1 && part[1] <= 31
		if end, marked := dayMark(r.rs, j); marked {
			j, e.vague = end, sep == '-' // 5-8号: from the one to the other
		} else if c := peek(r.rs, j); c == '天' || c == '万' || c == 'w' || c == 'k' || c == '元' || c == '块' || c == '%' || c == '千' {
			ok = false
		}
		e.impossible = ok && !exists(calc.Date{Year: 2024, Month: monthOf(e.month), Day: e.day})
	case count == 2 && !r.loose && width[0] <= 2 && width[1] <= 2 && r.dueBehind(sep, i, j):
		e, ok = dayExpr{month: part[0], day: part[1]}, part[0] >= 1 && part[0] <= 12 && exists(calc.Date{Year: 2024, Month: monthOf(part[0]), Day: part[1]})
	case count == 2 && width[0] == 4 && sep != ' ' && sep != '-' || count == 1 && width[0] == 4:
		return dayExpr{}, false
	}
	e.end = j
	return e, ok
}

// dueBehind reports 12/5还 and 11.14到期: what stands before is a day, though nobody asked for one.
func (r dateReader) dueBehind(sep rune, start, i int) bool {
	_, end, ok := dueBehindDay().longest(r.rs, i)
	return ok && (sep == '/' || sep == '.' && end-i > 1) && !strings.ContainsRune("化率息了", peek(r.rs, start-1))
}

var dueBehindDay = set(`到期 还款 还 那期 这期 要还 该还 应还 账单`)

func isDateSeparator(c rune) bool { return c == '-' || c == '/' || c == '.' || c == ' ' || c == '。' }

// ymd builds a full date; impossible ones are kept so that they can be refused by name.
func ymd(y, m, d int) dayExpr {
	return dayExpr{year: y, month: m, day: d, impossible: !exists(calc.Date{Year: y, Month: monthOf(m), Day: d})}
}

// threeParts decides which of three numbers is the year. Year first is certain with four
// digits; 27-7-3 is year first when that is the only way; otherwise day/month/year, as
// everywhere outside the United States, and month/day/year when only that exists.
func threeParts(part, width [3]int) (dayExpr, bool) {
	century := func(y, w int) int {
		if w == 2 && y >= 70 {
			return 1900 + y
		}
		if w <= 2 {
			return 2000 + y
		}
		return y
	}
	a, b, c := part[0], part[1], part[2]
	if width[0] == 4 {
		return ymd(a, b, c), width[2] <= 2
	}
	if width[0] > 2 || width[2] == 3 || width[2] > 4 {
		return dayExpr{}, false
	}
	if a > 12 && width[2] <= 2 && a >= 20 && b <= 12 && c <= 31 && width[0] == 2 && !(a <= 31 && width[2] == 2) {
		return ymd(century(a, 2), b, c), true
	}
	if width[0] == 2 && width[2] == 2 && a >= 20 && a <= 31 && c <= 31 && b <= 12 {
		return ymd(century(a, 2), b, c), true
	}
	y := century(c, width[2])
	if b <= 12 {
		e := ymd(y, b, a)
		e.swapped = a <= 12 && a != b
		return e, true
	}
	return ymd(y, a, b), a <= 12
}

// english reads Aug 15, 15 August 2026.
func (r dateReader) english(i int) (dayExpr, bool) {
	e := dayExpr{}
	j := i
	m, end, ok := englishMonths().longest(r.rs, i)
	if ok && !isLatin(peek(r.rs, end)) && !isLatin(peek(r.rs, i-1)) {
		n, ok := numeralAt(r.rs, skipDots(r.rs, end), false)
		day, isInt := n.low.int()
		if !ok || !isInt || !n.plain || day < 1 || day > 31 {
			return dayExpr{}, false
		}
		e.month, e.day = int(m), int(day)
		j, _ = dayMark(r.rs, n.end)
	} else {
		n, ok := numeralAt(r.rs, i, false)
		day, isInt := n.low.int()
		if !ok || !isInt || !n.plain || day < 1 || day > 31 {
			return dayExpr{}, false
		}
		j, _ = dayMark(r.rs, n.end)
		k := skipDots(r.rs, j)
		if hasAt(r.rs, k, "of ") {
			k += len("of ")
		}
		if n, end, ok := shifts().longest(r.rs, k); ok && n <= 1 && hasAt(r.rs, end, "month") && k > j {
			return dayExpr{day: int(day), shifted: true, monthShift: int(n), end: end + len("month")}, true
		}
		m, end, ok := englishMonths().longest(r.rs, k)
		if !ok || isLatin(peek(r.rs, end)) {
			return dayExpr{}, false
		}
		e.month, e.day, j = int(m), int(day), end
	}
	e.end = j
	if n, ok := numeralAt(r.rs, skipDots(r.rs, j), false); ok && n.plain && n.digits == 4 {
		y, _ := n.low.int()
		e.year, e.end = int(y), n.end
	}
	return e, true
}

func skipDots(rs []rune, i int) int {
	for c := peek(rs, i); c == ' ' || c == '.' || c == ','; c = peek(rs, i) {
		i++
	}
	return i
}
