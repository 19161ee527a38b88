package understand

import (
	"regexp"
	"strings"

	"xieshang/calc"
)

// Instalments that differ are told in runs: 前3期每期500，后9期每期900; 3x500 9x900. The first
// or the last one can stand by itself: 12期每期900，最后一期870.

const (
	stepCount  = `(\d{1,2}|[一二两三四五六七八九十]{1,3})`
	stepAmount = `(\d+(?:,\d{3})*(?:\.\d{1,2})?\s*[万千wk]?|[一二两三四五六七八九十百千万零]{2,})`
	stepVerb   = `[\s:,是每期个月各都还付交要]{0,8}`
)

// stepForms are the ways to tell a run of instalments.
var stepForms = regexp.MustCompile(strings.Join([]string{
	`(?P<run>前|头|先|之后|以后|然后|后面|后|剩下的?|剩余|其余|余下|再|接着|first |then |next )?\s*` + stepCount + `\s*(?:期|个月|[x×*]|(?:instalments?|installments?|months?|payments?)?\s+of\s)` + stepVerb + stepAmount,
	`第\s*` + stepCount + `\s*(?:期|个月)?\s*(?:[-–~到至]\s*第?\s*` + stepCount + `)\s*(?:期|个月)` + stepVerb + stepAmount,
	`(?P<one>首期|首月|头一期|第一期|第一期|第1期|第一个月|最后一期|末期|尾期|the last |last |the first )` + stepVerb + stepAmount,
	`(?P<rest>剩下的?|其余|余下|后面|之后|以后|剩余|the rest )` + `\s*(?:每期|每月|每个月|都|of |at )\s*` + stepVerb + stepAmount,
}, "|"))

// Steps reads terms whose instalments differ, run by run. It is false for all others, and for
// what could be read in two ways.
func Steps(text string) ([]OfferStep, bool) {
	said := string(newMessage(text).rs)
	r := stepReader{total: wholeCount(said)}
	for _, m := range stepForms.FindAllStringSubmatch(said, -1) {
		if !r.take(m) {
			return nil, false
		}
	}
	steps := r.steps()
	return steps, len(steps) > 1
}

// stepReader gathers the runs of a message.
type stepReader struct {
	total       int // instalments in all, where that was told by itself; 0 if not
	runs        []OfferStep
	led         []bool // whether the run was introduced by 前, 后, 剩下
	first, last calc.Money
	rest        calc.Money
}

// The groups of stepForms.
const (
	groupLead = iota + 1
	groupCount
	groupAmount
	groupFrom
	groupTo
	groupSpan
	groupOne
	groupOneAmount
	groupRest
	groupRestAmount
)

func (r *stepReader) take(m []string) bool {
	switch {
	case m[groupCount] != "":
		n, amount := stepsOf(m[groupCount]), stepMoney(m[groupAmount])
		r.runs, r.led = append(r.runs, OfferStep{Count: n, Amount: amount}), append(r.led, m[groupLead] != "")
		return n > 0 && amount > 0
	case m[groupFrom] != "":
		from, to, amount := stepsOf(m[groupFrom]), stepsOf(m[groupTo]), stepMoney(m[groupSpan])
		follows := from == r.told()+1
		r.runs, r.led = append(r.runs, OfferStep{Count: to - from + 1, Amount: amount}), append(r.led, true)
		return follows && to >= from && amount > 0
	case m[groupOne] != "":
		amount := stepMoney(m[groupOneAmount])
		if strings.ContainsAny(m[groupOne], "最末尾") || strings.Contains(m[groupOne], "last") {
			r.last = amount
		} else {
			r.first = amount
		}
		return amount > 0
	}
	r.rest = stepMoney(m[groupRestAmount])
	return r.rest > 0
}

// told is how many instalments have been told before a run.
func (r *stepReader) told() int {
	n := 0
	if r.first > 0 {
		n = 1
	}
	for _, s := range r.runs {
		n += s.Count
	}
	return n
}

// steps puts the runs in their order; nil where it is not clear how many there are.
func (r *stepReader) steps() []OfferStep {
	var steps []OfferStep
	if r.first > 0 {
		steps = append(steps, OfferStep{Count: 1, Amount: r.first})
	}
	runs := r.runs
	alone := len(runs) == 1 && !r.led[0]
	switch {
	case alone && r.first == 0 && r.last > 0 && runs[0].Count > 1:
		runs = []OfferStep{{Count: runs[0].Count - 1, Amount: runs[0].Amount}} // 12期每期900，最后一期870: twelve in all
	case alone && (r.first > 0 || r.last > 0):
		return nil // is the first one of the twelve, or before them?
	}
	steps = append(steps, runs...)
	if r.rest > 0 {
		left := r.total - r.told()
		if r.last > 0 {
			left--
		}
		if left < 1 {
			return nil
		}
		steps = append(steps, OfferStep{Count: left, Amount: r.rest})
	}
	if r.last > 0 {
		steps = append(steps, OfferStep{Count: 1, Amount: r.last})
	}
	return steps
}

// wholeForm is a number of instalments with no amount behind it.
var wholeForm = regexp.MustCompile(stepCount + `\s*(?:期|instalments?|installments?)\s*(?:[,，;；。]|$)`)

// wholeCount is the number of instalments in all, where it was told by itself: 12期，第一期2000.
func wholeCount(text string) int {
	m := wholeForm.FindStringSubmatch(text)
	if m == nil {
		return 0
	}
	return stepsOf(m[1])
}

func stepsOf(said string) int {
	n, err := TermMonths(said + "期")
	if err != nil || n.Kind != Exact {
		return 0
	}
	return n.Value
}

func stepMoney(said string) calc.Money {
	amount, err := Amount(strings.TrimSpace(said))
	if err != nil || amount.Kind != Exact {
		return 0
	}
	return amount.Value
}
