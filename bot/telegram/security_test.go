package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xieshang/bot"
	"xieshang/bot/botapi"
	"xieshang/dialog"
	"xieshang/dialog/locale"
	"xieshang/dialog/playbook"
	"xieshang/dialog/workday"
)

// parlour is the whole conversation behind Telegram, with nothing kept but what is in
// its memory.
type parlour struct {
	t      *testing.T
	api    *botapi.Server
	client *Client
	logs   *logs
	engine *dialog.Engine
	mu     sync.Mutex
	people map[int64]dialog.Person
}

func newParlour(t *testing.T) *parlour {
	t.Helper()
	texts, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	book, err := playbook.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	days, err := workday.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	p := &parlour{t: t, api: botapi.Start(t), engine: dialog.New(texts, book, days, time.UTC), people: map[int64]dialog.Person{}}
	p.client, p.logs = newClient(t, p.api)
	run(t, newWebhook(t, p.client, p.apply))
	return p
}

// apply answers updates before they are confirmed, so that a test knows when all is said.
func (p *parlour) apply(ctx context.Context, updates []bot.Update) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, u := range updates {
		result := p.engine.Step(p.people[u.Chat], u.Input, u.Language, time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC))
		p.people[u.Chat] = result.Person
		for _, m := range result.Messages {
			if _, err := p.client.Send(ctx, u.Chat, m, []byte("file")); err != nil {
				p.t.Errorf("answer to %.60q: %v", u.Input.Text+u.Input.Data, err)
			}
		}
	}
	return nil
}

func (p *parlour) person(id int64) dialog.Person {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.people[id]
}

// settle waits until everything that was said is answered.
func (p *parlour) settle() {
	p.t.Helper()
	if err := p.api.WaitTaken(p.t.Context()); err != nil {
		p.t.Fatal(err)
	}
}

// story is a person who has told of a debt.
func (p *parlour) story(id int64, words string) *botapi.User {
	p.t.Helper()
	u := p.api.User(id)
	u.Say(words)
	p.settle()
	for range 2 { // consent, and no alarm
		p.pressFirst(u)
	}
	return u
}

// last is the newest message with buttons.
func last(u *botapi.User) botapi.Message {
	var newest botapi.Message
	for _, m := range u.Chat() {
		if len(m.Buttons) > 0 {
			newest = m
		}
	}
	return newest
}

// pressFirst presses the first button that does something.
func (p *parlour) pressFirst(u *botapi.User) {
	p.t.Helper()
	m := last(u)
	for _, row := range m.Buttons {
		for _, b := range row {
			if b.Data != "" {
				if err := u.TapOn(m.ID, b.Label); err != nil {
					p.t.Fatal(err)
				}
				p.settle()
				return
			}
		}
	}
}

// hostile are things that somebody may write to break the bot or to fool its reader.
var hostile = []string{
	"<b>", "</b></i>", "<script>alert(1)</script>", `<a href="tg://user?id=1">点这里</a>`, `<a href="https://evil.example">借呗</a>`,
	"&lt;&amp;&#x3c;b&#x3e;", "%s%n%d%v%99999999d", "{{.Person}}{{template \"x\"}}", "${jndi:ldap://x}", "'; DROP TABLE chat;--",
	"../../etc/passwd", "\u202e9000", "a\u0000b", "```x```*_[`", strings.Repeat("长", 4096), strings.Repeat("\U0001F4A3", 2000),
	"<tg-spoiler>", "@everyone", "/start <b>%s</b>", "/start ../../x", "/nosuch@" + botapi.Username, "1e999999999", "-0", "NaN",
	"/start " + strings.Repeat("A", 64),
}

// injected is what no message may hold, whatever was written.
var injected = []string{"%!", "<no value>", "evil.example\">", "<script", "<tg-spoiler", "href=\"tg:", "{{"}

func TestHostileWords(t *testing.T) {
	p := newParlour(t)
	u := p.story(42, "花呗欠了一万四 罚息560 逾期80天 公司降薪了 到手5200 一个月必须花3900")
	for i, words := range hostile {
		u.Say(words)
		u.SendDocument(words, words)
		u.Forward(words)
		p.settle()
		if i%3 == 2 { // to another question
			p.pressFirst(u)
		}
	}
	for _, m := range u.Chat() {
		if !m.FromBot {
			continue
		}
		for _, bad := range injected {
			if strings.Contains(m.HTML, bad) {
				t.Errorf("%q in %v", bad, m)
			}
		}
	}
	for _, c := range p.api.Calls("") {
		if c.Status == 400 && c.Method != "answerCallbackQuery" {
			t.Errorf("%s: %s for %.200v", c.Method, c.Error, c.Params)
		}
	}
	if strings.Contains(p.logs.String(), "level=ERROR") || strings.Contains(p.logs.String(), "evil") {
		t.Errorf("log: %s", p.logs)
	}
}

