package document

import (
	"testing"
	"time"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

var today = calc.Date{Year: 2026, Month: time.November, Day: 21}

func day(y int, m time.Month, d int) calc.Date { return calc.Date{Year: y, Month: m, Day: d} }

func shanghai(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func printer(t testing.TB, l locale.Language) *locale.Printer {
	t.Helper()
	texts, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	return texts.Printer(l)
}

func press(t testing.TB) *Press {
	t.Helper()
	p, err := NewPress()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// running is a case in the middle of everything: two debts, a long negotiation, an agreement
// that was changed once, some instalments paid, one in part, one late.
func running(t testing.TB, l locale.Language) Records {
	t.Helper()
	zone := shanghai(t)
	opened := time.Date(2026, 7, 1, 10, 0, 0, 0, zone)
	c := casefile.New(1, opened)
	c.Debts = []casefile.Debt{
		{Product: casefile.Huabei, Principal: calc.Yuan(14000), Penalty: calc.Yuan(560), Split: true, AsOf: day(2026, 7, 20), Due: day(2026, 5, 2)},
		{Product: casefile.CreditCard, Principal: calc.Yuan(8200), AsOf: day(2026, 7, 20), Due: day(2026, 6, 11)},
	}
	income, essentials := calc.Yuan(5200), calc.Yuan(3900)
	c.Budget = casefile.Budget{Income: &income, Essentials: &essentials, LumpSum: calc.Yuan(500), Savings: calc.Yuan(2000), PayDay: 15}
	c.Hardship.Cause = casefile.IncomeDrop
	c.SetMaterial("bill_screenshot", casefile.Have)
	c.SetMaterial("wage_slips", casefile.Have)
	for i, o := range []casefile.Outcome{casefile.NoAnswer, casefile.RefusedIt, casefile.CounterMade, casefile.Accepted} {
		c.Contacts = append(c.Contacts, casefile.Contact{At: opened.AddDate(0, 0, 3*i), Outcome: o})
	}
	for i, to := range []casefile.Stage{casefile.Waiting, casefile.Refused, casefile.Countered, casefile.Agreed} {
		if err := c.Become(to, opened.AddDate(0, 0, 3*i)); err != nil {
			t.Fatal(err)
		}
	}
	c.Rounds = []casefile.Round{{On: day(2026, 7, 7), Offer: casefile.Terms{Count: 12, Amount: calc.Yuan(1030), DownPayment: calc.Yuan(500), MonthlyFee: calc.Yuan(299)}}}
	old, err := casefile.NewAgreement(opened.AddDate(0, 0, 10), calc.Yuan(14560), 12, 121333, day(2026, 8, 15))
	if err != nil {
		t.Fatal(err)
	}
	pay(t, old, day(2026, 8, 15), 121333)
	c.Earlier = []casefile.Agreement{*old}
	now, err := casefile.NewAgreement(opened.AddDate(0, 2, 0), calc.Yuan(14000)-121333, 14, 91333, day(2026, 9, 15))
	if err != nil {
		t.Fatal(err)
	}
	now.Version = 2
	pay(t, now, day(2026, 9, 15), 91333)
	pay(t, now, day(2026, 10, 16), 91333)
	pay(t, now, day(2026, 11, 15), 40000)
	c.Agreement = now
	for _, to := range []casefile.Stage{casefile.Performing, casefile.Broken} {
		if err := c.Become(to, opened.AddDate(0, 3, 0)); err != nil {
			t.Fatal(err)
		}
	}
	return planned(t, c, l)
}

// proposing is a case for which a plan is proposed, and nothing is agreed.
func proposing(t testing.TB, l locale.Language) Records {
	t.Helper()
	c := casefile.New(2, time.Date(2026, 11, 21, 10, 0, 0, 0, shanghai(t)))
	c.Debts = []casefile.Debt{{Product: casefile.Huabei, Principal: calc.Yuan(14000), Penalty: calc.Yuan(560), Split: true, AsOf: today, Due: day(2026, 9, 2)}}
	income, essentials := calc.Yuan(5200), calc.Yuan(3900)
	c.Budget.Income, c.Budget.Essentials = &income, &essentials
	c.Hardship.Cause = casefile.IncomeDrop
	return planned(t, c, l)
}

func pay(t testing.TB, a *casefile.Agreement, on calc.Date, amount calc.Money) {
	t.Helper()
	if err := a.Pay(on, amount); err != nil {
		t.Fatal(err)
	}
}

// planned works out the plans for the first debt of a case.
func planned(t testing.TB, c casefile.Case, l locale.Language) Records {
	t.Helper()
	d := c.Main()
	s, err := calc.Suggest(calc.Situation{Today: today, Income: *c.Budget.Income, Essentials: *c.Budget.Essentials,
		Debts: []calc.Debt{{Product: string(d.Product), Principal: d.Principal, Penalty: d.Penalty, OverdueDays: d.OverdueDays(today), DailyRate: calc.DefaultTerms().PenaltyRate}}})
	if err != nil {
		t.Fatal(err)
	}
	r := Records{Case: &c, Plans: &s, Print: printer(t, l), Today: today, Zone: shanghai(t), Hour: 9}
	if s.Recommended >= 0 {
		r.Best = &s.Candidates[s.Recommended]
	}
	return r
}
