package calc

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
)

// wantField checks that err is a *FieldError of one line that names a field.
func wantField(t *testing.T, what string, err error, name string) {
	t.Helper()
	var field *FieldError
	if !errors.As(err, &field) {
		t.Errorf("%s: error %v, want a *FieldError", what, err)
		return
	}
	if field.Field != name || field.Problem == "" || strings.Contains(err.Error(), "\n") || len(err.Error()) > 200 {
		t.Errorf("%s: %q, want field %q", what, err, name)
	}
}

func TestNonsenseSituations(t *testing.T) {
	absurd, long := 10_000_000_000_001*Yuan(1), decimal.RequireFromString("0."+strings.Repeat("1", 10_000))
	for _, test := range []struct {
		field  string
		change func(*Situation)
	}{
		{"today", func(s *Situation) { s.Today = Date{} }},
		{"today", func(s *Situation) { s.Today = Date{1999, 12, 31} }},
		{"today", func(s *Situation) { s.Today = Date{2026, 2, 29} }},
		{"today", func(s *Situation) { s.Today = Date{2199, 12, 31} }},
		{"income", func(s *Situation) { s.Income = -1 }},
		{"income", func(s *Situation) { s.Income = math.MaxInt64 }},
		{"essentials", func(s *Situation) { s.Essentials = absurd }},
		{"priority", func(s *Situation) { s.Priority = math.MinInt64 }},
		{"lump_sum", func(s *Situation) { s.LumpSum = -1 }},
		{"living_floor", func(s *Situation) { s.LivingFloor = -1 }},
		{"recovery.income", func(s *Situation) { s.Recovery.Income = -1 }},
		{"recovery.months", func(s *Situation) { s.Recovery.Months = 10_000 }},
		{"pay_day", func(s *Situation) { s.PayDay = 32 }},
		{"first_due", func(s *Situation) { s.FirstDue = Date{2026, 11, 20} }},
		{"first_due", func(s *Situation) { s.FirstDue = Date{2030, 1, 1} }},
		{"first_due", func(s *Situation) { s.FirstDue = Date{2027, 2, 30} }},
		{"goals[1]", func(s *Situation) { s.Goals = []Goal{GoalDefer, "be rich"} }},
		{"debts", func(s *Situation) { s.Debts = nil }},
		{"debts", func(s *Situation) { s.Debts = slices.Repeat(s.Debts, maxDebts+1) }},
		{"debts", func(s *Situation) { s.Debts[0].Principal = MaxMoney }},
		{"debts[0].principal", func(s *Situation) { s.Debts = []Debt{{}} }},
		{"debts[0].principal", func(s *Situation) { s.Debts[0].Principal = -1 }},
		{"debts[0].principal", func(s *Situation) { s.Debts[0].Principal = absurd }},
		{"debts[0].interest", func(s *Situation) { s.Debts[0].Interest = -1 }},
		{"debts[0].penalty", func(s *Situation) { s.Debts[0].Penalty = -1 }},
		{"debts[0].fees", func(s *Situation) { s.Debts[0].Fees = -1 }},
		{"debts[0].minimum_payment", func(s *Situation) { s.Debts[0].MinimumPayment = -1 }},
		{"debts[0].overdue_days", func(s *Situation) { s.Debts[0].OverdueDays = -1 }},
		{"debts[0].overdue_days", func(s *Situation) { s.Debts[0].OverdueDays = math.MaxInt }},
		{"debts[0].daily_rate", func(s *Situation) { s.Debts[0].DailyRate = decimal.New(-1, -4) }},
		{"debts[0].daily_rate", func(s *Situation) { s.Debts[0].DailyRate = decimal.New(101, -2) }},
		{"debts[0].daily_rate", func(s *Situation) { s.Debts[0].DailyRate = decimal.New(1, 1<<30) }},
		{"debts[0].daily_rate", func(s *Situation) { s.Debts[0].DailyRate = decimal.New(1, -1<<30) }},
		{"debts[0].daily_rate", func(s *Situation) { s.Debts[0].DailyRate = long }},
		{"debts[0].penalty_factor", func(s *Situation) { s.Debts[0].PenaltyFactor = decimal.New(11, 0) }},
		{"debts[0].order[1]", func(s *Situation) { s.Debts[0].Order = []Part{PartFees, PartFees} }},
		{"debts[0].order[0]", func(s *Situation) { s.Debts[0].Order = []Part{"tip"} }},
		{"debts[0].order", func(s *Situation) { s.Debts[0].Order = []Part{PartFees} }},
		{"terms.recommended", func(s *Situation) { s.Terms.Recommended = 95 }},
		{"terms.recommended", func(s *Situation) { s.Terms.Maximum = 101 }},
		{"terms.max_months", func(s *Situation) { s.Terms.MaxMonths = 10_000 }},
		{"terms.months", func(s *Situation) { s.Terms.Usual = []int{0} }},
		{"terms.months", func(s *Situation) { s.Terms.StepMonths = -1 }},
		{"terms.reserve_months", func(s *Situation) { s.Terms.ReserveMonths = -1 }},
		{"terms.penalty_rate", func(s *Situation) { s.Terms.PenaltyRate = decimal.New(2, 0) }},
		{"terms.ceiling", func(s *Situation) { s.Terms.Ceiling = decimal.New(-1, 0) }},
	} {
		s := persona1()
		test.change(&s)
		_, err := Suggest(s)
		wantField(t, test.field, err, test.field)
		_, err = CheckOffer(Offer{Count: 1, Amount: 1}, s)
		wantField(t, test.field, err, test.field)
	}
}

