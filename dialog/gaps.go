package dialog

import (
	"fmt"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

// The points of an agreement, ticked off one by one before it is signed.

// The states of the checklist.
const (
	agreementGaps Name = "agreement.gaps"
	agreementAsk  Name = "agreement.ask" // the words that ask for what is open
)

func gapStates() []State {
	return []State{
		{
			Name: agreementGaps,
			Ask:  askGaps, Choices: gapChoices, Pick: pickGap,
			Leads: []Name{agreementAsk},
		},
		{
			Name: agreementAsk,
			Ask:  func(t *turn) string { return t.sayBlock("agreement.ask", t.gapWords()) },
			Choices: func(t *turn) [][]choice {
				return [][]choice{{t.copyChoice(t.gapWords())}}
			},
		},
	}
}

// points are the points of the terms at hand: those being typed in or on the table, and
// otherwise those of the agreement.
func (t *turn) points() casefile.Points {
	switch c := t.file(); {
	case t.session().Draft != nil:
		return t.session().Draft.Points
	case c.Agreement != nil:
		return c.Agreement.Points
	}
	return nil
}

// pointsToTick are the same, to be changed.
func (t *turn) pointsToTick() casefile.Points {
	points := t.points()
	if points != nil {
		return points
	}
	points = casefile.Points{}
	if c := t.file(); t.session().Draft == nil && c.Agreement != nil {
		c.Agreement.Points = points
	} else {
		t.draft().Points = points
	}
	return points
}

func askGaps(t *turn) string {
	points := t.points()
	return t.text("agreement.gaps.head", locale.Args{"Settled": len(points.Settled()), "All": len(casefile.Checkable())})
}

// gapMark shows how a point stands.
func gapMark(points casefile.Points, g calc.Gap) string {
	switch settled, known := points[g]; {
	case !known:
		return "？"
	case settled:
		return "✓"
	}
	return "✗"
}

func gapChoices(t *turn) [][]choice {
	points := t.points()
	rows := pairs(casefile.Checkable(), func(g calc.Gap) choice {
		return choice{id: string(g), label: gapMark(points, g) + " " + t.text("gap."+string(g), nil)}
	})
	if len(points.Open()) > 0 {
		return append(rows, t.row("ask", "done"))
	}
	return append(rows, t.row("done"))
}

func pickGap(t *turn, id string) (Name, error) {
	switch id {
	case "ask":
		return agreementAsk, nil
	case "done":
		return previous, nil
	}
	t.pointsToTick().Tick(calc.Gap(id))
	return stay, nil
}

// gapWords ask the lender for every point that is open.
func (t *turn) gapWords() string {
	p := t.engine.texts.Printer(locale.Hans)
	var asked []string
	for i, g := range t.points().Open() {
		asked = append(asked, fmt.Sprintf("%d. %s", i+1, p.Text("agreement.say.gap."+string(g), nil)))
	}
	if asked == nil {
		return Plain(p.Text("agreement.say.nogaps", nil))
	}
	return Plain(p.Text("agreement.say.gaps", locale.Args{"Points": strings.Join(asked, "；")}))
}
