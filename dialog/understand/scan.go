package understand

import (
	"strings"
	"unicode"
)

// tokenKind is what a piece of a message is.
type tokenKind uint8

const (
	tokenWord     tokenKind = iota // a word with a tag
	tokenMoney                     // a number with 元, ¥ or a multiplier such as 万
	tokenNumber                    // a bare number
	tokenDay                       // a date
	tokenDuration                  // a length of time
	tokenShare                     // a percentage or rate
	tokenTerms                     // 12期
	tokenCount                     // a number of something else: 35岁, 8个平台
	tokenStage                     // M3
	tokenBreak                     // punctuation; strength says how much it separates
)

// token is one understood piece of a message. Runes between tokens mean nothing here.
type token struct {
	kind       tokenKind
	start, end int
	tag        tag
	product    int // of a tagProduct word
	q          quantity
	day        *dayExpr // of a tokenDay
	dur        duration
	share      *fraction // of a tokenShare
	strength   int       // 1 blank, 2 comma, 3 end of sentence
}

// scanner cuts a message into tokens.
type scanner struct {
	rs     []rune
	spaced bool // numbers may have blanks inside
	tokens []token
}

// scan cuts rs into tokens, in linear time: every reader looks ahead a bounded way.
func scan(rs []rune, spaced bool) []token {
	s := scanner{rs: rs, spaced: spaced, tokens: make([]token, 0, len(rs)/3+4)}
	for i := 0; i < len(rs); {
		t, ok := s.at(i)
		if !ok {
			i++
			continue
		}
		t.start = i
		if t.kind != tokenWord || t.tag != tagStop {
			s.tokens = append(s.tokens, t)
		}
		i = t.end
	}
	return s.tokens
}

func (s *scanner) at(i int) (token, bool) {
	if strength := breakStrength(s.rs, i); strength > 0 {
		return token{kind: tokenBreak, end: i + 1, strength: strength}, true
	}
	if s.rs[i] == '一' && i > 0 && s.rs[i-1] == peek(s.rs, i+1) && unicode.Is(unicode.Han, s.rs[i-1]) && smallUnitOf(s.rs[i-1]) == 0 {
		return token{kind: tokenWord, tag: tagStop, end: i + 2}, true // 挤一挤
	}
	word, isWord := s.word(i)
	if isWord && word.end-i > 1 {
		if t, ok := s.dayOrDuration(i); ok && (t.end > word.end || t.end == word.end && word.tag != tagMonthly) {
			return t, true
		}
		return word, true
	}
	if t, ok := s.dayOrDuration(i); ok {
		return t, true
	}
	if t, ok := s.stage(i); ok {
		return t, true
	}
	if t, ok := s.number(i); ok {
		return t, true
	}
	return word, isWord
}

// breakStrength tells how much the rune at i separates.
func breakStrength(rs []rune, i int) int {
	switch c := rs[i]; c {
	case ' ':
		return 1
	case ',', '、', ':', '(', ')', '"', '/', '|':
		return 2
	case '。', '!', '?', ';', '\n':
		return 3
	case '.':
		if !isDigit(peek(rs, i+1)) {
			return 3
		}
	default:
		if c >= 0x1F000 || c >= 0x2600 && c <= 0x27BF {
			return 2
		}
	}
	return 0
}

// word reads the longest word of the lexicon; words that only look like numbers win over numbers.
func (s *scanner) word(i int) (token, bool) {
	id, end, ok := tagTable().longest(s.rs, i)
	if stop, isStop := stopWordAt(s.rs, i); isStop && (!ok || stop > end) {
		return token{kind: tokenWord, tag: tagStop, end: stop}, true
	}
	if !ok || !wholeWord(s.rs, i, end) || id < productBase && end-i > 1 && s.productCut(end-1) {
		return token{}, false
	}
	if id >= productBase {
		if peek(s.rs, end) == '日' && endsWith(s.rs[:end], "账单") {
			end -= 2 // 花呗账单日
		}
		return token{kind: tokenWord, tag: tagProduct, product: int(id - productBase), end: end}, true
	}
	t := token{kind: tokenWord, tag: tag(id), end: end}
	if t.tag == tagOverdue && s.rs[i] == '预' && end == i+2 && !misspelt(s.rs, i) {
		return token{}, false // 预期收入
	}
	if t.tag == tagMonthly {
		t.dur, _ = durationAt(s.rs, i) // 逾期一个月 is a time after all
	}
	return t, true
}

