package bot

import (
	"time"

	"xieshang/dialog"
	"xieshang/dialog/locale"
)

// Update is one thing that happened in a chat, as any front end reports it. As JSON it may
// wait in the backlog while the program is changed for the next version.
type Update struct {
	ID   int64 // the front end's number of the update; the same number is applied once in 48 h
	Chat int64
	// Message is the number of the message that was typed, or of the one whose button was pressed.
	Message  int64
	At       time.Time       // when it happened, as the front end says; zero if it does not
	Language locale.Language // what the person's client asks for; "" if unknown
	Input    dialog.Input
	// Blocked says that the person blocked the bot (and nothing else happened).
	Blocked bool
}
