package calc

import (
	"fmt"
	"math"

	"github.com/shopspring/decimal"
)

// A Moment is a time counted in unit periods, Whole + Num/Den, with Num < Den or both 0.
type Moment struct{ Whole, Num, Den int }

// A Flow is money at a moment: negative when it is received, positive when it is paid.
type Flow struct {
	Amount Money
	At     Moment
}

// ActuarialRate returns the rate i per unit period of 12 CFR 1026 Appendix J, to 18 places:
// a flow t whole periods and a fraction f from now is worth flow / ((1 + f·i)·(1+i)^t).
// [Nominal] makes it the annual percentage rate. Several advances, odd first and last
// periods and uneven payments are all just flows. Errors name "flows".
func ActuarialRate(flows []Flow) (decimal.Decimal, error) {
	return flowRate(flows, actuarialSeed, actuarialWorth)
}

// CompoundRate returns the rate i per unit period of Directive 2008/48/EC Annex I, to 18
// places: a flow t periods from now, fraction included, is worth flow / (1+i)^t. With years
// as unit periods it is the annual percentage rate. Errors name "flows".
func CompoundRate(flows []Flow) (decimal.Decimal, error) {
	return flowRate(flows, compoundSeed, compoundWorth)
}

func flowRate(flows []Flow,
	seedOf func(m Moment, seed float64) (discount, slope float64),
	worthOf func(flows []Flow, rate decimal.Decimal) decimal.Decimal,
) (decimal.Decimal, error) {
	if err := checkFlows(flows); err != nil {
		return decimal.Zero, err
	}
	worth := func(seed float64) (value, slope float64) {
		for _, flow := range flows {
			discount, change := seedOf(flow.At, seed)
			value += float64(flow.Amount) * discount // seed
			slope += float64(flow.Amount) * change   // seed
		}
		return value, slope
	}
	exact := func(newton decimal.Decimal) float64 { return worthOf(flows, newton).InexactFloat64() }
	return solve(worth, exact, flowSeed(flows))
}

func checkFlows(flows []Flow) error {
	if len(flows) < 2 || len(flows) > 2*MaxInstalments {
		return &FieldError{"flows", fmt.Sprintf("%d is not between 2 and %d flows", len(flows), 2*MaxInstalments)}
	}
	amounts := make([]Money, len(flows))
	for k, flow := range flows {
		amounts[k] = flow.Amount
		if err := checkMoney(fmt.Sprintf("flows[%d]", k), max(flow.Amount, -flow.Amount)); err != nil {
			return err
		}
		m := flow.At
		if m.Whole < 0 || m.Whole > maxDays || m.Num < 0 || m.Num >= m.Den && m.Den+m.Num != 0 {
			return &FieldError{fmt.Sprintf("flows[%d]", k), fmt.Sprintf("%d + %d/%d is no time from now", m.Whole, m.Num, m.Den)}
		}
	}
	if !bothWays(amounts) {
		return &FieldError{"flows", "money goes one way only"}
	}
	return nil
}

// flowSeed is where Newton's method begins; see [loanSeed].
func flowSeed(flows []Flow) (seed float64) {
	advance, paid, weighted := 0.0, 0.0, 0.0
	for _, flow := range flows {
		amount, at := float64(flow.Amount), flow.At.seed() // seed
		if at == 0 {
			advance += amount
			continue
		}
		paid += amount
		weighted += amount * at
		if (amount > 0) != (paid > 0) {
			return noSeed
		}
	}
	return loanSeed(advance, paid, weighted)
}

func (m Moment) seed() float64 { return float64(m.Whole) + m.fractionSeed() }

func (m Moment) fractionSeed() float64 { // seed
	if m.Den == 0 {
		return 0
	}
	return float64(m.Num) / float64(m.Den) // seed
}

func actuarialSeed(m Moment, i float64) (seed, slope float64) {
	fraction := m.fractionSeed()
	seed = math.Pow(1+i, -float64(m.Whole)) / (1 + fraction*i) // seed
	return seed, -seed * (fraction/(1+fraction*i) + float64(m.Whole)/(1+i))
}

func compoundSeed(m Moment, i float64) (seed, slope float64) {
	seed = math.Pow(1+i, -m.seed())
	return seed, -seed * m.seed() / (1 + i)
}

// worthPlaces is the number of decimals of discount factors.
const worthPlaces = 40

func actuarialWorth(flows []Flow, rate decimal.Decimal) decimal.Decimal {
	growth, worth := decimalOne.Add(rate), decimal.Zero
	for _, flow := range flows {
		factor := power(growth, flow.At.Whole).Mul(decimalOne.Add(rate.Mul(flow.At.fraction())))
		worth = worth.Add(discounted(flow.Amount, factor))
	}
	return worth
}

