package casefile_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xieshang/calc"
	"xieshang/dialog/casefile"
)

func TestStepped(t *testing.T) {
	steps := casefile.Stepped(casefile.Step{Count: 3, Amount: 500_00}, casefile.Step{Count: 8, Amount: 900_00}, casefile.Step{Count: 1, Amount: 900_00})
	if diff := cmp.Diff([]casefile.Step{{Count: 3, Amount: 500_00}, {Count: 9, Amount: 900_00}}, steps.Steps); diff != "" {
		t.Errorf("runs of one amount are not joined:\n%s", diff)
	}
	steps.DownPayment, steps.MonthlyFee = 1000_00, 10_00
	if steps.Count != 12 || steps.Amount != 900_00 || steps.Total() != 10720_00 || steps.Monthly() != 910_00 {
		t.Errorf("%+v: %s in all, %s a month", steps, steps.Total(), steps.Monthly())
	}
	even := casefile.Stepped(casefile.Step{Count: 1, Amount: 900_00}, casefile.Step{Count: 11, Amount: 900_00})
	if even.Steps != nil || !even.Same(casefile.Terms{Count: 12, Amount: 900_00}) || even.Same(steps) {
		t.Errorf("equal instalments: %+v", even)
	}
}

func TestSteppedAgreement(t *testing.T) {
	steps := []casefile.Step{{Count: 3, Amount: 500_00}, {Count: 9, Amount: 900_00}}
	a, err := casefile.SteppedAgreement(recorded, steps, day(t, "2026-12-31"))
	if err != nil || a.Validate() != nil {
		t.Fatal(err, a.Validate())
	}
	if a.Total() != 9600_00 || a.Instalments[2] != (casefile.Instalment{Due: day(t, "2027-02-28"), Amount: 500_00}) || a.Instalments[3].Amount != 900_00 {
		t.Errorf("%+v", a.Instalments)
	}
	if diff := cmp.Diff(steps, a.Steps()); diff != "" {
		t.Errorf("its steps:\n%s", diff)
	}
	for _, down := range []casefile.Instalment{{Due: day(t, "2027-01-01"), Amount: 1}, {Due: day(t, "2026-12-01")}, {Amount: 1}} {
		if got := field(t, a.PayFirst(down.Due, down.Amount)); got != "down" || a.DownPayment {
			t.Errorf("%+v before the first: refused for %q", down, got)
		}
	}
	if err := a.PayFirst(day(t, "2026-12-01"), 1000_00); err != nil {
		t.Fatal(err)
	}
	terms := a.Terms()
	if !terms.Same(casefile.Terms{Count: 12, Amount: 900_00, Steps: steps, DownPayment: 1000_00}) || terms.First != day(t, "2026-12-31") || terms.PayDay != 31 {
		t.Errorf("as terms: %+v", terms)
	}
	for name, bad := range map[string][]casefile.Step{
		"count":    {{Count: 60, Amount: 1}, {Count: 1, Amount: 1}},
		"steps[1]": {{Count: 1, Amount: 1}, {Count: 2, Amount: 0}},
	} {
		if _, err := casefile.SteppedAgreement(recorded, bad, day(t, "2026-12-31")); field(t, err) != name {
			t.Errorf("%v: %v", bad, err)
		}
	}
	if _, err := casefile.SteppedAgreement(recorded, nil, day(t, "2026-12-31")); field(t, err) != "count" {
		t.Errorf("no instalments: %v", err)
	}
	if _, err := casefile.SteppedAgreement(recorded, steps, calc.Date{}); field(t, err) != "first" {
		t.Errorf("no day: %v", err)
	}
}

// TestPaymentsOfOtherDays records payments out of their order, takes them back, pays too much
// and is let off the rest.
func TestPaymentsOfOtherDays(t *testing.T) {
	a := agreement(t, 3000_00, 3, 1000_00, "2026-12-15")
	for _, p := range []casefile.Payment{{On: day(t, "2026-12-20"), Amount: 300_00}, {On: day(t, "2026-12-10"), Amount: 200_00}} {
		if err := a.Pay(p.On, p.Amount); err != nil {
			t.Fatal(err)
		}
	}
	if a.Payments[0].On != day(t, "2026-12-10") {
		t.Errorf("not by their days: %v", a.Payments)
	}
	if n, late := a.Late(day(t, "2026-12-16")); n != 0 || !late {
		t.Errorf("late with %d, %t", n, late)
	}
	if got := a.TakeBack(0); got.Amount != 200_00 || a.Left() != 2700_00 {
		t.Errorf("took back %+v, left %s", got, a.Left())
	}
	if got := field(t, a.Post(casefile.Payment{On: day(t, "2026-12-21"), Amount: 2600_00, Over: 1})); got != "amount" {
		t.Errorf("an overpayment while something is left: %q", got)
	}
	a.Settle(recorded)
	if a.Left() != 0 || a.Remitted != 2700_00 || a.LeftOn(2) != 0 {
		t.Errorf("let off: %s left, %s let go", a.Left(), a.Remitted)
	}
	if a.TakeBack(0); a.Left() != 3000_00 || a.Remitted != 0 {
		t.Errorf("taken back: %s left, %s let go", a.Left(), a.Remitted)
	}
	if err := a.Post(casefile.Payment{On: day(t, "2026-12-22"), Amount: 3000_00, Over: 100_00}); err != nil || a.Left() != 0 || a.Payments[0].Over != 100_00 || a.Paid() != 3000_00 {
		t.Errorf("%v: %+v", err, a.Payments)
	}
}

