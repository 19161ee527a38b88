package understand

import (
	"slices"
	"strings"
)

// place decides what the amount at token i is: from the nearest telling word before it, else
// from the word right behind it.
func (n *narrator) place(i int) slot {
	if labelled(n.tokens, i) {
		return slotIgnore
	}
	if i > 0 && n.tokens[i-1].kind == tokenCount && n.tokens[i-1].end == n.tokens[i].start && peek(n.message.rs, n.tokens[i].start-1) != '人' {
		return n.oneOf(i)
	}
	if n.either(i) || n.limitBehind(i) || n.lacked(i) || n.feeBefore(i) || n.received(i) {
		return slotIgnore
	}
	if n.monthlyToo(i) {
		n.monthlyAt = i
		n.markPayment()
		return slotBorrowed
	}
	if n.repaid > 0 && i == n.repaid && len(n.current()) > 0 {
		return slotTotal
	}
	if n.price(i) {
		return slotBorrowed
	}
	if n.given(i) {
		if n.asked == slotNone {
			n.supported = true
			return slotIgnore // in a story nobody says that it is all that comes in
		}
		return slotIncome
	}
	tg, at := n.nearest()
	if n.heard(tagBefore) && !n.heardAfter(tagNow, tagBefore) && !n.thisYear(i) && (n.heardJust(tagBefore, i) || aboutMeans(tg) || tg == tagAfford && n.couldOnce()) {
		if tg == tagProduct && n.heardJust(tagBefore, i) {
			return slotBorrowed // 花呗本来2万 还了8000
		}
		return n.before(tg, i)
	}
	if n.topic == slotIncome && n.heardJust(tagBefore, i) {
		return n.before(tagIncome, i) // 降薪 从八千
	}
	if n.heard(tagBefore) && owing(tg) {
		n.loan = true // 原来欠1万5: what is left of it will follow
	}
	if n.heardJust(tagDrop, i) {
		if tg == tagIncome {
			n.topic = slotIncome // 工资降了2000
		}
		return slotIgnore
	}
	if n.perOther(i) && !n.heard(tagOverdue) && tg != tagIncome {
		return slotIgnore
	}
	if tg != tagPrincipal && tg != tagInterest && tg != tagPenalty {
		if s := n.partBehind(i); s != slotNone {
			return s
		}
	}
	if n.deedBefore(i) && (tg == tagProduct || tg == tagOverdue || tg == tagLump || tg == tagUnpaid) {
		return slotIgnore
	}
	if (tg == tagNone || tg == tagProduct) && (n.acceptedMonthly(i) || n.heardHere(tagMonthly) && n.takenOut(i)) || tg == tagRemain && (n.topic == slotIncome || n.heardHere(tagMonthly)) && n.putAside(i) {
		return slotAffordable
	}
	if n.earnedByWork(tg, at, i) {
		return slotIncome
	}
	if n.extraPay && (n.heard(tagTotal) || n.heardHere(tagAfford) && n.heardHere(tagMonthly) && n.canGet(at, i)) {
		n.extraPay, n.fixing = false, true
		return slotIncome // 工资4000加班费800，加起来4800
	}
	if n.restMonthly(i) || n.cutWished(i) {
		return slotAffordable
	}
	if s := n.byWordBefore(tg, at, i); s != slotNone {
		return s
	}
	if s := n.byWordBehind(i); s != slotNone {
		return s
	}
	switch {
	case n.heard(tagNow) && n.topic == slotIncome:
		return slotIncome
	case n.former != nil && n.topic == slotIncome && n.cameTo(i):
		return slotIncome // my salary dropped from 9000 to 5000
	case n.heard(tagNow) && n.topic == slotTotal && (n.loan || n.grew(i)):
		return slotTotal
	case n.topic == slotPrincipal && n.rose():
		return slotTotal // 本金三万现在涨到三万八
	case n.heard(tagPerTerm) && n.topic == slotTotal && n.onlyOthers():
		return slotOtherDebt // 分期乐欠1.5万，月供1250
	case n.heard(tagMonthly) && n.topic == slotOtherDebt:
		return slotOtherDebt // 房贷还剩50万 每月3800
	case n.heard(tagTotal) && n.topic == slotItem:
		return slotExpenses // 房租1200 吃饭800 总共2000
	case n.heard(tagTotal) && n.onlyTotal():
		return slotTotal
	case n.heard(tagTotal) && n.counting() > 1:
		return slotIgnore // 花呗一万二借呗两万五一共三万七
	case n.inTurn && n.turn > 0, n.heard(tagTotal) && (len(n.debts) > 0 || n.topic == slotTotal):
		return slotTotal
	}
	return slotNone
}

