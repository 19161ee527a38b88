package dialog

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/understand"
)

// The log of contacts: one tap writes an entry, the details are added when there is time.
// Session.Entry is the entry that is open.

// The states of the log.
const (
	contactLog      Name = "contact.log"
	contactEntry    Name = "contact.entry" // one contact with all that is known of it
	contactWhen     Name = "contact.when"
	contactChannel  Name = "contact.channel"
	contactJob      Name = "contact.job" // the number of the lender's agent
	contactSaid     Name = "contact.said"
	contactPromised Name = "contact.promised"
	contactEvidence Name = "contact.evidence"
	contactResult   Name = "contact.result" // the outcome, corrected
	contactErase    Name = "contact.erase"
)

func logStates() []State {
	return []State{
		{
			Name: contactLog,
			Ask:  askLog, Choices: logChoices, Pick: pickLog,
			Leads: []Name{contactOutcome, contactEntry, contactRounds, contactComplaint},
		},
		{
			Name: contactEntry,
			Ask:  askEntry, Choices: entryChoices, Pick: pickEntry,
			Leads: []Name{contactEntry, contactWhen, contactChannel, contactJob, contactSaid, contactPromised, contactEvidence, contactResult, contactErase, contactLog},
		},
		{Name: contactWhen, Ask: line, Read: readWhen},
		{
			Name: contactChannel,
			Ask:  line, Choices: pick("phone online", "sms visit letter"),
			Pick: func(t *turn, id string) (Name, error) {
				t.entry().Channel = casefile.Channel(id)
				return previous, nil
			},
		},
		{Name: contactJob, Ask: line, Read: readJob, Skip: func(t *turn) Name { t.entry().JobNo = ""; return previous }},
		{
			Name: contactSaid, Own: true,
			Ask: line, Read: readSaid(func(c *casefile.Contact) *string { return &c.Said }),
			Skip: func(t *turn) Name { t.entry().Said = ""; return previous },
		},
		{
			Name: contactPromised, Own: true,
			Ask: line, Read: readPromised,
			Skip: func(t *turn) Name { t.entry().Promised, t.entry().AnswerBy = "", calc.Date{}; return previous },
		},
		{
			Name: contactEvidence,
			Ask:  line, Choices: evidenceChoices(func(t *turn) []casefile.Evidence { return t.entry().Evidence }),
			Pick: func(t *turn, id string) (Name, error) {
				if id == "done" {
					return previous, nil
				}
				t.entry().Toggle(casefile.Evidence(id))
				return stay, nil
			},
		},
		{
			Name: contactResult,
			Ask:  line, Choices: func(t *turn) [][]choice {
				return t.named("contact.outcome", []string{"accepted", "counter_offer"}, []string{"refused", "no_answer"}, []string{"handed_in", "talked"})
			},
			Pick: func(t *turn, id string) (Name, error) {
				t.entry().Outcome = casefile.Outcome(id)
				t.restage()
				return previous, nil
			},
		},
		{
			Name: contactErase,
			Ask:  line, Choices: pick("erase keep"), Pick: pickErase,
			Leads: []Name{contactLog},
		},
	}
}

// logShown is how many entries of the log fit a phone.
const logShown = 8

// askLog lists what happened, newest last.
func askLog(t *turn) string {
	c := t.file()
	if len(c.Contacts) == 0 {
		return t.text("contact.log.empty", nil)
	}
	lines := []string{t.text("contact.log", nil)}
	if c.Past.Contacts > 0 {
		lines = append(lines, t.text("contact.log.past", locale.Args{"Count": c.Past.Contacts, "Since": t.print.Day(casefile.DayOf(c.Past.Since), t.today)}))
	}
	from := max(0, len(c.Contacts)-logShown)
	for i, contact := range c.Contacts[from:] {
		lines = append(lines, fmt.Sprintf("%d. %s", from+i+1, t.entryLine(contact)))
	}
	for _, r := range c.Rounds[max(0, len(c.Rounds)-3):] {
		lines = append(lines, t.roundLine(r))
	}
	return strings.Join(lines, "\n")
}

