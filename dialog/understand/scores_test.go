package understand_test

import (
	"bufio"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"xieshang/calc"
	"xieshang/dialog/understand"
)

// today is the day on which every line in testdata is spoken, a Saturday.
var today = calc.Date{Year: 2026, Month: 11, Day: 21}

// testLine is one line of a test set, cut at the bars.
type testLine struct {
	number int
	parts  []string
}

func (l testLine) part(i int) string {
	if i >= len(l.parts) {
		return ""
	}
	return l.parts[i]
}

// readLines reads a test set. UNDERSTAND_HALF=tune or held reads only the odd or even lines.
func readLines(t testing.TB, name string) []testLine {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var lines []testLine
	in := bufio.NewScanner(f)
	for n := 1; in.Scan(); n++ {
		text := in.Text()
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		l := testLine{number: n}
		for p := range strings.SplitSeq(text, " |") {
			l.parts = append(l.parts, strings.ReplaceAll(strings.TrimSpace(p), `\n`, "\n"))
		}
		lines = append(lines, l)
	}
	return lines
}

// tally counts what a test set came to.
type tally struct {
	lines, right, silent int // silent: a wrong value was taken
}

func (c tally) share(n int) float64 { return 100 * float64(n) / float64(max(c.lines, 1)) }

func show[T any](r understand.Reading[T], err error, print func(T) string) string {
	switch {
	case err != nil:
		if d, ok := err.(*understand.Doubt); ok {
			return "! " + strings.Join(d.Readings, " / ")
		}
		return "!"
	case r.Kind == understand.Unknown:
		return "?"
	case r.Kind == understand.Range:
		return print(r.Low) + ".." + print(r.High)
	}
	return print(r.Value)
}

func yuan(m calc.Money) string { return strings.TrimSuffix(strings.TrimRight(m.String(), "0"), ".") }

// yuanExact drops the cents only when there are none.
func yuanExact(m calc.Money) string {
	if m%100 == 0 {
		return strings.TrimSuffix(m.String(), ".00")
	}
	return yuan(m)
}

// readField reads the text as an answer to field and prints the reading as the test sets do.
func readField(field, text string) string {
	switch field {
	case "amount":
		r, err := understand.Amount(text)
		return show(r, err, yuanExact)
	case "split":
		s, err := understand.Split(text)
		return splitText(s, err)
	case "means":
		m, err := understand.Means(text)
		return meansAnswer(m, err)
	case "income":
		r, err := understand.Income(text)
		return show(r, err, yuanExact)
	case "date":
		r, err := understand.Date(text, understand.AnyDay, today)
		return show(r, err, calc.Date.String)
	case "date@due":
		r, err := understand.Date(text, understand.PastDue, today)
		return show(r, err, calc.Date.String)
	case "date@either":
		r, err := understand.Date(text, understand.Either, today)
		return show(r, err, calc.Date.String)
	case "date@payday":
		r, err := understand.Date(text, understand.Coming, today)
		return show(r, err, calc.Date.String)
	case "days_overdue":
		r, err := understand.DaysOverdue(text, today)
		return show(r.Reading, err, func(n int) string { return fmt.Sprint(n) })
	case "daily_rate":
		r, err := understand.DailyRate(text)
		r.Value = r.Value.Round(12)
		return show(r, err, func(d decimal.Decimal) string { return d.String() })
	case "percent":
		r, err := understand.Percent(text)
		return show(r, err, func(d decimal.Decimal) string { return d.String() })
	case "number":
		r, err := understand.Number(text)
		return show(r, err, func(d decimal.Decimal) string { return d.String() })
	case "term_months":
		r, err := understand.TermMonths(text)
		return show(r, err, func(n int) string { return fmt.Sprint(n) })
	case "yes_no":
		r, err := understand.YesNo(text)
		return show(r, err, func(b bool) string { return map[bool]string{true: "yes", false: "no"}[b] })
	case "product":
		r, err := understand.ReadProduct(text)
		return show(r, err, func(p understand.Product) string { return string(p) })
	case "spend":
		r, err := understand.Essentials(text)
		return show(r, err, yuanExact)
	case "offer":
		r, err := understand.Affordable(text)
		return show(r, err, yuanExact)
	case "owed":
		s, err := understand.Split(text)
		if s.Total != nil && err == nil {
			return yuanExact(*s.Total)
		}
		if s.Together != nil {
			return "!"
		}
		return strings.TrimPrefix(splitText(s, err), "about ")
	case "cause":
		r, err := understand.ReadCause(text)
		return show(r, err, func(c understand.Cause) string { return string(c) })
	}
	return "no such field"
}

func TestAnswers(t *testing.T) {
	for _, name := range []string{"answers.txt", "answers_told.txt", "answers_heard.txt", "answers_voices.txt", "answers_forms.txt", "answers_weak.txt", "answers_asked.txt", "answers_lives.txt", "answers_streets.txt", "answers_corners.txt", "answers_kept.txt"} {
		t.Run(name, func(t *testing.T) { scoreAnswers(t, name) })
	}
}