// cameTo reports 从七千六到四千三 at the second amount.
func (n *narrator) cameTo(i int) bool {
	before := n.message.rs[:n.tokens[i].start]
	return endsWith(before, " to ") || endsWith(before, "到") || endsWith(before, "变") || endsWith(before, "成")
}

// grew reports 借呗4万 现在5万多: more than was told before, and of nothing else.
func (n *narrator) grew(i int) bool {
	group := n.current()
	if len(group) != 1 || n.debts[group[0]].Total == nil || n.strays(i) {
		return false
	}
	r, err := n.tokens[i].reading()
	return err == nil && r.Low > n.debts[group[0]].Total.High && !slices.ContainsFunc(n.cues, func(c cueNote) bool { return c.tag != tagNow && c.tag != tagTotal })
}

// counting returns how many debts have their amounts.
func (n *narrator) counting() int {
	count := 0
	for _, d := range n.debts {
		if d.Total != nil || d.Principal != nil {
			count++
		}
	}
	return count
}

// oneOf reads 一张3万2 一张1万8: each card is a debt. 一笔5000 is one of several loans of the
// same debt, whose sum nobody said.
func (n *narrator) oneOf(i int) slot {
	group := n.current()
	if peek(n.message.rs, n.tokens[i-1].end-1) != '张' || len(group) == 0 {
		return slotIgnore
	}
	card := n.debts[group[len(group)-1]]
	if card.Product != CreditCard {
		return slotIgnore
	}
	if card.Total != nil {
		n.group = append(n.group[:0], n.open(CreditCard, ""))
	}
	return slotTotal
}

// oneLoanOf reports an amount that is one loan of several with the same lender: 借呗两笔，第一笔12000, 微粒贷三笔，6000、5000.
func (n *narrator) oneLoanOf(i int) bool {
	if endsWithAny(n.message.rs[:n.tokens[i].start], oneLoanWords) {
		return true
	}
	amounts := 1
	for j := i + 1; j+1 < min(len(n.tokens), i+2*mostBills) && n.tokens[j].kind == tokenBreak && isSum(n.tokens[j+1]); j += 2 {
		amounts++
	}
	for j := i - 1; j > max(0, i-2*mostBills) && n.tokens[j].kind == tokenBreak; j -= 2 {
		if t := n.tokens[j-1]; t.kind == tokenCount {
			return amounts > 1 && peek(n.message.rs, t.end-1) == '笔' && t.q.low.cmp(whole(2)) >= 0
		} else if !isSum(t) {
			return false
		}
		amounts++
	}
	return false
}

func isSum(t token) bool { return t.kind == tokenMoney || t.kind == tokenNumber }

var oneLoanWords = set(`第一笔 第二笔 第三笔 第四笔 另一笔 另外一笔 其中一笔 有一笔 第一笔是 第二笔是 第三笔是 另一笔是 另外一笔是 其中一笔是 有一笔是 第一笔欠 第二笔欠 第三笔欠 另一笔欠`)

// grownBefore ends what is told of interest: what follows is what it has come to in all.
var grownBefore = set(`涨了, 涨了 , 又涨了 加了,`)

// restOfAll names what is left of anything.
var restOfAll = set(`其它 其他的 别的 其他`)

// onlyTotal reports 一共15000, when nothing else is said.
func (n *narrator) onlyTotal() bool {
	for _, t := range n.tokens[:min(len(n.tokens), 6)] {
		if t.kind == tokenWord && !neutral(t.tag) && t.tag != tagFix || t.kind != tokenWord && t.kind != tokenBreak && t.kind != tokenMoney && t.kind != tokenNumber {
			return false
		}
	}
	return len(n.tokens) <= 6 && len(n.places) == 0 && n.asked != slotIncome
}

