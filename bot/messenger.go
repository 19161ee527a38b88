package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"xieshang/dialog"
	"xieshang/dialog/casefile"
)

// Messenger carries messages to people: Telegram, or a terminal. Message numbers are
// unique within a chat and grow. Besides transport errors, which are tried again, its
// methods return *RetryAfter, ErrUnreachable or *Rejected.
type Messenger interface {
	// Send sends m as a new message and returns its number. A document's bytes are in file.
	// A file of the person's own (m.File) is shown again.
	Send(ctx context.Context, chat int64, m dialog.Message, file []byte) (int64, error)
	// Edit puts m in the place of an earlier message. It is no error if nothing changes.
	Edit(ctx context.Context, chat, message int64, m dialog.Message) error
	// ClearButtons takes the buttons off an earlier message. It is no error if it has none.
	ClearButtons(ctx context.Context, chat, message int64) error
	// Delete removes a message, the person's own included, where the front end can.
	Delete(ctx context.Context, chat, message int64) error
	// Fetch returns the bytes of a file that a person sent.
	Fetch(ctx context.Context, f casefile.File) ([]byte, error)
}

// RetryAfter says that the front end wants fewer messages: try again after the pause.
type RetryAfter struct{ Pause time.Duration }

// Error says for how long to wait.
func (e *RetryAfter) Error() string { return fmt.Sprintf("asked to wait %s", e.Pause) }

// ErrUnreachable says that the chat cannot be written to: the bot was blocked, the
// account was deleted, the chat is gone.
var ErrUnreachable = errors.New("chat unreachable")

// Rejected says that this message will never be accepted, however often it is sent.
type Rejected struct{ Reason string }

// Error says why it was refused.
func (e *Rejected) Error() string { return "message rejected: " + e.Reason }
