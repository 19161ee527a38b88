package calc

import (
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
		if err := checkMoney("flows", max(flow, -flow)); err != nil {
			return decimal.Zero, err
		}
		sum += flow
	}
	if !bothWays(flows) {
		return decimal.Zero, &FieldError{"flows", "money goes one way only"}
	}
	if sum == 0 {
		return decimal.Zero, nil
	}
	worth := func(seed float64) (value, slope float64) { return seedWorth(flows, seed) }
	seed, ok := 0.0, false
	if start, conventional := seedStart(flows); conventional {
		seed, ok = newtonSeed(worth, start)
	}
	if !ok {
		seed, ok = nearestSeed(worth)
	}
	if !ok {
		return decimal.Zero, errNoRate()
	}
	_, slope := worth(seed)
	rate := decimal.NewFromFloat(seed).Round(ratePlaces)
	return correctSeed(rate, exactWorth(flows, rate), slope)
}

// ratePlaces is the number of decimals of a rate that was solved for.
const ratePlaces = 18

func errNoRate() error { return &FieldError{"flows", "no rate makes them worth nothing"} }

func bothWays(flows []Money) bool {
	in, out := false, false
	for _, flow := range flows {
		in, out = in || flow < 0, out || flow > 0
	}
	return in && out
}

// seedWorth is Σ flow_k·v^k with v = 1/(1+i), and its derivative by i, by Horner's rule.
func seedWorth(flows []Money, i float64) (seed, slope float64) {
	v := 1 / (1 + i)
	for k := len(flows) - 1; k >= 0; k-- {
		slope = slope*v + seed
		seed = seed*v + float64(flows[k]) // seed
	}
	return seed, -slope * v * v
}

// seedStart returns, for a loan (one advance, then payments), (Σ paid / advance)^(1/mean time) − 1.
// By Jensen's inequality that is never above the solution, and from below Newton's method
// cannot miss it. The flag says whether the flows are such a loan.
func seedStart(flows []Money) (seed float64, conventional bool) {
	paid, weighted := 0.0, 0.0
	for k, flow := range flows[1:] {
		if flow != 0 && (flow > 0) == (flows[0] > 0) {
			return 0, false
		}
		paid += float64(flow)                    // seed
		weighted += float64(flow) * float64(k+1) // seed
	}
	if flows[0] == 0 || paid == 0 {
		return 0, false
	}
	return math.Pow(-paid/float64(flows[0]), paid/weighted) - 1, true // seed
}

// newtonSeed follows the tangent from start until it stands still.
func newtonSeed(worth func(float64) (value, slope float64), seed float64) (float64, bool) {
	for range 100 {
		value, slope := worth(seed)
		next := seed - value/slope
		if next <= -1 {
			next = (seed - 1) / 2
		}
		if math.IsNaN(next) || next > 1e6 || next < -0.999 {
			return 0, false
		}
		if math.Abs(next-seed) <= 1e-13*(1+math.Abs(next)) {
			return next, true
		}
		seed = next
	}
	return 0, false
}

// nearestSeed walks away from 0 on both sides, each step 10 % longer, and returns the
// first place where the worth changes its sign.
func nearestSeed(worth func(seed float64) (value, slope float64)) (seed float64, ok bool) {
	const first, last, deepest = 1e-5, 1e6, -0.999
	low, high := 0.0, 0.0
	for step := first; step < last; step *= 1.1 {
		if seed, ok = bisectSeed(worth, high, step); ok {
			return seed, true
		}
		if high = step; -step > deepest {
			if seed, ok = bisectSeed(worth, -step, low); ok {
				return seed, true
			}
			low = -step
		}
	}
	return bisectSeed(worth, deepest, low)
}

// bisectSeed halves the interval until floating point has nothing between its ends.
func bisectSeed(worth func(seed float64) (value, slope float64), low, high float64) (seed float64, ok bool) {
	left, _ := worth(low)
	right, _ := worth(high)
	if !(left < 0 && right > 0 || left > 0 && right < 0) { // also when one is not a number
		return 0, false
	}
	for {
		middle := low + (high-low)/2
		if middle <= low || middle >= high {
			return middle, true
		}
		if value, _ := worth(middle); (value < 0) == (left < 0) {
			low = middle
		} else {
			high = middle
		}
	}
}

// worthBits is the number of binary places with which the exact worth is computed.
const worthBits = 128

// exactWorth is the worth of flows at a rate in fen × 2^128, in whole numbers by Horner's rule.
func exactWorth(flows []Money, rate decimal.Decimal) *big.Int {
	discount := new(big.Int).Lsh(pow10(ratePlaces), worthBits)
	discount.Quo(discount, rate.Add(decimalOne).Shift(ratePlaces).BigInt())
	worth, flow, product := new(big.Int), new(big.Int), new(big.Int)
	for k := len(flows) - 1; k >= 0; k-- {
		product.Mul(worth, discount)
		worth.Rsh(product, worthBits)
		worth.Add(worth, flow.Lsh(flow.SetInt64(int64(flows[k])), worthBits))
	}
	return worth
}

// correctSeed takes one step of Newton's method from a rate whose worth is known exactly.
// The step is so short that the slope's own rounding does not show in 18 places.
func correctSeed(rate decimal.Decimal, worth *big.Int, slope float64) (decimal.Decimal, error) { // newton
	value, _ := new(big.Float).SetMantExp(new(big.Float).SetInt(worth), -worthBits).Float64() // newton
	step := value / slope
	if math.IsNaN(step) || math.Abs(step) > 1e-6*(1+rate.InexactFloat64()) { // newton
		return decimal.Zero, errNoRate()
	}
	return rate.Sub(decimal.NewFromFloat(step)).Round(ratePlaces), nil
}

func pow10(n int64) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(n), nil) }
