package dialog

import (
	"errors"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// What was paid, how much of it and on which day.

func payStates() []State {
	return []State{
		{
			Name: keepingPart,
			Ask:  askPart, Read: readPart,
			Leads: paidStates,
		},
		{
			Name: keepingOver,
			Ask:  askOver, Choices: pick("yes no"), Pick: pickOver,
			Leads: []Name{keepingHome, keepingSettled},
		},
		{
			Name: keepingRest, NoBack: true,
			Ask: askRest, Choices: restChoices, Pick: pickRest, Read: readRest,
			Leads: append([]Name{keepingTrouble}, paidStates...),
		},
		{
			Name: keepingList,
			Ask:  askList, Choices: listChoices, Pick: pickList,
			Leads: []Name{keepingHome},
		},
	}
}

// payment is money that was said to be paid; Amount is 0 where it was not said how much.
type payment struct {
	amount calc.Money
	on     calc.Date
	dayed  bool // the day was named
}

// paymentSaid reads a payment: 还了400, 15号还了1000. It is false when the message says of none. The
// error is that of [turn.pastDay].
func (t *turn) paymentSaid(text string) (payment, bool, error) {
	text = paidBy(text)
	paid, ok := understand.PaidOn(text, t.today)
	if !ok || paidElsewhere(text) {
		return payment{}, false, nil
	}
	day, dayed, err := t.pastDay(text)
	switch {
	case !dayed && !paid.Day.IsZero():
		day, dayed = paid.Day, true
	case !dayed:
		day = t.today
	}
	p := payment{on: day, dayed: dayed}
	if paid.Amount.Kind == understand.Exact {
		p.amount = paid.Amount.Value
	}
	return p, true, err
}

// readKeeping takes "还了500", "昨天还的", "全还清了" and "还不上了". A bare amount is asked about,
// and anything else is not taken for a payment.
func readKeeping(t *turn, text string) (Name, error) {
	if next, ok, err := t.paidSaid(text); ok {
		return next, err
	}
	if err := t.turnToNamed(text); err != nil {
		return stay, err
	}
	a := t.file().Agreement
	switch {
	case notPaidYet.MatchString(plain(text)):
		return t.unpaid(), nil
	case wantsPayoff(text):
		return keepingPayoff, nil
	case delayed(text):
		return t.delaySaid(text)
	case cannotPay(text):
		return keepingTrouble, nil
	case takesBack(text) && t.canUndo(a):
		return t.undo(), nil
	}
	if next, ok, err := t.paidInstead(text); ok {
		return next, err
	}
	if m := bothSaid.FindStringSubmatch(text); m != nil {
		if both, unread := exactAmount(m[1]); unread == nil && both > 0 && both <= a.Left() {
			return stay, t.paidReadings(payment{amount: both, on: t.today})
		}
	}
	amount, err := understand.Amount(text)
	switch bare := err == nil && amount.Kind == understand.Exact && isBareAmount(text); {
	case bare && amount.Value == 0:
		return t.unpaid(), nil
	case bare:
		return stay, t.paidReadings(payment{amount: amount.Value, on: t.today})
	}
	if next, ok := t.keepingElse(text); ok {
		return next, nil
	}
	if len(t.alarms) > 0 {
		t.showSeenCard() // 我又赌了 is no payment, and need not be told so
		return stay, nil
	}
	return stay, &refusal{key: "keeping.unsure"}
}

// bothSaid is what was, or is going to be, paid for two instalments at once: 上个月忘了，这个月一起还1432.
var bothSaid = phrase.MustCompile(`(?:一起|一并|一併|一块|一塊|合着|合著|并着)(?:还|還|付|交)了?\s*([\d.,]+)元?块?塊?$`)

// paidInstead books another amount in the stead of the one recorded last: 说错了，是1500. It is false for
// other messages.
func (t *turn) paidInstead(text string) (next Name, ok bool, err error) {
	amount, unread := understand.Amount(text)
	if unread != nil || amount.Kind != understand.Exact || amount.Value <= 0 || !misstated.MatchString(text) || strings.ContainsAny(text, "期息额額总總协協") || !t.canUndo(t.file().Agreement) {
		return stay, false, nil
	}
	t.correctPayment(text)
	next, err = t.payOn(payment{amount: amount.Value, on: t.today})
	return next, true, err
}

// namesRest reports that a message names just what is left: 剩下的8500一次还清了 needs no question.
func (t *turn) namesRest(text string) bool {
	named, err := understand.Amount(text)
	return err == nil && named.Kind == understand.Exact && named.Value == t.file().Agreement.Left()
}

// onlyLastDue reports that the last instalment alone is open, and due: 还清了 can mean nothing else.
func (t *turn) onlyLastDue(text string) bool {
	a := t.file().Agreement
	n, _ := a.Next()
	return n == len(a.Instalments)-1 && !a.Instalments[n].Due.After(t.today.AddDays(remindedBefore)) && !unsurely.MatchString(text)
}

// clearedSaid are the words of somebody who says that nothing is owed any more.
var clearedSaid = phrase.MustCompile(`(结清|結清|两清|兩清|销账|銷帳)了|(?i:settled|in full)`)

// letGoSaid are the words for a part that the lender does not ask for any more: 他们减免了500.
var letGoSaid = phrase.MustCompile(`减免|減免|免了|减了|減了|减到|減到|打折|优惠|優惠|(?i:waived|discount)`)

// paidSoFar are the words for everything that was paid until now: 一共还了2000了 is no further payment.
var paidSoFar = phrase.MustCompile(`(一共|总共|總共|共|累计|累計|合计|合計|加起来|加起來|前前后后|前前後後|到现在|到現在|到目前)(已经|已經)?(还|還|付|交)|(?i:so far|in total|altogether)`)

// askBeyond asks about what was paid beside what is recorded, where a message names the sum of both.
func (t *turn) askBeyond(p payment) error {
	known := t.file().Agreement.Paid()
	if p.amount <= known {
		return &refusal{"keeping.known", locale.Args{"Paid": known}}
	}
	p.amount -= known
	return t.paidReadings(p)
}

// doneSaid are the words of somebody who has done something, in the form of [plain]: 搞定.
var doneSaid = phrase.MustCompile(`^(都|已经|已經|我|这期|這期|今天)*(搞定|弄好|办好|辦好|弄完|办完|辦完|完成|妥了?|好了|ok了?|done)(了|啦)*$`)

// doneDoubt asks whether the instalment that is due has been paid; nil where none is, or the message says more.
func (t *turn) doneDoubt(text string) *understand.Doubt {
	a := t.file().Agreement
	if a == nil || !doneSaid.MatchString(plain(text)) {
		return nil
	}
	n, left := a.Next()
	if !left || a.Instalments[n].Due.After(t.today.AddDays(remindedBefore)) {
		return nil
	}
	return &understand.Doubt{Readings: []string{t.paidReading(t.file(), payment{amount: a.LeftOn(n), on: t.today})}}
}

// toldTwice are the words of somebody who told one payment twice: 我说了两遍，只还了一次.
var toldTwice = phrase.MustCompile(`(说|說|发|發|报|報|记|記|点|點)了?(两|兩|2)(遍|次)|(重复|重複)(记|記|说|說|算|点|點)?了|记重|記重|(只|就|总共|總共|一共)(还|還|付|交)了?(一|1)(次|笔|筆|回)|\b(told|recorded|booked) (it )?twice`)

// paidSaid books what a message says was paid; ok is false when it says nothing of the kind.
func (t *turn) paidSaid(text string) (next Name, ok bool, err error) {
	if a := t.file().Agreement; toldTwice.MatchString(text) && len(a.Payments) > 1 && t.canUndo(a) {
		return t.undo(), true, nil
	}
	if plainly := withoutLoan(text); plainly != text && saysPaid(plainly) {
		t.note("plan.borrowed", nil)
		text = plainly
	}
	if next, ok, err := t.restPaidLater(text); ok {
		return next, true, err
	}
	if doubt := t.doneDoubt(text); doubt != nil {
		return stay, true, doubt
	}
	if doubt := t.inParts(text); doubt != nil {
		return stay, true, doubt
	}
	if each := t.paidEach(text); each != nil {
		next, err = t.payEach(each)
		return next, true, err
	}
	if err := t.eachReading(text); err != nil {
		return stay, true, err
	}
	if saysPaid(text) {
		if err := t.turnToNamed(text); err != nil {
			return stay, true, err
		}
	}
	if p := t.feeTold(text); p != nil {
		next, err = t.payWithFee(text, *p)
		return next, true, err
	}
	if several := t.severalPaid(text); several != nil {
		next, err = t.paySeveral(several)
		return next, true, err
	}
	p, ok, err := t.paymentSaid(text)
	if ok && err == nil && p.amount > 0 {
		t.correctPayment(text)
	}
	switch {
	case !ok:
		return stay, t.comingPaid(text), &refusal{key: "day.future"}
	case err != nil:
		return stay, true, err
	case p.amount > 0 && t.file().Agreement.Paid() > 0 && paidSoFar.MatchString(text):
		return stay, true, t.askBeyond(p)
	case t.paidTwice(text, p.amount) > 0:
		p.amount = t.paidTwice(text, p.amount)
		return stay, true, t.paidReadings(p)
	case t.paidBeyond(text) > 0:
		p.amount = t.paidBeyond(text)
		return stay, true, t.paidReadings(p)
	case !t.chosen && t.termDoubt(text, p) != nil:
		return stay, true, t.termDoubt(text, p)
	case p.amount > 0 && t.sumOfDue(p, text) != nil:
		return stay, true, t.sumOfDue(p, text)
	case p.amount > 0 && len(t.loansNamed(text)) == 0 && t.meantForOther(p.amount):
		return stay, true, t.paidReadings(p)
	case p.amount > 0 && p.amount < t.file().Agreement.Left() && (clearedSaid.MatchString(text) || saysAll(text) && letGoSaid.MatchString(text)):
		t.session().Payment = &casefile.Payment{On: p.on, Amount: p.amount}
		return keepingRemit, true, nil // the rest was let go, or not
	case p.amount > 0 && !t.chosen && t.muchAtOnce(p.amount, text):
		return stay, true, t.paidReadings(p)
	case p.amount > 0:
		next, err = t.payOn(p)
		return next, true, err
	case t.termsPaid(text) > 0:
		p.amount = t.termsPaid(text)
	case saysAll(text) && t.namesRest(text):
		next, err = t.settleWith(casefile.Payment{On: p.on, Amount: t.file().Agreement.Left()})
		return next, true, err
	case saysAll(text) && t.onlyLastDue(text):
		next, err = t.settleWith(casefile.Payment{On: p.on, Amount: t.file().Agreement.Left()})
		return next, true, err
	case saysAll(text):
		t.session().Payment = &casefile.Payment{On: p.on}
		return keepingClear, true, nil
	case halfPaid.MatchString(text):
		n, _ := t.file().Agreement.Next()
		p.amount = (t.file().Agreement.LeftOn(n) + 1) / 2
		return stay, true, t.paidReadings(p)
	case t.plainlyPaid(p, text):
		n, _ := t.file().Agreement.Next()
		p.amount = t.file().Agreement.LeftOn(n)
		next, err = t.payOn(p)
		return next, true, err
	}
	if named, unread := understand.Amount(text); unread == nil && named.Kind == understand.Exact && named.Value <= t.file().Agreement.Left() {
		p.amount = named.Value // whatever else it may be, it is not another sum
	}
	return stay, true, t.paidReadings(p)
}

// halfPaid is a payment of half of what is due: 还了一半.
var halfPaid = phrase.MustCompile(`(还|還|付|交)了?(这期的?|這期的?)?一半|一半(还|還|付|交)了|\bhalf\b`)

// misstated are the words of somebody who puts right what they have just said was paid.
var misstated = phrase.MustCompile(`(?i)(说|說|记|記|写|寫|打|点|點|输|輸|报|報|弄|搞)错|(说|說|记|記|写|寫|打|点|點|输|輸|报|報|弄|搞)錯|^不对|^不對|^不是|(那笔|那筆|刚才|剛才)[^，,。；;]{0,4}(不对|不對|错|錯)|应该是|應該是|(其实|其實|实际|實際)(上)?(我)?(只|才)?(还|還|付|交)|\b(i meant|correction|actually|wrong|mistake)\b`)

// correctPayment takes back the payment recorded last today where a message tells it anew: 刚才说错了,
// 只还了1500 is no second payment.
func (t *turn) correctPayment(text string) {
	a := t.file().Agreement
	if !misstated.MatchString(text) || !t.canUndo(a) {
		return
	}
	n, _ := a.Newest()
	back := a.TakeBack(n)
	t.stand()
	t.noteOf("keeping.undone", locale.Args{"Amount": back.Amount + back.Over, "Day": t.print.Day(back.On, t.today)})
}

// severalTerms is how many instalments were paid at once: 提前还了两期.
var severalTerms = phrase.MustCompile(`(?:还|還|付|交)了?(?:前|后|後)?([两兩二三四五六七八九十]{1,2}|\d{1,2})\s*个?個?(?:期|月)|paid (two|three|four|five|six|\d{1,2}) instal?ments`)

// firstTerms is how many of the instalments are paid, counted from the first: 前两期都还了.
var firstTerms = phrase.MustCompile(`(?:前|头|頭)([两兩二三四五六七八九十]{1,2}|\d{1,2})\s*个?個?(?:期|月)`)

// twoTerms name this instalment and the next.
var twoTerms = phrase.MustCompile(`(这|這|本)期[和跟、]下(一)?期|(这|這)个月[和跟、]下个月|(这|這)個月[和跟、]下個月|第[一二三四五六七八九十\d]+期?[和跟、，, ]?第[一二三四五六七八九十\d]+期`)

// termsPaid is what so many of the next instalments come to; 0 if no number was told.
func (t *turn) termsPaid(text string) calc.Money {
	count, ok := 2, twoTerms.MatchString(text)
	if m := severalTerms.FindStringSubmatch(text); m != nil {
		count, ok = understand.Count(m[1] + m[2])
	}
	a := t.file().Agreement
	next, left := a.Next()
	end := next + count
	if m := firstTerms.FindStringSubmatch(text); m != nil {
		end, ok = understand.Count(m[1])
		end += 1 - a.Number(0)
	} else if count < 2 {
		return 0
	}
	if !ok || !left || end > len(a.Instalments) {
		return 0
	}
	var sum calc.Money
	for n := next; n < end; n++ {
		sum += a.LeftOn(n)
	}
	return sum
}

// comingPaid reports a payment on a day to come, told as if it had been made: 12月15号还了1000.
func (t *turn) comingPaid(text string) bool {
	_, dayed, err := t.pastDay(text)
	var refused *refusal
	said := strings.Contains(text, "还了") || strings.Contains(text, "還了") || strings.Contains(text, "付了")
	return said && dayed && errors.As(err, &refused) && refused.key == "day.future"
}

// severalPaid reads several payments of one message, each with its amount: 10月20号还了400，11月5号还了200.
func (t *turn) severalPaid(text string) []payment {
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("，；;。\n", r) })
	if len(parts) < 2 {
		return nil
	}
	var list []payment
	for _, part := range parts {
		p, ok, err := t.paymentSaid(part)
		if !ok || err != nil || p.amount == 0 || !p.dayed {
			return nil
		}
		list = append(list, p)
	}
	return list
}

