package understand

import (
	"errors"
	"slices"
	"strings"

	"xieshang/calc"
)

// DebtSplit is an answer to "how much has to be paid": the total, or its parts. Nil means not
// said. About is a total said only roughly (两万多).
type DebtSplit struct {
	Principal, Interest, Penalty, Fees, Total *calc.Money

	About    *Reading[calc.Money]
	Together *Reading[calc.Money] // what several lenders are owed: no total of this debt
	Unknown  bool
}

const exampleSplit = "本金14000 罚息560"

// Split reads what is owed: parts by name, or one total. Errors are those of [Amount].
func Split(text string) (DebtSplit, error) {
	m, err := answer(text, exampleSplit)
	if err != nil {
		return DebtSplit{}, err
	}
	tokens := scan(m.rs, false)
	n := &narrator{message: m, tokens: tokens, topic: slotTotal, asked: slotTotal}
	n.read()
	if len(n.debts) == 0 || !n.debts[0].split() {
		s, err := n.total()
		if (s.Total != nil || s.About != nil) && m.severalLenders(tokens) {
			s = DebtSplit{Together: s.sum()}
		}
		return s, err
	}
	if len(n.debts) > 1 || n.loose > 0 {
		return DebtSplit{}, m.unclear(Nonsense, exampleSplit)
	}
	return n.debts[0].parts()
}

// sum is the total, said exactly or roughly.
func (s DebtSplit) sum() *Reading[calc.Money] {
	if s.Total == nil {
		return s.About
	}
	r := exactly(*s.Total)
	return &r
}

// split reports whether any part was named.
func (d *debtNote) split() bool {
	return d.Principal != nil || d.Interest != nil || d.Penalty != nil || d.Fees != nil
}

// parts turns the note into exact parts. A part said roughly cannot be used.
func (d *debtNote) parts() (DebtSplit, error) {
	var s DebtSplit
	if d.Principal == nil && d.Total != nil && d.owedOnly && !d.inside {
		d.Principal, d.Total = d.Total, nil
	}
	for _, p := range []struct {
		from *Reading[calc.Money]
		to   **calc.Money
	}{{d.Principal, &s.Principal}, {d.Interest, &s.Interest}, {d.Penalty, &s.Penalty}, {d.Fees, &s.Fees}, {d.Total, &s.Total}} {
		if p.from == nil {
			continue
		}
		if p.from.Kind != Exact {
			return DebtSplit{}, &Unclear{Vague, exampleSplit}
		}
		*p.to = &p.from.Value
	}
	return s, nil
}

// total reads an answer without named parts. Wages, spending and demands are no debt; beside
// a debt named as such they do not count.
func (n *narrator) total() (DebtSplit, error) {
	r, err := n.message.amount(n.tokens)
	debt, open, other := n.counted(owedSlot)
	if u, ok := err.(*Unclear); ok && u.Code != Nonsense {
		return DebtSplit{}, err
	}
	if other > 0 {
		if debt == 0 || open > 0 || n.loose > 0 || len(n.debts) != 1 || n.debts[0].Total == nil {
			return DebtSplit{}, n.message.unclear(Nonsense, exampleSplit)
		}
		r, err = *n.debts[0].Total, nil
	}
	switch {
	case err != nil:
		return DebtSplit{}, err
	case r.Kind == Unknown:
		return DebtSplit{Unknown: true}, nil
	case r.Kind == Range:
		return DebtSplit{About: &r}, nil
	}
	return DebtSplit{Total: &r.Value}, nil
}

// counted counts the amounts that are what was asked for, that are not said to be anything,
// and that are something else.
func (n *narrator) counted(asked func(slot) bool) (right, open, other int) {
	for _, s := range n.places {
		switch {
		case s == slotNone:
			open++
		case asked(s):
			right++
		default:
			other++
		}
	}
	return right, open, other
}

func owedSlot(s slot) bool   { return s >= slotTotal && s <= slotFees }
func earnedSlot(s slot) bool { return s == slotIncome || s == slotAffordable }
func meansSlot(s slot) bool  { return s == slotIncome || s == slotExpenses }

// IncomeEssentials is an answer to "what comes in and what must go out each month". Nil means
// not said.
type IncomeEssentials struct {
	Income, Essentials *Reading[calc.Money]

	Varies  bool // the income is that of a worst and of a best month
	Unknown bool
}

