package dialog

import (
	"slices"
	"strings"

	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// The states around the plan.
const (
	planResult Name = "plan.result"
	planAll    Name = "plan.all"
	planFields Name = "plan.fields" // every answer, each with a button to change it
	planOpen   Name = "plan.open"   // what has not been answered, each with a button
)

// caseQuestions are the questions that can be answered anew from the plan.
var caseQuestions = []Name{intakeProduct, intakeAmount, intakeOverdue, intakeMeans, intakeIncome,
	intakeEssentials, intakeCause, intakeOffer, intakeRight, intakeSplit, intakeRate, intakeLender, intakeRemaining,
	debtsList, intakeOthers, budgetItems, budgetMonths, budgetDependants, intakeLump, intakeSavings,
	outlookSince, outlookRecovery, outlookIncome, collectionCaller, collectionNight, collectionCalls, collectionOthers,
	goalsPick, goalsStrengths, intakePayDay, courtHome, harassHome}

// planReads are where words typed below a plan may lead: new figures to the plan, what the lender
// said to its terms.
var planReads = slices.Concat([]Name{planResult, disputeHome, disputePaid}, outcomeStates)

func planFlow() []State {
	besides := []Name{adviceEarly, adviceHelp, adviceSilence, adviceStudent, adviceGamble, adviceRules, courtHome, harassDay, harassHome}
	return []State{
		{
			Name: planResult, NoBack: true, Keep: true,
			Ask: askPlan, Choices: planChoices, Pick: pickPlan, Hear: hearSavings, Read: readPlan,
			Leads: slices.Concat(caseQuestions, doubtStates, besides, []Name{scriptPage, letterList, planAll, planFields, planMore,
				contactOutcome, materialsList}, planReads),
		},
		{
			Name: planAll,
			Ask:  askAllPlans, Choices: allPlansChoices, Pick: pickAllPlans, Hear: hearSavings, Read: readPlan,
			Leads: slices.Concat(doubtStates, []Name{scriptPage, papersList, adviceRules}, planReads),
		},
		{
			Name: planFields,
			Ask:  askFields, Choices: fieldChoices, Pick: pickField, Read: readPlan,
			Leads: slices.Concat(caseQuestions, doubtStates, []Name{planOpen}, planReads),
		},
		{
			Name: planOpen,
			Ask:  line, Choices: openChoices, Pick: pickField, Read: readPlan,
			Leads: slices.Concat(caseQuestions, doubtStates, []Name{planFields}, planReads),
		},
		{
			Name: planMore,
			Ask:  askMore, Choices: moreChoices, Pick: pickMore, Read: readPlan,
			Leads: slices.Concat(detailStates(), []Name{materialsList}, planReads),
		},
	}
}

func planChoices(t *turn) [][]choice {
	if !t.planned() {
		return append([][]choice{t.missingRow(), t.row("script"), t.row("change")}, t.adviceRows()...)
	}
	return append([][]choice{t.row("script", "letters"), t.row("all", "change"), t.row("more", "stage")}, t.adviceRows()...)
}

// missingRow offers what a plan still needs, and the day it was due where that is not known.
func (t *turn) missingRow() []choice {
	c := t.file()
	var row []choice
	if c.Main().Total() == 0 {
		row = append(row, t.row("amount")...)
	}
	if c.Main().Due.IsZero() {
		row = append(row, t.row("overdue")...)
	}
	if !c.Budget.Known() {
		row = append(row, t.row("means")...)
	}
	return row
}

func pickPlan(t *turn, id string) (Name, error) {
	switch id {
	case "script":
		t.session().Page = 0
		return scriptPage, nil
	case "letters":
		return letterList, nil
	case "stage":
		t.sayGuide(t.stageGuide())
		return stay, nil
	case "all":
		return planAll, nil
	case "more":
		return planMore, nil
	case "amount", "overdue", "means":
		t.session().Return = planResult
		return Name("intake." + id), nil
	case "change":
		return planFields, nil
	case "rules":
		return adviceRules, nil
	case string(debtsList):
		t.session().Return = planResult
	}
	return Name(id), nil
}

// allPlansChoices offers the picture of the plans, and the table of the one that is proposed.
func allPlansChoices(t *turn) [][]choice {
	if best(t.suggestion()) == nil {
		return [][]choice{t.row("script"), t.row("papers"), t.row("rules")}
	}
	return [][]choice{t.row("plans", "schedule"), t.row("script", "papers"), t.row("rules")}
}

func pickAllPlans(t *turn, id string) (Name, error) {
	switch id {
	case "script", "rules":
		return pickPlan(t, id)
	case "papers":
	default:
		t.sendPaper(id)
	}
	return papersList, nil
}

// readPlan takes new figures typed below the plan: "罚息其实是 600".
func readPlan(t *turn, text string) (Name, error) {
	offered := t.file().Budget.Offer
	rated, err := t.rateTold(text)
	if err != nil {
		return stay, err
	}
	if !rated && !t.foreseen(text) && !t.refill(text) && !t.corrected(text) && !t.meansAnew(text) && !t.handTold(text) {
		if paid := paidSome(text); paid != nil {
			return stay, paid
		}
		if !asksSomething(text) && !understand.Opener(longerOwed.ReplaceAllString(text, ""), t.today).Empty() {
			t.again = true
			t.note(knownKey(text), nil)
			return stay, nil
		}
		return stay, &refusal{key: enginePuzzled}
	}
	switch c := t.file(); {
	case c.Main().Dispute.Stops():
		return t.disputeStands(), nil
	}
	if t.file().Budget.Offer != offered {
		t.noteBeyond()
	}
	return t.checked(planResult), nil
}

// borrowedToPay are the words of somebody who pays one debt with another.
var borrowedToPay = phrase.MustCompile(`(套现|套現|借|贷|貸|刷|取现|取現|透支)[^，,。；;]{0,10}(还|還|填|补|補)(了|的|上|掉|进|進)?(这|這|那|花|借|网|網|信用|微|白|银行|銀行|贷|貸|账|賬|债|債|另)`)

// knownKey is what is said to somebody whose figures are all known already.
func knownKey(text string) string {
	if borrowedToPay.MatchString(text) {
		return "plan.borrowed"
	}
	return "intake.known"
}

// inHand is money that somebody has at hand: 我手上有5000.
var inHand = phrase.MustCompile(`(?:手里|手裡|手上|手头|手頭|身上|卡里|卡裡|兜里)(?:就|只|还|還|一共|大概|现在|現在|也)*(?:有|剩|是)?\s*(\d[\d,.]*[万千wk]?\d*|[一二两兩三四五六七八九][一二三四五六七八九十百千万萬]*[百千万萬])`)

// handTold takes such money as put by: a month's essentials stay of it.
func (t *turn) handTold(text string) bool {
	m := inHand.FindStringSubmatch(text)
	if m == nil {
		return false
	}
	sum, err := exactAmount(m[1])
	budget := &t.file().Budget
	if err != nil || sum <= 0 || sum == budget.Savings || sum == budget.LumpSum {
		return false
	}
	budget.Savings = sum
	t.note("intake.filled", locale.Args{"Summary": locale.HTML(t.summary())})
	return true
}

// noteBeyond says so when somebody means to pay more in a month than is left of it.
func (t *turn) noteBeyond() {
	t.plans = nil
	whole, _ := t.whole()
	if whole == nil {
		return
	}
	capacity, offer := whole.Capacity, t.file().Budget.Offer
	if capacity.Maximum > 0 && offer > capacity.Maximum {
		t.note("plan.offer.beyond", locale.Args{"Offer": offer, "Maximum": capacity.Maximum, "Recommended": capacity.Recommended})
	}
}

// askFields lists what is known, a line for each section.
func askFields(t *turn) string {
	c := t.file()
	var lines []string
	for _, section := range fieldSections {
		var values []string
		for _, f := range caseFields {
			if value := f.value(t, c); f.section == section && value != "" {
				values = append(values, value)
			}
		}
		if len(values) > 0 {
			lines = append(lines, t.text("plan.fields.section", locale.Args{
				"Section": t.text("plan.fields."+section, nil), "Values": locale.HTML(strings.Join(values, " · "))}))
		}
	}
	return strings.Join(append(lines, t.text("plan.fields", nil)), "\n")
}

// shortLabel is how long a label may be for two to stand in a row.
const shortLabel = 12

// fieldChoices makes every known field a button, short ones two in a row.
func fieldChoices(t *turn) [][]choice {
	c := t.file()
	var rows [][]choice
	for _, f := range caseFields {
		value := f.value(t, c)
		if value == "" || f.state == "" {
			continue
		}
		rows = inPairs(rows, choice{id: string(f.state), label: Plain(value)})
	}
	if len(t.openFields()) > 0 {
		rows = append(rows, t.row("open"))
	}
	return append(rows, t.row("done"))
}

// inPairs adds a button to the last row if both are short.
func inPairs(rows [][]choice, c choice) [][]choice {
	if n := len(rows); n > 0 && len(rows[n-1]) == 1 && short(rows[n-1][0].label) && short(c.label) {
		rows[n-1] = append(rows[n-1], c)
		return rows
	}
	return append(rows, []choice{c})
}

func short(label string) bool { return len([]rune(label)) <= shortLabel }

// openFields are the questions to which no answer is known.
func (t *turn) openFields() []Name {
	c := t.file()
	var open []Name
	for _, f := range caseFields {
		if f.state != "" && f.value(t, c) == "" && !slices.Contains(open, f.state) && !f.beside {
			open = append(open, f.state)
		}
	}
	return open
}

func openChoices(t *turn) [][]choice {
	var rows [][]choice
	for _, state := range t.openFields() {
		rows = inPairs(rows, choice{id: string(state), label: t.text("plan.open."+string(state), nil)})
	}
	return append(rows, t.row("fields"))
}

// pickField opens the question of a field and comes back to the plan afterwards.
func pickField(t *turn, id string) (Name, error) {
	switch id {
	case "done":
		return planResult, nil
	case "open":
		return planOpen, nil
	case "fields":
		return planFields, nil
	}
	t.session().Return = planResult
	return Name(id), nil
}
