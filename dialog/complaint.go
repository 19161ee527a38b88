package dialog

import (
	"slices"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

// A complaint goes from desk to desk: the lender, its regulator, a mediation body.

// The states of a complaint.
const (
	contactComplaint Name = "contact.complaint" // where it stands and what comes next
	contactFiled     Name = "contact.filed"     // on which day it was handed in
)

func complaintStates() []State {
	return []State{
		{
			Name: contactComplaint,
			Ask:  askComplaint, Choices: complaintChoices, Pick: pickComplaint,
			Leads: []Name{contactFiled, contactLog, letterPage},
		},
		{
			Name: contactFiled,
			Ask:  askFiled, Choices: pick("today"), Pick: onToday((*turn).filed), Read: onPastDay((*turn).filed),
		},
	}
}

// The days in which a bank or consumer finance company decides on a complaint: fact N5.
var complaintDays = []int{15, 30, 60}

// nextDesk is where a complaint can be handed in next, and false when every desk has it.
func nextDesk(c *casefile.Case) (casefile.Desk, bool) {
	for _, desk := range casefile.Desks {
		if !slices.ContainsFunc(c.Grievances, func(g casefile.Grievance) bool { return g.Desk == desk }) {
			return desk, true
		}
	}
	return "", false
}

func askComplaint(t *turn) string {
	c := t.file()
	lines := []string{t.text("contact.complaint", nil)}
	for _, g := range c.Grievances {
		lines = append(lines, t.grievance(g))
	}
	if desk, ok := nextDesk(c); ok {
		lines = append(lines, t.text("contact.complaint.next."+string(desk), locale.Args{
			"Where": t.regulator(), "Facts": t.cited("N5")}))
	} else {
		lines = append(lines, t.text("contact.complaint.all", nil))
	}
	return strings.Join(lines, "\n")
}

// regulator says who looks after the lender: of microloan companies the local office, of banks
// and consumer finance companies the national one. Where the kind is not known, both are named.
func (t *turn) regulator() locale.HTML {
	args := locale.Args{"Bank": t.fact("H12378"), "City": t.fact("H12345")}
	switch d := t.file().Main(); {
	case d.Lender == casefile.MicroLoan:
		return locale.HTML(t.text("contact.complaint.local", args))
	case d.Lender == "" && (d.Product == "" || d.Product == casefile.OtherProduct):
		return locale.HTML(t.text("contact.complaint.either", args))
	}
	return t.fact("H12378")
}

// grievance tells one complaint with the days on which an answer is due.
func (t *turn) grievance(g casefile.Grievance) string {
	args := locale.Args{"Desk": t.text("desk."+string(g.Desk), nil), "On": t.print.Day(g.Filed, t.today)}
	if g.Answered {
		return t.text("contact.complaint.line.answered", args)
	}
	if g.Desk != casefile.LenderDesk || t.file().Main().Lender == casefile.MicroLoan {
		return t.text("contact.complaint.line.filed", args)
	}
	for i, key := range []string{"Soon", "Later", "Last"} {
		args[key] = t.print.Day(g.Filed.AddDays(complaintDays[i]), t.today)
	}
	return t.text("contact.complaint.line.lender", args)
}

// complaintDue says by when a complaint that is open should be decided.
func (t *turn) complaintDue() string {
	c := t.file()
	for _, g := range slices.Backward(c.Grievances) {
		if !g.Answered {
			return "\n" + t.text("contact.home.filed", locale.Args{"Desk": t.text("desk."+string(g.Desk), nil), "On": t.print.Day(g.Filed, t.today)})
		}
	}
	return ""
}

func complaintChoices(t *turn) [][]choice {
	c := t.file()
	var rows [][]choice
	if _, ok := nextDesk(c); ok {
		rows = append(rows, []choice{t.copyChoice(t.grievanceWords())}, t.row("letter", "filed"))
	}
	if n := len(c.Grievances); n > 0 {
		last := t.row("undo")
		if !c.Grievances[n-1].Answered {
			last = t.row("answered", "undo")
		}
		rows = append(rows, last)
	}
	return append(rows, t.row("log"))
}

func pickComplaint(t *turn, id string) (Name, error) {
	c := t.file()
	last := len(c.Grievances) - 1
	switch id {
	case "filed":
		return contactFiled, nil
	case "log":
		return contactLog, nil
	case "letter":
		return t.openLetter("complaint"), nil
	case "answered":
		c.Grievances[last].Answered = true
	case "undo":
		c.Grievances = c.Grievances[:last]
	}
	return stay, nil
}

func askFiled(t *turn) string {
	desk, ok := nextDesk(t.file())
	if !ok {
		return t.text("contact.complaint.all", nil)
	}
	return t.text("contact.filed", locale.Args{"Desk": t.text("desk."+string(desk), nil)})
}

// filed notes that the complaint was handed in at the next desk.
func (t *turn) filed(on calc.Date) Name {
	c := t.file()
	if desk, ok := nextDesk(c); ok {
		c.Grievances = append(c.Grievances, casefile.Grievance{Desk: desk, Filed: on})
		t.note("contact.filed.got", locale.Args{"Desk": t.text("desk."+string(desk), nil), "On": t.print.Day(on, t.today)})
	}
	return previous
}

// grievanceWords are the complaint in a few sentences: when, what, and what is asked for. What
// happened is what the case knows of; the rest is left to fill in.
func (t *turn) grievanceWords() string {
	p := t.engine.texts.Printer(locale.Hans)
	c := t.file()
	args := locale.Args{"Product": p.Text("product.say."+productKey(c.Main().Product), nil), "Since": "", "Asked": true, "Lender": ""}
	if first := c.FirstContact(); !first.IsZero() {
		args["Since"] = p.Day(casefile.DayOf(first), t.today)
	}
	if n := len(c.Grievances); n > 0 {
		args["Lender"] = p.Day(c.Grievances[0].Filed, t.today)
	}
	switch {
	case len(c.Contacts) > 0 && c.Stage == casefile.Refused:
		args["What"] = p.Text("contact.say.complaint.refused", args)
	case len(c.Contacts) > 0 && (c.Stage == casefile.Submitted || c.Stage == casefile.Waiting):
		args["What"] = p.Text("contact.say.complaint.waiting", args)
	case len(c.Incidents) > 0:
		args["What"], args["Asked"] = p.Text("contact.say.complaint.calls", locale.Args{"What": t.incidentLine(p, c.Incidents[len(c.Incidents)-1])}), false
	default:
		args["What"], args["Asked"] = p.Text("contact.say.complaint.open", nil), false
	}
	return Plain(p.Text("contact.say.complaint", args))
}
