package store

import (
	"fmt"
	"time"
)

// ToWarn returns chats that have been inactive since before a time and have not been
// warned in that time, at most limit, the longest inactive first. Those that cannot be
// written to are left out.
//
// Inactive is a person who consented and has not done anything since, unless a reminder of
// an instalment, a court or a complaint is still to come: while an agreement runs, nothing is
// removed. What comes round for ever keeps nobody. Whatever the person does makes the chat
// active again.
func (tx *Tx) ToWarn(seenBefore, now time.Time, limit int) ([]int64, error) {
	chats, err := tx.chats(toWarnQuery, millis(seenBefore), millis(now), limit)
	if err != nil {
		return nil, fmt.Errorf("find chats to warn: %w", err)
	}
	return chats, nil
}

// Warned notes that the person in a chat has been warned.
func (tx *Tx) Warned(chat int64, now time.Time) error {
	tx.saw(now)
	if _, err := tx.exec("UPDATE chat SET warned_at = ? WHERE id = ?", millis(now), chat); err != nil {
		return fmt.Errorf("note warning of chat %d: %w", chat, err)
	}
	return nil
}

// ToPurge returns chats that have been inactive since before a time and were warned in
// that time, before another; at most limit, the longest inactive first. Those that cannot
// be written to need no warning.
func (tx *Tx) ToPurge(seenBefore, warnedBefore, now time.Time, limit int) ([]int64, error) {
	chats, err := tx.chats(toPurgeQuery, millis(seenBefore), millis(now), millis(warnedBefore), limit)
	if err != nil {
		return nil, fmt.Errorf("find chats to purge: %w", err)
	}
	return chats, nil
}

const (
	inactiveQuery = `SELECT id FROM chat c WHERE consented = 1 AND seen_at < ? AND NOT EXISTS
		(SELECT 1 FROM reminder r WHERE r.chat = c.id AND r.status IN (0, 2) AND r.due_at >= ?
		AND substr(r.item, 1, 1) IN ('a', 'c', 'h', 'g')) AND `
	toWarnQuery  = inactiveQuery + "unreachable_at = 0 AND warned_at <= seen_at ORDER BY seen_at LIMIT ?"
	toPurgeQuery = inactiveQuery + "(unreachable_at > 0 OR warned_at > seen_at AND warned_at < ?) ORDER BY seen_at LIMIT ?"
)

// chats returns the numbers of chats that a query finds.
func (tx *Tx) chats(query string, args ...any) (list []int64, err error) {
	err = tx.each(func(scan func(...any) error) (bool, error) {
		var id int64
		err := scan(&id)
		list = append(list, id)
		return true, err
	}, query, args...)
	return list, err
}
