package understand

import (
	"slices"
	"strings"

	"xieshang/calc"
)

// What becomes of an amount once its place is known.

// amount gives an amount its place.
func (n *narrator) amount(i int) {
	t := &n.tokens[i]
	if rate, price, borrowed, ok := n.dailyPrice(i); ok {
		n.setRate(rate)
		n.daily = price
		if !borrowed {
			n.pass()
			return
		}
	} else if n.daily > 0 && i == n.daily {
		n.pass()
		return
	}
	if n.putRight(i) || n.became(i) {
		return
	}
	n.countOut(i)
	if n.countedTo > 0 && i <= n.countedTo && n.asTotal(i) {
		return
	}
	n.allot(i)
	n.refer(i)
	if n.asked == slotNone && (n.passedOver(i) || n.oneLoanOf(i)) || !n.mine(i) {
		n.itemsOpen = n.itemsOpen || n.insurance(i)
		n.pass()
		return
	}
	if (n.own == i && i > 0 || n.eachOne(i) && n.oneBefore(i) && n.tokens[i].kind != tokenDuration) && n.asTotal(i) {
		return
	}
	if j, ok := n.owedOn(i); ok {
		n.groupOpen = false
		n.product(j)
		n.used = j
	}
	if n.monthlyBehind(i) && n.endsClause(i+1) {
		n.used = i + 1 // 3500一个月 花呗…: it belongs to this amount
	}
	where := n.place(i)
	if where == slotNone && n.refines(i) {
		where, n.fixing = slotTotal, true
	}
	if n.fixing && where == slotNone && n.aside > 0 && n.asideFor != slotNone {
		where = n.asideFor // 工资3500，存款5000，不对，4000: of the 5000, though it was not taken
	} else if n.fixing && (where == slotNone || where == n.topic) && n.topic != slotDays {
		where = n.topic
	} else if n.fixing && n.topic != slotNone {
		n.fixing = false
	}
	if where == slotLump && n.theirTerms(i) {
		where = slotIgnore
	}
	ruled := where
	where = n.weigh(i, where)
	if n.asked == slotNone && !n.holds(i, where) {
		where = slotIgnore
	}
	if _, _, strange := strangeWord(n.message.rs, n.tokens, i); strange && where == slotTotal && len(n.debts) > 0 && n.debts[len(n.debts)-1].Product != "" {
		where = slotNone // 花呗逾期35天，大鱼5700: of a lender nobody knows, or of something else
	}
	n.aside = 0
	if where == slotNone || where == slotIgnore {
		n.aside, n.asideFor = i+1, kindOfFigure(ruled)
		n.itemsOpen = n.itemsOpen || n.costOtherwise(i, ruled)
	}
	r, err := t.reading()
	if where == slotNone {
		n.loose, n.stray = n.loose+1, i+1
		n.waver(i)
		n.disputed = append(n.disputed, n.hearsay...) // 花呗说我欠7400，我自己算是6900
	}
	if where != slotNone && where < slotBorrowed && (n.asked == slotNone && n.contradicted(where, i) || !n.perMonth(where, i, &r)) {
		where = slotIgnore
	}
	if !labelled(n.tokens, i) {
		n.places = append(n.places, where)
	}
	if err != nil || where >= slotBorrowed || where == slotNone {
		n.finish(where)
		return
	}
	if where == slotItem {
		n.item(&r)
		n.finish(slotItem)
		return
	}
	if t.kind == tokenNumber && t.q.low.cmp(whole(100)) < 0 && !isPart(where) && !(where == slotIncome && t.q.high.coef == 0) {
		n.finish(slotIgnore)
		return
	}
	n.put(where, &r)
	n.fixing = false
	n.finish(where)
}

// asTotal takes token i for what is owed, without a further look; it is false where it cannot be read.
func (n *narrator) asTotal(i int) bool {
	r, err := n.tokens[i].reading()
	if err != nil {
		return false
	}
	n.places = append(n.places, slotTotal)
	n.put(slotTotal, &r)
	n.finish(slotTotal)
	return true
}

