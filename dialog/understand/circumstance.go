package understand

import (
	"slices"

	"xieshang/calc"
)

// What a word in the same clause says about an amount beside what it is: whose it is, when,
// how often, who says so. A slot is filled only from an amount that nothing speaks against.

// contradicted reports a word that keeps the amount at token i out of the slot.
func (n *narrator) contradicted(where slot, i int) bool {
	against, from := false, n.clause
	if where > slotFees {
		from = n.breath // 下个月开始上班 工资5000: of means the words before a blank still tell
	}
	for _, c := range n.cues {
		switch {
		case c.token < from:
		case c.tag == tagProduct && where <= slotFees:
			against = false // 公司欠我工资 花呗5600
		case c.tag == tagOthers && n.meSince(c.token, i), c.tag == tagOtherMonth && n.heardAfter(tagMonthly, tagOtherMonth):
		case c.tag == tagFuture && where == slotAffordable && n.proposed(i):
		case where == slotOtherDebt && n.fromThenOn(c.token):
		case speaksAgainst(c.tag, where), c.tag == tagBase && where == slotIncome && !n.message.says(baseAlone):
			against = true
		}
	}
	if where > slotPrincipal && where <= slotFees && n.dailyHere(i) {
		return true // 一天罚息3块
	}
	if where == slotTotal && n.fell() {
		return true // 降到5000
	}
	if where == slotTotal && n.heardHere(tagEach) && len(n.current()) == 1 && n.severalHere(i) {
		return true // 两张各2万
	}
	if where == slotTotal && n.billHere(i) {
		return true // 10月份的账单2100
	}
	if where == slotAffordable && (!n.heard(tagMonthly) && n.dayHere(i) || n.clauseSays(i, thisMonth) && !n.clauseSays(i, everyMonth)) {
		return true // 明天能还800, 这个月只能还2000
	}
	if where == slotLump && n.keptBehind(i) {
		return true
	}
	if where == slotTotal && n.sumOfAll() || where == slotIncome && n.partOf(i) {
		return true
	}
	return against || (where == slotIncome || where == slotLump) && n.message.comesLater(n.tokens[i].end)
}

// baseAlone are told where nothing comes in beside 底薪.
var baseAlone = set(`莫得提成 冇提成 没得提成 提成没有 全停 没单 没单子 没有单 没提成 没有提成 没绩效 没有绩效 没业绩 加班费全没 加班费没了 加班费都没 没加班费 提成没了 提成全没 提成都没 奖金没了 没开单 没出单 没活 没活干 停产 停工 待岗 没加班 不让加班 没奖金`)

// clauseSays reports one of the words in the clause before the amount.
func (n *narrator) clauseSays(i int, words func() *trie) bool {
	return (message{rs: n.clauseUpTo(n.tokens[i].start)}).says(words)
}

var (
	thisMonth  = set(`这月 这个月 本月`)
	everyMonth = set(`每 一个月`)
)

// sumOfAll reports 一共 said of no loan in particular after several were named.
func (n *narrator) sumOfAll() bool {
	if len(n.debts) < 2 || n.inTurn || n.counting() == 1 {
		return false
	}
	sum := false
	for _, c := range n.cues {
		switch {
		case c.tag == tagProduct:
			sum = false
		case c.tag == tagTotal:
			from, _ := n.message.breath(n.tokens[c.token].start, n.tokens[c.token].end, 1)
			sum = !slices.ContainsFunc(n.tokens[:c.token], func(t token) bool { return t.start >= from && t.kind == tokenWord && t.tag == tagProduct })
		}
	}
	return sum
}

// partOf reports 3500加提成, where nobody knows how much is added, and 工资6000但是只发一半.
func (n *narrator) partOf(i int) bool {
	rs := n.message.rs
	from, to := n.tokens[i].end, n.tokens[i].end
	for to < len(rs) && breakStrength(rs, to) < 3 {
		to++
	}
	if j := i + 1; j < len(n.tokens) && n.tokens[j].start == from && n.tokens[j].tag == tagAnd && j+1 < len(n.tokens) && n.tokens[j+1].start == n.tokens[j].end && n.tokens[j+1].tag == tagIncome && !n.amountFollows(j+1) {
		return true
	}
	for j := i + 1; j < len(n.tokens); j++ {
		if k := n.tokens[j].kind; k == tokenMoney || k == tokenNumber || n.tokens[j].tag == tagProduct && k == tokenWord {
			to = min(to, n.tokens[j].start)
			break
		}
	}
	return (message{rs: rs[from:max(from, to)]}).says(unpaidWages)
}

