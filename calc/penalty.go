package calc

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// maxDays is a hundred years; no claim is older.
const maxDays = 36_500

// Penalty is 罚息: principal × daily rate × days, simple, rounded half-up once at the end.
// 14,000 at 0.0005 for 80 days is 560.00. Errors name "principal", "daily_rate" or "days".
func Penalty(principal Money, dailyRate decimal.Decimal, days int) (Money, error) {
	rate, err := NewDailyRate(dailyRate)
	if err != nil {
		return 0, err
	}
	if err := checkMoney("principal", principal); err != nil {
		return 0, err
	}
	if err := checkDays("days", days); err != nil {
		return 0, err
	}
	return accrue(principal, rate, days), nil
}

// accrue is simple interest on checked input, the product of principal and days fitting easily.
func accrue(principal Money, daily Rate, days int) Money {
	return daily.Of(principal * Money(days))
}

// OverdueDays returns the days from due to on; on the due day itself, and before, that is 0.
func OverdueDays(due, on Date) int { return max(0, on.DaysSince(due)) }

func checkMoney(field string, m Money) error {
	if m < 0 {
		return &FieldError{field, fmt.Sprintf("%s is negative", m)}
	}
	if m > MaxMoney {
		return &FieldError{field, fmt.Sprintf("%s is more than %s", m, MaxMoney)}
	}
	return nil
}

func checkDays(field string, days int) error {
	if days < 0 || days > maxDays {
		return &FieldError{field, fmt.Sprintf("%d is not a number of days from 0 to %d", days, maxDays)}
	}
	return nil
}

// CompoundPenalty is [Penalty] with interest added every day (利滚利):
// principal × ((1 + daily rate)^days − 1), rounded half-up once at the end.
// A result beyond 1000 × [MaxMoney] is refused. Errors are those of Penalty.
func CompoundPenalty(principal Money, dailyRate decimal.Decimal, days int) (Money, error) {
	if _, err := Penalty(principal, dailyRate, days); err != nil {
		return 0, err
	}
	interest := principal.Decimal().Mul(power(decimalOne.Add(dailyRate), days).Sub(decimalOne))
	if interest.GreaterThan((1000 * MaxMoney).Decimal()) {
		return 0, &FieldError{"days", fmt.Sprintf("%d days of compound interest are absurd", days)}
	}
	return RoundMoney(interest), nil
}

// A CeilingCheck compares what was charged with a ceiling on the yearly cost.
type CeilingCheck struct {
	Yearly decimal.Decimal // charged / principal × 365 / days, in percent, two places
	Line   Money           // principal × ceiling × days / 365, half-up: the most that the ceiling allows
	Excess Money           // charged beyond the line, or 0
}

// CheckCeiling asks whether all that was charged on a principal over some days (interest,
// compound interest, penalty and fees together) exceeds a yearly ceiling such as 0.24.
// Errors name "principal", "charged", "days" or "ceiling".
func CheckCeiling(principal, charged Money, days int, ceiling decimal.Decimal) (CeilingCheck, error) {
	if err := checkMoney("principal", principal); err != nil {
		return CeilingCheck{}, err
	}
	if err := checkMoney("charged", charged); err != nil {
		return CeilingCheck{}, err
	}
	if err := checkDays("days", days); err != nil {
		return CeilingCheck{}, err
	}
	if principal == 0 || days == 0 {
		return CeilingCheck{}, &FieldError{"days", "a yearly cost needs a principal and at least one day"}
	}
	rate, err := boundedRate("ceiling", ceiling, maxRate)
	if err != nil {
		return CeilingCheck{}, err
	}
	line := accrue(principal, rate.Convert(Year, Day365), days)
	yearly := charged.Decimal().Mul(decimal.New(36_500, 0)).
		DivRound(principal.Decimal().Mul(decimal.New(int64(days), 0)), 2)
	return CeilingCheck{Yearly: yearly, Line: line, Excess: max(0, charged-line)}, nil
}
