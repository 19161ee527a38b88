package understand_test

import (
	"strings"
	"testing"

	"xieshang/calc"
	"xieshang/dialog/understand"
)

// spelledSums are sums as they are typed, in yuan.
var spelledSums = map[string]int64{
	"3千":   3000,
	"三千":   3000,
	"三千五":  3500,
	"3000": 3000,
	"3500": 3500,
	"一万":   10000,
	"一万二":  12000,
	"1万2":  12000,
	"1.2万": 12000,
	"8万5":  85000,
	"八万五":  85000,
	"十二万":  120000,
	"6k":   6000,
	"1w2":  12000,
	"两万":   20000,
	"三万六千": 36000,
	"4万":   40000,
}

// behindSums are words that may follow a sum with no mark between them, as voice input writes it.
const behindSums = `
	一起 一直没还 一个月了 一个月没还 一年多 一年了 一次没还 一共 十月到期 十一月到期 十号到期
	二十号到期 三月到期 五天了 两天 半年 半个月 两年 百分之十利息 千万别告诉我家 万一起诉 万五利息
	几天了 块 元 整 本金 四天没还 十天没还 十五天 一周了 两周 五一前还 国庆还 十一到期 双十一买的
	六一到期 三八节 初一到期 初五还 月底到期 下月还 年底还 4月5号到期 5号到期 十二期 一期没还 第三期
	三家 两笔 一张卡 三张 两个平台 两三个月 三五天 七八天 四五个月 十来天 二十多天 半年多 一两个月
	两个半月 一百天 一百二十天 两百天 3个月 3天 30天 15天了 90天 2个月 半月 四期
	每月五百 每月还五百 月供五百 一天五块利息 利息五百 罚息三百 五个人催 三个催收 二月十号 十二月十五号
	一号 二号 五月底 十二点 八点打电话 六楼 两口子 三十岁 二十五岁 四口人 一家人 三口 五年了 一二十天`

// TestSumsRunTogether types a sum and a word behind it, in one and apart: the sum is read as it is, or not at
// all where it may be another one.
func TestSumsRunTogether(t *testing.T) {
	read, all := 0, 0
	for sum, yuan := range spelledSums {
		for _, word := range strings.Fields(behindSums) {
			for _, between := range []string{"", " ", "，"} {
				text := "借呗" + sum + between + word
				all++
				for _, d := range understand.Opener(text, today).Debts {
					if d.Total == nil {
						continue
					}
					read++
					if d.Total.Kind != understand.Exact || d.Total.Value != calc.Yuan(yuan) {
						t.Errorf("%q: %v", text, *d.Total)
					}
				}
			}
		}
	}
	t.Logf("%d of %d read", read, all)
	if read < all*4/5 {
		t.Errorf("only %d of %d sums are read", read, all)
	}
}
