package dialog_test

import (
	"fmt"
	"strings"
	"testing"

	"xieshang/dialog/casefile"
)

// negotiator is someone with a debt of 14,000 and a penalty of 560 who is asked for the
// lender's terms.
func negotiator(t *testing.T) *talk {
	t.Helper()
	k := newTalk(t)
	for _, line := range []string{"花呗欠了一万四 罚息560 逾期80天 公司降薪了 到手5200 一个月必须花3900 想分期",
		"[已满 18 岁，同意并开始]", "[都没有]", "/offer"} {
		k.do(line)
	}
	return k
}

// shortTerms writes terms as "3×500.00 9×900.00 first 2000.00 fee 299.00 defer 3 on 2026-12-15".
func shortTerms(o casefile.Terms) string {
	var parts []string
	steps := o.Steps
	if steps == nil {
		steps = []casefile.Step{{Count: o.Count, Amount: o.Amount}}
	}
	for _, s := range steps {
		parts = append(parts, fmt.Sprintf("%d×%s", s.Count, s.Amount))
	}
	if o.DownPayment > 0 {
		parts = append(parts, "first "+o.DownPayment.String())
	}
	if o.MonthlyFee > 0 {
		parts = append(parts, "fee "+o.MonthlyFee.String())
	}
	if o.Defer > 0 {
		parts = append(parts, fmt.Sprintf("defer %d", o.Defer))
	}
	if o.Settles {
		parts = append(parts, "settles")
	}
	if o.PayDay > 0 {
		parts = append(parts, fmt.Sprintf("each %d", o.PayDay))
	}
	if !o.First.IsZero() {
		parts = append(parts, "on "+o.First.String())
	}
	return strings.Join(parts, " ")
}

// TestTermsTold gives the lender's terms in one sentence.
func TestTermsTold(t *testing.T) {
	for said, want := range map[string]string{
		"12期每期1030还要299会员费":                                     "12×1030.00 fee 299.00",
		"14期每期1000，12月15号开始":                                    "14×1000.00 on 2026-12-15",
		"14期每期1000，每月20号还":                                      "14×1000.00 each 20",
		"前3期每期500，后9期每期900":                                     "3×500.00 9×900.00",
		"前3期每期500，后9期每期900，从12月15号开始":                           "3×500.00 9×900.00 on 2026-12-15",
		"前6个月每月还300，之后18个月每月还800":                               "6×300.00 18×800.00",
		"第1到3期每期500，第4到12期每期900":                                "3×500.00 9×900.00",
		"首期2000，剩下11期每期900":                                     "1×2000.00 11×900.00",
		"12期，第一期2000，其余每期900":                                   "1×2000.00 11×900.00",
		"12期每期900，最后一期870":                                      "11×900.00 1×870.00",
		"前11期900，最后一期870":                                       "11×900.00 1×870.00",
		"3x500 9x900":                                           "3×500.00 9×900.00",
		"first 3 instalments of 500, then 9 instalments of 900": "3×500.00 9×900.00",
		"先还3000 剩下12期每期900":                                     "12×900.00 first 3000.00",
		"延期3个月":                                                 "1×14560.00 defer 3",
		"一次性还12000结清":                                           "1×12000.00 settles",
		"本金分12期":                                                "11×1166.67 1×1166.63",
		"一共14000分14期":                                           "14×1000.00",
	} {
		k := negotiator(t)
		k.do(said)
		c := k.person.Current()
		if len(c.Rounds) == 0 {
			t.Errorf("%q is not taken: %s", said, texts(k.said))
			continue
		}
		if got := shortTerms(c.Rounds[len(c.Rounds)-1].Offer); got != want {
			t.Errorf("%q is taken as %s", said, got)
		}
	}
	for _, said := range []string{"12期", "每期1000", "70期每期300", "12期每期14560", "12期还是24期", "随便"} {
		k := negotiator(t)
		k.do(said)
		if c := k.person.Current(); len(c.Rounds) > 0 {
			t.Errorf("%q is taken as %s", said, shortTerms(c.Rounds[0].Offer))
		}
	}
}

// TestAcceptedTermsAreNotAskedAgain accepts terms that were told with their days: the next
// question is whether the record is right.
func TestAcceptedTermsAreNotAskedAgain(t *testing.T) {
	for _, said := range []string{"14期每期1000，12月15号开始", "14期每期1000，每月20号还", "延期3个月", "前3期每期500，后9期每期900，从12月15号开始"} {
		k := negotiator(t)
		k.do(said)
		k.do("[接受，记下协议]")
		k.do("[就是这样]")
		if s := k.person.Session.State; s != "agreement.confirm" {
			t.Errorf("after %q it asks %s: %s", said, s, texts(k.said))
		}
	}
}
