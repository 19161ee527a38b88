package dialog

import (
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// The home and the car are told in a word each: 房子3860, 车子2200. What is meant may be a loan or a cost, and is no income.

var (
	homeCarSaid = phrase.MustCompile(`^(?:还有|還有|另外|另|加上|再加)?(房子|车子?|車子?|房贷|房貸|车贷|車貸|按揭)(?:的)?(?:每个?月|每個?月|一个?月|一個?月|要|得)*(月供|贷款|貸款|供)?(?:要|得|是)*(?:还|還|交)?[，, ]*([\d.,]+|[一二两兩三四五六七八九十百千万萬零]{2,})(?:块|塊|元)?(?:钱|錢)?(?:月供|一个?月|一個?月)?[。.]?$`)
	carSaid     = phrase.MustCompile(`车|車`)
	lentOn      = phrase.MustCompile(`贷|貸|供|按揭`)
)

// homeOrCar takes what is paid each month for the loan on the home or the car, beside what was told of the other of the
// two, or asks whether a loan is meant. It is false for other messages.
func (t *turn) homeOrCar(text string) (bool, *understand.Doubt) {
	m := homeCarSaid.FindStringSubmatch(text)
	if m == nil || !t.asksOfMonth() || t.session().Return != "" {
		return false, nil
	}
	amount, err := exactAmount(m[3])
	if err != nil || amount <= 0 {
		return false, nil
	}
	b := &t.file().Budget
	if !lentOn.MatchString(m[1]+m[2]) && b.OtherDebts == 0 {
		kind := "home"
		if carSaid.MatchString(m[1]) {
			kind = "car"
		}
		reading := func(key string) string {
			return t.text("intake.means."+kind+"."+key, locale.Args{"Amount": brief(amount)})
		}
		return true, &understand.Doubt{Readings: []string{reading("loan"), reading("cost")}}
	}
	if amount != b.OtherDebts {
		b.OtherDebts += amount
	}
	b.Secured = true
	t.note("intake.filled", locale.Args{"Summary": locale.HTML(t.summary())})
	return true, nil
}
