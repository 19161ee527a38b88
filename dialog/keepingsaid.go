package dialog

import (
	"strings"
	"unicode/utf8"

	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// What is said at home of an agreement and is neither a payment nor one of [keptWords]: that the
// income is gone, another hour for reminders, what new terms are.

var (
	reminderSaid  = phrase.MustCompile(`提醒|通知我|别再发|別再發|remind`)
	collectorSaid = phrase.MustCompile(`(又|还在|還在|一直|天天|每天|老是|总|總).{0,6}(打电话|打電話|来电|來電|催|骚扰|騷擾)|来催|來催|催收|爆通讯录|爆通訊錄|collector|harass`)
	partWished    = phrase.MustCompile(`(先还|先還|只还|只還|少还|少還).{0,8}(行不行|可不可以|可以吗|可以嗎|行吗|行嗎|好不好)|(只能|只够|只夠|最多|顶多|頂多|勉强|勉強).{0,4}(还|還|付|拿出?)|\b(can|could|will) only (pay|manage|afford|do|give)\b`)
	paysLater     = phrase.MustCompile(`(明天|后天|後天|下周|下週|月底|过几天|過幾天|发了工资|發了工資|晚点|晚點|今晚)[^，,。；;]{0,6}(再)?(还|還|付|转|轉)|(发了?|發了?)(工资|工資|薪水?|钱|錢).{0,4}(才|再|就)(能|可以)?(还|還|付|给|給|有)|才(能|可以|有钱|有錢)(还|還|付|给|給)|^(我|那|等|要|得|到|就)*(\d{1,2}|[一二三四五六七八九十]{1,3})[号號日](才|再|能|就|会|會|可以|来|來)*(还|還|付)(上|钱|錢|款|吧|行|可以|行吗|行嗎)*$|\b(tomorrow|next week|tonight)\b`)
	notPaidYet    = phrase.MustCompile(`^(第[一二三四五六七八九十\d]+期|下一?期|下个月|下個月|这期|這期|本期|这个?月|這個?月|今天|我|还|還|暂时|暫時)*(没|沒|未)(有)?(还|還|付|交|扣)(呢|啊|呀|上|款|钱|錢|过|過|掉)*$|^(还|還)(没|沒)(有)?(呢|啊)?$|^not(paid)?yet$|^(i)?havent(paid)?(yet)?$|^unpaid$`)
)

// keepingElse leads on from what is said of the agreement beside payments. It is false for
// words that say nothing of the kind.
func (t *turn) keepingElse(text string) (next Name, ok bool) {
	said := strings.ToLower(text)
	switch {
	case reminderSaid.MatchString(said):
		return toWishes(t), true
	case collectorSaid.MatchString(said):
		return harassDay, true
	case incomeGone(text), partWished.MatchString(said):
		return keepingTrouble, true
	case t.newTermsSaid(text):
		return agreementSame, true
	}
	if next, ok := t.changedSince(text); ok {
		return next, true
	}
	switch {
	case settleOffered.MatchString(said) && t.payoffNamed(text):
		return keepingPayoff, true
	case paysLater.MatchString(said), t.dayOfRest(said):
		return t.payLater(said), true
	}
	return stay, false
}

// reminderWish takes how somebody wants to be reminded on any page of the agreement but its home, which
// hears it itself.
func (t *turn) reminderWish(text string) bool {
	state := t.session().State
	if !t.kept() || state.Flow() != keepingHome.Flow() || state == keepingHome || !reminderSaid.MatchString(strings.ToLower(text)) {
		return false
	}
	t.enter(toWishes(t))
	return true
}

// promises reports that the person means to pay later: 明天发工资了再还.
func promises(text string) bool {
	said := strings.ToLower(text)
	return paysLater.MatchString(said) && !asksSomething(text) && !lenderSaid.MatchString(text) && !reminderSaid.MatchString(said)
}

// dayOfRest reports a day to come and nothing else, while a part of an instalment is paid or one is late: it
// is the day on which the rest will be paid.
func (t *turn) dayOfRest(said string) bool {
	a := t.file().Agreement
	n, left := a.Next()
	if !left || strings.ContainsAny(said, "的了") || utf8.RuneCountInString(plain(said)) > bareDay || a.LeftOn(n) == a.Instalments[n].Amount && a.Instalments[n].Due.After(t.today) {
		return false
	}
	day, err := understand.Date(said, understand.Coming, t.today)
	return err == nil && day.Kind == understand.Exact && t.restDay(day.Value)
}

// bareDay is how long a message is that is a day and nothing else: 2027年1月15号.
const bareDay = 10

// payLater takes that the next instalment will be paid later: with a day it is reminded of then; where
// it is due and no day was named, one is asked for.
func (t *turn) payLater(said string) Name {
	a := t.file().Agreement
	n, _ := a.Next()
	due := a.Instalments[n].Due
	day, err := understand.Date(said, understand.Coming, t.today)
	switch {
	case err == nil && day.Kind == understand.Exact && t.restDay(day.Value):
		if day.Value.After(due) {
			t.note("keeping.later.late", locale.Args{"Due": t.print.Day(due, t.today)})
		}
		return t.remindRest(day.Value)
	case due.After(t.today):
		t.note("keeping.later", nil)
		return stay
	case sameDay.MatchString(said):
		t.session().Instalment = n
		return remindLater
	}
	return keepingRest
}

// sameDay are the words for the evening of today.
var sameDay = phrase.MustCompile(`今晚|晚点|晚點|tonight`)

// unpaid takes that nothing was paid: of an instalment that is due, it is asked when it will be.
func (t *turn) unpaid() Name {
	a := t.file().Agreement
	if n, left := a.Next(); left && !a.Instalments[n].Due.After(t.today) {
		return keepingRest
	}
	t.note("keeping.later", nil)
	return keepingHome
}

// dueTrouble hears that an instalment that is due cannot be paid, whatever question is open: the
// reminder of it has just come.
func (t *turn) dueTrouble(text string) bool {
	if t.session().Consent.IsZero() || t.session().State.Flow() == keepingHome.Flow() || !cannotPay(text) || asksSomething(text) ||
		utf8.RuneCountInString(text) > shortWords || countSlots(understand.Opener(text, t.today)) > 0 {
		return false
	}
	c := t.dueCase()
	if c == nil {
		return false
	}
	t.turnTo(c.ID)
	t.enter(keepingTrouble)
	return true
}

// shortWords is how long a message is that says one thing alone.
const shortWords = 24

// dueCase is the one case of which an instalment is due today, tomorrow or before; nil if there is
// none, or if several are.
func (t *turn) dueCase() *casefile.Case {
	var due *casefile.Case
	for _, c := range t.running() {
		n, _ := c.Agreement.Next()
		if c.Agreement.Instalments[n].Due.After(t.today.AddDays(1)) {
			continue
		}
		if due != nil {
			return nil
		}
		due = c
	}
	return due
}

// settleOffered are the words of a lender who names what the debt can be paid off with.
var settleOffered = phrase.MustCompile(`(还|還|付|给|給|交)\D{0,4}\d[\d,.]*\D{0,4}(就|就算|算|可以|就能|就给|就給)\D{0,4}(结清|結清|还清|還清|清了|两清|兩清)`)

// payoffNamed takes such an amount, and reports whether it can be read.
func (t *turn) payoffNamed(text string) bool {
	_, err := readPayoff(t, text)
	return err == nil
}

// incomeGone reports a cause that makes the instalments hard to keep.
func incomeGone(text string) bool {
	cause, err := understand.ReadCause(text)
	if err != nil || cause.Kind != understand.Exact {
		return false
	}
	switch cause.Value {
	case understand.Unemployment, understand.IncomeDrop, understand.WageArrears, understand.Illness, understand.BusinessFailure:
		return true
	}
	return false
}

// newTermsSaid drafts instalments that were told, to be confirmed as the new terms. Those that come to
// far less than what is left are none: 20号还300，28号还700 pays one instalment in two parts.
func (t *turn) newTermsSaid(text string) bool {
	terms, err := t.termsTold(text)
	if err != nil || terms.Count < 2 || terms.Total()*2 < t.owed() {
		return false
	}
	t.session().OnTable = false
	t.draftTerms(terms)
	t.hearTerms(t.draft(), text)
	return true
}
