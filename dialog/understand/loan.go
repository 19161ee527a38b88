package understand

import (
	"slices"
	"strings"
	"unicode"

	"xieshang/calc"
)

// Which loans a story is about: a debt is opened where it is named, and spoken of until the next is.

// meanCards takes the names of banks for their credit cards, and of firms that people work for
// or shop at for their loans, where a debt is spoken of.
func (n *narrator) meanCards() {
	for i := range n.tokens {
		t := &n.tokens[i]
		switch {
		case t.kind != tokenWord:
		case t.tag == tagBorrowed && n.says(i, "贷") && strings.ContainsRune(loanNameEnds, peek(n.message.rs, t.start-1)) && n.amountFollows(i):
			t.tag, t.product, t.start = tagProduct, otherIndex, t.start-1 // 平安i贷三万
			if i > 0 && n.tokens[i-1].kind == tokenWord && n.tokens[i-1].end == t.start {
				n.tokens[i-1].tag = tagNone
			}
		case t.tag == tagBankCard && isCounted(n.message.rs[t.start]) && n.cardBefore(i):
			t.tag = tagNone // 广发3万 民生2万 三张卡总共5万
		case t.tag == tagBank && n.bankLoan(i):
			t.tag, t.product, n.tokens[i+1].tag = tagProduct, otherIndex, tagNone
		case t.tag == tagBank && n.loanOfItsOwn(i):
			t.tag, t.product, n.tokens[i+1].tag = tagProduct, otherIndex, tagNone
		case t.tag == tagCategory && n.says(i, "交通") && (n.cardAgain(i) || n.bankInList(i)):
			t.tag, t.product = tagProduct, creditCardIndex
		case (t.tag == tagBank || t.tag == tagBankCard) && n.cardMeant(i):
			t.tag, t.product = tagProduct, creditCardIndex
			if rest := n.message.rs[t.end:]; len(rest) > 0 && (rest[0] == '贷' || len(rest) > 1 && rest[0] == '的' && rest[1] == '贷') {
				t.product = otherIndex // 建行的贷款
			}
		case t.tag == tagProduct && endsWith(n.message.rs[:t.end], "信贷") && strings.ContainsRune("员经部科中公业主", peek(n.message.rs, t.end)):
			t.tag = tagNone // 信贷员, 信贷经理
		case t.tag == tagProduct && n.boughtWith(i):
			t.tag = tagNone
		case t.tag == tagProduct && n.says(i, "月付") && n.amountFollows(i) && n.tokens[i+1].start == t.end:
			t.tag = tagPerTerm // 月付800可以
		case t.tag == tagProduct && n.says(i, "信用贷") && (i+1 < len(n.tokens) && n.tokens[i+1].start == t.end && n.tokens[i+1].tag == tagMonthly || peek(n.message.rs, t.start-1) == '的' || i > 0 && n.tokens[i-1].tag == tagBank && n.tokens[i-1].end == t.start):
			t.product = otherIndex // 农商银行的信用贷; by itself it is the new name of 借呗
		case t.tag == tagProduct && n.firm(t) && (!n.cardMeant(i) && !n.listedLoan(i) || n.cardOf(i)):
			t.tag = tagNone // 在京东上班, 滴滴司机, 信用卡农商行一万五
		}
	}
}

// fromBank reports 在建行 and 从建行 at the bank: what was borrowed there tells what it was once.
func (n *narrator) fromBank(i int) bool {
	return strings.ContainsRune("在从跟向找去到", peek(n.message.rs, n.tokens[i].start-1))
}

// lentByBank reports 在邮储贷的5万 and 找平安银行借了4万: a loan, and not the bank's card.
func (n *narrator) lentByBank() bool {
	for i := range n.tokens[:max(0, len(n.tokens)-1)] {
		if t := n.tokens[i]; t.kind == tokenWord && t.tag == tagBank && n.fromBank(i) && n.tokens[i+1].tag == tagBorrowed && n.tokens[i+1].start-t.end <= 1 {
			return true
		}
	}
	return false
}

// bankLoan reports 工行贷款3万 and 建行的贷款还剩8万 at the bank: a loan of its own.
func (n *narrator) bankLoan(i int) bool {
	if i+1 >= len(n.tokens) || n.fromBank(i) || !n.says(i+1, "贷款") {
		return false
	}
	if between := n.runesBetween(i, i+1); len(between) > 0 && string(between) != "的" {
		return false
	}
	if n.amountFollows(i + 1) {
		return true
	}
	next := i + 2
	return next < len(n.tokens) && n.tokens[next].start-n.tokens[i+1].end <= 1 && n.tokens[next].kind == tokenWord &&
		slices.Contains([]tag{tagOwe, tagRemain, tagTotal, tagOverdue, tagUnpaid, tagDue}, n.tokens[next].tag)
}

