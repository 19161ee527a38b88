package store

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"xieshang/calc"
)

// Reminder is one thing to remind a person of. Chat, Case, Item, Kind and Day together
// are its identity: what was claimed once under it is never sent again.
type Reminder struct {
	ID   int64
	Chat int64
	Case int
	Item string // what it is about, without saying it: "a1.3"
	Kind string
	Day  calc.Date // the day it belongs to where the person lives; by default the day of Due
	Due  time.Time // when it is to be sent
}

// identity is what tells the reminders of one case apart.
type identity struct {
	item, kind string
	day        calc.Date
}

func (r Reminder) identity() identity {
	day := r.Day
	if day.IsZero() {
		day = calc.DateOf(r.Due)
	}
	return identity{r.Item, r.Kind, day}
}

// The states of a reminder.
const (
	pending = 0
	claimed = 1 // it is or was in the outbox
	resting = 2 // pending, but the chat is unreachable
)

// keptReminder is the part of a row that [Tx.SyncReminders] compares.
type keptReminder struct {
	id, due int64
	status  int
}

// SyncReminders makes the pending reminders of a case those that are wanted: others are
// removed, missing ones added, changed times changed. What was claimed stays claimed.
// The chat and case of those wanted are the ones given.
func (tx *Tx) SyncReminders(chat int64, caseID int, want []Reminder, now time.Time) error {
	tx.saw(now)
	if err := tx.syncReminders(chat, caseID, want); err != nil {
		return fmt.Errorf("keep reminders of chat %d: %w", chat, err)
	}
	return nil
}

func (tx *Tx) syncReminders(chat int64, caseID int, want []Reminder) error {
	kept, err := tx.keptReminders(chat, caseID)
	if err != nil {
		return err
	}
	var missing []newReminder
	for _, r := range want {
		key := r.identity()
		old, found := kept[key]
		switch {
		case !found:
			missing = append(missing, newReminder{r.Item, r.Kind, key.day, millis(r.Due)})
		case old.status != claimed && old.due != millis(r.Due):
			if _, err := tx.exec("UPDATE reminder SET due_at = ? WHERE id = ?", millis(r.Due), old.id); err != nil {
				return err
			}
		}
		delete(kept, key)
	}
	if err := tx.addReminders(chat, caseID, missing); err != nil {
		return err
	}
	for _, old := range kept {
		if old.status == claimed {
			continue
		}
		if _, err := tx.exec("DELETE FROM reminder WHERE id = ?", old.id); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) keptReminders(chat int64, caseID int) (map[identity]keptReminder, error) {
	kept := map[identity]keptReminder{}
	err := tx.each(func(scan func(...any) error) (bool, error) {
		var key identity
		var row keptReminder
		var day string
		err := scan(&row.id, &key.item, &key.kind, &day, &row.due, &row.status)
		if err == nil {
			err = key.day.UnmarshalText([]byte(day))
		}
		kept[key] = row
		return true, err
	}, keptRemindersQuery, chat, caseID)
	return kept, err
}

const keptRemindersQuery = "SELECT id, item, kind, day, due_at, status FROM reminder WHERE chat = ? AND case_id = ?"

// newReminder is a row to be added.
type newReminder struct {
	Item string
	Kind string
	Day  calc.Date
	Due  int64
}

// addReminders adds pending reminders, or resting ones if the chat is unreachable. One that
// is wanted twice is added once. An agreement has dozens: they go in with one statement.
func (tx *Tx) addReminders(chat int64, caseID int, list []newReminder) error {
	if len(list) == 0 {
		return nil
	}
	rows, err := json.Marshal(list)
	if err != nil {
		return err
	}
	const query = `INSERT INTO reminder (chat, case_id, item, kind, day, due_at, status)
		SELECT ?1, ?2, value ->> 'Item', value ->> 'Kind', value ->> 'Day', value ->> 'Due',
			iif(EXISTS (SELECT 1 FROM chat WHERE id = ?1 AND unreachable_at > 0), 2, 0)
		FROM json_each(?3) WHERE true ON CONFLICT DO NOTHING`
	_, err = tx.exec(query, chat, caseID, string(rows))
	return err
}

// ClaimDue marks up to limit reminders that are due as claimed and returns them, the
// longest due first. Those of unreachable chats are left alone.
func (tx *Tx) ClaimDue(now time.Time, limit int) ([]Reminder, error) {
	tx.saw(now)
	if tx.readOnly {
		return nil, errReadOnly
	}
	var list []Reminder
	err := tx.each(func(scan func(...any) error) (bool, error) {
		r, err := scanReminder(scan)
		list = append(list, r)
		return true, err
	}, claimDueQuery, millis(now), limit)
	if err != nil {
		return nil, fmt.Errorf("claim due reminders: %w", err)
	}
	slices.SortFunc(list, func(a, b Reminder) int { return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.ID, b.ID)) })
	return list, nil
}

const claimDueQuery = `UPDATE reminder SET status = 1
	WHERE id IN (SELECT id FROM reminder WHERE status = 0 AND due_at <= ? ORDER BY due_at, id LIMIT ?)
	RETURNING id, chat, case_id, item, kind, day, due_at`

func scanReminder(scan func(...any) error) (r Reminder, err error) {
	var day string
	var due int64
	if err := scan(&r.ID, &r.Chat, &r.Case, &r.Item, &r.Kind, &day, &due); err != nil {
		return r, err
	}
	r.Due = timeOf(due)
	return r, r.Day.UnmarshalText([]byte(day))
}

// DeferReminder puts a claimed reminder back until a time. Its identity stays the same.
func (tx *Tx) DeferReminder(id int64, until time.Time) error {
	if _, err := tx.exec("UPDATE reminder SET status = 0, due_at = ? WHERE id = ?", millis(until), id); err != nil {
		return fmt.Errorf("defer reminder %d: %w", id, err)
	}
	return nil
}

// NextDue returns when the next reminder is due, zero if none is, and how many are pending.
func (tx *Tx) NextDue() (next time.Time, waiting int, err error) {
	var due int64
	const query = "SELECT coalesce(min(due_at), 0), count(*) FROM reminder WHERE status = 0"
	if _, err := tx.find([]any{&due, &waiting}, query); err != nil {
		return time.Time{}, 0, fmt.Errorf("count reminders: %w", err)
	}
	return timeOf(due), waiting, nil
}

// restReminders lays a chat's pending reminders to rest, or wakes them.
func (tx *Tx) restReminders(chat int64, rest bool) error {
	from, to := resting, pending
	if rest {
		from, to = pending, resting
	}
	_, err := tx.exec("UPDATE reminder SET status = ? WHERE chat = ? AND status = ?", to, chat, from)
	return err
}
