package understand

import (
	"cmp"
	"strings"

	"github.com/shopspring/decimal"

	"xieshang/calc"
)

// num is the exact number coef/10^scale. Numbers too large for it saturate at huge.
type num struct {
	coef  int64
	scale int
}

// huge stands for every number that is too large to mean anything here.
const huge = int64(1) << 53

func whole(n int64) num { return num{coef: n} }

// times returns n*m, saturating.
func (n num) times(m int64) num {
	for n.scale > 0 && m%10 == 0 {
		n.scale--
		m /= 10
	}
	if m != 0 && n.coef > huge/m {
		return num{coef: huge}
	}
	return num{n.coef * m, n.scale}
}

// plus returns n+m, saturating.
func (n num) plus(m num) num {
	for n.scale < m.scale {
		n = num{satMul(n.coef, 10), n.scale + 1}
	}
	for m.scale < n.scale {
		m = num{satMul(m.coef, 10), m.scale + 1}
	}
	return num{min(n.coef+m.coef, huge), n.scale}
}

func satMul(a, b int64) int64 {
	if a > huge/b {
		return huge
	}
	return a * b
}

// cmp orders two numbers.
func (n num) cmp(m num) int {
	a, b := n.coef, m.coef
	for range m.scale - n.scale {
		a = satMul(a, 10)
	}
	for range n.scale - m.scale {
		b = satMul(b, 10)
	}
	return cmp.Compare(a, b)
}

func (n num) isHuge() bool { return n.coef >= huge }

// int returns n if it is a whole number.
func (n num) int() (int64, bool) {
	c, s := n.coef, n.scale
	for s > 0 && c%10 == 0 {
		c /= 10
		s--
	}
	return c, s == 0
}

func (n num) decimal() decimal.Decimal { return decimal.New(n.coef, int32(-n.scale)) }

// money returns n yuan. It is false when n has a fraction of a fen or exceeds [calc.MaxMoney].
func (n num) money() (calc.Money, bool) {
	fen, ok := n.times(100).int()
	return calc.Money(fen), ok && fen <= int64(calc.MaxMoney)
}

// numeral is a number as it was written: from low to high, which are equal unless it was
// vague ("两千多", "三五百").
type numeral struct {
	low, high num
	end       int   // index after the last rune
	unit      int64 // the last multiplier said: 10000 for 1.2万, 1 for none
	plain     bool  // Arabic digits only, no multiplier
	spelled   bool  // Chinese digits read out one by one: 二零二六
	digits    int   // how many digits a plain or spelled one has before the point
	decimals  int   // how many after the point of a plain one
	odd       bool  // no reading is the usual one: 1万25
	second    num   // the other reading of an odd one
}

func (n numeral) vague() bool { return n.low != n.high }

// digitOf returns the value of a Chinese digit, formal or not, and false for other runes.
func digitOf(r rune) (int64, bool) {
	switch r {
	case '零', '〇', '○':
		return 0, true
	case '一', '壹', '幺':
		return 1, true
	case '二', '贰', '两', '俩', '貮', '弍':
		return 2, true
	case '三', '叁', '参', '仨', '叄':
		return 3, true
	case '四', '肆':
		return 4, true
	case '五', '伍':
		return 5, true
	case '六', '陆':
		return 6, true
	case '七', '柒':
		return 7, true
	case '八', '捌':
		return 8, true
	case '九', '玖':
		return 9, true
	}
	return 0, false
}

