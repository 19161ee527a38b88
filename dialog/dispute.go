package dialog

import (
	"slices"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// A debt that is not the person's own, or not right. While that is open nothing is negotiated
// about it.
const (
	disputeKind Name = "dispute.kind"
	disputeHome Name = "dispute.home" // where a debt stands that nothing is negotiated about
	disputePaid Name = "dispute.paid" // when it was paid
)

func disputeFlow() []State {
	return append([]State{
		{
			Name: disputeKind,
			Ask:  line, Choices: pick("not_mine", "anothers", "guaranteed", "relatives inherited", "wrong_amount", "paid_already"),
			Pick: pickDispute, Read: readDispute,
			Leads: slices.Concat(detailStates(), intakeStates, []Name{disputePaid}),
		},
		{
			Name: disputePaid,
			Ask:  line, Read: readPaidOff, Skip: skipPaidOn,
			Leads: []Name{disputeHome},
		},
		{
			Name: disputeHome, NoBack: true,
			Ask: askDisputeHome, Choices: disputeHomeChoices, Pick: pickDisputeHome, Hear: hearDisputeHome, Read: readDisputeHome,
			Leads: slices.Concat(intakeStates, []Name{harassDay, harassCalls, harassWhat, disputeKind, letterList, disputeFiled, disputeObjection}),
		},
	}, objectionStates()...)
}

// pickDispute takes what is wrong. A wrong amount and a debt for somebody else stay the
// person's to deal with.
func pickDispute(t *turn, id string) (Name, error) {
	c := t.file()
	kind := casefile.Dispute(id)
	c.Main().Dispute = kind
	c.Settle(string(intakeRight))
	switch {
	case kind.Stops():
		t.session().Return = ""
		return t.disputeStands(), nil
	}
	t.note("dispute.got."+id, locale.Args{"Legal": t.fact("H12348"), "Police": t.fact("H96110")})
	if t.planned() && t.session().Return == "" {
		return t.checked(t.nextDetail(intakeRight)), nil
	}
	return t.onward(), nil
}

func readDispute(t *turn, text string) (Name, error) {
	if kind := t.disputeSaid(text); kind != "" {
		return pickDispute(t, string(kind))
	}
	return stay, &refusal{key: enginePuzzled}
}

// What people say of debts that are not theirs, in the characters they type.
var (
	relativesSaid = phrase.MustCompile(`(儿子|兒子|女儿|女兒|孩子|老公|老婆|丈夫|妻子|前夫|前妻|爸|妈|媽|父亲|父親|母亲|母親|弟弟|哥哥|姐姐|妹妹|家人|亲戚|親戚).{0,8}(欠|借|贷|貸).*(让我|讓我|找我|要我|叫我|催我|逼我|替|帮他|幫他|帮她|幫她|父债|父債|子债|子債)|父债子|父債子|子债父|子債父`)
	inheritedSaid = phrase.MustCompile(`(去世|过世|過世|病逝|(爸|妈|媽|父亲|父親|母亲|母親|老公|老婆|丈夫|妻子|爷爷|爺爺|奶奶|哥|姐|弟|妹)死了)[^，,。；;！!？? ]{0,8}(欠|债|債|贷|貸)|(走了|去世了?|过世了?|過世了?|死了)(后|以后|之后|，|,| )*(他|她|留下|名下|生前).{0,10}(欠|债|債|贷|貸|呗|唄)|(遗产|遺產).{0,8}(债|債)`)
	anothersSaid  = phrase.MustCompile(`(帮|幫|替)(别人|別人|朋友|同学|同學|同事|男友|女友|男朋友|女朋友|老板|老闆|亲戚|親戚).{0,4}(借|贷|貸|套)`)
	paidSaid      = phrase.MustCompile(`(还清|還清|结清|結清|还完|還完|付清).{0,14}(还显示|還顯示|仍显示|仍顯示|还有逾期|還有逾期|没更新|沒更新|没消|沒消|还在征信|還在徵信|还是逾期|還是逾期|还挂着|還掛著|还在催|還在催)|(还显示|還顯示|仍显示|仍顯示)逾期.{0,14}(还清了|還清了|结清了|結清了|还完了|還完了)|paid (it )?off.{0,40}still (show|on)`)
	notPaidSaid   = phrase.MustCompile(`(没|沒|未|不|等|要是|如果|才能)(有)?(还清|還清|结清|結清|还完|還完|付清)|(还清|還清|结清|結清|还完|還完)(以后|以後|之后|之後)`)
	paidOnSaid    = phrase.MustCompile(`((今年|去年|前年|20[0-9]{2}年?)?[0-9]{1,2}月([0-9]{1,2}[号號日])?|上个月|上個月)`)
)

var (
	identityLost = phrase.MustCompile(`(身份证|身份證|证件|證件).{0,8}(丢|丟|掉|遗失|遺失|被偷|借给|借給|被人拿)|(丢|丟|遗失|遺失)过?了?.{0,3}(身份证|身份證)`)
	payingSaid   = phrase.MustCompile(`还是我来?(自己)?(还|還)|還是我來?還|我(来|來|自己)(还|還)(吧|算了)|我认了|我認了|(先|就|干脆|乾脆|要不|不如|能不能|可以).{0,4}(还|還|付|给|給|垫|墊|交).{0,2}(点|點|一部分|一些|几百|幾百|一期|他们|他們|掉|算了|[0-9])`)
)

// guardedSaid holds somebody back who would pay a little on a debt of which nothing may be admitted.
func (t *turn) guardedSaid(text string) bool {
	if t.session().Consent.IsZero() || t.stance() == willing || !payingSaid.MatchString(text) || t.session().State.Flow() == contactHome.Flow() {
		return false
	}
	t.note("dispute.pay", locale.Args{"Why": locale.HTML(t.guardedWhy())})
	t.askAgain()
	return true
}

// disputeSaid hears in a message that a debt is not the person's own or is paid, or "".
func (t *turn) disputeSaid(text string) casefile.Dispute {
	switch {
	case paidSaid.MatchString(strings.ToLower(text)) && !notPaidSaid.MatchString(text):
		return casefile.PaidAlready
	case guarantees(text):
		return casefile.Guaranteed
	case inheritedSaid.MatchString(text):
		return casefile.Inherited
	case relativesSaid.MatchString(text) && !asksForKin(text):
		return casefile.Relatives
	case anothersSaid.MatchString(text), lentKnowingly(text) && slices.Contains(t.dangers(text), understand.IdentityTheft):
		return casefile.Anothers
	case slices.Contains(t.dangers(text), understand.IdentityTheft) && (t.debtUnknown() || notMineSaid.MatchString(strings.ToLower(text))):
		return casefile.NotMine
	}
	return ""
}

// notMineSaid are the words without which a debt that was told as one's own does not become somebody else's.
var notMineSaid = phrase.MustCompile(`(不是|没有|沒有|没|沒|从没|從沒|从来没|從來沒|未)(是)?(我|本人|我自己|我本人)?(去|在)?(借|办|辦|贷|貸|申请|申請|弄|开|開|刷|签|簽|用)(过|過|的)?|不是(我|本人)|非本人|冒|盗|盜|(被|给|給)(人|别人|別人|他|她)?.{0,4}(贷款|貸款|拿去)|(用|拿)(了)?我的?(身份|名|手机|手機|照片|账号|帳號|脸|臉|证件|證件)|不知情|不知道|(i (didn't|did not|never)|someone|somebody|identity|not mine|not my)`)

// debtUnknown reports that no debt has been told yet.
func (t *turn) debtUnknown() bool {
	c := t.person.Current()
	return c == nil || c.Main().Product == "" && c.Main().Total() == 0
}

// guaranteeSaid are the words of somebody who has signed for a debt of somebody else's.
var (
	guaranteeSaid = phrase.MustCompile(`(我|是我|让我|讓我|叫我|拉我).{0,6}(签的?字|簽的?字|签了|簽了|签过|簽過|签的名|簽的名|担保|擔保|做的?保|共同借|一起借)|(担保人|擔保人|保证人|保證人|共同借款人)(是|写的|寫的|填的)?我|我(是|做了?|当了?|當了?).{0,4}(担保人|擔保人|保证人|保證人|共同借款人)|(?i:i (co-?signed|guaranteed))`)
	notSignedSaid = phrase.MustCompile(`(没|沒|不是|未|从没|從沒)(有)?(我)?.{0,3}(签|簽|担保|擔保|做保)`)
	lendingSaid   = phrase.MustCompile(`欠|借|贷|貸|债|債|(?i:loan|debt)`)
)

// guarantees reports whether a message says so.
func guarantees(text string) bool {
	return guaranteeSaid.MatchString(text) && !notSignedSaid.MatchString(text) && lendingSaid.MatchString(text)
}

// dutyAsked answers whether what was guaranteed has to be paid: that stands in what was signed.
func (t *turn) dutyAsked(text string) bool {
	c := t.person.Current()
	if t.session().Consent.IsZero() || c == nil || c.Main().Dispute != casefile.Guaranteed || !dutySaid.MatchString(text) {
		return false
	}
	t.note("dispute.got.guaranteed", locale.Args{"Legal": t.fact("H12348")})
	t.askAgain()
	return true
}

var dutySaid = phrase.MustCompile(`(要不要|该不该|該不該|用不用|需不需要|必须|必須|应该|應該|是不是要|得).{0,4}(还|還|替他|替她)|(要|用|需要|得)(我)?(还|還)(吗|嗎|么)`)

// disputed takes a message that says the debt is not the person's own, or paid, and returns
// where that leads.
func (t *turn) disputed(text string) (Name, bool) {
	main := t.file().Main()
	kind := t.disputeSaid(text)
	if !kind.Stops() || main.Dispute != "" || len(t.file().Debts) > 1 || t.session().Return != "" {
		return "", false
	}
	t.fill(text, understand.Opener(text, t.today))
	main.Dispute = kind
	return t.disputeStands(), true
}

// disputeTold takes a message that says so wherever it comes, while nothing is agreed: also when
// it is put as a question.
func (t *turn) disputeTold(text string) bool {
	s := t.session()
	c := t.person.Current()
	if s.Consent.IsZero() || c == nil || c.Agreement != nil || c.Stage != casefile.Preparing || Name(s.State).Flow() == disputeHome.Flow() || t.disputeSaid(text) == casefile.NotMine {
		return false
	}
	next, ok := t.disputed(text)
	if ok {
		t.plans = nil
		t.enter(next)
	}
	return ok
}

// disputeStands is where a debt stands that nothing is negotiated about: of one that is paid, the
// day is asked for first.
func (t *turn) disputeStands() Name {
	c := t.file()
	if d := c.Main(); d.Dispute == casefile.PaidAlready && d.PaidOn.IsZero() && !c.IsSettled(string(disputePaid)) {
		return disputePaid
	}
	return disputeHome
}

// paidOn finds the month in which a debt was paid off; zero if the message does not name it.
func (t *turn) paidOn(text string) calc.Date {
	day, err := understand.Month(paidOnSaid.FindString(text), understand.PastDue, t.today)
	if err != nil || day.Kind != understand.Exact || day.Value.After(t.today) {
		return calc.Date{}
	}
	return day.Value
}

// The one-off repair of credit records, fact R2: what had to be paid by when.
var repairPaidBy = calc.Date{Year: 2026, Month: 3, Day: 31}

// readPaidOff says what follows from the day on which it was paid.
func readPaidOff(t *turn, text string) (Name, error) {
	day, err := understand.Month(text, understand.PastDue, t.today)
	switch {
	case err != nil:
		return stay, err
	case day.Kind == understand.Unknown:
		return skipPaidOn(t), nil
	case day.Value.After(t.today):
		return stay, &refusal{key: "outlook.since.coming"}
	}
	t.file().Main().PaidOn = day.Value
	return disputeHome, nil
}

// skipPaidOn leaves open when a debt was paid.
func skipPaidOn(t *turn) Name {
	t.file().Settle(string(disputePaid))
	return disputeHome
}

// repairLimit is up to how much an overdue amount was repaired: fact R2.
var repairLimit = calc.Yuan(10_000)

// repaired says whether the one-off repair of credit records covers a debt that is paid.
func (t *turn) repaired() string {
	d := t.file().Main()
	args := locale.Args{"Kept": t.cited("R1"), "Repair": t.cited("R2")}
	switch {
	case d.Dispute != casefile.PaidAlready || d.PaidOn.IsZero():
		return ""
	case d.Total() > repairLimit:
		return t.text("dispute.paid.large", args) + "\n"
	case d.PaidOn.After(repairPaidBy):
		return t.text("dispute.paid.late", args) + "\n"
	}
	return t.text("dispute.paid.early", args) + "\n"
}

func askDisputeHome(t *turn) string {
	kind := t.file().Main().Dispute
	if !kind.Stops() {
		return t.text("dispute.home.none", nil)
	}
	args := locale.Args{"Family": t.cited("L6"), "Estate": t.cited("L6-estate"), "Dispute": t.cited("R1-dispute"), "Reports": t.cited("R1-reports"),
		"Alipay": t.fact("H95188"), "Police": t.fact("H110"), "Legal": t.fact("H12348")}
	switch o := t.file().Objection; {
	case o == nil:
		return t.repaired() + t.text("dispute.home."+string(kind), args)
	case o.Finding == casefile.RecordCorrected && kind == casefile.PaidAlready:
		return askObjected(t)
	}
	return t.objectedLine() + "\n" + t.text("dispute.home."+string(kind), args)
}

func disputeHomeChoices(t *turn) [][]choice {
	var rows [][]choice
	switch kind := t.file().Main().Dispute; kind {
	case casefile.NotMine, casefile.PaidAlready, casefile.Relatives:
		rows = append(rows, []choice{t.copyChoice(t.spoken("script.say.dispute." + string(kind)))})
		if kind != casefile.PaidAlready {
			rows = append(rows, t.row("called"))
		}
	}
	switch t.file().Main().Dispute {
	case casefile.NotMine, casefile.PaidAlready:
		return append(rows, append(t.row("letters"), t.objectedRow("dispute.home")...), t.row("own"), t.row("mine"))
	}
	return append(rows, t.row("letters"), t.row("own"), t.row("mine"))
}

func pickDisputeHome(t *turn, id string) (Name, error) {
	c := t.file()
	switch id {
	case "called":
		return harassDay, nil
	case "letters":
		return letterList, nil
	case "filed":
		return disputeFiled, nil
	case "objection":
		return disputeObjection, nil
	case "own":
		if len(c.Debts) >= casefile.MaxDebts {
			return stay, &refusal{key: "debts.full"}
		}
		t.ownDebt()
	case "mine":
		c.Main().Dispute, c.Main().PaidOn = "", calc.Date{}
		c.Reopen(string(disputePaid))
	}
	return t.nextQuestion(), nil
}

// ownDebt puts a debt of the person's own before the one that nothing is negotiated about.
func (t *turn) ownDebt() {
	c := t.file()
	for i := 1; i < len(c.Debts); i++ {
		if !c.Debts[i].Dispute.Stops() && c.Debts[i].Priority == "" {
			c.Negotiate(i)
			return
		}
	}
	c.Debts = slices.Insert(c.Debts, 0, casefile.Debt{})
	t.session().Skipped = nil
}

// hearCollectors takes a sentence about collectors, unless it is about paying them.
func hearCollectors(t *turn, text string) (Name, bool) {
	if payingSaid.MatchString(text) {
		return "", false
	}
	if told, ok := t.harassSaid(text); ok && len(told.Breaches) == 0 && !calledMe.MatchString(text) {
		return "", false // 又打了一次: the person has called
	}
	return hearHarassed(t, text)
}

var (
	// calledMe are the words of somebody who was called.
	calledMe = phrase.MustCompile(`催|骚扰|騷擾|来电|來電|打给|打給|打我|接到|(他们|他們|对方|對方)[^，,。]{0,4}打|(?i:call(ed|s|ing)? me)`)
	// oweAsked are those of somebody who wonders whether they have to pay it.
	oweAsked = phrase.MustCompile(`(该|該|用|要|轮|輪)(不该|不該|不用|不要)?.{0,2}我.{0,3}(还|還|付)|我.{0,2}(要|用|该|該)(不要|不用|不该|不該)?(还|還)(吗|嗎|吧)|(?i:(do|should) i (have to )?pay)`)
)

// nothingLeft are the words of somebody to whom the dead left nothing.
var nothingLeft = phrase.MustCompile(`(没|沒)(有)?(留下|留|什么|什麼|啥|任何)?(什么|什麼|啥|任何)?(遗产|遺產|东西|東西|财产|財產|钱|錢)|(什么|什麼|啥)(都|也)(没|沒)(有)?留|(没|沒)(有)?留(下)?(什么|什麼|啥)|(?i:left (me )?nothing|no estate)`)

// readDisputeHome takes the person's own debt, told below.
func readDisputeHome(t *turn, text string) (Name, error) {
	if guarantees(text) {
		return pickDispute(t, string(casefile.Guaranteed))
	}
	if t.file().Main().Dispute == casefile.Relatives && notSignedSaid.MatchString(text) {
		t.note("dispute.unsigned", nil)
		t.again = true
		return stay, nil
	}
	if identityLost.MatchString(text) {
		t.note("dispute.lost", nil)
		return stay, nil
	}
	if t.file().Main().Dispute == casefile.NotMine && oweAsked.MatchString(text) {
		t.note("dispute.notmine.owe", nil)
		t.again = true
		return stay, nil
	}
	slots := understand.Opener(text, t.today)
	if len(slots.Debts) == 0 || t.disputeSaid(text) != "" {
		return stay, &refusal{key: enginePuzzled}
	}
	if d := slots.Debts[0]; len(slots.Debts) == 1 && d.Product == "" && d.Total == nil && d.Principal == nil {
		t.fillDebt(t.file().Main(), d) // 逾期三个月了, of the debt that is talked about
		t.note("intake.filled", locale.Args{"Summary": locale.HTML(t.summary())})
		t.again = true
		return stay, nil
	}
	t.ownDebt()
	if !t.fill(text, slots) {
		return stay, &refusal{key: enginePuzzled}
	}
	t.note("intake.filled", locale.Args{"Summary": locale.HTML(t.summary())})
	return t.nextQuestion(), nil
}

func askRight(t *turn) string {
	return t.text(string(intakeRight), locale.Args{"Debt": t.debtName(t.file().Main())})
}
