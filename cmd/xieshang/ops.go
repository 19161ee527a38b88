package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"xieshang/bot/store"
)

// ops answers the operator's machines: is it alive, is it ready, how is it doing. It is
// for a private network; nothing in it names a person.
type ops struct {
	store    *store.Store
	metrics  prometheus.Gatherer
	now      func() time.Time
	patience time.Duration // how old the last tick may be
}

// handler serves /healthz, /readyz and /metrics.
func (o *ops) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "alive") })
	mux.HandleFunc("GET /readyz", o.ready)
	mux.Handle("GET /metrics", promhttp.HandlerFor(o.metrics, promhttp.HandlerOpts{}))
	return mux
}

// ready says whether the database answers and the clock ticks.
func (o *ops) ready(w http.ResponseWriter, r *http.Request) {
	var beat time.Time
	err := o.store.Read(r.Context(), func(tx *store.Tx) (err error) {
		beat, err = tx.LastBeat()
		return err
	})
	switch age := o.now().Sub(beat); {
	case err != nil:
		http.Error(w, "the database does not answer", http.StatusServiceUnavailable)
	case age > o.patience:
		http.Error(w, fmt.Sprintf("the last tick was %s ago", age.Round(time.Second)), http.StatusServiceUnavailable)
	default:
		fmt.Fprintln(w, "ready")
	}
}

// listenOps takes the address, so that one that cannot be had is known at the start.
func listenOps(ctx context.Context, address string) (net.Listener, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("XIESHANG_OPS_LISTEN: %w: name a free address such as 127.0.0.1:9090", err)
	}
	return listener, nil
}

// serve answers on a listener until ctx ends.
func (o *ops) serve(ctx context.Context, listener net.Listener) error {
	server := &http.Server{Handler: o.handler(), ReadHeaderTimeout: 5 * time.Second, WriteTimeout: 30 * time.Second}
	stop := context.AfterFunc(ctx, func() {
		closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer cancel()
		_ = server.Shutdown(closing) // a scrape that hangs does not hold up the end
	})
	defer stop()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve operations on %s: %w", listener.Addr(), err)
	}
	return nil
}
