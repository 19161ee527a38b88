package calc

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// Terms are the figures that are policy, not mathematics. They change with the law and with
// experience, so they carry the date on which they were last checked. A field left zero
// takes its value from [DefaultTerms].
type Terms struct {
	AsOf          Date            // when these figures were checked
	Recommended   int             // percent of the surplus that is safe to promise
	Maximum       int             // percent of the surplus that may be promised at most
	PenaltyRate   decimal.Decimal // rate per day assumed for a debt whose rate is not known
	Ceiling       decimal.Decimal // rate per year above which courts reduce on request
	MaxMonths     int             // the longest term that is asked for
	Usual         []int           // the terms in months that lenders usually offer, rising
	Deferrals     []int           // the deferrals in months that are considered
	StepMonths    int             // how long a stepped plan stays low if no recovery is in sight
	ReserveMonths int             // months of essentials never spent on a settlement
}

// DefaultTerms returns the figures as of 2026-11-21: 80 % and 90 % of the surplus (a buffer of
// 10–20 % as in the Standard Financial Statement), 0.05 % a day (花呗, to be confirmed from the
// bill), 24 % a year (法发〔2017〕22号 art. 2), 60 months (信用卡业务监督管理办法 art. 70).
func DefaultTerms() Terms {
	return Terms{
		AsOf:          Date{2026, 11, 21},
		Recommended:   80,
		Maximum:       90,
		PenaltyRate:   decimal.New(5, -4),
		Ceiling:       decimal.New(24, -2),
		MaxMonths:     60,
		Usual:         []int{3, 6, 12, 18, 24, 36, 48, 60},
		Deferrals:     []int{3, 6},
		StepMonths:    6,
		ReserveMonths: 1,
	}
}

func (t Terms) withDefaults() Terms {
	standard := DefaultTerms()
	if t.AsOf.IsZero() {
		t.AsOf = standard.AsOf
	}
	if t.PenaltyRate.IsZero() {
		t.PenaltyRate = standard.PenaltyRate
	}
	if t.Ceiling.IsZero() {
		t.Ceiling = standard.Ceiling
	}
	if t.Usual == nil {
		t.Usual = standard.Usual
	}
	if t.Deferrals == nil {
		t.Deferrals = standard.Deferrals
	}
	orStandard(&t.Recommended, standard.Recommended)
	orStandard(&t.Maximum, standard.Maximum)
	orStandard(&t.MaxMonths, standard.MaxMonths)
	orStandard(&t.StepMonths, standard.StepMonths)
	orStandard(&t.ReserveMonths, standard.ReserveMonths)
	return t
}

func orStandard(value *int, standard int) {
	if *value == 0 {
		*value = standard
	}
}

func (t Terms) check() error {
	if t.Recommended < 1 || t.Recommended > t.Maximum || t.Maximum > 100 {
		return &FieldError{"terms.recommended", fmt.Sprintf("%d %% and %d %% are not 1 to 100, rising", t.Recommended, t.Maximum)}
	}
	if t.MaxMonths < 1 || t.MaxMonths > MaxInstalments {
		return &FieldError{"terms.max_months", fmt.Sprintf("%d is not from 1 to %d", t.MaxMonths, MaxInstalments)}
	}
	for _, months := range append(append([]int{t.StepMonths}, t.Usual...), t.Deferrals...) {
		if months < 1 || months > MaxInstalments {
			return &FieldError{"terms.months", fmt.Sprintf("%d is not from 1 to %d", months, MaxInstalments)}
		}
	}
	if t.ReserveMonths < 0 || t.ReserveMonths > 24 {
		return &FieldError{"terms.reserve_months", fmt.Sprintf("%d is not from 0 to 24", t.ReserveMonths)}
	}
	if _, err := boundedRate("terms.penalty_rate", t.PenaltyRate, decimalOne); err != nil {
		return err
	}
	_, err := boundedRate("terms.ceiling", t.Ceiling, maxRate)
	return err
}
