package understand

import "xieshang/calc"

// Payment is money that a message says was paid already.
type Payment struct {
	Amount Reading[calc.Money] // [Unknown] when none is named, or more than one
	Day    calc.Date           // when it was paid; zero when no day, or not exactly one, was said
}

// Paid reports whether the message says that money has been paid already, and how much. See
// [PaidOn], which reads the day too.
func Paid(text string) (Reading[calc.Money], bool) {
	p, ok := PaidOn(text, calc.Date{})
	return p.Amount, ok
}

// PaidOn reports whether the message, written today, says that money has been paid already:
// 昨天还了400, 这期还了. Plans, duties, questions, payments to others, payments that did not arrive
// and payments on a day to come are not such messages. A zero today leaves the day out.
func PaidOn(text string, today calc.Date) (Payment, bool) {
	m := newMessage(text)
	if m.says(notPaidWords) {
		return Payment{}, false
	}
	tokens := scan(m.rs, false)
	day, ok := m.paidDay(tokens, today)
	if !ok {
		return Payment{}, false
	}
	amount, ok := m.paidSum(tokens)
	if !ok {
		return Payment{}, false
	}
	return Payment{amount, day}, true
}

// paidDay finds the day in the clause of a word of payment. It is false for a day to come.
func (m message) paidDay(tokens []token, today calc.Date) (calc.Date, bool) {
	if today.IsZero() {
		return calc.Date{}, true
	}
	day := calc.Date{}
	for _, t := range tokens {
		if t.kind != tokenDay || !m.paidBeside(t) {
			continue
		}
		r, err := t.day.resolve(PastDue, today)
		switch {
		case err != nil || r.Kind != Exact:
			return calc.Date{}, true
		case r.Value.After(today):
			return calc.Date{}, false
		case !day.IsZero() && day != r.Value:
			return calc.Date{}, true
		}
		day = r.Value
	}
	return day, true
}

// paidBeside reports a word of payment in the clause of the day, and none of a bill beside it.
func (m message) paidBeside(day token) bool {
	from, to := m.breath(day.start, day.end, 2)
	if (message{rs: m.rs[from:to]}).says(dueDayWords) {
		return false
	}
	for i := from; i < to; i++ {
		if _, ok := m.paidAt(i); ok {
			return true
		}
	}
	return false
}

// dueDayWords make a day beside a payment the day of the bill.
var dueDayWords = set(`到期 还款日 账单日 应还 该还 的账单 那期 的那期 due`)

// paidSum finds the amount of every payment that is said to be made.
func (m message) paidSum(tokens []token) (Reading[calc.Money], bool) {
	found := unknown[calc.Money]()
	paid := false
	for i := 0; i < len(m.rs); i++ {
		end, ok := m.paidAt(i)
		if !ok {
			continue
		}
		if m.hindered(tokens, i) || m.elsewhere(end) {
			return Reading[calc.Money]{}, false
		}
		r, ok := m.paidAmount(tokens, i, end)
		switch {
		case !paid || m.corrected(0, i) && ok:
			found = r
		case ok && found.Kind == Unknown:
			found = r
		case ok && r != found:
			found = unknown[calc.Money]()
		}
		paid = true
		i = end - 1
	}
	return found, paid
}

