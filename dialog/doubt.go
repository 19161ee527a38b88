package dialog

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/understand"
)

// An odd figure is asked about before anything is worked out with it, and only once: what was
// confirmed is right.
const doubtOdd Name = "doubt.odd"

// A doubt is one way in which the figures may be wrong.
type doubt struct {
	code   string
	ask    Name // the state that asks about it
	change Name // the question whose answer may be wrong
	odd    func(*turn, *casefile.Case) bool
	figure func(*casefile.Case) any // what is confirmed; another figure is another doubt
}

// doubtStates are the states that ask about odd figures.
var doubtStates = []Name{doubtOdd, debtsTwice, budgetSum}

// Figures beyond which it is asked whether they are right.
const (
	tinyDebt    = calc.Money(5000)      // 50 yuan
	hugeDebt    = calc.Money(200000000) // 2,000,000 yuan
	tinyLiving  = calc.Money(30000)     // 300 yuan a month
	hugeIncome  = calc.Money(20000000)  // 200,000 yuan a month
	longOverdue = 10 * 365
)

// highRate is a daily rate of 36.5 % a year.
var highRate = decimal.New(1, -3)

var doubts = []doubt{
	{"tiny_debt", doubtOdd, intakeAmount,
		func(_ *turn, c *casefile.Case) bool { return c.Main().Total() > 0 && c.Main().Total() < tinyDebt }, mainTotal},
	{"huge_debt", doubtOdd, intakeAmount,
		func(_ *turn, c *casefile.Case) bool { return c.Main().Total() > hugeDebt }, mainTotal},
	{"penalty", doubtOdd, intakeAmount,
		func(_ *turn, c *casefile.Case) bool {
			return c.Main().Principal > 0 && c.Main().Penalty > c.Main().Principal
		},
		func(c *casefile.Case) any { return c.Main().Penalty }},
	{"overdue", doubtOdd, intakeOverdue,
		func(t *turn, c *casefile.Case) bool { return c.Main().OverdueDays(t.today) > longOverdue },
		func(c *casefile.Case) any { return c.Main().Due }},
	{"little_spent", doubtOdd, intakeEssentials,
		func(_ *turn, c *casefile.Case) bool { return c.Budget.Known() && littleSpent(&c.Budget) }, essentials},
	{"much_spent", doubtOdd, intakeEssentials,
		func(_ *turn, c *casefile.Case) bool {
			return c.Budget.Known() && *c.Budget.Income > 0 && *c.Budget.Essentials > *c.Budget.Income*3
		}, essentials},
	{"huge_income", doubtOdd, intakeIncome,
		func(_ *turn, c *casefile.Case) bool { return c.Budget.Income != nil && *c.Budget.Income > hugeIncome },
		func(c *casefile.Case) any { return *c.Budget.Income }},
	{"offer", doubtOdd, intakeOffer,
		func(_ *turn, c *casefile.Case) bool {
			return c.Budget.Income != nil && *c.Budget.Income > 0 && c.Budget.Offer > *c.Budget.Income
		},
		func(c *casefile.Case) any { return c.Budget.Offer }},
	{"rate", doubtOdd, intakeRate,
		func(_ *turn, c *casefile.Case) bool {
			return c.Main().DailyRate != nil && c.Main().DailyRate.GreaterThan(highRate)
		},
		func(c *casefile.Case) any { return c.Main().DailyRate }},
	{"twice", debtsTwice, intakeOthers,
		func(_ *turn, c *casefile.Case) bool { return countedTwice(c) != nil },
		func(c *casefile.Case) any { return len(c.Debts) }},
	{"parts", budgetSum, budgetItems,
		func(_ *turn, c *casefile.Case) bool { return partsDiffer(c) }, essentials},
}

func mainTotal(c *casefile.Case) any { return c.Main().Total() }

func essentials(c *casefile.Case) any { return or0(c.Budget.Essentials) }

