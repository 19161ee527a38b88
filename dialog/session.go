package dialog

import (
	"slices"
	"time"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/understand"
)

// Person is everything that is kept about one chat.
type Person struct {
	Session Session         `json:"session"`
	Cases   []casefile.Case `json:"cases,omitempty"`
}

// Session is where a person stands in the conversation.
type Session struct {
	// Flow is the version of the state machine the session was last written by; an
	// older one is upgraded before it is used.
	Flow     int             `json:"flow"`
	Language locale.Language `json:"language,omitempty"`
	// Consent is when the person agreed that their figures are kept; zero before.
	// A session without consent is dropped after a day.
	Consent time.Time `json:"consent,omitzero"`
	// Declined says that the person wants nothing kept; it is forgotten like a missing consent.
	Declined bool `json:"declined,omitempty"`
	Case     int  `json:"case,omitempty"` // ID of the case that is talked about

	State    Name   `json:"state,omitempty"` // the open question
	Revision int    `json:"revision"`        // grows with every question; older buttons are stale
	History  []Name `json:"history,omitempty"`
	// Return is the state that asked for an earlier answer to be changed; the
	// conversation goes back to it when the answer is given.
	Return  Name   `json:"return,omitempty"`
	Skipped []Name `json:"skipped,omitempty"` // questions answered with "I don't know"
	// Readings are the ways a doubtful answer can be understood, offered as buttons.
	Readings []string `json:"readings,omitempty"`
	// Topics are what a question of the person's own may be about, offered as buttons.
	Topics []string `json:"topics,omitempty"`

	// Together is what was told as owed to several lenders, until one of them has its amount;
	// LateSince is the month (its first day) since which nothing was paid, until the day is told.
	Together  calc.Money `json:"together,omitzero"`
	LateSince calc.Date  `json:"late_since,omitzero"`

	// Named is the place of the further debt that the last message named and nothing else.
	Named int `json:"named,omitempty"`

	Page       int                   `json:"page,omitempty"`        // of a text shown in pages
	Debt       int                   `json:"debt,omitempty"`        // place of the further debt that is talked about
	Item       casefile.SpendingKind `json:"item,omitempty"`        // kind of spending that is asked for
	Letter     string                `json:"letter,omitempty"`      // the letter that is looked at
	LetterPage int                   `json:"letter_page,omitempty"` // which piece of it
	Entry      int                   `json:"entry,omitempty"`       // of the log, or the page of the rounds, that is open
	// Payment is one that is being asked about: too much, the last one, or the day something
	// was moved to.
	Payment *casefile.Payment  `json:"payment,omitempty"`
	Draft   *Draft             `json:"draft,omitempty"`    // an agreement being typed in
	OnTable bool               `json:"on_table,omitempty"` // the last terms that the lender named have not been declined
	Warned  []understand.Alarm `json:"warned,omitempty"`   // whose cards have been shown
	// WellAsked is the last day on which the person was asked whether they are safe.
	WellAsked calc.Date             `json:"well_asked,omitzero"`
	Material  casefile.MaterialKind `json:"material,omitempty"` // the paper that is talked about
	Files     FileConsent           `json:"files,omitempty"`    // what may be done with photos of papers
	// Looked are the photos of that paper that were looked at and not kept yet.
	Looked  []casefile.File  `json:"looked,omitempty"`
	Channel casefile.Channel `json:"channel,omitempty"` // how the lender will be spoken to
	// Next is the step that the answer just given leads to, offered as a button.
	Next     string `json:"next,omitempty"`
	Theme    string `json:"theme,omitempty"`     // of the questions that are looked at
	Facts    string `json:"facts,omitempty"`     // the part of the registry that is looked at
	FactPage int    `json:"fact_page,omitempty"` // which page of it
	Fact     string `json:"fact,omitempty"`      // the fact that is looked at
	// Told is what was told of collectors without a day, until the person names one.
	Told      *casefile.Incident `json:"told,omitempty"`
	Rehearsal *Rehearsal         `json:"rehearsal,omitempty"`
	// Tender asks the first reminder after a crisis to speak gently.
	Tender bool `json:"tender,omitempty"`
	// Respite is what has become of the reminders that wait since a crisis.
	Respite Respite `json:"respite,omitempty"`
	Paused  bool    `json:"paused,omitempty"`
	// Instalment is the one (from 0) that the person asked to be reminded of again.
	Instalment int `json:"instalment,omitempty"`
	// Aside is what was begun in the cases that are not talked about now.
	Aside []Aside `json:"aside,omitempty"`
	// Wishes are how the person wants to be reminded; nil for those who have not said.
	Wishes   *casefile.Preferences `json:"wishes,omitempty"`
	LastSeen time.Time             `json:"last_seen,omitzero"`
}

