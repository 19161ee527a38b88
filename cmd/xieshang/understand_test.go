package main

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"xieshang/calc"
)

func ask(t *testing.T, lines string) []map[string]any {
	t.Helper()
	var out bytes.Buffer
	c := understandCommand{Today: calc.Date{Year: 2026, Month: 11, Day: 21}}
	if err := c.run(strings.NewReader(lines), &out); err != nil {
		t.Fatal(err)
	}
	var answers []map[string]any
	for line := range strings.Lines(out.String()) {
		var a map[string]any
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatalf("%v in %q", err, line)
		}
		answers = append(answers, a)
	}
	return answers
}

// TestPhrases scores the answers on a file of phrases that is not part of this repository;
// XIESHANG_PHRASES names it.
func TestPhrases(t *testing.T) {
	file := os.Getenv("XIESHANG_PHRASES")
	if file == "" {
		return
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	fields := map[string]string{"number": "number", "amount": "amount", "percent": "percent", "date": "date", "days": "days_overdue", "months": "term_months"}
	type phrase struct {
		Kind, Text, Ref string
		Want            []string
	}
	var phrases []phrase
	var requests bytes.Buffer
	for line := range strings.Lines(string(data)) {
		var p phrase
		if err := json.Unmarshal([]byte(line), &p); err != nil {
			t.Fatal(err)
		}
		phrases = append(phrases, p)
		if err := json.NewEncoder(&requests).Encode(map[string]any{"id": len(phrases), "field": fields[p.Kind], "text": p.Text, "ref": p.Ref}); err != nil {
			t.Fatal(err)
		}
	}
	right, silent := 0, 0
	for i, a := range ask(t, requests.String()) {
		p := phrases[i]
		got, _ := a["value"].(string)
		if _, refused := a["error"]; refused {
			got = "not resolved"
		}
		ok := false
		for _, want := range p.Want {
			ok = ok || sameNumber(got, want)
		}
		if ok {
			right++
			continue
		}
		if _, taken := a["value"]; taken {
			silent++
		}
		t.Logf("%s %q (ref %s): want %v, got %v", p.Kind, p.Text, p.Ref, p.Want, a)
	}
	t.Logf("%d of %d right (%.1f %%), %d wrong values taken", right, len(phrases), 100*float64(right)/float64(len(phrases)), silent)
	if right*100 < 95*len(phrases) {
		t.Error("fewer than 95 % right")
	}
}

// sameNumber compares two answers, as numbers if both are.
func sameNumber(a, b string) bool {
	var x, y float64
	if json.Unmarshal([]byte(a), &x) == nil && json.Unmarshal([]byte(b), &y) == nil {
		return x-y < 1e-9*max(1, y) && y-x < 1e-9*max(1, y)
	}
	return a == b
}
