package botapi

import (
	"strings"
	"testing"
	"time"
)

// inline is a reply_markup with one button.
func inline(button map[string]any) map[string]any {
	return map[string]any{"inline_keyboard": [][]any{{button}}}
}

func TestSendMessageLimits(t *testing.T) {
	s := Start(t)
	s.User(42).Say("/start")
	send := func(params map[string]any) map[string]any {
		all := map[string]any{"chat_id": 42, "text": "x", "parse_mode": "HTML"}
		for name, value := range params {
			all[name] = value
		}
		return all
	}
	long := strings.Repeat("长", 4096)
	for _, ok := range []map[string]any{
		{"text": long},
		{"text": "<b>" + long + "</b>&#32;"},
		{"reply_markup": inline(map[string]any{"text": "b", "callback_data": strings.Repeat("d", 64)})},
		{"reply_markup": inline(map[string]any{"text": "b", "copy_text": map[string]any{"text": strings.Repeat("长", 256)}})},
		{"reply_markup": inline(map[string]any{"text": "b", "url": "https://x.org"})},
	} {
		must(t, s, "sendMessage", send(ok), nil)
	}
	for _, tt := range []struct {
		params map[string]any
		want   string
	}{
		{map[string]any{"chat_id": ""}, "Bad Request: chat_id is empty"},
		{map[string]any{"chat_id": 43}, "Bad Request: chat not found"},
		{map[string]any{"text": ""}, "Bad Request: message text is empty"},
		{map[string]any{"text": " \n"}, "Bad Request: text must be non-empty"},
		{map[string]any{"text": "<b> </b>"}, "Bad Request: text must be non-empty"},
		{map[string]any{"text": long + "x"}, "Bad Request: message is too long"},
		{map[string]any{"text": strings.Repeat("😀", 2049)}, "Bad Request: message is too long"},
		{map[string]any{"text": "<b>x"}, `Bad Request: can't parse entities: Can't find end tag corresponding to start tag "b"`},
		{map[string]any{"parse_mode": "RTF"}, "Bad Request: unsupported parse_mode"},
		{map[string]any{"reply_markup": "x"}, "Bad Request: object expected as reply markup"},
		{map[string]any{"reply_markup": "{"}, "Bad Request: can't parse reply keyboard markup JSON object"},
		{map[string]any{"reply_markup": inline(map[string]any{"text": "b", "callback_data": strings.Repeat("据", 22)})}, "Bad Request: BUTTON_DATA_INVALID"},
		{map[string]any{"reply_markup": inline(map[string]any{"text": "b", "copy_text": map[string]any{"text": strings.Repeat("x", 257)}})}, "Bad Request: BUTTON_COPY_TEXT_INVALID"},
		{map[string]any{"reply_markup": inline(map[string]any{"text": "b"})}, "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"},
	} {
		refused(t, s, "sendMessage", send(tt.params), tt.want)
	}
}

func TestSendDocumentLimits(t *testing.T) {
	s := Start(t)
	s.User(42).Say("/start")
	refused(t, s, "sendDocument", map[string]any{"chat_id": 42}, "Bad Request: there is no document in the request")
	refused(t, s, "sendDocument", map[string]any{"chat_id": 42, "document": "x"}, "Bad Request: wrong file identifier/HTTP URL specified")
	s.mu.Lock()
	id := s.keepFile(File{Name: "a", Bytes: []byte("b")})
	s.mu.Unlock()
	must(t, s, "sendDocument", map[string]any{"chat_id": 42, "document": id, "caption": strings.Repeat("长", 1024)}, nil)
	refused(t, s, "sendDocument", map[string]any{"chat_id": 42, "document": id, "caption": strings.Repeat("长", 1025)}, "Bad Request: message caption is too long")
	refused(t, s, "editMessageText", map[string]any{"chat_id": 42, "message_id": 2, "text": "x"}, "Bad Request: there is no text in the message to edit")
}

