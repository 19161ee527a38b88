package telegram

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	tg "github.com/go-telegram/bot"

	"xieshang/bot"
)

// DefaultAPI is Telegram's own server.
const DefaultAPI = "https://api.telegram.org"

// Options are what a client needs to know.
type Options struct {
	Token  string       // TELEGRAM_BOT_TOKEN, from @BotFather
	APIURL string       // TELEGRAM_API_URL; DefaultAPI if empty
	Log    *slog.Logger // slog.Default() if nil
}

// Client speaks to Telegram for one bot. It may be used by many goroutines.
type Client struct {
	api      *tg.Bot // sends
	polls    *caller // getUpdates
	files    *http.Client
	url      string
	token    string
	username string // of the bot, without the @
	log      *slog.Logger
}

var _ bot.Messenger = (*Client)(nil)

// How long a request may take. Near its limits Telegram holds connections, and giving up
// early would turn a delivered message into an error and a second delivery.
const (
	sendTimeout  = 30 * time.Second
	pollTimeout  = 65 * time.Second // more than the longest long poll
	startTimeout = 15 * time.Second
)

// New returns a client for the bot with the token after asking Telegram who that is.
// Its errors name the setting that is wrong and how to mend it, in one line.
func New(ctx context.Context, o Options) (*Client, error) {
	token, err := checkToken(o.Token)
	if err != nil {
		return nil, err
	}
	server, err := checkURL(o.APIURL)
	if err != nil {
		return nil, err
	}
	c := &Client{url: server, token: token, log: o.Log}
	if c.log == nil {
		c.log = slog.Default()
	}
	c.polls = newCaller(pollTimeout, maxPollBody)
	c.files = &http.Client{Timeout: sendTimeout, Transport: newTransport(), CheckRedirect: stay}
	c.api, err = tg.New(token, tg.WithSkipGetMe(), tg.WithServerURL(server),
		tg.WithHTTPClient(sendTimeout, newCaller(sendTimeout, maxSendBody)),
		tg.WithErrorsHandler(func(err error) { c.log.Error("telegram library", "error", c.scrub(err)) }))
	if err != nil {
		return nil, c.scrub(err)
	}
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	me, err := c.api.GetMe(ctx)
	if err != nil {
		return nil, c.startError(err)
	}
	c.username = me.Username
	return c, nil
}

// Username is the name of the bot, without the @.
func (c *Client) Username() string { return c.username }

var tokenForm = regexp.MustCompile(`^[0-9]+:[A-Za-z0-9_-]+$`)

func checkToken(token string) (string, error) {
	token = strings.TrimSpace(token)
	switch {
	case token == "":
		return "", errors.New("TELEGRAM_BOT_TOKEN is not set: create a bot with @BotFather and copy its token")
	case !tokenForm.MatchString(token):
		return "", errors.New("TELEGRAM_BOT_TOKEN does not look like a token (digits, a colon, letters): copy it again from @BotFather")
	}
	return token, nil
}

func checkURL(address string) (string, error) {
	address = strings.TrimSpace(address)
	if address == "" {
		return DefaultAPI, nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.RawQuery != "" || u.User != nil {
		return "", errors.New("TELEGRAM_API_URL is not an address like https://api.telegram.org: mend it, or leave it out to use Telegram's own")
	}
	return strings.TrimRight(u.String(), "/"), nil
}

// startError explains why the first call failed.
func (c *Client) startError(err error) error {
	var answer *answerError
	switch {
	case errors.Is(err, tg.ErrorUnauthorized), errors.Is(err, tg.ErrorNotFound):
		return fmt.Errorf("TELEGRAM_BOT_TOKEN is not accepted by %s: copy the current token from @BotFather", c.url)
	case errors.As(err, &answer):
		return fmt.Errorf("TELEGRAM_API_URL %s does not answer like a Bot API server (%s): check the address", c.url, answer)
	case isTransport(err):
		return fmt.Errorf("TELEGRAM_API_URL %s cannot be reached (%s): check the address, the network and HTTPS_PROXY", c.url, c.cause(err))
	}
	return fmt.Errorf("%s refused the first call (%s): try again later", c.url, c.scrub(err))
}

// revoked says that the token was good once, and is not any more.
func (c *Client) revoked() error {
	return fmt.Errorf("TELEGRAM_BOT_TOKEN is not accepted any more by %s: copy the current token from @BotFather", c.url)
}

func isTransport(err error) bool {
	var transport *url.Error
	return errors.As(err, &transport) || errors.Is(err, context.DeadlineExceeded)
}

// cause is the innermost reason of a transport error, without the address.
func (c *Client) cause(err error) error {
	var transport *url.Error
	if errors.As(err, &transport) {
		err = transport.Err
	}
	return c.scrub(err)
}

// How soon a connection is known to be dead that says nothing any more, because the network
// dropped it: HTTP/2 would give it one request after the other for a quarter of an hour.
const (
	silence  = 15 * time.Second // before the other end is asked whether it is there
	patience = 10 * time.Second // for its answer
)

// newTransport keeps enough idle connections for all messages that are on their way at once.
func newTransport() *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.HTTP2 = &http.HTTP2Config{SendPingTimeout: silence, PingTimeout: patience}
	t.MaxIdleConns = 0
	t.MaxIdleConnsPerHost = 600
	t.ReadBufferSize, t.WriteBufferSize = 1<<10, 2<<10 // there may be hundreds, and one holds a message
	return t
}
