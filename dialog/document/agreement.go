package document

import (
	"slices"
	"strconv"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

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
		title("evidence"), r.evidence(a), Paragraph(r.text("agreement.evidence.number", nil)),
		title("gaps"), r.points(a),
		title("payments"), r.payments(),
		title("versions"), r.versions(),
		Signature{r.text("agreement.sign.name", nil), r.text("agreement.sign.date", nil)},
	}
	return p, nil
}

// evidence is what can be shown for an agreement.
func (r Records) evidence(a *casefile.Agreement) Checks {
	var list Checks
	for _, e := range casefile.AllEvidence {
		list = append(list, Check{r.text("agreement.evidence."+string(e), nil), slices.Contains(a.Evidence, e)})
	}
	return list
}

// points are what the written terms should settle, ticked where they do.
func (r Records) points(a *casefile.Agreement) Checks {
	var list Checks
	for _, gap := range calc.AllGaps() {
		list = append(list, Check{r.text("agreement.gap."+string(gap), nil), a.Points[gap]})
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
		list = append(list, r.field("due", r.day(d.Due)), r.field("overdue", r.overdue(d, r.Today)))
	}
	return list
}

// terms are the terms of an agreement.
func (r Records) terms(a *casefile.Agreement) Fields {
	regular := a.Instalments
	list := Fields{r.field("agreed", r.day(a.AgreedOn))}
	if a.Other != "" {
		list = append(list, r.field("party", r.text("party."+string(a.Other), nil)))
	}
	list = append(list, r.field("total", r.yuan(a.Total())))
	if a.DownPayment && len(regular) > 1 {
		list = append(list, r.field("down", r.text("field.down.on", locale.Args{"Amount": regular[0].Amount, "Day": regular[0].Due})))
		regular = regular[1:]
	}
	first, last := regular[0], regular[len(regular)-1]
	list = append(list, r.field("count", r.text("count", locale.Args{"Count": len(regular)})))
	switch each, even := same(regular); {
	case !even:
		list = append(list, r.field("each", r.text("field.varying", nil)))
	case each != last.Amount:
		list = append(list, r.field("each", r.yuan(each)), r.field("last", r.yuan(last.Amount)))
	default:
		list = append(list, r.field("each", r.yuan(each)))
	}
	list = append(list, r.field("first", r.day(first.Due)), r.field("end", r.day(last.Due)))
	if a.MonthlyFee > 0 {
		list = append(list, r.field("monthlyfee", r.yuan(a.MonthlyFee)))
	}
	if a.Waived.Total() > 0 {
		list = append(list, r.field("waived", r.waived(a.Waived)))
	}
	if a.Remitted > 0 {
		list = append(list, r.field("remitted", r.yuan(a.Remitted)))
	}
	return append(list, r.field("otherfees", r.text("field.byhand", nil)))
}

// same is the amount of all instalments but the last, if they are the same.
func same(list []casefile.Instalment) (amount calc.Money, even bool) {
	for _, i := range list[:max(1, len(list)-1)] {
		if i.Amount != list[0].Amount {
			return 0, false
		}
	}
	return list[0].Amount, true
}

// waived is what the lender gives up, with its parts.
func (r Records) waived(w casefile.Waiver) string {
	var parts []string
	for _, part := range []struct {
		name   string
		amount calc.Money
	}{{"principal", w.Principal}, {"interestpart", w.Interest}, {"penalty", w.Penalty}, {"fees", w.Fees}} {
		if part.amount > 0 {
			parts = append(parts, r.text("col."+part.name, nil)+" "+part.amount.Grouped())
		}
	}
	return r.text("field.waived.parts", locale.Args{"Total": w.Total(), "Parts": strings.Join(parts, r.text("case.comma", nil))})
}

// standing is how far an agreement has come.
func (r Records) standing(a *casefile.Agreement) Fields {
	paid, count := a.Progress()
	list := Fields{
		r.field("stage", r.stage(r.Case.Stage)),
		r.field("paid", r.text("field.paidcount", locale.Args{"Paid": paid, "Count": count, "Amount": a.Paid()})),
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
		_, count := a.Progress()
		words := r.text("agreement.version.was", locale.Args{"Count": count, "Total": a.Total(), "Paid": a.Paid()})
		if a.Change != "" {
			words += r.text("agreement.version.change", locale.Args{"Change": r.text("change."+string(a.Change), nil)})
		}
		t.Rows = append(t.Rows, []string{strconv.Itoa(a.Version), r.dayOf(a.Since), words})
	}
	return t
}
