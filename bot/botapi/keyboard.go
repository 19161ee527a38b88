package botapi

import (
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// Button is a button as the person sees it.
type Button struct {
	Label string
	Data  string // callback_data
	Copy  string // text put on the clipboard
	URL   string // address that opens
}

const (
	maxButtons      = 100
	maxCallbackData = 64  // bytes
	maxCopyText     = 256 // characters
)

// wireButton is a button in JSON.
type wireButton struct {
	Text     string    `json:"text"`
	Data     string    `json:"callback_data,omitempty"`
	URL      string    `json:"url,omitempty"`
	CopyText *wireCopy `json:"copy_text,omitempty"`
}

type wireCopy struct {
	Text string `json:"text"`
}

type wireKeyboard struct {
	Rows [][]wireButton `json:"inline_keyboard"`
}

// keyboard reads the reply_markup of a call; nil means no buttons.
func keyboard(c Call) ([][]Button, error) {
	raw := c.text("reply_markup")
	if raw == "" || raw == "null" {
		return nil, nil
	}
	if !strings.HasPrefix(strings.TrimSpace(raw), "{") {
		return nil, badRequest("object expected as reply markup")
	}
	var wire wireKeyboard
	if err := json.Unmarshal([]byte(raw), &wire); err != nil {
		return nil, badRequest("can't parse reply keyboard markup JSON object")
	}
	var rows [][]Button
	total := 0
	for _, wireRow := range wire.Rows {
		var row []Button
		for _, w := range wireRow {
			button, err := w.check()
			if err != nil {
				return nil, err
			}
			row = append(row, button)
		}
		if total += len(row); len(row) > 0 {
			rows = append(rows, row)
		}
	}
	if total > maxButtons {
		return nil, badRequest("reply markup is too long")
	}
	return rows, nil
}

func (w wireButton) check() (Button, error) {
	b := Button{Label: w.Text, Data: w.Data, URL: w.URL}
	switch {
	case strings.TrimSpace(w.Text) == "":
		return b, badRequest("can't parse inline keyboard button: Button text must be non-empty")
	case len(w.Data) > maxCallbackData:
		return b, badRequest("BUTTON_DATA_INVALID")
	case w.CopyText != nil:
		b.Copy = w.CopyText.Text
		if n := utf8.RuneCountInString(b.Copy); n == 0 || n > maxCopyText {
			return b, badRequest("BUTTON_COPY_TEXT_INVALID")
		}
	case w.Data == "" && w.URL == "":
		return b, badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
	}
	return b, nil
}

// wireRows is the reply_markup of a message in JSON.
func wireRows(rows [][]Button) wireKeyboard {
	k := wireKeyboard{Rows: make([][]wireButton, len(rows))}
	for i, row := range rows {
		for _, b := range row {
			w := wireButton{Text: b.Label, Data: b.Data, URL: b.URL}
			if b.Copy != "" {
				w.CopyText = &wireCopy{b.Copy}
			}
			k.Rows[i] = append(k.Rows[i], w)
		}
	}
	return k
}
