package calc

import (
	"fmt"
	"math/big"

	"github.com/shopspring/decimal"
)

// MaxInstalments is the largest number of instalments any schedule may have.
const MaxInstalments = 1200

// A Row is one instalment: Amount = Principal + Interest, due on Date.
type Row struct {
	Date      Date  `json:"date"`
	Amount    Money `json:"amount"`
	Principal Money `json:"principal"`
	Interest  Money `json:"interest"`
}

// MonthlyDates returns count dates a month apart: first, then the given day of each
// following month, or that month's last day if it is shorter (31 → 30 or 28 → 31).
// Day 0 keeps first's own day. Errors name "first", "day" or "count".
func MonthlyDates(first Date, day, count int) ([]Date, error) {
	if day == 0 {
		day = first.Day
	}
	if day < 1 || day > 31 {
		return nil, &FieldError{"day", fmt.Sprintf("%d is not a day of a month", day)}
	}
	return dates(first, count, func(k int) Date {
		if k == 0 {
			return first
		}
		return first.AddMonths(k, day)
	})
}

// DailyDates returns count dates that are every days apart, beginning with first. A daily
// rate for such a period is rate.Times(every, 1).
// Errors name "first", "every" or "count".
func DailyDates(first Date, every, count int) ([]Date, error) {
	if every < 1 || every > 366 {
		return nil, &FieldError{"every", fmt.Sprintf("%d is not a number of days from 1 to 366", every)}
	}
	return dates(first, count, func(k int) Date { return first.AddDays(k * every) })
}

func dates(first Date, count int, at func(k int) Date) ([]Date, error) {
	if err := checkDate("first", first); err != nil {
		return nil, err
	}
	if count < 1 || count > MaxInstalments {
		return nil, &FieldError{"count", fmt.Sprintf("%d is not a number of instalments from 1 to %d", count, MaxInstalments)}
	}
	all := make([]Date, count)
	for k := range all {
		all[k] = at(k)
	}
	return all, nil
}

// EvenSplit spreads total without interest: every instalment is total / n rounded half-up,
// and the last absorbs the residue, so 14,000 in 12 is 11 × 1,166.67 and 1,166.63.
func EvenSplit(total Money, dates []Date) ([]Row, error) {
	return EqualPayments(total, Rate{}, dates)
}

// EqualPayments is 等额本息: every instalment is P·i / (1 − (1+i)^−n) rounded half-up to the
// fen, its interest is the balance × i rounded half-up, and the last instalment is the
// remaining balance with its interest. rate is per instalment.
// A schedule with an instalment below 0.01, or whose instalment does not exceed the first
// interest, is refused with a [*FieldError].
func EqualPayments(principal Money, rate Rate, dates []Date) ([]Row, error) {
	if err := checkSchedule(principal, dates); err != nil {
		return nil, err
	}
	payment := levelPayment(principal, rate, len(dates))
	return roll(principal, dates, func(_ int, balance Money) (interest, part Money) {
		interest = rate.Of(balance)
		return interest, payment - interest
	})
}

// EqualPaymentsByDays is [EqualPayments] with interest for the actual days between the dates,
// the first period beginning on start: the instalment is P / Σ_k Π_{j≤k} 1/(1 + daily·days_j).
// It refuses what EqualPayments refuses, and dates that do not rise; the error names "dates".
func EqualPaymentsByDays(principal Money, daily Rate, start Date, dates []Date) ([]Row, error) {
	if err := checkSchedule(principal, dates); err != nil {
		return nil, err
	}
	rates := make([]Rate, len(dates))
	for k, date := range dates {
		days := date.DaysSince(start)
		if days < 1 {
			return nil, &FieldError{"dates", fmt.Sprintf("%s is not after %s", date, start)}
		}
		rates[k], start = daily.Times(int64(days), 1), date
	}
	return equalPaymentsAt(principal, rates, dates)
}

// equalPaymentsAt is [EqualPayments] with a rate of its own for each period.
func equalPaymentsAt(principal Money, rates []Rate, dates []Date) ([]Row, error) {
	discount, annuity := decimalOne, decimal.Zero
	for _, rate := range rates {
		discount = discount.DivRound(decimalOne.Add(rate.Decimal(annuityPlaces)), annuityPlaces)
		annuity = annuity.Add(discount)
	}
	payment := RoundMoney(principal.Decimal().DivRound(annuity, annuityPlaces))
	return roll(principal, dates, func(k int, balance Money) (interest, part Money) {
		interest = rates[k].Of(balance)
		return interest, payment - interest
	})
}

// EqualPrincipal is 等额本金: every instalment repays P / n rounded half-up, with the balance's
// interest on top, so that instalments fall; the last repays what is left.
// It refuses what [EqualPayments] refuses.
func EqualPrincipal(principal Money, rate Rate, dates []Date) ([]Row, error) {
	if err := checkSchedule(principal, dates); err != nil {
		return nil, err
	}
	part := levelPayment(principal, Rate{}, len(dates))
	return roll(principal, dates, func(_ int, balance Money) (Money, Money) {
		return rate.Of(balance), part
	})
}

// InterestFirst is 先息后本: each instalment is the interest alone, the last repays the principal.
// It refuses what [EqualPayments] refuses.
func InterestFirst(principal Money, rate Rate, dates []Date) ([]Row, error) {
	if err := checkSchedule(principal, dates); err != nil {
		return nil, err
	}
	interest := rate.Of(principal)
	if interest < 1 && len(dates) > 1 {
		return nil, tooSmall(principal, len(dates))
	}
	rows := make([]Row, len(dates))
	for k, date := range dates {
		rows[k] = Row{Date: date, Amount: interest, Interest: interest}
	}
	last := &rows[len(rows)-1]
	last.Amount, last.Principal = interest+principal, principal
	return rows, nil
}

