package dialog

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

func pickProduct(t *turn, id string) (Name, error) {
	t.takeUpTold(casefile.Product(id))
	t.file().Main().Product = casefile.Product(id)
	t.note("intake.product.got", locale.Args{"Product": t.text("product."+id, nil)})
	return t.onward(), nil
}

func readProduct(t *turn, text string) (Name, error) {
	product, err := understand.ReadProduct(text)
	if err != nil && (bareSum.MatchString(text) || leftSaid.MatchString(text)) && t.amountInstead(text) {
		return stay, nil // 45000, before it is said of which loan
	}
	var unclear *understand.Unclear
	if (errors.As(err, &unclear) || product.Kind == understand.Unknown) && understand.ManyDebts(text) {
		return stay, &refusal{key: "intake.product.many"}
	}
	if err != nil {
		return stay, err
	}
	if product.Kind == understand.Unknown {
		return stay, &refusal{key: "engine.needed"}
	}
	if name := lenderNamed(text); name != "" && (product.Value == understand.OtherProduct || product.Value == understand.CreditCard) {
		t.takeUpTold(casefile.Product(product.Value))
		main := t.file().Main()
		main.Product, main.Alias = casefile.Product(product.Value), name
		t.note("intake.product.got", locale.Args{"Product": name})
		return t.onward(), nil
	}
	return pickProduct(t, string(product.Value))
}

// lenderNamed is the one lender that a message names, "" if there is none or several.
func lenderNamed(text string) string {
	names := slices.DeleteFunc(append(understand.LenderNames(text), understand.CardNames(text)...), understand.NamesKind)
	if len(names) != 1 || utf8.RuneCountInString(names[0]) > casefile.MaxAlias {
		return ""
	}
	return names[0]
}

// askAmount asks what is owed, or for the exact sum of what was told roughly.
func askAmount(t *turn) string {
	if d := t.file().Main(); d.Total() == 0 && d.RoughHigh > 0 {
		return t.whose(t.file()) + t.text("intake.amount.about", locale.Args{"Low": brief(d.RoughLow), "High": brief(d.RoughHigh)})
	}
	return t.whose(t.file()) + t.text(string(intakeAmount), nil)
}

func amountChoices(t *turn) [][]choice {
	if d := t.file().Main(); d.Total() == 0 && d.RoughHigh > 0 {
		return [][]choice{{{id: "about", label: t.text("intake.amount.take", locale.Args{"High": brief(d.RoughHigh)})}}, t.row("where")}
	}
	return [][]choice{t.row("where")}
}

// pickAmount says where to look, or takes the higher end of what was told roughly.
func pickAmount(t *turn, id string) (Name, error) {
	debt := t.file().Main()
	if id == "about" && debt.RoughHigh > 0 {
		debt.SetOwed(casefile.Owed{Principal: debt.RoughHigh}, t.today)
		t.noteAmount(debt)
		t.restTogether()
		return t.onward(), nil
	}
	t.note("intake.amount.place", nil)
	return stay, nil
}

// skipAmount leaves open what is owed, or takes the higher end of what was told roughly.
func skipAmount(t *turn) Name {
	if d := t.file().Main(); d.Total() == 0 && d.RoughHigh > 0 {
		next, err := pickAmount(t, "about")
		if err == nil {
			return next
		}
	}
	return skipped(intakeAmount)(t)
}

// whereAsked are the words of somebody who does not know where to look what is owed.
var whereAsked = phrase.MustCompile(`(怎么|怎麼|怎样|怎樣|咋|哪里|哪裡|哪儿|在哪|上哪|去哪|从哪|從哪).{0,4}(知道|晓得|曉得|看|查|找|算)|(?i:where (can|do) i (see|find|check)|how (can|do) i (know|check|see|find))`)

// hearWhere says where to look.
func hearWhere(t *turn, text string) (Name, bool) {
	if !whereAsked.MatchString(text) || anyFigure.MatchString(text) {
		return "", false
	}
	next, err := pickAmount(t, "where")
	return next, err == nil
}

