package dialog

import (
	"slices"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/rehearsal"
)

// The states of a rehearsal: the bot plays the other side, the person answers.
const (
	rehearseHome Name = "rehearse.home"
	rehearseLine Name = "rehearse.line" // the other side has spoken
	rehearseSaid Name = "rehearse.said" // the answer has been judged
	rehearseEnd  Name = "rehearse.end"
)

// Rehearsal is how far one has come in a rehearsal. What was answered is not kept.
type Rehearsal struct {
	Role   rehearsal.Role    `json:"role"`
	From   int               `json:"from,omitempty"`   // how many lines were practised in earlier rounds
	At     int               `json:"at"`               // the line that is being answered, from 0
	Best   []int             `json:"best,omitempty"`   // the best score of each line answered so far
	Missed []rehearsal.Point `json:"missed,omitempty"` // of the last answers to the lines
	Model  bool              `json:"model,omitempty"`  // what could be said has been shown for this line
}

func rehearseFlow() []State {
	return []State{
		{
			Name: rehearseHome,
			Ask:  line, Choices: pick("service", "collector"), Pick: pickRole,
			Leads: []Name{rehearseLine},
		},
		{
			Name: rehearseLine, NoBack: true, Own: true,
			Ask: askLine, Choices: pick("model next", "leave"),
			Pick: pickRehearsal, Read: readAnswer,
			Leads: slices.Concat(homeStates, []Name{rehearseLine, rehearseSaid, rehearseEnd}),
		},
		{
			Name: rehearseSaid, NoBack: true, Own: true,
			Ask: line, Choices: saidChoices,
			Pick: pickRehearsal, Read: readAnswer,
			Leads: slices.Concat(homeStates, []Name{rehearseLine, rehearseSaid, rehearseEnd}),
		},
		{
			Name: rehearseEnd, NoBack: true,
			Ask: askRehearsalEnd, Choices: pick("again script", "leave"),
			Pick:  pickRehearsalEnd,
			Leads: slices.Concat(homeStates, []Name{rehearseHome, scriptPage}),
		},
	}
}

func pickRole(t *turn, id string) (Name, error) {
	r := t.rehearsal()
	t.session().Rehearsal = &Rehearsal{Role: rehearsal.Role(id), From: r.From}
	return rehearseLine, nil
}

// rounds is how many lines are practised at a time.
const rounds = 5

// rehearsed returns the ids of the lines that are practised: of those that fit the case,
// the next ones after an earlier round.
func (t *turn) rehearsed() []string {
	c := t.file()
	ids := t.engine.book.Rehearsal().Fitting(t.rehearsal().Role, rehearsal.Case{
		Penalty: c.Main().Penalty > 0, Broken: c.Stage == casefile.Broken || len(c.Earlier) > 0, Disputed: t.stance() != willing,
	})
	from := t.rehearsal().From % len(ids)
	return slices.Concat(ids[from:], ids[:from])[:min(rounds, len(ids))]
}

// rehearsal is the rehearsal one is in; it begins anew for a session that lost it.
func (t *turn) rehearsal() *Rehearsal {
	s := t.session()
	if s.Rehearsal == nil {
		s.Rehearsal = &Rehearsal{Role: rehearsal.Service}
	}
	return s.Rehearsal
}

// spokenLine is the line that is being answered.
func (t *turn) spokenLine() rehearsal.Line {
	ids := t.rehearsed()
	l, ok := t.engine.book.Rehearsal().Line(ids[min(t.rehearsal().At, len(ids)-1)])
	if !ok {
		panic("dialog: a line that fits is none")
	}
	return l
}

func askLine(t *turn) string {
	r, l := t.rehearsal(), t.spokenLine()
	meaning := ""
	if t.print.Language == locale.English {
		meaning = l.Say[locale.English]
	}
	return t.text("rehearse.line", locale.Args{"No": r.At + 1, "Count": len(t.rehearsed()),
		"Who": t.text("rehearse.who."+string(r.Role), nil), "Say": l.Say[locale.Hans], "Meaning": meaning})
}

func saidChoices(t *turn) [][]choice {
	rows := [][]choice{t.row("next"), t.row("leave")}
	if t.rehearsal().Model {
		rows = slices.Insert(rows, 0, []choice{t.copyChoice(t.model())})
	}
	return rows
}

