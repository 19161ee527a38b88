package dialog

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"xieshang/dialog/document"
)

// papers says what the documents of each kind are made of.
var papers = map[DocumentKind]func(*turn, Document) (document.Sheet, error){
	ExportFile:    writeExport,
	AgreementFile: record(document.Records.Agreement),
	CaseFile:      record(document.Records.Bundle),
	ScheduleFile:  record(document.Records.Schedule),
	FamilyFile:    record(document.Records.Family),
	PlansChart:    record(document.Records.PlansChart),
	ProgressChart: record(document.Records.ProgressChart),
	CalendarFile:  record(document.Records.Calendar),
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

// records are what the records about the open case are written from.
func (t *turn) records() document.Records {
	r := document.Records{Case: t.file(), Print: t.print, Today: t.today, Zone: t.engine.zone, Hour: usualHour}
	if t.planned() {
		r.Plans = new(t.suggestion())
		r.Best = best(*r.Plans)
	}
	return r
}

// usualHour is the hour of the day at which people are reminded.
const usualHour = 9

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
		d.Name = strings.ReplaceAll(strings.Join(words, "-"), "--", "-") + "." + string(d.Format)
	}
	t.messages = append(t.messages, Message{Text: caption, Document: &d})
}
