package calc

import (
	"testing"

	"pgregory.net/rapid"
)

// Flows that are no plain loan: the solution nearest to 0 is found wherever it is.
func TestSeveralSolutions(t *testing.T) {
	for _, test := range []struct {
		flows []Flow
		want  string
	}{
		{flowList(-100, 230, -132), "0.1"},             // and 0.2
		{flowList(100, -230, 132), "0.1"},              // the other way round
		{flowList(-100, 150, -50), "0"},                // and −0.5
		{flowList(-1000, -1000, 2100), "0.0329709717"}, // two advances
		{flowList(-1, 3, -1), "-0.6180339887"},         // and 1.618…
	} {
		got, err := ActuarialRate(test.flows)
		if err != nil || !got.Round(10).Equal(number(t, test.want)) {
			t.Errorf("%v: %s, want %s (%v)", test.flows, got, test.want, err)
		}
	}
}

func flowList(amounts ...Money) (flows []Flow) {
	for k, amount := range amounts {
		flows = append(flows, Flow{amount, Moment{Whole: k}})
	}
	return flows
}

// TestNominalPercent holds the rate that is read off the seed to the exact one, also where it
// lies on the brink between two hundredths.
func TestNominalPercent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		principal, n := principals.Draw(t, "principal"), counts.Draw(t, "n")
		rows, err := EqualPayments(principal, drawMonthly(t), drawDates(t, n))
		if err != nil {
			return // no such loan
		}
		flows, interest := []Money{-principal}, Money(0)
		for _, row := range rows {
			flows, interest = append(flows, row.Amount), interest+row.Interest
		}
		if interest == 0 {
			return // without interest there is no rate to hold
		}
		monthly, err := IRR(flows)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := nominalPercent(flows), Nominal(monthly, Month).Shift(2).Round(2); !got.Equal(want) {
			t.Errorf("%s, want %s", got, want)
		}
	})
	// A month of 0.005 % a year rounds up, and a fen less rounds down.
	for _, test := range []struct {
		paid Money
		want string
	}{{2_400_010_000_000, "0.01"}, {2_400_009_999_999, "0"}} {
		if got := nominalPercent([]Money{-2_400_000_000_000, test.paid}); !got.Equal(number(t, test.want)) {
			t.Errorf("%s is %s %%, want %s", test.paid, got, test.want)
		}
	}
}
