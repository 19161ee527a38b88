package understand

import (
	"slices"
	"strings"

	"xieshang/calc"
)

const exampleEssentials = "3900"

// Essentials reads what must be spent each month. Kinds of spending told one by one are added up;
// where their sum is told too, it counts. An amount for a day, week or year is [*Unclear] with
// [NotMonthly]; other errors are those of [Amount].
func Essentials(text string) (Reading[calc.Money], error) {
	m, err := answer(text, exampleEssentials)
	if err != nil {
		return Reading[calc.Money]{}, err
	}
	found := amountTokens(scan(m.rs, false))
	if len(found) > 0 && m.otherPeriod(found) {
		return Reading[calc.Money]{}, &Unclear{NotMonthly, exampleEssentials}
	}
	if len(found) > 1 {
		if r, ok := m.sumSaid(found); ok {
			return r, nil
		}
		if sum, ok := kindsSum(text, found); ok {
			return exactly(sum), nil
		}
	}
	return m.amount(scan(m.rs, true))
}

// kindsSum adds up kinds of spending when each amount has its own.
func kindsSum(text string, found []token) (calc.Money, bool) {
	items := Spending(text)
	sum := calc.Money(0)
	for _, it := range items {
		sum = min(sum+it.Amount, calc.MaxMoney)
	}
	all := calc.Money(0)
	for _, t := range found {
		r, err := t.reading()
		if err != nil || r.Kind != Exact {
			return 0, false
		}
		all = min(all+r.Value, calc.MaxMoney)
	}
	return sum, len(items) > 1 && all == sum
}

const exampleAffordable = "1000"

// Affordable reads what can be paid each month. What somebody else asks for does not count, nor
// what could be paid before. An amount for a day, week or year is [*Unclear] with [NotMonthly];
// other errors are those of [Amount].
func Affordable(text string) (Reading[calc.Money], error) {
	m, err := answer(text, exampleAffordable)
	if err != nil {
		return Reading[calc.Money]{}, err
	}
	tokens := scan(m.rs, false)
	found := amountTokens(tokens)
	if len(found) > 0 && m.otherPeriod(found) {
		return Reading[calc.Money]{}, &Unclear{NotMonthly, exampleAffordable}
	}
	n := &narrator{message: m, tokens: tokens, asked: slotAffordable}
	n.read()
	switch right, open, other := n.counted(earnedSlot); {
	case n.affordable != nil && right == 1 && n.loose == 0:
		return *n.affordable, nil
	case right+open == 0 && other > 0 && n.income != nil:
		return Reading[calc.Money]{}, m.unclear(Nonsense, exampleAffordable)
	}
	return m.amount(scan(m.rs, true))
}

// sumSaid reads 房租1500 吃饭1000 加起来2500: parts, and what they come to.
func (m message) sumSaid(found []token) (Reading[calc.Money], bool) {
	none := Reading[calc.Money]{}
	last := len(found) - 1
	if m.earningRole(found[last-1].end, found[last].start) != allOfIt {
		return none, false
	}
	sum := calc.Money(0)
	for _, t := range found[:last] {
		r, err := t.reading()
		if err != nil {
			return none, false
		}
		sum += r.High
	}
	all, err := found[last].reading()
	return all, err == nil && all.Low == sum
}

// otherPeriod reports that an amount is for a day, a week or a year: 一天三十块, 800一周.
func (m message) otherPeriod(found []token) bool {
	return slices.ContainsFunc(found, func(t token) bool {
		from, to := m.breath(t.start, t.end, 2)
		from, to = max(from, t.start-6), min(to, t.end+8)
		before, behind := message{rs: m.rs[from:t.start]}, message{rs: m.rs[t.end:to]}
		return before.says(perOtherWords) || strings.HasPrefix(string(behind.rs), "/天") || behind.says(perOtherWords)
	})
}

var perOtherWords = set(`一天 每天 一日 每日 一周 每周 一星期 一个星期 每星期 每个星期 一个礼拜 每个礼拜 一年 每年 一小时 每小时 半个月 一季度 一个季度 每季度 a_day per_day a_week per_week a_year per_year an_hour per_hour every_day every_week daily weekly yearly`)
