package understand

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"xieshang/calc"
)

// read takes the names of banks for what they mean, and walks over the tokens.
func (n *narrator) read() {
	n.meanCards()
	n.walk()
}

// walk gives every token to what hears its kind.
func (n *narrator) walk() {
	n.pairsEnd = n.namesBehind()
	for i := range n.tokens {
		t := &n.tokens[i]
		switch t.kind {
		case tokenBreak:
			n.pause(i)
		case tokenWord:
			if n.used == 0 || i != n.used {
				n.hear(i)
			}
		case tokenMoney, tokenNumber:
			n.amount(i)
		case tokenDuration, tokenStage:
			n.duration(i)
		case tokenDay:
			n.day(i)
		case tokenShare:
			n.rate(i)
		}
	}
}

// closeStory drops what was said in two ways, takes 没收入 for no income, and adds up the kinds of
// spending.
func (n *narrator) closeStory() {
	for _, s := range n.disputed {
		*s = nil
	}
	if n.shared && len(n.debts) > 1 {
		n.affordable = nil
	}
	n.closeKinds()
	n.addBills()
	if n.supported && !n.message.says(ownWageWords) {
		n.income = nil
	}
	if n.income == nil && n.saysNoIncome() {
		zero := exactly(calc.Money(0))
		n.income = &zero
	}
}

// cutToWords come before wages after a cut; they are words of tagNow.
var cutToWords = set(`降薪到 降薪至 降薪成 减薪到 降工资到 工资降到`)

// mixedUpWords are what one is wrong about who forgot to pay.
var mixedUpWords = set(`日子 日期 时间 还款日 到期日 账单日 了日子 了日期 了时间 了还款日 了到期日 了账单日`)

// ratherWords correct only the figure before them: 欠1万，其实是1万2, but not 其实是我老公借的.
var ratherWords = set(`其实是 其实有 实际是 实际上是 最新的是 最新是`)

// pause forgets the words of a finished sentence.
func (n *narrator) pause(i int) {
	if last := len(n.cues) - 1; last >= 0 && n.cues[last].tag == tagLump && endsWith(n.message.rs[:n.tokens[i].start], "钱") && n.tokens[i].start-n.tokens[n.cues[last].token].end == 1 {
		n.cues = n.cues[:last] // 我去凑钱 5900花呗: what is to come has no sum
	}
	if n.tokens[i].strength > 1 || n.spaced(i) {
		n.clause = i + 1
	}
	if n.tokens[i].strength > 1 {
		n.breath = i + 1
	}
	n.fixing = n.fixing || n.takenBack(i)
	if n.tokens[i].strength == 3 {
		n.cues = n.cues[:0]
		n.inTurn = false
	}
	if n.tokens[i].strength > 1 && !n.enumerating(i) {
		n.groupOpen = false
	}
	if n.enumerating(i) && i > 0 && (n.tokens[i-1].kind != tokenWord || n.tokens[i-1].end < n.tokens[i].start) {
		n.cues = slices.DeleteFunc(n.cues, func(c cueNote) bool { return c.tag == tagMonthly || c.tag == tagAfford })
	}
}

// spaced reports a blank that stands for a comma: more than a word of Chinese lies before it.
func (n *narrator) spaced(i int) bool {
	rs, t := n.message.rs, n.tokens[i]
	return t.start-n.clauseStart() >= 5 && !isLatin(peek(rs, t.start-1)) && !isLatin(peek(rs, t.end))
}

// clauseStart is where the clause being read begins.
func (n *narrator) clauseStart() int {
	if n.clause == 0 {
		return 0
	}
	return n.tokens[n.clause-1].end
}

// clauseUpTo is what was said of the clause up to end: nothing where a token begins within the one before it. Of a
// message without marks it is what was said just now, so that it is read in linear time.
func (n *narrator) clauseUpTo(end int) []rune {
	const reach = 100 // runes
	return n.message.rs[max(min(n.clauseStart(), end), end-reach):end]
}

