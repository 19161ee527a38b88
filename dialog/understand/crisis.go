package understand

import (
	_ "embed"
	"sync"
)

// The classes of the crisis model.
const (
	calmClass = iota
	crisisClass
	crisisClasses
)

// crisisLead is how much the crisis may be behind and still be raised: a word of comfort too
// many costs little, a missed one may cost a life.
const crisisLead = -50

//go:embed crisis_weights.txt
var crisisWeights string

var crisisModel = sync.OnceValue(func() *model { return decodeModel(crisisWeights, crisisClasses, crisisConcepts()) })

// soundsLikeCrisis finds what no list of cues can hold: farewells, means and hopelessness
// said in people's own words.
func soundsLikeCrisis(m *model, s squeezed) bool {
	scores := m.scores(s)
	return scores[crisisClass]-scores[calmClass] >= crisisLead
}
