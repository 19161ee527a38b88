package telegram

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"xieshang/bot"
	"xieshang/bot/botapi"
	"xieshang/dialog"
	"xieshang/dialog/document"
)

// begin returns a client and a person who has spoken to it.
func begin(t *testing.T) (*botapi.Server, *Client, *botapi.User, *logs) {
	t.Helper()
	api := botapi.Start(t)
	c, l := newClient(t, api)
	u := api.User(42)
	u.Say("/start")
	return api, c, u, l
}

// send sends and fails the test if that fails.
func send(t *testing.T, c *Client, m dialog.Message) int64 {
	t.Helper()
	id, err := c.Send(t.Context(), 42, m, nil)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func question(text string, labels ...string) dialog.Message {
	m := dialog.Message{Text: text}
	for _, label := range labels {
		m.Buttons = append(m.Buttons, []dialog.Button{{Label: label, Data: "intake:1:" + label}})
	}
	return m
}

func TestSend(t *testing.T) {
	api, c, u, _ := begin(t)
	id := send(t, c, dialog.Message{Text: "<b>您好</b> 1 &lt; 2\nhttps://example.org", Buttons: [][]dialog.Button{
		{{Label: "同意", Data: "intake:1:yes"}, {Label: "不同意", Data: "intake:1:no"}},
		{{Label: "复制", Copy: "你好，我想协商"}},
	}})
	m, err := u.Wait(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if m.ID != id || m.Text != "您好 1 < 2\nhttps://example.org" || len(m.Buttons) != 2 || len(m.Buttons[0]) != 2 {
		t.Errorf("the person sees %v", m)
	}
	if err := u.Tap("复制"); err != nil || u.Clipboard() != "你好，我想协商" {
		t.Errorf("copy button: %v, clipboard %q", err, u.Clipboard())
	}
	params := api.Calls("sendMessage")[0].Params
	if params["link_preview_options"] != `{"is_disabled":true}` {
		t.Errorf("link preview: %s", params["link_preview_options"])
	}
	if _, ok := params["protect_content"]; ok {
		t.Error("content is protected; people could not copy their own script")
	}
}

func TestSendDocument(t *testing.T) {
	api, c, u, _ := begin(t)
	file := make([]byte, 300_000)
	for i := range file {
		file[i] = byte(rand.Uint32())
	}
	m := question("<i>您的资料</i>", "好的")
	m.Document = &dialog.Document{Kind: dialog.ExportFile, Name: `资料 "2026".json`}
	id, err := c.Send(t.Context(), 42, m, file)
	if err != nil {
		t.Fatal(err)
	}
	got, err := u.WaitDocument(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got.ID != id || got.Text != "您的资料" || len(got.Labels()) != 1 {
		t.Errorf("the person sees %v", got)
	}
	if got.Document.Name != m.Document.Name || !bytes.Equal(got.Document.Bytes, file) {
		t.Errorf("file %q of %d bytes is not what was sent", got.Document.Name, len(got.Document.Bytes))
	}
	for _, call := range api.Calls("sendChatAction") {
		if call.Params["action"] != "upload_document" {
			t.Errorf("chat action %q", call.Params["action"])
		}
	}
}

// TestSendPicture sends a picture so that it is seen without being opened.
func TestSendPicture(t *testing.T) {
	api, c, _, _ := begin(t)
	m := question("<b>方案</b>", "好的")
	m.Document = &dialog.Document{Kind: dialog.PlansChart, Name: "x.png", Format: document.PNG}
	if _, err := c.Send(t.Context(), 42, m, []byte("picture")); err != nil {
		t.Fatal(err)
	}
	if photos, files := api.Calls("sendPhoto"), api.Calls("sendDocument"); len(photos) != 1 || len(files) != 0 {
		t.Errorf("%d photos and %d files", len(photos), len(files))
	}
}

func TestSendErrors(t *testing.T) {
	fault := func(f botapi.Fault) func(*botapi.Server, *botapi.User) {
		return func(api *botapi.Server, _ *botapi.User) {
			api.Fault(func(botapi.Call) *botapi.Fault { return &f })
		}
	}
	none := func(*botapi.Server, *botapi.User) {}
	tests := []struct {
		name   string
		chat   int64
		text   string
		breaks func(*botapi.Server, *botapi.User)
		want   func(error) bool
	}{
		{"blocked", 42, "x", func(_ *botapi.Server, u *botapi.User) { u.Block() }, isUnreachable},
		{"deactivated", 42, "x", func(_ *botapi.Server, u *botapi.User) { u.Deactivate() }, isUnreachable},
		{"chat not found", 43, "x", none, isUnreachable},
		{"any 403", 42, "x", fault(botapi.Fault{Status: 403, Description: "Forbidden: bot can't initiate conversation with a user"}), isUnreachable},
		{"too long", 42, strings.Repeat("长", 4097), none, isRejected},
		{"empty", 42, "", none, isRejected},
		{"any 400", 42, "x", fault(botapi.Fault{Status: 400, Description: "Bad Request: BUTTON_DATA_INVALID"}), isRejected},
		{"413", 42, "x", fault(botapi.Fault{Status: 413, Description: "Request Entity Too Large"}), isRejected},
		{"429", 42, "x", fault(botapi.Fault{Status: 429, RetryAfter: 17}), isPause(17 * time.Second)},
		{"429 without pause", 42, "x", fault(botapi.Fault{Status: 429}), isPause(time.Second)},
		{"500", 42, "x", fault(botapi.Fault{Status: 500}), isPassing},
		{"502 as HTML", 42, "x", fault(botapi.Fault{Status: 502, Body: "<html>Bad Gateway</html>"}), isPassing},
		{"401", 42, "x", fault(botapi.Fault{Status: 401}), isPassing},
		{"cut", 42, "x", fault(botapi.Fault{Cut: true}), isPassing},
		{"cut after the effect", 42, "x", fault(botapi.Fault{Cut: true, Done: true}), isPassing},
		{"slow", 42, "x", fault(botapi.Fault{Delay: time.Minute}), isTimeout},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			api, c, u, _ := begin(t)
			tt.breaks(api, u)
			ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
			defer cancel()
			m := question(tt.text, "好")
			for name, call := range map[string]func() error{
				"Send": func() error { _, err := c.Send(ctx, tt.chat, m, nil); return err },
				"Edit": func() error { return c.Edit(ctx, tt.chat, 1, m) },
			} {
				err := call()
				if name == "Edit" && isRejected(err) {
					continue // message 1 is the person's own
				}
				if err == nil || !tt.want(err) {
					t.Errorf("%s: %T %v", name, err, err)
				}
				checkSecret(t, err, api.Token())
			}
		})
	}
}

func isUnreachable(err error) bool { return errors.Is(err, bot.ErrUnreachable) }

func isRejected(err error) bool {
	var r *bot.Rejected
	return errors.As(err, &r) && r.Reason != ""
}

func isPause(d time.Duration) func(error) bool {
	return func(err error) bool {
		var r *bot.RetryAfter
		return errors.As(err, &r) && r.Pause == d
	}
}

// isPassing is an error that is none of the others: to be tried again.
func isPassing(err error) bool {
	var r *bot.RetryAfter
	return !isUnreachable(err) && !isRejected(err) && !errors.As(err, &r)
}

func isTimeout(err error) bool { return isPassing(err) && errors.Is(err, context.DeadlineExceeded) }

func TestUnreadableHTMLIsSentPlain(t *testing.T) {
	_, c, u, l := begin(t)
	broken := "<b>欠款 12000 <abc>&amp; 利息</b> 3 < 5"
	id := send(t, c, question(broken, "好"))
	m, err := u.Wait(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if m.Text != "欠款 12000 & 利息 3 < 5" || len(m.Labels()) != 1 {
		t.Errorf("the person sees %v", m)
	}
	if err := c.Edit(t.Context(), 42, id, question("<u>新的", "好")); err != nil {
		t.Fatal(err)
	}
	if m, err = u.Wait(t.Context()); err != nil || m.Text != "新的" {
		t.Errorf("the person sees %v, %v", m, err)
	}
	if !strings.Contains(l.String(), "level=ERROR") || !strings.Contains(l.String(), "byte offset") {
		t.Errorf("nothing useful in the log: %s", l)
	}
	if strings.Contains(l.String(), "12000") || strings.Contains(l.String(), "abc") {
		t.Errorf("the message is in the log: %s", l)
	}
}

func TestEdit(t *testing.T) {
	api, c, u, _ := begin(t)
	id := send(t, c, question("欠了多少？", "不知道"))
	if err := c.Edit(t.Context(), 42, id, question("哪天到期？", "上一步")); err != nil {
		t.Fatal(err)
	}
	m := u.Chat()[1]
	if m.Text != "哪天到期？" || m.Labels()[0] != "上一步" || m.Edits != 1 {
		t.Errorf("the person sees %v", m)
	}
	if err := c.Edit(t.Context(), 42, id, question("哪天到期？", "上一步")); err != nil {
		t.Errorf("an edit that changes nothing: %v", err)
	}
	if got := api.Calls("editMessageText")[0].Params["link_preview_options"]; got != `{"is_disabled":true}` {
		t.Errorf("link preview: %s", got)
	}

	document := question("文件")
	document.Document = &dialog.Document{Name: "a.json"}
	attached, err := c.Send(t.Context(), 42, document, []byte("{}"))
	if err != nil {
		t.Fatal(err)
	}
	for name, err := range map[string]error{
		"the person's message": c.Edit(t.Context(), 42, 1, question("x")),
		"no message":           c.Edit(t.Context(), 42, 99, question("x")),
		"a document":           c.Edit(t.Context(), 42, attached, question("x")),
		"into a document":      c.Edit(t.Context(), 42, id, document),
	} {
		if !isRejected(err) {
			t.Errorf("editing %s: %v", name, err)
		}
	}
}

func TestClearButtons(t *testing.T) {
	_, c, u, _ := begin(t)
	id := send(t, c, question("同意吗？", "同意"))
	for _, message := range []int64{id, id, 99, 1} {
		if err := c.ClearButtons(t.Context(), 42, message); err != nil {
			t.Errorf("message %d: %v", message, err)
		}
	}
	if m := u.Chat()[1]; len(m.Buttons) != 0 || m.Text != "同意吗？" {
		t.Errorf("the person sees %v", m)
	}
	u.Block()
	if err := c.ClearButtons(t.Context(), 42, id); !isUnreachable(err) {
		t.Errorf("blocked: %v", err)
	}
}

func TestDelete(t *testing.T) {
	now := time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)
	api := botapi.Start(t, botapi.Clock(func() time.Time { return now }))
	c, _ := newClient(t, api)
	u := api.User(42)
	secret, old := u.Say("身份证 110101199003071234"), u.Say("花呗")
	for _, message := range []int64{secret, secret, 99} {
		if err := c.Delete(t.Context(), 42, message); err != nil {
			t.Errorf("message %d: %v", message, err)
		}
	}
	now = now.Add(49 * time.Hour)
	if err := c.Delete(t.Context(), 42, old); !isRejected(err) {
		t.Errorf("after two days: %v", err)
	}
	if chat := u.Chat(); len(chat) != 1 || chat[0].ID != old {
		t.Errorf("the chat is\n%s", botapi.Transcript(chat))
	}
}
