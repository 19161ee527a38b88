package dialog

import (
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// An offer is often told a part at a time: 她说只能分24期, 最少还3000. What was told waits in the
// draft until the rest is known.

// askOffer asks for the lender's terms, or for what is missing of them.
func askOffer(t *turn) string {
	switch d := t.draft(); {
	case d.Named > 0:
		return t.text("contact.offer.named", locale.Args{"Amount": d.Named})
	case d.Count > 1:
		return t.text("contact.offer.amount", locale.Args{"Count": d.Count, "Bare": bareEach(t.owed()-d.Down, d.Count), "Known": t.owed() > 0})
	case d.Amount > 0:
		return t.text("contact.offer.count", locale.Args{"Amount": d.Amount})
	case d.Down > 0:
		return t.text("contact.offer.rest", locale.Args{"Down": d.Down})
	}
	return line(t)
}

// bareEach is what an instalment comes to without any interest.
func bareEach(owed calc.Money, count int) calc.Money {
	return (max(0, owed) + calc.Money(count) - 1) / calc.Money(count)
}

// offerChoices are what an amount can be that was named alone.
func offerChoices(t *turn) [][]choice {
	if t.draft().Named == 0 {
		return nil
	}
	return [][]choice{t.row("each", "first"), t.row("all")}
}

// pickOfferNamed takes what an amount is that was named alone.
func pickOfferNamed(t *turn, id string) (Name, error) {
	was := *t.draft()
	d := t.draft()
	d.Named = 0
	read := understand.OfferReading{Count: 1, Amount: &was.Named, Settles: true}
	switch id {
	case "each":
		d.Amount = was.Named
		read = d.parts()
	case "first":
		d.Down = was.Named
		read = d.parts()
	}
	terms, err := t.termsOf(read, nil, "")
	switch {
	case refusedAs(err, contactParts):
		return stay, nil // what is missing is asked for
	case err != nil:
		*d = was
		return stay, err
	}
	return t.putOnTable(terms, ""), nil
}

// parts are what the draft holds of an offer.
func (d *Draft) parts() understand.OfferReading {
	read := understand.OfferReading{Count: d.Count}
	if d.Amount > 0 {
		read.Amount = &d.Amount
	}
	if d.Down > 0 {
		read.Down = &d.Down
	}
	return read
}

// askThemFirst leaves the terms open until the lender has said all of them.
func askThemFirst(t *turn) Name {
	t.note("contact.offer.ask", nil)
	return t.home()
}

// unsaidYet are the words of somebody whom the lender has not told all of it.
var unsaidYet = phrase.MustCompile(`(?i)没(说|讲|提|告诉|问)|沒(說|講|提|告訴|問)|\b(did ?n[o']?t|hasn't|haven't) (say|tell|ask|said|told|asked)`)

// The words for what an amount is: of each instalment, before them, or of everything.
var (
	eachSaid  = phrase.MustCompile(`(?i)(^|[^逾到延展长長短周週定日学學])期|每个?月|每個月|一个月|一個月|按月|月供|\b(instal?ments?|month(s|ly)?|each)\b`)
	firstSaid = phrase.MustCompile(`(?i)先|首|定金|\b(first|upfront|down)\b`)
	allSaid   = phrase.MustCompile(`(?i)清|全部|一次|\b(settle[sd]?|in full|everything|all of it)\b`)
)

// namedAs reads what an amount is that was named alone, where it is asked; "" if the words do not
// say it.
func (t *turn) namedAs(text string) string {
	switch {
	case t.draft().Named == 0 || strings.ContainsAny(text, "0123456789"):
		return ""
	case allSaid.MatchString(text):
		return "all"
	case firstSaid.MatchString(text):
		return "first"
	case eachSaid.MatchString(text):
		return "each"
	}
	return ""
}

// tellsPart takes an offer of which only a part was told, and asks for the rest.
func (t *turn) tellsPart(text string, spoken bool) bool {
	if asksSomething(text) || ownWish.MatchString(text) {
		return false
	}
	if interestFirstOnly.MatchString(text) {
		if _, ok := interestTold(text); !ok {
			t.logged(casefile.CounterMade)
			t.advance(casefile.Countered)
			t.beginOffer()
			t.note("contact.offer.interestonly", nil)
			t.enter(contactOffer)
			return true
		}
	}
	read, err := t.partRead(text)
	text = vagueEach.ReplaceAllString(text, " ")
	count := read.Count > 1 && (spoken || agreed(text))
	each := read.Amount != nil && perTerm.MatchString(text)
	down := read.Down != nil && spoken
	gave := conceded.MatchString(text) && !withheld.MatchString(text)
	if (err != nil || !count && !each && !down && !t.demands(read, text, spoken)) && !(spoken && gave) {
		return false
	}
	t.logged(casefile.CounterMade)
	t.advance(casefile.Countered)
	t.beginOffer()
	if gave {
		t.note("contact.conceded", nil)
	}
	if err == nil {
		t.draft().add(read, text)
	}
	t.enter(contactOffer)
	return true
}

// offersOther takes 可以分24期 where another number was asked for: an offer of which the rest is to be asked, and no
// yes to the plan.
func (t *turn) offersOther(text string) bool {
	read, err := t.partRead(text)
	asked, known := t.askedFor()
	if err != nil || read.Count < 2 || known && asked.Count == read.Count {
		return false
	}
	t.logged(casefile.CounterMade)
	t.advance(casefile.Countered)
	t.beginOffer()
	return t.draft().add(read, text)
}

var (
	// interestFirstOnly names terms of interest alone, of which the figures are to be asked for: 先息后本三个月.
	interestFirstOnly = phrase.MustCompile(`先息后本|先息後本|(先|只)(还|還|付|交)利息`)
	// vagueEach is an instalment of which only about how much was told: 一期1300多.
	vagueEach = phrase.MustCompile(`(一期|每期|每个?月|每個月|一个月|一個月)(大概|差不多|要|还|還)*\d+(多|几|幾|来|來)(块|塊|元)?(钱|錢)?`)
	// demandSaid are the words of an amount that is to be paid, tooLittle those of one that will not do.
	demandSaid = phrase.MustCompile(`(?i)还|還|付|交|给|給|至少|最少|起码|起碼|\b(pay|at least|minimum)\b`)
	tooLittle  = phrase.MustCompile(`(?i)太少|少了|不够|不夠|不行|不同意|不接受|\b(too (low|little)|not enough)\b`)
)

// demands reports an amount that the lender wants, without a word of what it is: 最少还3000.
func (t *turn) demands(read understand.OfferReading, text string, spoken bool) bool {
	if read.Amount == nil || !spoken && t.session().State != contactOutcome || tooLittle.MatchString(text) || !demandSaid.MatchString(text) {
		return false
	}
	_, known := t.engine.book.MatchObjection(text)
	return !known
}

// add keeps what was told of an offer, and reports whether anything was. An amount without a word of
// what it is is asked about, unless it is all that is missing.
func (d *Draft) add(read understand.OfferReading, text string) bool {
	if read.Count > 1 {
		d.Count = read.Count
	}
	if read.Down != nil {
		d.Down = *read.Down
	}
	switch {
	case read.Amount == nil:
	case eachSaid.MatchString(text) || d.Count > 1 && read.Count == 0:
		d.Amount = *read.Amount
	default:
		d.Named = *read.Amount
	}
	return read.Count > 1 || read.Down != nil || read.Amount != nil
}
