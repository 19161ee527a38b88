package understand

import (
	"slices"
	"strings"

	"xieshang/calc"
)

// What is owed to several lenders together says nothing about each of them.

// severalLenders reports 8个平台, 好几家网贷: more than one lender, counted and not named.
func (m message) severalLenders(tokens []token) bool {
	return m.says(severalWords) || slices.ContainsFunc(tokens, func(t token) bool {
		_, end, ok := lenderCounters().longest(m.rs, t.end-1)
		for j := t.end - 4; !ok && j < t.end && j >= t.start; j++ {
			_, end, ok = lenderCounters().longest(m.rs, j)
		}
		return t.kind == tokenCount && ok && end >= t.end && t.q.low.cmp(whole(2)) >= 0 && t.q.low.cmp(whole(100)) < 0
	})
}

// ManyDebts reports 好多家, 一屁股债: somebody who owes in many places and names none of them.
func ManyDebts(text string) bool {
	m := newMessage(text)
	return m.says(manyWords) || m.severalLenders(scan(m.rs, false))
}

var (
	manyWords      = set(`好多家 很多家 好几家 很多平台 好多平台 好几个 好多个 很多个 到处都是 到处欠 到处都欠 一屁股债 一屁股的债 一身债 一身的债 欠一屁股 一堆债 一大堆债 一堆 欠了好多 欠了很多 欠很多 欠好多 欠了一堆 欠一堆 全是债 全都是债 满身债 债务缠身 好多债 很多债 好多网贷 很多网贷 好多笔 很多笔 好几笔 十几家 十几个 几十家 哪个都欠 都欠 数不清 太多了 lots_of_debt lots_of_debts many_loans many_debts several_loans so_many_loans a_lot_of_debt everywhere`)
	lenderCounters = set(`平台 个平台 家平台 家网贷 个网贷 家 家银行 家机构 家公司 个app 个软件 家小贷 笔网贷`)
	severalWords   = set(`好几家 好几个平台 好几个网贷 几个平台 几家平台 几家网贷 多家平台 多个平台 多个网贷 several_platforms several_lenders several_apps`)
)

// together takes a total that several lenders share out of the debts: 八个平台一共欠了15万.
func (n *narrator) together() *Reading[calc.Money] {
	if sum := n.addedUp(); sum != nil {
		return sum
	}
	if len(n.debts) != 1 || !n.message.severalLenders(n.tokens) {
		return nil
	}
	d := n.debts[0]
	if d.Total == nil || d.Principal != nil || d.Product != "" && d.Product != OtherProduct {
		return nil
	}
	sum := d.Total
	d.Total, d.cleared = nil, d.Product == ""
	return sum
}

// addedUp takes back a sum that only adds up the loans told after it: 网贷一共12万 微粒贷4万 借呗8万.
func (n *narrator) addedUp() *Reading[calc.Money] {
	for i, d := range n.debts {
		if d.Total == nil || len(n.debts)-i < 3 || !d.kindOnly() {
			continue
		}
		sum := calc.Money(0)
		for _, part := range n.debts[i+1:] {
			if part.Total != nil {
				sum = min(sum+part.Total.Low, calc.MaxMoney)
			}
		}
		if whole := d.Total; sum == whole.Low {
			d.Total, d.OverdueDays, d.due, d.cleared = nil, nil, nil, true
			return whole
		}
	}
	return nil
}

// kindOnly reports 网贷 or 信用卡, said of no lender in particular.
func (d *debtNote) kindOnly() bool {
	switch d.Product {
	case OtherProduct:
		return slices.Contains(kindsOfLoan, d.name)
	case CreditCard:
		return d.name == ""
	}
	return false
}

// eachOne reads 一个2万，一个6万 behind the names of as many loans: the figures are theirs in turn.
func (n *narrator) eachOne(i int) bool {
	if n.inTurn || len(n.group) < 2 || !n.oneBefore(i) {
		return n.inTurn
	}
	ones := 0
	for j := i; j < len(n.tokens); j++ {
		if t := n.tokens[j]; (t.kind == tokenMoney || t.kind == tokenNumber || t.kind == tokenDuration) && n.oneBefore(j) {
			ones++
		}
	}
	if ones != len(n.group) {
		return false
	}
	n.inTurn, n.turn = true, 0
	return true
}

