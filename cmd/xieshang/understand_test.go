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

func TestUnderstandAnswers(t *testing.T) {
	for request, want := range map[string]string{
		`{"id":1,"field":"amount","text":"1万2"}`:                                                `{"id":1,"value":"12000.00"}`,
		`{"id":"a","field":"amount","text":"三到五千"}`:                                             `{"id":"a","low":"3000.00","high":"5000.00"}`,
		`{"id":2,"field":"amount","text":"不知道"}`:                                                `{"id":2,"unknown":true}`,
		`{"id":3,"field":"amount","text":"1.2"}`:                                                `{"id":3,"error":"could be 12000元 or 1.20元"}`,
		`{"id":4,"field":"date","ask":"due","text":"15号","ref":"2026-11-21"}`:                   `{"id":4,"value":"2026-11-15"}`,
		`{"id":5,"field":"date","ask":"payday","text":"15号","ref":"2026-11-21T10:00:00+08:00"}`: `{"id":5,"value":"2026-12-15"}`,
		`{"id":6,"field":"daily_rate","text":"万五"}`:                                             `{"id":6,"value":"0.0005"}`,
		`{"id":7,"field":"yes_no","text":"好的"}`:                                                 `{"id":7,"value":"yes"}`,
		`{"id":8,"field":"question","text":"你好"}`:                                               `{"id":8,"topic":"other"}`,
		`{"id":9,"field":"shoe_size","text":"43"}`:                                              `{"id":9,"error":"there is no field \"shoe_size\""}`,
		`{"id":10,"field":"opener","text":"花呗一万二 不想活了"}`:                                        `{"id":10,"slots":{"debts":[{"product":"huabei","total":"12000.00"}]},"safety":["crisis"]}`,
		`{"id":11,"field":"date","text":"15号","ref":"2026-02-30"}`:                              `{"id":11,"error":"\"2026-02-30\" is not a date such as 2026-12-15"}`,
	} {
		var out bytes.Buffer
		c := understandCommand{Today: calc.Date{Year: 2026, Month: 11, Day: 21}}
		if err := c.run(strings.NewReader(request), &out); err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimSpace(out.String()); got != want {
			t.Errorf("%s\n got %s\nwant %s", request, got, want)
		}
	}
}

// TestUnderstandGoesOn sends lines that cannot be read between good ones.
func TestUnderstandGoesOn(t *testing.T) {
	good := `{"id":1,"field":"amount","text":"8000"}` + "\n"
	long := `{"id":2,"field":"amount","text":"` + strings.Repeat("一", maxLine) + `"}` + "\n"
	answers := ask(t, good+"not json\n\n"+long+`{"id":3}`+"\n"+good)
	if len(answers) != 5 {
		t.Fatalf("got %d answers: %v", len(answers), answers)
	}
	for i, a := range answers {
		_, failed := a["error"]
		if _, hasID := a["id"]; !hasID {
			t.Errorf("answer %d has no id", i)
		}
		if failed != (i > 0 && i < 4) {
			t.Errorf("answer %d: %v", i, a)
		}
	}
}
