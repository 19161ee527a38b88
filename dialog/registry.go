package dialog

import (
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"

	"xieshang/dialog/locale"
	"xieshang/dialog/playbook"
)

// The states in which the registry of facts is looked through.
const (
	factsHome Name = "facts.home" // its parts
	factsList Name = "facts.list" // one part, page by page
	factsOne  Name = "facts.one"
)

func factsFlow() []State {
	return []State{
		{
			Name: factsHome,
			Ask:  line, Choices: factParts, Pick: pickFactPart,
			Leads: []Name{factsList},
		},
		{
			Name: factsList,
			Ask:  askFacts, Choices: factChoices, Pick: pickFact,
			Leads: []Name{factsList, factsOne, factsHome},
		},
		{
			Name: factsOne,
			Ask:  askFact, Choices: pick("list"),
			Pick:  leadTo(map[string]Name{"list": factsList}),
			Leads: []Name{factsList},
		},
	}
}

// factPart is one part of the registry: the facts whose ids begin with one of its letters.
type factPart struct{ name, initials string }

// allFactParts are the parts in the order they are offered; the last one takes what is left.
var allFactParts = []factPart{{"cost", "CA"}, {"rights", "NT"}, {"collection", "K"}, {"credit", "R"}, {"court", "L"}, {"stages", "M"}, {"help", "HS"}, {"others", ""}}

func partOf(id string) string {
	for _, part := range allFactParts {
		if strings.Contains(part.initials, id[:1]) {
			return part.name
		}
	}
	return allFactParts[len(allFactParts)-1].name
}

// factsIn lists the facts of a part.
func (t *turn) factsIn(part string) []playbook.Fact {
	return slices.DeleteFunc(t.engine.book.Facts(), func(f playbook.Fact) bool { return partOf(f.ID) != part })
}

func factParts(t *turn) [][]choice {
	var rows [][]choice
	for _, part := range allFactParts {
		if n := len(t.factsIn(part.name)); n > 0 {
			label := fmt.Sprintf("%s (%d)", t.text("facts.part."+part.name, nil), n)
			rows = append(rows, []choice{{id: part.name, label: label}})
		}
	}
	return rows
}

func pickFactPart(t *turn, id string) (Name, error) {
	t.session().Facts, t.session().FactPage = id, 0
	return factsList, nil
}

// factsOnPage is how many facts fit a page.
const factsOnPage = 6

// factPage is the page that is looked at, and how many there are.
func (t *turn) factPage() (facts []playbook.Fact, page, pages int) {
	all := t.factsIn(t.session().Facts)
	if len(all) == 0 { // the operator's file has changed
		all = t.engine.book.Facts()
	}
	pages = (len(all) + factsOnPage - 1) / factsOnPage
	page = min(t.session().FactPage, pages-1)
	return all[page*factsOnPage : min((page+1)*factsOnPage, len(all))], page, pages
}

func askFacts(t *turn) string {
	facts, page, pages := t.factPage()
	lines := []string{t.text("facts.list", locale.Args{"Page": page + 1, "Pages": pages})}
	for i, f := range facts {
		lines = append(lines, fmt.Sprintf("%d. %s", i+1, html.EscapeString(firstClause(f.Text(t.print.Language)))))
	}
	return strings.Join(lines, "\n")
}

// firstClause is the beginning of a fact, enough to know it by.
func firstClause(text string) string {
	const longest = 40
	runes := []rune(text)
	for i, r := range runes {
		if i >= longest || i > 8 && strings.ContainsRune("。；：.;:", r) {
			if r == '.' && i+1 < len(runes) && runes[i+1] != ' ' {
				continue // inside a number
			}
			return string(runes[:i]) + "…"
		}
	}
	return text
}

func factChoices(t *turn) [][]choice {
	facts, page, pages := t.factPage()
	var numbers, turning []choice
	for i := range facts {
		numbers = append(numbers, choice{id: strconv.Itoa(i), label: strconv.Itoa(i + 1)})
	}
	if page > 0 {
		turning = append(turning, t.row("previous")...)
	}
	if page < pages-1 {
		turning = append(turning, t.row("next")...)
	}
	rows := [][]choice{numbers}
	if turning != nil {
		rows = append(rows, turning)
	}
	return append(rows, t.row("parts"))
}

func pickFact(t *turn, id string) (Name, error) {
	facts, page, _ := t.factPage()
	switch id {
	case "previous":
		t.session().FactPage = page - 1
		return factsList, nil
	case "next":
		t.session().FactPage = page + 1
		return factsList, nil
	case "parts":
		return factsHome, nil
	}
	n, err := strconv.Atoi(id)
	if err != nil {
		return stay, err
	}
	t.session().Fact = facts[n].ID
	return factsOne, nil
}

// askFact tells a fact with its source, how long it holds, when it was checked and how sure it is.
func askFact(t *turn) string {
	f, ok := t.engine.book.Fact(t.session().Fact)
	if !ok { // the operator's file has changed
		f = t.engine.book.Facts()[0]
	}
	lines := []string{html.EscapeString(f.Text(t.print.Language)), ""}
	switch {
	case f.Expired(t.today):
		lines = append(lines, t.text("facts.expired", locale.Args{"Day": f.ValidTo}))
	case f.Announced(t.today):
		lines = append(lines, t.text("facts.announced", locale.Args{"Day": f.ValidFrom}))
	case !f.ValidFrom.IsZero():
		lines = append(lines, t.text("facts.from", locale.Args{"Day": t.factSince(f)}))
	}
	if !f.ValidTo.IsZero() && !f.Expired(t.today) {
		lines = append(lines, t.text("facts.to", locale.Args{"Day": f.ValidTo}))
	}
	return strings.Join(append(lines,
		t.text("facts.source", locale.Args{"Source": f.Source(t.print.Language)}),
		t.text("facts.checked", locale.Args{"Day": f.AsOf}),
		t.text("facts.sure."+string(f.Confidence), nil)), "\n")
}

// factSince prints from when a fact holds, as exactly as it is known.
func (t *turn) factSince(f playbook.Fact) string {
	switch f.Precision {
	case playbook.ToTheYear:
		return t.text("facts.year", locale.Args{"Year": f.ValidFrom.Year})
	case playbook.ToTheMonth:
		return t.print.Month(f.ValidFrom)
	}
	return t.print.Date(f.ValidFrom)
}