func scoreAnswers(t *testing.T, name string) {
	var c tally
	kinds := map[string]*tally{}
	for _, l := range readLines(t, name) {
		field, text, want := l.part(0), l.part(1), l.part(2)
		got := readField(field, text)
		c.lines++
		kind := kinds[field]
		if kind == nil {
			kind = &tally{}
			kinds[field] = kind
		}
		kind.lines++
		if got == want || want == "!" && (strings.HasPrefix(got, "!") || spanAsked(field) && strings.Contains(got, "..")) {
			c.right++
			kind.right++
			continue
		}
		taken := got != "?" && !strings.HasPrefix(got, "!")
		if taken {
			c.silent++
			kind.silent++
		}
		if !strings.HasSuffix(name, "_kept.txt") {
			t.Logf("line %d: %s %q: want %s, got %s", l.number, field, text, want, got)
		}
	}
	t.Logf("%d of %d right (%.1f %%), %d wrong values taken (%.1f %%)", c.right, c.lines, c.share(c.right), c.silent, c.share(c.silent))
	for _, field := range slices.Sorted(maps.Keys(kinds)) {
		t.Logf("  %-12s %d of %d right, %d taken wrongly", field, kinds[field].right, kinds[field].lines, kinds[field].silent)
	}
	right, silent := 95.0, 1.5
	if name == "answers_kept.txt" {
		right, silent = 91, 2.3 // nobody tunes to it
	}
	if c.share(c.right) < right || c.share(c.silent) > silent {
		t.Errorf("below the gate: %.0f %% right, at most %.1f %% taken wrongly", right, silent)
	}
}

// spanAsked reports that the conversation asks for one value where a span was told.
func spanAsked(field string) bool {
	return field == "owed" || field == "offer" || field == "days_overdue" || strings.HasPrefix(field, "date")
}

// TestBeside tells answers from sentences that speak of something else.
func TestBeside(t *testing.T) {
	var about, beside tally
	for _, l := range readLines(t, "beside.txt") {
		want, got := l.part(2), readField(l.part(0), l.part(1))
		c := &about
		if want == "!" {
			c = &beside
		}
		c.lines++
		if got == want || want == "!" && strings.HasPrefix(got, "!") {
			c.right++
			continue
		}
		t.Logf("line %d: %s %q: want %s, got %s", l.number, l.part(0), l.part(1), want, got)
	}
	t.Logf("beside: %d of %d refused, %d of %d answers taken", beside.right, beside.lines, about.right, about.lines)
	if beside.right < beside.lines || about.share(about.right) < 97 {
		t.Error("below the gate: every line beside the question refused, 97 % of the answers taken")
	}
}

func TestOpeners(t *testing.T) {
	for _, name := range []string{"openers.txt", "openers_told.txt", "openers_heard.txt", "openers_voices.txt", "openers_forms.txt", "openers_asked.txt", "openers_lives.txt", "openers_phones.txt", "openers_streets.txt", "openers_corners.txt", "openers_days.txt", "openers_streams.txt", "openers_strangers.txt", "openers_joined.txt", "openers_rules.txt", "openers_kept.txt"} {
		t.Run(name, func(t *testing.T) { scoreOpeners(t, name) })
	}
}

func scoreOpeners(t *testing.T, name string) {
	said, found, right := 0, 0, 0
	whole := tally{}
	for _, l := range readLines(t, name) {
		want, may := wantedSlots(l.part(1))
		got := spokenSlots(understand.Opener(l.part(0), today))
		got, want = decided(got, want, may)
		said += len(want)
		found += len(got)
		hits := 0
		for _, s := range got {
			if slices.Contains(want, s) {
				hits++
			}
		}
		right += hits
		whole.lines++
		if hits < len(got) {
			whole.silent++
		}
		if hits == len(want) && hits == len(got) {
			whole.right++
			continue
		}
		if !strings.HasSuffix(name, "_kept.txt") {
			t.Logf("line %d: %q\n  want %v\n  got  %v", l.number, l.part(0), want, got)
		}
	}
	precision, recall := float64(right)/float64(max(found, 1)), float64(right)/float64(max(said, 1))
	t.Logf("precision %.3f, recall %.3f, %d of %d entirely right, %d with a wrong value (%.1f %%)",
		precision, recall, whole.right, whole.lines, whole.silent, whole.share(whole.silent))
	if precision < 0.97 || recall < 0.85 {
		t.Error("below the gate: precision 0.97, recall 0.85")
	}
}

// decided leaves out what may be taken or not: slots that may be, and what was wanted in their place.
func decided(got, want, may []string) (gotLeft, wantLeft []string) {
	free := map[string]bool{}
	for _, s := range got {
		name, value, _ := strings.Cut(s, "=")
		key := name[strings.LastIndexByte(name, '.')+1:]
		free[s] = !slices.Contains(want, s) && (slices.Contains(may, key+"="+value) || slices.Contains(may, key+"=*"))
		if free[s] && key != "goal" {
			free[name] = true
		}
	}
	gotLeft = slices.DeleteFunc(got, func(s string) bool { return free[s] })
	wantLeft = slices.DeleteFunc(want, func(s string) bool {
		name, _, _ := strings.Cut(s, "=")
		return free[name]
	})
	return gotLeft, wantLeft
}