// loanOfItsOwn reports 交行好享贷4万4 at the bank: a loan by a name that only this bank gives.
func (n *narrator) loanOfItsOwn(i int) bool {
	if i+1 >= len(n.tokens) || n.fromBank(i) || !n.says(i+1, "贷") || !n.amountFollows(i+1) {
		return false
	}
	name := n.runesBetween(i, i+1)
	return len(name) > 0 && len(name) <= 3 && !slices.ContainsFunc(name, func(r rune) bool { return !unicode.Is(unicode.Han, r) && !isLatin(r) })
}

// boughtWith reports the 手机分期 of 买手机分期的那个花呗: it tells what the loan behind it was for.
func (n *narrator) boughtWith(i int) bool {
	if t := n.tokens[i]; productWords[t.product].product != OtherProduct || !endsWith(n.message.rs[:t.end], "分期") || i+1 >= len(n.tokens) {
		return false
	}
	next := n.tokens[i+1]
	if next.kind != tokenWord || next.tag != tagProduct || next.start-n.tokens[i].end > 4 {
		return false
	}
	between := string(n.runesBetween(i, i+1))
	return between == "的" || between == "的那个" || between == "的那笔" || between == "用的" || between == "用的是" || between == "是用" || between == "走的"
}

// listedLoan reports 花呗，还有美团: a firm named behind a loan as another one.
func (n *narrator) listedLoan(i int) bool {
	j := i - 1
	if j < 0 || n.tokens[j].end != n.tokens[i].start || n.tokens[j].tag != tagAnd && !n.says(j, "还有") {
		return false
	}
	for j--; j >= 0 && n.tokens[j].kind == tokenBreak && n.tokens[j].strength < 3; j-- {
	}
	return j >= 0 && n.tokens[j].kind == tokenWord && n.tokens[j].tag == tagProduct
}

// cardOf reports a bank right behind 信用卡 or 信用卡是: it tells whose card it is.
func (n *narrator) cardOf(i int) bool {
	if i == 0 || n.tokens[i-1].kind != tokenWord || n.tokens[i-1].tag != tagProduct || n.tokens[i-1].product != creditCardIndex {
		return false
	}
	between := string(n.runesBetween(i-1, i))
	return between == "" || between == "是"
}

// loanNameEnds are what stands before 贷 in the names of loans.
const loanNameEnds = "ie业税农惠速快好易抵薪商粒"

// isCounted reports the figure of 三张卡.
func isCounted(r rune) bool {
	_, ok := digitOf(r)
	return ok || isDigit(r)
}

// cardBefore reports a card with its sum before token i.
func (n *narrator) cardBefore(i int) bool {
	for j := range i {
		if t := n.tokens[j]; t.kind == tokenWord && t.tag == tagProduct && t.product == creditCardIndex && n.amountFollows(j) {
			return true
		}
	}
	return false
}

// firm reports a name that is not only a lender's.
func (n *narrator) firm(t *token) bool {
	_, end, ok := firmNames().longest(n.message.rs, t.start)
	_, _, lends := lendingArm().longest(n.message.rs, t.end)
	return ok && end == t.end && !lends
}

var lendingArm = set(`金融 消费金融 分期 借款 借钱 贷 钱包`) // 滴滴金融 lends, 滴滴 drives

var firmNames = set(`京东 美团 抖音 拼多多 滴滴 快手 苏宁 携程 哈啰 得物 唯品花 众安 乐信 海尔消费 农商行 农商银行 农信社 农信 农村信用社 信用社 信用联社 信合 村镇银行 微众银行 微众 百信银行 众邦银行 华瑞银行 友利银行 新希望金融 信而富 易鑫 狮桥 佰仟 惠农 小黑鱼 维信 海尔 百度 腾讯 飞猪 去哪儿 货拉拉 满帮 途虎 转转 闲鱼 同程 网易 甜橙 翼支付 沃钱包 欢太 奇富 信也`)

