package calc

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
)

// The personas are those of the domain reference, by their numbers there.

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

func persona2() Situation {
	return Situation{
		Today: Date{2026, 11, 21},
		Debts: []Debt{{
			Product: "jiebei", Principal: Yuan(28000), Penalty: 20160,
			OverdueDays: 12, DailyRate: decimal.New(4, -4), PenaltyFactor: decimal.New(15, -1),
		}},
		Income: Yuan(4500), Essentials: Yuan(4200),
	}
}

func persona4() Situation {
	return Situation{
		Today: Date{2026, 11, 21},
		Debts: []Debt{
			{Product: "huabei", Principal: Yuan(6500), OverdueDays: 45, DailyRate: decimal.New(5, -4)},
			{Product: "jiebei", Principal: Yuan(18000), OverdueDays: 45, DailyRate: decimal.New(6, -4)},
		},
		Income: Yuan(3100), Essentials: Yuan(3600),
	}
}

func persona10() Situation {
	s := Situation{Today: Date{2026, 11, 21}, Income: Yuan(8500), Essentials: Yuan(4100)}
	for k, principal := range []int64{14200, 28000, 16700, 9500, 21000, 23000} {
		rate := decimal.New([]int64{50, 40, 50, 65, 60, 45}[k], -5)
		s.Debts = append(s.Debts, Debt{Principal: Yuan(principal), DailyRate: rate})
	}
	return s
}

func persona15() Situation {
	return Situation{
		Today: Date{2026, 11, 21},
		Debts: []Debt{{
			Principal: Yuan(17800), Penalty: Yuan(3500), OverdueDays: 393, DailyRate: decimal.New(5, -4),
		}},
		Income: Yuan(5000), Essentials: Yuan(4000), LumpSum: Yuan(15000), Goals: []Goal{GoalLumpSum},
	}
}

func suggest(t *testing.T, s Situation) Suggestion {
	t.Helper()
	suggestion, err := Suggest(s)
	if err != nil {
		t.Fatal(err)
	}
	return suggestion
}

// find returns the candidate of a kind and term, without interest or with.
func find(t *testing.T, s Suggestion, kind Kind, months int, interest bool) Candidate {
	t.Helper()
	k := slices.IndexFunc(s.Candidates, func(c Candidate) bool {
		return c.Kind == kind && c.Months == months && !c.DailyRate.IsZero() == interest
	})
	if k < 0 {
		t.Fatalf("no %s of %d months", kind, months)
	}
	return s.Candidates[k]
}

func codes(notes []Note) []Code {
	var all []Code
	for _, note := range notes {
		all = append(all, note.Code)
	}
	return all
}

func TestPersona1(t *testing.T) {
	s := suggest(t, persona1())
	if want := (Capacity{Yuan(1300), Yuan(1040), Yuan(1170)}); s.Capacity != want {
		t.Errorf("capacity %v", s.Capacity)
	}

	best := s.Candidates[s.Recommended]
	if best.Kind != KindInstalments || best.Months != 14 || best.Payment != Yuan(1000) || best.LastPayment != Yuan(1000) ||
		best.Waived != Yuan(560) || !best.DailyRate.IsZero() || !best.APR.IsZero() || best.Affordable != LevelRecommended ||
		s.Reason != ReasonShortest {
		t.Errorf("recommended %+v, %s", best, s.Reason)
	}
	if first, last := best.Schedule[0].Date, best.Schedule[13].Date; first != (Date{2026, 12, 15}) || last != (Date{2028, 1, 15}) {
		t.Errorf("from %s to %s", first, last)
	}

	free := find(t, s, KindInstalments, 12, false)
	if free.Payment != 116667 || free.LastPayment != 116663 || free.Affordable != LevelMaximum {
		t.Errorf("12 without interest: %+v", free)
	}
	contract := find(t, s, KindInstalments, 12, true)
	if contract.Payment != 128519 || contract.LastPayment != 128515 || contract.Interest != 142224 ||
		contract.Affordable != LevelNo || contract.APR.String() != "18.25" || contract.DailyRate.String() != "0.0005" {
		t.Errorf("12 at the contract rate: %+v", contract)
	}
	if shortest := find(t, s, KindInstalments, 16, true); shortest.Payment != 99238 || shortest.Affordable != LevelRecommended {
		t.Errorf("16 at the contract rate: %+v", shortest)
	}
	for _, months := range DefaultTerms().Usual {
		find(t, s, KindInstalments, months, false)
		find(t, s, KindInstalments, months, true)
		find(t, s, KindEqualPrincipal, months, true)
	}
	if deferral := find(t, s, KindDeferral, 3, true); deferral.Interest != Yuan(630) || deferral.Total != Yuan(15190) {
		t.Errorf("deferral %+v", deferral)
	}

	nothing := []Projection{{3, Yuan(630), Yuan(15190)}, {6, Yuan(1260), Yuan(15820)}, {12, Yuan(2555), Yuan(17115)}}
	if diff := cmp.Diff(nothing, s.DoNothing); diff != "" {
		t.Error(diff)
	}
	// Nothing waived, 14 months cost exactly the recommended capacity.
	if want := []Note{{Code: NoteWithoutWaiver, Months: 14, Amount: Yuan(1040)}}; !cmp.Equal(s.Notes, want) {
		t.Errorf("notes %v", s.Notes)
	}
}

