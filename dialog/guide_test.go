package dialog_test

import (
	"strings"
	"testing"

	"xieshang/calc"
	"xieshang/dialog"
)

// The stage is that of the days the debt is late.
func TestStages(t *testing.T) {
	today := calc.DateOf(storyStart)
	for _, p := range personas(t) {
		if p.name != "p01" {
			continue
		}
		for days, want := range map[int]string{-5: "M0", 0: "M0", 1: "M1", 30: "M1", 31: "M2", 60: "M2", 61: "M3", 90: "M3", 91: "M4", 180: "M4", 181: "M7", 1280: "M7"} {
			k := newTalk(t)
			k.person = stored(t, p.Person)
			k.person.Cases[0].Debts[0].Due = today.AddDays(-days)
			k.do("/faq")
			k.do("[各阶段和后果]")
			k.do("[我现在在哪个阶段]")
			said := texts(k.said[:1])
			if !strings.Contains(said, want) || !strings.Contains(said, "不是法律") {
				t.Errorf("%d days late: %s", days, said)
			}
		}
	}
}

// Every answer to a question leads on: its button does something in every kind of case, and
// comes in the person's language.
func TestAnswersLeadOn(t *testing.T) {
	for _, p := range personas(t) {
		k := newTalk(t)
		k.person = stored(t, p.Person)
		k.do("/faq")
		topics := k.live
		start := stored(t, k.person)
		for _, row := range topics {
			for _, b := range row {
				k.person = stored(t, start)
				k.step(dialog.Input{Kind: dialog.Pressed, Data: b.Data})
				if k.person.Session.State != "faq.topics" {
					continue
				}
				if k.person.Session.Next == "" {
					t.Fatalf("%s: the answer to %q leads nowhere", p.name, b.Label)
				}
				next := k.live[0][0]
				k.step(dialog.Input{Kind: dialog.Pressed, Data: next.Data})
				checkReply(t, k, b.Label)
				if strings.Contains(texts(k.said), "之前的") {
					t.Errorf("%s: the step after %q is stale", p.name, b.Label)
				}
			}
		}
	}
}
