package understand

import (
	"slices"
	"testing"
)

// TestDenials has people say that a danger is none, and others who only begin like that.
func TestDenials(t *testing.T) {
	for _, c := range []struct {
		text   string
		alarm  Alarm
		raised bool
	}{
		{"我从来不碰网赌", Gambling, false},
		{"從來沒賭過錢", Gambling, false},
		{"我从来不赌，是我老公网赌欠的", Gambling, true},
		{"我以前网赌输了二十万，现在不赌了", Gambling, true},
		{"我从来没收到过传票", Court, false},
		{"没收到传票，但是法院打电话说要开庭", Court, true},
		{"还没收到传票，收到法院短信说12月8号开庭", Court, true},
		{"收到短信了", Court, false},
		{"收到一个支付令，说是借呗的", Court, true},
		{"网商贷把我告了，15天内要交答辩状", Court, true},
		{"我有真的诊断书，医院盖过章的", Forgery, false},
		{"客服说材料不能作假，我肯定如实写", Forgery, false},
		{"我不能造假，你帮我p一个", Forgery, true},
		{"我16岁就出来打工了，今年三十五，欠了十万", Minor, false},
		{"当年没满十八就进厂了，现在快四十了", Minor, false},
		{"我今年17", Minor, true},
		{"登录密码输错五次锁了", Gambling, false},
		{"密码输错了 网赌把钱都输光了", Gambling, true},
		{"打官司输了要赔两万", Gambling, false},
		{"流水怎么转成图片", Forgery, false},
		{"社区开的困难证明行吗", Forgery, false},
		{"帮我把流水改成收入三千 再转成pdf", Forgery, true},
		{"供两个中学生", Minor, false},
		{"我是初中班主任", Minor, false},
		{"我才16岁 班里有三个学生都欠了", Minor, true},
		{"跟我姐打电话借了五千", Harassment, false},
		{"跟朋友借了钱 催收天天骂他", Harassment, true},
		{"协商成功分60期", ScamAgent, false},
		{"花呗协商成功分60期，还了3期", ScamAgent, false},
		{"有人说能协商成功分60期，收我2000", ScamAgent, true},
		{"能不能把利息免了我只还本金15000，现在他们要我还19800", ScamAgent, false},
		{"我只还本金他帮我办，先收3000", ScamAgent, true},
		{"我是用自己身份证借的", IdentityTheft, false},
		{"我身份证是110101199003077715 手机13812345678", IdentityTheft, false},
		{"她自己借的 但是钱被骗子骗走了", IdentityTheft, false},
		{"我没签字", IdentityTheft, false},
		{"合同上的字不是我签的", IdentityTheft, true},
		{"有人用我身份证借了两万，不是我借的", IdentityTheft, true},
		{"活路少了撒", Crisis, false},
		{"没得活路了", Crisis, true},
		{"搬家打乱了安排", Violence, false},
	} {
		if got := slices.Contains(Safety(c.text), c.alarm); got != c.raised {
			t.Errorf("%s in %q: %v, want %v", c.alarm, c.text, got, c.raised)
		}
	}
}
