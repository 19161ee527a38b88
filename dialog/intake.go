package dialog

import (
	"errors"
	"slices"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// The questions that a first plan needs, and those that make it more exact.
const (
	intakeProduct    Name = "intake.product"
	intakeAmount     Name = "intake.amount"
	intakeOverdue    Name = "intake.overdue"
	intakeDue        Name = "intake.due" // the day, when it is still to come
	intakeMeans      Name = "intake.means"
	intakeIncome     Name = "intake.income"
	intakeEssentials Name = "intake.essentials"
	intakeCause      Name = "intake.cause"

	intakeRate   Name = "intake.rate"
	intakeOthers Name = "intake.others"
	intakeLump   Name = "intake.lump"
	intakeOffer  Name = "intake.offer"
	intakePayDay Name = "intake.payday"

	intakeRight     Name = "intake.right" // is the debt right at all?
	intakeSplit     Name = "intake.split"
	intakeLender    Name = "intake.lender"
	intakeRemaining Name = "intake.remaining" // instalments of the contract that are left
	intakeSavings   Name = "intake.savings"
)

// intakeStates are where the conversation may stand while the case is being told:
// any question of the first plan, one about an odd figure, and the plan itself; or one about an
// agreement that was reached before.
var intakeStates = append([]Name{intakeProduct, intakeAmount, intakeOverdue, intakeMeans,
	intakeIncome, intakeEssentials, intakeCause, doubtOdd, debtsTwice, budgetSum, disputeHome, disputePaid, planResult, contactCheck}, agreementAsks...)

func intakeFlow() []State {
	return []State{
		{
			Name: intakeProduct,
			Ask:  line, Choices: productChoices,
			Pick: pickProductOr, Read: told(readProduct), Leads: append([]Name{casesList}, intakeStates...),
		},
		{
			Name: intakeAmount,
			Ask:  askAmount, Choices: amountChoices, Pick: pickAmount, Hear: hearWhere,
			Read: told(readAmount), Skip: skipAmount, Leads: intakeStates,
		},
		{
			Name: intakeOverdue,
			Ask:  askOverdue, Choices: overdueChoices, Pick: pickOverdue, Read: told(readOverdue), Skip: skipOverdue, Leads: append([]Name{intakeDue}, intakeStates...),
		},
		{Name: intakeDue, Ask: line, Read: readDue, Skip: skipped(intakeOverdue), Leads: intakeStates},
		{
			Name: intakeMeans,
			Ask:  line, Read: told(readMeans), Skip: skipped(intakeMeans), Leads: intakeStates,
		},
		{
			Name: intakeIncome,
			Ask:  line, Read: told(readIncome), Skip: skipped(intakeIncome), Leads: intakeStates,
		},
		{
			Name: intakeEssentials,
			Ask:  askEssentials, Choices: otherCosts, Nothing: []string{"only"}, Pick: pickNothingElse,
			Read: told(readEssentials), Skip: skipped(intakeEssentials), Leads: intakeStates,
		},
		{
			Name: intakeCause, Stated: true,
			Ask: line, Choices: func(t *turn) [][]choice {
				return t.named("cause", []string{"unemployed", "income_drop", "illness"}, []string{"family_event", "business_failure"}, []string{"overspending", "other"})
			},
			Pick: pickCause, Read: told(readCause), Skip: skipped(intakeCause), Leads: intakeStates,
		},
		{Name: intakeOffer, Ask: line, Choices: pick("none"), Pick: pickNoOffer, Read: readOfferable, Leads: detailStates()},
		finer(State{Name: intakeRight, Ask: askRight, Choices: pick("right wrong"), Pick: pickRight, Leads: []Name{disputeKind}}),
		finer(State{Name: intakeSplit, Ask: askSplit, Read: readSplit}),
		finer(State{Name: intakeRate, Ask: line, Read: readRate}),
		finer(State{
			Name: intakeLender, Ask: line, Choices: lenderChoices, Pick: pickLender, Read: readLender,
		}),
		finer(State{Name: intakeRemaining, Ask: line, Read: readRemaining}),
		finer(State{Name: intakeOthers, Ask: line, Choices: pick("none"), Nothing: []string{"none"}, Pick: pickNoOthers, Read: readOthers}),
		finer(State{Name: intakeLump, Ask: line, Choices: pick("none"), Nothing: []string{"none"}, Pick: pickNoLump, Read: readLump}),
		finer(State{Name: intakeSavings, Ask: line, Choices: pick("none"), Nothing: []string{"none"}, Pick: pickNoSavings, Read: readSavings}),
		finer(State{Name: intakePayDay, Ask: line, Read: readPayDay}),
	}
}

// nextQuestion returns the first question of the quick path that is still open, and
// the plan when none is. Nothing that is known, or that the person could not say, is
// asked again.
func (t *turn) nextQuestion() Name {
	c := t.file()
	debt := c.Main()
	fresh := len(t.person.Cases) > 1 && t.undecided(c) && !t.skippedIt(intakeProduct)
	if d := t.doubt(); d != nil && !fresh { // which debt it is comes before figures taken over
		return d.ask
	}
	if debt.Dispute.Stops() {
		return t.disputeStands()
	}
	if t.awaitsRecord() {
		return t.recordNext()
	}
	if open := t.unanswered(); len(open) > 0 {
		return open[0]
	}
	return planResult
}

// unanswered are the questions that a first plan still needs, in their order, without those that
// the person could not answer.
func (t *turn) unanswered() []Name {
	c := t.file()
	debt, budget := c.Main(), &c.Budget
	spent := budget.Essentials != nil || len(budget.Spending) > 0 // all of it, or a part
	var open []Name
	for _, q := range []struct {
		state Name
		known bool
	}{
		{intakeProduct, debt.Product != ""},
		{intakeAmount, debt.Total() > 0},
		{intakeOverdue, !debt.Due.IsZero()},
		{intakeMeans, budget.Income != nil || spent},
		{intakeIncome, budget.Income != nil || !spent || t.skippedIt(intakeMeans)},
		{intakeEssentials, budget.Essentials != nil || budget.Income == nil && !spent || t.skippedIt(intakeMeans)},
		{intakeCause, c.Hardship.Cause != ""},
	} {
		if !q.known && !t.skippedIt(q.state) {
			open = append(open, q.state)
		}
	}
	return open
}

// weighedNext is the next question of the intake. After the last one come terms of the lender
// that were told before there was anything to hold them against.
func (t *turn) weighedNext() Name {
	next := t.nextQuestion()
	if next == planResult && t.session().OnTable && t.file().Stage == casefile.Preparing {
		return contactCheck
	}
	return next
}

func (t *turn) skippedIt(state Name) bool { return slices.Contains(t.session().Skipped, state) }

// onward is where an answer of the intake leads: back to where an earlier answer was
// changed from, or to the next open question.
func (t *turn) onward() Name {
	s := t.session()
	s.Skipped = slices.DeleteFunc(s.Skipped, func(n Name) bool { return n == s.State })
	if s.Return != "" {
		return t.checked(s.Return)
	}
	return t.weighedNext()
}

// skipped is the Skip of a question of the intake. An earlier answer is taken back.
func skipped(state Name) func(*turn) Name {
	return func(t *turn) Name {
		t.takeBack(state)
		t.note("intake.skipped", nil)
		next := t.onward()
		s := t.session()
		s.Skipped = append(s.Skipped, state)
		if s.Return == "" {
			next = t.nextQuestion()
		}
		return next
	}
}

// takeBack forgets the answer to a question.
func (t *turn) takeBack(state Name) {
	c := t.file()
	switch state {
	case intakeAmount:
		c.Main().SetOwed(casefile.Owed{}, calc.Date{})
	case intakeOverdue:
		c.Main().Due = calc.Date{}
	case intakeMeans:
		c.Budget.Income, c.Budget.Essentials = nil, nil
	case intakeIncome:
		c.Budget.Income = nil
	case intakeEssentials:
		c.Budget.Essentials = nil
	case intakeCause:
		c.Hardship.Tell("")
	case intakeRate:
		c.Main().DailyRate = nil
	case intakePayDay:
		c.Budget.PayDay = 0
	case intakeLender:
		c.Main().Lender = ""
	case intakeRemaining:
		c.Main().Remaining = 0
	case outlookSince:
		c.Hardship.Since = calc.Date{}
	case outlookRecovery, outlookIncome:
		c.Hardship.Recovery, c.Hardship.Recovered = calc.Date{}, 0
	case budgetDependants:
		c.Budget.Dependants = nil
	}
}

// told wraps a reader: a message that says more than was asked fills everything it
// says, so that nothing of it is asked again.
func told(read func(*turn, string) (Name, error)) func(*turn, string) (Name, error) {
	return func(t *turn, text string) (Name, error) {
		if next, ok := t.disputed(text); ok {
			return next, nil
		}
		if next, ok := t.takesOffer(text); ok {
			return next, nil
		}
		if ok, doubt := t.homeOrCar(text); doubt != nil {
			return stay, doubt
		} else if ok {
			return t.onward(), nil
		}
		slots := understand.Opener(text, t.today)
		if t.offerBeside(text, slots) {
			return stay, nil
		}
		if doubt := t.kinEarns(text, slots); doubt != nil {
			return stay, doubt
		}
		if slices.Contains([]Name{intakeProduct, intakeAmount, intakeOverdue}, t.session().State) && t.session().Return == "" && !spentOnce.MatchString(text) && t.meansAnew(text) {
			return stay, nil // 花销3500, where something else is asked
		}
		if t.offersOwn(text) {
			return stay, nil
		}
		if t.kinOweBeside(text) {
			return stay, nil
		}
		if t.session().State == intakeAmount {
			if t.notOwed(text) {
				return t.onward(), nil
			}
			if doubt := t.inTurn(text); doubt != nil {
				return stay, doubt
			}
		}
		if doubt := t.productBeside(text); doubt != nil {
			return stay, doubt
		}
		if t.session().Return == "" && len(t.file().Debts) > 1 && t.saysSum(text, slots.Debts) {
			t.sumOfAll(t.file(), *exact(slots.Debts[0].Total))
			return stay, nil
		}
		if next, ok := t.sumOfNamed(text); ok {
			return next, nil
		}
		if t.reached(text) != nil && t.namesAnother(text) {
			t.note("intake.lenderlater", nil)
			return stay, nil
		}
		if t.reached(text) != nil && t.session().Return == "" {
			t.fill(text, slots)
			return t.onward(), nil
		}
		if slots.Together != nil && t.session().Return == "" && t.fill(text, slots) {
			if summary := t.summary(); summary != "" {
				t.note("intake.filled", locale.Args{"Summary": locale.HTML(summary)})
			}
			return t.onward(), nil
		}
		asked, welcome := t.slotsAsked(slots), t.session().State == intakeProduct // the story may begin there
		if (asked > 0 || welcome) && countSlots(slots) > asked && t.session().Return == "" && t.fill(text, slots) {
			t.note("intake.filled", locale.Args{"Summary": locale.HTML(t.summary())})
			return t.onward(), nil
		}
		if t.session().State == intakeMeans && t.session().Return == "" && t.listed(text, nil) {
			return t.onward(), nil
		}
		besides := asked == 0 && !welcome && t.session().Return == ""
		if besides && hasAmounts(slots) && t.session().State == intakeOverdue {
			t.lateFirst(text)
		}
		items := t.spendingSaid(text, slots)
		if besides && (hasAmounts(slots) || len(items) > 1 || len(items) > 0 && t.session().State == intakeCause) {
			t.fill(text, slots)
			return t.filledBesides(), nil // its figures are those of something else, or known already
		}
		if asked == 0 && t.alarmStands() {
			return stay, &understand.Unclear{Code: understand.Nonsense} // its figures are those of the danger
		}
		if t.asksOfMonth() && beyondMe.MatchString(text) {
			return stay, &understand.Unclear{Code: understand.Nonsense} // 我付不出三千二 只有一千
		}
		next, err := read(t, text)
		var unclear *understand.Unclear
		if besides && errors.As(err, &unclear) && countSlots(slots) > 0 {
			if t.fill(text, slots) {
				return t.filledBesides(), nil
			}
			if t.session().State == intakeAmount && correctsProduct(text) {
				t.note("intake.known", nil) // which debt it is, once more
				return stay, nil
			}
		}
		return next, err
	}
}

// namesAnother reports a lender that is not the one of the debt in hand: 平安同意了 where 借呗 is asked about.
func (t *turn) namesAnother(text string) bool {
	main := t.file().Main()
	if named := t.debtsNamed(text); len(named) > 0 {
		return named[0].place != 0
	}
	return main.Product != "" && slices.ContainsFunc(t.loansNamed(text), func(l loan) bool { return !l.is(main) })
}

// beyondMe are the words of somebody who cannot pay what is asked of them.
var beyondMe = phrase.MustCompile(`(付|拿|凑|湊|还|還|交)不(出|起|上)[^，,。；;]{0,4}(\d|[一二两兩三四五六七八九十])`)

// filledBesides shows back what a message said beside the question, which stays open unless that
// has answered it.
func (t *turn) filledBesides() Name {
	t.note("intake.filled", locale.Args{"Summary": locale.HTML(t.summary())})
	if slices.Contains(t.unanswered(), t.session().State) {
		return stay
	}
	return t.onward()
}

// hasAmounts reports whether a message names an amount and what it is of.
func hasAmounts(slots understand.Slots) bool {
	for _, d := range slots.Debts {
		if d.Product != "" && d.Total != nil || d.Principal != nil || d.Interest != nil || d.Penalty != nil || d.Fees != nil {
			return true
		}
	}
	return slots.MonthlyIncome != nil || slots.MonthlyExpenses != nil || slots.OtherDebtMonthly != nil ||
		slots.AffordableMonthly != nil || slots.LumpSum != nil
}

// slotsAsked counts the things a message says that the open question asks for.
func (t *turn) slotsAsked(slots understand.Slots) int {
	var asked understand.Slots
	var debt understand.Debt
	if len(slots.Debts) > 0 {
		debt = slots.Debts[0]
	}
	switch t.session().State {
	case intakeProduct:
		asked.Debts = []understand.Debt{{Product: debt.Product}}
	case intakeAmount:
		asked.Debts = []understand.Debt{{Total: debt.Total, Principal: debt.Principal}}
	case intakeOverdue:
		asked.Debts = []understand.Debt{{OverdueDays: debt.OverdueDays, DueDate: debt.DueDate}}
	case intakeMeans:
		asked.MonthlyIncome, asked.MonthlyExpenses = slots.MonthlyIncome, slots.MonthlyExpenses
	case intakeIncome:
		asked.MonthlyIncome = slots.MonthlyIncome
	case intakeEssentials:
		asked.MonthlyExpenses = slots.MonthlyExpenses
	case intakeCause:
		asked.Cause = slots.Cause
	}
	return countSlots(asked)
}
