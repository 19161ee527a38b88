package botapi

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

// fetched is an update, as far as these tests look into it.
type fetched struct {
	ID      int64 `json:"update_id"`
	Message struct {
		ID   int64  `json:"message_id"`
		Text string `json:"text"`
	} `json:"message"`
}

func fetch(t *testing.T, s *Server, params map[string]any) []fetched {
	t.Helper()
	var list []fetched
	must(t, s, "getUpdates", params, &list)
	return list
}

// texts joins what the updates say.
func texts(list []fetched) string {
	var all []string
	for _, u := range list {
		all = append(all, u.Message.Text)
	}
	return strings.Join(all, " ")
}

// say lets a person say n texts: "1", "2" …
func say(u *User, n int) {
	for i := range n {
		u.Say(fmt.Sprint(i + 1))
	}
}

func TestOffsetConfirms(t *testing.T) {
	s := Start(t)
	say(s.User(42), 5)
	list := fetch(t, s, nil)
	if texts(list) != "1 2 3 4 5" {
		t.Fatalf("got %q", texts(list))
	}
	if got := fetch(t, s, map[string]any{"offset": list[2].ID}); texts(got) != "3 4 5" {
		t.Errorf("from the third on: %q", texts(got))
	}
	if got := fetch(t, s, map[string]any{"offset": list[0].ID}); texts(got) != "3 4 5" {
		t.Errorf("the first two came back: %q", texts(got))
	}
	if got := fetch(t, s, map[string]any{"offset": list[4].ID + 1}); len(got) != 0 || s.Pending() != 0 {
		t.Errorf("after all were confirmed: %q, %d pending", texts(got), s.Pending())
	}
}

func TestNegativeOffset(t *testing.T) {
	s := Start(t)
	say(s.User(42), 5)
	if got := fetch(t, s, map[string]any{"offset": -2}); texts(got) != "4 5" {
		t.Errorf("the last two: %q", texts(got))
	}
	if got := fetch(t, s, map[string]any{"offset": -9}); texts(got) != "4 5" {
		t.Errorf("the others came back: %q", texts(got))
	}
}

func TestLimit(t *testing.T) {
	s := Start(t)
	say(s.User(42), 120)
	offset := int64(0)
	for _, tt := range []struct{ limit, want int }{{1, 1}, {7, 7}, {0, 100}, {101, 12}} {
		got := fetch(t, s, map[string]any{"offset": offset, "limit": tt.limit})
		if len(got) != tt.want {
			t.Errorf("limit %d: %d updates, want %d", tt.limit, len(got), tt.want)
		}
		offset = got[len(got)-1].ID + 1
	}
}

func TestSameOffsetAtOnceGivesOne(t *testing.T) {
	now := time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)
	s := Start(t, Clock(func() time.Time { return now }))
	say(s.User(42), 3)
	for _, want := range []string{"1 2 3", "1", "1"} {
		if got := fetch(t, s, nil); texts(got) != want {
			t.Errorf("got %q, want %q", texts(got), want)
		}
	}
	now = now.Add(time.Second)
	if got := fetch(t, s, nil); texts(got) != "1 2 3" {
		t.Errorf("a second later: %q", texts(got))
	}
}

func TestUpdatesExpire(t *testing.T) {
	now := time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)
	s := Start(t, Clock(func() time.Time { return now }))
	u := s.User(42)
	u.Say("old")
	now = now.Add(20 * time.Hour)
	u.Say("new")
	now = now.Add(5 * time.Hour)
	if got := fetch(t, s, nil); texts(got) != "new" {
		t.Errorf("got %q", texts(got))
	}
}

