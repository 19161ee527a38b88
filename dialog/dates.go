package dialog

import (
	"fmt"
	"strings"

	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

// The days of an agreement, as many on a page as fit a phone.

// shownDates is how many instalments fit a phone.
const shownDates = 14

// openDates leads to the page on which the next instalment stands.
func (t *turn) openDates() Name {
	n, _ := t.file().Agreement.Next()
	t.session().Page = min(n, len(t.file().Agreement.Instalments)-1) / shownDates
	return keepingDates
}

// datesPage is the first instalment on the open page, and the one after its last.
func (t *turn) datesPage() (from, to int) {
	count := len(t.file().Agreement.Instalments)
	page := max(0, min(t.session().Page, (count-1)/shownDates))
	return page * shownDates, min((page+1)*shownDates, count)
}

func askDates(t *turn) string {
	a := t.file().Agreement
	head := t.whose(t.file()) + t.text("keeping.dates", locale.Args{"Total": a.Total(), "Paid": a.Paid(), "Left": a.Left()})
	from, to := t.datesPage()
	_, count := a.Progress()
	if to-from < len(a.Instalments) {
		head += "\n" + t.text("keeping.dates.page", locale.Args{"From": max(1, a.Number(from)), "To": a.Number(to - 1), "Count": count})
	}
	var rows []string
	for i := from; i < to; i++ {
		inst := a.Instalments[i]
		no := fmt.Sprintf("%2d", a.Number(i))
		if a.Number(i) == 0 {
			no = t.text("keeping.dates.down", nil)
		}
		rows = append(rows, fmt.Sprintf("%s %s %10s %s", no, inst.Due, inst.Amount.Grouped(), dateMark(a, i)))
	}
	return head + "\n<pre>" + strings.Join(rows, "\n") + "</pre>"
}

// datesChoices turns the pages, and offers what can be made of the dates.
func datesChoices(t *turn) [][]choice {
	a := t.file().Agreement
	from, to := t.datesPage()
	var turning []choice
	if from > 0 {
		turning = append(turning, t.row("earlier")...)
	}
	if to < len(a.Instalments) {
		turning = append(turning, t.row("later")...)
	}
	var rows [][]choice
	if turning != nil {
		rows = append(rows, turning)
	}
	if a.Left() == 0 {
		return append(rows, t.row("agreement", "papers"))
	}
	return append(rows, t.row("agreement", "calendar"), t.row("progress", "papers"))
}

func pickDates(t *turn, id string) (Name, error) {
	from, _ := t.datesPage()
	switch id {
	case "earlier":
		t.session().Page = from/shownDates - 1
		return stay, nil
	case "later":
		t.session().Page = from/shownDates + 1
		return stay, nil
	case "papers":
		return papersList, nil
	}
	t.sendPaper(id)
	return papersList, nil
}

// dateMark shows whether an instalment is paid, in part, or not.
func dateMark(a *casefile.Agreement, n int) string {
	switch left := a.LeftOn(n); {
	case left == 0:
		return "✓"
	case left < a.Instalments[n].Amount:
		return "▒"
	}
	return " "
}
