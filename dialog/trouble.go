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

// When an instalment cannot be paid: move it, or ask for new terms.

// The states of trouble.
const (
	keepingMonth  Name = "keeping.month"  // ask to move one instalment
	keepingShift  Name = "keeping.shift"  // the day it was moved to
	keepingFollow Name = "keeping.follow" // do the later ones move too?
	keepingAlways Name = "keeping.always" // ask for new terms
)

func troubleStates() []State {
	return []State{
		{
			Name: keepingTrouble,
			Ask:  func(t *turn) string { return t.whose(t.file()) + line(t) }, Choices: pick("month always", "talk"), Pick: pickTrouble, Read: readTrouble,
			Leads: slices.Concat([]Name{keepingMonth, keepingAlways, keepingClear, agreementSame}, paidStates),
		},
		{
			Name: keepingMonth,
			Ask:  func(t *turn) string { return t.sayBlock("keeping.month", t.changeWords("keeping.say.month")) },
			Choices: func(t *turn) [][]choice {
				return [][]choice{{t.copyChoice(t.changeWords("keeping.say.month"))}, t.row("letter"), t.row("shift", "refused"), t.row("log", "home")}
			},
			Pick: pickMonth, Read: readMonth,
			Leads: slices.Concat([]Name{keepingShift, keepingFollow, keepingHome, keepingAlways, keepingClear, keepingRemit, contactOutcome, letterPage}, paidStates),
		},
		{
			Name: keepingShift,
			Ask:  askShift, Read: readShift,
			Leads: append([]Name{keepingFollow}, paidStates...),
		},
		{
			Name: keepingFollow,
			Ask:  askFollow, Choices: pick("one all"), Pick: pickFollow,
			Leads: []Name{keepingHome},
		},
		{
			Name: keepingAlways,
			Ask:  askAlways,
			Choices: func(t *turn) [][]choice {
				return [][]choice{{t.copyChoice(t.changeWords(t.alwaysKey("keeping.say.always")))}, t.row("letter", "means"), t.row("offer", "agreed"), t.row("home")}
			},
			Pick: pickAlways, Read: readAlways,
			Leads: slices.Concat([]Name{intakeMeans, agreementSame, keepingHome, keepingAlways, keepingClear, keepingRemit, contactOffer, letterPage}, paidStates),
		},
	}
}

// cannotPay reports whether a message says that the person cannot pay.
func cannotPay(text string) bool {
	said := plain(text)
	for _, words := range []string{"还不上", "還不上", "还不起", "還不起", "没钱还", "沒錢還", "拿不出", "周转不开", "周轉不開", "cantpay", "cannotpay"} {
		if strings.Contains(said, words) {
			return true
		}
	}
	return false
}

// delayed reports whether a message speaks of an instalment that is to be paid later.
func delayed(text string) bool {
	said := plain(text)
	for _, words := range []string{"推后", "推後", "推到", "延到", "挪到", "拖到", "顺到", "推迟", "推遲", "延后", "延後", "延期", "晚一个月", "晚一個月", "缓一个月", "緩一個月", "宽限", "寬限", "顺延", "順延", "postpone", "defer", "delay"} {
		if strings.Contains(said, words) {
			return true
		}
	}
	return false
}

// readMonth takes what came of asking to move one instalment, and what was paid after all.
func readMonth(t *turn, text string) (Name, error) {
	if next, ok, err := t.paidSaid(text); ok {
		return next, err
	}
	outcome, said := understand.Outcome(text)
	day := firstDay(text, t.today)
	switch {
	case said && outcome == understand.OutcomeRefused:
		return pickMonth(t, "refused")
	case said && outcome == understand.OutcomeAccepted && !day.IsZero():
		return t.shiftTo(day, text)
	case said && outcome == understand.OutcomeAccepted:
		return t.delaySaid(text)
	}
	return stay, &refusal{key: enginePuzzled}
}

// delaySaid takes a delay that the lender has granted, and otherwise says how to ask for one.
func (t *turn) delaySaid(text string) (Name, error) {
	outcome, said := understand.Outcome(text)
	if granted := said && outcome == understand.OutcomeAccepted; !granted {
		return keepingMonth, nil
	}
	if day, ok := t.shiftedTo(text); ok {
		return t.shiftTo(day, text)
	}
	if day := firstDay(text, t.today); !day.IsZero() {
		return t.shiftTo(day, text)
	}
	return keepingShift, nil
}

func pickTrouble(t *turn, id string) (Name, error) {
	if id == "talk" {
		t.note("keeping.trouble.listen", nil)
		return stay, nil
	}
	return Name("keeping." + id), nil
}

