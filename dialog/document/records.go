package document

import (
	"cmp"
	"errors"
	"html"
	"strconv"
	"time"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

// Records writes the records about a case: what a person keeps, shows or takes along. They
// are in the person's language and name nobody.
type Records struct {
	Case     *casefile.Case
	Plans    *calc.Suggestion // nil while too little is known to plan
	Best     *calc.Candidate  // the plan that is proposed; nil if there is none
	Print    *locale.Printer  // the person's language
	Today    calc.Date
	Zone     *time.Location // by whose clocks moments are told
	Hour     int            // of the day at which they are reminded
	Discreet bool           // without a word of debts, where others may see it

	// Name is what a debt is called; its product where that is nil.
	Name func(*casefile.Debt) string
	// Shares is what each of several debts gets a month, in the order of the case, and Together
	// what they get in all without those agreed on elsewhere; nil where there is one debt.
	Shares   []calc.Money
	Together calc.Money
}

// The errors of records that the case has nothing for yet.
var (
	ErrNoAgreement = errors.New("nothing is agreed yet")
	ErrNoPlan      = errors.New("there is no plan yet")
)

// text prints a text for paper, where nothing is escaped.
func (r Records) text(key string, args locale.Args) string {
	return html.UnescapeString(r.Print.Text("paper."+key, args))
}

// yuan is an amount with its unit.
func (r Records) yuan(m calc.Money) string { return r.text("yuan", locale.Args{"Amount": m}) }

func (r Records) day(d calc.Date) string { return r.Print.Date(d) }

// dayOf is the day of an instant.
func (r Records) dayOf(t time.Time) string { return r.day(calc.DateOf(t.In(r.Zone))) }

func (r Records) product(d *casefile.Debt) string {
	if r.Name != nil {
		return html.UnescapeString(r.Name(d))
	}
	product := d.Product
	if product == "" {
		product = casefile.OtherProduct
	}
	return html.UnescapeString(r.Print.Text("product."+string(product), nil))
}

func (r Records) stage(s casefile.Stage) string { return r.text("stage."+string(s), nil) }

// paper begins a paper with what all of them have.
func (r Records) paper(key, foot string) Paper {
	return Paper{
		Title:  r.text(key+".title", nil),
		Foot:   r.text(foot, locale.Args{"Day": r.Today}),
		PageOf: r.text("page", locale.Args{"Page": "%d", "Pages": "%d"}),
		Made:   r.Today,
	}
}

// column heads a column of a table.
func (r Records) column(key string) Column { return Column{Head: r.text("col."+key, nil)} }

// amounts heads a column of amounts or counts.
func (r Records) amounts(key string) Column {
	return Column{Head: r.text("col."+key, nil), Right: true}
}

// field is a name with a value.
func (r Records) field(key, value string) Field { return Field{r.text("field."+key, nil), value} }

// Schedule is the table of instalments: those agreed, or those proposed while nothing is.
// The error is ErrNoPlan if there is neither.
func (r Records) Schedule() (Paper, error) {
	product := r.product(r.Case.Main())
	if a := r.Case.Agreement; a != nil {
		p := r.paper("schedule", "foot.own")
		p.Subtitle = r.text("schedule.agreed", locale.Args{"Product": product, "Day": a.AgreedOn})
		p.Blocks = []Block{r.instalments(a), Paragraph(r.text("schedule.where", nil))}
		return p, nil
	}
	if r.Best == nil {
		return Paper{}, ErrNoPlan
	}
	p := r.paper("schedule", "foot.plan")
	p.Subtitle = r.text("schedule.proposed", locale.Args{"Product": product})
	p.Blocks = []Block{r.rows(r.Best), Paragraph(r.text("schedule.where", nil))}
	return p, nil
}

// instalments is the table of an agreement, with what is paid.
func (r Records) instalments(a *casefile.Agreement) Table {
	t := Table{Columns: []Column{r.amounts("no"), r.column("date"), r.amounts("amount"), r.amounts("paid"), r.amounts("open")}}
	for i, inst := range a.Instalments {
		left := a.LeftOn(i)
		t.Rows = append(t.Rows, []string{r.number(a, i), r.day(inst.Due), inst.Amount.Grouped(), (inst.Amount - left).Grouped(), left.Grouped()})
	}
	t.Sum = []string{"", r.text("total", nil), a.Total().Grouped(), a.Paid().Grouped(), a.Left().Grouped()}
	return t
}

// number is what instalment n (from 0) is called in a table.
func (r Records) number(a *casefile.Agreement, n int) string {
	if no := a.Number(n); no > 0 {
		return strconv.Itoa(no)
	}
	return r.text("no.down", nil)
}

// rows is the table of a proposed plan.
func (r Records) rows(c *calc.Candidate) Table {
	t := Table{Columns: []Column{r.amounts("no"), r.column("date"), r.amounts("amount"), r.amounts("interest"), r.amounts("after")}}
	left := c.Total
	var interest calc.Money
	for i, row := range c.Schedule {
		left -= row.Amount
		interest += row.Interest
		t.Rows = append(t.Rows, []string{strconv.Itoa(i + 1), r.day(row.Date), row.Amount.Grouped(), row.Interest.Grouped(), left.Grouped()})
	}
	t.Sum = []string{"", r.text("total", nil), c.Total.Grouped(), interest.Grouped(), ""}
	return t
}

// planName names a plan by its term and whether interest runs.
func (r Records) planName(c *calc.Candidate) string {
	key := string(c.Kind)
	if c.Kind == calc.KindInstalments {
		if key = "interest"; c.DailyRate.IsZero() {
			key = "free"
		}
	}
	return r.text("plan."+key, locale.Args{"Count": c.Months})
}

// debts is the table of everything owed. Parts that nobody told have no columns.
func (r Records) debts() Table {
	t := Table{Columns: []Column{r.column("product"), r.amounts("total")}}
	split := false
	for i := range r.Case.Debts {
		split = split || r.Case.Debts[i].Split
	}
	if split {
		t.Columns = append(t.Columns, r.amounts("principal"), r.amounts("interestpart"), r.amounts("penalty"), r.amounts("fees"))
	}
	if r.Shares != nil {
		t.Columns = append(t.Columns, r.amounts("share"))
	}
	t.Columns = append(t.Columns, r.amounts("overdue"), r.column("asof"))
	var total calc.Money
	for i := range r.Case.Debts {
		d := &r.Case.Debts[i]
		total += d.Total()
		row := []string{r.product(d), d.Total().Grouped()}
		if d.Total() == 0 {
			row[1] = r.text("unknown", nil)
		}
		if split {
			row = append(row, parts(d)...)
		}
		if r.Shares != nil {
			row = append(row, nonzero(r.Shares[i]))
		}
		t.Rows = append(t.Rows, append(row, r.overdue(d, cmp.Or(d.AsOf, r.Today)), r.dayOrNothing(d.AsOf)))
	}
	if len(r.Case.Debts) > 1 {
		t.Sum = []string{r.text("total", nil), total.Grouped()}
	}
	return t
}

// nonzero is an amount, and nothing where there is none.
func nonzero(m calc.Money) string {
	if m == 0 {
		return ""
	}
	return m.Grouped()
}

// parts are principal, interest, penalty and fees of a debt whose parts are known.
func parts(d *casefile.Debt) []string {
	if !d.Split {
		return []string{"", "", "", ""}
	}
	return []string{d.Principal.Grouped(), d.Interest.Grouped(), d.Penalty.Grouped(), d.Fees.Grouped()}
}

// overdue is how long a debt is late on a day: the day of its amount, where that stands beside it.
func (r Records) overdue(d *casefile.Debt, on calc.Date) string {
	if d.Due.IsZero() {
		return ""
	}
	return r.text("days", locale.Args{"Days": d.OverdueDays(on)})
}

func (r Records) dayOrNothing(d calc.Date) string {
	if d.IsZero() {
		return ""
	}
	return r.day(d)
}

// budget is what comes in and goes out each month, as far as it is known.
func (r Records) budget() Fields {
	b := &r.Case.Budget
	var list Fields
	add := func(key string, amount calc.Money) {
		if amount != 0 {
			list = append(list, r.field(key, r.yuan(amount)))
		}
	}
	for _, known := range []struct {
		key    string
		amount *calc.Money
	}{{"income", b.Income}, {"essentials", b.Essentials}} {
		value := r.text("unknown", nil)
		if known.amount != nil {
			value = r.yuan(*known.amount)
		}
		list = append(list, r.field(known.key, value))
	}
	add("otherdebts", r.Case.PaidFirst())
	if b.Known() {
		list = append(list, r.field("surplus", r.yuan(r.Case.Surplus())))
	}
	switch {
	case r.Shares != nil:
		list = append(list, r.field("capacity", r.text("field.capacity.shared", locale.Args{
			"Together": r.Together, "Debt": r.product(r.Case.Main()), "Share": r.Shares[0]})))
	case r.Plans != nil && r.Plans.Capacity.Recommended > 0:
		c := r.Plans.Capacity
		list = append(list, r.field("capacity", r.text("field.capacity.within", locale.Args{"Recommended": c.Recommended, "Maximum": c.Maximum})))
	}
	add("lump", b.LumpSum)
	add("savings", b.Savings)
	return list
}

// cause is why the debt cannot be paid, as the person put it.
func (r Records) cause() string {
	if r.Case.Hardship.Cause == "" {
		return r.text("unknown", nil)
	}
	return html.UnescapeString(r.Print.Text("cause."+string(r.Case.Hardship.Cause), nil))
}

// planned names the debt that the plan is for, where there are several.
func (r Records) planned() string {
	if len(r.Case.Debts) < 2 {
		return ""
	}
	return r.product(r.Case.Main())
}
