package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"xieshang/calc"
)

var updatePlan = flag.Bool("update-plan", false, "rewrite testdata/plan")

// TestPlanGolden answers every case of testdata/plan as the files beside it say: .out is the
// JSON, .table the table, and .err the error of a case that makes no sense.
func TestPlanGolden(t *testing.T) {
	cases, err := filepath.Glob("testdata/plan/*.json")
	if err != nil || len(cases) == 0 {
		t.Fatalf("%d cases, error %v", len(cases), err)
	}
	for _, file := range cases {
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var out, table bytes.Buffer
			if err := (&planCommand{}).run(bytes.NewReader(text), &out); err != nil {
				if field := (*calc.FieldError)(nil); !errors.As(err, &field) || strings.Contains(err.Error(), "\n") {
					t.Errorf("%q is not one line that names a field", err)
				}
				compareGolden(t, strings.TrimSuffix(file, "json")+"err", err.Error()+"\n")
				if out.Len() > 0 {
					t.Error("a bad case was answered")
				}
				return
			}
			if err := (&planCommand{Table: true}).run(bytes.NewReader(text), &table); err != nil {
				t.Fatal(err)
			}
			compareGolden(t, strings.TrimSuffix(file, "json")+"out", out.String())
			compareGolden(t, strings.TrimSuffix(file, "json")+"table", table.String())
		})
	}
}

func compareGolden(t *testing.T, file, got string) {
	t.Helper()
	if *updatePlan {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

func TestPlanTooLarge(t *testing.T) {
	err := (&planCommand{}).run(strings.NewReader(strings.Repeat(" ", maxCaseSize+1)), &bytes.Buffer{})
	if field := (*calc.FieldError)(nil); !errors.As(err, &field) || field.Field != "case" {
		t.Errorf("got %v", err)
	}
}

func TestPlanReadError(t *testing.T) {
	broken := errors.New("broken pipe")
	if err := (&planCommand{}).run(iotest.ErrReader(broken), &bytes.Buffer{}); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

// FuzzPlan: whatever is read, the answer is JSON or an error of one line that names a field.
func FuzzPlan(f *testing.F) {
	cases, err := filepath.Glob("testdata/plan/*.json")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range cases {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var out, table bytes.Buffer
		err := (&planCommand{}).run(bytes.NewReader(text), &out)
		if err == nil {
			err = (&planCommand{Table: true}).run(bytes.NewReader(text), &table)
		}
		if err != nil {
			if field := (*calc.FieldError)(nil); !errors.As(err, &field) || field.Field == "" || strings.ContainsAny(err.Error(), "\n\r") {
				t.Errorf("error %q", err)
			}
			return
		}
		if !json.Valid(out.Bytes()) {
			t.Errorf("not JSON: %s", out.Bytes())
		}
	})
}
