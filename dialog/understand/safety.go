package understand

// Safety finds what must come before money, the gravest first: distress, danger, papers
// with deadlines, fraud. It would rather raise one alarm too many than miss a crisis.
func Safety(text string) []Alarm {
	s := squeeze(newMessage(text).rs)
	hits := safetyBook().match(s)
	var shields [len(alarmOrder)][]int32
	var raised [len(alarmOrder)]bool
	for _, h := range hits {
		out := h.cue.outcome
		if out >= shield || raised[out] {
			continue
		}
		if shields[out] == nil {
			shields[out] = outcomeEnds(hits, shield+out, len(s.runes))
		}
		raised[out] = shields[out][h.start] < int32(h.end)
	}
	var alarms []Alarm
	for i, a := range alarmOrder {
		if raised[i] {
			alarms = append(alarms, a)
		}
	}
	return alarms
}
