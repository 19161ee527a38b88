package bot_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"xieshang/bot/botapi"
	"xieshang/calc"
	"xieshang/dialog"
	"xieshang/dialog/casefile"
	"xieshang/dialog/playbook/claim"
)

const (
	lifeClock = "2006-01-02 15:04"
	lifeStart = "2026-11-21 10:00"
)

// TestYearOfEveryone lives with each of the people under testdata/lives, from their first word
// until they are forgotten. In a story
//
//   - "> words", "> [button]" or "> (photo: caption)" is the person, and the rest is the bot,
//     word for word; -update rewrites it,
//   - "= words" must have been said in the turn above, and "! words" must not: these stay,
//   - "~ 2026-12-15 10:00" lets time pass; what comes by itself stands under its time,
//   - "x" is the end of the bot and its next start,
//   - "* accepted" stands before the turn in which an offer is accepted.
func TestYearOfEveryone(t *testing.T) {
	files, err := filepath.Glob("testdata/lives/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no lives: %v", err)
	}
	var lives []*life
	t.Run("all", func(t *testing.T) {
		for _, file := range files {
			l := &life{came: map[string]bool{}}
			lives = append(lives, l)
			t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
				t.Parallel()
				l.from(t, file)
			})
		}
	})
	if t.Failed() {
		return
	}
	first := median(lives, func(l *life) int { return l.untilPlan })
	agreed := median(lives, func(l *life) int { return l.untilAgreed })
	t.Logf("turns until the first plan: %s; from an accepted offer to the agreement: %s", first, agreed)
	if first.middle > 8 || agreed.middle > 6 {
		t.Errorf("too many turns: %s until the first plan, %s from an accepted offer to the agreement", first, agreed)
	}
}

// spread is how a number of people fared.
type spread struct{ people, least, middle, most int }

func (s spread) String() string {
	return fmt.Sprintf("median %d (%d to %d, of %d)", s.middle, s.least, s.most, s.people)
}

// median leaves out those with nothing to count.
func median(lives []*life, of func(*life) int) spread {
	var all []int
	for _, l := range lives {
		if n := of(l); n > 0 {
			all = append(all, n)
		}
	}
	if len(all) == 0 {
		return spread{}
	}
	slices.Sort(all)
	return spread{len(all), all[0], all[len(all)/2], all[len(all)-1]}
}

// life is a story while it is lived.
type life struct {
	*phone
	out  strings.Builder
	said string          // in the last turn
	came map[string]bool // by itself, with the day

	turns       int
	untilPlan   int // turns until the first plan; 0 if there never was one
	accepted    int // the turn before an offer is accepted
	untilAgreed int // turns from there until the agreement is kept

	restarted, kept, exported, forgotten bool
}

