package telegram

import (
	"bytes"
	"context"
	"sync"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"xieshang/bot"
	"xieshang/dialog"
	"xieshang/dialog/document"
)

// Send sends m as a new message and returns its number. A document's bytes are in file.
func (c *Client) Send(ctx context.Context, chat int64, m dialog.Message, file []byte) (int64, error) {
	var sent *models.Message
	err := c.write(m.Text, func(text string, mode models.ParseMode) (err error) {
		switch {
		case m.Document != nil:
			sent, err = c.sendDocument(ctx, chat, m, file, text, mode)
			return err
		case m.File != nil:
			sent, err = c.showAgain(ctx, chat, m, text, mode)
			return err
		}
		sent, err = c.api.SendMessage(ctx, &tg.SendMessageParams{
			ChatID: chat, Text: text, ParseMode: mode,
			LinkPreviewOptions: noPreview(), ReplyMarkup: keyboard(m.Buttons), DisableNotification: m.Silent,
		})
		return err
	})
	if err != nil {
		return 0, c.sendError(err)
	}
	return int64(sent.ID), nil
}

func (c *Client) sendDocument(ctx context.Context, chat int64, m dialog.Message, file []byte, text string, mode models.ParseMode) (*models.Message, error) {
	defer c.showUpload(ctx, chat)()
	upload := &models.InputFileUpload{Filename: m.Document.Name, Data: bytes.NewReader(file)}
	if m.Document.Format == document.PNG { // a picture is seen at once, and need not be opened
		return c.api.SendPhoto(ctx, &tg.SendPhotoParams{
			ChatID: chat, Caption: text, ParseMode: mode, ReplyMarkup: keyboard(m.Buttons), Photo: upload,
		})
	}
	return c.api.SendDocument(ctx, &tg.SendDocumentParams{
		ChatID: chat, Caption: text, ParseMode: mode, ReplyMarkup: keyboard(m.Buttons), Document: upload,
	})
}

// showAgain sends a file that the person sent, by its number.
func (c *Client) showAgain(ctx context.Context, chat int64, m dialog.Message, text string, mode models.ParseMode) (*models.Message, error) {
	input := &models.InputFileString{Data: m.File.Ref}
	if m.File.Photo {
		return c.api.SendPhoto(ctx, &tg.SendPhotoParams{ChatID: chat, Caption: text, ParseMode: mode, Photo: input})
	}
	return c.api.SendDocument(ctx, &tg.SendDocumentParams{ChatID: chat, Caption: text, ParseMode: mode, Document: input})
}

// showUpload tells the person that a file is coming, as well as it can. The returned
// function ends it.
func (c *Client) showUpload(ctx context.Context, chat int64) func() {
	ctx, cancel := context.WithCancel(ctx)
	var shown sync.WaitGroup
	shown.Go(func() {
		_, _ = c.api.SendChatAction(ctx, &tg.SendChatActionParams{
			ChatID: chat, Action: models.ChatActionUploadDocument,
		})
	})
	return func() { cancel(); shown.Wait() }
}

// Edit puts m in the place of an earlier message. It is no error if nothing changes. A
// message that is gone, or is not a text, is *bot.Rejected: send m as a new one.
func (c *Client) Edit(ctx context.Context, chat, message int64, m dialog.Message) error {
	if m.Document != nil {
		return &bot.Rejected{Reason: "a document cannot take the place of a message"}
	}
	err := c.write(m.Text, func(text string, mode models.ParseMode) error {
		_, err := c.api.EditMessageText(ctx, &tg.EditMessageTextParams{
			ChatID: chat, MessageID: int(message), Text: text, ParseMode: mode,
			LinkPreviewOptions: noPreview(), ReplyMarkup: keyboard(m.Buttons),
		})
		return err
	})
	if isBad(err, "message is not modified") {
		return nil
	}
	return c.sendError(err)
}

// ClearButtons takes the buttons off an earlier message. It is no error if the message
// has none, or is gone.
func (c *Client) ClearButtons(ctx context.Context, chat, message int64) error {
	_, err := c.api.EditMessageReplyMarkup(ctx, &tg.EditMessageReplyMarkupParams{ChatID: chat, MessageID: int(message)})
	if isBad(err, "message is not modified", "message to edit not found", "message can't be edited") {
		return nil
	}
	return c.sendError(err)
}

// Delete removes a message, which Telegram allows for two days; *bot.Rejected after that.
// It is no error if the message is gone.
func (c *Client) Delete(ctx context.Context, chat, message int64) error {
	_, err := c.api.DeleteMessage(ctx, &tg.DeleteMessageParams{ChatID: chat, MessageID: int(message)})
	if isBad(err, "message to delete not found") {
		return nil
	}
	return c.sendError(err)
}

// write sends a text as HTML, and as plain text if Telegram cannot read the HTML: a
// person is better served by a plain answer than by none.
func (c *Client) write(text string, send func(text string, mode models.ParseMode) error) error {
	err := send(text, models.ParseModeHTML)
	if !isBad(err, "can't parse entities") {
		return err
	}
	c.log.Error("Telegram cannot read a message's HTML; sent as plain text", "error", reason(err))
	return send(plain(text), "")
}

func noPreview() *models.LinkPreviewOptions {
	return &models.LinkPreviewOptions{IsDisabled: tg.True()}
}
