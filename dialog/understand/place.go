package understand

import (
	"slices"
)

// place decides what the amount at token i is: from the nearest telling word before it, else
// from the word right behind it.
func (n *narrator) place(i int) slot {
	if labelled(n.tokens, i) {
		return slotIgnore
	}
	if i > 0 && n.tokens[i-1].kind == tokenCount && n.tokens[i-1].end == n.tokens[i].start {
		return n.oneOf(i)
	}
	if n.either(i) || n.limitBehind(i) {
		return slotIgnore
	}
	tg, at := n.nearest()
	if n.heard(tagBefore) && !n.heardAfter(tagNow, tagBefore) && (n.heardJust(tagBefore, i) || aboutMeans(tg)) {
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
	if s := n.byWordBefore(tg, at, i); s != slotNone {
		return s
	}
	if s := n.byWordBehind(i); s != slotNone {
		return s
	}
	switch {
	case n.heard(tagNow) && n.topic == slotIncome:
		return slotIncome
	case n.heard(tagNow) && n.topic == slotTotal && n.loan:
		return slotTotal
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

// deedBefore reports a verb in the past that no word of ours is right before the amount:
// 公积金取了3万, 住院整了三万. What was done with it is not known.
func (n *narrator) deedBefore(i int) bool {
	at := n.tokens[i].start - 1
	return peek(n.message.rs, at) == '了' && at > 0 && (i == 0 || n.tokens[i-1].end < at || n.tokens[i-1].end == at && n.tokens[i-1].tag == tagLump)
}

// limitBehind reports 3万额度: the amount is named right behind it, and is no debt.
func (n *narrator) limitBehind(i int) bool {
	if i+1 >= len(n.tokens) {
		return false
	}
	t := n.tokens[i+1]
	return t.kind == tokenWord && t.tag == tagIgnore && t.start-n.tokens[i].end <= 1 && peek(n.message.rs, n.tokens[i].end) != ' ' && !n.claimed(i+1)
}

// either reports one of two amounts between which the person wavers: 1万还是1万2.
func (n *narrator) either(i int) bool {
	return n.orBetween(i-1, i) || n.orBetween(i, i+1)
}

// orBetween looks for 还是 or 或 between two tokens that are amounts but for a word between.
func (n *narrator) orBetween(a, b int) bool {
	isAmount := func(j int) bool {
		return j >= 0 && j < len(n.tokens) && (n.tokens[j].kind == tokenMoney || n.tokens[j].kind == tokenNumber)
	}
	for a >= 0 && a < len(n.tokens) && n.tokens[a].kind == tokenWord && n.tokens[a].tag == tagFix {
		a--
	}
	for b < len(n.tokens) && n.tokens[b].kind == tokenWord && n.tokens[b].tag == tagFix {
		b++
	}
	if !isAmount(a) || !isAmount(b) {
		return false
	}
	gap := n.message.rs[n.tokens[a].end:n.tokens[b].start]
	return len(gap) <= 4 && (message{rs: gap}).says(orWords)
}

var orWords = set(`还是 或 或者 要么 or`)

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
	return tg == tagOwe || tg == tagProduct || tg == tagUnpaid
}

// aboutMeans reports words after which 以前 makes the amount a thing of the past.
func aboutMeans(tg tag) bool {
	return tg == tagIncome || tg == tagSpend || tg == tagNone || tg == tagGross || tg == tagPay
}

// partBehind reads a part named right behind its amount: 17800本金.
func (n *narrator) partBehind(i int) slot {
	if i+1 >= len(n.tokens) || n.tokens[i+1].start != n.tokens[i].end || n.tokens[i+1].kind != tokenWord {
		return slotNone
	}
	if i+2 < len(n.tokens) && n.tokens[i+2].kind != tokenBreak {
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
	default:
		return slotNone
	}
	n.used = i + 1
	return part
}

// before handles 以前工资8000: the figure is past, but what follows is still about wages.
func (n *narrator) before(tg tag, i int) slot {
	if tg == tagIncome {
		n.topic = slotIncome
		if r, err := n.tokens[i].reading(); err == nil {
			n.former = &r
		}
	}
	return slotIgnore
}

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

// byWordBefore reads the nearest telling word before the amount.
func (n *narrator) byWordBefore(tg tag, at, i int) slot {
	switch tg {
	case tagPrincipal:
		return slotPrincipal
	case tagInterest:
		return n.monthlyElse(slotIgnore, slotInterest)
	case tagPenalty:
		return slotPenalty
	case tagFees:
		return slotFees
	case tagIncome:
		if n.wagesOwed() || peek(n.message.rs, n.tokens[i].start-1) == '了' && n.tokens[at].end >= n.tokens[i].start-1 && !n.heard(tagMonthly) {
			return slotIgnore // 刚回来挣了1万1: earned once
		}
		return slotIncome
	case tagDown:
		return n.firstPaid()
	case tagPaid:
		n.loan = n.loan || n.topic == slotTotal
		return slotIgnore
	case tagGross, tagOthers, tagIgnore, tagLabel, tagPerOther, tagBase, tagDemand:
		return slotIgnore
	case tagSpend:
		if n.heard(tagOtherDebt) || n.heard(tagPerTerm) || n.allowance(at, i) || n.bought(i) {
			return slotIgnore // 月供加生活费5000
		}
		return n.spent(at)
	case tagCategory:
		return n.category()
	case tagOtherDebt:
		return n.otherDebtAmount(i)
	case tagAfford:
		if n.canOnly(at, i) && !n.heard(tagLump) {
			return slotNone // 车能卖3万
		}
		return n.affordAmount(i)
	case tagLump:
		if n.says(at, "一次") && !n.heard(tagPay) && !n.heard(tagAfford) {
			return slotIgnore // 一次自费8000
		}
		return slotLump
	case tagOwe:
		return n.owed()
	case tagRemain:
		return n.remaining(i)
	case tagProduct, tagOverdue, tagDue, tagUnpaid:
		return n.productAmount(i)
	case tagBorrowed:
		return n.borrowed(i)
	case tagGrown:
		return slotTotal
	case tagWork:
		if (n.heard(tagMonthly) || n.asked == slotIncome) && n.tokens[i].start-n.tokens[at].end <= 6 {
			return slotIncome
		}
		return slotIgnore
	case tagMustPay, tagPay:
		return n.mustPay(i, tg)
	}
	return slotNone
}

// spent: 开销3000 is each month's; 花3000 only when a month or other means are spoken of.
func (n *narrator) spent(at int) slot {
	t := n.tokens[at]
	bare := t.end-t.start <= 2 && (message{rs: n.message.rs[t.start:t.end]}).says(bareSpendWords)
	if !bare || n.heard(tagMonthly) || n.heard(tagIncome) || n.heard(tagNoIncome) || n.asked != slotNone {
		return slotExpenses
	}
	if n.heardHere(tagCategory) || n.topic != slotIncome && n.topic != slotExpenses && n.topic != slotItem && n.topic != slotOtherDebt {
		return slotIgnore
	}
	return slotExpenses
}

var bareSpendWords = set(`花 花掉 花费 消费 用掉 spend`)

// allowance reports 给我生活费2000, 发1800生活费 and what a student lives on: money that comes in.
func (n *narrator) allowance(word, i int) bool {
	rs := n.message.rs
	if !endsWith(rs[:n.tokens[word].end], "生活费") {
		return false
	}
	from := n.tokens[n.clause].start
	return slices.ContainsFunc(rs[from:max(from, min(n.tokens[word].start, n.tokens[i].start))], func(r rune) bool { return r == '给' || r == '发' }) || n.message.says(studentWords)
}

var studentWords = set(`学生 大一 大二 大三 大四 研一 研二 在校 读大学 上大学 读书`)

// bought reports 花6800买的: spent once.
func (n *narrator) bought(i int) bool {
	c := peek(n.message.rs, n.tokens[i].end)
	return (c == '买' || c == '装' || c == '办') && !n.heard(tagMonthly)
}

// firstPaid: 可以先还5000 is at hand; each month it is what can be paid.
func (n *narrator) firstPaid() slot {
	switch {
	case !n.heard(tagAfford) || n.heard(tagDemand):
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

// category: one kind of spending is not all of it; several with a sum are. See closeItems.
func (n *narrator) category() slot {
	count := 0
	for _, c := range n.cues {
		if c.tag == tagCategory {
			count++
		}
	}
	if count >= 1 && n.heard(tagTotal) {
		return slotExpenses
	}
	return slotItem
}

// otherDebtAmount: what is paid each month for a mortgage; a large or owed figure is its balance.
func (n *narrator) otherDebtAmount(i int) slot {
	for _, c := range n.cues {
		if c.tag == tagProduct && productWords[n.tokens[c.token].product].product != OtherProduct {
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
	if !(message{rs: rs[t.start:t.end]}).says(bareCanWords) || t.end-t.start > 2 {
		return false
	}
	between := message{rs: rs[t.end:n.tokens[i].start]}
	if between.says(otherDoingWords) {
		return true
	}
	return !n.heard(tagMonthly) && !n.monthlyBehind(i) && !n.heard(tagPay) && !between.says(payingWords) && !(message{rs: rs[n.tokens[i].end:min(len(rs), n.tokens[i].end+3)]}).says(payingWords)
}

var (
	bareCanWords    = set(`能 可以 最多 顶多 只能 愿意 can`)
	payingWords     = set(`还 拿 给 出 付 承担 接受 凑 挤 掏 pay`)
	otherDoingWords = set(`卖 收 干 帮 借 领 挣 赚 发 退 报 有 省 降 买 套 取 余 剩 存 结余`)
)

func (n *narrator) affordAmount(i int) slot {
	if n.heard(tagLump) && !n.heard(tagMonthly) {
		return slotLump
	}
	monthly := n.heard(tagMonthly) || n.monthlyBehind(i)
	if !monthly && n.tokens[i].q.low.cmp(whole(30_000)) > 0 || n.heardHere(tagIgnore) {
		return slotIgnore
	}
	return slotAffordable
}

// owed: 欠 after wages or spending in the same breath is still the debt.
func (n *narrator) owed() slot {
	if n.heard(tagMonthly) && n.heard(tagMustPay) {
		return slotIgnore
	}
	if n.heard(tagOtherDebt) || n.categoryOwed() {
		return slotIgnore
	}
	return slotTotal
}

// categoryOwed reports 房租欠了3000.
func (n *narrator) categoryOwed() bool {
	for j := range len(n.cues) - 1 {
		if n.cues[j].tag == tagCategory && (n.cues[j+1].tag == tagOwe || n.cues[j+1].tag == tagAll) && n.joined(j) {
			return true
		}
	}
	return false
}

// remaining: 还剩8000没还 is the debt, 每月还完剩500 is not.
func (n *narrator) remaining(i int) slot {
	if n.heard(tagPerTerm) {
		return n.mustPay(i, tagPay) // 还剩18期，每期1500
	}
	for _, c := range n.cues {
		if c.tag == tagLump {
			return slotLump
		}
		if c.tag == tagOtherDebt {
			n.topic = slotOtherDebt
			return slotIgnore
		}
		if c.tag == tagProduct || c.tag == tagOwe || c.tag == tagPaid || c.tag == tagUnpaid || c.tag == tagBorrowed {
			return slotTotal
		}
		if c.tag == tagIncome || c.tag == tagSpend || c.tag == tagMonthly {
			return slotIgnore
		}
	}
	if n.topic == slotTotal && (n.loan || n.heard(tagNow)) {
		return slotTotal
	}
	if i+1 < len(n.tokens) && n.tokens[i+1].kind == tokenWord && n.tokens[i+1].tag == tagUnpaid {
		return slotTotal
	}
	return slotNone
}

// productAmount: 花呗一万二 is the debt; 微粒贷每月1500 is a payment.
func (n *narrator) productAmount(i int) slot {
	if n.heardHere(tagMonthly) || n.instalment() || n.monthlyBehind(i) {
		n.markPayment()
		return n.mustPay(i, tagPay)
	}
	if n.paidOn() {
		return slotBorrowed
	}
	if n.shared && n.topic == slotAffordable && n.sameClause(i) {
		return slotIgnore // 最多还花呗500借呗800
	}
	if n.heardHere(tagBorrowed) {
		return n.borrowed(i)
	}
	if n.topic == slotOtherDebt && n.onlyOthers() && !n.heard(tagOwe) && n.tokens[i].q.low.cmp(whole(5000)) < 0 {
		n.markPayment()
		return slotIgnore // 每月还车贷1900，还有网贷1200
	}
	if n.termsPaid(i) || n.heard(tagMustPay) && n.instalmentLike(i) {
		return slotIgnore
	}
	return slotTotal
}

// instalment reports 每期 or 月供 said with the product, not sentences before it.
func (n *narrator) instalment() bool {
	said, end := false, 0
	for _, c := range n.cues {
		switch {
		case c.tag == tagPerTerm:
			said, end = true, n.tokens[c.token].end
		case c.tag == tagProduct && said && n.tokens[c.token].start-end > 3:
			said = false
		}
	}
	return said
}

// paidOn reports 还了花呗3000.
func (n *narrator) paidOn() bool {
	for j := range len(n.cues) - 1 {
		if n.cues[j].tag == tagPaid && n.cues[j+1].tag == tagProduct && n.joined(j) {
			return true
		}
	}
	return false
}

// sameClause reports that no mark stands between the amount at token i and the one before.
func (n *narrator) sameClause(i int) bool {
	for j := i - 1; j >= n.clause; j-- {
		switch n.tokens[j].kind {
		case tokenMoney, tokenNumber:
			return true
		case tokenBreak:
			return false
		}
	}
	return false
}

// onlyOthers reports that the debts being talked about are with other lenders.
func (n *narrator) onlyOthers() bool {
	for _, d := range n.current() {
		if n.debts[d].Product != OtherProduct {
			return false
		}
	}
	return true
}

// termsPaid reports 还了10期 after the amount: it is what was borrowed, not what is owed.
func (n *narrator) termsPaid(i int) bool {
	if hasAt(n.message.rs, n.tokens[i].end, "分了") {
		return true
	}
	for j := i + 1; j+1 < len(n.tokens) && n.tokens[j].strength < 3 && n.tokens[j].kind != tokenMoney; j++ {
		k := j + 1
		if n.tokens[k].kind == tokenWord && n.tokens[k].tag == tagLabel && k+1 < len(n.tokens) {
			k++ // 还到第7期
		}
		if n.tokens[j].kind == tokenWord && n.tokens[j].tag == tagPaid && n.tokens[k].kind == tokenTerms {
			return true
		}
	}
	return false
}

// markPayment notes that another lender was only named for what it takes each month.
func (n *narrator) markPayment() {
	for _, d := range n.current() {
		n.debts[d].payment = n.debts[d].Product == OtherProduct
	}
}

// borrowed: the sum once borrowed is the debt unless something was paid since.
func (n *narrator) borrowed(i int) slot {
	for _, t := range n.tokens {
		behind := t.start >= n.tokens[i].end
		if t.kind == tokenWord && (t.tag == tagPaid || behind && (t.tag == tagOwe || t.tag == tagRemain || t.tag == tagPerTerm)) {
			return slotBorrowed
		}
	}
	if n.paidMonthly(i) {
		return slotBorrowed
	}
	return slotTotal
}

// paidMonthly reports 每月还4000 behind the amount borrowed: some of it may have been paid.
func (n *narrator) paidMonthly(i int) bool {
	for j := i + 1; j+1 < len(n.tokens); j++ {
		a, b := n.tokens[j], n.tokens[j+1]
		if a.kind == tokenWord && a.tag == tagMonthly && b.kind == tokenWord && (b.tag == tagPay || b.tag == tagMustPay) && b.start == a.end {
			return true
		}
	}
	return false
}

// mustPay: what has to be paid each month for another loan.
func (n *narrator) mustPay(i int, tg tag) slot {
	if !n.heard(tagMonthly) && !n.heard(tagPerTerm) && !n.monthlyBehind(i) {
		switch {
		case n.heard(tagLump):
			return slotLump
		case tg == tagPay && n.heard(tagAfford):
			return n.affordAmount(i)
		}
		if tg == tagMustPay && (n.heard(tagProduct) && !n.instalmentLike(i) || n.heard(tagTotal) || n.asked == slotTotal) {
			return slotTotal
		}
		return slotIgnore
	}
	if tg == tagPay && (n.heard(tagAfford) || n.acceptedBehind(i)) {
		n.shared = n.shared || n.heardAfter(tagProduct, tagAfford) && n.heard(tagProduct) && n.heard(tagAfford)
		return slotAffordable
	}
	if n.heardMain() {
		return slotBorrowed // 网贷加花呗一个月要还7200
	}
	for _, c := range n.cues {
		if c.tag == tagOtherDebt || c.tag == tagProduct && productWords[n.tokens[c.token].product].product == OtherProduct {
			n.markPayment()
			return slotOtherDebt
		}
	}
	if n.heard(tagPerTerm) || n.heard(tagProduct) {
		return slotBorrowed // 每期还970: an instalment of the loan
	}
	return slotIgnore
}

// heardMain reports one of the loans this is about among the words.
func (n *narrator) heardMain() bool {
	return slices.ContainsFunc(n.cues, func(c cueNote) bool {
		return c.tag == tagProduct && productWords[n.tokens[c.token].product].product != OtherProduct
	})
}

// instalmentLike reports 借呗要还2350: a loan paid by the month, and a figure small enough for
// one month's payment.
func (n *narrator) instalmentLike(i int) bool {
	for _, d := range n.current() {
		if p := n.debts[d].Product; p == Huabei || p == CreditCard {
			return false
		}
	}
	return n.tokens[i].q.low.cmp(whole(5000)) < 0
}

// acceptedBehind reports 每个月还1000没问题.
func (n *narrator) acceptedBehind(i int) bool {
	_, _, ok := acceptedWords().longest(n.message.rs, skipSpaces(n.message.rs, n.tokens[i].end))
	return ok && !n.heardHere(tagSaid)
}

var acceptedWords = set(`没问题 我可以 我能 可以 还行 能接受 还得起 没压力 能行 行 能不能行 行不行 行吗 中不中 可不可以 可以吗 成不成 应该可以 应该没问题 能做到 ok is_ok is_fine`)

// monthlyBehind reports 每月 right behind the amount: 还800一个月.
func (n *narrator) monthlyBehind(i int) bool {
	if i+1 >= len(n.tokens) {
		return false
	}
	t := &n.tokens[i+1]
	if i+3 < len(n.tokens) && n.tokens[i+2].kind == tokenWord && n.tokens[i+2].start-t.end <= 1 && n.amountFollows(i+2) {
		return false // 四万六一个月还两千
	}
	return t.start-n.tokens[i].end <= 1 && (t.kind == tokenWord && t.tag == tagMonthly || t.kind == tokenDuration && t.dur.months == 1)
}

// byWordBehind reads what follows the amount: 5200的工资, 一万四花呗.
func (n *narrator) byWordBehind(i int) slot {
	for j := i + 1; j < len(n.tokens) && j <= i+2; j++ {
		t := &n.tokens[j]
		if t.kind == tokenBreak && t.strength == 1 && isLatin(peek(n.message.rs, t.end)) {
			continue
		}
		if t.start-n.tokens[i].end > 3 || t.kind != tokenWord {
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
