package playbook

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"xieshang/calc"
	"xieshang/dialog/locale"
)

// checked is the day on which the embedded facts were checked.
func checked() calc.Date { return calc.Date{Year: 2026, Month: 11, Day: 21} }

func load(t testing.TB) *Book {
	t.Helper()
	b, err := Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// shown returns what a person sees of a message.
func shown(text string) string {
	return html.UnescapeString(regexp.MustCompile(`</?[bi]>`).ReplaceAllString(text, ""))
}

// everyText calls f with each text of the book that a person may read, as on the day of checking.
func everyText(t *testing.T, b *Book, f func(name string, lang locale.Language, text string)) {
	t.Helper()
	for _, lang := range languages() {
		for _, topic := range b.Topics() {
			answer, ok := b.Answer(topic, lang, checked())
			if !ok {
				t.Errorf("no answer to %s in %s", topic, lang)
			}
			f("answer "+topic, lang, answer.Text)
			f("label "+topic, lang, b.TopicLabel(topic, lang))
		}
		for _, theme := range b.Themes(lang) {
			f("label "+theme.ID, lang, theme.Label)
		}
		for _, alarm := range b.Alarms() {
			card, ok := b.Card(alarm, lang, checked())
			if !ok {
				t.Errorf("no card for %s in %s", alarm, lang)
			}
			f("card "+alarm, lang, card)
		}
		for _, id := range b.Guides() {
			label, text, ok := b.Guide(id, lang, checked())
			if !ok {
				t.Errorf("no guide %s in %s", id, lang)
			}
			f("guide "+id, lang, text)
			f("label "+id, lang, label)
		}
		for _, id := range b.Letters() {
			label, purpose := b.LetterLabel(id, lang)
			f("label "+id, lang, label)
			f("purpose "+id, lang, purpose)
		}
		for _, o := range b.Objections(lang) {
			for _, figures := range []Figures{{}, allFigures()} {
				say, why, err := b.Objection(o.ID, lang, figures)
				if err != nil {
					t.Errorf("objection %s in %s: %v", o.ID, lang, err)
				}
				f("objection "+o.ID, lang, say+"\n"+why)
			}
			f("label "+o.ID, lang, o.Label)
		}
		for _, fact := range b.Facts() {
			f("fact "+fact.ID, lang, html.EscapeString(fact.Text(lang)))
			f("source "+fact.ID, lang, html.EscapeString(fact.Source(lang)))
		}
	}
}

// isPage reports whether a text is an answer, a card or a guide.
func isPage(name string) bool {
	return strings.HasPrefix(name, "answer ") || strings.HasPrefix(name, "card ") || strings.HasPrefix(name, "guide ")
}

func TestTopics(t *testing.T) {
	want := strings.Fields(`can_instalment can_defer min_payment early_settlement partial_payment
		auto_debit overdue_consequence penalty_calc credit_report restore_usage settlement_proof
		collection_calls collection_limits sued court_summons change_due_date cannot_repay
		where_to_repay voucher negotiation_refused materials review_time credit_repair scam_agent
		legal_help stop_interest eligibility family_liable jail personal_insolvency
		complaint_channels student_minor identity_theft agreement_check missed_instalment write_off`)
	if got := load(t).Topics(); !slices.Equal(got, want) {
		t.Errorf("topics are %v, want %v", got, want)
	}
}

func TestAlarms(t *testing.T) {
	want := []string{"crisis", "violence", "minor", "court", "identity_theft", "scam_agent", "forgery", "harassment", "gambling"}
	if got := load(t).Alarms(); !slices.Equal(got, want) {
		t.Errorf("alarms are %v, want %v", got, want)
	}
}

func TestUnknownNames(t *testing.T) {
	b := load(t)
	if _, ok := b.Answer("other", locale.Hans, checked()); ok {
		t.Error("there is an answer to a topic that does not exist")
	}
	if _, ok := b.Card("other", locale.Hans, checked()); ok {
		t.Error("there is a card for an alarm that does not exist")
	}
	if label := b.TopicLabel("other", locale.Hans); label != "" {
		t.Errorf("a topic that does not exist is called %q", label)
	}
	if _, _, err := b.Objection("other", locale.Hans, Figures{}); err == nil {
		t.Error("there is an answer to an objection that does not exist")
	}
}

func TestTextsFitAPhone(t *testing.T) {
	// English takes more letters than Chinese takes characters, and more of them fit a line.
	longest := map[locale.Language]int{locale.Hans: 600, locale.Hant: 600, locale.English: 1100}
	everyText(t, load(t), func(name string, lang locale.Language, text string) {
		text = shown(text)
		if n := utf8.RuneCountInString(text); n > longest[lang] {
			t.Errorf("%s in %s has %d characters", name, lang, n)
		}
		if n := strings.Count(text, "\n") + 1; n > 12 {
			t.Errorf("%s in %s has %d lines", name, lang, n)
		}
		if text == "" || text != strings.TrimSpace(text) || strings.Contains(text, "\n\n") || strings.Contains(text, "  ") {
			t.Errorf("%s in %s is empty or has blanks that show: %q", name, lang, text)
		}
	})
}

func TestLabelsFitAButton(t *testing.T) {
	b := load(t)
	longest := map[locale.Language]int{locale.Hans: 10, locale.Hant: 10, locale.English: 24}
	for lang, limit := range longest {
		for _, topic := range b.Topics() {
			if n := utf8.RuneCountInString(b.TopicLabel(topic, lang)); n == 0 || n > limit {
				t.Errorf("the label of %s in %s has %d characters", topic, lang, n)
			}
		}
		for _, o := range b.Objections(lang) {
			if n := utf8.RuneCountInString(o.Label); n == 0 || n > min(limit, 8) && lang != locale.English || n > limit {
				t.Errorf("the label of %s in %s has %d characters", o.ID, lang, n)
			}
		}
	}
}

func TestNext(t *testing.T) {
	b := load(t)
	steps := []string{"script", "plan", "materials", "log", "agreement", "rehearse"}
	for _, id := range b.Letters() {
		steps = append(steps, "letter:"+id)
	}
	for _, id := range b.Guides() {
		steps = append(steps, "guide:"+id)
	}
	for _, topic := range b.Topics() {
		if a, _ := b.Answer(topic, locale.Hans, checked()); !slices.Contains(steps, a.Next) {
			t.Errorf("%s leads to %q", topic, a.Next)
		}
	}
}

func TestHTML(t *testing.T) {
	element := regexp.MustCompile(`<b>[^<>]*</b>|<i>[^<>]*</i>`)
	entity := regexp.MustCompile(`&(lt|gt|amp|quot|#\d+);`)
	everyText(t, load(t), func(name string, lang locale.Language, text string) {
		rest := entity.ReplaceAllString(element.ReplaceAllString(text, ""), "")
		if strings.ContainsAny(rest, "<>&") {
			t.Errorf("%s in %s is not valid HTML: %q", name, lang, text)
		}
	})
}

func TestConclusionComesFirst(t *testing.T) {
	everyText(t, load(t), func(name string, lang locale.Language, text string) {
		page := isPage(name)
		first, _, _ := strings.Cut(text, "\n")
		if page && !(strings.HasPrefix(first, "<b>") && strings.HasSuffix(first, "</b>")) {
			t.Errorf("%s in %s does not begin with a bold line: %q", name, lang, first)
		}
	})
}

func TestEveryAnswerPrintsSourceAndDate(t *testing.T) {
	line := map[locale.Language]*regexp.Regexp{
		locale.Hans:    regexp.MustCompile(`\n<i>依据：.+（截至 2026 年 11 月）</i>$`),
		locale.Hant:    regexp.MustCompile(`\n<i>依據：.+（截至 2026 年 11 月）</i>$`),
		locale.English: regexp.MustCompile(`\n<i>Sources: .+ \(as of November 2026\)</i>$`),
	}
	everyText(t, load(t), func(name string, lang locale.Language, text string) {
		page := isPage(name)
		if page && name != "card crisis" && !line[lang].MatchString(text) {
			t.Errorf("%s in %s does not end with its sources", name, lang)
		}
	})
}

// In a crisis help comes first, and nothing is said about money.
func TestCrisisCard(t *testing.T) {
	b := load(t)
	money := regexp.MustCompile(`钱|錢|债|債|欠|还款|還款|money|debt|loan|pay|依据|依據|Source`)
	for _, lang := range languages() {
		card, _ := b.Card("crisis", lang, checked())
		first, rest, _ := strings.Cut(card, "\n")
		if !strings.Contains(first, "12356") || !strings.Contains(rest, "110") || !strings.Contains(rest, "120") {
			t.Errorf("the crisis card in %s does not begin with help: %q", lang, card)
		}
		if found := money.FindString(card); found != "" {
			t.Errorf("the crisis card in %s speaks of %q", lang, found)
		}
	}
}

// The three languages must not leak into each other.
func TestScripts(t *testing.T) {
	simplified := regexp.MustCompile(`[这个还们说账证请对钱时样里边应该让给认为过贷诉讼报单]`)
	traditional := regexp.MustCompile(`[這個還們說帳證請對錢時樣裡邊應該讓給認為過貸訴訟報單]`)
	everyText(t, load(t), func(name string, lang locale.Language, text string) {
		if lang == locale.Hant {
			if found := simplified.FindString(text); found != "" {
				t.Errorf("%s in %s is written with %q", name, lang, found)
			}
			return
		}
		if found := traditional.FindString(text); found != "" {
			t.Errorf("%s in %s is written with %q", name, lang, found)
		}
	})
}
