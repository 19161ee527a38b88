package understand

import (
	"slices"
	"strings"
)

// What was borrowed, what was paid of it and what has to be paid each month: none of these is the debt.

// remaining: 还剩8000没还 is the debt, 每月还完剩500 is not.
func (n *narrator) remaining(i int) slot {
	if _, _, ok := livedOn().longest(n.message.rs, skipSpaces(n.message.rs, n.tokens[i].end)); ok {
		return slotIgnore // 被借呗扣走2100 剩下1900生活
	}
	if n.heardHere(tagPerTerm) {
		return n.mustPay(i, tagPay) // 还剩18期，每期1500
	}
	for _, c := range slices.Backward(n.cues) {
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
		if c.tag == tagIncome && n.wagesShrunk(c.token, i) {
			return slotIncome
		}
		if c.tag == tagIncome || c.tag == tagSpend || c.tag == tagMonthly && c.token >= n.clause {
			return slotIgnore
		}
	}
	if n.topic == slotTotal && (n.loan || n.heard(tagNow)) || n.topic == slotPrincipal {
		return slotTotal // 借款本金20000，剩13200
	}
	if i+1 < len(n.tokens) && n.tokens[i+1].kind == tokenWord && n.tokens[i+1].tag == tagUnpaid {
		return slotTotal
	}
	return slotNone
}

// livedOn stands behind what is left to live on.
var livedOn = set(`生活 过日子 过活 吃饭 当生活费 做生活费 够吃饭 够生活 块生活 块钱生活 元生活 块吃饭 块钱吃饭 块过日子 块钱过日子`)

// received reports the first amount of 到手3500让还5200: what came of a loan, of which the
// second is to be paid back.
func (n *narrator) received(i int) bool {
	if i == 0 || n.tokens[i-1].kind != tokenWord || n.tokens[i-1].end != n.tokens[i].start || !n.cameOfLoan(i-1) {
		return false
	}
	for j := i + 1; j < len(n.tokens) && n.tokens[j].start-n.tokens[i].end <= receivedReach; j++ {
		if k := n.tokens[j].kind; k != tokenMoney && k != tokenNumber {
			continue
		}
		between := message{rs: n.runesBetween(i, j)}
		if !slices.Contains(between.rs, '还') || between.says(monthWords) || n.tokens[j].q.low.cmp(n.tokens[i].q.low) <= 0 {
			return false
		}
		n.repaid = j
		return true
	}
	return false
}

// receivedReach is how far behind what was received stands what is to be paid back.
const receivedReach = 10

// cameOfLoan reports 到手, 下款 and the like at token i, where no wages are spoken of.
func (n *narrator) cameOfLoan(i int) bool {
	_, end, ok := receivedWords().longest(n.message.rs, n.tokens[i].start)
	return ok && end == n.tokens[i].end && !n.clauseSays(i, wageWords)
}

var receivedWords = set(`到手 实际到手 下款 放款 拿到手 借了 借 到账`)

// price reports 买了个3千的摩托, 5999买的手机: what a thing cost that was bought with a loan.
func (n *narrator) price(i int) bool {
	rs, t := n.message.rs, n.tokens[i]
	if peek(rs, t.end) != '的' || !n.heard(tagProduct) || i+1 < len(n.tokens) && n.tokens[i+1].start == t.end+1 && n.tokens[i+1].tag == tagProduct {
		return false
	}
	return (message{rs: rs[max(n.clauseStart(), t.start-4):t.start]}).says(buyWords)
}

var buyWords = set(`买 换 装 订 租 办 做`)

// deducted reports 5号扣花呗1600: one month's payment, taken from an account.
func (n *narrator) deducted(i int) bool {
	j := i - 1
	for j > 0 && n.tokens[j].kind == tokenWord && n.tokens[j].tag == tagProduct {
		j--
	}
	day := j - 1 // 6号就被扣
	for day > 0 && n.tokens[day].kind == tokenWord && neutral(n.tokens[day].tag) {
		day--
	}
	return j > 0 && j < i-1 && n.tokens[j].kind == tokenWord && n.tokens[j].tag == tagMustPay && hasAt(n.message.rs, n.tokens[j].end-1, "扣") && n.tokens[day].kind == tokenDay
}

