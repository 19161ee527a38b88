package dialog

import (
	"errors"
	"slices"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/understand"
)

// The states in which an agreement is recorded.
const (
	agreementSame     Name = "agreement.same" // are the terms those we know already?
	agreementTotal    Name = "agreement.total"
	agreementCount    Name = "agreement.count"
	agreementAmount   Name = "agreement.amount"
	agreementFirst    Name = "agreement.first"
	agreementDown     Name = "agreement.down"     // the day of a payment before the first instalment
	agreementMismatch Name = "agreement.mismatch" // count × amount is not the total
	agreementConfirm  Name = "agreement.confirm"
)

// agreementSteps are where the conversation may stand while terms are typed in.
var agreementSteps = []Name{agreementTotal, agreementCount, agreementAmount, agreementFirst,
	agreementDown, agreementMismatch, agreementConfirm}

func agreementFlow() []State {
	return []State{
		{
			Name: agreementSame,
			Ask:  askSame, Choices: sameChoices, Pick: pickSame, Read: readTerms,
			Leads: agreementSteps,
		},
		{
			Name: agreementTotal,
			Ask:  line, Choices: pick("later"), Read: readTotal,
			Pick:  func(t *turn, _ string) (Name, error) { return t.home(), nil },
			Leads: slices.Concat(homeStates, agreementSteps),
		},
		{Name: agreementCount, Ask: line, Read: readCount, Leads: agreementSteps},
		{Name: agreementAmount, Ask: line, Read: readInstalment, Leads: agreementSteps},
		{Name: agreementFirst, Ask: line, Read: readFirst, Leads: agreementSteps},
		{Name: agreementDown, Ask: askDown, Read: readDown, Leads: agreementSteps},
		{
			Name: agreementMismatch,
			Ask:  askMismatch, Choices: mismatchChoices, Pick: pickMismatch,
			Leads: agreementSteps,
		},
		{
			Name: agreementConfirm,
			Ask:  askConfirm, Choices: pick("record", "change"), Pick: pickConfirm, Read: readTerms,
			Leads: append([]Name{keepingHome}, agreementSteps...),
		},
	}
}

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

func askSame(t *turn) string {
	d := t.draft()
	if d.Count == 0 {
		return t.text("agreement.tell", nil)
	}
	if d.Count == 1 && !d.First.IsZero() {
		return t.text("agreement.same.once", locale.Args{"Total": d.Total, "First": t.print.Day(d.First, t.today)})
	}
	if d.First.IsZero() {
		return t.text("agreement.same.terms", locale.Args{"Count": d.Count, "Amount": d.Amount, "Total": d.Total})
	}
	return t.text("agreement.same", locale.Args{"Count": d.Count, "Amount": d.Amount, "Total": d.Total,
		"First": t.print.Day(d.First, t.today), "Day": d.First.Day})
}

func sameChoices(t *turn) [][]choice {
	if t.draft().Count == 0 {
		return [][]choice{t.row("other")}
	}
	return [][]choice{t.row("yes", "other")}
}

func pickSame(t *turn, id string) (Name, error) {
	if id == "other" {
		t.startTerms()
	}
	return t.nextTerm(), nil
}

