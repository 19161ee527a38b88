package store

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"xieshang/dialog"
)

// victimVariable names the database on which TestVictim works until it is killed.
const victimVariable = "XIESHANG_TEST_VICTIM"

// TestVictim is what TestKilled starts and kills: it applies one update after the other,
// each in its transaction, and prints its number after the commit.
func TestVictim(t *testing.T) {
	path := os.Getenv(victimVariable)
	if path == "" {
		return // an ordinary run
	}
	s := openPath(t, path)
	for {
		write(t, s, func(tx *Tx) error {
			c, err := tx.Chat(1)
			c.LastMessage++
			first, err2 := tx.FirstTime(c.LastMessage, noon())
			if !first {
				t.Errorf("update %d was seen before", c.LastMessage)
			}
			defer fmt.Println("committing", c.LastMessage)
			return errors.Join(err, err2, tx.SaveChat(c), tx.Queue(1, Replies, dialog.Message{}, noon()))
		})
		read(t, s, func(tx *Tx) error {
			c, err := tx.Chat(1)
			fmt.Println("committed", c.LastMessage)
			return err
		})
	}
}

// TestKilled kills a process in the middle of its work. What it had committed is there,
// nothing is there by halves, and the database can be used at once.
func TestKilled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bot.db")
	for round := range 4 {
		promised := killAfter(t, path, 20+50*round)
		s := openPath(t, path)
		read(t, s, func(tx *Tx) error {
			c, err := tx.Chat(1)
			depth, err2 := tx.OutboxDepth(Replies)
			if c.LastMessage < promised || int64(depth.Messages) != c.LastMessage {
				t.Errorf("%d were promised, %d are there, %d are in the outbox", promised, c.LastMessage, depth.Messages)
			}
			return errors.Join(err, err2)
		})
		if err := s.Check(t.Context()); err != nil {
			t.Error(err)
		}
		closeStore(t, s)
	}
}

// killAfter runs the victim until it has printed some lines and returns the highest
// number that it said was committed.
func killAfter(t *testing.T, path string, lines int) (promised int64) {
	t.Helper()
	victim := exec.CommandContext(context.Background(), os.Args[0], "-test.run=^TestVictim$")
	victim.Env = append(os.Environ(), victimVariable+"="+path)
	out, err := victim.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := victim.Start(); err != nil {
		t.Fatal(err)
	}
	said := bufio.NewScanner(out)
	for n := 0; said.Scan(); n++ {
		var word string
		var number int64
		if _, err := fmt.Sscan(said.Text(), &word, &number); err != nil {
			t.Errorf("the victim said %s", strconv.Quote(said.Text()))
		}
		if word == "committed" {
			promised = number
		}
		if n == lines {
			if err := victim.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := victim.Wait(); err == nil || promised == 0 {
		t.Fatalf("the victim ended with %v after %d", err, promised)
	}
	return promised
}
