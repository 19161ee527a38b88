package understand_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"xieshang/calc"
	"xieshang/dialog/understand"
)

func TestSplit(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"本金一万四 罚息560", "principal 14000 penalty 560"},
		{"本金14000，利息1200.5，罚息560，手续费30", "principal 14000 interest 1200.5 penalty 560 fees 30"},
		{"一万四", "total 14000"},
		{"总共14560", "total 14560"},
		{"本17800 罚息3500", "!"},
		{"17800本金，3500罚息", "principal 17800 penalty 3500"},
		{"总共14560 其中罚息560", "penalty 560 total 14560"},
		{"两万多", "about 20000..30000"},
		{"不清楚", "?"},
		{"1.2", "! 12000元 / 1.20元"},
		{"本金两万多 罚息560", "!"},
	} {
		s, err := understand.Split(c.text)
		got := splitText(s, err)
		if got != c.want && !(c.want == "!" && strings.HasPrefix(got, "!")) {
			t.Errorf("%q: want %s, got %s", c.text, c.want, got)
		}
	}
}

func splitText(s understand.DebtSplit, err error) string {
	if err != nil {
		return show(understand.Reading[int]{}, err, nil)
	}
	if s.Unknown {
		return "?"
	}
	if s.About != nil {
		return "about " + show(*s.About, nil, yuanExact)
	}
	var words []string
	for _, p := range []struct {
		name string
		m    *calc.Money
	}{{"principal", s.Principal}, {"interest", s.Interest}, {"penalty", s.Penalty}, {"fees", s.Fees}, {"total", s.Total}} {
		if p.m != nil {
			words = append(words, p.name+" "+yuanExact(*p.m))
		}
	}
	return strings.Join(words, " ")
}

func TestMeans(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"到手5200 花3900", "5200 3900"},
		{"5200 3900", "5200 3900"},
		{"收入五千二，必须花三千九", "5200 3900"},
		{"没收入 每月要花2000", "0 2000"},
		{"没收入", "0 -"},
		{"工资三到五千 开销2000", "3000..5000 2000"},
		{"3900 5200", "! 到手5200元 花3900元 / 到手3900元 花5200元"},
		{"5200", "! 收入5200元 / 必需支出5200元"},
		{"一天200 花3000", "- 3000"},
		{"不清楚", "?"},
		{"你好", "!"},
	} {
		m, err := understand.Means(c.text)
		if got := meansAnswer(m, err); got != c.want {
			t.Errorf("%q: want %s, got %s", c.text, c.want, got)
		}
	}
}

func meansAnswer(m understand.IncomeEssentials, err error) string {
	switch {
	case err != nil:
		return show(understand.Reading[int]{}, err, nil)
	case m.Unknown:
		return "?"
	}
	return meansText(m.Income) + " " + meansText(m.Essentials)
}

func meansText(r *understand.Reading[calc.Money]) string {
	if r == nil {
		return "-"
	}
	return show(*r, nil, yuanExact)
}

func TestOffer(t *testing.T) {
	for _, c := range []struct {
		text                          string
		count                         int
		amount, total, down, feeMonth calc.Money
	}{
		{"客服说12期每期1030还要299会员费", 12, calc.Yuan(1030), 0, 0, calc.Yuan(299)},
		{"分24期，每月还700.63", 24, calc.Yuan(700) + 63, 0, 0, 0},
		{"首付3000 剩下的分12期 每期1000", 12, calc.Yuan(1000), 0, calc.Yuan(3000), 0},
		{"一共14000 分14期", 14, 0, calc.Yuan(14000), 0, 0},
		{"让我先还5000，再分6个月，一个月一千五", 6, calc.Yuan(1500), 0, calc.Yuan(5000), 0},
	} {
		o, err := understand.Offer(c.text)
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		value := func(m *calc.Money) calc.Money {
			if m == nil {
				return 0
			}
			return *m
		}
		if o.Count != c.count || value(o.Amount) != c.amount || value(o.Total) != c.total || value(o.Down) != c.down || value(o.MonthlyFee) != c.feeMonth {
			t.Errorf("%q: got %d × %v, total %v, down %v, fee %v", c.text, o.Count, value(o.Amount), value(o.Total), value(o.Down), value(o.MonthlyFee))
		}
	}
	for _, text := range []string{"", "他说不行", "12期或者24期都可以", "每期1.2"} {
		if o, err := understand.Offer(text); err == nil {
			t.Errorf("%q: want an error, got %+v", text, o)
		}
	}
}

