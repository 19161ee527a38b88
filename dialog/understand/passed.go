package understand

import (
	"slices"
	"strings"

	"xieshang/calc"
)

// Amounts that are certainly none of this person's, or none at all: the model is not asked about them.

// passedOver reports an amount that is none of this person's, or of which nobody can tell what it is.
func (n *narrator) passedOver(i int) bool {
	if n.paidTowards(i) {
		n.payments = i
		return true
	}
	return n.nowMore(i) || n.billOfMonth(i) || n.leftUnpaid(i) || n.wagesWithheld(i) || n.pension(i) || n.partOfMonthly(i) || n.usedLess(i) || n.heardHere(tagMonthly) && endsWithAny(n.message.rs[:n.tokens[i].start], repaysLoan) || n.outOfWages(i) || n.partOverdue(i) || endsWithAny(n.message.rs[:n.tokens[i].start], notOwnWhole) || i == n.paidOff && i > 0 || n.spanWritten(i) || n.urgedTo(i) || n.usedUp(i) || n.askedFor(i) || n.insurance(i) || n.imagined(i) || n.either(i) || n.tooMuch(i) || n.cameOnce(i) || n.cutFrom(i) || n.lessOwedWished(i) || n.lessCameOut(i) || n.wantedLoan(i) || n.haveNow(i) || n.soldFor(i) || n.lacking(i) || n.kinOwesSum(i) || n.kinEarns(i) || n.kinWillPay(i) || n.keptUp(i)
}

// notOwnWhole come before what was paid out of the wages this time, 发了一半工资2600, and what the housing fund pays of the loan
// on the flat, 公积金抵一千二.
var notOwnWhole = set(`一半工资 半个月工资 半月工资 部分工资 一部分工资 一半的工资 工资的一半 工资发了一半
	公积金抵 公积金冲 公积金扣 公积金还 公积金抵扣 公积金抵了 公积金冲了 公积金能抵 公积金可以抵 公积金能冲 公积金付 公积金冲抵 公积金抵掉 公积金每月抵 公积金每月冲`)

// nowMore takes the 3万4 of 前年欠的招行2万 现在说要还3万4 for what is owed by now.
func (n *narrator) nowMore(i int) bool {
	current := n.current()
	if len(current) != 1 || !endsWithAny(n.message.rs[:n.tokens[i].start], nowAsked) || n.heardHere(tagMonthly) || n.heardHere(tagPerTerm) {
		return false
	}
	d := n.debts[current[0]]
	r, err := n.tokens[i].reading()
	if err != nil || r.Kind != Exact || d.Total == nil || d.split() || d.Total.High >= r.Value {
		return false
	}
	d.Total = &r
	return true
}

var nowAsked = set(`现在说要还 现在说要 现在要还 现在要我还 现在让我还 现在让还 现在催我还 现在叫我还 现在得还 现在说欠 现在显示 现在显示欠 如今要还 现在他们要 现在要 现在说是`)

// billOfMonth reports 上个月花呗4200 这个月花呗3800 都没还: each is a bill, and neither all that is owed.
func (n *narrator) billOfMonth(i int) bool {
	if len(n.current()) != 1 || !n.monthBefore(i) {
		return false
	}
	const reach = 6 // tokens
	for j := max(0, i-reach); j < min(len(n.tokens), i+reach); j++ {
		if j != i && isSum(n.tokens[j]) && n.monthBefore(j) {
			return true
		}
	}
	return false
}

// monthBefore reports a month right before a sum, or before the loan and the sum; not one of wages.
func (n *narrator) monthBefore(i int) bool {
	before := n.message.rs[:n.tokens[i].start]
	for _, word := range billWords {
		if endsWith(before, word) {
			before = before[:len(before)-len([]rune(word))]
		}
	}
	return endsWithAny(before, monthNamed) && !n.sentenceBefore(i).says(wagesNamed)
}

// billWords may stand between a month and the sum of its bill, the last first.
var billWords = []string{"是", "花呗", "借呗", "白条", "信用卡", "账单", "那期", "这期", "的"}

var (
	monthNamed = set(`上个月 上月 这个月 这月 本月 上上个月 1月 2月 3月 4月 5月 6月 7月 8月 9月 0月 一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 月份`)
	wagesNamed = set(`工资 收入 到手 月薪 薪水 赚 挣 发了 花销 开销 房租`)
)

