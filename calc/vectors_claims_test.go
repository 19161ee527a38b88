package calc

import (
	"maps"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
)

// TestPenaltyVectors: 罚息 by formula and 银发〔2003〕251号, and the days of being overdue.
func TestPenaltyVectors(t *testing.T) {
	file := load[struct {
		DayCount []struct {
			Due, Paid Date
			Days      int `json:"overdue_days"`
		} `json:"day_count"`
		Vectors []struct {
			ID            string
			Principal     string `json:"overdue_principal"`
			DailyRate     string `json:"daily_rate"`
			Days          int
			Penalty       string
			Exact         string `json:"penalty_exact"`
			Interest      string `json:"overdue_interest"`
			OnInterest    string `json:"compound_on_interest"`
			WithCompound  string `json:"total_with_compound"`
			RoundEachDay  string `json:"round_each_day_sum"`
			RoundOnce     string `json:"round_once"`
			Simple        string
			DailyCompound string `json:"daily_compound"`
		}
	}](t, "penalty.json")
	if len(file.DayCount) != 5 || len(file.Vectors) != 10 {
		t.Fatalf("%d, %d vectors", len(file.DayCount), len(file.Vectors))
	}
	for _, v := range file.DayCount {
		if got := OverdueDays(v.Due, v.Paid); got != v.Days {
			t.Errorf("%s to %s: %d days, want %d", v.Due, v.Paid, got, v.Days)
		}
	}
	for _, v := range file.Vectors {
		t.Run(v.ID, func(t *testing.T) {
			principal, daily := money(t, v.Principal), number(t, v.DailyRate)
			got, err := Penalty(principal, daily, v.Days)
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range []string{v.Penalty, v.RoundOnce, v.Simple} {
				if want != "" && got != money(t, want) {
					t.Errorf("penalty %s, want %s", got, want)
				}
			}
			if v.Exact != "" && RoundMoney(number(t, v.Exact)) != got {
				t.Errorf("penalty %s, exactly %s", got, v.Exact)
			}
			if v.RoundEachDay != "" { // what rounding every day would claim, for comparison
				oneDay, err := Penalty(principal, daily, 1)
				if err != nil || oneDay*Money(v.Days) != money(t, v.RoundEachDay) {
					t.Errorf("%s a day, error %v", oneDay, err)
				}
			}
			if v.OnInterest != "" { // 复利: unpaid interest bears the same rate
				on, err := Penalty(money(t, v.Interest), daily, v.Days)
				if err != nil || on != money(t, v.OnInterest) || got+on != money(t, v.WithCompound) {
					t.Errorf("%s on interest, error %v", on, err)
				}
			}
			if v.DailyCompound != "" {
				compound, err := CompoundPenalty(principal, daily, v.Days)
				if err != nil || compound != money(t, v.DailyCompound) {
					t.Errorf("compound %s, error %v", compound, err)
				}
			}
		})
	}
}

