package dialog

import (
	"xieshang/calc"
	"xieshang/dialog/locale"
	"xieshang/dialog/understand"
)

// Since when money has been short, and when that may be over.
const (
	outlookSince    Name = "outlook.since"
	outlookRecovery Name = "outlook.recovery"
	outlookIncome   Name = "outlook.income" // what comes in from then on
)

func outlookFlow() []State {
	return []State{
		finer(State{Name: outlookSince, Ask: line, Choices: pick("0 1 3", "6 12"), Pick: pickSince, Read: readSince}),
		finer(State{Name: outlookRecovery, Ask: line, Choices: pick("1 3 6", "never"), Pick: pickRecovery, Read: readRecovery}),
		finer(State{Name: outlookIncome, Ask: askOutlookIncome, Read: readOutlookIncome}),
	}
}

// monthsOf are the answers that count months from this one.
var monthsOf = map[string]int{"0": 0, "1": 1, "3": 3, "6": 6, "12": 12}

func pickSince(t *turn, id string) (Name, error) {
	return t.since(t.today.AddMonths(-monthsOf[id], 1)), nil
}

func readSince(t *turn, text string) (Name, error) {
	month, err := understand.Month(text, understand.PastDue, t.today)
	switch {
	case err != nil:
		return stay, err
	case month.Kind == understand.Unknown:
		return leaveOpen(t), nil
	case month.Value.After(t.today):
		return stay, &refusal{key: "outlook.since.coming"}
	}
	return t.since(month.Value), nil
}

func (t *turn) since(month calc.Date) Name {
	t.file().Hardship.Since = month
	t.note("outlook.since.got", locale.Args{"Month": t.print.Month(month)})
	return t.further()
}

func pickRecovery(t *turn, id string) (Name, error) {
	if id == "never" {
		t.takeBack(outlookRecovery)
		t.note("outlook.recovery.none", nil)
		return t.further(), nil
	}
	return t.recovery(t.today.AddMonths(monthsOf[id], 1)), nil
}

// longestOutlook is for how many months ahead a recovery is believed.
const longestOutlook = 36

func readRecovery(t *turn, text string) (Name, error) {
	month, err := understand.Month(text, understand.Coming, t.today)
	switch {
	case err != nil:
		return stay, err
	case month.Kind == understand.Unknown:
		return leaveOpen(t), nil
	case !month.Value.After(t.today):
		return stay, &refusal{key: "outlook.recovery.past"}
	case month.Value.After(t.today.AddMonths(longestOutlook, 1)):
		return pickRecovery(t, "never")
	}
	return t.recovery(month.Value), nil
}

// recovery takes the month and asks for the income of then, without which it is no use.
func (t *turn) recovery(month calc.Date) Name {
	t.file().Hardship.Recovery = month
	t.note("outlook.recovery.got", locale.Args{"Month": t.print.Month(month)})
	t.file().Settle(string(outlookRecovery))
	return outlookIncome
}

func askOutlookIncome(t *turn) string {
	month := t.file().Hardship.Recovery
	if month.IsZero() {
		return t.text("outlook.income.later", nil)
	}
	return t.text("outlook.income", locale.Args{"Month": t.print.Month(month)})
}

func readOutlookIncome(t *turn, text string) (Name, error) {
	income, err := understand.Income(text)
	if err != nil {
		return stay, err
	}
	if income.Kind == understand.Unknown {
		return leaveOpen(t), nil
	}
	b := &t.file().Budget
	if b.Income != nil && income.Low <= *b.Income {
		return stay, &refusal{"outlook.income.less", locale.Args{"Income": *b.Income}}
	}
	t.file().Hardship.Recovered = income.Low
	t.note("outlook.income.got", locale.Args{"Income": income.Low})
	return t.further(), nil
}
