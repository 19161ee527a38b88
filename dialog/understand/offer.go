package understand

import (
	"slices"
	"strings"

	"xieshang/calc"
)

// OfferReading is what the lender offered. Nil and zero mean: not said.
type OfferReading struct {
	Count       int         // instalments
	Amount      *calc.Money // each instalment; nil where they change halfway, see Steps
	Steps       []OfferStep // 前6期500后6期1000, in order; Count is their sum
	Opening     []OfferStep // 前3期每期500, where those behind them have no number: Count is 0
	Rest        *calc.Money // each of those behind the opening: 后面每期1500
	FirstAmount *calc.Money // the first instalment, where it was said to differ
	LastAmount  *calc.Money // the last instalment, where it was said to differ
	Total       *calc.Money // all of them
	Down        *calc.Money // to be paid before the first instalment
	MonthlyFee  *calc.Money // charged beside each instalment
	OnceFee     *calc.Money // charged one time
	First       calc.Date   // when the first instalment is due
	Days        []calc.Date // when each of them is, where those are no months in turn
	PayDay      int         // the day of the month; 31 is the last one
	Defer       int         // months in which nothing is paid
	Settles     bool        // one payment, and the debt is gone
}

// OfferStep is a run of equal instalments in an offer that changes halfway.
type OfferStep struct {
	Count  int
	Amount calc.Money
}

// empty reports that nothing was said.
func (o *OfferReading) empty() bool {
	return o.Count == 0 && o.Amount == nil && len(o.Steps) == 0 && o.Rest == nil && o.FirstAmount == nil && o.LastAmount == nil && o.Total == nil &&
		o.Down == nil && o.MonthlyFee == nil && o.OnceFee == nil && o.First.IsZero() && o.PayDay == 0 && o.Defer == 0 && !o.Settles
}

const exampleOffer = "12期 每期1030"

// Offer reads an offer without knowing on which day it was told, so that [OfferReading.First]
// stays empty. See [OfferOn].
func Offer(text string) (OfferReading, error) { return OfferOn(text, calc.Date{}) }

// OfferOn reads an offer told today, such as 客服说12期每期1030还要299会员费，12月15号开始. It is a
// [*Doubt] when two numbers of instalments are named or an amount may be each or all of them,
// [*Unclear] when it says nothing that an offer consists of, or amounts that change halfway
// without saying for how many instalments each is. A first day that may be past is left out,
// to be asked for.
func OfferOn(text string, today calc.Date) (OfferReading, error) {
	m, err := answer(text, exampleOffer)
	if err != nil {
		return OfferReading{}, err
	}
	r := offerReader{m: m, tokens: scan(m.rs, false), today: today}
	listed, err := listOf(m.rs, r.tokens)
	if err != nil {
		return OfferReading{}, err
	}
	for i, t := range r.tokens {
		switch {
		case !listed.covers(t.start):
			err = r.read(i)
		case r.offer.Steps == nil:
			err = r.list(listed)
		}
		if err != nil {
			return OfferReading{}, err
		}
	}
	return r.close()
}

// offerRole is what an amount in an offer is.
type offerRole int32

const (
	roleNone   offerRole = iota
	roleEach             // 每期
	roleFirst            // 首期
	roleDown             // 首付
	roleFee              // 会员费
	roleOnce             // 一次性, 只收一次
	roleTotal            // 一共
	roleSettle           // 结清
	roleLast             // 最后一期
	roleAside            // 欠, 减免: an amount of something else
	roleDefer            // 延期
	roleDue              // 还款日
	roleMonth            // 每月
	roleBegin            // 从, 开始
	roleUneven           // 前三期, 后面的
)

