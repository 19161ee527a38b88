package understand_test

import (
	"testing"
	"time"

	"xieshang/calc"
	"xieshang/dialog/understand"
)

func TestMonth(t *testing.T) {
	today := calc.Date{Year: 2026, Month: time.November, Day: 21}
	for _, test := range []struct {
		said string
		ask  understand.Ask
		want string // "" for not read
	}{
		{"明年3月", understand.Coming, "2027-03-01"},
		{"3月份", understand.Coming, "2027-03-01"},
		{"3月份", understand.PastDue, "2026-03-01"},
		{"去年12月", understand.PastDue, "2025-12-01"},
		{"2026年8月", understand.PastDue, "2026-08-01"},
		{"六月", understand.PastDue, "2026-06-01"},
		{"上個月", understand.PastDue, "2026-10-01"},
		{"下个月", understand.Coming, "2026-12-01"},
		{"三个月后", understand.Coming, "2027-02-01"},
		{"半年前", understand.PastDue, "2026-05-01"},
		{"两年前", understand.PastDue, "2024-11-01"},
		{"March 2027", understand.Coming, "2027-03-01"},
		{"last month", understand.PastDue, "2026-10-01"},
		{"in 3 months", understand.Coming, "2027-02-01"},
		{"13月", understand.Coming, ""},
		{"随便", understand.Coming, ""},
	} {
		got, err := understand.Month(test.said, test.ask, today)
		if test.want == "" {
			if err == nil && got.Kind == understand.Exact {
				t.Errorf("%q is read as %s", test.said, got.Value)
			}
			continue
		}
		if err != nil || got.Value.String() != test.want {
			t.Errorf("%q is %s, %v; want %s", test.said, got.Value, err, test.want)
		}
	}
}

func TestSpending(t *testing.T) {
	for _, test := range []struct {
		said string
		want []understand.Item
	}{
		{"房租1500 吃饭1200", []understand.Item{{Kind: "housing", Amount: calc.Yuan(1500)}, {Kind: "food", Amount: calc.Yuan(1200)}}},
		{"房租一千五，水电 200、孩子800", []understand.Item{{Kind: "housing", Amount: calc.Yuan(1500)}, {Kind: "utilities", Amount: calc.Yuan(200)}, {Kind: "dependants", Amount: calc.Yuan(800)}}},
		{"买菜500 伙食700", []understand.Item{{Kind: "food", Amount: calc.Yuan(1200)}}},
		{"rent 1500 food 1200", []understand.Item{{Kind: "housing", Amount: calc.Yuan(1500)}, {Kind: "food", Amount: calc.Yuan(1200)}}},
		{"其他贷款每月还800", nil},
		{"花呗14000", nil},
	} {
		got := understand.Spending(test.said)
		if len(got) != len(test.want) {
			t.Errorf("%q is %v, want %v", test.said, got, test.want)
			continue
		}
		for i := range got {
			if got[i] != test.want[i] {
				t.Errorf("%q is %v, want %v", test.said, got, test.want)
			}
		}
	}
}

func TestCount(t *testing.T) {
	for said, want := range map[string]int{"9次": 9, "三个人": 3, "0": 0, "两口人": 2} {
		if got, ok := understand.Count(said); !ok || got != want {
			t.Errorf("%q counts %d, %t", said, got, ok)
		}
	}
	for _, said := range []string{"很多", "3到5个", "1.5"} {
		if got, ok := understand.Count(said); ok {
			t.Errorf("%q counts %d", said, got)
		}
	}
}

func TestNamesOfLenders(t *testing.T) {
	said := "花呗14200 借呗28000 招行信用卡16700 美团9500 京东白条21000 微粒贷23000"
	if got := understand.LenderNames(said); len(got) != 3 || got[0] != "美团" || got[1] != "京东白条" || got[2] != "微粒贷" {
		t.Errorf("the lenders are %v", got)
	}
	if got := understand.CardNames(said); len(got) != 1 || got[0] != "招行信用卡" {
		t.Errorf("the cards are %v", got)
	}
}
