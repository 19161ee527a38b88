package telegram

import (
	"errors"
	"testing"

	"xieshang/bot"
	"xieshang/bot/botapi"
	"xieshang/dialog"
	"xieshang/dialog/casefile"
)

// sentFiles returns what the bot hears of a photo, a PDF and a film that is too large.
func sentFiles(t *testing.T, c *Client, u *botapi.User) (photo, pdf, film casefile.File) {
	t.Helper()
	u.SendPicture([]byte("pixels"), "")
	u.SendFile(botapi.File{Name: "a.pdf", Bytes: []byte("%PDF-")}, "")
	u.SendFile(botapi.File{Name: "film", Bytes: make([]byte, maxFile+1)}, "")
	r := newRuntime()
	run(t, c.Poller(r.apply))
	heard := r.next(t)[1:] // after the first word
	return *heard[0].Input.File, *heard[1].Input.File, *heard[2].Input.File
}

func TestFetch(t *testing.T) {
	api, c, u, _ := begin(t)
	photo, pdf, film := sentFiles(t, c, u)
	for f, want := range map[casefile.File]string{photo: "pixels", pdf: "%PDF-"} {
		if got, err := c.Fetch(t.Context(), f); string(got) != want || err != nil {
			t.Errorf("fetched %q, %v, not %q", got, err, want)
		}
	}
	for _, f := range []casefile.File{film, {Ref: "nobody's"}, {Ref: "../getMe"}} {
		if _, err := c.Fetch(t.Context(), f); !errors.As(err, new(*bot.Rejected)) {
			t.Errorf("%s: %v, which would be tried again", f.Ref, err)
		}
	}
	for _, fault := range []botapi.Fault{{Status: 502}, {Cut: true}} {
		api.Fault(func(call botapi.Call) *botapi.Fault {
			if call.Method == "getFile" {
				return &fault
			}
			return nil
		})
		if _, err := c.Fetch(t.Context(), photo); err == nil || errors.As(err, new(*bot.Rejected)) {
			t.Errorf("after %+v: %v, which would not be tried again", fault, err)
		}
	}
}

func TestShowAgain(t *testing.T) {
	_, c, u, _ := begin(t)
	photo, pdf, _ := sentFiles(t, c, u)
	for _, f := range []casefile.File{photo, pdf} {
		send(t, c, dialog.Message{Text: "账单截图（1/1）", File: &f})
		m, err := u.Wait(t.Context())
		if err != nil || m.Text != "账单截图（1/1）" || (m.Kind == "photo") != f.Photo {
			t.Errorf("the person sees %v, %v", m, err)
		}
	}
}
