package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	_ "github.com/mattn/go-sqlite3" // the driver
)

// Settings stand in the name that is opened, because a PRAGMA that is executed reaches
// one connection of a pool only. The journal mode is kept in the file itself.
const (
	writerSettings = "&_txlock=immediate&_busy_timeout=5000&_synchronous=FULL&_foreign_keys=on&_secure_delete=on&_stmt_cache_size=64"
	readerSettings = "&mode=ro&_busy_timeout=5000&_query_only=on&_stmt_cache_size=64"
	guardSettings  = "&_txlock=exclusive&_busy_timeout=0&_journal_mode=OFF"
)

const memory = ":memory:"

func inMemory(path string) bool { return strings.HasPrefix(path, memory) }

// NewMemory makes a database in this process's memory that outlives the stores that are
// opened on its path, one after the other, until it is released.
func NewMemory() (path string, release func() error, err error) {
	if err := checkLibrary(memory); err != nil {
		return "", nil, err
	}
	path = memory + rand.Text()
	anchor, err := openPool(location(path), 1)
	if err != nil {
		return "", nil, fmt.Errorf("make database in memory: %w", err)
	}
	return path, anchor.Close, nil
}

// location returns the name by which SQLite opens a path, ready for settings to be added.
func location(path string) string {
	if path == memory {
		path += rand.Text()
	}
	if name, ok := strings.CutPrefix(path, memory); ok {
		return "file:/xieshang-" + name + "?vfs=memdb"
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?cache=private"
}

// openPool opens a pool of connections that are kept until it is closed, and tries one.
func openPool(name string, conns int) (*sql.DB, error) {
	pool, err := sql.Open("sqlite3", name)
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(conns)
	pool.SetMaxIdleConns(conns)
	if err := pool.Ping(); err != nil {
		_ = pool.Close()
		return nil, err
	}
	return pool, nil
}

// guard keeps other programs from working on the same database: an exclusive lock on a
// file beside it, which the operating system takes away with the process. The file is
// an empty SQLite database, so that it works wherever SQLite does.
type guard struct {
	pool *sql.DB
	held *sql.Tx
}

// guardPause is how long to wait before trying to take a guard again.
const guardPause = 50 * time.Millisecond

// awaitGuard takes the guard of a database as soon as nobody else has it.
func awaitGuard(ctx context.Context, path string, patience time.Duration) (*guard, error) {
	for began := time.Now(); ; {
		g, err := takeGuard(path)
		if !errors.Is(err, ErrInUse) || time.Since(began) >= patience {
			return g, err
		}
		select {
		case <-ctx.Done():
			return nil, errors.Join(err, ctx.Err())
		case <-time.After(guardPause):
		}
	}
}

// takeGuard takes the guard of a database, or returns a *Trouble of kind ErrInUse.
func takeGuard(path string) (*guard, error) {
	if err := createFile(path + ".lock"); err != nil {
		return nil, err
	}
	g, err := lockFile(path + ".lock")
	if code, _ := sqliteCode(err); code == sqliteBusy {
		return nil, &Trouble{Kind: ErrInUse, Thing: path, Problem: "another xieshang is working on it",
			Mend: "stop that one first, or give this one a database of its own", Cause: err}
	}
	return g, err
}

func lockFile(path string) (*guard, error) {
	pool, err := openPool(location(path)+guardSettings, 1)
	if err != nil {
		return nil, err
	}
	held, err := pool.Begin()
	if err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	return &guard{pool, held}, nil
}

// release lets go of the database. A nil guard is none.
func (g *guard) release() error {
	if g == nil {
		return nil
	}
	_ = g.held.Rollback() // there is nothing to roll back
	return g.pool.Close()
}
