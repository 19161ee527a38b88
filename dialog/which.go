package dialog

import (
	"fmt"
	"slices"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// Of several loans, the one that is talked about: it is named in what the bot says, and heard
// in what the person says, so that what was paid on one is never booked on another.

// caseName is what the debt of a case is called.
func (t *turn) caseName(c *casefile.Case) string {
	if alias := c.Main().Alias; alias != "" {
		return alias
	}
	return t.text("product."+productKey(c.Main().Product), nil)
}

// whose names the debt where there are several: "花呗 · ". Two that are called the same have
// their numbers in the list before them.
func (t *turn) whose(c *casefile.Case) string {
	if len(t.person.Cases) < 2 && len(c.Debts) < 2 {
		return ""
	}
	name := t.caseName(c)
	for i := range t.person.Cases {
		if other := &t.person.Cases[i]; other.ID != c.ID && t.caseName(other) == name {
			name = fmt.Sprintf("%d. %s", c.ID, name)
			break
		}
	}
	return t.text("reminder.whose", locale.Args{"Product": name})
}

// noteOf says something of the debt that is talked about, and names it.
func (t *turn) noteOf(key string, args locale.Args) {
	t.lead = append(t.lead, t.whose(t.file())+t.text(key, args))
}

// loan is how a message names a debt: by its alias, or as a product.
type loan struct {
	alias   string
	product casefile.Product
	words   string
}

func (l loan) is(d *casefile.Debt) bool {
	if l.alias != "" {
		return d.Alias == l.alias
	}
	return d.Product == l.product && (d.Product != casefile.OtherProduct || d.Alias == "")
}

// loanName is what the bot calls a debt that a message names.
func (t *turn) loanName(l loan) string {
	if l.product != "" && l.product != casefile.OtherProduct {
		return t.text("product."+productKey(l.product), nil)
	}
	return l.words
}

// loansNamed returns the debts that a message names.
func (t *turn) loansNamed(text string) []loan {
	var list []loan
	said := plain(text)
	for i := range t.person.Cases {
		for j := range t.person.Cases[i].Debts {
			d := &t.person.Cases[i].Debts[j]
			named := loan{alias: d.Alias, words: d.Alias}
			if d.Alias == "" || slices.Contains(list, named) {
				continue
			}
			if !strings.Contains(said, plain(d.Alias)) {
				named.words = spokenName(d, text)
			}
			if named.words != "" && !slices.ContainsFunc(list, func(l loan) bool { return l.alias == d.Alias }) {
				list, text = append(list, named), strings.ReplaceAll(text, named.words, " ")
			}
		}
	}
	for _, n := range understand.Products(text) {
		list = append(list, loan{product: casefile.Product(n.Product), words: n.Words})
	}
	return list
}

// spokenName is what a message calls a debt that is not called by its whole name: 招行 for 招行信用卡, 美团 for 美团借钱; ""
// if it does not name it. What a payment was made with is no name: 用招行卡还的.
func spokenName(d *casefile.Debt, text string) string {
	words := namedIn(d, text)
	if house := houses.FindString(text); words == "" && house != "" && strings.Contains(d.Alias, house) {
		words = house
	}
	before, _, _ := strings.Cut(text, words)
	if words == "" || paidWith.MatchString(before) {
		return ""
	}
	return words
}

// paidWith ends before the card that a payment was made with.
var paidWith = phrase.MustCompile(`(用|从|從|拿|刷|通过|通過)(了)?(我|自己|他|她)?的?$`)

// running are the cases with an agreement on which something is left.
func (t *turn) running() []*casefile.Case {
	var list []*casefile.Case
	for i := range t.person.Cases {
		if c := &t.person.Cases[i]; c.Agreement != nil && c.Agreement.Left() > 0 {
			list = append(list, c)
		}
	}
	return list
}

// namedCase is the one other case with a running agreement that a message names, or nil.
func (t *turn) namedCase(text string) *casefile.Case {
	named := t.loansNamed(text)
	current := t.person.Current()
	if len(named) != 1 || current != nil && current.Agreement != nil && named[0].is(current.Main()) {
		return nil
	}
	var found *casefile.Case
	for _, c := range t.running() {
		if !named[0].is(c.Main()) {
			continue
		}
		if found != nil {
			return nil
		}
		found = c
	}
	return found
}

// turnToNamed goes over to the case that a message names. The error is a *refusal for a debt
// without an agreement, and for several at once: neither is booked on the one at hand.
func (t *turn) turnToNamed(text string) error {
	named, c := t.loansNamed(text), t.file()
	switch {
	case len(named) == 0 && understand.BankPaid(text) != "":
		return &refusal{"keeping.others", locale.Args{"Other": understand.BankPaid(text), "Debt": t.caseName(c)}}
	case len(named) == 0 || len(named) == 1 && named[0].is(c.Main()):
		return nil
	case len(named) > 1:
		return &refusal{"keeping.one", locale.Args{"Debt": t.caseName(c)}}
	}
	other := t.namedCase(text)
	if other == nil {
		return &refusal{"keeping.others", locale.Args{"Other": t.loanName(named[0]), "Debt": t.caseName(c)}}
	}
	t.turnTo(other.ID)
	t.session().History, t.session().Return = nil, ""
	t.note("keeping.turned", locale.Args{"Debt": t.caseName(other)})
	return nil
}

// paidReadings are the ways an amount that names no loan can be meant: paid on the one at
// hand, or on another that is called something else. A payment without its amount is of the
// next instalment.
func (t *turn) paidReadings(p payment) *understand.Doubt {
	c := t.file()
	doubt := &understand.Doubt{Readings: []string{t.paidReading(c, p)}}
	if due := t.dueSoon(); p.amount == 0 && len(t.loansNamed(t.words)) == 0 && len(t.running()) > 1 && len(due) > 0 && !slices.Contains(due, c) && !t.namesakes(append(due, c)) {
		doubt.Readings = nil // 还了, on the day of another one
		for _, other := range due {
			doubt.Readings = append(doubt.Readings, t.paidReading(other, p))
		}
		doubt.Readings = append(doubt.Readings, t.paidReading(c, p))
	}
	if p.amount == 0 {
		return doubt
	}
	for _, other := range t.running() {
		if other.ID != c.ID && t.caseName(other) != t.caseName(c) && p.amount <= other.Agreement.Left() {
			doubt.Readings = append(doubt.Readings, t.paidReading(other, p))
		}
	}
	return doubt
}

func (t *turn) paidReading(c *casefile.Case, p payment) string {
	amount := p.amount
	if n, left := c.Agreement.Next(); amount == 0 && left {
		amount = c.Agreement.LeftOn(n)
	}
	args := locale.Args{"Amount": brief(amount), "Day": t.print.Day(p.on, t.today), "Debt": ""}
	if len(t.person.Cases) > 1 {
		args["Debt"] = t.caseName(c)
	}
	if p.dayed && p.on != t.today {
		return t.text("keeping.reading.on", args)
	}
	return t.text("keeping.reading", args)
}

// meantForOther reports whether an amount is just what is next on another loan, and not on
// the one at hand.
func (t *turn) meantForOther(amount calc.Money) bool {
	here := t.file()
	if isNext(here.Agreement, amount) {
		return false
	}
	return slices.ContainsFunc(t.running(), func(c *casefile.Case) bool {
		return c.ID != here.ID && t.caseName(c) != t.caseName(here) && isNext(c.Agreement, amount)
	})
}

func isNext(a *casefile.Agreement, amount calc.Money) bool {
	n, left := a.Next()
	return left && a.LeftOn(n) == amount
}
