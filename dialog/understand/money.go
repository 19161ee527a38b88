package understand

import (
	"unicode"
	"unicode/utf8"
)

// quantity is a numeral with what was said about it as money.
type quantity struct {
	numeral
	currency bool // 元, 块, ¥
	foreign  bool // dollars
	slang    bool // "3个": tens of thousands in the slang of borrowers
	about    bool // 左右, 上下
	least    bool // 以上, 起
	negative bool
	broken   bool // 12,00: the comma belongs to it, but how is unclear
	joined   bool // 三到五千: two numbers made one range
}

// quantityAt reads an amount of money, or a bare number, at i: ¥12,345.67, 1万2, 五块六毛七,
// 3000-5000, 两千多块.
func quantityAt(rs []rune, i int, spaced bool) (quantity, bool) {
	q, ok := oneQuantityAt(rs, i, spaced)
	if !ok {
		return quantity{}, false
	}
	return q.join(rs, i, spaced), true
}

func oneQuantityAt(rs []rune, i int, spaced bool) (quantity, bool) {
	q := quantity{}
	j := i
	if end, foreign, ok := currencyBefore(rs, i); ok {
		q.currency, q.foreign, j = true, foreign, skipSpaces(rs, end)
	}
	if peek(rs, j) == '-' && !unicode.Is(unicode.Han, peek(rs, j-1)) && (isDigit(peek(rs, j+1)) || currencyNext(rs, j+1)) && !isDigit(peek(rs, j-1)) {
		q.negative = true
		j++
		if end, foreign, ok := currencyBefore(rs, j); ok {
			q.currency, q.foreign, j = true, foreign, end
		}
	} else if peek(rs, j) == '负' {
		q.negative = true
		j++
	}
	n, ok := numeralAt(rs, j, spaced)
	if !ok {
		return quantity{}, false
	}
	q.numeral = n
	q.broken = n.plain && brokenGroup(rs, n)
	q.units(rs)
	q.after(rs)
	q.before(rs[:i])
	return q, true
}

// brokenGroup reports 12,00 and 18,00元, but not 500,12期 or 1000,12月15号.
func brokenGroup(rs []rune, n numeral) bool {
	if peek(rs, n.end) != ',' || !isDigit(peek(rs, n.end+1)) || isDigit(peek(rs, n.end+3)) || n.digits > 3 {
		return false
	}
	j := n.end + 2
	if isDigit(peek(rs, j)) {
		j++
	}
	switch peek(rs, j) {
	case '期', '月', '天', '号', '日', '个', '年', '岁', '周', '次', '家', '笔', '%', '.', '-', '/', '万', 'w', 'k':
		return false
	}
	return true
}

func currencyNext(rs []rune, i int) bool {
	_, _, ok := currencyBefore(rs, i)
	return ok
}

// currencyBefore reads ¥, rmb, 人民币 and foreign signs.
func currencyBefore(rs []rune, i int) (end int, foreign, ok bool) {
	id, end, ok := currencyPrefixes().longest(rs, i)
	if ok && isLatin(rs[i]) && isLatin(peek(rs, i-1)) {
		return i, false, false
	}
	return end, id == 1, ok
}

var currencyPrefixes = lexiconOf(map[string]int32{
	"¥": 0, "rmb": 0, "cny": 0, "人民币": 0, "rmb ": 0, "人民币 ": 0, "¥ ": 0, "$": 1, "usd": 1, "us$": 1, "hkd": 1, "hk$": 1, "nt$": 1, "€": 1, "£": 1,
})

var currencyUnits = lexiconOf(map[string]int32{
	"元": 0, "块": 0, "圆": 0, "块钱": 0, "元钱": 0, "rmb": 0, "cny": 0, "yuan": 0, "人民币": 0, "元人民币": 0, "大洋": 0, "圆整": 0, "元整": 0,
	"蚊": 0, "大元": 0,
	"美元": 1, "美金": 1, "港币": 1, "港元": 1, "台币": 1, "新台币": 1, "日元": 1, "欧元": 1, "usd": 1, "us dollars": 1, "us dollar": 1, "dollars": 1, "dollar": 1, "hkd": 1, "twd": 1, "ntd": 1, "eur": 1, "euro": 1, "euros": 1, "pounds": 1, "刀": 1, "泰铢": 1, "韩元": 1,
	"毛": 2, "角": 2, "毛钱": 2, "角钱": 2, "分": 3, "分钱": 3, "个w": 4, "个万": 4, "thousand": 5, "grand": 5, "hundred": 6, "million": 7,
	"个达不溜": 4, "大毛": 4,
})