// owing reports words after which 原来 makes the amount an earlier debt.
func owing(tg tag) bool {
	return tg == tagOwe || tg == tagProduct || tg == tagUnpaid || tg == tagBorrowed
}

// aboutMeans reports words after which 以前 makes the amount a thing of the past.
func aboutMeans(tg tag) bool {
	return tg == tagIncome || tg == tagSpend || tg == tagNone || tg == tagGross || tg == tagPay || tg == tagWork
}

// thisYear reports 今年 or 后来 behind 去年: 去年被裁 今年找到工作月薪5000.
func (n *narrator) thisYear(i int) bool {
	for j := len(n.cues) - 1; j >= 0; j-- {
		if c := n.cues[j]; c.tag == tagBefore {
			return (message{rs: n.message.rs[n.tokens[c.token].end:n.tokens[i].start]}).says(sinceWords)
		}
	}
	return false
}

var sinceWords = set(`今年 后来 如今`)

// couldOnce reports 之前每月能还3000.
func (n *narrator) couldOnce() bool {
	return slices.ContainsFunc(n.cues, func(c cueNote) bool {
		return c.tag == tagBefore && n.tells(c.token, onceWas)
	})
}

var onceWas = set(`之前 以前 原来 原先 过去 曾经 去年 从前 before`)

// partBehind reads a part named right behind its amount: 17800本金.
func (n *narrator) partBehind(i int) slot {
	if i+1 >= len(n.tokens) || n.tokens[i+1].start != n.tokens[i].end || n.tokens[i+1].kind != tokenWord {
		return slotNone
	}
	if n.claimed(i+1) && !n.roseSince(i+1) || n.shareFollows(i+1) {
		return slotNone // 一万利息两百: the word belongs to the next amount
	}
	part := slotNone
	switch n.tokens[i+1].tag {
	case tagPrincipal:
		part = slotPrincipal
	case tagInterest:
		part = slotInterest
	case tagPenalty:
		part = slotPenalty
	case tagFees:
		part = slotFees
	default:
		return slotNone
	}
	n.used = i + 1
	return part
}

// roseSince reports the 本金 of 8000本金现在要1万5: what it was, and what has become of it.
func (n *narrator) roseSince(i int) bool {
	return n.tokens[i].tag == tagPrincipal && i+1 < len(n.tokens) && n.tokens[i+1].kind == tokenWord && n.tokens[i+1].tag == tagNow
}

// shareFollows reports the 年化 of 12000年化14.6%.
func (n *narrator) shareFollows(i int) bool {
	return i+1 < len(n.tokens) && n.tokens[i+1].kind == tokenShare && n.tokens[i+1].start-n.tokens[i].end <= 2
}

// before handles 以前工资8000: the figure is past, but what follows is still about wages.
func (n *narrator) before(tg tag, i int) slot {
	if n.justBefore(i).says(kinWords) {
		return slotIgnore // 老公以前一万二一个月
	}
	if tg == tagIncome || (tg == tagNone || tg == tagWork) && (n.heard(tagMonthly) || n.asked == slotExpenses) && n.topic != slotTotal && !n.message.says(lastYear) {
		n.topic = slotIncome
		if r, err := n.tokens[i].reading(); err == nil {
			n.former = &r
		}
	}
	return slotIgnore
}

var lastYear = set(`去年 前年 往年`)

// heardAfter reports whether a was said after b.
func (n *narrator) heardAfter(a, b tag) bool {
	for j := len(n.cues) - 1; j >= 0; j-- {
		switch n.cues[j].tag {
		case a:
			return true
		case b:
			return false
		}
	}
	return false
}

// heardJust reports whether tg was the last word and stands right before token i.
func (n *narrator) heardJust(tg tag, i int) bool {
	if len(n.cues) == 0 {
		return false
	}
	last := n.cues[len(n.cues)-1]
	return last.tag == tg && n.tokens[i].start-n.tokens[last.token].end <= 2
}

