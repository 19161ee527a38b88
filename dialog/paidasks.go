package dialog

import (
	"strings"

	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// tailAsks is where a question may begin behind what was paid: 还了，还剩多少; 已经还了为什么还显示逾期.
var tailAsks = phrase.MustCompile(`[，,。；;！! \n]+|为什么|為什麼|为啥|為啥|怎么|怎麼`)

// doneAlready says that it is done: 还完这期 我还差多少 asks about what would be.
var doneAlready = phrase.MustCompile(`(?i)了|已|过|過|的$|咗|左$|\bpaid\b`)

// paidThenAsks books a payment that is told with a question behind it, and answers the question. Where what was paid is
// doubtful, that is asked about first.
func (t *turn) paidThenAsks(text string) bool {
	if t.session().State != keepingHome || !t.kept() {
		return false
	}
	at := tailAsks.FindStringIndex(text)
	if at == nil || at[0] == 0 {
		return false
	}
	paid, asked := text[:at[0]], text[at[0]:]
	if !saysPaid(paid) || !doneAlready.MatchString(paid) || asksSomething(paid) || saysPaid(asked) || !asksBehind(asked) && !t.otherUnpaid(asked) {
		return false
	}
	state := t.open()
	next, ok, err := t.paidSaid(paid)
	switch {
	case !ok:
		return false
	case err == nil && next == keepingHome:
		t.plans, t.session().State = nil, keepingHome
		t.typed(strings.TrimLeft(asked, "，,。；;！! \n"))
		return true
	}
	if day, unread := understand.Date(asked, understand.Coming, t.today); next == keepingRest && unread == nil && day.Kind == understand.Exact && t.restDay(day.Value) {
		next = t.remindRest(day.Value) // 还了500，剩下的216月底还行吗
	}
	if topic := understand.Topic(asked).Best; topic != "" && err == nil {
		t.explain(string(topic))
	}
	t.answered(state, next, err)
	return true
}

// unpaidSaid are the words for what was not paid, or is going to be later.
var unpaidSaid = phrase.MustCompile(`还不上|還不上|还不了|還不了|还不起|還不起|再(还|還|付)|(明天|后天|後天|下周|下週|月底|晚点|晚點|过几天|過幾天)[^，,。；;]{0,4}(还|還|付)`)

// otherUnpaid reports that another loan, named behind a payment, was not paid: 花呗还了，借呗还不上.
func (t *turn) otherUnpaid(text string) bool {
	return len(t.loansNamed(text)) == 1 && unpaidSaid.MatchString(text)
}

// asksBehind reports a question or a wish, in a message that told a payment first.
func asksBehind(text string) bool {
	text = strings.TrimLeft(text, "，,。；;！! \n")
	_, wished := understand.ReadWish(text)
	return wished || asksSomething(text) || asksPlainly.MatchString(text)
}

// asksPlainly are words of a question without a mark, or of what was not paid: 下期什么时候, 还剩多少, 借呗的还没.
var asksPlainly = phrase.MustCompile(`(?i)什么时候|什麼時候|啥时候|几号|幾號|哪天|多少|几期|幾期|为什么|為什麼|为啥|為啥|凭什么|憑什麼|还没|還沒|没还|沒還|没有还|沒有還|又打电话|又打電話|还打电话|還打電話|还在催|還在催|\b(when|why|how much)\b`)
