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

// An agreement that was reached before the conversation began, told with the story: 上次谈好了
// 12期每期900，从9月5号开始，第一期还了900，后面没还了. It waits in the draft, is read back, and is recorded
// before any plan is worked out.

var (
	// reachedSaid are the words for terms that are settled, reachedNot what before or behind them
	// makes them a wish, a question or its contrary.
	reachedSaid = phrase.MustCompile(`(谈|談|说|說|讲|講)(好|成|妥|拢|攏|定)|(协商|協商)(好|成|下来|下來)|(达|達)成|(签|簽)(了|好|过|過).{0,6}(协议|協議|分期|合同)|(同意|答应|答應|批准|通过|通過)(了|给|給|我|分|延)|批(了|下来|下來)|(?i:\b(agreed|accepted|approved|settled)\b)`)
	reachedNot  = phrase.MustCompile(`(没|沒|未|不|如果|要是|假如|万一|萬一|想|怎么|怎麼|怎样|怎樣|如何|才能|希望|等|会|會|能|准备|準備|打算|(?i:not|n't|if|until|unless|to be)\s?).{0,4}$|(只|仅|僅|才|最多|\bonly )$`)
	reachedAsks = phrase.MustCompile(`^.{0,2}(吗|嗎|么|麼|没有|沒有|\?|？)`)

	// grantedSaid are those that tell of the lender's consent: what is asked for it makes an offer of it.
	grantedSaid = phrase.MustCompile(`同意|答应|答應|批|通过|通過|(?i:agreed|accepted|approved)`)
	onCondition = phrase.MustCompile(`但|不过|不過|前提|条件是|條件是|除非|要求|必须|必須|得先|要先|还要|還要|(?i:\bbut\b|provided|only if)`)

	// paidPhrase is one payment under it: the instalment or the day, and the amount.
	paidPhrase = phrase.MustCompile(`((?:20\d{2}年|去年|今年|上个?月|上個月)?(?:\d{1,2}月\d{1,2}[号號日]?|\d{1,2}[号號日])|昨天|前天)?[^，,。；;\d]{0,2}(第[一二三四五六七八九十\d]{1,3}期|首期|头期|頭期)?[^，,。；;\d]{0,3}(?:还|還|付|交|扣|补|補)(?:了|过|過|上了)\s*(\d[\d,]*(?:\.\d{1,2})?|[一二两兩三四五六七八九][一二三四五六七八九十百千万萬零]+)?\s*(元|块钱?|塊錢?)?(期|个月|個月|次)?`)
	// paidRuns are so many instalments in turn: 前三期都还了, 还了两期.
	paidRuns    = phrase.MustCompile(`(?:前|头|頭)?([一二两兩三四五六七八九十]{1,3}|\d{1,2})期(?:都|已经|已經|也|全|按时|按時|正常)*(?:还|還|付|交)(?:了|过|過|清|上|完)|(?:还|還|付|交)(?:了|过|過)\s*([一二两兩三四五六七八九十]{1,3}|\d{1,2})(?:期|次)`)
	paidEnglish = phrase.MustCompile(`(?i)(?:paid\s+(?:rmb|¥|cny)?\s*|and\s+)(\d[\d,]*(?:\.\d{1,2})?)(?:\s*yuan)?\s+on\s+([a-z]{3,9}\.?\s+\d{1,2}|\d{1,2}\s+[a-z]{3,9})|paid\s+(?:rmb|¥|cny)?\s*(\d[\d,]*(?:\.\d{1,2})?)`)
	unpaid      = phrase.MustCompile(`没|沒|未|不[^过過]`)
	// beginSaid names the day of the first instalment.
	beginSaid = phrase.MustCompile(`((?:20\d{2}年|去年|今年|上个?月|上個月|下个?月|下個月)?(?:\d{1,2}月\d{1,2}[号號日]?|\d{1,2}[号號日]))(?:为|為|是)?(?:第一期|首期|开始|開始|起|生效)|(?:从|從|自|第一期|首期)(?:是|在)?((?:20\d{2}年|去年|今年|上个?月|上個月|下个?月|下個月)?(?:\d{1,2}月\d{1,2}[号號日]?|\d{1,2}[号號日]))|(?i:(?:from|starting|beginning|first one on)\s+([a-z]{3,9}\.?\s+\d{1,2}|\d{1,2}\s+[a-z]{3,9}))`)
)

