package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xieshang/bot/botapi"
)

// untilAgreed is one person's way from the first word to an agreement that they are
// reminded of.
var untilAgreed = []botapi.Step{
	{Say: "/start", Want: "免费"},
	{Tap: "已满 18 岁，同意并开始", Want: "急事"},
	{Tap: "都没有", Want: "哪一笔"},
	{Tap: "花呗", Want: "要还多少"},
	{Say: "本金一万四 罚息560", Want: "14,560.00"},
	{Say: "80天", Want: "逾期 80 天"},
	{Say: "到手5200 花3900", Want: "1,300.00"},
	{Tap: "收入下降", Want: "14 期 × 1,000.00"},
	{Tap: "拿话术去谈", Want: "1/6"},
	{Tap: "谈完了，记结果", Want: "对方怎么说"},
	{Tap: "同意了", Want: "14 期 × 1,000.00"},
	{Tap: "就是这样", Want: "2028"},
	{Tap: "记下来，到日子提醒我", Want: "0/14"},
}

// firstReminder is when everyone with an agreement is reminded for the first time.
const firstReminder = "2026-12-12T09:00:00+08:00"

// aboutTerms begins the data of the buttons under the question what became of terms. It comes to
// those for whom the clock jumps to another day while they record them.
const aboutTerms = "rem:1.t:"

// trial is a crowd that talks to a bot to which things happen. Everyone must see what
// someone sees to whose bot nothing happens.
type trial struct {
	*killable
	people  int
	floods  int
	want    []string     // what everyone must have been shown
	ownDisk bool         // the bot has a small disk of its own, which can be filled
	twice   atomic.Int64 // sent messages whose answer did not arrive

	flooding sync.WaitGroup
}

// firstOfCrowd is the number of the first person of a crowd.
const firstOfCrowd = 1000

// abroad is where the bot runs: a place that moves its clocks by half an hour twice a year,
// and where it is another day for half the day. Nobody may notice.
const abroad = "TZ=Australia/Lord_Howe"

// ready is what a bot writes down once it takes updates.
const ready = `"msg":"ready"`

// newTrial starts the bot, after asking another one what the people are to see. The bot may
// have a disk of its own, if this test may mount one.
func newTrial(t *testing.T, people int, ownDisk bool, environ ...string) *trial {
	calm := newTimed(t)
	o := calm.api.Load(t.Context(), botapi.Crowd{People: 1, First: 7, Script: untilAgreed})
	if o.Lost > 0 {
		t.Fatal(o.Problems)
	}
	calm.play(calm.api.User(7), scene{clock: firstReminder, sees: []string{"还有 3 天"}})
	if err := calm.stop(); err != nil {
		t.Fatal(err)
	}
	want := calm.shown(7)
	b := newKillable(t, botapi.Second(20*time.Millisecond), botapi.Unasked(aboutTerms)) // or a post that fails would come again after half a minute
	ownDisk = ownDisk && b.disk(16<<20+people<<16)
	b.timed(append(environ, victimHurry+"="+hurrySome, abroad)...)
	b.said.await(ready, longestStart)
	return &trial{killable: b, people: people, floods: 1, want: want, ownDisk: ownDisk}
}

// talk lets the crowd talk, at a rate of steps a second, and some people flood the bot,
// while something happens.
func (r *trial) talk(rate float64, meanwhile func(over <-chan struct{})) {
	r.t.Helper()
	whole := time.Duration(float64(r.people*len(untilAgreed)) / rate * float64(time.Second))
	r.flooding.Go(func() { r.flood(whole / maxFloods) })
	over, done := make(chan struct{}), make(chan struct{})
	go func() { meanwhile(over); close(done) }()
	o := r.api.Load(r.t.Context(), botapi.Crowd{People: r.people, First: firstOfCrowd, Script: untilAgreed, Rate: rate})
	close(over)
	<-done
	if o.Lost > 0 {
		r.t.Errorf("%v %v\nlog:\n%s%s", o, o.Problems, &r.log, r.said)
	}
	r.flooding.Wait()
	r.t.Log(o)
}

// Flooders are people with an agreement who tell of very many payments of 1.00 at once, now
// and then. Of a first instalment of 1,000.00 something is left.
const (
	flooders     = 3
	firstFlooder = 500
	payments     = 100 // at once
	maxFloods    = 9
)

// flood lets the flooders do that, as often as they may and with a rest after each time, and
// returns when they have seen all answers.
func (r *trial) flood(rest time.Duration) {
	o := r.api.Load(r.t.Context(), botapi.Crowd{People: flooders, First: firstFlooder, Script: untilAgreed})
	if o.Lost > 0 {
		r.t.Errorf("flooders: %v %v", o, o.Problems)
	}
	for n := range r.floods {
		for range payments {
			for i := range int64(flooders) {
				r.api.User(firstFlooder + i).Say("还了1元")
			}
		}
		for i := range int64(flooders) {
			if !r.seesAll(firstFlooder+i, (n+1)*payments) {
				return
			}
		}
		<-time.After(rest)
	}
}

