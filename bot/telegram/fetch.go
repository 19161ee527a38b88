package telegram

import (
	"context"
	"fmt"
	"io"
	"net/http"

	tg "github.com/go-telegram/bot"

	"xieshang/bot"
	"xieshang/dialog/casefile"
)

// maxFile is the largest file that Telegram hands out to bots.
const maxFile = 20 << 20

// Fetch returns the bytes of a file that a person sent. One that is larger than Telegram
// hands out, or gone, is *bot.Rejected.
func (c *Client) Fetch(ctx context.Context, f casefile.File) ([]byte, error) {
	found, err := c.api.GetFile(ctx, &tg.GetFileParams{FileID: f.Ref})
	if err != nil {
		return nil, c.sendError(err)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, c.api.FileDownloadLink(found), nil)
	if err != nil {
		return nil, &bot.Rejected{Reason: c.scrub(err).Error()}
	}
	response, err := c.files.Do(request)
	if err != nil {
		return nil, c.sendError(err)
	}
	defer response.Body.Close()
	switch code := response.StatusCode; {
	case code >= 500 || code == http.StatusTooManyRequests:
		return nil, fmt.Errorf("file: %s", response.Status)
	case code != http.StatusOK:
		return nil, &bot.Rejected{Reason: "file: " + response.Status}
	}
	data, err := io.ReadAll(io.LimitReader(response.Body, maxFile+1))
	switch {
	case err != nil:
		return nil, c.sendError(err)
	case len(data) > maxFile:
		return nil, &bot.Rejected{Reason: "file: too large"}
	}
	return data, nil
}
