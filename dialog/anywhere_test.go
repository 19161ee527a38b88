package dialog_test

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"xieshang/dialog"
	"xieshang/dialog/locale"
)

// peopleEverywhere returns a person who has consented in every state that random walks come to.
func peopleEverywhere(t *testing.T) []dialog.Person {
	t.Helper()
	met := walkedEverywhere(t)
	if len(met) < 140 {
		t.Fatalf("the walks came to %d states only", len(met))
	}
	var people []dialog.Person
	for _, name := range slices.Sorted(maps.Keys(met)) {
		people = append(people, stored(t, met[name]))
	}
	return people
}

// walkedEverywhere are the people of [peopleEverywhere] by their states. They walk once for all tests.
var walkedEverywhere = onceFor(func(t *testing.T) map[dialog.Name]dialog.Person {
	met := map[dialog.Name]dialog.Person{}
	for seed := range uint64(3) {
		k, r := newTalk(t), rand.New(rand.NewPCG(seed, 5))
		for range 8_000 {
			k.step(step(r, k))
			s := k.person.Session
			if _, known := met[s.State]; known || s.State == "" || s.Consent.IsZero() {
				continue
			}
			p := stored(t, k.person)
			p.Session.Language, p.Session.Paused = locale.Hans, false
			p.Session.Readings, p.Session.Topics, p.Session.Warned = nil, nil, nil
			met[s.State] = p
		}
	}
	return met
})

// onceFor has a value made for the first test that asks for it, and kept for the others.
func onceFor[T any](make func(*testing.T) T) func(*testing.T) T {
	var once sync.Once
	var value T
	return func(t *testing.T) T {
		t.Helper()
		once.Do(func() { value = make(t) })
		return value
	}
}

// ownWords are the states that take whatever is typed as the person's own words.
var ownWords = []dialog.Name{"contact.said", "contact.promised", "letter.own", "rehearse.line", "rehearse.said"}

// listening are the states of a crisis, in which nothing else is spoken of.
var listening = []dialog.Name{"safety.crisis", "safety.calm", "safety.well"}

func texts(messages []dialog.Message) string {
	var all []string
	for _, m := range messages {
		all = append(all, dialog.Plain(m.Text))
	}
	return strings.Join(all, "\n")
}

// TestAnsweredAnywhere asks questions and tells of dangers in every state, twice: each is
// answered both times, nothing in it is taken for a figure or a yes or no, and the question that
// was open comes again.
func TestAnsweredAnywhere(t *testing.T) {
	people := peopleEverywhere(t)
	for _, said := range []struct{ words, answer string }{
		{"这个会上征信吗", "征信业管理条例"},
		{"那我自己p一个行不行", "假"},
		{"我收到法院传票了", "12368"},
		{"有人说花3000能帮我删记录", "身份证"},
	} {
		for _, p := range people {
			was := p.Session.State
			asksForDangers := was == "safety.urgent" || was == "safety.court"
			if slices.Contains(ownWords, was) || slices.Contains(listening, was) || asksForDangers && said.words != "那我自己p一个行不行" {
				continue
			}
			k := newTalk(t)
			k.person, k.now = stored(t, p), p.Session.LastSeen
			figures := figuresOf(t, k.person)
			for range 2 {
				k.do(said.words)
				if answer := texts(k.said); !strings.Contains(answer, said.answer) {
					t.Errorf("in %s %q is answered by %s", was, said.words, answer)
				}
				now := k.person.Session.State
				if now != was && now.Flow() != "court" && now.Flow() != "advice" {
					t.Errorf("in %s %q leads to %s", was, said.words, now)
				}
				if now != was {
					break
				}
			}
			if after := figuresOf(t, k.person); after != figures {
				t.Errorf("in %s %q changes %s to %s", was, said.words, figures, after)
			}
		}
	}
}

// figuresOf are the figures and the stages of all of a person's cases.
func figuresOf(t *testing.T, p dialog.Person) string {
	t.Helper()
	var all []any
	for i := range p.Cases {
		c := &p.Cases[i]
		all = append(all, c.Stage, c.Debts, c.Budget, c.Rounds, c.Agreement)
	}
	text, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestCrisisStopsEverythingAnywhere says in every state that one does not want to live on:
// nothing is said of money, the words are not kept, and the way back leads to where one was.
func TestCrisisStopsEverythingAnywhere(t *testing.T) {
	const words = "我真的撑不住了 不想活了"
	for _, p := range peopleEverywhere(t) {
		if p.Session.State.Flow() == "safety" {
			continue
		}
		k := newTalk(t)
		k.person, k.now = p, p.Session.LastSeen
		was := p.Session.State
		k.do(words)
		said := texts(k.said)
		if !strings.Contains(said, "12356") || strings.Contains(said, "元") {
			t.Errorf("in %s: %s", was, said)
		}
		kept, err := json.Marshal(k.person)
		if err != nil || strings.Contains(string(kept), "不想活") {
			t.Errorf("in %s the words are kept: %v", was, err)
		}
		k.do("[一个人]")
		k.do("[我想接着说之前的事]")
		if now := k.person.Session.State; now != was {
			t.Errorf("from %s the way back leads to %s", was, now)
		}
	}
}

// TestBackAfterNext goes one step on from every state by each of its buttons and back again.
func TestBackAfterNext(t *testing.T) {
	gone := 0
	for _, p := range peopleEverywhere(t) {
		k := newTalk(t)
		k.person, k.now = p, p.Session.LastSeen
		k.do("/case") // asks the open question of the path anew
		was := k.person.Session.State
		start, buttons := stored(t, k.person), k.live
		for _, row := range buttons {
			for _, b := range row {
				if b.Data == "" || strings.HasSuffix(b.Data, ":-back") {
					continue
				}
				k.person = stored(t, start)
				k.step(dialog.Input{Kind: dialog.Pressed, Data: b.Data})
				if k.person.Session.State == was || len(k.person.Session.History) == 0 || k.person.Session.Case != p.Session.Case {
					continue // it stayed, closed a path for good, or went over to another case
				}
				gone++
				k.do("上一步")
				if now := k.person.Session.State; now != was {
					t.Errorf("from %s by %q and back is %s", was, b.Label, now)
				}
			}
		}
	}
	if gone < 50 {
		t.Errorf("only %d steps were tried", gone)
	}
}
