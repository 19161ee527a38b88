package main

import (
	"bytes"
	"strings"
	"testing"
)

// TestExitStatus tells apart what was asked wrongly from what failed; both are one line.
func TestExitStatus(t *testing.T) {
	t.Parallel()
	tests := []struct {
		args    string
		environ []string
		want    int
	}{
		{"--help", nil, 0},
		{"chat --help", nil, 0},
		{"states", nil, 0},
		{"", nil, 2},
		{"dance", nil, 2},
		{"chat --now tomorrow", nil, 2},
		{"chat --language fr", nil, 2},
		{"serve", nil, 2},
		{"serve --token 1:a --api-url http://127.0.0.1:1 --chat-rate=-1", nil, 2},
		{"serve --token 1:a --api-url http://127.0.0.1:1 --reminder-rate=NaN", nil, 2},
		{"chat --db :memory:", []string{"XIESHANG_NOTHING=1"}, 2},
		{"chat --db exit_test.go/x.db", nil, 1},
		{"serve --token 1:a --api-url http://127.0.0.1:1 --db exit_test.go/x.db", nil, 1},
	}
	for _, test := range tests {
		var out, problems bytes.Buffer
		got := run(t.Context(), strings.Fields(test.args), test.environ, streams{strings.NewReader(""), &out, &problems})
		if got != test.want {
			t.Errorf("%q: exit status %d, not %d: %s", test.args, got, test.want, &problems)
		}
		if lines := strings.Count(problems.String(), "\n"); lines != min(got, 1) {
			t.Errorf("%q: %d lines, not %d:\n%s", test.args, lines, min(got, 1), &problems)
		}
	}
}