// takenBack reports 不 or 不是 between two marks or blanks: 三个月，不，四个月.
func (n *narrator) takenBack(i int) bool {
	rs, j := n.message.rs, n.tokens[i].end
	if r := peek(rs, j); r == '唔' || r == '嗯' || r == '呃' || r == '额' {
		j = skipSpaces(rs, j+1)
		return peek(rs, j) == '是' && slices.ContainsFunc(n.tokens[i+1:min(len(n.tokens), i+3)], func(t token) bool { return isSum(t) && t.start <= j+2 })
	}
	if peek(rs, j) != '不' {
		return false
	}
	j++
	if peek(rs, j) == '是' {
		j++
	}
	return j+1 < len(rs) && breakStrength(rs, j) > 0
}

// enumerating reports a mark between two products: 花呗、借呗.
func (n *narrator) enumerating(i int) bool {
	return i < len(n.tokens) && i+1 < len(n.tokens) && n.tokens[i+1].kind == tokenWord && n.tokens[i+1].tag == tagProduct
}

// hear notes a word.
func (n *narrator) hear(i int) {
	t := &n.tokens[i]
	if t.tag == tagNotDue || t.tag == tagOverdue || t.tag == tagUnpaid {
		n.refer(i)
	}
	switch t.tag {
	case tagSaid:
		if t.start > 0 && strings.ContainsRune("跟和同对给向", n.message.rs[t.start-1]) {
			return // 我跟催收说了一个月还六百
		}
	case tagBefore, tagOtherMonth:
		if n.since(i) {
			return
		}
	case tagProduct:
		n.product(i)
		return
	case tagFix:
		if _, _, forgot := mixedUpWords().longest(n.message.rs, t.end); forgot && !n.dayFollows(i) {
			return // 记错日子了: why it was not paid
		}
		begun := len(n.places) > 0 || len(n.debts) > 0 || n.late > 0 // 应该是花呗和借呗 takes nothing back
		n.fixing = begun && (n.amountFollows(i) || !n.says(i, "还是") && !n.tells(i, ratherWords))
		return
	case tagRespective:
		n.respectively()
		return
	case tagEach:
		if n.eachItsOwn(i) {
			n.respectively()
			return
		}
	case tagNotDue:
		n.notDueSaid = true
		for _, d := range n.current() {
			n.debts[d].NotYetDue = true
		}
	case tagOverdue:
		if n.says(i, "断了") && !n.paymentsBroken(i) {
			return // 腿断了三个月
		}
		n.overdueSaid = true
	case tagUnpaid:
		n.overdueSaid = n.overdueSaid || !n.cannotPay(i)
	case tagCleared:
		n.clear(i)
	case tagGross:
		if n.heardJust(tagNot, i) {
			return // 不含年终奖6000
		}
	case tagNot:
		if n.heardJust(tagGross, i) {
			n.cues = n.cues[:len(n.cues)-1] // 年终奖不算，每月6000
			return
		}
		if n.endsClause(i) && n.says(i, "没有") || n.neverHad(i) {
			n.clear(i) // 花呗没有，借呗没开通过
		}
	case tagInside:
		for _, d := range n.current() {
			n.debts[d].inside = n.debts[d].inside || isPart(n.topic) // 利息1200已经含在里面
		}
	case tagRemain:
		if n.says(i, "还有") && n.enumerating(i) && i > 0 && n.tokens[i-1].tag == tagProduct {
			return // 花呗还有美团一共3600
		}
	case tagPaid:
		n.loan = n.loan || n.topic == slotTotal
		if n.endsClause(i) && peek(n.message.rs, t.start) == '还' {
			n.clear(i) // 花呗还了，借呗
		}
	case tagNow:
		if _, end, ok := cutToWords().longest(n.message.rs, t.start); ok && end == t.end {
			n.topic = slotIncome
		}
	case tagDrop:
		if peek(n.message.rs, t.end-1) == '薪' {
			n.topic = slotIncome
		}
	case tagMonthly:
		if t.dur.low > 0 && n.overdueNear(i) {
			n.duration(i)
			return
		}
	case tagAnd:
		return
	case tagLabel:
		if n.says(i, "第") && i+1 < len(n.tokens) && n.tokens[i+1].kind == tokenDuration {
			return // 逾期第3天
		}
	case tagBillDay:
		if n.income != nil && n.says(i, "出账") && n.amountFollows(i) {
			n.cues = append(n.cues, cueNote{tagSpend, i}) // 进账4200 出账3900
			return
		}
	}
	if t.tag != tagAll && t.tag != tagEach && t.tag != tagTotal {
		n.groupOpen = false
	}
	n.cues = append(n.cues, cueNote{t.tag, i})
}

