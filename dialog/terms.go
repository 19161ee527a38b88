package dialog

import (
	"errors"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/understand"
)

// draftFromKnown begins a record with the terms that are known already: those on the table,
// and otherwise those that were to be asked for. Of a running agreement only what is left is
// known.
func (t *turn) draftFromKnown() {
	if _, ok := t.file().Theirs(); ok && t.session().OnTable {
		was := t.session().Draft
		t.draftTerms(t.onTable())
		t.draft().keep(was)
		return
	}
	if a := t.file().Agreement; a != nil {
		t.session().Draft = &Draft{Total: a.Left()}
		return
	}
	t.session().Draft = &Draft{}
	if asked, ok := t.askedFor(); ok {
		t.draftTerms(asked)
	}
}

// draftTerms begins a record with terms; what they do not say is still to be asked for.
func (t *turn) draftTerms(o casefile.Terms) {
	d := &Draft{Count: o.Count, Amount: o.Monthly(), Down: o.DownPayment, Fee: o.MonthlyFee, First: t.firstOf(o), PayDay: o.PayDay}
	d.Days, d.Settles = o.Days, o.Settles
	for _, s := range o.Steps {
		d.Steps = append(d.Steps, casefile.Step{Count: s.Count, Amount: s.Amount + o.MonthlyFee})
	}
	d.Total = d.sum()
	if o.Accrual == casefile.Accrues {
		d.Total, d.Amount = 0, 0 // an estimate: what was agreed is asked for
	}
	t.session().Draft = d
}

// draft returns the terms being typed in, beginning afresh when there are none.
func (t *turn) draft() *Draft {
	s := t.session()
	if s.Draft == nil {
		s.Draft = &Draft{}
	}
	return s.Draft
}

// nextTerm returns the first term that is still to be asked for, then the checks.
func (t *turn) nextTerm() Name {
	d := t.draft()
	switch {
	case d.Total == 0 && d.Told && d.Count > 1 && d.Amount == 0:
		return agreementAmount
	case d.Total == 0:
		return agreementTotal
	case d.Count == 0:
		return agreementCount
	case d.Amount == 0:
		return agreementAmount
	case !d.adds():
		return agreementMismatch
	case d.First.IsZero():
		return agreementFirst
	case d.Down > 0 && d.DownOn.IsZero():
		return agreementDown
	}
	return agreementConfirm
}

// begin sets the day of the first instalment. The pay day stays if that is one, and so do the days
// of the others.
func (d *Draft) begin(first calc.Date) {
	if d.First = first; d.Days != nil && d.Days[0] != first {
		d.Days = nil
	}
	if first.AddMonths(0, d.PayDay) != first {
		d.PayDay = 0
	}
}

// moveTo takes another day of the month that a message names for the instalments.
func (d *Draft) moveTo(text string, today calc.Date) {
	m := dayMoved.FindStringSubmatch(text)
	if m == nil || d.First.IsZero() {
		return
	}
	day, ok := understand.Count(m[1])
	if first := d.First.AddMonths(0, day); ok && day >= 1 && day <= 31 && !first.Before(today) {
		d.First, d.PayDay, d.Days = first, day, nil
	}
}

// payDay is the day of the month on which the instalments are due.
func (d *Draft) payDay() int {
	if d.PayDay == 0 {
		return d.First.Day
	}
	return d.PayDay
}

// due is when an instalment is due, counted from 0.
func (d *Draft) due(n int) calc.Date {
	if d.Days == nil {
		return d.First.AddMonths(n, d.payDay())
	}
	return d.Days[n]
}

// last is what the last instalment comes to.
func (d *Draft) last() calc.Money { return d.Total - d.Amount*calc.Money(d.Count-1) }

// sum is what the instalments come to as they were told.
func (d *Draft) sum() calc.Money {
	return casefile.Terms{Count: d.Count, Amount: d.Amount, Steps: d.Steps}.Total()
}

