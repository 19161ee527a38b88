package bot_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3"

	"xieshang/bot"
	"xieshang/bot/botapi"
	"xieshang/bot/store"
	"xieshang/bot/telegram"
	"xieshang/dialog"
	"xieshang/dialog/document"
	"xieshang/dialog/locale"
	"xieshang/dialog/playbook"
	"xieshang/dialog/workday"
)

// chatNumber is one that no other figure in a database looks like.
const chatNumber = 0x5A_C3_96_E7_1B

// phone is one person at a Telegram client, and the bot they talk to: its database is a file,
// its updates and messages go through the Bot API. Only the clock is the test's.
type phone struct {
	*testing.T
	api     *botapi.Server
	user    *botapi.User
	path    string
	key     store.Key
	zone    *time.Location
	running *running

	mu  sync.Mutex
	now time.Time
}

// running is the bot from a start to its end.
type running struct {
	store   *store.Store
	runtime *bot.Runtime
	deliver *bot.Deliverer
	applied chan error
	stop    func()
}

// talker and press are loaded once: they keep nothing.
var (
	talker = sync.OnceValues(func() (*dialog.Engine, error) {
		zone, err := time.LoadLocation("Asia/Shanghai")
		if err != nil {
			return nil, err
		}
		texts, err := locale.Load()
		if err != nil {
			return nil, err
		}
		book, err := playbook.Load(nil)
		if err != nil {
			return nil, err
		}
		days, err := workday.Load(nil)
		return dialog.New(texts, book, days, zone), err
	})
	press = sync.OnceValues(document.NewPress)
)

func newPhone(t *testing.T, now time.Time) *phone {
	p := &phone{T: t, path: filepath.Join(t.TempDir(), "bot.db"), key: store.NewKey(), zone: now.Location(), now: now}
	p.api = botapi.Start(t, botapi.Clock(p.clock))
	p.user = p.api.User(chatNumber)
	p.start()
	t.Cleanup(func() { p.running.stop() })
	return p
}

func (p *phone) clock() time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.now
}

func (p *phone) setClock(to time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.now = to
}

func (p *phone) must(err error) {
	p.Helper()
	if err != nil {
		p.Fatal(err)
	}
}

// start opens everything, as the program does.
func (p *phone) start() {
	p.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	log := slog.New(slog.NewTextHandler(p.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))
	engine, err := talker()
	p.must(err)
	client, err := telegram.New(ctx, telegram.Options{Token: p.api.Token(), APIURL: p.api.URL(), Log: log})
	p.must(err)
	r := &running{applied: make(chan error)}
	r.store, err = store.Open(ctx, store.Options{Path: p.path, Key: p.key})
	p.must(err)
	r.runtime = bot.New(bot.Options{Store: r.store, Engine: engine, Press: press, Now: p.clock, Log: log})
	r.deliver = bot.NewDeliverer(bot.Delivery{Store: r.store, Messenger: client, Render: r.runtime.Render, Sorry: r.runtime.Sorry,
		Inspect: r.runtime.Inspect, Now: p.clock, Log: log, Rates: bot.Unlimited()})
	poller := client.Poller(func(ctx context.Context, updates []bot.Update) error {
		err := r.runtime.Apply(ctx, updates)
		if err == nil {
			err = r.deliver.Flush(ctx)
		}
		select {
		case r.applied <- err:
		case <-ctx.Done():
		}
		return err
	})
	ended := make(chan error)
	go func() { ended <- poller.Run(ctx) }()
	r.stop = sync.OnceFunc(func() {
		cancel()
		p.must(<-ended)
		p.must(r.store.Close())
	})
	p.running = r
}

// restart ends the bot and starts it again, with what is on the disk.
func (p *phone) restart() {
	p.Helper()
	p.running.stop()
	p.start()
}

// answered waits until what the person did is applied and answered, and returns the answer. After
// a start the update before it may come once more, and is not answered again.
func (p *phone) answered() []botapi.Message {
	p.Helper()
	for over := time.After(20 * time.Second); ; {
		select {
		case err := <-p.running.applied:
			p.must(err)
		case <-over:
			p.Fatal("there is no answer")
		}
		if said := p.heard(); len(said) > 0 {
			return said
		}
	}
}

// heard is what the bot said since it was asked last.
func (p *phone) heard() (said []botapi.Message) {
	over, cancel := context.WithCancel(context.Background())
	cancel()
	for {
		m, err := p.user.Wait(over)
		if err != nil {
			return said
		}
		said = append(said, m)
	}
}

