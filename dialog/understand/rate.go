package understand

import (
	"strings"

	"github.com/shopspring/decimal"
)

// fraction is a share as it was said: 5%, 万分之五, 一分五, 两成.
type fraction struct {
	end       int
	low, high num  // as a fraction of one: 5% is 0.05
	fen       bool // 分/厘: folk interest, per month unless said otherwise
	myriad    bool // 万五, 万分之五: per day unless said otherwise
}

// fractionAt reads a share at i. The short 万五 is read only where a rate is expected.
func fractionAt(rs []rune, i int, rateExpected bool) (fraction, bool) {
	if f, ok := partsAt(rs, i); ok {
		return f, true
	}
	if rateExpected {
		if f, ok := shortMyriadAt(rs, i); ok {
			return f, true
		}
	}
	n, ok := numeralAt(rs, i, false)
	if !ok || n.odd {
		return fraction{}, false
	}
	return n.share(rs, rateExpected)
}

// partsAt reads 百分之五, 千分之一, 万分之2.5, 万分5.
func partsAt(rs []rune, i int) (fraction, bool) {
	places := 0
	switch peek(rs, i) {
	case '百':
		places = 2
	case '千':
		places = 3
	case '万':
		places = 4
	default:
		return fraction{}, false
	}
	j := skipSpaces(rs, i+1)
	if peek(rs, j) != '分' {
		return fraction{}, false
	}
	j = skipSpaces(rs, j+1)
	said := peek(rs, j) == '之'
	if said {
		j = skipSpaces(rs, j+1)
	}
	if peek(rs, j) == '百' && said && places == 2 {
		if _, ok := digitOf(peek(rs, j+1)); !ok {
			return fraction{end: j + 1, low: whole(1), high: whole(1)}, true
		}
	}
	n, ok := numeralAt(rs, j, true)
	if !ok {
		return fraction{}, false
	}
	f := fraction{end: n.end, low: n.low, high: n.high, myriad: places == 4}
	if o, ok := upTo(rs, n); ok {
		f.end, f.high = o.end, o.high // 百分之十到十五
	}
	f.low.scale += places
	f.high.scale += places
	return f, true
}

// upTo reads the second number of a span: 十到十五.
func upTo(rs []rune, n numeral) (numeral, bool) {
	j := skipSpaces(rs, n.end)
	if j >= len(rs) || !rangeMark(rs[j:j+1]) || n.vague() {
		return numeral{}, false
	}
	o, ok := numeralAt(rs, skipSpaces(rs, j+1), true)
	return o, ok && n.low.cmp(o.low) < 0 && shareEnds(rs, o.end)
}

// shareEnds reports that no unit of its own follows the second number: 百分之三到12期 is no span.
func shareEnds(rs []rune, i int) bool {
	c := peek(rs, skipSpaces(rs, i))
	if c == '年' {
		next := peek(rs, skipSpaces(rs, i)+1)
		return next == '利' || next == '化' || next == '息'
	}
	return c != '期' && c != '个' && c != '月' && c != '天' && c != '号' && c != '日' && c != '万' && c != '千' && c != '元' && c != '块' && c != '分' && c != '%'
}

// shortMyriadAt reads 万五, 万分五 and 万2.5, meaning ten-thousandths.
func shortMyriadAt(rs []rune, i int) (fraction, bool) {
	if peek(rs, i) != '万' && peek(rs, i) != 'w' || i > 0 && (isDigit(rs[i-1]) || smallUnitOf(rs[i-1]) > 0) {
		return fraction{}, false
	}
	if _, ok := digitOf(peek(rs, i-1)); ok {
		return fraction{}, false
	}
	n, ok := numeralAt(rs, i+1, false)
	if !ok || n.unit > 1 || n.low.cmp(whole(30)) > 0 {
		return fraction{}, false
	}
	f := fraction{end: n.end, low: n.low, high: n.high, myriad: true}
	f.low.scale += 4
	f.high.scale += 4
	return f, true
}

