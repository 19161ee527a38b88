package understand

import (
	_ "embed"
	"slices"
	"sync"
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
	scores := m.scores(squeeze(newMessage(text).withoutAsking().rs))
	var ranked [len(topicOrder)]int
	for i := range ranked {
		ranked[i] = i
	}
	slices.SortStableFunc(ranked[:], func(a, b int) int { return scores[b] - scores[a] })
	best := ranked[0]
	switch {
	case topicOrder[best] == noTopic:
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
