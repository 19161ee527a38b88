package dialog

import (
	"html"

	"xieshang/dialog/locale"
)

// fact is the text of a fact of the registry.
func (t *turn) fact(id string) locale.HTML {
	f, ok := t.engine.book.Fact(id)
	if !ok {
		panic("dialog: no fact " + id)
	}
	return locale.HTML(html.EscapeString(f.Text(t.print.Language)))
}

// cited is a fact with its source and the month in which it was last checked.
func (t *turn) cited(id string) locale.HTML {
	f, _ := t.engine.book.Fact(id)
	return locale.HTML(t.text("fact.cited", locale.Args{"Text": t.fact(id), "Source": f.Source(t.print.Language), "AsOf": t.print.Month(f.AsOf)}))
}
