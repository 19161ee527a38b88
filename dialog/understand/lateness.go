package understand

import (
	"strings"

	"xieshang/calc"
)

// How long a debt is overdue and when it was due.

// duration takes a length of time as days overdue when it tells them.
func (n *narrator) duration(i int) {
	if n.otherTime(i) {
		n.lastFigure = slotNone
		return
	}
	if !n.told(i, slotDays, n.tellsLateness(i)) {
		return
	}
	t := &n.tokens[i]
	n.topic, n.late, n.groupOpen = slotDays, i, false
	if n.heardJust(tagNot, i) {
		n.fixing = true // 不是80天,是100天
		return
	}
	r := between(t.dur.low, t.dur.high)
	if !t.dur.vague() {
		r = exactly(t.dur.low)
	}
	pointed := n.refer(i)
	group := n.current()
	stray := n.strayBefore(i)
	if len(group) == 0 {
		n.pendingDays, n.pendingWith = &r, stray
		return
	}
	if stray != nil && !pointed && !n.ofAll() && n.debts[group[0]].Total != nil {
		return // 花呗3000，维信5700逾期20天
	}
	if n.inTurn && n.turn < len(group) {
		n.setDays(group[n.turn], &r)
		n.turn++
		return
	}
	if len(n.debts) > 1 && n.oneBefore(i) {
		return // 一个逾期6天一个还有两天到期
	}
	if n.ofAll() && len(n.debts) > 1 {
		for d := range n.debts {
			n.setDays(d, &r)
		}
		return
	}
	if !pointed {
		group = append(n.listed(i), group...)
	}
	for _, d := range group {
		n.setDays(d, &r)
	}
	n.fixing = false
}

// strayBefore returns the amount right before the time at token i, if it got no place: it may be what is owed to a
// lender whose name is not known.
func (n *narrator) strayBefore(i int) *Reading[calc.Money] {
	for j := i - 1; j >= n.stray && n.stray > 0; j-- {
		if t := n.tokens[j]; t.kind != tokenWord || t.tag == tagProduct || t.start-n.tokens[n.stray-1].end > 4 {
			return nil
		}
	}
	if n.stray == 0 || n.tokens[i].start-n.tokens[n.stray-1].end > 8 {
		return nil
	}
	r, err := n.tokens[n.stray-1].reading()
	if err != nil || r.Low < calc.Yuan(100) {
		return nil
	}
	return &r
}

// ofAll reports that 都, 各 or 全部 was said after the last loan was named: 都逾期了,花呗12天 tells of one.
func (n *narrator) ofAll() bool {
	for j := len(n.cues) - 1; j >= 0; j-- {
		switch c := n.cues[j]; {
		case c.tag == tagProduct:
			return false
		case c.tag == tagAll || c.tag == tagEach || c.tag == tagTotal && peek(n.message.rs, n.tokens[c.token].start) == '全': // 全部逾期
			return true
		}
	}
	return false
}

// otherTime reports a length of time that is not how long something is late, or not exactly.
func (n *narrator) otherTime(i int) bool {
	t := &n.tokens[i]
	if t.dur.named && !n.heardJust(tagOverdue, i) {
		return true // 9月没还, 9月到现在没还: a month, or months
	}
	return n.dueIn(i) || n.chargeBehind(i) || n.supposed(i) || n.shortOf(i) || n.openEnded(i) || n.wagesUnpaid(i) || peek(n.message.rs, t.start-1) == '第' && t.dur.low > 1 && t.dur.months > 0
}

// tellsLateness reports a length of time near which 逾期 or 没还 stands.
func (n *narrator) tellsLateness(i int) bool {
	t := &n.tokens[i]
	corrected := n.fixing && n.topic == slotDays
	another := n.topic == slotDays && n.productBefore(i) && n.endsTime(i)
	inTurn := n.inTurn && n.turn > 0 && n.topic == slotDays || n.overdueSaid && n.eachOne(i) && n.oneBefore(i)
	switch {
	case t.kind != tokenStage && !corrected && !inTurn && !another && !n.terse(i) && (!n.overdueNear(i) || n.otherMatter(i)):
		return false
	case t.dur.months == 0 && t.dur.low >= 1000:
		return false // 欠两万二十天没还
	case n.topic == slotOtherDebt && len(n.debts) == 0:
		return false // 房贷4200断供三个月了，花呗
	}
	return true
}

