package telegram

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"xieshang/bot"
	"xieshang/bot/botapi"
	"xieshang/dialog"
	"xieshang/dialog/locale"
)

// runtime stands in for what applies updates.
type runtime struct {
	calls chan []bot.Update
	fail  func() error // asked at every call, if set
}

func newRuntime() *runtime { return &runtime{calls: make(chan []bot.Update, 1000)} }

func (r *runtime) apply(_ context.Context, updates []bot.Update) error {
	r.calls <- slices.Clone(updates)
	if r.fail != nil {
		return r.fail()
	}
	return nil
}

// next waits for a call of apply.
func (r *runtime) next(t *testing.T) []bot.Update {
	t.Helper()
	select {
	case updates := <-r.calls:
		return updates
	case <-time.After(10 * time.Second):
		t.Fatal("nothing was applied")
		return nil
	}
}

// pauses records how long a poller would have waited, and waits for nothing.
type pauses struct {
	mu   sync.Mutex
	list []time.Duration
	each func(n int)
}

func (p *pauses) pause(_ context.Context, d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.list = append(p.list, d)
	if p.each != nil {
		p.each(len(p.list))
	}
}

// runner is a poller or a webhook.
type runner interface{ Run(context.Context) error }

// run runs a receiver until stop is called or the test ends. Stop returns Run's error.
func run(t *testing.T, p runner) (stop func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- p.Run(ctx) }()
	stop = sync.OnceValue(func() error { cancel(); return <-done })
	t.Cleanup(func() { _ = stop() })
	return stop
}

func TestPollerAppliesInOrder(t *testing.T) {
	api := botapi.Start(t)
	c, l := newClient(t, api)
	u := api.User(42, botapi.Language("zh-TW"))
	first := u.Say("花呗")
	u.Say("一万二")
	r := newRuntime()
	stop := run(t, c.Poller(r.apply))

	got := r.next(t)
	if len(got) != 2 {
		t.Fatalf("batch of %d updates, want 2", len(got))
	}
	want := bot.Update{ID: got[0].ID, Chat: 42, Message: first, At: got[0].At, Language: locale.Hant,
		Input: dialog.Input{Kind: dialog.Typed, Text: "花呗"}}
	if got[0] != want {
		t.Errorf("first update is %+v, want %+v", got[0], want)
	}
	if got[1].ID != got[0].ID+1 || got[1].Input.Text != "一万二" {
		t.Errorf("second update is %+v", got[1])
	}
	if err := api.WaitPoll(t.Context()); err != nil {
		t.Fatalf("the updates are not confirmed: %v", err)
	}
	u.Say("逾期两个月") // wakes the long poll
	if got := r.next(t); len(got) != 1 || got[0].Input.Text != "逾期两个月" {
		t.Errorf("third update is %+v", got)
	}
	if err := stop(); err != nil {
		t.Errorf("Run: %v", err)
	}
	if strings.Contains(l.String(), "花呗") {
		t.Errorf("the person's words are in the log: %s", l)
	}
}

func TestOffsetMovesOnlyAfterApply(t *testing.T) {
	api := botapi.Start(t)
	c, l := newClient(t, api)
	r := newRuntime()
	calls := 0
	r.fail = func() error {
		calls++
		if api.Pending() != 1 {
			t.Errorf("call %d of apply: %d updates unconfirmed, want 1", calls, api.Pending())
		}
		if calls < 3 {
			return errors.New("disk full")
		}
		return nil
	}
	p := c.Poller(r.apply)
	p.pause = new(pauses).pause
	api.User(42).Say("花呗")
	run(t, p)

	for range 3 {
		if got := r.next(t); len(got) != 1 || got[0].Input.Text != "花呗" {
			t.Errorf("apply got %+v", got)
		}
	}
	if err := api.WaitPoll(t.Context()); err != nil {
		t.Errorf("the update is not confirmed: %v", err)
	}
	if n := strings.Count(l.String(), "updates cannot be applied"); n != 1 {
		t.Errorf("logged %d times, want once: %s", n, l)
	}
}

