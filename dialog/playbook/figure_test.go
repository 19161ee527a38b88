package playbook

import (
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"xieshang/dialog/locale"
)

// figures returns every group of digits in a text, with its separators.
func figures(text string) []string {
	return regexp.MustCompile(`\d+([.,:]\d+)*`).FindAllString(text, -1)
}

// Prose holds no figure of its own: it would be forgotten when the registry is corrected.
func TestProseHasNoFigures(t *testing.T) {
	action := regexp.MustCompile(`\{\{.*?\}\}`)
	numeral := regexp.MustCompile(`\d|[一二三四五六七八九十百千万两兩]+ ?(天|日|个月|個月|年|倍|元|成|折)`)
	counted := regexp.MustCompile(`第二天|最后一天|最後一天`)
	b := load(t)
	for _, p := range slices.Concat(b.answers, b.cards, b.guides) {
		for _, lang := range languages() {
			prose := action.ReplaceAllString(p.text[lang].Root.String(), "")
			if found := numeral.FindString(counted.ReplaceAllString(prose, "")); found != "" {
				t.Errorf("%s in %s states %q by itself", p.id, lang, found)
			}
		}
	}
}

// Every figure of a page stands in a fact that the page quotes.
func TestFiguresStandInTheRegistry(t *testing.T) {
	b := load(t)
	for _, p := range slices.Concat(b.answers, b.cards, b.guides) {
		for _, lang := range languages() {
			q := &quoting{book: b, lang: lang, today: checked()}
			if err := p.text[lang].Execute(io.Discard, q); err != nil {
				t.Fatal(err)
			}
			text, _ := b.render(p, lang, checked())
			known := knownFigures(q.quoted, lang)
			for _, figure := range figures(shown(text)) {
				if !slices.Contains(known, figure) {
					t.Errorf("%s in %s states %s, which none of its facts does", p.id, lang, figure)
				}
			}
		}
	}
}

// A page rests on the same facts in both scripts, and in English on no others.
func TestLanguagesRestOnTheSameFacts(t *testing.T) {
	b := load(t)
	for _, p := range slices.Concat(b.answers, b.cards, b.guides) {
		hans, hant, english := quoted(t, b, p, locale.Hans), quoted(t, b, p, locale.Hant), quoted(t, b, p, locale.English)
		if !slices.Equal(hans, hant) {
			t.Errorf("%s rests on %v in zh-Hans and on %v in zh-Hant", p.id, hans, hant)
		}
		for _, id := range english {
			if !slices.Contains(hans, id) {
				t.Errorf("%s rests on %s in English only", p.id, id)
			}
		}
	}
}

// quoted returns the ids of the facts that a page rests on.
func quoted(t *testing.T, b *Book, p page, lang locale.Language) []string {
	t.Helper()
	q := &quoting{book: b, lang: lang, today: checked()}
	if err := p.text[lang].Execute(io.Discard, q); err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, f := range q.quoted {
		list = append(list, f.ID)
	}
	return list
}

// Every figure of an objection is the person's own or stands in a fact it rests on.
func TestObjectionsStateKnownFigures(t *testing.T) {
	b := load(t)
	for _, o := range b.objections {
		var facts []Fact
		for _, id := range o.facts {
			f, ok := b.Fact(id)
			if !ok {
				t.Errorf("%s rests on %s, which does not exist", o.id, id)
			}
			facts = append(facts, f)
		}
		for _, lang := range languages() {
			known := knownFigures(facts, lang)
			for _, value := range allFigures().print(locale.Hans) {
				known = append(known, figures(value)...)
			}
			say, why, _ := b.Objection(o.id, lang, allFigures())
			for _, figure := range figures(say + why) {
				if !slices.Contains(known, figure) {
					t.Errorf("%s in %s states %s, which is nobody's figure", o.id, lang, figure)
				}
			}
		}
	}
}

// knownFigures returns the figures of facts, their sources and their dates.
func knownFigures(facts []Fact, lang locale.Language) []string {
	var known []string
	for _, f := range facts {
		dates := strings.NewReplacer("-0", " ", "-", " ").Replace(f.ValidFrom.String() + " " + f.ValidTo.String() + " " + f.AsOf.String())
		known = append(known, figures(f.Text(lang)+" "+f.Source(lang)+" "+dates)...)
	}
	return known
}
