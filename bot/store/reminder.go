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
	Day  calc.Date // the day it belongs to, in China; by default the day of Due
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
	passed  = 3 // its time came when there was nothing to say
)

// keptReminder is the part of a row that [Tx.SyncReminders] compares.
type keptReminder struct {
	id, planned int64
	status      int
}

// SyncReminders makes the pending reminders of a case those that are wanted: others are
// removed, missing ones added, changed times changed. What was claimed stays claimed, and
// what was put off stays so while it is wanted for the same time. What
// is wanted for the first time when its time is over is passed over: nobody missed it.
// The chat and case of those wanted are the ones given.
func (tx *Tx) SyncReminders(chat int64, caseID int, want []Reminder, now time.Time) error {
	tx.saw(now)
	if err := tx.syncReminders(chat, caseID, want, millis(now)); err != nil {
		return fmt.Errorf("keep reminders of chat %d: %w", chat, err)
	}
	return nil
}

func (tx *Tx) syncReminders(chat int64, caseID int, want []Reminder, now int64) error {
	kept, err := tx.keptReminders(chat, caseID)
	if err != nil {
		return err
	}
	var missing []newReminder
	for _, r := range want {
		key := r.identity()
		old, found := kept[key]
		if !found {
			missing = append(missing, newReminder{r.Item, r.Kind, key.day, millis(r.Due)})
		} else if err := tx.moveReminder(old, millis(r.Due), now); err != nil {
			return err
		}
		delete(kept, key)
	}
	if err := tx.addReminders(chat, caseID, missing, now); err != nil {
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

// moveReminder gives a reminder another time. One that was passed over comes after all when
// that is still to come.
func (tx *Tx) moveReminder(old keptReminder, due, now int64) (err error) {
	switch {
	case old.status == claimed || old.planned == due && (old.status != passed || due <= now):
	case old.status == passed && due > now:
		_, err = tx.exec(`UPDATE reminder SET planned_at = ?1, due_at = ?1,
			status = iif(EXISTS (SELECT 1 FROM chat WHERE id = reminder.chat AND unreachable_at > 0), 2, 0) WHERE id = ?2`, due, old.id)
	default:
		_, err = tx.exec("UPDATE reminder SET planned_at = ?1, due_at = ?1 WHERE id = ?2", due, old.id)
	}
	return err
}

func (tx *Tx) keptReminders(chat int64, caseID int) (map[identity]keptReminder, error) {
	kept := map[identity]keptReminder{}
	err := tx.each(func(scan func(...any) error) (bool, error) {
		var key identity
		var row keptReminder
		var day string
		err := scan(&row.id, &key.item, &key.kind, &day, &row.planned, &row.status)
		if err == nil {
			err = key.day.UnmarshalText([]byte(day))
		}
		kept[key] = row
		return true, err
	}, keptRemindersQuery, chat, caseID)
	return kept, err
}

const keptRemindersQuery = "SELECT id, item, kind, day, planned_at, status FROM reminder WHERE chat = ? AND case_id = ?"

// newReminder is a row to be added.
type newReminder struct {
	Item string
	Kind string
	Day  calc.Date
	Due  int64
}

// addReminders adds reminders: passed over if their time is over, resting if the chat is
// unreachable, and otherwise pending. One that is wanted twice is added once. An agreement
// has dozens: they go in with one statement.
func (tx *Tx) addReminders(chat int64, caseID int, list []newReminder, now int64) error {
	if len(list) == 0 {
		return nil
	}
	rows, err := json.Marshal(list)
	if err != nil {
		return err
	}
	const query = `INSERT INTO reminder (chat, case_id, item, kind, day, planned_at, due_at, status)
		SELECT ?1, ?2, value ->> 'Item', value ->> 'Kind', value ->> 'Day', value ->> 'Due', value ->> 'Due',
			CASE WHEN value ->> 'Due' < ?4 THEN 3 WHEN EXISTS (SELECT 1 FROM chat WHERE id = ?1 AND unreachable_at > 0) THEN 2 ELSE 0 END
		FROM json_each(?3) WHERE true ON CONFLICT DO NOTHING`
	_, err = tx.exec(query, chat, caseID, string(rows), now)
	return err
}

// RemindersDue reports whether a reminder is due, and whether one was passed over whose time
// has not come: the clock was ahead then, and has been put back.
func (tx *Tx) RemindersDue(now time.Time) (due, ahead bool, err error) {
	if _, err := tx.find([]any{&due, &ahead}, remindersDueQuery, millis(now)); err != nil {
		return false, false, fmt.Errorf("look for due reminders: %w", err)
	}
	return due, ahead, nil
}

const remindersDueQuery = `SELECT EXISTS (SELECT 1 FROM reminder WHERE status = 0 AND due_at <= ?1),
	EXISTS (SELECT 1 FROM reminder WHERE status = 3 AND planned_at > ?1)`

// ClaimDue marks up to limit reminders that are due as claimed and returns them, the
// longest due first. Those of unreachable chats are left alone.
func (tx *Tx) ClaimDue(now time.Time, limit int) ([]Reminder, error) {
	list, err := tx.claim(now, claimDueQuery, millis(now), limit)
	if err != nil {
		return nil, fmt.Errorf("claim due reminders: %w", err)
	}
	return list, nil
}

const claimDueQuery = `UPDATE reminder SET status = 1, claimed_at = ?1
	WHERE id IN (SELECT id FROM reminder WHERE status = 0 AND due_at <= ?1 ORDER BY due_at, id LIMIT ?2)
	RETURNING id, chat, case_id, item, kind, day, due_at`

// ClaimDueOf claims and returns what else is due in some chats, the longest due first.
func (tx *Tx) ClaimDueOf(chats []int64, now time.Time) ([]Reminder, error) {
	list, err := tx.claim(now, claimDueOfQuery, millis(now), numbers(chats))
	if err != nil {
		return nil, fmt.Errorf("claim due reminders of chats: %w", err)
	}
	return list, nil
}

const claimDueOfQuery = `UPDATE reminder SET status = 1, claimed_at = ?1
	WHERE id IN (SELECT r.id FROM json_each(?2) CROSS JOIN reminder r
		WHERE r.chat = value AND r.due_at <= ?1 AND r.status IN (0, 2) AND r.status = 0)
	RETURNING id, chat, case_id, item, kind, day, due_at`

// numbers writes chats as JSON, to be handed to a query in one piece.
func numbers(chats []int64) string {
	list, err := json.Marshal(chats)
	if err != nil {
		panic(err) // numbers can always be written
	}
	return string(list)
}

func (tx *Tx) claim(now time.Time, query string, args ...any) (list []Reminder, err error) {
	tx.saw(now)
	if tx.readOnly {
		return nil, errReadOnly
	}
	err = tx.each(func(scan func(...any) error) (bool, error) {
		r, err := scanReminder(scan)
		list = append(list, r)
		return true, err
	}, query, args...)
	slices.SortFunc(list, func(a, b Reminder) int { return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.ID, b.ID)) })
	return list, err
}

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

