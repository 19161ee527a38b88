package dialog

import (
	"errors"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/understand"
)

// draftFromPlan begins a record with the terms that were to be asked for.
func (t *turn) draftFromPlan() {
	t.session().Draft = &Draft{}
	if !t.planned() {
		return
	}
	top := best(t.suggestion())
	if top == nil {
		return
	}
	count, first := top.Months, top.Schedule[0].Date
	switch top.Kind {
	case calc.KindDeferral, calc.KindLumpSum:
		count = 1
	case calc.KindInstalments:
	default:
		return // its instalments differ: they have to be told
	}
	t.session().Draft = &Draft{Total: top.Total, Count: count, Amount: top.Payment, First: first}
}

// draftFromOffer begins a record with the lender's own terms; when the first payment is
// due still has to be said.
func (t *turn) draftFromOffer() {
	o := t.lastOffer()
	monthly := o.Amount + o.MonthlyFee
	t.session().Draft = &Draft{Total: monthly * calc.Money(o.Count), Count: o.Count, Amount: monthly, Down: o.DownPayment}
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

// last is what the last instalment comes to.
func (d *Draft) last() calc.Money { return d.Total - d.Amount*calc.Money(d.Count-1) }

// adds reports whether the instalments make the total: evenly, with at most a rounding
// residue in the last one, or with a last one that the person has confirmed.
func (d *Draft) adds() bool {
	residue := d.last() - d.Amount
	even := max(residue, -residue) < calc.Money(d.Count)
	return d.last() > 0 && (even || d.Uneven)
}

// startTerms begins to ask for the terms one by one. "Back" does not return to terms that
// were thrown away.
func (t *turn) startTerms() {
	left := &Draft{}
	if d := t.draft(); d.Count == 0 {
		left.Total = d.Total // what is left of an earlier agreement
	}
	if left.Total > 0 {
		t.note("agreement.left", locale.Args{"Total": left.Total})
	}
	t.closePath()
	t.session().Draft = left
}

// readTerms takes terms told in one message: "14期每期1000，12月15号开始", or the day alone.
func readTerms(t *turn, text string) (Name, error) {
	read, err := understand.OfferOn(text, t.today)
	if err != nil {
		return t.readFirstDay(text, err)
	}
	switch {
	case read.Defer > 0 && read.Amount == nil:
		t.draftDelay(read.Defer)
		return t.nextTerm(), nil
	case read.Count == 0 && read.Amount == nil, read.Steps != nil: // a record has equal instalments
		return stay, &refusal{key: "agreement.unread"}
	case read.Count > casefile.MaxInstalments:
		return stay, &refusal{"agreement.count.limits", locale.Args{"Max": casefile.MaxInstalments}}
	}
	if read.Count > 1 && or0(read.Amount) >= t.owed() && t.owed() > 0 {
		return stay, &refusal{"agreement.each", locale.Args{"Amount": *read.Amount}}
	}
	t.session().Draft = t.draftOf(read)
	return t.nextTerm(), nil
}

// readFirstDay takes the day of the first instalment where terms were expected; otherwise
// it is not the terms that could not be read.
func (t *turn) readFirstDay(text string, cause error) (Name, error) {
	day, err := t.agreedDay(text)
	if err != nil || t.draft().Count == 0 {
		return stay, cause
	}
	t.draft().First = day
	return t.nextTerm(), nil
}

// draftOf turns terms that were told into a draft. A first instalment that differs is one
// that is paid before the others.
func (t *turn) draftOf(read understand.OfferReading) *Draft {
	d := &Draft{Total: or0(read.Total), Count: read.Count, Amount: or0(read.Amount) + or0(read.MonthlyFee),
		Down: or0(read.Down) + or0(read.OnceFee)}
	switch {
	case !read.First.IsZero():
		d.First = read.First
	case read.Defer > 0:
		d.First = t.today.AddMonths(read.Defer, t.today.Day)
	case read.PayDay > 0:
		d.First = payDayAfter(t.today, read.PayDay)
	}
	if read.FirstAmount != nil && d.Count > 1 {
		d.Down, d.Count = *read.FirstAmount, d.Count-1
		d.Total = max(0, d.Total-d.Down) // a total that was told holds the first one too
		if !read.First.IsZero() || read.PayDay > 0 {
			d.DownOn, d.First = d.First, d.First.AddMonths(1, d.First.Day)
		}
	}
	if d.Total == 0 {
		d.Total = d.Amount * calc.Money(d.Count)
	}
	return d
}

// draftDelay begins a record of a delay: everything that is owed, so many months later.
func (t *turn) draftDelay(months int) {
	owed := t.owed()
	t.session().Draft = &Draft{Total: owed, Count: 1, Amount: owed, First: t.today.AddMonths(months, t.today.Day)}
}

// agreedDay reads a day of an agreement: one to come, or one of the past year.
func (t *turn) agreedDay(text string) (calc.Date, error) {
	day, err := understand.Date(text, understand.Either, t.today)
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

// record turns the draft into the agreement that the reminders follow.
func (t *turn) record() (Name, error) {
	d, c := t.draft(), t.file()
	agreed, err := casefile.NewAgreement(t.now, d.Total, d.Count, d.Amount, d.First)
	var field *calc.FieldError
	if errors.As(err, &field) {
		return stay, &refusal{key: "agreement.refused"}
	}
	if d.Down > 0 {
		agreed.Instalments = append([]casefile.Instalment{{Due: d.DownOn, Amount: d.Down}}, agreed.Instalments...)
	}
	if c.Agreement != nil {
		agreed.Version = c.Agreement.Version + 1
		c.Earlier = append(c.Earlier, *c.Agreement)
	}
	c.Agreement = agreed
	t.advance(casefile.Agreed)
	t.session().Draft, t.session().OnTable = nil, false
	t.closePath()
	t.note("agreement.recorded", nil)
	return keepingHome, nil
}
