package understand

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

// Rules hear why somebody cannot pay, and what is wished for, by the words they know. A model learnt from
// lines in which both are told in many ways hears what they do not know, and doubts what they take for
// more than was said. What they heard is among its features and counts for as much as it proved to be right.

//go:embed story_weights.txt
var storyWeights string

var storyModel = sync.OnceValue(func() *model { return decodeModel(storyWeights, storyClasses, true, storyFeatures) })

// Classes of the model: the causes, then the goals.
const (
	goalClass    = len(causeOrder)
	storyClasses = len(causeOrder) + len(goalOrder)
)

// Marks in hundredths of the logarithm of the odds: 100 is a chance of three in four, 300 of nineteen in twenty, -200 of
// less than one in eight. A cause or a wish that is not heard is asked for with a row of buttons, a wrong one stands in a
// letter: it has to be likely, even where the rules heard it.
const (
	storyKept   = 100  // from where the cause that the rules heard is believed,
	storyNamed  = -250 // and from where if it is called by its name
	storyBeside = -300 // from where another is, beside it
	storyTaken  = 300  // from where a cause is taken that they did not hear
	wishTaken   = 350  // from where a wish is
	wishKept    = -200 // from where a wish that they heard is believed
)

// storyOf reads why a person cannot pay, the main cause first and behind it others that weigh much, and
// what is wished for, of a message that speaks of a debt and in which the rules heard so much.
func storyOf(s squeezed, heard storyHeard) ([]Cause, []Goal) {
	scores := storyModel().scoresOf(func(each func(feature []byte)) {
		runFeatures(s, each)
		heard.features(each)
	})
	return heard.mainCause(scores[:goalClass]), heard.wishes(s, scores[goalClass:])
}

// believed leaves out the causes that these words do not make likely, those not above mark. One that is called by its
// name is doubted less.
func (h storyHeard) believed(scores []int, mark int) []Cause {
	return slices.DeleteFunc(slices.Clone(h.causes), func(c Cause) bool {
		score := scores[slices.Index(causeOrder[:], c)]
		return score <= mark && !(slices.Contains(h.named, c) && score > storyNamed)
	})
}

// mainCause puts a cause of which the model is sure before those that were heard and believed.
func (h storyHeard) mainCause(scores []int) []Cause {
	causes := h.believed(scores, storyKept)
	if len(causes) > 0 {
		main := causes[0]
		beside := slices.DeleteFunc(h.believed(scores, storyBeside), func(c Cause) bool { return c == main })
		causes = append(causes[:1], beside...)
	}
	best := slices.Index(scores, slices.Max(scores))
	main := causeOrder[best]
	if scores[best] <= storyTaken || slices.Contains(h.others, main) || slices.Contains(h.asked, main) && !slices.Contains(h.causes, main) || len(causes) > 0 && scores[best] <= scores[slices.Index(causeOrder[:], causes[0])]+storyTaken {
		return causes
	}
	causes = slices.DeleteFunc(causes, func(c Cause) bool { return c == main })
	return slices.Insert(causes, 0, main)
}

// wishes leaves out of the goals that were heard those that hardly anybody tells in these words, and adds those of
// which the model is sure.
func (h storyHeard) wishes(s squeezed, scores []int) []Goal {
	var goals []Goal
	for i, g := range goalOrder {
		if scores[i] > wishTaken && (g != WaivePenalty || slices.ContainsFunc(s.runes, lessens)) || scores[i] > wishKept && slices.Contains(h.goals, g) {
			goals = append(goals, g)
		}
	}
	return goals
}

// lessens reports a character without which nobody asks for less: 利息加违约金5200 only tells how much there is.
func lessens(r rune) bool {
	return strings.ContainsRune("免减少停不别去抹消掉低便优折只光划甭扣退算封wlns", r)
}