// byTheYear reports the 利息 of 一年光利息3000 at token at: what a loan costs, and no part of what is owed.
func (n *narrator) byTheYear(at int) bool {
	before := n.clauseUpTo(n.tokens[at].start)
	for len(before) > 0 && strings.ContainsRune("光的就单", before[len(before)-1]) {
		before = before[:len(before)-1]
	}
	return endsWithAny(before, perOtherBefore) && !n.heard(tagOverdue)
}

// byWordBefore reads the nearest telling word before the amount.
func (n *narrator) byWordBefore(tg tag, at, i int) slot {
	switch tg {
	case tagPrincipal:
		if n.asked == slotTotal && (n.heardHere(tagInterest) || n.heardHere(tagPenalty)) || n.joinedParts() {
			return slotTotal // 利息加本金1.3万
		}
		return slotPrincipal
	case tagInterest:
		if n.heard(tagNow) && (message{rs: n.runesBetween(at, i)}).says(grownBefore) {
			return slotTotal // 利息涨了，现在15230
		}
		if n.byTheYear(at) {
			return slotIgnore
		}
		return n.monthlyElse(slotIgnore, slotInterest)
	case tagPenalty:
		if at < n.clause && n.heardHere(tagMonthly) {
			return slotNone // 能不能把违约金去了 每个月我拿一千
		}
		return n.monthlyElse(slotIgnore, slotPenalty)
	case tagFees:
		if n.costOfElse(at) || len(n.debts) == 0 || n.byTheYear(at) {
			return slotIgnore
		}
		return slotFees
	case tagIncome:
		if (message{rs: n.runesBetween(at, i)}).says(bankWord) {
			return slotNone // 都发工资了，廊坊银行15万
		}
		if n.tells(at, extraPay) && (n.tokens[i].q.high.coef == 0 || n.income != nil || n.basePay || n.aside > 0 && n.asideFor == slotIncome) {
			n.extraPay = n.extraPay || n.tokens[i].q.high.coef > 0
			return slotIgnore // 底薪三千 提成0, 工资4000奖金500
		}
		if n.paidOut(at) || n.severance(at, i) || n.wagesOwed() || peek(n.message.rs, n.tokens[i].start-1) == '了' && n.tokens[at].end >= n.tokens[i].start-1 && !n.heard(tagMonthly) {
			return slotIgnore // 刚回来挣了1万1: earned once
		}
		return slotIncome
	case tagDown:
		return n.firstPaid(i)
	case tagPaid:
		if n.says(at, "花了") && n.productBefore(at) {
			return n.productAmount(i) // 花呗花了5000
		}
		if n.paidDown(at, i) {
			n.fixing = true
			return slotTotal
		}
		n.lessPaid(at, i)
		if n.heard(tagProduct) && n.repaidWord(n.tokens[at]) {
			return slotBorrowed // 花呗还了1000 现在还有6400
		}
		n.loan = n.loan || n.topic == slotTotal
		return slotIgnore
	case tagBase:
		n.basePay = true
		if n.message.says(baseAlone) {
			return slotIncome // 单子全停 底薪3000
		}
		return slotIgnore
	case tagLabel:
		if at < n.clause && n.asked == slotNone {
			return slotNone // 能先别打吗 我去想办法 4700花呗
		}
		return slotIgnore
	case tagGross, tagOthers, tagIgnore, tagPerOther, tagDemand:
		return slotIgnore
	case tagSpend:
		if n.asked == slotIncome && n.allowance(at, i) || n.asked == slotExpenses && n.income == nil && n.says(at, "生活费") && n.message.says(studentWords) {
			return slotIncome // 学生，生活费1800
		}
		if n.heard(tagOtherDebt) || n.heard(tagPerTerm) || n.allowance(at, i) || n.bought(i) {
			return slotIgnore // 月供加生活费5000
		}
		return n.spent(at)
	case tagCategory:
		return n.category()
	case tagOtherDebt:
		if n.lastFigure == slotItem && n.tells(at, restOfAll) {
			return slotItem // 房租800，吃饭550，其它1700
		}
		return n.otherDebtAmount(i)
	case tagAfford:
		if n.canOnly(at, i) && !n.heard(tagLump) {
			return slotNone // 车能卖3万
		}
		return n.affordAmount(i)
	case tagLump:
		if at < n.clause && n.strays(i) {
			return slotNone
		}
		if c := peek(n.message.rs, n.tokens[at].end); c == '要' || c == '得' || c == '需' {
			return slotIgnore // 结清要11000
		}
		if at > 0 && n.tokens[at-1].tag == tagProduct && n.tokens[at-1].end == n.tokens[at].start && n.tells(at, lendWords) {
			return slotBorrowed // 洋钱罐借我一万到手九千二
		}
		if n.says(at, "一次") && !n.heard(tagPay) && !n.heard(tagAfford) {
			return slotIgnore // 一次自费8000
		}
		return slotLump
	case tagOwe:
		return n.owed(i)
	case tagRemain:
		return n.remaining(i)
	case tagProduct, tagOverdue, tagDue, tagUnpaid:
		if at < n.clause && n.strays(i) {
			return slotNone
		}
		return n.productAmount(i)
	case tagBorrowed:
		return n.borrowed(i)
	case tagGrown:
		return slotTotal
	case tagWork:
		if n.byWordBehind(i) == slotIncome {
			return slotIncome // 奶茶店店员 两千八工资
		}
		if (n.heard(tagMonthly) || n.monthlyBehind(i) || n.asked == slotIncome || n.asked == slotExpenses) && n.tokens[i].start-n.tokens[at].end <= 6 {
			return slotIncome
		}
		n.supported = n.supported || n.tokens[i].q.low.cmp(whole(1000)) >= 0 // 上班3800 晚上跑代驾挣1500
		return slotIgnore
	case tagMustPay, tagPay:
		return n.mustPay(i, tg)
	}
	return slotNone
}

