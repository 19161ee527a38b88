package understand

import "xieshang/calc"

// read walks over the tokens.
func (n *narrator) read() {
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

// pause forgets the words of a finished sentence.
func (n *narrator) pause(i int) {
	if n.tokens[i].strength == 3 {
		n.cues = n.cues[:0]
		n.inTurn = false
	}
	if n.tokens[i].strength > 1 && !n.enumerating(i) {
		n.groupOpen = false
	}
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
		n.fixing = true
		return
	case tagRespective:
		n.inTurn, n.turn = true, 0
		return
	case tagNotDue:
		n.notDueSaid = true
		for _, d := range n.current() {
			n.debts[d].NotYetDue = true
		}
	case tagOverdue, tagUnpaid:
		n.overdueSaid = true
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
	d := n.find(productWords[t.product].product)
	if !n.groupOpen {
		n.group = n.group[:0]
		n.inTurn = false
	}
	n.groupOpen = true
	for _, have := range n.group {
		if have == d {
			return
		}
	}
	n.group = append(n.group, d)
	n.settlePending(d)
}

// denied reports 不是 or 没有 right before the product, but not 是不是.
func (n *narrator) denied(i int) bool {
	if len(n.cues) == 0 {
		return false
	}
	j := len(n.cues) - 1
	if n.cues[j].tag == tagOwe && j > 0 && n.cues[j].token == i-1 {
		j-- // 没欠花呗
	}
	last := n.cues[j]
	return last.tag == tagNot && last.token >= i-2 && n.tokens[i].start-n.tokens[last.token].end <= 1
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

// find returns the index of the debt with this product, opening it if need be. Other lenders
// are kept apart only when the first has its amount.
func (n *narrator) find(p Product) int {
	for i := range n.debts {
		d := &n.debts[i]
		if d.Product != p && d.Product != "" {
			continue
		}
		if p == OtherProduct && d.Product == p && d.Total != nil {
			continue
		}
		d.Product = p
		return i
	}
	n.debts = append(n.debts, debtNote{Debt: Debt{Product: p}})
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
		n.debts = append(n.debts, debtNote{})
		n.group = append(n.group, 0)
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
	where := n.place(i)
	if n.fixing && (where == slotNone || where == n.topic) {
		where = n.topic
	} else if n.fixing && n.topic != slotNone {
		n.fixing = false
	}
	r, err := t.reading()
	if where == slotNone {
		n.loose++
	}
	if !labelled(n.tokens, i) {
		n.places = append(n.places, where)
	}
	if err != nil || where == slotIgnore || where == slotNone {
		n.finish(where)
		return
	}
	if t.kind == tokenNumber && t.q.low.cmp(whole(100)) < 0 && !isPart(where) {
		n.finish(slotIgnore)
		return
	}
	n.put(where, &r)
	n.fixing = false
	n.finish(where)
}

// isPart reports parts of a debt, which may be a few yuan: 手续费30.
func isPart(where slot) bool {
	return where == slotInterest || where == slotPenalty || where == slotFees
}

// finish forgets the words used for an amount.
func (n *narrator) finish(where slot) {
	n.cues = n.cues[:0]
	n.groupOpen = false
	if where != slotNone && where != slotIgnore {
		n.topic = where
	}
}

// put stores an amount. The first said stays, unless it is being corrected.
func (n *narrator) put(where slot, r *Reading[calc.Money]) {
	set := func(to **Reading[calc.Money]) {
		if *to == nil || n.fixing || where == slotIncome && n.heard(tagNow) {
			*to = r
		} else if (*to).Low != r.Low || (*to).High != r.High {
			n.loose++
		}
	}
	switch where {
	case slotIncome:
		set(&n.income)
	case slotExpenses:
		set(&n.expenses)
	case slotOtherDebt:
		set(&n.otherDebt)
	case slotAffordable:
		set(&n.affordable)
	case slotLump:
		set(&n.lump)
	default:
		n.putDebt(where, set)
	}
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
		d := &n.debts[i]
		switch where {
		case slotTotal:
			if d.unnamed && d.Product != "" || n.heard(tagGrown) || n.heard(tagNow) && d.Total != nil {
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
	case tagMonthly, tagNow, tagTotal, tagNot, tagInside, tagEach, tagAll, tagAnd, tagNotDue, tagBefore, tagDrop, tagPerTerm:
		return true
	}
	return false
}

// duration takes a length of time as days overdue when 逾期 or 没还 stands near.
func (n *narrator) duration(i int) {
	t := &n.tokens[i]
	if !n.overdueNear(i) {
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
	if (n.heard(tagAll) || n.heard(tagEach)) && len(n.debts) > 1 {
		for d := range n.debts {
			n.setDays(d, &r)
		}
		return
	}
	for _, d := range group {
		n.setDays(d, &r)
	}
}

func (n *narrator) setDays(d int, r *Reading[int]) {
	if n.debts[d].OverdueDays == nil || n.fixing {
		n.debts[d].OverdueDays = r
	}
}

// overdueNear looks for 逾期 before the time, with nothing else between, or right behind it.
func (n *narrator) overdueNear(i int) bool {
	for j := len(n.cues) - 1; j >= 0; j-- {
		switch tg := n.cues[j].tag; tg {
		case tagOverdue:
			return n.tokens[i].start-n.tokens[n.cues[j].token].end <= 8
		case tagUnpaid:
			return n.tokens[i].start-n.tokens[n.cues[j].token].end <= 3
		case tagAll, tagTotal, tagNow, tagProduct, tagEach, tagLabel:
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
		if t.kind == tokenWord && (t.tag == tagOverdue || t.tag == tagUnpaid) {
			return true
		}
		if t.kind != tokenWord || t.tag != tagAll && t.tag != tagNow {
			return false
		}
	}
	return false
}

func (n *narrator) amountFollows(i int) bool {
	return i+1 < len(n.tokens) && (n.tokens[i+1].kind == tokenMoney || n.tokens[i+1].kind == tokenNumber)
}

// day takes a date as a due date when 到期, 还款日 or 逾期 stands near.
func (n *narrator) day(i int) {
	t := &n.tokens[i]
	past, near := n.dueNear(i)
	if !near || n.heardJust(tagMoved, i) || t.day.relative && t.day.days == 0 {
		return
	}
	for _, d := range n.currentOrNew() {
		if n.debts[d].due == nil || n.fixing {
			n.debts[d].due, n.debts[d].duePast = &t.day, past
		}
	}
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
		return near
	}
	for j := len(n.cues) - 1; j >= 0 && j >= len(n.cues)-2; j-- {
		if c := n.cues[j]; n.tokens[i].start-n.tokens[c.token].end <= 5 && look(c.tag) {
			return past, near
		}
	}
	for j := i + 1; j < len(n.tokens) && j <= i+2; j++ {
		if n.tokens[j].start-n.tokens[i].end > 5 || n.tokens[j].kind != tokenWord {
			break
		}
		if look(n.tokens[j].tag) || payRight(n.tokens[i], n.tokens[j]) {
			return past, true
		}
	}
	return false, false
}

// payRight reports 12月10号还: the day is when to pay.
func payRight(day, word token) bool {
	return word.start == day.end && (word.tag == tagPay || word.tag == tagMustPay)
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
		n.debts = append(n.debts, debtNote{})
	}
	for _, d := range n.debts {
		if d.empty() && (d.payment || d.Product == "" && n.pendingDays == nil) {
			continue
		}
		s.Debts = append(s.Debts, d.close(n))
	}
	return s
}

// close settles what 欠 meant and when the payment was due.
func (d debtNote) close(n *narrator) Debt {
	parts := d.Penalty != nil || d.Interest != nil || d.Fees != nil
	if d.Principal == nil && d.Total != nil && d.owedOnly && parts && !d.inside {
		d.Principal, d.Total = d.Total, nil
	}
	if d.due != nil {
		ask := AnyDay
		if d.duePast || n.overdueSaid && !n.notDueSaid {
			ask = PastDue
		}
		if r, err := d.due.resolve(ask, n.today); err == nil && r.Kind == Exact {
			d.DueDate = r.Value
		}
	}
	if d.OverdueDays == nil && n.pendingDays != nil && len(n.debts) == 1 {
		d.OverdueDays = n.pendingDays
	}
	return d.Debt
}
