package rehearsal

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"xieshang/calc"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// Bounds are the person's own means, which an answer is held against.
type Bounds struct {
	Recommended calc.Money // what can be paid each month with a reserve; 0 if there is nothing left
	Maximum     calc.Money // the most that can be paid each month; calc.MaxMoney while it is not known
	Spare       calc.Money // what can be paid at once; calc.MaxMoney while it is not known
	NotTheirs   bool       // the debt is disputed: it is not theirs
	Guarded     bool       // it may be too old to be claimed: nothing is admitted, nothing denied
	GaveAway    bool       // the answer held something that identifies the person, blanked out by now
}

// Verdict is what is to be said of an answer.
type Verdict struct {
	Good   []Point // what it does, of what the line wants
	Missed []Point // what it does not do
	Faults []Fault
	Score  int // 0 to 100, in tens
}

// grouping is the comma in 1,040, which ends no clause.
var grouping = phrase.MustCompile(`(\d),(\d{3})`)

// Judge judges the answer to a line. The score is the share of the points wanted that the
// answer makes, less 30 for each fault; an answer that is no sentence makes none.
func Judge(l Line, answer string, b Bounds) Verdict {
	wanted := b.wanted(l)
	text := grouping.ReplaceAllString(understand.Simplified(strings.TrimSpace(answer)), "$1$2")
	if strings.IndexFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0 {
		return Verdict{Missed: untoned(wanted), Faults: []Fault{NoAnswer}}
	}
	if listed(text) {
		return Verdict{Missed: untoned(wanted), Faults: []Fault{Listed}}
	}
	list := sentences(text)
	v := Verdict{Faults: b.faults(text, list)}
	for _, p := range wanted {
		if b.makes(p, text, list, v.Faults) {
			v.Good = append(v.Good, p)
		} else {
			v.Missed = append(v.Missed, p)
		}
	}
	if slices.Contains(v.Missed, Within) && vague(list) {
		v.Faults = append(v.Faults, Vague)
	}
	v.Score = max(0, (100*len(v.Good)/len(wanted)-30*len(v.Faults)+5)/10*10)
	return v
}

// untoned leaves out the tone, which nobody has to add to an answer.
func untoned(points []Point) []Point {
	return slices.DeleteFunc(slices.Clone(points), func(p Point) bool { return p == Calm })
}

// listed reports whether an answer strings together the words that answers are known by: three
// clauses of nothing else, or one with three of them.
func listed(text string) bool {
	bare := 0
	for _, clause := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		rest, known := clause, 0
		for _, p := range Points {
			for _, sign := range signs[p] {
				if strings.Contains(rest, sign) {
					rest, known = strings.ReplaceAll(rest, sign, ""), known+1
				}
			}
		}
		if utf8.RuneCountInString(rest)*10 > utf8.RuneCountInString(clause) {
			continue
		}
		if bare++; bare == 3 || known >= 3 {
			return true
		}
	}
	return false
}

// wanted lists what a good answer to a line does. Where nothing may be admitted nothing is
// offered, but the evidence is asked for; somebody whose debt it is not says so.
func (b Bounds) wanted(l Line) []Point {
	if !b.NotTheirs && !b.Guarded {
		return l.Wants
	}
	offers := func(p Point) bool { return slices.Contains([]Point{Within, Will, Reason, Papers, Deny, Verify}, p) }
	first := []Point{Verify}
	if b.NotTheirs {
		first = []Point{Deny, Verify}
	}
	return append(first, slices.DeleteFunc(slices.Clone(l.Wants), offers)...)
}

// makes reports whether an answer makes a point.
func (b Bounds) makes(p Point, text string, list []string, faults []Fault) bool {
	switch p {
	case Calm:
		return !slices.ContainsFunc(faults, func(f Fault) bool { return f == Rude || f == GivesUp || f == Afraid })
	case Within:
		return b.within(text, list)
	case Will:
		return !b.NotTheirs && !b.Guarded && commits(list, signs[Will]) && !slices.Contains(faults, GivesUp)
	case Writing:
		return said(list, signs[p]) != "" && !slices.Contains(faults, PaysFirst)
	case Deny:
		return said(list, signs[p]) != "" && !slices.Contains(faults, NotTheirs)
	case Papers:
		return said(list, signs[p]) != "" && !slices.Contains(faults, Lies)
	}
	return said(list, signs[p]) != ""
}

// within reports whether an answer names a figure that can be kept; where there is nothing
// left in the month, that it says so and asks for time.
func (b Bounds) within(text string, list []string) bool {
	p := promised(text)
	if b.Recommended <= 0 {
		return p == promise{} && said(list, []string{"延期", "暂缓", "缓一缓", "推迟", "拿不出", "没有结余", "只够", "恢复 还", "恢复以后", "收入恢复", "先缓", "缓几", "缓三", "缓两", "晚几个月", "give me time", "nothing left"}) != ""
	}
	named := p.monthly > 0 && p.monthly <= b.Maximum
	return (named || p.once > 0 || said(list, []string{"拿不出 先付", "没有 可以先付", "先付不了", "没法先付"}) != "") && p.monthly <= b.Maximum && p.once <= b.Spare
}

// vague reports whether an answer puts off where a figure was wanted.
func vague(list []string) bool {
	return commits(list, []string{"尽量", "看情况", "过几天", "过两天", "再说吧", "有钱就还", "有钱了", "想办法", "到时候", "慢慢还", "过阵子", "等等吧"})
}