var lendWords = set(`借我 借给我`)

// paidDown reports 欠一万二慢慢还到七千八: what is left by now.
func (n *narrator) paidDown(at, i int) bool {
	group := n.current()
	if !n.says(at, "还到") && !n.says(at, "还到了") || n.tokens[at].end != n.tokens[i].start || len(group) != 1 || n.debts[group[0]].Total == nil {
		return false
	}
	r, err := n.tokens[i].reading()
	return err == nil && r.High < n.debts[group[0]].Total.Low
}

var bankWord = set(`银行`)

// extraPay comes on top of a basic wage.
var extraPay = set(`提成 绩效 奖金 补贴 补助 加班费`)

// strays reports that the clause of the amount tells of something that the words before it
// did not: 花呗这月也没还 一天出摊毛利一百五.
func (n *narrator) strays(i int) bool {
	rs, stray := n.message.rs, 0
	for j, k := n.clauseStart(), n.clause; j < n.tokens[i].start && stray <= 1; j++ {
		if k < i && j == n.tokens[k].start {
			j, k = n.tokens[k].end-1, k+1
			continue
		}
		if id, end, ok := matterWords().longest(rs, j); ok && matter(id) == matterFiller {
			j = end - 1
			continue
		}
		stray += strayAt(rs, j)
	}
	return stray > 1
}

// costOfElse reports 手术费用, 丧葬费用: no fee of a loan.
func (n *narrator) costOfElse(at int) bool {
	if !n.says(at, "费用") || n.tokens[at].start == 0 {
		return false
	}
	switch n.message.rs[n.tokens[at].start-1] {
	case '术', '疗', '葬', '院', '修', '活', '学', '婚', '药', '房', '育', '护', '事', '差', '诊', '旅', '游':
		return true
	}
	return false
}

// paidOut reports 砍头息两千 到手一万八 and 借了8000到手6500: what came of a loan, no wage.
func (n *narrator) paidOut(at int) bool {
	if !n.says(at, "到手") && !n.says(at, "实际到手") {
		return false
	}
	if at > 0 && n.tokens[at-1].end == n.tokens[at].start {
		before := n.tokens[at-1].start
		if (message{rs: n.message.rs[max(0, before-3):before]}).says(borrowedWords) {
			return true
		}
	}
	from := n.tokens[at].start
	for from > 0 && breakStrength(n.message.rs, from-1) < 3 {
		from--
	}
	said := message{rs: n.message.rs[from:n.tokens[at].start]}
	return said.says(lentWords) && !said.says(wageWords)
}

