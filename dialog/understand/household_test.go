package understand_test

import (
	"strings"
	"testing"

	"xieshang/calc"
	"xieshang/dialog/understand"
)

// household is what a sentence tells of the month's money, in yuan; 0 is not told.
type household struct{ income, expenses, others, afford, lump int64 }

// householdTold are sentences beside a loan, and what they tell.
var householdTold = []struct {
	text string
	is   household
}{
	{"一个月6000收入", household{income: 6000}},
	{"靠工资没有别的来源", household{}},
	{"孩子还小没收入", household{}},
	{"有时候没收入", household{}},
	{"底薪2800，提成600", household{}},
	{"底薪2800加提成600，总共3400", household{income: 3400}},
	{"工资4500，每个月扣社保600", household{income: 4500}},
	{"预支了工资1500", household{}},
	{"失业前月薪5500", household{}},
	{"日均收入260", household{}},
	{"工资周结900", household{}},
	{"全年到手36000", household{}},
	{"工资三千块五险一金", household{income: 3000}},
	{"以前工资8000现在4500", household{income: 4500}},
	{"每月工资可能3600", household{income: 3600}},
	{"在奶茶店一个月2800", household{income: 2800}},
	{"一天挣 200 元", household{}},
	{"房租一个月1300，吃饭800，水电150", household{expenses: 2250}},
	{"房租800，吃饭550，保姆1400", household{expenses: 2750}},
	{"房租900，吃饭450，烟一天30", household{}},
	{"房租900，吃饭450，过路费300", household{}},
	{"房租季付6000，吃饭700", household{}},
	{"房租700，吃饭900，不对，吃饭780", household{}},
	{"生活费800，话费150", household{expenses: 950}},
	{"房租800，吃饭550，其它400", household{expenses: 1750}},
	{"每月开销1800", household{expenses: 1800}},
	{"房贷2300，车贷1400", household{others: 3700}},
	{"房贷 2300，车贷 1400", household{others: 3700}},
	{"车贷2800刚还完", household{}},
	{"房贷每月3600是我爸在还", household{}},
	{"房贷每季度还9000", household{}},
	{"没有房贷，每月有3500的收入", household{income: 3500}},
	{"每月3200房贷", household{others: 3200}},
	{"每月最多还600", household{afford: 600}},
	{"一周能还 300 元", household{}},
	{"不可能每月还3300", household{}},
	{"听说可以每月还3300", household{}},
	{"手头有5000", household{lump: 5000}},
	{"手头没有5000", household{}},
	{"存款3000已经花光了", household{}},
	{"余额宝里有2000", household{lump: 2000}},
	{"工资3500，手头有5000，不对，4000", household{income: 3500, lump: 4000}},
}

// TestHouseholds tells of the month's money before and behind a loan: what is not told may never be read, and
// the loan stays as it is.
func TestHouseholds(t *testing.T) {
	told, read := 0, 0
	for _, loan := range toldLoans {
		for _, said := range householdTold {
			for _, mark := range []string{"，", "。", "\n"} {
				story := loan.name + "欠" + loan.sum + "逾期35天"
				for _, text := range []string{story + mark + said.text, said.text + mark + story} {
					got := understand.Opener(text, today)
					if len(got.Debts) != 1 {
						t.Errorf("%q: %d loans", text, len(got.Debts))
						continue
					}
					var count loanCount
					count.check(t, text, got.Debts[0], loan, 35)
					for _, s := range []struct {
						name string
						got  *understand.Reading[calc.Money]
						want int64
					}{
						{"income", got.MonthlyIncome, said.is.income}, {"expenses", got.MonthlyExpenses, said.is.expenses}, {"other debts", got.OtherDebtMonthly, said.is.others},
						{"affordable", got.AffordableMonthly, said.is.afford}, {"lump sum", got.LumpSum, said.is.lump},
					} {
						if s.want > 0 {
							told++
						}
						switch {
						case s.got == nil || s.got.Kind != understand.Exact:
						case s.want == 0 && s.got.Value > 0 || s.want > 0 && s.got.Value != calc.Yuan(s.want):
							t.Errorf("%q: %s %v", text, s.name, s.got.Value)
						case s.want > 0:
							read++
						}
					}
				}
			}
		}
	}
	t.Logf("%d of %d sums of a household read", read, told)
	if 100*read < 85*told {
		t.Error("below the gate: 85 % of them")
	}
}

// TestStrangeLenders tells of a lender whose name is not known beside a loan that is.
func TestStrangeLenders(t *testing.T) {
	var count loanCount
	for _, loan := range toldLoans {
		for _, name := range []string{"信易达", "蓝鲸", "橙意", "惠享", "海贝"} {
			for _, form := range []string{"{a}5700逾期20天", "欠{a}5700，逾期20天了", "{a}欠5700逾期20天", "{a} 5700 20天没还"} {
				for _, mark := range []string{"，", "。", "\n"} {
					strange := strings.ReplaceAll(form, "{a}", name)
					story := loan.name + "欠" + loan.sum + "逾期两个月"
					for _, text := range []string{story + mark + strange, strange + mark + story} {
						for _, d := range understand.Opener(text, today).Debts {
							if d.Product == loan.product && (d.Total == nil || d.Total.Value != calc.Yuan(5700)) {
								count.check(t, text, d, loan, 60)
							} else if d.Total != nil && d.Total.Value != calc.Yuan(5700) || d.OverdueDays != nil && d.OverdueDays.Value != 20 {
								t.Errorf("%q: %v %v %v", text, d.Product, d.Total, d.OverdueDays)
							}
						}
					}
				}
			}
		}
	}
	count.gate(t)
}
