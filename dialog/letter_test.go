package dialog_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"xieshang/calc"
	"xieshang/dialog"
	"xieshang/dialog/document"
	"xieshang/dialog/locale"
	"xieshang/dialog/playbook"
)

// persona is a person in one of the situations that the bot is made for.
type persona struct {
	name   string
	About  string        `json:"about"`
	Person dialog.Person `json:"person"`
}

// personas reads the people under testdata/personas.
func personas(t testing.TB) []persona {
	t.Helper()
	files, err := filepath.Glob("testdata/personas/*.json")
	if err != nil || len(files) != 22 {
		t.Fatalf("there are %d personas: %v", len(files), err)
	}
	var all []persona
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		decoder := json.NewDecoder(strings.NewReader(string(text)))
		decoder.DisallowUnknownFields()
		p := persona{name: strings.TrimSuffix(filepath.Base(file), ".json")}
		if err := decoder.Decode(&p); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for i := range p.Person.Cases {
			if err := p.Person.Cases[i].Validate(); err != nil {
				t.Fatalf("%s: %v", file, err)
			}
		}
		all = append(all, p)
	}
	return all
}

// letters are all of them, with what a change may ask for.
func letters(t testing.TB) []string {
	t.Helper()
	book, err := playbook.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	return append(book.Letters(), "change.month", "change.always")
}

// letterPaper is a letter about a person, as it is printed.
func letterPaper(t testing.TB, p dialog.Person, id string) document.Paper {
	t.Helper()
	engine, err := loadEngine()
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := engine.Compose(p, dialog.Document{Kind: dialog.LetterFile, Of: id, Format: document.PDF}, storyStart)
	if err != nil {
		t.Fatalf("%s: %v", id, err)
	}
	return sheet.(document.Paper)
}

// letterText is a letter as a person reads it.
func letterText(t testing.TB, p dialog.Person, id string) string {
	t.Helper()
	return dialog.Plain(strings.Join(letterPaper(t, p, id).Messages(), "\n\n"))
}

// planShown is what the bot itself shows of a person's plans: the plan, and all plans.
func planShown(t *testing.T, p dialog.Person) string {
	t.Helper()
	k := newTalk(t)
	k.person = p
	var shown []string
	for _, line := range []string{"/plan", "[全部方案和图]"} {
		if label, ok := strings.CutPrefix(line, "["); ok && !strings.Contains(labels(k.live), "["+strings.TrimSuffix(label, "]")+"]") {
			continue
		}
		k.do(line)
		shown = append(shown, texts(k.said))
	}
	return strings.Join(shown, "\n")
}

var number = regexp.MustCompile(`\d[\d,]*(\.\d+)?`)

// numbers are the figures of a text, without separators and needless decimals.
func numbers(text string) []string {
	var all []string
	for _, n := range number.FindAllString(text, -1) {
		n = strings.ReplaceAll(strings.TrimRight(n, ","), ",", "")
		if strings.Contains(n, ".") {
			n = strings.TrimSuffix(strings.TrimSuffix(strings.TrimRight(n, "0"), "."), ".")
		}
		if n = strings.TrimLeft(n, "0"); n == "" || strings.HasPrefix(n, ".") {
			n = "0" + n
		}
		all = append(all, n)
	}
	return all
}

// known are the figures that a letter or script about a person may name: those of the case and its
// dates, of the plan as shown, of the facts, and what follows from the case by itself.
func known(t *testing.T, p dialog.Person, engine *playbook.Book) map[string]bool {
	t.Helper()
	kept, err := json.Marshal(p.Cases)
	if err != nil {
		t.Fatal(err)
	}
	dates := strings.NewReplacer("-", " ", "T", " ", ":", " ")
	text := dates.Replace(string(kept)) + " " + planShown(t, p) + " 2026 11 21 365"
	for _, f := range engine.Facts() {
		text += " " + f.Quote() + f.Text(locale.Hans) + f.Source(locale.Hans)
	}
	known := map[string]bool{}
	for _, n := range numbers(text) {
		known[n] = true
	}
	add := func(m calc.Money) { known[numbers(m.Grouped())[0]] = true }
	today := calc.DateOf(storyStart)
	for i := range p.Cases {
		c := &p.Cases[i]
		var all calc.Money
		for j := range c.Debts {
			d := &c.Debts[j]
			all += d.Total()
			add(d.Total())
			for _, n := range numbers(strings.Join([]string{d.Due.String(), calc.Money(d.OverdueDays(today) * 100).Grouped()}, " ")) {
				known[n] = true
			}
		}
		add(all)
		known[numbers(calc.Money(len(c.Debts) * 100).Grouped())[0]] = true
		surplus := c.Surplus()
		add(max(surplus, -surplus))
		if bears, err := calc.Afford(max(surplus, 0), 0, 0, calc.Terms{}); err == nil {
			add(bears.Recommended)
		}
		for _, contact := range c.Contacts {
			for _, n := range numbers(contact.At.In(storyStart.Location()).Format("2006 1 2 15 04")) {
				known[n] = true
			}
		}
		if terms, ok := c.Theirs(); ok {
			add(terms.Monthly())
			add(terms.Total())
		}
		if a := c.Agreement; a != nil {
			known[numbers(calc.Money(len(a.Instalments) * 100).Grouped())[0]] = true
			for _, m := range []calc.Money{a.Total(), a.Paid(), a.Left(), a.Arrears(today)} {
				add(m)
			}
			for n := range a.Instalments {
				add(a.LeftOn(n))
				known[numbers(calc.Money((n + 1) * 100).Grouped())[0]] = true
			}
		}
	}
	return known
}

