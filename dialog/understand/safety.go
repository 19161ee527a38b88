package understand

// alarmOrder lists the alarms as [Safety] returns them, the gravest first.
var alarmOrder = [...]Alarm{Crisis, Violence, Minor, Court, IdentityTheft, ScamAgent, Forgery, Harassment, Gambling}

// Safety finds what must come before money, the gravest first: distress, danger, papers
// with deadlines, fraud. It would rather raise one alarm too many than miss a crisis.
func Safety(text string) []Alarm {
	return alarmsIn(alarmModel(), text)
}

// alarmsIn raises the alarms that the model hears.
func alarmsIn(m *model, text string) []Alarm {
	scores := m.scores(squeeze(newMessage(text).rs))
	var alarms []Alarm
	for i, a := range alarmOrder {
		if scores[i] > alarmFrom[i] {
			alarms = append(alarms, a)
		}
	}
	return alarms
}