// share reads what makes a number a share: %, ‰, 个点, 个百分点, 分, 厘, 成, 折.
func (n numeral) share(rs []rune, rateExpected bool) (fraction, bool) {
	f := fraction{low: n.low, high: n.high}
	j := skipSpaces(rs, n.end)
	compact := func(word string) (int, bool) { // the word with blanks between its characters
		k := j
		for _, r := range word {
			k = skipSpaces(rs, k)
			if peek(rs, k) != r {
				return 0, false
			}
			k++
		}
		return k, true
	}
	places := 0
	for _, u := range shareUnits {
		if end, ok := compact(u.word); ok {
			f.end, places = end, u.places
			if u.word == "折" && n.low.cmp(whole(10)) > 0 {
				places = 2 // 七五折
			}
			break
		}
	}
	switch {
	case places == 0 && rateExpected:
		return n.folkRate(rs)
	case places == 0:
		return fraction{}, false
	}
	f.low.scale += places
	f.high.scale += places
	if d, ok := digitOf(peek(rs, f.end)); ok && places == 1 && f.low == f.high {
		f.low = f.low.plus(num{d, 2}) // 两成五
		f.high, f.end = f.low, f.end+1
	}
	if peek(rs, f.end) == '半' && places == 1 && f.low == f.high {
		f.low = f.low.plus(num{5, 2}) // 一成半
		f.high, f.end = f.low, f.end+1
	}
	return f, true
}

var shareUnits = []struct {
	word   string
	places int
}{
	{"%", 2}, {"‰", 3}, {"个百分点", 2}, {"百分点", 2}, {"个点", 2}, {"percent", 2}, {"pct", 2},
	{"成", 1}, {"折", 1},
}

// folkRate reads 一分五, 两分, 五厘, 一分二厘: 分 is a hundredth, 厘 a thousandth.
func (n numeral) folkRate(rs []rune) (fraction, bool) {
	f := fraction{low: n.low, high: n.high, fen: true}
	j := skipSpaces(rs, n.end)
	if n.low.cmp(whole(100)) >= 0 {
		return fraction{}, false // 本息14400分12期
	}
	switch peek(rs, j) {
	case '厘':
		f.low.scale += 3
		f.high.scale += 3
		f.end = j + 1
		return f, true
	case '分':
	default:
		return fraction{}, false
	}
	f.low.scale += 2
	f.high.scale += 2
	f.end = j + 1
	if d, end, ok := centDigits(rs, f.end); ok && d < 10 {
		f.low = f.low.plus(num{d, 3})
		f.high = f.low
		f.end = end
		if peek(rs, f.end) == '厘' {
			f.end++
		}
	}
	return f, true
}

// period is the time a rate is for, in days; 0 if not said.
type period int

const (
	perDay   period = 1
	perMonth period = 30
	perYear  period = 365
)

const exampleRate = "日息0.05%"

// dailyLimit is 0.3 % a day, more than 109 % a year: no lawful loan costs as much.
var dailyLimit = decimal.New(3, -3)

// DailyRate reads an interest rate and returns it as a fraction per day. Years have 365
// days and months 30, so that 年化18.25% and 月息一分五 are both 0.0005.
func DailyRate(text string) (Reading[decimal.Decimal], error) {
	none := Reading[decimal.Decimal]{}
	m, err := answer(text, exampleRate)
	if err != nil {
		return none, err
	}
	if m.negative() {
		return none, &Unclear{Negative, exampleRate}
	}
	if r, ok := m.pricePerDay(); ok {
		return checkedRate(r, perDay)
	}
	found := m.fractions()
	switch {
	case m.says(markupWords) || len(found) > 0 && m.rs[found[0].end-1] == '折':
		return none, m.unclear(Vague, exampleRate)
	case len(found) == 0 && m.saysNoInterest():
		return exactly(decimal.Zero), nil
	case len(found) == 0:
		return m.bareRate()
	case len(found) > 1:
		return m.severalRates(found)
	}
	f := found[0]
	if m.overMonths(f) {
		return none, &Unclear{Vague, exampleRate}
	}
	return m.ratePer(f, m.periodOf(f))
}

// overMonths reports 三个月3% and 半年5%: a rate for some other time than a day, a month or a year.
func (m message) overMonths(f fractionSpan) bool {
	from, _ := m.around(f.start, f.end)
	for i := from; i < f.start; i++ {
		d, ok := durationAt(m.rs, i)
		if ok && (d.months > 1 && d.months%12 != 0 || d.months == 0 && d.low > 1 && d.low < 30 && d.low != 7) {
			return true
		}
	}
	return false
}

