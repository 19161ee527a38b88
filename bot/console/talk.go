package console

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

const welcome = `这里是 xieshang 的终端版，和 Telegram 里是同一个对话，内容只存在这台电脑上。
直接打字，或者输入按钮前的数字。:clock +3d 让时间往前走三天，:restart 关掉再打开，:quit 离开。

`

// Talk lets a person read and type until the input ends or they type :quit.
func (c *Console) Talk(ctx context.Context, in io.Reader, out io.Writer) error {
	c.print = func(l line) error { return c.write(out, l) }
	fmt.Fprint(out, welcome)
	if err := c.say(ctx, "/start"); err != nil {
		return err
	}
	scanner := bufio.NewScanner(in)
	scanner.Buffer(nil, maxLine)
	for prompt(out); scanner.Scan(); prompt(out) {
		text := strings.TrimSpace(scanner.Text())
		if text == ":quit" {
			return nil
		}
		err := c.typed(ctx, text)
		var m *mistake
		if errors.As(err, &m) {
			fmt.Fprintln(out, m.problem)
		} else if err != nil {
			return err
		}
	}
	fmt.Fprintln(out)
	if err := scanner.Err(); err != nil {
		return fmt.Errorf("read input: %w", err)
	}
	return nil
}

func prompt(out io.Writer) { fmt.Fprint(out, "你> ") }

// typed does what a typed line asks for: a number presses the button of that number,
// a colon begins a word to the terminal itself.
func (c *Console) typed(ctx context.Context, text string) error {
	word, rest, _ := strings.Cut(text, " ")
	switch {
	case text == "":
		return nil
	case word == ":clock":
		return c.moveClock(ctx, strings.TrimSpace(rest))
	case word == ":restart":
		return c.restart(ctx)
	case strings.HasPrefix(word, ":"):
		return mistaken("%s 不认识。有 :clock +3d、:restart、:quit", word)
	}
	if n, err := strconv.Atoi(text); err == nil && n >= 1 && n <= len(c.labels()) {
		return c.press(ctx, text)
	}
	return c.say(ctx, text)
}

// write prints a message with its buttons numbered.
func (c *Console) write(out io.Writer, l line) error {
	var b strings.Builder
	if l.Reminder != "" {
		fmt.Fprintf(&b, "⏰ %s\n", c.clock().Format(time.DateOnly+" 15:04"))
	}
	b.WriteString(l.Text + "\n")
	if l.Document != "" {
		fmt.Fprintf(&b, "（文件：%s）\n", l.Document)
	}
	for i, label := range l.Buttons {
		fmt.Fprintf(&b, "  %d %s", i+1, label)
	}
	if len(l.Buttons) > 0 {
		b.WriteByte('\n')
	}
	_, err := fmt.Fprintln(out, b.String())
	return err
}