// endsTime reports that nothing goes on behind the time at token i but another loan: 花呗逾期50天借呗8天.
func (n *narrator) endsTime(i int) bool {
	end := n.tokens[i].end
	if peek(n.message.rs, end) == '了' {
		end++
	}
	return end >= len(n.message.rs) || breakStrength(n.message.rs, end) > 0 || productAt(n.message.rs, end)
}

// eachItsOwn reports that the clause behind 各 tells one time for every debt: 各逾期18天和6天.
func (n *narrator) eachItsOwn(i int) bool {
	times := 0
	for _, t := range n.tokens[i+1:] {
		if t.kind == tokenBreak && t.strength > 2 || t.kind == tokenWord && t.tag == tagProduct {
			break
		}
		if t.kind == tokenDuration {
			times++
		}
	}
	return times > 1 && times == len(n.debts)
}

// wagesUnpaid reports 欠了半年没发: it is wages that come late.
func (n *narrator) wagesUnpaid(i int) bool {
	_, _, ok := wagesHeldBack().longest(n.message.rs, skipSpaces(n.message.rs, n.tokens[i].end))
	return ok
}

var wagesHeldBack = set(`没发 不发 未发 没开 没结 没给我发 没给发 没给结 没发过 没发了 没发工资 没给工资`)

// paymentsBroken reports 3w6 断了俩月 and 花呗断了两期 at 断了: nothing but a loan or a mark before
// it, and how long behind it.
func (n *narrator) paymentsBroken(i int) bool {
	if i == 0 || i+1 >= len(n.tokens) || n.tokens[i+1].kind != tokenDuration && n.tokens[i+1].tag != tagMonthly || n.tokens[i+1].start > n.tokens[i].end+1 {
		return false
	}
	before := n.tokens[i-1]
	return before.end == n.tokens[i].start && (before.kind != tokenWord || before.tag == tagProduct || before.tag == tagAll || before.tag == tagNow) && len(n.debts) > 0
}

// openEnded reports 逾期90天以上: nobody knows how long.
func (n *narrator) openEnded(i int) bool {
	_, _, ok := openEndWords().longest(n.message.rs, skipSpaces(n.message.rs, n.tokens[i].end))
	return ok || endsWith(n.message.rs[:n.tokens[i].start], "超过")
}

// shortOf reports the three months of 差两天就逾期三个月.
func (n *narrator) shortOf(i int) bool {
	for j := i - 1; j >= n.clause && j >= i-3; j-- {
		if t := n.tokens[j]; t.kind == tokenDuration {
			return endsWith(n.message.rs[:t.start], "差") && n.tokens[i].start-t.end <= 6
		}
	}
	return false
}

// terse reports 花呗 12000 60天: a story of nothing but loans, amounts and days.
func (n *narrator) terse(i int) bool {
	if n.tokens[i].dur.months > 0 || len(n.debts) == 0 || len(n.tokens) > 12 {
		return false
	}
	end, amounts := 0, 0
	for _, t := range n.tokens {
		if skipSpaces(n.message.rs, end) < t.start {
			return false
		}
		switch {
		case t.kind == tokenMoney || t.kind == tokenNumber:
			amounts++
		case t.kind == tokenBreak, t.kind == tokenDuration, t.kind == tokenWord && t.tag == tagProduct:
		default:
			return false
		}
		end = t.end
	}
	return amounts > 0 && skipSpaces(n.message.rs, end) == len(n.message.rs)
}

