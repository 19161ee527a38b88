package calc

import (
	"math/bits"
	"slices"
	"testing"
)

func BenchmarkSchedule60(b *testing.B) {
	perMonth := rate(b, "0.1825/12")
	dates := months(b, 60)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := EqualPayments(Yuan(14000), perMonth, dates); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkIRR60(b *testing.B) {
	flows := append([]Money{-Yuan(14000)}, slices.Repeat([]Money{35741}, 60)...)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := IRR(flows); err != nil {
			b.Fatal(err)
		}
	}
}

// twelve is persona 1 with such usual terms that the suggestion has 12 candidates.
func twelve() Situation {
	s := persona1()
	s.Terms = DefaultTerms()
	s.Terms.Usual = []int{12, 36, 60}
	s.Terms.Deferrals = []int{}
	return s
}

func BenchmarkSuggest12(b *testing.B) {
	s := twelve()
	b.ReportAllocs()
	for b.Loop() {
		suggestion, err := Suggest(s)
		if err != nil {
			b.Fatal(err)
		}
		if len(suggestion.Candidates) != 12 {
			b.Fatal(len(suggestion.Candidates))
		}
	}
}

func BenchmarkSuggestAll(b *testing.B) {
	s := persona1()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Suggest(s); err != nil {
			b.Fatal(err)
		}
	}
}

// The reference does what Suggest does for the same 12 candidates, with nothing but int64 (in
// fen, and rates in units of 10⁻¹²): no checks, no notes, no exactness beyond 64 bits. It is
// written for this benchmark only, to say what exactness costs.

const referenceUnit = 1_000_000_000_000

type referencePlan struct {
	payment, last, total, interest, apr int64
	rows                                []referenceRow
}

type referenceRow struct {
	date                        Date
	amount, principal, interest int64
}

func BenchmarkSuggest12Int64(b *testing.B) {
	dates := months(b, 60)
	b.ReportAllocs()
	for b.Loop() {
		if plans := referenceSuggest(1_400_000, 104_000, 15_208_333_333, dates); len(plans) != 12 {
			b.Fatal(len(plans))
		}
	}
}

func referenceSuggest(principal, capacity, rate int64, dates []Date) []referencePlan {
	var plans []referencePlan
	for _, perMonth := range []int64{0, rate} {
		for _, n := range []int{12, referenceShortest(principal, capacity, perMonth), 36, 60} {
			plans = append(plans, referenceEqual(principal, perMonth, dates[:n]))
		}
	}
	for _, n := range []int{12, 36, 60} {
		plans = append(plans, referenceFalling(principal, rate, dates[:n]))
	}
	return append(plans, referenceEqual(principal, 0, dates[:17]))
}

// referenceMul is a × b / 10¹², half-up, without overflow for the figures of the benchmark.
func referenceMul(a, b int64) int64 {
	whole, part := a/referenceUnit, a%referenceUnit
	high, low := b/1_000_000, b%1_000_000
	return whole*b + (part*high+part*low/1_000_000+500_000)/1_000_000
}

func referencePayment(principal, rate int64, n int) int64 {
	if rate == 0 {
		return (2*principal + int64(n)) / int64(2*n)
	}
	// payment = principal / Σ v^k
	high, low := bits.Mul64(referenceUnit, referenceUnit)
	v, _ := bits.Div64(high, low, referenceUnit+uint64(rate))
	discount, annuity := int64(referenceUnit), int64(0)
	for range n {
		discount = referenceMul(discount, int64(v))
		annuity += discount
	}
	return (principal*referenceUnit + annuity/2) / annuity
}

func referenceShortest(principal, capacity, rate int64) int {
	n := 1
	for referencePayment(principal, rate, n) > capacity {
		n++
	}
	return n
}

func referenceEqual(principal, rate int64, dates []Date) referencePlan {
	payment := referencePayment(principal, rate, len(dates))
	return referenceRoll(principal, rate, dates, func(interest int64) int64 { return payment - interest })
}

func referenceFalling(principal, rate int64, dates []Date) referencePlan {
	part := referencePayment(principal, 0, len(dates))
	return referenceRoll(principal, rate, dates, func(int64) int64 { return part })
}

func referenceRoll(principal, rate int64, dates []Date, part func(interest int64) int64) referencePlan {
	plan := referencePlan{rows: make([]referenceRow, len(dates))}
	balance := principal
	for k, date := range dates {
		interest := referenceMul(balance, rate)
		repaid := part(interest)
		if k == len(dates)-1 {
			repaid = balance
		}
		balance -= repaid
		plan.rows[k] = referenceRow{date, repaid + interest, repaid, interest}
		plan.total += repaid + interest
		plan.interest += interest
	}
	plan.payment, plan.last = plan.rows[0].amount, plan.rows[len(dates)-1].amount
	if plan.interest > 0 {
		plan.apr = referenceAPR(principal, plan.rows)
	}
	return plan
}

// referenceAPR follows the tangent of the final balance, the monthly rate being in units of
// 10⁻⁹ and the slope for 10⁻³, and returns 0.01 % a year.
func referenceAPR(principal int64, rows []referenceRow) int64 {
	interest := int64(0)
	for _, row := range rows {
		interest += row.interest
	}
	rate := 2 * interest * 1_000_000_000 / (principal * int64(len(rows)+1))
	for range 20 {
		balance, slope := principal, int64(0)
		for _, row := range rows {
			slope += slope*rate/1_000_000_000 + balance/1000
			balance += balance*rate/1_000_000_000 - row.amount
		}
		step := balance * 1_000_000 / slope
		rate -= step
		if step == 0 {
			break
		}
	}
	return (rate*12 + 50_000) / 100_000
}

// TestReferenceAgrees: the benchmark compares like with like.
func TestReferenceAgrees(t *testing.T) {
	s, err := Suggest(twelve())
	if err != nil {
		t.Fatal(err)
	}
	plans := referenceSuggest(1_400_000, 104_000, 15_208_333_333, months(t, 60))
	for k, plan := range plans[:11] { // the twelfth is the stepped plan, whose rows differ
		c := s.Candidates[k]
		if int64(c.Payment) != plan.payment || int64(c.Total) != plan.total || int64(c.Interest) != plan.interest {
			t.Errorf("%d: %s of %s, reference %d of %d", k, c.Payment, c.Total, plan.payment, plan.total)
		}
		if c.APR.Shift(2).IntPart() != plan.apr {
			t.Errorf("%d: %s %%, reference %d", k, c.APR, plan.apr)
		}
	}
}
