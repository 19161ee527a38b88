package understand

// Amounts that are left out before anything else is asked of them.

// deedBefore reports a verb in the past that no word of ours is right before the amount:
// 公积金取了3万, 住院整了三万. What was done with it is not known.
func (n *narrator) deedBefore(i int) bool {
	at := n.tokens[i].start - 1
	return peek(n.message.rs, at) == '了' && at > 0 && n.message.rs[at-1] != '垫' && (i == 0 || n.tokens[i-1].end < at || n.tokens[i-1].end == at && n.tokens[i-1].tag == tagLump)
}

// limitBehind reports 3万额度: the amount is named right behind it, and is no debt.
func (n *narrator) limitBehind(i int) bool {
	if i+1 >= len(n.tokens) {
		return false
	}
	t := n.tokens[i+1]
	return t.kind == tokenWord && t.tag == tagIgnore && t.start-n.tokens[i].end <= 1 && peek(n.message.rs, n.tokens[i].end) != ' ' && !n.claimed(i+1)
}

// either reports one of two amounts between which the person wavers: 1万还是1万2.
func (n *narrator) either(i int) bool {
	return n.orBetween(i-1, i) || n.orBetween(i, i+1)
}

// orBetween looks for 还是 or 或 between two tokens that are amounts but for a word between.
func (n *narrator) orBetween(a, b int) bool {
	isAmount := func(j int) bool {
		return j >= 0 && j < len(n.tokens) && (n.tokens[j].kind == tokenMoney || n.tokens[j].kind == tokenNumber)
	}
	for a >= 0 && a < len(n.tokens) && n.tokens[a].kind == tokenWord && n.tokens[a].tag == tagFix {
		a--
	}
	for b < len(n.tokens) && n.tokens[b].kind == tokenWord && n.tokens[b].tag == tagFix {
		b++
	}
	if !isAmount(a) || !isAmount(b) {
		return false
	}
	gap := n.runesBetween(a, b)
	return len(gap) <= 4 && (message{rs: gap}).says(orWords)
}

var orWords = set(`还是 或 或者 要么 or`)

// lacked reports 哪来的8000, 凑不齐5000 and 可以减500: what is not there, or is taken off.
func (n *narrator) lacked(i int) bool {
	rs, from := n.message.rs, max(0, n.tokens[i].start-6)
	for j := n.tokens[i].start - 1; j >= from; j-- {
		if breakStrength(rs, j) > 0 {
			from = j + 1
		}
	}
	before := rs[from:n.tokens[i].start]
	for j := range before {
		id, end, ok := lackWords().longest(before, j)
		if ok && (id == 0 || end == len(before)) {
			return true
		}
	}
	return false
}

// feeBefore reports 摊位费一个月900, 课时费一万一: what something else costs or pays.
func (n *narrator) feeBefore(i int) bool {
	rs, at, k := n.message.rs, n.tokens[i].start, i-1
	for ; k >= 0 && n.tokens[k].end == at && n.tokens[k].kind == tokenWord && neutral(n.tokens[k].tag); k-- {
		at = n.tokens[k].start
	}
	for at > 0 && (rs[at-1] == '了' || rs[at-1] == '要' || rs[at-1] == '是' || rs[at-1] == '得' || rs[at-1] == '交') {
		at--
	}
	return at > 1 && rs[at-1] == '费' && breakStrength(rs, at-2) == 0 && (k < 0 || n.tokens[k].end < at-1)
}

// lackWords say that there is no such sum; those under 1, right before it, that it is taken off.
var lackWords = tagged(map[int32]string{
	0: `哪有 哪来 哪里有 哪里来 凑不齐 凑不够 凑不出 凑不到 拿不出 掏不出 借不到 筹不到 筹不齐 不可能借 不可能拿`,
	1: `能减 可以减 给减 帮减 能免 可以免 给免 给我免 给我减 帮我减 帮我免 能优惠 可以优惠 给优惠 便宜 减免 能减免 减掉 免掉`,
})