// Every figure of every letter, for every persona, is one of the case, the plan or a fact.
func TestLettersNameKnownFigures(t *testing.T) {
	book, err := playbook.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	worked := map[string][]string{ // worked out for one letter, and checked by hand
		"p05 收到法院材料以后的清单": {"0.075", "6900", "6049.32", "850.68"},
		"p21 投诉书":         {"96.36"},
		"p16 履约中困难变更申请":   {"15", "633.34"},
	}
	for _, p := range personas(t) {
		known := known(t, p.Person, book)
		for _, id := range append([]string{"request"}, letters(t)...) { // the table comes first
			paper := letterPaper(t, p.Person, id)
			checkPlanTable(t, p.name, &paper, known)
			for _, n := range numbers(dialog.Plain(strings.Join(paper.Messages(), "\n"))) {
				if !known[n] && !slices.Contains(worked[p.name+" "+paper.Title], n) {
					t.Errorf("%s, %s: %s is nobody's figure", p.name, id, n)
				}
			}
		}
	}
}

// checkPlanTable holds a repayment table against itself, and takes it out of the paper: the
// payments fall on one day of every month and come to the balance they are taken from.
func checkPlanTable(t *testing.T, name string, paper *document.Paper, known map[string]bool) {
	t.Helper()
	paper.Blocks = slices.DeleteFunc(slices.Clone(paper.Blocks), func(b document.Block) bool {
		table, ok := b.(document.Table)
		if !ok || table.Columns[len(table.Columns)-1].Head != "还后余额（元）" {
			return false
		}
		money := func(s string) calc.Money {
			m, err := calc.ParseMoney(strings.ReplaceAll(s, ",", ""))
			if err != nil {
				t.Fatal(err)
			}
			return m
		}
		first, err := calc.ParseDate(table.Rows[0][1])
		if err != nil {
			t.Fatal(err)
		}
		left := money(table.Rows[0][2]) + money(table.Rows[0][3])
		if total := strings.Contains(dialog.Plain(strings.Join(paper.Messages(), "")), "合计"+left.Grouped()+"元"); !total {
			t.Errorf("%s: the table comes to %s, the text does not", name, left)
		}
		for i, row := range table.Rows {
			left -= money(row[2])
			for _, n := range numbers(row[2] + " " + strings.ReplaceAll(row[1], "-", " ")) {
				known[n] = true
			}
			if day := first.AddMonths(i, first.Day).String(); row[1] != day || money(row[3]) != left {
				t.Errorf("%s: row %v, want %s and %s left", name, row, day, left)
			}
		}
		if left != 0 {
			t.Errorf("%s: %s is left after the last payment", name, left)
		}
		return true
	})
}

// Whoever has nothing left in a month promises no instalments.
func TestLettersPromiseNothingWithoutASurplus(t *testing.T) {
	for _, p := range personas(t) {
		c := &p.Person.Cases[0]
		if !c.Budget.Known() || c.Surplus() > 0 {
			continue
		}
		for _, id := range []string{"request", "hardship", "reconsider", "family", "court"} {
			if text := letterText(t, p.Person, id); strings.Contains(text, "期归还") || strings.Contains(text, "每期") && id != "request" {
				t.Errorf("%s promises instalments in %s: %s", p.name, id, text)
			}
		}
	}
}

// Letters hold no mark of a template, no empty bracket and nothing that identifies anybody.
func TestLettersAreWhole(t *testing.T) {
	flaw := regexp.MustCompile(`\{\{|\}\}|<no value>|%!|（）|，，|。。|，。|、。|：。|  \p{Han}|\[x\]|\[ \]|## | 元|年 |^- `)
	for _, p := range personas(t) {
		for _, id := range letters(t) {
			paper := letterPaper(t, p.Person, id)
			for _, b := range paper.Blocks {
				if table, ok := b.(document.Table); ok {
					for _, row := range table.Rows {
						if len(row) != len(table.Columns) {
							t.Errorf("%s, %s: a row %q of another length", p.name, id, row)
						}
					}
					continue
				}
				text := dialog.Plain(strings.Join(document.Paper{Blocks: []document.Block{b}}.Messages(), ""))
				if found := flaw.FindString(text); found != "" || strings.TrimSpace(text) == "" {
					t.Errorf("%s, %s: %q in %q", p.name, id, found, text)
				}
			}
		}
	}
}

