package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const storyStart = "2026-11-21T10:00:00+08:00"

// said is one line that the bot prints.
type said struct {
	Text     string   `json:"text"`
	Buttons  []string `json:"buttons"`
	State    string   `json:"state"`
	Reminder string   `json:"reminder"`
	Document string   `json:"document"`
	Done     bool     `json:"done"`
	Error    string   `json:"error"`
}

// turn is what the bot says to one line of input.
type turn []said

func (t turn) text() string {
	var b strings.Builder
	for _, s := range t {
		b.WriteString(s.Text + "\n")
	}
	return b.String()
}

// reminders lists the kinds of the reminders of instalments.
func (t turn) reminders() (kinds []string) {
	for _, s := range t {
		if strings.HasPrefix(s.Reminder, "T") || s.Reminder == "again" {
			kinds = append(kinds, s.Reminder)
		}
	}
	return kinds
}

func (t turn) done() said { return t[len(t)-1] }

// Lines of input.
func text(s string) string  { return input("text", s) }
func press(s string) string { return input("press", s) }
func clockTo(at string) string {
	if !strings.HasPrefix(at, "+") {
		at += ":00+08:00"
	}
	return input("clock", at)
}

const restart = `{"restart":true}`

func input(key, value string) string {
	line, err := json.Marshal(map[string]string{key: value})
	if err != nil {
		panic(err)
	}
	return string(line)
}

// chat runs `xieshang chat --json` over lines and returns what it printed.
func chat(t *testing.T, database string, lines ...string) string {
	t.Helper()
	var out, problems bytes.Buffer
	in := strings.NewReader(strings.Join(lines, "\n"))
	args := []string{"chat", "--json", "--db", database, "--now", storyStart, "--out", filepath.Join(t.TempDir(), "out")}
	if status := run(t.Context(), args, nil, streams{in, &out, &problems}); status != 0 || problems.Len() > 0 {
		t.Fatalf("exit status %d: %s", status, &problems)
	}
	return out.String()
}

// turns takes what was printed apart, a turn for each line of input.
func turns(t *testing.T, printed string) []turn {
	t.Helper()
	var all []turn
	var current turn
	for _, l := range strings.Split(strings.TrimSpace(printed), "\n") {
		var s said
		if err := json.Unmarshal([]byte(l), &s); err != nil {
			t.Fatalf("%s: %v", l, err)
		}
		current = append(current, s)
		if s.Done {
			all, current = append(all, current), nil
		}
	}
	return all
}

// toAgreement is persona 1 from the first word to the recorded agreement.
var toAgreement = []string{
	text("/start"), press("已满 18 岁，同意并开始"), press("都没有"), press("花呗"),
	text("本金一万四 罚息560"), text("80天"), text("到手5200 花3900"), press("收入下降"),
	press("拿话术去谈"), press("下一段"), press("下一段"), press("下一段"), press("谈完了"),
	press("同意了"), press("就是这样"), press("记下来"),
}

// step is one line of a story and what the bot must answer.
type step struct {
	line      string
	says      []string // all of them
	state     string   // "" for any
	reminders []string
}

// keeping is the life of the agreement, until everything is paid.
func keepingStory() []step {
	steps := []step{
		{line: clockTo("2026-12-12T08:59")},
		{line: clockTo("2026-12-12T09:00"), reminders: []string{"T-3"}, says: []string{"第 1 期", "1,000.00", "12 月 15 日"}},
		{line: clockTo("2026-12-14T08:59")},
		{line: clockTo("2026-12-14T09:00"), reminders: []string{"T-1"}},
		{line: clockTo("2026-12-15T08:59")},
		{line: clockTo("2026-12-15T09:00"), reminders: []string{"T"}, says: []string{"今天是第 1 期", "0/14"}},
		{line: press("稍后提醒"), state: "remind.later"}, {line: press("今晚"), state: "keeping.home", says: []string{"20:00"}},
		{line: clockTo("2026-12-15T19:59")},
		{line: clockTo("2026-12-15T20:00"), reminders: []string{"again"}, says: []string{"1,000.00"}},
		{line: clockTo("2026-12-16T08:59")},
		{line: clockTo("2026-12-16T09:00"), reminders: []string{"T+1"}, says: []string{"第 1 期", "1,000.00"}},
		{line: press("还不上"), state: "keeping.trouble", says: []string{"没关系"}},
		{line: press("就这个月"), state: "keeping.month"},
		{line: press("已还"), state: "keeping.home", says: []string{"1/14", "13,000.00", "第 2 期"}},
		{line: press("已还"), state: "keeping.home", says: []string{"1/14", "13,000.00"}}, // the same button again
		{line: clockTo("2027-01-12T08:59")},
		{line: clockTo("2027-01-12T09:00"), reminders: []string{"T-3"}, says: []string{"第 2 期"}},
		{line: press("还了一部分"), state: "keeping.part"},
		{line: text("400"), state: "keeping.home", says: []string{"400.00", "600.00", "1/14", "12,600.00"}},
		{line: clockTo("2027-01-15T09:00"), reminders: []string{"T-1", "T"}, says: []string{"600.00"}},
		{line: clockTo("2027-01-16T09:00"), reminders: []string{"T+1"}, says: []string{"600.00"}},
		{line: press("已还"), state: "keeping.home", says: []string{"2/14", "12,000.00", "第 3 期"}},
	}
	for n := 3; n < 14; n++ {
		month := fmt.Sprintf("%d-%02d", 2026+(n+10)/12, (n+10)%12+1)
		steps = append(steps,
			step{line: clockTo(month + "-15T12:00"), reminders: []string{"T-3", "T-1", "T"}, says: []string{fmt.Sprintf("第 %d 期", n)}},
			step{line: press("已还"), state: "keeping.home", says: []string{fmt.Sprintf("%d/14", n)}})
	}
	return append(steps,
		step{line: clockTo("2028-01-14T12:00"), reminders: []string{"T-3", "T-1"}},
		step{line: press("已还"), state: "keeping.settled", says: []string{"14,000.00"}},
		step{line: clockTo("+3d")}, step{line: clockTo("+400d")}, step{line: clockTo("+3000d")})
}

