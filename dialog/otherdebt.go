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

// Of several debts one is talked about. What a lender says of another one must not be put down for
// this one, and the name of another is enough to turn to it: 换平安, 建行呢.

// turnWords are all that stands around the name of a debt that somebody wants to turn to.
var turnWords = phrase.MustCompile(`^(那|换|換|改|先|谈|談|说|說|看|算|到|成|呢|的|笔|筆|张|張|卡|这|這|个|個|吧|了|下|一|switch|to|the|what|about|card)*$`)

// otherDebtSaid turns to another debt of the case that a message names, as far as talks about this one
// have not begun.
func (t *turn) otherDebtSaid(text string) bool {
	if t.session().Consent.IsZero() || !slices.Contains(tidingFlows, t.session().State.Flow()) && t.session().State.Flow() != contactHome.Flow() {
		return false
	}
	i, name := t.debtNamed(text)
	if i == 0 {
		return false
	}
	turns := turnWords.MatchString(strings.Replace(plain(text), plain(name), "", 1))
	told := strings.Replace(text, name, "客服", 1) // 建行说 is what its service says
	if !turns && !lenderSaid.MatchString(told) {
		return false
	}
	next := t.negotiate(i)
	if next == stay {
		t.askAgain()
		return true
	}
	t.plans = nil
	if !turns && t.tidings(told) {
		return true
	}
	t.enter(next)
	return true
}

// whoseTerms asks which debt a lender's terms are for, where none is named and they are far from the
// one that is talked about and near to another. Nothing is put down before.
func (t *turn) whoseTerms(text string) bool {
	c := t.file()
	if t.session().Consent.IsZero() || !t.hearsTidings() || c.Stage != casefile.Preparing || c.Agreement != nil || t.owed() == 0 ||
		slices.ContainsFunc(c.Debts, func(d casefile.Debt) bool { return namedIn(&d, text) != "" }) || !t.tellsTerms(text, lenderSaid.MatchString(text)) {
		return false
	}
	terms, err := t.termsTold(text)
	near := func(owed calc.Money) bool { return terms.Total()*2 > owed && terms.Total()*2 < owed*3 }
	if err != nil || near(t.owed()) {
		return false
	}
	for i := 1; i < len(c.Debts); i++ {
		d := &c.Debts[i]
		other := t.saidOf(d, text)
		if d.Priority == "" && d.Case == 0 && near(d.Total()) && namedIn(d, other) != "" {
			t.answered(t.open(), stay, &understand.Doubt{Readings: []string{t.saidOf(c.Main(), text), other}})
			return true
		}
	}
	return false
}

// saidOf is what a lender said, with the name of the debt before it.
func (t *turn) saidOf(d *casefile.Debt, text string) string {
	return t.text("debts.said", locale.Args{"Debt": t.debtName(d), "Said": text})
}

// debtNamed is the one debt beside that of the case which a message names, and the words it is named
// with; 0 if it names none, several, or the one that is talked about.
func (t *turn) debtNamed(text string) (int, string) {
	c := t.file()
	found, name := 0, ""
	for i := range c.Debts {
		d := &c.Debts[i]
		said := namedIn(d, text)
		switch {
		case said == "" || d.Priority != "" || d.Case != 0:
		case i == 0 || found > 0:
			return 0, ""
		default:
			found, name = i, said
		}
	}
	return found, name
}

// namedIn are the words with which a message names a debt: what it is called, its bank, or its product;
// "" if it does not name it.
func namedIn(d *casefile.Debt, text string) string {
	if bank := strings.TrimSuffix(d.Alias, "信用卡"); d.Alias != "" {
		if strings.Contains(text, d.Alias) {
			return d.Alias
		}
		if bank != "" && strings.Contains(text, bank) {
			return bank
		}
		return ""
	}
	for _, n := range understand.Products(text) {
		if casefile.Product(n.Product) == d.Product {
			return n.Words
		}
	}
	return ""
}
