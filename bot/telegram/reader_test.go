package telegram

import (
	"encoding/json"
	"log/slog"
	"testing"
)

func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		word, `{"update_id":1}`, `{"update_id":"x","message":[]}`, `{"update_id":9,"callback_query":{"id":"1","data":"x"}}`,
		`{"update_id":3,"my_chat_member":{"new_chat_member":{"status":"kicked"}}}`, `[`, ``,
		`{"update_id":4,"callback_query":{"id":"1","from":{"id":42},"message":{"chat":{"id":42},"message_id":5,"date":0},"data":"x"}}`,
		`{"update_id":5,"message":{"chat":{"id":-1,"type":"group"},"text":"@xieshang_bot","reply_to_message":{"from":null}}}`,
	} {
		f.Add([]byte(seed))
	}
	r := newReader(&Client{username: "xieshang_bot", log: slog.New(slog.DiscardHandler)})
	f.Fuzz(func(t *testing.T, raw []byte) {
		u, id, ok := r.read(json.RawMessage(raw))
		if ok && (u.ID != id || !json.Valid(raw)) {
			t.Errorf("read %q as %d: %+v", raw, id, u)
		}
	})
}
