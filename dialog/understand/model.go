package understand

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// A model is a table of weights: how much every feature of a message speaks for or against
// every class. A message's score for a class is the sum of its features' weights, so that each
// reading can be explained by naming the features that decided it (see [model.evidence]).
// The tables are trained from the readable lines in testdata by train_test.go.
type model struct {
	read     func(s squeezed, each func(feature []byte))
	damped   bool // the sum is divided by the root of the number of features
	bias     []int
	certain  []int          // the scores above which alarms are raised
	possible []int          // the scores above which they are asked about
	features lookup[uint32] // the hash of a feature → its row
	weights  []weight       // of all rows, one after the other
	ends     []int32        // where each row ends among them
	idle     sync.Pool      // of *rowSet that hold nothing, to be used again
}

// hashOf stands for a feature in a model. Numbers take less room than words, and the garbage
// collector passes them over.
func hashOf[text string | []byte](feature text) uint32 {
	h := uint32(2166136261) // FNV-1a
	for i := range len(feature) {
		h = (h ^ uint32(feature[i])) * 16777619
	}
	return max(h, 1)
}

// row is what a feature says about the classes.
func (m *model) row(i int32) []weight {
	if i == 0 {
		return m.weights[:m.ends[0]]
	}
	return m.weights[m.ends[i-1]:m.ends[i]]
}

// weight is what a feature says about one class, in hundredths.
type weight struct {
	class uint8
	value int16
}

// Rows of a table that are no features: what holds before anything is read, and the marks
// above which an alarm is certain and possible.
const (
	biasRow     = "="
	certainRow  = "!"
	possibleRow = "?"
)

// classLetters name the classes in a table.
const classLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// decodeModel reads a table: lines of a feature, a tab and weights such as A120c-35.
// Lines that begin with # are remarks. The table is part of the program: a broken one panics.
func decodeModel(table string, classes int, damped bool, read func(s squeezed, each func(feature []byte))) *model {
	rows := strings.Count(table, "\n")
	m := &model{
		read: read, damped: damped, bias: make([]int, classes), certain: make([]int, classes), possible: make([]int, classes), features: newLookup[uint32](rows),
		ends: make([]int32, 0, rows), weights: make([]weight, 0, len(table)/7),
	}
	for line := range strings.Lines(table) {
		feature, weights, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok || feature[0] == '#' {
			continue
		}
		if column := m.column(feature); column != nil {
			for _, w := range appendWeights(nil, weights) {
				column[w.class] = int(w.value)
			}
			continue
		}
		m.features.set(hashOf(feature), int32(len(m.ends)))
		m.weights = appendWeights(m.weights, weights)
		m.ends = append(m.ends, int32(len(m.weights)))
	}
	return m
}

// column is what a row of a table sets that is no feature.
func (m *model) column(row string) []int {
	switch row {
	case biasRow:
		return m.bias
	case certainRow:
		return m.certain
	case possibleRow:
		return m.possible
	}
	return nil
}

func appendWeights(row []weight, s string) []weight {
	for s != "" {
		end := 1 + strings.IndexFunc(s[1:], func(r rune) bool { return r > '9' })
		if end == 0 {
			end = len(s)
		}
		value, err := strconv.ParseInt(s[1:end], 10, 16)
		if err != nil {
			panic("understand: broken table of weights: " + s)
		}
		row = append(row, weight{uint8(strings.IndexByte(classLetters, s[0])), int16(value)})
		s = s[end:]
	}
	return row
}

// scores adds up what the features of a message say about each class. In a damped model a
// long story does not seem surer than a short question.
func (m *model) scores(s squeezed) []int {
	return m.scoresOf(func(each func(feature []byte)) { m.read(s, each) })
}

// scoresOf adds up what features say.
func (m *model) scoresOf(features func(each func(feature []byte))) []int {
	sums := make([]int, len(m.bias))
	found := m.rowsOf(features)
	for _, row := range found.rows {
		for _, w := range m.row(row) {
			sums[w.class] += int(w.value)
		}
	}
	root := 1.0
	if m.damped {
		root = math.Sqrt(float64(max(len(found.rows), 1)))
	}
	found.clear()
	m.idle.Put(found)
	for class := range sums {
		sums[class] = m.bias[class] + int(float64(sums[class])/root)
	}
	return sums
}

// add adds what a feature says about each class to the sums.
func (m *model) add(sums []int, feature []byte) {
	if i, ok := m.features.get(hashOf(feature)); ok {
		for _, w := range m.row(i) {
			sums[w.class] += int(w.value)
		}
	}
}

// rowsOf lists the features that are known, each once. The set is to be given back to m.idle.
func (m *model) rowsOf(features func(each func(feature []byte))) *rowSet {
	seen, ok := m.idle.Get().(*rowSet)
	if !ok {
		seen = &rowSet{marks: make([]uint64, len(m.ends)/64+1)}
	}
	features(func(feature []byte) {
		if row, ok := m.features.get(hashOf(feature)); ok {
			seen.add(row)
		}
	})
	return seen
}

// rowSet holds rows of a table, each once.
type rowSet struct {
	rows  []int32
	marks []uint64 // a bit for each row
}

func (s *rowSet) add(row int32) {
	if mark := uint64(1) << (row & 63); s.marks[row>>6]&mark == 0 {
		s.marks[row>>6] |= mark
		s.rows = append(s.rows, row)
	}
}

func (s *rowSet) clear() {
	for _, row := range s.rows {
		s.marks[row>>6] = 0
	}
	s.rows = s.rows[:0]
}

// evidence names the features that speak for a class, the strongest first.
func (m *model) evidence(s squeezed, class int) []string {
	value := map[string]int{}
	m.read(s, func(feature []byte) {
		if row, ok := m.features.get(hashOf(feature)); ok {
			for _, w := range m.row(row) {
				if int(w.class) == class && w.value > 0 {
					value[string(feature)] = int(w.value)
				}
			}
		}
	})
	names := make([]string, 0, len(value))
	for name := range value {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		if value[a] != value[b] {
			return value[b] - value[a]
		}
		return strings.Compare(a, b)
	})
	return names
}
