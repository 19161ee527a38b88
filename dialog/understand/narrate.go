package understand

import (
	"slices"
	"unicode/utf8"

	"xieshang/calc"
)

// read walks over the tokens.
func (n *narrator) read() {
	n.meanCards()
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

// meanCards takes the names of banks for their credit cards, and of firms that people work for
// or shop at for their loans, where a debt is spoken of.
func (n *narrator) meanCards() {
	for i := range n.tokens {
		t := &n.tokens[i]
		switch {
		case t.kind != tokenWord:
		case (t.tag == tagBank || t.tag == tagBankCard) && n.cardMeant(i):
			t.tag, t.product = tagProduct, creditCardIndex
		case t.tag == tagProduct && n.firm(t) && !n.cardMeant(i):
			t.tag = tagNone // 在京东上班, 滴滴司机
		}
	}
}

// firm reports a name that is not only a lender's.
func (n *narrator) firm(t *token) bool {
	_, end, ok := firmNames().longest(n.message.rs, t.start)
	return ok && end == t.end
}

var firmNames = set(`京东 美团 滴滴 快手 苏宁 携程 哈啰 得物 唯品花 众安 乐信 海尔消费`)

// cardMeant reports 招行欠3万, 招行3万; 招行卡 unless it holds money.
func (n *narrator) cardMeant(i int) bool {
	t := n.tokens[i]
	if n.asked == slotProduct {
		return true
	}
	rs := n.message.rs
	switch peek(rs, t.start-1) {
	case '在', '到', '从', '存', '往', '发', '进':
		return false
	}
	from := t.start
	for k := 0; k < 8 && from > 0 && breakStrength(rs, from-1) == 0; k++ {
		from--
	}
	if t.tag == tagBankCard {
		return peek(rs, t.end) != '里' && !(message{rs: rs[from:min(len(rs), t.end+4)]}).says(heldWords)
	}
	j := i + 1
	if j < len(n.tokens) && n.tokens[j].kind == tokenBreak && n.tokens[j].strength == 1 {
		j++
	}
	if j >= len(n.tokens) || n.tokens[j].start-t.end > 3 || (message{rs: rs[from:t.start]}).says(heldWords) {
		return false
	}
	switch next := n.tokens[j]; next.kind {
	case tokenMoney:
		return !next.q.negative
	case tokenNumber:
		return next.q.low.cmp(whole(100)) >= 0
	case tokenWord:
		return next.tag == tagOwe || next.tag == tagOverdue || next.tag == tagUnpaid
	case tokenCount:
		return peek(rs, next.end-1) == '张' // 招行一张2万3
	}
	return false
}

// heldWords say that a card or an account holds money, or pays it out.
var heldWords = set(`工资 储蓄 借记 到账 绑定 存款 存了 打到 转到 发到 上班 工作 余额 工资卡 代发`)

// closeStory drops what was said in two ways, and takes 没收入 for no income. Kinds of spending
// are not added up: nobody says that they are all there is.
func (n *narrator) closeStory() {
	for _, s := range n.disputed {
		*s = nil
	}
	if n.shared && len(n.debts) > 1 {
		n.affordable = nil
	}
	if n.income == nil && n.saysNoIncome() {
		zero := exactly(calc.Money(0))
		n.income = &zero
	}
}

// closeItems adds up kinds of spending when each has its amount and no amount is left over.
func (n *narrator) closeItems() {
	if n.expenses != nil || len(n.items) < 2 || n.itemsOpen || n.loose > 0 {
		return
	}
	sum := calc.Money(0)
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
		if c := peek(rs, end); c == '证' || c == '少' || c == '高' || c == '多' || c == '增' || c == '稳' {
			continue
		}
		other := false
		for j := max(0, i-4); j < i; j++ {
			_, _, kin := kinWords().longest(rs[:i], j)
			other = other || kin
		}
		if !other {
			return true
		}
	}
	return false
}

