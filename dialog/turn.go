package dialog

import (
	"fmt"
	"slices"
	"time"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/understand"
)

// turn is one step while it is being worked out.
type turn struct {
	engine *Engine
	person Person
	now    time.Time // as clocks show it where the person lives
	today  calc.Date // in China, where what is due is due
	print  *locale.Printer

	lead      []string                // what is said before the question, in the same message
	words     string                  // of the message, without secrets
	danger    understand.Heard        // that the message speaks of
	namedLast int                     // place of the further debt that the message before named and nothing else; 0 for none
	wanted    understand.Wish         // what it asks for, if that is all it says
	alarms    []understand.Alarm      // what the message raises
	crossed   bool                    // the case has changed since the open question was asked
	resumes   Name                    // where the terms of the case that was turned to were left
	begunIn   int                     // the case that was talked about when the turn began,
	means     string                  // and what was known of income and spending
	debts     map[int][]casefile.Debt // by case
	carded    bool                    // a card on one of them has been shown
	summoned  bool                    // days of court papers have been taken from the message
	again     bool                    // the question is put again and nothing has changed
	doubted   string                  // what was typed, when it can be read in several ways
	chosen    bool                    // one of the readings of a doubtful message was chosen: it is not asked about again
	inspect   *casefile.File          // what is looked at when the question is delivered
	messages  []Message
	plans     *calc.Suggestion // for the case as it stands; nil until asked for
	worked    []worked
	erase     bool
	unsay     bool
}

func (e *Engine) begin(p Person, language locale.Language, now time.Time) *turn {
	t := &turn{engine: e, person: p}
	t.live(now)
	if t.session().Language == "" {
		t.session().Language = language
	}
	t.speak(t.session().Language)
	if len(p.Cases) > 1 {
		t.begunIn, t.means, t.debts = p.Session.Case, meansOf(p.Current()), debtsOf(p.Cases)
	}
	return t
}

// live sets the clock to the time where the person lives.
func (t *turn) live(now time.Time) {
	t.now = now.In(t.engine.Zone(&t.person))
	t.today = casefile.DayOf(t.now)
}

// here is the day where the person lives: their own tonight and tomorrow are told from it.
func (t *turn) here() calc.Date { return calc.DateOf(t.now) }

// abroad reports whether the clocks where the person lives show another time than those in China.
func (t *turn) abroad() bool {
	_, there := t.now.Zone()
	_, china := casefile.InChina(t.now).Zone()
	return there != china
}

// speak switches the language.
func (t *turn) speak(l locale.Language) {
	t.session().Language = l
	t.print = t.engine.texts.Printer(l)
}

// upgrade brings a session that an older program wrote up to this one's states.
func (t *turn) upgrade() {
	s := t.session()
	if s.State != "" && t.engine.machine.states[s.State] == nil {
		s.State, s.Return, s.Readings = t.home(), "", nil
	}
	s.History = slices.DeleteFunc(s.History, func(n Name) bool { return t.engine.machine.states[n] == nil })
	s.Flow = FlowVersion
}

func (t *turn) end() Result {
	s := t.session()
	s.LastSeen = t.now.UTC()
	s.Tender = s.Tender || s.State == safetyCrisis
	if !s.inCrisisStill() || s.State == safetyCrisis && s.Respite == RespiteOver {
		s.Respite = "" // of an earlier crisis
	}
	if s.State != materialsSeen && !slices.Contains(s.History, materialsSeen) {
		s.Looked = nil
	}
	t.shareMeans()
	t.shareDebts()
	if c := t.person.Current(); c != nil {
		if s.State == materialsList && c.PapersListed.IsZero() {
			c.PapersListed = t.today
		}
		if err := c.Validate(); err != nil {
			panic(fmt.Sprintf("dialog: in %s the case makes no sense: %v", s.State, err)) // better nothing kept than something wrong
		}
	}
	switch state := t.open(); {
	case state == nil || !state.Fleeting || !s.Consent.IsZero() && state.Name != welcomeMinor:
	case state.Name == settingsGone:
		t.erase = true
	default:
		t.person = Person{Session: s.bare()}
	}
	return Result{Person: t.person, Messages: t.messages, Erase: t.erase, Unsay: t.unsay}
}

