package dialog

import (
	"fmt"
	"slices"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/understand"
	"xieshang/dialog/workday"
)

// Papers from a court: which, when they came, when the hearing is, and what follows.
const (
	courtPaper   Name = "court.paper"
	courtServed  Name = "court.served"
	courtHearing Name = "court.hearing"
	courtAppeal  Name = "court.appeal"
	courtHome    Name = "court.home"
)

func courtFlow() []State {
	return []State{
		{
			Name: courtPaper,
			Ask:  line, Choices: pick("complaint", "mediation", "judgment", "enforcing", "unverified"),
			Pick: pickCourtPaper, Hear: hearCourt, Read: readServed, Leads: []Name{courtServed, courtHearing, courtHome},
		},
		{
			Name: courtServed,
			Ask:  line, Read: readServed, Skip: skipServed, Leads: []Name{courtHearing, courtHome},
		},
		{
			Name: courtHearing,
			Ask:  line, Choices: pick("none"), Nothing: []string{"none"}, Pick: leadTo(map[string]Name{"none": courtHome}), Read: readHearing, Leads: []Name{courtHome},
		},
		{
			Name: courtAppeal,
			Ask:  askAppeal, Choices: pick("none"), Nothing: []string{"none"}, Pick: leadTo(map[string]Name{"none": courtHome}), Read: readAppeal, Leads: []Name{courtHome},
		},
		{
			Name: courtHome, NoBack: true,
			Ask: askCourtHome, Choices: courtChoices, Pick: pickCourtHome, Hear: hearAfterCourt, Read: readServed,
			Leads: slices.Concat(homeStates, termStates, []Name{courtPaper, courtServed, courtHearing, courtAppeal, courtHome, letterPage}),
		},
	}
}

// court is what is known of the papers, ready to be added to.
func (t *turn) court() *casefile.Court {
	c := t.file()
	if c.Court == nil {
		c.Court = &casefile.Court{Paper: casefile.Complaint}
	}
	return c.Court
}

func pickCourtPaper(t *turn, id string) (Name, error) {
	court := t.court()
	if paper := casefile.CourtPaper(id); paper != court.Paper {
		*court = casefile.Court{Paper: paper}
	}
	return t.courtNext(), nil
}

// readServed takes the day on which the papers came.
func readServed(t *turn, text string) (Name, error) {
	day, err := understand.Date(text, understand.PastDue, t.today)
	switch {
	case err != nil:
		return stay, err
	case day.Kind != understand.Exact:
		return skipServed(t), nil
	case day.Value.After(t.today):
		return stay, &refusal{key: "outlook.since.coming"}
	}
	t.served(day.Value)
	return t.courtNext(), nil
}

// skipServed goes on to the hearing while the day on which the papers came is not known.
func skipServed(t *turn) Name {
	if t.court().Hearing.IsZero() {
		return courtHearing
	}
	return courtHome
}

// served works out by when the written answer is due.
func (t *turn) served(day calc.Date) {
	court := t.court()
	court.Served = day
	if court.Paper != casefile.Complaint {
		return
	}
	last := t.answerBy(day)
	court.AnswerBy = last.On
	t.note("safety.court.answer", locale.Args{"Served": t.print.Day(day, t.today), "Last": t.workday(last)})
	if last.On.Before(t.today) {
		t.note("safety.court.passed", locale.Args{"Court": t.fact("H12368"), "Legal": t.fact("H12348")})
	}
}

// answerBy is the last day for the written answer: the fifteenth after the papers came, or
// the first working day after it (fact L1).
func (t *turn) answerBy(served calc.Date) workday.Day {
	return t.engine.days.From(served.AddDays(15))
}

// readHearing takes the day of the hearing, and the hour if it is told; the hour alone is of the
// day that is known.
func readHearing(t *turn, text string) (Name, error) {
	court := t.court()
	hour, timed := hearingHour(text)
	if day := firstDay(text, t.today); !day.IsZero() {
		court.Hearing, court.HearingAt = day, hour
		return courtHome, nil
	}
	if timed && !court.Hearing.IsZero() {
		court.HearingAt = hour
		return courtHome, nil
	}
	day, err := understand.Date(text, understand.Coming, t.today)
	if err != nil {
		return stay, err
	}
	if day.Kind == understand.Exact {
		court.Hearing, court.HearingAt = day.Value, hour
	}
	return courtHome, nil
}

// courtOpens is the hour before which no court sits: an earlier one that is told is of the afternoon.
const courtOpens = 7

