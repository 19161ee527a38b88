package understand_test

import (
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