// offerWords say what the figure before or behind them is.
var offerWords = tagged(map[int32]string{
	int32(roleNone):   `不用先付 不用先还 不用先交 不需要先付 不需要先还 无需先付 不要先付 不用首付 不需要首付 最少还 最少要还 最低还 起码还 不要首付 没有首付 无首付 零首付 免首付 不要定金 no_deposit no_down_payment nothing_upfront`,
	int32(roleEach):   `每期 每一期 各期 一期 月供 月还 月还款 每期还 每次 每笔 each /期 期供 per_instalment per_installment instalments_of installments_of 要还 得还 需还 需要还 还款额`,
	int32(roleMonth):  `每月 每个月 一个月 1个月 每月还 每个月还 /月 按月 per_month a_month monthly each_month every_month /month of_each_month of_every_month of_the_month 月月`,
	int32(roleFirst):  `首期 第一期 头期 首月 第一个月 头一期 头一个月 第1期 第1个月 首次 首笔 first_instalment first_installment first_payment first_month 头一笔 第一笔 第一次`,
	int32(roleDown):   `首付 先付 先还 首先还 预付 先交 先给 先存 先转 首付款 定金 upfront down_payment down first_pay deposit 先拿`,
	int32(roleFee):    `会员费 手续费 服务费 担保费 管理费 咨询费 平台费 分期手续费 年费 月费 会费 会员 费用 分期费 保险费 fee fees membership membership_fee service_fee handling_fee`,
	int32(roleOnce):   `一次性 一次 一把 一笔 一口气 lump_sum one_off once one-off in_one_go 一次过`,
	int32(roleTotal):  `一共 总共 共 合计 总计 总额 加起来 全部 total in_total altogether 本金 本息 总的 拢共`,
	int32(roleSettle): `结清 还清 清掉 一次性结清 一次结清 一次性还清 一次还清 结掉 了结 settle settles settlement settled to_settle in_full 两清 清账 全部还清 全部结清`,
	int32(roleLast):   `最后一期 末期 尾期 最后一个月 last_instalment last_installment 尾款 最后一笔`,
	int32(roleAside):  `欠 欠款 还欠 罚息 利息 违约金 滞纳金 减免 减 免 免掉 减掉 优惠 少还 免除 额度 工资 收入 到手 逾期 已还 还了 已经还 还过 waive waived off owe income penalty interest 原来 之前 本来 以前 我说 我提 我想 我只能 我最多 我能 我要 本来要`,
	int32(roleDefer):  `延期 延后 推迟 展期 暂缓 宽限 缓还 缓 延 停 暂停 推后 缓冲 宽限期 defer grace grace_period postpone deferral 先不还 不用还 可以不还 延迟 顺延 后延 往后延 往后推 往后拖 缓期`,
	int32(roleDue):    `还款日 扣款日 应还日 还款日期 扣款日期 付款日 due due_on pay_day payday 固定`,
	int32(roleBegin):  `从 自 开始 起 起还 开始还 开始扣 起扣 第一期还 还第一期 首个还款日 starting from begin begins start starts first 下一期 生效 启动 起算 为首期 首扣 就开始 起始 减到 减免到 降到 优惠到 打折到`,
	int32(roleUneven): `前 后 头 剩余 后面 前面`,
})

// offerReader walks over the figures of an offer.
type offerReader struct {
	m      message
	tokens []token
	today  calc.Date

	said     offerRole // what the words since the last amount say
	once     bool      // 一次性 was said since
	totalled bool      // 一共12期: 一共 spoke of the terms
	times    bool      // 12×1030
	divided  bool      // 分12期: what is left is shared out
	last     int       // end of the last figure or mark
	offer    OfferReading
	counts   []Reading[int]
	lump     *calc.Money
	unsure   bool        // Amount may be the total
	stepping int         // 前6期 was said: its amount follows
	stepEnd  int         // where it was said
	torn     bool        // a step without an amount or without its number
	bare     bool        // Amount is a small bare number, perhaps the number of terms
	plain    bool        // Amount was named without a word of what it is
	whole    *calc.Money // such an amount, before another one was said to be each instalment's
	month    int         // 从1月开始
	left     *calc.Money // 还剩9000: what there is to be shared out

	renewed    bool // the number of instalments was corrected, and the amount may be: 不对，24期每期400
	lastFigure int  // where the last amount or number of instalments ends: a correction may come behind a mark
}

func (r *offerReader) read(i int) error {
	t := r.tokens[i]
	switch t.kind {
	case tokenBreak:
		if t.strength > 1 && r.stepping > 0 && t.start > r.stepEnd {
			r.torn = true // 前3期只还利息，
		}
		if t.strength == 3 {
			r.said, r.once = roleNone, false
		} else if t.strength == 2 && r.said != roleOnce && r.said != roleTotal {
			r.hearGap(t.start)
			r.last = t.end
			if r.said == roleAside || r.said == roleFee {
				r.said = roleNone
			}
		}
	case tokenTerms, tokenDuration:
		return r.terms(i)
	case tokenDay:
		r.day(i)
	case tokenMoney, tokenNumber:
		if peek(r.m.rs, t.start-1) == '第' && t.q.joined && hasAt(r.m.rs, t.end, "个月") {
			return r.terms(i) // 第1到3个月
		}
		return r.amount(i)
	case tokenCount:
		if r.timesBefore(t.start) && t.q.plain {
			return r.amount(i)
		}
	}
	return nil
}

