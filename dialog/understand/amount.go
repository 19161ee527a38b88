package understand

import (
	"slices"
	"strings"
	"sync"

	"xieshang/calc"
)

const exampleAmount = "12000元"

// Amount reads an amount of money in yuan.
//
// It is a [*Doubt] when a bare number is so small that 万 may have been left out ("1.2"), when the
// amount has two usual readings, or when two amounts are named; [*Unclear] when the answer
// tells a loan's history, is negative, beyond [calc.MaxMoney], in another currency, or no amount.
func Amount(text string) (Reading[calc.Money], error) {
	m, err := answer(text, exampleAmount)
	if err != nil {
		return Reading[calc.Money]{}, err
	}
	return m.amount(scan(m.rs, true))
}

// maxAmounts is how many numbers an answer may hold; one with more is a list, not an answer.
const maxAmounts = 8

func (m message) amount(tokens []token) (Reading[calc.Money], error) {
	none := Reading[calc.Money]{}
	found := amountTokens(tokens)
	if len(found) == 0 {
		return m.noAmount(tokens)
	}
	if len(found) > maxAmounts {
		return none, m.unclear(Nonsense, exampleAmount)
	}
	if history(m.rs, tokens) {
		return none, &Unclear{PartlyPaid, exampleAmount}
	}
	if found = m.undemanded(found); len(found) == 0 {
		return none, m.unclear(Nonsense, exampleAmount)
	}
	found = refined(m.keepCorrected(m.whole(m.notPast(found)), tokens))
	if len(found) == 0 {
		return none, m.unclear(Nonsense, exampleAmount)
	}
	if len(found) == 1 && m.notEven(found[0]) {
		return exactly(calc.Money(0)), nil
	}
	if m.bounded(found) {
		return none, &Unclear{Vague, exampleAmount}
	}
	if len(found) > 2 && m.addsUp(found) {
		found = found[len(found)-1:]
	}
	if len(found) > 1 {
		return none, amountsDoubt(found)
	}
	r, err := found[0].reading()
	r.About = r.About || m.saysAbout()
	return r, err
}

// addsUp reports 本金三万利息两千，一共三万二: the last amount is told as the sum of the others, and is it.
func (m message) addsUp(found []token) bool {
	last := found[len(found)-1]
	if !m.saidBefore(last, wholeWords) {
		return false
	}
	all, err := last.reading()
	sum := calc.Money(0)
	for _, t := range found[:len(found)-1] {
		r, partErr := t.reading()
		if partErr != nil || r.Kind != Exact || r.Value > all.Value {
			return false
		}
		sum += r.Value
	}
	return err == nil && all.Kind == Exact && sum == all.Value
}

// undemanded drops amounts that somebody else asks for: 他们让我先还500.
func (m message) undemanded(found []token) []token {
	var kept []token
	for _, t := range found {
		from, _ := m.breath(t.start, t.end, 2)
		if !m.demandIn(from, t.start) {
			kept = append(kept, t)
		}
	}
	return kept
}

func (m message) demandIn(from, to int) bool {
	for i := from; i < to; i++ {
		id, end, ok := demandWords().longest(m.rs[:to], i)
		if ok && (id == 0 || end == to) && wholeWord(m.rs, i, end) && peek(m.rs, i-1) != '只' && peek(m.rs, i-1) != '需' {
			return true
		}
	}
	return false
}

// notPast drops amounts of the past where a later one is that of now: 去年欠两万 今年只剩七千了.
func (m message) notPast(found []token) []token {
	for i := len(found) - 1; i > 0; i-- {
		from, _ := m.breath(found[i].start, found[i].end, 1)
		from = max(from, found[i-1].end)
		then, _ := m.breath(found[0].start, found[0].end, 1)
		if (message{rs: m.rs[from:found[i].start]}).says(nowWords) && (message{rs: m.rs[then:found[i-1].start]}).says(pastWords) {
			return found[i:]
		}
	}
	return found
}

var (
	pastWords = set(`以前 之前 原来 原先 去年 前年 本来 当初 早先 上次 上回 前年`)
	nowWords  = set(`现在 目前 如今 眼下 只剩 还剩 就剩 今年只剩 这次 这回 now`)
)

