package telegram

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"

	tg "github.com/go-telegram/bot"

	"xieshang/bot"
)

// scrubbed is an error without the token. It still is what the original was for
// errors.Is, but gives nobody the original to print.
type scrubbed struct {
	text  string
	cause error
}

func (e *scrubbed) Error() string        { return e.text }
func (e *scrubbed) Is(target error) bool { return errors.Is(e.cause, target) }

const maxErrorText = 300

// scrub takes the token out of an error, and line breaks and length with it.
func (c *Client) scrub(err error) error {
	var transport *url.Error
	if errors.As(err, &transport) {
		transport.URL = c.mask(transport.URL)
	}
	text := strings.Join(strings.Fields(c.mask(err.Error())), " ")
	if runes := []rune(text); len(runes) > maxErrorText {
		text = string(runes[:maxErrorText]) + "…"
	}
	return &scrubbed{text: text, cause: err}
}

func (c *Client) mask(text string) string {
	text = strings.ReplaceAll(text, c.token, "***")
	return strings.ReplaceAll(text, url.PathEscape(c.token), "***")
}

// sendError turns an error of the library into what bot.Messenger promises.
func (c *Client) sendError(err error) error {
	var flood *tg.TooManyRequestsError
	var rejected *bot.Rejected
	switch {
	case err == nil:
		return nil
	case errors.As(err, &flood):
		return &bot.RetryAfter{Pause: time.Duration(max(flood.RetryAfter, 1)) * time.Second}
	case errors.As(err, &rejected):
		return rejected
	case errors.Is(err, tg.ErrorForbidden), isBad(err, "chat not found", "user not found", "user is deactivated", "PEER_ID_INVALID"):
		return fmt.Errorf("%w: %s", bot.ErrUnreachable, reason(err))
	case errors.Is(err, tg.ErrorBadRequest), isMigration(err):
		return &bot.Rejected{Reason: reason(err)}
	}
	return c.scrub(err)
}

// isBad reports whether Telegram refused a request with one of these words.
func isBad(err error, words ...string) bool {
	if !errors.Is(err, tg.ErrorBadRequest) {
		return false
	}
	for _, word := range words {
		if strings.Contains(strings.ToLower(err.Error()), strings.ToLower(word)) {
			return true
		}
	}
	return false
}

// isMigration says that a group became a supergroup; the bot does not follow it there.
func isMigration(err error) bool {
	var migration *tg.MigrateError
	return errors.As(err, &migration)
}

var quoted = regexp.MustCompile(`"[^"]*"`)

// reason is Telegram's explanation without anything it may quote from the message.
func reason(err error) string {
	text := err.Error()
	if _, after, ok := strings.Cut(text, ", "); ok {
		text = after
	}
	return quoted.ReplaceAllString(text, `"…"`)
}
