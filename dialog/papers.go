package dialog

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"xieshang/calc"
	"xieshang/dialog/document"
	"xieshang/dialog/locale"
)

// papersList offers all that can be made of the case.
const papersList Name = "papers.list"

func papersFlow() []State {
	return []State{{
		Name: papersList,
		Ask:  line, Choices: papersChoices, Pick: pickPaper,
		Leads: append([]Name{letterPage}, homeStates...),
	}}
}

// offered are the documents that are offered by themselves: what they are called in the
// texts, and what is sent.
var offered = map[string]Document{
	"agreement": {Kind: AgreementFile, Format: document.PDF},
	"case":      {Kind: CaseFile, Format: document.PDF},
	"schedule":  {Kind: ScheduleFile, Format: document.PDF},
	"plans":     {Kind: PlansChart, Format: document.PNG},
	"progress":  {Kind: ProgressChart, Format: document.PNG},
	"calendar":  {Kind: CalendarFile, Format: document.ICS},
	"discreet":  {Kind: CalendarFile, Of: discreet, Format: document.ICS},
}

// papersChoices offers what the case has something for.
func papersChoices(t *turn) [][]choice {
	var rows [][]choice
	a := t.file().Agreement
	if a != nil {
		rows = append(rows, t.row("agreement", "schedule"))
	}
	if a != nil && a.Left() > 0 {
		rows = append(rows, t.row("calendar", "discreet"))
	}
	if a != nil {
		rows = append(rows, t.row("progress"))
	}
	if a == nil && t.planned() && best(t.suggestion()) != nil {
		rows = append(rows, t.row("plans", "schedule"))
	}
	return append(rows, t.row("case", "family"), t.row("home"))
}

func pickPaper(t *turn, id string) (Name, error) {
	switch id {
	case "home":
		return t.home(), nil
	case "family":
		return t.openLetter("family"), nil
	}
	t.sendPaper(id)
	return stay, nil
}

// sendPaper sends one of the documents that are offered.
func (t *turn) sendPaper(id string) {
	d := offered[id]
	t.sendDocument(d, t.text("paper.caption."+string(d.Kind), nil))
}

// papers says what the documents of each kind are made of.
var papers = map[DocumentKind]func(*turn, Document) (document.Sheet, error){
	ExportFile:    writeExport,
	AgreementFile: record(document.Records.Agreement),
	CaseFile:      record(document.Records.Bundle),
	ScheduleFile:  record(document.Records.Schedule),
	ScriptFile:    writeScript,
	PlansChart:    record(document.Records.PlansChart),
	ProgressChart: record(document.Records.ProgressChart),
	CalendarFile:  writeCalendar,
	LetterFile:    writeLetter,
}

// Compose writes a document about a person as things are at a time. It is printed by a
// [document.Press].
func (e *Engine) Compose(p Person, d Document, now time.Time) (document.Sheet, error) {
	write := papers[d.Kind]
	if write == nil {
		return nil, fmt.Errorf("compose %s: no such document", d.Kind)
	}
	t := e.begin(p, p.Session.Language, now)
	if d.Case != 0 {
		if p.Find(d.Case) == nil {
			return nil, fmt.Errorf("compose %s: case %d is gone", d.Kind, d.Case)
		}
		t.session().Case = d.Case
	}
	sheet, err := write(t, d)
	if err != nil {
		return nil, fmt.Errorf("compose %s: %w", d.Kind, err)
	}
	return sheet, nil
}

// record writes one of the records about a case.
func record[S document.Sheet](write func(document.Records) (S, error)) func(*turn, Document) (document.Sheet, error) {
	return func(t *turn, _ Document) (document.Sheet, error) { return write(t.records()) }
}

// discreet is a calendar without a word of debts.
const discreet = "discreet"

func writeCalendar(t *turn, d Document) (document.Sheet, error) {
	r := t.records()
	r.Discreet, r.Zone = d.Of == discreet, t.now.Location()
	return r.Calendar()
}

// records are what the records about the open case are written from.
func (t *turn) records() document.Records {
	r := document.Records{Case: t.file(), Print: t.print, Today: t.today, Zone: t.engine.zone, Hour: t.habits().Hour, Name: t.debtName}
	if t.planned() {
		r.Plans = new(t.suggestion())
		r.Best = best(*r.Plans)
	}
	r.Shares, r.Together = t.sharedOut()
	return r
}

// sharedOut is what each of several debts gets a month, in the order of the case, and what they
// get in all; what is agreed on elsewhere stands beside it. It is nil where nothing is shared.
func (t *turn) sharedOut() (shares []calc.Money, together calc.Money) {
	whole, debts := t.whole()
	if whole == nil || len(debts) < 2 || whole.Capacity.Recommended <= 0 {
		return nil, 0
	}
	c := t.file()
	shares = make([]calc.Money, len(c.Debts))
	for i := range c.Debts {
		d := &c.Debts[i]
		place := slices.Index(debts, d)
		switch {
		case d.Served:
			shares[i] = d.Monthly
		case place >= 0:
			shares[i] = shareOf(*whole, place)
			together += shares[i]
		}
	}
	if c.Agreement != nil {
		together += runningMonthly(c) - shares[0]
		shares[0] = runningMonthly(c)
	}
	return shares, together
}

// Unmade is what a person is told when a document could not be made.
func (e *Engine) Unmade(l locale.Language) Message {
	return Message{Text: e.texts.Printer(l).Text("paper.failed", nil)}
}

// writeExport is everything that is kept of a person.
func writeExport(t *turn, _ Document) (document.Sheet, error) {
	file, err := json.MarshalIndent(t.person, "", "  ")
	if err != nil {
		return nil, err
	}
	return document.File(append(file, '\n')), nil
}

// export sends everything that is kept as a file.
func (t *turn) export() {
	t.messages = append(t.messages, Message{
		Text:     t.text("settings.export", nil),
		Document: &Document{Kind: ExportFile, Name: "xieshang-export.json"},
	})
}

// sendDocument sends a document about the open case, ahead of the question, with a line
// of at most 1,024 characters below it. A document without a name gets one that
// says its kind and day.
func (t *turn) sendDocument(d Document, caption string) {
	d.Case = t.file().ID
	if d.Name == "" {
		words := []string{"xieshang", string(d.Kind), d.Of, t.today.String()}
		d.Name = strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), "-") + "." + string(d.Format)
	}
	t.messages = append(t.messages, Message{Text: caption, Document: &d})
}
