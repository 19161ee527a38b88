package main

import (
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"xieshang/bot"
	"xieshang/bot/store"
)

// TestNightlyBackup runs the jobs of a night as the clock would. The backup has the name
// of the day where the people live, and is made only where a folder for it is named.
func TestNightlyBackup(t *testing.T) {
	night := func() time.Time { return time.Date(2026, 11, 21, 19, 30, 0, 0, time.UTC) } // 03:30 in Shanghai
	zone, err := home()
	if err != nil {
		t.Fatal(err)
	}
	h, err := build(t.Context(), plans{database: filepath.Join(t.TempDir(), "bot.db"), key: store.NewKey(),
		now: night, log: slog.New(slog.DiscardHandler), rates: bot.Unlimited()})
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	dir := filepath.Join(t.TempDir(), "backups")
	for _, c := range []serveCommand{{BackupsKept: 7}, {Backups: dir, BackupsKept: 7}} {
		found := false
		for _, job := range c.jobs(clock{now: night, tick: "@every 1m"}, h, nil, zone) {
			if job.Name != "backup" {
				continue
			}
			found = true
			if err := job.Do(t.Context()); err != nil {
				t.Error(err)
			}
		}
		if found != (c.Backups != "") {
			t.Errorf("with the folder %q, there is a job: %v", c.Backups, found)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "bot-2026-11-22.db")); err != nil {
		t.Error(err)
	}
}
