package understand

import (
	_ "embed"
	"slices"
	"sync"

	"xieshang/dialog/phrase"
)

// TopicReading is what a question is about. Best is empty if nothing is clear; Close then
// holds two or three topics to offer as buttons, if any come near.
type TopicReading struct {
	Best  TopicName
	Close []TopicName
}

// noTopic is what messages are about that are none of our questions.
const noTopic TopicName = ""

// topicOrder gives topics their places in the table of weights.
var topicOrder = [...]TopicName{
	CanInstalment, CanDefer, MinPayment, EarlySettlement, PartialPayment, AutoDebit, OverdueConsequence, PenaltyCalc, CreditReport,
	RestoreUsage, SettlementProof, CollectionCalls, CollectionLimits, Sued, CourtSummons, ChangeDueDate, CannotRepay, WhereToRepay,
	Voucher, NegotiationRefused, MaterialsNeeded, ReviewTime, CreditRepair, ScamAgentTopic, LegalHelp, StopInterest, Eligibility,
	FamilyLiable, Jail, PersonalInsolvency, ComplaintChannels, StudentMinor, IdentityTheftTopic, AgreementCheck, MissedInstalment,
	WriteOff, noTopic,
}

// Scores are in hundredths: a lead of 100 means that the model takes the best topic to be
// 2.7 times as likely as the next.
const (
	topicLead = 75  // how far the best must be ahead to be the answer
	topicNear = 150 // how far behind a topic may be and still be offered
)

//go:generate go test -run TestTablesAreTrained -update .
//go:embed topic_weights.txt
var topicWeights string

var topicModel = sync.OnceValue(func() *model { return decodeModel(topicWeights, len(topicOrder), true, topicFeatures) })

// topicFeatures are what the topic model is given of a message.
func topicFeatures(s squeezed, each func(feature []byte)) { features(s, topicConcepts(), each) }

// Topic reads what a question is about.
func Topic(text string) TopicReading {
	return topicOf(topicModel(), text)
}

func topicOf(m *model, text string) TopicReading {
	asked := newMessage(text).withoutAsking()
	scores := m.scores(squeeze(asked.rs))
	var ranked [len(topicOrder)]int
	for i := range ranked {
		ranked[i] = i
	}
	slices.SortStableFunc(ranked[:], func(a, b int) int { return scores[b] - scores[a] })
	best := ranked[0]
	switch {
	case topicOrder[best] == noTopic, !speaksOf(topicOrder[best], asked.rs):
		return TopicReading{}
	case scores[best]-scores[ranked[1]] >= topicLead:
		return TopicReading{Best: topicOrder[best]}
	}
	r := TopicReading{}
	for _, i := range ranked[:4] {
		if topicOrder[i] != noTopic && scores[best]-scores[i] <= topicNear && len(r.Close) < 3 {
			r.Close = append(r.Close, topicOrder[i])
		}
	}
	if len(r.Close) < 2 {
		return TopicReading{} // as likely no question of ours
	}
	return r
}

// speaksOf reports whether a message has any of the words without which an answer would be out of place: who cannot handle
// a phone has not been robbed of a name, and a child that is ill owes nothing.
func speaksOf(topic TopicName, said []rune) bool {
	needed, ok := topicNeeds()[topic]
	text := string(said)
	if topic == IdentityTheftTopic {
		text = denials()[IdentityTheft].ReplaceAllString(text, " ")
	}
	return !ok || needed.MatchString(text)
}

var topicNeeds = sync.OnceValue(func() map[TopicName]*phrase.Pattern {
	return map[TopicName]*phrase.Pattern{
		IdentityTheftTopic: phrase.MustCompile(`借|贷|卡|名|号|账|帐|合同|签|笔|证|冒|盗|被|法人|屏幕|远程|信息|花呗|白条|没开过|没听过|诈|骗|债|帮|替|欠|钱|搞错|不是我|唔係|机主|手机上有|分期|用我|没用过|本人|平台|脸|loan|credit|identit|stole|mine|account|my id|borrow`),
		StudentMinor: phrase.MustCompile(`学|书|校|岁|年纪|成年|班|导员|老师|室友|宿舍|培训|专科|大专|中专|职高|[高初大][一二三四中]|读研|考研|研究生|毕业|实习|爸妈|父母|家长|家里|student|minor|school|college|under|1[5-9]|0[5-9]|十[五六七八九]` +
			`|(孩|娃|儿|女|弟|妹|仔|崽|kid|child|son|daughter).*(借|贷|花|欠|充|刷|钱|款|用|点)|(借|贷|花|欠|充|刷|钱|款|用|点).*(孩|娃|儿|女|弟|妹|崽|仔|kid|child|son|daughter)`),
	}
})
