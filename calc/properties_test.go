package calc

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// principals, dailyRates and terms draw what people really owe, and the edges.
var (
	principals = rapid.Custom(func(t *rapid.T) Money {
		return Money(rapid.Int64Range(1, rapid.SampledFrom([]int64{100, 10_000, 10_000_000, int64(MaxMoney)}).Draw(t, "limit")).Draw(t, "principal"))
	})
	dailyRates = rapid.Custom(func(t *rapid.T) decimal.Decimal {
		return decimal.New(rapid.Int64Range(0, rapid.SampledFrom([]int64{100, 2_000, 1_000_000}).Draw(t, "limit")).Draw(t, "rate"), -6)
	})
	counts = rapid.IntRange(1, 120)
)

func drawMonthly(t *rapid.T) Rate {
	daily, err := NewDailyRate(dailyRates.Draw(t, "daily"))
	if err != nil {
		t.Fatal(err)
	}
	return daily.Convert(Day365, Month)
}

func drawDates(t *rapid.T, n int) []Date {
	first := Date{2026, 1, 1}.AddDays(rapid.IntRange(0, 4000).Draw(t, "first"))
	dates, err := MonthlyDates(first, rapid.IntRange(0, 31).Draw(t, "day"), n)
	if err != nil {
		t.Fatal(err)
	}
	return dates
}

// schedules are all constructors that roll a balance.
var schedules = map[string]func(Money, Rate, []Date) ([]Row, error){
	"equal payments": EqualPayments, "equal principal": EqualPrincipal, "interest first": InterestFirst, "flat fee": FlatFee,
	"even split": func(m Money, _ Rate, dates []Date) ([]Row, error) { return EvenSplit(m, dates) },
	"step up": func(m Money, r Rate, dates []Date) ([]Row, error) {
		return StepUp(m, r, max(m/Money(2*len(dates)), r.Of(m)+1), max(1, len(dates)/3), dates)
	},
	"by days": func(m Money, r Rate, dates []Date) ([]Row, error) {
		return EqualPaymentsByDays(m, r.Convert(Month, Day365), dates[0].AddDays(-30), dates)
	},
}

func TestScheduleProperties(t *testing.T) {
	for name, schedule := range schedules {
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			principal, rate, n := principals.Draw(t, "principal"), drawMonthly(t), counts.Draw(t, "n")
			dates := drawDates(t, n)
			rows, err := schedule(principal, rate, dates)
			if err != nil {
				if field := (*FieldError)(nil); !errors.As(err, &field) || field.Field == "" {
					t.Fatalf("untyped error %v", err)
				}
				return
			}
			if len(rows) != n {
				t.Fatalf("%d rows", len(rows))
			}
			balance, total, parts := principal, Money(0), Money(0)
			for k, row := range rows {
				balance -= row.Principal
				total += row.Amount
				parts += row.Principal + row.Interest
				if balance < 0 || row.Principal < 0 || row.Interest < 0 || row.Amount < 1 || row.Date != dates[k] {
					t.Fatalf("row %d: %v with %s left", k+1, row, balance)
				}
			}
			if balance != 0 || total != parts {
				t.Fatalf("%s left of %s, total %s of %s", balance, principal, total, parts)
			}
		}))
	}
}

// Every payment but the last is the same, and the last differs by the residue of the
// rounding: at most half a fen for each payment and each interest, grown at the rate.
func TestResidue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		principal, rate, n := principals.Draw(t, "principal"), drawMonthly(t), counts.Draw(t, "n")
		rows, err := EqualPayments(principal, rate, drawDates(t, n))
		if err != nil {
			return
		}
		residue := decimal.Zero
		for range n {
			residue = residue.Mul(decimalOne.Add(rate.Decimal(20))).Add(decimalOne)
		}
		for _, row := range rows[:n-1] {
			if row.Amount != rows[0].Amount {
				t.Fatalf("%s after %s", row.Amount, rows[0].Amount)
			}
		}
		if off := rows[n-1].Amount - rows[0].Amount; decimal.New(int64(max(off, -off)), 0).GreaterThan(residue) {
			t.Fatalf("the last is %s off, at most %s fen are explained", off, residue)
		}
	})
}