const exampleMeans = "到手5200 花3900"

// Means reads income and essential spending. Two bare amounts are taken in the order of the
// question if the first is the larger; otherwise it is a [*Doubt].
func Means(text string) (IncomeEssentials, error) {
	none := IncomeEssentials{}
	m, err := answer(text, exampleMeans)
	if err != nil {
		return none, err
	}
	tokens := scan(m.rs, false)
	n := &narrator{message: m, tokens: tokens, asked: slotExpenses}
	n.read()
	n.closeItems()
	found := amountTokens(tokens)
	_, open, other := n.counted(meansSlot)
	if r, ok := n.monthAgainst(found); ok {
		return r, nil
	}
	if r, ok, err := n.earnedBeside(found); ok {
		return r, err
	}
	switch {
	case (n.income != nil || n.expenses != nil) && n.loose > 0:
		return none, m.unclear(Nonsense, exampleMeans)
	case n.income != nil || n.expenses != nil:
		if n.income == nil && (m.says(noIncomeWords) || n.saysNoIncome()) {
			zero := exactly(calc.Money(0))
			n.income = &zero
		}
		return IncomeEssentials{Income: n.income, Essentials: n.expenses}, nil
	case len(found) == 2 && len(n.places) == 2 && other == 0:
		return twoMeans(found)
	case len(found) == 0 && m.says(noIncomeWords):
		zero := exactly(calc.Money(0))
		return IncomeEssentials{Income: &zero}, nil
	case len(found) == 0 && m.saysUnknown():
		return IncomeEssentials{Unknown: true}, nil
	case open == 1 && len(n.places) == len(found) && len(found) < 3: // of a story the last figure is nothing by itself
		return none, n.eitherMeans(found)
	}
	return none, m.unclear(Nonsense, exampleMeans)
}

// monthAgainst reads what a month brings in, told by nothing but what goes out beside it:
// 一个月4000 花3600, 家里每个月给1500 吃饭要1200.
func (n *narrator) monthAgainst(found []token) (IncomeEssentials, bool) {
	if len(found) != 2 || len(n.places) != 2 || n.income != nil || n.message.says(otherPeriodWords) {
		return IncomeEssentials{}, false
	}
	in, out := 0, 1
	if n.places[in] != slotNone {
		in, out = 1, 0
	}
	if n.places[in] != slotNone || n.places[out] != slotExpenses && n.places[out] != slotItem {
		return IncomeEssentials{}, false
	}
	income, errIn := found[in].reading()
	essentials, errOut := found[out].reading()
	from, to := n.message.breath(found[in].start, found[in].end, 1)
	monthly := (message{rs: n.message.rs[from:to]}).says(monthWords)
	if errIn != nil || errOut != nil || !monthly && (in > out || income.High <= essentials.High || income.Low < essentials.Low) {
		return IncomeEssentials{}, false
	}
	return IncomeEssentials{Income: &income, Essentials: &essentials}, true
}

// earnedBeside reads an income of several amounts, 多的时候8000少的时候4500 and 工资4500加兼职1500, with what goes out
// told beside it.
func (n *narrator) earnedBeside(found []token) (IncomeEssentials, bool, error) {
	if span, ok := upAndDown(n.message, n.tokens, found); ok && n.expenses == nil && len(n.items) == 0 {
		return IncomeEssentials{Income: &span, Varies: true}, true, nil
	}
	if len(n.places) != len(found) {
		return IncomeEssentials{}, false, nil
	}
	var out *Reading[calc.Money]
	var in []token
	for i, t := range found {
		switch n.places[i] {
		case slotExpenses:
			r, err := t.reading()
			if err != nil || out != nil || i > 0 && i < len(found)-1 { // 工资4500 花3000 兼职1500
				return IncomeEssentials{}, false, nil
			}
			out = &r
		case slotNone, slotIncome:
			in = append(in, t)
		default:
			return IncomeEssentials{}, false, nil
		}
	}
	if len(in) < 2 {
		return IncomeEssentials{}, false, nil
	}
	if span, ok := upAndDown(n.message, n.tokens, in); ok {
		return IncomeEssentials{Income: &span, Essentials: out, Varies: true}, true, nil
	}
	income, ok, err := n.message.earnings(n.tokens, in)
	return IncomeEssentials{Income: &income, Essentials: out}, ok, withSpending(err, out)
}

