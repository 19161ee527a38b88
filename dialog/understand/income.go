package understand

import (
	"slices"

	"xieshang/calc"
)

const exampleIncome = "5200"

// Income reads what comes home each month. Pay per day, week or year, before tax, is
// [*Unclear] with [NotMonthly].
func Income(text string) (Reading[calc.Money], error) {
	none := Reading[calc.Money]{}
	m, err := answer(text, exampleIncome)
	if err != nil {
		return none, err
	}
	tokens := scan(m.rs, false)
	n := &narrator{message: m, tokens: tokens, topic: slotIncome, asked: slotIncome}
	n.read()
	found := amountTokens(tokens)
	if i := slices.IndexFunc(found, m.reckoned); i > 0 {
		return found[i].reading()
	}
	if r, ok := m.dayWage(tokens, found); ok {
		return r, nil
	}
	if r, ok := upAndDown(m, tokens, found); ok {
		return r, nil
	}
	if r, ok := m.monthByMonth(found); ok {
		return r, nil
	}
	if len(found) == 1 && (message{rs: m.rs[:found[0].start]}).says(worstMonthWords) && !m.says(leftOverWords) && !m.says(otherPeriodWords) {
		return found[0].reading() // the question asks for that month
	}
	if r, ok, err := m.earnings(tokens, found); ok {
		return r, err
	}
	switch {
	case n.income != nil && len(found) > 1 && n.loose > 0:
		return none, amountsDoubt(found)
	case n.income != nil && len(found) > 1:
		return *n.income, nil
	case len(found) > 0 && (m.says(otherPeriodWords) || m.ofOtherTime(tokens)):
		return none, &Unclear{NotMonthly, exampleIncome}
	case len(found) == 0 && m.says(noIncomeWords):
		return exactly(calc.Money(0)), nil
	}
	if uncertain(tokens) || nextMonth(tokens) || dropsBy(tokens) || wide(found) || n.incomplete() || len(found) > 0 && m.says(leftOverWords) && !m.says(taxWords) {
		return none, &Unclear{Vague, exampleIncome}
	}
	right, open, other := n.counted(earnedSlot)
	if right+open == 0 && other > 0 && !m.says(earningWords) || right == 0 && m.says(neededWords) {
		return none, m.unclear(Nonsense, exampleIncome)
	}
	return m.amount(scan(m.rs, true))
}

// ofOtherTime reports 半年3万, 三个月9000 and 200/天: what comes in, but not in a month.
func (m message) ofOtherTime(tokens []token) bool {
	for i, t := range tokens {
		if !isSum(t) {
			continue
		}
		if beginsWithAny(m.rs[t.end:], perOtherBehind) {
			return true
		}
		if i > 0 && tokens[i-1].kind == tokenDuration && tokens[i-1].end == t.start && tokens[i-1].dur.months != 1 {
			return true
		}
	}
	return false
}

// worstMonthWords name the month that has to do: 最差的一个月4500.
var worstMonthWords = set(`最低的 最低一个月 最低那个月 最低时 最差 最少的 最坏 最惨 差的时候 不好的时候 少的时候 低的时候 低时 淡季 worst lowest_month`)

// What is left when rent or a loan is paid is not what comes in; after tax and insurance it is.
var (
	leftOverWords = set(`欠我 欠着我 剩 剩下 还剩 能剩 结余 余下 去掉房租 除去房租 扣掉房租 去掉房贷 除去房贷 刨去 除掉`)
	taxWords      = set(`社保 五险 公积金 个税 税 保险 tax`)
)

// upAndDown reads 好的时候8000，差的时候4000: from the one to the other. An average named beside
// them says nothing more.
func upAndDown(m message, tokens, found []token) (Reading[calc.Money], bool) {
	none := Reading[calc.Money]{}
	found = slices.DeleteFunc(slices.Clone(found), func(t token) bool {
		return (message{rs: m.rs[max(0, t.start-5):t.start]}).says(averageWords)
	})
	sometimes := m.says(leastWords) && m.says(mostWords) || slices.ContainsFunc(tokens, func(t token) bool { return t.kind == tokenWord && t.tag == tagSometimes })
	other := slices.ContainsFunc(tokens, func(t token) bool {
		return t.kind == tokenWord && (t.tag == tagFuture || t.tag == tagBase || t.tag == tagOthers || t.tag == tagPerOther || t.tag == tagGross)
	})
	if !sometimes || other || len(found) != 2 {
		return none, false
	}
	a, errA := found[0].reading()
	b, errB := found[1].reading()
	if errA != nil || errB != nil || a.Kind != Exact || b.Kind != Exact || a.Value == b.Value {
		return none, false
	}
	return between(min(a.Value, b.Value), max(a.Value, b.Value)), true
}

