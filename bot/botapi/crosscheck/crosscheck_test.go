package crosscheck

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"github.com/mymmrac/telego"
	"github.com/mymmrac/telego/telegoapi"
	"github.com/mymmrac/telego/telegoutil"

	"xieshang/bot/botapi"
)

const person = 42

// begin returns a client of the server, and a person who has spoken to it.
func begin(t *testing.T, options ...botapi.Option) (*botapi.Server, *telego.Bot, *botapi.User) {
	t.Helper()
	api := botapi.Start(t, options...)
	bot, err := telego.NewBot(api.Token(), telego.WithAPIServer(api.URL()), telego.WithDiscardLogger())
	if err != nil {
		t.Fatal(err)
	}
	u := api.User(person)
	u.Say("/start")
	return api, bot, u
}

func must[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// next takes one update.
func next(t *testing.T, updates <-chan telego.Update) telego.Update {
	t.Helper()
	select {
	case u := <-updates:
		return u
	case <-t.Context().Done():
		t.Fatal("no update")
		return telego.Update{}
	}
}

func TestItself(t *testing.T) {
	api, bot, _ := begin(t)
	me := must[*telego.User](t)(bot.GetMe(t.Context()))
	if me.Username != botapi.Username || !me.IsBot {
		t.Errorf("the bot is %+v", me)
	}
	menu := []telego.BotCommand{{Command: "start", Description: "开始"}}
	if err := bot.SetMyCommands(t.Context(), &telego.SetMyCommandsParams{Commands: menu, LanguageCode: "zh"}); err != nil {
		t.Fatal(err)
	}
	got := must[[]telego.BotCommand](t)(bot.GetMyCommands(t.Context(), &telego.GetMyCommandsParams{LanguageCode: "zh"}))
	if !slices.Equal(got, menu) {
		t.Errorf("menu %+v", got)
	}
	stranger, err := telego.NewBot("4242424242:AAF-the-wrong-bot-of-this-apiserver", telego.WithAPIServer(api.URL()), telego.WithDiscardLogger())
	if err != nil {
		t.Fatal(err)
	}
	_, err = stranger.GetMe(t.Context())
	checkRefusal(t, err, 401, "Unauthorized")
}

func TestTalk(t *testing.T) {
	api, bot, u := begin(t)
	updates := must[<-chan telego.Update](t)(bot.UpdatesViaLongPolling(t.Context(), &telego.GetUpdatesParams{Timeout: 10}))
	start := next(t, updates).Message
	if start == nil || start.Text != "/start" || start.Chat.ID != person || start.From.LanguageCode != "zh-hans" || start.Entities[0].Type != "bot_command" {
		t.Fatalf("the first update is %+v", start)
	}
	sent := must[*telego.Message](t)(bot.SendMessage(t.Context(), telegoutil.Message(telegoutil.ID(person), "<b>欠了</b>多少？ 1 &lt; 2").
		WithParseMode(telego.ModeHTML).WithReplyMarkup(telegoutil.InlineKeyboard(
		telegoutil.InlineKeyboardRow(telego.InlineKeyboardButton{Text: "不知道", CallbackData: "a:1"}),
		telegoutil.InlineKeyboardRow(telego.InlineKeyboardButton{Text: "复制", CopyText: &telego.CopyTextButton{Text: "话术"}}),
	))))
	if sent.Text != "欠了多少？ 1 < 2" || len(sent.Entities) != 1 || sent.Entities[0].Length != 2 || len(sent.ReplyMarkup.InlineKeyboard) != 2 {
		t.Errorf("sent %+v", sent)
	}
	must[botapi.Message](t)(u.WaitButton(t.Context(), "不知道"))
	if err := errors.Join(u.Tap("复制"), u.Tap("不知道")); err != nil || u.Clipboard() != "话术" {
		t.Errorf("buttons: %v, clipboard %q", err, u.Clipboard())
	}
	press := next(t, updates).CallbackQuery
	if press.Data != "a:1" || press.From.ID != person || press.Message.GetMessageID() != sent.MessageID {
		t.Errorf("pressed %+v", press)
	}
	if err := bot.AnswerCallbackQuery(t.Context(), telegoutil.CallbackQuery(press.ID)); err != nil || api.Unanswered() != 0 {
		t.Errorf("answering: %v, %d wait", err, api.Unanswered())
	}
	edited := must[*telego.Message](t)(bot.EditMessageText(t.Context(), &telego.EditMessageTextParams{
		ChatID: telegoutil.ID(person), MessageID: sent.MessageID, Text: "好的"}))
	if edited.Text != "好的" || edited.EditDate == 0 || edited.ReplyMarkup != nil {
		t.Errorf("edited %+v", edited)
	}
	if err := bot.DeleteMessage(t.Context(), &telego.DeleteMessageParams{ChatID: telegoutil.ID(person), MessageID: sent.MessageID}); err != nil {
		t.Error(err)
	}
	if chat := u.Chat(); len(chat) != 1 {
		t.Errorf("the person sees\n%s", botapi.Transcript(chat))
	}
	if err := api.WaitPoll(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestRefusals(t *testing.T) {
	api, bot, u := begin(t)
	send := func(chat int64, text string) error {
		_, err := bot.SendMessage(t.Context(), telegoutil.Message(telegoutil.ID(chat), text).WithParseMode(telego.ModeHTML))
		return err
	}
	checkRefusal(t, send(7, "x"), 400, "Bad Request: chat not found")
	checkRefusal(t, send(person, "<b>x"), 400, `Bad Request: can't parse entities: Can't find end tag corresponding to start tag "b"`)
	checkRefusal(t, send(person, string(bytes.Repeat([]byte("x"), 4097))), 400, "Bad Request: message is too long")
	api.Fault(func(botapi.Call) *botapi.Fault { return &botapi.Fault{Status: 429, RetryAfter: 9} })
	flood := checkRefusal(t, send(person, "x"), 429, "Too Many Requests: retry after 9")
	if flood.Parameters == nil || flood.Parameters.RetryAfter != 9 {
		t.Errorf("parameters %+v", flood.Parameters)
	}
	api.Fault(func(botapi.Call) *botapi.Fault { return &botapi.Fault{Cut: true} })
	if err := send(person, "x"); err == nil {
		t.Error("a cut connection is no error")
	}
	api.Fault(nil)
	u.Block()
	checkRefusal(t, send(person, "x"), 403, "Forbidden: bot was blocked by the user")
}

func checkRefusal(t *testing.T, err error, code int, text string) *telegoapi.Error {
	t.Helper()
	var refusal *telegoapi.Error
	if !errors.As(err, &refusal) {
		t.Errorf("%v, want %d %s", err, code, text)
		return &telegoapi.Error{}
	}
	if refusal.ErrorCode != code || refusal.Description != text {
		t.Errorf("%d %s, want %d %s", refusal.ErrorCode, refusal.Description, code, text)
	}
	return refusal
}

func TestFiles(t *testing.T) {
	_, bot, u := begin(t)
	data := bytes.Repeat([]byte{0, 1, 2, 255}, 50_000)
	sent := must[*telego.Message](t)(bot.SendDocument(t.Context(), telegoutil.Document(telegoutil.ID(person),
		telegoutil.FileFromBytes(data, "方案.pdf")).WithCaption("给你")))
	got := must[botapi.Message](t)(u.WaitDocument(t.Context()))
	if got.Document.Name != "方案.pdf" || got.Text != "给你" || !bytes.Equal(got.Document.Bytes, data) {
		t.Errorf("the person gets %v", got)
	}
	u.SendFile(botapi.File{Name: "账单.csv", Bytes: data}, "")
	updates := must[[]telego.Update](t)(bot.GetUpdates(t.Context(), nil))
	for _, id := range []string{sent.Document.FileID, updates[1].Message.Document.FileID} {
		file := must[*telego.File](t)(bot.GetFile(t.Context(), &telego.GetFileParams{FileID: id}))
		fetched := must[[]byte](t)(telegoutil.DownloadFile(bot.FileDownloadURL(file.FilePath)))
		if !bytes.Equal(fetched, data) || file.FileSize != int64(len(data)) {
			t.Errorf("fetched %d bytes of %+v", len(fetched), file)
		}
	}
}

func TestWebhook(t *testing.T) {
	api, bot, u := begin(t)
	mux := http.NewServeMux()
	hook := httptest.NewServer(mux)
	t.Cleanup(hook.Close)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	updates := must[<-chan telego.Update](t)(bot.UpdatesViaWebhook(ctx,
		telego.WebhookHTTPServeMux(mux, "POST /bot", "s-1")))
	err := bot.SetWebhook(ctx, &telego.SetWebhookParams{URL: hook.URL + "/bot", SecretToken: "s-1", MaxConnections: 3})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 20 {
		u.Say(fmt.Sprint(i))
	}
	if text := next(t, updates).Message.Text; text != "/start" {
		t.Errorf("posted %q", text)
	}
	for i := range 20 {
		if text := next(t, updates).Message.Text; text != fmt.Sprint(i) {
			t.Fatalf("posted %q after %d", text, i)
		}
	}
	if err := api.WaitTaken(t.Context()); err != nil {
		t.Error(err)
	}
	info := must[*telego.WebhookInfo](t)(bot.GetWebhookInfo(t.Context()))
	if info.URL != hook.URL+"/bot" || info.MaxConnections != 3 || info.PendingUpdateCount != 0 || info.LastErrorMessage != "" {
		t.Errorf("info %+v", info)
	}
	_, err = bot.GetUpdates(t.Context(), nil)
	checkRefusal(t, err, 409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
	if err := bot.DeleteWebhook(t.Context(), nil); err != nil {
		t.Error(err)
	}
}
