package dialog

import (
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// What is said where the lender's terms are looked at: yes, too much, what do I answer, is it
// any good, and what the lender adds to them.

// checkWords are what stands on the buttons, in the words of people.
var checkWords = []struct {
	said *phrase.Pattern
	pick string
}{
	{phrase.MustCompile(`^(那|那就|就|好|好的|行|我|我就|先|可以)*(接受|答应|答應|同意|成交|就这样定|就這樣定|定下来|定下來)(他|他们|对方|對方|这个|這個)?(了|吧|算了)?$|^i?(accept|agree)$`), "accept"},
	{phrase.MustCompile(`^(好|好的|行|那|就|我|嗯|对|對)*((就)?按(这|這)(个|個)|(这|這)(个|個)吧|(已经|已經)?(签|簽)了|(就)?(谈|談)成了|定了)(吧|了)*((谈|談)成了|(就)?(这样|這樣))?(吧|了)*$`), "accept"},
	{phrase.MustCompile(`^(行|好|可以|那|就|我|先)*吧?(就|就按|按|照|就照)(这个|這個|这样|這樣|他的|他们的|他們的|他说的|他說的)(来|來|办|辦|定|吧|了)*$|^(那|我|就|先|好|好的|行|可以|嗯|对|對)*(记下来|記下來|记下|記下|记|記)(吧|了)?$`), "accept"},
	{phrase.MustCompile(`^(这个|這個|我|还是|還是|有点|有點)*(太高|太多|太贵|太貴|高了|多了|贵了|貴了|还不起|還不起|付不起|拿不出来?|拿不出來|做不到|不行|不要|不接受|不同意|不答应|不答應|拒绝|拒絕|算了)(了|吧)?((能|我能|可以|每月能)?.{0,4}(没|沒)(有)?(那么|那麼|这么|這麼)多|(我)?(拿不出|还不起|還不起|不够|不夠).{0,4})?$|(少|低|降|便宜)(一)?(点|點|些)(吗|嗎|行不行|吧)?$|再谈谈?(吗|嗎|吧)?$|再談談?(嗎|吧)?$|(家里|家裡|老婆|老公|爸|妈|媽).{0,3}不(同意|答应|答應)|^(toomuch|toohigh|no|decline)$`), "decline"},
	{phrase.MustCompile(`^我?(上|去)?(哪|哪里|哪儿|哪來|哪裡)(有|来|弄|找|拿)(这么多|這麼多|那么多|那麼多|的?钱|的?錢|\d+)+|^(那)?我就?(说|回|跟他说|跟他们说)(他|他们|对方)?(太高|太多|太贵|还不起|不行|不接受).{0,6}$|^(这个|這個|还是|還是|有点|有點)*(太高|太多|太贵|太貴|还不起|還不起)了?(我)?(该|該|要|得)?(怎么|怎麼|咋)(说|說|讲|講|谈|談|回|弄|办|辦)|咋(回|说|說|谈|談)|怎么(回|答复|回复|跟.{1,3}说)|怎麼(回|答覆|回覆|跟.{1,3}說)|帮我(回|写回复)|幫我(回|寫回覆)|回(什么|什麼|啥)|what(doi|should ?i|to)(answer|reply|say)`), "reply"},
	{phrase.MustCompile(`哪些没(说|写)清|哪些沒(說|寫)清|(还|還)?(要|该|該|得)问(他|对方)?(什么|啥|哪些)|(還)?(要|該|得)問(他|對方)?(什麼|啥|哪些)|whatismissing|whattoask`), "gaps"},
	{phrase.MustCompile(`^(我|先|再|让我|讓我)*(想想|想一想|考虑|考虑一下|考慮|考慮一下|放着|放著|等等|等等看|等一下)(再说|再說|吧)?$|^later$`), "later"},
}

// allTaken accepts the terms of several lenders at once.
var allTaken = phrase.MustCompile(`^(这|這|那|我|就|就这|就這)*[两兩三四五几幾]?(个|個|笔|筆|家|边|邊)?我?都(可以|行)?(答应|答應|同意|接受|签|簽)(了|吧|啦)*$`)

// dayMoved is another day of the month on which the instalments are to be due: 改到每月20号.
var dayMoved = phrase.MustCompile(`(?:改|换|換|挪|推)(?:到|成|为|為|在)?每?(?:个|個)?月?的?(\d{1,2})[号號日]`)

// worthAsked are the words of somebody who wants to know whether to take them.
var worthAsked = phrase.MustCompile(`^(会不会|會不會|是不是|这|這|是)?(太多|太高|太贵|太貴|多|高|贵|貴)(了)?(吗|嗎|不多|不高|不贵|不貴|么|麼)|划算|劃算|合算|合适|合適|(该|該|能|要|可以|可不可以)(不该|不該|不能|不要)?(答应|答應|接受|同意|签|簽)|值不值|值得|(条件|條件)?(怎么样|怎麼樣|好不好)$|你(觉得|覺得|看)|worth it|is (that|this|it) (any )?(good|ok|fair)|should i (take|accept|agree)|good (offer|deal)`)

// hearCheck takes the words of a button, and says whether the terms are worth taking.
func hearCheck(t *turn, text string) (Name, bool) {
	if t.paidUnrecorded(text) {
		return stay, true
	}
	for _, w := range checkWords {
		if w.said.MatchString(plain(text)) {
			next, err := pickOfferCheck(t, w.pick)
			return next, err == nil
		}
	}
	if allTaken.MatchString(plain(text)) {
		t.note("debts.accept.first", locale.Args{"Debt": t.debtName(t.file().Main())})
		next, err := pickOfferCheck(t, "accept")
		return next, err == nil
	}
	if dayMoved.MatchString(text) && !lenderSaid.MatchString(text) {
		t.explain("change_due_date")
		t.again = true
		return stay, true
	}
	if t.capacityTold(text) {
		return stay, true
	}
	if t.feeOnTable(text) {
		return stay, true
	}
	if worthAsked.MatchString(text) && !lenderSaid.MatchString(text) {
		t.note("contact.check.judge."+t.worthTaking(), nil)
		t.again = true
		return stay, true
	}
	return "", false
}

// feeAlone is a fee that belongs to the terms that are looked at: 手续费30块.
var feeAlone = phrase.MustCompile(`^(?:他说|客服说|还要|還要|另外|另|再|要|收|有|，|,| )*(?:手续费|手續費|服务费|服務費|延期费|延期費|展期费|展期費)(?:是|要|收|一共|大概)*(\d[\d.]*)(?:块|塊|元)?(?:钱|錢)?[。.]?$`)

// feeOnTable adds such a fee to the terms.
func (t *turn) feeOnTable(text string) bool {
	m := feeAlone.FindStringSubmatch(text)
	if m == nil {
		return false
	}
	fee, err := exactAmount(m[1])
	terms := t.onTable()
	if err != nil || fee <= 0 || fee*2 > terms.Amount {
		return false
	}
	if terms.Count == 1 {
		terms.Amount += fee
	} else {
		terms.MonthlyFee, terms.FeeUnsaid = fee, true
	}
	t.file().Offered(casefile.Round{On: t.today, Offer: terms})
	return true
}

// mineSaid are the words of somebody who tells what they can pay themselves each month.
var mineSaid = phrase.MustCompile(`(我|我们|我們|自己).{0,6}(只能|最多|顶多|頂多|撑死|撐死|至多|拿得出|还得起|還得起|能还|能還|能拿|可以还|可以還)|^(每月|每个月|每個月|一个月|一個月|一月)(我)?(只能|最多|顶多|頂多|撑死|撐死|至多)(能|可以)?(还|還|拿|出|付)|\bi can (only )?(pay|afford|do|manage)\b`)

// capacityTold holds what somebody can pay each month against the terms: 我只能一个月还五百 is no offer of
// the lender's.
func (t *turn) capacityTold(text string) bool {
	if !mineSaid.MatchString(strings.ToLower(text)) || lenderSaid.MatchString(text) || strings.ContainsRune(text, '期') {
		return false
	}
	mine, err := oneFigure(understand.Affordable(text))
	if err != nil {
		return false
	}
	check, weighed := t.weighed(t.onTable())
	if !weighed {
		return false
	}
	t.file().Budget.Offer = mine
	key := "contact.check.mine.enough"
	if mine < check.Monthly {
		key = "contact.check.mine.less"
	}
	t.note(key, locale.Args{"Mine": mine, "Each": check.Monthly})
	t.noteBeyond()
	t.again = true
	return true
}

// paidUnrecorded says of money that was paid where no agreement is recorded that the terms come first:
// it is neither one of them nor forgotten.
func (t *turn) paidUnrecorded(text string) bool {
	if !saysPaid(text) || lenderSaid.MatchString(text) || t.namedCase(text) != nil {
		return false
	}
	t.note("contact.paid", nil)
	t.again = true
	return true
}

// worthTaking says in a word what [turn.affordableLines] says of the terms that are looked at.
func (t *turn) worthTaking() string {
	check, ok := t.weighed(t.onTable())
	if !ok || !t.planned() {
		return "open"
	}
	if check.Verdict == calc.VerdictTooDear {
		return "dear"
	}
	switch t.suggestion().Capacity.Level(check.Monthly) {
	case calc.LevelRecommended:
		return "fits"
	case calc.LevelMaximum:
		return "tight"
	}
	return "no"
}

// readCheck takes what the lender says further of its terms: others, something to pay first, a
// refusal of less.
func readCheck(t *turn, text string) (Name, error) {
	if next, ok, err := t.mineRefused(text); ok {
		return next, err
	}
	if t.ownMoney(text) {
		return stay, nil
	}
	next, err := readWholeOffer(t, text)
	if err == nil {
		return next, nil
	}
	if refusedAs(err, contactInterest) {
		if read, unread := t.partRead(text); unread == nil {
			return t.otherPart(read, text)
		}
	}
	t.again = true // what follows leaves the terms as they are
	if t.noteJobNo(text) {
		return stay, nil
	}
	if hurries.MatchString(strings.ToLower(text)) {
		t.noteHurry(text)
		return stay, nil
	}
	read, unread := understand.OfferOn(text, t.today)
	beside := unread == nil && read.Count == 0 && read.Amount == nil // the instalments stay as they are
	terms := t.onTable()
	switch {
	case beside && or0(read.Down) > 0:
		terms.DownPayment = *read.Down
		t.again = false
		return t.putOnTable(terms, text), nil
	case beside && (!read.First.IsZero() || read.PayDay > 0):
		terms.First, terms.PayDay, terms.Days = read.First, read.PayDay, nil
		t.note("contact.check.days", locale.Args{"First": t.print.Day(t.firstOf(terms), t.today)})
		t.again = false
		return t.putOnTable(terms, text), nil
	}
	if id, ok := t.engine.book.MatchObjection(text); ok {
		return pickObjection(t, id)
	}
	if refusedAs(err, contactParts) && unread == nil {
		return t.otherPart(read, text)
	}
	return next, err
}

// otherPart takes terms of which only a part is another than on the table: 那每期950呢, 可以18期. With
// another number of instalments what each comes to is asked.
func (t *turn) otherPart(read understand.OfferReading, text string) (Name, error) {
	t.again = false
	if terms := t.onTable(); read.Count == 0 && read.Amount != nil && terms.Count > 1 && terms.Steps == nil && eachSaid.MatchString(text) {
		terms.Amount = *read.Amount
		return t.putOnTable(terms, text), nil
	}
	parts := &Draft{}
	if !parts.add(read, text) {
		return stay, &refusal{key: contactParts}
	}
	t.session().Draft = parts
	return contactOffer, nil
}
