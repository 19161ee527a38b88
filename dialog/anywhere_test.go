package dialog_test

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"xieshang/dialog"
	"xieshang/dialog/locale"
)

// storedPeople returns a person in every state, as the newest version of the flows stores them.
func storedPeople(t *testing.T) []dialog.Person {
	t.Helper()
	file, err := os.Open("testdata/sessions/1.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var people []dialog.Person
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var p dialog.Person
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		if !p.Session.Consent.IsZero() {
			p.Session.Language, p.Session.Paused = locale.Hans, false
			p.Session.Readings, p.Session.Topics = nil, nil
			people = append(people, p)
		}
	}
	return people
}

func texts(messages []dialog.Message) string {
	var all []string
	for _, m := range messages {
		all = append(all, dialog.Plain(m.Text))
	}
	return strings.Join(all, "\n")
}

// TestQuestionsAreAnsweredAnywhere asks a question in every state: it is answered, and the
// question that was open comes again.
func TestQuestionsAreAnsweredAnywhere(t *testing.T) {
	for _, p := range storedPeople(t) {
		k := newTalk(t)
		k.person, k.now = p, p.Session.LastSeen
		was := p.Session.State
		k.do("这个会上征信吗")
		if said := texts(k.said); !strings.Contains(said, "征信业管理条例") {
			t.Errorf("in %s the question is not answered: %s", was, said)
		}
		if now := k.person.Session.State; now != was {
			t.Errorf("in %s a question leads to %s", was, now)
		}
	}
}

// TestCrisisStopsEverythingAnywhere says in every state that one does not want to live on:
// nothing is said of money, the words are not kept, and the way back leads to where one was.
func TestCrisisStopsEverythingAnywhere(t *testing.T) {
	const words = "我真的撑不住了 不想活了"
	for _, p := range storedPeople(t) {
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
	for _, p := range storedPeople(t) {
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
				if k.person.Session.State == was || len(k.person.Session.History) == 0 {
					continue // it stayed, or closed a path for good
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