func TestLongerTermNeverRaisesThePayment(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		principal, rate := principals.Draw(t, "principal"), drawMonthly(t)
		n := rapid.IntRange(1, 600).Draw(t, "n")
		if shorter, longer := levelPayment(principal, rate, n), levelPayment(principal, rate, n+1); longer > shorter {
			t.Fatalf("%s over %d, %s over %d", shorter, n, longer, n+1)
		}
	})
}

func TestIRRProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		principal, rate, n := principals.Draw(t, "principal"), drawMonthly(t), counts.Draw(t, "n")
		free, err := EvenSplit(principal, drawDates(t, n))
		if err == nil {
			if i, err := IRR(flowsOf(principal, free)); err != nil || !i.IsZero() {
				t.Fatalf("without interest: %s, %v", i, err)
			}
		}
		rows, err := EqualPayments(principal, rate, drawDates(t, n))
		if err != nil || principal < Yuan(10000) || rate.IsZero() {
			return
		}
		i, err := IRR(flowsOf(principal, rows))
		if err != nil {
			t.Fatal(err)
		}
		// Rounding moves the rate by less than a fen a payment does.
		if off := i.Sub(rate.Decimal(ratePlaces)).Abs(); off.GreaterThan(decimal.New(1, -6).Mul(decimalOne.Add(i))) {
			t.Fatalf("%s, want %s", i, rate.Decimal(ratePlaces))
		}
	})
}

func flowsOf(principal Money, rows []Row) []Money {
	flows := []Money{-principal}
	for _, row := range rows {
		flows = append(flows, row.Amount)
	}
	return flows
}

// IRR, Appendix J and the EU's rate are one and the same for whole periods.
func TestRatesAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amounts := rapid.SliceOfN(rapid.Int64Range(0, 1_000_000), 2, 40).Draw(t, "amounts")
		flows := []Money{-Money(rapid.Int64Range(1_000, 2_000_000).Draw(t, "advance"))}
		dated := []Flow{{Amount: flows[0]}}
		for k, amount := range amounts {
			flows = append(flows, Money(amount))
			dated = append(dated, Flow{Money(amount), Moment{Whole: k + 1}})
		}
		i, err := IRR(flows)
		actuarial, err2 := ActuarialRate(dated)
		compound, err3 := CompoundRate(dated)
		if err == nil && i.LessThan(decimal.New(-99, -2)) {
			return // the edge of what is solved
		}
		if (err == nil) != (err2 == nil) || (err == nil) != (err3 == nil) {
			t.Fatalf("%v, %v, %v", err, err2, err3)
		}
		tolerance := decimal.New(2, -ratePlaces).Mul(decimalOne.Add(i.Abs()))
		if err == nil && (i.Sub(actuarial).Abs().GreaterThan(tolerance) || i.Sub(compound).Abs().GreaterThan(tolerance)) {
			t.Fatalf("%s, %s, %s", i, actuarial, compound)
		}
	})
}

var debts = rapid.Custom(func(t *rapid.T) Debt {
	amount := rapid.Custom(func(t *rapid.T) Money { return Money(rapid.Int64Range(0, 10_000_000).Draw(t, "amount")) })
	d := Debt{
		Principal: principals.Draw(t, "principal"), Interest: amount.Draw(t, "interest"),
		Penalty: amount.Draw(t, "penalty"), Fees: amount.Draw(t, "fees"), MinimumPayment: amount.Draw(t, "minimum") / 100,
		OverdueDays: rapid.IntRange(0, maxDays).Draw(t, "overdue"), DailyRate: dailyRates.Draw(t, "daily"),
		PenaltyFactor: rapid.SampledFrom([]decimal.Decimal{{}, decimal.New(15, -1)}).Draw(t, "factor"),
		InterestFree:  rapid.Bool().Draw(t, "free"),
	}
	d.Principal = min(d.Principal, MaxMoney/10)
	if rapid.Bool().Draw(t, "agreed order") {
		d.Order = rapid.Permutation(DefaultOrder()).Draw(t, "order")
	}
	return d
})

func TestPayConserves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		debt, amount := debts.Draw(t, "debt"), principals.Draw(t, "amount")
		rest, a, err := debt.Pay(amount)
		if err != nil {
			t.Fatal(err)
		}
		if a.Fees+a.Interest+a.Penalty+a.Principal+a.Unapplied != amount || debt.Total()-rest.Total() != amount-a.Unapplied {
			t.Fatalf("%v of %s", a, amount)
		}
		// Two payments do what one does.
		part := Money(rapid.Int64Range(0, int64(amount)).Draw(t, "part"))
		half, _, err := debt.Pay(part)
		if err != nil {
			t.Fatal(err)
		}
		if whole, _, err := half.Pay(amount - part); err != nil || !cmp.Equal(whole, rest) {
			t.Fatalf("%v, want %v (%v)", whole, rest, err)
		}
	})
}

