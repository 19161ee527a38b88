package main

import (
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"xieshang/bot/botapi"
)

var (
	faultFor  = flag.Duration("fault-for", 300*time.Millisecond, "how long each trouble of TestFaults lasts")
	faultRate = flag.Float64("fault-rate", 200, "updates a second in TestFaults")
)

// trouble is something that goes wrong for a while.
type trouble struct {
	name  string
	begin func(*trial) (end func())
}

var troubles = []trouble{
	{"disk full", (*trial).fill}, // first, while the write-ahead log still has to grow
	{"429", calls(func() *botapi.Fault { return &botapi.Fault{Status: 429, RetryAfter: 1} })},
	{"5xx", calls(func() *botapi.Fault {
		return &botapi.Fault{Status: 500 + rand.IntN(4), Body: "<html>Bad Gateway</html>"}
	})},
	{"cut before", calls(func() *botapi.Fault { return &botapi.Fault{Cut: true} })},
	{"cut after", calls(func() *botapi.Fault { return &botapi.Fault{Cut: true, Done: true} })},
	{"slow", calls(func() *botapi.Fault { return &botapi.Fault{Delay: 300 * time.Millisecond} })},
	{"403", (*trial).refuse},
	{"locked", (*trial).lock},
}

// jumps are troubles of the clock.
var jumps = []trouble{
	{"a day later", func(r *trial) func() { r.setClock("2026-11-22T10:00:00+08:00"); return func() {} }},
	{"a day earlier", func(r *trial) func() { r.setClock("2026-11-20T10:00:00+08:00"); return func() {} }},
}

// calls makes a third of all calls fail.
func calls(fault func() *botapi.Fault) func(*trial) func() {
	return func(r *trial) func() {
		r.api.Fault(func(c botapi.Call) *botapi.Fault {
			if rand.IntN(3) > 0 {
				return nil
			}
			f := fault()
			if f.Done && c.Method == "sendMessage" {
				r.twice.Add(1)
			}
			return f
		})
		return func() { r.api.Fault(nil) }
	}
}

// strangers are people beside the crowd.
const strangers = 20

// refuse has strangers write who cannot be answered. They write again when they can.
func (r *trial) refuse() (end func()) {
	r.api.Fault(func(c botapi.Call) *botapi.Fault {
		if chat := c.Chat(); chat == 0 || chat > strangers {
			return nil
		}
		return &botapi.Fault{Status: 403, Description: "Forbidden: bot was blocked by the user"}
	})
	for i := range int64(strangers) {
		r.api.User(1 + i).Say("/start")
	}
	return func() {
		r.api.Fault(nil)
		for i := range int64(strangers) {
			u := r.api.User(1 + i)
			u.Say("/start")
			if _, err := u.WaitText(r.t.Context(), "免费"); err != nil {
				r.t.Error(err)
			}
		}
	}
}

// lock keeps the bot from writing into its database.
func (r *trial) lock() (release func()) {
	db, err := sql.Open("sqlite3", r.database())
	if err != nil {
		r.t.Error(err)
		return func() {}
	}
	conn, err := db.Conn(context.Background())
	if err == nil {
		_, err = conn.ExecContext(context.Background(), "BEGIN IMMEDIATE")
	}
	if err != nil {
		r.t.Error(err)
	}
	return func() {
		if err := errors.Join(conn.Close(), db.Close()); err != nil {
			r.t.Error(err)
		}
	}
}

// fill takes all the room on the bot's disk, if it has one of its own.
func (r *trial) fill() (free func()) {
	ballast := filepath.Join(r.dir, "ballast")
	if !r.ownDisk {
		return func() {}
	}
	f, err := os.Create(ballast)
	for err == nil {
		_, err = f.Write(make([]byte, 4096))
	}
	if !errors.Is(err, syscall.ENOSPC) {
		r.t.Error(err)
	}
	if err := f.Close(); err != nil {
		r.t.Error(err)
	}
	return func() {
		if err := os.Remove(ballast); err != nil {
			r.t.Error(err)
		}
	}
}

// TestFaults lets everything go wrong around the bot, one thing after the other, while a
// crowd talks to it and again while all of them are reminded: nobody is shown less, more or
// in another order than if nothing had happened.
func TestFaults(t *testing.T) {
	t.Parallel()
	all := slices.Concat(troubles, jumps)
	seconds := float64(len(all)+1) * faultFor.Seconds()
	r := newTrial(t, int(seconds**faultRate)/len(untilAgreed)+1, true)
	r.talk(*faultRate, func(<-chan struct{}) {
		r.suffer(troubles)
		r.flooding.Wait() // yesterday's payments would not be taken for payments
		r.suffer(jumps)
	})
	r.setClock(storyStart)
	r.remind(func(<-chan struct{}) { r.suffer(troubles) })
	if repeats := r.judge(); len(repeats) > 0 {
		t.Errorf("%d messages came twice though the bot knew that they had come", len(repeats))
	}
	if r.ownDisk && !strings.Contains(r.log.String(), "disk is full") {
		t.Error("the disk was full, and nobody noticed")
	}
	t.Logf("%d people, %d troubles, with a disk of its own: %t; %d messages came twice because their answers were cut", r.people, len(all)+len(troubles), r.ownDisk, r.twice.Load())
}

// suffer lets one trouble come after the other.
func (r *trial) suffer(list []trouble) {
	for _, trouble := range list {
		end := trouble.begin(r)
		<-time.After(*faultFor)
		end()
	}
}

// disk gives a bot that does not run yet a disk of its own, if this test may mount one.
func (b *killable) disk(size int) (mounted bool) {
	if err := syscall.Mount("none", b.dir, "tmpfs", 0, fmt.Sprintf("size=%d", size)); err != nil {
		b.t.Logf("no disk can be mounted here: %v", err)
		return false
	}
	b.t.Cleanup(func() {
		if err := syscall.Unmount(b.dir, 0); err != nil {
			b.t.Error(err)
		}
	})
	return true
}
