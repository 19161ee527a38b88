package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

const (
	// oldestSQLite is the first version without the bug that could damage a write-ahead log.
	oldestSQLite = 3051003
	// applicationID marks a database as ours in its header: "xsbt".
	applicationID = 0x78736274
	// clockSlack is how far the clock may stand behind what it last said.
	clockSlack = 5 * time.Minute
	// readConns is how many reads can run at a time.
	readConns = 4
)

// Options say which database to open and how.
type Options struct {
	// Path is the file, which is created if it does not exist; ":memory:" for one that
	// is gone when it is closed; or a path from [NewMemory].
	Path string
	Key  Key
	// KeyName is where the key came from, for messages: a path, or the name of a setting.
	KeyName string
	// Now is the time; one that is well before what the clock last said is
	// refused. The zero time is not checked.
	Now time.Time
	// Patience is how long to wait for another bot that still works on the database; it is
	// refused (ErrInUse) when that has not ended by then.
	Patience time.Duration
	// ReadOnly opens an existing database beside the bot that runs on it: only
	// [Store.Read] works.
	ReadOnly bool
}

// Open opens a database, creating it or bringing its schema up to date if need be. The
// errors are *Trouble; a database that is refused (ErrWrongKey, ErrClock, ErrNotDatabase,
// ErrNewer, ErrInUse …) has not been changed.
func Open(ctx context.Context, o Options) (*Store, error) {
	s, err := opened(ctx, o, (*Store).open)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	return s, nil
}

// opened returns a store that was opened in one of the ways there are.
func opened(ctx context.Context, o Options, open func(*Store, context.Context, Options) error) (*Store, error) {
	if err := checkLibrary(o.Path); err != nil {
		return nil, err
	}
	sealer, err := newSealer(firstVersion, o.Key)
	if err != nil {
		return nil, err
	}
	s := &Store{path: o.Path, sealer: sealer, recent: recent{}}
	if err := open(s, ctx, o); err != nil {
		s.abandon()
		return nil, explain(o.Path, err)
	}
	return s, nil
}

func (s *Store) open(ctx context.Context, o Options) (err error) {
	if o.ReadOnly {
		return s.openReadOnly(ctx, o)
	}
	file := !inMemory(o.Path)
	if file {
		if s.guard, err = awaitGuard(ctx, o.Path, o.Patience); err != nil {
			return err
		}
		if err := createFile(o.Path); err != nil {
			return err
		}
	}
	if s.writer, err = openPool(location(o.Path)+writerSettings, 1); err != nil {
		return err
	}
	if err := s.inspect(ctx, s.writer, o); err != nil {
		return err
	}
	if err := s.prepare(ctx, o); err != nil {
		return err
	}
	s.readers = s.writer
	if file {
		s.readers, err = openPool(location(o.Path)+readerSettings, readConns)
	}
	return err
}

func (s *Store) openReadOnly(ctx context.Context, o Options) error {
	if err := s.openReaders(ctx, o); err != nil {
		return err
	}
	version, newest, err := schemaVersions(ctx, s.readers)
	if err == nil && version < newest {
		err = &Trouble{Kind: ErrOlder, Thing: o.Path, Problem: "it was written by an older xieshang or is empty",
			Mend: "start the bot once to bring it up to date"}
	}
	return err
}

// openReaders opens a database for reading, whatever the version of its schema.
func (s *Store) openReaders(ctx context.Context, o Options) (err error) {
	if s.readers, err = openPool(location(o.Path)+readerSettings, readConns); err != nil {
		return err
	}
	return s.inspect(ctx, s.readers, o)
}

// abandon closes what a failed Open had opened, leaving the file alone.
func (s *Store) abandon() {
	for _, pool := range []*sql.DB{s.writer, s.readers} {
		if pool != nil {
			_ = pool.Close()
		}
	}
	_ = s.guard.release()
}

