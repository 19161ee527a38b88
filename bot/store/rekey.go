package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
)

// Rekeyed is what a change of keys did.
type Rekeyed struct {
	Resumed bool // it finished a change that had been begun before
	Sealed  int  // values that were sealed anew
	Refused int  // values that no key opens; they stay as they were
}

// resealBatch is how many values are sealed anew in one transaction.
const resealBatch = 500

// Rekey gives a database a new key and seals everything anew. The new key is made in
// keyFile.new (one that lies there already is taken); the old one stays in keyFile.old
// until nothing is sealed under it any more, and is then removed. Backups made before
// open with the old key only.
//
// Whenever this is broken off, the key in keyFile opens the database, the bot can go on
// with it, and the next Rekey finishes the change: until then each of the two keys opens
// everything. The errors are *Trouble; ErrInUse while a bot works on the database.
func Rekey(ctx context.Context, path, keyFile string) (Rekeyed, error) {
	done, err := rekey(ctx, path, keyFile)
	if err != nil {
		return done, fmt.Errorf("change the key: %w", explain(path, err))
	}
	return done, nil
}

func rekey(ctx context.Context, path, keyFile string) (done Rekeyed, err error) {
	if err := checkExists(path); err != nil {
		return done, err
	}
	key, err := ReadKey(keyFile)
	if err != nil {
		return done, err
	}
	s, err := Open(ctx, Options{Path: path, Key: key, KeyName: keyFile})
	if err != nil {
		return done, err
	}
	r := &rekeying{store: s, file: keyFile, done: Rekeyed{Resumed: s.Rekeying()}}
	for _, step := range r.steps() {
		if err = step(ctx); err != nil {
			break
		}
	}
	return r.done, errors.Join(err, s.Close())
}

// Rekeying reports whether a change of keys was begun and not finished. Everything works
// meanwhile; [Rekey] finishes it.
func (s *Store) Rekeying() bool { return len(s.sealer.keys) > 1 }

// rekeying is a change of keys on its way.
type rekeying struct {
	store *Store
	file  string // the key file
	done  Rekeyed
}

// steps are what has to be done, in order. What is done already, a step leaves alone, so
// that it can be broken off anywhere and begun again.
func (r *rekeying) steps() []func(context.Context) error {
	return []func(context.Context) error{r.begin, r.swapFiles, r.reseal, r.removeOld, r.end}
}

func (r *rekeying) oldFile() string { return r.file + ".old" }
func (r *rekeying) newFile() string { return r.file + ".new" }

// begin makes a new key, and the database open with both.
func (r *rekeying) begin(ctx context.Context) error {
	s := r.store
	if s.Rekeying() {
		return nil
	}
	if _, err := os.Lstat(r.oldFile()); !errors.Is(err, fs.ErrNotExist) {
		return keyTrouble(r.oldFile(), "there is an old key already", "move it away, or remove it if nothing needs it", err)
	}
	key, _, err := ReadOrCreateKey(r.newFile(), "")
	if err != nil {
		return err
	}
	if key == s.sealer.newest().key {
		return keyTrouble(r.newFile(), "it is the key that the database has", "remove it, and a new one will be made", nil)
	}
	both, err := s.sealer.with(nextVersion(s.sealer.newest().version), key)
	if err != nil {
		return err
	}
	if err := s.Write(ctx, func(tx *Tx) error { return tx.addKey(both) }); err != nil {
		return err
	}
	s.sealer = both
	return nil
}

// swapFiles puts the new key into the key file and keeps the old one beside it.
func (r *rekeying) swapFiles(context.Context) error {
	old, added := r.store.sealer.keys[0].key, r.store.sealer.newest().key
	if key, err := ReadKey(r.file); err != nil || key == added {
		return err
	}
	if err := keepKey(r.newFile(), added); err != nil {
		return err
	}
	if err := keepKey(r.oldFile(), old); err != nil {
		return err
	}
	if err := os.Rename(r.newFile(), r.file); err != nil {
		return keyNotWritten(r.file, "the key file cannot be replaced", err)
	}
	return syncDir(filepath.Dir(r.file))
}

