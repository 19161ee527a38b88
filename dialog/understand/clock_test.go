package understand_test

import (
	"slices"
	"testing"

	"xieshang/dialog/understand"
)

func TestHours(t *testing.T) {
	tests := []struct {
		text string
		want []int
	}{
		{"9", []int{9}}, {"9点", []int{9}}, {"09:00", []int{9}}, {"早上九点", []int{9}}, {"8點鐘", []int{8}},
		{"晚上8点", []int{20}}, {"晚八点", []int{20}}, {"下午三点", []int{15}}, {"20：00", []int{20}}, {"十一点", []int{11}},
		{"二十二点", []int{22}}, {"两点", []int{2}}, {"下午兩點", []int{14}}, {"中午12点", []int{12}}, {"中午1点", []int{13}},
		{"晚上12点", []int{0}}, {"半夜12点", []int{0}}, {"夜里2点", []int{2}}, {"夜里11点", []int{23}}, {"凌晨1点", []int{1}}, {"24点", []int{0}},
		{"7 pm", []int{19}}, {"7:00pm", []int{19}}, {"12 am", []int{0}}, {"12pm", []int{12}}, {"at 9 o'clock", []int{9}},
		{"22点到早上7点", []int{22, 7}}, {"晚上11点-8点", []int{23, 8}}, {"22:00–08:00", []int{22, 8}}, {"11pm to 7am", []int{23, 7}},
		{"8点半", nil}, {"20:15", nil}, {"25点", nil}, {"随便", nil}, {"", nil},
	}
	for _, test := range tests {
		if got := understand.Hours(test.text); !slices.Equal(got, test.want) {
			t.Errorf("%q names %v, not %v", test.text, got, test.want)
		}
	}
}

func TestZone(t *testing.T) {
	tests := []struct{ text, want string }{
		{"北京", "Asia/Shanghai"}, {"我在上海", "Asia/Shanghai"}, {"香港時間", "Asia/Hong_Kong"}, {"纽约", "America/New_York"},
		{"I live in New York", "America/New_York"}, {"tokyo", "Asia/Tokyo"}, {"洛杉矶", "America/Los_Angeles"}, {"倫敦", "Europe/London"},
		{"UTC+8", "UTC+08:00"}, {"gmt-5", "UTC-05:00"}, {"+5:30", "UTC+05:30"}, {"东八区", "UTC+08:00"}, {"西五區", "UTC-05:00"}, {"东十区", "UTC+10:00"},
		{"America/Sao_Paulo", "America/Sao_Paulo"}, {"Pacific/Kiritimati", "Pacific/Kiritimati"},
		{"UTC+15", ""}, {"火星", ""}, {"", ""}, {"Mars/Base", ""}, {"../etc/passwd", ""}, {"8", ""}, {"Local", ""},
	}
	for _, test := range tests {
		if got, ok := understand.Zone(test.text); got != test.want || ok != (test.want != "") {
			t.Errorf("%q is %q (%t), not %q", test.text, got, ok, test.want)
		}
	}
}
