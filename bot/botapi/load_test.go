package botapi

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"
)

// answer is a bot that repeats what it hears, with a button, until the test ends; it
// says nothing to "silence".
func answer(t *testing.T, s *Server) {
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan bool)
	t.Cleanup(func() { stop(); <-done })
	go func() {
		defer close(done)
		offset := int64(0)
		for ctx.Err() == nil {
			offset = answerSome(t, s, offset)
		}
	}()
}

func answerSome(t *testing.T, s *Server, offset int64) int64 {
	var list []struct {
		ID      int64 `json:"update_id"`
		Message struct {
			Text string
			Chat struct{ ID int64 }
		} `json:"message"`
		Button struct {
			Data string
			From struct{ ID int64 }
		} `json:"callback_query"`
	}
	must(t, s, "getUpdates", map[string]any{"offset": offset, "timeout": 1}, &list)
	for _, u := range list {
		offset = u.ID + 1
		if u.Message.Text != "silence" {
			sendTo(t, s, u.Message.Chat.ID+u.Button.From.ID, "heard "+u.Message.Text+u.Button.Data, "more")
		}
	}
	return offset
}

func TestLoad(t *testing.T) {
	s := Start(t, NoJournal())
	answer(t, s)
	got := s.Load(t.Context(), Crowd{People: 10, First: 100, Rounds: 30, Script: []Step{
		{Say: "hello", Want: "heard hello"}, {Tap: "more", Want: "heard data more"}, {Say: "bye"}}})
	if got.Answered != 900 || got.Lost != 0 || got.Problems != nil {
		t.Errorf("%v %v", got, got.Problems)
	}
	p50, all := got.Latency(.5), got.Latency(1)
	if p50 <= 0 || p50 > all || all > got.Elapsed || got.Rate() <= 0 {
		t.Errorf("half within %v, all within %v, in %v", p50, all, got.Elapsed)
	}
	if n := len(s.User(100).Chat()); n > 2*shortChat+1 {
		t.Errorf("a chat of %d messages is kept", n)
	}
}

func TestLoadStopsByItself(t *testing.T) {
	s := Start(t)
	answer(t, s)
	crowd := Crowd{People: 3, Rounds: 1 << 30, For: 20 * time.Millisecond, Script: []Step{{Say: "x", Want: "heard x"}}}
	if got := s.Load(t.Context(), crowd); got.Lost != 0 || got.Answered < 3 {
		t.Errorf("for a time: %v %v", got, got.Problems)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	crowd.For = 0
	if got := s.Load(ctx, crowd); got.Lost != 0 {
		t.Errorf("until the context ends: %v %v", got, got.Problems)
	}
	s = Start(t, Patience(50*time.Millisecond)) // for what never comes
	answer(t, s)
	crowd = Crowd{People: 20, First: 100, Script: []Step{{Say: "silence"}, {Say: "x"}}}
	got := s.Load(t.Context(), crowd)
	if got.Lost != 20 || got.Answered != 0 || len(got.Problems) != maxProblems || !strings.Contains(fmt.Sprint(got.Problems), "silence") {
		t.Errorf("without answers: %v %v", got, got.Problems)
	}
	if got := s.Load(t.Context(), Crowd{People: 1, Script: []Step{{}}}); got.Lost != 1 || got.Latency(1) != 0 {
		t.Errorf("nothing to say: %v", got)
	}
}

func TestLoadKeepsItsPace(t *testing.T) {
	s := Start(t)
	answer(t, s)
	got := s.Load(t.Context(), Crowd{People: 5, Rounds: 4, Rate: 200, Script: []Step{{Say: "x", Want: "heard x"}}})
	if got.Answered != 20 || got.Elapsed < 90*time.Millisecond {
		t.Errorf("too fast: %v", got)
	}
}
