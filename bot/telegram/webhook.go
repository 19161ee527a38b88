package telegram

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"xieshang/bot"
)

// DefaultListen is where a webhook listens if nothing else is said.
const DefaultListen = ":8080"

// WebhookOptions are what a webhook needs to know.
type WebhookOptions struct {
	URL    string // XIESHANG_WEBHOOK_URL, where Telegram posts to
	Listen string // XIESHANG_WEBHOOK_LISTEN; DefaultListen if empty
	Secret string // XIESHANG_WEBHOOK_SECRET, which Telegram shows with every post
}

// Webhook receives the updates that Telegram posts, and gives them to the runtime. It is
// the alternative to [Poller]; one bot has one of them.
//
// It speaks plain HTTP. Telegram insists on HTTPS, on port 443, 80, 88 or 8443: a reverse
// proxy in front takes care of TLS and passes path, body and headers on as they are.
//
// A post is answered when its update is committed: 200, or 503 if that failed, and Telegram
// comes again. Posts that arrive together share a commit. Telegram keeps the order of the
// messages of a chat, and of the buttons that one person presses, but not between the two:
// numbers of updates come in any order.
type Webhook struct {
	client *Client
	reader *reader
	posts  *gatherer
	url    string
	path   string
	listen string
	secret string
	digest [sha256.Size]byte // of the secret
	pause  func(context.Context, time.Duration)

	set  bool // Telegram knows the webhook
	told int  // when the last failure happened that was reported
}

// Webhook returns a webhook that hands each batch to apply. A batch that apply returns an
// error for comes again, so apply must leave nothing half done. The error names the
// setting that is wrong and how to mend it, in one line.
func (c *Client) Webhook(apply func(context.Context, []bot.Update) error, o WebhookOptions) (*Webhook, error) {
	address, err := c.checkWebhookURL(o.URL)
	if err != nil {
		return nil, err
	}
	if err := checkWebhookSecret(o.Secret); err != nil {
		return nil, err
	}
	if o.Listen == "" {
		o.Listen = DefaultListen
	}
	return &Webhook{
		client: c, reader: newReader(c), posts: newGatherer(c, apply), url: address.String(), path: address.Path,
		listen: o.Listen, secret: o.Secret, digest: sha256.Sum256([]byte(o.Secret)), pause: pause,
	}, nil
}

// checkWebhookURL takes plain HTTP for a Bot API server of one's own only.
func (c *Client) checkWebhookURL(address string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil ||
		u.Scheme != "https" && (u.Scheme != "http" || c.url == DefaultAPI) {
		return nil, errors.New("XIESHANG_WEBHOOK_URL is not an address like https://bot.example.org/telegram: mend it, or leave it out to fetch updates by long polling")
	}
	if u.Path == "" {
		u.Path = "/"
	}
	return u, nil
}

var secretForm = regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`)

func checkWebhookSecret(secret string) error {
	switch {
	case secret == "":
		return errors.New("XIESHANG_WEBHOOK_SECRET is not set: choose a long random one, for example with openssl rand -hex 32")
	case !secretForm.MatchString(secret):
		return errors.New("XIESHANG_WEBHOOK_SECRET is not 1 to 256 of A-Z a-z 0-9 _ -: choose another, for example with openssl rand -hex 32")
	}
	return nil
}

// How long the parts of a post may take. Telegram's posts are small and at once there.
const (
	headerTimeout = 5 * time.Second
	readTimeout   = 15 * time.Second
	writeTimeout  = 90 * time.Second // a commit that waits for the database included
	idleTimeout   = 2 * time.Minute
	stopTimeout   = 2 * time.Second
	maxHeader     = 16 << 10
)

// Run receives until ctx ends, and then returns nil once what was taken in is applied and
// answered. It returns an error if it cannot listen, if Telegram does not take the address,
// or if the token is not valid any more. The webhook stays set: what comes meanwhile waits
// at Telegram.
func (w *Webhook) Run(ctx context.Context) error {
	listener, err := net.Listen("tcp", w.listen)
	if err != nil {
		return fmt.Errorf("XIESHANG_WEBHOOK_LISTEN: %w: choose an address like :8080 that is free", err)
	}
	w.reader.thanks.start()
	defer w.reader.thanks.stop()
	applying, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer func() { stop(); <-w.posts.ended }()
	go w.posts.run(applying)

	server := w.server()
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return serve(server, listener) })
	group.Go(func() error { return w.watch(ctx) })
	group.Go(func() error { <-ctx.Done(); shutDown(server); return nil })
	return group.Wait()
}

func (w *Webhook) server() *http.Server {
	return &http.Server{
		Handler: w, ReadHeaderTimeout: headerTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout,
		IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeader,
		ErrorLog: slog.NewLogLogger(w.client.log.Handler(), slog.LevelDebug),
	}
}

func serve(server *http.Server, listener net.Listener) error {
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("receiving updates: %w", err)
	}
	return nil
}

// shutDown takes no more posts and waits for those that are being answered; who dawdles
// is cut off.
func shutDown(server *http.Server) {
	ctx, cancel := context.WithTimeout(context.Background(), stopTimeout)
	defer cancel()
	if server.Shutdown(ctx) != nil {
		server.Close()
	}
}
