package store

import (
	"errors"
	"slices"
	"testing"
	"time"
)

func testInactive(t *testing.T, s *Store) {
	const day = 24 * time.Hour
	seen := func(chat int64, at time.Duration) error {
		return s.Write(t.Context(), func(tx *Tx) error {
			return tx.SaveChat(Chat{ID: chat, Consented: true, LastSeen: after(at)})
		})
	}
	cases := 0
	remind := func(chat int64, item string, due time.Duration) error {
		cases++
		return s.Write(t.Context(), func(tx *Tx) error {
			return tx.SyncReminders(chat, cases, []Reminder{{Item: item, Kind: "T", Due: after(due)}}, noon())
		})
	}
	err := errors.Join(
		seen(1, -day), seen(2, -2*day), seen(3, 0), seen(4, -day), seen(5, -day), seen(6, -day), seen(8, -day), seen(9, -day),
		s.Write(t.Context(), func(tx *Tx) error {
			return errors.Join(tx.SaveChat(Chat{ID: 7, LastSeen: after(-day)}), // never consented
				tx.SaveChat(Chat{ID: 6, Consented: true, LastSeen: after(-day), UnreachableSince: after(-day)}))
		}),
		remind(4, "a1.1", day), remind(5, "a1.1", -time.Hour), // to come, and over
		remind(1, "m", day), remind(2, "r", day), remind(1, "p", day), remind(2, "w", day), // which keep nobody
		remind(8, "c", day), remind(9, "g0", day)) // which do
	if err != nil {
		t.Fatal(err)
	}
	look := func(what string, want []int64, find func(tx *Tx) ([]int64, error)) {
		t.Helper()
		read(t, s, func(tx *Tx) error {
			got, err := find(tx)
			if !slices.Equal(got, want) {
				t.Errorf("%s: %v, want %v", what, got, want)
			}
			return err
		})
	}
	toWarn := func(tx *Tx) ([]int64, error) { return tx.ToWarn(noon(), noon(), 10) }
	toPurge := func(tx *Tx) ([]int64, error) { return tx.ToPurge(noon(), after(day), after(time.Hour), 10) }
	look("to warn", []int64{2, 1, 5}, toWarn)
	look("to warn, two of them", []int64{2, 1}, func(tx *Tx) ([]int64, error) { return tx.ToWarn(noon(), noon(), 2) })
	look("to purge unwarned", []int64{6}, toPurge)
	write(t, s, func(tx *Tx) error {
		return errors.Join(tx.Warned(1, noon()), tx.Warned(2, noon()), tx.Warned(5, after(2*day)))
	})
	look("to warn again", nil, toWarn)
	look("to purge", []int64{2, 1, 6}, toPurge) // 5 was warned too late
	if err := seen(1, time.Hour); err != nil {
		t.Fatal(err)
	}
	look("to purge after a word", []int64{2, 6}, toPurge)
	look("to warn after a new silence", []int64{3, 1}, func(tx *Tx) ([]int64, error) {
		return tx.ToWarn(after(2*day), after(day), 10)
	})
}
