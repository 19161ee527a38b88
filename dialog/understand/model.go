package understand

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// A model is a table of weights: how much every feature of a message speaks for or against
// every class. A message's score for a class is the sum of its features' weights, so that each
// reading can be explained by naming the features that decided it (see [model.evidence]).
// The tables are trained from the readable lines in testdata by train_test.go.
type model struct {
	read     func(s squeezed, each func(feature []byte))
	damped   bool // the sum is divided by the root of the number of features
	bias     []int
	certain  []int            // the scores above which alarms are raised
	possible []int            // the scores above which they are asked about
	features map[uint32]int32 // the hash of a feature → its row
	weights  []weight         // of all rows, one after the other
	ends     []int32          // where each row ends among them
}

// hashOf stands for a feature in a model. Numbers take less room than words, and the garbage
// collector passes them over.
func hashOf[text string | []byte](feature text) uint32 {
	h := uint32(2166136261) // FNV-1a
	for i := range len(feature) {
		h = (h ^ uint32(feature[i])) * 16777619
	}
	return h
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
		read: read, damped: damped, bias: make([]int, classes), certain: make([]int, classes), possible: make([]int, classes), features: make(map[uint32]int32, rows),
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
		m.features[hashOf(feature)] = int32(len(m.ends))
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
	sums := make([]int, len(m.bias))
	rows := m.rowsOf(s)
	for _, row := range rows {
		for _, w := range m.row(row) {
			sums[w.class] += int(w.value)
		}
	}
	root := 1.0
	if m.damped {
		root = math.Sqrt(float64(max(len(rows), 1)))
	}
	for class := range sums {
		sums[class] = m.bias[class] + int(float64(sums[class])/root)
	}
	return sums
}

// rowsOf lists the known features of a message, each once.
func (m *model) rowsOf(s squeezed) []int32 {
	rows := make([]int32, 0, 256)
	m.read(s, func(feature []byte) {
		if row, ok := m.features[hashOf(feature)]; ok {
			rows = append(rows, row)
		}
	})
	slices.Sort(rows)
	return slices.Compact(rows)
}

// evidence names the features that speak for a class, the strongest first.
func (m *model) evidence(s squeezed, class int) []string {
	value := map[string]int{}
	m.read(s, func(feature []byte) {
		if row, ok := m.features[hashOf(feature)]; ok {
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
