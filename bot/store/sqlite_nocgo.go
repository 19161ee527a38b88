//go:build !cgo

package store

import (
	"context"
	"errors"
	"syscall"
)

// sqliteVersion returns 0: without cgo there is no SQLite in the program.
func sqliteVersion() int { return 0 }

// sqliteCode returns 0: without cgo no error comes from SQLite.
func sqliteCode(error) (code int, errno syscall.Errno) { return 0, 0 }

// copyPages fails: without cgo no database was opened.
func copyPages(context.Context, any, any) error { return errors.ErrUnsupported }
