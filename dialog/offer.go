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

// contactParts asks for what a set of terms consists of.
const contactParts = "contact.offer.parts"

// beginOffer forgets what was told of another offer.
func (t *turn) beginOffer() { t.session().Draft = &Draft{} }

// complete adds to what was read of an offer what had been told of it before: 1700 after 24期.
func (t *turn) complete(read understand.OfferReading, err error, text string) (understand.OfferReading, error) {
	d := t.draft()
	if read.Count > 0 && read.Amount != nil || read.Steps != nil {
		if same := d.Count == 0 || d.Count == read.Count; same && read.Down == nil && d.Down > 0 {
			read.Down = &d.Down
		}
		return read, err
	}
	if d.Count > 1 && read.Count == 0 {
		if amount, unclear := understand.Amount(text); unclear == nil && amount.Kind == understand.Exact {
			read = d.parts()
			read.Amount = &amount.Value
			return read, nil
		}
	}
	if d.Amount > 0 && read.Amount == nil {
		if terms, unclear := understand.TermMonths(text); unclear == nil && terms.Kind == understand.Exact {
			read = d.parts()
			read.Count = terms.Value
			return read, nil
		}
	}
	return read, err
}

// readOffer takes the lender's terms, that they are settled already, or a part of them.
func readOffer(t *turn, text string) (Name, error) {
	if id := t.namedAs(text); id != "" {
		return pickOfferNamed(t, id)
	}
	if t.paidUnrecorded(text) {
		return stay, nil
	}
	if next, ok, err := t.mineRefused(text); ok {
		return next, err
	}
	if t.ownMoney(text) {
		return stay, nil
	}
	if unsaidYet.MatchString(text) && !strings.ContainsAny(text, "0123456789") {
		return askThemFirst(t), nil
	}
	next, err := readWholeOffer(t, text)
	if !refusedAs(err, contactParts) {
		return next, err
	}
	if read, unread := t.partRead(text); unread == nil && t.draft().add(read, text) {
		return stay, nil
	}
	return stay, err
}

// ownMoney takes what somebody has, or is lent at home, beside an offer: 手里就1500, 我妈说可以借我4200. It is no offer.
func (t *turn) ownMoney(text string) bool {
	mine := kin.MatchString(text) || atHand.MatchString(text) && !lenderSaid.MatchString(text)
	return mine && !strings.ContainsRune(text, '期') && t.refill(text)
}

// mineRefused hears what somebody could pay and that the lender would not have it: 我说每个月只能拿2000，他说不行. It is no
// offer; false for other messages.
func (t *turn) mineRefused(text string) (next Name, ok bool, err error) {
	outcome, said := understand.Outcome(text)
	if !mineSaid.MatchString(strings.ToLower(text)) || !said || outcome != understand.OutcomeRefused {
		return stay, false, nil
	}
	next, err = pickOutcome(t, string(outcome))
	return next, true, err
}

// readWholeOffer takes terms that are told in full, or together with what was told before.
func readWholeOffer(t *turn, text string) (Name, error) {
	if ownWish.MatchString(text) && payoffWished.MatchString(text) && !lenderSaid.MatchString(text) {
		return stay, &refusal{key: enginePuzzled} // it is no offer of the lender's
	}
	if outcome, said := understand.Outcome(text); said && outcome == understand.OutcomeAccepted && agreed(text) && lenderSaid.MatchString(text) {
		return readOutcome(t, text)
	}
	read, err := t.offerRead(text)
	read, err = t.complete(read, err, text)
	terms, err := t.termsOf(read, err, text)
	if err != nil {
		return stay, err
	}
	t.noteHurry(text)
	t.notePrivate(text)
	t.noteShare(text)
	t.noteInterest(text)
	t.noteSum(read, terms)
	return t.putOnTable(terms, text), nil
}

// hurries are words of somebody who wants it done on the spot.
var hurries = phrase.MustCompile(`(今天|今晚|今日|现在|現在|马上|馬上|立刻|立即|下班前|当天|當天).{0,6}(必须|必須|就要|就得|得还|得還|要还|要還|付|还|還|转|轉)|(必须|必須).{0,4}(今天|今晚|今日|马上|馬上|立刻|现在|現在)|(今天|今晚|今日).{0,4}(必须|必須|就要|就得)?(答复|答覆|决定|決定|定下|回复|回覆)|最后(的|一次)?机会|最後(的|一次)?機會|(过期|過期|过时|過時)不候|\b(today|right now|tonight|last chance)\b`)