// paySeveral books payments one after the other, all or none.
func (t *turn) paySeveral(list []payment) (Name, error) {
	var sum calc.Money
	for _, p := range list {
		sum += p.amount
		if err := t.payable(p); err != nil {
			return stay, err
		}
	}
	if left := t.file().Agreement.Left(); sum > left {
		return stay, &refusal{"keeping.toomuch", locale.Args{"Left": left}}
	}
	next := keepingHome
	for _, p := range list {
		after, err := t.payOn(p)
		if err != nil {
			return stay, err
		}
		next = after
	}
	return next, nil
}

// saysAll reports whether a message says that everything is paid, not one instalment.
func saysAll(text string) bool {
	said := plain(text)
	for _, one := range []string{"这期", "這期", "本期", "第", "这个月", "這個月", "一期", "当期", "當期", "thisone", "instalment"} {
		if strings.Contains(said, one) {
			return false
		}
	}
	for _, all := range []string{"清", "完", "全部", "都还", "都還", "all", "everything", "off"} {
		if strings.Contains(said, all) {
			return true
		}
	}
	return false
}

// paidForMe tells somebody who paid in the person's stead: 我老婆帮我还了1000.
var paidForMe = phrase.MustCompile(`(帮|幫|替|代)我?(还|還|付|交|转|轉)了?`)

