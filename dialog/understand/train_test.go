package understand

import (
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
	"sort"
	"strings"
)

// example is one training line: a message and the class it belongs to.
type example struct {
	text   string
	read   squeezed // what the model is given of it
	aside  bool     // it belongs to a test set of something else, which may grow without a new table
	class  int      // of alarms, which may come together, the set: bit i is alarm i
	open   int      // classes of which nothing is known, as a set: nothing is learnt of them
	bare   bool     // the rules were made by it: what they hear in it proves nothing
	around []string // of a figure, what stands around it
	rows   []int32
}

// trainer holds weights while they are learnt: logistic regression, fitted by stochastic
// steps whose size AdaGrad sets. Chance begins the same each time, so the result is fixed.
type trainer struct {
	task
	names   []string
	ids     map[string]int32
	bias    []float64
	weights [][]float64
	squares [][]float64 // sums of squared gradients
}

// task is what is to be learnt.
type task struct {
	classes  int
	together bool    // several classes may be right at once
	damped   bool    // see [model]
	spread   float64 // how strongly one feature may speak while learning
	drop     float64 // the share of features that a step does not see, so that none is relied on alone
	epochs   int     // how often every line is seen
	calm     int     // the weights are their means over so many of the last epochs: what chance did in one is gone
	quiet    int     // features whose every weight is nearer to zero are learnt without
	faint    int     // weights nearer to zero are left out of the table
	features func(s squeezed, each func(feature []byte))
}

const (
	stepSize = 0.5
	decay    = 0.001 // pulls weights to zero, so that only what is seen often speaks
	rare     = 2     // features of fewer lines are left out
)

// train learns a table of weights. What spoke faintly is left out, and the rest learns to do
// without it.
func train(lines []example, k task) string {
	lines = slices.Clone(lines)
	t := &trainer{task: k, ids: map[string]int32{}}
	t.prepare(lines)
	t.learn(lines)
	if k.quiet > 0 {
		t.silence(lines)
		t.learn(lines)
	}
	return t.table(lines)
}

// prepare numbers the features that are not rare.
func (t *trainer) prepare(lines []example) {
	counts := map[string]int{}
	all := make([][]string, len(lines))
	for i, l := range lines {
		all[i] = t.featuresOf(l)
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
func (k task) featuresOf(e example) []string {
	if e.around != nil {
		return e.around
	}
	seen := map[string]bool{}
	var names []string
	k.features(e.read, func(feature []byte) {
		if f := string(feature); !seen[f] && !(e.bare && ruled(f)) {
			seen[f] = true
			names = append(names, f)
		}
	})
	return names
}

// ruled reports a feature that is what the rules heard.
func ruled(feature string) bool { return feature[0] == '<' && len(feature) > 1 }

// silence leaves out of the lines the features that say little of any class.
func (t *trainer) silence(lines []example) {
	loud := make([]bool, len(t.names))
	for row, weights := range t.weights {
		for _, w := range weights {
			loud[row] = loud[row] || math.Abs(w)*100*t.spread >= float64(t.quiet)
		}
	}
	for i := range lines {
		lines[i].rows = slices.DeleteFunc(lines[i].rows, func(row int32) bool { return !loud[row] })
	}
}

// learn fits the weights to the lines, from nothing.
func (t *trainer) learn(lines []example) {
	t.bias = make([]float64, t.classes)
	for i := range t.weights {
		t.weights[i] = make([]float64, t.classes)
		t.squares[i] = make([]float64, t.classes)
	}
	order := slices.Clone(lines)
	slices.SortStableFunc(order, func(a, b example) int { return int(hashOf(a.text)>>1) - int(hashOf(b.text)>>1) })
	odds := make([]float64, t.classes)
	chance := rand.New(rand.NewPCG(1, 2))
	means := t.means()
	for epoch := range t.epochs {
		if t.drop > 0 {
			chance.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		}
		for _, e := range order {
			e.rows = t.glimpse(e.rows, chance)
			t.step(e, odds)
		}
		if epoch >= t.epochs-t.calm {
			means.add(t)
		}
	}
	if t.calm > 0 {
		means.settle(t)
	}
}

// means are the sums of the weights after several epochs.
type means struct {
	bias    []float64
	weights [][]float64
}

func (t *trainer) means() means {
	m := means{make([]float64, t.classes), make([][]float64, len(t.weights))}
	for i := range m.weights {
		m.weights[i] = make([]float64, t.classes)
	}
	return m
}

func (m means) add(t *trainer) {
	for class, b := range t.bias {
		m.bias[class] += b
	}
	for i, row := range t.weights {
		for class, w := range row {
			m.weights[i][class] += w
		}
	}
}

func (m means) settle(t *trainer) {
	n := float64(t.calm)
	for class := range t.bias {
		t.bias[class] = m.bias[class] / n
	}
	for i, row := range t.weights {
		for class := range row {
			row[class] = m.weights[i][class] / n
		}
	}
}

// glimpse returns the features of a line that one step sees.
func (k task) glimpse(rows []int32, chance *rand.Rand) []int32 {
	if k.drop == 0 {
		return rows
	}
	seen := make([]int32, 0, len(rows))
	for _, row := range rows {
		if chance.Float64() >= k.drop {
			seen = append(seen, row)
		}
	}
	return seen
}

// step moves the weights a little towards the right class of one line.
func (t *trainer) step(e example, odds []float64) {
	scale := t.spread
	if t.damped {
		scale /= math.Sqrt(float64(max(len(e.rows), 1)))
	}
	copy(odds, t.bias)
	for _, row := range e.rows {
		for class, w := range t.weights[row] {
			odds[class] += float64(w * scale)
		}
	}
	if t.together {
		for class := range odds {
			odds[class] = 1/(1+math.Exp(-odds[class])) - float64(e.class>>class&1)
			if e.open>>class&1 == 1 {
				odds[class] = 0
			}
		}
	} else {
		softmax(odds)
		odds[e.class]--
	}
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

// table writes the weights as decodeModel reads them.
func (t *trainer) table(lines []example) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Trained by train_test.go; do not edit. %s\n%s\t%s\n", t.stamp(lines), biasRow, rowText(t.bias, 100, 1))
	order := make([]int, len(t.names))
	for i := range order {
		order[i] = i
	}
	sort.Slice(order, func(i, j int) bool { return t.names[order[i]] < t.names[order[j]] })
	for _, i := range order {
		if row := rowText(t.weights[i], 100*t.spread, t.faint); row != "" {
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

// stamp tells which lines and concepts a table was trained on, but for what is calm in other test sets.
func (k task) stamp(lines []example) string {
	h, n := fnv.New64a(), 0
	for _, l := range lines {
		if !l.aside || l.class != 0 {
			fmt.Fprintln(h, l.class, k.featuresOf(l))
			n++
		}
	}
	return fmt.Sprintf("%d lines, %x", n, h.Sum64())
}
