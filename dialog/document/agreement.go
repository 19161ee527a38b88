package document

import (
	"strconv"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

// evidence are the forms in which an agreement can be proved.
var evidence = []string{"contract", "message", "recording", "screenshot"}

// gaps are the points that the written terms should settle. Source: domain reference §5.6.
var gaps = []string{"total", "dates", "interest", "penalty", "down", "order", "missed", "early", "credit", "calls", "channel", "paper", "proof"}

// Agreement is the person's own record of what was agreed. It says that the lender has not
// issued it. The error is ErrNoAgreement if there is none.
func (r Records) Agreement() (Paper, error) {
	a := r.Case.Agreement
	if a == nil {
		return Paper{}, ErrNoAgreement
	}
	p := r.paper("agreement", "foot.own")
	p.Subtitle = r.text("agreement.subtitle", nil)
	title := func(key string) Heading { return Heading(r.text("agreement."+key, nil)) }
	p.Blocks = []Block{
		title("debt"), r.debt(r.Case.Main()),
		title("terms"), r.terms(a),
		title("now"), r.standing(a),
		title("schedule"), r.instalments(a),
		title("evidence"), r.checks("agreement.evidence.", evidence), Paragraph(r.text("agreement.evidence.number", nil)),
		title("gaps"), r.checks("agreement.gap.", gaps),
		title("payments"), r.payments(),
		title("versions"), r.versions(),
		Signature{r.text("agreement.sign.name", nil), r.text("agreement.sign.date", nil)},
	}
	return p, nil
}

// checks are boxes to be ticked by hand.
func (r Records) checks(prefix string, keys []string) Checks {
	var list Checks
	for _, key := range keys {
		list = append(list, Check{Text: r.text(prefix+key, nil)})
	}
	return list
}

// debt is one debt with its parts.
func (r Records) debt(d *casefile.Debt) Fields {
	list := Fields{r.field("product", r.product(d))}
	owed := r.text("unknown", nil)
	if d.Total() > 0 {
		owed = r.yuan(d.Total())
	}
	list = append(list, r.field("owed", owed))
	if d.Split {
		for _, part := range d.Parts() {
			list = append(list, r.field(part.Name, r.yuan(part.Amount)))
		}
	}
	if !d.AsOf.IsZero() {
		list = append(list, r.field("asof", r.day(d.AsOf)))
	}
	if !d.Due.IsZero() {
		list = append(list, r.field("due", r.day(d.Due)), r.field("overdue", r.overdue(d)))
	}
	return list
}

// terms are the terms of an agreement.
func (r Records) terms(a *casefile.Agreement) Fields {
	count := len(a.Instalments)
	first, last := a.Instalments[0], a.Instalments[count-1]
	list := Fields{
		r.field("agreed", r.day(a.AgreedOn)),
		r.field("total", r.yuan(a.Total())),
		r.field("count", r.text("count", locale.Args{"Count": count})),
	}
	switch each, even := r.each(a); {
	case !even:
		list = append(list, r.field("each", r.text("field.varying", nil)))
	case each != last.Amount:
		list = append(list, r.field("each", r.yuan(each)), r.field("last", r.yuan(last.Amount)))
	default:
		list = append(list, r.field("each", r.yuan(each)))
	}
	return append(list, r.field("first", r.day(first.Due)), r.field("end", r.day(last.Due)), r.field("otherfees", r.text("field.byhand", nil)))
}

// each is the amount of all instalments but the last, if they are the same.
func (r Records) each(a *casefile.Agreement) (amount calc.Money, even bool) {
	amount = a.Instalments[0].Amount
	for _, i := range a.Instalments[:max(1, len(a.Instalments)-1)] {
		if i.Amount != amount {
			return 0, false
		}
	}
	return amount, true
}

// standing is how far an agreement has come.
func (r Records) standing(a *casefile.Agreement) Fields {
	list := Fields{
		r.field("stage", r.stage(r.Case.Stage)),
		r.field("paid", r.text("field.paidcount", locale.Args{"Paid": a.PaidCount(), "Count": len(a.Instalments), "Amount": a.Paid()})),
		r.field("left", r.yuan(a.Left())),
	}
	if arrears := a.Arrears(r.Today); arrears > 0 {
		list = append(list, r.field("arrears", r.yuan(arrears)))
	}
	return list
}

// payments are all that was paid, also under earlier versions.
func (r Records) payments() Block {
	t := Table{Columns: []Column{r.amounts("no"), r.column("date"), r.amounts("amount"), r.amounts("version")}}
	var sum calc.Money
	for _, a := range r.everyVersion() {
		for _, p := range a.Payments {
			sum += p.Amount
			t.Rows = append(t.Rows, []string{strconv.Itoa(len(t.Rows) + 1), r.day(p.On), p.Amount.Grouped(), strconv.Itoa(a.Version)})
		}
	}
	if len(t.Rows) == 0 {
		return Paragraph(r.text("none", nil))
	}
	t.Sum = []string{"", r.text("total", nil), sum.Grouped(), ""}
	return t
}

func (r Records) everyVersion() []casefile.Agreement {
	return append(append([]casefile.Agreement(nil), r.Case.Earlier...), *r.Case.Agreement)
}

// versions are the agreement and those it replaced.
func (r Records) versions() Table {
	t := Table{Columns: []Column{r.amounts("version"), r.column("since"), {Head: r.text("agreement.version.terms", nil)}}}
	for _, a := range r.everyVersion() {
		t.Rows = append(t.Rows, []string{strconv.Itoa(a.Version), r.dayOf(a.Since),
			r.text("agreement.version.was", locale.Args{"Count": len(a.Instalments), "Total": a.Total(), "Paid": a.Paid()})})
	}
	return t
}