func TestPersona2(t *testing.T) {
	s := suggest(t, persona2())
	if s.Capacity.Recommended != Yuan(240) || s.Capacity.Maximum != Yuan(270) {
		t.Errorf("capacity %v", s.Capacity)
	}
	best := s.Candidates[s.Recommended]
	if best.Kind != KindStepUp || best.Payment != Yuan(240) || best.Months != 60 || s.Reason != ReasonStepUp {
		t.Errorf("recommended %+v", best)
	}
	if !slices.Contains(codes(best.Notes), NoteNeedsRecovery) || !slices.Contains(codes(s.Notes), NoteTooLong) {
		t.Errorf("notes %v, %v", best.Notes, s.Notes)
	}
	contract, overdue := s.Candidates[len(s.Candidates)-4], s.Candidates[len(s.Candidates)-3]
	if contract.Interest != Yuan(1008) || overdue.Interest != Yuan(1512) || overdue.DailyRate.String() != "0.0006" {
		t.Errorf("deferrals %+v, %+v", contract, overdue)
	}

	// Six months later the average income is back.
	recovering := persona2()
	recovering.Recovery = Recovery{Months: 6, Income: Yuan(6800)}
	best = suggest(t, recovering).Candidates[s.Recommended]
	later := best.Schedule[6]
	if best.Kind != KindStepUp || best.Payment != Yuan(240) || best.Months != 19 || later.Amount > Yuan(2080) || later.Date != (Date{2027, 6, 15}) {
		t.Errorf("recovering: %+v", best)
	}
}

func TestPersona4(t *testing.T) {
	s := suggest(t, persona4())
	if s.Capacity.Surplus != -Yuan(500) || s.Capacity.Recommended != 0 || s.Reason != ReasonDefer {
		t.Errorf("%v, %s", s.Capacity, s.Reason)
	}
	for _, c := range s.Candidates {
		if c.Kind != KindDeferral {
			t.Errorf("a %s without a surplus", c.Kind)
		}
	}
	if best := s.Candidates[s.Recommended]; best.Months != 3 || best.Interest != 29250+97200 {
		t.Errorf("recommended %+v", best)
	}
	if !slices.Contains(codes(s.Notes), NoteNoSurplus) {
		t.Errorf("notes %v", s.Notes)
	}
}

