package telegram

import (
	"context"
	"errors"
	"fmt"
	"time"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
)

const (
	watchEvery     = time.Minute
	maxConnections = 100 // all that Telegram allows: posts that come together are cheap
)

// watch sets the webhook, sees to it that it stays set, and tells when Telegram cannot
// reach it, until ctx ends.
func (w *Webhook) watch(ctx context.Context) error {
	how := trouble{log: w.client.log}
	for ctx.Err() == nil {
		err := w.look(ctx)
		switch {
		case ctx.Err() != nil:
			return nil
		case errors.Is(err, tg.ErrorUnauthorized):
			return w.client.revoked()
		case errors.Is(err, tg.ErrorBadRequest):
			return fmt.Errorf("XIESHANG_WEBHOOK_URL is not accepted by Telegram (%s): mend it, or leave it out to fetch updates by long polling", reason(err))
		}
		wait := how.note(err)
		if err == nil {
			wait = watchEvery
		}
		w.pause(ctx, wait)
	}
	return nil
}

// look sets the webhook the first time, and inspects it after that.
func (w *Webhook) look(ctx context.Context) error {
	if !w.set {
		return w.register(ctx)
	}
	info, err := w.client.api.GetWebhookInfo(ctx)
	if err != nil {
		return w.client.pollError("getWebhookInfo", err)
	}
	w.report(info)
	if info.URL != w.url {
		return w.register(ctx)
	}
	return nil
}

// register sets the webhook. Nothing changes if it is set already; what waits is kept.
func (w *Webhook) register(ctx context.Context) error {
	_, err := w.client.api.SetWebhook(ctx, &tg.SetWebhookParams{
		URL: w.url, SecretToken: w.secret, MaxConnections: maxConnections, AllowedUpdates: allowedUpdates(),
	})
	if err != nil {
		return w.client.pollError("setWebhook", err)
	}
	w.set = true
	return nil
}

// report tells what an operator should know: that somebody else took the updates, or that
// Telegram failed to bring them.
func (w *Webhook) report(info *models.WebhookInfo) {
	if info.URL != w.url {
		w.client.log.Error("somebody else changed where this bot's updates go: another copy of the bot runs with the same token; " +
			"stop it, or give this one a token of its own")
	}
	if info.LastErrorDate > w.told {
		w.told = info.LastErrorDate
		w.client.log.Warn("Telegram could not deliver updates; look at the reverse proxy and at XIESHANG_WEBHOOK_URL",
			"error", info.LastErrorMessage, "waiting", info.PendingUpdateCount)
	}
}
