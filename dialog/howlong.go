package dialog

import (
	"regexp"

	"github.com/shopspring/decimal"

	"xieshang/calc"
	"xieshang/dialog/locale"
	"xieshang/dialog/understand"
)

var (
	// monthlyTold is an amount of every month that somebody wonders about, howLongAsked the wondering.
	monthlyTold  = regexp.MustCompile(`(?:每个?月|每個月|一个月|一個月|按月|月|per month|a month|monthly)[^，,。\d]{0,6}(\d[\d,]*(?:\.\d{1,2})?|[一二两兩三四五六七八九十]+[百千万萬][一二三四五六七八九十百千零]*)|(\d[\d,]*) (?:yuan )?(?:a|per) month`)
	howLongAsked = regexp.MustCompile(`(要|得|需要|还|還)?.{0,4}(多久|多长时间|多長時間|几年|幾年|几个月|幾個月|多少个?月|多少個月|多少期|几期|幾期)|how (long|many months)`)
	// visitAsked are the words of somebody who fears a visit.
	visitAsked = regexp.MustCompile(`(会不会|會不會|会|會|要|说要|說要|真的).{0,6}(上门|上門|来我?家|來我?家|到我?家|找到家|来家里|來家裡|去我?家|来我?单位|來我?單位)|come to my (house|home|place)`)
)

// howLongTold answers 每月还800要还多久 from what is owed: without interest, and with it.
func (t *turn) howLongTold(text string) bool {
	m := monthlyTold.FindStringSubmatch(text)
	if m == nil || !howLongAsked.MatchString(text) || t.session().Consent.IsZero() || t.owed() == 0 || t.file().Agreement != nil {
		return false
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
	t.note("plan.howlong", args)
	t.askAgain()
	return true
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
