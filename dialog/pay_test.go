package dialog_test

import (
	"strings"
	"testing"
	"time"

	"xieshang/calc"
	"xieshang/dialog/casefile"
)

// keeper is someone who keeps an agreement of 5 × 1,000 from 15 October, on 21 November.
func keeper(t *testing.T) *talk {
	t.Helper()
	k := newTalk(t)
	for _, line := range []string{"花呗欠了5000 逾期30天 到手5200 必须花3900 收入下降", "[已满 18 岁，同意并开始]", "[都没有]", "[拿话术去谈]", "[谈完了，记结果]",
		"同意了，5期每期1000", "2026年10月15号", "[记下来，到日子提醒我]"} {
		k.do(line)
	}
	if a := k.person.Current().Agreement; a == nil || a.Left() != 5000_00 {
		t.Fatalf("no agreement to keep: %+v", a)
	}
	return k
}

func date(t *testing.T, text string) calc.Date {
	t.Helper()
	d, err := calc.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestPaymentsTold says in one's own words that something was paid: how much is booked, and on
// which day. What was not paid, or will be, books nothing.
func TestPaymentsTold(t *testing.T) {
	for said, want := range map[string]string{
		"还了400": "2026-11-21 400.00", "昨天还了1000": "2026-11-20 1000.00", "15号还了1000": "2026-11-15 1000.00",
		"11月3号还了500": "2026-11-03 500.00", "2026年10月16日还了700": "2026-10-16 700.00", "11 月 20 日还了1,000元": "2026-11-20 1000.00",
		"上周五转了400": "2026-11-13 400.00", "前天付了350.50": "2026-11-19 350.50", "paid 400 yesterday": "2026-11-20 400.00", "paid 600 on 20 Oct": "2026-10-20 600.00",
		"10月15号还了1000，11月15号还了800": "2026-10-15 1000.00, 2026-11-15 800.00",
		"明天还500": "", "12月15号还了1000": "", "我明天会还1000": "", "还了1000但是他们说没收到": "", "还了朋友500": "", "想还1000": "",
		"9月1号还了500":                 "", // before the agreement
		"10月15号还了3000，11月15号还了3000": "", // more than was left
	} {
		k := keeper(t)
		k.do(said)
		var got []string
		for _, p := range k.person.Current().Agreement.Payments {
			got = append(got, p.On.String()+" "+p.Amount.String())
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%q is booked as %v", said, got)
		}
	}
}

// TestPaymentWithoutAmount says that an instalment was paid, on a day but not how much: it is
// asked back, and booked on that day.
func TestPaymentWithoutAmount(t *testing.T) {
	for _, language := range []string{"简体", "繁體", "English"} {
		k := keeper(t)
		k.do("/language")
		k.do("[" + language + "]")
		k.do("昨天还的")
		if len(k.person.Current().Agreement.Payments) > 0 || len(k.live) == 0 {
			t.Fatalf("in %s it is booked without asking", language)
		}
		k.do("[" + k.live[0][0].Label + "]")
		got := k.person.Current().Agreement.Payments
		if len(got) != 1 || got[0].On != date(t, "2026-11-20") || got[0].Amount != 1000_00 {
			t.Errorf("in %s it is booked as %+v: %s", language, got, texts(k.said))
		}
	}
}

// TestAllPaid says that everything is paid wherever one stands: it is asked once, and settles.
func TestAllPaid(t *testing.T) {
	for _, from := range []string{"/pay", "/log", "/agreement", "/plan", "[还不上]"} {
		k := keeper(t)
		k.do(from)
		k.do("昨天全部还清了")
		if s := k.person.Session.State; s != "keeping.clear" {
			t.Fatalf("from %s it leads to %s", from, s)
		}
		k.do("[" + k.live[0][0].Label + "]")
		c := k.person.Current()
		if c.Stage != casefile.Settled || c.Agreement.Left() != 0 || c.Agreement.Payments[0].On != date(t, "2026-11-20") {
			t.Errorf("from %s: %s, %s left, %+v", from, c.Stage, c.Agreement.Left(), c.Agreement.Payments)
		}
	}
}

// TestEveryPaymentCanBeTakenBack books payments on several days and takes them back one by
// one: the stage follows, up to where nothing was paid.
func TestEveryPaymentCanBeTakenBack(t *testing.T) {
	k := keeper(t)
	for _, said := range []string{"10月15号还了1000", "11月15号还了1000", "昨天还了3000"} {
		k.do(said)
	}
	if s := k.person.Current().Stage; s != casefile.Settled {
		t.Fatalf("after everything it is %s", s)
	}
	k.do("[刚才记错了，撤销]")
	for range 2 {
		k.do("[更多]")
		k.do("[还款记错了]")
		k.do("[" + k.live[0][0].Label + "]")
	}
	c := k.person.Current()
	if len(c.Agreement.Payments) != 0 || c.Stage != casefile.Broken || c.Agreement.Arrears(date(t, "2026-11-21")) != 2000_00 {
		t.Errorf("%s after all is taken back: %+v", c.Stage, c.Agreement.Payments)
	}
}

// TestTooMuchPaid pays more than was left, with the question about it lying in storage for days.
func TestTooMuchPaid(t *testing.T) {
	k := keeper(t)
	k.do("还了6000")
	k.person = stored(t, k.person)
	k.now = k.now.Add(72 * time.Hour)
	k.do("[真的多付了]")
	a := k.person.Current().Agreement
	if a.Left() != 0 || a.Payments[0].Over != 1000_00 {
		t.Errorf("%+v: %s", a.Payments, texts(k.said))
	}
}

// TestPaymentIsNoAgents books a payment to the lender without a warning of agents, and warns
// when an agent was paid.
func TestPaymentIsNoAgents(t *testing.T) {
	k := keeper(t)
	k.do("昨天付了1000")
	if said := texts(k.said); strings.Contains(said, "96110") || len(k.person.Current().Agreement.Payments) != 1 {
		t.Errorf("a payment to the lender: %s", said)
	}
	k = keeper(t)
	k.do("付了3000给中介 他说能帮我删记录")
	if said := texts(k.said); !strings.Contains(said, "96110") || len(k.person.Current().Agreement.Payments) != 0 {
		t.Errorf("a payment to an agent: %s", said)
	}
}
