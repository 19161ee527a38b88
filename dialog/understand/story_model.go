package understand

import (
	_ "embed"
	"slices"
	"sync"
)

// Rules hear why somebody cannot pay, and what is wished for, by the words they know. A model learnt from
// lines in which both are told in many ways hears what they do not know, and doubts what they take for
// more than was said. What they heard is among its features and counts for as much as it proved to be right.

//go:embed story_weights.txt
var storyWeights string

var storyModel = sync.OnceValue(func() *model { return decodeModel(storyWeights, storyClasses, false, storyFeatures) })

// Classes of the model: the causes, then the goals.
const (
	goalClass    = len(causeOrder)
	storyClasses = len(causeOrder) + len(goalOrder)
)

// Marks in hundredths of the logarithm of the odds: -100 is a chance of 27 %, 100 of 73 %.
const (
	storyKept  = -230 // from where what the rules heard is believed
	storyTaken = 150  // from where something is taken that they did not hear
)

// storyOf reads why a person cannot pay, the main cause first and behind it others that weigh much, and
// what is wished for.
func storyOf(m *model, s squeezed) ([]Cause, []Goal) {
	heard := hearStory(s)
	scores := m.scoresOf(func(each func(feature []byte)) {
		runFeatures(s, each)
		heard.features(each)
	})
	return causesIn(scores[:goalClass], heard.causes), goalsIn(scores[goalClass:], heard.goals)
}

// causesIn weighs the causes that the rules heard.
func causesIn(scores []int, heard []Cause) []Cause {
	score := func(c Cause) int { return scores[slices.Index(causeOrder[:], c)] }
	causes := slices.DeleteFunc(heard, func(c Cause) bool { return score(c) <= storyKept })
	best := causeOrder[slices.Index(scores, slices.Max(scores))]
	if score(best) <= storyTaken || len(causes) > 0 && score(best) <= score(causes[0])+storyTaken {
		return causes
	}
	causes = slices.DeleteFunc(causes, func(c Cause) bool { return c == best })
	return slices.Insert(causes, 0, best)
}

// goalsIn weighs the goals that the rules heard.
func goalsIn(scores []int, heard []Goal) []Goal {
	var goals []Goal
	for i, g := range goalOrder {
		if scores[i] > storyTaken || scores[i] > storyKept && slices.Contains(heard, g) {
			goals = append(goals, g)
		}
	}
	return goals
}