// wagesShrunk reports 工资扣得只剩1800: the wages are no more than that, and it is not what is left of them.
func (n *narrator) wagesShrunk(at, i int) bool {
	return (message{rs: n.runesBetween(at, i)}).says(shrunkWords)
}

var shrunkWords = set(`扣得 扣的 扣到 降得 降到 砍得 砍到 减得 减到 缩水 缩到 压到 掉到`)

// termOfLoan reports 借呗这个月1870还不上: what falls due this month on a loan that is paid back in terms. What 花呗 or a
// card asks for in a month may be all of it.
func (n *narrator) termOfLoan(i int) bool {
	before := n.message.rs[:n.tokens[i].start]
	if (message{rs: before[max(0, len(before)-listReach):]}).says(dueThisMonth) {
		return !n.heard(tagOwe) // 本月应还：花呗1280 借呗2390
	}
	return n.byTerms() && !n.heard(tagOwe) && !n.heard(tagOverdue) && slices.ContainsFunc([]string{"这个月", "本月", "当月", "这月", "这期", "本期", "这个月的", "这期的"}, func(w string) bool { return endsWith(before, w) })
}

// listReach is how far the words before a list of what is due reach, in runes.
const listReach = 24

// takenBehind reports 网商贷的900扣走了: what was taken off an account, and is owed no more.
func (n *narrator) takenBehind(i int) bool {
	rs, j := n.message.rs, n.tokens[i].end
	for j < len(rs) && strings.ContainsRune("元块的钱今天昨自动已经都给就 ", rs[j]) {
		j++
	}
	_, end, ok := takenOff().longest(rs, j)
	return ok && !slices.ContainsFunc(n.tokens[i+1:min(len(n.tokens), i+4)], func(t token) bool { return isSum(t) && t.start <= end+1 }) // 花呗6000扣了2000
}

var takenOff = set(`扣走 扣走了 扣了 扣掉 扣掉了 被扣 被扣了 被扣走 被扣走了 划走 划走了 被划走 被划走了 扣款了 扣成功 扣款成功 扣完了`)

var dueThisMonth = set(`本月应还 这个月应还 当月应还 本期应还 这期应还 本月要还 这个月一共要还 这个月总共要还 这月应还 本月共应还`)

// productAmount: 花呗一万二 is the debt; 微粒贷每月1500 is a payment.
func (n *narrator) productAmount(i int) slot {
	if n.payments > 0 && n.payments == n.listedAfter(i) && n.tokens[i].q.low.cmp(whole(5000)) < 0 {
		n.payments = i
		n.markPayment()
		return slotBorrowed // 每月要还花呗900、借呗1300
	}
	if n.heardHere(tagMonthly) && !n.totalApart(i) || n.instalment() || n.monthlyBehind(i) {
		if n.heardHere(tagMonthly) && (n.heardHere(tagPay) || n.heardHere(tagMustPay) || n.heardHere(tagPaid)) && n.heardAfter(tagProduct, tagMonthly) {
			n.payments = i
		}
		n.markPayment()
		return n.mustPay(i, tagPay)
	}
	if n.paidOn() || n.termOfLoan(i) || n.takenBehind(i) {
		return slotBorrowed
	}
	if n.deducted(i) {
		n.monthlyAt = i // 6号就被扣借呗1850花呗900
		n.markPayment()
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
		if n.heard(tagAnd) || n.andBefore(i) || n.secondLoan(i) {
			return slotOtherDebt // 每月要还车贷2100和微粒贷900, 房贷2600，装修贷500
		}
		return slotIgnore // 每月还车贷1900，还有网贷1200
	}
	if n.termsPaid(i) {
		return slotBorrowed
	}
	if n.heard(tagMustPay) && n.instalmentLike(i) {
		return slotIgnore
	}
	n.loan = n.loan || n.clauseSays(i, buyWords) // 白条买的冰箱3200 还欠1800
	return slotTotal
}