// hearGap listens to the words between the last figure and here.
func (r *offerReader) hearGap(to int) (last offerRole, lastEnd int) {
	for j := r.last; j < to; {
		id, end, ok := offerWords().longest(r.m.rs[:to], j)
		if !ok || !wholeWord(r.m.rs, j, end) {
			j++
			continue
		}
		last, lastEnd = offerRole(id), end
		if last == roleMonth && r.said == roleDefer && peek(r.m.rs, end-1) == '月' && peek(r.m.rs, end-2) == '个' && peek(r.m.rs, end-3) != '每' {
			r.offer.Defer, r.said = 1, roleNone // 延期一个月
		} else {
			r.hear(last)
		}
		j = end
	}
	return last, lastEnd
}

func (r *offerReader) hear(role offerRole) {
	switch role {
	case roleOnce:
		r.once = true
		if r.said == roleNone || r.said == roleEach {
			r.said = roleOnce
		}
	case roleSettle:
		r.once = r.once || r.said == roleOnce
		r.said = roleSettle
	case roleMonth, roleEach:
		if r.said == roleNone || r.said == roleTotal || r.said == roleDefer || r.said == roleOnce || r.said == roleAside && role == roleEach {
			r.said = roleEach
		}
	case roleDue, roleBegin, roleUneven:
	case roleDown:
		if r.said != roleEach { // 每个月先还500
			r.said = role
		}
	default:
		r.said = role
	}
}

// wordAt returns the role of the word right behind a figure, and where it ends.
func (r *offerReader) wordAt(i int) (offerRole, int) {
	for c := peek(r.m.rs, i); c == ' ' || c == '的' || c == '元' || c == '就' || c == '能' || c == '可' || c == '以'; c = peek(r.m.rs, i) {
		i++
	}
	id, end, ok := offerWords().longest(r.m.rs, i)
	if !ok || !wholeWord(r.m.rs, i, end) {
		return roleNone, i
	}
	return offerRole(id), end
}

// figureAt reports that a figure follows: the word before it belongs to that one.
func (r *offerReader) figureAt(i int) bool {
	for c := peek(r.m.rs, i); c == ' ' || c == ':' || c == '是' || c == '为' || c == '还' || c == '要' || c == '每' || c == '月' || c == '收'; c = peek(r.m.rs, i) {
		i++
	}
	_, ok := quantityAt(r.m.rs, i, false)
	return ok
}

// timesBefore reports the sign of 12×1030 before i.
func (r *offerReader) timesBefore(i int) bool {
	for peek(r.m.rs, i-1) == ' ' {
		i--
	}
	c := peek(r.m.rs, i-1)
	return c == 'x' || c == '*' || c == '×' || c == '乘'
}

