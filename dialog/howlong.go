package dialog

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

var (
	// monthlyTold is an amount of every month that somebody wonders about, howLongAsked the wondering.
	monthlyTold  = phrase.MustCompile(`(?i)(?:每期|每个?月|每個月|一个月|一個月|按月|月|per month|a month|monthly)[^，,。\d]{0,6}(\d[\d,]*(?:\.\d{1,2})?|[一二两兩三四五六七八九十]+[百千万萬][一二三四五六七八九十百千零]*)|(\d[\d,]*) (?:yuan )?(?:a|per) month`)
	howLongAsked = phrase.MustCompile(`(要|得|需要|还|還)?.{0,4}(多久|多长时间|多長時間|几年|幾年|几个月|幾個月|多少个?月|多少個月|多少期|几期|幾期)|how (long|many months)|(行不行|行吗|行嗎|可以吗|可以嗎|可不可以|好不好)`)
	// countTold is a number of instalments that somebody would like, or wonders about: 我想分24期, 36期每期多少.
	countTold = phrase.MustCompile(`(?i)(?:(?:想要?|要|能不能|可不可以|可以|如果|那|换成|換成|改成)?(?:分|做)?|分)(\d{1,3}|[一二三四五六七八九十]{1,3})期(?:还完|還完|还清|還清)?(?:的话|的話)?(?:呢|行不行|不行吗|不行嗎|行吗|行嗎|可以吗|可以嗎|吧)?[，, ]*(?:每期|一期|每个月|每個月|每月)?(?:是|要|还|還)*(?:多少)?(?:钱|錢)?[？?]?$|^(?:(?:what about|how about|can i (?:do|have|get)|i (?:want|would like)|over) )?(\d{1,3}) (?:instal?ments?|months?|payments?)[?？]?$`)
	// visitAsked are the words of somebody who fears a visit.
	visitAsked = phrase.MustCompile(`(会不会|會不會|会|會|要|说要|說要|真的).{0,6}(上门|上門|来我?家|來我?家|到我?家|找到家|来家里|來家裡|去我?家|来我?单位|來我?單位)|come to my (house|home|place)`)
)

// howLongTold answers 每月还800要还多久 from what is owed: without interest, and with it.
func (t *turn) howLongTold(text string) bool {
	m := monthlyTold.FindStringSubmatch(text)
	if m == nil || !howLongAsked.MatchString(text) || t.session().Consent.IsZero() || t.owed() == 0 || t.file().Agreement != nil {
		return false
	}
	if lenderSaid.MatchString(text) {
		return false // what they offer, which is looked at as an offer
	}
	each, err := understand.Amount(m[1] + m[2])
	if err != nil || each.Kind != understand.Exact || each.Value <= 0 {
		return false
	}
	owed := t.owed()
	args := locale.Args{"Each": each.Value, "Owed": owed, "Free": int((owed + each.Value - 1) / each.Value), "Waived": 0, "Months": "", "Rate": ""}
	if d := t.file().Main(); d.Split && d.Penalty > 0 && d.Penalty < owed {
		args["Waived"] = int((owed - d.Penalty + each.Value - 1) / each.Value)
	}
	rate := t.debt(t.file().Main()).DailyRate
	args["Rate"] = percent(rate)
	monthly := rate.Mul(decimal.NewFromInt(365)).DivRound(decimal.NewFromInt(12), 12)
	if n, err := calc.Periods(monthly, -each.Value, owed, 0, false); err == nil {
		args["Months"] = n.Ceil().String()
	}
	if b := &t.file().Budget; b.Offer == 0 && slices.Contains(storyStates, t.session().State) {
		b.Offer = each.Value // 我每月还500行吗, in a story
	}
	t.note("plan.howlong", args)
	t.askAgain()
	return true
}

// countAsked answers 24期的话每期多少 from what is owed: without interest, and with it.
func (t *turn) countAsked(text string) bool {
	m := countTold.FindStringSubmatch(strings.ReplaceAll(text, "我", ""))
	if m == nil || lenderSaid.MatchString(text) || tellsAgreed(text) || !t.hearsTidings() && t.session().State != contactCheck || t.session().Consent.IsZero() || t.file().Agreement != nil || t.owed() == 0 {
		return false
	}
	terms, err := understand.TermMonths(m[1] + m[2] + "期")
	if err != nil || terms.Kind != understand.Exact || terms.Value < 2 || terms.Value > casefile.MaxInstalments {
		return false
	}
	owed, count := t.owed(), calc.Money(terms.Value)
	daily := t.debt(t.file().Main()).DailyRate
	waived := calc.Money(0) // what an instalment comes to without the penalty
	args := locale.Args{"Count": terms.Value, "Owed": owed, "Free": evenly(owed, count), "Waived": 0, "Rate": percent(daily), "Each": "", "Verdict": ""}
	if d := t.file().Main(); d.Split && d.Penalty > 0 && d.Penalty < owed {
		waived = evenly(owed-d.Penalty, count)
		args["Waived"] = waived
	}
	if each, ok := accruing(owed, daily, t.today, terms.Value); ok {
		args["Each"] = each.Grouped()
	}
	if t.planned() {
		args["Verdict"] = t.countVerdict(evenly(owed, count), waived)
	}
	t.note("plan.count", args)
	t.askAgain()
	return true
}

// evenly is what one of so many instalments comes to, to the nearest fen.
func evenly(sum, count calc.Money) calc.Money { return (sum + count/2) / count }

// countVerdict says whether so many instalments can be kept, and whether they can if the penalty is waived where
// that makes a difference.
func (t *turn) countVerdict(each, waived calc.Money) string {
	capacity := t.suggestion().Capacity
	level := capacity.Level(each)
	verdict := t.text("plan.count."+string(level), nil)
	if waived == 0 || capacity.Level(waived) == level {
		return verdict
	}
	return t.text("plan.count.differ", locale.Args{"Full": verdict, "Waived": t.text("plan.count."+string(capacity.Level(waived)), nil)})
}

// accruing is the instalment of a debt on which interest goes on, a twelfth of a year's each month.
func accruing(owed calc.Money, daily decimal.Decimal, today calc.Date, count int) (calc.Money, bool) {
	rate, err := calc.NewDailyRate(daily)
	if err != nil || rate.IsZero() {
		return 0, false
	}
	var dates []calc.Date
	for n := range count {
		dates = append(dates, today.AddMonths(n+1, today.Day))
	}
	rows, err := calc.EqualPayments(owed, rate.Convert(calc.Day365, calc.Month), dates)
	if err != nil {
		return 0, false
	}
	return rows[0].Amount, true
}

// visitTold answers whether somebody will come to the door.
func (t *turn) visitTold(text string) bool {
	if !visitAsked.MatchString(text) || !asksSomething(text) && !t.unknown(text) {
		return false
	}
	t.explain("collection_limits")
	t.askAgain()
	return true
}