// TestAllocationVectors: 民法典 art. 561 within a debt, art. 560 among debts, and the order of
// Apache Fineract's processors (Apache-2.0).
func TestAllocationVectors(t *testing.T) {
	file := load[struct {
		Vectors []struct {
			ID, Amount            string
			Outstanding, Expected map[string]string
		}
		MultiDebt []struct {
			ID, Amount, Designated string
			Debts                  []struct {
				ID, Amount, Secured, Rate string
				Due                       Date
				Overdue                   bool
			}
			Expected map[string]string
		} `json:"multi_debt"`
		Fineract []struct {
			ID                    string
			Order                 []string
			Amount                int64
			Outstanding, Expected map[string]int64
		} `json:"fineract_vectors"`
	}](t, "allocation.json")
	if len(file.Vectors) != 7 || len(file.MultiDebt) != 6 || len(file.Fineract) != 54 {
		t.Fatalf("%d, %d, %d vectors", len(file.Vectors), len(file.MultiDebt), len(file.Fineract))
	}
	for _, v := range file.Vectors {
		t.Run(v.ID, func(t *testing.T) {
			debt := Debt{Fees: money(t, v.Outstanding["cost"]), Interest: money(t, v.Outstanding["interest"]), Principal: money(t, v.Outstanding["principal"])}
			_, got, err := debt.Pay(money(t, v.Amount))
			want := Applied{
				Fees: money(t, v.Expected["cost"]), Interest: money(t, v.Expected["interest"]),
				Principal: money(t, v.Expected["principal"]), Unapplied: money(t, v.Expected["unapplied"]),
			}
			if err != nil || got != want {
				t.Errorf("got %v and error %v, want %v", got, err, want)
			}
		})
	}
	for _, v := range file.MultiDebt {
		t.Run(v.ID, func(t *testing.T) {
			on := Date{2026, 11, 21}
			var obligations []Obligation
			for _, d := range v.Debts {
				if d.Due.After(on) == d.Overdue {
					t.Fatalf("%s is due on %s", d.ID, d.Due)
				}
				o := Obligation{ID: d.ID, Due: d.Due, Amount: money(t, d.Amount), Rate: number(t, d.Rate)}
				if d.Secured != "" {
					o.Secured = money(t, d.Secured)
				}
				obligations = append(obligations, o)
			}
			parts, rest, err := Apply(money(t, v.Amount), obligations, v.Designated, on)
			if err != nil || rest != 0 {
				t.Fatalf("rest %s, error %v", rest, err)
			}
			for k, o := range obligations {
				if parts[k] != money(t, v.Expected[o.ID]) {
					t.Errorf("%s gets %s, want %s", o.ID, parts[k], v.Expected[o.ID])
				}
			}
		})
	}
	names := map[string]Part{"principal": PartPrincipal, "interest": PartInterest, "fee": PartFees, "penalty": PartPenalty}
	for _, v := range file.Fineract {
		t.Run(v.ID, func(t *testing.T) {
			debt := Debt{}
			for _, name := range v.Order {
				debt.Order = append(debt.Order, names[name])
			}
			for _, name := range slices.Sorted(maps.Keys(v.Outstanding)) {
				*debt.part(names[name]) = Yuan(v.Outstanding[name])
			}
			_, got, err := debt.Pay(Yuan(v.Amount))
			want := Applied{
				Fees: Yuan(v.Expected["fee"]), Interest: Yuan(v.Expected["interest"]),
				Penalty: Yuan(v.Expected["penalty"]), Principal: Yuan(v.Expected["principal"]),
			}
			want.Unapplied = Yuan(v.Amount) - want.Fees - want.Interest - want.Penalty - want.Principal
			if err != nil || got != want {
				t.Errorf("got %v and error %v, want %v", got, err, want)
			}
		})
	}
}