func TestApplyConservesInAnyOrder(t *testing.T) {
	obligation := rapid.Custom(func(t *rapid.T) Obligation {
		return Obligation{
			ID:      rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "id"),
			Due:     Date{2026, 11, rapid.IntRange(19, 23).Draw(t, "due")},
			Amount:  Money(rapid.Int64Range(0, 1000).Draw(t, "amount")),
			Secured: Money(rapid.Int64Range(0, 2).Draw(t, "secured")),
			Rate:    decimal.New(rapid.Int64Range(1, 3).Draw(t, "rate"), -1),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(obligation, 0, 8).Draw(t, "obligations")
		amount, on := Money(rapid.Int64Range(0, 5000).Draw(t, "paid")), Date{2026, 11, 21}
		parts, rest, err := Apply(amount, list, "b", on)
		if err != nil {
			t.Fatal(err)
		}
		sum, owed := rest, Money(0)
		for k, part := range parts {
			sum += part
			owed += list[k].Amount
			if part < 0 || part > list[k].Amount {
				t.Fatalf("%s of %s", part, list[k].Amount)
			}
		}
		if sum != amount || rest != max(0, amount-owed) {
			t.Fatalf("%v and %s of %s", parts, rest, amount)
		}
		// In another order each gets the same, but for the odd fen among equals.
		turn := rapid.Permutation(indexes(len(list))).Draw(t, "turn")
		var other []Obligation
		for _, k := range turn {
			other = append(other, list[k])
		}
		again, _, err := Apply(amount, other, "b", on)
		if err != nil {
			t.Fatal(err)
		}
		for place, k := range turn {
			if off := again[place] - parts[k]; off < -1 || off > 1 {
				t.Fatalf("%s instead of %s", again[place], parts[k])
			}
		}
	})
}

func indexes(n int) []int {
	all := make([]int, n)
	for k := range all {
		all[k] = k
	}
	return all
}

func TestProRataConserves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		weights := rapid.SliceOfN(principals, 1, 30).Draw(t, "weights")
		amount := principals.Draw(t, "amount")
		parts, err := ProRata(amount, weights)
		if err != nil {
			t.Fatal(err)
		}
		sum, all := Money(0), Money(0)
		for k := range parts {
			sum += parts[k]
			all += weights[k]
		}
		if sum != amount {
			t.Fatalf("%v do not add up to %s", parts, amount)
		}
		for k, part := range parts {
			if fair, _ := mulDiv(amount, uint64(weights[k]), uint64(all)); part < fair-1 || part > fair+1 {
				t.Fatalf("%s instead of %s", part, fair)
			}
		}
	})
}

func TestPostProperties(t *testing.T) {
	due := rapid.Custom(func(t *rapid.T) Due {
		return Due{Date{2026, 1, 1}.AddDays(rapid.IntRange(0, 700).Draw(t, "day")), Money(rapid.Int64Range(0, 100_000).Draw(t, "amount"))}
	})
	rapid.Check(t, func(t *rapid.T) {
		dues := rapid.SliceOfN(due, 0, 20).Draw(t, "dues")
		var payments []Payment
		for _, p := range rapid.SliceOfN(due, 0, 20).Draw(t, "payments") {
			payments = append(payments, Payment(p))
		}
		asOf := due.Draw(t, "as of").Date
		s, err := Post(dues, payments, asOf)
		if err != nil {
			t.Fatal(err)
		}
		whole, paid, left := Money(0), Money(0), Money(0)
		for _, i := range s.Instalments {
			whole += i.Amount
			paid += i.Paid
			left += i.Left
			if i.Paid+i.Left != i.Amount || i.Paid < 0 || i.Left < 0 {
				t.Fatalf("%+v", i)
			}
		}
		if paid+s.Overpaid != s.Paid || left != s.Left || whole-paid != s.Left || s.Arrears-s.Ahead != s.Due-s.Paid || s.Arrears*s.Ahead != 0 {
			t.Fatalf("%+v", s)
		}
		slices.Reverse(payments)
		if again, err := Post(dues, payments, asOf); err != nil || !cmp.Equal(again, s) {
			t.Fatalf("in another order %+v", again)
		}
	})
}

