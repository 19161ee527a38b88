package playbook

import (
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"

	"xieshang/dialog/locale"
	"xieshang/dialog/playbook/claim"
)

// notRead are the keys of the files of texts whose values nobody reads.
var notRead = []string{"id", "next", "cues", "facts", "valid_from", "valid_to", "as_of", "confidence", "bare", "role", "wants", "needs", "cause", "topics"}

// eachRead calls f with every text that a person may read, in every language: catalogues,
// answers, cards, guides, objections, letters and the lines of the rehearsal. What a text is
// filled in with stands as ☐ in it.
func eachRead(t *testing.T, f func(name, text string)) {
	t.Helper()
	files, err := filepath.Glob("../locale/*/*.toml")
	if err != nil || len(files) < 30 {
		t.Fatalf("%d catalogues are found: %v", len(files), err)
	}
	own, err := filepath.Glob("*.toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range slices.Concat(files, own, []string{"../rehearsal/lines.toml"}) {
		if file == "facts.toml" {
			continue
		}
		var content map[string]any
		if _, err := toml.DecodeFile(file, &content); err != nil {
			t.Fatal(err)
		}
		name := path.Base(path.Dir(file)) + "/" + path.Base(file)
		walkTexts(name, content, f)
	}
}

// walkTexts goes through a decoded file.
func walkTexts(name string, value any, f func(name, text string)) {
	action := regexp.MustCompile(`\{\{[^}]*\}\}`)
	switch v := value.(type) {
	case string:
		f(name, action.ReplaceAllString(v, "☐"))
	case []any:
		for i, item := range v {
			walkTexts(fmt.Sprintf("%s %d", name, i+1), item, f)
		}
	case []map[string]any:
		for i, item := range v {
			if id, ok := item["id"].(string); ok {
				walkTexts(name+" "+id, item, f)
			} else {
				walkTexts(fmt.Sprintf("%s %d", name, i+1), item, f)
			}
		}
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			if !slices.Contains(notRead, key) {
				walkTexts(name+" "+key, v[key], f)
			}
		}
	}
}

// allowed reads the claims that are no claims about the world, each with its reason.
func allowed(t *testing.T) []allowance {
	t.Helper()
	file, err := os.ReadFile("testdata/claims_allowed.txt")
	if err != nil {
		t.Fatal(err)
	}
	var list []allowance
	for line := range strings.Lines(string(file)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		parts := strings.Split(line, " | ")
		if len(parts) != 3 || parts[2] == "" {
			t.Fatalf("%q is not text | claim | reason", line)
		}
		list = append(list, allowance{regexp.MustCompile(parts[0]), parts[1], new(bool)})
	}
	return list
}

// allowance lets texts of some names make a claim that stands in no fact.
type allowance struct {
	name  *regexp.Regexp
	claim string
	used  *bool
}

// Every law, hotline, period, rate, hour and count that a person reads stands in the registry.
func TestClaimsStandInTheRegistry(t *testing.T) {
	registry := map[string]bool{}
	for _, f := range load(t).Facts() {
		for _, lang := range locale.Languages {
			for _, c := range claim.Find(f.Text(lang) + "\n" + f.Source(lang) + "\n" + f.Quote()) {
				registry[c] = true
			}
		}
	}
	list := allowed(t)
	eachRead(t, func(name, text string) {
		for _, c := range claim.Find(text) {
			if registry[c] {
				continue
			}
			i := slices.IndexFunc(list, func(a allowance) bool { return (a.claim == c || a.claim == "*") && a.name.MatchString(name) })
			if i < 0 {
				t.Errorf("%s states %q, which no fact does: %.60q", name, c, text)
				continue
			}
			*list[i].used = true
		}
	})
	for _, a := range list {
		if !*a.used {
			t.Errorf("nothing uses the allowance %s | %s", a.name, a.claim)
		}
	}
}

// What must never be promised, threatened or advised is said nowhere.
func TestForbiddenPhrases(t *testing.T) {
	eachRead(t, func(name, text string) {
		if found := claim.Forbidden(text); len(found) > 0 {
			t.Errorf("%s says %q", name, found)
		}
	})
	for _, f := range load(t).Facts() {
		for _, lang := range locale.Languages {
			if found := claim.Forbidden(f.Text(lang) + f.Quote()); len(found) > 0 {
				t.Errorf("fact %s in %s says %q", f.ID, lang, found)
			}
		}
	}
}
