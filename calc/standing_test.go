package calc

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func persona16(t *testing.T) ([]Due, []Payment) {
	t.Helper()
	dates, err := MonthlyDates(Date{2026, 9, 5}, 0, 12)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := EvenSplit(Yuan(10800), dates)
	if err != nil {
		t.Fatal(err)
	}
	return Dues(rows), []Payment{{Date{2026, 10, 20}, Yuan(400)}, {Date{2026, 9, 5}, Yuan(900)}}
}

func TestPersona16(t *testing.T) {
	dues, payments := persona16(t)
	got, err := Post(dues, payments, Date{2026, 11, 21})
	if err != nil {
		t.Fatal(err)
	}
	if got.Due != Yuan(2700) || got.Paid != Yuan(1300) || got.Arrears != Yuan(1400) || got.Left != Yuan(9500) || got.LateDays != 47 {
		t.Errorf("%+v", got)
	}
	if got.Next != (Due{Date{2026, 12, 5}, Yuan(900)}) {
		t.Errorf("next %v", got.Next)
	}
	want := []InstalmentStanding{
		{Due: Due{Date{2026, 9, 5}, Yuan(900)}, Paid: Yuan(900)},
		{Due: Due{Date{2026, 10, 5}, Yuan(900)}, Paid: Yuan(400), Left: Yuan(500), LateDays: 47},
		{Due: Due{Date{2026, 11, 5}, Yuan(900)}, Left: Yuan(900), LateDays: 16},
	}
	if diff := cmp.Diff(want, got.Instalments[:3]); diff != "" {
		t.Error(diff)
	}
}

func TestPost(t *testing.T) {
	dues, _ := persona16(t)
	for _, test := range []struct {
		name     string
		payments []Payment
		asOf     Date
		want     Standing
	}{
		{"before it begins", nil, Date{2026, 9, 4},
			Standing{Left: Yuan(10800), Next: Due{Date{2026, 9, 5}, Yuan(900)}}},
		{"on the day", nil, Date{2026, 9, 5},
			Standing{Due: Yuan(900), Arrears: Yuan(900), Left: Yuan(10800), Next: Due{Date{2026, 10, 5}, Yuan(900)}}},
		{"early and too much", []Payment{{Date{2026, 9, 1}, Yuan(2000)}}, Date{2026, 9, 5},
			Standing{Due: Yuan(900), Paid: Yuan(2000), Ahead: Yuan(1100), Left: Yuan(8800), Next: Due{Date{2026, 11, 5}, Yuan(700)}}},
		{"a payment to come does not count", []Payment{{Date{2026, 9, 6}, Yuan(900)}}, Date{2026, 9, 5},
			Standing{Due: Yuan(900), Arrears: Yuan(900), Left: Yuan(10800), Next: Due{Date{2026, 10, 5}, Yuan(900)}}},
		{"settled and overpaid", []Payment{{Date{2026, 9, 1}, Yuan(11000)}}, Date{2027, 9, 1},
			Standing{Due: Yuan(10800), Paid: Yuan(11000), Ahead: Yuan(200), Overpaid: Yuan(200)}},
	} {
		t.Run(test.name, func(t *testing.T) {
			slices.Reverse(dues) // the order does not matter
			got, err := Post(dues, test.payments, test.asOf)
			if err != nil {
				t.Fatal(err)
			}
			got.Instalments = nil
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
