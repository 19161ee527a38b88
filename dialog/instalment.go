package dialog

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

// What the buttons under a reminder can say.
const (
	reminderPaid   = "paid"
	reminderPart   = "part"
	reminderCannot = "cannot"
	reminderLater  = "later"
)

// dueFlow marks the data of buttons that belong to an instalment, not to a question.
const dueFlow = "due"

// instalmentButtons are the answers under a reminder. They carry the case, the version
// of the agreement, the instalment, and the number of payments known when it was sent:
// once another payment is recorded, "paid" on an old reminder records nothing.
func (t *turn) instalmentButtons(c *casefile.Case, n int) [][]Button {
	button := func(act string) Button {
		data := fmt.Sprintf("%s:%d.%d.%d.%d:%s", dueFlow, c.ID, c.Agreement.Version, n, len(c.Agreement.Payments), act)
		return Button{Label: t.text("reminder."+act, nil), Data: data}
	}
	return [][]Button{{button(reminderPaid), button(reminderPart)}, {button(reminderCannot), button(reminderLater)}}
}

// instalmentPressed answers a button under a reminder.
func (t *turn) instalmentPressed(data string) bool {
	parts := strings.Split(data, ":")
	if len(parts) != 3 || parts[0] != dueFlow {
		return false
	}
	key := numbers(parts[1])
	c := t.person.Find(slices.Concat(key, []int{0})[0])
	if len(key) != 4 || c == nil || c.Agreement == nil {
		t.stale()
		return true
	}
	t.session().Case, t.session().Paused = c.ID, false
	t.actOn(c.Agreement, key[1], key[2], key[3], parts[2])
	return true
}

// numbers reads "1.2.3"; anything else gives nil.
func numbers(s string) []int {
	var out []int
	for _, part := range strings.Split(s, ".") {
		n, err := strconv.Atoi(part)
		if err != nil {
			return nil
		}
		out = append(out, n)
	}
	return out
}

// actOn does what a reminder's button says, unless the agreement has moved on since.
func (t *turn) actOn(a *casefile.Agreement, version, n, payments int, act string) {
	switch {
	case version != a.Version || n < 0 || n >= len(a.Instalments):
		t.note("reminder.old", nil)
		t.enter(t.home())
	case a.LeftOn(n) == 0 || payments != len(a.Payments):
		t.note("reminder.already", locale.Args{"Which": t.instalment(a, n)})
		t.enter(t.home())
	case act == reminderPaid:
		next, err := t.pay(n, a.LeftOn(n))
		if err != nil {
			panic(err)
		}
		t.enter(next)
	case act == reminderPart:
		t.enter(keepingPart)
	case act == reminderCannot:
		t.enter(keepingTrouble)
	case act == reminderLater:
		t.session().Instalment = n
		t.enter(remindLater)
	default:
		t.stale()
	}
}

// milestone says so when a payment completed the first instalment, or the half of them.
// What is said of the last stands where everything is settled.
func (t *turn) milestone(a *casefile.Agreement, before int) {
	paid, count := a.PaidCount(), len(a.Instalments) // what was paid first is a step too
	switch {
	case count < 3 || paid == count:
	case before == 0 && paid > 0 && len(t.file().Earlier) == 0:
		t.note("keeping.first", locale.Args{"Down": a.DownPayment})
	case 2*before <= count && 2*paid > count:
		t.note("keeping.half", nil)
	}
}
