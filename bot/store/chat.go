package store

import (
	"fmt"
	"time"
)

// Chat is what is kept of a chat in the clear: numbers and times.
type Chat struct {
	ID          int64
	LastMessage int64 // number of the newest message that is known, either side's; 0 if none
	LiveMessage int64 // number of the message with the open question; 0 if none
	LiveKeep    bool  // the text of the live message is to be kept
	Consented   bool
	LastSeen    time.Time // when the person last did something
	// UnreachableSince is when a message was refused because the chat is gone or the bot
	// blocked; zero if the chat can be written to.
	UnreachableSince time.Time
}

// Chat returns what is kept of a chat, or a zero Chat with the ID.
func (tx *Tx) Chat(id int64) (Chat, error) {
	known := tx.recall(id)
	if known.chat != nil {
		return *known.chat, nil
	}
	c := Chat{ID: id}
	var seen, unreachable int64
	const query = `SELECT last_message, live_message, live_keep, consented, seen_at, unreachable_at
		FROM chat WHERE id = ?`
	_, err := tx.find([]any{&c.LastMessage, &c.LiveMessage, &c.LiveKeep, &c.Consented, &seen, &unreachable}, query, id)
	if err != nil {
		return c, fmt.Errorf("read chat %d: %w", id, err)
	}
	c.LastSeen, c.UnreachableSince = timeOf(seen), timeOf(unreachable)
	known.chat = &c
	return c, nil
}

// SaveChat keeps a chat. The reminders of an unreachable chat rest until it is saved as
// reachable again.
func (tx *Tx) SaveChat(c Chat) error {
	old, err := tx.Chat(c.ID)
	if err != nil {
		return err
	}
	const query = `INSERT INTO chat (id, last_message, live_message, live_keep, consented, seen_at, unreachable_at)
		VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET last_message = excluded.last_message, live_message = excluded.live_message,
			live_keep = excluded.live_keep, consented = excluded.consented, seen_at = excluded.seen_at,
			unreachable_at = excluded.unreachable_at`
	_, err = tx.exec(query, c.ID, c.LastMessage, c.LiveMessage, c.LiveKeep, c.Consented,
		millis(c.LastSeen), millis(c.UnreachableSince))
	if rest := !c.UnreachableSince.IsZero(); err == nil && rest == old.UnreachableSince.IsZero() {
		err = tx.restReminders(c.ID, rest)
	}
	if err != nil {
		return fmt.Errorf("save chat %d: %w", c.ID, err)
	}
	c.LastSeen, c.UnreachableSince = timeOf(millis(c.LastSeen)), timeOf(millis(c.UnreachableSince))
	tx.recall(c.ID).chat = &c
	return nil
}

// Consented returns chats of people who consented, with numbers above one, at most limit, in
// order.
func (tx *Tx) Consented(above int64, limit int) ([]int64, error) {
	chats, err := tx.chats("SELECT id FROM chat WHERE id > ? AND consented = 1 ORDER BY id LIMIT ?", above, limit)
	if err != nil {
		return nil, fmt.Errorf("find people: %w", err)
	}
	return chats, nil
}

// Forget removes everything that is kept of a chat, whatever it is.
func (tx *Tx) Forget(chat int64) error {
	*tx.recall(chat) = remembered{}
	for _, query := range []string{
		"DELETE FROM chat WHERE id = ?",
		"DELETE FROM session WHERE chat = ?",
		"DELETE FROM casefile WHERE chat = ?",
		"DELETE FROM outbox WHERE chat = ?",
		"DELETE FROM reminder WHERE chat = ?",
		"DELETE FROM failure WHERE chat = ?",
		"DELETE FROM backlog WHERE chat = ?",
	} {
		if _, err := tx.exec(query, chat); err != nil {
			return fmt.Errorf("forget chat %d: %w", chat, err)
		}
	}
	tx.post(Posting{Outgoing: Outgoing{Chat: chat}, Dropped: true})
	return nil
}

// ForgetUnconsented forgets the chats that never consented and were last seen before a
// time, and returns how many.
func (tx *Tx) ForgetUnconsented(before time.Time) (int, error) {
	chats, err := tx.chats("SELECT id FROM chat WHERE consented = 0 AND seen_at < ?", millis(before))
	if err != nil {
		return 0, fmt.Errorf("find chats without consent: %w", err)
	}
	for _, id := range chats {
		if err := tx.Forget(id); err != nil {
			return 0, err
		}
	}
	return len(chats), nil
}
