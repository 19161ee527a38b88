package telegram

import (
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"io"
	"net/http"
)

const (
	maxPost      = 1 << 20
	secretHeader = "X-Telegram-Bot-Api-Secret-Token"
	comeAgain    = "1" // seconds
)

// ServeHTTP takes a post of Telegram. Who does not know the secret gets no further than
// that: nothing of the body is read.
func (w *Webhook) ServeHTTP(out http.ResponseWriter, r *http.Request) {
	if status := w.refusal(r); status != 0 {
		refuse(out, status)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(out, r.Body, maxPost))
	if err != nil {
		w.unreadable(out, err)
		return
	}
	u, _, ok := w.reader.read(body)
	if !ok {
		return // 200: it would come for ever
	}
	if w.posts.add(r.Context(), u) != nil {
		out.Header().Set("Retry-After", comeAgain)
		out.WriteHeader(http.StatusServiceUnavailable)
	}
}

// refusal is the status for a request that is not Telegram's, or 0.
func (w *Webhook) refusal(r *http.Request) int {
	shown := sha256.Sum256([]byte(r.Header.Get(secretHeader)))
	switch {
	case r.URL.Path != w.path:
		return http.StatusNotFound
	case r.Method != http.MethodPost:
		return http.StatusMethodNotAllowed
	case subtle.ConstantTimeCompare(shown[:], w.digest[:]) == 0:
		return http.StatusUnauthorized
	case r.ContentLength > maxPost:
		return http.StatusRequestEntityTooLarge
	}
	return 0
}

// unreadable answers a post whose body is too large, or did not arrive.
func (w *Webhook) unreadable(out http.ResponseWriter, err error) {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		w.client.log.Warn("refused a post that is too large", "limit", large.Limit)
		refuse(out, http.StatusRequestEntityTooLarge)
		return
	}
	refuse(out, http.StatusBadRequest)
}

// refuse answers and hangs up, so that nobody keeps connections for nothing.
func refuse(out http.ResponseWriter, status int) {
	if status == http.StatusMethodNotAllowed {
		out.Header().Set("Allow", http.MethodPost)
	}
	out.Header().Set("Connection", "close")
	out.WriteHeader(status)
}
