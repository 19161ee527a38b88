package botapi

import (
	"fmt"
	"strings"
)

// User is a person at a Telegram client, in one chat with the bot.
type User struct {
	server *Server
	person *person
	chat   *chat
	seen   int // replies the waiting methods have passed
	clip   string
}

// UserOption changes who a person is.
type UserOption func(*person)

// Language sets the language of the person's client, such as "zh-hans"; "" is unknown.
func Language(code string) UserOption { return func(p *person) { p.language = code } }

// User returns the person with a number, in the private chat of the same number. A new
// person uses the client in simplified Chinese. The bot cannot write first: the chat
// begins when the person says something.
func (s *Server) User(id int64, options ...UserOption) *User {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.users[id]
	if p == nil {
		p = &person{id: id, language: "zh-hans"}
		s.users[id] = p
	}
	for _, option := range options {
		option(p)
	}
	c := s.chatOf(id, p)
	return &User{server: s, person: p, chat: c, seen: c.replied()}
}

// In is the same person in a group; its number is negative.
func (u *User) In(group int64) *User {
	u.server.mu.Lock()
	defer u.server.mu.Unlock()
	c := u.server.chatOf(group, u.person)
	return &User{server: u.server, person: u.person, chat: c, seen: c.replied()}
}

// Say sends a text and returns the number of the message. In a chat that is blocked it
// unblocks the bot first, as the client's restart button does.
func (u *User) Say(text string) int64 {
	return u.send("text", text, commandEntities(text), nil)
}

// SendPhoto sends a picture with a caption, which may be empty.
func (u *User) SendPhoto(caption string) int64 {
	return u.SendPicture([]byte("a picture"), caption)
}

// SendPicture sends a picture with these bytes, as a photo.
func (u *User) SendPicture(data []byte, caption string) int64 {
	f := File{Bytes: data, photo: true}
	u.server.mu.Lock()
	id := u.server.keepFile(f)
	u.server.mu.Unlock()
	return u.send("photo", caption, nil, media("photo", id, f))
}

// SendVoice sends a voice message.
func (u *User) SendVoice() int64 {
	voice := u.file(File{MIME: "audio/ogg", Bytes: []byte("a voice")})
	voice["duration"] = 3
	return u.send("voice", "", nil, map[string]any{"voice": voice})
}

// SendSticker sends a sticker.
func (u *User) SendSticker(emoji string) int64 {
	sticker := u.file(File{Bytes: []byte("a sticker")})
	sticker["type"], sticker["width"], sticker["height"], sticker["emoji"] = "regular", 512, 512, emoji
	return u.send("sticker", "", nil, map[string]any{"sticker": sticker})
}

// SendDocument sends a small file with a caption, which may be empty.
func (u *User) SendDocument(name, caption string) int64 {
	return u.SendFile(File{Name: name, Bytes: []byte("a document")}, caption)
}

// SendFile sends a file as a document with a caption, which may be empty.
func (u *User) SendFile(f File, caption string) int64 {
	return u.send("document", caption, nil, map[string]any{"document": u.file(f)})
}

// file uploads a file and returns how the bot hears of it.
func (u *User) file(f File) map[string]any {
	u.server.mu.Lock()
	defer u.server.mu.Unlock()
	return wireFile(u.server.keepFile(f), f)
}

// SendLocation sends a place.
func (u *User) SendLocation(latitude, longitude float64) int64 {
	return u.send("location", "", nil, map[string]any{"location": map[string]any{
		"latitude": latitude, "longitude": longitude}})
}

// Forward sends on a text that somebody else wrote.
func (u *User) Forward(text string) int64 {
	return u.send("text", text, nil, map[string]any{"forward_origin": map[string]any{
		"type": "hidden_user", "sender_user_name": "Somebody", "date": 1700000000}})
}

func (u *User) send(kind, text string, entities []entity, media map[string]any) int64 {
	s := u.server
	s.mu.Lock()
	defer s.mu.Unlock()
	u.unblock()
	m := &message{from: u.person, media: media, entities: entities}
	m.Message = Message{Kind: kind, Text: text}
	u.chat.begun = true
	u.chat.add(m, s.now())
	u.seen = u.chat.replied()
	s.push("message", u.chat.line(), u.chat.message(m))
	return m.ID
}

// commandEntities marks a command the way clients do.
func commandEntities(text string) []entity {
	word, _, _ := strings.Cut(text, " ")
	if len(word) < 2 || word[0] != '/' {
		return nil
	}
	return []entity{{Type: "bot_command", Length: length(word)}}
}

// Edit changes the text of one of the person's own messages.
func (u *User) Edit(id int64, text string) error {
	s := u.server
	s.mu.Lock()
	defer s.mu.Unlock()
	m := u.chat.find(id)
	if m == nil || m.from != u.person {
		return fmt.Errorf("message %d is not the person's own", id)
	}
	m.Text, m.edited = text, s.now()
	m.Edits++
	u.chat.changed.fire()
	s.push("edited_message", u.chat.line(), u.chat.message(m))
	return nil
}

// Met says that the person has spoken to the bot before, which may write to them since.
func (u *User) Met() {
	u.server.mu.Lock()
	defer u.server.mu.Unlock()
	u.chat.begun = true
}

// Block blocks the bot; in a group it throws the bot out.
func (u *User) Block() {
	u.server.mu.Lock()
	defer u.server.mu.Unlock()
	if !u.chat.blocked {
		u.setMember("member", "kicked")
	}
}

// Unblock lets the bot write again.
func (u *User) Unblock() {
	u.server.mu.Lock()
	defer u.server.mu.Unlock()
	u.unblock()
}

func (u *User) unblock() {
	if u.chat.blocked {
		u.setMember("kicked", "member")
	}
}

// Deactivate deletes the person's account: nobody can write to it any more.
func (u *User) Deactivate() {
	u.server.mu.Lock()
	defer u.server.mu.Unlock()
	u.chat.deactivated = true
}

func (u *User) setMember(before, after string) {
	member := func(status string) map[string]any {
		m := map[string]any{"status": status, "user": botUser()}
		if status == "kicked" {
			m["until_date"] = 0
		}
		return m
	}
	u.chat.blocked = after == "kicked"
	u.server.push("my_chat_member", fmt.Sprintf("member %d", u.chat.id), map[string]any{
		"chat": u.chat.wire(), "from": u.person.wire(), "date": u.server.now().Unix(),
		"old_chat_member": member(before), "new_chat_member": member(after),
	})
}

// Chat returns the messages as the person sees them now, oldest first.
func (u *User) Chat() []Message {
	u.server.mu.Lock()
	defer u.server.mu.Unlock()
	return u.chat.view()
}

// Clipboard is what the person copied last with a button.
func (u *User) Clipboard() string {
	u.server.mu.Lock()
	defer u.server.mu.Unlock()
	return u.clip
}