// ReleaseReminders takes back that reminders of a chat were put off: they are due at their own times.
func (tx *Tx) ReleaseReminders(chat int64) error {
	if _, err := tx.exec(releaseQuery, chat); err != nil {
		return fmt.Errorf("release reminders of chat %d: %w", chat, err)
	}
	return nil
}

const releaseQuery = "UPDATE reminder SET due_at = planned_at WHERE chat = ? AND status = 0 AND due_at > planned_at"

// PassReminder notes that a claimed reminder had nothing to say.
func (tx *Tx) PassReminder(id int64) error {
	if _, err := tx.exec("UPDATE reminder SET status = 3 WHERE id = ?", id); err != nil {
		return fmt.Errorf("pass over reminder %d: %w", id, err)
	}
	return nil
}

// Recall makes reminders that were passed over wait again whose time has not come.
func (tx *Tx) Recall(now time.Time) error {
	if _, err := tx.exec(recallQuery, millis(now)); err != nil {
		return fmt.Errorf("recall reminders: %w", err)
	}
	return nil
}

const recallQuery = `UPDATE reminder SET due_at = planned_at,
		status = iif(EXISTS (SELECT 1 FROM chat WHERE id = reminder.chat AND unreachable_at > 0), 2, 0)
	WHERE status = 3 AND planned_at > ?`

// IsPending reports whether a reminder is still to be sent by the time it is due: one that
// was put off for longer is not.
func (tx *Tx) IsPending(r Reminder) (bool, error) {
	found, err := tx.find([]any{new(int)}, isPendingQuery, r.Chat, r.Case, r.Item, r.Kind, r.identity().day.String(), millis(r.Due))
	if err != nil {
		return false, fmt.Errorf("look for reminder of chat %d: %w", r.Chat, err)
	}
	return found, nil
}

const isPendingQuery = "SELECT 1 FROM reminder WHERE chat = ? AND case_id = ? AND item = ? AND kind = ? AND day = ? AND status = 0 AND due_at <= ?"

// Debt is one case of a chat.
type Debt struct {
	Chat int64
	Case int
}

// LastReminded returns when each case of some chats was last reminded of before a time,
// reminders of a kind left aside.
func (tx *Tx) LastReminded(chats []int64, before time.Time, aside string) (map[Debt]time.Time, error) {
	last := map[Debt]time.Time{}
	err := tx.each(func(scan func(...any) error) (bool, error) {
		var d Debt
		var at int64
		err := scan(&d.Chat, &d.Case, &at)
		if claimed := timeOf(at); claimed.After(last[d]) {
			last[d] = claimed
		}
		return true, err
	}, lastRemindedQuery, numbers(chats), millis(before), aside)
	if err != nil {
		return nil, fmt.Errorf("look for earlier reminders: %w", err)
	}
	return last, nil
}

const lastRemindedQuery = `SELECT r.chat, r.case_id, r.claimed_at FROM json_each(?1) CROSS JOIN reminder r
	WHERE r.chat = value AND r.status = 1 AND r.claimed_at < ?2 AND r.kind <> ?3`

// OutOfReach returns which of some chats have a message that has been waiting since before
// a time, and not only because nobody has tried to deliver it yet: the clock may have jumped.
func (tx *Tx) OutOfReach(chats []int64, before time.Time) (map[int64]bool, error) {
	stuck := map[int64]bool{}
	found, err := tx.chats(outOfReachQuery, numbers(chats), millis(before))
	if err != nil {
		return nil, fmt.Errorf("look for waiting messages: %w", err)
	}
	for _, chat := range found {
		stuck[chat] = true
	}
	return stuck, nil
}

const outOfReachQuery = `SELECT o.chat FROM json_each(?1) CROSS JOIN outbox o
	WHERE o.chat = value AND o.queued_at < ?2 AND o.attempts > 0`

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