// severalRates takes the last of a correction and one said twice in two units; else it asks.
func (m message) severalRates(found []fractionSpan) (Reading[decimal.Decimal], error) {
	last := found[len(found)-1]
	before := found[len(found)-2]
	if m.corrected(before.end, last.start) {
		return m.ratePer(last, m.periodOf(last))
	}
	var readings []string
	var first Reading[decimal.Decimal]
	for i, f := range found {
		r, err := m.ratePer(f, m.periodOf(f))
		if err != nil {
			return Reading[decimal.Decimal]{}, err
		}
		if i == 0 {
			first = r
		}
		if !r.Value.Equal(first.Value) || i == 0 {
			readings = appendNew(readings, "日息"+percentText(r.Value))
		}
	}
	if len(readings) == 1 {
		return first, nil
	}
	return Reading[decimal.Decimal]{}, &Doubt{readings}
}

// ratePer turns a share per period into a fraction per day.
func (m message) ratePer(f fractionSpan, p period) (Reading[decimal.Decimal], error) {
	v := f.low.decimal()
	if f.fen && p == perYear {
		v = v.Shift(1) // 年息一分 is a tenth, 月息一分 a hundredth
	}
	if p == 0 {
		switch {
		case f.myriad:
			p = perDay
		case f.fen:
			p = perMonth
		case v.LessThanOrEqual(decimal.New(2, -3)):
			p = perDay
		case v.GreaterThan(decimal.New(36, -2)):
			return Reading[decimal.Decimal]{}, &Unclear{TooLarge, exampleRate}
		case v.GreaterThanOrEqual(decimal.New(7, -2)):
			p = perYear
		default:
			return Reading[decimal.Decimal]{}, &Doubt{[]string{"月息" + percentText(v), "年化" + percentText(v)}}
		}
	}
	if f.low != f.high {
		return Reading[decimal.Decimal]{}, &Unclear{Vague, exampleRate}
	}
	return checkedRate(v, p)
}

func checkedRate(v decimal.Decimal, p period) (Reading[decimal.Decimal], error) {
	if p != perDay {
		v = v.Div(decimal.NewFromInt(int64(p)))
	}
	switch {
	case v.IsNegative():
		return Reading[decimal.Decimal]{}, &Unclear{Negative, exampleRate}
	case v.GreaterThan(dailyLimit):
		return Reading[decimal.Decimal]{}, &Unclear{TooLarge, exampleRate}
	}
	return exactly(v), nil
}

// percentText prints 0.0005 as 0.05%.
func percentText(v decimal.Decimal) string { return v.Shift(2).Round(6).String() + "%" }

// fractionSpan is a fraction and where it stands.
type fractionSpan struct {
	fraction
	start int
}

func (m message) fractions() []fractionSpan {
	var found []fractionSpan
	for i := 0; i < len(m.rs); i++ {
		f, ok := fractionAt(m.rs, i, true)
		if !ok {
			if n, isNumber := numeralAt(m.rs, i, false); isNumber {
				i = n.end - 1
			}
			continue
		}
		found = append(found, fractionSpan{f, i})
		i = f.end - 1
	}
	return found
}

// periodOf looks for 日, 月, 年 beside a share: before it back to the last mark, then after it.
func (m message) periodOf(f fractionSpan) period {
	best, where := period(0), -1
	from, to := m.around(f.start, f.end)
	for i := from; i < to; i++ {
		if i >= f.start && i < f.end {
			continue
		}
		id, _, ok := periodWords().longest(m.rs, i)
		if !ok || i >= f.end && period(id) == 30 && strings.ContainsRune("还供薪收最要得能", peek(m.rs, i+1)) {
			continue // 利率万四 每月还款4200
		}
		if i < f.start || where < 0 || where >= f.end {
			best, where = period(id), i
		}
	}
	return best
}

