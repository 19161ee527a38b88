package telegram

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"xieshang/bot"
)

// What an answer of Telegram may weigh.
const (
	maxSendBody = 1 << 20
	maxPollBody = 2 << 20 // a hundred large updates; what does not fit is fetched with the next
)

// caller makes HTTP calls whose answers are JSON of a bounded size. The library would
// read anything, and put all of an answer it cannot read into its error, where a person's
// words must not be.
type caller struct {
	client  http.Client
	limit   int64
	scratch sync.Pool // of *bytes.Buffer, to read into what nobody knows the size of
}

func newCaller(timeout time.Duration, limit int64) *caller {
	return &caller{limit: limit, client: http.Client{
		Timeout: timeout, Transport: newTransport(), CheckRedirect: stay,
	}}
}

// stay follows no redirect: the address holds the token.
func stay(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// answerError says that an answer is not one of the Bot API.
type answerError struct{ status, problem string }

func (e *answerError) Error() string { return e.status + ", " + e.problem }

// errTooLarge says that an answer is larger than allowed. Start is as much of it as is.
type errTooLarge struct {
	limit int64
	start []byte
}

func (e *errTooLarge) Error() string { return fmt.Sprintf("answer larger than %d bytes", e.limit) }

// Do makes a call. Besides transport errors it returns *answerError and *errTooLarge, and
// *bot.Rejected for uploads that are too large.
func (c *caller) Do(request *http.Request) (*http.Response, error) {
	if err := c.gatherBody(request); err != nil {
		return nil, err
	}
	status, body, err := c.call(request)
	if err != nil {
		return nil, err
	}
	if !json.Valid(body) {
		return nil, &answerError{status: status, problem: "not JSON"}
	}
	return &http.Response{Status: status, Body: io.NopCloser(bytes.NewReader(body))}, nil
}

// call makes a call and returns the status and the body of the answer, which need not be JSON.
func (c *caller) call(request *http.Request) (status string, body []byte, err error) {
	response, err := c.client.Do(request)
	if err != nil {
		return "", nil, err
	}
	defer response.Body.Close()
	if response.StatusCode == http.StatusRequestEntityTooLarge {
		return "", nil, &bot.Rejected{Reason: response.Status}
	}
	body, err = c.readAll(io.LimitReader(response.Body, c.limit+1))
	switch {
	case err != nil:
		return "", nil, fmt.Errorf("reading the answer: %w", err)
	case int64(len(body)) > c.limit:
		return "", nil, &errTooLarge{limit: c.limit, start: body[:c.limit]}
	}
	return response.Status, body, nil
}

// gatherBody puts the pieces in which the library writes a body into one: it goes out in
// one write in place of dozens, and again if the connection was closed before it did.
func (c *caller) gatherBody(request *http.Request) error {
	if request.Body == nil || request.GetBody != nil {
		return nil
	}
	body, err := c.readAll(request.Body)
	request.Body.Close()
	if err != nil {
		return fmt.Errorf("writing the request: %w", err)
	}
	request.ContentLength = int64(len(body))
	request.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	request.Body, err = request.GetBody()
	return err
}

// maxScratch is how large a buffer may be that is used again.
const maxScratch = 64 << 10

// readAll reads everything.
func (c *caller) readAll(from io.Reader) ([]byte, error) {
	b, ok := c.scratch.Get().(*bytes.Buffer)
	if !ok {
		b = new(bytes.Buffer)
	}
	b.Reset()
	_, err := b.ReadFrom(from)
	if b.Cap() > maxScratch {
		return b.Bytes(), err
	}
	defer c.scratch.Put(b)
	return bytes.Clone(b.Bytes()), err
}
