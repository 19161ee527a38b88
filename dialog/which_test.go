package dialog_test

import "testing"

// TestOtherLoanMeant gives an amount while two agreements run: each is offered by its name, and
// the one that is pressed is the one that is booked, in every language.
func TestOtherLoanMeant(t *testing.T) {
	for _, language := range []string{"简体", "繁體", "English"} {
		k := keeper(t)
		for _, line := range []string{"[更多]", "[再理一笔]", "借呗欠了8000 逾期20天", "[拿话术去谈]", "[谈完了，记结果]",
			"同意了，16期每期500，12月20号开始", "[记下来，到日子提醒我]", "/language"} {
			k.do(line)
		}
		k.do("[" + language + "]")
		k.do("1000")
		if len(k.live) == 0 || len(k.live[0]) != 2 {
			t.Fatalf("in %s the two loans are not offered: %s", language, texts(k.said))
		}
		k.do("[" + k.live[0][1].Label + "]")
		huabei, jiebei := k.person.Cases[0].Agreement, k.person.Cases[1].Agreement
		if huabei.Paid() != 1000_00 || jiebei.Paid() != 0 {
			t.Errorf("in %s 1,000 for 花呗 is booked as %s and %s: %s", language, huabei.Paid(), jiebei.Paid(), texts(k.said))
		}
	}
}
