package dialog

import (
	"xieshang/dialog/casefile"
	"xieshang/dialog/document"
)

// Input is one thing a person did.
type Input struct {
	Kind InputKind
	Text string         // what was typed; for Media the words that came with it, which are no answer
	Data string         // the Data of the button, for Pressed
	File *casefile.File // the photo or file that was sent, for Media; nil for other things
}

// InputKind tells apart what a person can do.
type InputKind int

// The kinds of input.
const (
	Typed   InputKind = iota // a text message
	Pressed                  // a button
	Media                    // a voice message, photo, sticker, file; a forwarded or edited text
)

// Message is one thing the bot says. A front end shows it; the engine never knows how.
type Message struct {
	// Text is HTML as Telegram's Bot API understands it: <b>, <i>, <code>, <pre> and
	// escaped text. At most 4,096 characters.
	Text    string     `json:"text"`
	Buttons [][]Button `json:"buttons,omitempty"` // rows, top to bottom
	// State is the state whose question this is; "" for what asks nothing.
	State Name `json:"state,omitempty"`
	// Live marks the one open question of the chat. It replaces the previous live
	// message: in place if nothing came after it, and otherwise by taking the buttons
	// off the old one and sending anew.
	Live bool `json:"live,omitempty"`
	// Keep marks a live message whose text is worth keeping: when its turn is over its
	// buttons go, but it is never overwritten.
	Keep bool `json:"keep,omitempty"`
	// Reminder is the kind of reminder this is, or "" for a reply.
	Reminder string `json:"reminder,omitempty"`
	// Silent messages arrive without a sound.
	Silent bool `json:"silent,omitempty"`
	// Removes is the number of a message of the person's own that is taken out of the
	// chat instead of anything being said; 0 for all others.
	Removes int64 `json:"removes,omitempty"`
	// Document is sent as a file with Text as its caption; nil for plain messages.
	Document *Document `json:"document,omitempty"`
	// File is a file of the person's own that is shown again, with Text as its caption.
	File *casefile.File `json:"file,omitempty"`
	// Inspect is a file of the person's own that is looked at when the message is delivered;
	// what was seen is then said ahead of Text ([Engine.Inspected]).
	Inspect *casefile.File `json:"inspect,omitempty"`
}

// Button is one thing a person can press.
type Button struct {
	Label string `json:"label"`
	// Data comes back in Input.Data: flow, revision and answer, at most 64 bytes.
	Data string `json:"data,omitempty"`
	// Copy is text that the button puts on the clipboard, at most 256 characters;
	// such a button has no Data.
	Copy string `json:"copy,omitempty"`
}

// Document names a file that is made from the case when the message is delivered: what is
// to be made, never what is in it.
type Document struct {
	Kind   DocumentKind    `json:"kind"`
	Name   string          `json:"name"`             // the file name that the person sees, without personal words
	Case   int             `json:"case,omitempty"`   // ID of the case it is about; 0 for all
	Of     string          `json:"of,omitempty"`     // which one, where a kind has several: which letter
	Format document.Format `json:"format,omitempty"` // "" for the only one there is
}

// DocumentKind tells apart the files that can be made.
type DocumentKind string

// The kinds of documents. What each is made of stands in the table of papers.
const (
	ExportFile    DocumentKind = "export"    // everything that is kept, as JSON
	AgreementFile DocumentKind = "agreement" // the record of what was agreed
	CaseFile      DocumentKind = "case"      // everything about the case, for an adviser or a mediator
	ScheduleFile  DocumentKind = "schedule"  // the table of instalments
	ScriptFile    DocumentKind = "script"    // what to say, for beside the telephone
	PlansChart    DocumentKind = "plans"     // the plans against doing nothing
	ProgressChart DocumentKind = "progress"  // what is paid and what is left
	CalendarFile  DocumentKind = "calendar"  // the instalments for a calendar; of "discreet": without a word of debts
)