// withSpending puts what goes out into the readings of a doubt on what comes in.
func withSpending(err error, out *Reading[calc.Money]) error {
	var doubt *Doubt
	if !errors.As(err, &doubt) || out == nil || out.Kind != Exact {
		return err
	}
	with := &Doubt{}
	for _, r := range doubt.Readings {
		with.Readings = append(with.Readings, "收入"+strings.TrimPrefix(r, "一共")+"，必需支出"+yuanText(out.Value))
	}
	return with
}

var monthWords = set(`每月 每个月 一个月 月 a_month monthly per_month each_month every_month`)

// eitherMeans asks whether the one amount without a word is what comes in or what goes out.
func (n *narrator) eitherMeans(found []token) error {
	for i, t := range found {
		if n.places[i] != slotNone {
			continue
		}
		r, err := t.reading()
		if err != nil {
			return err
		}
		text := yuanText(r.Value)
		if r.Kind != Exact {
			text = string(n.message.rs[t.start:t.end])
		}
		return &Doubt{[]string{"收入" + text, "必需支出" + text}}
	}
	return &Unclear{Nonsense, exampleMeans}
}

func twoMeans(found []token) (IncomeEssentials, error) {
	in, err := found[0].reading()
	if err != nil {
		return IncomeEssentials{}, err
	}
	out, err := found[1].reading()
	if err != nil {
		return IncomeEssentials{}, err
	}
	if in.Low < out.Low {
		a, b := yuanText(in.Value), yuanText(out.Value)
		return IncomeEssentials{}, &Doubt{[]string{"到手" + b + " 花" + a, "到手" + a + " 花" + b}}
	}
	return IncomeEssentials{Income: &in, Essentials: &out}, nil
}

var noIncomeWords = set(`没收入 没有收入 没工资 没有工资 零收入 0收入 没上班 没工作 没有工作 无收入 待业 没活干 没进账 没经济来源 没有经济来源 没有任何收入 no_income 断了收入 失业 在家待着 没有固定收入来源 没得收入 没得工作 莫得收入 莫得工作 冇收入 无收入 unemployed 不上班了 没在上班 no_job not_working out_of_work jobless no_work 没了收入 没有了收入`)

const exampleTerm = "12期"

// TermMonths reads a number of instalments or a time in months.
func TermMonths(text string) (Reading[int], error) {
	none := Reading[int]{}
	m, err := answer(text, exampleTerm)
	if err != nil {
		return none, err
	}
	var found []Reading[int]
	lastEnd := 0
	tokens := scan(m.rs, true)
	seen := 0
	timed := false // a time or 12期 was said, so that a bare number is something else
	for _, t := range tokens {
		timed = timed || t.kind == tokenTerms || t.kind == tokenDuration
	}
	for _, t := range tokens {
		r, ok := t.termMonths()
		ok = ok && !(timed && t.kind == tokenNumber)
		if ok && m.refused(t.end) {
			return none, &Unclear{Nonsense, exampleTerm}
		}
		if ok {
			seen++
		}
		if !ok || seen > maxCandidates || len(found) == 0 && m.denied(t.start) || m.besideTerm(tokens, t) || eachMonth(tokens, t) {
			continue
		}
		if len(found) > 0 && m.corrected(lastEnd, t.start) {
			found = found[:0]
		}
		if len(found) == 0 || found[len(found)-1] != r {
			found = append(found, r)
		}
		lastEnd = t.end
	}
	switch {
	case len(found) > 0 && m.says(termEndWords):
		return none, &Unclear{Vague, exampleTerm}
	case len(found) == 0 && m.saysUnknown():
		return unknown[int](), nil
	case len(found) == 0 || seen > maxCandidates:
		return none, m.unclear(Nonsense, exampleTerm)
	case len(found) > 1:
		return none, termsDoubt(found)
	}
	return checkedTerm(found[0], m)
}

// eachMonth reports 一个月八百: what is paid in a month is no term.
func eachMonth(tokens []token, t token) bool {
	if t.tag != tagMonthly || t.kind != tokenWord {
		return false
	}
	return slices.ContainsFunc(tokens, func(o token) bool { return o.kind == tokenMoney || o.kind == tokenNumber && o.start >= t.end })
}

