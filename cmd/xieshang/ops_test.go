package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"xieshang/bot/botapi"
)

// freeAddress is one that nobody listens on.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// get fetches a page of the operations of a bot that may just be starting.
func (b *killable) get(address, page string) (status int, body string) {
	b.t.Helper()
	var response *http.Response
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		var err error
		if response, err = http.Get("http://" + address + page); err == nil {
			break
		}
		if time.Now().After(end) {
			b.t.Fatal(err)
		}
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return response.StatusCode, string(text)
}

// value reads one metric, summed over its labels.
func value(t *testing.T, metrics, name string) (sum float64) {
	t.Helper()
	found := regexp.MustCompile(`(?m)^`+regexp.QuoteMeta(name)+`(?:\{[^}]*\})? (\S+)$`).FindAllStringSubmatch(metrics, -1)
	if len(found) == 0 {
		t.Errorf("no metric %s", name)
	}
	for _, f := range found {
		v, err := strconv.ParseFloat(f[1], 64)
		if err != nil {
			t.Error(err)
		}
		sum += v
	}
	return sum
}

// TestOperations looks at a bot as its operator's machines do, while someone makes an
// agreement, is throttled, has a message refused and is reminded, late.
func TestOperations(t *testing.T) {
	t.Parallel()
	b := newKillable(t)
	address := freeAddress(t)
	b.timed(victimOps + "=" + address)
	if status, _ := b.get(address, "/healthz"); status != http.StatusOK {
		t.Errorf("healthz: %d", status)
	}
	b.api.Fault(onceEach("sendMessage", botapi.Fault{Status: 429, RetryAfter: 1},
		botapi.Fault{Status: 400, Description: "Bad Request: nonsense"}))
	u := b.api.User(424242)
	u.Say("/start")
	b.play(u, scene{says: "/start", sees: []string{"免费"}})
	for _, s := range killStory[1:13] {
		b.play(u, s)
	}
	_, before := b.get(address, "/metrics")
	b.play(u, scene{clock: "2026-12-12T11:00:00+08:00", sees: []string{"还有 3 天"}})
	if status, body := b.get(address, "/readyz"); status != http.StatusOK {
		t.Errorf("readyz: %d %s", status, body)
	}
	if err := b.api.WaitQuiet(t.Context(), 100*time.Millisecond); err != nil {
		t.Error(err)
	}
	_, after := b.get(address, "/metrics")
	for began := time.Now(); value(t, after, "xieshang_outbox_messages") > 0 && time.Since(began) < 10*time.Second; {
		_, after = b.get(address, "/metrics") // what was shown may be written down a moment later
	}
	for name, want := range map[string]float64{
		"xieshang_updates_total": 14, "xieshang_step_seconds_count": 14,
		"xieshang_throttled_total": 1, "xieshang_failures_total": 1, "xieshang_reminders_total": 1,
		"xieshang_outbox_messages": 0, "xieshang_outbox_oldest_seconds": 0,
		"xieshang_backlog_updates": 0, "xieshang_backlog_oldest_seconds": 0,
	} {
		if got := value(t, after, name); got != want {
			t.Errorf("%s is %v, not %v", name, got, want)
		}
	}
	if !strings.Contains(after, `xieshang_reminders_total{timing="late"} 1`) {
		t.Error("the reminder is not counted as late")
	}
	for _, name := range []string{"xieshang_delivery_seconds_count", "xieshang_step_seconds_sum", "xieshang_delivery_seconds_sum"} {
		if value(t, after, name) <= 0 {
			t.Errorf("%s stands still", name)
		}
	}
	if now, then := value(t, after, "xieshang_reminders_planned"), value(t, before, "xieshang_reminders_planned"); then == 0 || now >= then {
		t.Errorf("%v reminders were planned, and are %v", then, now)
	}
	search(t, "the metrics", []byte(before+after), append(planted, "424242", botapi.DefaultToken))
}

// onceEach lets faults happen once each, one after the other, to calls of a method.
func onceEach(method string, faults ...botapi.Fault) func(botapi.Call) *botapi.Fault {
	var mu sync.Mutex
	return func(c botapi.Call) *botapi.Fault {
		mu.Lock()
		defer mu.Unlock()
		if c.Method != method || len(faults) == 0 {
			return nil
		}
		f := faults[0]
		faults = faults[1:]
		return &f
	}
}

// TestNotReady says so when the clock does not tick any more.
func TestNotReady(t *testing.T) {
	t.Parallel()
	b := newKillable(t)
	address := freeAddress(t)
	b.timed(victimOps+"="+address, victimTick+"=@every 1h")
	if status, body := b.get(address, "/readyz"); status != http.StatusServiceUnavailable {
		t.Errorf("readyz: %d %s", status, fmt.Sprintf("%.80s", body))
	}
}
