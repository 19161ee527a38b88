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
// the marks were chosen on lines that it had not seen, those of a crisis so that nineteen in
// twenty are heard even among the most guarded ones.
var alarmFrom = [len(alarmOrder)]int{
	-200, // crisis
	-150, // violence
	-250, // minor
	-170, // court
	-170, // identity theft
	-80,  // scam agent
	-120, // forgery
	-90,  // harassment
	-110, // gambling
}
