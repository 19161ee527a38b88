package dialog

import (
	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// The rest of a late instalment, and the day on which it will be paid.

// The days after which one is reminded of the rest of a late instalment.
const (
	restSoon = 3
	restWeek = 7
	restFar  = 62 // no reminder of a rest is set further ahead
)

func askRest(t *turn) string {
	a := t.file().Agreement
	n, _ := a.Next()
	return t.whose(t.file()) + t.text("keeping.rest", locale.Args{"Which": t.instalment(a, n), "Left": a.LeftOn(n),
		"Example": t.print.Day(t.today.AddDays(restWeek), t.today)})
}

func restChoices(t *turn) [][]choice {
	rows := [][]choice{t.row("three", "week"), t.row("open", "cannot")}
	if t.canUndo(t.file().Agreement) {
		rows = append(rows, t.row("undo"))
	}
	return rows
}

func pickRest(t *turn, id string) (Name, error) {
	switch id {
	case "three":
		return t.remindRest(t.today.AddDays(restSoon)), nil
	case "week":
		return t.remindRest(t.today.AddDays(restWeek)), nil
	case "cannot":
		return keepingTrouble, nil
	case "undo":
		return t.undo(), nil
	}
	return keepingHome, nil
}

// readRest takes the day on which the rest will be paid, or that it has been.
func readRest(t *turn, text string) (Name, error) {
	if next, ok, err := t.paidSaid(text); ok {
		return next, err
	}
	if next, ok, err := t.paidInstead(text); ok {
		return next, err
	}
	if cannotPay(text) {
		return keepingTrouble, nil
	}
	said := restLead.ReplaceAllString(text, "")
	if weekSaid.MatchString(plain(said)) {
		return t.remindRest(t.today.AddDays(restWeek)), nil
	}
	day, err := understand.Date(said, understand.Coming, t.today)
	switch {
	case err != nil:
		return stay, err
	case day.Kind != understand.Exact || !t.restDay(day.Value):
		return stay, &refusal{key: "keeping.rest.soon"}
	}
	return t.remindRest(day.Value), nil
}

// restDay reports whether a reminder of a rest can be set on a day.
func (t *turn) restDay(day calc.Date) bool {
	return day.After(t.today) && day.DaysSince(t.today) <= restFar
}

var (
	// restSaid are the words for what is left of an instalment, restTerms those that make it one of new
	// terms: 剩下的每月500.
	restSaid  = phrase.MustCompile(`剩下|剩余|剩餘|余下|餘下|其余|其餘|还差|還差|差的|(?i:\bthe rest\b)`)
	restTerms = phrase.MustCompile(`每|分|期|(?i:month|instal)`)
	// restLead stands before the day of the rest, weekSaid is a week from now.
	restLead = phrase.MustCompile(`^(剩下|剩余|剩餘|余下|餘下|其余|其餘|剩)(的|那些|那点|那點)?(钱|錢)?[，, ]*(我|等|到|就|先)*|(再|就)?(给|給|还|還|补|補|付|交)(上|清|完|齐|齊|他|他们|他們)*(吧|了)?$`)
	weekSaid = phrase.MustCompile(`^(下周|下週|下星期|下个?礼拜|下個?禮拜|一周后|一週後|过一周|過一週|nextweek|inaweek)$`)
	// aboutToPay is an amount that is to be paid today, or has been: 今天先还300.
	aboutToPay = phrase.MustCompile(`(今天|现在|現在|这次|這次|先|只能)+(还|還|付|交)\s*\d`)
)

// restPaidLater takes what was paid of an instalment together with the day on which the rest will be:
// 还了600，剩下的月底. It is false for other messages.
func (t *turn) restPaidLater(text string) (next Name, ok bool, err error) {
	at := restSaid.FindStringIndex(text)
	if at == nil || restTerms.MatchString(text[at[0]:]) {
		return stay, false, nil
	}
	day, unread := understand.Date(text[at[1]:], understand.Coming, t.today)
	if unread != nil || day.Kind != understand.Exact || !t.restDay(day.Value) {
		return stay, false, nil
	}
	paid := text[:at[0]]
	if !saysPaid(paid) {
		if doubt := t.partDoubt(paid, day.Value); doubt != nil {
			return stay, true, doubt
		}
		return stay, false, nil
	}
	next, ok, err = t.paidSaid(paid)
	if a := t.file().Agreement; ok && err == nil && (next == keepingRest || next == keepingHome) {
		if n, left := a.Next(); left && a.LeftOn(n) < a.Instalments[n].Amount {
			next = t.remindRest(day.Value)
		}
	}
	return next, ok, err
}

// partDoubt asks whether an amount was paid that may only be going to be, with the day of the rest; nil where
// a message names none.
func (t *turn) partDoubt(text string, rest calc.Date) *understand.Doubt {
	amount, err := exactAmount(text)
	a := t.file().Agreement
	n, left := a.Next()
	if err != nil || !left || amount <= 0 || amount >= a.LeftOn(n) || !aboutToPay.MatchString(text) {
		return nil
	}
	paid := t.paidReading(t.file(), payment{amount: amount, on: t.today})
	return &understand.Doubt{Readings: []string{t.text("keeping.reading.rest", locale.Args{"Paid": paid, "Rest": t.print.Day(rest, t.today)})}}
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