// whole drops the bill of this term where the whole is named too: 本期应还3200，总欠款12000.
func (m message) whole(found []token) []token {
	part := func(t token) bool { return m.saidBefore(t, termBillWords) }
	if slices.ContainsFunc(found, part) && slices.ContainsFunc(found, func(t token) bool { return m.saidBefore(t, wholeWords) && !part(t) }) {
		return slices.DeleteFunc(slices.Clone(found), part)
	}
	return found
}

// saidBefore reports one of the words in the same breath before an amount.
func (m message) saidBefore(t token, words func() *trie) bool {
	from, _ := m.breath(t.start, t.end, 1)
	return (message{rs: m.rs[from:t.start]}).says(words)
}

var (
	termBillWords = set(`本期 这期 当期 这一期 本月 这个月 最低 最低还款`)
	wholeWords    = set(`总 一共 总共 全部 所有 加起来 合计 剩余 total`)
)

// refined drops what a later amount says more exactly: 五千多一点 5080, 1w出头 算一万.
func refined(found []token) []token {
	for i := 1; i < len(found); i++ {
		before, now := found[i-1].q, found[i].q
		if before.vague() && !now.vague() && !before.joined && now.low.cmp(before.low) >= 0 && now.low.cmp(before.high) <= 0 {
			found = slices.Delete(slices.Clone(found), i-1, i)
			i--
		}
	}
	return found
}

// bounded reports amounts that only bound the sum, or of which there are several alike:
// 5000都不止, 三千都没有, 3张卡每张1万.
func (m message) bounded(found []token) bool {
	return slices.ContainsFunc(found, func(t token) bool {
		_, _, ok := boundWords().longest(m.rs, skipSpaces(m.rs, t.end))
		return ok || endsWith(m.rs[:t.start], "每张") || endsWith(m.rs[:t.start], "每家") || endsWith(m.rs[:t.start], "每笔")
	})
}

var boundWords = set(`都不止 不止 还不止 都没有 都没到 没到`)

// notEven reports 一块钱都没有, 一分没欠; but 5000都没有 is less than that, nobody knows how much.
func (m message) notEven(t token) bool {
	_, _, ok := notEvenWords().longest(m.rs, skipSpaces(m.rs, t.end))
	return ok && t.q.currency && t.q.low.cmp(whole(1)) <= 0
}

var notEvenWords = set(`没欠 没有 不欠 都没欠 也没欠 都没有 也没有 都没了 也没了 都拿不出 也拿不出 都掏不出`)

// demandWords are 让我还, 要我先 and the like: a pronoun with what is demanded.
var demandWords = sync.OnceValue(func() *trie {
	t := newTrie()
	for who := range strings.FieldsSeq(`让我 要我 叫我 逼我 非要我 非让我 要求我 喊我 催我 说让我 让先 要先 说先 他们要 催收要 客服要 他们让 催收让 客服让 对方要 非要 要求`) {
		for what := range strings.FieldsSeq(`先 还 交 付 一 今 明 马 立 至 最少 最低 拿 每 必 转 打 给 凑 我`) {
			t.add(who+what, 0)
		}
	}
	for who := range strings.FieldsSeq(`他们 催收 客服 对方 他 她 平台 银行`) {
		t.add(who+"要", 1) // only right before the amount
		t.add(who+"让", 1)
	}
	for w := range strings.FieldsSeq(`they_want they_ask they_asked want_me wants_me ask_me asked_me told_me_to they_demand`) {
		t.add(strings.ReplaceAll(w, "_", " "), 0)
	}
	return t
})

// amountTokens returns the numbers that can be amounts: not dates, terms or counts, not a
// number behind a label such as 订单号.
func amountTokens(tokens []token) []token {
	var found []token
	for i, t := range tokens {
		if t.kind != tokenMoney && t.kind != tokenNumber || labelled(tokens, i) {
			continue
		}
		found = append(found, t)
	}
	return found
}

// labelled reports a bare number right behind 电话, 订单号, 尾号.
func labelled(tokens []token, i int) bool {
	if tokens[i].kind != tokenNumber || tokens[i].q.decimals > 0 {
		return false
	}
	for j := i - 1; j >= 0 && j >= i-2; j-- {
		switch t := tokens[j]; {
		case t.kind == tokenBreak && t.strength <= 2:
		case t.kind == tokenWord && t.tag == tagLabel:
			return tokens[i].start-t.end <= 3
		default:
			return false
		}
	}
	return false
}

