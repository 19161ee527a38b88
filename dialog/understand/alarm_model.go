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
// marks were chosen on lines that the model had not seen, so that nineteen in twenty are heard and
// each is raised on at most one in a hundred that only sound like one.
var alarmFrom = [len(alarmOrder)]int{
	205, // crisis
	0,   // violence
	20,  // minor
	0,   // court
	50,  // identity theft
	-10, // scam agent
	80,  // forgery
	50,  // harassment
	-30, // gambling
}

// crisisPossible is the score above which a message may speak of a crisis. Asking somebody who
// is well costs little; the marks between them are where the model cannot tell.
const crisisPossible = -200
