package dialog

import (
	"strings"

	"xieshang/dialog/phrase"
)

// plainTerms is a message about an offer in the words that [understand.OfferOn] knows: the lender's part of it alone,
// 分3次，每次5000 as 分3期，每期5000, what is paid at once as 先付, and no day on which they called.
func plainTerms(text string) string {
	text = firstMonth.ReplaceAllString(plainPayoff(lendersPart(text)), "第一期$1，$2")
	if timesSaid.MatchString(text) {
		text = eachTime.ReplaceAllString(timesSaid.ReplaceAllString(text, "分$1期"), "每期$1")
	}
	if strings.ContainsRune(text, '期') && !onceSaid.MatchString(text) {
		text = afterWaiver.ReplaceAllString(text, "一共$1")
	}
	if strings.ContainsRune(text, '期') {
		text = duesLater.ReplaceAllString(duesFirst.ReplaceAllString(text, "，先付${1}，"), "，先付${1}，")
	}
	text = nowEnglish.ReplaceAllString(text, "先付$1，剩下 ")
	text = lessThenOnce.ReplaceAllString(text, "$1，$2")
	text = nowThenRest.ReplaceAllString(text, "先付$1，$2分")
	text = interestEach.ReplaceAllString(otherTerms(text), "，$1")
	return calledOn.ReplaceAllString(text, "$1")
}

// firstMonth is a first instalment told as a month: 第一个月先还一千后面每个月两千.
var firstMonth = phrase.MustCompile(`(?:第一个月|第一個月|首月|头一个月|頭一個月)(?:先|只|就)?(?:还|還|付|交)?` + sumForm + `[，, ]*((?:后面|後面|之后|之後|以后|以後|剩下|后来|後來|往后|往後|第二个月)的?(?:都|就)?(?:每个?月|每個月|每期))`)

// timesSaid and eachTime are instalments told as times: 分三次，每次5000.
var (
	timesSaid = phrase.MustCompile(`分([两兩二三四五六七八九十]|\d{1,2})(?:次|笔|筆)(?:还|還|付)?`)
	eachTime  = phrase.MustCompile(`(?:每次|每笔|每筆|一次)(?:还|還|付|各)?(\d)`)
)

// duesFirst and duesLater are interest or penalties that are to be paid before the instalments begin: 先把利息300结清，
// 但是要交全部利息300先.
var (
	duesFirst = phrase.MustCompile(`(?:[要得]|必须|必須)?先(?:把|要|得)?(?:交|还|還|付|结|結|缴|繳)?(?:清|掉)?(?:全部|所有|之前|拖欠|[一两兩\d]个月|[一两兩\d]個月|当月|當月|这个月|這個月)?的?` + dues + sumForm + `(?:先)?(?:(?:交|还|還|付|结|結|缴|繳)(?:清|掉|了|上)?|清了|清掉)?`)
	duesLater = phrase.MustCompile(`(?:[要得]|必须|必須)?(?:交|还|還|付|结|結|缴|繳)(?:清|掉)?(?:全部|所有|之前|拖欠)?的?` + dues + sumForm + `先`)
)

const dues = `(?:利息|罚息|罰息|违约金|違約金|滞纳金|滯納金|逾期费|逾期費|息费|息費)`

// afterWaiver is what is left once a part is let go, and shared out: 减免后8000分12期.
var afterWaiver = phrase.MustCompile(`(?:减免|減免|打折|优惠|優惠)(?:以后|以後|之后|之後|后|後|完|下来|下來)(?:的?(?:总额|總額|金额|金額))?(?:一共|总共|總共|还要还|還要還|还剩|還剩|还有|還有|就是|是|剩)?(\d)`)

// lessThenOnce is what is let go, right before what is to be paid at once: 减免利息一次还4200结清.
var lessThenOnce = phrase.MustCompile(`((?:减免|減免|免掉|免除|免|减|減)(?:了|掉|全部|所有|的)*(?:罚息|罰息|违约金|違約金|利息|息费|息費))[ ]?(一次|全部|全额|全額|一把)`)

// nowThenRest and nowEnglish are what is to be paid at once, before the rest is spread: 今天还3000剩下分6期.
var (
	nowThenRest = phrase.MustCompile(`(?:先|今天|现在|現在|马上|馬上|当天|當天|立刻)+(?:还|還|付|交|给|給)了?(\d[\d,.]*[万千wk]?\d*)(?:元|块钱?|塊錢?)?[，, ]*(剩下|剩余|剩餘|余下|餘下|其余|其餘)的?(?:钱|錢)?(?:再|就)?分`)
	nowEnglish  = phrase.MustCompile(`(?i)\bpay (\d[\d,]*(?:\.\d+)?)(?: yuan)? (?:now|today|first|up ?front)(?:,| and|,? then)* (?:pay )?the rest\b`)
)

// calledOn is the day on which they called, and none of the terms: 他们今天又打来说12期.
var calledOn = phrase.MustCompile(`(?:今天|昨天|前天|今早|昨晚)(?:早上|上午|中午|下午|晚上)?([^，,。；;\d]{0,6}(?:打|来电|來電|回电|回電|说|說|联系|聯繫|聊|谈|談))`)