// saysReached reports whether a message tells that terms are settled already.
func saysReached(text string) bool {
	return slices.ContainsFunc(reachedSaid.FindAllStringIndex(text, -1), func(at []int) bool {
		conditional := grantedSaid.MatchString(text[at[0]:at[1]]) && onCondition.MatchString(text[at[1]:])
		return !conditional && !reachedNot.MatchString(text[:at[0]]) && !reachedAsks.MatchString(text[at[1]:])
	})
}

// reached reads an agreement that a message tells of: its terms, when it began and what was paid
// under it. It is nil when the message tells of none or names no instalments.
func (t *turn) reached(text string) *Draft {
	if c := t.person.Current(); c != nil && (c.Agreement != nil || c.Stage != casefile.Preparing) || !saysReached(text) {
		return nil
	}
	first := t.begun(text)
	paid, terms := t.paidTold(beginSaid.ReplaceAllString(text, "，"))
	read, err := t.termsTold(terms)
	if part, unread := t.partRead(terms); err != nil && unread == nil && part.Count > 1 && part.Amount == nil && part.Steps == nil {
		read, err = casefile.Terms{Count: part.Count}, nil // 协商好了 12期: what each is is asked for
	}
	if err != nil || read.Count < 2 || broken.MatchString(text) {
		return nil
	}
	was := t.session().Draft
	t.draftTerms(read)
	told := t.session().Draft
	t.hearTerms(told, text)
	t.session().Draft = was
	told.Told, told.Paid = true, paid
	switch {
	case !first.IsZero():
		told.begin(first)
	case len(paid) > 0:
		told.First = calc.Date{} // it has begun, nobody said when
	}
	return told
}

// broken are the words of somebody whose agreement no longer holds.
var broken = phrase.MustCompile(`作废|作廢|失效|取消了|违约了|違約了|不算数了|不算數了|(?i:cancelled|void|called off)`)

// begun is the day of the first instalment, as far as a message names it.
func (t *turn) begun(text string) calc.Date {
	for _, day := range sub(beginSaid.FindStringSubmatch(text)) {
		if first, err := t.agreedDay(day); err == nil {
			return first
		}
	}
	return calc.Date{}
}

// beginning is the day of the first instalment, also in words that name no instalment: 他同意了 一月十五号开始.
func (t *turn) beginning(text string) calc.Date {
	if first := t.begun(text); !first.IsZero() || !strings.Contains(text, "开始") && !strings.Contains(text, "開始") {
		return first
	}
	return firstDay(text, t.today)
}

// sub are the parts of a match that were there.
func sub(match []string) []string {
	if match == nil {
		return nil
	}
	return slices.DeleteFunc(match[1:], func(s string) bool { return s == "" })
}

// paidTold takes the payments out of a message and returns what is left of it. A payment without
// an amount is of a whole instalment, one without a day was made when its instalment was due.
func (t *turn) paidTold(text string) (paid []casefile.Payment, rest string) {
	rest = paidRuns.ReplaceAllStringFunc(text, func(said string) string {
		if n, ok := understand.Count(sub(paidRuns.FindStringSubmatch(said))[0]); ok {
			for range min(n, casefile.MaxInstalments) {
				paid = append(paid, casefile.Payment{})
			}
		}
		return "，"
	})
	rest = paidPhrase.ReplaceAllStringFunc(rest, func(said string) string {
		m := paidPhrase.FindStringSubmatch(said)
		if m[3] == "" && m[2] == "" || m[5] != "" || unpaid.MatchString(said) {
			return said
		}
		paid = append(paid, t.paymentTold(m[1], m[3]))
		return "，"
	})
	rest = paidEnglish.ReplaceAllStringFunc(rest, func(said string) string {
		m := paidEnglish.FindStringSubmatch(said)
		paid = append(paid, t.paymentTold(m[2], m[1]+m[3]))
		return ", "
	})
	return paid, rest
}

