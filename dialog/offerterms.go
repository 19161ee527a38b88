package dialog

import (
	"errors"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// termsTold reads terms as they were told. Besides what [understand.OfferOn] returns, its
// error is a *refusal when an amount or the number of instalments is missing, or when one of
// them cannot be.
func (t *turn) termsTold(text string) (casefile.Terms, error) {
	read, err := t.offerRead(text)
	return t.termsOf(read, err, text)
}

// termsOf makes terms of what was read of a message.
func (t *turn) termsOf(read understand.OfferReading, err error, text string) (casefile.Terms, error) {
	var unclear *understand.Unclear
	if errors.As(err, &unclear) && unclear.Code == understand.Vague && termNamed.MatchString(text) {
		return casefile.Terms{}, &refusal{key: contactParts}
	}
	if err != nil {
		return casefile.Terms{}, err
	}
	if a := t.file().Agreement; a != nil && a.Left() > 0 && read.Defer > 0 && read.Count == 0 && read.Amount == nil {
		return postponed(a, read.Defer), nil
	}
	if read.Defer > 0 && read.Count == 0 && t.file().Agreement == nil && t.owed() > 0 {
		terms := t.delayed(read.Defer, text)
		if read.Amount != nil {
			terms.Amount, terms.Accrual = *read.Amount, casefile.AccrualUnknown // what was named is no estimate
		}
		return t.withDays(terms, text, read), nil
	}
	if perWeek.MatchString(text) && (read.Count > 1 || read.Amount != nil) {
		return casefile.Terms{}, &refusal{key: contactWeekly}
	}
	if t.interestOnTop(read, text) {
		return casefile.Terms{}, &refusal{contactInterest, locale.Args{"Count": read.Count}}
	}
	if read.Count == 0 && read.Down != nil && read.Amount != nil && *read.Down+*read.Amount == t.owed() {
		read.Count = 1 // 先还4300 剩下4300下个月还
	}
	t.divided(&read, text)
	t.rounded(&read)
	switch {
	case read.Count > casefile.MaxInstalments:
		return casefile.Terms{}, &refusal{"contact.offer.long", locale.Args{"Max": casefile.MaxInstalments}}
	case read.Steps != nil:
		return t.withDays(toldSteps(read), text, read), nil
	case read.Count == 0 || or0(read.Amount) == 0:
		return casefile.Terms{}, &refusal{key: contactParts}
	case read.Count > 1 && *read.Amount >= t.owed() && t.owed() > 0:
		return casefile.Terms{}, &refusal{"agreement.each", locale.Args{"Amount": *read.Amount}}
	}
	return t.withDays(t.runs(read), text, read), nil
}

var (
	// privateAccount is where nobody's instalments go.
	privateAccount = phrase.MustCompile(`(到|转|轉|打|付|存|汇|匯|给|給)(到|给|給|入|进|進)?(一个|一個)?(他|她|业务员|業務員|员工|員工|客服|催收)?(的)?(私人|个人|個人|私户|私戶)(的)?(账户|帳戶|账号|帳號|银行卡|銀行卡|卡|微信|支付宝)?`)
	onceSaid       = phrase.MustCompile(`一次(性)?(还清|還清|结清|結清|付清|还完|還完)|全(部|额|額)(还清|還清|结清|結清)|一把(还|還)(清|掉)`)
	lessSaid       = phrase.MustCompile(`(减免|減免|免掉|免除|免|减|減)(了|掉)?(全部|所有)?(的)?(罚息|罰息|违约金|違約金|利息|息费|息費)|(罚息|罰息|违约金|違約金|利息|息费|息費)(可以|能|都|全)*(减免|減免|免)`)
)

// deferUntil is a delay to a month of the calendar: 延期到明年3月 is no delay of three months.
var deferUntil = phrase.MustCompile(`(?:延期?|推迟|推遲|缓|緩|宽限|寬限)(?:还款|還款)?到((?:明年|今年|后年|後年)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?)(?:[^\d个個]|$)`)

// deferredTo counts the months of such a delay.
func (t *turn) deferredTo(read *understand.OfferReading, text string) {
	m := deferUntil.FindStringSubmatch(text)
	if m == nil || !read.First.IsZero() {
		return
	}
	month, err := understand.Month(m[1], understand.Coming, t.today)
	if err != nil || month.Kind != understand.Exact || !month.Value.After(t.today) {
		return
	}
	read.Defer = (month.Value.Year-t.today.Year)*12 + int(month.Value.Month) - int(t.today.Month)
}

// beforeLast is how many instalments come before the last one.
var beforeLast = phrase.MustCompile(`(?:前面|前|头|頭)的?([两兩二三四五六七八九十]{1,3}|\d{1,2})期`)

// countBefore is how many instalments are said to come before the last one; 0 if that is not said.
func countBefore(text string) int {
	if m := beforeLast.FindStringSubmatch(text); m != nil {
		n, _ := understand.Count(m[1])
		return n
	}
	return 0
}

// offerRead reads an offer, where a private account it names is no figure. What a part let go leaves
// to pay at once is worked out, or asked for with the refusal.
func (t *turn) offerRead(text string) (understand.OfferReading, error) {
	if read, ok := t.interestOnly(text); ok {
		return read, nil
	}
	said := text
	text = plainTerms(text)
	read, err := understand.OfferOn(privateAccount.ReplaceAllString(text, " "), t.today)
	if read.LastAmount != nil && countBefore(text) == read.Count && read.Count > 1 {
		read.Count++ // 前面11期每期510 最后一期3000
	}
	if read.MonthlyFee != nil && read.Amount != nil && *read.MonthlyFee >= *read.Amount {
		read.OnceFee, read.MonthlyFee = read.MonthlyFee, nil // nobody charges more than the instalment each month
	}
	if part := t.firstShare(text); part > 0 && read.Down == nil {
		read.Down = &part
	}
	if upfrontFee.MatchString(text) && read.MonthlyFee != nil {
		read.OnceFee, read.MonthlyFee = read.MonthlyFee, nil
	}
	t.deferredTo(&read, text)
	t.countRest(&read, text)
	if kept := t.keptShare(said); kept > 0 && read.Amount == nil && read.Count < 2 {
		return understand.OfferReading{Count: 1, Amount: &kept, Settles: true}, nil
	}
	if !onceForLess(text) || err == nil && (read.Amount != nil || read.Count > 1) {
		return read, err
	}
	if full := t.discounted(text); full > 0 {
		return understand.OfferReading{Count: 1, Amount: &full, Settles: true}, nil
	}
	return read, &refusal{key: "contact.offer.once"}
}

// upfrontFee is a fee that is to be paid before anything else: 先交299会员费.
var upfrontFee = phrase.MustCompile(`(先|提前|办之前|辦之前)(要)?(交|付|给|給|开通?|開通?|买|買|充)[^，,。；;]{0,8}(费|費|会员|會員)`)

// feeEach are the words that say that a fee is charged each time.
var feeEach = phrase.MustCompile(`(?i)(每期|每个?月|每個月|一个?月|一個月|按月|月)(都|还|還|另|再)?[^\d，,。]{0,4}(收|要|交|付)?[^\d，,。]{0,4}(\d+(\.\d+)?)?[^\d，,。]{0,4}(费|費)|[%％]|/月|\b(monthly|each month|per month|a month)\b`)

// onceForLess reports terms of a part that is let go if all of the rest is paid at once.
func onceForLess(text string) bool { return onceSaid.MatchString(text) && lessSaid.MatchString(text) }

// discounted is what is left to pay at once when the lender lets go a part that is known; 0 if the
// terms are others or the part is not known.
func (t *turn) discounted(text string) calc.Money {
	d := t.file().Main()
	if !onceForLess(text) || !d.Split || t.file().Agreement != nil {
		return 0
	}
	rest, said := d.Total(), strings.Join(lessSaid.FindAllString(text, -1), "")
	let := calc.Money(0)
	if strings.ContainsAny(said, "罚罰违違") {
		let += d.Penalty
	}
	if strings.Contains(said, "利息") || strings.Contains(said, "息费") || strings.Contains(said, "息費") {
		let += d.Interest
	}
	if let == 0 {
		return 0
	}
	return rest - let
}

// notePrivate warns of an account that is not the lender's.
func (t *turn) notePrivate(text string) {
	if privateAccount.MatchString(text) {
		t.note("contact.check.private", locale.Args{"Alipay": t.fact("H95188")})
	}
}

// postponed are the instalments that are left of an agreement, so many months later.
func postponed(a *casefile.Agreement, months int) casefile.Terms {
	n := min(a.PaidCount(), len(a.Instalments)-1)
	var amounts []calc.Money
	for i := n; i < len(a.Instalments); i++ {
		if left := a.LeftOn(i); left > 0 {
			amounts = append(amounts, left)
		}
	}
	terms := casefile.Listed(amounts)
	due := a.Instalments[n].Due
	terms.PayDay, terms.Defer = a.PayDay(), months
	if due.AddMonths(0, terms.PayDay) != due {
		terms.PayDay = due.Day
	}
	terms.First = due.AddMonths(months, terms.PayDay)
	return terms
}

// toldSteps are instalments that change halfway.
func toldSteps(read understand.OfferReading) casefile.Terms {
	var steps []casefile.Step
	for _, s := range read.Steps {
		steps = append(steps, casefile.Step{Count: s.Count, Amount: s.Amount})
	}
	return casefile.Stepped(steps...)
}

// runs are equal instalments, of which the first or the last one may differ.
func (t *turn) runs(read understand.OfferReading) casefile.Terms {
	middle := casefile.Step{Count: read.Count, Amount: *read.Amount}
	var steps []casefile.Step
	if read.FirstAmount != nil && middle.Count > 1 {
		steps = append(steps, casefile.Step{Count: 1, Amount: *read.FirstAmount})
		middle.Count--
	}
	last := or0(read.LastAmount)
	if last == 0 && steps == nil {
		last = t.lastOf(read)
	}
	if last > 0 && middle.Count > 1 {
		middle.Count--
		return casefile.Stepped(append(steps, middle, casefile.Step{Count: 1, Amount: last})...)
	}
	return casefile.Stepped(append(steps, middle)...)
}

// untilPaid says that instalments go on until nothing is left.
var untilPaid = phrase.MustCompile(`(到|为止|為止).{0,3}(清|完)|(清|完)(为止|為止)|(?i:until (it is |everything is )?(paid|cleared))`)

// countRest works out how many instalments follow the first ones, 前3期每期500后面每期1500, where they make what is
// owed to the fen or go on until it is paid.
func (t *turn) countRest(read *understand.OfferReading, text string) {
	if read.Rest == nil {
		return
	}
	rest := t.owed() - or0(read.Down)
	for _, s := range read.Opening {
		rest -= s.Amount * calc.Money(s.Count)
	}
	each := *read.Rest
	if last := rest % max(each, 1); rest < each || last != 0 && !untilPaid.MatchString(text) {
		return
	}
	read.Steps = append(slices.Clone(read.Opening), understand.OfferStep{Count: int(min(rest/each, casefile.MaxInstalments+1)), Amount: each})
	if last := rest % each; last > 0 {
		read.Steps = append(read.Steps, understand.OfferStep{Count: 1, Amount: last})
	}
	for _, s := range read.Steps {
		read.Count += s.Count
	}
}

// divided works out an amount that was not named from what is divided: 一共14000分14期,
// 本金分12期, 先还7280剩下分6期; a delay is of all that is owed.
func (t *turn) divided(read *understand.OfferReading, text string) {
	owed := t.owed()
	if read.Amount != nil {
		if fee := feeOf(*read.Amount*calc.Money(read.Count), text); fee > 0 && read.Count > 1 && read.MonthlyFee == nil && !includedSaid.MatchString(text) {
			read.MonthlyFee = &fee // it is a part of what they share out
		}
		return
	}
	if halfFirst.MatchString(text) && read.Down == nil {
		half := (owed + 1) / 2
		read.Down = &half
	}
	if fee := feeOf(owed, text); fee > 0 && read.Count > 1 && read.Total == nil {
		read.Total, read.MonthlyFee = &owed, &fee
	}
	principal := t.file().Main().Split && t.file().Agreement == nil && strings.Contains(text, "本金")
	switch {
	case read.Defer > 0 && read.Count == 0:
		read.Count, read.Amount = 1, &owed
	case read.Count > 1 && read.Total == nil && principal:
		read.Total = &t.file().Main().Principal
	case read.Count > 1 && read.Total == nil && read.Down != nil && *read.Down < owed && restShared.MatchString(text):
		rest := owed - *read.Down
		read.Total = &rest
	}
	if read.Count > 1 && read.Total != nil {
		each := (*read.Total + calc.Money(read.Count)/2) / calc.Money(read.Count)
		read.Amount = &each
	}
}

// rounded finds what is shared out where equal instalments miss it by less than a fen each:
// 12 × 1,166.67 is a debt of 14,000.00, of which the last one takes what rounding leaves.
func (t *turn) rounded(read *understand.OfferReading) {
	if read.Total != nil || read.Amount == nil || read.Count < 2 || read.Steps != nil || read.FirstAmount != nil || read.LastAmount != nil {
		return
	}
	told := *read.Amount * calc.Money(read.Count)
	for _, sum := range t.knownSums() {
		sum -= or0(read.Down)
		if off := told - sum; off != 0 && max(off, -off) < calc.Money(read.Count) {
			read.Total = &sum
			return
		}
	}
}

// knownSums are what instalments may be meant to come to: what is left of an agreement, or what
// is owed, with and without what can be waived, and the plan that is asked for.
func (t *turn) knownSums() []calc.Money {
	sums := []calc.Money{t.owed()}
	if t.file().Agreement != nil {
		return sums
	}
	if d := t.file().Main(); d.Split {
		sums = append(sums, d.Principal, d.Principal+d.Interest, d.Total()-d.Penalty)
	}
	if asked, ok := t.askedFor(); ok {
		sums = append(sums, asked.Total())
	}
	return sums
}

// restShared says that what is left behind a first payment is shared out: 先还600就给36期 does not.
var restShared = phrase.MustCompile(`(?i)剩|余|餘|其他的|\b(rest|remaind|remaining|balance)`)

// halfFirst are the words of a first payment of one half.
var halfFirst = phrase.MustCompile(`(首付|先付|先还|先還|先交|首期)\s*(一半|五成|50\s*[%％])`)

// shareFirst are those of a first payment of a part in a hundred: 先还10%.
var shareFirst = phrase.MustCompile(`(?:首付|先付|先还|先還|先交|首期|首还|首還)\s*(\d{1,2})\s*[%％]`)

// firstShare is what such a payment comes to; 0 if none was named.
func (t *turn) firstShare(text string) calc.Money {
	m := shareFirst.FindStringSubmatch(text)
	if m == nil {
		return 0
	}
	percent, ok := understand.Count(m[1])
	if !ok || percent < 1 || percent > 99 {
		return 0
	}
	return (t.owed()*calc.Money(percent) + 50) / 100
}

// feeRate is a fee for each instalment as a part of what is divided: 手续费每期0.75%.
var feeRate = phrase.MustCompile(`(?:手续费率?|手續費率?|费率|費率|分期费|分期費)[^\d，,。]{0,4}(?:每期|每月|月)[^\d，,。]{0,4}(\d(?:\.\d{1,4})?)\s*[%％]|(?:每期|每月|月)(?:要|收|加|另|还|還|得|都|有|的)*(?:手续费率?|手續費率?|费率|費率|分期费|分期費)[^\d，,。]{0,3}(\d(?:\.\d{1,4})?)\s*[%％]`)

// feeOf is what such a fee comes to each time; 0 if none was named.
func feeOf(divided calc.Money, text string) calc.Money {
	m := feeRate.FindStringSubmatch(text)
	if m == nil {
		return 0
	}
	rate, err := decimal.NewFromString(m[1] + m[2])
	if err != nil {
		return 0
	}
	return calc.Money(rate.Mul(decimal.NewFromInt(int64(divided))).Div(decimal.NewFromInt(100)).Round(0).IntPart())
}

// lastOf is the last instalment where a total that was told leaves it a little more or less
// than the others; 0 if it is like them, or if the total is something else.
func (t *turn) lastOf(read understand.OfferReading) calc.Money {
	if read.Total == nil || read.Count < 2 {
		return 0
	}
	last := *read.Total - *read.Amount*calc.Money(read.Count-1)
	if residue := last - *read.Amount; last <= 0 || residue == 0 || max(residue, -residue) >= calc.Money(read.Count) {
		return 0
	}
	return last
}

// monthEnd is the last day of this month, for one payment.
var monthEnd = phrase.MustCompile(`(^|[^每个個下])(这个?|這個?|本)?月(底|末)`)

// withDays adds to terms what was told of fees, a first payment and days.
func (t *turn) withDays(terms casefile.Terms, text string, read understand.OfferReading) casefile.Terms {
	if terms.Steps == nil || read.Down != nil && terms.Steps[0].Amount != *read.Down {
		terms.DownPayment = or0(read.Down)
	}
	terms.DownPayment += or0(read.OnceFee)
	if terms.MonthlyFee = or0(read.MonthlyFee); terms.Accrual != "" {
		terms.DownPayment, terms.MonthlyFee = terms.DownPayment+terms.MonthlyFee, 0 // there is one payment, and one fee
	}
	terms.FeeUnsaid = terms.MonthlyFee > 0 && !feeEach.MatchString(text)
	terms.First, terms.PayDay, terms.Defer, terms.Days = read.First, read.PayDay, read.Defer, read.Days
	terms.Settles = read.Settles && terms.Count == 1
	if terms.First.IsZero() && terms.PayDay == 0 && (terms.Steps != nil || terms.Settles || terms.Defer > 0) {
		terms.First = firstDay(text, t.today)
	}
	if terms.First.IsZero() && terms.Settles && monthEnd.MatchString(text) {
		terms.First = t.today.AddMonths(0, 31)
	}
	return terms
}
