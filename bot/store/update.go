package store

import (
	"fmt"
	"time"
)

// rememberUpdates is how long the number of an update is not accepted again. Numbers
// may start anew after a quiet week.
const rememberUpdates = 48 * time.Hour

// FirstTime records the number of an update and reports true, or reports false if it
// was recorded within the 48 hours before now.
func (tx *Tx) FirstTime(updateID int64, now time.Time) (bool, error) {
	tx.saw(now)
	const query = `INSERT INTO seen_update (id, seen_at) VALUES (?, ?)
		ON CONFLICT DO UPDATE SET seen_at = excluded.seen_at WHERE seen_at <= ?`
	n, err := tx.exec(query, updateID, millis(now), millis(now.Add(-rememberUpdates)))
	if err != nil {
		return false, fmt.Errorf("record update %d: %w", updateID, err)
	}
	return n == 1, nil
}

// ForgetUpdates removes numbers recorded before a time, at most limit of them, and
// returns how many: call it again, in another transaction, while it returns limit.
func (tx *Tx) ForgetUpdates(before time.Time, limit int) (int, error) {
	const query = "DELETE FROM seen_update WHERE id IN (SELECT id FROM seen_update WHERE seen_at < ? LIMIT ?)"
	n, err := tx.exec(query, millis(before), limit)
	if err != nil {
		return 0, fmt.Errorf("forget updates: %w", err)
	}
	return int(n), nil
}