var (
	// paidWords say that it is done. Those under 1 need a figure behind them: 已经还 is 已经还不上 too.
	paidWords = tagged(map[int32]string{
		0: `还了 还上了 还完了 还掉了 还清了 还款了 还好了 还过了 还进去了 还进去 还成功 已还款 已还清 已经还款 已经还上 已经还清 已经还完 已结清 结清了 付了 支付了 付清了 付款了 已支付 已付款 已付 交了 缴了 缴清了 已交 已缴 还款成功 扣款成功 扣成功 支付成功 转账成功
			转了 转过去了 转过去 已转 打过去了 打过去 打款了 打钱了 汇了 汇过去 存进去了 存了进去 存进去 自动扣了 自动扣走了 自动还了 被扣了 扣走了 扣款了 已扣款 被划走了 划扣了 给了他们 还给他们了 paid_it paid transferred have_paid sent_it payment_made repaid 俾咗 还咗 还左 还乐 昨晚还的 昨天还的 今天还的 早上还的 上午还的 中午还的 下午还的 晚上还的 前天还的 刚还的 刚刚还的 刚才还的 刚交完 交完了 还完这 还完本 银行卡扣了 卡里扣了 还啦 还喽 还完啦 还上啦 补上了 补齐了 补交了 补还了 补完了`,
		2: `还的 付的 转的 交的 打的`,
		1: `补了 已补 扣了 已扣 已经扣款 已经扣 已经还 已还 刚还 刚刚还 才还 先还了 已经转 已经付 刚转 刚付 还过`,
	})

	// notPaidWords make the whole message something else.
	notPaidWords = set(`没收到 没有收到 没到账 没到 未到账 没入账 未入账 不到账 不算 不认 退回 退还 退了 被退 失败 没成功 不成功 没扣成功 吗 么 ? 会不会 能不能 是不是 可不可以 要不要 怎么 为什么 如果 要是 假如 假设 的话 借了 贷了 借款时 被骗 骗子 中介 上个月还 上月还 上期还 上次还 去年 以前还 前年 工资卡
		haven't havent not_paid didn't didnt never_paid get_paid got_paid getting_paid be_paid am_paid paid_off_rent if_i to_be_paid hasn't have_not unpaid will_be_paid not_yet_paid cannot can't paid_monthly paid_rent 还没还 还没有还 没还上 还没付 借给 还我 还给我 还了我 不是我还 谁还 归还 还了解 还了结 公司扣 工资扣 工资被扣 扣了工资 扣工资 绩效 交不 未还 又借 再借 套 才肯 才能 才给 才可以 还了再 还了就 还了还 还了以后 还了之后 还了也 还了又`)

	// hinderWords before the verb, in the same breath, make it a wish, a plan, a duty or a denial.
	hinderWords = set(`没 不 未 别 要 想 会 能 可以 准备 打算 等 明天 后天 下周 下个月 下月 月底 以后 将 谁 哪 需 得 该 应 快 必须 希望 争取 无法 尽量 让我 叫我 逼我 说我 每月 每个月 一个月 冇 难 怕 到时候 到时 发工资 让 叫 逼 非 说 答应 承诺 假装 前 will gonna if when once until should must plan want going_to`)

	// harmlessWords contain a hindering one and hinder nothing.
	harmlessWords = set(`不好意思 对不起 刚才 不过 差不多 提前 之前 前一期 前两期 前二期 前三期 前四期 前2期 前3期 前4期 前几期 前两个月 前三个月 不是 没事 没关系 没有逾期 没逾期 不小心 不用催 别催 得知 不止 目前 前天 天前 周前 月前 星期前 小时前 分钟前 能还的 都说了 跟你说 我说 告诉 没办法 说好`)

	// elsewhereWords behind the verb name another receiver.
	elsewhereWords = set(`房租 房贷 车贷 水电 学费 押金 医药费 电费 话费 水费 物业 社保 保险 朋友 亲戚 爸 妈 老婆 老公 别家 别的 其他 其它 同事 人情 彩礼 罚款 材料 资料 证明 手续 照片 给他人 给别人 rent mortgage 解 结 会 吧 不 没 就好 才`)
)

// paidAt reads a word of payment at i.
func (m message) paidAt(i int) (int, bool) {
	id, end, ok := paidWords().longest(m.rs, i)
	if !ok || !wholeWord(m.rs, i, end) {
		return 0, false
	}
	if id == 2 {
		return end, m.pastDayBefore(i)
	}
	if id == 1 {
		_, figure := quantityAt(m.rs, skipSpaces(m.rs, end), false)
		return end, figure || skipSpaces(m.rs, end) == len(m.rs) || breakStrength(m.rs, end) > 1
	}
	return end, true
}