func TestSecrets(t *testing.T) {
	for _, c := range []struct {
		text, redacted string
		kinds          []understand.Secret
	}{
		{"我身份证11010119900307757X欠12000", "我身份证███欠12000", []understand.Secret{understand.IdentityNumber}},
		{"13812345678 这个是我绑定的手机", "███ 这个是我绑定的手机", []understand.Secret{understand.Mobile}},
		{"+86 138-1234-5678", "███", []understand.Secret{understand.Mobile}},
		{"卡号6222 0212 3456 7894 欠8000", "卡号███ 欠8000", []understand.Secret{understand.BankCard}},
		{"验证码是482913", "验证码是███", []understand.Secret{understand.OneTimeCode}},
		{"支付宝账号：zhang@163.com", "支付宝账号：███", []understand.Secret{understand.AccountName}},
		{"邮箱zhang.san@qq.com", "邮箱███", []understand.Secret{understand.EMail}},
		{"１３８１２３４５６７８", "███", []understand.Secret{understand.Mobile}},
		{"花呗12000 借呗30000", "花呗12000 借呗30000", nil},
		{"订单2026110399881234", "订单2026110399881234", nil},
	} {
		kinds, redacted := understand.Secrets(c.text)
		if redacted != c.redacted || !slices.Equal(kinds, c.kinds) {
			t.Errorf("%q: got %q %v", c.text, redacted, kinds)
		}
		if again, _ := understand.Secrets(redacted); len(again) > 0 {
			t.Errorf("%q: the redacted text still has %v", c.text, again)
		}
	}
}

// TestDoubtsReadBack gives every reading of a doubt back to the function it came from.
func TestDoubtsReadBack(t *testing.T) {
	seen := 0
	for _, l := range readLines(t, "answers.txt") {
		field := l.part(0)
		got := readField(field, l.part(1))
		if !strings.HasPrefix(got, "! ") {
			continue
		}
		for reading := range strings.SplitSeq(strings.TrimPrefix(got, "! "), " / ") {
			seen++
			if again := readField(field, reading); strings.HasPrefix(again, "!") || again == "?" || strings.Contains(again, "..") {
				t.Errorf("line %d: %s %q offers %q, which reads as %s", l.number, field, l.part(1), reading, again)
			}
		}
	}
	if seen < 10 {
		t.Errorf("only %d readings were offered", seen)
	}
}

// TestGoingOnIsNoCrisis keeps words of going on, living and dying of laughter apart from distress.
func TestGoingOnIsNoCrisis(t *testing.T) {
	for _, text := range []string{"I want to continue", "i want to go on with the plan", "继续", "繼續", "我想继续", "笑死", "我想活下去 慢慢还"} {
		if got := understand.Safety(text); len(got) > 0 {
			t.Errorf("%q raises %v", text, got)
		}
	}
	for _, text := range []string{"I don't want to continue living", "不想活了", "我唔想活喇", "想自殺", "不 想 活 了",
		"花呗1万2 借呗八千 逾期两个月 月入四千 房租一千 孩子奶粉 老人看病 上个月失业 想分12期 每月还800 还想问问利息能不能少点 说真的不想活了"} {
		if !slices.Contains(understand.Safety(text), understand.Crisis) {
			t.Errorf("%q raises no crisis", text)
		}
	}
}

func TestLongMessageIsCut(t *testing.T) {
	text := "花呗欠了一万二 " + strings.Repeat("哦", understand.MaxRunes) + "借呗欠三万"
	s := understand.Opener(text, today)
	if !s.Cut || len(s.Debts) != 1 || s.Debts[0].Product != understand.Huabei {
		t.Errorf("got %+v", s)
	}
}

func TestErrorsSayWhat(t *testing.T) {
	for text, code := range map[string]understand.Code{
		"": understand.Empty, "-500": understand.Negative, "13812345678": understand.SecretSaid, "500美元": understand.Currency,
		"借了3万还了2期每期2800": understand.PartlyPaid, "很多": understand.Vague, "呵呵": understand.Nonsense, "99999999999999": understand.TooLarge,
	} {
		_, err := understand.Amount(text)
		var u *understand.Unclear
		if !errors.As(err, &u) || u.Code != code || u.Example == "" {
			t.Errorf("%q: want %s, got %v", text, code, err)
		}
	}
}

const sixtyRunes = "花呗欠了一万四 罚息560 逾期80天 公司降薪了 到手5200 一个月必须花3900 想分期 催收天天给我同事打电话怎么办才好啊"

func BenchmarkOpener(b *testing.B) {
	if n := utf8.RuneCountInString(sixtyRunes); n < 60 {
		b.Fatalf("the opener has only %d characters", n)
	}
	understand.Opener(sixtyRunes, today)
	b.ReportAllocs()
	for b.Loop() {
		understand.Opener(sixtyRunes, today)
	}
}

// BenchmarkLongOpener shows that the time grows with the length: a message without a mark, and one four times as long.
func BenchmarkLongOpener(b *testing.B) {
	for _, runes := range []int{1024, 4096} {
		for _, said := range []string{"招行3万", "花呗3000借呗500逾期3天", "借呗利息万三"} {
			text := "老家在湖南，" + strings.Repeat(said, runes/utf8.RuneCountInString(said)) // alone, half of it would be read: it is the same text twice
			b.Run(fmt.Sprintf("%s/%d", said, runes), func(b *testing.B) {
				for b.Loop() {
					understand.Opener(text, today)
				}
			})
		}
	}
}

func BenchmarkSafety(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		understand.Safety(sixtyRunes)
	}
}

func BenchmarkTopic(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		understand.Topic(sixtyRunes)
	}
}

func BenchmarkAmount(b *testing.B) {
	for b.Loop() {
		_, _ = understand.Amount("一万二千三百四十五块六毛七")
	}
}
