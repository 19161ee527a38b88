package dialog_test

import (
	"strconv"
	"strings"
	"testing"

	"xieshang/dialog"
	"xieshang/dialog/locale"
)

// BenchmarkQuickPath is one update of the quick path, from /start to the plan, on average.
func BenchmarkQuickPath(b *testing.B) {
	lines := []string{"/start", "[已满 18 岁，同意并开始]", "[都没有]", "[花呗]", "本金一万四 罚息560", "80天", "到手5200 花3900", "[收入下降]"}
	k := newTalk(b)
	for n := 0; b.Loop(); n++ {
		if n%len(lines) == 0 {
			k.person, k.live = dialog.Person{}, nil
		}
		k.do(lines[n%len(lines)])
	}
}

// BenchmarkScriptPage is turning a page of the script, the plan worked out anew.
func BenchmarkScriptPage(b *testing.B) {
	k := newTalk(b)
	for _, line := range []string{"花呗欠了一万四 罚息560 逾期80天 公司降薪了 到手5200 一个月必须花3900", "[已满 18 岁，同意并开始]", "[都没有]", "[拿话术去谈]"} {
		k.do(line)
	}
	for n := 0; b.Loop(); n++ {
		label := "下一段 ›"
		if n%2 == 1 {
			label = "‹ 上一段"
		}
		k.step(dialog.Input{Kind: dialog.Pressed, Data: k.data(label)})
	}
}

// BenchmarkEngine is what starting the engine takes.
func BenchmarkEngine(b *testing.B) {
	for b.Loop() {
		if _, err := locale.Load(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkTold is a message of some length below the plan.
func BenchmarkTold(b *testing.B) {
	const told = "我今年三十二岁，之前在东莞一个电子厂上班，七月份厂里裁员我就没工作了，老婆在家带两个孩子，前两天开始天天打电话过来，说要上门，还说要联系我爸妈，" +
		"我不是不想还，是真的一下子拿不出来，"
	for _, runes := range []int{30, 60, 120, 4000} {
		b.Run(strconv.Itoa(runes), func(b *testing.B) {
			k := newTalk(b)
			for _, line := range []string{"花呗欠了一万四 罚息560 逾期80天 公司降薪了 到手5200 一个月必须花3900", "[已满 18 岁，同意并开始]", "[都没有]"} {
				k.do(line)
			}
			before, live := k.person, k.live
			text := string([]rune(strings.Repeat(told, 1+runes/100))[:runes])
			for b.Loop() {
				k.person, k.live = before, live
				k.do(text)
			}
		})
	}
}
