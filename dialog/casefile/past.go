package casefile

import (
	"slices"
	"time"
)

// How much of the past a case holds entry by entry. What is older is summed up in a [Past].
const (
	MaxContacts = 80
	MaxRounds   = 24
	MaxEarlier  = 12
	MaxMoves    = 80
)

// Past sums up what a case no longer holds entry by entry.
type Past struct {
	Contacts int       `json:"contacts,omitempty"`
	Since    time.Time `json:"since,omitzero"`     // the first of these contacts
	Rounds   int       `json:"rounds,omitempty"`   // sets of terms
	Versions int       `json:"versions,omitempty"` // of the agreement, under which nothing was paid
}

// Log adds a contact, in the order of their times, and returns its place. Beyond [MaxContacts] the
// oldest one goes into the summary, of those of which nothing more is known than that they were,
// if there are any.
func (c *Case) Log(contact Contact) int {
	at := len(c.Contacts)
	for at > 0 && c.Contacts[at-1].At.After(contact.At) {
		at--
	}
	c.Contacts = slices.Insert(c.Contacts, at, contact)
	if len(c.Contacts) <= MaxContacts {
		return at
	}
	out := max(0, slices.IndexFunc(c.Contacts[:len(c.Contacts)-1], func(k Contact) bool { return k.bare() }))
	if when := c.Contacts[out].At; c.Past.Contacts == 0 || when.Before(c.Past.Since) {
		c.Past.Since = when
	}
	c.Past.Contacts++
	c.Contacts = slices.Delete(c.Contacts, out, out+1)
	if out < at {
		at--
	}
	return at
}

// FirstContact is when the lender was first spoken to; zero if never.
func (c *Case) FirstContact() time.Time {
	switch {
	case c.Past.Contacts > 0 && (len(c.Contacts) == 0 || c.Past.Since.Before(c.Contacts[0].At)):
		return c.Past.Since
	case len(c.Contacts) > 0:
		return c.Contacts[0].At
	}
	return time.Time{}
}

// Offered notes terms that one side has named. The same ones said again only get the new day; beyond
// [MaxRounds] the oldest are only counted, but never the newest of either side.
func (c *Case) Offered(r Round) {
	if n := len(c.Rounds); n > 0 && c.Rounds[n-1].Ours == r.Ours && c.Rounds[n-1].Offer.Same(r.Offer) {
		c.Rounds[n-1] = r
		return
	}
	c.Rounds = append(c.Rounds, r)
	if len(c.Rounds) <= MaxRounds {
		return
	}
	out := 0
	if !slices.ContainsFunc(c.Rounds[1:], func(k Round) bool { return k.Ours == c.Rounds[0].Ours }) {
		out = 1
	}
	c.Rounds = slices.Delete(c.Rounds, out, out+1)
	c.Past.Rounds++
}

// Replaced remembers a version of the agreement that no longer holds. Beyond [MaxEarlier] the oldest
// one under which nothing was paid is only counted. One with payments stays, since they are the
// person's to show.
func (c *Case) Replaced(a Agreement) {
	c.Earlier = append(c.Earlier, a)
	if len(c.Earlier) <= MaxEarlier {
		return
	}
	if out := slices.IndexFunc(c.Earlier, func(k Agreement) bool { return len(k.Payments) == 0 }); out >= 0 {
		c.Earlier = slices.Delete(c.Earlier, out, out+1)
		c.Past.Versions++
		return
	}
	oldest := &c.Earlier[slices.IndexFunc(c.Earlier, func(k Agreement) bool { return len(k.Instalments) > 1 })]
	oldest.Instalments = []Instalment{{Due: oldest.Instalments[len(oldest.Instalments)-1].Due, Amount: oldest.Total()}}
	oldest.DownPayment = false
}

// moved remembers a change of stage; beyond [MaxMoves] the first one and the newest are kept.
func (c *Case) moved(m Move) {
	if c.Moves = append(c.Moves, m); len(c.Moves) > MaxMoves {
		c.Moves = slices.Delete(c.Moves, 1, 2)
	}
}
