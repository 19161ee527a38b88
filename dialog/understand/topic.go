package understand

import (
	"slices"
	"sync"
)

// TopicReading is what a question is about. Best is empty if nothing is clear; Close then
// holds two or three topics to offer as buttons, if any come near.
type TopicReading struct {
	Best  TopicName
	Close []TopicName
}

const (
	topicFloor  = 4 // the least weight for an answer
	topicMargin = 1 // how far the best must be ahead of the next
)

// topicBook is the compiled topic table.
var topicBook = sync.OnceValue(func() *cueBook {
	var rows []cueRow
	for _, r := range topicRows {
		rows = append(rows, cueRow{slices.Index(topicOrder[:], r.topic), r.weight, r.patterns})
	}
	return newCueBook(topicClasses, rows)
})

// Topic reads what a question is about. Every topic has cues with weights; a topic scores its
// heaviest cue and one more for each other cue found, up to two. The best one is the answer
// when it reaches topicFloor and leads by topicMargin.
func Topic(text string) TopicReading {
	scores := topicScores(squeeze(newMessage(text).rs))
	first, second, third := -1, -1, -1
	for i := range scores {
		switch {
		case first < 0 || scores[i] > scores[first]:
			first, second, third = i, first, second
		case second < 0 || scores[i] > scores[second]:
			second, third = i, second
		case third < 0 || scores[i] > scores[third]:
			third = i
		}
	}
	switch {
	case scores[first] < topicFloor || topicOrder[first] == noTopic:
		return TopicReading{}
	case scores[first]-scores[second] >= topicMargin:
		return TopicReading{Best: topicOrder[first]}
	}
	r := TopicReading{}
	for _, i := range []int{first, second, third} {
		if scores[first]-scores[i] < topicMargin && topicOrder[i] != noTopic {
			r.Close = append(r.Close, topicOrder[i])
		}
	}
	return r
}

// topicScores adds up the cues of each topic.
func topicScores(s squeezed) [len(topicOrder)]int {
	var heaviest, others [len(topicOrder)]int
	seen := map[*cue]bool{}
	for _, h := range topicBook().match(s) {
		if seen[h.cue] {
			continue
		}
		seen[h.cue] = true
		t, w := h.cue.outcome, h.cue.weight
		if w > heaviest[t] {
			w, heaviest[t] = heaviest[t], w
		}
		if w >= 2 {
			others[t]++
		}
	}
	for t := range heaviest {
		heaviest[t] += min(others[t], 2)
	}
	return heaviest
}
