package casefile_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"xieshang/calc"
	"xieshang/dialog/casefile"
)

func day(t *testing.T, text string) calc.Date {
	t.Helper()
	d, err := calc.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

var recorded = time.Date(2026, 11, 21, 10, 0, 0, 0, time.FixedZone("CST", 8*3600))

// agreement lays out an agreement that must make sense.
func agreement(t *testing.T, total calc.Money, count int, amount calc.Money, first string) *casefile.Agreement {
	t.Helper()
	a, err := casefile.NewAgreement(recorded, total, count, amount, day(t, first))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// field is the field that an error names; "" for no error.
func field(t *testing.T, err error) string {
	t.Helper()
	if err == nil {
		return ""
	}
	var f *calc.FieldError
	if !errors.As(err, &f) {
		t.Errorf("%v is no *calc.FieldError", err)
		return "?"
	}
	if f.Problem == "" || strings.Contains(f.Error(), "\n") {
		t.Errorf("%q says nothing in one line", f)
	}
	return f.Field
}

func TestNewAgreement(t *testing.T) {
	a := agreement(t, 14000_00, 14, 1000_00, "2026-12-15")
	if got := a.Instalments[13].Due; got != day(t, "2028-01-15") {
		t.Errorf("the last one is due on %s", got)
	}
	if a.Total() != 14000_00 || a.Left() != 14000_00 || a.Version != 1 || a.AgreedOn != day(t, "2026-11-21") {
		t.Errorf("%+v", a)
	}
	uneven := agreement(t, 14000_00, 12, 1166_67, "2026-12-15")
	if got := uneven.Instalments[11].Amount; got != 1166_63 || uneven.Total() != 14000_00 {
		t.Errorf("the last one is %s, the sum %s", got, uneven.Total())
	}
	ends := agreement(t, 400_00, 4, 100_00, "2026-12-31")
	var days []string
	for _, i := range ends.Instalments {
		days = append(days, i.Due.String())
	}
	if diff := cmp.Diff([]string{"2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31"}, days); diff != "" {
		t.Errorf("the ends of months:\n%s", diff)
	}
}

func TestDueOn(t *testing.T) {
	days := []calc.Date{day(t, "2026-12-04"), day(t, "2026-12-11"), day(t, "2027-01-04")}
	a := agreement(t, calc.Yuan(900), 3, calc.Yuan(300), "2026-12-04")
	for _, wrong := range [][]calc.Date{nil, days[:2], {days[1], days[0], days[2]}} {
		if got := field(t, a.DueOn(wrong)); got != "days" || a.Terms().Days != nil {
			t.Errorf("%v: field %q, days %v", wrong, got, a.Terms().Days)
		}
	}
	if err := a.DueOn(days); err != nil {
		t.Fatal(err)
	}
	terms := a.Terms()
	if diff := cmp.Diff(days, terms.Days); diff != "" {
		t.Error(diff)
	}
	if got := terms.Busiest(); got != calc.Yuan(600) {
		t.Errorf("the busiest month takes %s", got)
	}
	if err := a.PayFirst(day(t, "2026-12-01"), calc.Yuan(100)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(days, a.Terms().Days); diff != "" {
		t.Error(diff)
	}
}

func TestNewAgreementRefuses(t *testing.T) {
	tests := []struct {
		field  string
		total  calc.Money
		count  int
		amount calc.Money
		first  calc.Date
	}{
		{"count", 1000_00, 0, 1000_00, day(t, "2026-12-15")},
		{"count", 1000_00, -3, 1000_00, day(t, "2026-12-15")},
		{"count", 61_00, 61, 1_00, day(t, "2026-12-15")},
		{"amount", 1000_00, 2, 0, day(t, "2026-12-15")},
		{"amount", 1000_00, 2, -5_00, day(t, "2026-12-15")},
		{"amount", calc.MaxMoney, 2, calc.MaxMoney + 1, day(t, "2026-12-15")},
		{"total", 1000_00, 3, 500_00, day(t, "2026-12-15")}, // nothing would be left for the last
		{"total", 0, 1, 500_00, day(t, "2026-12-15")},
		{"first", 1000_00, 2, 500_00, calc.Date{}},
	}
	for _, test := range tests {
		a, err := casefile.NewAgreement(recorded, test.total, test.count, test.amount, test.first)
		if got := field(t, err); got != test.field || a != nil {
			t.Errorf("%+v: refused for %q", test, got)
		}
	}
}

// TestBehind follows someone who has paid less than was due: 12 × 900 from 5 September,
// 900 paid in September and 400 on 20 October.
func TestBehind(t *testing.T) {
	a := agreement(t, 10800_00, 12, 900_00, "2026-09-05")
	for _, p := range []casefile.Payment{{On: day(t, "2026-09-05"), Amount: 900_00}, {On: day(t, "2026-10-20"), Amount: 400_00}} {
		if err := a.Pay(p.On, p.Amount); err != nil {
			t.Fatal(err)
		}
	}
	if a.Paid() != 1300_00 || a.Left() != 9500_00 || a.PaidCount() != 1 {
		t.Errorf("paid %s, left %s, %d instalments", a.Paid(), a.Left(), a.PaidCount())
	}
	for n, want := range []calc.Money{0, 500_00, 900_00, 900_00} {
		if got := a.LeftOn(n); got != want {
			t.Errorf("left on instalment %d: %s, not %s", n, got, want)
		}
	}
	for on, want := range map[string]calc.Money{
		"2026-09-05": 0, "2026-10-05": 0, "2026-10-06": 500_00, "2026-11-05": 500_00, "2026-11-21": 1400_00, "2030-01-01": 9500_00,
	} {
		if got := a.Arrears(day(t, on)); got != want {
			t.Errorf("arrears on %s: %s, not %s", on, got, want)
		}
	}
	if n, ok := a.Next(); n != 1 || !ok {
		t.Errorf("next is %d, %t", n, ok)
	}
}

func TestPay(t *testing.T) {
	a := agreement(t, 2000_00, 2, 1000_00, "2026-12-15")
	for _, amount := range []calc.Money{0, -1, 2000_01} {
		if got := field(t, a.Pay(day(t, "2026-12-15"), amount)); got != "amount" {
			t.Errorf("paying %s: refused for %q", amount, got)
		}
	}
	if len(a.Payments) != 0 {
		t.Errorf("payments that were refused are recorded: %v", a.Payments)
	}
	if err := a.Pay(day(t, "2026-12-15"), 2000_00); err != nil {
		t.Fatal(err)
	}
	if n, ok := a.Next(); ok || a.Left() != 0 || a.PaidCount() != 2 {
		t.Errorf("all is paid, but next is %d, left %s", n, a.Left())
	}
	if got := field(t, a.Pay(day(t, "2026-12-16"), 1)); got != "amount" {
		t.Errorf("paying more than everything: refused for %q", got)
	}
}

// TestSums holds what is left to what was agreed and paid, whatever was agreed and paid.
func TestSums(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		count := rapid.IntRange(1, casefile.MaxInstalments).Draw(t, "count")
		amount := calc.Money(rapid.Int64Range(1, 1_000_000_00).Draw(t, "amount"))
		last := calc.Money(rapid.Int64Range(1, 1_000_000_00).Draw(t, "last"))
		total := amount*calc.Money(count-1) + last
		a, err := casefile.NewAgreement(recorded, total, count, amount, calc.Date{Year: 2027, Month: 1, Day: 31})
		if err != nil || a.Validate() != nil {
			t.Fatal(err, a.Validate())
		}
		for range rapid.IntRange(0, 20).Draw(t, "payments") {
			if a.Left() == 0 {
				break
			}
			if err := a.Pay(calc.Date{Year: 2027, Month: 1, Day: 1}, calc.Money(rapid.Int64Range(1, int64(a.Left())).Draw(t, "payment"))); err != nil {
				t.Fatal(err)
			}
		}
		var left calc.Money
		for n := range a.Instalments {
			on := a.LeftOn(n)
			if on < 0 || on > a.Instalments[n].Amount {
				t.Fatalf("left on %d: %s of %s", n, on, a.Instalments[n].Amount)
			}
			if n > 0 && on < a.Instalments[n].Amount && a.LeftOn(n-1) > 0 {
				t.Fatalf("instalment %d was paid on before %d", n, n-1)
			}
			left += on
		}
		if left != a.Left() || a.Left()+a.Paid() != total || a.Arrears(calc.Date{Year: 2040, Month: 1, Day: 1}) != left {
			t.Fatalf("left %s by instalments, %s in all, paid %s of %s", left, a.Left(), a.Paid(), total)
		}
		if next, ok := a.Next(); ok != (left > 0) || ok && a.LeftOn(next) == 0 || next != a.PaidCount() {
			t.Fatalf("next is %d, %t", next, ok)
		}
	})
}
