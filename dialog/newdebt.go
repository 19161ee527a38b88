package dialog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// A debt that was never told of comes up in the middle of another one: 花呗5000 where an agreement is kept,
// 美团谈好了12期每期500 where the card is talked about. It is not thrown away and not put down for the one
// in hand: a button takes it, with all that was said.

var (
	// anotherAsked begins a message that opens a further debt, with what is told of it.
	anotherAsked = phrase.MustCompile(`(?i)^(?:再理一笔|再理一筆|另理一笔|one more debt)[\s:：,，]*(.*)$`)
	// owedToo are the words of somebody who owes money elsewhere as well.
	// besidesThis says that it is one more: 还有借呗也谈好了.
	besidesThis = phrase.MustCompile(`(?i)^(还有|還有|另外)|也(谈好|談好|谈成|談成|同意|答应|答應|批)|\balso\b`)
	owedToo     = phrase.MustCompile(`(?i)(另外|又|还有|還有)[^，,。]{0,4}(欠|借)了?\D{0,4}\d|\balso owe\b`)
)

// anotherSaid opens a further debt for whoever asks for it, and reads there what is told of it.
func (t *turn) anotherSaid(text string) bool {
	m := anotherAsked.FindStringSubmatch(text)
	if m == nil || t.session().Consent.IsZero() || len(t.person.Cases) == 0 {
		return false
	}
	t.openAnother()
	t.closePath()
	if told := strings.TrimSpace(m[1]); told != "" && t.home() == intakeProduct {
		t.session().State = intakeProduct
		if saysReached(told) {
			t.takeUpNamed(told)
		}
		t.answer(told)
		return true
	}
	t.enter(t.home())
	return true
}

// takeUpNamed makes the debt that a message names the one of a case of which nothing is known: one that
// was told before, or a new one.
func (t *turn) takeUpNamed(text string) {
	c := t.file()
	for i := 1; i < len(c.Debts); i++ {
		if d := &c.Debts[i]; waits(d) && namedIn(d, text) != "" {
			t.takeUp(i)
			return
		}
	}
	if named := t.loansNamed(text); len(named) == 1 {
		main := c.Main()
		main.Product = named[0].product
		for _, name := range slices.Concat(understand.LenderNames(text), understand.CardNames(text)) {
			if main.Alias == "" && utf8.RuneCountInString(name) <= casefile.MaxAlias {
				main.Alias = name
			}
		}
	}
}

// newDebtSaid asks whether a message is about a debt that was never told of.
func (t *turn) newDebtSaid(text string) bool {
	if !t.hearsOthers() || asksSomething(text) || saysPaid(text) || t.file().Main().Product == "" {
		return false
	}
	named := t.loansNamed(text)
	if len(named) > 1 || len(named) == 1 && t.knows(named[0]) || t.houseNamed(text) != nil {
		return false
	}
	fresh := t.text("debts.another", locale.Args{"Said": text})
	switch {
	case len(named) == 1 && t.settlesSomething(text) && besidesThis.MatchString(text):
		t.answered(t.open(), stay, &understand.Doubt{Readings: []string{fresh}})
	case len(named) == 1 && t.settlesSomething(text):
		here := strings.Replace(text, named[0].words, "客服", 1)
		t.answered(t.open(), stay, &understand.Doubt{Readings: []string{fresh, t.saidOf(t.file().Main(), here)}})
	case t.kept() && t.tellsOwed(text) && (len(named) == 1 || owedToo.MatchString(text)):
		t.answered(t.open(), stay, &understand.Doubt{Readings: []string{fresh}})
	default:
		return false
	}
	return true
}

// owedElsewhere takes what is owed on another debt, told where the negotiation about one stands: it is
// no offer of that one's lender.
func (t *turn) owedElsewhere(text string) bool {
	named := t.loansNamed(text)
	if t.session().Consent.IsZero() || t.session().State != contactHome || len(named) != 1 || named[0].is(t.file().Main()) ||
		!t.tellsOwed(text) || asksSomething(text) || saysPaid(text) || lenderSaid.MatchString(text) || t.settlesSomething(text) {
		return false
	}
	if t.fill(text, understand.Opener(text, t.today)) {
		t.plans = nil
		t.note("intake.filled", locale.Args{"Summary": locale.HTML(t.summary())})
	}
	t.enter(t.home())
	return true
}

// knows reports whether a named debt is the one in hand, or one that is negotiated or kept already.
func (t *turn) knows(l loan) bool {
	c := t.file()
	return slices.ContainsFunc(c.Debts, func(d casefile.Debt) bool { return l.is(&d) && (d.Case != 0 || !t.kept()) }) || l.is(c.Main())
}

// tellsOwed reports that a message names what is owed on one debt.
func (t *turn) tellsOwed(text string) bool {
	debts := understand.Opener(text, t.today).Debts
	return len(debts) == 1 && (debts[0].Total != nil || debts[0].Principal != nil)
}