// around returns the stretch beside start..end that belongs to it: up to eight runes before
// and four after, no farther than a mark.
func (m message) around(start, end int) (from, to int) {
	from, to = start, end
	for from > 0 && start-from < 8 && breakStrength(m.rs, from-1) < 2 {
		from--
	}
	for to < len(m.rs) && to-end < 4 && (breakStrength(m.rs, to) < 2 || to == end && m.rs[to] == '/') {
		to++ // 10%/月
	}
	return from, to
}

var periodWords = lexiconOf(map[string]int32{
	"日": 1, "天": 1, "每天": 1, "daily": 1, "per day": 1, "a day": 1, "/天": 1, "/日": 1,
	"周": 7, "每周": 7, "星期": 7, "weekly": 7, "per week": 7, "a week": 7,
	"月": 30, "月息": 30, "monthly": 30, "per month": 30, "a month": 30,
	"年": 365, "年化": 365, "yearly": 365, "annual": 365, "apr": 365, "per year": 365, "a year": 365, "p.a.": 365,
})

// pricePerDay reads 一万块一天五块, 借1000一天利息5毛: money for money and day.
func (m message) pricePerDay() (decimal.Decimal, bool) {
	var amounts []quantity
	for i := 0; i < len(m.rs); i++ {
		q, ok := quantityAt(m.rs, i, false)
		if !ok {
			continue
		}
		if _, isTime := durationAt(m.rs, i); isTime {
			i = q.end - 1
			continue
		}
		if _, isShare := fractionAt(m.rs, i, false); isShare || q.vague() {
			return decimal.Decimal{}, false
		}
		amounts = append(amounts, q)
		i = q.end - 1
	}
	s := string(m.rs)
	daily := strings.Contains(s, "一天") || strings.Contains(s, "每天") || strings.Contains(s, "每日") || strings.Contains(s, "一日") || strings.Contains(s, "a day")
	share := strings.Contains(s, "分之") || strings.Contains(s, "%")
	if len(amounts) != 2 || !daily || share || amounts[0].low.cmp(amounts[1].low) <= 0 || amounts[0].low.cmp(whole(100)) < 0 {
		return decimal.Decimal{}, false
	}
	return amounts[1].low.decimal().Div(amounts[0].low.decimal()), true
}

// bareRate reads a number alone: 0.0005 is a fraction per day, anything else has readings.
func (m message) bareRate() (Reading[decimal.Decimal], error) {
	none := Reading[decimal.Decimal]{}
	n, ok := m.onlyNumeral()
	switch {
	case !ok && m.saysUnknown():
		return unknown[decimal.Decimal](), nil
	case !ok || timeFollows(m.rs, n.end):
		return none, m.unclear(Nonsense, exampleRate)
	}
	v := n.low.decimal()
	percent := fractionSpan{fraction{low: num{n.low.coef, n.low.scale + 2}, high: num{n.high.coef, n.high.scale + 2}, end: n.end}, n.end}
	p := m.periodOf(percent)
	switch {
	case n.vague() || m.saysCurrency(n.end):
		return none, &Unclear{Vague, exampleRate}
	case p == perYear && v.GreaterThanOrEqual(decimal.NewFromInt(1)), p == perMonth && v.GreaterThanOrEqual(decimal.New(3, -1)),
		p == perDay && v.LessThan(decimal.New(3, -1)) && v.GreaterThanOrEqual(decimal.New(5, -3)):
		return m.ratePer(percent, p)
	case v.IsZero():
		return exactly(v), nil
	case v.LessThan(decimal.New(2, -3)):
		return checkedRate(v, perDay)
	case v.LessThanOrEqual(decimal.New(1, -1)):
		return none, &Doubt{[]string{"日息" + v.String() + "%", "年化" + percentText(v)}}
	case v.LessThan(decimal.NewFromInt(1)):
		return none, &Doubt{[]string{"日息" + v.String() + "%", "年化" + percentText(v)}}
	case v.LessThanOrEqual(decimal.NewFromInt(30)):
		return none, &Doubt{[]string{"日息万分之" + v.String(), "年化" + v.String() + "%"}}
	}
	return none, &Unclear{TooLarge, exampleRate}
}

// markupWords make a share one of another rate: 罚息上浮50%.
var markupWords = set(`上浮 加收 浮动 加罚 上调 下调 打折 折扣`)

