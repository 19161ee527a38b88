package main

import (
	"testing"
	"time"

	"xieshang/bot/botapi"
)

// TestStopsInTime tells the bot to stop while Telegram takes no message: it ends within ten
// seconds, and what it had to say is said after the next start.
func TestStopsInTime(t *testing.T) {
	t.Parallel()
	b := newTimed(t)
	var hanging botapi.Fault
	hanging.Delay = time.Minute
	b.api.Fault(func(c botapi.Call) *botapi.Fault {
		if c.Method != "sendMessage" {
			return nil
		}
		return &hanging
	})
	u := b.api.User(7)
	u.Say("/start")
	if err := b.api.WaitPoll(t.Context()); err != nil {
		t.Fatal(err)
	}
	told := time.Now()
	if err := b.stop(); err != nil {
		t.Errorf("stopping: %v\n%s", err, &b.log)
	}
	if took := time.Since(told); took > 10*time.Second {
		t.Errorf("it took %v to stop", took)
	}
	b.api.Fault(nil)
	b.start()
	if _, err := u.WaitText(t.Context(), "免费"); err != nil {
		t.Error(err)
	}
}
