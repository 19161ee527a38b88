package dialog

import (
	"encoding/json"
	"slices"

	"xieshang/dialog/casefile"
)

// Income, spending and what has happened are the person's, not a lender's: every case of theirs goes by
// the same figures.

// takeMeans gives a case what is known of the person, as it stands in another one. What can be paid at
// once, and what was offered a month, are for one debt alone.
func takeMeans(c, from *casefile.Case) {
	lump, offer := c.Budget.LumpSum, c.Budget.Offer
	c.Hardship, c.Student, c.Budget = from.Hardship, from.Student, from.Budget
	c.Budget.LumpSum, c.Budget.Offer = lump, offer
	c.Budget.Spending, c.Budget.Months = slices.Clone(from.Budget.Spending), slices.Clone(from.Budget.Months)
	if from.Budget.Income != nil {
		c.Budget.Income = new(*from.Budget.Income)
	}
	if from.Budget.Essentials != nil {
		c.Budget.Essentials = new(*from.Budget.Essentials)
	}
}

// meansOf is what is known of income and spending, to see whether a message has changed it.
func meansOf(c *casefile.Case) string {
	if c == nil {
		return ""
	}
	known, err := json.Marshal(struct {
		Budget   casefile.Budget
		Hardship casefile.Hardship
	}{c.Budget, c.Hardship})
	if err != nil {
		panic(err) // plain figures and words
	}
	return string(known)
}

// shareMeans tells the person's other cases what was told now of income and spending: the household is
// one, whichever debt is talked about.
func (t *turn) shareMeans() {
	c := t.person.Current()
	if len(t.person.Cases) < 2 || c == nil || c.ID != t.begunIn || meansOf(c) == t.means {
		return
	}
	for _, other := range t.casesBeside(c) {
		takeMeans(other, c)
	}
}