// hearingHour reads at which minute of the day a hearing begins; ok is false, and the minute 0,
// when the message names none.
func hearingHour(text string) (minute int, ok bool) {
	hour, past, ok := clockIn(text)
	if !ok {
		return 0, false
	}
	if hour < courtOpens {
		hour += 12
	}
	return hour*60 + past, true
}

// hearingDay names the day of the hearing, with the hour where it is known.
func (t *turn) hearingDay(court *casefile.Court, day string) string {
	if court.HearingAt == 0 {
		return day
	}
	return fmt.Sprintf("%s %02d:%02d", day, court.HearingAt/60, court.HearingAt%60)
}

func askAppeal(t *turn) string { return t.text("court.appeal", locale.Args{"Court": t.fact("H12368")}) }

// readAppeal takes the last day for an appeal, as the person has found it.
func readAppeal(t *turn, text string) (Name, error) {
	day, err := understand.Date(text, understand.Coming, t.today)
	if err != nil {
		return stay, err
	}
	if day.Kind == understand.Exact {
		t.court().AppealBy, t.court().Appealed = day.Value, false
	}
	return courtHome, nil
}

// askCourtHome says what is to be done, and by when.
func askCourtHome(t *turn) string {
	court := t.court()
	lines := []string{t.text("court.home", locale.Args{"Paper": t.text("court.paper."+string(court.Paper), nil)})}
	if !court.AnswerBy.IsZero() {
		lines = append(lines, t.courtDayLine(answerKey(court), court.AnswerBy, t.print.Day(court.AnswerBy, t.today)))
	}
	if !court.Hearing.IsZero() {
		lines = append(lines, t.courtDayLine("court.day.hearing", court.Hearing, t.hearingDay(court, t.print.Day(court.Hearing, t.today))))
	}
	switch day := court.AppealBy; {
	case day.IsZero():
	case court.Appealed:
		lines = append(lines, t.text("court.day.appealed", locale.Args{"Day": t.print.Day(day, t.today)}))
	default:
		lines = append(lines, t.courtDayLine("court.day.appeal", day, t.print.Day(day, t.today)))
	}
	todo := "court.todo." + string(court.Paper)
	if t.afterHearing() {
		todo = "court.todo.after"
	}
	return strings.Join(append(lines, t.text(todo, locale.Args{
		"Court": t.fact("H12368"), "Legal": t.fact("H12348"), "Cap": t.cited("C4"), "After": t.cited("L3"),
	})), "\n")
}

// answerKey is the text on the written answer.
func answerKey(court *casefile.Court) string {
	if court.Answered {
		return "court.day.answered"
	}
	return "court.day.answer"
}

// courtDayLine says how far off a day is, or that it has passed.
func (t *turn) courtDayLine(key string, day calc.Date, name string) string {
	switch {
	case day.Before(t.today):
		key += ".past"
	case day == t.today:
		key += ".today"
	}
	return t.text(key, locale.Args{"Day": name, "Days": day.DaysSince(t.today)})
}

func courtChoices(t *turn) [][]choice {
	court := t.court()
	var rows [][]choice
	if t.afterHearing() {
		rows = append(rows, t.row("settled", "judged", "moved"))
	}
	if court.Paper == casefile.Complaint {
		answered := "answered"
		if court.Answered {
			answered = "unanswered"
		}
		rows = append(rows, t.row("served", "hearing"), t.row(answered))
	}
	if court.Paper == casefile.Mediation {
		rows = append(rows, t.row("hearing"))
	}
	if court.Paper == casefile.Judgment {
		rows = append(rows, t.row("appeal"))
		switch {
		case court.Appealed:
			rows = append(rows, t.row("unappealed"))
		case !court.AppealBy.IsZero():
			rows = append(rows, t.row("appealed"))
		}
	}
	return append(rows, t.row("list"), t.row("paper"), t.row("next"))
}

func pickCourtHome(t *turn, id string) (Name, error) {
	switch id {
	case "answered", "unanswered":
		t.court().Answered = id == "answered"
		return stay, nil
	case "appealed", "unappealed":
		t.court().Appealed = id == "appealed"
		return stay, nil
	case "list":
		return t.openLetter("court"), nil
	case "next":
		return t.home(), nil
	case "settled":
		return t.settledInCourt(), nil
	case "judged":
		return t.judged(), nil
	case "moved":
		return courtHearing, nil
	}
	return Name("court." + id), nil
}
