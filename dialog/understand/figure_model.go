package understand

import (
	_ "embed"
	"sync"

	"xieshang/calc"
)

// Rules give a figure its place by the words they know. A model learnt from lines whose figures are
// marked gives a second opinion: where it is sure that the rules are mistaken nothing is taken and the
// conversation will ask, and where they know no place and it is sure of one, that is taken.

// figureOrder gives what a figure can be its place in the table of weights.
var figureOrder = [...]slot{
	slotNone, slotTotal, slotPrincipal, slotFees, slotIncome, slotExpenses, slotItem, slotOtherDebt, slotAffordable, slotLump, slotDays, slotDue,
}

//go:embed figure_weights.txt
var figureWeights string

var figureModel = sync.OnceValue(func() *model { return decodeModel(figureWeights, len(figureOrder), false, nil) })

// kindOfFigure is what the model calls a place: parts of a debt are alike, and so is all that is none of ours.
func kindOfFigure(where slot) slot {
	switch where {
	case slotInterest, slotPenalty:
		return slotFees
	case slotBorrowed, slotIgnore, slotProduct:
		return slotNone
	}
	return where
}

// opinion is what the model makes of a figure: a score for each of figureOrder, in hundredths.
type opinion [len(figureOrder)]int

// opinion weighs what stands around the figure at token i.
func (n *narrator) opinion(i int) opinion {
	var (
		m = figureModel()
		o opinion
	)
	copy(o[:], m.bias)
	n.around.features(i, n.lastFigure, func(feature []byte) { m.add(o[:], feature) })
	return o
}

// best is what the figure most likely is, and how far that is ahead of the next.
func (o opinion) best() (where slot, lead int) {
	first, second := 0, -1
	for i := 1; i < len(o); i++ {
		switch {
		case o[i] > o[first]:
			first, second = i, first
		case second < 0 || o[i] > o[second]:
			second = i
		}
	}
	return figureOrder[first], o[first] - o[second]
}

// behind is how far where is behind the likeliest other place. What is spent, and a kind of it, are one thing told
// in two ways.
func (o opinion) behind(where slot) int {
	score, other := -1<<30, -1<<30
	for i, place := range figureOrder {
		if spending := where == slotExpenses || where == slotItem; place == kindOfFigure(where) || spending && (place == slotExpenses || place == slotItem) {
			score = max(score, o[i])
		} else {
			other = max(other, o[i])
		}
	}
	return other - score
}

// A lead of 150 means that the model takes one place to be more than four times as likely as the other,
// one of 300 twenty times.
const (
	figureSure     = 300 // how far ahead a place must be to be taken though no rule knows it
	figureMistaken = 50  // how far behind the others a rule's place is not taken
	plainMistaken  = 150 // the same of a sum right behind the loan's name or 欠
)

// What is taken without a question is at least a yuan, or nothing at all, and at most five million: 一分没乱花 is no debt of a
// fen, and 360 1万6 written in one no debt of 36 million yuan.
const (
	likelyLeast = 100         // fen
	likelyMost  = 500_000_000 // fen
	likelyWages = 10_000_000  // fen a month: more is what one earns in a year, or a debt
)

func likely(r Reading[calc.Money]) bool {
	return r.High == 0 || r.High >= likelyLeast && r.High <= likelyMost
}

// weigh hears the second opinion on the amount at token i, for which the rules found where.
func (n *narrator) weigh(i int, where slot) slot {
	if r, err := n.tokens[i].reading(); err == nil && n.asked == slotNone && kindOfFigure(where) != slotNone && (!likely(r) || where == slotIncome && r.High > likelyWages) {
		return slotIgnore
	}
	if n.around == nil || where == slotBorrowed || where == slotItem && n.costNamed(i) || where == slotOtherDebt && n.secondLoan(i) {
		return where // 微粒贷3万 还了半年: the rules know that it is less by now
	}
	o := n.opinion(i)
	if kindOfFigure(where) != slotNone {
		settled := func() bool { return where == slotTotal && n.message.says(stillShown) } // 8000都还清了 征信上还显示
		if !n.fixing && o.behind(where) > n.doubtful(i, where) && !settled() {
			if where == slotTotal {
				n.unsettle()
			}
			return slotIgnore
		}
		return where
	}
	best, lead := o.best()
	if lead > figureSure && n.vacant(best) && n.tokens[i].q.high.coef > 0 {
		return best
	}
	return where
}