func TestLongPollWakes(t *testing.T) {
	s := Start(t)
	got := make(chan []fetched, 1)
	go func() { got <- fetch(t, s, map[string]any{"timeout": 50}) }()
	if err := s.WaitPoll(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.User(42).Say("花呗")
	if list := <-got; texts(list) != "花呗" {
		t.Errorf("got %q", texts(list))
	}
}

func TestLongPollEnds(t *testing.T) {
	s := Start(t)
	if got := fetch(t, s, map[string]any{"timeout": 1}); len(got) != 0 {
		t.Errorf("got %q", texts(got))
	}
}

func TestLongPollOfADeadBot(t *testing.T) {
	s := Start(t)
	ctx, kill := context.WithCancel(t.Context())
	request, err := http.NewRequestWithContext(ctx, "POST", s.URL()+"/bot"+s.Token()+"/getUpdates?timeout=50", nil)
	if err != nil {
		t.Fatal(err)
	}
	dead := make(chan error, 1)
	go func() { _, err := http.DefaultClient.Do(request); dead <- err }()
	if err := s.WaitPoll(t.Context()); err != nil {
		t.Fatal(err)
	}
	kill()
	if err := <-dead; err == nil {
		t.Fatal("the dead bot got an answer")
	}
	if _, err := s.WaitCalls(t.Context(), "getUpdates", 1); err != nil {
		t.Fatal(err)
	}
	s.User(42).Say("花呗")
	if got := fetch(t, s, map[string]any{"timeout": 50}); texts(got) != "花呗" {
		t.Errorf("the next bot got %q", texts(got))
	}
}

func TestConflicts(t *testing.T) {
	s := Start(t)
	poll := func() <-chan reply {
		answer := make(chan reply, 1)
		go func() { answer <- call(t, s, "getUpdates", map[string]any{"timeout": 50}) }()
		if err := s.WaitPoll(t.Context()); err != nil {
			t.Error(err)
		}
		return answer
	}
	first := poll()
	second := make(chan reply, 1)
	go func() { second <- call(t, s, "getUpdates", map[string]any{"timeout": 50}) }()
	if got := <-first; got.Description != "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running" {
		t.Errorf("the first poll ended with %+v", got)
	}
	if err := s.WaitPoll(t.Context()); err != nil {
		t.Fatal(err)
	}
	must(t, s, "setWebhook", map[string]any{"url": "https://example.org/hook"}, nil)
	if got := <-second; got.ErrorCode != 409 || got.Description != "Conflict: terminated by setWebhook request" {
		t.Errorf("the second poll ended with %+v", got)
	}
	refused(t, s, "getUpdates", nil, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
	s.User(42).Say("花呗")
	var info struct {
		URL     string `json:"url"`
		Pending int    `json:"pending_update_count"`
	}
	must(t, s, "getWebhookInfo", nil, &info)
	if info.URL != "https://example.org/hook" || info.Pending != 1 {
		t.Errorf("webhook info %+v", info)
	}
	must(t, s, "deleteWebhook", nil, nil)
	if got := fetch(t, s, nil); texts(got) != "花呗" {
		t.Errorf("after deleteWebhook: %q", texts(got))
	}
	must(t, s, "deleteWebhook", map[string]any{"drop_pending_updates": true}, nil)
	if s.Pending() != 0 {
		t.Error("pending updates were kept")
	}
}

func TestAllowedUpdates(t *testing.T) {
	s := Start(t)
	u := s.User(42)
	fetch(t, s, map[string]any{"allowed_updates": []string{"callback_query"}})
	u.Say("unheard")
	if s.Pending() != 0 {
		t.Error("a message came through")
	}
	fetch(t, s, nil) // keeps what was asked for before
	u.Say("unheard")
	fetch(t, s, map[string]any{"allowed_updates": []string{}})
	u.Say("heard")
	if s.Push("chat_member", map[string]any{}) != 0 {
		t.Error("chat_member comes unasked")
	}
	if got := fetch(t, s, map[string]any{"offset": 1}); texts(got) != "heard" {
		t.Errorf("got %q", texts(got))
	}
	refused(t, s, "getUpdates", map[string]any{"allowed_updates": "x"}, "Bad Request: can't parse allowed updates JSON object")
}

func TestPushAndRenumber(t *testing.T) {
	s := Start(t)
	first := s.Push("message", json.RawMessage(`{"message_id":"no number"}`))
	s.Renumber(7)
	if second := s.Push("message", 1); second != 7 || first == 7 {
		t.Errorf("numbers %d and %d", first, second)
	}
	r := call(t, s, "getUpdates", nil)
	want := fmt.Sprintf(`[{"update_id":%d,"message":{"message_id":"no number"}},{"update_id":7,"message":1}]`, first)
	if string(r.Result) != want {
		t.Errorf("got %s, want %s", r.Result, want)
	}
}
