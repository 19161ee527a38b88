package dialog

import (
	"slices"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/understand"
)

// The states in which an agreement is recorded.
const (
	agreementSame     Name = "agreement.same" // are the terms those we know already?
	agreementTotal    Name = "agreement.total"
	agreementCount    Name = "agreement.count"
	agreementAmount   Name = "agreement.amount"
	agreementFirst    Name = "agreement.first"
	agreementDown     Name = "agreement.down"     // the day of a payment before the first instalment
	agreementMismatch Name = "agreement.mismatch" // count × amount is not the total
	agreementConfirm  Name = "agreement.confirm"
)

// agreementSteps are where the conversation may stand while terms are typed in.
var agreementSteps = []Name{agreementTotal, agreementCount, agreementAmount, agreementFirst,
	agreementDown, agreementMismatch, agreementConfirm}

func agreementFlow() []State {
	return []State{
		{
			Name: agreementSame,
			Ask:  askSame, Choices: sameChoices, Pick: pickSame, Read: readTerms,
			Leads: agreementSteps,
		},
		{
			Name: agreementTotal,
			Ask:  line, Choices: pick("later"), Read: readTotal,
			Pick:  func(t *turn, _ string) (Name, error) { return t.home(), nil },
			Leads: slices.Concat(homeStates, agreementSteps),
		},
		{Name: agreementCount, Ask: line, Read: readCount, Leads: agreementSteps},
		{Name: agreementAmount, Ask: line, Read: readInstalment, Leads: agreementSteps},
		{Name: agreementFirst, Ask: line, Read: readFirst, Leads: agreementSteps},
		{Name: agreementDown, Ask: askDown, Read: readDown, Leads: agreementSteps},
		{
			Name: agreementMismatch,
			Ask:  askMismatch, Choices: mismatchChoices, Pick: pickMismatch,
			Leads: agreementSteps,
		},
		{
			Name: agreementConfirm,
			Ask:  askConfirm, Choices: pick("record", "change"), Pick: pickConfirm, Read: readTerms,
			Leads: append([]Name{keepingHome}, agreementSteps...),
		},
	}
}

func askSame(t *turn) string {
	d := t.draft()
	if d.Count == 0 {
		return t.text("agreement.tell", nil)
	}
	if d.Count == 1 && !d.First.IsZero() {
		return t.text("agreement.same.once", locale.Args{"Total": d.Total, "First": t.print.Day(d.First, t.today)})
	}
	if d.First.IsZero() {
		return t.text("agreement.same.terms", locale.Args{"Count": d.Count, "Amount": d.Amount, "Total": d.Total})
	}
	return t.text("agreement.same", locale.Args{"Count": d.Count, "Amount": d.Amount, "Total": d.Total,
		"First": t.print.Day(d.First, t.today), "Day": d.First.Day})
}

func sameChoices(t *turn) [][]choice {
	if t.draft().Count == 0 {
		return [][]choice{t.row("other")}
	}
	return [][]choice{t.row("yes", "other")}
}

func pickSame(t *turn, id string) (Name, error) {
	if id == "other" {
		t.startTerms()
	}
	return t.nextTerm(), nil
}

func readTotal(t *turn, text string) (Name, error) {
	amount, err := exactAmount(text)
	if err != nil {
		return stay, err
	}
	if amount <= 0 {
		return stay, &refusal{key: "agreement.total.zero"}
	}
	t.draft().Total = amount
	return t.nextTerm(), nil
}

func readCount(t *turn, text string) (Name, error) {
	count, err := understand.TermMonths(text)
	if err != nil {
		return stay, err
	}
	if count.Kind != understand.Exact || count.Value < 1 || count.Value > casefile.MaxInstalments {
		return stay, &refusal{"agreement.count.limits", locale.Args{"Max": casefile.MaxInstalments}}
	}
	t.draft().Count = count.Value
	return t.nextTerm(), nil
}

func readInstalment(t *turn, text string) (Name, error) {
	amount, err := exactAmount(text)
	if err != nil {
		return stay, err
	}
	if amount <= 0 {
		return stay, &refusal{key: "agreement.total.zero"}
	}
	t.draft().Amount = amount
	return t.nextTerm(), nil
}

func readFirst(t *turn, text string) (Name, error) {
	first, err := t.agreedDay(text)
	if err != nil {
		return stay, err
	}
	d := t.draft()
	d.First = first
	if !d.DownOn.Before(first) {
		d.DownOn = calc.Date{} // it has to come before, and is asked for again
	}
	return t.nextTerm(), nil
}

func askDown(t *turn) string {
	return t.text("agreement.down", locale.Args{"Amount": t.draft().Down, "First": t.print.Day(t.draft().First, t.today)})
}

func readDown(t *turn, text string) (Name, error) {
	day, err := t.agreedDay(text)
	if err != nil {
		return stay, err
	}
	d := t.draft()
	if day.After(d.First) {
		return stay, &refusal{"agreement.down.before", locale.Args{"First": d.First}}
	}
	d.DownOn = day
	return t.nextTerm(), nil
}

func askMismatch(t *turn) string {
	d := t.draft()
	sum := d.Amount * calc.Money(d.Count)
	return t.text("agreement.mismatch", locale.Args{"Count": d.Count, "Amount": d.Amount, "Sum": sum, "Total": d.Total})
}

func mismatchChoices(t *turn) [][]choice {
	d := t.draft()
	rows := [][]choice{{{id: "sum", label: t.text("agreement.mismatch.sum", locale.Args{"Sum": d.Amount * calc.Money(d.Count)})}}}
	if d.last() > 0 {
		rows = append(rows, []choice{{id: "last", label: t.text("agreement.mismatch.last", locale.Args{"Last": d.last()})}})
	}
	return append(rows, t.row("retype"))
}

func pickMismatch(t *turn, id string) (Name, error) {
	d := t.draft()
	switch id {
	case "sum":
		d.Total = d.Amount * calc.Money(d.Count)
	case "last":
		d.Uneven = true
	default:
		t.startTerms()
	}
	return t.nextTerm(), nil
}

// askConfirm shows the whole agreement, whether it can be kept, and what the written
// terms should say.
func askConfirm(t *turn) string {
	d := t.draft()
	args := locale.Args{"Total": d.Total + d.Down, "Count": d.Count, "Amount": d.Amount, "Last": d.last(),
		"First": t.print.Day(d.First, t.today), "Day": d.First.Day, "End": t.print.Date(d.First.AddMonths(d.Count-1, d.First.Day))}
	key := "agreement.confirm"
	switch {
	case d.Count == 1:
		key += ".once"
	case d.last() != d.Amount:
		key += ".uneven"
	}
	lines := []string{t.text(key, args)}
	if d.Down > 0 {
		lines = append(lines, t.text("agreement.confirm.down", locale.Args{"Amount": d.Down, "Day": t.print.Day(d.DownOn, t.today)}))
	}
	if t.planned() && (d.Count > 1 || d.Total > t.spare()) {
		s := t.suggestion()
		level := string(s.Capacity.Level(max(d.Amount, d.last())))
		if s.Capacity.Maximum <= 0 {
			level = "nothing"
		}
		lines = append(lines, t.text("agreement.level."+level, locale.Args{"Recommended": s.Capacity.Recommended, "Maximum": s.Capacity.Maximum}))
	}
	return strings.Join(append(lines, "", t.text("agreement.gaps", nil)), "\n")
}

func pickConfirm(t *turn, id string) (Name, error) {
	if id == "change" {
		t.startTerms()
		return t.nextTerm(), nil
	}
	return t.record()
}
