package dialog

import (
	"xieshang/calc"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// Interest that the lender adds to its terms is seldom told as money: 月利率1%, 每期750加利息. There is
// more than one way to work it out, so that what an instalment comes to is asked for and not guessed.

// contactInterest asks what instalments come to with the interest.
const contactInterest = "contact.offer.interest"

var (
	// interestAdded are the words of interest beside what an instalment was said to be, interestNot
	// those that say there is none.
	interestAdded = phrase.MustCompile(`(?i)(加|另收|另付|另计|另計|另算)(上|收|的)?(\d+(\.\d+)?\s*[%％]的?)?(月|年|日)?(利息|息费|息費|利率)|(利息|息费|息費)(要|得|还|還)?(另|外)(算|计|計|加|收|付)|\bplus (the )?interest\b|interest on top`)
	interestNot   = phrase.MustCompile(`(不|没|沒|免|无|無|别|別)[^，,。；;]{0,3}(加|收|算|计|計|付|要)[^，,。；;\d]{0,4}(利息|息)|(?i:\bno (more )?interest\b)`)
	// interestRated is a rate of interest that is not nought.
	interestRated = phrase.MustCompile(`(?i)(利率|月息|年息|日息|年化|利息)(是|为|為|按|要|收|算|[:：]|\s|每|个|個|月|年|天|日)*(0\.\d*[1-9]\d*|[1-9]\d*(\.\d+)?|[一二两兩三四五六七八九十]+)\s*([%％厘]|分([^期成\d]|$)|个点|個點)|(0\.\d*[1-9]\d*|[1-9]\d*(\.\d+)?)\s*[%％]\s*(的)?((月|年|日)?(利率|利息|息)|(a month|a year|monthly|yearly|annual|interest|apr)\b)|\b(interest|apr)( rate)?( of| at|:)?\s*(0\.\d*[1-9]\d*|[1-9]\d*(\.\d+)?)\s*[%％]`)
	// interestAlone is a time in which only interest is paid.
	interestAlone = phrase.MustCompile(`(只|光|仅|僅|先)(还|還|收|付|交|给|給)(利息|息)`)
	// interestEach is what it comes to each month: all that is to be paid then.
	interestEach = phrase.MustCompile(`(?:只|光|仅|僅|先)(?:还|還|收|付|交|给|給)(?:利息|息)[，, ]*(每)`)
	// includedSaid are the words of instalments that hold all of it.
	includedSaid = phrase.MustCompile(`(?i)含|包括|(连|連)(利息|手续费|手續費|息)|\binclud`)
	// feeShare is a fee that is told as a part of something.
	feeShare = phrase.MustCompile(`(?i)((手续|手續|服务|服務|担保|擔保|管理|分期|会员|會員)费率?|(手續|服務|擔保|管理|會員)費率?|费率|費率|\bfees?\b)[^，,。；;%％]{0,8}\d(\.\d+)?\s*[%％]|\d(\.\d+)?\s*[%％]\s*(的)?(手续费|手續費|服务费|服務費|担保费|擔保費|fee)`)
)

// interestOnTop reports instalments to which something comes that is not in what was named of them:
// only their number was, or they make no more than what is owed.
func (t *turn) interestOnTop(read understand.OfferReading, text string) bool {
	told, named := toldAccrual(text), read.Amount != nil || read.Steps != nil
	switch {
	case named && interestAlone.MatchString(text):
		return false // 三个月只还利息，每个月580
	case read.Defer > 0 && !named, named && includedSaid.MatchString(text):
		return false
	case t.feeUnknown(read, text):
		return true
	case told == stops || interestNot.MatchString(text):
		return false
	case interestAdded.MatchString(text):
		return true
	}
	return read.Count > 1 && (told == accrues || interestRated.MatchString(text)) && (!named || t.bareOf(read))
}

// feeUnknown reports a fee in per cent of which it was not told that each instalment bears it, or
// that may be in them already.
func (t *turn) feeUnknown(read understand.OfferReading, text string) bool {
	switch {
	case read.Count < 2 || !feeShare.MatchString(text):
		return false
	case !feeRate.MatchString(text):
		return true
	}
	return (read.Amount != nil || read.Steps != nil) && !t.bareOf(read)
}

// bareOf reports instalments that make no more than what is owed, or part of it that is known.
func (t *turn) bareOf(read understand.OfferReading) bool {
	sum := or0(read.Amount) * calc.Money(read.Count)
	if read.Steps != nil {
		sum = toldSteps(read).Total()
	}
	return sum+or0(read.Down) <= t.owed()+calc.Money(read.Count)
}