func readAmount(t *turn, text string) (Name, error) {
	split, err := understand.Split(text)
	if err != nil {
		return t.lateInstead(text, err)
	}
	if split.Unknown {
		return skipped(intakeAmount)(t), nil
	}
	if split.Together != nil {
		t.keepTogether(split.Together.High)
		return stay, nil
	}
	debt := t.file().Main()
	if about := split.About; about != nil && about.Kind == understand.Range && debt.Total() == 0 {
		debt.RoughLow, debt.RoughHigh = about.Low, about.High
		return stay, nil
	}
	owed, err := owedNow(debt, split)
	if err != nil {
		return stay, err
	}
	debt.SetOwed(owed, t.today)
	t.noteAmount(debt)
	t.noteRest(debt, split)
	t.restTogether()
	return t.onward(), nil
}

// penaltyNamed and interestNamed call what has come on top a penalty, 罚息滚到34618, or interest.
var (
	penaltyNamed  = phrase.MustCompile(`罚息|罰息|违约金|違約金|滞纳金|滯納金`)
	interestNamed = phrase.MustCompile(`利息|息费|息費`)
)

// noteRest says what a total has on top of the principal, and that it was taken for interest unless the message calls it
// a penalty.
func (t *turn) noteRest(debt *casefile.Debt, said understand.DebtSplit) {
	switch rest := said.Total != nil && said.Principal != nil && said.Interest == nil && debt.Interest > 0; {
	case rest && penaltyNamed.MatchString(t.words) && !interestNamed.MatchString(t.words):
		debt.Penalty, debt.Interest = debt.Penalty+debt.Interest, 0
	case rest:
		t.note("intake.amount.rest", locale.Args{"Rest": debt.Interest})
	}
}

// lateInstead takes how long a debt is late where its amount was asked: 大概40天吧. What is told roughly is
// asked for in its turn.
func (t *turn) lateInstead(text string, unread error) (Name, error) {
	debt := t.file().Main()
	late, err := understand.DaysOverdue(text, t.today)
	switch {
	case err != nil || !debt.Due.IsZero() || !strings.ContainsAny(text, "天月周年"):
		return stay, unread
	case late.Kind == understand.Range:
		t.note("intake.amount.late", nil)
	case late.Kind == understand.Exact && late.Value > 0:
		debt.Due = t.today.AddDays(-late.Value)
		t.noteOverdue(debt)
	default:
		return stay, unread
	}
	return stay, nil
}

// owedNow is what is owed once the parts that were said have been put in the place of
// those known. Parts that contradict the total, and spans, are asked about.
func owedNow(known *casefile.Debt, said understand.DebtSplit) (casefile.Owed, error) {
	if said.About != nil && said.About.Kind == understand.Range {
		return casefile.Owed{}, &refusal{"intake.amount.span", locale.Args{"Low": said.About.Low, "High": said.About.High}}
	}
	parts := said.Principal != nil || said.Interest != nil || said.Penalty != nil || said.Fees != nil
	if !parts && said.Total != nil {
		return casefile.Owed{Principal: *said.Total}, nil
	}
	owed := casefile.Owed{Split: true}
	if known.Split && said.Total == nil {
		owed = casefile.Owed{Principal: known.Principal, Interest: known.Interest, Penalty: known.Penalty, Fees: known.Fees, Split: true}
	}
	if !known.Split && known.Total() > 0 && said.Total == nil && (said.Principal == nil || *said.Principal < known.Total()) {
		said.Total = new(known.Total()) // the parts of the total that is known
	}
	for part, amount := range map[*calc.Money]*calc.Money{&owed.Principal: said.Principal, &owed.Interest: said.Interest, &owed.Penalty: said.Penalty, &owed.Fees: said.Fees} {
		if amount != nil {
			*part = *amount
		}
	}
	return checkOwed(owed, said)
}

func checkOwed(owed casefile.Owed, said understand.DebtSplit) (casefile.Owed, error) {
	sum := owed.Principal + owed.Interest + owed.Penalty + owed.Fees
	switch {
	case said.Total == nil && owed.Principal == 0:
		return owed, &refusal{"intake.amount.parts", nil}
	case said.Total == nil:
		return owed, nil
	case said.Principal == nil:
		owed.Principal = *said.Total - sum
		sum = *said.Total
	case said.Interest == nil && sum < *said.Total:
		owed.Interest += *said.Total - sum // 总欠48320，其中本金41000: the rest is what has come on top
		sum = *said.Total
	}
	if sum != *said.Total || owed.Principal < 0 {
		return owed, &refusal{"intake.amount.sum", locale.Args{"Sum": sum - min(0, owed.Principal), "Total": *said.Total}}
	}
	return owed, nil
}

