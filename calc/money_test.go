package calc

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

func TestParseMoney(t *testing.T) {
	for text, want := range map[string]Money{
		"14000": Yuan(14000), "560.5": 56050, "-0.01": -1, "0": 0, "007": Yuan(7), "10000000000": MaxMoney, "-10000000000.00": -MaxMoney,
	} {
		if got, err := ParseMoney(text); err != nil || got != want {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{
		"", "-", ".5", "5.", "1.234", "1e3", "+1", " 1", "1,000", "1万", "１", "--1", "0x10", "NaN", "10000000000.01", strings.Repeat("9", 10_000),
	} {
		_, err := ParseMoney(text)
		wantField(t, text, err, "")
	}
}

func TestMoneyPrints(t *testing.T) {
	for m, want := range map[Money][2]string{
		0:                {"0.00", "0.00"},
		5:                {"0.05", "0.05"},
		-1:               {"-0.01", "-0.01"},
		Yuan(999):        {"999.00", "999.00"},
		-Yuan(1000):      {"-1000.00", "-1,000.00"},
		Yuan(14560) + 50: {"14560.50", "14,560.50"},
		MaxMoney:         {"10000000000.00", "10,000,000,000.00"},
	} {
		if m.String() != want[0] || m.Grouped() != want[1] || !m.Decimal().Equal(decimal.RequireFromString(want[0])) {
			t.Errorf("%s, %s, %s", m, m.Grouped(), m.Decimal())
		}
	}
}

func TestRoundMoneyExtremes(t *testing.T) {
	for _, test := range []struct {
		yuan decimal.Decimal
		want Money
	}{
		{decimal.New(1, math.MaxInt32), math.MaxInt64},
		{decimal.New(-1, math.MaxInt32), -math.MaxInt64},
		{decimal.New(1, math.MinInt32), 0},
		{decimal.New(0, math.MaxInt32), 0},
		{decimal.New(5, -3), 1},
		{decimal.New(4999, -6), 0},
		{decimal.New(-5, -3), -1},
		{decimal.RequireFromString(strings.Repeat("9", 16)), 999_999_999_999_999_900},
	} {
		if got := RoundMoney(test.yuan); got != test.want {
			t.Errorf("got %d, want %d", got, test.want)
		}
	}
}

func TestJSON(t *testing.T) {
	type pair struct {
		M Money
		D Date
	}
	text, err := json.Marshal(pair{104050, Date{2026, 12, 5}})
	if err != nil || string(text) != `{"M":"1040.50","D":"2026-12-05"}` {
		t.Errorf("%s, %v", text, err)
	}
	var got pair
	if err := json.Unmarshal(text, &got); err != nil || got != (pair{104050, Date{2026, 12, 5}}) {
		t.Errorf("%v, %v", got, err)
	}
	if err := json.Unmarshal([]byte(`{"M":"x"}`), &got); err == nil {
		t.Error("x is no amount")
	}
	if err := json.Unmarshal([]byte(`{"D":"x"}`), &got); err == nil {
		t.Error("x is no date")
	}
	if err := json.Unmarshal([]byte(`{"D":""}`), &got); err != nil || !got.D.IsZero() {
		t.Errorf("%v, %v", got, err)
	}
}

func TestFieldErrorPrints(t *testing.T) {
	if got := (&FieldError{"a", "b"}).Error(); got != "a: b" {
		t.Error(got)
	}
	if got := (&FieldError{"", "b"}).Error(); got != "b" {
		t.Error(got)
	}
	if other := errors.New("other"); within("x.", other) != other {
		t.Error("another error was changed")
	}
}

// Dates agree with the standard library's calendar.
func TestDateAgainstTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 73_000).Draw(t, "start"))
		date, n, day := DateOf(start), rapid.IntRange(-600, 600).Draw(t, "n"), rapid.IntRange(1, 31).Draw(t, "day")
		first := time.Date(start.Year(), start.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
		last := first.AddDate(0, 1, -1)
		want := Date{first.Year(), first.Month(), min(day, last.Day())}
		if got := date.AddMonths(n, day); got != want {
			t.Fatalf("%s and %d months on day %d: %s, want %s", date, n, day, got, want)
		}
		if got := date.AddDays(n); got.DaysSince(date) != n || got.After(date) != (n > 0) || got.Before(date) != (n < 0) {
			t.Fatalf("%s and %d days: %s", date, n, got)
		}
		if parsed, err := ParseDate(date.String()); err != nil || parsed != date || checkDate("d", date) != nil {
			t.Fatalf("%s: %s, %v", date, parsed, err)
		}
	})
	shanghai := time.FixedZone("CST", 8*3600)
	if at := (Date{2026, 12, 15}).At(9, shanghai); at.Format(time.RFC3339) != "2026-12-15T09:00:00+08:00" {
		t.Error(at)
	}
}
