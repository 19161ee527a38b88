package main

import (
	"flag"
	"slices"
	"strings"
	"testing"
	"time"

	"xieshang/bot"
	"xieshang/bot/botapi"
	"xieshang/bot/store"
	"xieshang/calc"
	"xieshang/dialog"
	"xieshang/dialog/casefile"
	"xieshang/dialog/workday"
	"xieshang/reminders"
)

var (
	flood    = flag.Int("flood", 1000, "how many reminders fall due at once in TestReminderFlood")
	floodFor = flag.Duration("flood-for", time.Second, "how long people write before and meanwhile")
)

// TestReminderFlood lets very many reminders fall due at the same minute, of which a few go
// out each second: who writes meanwhile waits hardly longer for an answer than before.
func TestReminderFlood(t *testing.T) {
	b := newTimed(t, victimHurry+"="+hurryReplies)
	if err := b.api.WaitPoll(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := b.stop(); err != nil {
		t.Fatal(err)
	}
	b.agreeAll(*flood)
	b.setClock("2026-12-12T08:00:00+08:00")
	b.start()
	write := func(first int64) botapi.Outcome {
		o := b.api.Load(t.Context(), botapi.Crowd{People: 5, First: first, Script: conversation(), Rounds: 1 << 30, For: *floodFor, Rate: 100})
		if o.Lost > 0 {
			t.Errorf("%v %v", o, o.Problems)
		}
		return o
	}
	write(1) // so that the connections are there
	idle := write(100)
	b.setClock(firstReminder)
	if err := b.api.User(firstFlooded).WaitChat(t.Context(), "a reminder", reminded); err != nil {
		t.Error(err)
	}
	flooded := write(200)
	memory := b.peakMemory()
	if err := b.stop(); err != nil {
		t.Error(err)
	}
	t.Logf("idle:    %v", idle)
	t.Logf("flooded: %v", flooded)
	t.Logf("p99 is %.2f times the idle figure with %d reminders due; %d are still to be sent, those of later days included; RSS %d MB",
		float64(flooded.Latency(.99))/float64(idle.Latency(.99)), *flood, b.unsent(), memory>>20)
}

// unsent counts the reminders that are planned or in the outbox of a bot that does not run.
func (b *killable) unsent() (n int) {
	b.t.Helper()
	b.write(func(tx *store.Tx) error {
		_, planned, err := tx.NextDue()
		if err != nil {
			return err
		}
		depth, err := tx.OutboxDepth(store.Reminders)
		n = planned + depth.Messages
		return err
	})
	return n
}

// TestFlooder lets one person write a thousand messages at once, and then somebody send one
// that is far too large: others are answered as ever, the flooder little by little.
func TestFlooder(t *testing.T) {
	t.Parallel()
	b := newKillable(t)
	b.start()
	write := func(first int64) botapi.Outcome {
		o := b.api.Load(t.Context(), botapi.Crowd{People: 20, First: first, Script: untilAgreed, Rate: 200})
		if o.Lost > 0 {
			t.Errorf("%v %v\n%s", o, o.Problems, b.said)
		}
		return o
	}
	write(1000)
	idle := write(2000)
	flooder := b.api.User(7)
	for range 1000 {
		flooder.Say("/start")
	}
	flooded := write(3000)
	answers := slices.DeleteFunc(flooder.Chat(), func(m botapi.Message) bool { return !m.FromBot })
	allowed := bot.StandardRates().ChatBurst + int(flooded.Elapsed.Seconds()) + 2
	if len(answers) > allowed {
		t.Errorf("the flooder got %d answers, not %d", len(answers), allowed)
	}
	b.api.Push("message", map[string]any{"message_id": 1, "date": 1, "text": strings.Repeat("大", 10<<20/3),
		"chat": map[string]any{"id": 8, "type": "private"}, "from": map[string]any{"id": 8, "first_name": "X"}})
	write(4000)
	memory := b.peakMemory()
	if err := b.stop(); err != nil {
		t.Error(err)
	}
	if !strings.Contains(b.log.String(), "skipped an update that is too large") {
		t.Error("what is far too large was not refused")
	}
	t.Logf("before:    %v", idle)
	t.Logf("meanwhile: %v; RSS %d MB", flooded, memory>>20)
}

// firstFlooded is the number of the first person who is reminded in a flood.
const firstFlooded = 1_000_000

// agreeAll gives people agreements in the database of a bot that does not run, all with the
// same first instalment.
func (b *killable) agreeAll(people int) {
	b.t.Helper()
	now, err := time.Parse(time.RFC3339, storyStart)
	if err != nil {
		b.t.Fatal(err)
	}
	agreement, err := casefile.NewAgreement(now, calc.Yuan(14000), 14, calc.Yuan(1000), calc.Date{Year: 2026, Month: time.December, Day: 15})
	if err != nil {
		b.t.Fatal(err)
	}
	c := casefile.New(1, now)
	c.Stage, c.Agreement = casefile.Agreed, agreement
	c.Main().Product, c.Main().Principal = casefile.Huabei, calc.Yuan(14000)
	p := dialog.Person{Session: dialog.Session{Consent: now, Case: 1, State: "keeping.home"}, Cases: []casefile.Case{c}}
	zone, err := home()
	if err != nil {
		b.t.Fatal(err)
	}
	days, err := workday.Load(nil)
	if err != nil {
		b.t.Fatal(err)
	}
	wishes := reminders.Preferences{Preferences: casefile.StandardPreferences(), Local: zone, Days: days}
	first := reminders.Due(&c, wishes, now)[0]
	b.write(func(tx *store.Tx) error {
		for i := range int64(people) {
			b.api.User(firstFlooded + i).Met()
			if err := agree(tx, firstFlooded+i, p, first, now); err != nil {
				return err
			}
		}
		return nil
	})
}

// agree keeps a person with one reminder.
func agree(tx *store.Tx, chat int64, p dialog.Person, first reminders.Planned, now time.Time) error {
	if err := tx.SaveChat(store.Chat{ID: chat, Consented: true, LastSeen: now}); err != nil {
		return err
	}
	if err := tx.SavePerson(chat, p, now); err != nil {
		return err
	}
	return tx.SyncReminders(chat, 1, []store.Reminder{{Item: first.Item(), Kind: string(first.Kind), Day: first.Day, Due: first.At}}, now)
}
