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

// contactParts asks for what a set of terms consists of.
const contactParts = "contact.offer.parts"

// beginOffer forgets what was told of another offer.
func (t *turn) beginOffer() { t.session().Draft = &Draft{} }

// complete adds to what was read of an offer what had been told of it before: 1700 after 24期.
func (t *turn) complete(read understand.OfferReading, err error, text string) (understand.OfferReading, error) {
	d := t.draft()
	if read.Count > 0 && read.Amount != nil || read.Steps != nil {
		if read.Down == nil && d.Down > 0 {
			read.Down = &d.Down
		}
		return read, err
	}
	if d.Count > 1 && read.Count == 0 {
		if amount, unclear := understand.Amount(text); unclear == nil && amount.Kind == understand.Exact {
			read = d.parts()
			read.Amount = &amount.Value
			return read, nil
		}
	}
	if d.Amount > 0 && read.Amount == nil {
		if terms, unclear := understand.TermMonths(text); unclear == nil && terms.Kind == understand.Exact {
			read = d.parts()
			read.Count = terms.Value
			return read, nil
		}
	}
	return read, err
}

// readOffer takes the lender's terms, that they are settled already, or a part of them.
func readOffer(t *turn, text string) (Name, error) {
	if id := t.namedAs(text); id != "" {
		return pickOfferNamed(t, id)
	}
	if t.paidUnrecorded(text) {
		return stay, nil
	}
	if next, ok, err := t.mineRefused(text); ok {
		return next, err
	}
	if t.ownMoney(text) {
		return stay, nil
	}
	if unsaidYet.MatchString(text) && !strings.ContainsAny(text, "0123456789") {
		return askThemFirst(t), nil
	}
	next, err := readWholeOffer(t, text)
	if !refusedAs(err, contactParts) {
		return next, err
	}
	if read, unread := t.partRead(text); unread == nil && t.draft().add(read, text) {
		return stay, nil
	}
	return stay, err
}

// ownMoney takes what somebody has, or is lent at home, beside an offer: 手里就1500, 我妈说可以借我4200. It is no offer.
func (t *turn) ownMoney(text string) bool {
	mine := kin.MatchString(text) || atHand.MatchString(text) && !lenderSaid.MatchString(text)
	return mine && !strings.ContainsRune(text, '期') && t.refill(text)
}

// mineRefused hears what somebody could pay and that the lender would not have it: 我说每个月只能拿2000，他说不行. It is no
// offer; false for other messages.
func (t *turn) mineRefused(text string) (next Name, ok bool, err error) {
	outcome, said := understand.Outcome(text)
	if !mineSaid.MatchString(strings.ToLower(text)) || !said || outcome != understand.OutcomeRefused {
		return stay, false, nil
	}
	next, err = pickOutcome(t, string(outcome))
	return next, true, err
}

// readWholeOffer takes terms that are told in full, or together with what was told before.
func readWholeOffer(t *turn, text string) (Name, error) {
	if ownWish.MatchString(text) && payoffWished.MatchString(text) && !lenderSaid.MatchString(text) {
		return stay, &refusal{key: enginePuzzled} // it is no offer of the lender's
	}
	if outcome, said := understand.Outcome(text); said && outcome == understand.OutcomeAccepted && agreed(text) && lenderSaid.MatchString(text) {
		return readOutcome(t, text)
	}
	read, err := t.offerRead(text)
	read, err = t.complete(read, err, text)
	terms, err := t.termsOf(read, err, text)
	if err != nil {
		return stay, err
	}
	t.noteHurry(text)
	t.notePrivate(text)
	return t.putOnTable(terms, text), nil
}

// hurries are words of somebody who wants it done on the spot.
var hurries = phrase.MustCompile(`(今天|今晚|今日|现在|現在|马上|馬上|立刻|立即|下班前|当天|當天).{0,6}(必须|必須|就要|就得|得还|得還|要还|要還|付|还|還|转|轉)|(必须|必須).{0,4}(今天|今晚|今日|马上|馬上|立刻|现在|現在)|(今天|今晚|今日).{0,4}(必须|必須|就要|就得)?(答复|答覆|决定|決定|定下|回复|回覆)|最后(的|一次)?机会|最後(的|一次)?機會|(过期|過期|过时|過時)不候|\b(today|right now|tonight|last chance)\b`)