func TestNonsenseOffers(t *testing.T) {
	for _, test := range []struct {
		field  string
		change func(*Offer)
	}{
		{"count", func(o *Offer) { o.Count = 0 }},
		{"count", func(o *Offer) { o.Count = 10_000 }},
		{"amount", func(o *Offer) { o.Amount = 0 }},
		{"amount", func(o *Offer) { o.Amount = -1 }},
		{"amount", func(o *Offer) { o.Amount = MaxMoney + 1 }},
		{"amount", func(o *Offer) { o.Amount, o.DownPayment = MaxMoney, Yuan(14560)-1 }},
		{"amounts", func(o *Offer) { o.Amounts = []Money{1} }},
		{"amounts[1]", func(o *Offer) { o.Count, o.Amounts = 2, []Money{1, -1} }},
		{"last_amount", func(o *Offer) { o.LastAmount = -1 }},
		{"down_payment", func(o *Offer) { o.DownPayment = -1 }},
		{"down_payment", func(o *Offer) { o.DownPayment = Yuan(14560) }},
		{"monthly_fee", func(o *Offer) { o.MonthlyFee = -1 }},
		{"first", func(o *Offer) { o.First = Date{2026, 11, 20} }},
		{"first", func(o *Offer) { o.First = Date{2027, 13, 1} }},
		{"settled[0]", func(o *Offer) { o.Settled = []Gap{"everything"} }},
	} {
		o := Offer{Count: 12, Amount: Yuan(1000)}
		test.change(&o)
		_, err := CheckOffer(o, persona1())
		wantField(t, test.field, err, test.field)
	}
}

