package store

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"xieshang/calc"
	"xieshang/dialog"
	"xieshang/dialog/casefile"
)

// noon is the time at which the tests begin.
func noon() time.Time { return time.Date(2026, 11, 21, 4, 0, 0, 0, time.UTC) }

// person returns one with a case as it is after an agreement.
func person(tb testing.TB, revision int) dialog.Person {
	tb.Helper()
	c := casefile.New(1, noon())
	debt := c.Main()
	debt.Product, debt.Principal, debt.Penalty = casefile.Huabei, calc.Yuan(14000), calc.Yuan(560)
	income, essentials := calc.Yuan(5200), calc.Yuan(3900)
	c.Budget.Income, c.Budget.Essentials = &income, &essentials
	c.Hardship.Cause = casefile.WageArrears
	first := calc.Date{Year: 2026, Month: time.December, Day: 15}
	agreement, err := casefile.NewAgreement(noon(), calc.Yuan(14000), 14, calc.Yuan(1000), first)
	if err != nil {
		tb.Fatal(err)
	}
	c.Agreement = agreement
	return dialog.Person{
		Session: dialog.Session{
			Flow: 1, Consent: noon(), Case: 1, State: "keeping.paid", Revision: revision,
			History: []dialog.Name{"welcome.consent", "intake.amount", "intake.income"},
		},
		Cases: []casefile.Case{c},
	}
}

// question returns a message as long as an ordinary one.
func question() dialog.Message {
	return dialog.Message{
		Text:    "<b>12月15日</b> 要还的 <b>1,000.00</b> 元，还了吗？还不上也没关系，我们一起想办法。",
		Buttons: [][]dialog.Button{{{Label: "已还", Data: "1.17.paid"}, {Label: "还不上", Data: "1.17.cannot"}}},
		Live:    true,
	}
}

// apply does with the database what one update does.
func apply(tx *Tx, update, chat int64, p dialog.Person, now time.Time) error {
	return tx.Savepoint(func() error {
		if _, err := tx.FirstTime(update, now); err != nil {
			return err
		}
		c, err := tx.Chat(chat)
		if err != nil {
			return err
		}
		if _, err := tx.Person(chat); err != nil {
			return err
		}
		if err := tx.SavePerson(chat, p, now); err != nil {
			return err
		}
		c.LastMessage, c.Consented, c.LastSeen = update, true, now
		if err := tx.SaveChat(c); err != nil {
			return err
		}
		return tx.Queue(chat, Replies, question(), now)
	})
}

// BenchmarkApply measures updates of 1,000 chats in batches; ns/op is for one update.
// The people are at the beginning of the conversation, or have an agreement of 14 months.
func BenchmarkApply(b *testing.B) {
	beginners := []dialog.Person{person(b, 1), person(b, 2)}
	for i := range beginners {
		beginners[i].Cases[0].Agreement = nil
	}
	agreed := []dialog.Person{person(b, 1), person(b, 2)}
	for _, size := range []int{1, 100} {
		b.Run(fmt.Sprintf("batch=%d/beginning", size), func(b *testing.B) { benchmarkApply(b, size, beginners) })
		b.Run(fmt.Sprintf("batch=%d/agreed", size), func(b *testing.B) { benchmarkApply(b, size, agreed) })
	}
}

func benchmarkApply(b *testing.B, size int, people []dialog.Person) {
	s := openFile(b, filepath.Join(b.TempDir(), "bench.db"))
	update := 0
	for b.Loop() {
		if update++; update%size != 0 {
			continue
		}
		write(b, s, func(tx *Tx) error {
			for i := range size {
				n := int64(update + i)
				if err := apply(tx, n, n%1000, people[n/1000%2], noon()); err != nil {
					return err
				}
			}
			return nil
		})
	}
}

