package calc

import (
	"fmt"
	"math"
	"math/big"
	"math/bits"

	"github.com/shopspring/decimal"
)

// A Period is a length of time, given as the number of such periods in a year.
type Period int

const (
	Year   Period = 1
	Month  Period = 12
	Week   Period = 52
	Day360 Period = 360 // a day of a contract that counts 360 days to the year
	Day365 Period = 365 // a day of a contract that counts 365 days to the year
)

// A Rate is interest per period as an exact fraction of the balance: 0.0005 is 0.05 %.
// Converting it loses nothing, so 18.25 % a year is exactly 73/4800 a month.
// The zero value is no interest.
type Rate struct{ fraction *big.Rat }

// Rates from outside have at most this many digits, before or behind the point.
const maxRateDigits = 60

var (
	decimalOne = decimal.New(1, 0)
	maxRate    = decimal.New(1000, 0)
)

// NewRate reads a rate per period from 0 to 1000 (100,000 %) with at most 60 digits.
// Anything else is a [*FieldError].
func NewRate(perPeriod decimal.Decimal) (Rate, error) {
	return boundedRate("rate", perPeriod, maxRate)
}

// NewDailyRate is [NewRate] for a rate per day, which is at most 1 (100 % a day).
func NewDailyRate(perDay decimal.Decimal) (Rate, error) {
	return boundedRate("daily_rate", perDay, decimalOne)
}

func boundedRate(field string, rate, limit decimal.Decimal) (Rate, error) {
	if rate.IsZero() {
		return Rate{}, nil
	}
	if rate.IsNegative() {
		return Rate{}, &FieldError{field, "a rate is never negative"}
	}
	if e := rate.Exponent(); e < -maxRateDigits || e > maxRateDigits || rate.NumDigits() > maxRateDigits {
		return Rate{}, &FieldError{field, fmt.Sprintf("more than %d digits", maxRateDigits)}
	}
	if rate.GreaterThan(limit) {
		return Rate{}, &FieldError{field, fmt.Sprintf("%s is more than %s, %s %%", rate, limit, limit.Shift(2))}
	}
	return Rate{rate.Rat()}, nil
}

// Convert restates a rate per from-period as a rate per to-period, without compounding:
// rate × from / to. Daily to monthly on 365 days is ×365/12.
func (r Rate) Convert(from, to Period) Rate { return r.Times(int64(from), int64(to)) }

// Times returns the rate × num / den, exactly. A contract's ×1.5 while overdue is Times(3, 2);
// a rate per day for 31 days is Times(31, 1).
func (r Rate) Times(num, den int64) Rate {
	if r.IsZero() {
		return Rate{}
	}
	return Rate{new(big.Rat).Mul(r.fraction, big.NewRat(num, den))}
}

// IsZero reports whether there is no interest.
func (r Rate) IsZero() bool { return r.fraction == nil || r.fraction.Sign() == 0 }

// compare is negative if r is lower than other.
func (r Rate) compare(other Rate) int {
	if r.IsZero() || other.IsZero() {
		return first(r.IsZero(), other.IsZero())
	}
	return r.fraction.Cmp(other.fraction)
}

// Decimal returns the rate rounded half-up to the given number of places.
func (r Rate) Decimal(places int32) decimal.Decimal {
	if r.IsZero() {
		return decimal.Zero
	}
	return decimal.NewFromBigRat(r.fraction, places)
}

// Percent returns the rate as a percentage rounded half-up to two places: 18.25.
func (r Rate) Percent() decimal.Decimal { return r.Times(100, 1).Decimal(2) }

// Nominal is a solved rate per period as a simple rate per year: rate × periods ("单利").
func Nominal(perPeriod decimal.Decimal, period Period) decimal.Decimal {
	return perPeriod.Mul(decimal.New(int64(period), 0))
}

// Compound is a solved rate per period as a compound rate per year, (1 + rate)^periods − 1
// ("复利"), to 18 places.
func Compound(perPeriod decimal.Decimal, period Period) decimal.Decimal {
	return power(decimalOne.Add(perPeriod), int(period)).Sub(decimalOne).Round(ratePlaces)
}

// powerDigits is how many significant digits a power keeps.
const powerDigits = 60

// power returns base^n for n ≥ 0 to about 60 significant digits, by squaring.
func power(base decimal.Decimal, n int) decimal.Decimal {
	result := decimalOne
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			result = significant(result.Mul(base))
		}
		base = significant(base.Mul(base))
	}
	return result
}

// significant rounds to powerDigits significant digits.
func significant(d decimal.Decimal) decimal.Decimal {
	if digits := d.NumDigits(); digits > powerDigits {
		return d.Round(int32(powerDigits-digits) - d.Exponent())
	}
	return d
}

// Of returns the interest on an amount for one period, rounded half-up to the fen (a tie goes
// away from zero). What no Money can hold becomes the largest one.
func (r Rate) Of(m Money) Money {
	if r.IsZero() {
		return 0
	}
	num, den := r.fraction.Num(), r.fraction.Denom()
	if num.IsUint64() && den.IsUint64() {
		if part, ok := mulDiv(m, num.Uint64(), den.Uint64()); ok {
			return part
		}
	}
	return roundQuotient(new(big.Int).Mul(big.NewInt(int64(m)), num), den)
}

// mulDiv returns m × num / den half-up, and whether 64 bits sufficed.
func mulDiv(m Money, num, den uint64) (Money, bool) {
	magnitude := uint64(m)
	if m < 0 {
		magnitude = -magnitude
	}
	high, low := bits.Mul64(magnitude, num)
	if high >= den {
		return 0, false
	}
	quotient, rest := bits.Div64(high, low, den)
	if rest >= den-rest {
		quotient++
	}
	if m < 0 {
		return -Money(quotient), quotient <= math.MaxInt64
	}
	return Money(quotient), quotient <= math.MaxInt64
}

// roundQuotient returns num / den half-up; den is positive. It is at most the largest Money.
func roundQuotient(num, den *big.Int) Money {
	quotient, rest := new(big.Int).QuoRem(num, den, new(big.Int))
	if rest.Abs(rest).Lsh(rest, 1).Cmp(den) >= 0 {
		quotient.Add(quotient, big.NewInt(int64(num.Sign())))
	}
	if !quotient.IsInt64() {
		return Money(num.Sign()) * math.MaxInt64
	}
	return Money(quotient.Int64())
}
