package calc

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

// TestPBoC: 12 × IRR and its compound as banks publish them (近似折算年化利率), 公告〔2021〕3号.
// The file's payments have 8 decimals, so all flows are taken a million times; that moves no rate.
func TestPBoC(t *testing.T) {
	file := load[struct {
		Vectors []struct {
			ID, Principal, Payment string
			N                      int
			MonthlyIRR             string `json:"monthly_irr"`
			Nominal                string `json:"nominal_annual_percent"`
			Effective              string `json:"effective_annual_percent"`
			Published              string `json:"published_percent"`
		}
	}](t, "pboc_irr_instalments.json")
	if len(file.Vectors) != 24 {
		t.Fatalf("%d vectors", len(file.Vectors))
	}
	for _, v := range file.Vectors {
		t.Run(v.ID, func(t *testing.T) {
			million := func(s string) Money { return Money(number(t, s).Shift(8).IntPart()) }
			flows := append([]Money{-million(v.Principal)}, slices.Repeat([]Money{million(v.Payment)}, v.N)...)
			monthly, err := IRR(flows)
			if err != nil {
				t.Fatal(err)
			}
			nominal, effective := Nominal(monthly, Month).Shift(2), Compound(monthly, Month).Shift(2)
			if !near(monthly, number(t, v.MonthlyIRR), "1e-9") || !near(nominal, number(t, v.Nominal), "1e-8") || !near(effective, number(t, v.Effective), "1e-8") {
				t.Errorf("monthly %s nominal %s effective %s", monthly, nominal, effective)
			}
			if v.Published != "" && nominal.StringFixed(2) != v.Published {
				t.Errorf("nominal %s, published %s", nominal, v.Published)
			}
		})
	}
}

// TestAppendixJ: the worked examples of 12 CFR 1026 Appendix J (c).
func TestAppendixJ(t *testing.T) {
	type flow struct {
		Amount   string
		Whole    int `json:"full_unit_periods"`
		Fraction string
	}
	file := load[struct {
		Vectors []struct {
			ID                 string
			Units              string `json:"unit_periods_per_year"`
			Advances, Payments []flow
			Published          string `json:"published_apr_percent"`
			Recomputed         string `json:"recomputed_apr_percent"`
			Dates              struct {
				Advance, FirstPayment Date
				Payments              []Date
			}
		}
	}](t, "regz_appendix_j.json")
	if len(file.Vectors) != 18 {
		t.Fatalf("%d vectors", len(file.Vectors))
	}
	for _, v := range file.Vectors {
		t.Run(v.ID, func(t *testing.T) {
			var flows []Flow
			for _, f := range v.Advances {
				flows = append(flows, Flow{-money(t, f.Amount), moment(t, f.Whole, f.Fraction)})
			}
			for _, f := range v.Payments {
				flows = append(flows, Flow{money(t, f.Amount), moment(t, f.Whole, f.Fraction)})
			}
			checkActuarial(t, flows, number(t, v.Units), v.Published, v.Recomputed)
		})
	}
}

// TestAppendixJMore: FSharp.Finance.Personal's examples in quarters, weeks, days and years.
func TestAppendixJMore(t *testing.T) {
	file := load[struct {
		Vectors []struct {
			ID         string
			Advance    string `json:"advance_amount"`
			Payment    string
			N          int
			Units      int    `json:"unit_periods_per_year"`
			Published  string `json:"expected_apr_percent"`
			Recomputed string `json:"recomputed_apr_percent"`
			Whole      int    `json:"first_full_unit_periods"`
			Fraction   string `json:"first_fraction"`
			Dates      struct{ Advance, First Date }
		}
	}](t, "regz_extra_fsharp.json")
	if len(file.Vectors) != 7 {
		t.Fatalf("%d vectors", len(file.Vectors))
	}
	units := map[int]Unit{1: {Months: 12}, 4: {Months: 3}, 52: {Days: 7}, 365: {Days: 1}}
	for _, v := range file.Vectors {
		t.Run(v.ID, func(t *testing.T) {
			first, err := unitPeriods(v.Dates.Advance, v.Dates.First, units[v.Units])
			if err != nil {
				t.Fatal(err)
			}
			if want := moment(t, v.Whole, v.Fraction); !sameMoment(first, want) {
				t.Errorf("the first payment is at %v, want %v", first, want)
			}
			flows := []Flow{{Amount: -money(t, v.Advance)}}
			for range v.N {
				flows = append(flows, Flow{money(t, v.Payment), first})
				first.Whole++
			}
			checkActuarial(t, flows, decimal.New(int64(v.Units), 0), v.Published, v.Recomputed)
		})
	}
}

func checkActuarial(t *testing.T, flows []Flow, units decimal.Decimal, published, recomputed string) {
	t.Helper()
	perUnit, err := ActuarialRate(flows)
	if err != nil {
		t.Fatal(err)
	}
	apr := perUnit.Mul(units).Shift(2)
	if apr.StringFixed(2) != published || !apr.Round(10).Equal(number(t, recomputed)) {
		t.Errorf("got %s, published %s, recomputed %s", apr, published, recomputed)
	}
}

func moment(t *testing.T, whole int, fraction string) Moment {
	t.Helper()
	f, ok := new(big.Rat).SetString(fraction)
	if !ok {
		t.Fatalf("%q is no fraction", fraction)
	}
	return Moment{Whole: whole}.plus(int(f.Num().Int64()), int(f.Denom().Int64()))
}

