package understand

import (
	"slices"

	"xieshang/calc"
)

// Income that is none, what is spent each month, and what only looks like it.

// closeItems adds up kinds of spending when each has its amount and no amount is left over.
func (n *narrator) closeItems() {
	if n.expenses != nil || len(n.items) < 2 || n.itemsOpen || n.loose > 0 {
		return
	}
	n.sumItems(0)
}

// closeKinds adds up the kinds of spending that a story tells, where food is among them and a
// roof or another kind: 房租1800，吃饭交通1500. Who names only one of them has not told all.
func (n *narrator) closeKinds() {
	switch {
	case n.living && n.expenses != nil && len(n.items) > 0 && n.itemsOpen:
		n.expenses = nil // 生活费3000 孩子2000
	case n.itemsOpen || n.loose > 0 && len(n.items) > 1 || len(n.items) == 0:
	case n.expenses == nil && (!n.fed || !n.housed && len(n.items) < 2):
	case n.expenses == nil:
		n.sumItems(0)
	case n.living && n.expenses != nil && n.expenses.Kind == Exact:
		n.sumItems(n.expenses.Value) // 生活费1500 房租1200
	}
}

// sumItems takes the kinds of spending, and what is told beside them, for all that is spent.
func (n *narrator) sumItems(sum calc.Money) {
	for _, item := range n.items {
		sum = min(sum+item, calc.MaxMoney)
	}
	r := exactly(sum)
	n.expenses = &r
}

// saysNoIncome reports 没收入, but not 没有收入证明 or 老婆没收入.
func (n *narrator) saysNoIncome() bool {
	rs := n.message.rs
	for i := range rs {
		_, end, ok := zeroIncomeWords().longest(rs, i)
		if !ok || !wholeWord(rs, i, end) {
			continue
		}
		if i > 0 && isDigit(rs[i]) && isDigit(rs[i-1]) {
			continue // 6000收入
		}
		if have := hasAt(rs, i, "工资没有") || hasAt(rs, i, "收入没有"); have && end < len(rs) && breakStrength(rs, end) == 0 && rs[end] != '了' && rs[end] != '的' && rs[end] != '啊' && rs[end] != '呢' {
			continue // 靠工资没有别的来源
		}
		if c := peek(rs, end); c == '证' || c == '少' || c == '高' || c == '多' || c == '增' || c == '稳' {
			continue
		}
		from := i
		for from > 0 && i-from < 10 && breakStrength(rs, from-1) < 2 {
			from--
		}
		for _, t := range n.tokens {
			if t.end <= i && (t.kind == tokenMoney || t.kind == tokenNumber) {
				from = max(from, t.end) // 欠两万一 现在没收入
			}
		}
		if (message{rs: rs[from:i]}).says(notYetWords) {
			continue // 下个月开始没收入
		}
		other := false
		for j := max(0, i-7); j < i; j++ {
			_, _, kin := kinWords().longest(rs[:i], j)
			other = other || kin
		}
		if !other {
			return true
		}
	}
	return false
}

// notYetWords tell of a time to come or gone, or of some months only.
var notYetWords = set(`淡季 有时候 有时 偶尔 上个月 上月 前几个月 前两个月 前段时间 年前 去年 疫情 那会 那时 之前 以前 当时 下个月 下月 明年 年后 以后 马上 快要 即将 怕 担心 如果 要是 万一`)

const zeroIncomeList = `收入没有 工资没有 收入无 没收入 没有收入 无收入 零收入 0收入 没有任何收入 没任何收入 没有一分钱收入 没经济来源 没有经济来源 没得收入 莫得收入 冇收入 没进账 没有进账 收入为0 收入为零 收入是0 收入是零 no_income zero_income 断了收入`

var (
	zeroIncomeWords = set(zeroIncomeList)
	kinWords        = set(`老婆 老公 媳妇 妻子 丈夫 对象 爸 妈 父母 父亲 母亲 她 他 家人 家里人 女朋友 男朋友 家里 孩子 小孩 儿子 女儿 娃 公公 婆婆 爷爷 奶奶 外公 外婆 老人 弟弟 妹妹 哥哥 姐姐 前夫 前妻`)
)