// termEndWords leave a term without an end: 一年以上.
var termEndWords = set(`以上 不止 往上`)

func termsDoubt(found []Reading[int]) error {
	var readings []string
	for _, r := range found {
		if r.Kind == Exact {
			readings = appendNew(readings, itoa(r.Value)+"个月")
		}
	}
	if len(readings) < 2 {
		return &Unclear{Nonsense, exampleTerm}
	}
	return &Doubt{readings}
}

// maxTerm is thirty years, the longest loan there is.
const maxTerm = 360

func checkedTerm(r Reading[int], m message) (Reading[int], error) {
	switch {
	case m.negative():
		return Reading[int]{}, &Unclear{Negative, exampleTerm}
	case r.High > maxTerm:
		return Reading[int]{}, &Unclear{TooLarge, exampleTerm}
	case r.Low < 1:
		return Reading[int]{}, &Unclear{TooSmall, exampleTerm}
	}
	r.About = m.saysAbout()
	return r, nil
}

// refused reports 1期也不行.
func (m message) refused(end int) bool {
	_, _, ok := refusedWords().longest(m.rs, skipSpaces(m.rs, end))
	return ok
}

var refusedWords = set(`不行 也不行 都不行 不够 太短 太长 不要 也不要 不接受 还不起`)

// besideTerm reports a time or a number of terms that is not how long is asked for. 12期 says
// what it is unless so many were paid.
func (m message) besideTerm(tokens []token, t token) bool {
	if t.kind == tokenTerms {
		return m.near(tokens, t.start, t.end, func(t tag) bool { return t == tagPaid })
	}
	return m.beside(tokens, t.start, t.end, besideTerm, false)
}

// termMonths reads one token as a term.
func (t token) termMonths() (Reading[int], bool) {
	switch t.kind {
	case tokenDuration:
		return t.dur.termMonths()
	case tokenTerms, tokenNumber:
		low, ok := t.q.low.int()
		high, _ := t.q.high.int()
		if !ok || low > 1_000_000 || t.q.currency {
			return Reading[int]{}, false
		}
		if low != high {
			return between(int(low), int(high)), true
		}
		return exactly(int(low)), true
	case tokenWord:
		if t.dur.months > 0 {
			return t.dur.termMonths()
		}
	}
	return Reading[int]{}, false
}

func (d duration) termMonths() (Reading[int], bool) {
	switch {
	case d.months == 0:
		return Reading[int]{}, false
	case d.months != d.monthsTop:
		return between(d.months, d.monthsTop), true
	}
	return exactly(d.months), true
}

// Overdue is an answer to "how long overdue, or when was it due".
type Overdue struct {
	Reading[int]           // days overdue
	NotYetDue    bool      // 还没到期; the days are 0
	Due          calc.Date // the due date, if a date was said
	Month        calc.Date // the first of the month since which nothing was paid, if no more was said
}

const exampleOverdue = "80天"

// DaysOverdue reads a time overdue, a stage (M3), or the date a payment was due. Months count
// 30 days and years 365.
func DaysOverdue(text string, today calc.Date) (Overdue, error) {
	m, err := answer(text, exampleOverdue)
	if err != nil {
		return Overdue{}, err
	}
	tokens := scan(m.rs, true)
	if m.says(notDueWords) {
		return m.notYetDue(tokens, today), nil
	}
	if o, ok := m.daysLeft(tokens, today); ok {
		return o, nil
	}
	if n, ok := m.nthDay(); ok {
		return m.checkedDays(exactly(n))
	}
	if month, ok := m.lateSince(tokens, today); ok {
		last := month.AddMonths(0, 31)
		return Overdue{Reading: between(max(0, today.DaysSince(last)), today.DaysSince(month)), Month: month}, nil
	}
	if m.says(openEndWords) || monthName(tokens) {
		return Overdue{}, &Unclear{Vague, exampleOverdue}
	}
	var found []Reading[int]
	lastEnd := 0
	seen := 0
	sure := false // the one found is said to be the time overdue
	for i, t := range tokens {
		r, ok := t.days()
		if ok {
			seen++
		}
		if !ok || seen > maxCandidates || len(found) == 0 && m.denied(t.start) || m.formerly(t) {
			continue
		}
		if endsWith(m.rs[:t.start], "超过") || endsWith(m.rs[:t.start], "多于") || endsWith(m.rs[:t.start], "大于") {
			return Overdue{}, &Unclear{Vague, exampleOverdue}
		}
		cued := m.lateBeside(tokens, i)
		if !cued && (sure || m.beside(tokens, t.start, t.end, besideDue, false)) {
			continue
		}
		if len(found) > 0 && m.corrected(lastEnd, t.start) || cued && !sure {
			found = found[:0]
		}
		sure = sure || cued
		if len(found) == 0 || found[len(found)-1] != r {
			found = append(found, r)
		}
		lastEnd = t.end
	}
	switch {
	case seen > maxCandidates:
		return Overdue{}, &Unclear{Nonsense, exampleOverdue}
	case len(found) > 1:
		return Overdue{}, daysDoubt(found)
	case len(found) == 1:
		return m.checkedDays(found[0])
	}
	return m.sinceDue(text, tokens, today)
}