// littleSpent reports that hardly anybody lives on so little.
func littleSpent(b *casefile.Budget) bool {
	return *b.Essentials < tinyLiving && *b.Income > *b.Essentials || *b.Essentials*10 < *b.Income
}

// settledAs is how a confirmed figure is remembered.
func (d *doubt) settledAs(c *casefile.Case) string { return fmt.Sprintf("%s %v", d.code, d.figure(c)) }

// doubt returns the first thing that is odd and has not been confirmed, or nil.
func (t *turn) doubt() *doubt {
	c := t.file()
	i := slices.IndexFunc(doubts, func(d doubt) bool { return d.odd(t, c) && !c.IsSettled(d.settledAs(c)) })
	if i < 0 {
		return nil
	}
	return &doubts[i]
}

// oddFigure is the doubt that [doubtOdd] asks about, or nil where it is gone or another state
// asks about the next one.
func (t *turn) oddFigure() *doubt {
	if d := t.doubt(); d != nil && d.ask == doubtOdd {
		return d
	}
	return nil
}

// checked puts the question about an odd figure before the next state.
func (t *turn) checked(next Name) Name {
	d := t.doubt()
	if d == nil {
		return next
	}
	t.session().Return = next
	return d.ask
}

func doubtFlow() []State {
	return []State{{
		Name: doubtOdd,
		Ask:  askDoubt, Choices: doubtChoices, Pick: pickDoubt, Read: readDoubt,
		Leads: slices.Concat(intakeStates, doubtStates, []Name{intakeOffer, intakeRate}),
	}}
}

func askDoubt(t *turn) string {
	d := t.oddFigure()
	if d == nil {
		return t.text("doubt.gone", nil)
	}
	c := t.file()
	args := locale.Args{"Total": c.Main().Total(), "Principal": c.Main().Principal, "Penalty": c.Main().Penalty,
		"Days": c.Main().OverdueDays(t.today), "Income": or0(c.Budget.Income), "Essentials": or0(c.Budget.Essentials),
		"Offer": c.Budget.Offer, "Rate": "", "Year": ""}
	if rate := c.Main().DailyRate; rate != nil {
		args["Rate"], args["Year"] = percent(*rate), percent(rate.Mul(decimal.NewFromInt(365)))
	}
	return t.text("doubt."+d.code, args)
}

func doubtChoices(t *turn) [][]choice {
	if t.oddFigure() == nil {
		return [][]choice{t.row("on")}
	}
	return [][]choice{t.row("right", "change")}
}

func pickDoubt(t *turn, id string) (Name, error) {
	d := t.oddFigure()
	switch {
	case d == nil || id == "on":
		return t.onward(), nil
	case id == "change":
		return d.change, nil
	}
	t.file().Settle(d.settledAs(t.file()))
	return t.onward(), nil
}

// readDoubt takes yes and no, and the figure that is right, as the question itself would.
func readDoubt(t *turn, text string) (Name, error) {
	d := t.oddFigure()
	if d == nil {
		return t.onward(), nil
	}
	if said, err := yesNo(text); err == nil {
		if said {
			return pickDoubt(t, "right")
		}
		return pickDoubt(t, "change")
	}
	if t.refill(text) {
		return t.onward(), nil
	}
	s, was := t.session(), fingerprint(t.file())
	s.State = d.change
	next, err := t.open().Read(t, text)
	if err != nil || next == stay {
		s.State = doubtOdd // it is still the question
	} else if fingerprint(t.file()) == was && utf8.RuneCountInString(text) <= shortMeans {
		return pickDoubt(t, "right") // the same figure once more is a yes
	} else if fingerprint(t.file()) == was {
		s.State = doubtOdd
		return stay, &refusal{key: enginePuzzled}
	}
	return next, err
}

// yesNo reads a plain yes or no.
func yesNo(text string) (bool, error) {
	said, err := understand.YesNo(text)
	if err == nil && said.Kind == understand.Unknown {
		err = &understand.Unclear{Code: understand.Nonsense}
	}
	return said.Value, err
}
