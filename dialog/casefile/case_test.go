package casefile_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"xieshang/calc"
	"xieshang/dialog/casefile"
)

// TestMoves goes from every stage to every other.
func TestMoves(t *testing.T) {
	stages := strings.Fields("preparing contacted submitted waiting countered refused agreed performing broken settled")
	allowed := map[string]string{
		"preparing":  "contacted submitted waiting countered refused agreed",
		"contacted":  "preparing contacted submitted waiting countered refused agreed",
		"submitted":  "preparing contacted submitted waiting countered refused agreed",
		"waiting":    "preparing contacted submitted waiting countered refused agreed",
		"countered":  "preparing contacted submitted waiting countered refused agreed",
		"refused":    "preparing contacted submitted waiting countered refused agreed",
		"agreed":     "agreed performing broken settled",
		"performing": "agreed performing broken settled",
		"broken":     "agreed performing broken settled",
		"settled":    "agreed performing broken",
	}
	for _, from := range stages {
		for _, to := range append(stages, "", "somewhere") {
			c := casefile.New(1, recorded)
			c.Stage = casefile.Stage(from)
			err := c.Become(casefile.Stage(to), recorded.Add(time.Hour))
			may := strings.Contains(" "+allowed[from]+" ", " "+to+" ") && to != ""
			switch {
			case may && (err != nil || c.Stage != casefile.Stage(to)):
				t.Errorf("%s to %s: %v", from, to, err)
			case !may && (field(t, err) != "stage" || c.Stage != casefile.Stage(from) || len(c.Moves) > 0):
				t.Errorf("%s to %s: %v, now at %s after %v", from, to, err, c.Stage, c.Moves)
			case may && len(c.Moves) != map[bool]int{true: 0, false: 1}[from == to]:
				t.Errorf("%s to %s: logged %v", from, to, c.Moves)
			}
		}
	}
}

// full is a case in which every field is set.
func full(t *testing.T) casefile.Case {
	t.Helper()
	income, essentials, rate := calc.Money(5200_00), calc.Money(3900_00), decimal.RequireFromString("0.0005")
	c := casefile.New(3, recorded)
	c.Debts = []casefile.Debt{
		{Product: casefile.Huabei, Principal: 14000_00, Interest: 1_01, Penalty: 560_00, Fees: 20_00, Split: true, Due: day(t, "2026-09-02"), DailyRate: &rate},
		{Product: casefile.CreditCard, Principal: 8000_00},
	}
	c.Budget = casefile.Budget{Income: &income, Essentials: &essentials, OtherDebts: 300_00, LumpSum: 1000_00, Offer: 800_00, PayDay: 31}
	c.Hardship = casefile.Hardship{Cause: casefile.IncomeDrop}
	c.Goals = []casefile.Goal{casefile.WaivePenalty, casefile.Instalments}
	c.SetMaterial("wage_slips", casefile.Have)
	c.Contacts = []casefile.Contact{{At: recorded, Outcome: casefile.CounterMade, Channel: casefile.Phone, JobNo: "A1024", Said: "十二期", Promised: "三天内答复",
		AnswerBy: day(t, "2026-11-24"), Evidence: []casefile.Evidence{casefile.Screenshot}}}
	c.Rounds = []casefile.Round{
		{On: day(t, "2026-11-22"), Offer: casefile.Terms{Count: 12, Amount: 1030_00, DownPayment: 1, MonthlyFee: 299_00}},
		{On: day(t, "2026-11-22"), Ours: true, Offer: casefile.Stepped(casefile.Step{Count: 3, Amount: 500_00}, casefile.Step{Count: 9, Amount: 900_00})},
	}
	c.Court = &casefile.Court{Paper: casefile.Complaint, Served: day(t, "2026-11-10"), AnswerBy: day(t, "2026-11-25"), Hearing: day(t, "2026-12-08")}
	c.Grievances = []casefile.Grievance{{Desk: casefile.LenderDesk, Filed: day(t, "2026-11-20")}}
	c.Agreement = agreement(t, 14000_00, 14, 1000_00, "2026-12-15")
	if err := c.Agreement.PayFirst(day(t, "2026-12-01"), 300_00); err != nil {
		t.Fatal(err)
	}
	c.Agreement.MonthlyFee, c.Agreement.Waived = 1_00, casefile.Waiver{Penalty: 560_00}
	c.Agreement.Other, c.Agreement.Interest = casefile.LenderParty, casefile.InterestStopped
	c.Agreement.Points, c.Agreement.Evidence = casefile.Points{calc.GapInterest: true, calc.GapBreach: false}, []casefile.Evidence{casefile.Paper}
	c.Earlier = []casefile.Agreement{*agreement(t, 9600_00, 12, 800_00, "2026-06-15")}
	c.Agreement.Version, c.Agreement.Change = 2, casefile.NewTerms
	c.Agreement.Instalments[0].Snoozed = recorded.Add(10 * time.Hour)
	if err := c.Become(casefile.Agreed, recorded); err != nil {
		t.Fatal(err)
	}
	if err := c.Agreement.Pay(day(t, "2026-12-15"), 1); err != nil {
		t.Fatal(err)
	}
	return c
}

