package dialog

import (
	"slices"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// Two agreements can fall due on one day, and both be paid in one sentence: 两个都还了. That is one instalment
// of each and never all that is left of one of them; it is read back before anything is booked.

// eachPaid are the words for a payment on every loan, with their number where it is told.
var eachPaid = phrase.MustCompile(`(?i)([两兩二三四五六七八九]|\d)(?:个|個|笔|筆|家|边|邊)(?:的|钱|錢|今天|刚才|剛才|已经|已經)*(?:都|全|也)*(?:已经|已經)?(?:还|還|付|交)(?:了|过|過|上)|都(?:已经|已經)?(?:还|還|付|交)(?:了|过|過|上)|\bpaid (?:both|all of them)\b|\bboth (?:are )?paid\b`)

// notEach are the words that make it more than an instalment each, or several of one loan.
var notEach = phrase.MustCompile(`清|完|期|月|次|(?i:off|in full|everything)`)

// eachReading asks whether an instalment of every loan was paid, where a message may say so. It is nil for
// other messages; the error is a *refusal if the loans cannot be told.
func (t *turn) eachReading(text string) error {
	m := eachPaid.FindStringSubmatch(text)
	if m == nil || notEach.MatchString(text) || len(t.running()) < 2 || len(t.loansNamed(text)) > 0 {
		return nil
	}
	cases := t.dueSoon()
	count, numbered := understand.Count(m[1])
	switch {
	case numbered && count == len(t.running()):
		cases = t.running()
	case !numbered && len(cases) < 2:
		return nil
	}
	amount := strings.ContainsAny(strings.Replace(text, m[1], "", 1), "0123456789") // of which of them?
	if numbered && count != len(cases) || amount || t.namesakes(cases) {
		return &refusal{"keeping.one", locale.Args{"Debt": t.caseName(t.file())}}
	}
	return &understand.Doubt{Readings: []string{t.eachInWords(cases)}}
}

// eachInWords says that the next instalment of each of the cases was paid.
func (t *turn) eachInWords(cases []*casefile.Case) string {
	var parts []string
	for _, c := range cases {
		n, _ := c.Agreement.Next()
		parts = append(parts, t.text("keeping.reading", locale.Args{"Debt": t.caseName(c), "Amount": brief(c.Agreement.LeftOn(n))}))
	}
	return strings.Join(parts, "；")
}

// sumOfDue asks whether a payment that is named without its loan is the sum of what is due in several cases: 还了1716 of
// 716 and 1,000. It is nil for other amounts.
func (t *turn) sumOfDue(p payment, text string) *understand.Doubt {
	cases := t.dueSoon()
	if len(cases) < 2 || len(t.loansNamed(text)) > 0 || t.namesakes(cases) || t.chosen {
		return nil
	}
	sum := calc.Money(0)
	for _, c := range cases {
		n, _ := c.Agreement.Next()
		sum += c.Agreement.LeftOn(n)
	}
	if sum != p.amount {
		return nil
	}
	doubt := t.paidReadings(p)
	doubt.Readings = append([]string{t.eachInWords(cases)}, doubt.Readings...)
	return doubt
}

// dueSoon are the cases whose next instalment is due or has just been reminded of.
func (t *turn) dueSoon() []*casefile.Case {
	return slices.DeleteFunc(t.running(), func(c *casefile.Case) bool {
		n, _ := c.Agreement.Next()
		return c.Agreement.Instalments[n].Due.After(t.today.AddDays(remindedBefore))
	})
}

// namesakes reports whether two of the cases are called the same.
func (t *turn) namesakes(cases []*casefile.Case) bool {
	met := map[string]bool{}
	for _, c := range cases {
		if met[t.caseName(c)] {
			return true
		}
		met[t.caseName(c)] = true
	}
	return false
}

// paidOn is a payment and the case it is for.
type paidOn struct {
	id int
	payment
}

// paidEach reads what was paid on several loans, each named with its amount: 信用卡还了958，借呗还了1000. It is
// nil for other messages.
func (t *turn) paidEach(text string) []paidOn {
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("，、；;。\n", r) })
	if len(parts) < 2 {
		return nil
	}
	var list []paidOn
	for _, part := range parts {
		p, ok, err := t.paymentSaid(part)
		named := t.loansNamed(part)
		if !ok || err != nil || p.amount == 0 || len(named) != 1 {
			return nil
		}
		id := t.runningOn(named[0])
		if id == 0 || slices.ContainsFunc(list, func(other paidOn) bool { return other.id == id }) {
			return nil
		}
		list = append(list, paidOn{id, p})
	}
	return list
}

// runningOn is the one case with a running agreement on a loan that was named; 0 if there is none, or
// more than one.
func (t *turn) runningOn(named loan) int {
	found := 0
	for _, c := range t.running() {
		switch {
		case !named.is(c.Main()):
		case found != 0:
			return 0
		default:
			found = c.ID
		}
	}
	return found
}

// payEach books what was paid on several loans, all or none.
func (t *turn) payEach(list []paidOn) (Name, error) {
	for _, p := range list {
		t.turnTo(p.id)
		if err := t.payable(p.payment); err != nil {
			return stay, err
		}
		if left := t.file().Agreement.Left(); p.amount > left {
			return stay, &refusal{"keeping.toomuch", locale.Args{"Left": left}}
		}
	}
	next := keepingHome
	for _, p := range list {
		t.turnTo(p.id)
		booked, err := t.payOn(p.payment)
		if err != nil {
			return stay, err
		}
		next = booked
	}
	return next, nil
}
