package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"time"
)

// Restore puts a copy of a backup in the place of a database, and returns where the
// replaced one is kept: beside it, with the time in its name; "" if there was none. The
// backup is verified with the key first, and may be of an older schema. Whenever this is
// broken off, either the old database or the restored one is in place, whole. The errors
// are *Trouble; ErrInUse while a bot works on the database.
//
// What happened after the backup is forgotten: messages sent since then may be sent a
// second time, and people who had everything deleted since then are back.
func Restore(ctx context.Context, o Options, backup string, now time.Time) (kept string, err error) {
	kept, err = restore(ctx, o, backup, now)
	if err != nil {
		return "", fmt.Errorf("restore: %w", explain(o.Path, err))
	}
	return kept, nil
}

func restore(ctx context.Context, o Options, backup string, now time.Time) (kept string, err error) {
	if err := checkOther(backup, o.Path); err != nil {
		return "", err
	}
	g, err := takeGuard(o.Path)
	if err != nil {
		return "", err
	}
	defer g.release()
	if err := removeParts(filepath.Dir(o.Path), regexp.QuoteMeta(filepath.Base(o.Path))); err != nil {
		return "", err
	}
	part, err := copyBackup(ctx, Options{Path: backup, Key: o.Key, KeyName: o.KeyName}, o.Path)
	if err != nil {
		return "", err
	}
	defer removeDatabase(part)
	if kept, err = keepReplaced(ctx, o.Path, now); err != nil {
		return "", err
	}
	if err := os.Rename(part, o.Path); err != nil {
		return "", err
	}
	return kept, syncDir(filepath.Dir(o.Path))
}

// checkOther refuses to restore a database from itself.
func checkOther(backup, path string) error {
	if err := checkExists(backup); err != nil {
		return explain(backup, err)
	}
	from, err := os.Stat(backup)
	if err != nil {
		return explain(backup, err)
	}
	if to, err := os.Stat(path); err == nil && os.SameFile(from, to) {
		return &Trouble{Kind: ErrExists, Thing: backup, Problem: "it is the database itself", Mend: "give the path of a backup"}
	}
	return nil
}

// copyBackup makes a verified copy of a backup beside a database and returns its name.
func copyBackup(ctx context.Context, o Options, path string) (part string, err error) {
	s, err := openAsItIs(ctx, o)
	if err != nil {
		return "", err
	}
	part, err = s.copyTo(ctx, path)
	return part, errors.Join(err, s.Close())
}

// keepReplaced gives a database that is about to be replaced a second name, and leaves no
// log beside it that could be taken for that of the next one.
func keepReplaced(ctx context.Context, path string, now time.Time) (kept string, err error) {
	if err := checkExists(path); err != nil {
		return "", removeLogs(path)
	}
	settle(ctx, path)
	kept = path + ".replaced-" + now.UTC().Format("20060102T150405Z")
	for _, suffix := range []string{"-wal", ""} { // a damaged one may still have a log
		err := os.Link(path+suffix, kept+suffix)
		if suffix == "-wal" && errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return "", err
		}
	}
	return kept, errors.Join(syncDir(filepath.Dir(path)), removeLogs(path))
}

// settle moves what is in the log of a database into the database, which then has none.
// A database that is damaged stays as it is.
func settle(ctx context.Context, path string) {
	pool, err := sql.Open("sqlite3", location(path)+"&mode=rw&_busy_timeout=5000")
	if err != nil {
		return
	}
	defer pool.Close()
	pool.SetMaxOpenConns(1)
	_, _ = pool.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
}
