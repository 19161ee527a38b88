package store

import (
	"fmt"
	"time"
)

// seenStep is how far the clock must have moved for its time to be written again.
const seenStep = time.Minute

func (tx *Tx) meta(name string, value any) (found bool, err error) {
	found, err = tx.find([]any{value}, "SELECT value FROM meta WHERE name = ?", name)
	if err != nil {
		return false, fmt.Errorf("read %s: %w", name, err)
	}
	return found, nil
}

func (tx *Tx) setMeta(name string, value any) error {
	const query = "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value"
	if _, err := tx.exec(query, name, value); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

// lastSeen returns what the clock last said, to within a minute; zero if nothing was written.
func (tx *Tx) lastSeen() (time.Time, error) { return tx.metaTime("last_seen_at") }

// saveSeen writes what the clock says.
func (tx *Tx) saveSeen() error { return tx.setMeta("last_seen_at", millis(tx.seen)) }

func (tx *Tx) metaTime(name string) (time.Time, error) {
	var at int64
	_, err := tx.meta(name, &at)
	return timeOf(at), err
}

// Beat records that the bot is alive.
func (tx *Tx) Beat(now time.Time) error {
	tx.saw(now)
	return tx.setMeta("beat_at", millis(now))
}

// LastBeat returns when [Tx.Beat] was last called; zero if never.
func (tx *Tx) LastBeat() (time.Time, error) { return tx.metaTime("beat_at") }