var (
	// passingSaid are the words of somebody who will be able to pay before long, fromNowOnSaid
	// those of somebody who needs other terms.
	passingSaid   = phrase.MustCompile(`(就|只是|只有|仅|僅)?这个?月|這個?月|周转|周轉|下个?月|下個?月|月底|月末|发了?(工资|薪|钱)|發了?(工資|薪|錢)|(晚|过|過|等|缓|緩|迟|遲|推)(迟|遲)?(几|幾|两|兩|[一二三四五六七八九十\d]+)(天|个?星期|個?星期|周|週)|\b(this|next) month\b`)
	fromNowOnSaid = phrase.MustCompile(`以后|以後|今后|今後|每个?月|每個?月|一直|长期|長期|重新(谈|談|协商|協商)|(改|换|換|降|减|減|少).{0,3}(方案|月供|每期|一点|一點)|再(谈|談|协商|協商)|\b(every|each|per) month|from now on|renegotiate`)
)

// readTrouble hears for how long it will be hard, what was paid, and what can still be paid.
// Anything else is listened to, and not kept.
func readTrouble(t *turn, text string) (Name, error) {
	if next, ok, err := t.paidSaid(text); ok {
		return next, err
	}
	told := t.meansTold(text)
	switch {
	case t.newTermsSaid(text):
		return agreementSame, nil
	case fromNowOnSaid.MatchString(text):
		return keepingAlways, nil
	case passingSaid.MatchString(text):
		return keepingMonth, nil
	case told:
		return keepingAlways, nil
	}
	t.note("keeping.trouble.listen", nil)
	return stay, nil
}

// readAlways takes figures that the words to be said are made of.
func readAlways(t *turn, text string) (Name, error) {
	if next, ok, err := t.paidSaid(text); ok {
		return next, err
	}
	switch {
	case t.newTermsSaid(text):
		return agreementSame, nil
	case t.meansTold(text):
		return stay, nil
	}
	return stay, &refusal{key: enginePuzzled}
}

// meansTold takes what a message says of what the person has in a month, and why it is less
// than it was. The debt itself stands in the agreement.
func (t *turn) meansTold(text string) bool {
	said := understand.Opener(text, t.today)
	c := t.file()
	before := fingerprint(c)
	t.fillBudget(&c.Budget, text, said)
	if said.Cause != "" {
		c.Hardship.Tell(casefile.Cause(said.Cause))
	}
	if fingerprint(c) == before {
		return false
	}
	t.plans = nil
	var means []string
	for _, f := range caseFields {
		if value := f.value(t, c); f.section == "means" && value != "" && !f.fine {
			means = append(means, value)
		}
	}
	t.note("intake.filled", locale.Args{"Summary": locale.HTML(strings.Join(means, " · "))})
	return true
}

func pickMonth(t *turn, id string) (Name, error) {
	switch id {
	case "letter":
		return t.openLetter("change.month"), nil
	case "shift":
		return keepingShift, nil
	case "refused":
		t.logged(casefile.RefusedIt)
		t.note("keeping.month.no", nil)
		return keepingAlways, nil
	case "log":
		return contactOutcome, nil
	}
	return keepingHome, nil
}

// changeWords are the words that ask for a change, with the agreement's own figures.
func (t *turn) changeWords(key string) string {
	p := t.engine.texts.Printer(locale.Hans)
	c := t.file()
	a := c.Agreement
	n := min(a.PaidCount(), len(a.Instalments)-1)
	args := locale.Args{"Product": p.Text("product.say."+productKey(c.Main().Product), nil),
		"Amount": brief(a.LeftOn(n)), "Due": p.Day(a.Instalments[n].Due, t.today),
		"Many": len(a.Instalments) > 1, "PaidTotal": "", "Left": brief(a.Left()), "NewPlan": ""}
	if paid := a.Paid(); paid > 0 {
		args["PaidTotal"] = brief(paid)
	}
	if count, amount, ok := t.smallerPlan(a); ok {
		args["NewPlan"] = p.Text("keeping.say.newplan", locale.Args{"Count": count, "Amount": brief(amount)})
	}
	return Plain(p.Text(key, args))
}

// alwaysKey chooses the words for someone with nothing to spare: they can promise no
// instalment, and ask for a delay.
func (t *turn) alwaysKey(key string) string {
	if t.planned() && t.suggestion().Capacity.Maximum <= 0 {
		return key + ".nothing"
	}
	return key
}

// askAlways gives the words that ask for new terms. Where what is known of the month bears the old ones it says why
// they name no lower figure.
func askAlways(t *turn) string {
	said := t.sayBlock(t.alwaysKey("keeping.always"), t.changeWords(t.alwaysKey("keeping.say.always")))
	a := t.file().Agreement
	n, left := a.Next()
	if t.planned() && left && a.Instalments[n].Amount <= t.suggestion().Capacity.Recommended {
		return t.text("keeping.always.bears", nil) + "\n" + said
	}
	return said
}

