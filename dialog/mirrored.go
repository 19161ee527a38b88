package dialog

import (
	"slices"

	"xieshang/dialog/casefile"
)

// Each lender that is negotiated with has a case of its own, and every case knows the debts beside its
// own, as they all have a part in what can be paid a month. What is told of one of them in one case is
// therefore known in the others at once: otherwise these would promise too much.

// mirror tells the other cases what has just been told here of the debts beside the one in hand; before
// are the debts as they stood until then.
func (t *turn) mirror(c *casefile.Case, before []casefile.Debt) {
	for i := 1; i < len(c.Debts); i++ {
		d, was := c.Debts[i], casefile.Debt{}
		if i < len(before) {
			was = before[i]
		}
		if d == was || d.Priority != "" {
			continue
		}
		for k := range t.person.Cases {
			if other := &t.person.Cases[k]; other.ID != c.ID && other.Stage != casefile.Settled {
				takeMirrored(other, d, was)
			}
		}
	}
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
	if other.Product != d.Product || other.Alias != d.Alias && other.Alias != was.Alias {
		return false
	}
	several := d.Product == casefile.CreditCard || d.Product == casefile.OtherProduct
	return !several || d.Alias != "" && other.Alias == d.Alias || other.Total() == d.Total() || was.Total() > 0 && other.Total() == was.Total()
}
