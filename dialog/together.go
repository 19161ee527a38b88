package dialog

import (
	"slices"

	"xieshang/calc"
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
