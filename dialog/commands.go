package dialog

import (
	"slices"
	"strings"
	"time"

	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

// commandGroups are the slash commands by what they are for, without the slash.
var commandGroups = []struct {
	id       string
	commands []string
}{
	{"prepare", []string{"start", "case", "plan", "script", "rehearse", "letter", "materials"}},
	{"talk", []string{"log", "offer"}},
	{"keep", []string{"agreement", "pay", "remind"}},
	{"know", []string{"faq", "facts"}},
	{"own", []string{"settings", "language", "export", "delete"}},
	{"anywhere", []string{"help", "cancel"}},
}

// Commands lists the slash commands in the order of the menu, without the slash.
func Commands() []string {
	var all []string
	for _, group := range commandGroups {
		all = append(all, group.commands...)
	}
	return all
}

// CommandHelp returns the one-line description of a command.
func (e *Engine) CommandHelp(command string, l locale.Language) string {
	return e.texts.Printer(l).Text("command."+command, nil)
}

// commanded acts on a slash command. Before consent only the welcome answers.
func (t *turn) commanded(text string) bool {
	name, ok := command(text)
	if !ok {
		return false
	}
	if t.session().Consent.IsZero() && !slices.Contains([]string{"help", "language", "delete"}, name) {
		t.again = t.session().State == welcomeHello && name != "start" // it stands above, unless it never arrived
		t.enter(t.home())
		return true
	}
	t.perform(name)
	return true
}

// perform does what a slash command is for.
func (t *turn) perform(name string) {
	t.session().Paused, t.session().Return = false, ""
	switch name {
	case "start":
		t.welcomeBack()
	case "help":
		t.help()
	case "case":
		t.chooseCase()
	case "cancel":
		t.goHome()
	case "plan":
		t.enterUnlessAgreed(t.planOrQuestion())
	case "script":
		t.session().Page = 0
		t.enterUnlessAgreed(scriptPage)
	case "rehearse":
		t.enterUnlessAgreed(rehearseHome)
	case "letter":
		t.enter(letterList)
	case "materials":
		t.enter(materialsList)
	case "log":
		t.enter(contactLog)
	case "offer":
		t.beginOffer()
		t.enter(contactOffer)
	case "agreement":
		t.enterAgreement()
	case "pay":
		t.enterKeeping()
	case "remind":
		t.enter(remindHome)
	case "settings":
		t.enter(settingsHome)
	case "faq":
		t.enter(faqTopics)
	case "facts":
		t.enter(factsHome)
	case "language":
		t.enter(settingsLanguage)
	case "export":
		t.export()
		t.askAgain()
	case "delete":
		t.enter(settingsDelete)
	default:
		t.note("engine.nocommand", nil)
		t.session().Next = commandsStep
		t.askAgain()
	}
}

// planOrQuestion is the plan, or the question it still waits for; how many there are is said.
func (t *turn) planOrQuestion() Name {
	next := t.nextQuestion()
	if open := t.unanswered(); slices.Contains(open, next) {
		t.note("intake.before", locale.Args{"Count": len(open)})
	}
	return next
}

// command reads "/plan" and "/plan@xieshang_bot"; other texts are no commands.
func command(text string) (string, bool) {
	if !strings.HasPrefix(text, "/") {
		return "", false
	}
	name, _, _ := strings.Cut(strings.Fields(text)[0][1:], "@")
	return strings.ToLower(name), true
}

// chooseCase shows where the case stands, or which cases there are.
func (t *turn) chooseCase() {
	if c := t.person.Current(); t.others() && (len(t.person.Cases) > 1 || len(disputedBeside(c)) > 0 || begun(c)) {
		t.enter(casesList)
		return
	}
	t.goHome()
}

// chooseOther shows the debts there are, to turn to another one.
func (t *turn) chooseOther() {
	if t.session().Consent.IsZero() {
		t.askAgain()
		return
	}
	t.enter(casesList)
}

func (t *turn) enterAgreement() {
	switch {
	case t.file().Agreement != nil:
		t.enter(agreementRecord)
	case slices.Contains(agreementAsks, t.session().State):
		t.enter(t.nextTerm()) // what has been told so far stays
	default:
		t.draftFromKnown()
		t.enter(agreementSame)
	}
}

// enterUnlessAgreed opens a state that prepares a negotiation, or says that there is an
// agreement already.
func (t *turn) enterUnlessAgreed(state Name) {
	if t.file().Agreement != nil {
		t.note("keeping.agreed", nil)
		t.goHome()
		return
	}
	t.enter(state)
}

func (t *turn) enterKeeping() {
	if t.file().Agreement == nil {
		t.note("keeping.none", nil)
		t.goHome()
		return
	}
	t.goHome()
}

// homeStates are the states in which a path ends or begins.
var homeStates = append([]Name{welcomeHello, contactHome, keepingHome, keepingSettled}, intakeStates...)

// home is the state in which the case stands, whatever question is open.
func (t *turn) home() Name {
	switch s := t.session(); {
	case s.Consent.IsZero() && (s.State == safetyCrisis || s.State == safetyCalm):
		return safetyCalm
	case s.Consent.IsZero() && s.State == welcomeMinor:
		return welcomeMinor
	case s.Consent.IsZero():
		return welcomeHello
	}
	c := t.file()
	switch {
	case c.Stage == casefile.Settled:
		return keepingSettled
	case c.Agreement != nil:
		return keepingHome
	case c.Stage != casefile.Preparing:
		return contactHome
	}
	return t.nextQuestion()
}

func (t *turn) goHome() {
	t.session().Return = ""
	t.enter(t.home())
}

// review shows every answer with a button to change it.
func (t *turn) review() {
	if t.session().Consent.IsZero() {
		t.ask()
		return
	}
	t.enter(planFields)
}

// startOver says that nothing has to be told twice, and offers every answer to be changed.
func (t *turn) startOver() {
	if t.session().Consent.IsZero() {
		t.ask()
		return
	}
	t.note("engine.over", nil)
	if t.file().Agreement != nil {
		t.goHome()
		return
	}
	t.review()
}

// help says how one talks here and what is of use where the person stands, and puts the open
// question again.
func (t *turn) help() {
	lines := append([]string{t.text("engine.help", nil)}, t.explainCommands(t.useful())...)
	t.say(strings.Join(lines, "\n"))
	if t.session().State == "" {
		t.enter(welcomeHello)
		return
	}
	if !t.session().Consent.IsZero() {
		t.session().Next = commandsStep
	}
	t.askAgain()
}

// useful are the few commands that help where the person stands.
func (t *turn) useful() []string {
	c := t.person.Current()
	switch {
	case t.session().Consent.IsZero():
		return []string{"start", "language", "delete"}
	case c != nil && c.Stage == casefile.Settled:
		return []string{"agreement", "letter", "remind", "faq", "export"}
	case c != nil && c.Agreement != nil:
		return []string{"pay", "agreement", "remind", "letter", "log", "faq"}
	case c != nil && t.planned():
		return []string{"plan", "script", "rehearse", "letter", "materials", "offer", "log", "faq"}
	}
	return []string{"case", "faq", "settings", "delete"}
}

// explainCommands gives each command a line.
func (t *turn) explainCommands(commands []string) []string {
	var lines []string
	for _, c := range commands {
		lines = append(lines, "/"+c+" "+t.text("command."+c, nil))
	}
	return lines
}

// commandsStep is the step from the help to all commands.
const commandsStep = "commands"

// allCommands lists every command, by what it is for.
func (t *turn) allCommands() {
	var lines []string
	for _, group := range commandGroups {
		lines = append(lines, "<b>"+t.text("commands."+group.id, nil)+"</b>")
		lines = append(lines, t.explainCommands(group.commands)...)
	}
	t.say(strings.Join(lines, "\n"))
}

// away is how long a silence must be for the person to be told where they stopped.
const away = 12 * time.Hour

// greeted reports whether someone who is back only says hello.
func (t *turn) greeted(text string) bool {
	greetings := []string{"在吗", "在嗎", "在不在", "在", "你好", "您好", "哈喽", "嗨", "hi", "hello", "我回来了", "我回來了"}
	return slices.Contains(greetings, plain(text))
}

// thanked reports whether a message is only thanks.
func thanked(text string) bool {
	thanks := []string{"谢谢", "謝謝", "多谢", "多謝", "谢谢你", "謝謝你", "谢了", "感谢", "好的谢谢", "thanks", "thankyou", "thx"}
	return slices.Contains(thanks, plain(text)) || strings.TrimSpace(text) == "🙏"
}

// welcomeBack says where the conversation stopped and puts the open question.
func (t *turn) welcomeBack() {
	if t.session().Consent.IsZero() {
		t.askAgain()
		return
	}
	if t.session().inCrisisStill() {
		t.note("safety.calm.back", locale.Args{"Line": t.fact("H12356")})
		t.session().State = safetyCalm
		t.ask()
		return
	}
	t.note("engine.back.here", nil)
	if t.now.Sub(t.session().LastSeen) > away {
		t.goHome()
		return
	}
	t.ask()
}
