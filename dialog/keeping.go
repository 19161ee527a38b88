package dialog

import (
	"slices"
	"strings"

	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

// The states in which an agreement is kept.
const (
	keepingHome    Name = "keeping.home"
	keepingMore    Name = "keeping.more" // what is needed less often
	keepingDates   Name = "keeping.dates"
	keepingPart    Name = "keeping.part" // how much of an instalment was paid
	keepingOver    Name = "keeping.over" // more was paid than was left
	keepingRest    Name = "keeping.rest" // when the rest of a late instalment will be paid
	keepingList    Name = "keeping.list" // the payments, to take one back
	keepingTrouble Name = "keeping.trouble"
	keepingSettled Name = "keeping.settled"
)

// paidStates are where a payment may lead.
var paidStates = []Name{keepingHome, keepingOver, keepingRest, keepingSettled, keepingClear, keepingRemit}

func keepingFlow() []State {
	return slices.Concat([]State{
		{
			Name: keepingHome, NoBack: true,
			Ask: askKeeping, Choices: keepingChoices, Pick: pickKeeping, Read: readKeeping,
			Leads: slices.Concat(paidStates, []Name{keepingDates, keepingMore, keepingPart, keepingTrouble, keepingMonth, keepingShift, keepingFollow, keepingClear, keepingRemit, keepingPayoff, harassDay, agreementSame, remindLater}, agreementAsks, remindersStates),
		},
		{
			Name: keepingMore,
			Ask:  line, Choices: keepingMoreChoices, Pick: pickKeepingMore,
			Leads: slices.Concat(homeStates, []Name{agreementSame, agreementRecord, keepingPayoff, keepingList, contactLog, casesList}),
		},
		{
			Name: keepingDates,
			Ask:  askDates, Choices: datesChoices, Pick: pickDates,
			Leads: []Name{papersList},
		},
	}, payStates(), payoffStates(), troubleStates(), settledStates())
}

func askKeeping(t *turn) string {
	a := t.file().Agreement
	n, _ := a.Next()
	lines := []string{t.whose(t.file()) + t.progress(a)}
	if arrears := a.Arrears(t.today); arrears > 0 {
		lines = append(lines, t.text("keeping.arrears", locale.Args{"Amount": arrears}))
	}
	key := "keeping.next"
	if a.Instalments[n].Due.Before(t.today) {
		key = "keeping.next.late"
	}
	lines = append(lines, t.text(key, locale.Args{"Which": t.instalment(a, n), "Day": t.print.Day(a.Instalments[n].Due, t.today), "Amount": a.LeftOn(n)}))
	switch _, late := a.Late(t.today); {
	case late:
		lines = append(lines, t.text("keeping.heal", nil))
	case a.Instalments[n].Due.After(t.today):
		lines = append(lines, t.text("keeping.reminders", locale.Args{"Days": t.daysBefore(t.habits().Before), "Hour": clock(t.habits().Hour)}))
		if t.abroad() {
			lines = append(lines, t.abroadLine())
		}
	}
	return strings.Join(lines, "\n")
}

// instalment is what instalment n (from 0) is called: 第 3 期, or 先付的那笔 for a payment before the first.
func (t *turn) instalment(a *casefile.Agreement, n int) string {
	switch no := a.Number(n); {
	case a.Once():
		return t.text("instalment.once", nil)
	case no == 0:
		return t.text("instalment.down", nil)
	default:
		return t.text("instalment.no", locale.Args{"No": no})
	}
}

// progress tells how far the payments have come, with a bar.
func (t *turn) progress(a *casefile.Agreement) string {
	paid, count := a.Progress()
	return t.text("keeping.progress", locale.Args{"Once": a.Once(), "Paid": paid, "Count": count, "Left": a.Left(), "Bar": bar(paid, count), "Alone": a.Interest == casefile.InterestAlone})
}

// barWidth is the width of a progress bar; more instalments share a mark.
const barWidth = 14

func bar(done, of int) string {
	width := min(of, barWidth)
	full := done * width / of
	return strings.Repeat("▓", full) + strings.Repeat("░", width-full)
}

func keepingChoices(t *turn) [][]choice {
	a := t.file().Agreement
	n, _ := a.Next()
	paid := choice{id: "paid", label: t.text("keeping.home.paid", locale.Args{"Which": t.instalment(a, n)})}
	rows := [][]choice{append([]choice{paid}, t.row("part", "cannot")...)}
	if arrears := a.Arrears(t.today); arrears > a.LeftOn(n) {
		rows = append(rows, []choice{{id: "caughtup", label: t.text("keeping.home.caughtup", locale.Args{"Amount": arrears})}})
	}
	rows = append(rows, t.row("dates", "more"))
	if t.canUndo(a) {
		rows = append(rows, t.row("undo"))
	}
	return rows
}

func pickKeeping(t *turn, id string) (Name, error) {
	a := t.file().Agreement
	n, _ := a.Next()
	switch id {
	case "paid":
		return t.pay(n, a.LeftOn(n))
	case "caughtup":
		return t.pay(n, a.Arrears(t.today))
	case "part":
		return keepingPart, nil
	case "cannot":
		return keepingTrouble, nil
	case "dates":
		return t.openDates(), nil
	case "undo":
		return t.undo(), nil
	}
	return keepingMore, nil
}

func keepingMoreChoices(t *turn) [][]choice {
	rows := [][]choice{t.row("payoff", "changed"), t.row("record", "list"), t.row("log", "new")}
	if len(t.person.Cases) > 1 || len(disputedBeside(t.file())) > 0 {
		rows[2] = t.row("log", "cases")
	}
	return append(rows, t.row("home"))
}

func pickKeepingMore(t *turn, id string) (Name, error) {
	switch id {
	case "payoff":
		return keepingPayoff, nil
	case "changed":
		t.draftAnew()
		return agreementSame, nil
	case "record":
		return agreementRecord, nil
	case "list":
		return keepingList, nil
	case "log":
		return contactLog, nil
	case "cases":
		return casesList, nil
	case "new":
		t.openAnother()
	}
	t.closePath()
	return t.home(), nil
}

// draftAnew begins new terms for what is left.
func (t *turn) draftAnew() {
	t.session().Draft, t.session().OnTable = &Draft{Total: t.file().Agreement.Left()}, false
}

// keepingSaid takes a payment, or that one cannot be made or will be made later, wherever the person stands while
// an agreement runs.
func (t *turn) keepingSaid(text string) bool {
	c, flow := t.person.Current(), t.session().State.Flow()
	wrong := t.settledWrong(text)
	idle := c == nil || c.Agreement == nil || c.Stage == casefile.Settled && !wrong
	other := t.namedCase(text)
	if idle && other == nil || flow == keepingHome.Flow() && t.open().Read != nil || flow == agreementSame.Flow() && t.open().Read != nil && other == nil {
		return false
	}
	if !saysPaid(text) && !cannotPay(text) && !promises(text) && !wrong {
		return false
	}
	if other != nil && t.turnToNamed(text) != nil { // terms that are being typed in wait where they are
		return false
	}
	t.session().State = keepingHome
	home := t.open()
	next, err := readKeeping(t, text)
	t.answered(home, next, err)
	return true
}
