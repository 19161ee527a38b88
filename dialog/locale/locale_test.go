package locale

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/traditionalchinese"

	"xieshang/calc"
	"xieshang/dialog/understand"
)

// saidToLender are the beginnings of the keys whose texts are said to the lender. They are
// mainland Chinese in every language and stand in zh-Hans only.
var saidToLender = []string{
	"script.say.", "script.parts", "script.part.", "script.waived", "script.otherwise", "script.atleast",
	"product.say.", "cause.say.", "keeping.say.", "contact.say.", "agreement.say.", "letter.say.",
}

func isSaidToLender(key string) bool {
	return slices.ContainsFunc(saidToLender, func(start string) bool { return strings.HasPrefix(key, start) })
}

// catalogueFile is one file of texts, or all of a language, with its keys in their order.
type catalogueFile struct {
	keys  []string
	texts map[string]string
}

// names lists the files of a language.
func names(t testing.TB, l Language) []string {
	t.Helper()
	entries, err := files.ReadDir(string(l))
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}

// readTexts reads all the files of a language.
func readTexts(t testing.TB, l Language) catalogueFile {
	t.Helper()
	f := catalogueFile{texts: map[string]string{}}
	for _, name := range names(t, l) {
		data, err := files.ReadFile(string(l) + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		meta, err := toml.Decode(string(data), &f.texts)
		if err != nil {
			t.Fatalf("%s/%s: %v", l, name, err)
		}
		for _, key := range meta.Keys() {
			f.keys = append(f.keys, key[0])
		}
	}
	return f
}

// eachText calls f with every text of every file.
func eachText(t *testing.T, f func(l Language, key, text string)) {
	t.Helper()
	for _, l := range Languages {
		file := readTexts(t, l)
		for _, key := range file.keys {
			f(l, key, file.texts[key])
		}
	}
}

func load(t testing.TB) *Catalogue {
	t.Helper()
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestKeysAreTheSameInEveryLanguage(t *testing.T) {
	want := slices.DeleteFunc(readTexts(t, Hans).keys, isSaidToLender)
	for _, l := range []Language{Hant, English} {
		if diff := cmp.Diff(want, readTexts(t, l).keys); diff != "" {
			t.Errorf("the keys of %s differ (-zh-Hans +%s):\n%s", l, l, diff)
		}
	}
}

func TestFilesAreTheSameInEveryLanguage(t *testing.T) {
	for _, l := range []Language{Hant, English} {
		if diff := cmp.Diff(names(t, Hans), names(t, l)); diff != "" {
			t.Errorf("the files of %s differ (-zh-Hans +%s):\n%s", l, l, diff)
		}
	}
}

func TestCatalogueKnowsItsKeys(t *testing.T) {
	c := load(t)
	for _, l := range Languages {
		want := readTexts(t, l).keys
		got := c.Keys(l)
		slices.Sort(want)
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("the keys of %s (-file +catalogue):\n%s", l, diff)
		}
	}
}

var action = regexp.MustCompile(`\{\{[^}]*\}\}`)

// actions returns the values and conditions of a text, each once, in order of name.
func actions(text string) []string {
	found := action.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

func TestPlaceholdersAreTheSameInEveryLanguage(t *testing.T) {
	hans := readTexts(t, Hans).texts
	eachText(t, func(l Language, key, text string) {
		if diff := cmp.Diff(actions(hans[key]), actions(text)); diff != "" {
			t.Errorf("%s in %s has other values (-zh-Hans +%s):\n%s", key, l, l, diff)
		}
	})
}

func TestPlaceholdersAreWellFormed(t *testing.T) {
	form := regexp.MustCompile(`^\{\{(\.[A-Z][A-Za-z0-9]*|if \.[A-Z][A-Za-z0-9]*|else|end)\}\}$`)
	eachText(t, func(l Language, key, text string) {
		for _, a := range actions(text) {
			if !form.MatchString(a) {
				t.Errorf("%s in %s: %s is no value", key, l, a)
			}
		}
		if strings.ContainsAny(action.ReplaceAllString(text, ""), "{}") {
			t.Errorf("%s in %s has a stray brace: %q", key, l, text)
		}
	})
}

var (
	tag     = regexp.MustCompile(`<[^>]*>`)
	openTag = regexp.MustCompile(`^<(b|i|u|s|code|pre|blockquote|a href="[^"]+")>$`)
	endTag  = regexp.MustCompile(`^</(b|i|u|s|code|pre|blockquote|a)>$`)
	entity  = regexp.MustCompile(`&(amp|lt|gt|quot);`)
)

// tags returns the names of the tags that a text opens, in order of name, and what is
// wrong with its HTML, or "".
func tags(text string) (opened []string, fault string) {
	var open []string
	for _, found := range tag.FindAllString(text, -1) {
		start, end := openTag.FindStringSubmatch(found), endTag.FindStringSubmatch(found)
		switch {
		case start != nil:
			name, _, _ := strings.Cut(start[1], " ")
			open, opened = append(open, name), append(opened, name)
		case end != nil && len(open) > 0 && open[len(open)-1] == end[1]:
			open = open[:len(open)-1]
		default:
			return opened, found
		}
	}
	rest := tag.ReplaceAllString(text, "")
	switch {
	case len(open) > 0:
		return opened, "<" + open[len(open)-1] + "> without an end"
	case strings.ContainsAny(entity.ReplaceAllString(rest, ""), "<>&"):
		return opened, "an unescaped sign"
	}
	slices.Sort(opened)
	return opened, ""
}

func TestHTML(t *testing.T) {
	hans := readTexts(t, Hans).texts
	eachText(t, func(l Language, key, text string) {
		got, fault := tags(text)
		if fault != "" {
			t.Errorf("%s in %s: %s", key, l, fault)
		}
		want, _ := tags(hans[key])
		if !slices.Equal(want, got) {
			t.Errorf("%s in %s has the tags %v, zh-Hans has %v", key, l, got, want)
		}
	})
}

func TestTagsOfFaultyHTML(t *testing.T) {
	for _, text := range []string{"<b>x", "x</b>", "<b><i>x</b></i>", "<h1>x</h1>", "<b class='x'>x</b>", "<a>x</a>", "a < b", "a & b"} {
		if _, fault := tags(text); fault == "" {
			t.Errorf("no fault is found in %q", text)
		}
	}
	if opened, fault := tags(`<b>x <i>y</i></b> &amp; <a href="https://t.me">z</a>`); fault != "" || len(opened) != 3 {
		t.Errorf("good HTML has the tags %v and the fault %q", opened, fault)
	}
}

func TestTextsAreNeitherEmptyNorLong(t *testing.T) {
	const longest = 1500
	eachText(t, func(l Language, key, text string) {
		if strings.TrimSpace(text) == "" {
			t.Errorf("%s in %s is empty", key, l)
		}
		if n := utf8.RuneCountInString(text); n > longest {
			t.Errorf("%s in %s has %d characters, more than %d", key, l, n, longest)
		}
	})
}

// TestProfileTexts holds the texts of the bot's page and menu to what Telegram takes.
func TestProfileTexts(t *testing.T) {
	eachText(t, func(l Language, key, text string) {
		limit := 0
		switch {
		case key == "about.line":
			limit = 120
		case key == "about.paragraph":
			limit = 512
		case strings.HasPrefix(key, "command."):
			limit = 256
		}
		if n := utf8.RuneCountInString(text); limit > 0 && n > limit {
			t.Errorf("%s in %s has %d characters, more than %d", key, l, n, limit)
		}
	})
}

func TestNoExclamation(t *testing.T) {
	eachText(t, func(l Language, key, text string) {
		if strings.ContainsAny(text, "!！") {
			t.Errorf("%s in %s cries out: %q", key, l, text)
		}
	})
}

// simplified are simplified characters that Big5 has as well, as rare or other words.
const simplified = "万与么于价优余儿几准后听复夸宁并异征扰据机构柜气确离种网范荐适里"

// isSimplified tells a character that no traditional text has: Big5 lacks it, or it is only
// used so in simplified texts.
func isSimplified(r rune) bool {
	if strings.ContainsRune(simplified, r) {
		return true
	}
	_, err := traditionalchinese.Big5.NewEncoder().String(string(r))
	return unicode.Is(unicode.Han, r) && err != nil
}

func TestTraditionalHasNoSimplifiedCharacters(t *testing.T) {
	file := readTexts(t, Hant)
	for _, key := range file.keys {
		if strings.HasPrefix(key, "language.") {
			continue // the name of a language is written in that language
		}
		if i := strings.IndexFunc(file.texts[key], isSimplified); i >= 0 {
			r, _ := utf8.DecodeRuneInString(file.texts[key][i:])
			t.Errorf("%s has the simplified character %q: %q", key, r, file.texts[key])
		}
	}
}

func TestLanguagesNameThemselves(t *testing.T) {
	hans := readTexts(t, Hans).texts
	eachText(t, func(l Language, key, text string) {
		if strings.HasPrefix(key, "language.") && text != hans[key] {
			t.Errorf("%s is %q in %s and %q in zh-Hans", key, text, l, hans[key])
		}
	})
}

// TestEveryTextPrints prints every text in every language, also those that fall back to
// zh-Hans.
func TestEveryTextPrints(t *testing.T) {
	c := load(t)
	hans := readTexts(t, Hans)
	name := regexp.MustCompile(`\.([A-Z][A-Za-z0-9]*)`)
	for _, l := range Languages {
		p, texts := c.Printer(l), readTexts(t, l).texts
		for _, key := range hans.keys {
			args := Args{}
			for _, a := range actions(hans.texts[key]) {
				if m := name.FindStringSubmatch(a); m != nil {
					args[m[1]] = "☐"
				}
			}
			got := p.Text(key, args)
			if strings.ContainsAny(got, "{}") || strings.Contains(got, "<no value>") {
				t.Errorf("%s in %s prints %q", key, l, got)
			}
			want, ok := texts[key]
			if !ok {
				want = hans.texts[key]
			}
			if len(args) == 0 && got != strings.TrimSuffix(want, "\n") {
				t.Errorf("%s in %s prints %q, the file says %q", key, l, got, want)
			}
		}
	}
}

func TestPrinterOfAnUnknownLanguage(t *testing.T) {
	p := load(t).Printer("fr")
	if p.Language != Hans || p.Text("cause.illness", nil) != "生病" {
		t.Errorf("an unknown language prints %q as %q", p.Text("cause.illness", nil), p.Language)
	}
}

func TestWordsForTheLenderAreMainlandChinese(t *testing.T) {
	c := load(t)
	for _, l := range Languages {
		if got := c.Printer(l).Text("cause.say.illness", nil); got != "我前段时间生病，" {
			t.Errorf("in %s the lender is told %q", l, got)
		}
	}
}

func TestHas(t *testing.T) {
	p := load(t).Printer(English)
	if !p.Has("engine.back") || !p.Has("script.say.5") || p.Has("engine.nothing") {
		t.Errorf("Has is %t for a text, %t for words to the lender, %t for no text",
			p.Has("engine.back"), p.Has("script.say.5"), p.Has("engine.nothing"))
	}
}

func TestTextFormatsAndEscapes(t *testing.T) {
	c := load(t)
	day := calc.Date{Year: 2026, Month: time.December, Day: 5}
	for _, test := range []struct {
		language Language
		key      string
		args     Args
		want     string
	}{
		{Hans, "intake.amount.got", Args{"Total": calc.Money(1456000)}, "记下：一共 14,560.00 元。"},
		{Hant, "intake.amount.got", Args{"Total": calc.Money(1456000)}, "記下：一共 14,560.00 元。"},
		{English, "intake.amount.got", Args{"Total": calc.Money(1456000)}, "Noted: 14,560.00 yuan in all."},
		{English, "intake.means.got", Args{"Income": calc.Money(0), "Essentials": calc.Money(50), "Surplus": calc.Money(-50)},
			"Income 0.00, essentials 0.50, left over -0.50 yuan a month."},
		{Hans, "keeping.shifted", Args{"Which": "第 3 期", "Day": day}, "改好了：第 3 期改到 2026 年 12 月 5 日。"},
		{Hant, "keeping.shifted", Args{"Which": "第 3 期", "Day": day}, "改好了：第 3 期改到 2026 年 12 月 5 日。"},
		{English, "keeping.shifted", Args{"Which": "instalment 3", "Day": day}, "Changed: instalment 3 is now due 5 Dec 2026."},
		{English, "welcome.read", Args{"Summary": `<b>"Tom" & 'Ann'</b>`},
			"This is what I read:\n&lt;b&gt;&#34;Tom&#34; &amp; &#39;Ann&#39;&lt;/b&gt;"},
		{English, "welcome.read", Args{"Summary": HTML("<b>1 &amp; 2</b>")}, "This is what I read:\n<b>1 &amp; 2</b>"},
		{English, "welcome.read", Args{"Summary": "{{.Total}}"}, "This is what I read:\n{{.Total}}"},
		{English, "intake.cause.got", Args{"Cause": "Illness", "More": "not asked for"}, "Illness."},
	} {
		if got := c.Printer(test.language).Text(test.key, test.args); got != test.want {
			t.Errorf("%s in %s is %q, want %q", test.key, test.language, got, test.want)
		}
	}
}

func TestTextLeavesItsArgumentsAlone(t *testing.T) {
	args := Args{"Summary": "<b>"}
	load(t).Printer(Hans).Text("welcome.read", args)
	if args["Summary"] != "<b>" {
		t.Errorf("the caller's value became %q", args["Summary"])
	}
}

func TestTextPanics(t *testing.T) {
	for _, test := range []struct {
		mistake, key string
		args         Args
	}{
		{"an unknown key", "engine.nothing", nil},
		{"no values", "intake.filled", nil},
		{"a missing value", "intake.amount.sum", Args{"Sum": calc.Money(1)}},
		{"a misspelt value", "intake.filled", Args{"summary": "x"}},
		{"a missing condition", "script.say.1", Args{"Product": "花呗"}},
	} {
		for _, l := range Languages {
			p := load(t).Printer(l)
			if !panics(func() { p.Text(test.key, test.args) }) {
				t.Errorf("%s in %s goes through", test.mistake, l)
			}
		}
	}
}

func panics(f func()) (panicked bool) {
	defer func() { panicked = recover() != nil }()
	f()
	return false
}

func TestDates(t *testing.T) {
	c := load(t)
	today := calc.Date{Year: 2026, Month: time.November, Day: 21}
	chinese := [3]string{"2026 年 12 月 5 日", "12 月 5 日", "2026 年 12 月"}
	for _, test := range []struct {
		language Language
		day      calc.Date
		want     [3]string // Date, Day, Month
	}{
		{Hans, calc.Date{Year: 2026, Month: time.December, Day: 5}, chinese},
		{Hant, calc.Date{Year: 2026, Month: time.December, Day: 5}, chinese},
		{English, calc.Date{Year: 2026, Month: time.December, Day: 5}, [3]string{"5 Dec 2026", "5 Dec", "Dec 2026"}},
		{Hans, calc.Date{Year: 2028, Month: time.January, Day: 31}, [3]string{"2028 年 1 月 31 日", "2028 年 1 月 31 日", "2028 年 1 月"}},
		{Hant, calc.Date{Year: 2025, Month: time.September, Day: 1}, [3]string{"2025 年 9 月 1 日", "2025 年 9 月 1 日", "2025 年 9 月"}},
		{English, calc.Date{Year: 2028, Month: time.January, Day: 31}, [3]string{"31 Jan 2028", "31 Jan 2028", "Jan 2028"}},
		{English, calc.Date{Year: 2025, Month: time.September, Day: 1}, [3]string{"1 Sep 2025", "1 Sep 2025", "Sep 2025"}},
	} {
		p := c.Printer(test.language)
		if got := [3]string{p.Date(test.day), p.Day(test.day, today), p.Month(test.day)}; got != test.want {
			t.Errorf("%v in %s is %q, want %q", test.day, test.language, got, test.want)
		}
	}
}

// examples are the answers that the texts propose, and what reads them. An example that
// is not understood would be worse than none.
var examples = []struct {
	key  string
	said map[Language]string // several are separated by |
	read func(string) error
}{
	{"intake.product", map[Language]string{
		Hans:    "花呗欠了1万2，逾期两个月，上个月失业，每月最多还800",
		Hant:    "花唄欠了1萬2，逾期兩個月，上個月失業，每月最多還800",
		English: "I owe Huabei 12000, overdue 2 months, lost my job last month, can pay at most 800 a month",
	}, readStory},
	{"intake.product.example", map[Language]string{Hans: "花呗", Hant: "花唄", English: "Huabei"}, reads(understand.ReadProduct)},
	{"intake.amount", splits, reads(understand.Split)},
	{"intake.amount.parts", splits, reads(understand.Split)},
	{"intake.amount.example", splits, reads(understand.Split)},
	{"intake.overdue", map[Language]string{
		Hans: "80天|9月2号|还没到期", Hant: "80天|9月2號|還沒到期", English: "80 days|2 September|not due yet",
	}, readOverdue},
	{"intake.due", map[Language]string{Hans: "12月9号", Hant: "12月9號", English: "9 December"}, readComing},
	{"intake.overdue.example", map[Language]string{Hans: "80天", Hant: "80天", English: "80 days"}, readOverdue},
	{"intake.means", means, reads(understand.Means)},
	{"intake.means.example", means, reads(understand.Means)},
	{"intake.income.example", same("5200"), reads(understand.Income)},
	{"intake.essentials.example", same("3900"), reads(understand.Amount)},
	{"intake.cause.example", map[Language]string{Hans: "收入下降", Hant: "收入下降", English: "pay cut"}, reads(understand.ReadCause)},
	{"intake.rate", map[Language]string{
		Hans: "0.05%|万五|年化18.25%", Hant: "0.05%|萬五|年化18.25%", English: "0.05%|0.05% a day|18.25% a year",
	}, reads(understand.DailyRate)},
	{"intake.rate.example", same("0.05%"), reads(understand.DailyRate)},
	{"intake.others.example", same("800"), reads(understand.Amount)},
	{"intake.lump.example", same("3000"), reads(understand.Amount)},
	{"intake.offer.example", same("800"), reads(understand.Amount)},
	{"intake.payday", paydays, readComing},
	{"intake.payday.example", paydays, readComing},
	{"intake.split", map[Language]string{Hans: "罚息560 利息120", Hant: "罰息560 利息120", English: "penalty 560 interest 120"}, reads(understand.Split)},
	{"intake.remaining", map[Language]string{Hans: "8期", Hant: "8期", English: "8 instalments"}, reads(understand.TermMonths)},
	{"intake.savings.example", same("6000"), reads(understand.Amount)},
	{"debts.amount", same("8000"), reads(understand.Split)},
	{"debts.overdue", map[Language]string{Hans: "40天|还没到期", Hant: "40天|還沒到期", English: "40 days|not due yet"}, readOverdue},
	{"budget.items", map[Language]string{Hans: "房租1500 吃饭1200 话费100", Hant: "房租1500 吃飯1200 話費100", English: "rent 1500 food 1200 phone 100"}, readSpending(3)},
	{"budget.items.example", map[Language]string{Hans: "房租1500 吃饭1200", Hant: "房租1500 吃飯1200", English: "rent 1500 food 1200"}, readSpending(2)},
	{"outlook.since", map[Language]string{Hans: "上个月|今年8月", Hant: "上個月|今年8月", English: "last month|August 2026"}, readMonth(understand.PastDue)},
	{"outlook.recovery", map[Language]string{Hans: "明年3月", Hant: "明年3月", English: "March 2027"}, readMonth(understand.Coming)},
	{"dispute.paid", map[Language]string{Hans: "今年2月", Hant: "今年2月", English: "February 2026"}, readMonth(understand.PastDue)},
	{"court.served", map[Language]string{Hans: "11月10号", Hant: "11月10號", English: "10 November"}, readPast},
	{"court.hearing", map[Language]string{Hans: "12月8号", Hant: "12月8號", English: "8 December"}, readComing},
	{"harass.day", map[Language]string{Hans: "11月18号", Hant: "11月18號", English: "18 November"}, readPast},
	{"contact.outcome", map[Language]string{
		Hans: "12期每期1030，还要299会员费", Hant: "12期每期1030，還要299會員費", English: "12 instalments of 1030, membership fee 299",
	}, readOfferWithFee},
	{"contact.offer", map[Language]string{
		Hans: "12期每期1030，另收299会员费", Hant: "12期每期1030，另收299會員費", English: "12 instalments of 1030, membership fee 299",
	}, readOfferWithFee},
	{"contact.offer.example", offers, readOffer},
	{"contact.offer.parts", offers, readOffer},
	{"agreement.tell", agreed, readOffer},
	{"agreement.unread", agreed, readOffer},
	{"agreement.total.example", same("14000"), reads(understand.Amount)},
	{"agreement.count.example", map[Language]string{Hans: "14期", Hant: "14期", English: "14"}, reads(understand.TermMonths)},
	{"agreement.amount.example", same("1000"), reads(understand.Amount)},
	{"agreement.first", firstDays, readComing},
	{"agreement.first.exact", firstDays, readComing},
	{"agreement.first.example", firstDays, readComing},
	{"keeping.part.example", same("400"), reads(understand.Amount)},
	{"keeping.home.example", map[Language]string{Hans: "还了400", Hant: "還了400", English: "paid 400"}, reads(understand.Amount)},
	{"keeping.shift", shiftDays, readComing},
	{"keeping.shift.example", shiftDays, readComing},
	{"remind.hour", morningHours, readHours(1)},
	{"remind.hour.unread", morningHours, readHours(1)},
	{"remind.later", map[Language]string{Hans: "下午3点", Hant: "下午3點", English: "3 pm"}, readHours(1)},
	{"remind.before", beforeDays, readHours(1)},
	{"remind.before.unread", beforeDays, readHours(1)},
	{"remind.quiet", quietHours, readHours(2)},
	{"remind.quiet.unread", quietHours, readHours(2)},
	{"remind.zone", map[Language]string{Hans: "多伦多|UTC+9", Hant: "多倫多|UTC+9", English: "Toronto|UTC+9"}, readZone},
	{"remind.zone.unread", same("UTC+9"), readZone},
	{"remind.pause", pauseDays, readComing},
	{"remind.pause.unread", pauseDays, readComing},
}

var (
	splits    = map[Language]string{Hans: "本金14000 罚息560", Hant: "本金14000 罰息560", English: "principal 14000 penalty 560"}
	means     = map[Language]string{Hans: "到手5200 花3900", Hant: "到手5200 花3900", English: "income 5200 spend 3900"}
	paydays   = map[Language]string{Hans: "15号", Hant: "15號", English: "the 15th"}
	firstDays = map[Language]string{Hans: "12月15号", Hant: "12月15號", English: "15 December"}
	offers    = map[Language]string{Hans: "12期每期1030", Hant: "12期每期1030", English: "12 instalments of 1030"}
	agreed    = map[Language]string{Hans: "14期每期1000", Hant: "14期每期1000", English: "14 instalments of 1000"}
	shiftDays = map[Language]string{Hans: "12月28号", Hant: "12月28號", English: "28 December"}
)

var (
	morningHours = map[Language]string{Hans: "早上8点", Hant: "早上8點", English: "8 am"}
	beforeDays   = map[Language]string{Hans: "提前5天", Hant: "提前5天", English: "5 days before"}
	quietHours   = map[Language]string{Hans: "晚上11点到早上8点", Hant: "晚上11點到早上8點", English: "11 pm to 8 am"}
	pauseDays    = map[Language]string{Hans: "12月20号", Hant: "12月20號", English: "20 December"}
)

// readHours wants so many hours to be read.
func readHours(count int) func(string) error {
	return func(text string) error {
		if len(understand.Hours(text)) != count {
			return errPart
		}
		return nil
	}
}

func readZone(text string) error {
	if _, ok := understand.Zone(text); !ok {
		return errPart
	}
	return nil
}

func same(example string) map[Language]string {
	return map[Language]string{Hans: example, Hant: example, English: example}
}

var spoken = calc.Date{Year: 2026, Month: time.November, Day: 21}

func reads[T any](read func(string) (T, error)) func(string) error {
	return func(text string) error {
		_, err := read(text)
		return err
	}
}

func readOverdue(text string) error {
	_, err := understand.DaysOverdue(text, spoken)
	return err
}

func readPast(text string) error {
	_, err := understand.Date(text, understand.PastDue, spoken)
	return err
}

func readMonth(ask understand.Ask) func(string) error {
	return func(text string) error {
		_, err := understand.Month(text, ask, spoken)
		return err
	}
}

// readSpending wants so many kinds of spending to be read.
func readSpending(kinds int) func(string) error {
	return func(text string) error {
		if len(understand.Spending(text)) != kinds {
			return errPart
		}
		return nil
	}
}

func readComing(text string) error {
	_, err := understand.Date(text, understand.Coming, spoken)
	return err
}

// errPart says that an example was read, but not all of it.
var errPart = errors.New("a part of it was not read")

// readOffer wants the number of instalments and the amount of each to be read.
func readOffer(text string) error {
	offer, err := understand.Offer(text)
	if err == nil && (offer.Count == 0 || offer.Amount == nil) {
		return errPart
	}
	return err
}

func readOfferWithFee(text string) error {
	offer, err := understand.Offer(text)
	if err == nil && offer.MonthlyFee == nil {
		return errPart
	}
	return errors.Join(err, readOffer(text))
}

// readStory wants everything in the story to be read.
func readStory(text string) error {
	slots := understand.Opener(text, spoken)
	if len(slots.Debts) != 1 || slots.Debts[0].Product != understand.Huabei || slots.Debts[0].Total == nil ||
		slots.Debts[0].OverdueDays == nil || slots.AffordableMonthly == nil || slots.Cause != "unemployed" {
		return errPart
	}
	return nil
}

func TestExamplesAreUnderstood(t *testing.T) {
	for _, l := range Languages {
		texts := readTexts(t, l).texts
		for _, e := range examples {
			if e.said[l] == "" {
				continue
			}
			for example := range strings.SplitSeq(e.said[l], "|") {
				if !strings.Contains(texts[e.key], example) {
					t.Errorf("%s in %s does not say %q: %q", e.key, l, example, texts[e.key])
				}
				if err := e.read(example); err != nil {
					t.Errorf("%s in %s proposes %q, which is not understood: %v", e.key, l, example, err)
				}
			}
		}
	}
}
