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
// this one, and the name of another is enough to turn to it: 换平安, 建行呢. Once talks about a debt have
// begun it has a case of its own, where all that was said of it stays: one goes from one to another.

// turnWords are all that stands around the name of a debt that somebody wants to turn to.
var turnWords = phrase.MustCompile(`^(那|不对|不對|错了|錯了|是|换|換|改|先|谈|談|说|說|看|算|到|成|呢|的|笔|筆|张|張|卡|这|這|个|個|吧|了|下|一|边|邊|面|怎么样|怎麼樣|咋样|咋樣|怎么弄|怎麼弄|咋弄|怎么办|怎麼辦|咋办|咋辦|什么情况|什麼情況|switch|to|the|what|about|card)*$`)

// otherDebtSaid turns to another debt that a message names, and takes there what the message tells of it.
func (t *turn) otherDebtSaid(text string) bool {
	if !t.hearsOthers() {
		return false
	}
	named := t.debtsNamed(text)
	if t.oneOfSeveral(text, named) {
		return true
	}
	if len(named) > 1 && t.settlesSomething(text) {
		t.answered(t.open(), stay, &refusal{key: "debts.each"}) // it would stand under the wrong name
		return true
	}
	if len(named) != 1 || named[0].place == 0 {
		return false
	}
	if t.termsOfOther(named[0], text) {
		return true
	}
	turns := turnWords.MatchString(strings.Replace(plain(text), plain(named[0].words), "", 1))
	told := lendersPart(strings.Replace(text, named[0].words, "客服", 1)) // 建行说 is what its service says
	if t.paidBeforeTerms(named[0].place, told) {
		return true
	}
	if t.clearedOther(named[0].place, told) {
		return true
	}
	paysOff := ownWish.MatchString(told) && payoffWished.MatchString(told)
	if !turns && !paysOff && !t.tellsNews(told) {
		return false
	}
	next := t.negotiate(named[0].place)
	t.plans = nil
	if paysOff {
		t.payOffNext(told, next)
		return true
	}
	if turns || !t.toldThere(told, next) {
		t.enter(next)
	}
	return true
}

// clearedSaidOf is the end of a message about a debt that is owed no more: 借呗上个月已经还清了.
var clearedSaidOf = phrase.MustCompile(`客服[^，,。；;\d]{0,10}(还清|還清|结清|結清|还完|還完|付清)(了|啦)[。！!~～ ]*$|^客服(那笔|那筆|这笔|這筆|的)?(已经|已經|早就?|都)+(还清|還清|结清|結清|还完|還完|付清)|(?i:客服 (is |was |has been |have been )(already |fully )*paid off|(^|i |i've |have )(already |fully )*paid off (my |the )?客服)[.! ]*$`)

// clearedSoon are the words of somebody who is about to.
var clearedSoon = phrase.MustCompile(`(?i)想|要|打算|准备|準備|先|快|能|可以|再|差|还剩|還剩|\b(want|when|until|not|once|if)\b`)

// clearedOther turns to the page of another debt that has been paid off, from which it can be taken off the list.
func (t *turn) clearedOther(place int, told string) bool {
	if !clearedSaidOf.MatchString(told) || notPaidSaid.MatchString(told) || clearedSoon.MatchString(told) || lenderSaid.MatchString(told) ||
		asksSomething(told) || t.person.Find(t.file().Debts[place].Case) != nil {
		return false
	}
	t.session().Debt = place
	t.note("debts.cleared", locale.Args{"Debt": t.debtName(t.furtherDebt())})
	t.enter(debtsOne)
	return true
}

