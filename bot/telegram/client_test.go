package telegram

import (
	"bytes"
	"log/slog"
	"sync"
	"testing"

	"xieshang/bot/botapi"
	"xieshang/dialog"
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

func newClient(t *testing.T, api *botapi.Server) *Client {
	t.Helper()
	c, _ := newLoggedClient(t, api)
	return c
}

func newLoggedClient(t *testing.T, api *botapi.Server) (*Client, *logs) {
	t.Helper()
	l := &logs{}
	log := slog.New(slog.NewTextHandler(l, &slog.HandlerOptions{Level: slog.LevelDebug}))
	c, err := New(t.Context(), Options{Token: api.Token(), APIURL: api.URL(), Log: log})
	if err != nil {
		t.Fatal(err)
	}
	return c, l
}

func TestSendAndEdit(t *testing.T) {
	api := botapi.Start(t)
	c := newClient(t, api)
	u := api.User(42)
	u.Say("/start")

	id, err := c.Send(t.Context(), 42, dialog.Message{Text: "<b>您好</b> &amp; 欢迎", Buttons: [][]dialog.Button{
		{{Label: "同意", Data: "intake:1:yes"}}, {{Label: "复制", Copy: "你好，我想协商"}},
	}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	m, err := u.Wait(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if m.ID != id || m.Text != "您好 & 欢迎" {
		t.Errorf("got %v", m)
	}
	if err := u.Tap("复制"); err != nil || u.Clipboard() != "你好，我想协商" {
		t.Errorf("copy button: %v, clipboard %q", err, u.Clipboard())
	}
}
