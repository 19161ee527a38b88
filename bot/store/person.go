package store

import (
	"bytes"
	"fmt"
	"slices"
	"time"

	"xieshang/dialog"
	"xieshang/dialog/casefile"
)

// knownPerson is what the sealed rows of a chat hold, as JSON.
type knownPerson struct {
	session []byte // nil if there is no row
	cases   []knownCase
}

type knownCase struct {
	id   int
	json []byte
}

// Person returns what is kept of the person in a chat, or a zero Person. A row that was
// tampered with, or is not understood, is a *Trouble of kind ErrSealed.
func (tx *Tx) Person(chat int64) (dialog.Person, error) {
	known, err := tx.unsealed(chat)
	if err != nil {
		return dialog.Person{}, fmt.Errorf("read person of chat %d: %w", chat, err)
	}
	p, err := known.person(chat)
	if err != nil {
		return dialog.Person{}, fmt.Errorf("read person of chat %d: %w", chat, err)
	}
	return p, nil
}

func (k *knownPerson) person(chat int64) (p dialog.Person, err error) {
	if k.session == nil {
		return p, nil
	}
	if err := sessionPlace(chat).decode(k.session, &p.Session); err != nil {
		return p, err
	}
	for _, c := range k.cases {
		var read casefile.Case
		if err := casePlace(chat, c.id).decode(c.json, &read); err != nil {
			return p, err
		}
		p.Cases = append(p.Cases, read)
	}
	return p, nil
}

// unsealed returns what the sealed rows of a chat hold, reading them if it is not remembered.
func (tx *Tx) unsealed(chat int64) (*knownPerson, error) {
	remembered := tx.recall(chat)
	if remembered.person != nil {
		return remembered.person, nil
	}
	k := &knownPerson{}
	var sealed []byte
	found, err := tx.find([]any{&sealed}, "SELECT sealed FROM session WHERE chat = ?", chat)
	if err != nil {
		return nil, err
	}
	if found {
		if k.session, err = tx.store.sealer.open(sessionPlace(chat), sealed); err != nil {
			return nil, err
		}
		if k.cases, err = tx.knownCases(chat); err != nil {
			return nil, err
		}
	}
	remembered.person = k
	return k, nil
}

func (tx *Tx) knownCases(chat int64) (cases []knownCase, err error) {
	err = tx.each(func(scan func(...any) error) (bool, error) {
		var c knownCase
		var sealed []byte
		err := scan(&c.id, &sealed)
		if err == nil {
			c.json, err = tx.store.sealer.open(casePlace(chat, c.id), sealed)
		}
		cases = append(cases, c)
		return true, err
	}, "SELECT id, sealed FROM casefile WHERE chat = ? ORDER BY id", chat)
	return cases, err
}

// SavePerson keeps the person in a chat: it writes the rows that have changed and
// removes cases that are gone, with their reminders. Cases come back in the order of
// their ids. What cannot be written as JSON is a *Trouble of kind ErrSealed.
func (tx *Tx) SavePerson(chat int64, p dialog.Person, now time.Time) error {
	tx.saw(now)
	if err := tx.savePerson(chat, p, now); err != nil {
		return fmt.Errorf("save person of chat %d: %w", chat, err)
	}
	return nil
}

func (tx *Tx) savePerson(chat int64, p dialog.Person, now time.Time) error {
	known, err := tx.unsealed(chat)
	if err != nil {
		return err
	}
	session, err := sessionPlace(chat).encode(p.Session)
	if err != nil {
		return err
	}
	if !bytes.Equal(session, known.session) {
		if err := tx.writeSession(chat, session, now); err != nil {
			return err
		}
		known.session = session
	}
	for _, c := range p.Cases {
		if err := tx.saveCase(chat, known, c, now); err != nil {
			return err
		}
	}
	return tx.dropCases(chat, known, p.Cases)
}

func (tx *Tx) writeSession(chat int64, plain []byte, now time.Time) error {
	const query = `INSERT INTO session (chat, updated_at, sealed) VALUES (?, ?, ?)
		ON CONFLICT DO UPDATE SET updated_at = excluded.updated_at, sealed = excluded.sealed`
	_, err := tx.exec(query, chat, millis(now), tx.store.sealer.seal(sessionPlace(chat), plain))
	return err
}

// saveCase writes a case if it differs from what its row holds.
func (tx *Tx) saveCase(chat int64, known *knownPerson, c casefile.Case, now time.Time) error {
	plain, err := casePlace(chat, c.ID).encode(c)
	if err != nil {
		return err
	}
	i, found := slices.BinarySearchFunc(known.cases, c.ID, func(k knownCase, id int) int { return k.id - id })
	if found && bytes.Equal(known.cases[i].json, plain) {
		return nil
	}
	const query = `INSERT INTO casefile (chat, id, stage, updated_at, sealed) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET stage = excluded.stage, updated_at = excluded.updated_at, sealed = excluded.sealed`
	_, err = tx.exec(query, chat, c.ID, string(c.Stage), millis(now), tx.store.sealer.seal(casePlace(chat, c.ID), plain))
	if err != nil {
		return err
	}
	if found {
		known.cases[i].json = plain
	} else {
		known.cases = slices.Insert(known.cases, i, knownCase{c.ID, plain})
	}
	return nil
}

// dropCases removes the rows of cases that are not kept any more.
func (tx *Tx) dropCases(chat int64, known *knownPerson, kept []casefile.Case) error {
	isKept := func(k knownCase) bool {
		return slices.ContainsFunc(kept, func(c casefile.Case) bool { return c.ID == k.id })
	}
	for _, k := range known.cases {
		if isKept(k) {
			continue
		}
		if _, err := tx.exec("DELETE FROM casefile WHERE chat = ? AND id = ?", chat, k.id); err != nil {
			return err
		}
		if _, err := tx.exec("DELETE FROM reminder WHERE chat = ? AND case_id = ?", chat, k.id); err != nil {
			return err
		}
	}
	known.cases = slices.DeleteFunc(known.cases, func(k knownCase) bool { return !isKept(k) })
	return nil
}

func sessionPlace(chat int64) place      { return place{table: "session", chat: chat} }
func casePlace(chat int64, id int) place { return place{table: "casefile", chat: chat, row: int64(id)} }