// monthlyToo reports the 500 of 借呗每个月要还2300 花呗是500: right behind what one loan takes each month, and no more than
// that, it is what the next one takes, or may be.
func (n *narrator) monthlyToo(i int) bool {
	if n.monthlyAt == 0 || n.heard(tagOwe) || n.heard(tagOverdue) || n.heard(tagRemain) || n.tokens[i].q.low.cmp(n.tokens[n.monthlyAt].q.low) > 0 {
		return false
	}
	loans := 0
	for j := n.monthlyAt + 1; j < i; j++ {
		switch t := n.tokens[j]; {
		case t.kind == tokenWord && t.tag == tagProduct:
			loans++
		case t.kind == tokenBreak && t.strength < 3, t.kind == tokenWord && (t.tag == tagAnd || t.tag == tagMustPay || t.tag == tagPay || t.tag == tagMonthly || t.tag == tagPerTerm):
		default:
			return false
		}
	}
	return loans == 1 && n.tokens[i].start-n.tokens[n.monthlyAt].end <= monthlyReach
}

// monthlyReach is how far behind what one loan takes each month stands what the next one takes, in runes.
const monthlyReach = 10

// secondLoan reports the 500 of 房贷2600，装修贷500: another payment of the month right behind one.
func (n *narrator) secondLoan(i int) bool {
	return len(n.places) > 0 && n.places[len(n.places)-1] == slotOtherDebt && i > 2 && n.tokens[i-1].end == n.tokens[i].start && n.tokens[i-2].kind == tokenBreak && isSum(n.tokens[i-3]) && n.message.rs[n.tokens[i].start-1] == '贷'
}

// listedAfter returns the amount before the loan at whose amount i is, when nothing but a mark
// stands between; 0 if there is none.
func (n *narrator) listedAfter(i int) int {
	j := i - 1
	if j < 0 || n.tokens[j].kind != tokenWord || n.tokens[j].tag != tagProduct || n.tokens[i].start > n.tokens[j].end {
		return 0
	}
	for j--; j > 0 && (n.tokens[j].kind == tokenBreak && n.tokens[j].strength < 3 || n.tokens[j].kind == tokenWord && n.tokens[j].tag == tagAnd); j-- {
	}
	if j <= 0 || n.tokens[j].kind != tokenMoney && n.tokens[j].kind != tokenNumber {
		return 0
	}
	return j
}

// andBefore reports 和微粒贷900: a second loan in the same breath as the first.
func (n *narrator) andBefore(i int) bool {
	return i > 1 && n.tokens[i-2].kind == tokenWord && n.tokens[i-2].tag == tagAnd && n.tokens[i-1].kind == tokenWord && n.tokens[i-1].tag == tagProduct
}

// totalApart reports 只能每月还利息 借呗3万: a loan and its sum by themselves behind what is paid each month.
func (n *narrator) totalApart(i int) bool {
	if n.tokens[i].q.low.cmp(whole(5000)) < 0 || i < 2 || n.tokens[i-1].kind != tokenWord || n.tokens[i-1].tag != tagProduct {
		return false
	}
	before := n.tokens[i-2]
	return before.kind == tokenBreak && n.tokens[i].start-n.tokens[i-1].end <= 1 && n.tokens[i-1].start == before.end
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
		if n.tokens[j].kind == tokenWord && n.tokens[j].tag == tagPaid && (n.tokens[k].kind == tokenTerms || n.tokens[k].kind == tokenDuration && n.tokens[k].dur.months > 0 && n.byTerms()) {
			return true
		}
	}
	return false
}

// byTerms reports a loan that is paid back in terms, so that 还了5个月 leaves less of it.
func (n *narrator) byTerms() bool {
	return !slices.ContainsFunc(n.current(), func(d int) bool {
		p := n.debts[d].Product
		return p == Huabei || p == CreditCard || p == ""
	})
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
		if t.kind == tokenWord && (n.repaidWord(t) || behind && (t.tag == tagOwe || t.tag == tagRemain || t.tag == tagPerTerm)) {
			return slotBorrowed
		}
	}
	if n.paidMonthly(i) {
		return slotBorrowed
	}
	return slotTotal
}

