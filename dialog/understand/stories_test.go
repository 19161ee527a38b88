package understand

import (
	"slices"
	"strings"
	"testing"
)

// storyTask is what the table of stories is trained for.
var storyTask = task{classes: storyClasses, together: true, spread: 0.5, drop: 0.3, epochs: 15, calm: 8, faint: 5, features: storyFeatures}

const (
	allCauses = 1<<goalClass - 1
	allGoals  = 1<<storyClasses - 1 - allCauses
)

// storyLines are the training lines of the model of stories: those of causes and of goals, and the
// openers of the test sets.
func storyLines(t *testing.T) []example {
	lines := append(toldStories(t, "causes.txt", allGoals), toldStories(t, "goals.txt", allCauses)...)
	for _, name := range figureOpeners {
		for _, fields := range readBars(t, name) {
			e := storyExample(t, fields[0])
			e.bare = true
			for w := range strings.FieldsSeq(fields[1]) {
				if what, said, _ := strings.Cut(w, "="); what == "cause" || what == "goals" {
					e.class |= storySet(t, said)
				}
			}
			lines = append(lines, e)
		}
	}
	return lines
}

// toldStories reads lines of what is told in a message, - for nothing, and the message. Nothing is known of the open
// classes.
func toldStories(t *testing.T, name string, open int) []example {
	var lines []example
	for _, fields := range readBars(t, name) {
		e := storyExample(t, strings.Join(fields[1:], "|"))
		e.class, e.open = storySet(t, fields[0]), open
		lines = append(lines, e)
	}
	return lines
}

func storyExample(t *testing.T, text string) example {
	return example{text: text, read: squeeze(newMessage(text).rs)}
}

// storySet reads the names of causes and goals as the class of an example.
func storySet(t *testing.T, names string) int {
	t.Helper()
	set := 0
	for name := range strings.SplitSeq(names, ",") {
		switch cause, goal := slices.Index(causeOrder[:], Cause(name)), slices.Index(goalOrder[:], Goal(name)); {
		case cause >= 0:
			set |= 1 << cause
		case goal >= 0:
			set |= 1 << (goalClass + goal)
		case name != "-" && name != "":
			t.Fatalf("%q is no cause and no goal", name)
		}
	}
	return set
}
