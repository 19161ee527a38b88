package botapi

import (
	"context"
	"strings"
	"testing"
	"time"
)

// sendTo sends a text with one-button rows.
func sendTo(t *testing.T, s *Server, chat int64, text string, labels ...string) int64 {
	t.Helper()
	var rows [][]any
	for _, label := range labels {
		rows = append(rows, []any{map[string]any{"text": label, "callback_data": "data " + label}})
	}
	var sent struct {
		ID int64 `json:"message_id"`
	}
	must(t, s, "sendMessage", map[string]any{"chat_id": chat, "text": text,
		"reply_markup": map[string]any{"inline_keyboard": rows}}, &sent)
	return sent.ID
}

func TestMessageNumbersGrow(t *testing.T) {
	s := Start(t)
	a, b := s.User(1), s.User(2)
	var got []int64
	got = append(got, a.Say("x"), sendTo(t, s, 1, "y"), a.SendPhoto(""), sendTo(t, s, 1, "z"), b.Say("x"))
	for i, want := range []int64{1, 2, 3, 4, 1} {
		if got[i] != want {
			t.Fatalf("numbers %v", got)
		}
	}
}

func TestTapping(t *testing.T) {
	s := Start(t)
	u := s.User(42)
	u.Say("/start")
	if err := u.Tap("是"); err == nil || !strings.Contains(err.Error(), "no message has buttons") || !strings.Contains(err.Error(), "/start") {
		t.Errorf("without buttons: %v", err)
	}
	old := sendTo(t, s, 42, "一？", "是", "否")
	live := sendTo(t, s, 42, "二？", "好", "不好")
	sendTo(t, s, 42, "没有按钮")
	if err := u.Tap("是"); err == nil || !strings.Contains(err.Error(), "[好] [不好]") {
		t.Errorf("a label that is not there: %v", err)
	}
	must(t, s, "editMessageReplyMarkup", map[string]any{"chat_id": 42, "message_id": old}, nil)
	for name, err := range map[string]error{
		"newest":  u.Tap("好"),
		"other":   u.TapOn(live, "不好"),
		"removed": u.TapOld(old, "否"),
		"forged":  u.TapData(old, "forged"),
	} {
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, err := range map[string]error{
		"removed as live": u.TapOn(old, "否"),
		"never there":     u.TapOld(live, "否"),
		"no message":      u.TapOn(99, "好"),
		"no old message":  u.TapOld(99, "好"),
		"nothing to hold": u.TapData(99, "x"),
	} {
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if s.Unanswered() != 4 {
		t.Errorf("%d buttons were pressed, want 4", s.Unanswered())
	}
}

func TestWaiting(t *testing.T) {
	s := Start(t)
	u := s.User(42)
	u.Say("/start")
	type outcome struct {
		m   Message
		err error
	}
	got := make(chan outcome, 1)
	wait := func(f func(context.Context) (Message, error)) {
		go func() { m, err := f(t.Context()); got <- outcome{m, err} }()
	}
	wait(u.Wait)
	id := sendTo(t, s, 42, "您好", "好")
	if o := <-got; o.err != nil || o.m.ID != id {
		t.Errorf("Wait: %v, %v", o.m, o.err)
	}
	wait(func(ctx context.Context) (Message, error) { return u.WaitText(ctx, "到期") })
	sendTo(t, s, 42, "请稍等")
	must(t, s, "editMessageText", map[string]any{"chat_id": 42, "message_id": id, "text": "哪天到期？"}, nil)
	if o := <-got; o.err != nil || o.m.ID != id || o.m.Edits != 1 {
		t.Errorf("WaitText: %v, %v", o.m, o.err)
	}
	sendTo(t, s, 42, "还没看到")
	u.Say("二月")
	wait(u.Wait)
	sendTo(t, s, 42, "谢谢")
	if o := <-got; o.err != nil || o.m.Text != "谢谢" {
		t.Errorf("Wait passes over what came before: %v, %v", o.m, o.err)
	}
	wait(func(ctx context.Context) (Message, error) { return u.WaitButton(ctx, "收到") })
	sendTo(t, s, 42, "三月？", "没有")
	sendTo(t, s, 42, "四月？", "收到")
	if o := <-got; o.err != nil || o.m.Text != "四月？" {
		t.Errorf("WaitButton: %v, %v", o.m, o.err)
	}
	err := u.WaitChat(t.Context(), "eight messages", func(chat []Message) bool { return len(chat) == 8 })
	if err != nil {
		t.Error(err)
	}
}

func TestWaitingInVain(t *testing.T) {
	s := Start(t, Patience(20*time.Millisecond))
	u := s.User(42)
	u.Say("/start")
	sendTo(t, s, 42, "您好", "同意")
	_, err := u.WaitText(t.Context(), "再见")
	if err == nil || !strings.Contains(err.Error(), "再见") || !strings.Contains(err.Error(), "[同意]") {
		t.Errorf("got %v", err)
	}
	if _, err := u.WaitButton(t.Context(), "不同意"); err == nil || !strings.Contains(err.Error(), "[同意]") {
		t.Errorf("got %v", err)
	}
	if _, err := s.WaitCalls(t.Context(), "sendMessage", 2); err == nil || !strings.Contains(err.Error(), "called 1 times, not 2") {
		t.Errorf("got %v", err)
	}
	if err := s.WaitQuiet(t.Context(), time.Millisecond); err == nil || !strings.Contains(err.Error(), "1 updates are not confirmed") {
		t.Errorf("got %v", err)
	}
	if err := s.WaitPoll(t.Context()); err == nil {
		t.Error("nobody polls")
	}
}

func TestQuiet(t *testing.T) {
	s := Start(t)
	s.User(42).Say("/start")
	list := fetch(t, s, nil)
	fetch(t, s, map[string]any{"offset": list[0].ID + 1})
	if err := s.WaitQuiet(t.Context(), 20*time.Millisecond); err != nil {
		t.Error(err)
	}
}

func TestNoJournal(t *testing.T) {
	s := Start(t, NoJournal())
	must(t, s, "getMe", nil, nil)
	if calls := s.Calls(""); len(calls) != 0 {
		t.Errorf("journal %+v", calls)
	}
}

func TestOwnEdits(t *testing.T) {
	s := Start(t)
	u := s.User(42)
	id := u.Say("1500")
	bots := sendTo(t, s, 42, "x")
	if err := u.Edit(id, "15000"); err != nil {
		t.Fatal(err)
	}
	if u.Edit(bots, "x") == nil || u.Edit(99, "x") == nil {
		t.Error("a person can edit what is not theirs")
	}
	if m := u.Chat()[0]; m.Text != "15000" || m.Edits != 1 {
		t.Errorf("the person sees %v", m)
	}
	if s.Pending() != 2 {
		t.Errorf("%d updates, want the message and its edit", s.Pending())
	}
}
