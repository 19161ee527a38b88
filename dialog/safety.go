package dialog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// The states that come before money.
const (
	safetyUrgent  Name = "safety.urgent"
	safetyCourt   Name = "safety.court"
	safetyThreat  Name = "safety.threat"
	safetyAgent   Name = "safety.agent"
	safetyNotMine Name = "safety.notmine"
	safetyMinor   Name = "safety.minor"
	safetyCrisis  Name = "safety.crisis"
	safetyCalm    Name = "safety.calm"
	safetyWell    Name = "safety.well"
)

// urgentStates are where a matter that comes before money leads.
var urgentStates = []Name{safetyCourt, safetyThreat, safetyAgent, safetyNotMine, courtPaper, courtServed, courtHearing, courtHome}

func safetyFlow() []State {
	return []State{
		{
			Name: safetyUrgent,
			Ask:  line, Choices: pick("none", "court", "threat", "agent", "notmine"), Nothing: []string{"none"},
			Pick: pickUrgent, Hear: hearUrgent, Read: readUrgent,
			Leads: slices.Concat(intakeStates, urgentStates, []Name{adviceAgent}),
		},
		urgentCard(safetyCourt, understand.Court, "paper", courtPaper, hearCourt),
		urgentCard(safetyThreat, understand.Harassment, "log", harassDay, hearHarassed),
		urgentCard(safetyAgent, understand.ScamAgent, "given", adviceAgent, hearAgent),
		urgentCard(safetyNotMine, understand.IdentityTheft, "kind", disputeKind, nil),
		{
			Name: safetyMinor,
			Ask:  line, Choices: pick("minor", "adult"),
			Pick: func(t *turn, id string) (Name, error) {
				if id == "minor" {
					return welcomeMinor, nil
				}
				return t.home(), nil
			},
			Leads: append(slices.Clone(homeStates), welcomeMinor),
		},
		{
			Name: safetyCrisis, NoBack: true, Fleeting: true,
			Ask:     func(t *turn) string { return t.card(string(understand.Crisis)) },
			Choices: pick("company alone", "safe"),
			Pick: func(t *turn, id string) (Name, error) {
				t.note("safety.crisis.heard."+id, nil)
				return safetyCalm, nil
			},
			Read:  func(t *turn, _ string) (Name, error) { return safetyCalm, nil },
			Leads: []Name{safetyCalm},
		},
		{
			Name: safetyCalm, NoBack: true, Fleeting: true,
			Ask: line, Choices: pick("resume"),
			Pick:  pickResume,
			Read:  readCalm,
			Leads: []Name{welcomeHello},
		},
		{
			Name: safetyWell, NoBack: true,
			Ask: line, Choices: pick("fine", "low"),
			Pick:  pickWell,
			Read:  readWell,
			Leads: []Name{safetyCrisis, welcomeHello},
		},
	}
}

// cardTopics are the questions that the card of an alarm answers as well.
var cardTopics = map[understand.Alarm][]understand.TopicName{
	understand.Court:         {"sued", "court_summons"},
	understand.Harassment:    {"collection_calls", "collection_limits"},
	understand.ScamAgent:     {"scam_agent", "credit_repair"},
	understand.Forgery:       {"materials"},
	understand.IdentityTheft: {"identity_theft"},
}

// cardLetters are the letters that help with an urgent matter.
var cardLetters = map[understand.Alarm][]string{
	understand.Court:         {"court"},
	understand.Harassment:    {"contact_only", "complaint"},
	understand.IdentityTheft: {"not_mine", "dispute"},
}

