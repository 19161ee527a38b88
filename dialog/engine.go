package dialog

import (
	"sync"
	"time"

	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/playbook"
	"xieshang/dialog/workday"
)

// FlowVersion is the version of the state machine that this program writes into sessions.
const FlowVersion = 1

// Engine is the conversation. It keeps nothing between steps and may be used by
// several goroutines at once.
type Engine struct {
	texts   *locale.Catalogue
	book    *playbook.Book
	days    *workday.Calendar
	machine *machine
	zone    *time.Location
	zones   sync.Map // names of time zones to *time.Location
}

// New returns the engine that speaks from a catalogue, advises from a book and counts
// working days by a calendar. Days begin at midnight in zone.
func New(texts *locale.Catalogue, book *playbook.Book, days *workday.Calendar, zone *time.Location) *Engine {
	return &Engine{
		texts:   texts,
		book:    book,
		days:    days,
		zone:    zone,
		machine: everyFlow(),
	}
}

// Zone is where a person lives: where most do, unless they said otherwise.
func (e *Engine) Zone(p *Person) *time.Location {
	name := p.Session.Preferences().Zone
	if name == "" {
		return e.zone
	}
	if zone, found := e.zones.Load(name); found {
		return zone.(*time.Location)
	}
	zone, err := casefile.FindZone(name)
	if err != nil {
		return e.zone // the list of zones is another one than when it was chosen
	}
	e.zones.Store(name, zone)
	return zone
}

// Result is what one step comes to.
type Result struct {
	Person   Person
	Messages []Message
	// Erase asks for everything kept about the person to be removed instead of saved.
	Erase bool
	// Unsay asks for the message just typed to be removed from the chat: it held
	// something that identifies the person.
	Unsay bool
}

// Step answers one input. The person is changed in place and returned; language is what
// the person's client asks for, used until they choose one. A panic is a mistake in the
// program: the caller drops the step and apologises.
func (e *Engine) Step(p Person, in Input, language locale.Language, now time.Time) Result {
	t := e.begin(p, language, now)
	t.upgrade()
	t.renewPromises()
	switch in.Kind {
	case Typed:
		t.typed(in.Text)
	case Pressed:
		t.pressed(in.Data)
	case Media:
		t.shown(in.Text, in.File)
	}
	return t.end()
}

// About returns what the bot's page says of it: in a line, and in a paragraph.
func (e *Engine) About(l locale.Language) (about, description string) {
	p := e.texts.Printer(l)
	return Plain(p.Text("about.line", nil)), Plain(p.Text("about.paragraph", nil))
}

// Apology is what a person is told when a step failed. It changes nothing.
func (e *Engine) Apology(l locale.Language) Message {
	return Message{Text: e.texts.Printer(l).Text("engine.apology", nil)}
}

// Farewell tells someone who has long been silent that all will be removed in so many days.
func (e *Engine) Farewell(l locale.Language, days int) Message {
	return Message{Text: e.texts.Printer(l).Text("engine.farewell", locale.Args{"Days": days})}
}

// OnlyAlone is what a group is told: this is for one person alone. It keeps nothing.
func (e *Engine) OnlyAlone(l locale.Language) Message {
	return Message{Text: e.texts.Printer(l).Text("engine.alone", nil)}
}
