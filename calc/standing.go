package calc

import (
	"fmt"
	"slices"
)

// A Due is an agreed instalment.
type Due struct {
	Date   Date
	Amount Money
}

// Dues are the instalments of a schedule.
func Dues(rows []Row) []Due {
	dues := make([]Due, len(rows))
	for k, row := range rows {
		dues[k] = Due{row.Date, row.Amount}
	}
	return dues
}

// A Payment is money that was paid.
type Payment struct {
	Date   Date
	Amount Money
}

// An InstalmentStanding is an instalment with what was paid on it.
type InstalmentStanding struct {
	Due
	Paid     Money
	Left     Money
	LateDays int // days since the due date while something is left, else 0
}

// A Standing says where an agreement stands at the end of a day.
type Standing struct {
	Due      Money // of the instalments due up to and including the day
	Paid     Money // by payments up to and including the day
	Arrears  Money // Due − Paid, or 0
	Ahead    Money // Paid − Due if the agreement is ahead of its dates, or 0
	Left     Money // of the whole agreement
	Overpaid Money // Paid beyond the whole agreement
	LateDays int   // days since the oldest instalment that is not paid in full fell due

	Instalments []InstalmentStanding // by date
	Next        Due                  // what is left of the first unpaid instalment after the day; zero = none
}

// Post applies payments to agreed instalments, the oldest first, as of a day. Payments after
// that day do not count; neither list needs to be in order. Errors name "as_of",
// "instalments[i]" or "payments[i]".
func Post(instalments []Due, payments []Payment, asOf Date) (Standing, error) {
	paid, err := checkPosting(instalments, payments, asOf)
	if err != nil {
		return Standing{}, err
	}
	dues := slices.Clone(instalments)
	slices.SortStableFunc(dues, func(a, b Due) int { return a.Date.DaysSince(b.Date) })

	s := Standing{Paid: paid, Overpaid: paid}
	for _, due := range dues {
		i := InstalmentStanding{Due: due, Paid: min(s.Overpaid, due.Amount)}
		i.Left = due.Amount - i.Paid
		s.Overpaid -= i.Paid
		s.Left += i.Left
		if !due.Date.After(asOf) {
			s.Due += due.Amount
			if i.Left > 0 {
				i.LateDays = asOf.DaysSince(due.Date)
			}
		} else if i.Left > 0 && s.Next.Date.IsZero() {
			s.Next = Due{due.Date, i.Left}
		}
		s.LateDays = max(s.LateDays, i.LateDays)
		s.Instalments = append(s.Instalments, i)
	}
	s.Arrears, s.Ahead = max(0, s.Due-paid), max(0, paid-s.Due)
	return s, nil
}

// checkPosting returns what was paid up to and including asOf.
func checkPosting(instalments []Due, payments []Payment, asOf Date) (paid Money, err error) {
	if err := checkDate("as_of", asOf); err != nil {
		return 0, err
	}
	if len(instalments) > MaxInstalments {
		return 0, &FieldError{"instalments", fmt.Sprintf("%d are more than %d", len(instalments), MaxInstalments)}
	}
	for k, due := range instalments {
		if err := checkEntry(due.Date, due.Amount); err != nil {
			return 0, within(fmt.Sprintf("instalments[%d].", k), err)
		}
	}
	for k, payment := range payments {
		if err := checkEntry(payment.Date, payment.Amount); err != nil {
			return 0, within(fmt.Sprintf("payments[%d].", k), err)
		}
		if payment.Date.After(asOf) {
			continue
		}
		if paid += payment.Amount; paid > 1000*MaxMoney {
			return 0, &FieldError{"payments", "together they are absurd"}
		}
	}
	return paid, nil
}

func checkEntry(date Date, amount Money) error {
	if err := checkDate("date", date); err != nil {
		return err
	}
	return checkMoney("amount", amount)
}
