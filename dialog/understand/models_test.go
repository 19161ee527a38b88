package understand

import (
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var (
	update   = flag.Bool("update", false, "train the tables of weights anew")
	allFolds = flag.Bool("allfolds", false, "cross-validate on every fold, not on one")
)

// readText reads a file of lines.
func readText(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// readExamples reads training lines: a class, a tab, a message.
func readExamples(t *testing.T, name string, classOf func(string) int) []example {
	t.Helper()
	var lines []example
	for line := range strings.Lines(readText(t, name)) {
		class, text, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || line[0] == '#' {
			continue
		}
		e := example{text: text, read: squeeze(newMessage(text).rs), class: classOf(class)}
		if e.class < 0 {
			t.Fatalf("%s: no class %q", name, class)
		}
		lines = append(lines, e)
	}
	return lines
}

func topicClass(name string) int {
	if name == "other" {
		name = string(noTopic)
	}
	return slices.Index(topicOrder[:], TopicName(name))
}

// topicLines are the training lines of the topics.
func topicLines(t *testing.T) []example { return readExamples(t, "topics.txt", topicClass) }

// alarmTask and topicTask are what the tables are trained for.
var (
	alarmTask = task{classes: len(alarmOrder), together: true, spread: 0.5, drop: 0.5, epochs: 40, calm: 30, quiet: 25, faint: 15, features: alarmFeatures}
	topicTask = task{classes: len(topicOrder), damped: true, spread: 3, epochs: 20, faint: 62, features: topicFeatures}
)

// readDangers reads lines under headings: the alarms they raise in brackets, [-] for none,
// [-crisis] for lines that only sound like a crisis, [?] for lines that may be an alarm or not.
func readDangers(t *testing.T, pattern string) []example {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", pattern))
	if err != nil || len(files) == 0 {
		t.Fatal(pattern, err)
	}
	var lines []example
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		heading := 0
		for line := range strings.Lines(string(data)) {
			line = strings.TrimSpace(line)
			switch {
			case line == "" || line[0] == '#':
			case line[0] == '[':
				heading = alarmSet(t, strings.Trim(line, "[]"))
			default:
				lines = append(lines, example{text: line, read: squeeze(newMessage(line).rs), class: heading})
			}
		}
	}
	return lines
}

// undecided is the class of a line that one person would call an alarm and another would not.
const undecided = -1

// alarmSet reads the names of alarms as the class of an example.
func alarmSet(t *testing.T, names string) int {
	t.Helper()
	set := 0
	for name := range strings.FieldsSeq(strings.ReplaceAll(names, ",", " ")) {
		if name == "?" {
			return undecided
		}
		i := slices.Index(alarmOrder[:], Alarm(strings.TrimPrefix(name, "-")))
		if i < 0 && name != "-" {
			t.Fatalf("no alarm %q", name)
		}
		if i >= 0 && name[0] != '-' {
			set |= 1 << i
		}
	}
	return set
}

// alarmLines are the training lines of the alarms, and with them what people say to a debt adviser on a
// calm day: questions, answers and openers. The few of these that do raise an alarm are named in alarming.txt.
func alarmLines(t *testing.T) []example {
	lines := readDangers(t, "dangers/*.txt")
	named := namedAlarms(t)
	for _, text := range toldLines(t) {
		if class := named[text]; class != undecided {
			lines = append(lines, example{text: text, read: squeeze(newMessage(text).rs), class: class, aside: true})
		}
	}
	for range 3 { // such words are said far more often than any others
		lines = append(lines, readDangers(t, "dangers/everyday.txt")...)
	}
	return lines
}

// namedAlarms are the lines of the other test sets that raise an alarm.
func namedAlarms(t *testing.T) map[string]int {
	named := map[string]int{}
	for _, e := range readDangers(t, "alarming.txt") {
		named[e.text] = e.class
	}
	return named
}

// toldLines are what people asked, answered and began with, as far as alarms are trained on it.
func toldLines(t *testing.T) []string {
	var lines []string
	for _, l := range topicLines(t) {
		lines = append(lines, l.text)
	}
	for _, name := range []string{"answers.txt", "answers_forms.txt", "answers_heard.txt", "answers_told.txt", "answers_voices.txt", "beside.txt", "wishes.txt"} {
		for _, fields := range readBars(t, name) {
			if !dangerous(fields) {
				lines = append(lines, fields[1])
			}
		}
	}
	for _, name := range []string{"openers.txt", "openers_forms.txt", "openers_heard.txt", "openers_told.txt", "openers_voices.txt"} {
		for _, fields := range readBars(t, name) {
			if !dangerous(fields) {
				lines = append(lines, fields[0])
			}
		}
	}
	return lines
}

// dangerous reports whether a line of the other test sets names a cause that is an alarm itself.
func dangerous(fields []string) bool {
	last := fields[len(fields)-1]
	return strings.HasSuffix(last, "gambling") || strings.HasSuffix(last, "scammed") || strings.Contains(last, "cause=gambling ") || strings.Contains(last, "cause=scammed ")
}

// readBars reads a test set whose fields stand between bars.
func readBars(t *testing.T, name string) [][]string {
	t.Helper()
	var lines [][]string
	for line := range strings.Lines(readText(t, name)) {
		if line[0] == '#' || !strings.Contains(line, "|") {
			continue
		}
		fields := strings.Split(line, "|")
		for i := range fields {
			fields[i] = strings.ReplaceAll(strings.TrimSpace(fields[i]), `\n`, "\n")
		}
		lines = append(lines, fields)
	}
	return lines
}

func TestTablesAreTrained(t *testing.T) {
	keepTrained(t, "topic_weights.txt", topicWeights, topicLines(t), topicTask, nil)
	keepTrained(t, "alarm_weights.txt", alarmWeights, alarmLines(t), alarmTask, marksOf)
	keepTrained(t, "figure_weights.txt", figureWeights, figureLines(t), figureTask, nil)
	keepTrained(t, "story_weights.txt", storyWeights, storyLines(t), storyTask, nil)
}

// TestTestLinesAreUnseen keeps the lines of the test sets out of the training.
func TestTestLinesAreUnseen(t *testing.T) {
	tested := map[string]bool{}
	for _, name := range []string{"questions.txt", "alarms.txt"} {
		for _, fields := range readBars(t, name) {
			tested[fields[1]] = true
		}
	}
	for _, e := range readDangers(t, "alarms_*.txt") {
		tested[e.text] = true
	}
	for _, l := range append(topicLines(t), readDangers(t, "dangers/*.txt")...) {
		if tested[l.text] {
			t.Errorf("%q is trained and tested", l.text)
		}
	}
}

func TestTopicsOfUnseenLines(t *testing.T) {
	var lines, right, wrong int
	crossValidate(topicLines(t), topicTask, func(m *model, e example) {
		got := topicOf(m, e.text).Best
		lines++
		switch {
		case got == topicOrder[e.class]:
			right++
		case got != noTopic:
			wrong++
		}
	})
	t.Logf("topics: %.1f %% of %d unseen lines right, %.1f %% wrong", share(right, lines), lines, share(wrong, lines))
	if share(right, lines) < 72 || share(wrong, lines) > 11 {
		t.Error("below the gate: 72 % right, 11 % wrong")
	}
}

func TestAlarmsOfUnseenLines(t *testing.T) {
	var c alarmCount
	crossValidate(alarmLines(t), alarmTask, func(m *model, e example) {
		m.certain, m.possible = alarmModel().certain, alarmModel().possible
		c.add(heardBy(m, e.text).Alarms, e.class)
	})
	t.Logf("cross-validated: %v", c)
	if heard, loud := c.shares(); c.share(outCrisis) < 80 || heard < 85 || loud > 5 {
		t.Error("below the gate: 80 % of the crises heard as certain, 85 % of other alarms, 5 % mistaken")
	}
}

// TestAlarmsHeard measures alarms on sets that were never trained on.
func TestAlarmsHeard(t *testing.T) {
	var all, certain alarmCount
	for _, file := range []string{"alarms_unseen.txt", "alarms_check.txt", "alarms_voices.txt", "alarms_people.txt"} {
		var c alarmCount
		for _, e := range readDangers(t, file) {
			heard := Listen(e.text)
			c.add(heard.all(), e.class)
			all.add(heard.all(), e.class)
			certain.add(heard.Alarms, e.class)
		}
		t.Logf("%s: %v", file, c)
	}
	t.Logf("all: %vcrisis, certain %.1f %%, %d mistaken", all, certain.share(outCrisis), certain.mistaken[outCrisis])
	for i, a := range alarmOrder {
		heard, loud := alarmGate(a)
		if all.share(i) < heard || all.wrong(i) > loud {
			t.Errorf("%s: %.1f %% heard, on %.1f %% of the lines without it mistaken; the gate is %g and %g", a, all.share(i), all.wrong(i), heard, loud)
		}
	}
	if certain.share(outCrisis) < 90 || certain.wrong(outCrisis) > 0.7 {
		t.Errorf("a certain crisis: %.1f %% heard, %.1f %% mistaken", certain.share(outCrisis), certain.wrong(outCrisis))
	}
}

// alarmGate is how many of an alarm's lines must be heard, and on how many others it may be
// raised, per cent.
func alarmGate(a Alarm) (heard, loud float64) {
	switch a {
	case Crisis:
		return 97.5, 2.5
	case Harassment, IdentityTheft:
		return 91, 2
	}
	return 92, 1.4
}

// alarmCount counts what was heard of what was said.
type alarmCount struct {
	said, heard [len(alarmOrder)]int
	mistaken    [len(alarmOrder)]int // raised on lines without it
	lines       int
	calm, loud  int // lines without an alarm, and those of them on which one was raised
}

func (c *alarmCount) add(raised []Alarm, want int) {
	c.lines++
	for i, a := range alarmOrder {
		got := slices.Contains(raised, a)
		switch {
		case want>>i&1 == 1 && got:
			c.said[i]++
			c.heard[i]++
		case want>>i&1 == 1:
			c.said[i]++
		case got:
			c.mistaken[i]++
		}
	}
	if want == 0 {
		c.calm++
		c.loud += min(len(raised), 1)
	}
}

// share is how many of an alarm's lines it was raised on, per cent.
func (c alarmCount) share(alarm int) float64 { return share(c.heard[alarm], c.said[alarm]) }

// wrong is on how many of the lines without an alarm it was raised, per cent.
func (c alarmCount) wrong(alarm int) float64 { return share(c.mistaken[alarm], c.lines-c.said[alarm]) }

// shares are how many of the alarms but crises were raised, and on how many calm lines one was, per cent.
func (c alarmCount) shares() (heard, loud float64) {
	said := 0
	for i, n := range c.said[1:] {
		said += n
		heard += float64(c.heard[i+1])
	}
	return 100 * heard / float64(max(said, 1)), share(c.loud, c.calm)
}

func (c alarmCount) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%.1f %% of %d calm lines mistaken\n", share(c.loud, c.calm), c.calm)
	for i, a := range alarmOrder {
		fmt.Fprintf(&b, "%-14s %5.1f %% of %d heard, %d mistaken\n", a, c.share(i), c.said[i], c.mistaken[i])
	}
	return b.String()
}