// lateBeside reports 逾期 right before a time and nothing else, or 这次: 失业三个月 逾期一个月.
func (m message) lateBeside(tokens []token, i int) bool {
	t := tokens[i]
	if before := m.rs[:t.start]; endsWith(before, "这次") || endsWith(before, "这次是") || endsWith(before, "这回") || endsWith(before, "这回是") {
		return true
	}
	if i == 0 || m.supposedly(t.end) {
		return false
	}
	last := tokens[i-1]
	return last.kind == tokenWord && last.tag == tagOverdue && t.start-last.end <= 1 && peek(m.rs, last.start) == '逾' && !m.matterIn(max(0, last.start-4), last.start, besideDue)
}

// supposedly reports 逾期90天的话, 逾期90天就起诉.
func (m message) supposedly(end int) bool {
	_, _, ok := supposedWords().longest(m.rs, skipSpaces(m.rs, end))
	return ok
}

// formerly reports an earlier time overdue: 去年逾期过10天.
func (m message) formerly(t token) bool {
	from, _ := m.breath(t.start, t.end, 1)
	return (message{rs: m.rs[from:t.start]}).says(formerWords)
}

var formerWords = set(`去年逾期 去年逾期过 以前逾期 之前逾期 逾期过 上次逾期 前年逾期 上回逾期 曾经逾期`)

// nthDay reads 今天第三天 at the end of the answer.
func (m message) nthDay() (int, bool) {
	for i, r := range m.rs {
		if r != '第' {
			continue
		}
		n, ok := numeralAt(m.rs, i+1, false)
		day, isInt := n.low.int()
		if c := peek(m.rs, n.end); !ok || !isInt || n.vague() || c != '天' && c != '日' {
			continue
		}
		return int(day), len(trimTail(m.rs)) <= n.end+1
	}
	return 0, false
}

var notDueWords = set(`没预期 还没预期 未预期 还没到期 没到期 未到期 还没逾期 没逾期 没有逾期 未逾期 还未到期 还没有逾期 快到期 马上到期 即将到期 还没到 没到时间 没到日子 not_due not_yet 还没到日子 还没到还款日 没到还款日 未到还款日 快逾期 马上逾期 还早 没过期 还没过期 还没超期 冇逾期 暂时没有逾期 快要到期 没有到期 还没有到期`)

// notYetDue looks for the coming due date in the answer.
func (m message) notYetDue(tokens []token, today calc.Date) Overdue {
	o := Overdue{Reading: exactly(0), NotYetDue: true}
	for _, t := range tokens {
		if t.kind != tokenDay {
			continue
		}
		if r, err := t.day.resolve(Coming, today); err == nil && r.Kind == Exact {
			o.Due = r.Value
		}
	}
	return o
}

// openEndWords leave a time without an end.
var openEndWords = set(`以上 不止 +`)

// monthName reports 3月 without 逾期 before it: March, or three months.
func monthName(tokens []token) bool {
	for _, t := range tokens {
		if t.kind == tokenWord && (t.tag == tagOverdue || t.tag == tagUnpaid) {
			return false
		}
		if t.kind == tokenDuration && t.dur.named {
			return true
		}
	}
	return false
}