// history reports a loan told from its beginning: 借了3万还了2期每期2800.
func history(rs []rune, tokens []token) bool {
	borrowed, paid, owed, amounts := false, false, false, 0
	for _, t := range tokens {
		switch {
		case t.tag == tagBorrowed && t.kind == tokenWord:
			borrowed = true
		case t.tag == tagPaid && t.kind == tokenWord:
			paid = true
		case t.kind == tokenWord && (t.tag == tagRemain || t.tag == tagOwe && (paid || peek(rs, t.start) != '欠')):
			owed = true
		case t.kind == tokenMoney || t.kind == tokenNumber || t.kind == tokenTerms:
			amounts++
		}
	}
	return paid && !owed && (borrowed || amounts > 1)
}

// keepCorrected drops amounts that were taken back (一万,不对,一万二; 不是1万是1万2) or said twice.
func (m message) keepCorrected(found, tokens []token) []token {
	var kept []token
	for i, t := range found {
		if i > 0 && m.reckoned(t) {
			kept = kept[:0] // 四千多 算4200
		}
		if len(found) > 1 && beside(tokens, t) {
			continue
		}
		denied := negated(tokens, t)
		if i > 0 && denied && t.start-found[i-1].end == 2 && peek(m.rs, found[i-1].start-1) == '是' {
			continue // 是一万不是一千
		}
		if i > 0 && denied && m.onlyDenial(found[i-1].end, t.start) {
			kept = append(kept, t)
			continue // 1万不是2万: which one is denied?
		}
		if i > 0 && m.corrected(found[i-1].end, t.start) {
			kept = kept[:0]
		}
		if i+1 < len(found) && denied {
			continue
		}
		if len(kept) > 0 && sameAmount(kept[len(kept)-1].q, t.q) {
			continue
		}
		kept = append(kept, t)
	}
	return kept
}

// reckoned reports 算4200 and 按5400算: the figure the person settles on.
func (m message) reckoned(t token) bool {
	before := m.rs[:t.start]
	return (endsWith(before, "算") || endsWith(before, "就按") || endsWith(before, "按")) && !endsWith(before, "打算") && !endsWith(before, "不算") ||
		hasAt(m.rs, t.end, "算") && endsWith(before, "按")
}

// beside reports an amount that is no rival of the others: 其中罚息500, or 借了2万, 还了2000 where 还欠 follows.
func beside(tokens []token, t token) bool {
	owed := false
	for _, o := range tokens {
		owed = owed || o.start > t.start && o.kind == tokenWord && (o.tag == tagOwe || o.tag == tagRemain)
	}
	for i, o := range tokens {
		if o.start != t.start {
			continue
		}
		for j := i - 1; j >= 0 && tokens[j].kind == tokenWord; j-- {
			if tokens[j].tag == tagInside || owed && (tokens[j].tag == tagBorrowed || tokens[j].tag == tagPaid) {
				return true
			}
		}
	}
	return false
}

// negated reports an amount right behind 不是.
func negated(tokens []token, t token) bool {
	for i, o := range tokens {
		if i > 0 && o.start == t.start && tokens[i-1].kind == tokenWord && tokens[i-1].tag == tagNot {
			return t.start-tokens[i-1].end <= 1
		}
	}
	return false
}

func sameAmount(a, b quantity) bool { return a.low.cmp(b.low) == 0 && a.high.cmp(b.high) == 0 }

func amountsDoubt(found []token) error {
	var readings []string
	for _, t := range found[:min(len(found), maxAmounts)] {
		if r, err := t.reading(); err == nil && r.Kind == Exact {
			readings = appendNew(readings, yuanText(r.Value))
		}
	}
	if len(readings) < 2 {
		return &Unclear{Nonsense, exampleAmount}
	}
	return &Doubt{readings}
}

// yuanText is the canonical answer for an amount: "12000元", "1.20元".
func yuanText(m calc.Money) string {
	s := m.String()
	if m%100 == 0 {
		s = s[:len(s)-3]
	}
	return s + "元"
}

// noAmount tells 不知道 and 没有 from nonsense.
func (m message) noAmount(tokens []token) (Reading[calc.Money], error) {
	switch {
	case m.saysUnknown():
		return unknown[calc.Money](), nil
	case m.saysNothing():
		return exactly(calc.Money(0)), nil
	case m.says(vagueWords):
		return Reading[calc.Money]{}, &Unclear{Vague, exampleAmount}
	}
	for _, t := range tokens {
		if t.kind == tokenCount && t.q.low.cmp(whole(int64(calc.MaxMoney/100))) > 0 {
			return Reading[calc.Money]{}, &Unclear{TooLarge, exampleAmount}
		}
	}
	return Reading[calc.Money]{}, m.unclear(Nonsense, exampleAmount)
}