// leftUnpaid reports the 2000 of 我能还1500剩下2000下个月: what is not paid at once, and no offer.
func (n *narrator) leftUnpaid(i int) bool {
	return n.lump != nil && endsWithAny(n.message.rs[:n.tokens[i].start], stillLeft) && !n.heardHere(tagMonthly)
}

// wagesWithheld reports the 4万2 of 干了半年 工资4万2一分没给: what nobody has got.
func (n *narrator) wagesWithheld(i int) bool {
	_, _, ok := nothingGot().longest(n.message.rs, skipSpaces(n.message.rs, n.tokens[i].end))
	return ok && n.clauseSays(i, wageWords)
}

var nothingGot = set(`一分没给 一分没发 一分没拿 一分钱没 一分都没 一毛没 一毛钱没 没给 没结 没要到 要不到 要不回 拿不到 没拿到`)

// pension reports 老人退休金3100: what an old relative gets.
func (n *narrator) pension(i int) bool {
	return endsWithAny(n.message.rs[:n.tokens[i].start], othersPension)
}

var (
	stillLeft     = set(`剩下 剩下的 余下 余下的 其余 其余的 剩的`)
	othersPension = set(`老人退休金 老人的退休金 老人家退休金 老人养老金 老人的养老金 父母退休金 父母的退休金 父母养老金 老人低保 老两口退休金`)
)

// usedLess reports the 3000 of 真的只用了3000为什么要我还4600: what somebody had of a loan, and not what is asked for.
func (n *narrator) usedLess(i int) bool {
	rs, end := n.message.rs, n.tokens[i].end
	before := rs[:n.tokens[i].start]
	return endsWithAny(before, surelyUsed) || endsWithAny(before, onlyUsed) && (message{rs: rs[end:min(len(rs), end+usedReach)]}).says(whyWords)
}

// usedReach is how far behind such a sum stands why more is asked for, in runes.
const usedReach = 10

var whyWords = set(`为什么 为啥 凭什么 凭啥 怎么 咋 却`)

// repaysLoan stands before what is paid each month.
var (
	surelyUsed = set(`明明只用了 明明只借了 明明只刷了 明明只花了 明明才借 明明才借了 明明才刷了 明明就刷了 明明就借了 明明才用了 明明就用了`)
	onlyUsed   = set(`只用了 就用了 才用了 只借了 只刷了 只花了 只用过 只拿了`)
	repaysLoan = set(`还贷 还贷款 还贷是 供房 供车`)
)

// partOfMonthly reports 每月还款2800，其中花呗600借呗1200: parts of what is paid each month, not what is owed.
func (n *narrator) partOfMonthly(i int) bool {
	const reach = 16 // tokens, so that a long message is read in linear time
	monthly, parts := calc.Money(0), false
	for j := max(0, i-reach); j <= i; j++ {
		switch t := n.tokens[j]; {
		case t.kind == tokenMoney || t.kind == tokenNumber:
			r, err := t.reading()
			if j == i {
				return parts && err == nil && r.High <= monthly
			}
			if !parts {
				monthly = 0
				if err == nil && r.Kind == Exact && (message{rs: n.message.rs[max(0, t.start-8):t.start]}).says(eachMonthPays) {
					monthly = r.Value
				}
			}
		case t.kind == tokenWord && t.tag == tagInside:
			parts = monthly > 0
		case t.kind == tokenBreak && t.strength == 3, t.kind == tokenWord && (t.tag == tagOwe || t.tag == tagOverdue || t.tag == tagPrincipal || t.tag == tagTotal):
			parts = false
		}
	}
	return false
}

// partOverdue reports the 3210 of 总欠25680，其中逾期本金3210: what is overdue of the principal, far less than all of it.
func (n *narrator) partOverdue(i int) bool {
	r, err := n.tokens[i].reading()
	return err == nil && endsWithAny(n.clauseUpTo(n.tokens[i].start), overduePart) && slices.ContainsFunc(n.current(), func(d int) bool {
		owed := n.debts[d].Total
		return owed != nil && owed.Low > 2*r.High
	})
}

var overduePart = set(`逾期本金 逾期本金是 逾期本金为 逾期本金: 逾期金额 逾期金额: 逾期部分 逾期部分是 已逾期本金`)