// terms takes a number of instalments, or the months of a deferral.
func (r *offerReader) terms(i int) error {
	t := r.tokens[i]
	word, wordEnd := r.hearGap(t.start)
	behind, _ := r.wordAt(t.end)
	corrected := r.m.corrected(r.lastFigure, t.start)
	r.last, r.lastFigure = t.end, t.end
	n, ok := t.termMonths()
	adjacent := wordEnd > 0 && t.start-wordEnd <= 2
	switch {
	case t.q.negative:
		return &Unclear{Negative, exampleOffer}
	case ok && n.Kind == Range && peek(r.m.rs, t.start-1) == '第': // 第7-12期
		r.torn = r.torn || n.Low != r.told()+1
		r.step(n.High-n.Low+1, t.end)
	case t.dur.named && (behind == roleBegin || word == roleBegin && adjacent):
		r.month = t.dur.months
	case !ok || peek(r.m.rs, t.start-1) == '第':
	case uneven(r.m.rs[:t.start]) || (len(r.offer.Steps) > 0 || r.offer.FirstAmount != nil) && restBefore(r.m.rs[:t.start]):
		if n.Kind != Exact {
			return &Unclear{Vague, exampleOffer}
		}
		r.step(n.Value, t.end)
	case t.kind == tokenDuration && (r.said == roleDefer && word == roleDefer || behind == roleDefer):
		if n.Kind != Exact {
			return &Unclear{Vague, exampleOffer}
		}
		r.offer.Defer = n.Value
		r.said = roleNone
	case r.said == roleAside && word == roleAside && adjacent && peek(r.m.rs, t.start-1) != '分': // 逾期三个月, 还了3期
		r.said = roleNone
	case behind == roleAside && t.kind == tokenDuration:
	default:
		if len(r.counts) > 0 && (corrected || negatedNumber(r.m.rs, t.start)) {
			r.counts = r.counts[:0]
			r.renewed = corrected
		}
		if c := peek(r.m.rs, t.start-1); c == '分' || c == '成' {
			r.divided = true
		}
		if r.said == roleTotal {
			r.totalled, r.said = true, roleNone
		}
		if len(r.counts) == 0 || r.counts[len(r.counts)-1] != n {
			r.counts = append(r.counts, n)
		}
	}
	return nil
}

// restBefore reports 剩下48期 after a run of others.
func restBefore(said []rune) bool {
	for len(said) > 0 && strings.ContainsRune(" 还付交", said[len(said)-1]) {
		said = said[:len(said)-1]
	}
	for _, w := range []string{"剩下", "剩下的", "剩余", "其余", "余下", "后面", "接下来", "再", "然后", "之后", "then", "the next"} {
		if endsWith(said, w) {
			return true
		}
	}
	return false
}

// leftBefore reports 还剩9000: what there is to be paid yet.
func leftBefore(said []rune) bool {
	for len(said) > 0 && strings.ContainsRune(" :的是有", said[len(said)-1]) {
		said = said[:len(said)-1]
	}
	for _, w := range []string{"还剩", "剩下", "剩余", "余下", "只剩", "remaining", "left is"} {
		if endsWith(said, w) {
			return true
		}
	}
	return false
}

// told is how many instalments the runs before have.
func (r *offerReader) told() int {
	n := r.stepping
	for _, s := range r.offer.Steps {
		n += s.Count
	}
	if r.offer.FirstAmount != nil {
		n++
	}
	return n
}

// step begins a run of instalments; the amount that follows is theirs. A first one told before
// is a run of its own: 首期2000，剩下11期每期1000.
func (r *offerReader) step(count, end int) {
	if first := r.offer.FirstAmount; first != nil && len(r.offer.Steps) == 0 {
		r.offer.Steps, r.offer.FirstAmount = []OfferStep{{1, *first}}, nil
	}
	r.torn = r.torn || r.stepping > 0
	r.stepping, r.stepEnd, r.said = count, end, roleNone
}

// uneven reports 前三期, 后九期: terms that differ.
func uneven(said []rune) bool {
	for _, w := range []string{"之后", "然后", "以后", "最后", "今后", "之前", "以前", "目前", "提前", "延后", "推后", "往后", "顺后"} {
		if endsWith(said, w) {
			return false
		}
	}
	return endsWith(said, "前") || endsWith(said, "后") || endsWith(said, "头") || endsWith(said, "first ") || endsWith(said, "last ")
}

// negatedNumber reports 不是12期是24期 at 24.
func negatedNumber(rs []rune, i int) bool { return peek(rs, i-1) == '是' && peek(rs, i-2) != '不' }