// Aside is what was begun in a case when the conversation turned to another one. It waits there until
// the person comes back.
type Aside struct {
	Case    int    `json:"case"`
	State   Name   `json:"state,omitempty"` // the question that was open
	Skipped []Name `json:"skipped,omitempty"`
	Draft   *Draft `json:"draft,omitempty"`
	OnTable bool   `json:"on_table,omitempty"`
}

// Draft is an agreement while its terms are asked for. Zero fields are not known yet.
type Draft struct {
	Total  calc.Money `json:"total"`
	Count  int        `json:"count"`
	Amount calc.Money `json:"amount"`
	First  calc.Date  `json:"first,omitzero"`
	Named  calc.Money `json:"named,omitempty"` // by the lender, without a word of what it is
	Down   calc.Money `json:"down"`            // to be paid before the first instalment
	DownOn calc.Date  `json:"down_on,omitzero"`
	PayDay int        `json:"pay_day,omitempty"` // of the instalments after the first, 31 for each month's last day; 0 for the first one's
	Uneven bool       `json:"uneven,omitempty"`  // the last instalment is meant to differ
	// Days are when they are due, one for each, where those are no months in turn.
	Days []calc.Date `json:"days,omitempty"`
	// Steps are the instalments in turn where they differ; Count and Amount follow from them.
	Steps  []casefile.Step `json:"steps,omitempty"`
	Fee    calc.Money      `json:"fee,omitempty"`    // the part of each instalment that is a fee
	Points casefile.Points `json:"points,omitempty"` // what the terms settle beside the figures
	// Interest is whether it runs meanwhile, as far as that was told.
	Interest casefile.Interest `json:"interest,omitempty"`
	// Settles says that the debt is gone once it is paid, whatever is owed.
	Settles bool `json:"settles,omitempty"`
	// Told says that the terms were told with the story and wait to be confirmed, Paid what was
	// paid under them by then.
	Told bool               `json:"told,omitempty"`
	Paid []casefile.Payment `json:"paid,omitempty"`
	// Corrects says that the running agreement was written down wrong: it stays the same
	// agreement, with its payments.
	Corrects bool `json:"corrects,omitempty"`
}

// Offer is what the lender proposed, before it is accepted or declined.
type Offer = casefile.Terms

// Preferences returns how the person wants to be reminded.
func (s *Session) Preferences() casefile.Preferences {
	if s.Wishes == nil {
		return casefile.StandardPreferences()
	}
	return *s.Wishes
}

// bare is where somebody stands of whom nothing is kept: no word, no figure, no age. Without consent
// it is dropped after a day.
func (s *Session) bare() Session {
	return Session{Flow: s.Flow, Language: s.Language, Declined: s.Declined, State: s.State, Revision: s.Revision, LastSeen: s.LastSeen}
}

// Current returns the case that is talked about, or nil.
func (p *Person) Current() *casefile.Case { return p.Find(p.Session.Case) }

// Find returns the case with an ID, or nil.
func (p *Person) Find(id int) *casefile.Case {
	i := slices.IndexFunc(p.Cases, func(c casefile.Case) bool { return c.ID == id })
	if i < 0 {
		return nil
	}
	return &p.Cases[i]
}