// outOfWages reports both sums of 工资5500 还信用卡2000 剩3500: what goes out of the wages, and exactly what is left of them.
func (n *narrator) outOfWages(i int) bool {
	const reach = 8 // tokens
	if n.income == nil || n.income.Kind != Exact || endsWith(n.clauseUpTo(n.tokens[i].start), "欠") {
		return false
	}
	r, err := n.tokens[i].reading()
	if err != nil || r.Kind != Exact {
		return false
	}
	rest := n.income.Value - r.Value
	left := endsWithAny(n.message.rs[:n.tokens[i].start], leftWords)
	for j := max(0, i-reach); j < min(len(n.tokens), i+reach); j++ {
		if t := n.tokens[j]; isSum(t) && j != i {
			other, err := t.reading()
			if err == nil && other.Kind == Exact && other.Value == rest && (left && j < i || j > i && endsWithAny(n.message.rs[:t.start], leftWords)) {
				return true
			}
		}
	}
	return false
}

var leftWords = set(`剩 剩下 还剩 就剩 只剩 剩余 余下 剩了 剩个`)

var eachMonthPays = set(`每月还款 每个月还款 每月要还 每个月要还 一个月要还 一月要还 每月还 每个月还 一个月还 月供 每月得还 每个月得还 每月共还 每月一共还 每月总共还 每月支出还款 每月应还`)

// spanWritten reports the 三千 of 两、三千: two or three thousand.
func (n *narrator) spanWritten(i int) bool {
	if i < 2 || n.tokens[i-1].kind != tokenBreak || n.message.rs[n.tokens[i-1].start] != '、' && n.message.rs[n.tokens[i-1].start] != ',' {
		return false
	}
	first := n.tokens[i-2]
	if first.kind != tokenNumber || first.end-first.start != 1 || first.end != n.tokens[i-1].start || n.tokens[i].start != n.tokens[i-1].end {
		return false
	}
	a, oneOK := digitOf(n.message.rs[first.start])
	b, twoOK := digitOf(n.message.rs[n.tokens[i].start])
	return oneOK && twoOK && a+1 == b
}

// justBefore is what stands before token i in its clause. Only so much is looked at that a message without a mark is
// read in linear time.
func (n *narrator) justBefore(i int) message {
	const reach = 24 // runes
	before := n.clauseUpTo(n.tokens[i].start)
	return message{rs: before[max(0, len(before)-reach):]}
}

// paidTowards reports 先还花呗500 and 最多还花呗500: what can be paid of the loan, not what is owed on it.
func (n *narrator) paidTowards(i int) bool {
	if i < 2 || n.tokens[i-1].kind != tokenWord || n.tokens[i-1].tag != tagProduct || n.tokens[i].start-n.tokens[i-1].end > 1 {
		return false
	}
	before := n.tokens[i-2]
	return before.kind == tokenWord && (before.tag == tagAfford || before.tag == tagDown) && before.end == n.tokens[i-1].start && n.message.rs[before.end-1] == '还'
}

// tooMuch reports 凭啥多一千三 and 多扣了1300: by how much something is more than it should be.
func (n *narrator) tooMuch(i int) bool {
	return endsWithAny(n.clauseUpTo(n.tokens[i].start), tooMuchWords)
}

var tooMuchWords = set(`凭啥多 凭什么多 怎么多 咋多 凭啥多了 凭什么多了 怎么多了 咋多了 多收 多收了 多扣 多扣了 多要 多要了 多算 多算了 多出来 多出了`)

// cameOnce reports 离了分到手五万五: what somebody got once is no income.
func (n *narrator) cameOnce(i int) bool {
	before := n.clauseUpTo(n.tokens[i].start)
	return endsWithAny(before, cameOnceWords) || endsWithAny(before, inHandWords) && n.sentenceBefore(i).says(soldOnceWords)
}

// sentenceBefore is what stands shortly before token i in its sentence.
func (n *narrator) sentenceBefore(i int) message {
	const reach = 14 // runes
	at := n.tokens[i].start
	from, _ := n.message.breath(at, at, 3)
	return message{rs: n.message.rs[max(from, at-reach):at]}
}

// inHandWords and soldOnceWords are of 店转了，到手三万 and 转让费到手四万五.
var (
	inHandWords   = set(`到手 拿到手 到手了`)
	soldOnceWords = set(`转让费 店转了 转让了 盘出去 盘了 卖了 卖掉 房子卖 车卖 补偿 赔偿 拆迁 退押金 押金退`)
)

