package main

import (
	"strings"
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

// TestEndsWhenTokenIsRevoked takes the token away from a running bot: it says so and ends,
// whatever else it was doing, so that nobody takes it for one that works.
func TestEndsWhenTokenIsRevoked(t *testing.T) {
	t.Parallel()
	b := newKillable(t)
	b.timed(victimOps + "=" + freeAddress(t))
	if err := b.api.WaitPoll(t.Context()); err != nil {
		t.Fatal(err)
	}
	b.api.Fault(func(botapi.Call) *botapi.Fault { return &botapi.Fault{Status: 401, Description: "Unauthorized"} })
	b.api.User(7).Say("/start") // ends the poll
	ended := make(chan error)
	go func() { ended <- b.process.Wait() }()
	select {
	case err := <-ended:
		if err == nil || !strings.Contains(b.said.String(), "TELEGRAM_BOT_TOKEN is not accepted any more") {
			t.Errorf("it ended with %v:\n%s", err, b.said)
		}
	case <-time.After(20 * time.Second):
		t.Errorf("it goes on:\n%s", b.said)
		_ = b.process.Process.Kill()
		<-ended
	}
	b.process = nil
}