// repaidWord reports 还了, 已还 and the like, not 花了 or 亏了.
func (n *narrator) repaidWord(t token) bool {
	first := peek(n.message.rs, t.start)
	return t.tag == tagPaid && (first == '还' || first == '已' || first == '付' || first == '交' || first == '扣' || first == '自' || first == '划' || first == 'p')
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
		case n.heard(tagIgnore):
			return slotIgnore // 最低要还360
		case n.heard(tagLump):
			return slotLump
		case tg == tagPay && n.heard(tagAfford):
			return n.affordAmount(i)
		}
		if n.outgrown(i) {
			return slotTotal
		}
		if n.heardHere(tagOtherDebt) && !n.heard(tagPaid) && !n.heard(tagProduct) {
			return n.otherDebtAmount(i) // 房贷还在还3750
		}
		if tg == tagMustPay && (n.heard(tagProduct) && !n.instalmentLike(i) || n.heard(tagTotal) || n.asked == slotTotal) {
			return slotTotal
		}
		return slotIgnore
	}
	n.monthlyAt = i
	if tg == tagPay && !n.heard(tagAfford) && n.acceptedBehind(i) && n.heardHere(tagProduct) && n.onlyOthers() && n.counting() == 0 {
		n.markPayment()
		return slotOtherDebt // 微粒贷每月还1200还得起 就是花呗还不起了
	}
	if tg == tagPay && (n.heard(tagAfford) || n.acceptedBehind(i) || n.heard(tagFuture) && n.proposed(i)) {
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

// outgrown reports 本金3万1 现在要还3万9: more than the principal, so it must be all that is owed.
func (n *narrator) outgrown(i int) bool {
	group := n.current()
	if len(group) != 1 || n.debts[group[0]].Principal == nil {
		return false
	}
	r, err := n.tokens[i].reading()
	return err == nil && r.Low > n.debts[group[0]].Principal.High
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

// acceptedBehind reports 每个月还1000没问题, 800一个月行吗, and 还六百他不干: it was offered.
func (n *narrator) acceptedBehind(i int) bool {
	end := n.tokens[i].end
	if n.monthlyBehind(i) {
		end = n.tokens[i+1].end
	}
	_, end, ok := acceptedWords().longest(n.message.rs, skipSpaces(n.message.rs, end))
	if next := peek(n.message.rs, end); next != 0 && strings.ContainsRune("还拿出给付", next) {
		return false // 生活费2500可以还4000
	}
	return ok && !n.heardHere(tagSaid) && !n.heardHere(tagDemand)
}

// proposed reports 如果每月还600行不行, 要是每月还1000会同意吗: a question that is an offer.
func (n *narrator) proposed(i int) bool {
	rs := n.message.rs
	from, to := n.tokens[i].end, n.tokens[i].end
	for to < len(rs) && to-from < proposalReach && rs[to] != '。' && rs[to] != '?' && rs[to] != '\n' {
		to++
	}
	return (message{rs: rs[from:to]}).says(proposalWords)
}

// proposalReach is how far behind an amount its question is looked for.
const proposalReach = 14

var proposalWords = set(`同意 答应 行不行 行吗 行么 可以吗 可不可以 能不能谈 能谈 能不能行 接受吗 能接受 肯不肯 成不成 成吗 中不中 中吗 够不够 ok`)

// acceptedMonthly reports 每月1000我还得起, 每期900我能接受.
func (n *narrator) acceptedMonthly(i int) bool {
	return (n.heardHere(tagMonthly) || n.heardHere(tagPerTerm) || n.monthlyBehind(i)) && n.acceptedBehind(i)
}

// takenOut reports 每月拿600出来.
func (n *narrator) takenOut(i int) bool {
	return endsWith(n.message.rs[:n.tokens[i].start], "拿") && (hasAt(n.message.rs, n.tokens[i].end, "出来") || hasAt(n.message.rs, n.tokens[i].end, "还"))
}

// restMonthly reports 先交2500 剩的每月500.
func (n *narrator) restMonthly(i int) bool {
	j := len(n.cues) - 1
	if j < 1 || n.cues[j].tag != tagMonthly || n.cues[j-1].tag != tagRemain || n.tokens[n.cues[j].token].end != n.tokens[i].start {
		return false
	}
	between := n.message.rs[n.tokens[n.cues[j-1].token].end:n.tokens[n.cues[j].token].start]
	return len(between) > 0 && between[0] == '的' && len(between) <= 2
}

// cutWished reports 想把借呗一个月3300降到1500: what is wished to pay from now on.
func (n *narrator) cutWished(i int) bool {
	rs, at := n.message.rs, n.tokens[i].start
	if !endsWithAny(rs[:at], cutTo) {
		return false
	}
	from, _ := n.message.breath(at, at, 2)
	if said := n.figureBefore(i); said > from && (message{rs: rs[said:at]}).says(cutWishes) {
		from = said // 工资才3800 能不能降到500
	}
	before := message{rs: rs[from:at]}
	_, _, asked := acceptedWords().longest(rs, skipSpaces(rs, n.tokens[i].end))
	return (asked || before.says(cutWishes)) && !before.says(incomeNames)
}

// figureBefore is where the last amount before token i ends, 0 if there is none near.
func (n *narrator) figureBefore(i int) int {
	for j := i - 1; j >= max(0, i-6); j-- {
		if t := n.tokens[j]; t.kind == tokenMoney || t.kind == tokenNumber {
			return t.end
		}
	}
	return 0
}

// endsWithAny reports that a text ends with a word of the lexicon of at most six characters.
func endsWithAny(rs []rune, words func() *trie) bool {
	for j := max(0, len(rs)-6); j < len(rs); j++ {
		if _, end, ok := words().longest(rs, j); ok && end == len(rs) {
			return true
		}
	}
	return false
}

var (
	cutTo       = set(`降到每月 降到每个月 降到一个月 减到每月 减到每个月 调到每月 降到 减到 降成 减成 调到 降低到 少到 减少到 降为 砍到 压到 压成 改成一期 改成每期 改成每月 改成一个月 改到每月`)
	cutWishes   = set(`想 能 可以 希望 申请 求 可否 帮我 给我 请`)
	incomeNames = set(`工资 收入 底薪 到手 月薪 薪 提成 绩效 奖金 单价 挣 赚 利率 利息 年化 老板 公司 厂里 单位 店里 额度`)
)

// putAside reports 能剩1000拿来还.
func (n *narrator) putAside(i int) bool {
	_, _, ok := putAsideWords().longest(n.message.rs, skipSpaces(n.message.rs, n.tokens[i].end))
	return ok
}

var putAsideWords = set(`还信用卡 还花呗 还借呗 还这个 拿来还 用来还 可以拿来还 能拿来还 可以用来还 能用来还 来还 还债 还款 可以还款`)

var acceptedWords = set(`多了真没有 多了没有 再多没有 再多真没有 再多就没有 再多拿不出 多了拿不出 多的没有 多一分没有 他不干 他们不干 他不同意 他们不同意 不同意 不答应 他不答应 他们不答应 人家不干 没同意 他们没同意 不肯 他非要 他们非要 我没意见 没意见 是极限了 是极限 是我的极限 以内可以 我能坚持 能坚持 的还款我能坚持 不能再多 我还得起 还的起 还得上 我还得上 我能接受 我能承受 能承受 我可以接受 可以接受 的话能承受 的话我能承受 的话可以 的话行 的话没问题 的话还得起 的话能接受 我行 没问题 我可以 我能 可以 还行 能接受 还得起 没压力 能行 行 能不能行 行不行 行吗 中不中 可不可以 可以吗 成不成 应该可以 应该没问题 能做到 ok is_ok is_fine`)

// monthlyBehind reports 每月 right behind the amount: 还800一个月.
func (n *narrator) monthlyBehind(i int) bool {
	if i+1 >= len(n.tokens) {
		return false
	}
	t := &n.tokens[i+1]
	if i+3 < len(n.tokens) && n.tokens[i+2].kind == tokenWord && n.tokens[i+2].start-t.end <= 1 && n.amountFollows(i+2) {
		return false // 四万六一个月还两千
	}
	if t.kind == tokenWord && t.tag == tagPerTerm {
		return t.start == n.tokens[i].end && !n.claimed(i+1) // 借呗1700一期
	}
	return t.start-n.tokens[i].end <= 1 && (t.kind == tokenWord && t.tag == tagMonthly || t.kind == tokenDuration && t.dur.months == 1)
}
