package understand

import (
	"slices"
	"strings"
)

// Loans that are named and are none of this person's trouble: gone, paid in time, or somebody else's.

// goneBehind reports 花呗早就注销了, 借呗：已清, 网商贷上个月拒了 at the loan: nothing is owed there, unless more is said
// of it. In 花呗的8600爸妈帮我还了 the sum is gone too; it is passed over when it comes.
func (n *narrator) goneBehind(i int) bool {
	rs, at := n.message.rs, n.tokens[i].end
	if before := peek(rs, n.tokens[i].start-1); before == '把' || before == '将' {
		return false // 想把花呗清了
	}
	if end := n.namesEnd(i); end > at && (peek(rs, end) == '都' || peek(rs, end) == '全') {
		at = end // 花呗白条微粒贷都还清了
	}
	at = skipWords(rs, at, ofItWords)
	before := at
	at = skipWords(rs, at, onceLate)
	once := at > before
	sum := n.sumAt(i, at)
	if sum > 0 {
		at = n.tokens[sum].end
	}
	if once && peek(rs, at) == ',' {
		at++ // 花呗逾期过,去年已经结清
	}
	at = skipWords(rs, at, meanwhileWords)
	gone := goneWords
	if sum > 0 {
		gone = paidOffWords
	}
	_, end, ok := gone().longest(rs, at)
	for ok && end < len(rs) && strings.ContainsRune("了的过掉", rs[end]) {
		end++
	}
	if !ok || end < len(rs) && breakStrength(rs, end) == 0 {
		return false
	}
	n.paidOff = max(n.paidOff, sum)
	return true
}

// sumAt finds the sum told at a place behind token i.
func (n *narrator) sumAt(i, at int) int {
	for j := i + 1; j < min(len(n.tokens), i+4) && n.tokens[j].start <= at+1; j++ {
		if t := n.tokens[j]; (t.kind == tokenMoney || t.kind == tokenNumber) && t.start >= at {
			return j
		}
	}
	return 0
}

// skipWords returns where words, one behind the other, end.
func skipWords(rs []rune, at int, words func() *trie) int {
	for {
		_, end, ok := words().longest(rs, at)
		if !ok {
			return at
		}
		at = end
	}
}

// namesEnd is where a list of loans without figures ends that loan i is part of.
func (n *narrator) namesEnd(i int) int {
	j := i
	for j+1 < min(len(n.tokens), i+longestList) && len(n.runesBetween(j, j+1)) == 0 && n.inList(j+1) && !n.amountFollows(j) {
		j++
	}
	return n.tokens[j].end
}

var (
	ofItWords      = set(`的 那 这 那个 那笔 那张 这笔 的账单 账单 那里 那边 以前 之前 原来 当初`)
	meanwhileWords = set(`早就 早 就 已经 已 都 全 全部 一次性 也 我 那边 这边 倒是 从来 从 一直 现在 目前 上周 上礼拜 上个月 上月 上月底 上个月底 这个月 月初 前几天 前天 去年 前年 今年 年初 昨天 今天 刚刚 刚 才 后来 咬牙 用 : ： 被
		我爸 我妈 爸妈 爸 妈 爸爸 妈妈 家里 家里人 家人 父母 老公 老婆 我姐 我哥 帮我 替我 给我 帮 替`)
	onceLate     = set(`逾期过 欠过 借过 用过 贷过`)
	paidOffWords = set(`还了 还掉 还清 还完 还上 结清 清零 付清 清了`)
	goneWords    = set(`注销 关 关闭 清 清零 清账 结清 还清 还完 结 剪 停用 正常 没断 没动 没用 没开 没开通 没办 没晚 没拖 没逾期过 按时还 按时在还 没断过 没晚过 零欠款 欠款0 没欠款 没欠 不欠 拒 拒绝 没批 没给批 没给我批 没批下来 填平 还上 0 不算 不用管 不用算 不提 不说`)
)

// mistaken reports 校园贷?不是不是 at the loan.
func (n *narrator) mistaken(i int) bool {
	rs, end := n.message.rs, n.tokens[i].end
	return peek(rs, end) == '?' && hasAt(rs, skipSpaces(rs, end+1), "不是")
}