// cardMeant reports 招行欠3万, 招行3万; 招行卡 unless it holds money.
func (n *narrator) cardMeant(i int) bool {
	t := n.tokens[i]
	if n.asked == slotProduct {
		return true
	}
	rs := n.message.rs
	switch peek(rs, t.start-1) {
	case '在', '到', '从', '存', '往', '发', '进':
		if !endsWith(rs[:t.start], "现在") {
			return false
		}
	}
	from := t.start
	for k := 0; k < 8 && from > 0 && breakStrength(rs, from-1) == 0; k++ {
		from--
	}
	if t.tag == tagBankCard {
		_, _, owed := owedInside().longest(rs, t.end)
		return (peek(rs, t.end) != '里' || owed) && !(message{rs: rs[from:min(len(rs), t.end+4)]}).says(heldWords)
	}
	if n.cardsOwn(i) {
		return true
	}
	if n.whoseCard(i) {
		return (message{rs: rs[:t.start]}).says(cardUseWords) && !(message{rs: rs[from:t.start]}).says(heldWords)
	}
	if _, _, dunned := dunningWords().longest(rs, t.end); dunned && t.tag == tagBank {
		return true
	}
	if n.beforeBank(i) || n.cardAgain(i) {
		return true
	}
	j := i + 1
	for j < len(n.tokens) && (n.tokens[j].kind == tokenBreak && n.tokens[j].strength == 1 || n.tokens[j].kind == tokenWord && (n.tokens[j].tag == tagTotal || n.tokens[j].tag == tagNow)) {
		j++ // 建行总共欠3万8
	}
	if j+1 < len(n.tokens) && n.tokens[j].kind == tokenDay && n.tokens[j+1].tag == tagDue && n.tokens[j+1].start-n.tokens[j].end <= 2 {
		return n.tokens[j].start-t.end <= 1 // 招行今天到期
	}
	reach := 3
	if j < len(n.tokens) && slices.Contains(rs[t.end:min(n.tokens[j].start, t.end+4)], '卡') {
		reach = 5 // 浦发小浦卡 欠了3万
	}
	if j >= len(n.tokens) || n.tokens[j].start-t.end > reach || (message{rs: rs[from:t.start]}).says(heldWords) {
		return false
	}
	switch next := n.tokens[j]; next.kind {
	case tokenMoney:
		return !next.q.negative
	case tokenNumber:
		return next.q.low.cmp(whole(100)) >= 0
	case tokenWord:
		return next.tag == tagOwe || next.tag == tagOverdue || next.tag == tagUnpaid || next.tag == tagDue || next.tag == tagNotDue || (next.tag == tagBorrowed || next.tag == tagRemain) && t.tag == tagProduct
	case tokenCount:
		return peek(rs, next.end-1) == '张' // 招行一张2万3
	}
	return false
}

// bankInList reports the 交通 of 广发1万7 交通2万3: between cards, and more than it costs to get to work.
func (n *narrator) bankInList(i int) bool {
	if !n.amountFollows(i) || n.tokens[i+1].start != n.tokens[i].end || n.tokens[i+1].q.low.cmp(whole(3000)) < 0 || i < 3 {
		return false
	}
	mark, sum, card := n.tokens[i-1], n.tokens[i-2], n.tokens[i-3]
	return mark.kind == tokenBreak && mark.strength < 3 && (sum.kind == tokenMoney || sum.kind == tokenNumber) &&
		card.kind == tokenWord && card.tag == tagProduct && card.product == creditCardIndex
}

// cardAgain reports 民生才8天 where a card of that bank was named before, and how late it is follows.
func (n *narrator) cardAgain(i int) bool {
	if i+1 >= len(n.tokens) || n.tokens[i+1].start-n.tokens[i].end > 2 {
		return false
	}
	switch next := n.tokens[i+1]; {
	case next.kind == tokenDuration, next.kind == tokenDay, next.kind == tokenWord && (next.tag == tagOverdue || next.tag == tagUnpaid || next.tag == tagDue || next.tag == tagNotDue):
		return slices.ContainsFunc(n.tokens[:i], func(t token) bool {
			return t.kind == tokenWord && t.tag == tagProduct && t.product == creditCardIndex && slices.Equal(n.message.rs[t.start:t.start+2], n.message.rs[n.tokens[i].start:n.tokens[i].start+2])
		})
	}
	return false
}

// beforeBank reports 交通银行和招商银行一共欠7万 at the first of two banks: both are meant, or none.
func (n *narrator) beforeBank(i int) bool {
	if i+2 >= len(n.tokens) || n.tokens[i+1].tag != tagAnd || n.tokens[i+1].start != n.tokens[i].end {
		return false
	}
	next := n.tokens[i+2]
	return next.kind == tokenWord && next.tag == tagBank && next.start == n.tokens[i+1].end && n.cardMeant(i+2)
}

var dunningWords = set(`催我 催收 天天催 一直催 老催 打电话催 那边催 让我还 要我还 让我必须 逼我还`)

var owedInside = set(`里欠 里还欠 里面欠 里透支 里刷`) // 银行卡里欠5万6: no card that holds money owes any

var cardUseWords = set(`信用卡 刷的 刷我的卡 透支`)