// monthByMonth reads 3200，4100，3800 and 10月3200，9月4100，8月3800: from the least to the most.
func (m message) monthByMonth(found []token) (Reading[calc.Money], bool) {
	none := Reading[calc.Money]{}
	if len(found) < 3 || len(found) > 12 {
		return none, false
	}
	low, high := calc.MaxMoney, calc.Money(0)
	from := 0
	for i, t := range found {
		r, err := t.reading()
		if err != nil || r.Kind != Exact || r.Value < calc.Yuan(100) || !monthsAndMarks(m.rs[from:t.start], i == 0) {
			return none, false
		}
		low, high = min(low, r.Value), max(high, r.Value)
		from = t.end
	}
	return between(low, high), low < high && monthsAndMarks(m.rs[from:], true)
}

// monthsAndMarks reports nothing but marks, blanks and the names of months; around the list also
// what says that it is one.
func monthsAndMarks(rs []rune, outside bool) bool {
	for i := 0; i < len(rs); {
		_, end, ok := monthListWords().longest(rs, i)
		_, wider, around := listFrameWords().longest(rs, i)
		switch {
		case breakStrength(rs, i) > 0:
			i++
		case ok:
			i = end
		case outside && around:
			i = wider
		case smallNumeral(rs, i) > i:
			i = smallNumeral(rs, i)
		default:
			return false
		}
	}
	return true
}

// smallNumeral returns where the name of a month such as 10月 or 十月份 ends, or i if none begins there.
func smallNumeral(rs []rune, i int) int {
	n, ok := numeralAt(rs, i, false)
	if !ok || peek(rs, n.end) != '月' || n.low.cmp(whole(12)) > 0 {
		return i
	}
	if peek(rs, n.end+1) == '份' {
		return n.end + 2
	}
	return n.end + 1
}

var (
	monthListWords = set(`上个月 上月 这个月 本月 上上个月 上上月 大上个月 前月 月份 月 分别 是 发了 发 拿了 到手 元 块`)
	listFrameWords = set(`最近三个月 近三个月 这三个月 前三个月 三个月 最近几个月 最近 工资 收入 到手 不固定 不稳定 每个月不一样 每月不一样 吧 的`)
)

var (
	leastWords = set(`最少 最低 至少`)
	mostWords  = set(`最多 最高 顶多`)
)

// uncertain reports earnings that are not there yet, not each month's or only a part of them.
func uncertain(tokens []token) bool {
	return slices.ContainsFunc(tokens, func(t token) bool {
		return t.kind == tokenWord && (t.tag == tagFuture || t.tag == tagSometimes || t.tag == tagBase)
	})
}

// nextMonth reports 下月涨到5000: it is not there yet.
func nextMonth(tokens []token) bool {
	for i, t := range tokens {
		if t.kind == tokenWord && t.tag == tagNow && i > 0 && tokens[i-1].kind == tokenWord && tokens[i-1].tag == tagOtherMonth {
			return true
		}
	}
	return false
}

// dropsBy reports 6000降薪30%: what is left is not said.
func dropsBy(tokens []token) bool {
	return slices.ContainsFunc(tokens, func(t token) bool { return t.kind == tokenShare }) &&
		slices.ContainsFunc(tokens, func(t token) bool { return t.kind == tokenWord && t.tag == tagDrop })
}

// wide reports 几千块: nothing to reckon with.
func wide(found []token) bool {
	return len(found) == 1 && !found[0].q.joined && found[0].q.high.cmp(found[0].q.low.times(4)) > 0
}

// neededWords tell what is wished for instead of what comes in.
var neededWords = set(`才够 不够 需要每月 每月需要 需要 希望 要是有 如果有`)

// earningWords make a figure behind the name of a company wages: 在美团干 4000.
var earningWords = set(`跑 送 干 上班 打工 开车 做`)

var otherPeriodWords = set(`年薪 日薪 时薪 周薪 一天 每天 一年 每年 年收入 年入 一小时 每小时 日结 周结 一周 每周 半个月 半月 一季度 一个季度 按季度 一个星期 一个礼拜 税前 per_year per_day per_week per_hour a_year a_day a_week an_hour 全年 天天 两周 两个星期 半个月 每半月 every_two_weeks every_2_weeks biweekly bi-weekly fortnight weekly daily hourly`)

