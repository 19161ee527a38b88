package dialog

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/understand"
)

// The states of the negotiation itself.
const (
	contactHome    Name = "contact.home"    // where the negotiation stands
	contactOutcome Name = "contact.outcome" // what came of the call or chat
	contactOffer   Name = "contact.offer"   // the lender's own terms
	contactCheck   Name = "contact.check"   // what those terms mean
	contactLog     Name = "contact.log"
)

func contactFlow() []State {
	return []State{
		{
			Name: contactHome, NoBack: true,
			Ask: askContactHome, Choices: contactChoices,
			Pick: pickContactHome, Read: readOutcome,
			Leads: slices.Concat(homeStates, []Name{contactOutcome, scriptPage, contactLog, contactOffer, contactCheck, agreementSame, letterList, letterPage}),
		},
		{
			Name: contactOutcome,
			Ask:  line, Choices: pick("accepted counter_offer", "refused no_answer"),
			Pick: pickOutcome, Read: readOutcome,
			Leads: slices.Concat(homeStates, []Name{contactOffer, contactCheck, agreementSame}),
		},
		{
			Name: contactOffer,
			Ask:  line, Read: readOffer,
			Leads: []Name{contactCheck},
		},
		{
			Name: contactCheck,
			Ask:  askOfferCheck, Choices: pick("accept", "decline later"),
			Pick: pickOfferCheck, Read: readOffer,
			Leads: slices.Concat(homeStates, []Name{agreementSame, scriptPage, contactCheck}),
		},
		{
			Name: contactLog,
			Ask:  askLog, Choices: logChoices,
			Pick:  leadTo(map[string]Name{"add": contactOutcome}),
			Leads: []Name{contactOutcome},
		},
	}
}

func askContactHome(t *turn) string {
	c := t.file()
	args := locale.Args{"Lender": t.text("lender."+productKey(c.Main().Product), nil), "Since": ""}
	if n := len(c.Contacts); n > 0 {
		args["Since"] = t.print.Day(t.day(c.Contacts[n-1]), t.today)
	}
	return t.text("contact.home."+string(c.Stage), args)
}

// day is the day of a contact in the person's time zone.
func (t *turn) day(c casefile.Contact) calc.Date { return calc.DateOf(c.At.In(t.now.Location())) }

func contactChoices(t *turn) [][]choice {
	if t.file().Stage == casefile.Refused {
		return [][]choice{t.row("again", "answered"), t.row("reconsider", "log"), t.row("plan")}
	}
	return [][]choice{t.row("answered", "chase"), t.row("plan", "script"), t.row("letters", "log")}
}

func pickContactHome(t *turn, id string) (Name, error) {
	switch id {
	case "chase":
		t.note("contact.chase", nil)
		return stay, nil
	case "plan":
		return planResult, nil
	case "script", "again":
		t.session().Page = 0
		return scriptPage, nil
	case "log":
		return contactLog, nil
	case "letters":
		return letterList, nil
	case "reconsider":
		return t.openLetter("reconsider"), nil
	}
	return contactOutcome, nil
}

func pickOutcome(t *turn, id string) (Name, error) {
	outcome := casefile.Outcome(id)
	c := t.file()
	if c.Agreement != nil {
		return t.home(), nil
	}
	c.Contacts = append(c.Contacts, casefile.Contact{At: t.now.UTC(), Outcome: outcome})
	switch outcome {
	case casefile.Accepted:
		t.advance(casefile.Contacted)
		if t.session().OnTable {
			t.draftFromOffer()
		} else {
			t.draftFromPlan()
		}
		return agreementSame, nil
	case casefile.CounterMade:
		t.advance(casefile.Countered)
		return contactOffer, nil
	case casefile.RefusedIt:
		t.advance(casefile.Refused)
		return t.home(), nil
	}
	t.advance(casefile.Waiting)
	return t.home(), nil
}

// advance moves the case on, where its stage allows it.
func (t *turn) advance(to casefile.Stage) {
	if c := t.file(); c.Stage.CanBecome(to) {
		if err := c.Become(to, t.now.UTC()); err != nil {
			panic(err)
		}
	}
}

// readOutcome takes what the lender said in the person's own words: terms are looked at,
// yes and no are taken.
func readOutcome(t *turn, text string) (Name, error) {
	if offer, err := understand.OfferOn(text, t.today); err == nil && offer.Count > 0 && offer.Amount != nil {
		c := t.file()
		c.Contacts = append(c.Contacts, casefile.Contact{At: t.now.UTC(), Outcome: casefile.CounterMade})
		t.advance(casefile.Countered)
		return readOffer(t, text)
	}
	if outcome, ok := understand.Outcome(text); ok {
		return pickOutcome(t, string(outcome))
	}
	if id, ok := t.engine.book.MatchObjection(text); ok {
		if _, err := pickObjection(t, id); err != nil {
			return stay, err
		}
		return stay, nil
	}
	return stay, &refusal{key: "contact.which"}
}

func readOffer(t *turn, text string) (Name, error) {
	read, err := understand.OfferOn(text, t.today)
	if err != nil {
		return stay, err
	}
	if read.Defer > 0 && read.Amount == nil {
		owed := t.owed() // a delay: all of it, later
		read.Count, read.Amount = 1, &owed
	}
	if read.Count > 1 && or0(read.Amount) >= t.owed() && t.owed() > 0 {
		return stay, &refusal{"agreement.each", locale.Args{"Amount": *read.Amount}}
	}
	if read.Count == 0 || or0(read.Amount) == 0 || read.FirstAmount != nil {
		return stay, &refusal{key: "contact.offer.parts"}
	}
	offer := Offer{Count: read.Count, Amount: *read.Amount, DownPayment: or0(read.Down) + or0(read.OnceFee), MonthlyFee: or0(read.MonthlyFee)}
	if offer.Count > casefile.MaxInstalments {
		return stay, &refusal{"contact.offer.long", locale.Args{"Max": casefile.MaxInstalments}}
	}
	t.session().OnTable = true
	c := t.file()
	c.Rounds = append(c.Rounds, casefile.Round{On: t.today, Offer: offer})
	return contactCheck, nil
}

