package dialog

import (
	"errors"
	"strings"

	"xieshang/dialog/casefile"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// What people say while an agreement is kept, beside what they paid: later, I cannot any
// more, they called again, it did not go through.

// keptWords are the sentences that lead somewhere by their words alone, the more particular first.
var keptWords = []struct {
	words *phrase.Pattern
	lead  func(*turn) Name
}{
	{phrase.MustCompile(`(别|不要|不用|不想|停止?|关掉?|關掉?).{0,3}(提醒|通知)|(提醒|通知).{0,4}(关|關|停)|提醒我?$|stop reminding|no reminders?`), toWishes},
	{phrase.MustCompile(`^(那|先|我)*(晚点|晚點|等会儿?|等會兒?|待会儿?|待會兒?|一会儿?|一會兒?|回头|回頭|过会儿?|過會兒?|今晚|晚上|明天|明早|稍后|稍後|迟点|遲點|later).{0,2}(再说|再說|再讲|再講|再弄|再看|提醒我?|再提醒我?|吧|)[吧。]*$`), toLater},
	{phrase.MustCompile(`(其实|其實|并|並|压根|壓根|根本)?(没|沒)(有)?(还成|還成|还上去|還上去|扣成|付成|转成|轉成|到账|到賬|扣款成功|成功)|(扣款|还款|還款|转账|轉賬|付款)(又|也)?(失败|失敗|没成|沒成|退回)|其实(没|沒)(有)?(还|還)|payment (failed|bounced)|did not go through`), toTakeBack},
	{phrase.MustCompile(`(以后|以後|往后|往後|今后|今後|之后|之後|每个?月|每個?月|一直|长期|長期|都).{0,10}(还不了|還不了|还不上|還不上|还不起|還不起|还不动|還不動|吃力|负担不起|負擔不起|撑不住|撐不住|受不了|供不起)`), func(*turn) Name { return keepingAlways }},
	{phrase.MustCompile(`(这个?月|這個?月|这一?期|這一?期|工资|工資|发薪|發薪|这次|這次).{0,12}(晚几天|晚幾天|晚发|晚發|迟发|遲發|拖欠|还没发|還沒發|缓几天|緩幾天|宽限|寬限)|(能不能|可不可以|可以|想|能).{0,4}(晚|迟|遲|缓|緩)(几|幾|一两|一兩|两三|兩三|两|兩|三|五)天|(能不能|可不可以|能否|想).{0,4}(推|延|拖|缓|緩|挪)(到|至)`), func(*turn) Name { return keepingMonth }},
	{phrase.MustCompile(`(断|斷|差|逾期|晚|少)(了|掉)?一(期|次|天).{0,6}(作废|作廢|失效|取消|不算|全部|一次)`), func(t *turn) Name { t.note("keeping.lapses", nil); return keepingTrouble }},
	{phrase.MustCompile(`反悔|变卦|變卦|不认(这|這|之前|原来|原來|那)?(个|個|份)?的?(协议|分期|约定)|不認(這|之前|原來|那)?(個|份)?的?(協議|分期|約定)|(协议|協議|方案|分期|约定|約定)[^，,。；;]{0,6}(作废|作廢|失效|不算数|不算數|取消了?|没用了|沒用了)|不认账|不認帳|不认了|不認了|不承认(协议|分期|之前)?|不承認|(要|说|說).{0,4}(加|涨|漲).{0,4}(利息|罚息|罰息|钱|錢|费|費)|(利息|条件|條件|金额|金額).{0,3}(要加|涨了|漲了|加了)|went back on|broke (the|their) (deal|agreement)`), func(t *turn) Name { t.note("keeping.reneged", nil); return keepingHome }},
	{phrase.MustCompile(`催收.{0,6}(又|还|還|在|一直|天天|每天)|(又|还|還|天天|一直).{0,4}(催收|催我|来催|來催|打电话催|打電話催|骚扰|騷擾)`), func(*turn) Name { return safetyThreat }},
	{phrase.MustCompile(`^我?(真的|就|干脆|乾脆|再也|以后|以後|都)*不(想)?(还|還)(了|钱|錢)+(?:[，,。！! ]|$)|爱咋咋|愛咋咋|摆烂|擺爛|破罐子破摔|(重新|再)(谈|談|协商|協商|商量)(一次|一下|一遍)?(吧|吗|嗎|可以|行|好|呢|$)`), func(*turn) Name { return keepingTrouble }},
	{payoffWished, func(*turn) Name { return keepingPayoff }},
	{phrase.MustCompile(`(想|要|能不能|能|可不可以|可以|打算|准备|準備)(这个?月|這個?月|这期|這期|每期|每个?月|每個?月)?(多|提前多)(还|還)(一)?(点|點|些)?(钱|錢)?(吗|嗎|行吗|行嗎|可以吗|可以嗎|可不可以|行不行|呢|吧|不)?$|(多|提前多)(还|還)(一)?(点|點|些)(钱|錢)?(行|可以|好|能|有用|划算|劃算)|^(can|could|may) i pay (a bit |a little )?more`), func(t *turn) Name { t.note("keeping.paymore", nil); return keepingHome }},
	{phrase.MustCompile(`(说|說|通知|答应|答應|同意|给|給|平台|客服|对方|對方)[^，,。；;\d]{0,8}(免息|不收利息|不算利息|停息|免利息)`), func(t *turn) Name { t.note("keeping.interestfree", nil); return keepingHome }},
	{overcharged, func(t *turn) Name { t.note("keeping.overcharged", nil); return keepingHome }},
	{phrase.MustCompile(`(记|記|写|寫|说|說)错了?[^？?]*(\d[^？?]*期|期[^？?]*\d)|(首期|第一期|头期|頭期).{0,3}(改成|改到|改为|改為).*\d`), toMend},
	{phrase.MustCompile(`(协议|協議|约定|約定|记录|記錄|方案|每期|期数|期數|日期|日子|金额|金額|还款日|還款日|第[一二两兩三四五六七八九十\d]+期)[^，,。；;]{0,4}(其实|其實|应该|應該|实际|實際|记错|記錯|写错|寫錯|不对|不對|错了|錯了)[^？?]*\d`), toMend},
	{phrase.MustCompile(`(记|記|说|說|点|點|按|弄|搞)错了?[，, ]*(其实|其實|还|還|这期|這期|我)*(没|沒|未)(有)?(还|還|付|交|转|轉)|(刚才|剛才|刚刚|剛剛|上一?)(那|的)?(一)?(笔|筆|次|个|個)?(不算|作废|作廢|不作数|不作數|记错了?|記錯了?|点错了?|點錯了?|是错的|是錯的)(了|吧)?$`), toTakeBack},
	{phrase.MustCompile(`(协议|協議|记录|記錄|每期|期数|期數|日期|金额|金額).{0,4}(记错|記錯|写错|寫錯|不对|不對|错了|錯了|记的不对|記的不對)|^(我)?(记|記|写|寫)错了?|(agreement|terms).{0,12}wrong`), toRecord},
	{phrase.MustCompile(`(还款日|還款日|扣款日|还钱的日子).{0,4}(改|换|換)|(改|换|換)(一下|个|個)?(还款日|還款日|扣款日)|(改|换|換)(成|到|为|為)每?个?個?月?.{1,4}[号號日]|change the (due|payment) da(y|te)`), (*turn).toOtherDay},
	{phrase.MustCompile(`(每期|这期|這期|下期|本期|这个?月|這個?月|下个?月|下個?月|金额|金額)[^，,。；;]{0,6}(怎么|怎麼|为什么|為什麼|咋)[^，,。；;]{0,4}(变|變|是|成|涨|漲|这么|這麼|不一样|不一樣|不同|多了|\d)|why (is|has) (it|this|the (amount|instalment)) (changed|different|more)`), (*turn).openDates},
	{phrase.MustCompile(`(撤|撤销|撤銷|撤回|取消)(掉|了)?(刚才|剛才|刚刚|剛剛|上一?笔|上一?筆|那笔|那筆)|(刚才|剛才|刚刚|剛剛|上一?笔|上一?筆)(那|的)?(笔|筆)?(给我|給我|帮我|幫我)?(撤|取消)`), toTakeBack},
	{phrase.MustCompile(`(还的|還的|多还|多還|付的|那笔|那筆|那\d+|的\d+).{0,8}(算进|算進|算上|记上|記上|记了|記了|入账|入賬|算数|算數|抵了?)`), (*turn).openDates},
}

// keptTold goes where such a sentence leads, while the agreement is what is talked about. A payment
// that it also tells of is booked by those who read payments.
func (t *turn) keptTold(text string) bool {
	c := t.person.Current()
	if c == nil || c.Agreement == nil || c.Stage == casefile.Settled || t.session().State.Flow() != keepingHome.Flow() || saysPaid(text) && !overcharged.MatchString(text) && !payoffWished.MatchString(text) {
		return false
	}
	if named := t.debtsNamed(text); len(named) == 1 && named[0].place != 0 {
		return false // it is said of another debt
	}
	said := strings.ToLower(strings.Join(strings.Fields(text), ""))
	for _, k := range keptWords {
		if k.words.MatchString(said) {
			t.session().Paused = false
			t.enter(k.lead(t))
			return true
		}
	}
	return false
}

// payoffWished are the words of somebody who would pay off all that is left.
var payoffWished = phrase.MustCompile(`(想|要|打算|准备|準備|能不能|可不可以|可以).{0,6}(提前|一次性?|剩下|全部).{0,8}(还|還|结清|結清|付清)|\b(want|like|can i).{0,12}pay (it |everything |the rest )?(off|early)`)

// overcharged are the words of money that was taken beside the agreement, and is no payment on it.
var overcharged = phrase.MustCompile(`(多|错|錯|误|誤|重复|重複|乱|亂)(扣|划|收)了?|(扣|划|收)(多|错|錯)了?|charged (twice|too much)|overcharged`)

// toRecord shows the agreement as it was written down, to be mended there.
func toRecord(t *turn) Name {
	t.note("keeping.mend", nil)
	return agreementRecord
}

// toWishes takes how somebody wants to be reminded, and shows the page where all of it can be set.
func toWishes(t *turn) Name {
	next, ok, err := t.remindersSaid(t.words)
	var refused *refusal
	if errors.As(err, &refused) {
		t.note(refused.key, refused.args)
	}
	if !ok || err != nil {
		return remindHome
	}
	return next
}

// otherDayAgreed are the words of a lender that has agreed to another pay day.
var otherDayAgreed = phrase.MustCompile(`(?i)(说|說)(可以|行|能|好)|(给|給|帮|幫)我(改|换|換)|同意|答应|答應|批了|批准|(改|换|換)(好|成功)|已经(改|换)|已經(改|換)|(改|换|換)了|\b(agreed|approved|changed)\b`)

// toOtherDay drafts the rest of the agreement with another pay day, where the lender has agreed to it, and says how to
// ask for one otherwise.
func (t *turn) toOtherDay() Name {
	m := dayMoved.FindStringSubmatch(t.words)
	if m == nil || !otherDayAgreed.MatchString(t.words) || asksSomething(t.words) {
		t.explain("change_due_date")
		return keepingHome
	}
	day, _ := understand.Count(m[1])
	a := t.file().Agreement
	if day < 1 || day > 31 {
		return keepingHome
	}
	terms := postponed(a, 0)
	terms.PayDay, terms.First = day, terms.First.AddMonths(0, day)
	if terms.First.Before(t.today) {
		terms.First = terms.First.AddMonths(1, day)
	}
	t.draftTerms(terms)
	d := t.draft()
	d.Points, d.Interest, d.Fee = a.Points, a.Interest, a.MonthlyFee
	return t.nextTerm()
}

// toLater asks when to remind again of the next instalment.
func toLater(t *turn) Name {
	n, left := t.file().Agreement.Next()
	if !left {
		return keepingHome
	}
	t.session().Instalment = n
	return remindLater
}

// toTakeBack shows the payments, to take back the one that did not arrive; if there is only
// one, that is it.
func toTakeBack(t *turn) Name {
	switch a := t.file().Agreement; {
	case len(a.Payments) == 0:
		t.note("keeping.failed", nil)
		return keepingHome
	case len(a.Payments) == 1 && t.canUndo(a):
		return t.undo()
	}
	return keepingList
}

// plainlyPaid reports whether "已经还了" can only mean the next instalment: one loan is kept, no
// other instalment is open before it, and either it is due or has just been reminded of, or
// just what is left of it was named.
func (t *turn) plainlyPaid(p payment, text string) bool {
	c := t.file()
	n, left := c.Agreement.Next()
	if !left || p.amount > 0 || p.dayed && p.on != t.today || unsurely.MatchString(text) {
		return false
	}
	if downPaid.MatchString(text) {
		return c.Agreement.DownPayment && n == 0
	}
	if len(t.running()) > 1 && len(t.loansNamed(text)) == 0 {
		return false
	}
	open := c.Agreement.LeftOn(n)
	if m := monthOfTerm.FindStringSubmatch(text); m != nil {
		month, _ := understand.Count(m[1])
		return month == int(c.Agreement.Instalments[n].Due.Month) && open == c.Agreement.Instalments[n].Amount
	}
	if c.Agreement.Arrears(t.today) > open {
		return false
	}
	if named, err := understand.Amount(text); err == nil && named.Kind == understand.Exact {
		return named.Value == open
	}
	return !c.Agreement.Instalments[n].Due.After(t.today.AddDays(remindedBefore))
}

// monthOfTerm names an instalment by its month: 12月的还了.
var monthOfTerm = phrase.MustCompile(`(\d{1,2}|[一二三四五六七八九十]{1,2})月份?(?:的|这期|那期|那笔)`)

// remindedBefore is how many days before its day an instalment may be meant by "paid".
const remindedBefore = 3

// unsurely are words that leave open how much was paid, or whether it was.
var unsurely = phrase.MustCompile(`部分|一点|一點|一些|一半|差不多|大概|几百|幾百|多少|应该|應該|好像|吗|嗎|没|沒|[?？]|some|part|half|maybe|\?`)
