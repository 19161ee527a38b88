package dialog

import (
	"fmt"
	"slices"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

// What the person wants from the lender, and what speaks for them.
const (
	goalsPick      Name = "goals.pick"
	goalsStrengths Name = "goals.strengths"
)

// offeredGoals are the goals that can be chosen, in their order.
var offeredGoals = []casefile.Goal{casefile.WaivePenalty, casefile.Extend, casefile.Instalments,
	casefile.LowerMonthly, casefile.LumpSum, casefile.Defer, casefile.StopCollection}

func goalsFlow() []State {
	return []State{
		finer(State{Name: goalsPick, Ask: line, Choices: goalChoices, Pick: pickGoal, Read: readGoals}),
		finer(State{Name: goalsStrengths, Ask: askStrengths, Choices: strengthChoices, Pick: pickStrength}),
	}
}

func goalChoices(t *turn) [][]choice {
	wanted := t.file().Goals
	rows := pairs(offeredGoals, func(g casefile.Goal) choice {
		label := fmt.Sprintf("%s %s", ticked(slices.Contains(wanted, g)), t.text("goal.short."+string(g), nil))
		return choice{id: string(g), label: label}
	})
	return append(rows, t.row("done"))
}

// pickGoal switches a goal on or off.
func pickGoal(t *turn, id string) (Name, error) {
	if id == "done" {
		return t.goalsDone(), nil
	}
	c, goal := t.file(), casefile.Goal(id)
	if i := slices.Index(c.Goals, goal); i >= 0 {
		c.Goals = slices.Delete(c.Goals, i, i+1)
		return stay, nil
	}
	c.Goals = append(c.Goals, goal)
	return stay, nil
}

func readGoals(t *turn, text string) (Name, error) {
	if !t.refill(text) || len(t.file().Goals) == 0 {
		return stay, &refusal{key: enginePuzzled}
	}
	return t.goalsDone(), nil
}

// goalsDone says which wishes the means do not bear, and goes on.
func (t *turn) goalsDone() Name {
	t.plans = nil
	for _, g := range t.file().Goals {
		if words := t.goalDoubt(g); words != "" {
			t.lead = append(t.lead, words)
		}
	}
	return t.further()
}

// goalDoubt says kindly what stands against a wish, or "".
func (t *turn) goalDoubt(g casefile.Goal) string {
	c := t.file()
	spare, principal := t.spare(), c.Main().Principal
	switch g {
	case casefile.LumpSum:
		return t.lumpDoubt(spare, principal)
	case casefile.Instalments, casefile.LowerMonthly:
		if t.planned() && t.suggestion().Capacity.Recommended <= 0 {
			return t.text("goals.doubt.nosurplus", nil)
		}
		if t.planned() && first(t.suggestion(), calc.KindInstalments) != nil && find(t.suggestion(), keepable) == nil {
			return t.text("goals.doubt.toolong", locale.Args{"Capacity": t.suggestion().Capacity.Recommended})
		}
	case casefile.WaivePenalty:
		if c.Main().Split && c.Main().Penalty == 0 {
			return t.text("goals.doubt.nopenalty", nil)
		}
	case casefile.Extend, casefile.Defer:
		return t.text("goals.doubt."+string(g), nil)
	case casefile.StopCollection:
		if c.Main().Product == casefile.CreditCard {
			return t.text("goals.doubt.card", locale.Args{"Rule": t.cited("N1")})
		}
		return t.text("goals.doubt.collection", nil)
	}
	return ""
}

// keepable reports whether a plan can be kept at all.
func keepable(c calc.Candidate) bool { return c.Affordable != calc.LevelNo }

func (t *turn) lumpDoubt(spare, principal calc.Money) string {
	switch {
	case principal == 0:
		return ""
	case spare == 0:
		return t.text("goals.doubt.nolump", nil)
	case spare < principal:
		return t.text("goals.doubt.lump", locale.Args{"Spare": spare, "Principal": principal, "Short": principal - spare})
	}
	return ""
}

// askStrengths shows the four hints: three to tick, and whether the plan is one that can be kept.
func askStrengths(t *turn) string {
	c := t.file()
	lines := []string{t.text("goals.strengths", nil)}
	for _, s := range casefile.Strengths {
		if !slices.Contains(c.Strengths, s) {
			lines = append(lines, "• "+t.text("goals.strengths.lack."+string(s), nil))
		}
	}
	return strings.Join(append(lines, t.reasonable()), "\n")
}

// reasonable says whether what is going to be asked for is reasonable: the fourth hint, which
// the figures answer.
func (t *turn) reasonable() string {
	if !t.planned() {
		return t.text("goals.strengths.reasonable.unknown", nil)
	}
	top := best(t.suggestion())
	if top == nil {
		return t.text("goals.strengths.reasonable.unknown", nil)
	}
	if top.Total < t.file().Main().Principal {
		return t.text("goals.strengths.reasonable.below", nil)
	}
	return t.text("goals.strengths.reasonable", locale.Args{"Plan": locale.HTML(t.planTerms(top))})
}

func strengthChoices(t *turn) [][]choice {
	var rows [][]choice
	for _, s := range casefile.Strengths {
		label := fmt.Sprintf("%s %s", ticked(slices.Contains(t.file().Strengths, s)), t.text("goals.strengths."+string(s), nil))
		rows = append(rows, []choice{{id: string(s), label: label}})
	}
	return append(rows, t.row("done"))
}

func pickStrength(t *turn, id string) (Name, error) {
	if id == "done" {
		return t.further(), nil
	}
	c, strength := t.file(), casefile.Strength(id)
	if i := slices.Index(c.Strengths, strength); i >= 0 {
		c.Strengths = slices.Delete(c.Strengths, i, i+1)
		return stay, nil
	}
	c.Strengths = append(c.Strengths, strength)
	return stay, nil
}