// allot reads 花呗借呗1万8和3万2: as many amounts as loans were named just before, in turn.
func (n *narrator) allot(i int) {
	if n.inTurn || len(n.group) < 2 || n.asked != slotNone {
		return
	}
	for _, c := range n.cues {
		if c.tag != tagProduct && c.tag != tagOwe && c.tag != tagAll && c.tag != tagAnd && c.tag != tagEach && c.tag != tagOverdue {
			return
		}
	}
	last := i
	for range len(n.group) - 1 {
		next := last + 1
		for next < len(n.tokens) && next <= last+2 && n.between(next) {
			next++
		}
		if next == last+1 || !n.amountFollows(next-1) {
			return
		}
		last = next
	}
	n.inTurn = !n.monthlyBehind(last) && n.byWordBehind(last) == slotNone
	n.turn = 0
}

// outOfSum takes a sum told of no loan for that of several where the loan at token i is one of them: 共计57000，其中借呗最多.
func (n *narrator) outOfSum(i int) {
	if n.asked != slotNone || len(n.debts) != 1 || n.debts[0].Product != "" || n.debts[0].Total == nil || n.debts[0].split() {
		return
	}
	rs, end := n.message.rs, n.tokens[i].end
	if !endsWithAny(rs[:n.tokens[i].start], insideWords) && !(message{rs: rs[end:min(len(rs), end+outOfReach)]}).says(largestWords) {
		return
	}
	n.sharedSum = n.debts[0].Total
	n.debts, n.group = n.debts[:0], n.group[:0]
}

// outOfReach is how far behind a loan it may be said that it is the largest, in runes.
const outOfReach = 5

var (
	insideWords  = set(`其中 包括 最大的一笔 最大一笔 最多的是 最大的是 大头是 里面有`)
	largestWords = set(`最多 占大头 占了大头 是大头 占了 占 最大`)
)

// countOut opens a debt for each of the sums behind loans that were counted: 信用卡3张分别是8000、12000、20000.
func (n *narrator) countOut(i int) {
	n.oneEach(i)
	group := n.group
	if n.asked != slotNone || i <= n.countedTo || len(group) == 0 || n.debts[group[len(group)-1]].Total != nil {
		return
	}
	last, sums := i, 1
	for j := i + 1; j < min(len(n.tokens), i+4*mostBills) && (n.between(j) || isSum(n.tokens[j])); j++ {
		if isSum(n.tokens[j]) {
			last, sums = j, sums+1
		}
	}
	if sums < 2 || n.loansCounted(i) != sums {
		return
	}
	first := group[len(group)-1]
	n.group = []int{first}
	for range sums - 1 {
		n.group = append(n.group, n.open(n.debts[first].Product, ""))
	}
	n.inTurn, n.turn, n.groupOpen, n.countedTo = true, 0, false, last
}

// oneEach opens a debt for each of 欠三家 一家5000 一家8000 一家12000, where no lender was named.
func (n *narrator) oneEach(i int) {
	if n.asked != slotNone || i <= n.countedTo || len(n.debts) > 0 || !n.oneBefore(i) {
		return
	}
	last, ones, counted := i, 0, 0
	for j := max(0, i-8); j < i; j++ {
		t := n.tokens[j]
		if count, ok := t.q.low.int(); ok && t.kind == tokenCount && peek(n.message.rs, t.end-1) == '家' {
			counted = max(counted, int(count))
		}
	}
	for j := i; j < min(len(n.tokens), i+6*mostBills) && (!isSum(n.tokens[j]) || n.oneBefore(j)); j++ {
		if isSum(n.tokens[j]) {
			last, ones = j, ones+1
		}
	}
	if ones < 2 || counted != ones {
		return
	}
	n.group = nil
	for range ones {
		n.group = append(n.group, n.open(OtherProduct, ""))
	}
	n.inTurn, n.turn, n.groupOpen, n.countedTo = true, 0, false, last
}

