package understand_test

import (
	"testing"

	"xieshang/calc"
	"xieshang/dialog/understand"
)

// TestIncomeOfOtherTimes answers what comes in each month with what comes in by another measure, or is only owed.
func TestIncomeOfOtherTimes(t *testing.T) {
	for _, said := range []string{"半年3万", "三个月9000", "200/天", "25/小时", "老板欠我15000"} {
		if got, err := understand.Income(said); err == nil {
			t.Errorf("%q is %v a month", said, got)
		}
	}
}

// TestSumsBesideOtherNumbers answers what is owed in numbers with a point or a word behind them.
func TestSumsBesideOtherNumbers(t *testing.T) {
	for said, want := range map[string]calc.Money{
		"十二点五万": calc.Yuan(125_000), "一百二十点五万": calc.Yuan(1_205_000), "两点五万": calc.Yuan(25_000), "3000元两张卡": calc.Yuan(3000), "三千块五险一金": calc.Yuan(3000), "是一万，而不是两万": calc.Yuan(10_000), "三千 万一被起诉": calc.Yuan(3000), "3k 万分着急": calc.Yuan(3000),
	} {
		if got, err := understand.Amount(said); err != nil || got.Kind != understand.Exact || got.Value != want {
			t.Errorf("%q is %v, %v", said, got, err)
		}
	}
	if got, err := understand.Amount("一万，不是两万"); err == nil {
		t.Errorf("one of two sums was taken without a question: %v", got)
	}
}
