package botapi

import "time"

// callbackLife is how long a pressed button can be answered.
const callbackLife = 150 * time.Second

const maxCallbackAnswer = 200

// callback is a pressed button that waits for its answer.
type callback struct {
	at       time.Time
	answered bool
	text     string
}

func (s *Server) answerCallbackQuery(c Call) (any, error) {
	q := s.callbacks[c.text("callback_query_id")]
	switch {
	case q == nil || s.now().Sub(q.at) > callbackLife:
		return nil, badRequest(tooOld)
	case length(c.text("text")) > maxCallbackAnswer:
		return nil, badRequest("MESSAGE_TOO_LONG")
	}
	q.answered, q.text = true, c.text("text")
	if !s.keep {
		delete(s.callbacks, c.text("callback_query_id"))
	}
	return true, nil
}

// Unanswered is the number of pressed buttons that still show the waiting mark.
func (s *Server) Unanswered() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, q := range s.callbacks {
		if !q.answered {
			n++
		}
	}
	return n
}
