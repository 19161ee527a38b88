package dialog

import (
	"strconv"
	"strings"
)

// pressed answers a button.
func (t *turn) pressed(data string) {
	t.session().Named = 0
	if t.instalmentPressed(data) || t.noticePressed(data) || t.heldPressed(data) || t.strangerPressed(data) {
		return
	}
	s := t.session()
	name, revision, id, ok := splitData(data)
	if !ok || name != s.State || revision != s.Revision {
		t.stale()
		return
	}
	s.Paused = false
	t.choose(id)
}

// splitData takes apart what [turn.buttons] put together.
func splitData(data string) (name Name, revision int, id string, ok bool) {
	parts := strings.SplitN(data, ":", 3)
	if len(parts) != 3 {
		return "", 0, "", false
	}
	revision, err := strconv.Atoi(parts[1])
	return Name(parts[0]), revision, parts[2], err == nil
}

// stale answers a button of an earlier question: nothing changes, and the open
// question comes down again.
func (t *turn) stale() {
	if t.session().State == "" {
		t.enter(welcomeHello)
		return
	}
	t.note("engine.stale", nil)
	t.ask()
}

// choose takes one of the open question's answers.
func (t *turn) choose(id string) {
	state := t.open()
	if id != nextChoice {
		t.session().Next = ""
	}
	switch {
	case id == backChoice:
		t.back()
	case id == skipChoice:
		t.skip()
	case id == nextChoice && t.session().Next != "":
		t.goNext()
	case id == againChoice:
		t.session().Readings, t.session().Topics = nil, nil
		t.ask()
	case len(t.session().Topics) > 0:
		t.chooseTopic(id)
	case len(t.session().Readings) > 0:
		t.chooseReading(id)
	case state.Pick != nil && t.offers(state, id):
		next, err := state.Pick(t, id)
		t.answered(state, next, err)
	default:
		t.stale()
	}
}

func (t *turn) chooseReading(id string) {
	readings := t.session().Readings
	n, err := strconv.Atoi(strings.TrimPrefix(id, readingStart))
	if err != nil || n < 0 || n >= len(readings) {
		t.stale()
		return
	}
	t.session().Readings, t.chosen = nil, true
	if t.anotherSaid(readings[n]) || t.otherDebtSaid(readings[n]) || t.tidings(readings[n]) {
		return
	}
	state := t.open()
	next, err := state.Read(t, readings[n])
	t.answered(state, next, err)
}

// offers reports whether the open question has a button for the answer now.
func (t *turn) offers(state *State, id string) bool {
	if state.Choices == nil {
		return false
	}
	for _, row := range state.Choices(t) {
		for _, c := range row {
			if c.id == id && c.copy == "" {
				return true
			}
		}
	}
	return false
}
