package calc

import "testing"

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
