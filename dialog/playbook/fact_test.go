package playbook

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"xieshang/calc"
	"xieshang/dialog/locale"
)

func TestRegistryIsComplete(t *testing.T) {
	b := load(t)
	want := strings.Fields(`C1 C2 C3 C4 C5 C6 C7 C8 C9 C10 C12-defer C12-debit C13 N1 N2 N3 N4 N5 K1 K2 K3 K4 K5
		R1 R1-reports R1-dispute R2 R3 R4 L1 L2 L3 L4 L5 L6 L7 L8 L8-national L9 L9-minor S1
		H95188 H12378 H12363 H12368 H12348 H12345 H96110 H110 H120 H12356 H12321`)
	for _, id := range want {
		if _, ok := b.Fact(id); !ok {
			t.Errorf("fact %s is missing", id)
		}
	}
	for _, f := range b.Facts() {
		if f.AsOf != checked() || f.Announced(checked()) {
			t.Errorf("fact %s: valid from %s, as of %s", f.ID, f.ValidFrom, f.AsOf)
		}
		if number, ok := strings.CutPrefix(f.ID, "H"); ok && regexp.MustCompile(`^\d+$`).MatchString(number) {
			for _, lang := range languages() {
				if !strings.Contains(f.Text(lang), number) {
					t.Errorf("fact %s in %s does not state the number", f.ID, lang)
				}
			}
		}
	}
}

// A fact says the same figures in every language.
func TestFactsStateTheSameFigures(t *testing.T) {
	for _, f := range load(t).Facts() {
		for _, lang := range languages() {
			for _, figure := range figures(f.Text(lang)) {
				if !slices.Contains(factFigures(f), figure) {
					t.Errorf("fact %s in %s states %s, which the Chinese does not", f.ID, lang, figure)
				}
			}
		}
	}
}

// factFigures returns every figure of a fact's Chinese text, with months in words and
// amounts in full, so that the English can be held against them.
func factFigures(f Fact) []string {
	text := f.Text(locale.Hans)
	list := figures(text)
	for _, n := range regexp.MustCompile(`(\d+) 万`).FindAllStringSubmatch(text, -1) {
		list = append(list, n[1]+",000", n[1]+"0,000")
	}
	return list
}

func TestFactExpired(t *testing.T) {
	f, _ := load(t).Fact("R2")
	for day, want := range map[string]bool{"2026-01-01": false, "2026-03-31": false, "2026-04-01": true, "2026-11-21": true} {
		on, _ := calc.ParseDate(day)
		if got := f.Expired(on); got != want {
			t.Errorf("on %s the one-off repair is expired: %v", day, got)
		}
	}
	if forever, _ := load(t).Fact("R1"); forever.Expired(calc.Date{Year: 2099, Month: 1, Day: 1}) {
		t.Error("a fact without an end is expired")
	}
}

// A beginning is as exact as its source, and left out where the source names none.
func TestBeginningsAreAsExactAsTheirSource(t *testing.T) {
	for id, want := range map[string]string{"C4": "2017-01-01 2", "N3": "2025-03-01 1", "K1": "2025-02-28 0", "C8": "2026-08-01 0"} {
		f, _ := load(t).Fact(id)
		if got := fmt.Sprint(f.ValidFrom, " ", int(f.Precision)); got != want {
			t.Errorf("fact %s holds from %s, want %s", id, got, want)
		}
	}
	for _, id := range strings.Fields("C5 K3 K4 L1 L5 R3 H12378") {
		if f, _ := load(t).Fact(id); !f.ValidFrom.IsZero() {
			t.Errorf("fact %s holds from %s, which no source says", id, f.ValidFrom)
		}
	}
}

func TestExpiredFactsAreSaidToBe(t *testing.T) {
	b := load(t)
	mark := map[locale.Language]string{locale.Hans: "（已过期，只到 2026 年 3 月 31 日）",
		locale.Hant: "（已過期，只到 2026 年 3 月 31 日）", locale.English: "(expired on 31 March 2026)"}
	for lang, mark := range mark {
		before, _ := b.Answer("credit_repair", lang, calc.Date{Year: 2026, Month: 3, Day: 31})
		after, _ := b.Answer("credit_repair", lang, calc.Date{Year: 2026, Month: 4, Day: 1})
		if strings.Contains(before.Text, mark) || !strings.Contains(after.Text, mark) {
			t.Errorf("in %s the answer is %q before and %q after", lang, before.Text, after.Text)
		}
	}
}