// or0 is nothing for what was not said.
func or0(m *calc.Money) calc.Money {
	if m == nil {
		return 0
	}
	return *m
}

// noteAmount shows an amount back.
func (t *turn) noteAmount(d *casefile.Debt) {
	if !d.Split {
		t.note("intake.amount.got", locale.Args{"Total": d.Total()})
		return
	}
	t.note("intake.amount.split", locale.Args{"Parts": locale.HTML(t.parts(d)), "Total": d.Total()})
}

// acceptsSomething are the words of somebody who says yes to terms: 好我接受，下月5号开始 is no day of a bill.
var acceptsSomething = phrase.MustCompile(`(我|就|那)?(接受|答应|答應|同意)(了)?[^不]*(开始|開始|起)`)

// perMonth is an amount of every month: 一个月四千来块 is no month of lateness.
var perMonth = phrase.MustCompile(`(一个月|一個月|1个月|1個月|每个月|每個月|每月|每期|一期|一月|月薪|月入|月收入)[^0-9，,。]{0,3}([一二两兩三四五六七八九]+[千百万萬]|[0-9]{3,}|[0-9]+[块塊元千百万萬])`)

// askOverdue asks for the day where only its month was told: 9月份就没还了.
func askOverdue(t *turn) string {
	if month := t.session().LateSince; !month.IsZero() {
		return t.whose(t.file()) + t.text("intake.overdue.month", locale.Args{"Month": t.print.Month(month)})
	}
	if days := t.roughlyLate(); days > 0 {
		return t.whose(t.file()) + t.text("intake.overdue.about", locale.Args{"Days": days})
	}
	return t.whose(t.file()) + t.text(string(intakeOverdue), nil)
}

// roughlyLate is how many days the debt is late as far as that was told roughly; 0 if it was not.
func (t *turn) roughlyLate() int {
	d := t.file().Main()
	if !d.Due.IsZero() || d.RoughDue.IsZero() || !t.session().LateSince.IsZero() {
		return 0
	}
	return max(0, t.today.DaysSince(d.RoughDue))
}

// overdueChoices offers the days that were told roughly.
func overdueChoices(t *turn) [][]choice {
	days := t.roughlyLate()
	if days == 0 {
		return nil
	}
	return [][]choice{{{id: "about", label: t.text("intake.overdue.take", locale.Args{"Days": days})}}}
}

// pickOverdue takes the days that were told roughly.
func pickOverdue(t *turn, _ string) (Name, error) {
	debt := t.file().Main()
	debt.Due, debt.RoughDue = debt.RoughDue, calc.Date{}
	t.noteOverdue(debt)
	return t.onward(), nil
}

// skipOverdue leaves it open, but for what was told roughly, or the month: its last day counts then.
func skipOverdue(t *turn) Name {
	month := t.session().LateSince
	if t.roughlyLate() > 0 {
		if next, err := pickOverdue(t, "about"); err == nil {
			return next
		}
	}
	if month.IsZero() {
		return skipped(intakeOverdue)(t)
	}
	debt := t.file().Main()
	debt.Due = month.AddMonths(0, 31)
	if debt.Due.After(t.today) {
		debt.Due = t.today
	}
	t.session().LateSince = calc.Date{}
	t.note("intake.overdue.monthend", locale.Args{"Due": t.print.Day(debt.Due, t.today), "Days": debt.OverdueDays(t.today)})
	return t.onward()
}

// dayOfMonth is a day told alone: 15, 15号.
var dayOfMonth = phrase.MustCompile(`^\s*(?:大概|大约|大約|应该是|應該是|好像|是)?\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*(?:号|號|日|th|st|nd|rd)?\s*(?:吧|左右)?\s*[。.]?$`)

// bareMonth is a month of the calendar and nothing else: 去年12月, 上个月, 三月份.
var bareMonth = phrase.MustCompile(`^(大概|大约|大約|好像|应该是?|應該是?|从|從|是)?(上上?个?月|上上?個月|(去年|前年|今年)?([1-9]|1[0-2]|[一二三四五六七八九十]|十[一二])月份?)(初|底|中|末)?(吧|左右|开始|開始|的|就?该还的?|就?該還的?|到期的?|应还|應還|要还的?|要還的?|那期|那个月|那個月)?$`)