// urgentCard shows what to do first about an urgent matter, and leads into it. What is not
// the person's own debt is not worked out.
func urgentCard(name Name, alarm understand.Alarm, deeper string, into Name, hear func(*turn, string) (Name, bool)) State {
	return State{
		Name: name, Hear: hearCard(hear),
		Ask: func(t *turn) string {
			t.warned(alarm)
			if t.carded || t.again {
				return t.text("safety.card", nil) // the card stands right above
			}
			return t.card(string(alarm)) + "\n\n" + t.text("safety.card", nil)
		},
		Choices: func(t *turn) [][]choice {
			next := choice{id: "next", label: t.text("safety.card.next", nil)}
			if name == safetyNotMine {
				next.label = t.text("safety.card.own", nil)
			}
			return append(append([][]choice{t.row(deeper)}, t.cardLetterRows(alarm)...), []choice{next})
		},
		Pick: func(t *turn, id string) (Name, error) {
			switch {
			case id == deeper && name == safetyThreat:
				return t.harassNext(), nil
			case id == deeper && name == safetyCourt:
				return t.courtNext(), nil
			case id == deeper:
				return into, nil
			case id != "next":
				return t.openLetter(id), nil
			case name == safetyNotMine:
				t.ownBesides()
			}
			return t.home(), nil
		},
		Read:  readUrgentCard,
		Leads: slices.Concat(intakeStates, homeStates, toldStates, []Name{into, letterPage}),
	}
}

// goesOn are the words of somebody who would rather go on with the figures, in the form of [plain].
var goesOn = phrase.MustCompile(`^(先不管(它|他|这个|這個|了)?|那|先|还是|還是|我|就)*(接着|接著|继续|繼續|先|往下|来|來)*算(账|帳|一下|下去|我的|数|數)*(吧|了)?$|^(go on|goon|continue)$`)

// hearCard hears that somebody wants to go on, and otherwise what the card itself hears.
func hearCard(hear func(*turn, string) (Name, bool)) func(*turn, string) (Name, bool) {
	return func(t *turn, text string) (Name, bool) {
		if goesOn.MatchString(plain(text)) {
			next, err := t.open().Pick(t, "next")
			return next, err == nil
		}
		if hear == nil {
			return "", false
		}
		return hear(t, text)
	}
}

// toldStates are where a card leads that was answered with what happened.
var toldStates = []Name{courtServed, courtHearing, courtHome, harassCalls, harassWhat}

// cardLetterRows offers the letters that help with an urgent matter.
func (t *turn) cardLetterRows(alarm understand.Alarm) [][]choice {
	var rows [][]choice
	for _, letter := range cardLetters[alarm] {
		label, _ := t.engine.book.LetterLabel(letter, t.print.Language)
		rows = append(rows, []choice{{id: letter, label: t.text("safety.card.letter", locale.Args{"Letter": label})}})
	}
	return rows
}

// ownBesides marks what was told so far as not the person's own, and makes room for one that is.
func (t *turn) ownBesides() {
	if d := t.file().Main(); d.Product != "" || d.Total() > 0 {
		d.Dispute = casefile.NotMine
		t.ownDebt()
	}
}

// readUrgentCard takes what is said below a card: the day court papers came, or the case.
func readUrgentCard(t *turn, text string) (Name, error) {
	state := t.session().State
	if state == safetyCourt && t.courtDay(text) {
		return t.courtNext(), nil
	}
	if state == safetyNotMine {
		if kind := t.disputeSaid(text); kind != "" {
			return pickDispute(t, string(kind))
		}
		t.ownBesides()
	}
	if t.fill(text, understand.Opener(text, t.today)) {
		t.note("intake.filled", locale.Args{"Summary": locale.HTML(t.summary())})
		return t.nextQuestion(), nil
	}
	return stay, &refusal{key: enginePuzzled}
}

// courtDay takes the day on which court papers came, if the message names one.
func (t *turn) courtDay(text string) bool {
	day, err := understand.Date(text, understand.PastDue, t.today)
	if err != nil || day.Kind != understand.Exact || day.Value.After(t.today) {
		return false
	}
	t.served(day.Value)
	return true
}

// pickUrgent opens what was picked. What was shown a moment ago is not said again in full.
func pickUrgent(t *turn, id string) (Name, error) {
	alarms := map[string]understand.Alarm{"court": understand.Court, "threat": understand.Harassment, "agent": understand.ScamAgent, "notmine": understand.IdentityTheft}
	if id == "none" {
		return t.weighedNext(), nil
	}
	t.again = slices.Contains(t.session().Warned, alarms[id]) && t.now.Sub(t.session().LastSeen) < away
	return Name("safety." + id), nil
}