// lateSince reads 9月份就没还了, 从9月开始逾期: the month since which nothing was paid, by its first day.
func (m message) lateSince(tokens []token, today calc.Date) (calc.Date, bool) {
	at, list := -1, false
	for i, t := range tokens {
		switch {
		case at >= 0 && t.kind == tokenDuration && t.dur.named && i-at <= 2:
			list = true // 9月、10月、11月都没还: since the first of them
		case list && t.kind == tokenBreak && t.strength < 3, list && t.kind == tokenWord && t.tag == tagAnd, list && t.kind == tokenDuration && t.dur.named:
		case t.kind == tokenDay && at < 0 && t.day.festival && t.day.day < 10 && peek(m.rs, t.end) == '后':
			at = i // 国庆后就没还了
		case t.kind == tokenDay:
			return calc.Date{}, false
		case t.kind == tokenDuration && t.dur.named && (i == 0 || tokens[i-1].tag != tagOverdue), t.kind == tokenCount && hasAt(m.rs, t.end-2, "月份"):
			if i > 0 && tokens[i-1].kind == tokenBreak && m.rs[tokens[i-1].start] == '、' {
				return calc.Date{}, false // 9、10、11月没还: it is asked which day was the first
			}
			at = i
		case at >= 0 && t.kind == tokenWord && (t.tag == tagUnpaid || t.tag == tagOverdue):
			if said := tokens[at].day; said != nil {
				return nearestMonth(calc.Date{Month: monthOf(said.month), Day: 1}, false, PastDue, today), true
			}
			month, err := Month(string(m.rs[tokens[at].start:t.end]), PastDue, today)
			if list {
				month, err = Month(string(m.rs[tokens[at].start:tokens[at].end]), PastDue, today)
			}
			if at > 0 && tokens[at-1].kind == tokenWord && tokens[at-1].tag == tagBefore {
				month, err = Month(string(m.rs[tokens[at-1].start:t.end]), PastDue, today)
			}
			return month.Value, err == nil && month.Kind == Exact && month.Value.Before(today)
		case at >= 0 && t.kind == tokenBreak && m.rs[t.start] == '、':
		case at >= 0 && !(t.kind == tokenWord && neutral(t.tag) && t.tag != tagCleared) && !(t.kind == tokenBreak && t.strength == 1):
			at = -1
		}
	}
	return calc.Date{}, false
}

// otherMatter reports that what is said before token i is about wages, rent or work: 工资拖了两个月.
func (n *narrator) otherMatter(i int) bool {
	other := false
	for j, c := range n.cues {
		switch {
		case c.token < n.clause:
		case c.tag == tagOwe && other && j > 0 && n.tokens[c.token].start == n.tokens[n.cues[j-1].token].end:
			// 房租欠了两个月
		case c.tag == tagProduct || c.tag == tagOwe:
			other = false
		case c.tag == tagSaid || c.tag == tagIncome || c.tag == tagCategory || c.tag == tagOwedMe || c.tag == tagWork:
			other = true
		}
	}
	from := 0
	if n.clause > 0 {
		from = n.tokens[n.clause-1].end
	}
	return other || (message{rs: n.message.rs[max(n.tokens[i].start-8, from):n.tokens[i].start]}).says(payNames)
}

// payNames are owed by somebody else: 绩效欠了半年, 派费欠俩月.
var payNames = set(`绩效 奖金 加班费 派费 课时费 稿费 佣金 运费 工程款 货款 劳务费 分红 报销`)

// supposed reports 逾期90天会怎么样, 逾期3个月就起诉: a time that may not be this person's; or one
// of wages: 拖了我两个月工资.
func (n *narrator) supposed(i int) bool {
	rs, t := n.message.rs, n.tokens[i]
	if i+1 < len(n.tokens) && n.tokens[i+1].kind == tokenWord && n.tokens[i+1].tag == tagIncome && (peek(rs, t.start-1) == '我' || peek(rs, t.end) == '的' || n.tokens[i+1].start == t.end && n.dragged(i)) {
		return true
	}
	end := t.end
	if group := n.current(); len(group) == 0 || n.debts[group[0]].Total == nil {
		end = skipSpaces(rs, end) // 逾期3天 会上征信吗: whose days, if no debt is told?
	}
	_, _, ok := supposedWords().longest(rs, end)
	return ok
}

// dragged reports 拖了四个月, which is said of wages where they follow.
func (n *narrator) dragged(i int) bool {
	for j := i - 1; j >= n.clause; j-- {
		if t := n.tokens[j]; t.kind == tokenWord && t.tag == tagOverdue {
			return peek(n.message.rs, t.start) == '拖' || peek(n.message.rs, t.start) == '欠'
		}
	}
	return false
}

