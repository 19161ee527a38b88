package botapi

import (
	"bytes"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// reply is an answer of the server, as any client reads it.
type reply struct {
	OK          bool            `json:"ok"`
	Result      json.RawMessage `json:"result"`
	ErrorCode   int             `json:"error_code"`
	Description string          `json:"description"`
	Parameters  struct {
		RetryAfter int `json:"retry_after"`
	} `json:"parameters"`
}

// call calls a method with JSON parameters.
func call(t *testing.T, s *Server, method string, params map[string]any) reply {
	t.Helper()
	body, err := json.Marshal(params)
	if err != nil {
		t.Fatal(err)
	}
	return post(t, s.URL()+"/bot"+s.Token()+"/"+method, "application/json", bytes.NewReader(body))
}

func post(t *testing.T, address, kind string, body io.Reader) reply {
	t.Helper()
	resp, err := http.Post(address, kind, body)
	if err != nil {
		t.Fatal(err)
	}
	return readReply(t, resp)
}

func readReply(t *testing.T, resp *http.Response) reply {
	t.Helper()
	defer resp.Body.Close()
	var r reply
	if err := json.NewDecoder(resp.Body).Decode(&r); err != nil {
		t.Fatalf("answer is not JSON: %v", err)
	}
	if r.OK != (resp.StatusCode == 200) || !r.OK && r.ErrorCode != resp.StatusCode {
		t.Errorf("status %d for %+v", resp.StatusCode, r)
	}
	return r
}

// must calls a method that has to succeed and reads its result into v, if v is not nil.
func must(t *testing.T, s *Server, method string, params map[string]any, v any) {
	t.Helper()
	r := call(t, s, method, params)
	if !r.OK {
		t.Fatalf("%s: %s", method, r.Description)
	}
	if v == nil {
		return
	}
	if err := json.Unmarshal(r.Result, v); err != nil {
		t.Fatalf("%s: %v", method, err)
	}
}

// refused calls a method that has to be refused with these words.
func refused(t *testing.T, s *Server, method string, params map[string]any, want string) {
	t.Helper()
	if r := call(t, s, method, params); r.Description != want {
		t.Errorf("%s %.200v: %q, want %q", method, params, r.Description, want)
	}
}

func TestTokenAndMethod(t *testing.T) {
	s := Start(t)
	for path, want := range map[string]string{
		"/bot" + s.Token() + "/getMe":    "",
		"/bot" + s.Token() + "/GETME":    "",
		"/bot" + s.Token() + "/getMoney": "Not Found: method not found",
		"/bot12345:wrong/getMe":          "Unauthorized",
		"/bot12345/getMe":                "Not Found",
		"/bot/getMe":                     "Not Found",
		"/" + s.Token() + "/getMe":       "Not Found",
		"/":                              "Not Found",
	} {
		if r := post(t, s.URL()+path, "", nil); r.Description != want {
			t.Errorf("%s: %q, want %q", path, r.Description, want)
		}
	}
}

func TestWaysToCall(t *testing.T) {
	s := Start(t)
	s.User(42).Say("/start")
	base := s.URL() + "/bot" + s.Token() + "/sendMessage"

	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	for name, value := range map[string]string{"chat_id": "42", "text": "协商"} {
		if err := w.WriteField(name, value); err != nil {
			t.Fatal(err)
		}
	}
	w.Close()
	values := url.Values{"chat_id": {"42"}, "text": {"协商"}}.Encode()
	for name, r := range map[string]reply{
		"multipart":  post(t, base, w.FormDataContentType(), &form),
		"urlencoded": post(t, base, "application/x-www-form-urlencoded", strings.NewReader(values)),
		"query":      post(t, base+"?"+values, "", nil),
		"JSON":       post(t, base, "application/json; charset=utf-8", strings.NewReader(`{"chat_id":42,"text":"协商"}`)),
		"JSON text":  post(t, base, "application/json", strings.NewReader(`{"chat_id":"42","text":"协商"}`)),
	} {
		var m struct {
			Text string `json:"text"`
			Chat struct{ ID int64 }
		}
		if err := json.Unmarshal(r.Result, &m); err != nil || m.Text != "协商" || m.Chat.ID != 42 {
			t.Errorf("%s: %s %s", name, r.Description, r.Result)
		}
	}
	for name, r := range map[string]reply{
		"broken JSON": post(t, base, "application/json", strings.NewReader(`{"chat_id":`)),
		"not UTF-8":   post(t, base+"?chat_id=42&text=%ff", "", nil),
	} {
		if r.ErrorCode != 400 {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

func TestTooLargeRequest(t *testing.T) {
	s := Start(t)
	r := post(t, s.URL()+"/bot"+s.Token()+"/sendMessage", "", io.LimitReader(zeros{}, maxRequest+1))
	if r.ErrorCode != 413 {
		t.Errorf("got %+v", r)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

func TestDocumentKeepsItsBytes(t *testing.T) {
	s := Start(t)
	u := s.User(42)
	u.Say("/start")
	file := make([]byte, 1<<16)
	for i := range file {
		file[i] = byte(i * 7)
	}
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	w.WriteField("chat_id", "42")
	w.WriteField("caption", "<b>方案</b>")
	w.WriteField("parse_mode", "HTML")
	part, err := w.CreateFormFile("document", "方案.pdf")
	if err != nil {
		t.Fatal(err)
	}
	part.Write(file)
	w.Close()
	r := post(t, s.URL()+"/bot"+s.Token()+"/sendDocument", w.FormDataContentType(), &form)
	if !r.OK {
		t.Fatal(r.Description)
	}
	m, err := u.WaitDocument(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if m.Document.Name != "方案.pdf" || m.Text != "方案" || !bytes.Equal(m.Document.Bytes, file) {
		t.Errorf("the person gets %v", m)
	}
	var sent struct{ Document struct{ File_ID string } }
	if err := json.Unmarshal(r.Result, &sent); err != nil {
		t.Fatal(err)
	}
	must(t, s, "sendDocument", map[string]any{"chat_id": 42, "document": sent.Document.File_ID}, nil)
	if m, err = u.WaitDocument(t.Context()); err != nil || !bytes.Equal(m.Document.Bytes, file) {
		t.Errorf("the same file again: %v, %v", m, err)
	}
}