func TestEditing(t *testing.T) {
	s := Start(t)
	u := s.User(42)
	own := u.Say("/start")
	yes := inline(map[string]any{"text": "是", "callback_data": "y"})
	var sent struct {
		ID int64 `json:"message_id"`
	}
	must(t, s, "sendMessage", map[string]any{"chat_id": 42, "text": "<b>好</b>吗？", "parse_mode": "HTML", "reply_markup": yes}, &sent)
	edit := func(params map[string]any) map[string]any {
		all := map[string]any{"chat_id": 42, "message_id": sent.ID, "text": "<b>好</b>吗？", "parse_mode": "HTML", "reply_markup": yes}
		for name, value := range params {
			all[name] = value
		}
		return all
	}
	const same = "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"
	for _, tt := range []struct {
		params map[string]any
		want   string
	}{
		{map[string]any{}, same},
		{map[string]any{"message_id": ""}, "Bad Request: message identifier is not specified"},
		{map[string]any{"message_id": 99}, "Bad Request: message to edit not found"},
		{map[string]any{"message_id": own}, "Bad Request: message can't be edited"},
		{map[string]any{"text": ""}, "Bad Request: message text is empty"},
		{map[string]any{"text": "<i>x"}, `Bad Request: can't parse entities: Can't find end tag corresponding to start tag "i"`},
	} {
		refused(t, s, "editMessageText", edit(tt.params), tt.want)
	}
	refused(t, s, "editMessageReplyMarkup", edit(nil), same)
	must(t, s, "editMessageText", edit(map[string]any{"text": "好吗？"}), nil) // the bold is gone
	must(t, s, "editMessageText", edit(map[string]any{"reply_markup": ""}), nil)
	refused(t, s, "editMessageReplyMarkup", map[string]any{"chat_id": 42, "message_id": sent.ID}, same)
	if m := u.Chat()[1]; m.Edits != 2 || len(m.Buttons) != 0 {
		t.Errorf("the person sees %v", m)
	}
	must(t, s, "deleteMessage", map[string]any{"chat_id": 42, "message_id": sent.ID}, nil)
	must(t, s, "deleteMessage", map[string]any{"chat_id": 42, "message_id": own}, nil)
	refused(t, s, "deleteMessage", map[string]any{"chat_id": 42, "message_id": own}, "Bad Request: message to delete not found")
	refused(t, s, "editMessageText", edit(nil), "Bad Request: message to edit not found")
	if next := u.Say("x"); next != sent.ID+1 {
		t.Errorf("number %d was used again", next)
	}
}

func TestCallbackAnswers(t *testing.T) {
	now := time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)
	s := Start(t, Clock(func() time.Time { return now }))
	u := s.User(42)
	u.Say("/start")
	must(t, s, "sendMessage", map[string]any{"chat_id": 42, "text": "x", "reply_markup": inline(map[string]any{"text": "是", "callback_data": "y"})}, nil)
	var list []struct {
		Query struct{ ID, Data string } `json:"callback_query"`
	}
	for range 2 {
		if err := u.Tap("是"); err != nil {
			t.Fatal(err)
		}
	}
	must(t, s, "getUpdates", map[string]any{"offset": -2}, &list)
	if len(list) != 2 || list[0].Query.Data != "y" || s.Unanswered() != 2 {
		t.Fatalf("got %+v, %d unanswered", list, s.Unanswered())
	}
	const tooOld = "Bad Request: query is too old and response timeout expired or query ID is invalid"
	must(t, s, "answerCallbackQuery", map[string]any{"callback_query_id": list[0].Query.ID}, nil)
	refused(t, s, "answerCallbackQuery", map[string]any{"callback_query_id": "999"}, tooOld)
	now = now.Add(10 * time.Minute)
	refused(t, s, "answerCallbackQuery", map[string]any{"callback_query_id": list[1].Query.ID}, tooOld)
	if s.Unanswered() != 1 {
		t.Errorf("%d unanswered, want 1", s.Unanswered())
	}
}