func (t *turn) paymentTold(day, amount string) casefile.Payment {
	var p casefile.Payment
	if on, err := understand.Date(day, understand.PastDue, t.today); day != "" && err == nil && on.Kind == understand.Exact && !on.Value.After(t.today) {
		p.On = on.Value
	}
	if said, err := understand.Amount(amount); amount != "" && err == nil && said.Kind == understand.Exact {
		p.Amount = said.Value
	}
	return p
}

// payments are those told with the terms, with the amount and the day of the instalment they were
// for where none was named.
func (d *Draft) payments(today calc.Date) []casefile.Payment {
	var list []casefile.Payment
	var sum calc.Money
	for _, p := range d.Paid {
		due, each := d.dueAfter(sum)
		if p.Amount == 0 {
			p.Amount = each
		}
		if p.On.IsZero() {
			p.On = due
		}
		if p.On.After(today) {
			p.On = today
		}
		sum += p.Amount
		list = append(list, p)
	}
	return list
}

// dueAfter is the instalment that a payment is for when so much has been paid before it.
func (d *Draft) dueAfter(paid calc.Money) (due calc.Date, amount calc.Money) {
	n := 0
	for _, s := range d.steps() {
		for range s.Count {
			if paid < s.Amount {
				return d.due(n), s.Amount
			}
			paid, n = paid-s.Amount, n+1
		}
	}
	return d.due(max(0, n-1)), d.Amount
}

// reachedTold keeps an agreement that a message tells of until it has been confirmed.
func (t *turn) reachedTold(text string) bool {
	told := t.reached(text)
	if told != nil {
		t.session().Draft = told
	}
	return told != nil
}

// awaitsRecord reports whether an agreement that was told waits to be confirmed.
func (t *turn) awaitsRecord() bool {
	d, c := t.session().Draft, t.person.Current()
	return d != nil && d.Told && c != nil && c.Agreement == nil
}

// recordNext is the next question about such an agreement.
func (t *turn) recordNext() Name {
	if t.file().Main().Product == "" {
		return intakeProduct
	}
	return t.nextTerm()
}

// toldOf is such an agreement on the debt of a case, whichever is talked about; nil if none waits.
func (t *turn) toldOf(c *casefile.Case) *Draft {
	d := t.session().Draft
	if c.ID != t.session().Case {
		d = nil
		for _, aside := range t.session().Aside {
			if aside.Case == c.ID {
				d = aside.Draft
			}
		}
	}
	if d == nil || !d.Told || d.Count == 0 || d.Amount == 0 || c.Agreement != nil {
		return nil
	}
	return d
}

// reachedField tells such an agreement among what was read of a story.
func (t *turn) reachedField() string {
	d := t.session().Draft
	if d.Amount == 0 && d.Steps == nil {
		return t.text("field.reached.count", locale.Args{"Count": d.Count})
	}
	parts := []string{t.text("field.reached", locale.Args{"Terms": t.draftInWords()})}
	if !d.First.IsZero() {
		parts = append(parts, t.text("field.reached.first", locale.Args{"First": t.print.Day(d.First, t.today)}))
	}
	if paid := d.payments(t.today); len(paid) > 0 {
		parts = append(parts, t.text("field.reached.paid", locale.Args{"Paid": sumOf(paid)}))
	}
	return strings.Join(parts, " · ")
}

func sumOf(list []casefile.Payment) calc.Money {
	var sum calc.Money
	for _, p := range list {
		sum += p.Amount
	}
	return sum
}

