package dialog

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/understand"
)

// The log of what collectors did, by kind and count, and the complaint it is for.
const (
	harassDay   Name = "harass.day"
	harassCalls Name = "harass.calls"
	harassWhat  Name = "harass.what"
	harassHome  Name = "harass.home"
)

func harassFlow() []State {
	return []State{
		{
			Name: harassDay,
			Ask:  line, Choices: pick("0 1 2"), Pick: pickIncidentDay, Hear: leavesLog(hearHarassed), Read: readIncidentDay,
			Leads: slices.Concat(homeStates, []Name{harassDay, harassCalls, harassWhat}),
		},
		{
			Name: harassCalls,
			Ask:  line, Choices: pick("1 3 6 10"), Pick: pickIncidentCalls, Hear: leavesLog(nil), Read: readIncidentCalls,
			Skip: func(*turn) Name { return harassWhat }, Leads: append(slices.Clone(homeStates), harassWhat),
		},
		{Name: harassWhat, Ask: line, Choices: breachChoices, Nothing: []string{"done"}, Pick: pickBreach, Hear: leavesLog(hearBreaches), Leads: append(slices.Clone(homeStates), harassHome)},
		{
			Name: harassHome, NoBack: true,
			Ask: askHarassHome, Choices: harassChoices, Pick: pickHarassHome, Hear: leavesLog(nil),
			Leads: append(slices.Clone(homeStates), harassDay, letterPage, contactComplaint),
		},
	}
}

// leavesLog hears that somebody would rather go on with the figures, in words or by telling them, and otherwise what
// the page itself hears.
func leavesLog(hear func(*turn, string) (Name, bool)) func(*turn, string) (Name, bool) {
	return func(t *turn, text string) (Name, bool) {
		if goesOn.MatchString(plain(text)) {
			return t.home(), true
		}
		if hear != nil {
			if next, ok := hear(t, text); ok {
				return next, true
			}
		}
		if t.file().Stage != casefile.Preparing || len(t.alarms) > 0 || len(t.unanswered()) == 0 || !(t.refill(text) || t.answersNext(text)) {
			return "", false
		}
		return t.nextQuestion(), true
	}
}

// mostIncidents is how many days are kept; the oldest go first.
const mostIncidents = 60

// noted is the one that is being noted.
func (t *turn) noted() *casefile.Incident {
	c := t.file()
	if len(c.Incidents) == 0 {
		c.Incidents = append(c.Incidents, casefile.Incident{On: t.today})
	}
	return &c.Incidents[len(c.Incidents)-1]
}

func pickIncidentDay(t *turn, id string) (Name, error) {
	days, err := strconv.Atoi(id)
	if err != nil {
		return stay, &refusal{key: enginePuzzled}
	}
	return t.incidentOn(t.today.AddDays(-days)), nil
}

// incidentOn opens the entry of a day, the one there is or a new one.
func (t *turn) incidentOn(day calc.Date) Name {
	c := t.file()
	i := slices.IndexFunc(c.Incidents, func(i casefile.Incident) bool { return i.On == day })
	entry := casefile.Incident{On: day}
	if i >= 0 {
		entry = c.Incidents[i]
		c.Incidents = slices.Delete(c.Incidents, i, i+1)
	}
	c.Incidents = append(c.Incidents, entry)
	c.Incidents = c.Incidents[max(0, len(c.Incidents)-mostIncidents):]
	told := t.session().Told
	if t.session().Told = nil; told != nil {
		t.noted().Add(*told)
	}
	if t.noted().Calls > 0 {
		return harassWhat
	}
	return harassCalls
}

// hearBreaches ticks what a sentence tells.
func hearBreaches(t *turn, text string) (Name, bool) {
	told, ok := t.harassSaid(text)
	if ok {
		t.noted().Add(told)
	}
	return stay, ok
}

func readIncidentDay(t *turn, text string) (Name, error) {
	day, err := understand.Date(text, understand.PastDue, t.today)
	switch {
	case err != nil:
		return stay, err
	case day.Kind != understand.Exact:
		return stay, &refusal{key: "engine.needed"}
	case day.Value.After(t.today):
		return stay, &refusal{key: "outlook.since.coming"}
	}
	return t.incidentOn(day.Value), nil
}