// entryLine tells a contact in a line: "11 月 21 日 · 电话 · 拒绝了".
func (t *turn) entryLine(c casefile.Contact) string {
	parts := []string{t.print.Day(t.day(c), t.today)}
	if c.Channel != "" {
		parts = append(parts, t.text("contact.channel."+string(c.Channel), nil))
	}
	return strings.Join(append(parts, t.text("contact.outcome."+string(c.Outcome), nil)), " · ")
}

func logChoices(t *turn) [][]choice {
	c := t.file()
	rows := [][]choice{t.row("add")}
	var entries []choice
	for i := max(0, len(c.Contacts)-logShown); i < len(c.Contacts); i++ {
		entries = append(entries, choice{id: fmt.Sprintf("%s%d", entryChoice, i), label: fmt.Sprint(i + 1)})
	}
	if entries != nil {
		rows = append(rows, entries)
	}
	if len(c.Rounds) > 0 {
		return append(rows, t.row("rounds", "complaint"))
	}
	return append(rows, t.row("complaint"))
}

// entryChoice begins the answers e0, e1 …, which open an entry of the log.
const entryChoice = "e"

func pickLog(t *turn, id string) (Name, error) {
	switch id {
	case "add":
		return contactOutcome, nil
	case "rounds":
		t.session().Entry = 0
		return contactRounds, nil
	case "complaint":
		return contactComplaint, nil
	}
	n, err := strconv.Atoi(strings.TrimPrefix(id, entryChoice))
	if err != nil {
		return stay, nil
	}
	t.session().Entry = n
	return contactEntry, nil
}

// entry is the contact that is open: the last one, where the one that was open is gone.
func (t *turn) entry() *casefile.Contact {
	c := t.file()
	if len(c.Contacts) == 0 {
		return &casefile.Contact{At: t.now.UTC(), Outcome: casefile.OnlyTalked} // it was taken out of the log; nothing is kept of this one
	}
	return &c.Contacts[t.entryNo()]
}

func (t *turn) entryNo() int { return max(0, min(t.session().Entry, len(t.file().Contacts)-1)) }

func askEntry(t *turn) string {
	if len(t.file().Contacts) == 0 {
		return t.text("contact.log.empty", nil)
	}
	e := t.entry()
	at := e.At.In(t.now.Location())
	lines := []string{t.text("contact.entry", locale.Args{"No": t.entryNo() + 1, "On": t.print.Day(calc.DateOf(at), t.today), "Time": at.Format("15:04"),
		"Outcome": t.text("contact.outcome."+string(e.Outcome), nil)})}
	add := func(key, value string) {
		if value != "" {
			lines = append(lines, t.text("contact.entry.is."+key, locale.Args{"Value": value}))
		}
	}
	if e.Channel != "" {
		add("by", t.text("contact.channel."+string(e.Channel), nil))
	}
	add("job", e.JobNo)
	add("said", e.Said)
	add("promised", e.Promised)
	if !e.AnswerBy.IsZero() {
		add("by_day", t.print.Day(e.AnswerBy, t.today))
	}
	if !e.CallBy.IsZero() {
		add("call", t.print.Day(e.CallBy, t.today))
	}
	add("evidence", t.evidenceNames(e.Evidence))
	if len(lines) == 1 {
		lines = append(lines, t.text("contact.entry.bare", nil))
	}
	return strings.Join(lines, "\n")
}

func (t *turn) evidenceNames(list []casefile.Evidence) string {
	var names []string
	for _, e := range list {
		names = append(names, t.text("evidence."+string(e), nil))
	}
	return strings.Join(names, " · ")
}

func entryChoices(t *turn) [][]choice {
	if len(t.file().Contacts) == 0 {
		return [][]choice{t.row("log")}
	}
	rows := [][]choice{t.row("channel", "job", "when"), t.row("said", "promised"), t.row("evidence", "result"), t.row("erase", "log")}
	var turnPage []choice
	if t.entryNo() > 0 {
		turnPage = append(turnPage, t.row("previous")...)
	}
	if t.entryNo() < len(t.file().Contacts)-1 {
		turnPage = append(turnPage, t.row("next")...)
	}
	if turnPage != nil {
		rows = append(rows, turnPage)
	}
	return rows
}

func pickEntry(t *turn, id string) (Name, error) {
	s := t.session()
	s.Entry = t.entryNo()
	switch id {
	case "previous":
		s.Entry--
		return contactEntry, nil
	case "next":
		s.Entry++
		return contactEntry, nil
	}
	return Name("contact." + id), nil
}

