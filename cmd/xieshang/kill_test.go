package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime/pprof"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xieshang/bot/botapi"
	"xieshang/bot/store"
)

var (
	kills    = flag.Int("kills", 3, "how often TestKilled kills the bot")
	killSeed = flag.Uint64("kill-seed", 0, "where TestKilled kills the bot; 0 for somewhere new")
)

// What a bot that is started to be killed works with.
const (
	victimDatabase = "VICTIM_DATABASE"
	victimURL      = "VICTIM_URL"
	victimWebhook  = "VICTIM_WEBHOOK" // where updates are posted to; it polls if unset
	victimClock    = "VICTIM_CLOCK"   // the file that says what time it is; if unset, it is what it is
	victimHurry    = "VICTIM_HURRY"   // what may go out as it comes
	victimTick     = "VICTIM_TICK"    // how often it looks what is due; every second if unset
	victimOps      = "VICTIM_OPS"     // where its operations are served
	victimProfile  = "VICTIM_PROFILE" // where it writes what it did with its time
)

const (
	hurryReplies = "replies"
	hurryAll     = "all"
	hurrySome    = "some" // who floods does not get everything at once
)

// beVictim is the bot that is killed: `xieshang serve`, with a clock that the test sets.
func beVictim() int {
	tune()
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	c := serveCommand{database: database{DB: os.Getenv(victimDatabase)}, Token: botapi.DefaultToken, APIURL: os.Getenv(victimURL), OpsListen: os.Getenv(victimOps)}
	switch os.Getenv(victimHurry) {
	case hurryAll:
		c.ChatRate, c.ReminderRate = 1000, 1000
	case hurryReplies:
		c.ChatRate, c.ReminderRate = 1000, 30
	case hurrySome:
		c.ChatRate, c.ReminderRate = 200, 1000
	}
	if url := os.Getenv(victimWebhook); url != "" {
		c.WebhookURL, c.WebhookListen, c.WebhookSecret = url, strings.TrimPrefix(url, "http://"), "secret"
	}
	now := time.Now
	if file := os.Getenv(victimClock); file != "" {
		now = func() time.Time { return readClock(file) }
	}
	if file := os.Getenv(victimProfile); file != "" {
		defer profile(file)()
	}
	tick := os.Getenv(victimTick)
	if tick == "" {
		tick = "@every 1s"
	}
	err := c.serve(ctx, slog.New(slog.NewJSONHandler(os.Stderr, nil)), clock{now: now, tick: tick})
	return status(streams{os.Stdin, os.Stdout, os.Stderr}, err)
}

// profile writes what the processor is busy with, until it is ended.
func profile(file string) (end func()) {
	f, err := os.Create(file)
	if err == nil {
		err = pprof.StartCPUProfile(f)
	}
	if err != nil {
		panic(err)
	}
	return func() {
		pprof.StopCPUProfile()
		m, _ := os.Create(file + ".mem")
		_ = pprof.Lookup("allocs").WriteTo(m, 0)
		m.Close()
		if err := f.Close(); err != nil {
			panic(err)
		}
	}
}

// readClock reads what time it was when the clock was set, and goes on from there.
func readClock(file string) time.Time {
	text, err := os.ReadFile(file)
	if err != nil {
		panic(err)
	}
	set, really, _ := strings.Cut(string(text), " ")
	at, err := time.Parse(time.RFC3339, set)
	since, err2 := strconv.ParseInt(really, 10, 64)
	if err := errors.Join(err, err2); err != nil {
		panic(err)
	}
	return at.Add(time.Since(time.Unix(0, since)))
}

// killable is a bot in a process of its own.
type killable struct {
	t   *testing.T
	api *botapi.Server
	dir string

	command []string // of the process
	environ []string // of the process

	mu      sync.Mutex
	process *exec.Cmd
	said    *written     // the log of the process that runs
	log     bytes.Buffer // of those before
	restart sync.WaitGroup
}

// written is what a process has written, which may be read while it goes on.
type written struct {
	mu   sync.Mutex
	text bytes.Buffer
	grew chan struct{}
}

func newWritten() *written { return &written{grew: make(chan struct{})} }

func (w *written) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	close(w.grew)
	w.grew = make(chan struct{})
	return w.text.Write(p)
}

// await waits until a text has been written, but not for ever.
func (w *written) await(text string, patience time.Duration) {
	for enough := time.After(patience); ; {
		w.mu.Lock()
		found, grew := strings.Contains(w.text.String(), text), w.grew
		w.mu.Unlock()
		if found {
			return
		}
		select {
		case <-grew:
		case <-enough:
			return
		}
	}
}

