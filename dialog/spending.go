package dialog

import (
	"slices"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// Costs told kind by kind: 房租1200 吃饭1300. One kind alone is not all that must be spent: it is kept, and what else
// there is is asked for, as a plan on too little spent asks too much.

// wholeSaid are the words of somebody who tells all that is spent, though by a name of one kind: 一共就吃饭1300, 生活费3000.
var wholeSaid = phrase.MustCompile(`生活|家用|吃住|吃穿|一共|总共|總共|共计|合计|合計|加起来|加起來|所有|全部|全算|都算|就只有?|(就|只)(花|有|是)|其他(都)?(没|沒)|别的(都)?(没|沒)|(?i:\b(all|total|altogether|only|just)\b)`)

// spendingSaid are the essentials that a message tells kind by kind: a list that comes to the spending it names, or,
// where nothing else is said or all else is accounted for, kinds and their amounts. In other messages an amount behind
// such a word may be something else.
func (t *turn) spendingSaid(text string, slots understand.Slots) []understand.Item {
	items := understand.Spending(text)
	said := exact(slots.MonthlyExpenses)
	switch {
	case said != nil && (len(items) < 2 || spentOn(items) != *said):
		return nil
	case said != nil, len(t.person.Cases) > 0 && t.asksOfMonth() && t.session().State != intakeCause && accountedFor(text, slots, nil):
		return items
	case !slots.Empty() || len(t.person.Cases) == 0:
		return nil
	case len(items) > 1:
		return items
	}
	b := &t.file().Budget
	apart := b.Essentials != nil && len(b.Spending) > 0 && b.SpendingSum() == *b.Essentials // one more kind belongs to them
	return slices.DeleteFunc(items, func(it understand.Item) bool {
		_, known := b.Spent(casefile.SpendingKind(it.Kind))
		return !known && !apart
	})
}

func spentOn(items []understand.Item) calc.Money {
	var sum calc.Money
	for _, it := range items {
		sum += it.Amount
	}
	return sum
}

// accountedFor reports that the amounts of a message that are of no kind are an income and what other loans take.
func accountedFor(text string, slots understand.Slots, income *calc.Money) bool {
	if income == nil {
		income = exact(slots.MonthlyIncome)
	}
	var left calc.Money
	for _, amount := range understand.Unplaced(text) {
		left += amount
	}
	return left == or0(income)+or0(exact(slots.OtherDebtMonthly))
}

// fillSpending takes essentials told kind by kind. What was told of a kind before changes by the difference. One kind is
// all that is spent only where that was said.
func fillSpending(budget *casefile.Budget, items []understand.Item, all bool) {
	for _, it := range items {
		kind := casefile.SpendingKind(it.Kind)
		old, known := budget.Spent(kind)
		budget.Spend(kind, it.Amount)
		if known && budget.Essentials != nil {
			changed := max(0, *budget.Essentials+it.Amount-old)
			budget.Essentials = &changed
		}
	}
	sum := budget.SpendingSum()
	switch {
	case len(items) == 0:
	case budget.Essentials == nil && (all || len(budget.Spending) > 1), budget.Essentials != nil && *budget.Essentials < sum:
		budget.Essentials = &sum
	}
}

// onlyKind reports that a spending is that of a single kind, and not said to be all of it.
func onlyKind(text string, spent calc.Money) bool {
	items := understand.Spending(text)
	return len(items) == 1 && items[0].Amount == spent && !wholeSaid.MatchString(text)
}

// listed takes essentials told kind by kind, with an income or without: 工资4500 房租1200 吃饭1500. The one amount that is
// of no kind is the income, if it is called so or is more than all of them.
func (t *turn) listed(text string, income *calc.Money) bool {
	items := understand.Spending(text)
	if len(items) == 0 || len(items) == 1 && wholeSaid.MatchString(text) {
		return false
	}
	slots := understand.Opener(text, t.today)
	if income == nil {
		income = exact(slots.MonthlyIncome)
	}
	left := understand.Unplaced(text)
	if other := exact(slots.OtherDebtMonthly); other != nil {
		left = slices.DeleteFunc(left, func(amount calc.Money) bool { return amount == *other })
	}
	if income == nil && len(items) > 1 && len(left) == 1 && left[0] > spentOn(items) {
		income = &left[0]
	}
	budget := &t.file().Budget
	switch {
	case income == nil && len(left) == 2 && variesSaid.MatchString(text) && budget.SetMonths(left...) == nil:
	case !accountedFor(text, slots, income):
		return false
	case income != nil:
		budget.SetIncome(*income)
	}
	if amount := exact(slots.OtherDebtMonthly); amount != nil {
		budget.OtherDebts = *amount
		budget.Secured = budget.Secured || securedSaid.MatchString(text)
	}
	if budget.Essentials != nil {
		budget.Essentials, budget.Spending = nil, nil // told anew
	}
	fillSpending(budget, items, wholeSaid.MatchString(text))
	t.noteItems(items)
	t.noteMeans()
	return true
}

// variesSaid is an income told as its best and its worst month: 多的时候六千少的时候四千五.
var variesSaid = phrase.MustCompile(`(多|好|旺季|忙)(的|得)?(时候|時候|月|月份|季)?[^，,。；;]{0,8}(少|差|淡季|闲|閒)(的|得)?(时候|時候|月|月份|季)?|(最多|最好)[^，,。；;]{0,8}(最少|最差)`)

// noteItems shows kinds and their amounts back.
func (t *turn) noteItems(items []understand.Item) {
	var said []string
	for _, it := range items {
		said = append(said, t.text("spending."+it.Kind, nil)+" "+it.Amount.Grouped())
	}
	t.note("budget.items.got", locale.Args{"Items": strings.Join(said, " · ")})
}

// kindsOf keeps essentials kind by kind where the message told them so.
func (t *turn) kindsOf(text string, sum calc.Money) {
	if items := understand.Spending(text); len(items) > 1 && spentOn(items) == sum {
		t.spend(items)
	}
}

// askEssentials asks what must be spent, or what there is beside the kinds told.
func askEssentials(t *turn) string {
	if b := &t.file().Budget; b.Essentials == nil && len(b.Spending) > 0 {
		return t.text("intake.essentials.rest", locale.Args{"Sum": b.SpendingSum()})
	}
	return t.text(string(intakeEssentials), nil)
}

func otherCosts(t *turn) [][]choice {
	if b := &t.file().Budget; b.Essentials == nil && len(b.Spending) > 0 {
		return [][]choice{t.row("only")}
	}
	return nil
}

// pickNothingElse takes the kinds told for all that must be spent.
func pickNothingElse(t *turn, _ string) (Name, error) {
	b := &t.file().Budget
	sum := b.SpendingSum()
	b.Essentials = &sum
	t.noteMeans()
	return t.onward(), nil
}
