package calc

import (
	"math"

	"github.com/shopspring/decimal"
)

// Floating point decides one thing in this package: where the last step of Newton's method
// begins. That step is taken from the worth of the flows there, computed exactly. It is left
// out where two places are wanted and the rest is far from changing them.

// ratePlaces is the number of decimals of a rate that was solved for.
const ratePlaces = 18

// noSeed marks flows that are no plain loan.
const noSeed = -1.0

// loanSeed returns, for a loan of one advance and later payments, (Σ paid / advance)^(1/mean
// time) − 1. By Jensen's inequality that is never above the rate, and from below Newton's
// method cannot miss it.
func loanSeed(advance, paid, weighted float64) float64 {
	if advance == 0 || paid == 0 {
		return noSeed
	}
	return math.Pow(-paid/advance, paid/weighted) - 1
}

// solve finds the rate at which worth is 0: from the start if there is one, else the one
// nearest to 0; then one step of Newton's method from the worth at that seed, computed
// exactly. The step is so short that the slope's own rounding does not show in 18 places.
func solve(worth seedFunc, exact func(newton decimal.Decimal) float64, start float64) (decimal.Decimal, error) {
	seed, ok := 0.0, false
	if start > noSeed {
		seed, ok = newtonSeed(worth, start)
	}
	if !ok {
		seed, ok = nearestSeed(worth)
	}
	if !ok {
		return decimal.Zero, errNoRate()
	}
	rate := decimal.NewFromFloat(seed).Round(ratePlaces)
	_, slope := worth(seed)
	step := exact(rate) / slope
	if math.IsNaN(step) || math.Abs(step) > 1e-6*(1+seed) {
		return decimal.Zero, errNoRate()
	}
	return rate.Sub(decimal.NewFromFloat(step)).Round(ratePlaces), nil
}

// nominalSeed is 12 × the monthly rate of a loan in hundredths of a percent, half-up, and whether
// the seed's error, below 10⁻¹² of the rate and 1, is too small to change that.
func nominalSeed(flows []Money) (hundredths int64, sure bool) {
	start := seedStart(flows)
	if start < 0 {
		return 0, false
	}
	seed, ok := newtonSeed(func(i float64) (float64, float64) { return seedWorth(flows, i) }, start)
	up := seed*12*100*100 + 0.5
	margin := 1e-6 * (1 + seed)
	return int64(up), ok && up-math.Floor(up) > margin && math.Ceil(up)-up > margin
}

func errNoRate() error { return &FieldError{"flows", "no rate makes them worth nothing"} }

// A seedFunc is the worth of flows at a rate, and its derivative.
type seedFunc func(seed float64) (value, slope float64)

// newtonSeed follows the tangent from start until it stands still.
func newtonSeed(worth seedFunc, seed float64) (float64, bool) {
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
func nearestSeed(worth seedFunc) (seed float64, ok bool) {
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
func bisectSeed(worth seedFunc, low, high float64) (seed float64, ok bool) {
	left, _ := worth(low)
	right, _ := worth(high)
	switch 0.0 {
	case left:
		return low, true
	case right:
		return high, true
	}
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
