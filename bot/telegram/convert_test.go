package telegram

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xieshang/bot"
	"xieshang/dialog"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

func TestConvert(t *testing.T) {
	const from = `"from":{"id":42,"language_code":"zh-hans"},"chat":{"id":42,"type":"private"},"date":1795226400,"message_id":5`
	const group = `"from":{"id":42},"chat":{"id":-100,"type":"supergroup"},"date":1795226400,"message_id":5`
	at := time.Unix(1795226400, 0)
	in := func(kind dialog.InputKind, text string) *bot.Update {
		return &bot.Update{ID: 7, Chat: 42, Message: 5, At: at, Language: locale.Hans, Input: dialog.Input{Kind: kind, Text: text}}
	}
	shown := func(caption string, f casefile.File) *bot.Update {
		u := in(dialog.Media, caption)
		u.Input.File = &f
		return u
	}
	inGroup := &bot.Update{ID: 7, Chat: -100, Message: 5, At: at}
	tests := []struct {
		name, update string
		want         *bot.Update // nil if it is none of the bot's business
	}{
		{"text", `"message":{` + from + `,"text":"花呗"}`, in(dialog.Typed, "花呗")},
		{"command", `"message":{` + from + `,"text":"/start x"}`, in(dialog.Typed, "/start x")},
		{"own command", `"message":{` + from + `,"text":"/start@Xieshang_Bot x"}`, in(dialog.Typed, "/start x")},
		{"bare own command", `"message":{` + from + `,"text":"/help@xieshang_bot"}`, in(dialog.Typed, "/help")},
		{"another bot's command", `"message":{` + from + `,"text":"/start@xieshang_bot2"}`, in(dialog.Typed, "/start@xieshang_bot2")},
		{"address in a command", `"message":{` + from + `,"text":"/log a@xieshang_bot"}`, in(dialog.Typed, "/log a@xieshang_bot")},
		{"photo", `"message":{` + from + `,"photo":[{"file_id":"a"},{"file_id":"b"}],"caption":"账单"}`, shown("账单", casefile.File{Ref: "b", Photo: true})},
		{"file", `"message":{` + from + `,"document":{"file_id":"a"}}`, shown("", casefile.File{Ref: "a"})},
		{"moving picture", `"message":{` + from + `,"document":{"file_id":"a"},"animation":{"file_id":"a"}}`, in(dialog.Media, "")},
		{"somebody else's photo", `"message":{` + from + `,"forward_origin":{"type":"hidden_user","date":1},"photo":[{"file_id":"a"}]}`, in(dialog.Media, "")},
		{"voice", `"message":{` + from + `,"voice":{"file_id":"a"}}`, in(dialog.Media, "")},
		{"sticker", `"message":{` + from + `,"sticker":{"file_id":"a"}}`, in(dialog.Media, "")},
		{"location", `"message":{` + from + `,"location":{"latitude":1,"longitude":2}}`, in(dialog.Media, "")},
		{"forwarded", `"message":{` + from + `,"forward_origin":{"type":"hidden_user","date":1},"text":"您欠款12000元"}`, in(dialog.Media, "您欠款12000元")},
		{"edited", `"edited_message":{` + from + `,"edit_date":1795226400,"text":"1500"}`, in(dialog.Media, "1500")},
		{"live location moved", `"edited_message":{` + from + `,"location":{"latitude":1,"longitude":2}}`, nil},
		{"pinned", `"message":{` + from + `,"pinned_message":{` + from + `}}`, nil},
		{"channel post", `"channel_post":{` + group + `,"text":"x"}`, nil},
		{"button", `"callback_query":{"id":"1","from":{"id":42,"language_code":"zh-hans"},"message":{` + from + `},"data":"intake:1:yes"}`,
			&bot.Update{ID: 7, Chat: 42, Message: 5, Language: locale.Hans, Input: dialog.Input{Kind: dialog.Pressed, Data: "intake:1:yes"}}},
		{"button of a lost message", `"callback_query":{"id":"1","from":{"id":42},"message":{"chat":{"id":42},"message_id":5,"date":0},"data":"x"}`,
			&bot.Update{ID: 7, Chat: 42, Message: 5, Input: dialog.Input{Kind: dialog.Pressed, Data: "x"}}},
		{"button without data", `"callback_query":{"id":"1","from":{"id":42},"message":{` + from + `}}`, nil},
		{"button of an inline message", `"callback_query":{"id":"1","from":{"id":42},"inline_message_id":"a","data":"x"}`, nil},
		{"blocked", `"my_chat_member":{"chat":{"id":42,"type":"private"},"from":{"id":42,"language_code":"fr"},"date":1795226400,"old_chat_member":{"status":"member"},"new_chat_member":{"status":"kicked"}}`,
			&bot.Update{ID: 7, Chat: 42, At: at, Language: locale.English, Blocked: true}},
		{"unblocked", `"my_chat_member":{"chat":{"id":42,"type":"private"},"from":{"id":42},"date":1,"old_chat_member":{"status":"kicked"},"new_chat_member":{"status":"member"}}`, nil},
		{"thrown out of a group", `"my_chat_member":{"chat":{"id":-100,"type":"group"},"from":{"id":42},"date":1,"old_chat_member":{"status":"member"},"new_chat_member":{"status":"kicked"}}`, nil},
		{"talk in a group", `"message":{` + group + `,"text":"花呗逾期了"}`, nil},
		{"command in a group", `"message":{` + group + `,"text":"/start"}`, inGroup},
		{"own command in a group", `"message":{` + group + `,"text":"/start@xieshang_bot"}`, inGroup},
		{"another bot's command in a group", `"message":{` + group + `,"text":"/start@other_bot"}`, nil},
		{"named in a group", `"message":{` + group + `,"text":"@Xieshang_Bot 我欠了一万"}`, inGroup},
		{"answered in a group", `"message":{` + group + `,"text":"一万","reply_to_message":{` + group + `,"from":{"id":1,"username":"xieshang_bot"}}}`, inGroup},
		{"something new", `"telepathy":{"thought":"x"}`, nil},
	}
	c := &Client{username: "xieshang_bot"}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			u, err := decode(json.RawMessage(`{"update_id":7,` + tt.update + `}`))
			if err != nil {
				t.Fatal(err)
			}
			got, ok := c.convert(u)
			if ok != (tt.want != nil) {
				t.Fatalf("wanted %v, got %+v", tt.want, got)
			}
			if ok && !cmp.Equal(got, *tt.want) {
				t.Error(cmp.Diff(*tt.want, got))
			}
		})
	}
}

func TestLanguage(t *testing.T) {
	for tag, want := range map[string]locale.Language{
		"": "", "zh": locale.Hans, "zh-hans": locale.Hans, "zh-CN": locale.Hans, "zh_SG": locale.Hans,
		"zh-hant": locale.Hant, "zh-Hant-raw": locale.Hant, "zh-TW": locale.Hant, "zh_HK": locale.Hant, "zh-mo": locale.Hant,
		"en": locale.English, "fr": locale.English, "zha": locale.English,
	} {
		if got := language(tag); got != want {
			t.Errorf("language(%q) = %q, want %q", tag, got, want)
		}
	}
}

func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"<b>a</b> &amp; <i>b</i>":         "a & b",
		"3 < 5 > 2":                       "3 < 5 > 2",
		`<a href="https://x">链接</a><br/>`: "链接",
		"&lt;b&gt;":                       "<b>",
		"<unclosed":                       "<unclosed",
	} {
		if got := plain(in); got != want {
			t.Errorf("plain(%q) = %q, want %q", in, got, want)
		}
	}
}