// putRight reports the 8000 of 不是8000是6000: the right amount follows and takes its place.
func (n *narrator) putRight(i int) bool {
	named := i > 0 && n.tokens[i-1].kind == tokenWord && n.tokens[i-1].end == n.tokens[i].start && n.message.denied(n.tokens[i-1].start) // 不是到手5200 是5000
	if !named && !n.message.denied(n.tokens[i].start) {
		return false
	}
	for j := i + 1; j < len(n.tokens) && n.tokens[j].start-n.tokens[i].end <= 6; j++ {
		switch t := n.tokens[j]; {
		case t.kind == tokenMoney || t.kind == tokenNumber:
			between := n.message.rs[n.tokens[i].end:t.start]
			if !slices.Contains(between, '是') && !slices.Contains(between, '欠') {
				return false
			}
			n.cues = slices.DeleteFunc(n.cues, func(c cueNote) bool { return c.tag == tagNot })
			n.fixing = true
			return true
		case t.kind == tokenWord && t.tag == tagProduct:
			return false
		}
	}
	return false
}

// became reports the 7000 of 工资7000变4600 and the 1万2 of 1万2滚到了1万9: what it is now follows and takes its place.
func (n *narrator) became(i int) bool {
	behind := skipSpaces(n.message.rs, n.tokens[i].end)
	if tg, _ := n.nearest(); peek(n.message.rs, behind) == ',' && tg != tagPrincipal {
		behind = skipSpaces(n.message.rs, behind+1)
	}
	was := n.justBefore(i).says(thenWords)
	if _, now, ok := byNow().longest(n.message.rs, behind); ok && (was || behind > n.tokens[i].end) {
		behind = now // 当时欠七千，现在变成一万零三百
	}
	_, end, ok := becameWords().longest(n.message.rs, behind)
	if !ok && was {
		_, end, ok = claimedWords().longest(n.message.rs, behind) // 当时欠1万8现在说要4万2
	}
	if !ok {
		return false
	}
	if peek(n.message.rs, end) == '了' {
		end++
	}
	for j := i + 1; j < len(n.tokens) && n.tokens[j].start <= end; j++ {
		if t := n.tokens[j]; t.start == end && (t.kind == tokenMoney || t.kind == tokenNumber && t.q.low.cmp(whole(100)) >= 0) {
			if tg, _ := n.nearest(); tg == tagIncome {
				n.before(tg, i)
			}
			return true
		}
	}
	return false
}

// thenWords tell what a debt was at first, claimedWords what is asked for by now.
var (
	thenWords    = set(`当时欠 当时借 当初欠 当初借 那时欠 那时候欠 那会儿欠 那会欠 一开始欠 刚开始欠 最开始欠 起初欠 当时是 当时才欠 当时就欠 当初才欠 原先欠`)
	claimedWords = set(`要 说要 说是 说欠 要还 要我还 让我还 让还 叫我还 得还 都要 都要还 已经要 滚成 催我还 喊还 喊我还 显示 显示欠 欠 欠了`)
)

var byNow = set(`现在 到现在 如今 目前 现在都 现在已经 后来 结果 到今天`)

var becameWords = set(`→ ➡ -> => 变 变成 变为 变到 滚到 滚成 涨到 涨成 利滚利到 降到 降成 降为 掉到 缩到 缩成 跌到 减到 减成 砍到 砍成 扣到 扣成 改成 改为 改到 更正为`)

// pass takes an amount for none of the slots.
func (n *narrator) pass() {
	n.places = append(n.places, slotIgnore)
	n.finish(slotIgnore)
}

// waver drops the total of 欠5000左右吧可能5200: nobody knows which.
func (n *narrator) waver(i int) {
	before := n.message.rs[:n.tokens[i].start]
	unsure := endsWith(before, "可能") || endsWith(before, "或者") || endsWith(before, "也许") || endsWith(before, "要么")
	if group := n.current(); unsure && n.topic == slotTotal && len(group) == 1 {
		n.disputed = append(n.disputed, &n.debts[group[0]].Total)
	}
}

// owedOn finds the product of "30k on jiebei".
func (n *narrator) owedOn(i int) (product int, ok bool) {
	rs := n.message.rs
	j := skipSpaces(rs, n.tokens[i].end)
	switch {
	case peek(rs, j) == '的' && i+1 < len(n.tokens) && n.tokens[i+1].start == j+1 && n.loanAt(i+1):
		return i + 1, !n.heardHere(tagIgnore) && !n.heardHere(tagMonthly) && !n.heard(tagPerTerm) // 9800的花呗 12000的借呗
	case i+1 < len(n.tokens) && i < n.pairsEnd:
		k := i + 1
		if n.tokens[k].kind == tokenBreak {
			k++
		}
		return k, n.tokens[k].kind == tokenWord && n.tokens[k].tag == tagProduct
	case n.owedThere(i):
		return i + 2, true
	case !hasAt(rs, j, "on "):
		return n.andOwed(i)
	}
	for k := i + 1; k < len(n.tokens) && k <= i+4; k++ {
		if t := n.tokens[k]; t.kind == tokenWord {
			return k, t.tag == tagProduct && t.start-j <= 7
		}
	}
	return 0, false
}

