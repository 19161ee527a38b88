package dialog_test

import (
	"testing"

	"xieshang/calc"
)

// planned is someone who has a plan: 花呗, 14,000.00 and a penalty of 560.00, 80 days late.
func planned(t *testing.T) *talk {
	t.Helper()
	k := newTalk(t)
	for _, line := range []string{"花呗14000 罚息560 逾期80天 到手5200 花3900 降薪", "[已满 18 岁，同意并开始]", "[都没有]"} {
		k.do(line)
	}
	if state := k.person.Session.State; state != "plan.result" {
		t.Fatalf("the story leads to %s", state)
	}
	return k
}

// TestCorrectionsBelowThePlan types short corrections below a plan, and sentences that sound
// like one and speak of something else.
func TestCorrectionsBelowThePlan(t *testing.T) {
	for _, test := range []struct {
		said    string
		product string
		total   calc.Money
		days    int
		debts   int
	}{
		{"没有罚息", "huabei", 1400000, 80, 1},
		{"不是80天，是100天", "huabei", 1456000, 100, 1},
		{"现在只剩10000了", "huabei", 1000000, 80, 1},
		{"罚息改成600", "huabei", 1460000, 80, 1},
		{"是借呗不是花呗", "jiebei", 1456000, 80, 1},
		{"是借呗", "jiebei", 1456000, 80, 1},
		{"还有借呗", "huabei", 1456000, 80, 2},
		{"借呗8000", "huabei", 1456000, 80, 2},

		{"卡里只剩500了", "huabei", 1456000, 80, 1},
		{"信用卡最低还款500", "huabei", 1456000, 80, 1},
		{"给我3天时间", "huabei", 1456000, 80, 1},
		{"我老婆工资4000", "huabei", 1456000, 80, 1},
		{"还了2000了", "huabei", 1456000, 80, 1},
		{"他们天天打电话", "huabei", 1456000, 80, 1},
	} {
		k := planned(t)
		k.do(test.said)
		c := k.person.Current()
		main, today := c.Main(), calc.DateOf(k.now)
		if string(main.Product) != test.product || main.Total() != test.total || main.OverdueDays(today) != test.days || len(c.Debts) != test.debts {
			t.Errorf("after %q: %s, %s, %d days late, %d debts; want %s, %s, %d, %d", test.said,
				main.Product, main.Total(), main.OverdueDays(today), len(c.Debts), test.product, test.total, test.days, test.debts)
		}
	}
}

// TestSpendingIsTakenFromListsOnly types amounts behind words for spending: a list is
// spending, and 其他贷款 is not.
func TestSpendingIsTakenFromListsOnly(t *testing.T) {
	for _, test := range []struct {
		said       string
		essentials calc.Money
		kinds      int
		state      string
	}{
		{"其他贷款每月还800", 390000, 0, "plan.result"},
		{"房租1500", 390000, 0, "plan.result"},
		{"房租1500 吃饭1200", 390000, 2, "budget.sum"}, // less than was said: asked about
		{"房租2500 吃饭1800", 430000, 2, "plan.result"},
	} {
		k := planned(t)
		k.do(test.said)
		b := &k.person.Current().Budget
		if *b.Essentials != test.essentials || len(b.Spending) != test.kinds || string(k.person.Session.State) != test.state {
			t.Errorf("after %q: essentials %s in %d kinds, then %s; want %s, %d, %s", test.said,
				*b.Essentials, len(b.Spending), k.person.Session.State, test.essentials, test.kinds, test.state)
		}
	}
}
