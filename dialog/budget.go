package dialog

import (
	"slices"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/understand"
)

// The means in detail: essentials kind by kind, an income that varies, who lives on it.
const (
	budgetItems      Name = "budget.items"
	budgetItem       Name = "budget.item" // one kind
	budgetSum        Name = "budget.sum"  // the kinds come to less than was said
	budgetMonths     Name = "budget.months"
	budgetDependants Name = "budget.dependants"
)

func budgetFlow() []State {
	return []State{
		finer(State{Name: budgetItems, Ask: askItems, Choices: itemChoices, Nothing: []string{"done"}, Pick: pickItem, Read: readItems, Leads: []Name{budgetItem, budgetSum}}),
		{Name: budgetItem, Ask: askItem, Read: readItem, Skip: func(*turn) Name { return budgetItems }, Leads: []Name{budgetItems}},
		{Name: budgetSum, Ask: askSum, Choices: sumChoices, Pick: pickSum, Leads: slices.Concat(intakeStates, doubtStates, []Name{budgetItems})},
		finer(State{Name: budgetMonths, Ask: line, Choices: pick("even"), Pick: pickEven, Read: readMonths}),
		finer(State{Name: budgetDependants, Ask: line, Choices: pick("0 1 2", "3 4 5"), Pick: pickDependants, Read: readDependants}),
	}
}

func askItems(t *turn) string {
	b := &t.file().Budget
	if len(b.Spending) == 0 {
		return t.text("budget.items", nil)
	}
	return t.text("budget.items.so", locale.Args{"Sum": b.SpendingSum()})
}

// itemChoices offers every kind, with what is known of it.
func itemChoices(t *turn) [][]choice {
	b := &t.file().Budget
	rows := pairs(casefile.SpendingKinds, func(kind casefile.SpendingKind) choice {
		label := t.text("spending."+string(kind), nil)
		if amount, ok := b.Spent(kind); ok {
			label += " " + brief(amount)
		}
		return choice{id: string(kind), label: label}
	})
	if len(b.Spending) > 0 {
		rows = append(rows, t.row("done"))
	}
	return rows
}

func pickItem(t *turn, id string) (Name, error) {
	if id == "done" {
		t.takeItems()
		return t.further(), nil
	}
	t.session().Item = casefile.SpendingKind(id)
	return budgetItem, nil
}

// takeItems makes what the kinds come to the essentials, unless more was said before: then
// it is asked which is right.
func (t *turn) takeItems() {
	b := &t.file().Budget
	sum := b.SpendingSum()
	if b.Essentials == nil || *b.Essentials <= sum {
		b.Essentials = &sum
		t.noteMeans()
	}
}

func readItems(t *turn, text string) (Name, error) {
	items, left := understand.Spending(text), understand.Unplaced(text)
	if len(items)+len(left) == 0 {
		return stay, &understand.Unclear{Code: understand.Nonsense}
	}
	if len(items) > 0 {
		t.spend(items)
	}
	if len(left) > 0 {
		t.note("budget.items.unplaced", locale.Args{"Amounts": t.amounts(left)})
	}
	return stay, nil
}

// amounts lists amounts one after the other.
func (t *turn) amounts(all []calc.Money) string {
	var said []string
	for _, m := range all {
		said = append(said, m.Grouped())
	}
	return strings.Join(said, " · ")
}

func (t *turn) spend(items []understand.Item) {
	for _, it := range items {
		t.file().Budget.Spend(casefile.SpendingKind(it.Kind), it.Amount)
	}
	t.noteItems(items)
}

func (t *turn) item() casefile.SpendingKind {
	if kind := t.session().Item; slices.Contains(casefile.SpendingKinds, kind) {
		return kind
	}
	return casefile.SpendingKinds[0]
}

func askItem(t *turn) string {
	return t.text("budget.item", locale.Args{"Kind": t.text("spending."+string(t.item()), nil)})
}

func readItem(t *turn, text string) (Name, error) {
	amount, err := understand.Amount(text)
	if err != nil {
		return stay, err
	}
	if amount.Kind != understand.Unknown {
		t.file().Budget.Spend(t.item(), amount.High)
	}
	return budgetItems, nil
}

// partsDiffer reports that the kinds of spending come to less than the essentials that were
// said as one figure.
func partsDiffer(c *casefile.Case) bool {
	b := &c.Budget
	return len(b.Spending) > 0 && b.Essentials != nil && b.SpendingSum() < *b.Essentials
}

func askSum(t *turn) string {
	b := &t.file().Budget
	if !partsDiffer(t.file()) {
		return t.text("doubt.gone", nil)
	}
	return t.text("budget.sum", locale.Args{"Sum": b.SpendingSum(), "Said": *b.Essentials})
}

func sumChoices(t *turn) [][]choice {
	c := t.file()
	if !partsDiffer(c) {
		return [][]choice{t.row("on")}
	}
	sum := c.Budget.SpendingSum()
	use := choice{id: "sum", label: t.text("budget.sum.sum", locale.Args{"Sum": brief(sum)})}
	rest := choice{id: "rest", label: t.text("budget.sum.rest", locale.Args{"Rest": brief(*c.Budget.Essentials - sum)})}
	return [][]choice{{use}, {rest}, t.row("change")}
}

func pickSum(t *turn, id string) (Name, error) {
	b := &t.file().Budget
	sum := b.SpendingSum()
	switch id {
	case "change":
		return budgetItems, nil
	case "sum":
		b.Essentials = &sum
	case "rest":
		other, _ := b.Spent("other")
		b.Spend("other", other+*b.Essentials-sum)
	}
	t.noteMeans()
	return t.onward(), nil
}

func pickEven(t *turn, _ string) (Name, error) {
	t.file().Budget.Months = nil
	return t.further(), nil
}

// mostMonths is how many months of income are taken.
const mostMonths = 6

// readMonths takes the incomes of the last months, or the span between the worst and the best.
func readMonths(t *turn, text string) (Name, error) {
	var months []calc.Money
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" 　、，,;；/\n和", r) }) {
		income, err := understand.Income(part)
		if err != nil {
			return stay, err
		}
		if income.Kind == understand.Unknown {
			return leaveOpen(t), nil
		}
		months = append(months, income.Low)
		if income.High != income.Low {
			months = append(months, income.High)
		}
	}
	b := &t.file().Budget
	if len(months) < 2 || len(months) > mostMonths {
		return stay, &refusal{key: "budget.months.several"}
	}
	if err := b.SetMonths(months...); err != nil {
		return stay, &refusal{key: "budget.months.several"}
	}
	t.note("budget.months.got", locale.Args{"Income": *b.Income})
	return t.further(), nil
}

func pickDependants(t *turn, id string) (Name, error) {
	n := map[string]int{"0": 0, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5}[id]
	t.file().Budget.Dependants = &n
	return t.further(), nil
}

func readDependants(t *turn, text string) (Name, error) {
	n, ok := understand.Count(text)
	if !ok || n > 20 {
		return stay, &understand.Unclear{Code: understand.Nonsense}
	}
	t.file().Budget.Dependants = &n
	return t.further(), nil
}