// noteHurry says that nothing has to be decided on the spot, where terms come with such a demand.
func (t *turn) noteHurry(text string) {
	if hurries.MatchString(strings.ToLower(text)) {
		t.note("contact.check.today", nil)
	}
}

// putOnTable notes terms that the lender named in a message, to be looked at.
func (t *turn) putOnTable(terms casefile.Terms, text string) Name {
	c := t.file()
	c.Offered(casefile.Round{On: t.today, Offer: terms})
	t.session().OnTable, t.session().Draft = true, &Draft{}
	t.draft().hear(text)
	return contactCheck
}

// appShows are the words of somebody who sees the lender's terms on the screen.
var appShows = phrase.MustCompile(`(?i)app|页面|頁面|弹出|彈出|弹了|彈了`)

// termsHeard keeps instalments of the lender that the first message tells of in one of its
// sentences.
func (t *turn) termsHeard(text string) {
	if t.awaitsRecord() {
		return
	}
	for _, sentence := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("。！？；!?;\n", r) }) {
		if !lenderSaid.MatchString(sentence) && !appShows.MatchString(sentence) {
			continue
		}
		if terms, err := t.termsTold(sentence); err == nil && terms.Count > 1 {
			t.putOnTable(terms, sentence)
		}
	}
}

// offerBeside keeps instalments of the lender that are told where another question is open: they are
// looked at once there is something to hold them against, and are no answer. What else the lender wants is none either.
func (t *turn) offerBeside(text string, slots understand.Slots) bool {
	told := lendersPart(t.asService(text))
	if !lenderSaid.MatchString(told) && !contacted.MatchString(told) || kin.MatchString(text) || t.reached(text) != nil {
		return false
	}
	terms, err := t.termsTold(told)
	named := t.debtsNamed(text)
	switch {
	case err == nil && terms.Count > 1 && len(named) < 2 && (len(named) == 0 || named[0].place == 0) && (!hasAmounts(slots) || offerLike.MatchString(text)):
		t.putOnTable(terms, told)
		t.note("intake.offered", locale.Args{"Terms": t.termsInWords(terms)})
		return true
	case !anyFigure.MatchString(text) || !offerLike.MatchString(text) && !t.asksOfMonth():
		return false
	}
	t.note("intake.lenderlater", nil)
	return true
}

var (
	// offerLike are words of terms, with which an amount is neither owed nor earned: 先付2100, 剩下41000分60期.
	offerLike = phrase.MustCompile(`(?i)分[^，,。；;]{0,3}期|\d\s*期|每期|一期|先(付|还|還|交)|首付|一次(性)?(还|還|付|结|結)|延期|展期|手续费|手續費|\binstal|\bfee\b|months at`)
	anyFigure = phrase.MustCompile(`\d|[一二两兩三四五六七八九十][百千万萬]`)
)

// asksOfMonth reports a question that only the person's own figures answer.
func (t *turn) asksOfMonth() bool {
	return slices.Contains([]Name{intakeMeans, intakeIncome, intakeEssentials, intakeCause}, t.session().State)
}

// asService is a message in which a lender that is named says what its service says: 交行说 is 客服说.
func (t *turn) asService(text string) string {
	if t.person.Current() == nil {
		return text
	}
	if named := t.debtsNamed(text); len(named) == 1 {
		return strings.Replace(text, named[0].words, "客服", 1)
	}
	return text
}

// noteAsk notes what the person asks for, when it is something new.
func (t *turn) noteAsk() {
	asked, ok := t.askedFor()
	c := t.file()
	if last, known := c.Ours(); !ok || known && last.Same(asked) {
		return
	}
	c.Offered(casefile.Round{On: t.today, Ours: true, Offer: asked})
}

// askedFor is the plan that is to be asked for, as terms.
func (t *turn) askedFor() (casefile.Terms, bool) {
	if !t.planned() {
		return casefile.Terms{}, false
	}
	top := t.foremost()
	if top == nil {
		return casefile.Terms{}, false
	}
	var steps []casefile.Step
	for _, row := range top.Schedule {
		steps = append(steps, casefile.Step{Count: 1, Amount: row.Amount})
	}
	terms := casefile.Stepped(steps...)
	terms.First = top.Schedule[0].Date
	if day := t.file().Budget.PayDay; terms.First.AddMonths(0, day) == terms.First {
		terms.PayDay = day // the first month may be too short for it
	}
	terms.Settles = top.Kind == calc.KindLumpSum
	if top.Kind == calc.KindDeferral {
		terms.Defer = top.Months
	}
	return terms, terms.Count <= casefile.MaxInstalments
}

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

