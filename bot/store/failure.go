package store

import (
	"fmt"
	"time"
)

// Failure is something that went wrong with one update or one message while the rest
// went on. It is kept sealed, because a message of an error may quote a person.
type Failure struct {
	Chat    int64     `json:"-"`
	At      time.Time `json:"-"`
	Update  int64     `json:"update,omitempty"`
	Where   string    `json:"where"` // the part of the program: "step", "deliver"
	Problem string    `json:"problem"`
}

// AddFailure keeps a failure.
func (tx *Tx) AddFailure(f Failure) error {
	tx.saw(f.At)
	sealed, err := tx.store.sealer.sealValue(failurePlace(f.Chat, millis(f.At)), f)
	if err != nil {
		return fmt.Errorf("keep failure in chat %d: %w", f.Chat, err)
	}
	const query = "INSERT INTO failure (at, chat, sealed) VALUES (?, ?, ?)"
	if _, err := tx.exec(query, millis(f.At), f.Chat, sealed); err != nil {
		return fmt.Errorf("keep failure in chat %d: %w", f.Chat, err)
	}
	return nil
}

// Failures returns the newest failures, at most limit, the newest first.
func (tx *Tx) Failures(limit int) ([]Failure, error) {
	var list []Failure
	err := tx.each(func(scan func(...any) error) (bool, error) {
		var f Failure
		var at int64
		var sealed []byte
		if err := scan(&at, &f.Chat, &sealed); err != nil {
			return false, err
		}
		f.At = timeOf(at)
		err := tx.store.sealer.openValue(failurePlace(f.Chat, at), sealed, &f)
		list = append(list, f)
		return true, err
	}, "SELECT at, chat, sealed FROM failure ORDER BY id DESC LIMIT ?", limit)
	if err != nil {
		return nil, fmt.Errorf("read failures: %w", err)
	}
	return list, nil
}

// ForgetFailures removes failures from before a time and returns how many.
func (tx *Tx) ForgetFailures(before time.Time) (int, error) {
	n, err := tx.exec("DELETE FROM failure WHERE at < ?", millis(before))
	if err != nil {
		return 0, fmt.Errorf("forget failures: %w", err)
	}
	return int(n), nil
}

func failurePlace(chat, at int64) place { return place{table: "failure", chat: chat, row: at} }
