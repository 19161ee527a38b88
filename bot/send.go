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
	case m.Inspect != nil:
		return d.sendInspection(ctx, chat, m)
	case m.Live:
		return d.sendLive(ctx, chat, m)
	}
	sent, err := d.messenger.Send(ctx, chat.ID, m, nil)
	chat.LastMessage = max(chat.LastMessage, sent)
	return err
}

func (d *Deliverer) sendDocument(ctx context.Context, chat *store.Chat, m dialog.Message) error {
	file, err := d.makeDocument(ctx, chat.ID, *m.Document)
	if err == nil {
		var sent int64
		sent, err = d.messenger.Send(ctx, chat.ID, m, file)
		chat.LastMessage = max(chat.LastMessage, sent)
	}
	return d.orSorry(ctx, chat, err)
}

// orSorry says that a file could not be made or looked at, if an error means that it never
// will be.
func (d *Deliverer) orSorry(ctx context.Context, chat *store.Chat, err error) error {
	if errors.As(err, new(*Rejected)) || poison(err) {
		if unsaid := d.apologise(ctx, chat); unsaid != nil {
			return unsaid // both are tried again
		}
	}
	return err
}

func (d *Deliverer) apologise(ctx context.Context, chat *store.Chat) error {
	m, err := d.sorry(ctx, chat.ID)
	if err != nil {
		return err
	}
	sent, err := d.messenger.Send(ctx, chat.ID, m, nil)
	chat.LastMessage = max(chat.LastMessage, sent)
	return err
}

// sendInspection looks at a file of the person's own and says what was seen. Its bytes are
// forgotten with that.
func (d *Deliverer) sendInspection(ctx context.Context, chat *store.Chat, m dialog.Message) error {
	m, err := d.inspected(ctx, chat.ID, m)
	switch {
	case err != nil:
		return d.orSorry(ctx, chat, err)
	case m.Live:
		return d.sendLive(ctx, chat, m)
	}
	sent, err := d.messenger.Send(ctx, chat.ID, m, nil)
	chat.LastMessage = max(chat.LastMessage, sent)
	return err
}

// inspected is what is to be said of a file of the person's own.
func (d *Deliverer) inspected(ctx context.Context, chat int64, m dialog.Message) (dialog.Message, error) {
	release, err := d.takeDesk(ctx)
	if err != nil {
		return m, err
	}
	defer release()
	file, err := d.messenger.Fetch(ctx, *m.Inspect)
	if err != nil && !errors.As(err, new(*Rejected)) {
		return m, err
	}
	err = guarded(func() (err error) {
		m, err = d.inspect(ctx, chat, m, file)
		return err
	})
	return m, err
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
	release, err := d.takeDesk(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	var file []byte
	err = guarded(func() (err error) {
		file, err = d.render(ctx, chat, doc)
		return err
	})
	return file, err
}

// takeDesk waits for one of the few desks at which files are made and looked at, and
// returns how to leave it.
func (d *Deliverer) takeDesk(ctx context.Context) (leave func(), err error) {
	select {
	case d.desks <- struct{}{}:
		return func() { <-d.desks }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