func TestPersona10(t *testing.T) {
	s := suggest(t, persona10())
	if s.Capacity.Recommended != Yuan(3520) {
		t.Errorf("capacity %v", s.Capacity)
	}
	for k, want := range []int64{444, 876, 522, 297 + 4, 657, 720} { // 4 left for the highest rate
		if s.Allocation[k].Amount != Yuan(want) {
			t.Errorf("debt %d gets %s, want %d", k, s.Allocation[k].Amount, want)
		}
	}
	if best := s.Candidates[s.Recommended]; best.Months != 32 || best.Payment != 351250 {
		t.Errorf("recommended %+v", best)
	}
	if len(s.Strategies) != 3 {
		t.Fatalf("strategies %v", s.Strategies)
	}
	for _, strategy := range s.Strategies {
		if strategy.Months == 0 || len(strategy.Order) != 6 {
			t.Errorf("%+v", strategy)
		}
	}
	avalanche, snowball := s.Strategies[1], s.Strategies[2]
	if avalanche.Order[0] != 3 || snowball.Order[0] != 3 || snowball.Order[1] != 0 || avalanche.Order[1] != 4 {
		t.Errorf("order %v, %v", avalanche.Order, snowball.Order)
	}
	if avalanche.Saved <= snowball.Saved || snowball.Saved <= 0 {
		t.Errorf("saved %s, %s", avalanche.Saved, snowball.Saved)
	}
}

// TestPromised holds what may still be promised to what the whole surplus bears: an agreement
// comes off it in full, whatever it is, and the buffer stays.
func TestPromised(t *testing.T) {
	whole := persona10()
	capacity := suggest(t, whole).Capacity
	for promised, want := range map[Money]Capacity{
		0:           capacity,
		Yuan(415):   {Yuan(3985), Yuan(3105), Yuan(3545)},
		Yuan(3700):  {Yuan(700), 0, Yuan(260)},
		Yuan(10000): {Yuan(-5600), 0, 0},
	} {
		beside := whole
		beside.Promised = promised
		beside.Debts = beside.Debts[1:]
		s := suggest(t, beside)
		if s.Capacity != want {
			t.Errorf("beside %s: %v, want %v", promised, s.Capacity, want)
		}
		shared := Money(0)
		for _, share := range s.Allocation {
			shared += share.Amount
		}
		if shared != want.Recommended {
			t.Errorf("beside %s: %s is shared out of %s", promised, shared, want.Recommended)
		}
	}
}

func TestPersona15(t *testing.T) {
	s := suggest(t, persona15())
	lump := find(t, s, KindLumpSum, 1, false)
	if lump.Payment != Yuan(15000) || lump.Waived != Yuan(6300) {
		t.Errorf("lump sum %+v", lump)
	}
	want := []Note{{Code: NoteWaivesPenalty, Amount: Yuan(3500)}, {Code: NoteBelowPrincipal, Amount: Yuan(2800)}}
	if !cmp.Equal(lump.Notes, want) {
		t.Errorf("notes %v", lump.Notes)
	}
	if s.Candidates[s.Recommended].Kind != KindInstalments {
		t.Error("an offer below the principal is recommended")
	}

	// With the principal at hand the penalty is what to ask for.
	enough := persona15()
	enough.LumpSum = Yuan(20000)
	s = suggest(t, enough)
	if best := s.Candidates[s.Recommended]; best.Kind != KindLumpSum || best.Payment != Yuan(17800) || best.Waived != Yuan(3500) || s.Reason != ReasonSettle {
		t.Errorf("recommended %+v, %s", best, s.Reason)
	}

	// The principal but not the interest: recommended if it is what the person wants.
	interest := enough
	interest.Debts = []Debt{interest.Debts[0]}
	interest.Debts[0].Interest = Yuan(5000)
	s = suggest(t, interest)
	best := s.Candidates[s.Recommended]
	if best.Kind != KindLumpSum || s.Reason != ReasonSettleLess || !cmp.Equal(best.Notes[1], Note{Code: NoteWaivesInterest, Amount: Yuan(2800)}) {
		t.Errorf("recommended %+v, %s", best, s.Reason)
	}
}

func TestTightAndNone(t *testing.T) {
	tight := persona1()
	tight.Terms.MaxMonths = 12 // 1,166.67 fits the maximum of 1,170 only
	tight.Terms.StepMonths = 12
	s := suggest(t, tight)
	if best := s.Candidates[s.Recommended]; best.Months != 12 || best.Affordable != LevelMaximum || s.Reason != ReasonTight {
		t.Errorf("recommended %+v, %s", best, s.Reason)
	}

	none := persona4()
	none.Terms.Deferrals = []int{}
	if s := suggest(t, none); s.Recommended != -1 || s.Reason != ReasonNone || len(s.Candidates) != 0 {
		t.Errorf("recommended %d, %s", s.Recommended, s.Reason)
	}
}

