package dialog

import (
	"fmt"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// Some lenders let the debt stand for a while if its interest is paid each month: 展期6个月，期间每月只还利息150. These are
// instalments too, and after them all of the debt is still owed.

var (
	interestSaid = phrase.MustCompile(`只(还|還|付|交)(利|息)|(还|還|付|交)(\d[\d.,]*)?(元|块|塊)?的?(利息|息)|(还|還|付|交)息|利息[^，,。；;\d]{0,4}\d|先息后本|先息後本`)
	// interestMonths are the months in which it is paid, interestMonthly what it is each month.
	interestMonths  = phrase.MustCompile(`(?:前|头|頭|先(?:还|還|付|交)|延期?|展期?|宽限|寬限|缓|緩|期间|期間|在)(?:面|还款|還款)?(\d{1,2}|[一二两兩三四五六七八九十]{1,2}|半)(?:个|個)?(月|年|期)`)
	interestMonthly = phrase.MustCompile(`每(?:个|個)?(?:月|期)(?:都|只|先|要|就|得|的)*(?:还|還|付|交)?(?:利息|息)?(?:是|约|約|大概)?` + sumForm)
	// interestFirst is a month of it that is to be paid before anything else.
	interestFirst = phrase.MustCompile(`先(?:还|還|付|交)(?:清|掉)?(?:一|1|首|这|這|本|当|當)?(?:个|個)?月?的?(?:利息|息)` + sumForm)
	// wholeAfter says that all of the debt is due when they are over.
	wholeAfter = phrase.MustCompile(`(到期|最后|最後|期满|期滿|完了|然后|然後|之后|之後|再)[^，,。；;\d]{0,6}(还|還|结|結|付)[^，,。；;\d]{0,4}(本|清|全|完)|(到期|最后|最後|期满|期滿)[^，,。；;\d]{0,4}一次|(到期|最后|最後|再)(还|還)本`)
	// spreadAfter are the instalments that come afterwards.
	spreadAfter = phrase.MustCompile(`(?:之后|之後|以后|以後|然后|然後|后面|後面|到期|再|完了|最后|最後)[^\d，,。；;]{0,6}(?:再)?分(\d{1,2}|[一二两兩三四五六七八九十]{1,3})期[^\d]{0,6}` + sumForm)
	spreadNamed = phrase.MustCompile(`(?:后|後|再|剩)[^，,。；;\d]{0,8}每(?:个|個)?(?:月|期)|(?:之后|之後|以后|以後|然后|然後|后面|後面|到期|再|完了)[^\d，,。；;]{0,6}分[\d一二两兩三四五六七八九十]{1,3}期`)
)

// interestTime is a time in which nothing but interest is paid, and what comes after it.
type interestTime struct {
	months int
	each   calc.Money           // each month
	first  calc.Money           // before the first of them; 0 if nothing is
	spread understand.OfferStep // the instalments afterwards; Count is 0 if none were told
	whole  bool                 // all of the debt is due with the last of them
}

// open reports that it was not said how the debt is paid afterwards.
func (i interestTime) open() bool { return i.spread.Count == 0 && !i.whole }

// interestTold reads such a time; ok is false where a message tells of none, or leaves out what the instalments behind
// it come to.
func interestTold(text string) (told interestTime, ok bool) {
	later := interestFirst.ReplaceAllString(text, "")
	months, each := interestMonths.FindStringSubmatch(later), interestMonthly.FindStringSubmatch(later)
	if months == nil || each == nil || !interestSaid.MatchString(text) {
		return interestTime{}, false
	}
	told = interestTime{months: monthsSaid(months[1], months[2]), each: amountIn(each[1])}
	if m := interestFirst.FindStringSubmatch(text); m != nil {
		told.first = amountIn(m[1])
	}
	if m := spreadAfter.FindStringSubmatch(text); m != nil {
		told.spread.Count, _ = understand.Count(m[1])
		told.spread.Amount = amountIn(m[2])
	} else if spreadNamed.MatchString(text) {
		return interestTime{}, false
	}
	told.whole = told.spread.Count == 0 && wholeAfter.MatchString(text)
	return told, told.months > 0 && told.months <= casefile.MaxInstalments/2 && told.each > 0 && (told.spread.Count == 0 || told.spread.Amount > 0)
}

// interestOnly reads such a time as terms: the months alone, or with what comes after them. It is false for other terms.
func (t *turn) interestOnly(text string) (understand.OfferReading, bool) {
	told, ok := interestTold(text)
	owed := t.owed()
	if !ok || t.file().Agreement != nil || told.each*4 > owed || told.months < 2 && told.whole {
		return understand.OfferReading{}, false
	}
	read := understand.OfferReading{Count: told.months, Amount: &told.each}
	month := understand.OfferStep{Count: told.months, Amount: told.each}
	switch {
	case told.whole:
		read.Amount, read.Steps = nil, []understand.OfferStep{{Count: month.Count - 1, Amount: month.Amount}, {Count: 1, Amount: month.Amount + owed}}
	case told.spread.Count > 0:
		read.Amount, read.Steps = nil, []understand.OfferStep{month, told.spread}
		read.Count += told.spread.Count
	}
	if told.first > 0 {
		read.Down = &told.first
	}
	return read, true
}

// monthsSaid counts months: 6 and 月, 半 and 年, 3 and 期.
func monthsSaid(number, unit string) int {
	term, err := understand.TermMonths(fmt.Sprint(number, map[string]string{"月": "个月", "年": "年", "期": "期"}[unit]))
	if err != nil || term.Kind != understand.Exact {
		return 0
	}
	return term.Value
}

// amountIn is an amount in the form of sumForm; 0 if it cannot be read.
func amountIn(said string) calc.Money {
	amount, err := understand.Amount(said)
	if err != nil || amount.Kind != understand.Exact {
		return 0
	}
	return amount.Value
}

// noteInterest says of a time of interest that the debt stays what it is.
func (t *turn) noteInterest(text string) {
	if _, ok := t.interestOnly(text); !ok {
		return
	}
	if told, _ := interestTold(text); !told.open() {
		t.note("contact.check.interest", locale.Args{"Count": told.months, "Sum": told.each * calc.Money(told.months), "Once": told.whole, "Rest": told.each + t.owed()})
	}
}

// interestStays says of so many payments of interest that all of the debt is still owed.
func (t *turn) interestStays(count int, sum calc.Money) string {
	return t.text("contact.check.interest.open", locale.Args{"Count": count, "Sum": sum, "Owed": t.owed()})
}
