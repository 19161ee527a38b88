package playbook

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"xieshang/calc"
	"xieshang/dialog/locale"
)

// allFigures are those of a person who asks for 14 instalments.
func allFigures() Figures {
	return Figures{
		Capacity:  calc.Yuan(1040),
		LumpSum:   calc.Yuan(2000),
		Count:     14,
		Amount:    116667,
		FirstDate: calc.Date{Year: 2026, Month: 12, Day: 15},
		Penalty:   calc.Yuan(560),
		ReplyDate: calc.Date{Year: 2026, Month: 11, Day: 28},
	}
}

func TestObjections(t *testing.T) {
	b := load(t)
	if n := len(b.Objections(locale.Hans)); n != 16 {
		t.Errorf("there are %d objections", n)
	}
	for _, o := range b.Objections(locale.Hans) {
		for _, figures := range []Figures{{}, allFigures()} {
			hans, _, _ := b.Objection(o.ID, locale.Hans, figures)
			hant, _, _ := b.Objection(o.ID, locale.Hant, figures)
			spoken, why, _ := b.Objection(o.ID, locale.English, figures)
			if spoken != hans {
				t.Errorf("%s: an English reader is given %q to say", o.ID, spoken)
			}
			if !strings.HasPrefix(why, "“") || !strings.Contains(why, "”\nWhy: ") {
				t.Errorf("%s: an English reader is told %q", o.ID, why)
			}
			for _, say := range []string{hans, hant} {
				if utf8.RuneCountInString(say) > 256 || strings.ContainsAny(say, "\n<>&{") {
					t.Errorf("%s: %q does not fit a copy button", o.ID, say)
				}
			}
		}
	}
}

func TestObjectionNamesThePersonsFigures(t *testing.T) {
	b := load(t)
	for id, want := range map[string][2]string{
		"full_today": {"1,040 元，第一期 12 月 15 日还", "延期申请"},
		"half_first": {"最多先付 2,000 元", "没有可以一次先付的钱"},
		"sue":        {"14 期、每期 1,166.67 元", "在调解时谈。"},
		"no_waiver":  {"这 560 元罚息放到最后还", "还款先抵本金？"},
		"need_docs":  {"我 11 月 28 日前补", "我尽快补"},
	} {
		with, _, _ := b.Objection(id, locale.Hans, allFigures())
		without, _, _ := b.Objection(id, locale.Hans, Figures{})
		if !strings.Contains(with, want[0]) || !strings.Contains(without, want[1]) {
			t.Errorf("%s says %q, and without figures %q", id, with, without)
		}
	}
}

// A sentence and its meaning name the same figures in every language.
func TestPlaceholdersAreTheSameInEveryLanguage(t *testing.T) {
	placeholder := regexp.MustCompile(`\.Has( "\w+")+|\.[A-Z]\w+`)
	names := func(p prose, lang locale.Language) []string {
		list := placeholder.FindAllString(p[lang].Root.String(), -1)
		slices.Sort(list)
		return slices.Compact(list)
	}
	for _, o := range load(t).objections {
		want := names(o.say, locale.Hans)
		for _, lang := range languages() {
			if got := names(o.say, lang); !slices.Equal(got, want) {
				t.Errorf("%s in %s names %v, want %v", o.id, lang, got, want)
			}
		}
	}
}

func TestUnknownFigureIsAnError(t *testing.T) {
	w := words{}
	for _, lang := range languages() {
		w[lang] = "每月 {{.Capacity}}"
	}
	p, err := w.parse("test")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fill(p, locale.Hans, Figures{}); err == nil || !strings.Contains(err.Error(), "Capacity") {
		t.Errorf("the error is %v", err)
	}
}

func TestMatchObjection(t *testing.T) {
	file, err := os.ReadFile("testdata/objections.txt")
	if err != nil {
		t.Fatal(err)
	}
	b := load(t)
	sentences := 0
	for line := range strings.Lines(string(file)) {
		want, sentence, ok := strings.Cut(strings.TrimSpace(line), " | ")
		if !ok {
			continue
		}
		sentences++
		got, found := b.MatchObjection(sentence)
		if !found {
			got = "-"
		}
		if got != want {
			t.Errorf("%q is taken for %s, want %s", sentence, got, want)
		}
	}
	if sentences < 100 {
		t.Errorf("only %d sentences were read", sentences)
	}
}

// Each cue belongs to one objection and is written as sentences are read.
func TestCues(t *testing.T) {
	b := load(t)
	owner := map[string]string{}
	for _, o := range b.objections {
		for _, c := range o.cues {
			cue := strings.Join(c.words, " ")
			if other, taken := owner[cue]; taken {
				t.Errorf("cue %q belongs to %s and to %s", cue, other, o.id)
			}
			owner[cue] = o.id
			if folded := b.fold(strings.Join(c.words, "")); folded != strings.Join(c.words, "") {
				t.Errorf("cue %q of %s can never be found; it is read as %q", cue, o.id, folded)
			}
		}
	}
}

func FuzzMatchObjection(f *testing.F) {
	f.Add("他说必须今天还一半才能分期")
	f.Add("１０％\xff")
	b := load(f)
	f.Fuzz(func(t *testing.T, sentence string) {
		id, ok := b.MatchObjection(sentence)
		if ok != (id != "") {
			t.Errorf("%q gives %q and %v", sentence, id, ok)
		}
	})
}

func BenchmarkMatchObjection(b *testing.B) {
	book := load(b)
	for b.Loop() {
		book.MatchObjection("他说必须今天还一半才能分期，不然就联系我家人")
	}
}

func BenchmarkAnswer(b *testing.B) {
	book := load(b)
	for b.Loop() {
		book.Answer("credit_repair", locale.Hans, checked())
	}
}
