package understand

import (
	"flag"
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

// readExamples reads training lines: a class, a tab, a message.
func readExamples(t *testing.T, name string, classOf func(string) int) []example {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var lines []example
	for line := range strings.Lines(string(data)) {
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

// alarmLines are the training lines of the alarms, and as calm ones also the questions on
// which no alarm is to be expected.
func alarmLines(t *testing.T) []example {
	lines := readExamples(t, "dangers.txt", alarmClass)
	for _, l := range topicLines(t) {
		if !slices.Contains(alarmingTopics, topicOrder[l.class]) && cuedAlarms(safetyBook().match(l.read), len(l.read.runes))[outCrisis] != cued {
			lines = append(lines, example{text: l.text, read: l.read, class: calm})
		}
	}
	lines = append(lines, everydayLines(t)...)
	for i, l := range lines {
		lines[i].read = unshielded(l.read, safetyBook().match(l.read), outCrisis)
	}
	return lines
}

// everydayLines are answers and whole situations in which no cue hears an alarm.
func everydayLines(t *testing.T) []example {
	var lines []example
	add := func(text string) {
		read := squeeze(newMessage(text).rs)
		cues := cuedAlarms(safetyBook().match(read), len(read.runes))
		if !slices.Contains(cues[:], cued) {
			lines = append(lines, example{text: text, read: read, class: calm})
		}
	}
	for _, fields := range readBars(t, "answers.txt") {
		add(fields[1])
	}
	for _, fields := range readBars(t, "openers.txt") {
		add(fields[0])
	}
	return lines
}

// readBars reads a test set whose fields stand between bars.
func readBars(t *testing.T, name string) [][]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var lines [][]string
	for line := range strings.Lines(string(data)) {
		if line[0] == '#' || !strings.Contains(line, "|") {
			continue
		}
		fields := strings.Split(line, "|")
		for i := range fields {
			fields[i] = strings.TrimSpace(fields[i])
		}
		lines = append(lines, fields)
	}
	return lines
}

// alarmingTopics are those whose questions may well raise an alarm.
var alarmingTopics = []TopicName{
	CollectionCalls, CollectionLimits, Sued, CourtSummons, ScamAgentTopic, CreditRepair, IdentityTheftTopic, StudentMinor,
}

func alarmClass(name string) int {
	if name == "-" {
		return calm
	}
	if i := slices.Index(alarmOrder[:], Alarm(name)); i >= 0 {
		return i + 1
	}
	return -1
}

func TestTablesAreTrained(t *testing.T) {
	keepTrained(t, "topic_weights.txt", topicWeights, topicLines(t), len(topicOrder), topicConcepts())
	keepTrained(t, "alarm_weights.txt", alarmWeights, alarmLines(t), alarmClasses, alarmConcepts())
}

// TestTestLinesAreUnseen keeps the lines of the test sets out of the training.
func TestTestLinesAreUnseen(t *testing.T) {
	tested := map[string]bool{}
	for _, name := range []string{"questions.txt", "alarms.txt"} {
		for _, fields := range readBars(t, name) {
			tested[fields[1]] = true
		}
	}
	for _, l := range append(topicLines(t), readExamples(t, "dangers.txt", alarmClass)...) {
		if tested[l.text] {
			t.Errorf("%q is trained and tested", l.text)
		}
	}
}

func TestTopicsOfUnseenLines(t *testing.T) {
	var lines, right, wrong int
	crossValidate(topicLines(t), len(topicOrder), topicConcepts(), func(m *model, e example) {
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
	if share(right, lines) < 74 || share(wrong, lines) > 11 {
		t.Error("below the gate: 74 % right, 11 % wrong")
	}
}

func TestAlarmsOfUnseenLines(t *testing.T) {
	var crises, crisesHeard, others, othersHeard, quiet, mistaken int
	crossValidate(alarmLines(t), alarmClasses, alarmConcepts(), func(m *model, e example) {
		raised := alarmsIn(m, e.text)
		heard := 0
		if e.class != calm && slices.Contains(raised, alarmOrder[e.class-1]) {
			heard = 1
		}
		switch {
		case e.class == calm:
			quiet++
			mistaken += min(len(raised), 1)
		case e.class == 1+outCrisis:
			crises++
			crisesHeard += heard
		default:
			others++
			othersHeard += heard
		}
	})
	t.Logf("unseen lines: %.1f %% of %d crises heard, %.1f %% of %d other alarms, %.1f %% of %d calm lines mistaken",
		share(crisesHeard, crises), crises, share(othersHeard, others), others, share(mistaken, quiet), quiet)
	if share(crisesHeard, crises) < 86 || share(othersHeard, others) < 73 || share(mistaken, quiet) > 9 {
		t.Error("below the gate: 86 % of crises, 73 % of other alarms, 9 % mistaken")
	}
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
func keepTrained(t *testing.T, file, table string, lines []example, classes int, concepts *conceptBook) {
	t.Helper()
	if *update {
		table = train(lines, classes, concepts)
		if err := os.WriteFile(file, []byte(table), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if !strings.Contains(table, stamp(lines, concepts)) {
		t.Errorf("%s is older than its lines: go generate", file)
	}
	if len(table) > 300_000 {
		t.Errorf("%s has %d bytes", file, len(table))
	}
}

// folds is how many parts the lines are cut into for cross-validation.
const folds = 5

// crossValidate trains without one part of the lines and gives it to read, part by part.
func crossValidate(lines []example, classes int, concepts *conceptBook, read func(m *model, e example)) {
	for fold := range folds {
		var seen, unseen []example
		for _, e := range lines {
			if int(hashOf(e.text)%folds) == fold {
				unseen = append(unseen, e)
			} else {
				seen = append(seen, e)
			}
		}
		m := decodeModel(train(seen, classes, concepts), classes, concepts)
		for _, e := range unseen {
			read(m, e)
		}
		if !*allFolds {
			return
		}
	}
}
