package understand

import (
	"fmt"
	"slices"
	"sync"
)

// price is what a missed alarm costs, and one raised for nothing.
type price struct{ missed, mistaken int }

// A crisis that is not certain is still asked about, so its card may wait for certainty; missing it altogether is
// what must hardly ever happen. Court papers have days that pass, and so has a loan in somebody's name.
var (
	plainPrice    = price{3, 2}
	papersPrice   = price{2, 1}
	possiblePrice = price{4, 1}
)

// heardLine is a line of the training and what a model said that had not seen it.
type heardLine struct {
	example
	scores []int
	grave  bool
}

// unheard scores every line by a model that was trained without the part it is in.
func unheard(lines []example) []heardLine {
	var (
		parts [folds][]heardLine
		all   sync.WaitGroup
	)
	for fold := range folds {
		all.Go(func() {
			seen, unseen := parted(lines, fold)
			m := decodeModel(train(seen, alarmTask), alarmTask.classes, alarmTask.damped, alarmTask.features)
			for _, e := range unseen {
				parts[fold] = append(parts[fold], heardLine{e, m.scores(e.read), grave(e.read)})
			}
		})
	}
	all.Wait()
	return slices.Concat(parts[:]...)
}

// marksOf chooses the marks of a table: those that cost least on lines the model had not seen.
func marksOf(lines []example) string {
	heard := unheard(lines)
	certain := make([]float64, len(alarmOrder))
	for i, a := range alarmOrder {
		cost := plainPrice
		if a == Court || a == IdentityTheft {
			cost = papersPrice
		}
		sayable := slices.DeleteFunc(slices.Clone(heard), func(l heardLine) bool { return !evident(a, l.read) })
		certain[i] = float64(cheapest(sayable, i, cost))
	}
	asked := slices.DeleteFunc(heard, func(l heardLine) bool { return l.grave })
	possible := []float64{float64(cheapest(asked, outCrisis, possiblePrice))}
	return fmt.Sprintf("%s\t%s\n%s\t%s\n", certainRow, rowText(certain, 1, 0), possibleRow, rowText(possible, 1, 0))
}

// cheapest returns the mark for an alarm at which missed lines and needlessly raised ones cost least. Costs nearby
// are counted with it, so that no single line decides.
func cheapest(heard []heardLine, alarm int, each price) int {
	const lowest, highest, step, blur = -500, 500, 10, 12
	var costs []int
	for mark := lowest; mark <= highest; mark += step {
		cost := 0
		for _, l := range heard {
			switch said, raised := l.class>>alarm&1 == 1, l.scores[alarm] > mark; {
			case said && !raised:
				cost += each.missed
			case raised && !said:
				cost += each.mistaken
			}
		}
		costs = append(costs, cost)
	}
	best, least := 0, 0
	for i := blur; i < len(costs)-blur; i++ {
		around := 0
		for _, c := range costs[i-blur : i+blur+1] {
			around += c
		}
		if least == 0 || around < least {
			best, least = i, around
		}
	}
	return lowest + best*step
}
