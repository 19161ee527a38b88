package understand

// What an amount of a story certainly is not: none of these is asked to the model.

// passedOver reports an amount that is none of this person's, or of which nobody can tell what it is.
func (n *narrator) passedOver(i int) bool {
	if n.paidTowards(i) {
		n.payments = i
		return true
	}
	return n.either(i) || n.tooMuch(i) || n.wantedLoan(i) || n.kinOwesSum(i)
}

// paidTowards reports 先还花呗500 and 最多还花呗500: what can be paid of the loan, not what is owed on it.
func (n *narrator) paidTowards(i int) bool {
	if i < 2 || n.tokens[i-1].kind != tokenWord || n.tokens[i-1].tag != tagProduct || n.tokens[i].start-n.tokens[i-1].end > 1 {
		return false
	}
	before := n.tokens[i-2]
	return before.kind == tokenWord && (before.tag == tagAfford || before.tag == tagDown) && before.end == n.tokens[i-1].start && n.message.rs[before.end-1] == '还'
}

// tooMuch reports 凭啥多一千三 and 多扣了1300: by how much something is more than it should be.
func (n *narrator) tooMuch(i int) bool {
	before := n.message.rs[n.clauseStart():n.tokens[i].start]
	for j := max(0, len(before)-4); j < len(before); j++ {
		if _, end, ok := tooMuchWords().longest(before, j); ok && end == len(before) {
			return true
		}
	}
	return false
}

var tooMuchWords = set(`凭啥多 凭什么多 怎么多 咋多 凭啥多了 凭什么多了 怎么多了 咋多了 多收 多收了 多扣 多扣了 多要 多要了 多算 多算了 多出来 多出了`)

// wantedLoan reports 我想借两万: what is not borrowed yet.
func (n *narrator) wantedLoan(i int) bool {
	before := n.message.rs[n.clauseStart():n.tokens[i].start]
	return endsWith(before, "想借") || endsWith(before, "想再借") || endsWith(before, "想贷") || endsWith(before, "想再贷") || endsWith(before, "能借到") || endsWith(before, "还能借")
}