func (w *written) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.text.String()
}

func newKillable(t *testing.T, options ...botapi.Option) *killable {
	b := &killable{t: t, api: botapi.Start(t, append(options, botapi.Patience(30*time.Second))...), dir: t.TempDir()}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	b.command = []string{self}
	b.environ = []string{victimDatabase + "=" + b.database(), victimURL + "=" + b.api.URL()}
	t.Cleanup(func() { b.kill(); b.restart.Wait(); b.kill() })
	return b
}

// newTimed starts a bot whose clock the test sets, in the morning of the story.
func newTimed(t *testing.T, environ ...string) *killable {
	b := newKillable(t)
	b.timed(environ...)
	return b
}

// timed starts the bot in the morning of the story.
func (b *killable) timed(environ ...string) {
	b.environ = append(append(b.environ, victimClock+"="+b.clockFile()), environ...)
	b.setClock(storyStart)
	b.start()
}

func (b *killable) database() string { return filepath.Join(b.dir, "bot.db") }

func (b *killable) clockFile() string { return filepath.Join(b.dir, "clock") }

func (b *killable) setClock(at string) {
	file := b.clockFile()
	text := fmt.Sprintf("%s %d", at, time.Now().UnixNano())
	if err := errors.Join(os.WriteFile(file+".new", []byte(text), 0o600), os.Rename(file+".new", file)); err != nil {
		b.t.Fatal(err)
	}
}

func (b *killable) start() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.process, b.said = exec.Command(b.command[0], b.command[1:]...), newWritten()
	b.process.Stderr = b.said
	b.process.Env = append(os.Environ(), b.environ...)
	if err := b.process.Start(); err != nil {
		b.t.Error(err)
	}
}

// kill ends the bot with SIGKILL and returns when it is gone.
func (b *killable) kill() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.process == nil {
		return
	}
	_ = b.process.Process.Kill() // it may have ended by itself
	_ = b.process.Wait()
	b.log.WriteString(b.said.String())
	b.process = nil
}

// stop ends the bot with SIGTERM and returns how that went.
func (b *killable) stop() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := b.process.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	err := b.process.Wait()
	b.log.WriteString(b.said.String())
	b.process = nil
	return err
}

// killAt has the bot killed and started again at its n-th call from now: before the call
// takes effect, after it, or a moment later. The function it returns waits until the bot is
// back, and has it killed at once if those calls have not come.
func (b *killable) killAt(n int, r *rand.Rand) (back func()) {
	var mu sync.Mutex
	started := make(chan struct{})
	b.restart.Add(1)
	strike := sync.OnceFunc(func() {
		b.kill()
		go func() { defer b.restart.Done(); b.start(); close(started) }()
	})
	when, later := r.IntN(3), time.Duration(r.IntN(4000))*time.Microsecond
	b.api.Fault(func(botapi.Call) *botapi.Fault {
		mu.Lock()
		defer mu.Unlock()
		if n--; n != 0 {
			return nil
		}
		switch when {
		case 0:
			strike()
			return &botapi.Fault{Cut: true}
		case 1:
			strike()
		case 2:
			time.AfterFunc(later, strike)
		}
		return nil
	})
	return func() { strike(); <-started }
}

// shown is what the bot showed in a chat, in order, as it was accepted. The bot must have
// ended: a person sees a message a moment before the API has written it down.
func (b *killable) shown(chat int64) (list []string) {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.process != nil {
		b.t.Fatal("what is shown is read while the bot runs")
	}
	for _, c := range b.api.Calls("") {
		if c.Chat() == chat && c.Status == 200 && slices.Contains([]string{"sendMessage", "editMessageText", "sendDocument"}, c.Method) {
			list = append(list, c.Params["text"]+c.Params["caption"]+"\n"+c.Params["reply_markup"])
		}
	}
	return list
}

// scene is one thing that the person does and what they see at the end of the answer.
type scene struct {
	says, taps, clock string
	sees              []string // in this order; the scene before shows nothing of it
}

