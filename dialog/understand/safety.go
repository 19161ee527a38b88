package understand

// Safety finds what must come before money, the gravest first: distress, danger, papers
// with deadlines, fraud. It would rather raise one alarm too many than miss a crisis.
func Safety(text string) []Alarm {
	raised := raisedIn(crisisModel(), text)
	var alarms []Alarm
	for i, a := range alarmOrder {
		if raised[i] {
			alarms = append(alarms, a)
		}
	}
	return alarms
}

// raisedIn tells which alarms the cues raise, and a crisis also if the model hears one in
// what is left without the sayings that only sound like it.
func raisedIn(m *model, text string) (raised [len(alarmOrder)]bool) {
	s := squeeze(newMessage(text).rs)
	hits := safetyBook().match(s)
	var shields [len(alarmOrder)][]int32
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
	raised[outCrisis] = raised[outCrisis] || soundsLikeCrisis(m, unshielded(s, hits, outCrisis))
	return raised
}

// unshielded blanks the sayings that only sound like an alarm.
func unshielded(s squeezed, hits []cueHit, alarm int) squeezed {
	ends := outcomeEnds(hits, shield+alarm, len(s.runes))
	rest := squeezed{runes: make([]rune, len(s.runes)), at: s.at}
	for i, r := range s.runes {
		if int(ends[i]) > i {
			r = blank
		}
		rest.runes[i] = r
	}
	return rest
}
