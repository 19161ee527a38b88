package store

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// kills is how often each kind of work is killed at a random moment.
var kills = flag.Int("kills", 5, "how often each kind of work is killed at a random moment")

// childVariable names the work of a process that a test starts of its own program.
const childVariable = "XIESHANG_TEST_CHILD"

func TestMain(m *testing.M) {
	if job := os.Getenv(childVariable); job != "" {
		os.Exit(child(job, strings.Split(os.Getenv(childVariable+"_FILES"), "\n")))
	}
	os.Exit(m.Run())
}

// child does its work with some files and says when it begins and when it is done.
func child(job string, files []string) (status int) {
	ctx := context.Background()
	o := Options{Path: files[0], Key: Key{1}}
	work := map[string]func() error{
		"rekey":   func() error { _, err := Rekey(ctx, files[0], files[1]); return err },
		"backup":  func() error { return Backup(ctx, o, files[1]) },
		"restore": func() error { _, err := Restore(ctx, o, files[1], noon()); return err },
		"hold":    func() error { return hold(ctx, o) },
		"lock":    func() error { return lockOut(ctx, files[0]) },
	}
	fmt.Println("ready")
	if err := work[job](); err != nil {
		fmt.Println("error", err)
		return 1
	}
	fmt.Println("done")
	return 0
}

// hold opens a database as a bot does, and keeps it open until it is told to go.
func hold(ctx context.Context, o Options) error {
	s, err := Open(ctx, o)
	if err != nil {
		return err
	}
	fmt.Println("open")
	_, err = io.ReadAll(os.Stdin)
	return errors.Join(err, s.Close())
}

// lockOut locks a database as another program does, until it is told to go.
func lockOut(ctx context.Context, path string) error {
	pool, err := openPool(location(path)+"&_txlock=exclusive", 1)
	if err != nil {
		return err
	}
	defer pool.Close()
	held, err := pool.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	fmt.Println("open")
	_, _ = io.ReadAll(os.Stdin)
	return held.Rollback()
}

// worker is a child at work.
type worker struct {
	cmd   *exec.Cmd
	stdin io.WriteCloser
	said  *bufio.Scanner
}

// startChild starts a child and waits until it says that it begins.
func startChild(t *testing.T, job string, files ...string) *worker {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0]) // ends with the test
	cmd.Env = append(os.Environ(), childVariable+"="+job, childVariable+"_FILES="+strings.Join(files, "\n"))
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	w := &worker{cmd, in, bufio.NewScanner(out)}
	w.waitFor(t, "ready")
	return w
}

// waitFor waits until the child says a line.
func (w *worker) waitFor(t *testing.T, line string) {
	t.Helper()
	if !w.said.Scan() || w.said.Text() != line {
		t.Fatalf("the child said %q, want %q", w.said.Text(), line)
	}
}

// letGo ends a child that waits for it.
func (w *worker) letGo(t *testing.T) {
	t.Helper()
	if err := w.stdin.Close(); err != nil {
		t.Fatal(err)
	}
	w.waitFor(t, "done")
	if err := w.cmd.Wait(); err != nil {
		t.Fatal(err)
	}
}

// killWithin kills a child at a random moment within a time and reports whether it had
// done its work.
func (w *worker) killWithin(t *testing.T, d time.Duration) (done bool) {
	t.Helper()
	timer := time.AfterFunc(rand.N(d), func() { _ = w.cmd.Process.Kill() })
	defer timer.Stop()
	for w.said.Scan() {
		if done = w.said.Text() == "done"; !done {
			t.Errorf("the child said %q", w.said.Text())
		}
	}
	_ = w.cmd.Wait() // it was killed
	return done
}