// wantedSlots numbers the debts: "hb total=12000" becomes debt0=hb and debt0.total=12000. What may be taken or not, as
// cause?=illness,other, becomes cause=illness and cause=other.
func wantedSlots(line string) (slots, may []string) {
	codes := map[string]string{"hb": "huabei", "jb": "jiebei", "wsd": "wangshangdai", "cc": "credit_card", "other": "other", "?": "?"}
	debt := -1
	for w := range strings.FieldsSeq(line) {
		key, value, isPair := strings.Cut(w, "=")
		name, optional := strings.CutSuffix(key, "?")
		switch {
		case isPair && optional:
			for v := range strings.SplitSeq(value, ",") {
				if name == "goals" {
					name = "goal"
				}
				may = append(may, name+"="+v)
			}
		case !isPair:
			debt++
			slots = append(slots, fmt.Sprintf("debt%d=%s", debt, codes[w]))
		case key == "goals":
			for g := range strings.SplitSeq(value, ",") {
				if g != "" {
					slots = append(slots, "goal="+g)
				}
			}
		case slices.Contains([]string{"total", "principal", "days", "due", "rate"}, key):
			slots = append(slots, fmt.Sprintf("debt%d.%s=%s", debt, key, value))
		default:
			slots = append(slots, w)
		}
	}
	return slots, may
}

func spokenSlots(s understand.Slots) []string {
	var slots []string
	money := func(name string, r *understand.Reading[calc.Money]) {
		if r != nil && r.Kind == understand.Exact {
			slots = append(slots, name+"="+yuanExact(r.Value))
		}
	}
	for i, d := range s.Debts {
		name := fmt.Sprintf("debt%d", i)
		product := string(d.Product)
		if product == "" {
			product = "?"
		}
		slots = append(slots, name+"="+product)
		money(name+".total", d.Total)
		money(name+".principal", d.Principal)
		if d.OverdueDays != nil && d.OverdueDays.Kind == understand.Exact {
			slots = append(slots, fmt.Sprintf("%s.days=%d", name, d.OverdueDays.Value))
		}
		if !d.DueDate.IsZero() {
			slots = append(slots, name+".due="+d.DueDate.String())
		}
		if d.RateDaily != nil {
			slots = append(slots, name+".rate="+d.RateDaily.String())
		}
	}
	money("income", s.MonthlyIncome)
	money("spend", s.MonthlyExpenses)
	money("otherdebt", s.OtherDebtMonthly)
	money("afford", s.AffordableMonthly)
	money("lump", s.LumpSum)
	if s.Cause != "" {
		slots = append(slots, "cause="+string(s.Cause))
	}
	for _, g := range s.Goals {
		slots = append(slots, "goal="+string(g))
	}
	return slots
}

func TestQuestions(t *testing.T) {
	var c tally
	for _, l := range readLines(t, "questions.txt") {
		want, text := l.part(0), l.part(1)
		r := understand.Topic(text)
		got := string(r.Best)
		if got == "" {
			got = "other"
		}
		c.lines++
		if got == want {
			c.right++
			continue
		}
		if got != "other" {
			c.silent++
		}
		t.Logf("line %d: %q: want %s, got %s, close %v", l.number, text, want, got, r.Close)
	}
	t.Logf("questions: %d of %d right (%.1f %%), %d wrong answers (%.1f %%)", c.right, c.lines, c.share(c.right), c.silent, c.share(c.silent))
	if c.share(c.right) < 85 || c.share(c.silent) > 5 {
		t.Error("below the gate: 85 % right, at most 5 % wrong")
	}
}

func TestAlarms(t *testing.T) {
	lines, wanted, raised, falseLines := 0, 0, 0, 0
	for _, l := range readLines(t, "alarms.txt") {
		want := strings.Split(l.part(0), ",")
		if l.part(0) == "-" {
			want = nil
		}
		var got []string
		for _, a := range understand.Safety(l.part(1)) {
			got = append(got, string(a))
		}
		sort.Strings(got)
		sort.Strings(want)
		lines++
		for _, w := range want {
			if slices.Contains(got, w) {
				raised++
			} else if w == "crisis" {
				t.Errorf("line %d: the crisis in %q was missed", l.number, l.part(1))
			}
		}
		wanted += len(want)
		extra := slices.ContainsFunc(got, func(g string) bool { return !slices.Contains(want, g) })
		if extra {
			falseLines++
		}
		if !slices.Equal(got, want) {
			t.Logf("line %d: %q: want %v, got %v", l.number, l.part(1), want, got)
		}
	}
	t.Logf("alarms: %d of %d raised, %d of %d lines with a false one", raised, wanted, falseLines, lines)
	if raised*100 < 95*wanted || falseLines*100 > 2*lines {
		t.Error("below the gate: 95 % raised, at most 2 % false")
	}
}
