package understand

import (
	"strings"

	"xieshang/calc"
)

// Instalments are also told one by one: 第1期3000，第2期2000, 12月20号还3000，1月20号还2000, or
// 3期：3000，3000，2000.

// listedItem is one of them.
type listedItem struct {
	nth    int // its number, 0 if it was not said
	day    dayExpr
	dated  bool
	amount token
	end    int
}

// offerList are the instalments of one such list, and where it stands in the message.
type offerList struct {
	items      []listedItem
	start, end int
}

// covers reports that a figure at i belongs to the list.
func (l offerList) covers(i int) bool { return i >= l.start && i < l.end }

// listReader looks for a list among the figures of an offer.
type listReader struct {
	rs     []rune
	tokens map[int]token // by where they begin
}

// listOf finds the first list in an offer; it is empty where there is none. The error is
// [*Unclear] where what looks like one leaves instalments out.
func listOf(rs []rune, tokens []token) (offerList, error) {
	r := listReader{rs, make(map[int]token, len(tokens))}
	for _, t := range tokens {
		r.tokens[t.start] = t
	}
	for i := 0; i < len(rs); i++ {
		list := r.from(i, r.labelled)
		if len(list.items) > 1 {
			return list, list.inOrder()
		}
	}
	for _, t := range tokens {
		if list, err := r.behind(t); list.items != nil || err != nil {
			return list, err
		}
	}
	return offerList{}, nil
}

// from reads as many items as follow each other from i.
func (r listReader) from(i int, itemAt func(int) (listedItem, bool)) offerList {
	list := offerList{start: i, end: i}
	for {
		item, ok := itemAt(i)
		if !ok || len(list.items) > 0 && (item.nth > 0) != (list.items[0].nth > 0) {
			return list
		}
		list.items, list.end = append(list.items, item), item.end
		if i = r.between(item.end); i == item.end {
			return list
		}
	}
}

// between skips what stands between two items of a list.
func (r listReader) between(i int) int {
	for {
		_, end, ok := listJoints().longest(r.rs, i)
		switch {
		case ok:
			i = end
		case i < len(r.rs) && breakStrength(r.rs, i) > 0:
			i++
		default:
			return i
		}
	}
}

// labelled reads an amount with the number of its instalment or the day on which it is due.
func (r listReader) labelled(i int) (listedItem, bool) {
	item := listedItem{}
	j := i
	if n, end, ok := r.ordinal(j); ok {
		item.nth, j = n, r.filler(end)
	}
	if t, ok := r.tokens[j]; ok && t.kind == tokenDay && peek(r.rs, j-1) != '月' && peek(r.rs, j-1) != '每' {
		item.day, item.dated, j = *t.day, true, r.filler(t.end)
	}
	t, ok := r.amountAt(j)
	item.amount, item.end = t, t.end
	return item, ok && j > i
}

// unlabelled reads an amount that stands alone between marks.
func (r listReader) unlabelled(i int) (listedItem, bool) {
	t, ok := r.amountAt(i)
	alone := ok && (t.end == len(r.rs) || r.between(t.end) > t.end)
	return listedItem{amount: t, end: t.end}, alone
}

// amountAt reads the amount at i.
func (r listReader) amountAt(i int) (token, bool) {
	t, ok := r.tokens[i]
	return t, ok && (t.kind == tokenMoney || t.kind == tokenNumber)
}

// filler skips what may stand between an instalment and its amount.
func (r listReader) filler(i int) int {
	for i < len(r.rs) && strings.ContainsRune(" :=是为还付交给要就先各得", r.rs[i]) {
		i++
	}
	return i
}

// ordinal reads the number of an instalment: 第1期, 第二个月, 首期.
func (r listReader) ordinal(i int) (n, end int, ok bool) {
	if id, end, ok := listOrdinals().longest(r.rs, i); ok && wholeWord(r.rs, i, end) {
		return int(id), end, true
	}
	if peek(r.rs, i) != '第' {
		return 0, i, false
	}
	num, ok := numeralAt(r.rs, i+1, false)
	if !ok || num.vague() {
		return 0, i, false
	}
	whole, ok := num.low.int()
	_, end, counted := listCounters().longest(r.rs, num.end)
	return int(whole), end, ok && counted && whole > 0 && whole <= 360
}