// FlatFee is 等本等息 or 分期手续费: each instalment is P / n cut to the fen plus a fee of
// P × fee, however little is still owed; the last repays what is left.
// It refuses what [EqualPayments] refuses.
func FlatFee(principal Money, fee Rate, dates []Date) ([]Row, error) {
	if err := checkSchedule(principal, dates); err != nil {
		return nil, err
	}
	each, part := fee.Of(principal), principal/Money(len(dates))
	return roll(principal, dates, func(int, Money) (Money, Money) { return each, part })
}

// StepUp pays low for the first lowCount instalments and then equal payments of what is left.
// It refuses what [EqualPayments] refuses, a low that does not exceed the first interest,
// and a lowCount that leaves no later instalment.
func StepUp(principal Money, rate Rate, low Money, lowCount int, dates []Date) ([]Row, error) {
	if err := checkSchedule(principal, dates); err != nil {
		return nil, err
	}
	if lowCount < 1 || lowCount >= len(dates) {
		return nil, &FieldError{"low_count", fmt.Sprintf("%d is not between 1 and %d", lowCount, len(dates)-1)}
	}
	payment := low
	return roll(principal, dates, func(k int, balance Money) (interest, part Money) {
		if k == lowCount {
			payment = levelPayment(balance, rate, len(dates)-k)
		}
		interest = rate.Of(balance)
		return interest, payment - interest
	})
}

// EarlyPayoff settles a schedule on a day, after so many instalments were paid: the principal of
// all others, the interest of those already due, and of the running one the share of the days
// gone by, half-up. start is when the first period began. Errors name "paid" or "on".
func EarlyPayoff(rows []Row, paid int, start, on Date) (Money, error) {
	if paid < 0 || paid > len(rows) {
		return 0, &FieldError{"paid", fmt.Sprintf("%d of %d instalments", paid, len(rows))}
	}
	if err := checkDate("on", on); err != nil {
		return 0, err
	}
	sum := Money(0)
	for k, row := range rows {
		if k >= paid {
			sum += row.Principal + elapsed(row.Interest, start, row.Date, on)
		}
		start = row.Date
	}
	return sum, nil
}

// elapsed is the share of a period's interest that has accrued by a day.
func elapsed(interest Money, from, to, on Date) Money {
	length := to.DaysSince(from)
	if gone := on.DaysSince(from); gone < length {
		part, _ := mulDiv(interest, uint64(max(0, gone)), uint64(length))
		return part
	}
	return interest
}

// Deferred postpones a debt to one day: it is then due with simple interest for the days
// between, half-up. Errors name "principal", "from" or "until".
func Deferred(principal Money, daily Rate, from, until Date) ([]Row, error) {
	if err := checkSchedule(principal, []Date{until}); err != nil {
		return nil, err
	}
	if err := checkDate("from", from); err != nil {
		return nil, err
	}
	if err := checkDate("until", until); err != nil {
		return nil, err
	}
	days := until.DaysSince(from)
	if days < 0 {
		return nil, &FieldError{"until", fmt.Sprintf("%s is before %s", until, from)}
	}
	interest := accrue(principal, daily, days)
	return []Row{{Date: until, Amount: principal + interest, Principal: principal, Interest: interest}}, nil
}

func checkSchedule(principal Money, dates []Date) error {
	if principal < 1 || principal > MaxMoney {
		return &FieldError{"principal", fmt.Sprintf("%s is not between 0.01 and %s", principal, MaxMoney)}
	}
	if len(dates) < 1 || len(dates) > MaxInstalments {
		return &FieldError{"count", fmt.Sprintf("%d is not a number of instalments from 1 to %d", len(dates), MaxInstalments)}
	}
	return nil
}

// roll carries the balance from date to date. step says how much interest the balance bears
// in period k and how much principal instalment k repays; the last repays all.
func roll(principal Money, dates []Date, step func(k int, balance Money) (interest, part Money)) ([]Row, error) {
	rows := make([]Row, len(dates))
	balance := principal
	for k, date := range dates {
		interest, part := step(k, balance)
		if k == len(dates)-1 {
			part = balance
		}
		if part < 1 && interest > 0 {
			return nil, &FieldError{"payment", fmt.Sprintf("%s does not exceed the interest of %s", interest+part, interest)}
		}
		if part < 1 || part > balance {
			return nil, tooSmall(principal, len(dates))
		}
		balance -= part
		rows[k] = Row{Date: date, Amount: interest + part, Principal: part, Interest: interest}
	}
	return rows, nil
}

func tooSmall(principal Money, count int) error {
	return &FieldError{"count", fmt.Sprintf("%s over %d instalments leaves one below 0.01", principal, count)}
}

// levelPayment returns P·i·(1+i)^n / ((1+i)^n − 1), or P / n without interest, half-up to
// the fen. With i = a/b that is P·a·(a+b)^n / (b·((a+b)^n − b^n)), computed in whole numbers.
func levelPayment(principal Money, rate Rate, n int) Money {
	if rate.IsZero() {
		payment, _ := mulDiv(principal, 1, uint64(n))
		return payment
	}
	a, b, power := rate.fraction.Num(), rate.fraction.Denom(), big.NewInt(int64(n))
	grown := new(big.Int).Add(a, b)
	grown.Exp(grown, power, nil)
	growth := new(big.Int).Exp(b, power, nil)
	growth.Sub(grown, growth)
	grown.Mul(grown, a).Mul(grown, big.NewInt(int64(principal)))
	return roundQuotient(grown, growth.Mul(growth, b))
}
