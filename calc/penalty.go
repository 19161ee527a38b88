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

// accrue is simple interest on checked input.
func accrue(principal Money, daily Rate, days int) Money {
	return daily.Times(int64(days), 1).Of(principal)
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
