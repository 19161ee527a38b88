package dialog

import (
	"strings"

	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// How a payment is told: by whom, with what money, in a bank's words.

// saysPaid reports whether a message says that something has been paid.
func saysPaid(text string) bool {
	_, paid := understand.Paid(paidBy(text))
	return paid && !paidElsewhere(text)
}

// kinSays stands before what somebody at home tells or has done: 老公说还了, 妈妈帮我还的.
var kinSays = phrase.MustCompile(`^我?(?:让|讓|叫|请|請|托)?我?(老公|老婆|丈夫|妻子|媳妇|媳婦|对象|對象|爸爸?|妈妈?|媽媽?|儿子|兒子|女儿|女兒|弟弟?|姐姐?|哥哥?|妹妹?)((跟我|和我)?(说|說|讲|講|告诉我|告訴我)(他|她)?)?(已经|已經|都|刚刚|剛剛|刚|剛|今天|昨天)*(帮|幫|替|给|給)?我?`)

// noticed are the words of a bank's message: 您的账户12月10日还款716.00元成功.
var noticed = phrase.MustCompile(`(?:成功还款|成功還款|成功扣款|成功扣收)(?:人民币|人民幣)?\s*([\d.,]+)|(?:还款|還款|扣款)(?:金额|金額)?(?:人民币|人民幣)?[:：]?\s*([\d.,]+)元?(?:已|已经|已經)?(?:成功|到账|到賬)`)

// borrowedTo are the words of somebody who has borrowed what was paid: 借网贷还的, 借了朋友的钱还上了.
var borrowedTo = phrase.MustCompile(`([还還]上?了?[，,]?)?(但|不过|不過)?(但?是)?我?(又|去)?(找|跟|向|问|問)?[^，,。；;\d]{0,4}借(了|的|点|點|钱|錢|来|來|网|網|同|朋|亲|親|别|別|微信)[^，,。；;\d]{0,6}(还|還)(上|进去)?(的|了)`)

// wouldBorrow are the words of somebody who has not borrowed it yet.
var wouldBorrow = phrase.MustCompile(`要|想|准备|準備|打算|不如|能|可以|干脆|乾脆`)

// withoutLoan is a payment without where its money came from.
func withoutLoan(text string) string {
	if wouldBorrow.MatchString(text) {
		return text
	}
	return borrowedTo.ReplaceAllString(text, "还了")
}

// paidBy is a message in the person's own words, whoever has paid: 妈妈帮我还的 is 还了.
func paidBy(text string) string {
	text = withoutLoan(noticed.ReplaceAllString(text, "还了$1$2"))
	rest := kinSays.ReplaceAllString(text, "")
	if strings.ContainsAny(rest, "我俺") {
		return text // 老婆还了我500
	}
	if rest == "还的" || rest == "還的" || rest == "交的" || rest == "付的" {
		return "还了"
	}
	return lateSaid.ReplaceAllString(strings.Replace(rest, "从工资卡扣", "扣", 1), "还了")
}

// lateSaid are the words of a payment that was late: 15号才还上的.
var lateSaid = phrase.MustCompile(`(才|刚|剛|刚刚|剛剛)(还|還|交|付|补|補)(上|完|清|进去|進去)?的`)
