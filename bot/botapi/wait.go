package botapi

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// Wait waits for the next reply: a message of the bot, or one it rewrote. Saying and
// tapping something passes over what came before.
func (u *User) Wait(ctx context.Context) (Message, error) {
	return u.waitReply(ctx, "a reply", func(Message) bool { return true })
}

// WaitText waits for a reply that shows text, passing over others.
func (u *User) WaitText(ctx context.Context, text string) (Message, error) {
	return u.waitReply(ctx, fmt.Sprintf("%q", text), func(m Message) bool { return strings.Contains(m.Text, text) })
}

// WaitDocument waits for a reply with a file, passing over others.
func (u *User) WaitDocument(ctx context.Context) (Message, error) {
	return u.waitReply(ctx, "a document", func(m Message) bool { return m.Document != nil })
}

func (u *User) waitReply(ctx context.Context, what string, ok func(Message) bool) (Message, error) {
	var found Message
	err := u.server.await(ctx, &u.chat.changed, func() bool {
		for u.seen = max(u.seen, u.chat.forgotten); u.seen < u.chat.replied(); {
			found = u.chat.replies[u.seen-u.chat.forgotten]
			u.seen++
			if ok(found) {
				return true
			}
		}
		return false
	})
	if err != nil {
		return Message{}, u.waited(what, err)
	}
	return found, nil
}

// WaitButton waits until Tap finds a button with a label, and returns its message.
func (u *User) WaitButton(ctx context.Context, label string) (Message, error) {
	var found Message
	err := u.server.await(ctx, &u.chat.changed, func() bool {
		m := u.keyboard()
		if m == nil {
			return false
		}
		found = m.Message
		_, ok := m.button(label)
		return ok
	})
	if err != nil {
		return Message{}, u.waited(fmt.Sprintf("the button %q", label), err)
	}
	return found, nil
}

// WaitChat waits until the chat, as the person sees it, satisfies ok.
func (u *User) WaitChat(ctx context.Context, what string, ok func([]Message) bool) error {
	err := u.server.await(ctx, &u.chat.changed, func() bool { return ok(u.chat.view()) })
	if err != nil {
		return u.waited(what, err)
	}
	return nil
}

func (u *User) waited(what string, err error) error {
	return fmt.Errorf("waiting for %s: %w; the chat:\n%s", what, err, Transcript(u.Chat()))
}

// WaitQuiet waits until the bot has fetched and confirmed every update and then calls
// nothing for a while: it has said all it wants to say.
func (s *Server) WaitQuiet(ctx context.Context, while time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, s.patience)
	defer cancel()
	for {
		s.mu.Lock()
		quiet := len(s.queue.waiting) == 0 && s.inFlight == 0
		next := s.activity.wait()
		pending := len(s.queue.waiting)
		s.mu.Unlock()
		var still <-chan time.Time
		if quiet {
			still = time.After(while)
		}
		select {
		case <-still:
			return nil
		case <-next:
		case <-ctx.Done():
			return fmt.Errorf("waiting for quiet: %w; %d updates are not confirmed", context.Cause(ctx), pending)
		}
	}
}
