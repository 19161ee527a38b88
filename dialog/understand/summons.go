package understand

import (
	"unicode/utf8"

	"xieshang/calc"
	"xieshang/dialog/phrase"
)

// Summons is what a message says of papers from a court.
type Summons struct {
	Paper   string    // "complaint", "mediation", "judgment", "enforcing", "unverified"; "" if not said
	Served  calc.Date // the day on which they came
	Hearing calc.Date
}

// The words for the papers, and for what happens on a day. A text message or a call is never
// taken for a paper.
var (
	courtPapers = []struct {
		paper string
		words *phrase.Pattern
	}{
		{"unverified", phrase.MustCompile(`短信|彩信|简讯|电话里|打电话|微信|text message|sms|phone`)},
		{"enforcing", phrase.MustCompile(`执行通知|执行裁定|强制执行|执行局|enforcement`)},
		{"judgment", phrase.MustCompile(`判决|支付令|judge?ment|order to pay`)},
		{"complaint", phrase.MustCompile(`传票|诉状|起诉书|应诉|开庭|summons|lawsuit`)},
		{"mediation", phrase.MustCompile(`调解通知|调解书|诉前调解|调解函|mediation`)},
	}
	served  = phrase.MustCompile(`收到|签收|送达|拿到|领到|寄到|received|got|served|came|arrived`)
	hearing = phrase.MustCompile(`开庭|庭审|出庭|到庭|hearing|court date|in court`)
)

// ReadSummons reads which paper came from a court, on which day, and the day of the hearing.
// Of several days each goes with the nearest word for it: papers came on a day that has been,
// a hearing is on a day to come.
func ReadSummons(text string, today calc.Date) Summons {
	m := newMessage(text)
	said := string(m.rs)
	var s Summons
	for _, p := range courtPapers {
		if p.words.MatchString(said) {
			s.Paper = p.paper
			break
		}
	}
	var been, coming []dayExpr
	days := map[int]calc.Date{}
	for _, e := range m.looseDates(AnyDay) {
		day, err := e.resolve(AnyDay, today)
		if err != nil || day.Kind != Exact || e.rangeEnd(m.rs) {
			continue
		}
		days[e.start] = day.Value
		if day.Value.After(today) {
			coming = append(coming, e)
		} else {
			been = append(been, e)
		}
	}
	if e := nearest(been, said, served); e != nil {
		s.Served = days[e.start]
	}
	if e := nearest(coming, said, hearing); e != nil {
		s.Hearing = days[e.start]
	}
	return s
}

// farthest is how many characters may stand between a day and the word for what happens on it.
const farthest = 20

// nearest returns the day that stands nearest to one of the words, or nil.
func nearest(days []dayExpr, said string, words *phrase.Pattern) *dayExpr {
	var best *dayExpr
	least := farthest + 1
	for _, at := range words.FindAllStringIndex(said, -1) {
		start, end := utf8.RuneCountInString(said[:at[0]]), utf8.RuneCountInString(said[:at[1]])
		for i := range days {
			if gap := max(days[i].start-end, start-days[i].end); gap < least {
				best, least = &days[i], gap
			}
		}
	}
	return best
}