func sameMoment(a, b Moment) bool {
	return a.Whole == b.Whole && a.Num*max(b.Den, 1) == b.Num*max(a.Den, 1)
}

// TestEU: the effective rate of Directives 98/7/EC and 2008/48/EC, the rule for intervals and for rounding.
func TestEU(t *testing.T) {
	file := load[struct {
		Intervals []struct {
			Start, End Date
			Unit       string
			Years      string `json:"expected_years"`
		} `json:"interval_vectors"`
		Roundings []struct {
			Value, Expected string
			Places          int32
		} `json:"rounding_vectors"`
		Vectors []struct {
			ID        string
			Cashflows []struct {
				Amount, Years string
				Date          Date
			}
			Published  string `json:"published_apr_percent"`
			Places     int32
			Recomputed string
		}
	}](t, "eu_apr.json")
	if len(file.Intervals) != 12 || len(file.Roundings) != 4 || len(file.Vectors) != 9 {
		t.Fatalf("%d, %d, %d vectors", len(file.Intervals), len(file.Roundings), len(file.Vectors))
	}
	for _, v := range file.Intervals {
		got, err := Years(v.Start, v.End, v.Unit == "year")
		if err != nil {
			t.Fatal(err)
		}
		if want := sum(t, v.Years); !sameMoment(got, want) {
			t.Errorf("%s to %s by %s: %v, want %v", v.Start, v.End, v.Unit, got, want)
		}
	}
	for _, v := range file.Roundings {
		if got := number(t, v.Value).Round(v.Places); !got.Equal(number(t, v.Expected)) {
			t.Errorf("%s to %d places: %s, want %s", v.Value, v.Places, got, v.Expected)
		}
	}
	for _, v := range file.Vectors {
		t.Run(v.ID, func(t *testing.T) {
			var flows []Flow
			for _, f := range v.Cashflows {
				at := Moment{}
				if f.Years != "" {
					at = sum(t, f.Years)
				} else {
					at = at.plus(f.Date.DaysSince(v.Cashflows[0].Date), 365)
				}
				flows = append(flows, Flow{money(t, f.Amount), at})
			}
			yearly, err := CompoundRate(flows)
			if err != nil {
				t.Fatal(err)
			}
			apr := yearly.Shift(2)
			if apr.StringFixed(v.Places) != v.Published || !apr.Round(int32(places(v.Recomputed))).Equal(number(t, v.Recomputed)) {
				t.Errorf("got %s, published %s, recomputed %s", apr, v.Published, v.Recomputed)
			}
		})
	}
}

// sum reads "3/365+1/12".
func sum(t *testing.T, s string) Moment {
	t.Helper()
	total := new(big.Rat)
	for _, term := range strings.Split(s, "+") {
		f, ok := new(big.Rat).SetString(term)
		if !ok {
			t.Fatalf("%q is no fraction", term)
		}
		total.Add(total, f)
	}
	return moment(t, 0, total.String())
}

func places(s string) int {
	_, digits, _ := strings.Cut(s, ".")
	return len(digits)
}

// TestUnitPeriods derives the unit periods of Appendix J's examples from their dates.
func TestUnitPeriods(t *testing.T) {
	for _, test := range []struct {
		from, to string
		unit     Unit
		want     string
	}{
		{"1978-01-10", "1978-02-10", Unit{Months: 1}, "1"},          // c1i
		{"1978-02-10", "1978-04-01", Unit{Months: 1}, "1 19/30"},    // c1ii
		{"1978-05-23", "1978-10-01", Unit{Months: 3}, "1 39/90"},    // c1iv
		{"1978-03-20", "1978-04-21", Unit{Days: 7}, "4 4/7"},        // c1v
		{"1978-03-18", "1978-04-20", Unit{Days: 28}, "1 5/28"},      // c2ii
		{"1978-04-03", "1978-04-11", Unit{Days: 14}, "0 8/14"},      // c3ii
		{"1978-01-10", "1978-03-01", Unit{Months: 2}, "0 52/60"},    // c4ii: 22 days and a month
		{"1978-01-25", "1978-02-20", Unit{Days: 28}, "0 26/28"},     // c6i
		{"1978-03-03", "1978-09-15", Unit{Months: 1}, "6 12/30"},    // c6ii
		{"1979-04-10", "1979-06-12", Unit{Months: 1}, "2 2/30"},     // c7i
		{"1979-04-10", "1979-09-18", Unit{Months: 1}, "5 8/30"},     // c7i
		{"1979-04-10", "1979-12-10", Unit{Months: 1}, "8"},          // c7i
		{"1978-01-01", "1979-07-01", Unit{Months: 12}, "1 181/365"}, // a year and a half by days
	} {
		from, err := ParseDate(test.from)
		if err != nil {
			t.Fatal(err)
		}
		to, err := ParseDate(test.to)
		if err != nil {
			t.Fatal(err)
		}
		got, err := unitPeriods(from, to, test.unit)
		if err != nil {
			t.Fatal(err)
		}
		whole, fraction, _ := strings.Cut(test.want, " ")
		n, _ := strconv.Atoi(whole)
		want := Moment{Whole: n}
		if fraction != "" {
			want = moment(t, n, fraction)
		}
		if !sameMoment(got, want) {
			t.Errorf("%s to %s by %v: %v, want %v", test.from, test.to, test.unit, got, want)
		}
	}
}
