package document

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// even measures every Chinese character as 2 and every other as 1.
func even(s string) float64 { return float64(cells(s)) }

func TestBreakLines(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float64
		want  []string
	}{
		{"", 10, []string{""}},
		{"一\n\n二", 10, []string{"一", "", "二"}},
		{"一二三四五六七", 8, []string{"一二三四", "五六七"}},
		{"一二三四。五六", 8, []string{"一二三", "四。五六"}},                     // no 。 at the beginning
		{"一二三（四五）", 8, []string{"一二三", "（四五）"}},                     // no （ at the end
		{"每月 1,040.00 元以内", 12, []string{"每月", "1,040.00 元", "以内"}}, // an amount with its unit
		{"到2026 年 12 月 15 日还清", 20, []string{"到", "2026 年 12 月 15 日", "还清"}},
		{"到2026年12月15日还清", 15, []string{"到", "2026年12月15日", "还清"}},
		{"分14期还", 6, []string{"分14期", "还"}},
		{"pay 12 instalments", 12, []string{"pay 12", "instalments"}},
		{"paid 2,226.66 yuan", 10, []string{"paid", "2,226.66", "yuan"}}, // too narrow for both
		{"it is 913.33 yuan now", 14, []string{"it is", "913.33 yuan", "now"}},
		{"on 21 Nov 2026 it", 12, []string{"on", "21 Nov 2026", "it"}},
		{"Pneumonoultramicroscopic", 10, []string{"Pneumonoul", "tramicrosc", "opic"}},
		{"姓名＿＿＿＿＿", 12, []string{"姓名", "＿＿＿＿＿"}},
		{"。。。。。。", 4, []string{"。。", "。。", "。。"}},
	} {
		if diff := cmp.Diff(c.want, breakLines(c.text, c.width, even)); diff != "" {
			t.Errorf("%q in %v (-want +got):\n%s", c.text, c.width, diff)
		}
	}
}

// unspaced is a text without what a line break may take.
func unspaced(s string) string { return strings.NewReplacer(" ", "", "\n", "").Replace(s) }

// mixed are texts as they occur, and texts that nobody writes.
func mixed() *rapid.Generator[string] {
	return rapid.OneOf(rapid.StringN(0, 200, -1), rapid.StringOfN(rapid.RuneFrom([]rune("一二元年月日期，。（）“”《》—…￥％1234567890.,- ab\n＿□😀")), 0, 300, -1))
}

// TestBreakLinesLosesNothing breaks any text at any width: all characters are there, in their
// order, and no line is too wide that could be narrower.
func TestBreakLinesLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text, width := mixed().Draw(t, "text"), float64(rapid.IntRange(1, 60).Draw(t, "width"))
		lines := breakLines(text, width, even)
		if got, want := unspaced(strings.Join(lines, "")), unspaced(text); got != want {
			t.Fatalf("%q becomes %q", want, got)
		}
		for _, line := range lines {
			if even(line) > max(width, 2) && utf8.RuneCountInString(line) > 1 {
				t.Fatalf("%q is wider than %v", line, width)
			}
		}
	})
}

// TestBreakLinesKeepsTheRules begins no line with a closing mark, ends none with an opening one, and
// splits no figure, where the width leaves a choice.
func TestBreakLinesKeepsTheRules(t *testing.T) {
	figures := []string{"1,040.00 元", "14 期", "2026 年 12 月 15 日", "12月5日", "24%"}
	words := rapid.SampledFrom(append([]string{"还款", "每月", "，", "。", "（", "）", "“", "”", "《", "》", "App", "、", "；", "百分之"}, figures...))
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(words, 1, 60).Draw(t, "words"), "")
		for _, piece := range pieces(text) {
			if even(piece) > 60 {
				return // the width leaves no choice
			}
		}
		lines := breakLines(text, 60, even)
		for i, line := range lines {
			if first, _ := utf8.DecodeRuneInString(line); i > 0 && strings.ContainsRune(noStart, first) {
				t.Fatalf("line %d begins with %q: %q", i, first, lines)
			}
			if last, _ := utf8.DecodeLastRuneInString(line); i < len(lines)-1 && strings.ContainsRune(noEnd, last) {
				t.Fatalf("line %d ends with %q: %q", i, last, lines)
			}
		}
		for _, figure := range figures {
			whole := 0
			for _, line := range lines {
				whole += strings.Count(line, figure)
			}
			if whole != strings.Count(text, figure) {
				t.Fatalf("%q is split: %q", figure, lines)
			}
		}
	})
}

func FuzzBreakLines(f *testing.F) {
	f.Add("每月 1,040.00 元（结余的八成）。", 12.0)
	f.Add("\xff\u200b 　", 1.0)
	f.Fuzz(func(t *testing.T, text string, width float64) {
		if !utf8.ValidString(text) || !(width > 0) {
			return
		}
		if got := strings.Join(breakLines(text, width, even), ""); unspaced(got) != unspaced(text) {
			t.Errorf("%q becomes %q", text, got)
		}
	})
}

// TestKnown replaces what the font lacks, visibly, and leaves out what has no shape.
func TestKnown(t *testing.T) {
	p := press(t)
	for text, want := range map[string]string{
		"还款 14,000.00 元\n":    "还款 14,000.00 元\n",
		"笑😀了":                 "笑□了",
		"𠮷野家":                 "□野家",
		"a\u200bb\ufe0f\x00c": "abc",
		"☐ ☑ ✗":               "□ ■ ×",
		"1\u00a0元":            "1 元",
	} {
		if got := p.known(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		for _, r := range p.known(rapid.String().Draw(t, "text")) {
			if r != '\n' && !p.has(r) {
				t.Fatalf("%q is left", r)
			}
			if unicode.IsControl(r) && r != '\n' {
				t.Fatalf("control %q is left", r)
			}
		}
	})
}
