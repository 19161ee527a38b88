package botapi

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// hook is a bot that is posted to.
type hook struct {
	*httptest.Server
	mu     sync.Mutex
	got    []string                                 // texts and button data, as they came
	secret []string                                 // shown with each post
	answer func(text string, w http.ResponseWriter) // 200 if nil
	open   int
	most   int // posts at the same time
}

func newHook(t *testing.T) *hook {
	h := &hook{}
	h.Server = httptest.NewServer(http.HandlerFunc(h.serve))
	t.Cleanup(h.Close)
	return h
}

func (h *hook) serve(w http.ResponseWriter, r *http.Request) {
	var u struct {
		Message struct{ Text string } `json:"message"`
		Edited  struct{ Text string } `json:"edited_message"`
		Button  struct{ Data string } `json:"callback_query"`
	}
	_ = json.NewDecoder(r.Body).Decode(&u)
	text := u.Message.Text + u.Edited.Text + u.Button.Data
	h.mu.Lock()
	h.got = append(h.got, text)
	h.secret = append(h.secret, r.Header.Get("X-Telegram-Bot-Api-Secret-Token"))
	h.open++
	h.most = max(h.most, h.open)
	answer := h.answer
	h.mu.Unlock()
	if answer != nil {
		answer(text, w)
	}
	h.mu.Lock()
	h.open--
	h.mu.Unlock()
}

func (h *hook) texts() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.got)
}