// daysLeft reads 还有三天: not overdue yet.
func (m message) daysLeft(tokens []token, today calc.Date) (Overdue, bool) {
	for i, t := range tokens[:min(len(tokens), 8*maxCandidates)] {
		if i == 0 || t.kind != tokenDuration || t.dur.vague() {
			continue
		}
		if moreTimes(tokens[i+1:]) {
			continue // 差两天就三个月
		}
		if before := tokens[i-1]; before.kind == tokenWord && before.tag == tagRemain && t.start-before.end <= 1 && !m.beside(tokens, t.start, t.end, besideDue, false) {
			return Overdue{Reading: exactly(0), NotYetDue: true, Due: today.AddDays(t.dur.low)}, true
		}
	}
	return Overdue{}, false
}

func moreTimes(tokens []token) bool {
	return slices.ContainsFunc(tokens, func(t token) bool { return t.kind == tokenDuration })
}

// days reads one token as a time overdue.
func (t token) days() (Reading[int], bool) {
	switch {
	case t.kind == tokenDuration || t.kind == tokenStage || t.kind == tokenWord && t.dur.low > 0:
		if t.dur.vague() {
			return between(t.dur.low, t.dur.high), true
		}
		return exactly(t.dur.low), true
	}
	return Reading[int]{}, false
}

func daysDoubt(found []Reading[int]) error {
	var readings []string
	for _, r := range found {
		if r.Kind == Exact {
			readings = appendNew(readings, itoa(r.Value)+"天")
		}
	}
	if len(readings) < 2 {
		return &Unclear{Vague, exampleOverdue}
	}
	return &Doubt{readings}
}

// maxOverdue is ten years: nobody has been late for longer and still asks.
const maxOverdue = 10 * 365

func (m message) checkedDays(r Reading[int]) (Overdue, error) {
	switch {
	case m.negative():
		return Overdue{}, &Unclear{Negative, exampleOverdue}
	case r.High > maxOverdue:
		return Overdue{}, &Unclear{TooLarge, exampleOverdue}
	}
	r.About = m.saysAbout()
	return Overdue{Reading: r}, nil
}

// maxBareDays is what a number without 天 may mean: a larger one is rather an amount.
const maxBareDays = 1500

// aboutMoney reports words that make a bare number an amount.
func aboutMoney(tokens []token) bool {
	for _, t := range tokens {
		if t.kind == tokenWord && t.tag != tagOverdue && t.tag != tagUnpaid && t.tag != tagTotal && t.tag != tagNow && t.tag != tagDue && t.tag != tagRemain {
			return true
		}
	}
	return false
}

// sinceDue counts from a due date, or takes a bare number as days.
func (m message) sinceDue(text string, tokens []token, today calc.Date) (Overdue, error) {
	if t, ok := onlyNumber(tokens); ok && peek(m.rs, t.end) == '号' {
		return Overdue{}, &Unclear{Vague, exampleOverdue} // 十五六号
	} else if ok {
		if aboutMoney(tokens) || m.says(selfWords) && !m.says(lateWords) || m.beside(tokens, t.start, t.end, besideDue, false) {
			return Overdue{}, m.unclear(Nonsense, exampleOverdue)
		}
		n := t.q
		v, isInt := n.low.int()
		high, _ := n.high.int()
		if !isInt || high > maxBareDays {
			return Overdue{}, &Unclear{TooLarge, exampleOverdue}
		}
		if n.low != n.high {
			return m.checkedDays(between(int(v), int(high)))
		}
		return m.checkedDays(exactly(int(v)))
	}
	r, err := Date(text, PastDue, today)
	if day, ok := m.bareDay(tokens); ok && err == nil && r.Kind == Exact {
		return Overdue{}, &Doubt{[]string{itoa(day) + "天", r.Value.String()}}
	}
	switch {
	case err != nil:
		if u, ok := err.(*Unclear); ok {
			return Overdue{}, &Unclear{u.Code, exampleOverdue}
		}
		return Overdue{}, err
	case r.Kind == Unknown:
		return Overdue{Reading: unknown[int]()}, nil
	case r.Kind == Range:
		return Overdue{Reading: between(max(0, today.DaysSince(r.High)), max(0, today.DaysSince(r.Low)))}, nil
	case r.Value.After(today):
		return Overdue{Reading: exactly(0), NotYetDue: true, Due: r.Value}, nil
	}
	return Overdue{Reading: exactly(today.DaysSince(r.Value)), Due: r.Value}, nil
}