var supposedWords = set(`有事没 有事吗 有事不 有没有事 要紧吗 要紧不 碍事吗 碍事不 行不行 行吗 行不 的话 会 就会 就要 就起诉 就上 才会 才起诉 以上会 有影响 有什么影响 有没有影响`)

// chargeBehind reports 逾期一天罚息3块: what a day costs, not how many there were.
func (n *narrator) chargeBehind(i int) bool {
	if i+1 >= len(n.tokens) || n.tokens[i].dur.low != 1 {
		return false
	}
	next := n.tokens[i+1]
	return next.kind == tokenWord && (next.tag == tagPenalty || next.tag == tagInterest || next.tag == tagFees) && next.start-n.tokens[i].end <= 2
}

// listed returns the debts that were only listed with their amounts before 逾期 was said of
// them all: 花呗6500 借呗18000 逾期45天, also where something else was told in between. A mark stronger than the one
// before 逾期 ends the list: 花呗6500。借呗18000，逾期45天.
func (n *narrator) listed(i int) []int {
	j := i - 1
	for j >= 0 && n.tokens[j].kind == tokenWord && (n.tokens[j].tag == tagOverdue || n.tokens[j].tag == tagUnpaid || n.tokens[j].tag == tagNow) {
		j--
	}
	if j < 0 || n.tokens[j].kind != tokenBreak {
		return nil
	}
	strength := n.tokens[j].strength
	if j > 0 && n.tokens[j-1].kind == tokenBreak {
		strength = max(strength, n.tokens[j-1].strength)
	}
	j = n.listEnd(j)
	var list, here []int // the debts of the list, and of its part that is being read
	amounts, owes, lastOwes := 0, false, false
	take := func() bool {
		if len(list) == 0 {
			lastOwes = owes
		} else if len(here) > 0 && lastOwes && !owes {
			return false // 花呗3000，还欠借呗5000，拖了20天
		}
		list, here, owes = append(list, here...), nil, false
		return true
	}
	for last := n.tokens[j].start; j >= 0 && last-n.tokens[j].end <= 1; j-- {
		t := n.tokens[j]
		last = t.start
		switch {
		case t.kind == tokenBreak && (t.strength > strength || !take()):
			j = -1
		case t.kind == tokenBreak, t.kind == tokenWord && t.tag == tagAnd:
		case t.kind == tokenWord && (t.tag == tagOwe || t.tag == tagRemain):
			owes = true
		case t.kind == tokenMoney || t.kind == tokenNumber:
			amounts++
		case t.kind == tokenWord && t.tag == tagProduct:
			for d := range n.debts {
				if n.debts[d].Product == productWords[t.product].product && n.debts[d].name == n.lender(j) && n.debts[d].Total != nil {
					here = append(here, d)
				}
			}
		default:
			j = -1
		}
	}
	take()
	if amounts < 2 || amounts < len(list) {
		return nil
	}
	return list
}

// listEnd returns the mark behind the last loan named before token j and its amount, or j if that
// is told otherwise.
func (n *narrator) listEnd(j int) int {
	for k := j; k >= 0; k-- {
		switch t := n.tokens[k]; {
		case t.kind == tokenWord && (t.tag == tagNotDue || t.tag == tagOverdue):
			return j
		case t.kind == tokenWord && t.tag == tagProduct && k+2 <= j && n.amountFollows(k) && n.tokens[k+2].kind == tokenBreak:
			return k + 2
		case t.kind == tokenWord && t.tag == tagProduct:
			return j
		}
	}
	return j
}