func TestDoubts(t *testing.T) {
	for _, test := range []struct {
		change func(*Situation)
		want   Note
	}{
		{func(s *Situation) { s.Income = 0 }, Note{Code: NoteNoIncome}},
		{func(s *Situation) { s.Essentials = 0 }, Note{Code: NoteNoEssentials}},
		{func(s *Situation) { s.LivingFloor = Yuan(4000) }, Note{Code: NoteBelowLivingFloor, Amount: Yuan(4000)}},
		{func(s *Situation) { s.Essentials = Yuan(2000) }, Note{Code: NoteHighShare, Amount: Yuan(1560)}},
		{func(s *Situation) { s.Debts[0].DailyRate = decimal.Zero }, Note{Code: NoteRateAssumed, Debt: "debts[0]", Percent: decimal.New(5, -2)}},
		{func(s *Situation) { s.Debts[0].ID = "h"; s.Debts[0].DailyRate = decimal.New(75, -5) }, Note{Code: NoteRateOverCeiling, Debt: "h", Percent: decimal.New(2738, -2)}},
		{func(s *Situation) { s.Debts[0].Penalty = Yuan(900) }, Note{Code: NotePenaltyUnusual, Debt: "debts[0]", Amount: Yuan(560)}},
		{func(s *Situation) { s.Debts[0].Penalty = 0 }, Note{Code: NotePenaltyMissing, Debt: "debts[0]", Amount: Yuan(560)}},
		{func(s *Situation) { s.Debts[0].Penalty = Yuan(900) }, Note{Code: NoteOverCeiling, Debt: "debts[0]", Amount: 16356}},
		{func(s *Situation) { s.Income = Yuan(4000) }, Note{Code: NoteNeverRepaid, Amount: 21292}},
		{func(s *Situation) { s.Income = Yuan(4000) }, Note{Code: NoteTooLong, Months: 175}},
		{func(s *Situation) { s.Debts[0].MinimumPayment = Yuan(1100) }, Note{Code: NoteMinimums, Amount: Yuan(60)}},
		{func(s *Situation) { s.Debts = append(s.Debts, s.Debts[0]) }, Note{Code: NoteBlendedRate, Percent: decimal.New(5, -2)}},
	} {
		s := persona1()
		test.change(&s)
		notes := suggest(t, s).Notes
		if !slices.ContainsFunc(notes, func(note Note) bool { return cmp.Equal(note, test.want) }) {
			t.Errorf("want %v among %v", test.want, notes)
		}
	}
}

func TestMinimumsAreNeverMoved(t *testing.T) {
	s := persona10()
	s.Debts[0].MinimumPayment = Yuan(1000)
	shares := suggest(t, s).Allocation
	sum := Money(0)
	for _, share := range shares {
		sum += share.Amount
	}
	if shares[0].Amount < Yuan(1000) || sum != Yuan(3520) {
		t.Errorf("%v", shares)
	}
}

func TestInterestFree(t *testing.T) {
	s := persona1()
	s.Debts[0].DailyRate, s.Debts[0].InterestFree = decimal.Zero, true
	for _, c := range suggest(t, s).Candidates {
		if c.Interest != 0 || c.Kind == KindEqualPrincipal {
			t.Errorf("%+v", c)
		}
	}
}

func TestAfford(t *testing.T) {
	got, err := Afford(Yuan(5200), Yuan(3900), Yuan(300), Terms{})
	if want := (Capacity{Yuan(1000), Yuan(800), Yuan(900)}); err != nil || got != want {
		t.Errorf("%v, %v", got, err)
	}
	if got, err := LowestIncome(Yuan(8000), Yuan(4500), Yuan(6800)); err != nil || got != Yuan(4500) {
		t.Errorf("%v, %v", got, err)
	}
	if got, err := SpareSavings(Yuan(6000), Yuan(3200), Terms{}); err != nil || got != Yuan(2800) {
		t.Errorf("%v, %v", got, err)
	}
	if got, err := SpareSavings(Yuan(600), Yuan(3200), Terms{}); err != nil || got != 0 {
		t.Errorf("%v, %v", got, err)
	}
}