var averageWords = set(`平均 平均下来 均下来 平均每月 on_average averages average`)

// earningRole is what an amount of an answer about income is said to be.
type earningRole int32

const (
	earned    earningRole = iota // nothing is said
	wage                         // 工资
	base                         // 底薪: what comes even when nothing is sold
	aside                        // 兼职, 补贴: something beside the wage
	net                          // 到手
	gross                        // 税前
	allOfIt                      // 一共
	usual                        // 一般能拿, 平均下来
	otherRole                    // no part of what comes in each month
)

var earningRoles = tagged(map[int32]string{
	int32(base):      `底薪 基本工资 保底 保底工资 底薪就 无责底薪 base_pay base_salary`,
	int32(wage):      `工资 上班 月薪 薪水 薪资 白天 主业 正职 本职 厂里 salary wage wages job`,
	int32(aside):     `兼职还有 兼职还能 兼职还赚 兼职还挣 兼职还能赚 兼职还能挣 副业还有 副业还能 副业还赚 副业还挣 副业还能赚 副业还能挣 摆摊还有 摆摊还能 摆摊还赚 摆摊还挣 摆摊还能赚 摆摊还能挣 跑腿还有 跑腿还能 跑腿还赚 跑腿还挣 跑腿还能赚 跑腿还能挣 跑单还有 跑单还能 跑单还赚 跑单还挣 跑单还能赚 跑单还能挣 送外卖还有 送外卖还能 送外卖还赚 送外卖还挣 送外卖还能赚 送外卖还能挣 跑滴滴还有 跑滴滴还能 跑滴滴还赚 跑滴滴还挣 跑滴滴还能赚 跑滴滴还能挣 晚上还有 晚上还能 晚上还赚 晚上还挣 晚上还能赚 晚上还能挣 周末还有 周末还能 周末还赚 周末还挣 周末还能赚 周末还能挣 下班还有 下班还能 下班还赚 下班还挣 下班还能赚 下班还能挣 补贴还有 补贴还能 补贴还赚 补贴还挣 补贴还能赚 补贴还能挣 奖金还有 奖金还能 奖金还赚 奖金还挣 奖金还能赚 奖金还能挣 提成还有 提成还能 提成还赚 提成还挣 提成还能赚 提成还能挣 兼职 副业 跑滴滴 跑外卖 送外卖 跑单 跑腿 晚上 周末 下班 摆摊 打零工 零工 外快 低保 补贴 补助 失业金 退休金 养老金 房租收入 租金收入 收租 出租 爸妈给 父母给 儿子给 女儿给 家里给 生活费 奖金 提成 绩效 提成平均 绩效平均 奖金平均 补贴平均 加班费平均 加班费 全勤 夜班费 餐补 房补 跑车 跑网约车 开网约车 跑代驾 代驾 送餐 part_time part-time side tips bonus`,
	int32(net):       `到手 实发 税后 净到手 净收入 拿到手 到卡 到卡里 打到卡 打到卡里 打卡里 打到我卡上 打进卡里 实际到手 实际拿到 扣完 扣掉 扣除 扣了 扣去 交完 除去社保 去掉社保 去掉五险一金 落袋 手里拿到 实际发 实拿 发到手 after_tax take_home take-home net takehome`,
	int32(gross):     `税前 应发 扣之前 没扣之前 没扣 扣前 合同上 合同写 工资条 名义 before_tax gross`,
	int32(allOfIt):   `一共 总共 合计 加起来 拢共 统共 加一起 加在一起 合一起 总收入 total altogether in_total all_together 共`,
	int32(usual):     `一般 一般能 一般能拿 一般拿 一般到 平均 平均下来 均下来 通常 正常 正常能拿 每月能拿 差不多能拿 提成算上 算上提成 加上提成 加提成大概 加提成差不多 加提成能到 连提成 连带提成 含提成 带提成 算上绩效 加上绩效 绩效算上 on_average usually`,
	int32(otherRole): `以前 之前 原来 原先 本来 去年 上个月 下个月 花 开销 支出 房贷 车贷 还 欠 老婆 老公 对象 爸妈挣 存 剩 一天 每天 日均 年终奖 一年 每年 房租 要`,
})