// cardsOwn reports 两张信用卡，交通的1万9，民生的6千 at a bank.
func (n *narrator) cardsOwn(i int) bool {
	end := n.tokens[i].end
	if peek(n.message.rs, end) == '的' {
		end++
	}
	return peek(n.message.rs, end-1) == '的' && i+1 < len(n.tokens) && n.tokens[i+1].start == end && n.amountFollows(i) && (message{rs: n.message.rs[:n.tokens[i].start]}).says(cardUseWords)
}

// whoseCard reports 招商的 by itself: it tells whose the card is that was spoken of.
func (n *narrator) whoseCard(i int) bool {
	rs, end := n.message.rs, n.tokens[i].end
	return peek(rs, end) == ')' || peek(rs, end) == '的' && (end+1 == len(rs) || breakStrength(rs, end+1) > 0)
}

// bankAlone reports the bank of 信用卡欠八千八 建设银行 逾期9天: whose the card is of which the sum was told.
func (n *narrator) bankAlone(i int, card *debtNote) bool {
	rs, start, end := n.message.rs, n.tokens[i].start, n.tokens[i].end
	if card.Total == nil || card.OverdueDays != nil || card.due != nil || n.amountFollows(i) || end < len(rs) && breakStrength(rs, end) == 0 {
		return false
	}
	return endsWith(rs[:start], "with ") || n.tokens[i-1].kind == tokenBreak && n.tokens[i-1].strength == 1
}

// heldWords say that a card or an account holds money, or pays it out.
var heldWords = set(`工资 储蓄 借记 到账 绑定 存款 存了 打到 转到 发到 上班 工作 余额 工资卡 代发`)

// product opens a debt, or returns to one named before.
func (n *narrator) product(i int) {
	t := &n.tokens[i]
	if n.mistaken(i) || n.heading(i) {
		return
	}
	if n.denied(i) {
		n.cues = n.cues[:len(n.cues)-1]
		n.drop(t.product)
		n.fixing = false
		return
	}
	if d := len(n.debts) - 1; d >= 0 && t.product == creditCardIndex && n.debts[d].Product == CreditCard && n.debts[d].name == "" && (n.whoseCard(i) || n.heardJust(tagNow, i) || n.bankAlone(i, n.debts[d])) {
		n.cues = append(n.cues, cueNote{tagProduct, i})
		n.debts[d].name, n.group = n.lender(i), append(n.group[:0], d) // 信用卡刷了3万 现在招行欠3万4
		return
	}
	n.cues = append(n.cues, cueNote{tagProduct, i})
	if n.fixing && len(n.group) == 1 && n.debts[n.group[0]].empty() {
		n.debts[n.group[0]].Product = "" // 花呗 不对 借呗
		n.fixing = false
	}
	theirs := n.othersLoan(i) || n.kinOwes(i) || n.kinPays(i)
	n.outOfSum(i)
	n.renamed(i)
	named := n.heardHere(tagInside) || endsWith(n.message.rs[:t.start], "就是")
	d := n.find(productWords[t.product].product, n.lender(i), theirs)
	if !n.groupOpen || !n.besideProduct(i, 6) {
		n.group = n.group[:0]
		n.inTurn = false
	}
	n.groupOpen = true
	if slices.Contains(n.group, d) {
		n.group = n.group[:0] // 花呗和借呗，花呗1万: the list is over
	}
	n.group = append(n.group, d)
	n.debts[d].named = i
	n.debts[d].inOrder = n.debts[d].inOrder || n.paidInTime(i)
	if n.paidBefore(i) {
		n.paidOff = max(n.paidOff, n.allPaid(i))
	}
	if n.paidBefore(i) || n.goneBehind(i) {
		n.debts[d].cleared = true
		n.groupOpen = false // 已经还清花呗了，借呗还欠7200
	}
	n.debts[d].payment = n.debts[d].payment || named && n.debts[d].Product == OtherProduct && len(n.debts) > 1 && n.debts[d].empty()
	n.settlePending(d)
	n.fundSpent(i, n.debts[d])
}

// heading reports 三笔网贷：借呗1万8，花呗6千: what the loans behind it are, and none of its own.
func (n *narrator) heading(i int) bool {
	if !slices.Contains(kindsOfLoan, n.lender(i)) || len(n.debts) > 0 && peek(n.message.rs, n.tokens[i].end) != ':' {
		return false
	}
	for j := i + 1; j+1 < len(n.tokens); j++ {
		switch t := n.tokens[j]; {
		case t.kind == tokenWord && t.tag == tagProduct:
			return !slices.Contains(kindsOfLoan, n.lender(j)) && isSum(n.tokens[j+1])
		case t.kind != tokenBreak || t.strength > 2:
			return false
		}
	}
	return false
}