var (
	borrowedWords = set(`借了 贷了 下款 放款`)
	lentWords     = set(`砍头息 砍头 网上借的 下款 放款`)
	wageWords     = set(`工资 收入 月薪 每月 每个月 一个月 上班 现在 目前 底薪 退休金 发薪`)
)

// theirTerms reports 平台给我打折，说一次还8000就清了: what the lender would take.
func (n *narrator) theirTerms(i int) bool {
	rs := n.message.rs
	before := message{rs: n.clauseUpTo(n.tokens[i].start)}
	if before.says(myTermsWords) {
		return false
	}
	_, _, ok := settledWords().longest(rs, skipSpaces(rs, n.tokens[i].end))
	return ok || hasAt(before.rs, 0, "说")
}

var (
	myTermsWords = set(`我能 我想 我可以 我有 我最多 能不能 可不可以 可以 想 我出 我拿 手上 手里 手头 有`)
	settledWords = set(`就清了 就结清 就算结清 就算清 就可以结清 就能结清 就给结清 就两清 就销账`)
)

// joinedParts reports 利息本金 right beside each other.
func (n *narrator) joinedParts() bool {
	j := len(n.cues) - 1
	return j > 0 && (n.cues[j-1].tag == tagInterest || n.cues[j-1].tag == tagPenalty) && n.cues[j].tag == tagPrincipal && n.tokens[n.cues[j].token].start-n.tokens[n.cues[j-1].token].end <= 1
}

// productBefore reports a loan named right before token at.
func (n *narrator) productBefore(at int) bool {
	return at > 0 && n.tokens[at-1].kind == tokenWord && n.tokens[at-1].tag == tagProduct && n.tokens[at-1].end == n.tokens[at].start
}

// firstPaid: 可以先还5000 is at hand; each month it is what can be paid.
func (n *narrator) firstPaid(i int) slot {
	switch {
	case n.monthlyBehind(i) && !n.heard(tagDemand) && !n.heard(tagSaid):
		return slotAffordable // 先还500一个月
	case n.heard(tagDemand) || !n.heard(tagAfford) && !n.proposed(i):
		return slotIgnore
	case n.heard(tagMonthly):
		return slotAffordable
	}
	return slotLump
}

// wagesOwed reports 欠我工资5000: what an employer owes.
func (n *narrator) wagesOwed() bool {
	j := len(n.cues) - 1
	for j >= 0 && n.cues[j].tag != tagIncome {
		j--
	}
	return j > 0 && (n.cues[j-1].tag == tagOwe || n.cues[j-1].tag == tagOverdue) && (n.joined(j-1) || n.monthsBetween(j-1))
}

// monthsBetween reports 拖了我两个月工资.
func (n *narrator) monthsBetween(j int) bool {
	a, b := n.cues[j].token, n.cues[j+1].token
	return b == a+2 && n.tokens[a+1].kind == tokenDuration && n.tokens[b].start-n.tokens[a+1].end <= 1 && peek(n.message.rs, n.tokens[a+1].start-1) == '我'
}

// joined reports that nothing but a character or two stands between a cue and the next.
func (n *narrator) joined(j int) bool {
	a, b := n.cues[j].token, n.cues[j+1].token
	return b == a+1 && n.tokens[b].start-n.tokens[a].end <= 2
}

// monthlyElse is a when the amount is per month, else b.
func (n *narrator) monthlyElse(a, b slot) slot {
	if n.heard(tagMonthly) || n.heard(tagPerTerm) {
		return a
	}
	return b
}