// TestJSON writes a case and reads it again: nothing is lost, and money is exact.
func TestJSON(t *testing.T) {
	for name, c := range map[string]casefile.Case{"full": full(t), "new": casefile.New(1, recorded)} {
		text, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		var back casefile.Case
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c, back); diff != "" {
			t.Errorf("%s (-written +read):\n%s", name, diff)
		}
		again, err := json.Marshal(back)
		if err != nil || string(again) != string(text) {
			t.Errorf("%s is written differently the second time:\n%s\n%s", name, text, again)
		}
	}
}

// TestValidate spoils one field after the other and wants it named.
func TestValidate(t *testing.T) {
	tests := []struct {
		field string
		spoil func(*casefile.Case)
	}{
		{"", func(*casefile.Case) {}},
		{"stage", func(c *casefile.Case) { c.Stage = "asleep" }},
		{"debts[0].principal", func(c *casefile.Case) { c.Debts[0].Principal = -1 }},
		{"debts[0].interest", func(c *casefile.Case) { c.Debts[0].Interest = calc.MaxMoney + 1 }},
		{"debts[1].penalty", func(c *casefile.Case) { c.Debts[1].Penalty = -1 }},
		{"debts[1].fees", func(c *casefile.Case) { c.Debts[1].Fees = -1 }},
		{"debts[0].daily_rate", func(c *casefile.Case) { r := decimal.NewFromInt(-1); c.Debts[0].DailyRate = &r }},
		{"debts[0].daily_rate", func(c *casefile.Case) { r := decimal.NewFromInt(2); c.Debts[0].DailyRate = &r }},
		{"budget.income", func(c *casefile.Case) { *c.Budget.Income = -1 }},
		{"budget.essentials", func(c *casefile.Case) { *c.Budget.Essentials = -1 }},
		{"budget.other_debts", func(c *casefile.Case) { c.Budget.OtherDebts = -1 }},
		{"budget.lump_sum", func(c *casefile.Case) { c.Budget.LumpSum = -1 }},
		{"budget.offer", func(c *casefile.Case) { c.Budget.Offer = -1 }},
		{"budget.pay_day", func(c *casefile.Case) { c.Budget.PayDay = 32 }},
		{"hardship.cause", func(c *casefile.Case) { c.Hardship.Cause = "weather" }},
		{"materials[0].kind", func(c *casefile.Case) { c.Materials[0].Kind = "" }},
		{"materials[0].status", func(c *casefile.Case) { c.Materials[0].Status = "lost" }},
		{"court.paper", func(c *casefile.Case) { c.Court.Paper = "postcard" }},
		{"court.answer_by", func(c *casefile.Case) { c.Court.AnswerBy = day(t, "2026-11-09") }},
		{"grievances[0].desk", func(c *casefile.Case) { c.Grievances[0].Desk = "police" }},
		{"grievances[0].filed", func(c *casefile.Case) { c.Grievances[0].Filed = calc.Date{} }},
		{"contacts[0].outcome", func(c *casefile.Case) { c.Contacts[0].Outcome = "maybe" }},
		{"contacts[0].channel", func(c *casefile.Case) { c.Contacts[0].Channel = "pigeon" }},
		{"contacts[0].job_no", func(c *casefile.Case) { c.Contacts[0].JobNo = "小王" }},
		{"contacts[0].said", func(c *casefile.Case) { c.Contacts[0].Said = strings.Repeat("说", casefile.MaxWords+1) }},
		{"contacts[0].promised", func(c *casefile.Case) { c.Contacts[0].Promised = strings.Repeat("说", casefile.MaxWords+1) }},
		{"contacts[0].evidence[0]", func(c *casefile.Case) { c.Contacts[0].Evidence[0] = "rumour" }},
		{"rounds[0].offer.count", func(c *casefile.Case) { c.Rounds[0].Offer.Count = 0 }},
		{"rounds[0].offer.monthly_fee", func(c *casefile.Case) { c.Rounds[0].Offer.MonthlyFee = -1 }},
		{"rounds[1].offer.steps", func(c *casefile.Case) { c.Rounds[1].Offer.Steps[0].Count = 4 }},
		{"rounds[1].offer.steps[1]", func(c *casefile.Case) { c.Rounds[1].Offer.Steps[1].Amount = 0 }},
		{"agreement.monthly_fee", func(c *casefile.Case) { c.Agreement.MonthlyFee = -1 }},
		{"agreement.remitted", func(c *casefile.Case) { c.Agreement.Remitted = -1 }},
		{"agreement.waived.penalty", func(c *casefile.Case) { c.Agreement.Waived.Penalty = -1 }},
		{"agreement.interest", func(c *casefile.Case) { c.Agreement.Interest = "perhaps" }},
		{"agreement.other", func(c *casefile.Case) { c.Agreement.Other = "neighbour" }},
		{"agreement.points", func(c *casefile.Case) { c.Agreement.Points["weather"] = true }},
		{"agreement.evidence[0]", func(c *casefile.Case) { c.Agreement.Evidence[0] = "rumour" }},
		{"agreement.down_payment", func(c *casefile.Case) { c.Agreement.Instalments = c.Agreement.Instalments[:1] }},
		{"agreement.instalments", func(c *casefile.Case) { c.Agreement.Instalments = nil }},
		{"agreement.instalments", func(c *casefile.Case) { c.Agreement.Instalments[0].Due = c.Agreement.Instalments[5].Due }},
		{"agreement.instalments[2].amount", func(c *casefile.Case) { c.Agreement.Instalments[2].Amount = 0 }},
		{"agreement.payments[0].amount", func(c *casefile.Case) { c.Agreement.Payments[0].Amount = -1 }},
	}
	for _, test := range tests {
		c := full(t)
		test.spoil(&c)
		if got := field(t, c.Validate()); got != test.field {
			t.Errorf("named %q, not %q", got, test.field)
		}
	}
}