// endsClause reports a mark, or nothing, behind token i.
func (n *narrator) endsClause(i int) bool {
	return i+1 >= len(n.tokens) || n.tokens[i+1].kind == tokenBreak
}

// heardHere reports whether a word was said since the last amount, in the same clause.
func (n *narrator) heardHere(tg tag) bool {
	for _, c := range n.cues {
		if c.tag == tg && c.token >= n.clause {
			return true
		}
	}
	return false
}

// heard reports whether a word was said since the last amount.
func (n *narrator) heard(tg tag) bool {
	for _, c := range n.cues {
		if c.tag == tg {
			return true
		}
	}
	return false
}

// nearest returns the last word before the amount that tells what it is.
func (n *narrator) nearest() (tag, int) {
	for j := len(n.cues) - 1; j >= 0; j-- {
		if c := n.cues[j]; !neutral(c.tag) {
			return c.tag, c.token
		}
	}
	return tagNone, -1
}

// neutral words qualify an amount without saying what it is.
func neutral(tg tag) bool {
	switch tg {
	case tagNone, tagNoIncome, tagOtherMonth, tagSaid, tagFuture, tagSometimes, tagOwedMe, tagCleared, tagBillDay, tagThisTerm, tagMonthly, tagNow, tagMoved, tagTotal, tagNot, tagInside, tagEach, tagAll, tagAnd, tagNotDue, tagBefore, tagDrop, tagPerTerm:
		return true
	}
	return false
}

// says reports that the word at token i is w.
func (n *narrator) says(i int, w string) bool {
	return hasAt(n.message.rs, n.tokens[i].start, w) && n.tokens[i].end-n.tokens[i].start == utf8.RuneCountInString(w)
}

// tells reports whether the word at token i holds one of words.
func (n *narrator) tells(i int, words func() *trie) bool {
	return (message{rs: n.message.rs[n.tokens[i].start:n.tokens[i].end]}).says(words)
}

// runesBetween is what stands between two tokens, whichever is the first: nothing where one begins within the other.
func (n *narrator) runesBetween(i, j int) []rune {
	first, second := n.tokens[min(i, j)], n.tokens[max(i, j)]
	return n.message.rs[min(first.end, second.start):second.start]
}

func (n *narrator) amountFollows(i int) bool {
	return i+1 < len(n.tokens) && (n.tokens[i+1].kind == tokenMoney || n.tokens[i+1].kind == tokenNumber)
}

// dayFollows reports a day close behind token i: 记错日子了，是15号.
func (n *narrator) dayFollows(i int) bool {
	j := slices.IndexFunc(n.tokens[i+1:], func(t token) bool { return t.kind == tokenDay })
	return j >= 0 && n.tokens[i+1+j].start-n.tokens[i].end < 10
}

// rate takes a share as the debt's rate when interest is spoken of.
func (n *narrator) rate(i int) {
	t := &n.tokens[i]
	if t.share.low != t.share.high {
		return
	}
	near := n.heard(tagInterest) || n.heard(tagPenalty) || t.share.myriad
	before := n.message.rs[:t.start]
	over := endsWith(before, "超") || endsWith(before, "超过") || endsWith(before, "高于") || endsWith(before, "大于") || endsWith(before, "不止")
	if !near || over || n.ofWhich() {
		return
	}
	share := fractionSpan{*t.share, t.start}
	r, err := n.message.ratePer(share, n.message.periodOf(share))
	if err != nil {
		return
	}
	if n.setRate(r.Value) {
		n.finish(slotNone)
	}
}

// ofWhich reports that it was not said which of several debts is told of: 花呗3000，借呗2万，月入四千，利息太高了36%.
func (n *narrator) ofWhich() bool {
	return len(n.debts) > 1 && !n.heardHere(tagProduct) && (n.topic == slotIncome || n.topic == slotExpenses || n.topic == slotAffordable || n.topic == slotLump || n.topic == slotOtherDebt)
}