func readOverdue(t *turn, text string) (Name, error) {
	if month := t.session().LateSince; !month.IsZero() && dayOfMonth.MatchString(text) {
		text = fmt.Sprintf("%d年%d月%s号", month.Year, month.Month, dayOfMonth.FindStringSubmatch(text)[1])
	}
	if perMonth.MatchString(text) || acceptsSomething.MatchString(text) {
		return stay, &understand.Unclear{Code: understand.Nonsense, Example: "80天"}
	}
	if month, err := understand.Month(text, understand.PastDue, t.today); err == nil && bareMonth.MatchString(plain(text)) && month.Value.Before(t.today) {
		t.session().LateSince = month.Value
		return stay, nil
	}
	if doubt := t.bareDay(text); doubt != nil {
		return stay, doubt
	}
	if n := bareNumber.FindString(text); n != "" {
		if count, ok := understand.Count(strings.TrimSpace(n)); ok && count <= fewMonths {
			return stay, &understand.Doubt{Readings: []string{t.text("intake.overdue.days", locale.Args{"Days": count}), t.text("intake.overdue.months", locale.Args{"Months": count})}}
		}
	}
	if periodsBehind.MatchString(text) {
		return stay, &refusal{key: "intake.overdue.terms"}
	}
	if t.amountInstead(text) {
		return stay, nil
	}
	overdue, err := understand.DaysOverdue(text, t.today)
	if err != nil {
		return stay, err
	}
	debt := t.file().Main()
	switch {
	case overdue.Kind == understand.Unknown && !overdue.NotYetDue:
		return skipOverdue(t), nil
	case !overdue.Month.IsZero():
		t.session().LateSince = overdue.Month
		return stay, nil
	case !overdue.Due.IsZero():
		debt.Due = overdue.Due
	case overdue.NotYetDue:
		return intakeDue, nil
	case overdue.Kind == understand.Range:
		t.note("intake.overdue.span", locale.Args{"Low": overdue.Low, "High": overdue.High})
		return stay, &understand.Doubt{Readings: []string{t.text("intake.overdue.days", locale.Args{"Days": overdue.Low})}}
	default:
		debt.Due = t.today.AddDays(-overdue.Value)
	}
	t.session().LateSince = calc.Date{}
	t.noteOverdue(debt)
	if allLate.MatchString(text) {
		t.lateAlike(debt.Due)
	}
	return t.onward(), nil
}

// ownOffer is what somebody would pay each month, said by itself: 愿意每月还2500, 每个月按2000还.
var ownOffer = phrase.MustCompile(`^(?:我|愿意|願意|可以|想|打算|准备|準備|最多|只能|能|就|，)*(?:一个月|一個月|每个?月|每個月|一月|每期)(?:我|按|就|只|能|可以|最多)*(还|還|给|給|付)?` + figure + `\s*(?:块|塊|元)?(?:钱|錢)?(?:来|來)?(还|還)?(?:吧|的话|左右|行|可以|好)*$`)

// wouldPay are the words that make it one.
var wouldPay = phrase.MustCompile(`愿意|願意|可以|想|打算|准备|準備|最多|只能|能|按`)

// offersOwn keeps such an offer where something else is asked.
func (t *turn) offersOwn(text string) bool {
	m := ownOffer.FindStringSubmatch(strings.TrimRight(text, "。.！!"))
	if m == nil || m[1]+m[3] == "" || !wouldPay.MatchString(text) || t.session().Return != "" {
		return false // 每月还1290 may be what the loan takes now
	}
	amount, err := exactAmount(m[2])
	if err != nil || amount <= 0 {
		return false
	}
	t.file().Budget.Offer = amount
	t.note("intake.filled", locale.Args{"Summary": locale.HTML(t.summary())})
	return true
}

// allLate begins how long all the debts are late: 都逾期四十五天.
var allLate = phrase.MustCompile(`^(这|這)?[两兩三四五几幾]?(笔|筆|家|个|個|张|張)?(都是?|全都?|全部|各)`)

// lateAlike gives the debts of which it is not known when they were due the day of the one that is told of.
func (t *turn) lateAlike(due calc.Date) {
	debts := t.file().Debts
	for i := range debts {
		if debts[i].Due.IsZero() && debts[i].Priority == "" && !debts[i].Agreed() {
			debts[i].Due = due
		}
	}
}

