package dialog

import (
	"errors"
	"strings"

	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// Corrections are short words below a plan that say which figure is wrong: 不是80天，是100天.

var (
	daysMeant   = phrase.MustCompile(`(逾期|不是|应该|應該|其实|其實|改成|记错|記錯).*(天|月)|天.*逾期|days (late|overdue)|overdue`)
	noPenalty   = phrase.MustCompile(`(没有|沒有|没|沒|无|無|免了|不收)了?(罚息|罰息|违约金|違約金)|(罚息|罰息|违约金|違約金)(没有|沒有|没了|沒了|免了|是0|为0)|no penalty`)
	onlyLeft    = phrase.MustCompile(`(只剩|还剩|還剩|剩下|现在欠|現在欠|只欠|还欠|還欠)(下|了|着|著|有|的)*(大概|大约|大約|差不多|约|約|是)?\s*[\d￥¥零一二两兩三四五六七八九十]|(left to pay|still owe)`)
	atHand      = phrase.MustCompile(`卡里|卡裡|手里|手裡|手头|手頭|余额|餘額|工资|工資|存款|生活费|生活費|兜里|兜裡|口袋|账户|帳戶|身上|吃饭|吃飯|结余|結餘`)
	rateSaid    = phrase.MustCompile(`利率|日息|月息|年息|年化|万分之|萬分之|\b(rate|apr)\b|^(就?是|改成)?万分?[一二三四五六七八九1-9]([.点][0-9一二三四五六七八九]+)?(吧|的|啊)?$`)
	productSaid = phrase.MustCompile(`是|改成|应该|應該|说错|說錯|it's|it is`)
	justPaid    = phrase.MustCompile(`还了|還了|还掉|還掉|付了|\bpaid\b`)
)

// corrected takes a correction of the debt that is negotiated and shows the case back.
func (t *turn) corrected(text string) bool {
	debt := t.file().Main()
	named := t.debtsNamed(text)
	if len(named) == 1 {
		debt = &t.file().Debts[named[0].place] // 招行不是60天 是三个月了
	}
	before := *debt
	switch {
	case len(named) == 1 && correctionSaid.MatchString(text) && !strings.ContainsAny(text, "天月周年期号號日") && t.correctOwed(debt, strings.Replace(text, named[0].words, "", 1)):
	case noPenalty.MatchString(text):
		debt.SetOwed(casefile.Owed{Principal: debt.Principal, Interest: debt.Interest, Fees: debt.Fees, Split: true}, t.today)
	case onlyLeft.MatchString(text) && !atHand.MatchString(text):
		if left, err := exactAmount(text); err == nil && left > 0 {
			debt.SetOwed(casefile.Owed{Principal: left}, t.today)
		}
	case daysMeant.MatchString(text):
		t.correctDays(debt, text)
	}
	if *debt == before {
		return false
	}
	t.note("intake.filled", locale.Args{"Summary": locale.HTML(t.summary())})
	return true
}

// correctOwed takes what is owed on a debt told anew: 招行其实是3万4.
func (t *turn) correctOwed(debt *casefile.Debt, text string) bool {
	owed, err := exactAmount(text)
	if err != nil || owed <= 0 {
		return false
	}
	debt.SetOwed(casefile.Owed{Principal: owed}, t.today)
	return true
}

// debtTold takes what has become of the debt that is negotiated where a page without a question
// of its own is open: the page is shown with the new figures.
func (t *turn) debtTold(text string) bool {
	c := t.file()
	if t.session().Consent.IsZero() || c.Agreement != nil || len(c.Debts) == 0 || asksSomething(text) {
		return false
	}
	if t.corrected(text) {
		t.plans = nil
	} else if paidSome(text) != nil {
		t.note(planPaid, nil)
	} else {
		return false
	}
	t.askAgain()
	return true
}

// rateTold takes the rate of the debt that is negotiated, told below the plan. It is false for
// a message that tells none; the error is that of [understand.DailyRate].
func (t *turn) rateTold(text string) (bool, error) {
	if !rateSaid.MatchString(text) {
		return false, nil
	}
	rate, err := understand.DailyRate(text)
	var doubt *understand.Doubt
	switch {
	case errors.As(err, &doubt):
		return false, err
	case err != nil || rate.Kind != understand.Exact:
		return false, nil
	}
	t.file().Main().DailyRate = &rate.Value
	t.note("intake.rate.got", locale.Args{"Rate": percent(rate.Value)})
	return true, nil
}

func (t *turn) correctDays(debt *casefile.Debt, text string) {
	overdue, err := understand.DaysOverdue(text, t.today)
	switch {
	case err != nil:
	case !overdue.Due.IsZero():
		debt.Due = overdue.Due
	case overdue.Kind == understand.Exact && !overdue.NotYetDue:
		debt.Due = t.today.AddDays(-overdue.Value)
	}
}

// paidSome is the refusal of a payment told where only figures are taken: what is left on the
// page counts.
func paidSome(text string) error {
	if _, err := exactAmount(text); err != nil || !justPaid.MatchString(text) {
		return nil
	}
	return &refusal{key: planPaid}
}

// planPaid is the key of the words to somebody who has paid a part before anything is agreed.
const planPaid = "plan.paid"

// correctsProduct reports whether a message says which product it is, and speaks of nothing else.
func correctsProduct(text string) bool {
	product, err := understand.ReadProduct(text)
	if err != nil || product.Kind != understand.Exact {
		return false
	}
	_, err = understand.Amount(text)
	return err != nil && (productSaid.MatchString(text) || len([]rune(plain(text))) <= shortProduct)
}

// shortProduct is how long a message may be that is nothing but the name of a product.
const shortProduct = 5