// misspelt reports the 预期 of 预期22天 and 已经预期: it is 逾期, which sounds the same.
func misspelt(rs []rune, i int) bool {
	at := skipSpaces(rs, i+2)
	if _, end, ok := aboutHowLong().longest(rs, at); ok {
		at = skipSpaces(rs, end)
	}
	if next := peek(rs, at); isDigit(next) || isNumeral(next) || strings.ContainsRune("十半几", next) && next != 0 {
		return true
	}
	return endsWithAny(rs[:i], alreadyWords)
}

var (
	aboutHowLong = set(`快 有 差不多 大概 约 将近 近 才 刚 刚刚 好 都 了`)
	alreadyWords = set(`已 已经 都已 都 全都 全部`)
)

// productCut reports a loan's name that begins with the last character of a word: 欠的不多花呗6800.
func (s *scanner) productCut(i int) bool {
	c := s.rs[i]
	return (c == '花' || c == '借') && productAt(s.rs, i)
}

func (s *scanner) dayOrDuration(i int) (token, bool) {
	if !mayStartTime(s.rs, i) {
		return token{}, false
	}
	if e, ok := (dateReader{rs: s.rs}).at(i); ok && !s.lateBy(e) {
		day := e // only what is kept goes to the heap
		return token{kind: tokenDay, day: &day, end: e.end}, true
	}
	if d, ok := durationAt(s.rs, i); ok && d.low < 36_500 {
		return token{kind: tokenDuration, dur: d, end: d.end}, true
	}
	return token{}, false
}

// lateBy reports 迟了20日: so many days, not the twentieth.
func (s *scanner) lateBy(e dayExpr) bool {
	if len(s.tokens) == 0 || e.month > 0 || e.day == 0 || peek(s.rs, e.end-1) != '日' {
		return false
	}
	last := s.tokens[len(s.tokens)-1]
	if last.kind == tokenBreak && last.strength == 1 && len(s.tokens) > 1 {
		last = s.tokens[len(s.tokens)-2] // 逾期 15 日
	}
	return last.kind == tokenWord && last.tag == tagOverdue && skipSpaces(s.rs, last.end) == e.start
}

// mayStartTime rules out most runes cheaply.
func mayStartTime(rs []rune, i int) bool {
	c := rs[i]
	switch c {
	case '今', '昨', '前', '大', '明', '后', '上', '这', '本', '当', '下', '去', '周', '星', '礼', '拜', '月', '元', '国', '双', '劳', '圣', '平', '半', '小', '十', '几', '廿', '百':
		return true
	}
	if _, ok := digitOf(c); ok || isDigit(c) {
		n, ok := numeralAt(rs, i, false)
		return !ok || n.decimals > 0 || n.digits == len("20260815") || hasAt(rs, i, "五一") || mayCountTime(peek(rs, skipSpaces(rs, n.end)))
	}
	return isLatin(c) && !isLatin(peek(rs, i-1))
}

// mayCountTime reports whether a number before c may be that of a day or of days: no amount before 块 is.
func mayCountTime(c rune) bool {
	return c < 0x80 && c != 0 && c != ',' || strings.ContainsRune("年月号日天周星礼个季多来半几初底前后到至零又加另外", c)
}

// stage reads M3: the third month overdue.
func (s *scanner) stage(i int) (token, bool) {
	if s.rs[i] != 'm' || isLatin(peek(s.rs, i-1)) || !isDigit(peek(s.rs, i+1)) || isDigit(peek(s.rs, i+2)) || isLatin(peek(s.rs, i+2)) {
		return token{}, false
	}
	n := int(s.rs[i+1] - '0')
	return token{kind: tokenStage, end: i + 2, dur: stageDays(n)}, true
}

// stageDays is the band of days overdue of a collection stage.
func stageDays(n int) duration {
	if n == 0 {
		return duration{}
	}
	return duration{low: 30*n - 29, high: 30 * n}
}

// number reads money, shares, terms, counts and bare numbers.
func (s *scanner) number(i int) (token, bool) {
	if f, ok := fractionAt(s.rs, i, numeric(s.rs[i]) && (s.rateBefore(i) || s.perDayBehind(i))); ok {
		share := f
		return token{kind: tokenShare, share: &share, end: f.end}, true
	}
	q, ok := quantityAt(s.rs, i, s.spaced)
	if !ok {
		return token{}, false
	}
	t := token{kind: tokenNumber, q: q, end: q.end}
	if end, terms, ok := counterAt(s.rs, q.end); ok && !q.currency && (q.unit < 100 || terms || s.rs[end-1] != '点') {
		t.kind, t.end = tokenCount, end
		if terms {
			t.kind = tokenTerms
		}
		return t, true
	}
	if end := gluedDate(s.rs, q); end > q.end {
		t.kind, t.end = tokenCount, end
		return t, true
	}
	switch {
	case latinAround(s.rs, i, q.end) && !s.productBefore(i), phoneLike(s.rs, i, q), gluedTime(s.rs, q):
		t.kind = tokenCount
	case q.currency || q.unit >= 100 || q.slang:
		t.kind = tokenMoney
	}
	return t, true
}

