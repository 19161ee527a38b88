package dialog

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

// roundsShown is how many sets of terms fit beside each other on a phone.
const roundsShown = 3

// askRounds sets the terms of both sides beside each other, a column for each.
func askRounds(t *turn) string {
	rounds := t.shownRounds()
	if len(rounds) == 0 {
		return t.text("contact.rounds.none", nil)
	}
	labels := []string{"who", "on", "count", "amount", "down", "total", "year"}
	columns := [][]string{}
	for _, key := range labels {
		columns = append(columns, []string{t.text("contact.rounds."+key, nil)})
	}
	for _, r := range rounds {
		for i, cell := range t.roundCells(r) {
			columns[i] = append(columns[i], cell)
		}
	}
	text := t.text("contact.rounds", nil) + "\n<pre>" + table(columns) + "</pre>\n" + t.text("contact.rounds.note", nil)
	if n := t.file().Past.Rounds; n > 0 && !t.olderRounds() {
		text += "\n" + t.text("contact.rounds.past", locale.Args{"Count": n})
	}
	return text
}

// roundCells are what a column says of a set of terms.
func (t *turn) roundCells(r casefile.Round) []string {
	who := "theirs"
	if r.Ours {
		who = "ours"
	}
	amount := brief(r.Offer.Monthly())
	if r.Offer.Uneven() {
		amount = "≤" + amount
	}
	down, year := "—", "—"
	if r.Offer.DownPayment > 0 {
		down = brief(r.Offer.DownPayment)
	}
	if check, ok := t.weighed(r.Offer); ok && r.Offer.Count > 1 {
		year = check.APR.StringFixed(2) + "%"
	}
	return []string{t.text("contact.rounds."+who, nil), fmt.Sprintf("%d-%02d", r.On.Month, r.On.Day), fmt.Sprint(r.Offer.Count), amount, down, brief(r.Offer.Total()), year}
}

// table aligns rows of cells: the first column to the left, the others to the right.
// Chinese characters are two wide.
func table(rows [][]string) string {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], width(cell))
		}
	}
	var lines []string
	for _, row := range rows {
		var b strings.Builder
		for i, cell := range row {
			pad := strings.Repeat(" ", widths[i]-width(cell))
			if i == 0 {
				b.WriteString(cell + pad)
			} else {
				b.WriteString("  " + pad + cell)
			}
		}
		lines = append(lines, b.String())
	}
	return strings.Join(lines, "\n")
}

// width is how wide a text is in a font of fixed width.
func width(s string) int {
	n := utf8.RuneCountInString(s)
	for _, r := range s {
		if r >= 0x2e80 {
			n++
		}
	}
	return n
}

// shownRounds are the sets of terms on the open page; page 0 holds the newest.
func (t *turn) shownRounds() []casefile.Round {
	rounds := t.file().Rounds
	end := max(0, len(rounds)-t.session().Entry*roundsShown)
	return rounds[max(0, end-roundsShown):end]
}

// olderRounds reports whether there are rounds before those on the open page.
func (t *turn) olderRounds() bool {
	return (t.session().Entry+1)*roundsShown < len(t.file().Rounds)
}

func roundChoices(t *turn) [][]choice {
	var row []choice
	if t.olderRounds() {
		row = append(row, t.row("older")...)
	}
	if t.session().Entry > 0 {
		row = append(row, t.row("newer")...)
	}
	if row == nil {
		return nil
	}
	return [][]choice{row}
}

func pickRounds(t *turn, id string) (Name, error) {
	if id == "older" {
		t.session().Entry++
	} else {
		t.session().Entry--
	}
	return contactRounds, nil
}

// roundLine tells a set of terms in a line of the log.
func (t *turn) roundLine(r casefile.Round) string {
	key := "contact.log.round"
	if r.Ours {
		key = "contact.log.ours"
	}
	return t.text(key, locale.Args{"On": t.print.Day(r.On, t.today), "Terms": t.termsInWords(r.Offer)})
}
