package bot

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"xieshang/bot/store"
	"xieshang/calc"
)

// BenchmarkTick measures ticks of the clock over a database of 10,000 and of 1,000,000
// reminders: idle ones, and ones with 1,000 due, from the claim to the words in the outbox.
// The cost is not to grow with the number of rows.
func BenchmarkTick(b *testing.B) {
	const people = 1000
	for _, rows := range []int{10_000, 1_000_000} {
		w := openWorld(benchTB{b}, filepath.Join(b.TempDir(), "bench.db"))
		for chat := range int64(people) {
			w.agrees(chat+1, 1, 1000_00, calc.Date{Year: 2026, Month: 12, Day: 15})
		}
		w.close()
		fill(b, w.path, rows)
		w.open()
		b.Run(fmt.Sprintf("rows=%d/idle", rows), func(b *testing.B) {
			w.must(w.Remind(b.Context())) // leaves the mark of the minute
			for b.Loop() {
				w.must(w.Remind(b.Context()))
			}
		})
		b.Run(fmt.Sprintf("rows=%d/due=%d", rows, people), func(b *testing.B) {
			at := time.Date(2026, 12, 12, 9, 0, 0, 0, shanghai)
			for b.Loop() {
				b.StopTimer()
				w.again(people)
				w.setClock(at)
				b.StartTimer()
				w.must(w.Remind(b.Context()))
				b.StopTimer()
				if n := w.waiting(store.Reminders); n != people {
					b.Fatalf("%d reminders", n)
				}
				b.StartTimer()
			}
		})
		w.close()
	}
}

// fill adds reminders of other people, one a minute from 2027 on.
func fill(b *testing.B, path string, rows int) {
	b.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	_, err = db.Exec(`WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?1)
		INSERT INTO reminder (chat, case_id, item, kind, day, planned_at, due_at, status)
		SELECT 1000000 + i / 40, 1, 'a1.' || (i % 40), 'T', '2027-01-15', ?2 + i * 60000, ?2 + i * 60000, 0 FROM n`,
		rows, time.Date(2027, 1, 1, 0, 0, 0, 0, shanghai).UnixMilli())
	if err != nil {
		b.Fatal(err)
	}
}

// again makes everybody's first reminder one that is to come.
func (w *world) again(people int) {
	w.Helper()
	w.write(func(tx *store.Tx) error {
		for chat := range int64(people) {
			p, err := tx.Person(chat + 1)
			if err != nil {
				return err
			}
			if err := tx.DropOutbox(chat + 1); err != nil {
				return err
			}
			if err := tx.SyncReminders(chat+1, 1, nil, noon()); err != nil {
				return err
			}
			p.Cases[0].Agreement.Version++ // its reminders are others
			if err := tx.SavePerson(chat+1, p, noon()); err != nil {
				return err
			}
			w.setClock(noon())
			if err := w.replan(tx, chat+1, &p, nil); err != nil {
				return err
			}
		}
		return nil
	})
}

// benchTB makes of a benchmark what a world needs.
type benchTB struct{ *testing.B }