func TestNonsenseCalls(t *testing.T) {
	one, today, rate := decimal.New(1, 0), Date{2026, 11, 21}, rate(t, "0.01")
	dates := months(t, 60)
	tooMany := slices.Repeat(dates, 200)
	for _, test := range []struct {
		field string
		call  func() error
	}{
		{"rate", func() error { _, err := NewRate(decimal.New(1001, 0)); return err }},
		{"rate", func() error { _, err := NewRate(decimal.New(-1, 0)); return err }},
		{"daily_rate", func() error { _, err := NewDailyRate(decimal.New(101, -2)); return err }},
		{"first", func() error { _, err := MonthlyDates(Date{1999, 1, 1}, 0, 1); return err }},
		{"day", func() error { _, err := MonthlyDates(today, 32, 1); return err }},
		{"day", func() error { _, err := MonthlyDates(Date{}, 0, 1); return err }},
		{"count", func() error { _, err := MonthlyDates(today, 0, 0); return err }},
		{"count", func() error { _, err := MonthlyDates(today, 0, 10_000); return err }},
		{"every", func() error { _, err := DailyDates(today, 0, 1); return err }},
		{"count", func() error { _, err := DailyDates(today, 7, -1); return err }},
		{"principal", func() error { _, err := EqualPayments(0, rate, dates); return err }},
		{"principal", func() error { _, err := EqualPrincipal(-1, rate, dates); return err }},
		{"principal", func() error { _, err := InterestFirst(MaxMoney+1, rate, dates); return err }},
		{"count", func() error { _, err := FlatFee(1, rate, nil); return err }},
		{"count", func() error { _, err := EqualPayments(Yuan(1), rate, tooMany); return err }},
		{"count", func() error { _, err := EvenSplit(10, dates); return err }}, // 0.10 over 60
		{"count", func() error { _, err := EvenSplit(40, dates); return err }}, // the last would be negative
		{"count", func() error { _, err := FlatFee(10, Rate{}, dates); return err }},
		{"count", func() error { _, err := InterestFirst(10, Rate{}, dates); return err }},
		{"payment", func() error { _, err := EqualPayments(Yuan(1), rate.Times(1000, 1), dates); return err }},
		{"payment", func() error { _, err := StepUp(Yuan(100), rate, Yuan(1), 3, dates); return err }},
		{"low_count", func() error { _, err := StepUp(Yuan(100), rate, Yuan(2), 0, dates); return err }},
		{"low_count", func() error { _, err := StepUp(Yuan(100), rate, Yuan(2), 60, dates); return err }},
		{"principal", func() error { _, err := StepUp(0, rate, Yuan(2), 6, dates); return err }},
		{"dates", func() error { _, err := EqualPaymentsByDays(Yuan(1), rate, dates[0], dates); return err }},
		{"principal", func() error { _, err := EqualPaymentsByDays(0, rate, today, dates); return err }},
		{"paid", func() error { _, err := EarlyPayoff(nil, 1, today, today); return err }},
		{"on", func() error { _, err := EarlyPayoff(nil, 0, today, Date{}); return err }},
		{"principal", func() error { _, err := Deferred(0, rate, today, today); return err }},
		{"from", func() error { _, err := Deferred(1, rate, Date{}, today); return err }},
		{"until", func() error { _, err := Deferred(1, rate, today, Date{}); return err }},
		{"until", func() error { _, err := Deferred(1, rate, today, today.AddDays(-1)); return err }},
		{"principal", func() error { _, err := Penalty(-1, one, 1); return err }},
		{"days", func() error { _, err := Penalty(1, one, -1); return err }},
		{"daily_rate", func() error { _, err := Penalty(1, decimal.New(2, 0), 1); return err }},
		{"days", func() error { _, err := CompoundPenalty(1, one, maxDays); return err }},
		{"principal", func() error { _, err := CompoundPenalty(-1, one, 1); return err }},
		{"principal", func() error { _, err := CheckCeiling(-1, 0, 1, one); return err }},
		{"charged", func() error { _, err := CheckCeiling(1, -1, 1, one); return err }},
		{"days", func() error { _, err := CheckCeiling(1, 1, 0, one); return err }},
		{"days", func() error { _, err := CheckCeiling(1, 1, maxDays+1, one); return err }},
		{"ceiling", func() error { _, err := CheckCeiling(1, 1, 1, one.Neg()); return err }},
		{"flows", func() error { _, err := IRR(nil); return err }},
		{"flows", func() error { _, err := IRR([]Money{math.MinInt64, 1}); return err }},
		{"flows", func() error { _, err := IRR([]Money{0, 0}); return err }},
		{"flows", func() error { _, err := IRR([]Money{-1, maxFlow}); return err }},            // 10^17 %
		{"flows", func() error { _, err := IRR([]Money{-100, 200, -101}); return err }},        // touches nothing
		{"flows", func() error { _, err := IRR([]Money{-maxFlow, 0, 1}); return err }},         // below −99.9 %
		{"flows", func() error { _, err := IRR(make([]Money, MaxInstalments+2)); return err }}, // too long
		{"flows", func() error { _, err := ActuarialRate(nil); return err }},
		{"flows", func() error { _, err := CompoundRate([]Flow{{Amount: 1}, {Amount: 2}}); return err }},
		{"flows[1]", func() error { _, err := CompoundRate([]Flow{{Amount: -1}, {1, Moment{0, 3, 2}}}); return err }},
		{"flows[1]", func() error { _, err := ActuarialRate([]Flow{{Amount: -1}, {1, Moment{-1, 0, 0}}}); return err }},
		{"flows[0]", func() error { _, err := ActuarialRate([]Flow{{Amount: math.MinInt64}, {Amount: 1}}); return err }},
		{"from", func() error { _, err := UnitPeriods(Date{}, today, Unit{Months: 1}); return err }},
		{"to", func() error { _, err := Years(today, today.AddDays(-1), false); return err }},
		{"to", func() error { _, err := Years(today, Date{}, true); return err }},
		{"unit", func() error { _, err := UnitPeriods(today, today, Unit{}); return err }},
		{"rate", func() error { _, err := NewAnnuity(one.Neg(), 1, false); return err }},
		{"count", func() error { _, err := NewAnnuity(one, 0, false); return err }},
		{"rate", func() error { _, err := Periods(one.Neg(), 1, 1, 1, false); return err }},
		{"payment", func() error { _, err := Periods(decimal.New(1, -2), -Yuan(1), Yuan(100), 0, false); return err }},
		{"payment", func() error { _, err := Periods(decimal.New(1, -60), -Yuan(1), Yuan(100), 0, true); return err }},
		{"rate", func() error { _, err := NetPresentValue(one.Neg(), nil); return err }},
		{"values", func() error { _, err := NetPresentValue(one, make([]Money, MaxInstalments+2)); return err }},
		{"amount", func() error { _, _, err := persona1().Debts[0].Pay(-1); return err }},
		{"principal", func() error { _, _, err := Debt{Principal: -1}.Pay(1); return err }},
		{"order", func() error { _, _, err := Debt{Order: []Part{}}.Pay(1); return err }},
		{"days", func() error { _, err := persona1().Debts[0].Payoff(-1, Terms{}); return err }},
		{"principal", func() error { _, err := Debt{}.Payoff(1, Terms{}); return err }},
		{"terms.recommended", func() error { _, err := persona1().Debts[0].Payoff(1, Terms{Maximum: -1}); return err }},
		{"amount", func() error { _, _, err := Apply(-1, nil, "", today); return err }},
		{"on", func() error { _, _, err := Apply(1, nil, "", Date{}); return err }},
		{"obligations", func() error { _, _, err := Apply(1, make([]Obligation, maxDebts+1), "", today); return err }},
		{"obligations[0].date", func() error { _, _, err := Apply(1, make([]Obligation, 1), "", today); return err }},
		{"obligations[0].secured", func() error { _, _, err := Apply(1, []Obligation{{Due: today, Secured: -1}}, "", today); return err }},
		{"obligations[0].rate", func() error {
			_, _, err := Apply(1, []Obligation{{Due: today, Rate: decimal.New(1, 1<<30)}}, "", today)
			return err
		}},
		{"amount", func() error { _, err := ProRata(-1, []Money{1}); return err }},
		{"weights", func() error { _, err := ProRata(1, nil); return err }},
		{"weights", func() error { _, err := ProRata(1, []Money{0, 0}); return err }},
		{"weights[1]", func() error { _, err := ProRata(1, []Money{0, -1}); return err }},
		{"as_of", func() error { _, err := Post(nil, nil, Date{}); return err }},
		{"instalments", func() error { _, err := Post(make([]Due, MaxInstalments+1), nil, today); return err }},
		{"instalments[0].amount", func() error { _, err := Post([]Due{{today, -1}}, nil, today); return err }},
		{"payments[0].date", func() error { _, err := Post(nil, []Payment{{}}, today); return err }},
		{"payments", func() error {
			_, err := Post(nil, slices.Repeat([]Payment{{today, MaxMoney}}, 1001), today)
			return err
		}},
		{"income", func() error { _, err := LowestIncome(); return err }},
		{"income[1]", func() error { _, err := LowestIncome(1, -1); return err }},
		{"savings", func() error { _, err := SpareSavings(-1, 0, Terms{}); return err }},
		{"essentials", func() error { _, err := SpareSavings(0, -1, Terms{}); return err }},
		{"terms.reserve_months", func() error { _, err := SpareSavings(0, 0, Terms{ReserveMonths: 25}); return err }},
		{"income", func() error { _, err := Afford(-1, 0, 0, Terms{}); return err }},
		{"terms.recommended", func() error { _, err := Afford(1, 0, 0, Terms{Recommended: 101}); return err }},
	} {
		wantField(t, test.field, test.call(), test.field)
	}
}

