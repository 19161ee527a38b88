package telegram

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"xieshang/bot/botapi"
)

// listening starts a webhook that Telegram knows.
func listening(t *testing.T, r *runtime) (*Webhook, *logs, *botapi.Server) {
	t.Helper()
	api := botapi.Start(t)
	c, l := newClient(t, api)
	w := newWebhook(t, c, r.apply)
	run(t, w)
	if _, err := api.WaitCalls(t.Context(), "setWebhook", 1); err != nil {
		t.Fatal(err)
	}
	return w, l, api
}

// knock sends a request and returns the answer; the body has been read.
func knock(t *testing.T, method, address, secret string, body io.Reader) (*http.Response, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, address, body)
	if err != nil {
		t.Fatal(err)
	}
	if secret != "" {
		request.Header.Set(secretHeader, secret)
	}
	answer, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer, string(text)
}

const word = `{"update_id":7,"message":{"message_id":5,"date":1,"chat":{"id":42,"type":"private"},"text":"花呗"}}`

func TestWhoIsLetIn(t *testing.T) {
	r := newRuntime()
	w, l, api := listening(t, r)
	large := strings.Repeat("x", maxPost+1)
	for _, tt := range []struct {
		name, method, url, secret, body string
		want                            int
	}{
		{"no secret", "POST", w.url, "", word, 401},
		{"wrong secret", "POST", w.url, "wrong", word, 401},
		{"half a secret", "POST", w.url, secret[:5], word, 401},
		{"more than the secret", "POST", w.url, secret + "x", word, 401},
		{"the token as secret", "POST", w.url, "4242424242:AAF-the-only-bot", word, 401},
		{"other path", "POST", w.url + "/x", secret, word, 404},
		{"path trick", "POST", w.url + "/../hook", secret, word, 404},
		{"root", "POST", strings.TrimSuffix(w.url, "/hook"), secret, word, 404},
		{"other method", "PUT", w.url, secret, word, 405},
		{"browser", "GET", w.url, "", "", 405},
		{"too large", "POST", w.url, secret, large, 413},
		{"too large and wrong", "POST", w.url, "wrong", large, 401},
		{"not JSON", "POST", w.url, secret, "我欠了一万二", 200},
		{"nothing", "POST", w.url, secret, "", 200},
		{"deep", "POST", w.url, secret, strings.Repeat("[", 100_000), 200},
		{"an update", "POST", w.url, secret, word, 200},
	} {
		t.Run(tt.name, func(t *testing.T) {
			answer, text := knock(t, tt.method, tt.url, tt.secret, strings.NewReader(tt.body))
			if answer.StatusCode != tt.want || text != "" {
				t.Errorf("answered %d %q, want %d and no word", answer.StatusCode, text, tt.want)
			}
			if answer.Close != (tt.want != 200) {
				t.Errorf("connection closed: %v", answer.Close)
			}
		})
	}
	if answer, _ := knock(t, "POST", w.url, secret, io.MultiReader(strings.NewReader(large))); answer.StatusCode != 413 {
		t.Errorf("too large without saying so: %d", answer.StatusCode)
	}
	if got := r.next(t); len(got) != 1 || got[0].ID != 7 {
		t.Errorf("applied %+v", got)
	}
	if n := len(r.calls); n != 0 {
		t.Errorf("applied %d batches too many", n)
	}
	for _, hidden := range []string{secret, api.Token(), "一万二", "花呗"} {
		if strings.Contains(l.String(), hidden) {
			t.Errorf("%q is in the log: %s", hidden, l)
		}
	}
}

// dial opens a connection and writes the beginning of a request.
func dial(t *testing.T, w *Webhook, begin string) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", w.listen)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	if err := conn.SetDeadline(time.Now().Add(10 * time.Second)); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(conn, begin); err != nil {
		t.Fatal(err)
	}
	return conn
}

func TestStrangersAreNotListenedTo(t *testing.T) {
	w, _, _ := listening(t, newRuntime())
	for name, begin := range map[string]string{
		"wrong secret": "POST /hook HTTP/1.1\r\nHost: x\r\n" + secretHeader + ": wrong\r\nContent-Length: 1000000\r\n\r\n",
		"too large":    "POST /hook HTTP/1.1\r\nHost: x\r\n" + secretHeader + ": " + secret + "\r\nContent-Length: 100000000\r\n\r\n",
		"long header":  "POST /hook HTTP/1.1\r\nHost: x\r\nX: " + strings.Repeat("x", 3*maxHeader) + "\r\n\r\n",
	} {
		conn := dial(t, w, begin) // and no body: the answer does not wait for one
		answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		answer.Body.Close()
		if want := map[string]int{"wrong secret": 401, "too large": 413, "long header": 431}[name]; answer.StatusCode != want || !answer.Close {
			t.Errorf("%s: answered %s, closed: %v", name, answer.Status, answer.Close)
		}
	}
}

func TestHalfAPost(t *testing.T) {
	r := newRuntime()
	w, _, api := listening(t, r)
	conn := dial(t, w, fmt.Sprintf("POST /hook HTTP/1.1\r\nHost: x\r\n%s: %s\r\nContent-Length: %d\r\n\r\n%s",
		secretHeader, secret, len(word), word[:20]))
	conn.Close()
	api.User(42).Say("还在")
	if got := r.next(t); len(got) != 1 || got[0].Input.Text != "还在" {
		t.Errorf("applied %+v", got)
	}
}

func TestBusyWebhook(t *testing.T) {
	api := botapi.Start(t)
	c, _ := newClient(t, api)
	r := newRuntime()
	w := newWebhook(t, c, r.apply)
	for range maxWaiting {
		w.posts.posts <- post{done: make(chan error, 1)}
	}
	server := w.server()
	listener, err := net.Listen("tcp", w.listen)
	if err != nil {
		t.Fatal(err)
	}
	go server.Serve(listener)
	defer server.Close()
	answer, _ := knock(t, "POST", w.url, secret, strings.NewReader(word))
	if answer.StatusCode != 503 || answer.Header.Get("Retry-After") != comeAgain {
		t.Errorf("answered %s %v", answer.Status, answer.Header)
	}
}
