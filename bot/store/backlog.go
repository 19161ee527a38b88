package store

import (
	"fmt"
	"math"
	"time"
)

// Late is an update in the backlog. The updates of a chat are applied in the order of
// their IDs.
type Late struct {
	ID, Chat int64
	Number   int64 // of the update
}

// Backlog returns how many updates of a chat wait.
func (tx *Tx) Backlog(chat int64) (int, error) {
	known := tx.recall(chat)
	if known.backlog == nil {
		var n int
		if _, err := tx.find([]any{&n}, "SELECT count(*) FROM backlog WHERE chat = ?", chat); err != nil {
			return 0, fmt.Errorf("count backlog of chat %d: %w", chat, err)
		}
		known.backlog = &n
	}
	return *known.backlog, nil
}

// PutOff keeps an update, which is written as JSON, at the end of its chat's backlog.
func (tx *Tx) PutOff(chat, number int64, update any, now time.Time) error {
	tx.saw(now)
	waiting, err := tx.Backlog(chat)
	if err != nil {
		return err
	}
	sealed, err := tx.store.sealer.sealValue(latePlace(chat, number), update)
	if err != nil {
		return fmt.Errorf("put off update %d: %w", number, err)
	}
	const query = "INSERT INTO backlog (chat, update_number, put_off_at, sealed) VALUES (?, ?, ?, ?)"
	if _, err := tx.exec(query, chat, number, millis(now), sealed); err != nil {
		return fmt.Errorf("put off update %d: %w", number, err)
	}
	waiting++
	tx.recall(chat).backlog = &waiting
	return nil
}

// FirstLate reads into update what has waited longest in the first chat from a number on;
// after the last chat comes the first again. The zero Late says that nothing waits. If a
// row was tampered with, or is not understood, it is returned with a *Trouble of kind
// ErrSealed.
func (tx *Tx) FirstLate(from int64, update any) (Late, error) {
	var l Late
	var sealed []byte
	dest := []any{&l.ID, &l.Chat, &l.Number, &sealed}
	found, err := tx.find(dest, firstLateQuery, from)
	if !found && err == nil {
		found, err = tx.find(dest, firstLateQuery, int64(math.MinInt64))
	}
	if found && err == nil {
		err = tx.store.sealer.openValue(latePlace(l.Chat, l.Number), sealed, update)
	}
	if err != nil {
		return l, fmt.Errorf("read backlog: %w", err)
	}
	return l, nil
}

const firstLateQuery = "SELECT id, chat, update_number, sealed FROM backlog WHERE chat >= ? ORDER BY chat, id LIMIT 1"

// Done removes an update from the backlog. It is no error if it is gone.
func (tx *Tx) Done(l Late) error {
	n, err := tx.exec("DELETE FROM backlog WHERE id = ? AND chat = ?", l.ID, l.Chat)
	if err != nil {
		return fmt.Errorf("remove update %d from backlog: %w", l.Number, err)
	}
	if known := tx.recall(l.Chat); known.backlog != nil {
		left := *known.backlog - int(n)
		known.backlog = &left
	}
	return nil
}

// BacklogDepth returns how many updates of all chats wait, and since when the first of
// them has; zero if none does.
func (tx *Tx) BacklogDepth() (updates int, oldest time.Time, err error) {
	var at int64
	const query = "SELECT count(*), coalesce((SELECT put_off_at FROM backlog ORDER BY id LIMIT 1), 0) FROM backlog"
	if _, err := tx.find([]any{&updates, &at}, query); err != nil {
		return 0, time.Time{}, fmt.Errorf("count backlog: %w", err)
	}
	return updates, timeOf(at), nil
}

func latePlace(chat, number int64) place { return place{table: "backlog", chat: chat, row: number} }
