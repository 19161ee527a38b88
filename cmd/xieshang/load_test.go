package main

import (
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"xieshang/bot/botapi"
)

var (
	loadFor    = flag.Duration("load-for", 3*time.Second, "how long TestLoad lets people talk")
	loadPeople = flag.Int("load-people", 300, "how many people talk at once in TestLoad")
)

// conversation is one person's way from the first word to the removal of everything.
var conversation = []botapi.Step{
	{Say: "/start", Want: "免费"},
	{Tap: "已满 18 岁，同意并开始", Want: "急事"},
	{Tap: "都没有", Want: "哪一笔"},
	{Tap: "花呗", Want: "要还多少"},
	{Say: "本金一万四 罚息560", Want: "14,560.00"},
	{Say: "80天", Want: "逾期 80 天"},
	{Say: "到手5200 花3900", Want: "1,300.00"},
	{Tap: "收入下降", Want: "14 期 × 1,000.00"},
	{Tap: "拿话术去谈", Want: "1/6"},
	{Tap: "谈完了，记结果", Want: "对方怎么说"},
	{Tap: "同意了", Want: "14 期 × 1,000.00"},
	{Tap: "就是这样", Want: "2028"},
	{Tap: "记下来，到日子提醒我", Want: "0/14"},
	{Say: "会上征信吗", Want: "征信"},
	{Say: "/delete", Want: "删除全部"},
	{Tap: "全部删除"},
}

// TestLoad lets a crowd talk to the bot, each in a whole conversation, as fast as it answers.
func TestLoad(t *testing.T) {
	b := newHurried(t)
	o := b.api.Load(t.Context(), botapi.Crowd{People: *loadPeople, First: 1000, Script: conversation, Rounds: 1 << 30, For: *loadFor})
	if o.Lost > 0 {
		t.Errorf("%v %v\n%s", o, o.Problems, b.said)
	}
	t.Logf("saturated: %v; RSS %d MB", o, b.peakMemory()>>20)
}

// newHurried starts a bot that goes by the real time, and may write as much as it likes.
func newHurried(t *testing.T) *killable {
	b := newKillable(t, botapi.NoJournal())
	b.environ = append(b.environ, victimHurry+"=1")
	b.start()
	return b
}

// peakMemory is the most memory that the bot has had, in bytes.
func (b *killable) peakMemory() (peak int) {
	b.t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", b.process.Process.Pid))
	if err != nil {
		b.t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	kilobytes, err := strconv.Atoi(strings.Fields(rest)[0])
	if err != nil {
		b.t.Fatal(err)
	}
	return kilobytes << 10
}
