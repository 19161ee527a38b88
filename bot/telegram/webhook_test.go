package telegram

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"xieshang/bot"
	"xieshang/bot/botapi"
	"xieshang/dialog"
)

const secret = "the-Secret_1"

// newWebhook returns a webhook of a server, on a free port.
func newWebhook(t *testing.T, c *Client, apply func(context.Context, []bot.Update) error) *Webhook {
	t.Helper()
	address := closedPort(t)
	w, err := c.Webhook(apply, WebhookOptions{URL: address + "/hook", Listen: strings.TrimPrefix(address, "http://"), Secret: secret})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// quick lets a server try again at once.
func quick() botapi.Option { return botapi.Second(time.Microsecond) }

func TestWebhookApplies(t *testing.T) {
	api := botapi.Start(t)
	c, l := newClient(t, api)
	u := api.User(42)
	u.Say("花呗") // waits at Telegram until the webhook is set
	r := newRuntime()
	w := newWebhook(t, c, r.apply)
	stop := run(t, w)
	if got := r.next(t); len(got) != 1 || got[0].Chat != 42 || got[0].Input != (dialog.Input{Kind: dialog.Typed, Text: "花呗"}) {
		t.Errorf("applied %+v", got)
	}
	u.Say("一万二")
	u.Block()
	if got := r.next(t); got[0].Input.Text != "一万二" && !got[0].Blocked {
		t.Errorf("applied %+v", got)
	}
	if err := api.WaitTaken(t.Context()); err != nil {
		t.Fatal(err)
	}
	params := api.Calls("setWebhook")[0].Params
	if params["secret_token"] != secret || params["max_connections"] != "100" || params["drop_pending_updates"] != "" ||
		params["allowed_updates"] != `["message","edited_message","callback_query","my_chat_member"]` {
		t.Errorf("setWebhook %v", params)
	}
	if err := stop(); err != nil {
		t.Errorf("Run: %v", err)
	}
	if n := len(api.Calls("deleteWebhook")); n != 0 {
		t.Error("the webhook was removed at the end; updates wait there for the next start")
	}
	for _, word := range []string{"花呗", secret, api.Token()} {
		if strings.Contains(l.String(), word) {
			t.Errorf("%q is in the log: %s", word, l)
		}
	}
}

func TestWebhookTakesNothingBeforeItIsApplied(t *testing.T) {
	api := botapi.Start(t, quick())
	c, l := newClient(t, api)
	r := newRuntime()
	calls := 0
	r.fail = func() error {
		calls++
		if api.Pending() != 1 {
			t.Errorf("call %d of apply: %d updates unconfirmed, want 1", calls, api.Pending())
		}
		if calls < 4 {
			return errors.New("disk full")
		}
		return nil
	}
	stop := run(t, newWebhook(t, c, r.apply))
	api.User(42).Say("花呗")
	if err := api.WaitTaken(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	for range 4 {
		if got := r.next(t); got[0].Input.Text != "花呗" {
			t.Errorf("applied %+v", got)
		}
	}
	for i, d := range api.Deliveries() {
		if want := []int{503, 503, 503, 200}[i]; d.Status != want {
			t.Errorf("delivery %d: %+v", i, d)
		}
	}
	if n := strings.Count(l.String(), "updates cannot be applied"); n != 1 || !strings.Contains(l.String(), "receiving updates again") {
		t.Errorf("logged %d times, want once: %s", n, l)
	}
}

func TestPostsShareACommit(t *testing.T) {
	api := botapi.Start(t)
	c, _ := newClient(t, api)
	begun, proceed := make(chan int), make(chan bool)
	w := newWebhook(t, c, func(_ context.Context, updates []bot.Update) error {
		begun <- len(updates)
		<-proceed
		return nil
	})
	run(t, w)
	const people = 60
	api.User(1000).Say("x")
	<-begun
	arrive(api, people)
	eventually(t, func() bool { return len(w.posts.posts) == people })
	proceed <- true
	if n := <-begun; n != people {
		t.Errorf("a batch of %d updates, want %d", n, people)
	}
	if n := api.Pending(); n < people {
		t.Errorf("%d updates unconfirmed during the commit of %d", n, people)
	}
	proceed <- true
	if err := api.WaitTaken(t.Context()); err != nil {
		t.Error(err)
	}
}

// eventually waits until something is so.
func eventually(t *testing.T, ok func() bool) {
	t.Helper()
	for !ok() {
		if pause(t.Context(), time.Millisecond); t.Context().Err() != nil {
			t.Fatal("never")
		}
	}
}

// arrive lets people say something at the same time.
func arrive(api *botapi.Server, people int) {
	for i := range int64(people) {
		api.User(i + 1).Say("x")
	}
}

func TestGathering(t *testing.T) {
	c := &Client{}
	var got [][]int64
	g := newGatherer(c, func(_ context.Context, updates []bot.Update) error {
		var ids []int64
		for _, u := range updates {
			ids = append(ids, u.ID)
		}
		got = append(got, ids)
		return nil
	})
	outcomes := make([]chan error, maxWaiting)
	for i := range outcomes {
		outcomes[i] = make(chan error, 1)
		g.posts <- post{update: bot.Update{ID: int64(i)}, done: outcomes[i]}
	}
	if err := g.add(t.Context(), bot.Update{}); !errors.Is(err, errFull) {
		t.Errorf("one more: %v", err)
	}
	ctx, stop := context.WithCancel(t.Context())
	go g.run(ctx)
	for _, outcome := range outcomes {
		if err := <-outcome; err != nil {
			t.Error(err)
		}
	}
	stop()
	<-g.ended
	next := int64(0)
	for _, ids := range got {
		if len(ids) > maxBatch {
			t.Errorf("a batch of %d", len(ids))
		}
		for _, id := range ids {
			if id != next {
				t.Fatalf("update %d where %d was to come", id, next)
			}
			next++
		}
	}
	if next != maxWaiting {
		t.Errorf("%d updates applied", next)
	}
	if err := g.add(t.Context(), bot.Update{}); !errors.Is(err, errStopped) {
		t.Errorf("after the end: %v", err)
	}
	idle := newGatherer(c, nil)
	gone, hangUp := context.WithCancel(t.Context())
	hangUp()
	if err := idle.add(gone, bot.Update{}); !errors.Is(err, context.Canceled) {
		t.Errorf("the sender hung up: %v", err)
	}
}

func TestWebhookFinishesWhatItTook(t *testing.T) {
	api := botapi.Start(t)
	c, _ := newClient(t, api)
	begun, proceed := make(chan bool), make(chan bool)
	ended := make(chan error, 1)
	w := newWebhook(t, c, func(ctx context.Context, _ []bot.Update) error {
		begun <- true
		<-proceed
		ended <- ctx.Err()
		return nil
	})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- w.Run(ctx) }()
	api.User(42).Say("花呗")
	<-begun
	cancel()
	close(proceed)
	if err := <-ended; err != nil {
		t.Errorf("apply was told to stop: %v", err)
	}
	if err := <-done; err != nil {
		t.Errorf("Run: %v", err)
	}
	if err := api.WaitTaken(t.Context()); err != nil {
		t.Errorf("applied, but not answered: %v", err)
	}
	if conn, err := net.Dial("tcp", w.listen); err == nil {
		conn.Close()
		t.Error("it still listens")
	}
}

func TestWebhookAndPollerTakeTurns(t *testing.T) {
	api := botapi.Start(t, quick())
	c, _ := newClient(t, api)
	u := api.User(42)
	r := newRuntime()
	for i, receiver := range []runner{newWebhook(t, c, r.apply), c.Poller(r.apply), newWebhook(t, c, r.apply)} {
		word := fmt.Sprint("word ", i)
		u.Say(word)
		stop := run(t, receiver)
		if got := r.next(t); got[0].Input.Text != word {
			t.Errorf("applied %+v, want %q", got, word)
		}
		if err := api.WaitTaken(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := stop(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestWebhookAtLeastOnceAndInOrder(t *testing.T) {
	api := botapi.Start(t, quick())
	c, _ := newClient(t, api)
	r := newRuntime()
	n := 0
	r.fail = func() error {
		if n++; n%3 == 0 {
			return errors.New("locked")
		}
		return nil
	}
	faults := []*botapi.Fault{nil, {Cut: true}, {Cut: true, Done: true}, nil, {Delay: time.Millisecond}}
	api.FaultDelivery(func(d botapi.Delivery) *botapi.Fault { return faults[(int(d.Update)+3*d.Attempt)%len(faults)] })
	stop := run(t, newWebhook(t, c, r.apply))
	const people, words = 20, 10
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

// checkOrder expects that each person's words, told apart by their numbers, came in order.
func checkOrder(t *testing.T, r *runtime, people, words int) {
	t.Helper()
	close(r.calls)
	seen := map[int64]bool{}
	said := map[int64]int{}
	for updates := range r.calls {
		for _, u := range updates {
			if seen[u.ID] {
				continue
			}
			seen[u.ID] = true
			if u.Input.Text != fmt.Sprint(said[u.Chat]) {
				t.Errorf("chat %d: %q after %d words", u.Chat, u.Input.Text, said[u.Chat])
			}
			said[u.Chat]++
		}
	}
	for i := range int64(people) {
		if said[i+1] != words {
			t.Errorf("chat %d: %d words, want %d", i+1, said[i+1], words)
		}
	}
}

func TestWebhookSkipsPoison(t *testing.T) {
	api := botapi.Start(t)
	c, l := newClient(t, api)
	r := newRuntime()
	run(t, newWebhook(t, c, r.apply))
	bad := []int64{
		api.Push("message", "我欠了一万二"),
		api.Push("message", map[string]any{"message_id": "我欠了一万二"}),
	}
	api.Push("telepathy", map[string]any{})
	api.User(42).Say("二")
	if got := r.next(t); len(got) != 1 || got[0].Input.Text != "二" {
		t.Errorf("applied %+v", got)
	}
	if err := api.WaitTaken(t.Context()); err != nil {
		t.Fatal(err)
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

func TestWebhookAcknowledgesButtonsAtOnce(t *testing.T) {
	api := botapi.Start(t)
	c, _ := newClient(t, api)
	u := api.User(42)
	u.Say("/start")
	id, err := c.Send(t.Context(), 42, question("同意吗？", "同意"), nil)
	if err != nil {
		t.Fatal(err)
	}
	proceed := make(chan bool)
	run(t, newWebhook(t, c, func(context.Context, []bot.Update) error { <-proceed; return nil }))
	if err := u.TapOn(id, "同意"); err != nil {
		t.Fatal(err)
	}
	if _, err := api.WaitCalls(t.Context(), "answerCallbackQuery", 1); err != nil { // while apply still works
		t.Error(err)
	}
	close(proceed)
}

func TestTapBeforeAnEarlierWord(t *testing.T) {
	api := botapi.Start(t)
	c, _ := newClient(t, api)
	u := api.User(42)
	u.Say("/start")
	id, err := c.Send(t.Context(), 42, question("同意吗？", "同意"), nil)
	if err != nil {
		t.Fatal(err)
	}
	proceed := make(chan bool)
	api.FaultDelivery(func(d botapi.Delivery) *botapi.Fault {
		if d.Kind == "message" {
			<-proceed
		}
		return nil
	})
	u.Say("花呗")
	if err := u.TapOn(id, "同意"); err != nil {
		t.Fatal(err)
	}
	r := newRuntime()
	run(t, newWebhook(t, c, r.apply))
	first := r.next(t)[0]
	close(proceed)
	second := r.next(t)[0]
	if first.Input.Kind != dialog.Pressed || second.Input.Kind != dialog.Typed || first.ID < second.ID {
		t.Errorf("applied %+v, then %+v", first, second)
	}
}

func TestWebhookOptions(t *testing.T) {
	c := &Client{url: DefaultAPI, log: slog.Default()}
	for _, tt := range []struct{ url, secret, want string }{
		{"", secret, "XIESHANG_WEBHOOK_URL is not an address"},
		{"bot.example.org/hook", secret, "XIESHANG_WEBHOOK_URL is not an address"},
		{"http://bot.example.org/hook", secret, "XIESHANG_WEBHOOK_URL is not an address"},
		{"https://bot.example.org/hook?x=1", secret, "XIESHANG_WEBHOOK_URL is not an address"},
		{"https://me:you@bot.example.org/", secret, "XIESHANG_WEBHOOK_URL is not an address"},
		{"https://bot.example.org/hook", "", "XIESHANG_WEBHOOK_SECRET is not set"},
		{"https://bot.example.org/hook", "geheim!", "XIESHANG_WEBHOOK_SECRET is not 1 to 256"},
		{"https://bot.example.org/hook", strings.Repeat("x", 257), "XIESHANG_WEBHOOK_SECRET is not 1 to 256"},
	} {
		_, err := c.Webhook(nil, WebhookOptions{URL: tt.url, Secret: tt.secret})
		if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "geheim") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q %q: %v", tt.url, tt.secret, err)
		}
	}
	w, err := c.Webhook(nil, WebhookOptions{URL: " https://bot.example.org ", Secret: secret})
	if err != nil || w.path != "/" || w.listen != DefaultListen {
		t.Errorf("%+v, %v", w, err)
	}
	server := w.server()
	if server.ReadHeaderTimeout == 0 || server.ReadTimeout == 0 || server.WriteTimeout == 0 || server.IdleTimeout == 0 || server.MaxHeaderBytes == 0 {
		t.Error("a part of a request may take for ever")
	}
}

func TestWebhookCannotListen(t *testing.T) {
	api := botapi.Start(t)
	c, _ := newClient(t, api)
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	w := newWebhook(t, c, nil)
	w.listen = taken.Addr().String()
	if err := w.Run(t.Context()); err == nil || !strings.Contains(err.Error(), "XIESHANG_WEBHOOK_LISTEN") || !strings.Contains(err.Error(), "in use") {
		t.Errorf("Run: %v", err)
	}
}

func TestWebhookRefused(t *testing.T) {
	for _, tt := range []struct {
		fault botapi.Fault
		want  string
	}{
		{botapi.Fault{Status: 400, Description: "Bad Request: bad webhook: Failed to resolve host: Name or service not known"},
			"XIESHANG_WEBHOOK_URL is not accepted by Telegram (Bad Request: bad webhook: Failed to resolve host"},
		{botapi.Fault{Status: 401, Description: "Unauthorized"}, "TELEGRAM_BOT_TOKEN is not accepted any more"},
	} {
		api := botapi.Start(t)
		c, l := newClient(t, api)
		api.Fault(func(botapi.Call) *botapi.Fault { return &tt.fault })
		err := newWebhook(t, c, newRuntime().apply).Run(t.Context())
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Run: %v", err)
		}
		checkSecret(t, err, api.Token())
		checkSecret(t, err, secret)
		if strings.Contains(l.String(), secret) {
			t.Errorf("log: %s", l)
		}
	}
}

func TestWebhookIsSetInTheEnd(t *testing.T) {
	api := botapi.Start(t)
	c, l := newClient(t, api)
	waited := pauses{each: func(n int) {
		if n == 12 {
			api.Fault(nil)
		}
	}}
	api.Fault(func(botapi.Call) *botapi.Fault { return &botapi.Fault{Status: 502, Body: "<html>Bad Gateway"} })
	r := newRuntime()
	w := newWebhook(t, c, r.apply)
	set := make(chan bool)
	w.pause = func(ctx context.Context, d time.Duration) {
		if d == watchEvery {
			close(set)
			<-ctx.Done()
			return
		}
		waited.pause(ctx, d)
	}
	stop := run(t, w)
	<-set
	api.User(42).Say("花呗")
	r.next(t)
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	checkBackoff(t, waited.list)
	if strings.Contains(l.String(), secret) || strings.Contains(l.String(), api.Token()) {
		t.Errorf("log: %s", l)
	}
}

func TestWebhookIsWatched(t *testing.T) {
	api := botapi.Start(t, quick())
	c, l := newClient(t, api)
	r := newRuntime()
	fail := true
	r.fail = func() error {
		if fail {
			fail = false
			return errors.New("locked")
		}
		return nil
	}
	w := newWebhook(t, c, r.apply)
	looked, again := make(chan bool), make(chan bool)
	w.pause = func(ctx context.Context, d time.Duration) {
		if d != watchEvery {
			t.Errorf("pause of %v", d)
		}
		select {
		case looked <- true:
			<-again
		case <-ctx.Done():
		}
	}
	var once sync.Once
	stop := run(t, w)
	t.Cleanup(func() { once.Do(func() { close(again) }) })
	<-looked // set
	api.User(42).Say("花呗")
	if err := api.WaitTaken(t.Context()); err != nil { // at the second try
		t.Fatal(err)
	}
	for range 2 {
		again <- true
		<-looked
	}
	if n := strings.Count(l.String(), "could not deliver updates"); n != 1 || !strings.Contains(l.String(), "503 Service Unavailable") {
		t.Errorf("told %d times of a failure, want once: %s", n, l)
	}

	resp, err := http.Get(api.URL() + "/bot" + api.Token() + "/deleteWebhook")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	again <- true
	<-looked
	api.User(42).Say("逾期")
	if err := api.WaitTaken(t.Context()); err != nil {
		t.Errorf("the webhook was not set again: %v", err)
	}
	if !strings.Contains(l.String(), "somebody else changed") || !strings.Contains(l.String(), "level=ERROR") {
		t.Errorf("not loud enough: %s", l)
	}
	once.Do(func() { close(again) })
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	texts := []string{}
	for range 3 {
		texts = append(texts, r.next(t)[0].Input.Text)
	}
	if !slices.Equal(texts, []string{"花呗", "花呗", "逾期"}) {
		t.Errorf("applied %q", texts)
	}
}
