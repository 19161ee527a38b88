package dialog

import (
	"slices"
	"strconv"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

// What is owed to several lenders is negotiated one after the other, each in a case of its
// own. A new case takes over every debt of the last one, so that no lender is forgotten and
// nothing is promised twice.

// carried are the debts that a further case begins with: those beside the one that was
// negotiated, and that one with what its agreement takes.
func (t *turn) carried(last *casefile.Case) []casefile.Debt {
	debts := []casefile.Debt{{}} // the one to be negotiated now is not chosen yet
	for i, d := range last.Debts {
		if i == 0 && d.Total() == 0 && last.Agreement == nil {
			continue // nothing is known of it
		}
		if i == 0 {
			d.Case = last.ID
		}
		debts = append(debts, d)
	}
	return debts[:min(len(debts), casefile.MaxDebts)]
}

// renewPromises brings the debts of the case that are negotiated in another one up to what was
// agreed there. One that is settled is no debt any more.
func (t *turn) renewPromises() {
	c := t.person.Current()
	if c == nil {
		return
	}
	for i := len(c.Debts) - 1; i > 0; i-- {
		d := &c.Debts[i]
		if d.Case == 0 {
			continue
		}
		switch there := t.person.Find(d.Case); {
		case there == nil || len(there.Debts) == 0:
			d.Case, d.Served, d.Monthly = 0, false, 0
		case there.Stage == casefile.Settled:
			c.Debts = slices.Delete(c.Debts, i, i+1)
		default:
			if main := there.Debts[0]; main.Product == d.Product && main.Alias == d.Alias {
				*d = main // what is owed is told where it is negotiated
			}
			d.Case, d.Served, d.Monthly = there.ID, there.Agreement != nil, runningMonthly(there)
		}
	}
}

// runningMonthly is what an agreement takes each month; nothing if only one payment is left.
func runningMonthly(c *casefile.Case) calc.Money {
	a := c.Agreement
	if a == nil {
		return 0
	}
	n, left := a.Next()
	if !left || n+1 >= len(a.Instalments) {
		return 0
	}
	return a.Instalments[n+1].Amount
}

// carriedChoice begins the answers d1, d2 …, which negotiate a debt that was told before.
const carriedChoice = "d"

// productChoices offers the debts told before that are not negotiated yet, then what it may be
// else, and the way back to another case.
func productChoices(t *turn) [][]choice {
	var rows [][]choice
	c := t.person.Current()
	if c != nil && t.undecided(c) {
		for i := 1; i < len(c.Debts); i++ {
			if d := &c.Debts[i]; waits(d) {
				label := t.debtName(d)
				if d.Total() > 0 {
					label += " " + d.Total().Grouped()
				}
				rows = inPairs(rows, choice{id: carriedChoice + strconv.Itoa(i), label: label})
			}
		}
	}
	rows = append(rows, t.named("product", []string{"huabei", "jiebei", "wangshangdai"}, []string{"credit_card", "other"})...)
	if c != nil && t.undecided(c) && len(t.person.Cases) > 1 {
		rows = append(rows, t.row("cases"))
	}
	return rows
}

// undecided reports whether a case has been opened and nothing said of its debt.
func (t *turn) undecided(c *casefile.Case) bool {
	return c.Stage == casefile.Preparing && c.Main().Product == "" && c.Main().Total() == 0
}

// pickProductOr takes a product, one of the debts told before, or the way to the other cases.
func pickProductOr(t *turn, id string) (Name, error) {
	if id == "cases" {
		return casesList, nil
	}
	if i, err := strconv.Atoi(strings.TrimPrefix(id, carriedChoice)); err == nil {
		t.takeUp(i)
		t.note("intake.filled", locale.Args{"Summary": locale.HTML(t.summary())})
		return t.onward(), nil
	}
	return pickProduct(t, id)
}

// takeUp makes a debt told before the one that is negotiated, in place of one of which nothing
// is known.
func (t *turn) takeUp(i int) {
	c := t.file()
	if i < 1 || i >= len(c.Debts) || !t.undecided(c) {
		return
	}
	c.Negotiate(i)
	c.Debts = slices.Delete(c.Debts, 1, 2)
	t.negotiatedHere(c)
}

// negotiatedHere tells the other cases that name the debt of this one where it is negotiated.
func (t *turn) negotiatedHere(c *casefile.Case) {
	for i := range t.person.Cases {
		other := &t.person.Cases[i]
		if other.ID == c.ID || slices.ContainsFunc(other.Debts, func(d casefile.Debt) bool { return d.Case == c.ID }) {
			continue
		}
		for k := 1; k < len(other.Debts); k++ {
			if d := &other.Debts[k]; d.Case == 0 && d.Product == c.Debts[0].Product && d.Alias == c.Debts[0].Alias && d.Total() == c.Debts[0].Total() {
				d.Case = c.ID
				break
			}
		}
	}
}

// takeUpTold makes the debt that a message was about the one that is negotiated, where none
// was chosen yet. Of cards and other lenders there can be several: the amount tells them apart.
func (t *turn) takeUpTold(product casefile.Product) {
	c := t.file()
	several := product == casefile.CreditCard || product == casefile.OtherProduct
	if product == "" || several || !t.undecided(c) {
		return
	}
	i := slices.IndexFunc(c.Debts, func(d casefile.Debt) bool { return d.Product == product && d.Case == 0 })
	t.takeUp(i)
}
