package botapi

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestFaults(t *testing.T) {
	s := Start(t)
	u := s.User(42)
	u.Say("/start")
	address := s.URL() + "/bot" + s.Token() + "/sendMessage?chat_id=42&text=x"
	tests := []struct {
		name   string
		fault  Fault
		want   string // of the answer's status and body; "" for a cut connection
		effect int    // messages that arrive
	}{
		{"flood", Fault{Status: 429, RetryAfter: 7}, `429 {"description":"Too Many Requests: retry after 7","error_code":429,"ok":false,"parameters":{"retry_after":7}}`, 0},
		{"refusal", Fault{Status: 403, Description: "Forbidden: x"}, `403 {"description":"Forbidden: x","error_code":403,"ok":false}`, 0},
		{"HTML", Fault{Status: 502, Body: "<html>"}, "502 <html>", 0},
		{"after the effect", Fault{Status: 500, Done: true}, `500 {"description":"Internal Server Error","error_code":500,"ok":false}`, 1},
		{"cut", Fault{Cut: true}, "", 0},
		{"cut after the effect", Fault{Cut: true, Done: true}, "", 1},
		{"nothing", Fault{}, "200", 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s.Fault(func(c Call) *Fault {
				if c.Method != "sendMessage" || c.Chat() != 42 {
					t.Errorf("asked about %+v", c)
				}
				return &tt.fault
			})
			before := len(u.Chat())
			got := ""
			if resp, err := http.Post(address, "", nil); err == nil {
				body, _ := io.ReadAll(resp.Body)
				resp.Body.Close()
				got = resp.Status[:3] + " " + strings.TrimSpace(string(body))
			}
			if (tt.want == "") != (got == "") || !strings.HasPrefix(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if n := len(u.Chat()) - before; n != tt.effect {
				t.Errorf("%d messages arrived, want %d", n, tt.effect)
			}
		})
	}
	s.Fault(nil)
	sendTo(t, s, 42, "x")
	calls := s.Calls("sendMessage")
	if n := len(calls); n != len(tests)+1 || calls[4].Status != 0 || calls[0].Status != 429 || calls[n-1].Status != 200 {
		t.Errorf("journal %+v", calls)
	}
}