// units reads what follows the numeral: 块五, 元6角三分, 毛五, 个w.
func (q *quantity) units(rs []rune) {
	j := skipSpaces(rs, q.end)
	id, end, ok := currencyUnits().longest(rs, j)
	if !ok || isLatin(peek(rs, end)) && isLatin(rs[j]) {
		return
	}
	switch id {
	case 0:
		q.currency, q.plain, q.end = true, false, end
		q.cents(rs, 1)
	case 1:
		q.currency, q.foreign, q.end = true, true, end
	case 2:
		q.scaled(1, end)
		q.cents(rs, 2)
	case 3:
		c := peek(rs, end)
		if q.unit > 10 || j > q.end || q.low.cmp(whole(100)) >= 0 || isDigit(c) || c == '之' || c == '期' || c == '钟' || c == '摊' || c == '数' || c == '成' || c == '利' || c == '多' {
			return
		}
		q.scaled(2, end)
	case 4:
		q.multiplied(10_000, end)
	case 5:
		q.multiplied(1000, end)
	case 6:
		q.multiplied(100, end)
	case 7:
		q.multiplied(1_000_000, end)
	}
}

// scaled turns 2毛 into 0.2 yuan.
func (q *quantity) scaled(places, end int) {
	q.low.scale += places
	q.high.scale += places
	q.currency, q.plain, q.end = true, false, end
}

func (q *quantity) multiplied(m int64, end int) {
	q.low, q.high, q.unit, q.plain, q.end = q.low.times(m), q.high.times(m), m, false, end
}

// cents reads the places below: 块五, 块六毛七, 元零五分. unit is 1 after 元 and 2 after 角.
func (q *quantity) cents(rs []rune, unit int) {
	if q.vague() {
		return
	}
	j := skipSpaces(rs, q.end)
	apart := j > q.end
	zero := peek(rs, j) == '零'
	if zero {
		j++
	}
	v, end, ok := centDigits(rs, j)
	if !ok {
		return
	}
	place := unit
	marked := true
	switch c := peek(rs, end); {
	case (c == '毛' || c == '角') && unit == 1:
		end++
	case c == '分' && peek(rs, end+1) != '期' && peek(rs, end+1) != '之':
		place = 2
		end++
	default:
		marked = false
	}
	if !marked && (zero || apart || v > 9 || otherCount(rs, j) || centFollower(rs, end)) || v > 9 && place == 1 {
		return
	}
	q.low = q.low.plus(num{v, place})
	q.high = q.low
	q.end = end
	if marked && place == 1 {
		q.cents(rs, 2)
	}
}

// otherCount reports a figure behind 块 that begins something else: 2600元俩礼拜, 4000元一把清, 16800元2、白条.
func otherCount(rs []rune, i int) bool {
	next := peek(rs, i+1)
	switch rs[i] {
	case '俩', '两':
		return true
	case '一':
		return i+1 < len(rs) && breakStrength(rs, i+1) == 0 && next != ' ' && next != '的' && next != '了'
	}
	return next == '、' && peek(rs, i-1) == '元'
}

// centFollower reports that a digit behind 块 begins something else: 5块3个月.
func centFollower(rs []rune, i int) bool {
	if countsThings(rs, i) {
		return true
	}
	c := peek(rs, skipSpaces(rs, i))
	return isDigit(c) || smallUnitOf(c) > 0 || c == '万' || c == '个' || c == '天' || c == '期' || c == '月' || c == '块' || c == '元' ||
		c == '年' || c == '号' || c == '日' || c == '.' || c == '周' || c == '次' || c == '%' || c == '分' || c == 'w' || c == 'k' ||
		c == '直' || c == '共' || c == '般' || c == '定' || c == '起' || c == '下' || c == '家' || c == '笔' || c == '点' || c == '样' || c == '张' || c == '折' || c == '套' || c == '辆' || c == '台' || c == '件'
}

// centDigits reads one or two digits.
func centDigits(rs []rune, i int) (v int64, end int, ok bool) {
	for end = i; end < i+2; end++ {
		d, found := digitOf(peek(rs, end))
		if c := peek(rs, end); isDigit(c) {
			d, found = int64(c-'0'), true
		}
		if peek(rs, end) == '十' && end == i {
			d, found = 1, true
		}
		if !found {
			break
		}
		v = v*10 + d
	}
	return v, end, end > i
}

// before reads what stands in front: 不到两万 and 快两万 end at the figure, 超过两万 begins there.
func (q *quantity) before(said []rune) {
	for _, p := range quantityHeads {
		if !endsWith(said, p.word) || q.vague() || q.high.coef == 0 {
			continue
		}
		if p.least {
			q.least = true
			return
		}
		q.low = below(q.high, q.unit)
		return
	}
}

// below is the figure one place lower: 10000 for 20000, and half for 10000.
func below(n num, unit int64) num {
	s := step(n, unit)
	if n.cmp(s) == 0 {
		return num{n.coef * 5, n.scale + 1}
	}
	return num{max(0, n.coef-s.times(pow10(n.scale)).coef), n.scale}
}

