//go:build cgo

package store

import (
	"context"
	"errors"
	"syscall"

	"github.com/mattn/go-sqlite3"
)

// sqliteVersion returns the version of the SQLite library as a number: 3051003 is 3.51.3.
func sqliteVersion() int {
	_, number, _ := sqlite3.Version()
	return number
}

// sqliteCode returns the primary result code of an error from SQLite, and the system
// error behind it; 0 for other errors.
func sqliteCode(err error) (code int, errno syscall.Errno) {
	var e sqlite3.Error
	if !errors.As(err, &e) {
		return 0, 0
	}
	return int(e.Code), e.SystemErrno
}

// pagesAtOnce is how many pages are copied before looking whether to go on.
const pagesAtOnce = 1000

// copyPages copies the database of one connection into that of another. The source must
// be in a transaction, whose snapshot is copied.
func copyPages(ctx context.Context, to, from any) error {
	b, err := to.(*sqlite3.SQLiteConn).Backup("main", from.(*sqlite3.SQLiteConn), "main")
	if err != nil {
		return err
	}
	if err := copyAll(ctx, b); err != nil {
		_ = b.Close() // says the same again
		return err
	}
	return b.Close()
}

func copyAll(ctx context.Context, b *sqlite3.SQLiteBackup) error {
	remaining := -1
	for {
		done, err := b.Step(pagesAtOnce)
		switch {
		case done || err != nil:
			return err
		case ctx.Err() != nil:
			return ctx.Err()
		case b.Remaining() == remaining:
			return sqlite3.Error{Code: sqlite3.ErrBusy} // the driver does not tell
		}
		remaining = b.Remaining()
	}
}