func TestDebt(t *testing.T) {
	d := full(t).Debts[0]
	if got := d.Total(); got != 14581_01 {
		t.Errorf("total %s", got)
	}
	for on, want := range map[string]int{"2026-09-01": 0, "2026-09-02": 0, "2026-09-03": 1, "2026-11-21": 80} {
		if got := d.OverdueDays(day(t, on)); got != want {
			t.Errorf("on %s it is %d days late, not %d", on, got, want)
		}
	}
	if got := (&casefile.Debt{}).OverdueDays(day(t, "2026-11-21")); got != 0 {
		t.Errorf("a debt due nobody knows when is %d days late", got)
	}
}

func TestBudget(t *testing.T) {
	c := full(t)
	if got := c.Surplus(); got != 1000_00 || !c.Budget.Known() {
		t.Errorf("surplus %s", got)
	}
	c.Budget.Essentials = nil
	if got := c.Surplus(); got != 0 || c.Budget.Known() {
		t.Errorf("surplus %s of a budget that is not known", got)
	}
}

func TestChecklist(t *testing.T) {
	c := full(t)
	c.SetMaterial("bill_screenshot", casefile.NotApplicable)
	c.SetMaterial("wage_slips", casefile.Need)
	c.SetMaterial("wage_slips", casefile.Have)
	status := map[casefile.MaterialKind]casefile.MaterialStatus{}
	for _, m := range c.Checklist() {
		status[m.Kind] = m.Status
	}
	if status["wage_slips"] != casefile.Have || status["bill_screenshot"] != casefile.NotApplicable || status["employer_notice"] != casefile.Need {
		t.Errorf("checklist: %v", status)
	}
	for _, cause := range casefile.Causes {
		c := casefile.Case{Hardship: casefile.Hardship{Cause: cause}}
		if list := c.Checklist(); len(list) < 4 || list[0].Kind != "bill_screenshot" {
			t.Errorf("%s: %v", cause, list)
		}
	}
}

