package dialog

import (
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
)

// Somebody who asks for somebody else, a wife for her husband: the debt is worked out as if the one who owes it were
// asking. And somebody who lent a name knowingly, who owes what was borrowed in it.

var (
	behalfSaid  = phrase.MustCompile(`(替|帮|幫|代)(他|她|我?(老公|老婆|丈夫|妻子|爱人|愛人|对象|對象|媳妇|爸爸?|妈妈?|媽媽?|父亲|父親|母亲|母親|弟弟?|哥哥?|姐姐?|妹妹?|儿子|兒子|女儿|女兒|家人|家里人|男朋友|女朋友))(来|來)?(先)?(问|問|看|算|咨询|諮詢|弄|谈|談|打听|打聽|了解|查|协商|協商|想想|想个|搞|处理|處理|规划|規劃|安排)|(他|她)(自己)?(也|是)?(想|愿意|願意|肯|会|會)(要)?(自己)?(还|還|谈|談|分期|协商|協商)|(?i:(asking|ask|here) for my (husband|wife|father|mother|brother|sister|son|daughter|dad|mum|mom)|on behalf of my)`)
	pressedSaid = phrase.MustCompile(`(让|讓|叫|要|逼|催)我(来|來)?(替|帮|幫|还|還|付|垫|墊)|找我(要|还|還|催)|要不要我|我要不要|用不用我|该不该我`)
	lentName    = phrase.MustCompile(`(是我|我)(自己|当时|當時|那时|那時|那会|都|也|是|就)*(知道的|知情|同意|答应|答應|自愿|自願|应承|應承|许可的|許可的)(的|了|过|過|他|她|让|讓|借|给|給)?|我(自愿|自願|主动|主動)?(让|讓)(他|她)(拿|用)?(我的)?(名|名字|身份证|身份證|账号|帳號|手机|手機)?(去)?(借|贷|貸|刷)|我(自愿|自願)?把?(支付宝|支付寶|账号|帳號|名字|身份证|身份證|手机|手機|户头|戶頭)?(借|给|給)(给|給)?(他|她)(用|借)(的|了)|(?i:i (agreed|knew|let (him|her))|with my consent)`)
	ownDoing    = phrase.MustCompile(`(我|俺|他|她|是|本人)自己(去)?(借|贷|貸|办|辦|申请|申請|操作)(的|了)|(i|she|he) (took it out|borrowed it) (my|her|him)self`)
	lentNot     = phrase.MustCompile(`(没|沒|不|未|没有|沒有|从没|從沒)(有)?(同意|答应|答應|知情|知道|自愿|自願)|背着我|背著我|瞒着我|瞞著我|(?i:(didn't|did not|never) (agree|know|let))`)
)

// asksForKin reports whether a message asks about a debt of the family for the one who owes it. Who is pressed to pay it
// asks for themselves.
func asksForKin(text string) bool {
	return behalfSaid.MatchString(text) && !pressedSaid.MatchString(text)
}

// lentKnowingly reports that somebody borrowed in this person's name, who knew and agreed.
func lentKnowingly(text string) bool { return lentName.MatchString(text) && !lentNot.MatchString(text) }

// forKin says once whose figures are wanted.
func (t *turn) forKin() {
	c := t.file()
	if !c.IsSettled(behalfTold) {
		c.Settle(behalfTold)
		t.note(behalfTold, nil)
	}
}

// behalfTold is the key of what is said to somebody who asks for somebody else.
const behalfTold = "dispute.behalf"

// hearDisputeHome hears that a debt is to be worked out after all, and what collectors do.
func hearDisputeHome(t *turn, text string) (Name, bool) {
	kind := t.file().Main().Dispute
	switch {
	case kind == casefile.Relatives && asksForKin(text):
		t.forKin()
		next, err := pickDisputeHome(t, "mine")
		return next, err == nil
	case kind == casefile.NotMine && lentKnowingly(text):
		next, err := pickDispute(t, string(casefile.Anothers))
		return next, err == nil
	case kind == casefile.Inherited && (oweAsked.MatchString(text) || dutySaid.MatchString(text) || nothingLeft.MatchString(text)):
		t.note("dispute.inherited.owe", locale.Args{"Estate": t.cited("L6-estate")})
		t.again = true
		return stay, true
	case kind == casefile.NotMine && ownDoing.MatchString(text):
		t.file().Hardship.Tell(casefile.Scammed)
		t.note("dispute.own", locale.Args{"Fraud": t.fact("H96110"), "Police": t.fact("H110")})
		next, err := pickDisputeHome(t, "mine")
		return next, err == nil
	}
	return hearCollectors(t, text)
}
