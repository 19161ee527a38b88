package dialog

import (
	"regexp"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/understand"
)

// Instalments that differ are told in runs: 前3期每期500，后9期每期900; 3x500 9x900. The first
// or the last one can stand by itself: 12期每期900，最后一期870.

const (
	stepCount  = `(\d{1,2}|[一二两兩三四五六七八九十]{1,3})`
	stepAmount = `(\d[\d,]*(?:\.\d{1,2})?\s*[万萬千wk]?|[一二两兩三四五六七八九十百千万萬零]{2,})`
	stepVerb   = `[\s:：,，是每期个個月各都还還付交要]{0,8}`
)

// stepForms are the ways to tell a run of instalments.
var stepForms = regexp.MustCompile(strings.Join([]string{
	`(?P<run>前|头|頭|先|之后|之後|以后|以後|然后|然後|后面|後面|后|後|剩下的?|剩余|剩餘|其余|其餘|余下|餘下|再|接着|接著|first |then |next )?\s*` + stepCount + `\s*(?:期|个月|個月|[x×*]|(?:instalments?|installments?|months?|payments?)?\s+of\s)` + stepVerb + stepAmount,
	`第\s*` + stepCount + `\s*(?:期|个月|個月)?\s*(?:[-–~到至]\s*第?\s*` + stepCount + `)\s*(?:期|个月|個月)` + stepVerb + stepAmount,
	`(?P<one>首期|首月|头一期|頭一期|第一期|第1期|第一个月|第一個月|最后一期|最後一期|末期|尾期|the last |last |the first )` + stepVerb + stepAmount,
	`(?P<rest>剩下的?|其余|其餘|余下|餘下|后面|後面|之后|之後|以后|以後|剩余|剩餘|the rest )` + `\s*(?:每期|每月|每个月|每個月|都|of |at )\s*` + stepVerb + stepAmount,
}, "|"))

// steppedTerms reads terms whose instalments differ. It is false for all others, and for
// what could be read in two ways.
func steppedTerms(text string) (casefile.Terms, bool) {
	r := stepReader{total: wholeCount(text)}
	for _, m := range stepForms.FindAllStringSubmatch(text, -1) {
		if !r.take(m) {
			return casefile.Terms{}, false
		}
	}
	steps := r.steps()
	if len(steps) < 2 {
		return casefile.Terms{}, false
	}
	terms := casefile.Stepped(steps...)
	return terms, terms.Steps != nil && terms.Count <= casefile.MaxInstalments
}

// stepReader gathers the runs of a message.
type stepReader struct {
	total       int // instalments in all, where that was told by itself; 0 if not
	runs        []casefile.Step
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
		r.runs, r.led = append(r.runs, casefile.Step{Count: n, Amount: amount}), append(r.led, m[groupLead] != "")
		return n > 0 && amount > 0
	case m[groupFrom] != "":
		from, to, amount := stepsOf(m[groupFrom]), stepsOf(m[groupTo]), stepMoney(m[groupSpan])
		follows := from == r.told()+1
		r.runs, r.led = append(r.runs, casefile.Step{Count: to - from + 1, Amount: amount}), append(r.led, true)
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
func (r *stepReader) steps() []casefile.Step {
	var steps []casefile.Step
	if r.first > 0 {
		steps = append(steps, casefile.Step{Count: 1, Amount: r.first})
	}
	runs := r.runs
	alone := len(runs) == 1 && !r.led[0]
	switch {
	case alone && r.first == 0 && r.last > 0 && runs[0].Count > 1:
		runs = []casefile.Step{{Count: runs[0].Count - 1, Amount: runs[0].Amount}} // 12期每期900，最后一期870: twelve in all
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
		steps = append(steps, casefile.Step{Count: left, Amount: r.rest})
	}
	if r.last > 0 {
		steps = append(steps, casefile.Step{Count: 1, Amount: r.last})
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
	n, err := understand.TermMonths(said + "期")
	if err != nil || n.Kind != understand.Exact {
		return 0
	}
	return n.Value
}

func stepMoney(said string) calc.Money {
	amount, err := understand.Amount(strings.TrimSpace(said))
	if err != nil || amount.Kind != understand.Exact {
		return 0
	}
	return amount.Value
}

// stepsInWords tells instalments that differ: "第 1–3 期每期 500.00 元，第 4 期 900.00 元".
func (t *turn) stepsInWords(p *locale.Printer, steps []casefile.Step) string {
	var runs []string
	n := 0
	for _, s := range steps {
		key := "terms.run"
		if s.Count == 1 {
			key = "terms.one"
		}
		runs = append(runs, p.Text(key, locale.Args{"From": n + 1, "To": n + s.Count, "Amount": s.Amount}))
		n += s.Count
	}
	return strings.Join(runs, p.Text("terms.comma", nil))
}

// termsInWords tells the instalments of terms: "12 期 × 1,030.00 元", a delay, one payment,
// or a run after the other.
func (t *turn) termsInWords(o casefile.Terms) string {
	switch {
	case o.Defer > 0 && o.Count > 1 && !o.First.IsZero():
		rest := o
		rest.Defer = 0
		return t.text("terms.postponed", locale.Args{"Months": o.Defer, "Day": t.print.Day(o.First, t.today), "Terms": t.termsInWords(rest)})
	case len(o.Steps) == 2 && o.Steps[1].Count == 1 && !o.Uneven():
		return t.text("terms.even", locale.Args{"Count": o.Count, "Amount": o.Steps[0].Amount}) +
			t.text("terms.last", locale.Args{"Last": o.Steps[1].Amount})
	case o.Steps != nil:
		return t.stepsInWords(t.print, o.Steps)
	case o.Defer > 0 && o.Count == 1:
		return t.text("terms.delay", locale.Args{"Months": o.Defer, "Amount": o.Amount, "Day": t.print.Day(t.firstOf(o), t.today)})
	case o.Count == 1:
		return t.text("terms.once", locale.Args{"Amount": o.Amount})
	}
	return t.text("terms.even", locale.Args{"Count": o.Count, "Amount": o.Amount})
}

// firstOf is the day of the first instalment, as far as the terms tell it: zero if they do not.
func (t *turn) firstOf(o casefile.Terms) calc.Date {
	switch {
	case !o.First.IsZero():
		return o.First
	case o.Defer > 0:
		return t.today.AddMonths(o.Defer, t.today.Day)
	case o.PayDay > 0:
		return payDayAfter(t.today, o.PayDay)
	}
	return calc.Date{}
}
