package playbook

import (
	"errors"
	"fmt"
	"html"
	"slices"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/locale"
)

// Answer is what we say to a question.
type Answer struct {
	Text string // HTML of Telegram's subset, at most 600 characters as shown
	Next string // the useful next step, as answers.toml names it
}

// page is one answer or card.
type page struct {
	id    string
	label words // the short name on a button; answers only
	text  prose
	next  string
	bare  bool // without the line of sources: nothing may distract
}

// pageEntry is a page as it stands in a file.
type pageEntry struct {
	ID    string
	Label words
	Text  words
	Next  string
	Bare  bool
}

// loadPages reads answers and cards.
func (b *Book) loadPages() error {
	var answers struct {
		Lines  map[string]words
		Answer []pageEntry
	}
	var cards struct{ Card []pageEntry }
	var guides struct{ Guide []pageEntry }
	if err := errors.Join(decode("answers.toml", &answers), decode("cards.toml", &cards), decode("guides.toml", &guides)); err != nil {
		return err
	}
	b.lines = map[string]prose{}
	for name, w := range answers.Lines {
		line, err := w.parse(name)
		if err != nil {
			return fmt.Errorf("answers.toml: %w", err)
		}
		b.lines[name] = line
	}
	var err error
	if b.answers, err = parsePages("answers.toml", answers.Answer); err != nil {
		return err
	}
	if b.cards, err = parsePages("cards.toml", cards.Card); err != nil {
		return err
	}
	b.guides, err = parsePages("guides.toml", guides.Guide)
	return err
}

func parsePages(file string, entries []pageEntry) ([]page, error) {
	pages := make([]page, 0, len(entries))
	for _, e := range entries {
		text, err := e.Text.parse(e.ID)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		pages = append(pages, page{e.ID, e.Label, text, e.Next, e.Bare})
	}
	return pages, nil
}

// Topics lists the questions we have answers to.
func (b *Book) Topics() []string { return ids(b.answers) }

// Alarms lists the alarms we have cards for, the most urgent first.
func (b *Book) Alarms() []string { return ids(b.cards) }

// TopicLabel returns the short name of a topic for a button, or "" if there is no such topic.
func (b *Book) TopicLabel(topic string, lang locale.Language) string {
	p, _ := find(b.answers, topic)
	return p.label[lang]
}

// Answer returns the answer to a question as it holds on a day.
func (b *Book) Answer(topic string, lang locale.Language, today calc.Date) (Answer, bool) {
	p, ok := find(b.answers, topic)
	if !ok {
		return Answer{}, false
	}
	text, err := b.render(p, lang, today)
	return Answer{text, p.next}, err == nil
}

// Card returns what to say first when an alarm is heard, as it holds on a day.
func (b *Book) Card(alarm string, lang locale.Language, today calc.Date) (string, bool) {
	p, ok := find(b.cards, alarm)
	if !ok {
		return "", false
	}
	text, err := b.render(p, lang, today)
	return text, err == nil
}

// Guides lists what there is to know along the way.
func (b *Book) Guides() []string { return ids(b.guides) }

// Guide returns one of them with its short name for a button, as it holds on a day.
func (b *Book) Guide(id string, lang locale.Language, today calc.Date) (label, text string, ok bool) {
	p, ok := find(b.guides, id)
	if !ok {
		return "", "", false
	}
	text, err := b.render(p, lang, today)
	return p.label[lang], text, err == nil
}

// rehearse renders every page and letter once, so that one that quotes an unknown fact is found on loading.
func (b *Book) rehearse() error {
	for _, p := range slices.Concat(b.answers, b.cards, b.guides) {
		for _, lang := range languages() {
			if _, err := b.render(p, lang, calc.Date{}); err != nil {
				return err
			}
		}
	}
	for _, l := range b.letters {
		if _, err := b.Letter(l.id, Particulars{}); err != nil {
			return err
		}
	}
	return nil
}

// render fills in a page and adds its line of sources.
func (b *Book) render(p page, lang locale.Language, today calc.Date) (string, error) {
	q := &quoting{book: b, lang: lang, today: today}
	var text strings.Builder
	if err := p.text[lang].Execute(&text, q); err != nil {
		return "", err
	}
	if p.bare || len(q.quoted) == 0 {
		return strings.TrimSpace(text.String()), nil
	}
	sources, err := q.sources()
	if err != nil {
		return "", err
	}
	return strings.TrimSpace(text.String()) + "\n<i>" + html.EscapeString(sources) + "</i>", nil
}

// quoting is what a page sees while it is rendered: the registry, the language and the day.
type quoting struct {
	book   *Book
	lang   locale.Language
	today  calc.Date
	quoted []Fact
}

// Fact quotes a fact: its text, marked if it no longer holds or does not hold yet.
func (q *quoting) Fact(id string) (string, error) {
	f, err := q.quote(id)
	if err != nil {
		return "", err
	}
	mark, err := q.mark(f)
	return html.EscapeString(f.Text(q.lang) + mark), err
}

// Cite names a fact's source below the page without quoting its text.
func (q *quoting) Cite(id string) (string, error) {
	_, err := q.quote(id)
	return "", err
}

// Expired reports whether a fact no longer holds.
func (q *quoting) Expired(id string) (bool, error) {
	f, ok := q.book.Fact(id)
	if !ok {
		return false, fmt.Errorf("no fact %q", id)
	}
	return f.Expired(q.today), nil
}

// quote remembers that the page rests on a fact.
func (q *quoting) quote(id string) (Fact, error) {
	f, ok := q.book.Fact(id)
	if !ok {
		return Fact{}, fmt.Errorf("no fact %q", id)
	}
	if !slices.ContainsFunc(q.quoted, func(g Fact) bool { return g.ID == id }) {
		q.quoted = append(q.quoted, f)
	}
	return f, nil
}

// mark returns the words that follow a fact outside the days it holds.
func (q *quoting) mark(f Fact) (string, error) {
	switch {
	case f.Expired(q.today):
		return q.line("expired", onDay{Day: f.ValidTo})
	case f.Announced(q.today):
		return q.line("announced", onDay{Day: f.ValidFrom})
	}
	return "", nil
}

// sources returns the last line of a page: each source once, and the oldest day of checking.
func (q *quoting) sources() (string, error) {
	var names []string
	checked := q.quoted[0].AsOf
	for _, f := range q.quoted {
		if name := f.Source(q.lang); !slices.Contains(names, name) {
			names = append(names, name)
		}
		if f.AsOf.Before(checked) {
			checked = f.AsOf
		}
	}
	return q.line("sources", onDay{checked, names})
}

// onDay is what the phrases of rendering are filled in with.
type onDay struct {
	Day   calc.Date
	Names []string
}

// Month returns the month as a number, for languages that write it so.
func (d onDay) Month() int { return int(d.Day.Month) }

// List returns the names with sep between them.
func (d onDay) List(sep string) string { return strings.Join(d.Names, sep) }

// line returns one of the phrases that rendering itself adds.
func (q *quoting) line(name string, values onDay) (string, error) {
	var text strings.Builder
	err := q.book.lines[name][q.lang].Execute(&text, values)
	return text.String(), err
}

func ids(pages []page) []string {
	list := make([]string, len(pages))
	for i, p := range pages {
		list[i] = p.id
	}
	return list
}

func find(pages []page, id string) (page, bool) {
	i := slices.IndexFunc(pages, func(p page) bool { return p.id == id })
	if i < 0 {
		return page{}, false
	}
	return pages[i], true
}
