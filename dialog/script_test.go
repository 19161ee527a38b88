package dialog_test

import (
	"regexp"
	"strings"
	"testing"

	"xieshang/dialog"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/playbook"
	"xieshang/dialog/playbook/claim"
)

// scriptShown is every page of a person's script as the chat shows it, by one channel.
func scriptShown(t *testing.T, p dialog.Person, l locale.Language, by casefile.Channel) []string {
	t.Helper()
	k := newTalk(t)
	k.person = stored(t, p)
	k.person.Session.Language, k.person.Session.Channel = l, by
	k.do("/script")
	var pages []string
	for page := 1; ; page++ {
		if k.person.Session.State != "script.page" {
			return pages
		}
		pages = append(pages, texts(k.said))
		next := ""
		for _, row := range k.live {
			for _, b := range row {
				if strings.HasSuffix(b.Data, ":next") {
					next = b.Data
				}
			}
		}
		if next == "" {
			return pages
		}
		k.step(dialog.Input{Kind: dialog.Pressed, Data: next})
	}
}

// pageMark is what counts the pages.
var pageMark = regexp.MustCompile(`\b\d/\d\b`)

// Every figure of every script, for every persona, in every language and by telephone as in
// writing, is one of the case, the plan or a fact; nothing is left to be filled in, and nothing is
// said that is never said. Whoever has no debt of their own to speak of has no script.
func TestScriptsNameKnownFigures(t *testing.T) {
	book, err := playbook.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range personas(t) {
		known := known(t, p.Person, book)
		shown := 0
		for _, l := range locale.Languages {
			for _, by := range []casefile.Channel{casefile.Online, casefile.Phone} {
				for _, page := range scriptShown(t, p.Person, l, by) {
					shown++
					text := pageMark.ReplaceAllString(page, "")
					for _, n := range numbers(text) {
						if !known[n] {
							t.Errorf("%s, %s by %s: %s is nobody's figure in %s", p.name, l, by, n, page)
						}
					}
					if flaw := scriptFlaw.FindString(text); flaw != "" {
						t.Errorf("%s, %s by %s: %q in %s", p.name, l, by, flaw, page)
					}
					if said := claim.Forbidden(text); len(said) > 0 {
						t.Errorf("%s, %s by %s: it says %q: %s", p.name, l, by, said, page)
					}
				}
			}
		}
		if none := p.name == "p16" || p.name == "p19"; none != (shown == 0) { // an agreement is kept; nothing is owed
			t.Errorf("%s has %d pages of scripts", p.name, shown)
		}
	}
}

// scriptFlaw is what a text has that was not filled in.
var scriptFlaw = regexp.MustCompile(`\{\{|\}\}|<no value>|%!|（）|，，|。。|，。|、。|：。|\{[a-z]`)