// numeric reports a character that figures are written with.
func numeric(c rune) bool {
	_, ok := digitOf(c)
	return ok || isDigit(c) || smallUnitOf(c) > 0 || c == '万' || c == '.'
}

// productBefore reports hb1w2: the letters are a loan.
func (s *scanner) productBefore(i int) bool {
	if len(s.tokens) == 0 {
		return false
	}
	last := s.tokens[len(s.tokens)-1]
	end := skipDigits(s.rs, i)
	return last.kind == tokenWord && last.tag == tagProduct && last.end == i && (peek(s.rs, end) == ' ' || !isLatin(peek(s.rs, end+1)))
}

// maxDigits is more than any number has: who writes 1.1.1. and so on is not read over and over.
const maxDigits = 64

func skipDigits(rs []rune, i int) int {
	for end := i + maxDigits; i < end && (isDigit(peek(rs, i)) || peek(rs, i) == '.'); {
		i++
	}
	return i
}

// latinAround finds numbers that are part of a name: iphone15, a4.
func latinAround(rs []rune, start, end int) bool {
	return isLatin(peek(rs, start-1)) && !isLatin(rs[start]) && isDigit(rs[start]) && !hasAt(rs, start-3, "rmb") ||
		isLatin(peek(rs, end)) && isDigit(peek(rs, end-1)) && isLatin(peek(rs, end+1))
}

// gluedTime finds a sum and a time written in one, as in 1260035天 and 90009/25: nobody can tell where the one ends.
func gluedTime(rs []rune, q quantity) bool {
	if _, _, due := fallsDue().longest(rs, q.end); due && endsInDay(rs[:q.end]) && (q.digits >= 6 || !q.plain && q.unit >= 1000) {
		return true // 860011.28要还, 1万211.28要还
	}
	if (!q.plain || q.digits < 5) && !(q.unit >= 1000 && isDigit(peek(rs, q.end-1))) {
		return false
	}
	switch next := peek(rs, q.end+1); peek(rs, q.end) {
	case '天', '号':
		return true
	case '日':
		return next != '息' && next != '利' && next != '均' // 12000日息万五
	case '/', '-':
		return isDigit(next) && (q.plain || yearAt(rs, q.end-4) || peek(rs, q.end) == '/')
	}
	return false
}

// endsInDay reports a digit, a point and a day of the month: 11.28.
func endsInDay(rs []rune) bool {
	n := len(rs)
	if n < 4 || !isDigit(rs[n-4]) || rs[n-3] != '.' || !isDigit(rs[n-2]) || !isDigit(rs[n-1]) {
		return false
	}
	day := 10*int(rs[n-2]-'0') + int(rs[n-1]-'0')
	return day >= 1 && day <= 31
}

var fallsDue = set(`到期 要还 就要还 该还 还款 逾期 就逾期`)

// gluedDate finds the end of 4万8月底, which is 40,000 in August or 48,000 at the end of this month, of 三千五十天,
// 八万二十号, 1万25天 and 一万四五周; the end of q itself where one can tell.
func gluedDate(rs []rune, q quantity) int {
	next, last := peek(rs, q.end), peek(rs, q.end-1)
	_, digit := digitOf(next)
	switch {
	case q.unit < 1000:
	case (digit || isDigit(next)) && peek(rs, q.end+1) == '月' && strings.ContainsRune("底初中末", peek(rs, q.end+2)):
		return q.end + 3
	case q.unit >= 10_000 && twoMeanings(rs, q.end):
		return q.end + 2
	case digit && tensOfTime(rs, q.end+1) && !tenthDay(rs, q.end+1):
		end, _ := tensAt(rs, q.end+1)
		return end + 1
	case (last == '二' || last == '三') && tenthDay(rs, q.end):
		end, _ := tensAt(rs, q.end)
		return end + 1
	case isDigit(next) && next != '0' && isDigit(peek(rs, q.end+1)) && peek(rs, q.end+1) != '0':
		end := skipDigits(rs, q.end)
		if timeFollows(rs, end) || dayFollows(rs, end) {
			return end + 1
		}
	}
	return q.end
}