func taken(t *testing.T, s *Server) {
	t.Helper()
	if err := s.WaitTaken(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestWebhookKeepsTheOrderOfALine(t *testing.T) {
	s, h := Start(t), newHook(t)
	u := s.User(42)
	u.Say("before")
	must(t, s, "setWebhook", map[string]any{"url": h.URL + "/x", "secret_token": "s-1"}, nil)
	id := u.Say("1")
	u.Say("2")
	if err := u.Edit(id, "1!"); err != nil {
		t.Fatal(err)
	}
	u.Say("3")
	taken(t, s)
	if got := strings.Join(h.texts(), " "); got != "before 1 2 1! 3" {
		t.Errorf("posted %q", got)
	}
	for _, secret := range h.secret {
		if secret != "s-1" {
			t.Errorf("secret %q", secret)
		}
	}
	if h.most != 1 {
		t.Errorf("%d posts of one chat at once", h.most)
	}
	refused(t, s, "getUpdates", nil, "Conflict: "+webhookActive)
}

func TestOneLineOvertakesAnother(t *testing.T) {
	s, h := Start(t), newHook(t)
	u := s.User(42)
	u.Say("/start")
	id := sendTo(t, s, 42, "?", "是")
	must(t, s, "setWebhook", map[string]any{"url": h.URL}, nil)
	taken(t, s)
	proceed := make(chan bool)
	s.FaultDelivery(func(d Delivery) *Fault {
		if d.Kind == "message" {
			<-proceed
		}
		return nil
	})
	u.Say("first")
	if err := u.TapOn(id, "是"); err != nil {
		t.Fatal(err)
	}
	if err := s.await(t.Context(), &s.activity, func() bool { return len(s.queue.waiting) == 1 }); err != nil {
		t.Fatal(err)
	}
	close(proceed)
	taken(t, s)
	if got := h.texts(); got[1] != "data 是" || got[2] != "first" {
		t.Errorf("posted %q", got)
	}
}

func TestWebhookIsTriedAgain(t *testing.T) {
	now := time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)
	s, h := Start(t, Second(time.Microsecond), Clock(func() time.Time { return now })), newHook(t)
	tries := 0
	h.answer = func(text string, w http.ResponseWriter) {
		if text == "bad" && tries < 8 {
			tries++
			w.Header().Set("Retry-After", []string{"", "3"}[tries%2])
			w.WriteHeader(503)
		}
	}
	must(t, s, "setWebhook", map[string]any{"url": h.URL}, nil)
	s.User(42).Say("bad")
	s.User(42).Say("good")
	taken(t, s)
	got := h.texts()
	if len(got) != 10 || got[8] != "bad" || got[9] != "good" {
		t.Errorf("posted %q", got)
	}
	list := s.Deliveries()
	if first, last := list[0], list[8]; first.Status != 503 || first.Attempt != 1 || last.Attempt != 9 || last.Status != 200 {
		t.Errorf("deliveries %+v", list)
	}
	var info struct {
		Message string `json:"last_error_message"`
		Date    int64  `json:"last_error_date"`
	}
	must(t, s, "getWebhookInfo", nil, &info)
	if info.Message != "Wrong response from the webhook: 503 Service Unavailable" || info.Date != now.Unix() {
		t.Errorf("info %+v", info)
	}
}

func TestLostPosts(t *testing.T) {
	s, h := Start(t, Second(time.Microsecond)), newHook(t)
	s.FaultDelivery(func(d Delivery) *Fault {
		return []*Fault{nil, {Cut: true}, {Cut: true, Done: true}, {Delay: time.Millisecond}}[min(d.Attempt, 3)]
	})
	must(t, s, "setWebhook", map[string]any{"url": h.URL}, nil)
	s.User(42).Say("x")
	taken(t, s)
	if got := h.texts(); len(got) != 2 { // never at the first try, twice after that
		t.Errorf("posted %q", got)
	}
}

func TestConnectionsAreLimited(t *testing.T) {
	s, h := Start(t), newHook(t)
	meet := make(chan bool)
	h.answer = func(string, http.ResponseWriter) {
		select { // two at a time
		case meet <- true:
		case <-meet:
		}
	}
	for i := range int64(20) {
		s.User(i + 1).Say("x")
	}
	must(t, s, "setWebhook", map[string]any{"url": h.URL, "max_connections": 2}, nil)
	taken(t, s)
	if h.most != 2 {
		t.Errorf("%d connections at once", h.most)
	}
}

func TestPostsExpire(t *testing.T) {
	clock := newClock()
	s, h := Start(t, Second(time.Microsecond), Clock(clock.now)), newHook(t)
	h.answer = func(text string, w http.ResponseWriter) {
		if text == "old" {
			clock.add(25 * time.Hour)
			w.WriteHeader(500)
		}
	}
	must(t, s, "setWebhook", map[string]any{"url": h.URL}, nil)
	s.User(42).Say("old")
	taken(t, s)
	if got := h.texts(); len(got) != 1 {
		t.Errorf("posted %q", got)
	}
}

// clock is a virtual clock.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func newClock() *clock { return &clock{at: time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

func TestSetWebhookIsChecked(t *testing.T) {
	s := Start(t)
	const ok = "https://example.org/x"
	for _, tt := range []struct {
		url, secret, want string
	}{
		{ok, "", ""},
		{ok, strings.Repeat("a", 256), ""},
		{"https://example.org:8443/x", "", ""},
		{ok, strings.Repeat("a", 257), "Bad Request: secret token is too long"},
		{ok, "a b", "Bad Request: secret token contains unallowed characters"},
		{"http://example.org/x", "", "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"},
		{"https://example.org:8080/x", "", "Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"},
		{"x", "", "Bad Request: invalid webhook URL specified"},
	} {
		refused(t, s, "setWebhook", map[string]any{"url": tt.url, "secret_token": tt.secret}, tt.want)
	}
	must(t, s, "setWebhook", map[string]any{"url": ok, "max_connections": 1000, "allowed_updates": []string{"message"}}, nil)
	s.Push("callback_query", 1)
	s.User(42).Say("x") // stays: nothing is posted to other machines
	var info struct {
		URL         string
		Connections int      `json:"max_connections"`
		Allowed     []string `json:"allowed_updates"`
		Pending     int      `json:"pending_update_count"`
	}
	must(t, s, "getWebhookInfo", nil, &info)
	if info.URL != ok || info.Connections != 100 || !slices.Equal(info.Allowed, []string{"message"}) || info.Pending != 1 {
		t.Errorf("info %+v", info)
	}
	must(t, s, "setWebhook", map[string]any{"url": ""}, nil)
	if list := fetch(t, s, nil); texts(list) != "x" {
		t.Errorf("after the webhook was removed: %q", texts(list))
	}
}

func TestMovedWebhook(t *testing.T) {
	s, old, young := Start(t), newHook(t), newHook(t)
	stuck, free := make(chan bool), make(chan bool)
	old.answer = func(string, http.ResponseWriter) { close(stuck); <-free }
	must(t, s, "setWebhook", map[string]any{"url": old.URL}, nil)
	s.User(42).Say("x")
	<-stuck
	must(t, s, "setWebhook", map[string]any{"url": young.URL}, nil)
	taken(t, s)
	close(free)
	if got := young.texts(); len(got) != 1 {
		t.Errorf("posted %q", got)
	}
}
