package rehearsal_test

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xieshang/calc"
	"xieshang/dialog/locale"
	"xieshang/dialog/playbook"
	"xieshang/dialog/rehearsal"
	"xieshang/dialog/understand"
)

func load(t testing.TB) *rehearsal.Script {
	t.Helper()
	s, err := rehearsal.Load()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// example is one written answer with what is to be said of it.
type example struct {
	line, answer string
	bounds       rehearsal.Bounds
	want         string
}

func means() rehearsal.Bounds {
	return rehearsal.Bounds{Recommended: 1040_00, Maximum: 1170_00, Spare: 500_00}
}

func examples(t testing.TB) (list []example) {
	t.Helper()
	text, err := os.ReadFile("testdata/answers.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if want, ok := strings.CutPrefix(line, "="); ok {
			list[len(list)-1].want = strings.Join(strings.Fields(want), " ")
			continue
		}
		id, answer, ok := strings.Cut(line, ": ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		e := example{line: id, answer: answer, bounds: means()}
		if rest, ok := strings.CutPrefix(answer, "nothing: "); ok {
			e.answer, e.bounds = rest, rehearsal.Bounds{}
		}
		if rest, ok := strings.CutPrefix(answer, "other: "); ok {
			e.answer, e.bounds.NotTheirs = rest, true
		}
		if rest, ok := strings.CutPrefix(answer, "old: "); ok {
			e.answer, e.bounds.Guarded = rest, true
		}
		kinds, redacted := understand.Secrets(e.answer)
		e.answer, e.bounds.GaveAway = redacted, len(kinds) > 0
		list = append(list, e)
	}
	return list
}

// written is a verdict as the examples write it.
func written(v rehearsal.Verdict) string {
	var words []string
	for _, p := range v.Good {
		words = append(words, string(p))
	}
	if len(v.Faults) > 0 {
		words = append(words, "!")
	}
	for _, f := range v.Faults {
		words = append(words, string(f))
	}
	return strings.Join(words, " ")
}

func TestAnswers(t *testing.T) {
	s, list := load(t), examples(t)
	if len(list) < 100 {
		t.Errorf("%d answers", len(list))
	}
	for _, e := range list {
		line, ok := s.Line(e.line)
		if !ok {
			t.Fatalf("no line %q", e.line)
		}
		if got := written(rehearsal.Judge(line, e.answer, e.bounds)); got != e.want {
			t.Errorf("%s: %s\n said %q\n want %q", e.line, e.answer, got, e.want)
		}
	}
}

// TestLengthScoresNothing holds that adding words to an answer never adds to its score
// unless they make a point that is wanted, and that a flood of good words is too long.
func TestLengthScoresNothing(t *testing.T) {
	s := load(t)
	for _, e := range examples(t) {
		line, _ := s.Line(e.line)
		before := rehearsal.Judge(line, e.answer, e.bounds).Score
		if after := rehearsal.Judge(line, e.answer+"。您好，麻烦您了，谢谢，真的非常感谢您的理解和支持", e.bounds).Score; after > before {
			t.Errorf("%s: %d, with thanks %d", e.answer, before, after)
		}
		if twice := rehearsal.Judge(line, e.answer+"。"+e.answer, e.bounds).Score; twice > before {
			t.Errorf("%s: %d, said twice %d", e.answer, before, twice)
		}
	}
	everything := "请登记，工单号，写给我，书面，我会还，材料，收入，停息，核算，不借，应诉，核实，只联系我，记录，白天，官方，不收费，每月1000。"
	for _, id := range []string{"full_today", "sue", "no_policy"} {
		line, _ := s.Line(id)
		if v := rehearsal.Judge(line, strings.Repeat(everything, 3), means()); v.Score == 100 {
			t.Errorf("%s: all the words there are score %d", id, v.Score)
		}
	}
}

func TestFitting(t *testing.T) {
	s := load(t)
	plain := s.Fitting(rehearsal.Service, rehearsal.Case{})
	full := s.Fitting(rehearsal.Service, rehearsal.Case{Penalty: true})
	if diff := cmp.Diff(len(plain)+1, len(full)); diff != "" {
		t.Errorf("a penalty adds other than one line: %s", diff)
	}
	if len(s.Fitting(rehearsal.Collector, rehearsal.Case{Broken: true})) != len(s.Fitting(rehearsal.Collector, rehearsal.Case{}))+1 {
		t.Error("a broken agreement adds other than one line")
	}
}

// TestAmounts holds the one boundary that matters most: a promise up to the most that can
// be paid is within, a fen more is too high.
func TestAmounts(t *testing.T) {
	line, _ := load(t).Line("full_today")
	for said, want := range map[string]bool{"每月还1170元": true, "每月还1170.01元": false, "每月还1000": true, "每月还一千二": false} {
		v := rehearsal.Judge(line, said, means())
		high := strings.Contains(written(v), string(rehearsal.TooHigh))
		if high == want {
			t.Errorf("%s: %s", said, written(v))
		}
	}
}

func FuzzJudge(f *testing.F) {
	for _, e := range examples(f) {
		f.Add(e.line, e.answer)
	}
	s := load(f)
	f.Fuzz(func(t *testing.T, id, answer string) {
		line, ok := s.Line(id)
		if !ok {
			return
		}
		if v := rehearsal.Judge(line, answer, means()); v.Score < 0 || v.Score > 100 || v.Good == nil && v.Missed == nil {
			t.Errorf("%+v", v)
		}
	})
}

// TestModels holds what we advise to our own rules: no fault in it, and most points made.
func TestModels(t *testing.T) {
	book, err := playbook.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	figures := map[rehearsal.Bounds]playbook.Figures{
		means(): {Capacity: 1040_00, LumpSum: 500_00, Count: 14, Amount: 1000_00, Penalty: 560_00,
			FirstDate: calc.Date{Year: 2026, Month: 12, Day: 15}, ReplyDate: calc.Date{Year: 2026, Month: 11, Day: 24}},
		{}: {Nothing: true, ReplyDate: calc.Date{Year: 2026, Month: 11, Day: 24}},
		{NotTheirs: true, Maximum: calc.MaxMoney}: {Disputed: true, Capacity: 1040_00},
	}
	s := load(t)
	for bounds, f := range figures {
		for _, role := range []rehearsal.Role{rehearsal.Service, rehearsal.Collector} {
			for _, id := range s.Fitting(role, rehearsal.Case{Penalty: true, Broken: true, Disputed: bounds.NotTheirs}) {
				say, _, err := book.Objection(id, locale.Hans, f)
				if err != nil {
					t.Fatal(err)
				}
				line, _ := s.Line(id)
				if v := rehearsal.Judge(line, say, bounds); len(v.Faults) > 0 || v.Score < 60 {
					t.Errorf("%s: %d points, missed %v, faults %v:\n%s", id, v.Score, v.Missed, v.Faults, say)
				}
			}
		}
	}
}
