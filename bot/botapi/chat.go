package botapi

import (
	"slices"
	"strconv"
	"time"
)

// shortChat is how many messages are kept at least where not all are.
const shortChat = 50

// person is somebody with a Telegram account.
type person struct {
	id       int64
	language string
}

// chat is one conversation of the bot. A group has a negative number.
type chat struct {
	id          int64
	owner       *person // whose private chat this is; nil for groups
	begun       bool    // the person has spoken
	blocked     bool
	deactivated bool
	last        int64      // number of the newest message
	messages    []*message // in order, deleted ones left out
	replies     []Message  // what the bot sent or rewrote, in order, as it was then
	forgotten   int        // replies before those
	short       bool       // keep only the newest
	changed     signal
}

// message is a message with what the person does not see.
type message struct {
	Message
	from     *person // nil for the bot
	entities []entity
	media    map[string]any // fields of the JSON that only some kinds have
	edited   time.Time
	past     [][][]Button // earlier keyboards
}

// chatOf returns a chat and makes it if need be.
func (s *Server) chatOf(id int64, owner *person) *chat {
	c := s.chats[id]
	if c == nil {
		c = &chat{id: id, short: !s.keep}
		if id == owner.id {
			c.owner = owner
		}
		s.chats[id] = c
	}
	return c
}

// writable finds the chat that the bot wants to write to.
func (s *Server) writable(c Call) (*chat, error) {
	if c.text("chat_id") == "" {
		return nil, badRequest("chat_id is empty")
	}
	to := s.chats[c.Chat()]
	switch {
	case to == nil || !to.begun:
		return nil, badRequest("chat not found")
	case to.deactivated:
		return nil, forbidden("user is deactivated")
	case to.blocked && to.owner == nil:
		return nil, forbidden("bot was kicked from the group chat")
	case to.blocked:
		return nil, forbidden("bot was blocked by the user")
	}
	return to, nil
}

// add appends a message and gives it its number.
func (c *chat) add(m *message, now time.Time) {
	c.last++
	m.ID, m.At = c.last, now
	c.messages = append(c.messages, m)
	if c.short && len(c.messages) > 2*shortChat {
		c.messages = slices.Delete(c.messages, 0, shortChat)
	}
	if m.FromBot {
		c.reply(m)
	}
	c.changed.fire()
}

// reply adds a message to the replies, as it is now.
func (c *chat) reply(m *message) {
	if c.short && len(c.replies) > 2*shortChat {
		c.replies = slices.Delete(c.replies, 0, shortChat)
		c.forgotten += shortChat
	}
	c.replies = append(c.replies, m.Message)
}

// replied is the number of replies up to now.
func (c *chat) replied() int { return c.forgotten + len(c.replies) }

// find returns a message that is still there, or nil.
func (c *chat) find(id int64) *message {
	i, ok := slices.BinarySearchFunc(c.messages, id, func(m *message, id int64) int { return int(m.ID - id) })
	if !ok {
		return nil
	}
	return c.messages[i]
}

func (c *chat) remove(m *message) {
	c.messages = slices.DeleteFunc(c.messages, func(other *message) bool { return other == m })
	c.changed.fire()
}

// view is the chat as the person sees it.
func (c *chat) view() []Message {
	view := make([]Message, len(c.messages))
	for i, m := range c.messages {
		view[i] = m.Message
	}
	return view
}

// botID is the number of the bot, the first part of its token.
const botID = 4242424242

func botUser() map[string]any {
	return map[string]any{"id": int64(botID), "is_bot": true, "first_name": "协商", "username": Username}
}

func (p *person) wire() map[string]any {
	user := map[string]any{"id": p.id, "is_bot": false, "first_name": "User " + strconv.FormatInt(p.id, 10)}
	if p.language != "" {
		user["language_code"] = p.language
	}
	return user
}

// line is where a webhook gets the messages of the chat.
func (c *chat) line() string { return "messages " + strconv.FormatInt(c.id, 10) }

func (c *chat) wire() map[string]any {
	if c.owner == nil {
		return map[string]any{"id": c.id, "type": "supergroup", "title": "Group " + strconv.FormatInt(c.id, 10)}
	}
	return map[string]any{"id": c.id, "type": "private", "first_name": c.owner.wire()["first_name"]}
}

// wire is the message in JSON.
func (c *chat) message(m *message) map[string]any {
	w := map[string]any{"message_id": m.ID, "date": m.At.Unix(), "chat": c.wire(), "from": botUser()}
	if m.from != nil {
		w["from"] = m.from.wire()
	}
	for name, value := range m.media {
		w[name] = value
	}
	text, entities := "text", "entities"
	if m.Kind != "text" {
		text, entities = "caption", "caption_entities"
	}
	if m.Text != "" {
		w[text] = m.Text
	}
	if len(m.entities) > 0 {
		w[entities] = m.entities
	}
	if len(m.Buttons) > 0 {
		w["reply_markup"] = wireRows(m.Buttons)
	}
	if !m.edited.IsZero() {
		w["edit_date"] = m.edited.Unix()
	}
	return w
}
