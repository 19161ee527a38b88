package dialog

import (
	"slices"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// What several lenders are owed is often told as a sum first: 五张卡一共11万，招行3万 建行2万5…. It is no
// debt of its own, and what the named ones leave of it must not be lost.

var (
	// sumSaid finds the sum: 一共欠5万, 花呗借呗一共3万, 欠了总共8万.
	sumSaid = phrase.MustCompile(`(?i)(?:一共|总共|總共|合计|合計|加起来|加起來|拢共|攏共|总计|總計)\s*(欠|还欠|還欠|负债|負債|有)?了?(?:款|着|著|差不多|大概)?\s*(\d[\d,]*(?:\.\d+)?\s*[万萬千wk]?\d*|[一二两兩三四五六七八九十百千万萬]{2,})|(欠|负债|負債)了?(?:一共|总共|總共|合计|合計)\s*(\d[\d,]*(?:\.\d+)?\s*[万萬千wk]?\d*)`)
	// listHead says that a list follows whose first figure is its sum.
	listHead = phrase.MustCompile(`(?i)一共|总共|總共|合计|合計|加起来|加起來|拢共|攏共|总计|總計|\b(in total|altogether|in all)\b`)
)

// sharedOut takes a sum that was told for several debts out of their list. What it leaves is that of
// the one debt that was named without a figure, and otherwise owed elsewhere.
func sharedOut(text string, slots understand.Slots) understand.Slots {
	if slots.Together != nil || len(slots.Debts) == 0 {
		return slots
	}
	debts := slots.Debts
	if first := exact(debts[0].Total); len(debts) > 2 && first != nil && *first >= figured(debts[1:]) && listHead.MatchString(text) {
		slots.Together, slots.Debts = debts[0].Total, debts[1:]
		return slots
	}
	named := figured(debts)
	sum := sumOfAll(text, len(debts))
	if named == 0 || sum <= named || slices.ContainsFunc(debts, split) {
		return slots
	}
	var open []int
	for i, d := range debts {
		if d.Total == nil {
			open = append(open, i)
		}
	}
	reading := func(m calc.Money) *understand.Reading[calc.Money] {
		return &understand.Reading[calc.Money]{Value: m, Low: m, High: m}
	}
	if len(open) != 1 {
		slots.Together = reading(sum)
		return slots
	}
	slots.Debts = slices.Clone(debts)
	slots.Debts[open[0]].Total = reading(sum - named)
	return slots
}

// figured is what the debts that were told with a figure come to.
func figured(debts []understand.Debt) calc.Money {
	var sum calc.Money
	for _, d := range debts {
		sum += or0(exact(d.Total))
	}
	return sum
}

// split reports a debt that was told in parts: its sum is its own.
func split(d understand.Debt) bool {
	return d.Principal != nil || d.Interest != nil || d.Penalty != nil || d.Fees != nil
}

// sumOfAll is the sum that a message names for all of its debts; 0 if it names none. One debt alone
// needs the word for owing: 一共12期 is no sum.
func sumOfAll(text string, debts int) calc.Money {
	m := sumSaid.FindStringSubmatch(text)
	if m == nil || debts < 2 && m[1]+m[3] == "" {
		return 0
	}
	sum, err := understand.Amount(m[2] + m[4])
	if err != nil || sum.Kind != understand.Exact {
		return 0
	}
	return sum.Value
}

// restOfTotal is what is left of a total told without a product, when one product with a
// smaller amount is named then: the rest is owed elsewhere.
func (t *turn) restOfTotal(c *casefile.Case, said []understand.Debt) calc.Money {
	main := c.Main()
	if t.session().State != intakeProduct || len(c.Debts) != 1 || main.Product != "" || main.Split || len(said) != 1 || said[0].Product == "" {
		return 0
	}
	amount := exact(said[0].Total)
	if amount == nil || *amount >= main.Total() {
		return 0
	}
	return main.Total() - *amount
}

// sumBefore takes a sum told before any loan was named for what all the loans are owed that are named now: 3万, then
// 花呗和借呗.
func (t *turn) sumBefore(c *casefile.Case, said []understand.Debt) {
	main := c.Main()
	if t.session().State != intakeProduct || len(c.Debts) != 1 || main.Product != "" || main.Split || len(said) < 2 ||
		slices.ContainsFunc(said, func(d understand.Debt) bool { return d.Product == "" }) || figured(said) >= main.Total() {
		return
	}
	t.keepTogether(main.Total())
	main.SetOwed(casefile.Owed{}, t.today)
}

// partSaid are the words for a part of a sum that was told before.
var partSaid = phrase.MustCompile(`其中|里面有|裡面有|(?i:\bof (that|which)\b)`)

// takeOutPart leaves to a loan told with a sum what is left when a part of that sum turns out to be another's: 花呗4万, then
// 其中借呗3万.
func (t *turn) takeOutPart(c *casefile.Case, text string, said []understand.Debt) {
	main := c.Main()
	if len(c.Debts) != 2 || len(said) != 1 || main.Split || !partSaid.MatchString(text) || casefile.Product(said[0].Product) == main.Product {
		return
	}
	if part := c.Debts[1].Total(); part > 0 && part < main.Total() {
		main.SetOwed(casefile.Owed{Principal: main.Total() - part}, t.today)
		t.note("intake.rest.named", locale.Args{"Debt": t.debtName(main), "Rest": main.Total()})
	}
}

// sumOfNamed takes a sum by itself for the loan that was named right before it and has none.
func (t *turn) sumOfNamed(text string) (Name, bool) {
	c := t.file()
	amount, err := exactAmount(text)
	if t.namedLast == 0 || t.namedLast >= len(c.Debts) || err != nil || !bareSum.MatchString(text) || amount < calc.Yuan(100) || t.session().Return != "" {
		return "", false
	}
	last := &c.Debts[t.namedLast]
	if last.Total() > 0 || last.Priority != "" || last.Agreed() {
		return "", false
	}
	last.SetOwed(casefile.Owed{Principal: amount}, t.today)
	t.note("intake.filled", locale.Args{"Summary": locale.HTML(t.summary())})
	return t.onward(), true
}

// bareSum is a sum and nothing else: 12000, 1w2.
var bareSum = phrase.MustCompile(`^\s*(欠|有)?[\d.,一二两兩三四五六七八九十百千万萬零wWkK]+\s*(块|塊|元)?(钱|錢)?[。.]?\s*$`)

// saysSum reports that a message says nothing of debts but what all of them come to.
func (t *turn) saysSum(text string, said []understand.Debt) bool {
	return len(said) == 1 && said[0].Product == "" && exact(said[0].Total) != nil && listHead.MatchString(text)
}

// sumOfAll takes what all the debts of a case come to: of one that is not known it is the rest, and nothing of those that are.
func (t *turn) sumOfAll(c *casefile.Case, sum calc.Money) {
	known := calc.Money(0)
	for i := range c.Debts {
		known += c.Debts[i].Total()
	}
	switch {
	case known == sum:
		t.note("debts.sum.right", locale.Args{"Sum": sum})
	case known < sum:
		t.session().Together = sum
		t.restTogether()
	default:
		t.note("debts.sum.wrong", locale.Args{"Sum": sum, "Known": known})
	}
}

// keepTogether keeps what several lenders are owed, until one of them has its amount.
func (t *turn) keepTogether(sum calc.Money) {
	t.session().Together = sum
	t.note("intake.together", locale.Args{"Sum": sum})
}

// restTogether puts down what is left of the sum told for several lenders, once all that are named have
// their amounts but one, for that one, and otherwise as owed elsewhere.
func (t *turn) restTogether() {
	s, c := t.session(), t.file()
	if s.Together == 0 || c.Main().Total() == 0 {
		return
	}
	rest := s.Together
	var open []*casefile.Debt // named, without a sum
	for i := range c.Debts {
		rest -= c.Debts[i].Total()
		if d := &c.Debts[i]; d.Total() == 0 && d.Priority == "" && !d.Agreed() {
			open = append(open, d)
		}
	}
	if len(open) > 1 && rest > 0 {
		return // until all of them but one have their sums
	}
	if s.Together = 0; rest <= 0 {
		return
	}
	if len(open) == 1 {
		open[0].SetOwed(casefile.Owed{Principal: rest}, t.today)
		t.note("intake.rest.named", locale.Args{"Debt": t.debtName(open[0]), "Rest": rest})
		return
	}
	c.Debts = append(c.Debts, casefile.Debt{Product: casefile.OtherProduct, Principal: rest, AsOf: t.today})
	t.note("intake.rest", locale.Args{"Debt": t.debtName(c.Main()), "Rest": rest})
}
