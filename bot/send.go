package bot

import (
	"context"
	"errors"

	"xieshang/bot/store"
	"xieshang/dialog"
)

// send shows one message the way its kind asks for, and notes in chat what is now the
// last message and the open question.
func (d *Deliverer) send(ctx context.Context, chat *store.Chat, m dialog.Message) error {
	switch {
	case m.Removes != 0:
		return d.messenger.Delete(ctx, chat.ID, m.Removes)
	case m.Document != nil:
		return d.sendDocument(ctx, chat, m)
	case m.Live:
		return d.sendLive(ctx, chat, m)
	}
	sent, err := d.messenger.Send(ctx, chat.ID, m, nil)
	chat.LastMessage = max(chat.LastMessage, sent)
	return err
}

func (d *Deliverer) sendDocument(ctx context.Context, chat *store.Chat, m dialog.Message) error {
	file, err := d.makeDocument(ctx, chat.ID, *m.Document)
	if err != nil {
		return err
	}
	sent, err := d.messenger.Send(ctx, chat.ID, m, file)
	chat.LastMessage = max(chat.LastMessage, sent)
	return err
}

// sendLive replaces the open question: in its place while it is the last message, and
// otherwise below; then the buttons are taken off the old one.
func (d *Deliverer) sendLive(ctx context.Context, chat *store.Chat, m dialog.Message) error {
	old := chat.LiveMessage
	if old != 0 && old == chat.LastMessage && !chat.LiveKeep {
		err := d.messenger.Edit(ctx, chat.ID, old, m)
		if err == nil {
			chat.LiveKeep = m.Keep
		}
		if !errors.As(err, new(*Rejected)) {
			return err
		}
	}
	sent, err := d.messenger.Send(ctx, chat.ID, m, nil)
	if err != nil {
		return err
	}
	chat.LastMessage, chat.LiveMessage, chat.LiveKeep = max(chat.LastMessage, sent), sent, m.Keep
	if old == 0 {
		return nil
	}
	if err := d.messenger.ClearButtons(ctx, chat.ID, old); err != nil {
		d.log.Warn("old buttons stay", "chat", chat.ID, "err", err)
	}
	return nil
}

// makeDocument makes a file as soon as few enough others are being made.
func (d *Deliverer) makeDocument(ctx context.Context, chat int64, doc dialog.Document) ([]byte, error) {
	select {
	case d.desks <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-d.desks }()
	return d.render(ctx, chat, doc)
}