// noteHurry says that nothing has to be decided on the spot, where terms come with such a demand.
func (t *turn) noteHurry(text string) {
	if hurries.MatchString(strings.ToLower(text)) {
		t.note("contact.check.today", nil)
	}
}

// noteSum says where the instalments do not come to the total that was told with them: 一共8000，12期每期720. The first
// payment and the fees may be meant to be in it or not.
func (t *turn) noteSum(read understand.OfferReading, terms casefile.Terms) {
	if read.Total == nil || read.Amount == nil || terms.Count < 2 {
		return
	}
	slack := calc.Money(terms.Count)
	if terms.Amount%100 == 0 {
		slack *= 100 // 一共14000，12期，每期1167 is told in whole yuan
	}
	fees := terms.MonthlyFee * calc.Money(terms.Count)
	for _, beside := range []calc.Money{0, fees, terms.DownPayment, fees + terms.DownPayment} {
		if off := terms.Total() - beside - *read.Total; max(off, -off) < slack {
			return
		}
	}
	off := terms.Total() - *read.Total
	t.note("contact.check.sum", locale.Args{"Told": *read.Total, "Sum": terms.Total(), "Off": max(off, -off), "More": off > 0})
}

// putOnTable notes terms that the lender named in a message, to be looked at.
func (t *turn) putOnTable(terms casefile.Terms, text string) Name {
	c := t.file()
	c.Offered(casefile.Round{On: t.today, Offer: terms})
	t.session().OnTable, t.session().Draft = true, &Draft{}
	t.draft().hear(text)
	return contactCheck
}

// appShows are the words of somebody who sees the lender's terms on the screen.
var appShows = phrase.MustCompile(`(?i)app|页面|頁面|弹出|彈出|弹了|彈了`)

// termsHeard keeps instalments of the lender that the first message tells of in one of its
// sentences.
func (t *turn) termsHeard(text string) {
	if t.awaitsRecord() {
		return
	}
	for _, sentence := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("。！？；!?;\n", r) }) {
		if !lenderSaid.MatchString(sentence) && !appShows.MatchString(sentence) {
			continue
		}
		if terms, err := t.termsTold(sentence); err == nil && terms.Count > 1 {
			t.putOnTable(terms, sentence)
		}
	}
}

// offerBeside keeps instalments of the lender that are told where another question is open: they are
// looked at once there is something to hold them against, and are no answer. What else the lender wants is none either.
func (t *turn) offerBeside(text string, slots understand.Slots) bool {
	if t.completesOffer(text) {
		return true
	}
	told := lendersPart(t.asService(text))
	if !lenderSaid.MatchString(told) && !contacted.MatchString(told) || kin.MatchString(text) || t.reached(text) != nil {
		return false
	}
	terms, err := t.termsTold(told)
	named := t.debtsNamed(text)
	outcome, _ := understand.Outcome(told)
	story := t.debtUnknown() && countSlots(slots) > 1 && tellsOwn(slots)
	switch {
	case outcome == understand.OutcomeRefused && story:
		return false // 信用卡13万逾期210天，银行不同意分60期
	case err == nil && terms.Count > 1 && len(named) < 2 && (len(named) == 0 || named[0].place == 0) && (!hasAmounts(slots) || offerLike.MatchString(text)):
		t.putOnTable(terms, told)
		t.note("intake.offered", locale.Args{"Terms": t.termsInWords(terms)})
		return true
	case story:
		t.keepsPart(told)
		return false // 拍拍贷欠一万一逾期65天，催收说今天不还就上门
	case t.keepsPart(told):
		t.note("intake.offeredpart", locale.Args{"Count": t.draft().Count})
		return true
	case !anyFigure.MatchString(text) || !offerLike.MatchString(text) && !t.asksOfMonth():
		return false
	}
	t.note("intake.lenderlater", nil)
	return true
}

// keepsPart keeps the number of instalments that the lender named without saying how much each is: 银行说可以分60期.
func (t *turn) keepsPart(told string) bool {
	read, err := t.partRead(told)
	if err != nil || read.Count < 2 || read.Amount != nil || t.awaitsRecord() || asksSomething(told) && !lenderSaid.MatchString(told) {
		return false
	}
	t.beginOffer()
	return t.draft().add(read, told)
}

