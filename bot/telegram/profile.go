package telegram

import (
	"context"
	"fmt"
	"slices"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"xieshang/dialog/locale"
)

// Command is an entry of the bot's menu: a name without the slash, and what it does.
type Command struct{ Name, Description string }

// Profile is what Telegram shows of the bot before anything is said. Empty fields are
// left as they are.
type Profile struct {
	Commands    []Command // the menu
	Description string    // in the empty chat; at most 512 characters
	About       string    // on the bot's page; at most 120 characters
}

// Publish sets the bot's profile in each language, where it is not like that already:
// Telegram limits how often it may be set. Telegram knows two-letter languages only, so
// people with a Chinese client see locale.Hans, everybody else locale.English, and
// locale.Hant is not used.
func (c *Client) Publish(ctx context.Context, profiles map[locale.Language]Profile) error {
	for language, profile := range profiles {
		code, ok := profileCode(language)
		if !ok {
			continue
		}
		if err := c.publish(ctx, code, profile); err != nil {
			return fmt.Errorf("publishing the bot's profile in %s: %w", language, err)
		}
	}
	return nil
}

// profileCode is Telegram's code for the people who see a language; "" is everybody else.
func profileCode(l locale.Language) (string, bool) {
	switch l {
	case locale.Hans:
		return "zh", true
	case locale.English:
		return "", true
	}
	return "", false
}

func (c *Client) publish(ctx context.Context, code string, p Profile) error {
	steps := []func(context.Context, string, Profile) error{c.publishCommands, c.publishDescription, c.publishAbout}
	for _, step := range steps {
		if err := step(ctx, code, p); err != nil {
			return c.sendError(err)
		}
	}
	return nil
}

func (c *Client) publishCommands(ctx context.Context, code string, p Profile) error {
	if len(p.Commands) == 0 {
		return nil
	}
	want := make([]models.BotCommand, len(p.Commands))
	for i, entry := range p.Commands {
		want[i] = models.BotCommand{Command: entry.Name, Description: entry.Description}
	}
	have, err := c.api.GetMyCommands(ctx, &tg.GetMyCommandsParams{LanguageCode: code})
	if err != nil || slices.Equal(have, want) {
		return err
	}
	_, err = c.api.SetMyCommands(ctx, &tg.SetMyCommandsParams{Commands: want, LanguageCode: code})
	return err
}

func (c *Client) publishDescription(ctx context.Context, code string, p Profile) error {
	if p.Description == "" {
		return nil
	}
	have, err := c.api.GetMyDescription(ctx, &tg.GetMyDescriptionParams{LanguageCode: code})
	if err != nil || have.Description == p.Description {
		return err
	}
	_, err = c.api.SetMyDescription(ctx, &tg.SetMyDescriptionParams{Description: p.Description, LanguageCode: code})
	return err
}

func (c *Client) publishAbout(ctx context.Context, code string, p Profile) error {
	if p.About == "" {
		return nil
	}
	have, err := c.api.GetMyShortDescription(ctx, &tg.GetMyShortDescriptionParams{LanguageCode: code})
	if err != nil || have.ShortDescription == p.About {
		return err
	}
	_, err = c.api.SetMyShortDescription(ctx, &tg.SetMyShortDescriptionParams{ShortDescription: p.About, LanguageCode: code})
	return err
}
