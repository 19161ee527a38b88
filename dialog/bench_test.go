package dialog_test

import (
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