// saysNothing reports that there is none of what was asked for: 没有, 一分没有; but 没有路了 and
// 没有固定收入 speak of something else.
func (m message) saysNothing() bool {
	for i := range m.rs {
		id, end, ok := nothingWords().longest(m.rs, i)
		if ok && wholeWord(m.rs, i, end) && (id == 0 || m.endsThere(end)) {
			return true
		}
	}
	return false
}

// endsThere reports that nothing follows but particles and a mark, or money.
func (m message) endsThere(i int) bool {
	if _, end, ok := nothingOf().longest(m.rs, i); ok {
		i = end
	}
	for i < len(m.rs) && strings.ContainsRune("了的啊呀呢吧嘛哦诶哎啦呗么", m.rs[i]) {
		i++
	}
	return i == len(m.rs) || breakStrength(m.rs, i) > 0 && !isLatin(peek(m.rs, i+1)) // none of your business
}

var (
	// Those under 1 are an answer only where nothing else follows.
	nothingWords = tagged(map[int32]string{
		0: `一毛没有 一毛钱没有 一毛都没有 零 一分没有 一分钱没有 一分都没有 没钱 没收入 没有收入 身无分文 没有钱 0收入 零收入 拿不出 没有工资 没工资 一分钱都没有 一分也没有`,
		1: `没有 没了 无 冇 没 都没 啥都没 nothing none zero`,
	})
	nothingOf  = set(`别的贷款 其他贷款 其它贷款 别的欠款 其他欠款 别的了 钱 收入 工资 存款 积蓄 余钱 闲钱 别的 其他 其它 欠款 贷款 欠 债 现金 进账 开支 支出 生活费 money`)
	vagueWords = set(`很多 好多 不少 几千 几万 几百 上万 上千 万把 千把 百把 万儿八千 一大笔 太多 不多 一点点 许多 大几千 大几万 小几万 几千块 好几千 好几万 lots 千八百 百八十 万八千 千把块 百十 百十块 百十来块 万儿八 千儿八百 上百`)
)

// reading turns one amount into a Reading.
func (t token) reading() (Reading[calc.Money], error) {
	none := Reading[calc.Money]{}
	q := t.q
	switch {
	case q.negative:
		return none, &Unclear{Negative, exampleAmount}
	case q.foreign:
		return none, &Unclear{Currency, exampleAmount}
	case q.low.isHuge() || q.high.isHuge() || q.high.cmp(whole(int64(calc.MaxMoney/100))) > 0:
		return none, &Unclear{TooLarge, exampleAmount}
	case q.least:
		return none, &Unclear{Vague, exampleAmount}
	}
	low, lowOK := q.low.money()
	high, highOK := q.high.money()
	switch {
	case q.broken:
		return none, &Unclear{Nonsense, exampleAmount}
	case !lowOK || !highOK || q.plain && q.decimals > 2:
		return none, fineDoubt(q)
	case q.odd:
		second, _ := q.second.money()
		return none, &Doubt{[]string{yuanText(second), yuanText(low)}}
	case low != high:
		return between(low, high), nil
	case wantsMyriad(q, t.kind):
		return none, &Doubt{[]string{yuanText(10_000 * low), yuanText(low)}}
	}
	r := exactly(low)
	r.About = q.about
	return r, nil
}

// wantsMyriad reports a bare number that is more likely so many 万: 1.2, 3, 12.5.
func wantsMyriad(q quantity, kind tokenKind) bool {
	if kind != tokenNumber || q.low.coef == 0 {
		return false
	}
	return q.low.cmp(whole(10)) < 0 || q.decimals == 1 && q.low.cmp(whole(100)) < 0
}

// fineDoubt is for parts of a fen. 14.000 may be fourteen thousand with a foreign separator.
func fineDoubt(q quantity) error {
	if q.plain && q.decimals == 3 {
		if grouped, ok := q.low.times(1000).money(); ok {
			if cut, ok := (num{q.low.coef / 10, 2}).money(); ok {
				return &Doubt{[]string{yuanText(grouped), yuanText(cut)}}
			}
		}
	}
	return &Unclear{Nonsense, exampleAmount}
}