// paidInTime reports 花呗3200借呗1万1都是按时还的 and 按时还着借呗 at the loan. It is left out beside one that is not.
func (n *narrator) paidInTime(i int) bool {
	before := n.clauseUpTo(n.tokens[i].start)
	if endsWith(before, "按时还着") || endsWith(before, "按时在还") || endsWith(before, "正常还着") {
		return true
	}
	j := i + 1
	for j < min(len(n.tokens), i+longestList) && n.inList(j) {
		j++
	}
	from := n.tokens[j-1].end
	if _, end, ok := alwaysWords().longest(n.message.rs, from); ok {
		from = end
	}
	_, end, ok := inTimeWords().longest(n.message.rs, from)
	if _, _, monthly := eachMonthWords().longest(n.message.rs, end); ok && monthly {
		return true // 网捷贷4万正常还着每月1380
	}
	return ok && (end == len(n.message.rs) || breakStrength(n.message.rs, end) > 0)
}

// longestList is how many tokens a list of loans has at most: three or four of them with their sums.
const longestList = 16

// inList reports a token of a list of loans with their sums and days: another loan, a figure, or what parts them.
func (n *narrator) inList(j int) bool {
	t := n.tokens[j]
	gap := n.runesBetween(j-1, j)
	if len(gap) > 1 || len(gap) == 1 && gap[0] != '的' && gap[0] != '和' {
		return false
	}
	return t.listed()
}

func (t token) listed() bool {
	switch t.kind {
	case tokenMoney, tokenNumber, tokenDay:
		return true
	case tokenBreak:
		return t.strength < 3
	}
	return t.kind == tokenWord && (t.tag == tagProduct || t.tag == tagAnd)
}

var eachMonthWords = set(`每月 每个月 一个月 月供 一月 每期`)

var alwaysWords = set(`我 我每月都 我每个月都 我一直 每月都 每个月都 我都 我也`)

var inTimeWords = set(`是正常的 正常的 是正常的不用管 正常的不用管 正常不用管 不用管 没逾期一直在还 没逾期在还 没逾期过 一直在还 一直没逾期 正常还着 正常在还 在正常还 按时在还 按时还的 一直按时还 一直按时还的 都按时 都按时还 都按时还的 都是按时还的 都在按时还 都按时还着 按时还着 都正常 都正常还 都正常还着 都是正常还的 都是按日子还的 都没逾期`)

// kinOwes reports 我老公欠了八万信用卡 and 我爸2019年欠的网商贷 at the loan.
func (n *narrator) kinOwes(i int) bool {
	end := n.tokens[i].start
	if endsWith(n.message.rs[:end], "的") {
		end--
	}
	if i > 0 && n.tokens[i-1].end == end && (n.tokens[i-1].kind == tokenMoney || n.tokens[i-1].kind == tokenNumber) {
		end = n.tokens[i-1].start
	}
	return n.kinOwesBefore(end)
}

// kinOwesSum reports 我女婿欠了四十万 at the sum.
func (n *narrator) kinOwesSum(i int) bool { return n.kinOwesBefore(n.tokens[i].start) }

// kinOwesBefore reports somebody else who owes what follows.
func (n *narrator) kinOwesBefore(end int) bool {
	before := n.clauseUpTo(end)
	for len(before) > 0 && strings.ContainsRune("的了着过下", before[len(before)-1]) {
		before = before[:len(before)-1]
	}
	switch {
	case endsWith(before, "欠"), endsWith(before, "背"):
		before = before[:len(before)-1]
	case endsWith(before, "还有"):
		before = before[:len(before)-2]
	default:
		return false
	}
	return endsWithKin(withoutFillers(before))
}

// withoutFillers cuts off what may stand between somebody and what he owes: 也, 名下, 2019年.
func withoutFillers(rs []rune) []rune {
	for cut := true; cut; {
		cut = false
		for _, filler := range []string{"自己", "名下", "在外面", "在外", "之前", "以前", "总共", "一共", "去年", "前年", "也", "还", "都"} {
			if endsWith(rs, filler) {
				rs, cut = rs[:len(rs)-len([]rune(filler))], true
			}
		}
		if endsWith(rs, "年") && len(rs) > 4 && isDigit(rs[len(rs)-2]) {
			rs = rs[:len(rs)-1]
			for len(rs) > 0 && isDigit(rs[len(rs)-1]) {
				rs = rs[:len(rs)-1]
			}
			cut = true
		}
	}
	return rs
}

// kinPays reports 信用卡那个两万八是我老公的 and 信用卡六万她自己在还 at the loan.
func (n *narrator) kinPays(i int) bool {
	rs, at := n.message.rs, n.tokens[i].end
	if _, end, ok := thatOneWords().longest(rs, at); ok {
		at = end
	}
	for j := i + 1; j < min(len(n.tokens), i+longestList) && n.tokens[j].start == at && n.tokens[j].listed() && n.tokens[j].strength < 2; j++ {
		at = n.tokens[j].end
	}
	if peek(rs, at) == '都' || breakStrength(rs, min(at, len(rs)-1)) == 2 {
		at++
	}
	if _, end, ok := thatOneWords().longest(rs, at); ok {
		at = end
	}
	_, _, ok := kinPaysWords().longest(rs, at)
	return ok
}