func TestNothingIsConfirmedBeforeItIsApplied(t *testing.T) {
	api := botapi.Start(t)
	c, _ := newClient(t, api)
	api.User(42).Say("花呗")
	broken := newRuntime()
	broken.fail = func() error { return errors.New("killed here") }
	p := c.Poller(broken.apply)
	p.pause = func(ctx context.Context, _ time.Duration) { <-ctx.Done() }
	stop := run(t, p)
	broken.next(t)
	if err := stop(); err != nil {
		t.Fatal(err)
	}

	r := newRuntime()
	run(t, c.Poller(r.apply))
	if got := r.next(t); len(got) != 1 || got[0].Input.Text != "花呗" {
		t.Errorf("after a new start: %+v", got)
	}
}

func TestStopFinishesTheBatch(t *testing.T) {
	api := botapi.Start(t)
	c, _ := newClient(t, api)
	api.User(42).Say("花呗")
	begun, proceed := make(chan bool), make(chan bool)
	ended := make(chan error, 1)
	p := c.Poller(func(ctx context.Context, _ []bot.Update) error {
		begun <- true
		<-proceed
		ended <- ctx.Err()
		return nil
	})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- p.Run(ctx) }()
	<-begun
	cancel()
	close(proceed)
	if err := <-ended; err != nil {
		t.Errorf("apply was told to stop: %v", err)
	}
	if err := <-done; err != nil {
		t.Errorf("Run: %v", err)
	}
}

func TestPoisonIsSkipped(t *testing.T) {
	api := botapi.Start(t)
	c, l := newClient(t, api)
	u := api.User(42)
	u.Say("一")
	bad := []int64{
		api.Push("message", "我欠了一万二"),
		api.Push("message", map[string]any{"message_id": "我欠了一万二"}),
		api.Push("my_chat_member", map[string]any{"new_chat_member": map[string]any{"status": "ghost"}}),
	}
	u.Say("二")
	r := newRuntime()
	run(t, c.Poller(r.apply))
	if got := r.next(t); len(got) != 2 || got[0].Input.Text != "一" || got[1].Input.Text != "二" {
		t.Errorf("applied %+v", got)
	}
	for _, id := range bad {
		if !strings.Contains(l.String(), fmt.Sprintf("update=%d", id)) {
			t.Errorf("update %d is not in the log: %s", id, l)
		}
	}
	if strings.Contains(l.String(), "一万二") {
		t.Errorf("the person's words are in the log: %s", l)
	}
}

func TestOnlyPoison(t *testing.T) {
	api := botapi.Start(t)
	c, _ := newClient(t, api)
	api.Push("message", 1)
	run(t, c.Poller(newRuntime().apply))
	if err := api.WaitPoll(t.Context()); err != nil {
		t.Errorf("stuck at it: %v", err)
	}
}

func TestTooLargeIsSkipped(t *testing.T) {
	api := botapi.Start(t)
	c, l := newClient(t, api)
	c.polls = newCaller(pollTimeout, 10_000)
	u := api.User(42)
	for i := range 40 { // together too large, each small enough
		u.Say(fmt.Sprint(i))
	}
	large := api.Push("message", map[string]any{"text": strings.Repeat("x", 20_000)})
	u.Say("40")
	r := newRuntime()
	run(t, c.Poller(r.apply))
	var got []string
	for len(got) < 41 {
		for _, update := range r.next(t) {
			got = append(got, update.Input.Text)
		}
	}
	for i, text := range got {
		if text != fmt.Sprint(i) {
			t.Fatalf("applied %v", got)
		}
	}
	if !strings.Contains(l.String(), fmt.Sprintf("update=%d", large)) {
		t.Errorf("update %d is not in the log: %s", large, l)
	}
	if n := len(api.Calls("getUpdates")); n > 6 {
		t.Errorf("it took %d polls", n)
	}
}

