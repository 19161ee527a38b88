package understand

// Amounts that are left out before anything else is asked of them.

// deedBefore reports a verb in the past that no word of ours is right before the amount:
// 公积金取了3万, 住院整了三万. What was done with it is not known.
func (n *narrator) deedBefore(i int) bool {
	at := n.tokens[i].start - 1
	return peek(n.message.rs, at) == '了' && at > 0 && (i == 0 || n.tokens[i-1].end < at || n.tokens[i-1].end == at && n.tokens[i-1].tag == tagLump)
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
	gap := n.message.rs[n.tokens[a].end:n.tokens[b].start]
	return len(gap) <= 4 && (message{rs: gap}).says(orWords)
}

var orWords = set(`还是 或 或者 要么 or`)
