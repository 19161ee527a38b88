package calc

import (
	"encoding/json"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

// The vectors are figures from outside, each with its source: see testdata/vectors/README.md
// and LICENSES.txt. Every file is covered by a test in one of the files vectors_*_test.go;
// the few figures that cannot apply are listed there with the reason.

// load reads one file of testdata/vectors.
func load[T any](t testing.TB, name string) T {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "vectors", name))
	if err != nil {
		t.Fatal(err)
	}
	var file T
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestEveryVectorFileIsCovered(t *testing.T) {
	covered := map[string]bool{
		"allocation.json": true, "eu_apr.json": true, "numpy_financial.json": true, "penalty.json": true,
		"pboc_irr_instalments.json": true, "razorpay_go_financial.json": true, "regz_appendix_j.json": true,
		"regz_extra_fsharp.json": true, "rounding.json": true, "schedules_cn.json": true, "schedules_engines.json": true,
		// Working days are the reminders' business: calc has civil days only, and §6 leaves due
		// dates on weekends unchanged. Only that its dates are dates can be checked here.
		"cn_workdays.json": true,
	}
	files, err := filepath.Glob("testdata/vectors/*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if !covered[filepath.Base(file)] {
			t.Errorf("%s is not covered", file)
		}
		delete(covered, filepath.Base(file))
	}
	for file := range covered {
		t.Errorf("%s is missing", file)
	}
}

// number reads a decimal or a quotient such as "0.08/12", to 50 places.
func number(t testing.TB, s string) decimal.Decimal {
	t.Helper()
	num, den, isQuotient := strings.Cut(s, "/")
	d, err := decimal.NewFromString(num)
	if err != nil {
		t.Fatal(err)
	}
	if !isQuotient {
		return d
	}
	q, err := decimal.NewFromString(den)
	if err != nil {
		t.Fatal(err)
	}
	return d.DivRound(q, 50)
}

// rate reads the same exactly.
func rate(t testing.TB, s string) Rate {
	t.Helper()
	num, den, isQuotient := strings.Cut(s, "/")
	fraction, ok := new(big.Rat).SetString(num)
	if !ok {
		t.Fatalf("%q is no rate", s)
	}
	if isQuotient {
		divisor, ok := new(big.Rat).SetString(den)
		if !ok {
			t.Fatalf("%q is no rate", s)
		}
		fraction.Quo(fraction, divisor)
	}
	return Rate{fraction}
}

func money(t testing.TB, s string) Money {
	t.Helper()
	m, err := ParseMoney(s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// months returns n dates a month apart.
func months(t testing.TB, n int) []Date {
	t.Helper()
	dates, err := MonthlyDates(Date{2026, 12, 15}, 0, n)
	if err != nil {
		t.Fatal(err)
	}
	return dates
}

// near says whether two numbers differ by at most so much of the larger one.
func near(got, want decimal.Decimal, relative string) bool {
	tolerance := decimal.RequireFromString(relative).Mul(decimal.Max(got.Abs(), want.Abs()))
	return got.Sub(want).Abs().LessThanOrEqual(tolerance)
}