// bareDay reads 28日 alone: so many days, or the twenty-eighth.
func (m message) bareDay(tokens []token) (int, bool) {
	if len(tokens) != 1 || tokens[0].kind != tokenDay || !tokens[0].day.recurring() {
		return 0, false
	}
	return tokens[0].day.day, m.rs[tokens[0].end-1] == '日'
}

var lateWords = set(`逾期 拖 欠 没还 overdue late`)

// selfWords beside a bare number make it an age.
var selfWords = set(`我 今年 i'm im`)

// onlyNumber returns the number of an answer that holds one bare number and no date.
func onlyNumber(tokens []token) (token, bool) {
	var found token
	count := 0
	for _, t := range tokens {
		switch t.kind {
		case tokenNumber:
			found = t
			count++
		case tokenDay, tokenMoney, tokenShare, tokenTerms:
			return token{}, false
		}
	}
	return found, count == 1 && found.q.decimals == 0
}

// askedDates finds the days that may answer the question.
func (m message) askedDates(ask Ask) []dayExpr {
	not := besideAny
	switch ask {
	case PastDue:
		not = besideDue
	case Coming, Either:
		not = besideComing
	}
	var kept []dayExpr
	var tokens []token
	found := m.looseDates(ask)
	if len(found) > maxCandidates {
		return nil
	}
	for _, e := range found {
		if tokens == nil {
			tokens = scan(m.rs, true)
		}
		if !m.beside(tokens, e.start, e.end, not, true) {
			kept = append(kept, e)
		}
	}
	return kept
}

// appendBareDay appends a number that closes the answer as a day of the month.
func (m message) appendBareDay(found []dayExpr, n numeral, start int) []dayExpr {
	day, isInt := n.low.int()
	if !isInt || slices.Contains(m.rs, '初') || day < 1 || day > 31 || n.vague() || n.unit > 10 || strings.TrimSpace(string(m.rs[n.end:])) != "" {
		return found
	}
	return append(found, dayExpr{day: int(day), start: start, end: n.end})
}

// behindCorrection returns where what is right begins, after words that take back what was said
// before from, or 0 if there are none.
func (m message) behindCorrection(from int) int {
	behind := 0
	for i := from; i < len(m.rs); i++ {
		if _, end, ok := correctionWords().longest(m.rs, i); ok {
			behind, i = end, end-1
		}
	}
	for behind > 0 && behind < len(m.rs) && strings.ContainsRune("了是,，. ", m.rs[behind]) {
		behind++
	}
	return behind
}

// lunarDays are days of the old calendar, whose dates we do not know; oldDays are its feasts too.
const lunarList = `大年三十 年三十 大年初一 年初一 正月 腊月 除夕 农历 阴历 旧历 老历 古历`

var (
	lunarDays = set(lunarList)
	oldDays   = set(lunarList + ` 春节 过年 过完年 年前 年后 元宵 正月十五 中秋 端午 清明 重阳 七夕 腊八 小年 冬至 立冬 立春 立夏 立秋 spring_festival chinese_new_year lunar_new_year mid-autumn`)
)

// looseDates finds the days in an answer to a question for a day.
func (m message) looseDates(ask Ask) []dayExpr {
	var found []dayExpr
	if m.says(lunarDays) {
		return nil
	}
	r := dateReader{rs: m.rs, loose: true}
	for i := 0; i < len(m.rs); i++ {
		if i > 0 && isDigit(m.rs[i-1]) && isDigit(m.rs[i]) {
			continue
		}
		if e, ok := r.at(i); ok {
			found = append(found, e)
			i = e.end - 1
		}
	}
	if len(found) == 0 {
		if n, ok := m.onlyNumeral(); ok && ask != AnyDay {
			found = m.appendBareDay(found, n, 0)
		}
	} else if last := found[len(found)-1]; last.day > 0 {
		if i := m.behindCorrection(last.end); i > 0 {
			if n, ok := numeralAt(m.rs, i, true); ok {
				found = m.appendBareDay(found, n, i) // 十月十五，不是，十六
			}
		}
	}
	return found
}
