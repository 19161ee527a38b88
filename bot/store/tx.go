package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Tx is one transaction. Its methods are the queries; they are not safe for use by
// several goroutines, and of no use after the function it was handed to has returned.
type Tx struct {
	store    *Store
	conn     *sql.Conn
	sql      *sql.Tx
	readOnly bool
	// broken is the error after which SQLite may have rolled back on its own; nothing
	// more may be done then, and nothing is committed.
	broken error
	seen   time.Time // the newest time that was written
	known  recent
	posted []Posting
	marks  marks
}

// errReadOnly is returned by writing methods inside [Store.Read].
var errReadOnly = errors.New("write inside a read-only transaction")

// exec runs a statement that writes and returns how many rows it changed.
func (tx *Tx) exec(query string, args ...any) (int64, error) {
	if tx.readOnly {
		return 0, errReadOnly
	}
	if tx.broken != nil {
		return 0, tx.broken
	}
	res, err := tx.sql.ExecContext(context.Background(), query, args...)
	if err != nil {
		return 0, tx.failed(err)
	}
	return res.RowsAffected()
}

// find reads one row into dest and reports whether there was one.
func (tx *Tx) find(dest []any, query string, args ...any) (bool, error) {
	if tx.broken != nil {
		return false, tx.broken
	}
	err := tx.sql.QueryRowContext(context.Background(), query, args...).Scan(dest...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, tx.failed(err)
}

// each runs a query and calls row for each of its rows until that returns false.
func (tx *Tx) each(row func(scan func(dest ...any) error) (more bool, err error), query string, args ...any) error {
	if tx.broken != nil {
		return tx.broken
	}
	rows, err := tx.sql.QueryContext(context.Background(), query, args...)
	if err != nil {
		return tx.failed(err)
	}
	defer rows.Close()
	for more := true; more && rows.Next(); {
		if more, err = row(rows.Scan); err != nil {
			return err
		}
	}
	return tx.failed(rows.Err())
}

// failed explains an error from SQLite. All but refused values break the transaction.
func (tx *Tx) failed(err error) error {
	if err == nil {
		return nil
	}
	err = explain(tx.store.path, err)
	if code, _ := sqliteCode(err); code != 0 && code != sqliteConstraint {
		tx.broken = err
	}
	return err
}

// saw remembers the newest time that was written, for the check of the clock.
func (tx *Tx) saw(now time.Time) {
	if now.After(tx.seen) {
		tx.seen = now
	}
}

// marks are the statements of savepoints. They take no arguments, for which the driver
// keeps no prepared statements.
type marks struct{ begin, keep, undo *sql.Stmt }

// mark executes a statement of a savepoint, preparing it once.
func (tx *Tx) mark(stmt **sql.Stmt, query string) (err error) {
	if tx.readOnly {
		return errReadOnly
	}
	if tx.broken != nil {
		return tx.broken
	}
	if *stmt == nil {
		if *stmt, err = tx.sql.PrepareContext(context.Background(), query); err != nil {
			return tx.failed(err)
		}
	}
	_, err = (*stmt).ExecContext(context.Background())
	return tx.failed(err)
}

// Savepoint runs fn so that only its own work is undone when it returns an error, which
// is passed on, or panics. Savepoints may be nested.
func (tx *Tx) Savepoint(fn func() error) error {
	if err := tx.mark(&tx.marks.begin, "SAVEPOINT step"); err != nil {
		return fmt.Errorf("begin savepoint: %w", err)
	}
	kept, posted := false, len(tx.posted)
	defer func() {
		if !kept {
			tx.posted = tx.posted[:posted]
			tx.undo()
		}
	}()
	if err := fn(); err != nil {
		return err
	}
	if err := tx.mark(&tx.marks.keep, "RELEASE step"); err != nil {
		return fmt.Errorf("keep savepoint: %w", err)
	}
	kept = true
	return nil
}

// undo rolls back to the last savepoint. A transaction in which that fails is broken; one
// that is broken already is rolled back as a whole anyway.
func (tx *Tx) undo() {
	if tx.broken != nil {
		return
	}
	clear(tx.known)
	err := tx.mark(&tx.marks.undo, "ROLLBACK TO step")
	if err == nil {
		err = tx.mark(&tx.marks.keep, "RELEASE step")
	}
	if err != nil {
		tx.broken = fmt.Errorf("undo savepoint: %w", err)
	}
}

// millis turns a time into what is kept of it; the zero time into 0.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// timeOf turns what is kept of a time back, in UTC.
func timeOf(millis int64) time.Time {
	if millis == 0 {
		return time.Time{}
	}
	return time.UnixMilli(millis).UTC()
}
