package calc

import (
	"math"
	"slices"
	"testing"
)

func TestMonthEndDates(t *testing.T) {
	for _, test := range []struct {
		first Date
		day   int
		want  []string
	}{
		{Date{2027, 1, 31}, 0, []string{"2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31"}},
		{Date{2027, 11, 30}, 31, []string{"2027-11-30", "2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31"}},
		{Date{2026, 12, 10}, 15, []string{"2026-12-10", "2027-01-15", "2027-02-15"}}, // the first is as agreed
	} {
		dates, err := MonthlyDates(test.first, test.day, len(test.want))
		if err != nil {
			t.Fatal(err)
		}
		for k, want := range test.want {
			if dates[k].String() != want {
				t.Errorf("date %d from %s: %s, want %s", k, test.first, dates[k], want)
			}
		}
	}
	dates, err := DailyDates(Date{2028, 2, 15}, 14, 3)
	if want := []Date{{2028, 2, 15}, {2028, 2, 29}, {2028, 3, 14}}; err != nil || !slices.Equal(dates, want) {
		t.Errorf("%v, %v", dates, err)
	}
}

func TestStepUp(t *testing.T) {
	rows, err := StepUp(Yuan(28000), Rate{}, Yuan(240), 6, months(t, 60))
	if err != nil {
		t.Fatal(err)
	}
	total, interest := totals(rows)
	if rows[5].Amount != Yuan(240) || rows[6].Amount != 49185 || total != Yuan(28000) || interest != 0 {
		t.Errorf("%v, %v, total %s", rows[5], rows[6], total)
	}
	rows, err = StepUp(Yuan(10000), rate(t, "0.01"), Yuan(200), 3, months(t, 12))
	if err != nil {
		t.Fatal(err)
	}
	// By hand: 100.00, 99.00, 97.99 of interest leave 9,696.99 for nine payments at 1 %.
	if rows[2].Interest != 9799 || rows[3].Amount != levelPayment(969699, rate(t, "0.01"), 9) {
		t.Errorf("%v, %v", rows[2], rows[3])
	}
}

func TestByDays(t *testing.T) {
	dates, err := MonthlyDates(Date{2024, 2, 1}, 0, 6)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := EqualPaymentsByDays(Yuan(100), rate(t, "0.15678/365"), Date{2024, 1, 1}, dates)
	if err != nil {
		t.Fatal(err)
	}
	// Fineract's loan with actual days (365): every row is published.
	for k, want := range []struct{ interest, principal Money }{{133, 1610}, {105, 1638}, {90, 1653}, {66, 1677}, {46, 1697}, {22, 1725}} {
		if rows[k].Interest != want.interest || rows[k].Principal != want.principal {
			t.Errorf("row %d: %v", k+1, rows[k])
		}
	}
}

func TestEarlyPayoff(t *testing.T) {
	rows, err := EqualPayments(Yuan(12000), rate(t, "0.01"), months(t, 12)) // from 2026-12-15
	if err != nil {
		t.Fatal(err)
	}
	start := Date{2026, 11, 15}
	for _, test := range []struct {
		paid int
		on   Date
		want Money
	}{
		{0, start, Yuan(12000)},
		{0, Date{2026, 11, 30}, Yuan(12000) + 6000},            // 15 of 30 days of 120.00
		{1, Date{2026, 12, 15}, Yuan(12000) - 94619},           // right after the first
		{0, Date{2026, 12, 15}, Yuan(12000) + 12000},           // the first is due but unpaid
		{1, Date{2026, 12, 31}, 1105381 + 5705},                // 16 of 31 days of 110.54
		{12, Date{2027, 12, 1}, 0},                             // all paid
		{0, Date{2028, 1, 1}, Yuan(12000) + sumInterest(rows)}, // long after the end
	} {
		got, err := EarlyPayoff(rows, test.paid, start, test.on)
		if err != nil || got != test.want {
			t.Errorf("%d paid on %s: %s, want %s (%v)", test.paid, test.on, got, test.want, err)
		}
	}
}

func sumInterest(rows []Row) Money {
	_, interest := totals(rows)
	return interest
}

func TestDebtPayoff(t *testing.T) {
	jiebei := persona2().Debts[0]
	got, err := jiebei.Payoff(10, Terms{})
	if err != nil || got != Yuan(28000)+20160+16800 {
		t.Errorf("overdue: %s, %v", got, err)
	}
	jiebei.OverdueDays, jiebei.Penalty = 0, 0
	got, err = jiebei.Payoff(10, Terms{})
	if err != nil || got != Yuan(28000)+11200 {
		t.Errorf("not yet due: %s, %v", got, err)
	}
}

func TestPayOrder(t *testing.T) {
	debt := Debt{Principal: Yuan(100), Interest: Yuan(20), Penalty: Yuan(10), Fees: Yuan(5), Order: PrincipalFirst()}
	rest, applied, err := debt.Pay(Yuan(110))
	if err != nil || applied != (Applied{Interest: Yuan(10), Principal: Yuan(100)}) || rest.Total() != Yuan(25) {
		t.Errorf("%v, %v, %v", rest, applied, err)
	}
}

func TestConversions(t *testing.T) {
	daily := rate(t, "0.0005")
	for _, test := range []struct {
		got  Rate
		want string
	}{
		{daily.Convert(Day365, Year), "0.1825"},
		{daily.Convert(Day360, Year), "0.18"},
		{daily.Convert(Day365, Month), "0.1825/12"},
		{rate(t, "0.146").Convert(Year, Day360).Times(3, 2), "0.219/360"},
		{rate(t, "0.18").Convert(Year, Month), "0.015"},
		{rate(t, "0.52").Convert(Year, Week), "0.01"},
	} {
		if test.got.compare(rate(t, test.want)) != 0 {
			t.Errorf("%s, want %s", test.got.Decimal(20), test.want)
		}
	}
}

func TestDeferred(t *testing.T) {
	rows, err := Deferred(Yuan(18000), rate(t, "0.0006"), Date{2026, 11, 21}, Date{2027, 2, 19}) // 90 days
	if want := []Row{{Date{2027, 2, 19}, Yuan(18972), Yuan(18000), Yuan(972)}}; err != nil || !slices.Equal(rows, want) {
		t.Errorf("%v, %v", rows, err)
	}
}

func TestRateExtremes(t *testing.T) {
	wide := rate(t, "1/3000000000000000000000000000001")
	for _, test := range []struct {
		rate Rate
		m    Money
		want Money
	}{
		{rate(t, "0.5"), -1, -1},
		{rate(t, "0.4"), -1, 0},
		{rate(t, "1000"), math.MaxInt64, math.MaxInt64},
		{rate(t, "1000"), math.MinInt64, -math.MaxInt64},
		{rate(t, "1/3"), math.MinInt64, -3074457345618258603},
		{wide, math.MaxInt64, 0},
		{wide.Times(3_000_000_000_000_000_000, 1), Yuan(10_000_000_000), 1},
		{Rate{}, math.MinInt64, 0},
	} {
		if got := test.rate.Of(test.m); got != test.want {
			t.Errorf("%s of %d: %d, want %d", test.rate.Decimal(20), test.m, got, test.want)
		}
	}
	if got := levelPayment(1, rate(t, "0.5"), 1); got != 2 { // 1.5 fen
		t.Errorf("a tie goes to %d", got)
	}
	if got := Money(math.MinInt64).String(); got != "-92233720368547758.08" {
		t.Error(got)
	}
}
