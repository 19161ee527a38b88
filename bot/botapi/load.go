package botapi

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Crowd is a number of people who talk to the bot at the same time.
type Crowd struct {
	People int           // how many
	First  int64         // the number of the first; 1 if zero
	Script []Step        // what each of them says, one after the other
	Rounds int           // how often each goes through the script; 1 if zero
	For    time.Duration // after that nobody begins another round; no limit if zero
	Rate   float64       // steps a second of all together; zero is as fast as answers come
}

// Step is one thing that a person says or presses, and the answer they wait for.
type Step struct {
	Say  string
	Tap  string // the label of a button; waited for if it is not there yet
	Want string // in the text of the answer; any reply is one if empty
}

// Outcome tells how a crowd fared.
type Outcome struct {
	Answered int           // steps
	Lost     int           // people who waited in vain, and left
	Problems []error       // of the first who left
	Elapsed  time.Duration // from the first step to the last answer

	latencies []time.Duration // sorted
}

// Load lets a crowd talk, and returns when all are done or ctx has ended. Nobody waits
// longer for an answer than the server's patience. A server with [NoJournal] bears long
// talks.
func (s *Server) Load(ctx context.Context, c Crowd) Outcome {
	l := &load{server: s, crowd: c, pace: rate.NewLimiter(rate.Inf, 1)}
	if c.Rate > 0 {
		l.pace.SetLimit(rate.Limit(c.Rate))
	}
	begin := time.Now()
	if c.For > 0 {
		l.end = begin.Add(c.For)
	}
	var talking sync.WaitGroup
	for i := range c.People {
		talking.Go(func() { l.talk(ctx, s.User(max(c.First, 1)+int64(i))) })
	}
	talking.Wait()
	l.outcome.Elapsed = time.Since(begin)
	slices.Sort(l.outcome.latencies)
	return l.outcome
}

type load struct {
	server *Server
	crowd  Crowd
	pace   *rate.Limiter
	end    time.Time

	mu      sync.Mutex
	outcome Outcome
}

// talk is all that one person says.
func (l *load) talk(ctx context.Context, u *User) {
	for round := range max(l.crowd.Rounds, 1) {
		if round > 0 && !l.end.IsZero() && time.Now().After(l.end) {
			return
		}
		for _, step := range l.crowd.Script {
			if l.pace.Wait(ctx) != nil {
				return
			}
			took, err := step.take(ctx, u)
			if ctx.Err() != nil {
				return
			}
			l.note(u, took, err)
			if err != nil {
				return
			}
		}
	}
}

const maxProblems = 10

func (l *load) note(u *User, took time.Duration, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	o := &l.outcome
	if err == nil {
		o.Answered++
		o.latencies = append(o.latencies, took)
		return
	}
	o.Lost++
	if len(o.Problems) < maxProblems {
		o.Problems = append(o.Problems, fmt.Errorf("person %d: %w", u.person.id, err))
	}
}

// take says or presses, and returns how long the answer took.
func (s Step) take(ctx context.Context, u *User) (time.Duration, error) {
	if s.Tap != "" {
		if _, err := u.WaitButton(ctx, s.Tap); err != nil {
			return 0, err
		}
	}
	begin := time.Now()
	switch {
	case s.Tap != "":
		if err := u.Tap(s.Tap); err != nil {
			return 0, err
		}
	case s.Say != "":
		u.Say(s.Say)
	default:
		return 0, errors.New("a step without words or button")
	}
	var err error
	if s.Want == "" {
		_, err = u.Wait(ctx)
	} else {
		_, err = u.WaitText(ctx, s.Want)
	}
	return time.Since(begin), err
}

// Rate is the number of steps answered in a second.
func (o Outcome) Rate() float64 { return float64(o.Answered) / o.Elapsed.Seconds() }

// Latency is how long the answers took at most, leaving out the slowest: 0.99 is the 99th
// percentile, 1 the slowest of all.
func (o Outcome) Latency(share float64) time.Duration {
	if len(o.latencies) == 0 {
		return 0
	}
	i := int(share*float64(len(o.latencies))+0.5) - 1
	return o.latencies[min(max(i, 0), len(o.latencies)-1)]
}

// String is the outcome in one line.
func (o Outcome) String() string {
	round := func(share float64) time.Duration { return o.Latency(share).Round(100 * time.Microsecond) }
	return fmt.Sprintf("%d answered in %v (%.0f/s), %d lost, p50 %v p95 %v p99 %v max %v",
		o.Answered, o.Elapsed.Round(time.Millisecond), o.Rate(), o.Lost, round(.5), round(.95), round(.99), round(1))
}