// spent: 开销3000 is each month's; 花3000 only when a month or other means are spoken of.
func (n *narrator) spent(at int) slot {
	t := n.tokens[at]
	if n.besides(at) {
		if len(n.items) == 0 {
			return slotIgnore
		}
		return slotItem // 房租1300 其他开销1500
	}
	if n.message.livingWord(t) && (n.livingOfKin(at) || len(n.items) > 0 && n.expenses == nil && !n.heard(tagTotal)) {
		return slotItem // 房租1300 生活费1500, 孩子学费一千 吃用两千, 父母生活费500
	}
	bare := t.end-t.start <= 2 && (message{rs: n.message.rs[t.start:t.end]}).says(bareSpendWords)
	if !bare || n.heard(tagMonthly) || n.heard(tagIncome) || n.heard(tagNoIncome) || n.asked != slotNone {
		return slotExpenses
	}
	if n.heardHere(tagCategory) || n.topic != slotIncome && n.topic != slotExpenses && n.topic != slotItem && n.topic != slotOtherDebt {
		return slotIgnore
	}
	return slotExpenses
}

// besides reports 其他开销, which is not all that is spent.
func (n *narrator) besides(at int) bool {
	before := n.message.rs[max(0, n.tokens[at].start-6):n.tokens[at].start]
	for _, more := range []string{"每个月", "每月", "一个月", "月", "的"} {
		if endsWith(before, more) {
			before = before[:len(before)-len([]rune(more))]
		}
	}
	return endsWith(before, "其他") || endsWith(before, "其它") || endsWith(before, "别的") || endsWith(before, "另外") || endsWith(before, "其余") || endsWith(before, "此外")
}

var bareSpendWords = set(`花 花掉 花费 消费 用掉 spend`)

// allowance reports 给我生活费2000, 发1800生活费 and what a student lives on: money that comes in.
func (n *narrator) allowance(word, i int) bool {
	rs := n.message.rs
	if !endsWith(rs[:n.tokens[word].end], "生活费") {
		return false
	}
	from := n.tokens[n.clause].start
	return slices.ContainsFunc(rs[from:max(from, min(n.tokens[word].start, n.tokens[i].start))], func(r rune) bool { return r == '给' || r == '发' }) || n.message.says(studentWords) || n.message.says(givenWords)
}

// givenReach is how far before an amount its giver is looked for.
const givenReach = 24

// given reports 家里每月给我1500: what somebody gives to live on, not what would be given once.
func (n *narrator) given(i int) bool {
	rs := n.message.rs
	if n.asked == slotTotal {
		return false
	}
	from, to := max(0, n.tokens[i].start-givenReach), n.tokens[i].start
	for j := from; j < to; j++ {
		if breakStrength(rs, j) > 1 {
			from = j + 1
		}
	}
	for endsWith(rs[from:to], " ") {
		to--
	}
	for _, more := range []string{"我", "生活费", "我生活费", "我的生活费", "家用", "我打"} {
		if endsWith(rs[from:to], "给"+more) {
			to -= len([]rune(more))
			break
		}
	}
	if !endsWith(rs[from:to], "给") {
		return false
	}
	said := message{rs: rs[from : to-1]}
	for j := from; j < to-1; j++ {
		if breakStrength(rs, j) > 0 {
			said = message{rs: rs[j+1 : to-1]}
		}
	}
	living := said.says(monthWords) || (message{rs: rs[to:n.tokens[i].start]}).says(livingWords)
	return living && said.says(giverWords) && !said.says(mayGiveWords)
}

// ownWageWords tell one's own wages from what others give.
var ownWageWords = set(`我自己 自己挣 自己赚 自己工资 自己上班 自己兼职`)