// amountInstead takes the sum that was left open, told where it was asked how late it is: 9600.
func (t *turn) amountInstead(text string) bool {
	debt := t.file().Main()
	if m := leftBehind.FindStringSubmatch(text); m != nil {
		text = m[1] // 还了1万还剩3万
	}
	amount, err := exactAmount(text)
	if err != nil || debt.Total() > 0 && !leftSaid.MatchString(text) || amount < calc.Yuan(1000) || strings.ContainsAny(text, "天月周年日号號") {
		return false
	}
	owed := casefile.Owed{Principal: amount}
	if rest := amount - debt.Principal - debt.Penalty - debt.Fees; debt.Split && rest > 0 {
		owed = casefile.Owed{Principal: debt.Principal, Interest: rest, Penalty: debt.Penalty, Fees: debt.Fees, Split: true} // 本金1万, then 要还11340
	}
	debt.SetOwed(owed, t.today)
	t.noteAmount(debt)
	return true
}

// leftSaid tells anew what is owed: 剩18000.
var leftSaid = phrase.MustCompile(`^(现在|現在|眼下|目前|如今|还|還|就|只|app|系统|系統|上面|，)*(剩|欠|显示|顯示|要还|要還|应还|應還|待还|待還)(下|了|要还|要還|应还|應還)?|^(应该|應該|其实|其實|不对|不對|，|,| )*是`)

// leftBehind is what is left behind what was paid: 还了1万还剩3万.
var leftBehind = phrase.MustCompile(`(?:还|還|付|交)(?:了|过|過)[^剩欠]*((?:还|還|就|只)?(?:剩|欠)(?:下|了)?[^期]*)$`)

// bareNumber is a number without a unit, of which one up to fewMonths may count days or months.
var bareNumber = phrase.MustCompile(`^\s*(\d{1,3}|[一二两兩三四五六七八九十]{1,3})\s*$`)

const fewMonths = 12

// periodsBehind is how many instalments are not paid: 两期没还了.
var periodsBehind = phrase.MustCompile(`^(已经|已經|大概|有|欠了?|逾期了?|断了?|斷了?)*(\d{1,2}|[一二两兩三四五六七八九十]{1,2})期(没还|沒還|没交|沒交|了|吧|未还|未還|没有还|沒有還)*$`)

// lateFirst takes how late the debt is where a message goes on with something else: 80天 我还欠微粒贷5000.
func (t *turn) lateFirst(text string) {
	first := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ，,。；;\n", r) })
	if len(first) < 2 || !strings.ContainsAny(first[0], "天月周年") {
		return
	}
	debt := t.file().Main()
	if late, err := understand.DaysOverdue(first[0], t.today); err == nil && late.Kind == understand.Exact && late.Value > 0 {
		debt.Due = t.today.AddDays(-late.Value)
		t.noteOverdue(debt)
	}
}

// bareDayForm is a day of which no month is told, nor whether it has passed: 5号到期.
var bareDayForm = phrase.MustCompile(`^(?:是|在|每个?月|每個月)?\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*[号號日](?:到期|还款日?|還款日?|要还|要還|扣款|还钱|還錢)?[。.]?$`)

// bareDay asks back whether the last or the next such day is meant: one debt is late, the other
// is not. It is nil for other messages.
func (t *turn) bareDay(text string) error {
	day, ok := bareDayIn(text)
	if !ok {
		return nil
	}
	last := lastOn(day, t.today)
	next := t.today.AddMonths(0, day)
	if next.Before(t.today) {
		next = t.today.AddMonths(1, day)
	}
	return &understand.Doubt{Readings: []string{last.String(), next.String()}}
}

// bareDayIn is the day of the month that a message names and nothing else.
func bareDayIn(text string) (int, bool) {
	m := bareDayForm.FindStringSubmatch(text)
	if m == nil {
		return 0, false
	}
	day, ok := understand.Count(m[1])
	return day, ok && day >= 1 && day <= 31
}

// lastOn is the last such day of a month before today.
func lastOn(day int, today calc.Date) calc.Date {
	last := today.AddMonths(0, day)
	if !last.Before(today) {
		last = today.AddMonths(-1, day)
	}
	return last
}