func TestUnreachable(t *testing.T) {
	s := Start(t)
	u := s.User(42)
	send := map[string]any{"chat_id": 42, "text": "x"}
	refused(t, s, "sendMessage", send, "Bad Request: chat not found") // nobody has spoken
	u.Say("/start")
	must(t, s, "sendMessage", send, nil)
	u.Block()
	u.Block()
	refused(t, s, "sendMessage", send, "Forbidden: bot was blocked by the user")
	refused(t, s, "sendChatAction", map[string]any{"chat_id": 42, "action": "typing"}, "Forbidden: bot was blocked by the user")
	u.Say("/start") // unblocks
	must(t, s, "sendMessage", send, nil)
	must(t, s, "sendChatAction", map[string]any{"chat_id": 42, "action": "typing"}, nil)
	refused(t, s, "sendChatAction", map[string]any{"chat_id": 42, "action": "dance"}, "Bad Request: wrong parameter action in request")
	u.Block()
	u.Unblock()
	must(t, s, "sendMessage", send, nil)
	u.Deactivate()
	refused(t, s, "sendMessage", send, "Forbidden: user is deactivated")

	group := u.In(-100)
	group.Say("/start")
	must(t, s, "sendMessage", map[string]any{"chat_id": -100, "text": "x"}, nil)
	group.Block()
	refused(t, s, "sendMessage", map[string]any{"chat_id": -100, "text": "x"}, "Forbidden: bot was kicked from the group chat")

	var list []struct {
		Member struct {
			Chat struct{ ID int64 }
			New  struct{ Status string } `json:"new_chat_member"`
		} `json:"my_chat_member"`
	}
	must(t, s, "getUpdates", nil, &list)
	var moves []string
	for _, u := range list {
		if u.Member.Chat.ID == 42 {
			moves = append(moves, u.Member.New.Status)
		}
	}
	if strings.Join(moves, " ") != "kicked member kicked member" {
		t.Errorf("membership moved %v", moves)
	}
}

func TestProfile(t *testing.T) {
	s := Start(t)
	menu := []command{{"start", "开始"}}
	must(t, s, "setMyCommands", map[string]any{"commands": menu, "language_code": "zh"}, nil)
	var got []command
	must(t, s, "getMyCommands", map[string]any{"language_code": "zh"}, &got)
	if len(got) != 1 || got[0] != menu[0] {
		t.Errorf("menu %+v", got)
	}
	must(t, s, "getMyCommands", nil, &got)
	if len(got) != 0 {
		t.Errorf("menu of everybody else %+v", got)
	}
	for _, tt := range []struct {
		params map[string]any
		want   string
	}{
		{map[string]any{"commands": []command{{"Start", "x"}}}, "Bad Request: BOT_COMMAND_INVALID"},
		{map[string]any{"commands": []command{{"start", ""}}}, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"},
		{map[string]any{"commands": make([]command, 101)}, "Bad Request: BOT_COMMANDS_TOO_MUCH"},
		{map[string]any{"commands": menu, "language_code": "zh-hans"}, "Bad Request: LANG_CODE_INVALID"},
		{map[string]any{"commands": "x"}, "Bad Request: can't parse commands JSON object"},
	} {
		refused(t, s, "setMyCommands", tt.params, tt.want)
	}
	must(t, s, "setMyDescription", map[string]any{"description": "免费"}, nil)
	must(t, s, "setMyShortDescription", map[string]any{"short_description": "短"}, nil)
	var text map[string]string
	must(t, s, "getMyDescription", nil, &text)
	if text["description"] != "免费" {
		t.Errorf("description %v", text)
	}
	must(t, s, "getMyShortDescription", nil, &text)
	if text["short_description"] != "短" {
		t.Errorf("short description %v", text)
	}
	refused(t, s, "setMyDescription", map[string]any{"description": strings.Repeat("x", 513)}, "Bad Request: description is too long")
}