// steps are the instalments: those that were told one by one, or count times amount with
// the last one absorbing what is left of the total.
func (d *Draft) steps() []casefile.Step {
	switch {
	case d.Steps != nil:
		return d.Steps
	case d.Count > 1 && d.last() != d.Amount:
		return []casefile.Step{{Count: d.Count - 1, Amount: d.Amount}, {Count: 1, Amount: d.last()}}
	case d.Count == 1:
		return []casefile.Step{{Count: 1, Amount: d.Total}}
	}
	return []casefile.Step{{Count: d.Count, Amount: d.Amount}}
}

// adds reports whether the instalments make the total: evenly, with at most a rounding
// residue in the last one, or with a last one that the person has confirmed. Instalments
// that differ have to make it to the fen.
func (d *Draft) adds() bool {
	if d.Steps != nil {
		return d.sum() == d.Total
	}
	residue := d.last() - d.Amount
	even := max(residue, -residue) < calc.Money(d.Count)
	return d.last() > 0 && (even || d.Uneven)
}

// startTerms begins to ask for the terms one by one. "Back" does not return to terms that
// were thrown away.
func (t *turn) startTerms() {
	was := t.draft()
	left := &Draft{Points: was.Points, Interest: was.Interest, Corrects: was.Corrects, Paid: was.Paid}
	if was.Count == 0 {
		left.Total = was.Total // what is left of an earlier agreement
	}
	if left.Total > 0 {
		t.note("agreement.left", locale.Args{"Total": left.Total})
	}
	t.closePath()
	t.session().Draft = left
}

// agreementUnread says that words were no terms.
const agreementUnread = "agreement.unread"

// readTerms takes terms told in one message: "14期每期1000，12月15号开始", or the day alone.
func readTerms(t *turn, text string) (Name, error) {
	terms, err := t.termsTold(text)
	var refused *refusal
	switch {
	case errors.As(err, &refused) && refused.key == contactParts:
		return t.readFirstDay(text, &refusal{key: agreementUnread})
	case errors.As(err, &refused):
		return stay, err
	case err != nil:
		return t.readFirstDay(text, err)
	}
	was := *t.draft()
	t.draftTerms(terms)
	d := t.draft()
	if first := t.begun(text); d.First.IsZero() && !first.IsZero() {
		d.begin(first)
	}
	d.keep(&was)
	t.hearTerms(d, text)
	d.Corrects, d.Told, d.Paid = was.Corrects, was.Told, was.Paid
	if read, err := understand.OfferOn(text, t.today); err == nil && read.Total != nil {
		d.Total = *read.Total // if it is not what the instalments make, that is asked about
	}
	return t.nextTerm(), nil
}

// readFirstDay takes the day of the first instalment where terms were expected; otherwise
// it is not the terms that could not be read.
func (t *turn) readFirstDay(text string, cause error) (Name, error) {
	day, err := t.agreedDay(text)
	if err != nil || t.draft().Count == 0 {
		return stay, cause
	}
	t.draft().begin(day)
	return t.nextTerm(), nil
}

// agreedDay reads a day of an agreement: one to come, or one of the past year.
func (t *turn) agreedDay(text string) (calc.Date, error) {
	side := understand.Either
	if last := t.lastSuchDay(text); !last.IsZero() && t.today.DaysSince(last) > justPassed {
		side = understand.Coming // 5号 is the next one
	}
	day, err := understand.Date(text, side, t.today)
	if near, ok := t.clearlyNearer(err); ok {
		return near, nil
	}
	if err != nil {
		return calc.Date{}, err
	}
	if day.Kind != understand.Exact {
		return calc.Date{}, &refusal{key: "agreement.first.exact"}
	}
	if days := day.Value.DaysSince(t.today); days < -366 || days > 732 {
		return calc.Date{}, &refusal{"agreement.first.far", locale.Args{"First": day.Value}}
	}
	return day.Value, nil
}

// justPassed is for how many days a day of which no month was told may be meant as past.
const justPassed = 7