// setRate gives the debts being talked about their rate, or keeps it for the first to come.
func (n *narrator) setRate(rate decimal.Decimal) bool {
	if len(n.current()) == 0 {
		n.pendingRate = &rate // 日息万五 借呗3万
		return false
	}
	for _, d := range n.group {
		n.debts[d].RateDaily = &rate
	}
	return true
}

// dailyPrice reads 一万块一天五块利息 at the ten thousand: what a round sum costs a day. borrowed
// reports that the sum is that of a loan named with it: 一万块借呗一天五块.
func (n *narrator) dailyPrice(i int) (rate decimal.Decimal, price int, borrowed, ok bool) {
	base := n.tokens[i].q
	if base.vague() || base.low != whole(10_000) && base.low != whole(1000) && base.low != whole(100) {
		return rate, 0, false, false
	}
	daily := false
	for j := i + 1; j < len(n.tokens) && j <= i+5; j++ {
		switch t := n.tokens[j]; {
		case t.kind == tokenDuration && t.dur.low == 1 && t.dur.high == 1, t.kind == tokenWord && t.tag == tagPerOther:
			daily = true
		case t.kind == tokenMoney && daily && !t.q.vague() && t.q.low.times(50).cmp(base.low) <= 0 && n.interestAround(i, j):
			return t.q.low.decimal().Div(base.low.decimal()), j, borrowed, true
		case t.kind == tokenWord && t.tag == tagProduct:
			borrowed = true
		case t.kind != tokenWord || t.tag != tagInterest && t.tag != tagPenalty && !neutral(t.tag):
			return rate, 0, false, false
		}
	}
	return rate, 0, false, false
}

// interestAround reports 息 in the clause of tokens i to j.
func (n *narrator) interestAround(i, j int) bool {
	from, to := n.message.breath(n.tokens[i].start, n.tokens[j].end, 2)
	return slices.Contains(n.message.rs[from:to], '息') || slices.Contains(n.message.rs[from:to], '罚')
}

// slots gathers what was noted.
func (n *narrator) slots() Slots {
	s := Slots{
		MonthlyIncome: n.income, MonthlyExpenses: n.expenses, OtherDebtMonthly: n.otherDebt,
		AffordableMonthly: n.affordable, LumpSum: n.lump,
	}
	if n.extraPay {
		s.MonthlyIncome = nil
	}
	if len(n.debts) == 0 && n.pendingDays != nil {
		n.open("", "")
	}
	n.dropUnclaimed()
	s.Together = n.together()
	if !slices.ContainsFunc(n.debts, func(d *debtNote) bool { return d.Total != nil || d.Principal != nil }) {
		s.Shared = n.sharedBy
	}
	if n.sharedSum != nil {
		s.Shared = n.sharedSum
	}
	named := slices.ContainsFunc(n.debts, func(d *debtNote) bool { return !d.theirs && !d.empty() && d.Product == OtherProduct })
	trouble := slices.ContainsFunc(n.debts, func(d *debtNote) bool { return !d.theirs && !d.inOrder && !d.empty() })
	own := slices.ContainsFunc(n.debts, func(d *debtNote) bool { return !d.theirs && !d.empty() })
	for _, d := range n.debts {
		if d.empty() && named && d.Product == OtherProduct && d.kindOnly() {
			continue // 美团8000白条3000 全是小额
		}
		if d.empty() && own && n.onlyMentioned(d) {
			continue // 借呗客服态度好
		}
		if d.theirs && (own || n.message.says(neverBorrowed)) || d.inOrder && trouble || d.empty() && (d.cleared || d.payment && (n.otherDebt != nil || len(n.debts) > 1) || d.Product == "" && n.pendingDays == nil && !d.split()) {
			continue
		}
		if debt := d.close(n); debt != (Debt{}) || n.pendingDays != nil {
			s.Debts = append(s.Debts, debt)
		}
	}
	if len(s.Debts) == 1 && s.Debts[0].Product == "" && n.lentByBank() {
		s.Debts[0].Product = OtherProduct
	}
	if len(s.Debts) == 1 && s.Debts[0].OverdueDays == nil && s.Debts[0].DueDate.IsZero() && !s.Debts[0].NotYetDue {
		s.Debts[0].DueMonth, _ = n.message.lateSince(n.tokens, n.today)
	}
	return s
}