// owedThere reports 一万六欠着借呗 at the sum.
func (n *narrator) owedThere(i int) bool {
	if i+2 >= len(n.tokens) || i > 0 && n.tokens[i-1].kind != tokenBreak {
		return false
	}
	owe, loan := n.tokens[i+1], n.tokens[i+2]
	return owe.start == n.tokens[i].end && loan.start == owe.end && n.loanAt(i+2) && (n.says(i+1, "欠着") || n.says(i+1, "欠的是"))
}

// namesBehind returns how far 1w8花呗3w2借呗 goes, from the first sum with a loan behind it: each loan right behind its sum, at
// least two, and none before the first.
func (n *narrator) namesBehind() (end int) {
	pairs := 0
	for i := 0; i < len(n.tokens); i++ {
		switch t := n.tokens[i]; {
		case t.kind == tokenWord && t.tag == tagProduct && pairs == 0:
			return 0
		case t.kind != tokenMoney && t.kind != tokenNumber:
			continue
		}
		next := i + 1
		if next < len(n.tokens) && n.tokens[next].kind == tokenBreak && n.tokens[next].strength == 1 {
			next++
		}
		named := next < len(n.tokens) && n.tokens[next].tag == tagProduct && n.tokens[next].kind == tokenWord && n.tokens[next].start-n.tokens[i].end <= 1
		switch {
		case pairs == 0 && !named:
			continue // 赔了两万 8800花呗 14000借呗
		case pairs == 0 && i > 0 && n.tokens[i-1].kind == tokenWord && !neutral(n.tokens[i-1].tag) && n.tokens[i-1].tag != tagOwe:
			return 0
		}
		if !named {
			if pairs > 0 && (i-1 == end || n.tokens[i-1].kind == tokenBreak && i-2 == end) {
				return 0 // 一共11万 借呗6万 花呗5万: the names are before their sums
			}
			break
		}
		i, end, pairs = next, next, pairs+1
	}
	if pairs < 2 {
		return 0
	}
	return end
}

// loanAt reports a loan's name at token i that no word for a payment follows: 2600的借呗月供.
func (n *narrator) loanAt(i int) bool {
	t := n.tokens[i]
	return t.kind == tokenWord && t.tag == tagProduct && (i+1 >= len(n.tokens) || n.tokens[i+1].tag != tagPerTerm)
}

// andOwed finds the product of "and 30k credit cards".
func (n *narrator) andOwed(i int) (product int, ok bool) {
	if i < 2 || i+2 >= len(n.tokens) || !isLatin(peek(n.message.rs, n.tokens[i+2].start)) {
		return 0, false
	}
	before, blank, t := n.tokens[i-1], n.tokens[i+1], n.tokens[i+2]
	if before.kind == tokenBreak && before.strength == 1 {
		before = n.tokens[i-2]
	}
	joined := before.kind == tokenWord && before.tag == tagAnd || before.kind == tokenBreak && before.strength == 2
	return i + 2, joined && blank.kind == tokenBreak && blank.strength == 1 && t.kind == tokenWord && t.tag == tagProduct
}

// item notes one kind of spending. What is spent once, or not by the month, spoils the sum.
func (n *narrator) item(r *Reading[calc.Money]) {
	n.items = append(n.items, r.Value)
	if n.fixing || r.Kind != Exact || r.Value < calc.Yuan(20) || r.Value > calc.Yuan(20_000) {
		n.itemsOpen = true
	}
	once, kin := false, false // 娃的奶粉: the last word tells the kind
	for _, c := range n.cues {
		if c.tag != tagCategory && c.tag != tagSpend {
			continue
		}
		word := message{rs: n.message.rs[n.tokens[c.token].start:n.tokens[c.token].end]}
		_, end, ok := onceWords().longest(word.rs, 0)
		once, kin = ok && end == len(word.rs), n.livingOfKin(c.token)
		n.housed = n.housed || word.says(roofWords)
		n.fed = n.fed || word.says(foodWords) || word.says(livingWords) && !kin
	}
	if once || n.heard(tagPaid) || n.heard(tagPerOther) || n.heard(tagDemand) || n.heardHere(tagOthers) && !kin {
		n.itemsOpen = true
	}
}

