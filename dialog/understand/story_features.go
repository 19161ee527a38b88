package understand

import "slices"

// storyHeard is what the rules hear in a story.
type storyHeard struct {
	causes []Cause // why somebody cannot pay, the heaviest first
	asked  []Cause // the same, with those that count only where they were asked for
	others []Cause // causes that are denied, feared or a friend's
	goals  []Goal  // what is wished for
	named  []Cause // those of the causes that are called by their plain names
}

func hearStory(s squeezed) storyHeard {
	own, others := causeHits(s)
	causes := weightiest(own, true)
	return storyHeard{causes: causes, asked: weightiest(own, false), others: weightiest(others, false), goals: goalsOf(s), named: plainlyNamed(s, causes)}
}

// plainlyNamed are those of the causes heard that are called by their names: 失业, 降薪, 生意失败.
func plainlyNamed(s squeezed, heard []Cause) []Cause {
	var named []Cause
	for i := range s.runes {
		id, _, ok := causeNames().longest(s.runes, i)
		if ok && slices.Contains(heard, causeOrder[id]) {
			named = append(named, causeOrder[id])
		}
	}
	return named
}

// storyFeatures calls each with what the model of stories is given of a message: runs of one or two
// units of a clause, and what the rules heard.
func storyFeatures(s squeezed, each func(feature []byte)) {
	runFeatures(s, each)
	hearStory(s).features(each)
}

// features calls each with <illness> for a cause, <!illness> for the heaviest, <?illness> for one
// that was heard with those that count only where they were asked for, <~illness> for one that is not this person's, <> for none, and <defer> for a goal.
func (h storyHeard) features(each func(feature []byte)) {
	name := make([]byte, 0, 32)
	say := func(before, said string) { each(append(append(append(name[:0], before...), said...), '>')) }
	for i, c := range h.causes {
		say("<", string(c))
		if i == 0 {
			say("<!", string(c))
		}
	}
	if len(h.causes) == 0 {
		say("<", "")
	}
	for _, c := range h.asked {
		say("<?", string(c))
	}
	for _, c := range h.others {
		say("<~", string(c))
	}
	for _, g := range h.goals {
		say("<", string(g))
	}
}

// runFeatures calls each with the runs of one or two units of every clause.
func runFeatures(s squeezed, each func(feature []byte)) {
	line := newUnitLine(s)
	for start := 0; start < len(s.runes); {
		end := clauseEnd(s, start)
		first := len(line.ends)
		line.add(s, start, end)
		for i := first; i < len(line.ends); i++ {
			each(line.text[line.start(i):line.ends[i]])
			if i+1 < len(line.ends) {
				each(line.text[line.start(i):line.ends[i+1]])
			}
		}
		start = end
	}
}
