package botapi

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// updateLife is how long Telegram keeps an update that nobody fetches.
const updateLife = 24 * time.Hour

// queue holds the updates that are not confirmed yet.
type queue struct {
	next    int64 // number of the next update
	waiting []update
	allowed []string // kinds the bot asked for; empty means the usual ones
	grew    signal

	lastOffset int64
	lastPoll   time.Time
}

type update struct {
	id   int64
	kind string
	line string // updates of one line reach a webhook in order
	at   time.Time
	body json.RawMessage
}

// Push sends the bot an update of a kind with any body at all, right or wrong, and
// returns its number; 0 means that the bot did not ask for this kind.
func (s *Server) Push(kind string, body any) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.push(kind, fmt.Sprintf("alone %d", s.queue.next), body)
}

// Renumber lets the next update have this number, as Telegram does after a quiet week.
func (s *Server) Renumber(id int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.queue.next = id
}

// Pending is the number of updates that the bot has not confirmed.
func (s *Server) Pending() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.queue.waiting)
}

func (s *Server) push(kind, line string, body any) int64 {
	q := &s.queue
	if !q.wants(kind) {
		return 0
	}
	id := q.next
	content, err := json.Marshal(body)
	if err != nil {
		panic(fmt.Sprintf("botapi: update that is no JSON: %v", err))
	}
	q.next++
	raw := fmt.Appendf(nil, `{"update_id":%d,%q:%s}`, id, kind, content)
	u := update{id: id, kind: kind, line: line, at: s.now(), body: raw}
	q.waiting = append(q.waiting, u)
	q.grew.fire()
	s.activity.fire()
	s.dispatch(u)
	return id
}

// wants reports whether the bot gets updates of a kind. Three kinds come only on demand.
func (q *queue) wants(kind string) bool {
	if len(q.allowed) > 0 {
		return slices.Contains(q.allowed, kind)
	}
	return kind != "chat_member" && kind != "message_reaction" && kind != "message_reaction_count"
}

// confirm forgets what a getUpdates offset confirms. An offset from before the numbers
// were changed confirms nothing.
func (q *queue) confirm(offset int64) {
	switch {
	case offset < 0:
		q.drop(len(q.waiting) + int(offset))
	case offset <= q.next+10:
		n := slices.IndexFunc(q.waiting, func(u update) bool { return u.id >= offset })
		if n < 0 {
			n = len(q.waiting)
		}
		q.drop(n)
	}
}

func (q *queue) expire(now time.Time) {
	n := slices.IndexFunc(q.waiting, func(u update) bool { return now.Sub(u.at) < updateLife })
	if n < 0 {
		n = len(q.waiting)
	}
	q.drop(n)
}

func (q *queue) drop(n int) {
	if n > 0 {
		q.waiting = q.waiting[n:]
	}
}

// take forgets the update that a webhook has taken.
func (q *queue) take(id int64) {
	q.waiting = slices.DeleteFunc(q.waiting, func(u update) bool { return u.id == id })
}

// head returns the first updates, at most n.
func (q *queue) head(n int) []json.RawMessage {
	n = min(n, len(q.waiting))
	bodies := make([]json.RawMessage, n)
	for i, u := range q.waiting[:n] {
		bodies[i] = u.body
	}
	return bodies
}
