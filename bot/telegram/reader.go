package telegram

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/go-telegram/bot/models"

	"xieshang/bot"
)

// reader turns what Telegram sends into updates for the runtime. Buttons that were pressed
// are answered on the way.
type reader struct {
	client *Client
	thanks *acknowledger
}

func newReader(c *Client) *reader { return &reader{client: c, thanks: newAcknowledger(c)} }

// read reads one update and finds its number, 0 if it has none. It reports false for what
// the runtime is not to see: what is none of the bot's business, and what cannot be read.
// The latter is logged and passed over, or Telegram would send it for ever.
func (r *reader) read(raw json.RawMessage) (to bot.Update, id int64, ok bool) {
	from, err := decode(raw)
	if err == nil {
		to, ok, err = r.client.understand(from)
	}
	if err != nil {
		r.client.log.Error("skipped an update that cannot be read", "update", from.ID, "error", err)
		return bot.Update{}, from.ID, false
	}
	if from.CallbackQuery != nil {
		r.thanks.answer(from.CallbackQuery.ID)
	}
	return to, from.ID, ok
}

// understand converts an update. Whatever it holds, the bot lives on.
func (c *Client) understand(from *models.Update) (to bot.Update, ok bool, err error) {
	defer func() {
		if v := recover(); v != nil {
			ok, err = false, fmt.Errorf("converting it failed (%T)", v)
		}
	}()
	to, ok = c.convert(from)
	return to, ok, nil
}

// decode reads one update. With an error it returns as much as its number, if that can be
// read; the error says nothing of what is in it.
func decode(raw json.RawMessage) (*models.Update, error) {
	var u models.Update
	err := json.Unmarshal(raw, &u)
	if err == nil {
		return &u, nil
	}
	problem := fmt.Errorf("not an update of the Bot API (%T)", err)
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		problem = fmt.Errorf("not an update of the Bot API: field %q is a %s", wrong.Field, wrong.Value)
	}
	return &models.Update{ID: firstUpdate(raw)}, problem
}