// seesAll waits until a flooder has seen the last answer. Behind everybody else that may take
// longer than anybody else is willing to wait.
func (r *trial) seesAll(flooder int64, paid int) bool {
	last := func(chat []botapi.Message) bool { return strings.Contains(chat[len(chat)-1].Text, unpaid(paid)) }
	var err error
	for range 4 {
		if err = r.api.User(flooder).WaitChat(r.t.Context(), "the last answer", last); err == nil {
			return true
		}
	}
	r.t.Error(err)
	return false
}

// unpaid is what is said to be left of the first instalment after so many payments of 1.00.
func unpaid(paid int) string { return fmt.Sprintf("第 1 期还剩 %d.00 元", 1000-paid) }

// judgeFlooder checks that every payment of a flooder was answered in its order: each answer
// says how much is left.
func (r *trial) judgeFlooder(texts []string) {
	r.t.Helper()
	paid := 0
	for _, text := range texts {
		if !strings.Contains(text, "记下：还了 1.00 元") {
			continue
		}
		if !strings.Contains(text, unpaid(paid+1)) {
			r.t.Errorf("a flooder was told after %d payments:\n%s", paid, text)
			return
		}
		paid++
	}
	if want := r.floods * payments; paid != want {
		r.t.Errorf("a flooder was told of %d payments, not %d", paid, want)
	}
}

// remind lets the day of the first reminder come, while something happens.
func (r *trial) remind(meanwhile func(over <-chan struct{})) {
	r.t.Helper()
	r.said.await(ready, longestStart)
	// An update that is delivered again weeks later would be a new one to the bot.
	if err := r.api.WaitQuiet(r.t.Context(), 100*time.Millisecond); err != nil {
		r.t.Error(err)
	}
	r.setClock(firstReminder)
	over, done := make(chan struct{}), make(chan struct{})
	go func() { meanwhile(over); close(done) }()
	for i := range r.people {
		u := r.api.User(firstOfCrowd + int64(i))
		if err := u.WaitChat(r.t.Context(), "the reminder", reminded); err != nil {
			r.t.Error(err)
			break
		}
	}
	close(over)
	<-done
}

// reminded reports whether someone has had their first reminder.
func reminded(chat []botapi.Message) bool {
	return slices.ContainsFunc(chat, func(m botapi.Message) bool { return strings.Contains(m.Text, "还有 3 天") })
}

// repeat is a message that came twice in a row.
type repeat struct{ first, again time.Time }

// judge compares what everyone was shown, once all is over, and returns those messages
// that came twice.
func (r *trial) judge() (repeats []repeat) {
	r.t.Helper()
	if err := r.api.WaitQuiet(r.t.Context(), time.Second); err != nil {
		r.t.Error(err)
	}
	if err := r.stop(); err != nil {
		r.t.Errorf("stopping: %v", err)
	}
	if n := r.undelivered(); n != 0 {
		r.t.Errorf("%d messages are left", n)
	}
	shown := map[int64][]shownAt{}
	for _, c := range r.api.Calls("") {
		if s, ok := showing(c); ok {
			shown[c.Chat()] = append(shown[c.Chat()], s)
		}
	}
	once := func(chat int64) (texts []string) {
		var last time.Time
		for _, s := range shown[chat] {
			if n := len(texts); n > 0 && texts[n-1] == s.text {
				repeats, last = append(repeats, repeat{last, s.at}), s.at
				continue
			}
			texts, last = append(texts, s.text), s.at
		}
		return texts
	}
	for i := range int64(flooders) {
		r.judgeFlooder(once(firstFlooder + i))
	}
	wrong := 0
	for i := range r.people {
		texts := once(firstOfCrowd + int64(i))
		if diff := cmp.Diff(undated(r.want), undated(texts)); diff != "" {
			if wrong++; wrong <= 3 {
				r.t.Errorf("person %d was shown something else (-undisturbed +shown):\n%s", i, diff)
			}
		}
	}
	if wrong > 0 {
		r.t.Errorf("%d of %d people were shown something else", wrong, r.people)
	}
	return repeats
}

// shownAt is something that the bot showed, and knows that it did.
type shownAt struct {
	text string
	at   time.Time
}

// showing tells what a call showed. A message that is the same already was shown before.
func showing(c botapi.Call) (shownAt, bool) {
	known := c.Status == 200 || strings.Contains(c.Error, "not modified")
	if !known || strings.Contains(c.Params["reply_markup"], aboutTerms) || !slices.Contains([]string{"sendMessage", "editMessageText", "sendDocument"}, c.Method) {
		return shownAt{}, false
	}
	return shownAt{text: c.Params["text"] + c.Params["caption"] + "\n" + c.Params["reply_markup"], at: c.At}, true
}

var digits = regexp.MustCompile(`[0-9]+`)

// undated leaves out figures: days differ when the clock jumps.
func undated(texts []string) []string {
	out := make([]string, len(texts))
	for i, text := range texts {
		out[i] = digits.ReplaceAllString(text, "#")
	}
	return out
}
