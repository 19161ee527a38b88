package understand

import (
	_ "embed"
	"sync"
)

// The weights and marks of the alarm model; class i is alarm i of alarmOrder.
//
//go:embed alarm_weights.txt
var alarmWeights string

var alarmModel = sync.OnceValue(func() *model { return decodeModel(alarmWeights, len(alarmOrder), false, alarmFeatures) })