// dueIn reads 还有5天到期.
func (n *narrator) dueIn(i int) bool {
	t := n.tokens[i]
	if t.kind != tokenDuration || t.dur.vague() || t.dur.low > 366 || i+1 >= len(n.tokens) {
		return false
	}
	next := n.tokens[i+1]
	if (next.kind == tokenBreak && next.strength == 1 || next.kind == tokenWord && next.tag == tagNow) && i+2 < len(n.tokens) {
		next = n.tokens[i+2] // 还有三天就到还款日
	}
	if next.kind != tokenWord || next.start-t.end > 2 {
		return false
	}
	if (next.tag == tagOverdue || next.tag == tagNotDue) && moreTimes(n.tokens[i+1:]) && endsWith(n.message.rs[:t.start], "差") {
		return true // 差两天就逾期三个月了: neither the one nor the other
	}
	left := n.heardJust(tagRemain, i)
	if t.dur.named && !left {
		return false // 明年3月到期 is no time of three months
	}
	due := next.tag == tagDue || next.tag == tagNotDue
	if !left && (!due || next.start-t.end > 1 || n.heard(tagOverdue)) || left && !due && next.tag != tagOverdue {
		return false
	}
	for _, d := range n.currentOrNew() {
		if n.debts[d].due == nil || n.fixing {
			n.debts[d].due = &dayExpr{relative: true, days: t.dur.low}
			n.debts[d].NotYetDue = t.dur.low > 0
		}
	}
	return true
}

// setDays notes how long a debt is overdue. Of two times that differ neither is taken.
func (n *narrator) setDays(d int, r *Reading[int]) {
	switch note := n.debts[d]; {
	case r.High > maxOverdue, note.cleared && note.empty() && len(n.debts) > 1: // 白条5千，借呗还清了，都逾期17天
	case note.OverdueDays == nil || n.fixing:
		note.OverdueDays, note.twoDays = r, false
	case *note.OverdueDays != *r:
		note.twoDays = true
	}
}

// overdueNear looks for 逾期 before the time, with nothing else between, or right behind it.
func (n *narrator) overdueNear(i int) bool {
	for j := len(n.cues) - 1; j >= 0; j-- {
		switch tg := n.cues[j].tag; tg {
		case tagOverdue:
			if n.cues[j].token < n.late {
				break
			}
			return n.tokens[i].start-n.tokens[n.cues[j].token].end <= 8 && n.oneBreath(n.cues[j].token, i)
		case tagUnpaid:
			return n.tokens[i].start-n.tokens[n.cues[j].token].end <= 3 && n.oneBreath(n.cues[j].token, i)
		case tagAll, tagTotal, tagNow, tagProduct, tagEach, tagLabel, tagNot:
			continue
		case tagOwe:
			if n.tokens[i].start-n.tokens[n.cues[j].token].end <= 1 && !n.amountFollows(i) {
				return true
			}
		}
		break
	}
	for j := i + 1; j < len(n.tokens) && j <= i+2; j++ {
		t := &n.tokens[j]
		if t.start-n.tokens[i].end > 4 {
			return false
		}
		if t.kind == tokenBreak && t.strength == 1 && isLatin(peek(n.message.rs, t.end)) {
			continue
		}
		if t.kind == tokenWord && (t.tag == tagOverdue || t.tag == tagUnpaid) {
			return true
		}
		if t.kind != tokenWord || t.tag != tagAll && t.tag != tagNow {
			return false
		}
	}
	return false
}

// oneBreath reports that the time at token i goes with the word at token at before it. Behind a mark,
// a person or 这 it does only where nothing else is told of it: 逾期 两个月了, but not 没还 俺一个月挣三千
// and 逾期 这两天在凑.
func (n *narrator) oneBreath(at, i int) bool {
	rs, end := n.message.rs, n.tokens[i].end
	apart := false
	for j := n.tokens[at].end; j < n.tokens[i].start; j++ {
		apart = apart || breakStrength(rs, j) > 0 || strings.ContainsRune("我俺咱他她这近", rs[j])
	}
	_, _, goesOn := timeTails().longest(rs, end)
	return !apart || goesOn || end >= len(rs) || breakStrength(rs, end) > 0
}

// timeTails are what may stand behind a time that goes with the word before it.
var timeTails = set(`了 啦 喽 咯 的 吧 左右 上下 多 整 呢 没 未 还没 就 都 零 又 欠`)

