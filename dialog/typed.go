package dialog

import (
	"errors"
	"slices"
	"strings"
	"unicode"

	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// typed answers a message. What it might be is tried in the order of urgency: things
// that identify the person, a crisis, commands, the label of an open button, other danger,
// words that work everywhere, the answer to the open question, a question of the person's own.
func (t *turn) typed(text string) {
	text = t.withoutSecrets(strings.TrimSpace(text))
	t.words, t.danger = text, understand.Listen(text)
	t.wanted, _ = understand.ReadWish(t.withoutMain(text))
	if last := strings.LastIndexAny(text, "，,。 "); t.wanted == "" && last > 0 && t.kept() {
		if wish, ok := understand.ReadWish(strings.TrimLeft(text[last:], "，,。 ")); ok && wish == understand.WishStatus && !anyFigure.MatchString(text) {
			t.wanted = wish // 好久没来了，我还欠多少
		}
	}
	if t.calmed(text) || t.soothed(text) || t.inCrisis() || t.commanded(text) {
		return
	}
	s := t.session()
	t.namedLast, s.Named = s.Named, 0
	if s.State != "" && t.labelled(text) {
		s.Paused = false
		return
	}
	s.Next = ""
	if s.State != "" && t.open().Own {
		t.ownWords(text)
		return
	}
	if t.paidThenAsks(text) || t.heard(text) || t.sumsAsked(text) || t.keptTold(text) || t.wanted == "" && t.alarmed(text) || t.stranger(text) {
		return
	}
	resumed := s.Paused
	s.Paused = false
	switch {
	case resumed || t.greeted(text):
		t.welcomeBack()
		return
	case thanked(text):
		t.note("engine.welcome", nil)
		t.askAgain()
		return
	}
	if t.worded(text) || t.anotherSaid(text) || t.meaningAsked(text) || t.courtTold(text) || t.objectionTold(text) || t.dueTrouble(text) || t.keepingSaid(text) {
		return
	}
	t.answer(text)
}

// withoutMain is a message without the name of the debt that is talked about: 花呗怎么说 asks for its script.
func (t *turn) withoutMain(text string) string {
	c := t.person.Current()
	if c == nil || len(c.Debts) == 0 {
		return text
	}
	named := t.debtsNamed(text)
	if len(named) != 1 || named[0].place != 0 {
		return text
	}
	return firstOnly.ReplaceAllString(strings.Replace(text, named[0].words, "", 1), "")
}

// firstOnly says that a debt comes first, before what is asked about it.
var firstOnly = phrase.MustCompile(`^[那就]*先?[谈談说說弄][，, ]+`)

// ownWords takes a sentence where one in the person's own words is wanted.
func (t *turn) ownWords(text string) {
	t.session().Paused = false
	switch {
	case text == "":
		t.ask()
	case !t.worded(text):
		state := t.open()
		next, err := state.Read(t, text)
		t.answered(state, next, err)
	}
}

// shown answers a picture, a voice message, a forwarded or edited text. Its words are
// searched for danger and for what identifies the person, and are no answer; a picture
// counts only where one is waited for.
func (t *turn) shown(caption string, file *casefile.File) {
	identity := file != nil && ofIdentity(caption)
	caption = t.withoutSecrets(caption)
	t.words, t.danger = caption, understand.Listen(caption)
	if t.inCrisis() || t.alarmed(caption) {
		return
	}
	if t.session().State == "" {
		t.note("engine.media", nil)
		t.enter(welcomeHello)
		return
	}
	state := t.open()
	switch {
	case identity:
		t.unsay = true
		t.note("engine.media.identity", nil)
	case file != nil && state.Take != nil:
		next, err := state.Take(t, *file)
		t.answered(state, next, err)
		return
	case file != nil && !t.session().Consent.IsZero():
		t.note("engine.media.file", locale.Args{"Photo": file.Photo})
	default:
		t.note("engine.media", nil)
	}
	t.askAgain()
}

// withoutSecrets blanks out numbers that identify the person, has the message removed
// from the chat and says so. Nothing of it is kept.
func (t *turn) withoutSecrets(text string) string {
	kinds, redacted := understand.Secrets(text)
	if len(kinds) == 0 {
		return text
	}
	t.unsay = true
	t.note("engine.secret."+string(kinds[0]), nil)
	return strings.TrimSpace(redacted)
}

// word is what a message asks for that works in every state.
type word int

const (
	backWord word = iota + 1
	skipWord
	pauseWord
	helpWord
	homeWord
	reviewWord
	againWord
	otherWord // another of the debts
)

// anywhere are the messages that work in every state, in the form of [plain].
var anywhere = map[string]word{
	"上一步": backWord, "返回": backWord, "后退": backWord, "back": backWord,
	"跳过": skipWord, "跳過": skipWord, "不知道": skipWord, "不清楚": skipWord, "不记得": skipWord, "不記得": skipWord,
	"不确定": skipWord, "不確定": skipWord, "不想说": skipWord, "不想說": skipWord, "skip": skipWord, "idontknow": skipWord,
	"暂停": pauseWord, "暫停": pauseWord, "先停": pauseWord, "先停一下": pauseWord, "改天再说": pauseWord, "改天再說": pauseWord, "pause": pauseWord,
	"算了": pauseWord, "算了吧": pauseWord, "不填了": pauseWord, "不弄了": pauseWord, "不想弄了": pauseWord, "不想填了": pauseWord, "今天不弄了": pauseWord, "先不弄了": pauseWord, "先这样": pauseWord, "先這樣": pauseWord, "先这样吧": pauseWord, "先這樣吧": pauseWord,
	"下次再说": pauseWord, "下次再說": pauseWord, "以后再说": pauseWord, "以後再說": pauseWord, "晚点再说": pauseWord, "晚點再說": pauseWord, "回头再说": pauseWord, "回頭再說": pauseWord, "notnow": pauseWord, "nevermind": pauseWord,
	"帮助": helpWord, "幫助": helpWord, "help": helpWord,
	"取消": homeWord, "退出": homeWord, "菜单": homeWord, "菜單": homeWord, "选单": homeWord, "選單": homeWord, "cancel": homeWord, "menu": homeWord,
	"修改": reviewWord, "改一下": reviewWord, "改数字": reviewWord, "改數字": reviewWord, "change": reviewWord,
	"换一笔": otherWord, "換一筆": otherWord, "换一家": otherWord, "換一家": otherWord, "换个债": otherWord, "换另一笔": otherWord, "換另一筆": otherWord, "另一笔": otherWord, "另一筆": otherWord, "先谈别的": otherWord, "先談別的": otherWord, "anotherdebt": otherWord, "switchdebt": otherWord,
	"重来": againWord, "重來": againWord, "重新来": againWord, "重新來": againWord, "重新开始": againWord, "重新開始": againWord, "从头来": againWord, "從頭來": againWord, "从头开始": againWord, "從頭開始": againWord,
	"我想重来": againWord, "我想重來": againWord, "startover": againWord, "startagain": againWord,
}

// worded acts on a message that is one of the words that work everywhere.
func (t *turn) worded(text string) bool {
	switch anywhere[plain(text)] {
	case backWord:
		t.back()
	case skipWord:
		t.skip()
	case pauseWord:
		t.pause()
	case helpWord:
		t.help()
	case homeWord:
		t.goHome()
	case reviewWord:
		t.review()
	case againWord:
		t.startOver()
	case otherWord:
		t.chooseOther()
	default:
		return t.languageAsked(text)
	}
	return true
}

// languageSaid are the words of somebody who wants to read another language.
var languageSaid = map[locale.Language]*phrase.Pattern{
	locale.Hans:    phrase.MustCompile(`(?i)^.{0,6}(用|换|換|改|切|说|說|看|要|有).{0,4}(简体|簡體)(中文|字)?.{0,3}$|^(简体|簡體)(中文)?$|^.{0,12}simplified( chinese)?.{0,8}$`),
	locale.Hant:    phrase.MustCompile(`(?i)^.{0,6}(用|换|換|改|切|说|說|看|要|有).{0,4}(繁体|繁體|正体|正體)(中文|字)?.{0,3}$|^(繁体|繁體)(中文)?$|^.{0,12}traditional( chinese)?.{0,8}$`),
	locale.English: phrase.MustCompile(`(?i)^.{0,6}(用|换|換|改|切|说|說|讲|講|看|要|有).{0,4}(英文|英语|英語|english).{0,3}$|^(in )?english( please)?$|^.{0,16}(speak|switch to|use|in) english.{0,8}$`),
}

// languageAsked switches to the language that a message asks for.
func (t *turn) languageAsked(text string) bool {
	for _, l := range locale.Languages {
		if languageSaid[l].MatchString(text) && !strings.ContainsAny(text, "不别別") {
			t.speak(l)
			t.ask()
			return true
		}
	}
	return false
}

// plain brings a word to the form it is compared in: lower case, no spaces, no punctuation.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsPunct(r) || unicode.IsSymbol(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// heard takes a message that belongs to the open question, whatever else its words may be.
func (t *turn) heard(text string) bool {
	state := t.open()
	if state == nil || state.Hear == nil {
		return false
	}
	next, ok := state.Hear(t, text)
	if ok {
		t.session().Paused = false
		t.follow(state, next)
	}
	return ok
}

// answer reads a message as the answer to the open question, or as a question.
func (t *turn) answer(text string) {
	state := t.open()
	if asked := t.session().Readings; len(asked) > 0 && state.Name.Flow() == keepingHome.Flow() {
		t.note("keeping.dropped", locale.Args{"Reading": asked[0]})
	}
	t.session().Readings, t.session().Topics = nil, nil
	if text == "" {
		t.ask()
		return
	}
	if t.saidNothing(state, text) || t.fulfilled() || t.besides(text) || asksSomething(text) && (t.tellsAndAsks(state, text) || t.explained(text)) {
		return
	}
	if state.Read == nil {
		if !t.debtTold(text) {
			t.puzzled(text)
		}
		return
	}
	if t.figuresOfDanger(state, text) {
		t.answered(state, stay, &understand.Unclear{Code: understand.Nonsense})
		return
	}
	if t.putRight(text, false) {
		return
	}
	t.doubted = text
	next, err := state.Read(t, text)
	var unclear *understand.Unclear
	nonsense := errors.As(err, &unclear) && unclear.Code == understand.Nonsense
	notRead := nonsense && !state.Stated || refusedAs(err, enginePuzzled) ||
		(refusedAs(err, contactWhich) || refusedAs(err, urgentWhich)) && understand.Topic(text).Best != ""
	if err != nil && (t.typedWrong(text) || t.putRight(text, true) || t.acknowledged(text)) || nonsense && t.vague(text) || notRead && t.explained(text) {
		return
	}
	t.answered(state, next, err)
}

// tellsAndAsks takes a story that ends in a question, 花呗8000逾期60天能分期吗, where one is being told: what it says is kept,
// and the question is answered before the next one is put.
func (t *turn) tellsAndAsks(state *State, text string) bool {
	slots := understand.Opener(text, t.today)
	if !slices.Contains(storyStates, state.Name) || t.session().Return != "" || !hasAmounts(slots) && (countSlots(slots) == 0 || !tellsOwn(slots)) {
		return false
	}
	next, err := state.Read(t, text)
	if err != nil {
		return false
	}
	if topic := understand.Topic(text).Best; topic != "" && !t.carded {
		t.explain(string(topic))
	}
	t.answered(state, next, nil)
	return true
}

// storyStates are the questions at which a story is told.
var storyStates = []Name{safetyUrgent, intakeProduct, intakeAmount, intakeOverdue, intakeMeans, intakeIncome, intakeEssentials, intakeCause}

// besides takes what is no answer to the open question, whichever it is: a wish, news of another debt or of the lender,
// a question with an answer of its own. They are tried in this order.
func (t *turn) besides(text string) bool {
	return slices.ContainsFunc([]func(*turn, string) bool{
		(*turn).reminderWish,
		(*turn).otherDebtSaid, (*turn).owedElsewhere, (*turn).newDebtSaid, (*turn).whoseTerms,
		(*turn).disputeTold, (*turn).guardedSaid,
		(*turn).dutyAsked, (*turn).phoneAsked, (*turn).orderAsked, (*turn).limitationAsked, (*turn).substituteAsked,
		(*turn).howLongTold, (*turn).firstDayTold, (*turn).incomeEnded, (*turn).countAsked,
		(*turn).visitTold, (*turn).proofTold, (*turn).tidings,
	}, func(take func(*turn, string) bool) bool { return take(t, text) })
}

// puzzled answers words where only a button makes sense.
func (t *turn) puzzled(text string) {
	if t.acknowledged(text) || t.explained(text) {
		return
	}
	t.answered(t.open(), stay, &refusal{key: enginePuzzled})
}

// A refusal is an answer that was understood but cannot be taken; Key is the text that says why.
type refusal struct {
	key  string
	args locale.Args
}

func (r *refusal) Error() string { return "refused: " + r.key }

// enginePuzzled is the key of the refusal of words that were not understood.
const enginePuzzled = "engine.puzzled"

// refusedAs reports whether an answer was refused with the text of a key.
func refusedAs(err error, key string) bool {
	var refused *refusal
	return errors.As(err, &refused) && refused.key == key
}

// answered goes where an answer led, or says why it could not be taken.
func (t *turn) answered(state *State, next Name, err error) {
	var (
		doubt   *understand.Doubt
		unclear *understand.Unclear
		refused *refusal
	)
	switch {
	case err == nil:
		t.follow(state, next)
		return
	case errors.As(err, &doubt):
		t.session().Readings = doubt.Readings
	case errors.As(err, &unclear) && (t.unsay || len(t.alarms) > 0):
		// What was left after a secret was taken out is no answer, nor is a cry for help:
		// neither needs to be told that it was not understood.
		t.showSeenCard()
	case errors.As(err, &unclear) && t.danger.Unsure:
		t.note("safety.well.again", locale.Args{"Line": t.fact("H12356")})
	case errors.As(err, &unclear):
		t.note("unclear."+string(unclear.Code), locale.Args{"Example": t.example(state, unclear)})
	case errors.As(err, &refused) && (len(t.alarms) > 0 || t.unsay && refused.key == enginePuzzled):
		t.showSeenCard()
	case errors.As(err, &refused):
		t.note(refused.key, refused.args)
	default:
		panic(err)
	}
	t.askAgain()
}

// example is a good answer to the open question, in the person's language where there is one.
// It is empty when the question, which is put again, shows it itself.
func (t *turn) example(state *State, unclear *understand.Unclear) string {
	example := unclear.Example
	if key := string(state.Name) + ".example"; t.print.Has(key) {
		example = t.text(key, nil)
	}
	if question, _ := t.question(state); strings.Contains(question, example) {
		return ""
	}
	return example
}