func readDue(t *turn, text string) (Name, error) {
	day, err := understand.Date(text, understand.Coming, t.today)
	if err != nil {
		return stay, err
	}
	if day.Kind == understand.Unknown {
		return skipped(intakeOverdue)(t), nil
	}
	debt := t.file().Main()
	debt.Due = day.Value
	t.noteOverdue(debt)
	return t.onward(), nil
}

// noteOverdue shows back how late a debt is.
func (t *turn) noteOverdue(d *casefile.Debt) {
	args := locale.Args{"Days": d.OverdueDays(t.today), "Due": t.print.Day(d.Due, t.today)}
	if d.Due.After(t.today) || d.Due == t.today {
		t.note("intake.overdue.notyet", args)
		return
	}
	t.note("intake.overdue.got", args)
}

// justForgot is a cause, where it is asked what comes in: 就是忘了.
var justForgot = phrase.MustCompile(`^(我)?(就是|就|只是|纯粹|純粹|单纯|單純|其实是|其實是)+(给|給)?(忘了?|忘记|忘記)(了)?(还|還|还款|還款|这事|這事)?(了)?[。.]?$|^(忘了?|忘记|忘記)(了)?(还|還)(款|钱|錢)?(了)?[。.]?$`)

// earnsSaid are words of an income, where it is told by itself and in another way than by the month.
var earnsSaid = phrase.MustCompile(`月薪|底薪|基本工资|基本工資|提成|日结|日結|一天\d|一天[一二两兩三四五六七八九]|每天(挣|赚|賺|掙)|一分(钱|錢)?(都|也)?(没|沒)|(没|沒)(有)?(收入|工资|工資)|退休金|养老金|養老金|低保|失业金|失業金|(?i:salary|wage|per day|a day)`)

func readMeans(t *turn, text string) (Name, error) {
	if justForgot.MatchString(text) {
		t.file().Hardship.Tell(casefile.Forgot)
		t.note("intake.cause.got", locale.Args{"Cause": t.text("cause."+string(casefile.Forgot), nil)})
		return stay, nil
	}
	if t.comesAndGoes(text) {
		return stay, nil
	}
	if t.worstMonth(text) {
		return t.onward(), nil
	}
	means, err := understand.Means(text)
	if (err != nil || means.Essentials == nil || onlyKind(text, means.Essentials.High)) && t.listed(text, exact(means.Income)) {
		return t.onward(), nil
	}
	var unclear *understand.Unclear
	if income, unread := understand.Income(text); errors.As(err, &unclear) && earnsSaid.MatchString(text) && unread == nil && income.Kind == understand.Exact {
		return readIncome(t, text) // 一天200，一个月干26天
	}
	if err != nil {
		return stay, err
	}
	if means.Unknown {
		return skipped(intakeMeans)(t), nil
	}
	budget := &t.file().Budget
	switch in := means.Income; {
	case in != nil && means.Varies && budget.SetMonths(in.Low, in.High) == nil:
		t.note("budget.months.got", locale.Args{"Income": in.Low})
	case in != nil:
		budget.SetIncome(in.Low)
	}
	if means.Essentials != nil {
		budget.SetEssentials(means.Essentials.High)
		t.kindsOf(text, means.Essentials.High)
	}
	if !means.Varies || budget.Known() {
		t.noteMeans()
	}
	return t.onward(), nil
}

func readIncome(t *turn, text string) (Name, error) {
	if t.comesAndGoes(text) {
		return stay, nil
	}
	if t.bothTold(text) || t.worstMonth(text) {
		return t.onward(), nil
	}
	income, err := understand.Income(text)
	if err != nil {
		return stay, err
	}
	if income.Kind == understand.Unknown {
		return skipped(intakeIncome)(t), nil
	}
	t.file().Budget.SetIncome(income.Low) // the lowest month is the one that has to work
	t.noteMeans()
	return t.onward(), nil
}

// givenToMe is money that somebody else gives to live on.
var givenToMe = phrase.MustCompile(`(爸|妈|媽|父母|家里|家裡|老婆|老公|儿子|兒子|女儿|女兒|姐|哥|亲戚|親戚|朋友|低保|补助|補助)[^，,。；;\d]{0,6}(给|給|补贴|補貼|贴补|貼補|支援|资助|資助|接济|接濟)我`)

