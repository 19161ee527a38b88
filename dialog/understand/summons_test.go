package understand_test

import (
	"testing"

	"xieshang/calc"
	"xieshang/dialog/understand"
)

func TestSummons(t *testing.T) {
	today := calc.Date{Year: 2026, Month: 11, Day: 21}
	nov10, dec8 := calc.Date{Year: 2026, Month: 11, Day: 10}, calc.Date{Year: 2026, Month: 12, Day: 8}
	for _, c := range []struct {
		text string
		want understand.Summons
	}{
		{"11月10号收到传票 12月8号开庭", understand.Summons{Paper: "complaint", Served: nov10, Hearing: dec8}},
		{"我收到法院传票了 11月10号收到 12月8号开庭", understand.Summons{Paper: "complaint", Served: nov10, Hearing: dec8}},
		{"收到傳票 11月10號，開庭 12月8號", understand.Summons{Paper: "complaint", Served: nov10, Hearing: dec8}},
		{"传票11.10签收的，开庭时间2026年12月8日上午9点", understand.Summons{Paper: "complaint", Served: nov10, Hearing: dec8}},
		{"收到传票 11月10收到的 12月8日开庭", understand.Summons{Paper: "complaint", Served: nov10, Hearing: dec8}},
		{"昨天拿到起诉状副本，还没说哪天开庭", understand.Summons{Paper: "complaint", Served: today.AddDays(-1)}},
		{"借呗46000 9月2号开始逾期的 11月10号收到传票", understand.Summons{Paper: "complaint", Served: nov10}},
		{"今天收到短信说法院要起诉我", understand.Summons{Paper: "unverified", Served: today}},
		{"12月8号诉前调解开庭", understand.Summons{Paper: "complaint", Hearing: dec8}},
		{"I got the summons on November 10, the hearing is on December 8", understand.Summons{Paper: "complaint", Served: nov10, Hearing: dec8}},
		{"11月10号收到判决书", understand.Summons{Paper: "judgment", Served: nov10}},
		{"花呗欠了1万2", understand.Summons{}},
	} {
		if got := understand.ReadSummons(c.text, today); got != c.want {
			t.Errorf("%q: %+v, want %+v", c.text, got, c.want)
		}
	}
}