func pickRehearsal(t *turn, id string) (Name, error) {
	r := t.rehearsal()
	switch id {
	case "model":
		r.Model = true
		t.note("rehearse.model", locale.Args{"Say": t.model()})
		return rehearseSaid, nil
	case "leave":
		t.session().Rehearsal = nil
		t.closePath()
		return t.home(), nil
	}
	r.At, r.Model = r.At+1, false
	if r.At >= len(t.rehearsed()) {
		return rehearseEnd, nil
	}
	return rehearseLine, nil
}

// model is what could be said to the line, with the person's own figures.
func (t *turn) model() string {
	if t.stance() != willing {
		return t.guardedAnswer()
	}
	say, _, err := t.engine.book.Objection(t.spokenLine().ID, locale.Hans, t.figures())
	if err != nil {
		panic(err)
	}
	return say
}

// readAnswer judges an answer and says what is good about it, what is missing, and a
// better one if there is one.
func readAnswer(t *turn, text string) (Name, error) {
	r := t.rehearsal()
	v := rehearsal.Judge(t.spokenLine(), text, t.bounds())
	for len(r.Best) <= r.At {
		r.Best = append(r.Best, 0)
	}
	r.Best[r.At] = max(r.Best[r.At], v.Score)
	for _, p := range v.Missed {
		if !slices.Contains(r.Missed, p) {
			r.Missed = append(r.Missed, p)
		}
	}
	t.lead = append(t.lead, t.verdict(v)...)
	if v.Score < 100 {
		r.Model = true
		t.note("rehearse.model", locale.Args{"Say": t.model()})
	}
	return rehearseSaid, nil
}

// bounds are the means that an answer is held against; while they are not known, no
// amount is too high.
func (t *turn) bounds() rehearsal.Bounds {
	b := rehearsal.Bounds{Recommended: calc.MaxMoney, Maximum: calc.MaxMoney, Spare: calc.MaxMoney, GaveAway: t.unsay,
		NotTheirs: t.notMine(), Guarded: t.stance() != willing && !t.notMine()}
	if t.planned() {
		capacity := t.suggestion().Capacity
		b.Recommended, b.Maximum, b.Spare = max(0, capacity.Recommended), max(0, capacity.Maximum), t.spare()
	}
	return b
}

// verdict tells a verdict, the good first.
func (t *turn) verdict(v rehearsal.Verdict) []string {
	lines := []string{t.text("rehearse.score", locale.Args{"Score": v.Score})}
	if len(v.Good) > 0 {
		lines = append(lines, t.text("rehearse.good", locale.Args{"Points": t.pointNames(v.Good)}))
	}
	if len(v.Missed) > 0 {
		lines = append(lines, t.text("rehearse.missed", locale.Args{"Points": t.pointNames(v.Missed)}))
	}
	for _, f := range v.Faults[:min(2, len(v.Faults))] {
		b := t.bounds()
		key := "rehearse.fault." + string(f)
		if f == rehearsal.TooHigh && b.Maximum == 0 && b.Spare == 0 {
			key = "rehearse.fault.nothing"
		}
		lines = append(lines, t.text(key, locale.Args{"Maximum": b.Maximum, "Spare": b.Spare}))
	}
	return lines
}

func (t *turn) pointNames(list []rehearsal.Point) string {
	var names []string
	for _, p := range list {
		names = append(names, t.text("rehearse.point."+string(p), nil))
	}
	return strings.Join(names, " · ")
}

func askRehearsalEnd(t *turn) string {
	r := t.rehearsal()
	if len(r.Best) == 0 {
		return t.text("rehearse.end.none", nil)
	}
	sum := 0
	for _, score := range r.Best {
		sum += score
	}
	lines := []string{t.text("rehearse.end", locale.Args{"Count": len(r.Best), "Score": sum / len(r.Best)})}
	if len(r.Missed) > 0 {
		lines = append(lines, t.text("rehearse.end.missed", locale.Args{"Points": t.pointNames(r.Missed[:min(3, len(r.Missed))])}))
	}
	return strings.Join(append(lines, t.text("rehearse.end.next", nil)), "\n")
}

func pickRehearsalEnd(t *turn, id string) (Name, error) {
	s := t.session()
	s.Rehearsal = &Rehearsal{From: t.rehearsal().From + rounds}
	switch id {
	case "again":
		return rehearseHome, nil
	case "script":
		s.Page = 0
		return scriptPage, nil
	}
	t.closePath()
	return t.home(), nil
}
