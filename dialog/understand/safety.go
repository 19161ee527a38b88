package understand

// Safety finds what must come before money, the gravest first: distress, danger, papers
// with deadlines, fraud. It would rather raise one alarm too many than miss a crisis.
func Safety(text string) []Alarm {
	s := squeeze(newMessage(text).rs)
	hits := safetyBook().match(s)
	covered := outcomeEnds(hits, idiom, len(s.runes))
	var raised [len(alarmOrder)]bool
	for _, h := range hits {
		if h.cue.outcome != idiom && covered[h.start] < int32(h.end) {
			raised[h.cue.outcome] = true
		}
	}
	var alarms []Alarm
	for i, a := range alarmOrder {
		if raised[i] {
			alarms = append(alarms, a)
		}
	}
	return alarms
}
