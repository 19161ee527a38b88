package botapi

import (
	"context"
	"time"
)

// poll is the one long poll that may wait for updates.
type poll struct {
	end chan error // ends the poll early
}

const (
	maxBatch    = 100
	maxLongPoll = 50 * time.Second
)

// getUpdates serves a poll. It takes the lock itself because it waits.
func (s *Server) getUpdates(ctx context.Context, c Call) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.webhook != nil {
		return nil, conflict(webhookActive)
	}
	s.endPoll(otherPoll)
	limit, err := s.readPoll(c)
	if err != nil {
		return nil, err
	}
	if len(s.queue.waiting) > 0 || c.int("timeout") <= 0 {
		s.activity.fire()
		return s.queue.head(limit), nil
	}
	if err := s.longPoll(ctx, c.int("timeout")); err != nil {
		return nil, err
	}
	return s.queue.head(limit), nil
}

// readPoll applies the parameters to the queue and returns how many updates to give.
func (s *Server) readPoll(c Call) (int, error) {
	if err := c.decode("allowed_updates", &s.queue.allowed); err != nil {
		return 0, badRequest("can't parse allowed updates JSON object")
	}
	offset, limit := c.int("offset"), c.int("limit")
	if limit <= 0 || limit > maxBatch {
		limit = maxBatch
	}
	now := s.now()
	s.queue.expire(now)
	s.queue.confirm(offset)
	if offset == s.queue.lastOffset && now.Sub(s.queue.lastPoll) < time.Second/2 {
		limit = 1 // Telegram slows down a bot that confirms nothing
	}
	s.queue.lastOffset, s.queue.lastPoll = offset, now
	return int(limit), nil
}

// longPoll waits for an update, the timeout, or the end of the poll.
func (s *Server) longPoll(ctx context.Context, seconds int64) error {
	me := &poll{end: make(chan error, 1)}
	s.poll = me
	s.activity.fire()
	grew := s.queue.grew.wait()
	timer := time.NewTimer(min(time.Duration(seconds)*time.Second, maxLongPoll))
	defer timer.Stop()

	s.mu.Unlock()
	var err error
	select {
	case <-grew:
	case <-timer.C:
	case err = <-me.end:
	case <-ctx.Done():
		err = errCut
	}
	s.mu.Lock()
	if s.poll == me {
		s.poll = nil
	}
	return err
}

// endPoll ends the waiting long poll, if there is one, with a conflict.
func (s *Server) endPoll(text string) {
	if s.poll != nil {
		s.poll.end <- conflict(text)
		s.poll = nil
	}
}

// WaitPoll waits until the bot has confirmed everything and polls for more. The poll of
// a bot that was just killed counts until its connection is seen to be closed.
func (s *Server) WaitPoll(ctx context.Context) error {
	return s.await(ctx, &s.activity, func() bool {
		return s.poll != nil && len(s.queue.waiting) == 0
	})
}