func pow10(n int) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}

// quantityHeads are words before a figure that make it a bound.
var quantityHeads = []struct {
	word  string
	least bool
}{
	{"不到", false}, {"小", false}, {"快", false}, {"将近", false}, {"接近", false}, {"近", false}, {"快到", false}, {"差不多快", false}, {"快要", false}, {"小于", false}, {"不足", false},
	{"超过", true}, {"大于", true}, {"多于", true}, {"不止", true}, {"不低于", true},
}

func endsWith(rs []rune, word string) bool {
	n := utf8.RuneCountInString(word)
	return len(rs) >= n && hasAt(rs, len(rs)-n, word)
}

// after reads what follows the unit: 多, 左右, 以上, 出头.
func (q *quantity) after(rs []rune) {
	for {
		id, end, ok := quantityTails().longest(rs, q.end)
		if !ok || hasAt(rs, q.end, "多的时候") || hasAt(rs, q.end, "多的月") {
			return
		}
		switch id {
		case tailMore:
			if !q.vague() && peek(rs, end) != '少' {
				q.high = q.low.plus(step(q.low, q.unit))
			}
		case tailBitMore:
			if !q.vague() {
				q.high = q.low.plus(num{step(q.low, q.unit).coef, q.low.scale + 1})
			}
		case tailAbout:
			q.about = true
		case tailLeast:
			q.least = true
		case tailLess:
			if !q.vague() && q.high.coef > 0 {
				q.low = below(q.high, q.unit)
			}
		}
		q.end = end
	}
}

const (
	tailMore int32 = iota
	tailBitMore
	tailAbout
	tailLeast
	tailMost
	tailLess
)

var quantityTails = lexiconOf(map[string]int32{
	"多": tailMore, "多块": tailMore, "多元": tailMore, "多块钱": tailMore, "好几": tailMore, "几块": tailMore, "来块": tailMore,
	"余元": tailMore, "出头": tailBitMore, "挂零": tailBitMore, "冒头": tailBitMore,
	"左右": tailAbout, "上下": tailAbout, "的样子": tailAbout, "这样子": tailAbout, "样子": tailAbout,
	"以上": tailLeast, "起步": tailLeast, "往上": tailLeast, "以内": tailMost, "之内": tailMost, "以下": tailMost,
	"块左右": tailAbout,
	"差一点": tailLess, "差点": tailLess, "差一点点": tailLess, "不到": tailLess, "都不到": tailLess, "不足": tailLess,
})

// join reads a range that starts at i: 三到五千, 3000-5000, 1~2万, between 4000 and 5000.
func (q quantity) join(rs []rune, i int, spaced bool) quantity {
	j, ok := rangeSign(rs, i, q.end)
	if q.odd || q.negative {
		return q
	}
	if !ok {
		return q.orSo(rs, spaced)
	}
	o, ok := oneQuantityAt(rs, skipSpaces(rs, j), spaced)
	if !ok || o.odd || o.foreign {
		return q
	}
	low := q.low
	if (q.unit == 1 || q.unit == 10) && !q.currency && o.unit > q.unit && low.cmp(whole(100)) < 0 && o.unit >= 100 {
		low = low.times(o.unit)
	}
	high := o.high
	if o.unit == 1 && !o.currency && q.unit >= 1000 && high.cmp(whole(10)) < 0 {
		high = high.times(q.unit)
	}
	if low.cmp(high) >= 0 {
		return q
	}
	o.low, o.high, o.joined, o.currency = low, high, true, q.currency || o.currency
	o.plain = q.plain && o.plain
	return o
}

// orSo reads 八百一千 and 三千五千: one or the other, or between them.
func (q quantity) orSo(rs []rune, spaced bool) quantity {
	if c := peek(rs, q.end); q.unit < 100 || q.currency || !startsChineseNumeral(rs, q.end) || smallUnitOf(c) > 0 || c == '万' {
		return q
	}
	o, ok := oneQuantityAt(rs, q.end, spaced)
	if !ok || o.odd || o.foreign || o.unit < 100 || q.low.cmp(o.high) >= 0 || o.high.cmp(q.low.times(3)) > 0 {
		return q
	}
	o.low, o.joined, o.plain = q.low, true, false
	return o
}

// rangeSign reads what joins the ends of a range whose first begins at i and ends at end.
func rangeSign(rs []rune, i, end int) (int, bool) {
	j := skipSpaces(rs, end)
	switch c := peek(rs, j); {
	case c == '到' || c == '至' || c == '-' || c == '~':
		j++
		if peek(rs, j) == c {
			j++
		}
		return j, true
	case hasAt(rs, j, "to ") && j > end:
		return j + len("to "), true
	case hasAt(rs, j, "and ") && j > end && endsWith(rs[:i], "between "):
		return j + len("and "), true
	}
	return 0, false
}
