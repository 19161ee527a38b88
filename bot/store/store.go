package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Store is an open database. Its methods may be called by several goroutines.
type Store struct {
	path    string // as it was given, for messages
	sealer  *sealer
	guard   *guard  // nil if nothing is written, and in memory
	writer  *sql.DB // one connection; nil if nothing is written
	readers *sql.DB // in memory the same as writer

	// These belong to the transaction that holds the writer.
	lastOutbox int64     // the highest number of an outbox row ever given
	seen       time.Time // what the clock said when that was last written
	recent     recent

	watcher watcher
}

// Write runs fn in one transaction and commits it. If fn returns an error or panics,
// nothing is changed; the error is returned as it is. Write waits for its turn as long
// as ctx allows; once begun, a transaction is finished whatever happens to ctx. When
// nil is returned, everything is on disk. Besides fn's, the errors are *Trouble.
func (s *Store) Write(ctx context.Context, fn func(*Tx) error) error {
	if s.writer == nil {
		return fmt.Errorf("write to %s: %w", s.path, errReadOnly)
	}
	return s.transact(ctx, s.writer, false, fn)
}

// Read runs fn on a snapshot of the database; methods that write return an error in it.
// Besides fn's, the errors are *Trouble.
func (s *Store) Read(ctx context.Context, fn func(*Tx) error) error {
	return s.transact(ctx, s.readers, true, fn)
}

func (s *Store) transact(ctx context.Context, pool *sql.DB, readOnly bool, fn func(*Tx) error) error {
	conn, err := pool.Conn(ctx)
	if err != nil {
		return fmt.Errorf("open database: %w", explain(s.path, err))
	}
	defer conn.Close()
	// Without a context that can be cancelled: one would cost a goroutine per statement.
	begun, err := conn.BeginTx(context.Background(), nil)
	if err != nil {
		return fmt.Errorf("begin transaction: %w", explain(s.path, err))
	}
	defer begun.Rollback() // after a commit it does nothing
	tx := &Tx{store: s, conn: conn, sql: begun, readOnly: readOnly, known: recent{}}
	if err := fn(tx); err != nil {
		return err
	}
	if readOnly {
		return nil
	}
	return s.commit(tx)
}

func (s *Store) commit(tx *Tx) error {
	if tx.broken != nil {
		return fmt.Errorf("write transaction: %w", tx.broken)
	}
	if err := tx.address(); err != nil {
		return err
	}
	// A clock that was put right is believed: the next start must not be refused.
	moved := !tx.seen.IsZero() && tx.seen.Sub(s.seen).Abs() >= seenStep
	if moved {
		if err := tx.saveSeen(); err != nil {
			return err
		}
	}
	if err := tx.sql.Commit(); err != nil {
		return fmt.Errorf("commit transaction: %w", explain(s.path, err))
	}
	if moved {
		s.seen = tx.seen
	}
	s.recent.add(tx.known)
	s.watcher.announce(tx.posted)
	return nil
}

// Checkpoint moves everything from the write-ahead log into the database and empties
// the log, so that nothing deleted is left in either. It waits up to five seconds for
// those who are reading and then leaves the rest to the next time, Close at the latest.
func (s *Store) Checkpoint(ctx context.Context) error {
	if s.writer == nil {
		return nil
	}
	if _, err := s.writer.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		return fmt.Errorf("checkpoint: %w", explain(s.path, err))
	}
	return nil
}

// Check reads the whole database and reports damage as a *Trouble of kind ErrCorrupt.
func (s *Store) Check(ctx context.Context) error {
	var result string
	err := s.readers.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&result)
	if err != nil {
		return fmt.Errorf("check database: %w", explain(s.path, err))
	}
	if result != "ok" {
		return &Trouble{Kind: ErrCorrupt, Thing: s.path, Problem: "it is damaged (" + strings.Join(strings.Fields(result), " ") + ")", Mend: "restore the last backup"}
	}
	return nil
}

// Close empties the write-ahead log and closes the database.
func (s *Store) Close() error {
	var errs []error
	if s.readers != nil && s.readers != s.writer {
		errs = append(errs, s.readers.Close())
	}
	if s.writer != nil {
		errs = append(errs, s.Checkpoint(context.Background()), s.writer.Close())
	}
	return errors.Join(append(errs, s.guard.release())...)
}