// otherDebtAmount: what is paid each month for a mortgage; a large or owed figure is its balance.
func (n *narrator) otherDebtAmount(i int) slot {
	for j, c := range n.cues {
		if c.tag == tagProduct && productWords[n.tokens[c.token].product].product != OtherProduct && !slices.ContainsFunc(n.cues[j:], func(o cueNote) bool { return o.tag == tagOtherDebt }) {
			return slotIgnore // 借呗月供1860
		}
	}
	if n.tokens[i].q.low.cmp(whole(30_000)) > 0 {
		n.topic = slotOtherDebt
		return slotIgnore
	}
	return slotOtherDebt
}

// canOnly reports 能 or 最多 that is not about paying.
func (n *narrator) canOnly(at, i int) bool {
	t := n.tokens[at]
	rs := n.message.rs
	if _, end, ok := bareCanWords().longest(rs, t.start); !ok || end != t.end {
		return false
	}
	between := message{rs: rs[t.end:n.tokens[i].start]}
	if between.says(otherDoingWords) {
		return true
	}
	if at < n.clause && t.end-t.start == 1 {
		return true // 能先停催吗 我去凑钱 5900花呗
	}
	if behind := rs[n.tokens[i].end:min(len(rs), n.tokens[i].end+12)]; isLatin(rs[t.start]) && (message{rs: behind}).says(monthWords) {
		return false // max 1000 per month
	}
	return !n.heard(tagMonthly) && !n.heard(tagPerTerm) && !n.monthlyBehind(i) && !n.heard(tagPay) && !between.says(payingWords) && !(message{rs: rs[n.tokens[i].end:min(len(rs), n.tokens[i].end+3)]}).says(payingWords)
}

var (
	bareCanWords    = set(`能 可以 最多 顶多 只能 愿意 can 至多 顶天 顶天了 不超过 别超过 不能超过 控制在 能出 可以出 max at_most`)
	payingWords     = set(`还 拿 给 出 付 承担 接受 凑 挤 掏 pay`)
	otherDoingWords = set(`少 免 缓 延 停 卖 收 干 帮 借 领 挣 赚 发 退 报 有 省 降 买 套 取 余 剩 存 结余`)
)

func (n *narrator) affordAmount(i int) slot {
	if n.heard(tagLump) && !n.heard(tagMonthly) || n.lumpBehind(i) && !n.heardHere(tagMonthly) {
		return slotLump
	}
	monthly := n.heard(tagMonthly) || n.monthlyBehind(i)
	if _, _, rest := restWords().longest(n.message.rs, skipSpaces(n.message.rs, n.tokens[i].end)); rest && !monthly {
		return slotLump // 现在只拿得出两千 剩下分半年
	}
	most := int64(30_000)
	if n.asked == slotNone {
		most = 2_000 // 最多能拿5000: each month, or once?
	}
	if !monthly && n.tokens[i].q.low.cmp(whole(most)) > 0 || n.heardHere(tagIgnore) {
		return slotIgnore
	}
	return slotAffordable
}

// lumpBehind reports 最多能拿出5000 一次性了结.
func (n *narrator) lumpBehind(i int) bool {
	for j := i + 1; j < len(n.tokens) && j <= i+2; j++ {
		t := n.tokens[j]
		if t.kind == tokenWord && t.tag == tagLump {
			return t.start-n.tokens[i].end <= 2 && (hasAt(n.message.rs, t.start, "一") || isLatin(n.message.rs[t.start])) && !n.amountFollows(j)
		}
		if t.kind != tokenBreak || t.strength > 2 {
			return false
		}
	}
	return false
}

// owed: 欠 after wages or spending in the same breath is still the debt.
func (n *narrator) owed(i int) slot {
	if n.heard(tagMonthly) && n.heard(tagMustPay) {
		return slotIgnore
	}
	if n.heardAfter(tagOtherDebt, tagProduct) || n.categoryOwed() || n.friendOwed(i) {
		return slotIgnore
	}
	return slotTotal
}

// friendOwed reports 欠同学3000: somebody who is no lender.
func (n *narrator) friendOwed(i int) bool {
	for j := len(n.cues) - 1; j >= 0; j-- {
		switch c := n.cues[j]; c.tag {
		case tagOwe:
			return (message{rs: n.message.rs[n.tokens[c.token].end:n.tokens[i].start]}).says(creditorWords)
		case tagProduct:
			return false
		}
	}
	return false
}

