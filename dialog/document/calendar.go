package document

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

// Calendar is a list of days for the calendar of a phone.
type Calendar struct {
	Made   time.Time
	Events []Event
}

// Event is one entry that rings three days before, the day before, and when it comes.
type Event struct {
	ID    string // the same whenever the event is written again, so that it replaces itself
	At    time.Time
	Title string
	Note  string // may be empty
	// Edition grows when the event is changed.
	Edition int
}

// before is when an event rings.
var before = []string{"-P3D", "-P1D", "PT0S"}

func (c Calendar) print(_ *Press, f Format) ([]byte, error) {
	if f != ICS {
		return nil, fmt.Errorf("%q is no format of calendars", f)
	}
	cal := ics.NewCalendarFor("xieshang")
	cal.SetMethod(ics.MethodPublish)
	for _, e := range c.Events {
		event := cal.AddEvent(e.ID)
		event.SetDtStampTime(c.Made)
		event.SetSequence(e.Edition)
		event.SetStartAt(e.At)
		event.SetEndAt(e.At.Add(15 * time.Minute))
		event.SetSummary(e.Title)
		event.SetTimeTransparency(ics.TransparencyTransparent)
		event.SetClass(ics.ClassificationPrivate)
		if e.Note != "" {
			event.SetDescription(e.Note)
		}
		for _, trigger := range before {
			alarm := event.AddAlarm()
			alarm.SetAction(ics.ActionDisplay)
			alarm.SetTrigger(trigger)
			alarm.SetDescription(e.Title)
		}
	}
	var out strings.Builder
	if err := cal.SerializeTo(&out, ics.WithNewLineWindows); err != nil {
		return nil, err
	}
	return []byte(out.String()), nil
}

// Calendar lists the instalments that are not paid, each at the moment the person is reminded
// of it. The error is ErrNoAgreement if nothing is agreed.
func (r Records) Calendar() (Calendar, error) {
	a := r.Case.Agreement
	if a == nil {
		return Calendar{}, ErrNoAgreement
	}
	c := Calendar{Made: r.Today.At(0, time.UTC)}
	_, count := a.Progress()
	for i, inst := range a.Instalments {
		left := a.LeftOn(i)
		if left == 0 {
			continue
		}
		args := locale.Args{"Product": r.product(r.Case.Main()), "No": a.Number(i), "Count": count, "Amount": left}
		e := Event{
			// A moment and a number tell the instalments of all cases apart and say nothing of them.
			ID:      fmt.Sprintf("%s-%d@xieshang.invalid", strconv.FormatInt(r.Case.Opened.Unix(), 36), i+1),
			At:      casefile.HourOn(inst.Due, r.Hour, r.Zone).UTC(),
			Title:   r.text("calendar.title", args),
			Note:    r.text("calendar.note", nil),
			Edition: a.Version - 1 + len(a.Payments),
		}
		if r.Discreet {
			e.Title, e.Note = r.text("calendar.discreet", args), ""
		}
		c.Events = append(c.Events, e)
	}
	return c, nil
}