// paidElsewhere reports whether a payment went to somebody else than the lender.
func paidElsewhere(text string) bool {
	if paidForMe.MatchString(text) {
		return false
	}
	for _, word := range []string{"朋友", "亲戚", "親戚", "给我妈", "给我爸", "老婆", "老公", "房租", "房贷", "房貸", "同事", "friend", "rent", "mortgage"} {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}

// isBareAmount reports whether a message is an amount and nothing else.
func isBareAmount(text string) bool {
	return strings.Trim(text, "0123456789.,， 元块塊圆圓￥¥wWkK万萬千百十零一二两兩三四五六七八九") == ""
}

func askPart(t *turn) string {
	a := t.file().Agreement
	n, _ := a.Next()
	return t.whose(t.file()) + t.text("keeping.part", locale.Args{"Which": t.instalment(a, n), "Left": a.LeftOn(n)})
}

// readPart takes an amount where one was asked for, with its day if that is told. A sentence
// counts only if it says that so much was paid.
func readPart(t *turn, text string) (Name, error) {
	if next, ok, err := t.paidSaid(text); ok {
		return next, err
	}
	if !isBareAmount(text) {
		return stay, &refusal{key: "keeping.part.only"}
	}
	amount, err := exactAmount(text)
	switch {
	case err != nil:
		return stay, err
	case amount <= 0:
		return t.unpaid(), nil
	}
	return t.payOn(payment{amount: amount, on: t.today})
}
