package calc

import (
	"encoding/binary"
	"errors"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

func FuzzParseMoney(f *testing.F) {
	for _, text := range []string{"14000", "560.5", "-0.01", "1e9", "10000000000.01", "１２", ""} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		m, err := ParseMoney(text)
		if err != nil {
			if field := (*FieldError)(nil); !errors.As(err, &field) || strings.Contains(err.Error(), "\n") {
				t.Errorf("error %q", err)
			}
			return
		}
		if m > MaxMoney || m < -MaxMoney || !decimal.RequireFromString(text).Equal(m.Decimal()) {
			t.Errorf("%q is read as %s", text, m)
		}
		var again Money
		if err := again.UnmarshalText([]byte(m.String())); err != nil || again != m {
			t.Errorf("%s is read as %s, %v", m, again, err)
		}
		if strings.ReplaceAll(m.Grouped(), ",", "") != m.String() {
			t.Errorf("%s is grouped as %s", m, m.Grouped())
		}
	})
}

func FuzzParseDate(f *testing.F) {
	for _, text := range []string{"2026-12-15", "2026-02-30", "0000-01-01", "9999-12-31", "", "2026-1-1"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := ParseDate(text)
		if err != nil {
			if field := (*FieldError)(nil); !errors.As(err, &field) || strings.Contains(err.Error(), "\n") {
				t.Errorf("error %q", err)
			}
			return
		}
		if d.String() != text && !d.IsZero() {
			t.Errorf("%q is read as %s", text, d)
		}
		var again Date
		if err := again.UnmarshalText([]byte(text)); err != nil || again != d {
			t.Errorf("%q is read as %s, %v", text, again, err)
		}
		if err := checkDate("d", d); err == nil && d.AddMonths(1, d.Day).DaysSince(d) > 31 {
			t.Errorf("a month after %s is %s", d, d.AddMonths(1, d.Day))
		}
	})
}

// FuzzSuggest: every situation is refused with the name of a field or answered with plans that add up.
func FuzzSuggest(f *testing.F) {
	f.Add(int64(1_400_000), int64(0), int64(56_000), int64(520_000), int64(390_000), int64(0), "0.0005", 80, 15)
	f.Add(int64(1), int64(1), int64(1), int64(1), int64(0), int64(1), "1", 0, 31)
	f.Add(int64(MaxMoney), int64(0), int64(0), int64(MaxMoney), int64(0), int64(MaxMoney), "1e-60", maxDays, 0)
	f.Fuzz(func(t *testing.T, principal, interest, penalty, income, essentials, lump int64, rate string, days, payDay int) {
		if len(rate) > 200 {
			return
		}
		daily, err := decimal.NewFromString(rate)
		if err != nil {
			return
		}
		s := Situation{
			Today:  Date{2026, 11, 21},
			Debts:  []Debt{{Principal: Money(principal), Interest: Money(interest), Penalty: Money(penalty), DailyRate: daily, OverdueDays: days}},
			Income: Money(income), Essentials: Money(essentials), LumpSum: Money(lump), PayDay: payDay,
		}
		suggestion, err := Suggest(s)
		if err != nil {
			if field := (*FieldError)(nil); !errors.As(err, &field) || field.Field == "" {
				t.Errorf("error %q", err)
			}
			return
		}
		checkSuggestion(t, s, suggestion)
	})
}

// FuzzIRR: a rate that is found makes the flows worth nothing.
func FuzzIRR(f *testing.F) {
	for _, flows := range [][]int32{{-100, 39, 59, 55, 20}, {-5, 105, 10, -80, 10}, {-100, 230, -132}, {1, -1}, {-100, 200, -101}} {
		var text []byte
		for _, flow := range flows {
			text = binary.LittleEndian.AppendUint32(text, uint32(flow))
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var flows []Money
		for ; len(text) >= 4 && len(flows) < 100; text = text[4:] {
			flows = append(flows, Money(int32(binary.LittleEndian.Uint32(text))))
		}
		i, err := IRR(flows)
		if err != nil {
			if field := (*FieldError)(nil); !errors.As(err, &field) || field.Field != "flows" {
				t.Errorf("error %q", err)
			}
			return
		}
		// Within a billionth of the rate on either side the worth changes its sign, or is as
		// good as nothing where it only just does not.
		step := decimal.New(1, -9).Mul(decimalOne.Add(i))
		below := oracleWorth(flows, i.Sub(step).Shift(ratePlaces).BigInt())
		above := oracleWorth(flows, i.Add(step).Shift(ratePlaces).BigInt())
		at := oracleWorth(flows, i.Shift(ratePlaces).BigInt())
		if below*above > 0 && at == below {
			t.Errorf("%v: %s is no root", flows, i)
		}
	})
}