// TestExtremes: the largest and oddest input that is accepted neither hangs nor overflows.
func TestExtremes(t *testing.T) {
	digits := decimal.RequireFromString("0." + strings.Repeat("3", maxRateDigits-1))
	for name, change := range map[string]func(*Situation){
		"100 % a day":    func(s *Situation) { s.Debts[0].DailyRate = decimal.New(1, 0) },
		"a long rate":    func(s *Situation) { s.Debts[0].DailyRate = digits },
		"a tiny rate":    func(s *Situation) { s.Debts[0].DailyRate = decimal.New(1, -maxRateDigits) },
		"a huge debt":    func(s *Situation) { s.Debts[0].Principal, s.Income = MaxMoney-s.Debts[0].Penalty, MaxMoney },
		"one fen":        func(s *Situation) { s.Debts = []Debt{{Principal: 1}} },
		"only a penalty": func(s *Situation) { s.Debts = []Debt{{Penalty: Yuan(100)}} },
		"no income":      func(s *Situation) { s.Income = 0 },
		"one fen left":   func(s *Situation) { s.Income = s.Essentials + 2 },
		"1,200 months":   func(s *Situation) { s.Terms.MaxMonths, s.Terms.Usual = 1200, []int{600, 1200} },
		"100 debts": func(s *Situation) {
			s.Debts[0].DailyRate = digits
			s.Debts, s.Income = slices.Repeat(s.Debts, maxDebts), Yuan(1_000_000)
		},
		"all at once": func(s *Situation) {
			s.Debts[0].DailyRate, s.Debts[0].Principal = digits, MaxMoney-s.Debts[0].Penalty
			s.Income, s.Essentials, s.Terms.MaxMonths = MaxMoney, MaxMoney-Yuan(1), 1200
		},
	} {
		t.Run(name, func(t *testing.T) {
			s, begun := persona1(), time.Now()
			change(&s)
			suggestion, err := Suggest(s)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range suggestion.Candidates {
				if c.Total < 0 || c.Interest < 0 || c.Kind != KindDeferral && c.Interest > 0 && !c.APR.IsPositive() {
					t.Errorf("%s of %d months: %s, interest %s, %s %%", c.Kind, c.Months, c.Total, c.Interest, c.APR)
				}
			}
			if took := time.Since(begun); took > 2*time.Second {
				t.Errorf("took %s", took)
			}
		})
	}
}