// day takes the day on which it begins, or the day of each month.
func (r *offerReader) day(i int) {
	t := r.tokens[i]
	word, wordEnd := r.hearGap(t.start)
	behind, behindEnd := r.wordAt(t.end)
	r.last = t.end
	adjacent := wordEnd > 0 && t.start-wordEnd <= 2
	if behind == roleBegin && strings.ContainsRune("从自", r.m.rs[behindEnd-1]) {
		behind = roleNone // 每月20号 从1月开始
	}
	e := t.day
	bare := e.month == 0 && !e.shifted && !e.relative && e.weekday == 0 && e.year == 0
	if bare && (e.day > 0 || e.monthEnd) && (adjacent && (word == roleMonth || word == roleDue || word == roleEach) || behind == roleMonth) && behind != roleBegin {
		r.offer.PayDay = e.day
		if e.monthEnd {
			r.offer.PayDay = 31
		}
		if r.said == roleEach && word == roleMonth {
			r.said = roleNone // 每月10号: the month is the day's
		}
		return
	}
	until := r.said == roleDefer && peek(r.m.rs, t.start-1) == '到' // 延期到2月20号
	if until {
		r.said = roleNone
	}
	begins := until || behind == roleBegin || behind == roleFirst || adjacent && (word == roleBegin || word == roleFirst || word == roleDue)
	if r.today.IsZero() || !begins && !(r.ends(t.end) && !e.relative) || !r.offer.First.IsZero() {
		return
	}
	if behind == roleBegin || behind == roleFirst {
		r.last = behindEnd
	}
	if word == roleFirst && r.said == roleFirst {
		r.said = roleNone // 首期12月15号: the word was the day's
	}
	ask := Coming
	if e.year > 0 || e.yearShift0 {
		ask = AnyDay
	}
	d, err := e.resolve(ask, r.today)
	if err == nil && d.Kind == Exact && (ask == AnyDay || d.Value.DaysSince(r.today) <= farthestFirst) {
		r.offer.First = d.Value
	}
}

// farthestFirst is how many days ahead the first instalment may be.
const farthestFirst = 200

// ends reports that nothing follows but marks and 还.
func (r *offerReader) ends(i int) bool {
	for ; i < len(r.m.rs); i++ {
		if c := r.m.rs[i]; c != ' ' && c != '。' && c != '还' && c != '扣' && c != '款' && c != ',' && c != '的' && c != '.' {
			return false
		}
	}
	return true
}

// amount gives one amount its place.
func (r *offerReader) amount(i int) error {
	t := r.tokens[i]
	corrected := r.offer.Amount != nil && (r.renewed || r.m.corrected(r.lastFigure, t.start))
	r.renewed = false
	r.hearGap(t.start)
	r.last, r.lastFigure = t.end, t.end
	role := r.behind(t)
	said, once := r.said, r.once
	r.said, r.once = roleNone, false
	if r.timesCount(t) {
		return nil
	}
	if role == roleNone && r.splitBehind(t) {
		role = roleTotal // 14000分12期
	}
	reading, err := t.reading()
	if err != nil {
		return err
	}
	if role == roleAside || labelled(r.tokens, i) {
		return nil
	}
	if reading.Kind != Exact {
		return &Unclear{Vague, exampleOffer}
	}
	v := &reading.Value
	switch role {
	case roleFee:
		if once || said == roleOnce {
			r.offer.OnceFee = v
		} else {
			r.offer.MonthlyFee = v
		}
	case roleDown:
		r.offer.Down = v
	case roleFirst:
		r.offer.FirstAmount = v
	case roleTotal:
		r.offer.Total = v
	case roleOnce:
		r.lump = v
	case roleSettle:
		r.lump, r.offer.Settles = v, true
	case roleLast:
		r.offer.LastAmount = v
	default:
		switch {
		case r.stepping > 0 || len(r.offer.Steps) > 0:
			r.offer.Steps = append(r.offer.Steps, OfferStep{r.stepping, *v})
			r.stepping = 0
			return nil
		case role == roleNone && leftBefore(r.m.rs[:t.start]):
			r.left = v
			return nil
		}
		return r.each(v, role, t, corrected)
	}
	return nil
}

// splitBehind reports 分12期 right behind an amount.
func (r *offerReader) splitBehind(t token) bool {
	j := skipSpaces(r.m.rs, t.end)
	for c := peek(r.m.rs, j); c == '分' || c == '成' || c == '改' || c == '为'; c = peek(r.m.rs, j) {
		j++
	}
	return j > skipSpaces(r.m.rs, t.end) && slices.ContainsFunc(r.tokens, func(o token) bool {
		return o.start == j && (o.kind == tokenTerms || o.kind == tokenDuration)
	})
}

