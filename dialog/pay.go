package dialog

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/understand"
)

// What was paid, how much of it and on which day.

func payStates() []State {
	return []State{
		{
			Name: keepingPart,
			Ask:  askPart, Read: readPart,
			Leads: append([]Name{keepingClear}, paidStates...),
		},
		{
			Name: keepingOver,
			Ask:  askOver, Choices: pick("yes no"), Pick: pickOver,
			Leads: []Name{keepingHome, keepingSettled},
		},
		{
			Name: keepingRest, NoBack: true,
			Ask: askRest, Choices: pick("three week", "open"), Pick: pickRest, Read: readRest,
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

// saysPaid reports whether a message says that something has been paid.
func saysPaid(text string) bool {
	_, paid := understand.Paid(text)
	return paid && !paidElsewhere(text)
}

// paymentSaid reads a payment: 还了400, 15号还了1000. It is false when the message says of none. The
// error is that of [turn.pastDay].
func (t *turn) paymentSaid(text string) (payment, bool, error) {
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
	a := t.file().Agreement
	switch {
	case wantsPayoff(text):
		return keepingPayoff, nil
	case delayed(text):
		return t.delaySaid(text)
	case cannotPay(text):
		return keepingTrouble, nil
	case takesBack(text) && t.canUndo(a):
		return t.undo(), nil
	}
	amount, err := understand.Amount(text)
	if err == nil && amount.Kind == understand.Exact && isBareAmount(text) {
		return stay, &understand.Doubt{Readings: []string{t.text("keeping.reading", locale.Args{"Amount": brief(amount.Value)})}}
	}
	return stay, &refusal{key: "keeping.unsure"}
}

// paidSaid books what a message says was paid; ok is false when it says nothing of the kind.
func (t *turn) paidSaid(text string) (next Name, ok bool, err error) {
	if several := t.severalPaid(text); several != nil {
		next, err = t.paySeveral(several)
		return next, true, err
	}
	p, ok, err := t.paymentSaid(text)
	switch {
	case !ok:
		return stay, t.comingPaid(text), &refusal{key: "day.future"}
	case err != nil:
		return stay, true, err
	case p.amount > 0:
		next, err = t.payOn(p)
		return next, true, err
	case saysAll(text):
		t.session().Payment = &casefile.Payment{On: p.on}
		return keepingClear, true, nil
	}
	a := t.file().Agreement
	n, _ := a.Next()
	args := locale.Args{"Amount": brief(a.LeftOn(n)), "Day": t.print.Day(p.on, t.today)}
	key := "keeping.reading"
	if p.dayed && p.on != t.today {
		key = "keeping.reading.on"
	}
	return stay, true, &understand.Doubt{Readings: []string{t.text(key, args)}}
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

// paidElsewhere reports whether a payment went to somebody else than the lender.
func paidElsewhere(text string) bool {
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

// pay records a payment of today and says what it comes to.
func (t *turn) pay(n int, amount calc.Money) (Name, error) {
	return t.book(n, payment{amount: amount, on: t.today})
}

// payOn records a payment on the instalments in their turn.
func (t *turn) payOn(p payment) (Name, error) {
	n, _ := t.file().Agreement.Next()
	return t.book(n, p)
}

// payable reports as a *refusal why a payment cannot be booked on its day.
func (t *turn) payable(p payment) error {
	a := t.file().Agreement
	began := a.AgreedOn
	if first := a.Instalments[0].Due; first.Before(began) {
		began = first
	}
	switch {
	case p.on.After(t.today):
		return &refusal{key: "day.future"}
	case p.on.Before(began):
		return &refusal{"keeping.before", locale.Args{"Day": t.print.Day(p.on, t.today), "Began": t.print.Day(began, t.today)}}
	}
	return nil
}

// book records a payment that was meant for instalment n and says what it comes to.
func (t *turn) book(n int, p payment) (Name, error) {
	a := t.file().Agreement
	if err := t.payable(p); err != nil {
		return stay, err
	}
	if left := a.Left(); p.amount > left {
		t.session().Payment = &casefile.Payment{On: p.on, Amount: left, Over: p.amount - left}
		return keepingOver, nil
	}
	earliest, _ := a.Next()
	err := a.Post(casefile.Payment{On: p.on, Amount: p.amount, Noted: t.now.UTC()})
	var field *calc.FieldError
	if errors.As(err, &field) {
		return stay, &refusal{"keeping.toomuch", locale.Args{"Left": a.Left()}}
	}
	t.stand()
	t.closePath()
	if a.Left() == 0 {
		return keepingSettled, nil
	}
	t.notePaid(p)
	t.milestone(a, earliest)
	next := t.afterPayment(earliest, n)
	if p.on.Before(t.today.AddDays(-restWeek)) {
		return keepingHome, nil // it is told of long ago: what followed will be told too
	}
	return next, nil
}

func (t *turn) notePaid(p payment) {
	if p.on == t.today {
		t.note("keeping.paid", locale.Args{"Amount": p.amount})
		return
	}
	t.note("keeping.paid.on", locale.Args{"Amount": p.amount, "Day": t.print.Day(p.on, t.today)})
}

// afterPayment says which instalments a payment filled, and asks when the rest of a late one
// will follow.
func (t *turn) afterPayment(earliest, meant int) Name {
	a := t.file().Agreement
	next, _ := a.Next()
	left := a.LeftOn(next)
	part := left < a.Instalments[next].Amount
	switch {
	case earliest < meant:
		t.note("keeping.earliest", locale.Args{"No": earliest + 1})
	case part && next > earliest:
		t.note("keeping.ahead", locale.Args{"No": next + 1, "Left": left})
	case part && a.Instalments[next].Due.After(t.today):
		t.note("keeping.partleft", locale.Args{"No": next + 1, "Left": left})
	}
	if part && !a.Instalments[next].Due.After(t.today) {
		return keepingRest
	}
	return keepingHome
}

// canUndo reports whether a payment was recorded today, so that a slip can be taken back.
func (t *turn) canUndo(a *casefile.Agreement) bool {
	n, ok := a.Newest()
	if !ok {
		return false
	}
	if a.Payments[n].Noted.IsZero() {
		return a.Payments[n].On == t.today
	}
	return t.dayOf(a.Payments[n].Noted) == t.today
}

// undo takes back the payment recorded last.
func (t *turn) undo() Name {
	n, _ := t.file().Agreement.Newest()
	return t.takePaymentBack(n)
}

func (t *turn) takePaymentBack(n int) Name {
	back := t.file().Agreement.TakeBack(n)
	t.stand()
	t.closePath()
	t.note("keeping.undone", locale.Args{"Amount": back.Amount + back.Over, "Day": t.print.Day(back.On, t.today)})
	return keepingHome
}

// takesBack reports whether a message says that something was recorded by mistake.
func takesBack(text string) bool {
	said := plain(text)
	return strings.Contains(said, "撤销") || strings.Contains(said, "撤銷") || strings.Contains(said, "记错") || strings.Contains(said, "記錯") || said == "undo"
}

func askPart(t *turn) string {
	n, _ := t.file().Agreement.Next()
	return t.text("keeping.part", locale.Args{"No": n + 1, "Left": t.file().Agreement.LeftOn(n)})
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
	if err != nil {
		return stay, err
	}
	return t.payOn(payment{amount: amount, on: t.today})
}

// held is the payment that is being asked about.
func (t *turn) held() casefile.Payment {
	if p := t.session().Payment; p != nil {
		return *p
	}
	return casefile.Payment{On: t.today, Amount: t.file().Agreement.Left()}
}

func askOver(t *turn) string {
	p := t.held()
	return t.text("keeping.over", locale.Args{"Paid": p.Amount + p.Over, "Left": p.Amount, "Over": p.Over})
}

// pickOver books a payment of more than was left: what is on top is the lender's to give back.
func pickOver(t *turn, id string) (Name, error) {
	p := t.held()
	t.session().Payment = nil
	if id == "no" {
		return keepingHome, nil
	}
	return t.settleWith(p)
}

// settleWith books a payment after which nothing is left.
func (t *turn) settleWith(p casefile.Payment) (Name, error) {
	p.Noted = t.now.UTC()
	if err := t.payable(payment{on: p.On}); err != nil {
		return stay, err
	}
	if err := t.file().Agreement.Post(p); err != nil {
		return keepingHome, nil // what was left has changed since
	}
	t.stand()
	t.closePath()
	return t.home(), nil
}

func askRest(t *turn) string {
	a := t.file().Agreement
	n, _ := a.Next()
	return t.text("keeping.rest", locale.Args{"No": n + 1, "Left": a.LeftOn(n)})
}

// The days after which one is reminded of the rest of a late instalment.
const (
	restSoon = 3
	restWeek = 7
)

func pickRest(t *turn, id string) (Name, error) {
	switch id {
	case "three":
		return t.remindRest(t.today.AddDays(restSoon)), nil
	case "week":
		return t.remindRest(t.today.AddDays(restWeek)), nil
	}
	return keepingHome, nil
}

// readRest takes the day on which the rest will be paid, or that it has been.
func readRest(t *turn, text string) (Name, error) {
	if next, ok, err := t.paidSaid(text); ok {
		return next, err
	}
	if cannotPay(text) {
		return keepingTrouble, nil
	}
	day, err := understand.Date(text, understand.Coming, t.today)
	switch {
	case err != nil:
		return stay, err
	case day.Kind != understand.Exact || !day.Value.After(t.today) || day.Value.DaysSince(t.today) > 62:
		return stay, &refusal{key: "keeping.rest.soon"}
	}
	return t.remindRest(day.Value), nil
}

// remindRest asks for a reminder of the rest on the morning of a day.
func (t *turn) remindRest(day calc.Date) Name {
	a := t.file().Agreement
	n, _ := a.Next()
	a.Instalments[n].Snoozed = day.At(t.habits().Hour, t.now.Location()).UTC()
	t.closePath()
	t.note("keeping.rest.noted", locale.Args{"Day": t.print.Day(day, t.today)})
	return keepingHome
}

// paymentsShown is how many payments can be taken back from the list.
const paymentsShown = 8

func askList(t *turn) string {
	a := t.file().Agreement
	if len(a.Payments) == 0 {
		return t.text("keeping.list.empty", nil)
	}
	return t.text("keeping.list", locale.Args{"Count": len(a.Payments), "Paid": a.Paid()})
}

func listChoices(t *turn) [][]choice {
	a := t.file().Agreement
	var rows [][]choice
	for i := max(0, len(a.Payments)-paymentsShown); i < len(a.Payments); i++ {
		p := a.Payments[i]
		label := t.text("keeping.list.back", locale.Args{"Day": t.print.Day(p.On, t.today), "Amount": p.Amount + p.Over})
		rows = append(rows, []choice{{id: fmt.Sprintf("%s%d", paymentChoice, i), label: label}})
	}
	return rows
}

// paymentChoice begins the answers p0, p1 …, which take a payment back.
const paymentChoice = "p"

func pickList(t *turn, id string) (Name, error) {
	n, err := strconv.Atoi(strings.TrimPrefix(id, paymentChoice))
	if err != nil {
		return stay, nil
	}
	return t.takePaymentBack(n), nil
}