func TestPaidFirstAndSurplus(t *testing.T) {
	income, essentials := calc.Yuan(6000), calc.Yuan(3500)
	c := casefile.Case{Stage: casefile.Preparing, Budget: casefile.Budget{Income: &income, Essentials: &essentials, OtherDebts: calc.Yuan(800)}}
	c.Debts = []casefile.Debt{{Principal: calc.Yuan(12000)}, {Priority: casefile.Mortgage, Monthly: calc.Yuan(2000)}}
	if c.PaidFirst() != calc.Yuan(2800) || c.Surplus() != calc.Yuan(-300) {
		t.Errorf("first %s, left over %s", c.PaidFirst(), c.Surplus())
	}
}

// TestShares holds that only what is to be negotiated gets a part of what can be paid.
func TestShares(t *testing.T) {
	owed := casefile.Debt{Principal: calc.Yuan(100)}
	if !owed.Shares() {
		t.Error("a debt has no part")
	}
	for _, change := range []func(*casefile.Debt){
		func(d *casefile.Debt) { d.Principal = 0 },
		func(d *casefile.Debt) { d.Served = true },
		func(d *casefile.Debt) { d.Priority = casefile.Rent },
		func(d *casefile.Debt) { d.Dispute = casefile.NotMine },
		func(d *casefile.Debt) { d.Dispute = casefile.PaidAlready },
	} {
		d := owed
		change(&d)
		if d.Shares() {
			t.Errorf("%+v has a part", d)
		}
	}
	owed.Dispute = casefile.WrongAmount
	if !owed.Shares() {
		t.Error("a debt of which only the amount is in dispute has no part")
	}
}

func TestNegotiateMovesADebtToTheFront(t *testing.T) {
	c := casefile.Case{Debts: []casefile.Debt{{Product: casefile.Huabei}, {Product: casefile.Jiebei}, {Product: casefile.CreditCard}}}
	c.Negotiate(2)
	if c.Main().Product != casefile.CreditCard || c.Debts[1].Product != casefile.Huabei || c.Debts[2].Product != casefile.Jiebei || len(c.Debts) != 3 {
		t.Errorf("the debts are %+v", c.Debts)
	}
}

func TestSpendingAndEssentials(t *testing.T) {
	var b casefile.Budget
	b.Spend("food", calc.Yuan(1200))
	b.Spend("housing", calc.Yuan(1500))
	b.Spend("food", calc.Yuan(1300))
	if b.SpendingSum() != calc.Yuan(2800) || b.Spending[0].Kind != "housing" {
		t.Errorf("the spending is %+v", b.Spending)
	}
	b.SetEssentials(calc.Yuan(4000))
	if b.Spending != nil || *b.Essentials != calc.Yuan(4000) {
		t.Errorf("one figure left the kinds %+v", b.Spending)
	}
	if err := b.SetMonths(calc.Yuan(8000), calc.Yuan(4500), calc.Yuan(6000)); err != nil || *b.Income != calc.Yuan(4500) {
		t.Errorf("the income is %v, %v", b.Income, err)
	}
}

func TestNewFieldsAreChecked(t *testing.T) {
	for field, c := range map[string]casefile.Case{
		"debts[0].alias":          {Debts: []casefile.Debt{{Alias: "a name that is far too long"}}},
		"debts[0].lender":         {Debts: []casefile.Debt{{Lender: "uncle"}}},
		"debts[0].dispute":        {Debts: []casefile.Debt{{Dispute: "maybe"}}},
		"debts[0].priority":       {Debts: []casefile.Debt{{Priority: "urgent"}}},
		"debts[0].remaining":      {Debts: []casefile.Debt{{Remaining: -1}}},
		"debts[0].monthly":        {Debts: []casefile.Debt{{Monthly: -1}}},
		"budget.spending[0].kind": {Budget: casefile.Budget{Spending: []casefile.Spending{{Kind: "cars"}}}},
		"budget.months[0]":        {Budget: casefile.Budget{Months: []calc.Money{-1}}},
		"hardship.recovered":      {Hardship: casefile.Hardship{Recovered: -1}},
		"collection.caller":       {Collection: &casefile.Collection{Caller: "Tom"}},
		"incidents[0].on":         {Incidents: []casefile.Incident{{}}},
	} {
		c.Stage = casefile.Preparing
		var wrong *calc.FieldError
		if err := c.Validate(); !errors.As(err, &wrong) || wrong.Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}