var cameOnceWords = set(`拿了补偿金 给了补偿金 拿了赔偿金 给了赔偿金 分到手 分到 分到了 判给我 判给我的 分给我 补偿我 补偿给我 赔给我 买断 买断了 一次性补偿`)

// cutFrom reports 一个月2460 能降成1500不: what is paid by the month now, not earned.
func (n *narrator) cutFrom(i int) bool {
	if !n.heardHere(tagMonthly) && !n.heardHere(tagPerTerm) {
		return false
	}
	rs, at := n.message.rs, n.tokens[i].end
	for at < len(rs) && (rs[at] == ' ' || rs[at] == ',') {
		at++
	}
	_, at, ok := cutAsked().longest(rs, at)
	if !ok {
		return false
	}
	_, _, ok = cutTo().longest(rs, at)
	return ok
}

// lessOwedWished reports the 8000 of 花呗9640 能不能给减到8000: what somebody would like to owe, too much to be paid each
// month.
func (n *narrator) lessOwedWished(i int) bool {
	if !endsWithAny(n.message.rs[:n.tokens[i].start], cutTo) || n.heardHere(tagMonthly) || n.heardHere(tagPerTerm) {
		return false
	}
	r, err := n.tokens[i].reading()
	return err == nil && slices.ContainsFunc(n.current(), func(d int) bool {
		owed := n.debts[d].Total
		return owed != nil && r.Low < owed.Low && 2*r.Low >= owed.Low
	})
}

// lessCameOut reports the 4万6 of 借5万到手4万6: what came of the loan named before, and no wages.
func (n *narrator) lessCameOut(i int) bool {
	const reach = 3 // tokens
	if !endsWithAny(n.clauseUpTo(n.tokens[i].start), cameOutWords) || n.clauseSays(i, wageWords) {
		return false
	}
	for j := i - 1; j >= max(0, i-reach); j-- {
		if isSum(n.tokens[j]) {
			return endsWithAny(n.message.rs[:n.tokens[j].start], contractWords) && n.tokens[i].q.low.cmp(n.tokens[j].q.low) < 0
		}
	}
	return false
}

var (
	cameOutWords  = set(`到手 到手才 到手只有 实际到手 拿到手 实际拿到 到账 实际到账 只到账 只拿到 实到`)
	contractWords = set(`借 借了 贷 贷了 贷款 合同 合同写 合同上 批 批了 下款`)
)

var cutAsked = set(`能不能 能否 能 可不可以 可以 可否 给我 帮我 想 希望 求 请 申请`)

// wantedLoan reports 我想借两万: what is not borrowed yet.
func (n *narrator) wantedLoan(i int) bool {
	before := n.clauseUpTo(n.tokens[i].start)
	return endsWith(before, "想借") || endsWith(before, "想再借") || endsWith(before, "想贷") || endsWith(before, "想再贷") || endsWith(before, "能借到") || endsWith(before, "能借")
}

// lacking reports 就差4000块钱周转: what is needed to get along, not what is owed.
func (n *narrator) lacking(i int) bool {
	rs, at := n.message.rs, n.tokens[i].end
	if before := n.clauseUpTo(n.tokens[i].start); !endsWith(before, "差") && !endsWith(before, "缺") && !endsWith(before, "差个") && !endsWith(before, "缺个") {
		return false
	}
	if peek(rs, at) == '钱' {
		at++
	}
	_, _, ok := lackedFor().longest(rs, at)
	return ok
}

var lackedFor = set(`周转 应急 救急 过渡 就能还 就够 就凑够 就凑齐`)

// haveNow reports 我现在就有2000，还进去: money at hand, unless 我现在有三万网贷 follows.
func (n *narrator) haveNow(i int) bool {
	if !endsWithAny(n.clauseUpTo(n.tokens[i].start), haveNowWords) {
		return false
	}
	rs := n.message.rs
	behind := rs[n.tokens[i].end:min(len(rs), n.tokens[i].end+4)]
	return !strings.ContainsAny(string(behind), "欠债贷逾没的多张个呗条卡")
}

var haveNowWords = set(`我现在就有 我现在有 俺现在就有 俺现在有 我目前有 我眼下有 我就只有 我只有 我这就有`)