// behind reads amounts that follow a number of instalments: 4期：3000，3000，2000，1000. It is
// [*Unclear] where there are more or fewer of them.
func (r listReader) behind(t token) (offerList, error) {
	n, ok := t.termMonths()
	if !ok || n.Kind != Exact || t.kind != tokenTerms && t.kind != tokenDuration || peek(r.rs, t.start-1) == '第' {
		return offerList{}, nil
	}
	i := t.end
	for strings.ContainsRune(" \n:,分别还付是为每期各", peek(r.rs, i)) {
		i++
	}
	list := r.from(i, r.unlabelled)
	switch {
	case len(list.items) < 2 || list.withTotal(n.Value):
		return offerList{}, nil
	case len(list.items) != n.Value:
		return offerList{}, &Unclear{Vague, exampleOffer}
	}
	return list, nil
}

// withTotal reports 12期，1030，12360: one of so many instalments, and all of them.
func (l offerList) withTotal(count int) bool {
	steps, err := l.amounts()
	return err != nil || len(steps) == 2 && steps[1].Amount == steps[0].Amount*calc.Money(count)
}

// inOrder checks that no instalment of the list was left out.
func (l offerList) inOrder() error {
	for i, item := range l.items {
		if item.nth > 0 && item.nth != i+1 {
			return &Unclear{Vague, exampleOffer}
		}
	}
	return nil
}

// amounts are what the items come to.
func (l offerList) amounts() ([]OfferStep, error) {
	var steps []OfferStep
	for _, item := range l.items {
		reading, err := item.amount.reading()
		switch {
		case err != nil:
			return nil, err
		case reading.Kind != Exact:
			return nil, &Unclear{Vague, exampleOffer}
		}
		steps = append(steps, OfferStep{1, reading.Value})
	}
	return steps, nil
}

// days are when the items are due, each after the one before it; nil where one does not name its
// day, or the first is not to come.
func (l offerList) days(today calc.Date) []calc.Date {
	var days []calc.Date
	from := today
	for _, item := range l.items {
		e := item.day
		if !item.dated {
			return nil
		}
		base := today
		if e.recurring() || e.month > 0 && e.year == 0 && !e.yearShift0 {
			base = from
		}
		d, err := e.resolve(Coming, base)
		if err != nil || d.Kind != Exact || d.Value.Before(from) || len(days) == 0 && d.Value.DaysSince(today) > farthestFirst {
			return nil
		}
		days, from = append(days, d.Value), d.Value.AddDays(1)
	}
	return days
}

// monthly reports the day of the month on which all of the days fall, 31 being its last one; false
// if they are no months in turn.
func monthly(days []calc.Date) (payDay int, ok bool) {
	for _, d := range days {
		payDay = max(payDay, d.Day)
	}
	for i, d := range days {
		if days[0].AddMonths(i, payDay) != d {
			return 0, false
		}
	}
	return payDay, true
}

// list takes the instalments of a list into the offer.
func (r *offerReader) list(l offerList) error {
	steps, err := l.amounts()
	if err != nil {
		return err
	}
	r.hearGap(l.start)
	r.said, r.once, r.last = roleNone, false, l.end
	r.offer.Steps = append(r.offer.Steps, steps...)
	if r.today.IsZero() {
		return nil
	}
	days := l.days(r.today)
	if days == nil {
		return nil
	}
	r.offer.First = days[0]
	if payDay, ok := monthly(days); !ok {
		r.offer.Days = days
	} else if payDay != days[0].Day {
		r.offer.PayDay = payDay
	}
	return nil
}

// listJoints stand between the items of a list.
var listJoints = set(`然后 再 接着 最后 和 及 以及 and then`)

// listCounters count instalments.
var listCounters = set(`期 个月 个 月 笔 次`)

// listOrdinals are the numbers of instalments that are words of their own.
var listOrdinals = tagged(map[int32]string{
	1: `首期 首月 头期 头一期 头一个月 首笔 头一笔 first first_month first_instalment first_installment first_payment`,
	2: `second second_month second_instalment second_installment second_payment`,
	3: `third third_month third_instalment third_installment third_payment`,
	4: `fourth fourth_month fourth_instalment fourth_installment fourth_payment`,
	5: `fifth fifth_month fifth_instalment fifth_installment fifth_payment`,
	6: `sixth sixth_month sixth_instalment sixth_installment sixth_payment`,
})