// storedPeople returns people in every state of the conversation, as JSON.
func storedPeople(t *testing.T) [][]byte {
	t.Helper()
	lines, err := os.ReadFile("../../dialog/testdata/sessions/1.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Split(bytes.TrimSpace(lines), []byte("\n"))
}

// TestHostileWordsAnywhere writes hostile words in every state of the conversation, and has
// what was made of them shown: Telegram takes each message, and none carries markup or a
// template that a person wrote.
func TestHostileWordsAnywhere(t *testing.T) {
	p := newParlour(t)
	p.api.User(42).Met()
	for _, stored := range storedPeople(t) {
		for _, words := range hostile {
			var person dialog.Person
			if err := json.Unmarshal(stored, &person); err != nil {
				t.Fatal(err)
			}
			state := person.Session.State
			for _, text := range []string{words, "/case", "/log", "/script"} {
				result := p.engine.Step(person, dialog.Input{Kind: dialog.Typed, Text: text}, locale.Hans, person.Session.LastSeen)
				person = result.Person
				p.show(fmt.Sprintf("in %s, %s after %.60q", state, text, words), result.Messages)
			}
		}
	}
	if strings.Contains(p.logs.String(), "level=ERROR") {
		t.Errorf("log: %s", p.logs)
	}
}

// show sends messages and looks for what must not be in them.
func (p *parlour) show(when string, messages []dialog.Message) {
	p.t.Helper()
	for _, m := range messages {
		if m.Removes != 0 || m.Inspect != nil || m.Document != nil {
			continue
		}
		if _, err := p.client.Send(p.t.Context(), 42, m, nil); err != nil {
			p.t.Errorf("%.100s: %v", when, err)
		}
		for _, bad := range injected {
			if strings.Contains(m.Text, bad) {
				p.t.Errorf("%.100s: %q in %s", when, bad, m.Text)
			}
		}
	}
}

func TestForgedButtons(t *testing.T) {
	p := newParlour(t)
	victim := p.story(42, "花呗欠了一万四 罚息560 逾期80天 公司降薪了 到手5200 一个月必须花3900")
	thief := p.story(7, "借呗欠了三千 逾期10天 到手6000 一个月必须花5000")
	before, own, heard := p.person(42), p.person(7), len(victim.Chat())
	forged := []string{
		"%s%s%s%n", "<b>x</b>", "../../x", strings.Repeat("x", 64), "a:b:c", ":::", "x:-1:y", "x:99999999999999999999:y",
		string(own.Session.State) + ":1:../..", string(own.Session.State) + ":0:", "\u202e", "0",
	}
	for _, act := range []string{"paid", "part", "cannot", "later", "x"} { // a reminder's
		forged = append(forged, "due:1.0.0.0:"+act, "due:2.0.1.0:"+act, "due:-1.-1.-1.-1:"+act, "due:1.0.999999999.0:"+act)
	}
	for _, m := range victim.Chat() {
		for _, row := range m.Buttons {
			for _, b := range row {
				if b.Data != "" && !shows(thief, b.Data) {
					forged = append(forged, b.Data)
				}
			}
		}
	}
	m := last(thief)
	for _, data := range forged {
		if err := thief.TapData(m.ID, data); err != nil {
			t.Fatal(err)
		}
		p.settle()
	}
	if diff := cmp.Diff(before, p.person(42)); diff != "" {
		t.Errorf("the other person's case has changed:\n%s", diff)
	}
	if diff := cmp.Diff(own.Cases, p.person(7).Cases); diff != "" || p.person(7).Session.State != own.Session.State {
		t.Errorf("forged buttons changed something:\n%s", diff)
	}
	for _, m := range thief.Chat() {
		if strings.Contains(m.Text, "14,000") {
			t.Errorf("the other person's figures are shown: %v", m)
		}
	}
	if n := len(victim.Chat()); n != heard {
		t.Errorf("the other person got %d messages", n-heard)
	}
	if strings.Contains(p.logs.String(), "level=ERROR") {
		t.Errorf("log: %s", p.logs)
	}
}

// shows reports whether one of a person's own buttons has the data.
func shows(u *botapi.User, data string) bool {
	for _, m := range u.Chat() {
		for _, row := range m.Buttons {
			for _, b := range row {
				if b.Data == data {
					return true
				}
			}
		}
	}
	return false
}

func TestDocumentNames(t *testing.T) {
	api, c, u, _ := begin(t)
	for name, want := range map[string]string{
		"../../etc/passwd":                       "passwd",
		"/etc/passwd":                            "passwd",
		"a\"; name=\"chat_id\"\r\n\r\n7\r\n.pdf": "",
		"方案%s%n.pdf":                             "方案%s%n.pdf",
		"<b>方案</b>.pdf":                          "",
	} {
		m := dialog.Message{Text: "x", Document: &dialog.Document{Name: name}}
		if _, err := c.Send(t.Context(), 42, m, []byte("file")); err != nil {
			t.Fatal(err)
		}
		got, err := u.WaitDocument(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if want != "" && got.Document.Name != want || strings.ContainsAny(got.Document.Name, "/\\\r\n") || string(got.Document.Bytes) != "file" {
			t.Errorf("%q arrives as %q with %q", name, got.Document.Name, got.Document.Bytes)
		}
	}
	for _, call := range api.Calls("sendDocument") {
		if call.Chat() != 42 || len(call.Files) != 1 {
			t.Errorf("call %+v", call)
		}
	}
}
