package botapi

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Tap presses the button with a label on the newest message that has buttons. The error
// lists the labels that are there.
func (u *User) Tap(label string) error {
	u.server.mu.Lock()
	defer u.server.mu.Unlock()
	m := u.keyboard()
	if m == nil {
		return fmt.Errorf("tap %q: no message has buttons; the chat:\n%s", label, Transcript(u.chat.view()))
	}
	return u.tap(m, label)
}

// keyboard is the newest message that has buttons and did not come unasked, or nil.
func (u *User) keyboard() *message {
	for _, m := range slices.Backward(u.chat.messages) {
		if len(m.Buttons) > 0 && !u.server.unasked(m.Buttons) {
			return m
		}
	}
	return nil
}

func (s *Server) unasked(keyboard [][]Button) bool {
	return s.aside != "" && len(keyboard[0]) > 0 && strings.HasPrefix(keyboard[0][0].Data, s.aside)
}

// TapOn presses the button with a label on a message.
func (u *User) TapOn(id int64, label string) error {
	u.server.mu.Lock()
	defer u.server.mu.Unlock()
	m := u.chat.find(id)
	if m == nil {
		return fmt.Errorf("tap %q: no message %d", label, id)
	}
	return u.tap(m, label)
}

func (u *User) tap(m *message, label string) error {
	b, ok := m.button(label)
	if !ok {
		return fmt.Errorf("tap %q: message %d has the buttons [%s]", label, m.ID, strings.Join(m.Labels(), "] ["))
	}
	u.press(m, b)
	return nil
}

// TapOld presses a button that a message had once, as somebody does whose client has not
// seen the change yet.
func (u *User) TapOld(id int64, label string) error {
	u.server.mu.Lock()
	defer u.server.mu.Unlock()
	m := u.chat.find(id)
	if m == nil {
		return fmt.Errorf("tap %q: no message %d", label, id)
	}
	for _, rows := range slices.Backward(m.past) {
		if b, ok := findButton(rows, label); ok {
			u.press(m, b)
			return nil
		}
	}
	return fmt.Errorf("tap %q: message %d never had that button and lost it", label, id)
}

// TapData presses a button that was never there, as a forged client can.
func (u *User) TapData(id int64, data string) error {
	u.server.mu.Lock()
	defer u.server.mu.Unlock()
	m := u.chat.find(id)
	if m == nil {
		return fmt.Errorf("tap data: no message %d", id)
	}
	u.press(m, Button{Data: data})
	return nil
}

// press does what the button does: copy its text, or tell the bot.
func (u *User) press(m *message, b Button) {
	if b.Data == "" {
		u.clip = b.Copy
		return
	}
	s := u.server
	s.serial++
	id := strconv.FormatInt(s.serial, 10)
	s.callbacks[id] = &callback{at: s.now()}
	u.seen = u.chat.replied()
	s.push("callback_query", fmt.Sprintf("buttons %d", u.person.id), map[string]any{
		"id": id, "from": u.person.wire(), "message": u.chat.message(m),
		"chat_instance": strconv.FormatInt(u.chat.id, 10), "data": b.Data,
	})
}