// lessThenOnce is what is let go, right before what is to be paid at once: 减免利息一次还4200结清.
var lessThenOnce = phrase.MustCompile(`((?:减免|減免|免掉|免除|免|减|減)(?:了|掉|全部|所有|的)*(?:罚息|罰息|违约金|違約金|利息|息费|息費))[ ]?(一次|全部|全额|全額|一把)`)

// nowThenRest and nowEnglish are what is to be paid at once, before the rest is spread: 今天还3000剩下分6期.
var (
	nowThenRest = phrase.MustCompile(`(?:先|今天|现在|現在|马上|馬上|当天|當天|立刻)+(?:还|還|付|交|给|給)了?(\d[\d,.]*[万千wk]?\d*)(?:元|块钱?|塊錢?)?[，, ]*(剩下|剩余|剩餘|余下|餘下|其余|其餘)的?(?:钱|錢)?(?:再|就)?分`)
	nowEnglish  = phrase.MustCompile(`(?i)\bpay (\d[\d,]*(?:\.\d+)?)(?: yuan)? (?:now|today|first|up ?front)(?:,| and|,? then)* (?:pay )?the rest\b`)
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

// timesSaid and eachTime are instalments told as times: 分三次，每次5000.
var (
	timesSaid = phrase.MustCompile(`分([两兩二三四五六七八九十]|\d{1,2})(?:次|笔|筆)(?:还|還|付)?`)
	eachTime  = phrase.MustCompile(`(?:每次|每笔|每筆|一次)(?:还|還|付|各)?(\d)`)
	// beforeLast is how many instalments come before the last one.
	beforeLast = phrase.MustCompile(`(?:前面|前|头|頭)的?([两兩二三四五六七八九十]{1,3}|\d{1,2})期`)
)

// countBefore is how many instalments are said to come before the last one; 0 if that is not said.
func countBefore(text string) int {
	if m := beforeLast.FindStringSubmatch(text); m != nil {
		n, _ := understand.Count(m[1])
		return n
	}
	return 0
}

// calledOn is the day on which they called, and none of the terms: 他们今天又打来说12期.
var calledOn = phrase.MustCompile(`(?:今天|昨天|前天|今早|昨晚)(?:早上|上午|中午|下午|晚上)?([^，,。；;\d]{0,6}(?:打|来电|來電|回电|回電|说|說|联系|聯繫|聊|谈|談))`)

// offerRead reads an offer, where a private account it names is no figure. What a part let go leaves
// to pay at once is worked out, or asked for with the refusal.
func (t *turn) offerRead(text string) (understand.OfferReading, error) {
	text = lendersPart(text)
	if timesSaid.MatchString(text) {
		text = eachTime.ReplaceAllString(timesSaid.ReplaceAllString(text, "分$1期"), "每期$1")
	}
	text = nowEnglish.ReplaceAllString(text, "先付$1，剩下 ")
	text = nowThenRest.ReplaceAllString(lessThenOnce.ReplaceAllString(text, "$1，$2"), "先付$1，$2分")
	text = calledOn.ReplaceAllString(interestEach.ReplaceAllString(otherTerms(text), "，$1"), "$1")
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
	var steps []casefile.Step
	for i := n; i < len(a.Instalments); i++ {
		if left := a.LeftOn(i); left > 0 {
			steps = append(steps, casefile.Step{Count: 1, Amount: left})
		}
	}
	terms := casefile.Stepped(steps...)
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
	case read.Count > 1 && read.Total == nil && read.Down != nil && *read.Down < owed:
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
	return terms
}

// payFirst names an amount that is wanted before anything else is spoken of.
var payFirst = phrase.MustCompile(`先(还|還|付|交)[^，,。；;]{0,6}\d`)

// wantsTime reports whether a message says that the lender wants time to think.
func wantsTime(text string) bool {
	said := plain(text)
	if payFirst.MatchString(said) {
		return false // 先还500再说
	}
	return slices.ContainsFunc([]string{"考虑", "考慮", "过几天", "過幾天", "再看看", "再说", "再說", "等几天", "等幾天", "跟领导", "跟領導", "问领导", "問領導", "反馈", "反饋", "上报", "上報", "转达", "轉達", "thinkabout", "thinkitover"},
		func(words string) bool { return strings.Contains(said, words) })
}
