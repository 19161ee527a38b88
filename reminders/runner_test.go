package reminders_test

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"xieshang/reminders"
)

// TestRunner has jobs that work, fail and panic: each is done again at its next time.
func TestRunner(t *testing.T) {
	worked, failed, panicked := make(chan bool, 100), make(chan bool, 100), make(chan bool, 100)
	runner, err := reminders.NewRunner(t.Context(), slog.New(slog.DiscardHandler), time.UTC,
		reminders.Job{Name: "works", Every: "@every 1s", Do: func(context.Context) error { worked <- true; return nil }},
		reminders.Job{Name: "fails", Every: "@every 1s", Do: func(context.Context) error { failed <- true; return errors.New("no") }},
		reminders.Job{Name: "panics", Every: "@every 1s", Do: func(context.Context) error { panicked <- true; panic("oh") }})
	if err != nil {
		t.Fatal(err)
	}
	runner.Start()
	for range 2 {
		<-worked
		<-failed
		<-panicked
	}
	runner.Stop()
}

// TestRunnerStops waits for a job that is running, and does not start it a second time meanwhile.
func TestRunnerStops(t *testing.T) {
	begun, end := make(chan bool, 100), make(chan bool)
	ended := false
	runner, err := reminders.NewRunner(t.Context(), slog.New(slog.DiscardHandler), time.UTC,
		reminders.Job{Name: "slow", Every: "@every 1s", Do: func(context.Context) error {
			begun <- true
			<-end
			ended = true
			return nil
		}},
		reminders.Job{Name: "clock", Every: "@every 1s", Do: func(context.Context) error { begun <- false; return nil }})
	if err != nil {
		t.Fatal(err)
	}
	runner.Start()
	starts := 0
	for ticks := 0; ticks < 2; {
		if <-begun {
			starts++
		} else {
			ticks++
		}
	}
	close(end)
	runner.Stop()
	if starts > 1 || !ended {
		t.Errorf("started %d times, ended %t", starts, ended)
	}
}

func TestRunnerNamesTheJob(t *testing.T) {
	_, err := reminders.NewRunner(t.Context(), slog.New(slog.DiscardHandler), time.UTC, reminders.Job{Name: "tidy", Every: "now and then"})
	if err == nil || !strings.Contains(err.Error(), "tidy") {
		t.Errorf("error %v", err)
	}
}