func TestRenumberedUpdates(t *testing.T) {
	api := botapi.Start(t)
	c, _ := newClient(t, api)
	u := api.User(42)
	r := newRuntime()
	run(t, c.Poller(r.apply))
	u.Say("一")
	r.next(t)
	if err := api.WaitPoll(t.Context()); err != nil {
		t.Fatal(err)
	}
	api.Renumber(7)
	u.Say("二")
	if got := r.next(t); got[0].ID != 7 || got[0].Input.Text != "二" {
		t.Errorf("applied %+v", got)
	}
	if err := api.WaitPoll(t.Context()); err != nil {
		t.Error(err)
	}
}

// What was confirmed stays confirmed: an offset that is kept for ever would hide numbers
// that restart a little lower.
func TestOffsetIsForgottenWhenAllIsConfirmed(t *testing.T) {
	api := botapi.Start(t)
	c, _ := newClient(t, api)
	quiet := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `{"ok":true,"result":[]}`)
	}))
	defer quiet.Close()
	api.User(42).Say("一")
	r := newRuntime()
	p := c.Poller(r.apply)
	if err := p.round(t.Context()); err != nil || p.offset == 0 {
		t.Fatalf("round: %v, offset %d", err, p.offset)
	}
	c.url = quiet.URL
	if err := p.round(t.Context()); err != nil || p.offset != 0 {
		t.Errorf("round: %v, offset %d", err, p.offset)
	}
}