func compoundWorth(flows []Flow, rate decimal.Decimal) decimal.Decimal {
	growth, worth := decimalOne.Add(rate), decimal.Zero
	log, err := growth.Ln(worthPlaces)
	if err != nil {
		return decimal.Zero // unreachable: a rate above −100 % leaves a positive growth
	}
	for _, flow := range flows {
		part, err := log.Mul(flow.At.fraction()).ExpTaylor(worthPlaces)
		if err != nil {
			return decimal.Zero // unreachable: the exponent is finite
		}
		factor := power(growth, flow.At.Whole).Mul(part)
		worth = worth.Add(discounted(flow.Amount, factor))
	}
	return worth
}

// discounted is amount / factor; a factor beyond all money leaves nothing.
func discounted(amount Money, factor decimal.Decimal) decimal.Decimal {
	if factor.NumDigits()+int(factor.Exponent()) > powerDigits {
		return decimal.Zero
	}
	return decimal.New(int64(amount), 0).DivRound(factor, worthPlaces)
}

func (m Moment) fraction() decimal.Decimal {
	if m.Den == 0 {
		return decimal.Zero
	}
	return decimal.New(int64(m.Num), 0).DivRound(decimal.New(int64(m.Den), 0), worthPlaces)
}

// A Unit is a unit period: so many months, or else so many days.
type Unit struct{ Months, Days int }

// UnitPeriods counts the unit periods from one day to a later one as Appendix J (b)(5) does:
// whole months backwards from the later day, and the days before them as thirtieths of a
// month, or for units of whole years as 365ths of a year. Errors name "from", "to" or "unit".
func UnitPeriods(from, to Date, unit Unit) (Moment, error) {
	if err := checkSpan(from, to); err != nil {
		return Moment{}, err
	}
	return unitPeriods(from, to, unit)
}

func unitPeriods(from, to Date, unit Unit) (Moment, error) {
	switch {
	case unit.Days == 0 && unit.Months > 0 && unit.Months <= 1200 && unit.Months%12 == 0:
		periods, days := wholeMonths(from, to, unit.Months)
		return Moment{Whole: periods}.plus(days, 365*unit.Months/12), nil
	case unit.Days == 0 && unit.Months > 0 && unit.Months < 12:
		months, days := wholeMonths(from, to, 1)
		return Moment{Whole: months / unit.Months}.plus(months%unit.Months*30+days, 30*unit.Months), nil
	case unit.Months == 0 && unit.Days > 0 && unit.Days <= maxDays:
		return Moment{}.plus(to.DaysSince(from), unit.Days), nil
	}
	return Moment{}, &FieldError{"unit", fmt.Sprintf("%d months and %d days are no unit period", unit.Months, unit.Days)}
}

// Years counts the years from one day to a later one by the rule of the EC guidelines on
// Directive 2008/48/EC, 4.1: whole months (or whole years, if byYears) backwards from the
// later day, each a twelfth, and the days before them as a fraction of the year that ends
// where the whole periods begin, 365 or 366 days. Errors name "from" or "to".
func Years(from, to Date, byYears bool) (Moment, error) {
	if err := checkSpan(from, to); err != nil {
		return Moment{}, err
	}
	step := 1
	if byYears {
		step = 12
	}
	periods, days := wholeMonths(from, to, step)
	months := periods * step
	start := to.AddMonths(-months, to.Day)
	year := start.DaysSince(start.AddMonths(-12, start.Day))
	return Moment{}.plus(months*year+12*days, 12*year), nil
}

// wholeMonths counts the whole periods of so many months that end at to and do not begin
// before from, and the days that are left before them.
func wholeMonths(from, to Date, months int) (periods, days int) {
	for !to.AddMonths(-(periods+1)*months, to.Day).Before(from) {
		periods++
	}
	return periods, to.AddMonths(-periods*months, to.Day).DaysSince(from)
}

// plus adds a fraction to a whole moment.
func (m Moment) plus(num, den int) Moment {
	m.Whole += num / den
	if num %= den; num > 0 {
		m.Num, m.Den = num, den
	}
	return m
}

func checkSpan(from, to Date) error {
	if err := checkDate("from", from); err != nil {
		return err
	}
	if err := checkDate("to", to); err != nil {
		return err
	}
	if to.Before(from) {
		return &FieldError{"to", fmt.Sprintf("%s is before %s", to, from)}
	}
	return nil
}