var unpaidWages = set(`只发 没发 不发 发不出 拖着 发一半 打折 压着 拖欠 欠着 一分没 一毛没 没给 没结 没要到 要不到 要不回 拿不到 没拿到 不给 没到账 打水漂 打了水漂`)

// incomplete reports wages of which an answer tells only a part.
func (n *narrator) incomplete() bool {
	for i, t := range n.tokens {
		if (t.kind == tokenMoney || t.kind == tokenNumber) && n.partOf(i) {
			return true
		}
	}
	return false
}

// dayHere reports a day in the clause before the amount.
func (n *narrator) dayHere(i int) bool {
	return slices.ContainsFunc(n.tokens[n.clause:i], func(t token) bool { return t.kind == tokenDay })
}

// dailyHere reports 一天 in the clause.
func (n *narrator) dailyHere(i int) bool {
	return slices.ContainsFunc(n.tokens[n.clause:i], func(t token) bool { return t.kind == tokenDuration && t.dur.low == 1 && t.dur.high == 1 })
}

// fell reports 降到 or 跌到 before the amount: wages fall, debts do not.
func (n *narrator) fell() bool {
	return slices.ContainsFunc(n.cues, func(c cueNote) bool {
		first := peek(n.message.rs, n.tokens[c.token].start)
		return c.tag == tagNow && (first == '降' || first == '跌' || first == '掉' || first == '砍' || first == '缩')
	})
}

// rose reports 涨到 before the amount.
func (n *narrator) rose() bool {
	return slices.ContainsFunc(n.cues, func(c cueNote) bool {
		return c.tag == tagNow && peek(n.message.rs, n.tokens[c.token].start) == '涨'
	})
}

// severalHere reports 两张 or 三笔 in the clause: one figure for each of them.
func (n *narrator) severalHere(i int) bool {
	return slices.ContainsFunc(n.tokens[n.clause:i], func(t token) bool {
		c := peek(n.message.rs, t.end-1)
		return t.kind == tokenCount && (c == '张' || c == '笔' || c == '家') && t.q.low.cmp(whole(2)) >= 0
	})
}

// billHere reports 10月份 in the clause: one bill of several.
func (n *narrator) billHere(i int) bool {
	const reach = 40 // tokens
	for j := i - 1; j >= max(n.clause, i-reach); j-- {
		switch t := n.tokens[j]; {
		case t.kind == tokenWord && (t.tag == tagUnpaid || t.tag == tagOverdue || t.tag == tagOwe && peek(n.message.rs, t.start) == '欠'):
			return false // 9月份就没还了 欠8000
		case t.kind == tokenWord && t.tag == tagOtherMonth && hasAt(n.message.rs, t.end, "账单"), t.kind == tokenCount && endsWith(n.message.rs[:t.end], "月份"), t.kind == tokenDuration && t.dur.named && hasAt(n.message.rs, t.end, "账单"):
			return true
		}
	}
	return false
}

// fromThenOn reports 下月起, 下个月开始: a payment that comes every month from then on.
func (n *narrator) fromThenOn(i int) bool {
	t := n.tokens[i]
	return t.tag == tagOtherMonth && (peek(n.message.rs, t.end) == '起' || hasAt(n.message.rs, t.end, "开始")) || t.tag == tagFuture && endsWith(n.message.rs[:t.end], "开始")
}

// since reports 从九月, 从去年 and 上个月开始 at any of their words: it is so until today.
func (n *narrator) since(i int) bool {
	rs, t := n.message.rs, n.tokens[i]
	next := peek(rs, t.end)
	switch {
	case hasAt(rs, t.start, "从") && t.end == t.start+1:
		return i+1 < len(n.tokens) && n.tokens[i+1].start == t.end && n.tokens[i+1].aTime()
	case i == 0 || n.tokens[i-1].end < t.start:
		return next == '起' && peek(rs, t.start) != '下' || hasAt(rs, t.end, "开始") && peek(rs, t.start) != '下'
	}
	last := n.tokens[i-1]
	return hasAt(rs, last.start, "从") && peek(rs, t.start) != '下' || n.says(i, "开始") && last.aTime() && peek(rs, last.start) != '下'
}

// aTime reports a day, a month or a year.
func (t token) aTime() bool {
	return t.kind == tokenDuration || t.kind == tokenDay || t.kind == tokenCount || t.kind == tokenWord && (t.tag == tagBefore || t.tag == tagOtherMonth)
}

