package dialog

import (
	"slices"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// Which of the instalments a payment is said to be: one that is recorded already is not booked again.

var (
	// termNumber names an instalment by its number, 第三期还了, and termMonth by a month seen from today.
	termNumber = phrase.MustCompile(`第([一二三四五六七八九十]{1,3}|\d{1,2})(?:期|笔|筆)`)
	termMonth  = phrase.MustCompile(`(上个?月|上個月|这个?月|這個月|本月|下个?月|下個月)份?(?:的|那期|这期|這期|那笔|那筆)`)
)

// termsNamed are the instalments of which a message names one by its number or its month; none where it names none, or
// several numbers.
func (t *turn) termsNamed(text string) []int {
	a := t.file().Agreement
	match := func(same func(n int) bool) (list []int) {
		for n := range a.Instalments {
			if same(n) {
				list = append(list, n)
			}
		}
		return list
	}
	if m := termNumber.FindAllStringSubmatch(text, -1); len(m) == 1 {
		number, ok := understand.Count(m[0][1])
		return match(func(n int) bool { return ok && a.Number(n) == number })
	}
	inMonth := func(day calc.Date) []int {
		return match(func(n int) bool {
			return a.Instalments[n].Due.Month == day.Month && a.Instalments[n].Due.Year == day.Year
		})
	}
	var named []int
	for _, m := range termMonth.FindAllString(text, -1) {
		ahead := 0
		switch {
		case strings.Contains(m, "上"):
			ahead = -1
		case strings.Contains(m, "下"):
			ahead = 1
		}
		named = append(named, inMonth(t.today.AddMonths(ahead, 1))...)
	}
	if named != nil {
		return named
	}
	if m := monthOfTerm.FindStringSubmatch(text); m != nil {
		month, ok := understand.Count(m[1])
		return match(func(n int) bool {
			due := a.Instalments[n].Due
			return ok && int(due.Month) == month && due.DaysSince(t.today) < yearAhead && t.today.DaysSince(due) < yearAhead
		})
	}
	return nil
}

// alsoPaid says that it is one more: 这个月的也还了.
var alsoPaid = phrase.MustCompile(`也(都|已经|已經)?(还|還|付|交)`)

// yearAhead is how far from today a month may be that is named without its year, in days.
const yearAhead = 300

// termDoubt is why the instalment that a message names is not simply booked: it is recorded already, or one before it is
// open. It is nil for the one that is next, and where none is named.
func (t *turn) termDoubt(text string, p payment) error {
	a := t.file().Agreement
	next, left := a.Next()
	named := t.termsNamed(text)
	if !left || len(named) == 0 || slices.Contains(named, next) || alsoPaid.MatchString(text) {
		return nil
	}
	if last := slices.Max(named); last < next && p.amount == 0 {
		return &refusal{"keeping.already", locale.Args{"Which": t.instalment(a, last), "Next": t.instalment(a, next)}}
	}
	return t.paidReadings(p)
}