// readUrgent takes words where a button was expected: the matter, the story, or plain "no".
func readUrgent(t *turn, text string) (Name, error) {
	told := t.alarms
	if _, ok := t.harassSaid(text); ok && len(told) == 0 {
		t.alarms = []understand.Alarm{understand.Harassment}
		t.keepUrgent(text)
		told = t.alarms
		if !t.warned(understand.Harassment) {
			t.showCard(understand.Harassment)
		}
	}
	if len(told) > 0 {
		t.refill(text)
		if next := t.urgentTold(told); next != "" {
			return next, nil
		}
	}
	if t.refill(text) {
		return t.nextQuestion(), nil
	}
	if nothingUrgent.MatchString(text) || goesOn.MatchString(plain(text)) {
		return t.weighedNext(), nil
	}
	if t.answersNext(text) {
		return t.nextQuestion(), nil // 大概有半年没还了
	}
	if answer, err := understand.YesNo(text); err == nil && answer.Kind == understand.Exact && !answer.Value {
		return t.weighedNext(), nil
	}
	return stay, &refusal{key: urgentWhich}
}

// urgentWhich is the key of the words that ask once more for one of the buttons.
const urgentWhich = "safety.urgent.which"

// nothingUrgent are the words of somebody who wants to get on with the sums.
var nothingUrgent = phrase.MustCompile(`(没|沒)(有)?(什么|什麼|啥|任何)?(急事|要紧事|要緊事|这些|這些|紧急的事?|緊急的事?)|^(还好|還好|都还好|都還好|没啥|沒啥|没什么|沒什麼|目前没|目前沒)|(先|帮我|幫我|直接)(帮我|幫我)?(算|看)|(是|就是)我(自己|本人)(借|欠|用|刷|花)的|^(那|请|請)?(你)?能(帮|幫)我(做|干)?(什么|什麼|啥)`)

// inCrisis stops everything when a message speaks of ending one's life. Where it may only
// sound like that, one question comes first.
func (t *turn) inCrisis() bool {
	switch {
	case slices.Contains(t.danger.Alarms, understand.Crisis):
		t.lead = nil
		t.enter(safetyCrisis)
	case t.danger.Unsure && t.session().WellAsked != t.today && t.session().State != safetyCalm: // who is listened to is not examined
		t.session().WellAsked = t.today
		t.lead = nil
		t.enter(safetyWell)
	default:
		return false
	}
	return true
}

// insistent alarms are answered every time; the others once, so as not to lecture.
var insistent = []understand.Alarm{understand.Violence, understand.ScamAgent}

// alarmed looks for other danger in a message. A child is asked about; for the rest the
// gravest card is shown, and the conversation goes on.
func (t *turn) alarmed(text string) bool {
	alarms := t.danger.Alarms
	if c := t.person.Current(); c != nil && c.Agreement != nil && saysPaid(text) {
		// A payment while an agreement is kept is the lender's: it is not one to an agent.
		alarms = slices.DeleteFunc(alarms, func(a understand.Alarm) bool { return a == understand.ScamAgent })
	}
	if t.lendersFee(text) {
		alarms = slices.DeleteFunc(alarms, func(a understand.Alarm) bool { return a == understand.ScamAgent })
	}
	if lentKnowingly(text) {
		alarms = slices.DeleteFunc(alarms, func(a understand.Alarm) bool { return a == understand.IdentityTheft })
	}
	if substituteFor(text) != "" {
		alarms = slices.DeleteFunc(alarms, func(a understand.Alarm) bool { return a == understand.Forgery })
	}
	t.alarms = alarms
	if slices.Contains(alarms, understand.Minor) {
		if state := t.session().State; state == "" || state == welcomeInfo || state == welcomeMinor {
			t.enter(welcomeMinor) // nothing of it is kept
		} else {
			if !t.session().Consent.IsZero() && t.person.Current() != nil {
				t.fill(text, understand.Opener(text, t.today)) // kept for who is of age, as was said before
			}
			t.enter(safetyMinor)
		}
		return true
	}
	t.keepUrgent(text)
	if t.asksForForgery(text) {
		return true
	}
	for _, alarm := range alarms {
		if !t.warned(alarm) || slices.Contains(insistent, alarm) {
			t.showCard(alarm)
			break
		}
	}
	return false
}