// meSince reports 我 between somebody else and the amount: 老公没工作 我工资5000.
func (n *narrator) meSince(from, i int) bool {
	between := n.runesBetween(from, i)
	return slices.Contains(between, '我') || slices.Contains(between, '俺')
}

// speaksAgainst reports that an amount beside such a word is none for the slot.
func speaksAgainst(tg tag, where slot) bool {
	debt := where >= slotTotal && where <= slotFees
	switch tg {
	case tagSaid, tagDemand:
		return where != slotTotal && where != slotPrincipal && where != slotExpenses
	case tagOwedMe:
		return debt || where == slotIncome
	case tagSometimes, tagPerOther:
		return true
	case tagFuture, tagOtherMonth:
		return !debt
	case tagOthers:
		return where == slotIncome
	case tagIgnore:
		return where == slotLump // 非要我一次性还8800
	case tagThisTerm:
		return where == slotTotal
	case tagInside:
		return where == slotIncome || where == slotExpenses
	case tagMonthly:
		return where == slotLump
	case tagDrop, tagPaid:
		return where == slotAffordable
	}
	return false
}

// comesLater reports 赔偿金2万下个月到: the money is not there yet.
func (m message) comesLater(i int) bool {
	_, _, ok := laterWords().longest(m.rs, skipSpaces(m.rs, i))
	return ok
}

var laterWords = set(`下个月到 下个月发 下个月给 下个月拿 下月到 下月给 下周到 下周给 过几天到 还没到 还没发 还没给 没到账 没拿到 要不回来 还没拿到 next_month`)

// keptBehind reports 手里还剩12000想留着过日子: what is at hand, and is kept for something else.
func (n *narrator) keptBehind(i int) bool {
	rs := n.message.rs
	from := skipSpaces(rs, n.tokens[i].end)
	behind := message{rs: rs[from:min(len(rs), from+keptReach)]}
	return behind.says(keptWords) && !slices.Contains(behind.rs, '还')
}

// keptReach is how far behind an amount it is said what it is kept for.
const keptReach = 8

var keptWords = set(`留着 想留 要留 得留 留给 留作 留下 不能动 动不了 不敢动 不想动 救命 生活费 过日子 吃饭 取不出 养老 要交房租 要给 给孩子 交学费 看病 过年用 做手术`)

// perMonth reports that an amount of money that comes or goes is for one month. Earnings of a
// year are divided by twelve where that is exact.
func (n *narrator) perMonth(where slot, i int, r *Reading[calc.Money]) bool {
	if where != slotIncome && where != slotExpenses && where != slotAffordable && where != slotOtherDebt && where != slotItem {
		return true
	}
	months, said := n.periodOf(i)
	switch {
	case !said || months == 1:
		return true
	case months == 12 && where == slotIncome && r.Kind == Exact && r.Value%12 == 0:
		*r = exactly(r.Value / 12)
		return true
	}
	return false
}

// periodOf returns the months an amount is for: 一年挣6万, 6万一年. It is 0 for days and weeks.
func (n *narrator) periodOf(i int) (months int, said bool) {
	rs := n.message.rs
	for j := i - 1; j >= n.clause && n.tokens[i].start-n.tokens[j].end <= 8; j-- {
		switch t := n.tokens[j]; {
		case t.kind == tokenWord && t.tag == tagMonthly:
			return 1, true
		case t.kind == tokenDuration && j > 0 && n.tokens[j-1].kind == tokenWord && (n.tokens[j-1].tag == tagOverdue || n.tokens[j-1].tag == tagUnpaid || n.tokens[j-1].tag == tagProduct):
			return 0, false // 逾期2个月工资4000
		case t.kind == tokenDuration && t.dur.months == 0 && t.dur.low != 1 && t.dur.low != 7 && t.dur.low != 15:
			return 0, false
		case t.kind == tokenDuration && t.dur.months <= 12 && !t.dur.named && peek(rs, t.end) != '了' && peek(rs, t.end) != '前':
			return t.dur.months, !t.dur.vague()
		case t.kind != tokenWord || t.tag == tagOverdue || t.tag == tagUnpaid:
			return 0, false
		}
	}
	if i+1 < len(n.tokens) {
		if t := n.tokens[i+1]; t.kind == tokenDuration && t.start-n.tokens[i].end <= 1 && !t.dur.vague() && (t.dur.low == 1 || t.dur.low == 7 || t.dur.low == 365) {
			return t.dur.months, true
		}
	}
	return 0, false
}