// twoMeanings reports the 四五周 of 一万四五周了: four or five weeks, or five, and four thousand more.
func twoMeanings(rs []rune, i int) bool {
	a, oneOK := digitOf(peek(rs, i))
	b, twoOK := digitOf(peek(rs, i+1))
	return oneOK && twoOK && a > 0 && b == a+1 && timeFollows(rs, i+2)
}

// phoneLike finds digits too long or with a leading zero: numbers of things, not amounts.
func phoneLike(rs []rune, start int, q quantity) bool {
	return q.plain && q.decimals == 0 && (q.digits >= 9 || q.digits > 1 && rs[start] == '0') || q.spelled && q.digits >= 6
}

// rateBefore reports whether the runes before i speak of a rate, so that 万五 is one. Before a
// 万 without a figure the word may stand farther off: 利率不对 我的是万五.
func (s *scanner) rateBefore(i int) bool {
	reach, apart := 4, false
	if s.rs[i] == '万' {
		reach = 12
	}
	for j := i - 1; j >= 0 && j >= i-reach; j-- {
		switch r := s.rs[j]; {
		case r == '率' || r == '化' && peek(s.rs, j-1) == '年':
			return true
		case (r == '息' || r == '利') && !apart:
			return true
		case r == '万' && reach > 4:
			_, ok := shortMyriadAt(s.rs, j)
			return ok && strings.ContainsRune("息利率化", peek(s.rs, j-1)) // 日息万三起 我的是万五
		case isDigit(r) || r == '欠' || r == '借' || r == '百' || r == '千' || r == '万':
			return false
		case r == ',' || r == '。' || r == ' ':
			if reach == 4 {
				return false
			}
			apart = true
		}
	}
	return false
}

// perDayWords make a rate of the 万四 before them.
var perDayWords = set(`一天 每天 一日 每日 是一天 是每天 是每日 算一天 息 的息 的利息 的日息`)

// perDayBehind reports 万四一天.
func (s *scanner) perDayBehind(i int) bool {
	if s.rs[i] != '万' {
		return false
	}
	f, ok := shortMyriadAt(s.rs, i)
	if !ok {
		return false
	}
	_, _, said := perDayWords().longest(s.rs, f.end)
	return said
}

// counters are units of other things than money and time.
var counters = tagged(map[int32]string{
	0: `岁 个人 人 家 个平台 平台 张 笔 次 口 口人 户 级 届 楼 层 栋 米 公里 斤 公斤 平 平米 点 点钟 点半 小时 分钟 秒 线 倍 通 条 名 位 遍 回 顿 辆 台 套 间 部 单 号楼 环 路 度
		个孩子 个娃 个小孩 个老人 个电话 多个电话 通电话 个客服 个催收 家平台 家银行 个银行 个网贷 个app 家机构 个人贷 代 后 多岁 来岁 周岁 分贝 k米 个账户 个号码 件 份 场 只 封 年 年份 月份 月 个工作日 工作日 years_old 个工作 个微信 码 胎 宝 折 个朋友 年前 届 门 科 种 期逾期 页 步 天假 元店 块砖 队 营`,
	1: `期 个期 期的 期分期 instalments installments terms payments`,
})

// counterAt reads a counter behind a number. 3个 alone stays open: in borrowers' slang it is 三万.
func counterAt(rs []rune, i int) (end int, terms, ok bool) {
	j := skipSpaces(rs, i)
	id, end, ok := counters().longest(rs, j)
	if !ok || id == 0 && j > i || hasAt(rs, j, "个月") || hasAt(rs, j, "期限") || hasAt(rs, j, "年化") || hasAt(rs, j, "家里") || hasAt(rs, j, "家用") || hasAt(rs, j, "回去") || hasAt(rs, j, "回家") || hasAt(rs, j, "回老家") || hasAt(rs, j, "家庭") || productAt(rs, j) || bankAt(rs, j) {
		return 0, false, false
	}
	if c := peek(rs, end); end == j+1 && rs[j] == '月' && (c == '底' || c == '初' || c == '末' || c == '中') {
		return 0, false, false // 6万月底到期
	}
	if c := peek(rs, end); end == j+1 && rs[j] == '年' && (c == '底' || c == '终' || c == '初') {
		return 0, false, false // 4500年底双薪
	}
	if hasAt(rs, j, "后") && !hasAt(rs, j, "后的") || hasAt(rs, j, "点") && unicode.Is(unicode.Han, peek(rs, j+1)) && peek(rs, j+1) != '半' && peek(rs, j+1) != '多' && peek(rs, j+1) != '就' && peek(rs, j+1) != '还' {
		return 0, false, false
	}
	return end, id == 1, true
}
