package dialog

import (
	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// savingsAsked is how people ask whether what they have put by should go into the debt.
var savingsAsked = phrase.MustCompile(`(要不要|该不该|該不該|可不可以|能不能|应不应该|應不應該|是不是|吗|嗎|[?？]).*(存款|积蓄|積蓄|savings)|(存款|积蓄|積蓄|savings).*(要不要|该不该|該不該|可不可以|能不能|应不应该|應不應該|是不是|吗|嗎|[?？])`)

// hearSavings answers whether savings should go into the debt: never those of a month's essentials.
func hearSavings(t *turn, text string) (Name, bool) {
	if !savingsAsked.MatchString(text) {
		return "", false
	}
	b := &t.file().Budget
	if said, err := understand.Amount(text); err == nil && said.Kind == understand.Exact {
		b.Savings = said.Value
	}
	args := locale.Args{"Savings": b.Savings, "Kept": or0(b.Essentials), "Spare": calc.Money(0), "Known": b.Savings > 0 && b.Essentials != nil}
	if spare, err := calc.SpareSavings(b.Savings, or0(b.Essentials), calc.Terms{}); err == nil {
		args["Spare"] = spare
	}
	key := "plan.savings"
	if t.file().Surplus() <= 0 || t.file().Hardship.Cause == casefile.Unemployed {
		key = "plan.savings.needed"
	}
	t.note(key, args)
	t.again = true
	return stay, true
}