// What each situation asks of its letters.
func TestLettersFitTheSituation(t *testing.T) {
	byName := map[string]dialog.Person{}
	for _, p := range personas(t) {
		byName[p.name] = p.Person
	}
	for _, test := range []struct {
		persona, letter string
		says            []string
		never           []string
	}{
		{"p01", "request", []string{"14期归还，每期1,000.00元", "罚息560.00元，请予减免", "如不能停止计息，请书面列明利率和各期金额", "☑ 账单截图"}, []string{"第70条", "近 3–6 个月流水"}},
		{"p03", "hardship", []string{"将于2026年11月26日到期，目前没有逾期"}, []string{"逾期5天"}},
		{"p04", "request", []string{"延期3个月", "已知数额合计24,500.00元", "每月入不敷出"}, []string{"还款计划表"}},
		{"p05", "court", []string{"不是法律意见", "截至 2026 年 11 月", "书面答辩最晚：2026年11月25日", "超出约850.68元", "开庭：2026年12月8日"}, nil},
		{"p10", "request", []string{"每月可用于还款的3,520.00元", "其中444.00元用于本笔"}, nil},
		{"p11", "complaint", []string{"23:10", "工号8021", "说自己是法院的"}, []string{"收费问题"}},
		{"p15", "request", []string{"一次性归还15,000.00元", "其余6,300.00元予以减免（先减免罚息"}, nil},
		{"p16", "change.month", []string{"已到期未还1,400.00元", "☑ 推后一期：第2期", "☐ 降低每期"}, nil},
		{"p16", "change.always", []string{"尚余9,500.00元", "☑ 降低每期", "15期，每期约633.34元"}, nil},
		{"p17", "not_mine", []string{"本人不予认可"}, []string{"愿意归还"}},
		{"p19", "proof", []string{"已于2026年2月10日全部还清"}, nil},
		{"p20", "request", []string{"分＿＿＿＿期归还", "应还总额为＿＿＿＿元"}, nil},
		{"p21", "complaint", []string{"每月实付1,329.00元", "折合年化96.36%", "明示综合融资成本规定"}, nil},
		{"p02", "hardship", []string{"自2026年10月起患病", "预计自2027年3月起，每月收入可恢复到约6,800.00元"}, nil},
		{"p11", "complaint", []string{"☑ 22:00至次日8:00之间催收", "☑ 冒充公安", "☐ 威胁、辱骂", "☐ 一天内有效通话超过3次", "9次"}, nil},
		{"p12", "hardship", []string{"其中：吃饭", "900.00"}, []string{"住房、吃饭、水电"}},
		{"p14", "not_borrower", []string{"本人不是借款人", "《民法典》第1064条"}, []string{"愿意归还"}},
		{"p22", "request", []string{"第70条", "最长5年"}, nil},
		{"p01", "court", []string{"超过了才提"}, []string{"超出约"}},
	} {
		text := letterText(t, byName[test.persona], test.letter)
		for _, want := range test.says {
			if !strings.Contains(text, want) {
				t.Errorf("%s, %s does not say %q:\n%s", test.persona, test.letter, want, text)
			}
		}
		for _, never := range test.never {
			if strings.Contains(text, never) {
				t.Errorf("%s, %s says %q", test.persona, test.letter, never)
			}
		}
	}
}

// A rate that is known not to be above the yearly limit leaves nothing to be cut.
func TestNoCutIsAskedForBelowTheLimit(t *testing.T) {
	for _, p := range personas(t) {
		if p.name != "p05" {
			continue
		}
		rate := p.Person.Cases[0].Debts[0].DailyRate
		*rate = rate.Div(rate.Add(*rate).Div(*rate)) // half of it: 0.025 % a day, 13.7 % a year when late
		if text := letterText(t, p.Person, "court"); strings.Contains(text, "请求调减") {
			t.Errorf("a cut is asked for: %s", text)
		}
	}
}

// Each letter is offered, shown in pieces that a button can copy, and sent whole, in every
// language of the person.
func TestLettersInTheChat(t *testing.T) {
	for _, p := range personas(t) {
		for _, l := range locale.Languages {
			k := newTalk(t)
			k.person = stored(t, p.Person)
			k.person.Session.Language = l
			k.do("/letter")
			first := len(k.live)
			checkReply(t, k, p.name)
			for row := range first {
				for _, b := range k.live[row] {
					open := newTalk(t)
					open.person = stored(t, k.person)
					open.step(dialog.Input{Kind: dialog.Pressed, Data: b.Data})
					checkReply(t, open, p.name)
				}
			}
		}
	}
}

func BenchmarkLetters(b *testing.B) {
	engine, err := loadEngine()
	if err != nil {
		b.Fatal(err)
	}
	p := personas(b)[0].Person
	for b.Loop() {
		if _, err := engine.Compose(p, dialog.Document{Kind: dialog.LetterFile, Of: "request", Format: document.PDF}, storyStart); err != nil {
			b.Fatal(err)
		}
	}
}
