package phrase_test

import (
	"regexp"
	"testing"

	"xieshang/dialog/phrase"
)

// matches are expressions and texts with their first match, "" for none.
var matches = []struct{ expression, text, want string }{
	{`话术|台词`, "给我看看话术", "话术"},
	{`话术|台词`, "给我看看方案", ""},
	{`(他们|客服).{0,4}(说|讲)不行`, "刚才客服跟我讲不行", "客服跟我讲不行"},
	{`(他们|客服).{0,4}(说|讲)不行`, "刚才客服跟我讲可以", ""},
	{`还不?起`, "还起", "还起"},
	{`(还|換|换){2}`, "换还", "换还"},
	{`(钱){0,2}包`, "包", "包"},
	{`(?i)App|页面`, "aPP上弹出来的", "aPP"},
	{`(?i)k`, "\u212A", "\u212A"}, // the sign of the kelvin is a capital k
	{`(?i)straße`, "STRAẞE", "STRAẞE"},
	{`[一二两]期`, "还剩两期", "两期"},
	{`[^期]期`, "一期", "一期"},
	{`\d+期`, "12期", "12期"},
	{`^(|好)的$`, "的", "的"},
	{``, "什么都没有", ""},
	{`.`, "\xff", "\xff"},
}

func TestFindsTheSame(t *testing.T) {
	for _, m := range matches {
		if got := phrase.MustCompile(m.expression).FindString(m.text); got != m.want {
			t.Errorf("%s finds %q in %q, want %q", m.expression, got, m.text, m.want)
		}
	}
}

// FuzzPattern takes any expression and any text: whatever package regexp finds is found.
func FuzzPattern(f *testing.F) {
	for _, m := range matches {
		f.Add(m.expression, m.text)
	}
	f.Fuzz(func(t *testing.T, expression, text string) {
		want, err := regexp.Compile(expression)
		if err != nil {
			return
		}
		p := phrase.MustCompile(expression)
		if p.MatchString(text) != want.MatchString(text) {
			t.Errorf("%q matches %q: %v", expression, text, want.MatchString(text))
		}
		if p.ReplaceAllString(text, "<$0>") != want.ReplaceAllString(text, "<$0>") {
			t.Errorf("%q replaces otherwise in %q", expression, text)
		}
	})
}

func TestWrongExpression(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a wrong expression was taken")
		}
	}()
	phrase.MustCompile(`(`)
}

const story = "我今年三十二岁，之前在东莞一个电子厂上班，七月份厂里裁员我就没工作了，花呗欠了一万二千块，逾期两个月了，前两天开始天天打电话过来，说要上门"

// BenchmarkAbsent looks for what is not there.
func BenchmarkAbsent(b *testing.B) {
	const expression = `(怎么|怎麼|如何|咋|想|要)(去)?催(一下|他们|他們|客服)?[?？]?$|催一下$`
	b.Run("pattern", func(b *testing.B) {
		p := phrase.MustCompile(expression)
		for b.Loop() {
			p.MatchString(story)
		}
	})
	b.Run("regexp", func(b *testing.B) {
		p := regexp.MustCompile(expression)
		for b.Loop() {
			p.MatchString(story)
		}
	})
}
