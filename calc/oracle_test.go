package calc

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"testing"
)

// The oracle computes schedules again, in whole fen with big.Rat and without any formula for
// the payment: it only checks that half a fen less would leave a debt and half a fen more
// would not. It shares nothing with the package but the rules it states.

var half = big.NewRat(1, 2)

// oracleRound is half-up to the whole fen, for amounts that are not negative.
func oracleRound(r *big.Rat) int64 {
	sum := new(big.Rat).Add(r, half)
	return new(big.Int).Quo(sum.Num(), sum.Denom()).Int64()
}

// oracleLeft is b^n times what is left of a debt after n payments of halves/2 fen at a/b, as
// whole half fen: each period multiplies by (a+b)/b and takes the payment off.
func oracleLeft(principal int64, a, b *big.Int, n int, halves int64) *big.Int {
	left := big.NewInt(2 * principal)
	grown, scale := new(big.Int).Add(a, b), big.NewInt(1)
	for range n {
		scale.Mul(scale, b)
		left.Mul(left, grown)
		left.Sub(left, new(big.Int).Mul(scale, big.NewInt(halves)))
	}
	return left
}

// oracleRows rolls the balance with exact interest; repay says what each instalment but the
// last repays. It reports whether the schedule is one: every instalment repays something.
func oracleRows(principal int64, i *big.Rat, n int, repay func(interest int64) int64) (rows [][2]int64, ok bool) {
	balance := principal
	for k := range n {
		interest := oracleRound(new(big.Rat).Mul(i, new(big.Rat).SetInt64(balance)))
		part := repay(interest)
		if k == n-1 {
			part = balance
		}
		if part <= 0 || part > balance {
			return nil, false
		}
		balance -= part
		rows = append(rows, [2]int64{part, interest})
	}
	return rows, true
}

// randomRate draws rates as contracts state them, sometimes absurd ones, and sometimes none.
func randomRate(r *rand.Rand) *big.Rat {
	switch r.IntN(8) {
	case 0:
		return new(big.Rat)
	case 1: // up to 100 % a day, by the month
		return new(big.Rat).Mul(big.NewRat(r.Int64N(1_000_000)+1, 1_000_000), big.NewRat(365, 12))
	case 2: // yearly over 360 days, for 30 days
		return new(big.Rat).Mul(big.NewRat(r.Int64N(36_00)+1, 10_000), big.NewRat(30, 360))
	case 3: // monthly to a millionth
		return big.NewRat(r.Int64N(50_000)+1, 1_000_000)
	default: // daily to a hundred-thousandth, by the month
		return new(big.Rat).Mul(big.NewRat(r.Int64N(200)+1, 100_000), big.NewRat(365, 12))
	}
}

// randomPrincipal draws from one fen to 10^10 yuan, all sizes alike.
func randomPrincipal(r *rand.Rand) int64 {
	limit := int64(1)
	for range r.IntN(13) {
		limit *= 10
	}
	return r.Int64N(limit) + 1
}

func checkLoan(r *rand.Rand, dates []Date) error {
	principal, i, n := randomPrincipal(r), randomRate(r), 1+r.IntN(36)
	if r.IntN(10) == 0 {
		n = 1 + r.IntN(len(dates))
	}
	what := fmt.Sprintf("%d fen at %s in %d", principal, i, n)
	if r.IntN(4) == 0 {
		part := oracleRound(big.NewRat(principal, int64(n)))
		want, ok := oracleRows(principal, i, n, func(int64) int64 { return part })
		rows, err := EqualPrincipal(Money(principal), Rate{i}, dates[:n])
		return compareLoan(what+", equal principal", rows, err, want, ok)
	}
	rows, err := EqualPayments(Money(principal), Rate{i}, dates[:n])
	payment := int64(levelPayment(Money(principal), Rate{i}, n))
	if n > 1 {
		if oracleLeft(principal, i.Num(), i.Denom(), n, 2*payment-1).Sign() < 0 {
			return fmt.Errorf("%s: half a fen less than %d is too much", what, payment)
		}
		if oracleLeft(principal, i.Num(), i.Denom(), n, 2*payment+1).Sign() >= 0 {
			return fmt.Errorf("%s: half a fen more than %d is not enough", what, payment)
		}
	}
	want, ok := oracleRows(principal, i, n, func(interest int64) int64 { return payment - interest })
	return compareLoan(what, rows, err, want, ok)
}

func compareLoan(what string, rows []Row, err error, want [][2]int64, ok bool) error {
	if ok != (err == nil) {
		return fmt.Errorf("%s: error %v, but the oracle finds %v", what, err, want)
	}
	for k, row := range want {
		if got := rows[k]; int64(got.Principal) != row[0] || int64(got.Interest) != row[1] || got.Amount != got.Principal+got.Interest {
			return fmt.Errorf("%s: row %d is %v, want %v", what, k+1, got, row)
		}
	}
	return nil
}

// TestOracle compares 100,000 random loans (5,000 with -short).
func TestOracle(t *testing.T) {
	loans, parts := 100_000, 4
	if testing.Short() {
		loans = 5_000
	}
	dates := months(t, 120)
	for part := range parts {
		t.Run(fmt.Sprint(part), func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(2026, uint64(part)))
			for range loans / parts {
				if err := checkLoan(r, dates); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// oracleWorth is the sign of the flows' worth at a rate of so many 10^-18, times (1+i)^n.
func oracleWorth(flows []Money, rate *big.Int) int {
	unit := pow10(ratePlaces)
	grown, worth, scale := new(big.Int).Add(unit, rate), new(big.Int), big.NewInt(1)
	for _, flow := range flows {
		worth.Mul(worth, grown)
		worth.Add(worth, new(big.Int).Mul(scale, big.NewInt(int64(flow))))
		scale.Mul(scale, unit)
	}
	return worth.Sign()
}

// TestOracleIRR: a unit in the 18th place below the rate and above it, the worth of random
// loans has different signs, computed exactly.
func TestOracleIRR(t *testing.T) {
	r := rand.New(rand.NewPCG(2026, 11))
	loans := 5_000
	if testing.Short() {
		loans = 500
	}
	for range loans {
		flows := []Money{-Money(randomPrincipal(r))}
		for range 1 + r.IntN(36) {
			flows = append(flows, -flows[0]*Money(r.Int64N(400))/1000)
		}
		if !bothWays(flows) {
			continue
		}
		i, err := IRR(flows)
		if err != nil {
			t.Fatalf("%v: %v", flows, err)
		}
		at := i.Shift(ratePlaces).BigInt()
		below := oracleWorth(flows, new(big.Int).Sub(at, big.NewInt(1)))
		above := oracleWorth(flows, new(big.Int).Add(at, big.NewInt(1)))
		if below*above > 0 {
			t.Errorf("%v: %s is no root", flows, i)
		}
	}
}
