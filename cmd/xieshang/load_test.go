package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"xieshang/bot/botapi"
)

var (
	loadFor     = flag.Duration("load-for", time.Second, "how long TestLoad lets people talk")
	loadProfile = flag.String("load-profile", "", "where TestLoad writes a profile of the bot")
	loadProgram = flag.String("load-program", "", "a built xieshang that TestLoad and TestSlowSends talk to, in place of one inside the test program")
	loadPeople  = flag.Int("load-people", 100, "how many people talk at once in TestLoad")
)

// conversation is one person's way to an agreement, and to the removal of everything.
func conversation() []botapi.Step {
	return append(slices.Clone(untilAgreed),
		botapi.Step{Say: "会上征信吗", Want: "征信"},
		botapi.Step{Say: "/delete", Want: "删除全部"},
		botapi.Step{Tap: "全部删除"})
}

// TestLoad lets a crowd talk to the bot, each in a whole conversation, as fast as it answers.
func TestLoad(t *testing.T) {
	b := newHurried(t)
	o := b.api.Load(t.Context(), botapi.Crowd{People: *loadPeople, First: 1000, Script: conversation(), Rounds: 1 << 30, For: *loadFor})
	if o.Lost > 0 {
		t.Errorf("%v %v\n%s", o, o.Problems, b.said)
	}
	t.Logf("saturated: %v; RSS %d MB; CPU %v a step", o, b.peakMemory()>>20, b.processorTime()/time.Duration(o.Answered))
	if err := b.stop(); err != nil {
		t.Error(err)
	}
}

// processorTime is how long the bot has used a processor.
func (b *killable) processorTime() time.Duration {
	b.t.Helper()
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", b.process.Process.Pid))
	if err != nil {
		b.t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(stat), ") ")
	fields := strings.Fields(rest)
	user, err := strconv.Atoi(fields[11])
	system, err2 := strconv.Atoi(fields[12])
	if err := errors.Join(err, err2); err != nil {
		b.t.Fatal(err)
	}
	return time.Duration(user+system) * 10 * time.Millisecond // Linux counts in hundredths of a second
}

// newHurried starts a bot that goes by the real time, and may write as much as it likes. It
// returns when the bot takes updates: how long a start takes is not how long an answer takes.
func newHurried(t *testing.T) *killable {
	b := newKillable(t, botapi.NoJournal())
	b.environ = append(b.environ, victimHurry+"="+hurryAll)
	if *loadProgram != "" {
		b.command = []string{*loadProgram, "serve", "--token", botapi.DefaultToken, "--api-url", b.api.URL(), "--db", b.database(),
			"--chat-rate", "1000", "--reminder-rate", "1000"}
	}
	if *loadProfile != "" {
		b.environ = append(b.environ, victimProfile+"="+*loadProfile)
	}
	b.start()
	if err := b.api.WaitPoll(t.Context()); err != nil {
		t.Fatal(err)
	}
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

var (
	slowPeople = flag.Int("slow-people", 100, "how many people talk in TestSlowSends")
	slowRate   = flag.Float64("slow-rate", 500, "steps a second of all of them; 0 is as fast as answers come")
)

// TestSlowSends lets a crowd talk to the bot while every message takes 50 ms to be sent:
// hundreds are on their way at once, and nobody waits for the others.
func TestSlowSends(t *testing.T) {
	b := newHurried(t)
	b.api.Fault(func(c botapi.Call) *botapi.Fault {
		if c.Method == "getUpdates" {
			return nil
		}
		return &botapi.Fault{Delay: 50 * time.Millisecond}
	})
	o := b.api.Load(t.Context(), botapi.Crowd{People: *slowPeople, First: 1000, Script: conversation(), Rounds: 1 << 30, For: *loadFor, Rate: *slowRate})
	if o.Lost > 0 {
		t.Errorf("%v %v\n%s", o, o.Problems, b.said)
	}
	t.Logf("every send takes 50 ms: %v; RSS %d MB", o, b.peakMemory()>>20)
}
