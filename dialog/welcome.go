package dialog

import (
	"slices"
	"strconv"
	"strings"

	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// The states of the welcome.
const (
	welcomeHello  Name = "welcome.hello"
	welcomeDetail Name = "welcome.detail"
	welcomeInfo   Name = "welcome.info"  // questions only, nothing kept
	welcomeMinor  Name = "welcome.minor" // under 18, nothing kept
)

func welcomeFlow() []State {
	return []State{
		{
			Name: welcomeHello, NoBack: true,
			Ask: askHello, Choices: helloChoices, Pick: pickHello, Read: readHello,
			Leads: slices.Concat([]Name{safetyUrgent, welcomeDetail, welcomeInfo, welcomeMinor}, urgentStates, intakeStates),
		},
		{
			Name: welcomeDetail, NoBack: true,
			Ask: line, Choices: pick("agree", "decline", "hello"),
			Pick:  pickHello,
			Leads: slices.Concat([]Name{safetyUrgent, welcomeInfo, welcomeHello}, urgentStates, intakeStates),
		},
		{
			Name: welcomeInfo, NoBack: true, Fleeting: true,
			Ask: line, Choices: infoChoices, Pick: pickInfo, Read: readInfo,
			Leads: []Name{welcomeHello},
		},
		{
			Name: welcomeMinor, NoBack: true, Fleeting: true,
			Ask: askMinor, Choices: pick("hello"), Pick: pickHello, Hear: hearMinor, Read: readMinor,
			Leads: []Name{welcomeHello},
		},
	}
}

// askHello says what the bot is, and first of all what it read, if the person has
// already told their story.
func askHello(t *turn) string {
	hello := t.text("welcome.hello", nil)
	if t.again {
		hello = t.text("welcome.hello.short", nil) // all of it stands above
	}
	if told := t.summary(); told != "" {
		return hello + "\n\n" + t.text("welcome.read", locale.Args{"Summary": locale.HTML(told)})
	}
	return hello
}

func helloChoices(t *turn) [][]choice {
	rows := [][]choice{t.row("agree")}
	if t.summary() != "" {
		rows = append(rows, t.row("fix"))
	}
	rows = append(rows, t.row("decline", "minor"), t.row("detail"))
	var languages []choice
	for _, l := range locale.Languages {
		if l != t.print.Language {
			languages = append(languages, choice{id: string(l), label: t.text("language."+string(l), nil)})
		}
	}
	return append(rows, languages)
}

func pickHello(t *turn, id string) (Name, error) {
	switch id {
	case "agree":
		t.session().Consent, t.session().Declined = t.now.UTC(), false
		if next := t.urgentTold(t.session().Warned); next != "" {
			return next, nil
		}
		if t.awaitsRecord() {
			return t.nextQuestion(), nil
		}
		return safetyUrgent, nil
	case "fix":
		t.forgetCase()
		t.note("welcome.retell", nil)
		return stay, nil
	case "decline":
		t.session().Declined = true
		return welcomeInfo, nil
	case "minor":
		return welcomeMinor, nil
	case "detail":
		return welcomeDetail, nil
	case "hello":
		return welcomeHello, nil
	default:
		t.speak(locale.Language(id))
		return stay, nil
	}
}

// readHello takes the story that someone tells before anything else. It is shown back
// and counts only once they agree.
func readHello(t *turn, text string) (Name, error) {
	if consented(text) {
		return pickHello(t, "agree")
	}
	t.again = true
	slots := understand.Opener(text, t.today)
	switch {
	case t.person.Current() != nil && t.offerBeside(text, slots), t.toldWrong(text), t.fill(text, slots), t.answersNext(text):
	case len(t.alarms) > 0:
		return stay, &refusal{key: enginePuzzled} // its card is said again
	}
	return stay, nil // what is possible is said again, shortly
}

var (
	// consentSaid is a yes to "18 or over, agree and start" in words, ageSaid an age beside it.
	consentSaid = phrase.MustCompile(`^(好|好的|行|可以|嗯|对|對|的|人|愿意|願意|我|那|都|了|吧|就|我们|我們|开始|開始|同意|已|已经|已經|满|滿|年满|年滿|成年|岁|歲|周岁|超过|超過|十八|是|并|並|且|要|点|點|确认|確認|没问题|沒問題|iagree|agree|start|yes|over|iam|im|yearsold|and|\d{2})+$`)
	consentWord = phrase.MustCompile(`同意|开始|開始|agree|start`)
	ageSaid     = phrase.MustCompile(`\d+`)
)

// consented reports consent in words: 已满18，同意. An age below 18 is none.
func consented(text string) bool {
	said := plain(text)
	if !consentSaid.MatchString(said) || !consentWord.MatchString(said) {
		return false
	}
	age, err := strconv.Atoi(ageSaid.FindString(said))
	return err != nil || age >= 18 && age < 100
}

// deniedSaid are the words of somebody who takes back what is shown: 不对 是一万二.
var deniedSaid = phrase.MustCompile(`^(不是|不对|不對|错了|錯了|no|wrong|，|,|。| )+(应该|應該|其实|其實)?(是|it is|it's)? *`)

// toldWrong takes the sum or the time told anew that is shown wrong.
func (t *turn) toldWrong(text string) bool {
	rest := text[len(deniedSaid.FindString(strings.ToLower(text))):]
	return rest != text && rest != "" && t.person.Current() != nil && t.sumAnew(rest)
}

// sumAnew takes the sum, or the time, of the debt that is told of.
func (t *turn) sumAnew(text string) bool {
	read := readAmount
	switch main := t.file().Main(); {
	case strings.ContainsAny(text, "天月周年号號日"):
		read = readOverdue
	case main.Total() == 0:
		return false
	}
	before := fingerprint(t.file())
	_, err := read(t, text)
	return err == nil && fingerprint(t.file()) != before
}

// agedSaid are the words for somebody's age, which is no figure of theirs: 我满18了.
var agedSaid = phrase.MustCompile(`满 ?(18|十八)|滿 ?(18|十八)|成年|岁|歲|(?i:years? old|adult)`)

// answersNext takes a message as the answer to the question that comes next, when something of
// the story has been told: 80天了. What comes in and goes out is known by its own words: 每个月4500 花3000.
func (t *turn) answersNext(text string) bool {
	if t.person.Current() == nil || len(t.alarms) > 0 || agedSaid.MatchString(text) || t.nextQuestion() == intakeOverdue && bareNumber.MatchString(text) {
		return false
	}
	return t.answers(t.nextQuestion(), text) || t.nextQuestion().Flow() == intakeMeans.Flow() && slices.Contains(t.unanswered(), intakeMeans) && t.answers(intakeMeans, text)
}

// answers takes a message as the answer to a question that is answered with a figure.
func (t *turn) answers(question Name, text string) bool {
	read, ok := map[Name]func(*turn, string) (Name, error){intakeAmount: readAmount, intakeOverdue: readOverdue, intakeMeans: readMeans,
		intakeIncome: readIncome, intakeEssentials: readEssentials}[question]
	if !ok {
		return false
	}
	before := fingerprint(t.file())
	_, err := read(t, text)
	return err == nil && fingerprint(t.file()) != before
}

func (t *turn) forgetCase() {
	t.person.Cases = nil
	t.session().Case, t.session().Draft, t.session().Aside = 0, nil, nil
}

// infoTopics are the questions offered to someone who does not want anything kept.
var infoTopics = []string{"overdue_consequence", "can_instalment", "collection_calls", "jail", "credit_report", "scam_agent"}

func infoChoices(t *turn) [][]choice {
	var rows [][]choice
	for _, topic := range infoTopics {
		rows = append(rows, []choice{{id: topic, label: t.engine.book.TopicLabel(topic, t.print.Language)}})
	}
	return append(rows, t.row("hello"))
}

func pickInfo(t *turn, id string) (Name, error) {
	if id == "hello" {
		return welcomeHello, nil
	}
	t.explain(id)
	return stay, nil
}

// readInfo answers someone of whom nothing is kept. What they tell of their own is taken to the
// welcome, unless they have said that nothing is to be kept.
func readInfo(t *turn, text string) (Name, error) {
	slots := understand.Opener(text, t.today)
	switch {
	case t.carded || t.answersStranger(text, slots):
	case !t.session().Declined && t.fill(text, slots):
		return welcomeHello, nil
	case tellsOwn(slots):
		t.note("welcome.info.tell", nil)
	default:
		return stay, &refusal{key: enginePuzzled}
	}
	t.again = true
	return stay, nil
}

func askMinor(t *turn) string {
	if t.again {
		return t.text("welcome.minor", nil) // the card stands above
	}
	return t.card(string(understand.Minor)) + "\n\n" + t.text("welcome.minor", nil)
}

var (
	afraidSaid = phrase.MustCompile(`打死|打我|(会|會|要|被).{0,2}(打|揍|骂死|罵死|赶出|趕出)|家暴|挨打|不敢(告诉|告訴|说|說|跟)|hit me|beat me|kill me|afraid to tell`)
	lendSaid   = phrase.MustCompile(`(再|还|還|能|去|可以|想|要).{0,4}(借|贷|貸|套现|套現)|borrow`)
)

// adultSaid are the words of somebody who was taken for a child and is none: 我成年了, 我是家长, 我今年42.
var adultSaid = phrase.MustCompile(`(?i)^(我|俺|本人)?(早就|早|已经|已經|已|是|都)*(成年(人|了)|满了?(18|十八)|滿了?(18|十八)|大人|(学生|學生|孩子)?(的)?家长|(學生|孩子)?(的)?家長|孩子(他|她)?(妈|爸|媽))|^(我|俺|本人)?(今年)?([2-9]\d|二十|三十|四十|五十|六十)[一二三四五六七八九]?多?(岁|歲)|不是(未成年|小孩|孩子|学生|學生)|^i('m| am) (an adult|a parent|over 18|[2-9]\d)`)

// hearMinor lets those go on who are no child, and answers what a child asks most: whether to borrow elsewhere, and what
// to do when home is to be feared.
func hearMinor(t *turn, text string) (Name, bool) {
	if adultSaid.MatchString(text) || consented(text) {
		return welcomeHello, true
	}
	key := ""
	switch {
	case afraidSaid.MatchString(strings.ToLower(text)):
		key = "welcome.minor.afraid"
	case lendSaid.MatchString(strings.ToLower(text)):
		key = "welcome.minor.lend"
	default:
		return "", false
	}
	t.note(key, locale.Args{"Police": t.fact("H110"), "Legal": t.fact("H12348")})
	t.again = true
	return stay, true
}

// readMinor says the card again: whoever writes on has not been helped yet.
func readMinor(*turn, string) (Name, error) { return stay, nil }

// stranger answers someone of whom nothing is kept yet.
func (t *turn) stranger(text string) bool {
	if t.session().State != "" {
		return false
	}
	if slices.Contains(aboutUs, t.wanted) {
		t.noteWish(t.wanted)
		t.enter(welcomeHello)
		return true
	}
	slots := understand.Opener(text, t.today)
	if countSlots(slots) < 2 && t.disputeSaid(text) == "" && t.reached(text) == nil && t.answersStranger(text, slots) {
		if !tellsOwn(slots) && !t.carded {
			t.enter(welcomeInfo)
			return true
		}
	}
	t.fill(text, slots)
	t.termsHeard(text)
	t.enter(welcomeHello)
	return true
}

// tellsOwn reports whether a question says something of the person's own case beside: 花呗逾期了怎么办.
func tellsOwn(slots understand.Slots) bool {
	slots.Cause = "" // 会坐牢吗 names none
	beside := countSlots(understand.Slots{Debts: slots.Debts}) < countSlots(slots)
	return beside || slices.ContainsFunc(slots.Debts, func(d understand.Debt) bool {
		return d.Product != "" && d.Product != understand.OtherProduct || d.Total != nil || d.Principal != nil || d.OverdueDays != nil || !d.DueDate.IsZero()
	})
}

// answersStranger answers a question without keeping anything. One that is not understood is
// said to be so: whoever asks does not want to read the welcome again.
func (t *turn) answersStranger(text string, slots understand.Slots) bool {
	reading := understand.Topic(text)
	switch {
	case asksLimitation(text):
		t.say(askSilence(t))
	case t.carded && slices.Contains(cardTopics[t.alarms[0]], reading.Best):
	case deletionOffered.MatchString(text):
		t.explain(string(understand.ScamAgent))
	case reading.Best != "" && asksSomething(text):
		t.explain(string(reading.Best))
	case slots.Empty() && (asksSomething(text) || len(reading.Close) > 0) && len(t.alarms) == 0:
		t.note("welcome.puzzled", nil)
	default:
		return false
	}
	return true
}

// strangerPressed lets someone of whom nothing is kept press the buttons of the states
// that need no memory.
func (t *turn) strangerPressed(data string) bool {
	name, revision, id, ok := splitData(data)
	s := t.session()
	if s.State != "" || !ok {
		return false
	}
	state := t.engine.machine.states[name]
	if state == nil || !state.Fleeting {
		return false
	}
	s.State, s.Revision = name, revision
	t.choose(id)
	return true
}

// summary lists what is known of the case in one line, or "" if nothing is.
func (t *turn) summary() string {
	c := t.person.Current()
	if c == nil {
		return ""
	}
	var parts []string
	for _, f := range caseFields {
		if value := f.value(t, c); value != "" && !f.fine {
			parts = append(parts, value)
		}
	}
	if t.awaitsRecord() {
		parts = append(parts, t.reachedField())
	}
	return strings.Join(parts, " · ")
}