// fundSpent takes what was spent for the debt it was spent from: 垫进去两万一 钱是从借呗套出来的. A
// figure beside the loan, before or after, tells more.
func (n *narrator) fundSpent(i int, d *debtNote) {
	if n.aside == 0 || d.Total != nil || !n.clauseSays(i, fundedWords) || n.clauseSays(i, partlyWords) || n.amountFollows(i) {
		return
	}
	if r, err := n.tokens[n.aside-1].reading(); err == nil && r.Low >= calc.Yuan(1000) {
		d.Total, d.unnamed = &r, true
	}
}

var (
	fundedWords = set(`钱是从 钱都是从 钱全是从 钱从 钱都从 钱是用 钱都是用 钱全是用 钱用的 钱都用 钱是刷 钱都是刷 钱全是刷 钱刷 钱都是 钱全是 钱是 全是从 都是从 全是刷 都是刷 全刷 都刷 全是用 都是用 全用 都用`)
	partlyWords = set(`一半 一部分 有些 有的 其中 部分 几千 几万`)
)

// othersLoan reports 我老婆花呗, and the loans named after it until 我.
func (n *narrator) othersLoan(i int) bool {
	if len(n.cues) > 1 {
		if last := n.cues[len(n.cues)-2]; last.tag == tagOthers && last.token == i-1 {
			switch string(n.runesBetween(i-1, i)) {
			case "", "的", "名下", "名下的", "那边", "自己的":
				return true
			}
		}
	}
	before := n.message.rs[:n.tokens[i].start]
	if endsWithKin(n.clauseUpTo(n.tokens[i].start)) && !endsWith(before, "他") && !endsWith(before, "她") {
		return true // 我表弟微粒贷
	}
	if endsWith(before, "他的") && !endsWith(before, "其他的") || endsWith(before, "她的") || slices.Contains(theirsEnglish, lastWord(before)) {
		return true
	}
	return n.theyOwe(i) || n.groupOpen && len(n.group) > 0 && n.debts[n.group[0]].theirs && n.besideProduct(i, 2)
}

var theirsEnglish = []string{"his", "her", "their", "husband's", "wife's", "brother's", "sister's", "father's", "mother's", "son's", "daughter's", "dad's", "mom's"}

// lastWord is the English word at the end of a text.
func lastWord(rs []rune) string {
	end := len(rs)
	for end > 0 && rs[end-1] == ' ' {
		end--
	}
	start := end
	for start > 0 && (isLatin(rs[start-1]) || rs[start-1] == '\'') {
		start--
	}
	return string(rs[start:end])
}

// mine turns to one's own loan at 我的是11200, and reports false at 他的9600.
func (n *narrator) mine(i int) bool {
	before := n.clauseUpTo(n.tokens[i].start)
	for len(before) > 0 && strings.ContainsRune("是有欠了大概约差不多", before[len(before)-1]) {
		before = before[:len(before)-1]
	}
	if english := strings.TrimSuffix(strings.TrimRight(string(before), " "), " is"); strings.HasSuffix(english, "mine") {
		return n.turnToOwn(i)
	}
	if !endsWith(before, "的") || !slices.ContainsFunc(n.debts, func(d *debtNote) bool { return d.theirs }) {
		return true
	}
	before = before[:len(before)-1]
	if endsWith(before, "我") {
		return n.turnToOwn(i)
	}
	return !endsWithKin(before)
}

// turnToOwn turns to one's own loan, or opens one like that of the other person, of which token i is the sum.
func (n *narrator) turnToOwn(i int) bool {
	own := slices.IndexFunc(n.debts, func(d *debtNote) bool { return !d.theirs })
	if own < 0 && len(n.debts) > 0 {
		own, n.own = n.open(n.debts[0].Product, ""), i
	}
	if own >= 0 {
		n.group = append(n.group[:0], own)
	}
	return true
}

// endsWithKin reports somebody else right at the end.
func endsWithKin(rs []rune) bool {
	for i := max(0, len(rs)-3); i < len(rs); i++ {
		if _, end, ok := debtorWords().longest(rs, i); ok && end == len(rs) {
			return !endsWith(rs, "其他") && (i == 0 || !strings.ContainsRune("给为帮替和跟与", rs[i-1])) && (i < 2 || rs[i-1] != '我' || !strings.ContainsRune("给为帮替和跟与", rs[i-2]))
		}
	}
	return false
}

// debtorWords are people whose debts are told beside one's own.
var debtorWords = set(`女婿 儿媳 侄子 外甥 表弟 表哥 堂弟 堂哥 老伴 前公公 前婆婆 小舅子 他 她 爸 妈 爸爸 妈妈 父亲 母亲 父母 爸妈 老公 老婆 丈夫 妻子 媳妇 对象 男朋友 女朋友 前夫 前妻 前男友 前女友 朋友 同事 室友 闺蜜 兄弟 弟 哥 姐 妹 弟弟 哥哥 姐姐 妹妹 儿子 女儿 闺女 公公 婆婆 岳父 岳母 舅舅 叔叔`)

