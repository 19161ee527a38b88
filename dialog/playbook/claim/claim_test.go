package claim

import (
	"slices"
	"strings"
	"testing"
)

func TestFind(t *testing.T) {
	for text, want := range map[string]string{
		"收到起诉状副本后 15 日内答辩":               "15 days",
		"十五天之内":                          "15 days",
		"《民法典》第560、561条":                 "article 560|article 561|law 民法典",
		"Criminal Law, arts. 175-1, 193": "article 175",
		"银发〔2003〕251号":                   "number 251 of 2003",
		"银保监会令2020年第3号":                  "number 3 of 2020",
		"拨打 12378 或 110":                 "line 12378|line 110",
		"年化 24%，超过两成":                    "24 %|20 %",
		"22:00–8:00，一天 3 次":              "22:00|8:00|1 days|3 times",
		"保留 5 年":                         "5 years",
		"2026 年 3 月 31 日":                "",
		"3–7 个工作日":                       "7 working days",
		"逾期 1.5 倍":                       "1.5 times over",
		"12,345 元":                       "",
		"Answer within 15 days":          "15 days",
		"点一下这里":                          "",
		"晚上 8 点提醒":                       "8:00",
	} {
		if got := strings.Join(Find(text), "|"); !same(got, want) {
			t.Errorf("%q claims %q, want %q", text, got, want)
		}
	}
}

func same(a, b string) bool {
	x, y := strings.Split(a, "|"), strings.Split(b, "|")
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

func TestForbidden(t *testing.T) {
	for _, text := range []string{"一定能减免", "保证通过", "包过", "成功率 98%", "3 天内还不上征信", "停息挂账是你的权利", "只还本金就行", "投诉就能删记录",
		"我能删掉你的记录", "別接電話", "别接催收", "拖过3年就没事", "会坐牢", "借新还旧", "花呗额度最高 5 万", "快点！", "We promise it", "This is 100% safe",
		"you will go to jail", "do not answer the phone", "guaranteed result", "your right to stop interest"} {
		if len(Forbidden(text)) == 0 {
			t.Errorf("%q is not found", text)
		}
	}
	for _, text := range []string{"免费，不代办，也不保证对方同意。", "可以申请停息，但不是你的法定权利，要对方同意。", "没有统一的宽限天数", "先别还，也别口头承认", "接一次电话"} {
		if found := Forbidden(text); len(found) > 0 {
			t.Errorf("%q is taken for %q", text, found)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("15 日内，第70条，12378")
	f.Fuzz(func(_ *testing.T, text string) {
		Find(text)
		Forbidden(text)
	})
}
