package botapi

import (
	"reflect"
	"time"
)

// deletable is how long messages can be deleted.
const deletable = 48 * time.Hour

// own finds a message of the bot that it wants to change.
func (s *Server) own(c Call) (*chat, *message, error) {
	to, err := s.writable(c)
	if err != nil {
		return nil, nil, err
	}
	if c.text("message_id") == "" {
		return nil, nil, badRequest("message identifier is not specified")
	}
	m := to.find(c.int("message_id"))
	switch {
	case m == nil:
		return nil, nil, badRequest("message to edit not found")
	case !m.FromBot:
		return nil, nil, badRequest("message can't be edited")
	}
	return to, m, nil
}

func (s *Server) editMessageText(c Call) (any, error) {
	to, m, err := s.own(c)
	if err != nil {
		return nil, err
	}
	text, err := readText(c)
	if err != nil {
		return nil, err
	}
	rows, err := keyboard(c)
	if err != nil {
		return nil, err
	}
	switch {
	case m.Kind != "text":
		return nil, badRequest("there is no text in the message to edit")
	case m.shows(text, rows):
		return nil, badRequest(notModified)
	}
	m.Text, m.HTML, m.entities, m.edited = text.shown, text.source, text.entities, s.now()
	m.Edits++
	m.setButtons(rows)
	to.reply(m)
	to.changed.fire()
	return to.message(m), nil
}

// shows reports whether the message looks just like that already.
func (m *message) shows(text written, rows [][]Button) bool {
	return m.Text == text.shown && reflect.DeepEqual(m.entities, text.entities) && reflect.DeepEqual(m.Buttons, rows)
}

func (s *Server) editMessageReplyMarkup(c Call) (any, error) {
	to, m, err := s.own(c)
	if err != nil {
		return nil, err
	}
	rows, err := keyboard(c)
	if err != nil {
		return nil, err
	}
	if reflect.DeepEqual(m.Buttons, rows) {
		return nil, badRequest(notModified)
	}
	m.setButtons(rows)
	m.edited = s.now()
	to.changed.fire()
	return to.message(m), nil
}

// setButtons changes the keyboard and remembers the old one for those who press late.
func (m *message) setButtons(rows [][]Button) {
	if len(m.Buttons) > 0 && !reflect.DeepEqual(m.Buttons, rows) {
		m.past = append(m.past, m.Buttons)
	}
	m.Buttons = rows
}

func (s *Server) deleteMessage(c Call) (any, error) {
	to, err := s.writable(c)
	if err != nil {
		return nil, err
	}
	m := to.find(c.int("message_id"))
	switch {
	case m == nil:
		return nil, badRequest("message to delete not found")
	case s.now().Sub(m.At) >= deletable:
		return nil, badRequest("message can't be deleted for everyone")
	}
	to.remove(m)
	return true, nil
}
