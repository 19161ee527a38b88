package dialog

import (
	"strings"

	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
)

// Who has been sold lies asks first whom they talk to: 你是骗子吧, 凭什么信你. And who is told how much to pay asks how that
// was worked out.

var (
	trustWanted = phrase.MustCompile(`你(们|們)?(这|這)?(个|個)?(是|不会是|不會是|就是|该不会是|是不是|也是)?(个|個)?(骗子|騙子|骗人|騙人|诈骗|詐騙|忽悠)|(这|這)(个|個)?(是|不会是|不會是|是不是)(骗|騙)|(凭|憑)(什么|什麼|啥)(让我|要我|叫我)?(信|相信)|(怎么|怎麼|咋|如何)(相信|信|能信)(你|你们|你們)|你(们|們)?(可靠|靠谱|靠譜|可信|安全|正规|正規)(吗|嗎|么|不)|你(们|們)?(到底)?(是|是不是)(谁|誰|什么人|什麼人|哪家|哪里的|哪裡的|干什么的|幹什麼的|干嘛的|幹嘛的|什么公司|支付宝|支付寶|银行|銀行|官方|中介|催收)|(你|你们|你們|这个|這個).{0,2}(要不要|要|会不会|會不會|会|會|是不是)(收费|收費|收钱|收錢|要钱|要錢|付费|付費)|^(要不要|要|会|會)?(收费|收費|收钱|收錢|付费|付費|花钱|花錢)(吗|嗎|么|不)$|你(要|问|問)(我)?(这么多|這麼多|那么多|那麼多)|(泄露|洩露|出卖|出賣|卖掉|賣掉).{0,4}(信息|资料|資料|隐私|隱私)|(?i:are you (a )?(scam|alipay|official)|can i trust you|why should i trust|who are you|do you charge|is (it|this) free)`)
	planWanted  = phrase.MustCompile(`(每个?月|每個月|一个月|一個月|每期)(到底|究竟|该|該|要|得|应该|應該|我|能|就)*(还|還|付)(多少|几|幾)|(多少|几钱).{0,6}(每个?月|每個月|一个月|一個月)(还|還|付)|(多久|多长时间|多長時間|几年|幾年|什么时候|什麼時候|啥时候|几时|幾時|哪年).{0,4}(还完|還完|还清|還清)|(?i:how much (a|per|each) month|when (will|am) i (be )?(done|finished|free))`)
	howWanted   = phrase.MustCompile(`(算|数|數|结果|結果).{0,4}(不对|不對|错|錯|有问题|有問題)|(怎么|怎麼|咋|如何)(算|得)(出来|出來|来|來|的)|(为什么|為什麼|为啥|為啥|怎么|怎麼)(才|只|就|是|不是)?\d|减.{0,8}(不是|应该|應該|等于|等於)|(?i:how (did you|do you|is (it|this|that)) (get|work|calculate)|that('s| is) wrong)`)
)

// trustAsked says who the bot is and what it does not want.
func (t *turn) trustAsked(text string) bool {
	if !trustWanted.MatchString(strings.ToLower(text)) || len(t.danger.Alarms) > 0 && agentNamed.MatchString(text) {
		return false
	}
	t.note("engine.trust", nil)
	if t.session().State == "" {
		t.enter(welcomeHello)
		return true
	}
	t.askAgain()
	return true
}

// planAsked shows the plan again to somebody who asks what it comes to: 到底每个月还多少.
func (t *turn) planAsked(text string) bool {
	if t.session().State != planResult || !t.planned() || !planWanted.MatchString(strings.ToLower(text)) || anyFigure.MatchString(text) || lenderSaid.MatchString(text) {
		return false
	}
	t.ask()
	return true
}

// workingAsked says how what can be paid each month was worked out.
func (t *turn) workingAsked(text string) bool {
	if t.session().State.Flow() != planResult.Flow() || t.session().Consent.IsZero() || !howWanted.MatchString(strings.ToLower(text)) || !t.planned() {
		return false
	}
	c := t.file()
	capacity := t.suggestion().Capacity
	if !c.Budget.Known() || capacity.Recommended <= 0 {
		return false
	}
	t.note("plan.how", locale.Args{"Income": *c.Budget.Income, "Essentials": *c.Budget.Essentials + c.PaidFirst(), "Surplus": c.Surplus(),
		"Recommended": capacity.Recommended, "Maximum": capacity.Maximum})
	t.askAgain()
	return true
}
