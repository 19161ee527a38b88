package botapi

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"
)

// DefaultToken is the token of the one bot that the server knows.
const DefaultToken = "4242424242:AAF-the-only-bot-of-this-api-server"

// Username is the name of the bot, without the @.
const Username = "xieshang_test_bot"

// Server is a Bot API server with one bot. Its methods may be called at any time from
// anywhere.
type Server struct {
	http     http.Server
	url      string
	now      func() time.Time
	patience time.Duration
	keep     bool          // keep a journal
	second   time.Duration // of the rests between deliveries
	aside    string        // what the data of buttons begin with that come unasked; none if empty
	poster   http.Transport

	mu            sync.Mutex
	fault         func(Call) *Fault
	faultDelivery func(Delivery) *Fault
	deliveries    []Delivery
	queue         queue
	poll          *poll
	webhook       *webhook // nil while the bot polls
	chats         map[int64]*chat
	users         map[int64]*person
	callbacks     map[string]*callback
	files         map[string]File
	profile       map[string]string // texts of the bot by method and language
	commands      map[string][]command
	serial        int64 // numbers callbacks and files
	journal       journal
	inFlight      int // calls being served, long polls excepted
	activity      signal
}

// Option changes how a server behaves.
type Option func(*Server)

// Clock makes the server take the time from now, so that expiry can be tested.
func Clock(now func() time.Time) Option { return func(s *Server) { s.now = now } }

// Patience is how long the waiting methods wait at most: 10 seconds unless told.
func Patience(d time.Duration) Option { return func(s *Server) { s.patience = d } }

// Second is how long a second lasts in the rests between two attempts to deliver an update
// to a webhook.
func Second(d time.Duration) Option { return func(s *Server) { s.second = d } }

// Unasked names what the data of the buttons begin with under messages that come by themselves,
// such as reminders: Tap and WaitButton look past them.
func Unasked(data string) Option { return func(s *Server) { s.aside = data } }

// NoJournal keeps no record of calls and deliveries, and only the newest messages of each
// chat, for long load runs.
func NoJournal() Option { return func(s *Server) { s.keep = false } }

// New starts a server on a free port of the loopback interface.
func New(options ...Option) (*Server, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("botapi: listen: %w", err)
	}
	s := &Server{
		url:       "http://" + listener.Addr().String(),
		now:       time.Now,
		patience:  10 * time.Second,
		keep:      true,
		second:    time.Second,
		poster:    http.Transport{MaxIdleConnsPerHost: mostConnections},
		chats:     map[int64]*chat{},
		users:     map[int64]*person{},
		callbacks: map[string]*callback{},
		files:     map[string]File{},
		profile:   map[string]string{},
		commands:  map[string][]command{},
		queue:     queue{next: 100001},
	}
	for _, option := range options {
		option(s)
	}
	s.http.Handler = http.HandlerFunc(s.serve)
	go func() {
		if err := s.http.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			panic(err) // the listener broke: no test can go on
		}
	}()
	return s, nil
}

// TB is the part of testing.TB that Start needs.
type TB interface {
	Helper()
	Fatal(args ...any)
	Cleanup(func())
}

// Start starts a server that ends with the test.
func Start(t TB, options ...Option) *Server {
	t.Helper()
	s, err := New(options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// URL is the address that a bot is given in place of https://api.telegram.org.
func (s *Server) URL() string { return s.url }

// Token is the token of the bot.
func (s *Server) Token() string { return DefaultToken }

// Close ends the server and cuts every connection.
func (s *Server) Close() {
	s.mu.Lock()
	s.removeWebhook()
	s.mu.Unlock()
	_ = s.http.Close()
	s.poster.CloseIdleConnections()
}
