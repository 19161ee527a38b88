package botapi

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"
)

// Delivery is one attempt to post an update to the webhook.
type Delivery struct {
	Update  int64
	Kind    string // "message", "callback_query", …
	Attempt int    // 1 is the first

	// Status and Error are how it went; Status is 0 if there was no answer.
	Status int
	Error  string
}

// FaultDelivery lets f decide what goes wrong with each delivery; nil means nothing. The
// fault's Delay comes first. With Cut the update is not posted, or, if Done, is posted and
// the answer is lost: in both cases it is posted again.
func (s *Server) FaultDelivery(f func(Delivery) *Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faultDelivery = f
}

// Deliveries returns the attempts that have ended, in that order.
func (s *Server) Deliveries() []Delivery {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.deliveries)
}

// WaitTaken waits until the bot has confirmed every update, one way or the other.
func (s *Server) WaitTaken(ctx context.Context) error {
	err := s.await(ctx, &s.activity, func() bool { return len(s.queue.waiting) == 0 })
	if err != nil {
		return fmt.Errorf("waiting for the updates to be taken: %w; %d are not confirmed", err, s.Pending())
	}
	return nil
}

const (
	deliveryTimeout = 60 * time.Second
	longestRest     = 60   // seconds between two attempts, unless the bot asks for more
	longestAsked    = 3600 // seconds that the bot may ask for
)

// dispatch brings an update on its way to the webhook, if there is one. Each line has one
// update under way: the messages of a chat keep their order, the buttons that a person
// presses keep theirs, and one may overtake the other.
func (s *Server) dispatch(u update) {
	hook := s.webhook
	if hook == nil || hook.busy[u.line] {
		return
	}
	if address, err := url.Parse(hook.url); err != nil || !isLocal(address) {
		return
	}
	hook.busy[u.line] = true
	go s.deliverLine(hook, u.line)
}

// deliverLine posts the updates of a line, each until it is taken, as long as there are any.
func (s *Server) deliverLine(hook *webhook, line string) {
	attempt := 1
	for {
		u, ok := s.nextIn(hook, line)
		if !ok {
			return
		}
		d := Delivery{Update: u.id, Kind: u.kind, Attempt: attempt}
		rest, err := s.deliver(hook, u, &d)
		if hook.ctx.Err() != nil {
			return
		}
		s.delivered(hook, d, err)
		if err == nil {
			attempt = 1
			continue
		}
		if rest == 0 && attempt > 1 {
			rest = min(1<<min(attempt-1, 10), longestRest)
		}
		attempt++
		sleep(hook.ctx, time.Duration(rest)*s.second)
	}
}

// nextIn finds the first update that waits in a line; without one the line is at rest.
func (s *Server) nextIn(hook *webhook, line string) (update, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.queue.expire(s.now())
	i := slices.IndexFunc(s.queue.waiting, func(u update) bool { return u.line == line })
	if i < 0 || hook.ctx.Err() != nil {
		delete(hook.busy, line)
		return update{}, false
	}
	return s.queue.waiting[i], true
}

// delivered notes how an attempt went.
func (s *Server) delivered(hook *webhook, d Delivery, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err == nil {
		s.queue.take(d.Update)
	} else {
		d.Error = err.Error()
		hook.lastError, hook.lastErrorAt = d.Error, s.now()
	}
	if s.keep {
		s.deliveries = append(s.deliveries, d)
	}
	s.activity.fire()
}

// deliver posts an update and returns how many seconds the bot wants to rest if it did not
// take it.
func (s *Server) deliver(hook *webhook, u update, d *Delivery) (rest int, err error) {
	select {
	case hook.slots <- struct{}{}:
		defer func() { <-hook.slots }()
	case <-hook.ctx.Done():
		return 0, hook.ctx.Err()
	}
	fault := s.faultOf(*d)
	if !fault.wait(hook.ctx) {
		return 0, hook.ctx.Err()
	}
	if fault == nil || !fault.Cut || fault.Done {
		d.Status, rest, err = s.post(hook, u)
	}
	if fault != nil && fault.Cut {
		d.Status = 0
		return 0, errCut
	}
	return rest, err
}

func (s *Server) faultOf(d Delivery) *Fault {
	s.mu.Lock()
	f := s.faultDelivery
	s.mu.Unlock()
	if f == nil {
		return nil
	}
	return f(d)
}

// unposted says in Telegram's words why an update was not delivered.
type unposted string

func (e unposted) Error() string { return string(e) }

// post makes the request.
func (s *Server) post(hook *webhook, u update) (status, rest int, err error) {
	ctx, cancel := context.WithTimeout(hook.ctx, deliveryTimeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, hook.url, bytes.NewReader(u.body))
	if err != nil {
		return 0, 0, err
	}
	request.Header.Set("Content-Type", "application/json")
	if hook.secret != "" {
		request.Header.Set("X-Telegram-Bot-Api-Secret-Token", hook.secret)
	}
	answer, err := s.poster.RoundTrip(request)
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return 0, 0, unposted("Read timeout expired")
	case err != nil:
		return 0, 0, unposted("Connection refused or closed")
	}
	answer.Body.Close()
	if answer.StatusCode/100 == 2 {
		return answer.StatusCode, 0, nil
	}
	rest, _ = strconv.Atoi(answer.Header.Get("Retry-After"))
	return answer.StatusCode, min(max(rest, 0), longestAsked), unposted("Wrong response from the webhook: " + answer.Status)
}