// earnings reads an income told in several amounts: what is paid out of what is earned, or the
// sum of named parts; of parts without a sum it asks. It is false for all others.
func (m message) earnings(tokens, found []token) (Reading[calc.Money], bool, error) {
	none := Reading[calc.Money]{}
	if len(found) < 2 || len(found) > 4 || slices.ContainsFunc(tokens, func(t token) bool {
		return t.kind == tokenWord && (t.tag == tagFuture || t.tag == tagBefore || t.tag == tagOthers || t.tag == tagSometimes || t.tag == tagFix || t.tag == tagPerOther) ||
			t.kind == tokenDuration && t.dur.months != 1
	}) {
		return none, false, nil
	}
	roles := make([]earningRole, len(found))
	values := make([]Reading[calc.Money], len(found))
	from := 0
	for i, t := range found {
		var err error
		if values[i], err = t.reading(); err != nil {
			return none, false, nil
		}
		roles[i] = m.earningRole(from, t.start)
		from = t.end
	}
	if slices.Contains(roles, otherRole) {
		return none, false, nil
	}
	return chooseEarned(roles, values, m.joinedByPlus(found))
}

// joinedByPlus reports 工资4500加兼职1500: nothing but 加 between an amount and what earned the next one.
func (m message) joinedByPlus(found []token) bool {
	for i := 1; i < len(found); i++ {
		if !beginsWithAny(m.rs[found[i-1].end:found[i].start], plusWords) {
			return false
		}
	}
	return true
}

var plusWords = set(`加 加上 再加 外加 + plus`)

// earningRole is what the last telling word between two places says.
func (m message) earningRole(from, to int) earningRole {
	role := earned
	for i := from; i < to; i++ {
		id, end, ok := earningRoles().longest(m.rs[:to], i)
		if !ok || !wholeWord(m.rs, i, end) {
			continue
		}
		if said := earningRole(id); said != wage && said != base || role != net && role != gross {
			role = said
		}
		i = end - 1
	}
	return role
}

// chooseEarned decides which of the amounts is the income, or asks whether they add up.
func chooseEarned(roles []earningRole, values []Reading[calc.Money], adds bool) (Reading[calc.Money], bool, error) {
	count := func(r earningRole) (n, at int) {
		for i := range roles {
			if roles[i] == r {
				n, at = n+1, i
			}
		}
		return n, at
	}
	nets, netAt := count(net)
	alls, allAt := count(allOfIt)
	asides, _ := count(aside)
	grosses, grossAt := count(gross)
	bases, baseAt := count(base)
	rest := func(at int) (sum calc.Money, most calc.Money) {
		for i, v := range values {
			if i != at {
				sum, most = sum+v.High, max(most, v.Low)
			}
		}
		return sum, most
	}
	switch {
	case alls == 1 && nets == 0:
		sum, most := rest(allAt)
		return values[allAt], values[allAt].Low >= most && values[allAt].Low <= sum || sum == values[allAt].Low, nil
	case nets == 1:
		sum, most := rest(netAt)
		return values[netAt], asides == 0 || values[netAt].Low >= most && values[netAt].Low <= sum, nil
	case grosses == 1 && len(roles) == 2:
		return values[1-grossAt], roles[1-grossAt] != aside && values[1-grossAt].High <= values[grossAt].Low, nil
	case bases == 1 && len(roles) == 2 && baseAt == 0 && roles[1] == usual:
		if values[1].Low < values[0].High {
			return Reading[calc.Money]{}, true, sumDoubt(values) // 底薪2800加提成大概1500
		}
		return values[1], true, nil // 底薪2800加提成，一般能拿4500
	case asides == 0 || grosses > 0 || nets > 0:
		return Reading[calc.Money]{}, false, nil
	case adds && bases == 0:
		sum, _ := rest(-1)
		return exactly(sum), true, nil
	}
	return Reading[calc.Money]{}, true, sumDoubt(values)
}

// sumDoubt asks whether amounts told beside each other add up, or the largest is all there is.
func sumDoubt(values []Reading[calc.Money]) error {
	sum, most := calc.Money(0), calc.Money(0)
	for _, v := range values {
		if v.Kind != Exact {
			return &Unclear{Vague, exampleIncome}
		}
		sum, most = min(sum+v.Value, calc.MaxMoney), max(most, v.Value)
	}
	return &Doubt{[]string{"一共" + yuanText(sum), yuanText(most)}}
}
