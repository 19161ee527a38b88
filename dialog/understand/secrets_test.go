package understand_test

import (
	"slices"
	"strings"
	"testing"

	"xieshang/dialog/understand"
)

// TestSecretsKept finds everything that identifies a person, leaves alone what only looks like it,
// and reads of both nothing but what is left without the secret.
func TestSecretsKept(t *testing.T) {
	secret, innocent := 0, 0
	for _, l := range readLines(t, "secrets.txt") {
		text := l.part(1)
		var want, got []string
		if l.part(0) != "-" {
			want = strings.Split(l.part(0), ",")
			secret++
		} else {
			innocent++
		}
		kinds, redacted := understand.Secrets(text)
		for _, k := range kinds {
			got = append(got, string(k))
		}
		if !slices.Equal(got, want) {
			t.Errorf("line %d: %q: want %v, found %v", l.number, text, want, got)
		}
		if again, _ := understand.Secrets(redacted); len(again) > 0 {
			t.Errorf("line %d: %q: still %v in %q", l.number, text, again, redacted)
		}
		slots, rest := spokenSlots(understand.Opener(text, today)), spokenSlots(understand.Opener(redacted, today))
		if !slices.Equal(slots, rest) {
			t.Errorf("line %d: %q: read %v, and without the secret %v", l.number, text, slots, rest)
		}
		if wanted, _ := wantedSlots(l.part(2)); !slices.Equal(slots, wanted) {
			t.Errorf("line %d: %q: want %v, got %v", l.number, text, wanted, slots)
		}
		for _, field := range []string{"amount", "date", "income", "days_overdue", "term_months", "number"} {
			if a, b := readField(field, text), readField(field, redacted); a != b && !strings.HasPrefix(a, "!") {
				t.Errorf("line %d: %s %q: read %s, and without the secret %s", l.number, field, text, a, b)
			}
		}
	}
	if secret < 60 || innocent < 30 {
		t.Errorf("%d lines with a secret and %d without: too few to go by", secret, innocent)
	}
}
