package understand

import "slices"

// Sums of a household that are no longer so, or are somebody else's: 车贷2800刚还完, 房贷4200我爸妈还, 手头的3000被冻结了.

// holds reports whether the amount at token i still stands for where, by what is said around it.
func (n *narrator) holds(i int, where slot) bool {
	behind := message{rs: n.behind(i)}
	clause := message{rs: n.clauseUpTo(n.tokens[i].start)}
	switch where {
	case slotOtherDebt:
		return !behind.says(overWords) && !behind.kinRepays() && !clause.says(quarterWords)
	case slotLump:
		return !behind.says(spentWords) && !endsWithAny(clause.rs, haveNotWords)
	case slotIncome:
		return !endsWithAny(clause.rs, deductedWords) && !clause.says(otherTimeWords) && !beginsWithAny(behind.rs, perOtherBehind)
	case slotAffordable:
		return !clause.says(cannotWords)
	case slotItem, slotExpenses:
		return !beginsWithAny(behind.rs, perOtherBehind) && !endsWithAny(clause.rs, perOtherBefore) && !clause.says(longTermWords)
	case slotTotal:
		return !(clause.says(treatedWords) && n.heard(tagTotal)) // 花呗2万，现在看病一共用了5000
	}
	return true
}

// behind is what is said behind the amount at token i before the next amount or loan, up to the end of the sentence.
func (n *narrator) behind(i int) []rune {
	const reach = 24 // runes
	rs, start := n.message.rs, n.tokens[i].end
	end := min(len(rs), start+reach)
	for _, t := range n.tokens[i+1:] {
		if t.start >= end {
			break
		}
		if isSum(t) || t.kind == tokenBreak && t.strength == 3 || t.kind == tokenWord && (t.tag == tagProduct || t.tag == tagOtherDebt || t.tag == tagIncome) {
			end = t.start
		}
	}
	return rs[start:max(start, end)]
}

// kinRepays reports 是我爸在还 and 老公还，我不用管: a relative, and 还 or 供 close behind.
func (m message) kinRepays() bool {
	for i := range m.rs {
		_, end, ok := kinWords().longest(m.rs, i)
		if !ok {
			continue
		}
		for j := end; j < min(end+3, len(m.rs)); j++ {
			if c := m.rs[j]; (c == '还' || c == '供') && (m.rs[j-1] == '在' || !slices.Contains([]rune("有没不在是能会要"), peek(m.rs, j+1))) {
				return true
			}
		}
	}
	return false
}

// beginsWithAny reports that rs begins with one of words.
func beginsWithAny(rs []rune, words func() *trie) bool {
	_, _, ok := words().longest(rs, 0)
	return ok
}

var (
	overWords      = set(`还完 还清 结清 还掉了 卖了 付清 供完 不用还了`)
	spentWords     = set(`花光 花完 用光 用完 冻结 被骗 骗走 都还了 还掉了 没了 被偷 取不出`)
	haveNotWords   = set(`手头没有 手里没有 手上没有 没有存款 存款没有 身上没有 拿不出`)
	deductedWords  = set(`扣社保 要扣社保 社保扣 扣医保 扣公积金 扣五险一金 预支 预支了 预支了工资 冻结了 少发 少发了 涨了 工资少了 工资降了 被砍了 里扣 扣掉`)
	otherTimeWords = set(`全年 日结 周结 日薪 周薪 每周 季度`)
	quarterWords   = set(`季度 一季 每季`)
	perOtherBehind = set(`/天 一天 每天 /日 每日 每周 一周 /周 一个星期 每星期 /小时 一季度 一个季度 一年 每年 /年 元/天 一次 一冬天`)
	longTermWords  = set(`季付 年付 半年付 季度 一季 每季 押一付三 一年 半年 一冬天 一个冬天`)
	cannotWords    = set(`哪能 怎么可能 不可能 没能力 没办法 别人都 别人能 听说 网上说`)
	perOtherBefore = set(`一次 每次 一天 每天 一年 每年 一周 每周 一个星期 一季度 每季度`)
	treatedWords   = set(`看病 治病 吃药 装修 手术 住院 生孩子 结婚 化疗 透析 买药 修车 修房 丧事`)
)
