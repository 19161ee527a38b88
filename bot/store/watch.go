package store

import (
	"context"
	"fmt"
	"sync/atomic"
)

// Posting is a change of the outbox: a message that was put in, or the removal of
// everything that waited for a chat.
type Posting struct {
	Outgoing      // the message; of a removal, the chat alone
	Dropped  bool // it is a removal
	// To is the chat as the transaction left it. The zero Chat stands for "to be read":
	// with reminders and removals.
	To Chat
}

// watcher is told of postings.
type watcher struct {
	tell atomic.Pointer[func([]Posting)]
}

// Watch lets fn be told of every change of the outbox, one transaction after the other,
// when it is on disk and before the next begins, until it is stopped. It begins between two
// transactions, for which it waits as long as ctx allows: of what fn is not told, everything
// is on disk when Watch returns. fn must be quick and must not use the store.
func (s *Store) Watch(ctx context.Context, fn func([]Posting)) (stop func(), err error) {
	turn, err := s.writer.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("watch the outbox: %w", explain(s.path, err))
	}
	s.watcher.tell.Store(&fn)
	return func() { s.watcher.tell.Store(nil) }, turn.Close()
}

// post notes a posting, if anyone wants to know.
func (tx *Tx) post(p Posting) {
	if tx.store.watcher.tell.Load() != nil {
		tx.posted = append(tx.posted, p)
	}
}

// address completes the postings with the chats as they are at the end.
func (tx *Tx) address() (err error) {
	for i := range tx.posted {
		p := &tx.posted[i]
		if p.Dropped || p.Lane == Reminders {
			continue
		}
		if p.To, err = tx.Chat(p.Outgoing.Chat); err != nil {
			return err
		}
	}
	return nil
}

// announce tells of what was committed.
func (w *watcher) announce(list []Posting) {
	if fn := w.tell.Load(); fn != nil && len(list) > 0 {
		(*fn)(list)
	}
}
