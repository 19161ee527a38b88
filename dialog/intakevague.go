package dialog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"xieshang/dialog/phrase"
)

// Some answers say something, and no figure: 月光, 好几个月了, 两期没还. Each is met with what
// would make it one.

// longestVague is how many characters such an answer has at most; more is a story.
const longestVague = 16

var vagueAnswers = []struct {
	states []Name
	said   *phrase.Pattern
	key    string
}{
	{[]Name{intakeAmount}, phrase.MustCompile(`每个?月|每個月|月供|每期|剩(下)?\d+期|还有\d+期|還有\d+期`), "intake.amount.monthly"},
	{[]Name{intakeOverdue}, phrase.MustCompile(`[\d一二两兩三四五六几幾]期(没|沒|未|逾)`), "intake.overdue.terms"},
	{[]Name{intakeOverdue}, phrase.MustCompile(`刚|剛|才(逾期|过期|過期|到期)`), "intake.overdue.just"},
	{[]Name{intakeOverdue}, phrase.MustCompile(`(好|很多|很|几|幾|多)个?個?月|很久|好久|好长|好長`), "intake.overdue.long"},
	{[]Name{intakeOverdue}, phrase.MustCompile(`^(从|從)?(去年|前年|今年)`), "intake.overdue.when"},
	{[]Name{intakeMeans, intakeEssentials}, phrase.MustCompile(`月光|花光|花完|花没|花沒|没剩|沒剩|不剩|(花|用)得差不多|不够花|不夠花|入不敷出`), "intake.essentials.all"},
	{[]Name{intakeMeans, intakeEssentials}, phrase.MustCompile(`(没|沒|不)(什么|什麼|怎么|怎麼|啥|太|有)?(花钱|花錢|花销|花銷|开销|開銷|支出|花费|花費)|(吃住|吃喝|吃饭|吃飯|生活|吃穿|开销|開銷|花销|花銷)(都|全|也|基本)*(靠|是|在|由|用)(家里|家裡|爸|妈|媽|父母|老婆|老公|公司|厂里|廠裡|单位|單位)|包吃|包住|管吃|管住`), "intake.essentials.little"},
	{[]Name{intakeMeans, intakeEssentials}, phrase.MustCompile(`(养|養|带|帶|有|供).{0,4}(孩子|小孩|娃|老人|爸妈|爸媽|父母|学生|學生)`), "intake.essentials.family"},
	{[]Name{intakeMeans, intakeIncome}, phrase.MustCompile(`两口子|兩口子|夫妻|我们俩|我們倆|全家|一家(人)?|我(和|跟|与|與)?(老婆|老公|媳妇|媳婦|对象|對象|爱人|愛人)`), "intake.income.household"},
	{[]Name{intakeMeans, intakeIncome}, phrase.MustCompile(`(一天|每天|日薪|日结|日結)|(干|做)一天|零工|临时工|臨時工`), "intake.income.daily"},
	{[]Name{intakeMeans, intakeIncome}, phrase.MustCompile(`看情况|看情況|不一定|不稳定|不穩定|不固定|时多时少|時多時少|有时候?|有時候?`), "intake.income.varies"},
}

// vague asks on where an answer to a question of the intake holds no figure.
func (t *turn) vague(text string) bool {
	if utf8.RuneCountInString(plain(text)) > longestVague {
		return false
	}
	state := t.session().State
	for _, v := range vagueAnswers {
		if slices.Contains(v.states, state) && v.said.MatchString(strings.ToLower(text)) {
			t.note(v.key, nil)
			t.askAgain()
			return true
		}
	}
	return false
}
