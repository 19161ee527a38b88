package botapi

import (
	"context"
	"net"
	"net/url"
	"regexp"
	"time"
)

// webhook is where the bot wants its updates posted. While it is set nobody can poll.
type webhook struct {
	url         string
	secret      string
	connections int
	slots       chan struct{}   // one for each connection
	busy        map[string]bool // the lines that are being delivered
	ctx         context.Context // ends with the webhook
	remove      context.CancelFunc

	lastError   string
	lastErrorAt time.Time
}

const (
	usualConnections = 40
	mostConnections  = 100
	maxSecret        = 256
)

var secretForm = regexp.MustCompile(`^[A-Za-z0-9_-]*$`)

func (s *Server) setWebhook(c Call) (any, error) {
	if c.text("url") == "" {
		return s.deleteWebhook(c)
	}
	if err := checkWebhook(c.text("url"), c.text("secret_token")); err != nil {
		return nil, err
	}
	if err := c.decode("allowed_updates", &s.queue.allowed); err != nil {
		return nil, badRequest("can't parse allowed updates JSON object")
	}
	s.dropPending(c)
	hook := newWebhook(c)
	if s.webhook != nil && s.webhook.like(hook) {
		return true, nil
	}
	s.endPoll(webhookStarted)
	s.removeWebhook()
	hook.ctx, hook.remove = context.WithCancel(context.Background())
	s.webhook = hook
	for _, u := range s.queue.waiting {
		s.dispatch(u)
	}
	return true, nil
}

func newWebhook(c Call) *webhook {
	n := usualConnections
	if c.text("max_connections") != "" {
		n = min(max(int(c.int("max_connections")), 1), mostConnections)
	}
	return &webhook{
		url: c.text("url"), secret: c.text("secret_token"), connections: n,
		slots: make(chan struct{}, n), busy: map[string]bool{},
	}
}

// like reports whether setting the other would change nothing.
func (h *webhook) like(other *webhook) bool {
	return h.url == other.url && h.secret == other.secret && h.connections == other.connections
}

// checkWebhook refuses what Telegram refuses; plain HTTP is for this machine only.
func checkWebhook(address, secret string) error {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return badRequest("invalid webhook URL specified")
	}
	switch {
	case len(secret) > maxSecret:
		return badRequest("secret token is too long")
	case !secretForm.MatchString(secret):
		return badRequest("secret token contains unallowed characters")
	case isLocal(u):
		return nil
	case u.Scheme != "https":
		return badRequest("bad webhook: An HTTPS URL must be provided for webhook")
	}
	switch u.Port() {
	case "", "443", "80", "88", "8443":
		return nil
	}
	return badRequest("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
}

// isLocal reports whether an address is on this machine. Nothing is posted to others.
func isLocal(u *url.URL) bool {
	ip := net.ParseIP(u.Hostname())
	return ip != nil && ip.IsLoopback()
}

func (s *Server) deleteWebhook(c Call) (any, error) {
	s.removeWebhook()
	s.dropPending(c)
	return true, nil
}

func (s *Server) removeWebhook() {
	if s.webhook != nil {
		s.webhook.remove()
		s.webhook = nil
	}
}

func (s *Server) getWebhookInfo(Call) (any, error) {
	info := map[string]any{"url": "", "has_custom_certificate": false, "pending_update_count": len(s.queue.waiting)}
	if len(s.queue.allowed) > 0 {
		info["allowed_updates"] = s.queue.allowed
	}
	hook := s.webhook
	if hook == nil {
		return info, nil
	}
	info["url"], info["max_connections"] = hook.url, hook.connections
	if hook.lastError != "" {
		info["last_error_message"], info["last_error_date"] = hook.lastError, hook.lastErrorAt.Unix()
	}
	return info, nil
}

func (s *Server) dropPending(c Call) {
	if c.bool("drop_pending_updates") {
		s.queue.drop(len(s.queue.waiting))
	}
}