func (t *turn) session() *Session { return &t.person.Session }

// open returns the state whose question is open.
func (t *turn) open() *State { return t.engine.machine.states[t.session().State] }

// file returns the case that is talked about, opening the first one when needed.
func (t *turn) file() *casefile.Case {
	if c := t.person.Current(); c != nil {
		return c
	}
	return t.openCase()
}

// openCase starts a new case and makes it the one that is talked about.
func (t *turn) openCase() *casefile.Case {
	id := 1
	for _, c := range t.person.Cases {
		id = max(id, c.ID+1)
	}
	t.person.Cases = append(t.person.Cases, casefile.New(id, t.now.UTC()))
	s := t.session()
	if s.Case != 0 {
		t.cross()
	}
	t.changeCase(id)
	return t.person.Current()
}

// cross leaves the questions of one case behind: in another they may have no answer, so "back"
// leads to where this one stands.
func (t *turn) cross() {
	s := t.session()
	s.History, s.Return, t.crossed = nil, "", true
}

// text prints a text of the catalogue.
func (t *turn) text(key string, args locale.Args) string { return t.print.Text(key, args) }

// note says something ahead of the question, in the same message.
func (t *turn) note(key string, args locale.Args) { t.lead = append(t.lead, t.text(key, args)) }

// say sends a message of its own, ahead of the question.
func (t *turn) say(text string) { t.messages = append(t.messages, Message{Text: text}) }

// follow moves to the state that an answer led to, and asks its question.
func (t *turn) follow(from *State, next Name) {
	t.plans = nil // the answer may have changed the case
	switch {
	case next == stay:
		t.ask()
	case next == previous:
		t.back()
	case slices.Contains(from.Leads, next) || next == t.session().Return:
		t.enter(next)
	default:
		panic(fmt.Sprintf("dialog: %s led to %s, which its table does not list", from.Name, next))
	}
}

// maxHistory is how many questions one can go back.
const maxHistory = 20

// enter opens a state, remembers where one came from, and asks its question.
func (t *turn) enter(next Name) {
	s := t.session()
	if next == s.Return {
		s.Return = ""
	}
	switch {
	case t.crossed:
		if home := t.home(); home != next {
			s.History = []Name{home}
		}
	case s.State != next && s.State != "":
		s.History = append(s.History, s.State)
		s.History = s.History[max(0, len(s.History)-maxHistory):]
	}
	s.State, s.Readings, s.Topics, s.Next, t.crossed = next, nil, nil, "", false
	t.ask()
}

// closePath forgets the questions that led here: they are settled, and "back" does not
// open them again.
func (t *turn) closePath() {
	s := t.session()
	s.State, s.History, s.Return = "", nil, ""
}

// back opens the state before this one. At the beginning it asks the same question again.
func (t *turn) back() {
	s := t.session()
	s.Readings, s.Topics, s.Return = nil, nil, ""
	if n := len(s.History); n > 0 {
		s.State, s.History = s.History[n-1], s.History[:n-1]
		if slices.Contains([]Name{contactHome, keepingHome, keepingSettled}, s.State) {
			s.State = t.home() // the case may stand elsewhere since
		}
	} else {
		t.note("engine.first", nil)
	}
	t.ask()
}

// skip leaves the open question unanswered, where that is possible.
func (t *turn) skip() {
	state := t.open()
	if state.Skip == nil {
		for _, id := range state.Nothing {
			if t.offers(state, id) {
				t.choose(id) // whoever knows of nothing says "none"
				return
			}
		}
		key := "engine.needed"
		if state.NoBack {
			key = "engine.choose"
		}
		t.note(key, nil)
		t.ask()
		return
	}
	t.session().Readings, t.session().Topics = nil, nil
	t.follow(state, state.Skip(t))
}

// pause closes nothing: the question stays open for whenever the person is back.
func (t *turn) pause() {
	s := t.session()
	s.Paused = true
	s.Revision++
	resume := choice{id: againChoice, label: t.text("engine.resume", nil)}
	t.messages = append(t.messages, Message{Text: t.text("engine.paused", nil), Buttons: t.buttons([][]choice{{resume}}), State: s.State, Live: true})
}