// smallerPlan spreads what is left over the fewest months that the budget bears.
func (t *turn) smallerPlan(a *casefile.Agreement) (count int, amount calc.Money, ok bool) {
	n, left := a.Next()
	if !t.planned() || !left {
		return 0, 0, false
	}
	bears := t.suggestion().Capacity.Recommended
	if bears <= 0 || bears >= a.Instalments[n].Amount {
		return 0, 0, false // nothing smaller can be offered
	}
	count = int((a.Left() + bears - 1) / bears)
	if count > casefile.MaxInstalments {
		return 0, 0, false
	}
	return count, (a.Left() + calc.Money(count) - 1) / calc.Money(count), true
}

func askShift(t *turn) string {
	a := t.file().Agreement
	n, _ := a.Next()
	return t.whose(t.file()) + t.text("keeping.shift", locale.Args{"Which": t.instalment(a, n), "Due": t.print.Day(a.Instalments[n].Due, t.today)})
}

// readShift moves the next instalment to a day that the lender has agreed to.
func readShift(t *turn, text string) (Name, error) {
	if next, ok, err := t.paidSaid(text); ok {
		return next, err
	}
	if day, ok := t.shiftedTo(text); ok {
		return t.shiftTo(day, text)
	}
	day, err := understand.Date(text, understand.Coming, t.today)
	switch {
	case err != nil:
		return stay, err
	case day.Kind != understand.Exact:
		return stay, &refusal{key: "agreement.first.exact"}
	}
	return t.shiftTo(day.Value, text)
}

// shiftedTo is the day of the next instalment after a delay told in months: 推后一个月, 延期2个月.
func (t *turn) shiftedTo(text string) (calc.Date, bool) {
	a := t.file().Agreement
	n, _ := a.Next()
	due := a.Instalments[n].Due
	months := 0
	if read, err := understand.OfferOn(text, t.today); err == nil {
		months = read.Defer
	}
	for _, words := range []string{"一个月", "一個月", "1个月", "1個月", "a month", "one month"} {
		if months == 0 && delayed(text) && strings.Contains(text, words) {
			months = 1
		}
	}
	return due.AddMonths(months, due.Day), months > 0
}

// shiftTo moves the next instalment to a day. Where that is on or past the one after it, or
// the others are said to move too, it asks whether they do.
func (t *turn) shiftTo(day calc.Date, text string) (Name, error) {
	a := t.file().Agreement
	n, _ := a.Next()
	switch {
	case day.Before(t.today), n > 0 && day.Before(a.Instalments[n-1].Due), day == a.Instalments[n].Due:
		return stay, &refusal{"keeping.shift.order", locale.Args{"Day": day}}
	case day.DaysSince(t.today) > 366:
		return stay, &refusal{"agreement.first.far", locale.Args{"First": day}}
	}
	later := n+1 < len(a.Instalments)
	t.session().Payment = &casefile.Payment{On: day}
	if later && !day.Before(a.Instalments[n+1].Due) || later && strings.Contains(plain(text), "顺延") {
		return keepingFollow, nil
	}
	return pickFollow(t, "one")
}

func askFollow(t *turn) string {
	a := t.file().Agreement
	n, _ := a.Next()
	return t.whose(t.file()) + t.text("keeping.follow", locale.Args{"Which": t.instalment(a, n), "Day": t.print.Day(t.held().On, t.today)})
}

// pickFollow moves the next instalment, alone or with those after it, as a new version of the
// agreement: reminders of the old days no longer matter.
func pickFollow(t *turn, id string) (Name, error) {
	c := t.file()
	a := c.Agreement
	n, _ := a.Next()
	day := t.held().On
	t.session().Payment = nil
	was := a.Snapshot()
	var err error
	if id == "all" {
		err = a.MoveAll(n, day)
	} else {
		err = a.Move(n, day)
	}
	var field *calc.FieldError
	if errors.As(err, &field) {
		t.note("keeping.shift.order", locale.Args{"Day": day})
		return keepingHome, nil
	}
	c.Replaced(was)
	a.Version, a.Since, a.Change = a.Version+1, t.now, casefile.Moved
	t.stand()
	t.closePath()
	key := "keeping.shifted"
	if id == "all" {
		key = "keeping.shifted.all"
	}
	t.note(key, locale.Args{"Which": t.instalment(a, n), "Day": day})
	return keepingHome, nil
}

func pickAlways(t *turn, id string) (Name, error) {
	switch id {
	case "letter":
		return t.openLetter("change.always"), nil
	case "means":
		t.session().Return = keepingAlways
		return intakeMeans, nil
	case "offer":
		t.beginOffer()
		return contactOffer, nil
	case "agreed":
		t.draftAnew()
		return agreementSame, nil
	}
	return keepingHome, nil
}