// does lets the person act as a line of a story says.
func (p *phone) does(line string) []botapi.Message {
	p.Helper()
	kind, rest := line, ""
	if strings.HasPrefix(line, "(") {
		kind, rest, _ = strings.Cut(strings.TrimSuffix(line, ")"), ": ")
	}
	switch {
	case strings.HasPrefix(line, "["):
		if copies := p.tap(strings.TrimSuffix(line[1:], "]")); copies {
			return []botapi.Message{{Kind: "copied", Text: "(copied: " + p.user.Clipboard() + ")"}}
		}
	case kind == "(photo":
		p.user.SendPhoto(rest)
	case kind == "(voice":
		p.user.SendVoice()
	case kind == "(sticker":
		p.user.SendSticker(rest)
	case kind == "(forwarded":
		p.user.Forward(rest)
	default:
		p.user.Say(line)
	}
	return p.answered()
}

// tap presses the button with a label on the newest message that has it, and reports whether
// it only copies a text.
func (p *phone) tap(label string) (copies bool) {
	p.Helper()
	chat := p.user.Chat()
	for _, m := range slices.Backward(chat) {
		for _, b := range slices.Concat(m.Buttons...) {
			if b.Label == label {
				p.must(p.user.TapOn(m.ID, label))
				return b.Data == ""
			}
		}
	}
	p.Fatalf("no button %q; the chat ends with\n%s", label, botapi.Transcript(chat[max(0, len(chat)-2):]))
	return false
}

// tick does what the clock does every minute, and returns what came of it.
func (p *phone) tick() []botapi.Message {
	p.Helper()
	p.must(p.running.runtime.Remind(p.Context()))
	p.must(p.running.deliver.Flush(p.Context()))
	return p.heard()
}

// next is when the next reminder is due; zero for never.
func (p *phone) next() (due time.Time) {
	p.Helper()
	p.must(p.running.store.Read(p.Context(), func(tx *store.Tx) (err error) {
		due, _, err = tx.NextDue()
		return err
	}))
	return due
}

// person is what is kept.
func (p *phone) person() (person dialog.Person) {
	p.Helper()
	p.must(p.running.store.Read(p.Context(), func(tx *store.Tx) (err error) {
		person, err = tx.Person(chatNumber)
		return err
	}))
	return person
}

// rows counts what the database has of the chat, table by table, by the tables' own columns.
func (p *phone) rows() (n int) {
	p.Helper()
	db, err := sql.Open("sqlite3", "file:"+p.path+"?mode=ro")
	p.must(err)
	defer db.Close()
	list, err := db.Query(`SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c
		WHERE m.type = 'table' AND (c.name = 'chat' OR m.name = 'chat' AND c.name = 'id')`)
	p.must(err)
	defer list.Close()
	tables := 0
	for list.Next() {
		var table, column string
		p.must(list.Scan(&table, &column))
		var found int
		p.must(db.QueryRow(fmt.Sprintf("SELECT count(*) FROM %q WHERE %q = ?", table, column), int64(chatNumber)).Scan(&found))
		n += found
		tables++
	}
	p.must(list.Err())
	if tables < 6 {
		p.Fatalf("only %d tables are about chats", tables)
	}
	return n
}

// traces are the files, of the database and of its log, in which the number of the chat
// stands: as a value, or as the key of a row.
func (p *phone) traces() (found []string) {
	p.Helper()
	value := binary.BigEndian.AppendUint64(nil, chatNumber)[2:]
	var key []byte
	for n, more := uint64(chatNumber), byte(0); n > 0; n, more = n>>7, 0x80 {
		key = append([]byte{byte(n)&0x7f | more}, key...)
	}
	for _, file := range []string{p.path, p.path + "-wal"} {
		data, err := os.ReadFile(file)
		if err != nil && !os.IsNotExist(err) {
			p.Fatal(err)
		}
		if bytes.Contains(data, value) || bytes.Contains(data, key) {
			found = append(found, filepath.Base(file))
		}
	}
	return found
}

// sameJSON reports whether two values are written alike.
func sameJSON(a, b any) bool {
	x, err := json.Marshal(a)
	y, err2 := json.Marshal(b)
	return err == nil && err2 == nil && bytes.Equal(x, y)
}
