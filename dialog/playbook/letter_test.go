package playbook

import (
	"slices"
	"strings"
	"testing"

	"xieshang/calc"
)

// particulars are those of a person who asks for 14 instalments.
func particulars() Particulars {
	p := Particulars{
		Today: checked(), Product: "花呗", To: Blank + "（花呗借款合同写明的贷款人）", Reason: "本人收入下降。",
		Total: calc.Yuan(14560), Parts: "本金 14,000.00 元、罚息 560.00 元", AsOf: checked(), Due: calc.Date{Year: 2026, Month: 9, Day: 2}, OverdueDays: 80,
		Debts:       []Owing{{Name: "花呗", Total: calc.Yuan(14560), OverdueDays: 80, Known: true}},
		BudgetKnown: true, Income: calc.Yuan(5200), Essentials: calc.Yuan(3900), Surplus: calc.Yuan(1300), Capacity: calc.Yuan(1040), AllCapacity: calc.Yuan(1040),
		Waived: calc.Yuan(560), WaivedName: "罚息", Papers: []string{"账单截图", "工资流水"},
		Plan: &Plan{Kind: calc.KindInstalments, Months: 14, Payment: calc.Yuan(1000), Final: calc.Yuan(1000), Total: calc.Yuan(14000), Free: true,
			First: calc.Date{Year: 2026, Month: 12, Day: 15}, Last: calc.Date{Year: 2028, Month: 1, Day: 15}},
	}
	for i := range 14 {
		day := p.Plan.First.AddMonths(i, 15)
		p.Plan.Rows = append(p.Plan.Rows, Row{i + 1, day.String(), calc.Yuan(1000), calc.Yuan(int64(13-i) * 1000)})
	}
	return p
}

func TestLetterBlocks(t *testing.T) {
	blocks := parseBlocks("\n## 一、欠款\n本人\n\n- 甲\n[x] 乙\n[ ] 丙\n| 期 | 金额 |\n| 1 | 2.00 |\nsign: 申请人\n")
	var kinds []string
	for _, b := range blocks {
		kinds = append(kinds, string(b.Kind))
	}
	if got := strings.Join(kinds, " "); got != "heading paragraph item box box table signature" {
		t.Fatalf("the blocks are %s", got)
	}
	if !blocks[3].Ticked || blocks[4].Ticked || blocks[6].Text != "申请人" || !slices.Equal(blocks[5].Rows[1], []string{"1", "2.00"}) {
		t.Errorf("the blocks are %+v", blocks)
	}
}

func TestPapersAreSetTight(t *testing.T) {
	for text, want := range map[string]string{
		"截至 2026 年 11 月 21 日，还 14,560.00 元": "截至2026年11月21日，还14,560.00元",
		"＿＿＿＿ 年 ＿＿ 月":                       "＿＿＿＿年＿＿月",
		"GB/T 45251-2025":                   "GB/T 45251-2025",
		"App 消息":                            "App消息",
		"[ ] 打 12368":                       "[ ] 打12368",
		"本人 愿意":                             "本人 愿意",
	} {
		if got := tight(text); got != want {
			t.Errorf("%q is set as %q, want %q", text, got, want)
		}
	}
}

// Letters rest on facts that we are sure of.
func TestLettersRestOnSureFacts(t *testing.T) {
	b := load(t)
	for _, id := range b.Letters() {
		l, err := b.Letter(id, particulars())
		if err != nil {
			t.Fatal(err)
		}
		for _, fact := range l.Facts {
			if f, _ := b.Fact(fact); f.Confidence != High && !f.Expired(checked()) {
				t.Errorf("letter %s rests on %s, of confidence %s", id, fact, f.Confidence)
			}
		}
	}
	if _, err := b.Letter("other", particulars()); err == nil {
		t.Error("there is a letter that does not exist")
	}
}

// A letter says what an operator's newer fact says.
func TestLettersFollowTheRegistry(t *testing.T) {
	b, err := Load(strings.NewReader(strings.Replace(newer, `"L1"`, `"R1-dispute"`, 1)))
	if err != nil {
		t.Fatal(err)
	}
	l, err := b.Letter("dispute", particulars())
	if err != nil {
		t.Fatal(err)
	}
	if text := l.Blocks[len(l.Blocks)-2].Text; !strings.Contains(text, "收到起诉状副本后20日内答辩 <新>") || !strings.Contains(text, "新《民事诉讼法》") {
		t.Errorf("the letter says %q", text)
	}
}

func TestReasons(t *testing.T) {
	b := load(t)
	if got := b.Reasons("unknown"); len(got) == 0 || !slices.Equal(got, b.Reasons("other")) {
		t.Errorf("an unknown cause has the sentences %q", got)
	}
	for cause, ready := range b.reasons {
		for _, sentence := range ready {
			if n := len([]rune(sentence)); n > 100 || !strings.HasSuffix(sentence, "。") || strings.Contains(sentence, "\n") {
				t.Errorf("a sentence on %s is %q", cause, sentence)
			}
		}
	}
}

func BenchmarkLetter(b *testing.B) {
	book := load(b)
	p := particulars()
	for b.Loop() {
		if _, err := book.Letter("request", p); err != nil {
			b.Fatal(err)
		}
	}
}