// day takes a date as a due date when 到期, 还款日 or 逾期 stands near.
func (n *narrator) day(i int) {
	t := &n.tokens[i]
	to := t.end
	for to < min(len(n.message.rs), t.end+lateReach) && breakStrength(n.message.rs, to) < 2 {
		to++
	}
	if (message{rs: n.message.rs[t.end:to]}).says(wouldBeLate) {
		return // 月底前还了算逾期吗
	}
	past, near := n.dueNear(i)
	wished := n.heardJust(tagMoved, i) || n.heardHere(tagFuture)
	near = near && !wished && !n.otherTerm(i) && (!t.day.relative || t.day.days != 0 || t.day.months != 0 || n.dueJust(i))
	if !n.told(i, slotDue, near) {
		return
	}
	if n.loanBehind(i) {
		n.groupOpen = false
		n.product(i + 1) // 下周三交行还款日: of that card alone
		n.used = i + 1
	}
	group := n.currentOrNew()
	if n.used != i+1 {
		group = append(n.listed(i), group...)
	}
	if (n.ofAll() || n.allBehind(i)) && !n.inTurn {
		group = nil
		for d := range n.debts {
			group = append(group, d)
		}
	}
	for _, d := range group {
		if n.debts[d].due == nil || n.fixing {
			n.debts[d].due, n.debts[d].duePast = t.day, past
		}
	}
}

// lateReach is how far behind a day it may be asked whether that is late, in runes.
const lateReach = 24

// wouldBeLate asks what it would be to pay on a day.
var wouldBeLate = set(`算逾期 算不算逾期 不算逾期 会逾期 会不会逾期 算不算晚 count_as_late`)

// loanBehind reports 下周三交行还款日 at the day.
func (n *narrator) loanBehind(i int) bool {
	if !n.loanOf(i) || i+2 >= len(n.tokens) {
		return false
	}
	loan, due := n.tokens[i+1], n.tokens[i+2]
	return due.kind == tokenWord && (due.tag == tagDue || due.tag == tagMustPay) && due.start-loan.end <= 1
}

// allBehind reports 5号到期都没还: 都 in the clause of the day.
func (n *narrator) allBehind(i int) bool {
	for _, t := range n.tokens[i+1:] {
		switch {
		case t.kind == tokenWord && t.tag == tagAll:
			return true
		case t.kind != tokenWord:
			return false
		}
	}
	return false
}

// otherTerm reports 合同月底到期: it is not the loan that ends.
func (n *narrator) otherTerm(i int) bool {
	from, _ := n.message.breath(n.tokens[i].start, n.tokens[i].end, 1)
	before := message{rs: n.message.rs[from:n.tokens[i].start]}
	return before.says(otherTerms) || before.says(lunarDays)
}

var otherTerms = set(`合同 租约 聘期 会员 签证 保险 房租`)

// dueJust reports 今天到期, 今天就是还款日.
func (n *narrator) dueJust(i int) bool {
	return i+1 < len(n.tokens) && n.tokens[i+1].kind == tokenWord && n.tokens[i+1].tag == tagDue && n.tokens[i+1].start-n.tokens[i].end <= 2
}

// dueNear reports whether a date is when a payment was or is due, and whether that is past.
func (n *narrator) dueNear(i int) (past, near bool) {
	if n.heard(tagMonthly) && n.termTold() == 0 {
		return false, false
	}
	look := func(tg tag, at int) bool {
		switch tg {
		case tagOverdue, tagUnpaid:
			past, near = !n.cannotPay(at), true
		case tagDue, tagNotDue:
			near = !n.says(at, "最后一天") || n.lastDay(i, at)
			past = past || n.says(at, "到的期") || n.says(at, "到了期") || n.says(at, "刚过期")
		}
		return near || tg == tagBillDay
	}
	for j := len(n.cues) - 1; j >= 0 && j >= len(n.cues)-2; j-- {
		c, apart := n.cues[j], 5
		if isLatin(n.message.rs[n.tokens[c.token].start]) {
			apart = 9 // due on the 28th
		}
		if n.tokens[i].start-n.tokens[c.token].end <= apart && !(c.tag == tagOverdue && c.token < n.late) && look(c.tag, c.token) {
			return past, near
		}
	}
	if hasAt(n.message.rs, n.tokens[i].end, "还在") || hasAt(n.message.rs, n.tokens[i].end, "还被") {
		return false, false // 劳动节还在被催
	}
	reach, words := 5, 2
	if _, _, ok := thatTerm().longest(n.message.rs, skipSpaces(n.message.rs, n.tokens[i].end)); ok || n.loanOf(i) {
		reach, words = 10, 4 // 8号那期我这月也没还, 8月15号的花呗到现在没还
	}
	for j := i + 1; j < len(n.tokens) && j <= i+words; j++ {
		if n.tokens[j].kind == tokenBreak && n.tokens[j].strength == 1 && j == i+1 {
			continue
		}
		if n.tokens[j].start-n.tokens[i].end > reach || n.tokens[j].kind != tokenWord {
			break
		}
		if look(n.tokens[j].tag, j) || n.payRight(n.tokens[i], n.tokens[j]) {
			return past, n.tokens[j].tag != tagBillDay
		}
	}
	return n.bareDue(i)
}