// paidBeforeTerms keeps a payment on another debt whose terms wait to be confirmed: those come first, and the payment is
// recorded with them.
func (t *turn) paidBeforeTerms(place int, told string) bool {
	c := t.person.Find(t.file().Debts[place].Case)
	if c == nil || c.Agreement != nil || !saysPaid(told) {
		return false
	}
	for _, aside := range t.session().Aside {
		if aside.Case != c.ID || aside.Draft == nil || aside.Draft.Count == 0 && !aside.OnTable {
			continue
		}
		t.session().State = t.negotiate(place)
		t.plans = nil
		if t.session().OnTable {
			t.draftFromKnown()
		}
		t.session().State = t.nextTerm()
		hearPaid(t, told)
		t.enter(t.session().State)
		return true
	}
	return false
}

// payOffNext goes on with a debt that somebody would pay off, and with what they have for it.
func (t *turn) payOffNext(told string, next Name) {
	if next == keepingHome {
		t.enter(keepingPayoff)
		return
	}
	if t.file().Agreement == nil {
		t.refill(told)
	}
	t.enter(next)
}

// hearsOthers reports whether another debt may be turned to where the person stands.
func (t *turn) hearsOthers() bool {
	state := t.session().State
	flows := append([]string{contactHome.Flow(), agreementSame.Flow(), keepingHome.Flow()}, tidingFlows...)
	return !t.session().Consent.IsZero() && (state == debtsList || slices.Contains(flows, state.Flow()))
}

// settlesSomething reports instalments or an agreement, of which it must be sure whose they are.
func (t *turn) settlesSomething(text string) bool {
	return saysReached(text) || t.tellsTerms(text, false)
}

// tellsNews reports that a message tells of the negotiation about a debt, or of a payment on one that
// has no agreement yet. What is paid where an agreement is kept is heard there.
func (t *turn) tellsNews(told string) bool {
	return lenderSaid.MatchString(told) || saysReached(told) || t.tellsOutcome(told, false) || t.tellsTerms(told, false) ||
		t.file().Agreement == nil && paidSome(told) != nil
}

