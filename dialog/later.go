package dialog

import (
	"time"

	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

// remindLater asks when an instalment is to be reminded of again.
const remindLater Name = "remind.later"

func laterState() State {
	return State{
		Name: remindLater,
		Ask:  line, Choices: laterChoices, Pick: pickLater, Read: readLater,
		Leads: homeStates,
	}
}

// eveningHour is when "tonight" is.
const eveningHour = 20

// soon, tonight and nextMorning are the times that are offered; zero where one would be
// over already, or in the quiet hours.
func (t *turn) soon() time.Time { return t.wakeful(t.now.Truncate(time.Minute).Add(time.Hour)) }

func (t *turn) tonight() time.Time {
	at := t.here().At(eveningHour, t.now.Location())
	if !at.After(t.now.Add(time.Hour)) {
		return time.Time{}
	}
	return t.wakeful(at)
}

func (t *turn) nextMorning() time.Time {
	return t.here().AddDays(1).At(t.habits().Hour, t.now.Location())
}

// wakeful is a time if nothing speaks against a message then, and zero in the quiet hours.
func (t *turn) wakeful(at time.Time) time.Time {
	if w := t.habits(); w.QuietAt(at.Hour()) {
		return time.Time{}
	}
	return at
}

func laterChoices(t *turn) [][]choice {
	var row []choice
	for _, offer := range []struct {
		id string
		at time.Time
	}{{"hour", t.soon()}, {"evening", t.tonight()}, {"morning", t.nextMorning()}} {
		if !offer.at.IsZero() {
			label := t.text("remind.later."+offer.id, locale.Args{"At": offer.at.Format("15:04")})
			row = append(row, choice{id: offer.id, label: label})
		}
	}
	return [][]choice{row}
}

func pickLater(t *turn, id string) (Name, error) {
	switch id {
	case "hour":
		return t.snooze(t.soon())
	case "evening":
		return t.snooze(t.tonight())
	}
	return t.snooze(t.nextMorning())
}

// readLater takes an hour, of today if that is still to come.
func readLater(t *turn, text string) (Name, error) {
	hour, err := readHour(text)
	if err != nil {
		return stay, err
	}
	at := t.here().At(hour, t.now.Location())
	if !at.After(t.now) {
		at = t.here().AddDays(1).At(hour, t.now.Location())
	}
	if t.wakeful(at).IsZero() {
		return stay, t.inQuiet()
	}
	return t.snooze(at)
}

// snooze asks for the reminder again, unless there is nothing left to remind of.
func (t *turn) snooze(at time.Time) (Name, error) {
	c := t.file()
	n := t.session().Instalment
	if c.Agreement == nil || !c.Reminds(casefile.Reminder{Subject: casefile.OfInstalment, Version: c.Agreement.Version, Number: n}, t.today) {
		return t.homeSaying("reminder.over", nil), nil
	}
	c.Agreement.Instalments[n].Snoozed = at.UTC()
	t.closePath()
	key := "remind.later.today"
	if at.Day() != t.now.Day() {
		key = "remind.later.tomorrow"
	}
	return t.homeSaying(key, locale.Args{"At": at}), nil
}