// paidBack is a payment told where it is asked what must be spent: 还了950.
var paidBack = phrase.MustCompile(`^(我|俺|已经|已經|刚刚?|剛剛?|今天|昨天|又|都)*(还|還)了?\s*\d[\d.,]*(块|塊|元)?(了|钱|錢)?[。.]?$`)

func readEssentials(t *turn, text string) (Name, error) {
	if paidBack.MatchString(text) {
		return stay, &understand.Unclear{Code: understand.Nonsense}
	}
	if t.bothTold(text) || t.worstMonth(text) {
		return t.onward(), nil
	}
	if income, err := understand.Income(text); err == nil && income.Kind == understand.Exact && givenToMe.MatchString(text) {
		t.file().Budget.SetIncome(income.Value) // 父母给我1500, behind 没有收入
		t.noteMeans()
		return stay, nil
	}
	if t.listed(text, nil) {
		return t.onward(), nil
	}
	if perMonth.MatchString(text) && len(t.loansNamed(text)) > 0 && len(understand.Spending(text)) == 0 {
		return stay, &refusal{key: "intake.essentials.loans"} // 借呗每个月要还2300 花呗是500
	}
	essentials, err := understand.Essentials(text)
	if err != nil {
		return stay, err
	}
	if essentials.Kind == understand.Unknown {
		return skipped(intakeEssentials)(t), nil
	}
	t.file().Budget.SetEssentials(essentials.High)
	t.kindsOf(text, essentials.High)
	t.noteMeans()
	return t.onward(), nil
}

// bothTold takes an income and a spending where only one of them is asked for, and each amount has
// its own word: 我妈给我1000 花800.
func (t *turn) bothTold(text string) bool {
	means, err := understand.Means(text)
	if err != nil || means.Income == nil || means.Essentials == nil || strings.IndexFunc(text, unicode.IsLetter) < 0 {
		return false
	}
	budget := &t.file().Budget
	budget.SetIncome(means.Income.Low)
	budget.SetEssentials(means.Essentials.High)
	t.kindsOf(text, means.Essentials.High)
	t.noteMeans()
	return true
}

// noteMeans shows back what comes in, what must go out, and what is left.
func (t *turn) noteMeans() {
	c := t.file()
	b := &c.Budget
	switch surplus := c.Surplus(); {
	case b.Known() && surplus < 0:
		t.note("intake.means.short", locale.Args{"Income": *b.Income, "Essentials": *b.Essentials + c.PaidFirst(), "Missing": -surplus})
	case b.Known():
		t.note("intake.means.got", locale.Args{"Income": *b.Income, "Essentials": *b.Essentials + c.PaidFirst(), "Surplus": surplus})
	case b.Income != nil:
		t.note("intake.income.got", locale.Args{"Income": *b.Income})
	case b.Essentials != nil:
		t.note("intake.essentials.got", locale.Args{"Essentials": *b.Essentials})
	}
}

func pickCause(t *turn, id string) (Name, error) {
	t.file().Hardship.Tell(casefile.Cause(id))
	return t.onward(), nil
}

func readCause(t *turn, text string) (Name, error) {
	cause, err := understand.ReadCause(text)
	var doubt *understand.Doubt
	if errors.As(err, &doubt) {
		return stay, &refusal{key: "intake.cause.several"} // which one is the main one, the buttons ask
	}
	if err != nil {
		return stay, &refusal{key: "intake.cause.which"}
	}
	if cause.Kind == understand.Unknown {
		return skipped(intakeCause)(t), nil
	}
	if cause.About {
		return stay, &refusal{key: "intake.cause.which"} // it is said to the lender: never guessed
	}
	t.note("intake.cause.got", locale.Args{"Cause": t.text("cause."+string(cause.Value), nil)})
	return pickCause(t, string(cause.Value))
}

// exactAmount reads an amount that has to be one figure; a span is asked about.
func exactAmount(text string) (calc.Money, error) { return oneFigure(understand.Amount(text)) }

// oneFigure refuses a reading that is no single figure.
func oneFigure(amount understand.Reading[calc.Money], err error) (calc.Money, error) {
	switch {
	case err != nil:
		return 0, err
	case amount.Kind == understand.Unknown:
		return 0, &refusal{"engine.needed", nil}
	case amount.Kind == understand.Range:
		return 0, &refusal{"intake.amount.span", locale.Args{"Low": amount.Low, "High": amount.High}}
	}
	return amount.Value, nil
}
