package calc

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// An Annuity is a number of equal periods at one rate. Its methods solve
//
//	present·(1+r)^n + payment·(1+r·w)·((1+r)^n − 1)/r + future = 0
//
// for one of the amounts, w being 1 if payments come at the beginning of each period. What is
// received is positive and what is paid negative. Nothing is rounded to the fen: results have
// about 50 significant digits. Schedules are made by [EqualPayments] and its like; this is the
// algebra behind questions such as how much a monthly amount can carry.
type Annuity struct {
	rate, growth decimal.Decimal // growth is (1+r)^n
	n            int
	beginning    bool
}

// annuityPlaces is the number of decimals of quotients.
const annuityPlaces = 50

// NewAnnuity takes the rate per period, the number of periods, and whether payments come at
// the beginning of each. Errors name "rate" or "count".
func NewAnnuity(rate decimal.Decimal, n int, beginning bool) (Annuity, error) {
	if _, err := NewRate(rate); err != nil {
		return Annuity{}, err
	}
	if n < 1 || n > MaxInstalments {
		return Annuity{}, &FieldError{"count", fmt.Sprintf("%d is not a number of periods from 1 to %d", n, MaxInstalments)}
	}
	return Annuity{rate, power(decimalOne.Add(rate), n), n, beginning}, nil
}

// annuityFactor is what 1 paid every period has grown to after n periods.
func (a Annuity) annuityFactor() decimal.Decimal {
	if a.rate.IsZero() {
		return decimal.New(int64(a.n), 0)
	}
	factor := a.growth.Sub(decimalOne).DivRound(a.rate, annuityPlaces)
	if a.beginning {
		factor = factor.Mul(decimalOne.Add(a.rate))
	}
	return factor
}

// Payment is the level payment that turns present into future.
func (a Annuity) Payment(present, future Money) decimal.Decimal {
	return present.Decimal().Mul(a.growth).Add(future.Decimal()).Neg().DivRound(a.annuityFactor(), annuityPlaces)
}

// FutureValue is what present and the payments have become.
func (a Annuity) FutureValue(payment, present Money) decimal.Decimal {
	return a.futureValue(payment.Decimal(), present)
}

func (a Annuity) futureValue(payment decimal.Decimal, present Money) decimal.Decimal {
	return present.Decimal().Mul(a.growth).Add(payment.Mul(a.annuityFactor())).Neg()
}

// PresentValue is what the payments and future are worth now.
func (a Annuity) PresentValue(payment, future Money) decimal.Decimal {
	return payment.Decimal().Mul(a.annuityFactor()).Add(future.Decimal()).Neg().DivRound(a.growth, annuityPlaces)
}

// Split divides the k-th level payment, counted from 1, into interest and principal.
// Errors name "period".
func (a Annuity) Split(k int, present, future Money) (interest, principal decimal.Decimal, err error) {
	if k < 1 || k > a.n {
		return interest, principal, &FieldError{"period", fmt.Sprintf("%d is not from 1 to %d", k, a.n)}
	}
	payment := a.Payment(present, future)
	switch {
	case k == 1 && a.beginning:
		interest = decimal.Zero
	case k == 1:
		interest = present.Decimal().Mul(a.rate).Neg()
	default:
		so, err := NewAnnuity(a.rate, k-1, a.beginning)
		if err != nil {
			return interest, principal, err
		}
		interest = so.futureValue(payment, present).Mul(a.rate)
		if a.beginning {
			interest = interest.DivRound(decimalOne.Add(a.rate), annuityPlaces)
		}
	}
	return interest, payment.Sub(interest), nil
}

// Periods is how many payments turn present into future, with 30 decimals; it need not be
// whole. Payments that never get there are refused. Errors name "rate" or "payment".
func Periods(rate decimal.Decimal, payment, present, future Money, beginning bool) (decimal.Decimal, error) {
	if _, err := NewRate(rate); err != nil {
		return decimal.Zero, err
	}
	never := &FieldError{"payment", "it never gets there"}
	if rate.IsZero() {
		if payment == 0 {
			return decimal.Zero, never
		}
		return (present + future).Decimal().Neg().DivRound(payment.Decimal(), periodPlaces), nil
	}
	paid := payment.Decimal()
	if beginning {
		paid = paid.Mul(decimalOne.Add(rate))
	}
	from, to := paid.Add(present.Decimal().Mul(rate)), paid.Sub(future.Decimal().Mul(rate))
	if from.Sign()*to.Sign() <= 0 {
		return decimal.Zero, never
	}
	log, err := to.DivRound(from, annuityPlaces).Ln(annuityPlaces)
	if err != nil {
		return decimal.Zero, never
	}
	base, err := decimalOne.Add(rate).Ln(annuityPlaces)
	if err != nil || base.IsZero() {
		return decimal.Zero, never
	}
	return log.DivRound(base, periodPlaces), nil
}

const periodPlaces = 30

// NetPresentValue is Σ value_k / (1+rate)^k, the first value being now. Errors name "rate" or "values".
func NetPresentValue(rate decimal.Decimal, values []Money) (decimal.Decimal, error) {
	if _, err := NewRate(rate); err != nil {
		return decimal.Zero, err
	}
	if len(values) > MaxInstalments+1 {
		return decimal.Zero, &FieldError{"values", fmt.Sprintf("%d are more than %d", len(values), MaxInstalments+1)}
	}
	growth, factor, worth := decimalOne.Add(rate), decimalOne, decimal.Zero
	for _, value := range values {
		worth = worth.Add(value.Decimal().DivRound(factor, annuityPlaces))
		factor = significant(factor.Mul(growth))
	}
	return worth, nil
}
