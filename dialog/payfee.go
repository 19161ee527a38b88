package dialog

import (
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// With an instalment something may be taken that the agreement does not know: 扣了1050 多了50手续费. It is no
// payment on the debt: booked as one it would leave the next instalment short.

// feeWords are what such money is called, and interestWords what it is called where interest runs by the agreement.
const (
	feeWords      = `(?:手续费|手續費|服务费|服務費|会员费|會員費|担保费|擔保費|滞纳金|滯納金|违约金|違約金|逾期费|逾期費|罚息|罰息|利息|(?i:fees?|penalty))`
	interestWords = "息"
)

var (
	// feeThenSum and sumThenFee name the fee with what stands around it.
	feeThenSum = phrase.MustCompile(`[，, ]*(?:其中|里面|裡面|包含|包括|含|连|連|另外|另|还有|還有|加上|外加|加|和)?(?:有|收|扣|交|付)?了?` + feeWords + `(?:是|为|為|又|另|收|扣|交|付|了|：|:)*\s*([\d,.一二两兩三四五六七八九十百]+)\s*(?:元|块钱?|塊錢?)?(?:[，,。；; ]|$)`)
	sumThenFee = phrase.MustCompile(`[，, ]*(?:其中|里面|裡面|包含|包括|含|连|連|另外|另|还有|還有|加上|外加|加|和)?(?:多|有)?(?:收|扣|交|付)?了?\s*([\d,.一二两兩三四五六七八九十百]+)\s*(?:元|块钱?|塊錢?)?(?:是|算|的)*` + feeWords)
	// feeWithin are the words for a fee that is a part of the sum, feeBesides for one that came on top.
	feeWithin  = phrase.MustCompile(`其中|里面|裡面|包含|包括|含|连|連|多了|多收|多扣|(?i:includ)`)
	feeBesides = phrase.MustCompile(`另|还有|還有|加|(?i:plus|and)`)
)

// feePaid is a payment that came with a fee.
type feePaid struct {
	payment
	fee calc.Money
}

// feeTold reads a payment that came with a fee; nil for other messages, and where the fee is a part of what
// was agreed.
func (t *turn) feeTold(text string) *feePaid {
	m := feeThenSum.FindStringSubmatch(text)
	if m == nil {
		m = sumThenFee.FindStringSubmatch(text)
	}
	a := t.file().Agreement
	if m == nil || a.MonthlyFee > 0 || a.Interest == casefile.InterestRuns && strings.Contains(m[0], interestWords) {
		return nil
	}
	fee, err := understand.Amount(m[1] + "元")
	p, ok, unread := t.paymentSaid(strings.Replace(text, m[0], "，", 1))
	if err != nil || fee.Kind != understand.Exact || fee.Value <= 0 || !ok || unread != nil || fee.Value >= p.amount {
		return nil
	}
	return &feePaid{p, fee.Value}
}

// payWithFee books a payment without the fee that came with it. Where it cannot be told whether the sum
// holds the fee, that is asked.
func (t *turn) payWithFee(text string, p feePaid) (Name, error) {
	a := t.file().Agreement
	n, _ := a.Next()
	without := p.payment
	without.amount -= p.fee
	switch left := a.LeftOn(n); {
	case feeWithin.MatchString(text), without.amount == left:
		p.payment = without
	case !feeBesides.MatchString(text) && p.amount != left:
		return stay, &understand.Doubt{Readings: []string{t.paidReading(t.file(), without), t.paidReading(t.file(), p.payment)}}
	}
	next, err := t.payOn(p.payment)
	if err == nil {
		t.note("keeping.fee", locale.Args{"Fee": p.fee})
	}
	return next, err
}
