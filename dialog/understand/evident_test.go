package understand_test

import (
	"slices"
	"testing"

	"xieshang/dialog/understand"
)

// TestManyLendersAreNoDanger tells what is owed to many from playing for money.
func TestManyLendersAreNoDanger(t *testing.T) {
	for _, text := range []string{
		"八个平台一共欠了15万", "七个网贷加起来欠了8万", "十个网贷加起来欠了8万", "六个网贷平台一共6万多 每月还不过来", "12个网贷平台总共欠20多万",
	} {
		if got := understand.Safety(text); len(got) > 0 {
			t.Errorf("%q raises %v", text, got)
		}
	}
	for text, want := range map[string]understand.Alarm{
		"网上玩游戏输了八万": understand.Gambling, "我今年16 用妈妈手机借的": understand.Minor,
	} {
		if got := understand.Safety(text); len(got) == 0 || got[0] != want {
			t.Errorf("%q raises %v, want %s", text, got, want)
		}
	}
}

// TestSoundsAlike has the same words mean the end of a life, and of an instalment.
func TestSoundsAlike(t *testing.T) {
	for text, grave := range map[string]bool{
		"今天是最后一天": false, "今天是我在这世上最后一个生日": true,
		"我妈吃安眠药才能睡": false, "安眠药我攒够了": true,
		"如果我中间断了呢": false, "农药化肥钱都是赊的": false, "跳槽之后工资少了": false, "上吊也得喘口气": false,
		"累死了": false, "想死的心都有了": true,
		"还完就解脱了": false, "我走了贷款是不是就不用还了": true,
		"要不是孩子 我早就跳了": true, "我真的不知道怎么办了": false,
	} {
		if got := slices.Contains(understand.Safety(text), understand.Crisis); got != grave {
			t.Errorf("%q is a crisis: %v, want %v", text, got, grave)
		}
	}
}
