package main

import (
	"flag"
	"math/rand/v2"
	"net"
	"slices"
	"testing"
	"time"
)

var (
	crashes   = flag.Int("crashes", 4, "how often TestCrashes kills the bot")
	crashRate = flag.Float64("crash-rate", 300, "updates a second in TestCrashes")
)

// TestCrashes kills the bot with SIGKILL at random moments while a crowd talks to it and
// while all of them are reminded: nobody is shown less, more or in another order than if
// nothing had happened. Only what was on its way at a kill comes twice.
func TestCrashes(t *testing.T) {
	t.Run("polling", func(t *testing.T) { crash(t) }) // one after the other: two cores bear one such crowd
	t.Run("webhook", func(t *testing.T) { crash(t, victimWebhook+"="+closedPort(t)) })
}

// closedPort is an address on this machine at which nobody listens.
func closedPort(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return "http://" + l.Addr().String()
}

func crash(t *testing.T, environ ...string) {
	seconds := float64(*crashes) * (crashEvery + infancy).Seconds()
	r := newTrial(t, int(seconds**crashRate)/len(untilAgreed)+1, false, environ...)
	r.floods = min(1+*crashes/10, maxFloods)
	var kills []time.Time
	killing := func(over <-chan struct{}) { kills = append(kills, r.killNowAndThen(over)...) }
	r.talk(*crashRate, killing)
	r.remind(killing)
	repeats := r.judge()
	const delay = time.Second // what a bot wrote may be read after it was killed
	for _, twice := range repeats {
		if !slices.ContainsFunc(kills, func(kill time.Time) bool { return kill.After(twice.first.Add(-delay)) && kill.Before(twice.again) }) {
			t.Errorf("what was shown at %s came again at %s, and the bot was not killed between", twice.first, twice.again)
		}
	}
	t.Logf("%d people and %d flooders, %d kills: %d messages came twice", r.people, flooders, len(kills), len(repeats))
}

// crashEvery is how long a bot lives on average once it is up, or on a busy machine as much
// longer as its start takes longer. Now and then one is killed while it starts.
const (
	crashEvery   = 500 * time.Millisecond
	infancy      = 300 * time.Millisecond
	longestStart = 20 * time.Second
)

// killNowAndThen kills the bot at random moments, and starts it again, until it is over.
func (r *trial) killNowAndThen(over <-chan struct{}) (kills []time.Time) {
	for {
		born, life := time.Now(), rand.N(infancy)
		if rand.IntN(5) > 0 {
			r.said.await(ready, longestStart)
			life = rand.N(2 * max(crashEvery, 2*time.Since(born)))
		}
		select {
		case <-over:
			return kills
		case <-time.After(life):
		}
		r.kill()
		kills = append(kills, time.Now())
		r.start()
	}
}