// askOfferCheck says what the lender's terms mean: each month, in all, a year, and against
// what can be paid.
func askOfferCheck(t *turn) string {
	offer := t.lastOffer()
	total := offer.DownPayment + monthly(offer)*calc.Money(offer.Count)
	lines := []string{t.text("contact.check", locale.Args{"Count": offer.Count, "Amount": offer.Amount, "Monthly": monthly(offer), "Total": total})}
	if offer.MonthlyFee > 0 {
		lines = append(lines, t.text("contact.check.fee", locale.Args{"Fee": offer.MonthlyFee, "All": offer.MonthlyFee * calc.Money(offer.Count)}))
	}
	if offer.DownPayment > 0 {
		lines = append(lines, t.text("contact.check.down", locale.Args{"Amount": offer.DownPayment}))
	}
	return strings.Join(append(lines, t.offerAgainstMeans(offer)...), "\n")
}

// lastOffer is the newest of the lender's terms.
func (t *turn) lastOffer() *Offer {
	rounds := t.file().Rounds
	return &rounds[len(rounds)-1].Offer
}

// offerAgainstMeans compares terms with what is owed and what can be paid, as far as both
// are known.
func (t *turn) offerAgainstMeans(offer *Offer) []string {
	if !t.planned() {
		return nil
	}
	s := t.situation()
	check, err := calc.CheckOffer(calc.Offer{Count: offer.Count, Amount: offer.Amount, DownPayment: offer.DownPayment, MonthlyFee: offer.MonthlyFee}, s)
	if err != nil {
		return []string{t.text("contact.check.odd", nil)}
	}
	lines := []string{t.comparedToOwed(check.Extra)}
	if check.APR.IsPositive() {
		lines = append(lines, t.text("contact.check.year", locale.Args{"Rate": check.APR.String() + "%"}))
	}
	if check.APR.GreaterThan(ceilingPercent()) {
		lines = append(lines, string(t.cited("C4")))
	}
	if offer.Count == 1 && monthly(offer) <= t.spare() {
		return lines // it is paid from what is there, not from the month
	}
	capacity := t.suggestion().Capacity
	if capacity.Maximum <= 0 {
		return append(lines, t.text("contact.check.nothing", nil))
	}
	if offer.DownPayment > t.spare() {
		lines = append(lines, t.text("contact.check.downtoo", locale.Args{"Amount": offer.DownPayment, "Spare": t.spare()}))
	}
	return append(lines, t.text("contact.check."+string(capacity.Level(check.Monthly)), locale.Args{"Recommended": capacity.Recommended, "Maximum": capacity.Maximum}))
}

func monthly(o *Offer) calc.Money { return o.Amount + o.MonthlyFee }

// owed is what is owed now: what is left of a running agreement, or the debt.
func (t *turn) owed() calc.Money {
	if a := t.file().Agreement; a != nil {
		return a.Left()
	}
	return t.file().Main().Total()
}

// ceilingPercent is the yearly cost above which courts reduce on request: fact C4.
func ceilingPercent() decimal.Decimal { return calc.DefaultTerms().Ceiling.Shift(2) }

// comparedToOwed says how much more or less than today's debt the terms come to.
func (t *turn) comparedToOwed(extra calc.Money) string {
	owed := t.owed()
	switch {
	case extra > 0:
		return t.text("contact.check.more", locale.Args{"Owed": owed, "More": extra})
	case extra < 0:
		return t.text("contact.check.less", locale.Args{"Owed": owed, "Less": -extra})
	}
	return t.text("contact.check.same", locale.Args{"Owed": owed})
}

func pickOfferCheck(t *turn, id string) (Name, error) {
	switch id {
	case "accept":
		t.draftFromOffer()
		return agreementSame, nil
	case "decline":
		t.session().OnTable = false
		t.session().Page = 3
		return scriptPage, nil
	}
	return t.home(), nil
}

// logChoices lets a contact be added while there is something to negotiate.
func logChoices(t *turn) [][]choice {
	if t.file().Agreement != nil {
		return nil // its terms are changed where it is kept
	}
	return pick("add")(t)
}

// askLog lists what happened, newest last.
func askLog(t *turn) string {
	c := t.file()
	if len(c.Contacts) == 0 {
		return t.text("contact.log.empty", nil)
	}
	lines := []string{t.text("contact.log", nil)}
	for _, contact := range c.Contacts[max(0, len(c.Contacts)-10):] {
		lines = append(lines, fmt.Sprintf("%s · %s", t.print.Day(t.day(contact), t.today), t.text("contact.outcome."+string(contact.Outcome), nil)))
	}
	for _, r := range c.Rounds[max(0, len(c.Rounds)-5):] {
		lines = append(lines, t.text("contact.log.round", locale.Args{"On": t.print.Day(r.On, t.today), "Count": r.Offer.Count, "Amount": r.Offer.Amount}))
	}
	return strings.Join(lines, "\n")
}

func productKey(p casefile.Product) string {
	if p == "" {
		return string(casefile.OtherProduct)
	}
	return string(p)
}

func causeKey(c casefile.Cause) string {
	if c == "" {
		return string(casefile.OtherCause)
	}
	return string(c)
}