// insteadWords turn from one loan to another: 保留花呗，只谈借呗3万.
var insteadWords = set(`只 但 却 剩 倒是`)

// besideProduct reports that the loan at token i stands at most so far behind another: 花呗、借呗.
func (n *narrator) besideProduct(i, apart int) bool {
	for j := i - 1; j >= 0; j-- {
		if t := n.tokens[j]; t.kind == tokenWord && t.tag == tagProduct {
			gap := n.runesBetween(j, i)
			return len(gap) <= apart && !(message{rs: gap}).says(insteadWords) && len(withoutWords(gap, listWords)) <= 1
		}
	}
	return false
}

// listWords stand between the names of a list.
var listWords = set(`, ， 、 ; + / & 和 跟 与 及 以及 还有 加 加上 另外 另 然后 再 再加 的 也 就是 一个 一笔 一张 是 有 啊 呢 那个 外加 连同 同 卡 and`)

// withoutWords leaves out of rs what words name, blanks and marks.
func withoutWords(rs []rune, words func() *trie) []rune {
	var left []rune
	for i := 0; i < len(rs); {
		_, end, ok := words().longest(rs, i)
		if !ok {
			if end = i + 1; rs[i] != ' ' && breakStrength(rs, i) == 0 {
				left = append(left, rs[i])
			}
		}
		i = end
	}
	return left
}

// theyOwe reports 他欠了花呗 and 我朋友也欠花呗 at the loan.
func (n *narrator) theyOwe(i int) bool {
	if len(n.cues) < 2 {
		return false
	}
	owe := n.tokens[n.cues[len(n.cues)-2].token]
	rs := n.message.rs
	if owe.tag != tagOwe || rs[owe.start] != '欠' || n.tokens[i].start-owe.end > 1 {
		return false
	}
	before := rs[:owe.start]
	for _, more := range []string{"也", "还", "都", "总共", "一共"} {
		if endsWith(before, more) {
			before = before[:len(before)-len([]rune(more))]
		}
	}
	return endsWithKin(before)
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
	if n.settled(i) {
		d := n.debts[n.current()[0]]
		d.Total, d.cleared = nil, true
		if n.tokens[i-1].tag == tagAll {
			n.clearList(d.named)
		}
		return
	}
	j := len(n.cues) - 1
	for j >= 0 && (n.cues[j].tag == tagAll || n.cues[j].tag == tagNow || n.cues[j].tag == tagBefore) {
		j-- // 花呗借呗都结清了
	}
	if j < 0 || n.cues[j].tag != tagProduct {
		return
	}
	at, all := n.cues[j].token, n.cues[len(n.cues)-1].tag == tagAll
	if all && n.amountFollowsSoon(at) {
		n.clearList(at)
	} else if n.tokens[i].start-n.tokens[at].end > 4 {
		return
	}
	for _, d := range n.group {
		n.debts[d].cleared = true
		if len(n.group) == 1 && !n.message.says(stillShown) && n.endsClause(i) && peek(n.message.rs, n.tokens[i].end-1) == '了' && n.tells(i, settledUp) {
			n.debts[d].Total = nil // 花呗1万（花呗后来还清了）
		}
	}
}

// clearList takes back the sums of a list that ends at a loan, 花呗3200、借呗8000、网商贷0都还清了.
func (n *narrator) clearList(last int) {
	for i := last; i >= 0 && n.tokens[i].kind == tokenWord && n.tokens[i].tag == tagProduct; {
		for _, d := range n.debts {
			if d.named == i {
				d.Total, d.cleared = nil, true
			}
		}
		i--
		for i >= 0 && n.between(i) {
			i--
		}
		if i < 0 || !isSum(n.tokens[i]) {
			return
		}
		for i--; i >= 0 && n.between(i); i-- {
		}
	}
}

// amountFollowsSoon reports a sum right behind token i, or behind a blank.
func (n *narrator) amountFollowsSoon(i int) bool {
	if i+1 < len(n.tokens) && n.tokens[i+1].kind == tokenBreak && n.tokens[i+1].strength == 1 {
		i++
	}
	return n.amountFollows(i)
}

