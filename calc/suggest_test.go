package calc

import (
	"testing"

	"github.com/shopspring/decimal"
)

// persona1 owes a 花呗 bill of 14,000 with 560 penalty and has 1,300 left a month.
func persona1() Situation {
	return Situation{
		Today: Date{2026, 11, 21},
		Debts: []Debt{{
			Product: "huabei", Principal: Yuan(14000), Penalty: Yuan(560),
			OverdueDays: 80, DailyRate: decimal.New(5, -4),
		}},
		Income: Yuan(5200), Essentials: Yuan(3900),
	}
}

func TestPersona1(t *testing.T) {
	s, err := Suggest(persona1())
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v %d %s %v", s.Capacity, s.Recommended, s.Reason, s.DoNothing)
	for k, c := range s.Candidates {
		t.Log(k, c.Kind, c.Months, c.Payment, c.LastPayment, c.Total, c.Waived, c.Interest, c.DailyRate, c.APR, c.Affordable, c.Schedule[0].Date, c.Schedule[len(c.Schedule)-1].Date, c.Notes)
	}
}
