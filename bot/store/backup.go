package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
)

// copySettings are for a copy while it is made: until it has its name, nobody needs it.
const copySettings = "&_busy_timeout=5000&_journal_mode=OFF&_synchronous=OFF"

// Backup copies a database, beside the bot that works on it, into a new file. The copy is
// one moment's state, whole, verified and on disk before it gets its name, mode 0600, and
// opens with the key of the database. Unlike [Open], it takes a database of an older
// schema too. The errors are *Trouble; ErrExists if there is a file of that name. What is
// broken off leaves at most a file of that name ending in .part.
func Backup(ctx context.Context, o Options, file string) error {
	s, err := openAsItIs(ctx, o)
	if err != nil {
		return fmt.Errorf("back up: %w", err)
	}
	return errors.Join(s.Backup(ctx, file), s.Close())
}

// Backup copies the database into a new file, as [Backup] does, while it is worked on.
func (s *Store) Backup(ctx context.Context, file string) error {
	if err := s.backup(ctx, file); err != nil {
		return fmt.Errorf("back up: %w", explain(file, err))
	}
	return nil
}

func (s *Store) backup(ctx context.Context, file string) error {
	if err := checkFree(file); err != nil {
		return err
	}
	part, err := s.copyTo(ctx, file)
	if err != nil {
		return err
	}
	defer removeDatabase(part)
	if err := giveName(part, file); err != nil {
		return err
	}
	return syncDir(filepath.Dir(file))
}

// copyTo makes a verified copy that is on disk, beside a file, and returns its name.
func (s *Store) copyTo(ctx context.Context, file string) (part string, err error) {
	f, err := os.CreateTemp(filepath.Dir(file), filepath.Base(file)+".*.part") // mode 0600
	if err != nil {
		return "", err
	}
	defer func() {
		if err != nil {
			removeDatabase(f.Name())
		}
	}()
	if err := f.Close(); err != nil {
		return "", err
	}
	counts, err := s.copyInto(ctx, f.Name())
	if err != nil {
		return "", explain(file, err)
	}
	if err := s.verify(ctx, f.Name(), counts); err != nil {
		return "", err
	}
	return f.Name(), syncFile(f.Name())
}

// copyInto copies what one transaction sees into an empty file, and counts it.
func (s *Store) copyInto(ctx context.Context, file string) (counts map[string]int64, err error) {
	pool, err := openPool(location(file)+copySettings, 1)
	if err != nil {
		return nil, err
	}
	defer pool.Close()
	to, err := pool.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer to.Close()
	err = s.Read(ctx, func(tx *Tx) error {
		if counts, err = tx.counts(); err != nil {
			return err
		}
		return to.Raw(func(to any) error {
			return tx.conn.Raw(func(from any) error { return copyPages(ctx, to, from) })
		})
	})
	if err != nil {
		return nil, err
	}
	_, err = to.ExecContext(ctx, "PRAGMA journal_mode = DELETE") // one file, also when it is opened
	return counts, err
}

// counts returns how many rows each table has.
func (tx *Tx) counts() (map[string]int64, error) {
	counts := map[string]int64{}
	err := tx.each(func(scan func(...any) error) (bool, error) {
		var table string
		err := scan(&table)
		counts[table] = 0
		return true, err
	}, "SELECT name FROM sqlite_schema WHERE type = 'table'")
	for table := range counts {
		var n int64
		if err == nil {
			_, err = tx.find([]any{&n}, fmt.Sprintf("SELECT count(*) FROM %q", table))
		}
		counts[table] = n
	}
	if err != nil {
		return nil, fmt.Errorf("count rows: %w", err)
	}
	return counts, nil
}

// verify opens a copy with the key, reads all of it and counts its rows.
func (s *Store) verify(ctx context.Context, file string, want map[string]int64) error {
	c, err := openAsItIs(ctx, Options{Path: file, Key: s.sealer.newest().key})
	if err != nil {
		return err
	}
	defer c.Close()
	var got map[string]int64
	err = c.Check(ctx)
	if err == nil {
		err = c.Read(ctx, func(tx *Tx) (err error) {
			got, err = tx.counts()
			return err
		})
	}
	if errors.Is(err, ErrCorrupt) || err == nil && !maps.Equal(got, want) {
		return &Trouble{Kind: ErrCorrupt, Thing: s.path, Problem: "it is damaged, and was not copied",
			Mend: "restore the last backup that is sound", Cause: err}
	}
	return err
}

// openAsItIs opens an existing database for reading, whatever the version of its schema.
func openAsItIs(ctx context.Context, o Options) (*Store, error) {
	return opened(ctx, o, func(s *Store, ctx context.Context, o Options) error {
		if err := checkExists(o.Path); err != nil {
			return err
		}
		if err := s.openReaders(ctx, o); err != nil {
			return err
		}
		return s.checkUsed(ctx)
	})
}

// checkUsed refuses a database in which nothing has ever been kept.
func (s *Store) checkUsed(ctx context.Context) error {
	version, _, err := schemaVersions(ctx, s.readers)
	if err == nil && version == 0 {
		err = &Trouble{Kind: ErrNotDatabase, Thing: s.path, Problem: "it is empty", Mend: "give the path of a database of xieshang"}
	}
	return err
}