// agentNamed are the words of somebody who tells of an agent, not of the lender.
var agentNamed = phrase.MustCompile(`(?i)中介|法务|法務|代办|代辦|包办|包辦|删|刪|修复|修復|洗白|征信|徵信|私人|个人账|個人帳|私户|私戶|微信|二维码|二維碼|律所|帮我办|幫我辦|\bagent\b`)

// lendersFee reports that a fee belongs to terms that the lender offers: they are weighed with it,
// and nobody has to be warned of an agent.
func (t *turn) lendersFee(text string) bool {
	if t.session().Consent.IsZero() || agentNamed.MatchString(text) {
		return false
	}
	terms, err := t.termsTold(text)
	if refusedAs(err, contactInterest) {
		return lenderSaid.MatchString(text) // it is asked what they come to
	}
	return err == nil && terms.Count > 1 && (terms.MonthlyFee > 0 || terms.DownPayment > 0 || lenderSaid.MatchString(text))
}

// asksForForgery answers whoever asks for a false paper and tells nothing else: no figure, yes or
// no of theirs is an answer to the open question.
func (t *turn) asksForForgery(text string) bool {
	if !slices.Equal(t.alarms, []understand.Alarm{understand.Forgery}) || t.session().Consent.IsZero() || t.session().inCrisisStill() ||
		countSlots(understand.Opener(text, t.today)) > 0 {
		return false
	}
	if !t.warned(understand.Forgery) {
		t.showCard(understand.Forgery)
	}
	t.showSeenCard()
	t.askAgain()
	return true
}

// alarmStands reports whether the message speaks of others who threaten, demand or deceive:
// figures in it without a word for them are no answers.
func (t *turn) alarmStands() bool {
	return slices.ContainsFunc(t.alarms, func(a understand.Alarm) bool {
		return a != understand.Gambling && a != understand.Crisis && a != understand.Minor
	})
}

// figureFlows are those whose questions are answered with figures, or with a yes or no.
var figureFlows = []string{"intake", "budget", "debts", "doubt", "outlook", "agreement", "keeping"}

// figuresOfDanger reports that a message speaks of danger and names nothing of the case: a
// figure in it, such as the hour of a call, is no answer to the open question.
func (t *turn) figuresOfDanger(state *State, text string) bool {
	if !t.alarmStands() || countSlots(understand.Opener(text, t.today)) > 0 || t.disputeSaid(text) != "" {
		return false
	}
	switch flow := state.Name.Flow(); {
	case flow == collectionCaller.Flow():
		ofCalls := slices.ContainsFunc(t.alarms, func(a understand.Alarm) bool { return a == understand.Harassment || a == understand.Violence })
		return state.Name != collectionCaller && !ofCalls // who calls, how often and when is asked there
	case !slices.Contains(figureFlows, flow) || saysPaid(text) || cannotPay(text):
		return false
	}
	_, err := t.termsTold(text)
	return err != nil
}

// dangers are what a text speaks of; the message itself has been listened to.
func (t *turn) dangers(text string) []understand.Alarm {
	if text == t.words {
		return t.danger.Alarms
	}
	return understand.Safety(text)
}

// showCard says the card of an alarm. Nothing else is then said about the same message.
func (t *turn) showCard(alarm understand.Alarm) {
	t.carded = true
	t.say(t.card(string(alarm)))
}

// showSeenCard says the card of an alarm once more when the message meant nothing else.
func (t *turn) showSeenCard() {
	switch {
	case t.carded || len(t.alarms) == 0:
	case t.alarms[0] == understand.Forgery:
		t.note("safety.forgery.again", nil) // once is enough
	default:
		t.showCard(t.alarms[0])
	}
}

// warned reports whether the person has seen the card of an alarm, and remembers that they have now.
func (t *turn) warned(alarm understand.Alarm) bool {
	s := t.session()
	if slices.Contains(s.Warned, alarm) {
		return true
	}
	s.Warned = append(s.Warned, alarm)
	return false
}

// card is the text on an urgent matter.
func (t *turn) card(alarm string) string {
	text, ok := t.engine.book.Card(alarm, t.print.Language, t.today)
	if !ok {
		panic("dialog: no card for " + alarm)
	}
	return text
}

