package dialog

import (
	"slices"

	"xieshang/dialog/understand"
)

// The states that come before money.
const (
	safetyUrgent  Name = "safety.urgent"
	safetyCourt   Name = "safety.court"
	safetyThreat  Name = "safety.threat"
	safetyAgent   Name = "safety.agent"
	safetyNotMine Name = "safety.notmine"
	safetyMinor   Name = "safety.minor"
	safetyCrisis  Name = "safety.crisis"
	safetyCalm    Name = "safety.calm"
)

func safetyFlow() []State {
	return []State{
		{
			Name: safetyUrgent,
			Ask:  line, Choices: pick("none", "court", "threat", "agent", "notmine"),
			Pick: func(t *turn, id string) (Name, error) {
				if id == "none" {
					return t.nextQuestion(), nil
				}
				return Name("safety." + id), nil
			},
			Read:  readUrgent,
			Leads: slices.Concat(intakeStates, []Name{safetyCourt, safetyThreat, safetyAgent, safetyNotMine}),
		},
		urgentCard(safetyCourt, understand.Court),
		urgentCard(safetyThreat, understand.Harassment),
		urgentCard(safetyAgent, understand.ScamAgent),
		urgentCard(safetyNotMine, understand.IdentityTheft),
		{
			Name: safetyMinor,
			Ask:  line, Choices: pick("minor", "adult"),
			Pick: func(t *turn, id string) (Name, error) {
				if id == "minor" {
					return welcomeMinor, nil
				}
				return t.home(), nil
			},
			Leads: append(slices.Clone(homeStates), welcomeMinor),
		},
		{
			Name: safetyCrisis, NoBack: true, Fleeting: true,
			Ask:     func(t *turn) string { return t.card(string(understand.Crisis)) },
			Choices: pick("company alone", "safe"),
			Pick: func(t *turn, id string) (Name, error) {
				t.note("safety.crisis.heard."+id, nil)
				return safetyCalm, nil
			},
			Read:  func(t *turn, _ string) (Name, error) { return safetyCalm, nil },
			Leads: []Name{safetyCalm},
		},
		{
			Name: safetyCalm, NoBack: true, Fleeting: true,
			Ask: line, Choices: pick("resume"),
			Pick:  pickResume,
			Read:  func(t *turn, _ string) (Name, error) { return stay, nil },
			Leads: []Name{welcomeHello},
		},
	}
}

// urgentCard shows what to do first about an urgent matter, and goes on from there.
func urgentCard(name Name, alarm understand.Alarm) State {
	return State{
		Name: name,
		Ask: func(t *turn) string {
			t.warned(alarm)
			return t.card(string(alarm)) + "\n\n" + t.text("safety.card", nil)
		},
		Choices: func(t *turn) [][]choice {
			return [][]choice{{{id: "next", label: t.text("safety.card.next", nil)}}}
		},
		Pick:  func(t *turn, _ string) (Name, error) { return t.nextQuestion(), nil },
		Leads: intakeStates,
	}
}

// readUrgent takes words where a button was expected: the story, or plain "no".
func readUrgent(t *turn, text string) (Name, error) {
	if t.fill(understand.Opener(text, t.today)) {
		return t.nextQuestion(), nil
	}
	answer, err := understand.YesNo(text)
	if err == nil && answer.Kind == understand.Exact && !answer.Value {
		return t.nextQuestion(), nil
	}
	return stay, &refusal{key: "safety.urgent.which"}
}

// inCrisis stops everything when a message speaks of ending one's life.
func (t *turn) inCrisis(text string) bool {
	if !slices.Contains(understand.Safety(text), understand.Crisis) {
		return false
	}
	t.lead = nil
	t.enter(safetyCrisis)
	return true
}

// alarmed looks for other danger in a message. A child is asked about; everything else is
// answered once, and the conversation goes on.
func (t *turn) alarmed(text string) bool {
	alarms := understand.Safety(text)
	if slices.Contains(alarms, understand.Minor) && t.session().State != "" {
		t.enter(safetyMinor)
		return true
	}
	for _, alarm := range alarms {
		if !t.warned(alarm) {
			t.say(t.card(string(alarm)))
		}
	}
	return false
}

// warned reports whether the person has seen the card of an alarm, and remembers that they have now.
func (t *turn) warned(alarm understand.Alarm) bool {
	s := t.session()
	if slices.Contains(s.Warned, alarm) {
		return true
	}
	s.Warned = append(s.Warned, alarm)
	return false
}

// card is the text on an urgent matter.
func (t *turn) card(alarm string) string {
	text, ok := t.engine.book.Card(alarm, t.print.Language, t.today)
	if !ok {
		panic("dialog: no card for " + alarm)
	}
	return text
}

// pickResume goes back to the question that was open before the conversation stopped.
func pickResume(t *turn, _ string) (Name, error) {
	s := t.session()
	if s.Consent.IsZero() {
		return welcomeHello, nil
	}
	for len(s.History) > 1 && s.History[len(s.History)-1].Flow() == safetyCrisis.Flow() {
		s.History = s.History[:len(s.History)-1]
	}
	return previous, nil
}