// soldFor reports the 3万5 of 把车卖了3万5 打算拿3万一次性还: what is paid at once follows.
func (n *narrator) soldFor(i int) bool {
	if !endsWithAny(n.clauseUpTo(n.tokens[i].start), soldWords) {
		return false
	}
	const reach = 6 // tokens
	for j := i + 1; j < min(len(n.tokens), i+reach); j++ {
		if t := n.tokens[j]; (t.kind == tokenMoney || t.kind == tokenNumber) && endsWithAny(n.message.rs[:t.start], takenWords) {
			return true
		}
	}
	return false
}

var (
	soldWords  = set(`卖了 卖掉 卖掉了 卖 转了 转让了 盘了 盘出去 抵了 当了`)
	takenWords = set(`拿 拿出 拿出来 先还 先拿 一次性还 一次还`)
)

// urgedTo reports 有人让我开信用卡套两万: what somebody wants this person to borrow.
func (n *narrator) urgedTo(i int) bool {
	return n.justBefore(i).says(urgedWords)
}

var urgedWords = set(`让我开 叫我开 让我办 叫我办 劝我开 劝我办 让我套 叫我套 让我再借 让我去借 叫我去借 劝我借 叫我再借`)

// usedUp reports 存款7000都花完了: what was there once.
func (n *narrator) usedUp(i int) bool {
	_, _, ok := usedUpWords().longest(n.message.rs, skipSpaces(n.message.rs, n.tokens[i].end))
	return ok
}

var usedUpWords = set(`都花完 花完 都花光 花光 都花没 花没 都用光 用光 都用完 用完 都没了 全没了 都填进去 全填进去 都搭进去 全搭进去 都砸进去`)

// askedFor reports 能借我一万吗: money that is hoped for, not at hand.
func (n *narrator) askedFor(i int) bool {
	return endsWith(n.clauseUpTo(n.tokens[i].start), "借我") && strings.ContainsRune("吗么不嘛?", peek(n.message.rs, n.tokens[i].end))
}

// insurance reports 社保每月六百, but not 扣完社保每月4600.
func (n *narrator) insurance(i int) bool {
	before := n.clauseUpTo(n.tokens[i].start)
	for _, often := range []string{"每月", "每个月", "一个月", "要", "交", "自己"} {
		if endsWith(before, often) {
			before = before[:len(before)-len([]rune(often))]
		}
	}
	return endsWithAny(before, insuranceWords) && !endsWithAny(before, afterInsurance)
}

var (
	insuranceWords = set(`社保 公积金 医保 养老保险`)
	afterInsurance = set(`扣社保 扣完社保 扣掉社保 扣了社保 扣除社保 交完社保 除去社保 去掉社保 扣公积金 扣完公积金 扣掉公积金 扣了公积金 扣除公积金 社保公积金`)
)

// kinEarns reports the 六千 of 老公跑滴滴以前一万二一个月现在六千: what was before it was somebody else's.
func (n *narrator) kinEarns(i int) bool {
	for j := i - 1; j >= n.clause; j-- {
		if t := n.tokens[j]; t.kind == tokenMoney || t.kind == tokenNumber {
			between := message{rs: n.runesBetween(j, i)}
			return between.says(sinceThen) && !slices.Contains(between.rs, '我') && n.justBefore(j).says(kinWords)
		}
	}
	return false
}

var sinceThen = set(`现在 如今 目前 眼下 这两个月`)

// kinWillPay reports 儿子房贷4200一个月归他自己还.
func (n *narrator) kinWillPay(i int) bool {
	at := n.tokens[i].end
	if n.monthlyBehind(i) {
		at = n.tokens[i+1].end
	}
	_, _, ok := kinWillPayWords().longest(n.message.rs, skipSpaces(n.message.rs, at))
	return ok
}

var kinWillPayWords = set(`归他还 归她还 归他自己还 归她自己还 是他还 是她还 由他还 由她还 他自己还 她自己还 他自己在还 她自己在还 是老公交 是老公还 是老婆交 是老婆还 老公在还 老婆在还 是我爸还 是我妈还 是爸妈还`)

// keptUp reports 工行的正常还着呢每月还900: what is paid of a loan that is no trouble.
func (n *narrator) keptUp(i int) bool {
	return n.justBefore(i).says(keptUpWords)
}

var keptUpWords = set(`正常还着 按时还着 正常在还 按时在还 一直在还`)

// imagined reports 打个比方我欠十万: nobody owes it.
func (n *narrator) imagined(i int) bool {
	return n.justBefore(i).says(imaginedWords)
}

var imaginedWords = set(`打个比方 打比方 举个例子 假设 假如说 比方说`)
