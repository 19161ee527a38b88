package playbook

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/locale"
)

// Objection is one thing a lender or collector says against the plan.
type Objection struct {
	ID    string
	Label string // for a button
}

// Figures are the person's own numbers that an answer may name. A zero figure is one that
// is not known; an answer then does without it and promises nothing.
type Figures struct {
	Disputed  bool       // the debt is not theirs: nothing is offered
	Nothing   bool       // nothing is left in the month: no instalment can be promised
	Capacity  calc.Money // what can be paid each month, as recommended
	LumpSum   calc.Money // what can be paid at once, after the reserve
	Count     int        // how many instalments are asked for
	Amount    calc.Money // each of them
	FirstDate calc.Date  // when the first one will be paid
	Penalty   calc.Money // the penalty that is asked to be waived
	ReplyDate calc.Date  // by when the person will answer or send papers
}

// objection is an Objection with what to answer.
type objection struct {
	id    string
	label words
	say   prose // what to say; Chinese, for the lender speaks Chinese, and its meaning in English
	why   words
	facts []string // the facts that say and why rest on
	cues  []cue
}

// objectionEntry is an objection as it stands in the file.
type objectionEntry struct {
	ID    string
	Label words
	Say   words
	Why   words
	Facts []string
	Cues  []string
}

// loadObjections reads the objections.
func (b *Book) loadObjections() error {
	var file struct{ Objection []objectionEntry }
	if err := decode("objections.toml", &file); err != nil {
		return err
	}
	for _, e := range file.Objection {
		say, err := e.Say.parse(e.ID)
		if err != nil {
			return fmt.Errorf("objections.toml: %w", err)
		}
		o := objection{id: e.ID, label: e.Label, say: say, why: e.Why, facts: e.Facts}
		for _, words := range e.Cues {
			o.cues = append(o.cues, newCue(words))
		}
		b.objections = append(b.objections, o)
	}
	return nil
}

// Objections lists what a lender may say, the most frequent first.
func (b *Book) Objections(lang locale.Language) []Objection {
	list := make([]Objection, len(b.objections))
	for i, o := range b.objections {
		list[i] = Objection{o.id, o.label[lang]}
	}
	return list
}

// Objection returns what to say to an objection, in Chinese whatever the language (at most
// 256 characters, for a copy button), and one line on why; in English that line begins with
// the meaning of what is said. Both are plain text. The error says that there is no such
// objection, or which figure it cannot do without.
func (b *Book) Objection(id string, lang locale.Language, figures Figures) (say, why string, err error) {
	i := slices.IndexFunc(b.objections, func(o objection) bool { return o.id == id })
	if i < 0 {
		return "", "", fmt.Errorf("no objection %q", id)
	}
	o := b.objections[i]
	spoken := lang
	if lang == locale.English {
		spoken = locale.Hans
	}
	say, errSay := fill(o.say, spoken, figures)
	meaning, errMeaning := fill(o.say, lang, figures)
	sources, errSources := b.sources(o.facts, lang)
	why = o.why[lang] + sources
	if spoken != lang {
		why = "“" + meaning + "”\n" + why
	}
	return say, why, errors.Join(errSay, errMeaning, errSources)
}

// sources returns the line of sources of the given facts, or nothing if there are none.
func (b *Book) sources(facts []string, lang locale.Language) (string, error) {
	if len(facts) == 0 {
		return "", nil
	}
	q := &quoting{book: b, lang: lang}
	for _, id := range facts {
		if _, err := q.quote(id); err != nil {
			return "", err
		}
	}
	line, err := q.sources()
	return "\n" + line, err
}

func fill(p prose, lang locale.Language, figures Figures) (string, error) {
	var text strings.Builder
	err := p[lang].Execute(&text, figures.print(lang))
	return strings.TrimSpace(text.String()), err
}

// printed holds the figures that are known, as they are written in one language.
type printed map[string]string

// Has reports whether all the figures are known.
func (p printed) Has(names ...string) bool {
	return !slices.ContainsFunc(names, func(name string) bool { return p[name] == "" })
}

// print writes the figures that are known.
func (f Figures) print(lang locale.Language) printed {
	p := printed{}
	for name, amount := range map[string]calc.Money{
		"Capacity": f.Capacity, "LumpSum": f.LumpSum, "Amount": f.Amount, "Penalty": f.Penalty,
	} {
		if amount > 0 {
			p[name] = printMoney(amount, lang)
		}
	}
	for name, day := range map[string]calc.Date{"FirstDate": f.FirstDate, "ReplyDate": f.ReplyDate} {
		if !day.IsZero() {
			p[name] = printDay(day, lang)
		}
	}
	for name, is := range map[string]bool{"Nothing": f.Nothing, "Disputed": f.Disputed} {
		if is {
			p[name] = "yes"
		}
	}
	if f.Count > 0 {
		p["Count"] = fmt.Sprint(f.Count)
	}
	return p
}

func printMoney(m calc.Money, lang locale.Language) string {
	amount := strings.TrimSuffix(m.Grouped(), ".00")
	if lang == locale.English {
		return amount + " yuan"
	}
	return amount + " 元"
}

func printDay(d calc.Date, lang locale.Language) string {
	if lang == locale.English {
		return fmt.Sprintf("%d %s", d.Day, d.Month)
	}
	return fmt.Sprintf("%d 月 %d 日", d.Month, d.Day)
}
