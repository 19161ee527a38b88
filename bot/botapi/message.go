package botapi

import (
	"fmt"
	"strings"
	"time"
)

// Message is a message as the person sees it now.
type Message struct {
	ID       int64
	FromBot  bool
	Kind     string // "text", "document", "photo", "voice", …
	Text     string // what is shown: the text or caption, without markup
	HTML     string // the same as the bot sent it
	Buttons  [][]Button
	Document *File // what the bot attached
	At       time.Time
	Edits    int // how often the text was changed
}

// Labels are the labels of the buttons, row by row.
func (m Message) Labels() []string {
	var labels []string
	for _, row := range m.Buttons {
		for _, b := range row {
			labels = append(labels, b.Label)
		}
	}
	return labels
}

// button finds a button by its label.
func (m Message) button(label string) (Button, bool) {
	return findButton(m.Buttons, label)
}

func findButton(rows [][]Button, label string) (Button, bool) {
	for _, row := range rows {
		for _, b := range row {
			if b.Label == label {
				return b, true
			}
		}
	}
	return Button{}, false
}

// String shows the message in one or more lines.
func (m Message) String() string {
	var b strings.Builder
	who := ">"
	if m.FromBot {
		who = "bot"
	}
	fmt.Fprintf(&b, "%s #%d", who, m.ID)
	if m.Kind != "text" {
		fmt.Fprintf(&b, " (%s)", m.Kind)
	}
	if m.Document != nil {
		fmt.Fprintf(&b, " %s, %d bytes", m.Document.Name, len(m.Document.Bytes))
	}
	fmt.Fprintf(&b, " %s", m.Text)
	for _, row := range m.Buttons {
		fmt.Fprintf(&b, "\n   [%s]", strings.Join(Message{Buttons: [][]Button{row}}.Labels(), "] ["))
	}
	return b.String()
}

// Transcript shows a chat.
func Transcript(chat []Message) string {
	if len(chat) == 0 {
		return "(the chat is empty)"
	}
	lines := make([]string, len(chat))
	for i, m := range chat {
		lines[i] = m.String()
	}
	return strings.Join(lines, "\n")
}