// saysNoInterest reports 免息 and 0利息, but not 300利息.
func (m message) saysNoInterest() bool {
	for i := range m.rs {
		if _, _, ok := noInterestWords().longest(m.rs, i); ok && !(m.rs[i] == '0' && isDigit(peek(m.rs, i-1))) {
			return true
		}
	}
	return false
}

var noInterestWords = set(`免息 没利息 没有利息 无息 不收利息 无利息 零利息 0利息`)

// saysCurrency reports 元 or 毛 at i.
func (m message) saysCurrency(i int) bool {
	_, _, ok := currencyUnits().longest(m.rs, skipSpaces(m.rs, i))
	return ok
}

const examplePercent = "18.25%"

// Percent reads a percentage and returns the number before the sign.
func Percent(text string) (Reading[decimal.Decimal], error) {
	none := Reading[decimal.Decimal]{}
	m, err := answer(text, examplePercent)
	if err != nil {
		return none, err
	}
	var readings []string
	var last fraction
	found := m.fractions()
	if len(found) == 2 && rangeMark(m.rs[found[0].end:found[1].start]) && found[0].low.cmp(found[1].low) < 0 {
		return between(found[0].low.decimal().Shift(2), found[1].low.decimal().Shift(2)), nil
	}
	if len(found) == 1 {
		n, ok := m.numberUpTo(found[0].start)
		low, high := n.low.decimal(), found[0].low.decimal().Shift(2)
		if m.rs[found[0].end-1] == '成' {
			low = low.Shift(1) // 两到三成
		}
		if ok && low.LessThan(high) {
			return between(low, high), nil // 20到30%
		}
		if n, ok := m.orNumber(found[0].end); ok {
			return none, &Doubt{[]string{percentText(found[0].low.decimal()), n.low.decimal().String() + "%"}}
		}
	}
	for _, f := range found {
		if f.fen {
			continue
		}
		last = f.fraction
		readings = appendNew(readings, percentText(f.low.decimal()))
	}
	switch {
	case len(readings) > 1 && !m.corrected(found[len(found)-2].end, found[len(found)-1].start):
		return none, &Doubt{readings}
	case len(readings) > 0 && last.low != last.high:
		return between(last.low.decimal().Shift(2), last.high.decimal().Shift(2)), nil
	case len(readings) > 0:
		return m.signed(last.low.decimal().Shift(2), examplePercent)
	}
	n, ok := m.onlyNumeral()
	switch {
	case m.says(halfWords):
		return exactly(decimal.NewFromInt(50)), nil
	case m.says(allOfItWords):
		return exactly(decimal.NewFromInt(100)), nil
	case ok && m.says(moneyUnits):
		return none, m.unclear(Nonsense, examplePercent) // 300块 is no share
	case !ok && m.saysUnknown():
		return unknown[decimal.Decimal](), nil
	case !ok:
		return none, m.unclear(Nonsense, examplePercent)
	case n.vague():
		return between(n.low.decimal(), n.high.decimal()), nil
	}
	return m.signed(n.low.decimal(), examplePercent)
}

var (
	halfWords    = set(`一半 对半 半数`)
	allOfItWords = set(`百分百 全部 全额`)
	moneyUnits   = set(`块 元 块钱 ￥ ¥`)
)

// numberUpTo returns the number before 到 or - that stands before i.
func (m message) numberUpTo(i int) (numeral, bool) {
	if i < 2 || !rangeMark(m.rs[i-1:i]) {
		return numeral{}, false
	}
	for from := max(0, i-8); from < i-1; from++ {
		if n, ok := numeralAt(m.rs, from, false); ok && n.end == i-1 && !n.vague() && (from == 0 || !isDigit(m.rs[from-1])) {
			return n, true
		}
	}
	return numeral{}, false
}

// orNumber returns the number behind 或者 at i: 百分之十或者二十.
func (m message) orNumber(i int) (numeral, bool) {
	i = skipSpaces(m.rs, i)
	switch {
	case hasAt(m.rs, i, "或者"), hasAt(m.rs, i, "还是"):
		i += 2
	case hasAt(m.rs, i, "或"):
		i++
	default:
		return numeral{}, false
	}
	return numeralAt(m.rs, skipSpaces(m.rs, i), false)
}

