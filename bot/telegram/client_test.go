package telegram

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"xieshang/bot/botapi"
	"xieshang/dialog/locale"
)

// logs is a log that can be read while it is written.
type logs struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *logs) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *logs) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

// newClient returns a client of the server and what it logs.
func newClient(t *testing.T, api *botapi.Server) (*Client, *logs) {
	t.Helper()
	l := &logs{}
	log := slog.New(slog.NewTextHandler(l, &slog.HandlerOptions{Level: slog.LevelDebug}))
	c, err := New(t.Context(), Options{Token: api.Token(), APIURL: api.URL(), Log: log})
	if err != nil {
		t.Fatal(err)
	}
	return c, l
}

// closedPort is an address where nobody listens.
func closedPort(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return "http://" + l.Addr().String()
}

func TestNewKnowsItself(t *testing.T) {
	api := botapi.Start(t)
	c, err := New(t.Context(), Options{Token: " " + api.Token() + "\n", APIURL: api.URL() + "/"})
	if err != nil {
		t.Fatal(err)
	}
	if c.Username() != botapi.Username {
		t.Errorf("the bot is %q, want %q", c.Username(), botapi.Username)
	}
}

func TestNewExplainsWhatIsWrong(t *testing.T) {
	api := botapi.Start(t)
	website := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(website.Close)
	const secret = "12345:AAF-secret"
	tests := []struct {
		name, token, url string
		want             []string
	}{
		{"no token", " ", "", []string{"TELEGRAM_BOT_TOKEN is not set", "@BotFather"}},
		{"half a token", "AAF-secret", "", []string{"TELEGRAM_BOT_TOKEN does not look like"}},
		{"token with a space", "12345:AAF secret", "", []string{"TELEGRAM_BOT_TOKEN does not look like"}},
		{"wrong token", secret, api.URL(), []string{"TELEGRAM_BOT_TOKEN is not accepted", api.URL(), "@BotFather"}},
		{"no scheme", secret, "api.telegram.org", []string{"TELEGRAM_API_URL is not an address"}},
		{"no host", secret, "https://", []string{"TELEGRAM_API_URL is not an address"}},
		{"other scheme", secret, "ftp://example.org", []string{"TELEGRAM_API_URL is not an address"}},
		{"not parseable", secret, "http://%zz", []string{"TELEGRAM_API_URL is not an address"}},
		{"nobody there", secret, closedPort(t), []string{"TELEGRAM_API_URL http://127.0.0.1:", "cannot be reached", "refused"}},
		{"a web site", secret, website.URL, []string{"TELEGRAM_API_URL", "does not answer like a Bot API server", "404"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := New(t.Context(), Options{Token: tt.token, APIURL: tt.url})
			if err == nil {
				t.Fatal("no error")
			}
			for _, want := range tt.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("error %q does not say %q", err, want)
				}
			}
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("error of several lines: %q", err)
			}
			checkSecret(t, err, secret)
		})
	}
}

func TestNoRedirectIsFollowed(t *testing.T) {
	elsewhere := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("called with %v, referred by %q", r.URL, r.Referer())
	}))
	t.Cleanup(elsewhere.Close)
	moved := httptest.NewServer(http.RedirectHandler(elsewhere.URL, http.StatusMovedPermanently))
	t.Cleanup(moved.Close)
	_, err := New(t.Context(), Options{Token: "12345:AAF-secret", APIURL: moved.URL})
	if err == nil || !strings.Contains(err.Error(), "301") {
		t.Errorf("got %v", err)
	}
}

func TestTokenIsNeverShown(t *testing.T) {
	api := botapi.Start(t)
	c, l := newClient(t, api)
	api.Close()
	m := question("x", "好")
	_, sendErr := c.Send(t.Context(), 42, m, nil)
	for name, err := range map[string]error{
		"Send":         sendErr,
		"Edit":         c.Edit(t.Context(), 42, 1, m),
		"ClearButtons": c.ClearButtons(t.Context(), 42, 1),
		"Delete":       c.Delete(t.Context(), 42, 1),
		"Publish":      c.Publish(t.Context(), map[locale.Language]Profile{locale.Hans: {About: "免费"}}),
	} {
		if err == nil || !isPassing(err) {
			t.Errorf("%s: %v", name, err)
		}
		checkSecret(t, err, api.Token())
	}
	p := c.Poller(newRuntime().apply)
	ctx, cancel := context.WithCancel(t.Context())
	p.pause = func(context.Context, time.Duration) { cancel() }
	p.reader.thanks.answer("1")
	if err := p.Run(ctx); err != nil {
		t.Error(err)
	}
	if l.String() == "" || strings.Contains(l.String(), api.Token()) {
		t.Errorf("log: %s", l)
	}
}

func TestNewOnAServerInTrouble(t *testing.T) {
	api := botapi.Start(t)
	api.Fault(func(botapi.Call) *botapi.Fault { return &botapi.Fault{Status: 502, Body: "<html>\nBad Gateway"} })
	_, err := New(t.Context(), Options{Token: api.Token(), APIURL: api.URL()})
	if err == nil || !strings.Contains(err.Error(), "502 Bad Gateway") {
		t.Errorf("got %v", err)
	}
	api.Fault(func(botapi.Call) *botapi.Fault { return &botapi.Fault{Status: 429, RetryAfter: 3} })
	_, err = New(t.Context(), Options{Token: api.Token(), APIURL: api.URL()})
	if err == nil || !strings.Contains(err.Error(), "try again later") {
		t.Errorf("got %v", err)
	}
}

// checkSecret looks for the secret in everything that can be printed of an error.
func checkSecret(t *testing.T, err error, secret string) {
	t.Helper()
	for ; err != nil; err = errors.Unwrap(err) {
		if strings.Contains(err.Error(), secret) {
			t.Errorf("the token is in %T: %v", err, err)
		}
	}
}