// readWhen takes the day and the time of a contact: 昨天下午3点; a time alone is of its day.
func readWhen(t *turn, text string) (Name, error) {
	day, found, err := dayBefore(text, t.here())
	if err != nil {
		return stay, err
	}
	hour, minute, timed := clockIn(text)
	if !found && !timed {
		return stay, &refusal{key: "contact.when.unread"}
	}
	e := t.entry()
	at := e.At.In(t.now.Location())
	if !found {
		day = calc.DateOf(at)
	}
	if !timed {
		hour, minute = at.Hour(), at.Minute()
	}
	when := day.At(hour, t.now.Location()).Add(time.Duration(minute) * time.Minute)
	if when.After(t.now) {
		if timed {
			return stay, &refusal{key: "day.future"}
		}
		when = t.now
	}
	c := t.file()
	moved := *e
	moved.At = when.UTC()
	if len(c.Contacts) > 0 {
		c.Unlog(t.entryNo())
	}
	t.session().Entry = c.Log(moved)
	t.restage()
	return previous, nil
}

func readJob(t *turn, text string) (Name, error) {
	job := strings.ToUpper(strings.TrimSpace(text))
	for _, lead := range []string{"工号", "工號", "NO.", "NO"} {
		job = strings.TrimLeft(strings.TrimPrefix(job, lead), " 是:：#")
	}
	if !casefile.IsJobNo(job) {
		return stay, &refusal{"contact.job.only", locale.Args{"Max": casefile.MaxJobNo}}
	}
	t.entry().JobNo = job
	return previous, nil
}

// readSaid takes words as they are, as far as they fit. What identifies a person has been
// blanked out of them before.
func readSaid(field func(*casefile.Contact) *string) func(*turn, string) (Name, error) {
	return func(t *turn, text string) (Name, error) {
		if n := utf8.RuneCountInString(text); n > casefile.MaxWords {
			return stay, &refusal{"contact.said.long", locale.Args{"Count": n, "Max": casefile.MaxWords}}
		}
		*field(t.entry()) = text
		if slices.Contains(t.dangers(text), understand.Violence) {
			t.showCard(understand.Violence)
		}
		return previous, nil
	}
}

// readPromised takes what was promised, and the day of an answer where one was named.
func readPromised(t *turn, text string) (Name, error) {
	next, err := readSaid(func(c *casefile.Contact) *string { return &c.Promised })(t, text)
	if err != nil {
		return next, err
	}
	if day := firstDay(text, t.today); !day.IsZero() {
		t.entry().AnswerBy = day
	}
	return next, nil
}

// evidenceChoices offers the kinds of evidence with a mark on those that are there.
func evidenceChoices(have func(*turn) []casefile.Evidence) func(*turn) [][]choice {
	return func(t *turn) [][]choice {
		there := have(t)
		rows := pairs(casefile.AllEvidence, func(e casefile.Evidence) choice {
			return choice{id: string(e), label: ticked(slices.Contains(there, e)) + " " + t.text("evidence."+string(e), nil)}
		})
		return append(rows, t.row("done"))
	}
}

func pickErase(t *turn, id string) (Name, error) {
	c := t.file()
	if id == "keep" || len(c.Contacts) == 0 {
		return previous, nil
	}
	c.Unlog(t.entryNo())
	t.restage()
	t.note("contact.erased", nil)
	return contactLog, nil
}

// stageAfter is where a contact with an outcome leaves the negotiation.
var stageAfter = map[casefile.Outcome]casefile.Stage{
	casefile.Accepted: casefile.Contacted, casefile.OnlyTalked: casefile.Contacted, casefile.CounterMade: casefile.Countered,
	casefile.RefusedIt: casefile.Refused, casefile.NoAnswer: casefile.Waiting, casefile.HandedIn: casefile.Submitted,
}

// restage puts the case where its log says it stands, after the log has been corrected.
func (t *turn) restage() {
	c := t.file()
	if c.Agreement != nil {
		return
	}
	stage := casefile.Preparing
	for _, contact := range c.Contacts {
		if contact.Outcome != casefile.OnlyTalked || stage == casefile.Preparing {
			stage = stageAfter[contact.Outcome]
		}
	}
	t.advance(stage)
}
