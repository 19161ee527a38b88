package telegram

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestBodiesAreSentWhole(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil || r.ContentLength != int64(len(body)) {
			t.Errorf("%d bytes of %d: %v", len(body), r.ContentLength, err)
		}
		_, _ = w.Write([]byte(`"` + string(body) + `"`))
	}))
	defer server.Close()
	c := newCaller(time.Second, 100)
	for range 2 {
		in, out := io.Pipe()
		go func() { _, _ = io.WriteString(out, "half"); _, _ = io.WriteString(out, "-half"); out.Close() }()
		answer, err := c.Do(request(t, server.URL, in))
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := io.ReadAll(answer.Body); string(got) != `"half-half"` {
			t.Errorf("sent %s", got)
		}
	}
	broken, out := io.Pipe()
	out.CloseWithError(io.ErrClosedPipe)
	if _, err := c.Do(request(t, server.URL, broken)); err == nil || !strings.Contains(err.Error(), "writing the request") {
		t.Errorf("a body that cannot be read: %v", err)
	}
}

func request(t *testing.T, address string, body io.Reader) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(context.Background(), http.MethodPost, address, body)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
