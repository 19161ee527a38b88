package dialog

import (
	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/understand"
)

// The days after which one is reminded of the rest of a late instalment.
const (
	restSoon = 3
	restWeek = 7
)

func askRest(t *turn) string {
	a := t.file().Agreement
	n, _ := a.Next()
	return t.whose(t.file()) + t.text("keeping.rest", locale.Args{"Once": a.Once(), "No": n + 1, "Left": a.LeftOn(n),
		"Example": t.print.Day(t.today.AddDays(restWeek), t.today)})
}

func pickRest(t *turn, id string) (Name, error) {
	switch id {
	case "three":
		return t.remindRest(t.today.AddDays(restSoon)), nil
	case "week":
		return t.remindRest(t.today.AddDays(restWeek)), nil
	}
	return keepingHome, nil
}

// readRest takes the day on which the rest will be paid, or that it has been.
func readRest(t *turn, text string) (Name, error) {
	if next, ok, err := t.paidSaid(text); ok {
		return next, err
	}
	if cannotPay(text) {
		return keepingTrouble, nil
	}
	day, err := understand.Date(text, understand.Coming, t.today)
	switch {
	case err != nil:
		return stay, err
	case day.Kind != understand.Exact || !day.Value.After(t.today) || day.Value.DaysSince(t.today) > 62:
		return stay, &refusal{key: "keeping.rest.soon"}
	}
	return t.remindRest(day.Value), nil
}

// remindRest asks for a reminder of the rest on the morning of a day.
func (t *turn) remindRest(day calc.Date) Name {
	a := t.file().Agreement
	n, _ := a.Next()
	at := casefile.HourOn(day, t.habits().Hour, t.now.Location())
	a.Instalments[n].Snoozed = at.UTC()
	t.closePath()
	args := locale.Args{"Day": t.print.Day(calc.DateOf(at), t.here()), "Hour": at.Format("15:04")}
	t.note("keeping.rest.noted", args)
	if until := t.habits().PausedUntil; until.After(calc.DateOf(at)) {
		t.note("keeping.rest.paused", locale.Args{"Until": t.print.Day(until, t.today)})
	}
	return keepingHome
}