const zeroIncomeList = `没收入 没有收入 无收入 零收入 0收入 没有任何收入 没任何收入 没有一分钱收入 没经济来源 没有经济来源 没进账 没有进账 收入为0 收入为零 收入是0 收入是零 no_income zero_income 断了收入`

var (
	zeroIncomeWords = set(zeroIncomeList)
	kinWords        = set(`老婆 老公 媳妇 妻子 丈夫 对象 爸 妈 父母 父亲 母亲 她 他 家人 家里人 女朋友 男朋友 家里`)
)

// pause forgets the words of a finished sentence.
func (n *narrator) pause(i int) {
	if n.tokens[i].strength > 1 {
		n.clause = i + 1
		n.fixing = n.fixing || n.takenBack(i)
	}
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

// takenBack reports 不 or 不是 between two marks: 三个月，不，四个月.
func (n *narrator) takenBack(i int) bool {
	rs, j := n.message.rs, n.tokens[i].end
	if peek(rs, j) != '不' {
		return false
	}
	j++
	if peek(rs, j) == '是' {
		j++
	}
	return breakStrength(rs, min(j, len(rs)-1)) == 2 && j < len(rs)
}

// enumerating reports a mark between two products: 花呗、借呗.
func (n *narrator) enumerating(i int) bool {
	return i+1 < len(n.tokens) && n.tokens[i+1].kind == tokenWord && n.tokens[i+1].tag == tagProduct
}

// hear notes a word.
func (n *narrator) hear(i int) {
	t := &n.tokens[i]
	switch t.tag {
	case tagProduct:
		n.product(i)
		return
	case tagFix:
		n.fixing = !n.says(i, "还是") || n.amountFollows(i)
		return
	case tagRespective:
		n.respectively()
		return
	case tagNotDue:
		n.notDueSaid = true
		for _, d := range n.current() {
			n.debts[d].NotYetDue = true
		}
	case tagOverdue, tagUnpaid:
		n.overdueSaid = true
	case tagCleared:
		n.clear(i)
	case tagNot:
		if n.endsClause(i) && n.says(i, "没有") {
			n.clear(i) // 花呗没有，借呗
		}
	case tagInside:
		for _, d := range n.current() {
			n.debts[d].inside = n.debts[d].inside || isPart(n.topic) // 利息1200已经含在里面
		}
	case tagPaid:
		n.loan = n.loan || n.topic == slotTotal
		if n.endsClause(i) && peek(n.message.rs, t.start) == '还' {
			n.clear(i) // 花呗还了，借呗
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
	}
	if t.tag != tagAll && t.tag != tagEach && t.tag != tagTotal {
		n.groupOpen = false
	}
	n.cues = append(n.cues, cueNote{t.tag, i})
}

// product opens a debt, or returns to one named before.
func (n *narrator) product(i int) {
	t := &n.tokens[i]
	if n.denied(i) {
		n.cues = n.cues[:len(n.cues)-1]
		n.drop(t.product)
		n.fixing = false
		return
	}
	n.cues = append(n.cues, cueNote{tagProduct, i})
	if n.fixing && len(n.group) == 1 && n.debts[n.group[0]].empty() {
		n.debts[n.group[0]].Product = "" // 花呗 不对 借呗
		n.fixing = false
	}
	theirs := n.othersLoan(i)
	d := n.find(productWords[t.product].product, n.lender(i), theirs)
	if !n.groupOpen {
		n.group = n.group[:0]
		n.inTurn = false
	}
	n.groupOpen = true
	if slices.Contains(n.group, d) {
		n.group = n.group[:0] // 花呗和借呗，花呗1万: the list is over
	}
	n.group = append(n.group, d)
	n.debts[d].cleared = n.debts[d].cleared || n.paidBefore(i)
	n.settlePending(d)
}

// othersLoan reports 我老婆花呗, and the loans named after it until 我.
func (n *narrator) othersLoan(i int) bool {
	if len(n.cues) > 1 {
		last := n.cues[len(n.cues)-2]
		if gap := n.message.rs[n.tokens[last.token].end:n.tokens[i].start]; last.tag == tagOthers && last.token == i-1 && (len(gap) == 0 || len(gap) == 1 && gap[0] == '的') {
			return true
		}
	}
	return n.groupOpen && len(n.group) > 0 && n.debts[n.group[0]].theirs
}

// respectively begins 分别: the figures that follow are for the debts named together, else for
// all of them, in order.
func (n *narrator) respectively() {
	n.inTurn, n.turn = true, 0
	if len(n.group) > 1 {
		return
	}
	n.group = n.group[:0]
	for d := range n.debts {
		n.group = append(n.group, d)
	}
}

// clear notes that nothing is owed on the product just named: 花呗没欠, 借呗已经还清了.
func (n *narrator) clear(i int) {
	j := len(n.cues) - 1
	for j >= 0 && (n.cues[j].tag == tagAll || n.cues[j].tag == tagNow || n.cues[j].tag == tagBefore) {
		j-- // 花呗借呗都结清了
	}
	if j < 0 || n.cues[j].tag != tagProduct || n.tokens[i].start-n.tokens[n.cues[j].token].end > 4 {
		return
	}
	for _, d := range n.group {
		n.debts[d].cleared = true
	}
}

// denied reports 不是, 没有 or 没欠 right before the product, but not 是不是.
func (n *narrator) denied(i int) bool {
	if len(n.cues) == 0 || i > 0 && n.tokens[i-1].kind == tokenBreak {
		return false
	}
	last := n.cues[len(n.cues)-1]
	said := last.tag == tagNot || last.tag == tagCleared && hasAt(n.message.rs, n.tokens[last.token].start, "没欠")
	return said && last.token >= i-2 && n.tokens[i].start-n.tokens[last.token].end <= 1
}

// lender tells cards of several banks apart, and other lenders by their names.
func (n *narrator) lender(i int) string {
	t, rs := n.tokens[i], n.message.rs
	switch productWords[t.product].product {
	case OtherProduct:
		return string(rs[t.start:t.end])
	case CreditCard:
		if _, _, ok := bankTrie().longest(rs, t.start); !ok {
			return ""
		}
		if hasAt(rs, t.start, "中信") {
			return "信"
		}
		return string(rs[t.start])
	}
	return ""
}

// paidBefore reports 还了花呗: with another loan's money, and nothing more is said of it.
func (n *narrator) paidBefore(i int) bool {
	if len(n.cues) < 2 {
		return false
	}
	last := n.cues[len(n.cues)-2]
	return last.tag == tagPaid && n.tokens[i].start-n.tokens[last.token].end <= 1
}

// drop takes back a product that was named and denied.
func (n *narrator) drop(product int) {
	p := productWords[product].product
	for i := range n.debts {
		if n.debts[i].Product == p && n.debts[i].empty() {
			n.debts[i].Product = ""
			n.group = append(n.group[:0], i)
			return
		}
	}
}

func (d *debtNote) empty() bool {
	return d.Total == nil && d.Principal == nil && d.OverdueDays == nil && d.due == nil && d.RateDaily == nil
}

// find returns the index of the debt with this product, opening it if need be. Cards are told
// apart by their banks, other lenders by their names once the first has its amount.
func (n *narrator) find(p Product, lender string, theirs bool) int {
	for i, d := range n.debts {
		if d.theirs != theirs || d.Product != p && d.Product != "" || d.Product == p && d.name != lender && d.apart(lender) {
			continue
		}
		d.Product = p
		if d.name == "" {
			d.name = lender
		}
		return i
	}
	i := n.open(p, lender)
	n.debts[i].theirs = theirs
	return i
}

// apart reports that d cannot be the lender just named.
func (d *debtNote) apart(lender string) bool {
	switch d.Product {
	case OtherProduct:
		return d.Total != nil
	case CreditCard:
		return lender != "" && (d.name != "" || d.Total != nil)
	}
	return false
}

func (n *narrator) open(p Product, lender string) int {
	n.debts = append(n.debts, &debtNote{Debt: Debt{Product: p}, name: lender})
	return len(n.debts) - 1
}

// endsClause reports a mark, or nothing, behind token i.
func (n *narrator) endsClause(i int) bool {
	return i+1 >= len(n.tokens) || n.tokens[i+1].kind == tokenBreak
}

// current returns the debts being talked about, opening one without a name if none was named.
func (n *narrator) current() []int {
	if len(n.group) == 0 && len(n.debts) > 0 {
		n.group = append(n.group, len(n.debts)-1)
	}
	return n.group
}

func (n *narrator) currentOrNew() []int {
	if len(n.current()) == 0 {
		n.group = append(n.group, n.open("", ""))
	}
	return n.group
}

// settlePending gives a new debt what was said before it was named: 逾期两个月的花呗.
func (n *narrator) settlePending(d int) {
	if n.pendingDays != nil && len(n.debts) == 1 && n.debts[d].OverdueDays == nil {
		n.debts[d].OverdueDays = n.pendingDays
		n.pendingDays = nil
	}
}

// amount gives an amount its place.
func (n *narrator) amount(i int) {
	t := &n.tokens[i]
	if j, ok := n.owedOn(i); ok {
		n.groupOpen = false
		n.product(j)
		n.used = j
	}
	if n.monthlyBehind(i) && n.endsClause(i+1) {
		n.used = i + 1 // 3500一个月 花呗…: it belongs to this amount
	}
	where := n.place(i)
	if n.fixing && (where == slotNone || where == n.topic) && n.topic != slotDays {
		where = n.topic
	} else if n.fixing && n.topic != slotNone {
		n.fixing = false
	}
	r, err := t.reading()
	if where == slotNone {
		n.loose++
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

// owedOn finds the product of "30k on jiebei".
func (n *narrator) owedOn(i int) (product int, ok bool) {
	rs := n.message.rs
	j := skipSpaces(rs, n.tokens[i].end)
	if !hasAt(rs, j, "on ") {
		return 0, false
	}
	for k := i + 1; k < len(n.tokens) && k <= i+3; k++ {
		if t := n.tokens[k]; t.kind == tokenWord {
			return k, t.tag == tagProduct && t.start-j <= 6
		}
	}
	return 0, false
}

// item notes one kind of spending. What is spent once, or not by the month, spoils the sum.
func (n *narrator) item(r *Reading[calc.Money]) {
	n.items = append(n.items, r.Value)
	if r.Kind != Exact || r.Value < calc.Yuan(20) || r.Value > calc.Yuan(20_000) {
		n.itemsOpen = true
	}
	for _, c := range n.cues {
		t := n.tokens[c.token]
		if c.tag == tagPaid || c.tag == tagPerOther || c.tag == tagCategory && (message{rs: n.message.rs[t.start:t.end]}).says(onceWords) {
			n.itemsOpen = true
		}
	}
}

// onceWords are spending that does not come back every month.
var onceWords = set(`学费 医药费 看病 保险 补课 供暖 暖气 上学 透析 孩子 小孩 娃 老人`)

// isPart reports parts of a debt, which may be a few yuan: 手续费30.
func isPart(where slot) bool {
	return where == slotInterest || where == slotPenalty || where == slotFees
}

// finish forgets the words used for an amount.
func (n *narrator) finish(where slot) {
	n.cues = n.cues[:0]
	n.groupOpen = false
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
		case *to == nil || n.fixing || where == slotIncome && (n.heard(tagNow) || n.takenHome()) || said && !hearsay:
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
		n.putDebt(where, set)
	}
}

// takenHome reports 月薪8000，实发6300: what comes home counts.
func (n *narrator) takenHome() bool {
	for _, c := range n.cues {
		if t := n.tokens[c.token]; c.tag == tagIncome && (message{rs: n.message.rs[t.start:t.end]}).says(takenHomeWords) {
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
		if t := n.tokens[c.token]; c.tag == tagOtherDebt {
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
func (n *narrator) putDebt(where slot, set func(**Reading[calc.Money])) {
	group := n.currentOrNew()
	if n.inTurn && n.turn < len(group) {
		group = group[n.turn : n.turn+1]
		n.turn++
	} else if len(group) > 1 && !n.heard(tagEach) {
		return
	}
	for _, i := range group {
		d := n.debts[i]
		switch where {
		case slotTotal:
			if n.heard(tagInside) {
				n.dropWhole(i)
			}
			if d.unnamed && d.Product != "" || n.heard(tagGrown) || n.heard(tagNow) || n.loan && n.heard(tagRemain) {
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

// dropWhole takes back the sum of which debt d is a part: 网贷一共8万，花呗占1万.
func (n *narrator) dropWhole(d int) {
	for d--; d >= 0; d-- {
		if n.debts[d].Product == OtherProduct && n.debts[d].Total != nil {
			n.debts[d].Total, n.debts[d].cleared = nil, true
			return
		}
	}
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

// duration takes a length of time as days overdue when 逾期 or 没还 stands near.
func (n *narrator) duration(i int) {
	t := &n.tokens[i]
	if n.dueIn(i) || n.chargeBehind(i) || n.supposed(i) {
		return
	}
	corrected := n.fixing && n.topic == slotDays
	inTurn := n.inTurn && n.turn > 0 && n.topic == slotDays
	if t.kind != tokenStage && !corrected && !inTurn && (!n.overdueNear(i) || n.otherMatter()) {
		return
	}
	if t.dur.named && !n.heardJust(tagOverdue, i) {
		return // 9月到现在没还: a month, or months
	}
	n.topic, n.late = slotDays, i
	if n.heardJust(tagNot, i) {
		n.fixing = true // 不是80天,是100天
		return
	}
	r := between(t.dur.low, t.dur.high)
	if !t.dur.vague() {
		r = exactly(t.dur.low)
	}
	group := n.current()
	if len(group) == 0 {
		n.pendingDays = &r
		return
	}
	if n.inTurn && n.turn < len(group) {
		n.setDays(group[n.turn], &r)
		n.turn++
		return
	}
	if (n.heard(tagAll) || n.heard(tagEach) || n.heardWhole()) && len(n.debts) > 1 {
		for d := range n.debts {
			n.setDays(d, &r)
		}
		return
	}
	for _, d := range n.listed(i) {
		n.setDays(d, &r)
	}
	for _, d := range group {
		n.setDays(d, &r)
	}
	n.fixing = false
}

// otherMatter reports that the clause is about wages, rent or work: 工资拖了两个月.
func (n *narrator) otherMatter() bool {
	other := false
	for _, c := range n.cues {
		switch {
		case c.token < n.clause:
		case c.tag == tagProduct || c.tag == tagOwe:
			other = false
		case c.tag == tagSaid || c.tag == tagIncome || c.tag == tagCategory || c.tag == tagOwedMe || c.tag == tagWork:
			other = true
		}
	}
	return other
}

// heardWhole reports 全部逾期.
func (n *narrator) heardWhole() bool {
	return slices.ContainsFunc(n.cues, func(c cueNote) bool {
		return c.tag == tagTotal && peek(n.message.rs, n.tokens[c.token].start) == '全'
	})
}

// supposed reports 逾期90天会怎么样, 逾期3个月就起诉: a time that may not be this person's; or one
// of wages: 拖了我两个月工资.
func (n *narrator) supposed(i int) bool {
	rs, t := n.message.rs, n.tokens[i]
	if i+1 < len(n.tokens) && n.tokens[i+1].kind == tokenWord && n.tokens[i+1].tag == tagIncome && (peek(rs, t.start-1) == '我' || peek(rs, t.end) == '的') {
		return true
	}
	_, _, ok := supposedWords().longest(n.message.rs, skipSpaces(n.message.rs, n.tokens[i].end))
	return ok
}

var supposedWords = set(`的话 会 就会 就要 就起诉 就上 才会 才起诉 以上会 有影响 有什么影响 有没有影响`)

// chargeBehind reports 逾期一天罚息3块: what a day costs, not how many there were.
func (n *narrator) chargeBehind(i int) bool {
	if i+1 >= len(n.tokens) || n.tokens[i].dur.low != 1 {
		return false
	}
	next := n.tokens[i+1]
	return next.kind == tokenWord && (next.tag == tagPenalty || next.tag == tagInterest || next.tag == tagFees) && next.start-n.tokens[i].end <= 2
}

// listed returns the debts that were only listed with their amounts before 逾期 was said of
// them all: 花呗6500 借呗18000 逾期45天.
func (n *narrator) listed(i int) []int {
	j := i - 1
	for j >= 0 && n.tokens[j].kind == tokenWord && (n.tokens[j].tag == tagOverdue || n.tokens[j].tag == tagUnpaid || n.tokens[j].tag == tagNow) {
		j--
	}
	if j < 0 || n.tokens[j].kind != tokenBreak || n.tokens[j].strength > 2 {
		return nil
	}
	var list []int
	amounts := 0
	for last := n.tokens[j].start; j >= 0 && last-n.tokens[j].end <= 1; j-- {
		t := n.tokens[j]
		last = t.start
		switch {
		case t.kind == tokenBreak && t.strength < 3, t.kind == tokenWord && (t.tag == tagOwe || t.tag == tagAnd || t.tag == tagRemain):
		case t.kind == tokenMoney || t.kind == tokenNumber:
			amounts++
		case t.kind == tokenWord && t.tag == tagProduct:
			for d := range n.debts {
				if n.debts[d].Product == productWords[t.product].product && n.debts[d].name == n.lender(j) {
					list = append(list, d)
				}
			}
		default:
			j = -1
		}
	}
	if amounts < 2 || amounts < len(list) {
		return nil
	}
	return list
}

// dueIn reads 还有5天到期.
func (n *narrator) dueIn(i int) bool {
	t := n.tokens[i]
	if t.kind != tokenDuration || t.dur.vague() || t.dur.low > 366 || i+1 >= len(n.tokens) {
		return false
	}
	next := n.tokens[i+1]
	if next.kind == tokenBreak && next.strength == 1 && i+2 < len(n.tokens) {
		next = n.tokens[i+2]
	}
	if next.kind != tokenWord || next.start-t.end > 2 {
		return false
	}
	left := n.heardJust(tagRemain, i)
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
	case r.High > maxOverdue:
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
			return n.tokens[i].start-n.tokens[n.cues[j].token].end <= 8
		case tagUnpaid:
			return n.tokens[i].start-n.tokens[n.cues[j].token].end <= 3
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

// says reports that the word at token i is w.
func (n *narrator) says(i int, w string) bool {
	return hasAt(n.message.rs, n.tokens[i].start, w) && n.tokens[i].end-n.tokens[i].start == utf8.RuneCountInString(w)
}

func (n *narrator) amountFollows(i int) bool {
	return i+1 < len(n.tokens) && (n.tokens[i+1].kind == tokenMoney || n.tokens[i+1].kind == tokenNumber)
}

// day takes a date as a due date when 到期, 还款日 or 逾期 stands near.
func (n *narrator) day(i int) {
	t := &n.tokens[i]
	past, near := n.dueNear(i)
	if !near || n.heardJust(tagMoved, i) || n.heardHere(tagFuture) || n.otherTerm(i) || t.day.relative && t.day.days == 0 && t.day.months == 0 && !n.dueJust(i) {
		return
	}
	for _, d := range n.currentOrNew() {
		if n.debts[d].due == nil || n.fixing {
			n.debts[d].due, n.debts[d].duePast = &t.day, past
		}
	}
}

// otherTerm reports 合同月底到期: it is not the loan that ends.
func (n *narrator) otherTerm(i int) bool {
	from, _ := n.message.breath(n.tokens[i].start, n.tokens[i].end, 1)
	return (message{rs: n.message.rs[from:n.tokens[i].start]}).says(otherTerms)
}

var otherTerms = set(`合同 租约 聘期 会员 签证 保险 房租`)

// dueJust reports 今天到期, 今天就是还款日.
func (n *narrator) dueJust(i int) bool {
	return i+1 < len(n.tokens) && n.tokens[i+1].kind == tokenWord && n.tokens[i+1].tag == tagDue && n.tokens[i+1].start-n.tokens[i].end <= 2
}

// dueNear reports whether a date is when a payment was or is due, and whether that is past.
func (n *narrator) dueNear(i int) (past, near bool) {
	if n.heard(tagMonthly) {
		return false, false
	}
	look := func(tg tag) bool {
		switch tg {
		case tagOverdue, tagUnpaid:
			past, near = true, true
		case tagDue, tagNotDue:
			near = true
		}
		return near || tg == tagBillDay
	}
	for j := len(n.cues) - 1; j >= 0 && j >= len(n.cues)-2; j-- {
		if c := n.cues[j]; n.tokens[i].start-n.tokens[c.token].end <= 5 && !(c.tag == tagOverdue && c.token < n.late) && look(c.tag) {
			return past, near
		}
	}
	for j := i + 1; j < len(n.tokens) && j <= i+2; j++ {
		if n.tokens[j].start-n.tokens[i].end > 5 || n.tokens[j].kind != tokenWord {
			break
		}
		if look(n.tokens[j].tag) || n.payRight(n.tokens[i], n.tokens[j]) {
			return past, n.tokens[j].tag != tagBillDay
		}
	}
	return false, false
}

// payRight reports 12月10号还 and 10月8号该还的: the day is when to pay.
func (n *narrator) payRight(day, word token) bool {
	return word.start == day.end && (word.tag == tagPay || word.tag == tagMustPay || word.tag == tagOwe && peek(n.message.rs, word.start) != '欠')
}

// rate takes a share as the debt's rate when interest is spoken of.
func (n *narrator) rate(i int) {
	t := &n.tokens[i]
	if len(n.current()) == 0 || t.share.low != t.share.high {
		return
	}
	near := n.heard(tagInterest) || n.heard(tagPenalty)
	if !near {
		return
	}
	r, err := n.message.ratePer(fractionSpan{t.share, t.start}, n.message.periodOf(fractionSpan{t.share, t.start}))
	if err != nil {
		return
	}
	for _, d := range n.group {
		n.debts[d].RateDaily = &r.Value
	}
	n.finish(slotNone)
}

// slots gathers what was noted.
func (n *narrator) slots() Slots {
	s := Slots{
		MonthlyIncome: n.income, MonthlyExpenses: n.expenses, OtherDebtMonthly: n.otherDebt,
		AffordableMonthly: n.affordable, LumpSum: n.lump,
	}
	if len(n.debts) == 0 && n.pendingDays != nil {
		n.open("", "")
	}
	n.dropUnclaimed()
	own := slices.ContainsFunc(n.debts, func(d *debtNote) bool { return !d.theirs && !d.empty() })
	for _, d := range n.debts {
		if d.theirs && own || d.empty() && (d.cleared || d.payment || d.Product == "" && n.pendingDays == nil && !d.split()) {
			continue
		}
		s.Debts = append(s.Debts, d.close(n))
	}
	return s
}

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

// close settles what 欠 meant and when the payment was due.
func (d *debtNote) close(n *narrator) Debt {
	parts := d.Penalty != nil || d.Interest != nil || d.Fees != nil
	if d.Principal == nil && d.Total != nil && d.owedOnly && parts && !d.inside {
		d.Principal, d.Total = d.Total, nil
	}
	if d.due != nil && !(d.due.recurring() && !d.duePast && !n.overdueSaid && !n.notDueSaid) {
		ask := AnyDay
		if d.duePast || n.overdueSaid && !n.notDueSaid {
			ask = PastDue
		}
		if r, err := d.due.resolve(ask, n.today); err == nil && r.Kind == Exact {
			d.DueDate = r.Value
		}
	}
	if d.twoDays {
		d.OverdueDays = nil
	} else if d.OverdueDays == nil && n.pendingDays != nil && len(n.debts) == 1 {
		d.OverdueDays = n.pendingDays
	}
	return d.Debt
}
