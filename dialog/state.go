package dialog

import (
	"fmt"
	"slices"
	"strings"

	"xieshang/dialog/casefile"
)

// Name names a state: "intake.amount". The part before the dot is its flow.
type Name string

// Flow returns the part of the name before the dot.
func (n Name) Flow() string {
	flow, _, _ := strings.Cut(string(n), ".")
	return flow
}

// What a state returns instead of a name to stay where one is, or to go back.
const (
	stay     Name = ""         // asks the same question again
	previous Name = "previous" // opens the question before this one, as "back" does
)

// A State is one question: how it is put, how it is answered, where that leads.
type State struct {
	Name Name
	// Ask returns the text of the question.
	Ask func(*turn) string
	// Choices returns the rows of answers offered as buttons; nil for none.
	Choices func(*turn) [][]choice
	// Pick takes the answer of a button and returns the next state.
	Pick func(*turn, string) (Name, error)
	// Read takes a typed answer and returns the next state. A doubtful answer is an
	// *understand.Doubt, one that cannot be used an *understand.Unclear. Nil where
	// only buttons make sense; their labels can always be typed.
	Read func(*turn, string) (Name, error)
	// Own marks a state in which a sentence in the person's own words is wanted: it goes to
	// Read as it is: no question, payment or figure is read into it, nor a danger but a crisis.
	Own bool
	// Hear takes a sentence that belongs to the question before its words are searched for
	// dangers and questions of the person's own, and returns the next state; false for others.
	Hear func(*turn, string) (Name, bool)
	// Stated marks a question that is answered with a reason: what is typed is searched for a
	// question of the person's own only if it is put as one.
	Stated bool
	// Nothing are the answers that "nothing" and "no more" mean when they are typed; the first
	// one that is offered is taken.
	Nothing []string
	// Take takes a photo or file that was sent and returns the next state; nil where none is
	// waited for.
	Take func(*turn, casefile.File) (Name, error)
	// Skip leaves the question unanswered and returns the next state; nil if it is needed.
	Skip func(*turn) Name
	// Leads lists every state an answer may lead to; anything else is a mistake in the program.
	Leads []Name
	// Keep leaves the text in the chat when the conversation goes on.
	Keep bool
	// NoBack states have no "back" button: a path ends there, or their own choices lead back.
	NoBack bool
	// Fleeting states need no memory: of someone who stands there without having consented
	// nothing is kept but that. Buttons of theirs can be pressed by someone unknown.
	Fleeting bool
}

// choice is one answer offered as a button.
type choice struct {
	id    string
	label string
	copy  string // text for the clipboard instead of an answer
}

// pick offers fixed answers, a row for each argument with the answers' IDs separated by
// spaces. The labels are the texts of the state's name and the ID: "intake.product.huabei".
func pick(rows ...string) func(*turn) [][]choice {
	return func(t *turn) [][]choice {
		var out [][]choice
		for _, ids := range rows {
			out = append(out, t.row(strings.Fields(ids)...))
		}
		return out
	}
}

// row returns one row of the open state's fixed answers.
func (t *turn) row(ids ...string) []choice {
	var row []choice
	for _, id := range ids {
		row = append(row, choice{id: id, label: t.text(string(t.session().State)+"."+id, nil)})
	}
	return row
}

// pairs offers answers in rows of two.
func pairs[T any](all []T, offer func(T) choice) [][]choice {
	var rows [][]choice
	for pair := range slices.Chunk(all, 2) {
		var row []choice
		for _, one := range pair {
			row = append(row, offer(one))
		}
		rows = append(rows, row)
	}
	return rows
}

// line asks with a fixed text, whose key is the state's name.
func line(t *turn) string { return t.text(string(t.session().State), nil) }

// named offers fixed answers whose labels are shared with other places: the texts of
// group and ID, "product.huabei".
func (t *turn) named(group string, rows ...[]string) [][]choice {
	var out [][]choice
	for _, ids := range rows {
		var row []choice
		for _, id := range ids {
			row = append(row, choice{id: id, label: t.text(group+"."+id, nil)})
		}
		out = append(out, row)
	}
	return out
}

// leadTo makes a Pick of a table from answers to states.
func leadTo(table map[string]Name) func(*turn, string) (Name, error) {
	return func(_ *turn, id string) (Name, error) { return table[id], nil }
}

// machine is the table of all states.
type machine struct {
	states map[Name]*State
	order  []Name
}

// everyFlow is the machine of all flows, in the order in which people come to them.
func everyFlow() *machine {
	return newMachine(
		welcomeFlow(), safetyFlow(), courtFlow(), harassFlow(), disputeFlow(), intakeFlow(), doubtFlow(),
		debtsFlow(), budgetFlow(), outlookFlow(), collectionFlow(), goalsFlow(), planFlow(), adviceFlow(),
		scriptFlow(), rehearseFlow(), letterFlow(), materialsFlow(), papersFlow(), contactFlow(), agreementFlow(), keepingFlow(), casesFlow(),
		faqFlow(), guideFlow(), factsFlow(), settingsFlow(), preferencesFlow(),
	)
}

// newMachine joins the flows. Two states of one name, or a lead to a state that does
// not exist, are mistakes in the program.
func newMachine(flows ...[]State) *machine {
	m := &machine{states: map[Name]*State{}}
	for _, s := range slices.Concat(flows...) {
		if m.states[s.Name] != nil {
			panic(fmt.Sprintf("dialog: two states named %s", s.Name))
		}
		m.states[s.Name] = &s
		m.order = append(m.order, s.Name)
	}
	for _, s := range m.states {
		for _, next := range s.Leads {
			if m.states[next] == nil {
				panic(fmt.Sprintf("dialog: %s leads to %s, which is no state", s.Name, next))
			}
		}
	}
	return m
}
