package telegram

import (
	"strings"
	"time"

	"github.com/go-telegram/bot/models"

	"xieshang/bot"
	"xieshang/dialog"
	"xieshang/dialog/casefile"
)

// convert turns an update into what the runtime understands. It reports false for what is
// none of the bot's business: service messages, channel posts, reactions, other people's
// talk in a group.
//
// What a person typed counts only if they typed it now, for the bot:
//   - A caption, a forwarded text and an edited text arrive as dialog.Media, with the words
//     in Text. A forwarded demand is not the person's figure, and an edit belongs to a
//     question that may be long past: neither may become an answer, but both can be looked
//     through for signs of danger.
//   - In a group nothing that is said is passed on. The update has the group's negative
//     number as its Chat and no text, so that the runtime can ask to be spoken to alone.
func (c *Client) convert(u *models.Update) (bot.Update, bool) {
	var to bot.Update
	var ok bool
	switch {
	case u.Message != nil:
		to, ok = c.fromMessage(u.Message)
	case u.EditedMessage != nil:
		to, ok = fromEdit(u.EditedMessage)
	case u.CallbackQuery != nil:
		to, ok = fromButton(u.CallbackQuery)
	case u.MyChatMember != nil:
		to, ok = fromMember(u.MyChatMember)
	}
	to.ID = u.ID
	return to, ok
}

func (c *Client) fromMessage(m *models.Message) (bot.Update, bool) {
	to := about(m)
	if m.Chat.Type != models.ChatTypePrivate {
		return to, m.Chat.Type != models.ChatTypeChannel && c.addressed(m)
	}
	switch {
	case m.ForwardOrigin != nil && m.Text != "":
		to.Input = dialog.Input{Kind: dialog.Media, Text: m.Text}
	case m.Text != "":
		to.Input = dialog.Input{Kind: dialog.Typed, Text: c.ownCommand(m.Text)}
	case isMedia(m):
		to.Input = dialog.Input{Kind: dialog.Media, Text: m.Caption, File: file(m)}
	default:
		return to, false
	}
	return to, true
}

// about fills in who wrote a message, where and when.
func about(m *models.Message) bot.Update {
	to := bot.Update{Chat: m.Chat.ID, Message: int64(m.ID), At: instant(m.Date)}
	if m.From != nil {
		to.Language = language(m.From.LanguageCode)
	}
	return to
}

func instant(unix int) time.Time {
	if unix == 0 {
		return time.Time{}
	}
	return time.Unix(int64(unix), 0)
}

// fromEdit passes on that the person changed an earlier text. Telegram sends edits of
// other things, too, that nobody made.
func fromEdit(m *models.Message) (bot.Update, bool) {
	to := about(m)
	to.At = instant(m.EditDate)
	to.Input = dialog.Input{Kind: dialog.Media, Text: m.Text}
	return to, m.Text != "" && m.Chat.Type == models.ChatTypePrivate
}

func fromButton(q *models.CallbackQuery) (bot.Update, bool) {
	to := bot.Update{
		Language: language(q.From.LanguageCode),
		Input:    dialog.Input{Kind: dialog.Pressed, Data: q.Data},
	}
	switch {
	case q.Data == "":
		return to, false
	case q.Message.Message != nil:
		to.Chat, to.Message = q.Message.Message.Chat.ID, int64(q.Message.Message.ID)
	case q.Message.InaccessibleMessage != nil:
		to.Chat, to.Message = q.Message.InaccessibleMessage.Chat.ID, int64(q.Message.InaccessibleMessage.MessageID)
	default:
		return to, false
	}
	return to, true
}

// fromMember passes on that the person blocked the bot. Unblocking says nothing: the
// person's next word does.
func fromMember(m *models.ChatMemberUpdated) (bot.Update, bool) {
	to := bot.Update{
		Chat: m.Chat.ID, At: instant(m.Date), Language: language(m.From.LanguageCode), Blocked: true,
	}
	return to, m.Chat.Type == models.ChatTypePrivate && m.NewChatMember.Type == models.ChatMemberTypeBanned
}

// ownCommand takes the bot's own name off a command: /start@name is /start.
func (c *Client) ownCommand(text string) string {
	if !strings.HasPrefix(text, "/") {
		return text
	}
	command, rest, _ := strings.Cut(text, "@")
	name := rest[:min(len(rest), len(c.username))]
	if strings.ContainsAny(command, " \n") || !strings.EqualFold(name, c.username) {
		return text
	}
	if tail := rest[len(name):]; tail == "" || tail[0] == ' ' || tail[0] == '\n' {
		return command + tail
	}
	return text
}

// addressed reports whether a message in a group is for the bot: a command, its name, or
// an answer to it.
func (c *Client) addressed(m *models.Message) bool {
	reply := m.ReplyToMessage
	return strings.HasPrefix(m.Text, "/") && (c.ownCommand(m.Text) != m.Text || !strings.Contains(m.Text, "@")) ||
		strings.Contains(strings.ToLower(m.Text), "@"+strings.ToLower(c.username)) ||
		reply != nil && reply.From != nil && reply.From.Username == c.username
}

// file is the photo, the largest there is of it, or the file that a message holds; nil for
// others, and for what somebody else sent first.
func file(m *models.Message) *casefile.File {
	switch {
	case m.ForwardOrigin != nil:
		return nil
	case len(m.Photo) > 0:
		return &casefile.File{Ref: m.Photo[len(m.Photo)-1].FileID, Photo: true}
	case m.Document != nil && m.Animation == nil:
		return &casefile.File{Ref: m.Document.FileID}
	}
	return nil
}

// isMedia tells what a person sent from what Telegram reports.
func isMedia(m *models.Message) bool {
	return len(m.Photo) > 0 || m.Voice != nil || m.Video != nil || m.VideoNote != nil || m.Audio != nil ||
		m.Document != nil || m.Animation != nil || m.Sticker != nil || m.Location != nil || m.Venue != nil ||
		m.Contact != nil || m.Poll != nil || m.Dice != nil || m.Story != nil || m.Game != nil ||
		m.PaidMedia != nil || m.LivePhoto != nil || m.Checklist != nil || m.RichMessage != nil
}