var killStory = []scene{
	{says: "/start", sees: []string{"免费"}},
	{taps: "已满 18 岁，同意并开始", sees: []string{"急事"}},
	{taps: "都没有", sees: []string{"哪一笔"}},
	{taps: "花呗", sees: []string{"要还多少"}},
	{says: "本金一万四 罚息560", sees: []string{"14,560.00"}},
	{says: "80天", sees: []string{"逾期 80 天"}},
	{says: "到手5200 花3900", sees: []string{"1,300.00"}},
	{taps: "收入下降", sees: []string{"14 期 × 1,000.00"}},
	{taps: "拿话术去谈", sees: []string{"1/6"}},
	{taps: "谈完了，记结果", sees: []string{"对方怎么说"}},
	{taps: "同意了", sees: []string{"14 期 × 1,000.00"}},
	{taps: "就是这样", sees: []string{"2028"}},
	{taps: "记下来，到日子提醒我", sees: []string{"0/14"}},
	{clock: "2026-12-12T09:00:00+08:00", sees: []string{"还有 3 天"}},
	{clock: "2026-12-15T09:00:10+08:00", sees: []string{"今天是第 1 期"}},
	{taps: "还了一部分", sees: []string{"还了多少"}},
	{says: "400", sees: []string{"600.00"}},
	{clock: "2026-12-16T09:00:10+08:00", sees: []string{"第 1 期还款日"}},
	{taps: "已还", sees: []string{"1/14"}},
	{says: "/export", sees: []string{"全部内容", "1/14"}},
}

// play acts a scene and waits until the person has seen the answer.
func (b *killable) play(u *botapi.User, s scene) {
	b.t.Helper()
	switch {
	case s.says != "":
		u.Say(s.says)
	case s.taps != "":
		if err := u.Tap(s.taps); err != nil {
			b.t.Fatal(err)
		}
	default:
		// Weeks later nothing comes again: Telegram keeps what is not confirmed for a day.
		if err := b.api.WaitPoll(b.t.Context()); err != nil {
			b.t.Fatal(err)
		}
		b.setClock(s.clock)
	}
	for _, text := range s.sees {
		if _, err := u.WaitText(b.t.Context(), text); err != nil {
			b.t.Fatalf("%+v: %v\nlog:\n%s", s, err, &b.log)
		}
	}
}

// withoutRepeats takes out what was shown twice in a row, and counts it.
func withoutRepeats(shown []string) (once []string, repeats int) {
	once = slices.Compact(slices.Clone(shown))
	return once, len(shown) - len(once)
}

