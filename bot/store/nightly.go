package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// Nightly backs the database up into a folder, which is made if need be, under the name of
// the database with the day of now, and removes all but the newest of such backups, of
// which it keeps so many. It returns the name of the day's backup; one that is there
// already stays. Nothing is removed unless the day's backup is there.
//
// A backup holds what was kept at its time: a person who has everything deleted is gone
// from the database at once, but from the backups only as they are removed.
func (s *Store) Nightly(ctx context.Context, dir string, keep int, now time.Time) (file string, err error) {
	if file, err = s.nightly(ctx, dir, keep, now); err != nil {
		return "", fmt.Errorf("back up: %w", explain(dir, err))
	}
	return file, nil
}

func (s *Store) nightly(ctx context.Context, dir string, keep int, now time.Time) (file string, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	name := strings.TrimSuffix(filepath.Base(s.path), filepath.Ext(s.path))
	all := regexp.QuoteMeta(name) + `-\d{4}-\d{2}-\d{2}\.db`
	if err := removeParts(dir, all); err != nil {
		return "", err
	}
	file = filepath.Join(dir, name+"-"+now.Format(time.DateOnly)+".db")
	if err := s.backup(ctx, file); err != nil && !errors.Is(err, ErrExists) {
		return "", explain(file, err)
	}
	return file, keepNewest(dir, all, keep)
}

// keepNewest removes all but the last, by name, of the files that match an expression.
func keepNewest(dir, names string, keep int) error {
	files, err := matching(dir, names)
	if err != nil {
		return err
	}
	for _, file := range files[:max(0, len(files)-max(keep, 1))] {
		if err := removeFile(file); err != nil {
			return err
		}
	}
	return nil
}