// settled reports 花呗1300已还清: the sum just told of the loan before it is owed no more.
func (n *narrator) settled(i int) bool {
	past := hasAt(n.message.rs, n.tokens[i].start, "已") || peek(n.message.rs, n.tokens[i].end-1) == '了'
	if strings.ContainsRune("就才再以之后吗么没能要会", peek(n.message.rs, n.tokens[i].end)) {
		return false // 8600还清了就注销
	}
	if !past || !n.tells(i, settledUp) || n.message.says(stillShown) || len(n.current()) != 1 {
		return false
	}
	for j := i - 1; j > 0 && n.tokens[i].start-n.tokens[j].end <= 8; j-- {
		switch t := n.tokens[j]; {
		case t.kind == tokenMoney || t.kind == tokenNumber:
			before := n.tokens[j-1]
			return before.kind == tokenWord && (before.tag == tagProduct || before.tag == tagOwe && j > 1 && n.tokens[j-2].tag == tagProduct)
		case t.kind == tokenBreak && t.strength > 1, t.kind == tokenWord && t.tag != tagOtherMonth && t.tag != tagNow && t.tag != tagAll && t.tag != tagBefore:
			return false
		}
	}
	return false
}

// lessPaid takes back what a loan was said to be owed where a good part of it was paid since, 花呗一万二，还了两千: it may be
// what was owed before or after.
func (n *narrator) lessPaid(at, i int) {
	current := n.current()
	if len(current) != 1 || n.tokens[i].start-n.tokens[at].end > 1 || !n.repaidWord(n.tokens[at]) {
		return
	}
	d := n.debts[current[0]]
	paid, err := n.tokens[i].reading()
	if err != nil || d.Total == nil || d.Principal != nil || paid.High >= d.Total.Low || partPaid*paid.High < d.Total.Low {
		return
	}
	if sum := n.sumBefore(at); sum > 0 && !n.sentenceBefore(sum).says(nowOwedWords) {
		d.Total = nil
	}
}

// partPaid is the share of a debt, one in so many, from which on a payment raises the doubt whether it is counted.
const partPaid = 20

var nowOwedWords = set(`还欠 现在 目前 还剩 剩 剩下 还有 还差 差 一共还要 总共还要 还要还 待还`)

// sumBefore is the place of the sum that stands right before token at, with a word of time between them at most; 0 for none.
func (n *narrator) sumBefore(at int) int {
	for j := at - 1; j > 0 && n.tokens[at].start-n.tokens[j].end <= 8; j-- {
		switch t := n.tokens[j]; {
		case isSum(t):
			return j
		case t.kind == tokenBreak && t.strength > 2, t.kind == tokenWord && (t.tag == tagProduct || t.tag == tagRemain):
			return 0
		}
	}
	return 0
}

var (
	settledUp  = set(`还清 结清 还完`)
	stillShown = set(`征信 显示 还催 又催 还在催 为什么催`) // of a debt that is settled and still reported or chased
)

// neverHad reports 没开通 and the like.
func (n *narrator) neverHad(i int) bool {
	_, end, ok := neverHadWords().longest(n.message.rs, n.tokens[i].start)
	return ok && end == n.tokens[i].end
}

var neverHadWords = set(`没用过 没开过 没开通 没碰过 没借过 没办过`)

// denied reports 不是, 没有 or 没欠 right before the product, but not 是不是.
func (n *narrator) denied(i int) bool {
	if len(n.cues) == 0 || i > 0 && n.tokens[i-1].kind == tokenBreak {
		return false
	}
	last := n.cues[len(n.cues)-1]
	said := last.tag == tagNot || last.tag == tagCleared && hasAt(n.message.rs, n.tokens[last.token].start, "没欠")
	gone := peek(n.message.rs, n.tokens[i].start-1) == '了' // 钱全没了借呗5万
	return said && !gone && last.token >= i-2 && n.tokens[i].start-n.tokens[last.token].end <= 1
}

// lender tells cards of several banks apart, and other lenders by their names.
func (n *narrator) lender(i int) string {
	t, rs := n.tokens[i], n.message.rs
	switch productWords[t.product].product {
	case OtherProduct:
		return strings.TrimPrefix(string(rs[t.start:t.end]), "京东") // 京东白条 is 白条
	case CreditCard:
		if id, _, ok := bankAliases().longest(rs, t.start); ok {
			return string(rune(id))
		}
		_, end, ok := bankTrie().longest(rs, t.start)
		if !ok {
			return ""
		}
		return string(rs[t.start:min(t.start+2, end)]) // 广州银行 is not 广发
	}
	return ""
}

// bankAliases are the banks that go by several names, each with one character that stands for it.
var bankAliases = tagged(map[int32]string{
	'工': `工商 工行 工银 icbc`, '建': `建设 建行 中国建设 ccb construction`, '农': `农业 农行 agricultural`, '中': `中国银行 中行 中银 boc bank_of_china`, '交': `交通 交行 bocom bank_of_communications`,
	'招': `招商 招行 cmb china_merchants`, '邮': `邮储 邮政 psbc`, '信': `中信 citic`, '浦': `浦发 spdb`, '广': `广发 cgb`, '平': `平安 ping_an pingan`, '民': `民生 minsheng`, '光': `光大 everbright`, '汇': `汇丰 hsbc`, '花': `花旗 citibank`,
	'哈': `哈尔滨 哈行`,
})

