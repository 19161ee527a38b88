//go:build cgo

package store

import (
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
