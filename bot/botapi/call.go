package botapi

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Call is one request of the bot.
type Call struct {
	Method string            // as the bot wrote it: "sendMessage"
	Params map[string]string // texts as they are, everything else as JSON
	Files  map[string]File   // uploads by field
	At     time.Time

	// Status and Error are how it was answered; Status is 0 if the connection was cut.
	Status int
	Error  string
}

// File is a file with its bytes exactly as they were sent.
type File struct {
	Name  string
	MIME  string
	Bytes []byte

	photo bool
}

// Chat is the chat that the call is about, or 0.
func (c Call) Chat() int64 { return c.int("chat_id") }

func (c Call) text(name string) string { return c.Params[name] }

func (c Call) int(name string) int64 {
	n, _ := strconv.ParseInt(c.Params[name], 10, 64)
	return n
}

func (c Call) bool(name string) bool {
	v := strings.ToLower(c.Params[name])
	return v == "true" || v == "yes" || v == "1"
}

// decode reads a JSON parameter into v and leaves v alone if there is none.
func (c Call) decode(name string, v any) error {
	raw := c.Params[name]
	if raw == "" || raw == "null" {
		return nil
	}
	return json.Unmarshal([]byte(raw), v)
}

const maxRequest = 50 << 20 // Telegram's limit for uploads

// readCall reads a request in any of the ways Telegram accepts.
func readCall(w http.ResponseWriter, r *http.Request, method string) (Call, error) {
	c := Call{Method: method, Params: map[string]string{}, Files: map[string]File{}}
	for name, values := range r.URL.Query() {
		c.Params[name] = values[0]
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxRequest)
	var err error
	switch kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind {
	case "multipart/form-data":
		err = c.readMultipart(r)
	case "application/json":
		err = c.readJSON(r.Body)
	case "application/x-www-form-urlencoded":
		err = c.readForm(r)
	default: // Telegram ignores a body of an unknown type; it has to be read all the same
		_, err = io.Copy(io.Discard, r.Body)
	}
	if err != nil {
		return c, requestError(err)
	}
	for name, value := range c.Params {
		if !utf8.ValidString(value) {
			return c, badRequest("strings must be encoded in UTF-8: %s", name)
		}
	}
	return c, nil
}

func requestError(err error) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return &apiError{code: 413, text: "Request Entity Too Large"}
	}
	return badRequest("can't parse the request: %v", err)
}

func (c Call) readForm(r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return err
	}
	for name, values := range r.PostForm {
		c.Params[name] = values[0]
	}
	return nil
}

func (c Call) readJSON(body io.Reader) error {
	var fields map[string]json.RawMessage
	if err := json.NewDecoder(body).Decode(&fields); err != nil {
		return fmt.Errorf("can't parse JSON object: %w", err)
	}
	for name, raw := range fields {
		var text string
		if json.Unmarshal(raw, &text) != nil {
			text = string(raw)
		}
		c.Params[name] = text
	}
	return nil
}

func (c Call) readMultipart(r *http.Request) error {
	parts, err := r.MultipartReader()
	if err != nil {
		return err
	}
	for {
		part, err := parts.NextPart()
		switch {
		case err == io.EOF:
			return nil
		case errors.Is(err, io.EOF) && len(c.Params) == 0:
			return nil // an empty body, as some clients send it for methods without parameters
		case err != nil:
			return err
		}
		if err := c.readPart(part); err != nil {
			return err
		}
	}
}

func (c Call) readPart(part *multipart.Part) error {
	data, err := io.ReadAll(part)
	if err != nil {
		return err
	}
	if part.FileName() == "" {
		c.Params[part.FormName()] = string(data)
		return nil
	}
	kind := part.Header.Get("Content-Type")
	c.Files[part.FormName()] = File{Name: part.FileName(), MIME: kind, Bytes: data}
	return nil
}
