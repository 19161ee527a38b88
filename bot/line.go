package bot

import (
	"time"

	"xieshang/bot/store"
)

// line is what waits for one chat. Every chat that something waits for has one.
type line struct {
	id    int64
	chat  *store.Chat      // as it is; nil if it is to be read
	known []store.Outgoing // the first of what waits
	// unread says that behind what is known, more is in the store.
	unread bool
	urgent bool // an answer is among what waits
	fresh  bool // nothing has changed since it was begun to be read
	state  state
	class  class
}

// state is what happens to a line. At one time it is in one state only, so that a chat is
// written to by one sender at a time.
type state uint8

const (
	ready   state = iota // it waits for its turn
	serving              // a message is on its way, or is being recorded
	held                 // it waits for a time
)

// class is what a line is waiting for its turn with.
type class uint8

const (
	answers   class = iota
	documents       // which take long to make and to send
	notices         // what the bot says by itself
	classes
)

// shares is how many messages of a class are on their way at the same time, counting those
// that are not recorded yet.
var shares = [classes]int{answers: 512, documents: 16, notices: 64}

// How many messages are kept in memory, to be sent without reading them: of one chat, and
// of all.
const (
	knownPerChat = 20
	knownInAll   = 4000
)

// lines is the order in which chats are written to: one message of a chat at a time, and
// then it is the next one's turn. It holds the first messages of those chats that are in
// the middle of a conversation; what else waits is known to wait, and read in its turn.
type lines struct {
	chats   map[int64]*line
	ready   [classes]fifo
	later   holds
	serving [classes]int
	known   int // messages in memory
}

func newLines() *lines { return &lines{chats: map[int64]*line{}} }

// add puts in what a transaction did to the outbox.
func (s *lines) add(p store.Posting) {
	l := s.chats[p.Outgoing.Chat]
	switch {
	case l == nil && p.Dropped:
		return
	case l == nil:
		l = &line{id: p.Outgoing.Chat, fresh: true}
		s.chats[l.id] = l
		s.append(l, p)
		s.queue(l)
		return
	case p.Dropped:
		s.forget(l)
		return
	}
	s.append(l, p)
	if l.state == ready && l.class != s.classOf(l) {
		s.queue(l) // an answer does not wait with the notices; the old entry will be passed over
	}
}

// append puts a message behind those that are known, if there is room and no gap.
func (s *lines) append(l *line, p store.Posting) {
	l.fresh = false
	l.urgent = l.urgent || p.Lane == store.Replies
	if l.chat != nil && p.To.ID != 0 {
		l.chat.LastMessage, l.chat.LastSeen = max(l.chat.LastMessage, p.To.LastMessage), p.To.LastSeen
	}
	room := len(l.known) < knownPerChat && s.known < knownInAll
	if l.unread || !room || p.To.ID == 0 {
		l.unread = true
		return
	}
	if l.chat == nil {
		to := p.To
		l.chat = &to
	}
	l.known = append(l.known, p.Outgoing)
	s.known++
}

// forget makes a line be read again.
func (s *lines) forget(l *line) {
	s.known -= len(l.known)
	l.chat, l.known, l.unread, l.fresh = nil, nil, true, false
}

// found puts in a chat that something was found to wait for, from a time on.
func (s *lines) found(h store.Head, wait time.Duration, now time.Time) {
	l := s.chats[h.Chat]
	if l == nil {
		l = &line{id: h.Chat}
		s.chats[h.Chat] = l
	}
	s.forget(l)
	l.urgent = l.urgent || h.Lane == store.Replies
	if wait > 0 {
		s.hold(l, now.Add(wait))
		return
	}
	s.queue(l)
}

// read puts in what was read of a line, unless something has happened to it meanwhile.
func (s *lines) read(l *line, chat store.Chat, list []store.Outgoing) {
	if !l.fresh {
		return
	}
	l.chat, l.known, l.unread = &chat, list, len(list) == knownPerChat
	s.known += len(list)
	l.urgent = l.unread && l.urgent
	for _, m := range list {
		l.urgent = l.urgent || m.Lane == store.Replies
	}
}

func (s *lines) classOf(l *line) class {
	switch {
	case len(l.known) > 0 && l.known[0].Message.Document != nil:
		return documents
	case l.urgent:
		return answers
	}
	return notices
}

// queue puts a line at the end of those of its class.
func (s *lines) queue(l *line) {
	l.state, l.class = ready, s.classOf(l)
	s.ready[l.class].push(l)
}

// hold keeps a line back until a time.
func (s *lines) hold(l *line, until time.Time) {
	l.state = held
	s.later.add(l, until)
}

// release lets those go on whose time has come, and returns when the next one's will.
func (s *lines) release(now time.Time) (next time.Time) {
	for {
		l, until := s.later.first()
		if l == nil || until.After(now) {
			return until
		}
		s.later.pop()
		s.queue(l)
	}
}

// next takes the first line of a class, if one more of the class may go.
func (s *lines) next(c class) *line {
	l := s.first(c)
	if l == nil || s.full(c) {
		return nil
	}
	s.ready[c].pop()
	l.state = serving
	s.serving[c]++
	return l
}

// first is the line of a class whose turn it is.
func (s *lines) first(c class) *line {
	for {
		l := s.ready[c].first()
		if l == nil || l.state == ready && l.class == c {
			return l
		}
		s.ready[c].pop()
	}
}

// served ends the turn of a line. It goes on in its turn, or after a wait, or is gone if
// nothing waits for the chat any more.
func (s *lines) served(l *line, wait time.Duration, now time.Time) {
	s.serving[l.class]--
	switch {
	case len(l.known) == 0 && !l.unread:
		delete(s.chats, l.id)
		l.state = held // for entries that are left in a queue
	case wait > 0:
		s.hold(l, now.Add(wait))
	default:
		s.queue(l)
	}
}

// sent takes a message out that is done with, and keeps what is now the last message of
// the chat and its open question.
func (s *lines) sent(l *line, id int64, chat store.Chat) {
	if len(l.known) == 0 || l.known[0].ID != id {
		return // everything was dropped meanwhile
	}
	l.known = l.known[1:]
	s.known--
	l.chat.LastMessage = max(l.chat.LastMessage, chat.LastMessage)
	l.chat.LiveMessage, l.chat.LiveKeep = chat.LiveMessage, chat.LiveKeep
	if len(l.known) > 0 {
		return
	}
	l.known = nil
	if l.unread {
		l.chat = nil
	}
}

// postponed counts a failed attempt to send a message.
func (s *lines) postponed(l *line, id int64) {
	if len(l.known) > 0 && l.known[0].ID == id {
		l.known[0].Attempts++
	}
}

// full reports whether no more of a class may go for now.
func (s *lines) full(c class) bool { return s.serving[c] >= shares[c] }

// busy reports whether anything is on its way.
func (s *lines) busy() bool { return s.serving != [classes]int{} }