// creditorWords are people, and firms that lend nothing, to whom money is owed.
var creditorWords = set(`同学 朋友 亲戚 房东 同事 老乡 邻居 我哥 我姐 我弟 我妹 我爸 我妈 爸妈 父母 表哥 姐姐 哥哥 弟弟 妹妹 舅舅 兄弟 亲友 街坊 村里 村民 发小 哥们 闺蜜 姐妹 战友 工友 师傅 工头 包工头 供应商 供货 厂家 批发 员工 工人 客户 顾客 合伙 股东 饭店 超市 小卖部 诊所 医院 学校 幼儿园 物业 村委 货款 材料 运费 师父 老师 室友 舍友 债主 私人 民间 熟人 二叔 大伯 大哥 大姐 二姐 二哥 三叔 姑姑 姨妈 大姨 小姨 姑妈 舅妈 婶婶 嫂子 姐夫 妹夫 亲家 干爹 干妈 恩人`)

// byWordBehind reads what follows the amount: 5200的工资, 一万四花呗.
func (n *narrator) byWordBehind(i int) slot {
	for j := i + 1; j < len(n.tokens) && j <= i+2; j++ {
		t := &n.tokens[j]
		if t.kind == tokenBreak && t.strength == 1 && (isLatin(peek(n.message.rs, t.end)) || j == i+1 && n.aloneBefore(i)) {
			continue
		}
		if t.start-n.tokens[i].end > 5 || t.start-n.tokens[i].end > 3 && peek(n.message.rs, t.start-1) != '是' || t.kind != tokenWord {
			return slotNone
		}
		switch t.tag {
		case tagMonthly, tagNow:
			continue
		case tagIncome, tagSpend, tagLump:
			if n.claimed(j) {
				return slotNone // 七万五工资五千二
			}
		}
		switch t.tag {
		case tagIncome:
			if n.says(j, "到手") && n.severance(i, i) {
				return slotIgnore // 离职补偿4万到手
			}
			return slotIncome
		case tagSpend:
			if n.allowance(j, i) {
				return slotIgnore
			}
			return slotExpenses
		case tagPrincipal:
			return slotPrincipal
		case tagPenalty:
			return slotPenalty
		case tagInterest:
			if n.shareFollows(j) {
				return slotNone
			}
			return slotInterest
		case tagLump:
			return slotLump
		case tagRemain:
			if n.loan {
				n.used = j
				n.cues = append(n.cues, cueNote{tagRemain, j})
				return slotTotal // 18000 left
			}
		case tagProduct, tagOwe, tagUnpaid:
			if n.heardHere(tagMonthly) || n.heard(tagPerTerm) {
				return slotIgnore // 每个月2600的借呗月供
			}
			return slotTotal
		}
		return slotNone
	}
	return slotNone
}

// aloneBefore reports 15900 花呗 88天: an amount by itself before a loan that is named by itself.
func (n *narrator) aloneBefore(i int) bool {
	return (i == 0 || n.tokens[i-1].kind == tokenBreak) && i+2 < len(n.tokens) && n.tokens[i+2].tag == tagProduct && n.endsClause(i+2) &&
		!n.enumerating(i+3) && !n.amountFollows(i+3)
}

// claimed reports that the word at token j tells of the amount behind it.
func (n *narrator) claimed(j int) bool {
	for k := j + 1; k < len(n.tokens); k++ {
		switch t := n.tokens[k]; {
		case t.kind == tokenMoney || t.kind == tokenNumber:
			return true
		case t.kind != tokenWord || !neutral(t.tag):
			return false
		}
	}
	return false
}

// perOther reports a wage per day, week or year right before the amount: 一天200.
func (n *narrator) perOther(i int) bool {
	if i == 0 || n.tokens[i-1].kind != tokenDuration || n.tokens[i].start-n.tokens[i-1].end > 2 {
		return false
	}
	d := n.tokens[i-1].dur
	return d.low == 1 || d.low == 7 || d.low == 365
}