// readCalm listens; the conversation goes on when the person says so.
func readCalm(t *turn, text string) (Name, error) {
	if wantsOn(text) {
		return pickResume(t, "resume")
	}
	return stay, nil
}

// wantsOn reports whether a short message asks to go on.
func wantsOn(text string) bool {
	said := plain(text)
	for _, word := range []string{"继续", "繼續", "接着", "接著", "goon", "continue", "resume"} {
		if strings.Contains(said, word) && utf8.RuneCountInString(said) <= 20 {
			return true
		}
	}
	return false
}

// calmed lets the buttons and the words that end a pause through before anything else is
// read into them.
func (t *turn) calmed(text string) bool {
	s := t.session()
	if !s.inCrisisStill() {
		return false
	}
	if wantsReminders(text) {
		t.remindAgain()
		return true
	}
	if t.labelled(text) {
		return true
	}
	if !wantsOn(text) {
		return false
	}
	t.session().State = safetyCalm
	t.choose("resume")
	return true
}

// pickResume goes back to the question that was open before the conversation stopped.
func pickResume(t *turn, _ string) (Name, error) {
	s := t.session()
	if s.Consent.IsZero() {
		return welcomeHello, nil
	}
	for len(s.History) > 1 && s.History[len(s.History)-1].Flow() == safetyCrisis.Flow() {
		s.History = s.History[:len(s.History)-1]
	}
	return previous, nil
}

// pickWell goes back to the open question, or listens. What made the question necessary was
// kept nowhere: figures in it have to be said again.
func pickWell(t *turn, id string) (Name, error) {
	if id == "low" {
		return safetyCrisis, nil
	}
	t.note("safety.well.heard", nil)
	return pickResume(t, id)
}

// readWell takes what is typed where the words of [turn.soothed] did not tell: to be asked
// twice would hurt, and a card too many does not.
func readWell(t *turn, _ string) (Name, error) { return safetyCrisis, nil }

// soothed takes the typed answer to whether the person is safe. Someone who speaks of
// something else has left that question behind: it is theirs that is open again.
func (t *turn) soothed(text string) bool {
	s := t.session()
	if s.State != safetyWell {
		return false
	}
	if t.labelled(text) {
		return true
	}
	switch feeling(text) {
	case feelsFine:
		t.choose("fine")
	case feelsLow:
		t.choose("low")
	default:
		if t.danger.Unsure || slices.Contains(t.danger.Alarms, understand.Crisis) {
			t.choose("low")
			return true
		}
		if s.State = ""; len(s.History) > 0 {
			s.State, s.History = s.History[len(s.History)-1], s.History[:len(s.History)-1]
		}
		return false
	}
	return true
}

const (
	feelsUnclear = iota
	feelsFine
	feelsLow
)

// feeling reads a short answer to how somebody is. Low outweighs fine.
func feeling(text string) int {
	said := plain(text)
	if utf8.RuneCountInString(said) > 24 {
		return feelsUnclear
	}
	if containsAny(said, "难受", "難受", "难过", "難過", "痛苦", "崩溃", "崩潰", "绝望", "絕望", "撑不", "撐不", "不安全", "不好", "不太好", "不怎么好", "不知道", "说不清", "說不清",
		"想哭", "害怕", "救", "不行", "notok", "notsafe", "notfine", "sad", "hurt", "idontknow", "dontknow", "唔好", "唔安全", "唔知") {
		return feelsLow
	}
	if containsAny(said, "没事", "沒事", "冇事", "还好", "還好", "安全", "挺好", "很好", "开玩笑", "開玩笑", "想多", "放心", "接着说", "接著說", "继续", "繼續", "没那个意思", "沒那個意思",
		"不是那个意思", "不是那個意思", "夸张", "誇張", "imok", "imfine", "okay", "safe", "fine", "joking", "kidding", "goon") {
		return feelsFine
	}
	switch said {
	case "是", "是的", "嗯", "嗯嗯", "对", "對", "好", "好的", "ok", "yes", "yep", "没有", "沒有":
		return feelsFine
	case "不是", "不", "no", "nope", "一个人", "一個人":
		return feelsLow
	}
	return feelsUnclear
}

func containsAny(s string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}
