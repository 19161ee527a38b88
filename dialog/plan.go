package dialog

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"xieshang/dialog/locale"
)

// The states around the plan.
const (
	planResult Name = "plan.result"
	planAll    Name = "plan.all"
	planFields Name = "plan.fields" // every answer, each with a button to change it
	planMore   Name = "plan.more"   // what would make the plan more exact
)

// caseQuestions are the questions that can be answered anew from the plan.
var caseQuestions = []Name{intakeProduct, intakeAmount, intakeOverdue, intakeMeans, intakeIncome,
	intakeEssentials, intakeCause, intakeRate, intakeOthers, intakeLump, intakeOffer, intakePayDay}

func planFlow() []State {
	return []State{
		{
			Name: planResult, NoBack: true, Keep: true,
			Ask: askPlan, Choices: planChoices, Pick: pickPlan, Read: readPlan,
			Leads: slices.Concat(caseQuestions, []Name{scriptPage, letterList, planAll, planFields, planMore, contactOutcome, materialsList, planResult}),
		},
		{
			Name: planAll,
			Ask:  askAllPlans, Choices: allPlansChoices, Pick: pickAllPlans,
			Leads: []Name{scriptPage, papersList},
		},
		{
			Name: planFields,
			Ask:  line, Choices: fieldChoices, Pick: pickField, Read: readPlan,
			Leads: append(slices.Clone(caseQuestions), planResult),
		},
		{
			Name: planMore,
			Ask:  line, Choices: pick("rate others", "lump payday", "materials"), Pick: pickField,
			Leads: append(slices.Clone(caseQuestions), materialsList, planResult),
		},
	}
}

func planChoices(t *turn) [][]choice {
	if !t.planned() {
		return [][]choice{t.row("amount", "means"), t.row("script"), t.row("change")}
	}
	return [][]choice{t.row("script", "letters"), t.row("all", "change"), t.row("more")}
}

func pickPlan(t *turn, id string) (Name, error) {
	switch id {
	case "script":
		t.session().Page = 0
		return scriptPage, nil
	case "letters":
		return letterList, nil
	case "all":
		return planAll, nil
	case "more":
		return planMore, nil
	case "amount", "means":
		t.session().Return = planResult
		return Name("intake." + id), nil
	}
	return planFields, nil
}

// allPlansChoices offers the picture of the plans, and the table of the one that is proposed.
func allPlansChoices(t *turn) [][]choice {
	if best(t.suggestion()) == nil {
		return [][]choice{t.row("script"), t.row("papers")}
	}
	return [][]choice{t.row("plans", "schedule"), t.row("script", "papers")}
}

func pickAllPlans(t *turn, id string) (Name, error) {
	switch id {
	case "script":
		return pickPlan(t, id)
	case "papers":
	default:
		t.sendPaper(id)
	}
	return papersList, nil
}

// readPlan takes new figures typed below the plan: "罚息其实是 600".
func readPlan(t *turn, text string) (Name, error) {
	if !t.refill(text) {
		return stay, &refusal{key: "engine.puzzled"}
	}
	return planResult, nil
}

func fieldChoices(t *turn) [][]choice {
	var rows [][]choice
	for _, f := range caseFields {
		if value := f.value(t, t.file()); value != "" && f.state != "" {
			rows = append(rows, []choice{{id: string(f.state), label: Plain(value)}})
		}
	}
	for i := range t.file().Debts[1:] {
		label := t.text("plan.fields.drop", locale.Args{"Product": t.text("product."+productKey(t.file().Debts[i+1].Product), nil), "Amount": t.file().Debts[i+1].Total()})
		rows = append(rows, []choice{{id: fmt.Sprintf("%s%d", dropChoice, i+1), label: label}})
	}
	return append(rows, t.row("done"))
}

// dropChoice begins the answers drop1, drop2 …, which take a further debt out of the case.
const dropChoice = "drop"

// pickField opens the question of a field and comes back to the plan afterwards.
func pickField(t *turn, id string) (Name, error) {
	s := t.session()
	if n, err := strconv.Atoi(strings.TrimPrefix(id, dropChoice)); err == nil {
		debts := &t.file().Debts
		*debts = slices.Delete(*debts, n, n+1)
		return stay, nil
	}
	switch id {
	case "done":
		return planResult, nil
	case "materials":
		return materialsList, nil
	}
	s.Return = planResult
	if !strings.Contains(id, ".") {
		id = "intake." + id
	}
	return Name(id), nil
}