var (
	livingWords  = set(`生活费 家用 吃用`)
	giverWords   = set(`家里 家里人 家人 爸妈 父母 老爸 老妈 我妈 我爸 妈妈 爸爸 老公 老婆 丈夫 媳妇 对象 男朋友 女朋友 儿子 女儿 爷爷 奶奶 外公 外婆 公婆`)
	mayGiveWords = set(`能 可以 愿意 答应 说 要 让 一次`)
)

var givenWords = set(`爸妈给 父母给 家里给 我妈给 我爸给 老公给 老婆给 儿子给 女儿给 家人给`)

var studentWords = set(`学生 大一 大二 大三 大四 研一 研二 在校 读大学 上大学 读书`)

// bought reports 花6800买的: spent once.
func (n *narrator) bought(i int) bool {
	c := peek(n.message.rs, n.tokens[i].end)
	return (c == '买' || c == '装' || c == '办') && !n.heard(tagMonthly)
}

// category: one kind of spending is not all of it; several with a sum are. See closeItems.
func (n *narrator) category() slot {
	count := 0
	for _, c := range n.cues {
		if c.tag == tagCategory {
			count++
		}
	}
	switch {
	case count >= 1 && n.heard(tagTotal):
		return slotExpenses
	case n.asked != slotNone && count >= 2 && len(n.items) == 0 && n.kindsTogether(): // 房租1800，吃饭交通1500 are two of a list
		return slotExpenses
	case !n.kindsListed() || count >= 2 && n.heardHere(tagIncome): // 工资-房租-吃饭=1500
		n.itemsOpen = true
	}
	return slotItem
}

// kindsTogether reports 房租吃饭2500: food and other kinds with one figure for all of them.
func (n *narrator) kindsTogether() bool {
	fed, housed := false, false
	for _, c := range n.cues {
		if c.tag == tagCategory {
			word := message{rs: n.message.rs[n.tokens[c.token].start:n.tokens[c.token].end]}
			fed, housed = fed || word.says(foodWords), housed || !word.says(foodWords) && word.says(homeWords)
		}
	}
	return fed && housed && n.kindsListed()
}

// kindsListed reports that nothing else stands between the kinds of spending before an amount.
func (n *narrator) kindsListed() bool {
	last := -1
	for j, c := range n.cues {
		if c.tag != tagCategory {
			continue
		}
		if last >= 0 && !n.joined(last) && !n.listedBetween(n.cues[last].token, c.token) {
			return false
		}
		last = j
	}
	return true
}

// roofWords are what a place to live costs.
var roofWords = set(`房租 租房 租金 住宿 物业 rent`)

// livingWord reports 生活费, which is all that is spent unless a rent is told beside it.
func (m message) livingWord(t token) bool {
	return (message{rs: m.rs[t.start:t.end]}).says(livingWords)
}

// livingMoney reports that the amount at hand is called 生活费 and nothing more.
func (n *narrator) livingMoney() bool {
	tg, at := n.nearest()
	return tg == tagSpend && n.message.livingWord(n.tokens[at]) && !n.heard(tagTotal)
}

// livingOfKin reports 父母生活费: what somebody else lives on.
func (n *narrator) livingOfKin(at int) bool {
	before := n.message.rs[:n.tokens[at].start]
	if endsWith(before, "的") {
		before = before[:len(before)-1]
	}
	for _, kin := range []string{"父母", "爸妈", "老人", "孩子", "小孩", "娃", "我妈", "我爸", "老家", "儿子", "女儿", "弟弟", "妹妹"} {
		if endsWith(before, kin) {
			return true
		}
	}
	return false
}

var (
	foodWords = set(`吃饭 伙食 买菜 吃的 吃喝 饭钱 饭费 餐费 菜钱 food groceries`)
	homeWords = set(`房租 水电 租房 租金 物业 交通 话费 住宿 油费 rent`)
)

// listedBetween reports nothing but marks, blanks and 和 between two words.
func (n *narrator) listedBetween(a, b int) bool {
	for j := a + 1; j < b; j++ {
		if t := n.tokens[j]; !(t.kind == tokenBreak && t.strength < 3 || t.kind == tokenWord && (t.tag == tagAnd || t.tag == tagCategory)) {
			return false
		}
	}
	return true
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
