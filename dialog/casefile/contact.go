package casefile

import (
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"xieshang/calc"
)

// Outcome is what came of a contact with the lender.
type Outcome string

// The outcomes of a contact.
const (
	Accepted    Outcome = "accepted"
	RefusedIt   Outcome = "refused"
	CounterMade Outcome = "counter_offer"
	NoAnswer    Outcome = "no_answer" // nobody answered, or they want time to think
	HandedIn    Outcome = "handed_in" // an application was handed in
	OnlyTalked  Outcome = "talked"    // figures were asked for, nothing was decided
)

// Outcomes lists every outcome in the order it is offered.
var Outcomes = []Outcome{Accepted, CounterMade, RefusedIt, NoAnswer, HandedIn, OnlyTalked}

// Channel is how the lender was spoken to.
type Channel string

// The channels that are told apart.
const (
	Phone  Channel = "phone"
	Online Channel = "online" // customer service in the official app
	SMS    Channel = "sms"
	Visit  Channel = "visit" // they came, or the person went there
	Letter Channel = "letter"
)

// Channels lists every channel in the order it is offered.
var Channels = []Channel{Phone, Online, SMS, Visit, Letter}

// Evidence is what the person keeps to show that something was said or agreed: its kind,
// never the thing itself.
type Evidence string

// The kinds of evidence.
const (
	Screenshot Evidence = "screenshot"
	Recording  Evidence = "recording"
	Message    Evidence = "message" // a text message or e-mail
	Paper      Evidence = "paper"   // an agreement or a letter
)

// AllEvidence lists every kind of evidence in the order it is offered.
var AllEvidence = []Evidence{Screenshot, Recording, Message, Paper}

// What a contact's entry can hold at most.
const (
	MaxWords = 200 // letters of what was said or promised
	MaxJobNo = 12
)

// Contact is one entry of the log of calls and chats with the lender. Only At and Outcome are
// needed; the rest is told when there is time for it.
type Contact struct {
	At       time.Time  `json:"at"`
	Outcome  Outcome    `json:"outcome"`
	Channel  Channel    `json:"channel,omitempty"`
	JobNo    string     `json:"job_no,omitempty"` // the number the lender's agent gave for themselves
	Said     string     `json:"said,omitempty"`
	Promised string     `json:"promised,omitempty"`
	AnswerBy calc.Date  `json:"answer_by,omitzero"` // the day by which they promised to answer
	CallBy   calc.Date  `json:"call_by,omitzero"`   // the day by which the person is to call back
	Evidence []Evidence `json:"evidence,omitempty"`
}

// Toggle adds a kind of evidence, or takes it out again.
func (c *Contact) Toggle(e Evidence) { c.Evidence = toggle(c.Evidence, e) }

// toggle adds a kind of evidence to a list in their order, or takes it out.
func toggle(list []Evidence, e Evidence) []Evidence {
	if i := slices.Index(list, e); i >= 0 {
		return slices.Delete(slices.Clone(list), i, i+1)
	}
	list = append(slices.Clone(list), e)
	slices.SortFunc(list, func(a, b Evidence) int { return slices.Index(AllEvidence, a) - slices.Index(AllEvidence, b) })
	return list
}

// Validate reports the first field that makes no sense as a *calc.FieldError.
func (c *Contact) Validate() error {
	switch {
	case !slices.Contains(Outcomes, c.Outcome):
		return &calc.FieldError{Field: "outcome", Problem: fmt.Sprintf("%q is no outcome", c.Outcome)}
	case c.Channel != "" && !slices.Contains(Channels, c.Channel):
		return &calc.FieldError{Field: "channel", Problem: fmt.Sprintf("%q is no channel", c.Channel)}
	case !IsJobNo(c.JobNo) && c.JobNo != "":
		return &calc.FieldError{Field: "job_no", Problem: "is not of letters and digits"}
	case utf8.RuneCountInString(c.Said) > MaxWords:
		return &calc.FieldError{Field: "said", Problem: "is too long"}
	case utf8.RuneCountInString(c.Promised) > MaxWords:
		return &calc.FieldError{Field: "promised", Problem: "is too long"}
	}
	return validEvidence(c.Evidence)
}

// IsJobNo reports whether a text may be the number of the lender's agent: letters of the
// Latin alphabet and digits, and not many of them.
func IsJobNo(s string) bool {
	for _, r := range s {
		if (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') {
			return false
		}
	}
	return s != "" && len(s) <= MaxJobNo
}

func validEvidence(list []Evidence) error {
	for i, e := range list {
		if !slices.Contains(AllEvidence, e) {
			return &calc.FieldError{Field: fmt.Sprintf("evidence[%d]", i), Problem: fmt.Sprintf("%q is no kind of evidence", e)}
		}
	}
	return nil
}

// bare reports that nothing more is known of a contact than that it was.
func (c *Contact) bare() bool {
	return c.JobNo == "" && c.Said == "" && c.Promised == "" && c.AnswerBy.IsZero() && c.CallBy.IsZero() && len(c.Evidence) == 0
}

// CallBy is the day by which the person is to call back since the last contact; zero if they are not.
func (c *Case) CallBy() calc.Date {
	if len(c.Contacts) == 0 {
		return calc.Date{}
	}
	return c.Contacts[len(c.Contacts)-1].CallBy
}

// Unlog takes a contact out of the log.
func (c *Case) Unlog(n int) { c.Contacts = slices.Delete(c.Contacts, n, n+1) }

// Pending returns the contact since which the lender has owed an answer: the last one after
// which the person had to wait. It is false when nothing is being waited for.
func (c *Case) Pending() (Contact, bool) {
	if c.Agreement != nil || c.Stage != Submitted && c.Stage != Waiting || len(c.Contacts) == 0 {
		return Contact{}, false
	}
	for i := len(c.Contacts) - 1; i >= 0; i-- {
		switch outcome := c.Contacts[i].Outcome; {
		case outcome == HandedIn || outcome == NoAnswer:
			return c.Contacts[i], true
		case outcome != OnlyTalked:
			return Contact{}, false
		}
	}
	return Contact{}, false
}