// neverBorrowed are the words of somebody who speaks of another's debt alone.
var neverBorrowed = set(`我自己没借过 我自己没欠 我没借过钱 我自己没有借 我自己不欠 我自己没有欠 我没欠过钱 我从来没借过 我本人没借 我本人没欠 我个人没欠`)

// dropUnclaimed takes back a sum said before several loans were named: 欠了16000，有花呗有借呗.
func (n *narrator) dropUnclaimed() {
	if len(n.debts) < 2 || n.counting() != 1 {
		return
	}
	for _, d := range n.debts {
		if d.unnamed && d.Product != "" {
			d.Total = nil
		}
	}
}

// soonDue is within how many days 25号到期 is the coming twenty-fifth.
const soonDue = 10

// dueDate finds the day a payment was or is due. A day of every month is the coming one where
// it is near or nothing is late yet, else the last one if something is; else it is left open.
func (n *narrator) dueDate(d *debtNote) calc.Date {
	ask := AnyDay
	if d.duePast || n.overdueSaid && !n.notDueSaid && !n.anotherLate(d) || n.message.says(forgotToPay) {
		ask = PastDue
	}
	r, err := d.due.resolve(ask, n.today)
	if err != nil || r.Kind != Exact {
		return calc.Date{}
	}
	if ask == AnyDay && d.due.year == 0 && !d.due.yearShift0 && r.Value.DaysSince(n.today) > farDue {
		return calc.Date{}
	}
	if d.due.recurring() && ask == AnyDay && !n.notDueSaid {
		if month := n.termTold(); month > 0 {
			return n.inTerm(month, d.due.day) // 每月3号还 12月这期没有
		}
		from, to := d.due.end, min(len(n.message.rs), d.due.end+4)
		if isLatin(n.message.rs[d.due.end-1]) {
			from = max(0, d.due.start-12) // due on the 28th
		}
		if !(message{rs: n.message.rs[from:to]}).says(expireWords) || r.Value.DaysSince(n.today) > soonDue {
			return calc.Date{} // 还款日25号 is so every month
		}
	}
	return r.Value
}

// anotherLate reports that others are told to be late and this one is not: 借呗晚了三个月，分期乐28号到期.
func (n *narrator) anotherLate(d *debtNote) bool {
	return d.OverdueDays == nil && slices.ContainsFunc(n.debts, func(o *debtNote) bool { return o.OverdueDays != nil })
}

// inTerm is a day of the month that lies nearest to today, or none where there is no such day.
func (n *narrator) inTerm(month, day int) calc.Date {
	first := calc.Date{Year: n.today.Year, Month: monthOf(month), Day: 1}
	switch apart := first.DaysSince(n.today); {
	case apart > 183:
		first.Year--
	case apart < -183:
		first.Year++
	}
	d, err := (dayExpr{day: day}).inMonth(first)
	if err != nil {
		return calc.Date{}
	}
	return d
}

// forgotToPay is said of a payment that was due.
var forgotToPay = set(`忘还 忘了还 忘记还 忘记了还 忘还了`)

// farDue is beyond how many days a day without a year is not taken for a payment to come.
const farDue = 120

var expireWords = set(`到期 due`)

// cannotPay reports 还不上 and the like, which may be said of a payment still to come.
func (n *narrator) cannotPay(i int) bool {
	_, end, ok := cannotPayWords().longest(n.message.rs, n.tokens[i].start)
	return ok && end == n.tokens[i].end
}

var cannotPayWords = set(`还不上 还不起 还不了 没钱还`)

// close settles what 欠 meant and when the payment was due.
func (d *debtNote) close(n *narrator) Debt {
	parts := d.Penalty != nil || d.Interest != nil || d.Fees != nil
	if d.Principal == nil && d.Total != nil && d.owedOnly && parts && !d.inside {
		d.Principal, d.Total = d.Total, nil
	}
	if d.Principal != nil && d.Total != nil && d.Principal.Low > d.Total.High {
		d.Principal = nil // what was borrowed once
	}
	if d.due != nil {
		d.DueDate = n.dueDate(d)
	}
	if d.twoDays {
		d.OverdueDays = nil
	} else if d.OverdueDays == nil && n.pendingDays != nil && len(n.debts) == 1 {
		d.OverdueDays = n.pendingDays
	}
	return d.Debt
}