func storyLines() []string {
	lines := slices.Clone(toAgreement)
	for _, s := range keepingStory() {
		lines = append(lines, s.line)
	}
	return lines
}

// TestPlanAndScript holds what persona 1 is told before the agreement.
func TestPlanAndScript(t *testing.T) {
	t.Parallel()
	said := turns(t, chat(t, ":memory:", toAgreement...))
	plan, script := said[7], said[8:12]
	if plan.done().State != "plan.result" {
		t.Errorf("the eighth turn ends in %s, not with the plan", plan.done().State)
	}
	for figure, words := range map[string]string{
		"1,040.00": "建议", "1,170.00": "最多", "14 期 × 1,000.00 元": "建议", "560.00": "罚息",
		"12 期 × 1,166.67 元": "刚好够", "12 期 × 1,285.19 元": "超出",
	} {
		said := slices.ContainsFunc(strings.Split(plan.text(), "\n"), func(line string) bool {
			return strings.Contains(line, figure) && strings.Contains(line, words)
		})
		if !said {
			t.Errorf("the plan does not say %s with %s:\n%s", words, figure, plan.text())
		}
	}
	spoken := ""
	for _, page := range script {
		spoken += page.text()
	}
	for _, want := range []string{"14 期", "1,000 元", "12 月 15 日", "560 元"} {
		if !strings.Contains(spoken, want) {
			t.Errorf("the script does not say %q:\n%s", want, spoken)
		}
	}
	agreed := said[len(said)-1]
	if got := agreed.done().State; got != "keeping.home" || !strings.Contains(agreed.text(), "0/14") {
		t.Errorf("the agreement ends in %s:\n%s", got, agreed.text())
	}
}

// TestStory lives through the whole agreement of persona 1: every reminder at its minute,
// none without reason, and none after the last payment.
func TestStory(t *testing.T) {
	t.Parallel()
	all := turns(t, chat(t, ":memory:", storyLines()...))
	for i, s := range keepingStory() {
		got := all[len(toAgreement)+i]
		if diff := cmp.Diff(s.reminders, got.reminders()); diff != "" {
			t.Errorf("%s: reminders (-want +got):\n%s%s", s.line, diff, got.text())
		}
		if state := got.done().State; s.state != "" && state != s.state {
			t.Errorf("%s: ends in %s, not %s", s.line, state, s.state)
		}
		for _, want := range s.says {
			if !strings.Contains(got.text(), want) {
				t.Errorf("%s: the bot does not say %q:\n%s", s.line, want, got.text())
			}
		}
		if problem := got.done().Error; problem != "" {
			t.Errorf("%s: %s", s.line, problem)
		}
	}
}

// TestRestartEverywhere closes and opens everything after every single line: nobody can tell.
func TestRestartEverywhere(t *testing.T) {
	t.Parallel()
	var interrupted []string
	for _, l := range storyLines() {
		interrupted = append(interrupted, l, restart)
	}
	for _, database := range []string{":memory:", filepath.Join(t.TempDir(), "chat.db")} {
		var got []turn
		for i, answer := range turns(t, chat(t, database, interrupted...)) {
			if i%2 == 0 {
				got = append(got, answer)
			} else if len(answer) > 1 {
				t.Errorf("restarting after %s: the bot says %q", interrupted[i-1], answer.text())
			}
		}
		if diff := cmp.Diff(turns(t, chat(t, ":memory:", storyLines()...)), got); diff != "" {
			t.Errorf("%s: the bot says something else after restarts (-without +with):\n%s", database, diff)
		}
	}
}

// TestSettledBySlip takes the last payment back: the instalment is open again, and reminded of.
func TestSettledBySlip(t *testing.T) {
	t.Parallel()
	lines := append(slices.Clone(toAgreement),
		text("/agreement"), text("/pay"), text("还了13500"), text("对"), clockTo("2027-12-14T12:00"), press("还了一部分"), text("500"),
		press("撤销"), clockTo("2028-01-15T10:00"))
	all := turns(t, chat(t, ":memory:", lines...))
	settled, undone, after := all[len(all)-3], all[len(all)-2], all[len(all)-1]
	if settled.done().State != "keeping.settled" {
		t.Fatalf("paying everything ends in %s:\n%s", settled.done().State, settled.text())
	}
	if undone.done().State != "keeping.home" || !strings.Contains(undone.text(), "500.00") {
		t.Errorf("taking it back ends in %s:\n%s", undone.done().State, undone.text())
	}
	if diff := cmp.Diff([]string{"T-3", "T-1", "T"}, after.reminders()); diff != "" {
		t.Errorf("reminders of what is left (-want +got):\n%s", diff)
	}
}

// TestSnoozedTwiceADay asks in the evening for the next morning, and in that morning for
// the evening: both promises are kept.
func TestSnoozedTwiceADay(t *testing.T) {
	t.Parallel()
	lines := append(slices.Clone(toAgreement),
		clockTo("2026-12-12T21:00"), press("稍后提醒"), press("明天"), clockTo("2026-12-13T09:00"),
		press("稍后提醒"), press("今晚"), clockTo("2026-12-13T20:00"))
	all := turns(t, chat(t, ":memory:", lines...))
	for _, i := range []int{len(all) - 4, len(all) - 1} {
		if diff := cmp.Diff([]string{"again"}, all[i].reminders()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", lines[i], diff)
		}
	}
}
