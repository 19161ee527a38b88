package dialog

import (
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
)

// The states about the bot itself.
const (
	settingsHome     Name = "settings.home"
	settingsLanguage Name = "settings.language"
	settingsDelete   Name = "settings.delete"
	settingsGone     Name = "settings.gone" // everything is deleted
)

func settingsFlow() []State {
	return []State{
		{
			Name: settingsHome,
			Ask:  line, Choices: pick("reminders language", "export delete"),
			Pick:  pickSettings,
			Leads: []Name{remindHome, settingsLanguage, settingsDelete},
		},
		{
			Name: settingsLanguage,
			Ask:  line, Choices: languageChoices, Pick: pickLanguage,
		},
		{
			Name: settingsDelete,
			Ask:  line, Choices: pick("yes", "export", "no"), Pick: pickDelete, Hear: hearDelete,
			Leads: []Name{settingsGone},
		},
		{
			Name: settingsGone, NoBack: true, Fleeting: true,
			Ask: line, Choices: pick("hello"),
			Pick:  leadTo(map[string]Name{"hello": welcomeHello}),
			Leads: []Name{welcomeHello},
		},
	}
}

func pickSettings(t *turn, id string) (Name, error) {
	switch id {
	case "reminders":
		return remindHome, nil
	case "language":
		return settingsLanguage, nil
	case "delete":
		return settingsDelete, nil
	}
	t.export()
	return stay, nil
}

func languageChoices(t *turn) [][]choice {
	var rows [][]choice
	for _, l := range locale.Languages {
		rows = append(rows, []choice{{id: string(l), label: t.text("language."+string(l), nil)}})
	}
	return rows
}

// pickLanguage switches the language and puts the question that was open in it.
func pickLanguage(t *turn, id string) (Name, error) {
	t.speak(locale.Language(id))
	return previous, nil
}

func pickDelete(t *turn, id string) (Name, error) {
	switch id {
	case "yes":
		t.person = Person{Session: Session{Language: t.session().Language, State: settingsDelete, Revision: t.session().Revision}}
		return settingsGone, nil
	case "export":
		t.export()
		return stay, nil
	}
	return previous, nil
}

var (
	deleteYes = phrase.MustCompile(`^(是|是的|对|對|对的|對的|确认|確認|确定|確定|我?要删|我?要刪|删|刪|删吧|刪吧|删除|刪除|全删|全刪|(全部|都)(删|刪)(除|掉)?|yes|delete|deleteit|deleteeverything)$`)
	deleteNo  = phrase.MustCompile(`^(不|不要|不删了?|不刪了?|别删|別刪|先不删|先不刪|算了|算了吧|no|dont|cancel)$`)
)

// hearDelete takes a plain yes or no. What only says that the question was read is none.
func hearDelete(t *turn, text string) (Name, bool) {
	id := ""
	switch said := plain(text); {
	case deleteYes.MatchString(said):
		id = "yes"
	case deleteNo.MatchString(said):
		id = "no"
	default:
		return "", false
	}
	next, err := pickDelete(t, id)
	return next, err == nil
}