// costOtherwise reports an amount that is a cost beside others and cannot be added to them: 烟一天30 by the day,
// 过路费300 by a name nobody knows.
func (n *narrator) costOtherwise(i int, ruled slot) bool {
	if ruled == slotItem || ruled == slotExpenses || n.feeBefore(i) || n.sentHome(i) {
		return true
	}
	if endsWithAny(n.clauseUpTo(n.tokens[i].start), perOtherBefore) && !n.heardHere(tagIncome) && !n.heardHere(tagAfford) && !n.heardHere(tagPay) && !n.heardHere(tagWork) {
		return true
	}
	_, _, strange := strangeWord(n.message.rs, n.tokens, i)
	return strange && n.lastFigure == slotItem
}

// sentHome reports 每个月还要寄一千回去.
func (n *narrator) sentHome(i int) bool {
	rs, t := n.message.rs, n.tokens[i]
	return strings.ContainsRune("寄打汇转", peek(rs, t.start-1)) && strings.ContainsRune("回给过", peek(rs, t.end))
}

// onceWords are spending that does not come back every month.
var onceWords = set(`学费 读书 医药费 看病 保险 补课 供暖 暖气 上学 透析 孩子 小孩 娃 老人`)

// isPart reports parts of a debt, which may be a few yuan: 手续费30.
func isPart(where slot) bool {
	return where == slotInterest || where == slotPenalty || where == slotFees
}

// finish forgets the words used for an amount.
func (n *narrator) finish(where slot) {
	n.cues = n.cues[:0]
	n.groupOpen = false
	n.lastFigure = kindOfFigure(where)
	switch where {
	case slotNone, slotIgnore:
	case slotBorrowed:
		n.topic, n.loan = slotTotal, true
	default:
		n.topic = where
	}
}

// put stores an amount. Of two that differ neither is taken, unless one corrects the other
// or was only somebody else's word.
func (n *narrator) put(where slot, r *Reading[calc.Money]) {
	set := func(to **Reading[calc.Money]) {
		hearsay, said := n.heardHere(tagSaid), slices.Contains(n.hearsay, to)
		switch {
		case *to == nil || n.fixing || where == slotIncome && (n.heard(tagNow) || n.takenHome()) || said && !hearsay || where == slotExpenses && n.living && n.heard(tagTotal):
			*to = r
			n.settle(to, hearsay)
		case (*to).Low != r.Low || (*to).High != r.High:
			n.loose++
			if !hearsay || said {
				n.disputed = append(n.disputed, to)
			}
		}
	}
	switch where {
	case slotIncome:
		set(&n.income)
	case slotExpenses:
		n.living = n.expenses == nil && n.livingMoney()
		set(&n.expenses)
	case slotOtherDebt:
		if !n.addOtherDebt(r) {
			set(&n.otherDebt)
		}
	case slotAffordable:
		set(&n.affordable)
	case slotLump:
		set(&n.lump)
	default:
		n.putDebt(where, r, set)
	}
}

// takenHome reports 月薪8000，实发6300: what comes home counts.
func (n *narrator) takenHome() bool {
	for _, c := range n.cues {
		if c.tag == tagIncome && n.tells(c.token, takenHomeWords) {
			return true
		}
	}
	return false
}

var takenHomeWords = set(`到手 实发 拿到手 净到手 净收入 take_home take-home takehome net_pay`)

// settle ends a dispute about a slot, and remembers whose word it was filled with.
func (n *narrator) settle(to **Reading[calc.Money], hearsay bool) {
	same := func(s **Reading[calc.Money]) bool { return s == to }
	n.disputed = slices.DeleteFunc(n.disputed, same)
	n.hearsay = slices.DeleteFunc(n.hearsay, same)
	if hearsay {
		n.hearsay = append(n.hearsay, to)
	}
}

// addOtherDebt adds a second loan's payment to the first: 房贷3500车贷1800.
func (n *narrator) addOtherDebt(r *Reading[calc.Money]) bool {
	name := ""
	for _, c := range n.cues {
		if t := n.tokens[c.token]; c.tag == tagOtherDebt || c.tag == tagProduct {
			name = string(n.message.rs[t.start:t.end])
		}
	}
	before := n.otherDebtOf
	n.otherDebtOf = append(before, name)
	if n.fixing || n.otherDebt == nil || name == "" || slices.Contains(before, name) || slices.Contains(before, "") {
		return false
	}
	sum := between(min(n.otherDebt.Low+r.Low, calc.MaxMoney), min(n.otherDebt.High+r.High, calc.MaxMoney))
	if sum.Low == sum.High {
		sum.Kind = Exact
	}
	n.otherDebt = &sum
	return true
}

