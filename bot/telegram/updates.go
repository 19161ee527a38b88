package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"time"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"xieshang/bot"
)

const (
	maxBatch = 100
	longPoll = 50 // seconds
)

// pollRequest is getUpdates, which the library does not export.
type pollRequest struct {
	Offset         int64    `json:"offset"`
	Limit          int      `json:"limit"`
	Timeout        int      `json:"timeout"`
	AllowedUpdates []string `json:"allowed_updates"`
}

type pollAnswer struct {
	OK          bool              `json:"ok"`
	Result      []json.RawMessage `json:"result"`
	ErrorCode   int               `json:"error_code"`
	Description string            `json:"description"`
	Parameters  struct {
		RetryAfter int `json:"retry_after"`
	} `json:"parameters"`
}

// allowedUpdates are the kinds of updates that the bot wants.
func allowedUpdates() []string {
	return []string{
		models.AllowedUpdateMessage, models.AllowedUpdateEditedMessage,
		models.AllowedUpdateCallbackQuery, models.AllowedUpdateMyChatMember,
	}
}

// getUpdates waits for updates from offset on. Its errors are those of the library, and
// *errTooLarge.
func (c *Client) getUpdates(ctx context.Context, offset int64, limit int) ([]json.RawMessage, error) {
	body, err := json.Marshal(pollRequest{Offset: offset, Limit: limit, Timeout: longPoll, AllowedUpdates: allowedUpdates()})
	if err != nil {
		return nil, fmt.Errorf("getUpdates: %w", err)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url+"/bot"+c.token+"/getUpdates", bytes.NewReader(body))
	if err != nil {
		return nil, c.pollError("getUpdates", err)
	}
	request.Header.Set("Content-Type", "application/json")
	status, body, err := c.polls.call(request)
	if err != nil {
		return nil, c.pollError("getUpdates", err)
	}
	var answer pollAnswer
	if err := json.Unmarshal(body, &answer); err != nil {
		return nil, fmt.Errorf("getUpdates: the answer is not one of the Bot API: %s", status)
	}
	if !answer.OK {
		return nil, answer.failure()
	}
	return answer.Result, nil
}

// pollError is an error of receiving, without the token.
func (c *Client) pollError(method string, err error) error {
	var large *errTooLarge
	var flood *tg.TooManyRequestsError
	switch {
	case errors.As(err, &large):
		return large
	case errors.As(err, &flood):
		return &bot.RetryAfter{Pause: time.Duration(max(flood.RetryAfter, 1)) * time.Second}
	}
	return fmt.Errorf("%s: %w", method, c.scrub(err))
}

// failure is what the library would have returned.
func (a *pollAnswer) failure() error {
	switch a.ErrorCode {
	case http.StatusUnauthorized:
		return fmt.Errorf("getUpdates: %w, %s", tg.ErrorUnauthorized, a.Description)
	case http.StatusConflict:
		return fmt.Errorf("getUpdates: %w, %s", tg.ErrorConflict, a.Description)
	case http.StatusBadRequest:
		return fmt.Errorf("getUpdates: %w, %s", tg.ErrorBadRequest, a.Description)
	case http.StatusTooManyRequests:
		return &bot.RetryAfter{Pause: time.Duration(max(a.Parameters.RetryAfter, 1)) * time.Second}
	}
	return fmt.Errorf("getUpdates: %d %s", a.ErrorCode, a.Description)
}

// complete returns those updates of an answer that are there as a whole, given how the
// answer begins.
func complete(start []byte) (list []json.RawMessage) {
	d := json.NewDecoder(bytes.NewReader(start))
	for {
		token, err := d.Token()
		if err != nil {
			return nil
		}
		if token == "result" {
			break
		}
	}
	if token, err := d.Token(); err != nil || token != json.Delim('[') {
		return nil
	}
	for d.More() {
		var raw json.RawMessage
		if d.Decode(&raw) != nil {
			break
		}
		list = append(list, raw)
	}
	return list
}

var updateID = regexp.MustCompile(`"update_id"\s*:\s*([0-9]+)`)

// firstUpdate finds the number of an update, or of the first of several, in JSON that
// cannot be read as a whole. It returns 0 if there is none.
func firstUpdate(raw []byte) int64 {
	m := updateID.FindSubmatch(raw)
	if m == nil {
		return 0
	}
	id, _ := strconv.ParseInt(string(m[1]), 10, 64)
	return id
}
