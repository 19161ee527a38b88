package botapi

// webhook is where the bot wants its updates sent. While it is set nobody can poll.
type webhook struct {
	URL            string   `json:"url"`
	Certificate    bool     `json:"has_custom_certificate"`
	Pending        int      `json:"pending_update_count"`
	AllowedUpdates []string `json:"allowed_updates,omitempty"`
}

func (s *Server) setWebhook(c Call) (any, error) {
	var allowed []string
	if err := c.decode("allowed_updates", &allowed); err != nil {
		return nil, badRequest("can't parse allowed updates JSON object")
	}
	s.webhook = webhook{URL: c.text("url"), AllowedUpdates: allowed}
	if s.webhook.URL != "" {
		s.endPoll(webhookStarted)
	}
	s.dropPending(c)
	return true, nil
}

func (s *Server) deleteWebhook(c Call) (any, error) {
	s.webhook = webhook{}
	s.dropPending(c)
	return true, nil
}

func (s *Server) getWebhookInfo(Call) (any, error) {
	info := s.webhook
	info.Pending = len(s.queue.waiting)
	return info, nil
}

func (s *Server) dropPending(c Call) {
	if c.bool("drop_pending_updates") {
		s.queue.drop(len(s.queue.waiting))
	}
}