func checkLibrary(path string) error {
	switch v := sqliteVersion(); {
	case v == 0:
		return &Trouble{Kind: ErrNoCGO, Thing: path, Problem: "this program was built without cgo, which SQLite needs",
			Mend: "build it with CGO_ENABLED=1 and a C compiler such as gcc"}
	case v < oldestSQLite:
		return &Trouble{Kind: ErrCorrupt, Thing: path, Problem: fmt.Sprintf("SQLite %d can damage a database", v),
			Mend: fmt.Sprintf("build with SQLite %d or later", oldestSQLite)}
	}
	return nil
}

// createFile makes sure that the file and its folder exist and that only we can read
// them. An existing file is not opened: closing it would drop SQLite's locks on it.
func createFile(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), syncDir(filepath.Dir(path)))
}

// inspect refuses a database that is not ours, is newer than we are, has another key or
// is ahead of the clock. It changes nothing.
func (s *Store) inspect(ctx context.Context, pool *sql.DB, o Options) error {
	var tables, id int64
	if err := pool.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
		return err
	}
	if err := pool.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id); err != nil {
		return err
	}
	switch {
	case tables == 0:
		return nil
	case id != applicationID:
		return &Trouble{Kind: ErrNotDatabase, Thing: o.Path, Problem: "it is the database of another program",
			Mend: "give the path of a database of xieshang, or of a new file"}
	}
	version, newest, err := schemaVersions(ctx, pool)
	if err != nil {
		return err
	}
	if version > newest {
		return &Trouble{Kind: ErrNewer, Thing: o.Path,
			Problem: fmt.Sprintf("it was written by a newer xieshang (schema %d, this one knows %d)", version, newest),
			Mend:    "use that version, or restore a backup from before it"}
	}
	return s.transact(ctx, pool, true, func(tx *Tx) error { return tx.inspect(o, version > 0) })
}

func (tx *Tx) inspect(o Options, migrated bool) error {
	if !migrated {
		return nil
	}
	if err := tx.unlock(o); err != nil {
		return err
	}
	seen, err := tx.lastSeen()
	if err != nil {
		return err
	}
	if !o.Now.IsZero() && o.Now.Before(seen.Add(-clockSlack)) {
		return &Trouble{Kind: ErrClock, Thing: o.Path,
			Problem: fmt.Sprintf("the clock says %s, but the database has entries from %s",
				o.Now.UTC().Format(time.RFC3339), seen.Format(time.RFC3339)),
			Mend: "set the clock of this computer"}
	}
	return nil
}

// prepare makes the database ready for work: journal, schema, marks, counters.
func (s *Store) prepare(ctx context.Context, o Options) error {
	if _, err := s.writer.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d", applicationID)); err != nil {
		return err
	}
	if _, err := s.writer.ExecContext(ctx, "PRAGMA journal_mode = WAL"); err != nil {
		return err
	}
	provider, err := migrator(s.writer)
	if err != nil {
		return err
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("bring the schema up to date: %w", err)
	}
	return s.Write(ctx, func(tx *Tx) error { return tx.start(o.Now) })
}

// start writes what a new database lacks and reads the counters.
func (tx *Tx) start(now time.Time) (err error) {
	if err := tx.addLock(); err != nil {
		return err
	}
	if tx.store.seen, err = tx.lastSeen(); err != nil {
		return err
	}
	tx.saw(now)
	tx.store.lastOutbox, err = tx.highestOutgoing()
	return err
}

func migrator(pool *sql.DB) (*goose.Provider, error) {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectSQLite3, pool, files,
		goose.WithTableName("schema_version"), goose.WithDisableGlobalRegistry(true))
}

// schemaVersions returns the version of the database's schema, 0 for an empty one, and
// the newest version that this program knows.
func schemaVersions(ctx context.Context, pool *sql.DB) (version, newest int64, err error) {
	provider, err := migrator(pool)
	if err != nil {
		return 0, 0, err
	}
	sources := provider.ListSources()
	newest = sources[len(sources)-1].Version
	var tables int
	const exists = "SELECT count(*) FROM sqlite_schema WHERE name = 'schema_version'"
	if err := pool.QueryRowContext(ctx, exists).Scan(&tables); err != nil || tables == 0 {
		return 0, newest, err
	}
	err = pool.QueryRowContext(ctx, "SELECT coalesce(max(version_id), 0) FROM schema_version").Scan(&version)
	return version, newest, err
}