// steps checks the runs of an offer that changes halfway: one run's number may follow from the
// number of all instalments.
func (r *offerReader) steps() error {
	o := &r.offer
	if len(o.Steps) == 0 && r.stepping == 0 {
		return nil
	}
	if o.LastAmount != nil {
		o.Steps, o.LastAmount = append(o.Steps, OfferStep{1, *o.LastAmount}), nil
	}
	known, open := 0, -1
	for i, s := range o.Steps {
		known += s.Count
		if s.Count == 0 {
			r.torn = r.torn || open >= 0
			open = i
		}
	}
	switch {
	case r.torn || r.stepping > 0 || o.Amount != nil || len(o.Steps) < 2:
		return &Unclear{Vague, exampleOffer}
	case open > 0 && open == len(o.Steps)-1 && o.Count == 0 && len(o.Days) == 0:
		o.Opening, o.Rest, o.Steps = o.Steps[:open], &o.Steps[open].Amount, nil
		return nil
	case open >= 0 && o.Count <= known:
		return &Unclear{Vague, exampleOffer}
	case open >= 0:
		o.Steps[open].Count = o.Count - known
	case o.Count != 0 && o.Count != known:
		return &Unclear{Vague, exampleOffer}
	default:
		o.Count = known
	}
	if len(o.Days) > 0 && len(o.Days) != o.Count {
		return &Unclear{Vague, exampleOffer} // of the others no day is known
	}
	o.joinSteps()
	return nil
}

// joinSteps makes one run of those of the same amount, and plain instalments of a single run.
func (o *OfferReading) joinSteps() {
	var joined []OfferStep
	for _, s := range o.Steps {
		if n := len(joined); n > 0 && joined[n-1].Amount == s.Amount {
			joined[n-1].Count += s.Count
		} else {
			joined = append(joined, s)
		}
	}
	if o.Steps = joined; len(joined) == 1 {
		o.Amount, o.Steps = &joined[0].Amount, nil
	}
}

// shared finds the place of an amount that is no instalment but what the instalments share out. One
// that was named without a word has to be what they come to.
func (r *offerReader) shared() error {
	o := &r.offer
	if r.whole != nil && *r.whole != *o.Amount*calc.Money(o.Count) {
		return &Unclear{Vague, exampleOffer}
	}
	switch {
	case r.left == nil || o.Amount != nil || o.Steps != nil:
	case o.Count > 1 && o.Total == nil && o.Down == nil && o.FirstAmount == nil:
		o.Total = r.left
	default:
		o.Amount = r.left
	}
	return nil
}

// behind weighs the words before an amount against the one right behind it, as in 299会员费.
func (r *offerReader) behind(t token) offerRole {
	behind, end := r.wordAt(t.end)
	if behind == roleOnce {
		if more, moreEnd := r.wordAt(end); more == roleSettle || more == roleFee {
			behind, end = more, moreEnd
		}
	}
	switch {
	case r.said == roleAside, behind == roleNone:
		return r.said
	case behind == roleFee && !r.figureAt(end):
		return roleFee
	case behind == roleSettle && (r.said == roleNone || r.said == roleOnce || r.said == roleEach || r.said == roleTotal):
		return roleSettle
	case behind == roleMonth && r.said == roleNone:
		return roleEach
	case r.said == roleNone && !r.figureAt(end) && behind != roleDue && behind != roleBegin && behind != roleUneven && behind != roleDefer && behind != roleAside && behind != roleLast:
		return behind
	}
	return r.said
}

// timesCount takes the first number of 12×1030 as the number of instalments.
func (r *offerReader) timesCount(t token) bool {
	j := skipSpaces(r.m.rs, t.end)
	c := peek(r.m.rs, j)
	j = skipSpaces(r.m.rs, j+1)
	n, ok := t.termMonths()
	if ok && t.kind == tokenNumber && n.High <= 60 && (c == 'x' || c == '*' || c == '×' || c == '乘') && isDigit(peek(r.m.rs, j)) {
		if r.times && len(r.counts) == 1 && r.offer.Amount != nil {
			r.offer.Steps = append(r.offer.Steps, OfferStep{r.counts[0].Value, *r.offer.Amount}) // 3x500 9x900
			r.offer.Amount, r.counts = nil, nil
		}
		if r.times = true; len(r.offer.Steps) > 0 {
			r.step(n.Value, t.end)
			return true
		}
		r.counts = append(r.counts, n)
		return true
	}
	return false
}

