package understand

import (
	"strings"
	"testing"

	"xieshang/calc"
)

// toldMessage is a message of which everything is marked that is to be taken.
type toldMessage struct {
	marked
	told string // the cause and the goals
}

// readMessages reads cause | goals | message.
func readMessages(t *testing.T) []toldMessage {
	t.Helper()
	var lines []toldMessage
	for _, fields := range readBars(t, "messages.txt") {
		m := unmark(t, strings.Join(fields[2:], "|"))
		lines = append(lines, toldMessage{m, fields[0] + "," + strings.ReplaceAll(fields[1], " ", "")})
	}
	return lines
}

// TestMessagesAreRead compares every sum that is taken from a message with what is marked in it: a sum that nobody told of
// that place is the worst mistake.
func TestMessagesAreRead(t *testing.T) {
	var taken, told, wrong int
	messages := readMessages(t)
	for _, m := range messages {
		got, want := m.taken(), m.sums()
		mistaken := false
		for place, sums := range got {
			for _, sum := range sums {
				taken++
				if !want.hold(place, sum) {
					mistaken = true
					t.Logf("%q: %s is taken for %s", m.text, sum, place)
				}
			}
		}
		for _, sums := range want {
			told += len(sums)
		}
		if mistaken {
			wrong++
		}
	}
	t.Logf("%d sums taken of %d told in %d messages, something wrong in %.1f %% of these", taken, told, len(messages), share(wrong, len(messages)))
	if share(wrong, len(messages)) > 7 || share(taken, told) < 75 {
		t.Error("below the gate: 7 % of the messages with a wrong sum, three of four sums taken")
	}
}

// sums are the amounts of a message by what they are.
type sums map[string][]calc.Money

// placeNames are what amounts are called; a principal may be told as what is owed, and spending by its kinds.
var placeNames = map[slot]string{
	slotTotal: "debt", slotPrincipal: "debt", slotIncome: "income", slotExpenses: "spending", slotItem: "spending", slotOtherDebt: "other debt",
	slotAffordable: "offer", slotLump: "lump sum", unmarked: "doubtful",
}

// sums reads the marked amounts.
func (m marked) sums() sums {
	all := sums{}
	tokens := scan(newMessage(m.text).rs, false)
	for _, k := range m.marks {
		for i := range tokens {
			if t := &tokens[i]; t.start >= k.start && t.end <= k.end && (t.kind == tokenMoney || t.kind == tokenNumber) {
				if r, err := t.reading(); err == nil && placeNames[k.where] != "" {
					all[placeNames[k.where]] = append(all[placeNames[k.where]], r.Value)
				}
			}
		}
	}
	return all
}

// taken are the amounts that Opener takes.
func (m marked) taken() sums {
	all := sums{}
	add := func(where slot, r *Reading[calc.Money]) {
		if r != nil && r.Kind == Exact && r.Value > 0 {
			all[placeNames[where]] = append(all[placeNames[where]], r.Value)
		}
	}
	s := Opener(m.text, calc.Date{Year: 2026, Month: 11, Day: 21})
	for _, d := range s.Debts {
		add(slotTotal, d.Total)
		add(slotPrincipal, d.Principal)
	}
	add(slotIncome, s.MonthlyIncome)
	add(slotOtherDebt, s.OtherDebtMonthly)
	add(slotAffordable, s.AffordableMonthly)
	add(slotLump, s.LumpSum)
	return all
}

// hold reports that a sum was told of a place, alone or as two that add up, or doubtfully.
func (s sums) hold(place string, sum calc.Money) bool {
	for _, told := range [][]calc.Money{s[place], s["doubtful"]} {
		for i, a := range told {
			if a == sum {
				return true
			}
			for _, b := range told[i+1:] {
				if a+b == sum {
					return true
				}
			}
		}
	}
	return false
}