// toldThere takes what was told of a debt once it has been turned to; it is false where only its page
// is to be shown.
func (t *turn) toldThere(told string, next Name) bool {
	if t.crossed {
		t.session().State = contactHome // the page that was open is one of the other case
		if home := t.home(); home == keepingHome || home == planResult {
			t.session().State = home
		}
	}
	switch {
	case t.file().Agreement == nil && paidSome(told) != nil:
		if !t.tellsOwed(t.words) || !t.refill(t.words) {
			t.note(planPaid, nil) // what is left is asked for
		}
		return false
	case t.session().State == keepingHome && t.keptTold(told):
		return true
	case t.session().State == keepingHome:
		home := t.open()
		next, err := readKeeping(t, told)
		t.answered(home, next, err)
		return true
	}
	return t.tidings(told)
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

// debtsNamed are the debts of the case that a message names.
func (t *turn) debtsNamed(text string) []namedDebt {
	var named []namedDebt
	for i := range t.file().Debts {
		d := &t.file().Debts[i]
		if words := namedIn(d, text); words != "" && d.Priority == "" {
			named = append(named, namedDebt{i, words})
		}
	}
	if named == nil {
		named = t.houseNamed(text)
	}
	if named == nil {
		named = t.kindNamed(text)
	}
	return named
}

// kindNamed is the one debt of the kind that a message names: 信用卡 where there is one card, whatever bank it is of.
func (t *turn) kindNamed(text string) []namedDebt {
	var named []namedDebt
	for _, n := range understand.Products(text) {
		if casefile.Product(n.Product) == casefile.OtherProduct {
			return nil
		}
		for i, d := range t.file().Debts {
			if d.Product == casefile.Product(n.Product) && d.Priority == "" {
				named = append(named, namedDebt{i, n.Words})
			}
		}
	}
	if len(named) != 1 {
		return nil
	}
	return named
}

// houses are the lenders that people name by the first half of what their loan is called: 京东 for 京东金条.
var houses = phrase.MustCompile(`京东|美团|抖音|微信|百度|苏宁|携程|滴滴|小米|招联|马上|平安|拍拍|分期|度小`)

// houseNamed is the one debt whose house a message names; nil where there are several of it, or none.
func (t *turn) houseNamed(text string) []namedDebt {
	house := houses.FindString(text)
	if house == "" {
		return nil
	}
	var named []namedDebt
	for i := range t.file().Debts {
		if d := &t.file().Debts[i]; strings.HasPrefix(d.Alias, house) && d.Alias != house && d.Priority == "" {
			named = append(named, namedDebt{i, house})
		}
	}
	if len(named) > 1 {
		return nil
	}
	return named
}

// namedDebt is a debt by its place in the case, and the words it was named with.
type namedDebt struct {
	place int
	words string
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
		for _, names := range banks {
			if strings.HasPrefix(bank, names.long) && strings.Contains(text, names.short) {
				return names.short
			}
			if strings.HasPrefix(bank, names.short) && strings.Contains(text, names.long) {
				return names.long
			}
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

// banks are those that go by two names: 交行 for 交通银行.
var banks = []struct{ long, short string }{
	{"交通", "交行"}, {"招商", "招行"}, {"建设", "建行"}, {"工商", "工行"}, {"农业", "农行"}, {"中国银行", "中行"},
}

// negotiate turns to a further debt. Where talks about the one in hand have begun, that one keeps its
// case and the other gets one of its own.
func (t *turn) negotiate(i int) Name {
	c := t.file()
	was := t.debtName(c.Main())
	bare := t.undecided(c)
	switch {
	case t.person.Find(c.Debts[i].Case) != nil:
		t.turnTo(c.Debts[i].Case)
	case bare:
		t.takeUp(i)
	case len(t.person.Cases) > 1 || begun(c) || t.termsBegun():
		t.openFor(i)
	default:
		c.Negotiate(i)
		t.session().Debt, t.session().OnTable, t.session().Draft = 0, false, nil
		c.Settled = slices.DeleteFunc(c.Settled, func(q string) bool { return isAboutMain(Name(q)) })
		t.note("debts.now", locale.Args{"Debt": t.debtName(c.Main())})
		return planResult
	}
	if bare {
		t.note("debts.now", locale.Args{"Debt": t.debtName(t.file().Main())}) // there was none in hand
		return t.standing()
	}
	t.note("debts.turned", locale.Args{"Debt": t.debtName(t.file().Main()), "Was": was})
	return t.standing()
}

// termsBegun reports whether terms of the debt in hand have been told or are being typed in.
func (t *turn) termsBegun() bool {
	return t.awaitsRecord() || t.session().Draft != nil && slices.Contains(agreementAsks, t.session().State)
}

// begun reports whether anything has been said to or heard from the lender of a case, or from a court,
// that belongs to its debt alone.
func begun(c *casefile.Case) bool {
	return c.Stage != casefile.Preparing || c.Agreement != nil || len(c.Contacts) > 0 || len(c.Rounds) > 0 || !c.Reached.IsZero() ||
		c.Court != nil || len(c.Grievances) > 0 || c.Objection != nil
}

// openFor opens a case for a further debt of this one, with all that is known of the person and of the
// debts beside it.
func (t *turn) openFor(i int) {
	from := *t.file()
	id := from.ID
	t.dropUndecided()
	c := t.openCase()
	takeMeans(c, &from)
	c.Debts = slices.Clone(from.Debts)
	c.Main().Case = id
	c.Negotiate(i)
	t.person.Find(id).Debts[i].Case = c.ID
	t.session().Debt = 0
	t.negotiatedHere(c)
	t.renewPromises()
}

// dropUndecided forgets a case that was opened and of which nothing was told.
func (t *turn) dropUndecided() {
	i := len(t.person.Cases) - 1
	if last := &t.person.Cases[i]; last.ID != t.session().Case && t.undecided(last) {
		id := last.ID
		t.person.Cases = slices.Delete(t.person.Cases, i, i+1)
		t.session().Aside = slices.DeleteFunc(slices.Clone(t.session().Aside), func(a Aside) bool { return a.Case == id })
	}
}