// TestEvidence asks why a topic was read: what the person said must be among the reasons.
func TestEvidence(t *testing.T) {
	for _, c := range []struct {
		text  string
		topic TopicName
		said  string
	}{
		{"花呗逾期了会不会上征信", CreditReport, "征信"},
		{"工资一到账就被扣走了", AutoDebit, "<debit>"},
		{"还完了给开个结清证明吗", SettlementProof, "证明"},
		{"can I pay in instalments", CanInstalment, "<instal>"},
	} {
		evidence := topicEvidence(c.text, c.topic)
		if !slices.Contains(evidence[:min(8, len(evidence))], c.said) {
			t.Errorf("%q is %s because of %q, not of %s", c.text, c.topic, evidence, c.said)
		}
	}
}

// topicEvidence names what spoke for a topic, the strongest first.
func topicEvidence(text string, topic TopicName) []string {
	return topicModel().evidence(squeeze(newMessage(text).rs), slices.Index(topicOrder[:], topic))
}

func share(n, of int) float64 { return 100 * float64(n) / float64(max(of, 1)) }

// keepTrained compares a table with the lines it should come from, and writes it with -update.
func keepTrained(t *testing.T, file, table string, lines []example, k task, marks func([]example) string) {
	t.Helper()
	if *update {
		table = train(lines, k)
		if marks != nil {
			table += marks(lines)
		}
		if err := os.WriteFile(file, []byte(table), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if !strings.Contains(table, k.stamp(lines)) {
		t.Errorf("%s is older than its lines: go generate", file)
	}
	if len(table) > 1_100_000 {
		t.Errorf("%s has %d bytes", file, len(table))
	}
}

// folds is how many parts the lines are cut into for cross-validation.
const folds = 5

// crossValidate trains without one part of the lines and gives it to read, part by part.
func crossValidate(lines []example, k task, read func(m *model, e example)) {
	for fold := range folds {
		seen, unseen := parted(lines, fold)
		m := decodeModel(train(seen, k), k.classes, k.damped, k.features)
		for _, e := range unseen {
			read(m, e)
		}
		if !*allFolds {
			return
		}
	}
}

// parted takes one part from the lines.
func parted(lines []example, fold int) (seen, unseen []example) {
	for _, e := range lines {
		if foldOf(e) == fold {
			unseen = append(unseen, e)
		} else {
			seen = append(seen, e)
		}
	}
	return seen, unseen
}

// foldOf is the part of a line. It is drawn by one pair of neighbouring characters, the same for most lines that
// share many: lines that differ in little are learnt or tested together, so that none tells
// how another is to be read.
func foldOf(e example) int {
	least := uint32(math.MaxUint32)
	for i := range e.read.runes {
		least = min(least, hashOf(string(e.read.runes[i:min(i+2, len(e.read.runes))]))>>1)
	}
	return int(least % folds)
}

// TestWhatIsToldIsCalm reads the lines of the other test sets: but for those named in alarming.txt, no answer,
// opener, question or wish may be taken for a danger. Some were trained as calm; the rest tell how often life is.
func TestWhatIsToldIsCalm(t *testing.T) {
	named := namedAlarms(t)
	check := func(kind string, most float64, lines []string) {
		raised, asked := 0, 0
		for _, text := range lines {
			if _, ok := named[text]; ok {
				continue
			}
			switch heard := Listen(text); {
			case len(heard.Alarms) > 0:
				raised++
				t.Logf("%s: %q raises %v", kind, text, heard.Alarms)
			case heard.Unsure:
				asked++
				t.Logf("%s: after %q one is asked whether one is safe", kind, text)
			}
		}
		t.Logf("%s: %d raised, %d asked of %d", kind, raised, asked, len(lines))
		if share(raised+asked, len(lines)) > most {
			t.Errorf("%s: more than %g %% mistaken", kind, most)
		}
	}
	check("trained", 0.3, toldLines(t))
	check("unseen", 1.5, untrainedLines(t))
}

// untrainedLines are lines of the other test sets that alarms are not trained on.
func untrainedLines(t *testing.T) []string {
	var lines []string
	for _, name := range []string{"answers_asked.txt", "answers_kept.txt", "answers_weak.txt"} {
		for _, fields := range readBars(t, name) {
			if !dangerous(fields) {
				lines = append(lines, fields[1])
			}
		}
	}
	for _, name := range []string{"openers_asked.txt", "openers_kept.txt"} {
		for _, fields := range readBars(t, name) {
			if !dangerous(fields) {
				lines = append(lines, fields[0])
			}
		}
	}
	for _, fields := range readBars(t, "questions.txt") {
		if !slices.Contains(alarmingTopics, TopicName(fields[0])) {
			lines = append(lines, fields[1])
		}
	}
	return lines
}

// alarmingTopics are those whose questions may well raise an alarm.
var alarmingTopics = []TopicName{
	CollectionCalls, CollectionLimits, Sued, CourtSummons, ScamAgentTopic, CreditRepair, IdentityTheftTopic, StudentMinor,
}

// TestEverydayWordsAreCalm has the conversation not stopped by its own words: labels of buttons,
// and what people say when they are done or change their mind.
func TestEverydayWordsAreCalm(t *testing.T) {
	lines, asked := readDangers(t, "dangers/everyday.txt"), 0
	for _, e := range lines {
		heard := Listen(e.text)
		if len(heard.Alarms) > 0 {
			t.Errorf("%q: %v", e.text, heard.Alarms)
		}
		if heard.Unsure {
			asked++
		}
	}
	if share(asked, len(lines)) > 1 {
		t.Errorf("after %d of %d everyday lines one is asked whether one is safe", asked, len(lines))
	}
}