// pastDayBefore reports 15号还的, 昨天还的: a day right before, and not one to come.
func (m message) pastDayBefore(i int) bool {
	for j := max(0, i-8); j < i; j++ {
		e, ok := (dateReader{rs: m.rs}).at(j)
		if ok && e.end == i {
			return e.days < 0 || e.months < 0 || !e.relative && e.weekShift <= 0 && e.monthShift <= 0
		}
		if ok {
			return false
		}
	}
	return false
}

// hindered looks back from the verb to the last mark or figure.
func (m message) hindered(tokens []token, at int) bool {
	from := 0
	for _, t := range tokens {
		if t.end > at {
			break
		}
		if t.kind != tokenWord && t.kind != tokenDay && t.kind != tokenTerms && t.kind != tokenDuration && (t.kind != tokenBreak || !isLatin(peek(m.rs, t.start-1))) {
			from = t.end
		}
	}
	for i := from; i < at; i++ {
		if _, end, ok := harmlessWords().longest(m.rs, i); ok {
			i = end - 1
			continue
		}
		if _, end, ok := hinderWords().longest(m.rs, i); ok && wholeWord(m.rs, i, end) {
			return true
		}
	}
	return false
}

// elsewhere reports another receiver right behind the verb.
func (m message) elsewhere(end int) bool {
	for i := end; i < end+3 && i < len(m.rs) && breakStrength(m.rs, i) == 0; i++ {
		if _, _, ok := elsewhereWords().longest(m.rs, i); ok {
			return true
		}
	}
	return false
}

// paidAmount finds the figure that belongs to the verb: behind it, else right before it.
func (m message) paidAmount(tokens []token, start, end int) (Reading[calc.Money], bool) {
	before := -1
	for i, t := range tokens {
		switch {
		case t.kind == tokenBreak && t.strength > 1 && t.start >= end:
			return m.figureBefore(tokens, before)
		case t.kind != tokenMoney && t.kind != tokenNumber:
			if t.start >= end && t.kind == tokenWord && !besidePaid(t.tag) {
				return m.figureBefore(tokens, before)
			}
		case t.start >= end:
			if t.start-end > 8 {
				return m.figureBefore(tokens, before)
			}
			return figureOf(t)
		case t.end <= start && start-t.end-daysBetween(tokens[i+1:], start) <= 6:
			before = i
		}
	}
	return m.figureBefore(tokens, before)
}

// daysBetween is how much of what stands before the verb is days: 500 12月18号还的.
func daysBetween(tokens []token, start int) int {
	n := 0
	for _, t := range tokens {
		if t.kind == tokenDay && t.end <= start {
			n += t.end - t.start
		}
	}
	return n
}

// besidePaid tells words that may stand between the verb and its figure.
func besidePaid(tg tag) bool {
	return tg == tagProduct || tg == tagTotal || tg == tagNow || tg == tagPerTerm || tg == tagAfford || tg == tagPay || tg == tagPaid || tg == tagPrincipal
}

// figureBefore takes 400 of 400还了, but not of 欠400还了 or 400,还了.
func (m message) figureBefore(tokens []token, i int) (Reading[calc.Money], bool) {
	none := unknown[calc.Money]()
	if i < 0 || i+1 < len(tokens) && tokens[i+1].kind == tokenBreak && tokens[i+1].strength > 1 {
		return none, false
	}
	for j := i - 1; j >= 0 && j >= i-2 && tokens[j].kind == tokenWord; j-- {
		switch tokens[j].tag {
		case tagOwe, tagRemain, tagIncome, tagMustPay, tagGross:
			return none, false
		}
	}
	return figureOf(tokens[i])
}

func figureOf(t token) (Reading[calc.Money], bool) {
	r, err := t.reading()
	if err != nil {
		return unknown[calc.Money](), false
	}
	return r, true
}