// hearPaid keeps what is said to have been paid while the terms are asked for, to be recorded with
// them. What is paid under a running agreement is that one's.
func hearPaid(t *turn, text string) (Name, bool) {
	if t.eachAnew(text) {
		return t.nextTerm(), true
	}
	if t.file().Agreement != nil || !saysPaid(text) || asksSomething(text) || t.tellsWhole(text) || t.namedCase(text) != nil {
		return "", false
	}
	if refused := t.paidToOther(text); refused != nil {
		t.note(refused.key, refused.args)
		return stay, true
	}
	d := t.draft()
	if d.Down > 0 && downPaid.MatchString(text) {
		d.Paid = append(d.Paid, casefile.Payment{Amount: d.Down, On: t.today})
		if d.DownOn.IsZero() {
			d.DownOn = t.today
		}
		t.note("agreement.paid.kept", nil)
		return t.nextTerm(), true
	}
	paid, _ := t.paidTold(text)
	if p, ok, err := t.paymentSaid(text); len(paid) == 0 && ok && err == nil && p.amount > 0 {
		paid = []casefile.Payment{{Amount: p.amount}} // 580还了
	}
	if len(paid) == 0 {
		t.note("agreement.paid.much", nil)
		return stay, true
	}
	d.Paid = append(d.Paid, paid...)
	for n, p := range d.payments(t.today) {
		if n >= len(d.Paid)-len(paid) && p.On == t.today {
			d.Paid[n].On = t.today // told today and of an instalment to come: it was not made later
		}
	}
	t.note("agreement.paid.kept", nil)
	return stay, true
}

// downPaid says that the first payment has been made: 首付付了.
var downPaid = phrase.MustCompile(`(?i)^(那个|那個|那|我|今天|刚|剛|已经|已經)*(首付|首期款?|先付的?|先还的|先還的|头款|頭款)(款|那笔|那筆|钱|錢|的)*(已经|已經|刚|剛|也|我|今天)*(付|交|还|還|转|轉)(了|过去|過去|掉)|\b(paid|made) the (down|first) payment\b`)

// downDay is the day of a first payment, where it is told with it: 首付12月1号.
var downDay = phrase.MustCompile(`(?:首付|先付|先还|先還|先交|头款|頭款)(?:款|的)?(?:\s*\d[\d.,]*(?:元|块|塊)?)?[^\d，,。；;期剩余餘]{0,4}((?:\d{1,2}月)?\d{1,2}[号號日]|今天|明天|后天|後天|下?(?:周|週|星期)[一二三四五六日天])`)

// hearTerms takes what a message says of terms beside the instalments: points that are settled, and the day of the
// first payment.
func (t *turn) hearTerms(d *Draft, text string) {
	d.hear(text)
	m := downDay.FindStringSubmatch(text)
	if m == nil || d.Down == 0 {
		return
	}
	if day, err := t.agreedDay(m[1]); err == nil && (d.First.IsZero() || !day.After(d.First)) {
		d.DownOn = day
	}
}

// paidToOther refuses a payment that names another debt than the one whose terms are asked for, or more
// than one; nil if it names none but that.
func (t *turn) paidToOther(text string) *refusal {
	main := t.file().Main()
	named := t.loansNamed(text)
	switch {
	case len(named) == 0 || len(named) == 1 && named[0].is(main):
		return nil
	case len(named) > 1:
		return &refusal{"keeping.one", locale.Args{"Debt": t.debtName(main)}}
	}
	return &refusal{"agreement.paid.other", locale.Args{"Other": t.loanName(named[0]), "Debt": t.debtName(main)}}
}

// confirmedPaid shows back what was paid already.
func (t *turn) confirmedPaid(d *Draft) []string {
	list := d.payments(t.today)
	if len(list) == 0 {
		return nil
	}
	var said []string
	for _, p := range list {
		said = append(said, t.text("agreement.confirm.payment", locale.Args{"Day": t.print.Day(p.On, t.today), "Amount": p.Amount}))
	}
	return []string{t.text("agreement.confirm.paid", locale.Args{"Sum": sumOf(list), "Payments": strings.Join(said, " · ")})}
}

// postTold records what was paid under an agreement before it was told of.
func (t *turn) postTold(list []casefile.Payment) {
	for _, p := range list {
		p.Noted = t.now.UTC()
		if err := t.file().Agreement.Post(p); err != nil {
			panic(err) // their sum has been looked at
		}
	}
	if len(list) > 0 {
		t.stand()
	}
}