// each takes an amount for every instalment. A second, different one is an uneven plan.
func (r *offerReader) each(v *calc.Money, role offerRole, t token, corrected bool) error {
	switch {
	case r.offer.Amount != nil && r.timesBefore(t.start) && *v%100 == 0 && *v <= calc.Yuan(60) && *r.offer.Amount > *v:
		r.counts = append(r.counts, exactly(int(*v/100))) // 1100*12
		return nil
	case r.bare && role == roleNone && *v >= calc.Yuan(100) && len(r.counts) == 0:
		r.counts = append(r.counts, exactly(int(*r.offer.Amount/100)))
	case r.offer.Amount != nil && !corrected && *r.offer.Amount != *v:
		if role != roleEach {
			return nil
		}
		switch {
		case r.unsureEach():
		case r.plain && r.whole == nil:
			r.whole = r.offer.Amount
		default:
			return &Unclear{Vague, exampleOffer}
		}
	}
	r.offer.Amount, r.plain = v, role == roleNone && !r.timesBefore(t.start)
	r.unsure = r.totalled && role == roleNone
	r.bare = role == roleNone && !r.timesBefore(t.start) && t.kind == tokenNumber && *v >= calc.Yuan(2) && *v <= calc.Yuan(60) && *v%100 == 0
	return nil
}

// unsureEach reports that the amount taken so far was never said to be each instalment's, and
// moves it to the total.
func (r *offerReader) unsureEach() bool {
	if r.unsure {
		r.offer.Total = r.offer.Amount
	}
	return r.unsure
}

// close decides what the whole comes to.
func (r *offerReader) close() (OfferReading, error) {
	o := &r.offer
	r.hearGap(len(r.m.rs))
	switch {
	case len(r.counts) > 1:
		return OfferReading{}, termsDoubt(r.counts)
	case len(r.counts) == 1 && r.counts[0].Kind != Exact:
		return OfferReading{}, &Unclear{Vague, exampleOffer}
	case len(r.counts) == 1:
		o.Count = r.counts[0].Value
	}
	if err := r.steps(); err != nil {
		return OfferReading{}, err
	}
	if err := r.shared(); err != nil {
		return OfferReading{}, err
	}
	if o.LastAmount != nil && o.Amount != nil && *o.LastAmount == *o.Amount {
		o.LastAmount = nil
	}
	if r.unsure && o.Total == nil {
		n, v := itoa(o.Count)+"期 ", yuanText(*o.Amount)
		return OfferReading{}, &Doubt{[]string{n + "每期" + v, n + "总共" + v}}
	}
	if r.said == roleSettle && r.lump == nil && o.Count == 0 && o.Amount == nil && o.Total != nil {
		r.lump, o.Settles = o.Total, true
	}
	switch {
	case r.lump != nil && len(r.counts) == 0 && o.Amount == nil:
		o.Count, o.Amount = 1, r.lump
		o.Settles = o.Settles || r.m.says(reducedWords)
	case r.lump != nil && o.Down == nil:
		o.Down, o.Settles = r.lump, false
	}
	if o.FirstAmount != nil && o.Amount == nil {
		o.Down, o.FirstAmount = o.FirstAmount, nil
	} else if o.FirstAmount != nil && (r.divided && r.m.says(restWords) || *o.FirstAmount == *o.Amount) {
		if *o.FirstAmount != *o.Amount && o.Down == nil {
			o.Down = o.FirstAmount
		}
		o.FirstAmount = nil
	}
	if o.First.IsZero() && o.PayDay > 0 && r.month > 0 && !r.today.IsZero() {
		o.First = firstIn(r.month, o.PayDay, r.today)
	}
	if o.empty() && len(r.counts) == 0 {
		return OfferReading{}, r.m.unclear(Nonsense, exampleOffer)
	}
	return *o, nil
}

// firstIn is the pay day in a month to come; none where that is too far ahead to be meant.
func firstIn(month, payDay int, today calc.Date) calc.Date {
	for n := range 12 {
		if d := today.AddMonths(n, payDay); int(d.Month) == month && !d.Before(today) && d.DaysSince(today) <= farthestFirst {
			return d
		}
	}
	return calc.Date{}
}

// reducedWords tell that one payment is all that is asked for.
var reducedWords = set(`减到 减免到 降到 优惠到 打折 折扣 折 discount`)

// restWords make the terms count what is left after the first payment.
var restWords = set(`剩下 剩余 余下 其余 剩的 remaining the_rest`)
