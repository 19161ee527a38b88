package understand

import (
	"flag"
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"
)

var (
	update   = flag.Bool("update", false, "train the tables of weights anew")
	allFolds = flag.Bool("allfolds", false, "cross-validate on every fold, not on one")
)

// example is one training line: a message and the class it belongs to.
type example struct {
	text  string
	read  squeezed // what the model is given of it
	class int
	rows  []int32
}

// trainer holds weights while they are learnt: multinomial logistic regression, fitted by
// stochastic steps whose size AdaGrad sets. The order of lines is fixed, so is the result.
type trainer struct {
	concepts *conceptBook
	classes  int
	names    []string
	ids      map[string]int32
	bias     []float64
	weights  [][]float64
	squares  [][]float64 // sums of squared gradients
}

const (
	epochs   = 20
	stepSize = 0.5
	decay    = 0.001 // pulls weights to zero, so that only what is seen often speaks
	rare     = 2     // features of fewer lines are left out
	faint    = 58    // weights nearer to zero are left out of the table
)

// train learns a table of weights.
func train(lines []example, classes int, concepts *conceptBook) string {
	t := &trainer{concepts: concepts, classes: classes, ids: map[string]int32{}, bias: make([]float64, classes)}
	t.prepare(lines)
	order := slices.Clone(lines)
	slices.SortStableFunc(order, func(a, b example) int { return int(hashOf(a.text)) - int(hashOf(b.text)) })
	odds := make([]float64, classes)
	for range epochs {
		for i := range order {
			t.step(&order[i], odds)
		}
	}
	return t.table(lines)
}

// prepare numbers the features that are not rare.
func (t *trainer) prepare(lines []example) {
	counts := map[string]int{}
	all := make([][]string, len(lines))
	for i, l := range lines {
		all[i] = featuresOf(l.read, t.concepts)
		for _, f := range all[i] {
			counts[f]++
		}
	}
	for i := range lines {
		lines[i].rows = nil
		for _, f := range all[i] {
			if counts[f] < rare {
				continue
			}
			id, ok := t.ids[f]
			if !ok {
				id = int32(len(t.names))
				t.ids[f] = id
				t.names = append(t.names, f)
				t.weights = append(t.weights, make([]float64, t.classes))
				t.squares = append(t.squares, make([]float64, t.classes))
			}
			lines[i].rows = append(lines[i].rows, id)
		}
	}
}

// featuresOf lists the features of a message, each once.
func featuresOf(s squeezed, concepts *conceptBook) []string {
	seen := map[string]bool{}
	var names []string
	features(s, concepts, func(feature []byte) {
		if f := string(feature); !seen[f] {
			seen[f] = true
			names = append(names, f)
		}
	})
	return names
}

// step moves the weights a little towards the right class of one line.
func (t *trainer) step(e *example, odds []float64) {
	scale := spread / math.Sqrt(float64(max(len(e.rows), 1)))
	copy(odds, t.bias)
	for _, row := range e.rows {
		for class, w := range t.weights[row] {
			odds[class] += float64(w * scale)
		}
	}
	softmax(odds)
	odds[e.class]--
	for class, miss := range odds {
		if math.Abs(miss) < 1e-4 {
			continue
		}
		t.bias[class] -= 0.2 * miss
		for _, row := range e.rows {
			slope := float64(miss*scale) + float64(decay*t.weights[row][class])
			t.squares[row][class] += float64(slope * slope)
			t.weights[row][class] -= stepSize * slope / math.Sqrt(t.squares[row][class]+1)
		}
	}
}

// spread is how strongly one feature of many may speak while learning.
const spread = 3

func softmax(odds []float64) {
	top := slices.Max(odds)
	sum := 0.0
	for i := range odds {
		odds[i] = math.Exp(odds[i] - top)
		sum += odds[i]
	}
	for i := range odds {
		odds[i] /= sum
	}
}

func hashOf(s string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(s))
	return h.Sum32() >> 1
}

// table writes the weights as decodeModel reads them.
func (t *trainer) table(lines []example) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Trained by train_test.go; do not edit. %s\n%s\t%s\n", stamp(lines, t.concepts), biasFeature, rowText(t.bias, 100, 1))
	order := make([]int, len(t.names))
	for i := range order {
		order[i] = i
	}
	sort.Slice(order, func(i, j int) bool { return t.names[order[i]] < t.names[order[j]] })
	for _, i := range order {
		if row := rowText(t.weights[i], 100*spread, faint); row != "" {
			fmt.Fprintf(&b, "%s\t%s\n", t.names[i], row)
		}
	}
	return b.String()
}

func rowText(weights []float64, unit float64, least int) string {
	var b strings.Builder
	for class, w := range weights {
		if n := int(math.Round(w * unit)); n >= least || -n >= least {
			fmt.Fprintf(&b, "%c%d", classLetters[class], n)
		}
	}
	return b.String()
}

// stamp tells which lines and concepts a table was trained on.
func stamp(lines []example, concepts *conceptBook) string {
	h := fnv.New64a()
	for _, l := range lines {
		fmt.Fprintln(h, l.class, featuresOf(l.read, concepts))
	}
	return fmt.Sprintf("%d lines, %x", len(lines), h.Sum64())
}

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
	if share(right, lines) < 72 || share(wrong, lines) > 13 {
		t.Error("below the gate: 72 % right, 13 % wrong")
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