// loansCounted is the 3 of 信用卡3张分别是 and 三张信用卡 before token i; 0 if no loans were counted right before it.
func (n *narrator) loansCounted(i int) int {
	product, name := false, i
	for j := i - 1; j >= 0 && n.tokens[i].start-n.tokens[j].end <= 18; j-- {
		switch t := n.tokens[j]; {
		case t.kind == tokenCount && strings.ContainsRune("张笔家", peek(n.message.rs, t.end-1)):
			product = product || j > 0 && n.tokens[j-1].kind == tokenWord && n.tokens[j-1].tag == tagProduct
			oneLender := peek(n.message.rs, t.end-1) == '笔' && !n.debts[n.group[len(n.group)-1]].kindOnly() // 借呗两笔
			if count, ok := t.q.low.int(); ok && product && !oneLender && !t.q.vague() {
				return int(count)
			}
			return 0
		case t.kind == tokenWord && t.tag == tagProduct && !product:
			product, name = true, j
			if count, ok := digitOf(n.message.rs[t.start]); ok && peek(n.message.rs, t.start+1) == '张' {
				return int(count) // 两张卡 is one word
			}
			for count, word := range []string{2: "two", "three", "four", "five", "six"} {
				if word != "" && endsWith(n.message.rs[:t.start], word+" ") {
					return count
				}
			}
		case t.kind == tokenNumber && product && isLatin(peek(n.message.rs, n.tokens[name].start)) && n.tokens[name].start-t.end <= 1:
			count, _ := t.q.low.int()
			return int(count) // 3 credit cards
		case t.kind == tokenBreak && t.strength < 3, t.kind == tokenWord && (t.tag == tagRespective || t.tag == tagOwe):
		default:
			return 0
		}
	}
	return 0
}

// between reports a mark, a blank or 和.
func (n *narrator) between(i int) bool {
	t := n.tokens[i]
	return t.kind == tokenBreak && t.strength < 3 || t.kind == tokenWord && t.tag == tagAnd
}

// oneBefore reports 一个 right before token i, but for 是, 欠 or 逾期.
func (n *narrator) oneBefore(i int) bool {
	before := n.message.rs[:n.tokens[i].start]
	for _, late := range []string{"了", "逾期", "晚"} {
		if n.tokens[i].kind == tokenDuration && endsWith(before, late) {
			before = before[:len(before)-len([]rune(late))]
		}
	}
	for len(before) > 0 && (before[len(before)-1] == '是' || before[len(before)-1] == '欠' || before[len(before)-1] == ' ') {
		before = before[:len(before)-1]
	}
	return endsWith(before, "一个") || endsWith(before, "一笔") || endsWith(before, "一家")
}

// addBills takes what several bills of the one loan told of come to: 这个月2830，上个月1960，一起4790. Only a sum that is
// right to the fen is one.
func (n *narrator) addBills() {
	if len(n.debts) != 1 || n.asked != slotNone || n.debts[0].Principal != nil {
		return
	}
	d := n.debts[0]
	var bills []calc.Money // since the last word of anything else
	for _, t := range n.tokens {
		switch {
		case t.kind == tokenWord && otherThanBills(t.tag):
			bills = nil
		case t.kind != tokenMoney && t.kind != tokenNumber:
		default:
			r, err := t.reading()
			if err != nil || r.Kind != Exact {
				bills = nil
				continue
			}
			if from := sumsUp(bills, r.Value); from >= 0 && sumWordBefore(n.message.rs[:t.start]) && (d.Total == nil || slices.Contains(bills[from:], d.Total.Low)) {
				d.Total = &r
				return
			}
			bills = append(bills, r.Value)
		}
	}
}

// mostBills is how many bills are added up.
const mostBills = 12

// sumsUp is from which of the bills on they come to a sum, two of them at least; -1 if they do not.
func sumsUp(bills []calc.Money, sum calc.Money) int {
	for from := len(bills) - 1; from >= max(0, len(bills)-mostBills); from-- {
		if sum -= bills[from]; sum == 0 && from < len(bills)-1 {
			return from
		}
	}
	return -1
}

// sumWordBefore reports 一共, 一起, 加起来 right before a figure.
func sumWordBefore(before []rune) bool {
	for len(before) > 0 && (before[len(before)-1] == '是' || before[len(before)-1] == '有' || before[len(before)-1] == ' ') {
		before = before[:len(before)-1]
	}
	return slices.ContainsFunc([]string{"一起", "一共", "总共", "合计", "共", "加起来", "加一起", "合起来", "加在一起", "一共欠", "总共欠"}, func(w string) bool { return endsWith(before, w) })
}

// otherThanBills reports a word of money that is none of the loan's.
func otherThanBills(tg tag) bool {
	switch tg {
	case tagIncome, tagGross, tagSpend, tagCategory, tagOtherDebt, tagAfford, tagLump, tagWork, tagOwedMe, tagOthers, tagIgnore, tagPaid, tagPerTerm:
		return true
	}
	return false
}
