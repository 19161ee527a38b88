package dialog

import (
	"errors"
	"slices"
	"strings"

	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// What came of a call is told wherever one is when the phone is put down: below the plan, in the
// middle of the script, beside a letter. It is taken as news of the negotiation there as well,
// and never as a figure of the person's own.

// tidingFlows are where news of the negotiation may be told, beside the questions about it.
var tidingFlows = []string{planResult.Flow(), scriptPage.Flow(), letterList.Flow(), materialsList.Flow(), rehearseHome.Flow(), papersList.Flow()}

// hearsTidings reports whether news of the negotiation may be told where the person stands.
func (t *turn) hearsTidings() bool {
	state := t.open()
	deaf := state.Name.Flow() == contactHome.Flow() && state.Read == nil // a page of the negotiation without a question of its own
	return deaf || slices.Contains(tidingFlows, state.Name.Flow()) || state.Name == contactHome || state.Name == contactOutcome
}

var (
	// lenderSaid are the words of somebody who tells what the other side said.
	lenderSaid = phrase.MustCompile(`(?i)(佢|佢哋|客服|银行|銀行)(话|話)|(客服|对方|對方|他们|他們|她们|她|他|人家|那边|那邊|银行|銀行|平台|经理|經理|专员|專員|工作人员|工作人員|催收|业务员|業務員)[^，,。；;]{0,6}(说|說|讲|講|同意|答应|答應|只|给|給|让|讓|要求|要我|肯|批|不行|不给|不給|拒)|(花呗|花唄|借呗|借唄|信用卡|网商贷|網商貸|微粒贷|微粒貸|(招|交|建|工|农|農|中|银|銀|商)行)(那边|那邊|客服|的)?(说|說|给我|給我|批|同意|答应|答應|让我|讓我|要我)|只(给|給|批|肯|同意|接受)|(^|[，,。；; 后後])要我?(一次性?|先|全部)(还|還|付)|^(这次|這次|这回|這回|刚才|剛才|今天|后来|後來|又|他又|结果|結果)[，, ]*(又)?(说|說|讲|講|同意|答应|答應|给|給|批|肯)|^(说|說|只能|最多|最少|至少|必须|必須|要我|让我|讓我|叫我|要求我?)|\b(they|the (bank|lender|platform|agent)|customer service|he|she) (?:called back and |rang back and |just )?(said|say|says|want|wants|offer|offers|offered|agreed?|only|told|will only|would only)\b`)
	// contacted are those of somebody who has just spoken with it.
	contacted = phrase.MustCompile(`(?i)打通了|(又|再)(打|聊|谈|談|问|問)了(一)?(个|個|次|遍|下)|(打|聊|谈|談|沟通|溝通|联系|聯繫|说|說)(过|過|完)(了|电话|電話|客服)|刚打了?电话|剛打了?電話|联系上了|聯繫上了|(回|来|來)(电话|電話|消息|信)了|(打|回)(回来|過來|过来|給我|给我)了|回我(了|电话|電話)|有(消息|回复|回覆|答复|答覆|结果|結果)了|换了(个|個|一个|一個)(客服|人)|換了(個|一個)(客服|人)|\b(just called|i called|got through|(they|he|she) (just )?(called|rang|phoned)( me)?( back)?)\b`)
	// kin are people who say things too, and are not the lender.
	kin = phrase.MustCompile(`(?i)(^|[，,。；; ])(是|就是|我们?|我的|我们家)?(妈|媽|爸|父母|老婆|老公|丈夫|妻子|朋友|姐|哥|弟|妹|亲戚|親戚|家里|家裡|儿子|兒子|女儿|女兒|男友|女友|孩子|老板|老闆|单位|單位|公司)|\bmy (mother|father|parents|wife|husband|friend|family|boss|sister|brother)\b`)
	// ownWish are those of somebody who says what they would like or can do themselves.
	ownWish = phrase.MustCompile(`(?i)我(想|要|能|可以|最多|只能|希望|打算|申请|申請|准备|準備)|希望|\b(i (want|can|could|would|hope)|my plan)\b`)
	// perTerm is what an instalment is called; 逾期20天 speaks of none.
	perTerm = phrase.MustCompile(`(?i)(^|[^逾到延展长長短周週定日学學])期|\b(instal?ments?|months?)\b`)
	// callTold are words of a call or a reply that is waited for, refusalTold those of a no.
	callTold    = phrase.MustCompile(`(?i)打|接|占线|佔線|回复|回覆|答复|答覆|审核|審核|工单|工單|排队|排隊|\b(call|answer|reply)`)
	refusalTold = phrase.MustCompile(`(?i)拒|没谈成|沒談成|谈崩|談崩|没通过|沒通過|不通过|不通過|不批|没批|沒批|驳回|駁回|\b(refused|rejected|denied|declined)\b`)
	// unreached are those of a call that nobody took.
	unreached = phrase.MustCompile(`(?i)打不通|没打通|沒打通|打不进|打不進|占线|佔線|没人接|沒人接|无人接|無人接|\b(no ?one (answers|picks up)|busy)\b`)
	// jobNoTold tells a ticket's or an agent's number, handedIn that papers were handed in.
	jobNoTold = phrase.MustCompile(`^[^0-9]{0,6}(?:工单号?|工單號?|工号|工號|受理号|受理號|编号|編號|ticket|job no\.?)\s*(?:是|为|為|[:：#])?\s*([A-Za-z0-9][A-Za-z0-9-]{2,})[。.]?$`)
	handedIn  = phrase.MustCompile(`(材料|资料|資料|申请书?|申請書?).{0,6}(交了|交上去了|提交了|发过去了|發過去了|寄了|递了)|(交|提交|递交|遞交|寄)(了|过|過|上去)?(材料|资料|資料|申请|申請)了?$|\b(handed in|submitted) (the|my|all)`)
	// jobNoIn finds the number of an agent in a longer sentence.
	jobNoIn = phrase.MustCompile(`(?i)(?:工单号?|工單號?|工号|工號|受理号|受理號|ticket|job no\.?)\s*(?:是|为|為|[:：#])?\s*([A-Za-z0-9]{3,})`)
	// callMe are the words of somebody who is to call back, answerMe of somebody who is waited for.
	callMe   = phrase.MustCompile(`(?i)(要|让|讓|叫|请|請|必须|必須)(我|你)[^，,。；;]{0,12}(回电|回電|回个电话|回個電話|回复|回覆|答复|答覆|打回|打过去|打過去|再打|联系|聯繫|再问|再問|再来电|再來電|给.{0,2}答复)|\bcall (them )?back\b`)
	answerMe = phrase.MustCompile(`(?i)内回|內回|再打|回我|打给我|打給我|回电|回電|回复|回覆|答复|答覆|回话|回話|联系我|聯繫我|通知我|给我?(消息|结果|結果)|給我?(消息|結果)|\b(answer|reply|call me)\b`)
	// backOn is the day on which they will be in touch: 下周二再打给我.
	backOn = phrase.MustCompile(`((?:下个?|下個?|这个?|這個?)?(?:周|週|星期|礼拜|禮拜)[一二三四五六日天]|明天|后天|後天|(?:\d{1,2}月)?\d{1,2}[号號日])[^，,。；;\d]{0,4}(?:打|回电|回電|回复|回覆|联系|聯繫|答复|答覆)`)
	// insteadSaid are terms that were refused.
	insteadSaid = phrase.MustCompile(`(?:不同意|没同意|沒同意|不给|不給|不批|没批|沒批|不接受|不肯给|不肯給|拒绝了?|拒絕了?)[^\d一二三四五六七八九十，,。；;]{0,4}[\d一二三四五六七八九十]{1,4}\s*期[，,。；;]?`)
	termNamed   = phrase.MustCompile(`[\d一二三四五六七八九十两兩]{1,4}\s*期`)
	// conceded is something taken off, which is part of an offer and no figure of the debt.
	conceded = phrase.MustCompile(`减|減|免|优惠|優惠|打折|只(用|要|需)?(还|還)本|(?i:waive|discount|only the principal)`)
	// withheld is what will not be taken off.
	withheld = phrase.MustCompile(`(不|没|沒|无法|無法|未|别想|別想)[^，,。]{0,5}(减|減|免|优惠|優惠|打折)|(减|減|免)不(了|掉|下)|(?i:(no|not|n't|cannot|never) (\w+ )?(waive|waiver|discount))`)
	// whatNow ends a sentence that tells something and asks for the next step.
	whatNow = phrase.MustCompile(`[，, ]*(怎么办|怎麼辦|咋办|咋辦|咋整|怎么弄|怎麼弄)[呢啊呀]?[？?]?$`)
)

// ownWords are what somebody has told the lender, up to what that one answered.
var ownWords = phrase.MustCompile(`我们?(跟|和|对|對|给|給|同)(他|她|对方|對方|客服|人家|银行|銀行)们?[^，,。；;]{0,2}(说|說|讲|講|提)[^。；;]*?(他|她|对方|對方|客服|人家|那边|那邊)(们?)(说|說|讲|講|回|让|讓|要|不|没|沒|同意|答应|答應|拒)`)

// ownTerms are what somebody says they told the lender: 我说只能60期每期550.
var ownTerms = phrase.MustCompile(`我(说|說|提|报|報|还价|還價)了?(只能|最多|想|要|能不能|能|可以|每期|每月|到)[^，,。；;]*`)

// lendersPart is a message without what somebody proposed: 我跟他说先还1500，他说考虑 tells of no terms.
func lendersPart(text string) string {
	return ownTerms.ReplaceAllString(ownWords.ReplaceAllString(text, "，$4$5$6"), "")
}

// otherTerms is what is left of a message without terms that were refused, where it names others
// instead: 不同意60期 只给36期.
func otherTerms(text string) string {
	if rest := insteadSaid.ReplaceAllString(text, " "); rest != text && termNamed.MatchString(rest) {
		return strings.TrimSpace(rest)
	}
	return text
}

// hearDetails adds to a contact what the message tells of it: who it was with, and by when who is
// to call whom.
func (t *turn) hearDetails(contact *casefile.Contact) {
	if m := jobNoIn.FindStringSubmatch(t.words); m != nil && casefile.IsJobNo(m[1]) {
		contact.JobNo = strings.ToUpper(m[1])
		t.note("contact.job.got", locale.Args{"No": contact.JobNo})
	}
	day, ok := t.within(t.words)
	if m := backOn.FindStringSubmatch(t.words); m != nil && !ok {
		said, err := understand.Date(m[1], understand.Coming, t.today)
		day, ok = said.Value, err == nil && said.Kind == understand.Exact && said.Value.After(t.today)
	}
	switch {
	case !ok:
	case callMe.MatchString(t.words):
		contact.CallBy = day
		t.note("contact.call.got", locale.Args{"Day": t.print.Day(day, t.today)})
	case answerMe.MatchString(t.words):
		contact.AnswerBy = day
	}
}

// tidings takes what a sentence tells of the negotiation; it is false for other sentences.
func (t *turn) tidings(text string) bool {
	if t.session().Consent.IsZero() || t.file().Agreement != nil || t.file().Main().Dispute.Stops() || kin.MatchString(text) || !t.hearsTidings() {
		return false
	}
	text = otherTerms(t.withoutMeans(lendersPart(text)))
	if t.session().State.Flow() != contactHome.Flow() && t.reachedTold(text) {
		t.file().Reached = t.today
		t.enter(t.recordNext())
		return true
	}
	if t.tellsJobNo(text) || t.tellsHandedIn(text) {
		return true
	}
	spoken := lenderSaid.MatchString(text) || contacted.MatchString(text) || lenderSaid.MatchString(t.asService(text))
	if t.tellsWeekly(text, spoken) {
		return true
	}
	if !t.tellsOutcome(text, spoken) && !t.tellsTerms(text, spoken) && !(tellsAgreed(text) && t.tellsSome(text)) {
		return t.tellsPart(text, spoken) || t.tellsUnread(text, spoken) || t.tellsDemand(text, spoken) || t.tellsContact(text, spoken)
	}
	next, err := readOutcome(t, whatNow.ReplaceAllString(text, ""))
	if err != nil {
		t.answered(t.open(), stay, err)
		return true
	}
	t.plans = nil
	if id, ok := t.engine.book.MatchObjection(text); ok && next == contactHome && t.file().Stage == casefile.Refused {
		if _, err := pickObjection(t, id); err != nil { // what to answer to the reason they gave
			panic(err)
		}
	}
	if unreached.MatchString(text) {
		t.note("contact.unreached", nil)
	}
	if next == stay {
		t.askAgain()
		return true
	}
	t.enter(next)
	return true
}

// tellsJobNo takes the number of a ticket or of the lender's agent.
func (t *turn) tellsJobNo(text string) bool {
	if !t.noteJobNo(text) {
		return false
	}
	t.askAgain()
	return true
}

// noteJobNo notes the number of a ticket or of the lender's agent with the last contact.
func (t *turn) noteJobNo(text string) bool {
	m := jobNoTold.FindStringSubmatch(text)
	c := t.file()
	if m == nil || len(c.Contacts) == 0 || !casefile.IsJobNo(strings.ToUpper(m[1])) {
		return false
	}
	last := &c.Contacts[len(c.Contacts)-1]
	last.JobNo = strings.ToUpper(m[1])
	t.note("contact.job.got", locale.Args{"No": last.JobNo})
	return true
}

// tellsHandedIn takes that the papers have been handed in.
func (t *turn) tellsHandedIn(text string) bool {
	if !handedIn.MatchString(text) || asksSomething(text) {
		return false
	}
	next, err := pickOutcome(t, string(casefile.HandedIn))
	if err != nil {
		return false
	}
	t.enter(next)
	return true
}

// tellsTerms reports instalments that the lender named: 12期每期1030, and not 我想分12期.
func (t *turn) tellsTerms(text string, spoken bool) bool {
	terms, err := t.termsTold(text)
	var doubt *understand.Doubt
	if errors.As(err, &doubt) {
		return spoken
	}
	return t.tellsPayoff(text) || err == nil && (spoken || terms.Count > 1 && perTerm.MatchString(text) && !ownWish.MatchString(text))
}

// tellsWeekly asks for the days of terms that the lender named by the week.
func (t *turn) tellsWeekly(text string, spoken bool) bool {
	if _, err := t.termsTold(text); !refusedAs(err, contactWeekly) || !spoken || tellsAgreed(text) {
		return false
	}
	t.askTermsAnew(contactWeekly)
	return true
}

// tellsUnread asks for terms of the lender that could not be made out.
func (t *turn) tellsUnread(text string, spoken bool) bool {
	_, whole := t.termsTold(text)
	_, part := t.partRead(text)
	if !refusedAs(whole, contactParts) || part == nil || !spoken || asksSomething(text) {
		return false
	}
	t.askTermsAnew(contactParts)
	return true
}

// askTermsAnew notes that the lender named terms and asks for them, saying why.
func (t *turn) askTermsAnew(why string) {
	t.logged(casefile.CounterMade)
	t.advance(casefile.Countered)
	t.beginOffer()
	t.note(why, nil)
	t.enter(contactOffer)
}

// tellsOutcome reports a yes, a no or a silence that can only be the lender's.
func (t *turn) tellsOutcome(text string, spoken bool) bool {
	if spoken && wantsTime(text) && !asksSomething(text) {
		return true
	}
	outcome, said := understand.Outcome(whatNow.ReplaceAllString(text, ""))
	if !said || ownWish.MatchString(text) {
		return false
	}
	switch outcome {
	case understand.OutcomeAccepted:
		return !asksSomething(text) && !conceded.MatchString(text) && (spoken || agreed(text))
	case understand.OutcomeRefused:
		return !asksSomething(text) && (spoken || refusalTold.MatchString(text))
	}
	return spoken || callTold.MatchString(text)
}

// tellsDemand answers what the lender demands as it answers it below the script.
func (t *turn) tellsDemand(text string, spoken bool) bool {
	id, ok := t.engine.book.MatchObjection(text)
	if !ok || !spoken || asksSomething(text) {
		return false
	}
	if _, err := pickObjection(t, id); err != nil {
		return false
	}
	t.askAgain()
	return true
}

// tellsContact takes that there was a call, or that they said something else, and asks what
// came of it.
func (t *turn) tellsContact(text string, spoken bool) bool {
	if asksSomething(text) || !contacted.MatchString(text) && !(spoken && t.unknown(text)) {
		return false
	}
	if t.session().State == contactOutcome {
		t.note("contact.reached", nil)
		t.ask()
		return true
	}
	t.enter(contactOutcome)
	return true
}

// unknown reports words that are neither figures of the case nor a question of the person's own.
func (t *turn) unknown(text string) bool {
	return understand.Topic(text).Best == "" && understand.Opener(text, t.today).Empty()
}
