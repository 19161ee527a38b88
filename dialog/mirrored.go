package dialog

import (
	"slices"

	"xieshang/dialog/casefile"
)

// Each lender that is negotiated with has a case of its own, and every case knows the debts beside its
// own, as they all have a part in what can be paid a month. What is told of one of them in one case is
// therefore known in the others at once: otherwise these would promise too much.

// debtsOf are the debts of every case, to see at the end of a turn which of them have changed.
func debtsOf(cases []casefile.Case) map[int][]casefile.Debt {
	debts := map[int][]casefile.Debt{}
	for i := range cases {
		debts[cases[i].ID] = slices.Clone(cases[i].Debts)
	}
	return debts
}

// shareDebts tells the other cases, at the end of a turn, what is new of the debts that have no case of their own:
// by a message or at their page.
func (t *turn) shareDebts() {
	for i := range t.person.Cases {
		c := &t.person.Cases[i]
		if before, known := t.debts[c.ID]; known {
			t.mirror(c, before, func(d casefile.Debt) bool { return d.Case == 0 })
		}
	}
}

// mirror tells the other cases what is new of the chosen debts beside the first one of a case; before are the debts
// as they stood until then.
func (t *turn) mirror(c *casefile.Case, before []casefile.Debt, chosen func(casefile.Debt) bool) {
	for i := 1; i < len(c.Debts); i++ {
		d, was := c.Debts[i], casefile.Debt{}
		if slices.Contains(before, d) || !chosen(d) {
			continue
		}
		if i < len(before) && !slices.Contains(c.Debts, before[i]) {
			was = before[i]
		}
		for _, other := range t.casesBeside(c) {
			takeMirrored(other, d, was)
		}
	}
}

// dropDebt takes a debt off the list of the case in hand, and off those of the other cases.
func (t *turn) dropDebt(i int) {
	c := t.file()
	d := c.Debts[i]
	c.Debts = slices.Delete(c.Debts, i, i+1)
	for _, other := range t.casesBeside(c) {
		for k := len(other.Debts) - 1; k > 0; k-- {
			if o := other.Debts[k]; o.Case == 0 && isSame(o, d, d) {
				other.Debts = slices.Delete(slices.Clone(other.Debts), k, k+1)
			}
		}
	}
}

// casesBeside are the other cases that are not settled.
func (t *turn) casesBeside(c *casefile.Case) []*casefile.Case {
	var list []*casefile.Case
	for i := range t.person.Cases {
		if other := &t.person.Cases[i]; other.ID != c.ID && other.Stage != casefile.Settled {
			list = append(list, other)
		}
	}
	return list
}

// takeMirrored puts a debt as it was told in one case into another. Where an agreement runs on it, its terms say
// what is owed.
func takeMirrored(other *casefile.Case, d, was casefile.Debt) {
	k := slices.IndexFunc(other.Debts, func(o casefile.Debt) bool { return !o.Agreed() && isSame(o, d, was) })
	switch {
	case k == 0 && other.Agreement == nil:
		d.Case, d.Served, d.Monthly = 0, other.Debts[0].Served, other.Debts[0].Monthly
		other.Debts[0] = d
	case k > 0:
		other.Debts[k] = d
	case k < 0 && len(other.Debts) > 0 && len(other.Debts) < casefile.MaxDebts:
		other.Debts = append(slices.Clone(other.Debts), d)
	}
}

// isSame reports whether a debt of another case is the one told here, which stood as was before. Of cards and
// other lenders without a name there can be several: the amount tells them apart.
func isSame(other, d, was casefile.Debt) bool {
	if other.Product != d.Product || other.Priority != d.Priority || other.Alias != d.Alias && other.Alias != was.Alias {
		return false
	}
	if d.Priority != "" {
		return true // there is one rent and one loan on the flat
	}
	several := d.Product == casefile.CreditCard || d.Product == casefile.OtherProduct
	return !several || d.Alias != "" && other.Alias == d.Alias || other.Total() == d.Total() || was.Total() > 0 && other.Total() == was.Total()
}