// completesOffer takes what each instalment of such an offer comes to: 她说每个月五百五.
func (t *turn) completesOffer(text string) bool {
	d := t.session().Draft
	if d == nil || d.Told || d.Count < 2 || d.Amount > 0 || !eachSaid.MatchString(text) || kin.MatchString(text) || ownWish.MatchString(text) {
		return false
	}
	read, err := t.partRead(text)
	if err != nil || read.Amount == nil || read.Count > 1 && read.Count != d.Count {
		return false
	}
	offer := d.parts()
	offer.Amount = read.Amount
	terms, err := t.termsOf(offer, nil, text)
	if err != nil {
		return false
	}
	t.putOnTable(terms, text)
	t.note("intake.offered", locale.Args{"Terms": t.termsInWords(terms)})
	return true
}

// takesOffer accepts terms that were put down while another question is open: 行我答应了. What is missing of them is
// asked for before they are recorded.
func (t *turn) takesOffer(text string) (Name, bool) {
	if _, ok := t.file().Theirs(); !ok || !t.session().OnTable || t.session().Return != "" || asksSomething(text) || !acceptsWords(text) {
		return "", false
	}
	t.draftTerms(t.onTable())
	t.draft().Told, t.session().OnTable = true, false
	return t.nextTerm(), true
}

// acceptsWords reports whether a message says nothing but that the lender's terms are accepted.
func acceptsWords(text string) bool {
	for _, w := range checkWords {
		if w.pick == "accept" && w.said.MatchString(plain(text)) {
			return true
		}
	}
	return false
}

var (
	// offerLike are words of terms, with which an amount is neither owed nor earned: 先付2100, 剩下41000分60期.
	offerLike = phrase.MustCompile(`(?i)分[^，,。；;]{0,3}期|\d\s*期|每期|一期|先(付|还|還|交)|首付|一次(性)?(还|還|付|结|結)|延期|展期|手续费|手續費|\binstal|\bfee\b|months at`)
	anyFigure = phrase.MustCompile(`\d|[一二两兩三四五六七八九十][百千万萬]`)
)

// asksOfMonth reports a question that only the person's own figures answer.
func (t *turn) asksOfMonth() bool {
	return slices.Contains([]Name{intakeMeans, intakeIncome, intakeEssentials, intakeCause}, t.session().State)
}

// asService is a message in which a lender that is named says what its service says: 交行说 is 客服说.
func (t *turn) asService(text string) string {
	if t.person.Current() == nil {
		return text
	}
	if named := t.debtsNamed(text); len(named) == 1 {
		return strings.Replace(text, named[0].words, "客服", 1)
	}
	return text
}

// noteAsk notes what the person asks for, when it is something new.
func (t *turn) noteAsk() {
	asked, ok := t.askedFor()
	c := t.file()
	if last, known := c.Ours(); !ok || known && last.Same(asked) {
		return
	}
	c.Offered(casefile.Round{On: t.today, Ours: true, Offer: asked})
}

// askedFor is the plan that is to be asked for, as terms.
func (t *turn) askedFor() (casefile.Terms, bool) {
	if !t.planned() {
		return casefile.Terms{}, false
	}
	top := t.foremost()
	if top == nil {
		return casefile.Terms{}, false
	}
	var amounts []calc.Money
	for _, row := range top.Schedule {
		amounts = append(amounts, row.Amount)
	}
	terms := casefile.Listed(amounts)
	terms.First = top.Schedule[0].Date
	if day := t.file().Budget.PayDay; terms.First.AddMonths(0, day) == terms.First {
		terms.PayDay = day // the first month may be too short for it
	}
	terms.Settles = top.Kind == calc.KindLumpSum
	if top.Kind == calc.KindDeferral {
		terms.Defer = top.Months
	}
	return terms, terms.Count <= casefile.MaxInstalments
}

// payFirst names an amount that is wanted before anything else is spoken of.
var payFirst = phrase.MustCompile(`先(还|還|付|交)[^，,。；;]{0,6}\d`)

// callLater are the words of a lender that wants to be called another time: 让我周五再打.
var callLater = phrase.MustCompile(`(?i)(让|讓|叫|要|请|請)(我|你)[^，,。；;]{0,12}(再打|再联系|再聯繫|再问|再問|再来电|再來電)|\bcall (them |us )?(again|back) (on|in|next|tomorrow)\b`)

// wantsTime reports whether a message says that the lender wants time to think.
func wantsTime(text string) bool {
	said := plain(text)
	if payFirst.MatchString(said) {
		return false // 先还500再说
	}
	return callLater.MatchString(text) || slices.ContainsFunc([]string{"考虑", "考慮", "过几天", "過幾天", "再看看", "再说", "再說", "等几天", "等幾天", "跟领导", "跟領導", "问领导", "問領導", "反馈", "反饋", "上报", "上報", "转达", "轉達", "thinkabout", "thinkitover"},
		func(words string) bool { return strings.Contains(said, words) })
}
