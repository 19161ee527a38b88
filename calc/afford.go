package calc

import "fmt"

// Capacity is what a month leaves for debts.
type Capacity struct {
	Surplus     Money `json:"-"`           // income − essentials − priority payments; may be negative
	Recommended Money `json:"recommended"` // 80 % of a positive surplus, cut to the fen
	Maximum     Money `json:"maximum"`     // 90 % of a positive surplus, cut to the fen
}

// A Level says how well a monthly amount fits the capacity.
type Level string

const (
	LevelRecommended Level = "recommended" // at most Capacity.Recommended
	LevelMaximum     Level = "maximum"     // at most Capacity.Maximum: any surprise breaks it
	LevelNo          Level = "no"          // more than can be kept up
)

// Afford computes surplus = income − essentials − priority and the shares of it that may be
// promised. Priority payments (rent, mortgage, maintenance, what a court has ruled) come
// before any instalment, so they reduce the surplus in full. A surplus of zero or less
// leaves a capacity of 0.00. Errors name "income", "essentials" or "priority".
func Afford(income, essentials, priority Money, terms Terms) (Capacity, error) {
	terms = terms.withDefaults()
	if err := terms.check(); err != nil {
		return Capacity{}, err
	}
	if err := checkBudget(income, essentials, priority); err != nil {
		return Capacity{}, err
	}
	surplus := income - essentials - priority
	return Capacity{
		Surplus:     surplus,
		Recommended: share(surplus, terms.Recommended),
		Maximum:     share(surplus, terms.Maximum),
	}, nil
}

// Beside returns what may be promised where part of it has been promised already.
func (c Capacity) Beside(promised Money) Capacity {
	return Capacity{
		Surplus:     c.Surplus - promised,
		Recommended: max(0, c.Recommended-promised),
		Maximum:     max(0, c.Maximum-promised),
	}
}

func checkBudget(income, essentials, priority Money) error {
	if err := checkMoney("income", income); err != nil {
		return err
	}
	if err := checkMoney("essentials", essentials); err != nil {
		return err
	}
	return checkMoney("priority", priority)
}

func share(surplus Money, percent int) Money { return max(0, surplus) * Money(percent) / 100 }

// Level places a monthly amount in the capacity.
func (c Capacity) Level(monthly Money) Level {
	switch {
	case monthly <= c.Recommended:
		return LevelRecommended
	case monthly <= c.Maximum:
		return LevelMaximum
	}
	return LevelNo
}

// LowestIncome is the base for an irregular income: the lowest of the months given, normally
// the last three. Errors name "income".
func LowestIncome(months ...Money) (Money, error) {
	if len(months) == 0 {
		return 0, &FieldError{"income", "no month is given"}
	}
	lowest := months[0]
	for k, month := range months {
		if err := checkMoney(fmt.Sprintf("income[%d]", k), month); err != nil {
			return 0, err
		}
		lowest = min(lowest, month)
	}
	return lowest, nil
}

// SpareSavings is what savings leave for a settlement after the emergency reserve of
// Terms.ReserveMonths months of essentials; it is never negative. Errors name "savings"
// or "essentials".
func SpareSavings(savings, essentials Money, terms Terms) (Money, error) {
	terms = terms.withDefaults()
	if err := terms.check(); err != nil {
		return 0, err
	}
	if err := checkMoney("savings", savings); err != nil {
		return 0, err
	}
	if err := checkMoney("essentials", essentials); err != nil {
		return 0, err
	}
	return max(0, savings-essentials*Money(terms.ReserveMonths)), nil
}
