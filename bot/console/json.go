package console

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"xieshang/dialog"
)

// line is one message of the bot as JSON.
type line struct {
	Text     string      `json:"text"`
	Buttons  []string    `json:"buttons,omitempty"`
	State    dialog.Name `json:"state"`
	Reminder string      `json:"reminder,omitempty"`
	Document string      `json:"document,omitempty"`
}

// done closes the answer to one line of input.
type done struct {
	Done  bool        `json:"done"`
	State dialog.Name `json:"state"`
	Error string      `json:"error,omitempty"` // why the line could not be acted on
}

// act is one line of input; exactly one of its fields is set.
type act struct {
	Text    *string `json:"text"`
	Press   *string `json:"press"`
	File    *string `json:"file"`
	Clock   *string `json:"clock"`
	Restart bool    `json:"restart"`
}

// fields is how many fields are set.
func (a act) fields() (n int) {
	for _, set := range []bool{a.Text != nil, a.Press != nil, a.File != nil, a.Clock != nil, a.Restart} {
		if set {
			n++
		}
	}
	return n
}

// maxLine is the longest line of input.
const maxLine = 1 << 20

// JSON reads one act a line, and prints every message of the bot as a line and a closing
// {"done":true} for each act. A line that makes no sense is answered with an error and
// changes nothing. It returns at the end of the input, or when the bot fails.
func (c *Console) JSON(ctx context.Context, in io.Reader, out io.Writer) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	c.print = func(l line) error { return encoder.Encode(l) }
	if err := c.settle(ctx); err != nil {
		return err
	}
	scanner := bufio.NewScanner(in)
	scanner.Buffer(nil, maxLine)
	for scanner.Scan() {
		if strings.TrimSpace(scanner.Text()) == "" {
			continue
		}
		problem, err := c.actOn(ctx, scanner.Bytes())
		if err != nil {
			return err
		}
		if err := encoder.Encode(done{true, c.state, problem}); err != nil {
			return err
		}
	}
	if err := scanner.Err(); err != nil {
		return fmt.Errorf("read input: %w", err)
	}
	return nil
}

// actOn does what a line says. A mistake in the line is a problem to be shown; err is a
// failure of the bot.
func (c *Console) actOn(ctx context.Context, text []byte) (problem string, err error) {
	var a act
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	err = decoder.Decode(&a)
	if err == nil && decoder.More() {
		err = errors.New("more than one act in a line")
	}
	if err != nil {
		return fmt.Sprintf(`not an act such as {"text":"…"}, {"press":"…"}, {"file":"…"}, {"clock":"+3d"} or {"restart":true}: %v`, err), nil
	}
	err = c.do(ctx, a)
	var m *mistake
	if errors.As(err, &m) {
		return m.Error(), nil
	}
	return "", err
}

func (c *Console) do(ctx context.Context, a act) error {
	switch {
	case a.fields() != 1:
		return &mistake{`an act needs exactly one of "text", "press", "file", "clock", "restart"`}
	case a.Text != nil:
		return c.say(ctx, *a.Text)
	case a.Press != nil:
		return c.press(ctx, *a.Press)
	case a.File != nil:
		return c.sendFile(ctx, *a.File)
	case a.Clock != nil:
		return c.moveClock(ctx, *a.Clock)
	default:
		return c.restart(ctx)
	}
}