func (l *life) from(t *testing.T, file string) {
	story, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	engine, err := talker()
	if err != nil {
		t.Fatal(err)
	}
	start, err := time.ParseInLocation(lifeClock, lifeStart, engine.Zone(&dialog.Person{}))
	if err != nil {
		t.Fatal(err)
	}
	l.phone = newPhone(t, start)
	for line := range strings.Lines(string(story)) {
		l.live(strings.TrimSuffix(line, "\n"))
	}
	l.end()
	got := l.out.String()
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := gocmp.Diff(strings.Split(string(story), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("the bot says something else (-story +bot):\n%s", diff)
	}
}

// live does what a line of the story says.
func (l *life) live(line string) {
	kind, rest, _ := strings.Cut(line, " ")
	switch kind {
	case "#", "=", "!", "*", ">", "~", "x":
		fmt.Fprintln(&l.out, line)
	}
	switch kind {
	case "=":
		if !strings.Contains(l.said, rest) {
			l.Errorf("after turn %d the bot does not say %q", l.turns, rest)
		}
	case "!":
		if strings.Contains(l.said, rest) {
			l.Errorf("after turn %d the bot says %q", l.turns, rest)
		}
	case "*":
		l.accepted = l.turns
	case ">":
		l.turn(rest)
	case "~":
		end, err := time.ParseInLocation(lifeClock, rest, l.zone)
		l.must(err)
		l.pass(end)
	case "x":
		l.again()
	}
}

// turn is one thing that the person does, and what the bot says to it.
func (l *life) turn(words string) {
	l.turns++
	before := l.person()
	messages := l.does(words)
	l.said = ""
	l.hear(messages)
	now := l.person()
	if l.untilPlan == 0 && now.Session.State == "plan.result" {
		l.untilPlan = l.turns
	}
	if agreed(before) == 0 && agreed(now) == 1 {
		if l.accepted == 0 {
			l.Errorf("there is an agreement, and no line says when the offer was accepted")
		}
		l.untilAgreed = l.turns - l.accepted
	}
	for _, m := range messages {
		if m.Document != nil {
			l.received(*m.Document, now)
		}
	}
	l.kept = l.kept || l.rows() > 0 && len(l.traces()) > 0
	if before.Session.State == "settings.delete" && len(now.Cases) == 0 {
		l.forgotten = true
	}
}

// agreed is how many agreements a person has.
func agreed(p dialog.Person) (n int) {
	for i := range p.Cases {
		if p.Cases[i].Agreement != nil {
			n++
		}
	}
	return n
}

// settled is how many of them are kept to the end.
func settled(p dialog.Person) (n int) {
	for i := range p.Cases {
		if p.Cases[i].Stage == casefile.Settled {
			n++
		}
	}
	return n
}

// hear writes down what the bot says.
func (l *life) hear(messages []botapi.Message) {
	l.Helper()
	for _, m := range messages {
		text := m.Text + "\n"
		if m.Document != nil {
			text += "(" + m.Document.Name + ")\n"
		}
		if labels := m.Labels(); len(labels) > 0 {
			text += "[" + strings.Join(labels, "] [") + "]\n"
		}
		l.said += text + "\n"
		l.out.WriteString(text + "\n")
		if flaws := claim.Forbidden(m.Text); len(flaws) > 0 {
			l.Errorf("the bot says what is never said, %q: %s", flaws, m.Text)
		}
		if strings.Contains(m.Text, "<no value>") || strings.Contains(m.Text, "{{") {
			l.Errorf("an unfilled text: %s", m.Text)
		}
	}
}

// received looks into a file that the bot sent.
func (l *life) received(f botapi.File, person dialog.Person) {
	l.Helper()
	if filepath.Ext(f.Name) != ".json" {
		if len(f.Bytes) < 100 {
			l.Errorf("%s has only %d bytes", f.Name, len(f.Bytes))
		}
		return
	}
	var kept dialog.Person
	l.must(json.Unmarshal(f.Bytes, &kept))
	if !sameJSON(kept.Cases, person.Cases) || !sameJSON(kept.Session.Wishes, person.Session.Wishes) {
		l.Errorf("the export is not what is kept: %s", f.Bytes)
	}
	for _, c := range kept.Cases {
		if a := c.Agreement; a != nil && (c.Stage != casefile.Settled || a.Left() != 0) {
			l.Errorf("the life ends with %s of an agreement unpaid", a.Left())
		}
	}
	l.exported = true
}

// again ends the bot and starts it: everything is as it was, and the question is put again.
func (l *life) again() {
	l.Helper()
	before := l.person()
	l.restart()
	l.restarted = true
	if after := l.person(); !sameJSON(before, after) {
		l.Errorf("a start changed what is kept:\n%s", gocmp.Diff(before, after))
	}
	if came := l.tick(); len(came) > 0 {
		l.Errorf("a start says what was said before: %v", came)
	}
}

// pass lets time go on to an end, with whatever comes by itself on the way.
func (l *life) pass(end time.Time) {
	l.Helper()
	if !end.After(l.clock()) {
		l.Fatalf("the clock only goes forward: %s", end.Format(lifeClock))
	}
	due, gentle := l.reckon(end), l.person().Session.Tender // the first word after a crisis names no instalment
	l.said = ""
	for {
		next := l.next()
		if next.IsZero() || next.After(end) {
			next = end
		}
		l.setClock(next)
		messages := l.tick()
		if len(messages) > 0 {
			fmt.Fprintf(&l.out, "\n(%s)\n", next.In(l.zone).Format(lifeClock))
			l.said += "(" + next.In(l.zone).Format(lifeClock) + ")\n"
			l.hear(messages)
			if day := calc.DateOf(next.In(l.zone)); gentle {
				maps.DeleteFunc(due, func(name string, _ bool) bool { return strings.HasPrefix(name, day.String()) })
				gentle = false
			}
			l.reminded(next, messages, due)
		}
		if !next.Before(end) {
			break
		}
	}
	for _, missing := range slices.Sorted(maps.Keys(due)) {
		l.Errorf("nothing came of %s", missing)
	}
	fmt.Fprintln(&l.out)
}

// reckon lists what has to come of the instalments until an end, if the person says nothing
// meanwhile: three days before, the day before, on the day, and the day after. It asks
// nobody but the agreement and the calendar on the wall.
func (l *life) reckon(end time.Time) map[string]bool {
	person, due := l.person(), map[string]bool{}
	prefs := person.Session.Preferences()
	for i := range person.Cases {
		c := &person.Cases[i]
		if c.Agreement == nil || c.Stage == casefile.Settled {
			continue
		}
		for n := range c.Agreement.Instalments {
			if c.Agreement.LeftOn(n) == 0 {
				continue
			}
			for _, days := range []int{-3, -1, 0, 1} {
				if days == 1 && c.Agreement.LeftOn(n) < c.Agreement.Instalments[n].Amount {
					continue // whoever has paid a part was asked when the rest is to come
				}
				day := c.Agreement.Instalments[n].Due.AddDays(days)
				at := time.Date(day.Year, day.Month, day.Day, prefs.Hour, 0, 0, 0, l.zone)
				if at.After(l.clock()) && !at.After(end) {
					due[instalment(day, n)] = true
				}
			}
		}
	}
	return due
}

func instalment(day calc.Date, n int) string { return fmt.Sprintf("%s 第 %d 期", day, n+1) }

// reminded takes off the list what has come, and complains of what comes at night, or comes
// of an instalment that nothing was to be said of.
func (l *life) reminded(at time.Time, messages []botapi.Message, due map[string]bool) {
	l.Helper()
	local := at.In(l.zone)
	if h := local.Hour(); h < 8 || h >= 22 {
		l.Errorf("a reminder at %s", local.Format(lifeClock))
	}
	day := calc.DateOf(local)
	open := agreed(l.person()) > settled(l.person())
	for _, m := range messages {
		if said := day.String() + m.Text; l.came[said] {
			l.Errorf("it came twice: %s", m.Text)
		} else {
			l.came[said] = true
		}
		if !open && strings.Contains(m.Text, "还款日") {
			l.Errorf("nothing is to be paid, and there comes: %s", m.Text)
		}
		for n := range 60 {
			one := n == 0 && strings.Contains(m.Text, "这笔") // of an agreement with one payment
			if one || strings.Contains(m.Text, fmt.Sprintf("第 %d 期", n+1)) {
				delete(due, instalment(day, n))
			}
		}
	}
}

// end holds a whole life to what every life has.
func (l *life) end() {
	l.Helper()
	if l.Failed() {
		return
	}
	if !l.restarted {
		l.Error("the bot was never started again")
	}
	switch {
	case l.untilPlan == 0 && !l.exported:
		l.setClock(l.clock().AddDate(0, 0, 2)) // of whoever never consented nothing stays
	case !l.forgotten || !l.exported:
		l.Error("the person did not take along what was kept, and have it deleted")
	}
	if !l.kept {
		l.Error("nothing of the person was ever on the disk: that nothing is left proves nothing")
	}
	l.must(l.running.runtime.Tidy(l.Context()))
	if n := l.rows(); n > 0 {
		l.Errorf("%d rows are left of a person who is forgotten", n)
	}
	if found := l.traces(); len(found) > 0 {
		l.Errorf("traces are left of a person who is forgotten, in %v", found)
	}
}