func pickIncidentCalls(t *turn, id string) (Name, error) {
	n, err := strconv.Atoi(id)
	if err != nil {
		return stay, &refusal{key: enginePuzzled}
	}
	t.noted().Calls = n
	return harassWhat, nil
}

func readIncidentCalls(t *turn, text string) (Name, error) {
	n, ok := understand.Count(text)
	if !ok || n > casefile.MaxCalls {
		return stay, &understand.Unclear{Code: understand.Nonsense}
	}
	t.noted().Calls = n
	return harassWhat, nil
}

func breachChoices(t *turn) [][]choice {
	noted := t.noted().Breaches
	var rows [][]choice
	for _, b := range casefile.Breaches {
		label := fmt.Sprintf("%s %s", ticked(slices.Contains(noted, b)), t.text("breach."+string(b), nil))
		rows = append(rows, []choice{{id: string(b), label: label}})
	}
	return append(rows, t.row("done"))
}

func pickBreach(t *turn, id string) (Name, error) {
	if id == "done" {
		return harassHome, nil
	}
	in, breach := t.noted(), casefile.Breach(id)
	if i := slices.Index(in.Breaches, breach); i >= 0 {
		in.Breaches = slices.Delete(in.Breaches, i, i+1)
		return stay, nil
	}
	in.Breaches = append(in.Breaches, breach)
	return stay, nil
}

// shownIncidents is how many days are listed.
const shownIncidents = 5

// askHarassHome lists what was noted, the rules it goes against, and where to complain.
func askHarassHome(t *turn) string {
	c := t.file()
	lines := []string{t.text("harass.home", nil)}
	for _, in := range c.Incidents[max(0, len(c.Incidents)-shownIncidents):] {
		lines = append(lines, "• "+t.incidentLine(t.print, in))
	}
	lines = append(lines, "", string(t.cited(t.brokenRule())))
	return strings.Join(append(lines, t.text("harass.home.path", locale.Args{
		"Order": t.fact("H-order"), "Debt": t.fact("K5"), "Police": t.fact("H110"),
	})), "\n")
}

// brokenRule is the fact that says most about what was noted last.
func (t *turn) brokenRule() string {
	in := t.noted()
	switch {
	case slices.ContainsFunc(in.Breaches, func(b casefile.Breach) bool {
		return b == casefile.Threats || b == casefile.Posing || b == casefile.Disclosed || b == casefile.PushedToLend
	}):
		return "K2"
	case slices.Contains(in.Breaches, casefile.OthersCalled):
		return "K2-contacts"
	}
	return "K1"
}

// incidentLine tells one day: "11 月 20 日，9 次，22–8 点打来、找了家人".
func (t *turn) incidentLine(p *locale.Printer, in casefile.Incident) string {
	line := p.Day(in.On, t.today)
	if len(in.Minutes) > 0 {
		line += " " + in.Clocks()
	}
	if what := t.broken(p, in); what != "" {
		line += " · " + what
	}
	return line
}

// broken tells how often they called and what they did.
func (t *turn) broken(p *locale.Printer, in casefile.Incident) string {
	var parts []string
	if in.Calls > 0 {
		parts = append(parts, p.Text("harass.times", locale.Args{"Calls": in.Calls}))
	}
	for _, b := range in.Breaches {
		parts = append(parts, p.Text("breach."+string(b), nil))
	}
	return strings.Join(parts, " · ")
}

func harassChoices(t *turn) [][]choice {
	return [][]choice{{t.copyChoice(t.complaintWords())}, t.row("complaint", "desk"), t.row("more", "next")}
}

// complaintWords are what to say to the complaint desk, in the lender's language.
func (t *turn) complaintWords() string {
	p := t.engine.texts.Printer(locale.Hans)
	in := t.noted()
	key := "script.say.complaint"
	switch s := t.stance(); s {
	case willing:
	case silent, stance(casefile.PaidAlready):
		key += "." + string(s)
	default:
		key = "script.say.complaint.dispute"
	}
	return Plain(p.Text(key, locale.Args{
		"Product": p.Text("product.say."+productKey(t.file().Main().Product), nil), "What": t.incidentLine(p, *in), "Days": len(t.file().Incidents),
	}))
}

func pickHarassHome(t *turn, id string) (Name, error) {
	switch id {
	case "more":
		return harassDay, nil
	case "complaint":
		return t.openLetter(id), nil
	case "desk":
		return contactComplaint, nil
	}
	return t.home(), nil
}