// keepKey makes sure that a file holds a key.
func keepKey(file string, key Key) error {
	if _, err := os.Lstat(file); errors.Is(err, fs.ErrNotExist) {
		if err := writeKey(file, key); err != nil {
			return keyNotWritten(file, "the key file cannot be created", err)
		}
		return nil
	}
	found, err := ReadKey(file)
	if err == nil && found != key {
		err = keyTrouble(file, "it holds another key than the one that belongs there", "move it away", nil)
	}
	return err
}

// reseal seals everything under the new key.
func (r *rekeying) reseal(ctx context.Context) error {
	for _, t := range sealedTables() {
		for last, more := int64(math.MinInt64), true; more; {
			err := r.store.Write(ctx, func(tx *Tx) (err error) {
				last, more, err = r.resealSome(tx, t, last)
				return err
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// sealedTable is a table with sealed values, and the column that numbers a row within its chat.
type sealedTable struct{ name, number string }

func sealedTables() []sealedTable {
	return []sealedTable{{"session", "0"}, {"casefile", "id"}, {"outbox", "id"}, {"failure", "at"}, {"backlog", "update_number"}}
}

// sealedRow is a row of such a table.
type sealedRow struct {
	rowid  int64
	place  place
	sealed []byte
}

// resealSome seals the rows that come after one anew, and returns the last one it met and
// whether there may be more.
func (r *rekeying) resealSome(tx *Tx, t sealedTable, after int64) (last int64, more bool, err error) {
	rows, err := tx.sealedUnderOthers(t, after)
	if err != nil || len(rows) == 0 {
		return after, false, err
	}
	for _, row := range rows {
		plain, err := r.store.sealer.open(row.place, row.sealed)
		if err != nil {
			r.done.Refused++
			continue
		}
		const query = "UPDATE %s SET sealed = ? WHERE rowid = ?"
		if _, err := tx.exec(fmt.Sprintf(query, t.name), r.store.sealer.seal(row.place, plain), row.rowid); err != nil {
			return after, false, fmt.Errorf("seal anew: %w", err)
		}
		r.done.Sealed++
	}
	return rows[len(rows)-1].rowid, len(rows) == resealBatch, nil
}

// sealedUnderOthers finds rows after one whose values are not sealed under the newest key.
func (tx *Tx) sealedUnderOthers(t sealedTable, after int64) (rows []sealedRow, err error) {
	err = tx.each(func(scan func(...any) error) (bool, error) {
		row := sealedRow{place: place{table: t.name}}
		err := scan(&row.rowid, &row.place.chat, &row.place.row, &row.sealed)
		rows = append(rows, row)
		return true, err
	}, fmt.Sprintf(`SELECT rowid, chat, %s, sealed FROM %s WHERE rowid > ? AND substr(sealed, 1, 1) <> ?
		ORDER BY rowid LIMIT ?`, t.number, t.name), after, []byte{tx.store.sealer.newest().version}, resealBatch)
	if err != nil {
		return nil, fmt.Errorf("find what is sealed under the old key: %w", err)
	}
	return rows, nil
}

// removeOld removes the file with the old key, if it is that.
func (r *rekeying) removeOld(context.Context) error {
	if key, err := ReadKey(r.oldFile()); err != nil || key != r.store.sealer.keys[0].key {
		return nil
	}
	if err := os.Remove(r.oldFile()); err != nil {
		return keyNotWritten(r.oldFile(), "the old key cannot be removed", err)
	}
	return syncDir(filepath.Dir(r.oldFile()))
}

// end makes the database open with the new key only, and empties the log.
func (r *rekeying) end(ctx context.Context) error {
	if err := r.store.Write(ctx, (*Tx).dropOldKey); err != nil {
		return err
	}
	return r.store.Checkpoint(ctx)
}
