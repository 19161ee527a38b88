package understand_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"xieshang/calc"
	"xieshang/dialog/understand"
)

// readEverything gives text to every function and reports what must never happen.
func readEverything(t *testing.T, text string) {
	t.Helper()
	if r, err := understand.Amount(text); err == nil && (r.Low < 0 || r.High > calc.MaxMoney || r.Low > r.High) {
		t.Errorf("amount of %q: %+v", text, r)
	}
	if r, err := understand.Income(text); err == nil && (r.Low < 0 || r.High > calc.MaxMoney) {
		t.Errorf("income of %q: %+v", text, r)
	}
	for _, ask := range []understand.Ask{understand.AnyDay, understand.PastDue, understand.Coming} {
		r, err := understand.Date(text, ask, today)
		if err == nil && r.Kind == understand.Exact {
			if _, err := calc.ParseDate(r.Value.String()); err != nil {
				t.Errorf("date of %q: %v", text, r.Value)
			}
		}
	}
	if r, err := understand.DaysOverdue(text, today); err == nil && (r.Low < 0 || r.Low > r.High) {
		t.Errorf("days of %q: %+v", text, r)
	}
	if r, err := understand.DailyRate(text); err == nil && r.Value.IsNegative() {
		t.Errorf("rate of %q: %+v", text, r)
	}
	if r, err := understand.TermMonths(text); err == nil && r.Kind != understand.Unknown && (r.Low < 1 || r.Low > r.High) {
		t.Errorf("term of %q: %+v", text, r)
	}
	_, _ = understand.Split(text)
	_, _ = understand.Means(text)
	_, _ = understand.Percent(text)
	_, _ = understand.Number(text)
	_, _ = understand.YesNo(text)
	_, _ = understand.ReadProduct(text)
	_, _ = understand.ReadCause(text)
	_, _ = understand.Offer(text)
	if o, err := understand.OfferOn(text, today); err == nil && (o.Count < 0 || o.PayDay < 0 || o.PayDay > 31 || o.Defer < 0) {
		t.Errorf("offer of %q: %+v", text, o)
	}
	if r, ok := understand.Paid(text); ok && (r.Low < 0 || r.Low > r.High) {
		t.Errorf("payment of %q: %+v", text, r)
	}
	understand.Outcome(text)
	understand.Opener(text, today)
	understand.Topic(text)
	understand.Safety(text)
	if _, redacted := understand.Secrets(text); utf8.ValidString(text) && !utf8.ValidString(redacted) {
		t.Errorf("redacting %q broke it: %q", text, redacted)
	}
}

var mixed = flag.Int("mixed", 2000, "how many mixed openers are read")

func FuzzEverything(f *testing.F) {
	for _, name := range []string{"answers.txt", "openers.txt", "questions.txt", "alarms.txt"} {
		for _, l := range readLines(f, name) {
			f.Add(l.part(0))
			f.Add(l.part(1))
		}
	}
	f.Add("\u202e\u200b12\u20e3\xff\xfe")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) < 20_000 {
			readEverything(t, text)
		}
	})
}

// alphabet holds what matters to the readers, so that random text reaches deep into them.
var alphabet = []string{
	"零", "一", "二", "两", "三", "五", "九", "十", "百", "千", "万", "亿", "点", "几", "多", "半", "个", "元", "块", "毛", "分", "之", "厘", "月", "日", "号", "天", "年", "周", "期",
	"0", "1", "5", "9", ".", ",", "-", "/", "%", "w", "k", " ", "。", "上", "下", "前", "后", "底", "初", "到", "花呗", "借呗", "欠", "还", "罚息", "逾期", "工资", "不是", "不对", "没",
	"死", "活", "不想", "\u200b", "\u202e", "\n", "x", "@", "😭", "為", "萬", "１", "month", "every", "\xff",
}

func TestRandomText(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 4000 {
		var b strings.Builder
		for range rnd.IntN(30) {
			b.WriteString(alphabet[rnd.IntN(len(alphabet))])
		}
		readEverything(t, b.String())
	}
}

// TestMixedOpeners joins pieces of what people told: words come next to others that nobody thought of.
func TestMixedOpeners(t *testing.T) {
	var told [][]rune
	for _, name := range []string{"openers.txt", "openers_streams.txt", "openers_streets.txt", "openers_strangers.txt", "openers_voices.txt"} {
		for _, l := range readLines(t, name) {
			told = append(told, []rune(l.part(0)))
		}
	}
	rnd := rand.New(rand.NewPCG(3, 4))
	for range *mixed {
		var b strings.Builder
		for range 2 + rnd.IntN(5) {
			piece := told[rnd.IntN(len(told))]
			from := rnd.IntN(len(piece))
			b.WriteString(string(piece[from:min(len(piece), from+1+rnd.IntN(16))]))
		}
		readEverything(t, b.String())
	}
}

// longPieces are repeated up to the limit of a message: each was once slow to read.
var longPieces = append([]string{"不想", "能分期", "累死", "一万", "9", "1 ", "花呗", "三天", "，不对", "0571-8", "1-1-", "给我家人", "@a.", "验证码", "逾期还", "催收~打"}, alphabet[:24]...)

func long(piece string, runes int) string {
	return strings.Repeat(piece, runes/utf8.RuneCountInString(piece))
}

func TestLongText(t *testing.T) {
	for _, piece := range longPieces {
		readEverything(t, long(piece, understand.MaxRunes))
	}
}

// BenchmarkLongText reads an opener of one piece over and over: four times the length is to
// take about four times as long.
func BenchmarkLongText(b *testing.B) {
	for _, piece := range longPieces {
		for _, runes := range []int{understand.MaxRunes / 4, understand.MaxRunes} {
			text := long(piece, runes)
			b.Run(fmt.Sprintf("%s/%d", piece, runes), func(b *testing.B) {
				for b.Loop() {
					understand.Opener(text, today)
				}
			})
		}
	}
}