func TestPollerAtLeastOnceAndInOrder(t *testing.T) {
	api := botapi.Start(t)
	c, _ := newClient(t, api)
	r := newRuntime()
	n := 0
	r.fail = func() error {
		if n++; n%3 == 0 {
			return errors.New("locked")
		}
		return nil
	}
	faults := []*botapi.Fault{nil, {Cut: true}, nil, {Cut: true, Done: true}, {Status: 502, Body: "<html>", Done: true}, nil}
	calls := 0
	api.Fault(func(botapi.Call) *botapi.Fault { calls++; return faults[calls%len(faults)] })
	p := c.Poller(r.apply)
	p.pause = new(pauses).pause
	stop := run(t, p)
	const people, words = 20, 50
	for word := range words {
		for i := range int64(people) {
			api.User(i + 1).Say(fmt.Sprint(word))
		}
	}
	if err := api.WaitTaken(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	checkOrder(t, r, people, words)
}

func TestTokenRevoked(t *testing.T) {
	api := botapi.Start(t)
	c, _ := newClient(t, api)
	for _, method := range []string{"deleteWebhook", "getUpdates"} {
		api.Fault(func(call botapi.Call) *botapi.Fault {
			if call.Method == method {
				return &botapi.Fault{Status: 401, Description: "Unauthorized"}
			}
			return nil
		})
		err := c.Poller(newRuntime().apply).Run(t.Context())
		if err == nil || !strings.Contains(err.Error(), "TELEGRAM_BOT_TOKEN") {
			t.Errorf("%s: %v", method, err)
		}
		checkSecret(t, err, api.Token())
	}
}

func TestConflictIsLoudAndSlow(t *testing.T) {
	api := botapi.Start(t)
	c, l := newClient(t, api)
	api.User(42).Say("花呗")
	waited := pauses{each: func(n int) {
		if n == 3 {
			api.Fault(nil)
		}
	}}
	api.Fault(func(call botapi.Call) *botapi.Fault {
		if call.Method == "getUpdates" {
			return &botapi.Fault{Status: 409, Description: "Conflict: terminated by other getUpdates request"}
		}
		return nil
	})
	r := newRuntime()
	p := c.Poller(r.apply)
	p.pause = waited.pause
	stop := run(t, p)
	r.next(t)
	if err := api.WaitPoll(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(waited.list, []time.Duration{conflictPause, conflictPause, conflictPause}) {
		t.Errorf("waited %v", waited.list)
	}
	if n := strings.Count(l.String(), "another copy of the bot"); n != 1 || !strings.Contains(l.String(), "level=ERROR") {
		t.Errorf("logged %d times, want once: %s", n, l)
	}
	if !strings.Contains(l.String(), "receiving updates again") {
		t.Errorf("the good news is not in the log: %s", l)
	}
}

func TestTwoPollersConflict(t *testing.T) {
	api := botapi.Start(t)
	c, l := newClient(t, api)
	beaten := make(chan time.Duration, 1)
	first := c.Poller(newRuntime().apply)
	first.pause = func(ctx context.Context, d time.Duration) { beaten <- d; <-ctx.Done() }
	stopFirst := run(t, first)
	if err := api.WaitPoll(t.Context()); err != nil {
		t.Fatal(err)
	}
	r := newRuntime()
	second := c.Poller(r.apply)
	run(t, second)
	if d := <-beaten; d != conflictPause {
		t.Errorf("the first one waits %v, want %v", d, conflictPause)
	}
	api.User(42).Say("花呗")
	r.next(t)
	if err := stopFirst(); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(l.String(), "another copy of the bot") {
		t.Errorf("log: %s", l)
	}
}

func TestPollerComesBack(t *testing.T) {
	faults := map[string]botapi.Fault{
		"cut":         {Cut: true},
		"502 as HTML": {Status: 502, Body: "<html>\nBad Gateway"},
		"500":         {Status: 500},
		"404":         {Status: 404, Description: "Not Found"},
		"400":         {Status: 400, Description: "Bad Request: wrong offset"},
		"lost answer": {Cut: true, Done: true},
	}
	for name, fault := range faults {
		t.Run(name, func(t *testing.T) {
			api := botapi.Start(t)
			c, l := newClient(t, api)
			api.User(42).Say("花呗")
			waited := pauses{each: func(n int) {
				if n == 12 {
					api.Fault(nil)
				}
			}}
			api.Fault(func(botapi.Call) *botapi.Fault { return &fault })
			r := newRuntime()
			p := c.Poller(r.apply)
			p.pause = waited.pause
			stop := run(t, p)
			r.next(t)
			if err := stop(); err != nil {
				t.Fatal(err)
			}
			checkBackoff(t, waited.list)
			if n := strings.Count(l.String(), "level=WARN"); n != 1 {
				t.Errorf("%d warnings, want 1: %s", n, l)
			}
			if strings.Contains(l.String(), api.Token()) {
				t.Errorf("the token is in the log: %s", l)
			}
		})
	}
}

// checkBackoff expects pauses that double up to the longest, each spread by half.
func checkBackoff(t *testing.T, list []time.Duration) {
	t.Helper()
	full := firstPause
	for i, d := range list {
		if d < full/2 || d > full {
			t.Errorf("pause %d is %v, want %v to %v", i+1, d, full/2, full)
		}
		full = min(2*full, longestPause)
	}
}

func TestPollerObeysRetryAfter(t *testing.T) {
	api := botapi.Start(t)
	c, _ := newClient(t, api)
	api.User(42).Say("花呗")
	waited := pauses{each: func(int) { api.Fault(nil) }}
	api.Fault(func(call botapi.Call) *botapi.Fault {
		if call.Method == "getUpdates" {
			return &botapi.Fault{Status: 429, RetryAfter: 9}
		}
		return nil
	})
	r := newRuntime()
	p := c.Poller(r.apply)
	p.pause = waited.pause
	stop := run(t, p)
	r.next(t)
	_ = stop()
	if !slices.Equal(waited.list, []time.Duration{9 * time.Second}) {
		t.Errorf("waited %v", waited.list)
	}
}

func TestPollerRemovesAWebhook(t *testing.T) {
	api := botapi.Start(t)
	c, _ := newClient(t, api)
	resp, err := http.Get(api.URL() + "/bot" + api.Token() + "/setWebhook?url=https://example.org/hook")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	api.User(42).Say("花呗")
	r := newRuntime()
	run(t, c.Poller(r.apply))
	if got := r.next(t); got[0].Input.Text != "花呗" {
		t.Errorf("what waited at the webhook is lost: %+v", got)
	}
}

func TestButtonsAreAcknowledgedAtOnce(t *testing.T) {
	api := botapi.Start(t)
	c, _ := newClient(t, api)
	u := api.User(42)
	u.Say("/start")
	if _, err := c.Send(t.Context(), 42, question("同意吗？", "同意"), nil); err != nil {
		t.Fatal(err)
	}
	for range 5 {
		if err := u.Tap("同意"); err != nil {
			t.Fatal(err)
		}
	}
	api.User(7).Say("x")
	proceed := make(chan bool)
	p := c.Poller(func(context.Context, []bot.Update) error { <-proceed; return nil })
	run(t, p)
	if _, err := api.WaitCalls(t.Context(), "answerCallbackQuery", 5); err != nil { // while apply still works
		t.Error(err)
	}
	if n := api.Unanswered(); n != 0 {
		t.Errorf("%d buttons still wait", n)
	}
	close(proceed)
}

func TestAcknowledgingNeverHoldsUp(t *testing.T) {
	api := botapi.Start(t)
	c, l := newClient(t, api)
	u := api.User(42)
	u.Say("/start")
	if _, err := c.Send(t.Context(), 42, question("同意吗？", "同意"), nil); err != nil {
		t.Fatal(err)
	}
	api.Fault(func(call botapi.Call) *botapi.Fault {
		if call.Method == "answerCallbackQuery" {
			return &botapi.Fault{Delay: time.Minute}
		}
		return nil
	})
	const taps = maxThanks + 50
	for range taps {
		if err := u.Tap("同意"); err != nil {
			t.Fatal(err)
		}
	}
	r := newRuntime()
	stop := run(t, c.Poller(r.apply))
	for n := 0; n < taps+1; {
		n += len(r.next(t))
	}
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(l.String(), api.Token()) {
		t.Errorf("the token is in the log: %s", l)
	}
}

func TestEveryKindOfMedia(t *testing.T) {
	api := botapi.Start(t)
	c, _ := newClient(t, api)
	u := api.User(42)
	u.SendPhoto("账单")
	u.SendVoice()
	u.SendSticker("🙂")
	u.SendDocument("合同.pdf", "")
	u.SendLocation(31.2, 121.5)
	u.Forward("您欠款12000元")
	if err := u.Edit(u.Say("1500"), "15000"); err != nil {
		t.Fatal(err)
	}
	r := newRuntime()
	run(t, c.Poller(r.apply))
	got := r.next(t)
	if len(got) != 8 {
		t.Fatalf("%d updates, want 8: %+v", len(got), got)
	}
	for i, update := range got {
		if media := update.Input.Kind == dialog.Media; media != (i != 6) {
			t.Errorf("update %d is %+v", i, update.Input)
		}
	}
}

func TestGroupIsHeardOnlyWhenItCalls(t *testing.T) {
	api := botapi.Start(t)
	c, _ := newClient(t, api)
	group := api.User(42).In(-100)
	group.Say("我花呗欠了一万二")
	group.Say("@" + botapi.Username + " 我花呗欠了一万二")
	r := newRuntime()
	run(t, c.Poller(r.apply))
	if got := r.next(t); len(got) != 1 || got[0].Chat != -100 || got[0].Input != (dialog.Input{}) {
		t.Errorf("applied %+v", got)
	}
}

func TestAnswerThatIsNoAnswer(t *testing.T) {
	api := botapi.Start(t)
	c, _ := newClient(t, api)
	for _, body := range []string{`[]`, `{"ok":true,"result":{}}`, `{"ok":true,"result":[{}]}`, `{"ok":false}`} {
		strange := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, body)
		}))
		c.url = strange.URL
		p := c.Poller(newRuntime().apply)
		p.ready = true
		if err := p.round(t.Context()); err == nil || p.offset != 0 {
			t.Errorf("%s: %v, offset %d", body, err, p.offset)
		}
		strange.Close()
	}
}

func TestPause(t *testing.T) {
	pause(t.Context(), time.Millisecond)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	pause(ctx, time.Hour)
}

func TestBlockedPerson(t *testing.T) {
	api := botapi.Start(t)
	c, _ := newClient(t, api)
	u := api.User(42)
	u.Say("/start")
	u.Block()
	r := newRuntime()
	run(t, c.Poller(r.apply))
	if got := r.next(t); len(got) != 2 || !got[1].Blocked || got[1].Chat != 42 {
		t.Errorf("applied %+v", got)
	}
}