// smallUnitOf returns 10, 100 or 1000.
func smallUnitOf(r rune) int64 {
	switch r {
	case '十', '拾':
		return 10
	case '百', '佰':
		return 100
	case '千', '仟':
		return 1000
	}
	return 0
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isLatin(r rune) bool { return r >= 'a' && r <= 'z' }

// peek returns the rune at i, and 0 beyond either end.
func peek(rs []rune, i int) rune {
	if i < 0 || i >= len(rs) {
		return 0
	}
	return rs[i]
}

// skipSpaces returns the index of the next rune that is not a blank.
func skipSpaces(rs []rune, i int) int {
	for peek(rs, i) == ' ' {
		i++
	}
	return i
}

// numeralReader reads one numeral. total, section and current grow as in reading aloud:
// 一亿|二千三百|四 … 万; each is a pair so that 两三千 and 十几万 stay ranges.
type numeralReader struct {
	rs      []rune
	start   int
	i       int
	total   span
	section span
	current span
	have    bool // current holds something
	single  bool // current is one digit, which after 万 means thousands: 1万2
	zero    bool // 零 was said since the last unit
	gap     int  // digits of current
	readOut bool // current is read out digit by digit: 三千五六七
	unit    int64
	any     bool
	n       numeral
}

// span is a pair of bounds.
type span struct{ low, high num }

func (s span) plus(o span) span     { return span{s.low.plus(o.low), s.high.plus(o.high)} }
func (s span) times(m int64) span   { return span{s.low.times(m), s.high.times(m)} }
func spanOf(low, high int64) span   { return span{whole(low), whole(high)} }
func (s span) isZero() bool         { return s.low.coef == 0 && s.high.coef == 0 }
func (r *numeralReader) peek() rune { return peek(r.rs, r.i) }

// numeralAt reads the numeral that starts at i. Blanks inside are read over when spaced is
// set, as in "三千 九百 六十五": fine in an answer, wrong between two facts of a story.
func numeralAt(rs []rune, i int, spaced bool) (numeral, bool) {
	first := peek(rs, i)
	if isLatin(first) {
		return englishNumeralAt(rs, i)
	}
	if !isDigit(first) && !(first == '.' && isDigit(peek(rs, i+1))) && !startsChineseNumeral(rs, i) {
		return numeral{}, false
	}
	r := numeralReader{rs: rs, start: i, i: i, unit: 1}
	r.n.plain = true
	for r.step(spaced) {
	}
	if !r.any {
		return numeral{}, false
	}
	r.close()
	r.suffix()
	return r.n, true
}

// startsChineseNumeral keeps 万一, 千万别, 百度 from being numbers: a multiplier without a
// digit before it counts only for ten, or before a digit (百三, 千二).
func startsChineseNumeral(rs []rune, i int) bool {
	if _, ok := digitOf(peek(rs, i)); ok {
		return true
	}
	next := peek(rs, i+1)
	_, digitNext := digitOf(next)
	switch r := peek(rs, i); {
	case r == '十' || r == '拾' || r == '廿' || r == '卅':
		return true
	case smallUnitOf(r) > 0:
		return digitNext && next != '零'
	case r == '万':
		return digitNext && next != '零' // 万二 in Cantonese
	case r == '几' || r == '数':
		return smallUnitOf(next) > 0 || next == '万' || r == '几' && next == 'k' || r == '几' && next == 'w'
	}
	return false
}

// maxNumeral bounds a numeral in runes, so that a message of nothing but numerals is read in
// linear time.
const maxNumeral = 40

// step reads the next part and reports whether there was one.
func (r *numeralReader) step(spaced bool) bool {
	at := r.i
	if at-r.start > maxNumeral {
		return false
	}
	if spaced && !r.ofItsOwn(skipSpaces(r.rs, r.i)) || r.peek() == ' ' && (r.unitFollows(skipSpaces(r.rs, r.i)) || r.spacedTail()) {
		r.i = skipSpaces(r.rs, r.i)
	}
	if r.part() {
		r.any = true
		return true
	}
	r.i = at
	return false
}

// ofItsOwn reports that the number at i, behind a blank, belongs to what follows it: 一万
// 五十天没还, 三万 八月十五到期, 两万 俩孩子.
func (r *numeralReader) ofItsOwn(i int) bool {
	if i == r.i || !r.any {
		return false
	}
	j := i
	for ; j < i+8; j++ {
		c := peek(r.rs, j)
		if _, digit := digitOf(c); !digit && !isDigit(c) && smallUnitOf(c) == 0 && c != '几' && c != '多' {
			break
		}
	}
	if j == i {
		return false
	}
	next := peek(r.rs, j)
	_, _, counted := counters().longest(r.rs, j)
	return counted || next != 0 && breakStrength(r.rs, j) == 0 && !strings.ContainsRune("块塊元圆圓毛角分钱錢万亿wk多左上吧啊呢哦呀的了不出来欠", next)
}

// unitFollows reports whether a multiplier stands at i, so that "1 万" is one number.
func (r *numeralReader) unitFollows(i int) bool {
	c := peek(r.rs, i)
	return r.have && (c == '万' || c == '亿' || smallUnitOf(c) > 0) && !r.ownUnit(i)
}

// ownUnit reports a multiplier that begins something of its own behind a number: 3600 十号,
// 3600 万五的利息, 三千六 十二月, 3600 十分着急. Nobody says 3600 and 十 for 36,000.
func (r *numeralReader) ownUnit(i int) bool {
	c, next := peek(r.rs, i), peek(r.rs, i+1)
	large := r.n.plain && r.gap >= 4
	_, digit := digitOf(next)
	if hasAt(r.rs, i+1, "分之") || large && smallUnitOf(c) > 0 || digit && c == '万' && rateBehind(r.rs, i+2) {
		return true
	}
	if i > 0 && isDigit(r.rs[i-1]) && tensOfTime(r.rs, i) || r.any && r.unit >= 1000 && (tenthDay(r.rs, i) || c == '十' && next == '一' && holidayBehind(r.rs, i+2)) {
		return true // 8万5十一月底, 八万五十号, 三千五十一前: nobody writes 5十, and there is no fiftieth day
	}
	if _, _, ok := unitWords().longest(r.rs, i); ok && r.any {
		return true // 三千五千万别告诉我家
	}
	if peek(r.rs, i-1) != ' ' {
		return false
	}
	_, stops := stopWordAt(r.rs, i)
	ends := next == 0 || breakStrength(r.rs, i+1) > 0 || strings.ContainsRune("块塊元圆圓万亿多钱錢 ", next)
	switch {
	case stops:
		return true
	case c == '万' || c == '亿':
		return large && !ends
	case c == '十':
		return !ends
	}
	return !ends && !digit && !isDigit(next)
}

// unitWords begin like a multiplier.
var unitWords = set(`万分着急 万分焦急 万分感谢 万分抱歉 万分紧急 万分无奈 万分难 万分痛 万分后悔 万分火急 千万别 千万不 千万要 万一我 万一被 万一他 万一她 万一还 万一真 万一有 万一要 万一没 万一查 万一上 万一起诉 万一银行 万一催收 万一家`)

// rateBehind reports that what stands before i was a rate: 万五的利息, 万三息.
func rateBehind(rs []rune, i int) bool {
	if peek(rs, i) == '的' {
		i++
	}
	return strings.ContainsRune("利息日罚罰", peek(rs, i))
}

// spacedTail reports the end of 4 万 8, 3 千 2 and 1 万 8500, where every part stands by itself.
func (r *numeralReader) spacedTail() bool {
	unit, from, places := peek(r.rs, r.i-1), r.i+1, 3
	if unit == '万' {
		places = 4
	}
	end := from
	for end <= from+places && isDigit(peek(r.rs, end)) {
		end++
	}
	if _, chinese := digitOf(peek(r.rs, from)); chinese {
		end++
	}
	digits := end - from
	if unit != '万' && unit != '千' || peek(r.rs, r.i-2) != ' ' || digits != 1 && digits != places || end < len(r.rs) && breakStrength(r.rs, end) == 0 {
		return false
	}
	_, _, time := timeUnitAt(r.rs, end)
	_, _, counted := counters().longest(r.rs, skipSpaces(r.rs, end))
	return !time && !counted
}

func (r *numeralReader) part() bool {
	c := r.peek()
	switch {
	case (r.have || c == '万' && r.any) && (c == '万' || smallUnitOf(c) > 0) && r.ownUnit(r.i):
		return false
	case r.any && !r.have && smallUnitOf(c) > 0 && (peek(r.rs, r.i-1) == ' ' || hasAt(r.rs, r.i+1, "分之")):
		return false // 一万 十五号, 4万百分之十利息
	case isDigit(c) || c == '.' && isDigit(peek(r.rs, r.i+1)) && !r.any:
		return r.arabic()
	case c == '零' || c == '〇' || c == '○' || c == '另' && r.odd100():
		return r.zeroDigit()
	case c == '几' || c == '数' && !r.any:
		return r.some()
	case c == '廿' || c == '卅':
		return r.score(c)
	case smallUnitOf(c) > 0:
		return r.smallUnit(smallUnitOf(c))
	case c == '万' || c == '亿' || c == 'w' || c == 'k':
		return r.bigUnit(c)
	case c == '多' || c == '余' || c == '来':
		return r.widen()
	case c == '点':
		return r.chinesePoint()
	}
	if _, ok := digitOf(c); ok {
		return r.chineseDigits()
	}
	return false
}

// yearAt reports the year of 2026-10-10 and 2026年10月.
func yearAt(rs []rune, i int) bool {
	return hasAt(rs, i, "20") && isDigit(peek(rs, i+2)) && isDigit(peek(rs, i+3)) && strings.ContainsRune("-/.年", peek(rs, i+4)) && isDigit(peek(rs, i+5))
}

// odd100 reports 另三百 behind a multiplier, the old way of writing 零三百.
func (r *numeralReader) odd100() bool {
	_, digit := digitOf(peek(r.rs, r.i+1))
	return digit && r.unit > 1 && !r.have && smallUnitOf(peek(r.rs, r.i+2)) > 0
}

// arabic reads 12,345.67.
func (r *numeralReader) arabic() bool {
	if r.have || r.any && r.unit == 1 || r.clashes() {
		return false
	}
	v, digits, decimals, end := arabicAt(r.rs, r.i)
	if r.any && r.unit >= 1000 && !r.zero && decimals == 0 && (digits == 3 && (dayFollows(r.rs, end) || monthAhead(r.rs, end)) || digits == 2 && v.cmp(whole(12)) > 0 && monthAhead(r.rs, end)) {
		v, digits, end = whole(int64(r.rs[r.i]-'0')), 1, r.i+1 // 1万530号到期, 9万512月15到期
	}
	if r.any && v.cmp(whole(360)) == 0 && digits == 3 && hasAt(r.rs, end, "借条") {
		return false // 8万360借条2万6
	}
	if hasAt(r.rs, end, "借条") && digits > 3 && decimals == 0 && endsWith(r.rs[:end], "360") {
		v, digits, end = whole(v.coef/1000), digits-3, end-3 // 7300360借条
	}
	if r.any && r.unit >= 100 && !r.zero && digits <= 3 && decimals == 0 && (digits <= 2 && dayFollows(r.rs, end) || timeFollows(r.rs, end) || monthFollows(r.rs, end)) {
		return false // 1万5号到期, 5.8万100天, 40万6月底到期
	}
	if r.any && r.unit >= 100 && !r.zero && r.n.decimals > 0 && smallUnitOf(peek(r.rs, end)) == 0 || r.any && yearAt(r.rs, r.i) {
		return false // 1.5万5, 8万2026-10-10到期
	}
	r.current, r.have, r.i = span{v, v}, true, end
	r.single = digits == 1 && decimals == 0
	r.gap = digits
	if !r.any {
		r.n.digits, r.n.decimals = digits, decimals
	}
	return true
}

// arabicAt reads digits with optional groups and decimals, at most 15 significant ones.
func arabicAt(rs []rune, i int) (v num, digits, decimals, end int) {
	for ; isDigit(peek(rs, i)) || groupComma(rs, i, digits) || groupBlank(rs, i, digits); i++ {
		if !isDigit(rs[i]) {
			continue
		}
		v = num{min(satMul(v.coef, 10)+int64(rs[i]-'0'), huge), 0}
		digits++
	}
	if peek(rs, i) != '.' || !isDigit(peek(rs, i+1)) {
		return v, digits, 0, i
	}
	for i++; isDigit(peek(rs, i)); i++ {
		if decimals < 8 {
			v = num{min(satMul(v.coef, 10)+int64(rs[i]-'0'), huge), v.scale + 1}
		}
		decimals++
	}
	return v, digits, decimals, i
}

// groupBlank reports the blank of 12 000.
func groupBlank(rs []rune, i, digits int) bool {
	return digits > 0 && digits <= 3 && hasAt(rs, i, " 000") && !isDigit(peek(rs, i+4))
}

// groupComma reports whether the comma at i separates thousands.
func groupComma(rs []rune, i, digits int) bool {
	if peek(rs, i) != ',' || digits == 0 || digits > 3 && peek(rs, i-4) != ',' {
		return false
	}
	return isDigit(peek(rs, i+1)) && isDigit(peek(rs, i+2)) && isDigit(peek(rs, i+3)) && !isDigit(peek(rs, i+4))
}

// zeroDigit reads 零: a placeholder after a unit, a digit before one.
func (r *numeralReader) zeroDigit() bool {
	if r.unit > 1 && !r.have {
		r.zero = true
		r.i++
		r.n.plain = false
		return true
	}
	return r.chineseDigits()
}

// chineseDigits reads one digit, an approximate pair (三五, 七八), or digits read out (二〇二六).
func (r *numeralReader) chineseDigits() bool {
	if r.have || r.any && r.unit == 1 && !r.zero || r.clashes() {
		return false
	}
	if c := r.peek(); r.any && r.unit >= 100 && (c == '两' || c == '俩' || c == '仨') && !strings.ContainsRune("百千万", peek(r.rs, r.i+1)) {
		return false // 借呗3万两个都逾期
	}
	var ds [24]int64
	count := 0
	for count < len(ds) {
		d, ok := digitOf(peek(r.rs, r.i+count))
		if !ok || count > 0 && d == 1 && startsWord(peek(r.rs, r.i+count+1)) {
			break
		}
		ds[count] = d
		count++
	}
	if r.any && r.unit >= 100 && !r.zero {
		if count -= r.ofTime(ds[:count]); count == 0 {
			return false
		}
		r.readOut = count > 2
	}
	if r.any && r.unit >= 100 && !r.zero && count == 1 && (dayFollows(r.rs, r.i+1) || r.n.decimals > 0 && smallUnitOf(peek(r.rs, r.i+1)) == 0) {
		return false // 一万五号到期
	}
	r.n.plain = false
	r.have, r.gap, r.single = true, count, count == 1
	r.i += count
	if r.unit >= 100 && r.any && !r.zero && count == 1 && (timeFollows(r.rs, r.i) || monthFollows(r.rs, r.i) || ds[0] == 1 && oneOfThem(r.rs, r.i)) {
		r.have, r.i = false, r.i-1 // 一万一天: the digit counts the days, or is that of 一次
		return false
	}
	if r.unit >= 1000 && r.any && !r.zero && count == 1 && tensOfTime(r.rs, r.i) && !tenthDay(r.rs, r.i) {
		r.have, r.i = false, r.i-1 // 六万五十天: sixty thousand and fifty days would be 六万零五十
		return false
	}
	if r.unit >= 100 && r.any && !r.zero && count == 2 && (timeFollows(r.rs, r.i) || tensOfTime(r.rs, r.i)) {
		count, r.i, r.single, r.gap = 1, r.i-1, true, 1 // 四万六一个月
	}
	if count == 2 && approximatePair(ds[0], ds[1]) {
		r.current, r.single, r.gap = spanOf(ds[0], ds[1]), true, 1
		return true
	}
	if r.unit == 10 && count > 1 {
		r.i -= count - 1 // 十八一年: eighteen, a year
		count, r.single, r.gap = 1, true, 1
	}
	v := int64(0)
	for _, d := range ds[:count] {
		v = min(satMul(v, 10)+d, huge)
	}
	r.current = spanOf(v, v)
	if count > 1 && !r.any {
		r.n.spelled, r.n.digits = true, count
	}
	return true
}

// clashes reports that the next digits have a multiplier which was said already: 一千 两千, 八百一千 and
// 三万五万 are two numbers.
func (r *numeralReader) clashes() bool {
	if !r.any {
		return false
	}
	j := r.i
	for ; j < r.i+8; j++ {
		if _, ok := digitOf(peek(r.rs, j)); !ok && !isDigit(peek(r.rs, j)) {
			break
		}
	}
	j = skipSpaces(r.rs, j)
	if r.ownUnit(j) {
		return false
	}
	if u := smallUnitOf(peek(r.rs, j)); u > 0 {
		return u >= r.unit && !r.section.isZero()
	}
	return peek(r.rs, j) == '万' && !r.total.isZero() && r.total.low.cmp(whole(100_000_000)) < 0
}

// startsWord reports a rune that makes a word with 一 before it: 三万八|一共.
func startsWord(c rune) bool {
	switch c {
	case '共', '个', '起', '直', '次', '般', '定', '些', '样', '下':
		return true
	}
	return false
}

// ofTime returns how many of the digits that end a sum belong to a time behind it: both of 三千|三五天 and
// of 三千|五一前, the 一 of 八万五|一百天, the 八 of 三千|八点半.
func (r *numeralReader) ofTime(ds []int64) int {
	end := r.i + len(ds)
	if n := len(ds); n > 1 {
		a, b := ds[n-2], ds[n-1]
		if approximatePair(a, b) && (timeFollows(r.rs, end) || tensOfTime(r.rs, end)) || holiday(a, b) && holidayBehind(r.rs, end) {
			return 2
		}
	}
	if countsThings(r.rs, end) || r.unit >= 10_000 && hundredsOfTime(r.rs, end) || peek(r.rs, end) == '点' && strings.ContainsRune("钟半多前打催来就", peek(r.rs, end+1)) {
		return 1
	}
	return 0
}

// countsThings reports what a digit behind a sum counts: 三千块八小时班, 6k五险一金, 三千一百元两口子.
func countsThings(rs []rune, i int) bool {
	return peek(rs, i) == '险' || hasAt(rs, i, "小时") || hasAt(rs, i, "口子") || hasAt(rs, i, "口人") || hasAt(rs, i, "口之家") || hasAt(rs, i, "个人") || hasAt(rs, i, "个孩") || hasAt(rs, i, "个娃") || hasAt(rs, i, "个小孩")
}

// holiday reports 五一, 六一 and 三八.
func holiday(a, b int64) bool { return a == 5 && b == 1 || a == 6 && b == 1 || a == 3 && b == 8 }

// holidayBehind reports what is said of a holiday: 前, 到期, 放假.
func holidayBehind(rs []rune, i int) bool {
	_, _, ok := holidayWords().longest(rs, i)
	return ok
}

var holidayWords = set(`前 之前 节 到期 放假 长假 那天 以后 之后`)

// hundredsOfTime reports the 百天 of 一百天 and the 百二十天 of 一百二十天.
func hundredsOfTime(rs []rune, i int) bool {
	if peek(rs, i) != '百' {
		return false
	}
	if i++; timeFollows(rs, i) {
		return true
	}
	_, digit := digitOf(peek(rs, i))
	return digit && (tensOfTime(rs, i+1) || timeFollows(rs, i+1))
}

// oneOfThem reports the 次 of 八千一次还清, the 个 of 一个六千一个一万八, the 直 of 两万一直没还 and
// the 块 of 4万一块还掉.
func oneOfThem(rs []rune, i int) bool {
	switch peek(rs, i) {
	case '次', '张', '笔', '家', '直', '共', '般', '定', '样', '些', '旦', '把', '起', '并', '同', '道', '律', '时', '半', '口', '下':
		return true
	case '块':
		return strings.ContainsRune("儿还清结了处解办谈弄算分", peek(rs, i+1))
	case '分', '毛', '点':
		c := peek(rs, i+1)
		return c == '没' || c == '都' || c == '也' || c == '不' || c == '钱'
	case '个':
		return isDigit(peek(rs, i+1)) || startsChineseNumeral(rs, i+1)
	}
	return false
}

// dayFollows reports a day of the month whose number ends at i: 5号.
func dayFollows(rs []rune, i int) bool {
	c := peek(rs, i)
	return (c == '号' || c == '日') && !strings.ContainsRune("楼线卡息利", peek(rs, i+1))
}

// timeFollows reports a unit of time behind a digit.
func timeFollows(rs []rune, i int) bool {
	c := peek(rs, i)
	if c == '多' || c == '来' || c == '余' {
		i++
		c = peek(rs, i)
	}
	if c == '个' {
		if i++; strings.ContainsRune("多半来", peek(rs, i)) {
			i++
		}
		return peek(rs, i) == '月' || weekAt(rs, i)
	}
	return c == '天' && peek(rs, i+1) != '天' || c == '期' || c == '周' && !strings.ContainsRune("一二三四五六日天末", peek(rs, i+1)) || c == '年' && !strings.ContainsRune("化底终初末关", peek(rs, i+1)) || weekAt(rs, i)
}

// weekAt reports weeks, not the 礼拜五 of 六千二礼拜五要扣.
func weekAt(rs []rune, i int) bool {
	return (hasAt(rs, i, "星期") || hasAt(rs, i, "礼拜")) && !strings.ContainsRune("一二三四五六日天", peek(rs, i+2))
}

// tensOfTime reports the 十天 of 五十天 and the 十三天 of 五十三天.
func tensOfTime(rs []rune, i int) bool {
	end, ok := tensAt(rs, i)
	return ok && (timeFollows(rs, end) || tenthDay(rs, i))
}

// tenthDay reports the 十号 of 八万五十号 and the 十一月底 of 八万五十一月底: days of the calendar.
func tenthDay(rs []rune, i int) bool {
	end, ok := tensAt(rs, i)
	return ok && (dayFollows(rs, end) || monthFollows(rs, end))
}

// tensAt reads 十 with or without a digit behind it.
func tensAt(rs []rune, i int) (end int, ok bool) {
	if smallUnitOf(peek(rs, i)) != 10 {
		return i, false
	}
	i++
	if _, digit := digitOf(peek(rs, i)); digit {
		i++
	}
	return i, true
}

// monthFollows reports a month of the year whose number ends at i, as 6月底: not the 月 of 月供 and 月息.
func monthFollows(rs []rune, i int) bool {
	if peek(rs, i) != '月' {
		return false
	}
	c := peek(rs, i+1)
	return c == 0 || isDigit(c) || strings.ContainsRune("底初份中末旬 ,,。", c) || hasAt(rs, i+1, "到期") || hasAt(rs, i+1, "开始")
}

// monthAhead reports a month of the year whose number ends at i, with its day behind it or not.
func monthAhead(rs []rune, i int) bool { return monthFollows(rs, i) && isDigit(rs[i-1]) }

// approximatePair reports 两三, 三五, 七八: "two or three", never twenty-three.
func approximatePair(a, b int64) bool {
	return a > 0 && b == a+1 && b < 10 || a == 3 && b == 5
}

// some reads 几: two to nine.
func (r *numeralReader) some() bool {
	if r.have || r.any && timeFollows(r.rs, r.i+1) {
		return false // 一万几天了
	}
	next := peek(r.rs, r.i+1)
	if !r.any && smallUnitOf(next) == 0 && next != '万' && next != 'k' && next != 'w' {
		return false
	}
	low := int64(2)
	if r.any {
		low = 1
	}
	r.current, r.have, r.single, r.gap = spanOf(low, 9), true, true, 1
	r.n.plain = false
	r.i++
	return true
}

// score reads 廿 and 卅.
func (r *numeralReader) score(c rune) bool {
	if r.have {
		return false
	}
	v := int64(20)
	if c == '卅' {
		v = 30
	}
	r.section = r.section.plus(spanOf(v, v))
	r.unit, r.zero, r.n.plain = 10, false, false
	r.i++
	return true
}

func (r *numeralReader) smallUnit(u int64) bool {
	if r.any && !r.have && !r.zero && (!r.section.isZero() || u == 100 && timeFollows(r.rs, r.i+1)) {
		return false
	}
	if u == 10 && !r.have && r.unit >= 1000 && r.any && !r.zero {
		return false // 六万十天没还, 4万十八到期: more of the sum would be 零十八
	}
	if !r.have || u == 10 && r.current.isZero() {
		r.current = spanOf(1, 1)
	}
	if u == 1000 && peek(r.rs, r.i+1) == '瓦' {
		return false
	}
	r.section = r.section.plus(r.current.times(u))
	r.unit = u
	r.clear()
	return true
}

func (r *numeralReader) clear() {
	r.current, r.have, r.single, r.zero = span{}, false, false, false
	r.n.plain = false
	r.i++
}

func (r *numeralReader) bigUnit(c rune) bool {
	if c == '万' && !r.any {
		r.current, r.have = spanOf(1, 1), true
	}
	if !r.have && r.section.isZero() && (c != '亿' || r.total.isZero()) {
		return false
	}
	if (c == 'w' || c == 'k') && isLatin(peek(r.rs, r.i+1)) {
		return false
	}
	below := r.section
	if r.have {
		below = below.plus(r.current)
	}
	r.section = span{}
	switch c {
	case '亿':
		r.total, r.unit = r.total.plus(below).times(100_000_000), 100_000_000
	case 'k':
		r.section, r.unit = below.times(1000), 1000
	default:
		r.total, r.unit = r.total.plus(below.times(10_000)), 10_000
	}
	r.clear()
	return true
}

// widen reads 多, 余 and 来 before a multiplier: 十多万, 二十来万.
func (r *numeralReader) widen() bool {
	if !r.any || peek(r.rs, r.i+1) != '万' && peek(r.rs, r.i+1) != '亿' {
		return false
	}
	below := r.section
	if r.have {
		below = below.plus(r.current)
	}
	if below.isZero() || below.low != below.high {
		return false
	}
	below.high = below.low.plus(step(below.low, r.unit))
	r.section, r.current, r.have = below, span{}, false
	r.i++
	return true
}

// step is the size of the last place said: 1000 for 2000, 10 for 350, 100 for 12.5千.
func step(n num, unit int64) num {
	v, ok := n.int()
	if !ok {
		return num{unit, n.scale}
	}
	s := int64(1)
	for v != 0 && v%10 == 0 && s < max(unit, huge) {
		v /= 10
		s *= 10
	}
	return whole(s)
}

// chinesePoint reads 点五 and 点五五四四.
func (r *numeralReader) chinesePoint() bool {
	if !r.any || peek(r.rs, r.i-1) == '点' {
		return false
	}
	frac := num{}
	i := skipSpaces(r.rs, r.i+1)
	for ; frac.scale < 8; i++ {
		d, ok := digitOf(peek(r.rs, i))
		if c := peek(r.rs, i); !ok && isDigit(c) {
			d, ok = int64(c-'0'), true
		}
		if !ok || frac.scale > 0 && timeFollows(r.rs, i+1) {
			break
		}
		frac = num{frac.coef*10 + d, frac.scale + 1}
	}
	if frac.scale == 0 {
		return false
	}
	if !r.have {
		r.current = span{}
	} else if r.single && r.unit >= 10 && !r.zero {
		r.current = r.current.times(r.unit / 10)
	}
	if r.total.isZero() && (r.section.isZero() || r.unit == 10) || !r.unitFollows(i) { // 十二点五万
		r.current = r.current.plus(span{frac, frac})
	}
	r.have, r.single, r.zero, r.n.plain = true, false, true, false
	r.i = i
	return true
}

// close adds up what was read.
func (r *numeralReader) close() {
	r.n.end = r.i
	sum := r.total.plus(r.section)
	last := r.current
	if r.have && r.unit > 10 && !r.zero {
		switch {
		case r.single:
			last = r.current.times(r.unit / 10)
		case r.gap == 2 && r.unit > 100, r.readOut && r.unit >= 10_000: // 三千二五, 一万二三五
			r.n.odd = true
			scale := r.unit
			for range r.gap {
				scale /= 10
			}
			r.n.second = sum.plus(r.current.times(scale)).low
		}
	}
	if r.have {
		sum = sum.plus(last)
	}
	r.n.low, r.n.high, r.n.unit = sum.low, sum.high, r.unit
	if r.unit > 1 {
		r.n.plain, r.n.spelled = false, false
	}
}

// suffix reads 多, 余, 几, 来, + after a number: 两千多 is 2000 to 3000.
func (r *numeralReader) suffix() {
	if r.n.vague() || r.n.low.coef == 0 {
		return
	}
	i := r.n.end
	if hasAt(r.rs, i, " 多") && (peek(r.rs, i+2) == 0 || breakStrength(r.rs, i+2) > 0) {
		i++ // 花呗 2000 多 借呗 1万 多
	}
	next := peek(r.rs, i+1)
	switch c := peek(r.rs, i); {
	case c == '半' && r.n.unit >= 1000 && (next == 0 || strings.ContainsRune("块元的了吧 ", next) || breakStrength(r.rs, i+1) > 0):
		r.n.low = r.n.low.plus(whole(r.n.unit / 2)) // 三万半
		r.n.high, r.n.end = r.n.low, i+1
		return
	case hasAt(r.rs, i, "多的时候"), hasAt(r.rs, i, "多的月"):
		return // 少的时候3000多的时候7000
	case c == '多' && next != '少' && next != '个' || c == '余' && next != '额':
	case c == '几' && (r.n.unit > 1 || r.n.plain) && (r.n.low.cmp(whole(1000)) < 0 || next != '个' && next != '天' && next != '次'):
	case c == '来' && (r.n.unit >= 10 || r.n.plain && r.n.low.coef%10 == 0) && (next == '块' || next == '元' || next == '天' || next == '个' || next == '期'):
	case c == '+' && !isDigit(next) && !productAt(r.rs, i+1) && !bankAt(r.rs, i+1):
	default:
		return
	}
	r.n.high = r.n.low.plus(step(r.n.low, r.n.unit))
	r.n.end = i + 1
	if c := peek(r.rs, i+2); peek(r.rs, i) == '多' && next == '点' && c != '钟' && c != '半' && !isDigit(c) {
		r.n.end = i + 2 // 4500多点
	}
}