// costNamed reports 房租1300 and 房租一个月1300: nothing but the month stands between the cost and its sum.
func (n *narrator) costNamed(i int) bool {
	j := i - 1
	for j >= 0 && n.tokens[j].kind == tokenWord && n.tokens[j].tag == tagMonthly && n.tokens[j].end == n.tokens[j+1].start {
		j--
	}
	return j >= 0 && n.tokens[j].kind == tokenWord && n.tokens[j].tag == tagCategory && n.tokens[j].end == n.tokens[j+1].start
}

// doubtful is how far behind the others the place of the amount at token i must be not to be taken.
func (n *narrator) doubtful(i int, where slot) int {
	if where != slotTotal || i == 0 {
		return figureMistaken
	}
	if t := n.tokens[i-1]; t.kind == tokenWord && (t.tag == tagProduct || t.tag == tagOwe) && n.tokens[i].start == t.end {
		return plainMistaken
	}
	return figureMistaken
}

// unsettle takes back a sum that was told before the loan it went to, when another one behind it is doubtful: 欠了31万,
// 其中信用卡18万.
func (n *narrator) unsettle() {
	for _, d := range n.current() {
		if n.debts[d].unnamed && n.debts[d].Product != "" {
			n.debts[d].Total = nil
		}
	}
}

// vacant reports whether nothing was told yet of a place, so that a figure may be taken for it.
func (n *narrator) vacant(where slot) bool {
	group := n.current()
	one := len(group) < 2 && !n.inTurn
	switch where {
	case slotTotal:
		if n.payments > 0 || n.shared || one && len(group) == 1 && n.debts[group[0]].payment || n.heardHere(tagMonthly) || n.heardHere(tagPerTerm) || n.heardHere(tagAfford) || n.heardHere(tagPay) {
			return false // 每个月要还花呗800，借呗1500
		}
		return len(group) == 0 || one && n.debts[group[0]].Total == nil && n.debts[group[0]].Principal == nil
	case slotPrincipal:
		return one && len(group) == 1 && n.debts[group[0]].Principal == nil
	case slotDays:
		return len(group) == 0 && n.pendingDays == nil || one && len(group) == 1 && n.debts[group[0]].OverdueDays == nil
	case slotDue:
		return one && len(group) == 1 && n.debts[group[0]].due == nil
	case slotIncome:
		return n.income == nil && !n.supported && !n.heardHere(tagBefore) && !n.message.says(termWords)
	case slotExpenses, slotItem:
		return n.expenses == nil
	case slotOtherDebt:
		return n.otherDebt == nil
	case slotAffordable:
		return n.affordable == nil
	case slotLump:
		return n.lump == nil
	}
	return false
}

// termWords tell of what is paid each month, so that a sum a month need not be wages: 月供太高，现在每月2300.
var termWords = set(`月供 每期 月还 每月还 每个月还 每月要还 每个月要还`)

// billed reports 9号账单日: a day on which nothing is due.
func (n *narrator) billed(i int) bool {
	for j := i + 1; j < len(n.tokens) && n.tokens[j].start-n.tokens[i].end <= 2; j++ {
		if n.tokens[j].tag == tagBillDay {
			return true
		}
	}
	return n.heardHere(tagBillDay)
}

// begins reports 9月5号开始每期900: the day that something begins.
func (n *narrator) begins(i int) bool {
	end := n.tokens[i].end
	return peek(n.message.rs, end) == '起' || hasAt(n.message.rs, end, "开始")
}

// told weighs whether the length of time or day at token i tells where, as the rules say or not.
func (n *narrator) told(i int, where slot, ruled bool) bool {
	if n.around == nil {
		return ruled
	}
	o := n.opinion(i)
	if ruled {
		ruled = n.fixing || o.behind(where) <= figureMistaken
	} else {
		best, lead := o.best()
		ruled = best == where && lead > figureSure && n.vacant(where) && !n.billed(i) && !n.begins(i)
	}
	n.lastFigure = slotNone
	if ruled {
		n.lastFigure = where
	}
	return ruled
}