// TestKilled tells a story to a bot that is killed with SIGKILL in the middle of its work,
// three times a story, and started again: the person is shown the same, in the same order.
// Only a message that was on its way may come twice.
func TestKilled(t *testing.T) {
	t.Parallel()
	seed := *killSeed
	if seed == 0 {
		seed = rand.Uint64()
	}
	t.Logf("-kill-seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	undisturbed := newTimed(t)
	calm := undisturbed.api.User(7, botapi.Language("zh-hans"))
	for _, s := range killStory {
		undisturbed.play(calm, s)
	}
	if err := undisturbed.stop(); err != nil {
		t.Fatal(err)
	}
	want := undisturbed.shown(7)

	repeats := 0
	for done := 0; done < *kills; done += 3 {
		b := newTimed(t)
		repeats += b.tellAndKill(want, r)
	}
	t.Logf("killed %d times: %d messages came twice", *kills, repeats)
}

// tellAndKill tells the story once, with three kills, and returns how many messages came twice.
func (b *killable) tellAndKill(want []string, r *rand.Rand) (repeats int) {
	b.t.Helper()
	u := b.api.User(7, botapi.Language("zh-hans"))
	at := r.Perm(len(killStory) - 2)[:3]
	slices.Sort(at)
	var killed []func()
	for i, s := range killStory {
		if slices.Contains(at, i) {
			for _, back := range killed {
				back() // one after the other
			}
			killed = append(killed, b.killAt(1+r.IntN(4), r))
		}
		b.play(u, s)
	}
	for _, back := range killed {
		back()
	}
	if err := b.api.WaitPoll(b.t.Context()); err != nil {
		b.t.Error(err)
	}
	if err := b.stop(); err != nil {
		b.t.Errorf("stopping: %v\n%s", err, &b.log)
	}
	got, repeats := withoutRepeats(b.shown(7))
	if diff := cmp.Diff(want, got); diff != "" {
		b.t.Errorf("killed at scenes %v, the person is shown something else (-undisturbed +killed):\n%s\nlog:\n%s", at, diff, &b.log)
	}
	if repeats > len(at) {
		b.t.Errorf("%d messages came twice after %d kills", repeats, len(at))
	}
	return repeats
}

// TestStopped asks a busy bot to stop: it ends well and soon, has answered everything it
// took, and answers the rest when it is back, nothing twice.
func TestStopped(t *testing.T) {
	t.Parallel()
	b := newTimed(t)
	var people []*botapi.User
	for id := range int64(40) {
		people = append(people, b.api.User(100+id, botapi.Language("zh-hans")))
	}
	for _, u := range people {
		u.Say("/start")
	}
	if _, err := people[0].Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	asked := time.Now()
	if err := b.stop(); err != nil {
		t.Fatalf("stopping: %v\n%s", err, &b.log)
	}
	if took := time.Since(asked); took > 10*time.Second {
		t.Errorf("stopping took %s", took)
	}
	if n := b.undelivered(); n != 0 {
		t.Errorf("%d messages were left behind", n)
	}
	b.start()
	for _, u := range people {
		if err := u.WaitChat(t.Context(), "the welcome", func(chat []botapi.Message) bool { return len(chat) > 1 }); err != nil {
			t.Error(err)
		}
	}
	if err := b.api.WaitPoll(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := b.stop(); err != nil {
		t.Fatal(err)
	}
	for i, u := range people {
		if n := len(u.Chat()); n != 2 {
			t.Errorf("person %d: %d messages, not /start and the welcome:\n%s", i, n, botapi.Transcript(u.Chat()))
		}
	}
}

// TestStoppedWhileSending asks a bot to stop that waits for Telegram: it does not wait for
// ever, and the person has their answer after the next start.
func TestStoppedWhileSending(t *testing.T) {
	t.Parallel()
	b := newTimed(t)
	u := b.api.User(7, botapi.Language("zh-hans"))
	sending := make(chan struct{}, 1)
	b.api.Fault(func(c botapi.Call) *botapi.Fault {
		if c.Method != "sendMessage" {
			return nil
		}
		sending <- struct{}{}
		return &botapi.Fault{Delay: time.Hour}
	})
	u.Say("/start")
	<-sending
	asked := time.Now()
	if err := b.stop(); err != nil {
		t.Errorf("stopping: %v\n%s", err, &b.log)
	}
	if took := time.Since(asked); took > 10*time.Second {
		t.Errorf("stopping took %s", took)
	}
	if n := b.undelivered(); n != 1 {
		t.Errorf("%d messages wait for the next start", n)
	}
	b.api.Fault(nil)
	b.start()
	if _, err := u.WaitText(t.Context(), "免费"); err != nil {
		t.Error(err)
	}
}

// TestPaidWhileOff presses "paid" while the bot is off: when it is back it has heard that
// before it reminds of anything.
func TestPaidWhileOff(t *testing.T) {
	t.Parallel()
	b := newTimed(t)
	u := b.api.User(7, botapi.Language("zh-hans"))
	for _, s := range killStory[:14] { // until the first reminder
		b.play(u, s)
	}
	if err := b.stop(); err != nil {
		t.Fatal(err)
	}
	if err := u.Tap("已还"); err != nil {
		t.Fatal(err)
	}
	before := len(b.shown(7))
	b.setClock("2026-12-15T09:00:10+08:00")
	b.start()
	if _, err := u.WaitText(t.Context(), "1/14"); err != nil {
		t.Fatalf("%v\n%s", err, &b.log)
	}
	b.play(u, scene{clock: "2027-01-12T09:00:00+08:00", sees: []string{"第 2 期还款日"}})
	if err := b.stop(); err != nil {
		t.Fatal(err)
	}
	if shown := b.shown(7)[before:]; len(shown) != 2 {
		t.Errorf("shown since: %q", shown)
	}
}

// undelivered counts what is in the outbox and in the backlog of a bot that does not run.
func (b *killable) undelivered() (n int) {
	b.t.Helper()
	b.write(func(tx *store.Tx) error {
		for _, lane := range []store.Lane{store.Replies, store.Reminders} {
			depth, err := tx.OutboxDepth(lane)
			if err != nil {
				return err
			}
			n += depth.Messages
		}
		late, _, err := tx.BacklogDepth()
		n += late
		return err
	})
	return n
}

// write works on the database of a bot that does not run.
func (b *killable) write(fn func(*store.Tx) error) {
	b.t.Helper()
	key, err := store.ReadKey(sealing{}.keyFile(b.database()))
	if err != nil {
		b.t.Fatal(err)
	}
	s, err := store.Open(b.t.Context(), store.Options{Path: b.database(), Key: key})
	if err != nil {
		b.t.Fatal(err)
	}
	defer s.Close()
	if err := s.Write(b.t.Context(), fn); err != nil {
		b.t.Fatal(err)
	}
}