var (
	thatOneWords = set(`那 这 那个 那张 那笔 这个 这张 这笔 的那个`)
	kinPaysWords = set(`是我老公的 是老公的 是我老婆的 是老婆的 是我媳妇的 是媳妇的 是我对象的 是对象的 是我爸的 是我妈的 是我哥的 是我姐的 是我弟的 是我妹的 是我儿子的 是我女儿的 是前夫的 是前妻的 是我前夫的 是我前妻的 是朋友的 是我朋友的 是他的 是她的 他自己在还 她自己在还 他自己还 她自己还 他在还 她在还 老公在还 老婆在还 我老公在还 我老婆在还`)
)

// renamed takes 花呗欠800，看错，是借呗800 for one debt at the second name.
func (n *narrator) renamed(i int) {
	if !n.fixing || !n.amountFollows(i) {
		return
	}
	sum, err := n.tokens[i+1].reading()
	if err != nil {
		return
	}
	d := slices.IndexFunc(n.debts, func(d *debtNote) bool { return d.Total != nil && d.Total.Low == sum.Low && d.Total.High == sum.High })
	if d >= 0 && n.debts[d].Product != productWords[n.tokens[i].product].product {
		n.debts[d].Product, n.debts[d].Total = "", nil
	}
}

// onlyMentioned reports a loan without a figure in a clause that tells of something else than owing: 借呗客服态度好,
// 想用微粒贷还, 没有逾期过.
func (n *narrator) onlyMentioned(d *debtNote) bool {
	if d.Product == "" || d.split() {
		return false
	}
	clause, said := n.wordsAbout(d.named), false
	for j := 0; j < len(clause); {
		what, end, ok := owingWords().longest(clause, j)
		switch {
		case !ok:
			said = said || !productAt(clause, j) && breakStrength(clause, j) == 0
			j++
			continue
		case what == owes:
			return false
		case what == owesNot:
			return true
		}
		j = end
	}
	return said && !n.sumBehind(d.named) // 花呗三万或者四万吧 tells one that will be asked for
}

// sumBehind reports a sum in the clause behind the loan named at token i.
func (n *narrator) sumBehind(i int) bool {
	for _, t := range n.tokens[i+1:] {
		switch {
		case t.kind == tokenMoney || t.kind == tokenNumber:
			return t.q.high.coef > 0 // 借呗0
		case t.kind == tokenBreak && t.strength > 1, t.kind == tokenWord && t.tag == tagProduct:
			return false
		}
	}
	return false
}

// wordsAbout returns what is told of the loan named at token i: its clause, up to the next loan and from the figure
// before it.
func (n *narrator) wordsAbout(i int) []rune {
	from, to := n.message.breath(n.tokens[i].start, n.tokens[i].end, 2)
	for j := i - 1; j >= 0 && n.tokens[j].end > from; j-- {
		if t := n.tokens[j]; t.kind != tokenWord || t.tag == tagProduct {
			from = t.end
		}
	}
	for j := i + 1; j < len(n.tokens) && n.tokens[j].start < to; j++ {
		if t := n.tokens[j]; t.kind == tokenWord && t.tag == tagProduct {
			to = t.start
		}
	}
	return n.message.rs[from:to]
}

// What a word in the clause of a loan says of it.
const (
	owes = iota
	owesNot
	besideOwing
)

var owingWords = tagged(map[int32]string{
	owes:        `其他 其它 其余 另外 欠 逾期 没还 未还 还不 要还 还要 得还 该还 催 剩 还有 还没 也 忘 多少 最少 主要 到期 晚 拖 断 倍 没动 各 账单 月供 最低 透支 借了 贷了 刷了 用了 套了 负债 债 压力 利息 罚息 没钱 没能`,
	owesNot:     `不是我欠 不是我借 不是我用 不是我的 不系我欠 不系我借 唔系我 唔係我 没逾期 没有逾期 没有逾期过 没逾期过 没欠 不欠 不借 不敢借 能借 催收没 催收还没 客服 还没开通 没开通 没找我 没催 不催 额度 想用 打算用 打算从 想从 准备从 打算借 想借 上班 再借 借来还 早清 还清 结清 清了 让我开 叫我开 让我办 叫我办`,
	besideOwing: `我 的 呢 和 跟 有 是 了`,
})