// TestGolden: every figure of the domain reference's section on plans.
func TestGolden(t *testing.T) {
	daily := decimal.New(5, -4)
	yearly := rate(t, "0.1825")
	penalty := func(principal Money, rate string, days int) Money {
		t.Helper()
		got, err := Penalty(principal, number(t, rate), days)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	rows := func(rows []Row, err error) []Row {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	check := func(what string, got, want Money) {
		t.Helper()
		if got != want {
			t.Errorf("%s: %s, want %s", what, got, want)
		}
	}
	monthly, err := NewDailyRate(daily)
	if err != nil {
		t.Fatal(err)
	}
	monthly = monthly.Convert(Day365, Month)
	if monthly.compare(yearly.Convert(Year, Month)) != 0 {
		t.Error("0.0005 a day is not 18.25 % a year")
	}

	check("花呗 80 d", penalty(Yuan(14000), "0.0005", 80), Yuan(560))
	check("+90 d", penalty(Yuan(14000), "0.0005", 90), Yuan(630))
	check("+180 d", penalty(Yuan(14000), "0.0005", 180), Yuan(1260))
	check("+365 d", penalty(Yuan(14000), "0.0005", 365), Yuan(2555))

	for _, test := range []struct {
		rate                    Rate
		n                       int
		payment, last, interest string
	}{
		{Rate{}, 12, "1166.67", "1166.63", "0"},
		{Rate{}, 14, "1000", "1000", "0"},
		{monthly, 12, "1285.19", "1285.15", "1422.24"},
		{monthly, 24, "700.63", "700.62", "2815.11"},
		{monthly, 16, "992.38", "992.31", "1878.01"},
	} {
		plan := rows(EqualPayments(Yuan(14000), test.rate, months(t, test.n)))
		_, interest := totals(plan)
		check("payment", plan[0].Amount, money(t, test.payment))
		check("last", plan[test.n-1].Amount, money(t, test.last))
		check("interest", interest, money(t, test.interest))
	}
	if fifteen := rows(EqualPayments(Yuan(14000), monthly, months(t, 15))); highest(fifteen) <= Yuan(1040) {
		t.Error("16 is not the shortest term within 1,040")
	}

	one := rate(t, "0.01")
	check("12,000 at 12 %", rows(EqualPayments(Yuan(12000), one, months(t, 12)))[0].Amount, money(t, "1066.19"))
	falling := rows(EqualPrincipal(Yuan(12000), one, months(t, 12)))
	_, interest := totals(falling)
	check("first", falling[0].Amount, Yuan(1120))
	check("last", falling[11].Amount, Yuan(1010))
	check("interest", interest, Yuan(780))

	check("借呗 12 d", penalty(Yuan(28000), "0.0004", 12), money(t, "134.40"))
	check("借呗 12 d × 1.5", penalty(Yuan(28000), "0.0006", 12), money(t, "201.60"))
	if got := rate(t, "0.0004").Times(3, 2).Convert(Day365, Year).Percent(); got.String() != "21.9" {
		t.Errorf("借呗 × 1.5 is %s %% a year", got)
	}
	check("deferral 花呗", penalty(Yuan(6500), "0.0005", 90), money(t, "292.50"))
	check("deferral 借呗", penalty(Yuan(18000), "0.0006", 90), Yuan(972))

	charged := penalty(Yuan(46000), "0.00075", 200)
	check("46,000", charged, Yuan(6900))
	ceiling, err := CheckCeiling(Yuan(46000), charged, 200, DefaultTerms().Ceiling)
	if err != nil {
		t.Fatal(err)
	}
	check("24 % line", ceiling.Line, money(t, "6049.32"))
	check("excess", ceiling.Excess, money(t, "850.68"))
	if ceiling.Yearly.String() != "27.38" { // 27.375
		t.Errorf("yearly cost %s %%", ceiling.Yearly)
	}

	for _, test := range []struct {
		amount        string
		n             int
		apr, compound string
	}{
		{"906.67", 12, "15.87", "17.07"}, // 8.8 % fee
		{"1741.67", 6, "15.27", ""},      // 4.5 % fee
		{"1030", 12, "41.05", ""},
		{"1329", 12, "96.36", ""}, // with a membership of 299
	} {
		i, err := IRR(append([]Money{-Yuan(10000)}, slices.Repeat([]Money{money(t, test.amount)}, test.n)...))
		if err != nil {
			t.Fatal(err)
		}
		if got := Nominal(i, Month).Shift(2).StringFixed(2); got != test.apr {
			t.Errorf("%d × %s: %s %%, want %s", test.n, test.amount, got, test.apr)
		}
		if got := Compound(i, Month).Shift(2).StringFixed(2); test.compound != "" && got != test.compound {
			t.Errorf("%d × %s: %s %% compound, want %s", test.n, test.amount, got, test.compound)
		}
	}
	fee := rows(FlatFee(Yuan(10000), rate(t, "0.088/12"), months(t, 12)))
	check("8.8 % fee", fee[0].Amount, money(t, "906.66")) // principal is cut to 833.33, as banks do
}