// startTerms begins to ask for the terms one by one. "Back" does not return to terms that
// were thrown away.
func (t *turn) startTerms() {
	left := &Draft{}
	if d := t.draft(); d.Count == 0 {
		left.Total = d.Total // what is left of an earlier agreement
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
	case read.Count == 0 && read.Amount == nil:
		return stay, &refusal{key: "agreement.unread"}
	case read.Count > casefile.MaxInstalments:
		return stay, &refusal{"agreement.count.limits", locale.Args{"Max": casefile.MaxInstalments}}
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
		Down: or0(read.Down) + or0(read.OnceFee), First: t.draft().First}
	switch {
	case !read.First.IsZero():
		d.First = read.First
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
	owed := t.file().Main().Total()
	t.session().Draft = &Draft{Total: owed, Count: 1, Amount: owed, First: t.today.AddMonths(months, t.today.Day)}
}

func readTotal(t *turn, text string) (Name, error) {
	amount, err := exactAmount(text)
	if err != nil {
		return stay, err
	}
	if amount <= 0 {
		return stay, &refusal{key: "agreement.total.zero"}
	}
	t.draft().Total = amount
	return t.nextTerm(), nil
}

func readCount(t *turn, text string) (Name, error) {
	count, err := understand.TermMonths(text)
	if err != nil {
		return stay, err
	}
	if count.Kind != understand.Exact || count.Value < 1 || count.Value > casefile.MaxInstalments {
		return stay, &refusal{"agreement.count.limits", locale.Args{"Max": casefile.MaxInstalments}}
	}
	t.draft().Count = count.Value
	return t.nextTerm(), nil
}

func readInstalment(t *turn, text string) (Name, error) {
	amount, err := exactAmount(text)
	if err != nil {
		return stay, err
	}
	if amount <= 0 {
		return stay, &refusal{key: "agreement.total.zero"}
	}
	t.draft().Amount = amount
	return t.nextTerm(), nil
}

func readFirst(t *turn, text string) (Name, error) {
	first, err := t.agreedDay(text)
	if err != nil {
		return stay, err
	}
	d := t.draft()
	d.First = first
	if !d.DownOn.Before(first) {
		d.DownOn = calc.Date{} // it has to come before, and is asked for again
	}
	return t.nextTerm(), nil
}

// agreedDay reads a day of an agreement: one to come, or one of the past year.
func (t *turn) agreedDay(text string) (calc.Date, error) {
	day, err := understand.Date(text, understand.AnyDay, t.today)
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

func askDown(t *turn) string {
	return t.text("agreement.down", locale.Args{"Amount": t.draft().Down, "First": t.print.Day(t.draft().First, t.today)})
}

func readDown(t *turn, text string) (Name, error) {
	day, err := t.agreedDay(text)
	if err != nil {
		return stay, err
	}
	d := t.draft()
	if !day.Before(d.First) {
		return stay, &refusal{"agreement.down.before", locale.Args{"First": d.First}}
	}
	d.DownOn = day
	return t.nextTerm(), nil
}

func askMismatch(t *turn) string {
	d := t.draft()
	sum := d.Amount * calc.Money(d.Count)
	return t.text("agreement.mismatch", locale.Args{"Count": d.Count, "Amount": d.Amount, "Sum": sum, "Total": d.Total})
}

func mismatchChoices(t *turn) [][]choice {
	d := t.draft()
	rows := [][]choice{{{id: "sum", label: t.text("agreement.mismatch.sum", locale.Args{"Sum": d.Amount * calc.Money(d.Count)})}}}
	if d.last() > 0 {
		rows = append(rows, []choice{{id: "last", label: t.text("agreement.mismatch.last", locale.Args{"Last": d.last()})}})
	}
	return append(rows, t.row("retype"))
}

func pickMismatch(t *turn, id string) (Name, error) {
	d := t.draft()
	switch id {
	case "sum":
		d.Total = d.Amount * calc.Money(d.Count)
	case "last":
		d.Uneven = true
	default:
		t.startTerms()
	}
	return t.nextTerm(), nil
}

// askConfirm shows the whole agreement, whether it can be kept, and what the written
// terms should say.
func askConfirm(t *turn) string {
	d := t.draft()
	args := locale.Args{"Total": d.Total, "Count": d.Count, "Amount": d.Amount, "Last": d.last(),
		"First": t.print.Day(d.First, t.today), "Day": d.First.Day, "End": t.print.Date(d.First.AddMonths(d.Count-1, d.First.Day))}
	key := "agreement.confirm"
	switch {
	case d.Count == 1:
		key += ".once"
	case d.last() != d.Amount:
		key += ".uneven"
	}
	lines := []string{t.text(key, args)}
	if d.Down > 0 {
		lines = append(lines, t.text("agreement.confirm.down", locale.Args{"Amount": d.Down, "Day": t.print.Day(d.DownOn, t.today)}))
	}
	if t.planned() {
		s := t.suggestion()
		level := string(s.Capacity.Level(max(d.Amount, d.last())))
		if s.Capacity.Maximum <= 0 {
			level = "nothing"
		}
		lines = append(lines, t.text("agreement.level."+level, locale.Args{"Recommended": s.Capacity.Recommended, "Maximum": s.Capacity.Maximum}))
	}
	return strings.Join(append(lines, "", t.text("agreement.gaps", nil)), "\n")
}

func pickConfirm(t *turn, id string) (Name, error) {
	if id == "change" {
		t.startTerms()
		return t.nextTerm(), nil
	}
	return t.record()
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
