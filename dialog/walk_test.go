package dialog_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"xieshang/dialog"
	"xieshang/dialog/casefile"
)

var walkSteps = flag.Int("steps", 6000, "steps of the random walk over the conversation")

// walkWords are what the random walker types.
var walkWords = []string{
	"花呗", "本金一万四 罚息560", "1.2", "两千多", "80天", "还没到期", "12月9号", "到手5200 花3900", "到手3100 花3600", "5200", "3900", "0",
	"收入下降", "上一步", "跳过", "不知道", "暂停", "帮助", "修改", "菜单", "在吗", "会上征信吗", "能不能分期", "欠太多了 不想活了",
	"12期每期1030，还要299会员费", "14期每期1000", "14期", "1000", "12月15号", "还了400", "他说必须全额", "同意了", "拒绝了",
	"13812345678 这个是我绑定的手机", "我16岁", "/start", "/plan", "/script", "/log", "/agreement", "/pay", "/remind", "/faq",
	"/materials", "/language", "/export", "/delete", "/cancel", "/help", "/nonsense@bot", "😀", "<b>&", strings.Repeat("很长", 900), "",
	"房租1500 吃饭1200", "明年3月", "4500 6000 8000", "8期", "11月10号收到的", "花呗2", "今天收到法院传票 12月8号开庭", "有人冒充法院打给我老板", "借呗8000 逾期40天", "没有罚息", "客服说12期每期1030",
	"爸爸欠的网贷让我还", "网赌输了6万", "每月最多还800", "我是大二学生", "不是我借的", "已经还清了还显示逾期", "5000天", "3元", "到手8000 花200",
	"同意了，3期每期1000", "先还3000 剩下12期每期900", "前3期每期500，后9期每期900", "推后两个月，同意了", "昨天还了1000", "还了99999", "全还清了", "付了5",
	"一次性还12000结清", "延期3个月", "/offer", "/case", "昨天下午3点", "A1024", "不发了", "上次谈好了12期每期900，9月5号开始，还了900", "记错了", "今天还了2000，昨天还了1000",
	"/settings", "晚上8点", "提前5天", "纽约", "UTC+9", "22点到7点",
	"撑不下去了怎么办", "花呗9800 还有5天到期 失业金1900 花3200", "其他贷款每月还800", "还有借呗8000 逾期10天", "信用卡5000 逾期60天 还有微粒贷7000",
	"付了2000，结清了", "对方减免了一些", "花呗欠5000 逾期四年了", "重新谈好了，10期每期800", "一共12600", "连本带息9千多",
	"日息万五", "15号", "3000", "花呗欠了一万四 罚息560 逾期80天 公司降薪了 到手5200 一个月必须花3900 想分期",
}

// TestRandomWalk presses and types at random, with days passing and sessions read back
// from storage: never a panic, never stuck, everything within the limits of a phone. A walk
// of 100,000 steps comes through every state.
func TestRandomWalk(t *testing.T) {
	met := map[dialog.Name]int{}
	for seed := range uint64(4) {
		stays := 200 // steps, of those who do not go through a whole life
		if seed%2 == 0 {
			stays = *walkSteps
		}
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) { walk(t, rand.New(rand.NewPCG(seed, 7)), *walkSteps/4, stays, met) })
	}
	var missed []string
	for _, name := range stateNames(t) {
		if met[dialog.Name(name)] == 0 {
			missed = append(missed, name)
		}
	}
	t.Logf("%d states met; never: %v", len(met), missed)
	if *walkSteps >= 100_000 && len(missed) > 0 {
		t.Errorf("the walk never came to %v", missed)
	}
}

// stateNames are all states, as the diagram draws them.
func stateNames(t *testing.T) []string {
	var drawn strings.Builder
	if err := dialog.Diagram(&drawn); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, m := range regexp.MustCompile(`(?m)^    ([a-z]+)_[a-z]+\[([a-z]+)\]$`).FindAllStringSubmatch(drawn.String(), -1) {
		names = append(names, m[1]+"."+m[2])
	}
	if len(names) < 100 {
		t.Fatalf("only %d states are drawn", len(names))
	}
	return names
}

