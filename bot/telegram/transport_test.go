package telegram

import (
	"context"
	"io"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
)

// conns is a listener for connections that are made within the program.
type conns chan net.Conn

func (c conns) Accept() (net.Conn, error) {
	conn, ok := <-c
	if !ok {
		return nil, net.ErrClosed
	}
	return conn, nil
}

func (c conns) Close() error   { return nil }
func (c conns) Addr() net.Addr { return &net.UnixAddr{} }

// TestDeadConnectionIsLeft has the network drop a connection without a word: the first request
// on it fails, and the next is made on another one.
func TestDeadConnectionIsLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := &http.Server{Protocols: new(http.Protocols), Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, "{}")
		})}
		server.Protocols.SetUnencryptedHTTP2(true)
		listener, dials := make(conns, 1), 0
		go server.Serve(listener)
		defer func() { close(listener); server.Close() }()

		c := newCaller(pollTimeout, maxPollBody)
		transport := newTransport()
		defer transport.CloseIdleConnections()
		transport.Protocols = server.Protocols
		transport.DialContext = func(context.Context, string, string) (net.Conn, error) {
			near, far := net.Pipe()
			if dials++; dials == 1 {
				go io.Copy(io.Discard, far) // and never a word back
			} else {
				listener <- far
			}
			return near, nil
		}
		c.client.Transport = transport
		if _, _, err := c.call(request(t, "http://telegram", nil)); err == nil {
			t.Fatal("a dead connection answers")
		}
		if _, _, err := c.call(request(t, "http://telegram", nil)); err != nil || dials != 2 {
			t.Errorf("after %d connections: %v", dials, err)
		}
	})
}
