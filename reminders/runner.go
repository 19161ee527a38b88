package reminders

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/robfig/cron/v3"
)

// Job is work that the clock starts.
type Job struct {
	Name  string
	Every string // a cron expression, or "@every 1m"
	Do    func(context.Context) error
}

// Runner starts jobs by the clock. A job that is still running is not started again, and
// one that fails or panics is logged and runs at its next time.
type Runner struct{ cron *cron.Cron }

// NewRunner returns a runner for jobs. An expression that cannot be read is an error
// naming the job. Times of day are in zone.
func NewRunner(ctx context.Context, log *slog.Logger, zone *time.Location, jobs ...Job) (*Runner, error) {
	logger := cronLogger{log}
	c := cron.New(cron.WithLocation(zone), cron.WithLogger(logger),
		cron.WithChain(cron.SkipIfStillRunning(logger), cron.Recover(logger))) // the other way round, one panic would stop a job for ever
	for _, job := range jobs {
		run := func() {
			if err := job.Do(ctx); err != nil && ctx.Err() == nil {
				log.Error("job failed", "job", job.Name, "err", err)
			}
		}
		if _, err := c.AddFunc(job.Every, run); err != nil {
			return nil, fmt.Errorf("schedule %s: %w", job.Name, err)
		}
	}
	return &Runner{c}, nil
}

// Start begins to tick, in the background.
func (r *Runner) Start() { r.cron.Start() }

// Stop ends the ticking and waits for jobs that are running.
func (r *Runner) Stop() { <-r.cron.Stop().Done() }

// cronLogger passes cron's words on to slog; its chatter about every tick is left out.
type cronLogger struct{ log *slog.Logger }

func (l cronLogger) Info(string, ...any) {}

func (l cronLogger) Error(err error, msg string, values ...any) {
	l.log.Error("cron: "+msg, append(values, "err", err)...)
}