// BenchmarkDeliver measures taking one message from each of 100 chats out of the outbox;
// ns/op is for one message. Behind them wait many reminders.
func BenchmarkDeliver(b *testing.B) {
	for _, behind := range []int{0, 100_000} {
		b.Run(fmt.Sprintf("behind=%d", behind), func(b *testing.B) {
			s := openFile(b, filepath.Join(b.TempDir(), "bench.db"))
			queue(b, s, Reminders, 1_000_000, behind)
			taken := 100
			for b.Loop() {
				if taken++; taken <= 100 {
					continue
				}
				taken = 1
				b.StopTimer()
				queue(b, s, Replies, 1, 100)
				b.StartTimer()
				deliver(b, s)
			}
		})
	}
}

func queue(tb testing.TB, s *Store, lane Lane, firstChat, n int) {
	tb.Helper()
	write(tb, s, func(tx *Tx) error {
		for i := range n {
			if err := tx.Queue(int64(firstChat+i), lane, question(), noon()); err != nil {
				return err
			}
		}
		return nil
	})
}

func deliver(tb testing.TB, s *Store) {
	tb.Helper()
	var done []int64
	for chat := range int64(100) {
		read(tb, s, func(tx *Tx) error {
			list, err := tx.Outbox(chat+1, 10)
			if err == nil {
				done = append(done, list[0].ID)
			}
			return err
		})
	}
	write(tb, s, func(tx *Tx) error { return tx.Delivered(done...) })
}

// BenchmarkClaimDue measures a tick over many reminders: idle, and with 100 of them due.
func BenchmarkClaimDue(b *testing.B) {
	for _, rows := range []int{10_000, 1_000_000} {
		s := openFile(b, filepath.Join(b.TempDir(), "bench.db"))
		fillReminders(b, s, rows)
		b.Run(fmt.Sprintf("rows=%d/idle", rows), func(b *testing.B) {
			for b.Loop() {
				claim(b, s, noon().Add(-time.Hour), 0)
			}
		})
		b.Run(fmt.Sprintf("rows=%d/due=100", rows), func(b *testing.B) {
			for b.Loop() {
				ids := claim(b, s, noon().AddDate(1, 0, 0), 100)
				b.StopTimer()
				write(b, s, func(tx *Tx) error { return deferAll(tx, ids) })
				b.StartTimer()
			}
		})
	}
}

func claim(tb testing.TB, s *Store, now time.Time, want int) (ids []int64) {
	tb.Helper()
	write(tb, s, func(tx *Tx) error {
		due, err := tx.ClaimDue(now, 100)
		for _, r := range due {
			ids = append(ids, r.ID)
		}
		return err
	})
	if len(ids) != want {
		tb.Fatalf("claimed %d, want %d", len(ids), want)
	}
	return ids
}

func deferAll(tx *Tx, ids []int64) error {
	for _, id := range ids {
		if err := tx.DeferReminder(id, noon()); err != nil {
			return err
		}
	}
	return nil
}

// fillReminders adds reminders, one a minute, of 40 a chat.
func fillReminders(tb testing.TB, s *Store, rows int) {
	tb.Helper()
	_, err := s.writer.ExecContext(context.Background(), `
		WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?1)
		INSERT INTO reminder (chat, case_id, item, kind, day, planned_at, due_at, status)
		SELECT i / 40, 1, 'a1.' || (i % 40), 'due', '2026-12-15', ?2 + i * 60000, ?2 + i * 60000, 0 FROM n`, rows, noon().UnixMilli())
	if err != nil {
		tb.Fatal(err)
	}
}

func openFile(tb testing.TB, path string) *Store {
	tb.Helper()
	s, err := Open(context.Background(), Options{Path: path, Key: Key{1}})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = s.Close() })
	return s
}

func write(tb testing.TB, s *Store, fn func(*Tx) error) {
	tb.Helper()
	if err := s.Write(context.Background(), fn); err != nil {
		tb.Fatal(err)
	}
}

func read(tb testing.TB, s *Store, fn func(*Tx) error) {
	tb.Helper()
	if err := s.Read(context.Background(), fn); err != nil {
		tb.Fatal(err)
	}
}
