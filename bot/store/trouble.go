package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// The kinds of trouble, to be told apart with errors.Is.
var (
	ErrNoCGO       = errors.New("built without cgo")
	ErrKeyFile     = errors.New("no usable key")
	ErrWrongKey    = errors.New("wrong key")
	ErrClock       = errors.New("clock behind the database")
	ErrInUse       = errors.New("used by another xieshang")
	ErrLocked      = errors.New("locked by another program")
	ErrUnwritable  = errors.New("cannot be opened or written")
	ErrFull        = errors.New("disk full")
	ErrDisk        = errors.New("disk error")
	ErrNotDatabase = errors.New("not a database of xieshang")
	ErrCorrupt     = errors.New("damaged")
	ErrNewer       = errors.New("written by a newer xieshang")
	ErrOlder       = errors.New("written by an older xieshang")
	ErrExists      = errors.New("exists already")
	ErrSealed      = errors.New("sealed value refused") // one row alone: all others can be used
)

// Trouble is an error that the operator can mend. Kind is one of the Err values above.
type Trouble struct {
	Kind    error
	Thing   string // the file it is about
	Problem string // what is wrong with it
	Mend    string // what to do
	Cause   error  // what was found underneath, or nil
}

// Error prints one line: the thing, what is wrong with it, and the mend.
func (e *Trouble) Error() string {
	return fmt.Sprintf("%s: %s; %s", e.Thing, e.Problem, e.Mend)
}

// Unwrap gives the kind and the cause.
func (e *Trouble) Unwrap() []error {
	if e.Cause == nil {
		return []error{e.Kind}
	}
	return []error{e.Kind, e.Cause}
}

// The result codes of SQLite that mean trouble (https://sqlite.org/rescode.html).
const (
	sqlitePerm       = 3
	sqliteBusy       = 5
	sqliteLocked     = 6
	sqliteReadOnly   = 8
	sqliteIOErr      = 10
	sqliteCorrupt    = 11
	sqliteFull       = 13
	sqliteCantOpen   = 14
	sqliteProtocol   = 15
	sqliteConstraint = 19
	sqliteNotADB     = 26
)

// explain turns an error met while working on a file into a *Trouble, if it is one that
// the operator can mend, and otherwise returns it as it is.
func explain(file string, err error) error {
	var known *Trouble
	if err == nil || errors.As(err, &known) {
		return err
	}
	code, errno := sqliteCode(err)
	full := errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) ||
		errno == syscall.ENOSPC || errno == syscall.EDQUOT
	trouble := func(kind error, problem, mend string) error {
		return &Trouble{Kind: kind, Thing: file, Problem: problem, Mend: mend, Cause: err}
	}
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case full || code == sqliteFull:
		return trouble(ErrFull, "the disk is full", "make room; nothing was half written")
	case code == sqliteBusy, code == sqliteLocked, code == sqliteProtocol:
		return trouble(ErrLocked, "it is locked by another program", "close the program that has it open")
	case code == sqliteReadOnly, code == sqliteCantOpen, code == sqlitePerm, errors.As(err, &path), errors.As(err, &link):
		return trouble(ErrUnwritable, fmt.Sprintf("it cannot be opened and written (%v)", err),
			"let the user that runs xieshang write the file and its folder")
	case code == sqliteIOErr:
		return trouble(ErrDisk, fmt.Sprintf("the disk failed (%v)", err), "check the disk")
	case code == sqliteCorrupt:
		return trouble(ErrCorrupt, "it is damaged", "restore the last backup")
	case code == sqliteNotADB:
		return trouble(ErrNotDatabase, "it is not a database of xieshang", "give the path of one, or of a new file")
	}
	return err
}
