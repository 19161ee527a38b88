package understand

import (
	_ "embed"
	"sync"
)

// The weights of the alarm model; class i is alarm i of alarmOrder.
//
//go:embed alarm_weights.txt
var alarmWeights string

var alarmModel = sync.OnceValue(func() *model { return decodeModel(alarmWeights, len(alarmOrder), false, alarmFeatures) })

// alarmFrom is the score, in hundredths of a logit, above which each alarm is raised. The
// lines of training are mostly calm, which makes the model shyer than people in danger need:
// the marks were chosen on lines that it had not seen, so that nineteen in twenty are heard and
// each is raised on at most one in forty that only sound like one.
var alarmFrom = [len(alarmOrder)]int{
	-30,  // crisis
	-150, // violence
	-60,  // minor
	-110, // court
	-150, // identity theft
	-210, // scam agent
	-200, // forgery
	-160, // harassment
	-60,  // gambling
}

// crisisPossible is the score above which a message may speak of a crisis. Asking somebody who
// is well costs little; the marks between them are where the model cannot tell.
const crisisPossible = -300