// drawSituation draws a situation that makes sense, though perhaps not much.
func drawSituation(t *rapid.T) Situation {
	budget := rapid.Custom(func(t *rapid.T) Money { return Money(rapid.Int64Range(0, 3_000_000).Draw(t, "budget")) })
	return Situation{
		Today:  Date{2026, 11, 21}.AddDays(rapid.IntRange(0, 1000).Draw(t, "today")),
		Debts:  rapid.SliceOfN(debts, 1, 6).Draw(t, "debts"),
		Income: budget.Draw(t, "income"), Essentials: budget.Draw(t, "essentials"), Priority: budget.Draw(t, "priority") / 10,
		LumpSum: budget.Draw(t, "lump sum"), PayDay: rapid.IntRange(0, 31).Draw(t, "pay day"),
		Goals:    rapid.SliceOfN(rapid.SampledFrom([]Goal{GoalLumpSum, GoalExtend}), 0, 2).Draw(t, "goals"),
		Recovery: Recovery{rapid.IntRange(0, 70).Draw(t, "months"), budget.Draw(t, "recovered")},
	}
}

func TestSuggestProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSituation(t)
		suggestion, err := Suggest(s)
		if err != nil {
			t.Fatal(err)
		}
		checkSuggestion(t, s, suggestion)
		again, err := Suggest(s)
		if err != nil || !cmp.Equal(suggestion, again) {
			t.Fatal("a second suggestion differs")
		}
	})
}

type failer interface{ Fatalf(string, ...any) }

func checkSuggestion(t failer, s Situation, suggestion Suggestion) {
	owed := Money(0)
	for _, debt := range s.Debts {
		owed += debt.Total()
	}
	capacity := suggestion.Capacity
	for _, c := range suggestion.Candidates {
		total, interest := totals(c.Schedule)
		if total != c.Total || interest != c.Interest || c.Total-c.Interest+c.Waived != owed || c.Waived < 0 {
			t.Fatalf("%s of %d months does not add up to %s: %+v", c.Kind, c.Months, owed, c)
		}
		if c.Payment != c.Schedule[0].Amount || c.LastPayment != c.Schedule[len(c.Schedule)-1].Amount || c.APR.IsNegative() {
			t.Fatalf("%+v", c)
		}
		switch c.Kind {
		case KindInstalments, KindEqualPrincipal, KindStepUp:
			if capacity.Recommended == 0 || c.Months != len(c.Schedule) || c.Months > 60 {
				t.Fatalf("%s of %d months on %v", c.Kind, c.Months, capacity)
			}
			if top := highest(c.Schedule); c.Kind != KindStepUp && c.Affordable != capacity.Level(top) {
				t.Fatalf("%s is not %s of %v", top, c.Affordable, capacity)
			}
		}
		if c.DailyRate.IsZero() && !c.APR.IsZero() {
			t.Fatalf("%s %% without interest", c.APR)
		}
	}
	if k := suggestion.Recommended; k >= 0 && suggestion.Candidates[k].Affordable == LevelNo {
		t.Fatalf("an unaffordable plan is recommended: %+v", suggestion.Candidates[k])
	}
	shared := Money(0)
	for _, share := range suggestion.Allocation {
		shared += share.Amount
		if share.Amount < 0 || share.Amount > share.Owed {
			t.Fatalf("%+v", share)
		}
	}
	if shared != min(capacity.Recommended, owed) {
		t.Fatalf("%s of %s are shared", shared, capacity.Recommended)
	}
}

func TestOfferProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := Offer{
			Count: rapid.IntRange(1, 80).Draw(t, "count"), Amount: principals.Draw(t, "amount"),
			DownPayment: principals.Draw(t, "down") - 1, MonthlyFee: principals.Draw(t, "fee") - 1,
		}
		check, err := CheckOffer(o, drawSituation(t))
		if err != nil {
			if field := (*FieldError)(nil); !errors.As(err, &field) || field.Field == "" {
				t.Fatalf("untyped error %v", err)
			}
			return
		}
		if check.Total != o.DownPayment+Money(o.Count)*(o.Amount+o.MonthlyFee) || check.APR.IsNegative() || check.Extra <= 0 && !check.APR.IsZero() {
			t.Fatalf("%+v", check)
		}
	})
}
