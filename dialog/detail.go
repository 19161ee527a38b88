package dialog

import (
	"fmt"
	"slices"

	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

// The finer questions make a plan that exists already more exact. Each is put once, can be
// left open, and leads to the next one that is open.

// planMore shows how far the finer questions have come, by topic.
const planMore Name = "plan.more"

// A detail is one finer question.
type detail struct {
	topic string
	state Name
	known func(*casefile.Case) bool // answered, or of no use in this case
}

// details are the finer questions in the order in which they are put.
var details = []detail{
	{"debt", intakeRight, func(c *casefile.Case) bool { return c.Main().Dispute != "" }},
	{"debt", intakeSplit, func(c *casefile.Case) bool { return c.Main().Split || c.Main().Total() == 0 }},
	{"debt", intakeRate, func(c *casefile.Case) bool { return c.Main().DailyRate != nil }},
	{"debt", intakeLender, func(c *casefile.Case) bool {
		return c.Main().Lender != "" || c.Main().Product == casefile.CreditCard
	}},
	{"debt", intakeRemaining, func(c *casefile.Case) bool {
		return c.Main().Remaining > 0 || c.Main().Product == casefile.Huabei || c.Main().Product == casefile.CreditCard
	}},
	{"debts", debtsList, func(*casefile.Case) bool { return false }}, // until the person says that is all
	{"debts", intakeOthers, func(c *casefile.Case) bool { return c.Budget.OtherDebts > 0 }},
	{"budget", budgetItems, func(c *casefile.Case) bool { return len(c.Budget.Spending) > 0 }},
	{"budget", budgetMonths, func(c *casefile.Case) bool { return len(c.Budget.Months) > 0 }},
	{"budget", budgetDependants, func(c *casefile.Case) bool { return c.Budget.Dependants != nil }},
	{"money", intakeLump, func(c *casefile.Case) bool { return c.Budget.LumpSum > 0 }},
	{"money", intakeSavings, func(c *casefile.Case) bool { return c.Budget.Savings > 0 }},
	{"outlook", outlookSince, func(c *casefile.Case) bool { return !c.Hardship.Since.IsZero() }},
	{"outlook", outlookRecovery, func(c *casefile.Case) bool { return !c.Hardship.Recovery.IsZero() }},
	{"outlook", outlookIncome, func(c *casefile.Case) bool {
		return c.Hardship.Recovery.IsZero() || c.Hardship.Recovered > 0
	}},
	{"collection", collectionCaller, func(c *casefile.Case) bool { return c.Collection != nil && c.Collection.Caller != "" }},
	{"collection", collectionNight, func(c *casefile.Case) bool { return quiet(c) || c.Collection.Night != nil }},
	{"collection", collectionCalls, func(c *casefile.Case) bool { return quiet(c) || c.Collection.Calls > 0 }},
	{"collection", collectionOthers, func(c *casefile.Case) bool { return quiet(c) || c.Collection.Others != nil }},
	{"wishes", goalsPick, func(c *casefile.Case) bool { return len(c.Goals) > 0 }},
	{"wishes", goalsStrengths, func(c *casefile.Case) bool { return len(c.Strengths) > 0 }},
	{"wishes", intakePayDay, func(c *casefile.Case) bool { return c.Budget.PayDay > 0 }},
}

// quiet reports that nobody calls, as far as is known.
func quiet(c *casefile.Case) bool {
	return c.Collection == nil || c.Collection.Caller == "" || c.Collection.Caller == casefile.NobodyCalls
}

// topics lists the topics of the finer questions in their order.
func topics() []string {
	var all []string
	for _, d := range details {
		if !slices.Contains(all, d.topic) {
			all = append(all, d.topic)
		}
	}
	return all
}

// detailStates are all the finer questions, and where they lead in the end.
func detailStates() []Name {
	return slices.Concat([]Name{planMore, planResult, planFields}, detailQuestions(), doubtStates)
}

// detailQuestions are the finer questions alone.
func detailQuestions() []Name {
	var states []Name
	for _, d := range details {
		states = append(states, d.state)
	}
	return states
}

// open reports whether a finer question may still be put.
func (d detail) open(c *casefile.Case) bool { return !d.known(c) && !c.IsSettled(string(d.state)) }

// done reports whether nothing of a topic is open.
func done(c *casefile.Case, topic string) bool {
	return !slices.ContainsFunc(details, func(d detail) bool { return d.topic == topic && d.open(c) })
}

// doneTopics counts the topics of which nothing is open.
func doneTopics(c *casefile.Case) int {
	n := 0
	for _, topic := range topics() {
		if done(c, topic) {
			n++
		}
	}
	return n
}

// nextDetail is the first open question after a state, or from the beginning for "", and the
// overview when there is none.
func (t *turn) nextDetail(after Name) Name {
	from := slices.IndexFunc(details, func(d detail) bool { return d.state == after }) + 1
	for _, d := range details[from:] {
		if d.open(t.file()) {
			return d.state
		}
	}
	return planMore
}

// further is where the answer to a finer question leads: back to where it was opened from, or
// on to the next one.
func (t *turn) further() Name {
	s := t.session()
	t.file().Settle(string(s.State))
	if s.Return != "" {
		return t.checked(s.Return)
	}
	return t.checked(t.nextDetail(s.State))
}

// toPlan is the answer that leaves the finer questions for the plan.
const toPlan = "-plan"

// finer makes a state a finer question: it shows how far one has come, and can be left open
// or broken off.
func finer(s State) State {
	ask, choices, choose, more := s.Ask, s.Choices, s.Pick, s.Leads
	s.Ask = func(t *turn) string { return t.howFar() + ask(t) }
	s.Choices = func(t *turn) [][]choice {
		var rows [][]choice
		if choices != nil {
			rows = choices(t)
		}
		if t.session().Return != "" {
			return rows
		}
		return append(rows, []choice{{id: toPlan, label: t.text("plan.more.plan", nil)}})
	}
	s.Pick = func(t *turn, id string) (Name, error) {
		if id == toPlan {
			return planResult, nil
		}
		return choose(t, id)
	}
	if s.Skip == nil && s.Name != debtsList && s.Name != goalsPick && s.Name != goalsStrengths {
		s.Skip = leaveOpen // those have an answer that says so
	}
	s.Leads = append(detailStates(), more...)
	return s
}

// howFar is the line above a finer question: "3 / 7 · 收支".
func (t *turn) howFar() string {
	s := t.session()
	i := slices.IndexFunc(details, func(d detail) bool { return d.state == s.State })
	if s.Return != "" || i < 0 {
		return ""
	}
	all := topics()
	return t.text("plan.more.progress", locale.Args{
		"No": slices.Index(all, details[i].topic) + 1, "All": len(all), "Topic": t.text("plan.more."+details[i].topic, nil),
	}) + "\n"
}

// leaveOpen is the Skip of a finer question. An earlier answer is taken back.
func leaveOpen(t *turn) Name {
	t.takeBack(t.session().State)
	t.note("intake.skipped", nil)
	return t.further()
}

func askMore(t *turn) string {
	return t.text("plan.more", locale.Args{"Done": doneTopics(t.file()), "All": len(topics())})
}

func moreChoices(t *turn) [][]choice {
	c := t.file()
	var rows [][]choice
	if doneTopics(c) < len(topics()) {
		rows = append(rows, t.row("next"))
	}
	rows = append(rows, pairs(topics(), func(topic string) choice {
		return choice{id: topic, label: fmt.Sprintf("%s %s", ticked(done(c, topic)), t.text("plan.more."+topic, nil))}
	})...)
	return append(rows, t.row("materials", "plan"))
}

// ticked marks what is done.
func ticked(done bool) string {
	if done {
		return "☑"
	}
	return "☐"
}

// pickMore opens the first open question of a topic, or its first if none is.
func pickMore(t *turn, id string) (Name, error) {
	switch id {
	case "next":
		return t.nextDetail(""), nil
	case "materials":
		return materialsList, nil
	case "plan":
		return planResult, nil
	}
	first := slices.IndexFunc(details, func(d detail) bool { return d.topic == id })
	for _, d := range details[first:] {
		if d.topic == id && d.open(t.file()) {
			return d.state, nil
		}
	}
	return details[first].state, nil
}
