package botapi

import "fmt"

// apiError is a refusal in Telegram's words.
type apiError struct {
	code       int
	text       string
	retryAfter int
}

func (e *apiError) Error() string { return fmt.Sprintf("%d %s", e.code, e.text) }

func badRequest(format string, args ...any) *apiError {
	return &apiError{code: 400, text: "Bad Request: " + fmt.Sprintf(format, args...)}
}

func forbidden(text string) *apiError {
	return &apiError{code: 403, text: "Forbidden: " + text}
}

func conflict(text string) *apiError {
	return &apiError{code: 409, text: "Conflict: " + text}
}

const (
	notModified = "message is not modified: specified new message content and reply markup are " +
		"exactly the same as a current content and reply markup of the message"
	tooOld         = "query is too old and response timeout expired or query ID is invalid"
	otherPoll      = "terminated by other getUpdates request; make sure that only one bot instance is running"
	webhookActive  = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
	webhookStarted = "terminated by setWebhook request"
)