// paidBefore reports 还了花呗: with another loan's money, and nothing more is said of it.
func (n *narrator) paidBefore(i int) bool {
	if len(n.cues) < 2 {
		return false
	}
	last := n.cues[len(n.cues)-2]
	first := peek(n.message.rs, n.tokens[last.token].start)
	repaid := first == '还' || first == '已' || first == '付' || first == '清' || first == 'p' || first == '结'
	return (last.tag == tagPaid || last.tag == tagCleared) && repaid && n.tokens[i].start-n.tokens[last.token].end <= 1
}

// allPaid finds the sum of 卖了车还清了微粒贷8600 at the loan.
func (n *narrator) allPaid(i int) int {
	before := n.message.rs[:n.tokens[i].start]
	if n.amountFollows(i) && n.endsClause(i+1) && (endsWith(before, "清了") || endsWith(before, "完了") || endsWith(before, "清") || endsWith(before, "替我还了") || endsWith(before, "帮我还了")) {
		return i + 1
	}
	return 0
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
// apart by their banks, other lenders by their names.
func (n *narrator) find(p Product, lender string, theirs bool) int {
	for i, d := range n.debts {
		if d.theirs != theirs || d.Product != p && d.Product != "" || d.Product == p && !d.called(lender) && d.apart(lender) {
			continue
		}
		d.Product = p
		if d.unnamed && d.OverdueDays != nil {
			d.daysWith = d.Total
		}
		if d.name == "" {
			d.name = lender
		}
		return i
	}
	i := n.open(p, lender)
	n.debts[i].theirs = theirs
	return i
}

// called reports the lender of d, by its name or the end of it: 月付 after 美团月付.
func (d *debtNote) called(lender string) bool {
	return d.name == lender || d.Product == OtherProduct && lender != "" && d.name != "" && (strings.HasSuffix(d.name, lender) || strings.HasSuffix(lender, d.name))
}

// apart reports that d cannot be the lender just named.
func (d *debtNote) apart(lender string) bool {
	switch d.Product {
	case OtherProduct:
		return d.Total != nil || d.name != "" && !d.kindOnly() && !slices.Contains(kindsOfLoan, lender) && !lendsAs(d.name, lender) && !lendsAs(lender, d.name)
	case CreditCard:
		return lender != "" && (d.name != "" || d.Total != nil && !d.unnamed)
	}
	return false
}

// kindsOfLoan are names of no lender in particular.
var kindsOfLoan = strings.Fields(`网贷 网袋 wangdai 网络贷款 小额 小贷 小额贷 小额贷款 app贷款 平台贷款 消费贷 消金 信贷 信贷款 银行信贷 银行贷款 普惠`)

// lendsAs reports a firm and the name under which it lends: 马上消费 and 安逸花.
func lendsAs(firm, loan string) bool {
	for _, arm := range firmLoans {
		if strings.HasPrefix(firm, arm.firm) && slices.Contains(strings.Fields(arm.loans), loan) {
			return true
		}
	}
	return false
}

var firmLoans = []struct{ firm, loans string }{
	{"马上", "安逸花"}, {"度小满", "有钱花"}, {"招联", "好期贷"}, {"微众", "微粒贷 微业贷 微企业贷"}, {"美团", "月付 借钱 生活费 生意贷"}, {"抖音", "月付 放心借 dou分期"},
	{"携程", "拿去花 借去花"}, {"苏宁", "任性付 任性贷"}, {"平安", "新一贷 i贷"}, {"陆金所", "平安普惠"}, {"乐信", "分期乐 乐花"}, {"滴滴", "滴水贷 月付"}, {"微信", "分付 微粒贷"},
	{"农", "惠农贷 惠农e贷 网捷贷"}, {"百信", "好会花"}, {"360", "借条 周转灵"}, {"信而富", "小鹏贷"}, {"邮储", "邮享贷 邮你贷"}, {"小米", "随星借"}, {"宜人", "宜享花"}, {"宜信", "宜人贷 宜享花"},
}

func (n *narrator) open(p Product, lender string) int {
	n.debts = append(n.debts, &debtNote{Debt: Debt{Product: p}, name: lender})
	return len(n.debts) - 1
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
		n.debts[d].OverdueDays, n.debts[d].daysWith = n.pendingDays, n.pendingWith
		n.pendingDays = nil
	}
	if n.pendingRate != nil && len(n.debts) == 1 {
		n.debts[d].RateDaily, n.pendingRate = n.pendingRate, nil
	}
}
