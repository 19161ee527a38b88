package calc

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func checkOffer(t *testing.T, o Offer, s Situation) OfferCheck {
	t.Helper()
	check, err := CheckOffer(o, s)
	if err != nil {
		t.Fatal(err)
	}
	return check
}

func TestCheckOffer(t *testing.T) {
	for _, test := range []struct {
		name           string
		offer          Offer
		affordable     Level
		verdict        Verdict
		total, extra   Money
		plan, nothing  Money // differences to the plan of 14,000 and to 14,560 with penalty
		apr, effective string
	}{
		{"as recommended", Offer{Count: 14, Amount: Yuan(1000)}, LevelRecommended, VerdictGood,
			Yuan(14000), -Yuan(560), 0, -Yuan(560) - Yuan(2555) - Yuan(420), "0", "0"},
		{"all of it", Offer{Count: 14, Amount: Yuan(1040)}, LevelRecommended, VerdictGood,
			Yuan(14560), 0, Yuan(560), -Yuan(2975), "0", "0"},
		{"tight", Offer{Count: 12, Amount: 116667, LastAmount: 116663}, LevelMaximum, VerdictTight,
			Yuan(14000), -Yuan(560), 0, -Yuan(3115), "0", "0"},
		{"at the contract rate", Offer{Count: 12, Amount: 128519, LastAmount: 128515}, LevelNo, VerdictTooHigh,
			1542224, 86224, 142224, 86224 - 255500, "10.76", "11.3"},
		{"long", Offer{Count: 24, Amount: 70063}, LevelRecommended, VerdictFits,
			1681512, 225512, 281512, 225512 - 511000, "14.23", "15.19"},
		{"with a fee", Offer{Count: 24, Amount: 70063, MonthlyFee: Yuan(200)}, LevelRecommended, VerdictTooDear,
			2161512, 705512, 761512, 705512 - 511000, "41.23", "49.99"},
		{"low at first", Offer{Count: 12, Amount: Yuan(900), Amounts: slices.Concat(slices.Repeat([]Money{Yuan(500)}, 3), slices.Repeat([]Money{Yuan(900)}, 9))},
			LevelRecommended, VerdictGood, Yuan(9600), -Yuan(4960), -Yuan(4400), -Yuan(4960) - Yuan(2555), "0", "0"},
		{"low at first, dear at last", Offer{Count: 4, Amount: Yuan(1000), Amounts: []Money{Yuan(100), Yuan(100), Yuan(100), Yuan(14000)}},
			LevelNo, VerdictTooHigh, Yuan(14300), -Yuan(260), Yuan(300), -Yuan(260) - Yuan(840), "0", "0"},
		{"down payment not at hand", Offer{Count: 10, Amount: Yuan(1000), DownPayment: Yuan(4000)}, LevelNo, VerdictTooHigh,
			Yuan(14000), -Yuan(560), 0, -Yuan(560) - Yuan(2100), "0", "0"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := checkOffer(t, test.offer, persona1())
			if got.Affordable != test.affordable || got.Verdict != test.verdict || got.Total != test.total || got.Extra != test.extra ||
				got.AgainstPlan != test.plan || got.AgainstNothing != test.nothing ||
				got.APR.String() != test.apr || got.EffectiveAPR.String() != test.effective {
				t.Errorf("got %+v", got)
			}
		})
	}
}

// TestPersona21: 12 × 1,030 and a membership of 299 a month on 10,000.
func TestPersona21(t *testing.T) {
	s := persona1()
	s.Debts = []Debt{{Product: "other", Principal: Yuan(10000), DailyRate: s.Debts[0].DailyRate}}
	s.Income = Yuan(6000)
	plain := checkOffer(t, Offer{Count: 12, Amount: Yuan(1030)}, s)
	if plain.APR.String() != "41.05" || plain.Verdict != VerdictTooDear {
		t.Errorf("%s %%, %s", plain.APR, plain.Verdict)
	}
	member := checkOffer(t, Offer{Count: 12, Amount: Yuan(1030), MonthlyFee: Yuan(299)}, s)
	if member.APR.String() != "96.36" || !slices.Contains(codes(member.Notes), NoteDearerThanLimit) {
		t.Errorf("%s %%, %v", member.APR, member.Notes)
	}
}

func TestOfferGapsAndDates(t *testing.T) {
	got := checkOffer(t, Offer{Count: 3, Amount: Yuan(100)}, persona1())
	want := slices.DeleteFunc(AllGaps(), func(g Gap) bool { return g == GapTotal })
	if !slices.Equal(got.Missing, want) {
		t.Errorf("missing %v", got.Missing)
	}
	if got.Dues[0] != (Due{Date{2026, 12, 15}, Yuan(100)}) {
		t.Errorf("dues %v", got.Dues)
	}
	if want := []Note{{Code: NoteRestWaived, Amount: Yuan(14260)}}; !cmp.Equal(got.Notes, want) {
		t.Errorf("notes %v", got.Notes)
	}

	got = checkOffer(t, Offer{
		Count: 61, Amount: Yuan(200), LastAmount: Yuan(60), DownPayment: Yuan(1), First: Date{2026, 12, 31},
		Settled: []Gap{GapInterest, GapWaiver, GapOrder, GapBreach, GapEarly, GapCredit, GapCollection, GapChannel, GapWriting, GapSettlement},
	}, persona1())
	if len(got.Missing) != 0 {
		t.Errorf("missing %v", got.Missing)
	}
	if got.Dues[2].Date != (Date{2027, 2, 28}) || got.Dues[3].Date != (Date{2027, 3, 31}) || got.Dues[60].Amount != Yuan(60) {
		t.Errorf("dues %v", got.Dues)
	}
	if !slices.Equal(codes(got.Notes), []Code{NoteRestWaived, NoteDownPayment, NoteTooLong}) {
		t.Errorf("notes %v", got.Notes)
	}
}
