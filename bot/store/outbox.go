package store

import (
	"fmt"
	"time"

	"xieshang/dialog"
)

// Lane ranks what waits in the outbox: chats with something in a lower lane go first.
type Lane int

// The lanes.
const (
	Replies   Lane = iota // answers to what a person did
	Reminders             // what the bot says by itself
)

// Outgoing is one message in the outbox. The messages of a chat are delivered in the
// order of their IDs, whatever their lanes.
type Outgoing struct {
	ID, Chat  int64
	Lane      Lane
	Message   dialog.Message
	QueuedAt  time.Time
	Attempts  int       // how often delivery was postponed
	NotBefore time.Time // zero, or when to try again
}

// Queue puts a message at the end of a chat's outbox.
func (tx *Tx) Queue(chat int64, lane Lane, m dialog.Message, now time.Time) error {
	tx.saw(now)
	tx.store.lastOutbox++ // a number is never given twice, even if this is rolled back
	id := tx.store.lastOutbox
	sealed, err := tx.store.sealer.sealValue(outgoingPlace(chat, id), m)
	if err != nil {
		return fmt.Errorf("queue message to chat %d: %w", chat, err)
	}
	const query = `INSERT INTO outbox (id, chat, lane, queued_at, not_before, attempts, sealed) VALUES (?, ?, ?, ?, 0, 0, ?)`
	if _, err := tx.exec(query, id, chat, int(lane), millis(now), sealed); err != nil {
		return fmt.Errorf("queue message to chat %d: %w", chat, err)
	}
	tx.post(Posting{Outgoing: Outgoing{ID: id, Chat: chat, Lane: lane, Message: m, QueuedAt: timeOf(millis(now))}})
	return nil
}

// Head is the beginning of a chat's outbox.
type Head struct {
	Chat      int64
	Lane      Lane      // the lowest of those that something waits in
	NotBefore time.Time // of the first message: zero, or when to try again
}

// Heads returns all chats that something waits for, the longest waiting first.
func (tx *Tx) Heads() ([]Head, error) {
	var list []Head
	err := tx.each(func(scan func(...any) error) (bool, error) {
		var h Head
		var notBefore int64
		err := scan(&h.Chat, &h.Lane, &notBefore)
		h.NotBefore = timeOf(notBefore)
		list = append(list, h)
		return true, err
	}, headsQuery)
	if err != nil {
		return nil, fmt.Errorf("find waiting chats: %w", err)
	}
	return list, nil
}

const headsQuery = `SELECT o.chat, o.lane, h.not_before
	FROM (SELECT chat, min(id) AS id, min(lane) AS lane FROM outbox GROUP BY chat) o JOIN outbox h ON h.id = o.id
	ORDER BY o.id`

// Outbox returns the first messages of a chat's outbox, at most limit, in order. A row
// that was tampered with, or is not understood, is a *Trouble of kind ErrSealed.
func (tx *Tx) Outbox(chat int64, limit int) ([]Outgoing, error) {
	var list []Outgoing
	const query = `SELECT id, lane, queued_at, not_before, attempts, sealed FROM outbox WHERE chat = ? ORDER BY id LIMIT ?`
	err := tx.each(func(scan func(...any) error) (bool, error) {
		m := Outgoing{Chat: chat}
		var queued, notBefore int64
		var sealed []byte
		if err := scan(&m.ID, &m.Lane, &queued, &notBefore, &m.Attempts, &sealed); err != nil {
			return false, err
		}
		m.QueuedAt, m.NotBefore = timeOf(queued), timeOf(notBefore)
		err := tx.store.sealer.openValue(outgoingPlace(chat, m.ID), sealed, &m.Message)
		list = append(list, m)
		return true, err
	}, query, chat, limit)
	if err != nil {
		return nil, fmt.Errorf("read outbox of chat %d: %w", chat, err)
	}
	return list, nil
}

// Delivered removes messages from the outbox. It is no error if they are gone.
func (tx *Tx) Delivered(ids ...int64) error {
	for _, id := range ids {
		if _, err := tx.exec("DELETE FROM outbox WHERE id = ?", id); err != nil {
			return fmt.Errorf("remove delivered message %d: %w", id, err)
		}
	}
	return nil
}

// Postpone counts a failed attempt to deliver a message, and holds it and what waits
// behind it in its chat until a time.
func (tx *Tx) Postpone(id int64, until time.Time) error {
	const query = "UPDATE outbox SET attempts = attempts + 1, not_before = ? WHERE id = ?"
	if _, err := tx.exec(query, millis(until), id); err != nil {
		return fmt.Errorf("postpone message %d: %w", id, err)
	}
	return nil
}

// DropOutbox removes everything that waits for a chat.
func (tx *Tx) DropOutbox(chat int64) error {
	if _, err := tx.exec("DELETE FROM outbox WHERE chat = ?", chat); err != nil {
		return fmt.Errorf("drop outbox of chat %d: %w", chat, err)
	}
	tx.post(Posting{Outgoing: Outgoing{Chat: chat}, Dropped: true})
	return nil
}

// Depth is how much waits in a lane of the outbox.
type Depth struct {
	Messages int
	Oldest   time.Time // when the first of them was queued; zero if there is none
}

// OutboxDepth returns how much waits in a lane.
func (tx *Tx) OutboxDepth(lane Lane) (Depth, error) {
	var d Depth
	var oldest int64
	const query = `SELECT count(*), coalesce((SELECT queued_at FROM outbox WHERE lane = ?1 ORDER BY id LIMIT 1), 0)
		FROM outbox WHERE lane = ?1`
	if _, err := tx.find([]any{&d.Messages, &oldest}, query, int(lane)); err != nil {
		return d, fmt.Errorf("count outbox: %w", err)
	}
	d.Oldest = timeOf(oldest)
	return d, nil
}

func (tx *Tx) highestOutgoing() (id int64, err error) {
	_, err = tx.find([]any{&id}, "SELECT coalesce(max(id), 0) FROM outbox")
	return id, err
}

func outgoingPlace(chat, id int64) place { return place{table: "outbox", chat: chat, row: id} }