func TestMove(t *testing.T) {
	dues := func(a *casefile.Agreement) (list []string) {
		for _, i := range a.Instalments {
			list = append(list, i.Due.String()+" "+i.Amount.String())
		}
		return list
	}
	a := agreement(t, 3000_00, 3, 1000_00, "2026-12-15")
	if err := a.Pay(day(t, "2026-12-15"), 1400_00); err != nil {
		t.Fatal(err)
	}
	for n, to := range []string{"2027-01-01", "2026-12-14"} {
		if got := field(t, a.Move(n, day(t, to))); got != "due" {
			t.Errorf("instalment %d to %s: refused for %q", n, to, got)
		}
	}
	if err := a.Move(1, day(t, "2027-01-28")); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"2026-12-15 1000.00", "2027-01-28 1000.00", "2027-02-15 1000.00"}, dues(a)); diff != "" {
		t.Errorf("to another day of the month:\n%s", diff)
	}
	if err := a.Move(1, day(t, "2027-03-15")); err != nil || a.Validate() != nil {
		t.Fatal(err, a.Validate())
	}
	if diff := cmp.Diff([]string{"2026-12-15 1000.00", "2027-01-28 400.00", "2027-02-15 1000.00", "2027-03-15 600.00"}, dues(a)); diff != "" || a.Left() != 1600_00 || a.LeftOn(1) != 0 {
		t.Errorf("behind the last one, %s left:\n%s", a.Left(), diff)
	}
	if got := field(t, a.MoveAll(2, day(t, "2027-02-14"))); got != "due" {
		t.Errorf("all to an earlier day: refused for %q", got)
	}
	if err := a.MoveAll(2, day(t, "2027-03-31")); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"2026-12-15 1000.00", "2027-01-28 400.00", "2027-03-31 1000.00", "2027-04-30 600.00"}, dues(a)); diff != "" {
		t.Errorf("all of the rest:\n%s", diff)
	}
}

func TestWaiverOf(t *testing.T) {
	debt := &casefile.Debt{Principal: 14000_00, Interest: 300_00, Penalty: 560_00, Fees: 40_00}
	for total, want := range map[calc.Money]casefile.Waiver{
		14900_00: {}, 20000_00: {},
		14400_00: {Penalty: 500_00},
		14000_00: {Penalty: 560_00, Fees: 40_00, Interest: 300_00},
		13000_00: {Penalty: 560_00, Fees: 40_00, Interest: 300_00, Principal: 1000_00},
	} {
		if got := casefile.WaiverOf(debt, total); got != want || got.Total() != max(0, 14900_00-total) {
			t.Errorf("for %s: %+v", total, got)
		}
	}
}

func TestPoints(t *testing.T) {
	p := casefile.Points{}
	for _, want := range []int{1, 0, 0} { // settled, not settled, not known
		p.Tick(calc.GapInterest)
		if len(p.Settled()) != want || len(p.Open())+len(p.Settled()) != len(casefile.Checkable()) {
			t.Errorf("settled %v, open %v", p.Settled(), p.Open())
		}
	}
	if len(p) != 0 {
		t.Errorf("known again: %v", p)
	}
}

func TestLog(t *testing.T) {
	c := casefile.New(1, recorded)
	if _, ok := c.Pending(); ok {
		t.Error("an answer is waited for before anything was asked")
	}
	c.Log(casefile.Contact{At: recorded, Outcome: casefile.HandedIn})
	c.Log(casefile.Contact{At: recorded.Add(time.Hour), Outcome: casefile.OnlyTalked})
	if n := c.Log(casefile.Contact{At: recorded.Add(-time.Hour), Outcome: casefile.NoAnswer}); n != 0 {
		t.Errorf("an earlier contact is put at %d", n)
	}
	c.Stage = casefile.Submitted
	if since, ok := c.Pending(); !ok || since.At != recorded {
		t.Errorf("waiting since %v, %t", since, ok)
	}
	c.Unlog(1)
	if since, ok := c.Pending(); !ok || since.Outcome != casefile.NoAnswer {
		t.Errorf("after a deletion waiting since %+v, %t", since, ok)
	}
	c.Log(casefile.Contact{At: recorded.Add(2 * time.Hour), Outcome: casefile.RefusedIt})
	if _, ok := c.Pending(); ok {
		t.Error("an answer is waited for after a refusal")
	}
}

func TestToggle(t *testing.T) {
	var c casefile.Contact
	for _, e := range []casefile.Evidence{casefile.Paper, casefile.Screenshot, casefile.Recording, casefile.Screenshot} {
		c.Toggle(e)
	}
	if diff := cmp.Diff([]casefile.Evidence{casefile.Recording, casefile.Paper}, c.Evidence); diff != "" {
		t.Error(diff)
	}
}

func TestStanding(t *testing.T) {
	c := casefile.New(1, recorded)
	c.Agreement = agreement(t, 2000_00, 2, 1000_00, "2026-12-15")
	check := func(on string, want casefile.Stage) {
		t.Helper()
		if got := c.Standing(day(t, on)); got != want {
			t.Errorf("on %s with %v: %s", on, c.Agreement.Payments, got)
		}
	}
	check("2026-12-15", casefile.Agreed)
	check("2026-12-16", casefile.Broken)
	if err := c.Agreement.Pay(day(t, "2026-12-16"), 1000_00); err != nil {
		t.Fatal(err)
	}
	check("2026-12-16", casefile.Performing)
	check("2027-01-16", casefile.Broken)
	c.Agreement.Settle(recorded)
	check("2027-01-16", casefile.Settled)
}
