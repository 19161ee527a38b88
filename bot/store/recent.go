package store

// maxRecent is how many chats are remembered from one transaction to the next.
const maxRecent = 1000

// remembered is what a chat's rows hold, as far as it is known; nil where it is not.
type remembered struct {
	chat    *Chat
	person  *knownPerson
	backlog *int // how many updates wait
}

// recent remembers chats, so that someone in the middle of a conversation is not read
// and unsealed again for each message. The store's holds what is on disk and belongs to
// the transaction that holds the writer. That one moves the chats it touches into its
// own, and puts that back after it has committed; so what failed is forgotten.
type recent map[int64]*remembered

// recall returns what this transaction remembers of a chat, to be read and completed.
func (tx *Tx) recall(chat int64) *remembered {
	r, ok := tx.known[chat]
	if !ok && !tx.readOnly {
		r, ok = tx.store.recent[chat]
		delete(tx.store.recent, chat)
	}
	if !ok {
		r = &remembered{}
	}
	tx.known[chat] = r
	return r
}

// add puts in what a committed transaction remembered, and drops chats while there are
// too many.
func (r recent) add(newer recent) {
	for chat, known := range newer {
		r[chat] = known
	}
	for chat := range r {
		if len(r) <= maxRecent {
			return
		}
		delete(r, chat)
	}
}
