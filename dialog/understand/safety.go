package understand

// Safety finds what must come before money, the gravest first: distress, danger, papers
// with deadlines, fraud. It would rather raise one alarm too many than miss a crisis.
func Safety(text string) []Alarm {
	return alarmsIn(alarmModel(), text)
}

// alarmsIn raises the alarms that the cues and the model together hear.
func alarmsIn(m *model, text string) []Alarm {
	s := squeeze(newMessage(text).rs)
	hits := safetyBook().match(s)
	cues := cuedAlarms(hits, len(s.runes))
	scores := m.scores(unshielded(s, hits, outCrisis))
	var alarms []Alarm
	for i, a := range alarmOrder {
		if alarmRaised(scores, i, cues[i]) {
			alarms = append(alarms, a)
		}
	}
	return alarms
}

// cueing is what the cues say of an alarm.
type cueing int

const (
	silent   cueing = iota
	shielded        // only a saying that sounds like it
	cued
)

// cuedAlarms tells what the cues say of each alarm.
func cuedAlarms(hits []cueHit, length int) (cues [len(alarmOrder)]cueing) {
	var shields [len(alarmOrder)][]int32
	for _, h := range hits {
		out := h.cue.outcome
		if out >= shield {
			cues[out-shield] = max(cues[out-shield], shielded)
			continue
		}
		if shields[out] == nil {
			shields[out] = outcomeEnds(hits, shield+out, length)
		}
		if shields[out][h.start] < int32(h.end) {
			cues[out] = cued
		}
	}
	return cues
}

// unshielded puts [saying] for everything that only sounds like an alarm.
func unshielded(s squeezed, hits []cueHit, alarm int) squeezed {
	ends := outcomeEnds(hits, shield+alarm, len(s.runes))
	rest := squeezed{runes: make([]rune, len(s.runes)), at: s.at}
	for i, r := range s.runes {
		switch {
		case int(ends[i]) <= i:
			rest.runes[i] = r
		case i > 0 && int(ends[i-1]) > i-1:
			rest.runes[i] = blank
		default:
			rest.runes[i] = saying
		}
	}
	return rest
}

// saying stands for a harmless saying such as 累死, and is itself a sign of calm to the model.
// Messages are folded to lower case: no one can write it.
const saying = 'S'
