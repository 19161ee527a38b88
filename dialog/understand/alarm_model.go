package understand

import (
	_ "embed"
	"slices"
	"sync"
)

// calm is the first class of the alarm model; alarm i of alarmOrder is class i+1.
const (
	calm         = 0
	alarmClasses = 1 + len(alarmOrder)
)

// How far an alarm may be behind the likeliest reading of a message and still be raised, in
// hundredths. With a cue it may be farther, unless the rest of the message speaks clearly
// against it. A crisis may always be behind, and no cue of it is doubted: a word of comfort
// too many costs little, a missed one may cost a life.
const (
	alarmBehind  = 0
	cuedBehind   = 300
	crisisBehind = 230
)

//go:embed alarm_weights.txt
var alarmWeights string

var alarmModel = sync.OnceValue(func() *model { return decodeModel(alarmWeights, alarmClasses, alarmConcepts()) })

// alarmRaised weighs what the model hears of an alarm and what the cues say of it.
func alarmRaised(scores []int, alarm int, cues cueing) bool {
	behind := slices.Max(scores) - scores[alarm+1]
	switch {
	case alarm == outCrisis:
		return cues == cued || behind <= crisisBehind
	case cues == cued:
		return scores[calm]-scores[alarm+1] <= cuedBehind
	case cues == shielded:
		return false
	}
	return behind <= alarmBehind
}
