package dialog

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
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
			Ask:  askGaps, Choices: gapChoices, Pick: pickGap, Hear: hearPaidBeside,
			Leads: slices.Concat(homeStates, []Name{agreementAsk, agreementConfirm}),
		},
		{
			Name: agreementAsk,
			Hear: hearPaidBeside,
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

// settledSaid are the points of an agreement that people settle in words.
var settledSaid = map[calc.Gap]*phrase.Pattern{
	calc.GapWaiver:     phrase.MustCompile(`(罚息|罰息|违约金|違約金|利息|滞纳金|滯納金)(全|都|也|就|可以|能|给|給|我)*(免|减|減)|(?:^|[^不没沒])(免|减免|減免|免掉|免了|减|減)(了|掉)?(全部|所有)?(的)?(罚息|罰息|违约金|違約金|利息)|penalty (is )?waived|waives? the penalty`),
	calc.GapCollection: phrase.MustCompile(`(停|不再|停止|暂停|暫停)(了|止)?催|不(再)?打电话催|不(再)?打電話催|stops? collecti`),
	calc.GapEarly:      phrase.MustCompile(`(可以|能|允许|允許)提前(还|還|结清|結清)|pay(ing)? early is free`),
}

// hear ticks what a message settles beside the figures: 停息, 罚息免了.
func (d *Draft) hear(text string) {
	settle := func(g calc.Gap) {
		points := casefile.Points{}
		maps.Copy(points, d.Points)
		points[g] = true
		d.Points = points
	}
	alone, ok := interestTold(text)
	switch accrual := toldAccrual(text); {
	case ok && alone.open():
		d.Interest = casefile.InterestAlone
		settle(calc.GapInterest)
	case accrual == stops:
		d.Interest = casefile.InterestStopped
		settle(calc.GapInterest)
	case accrual == accrues:
		d.Interest = casefile.InterestRuns
		settle(calc.GapInterest)
	}
	for gap, said := range settledSaid {
		if said.MatchString(strings.ToLower(text)) {
			settle(gap)
		}
	}
}

// keep takes over what was settled beside the figures before they were told anew.
func (d *Draft) keep(was *Draft) {
	if was != nil {
		d.Points, d.Interest = was.Points, was.Interest
	}
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
	last := t.row("done")
	if t.unconfirmed() {
		last = append(t.row("record"), last...) // whoever stops here would be reminded of nothing
	}
	if len(points.Open()) > 0 {
		rows = append(rows, t.row("ask"))
	}
	return append(rows, last)
}

// unconfirmed reports whether the points are those of an agreement that has only to be confirmed.
func (t *turn) unconfirmed() bool {
	d := t.session().Draft
	return d != nil && d.Count > 0 && !t.session().OnTable && t.nextTerm() == agreementConfirm
}

// hearPaidBeside keeps a payment told beside the points of an agreement that is not confirmed yet.
func hearPaidBeside(t *turn, text string) (Name, bool) {
	if !t.unconfirmed() {
		return "", false
	}
	return hearPaid(t, text)
}

func pickGap(t *turn, id string) (Name, error) {
	switch id {
	case "ask":
		return agreementAsk, nil
	case "record":
		if len(t.draft().Paid) > 0 {
			return agreementConfirm, nil // what was paid is looked at first
		}
		return t.record()
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