// loanOf reports 8月15号的花呗 at the day.
func (n *narrator) loanOf(i int) bool {
	return i+1 < len(n.tokens) && n.tokens[i+1].tag == tagProduct && n.tokens[i+1].kind == tokenWord && n.tokens[i+1].start-n.tokens[i].end <= 1
}

var thatTerm = set(`那期 这期 那一期 这一期 那笔 的账单 的那期`)

// lastDay reports 今天最后一天, of a payment and not of a job.
func (n *narrator) lastDay(day, at int) bool {
	rs := n.message.rs
	between := string(n.runesBetween(day, at))
	behind := message{rs: rs[n.tokens[at].end:min(len(rs), n.tokens[at].end+3)]}
	return (between == "" || between == "是" || between == "就是" || between == "都") && !behind.says(workSaid)
}

var workSaid = set(`上班 班 工作 实习 在职 放假 假`)

// bareDue reports 花呗11800 下个月6号: a day to come right behind a debt and its sum, and nothing more.
func (n *narrator) bareDue(i int) (past, near bool) {
	t, rs := n.tokens[i], n.message.rs
	if n.topic != slotTotal || len(n.cues) > 0 || i < 2 || i+1 < len(n.tokens) && n.tokens[i+1].strength < 2 || skipSpaces(rs, t.end) < len(rs) && i+1 == len(n.tokens) {
		return false, false
	}
	if before := n.tokens[i-2]; n.tokens[i-1].kind != tokenBreak || before.kind != tokenMoney && before.kind != tokenNumber || before.end != n.tokens[i-1].start || t.start != n.tokens[i-1].end {
		return false, false
	}
	r, err := t.day.resolve(Coming, n.today)
	return false, err == nil && r.Kind == Exact && !t.day.recurring() && r.Value.After(n.today) && r.Value.DaysSince(n.today) <= farDue/2
}

// termTold reads the month of the term that cannot be paid: 12月这期肯定没有, 这个月还不进. It is 0 where none is told.
func (n *narrator) termTold() int {
	rs := n.message.rs
	for _, t := range n.tokens {
		_, _, term := thatTerm().longest(rs, t.end)
		switch {
		case t.kind == tokenDay && t.day.month > 0 && t.day.day == 0 && term:
			return t.day.month
		case t.kind == tokenDuration && t.dur.named && term:
			return t.dur.months
		}
	}
	for i := range rs {
		if _, end, ok := thisMonth().longest(rs, i); ok && (message{rs: rs[end:min(len(rs), end+6)]}).says(notPayable) {
			return int(n.today.Month)
		}
	}
	return 0
}

var notPayable = set(`没还 没扣 没交 没能还 还不进 还不上 还不了 还不起 没钱还 肯定没有 肯定还 不够 交不上 悬了 难`)

// payRight reports 12月10号还, 后天就要还 and 10月8号该还的: the day is when to pay.
func (n *narrator) payRight(day, word token) bool {
	if word.tag == tagMustPay && string(n.message.rs[day.end:word.start]) == "就" {
		return true
	}
	first := peek(n.message.rs, word.start)
	return word.start == day.end && (word.tag == tagPay || word.tag == tagMustPay || word.tag == tagOwe && (first == '应' || first == '该' || first == '待'))
}