// lastSuchDay is the last day of a month that a message names without the month: 5号; zero for other messages.
func (t *turn) lastSuchDay(text string) calc.Date {
	if day, ok := bareDayIn(text); ok {
		return lastOn(day, t.today)
	}
	return calc.Date{}
}

// clearlyNearer settles a doubt between two years: a first instalment is weeks away, or was
// some weeks ago, and not eleven months.
func (t *turn) clearlyNearer(err error) (calc.Date, bool) {
	const near, far = 120, 240
	var doubt *understand.Doubt
	if !errors.As(err, &doubt) || len(doubt.Readings) != 2 {
		return calc.Date{}, false
	}
	a, errA := calc.ParseDate(doubt.Readings[0])
	b, errB := calc.ParseDate(doubt.Readings[1])
	if errA != nil || errB != nil {
		return calc.Date{}, false
	}
	away := func(d calc.Date) int { return max(d.DaysSince(t.today), -d.DaysSince(t.today)) }
	if away(b) < away(a) {
		a, b = b, a
	}
	return a, away(a) <= near && away(b) >= far
}

// record turns the draft into the agreement that the reminders follow.
func (t *turn) record() (Name, error) {
	d, c := t.draft(), t.file()
	agreed, err := casefile.SteppedAgreement(t.now, d.steps(), d.First)
	switch {
	case err != nil:
	case d.Days != nil:
		err = agreed.DueOn(d.Days)
	default:
		agreed.DueEach(d.payDay())
	}
	if err == nil && d.Down > 0 {
		err = agreed.PayFirst(d.DownOn, d.Down)
	}
	var field *calc.FieldError
	if errors.As(err, &field) {
		return stay, &refusal{key: "agreement.refused"}
	}
	agreed.MonthlyFee, agreed.Points, agreed.Interest = d.Fee, d.Points, d.Interest
	if first := agreed.Instalments[0].Due; first.Before(agreed.AgreedOn) {
		agreed.AgreedOn = first // it was agreed before it was told
	}
	if d.Corrects && c.Agreement != nil && c.Agreement.Paid() > agreed.Total() {
		return stay, &refusal{"agreement.paidmore", locale.Args{"Paid": c.Agreement.Paid()}}
	}
	paid := d.payments(t.today)
	if sumOf(paid) > agreed.Total() {
		return stay, &refusal{"agreement.paidmore", locale.Args{"Paid": sumOf(paid)}}
	}
	t.replaceAgreement(agreed, d.Corrects)
	t.postTold(paid)
	t.session().Draft, t.session().OnTable = nil, false
	t.closePath()
	t.note("agreement.recorded", nil)
	if agreed.Arrears(t.today) > 0 && len(paid) == 0 {
		t.note("agreement.past", nil)
	}
	return t.home(), nil
}

// replaceAgreement makes an agreement the one that is kept. The one before it is remembered;
// where it had only been written down wrong, its payments go over to the new one.
func (t *turn) replaceAgreement(agreed *casefile.Agreement, corrects bool) {
	c := t.file()
	before := c.Agreement
	c.Agreement = agreed
	t.advance(casefile.Agreed)
	if before == nil {
		if c.Main().Split && agreed.Interest != casefile.InterestAlone {
			agreed.Waived = casefile.WaiverOf(c.Main(), agreed.Total())
		}
		return
	}
	agreed.Version, agreed.Change = before.Version+1, casefile.NewTerms
	if corrects {
		agreed.Change, agreed.Payments, agreed.AgreedOn = casefile.Corrected, before.Payments, before.AgreedOn
		agreed.Waived, agreed.Evidence, agreed.Other, agreed.Interest = before.Waived, before.Evidence, before.Other, before.Interest
		t.stand()
	}
	was := *before
	if corrects {
		was.Payments = nil
	}
	c.Replaced(was)
}

// stand puts the case at the stage that its payments make.
func (t *turn) stand() { t.advance(t.file().Standing(t.today)) }
