package botapi

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// Fault is something that goes wrong with a call. The zero Fault does nothing.
type Fault struct {
	Delay       time.Duration // wait before anything else
	Status      int           // answer with this code: 429, 403, 502 …
	Description string        // the words of the answer; made from Status if empty
	RetryAfter  int           // seconds, sent along with 429
	Body        string        // answered as HTML in place of JSON; needs a Status
	Cut         bool          // close the connection without an answer
	Done        bool          // the call takes effect first, and fails then
}

// Fault lets f decide what goes wrong with each call; nil means nothing. It replaces the
// function of an earlier Fault; Fault(nil) ends all trouble.
func (s *Server) Fault(f func(Call) *Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fault = f
}

// faultFor asks what goes wrong with a call.
func (s *Server) faultFor(c Call) *Fault {
	s.mu.Lock()
	f := s.fault
	s.mu.Unlock()
	if f == nil {
		return nil
	}
	return f(c)
}

var errCut = errors.New("connection cut")

// failure is what the bot gets to see in place of an answer, or nil.
func (f *Fault) failure() error {
	switch {
	case f == nil:
		return nil
	case f.Cut:
		return errCut
	case f.Status == 0:
		return nil
	}
	return &apiError{code: f.Status, text: f.words(), retryAfter: f.RetryAfter}
}

func (f *Fault) words() string {
	switch {
	case f.Description != "":
		return f.Description
	case f.Status == http.StatusTooManyRequests:
		return fmt.Sprintf("Too Many Requests: retry after %d", f.RetryAfter)
	}
	return http.StatusText(f.Status)
}

// wait spends the delay and reports whether the bot is still there.
func (f *Fault) wait(ctx context.Context) bool {
	if f != nil {
		sleep(ctx, f.Delay)
	}
	return ctx.Err() == nil
}

func sleep(ctx context.Context, d time.Duration) {
	if d <= 0 {
		return
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}
