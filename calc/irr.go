package calc

import (
	"fmt"
	"math"
	"math/big"

	"github.com/shopspring/decimal"
)

// IRR returns the rate i per period, to 18 places, at which the flows, one per period from
// now on, are worth nothing: Σ flow_k / (1+i)^k = 0. What is received is negative and what
// is paid positive, or the other way round. Of several solutions it is the one nearest to 0.
//
// The flows must go both ways and have a solution above −99.9 % and below 100,000,000 %;
// otherwise the error is a [*FieldError] naming "flows".
func IRR(flows []Money) (decimal.Decimal, error) {
	if len(flows) < 2 || len(flows) > MaxInstalments+1 {
		return decimal.Zero, &FieldError{"flows", "not between 2 and 1201 flows"}
	}
	sum := Money(0)
	for _, flow := range flows {
		if flow > maxFlow || flow < -maxFlow {
			return decimal.Zero, &FieldError{"flows", fmt.Sprintf("%s is absurd", flow)}
		}
		sum += flow
	}
	if !bothWays(flows) {
		return decimal.Zero, &FieldError{"flows", "money goes one way only"}
	}
	if sum == 0 {
		return decimal.Zero, nil
	}
	seed := func(i float64) (value, slope float64) { return seedWorth(flows, i) }
	exact := func(i decimal.Decimal) float64 { return newtonWorth(flows, i) }
	return solve(seed, exact, seedStart(flows))
}

// nominalPercent is 12 × the monthly IRR of a loan that is repaid with interest, in percent to
// two places.
func nominalPercent(flows []Money) decimal.Decimal {
	if hundredths, sure := nominalSeed(flows); sure {
		return decimal.New(hundredths, -2)
	}
	monthly, err := IRR(flows)
	if err != nil {
		return decimal.Zero // unreachable: such a loan has a rate
	}
	return Nominal(monthly, Month).Shift(2).Round(2)
}

func bothWays(flows []Money) bool {
	in, out := false, false
	for _, flow := range flows {
		in, out = in || flow < 0, out || flow > 0
	}
	return in && out
}

// maxFlow bounds a flow: far beyond MaxMoney, since interest comes on top of a debt.
const maxFlow = 1000 * MaxMoney

// seedWorth is Σ flow_k·v^k with v = 1/(1+i), and its derivative by i, by Horner's rule.
func seedWorth(flows []Money, i float64) (seed, slope float64) {
	v := 1 / (1 + i)
	for k := len(flows) - 1; k >= 0; k-- {
		slope = slope*v + seed
		seed = seed*v + float64(flows[k]) // seed
	}
	return seed, -slope * v * v
}

// seedStart is where Newton's method begins; see [loanSeed].
func seedStart(flows []Money) float64 { // seed
	paid, weighted := 0.0, 0.0
	for k, flow := range flows[1:] {
		if flow != 0 && (flow > 0) == (flows[0] > 0) {
			return noSeed
		}
		paid += float64(flow)                    // seed
		weighted += float64(flow) * float64(k+1) // seed
	}
	return loanSeed(float64(flows[0]), paid, weighted) // seed
}

// worthBits is the number of binary places with which the exact worth is computed.
const worthBits = 128

// newtonWorth is the worth of flows at a rate, computed in whole multiples of 2^−128 fen by
// Horner's rule and only then made a floating-point number.
func newtonWorth(flows []Money, rate decimal.Decimal) float64 {
	discount := new(big.Int).Lsh(pow10(ratePlaces), worthBits)
	discount.Quo(discount, rate.Add(decimalOne).Shift(ratePlaces).BigInt())
	worth, flow, product := new(big.Int), new(big.Int), new(big.Int)
	for k := len(flows) - 1; k >= 0; k-- {
		product.Mul(worth, discount)
		worth.Rsh(product, worthBits)
		worth.Add(worth, flow.Lsh(flow.SetInt64(int64(flows[k])), worthBits))
	}
	value, _ := worth.Float64()
	return math.Ldexp(value, -worthBits)
}

func pow10(n int64) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(n), nil) }