const newer = `
[[fact]]
id = "L1"
valid_from = "2027-07-01"
as_of = "2027-01-10"
confidence = "H"
[fact.text]
zh-Hans = "收到起诉状副本后 20 日内答辩 <新>。"
zh-Hant = "收到起訴狀副本後 20 日內答辯 <新>。"
en = "Answer within 20 days <new>."
[fact.source]
zh-Hans = "新《民事诉讼法》"
zh-Hant = "新《民事訴訟法》"
en = "new Civil Procedure Law"

[[fact]]
id = "X1"
valid_from = "2027-01-01"
as_of = "2027-01-10"
confidence = "L"
text = {zh-Hans = "新", zh-Hant = "新", en = "new"}
source = {zh-Hans = "某处", zh-Hant = "某處", en = "somewhere"}
`

func TestOperatorsFactsReplaceOurs(t *testing.T) {
	b, err := Load(strings.NewReader(newer))
	if err != nil {
		t.Fatal(err)
	}
	embedded := load(t)
	if got, want := len(b.Facts()), len(embedded.Facts())+1; got != want {
		t.Errorf("there are %d facts, want %d", got, want)
	}
	if f, ok := b.Fact("X1"); !ok || f.Confidence != Low || f.Source(locale.English) != "somewhere" {
		t.Errorf("the new fact is %+v", f)
	}
	answer, _ := b.Answer("court_summons", locale.Hans, calc.Date{Year: 2027, Month: 2, Day: 1})
	for _, want := range []string{"20 日内答辩 &lt;新&gt;。（2027 年 7 月 1 日起施行）", "新《民事诉讼法》", "（截至 2026 年 11 月）"} {
		if !strings.Contains(answer.Text, want) {
			t.Errorf("the answer does not say %q: %s", want, answer.Text)
		}
	}
	answer, _ = b.Answer("court_summons", locale.Hans, calc.Date{Year: 2027, Month: 7, Day: 1})
	if strings.Contains(answer.Text, "起施行") {
		t.Errorf("the fact is still announced on the day it comes into force: %s", answer.Text)
	}
}

func TestOperatorsMistakesAreNamed(t *testing.T) {
	const good = `valid_from = "2027-01-01"
as_of = "2027-01-10"
confidence = "H"
text = {zh-Hans = "新", zh-Hant = "新", en = "new"}
source = {zh-Hans = "某处", zh-Hant = "某處", en = "somewhere"}
`
	for _, c := range []struct{ name, file, want string }{
		{"not TOML", "[[fact]\n", `operator's facts: toml: line 2`},
		{"no id", "[[fact]]\n" + good, `operator's facts: fact number 1: id: is missing`},
		{"twice", "[[fact]]\nid = \"X\"\n" + good + "[[fact]]\nid = \"X\"\n" + good, `operator's facts: fact "X": id: stands twice in the file`},
		{"no text", "[[fact]]\nid = \"X\"\n" + strings.Replace(good, "en = \"new\"", "en = \"\"", 1), `operator's facts: fact "X": text.en: is missing`},
		{"long text", "[[fact]]\nid = \"X\"\n" + strings.Replace(good, "new", strings.Repeat("n", 401), 1), `operator's facts: fact "X": text.en: is longer than 400 characters`},
		{"language", "[[fact]]\nid = \"X\"\n" + strings.Replace(good, "{zh-Hans", "{fr = \"neuf\", zh-Hans", 1), `operator's facts: fact "X": text.fr: is not a language we speak`},
		{"bad date", "[[fact]]\nid = \"X\"\n" + strings.Replace(good, "2027-01-01", "2027-02-30", 1), `operator's facts: fact "X": valid_from: "2027-02-30" is not a date`},
		{"no date", "[[fact]]\nid = \"X\"\n" + strings.Replace(good, "2027-01-10", "", 1), `operator's facts: fact "X": as_of: "" is not a date`},
		{"ends first", "[[fact]]\nid = \"X\"\nvalid_to = \"2026-12-31\"\n" + good, `operator's facts: fact "X": valid_to: 2026-12-31 is before valid_from 2027-01-01`},
		{"confidence", "[[fact]]\nid = \"X\"\n" + strings.Replace(good, `"H"`, `"sure"`, 1), `operator's facts: fact "X": confidence: "sure" is not H, M or L`},
		{"unknown field", "[[fact]]\nid = \"X\"\nsure = true\n" + good, `operator's facts: fact.sure is not a known field`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Load(strings.NewReader(c.file))
			if err == nil || !strings.HasPrefix(err.Error(), c.want) {
				t.Errorf("the error is %v, want %s", err, c.want)
			}
		})
	}
}

func TestOperatorsMistakesAreNamedAllAtOnce(t *testing.T) {
	_, err := Load(strings.NewReader("[[fact]]\nid = \"X\"\n"))
	if err == nil || strings.Count(err.Error(), "\n") != 7 {
		t.Errorf("the error is %v", err)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add(newer)
	f.Add("[[fact]]\nid = \"L1\"")
	f.Fuzz(func(t *testing.T, file string) {
		b, err := Load(strings.NewReader(file))
		if err == nil && len(b.Facts()) == 0 {
			t.Error("a book was loaded without facts")
		}
	})
}
