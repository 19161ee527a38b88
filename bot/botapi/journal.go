package botapi

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// journal is the record of calls, in the order they were answered.
type journal struct {
	calls []Call
	grew  signal
}

func (c Call) polls() bool { return strings.EqualFold(c.Method, "getUpdates") }

// begin counts a call in and tells what goes wrong with it.
func (s *Server) begin(c Call) *Fault {
	if !c.polls() {
		s.mu.Lock()
		s.inFlight++
		s.mu.Unlock()
	}
	return s.faultFor(c)
}

// done counts a call out and writes it down.
func (s *Server) done(c Call, err error) {
	c.Status = 200
	if err != nil {
		c.Error = err.Error()
		c.Status = 0
		var e *apiError
		if errors.As(err, &e) {
			c.Status = e.code
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !c.polls() {
		s.inFlight--
		s.activity.fire()
	}
	if s.keep {
		s.journal.calls = append(s.journal.calls, c)
	}
	s.journal.grew.fire()
}

// Calls returns the calls that were answered, of one method or, for "", of all.
func (s *Server) Calls(method string) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.journal.of(method)
}

func (j *journal) of(method string) []Call {
	if method == "" {
		return slices.Clone(j.calls)
	}
	var found []Call
	for _, c := range j.calls {
		if strings.EqualFold(c.Method, method) {
			found = append(found, c)
		}
	}
	return found
}

// WaitCalls waits until a method was called n times in all and returns those calls.
func (s *Server) WaitCalls(ctx context.Context, method string, n int) ([]Call, error) {
	var found []Call
	err := s.await(ctx, &s.journal.grew, func() bool {
		found = s.journal.of(method)
		return len(found) >= n
	})
	if err != nil {
		return found, fmt.Errorf("%s was called %d times, not %d: %w", method, len(found), n, err)
	}
	return found, nil
}

// await waits until ok, which runs under the lock, each time the signal fires.
func (s *Server) await(ctx context.Context, changed *signal, ok func() bool) error {
	ctx, cancel := context.WithTimeout(ctx, s.patience)
	defer cancel()
	s.mu.Lock()
	defer s.mu.Unlock()
	for !ok() {
		next := changed.wait()
		s.mu.Unlock()
		select {
		case <-next:
			s.mu.Lock()
		case <-ctx.Done():
			s.mu.Lock()
			return context.Cause(ctx)
		}
	}
	return nil
}
