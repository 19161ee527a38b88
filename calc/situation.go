package calc

import (
	"fmt"
	"math/big"

	"github.com/shopspring/decimal"
)

// A Debt is what one lender claims on the day of the calculation.
type Debt struct {
	ID      string // the caller's name for it; notes repeat it
	Name    string
	Product string

	Principal Money
	Interest  Money // ordinary interest that has accrued and is unpaid
	Penalty   Money // 罚息 so far
	Fees      Money

	OverdueDays    int
	DailyRate      decimal.Decimal // contract rate per day, 0.0005 = 0.05 %; 0 = not known
	InterestFree   bool            // the rate is known to be 0
	PenaltyFactor  decimal.Decimal // overdue rate ÷ contract rate, such as 1.5; 0 = 1
	MinimumPayment Money           // per month; it is never moved to another debt
	Order          []Part          // how payments are applied; nil = [DefaultOrder]
}

// Total is all that is claimed: principal, interest, penalty and fees.
func (d Debt) Total() Money { return d.Principal + d.Interest + d.Penalty + d.Fees }

// rates returns the contract rate and the overdue rate per day.
func (d Debt) rates(terms Terms) (contract, overdue Rate, err error) {
	daily := d.DailyRate
	if daily.IsZero() && !d.InterestFree {
		daily = terms.PenaltyRate
	}
	if contract, err = NewDailyRate(daily); err != nil {
		return Rate{}, Rate{}, err
	}
	if d.PenaltyFactor.IsZero() {
		return contract, contract, nil
	}
	factor, err := boundedRate("penalty_factor", d.PenaltyFactor, decimal.New(10, 0))
	if err != nil {
		return Rate{}, Rate{}, err
	}
	if contract.IsZero() {
		return contract, contract, nil
	}
	return contract, Rate{new(big.Rat).Mul(contract.fraction, factor.fraction)}, nil
}

// A Goal is what the person hopes for.
type Goal string

const (
	GoalWaivePenalty   Goal = "waive_penalty"
	GoalExtend         Goal = "extend"
	GoalInstalments    Goal = "instalments"
	GoalLowerMonthly   Goal = "lower_monthly"
	GoalLumpSum        Goal = "lump_sum"
	GoalDefer          Goal = "defer"
	GoalStopCollection Goal = "stop_collection"
)

// Recovery says that the income rises for good after some months.
type Recovery struct {
	Months int   // from the first instalment until the income rises; 0 = no recovery in sight
	Income Money // the monthly take-home from then on
}

// A Situation is everything a suggestion is computed from.
//
// With several debts the candidates treat them as one: amounts are summed and the rate is
// the average weighted by principal. Accruals (penalties, deferrals, doing nothing) are
// computed debt by debt at each one's own rate.
type Situation struct {
	Today       Date
	Debts       []Debt
	Income      Money // base monthly take-home; if irregular the [LowestIncome]
	Essentials  Money // per month
	Priority    Money // per month, beyond essentials: rent, mortgage, maintenance, court rulings
	Promised    Money // per month, agreed with other lenders: taken off what the surplus bears, so that its buffer stays whole
	LumpSum     Money // what can be paid at once, after the emergency reserve: see [SpareSavings]
	LivingFloor Money // local 低保 for the household, for a plausibility question; 0 = not asked
	Goals       []Goal
	PayDay      int  // day of the month, 1 to 31; 0 = that of FirstDue, or else the 15th
	FirstDue    Date // zero = the PayDay of the month after Today
	Recovery    Recovery
	Terms       Terms
}

// maxDebts bounds the lenders of one situation.
const maxDebts = 100

func (s Situation) check() error {
	if err := checkDate("today", s.Today); err != nil {
		return err
	}
	if err := checkBudget(s.Income, s.Essentials, s.Priority); err != nil {
		return err
	}
	if err := checkMoney("promised", s.Promised); err != nil {
		return err
	}
	if err := checkMoney("lump_sum", s.LumpSum); err != nil {
		return err
	}
	if err := checkMoney("living_floor", s.LivingFloor); err != nil {
		return err
	}
	if err := checkMoney("recovery.income", s.Recovery.Income); err != nil {
		return err
	}
	if s.Recovery.Months < 0 || s.Recovery.Months > MaxInstalments {
		return &FieldError{"recovery.months", fmt.Sprintf("%d is not from 0 to %d", s.Recovery.Months, MaxInstalments)}
	}
	if err := s.checkDays(); err != nil {
		return err
	}
	if err := s.checkGoals(); err != nil {
		return err
	}
	return s.checkDebts()
}

func (s Situation) checkDays() error {
	if s.PayDay < 0 || s.PayDay > 31 {
		return &FieldError{"pay_day", fmt.Sprintf("%d is not a day of a month", s.PayDay)}
	}
	if s.FirstDue.IsZero() {
		return nil
	}
	if err := checkDate("first_due", s.FirstDue); err != nil {
		return err
	}
	if s.FirstDue.Before(s.Today) || s.FirstDue.After(s.Today.AddMonths(24, 31)) {
		return &FieldError{"first_due", fmt.Sprintf("%s is not within two years from %s", s.FirstDue, s.Today)}
	}
	return nil
}

func (s Situation) checkGoals() error {
	for k, goal := range s.Goals {
		switch goal {
		case GoalWaivePenalty, GoalExtend, GoalInstalments, GoalLowerMonthly, GoalLumpSum, GoalDefer, GoalStopCollection:
		default:
			return &FieldError{fmt.Sprintf("goals[%d]", k), fmt.Sprintf("%.20q is not a known goal", goal)}
		}
	}
	return nil
}

func (s Situation) checkDebts() error {
	if len(s.Debts) == 0 || len(s.Debts) > maxDebts {
		return &FieldError{"debts", fmt.Sprintf("%d is not a number of debts from 1 to %d", len(s.Debts), maxDebts)}
	}
	owed := Money(0)
	for k, debt := range s.Debts {
		if err := debt.check(); err != nil {
			return within(fmt.Sprintf("debts[%d].", k), err)
		}
		if owed += debt.Total(); owed > MaxMoney {
			return &FieldError{"debts", fmt.Sprintf("together they are more than %s", MaxMoney)}
		}
	}
	return nil
}

func (d Debt) check() error {
	if err := d.checkParts(); err != nil {
		return err
	}
	if err := checkMoney("minimum_payment", d.MinimumPayment); err != nil {
		return err
	}
	if d.Total() == 0 {
		return &FieldError{"principal", "nothing is owed"}
	}
	if err := checkDays("overdue_days", d.OverdueDays); err != nil {
		return err
	}
	if _, err := d.order(); err != nil {
		return err
	}
	_, _, err := d.rates(Terms{})
	return err
}

func (d Debt) checkParts() error {
	for _, part := range []struct {
		field  string
		amount Money
	}{{"principal", d.Principal}, {"interest", d.Interest}, {"penalty", d.Penalty}, {"fees", d.Fees}} {
		if err := checkMoney(part.field, part.amount); err != nil {
			return err
		}
	}
	return nil
}