// rangeMark reports the word between the ends of a range.
func rangeMark(rs []rune) bool {
	return len(rs) == 1 && (rs[0] == '到' || rs[0] == '至' || rs[0] == '-' || rs[0] == '~')
}

const exampleNumber = "3"

// Number reads a count.
func Number(text string) (Reading[decimal.Decimal], error) {
	none := Reading[decimal.Decimal]{}
	m, err := answer(text, exampleNumber)
	if err != nil {
		return none, err
	}
	if v, ok := m.quotient(); ok {
		return exactly(v), nil
	}
	if v, ok := m.scientific(); ok {
		return exactly(v), nil
	}
	n, ok := m.onlyNumeral()
	if !ok && m.says(oneLenderWords) && m.says(notEvenWords) {
		return exactly(decimal.Zero), nil // 一家都没有
	}
	if !ok && m.says(oneLenderWords) {
		return exactly(decimal.NewFromInt(1)), nil
	}
	switch {
	case ok && (peek(m.rs, n.end) == '双' || peek(m.rs, n.end) == '打'):
		return none, m.unclear(Nonsense, exampleNumber) // 一双 is two, or one pair
	case ok && (m.says(notEvenWords) || hasAt(m.rs, skipSpaces(m.rs, n.end+1), "都没") || hasAt(m.rs, skipSpaces(m.rs, n.end+1), "也没")):
		return exactly(decimal.Zero), nil
	case ok && n.isHugeOrOdd():
		return none, &Unclear{TooLarge, exampleNumber}
	case ok && n.vague():
		return between(n.low.decimal(), n.high.decimal()), nil
	case ok:
		return m.signed(n.low.decimal(), exampleNumber)
	case m.saysUnknown():
		return unknown[decimal.Decimal](), nil
	}
	if q, ok := quantityAt(m.rs, skipSpaces(m.rs, 0), false); ok && q.joined {
		return between(q.low.decimal(), q.high.decimal()), nil // 3到5个
	}
	if n, _, ok := englishWords().longest(m.rs, skipSpaces(m.rs, 0)); ok {
		return exactly(decimal.NewFromInt(int64(n))), nil
	}
	return none, m.unclear(Nonsense, exampleNumber)
}

// oneLenderWords are one, though elsewhere they are a family or a way of counting.
var oneLenderWords = set(`一家 一笔 一处`)

func (n numeral) isHugeOrOdd() bool { return n.low.isHuge() || n.odd }

// signed refuses a value with a minus before it.
func (m message) signed(v decimal.Decimal, example string) (Reading[decimal.Decimal], error) {
	if m.negative() {
		return Reading[decimal.Decimal]{}, &Unclear{Negative, example}
	}
	r := exactly(v)
	r.About = m.saysAbout()
	return r, nil
}

// scientific reads 2.789e-1.
func (m message) scientific() (decimal.Decimal, bool) {
	s := strings.TrimSpace(string(m.rs))
	if at := strings.IndexByte(s, 'e'); at < 1 || !isDigit(rune(s[at-1])) || len(s) > 24 {
		return decimal.Decimal{}, false
	}
	v, err := decimal.NewFromString(s)
	return v, err == nil && !v.IsNegative() && v.Exponent() > -12 && v.LessThan(decimal.New(1, 15))
}

// quotient reads 三分之一 and 3分之157.
func (m message) quotient() (decimal.Decimal, bool) {
	below, ok := numeralAt(m.rs, skipSpaces(m.rs, 0), false)
	if !ok || below.vague() || below.low.coef == 0 {
		return decimal.Decimal{}, false
	}
	j := skipSpaces(m.rs, below.end)
	if peek(m.rs, j) != '分' {
		return decimal.Decimal{}, false
	}
	j = skipSpaces(m.rs, j+1)
	if peek(m.rs, j) != '之' {
		return decimal.Decimal{}, false
	}
	above, ok := numeralAt(m.rs, skipSpaces(m.rs, j+1), true)
	if !ok || above.vague() {
		return decimal.Decimal{}, false
	}
	return above.low.decimal().Div(below.low.decimal()), true
}
