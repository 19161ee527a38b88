package dialog_test

import (
	"strings"
	"testing"

	"xieshang/dialog"
)

// TestWhetherSafeIsAskedOnce says something that may be meant gravely while a question is open.
func TestWhetherSafeIsAskedOnce(t *testing.T) {
	for _, c := range []struct {
		answer string
		leads  dialog.Name
	}{
		{"我没事，接着说", "intake.amount"},
		{"沒事啦 開玩笑的", "intake.amount"},
		{"I'm fine", "intake.amount"},
		{"嗯", "intake.amount"},
		{"14000", "intake.overdue"}, // the open question is answered instead
		{"我很难受", "safety.crisis"},
		{"不太好", "safety.crisis"},
		{"不知道", "safety.crisis"},
		{"no", "safety.crisis"},
		{"我不想活了", "safety.crisis"},
	} {
		k := newTalk(t)
		for _, line := range []string{"/start", "[已满 18 岁，同意并开始]", "[都没有]", "[花呗]", "撑不下去了怎么办"} {
			k.do(line)
		}
		if k.person.Session.State != "safety.well" {
			t.Fatalf("in %s after words that may be grave", k.person.Session.State)
		}
		k.do(c.answer)
		if got := k.person.Session.State; got != c.leads {
			t.Errorf("%q leads to %s, not %s", c.answer, got, c.leads)
			continue
		}
		if c.leads != "intake.amount" {
			continue
		}
		if k.do("撑不下去了怎么办"); k.person.Session.State != c.leads || !strings.Contains(texts(k.said), "12356") {
			t.Errorf("said again on the same day: in %s, %q", k.person.Session.State, texts(k.said))
		}
		k.now = k.now.AddDate(0, 0, 1)
		if k.do("撑不下去了怎么办"); k.person.Session.State != "safety.well" {
			t.Errorf("the next day: in %s", k.person.Session.State)
		}
	}
}
