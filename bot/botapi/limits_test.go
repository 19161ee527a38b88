package botapi

import (
	"fmt"
	"testing"
	"time"
)

func TestRateLimits(t *testing.T) {
	clock := newClock()
	s := Start(t, Clock(clock.now))
	s.Fault(RateLimits())
	for i := range int64(60) {
		s.User(i + 1).Say("/start")
	}
	s.User(1).In(-5).Say("/start")
	// write writes to a chat until it is refused.
	write := func(chat int64) (written, pause int) {
		for {
			r := call(t, s, "sendMessage", map[string]any{"chat_id": chat, "text": "x"})
			if !r.OK {
				if want := fmt.Sprintf("Too Many Requests: retry after %d", r.Parameters.RetryAfter); r.ErrorCode != 429 || r.Description != want {
					t.Errorf("refused with %+v", r)
				}
				return written, r.Parameters.RetryAfter
			}
			written++
		}
	}
	expect := func(what string, chat int64, written, pause int) {
		t.Helper()
		if w, p := write(chat); w != written || p != pause {
			t.Errorf("%s: %d messages, then a pause of %d s; want %d and %d", what, w, p, written, pause)
		}
	}
	expect("a burst", 1, 20, 1)
	expect("the rest of the second", 2, 10, 1)
	clock.add(time.Second)
	expect("a second later", 1, 1, 1)
	clock.add(time.Minute)
	expect("a group", -5, 20, 3)
	if r := call(t, s, "sendChatAction", map[string]any{"chat_id": 1, "action": "typing"}); !r.OK {
		t.Errorf("an action is limited: %s", r.Description)
	}
}