// putDebt stores a figure of the debts being talked about. One total for several debts says
// nothing about each, so it is left out.
func (n *narrator) putDebt(where slot, r *Reading[calc.Money], set func(**Reading[calc.Money])) {
	group := n.currentOrNew()
	if n.inTurn && n.turn < len(group) {
		group = group[n.turn : n.turn+1]
		n.turn++
	} else if len(group) > 1 && !n.heard(tagEach) {
		if where == slotTotal {
			n.sharedBy = r // 花呗借呗加起来欠3万
		}
		return
	}
	for _, i := range group {
		d := n.debts[i]
		switch where {
		case slotTotal:
			if n.heard(tagInside) {
				n.dropWhole(i)
			}
			if d.daysWith != nil && !alike(d.daysWith, r) {
				d.OverdueDays, d.daysWith = nil, nil // 欠维信5700逾期20天，花呗3000
			}
			if d.unnamed && d.Product != "" || n.heard(tagGrown) || n.heardHere(tagNow) || n.withInterest(d, r) || n.loan && (n.heard(tagRemain) || n.stillOwes()) {
				d.Total = nil
			}
			set(&d.Total)
			d.unnamed = d.Product == ""
			d.owedOnly = !n.heard(tagTotal)
		case slotPrincipal:
			set(&d.Principal)
		case slotInterest:
			set(&d.Interest)
			d.inside = d.inside || n.heard(tagInside)
		case slotPenalty:
			set(&d.Penalty)
			d.inside = d.inside || n.heard(tagInside)
		case slotFees:
			set(&d.Fees)
		}
	}
}

// alike reports two sums of which the second may be the first told closer.
func alike(a, b *Reading[calc.Money]) bool {
	return a.Low <= b.High+b.High/5 && b.Low <= a.High+a.High/5
}

// refines reports 2千多 2043.18, 一万二左右 app里是12,340: the same sum again, told closer.
func (n *narrator) refines(i int) bool {
	group := n.current()
	if n.topic != slotTotal || len(group) != 1 || len(n.cues) > 0 && !n.shown(i) {
		return false
	}
	d := n.debts[group[0]]
	r, err := n.tokens[i].reading()
	if d.Total == nil || err != nil || r.Kind != Exact {
		return false
	}
	if n.shown(i) && slices.Contains(n.hearsay, &d.Total) {
		return true // 催收说我欠11000 其实app里是9876.5
	}
	slack := (d.Total.High - d.Total.Low) / 4
	if d.Total.About || n.shown(i) {
		slack = d.Total.High / 10
	}
	return slack > 0 && r.Value >= d.Total.Low-slack && r.Value <= d.Total.High+slack
}

// shown reports that the clause tells where the amount was looked up.
func (n *narrator) shown(i int) bool { return n.clauseSays(i, shownWords) }

var shownWords = set(`app 账单 页面 打开 点开 点进去 我看 我查 查了 看了 显示 具体 准确 确切 精确 其实 实际`)

// withInterest reports a sum with interest that is more than the one told before: 借呗2万
// 他们说本息一共2万9.
func (n *narrator) withInterest(d *debtNote, r *Reading[calc.Money]) bool {
	return d.Total != nil && d.Total.High < r.Low && slices.ContainsFunc(n.cues, func(c cueNote) bool {
		return c.tag == tagTotal && n.tells(c.token, withInterestWords)
	})
}

var withInterestWords = set(`本息 连本带利 连本带息`)

// stillOwes reports 还欠, which after 还了2万 is what is left.
func (n *narrator) stillOwes() bool {
	return slices.ContainsFunc(n.cues, func(c cueNote) bool { return c.tag == tagOwe && hasAt(n.message.rs, n.tokens[c.token].start, "还欠") })
}

// dropWhole takes back the sum of which debt d is a part: 网贷一共8万，花呗占1万.
func (n *narrator) dropWhole(d int) {
	for d--; d >= 0; d-- {
		if n.debts[d].Product == OtherProduct && n.debts[d].Total != nil {
			n.debts[d].Total, n.debts[d].cleared = nil, true
			return
		}
	}
}
