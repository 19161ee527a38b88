package dialog

import (
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/understand"
)

// The end before the last day: paying off early, and having paid everything.

// The states of paying off.
const (
	keepingPayoff Name = "keeping.payoff" // what to ask before paying the rest at once
	keepingClear  Name = "keeping.clear"  // was everything paid, and when?
	keepingOnce   Name = "keeping.once"   // how much the rest was paid off with
	keepingRemit  Name = "keeping.remit"  // less than was left: is the debt gone?
)

func payoffStates() []State {
	return []State{
		{
			Name: keepingPayoff,
			Ask:  askPayoff,
			Choices: func(t *turn) [][]choice {
				return [][]choice{{t.copyChoice(t.changeWords("keeping.say.payoff"))}, t.row("done", "home")}
			},
			Pick:  leadTo(map[string]Name{"done": keepingOnce, "home": keepingHome}),
			Read:  readPayoff,
			Leads: append([]Name{keepingOnce, keepingRemit, keepingHome}, paidStates...),
		},
		{
			Name: keepingClear,
			Ask:  askClear, Choices: clearChoices, Pick: pickClear, Read: readClear,
			Leads: append([]Name{keepingOnce, keepingClear}, paidStates...),
		},
		{
			Name: keepingOnce,
			Ask:  askOnce, Choices: onceChoices, Pick: pickOnce, Read: readOnce,
			Leads: append([]Name{keepingRemit}, paidStates...),
		},
		{
			Name: keepingRemit,
			Ask:  askRemit, Choices: pick("gone owed"), Pick: pickRemit,
			Leads: append([]Name{keepingRemit}, paidStates...),
		},
	}
}

// wantsPayoff reports whether a message asks about paying the rest at once.
func wantsPayoff(text string) bool {
	said := plain(text)
	for _, words := range []string{"提前还清", "提前還清", "提前结清", "提前結清", "一次还清", "一次還清", "一次性还清", "一次性結清", "一次性结清", "提前全部还", "提前全部還", "提前都还", "全部提前还", "提前还完", "提前還完", "payoffearly", "payitoff", "earlyrepayment"} {
		if strings.Contains(said, words) {
			return true
		}
	}
	return false
}

func askPayoff(t *turn) string {
	a := t.file().Agreement
	paid, count := a.Progress()
	head := t.whose(t.file()) + t.text("keeping.payoff.left", locale.Args{"Left": a.Left(), "Count": count - paid})
	if spare := t.spare(); spare > 0 && spare < a.Left() {
		head += "\n" + t.text("keeping.payoff.spare", locale.Args{"Spare": spare})
	}
	return head + "\n\n" + t.sayBlock("keeping.payoff", t.changeWords("keeping.say.payoff"))
}

// readPayoff takes what the lender wants to be paid now for everything to be paid off.
func readPayoff(t *turn, text string) (Name, error) {
	if saysPaid(text) {
		return readOnce(t, text)
	}
	amount, err := exactAmount(text)
	if err != nil || amount <= 0 {
		return stay, &refusal{key: enginePuzzled}
	}
	key := "keeping.payoff.named"
	if amount < t.file().Agreement.Left() {
		key = "keeping.payoff.less"
	}
	t.note(key, locale.Args{"Amount": amount, "Less": t.file().Agreement.Left() - amount})
	return stay, nil
}

func askClear(t *turn) string {
	return t.whose(t.file()) + t.text("keeping.clear", locale.Args{"Left": t.file().Agreement.Left()})
}

// clearChoices offers the day that was told, or today.
func clearChoices(t *turn) [][]choice {
	a := t.file().Agreement
	n, _ := a.Next()
	all := choice{id: "all", label: t.text("keeping.clear.all", locale.Args{"Day": t.print.Day(t.held().On, t.today)})}
	one := choice{id: "one", label: t.text("keeping.clear.one", locale.Args{"Which": t.instalment(a, n)})}
	if a.Once() {
		return [][]choice{{all}, t.row("less"), t.row("none")}
	}
	return [][]choice{{all}, t.row("less"), append([]choice{one}, t.row("none")...)}
}

func pickClear(t *turn, id string) (Name, error) {
	a := t.file().Agreement
	on := t.held().On
	n, _ := a.Next()
	switch id {
	case "all":
		t.session().Payment = nil
		return t.settleWith(casefile.Payment{On: on, Amount: a.Left()})
	case "less":
		return keepingOnce, nil
	case "one":
		t.session().Payment = nil
		return t.book(n, payment{amount: a.LeftOn(n), on: on})
	}
	t.session().Payment = nil
	return keepingHome, nil
}

// readClear takes the day on which everything was paid.
func readClear(t *turn, text string) (Name, error) {
	day, found, err := t.pastDay(text)
	switch {
	case err != nil:
		return stay, err
	case found:
		t.session().Payment = &casefile.Payment{On: day}
		return keepingClear, nil // the button names the day
	}
	answer, err := understand.YesNo(text)
	switch {
	case saysYes(text) || saysAll(text): // nothing less will do where a debt is to be settled
		return pickClear(t, "all")
	case err == nil && answer.Kind == understand.Exact && !answer.Value:
		return pickClear(t, "none")
	}
	return stay, &refusal{key: "keeping.clear.when"}
}

func askOnce(t *turn) string {
	return t.text("keeping.once", locale.Args{"Left": t.file().Agreement.Left()})
}

func onceChoices(t *turn) [][]choice {
	return [][]choice{{{id: "left", label: t.text("keeping.once.left", locale.Args{"Left": t.file().Agreement.Left()})}}}
}

func pickOnce(t *turn, _ string) (Name, error) {
	on := t.held().On
	t.session().Payment = nil
	return t.settleWith(casefile.Payment{On: on, Amount: t.file().Agreement.Left()})
}

// readOnce takes what the rest was paid off with: 昨天付了12000.
func readOnce(t *turn, text string) (Name, error) {
	day, found, err := t.pastDay(text)
	if err != nil {
		return stay, err
	}
	if !found {
		day = t.held().On
	}
	amount, err := t.onceAmount(text)
	if err != nil {
		return stay, err
	}
	if left := t.file().Agreement.Left(); amount >= left {
		t.session().Payment = nil
		return t.payOn(payment{amount: amount, on: day})
	}
	t.session().Payment = &casefile.Payment{On: day, Amount: amount}
	return keepingRemit, nil
}

func (t *turn) onceAmount(text string) (calc.Money, error) {
	if p, ok, err := t.paymentSaid(text); ok && err == nil && p.amount > 0 {
		return p.amount, nil
	}
	return exactAmount(strings.TrimSpace(dayForms.ReplaceAllString(text, " ")))
}

func askRemit(t *turn) string {
	p := t.held()
	return t.text("keeping.remit", locale.Args{"Amount": p.Amount, "Rest": t.file().Agreement.Left() - p.Amount})
}

// pickRemit books what was paid; if the debt is gone with it, the rest is let go.
func pickRemit(t *turn, id string) (Name, error) {
	p := t.held()
	t.session().Payment = nil
	a := t.file().Agreement
	if id == "owed" || p.Amount >= a.Left() {
		return t.payOn(payment{amount: p.Amount, on: p.On})
	}
	p.Noted = t.now.UTC()
	if err := t.payable(payment{on: p.On}); err != nil {
		return stay, err
	}
	if err := a.Post(p); err != nil {
		return keepingHome, nil
	}
	c := t.file()
	c.Replaced(a.Snapshot())
	a.Settle(t.now)
	t.stand()
	t.closePath()
	return keepingSettled, nil
}
