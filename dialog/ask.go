package dialog

import (
	"fmt"
	"slices"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/locale"
	"xieshang/dialog/understand"
)

// Answers that every state knows.
const (
	backChoice   = "-back"
	skipChoice   = "-skip"
	againChoice  = "-again" // forget the readings and ask afresh
	readingStart = "-r"     // -r0, -r1 …: one of the readings of a doubtful answer
)

// ask puts the open question: what is to be said first, the question, its buttons.
func (t *turn) ask() {
	s, state := t.session(), t.open()
	s.Revision++
	text, rows := t.question(state)
	t.lead = append(t.lead, text)
	t.messages = append(t.messages, Message{
		Text:    strings.Join(t.lead, "\n"),
		Buttons: t.buttons(rows),
		State:   state.Name,
		Live:    true,
		Keep:    state.Keep,
		Inspect: t.inspect,
	})
	t.lead, t.inspect = nil, nil
}

// askAgain puts the open question after something else was said: a long text that stands above
// is not said again.
func (t *turn) askAgain() {
	t.again = true
	t.ask()
}

// question returns what is asked now: the state's own question, or which of several
// readings of a doubtful answer was meant.
func (t *turn) question(state *State) (string, [][]choice) {
	if topics := t.session().Topics; len(topics) > 0 {
		return t.whichTopic(topics)
	}
	if readings := t.session().Readings; len(readings) > 0 {
		return t.whichReading(readings)
	}
	var rows [][]choice
	if state.Choices != nil {
		rows = state.Choices(t)
	}
	text := ""
	if key := string(state.Name) + ".above"; t.again && t.print.Has(key) {
		text = t.text(key, nil) // it stands above
	} else {
		text = state.Ask(t)
	}
	return text, slices.Concat(t.nextStep(rows), rows, t.steps(state))
}

func (t *turn) whichReading(readings []string) (string, [][]choice) {
	again := choice{id: againChoice, label: t.text("engine.again", nil)}
	if len(readings) == 1 {
		only := choice{id: readingStart + "0", label: readings[0]}
		key := "engine.doubt.one"
		if own := string(t.session().State) + ".doubt"; t.print.Has(own) {
			key = own
		}
		return t.text(key, locale.Args{"Reading": readings[0]}), [][]choice{{only}, {again}}
	}
	var row []choice
	var shown []string
	for i, r := range readings {
		shown = append(shown, t.reading(r, shown))
		row = append(row, choice{id: fmt.Sprintf("%s%d", readingStart, i), label: shown[i]})
	}
	args := locale.Args{"Typed": t.doubted, "Readings": strings.Join(shown, t.text("engine.or", nil))}
	if own := string(t.session().State) + ".doubts"; t.print.Has(own) {
		return t.text(own, args), [][]choice{row, {again}}
	}
	if t.doubted == "" {
		return t.text("engine.doubt.open", args), [][]choice{row, {again}}
	}
	return t.text("engine.doubt", args), [][]choice{row, {again}}
}

// reading shows one reading of a doubtful answer: amounts and days as they are shown
// everywhere, unless another reading looks the same that way.
func (t *turn) reading(r string, others []string) string {
	shown := r
	if day, err := calc.ParseDate(r); err == nil {
		shown = t.print.Date(day)
	} else if amount, err := understand.Amount(r); err == nil && amount.Kind == understand.Exact && isBareAmount(r) {
		shown = t.text("engine.reading", locale.Args{"Amount": brief(amount.Value)})
	}
	if slices.Contains(others, shown) {
		return r
	}
	return shown
}

// steps returns the row of ways out of a question: back, and "I don't know".
func (t *turn) steps(state *State) [][]choice {
	var row []choice
	if state.Skip != nil {
		row = append(row, choice{id: skipChoice, label: t.skipLabel(state)})
	}
	if !state.NoBack && len(t.session().History) > 0 {
		row = append(row, choice{id: backChoice, label: t.text("engine.back", nil)})
	}
	if row == nil {
		return nil
	}
	return [][]choice{row}
}

func (t *turn) skipLabel(state *State) string {
	if key := string(state.Name) + ".skip"; t.print.Has(key) {
		return t.text(key, nil)
	}
	return t.text("engine.skip", nil)
}

// buttons turns choices into buttons that carry the state, the revision and the answer.
func (t *turn) buttons(rows [][]choice) [][]Button {
	var out [][]Button
	for _, row := range rows {
		var buttons []Button
		for _, c := range row {
			if c.copy != "" {
				buttons = append(buttons, Button{Label: c.label, Copy: c.copy})
				continue
			}
			data := fmt.Sprintf("%s:%d:%s", t.session().State, t.session().Revision, c.id)
			buttons = append(buttons, Button{Label: c.label, Data: data})
		}
		out = append(out, buttons)
	}
	return out
}
