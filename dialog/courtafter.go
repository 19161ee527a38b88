package dialog

import (
	"strings"

	"xieshang/dialog/casefile"
	"xieshang/dialog/phrase"
)

// What came out of a hearing or a mediation: an agreement, a judgment, another day.

// afterHearing reports whether the day of the hearing is over.
func (t *turn) afterHearing() bool {
	c := t.file().Court
	return c != nil && (c.Paper == casefile.Complaint || c.Paper == casefile.Mediation) && !c.Hearing.IsZero() && c.Hearing.Before(t.today)
}

// settledInCourt begins the record of what was agreed there.
func (t *turn) settledInCourt() Name {
	t.session().Draft, t.session().OnTable = nil, false
	return agreementSame
}

// judged says what to do about a judgment.
func (t *turn) judged() Name {
	*t.court() = casefile.Court{Paper: casefile.Judgment}
	return courtHome
}

var (
	answerHanded  = phrase.MustCompile(`答[辩辯].{0,6}(交了|提交了|寄了|递了|遞了|交上去|寄出)|(交了|提交了|寄了|递了|遞了).{0,3}答[辩辯]`)
	courtSettled  = phrase.MustCompile(`(调解|調解|和解).{0,4}(成了|好了|成功|达成|達成|签了|簽了)|(达成|達成|签了|簽了).{0,4}(调解|調解|和解)`)
	courtJudged   = phrase.MustCompile(`^(已经|已經|法院)?(判了|判决了|判決了|判决书.*(到|下来|收到)|判決書.*(到|下來|收到)|判决下来了|判決下來了)`)
	hearingMoved  = phrase.MustCompile(`改期|改到|推迟到|推遲到|延期到|延到|另行通知|重新开庭|重新開庭|再开一次|再開一次`)
	appealSaid    = phrase.MustCompile(`上[诉訴]|[异異][议議]|appeal|objection`)
	nothingAgreed = phrase.MustCompile(`没成|沒成|没谈成|沒談成|没调成|沒調成|不成`)
)

// hearAfterCourt takes what happened at the court: the answer is in, there is a settlement with
// its terms, a judgment, or another day.
func hearAfterCourt(t *turn, text string) (Name, bool) {
	said := strings.Join(strings.Fields(text), "")
	switch {
	case answerHanded.MatchString(said):
		t.court().Answered = true
		return courtHome, true
	case courtSettled.MatchString(said) && !nothingAgreed.MatchString(said):
		next := t.settledInCourt()
		t.session().Draft = &Draft{}
		if terms, err := readTerms(t, text); err == nil {
			next = terms
		}
		return next, true
	case courtJudged.MatchString(said):
		return t.judged(), true
	case hearingMoved.MatchString(said):
		if firstDay(text, t.today).IsZero() {
			return courtHearing, true
		}
		next, err := readHearing(t, text)
		return next, err == nil
	case t.court().Paper == casefile.Judgment && appealSaid.MatchString(said):
		day := firstDay(text, t.today)
		if day.IsZero() {
			return courtAppeal, true
		}
		t.court().AppealBy, t.court().Appealed = day, false
		return courtHome, true
	}
	return stay, false
}
