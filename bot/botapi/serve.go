package botapi

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"regexp"
	"strings"
)

// method answers one call. It runs under the server's lock.
type method func(*Server, Call) (any, error)

// methodNamed finds a method; Telegram does not care for upper and lower case.
func methodNamed(name string) method {
	switch strings.ToLower(name) {
	case "getme":
		return (*Server).getMe
	case "sendmessage":
		return (*Server).sendMessage
	case "senddocument":
		return (*Server).sendDocument
	case "sendphoto":
		return (*Server).sendPhoto
	case "sendchataction":
		return (*Server).sendChatAction
	case "editmessagetext":
		return (*Server).editMessageText
	case "editmessagereplymarkup":
		return (*Server).editMessageReplyMarkup
	case "deletemessage":
		return (*Server).deleteMessage
	case "answercallbackquery":
		return (*Server).answerCallbackQuery
	case "setmycommands":
		return (*Server).setMyCommands
	case "getmycommands":
		return (*Server).getMyCommands
	case "setmydescription", "setmyshortdescription":
		return (*Server).setText
	case "getmydescription", "getmyshortdescription":
		return (*Server).getText
	case "getfile":
		return (*Server).getFile
	case "setwebhook":
		return (*Server).setWebhook
	case "deletewebhook":
		return (*Server).deleteWebhook
	case "getwebhookinfo":
		return (*Server).getWebhookInfo
	}
	return nil
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	if s.download(w, r) {
		return
	}
	name, err := s.route(r.URL.Path)
	if err != nil {
		writeError(w, err)
		return
	}
	call, err := readCall(w, r, name)
	call.At = s.now()
	fault := s.begin(call)
	var result any
	if err == nil {
		result, err = s.answer(r.Context(), call, fault)
	}
	s.done(call, err)
	switch {
	case errors.Is(err, errCut):
		panic(http.ErrAbortHandler) // closes the connection without an answer
	case err != nil && fault != nil && fault.Body != "":
		writeBody(w, fault)
	case err != nil:
		writeError(w, err)
	default:
		writeResult(w, result)
	}
}

// wellFormed is a token that Telegram looks up at all.
var wellFormed = regexp.MustCompile(`^[0-9]+:[A-Za-z0-9_-]+$`)

// route takes /bot<token>/<method> apart.
func (s *Server) route(path string) (string, error) {
	token, name, ok := strings.Cut(strings.TrimPrefix(path, "/bot"), "/")
	switch {
	case !ok || !strings.HasPrefix(path, "/bot") || !wellFormed.MatchString(token):
		return "", &apiError{code: 404, text: "Not Found"}
	case token != s.Token():
		return "", &apiError{code: 401, text: "Unauthorized"}
	}
	return name, nil
}

// answer lets a call take effect, as far as the fault allows.
func (s *Server) answer(ctx context.Context, c Call, f *Fault) (any, error) {
	if !f.wait(ctx) {
		return nil, errCut
	}
	failure := f.failure()
	if failure != nil && !f.Done {
		return nil, failure
	}
	result, err := s.perform(ctx, c)
	if failure != nil {
		return nil, failure
	}
	return result, err
}

func (s *Server) perform(ctx context.Context, c Call) (any, error) {
	if strings.EqualFold(c.Method, "getUpdates") {
		return s.getUpdates(ctx, c)
	}
	m := methodNamed(c.Method)
	if m == nil {
		return nil, &apiError{code: 404, text: "Not Found: method not found"}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return m(s, c)
}

func writeResult(w http.ResponseWriter, result any) {
	write(w, http.StatusOK, map[string]any{"ok": true, "result": result})
}

func writeError(w http.ResponseWriter, err error) {
	var e *apiError
	if !errors.As(err, &e) {
		e = &apiError{code: 500, text: "Internal Server Error: " + err.Error()}
	}
	answer := map[string]any{"ok": false, "error_code": e.code, "description": e.text}
	if e.retryAfter > 0 {
		answer["parameters"] = map[string]any{"retry_after": e.retryAfter}
	}
	write(w, e.code, answer)
}

func write(w http.ResponseWriter, code int, answer any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(answer) // whoever hung up does not want the answer
}

func writeBody(w http.ResponseWriter, f *Fault) {
	w.Header().Set("Content-Type", "text/html")
	w.WriteHeader(f.Status)
	_, _ = w.Write([]byte(f.Body))
}