func walk(t *testing.T, r *rand.Rand, steps, stays int, met map[dialog.Name]int) {
	k := newTalk(t)
	var last string
	defer func() {
		if v := recover(); v != nil {
			t.Fatalf("after %q in %s: %v\n%s", last, k.person.Session.State, v, debug.Stack())
		}
	}()
	for range steps {
		in := step(r, k)
		last = fmt.Sprintf("%d %s%s", in.Kind, in.Text, in.Data)
		k.step(in)
		met[k.person.Session.State]++
		for _, m := range k.said {
			met[m.State]++ // of which some is gone again, with all that was kept
		}
		checkReply(t, k, last)
		checkStages(t, k, last)
		checkConsent(t, k, last)
		k.person = stored(t, k.person)
		if r.IntN(12) == 0 {
			k.now = k.now.AddDate(0, 0, r.IntN(20))
		}
		if r.IntN(stays) == 0 {
			k.person, k.live = dialog.Person{}, nil // somebody else begins
		}
	}
}

// step chooses what the walker does: mostly a button that is there, sometimes an old one.
func step(r *rand.Rand, k *talk) dialog.Input {
	buttons := slices.DeleteFunc(slices.Concat(k.live...), func(b dialog.Button) bool { return b.Data == "" })
	switch n := r.IntN(20); {
	case n == 0:
		return dialog.Input{Kind: dialog.Media, File: []*casefile.File{nil, {Ref: "photo", Photo: true}}[r.IntN(2)]}
	case n == 1:
		return dialog.Input{Kind: dialog.Pressed, Data: []string{"", "x", "intake.product:1:huabei", "due:1.1.0.0:paid", "due:9.9.9.9:paid", "due:1:paid", "a:b:c:d",
			"rem:1.m:same", "rem:1.w:waiting", "rem:1.a1.0:open", "rem:1.c:done", "rem:9.r:how", "rem:1.p:list", "rem:1.z:x", "rem:1"}[r.IntN(15)]}
	case n < 14 && len(buttons) > 0:
		return dialog.Input{Kind: dialog.Pressed, Data: buttons[r.IntN(len(buttons))].Data}
	}
	return dialog.Input{Kind: dialog.Typed, Text: walkWords[r.IntN(len(walkWords))]}
}

func checkReply(t *testing.T, k *talk, last string) {
	t.Helper()
	if len(k.said) == 0 {
		t.Fatalf("no reply after %q in %s", last, k.person.Session.State)
	}
	for _, m := range k.said {
		text := dialog.Plain(m.Text)
		if n := utf8.RuneCountInString(text); n == 0 || n > 4096 {
			t.Fatalf("a reply of %d characters after %q", n, last)
		}
		if strings.Contains(text, "<no value>") || strings.Contains(text, "{{") {
			t.Fatalf("an unfilled text after %q: %s", last, text)
		}
		for _, b := range slices.Concat(m.Buttons...) {
			if len(b.Data) > 64 || utf8.RuneCountInString(b.Copy) > 256 || b.Label == "" || (b.Data == "") == (b.Copy == "") {
				t.Fatalf("a bad button %+v after %q", b, last)
			}
		}
	}
}

// checkConsent has only the welcome, what comes before money, and the settings open to someone who
// has not consented.
func checkConsent(t *testing.T, k *talk, last string) {
	t.Helper()
	s := k.person.Session
	if flow := s.State.Flow(); s.Consent.IsZero() && !slices.Contains([]string{"", "welcome", "safety", "settings"}, flow) {
		t.Fatalf("after %q in %s without consent", last, s.State)
	}
}

// checkStages holds the stage of every case to its agreement: settled when nothing is left and
// only then, and otherwise one of those in which an agreement is kept.
func checkStages(t *testing.T, k *talk, last string) {
	t.Helper()
	for i := range k.person.Cases {
		c := &k.person.Cases[i]
		kept := slices.Contains([]casefile.Stage{casefile.Agreed, casefile.Performing, casefile.Broken, casefile.Settled}, c.Stage)
		switch a := c.Agreement; {
		case kept != (a != nil):
			t.Fatalf("after %q the case is %s, with an agreement: %t", last, c.Stage, a != nil)
		case a != nil && (a.Left() == 0) != (c.Stage == casefile.Settled):
			t.Fatalf("after %q the case is %s, with %s left", last, c.Stage, a.Left())
		}
	}
}

// stored is a person written to and read from storage.
func stored(t *testing.T, p dialog.Person) dialog.Person {
	t.Helper()
	text, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	session, err := json.Marshal(p.Session)
	if err != nil || len(session) > 8<<10 {
		t.Fatalf("a session of %d bytes: %v", len(session), err)
	}
	var back dialog.Person
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	for i := range back.Cases {
		if err := back.Cases[i].Validate(); err != nil {
			t.Fatalf("the case makes no sense: %v", err)
		}
	}
	return back
}
