package understand

import "xieshang/calc"

// dayWage reads what work by the day brings in a month, where both are told: 一天180 干26天,
// 日结200 一个月休四天. Where one is missing the month is asked for.
func (m message) dayWage(tokens, found []token) (Reading[calc.Money], bool) {
	none := Reading[calc.Money]{}
	if len(found) != 1 || !m.paidByDay(found[0]) {
		return none, false
	}
	each, err := found[0].reading()
	days, ok := m.daysWorked(tokens)
	if err != nil || each.Kind != Exact || each.Value > bestDay || !ok {
		return none, false
	}
	return exactly(each.Value * calc.Money(days)), true
}

// bestDay is more than a day of such work brings in; who names more means something else.
const bestDay = calc.Money(2000_00)

// paidByDay reports a word for the day right before or behind an amount.
func (m message) paidByDay(amount token) bool {
	before := message{rs: m.rs[max(0, amount.start-6):amount.start]}
	return before.says(dayWords) && !before.says(costWords) || hasAt(m.rs, amount.end, "一天") || hasAt(m.rs, amount.end, "a day")
}

// daysWorked is on how many days of a month somebody works.
func (m message) daysWorked(tokens []token) (days int, ok bool) {
	for _, t := range tokens {
		if t.kind != tokenDuration || t.dur.months != 0 || t.dur.vague() || t.dur.low < 2 || t.dur.low > 31 {
			continue
		}
		switch before := (message{rs: m.rs[max(0, t.start-4):t.start]}); {
		case before.says(offWords):
			return 30 - t.dur.low, true
		case before.says(workedWords):
			return t.dur.low, true
		}
	}
	return 0, false
}

var (
	dayWords    = set(`一天 每天 一日 每日 日结 日薪 日工资 per_day a_day daily`)
	costWords   = set(`花 用 吃 开销 油 电 房租`)
	workedWords = set(`干 做 跑 上 满 出 开 出车 出工 出摊 上班 上满 做满 干满 出勤 work`)
	offWords    = set(`休 休息 歇`)
)
