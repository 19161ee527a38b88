package dialog

import (
	"errors"
	"slices"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// The states of the negotiation itself.
const (
	contactHome    Name = "contact.home"    // where the negotiation stands
	contactOutcome Name = "contact.outcome" // what came of the call or chat
	contactOffer   Name = "contact.offer"   // the lender's own terms
	contactCheck   Name = "contact.check"   // what those terms mean
	contactReply   Name = "contact.reply"   // what to answer to them
	contactRounds  Name = "contact.rounds"  // the terms of both sides beside each other
	contactAgain   Name = "contact.again"   // refused: what can be changed
	contactLower   Name = "contact.lower"   // refused: asking for less
)

// contactWhich says that words were no outcome of a contact.
const contactWhich = "contact.which"

// outcomeStates are where the outcome of a contact may lead.
var outcomeStates = slices.Concat(homeStates, []Name{contactOffer, contactCheck}, termStates)

func contactFlow() []State {
	return slices.Concat([]State{
		{
			Name: contactHome, NoBack: true,
			Ask: askContactHome, Choices: contactChoices,
			Pick: pickContactHome, Hear: hearChase, Read: readContactHome,
			Leads: slices.Concat(outcomeStates, []Name{contactOutcome, scriptPage, contactLog, contactEntry, contactAgain, contactComplaint, letterList, casesList}),
		},
		{
			Name: contactOutcome,
			Ask:  line, Choices: pick("accepted counter_offer", "refused no_answer", "handed_in talked"),
			Pick: pickOutcome, Read: readOutcome,
			Leads: outcomeStates,
		},
		{
			Name: contactOffer,
			Ask:  askOffer, Choices: offerChoices, Pick: pickOfferNamed, Read: readOffer, Skip: askThemFirst,
			Leads: outcomeStates,
		},
		{
			Name: contactCheck,
			Ask:  askOfferCheck, Choices: offerCheckChoices,
			Pick: pickOfferCheck, Hear: hearCheck, Read: readCheck,
			Leads: slices.Concat(outcomeStates, []Name{scriptPage, contactReply, contactRounds, agreementGaps}),
		},
		{
			Name: contactReply,
			Ask:  askReply,
			Choices: func(t *turn) [][]choice {
				return [][]choice{{t.copyChoice(t.replyWords())}, t.row("objections", "done")}
			},
			Pick:  leadTo(map[string]Name{"objections": scriptObjections, "done": contactOutcome}),
			Leads: []Name{scriptObjections, contactOutcome},
		},
		{
			Name: contactRounds,
			Ask:  askRounds, Choices: roundChoices, Pick: pickRounds,
			Leads: []Name{contactRounds},
		},
	}, againStates(), logStates(), complaintStates())
}

func askContactHome(t *turn) string {
	c := t.file()
	args := locale.Args{"Lender": t.text("lender."+productKey(c.Main().Product), nil), "Since": ""}
	if n := len(c.Contacts); n > 0 {
		args["Since"] = t.print.Day(t.day(c.Contacts[n-1]), t.today)
	}
	return t.whose(c) + t.text("contact.home."+string(c.Stage), args) + t.answerDue() + t.callDue() + t.complaintDue()
}

// reviewDays are the working days after which people on the net expect an answer: fact T-review.
const reviewDays = 7

// answerDue says by when an answer can be expected, while one is waited for.
func (t *turn) answerDue() string {
	since, ok := t.file().Pending()
	switch {
	case !ok, since.AnswerBy.IsZero() && !since.CallBy.Before(t.today):
		return "" // they wait to be called
	case !since.AnswerBy.IsZero() && since.AnswerBy.Before(t.today):
		return "\n" + t.text("contact.home.promised.over", locale.Args{"Day": t.print.Day(since.AnswerBy, t.today)})
	case !since.AnswerBy.IsZero():
		return "\n" + t.text("contact.home.promised", locale.Args{"Day": t.print.Day(since.AnswerBy, t.today)})
	}
	by := t.engine.days.After(t.day(since), reviewDays)
	if by.On.Before(t.today) {
		return "\n" + t.text("contact.home.review.over", locale.Args{"Day": t.workday(by)})
	}
	return "\n" + t.text("contact.home.review", locale.Args{"Day": t.workday(by)})
}

// callDue says by when the person is to call back.
func (t *turn) callDue() string {
	if day := t.file().CallBy(); !day.Before(t.today) {
		return "\n" + t.text("contact.home.call", locale.Args{"Day": t.print.Day(day, t.today)})
	}
	return ""
}

// day is the day of a contact in the person's time zone.
func (t *turn) day(c casefile.Contact) calc.Date { return casefile.DayOf(c.At) }

func contactChoices(t *turn) [][]choice {
	c := t.file()
	rows := [][]choice{t.row("answered", "chase")}
	_, theirs := c.Theirs()
	switch {
	case c.Stage == casefile.Refused:
		rows = [][]choice{t.row("again", "answered")}
	case c.Stage == casefile.Countered && theirs && t.session().OnTable:
		rows = [][]choice{t.row("offer", "answered")}
	}
	rows = append(rows, t.row("plan", "script"))
	if len(c.Contacts) > 0 {
		rows = append(rows, t.row("details", "log"))
	} else {
		rows = append(rows, t.row("log"))
	}
	rows = append(rows, t.row("letters", "complaint"))
	if t.others() {
		rows = append(rows, t.row("other"))
	}
	return rows
}

func pickContactHome(t *turn, id string) (Name, error) {
	switch id {
	case "chase":
		t.note("contact.chase", nil)
		return stay, nil
	case "plan":
		return planResult, nil
	case "script":
		t.session().Page = 0
		return scriptPage, nil
	case "again":
		return contactAgain, nil
	case "offer":
		return contactCheck, nil
	case "log":
		return contactLog, nil
	case "other":
		return casesList, nil
	case "letters":
		return letterList, nil
	case "details":
		t.session().Entry = len(t.file().Contacts) - 1
		return contactEntry, nil
	case "complaint":
		return contactComplaint, nil
	}
	return contactOutcome, nil
}

// chaseSaid are the words of somebody who wants to press for an answer.
var chaseSaid = phrase.MustCompile(`(怎么|怎麼|如何|咋|想|要)(去)?催(一下|他们|他們|客服)?[?？]?$|催一下$`)

// newsAsked are those of somebody who thinks that we hear from the lender.
var newsAsked = phrase.MustCompile(`(?i)有(消息|结果|結果|回复|回覆|答复|答覆|进展|進展)(了)?(吗|嗎|没|沒|么|麼)|(进度|進度)(怎么样|怎麼樣|如何|到哪)|\bany (news|answer|progress)\b`)

// stillNothing are those of somebody who waits in vain, in the form of [plain]: no further contact, after which the
// wait would begin anew.
var stillNothing = phrase.MustCompile(`^(还是|還是|一直|到现在|到現在|这几天|這幾天|他们|他們|客服|对方|對方|都|也|还|還)*(没|沒)(有)?(人)?(理|回|消息|动静|動靜|回复|回覆|答复|答覆|结果|結果|信|音信|反应|反應)(我|音)?(啊|呀|呢|了|我)*$|^(still)?no(reply|answer|news)(yet)?$`)

// hearChase says how to press for an answer.
func hearChase(t *turn, text string) (Name, bool) {
	blind := newsAsked.MatchString(text)
	silent := t.file().Stage == casefile.Waiting && stillNothing.MatchString(plain(text))
	if !blind && !silent && !chaseSaid.MatchString(text) {
		return "", false
	}
	if blind {
		t.note("contact.blind", nil)
	}
	t.note("contact.chase", nil)
	return stay, true
}

// readContactHome takes what came of a contact, and figures that have changed meanwhile.
func readContactHome(t *turn, text string) (Name, error) {
	next, err := readOutcome(t, text)
	if !refusedAs(err, contactWhich) {
		return next, err
	}
	if next, figures := readPlan(t, text); !refusedAs(figures, enginePuzzled) {
		return next, figures
	}
	return stay, err
}

func pickOutcome(t *turn, id string) (Name, error) {
	outcome := casefile.Outcome(id)
	t.logged(outcome)
	switch outcome {
	case casefile.Accepted:
		t.advance(casefile.Contacted)
		t.draftFromKnown()
		t.draft().moveTo(t.words, t.today)
		if first := t.beginning(t.words); !first.IsZero() {
			t.draft().begin(first)
		}
		return agreementSame, nil
	case casefile.CounterMade:
		t.advance(casefile.Countered)
		t.beginOffer()
		return contactOffer, nil
	case casefile.RefusedIt:
		t.advance(casefile.Refused)
	case casefile.HandedIn:
		t.advance(casefile.Submitted)
	case casefile.OnlyTalked:
		if t.file().Stage == casefile.Preparing {
			t.advance(casefile.Contacted)
		}
	default:
		t.advance(casefile.Waiting)
	}
	return t.home(), nil
}

// logged writes a contact into the log, as of now, and what the person had asked for by then.
func (t *turn) logged(outcome casefile.Outcome) {
	t.noteAsk()
	c := t.file()
	summed := c.Past.Contacts
	contact := casefile.Contact{At: t.now.UTC(), Outcome: outcome, Channel: t.session().Channel}
	t.hearDetails(&contact)
	t.session().Entry = c.Log(contact)
	if c.Past.Contacts > summed {
		t.note("contact.log.full", locale.Args{"Max": casefile.MaxContacts})
	}
}

// advance moves the case on, where its stage allows it.
func (t *turn) advance(to casefile.Stage) {
	if c := t.file(); c.Stage.CanBecome(to) {
		if err := c.Become(to, t.now.UTC()); err != nil {
			panic(err)
		}
	}
}

// readOutcome takes what the lender said in the person's own words: terms are looked at,
// yes and no are taken.
func readOutcome(t *turn, text string) (Name, error) {
	outcome, said := understand.Outcome(text)
	terms, err := t.termsTold(text)
	var refused *refusal
	if err != nil {
		if next, ok := t.agreedInPart(text, err); ok {
			return next, nil
		}
	}
	switch {
	case err == nil && tellsAgreed(text):
		t.logged(casefile.Accepted)
		t.advance(casefile.Contacted)
		t.draftTerms(terms)
		t.hearTerms(t.draft(), text)
		return t.nextTerm(), nil
	case err == nil:
		t.noteHurry(text)
		t.notePrivate(text)
		t.noteShare(text)
		t.noteInterest(text)
		t.logged(casefile.CounterMade)
		t.advance(casefile.Countered)
		return t.putOnTable(terms, text), nil
	case said && outcome == understand.OutcomeAccepted && !agreed(text) && t.offersOther(text):
		return contactOffer, nil
	case said && outcome == understand.OutcomeAccepted && !agreed(text) && termFigures.MatchString(text):
		t.note(contactParts, nil) // terms that cannot be read are not those we thought of
		return pickOutcome(t, string(casefile.CounterMade))
	case said:
		return pickOutcome(t, string(outcome))
	case wantsTime(text):
		return pickOutcome(t, string(casefile.NoAnswer))
	}
	if err := paidSome(text); err != nil {
		return stay, err
	}
	if id, ok := t.engine.book.MatchObjection(text); ok {
		if _, err := pickObjection(t, id); err != nil {
			return stay, err
		}
		return stay, nil
	}
	if errors.As(err, &refused) && refused.key != contactParts {
		return stay, err
	}
	return stay, &refusal{key: contactWhich}
}

// termFigures are figures of terms: 每次5000, 3期.
var termFigures = phrase.MustCompile(`(每期|每月|每个月|每個月|每次|一期|一次)[^，,。；;]{0,4}\d|\d\s*期`)

// agreed reports whether a message says that terms are settled: 可以分12期 only offers them, and
// 能答应吗 asks.
func agreed(text string) bool {
	said := strings.ToLower(text)
	return !asksSomething(said) && slices.ContainsFunc([]string{"同意", "答应", "答應", "谈成", "談成", "谈好", "談好", "谈妥", "談妥", "说好", "說好", "批了", "批准", "通过", "通過", "定下", "定了", "签了", "簽了", "成功", "agreed", "accepted", "approved", "settled on"},
		func(words string) bool { return strings.Contains(said, words) })
}

func productKey(p casefile.Product) string {
	if p == "" {
		return string(casefile.OtherProduct)
	}
	return string(p)
}

func causeKey(c casefile.Cause) string {
	if c == "" {
		return string(casefile.OtherCause)
	}
	return string(c)
}
