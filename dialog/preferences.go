package dialog

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// The states in which a person says how they want to be reminded.
const (
	remindHome     Name = "remind.home"
	remindHour     Name = "remind.hour"
	remindBefore   Name = "remind.before"
	remindQuiet    Name = "remind.quiet"
	remindZone     Name = "remind.zone"
	remindDiscreet Name = "remind.discreet"
	remindDigest   Name = "remind.digest"
	remindPause    Name = "remind.pause"
)

// preferencesFlow is a page with a button for each wish, and one question behind each.
func preferencesFlow() []State {
	return []State{
		{
			Name: remindHome,
			Ask:  askWishes, Choices: wishChoices, Pick: pickWish, Read: readWishes,
			Leads: slices.Concat(homeStates, remindersStates, []Name{remindHour, remindZone, remindDigest}),
		},
		{
			Name: remindHour,
			Ask:  line, Choices: hourChoices, Pick: func(t *turn, id string) (Name, error) { return readHourWish(t, id) }, Read: readHourWish,
			Leads: []Name{remindHome},
		},
		{
			Name: remindBefore,
			Ask:  line, Choices: beforeChoices, Pick: pickBefore, Read: readBefore,
			Leads: []Name{remindHome},
		},
		{
			Name: remindQuiet,
			Ask:  line, Choices: quietChoices, Pick: pickQuiet, Read: readQuiet,
			Leads: []Name{remindHome},
		},
		{
			Name: remindZone,
			Ask:  askZone, Choices: zoneChoices, Pick: func(t *turn, id string) (Name, error) { return t.moveTo(id) }, Read: readZone,
			Leads: []Name{remindHome},
		},
		{
			Name: remindDiscreet,
			Ask:  line, Choices: pick("on off"), Pick: pickDiscreet,
			Leads: []Name{remindHome},
		},
		{
			Name: remindDigest,
			Ask:  line, Choices: pick("together apart"), Pick: pickDigest,
			Leads: []Name{remindHome},
		},
		{
			Name: remindPause,
			Ask:  line, Choices: pauseChoices, Pick: pickPause, Read: readPause,
			Leads: []Name{remindHome},
		},
		laterState(),
	}
}

// habits are how the person wants to be reminded.
func (t *turn) habits() casefile.Preferences { return t.session().Preferences() }

// wish keeps what the person wants, and leads back to the page.
func (t *turn) wish(w casefile.Preferences) (Name, error) {
	if err := w.Validate(); err != nil {
		panic(err)
	}
	t.session().Wishes = &w
	t.live(t.now)
	t.note("remind.kept", nil)
	return remindHome, nil
}

// askWishes shows everything that can be wished on one page.
func askWishes(t *turn) string {
	w := t.habits()
	lines := []string{
		"<b>" + t.text("remind.page", nil) + "</b>",
		t.text("remind.page.hour", locale.Args{"Hour": clock(w.Hour), "Zone": t.zoneLabel(w.Zone)}),
	}
	if t.abroad() {
		lines = append(lines, t.abroadLine())
	}
	return strings.Join(append(lines,
		t.text("remind.page.before", locale.Args{"Days": t.daysBefore(w.Before)}),
		t.quietLine(w),
		t.text("remind.page.discreet."+onOff(w.Discreet), nil),
		t.text("remind.page.digest."+onOff(!w.Separate), nil),
		t.pauseLine(w),
	), "\n")
}

// exampleDays is how far off the day is by which [turn.abroadLine] explains itself to those
// who have nothing to pay.
const exampleDays = 7

// abroadLine says when the reminder of a day in China comes where the person lives: for the
// next instalment, if there is one.
func (t *turn) abroadLine() string {
	day := t.today.AddDays(exampleDays)
	if c := t.person.Current(); c != nil && c.Agreement != nil {
		if n, left := c.Agreement.Next(); left && c.Agreement.Instalments[n].Due.After(t.today) {
			day = c.Agreement.Instalments[n].Due
		}
	}
	at := casefile.HourOn(day, t.habits().Hour, t.now.Location())
	return t.text("remind.page.abroad", locale.Args{"Day": t.print.Day(day, t.today),
		"There": t.print.Day(calc.DateOf(at), t.here()), "Hour": at.Format("15:04")})
}

func onOff(on bool) string {
	if on {
		return "on"
	}
	return "off"
}

// clock is an hour as clocks show it: "09:00".
func clock(hour int) string { return fmt.Sprintf("%02d:00", hour) }

// daysBefore lists days: "3 天前、1 天前、当天".
func (t *turn) daysBefore(days []int) string {
	var list []string
	for _, n := range days {
		switch n {
		case 0:
			list = append(list, t.text("remind.before.day", nil))
		case 1:
			list = append(list, t.text("remind.before.eve", nil))
		default:
			list = append(list, t.text("remind.before.days", locale.Args{"Days": n}))
		}
	}
	return strings.Join(list, t.text("remind.before.and", nil))
}

func (t *turn) quietLine(w casefile.Preferences) string {
	if w.QuietFrom == w.QuietTo {
		return t.text("remind.page.quiet.never", nil)
	}
	return t.text("remind.page.quiet", locale.Args{"From": clock(w.QuietFrom), "To": clock(w.QuietTo)})
}

func (t *turn) pauseLine(w casefile.Preferences) string {
	if !w.PausedUntil.After(t.here()) {
		return t.text("remind.page.pause.off", nil)
	}
	return t.text("remind.page.pause.on", locale.Args{"Day": t.print.Day(w.PausedUntil, t.here())})
}

// zoneLabel names a time zone: in words those that have them, and otherwise as it is.
func (t *turn) zoneLabel(zone string) string {
	if zone == "" {
		zone = t.engine.zone.String()
	}
	if key := "remind.zone." + zone; t.print.Has(key) {
		return t.text(key, nil)
	}
	_, city, found := strings.Cut(zone, "/")
	if !found {
		return zone
	}
	return strings.ReplaceAll(city, "_", " ")
}

func wishChoices(t *turn) [][]choice {
	rows := pick("hour before", "quiet zone", "discreet digest", "pause")(t)
	if c := t.person.Current(); c != nil && c.Agreement != nil && c.Agreement.Left() > 0 {
		rows[3] = t.row("pause", "calendar")
	}
	return append(rows, t.row("done"))
}

func pickWish(t *turn, id string) (Name, error) {
	switch id {
	case "done":
		return t.home(), nil
	case "calendar":
		if t.habits().Discreet {
			id = discreet
		}
		t.sendPaper(id)
		return stay, nil
	}
	return Name("remind." + id), nil
}

// hourChoices offers the hours that most people are awake at.
func hourChoices(t *turn) [][]choice {
	var row []choice
	w := t.habits()
	for _, hour := range []int{8, 9, 12, 18, 20} {
		if !w.QuietAt(hour) {
			row = append(row, choice{id: strconv.Itoa(hour), label: clock(hour)})
		}
	}
	if row == nil {
		return nil
	}
	return [][]choice{row}
}

func readHourWish(t *turn, text string) (Name, error) {
	hour, err := readHour(text)
	if err != nil {
		return stay, err
	}
	w := t.habits()
	if w.QuietAt(hour) {
		return stay, t.inQuiet()
	}
	w.Hour = hour
	return t.wish(w)
}

// readHour reads the one hour that a message names.
func readHour(text string) (int, error) {
	hours := understand.Hours(text)
	if before, after, ok := understand.BetweenHours(text); ok {
		return 0, &refusal{"remind.hour.whole", locale.Args{"Before": clock(before), "After": clock(after)}}
	}
	if len(hours) != 1 {
		return 0, &refusal{key: "remind.hour.unread"}
	}
	return hours[0], nil
}

// inQuiet refuses a time in the quiet hours.
func (t *turn) inQuiet() error {
	w := t.habits()
	return &refusal{"remind.hour.quiet", locale.Args{"From": clock(w.QuietFrom), "To": clock(w.QuietTo)}}
}

// befores are the days before an instalment that are offered.
var befores = [][]int{{7, 3, 1, 0}, {3, 1, 0}, {1, 0}, {0}}

func beforeChoices(t *turn) [][]choice {
	var rows [][]choice
	for i, days := range befores {
		rows = append(rows, []choice{{id: strconv.Itoa(i), label: t.daysBefore(days)}})
	}
	return rows
}

func pickBefore(t *turn, id string) (Name, error) {
	n, err := strconv.Atoi(id)
	if err != nil {
		return stay, err
	}
	w := t.habits()
	w.Before = befores[n]
	return t.wish(w)
}

// readBefore takes "提前5天和当天": every number of days that is named, and the day itself.
func readBefore(t *turn, text string) (Name, error) {
	var days []int
	for _, n := range understand.Hours(text) { // small numbers, in figures or in words
		if n > 0 && n <= casefile.MaxBefore && !slices.Contains(days, n) {
			days = append(days, n)
		}
	}
	if len(days) == 0 && !strings.Contains(text, "当天") && !strings.Contains(text, "當天") {
		return stay, &refusal{"remind.before.unread", locale.Args{"Max": casefile.MaxBefore}}
	}
	slices.SortFunc(days, func(a, b int) int { return b - a })
	w := t.habits()
	w.Before = append(days, 0)
	return t.wish(w)
}

// quiets are the quiet hours that are offered; none where both are the same.
var quiets = [][2]int{{22, 8}, {21, 9}, {23, 7}, {0, 0}}

func quietChoices(t *turn) [][]choice {
	var row []choice
	for i, q := range quiets {
		label := clock(q[0]) + "–" + clock(q[1])
		if q[0] == q[1] {
			label = t.text("remind.quiet.never", nil)
		}
		row = append(row, choice{id: strconv.Itoa(i), label: label})
	}
	return [][]choice{row[:2], row[2:]}
}

func pickQuiet(t *turn, id string) (Name, error) {
	n, err := strconv.Atoi(id)
	if err != nil {
		return stay, err
	}
	return t.beQuiet(quiets[n][0], quiets[n][1])
}

func readQuiet(t *turn, text string) (Name, error) {
	hours := understand.Hours(text)
	if len(hours) != 2 {
		return stay, &refusal{key: "remind.quiet.unread"}
	}
	from, to := hours[0], hours[1]
	if from < 12 && to < from {
		from += 12 // 11点到7点 is a night
	}
	return t.beQuiet(from, to)
}

// beQuiet keeps quiet hours; reminders at an hour that becomes quiet come when it ends.
func (t *turn) beQuiet(from, to int) (Name, error) {
	w := t.habits()
	w.QuietFrom, w.QuietTo = from, to
	if w.QuietAt(w.Hour) {
		w.Hour = to
		t.note("remind.quiet.moved", locale.Args{"Hour": clock(to)})
	}
	return t.wish(w)
}

// zonesOffered are the time zones that have a button.
var zonesOffered = []string{"Asia/Shanghai", "Asia/Tokyo", "Europe/London", "America/New_York", "America/Los_Angeles", "Australia/Sydney"}

func askZone(t *turn) string {
	return t.text("remind.zone", locale.Args{"Zone": t.zoneLabel(t.habits().Zone), "Now": t.now.Format("15:04")})
}

func zoneChoices(t *turn) [][]choice {
	return pairs(zonesOffered, func(zone string) choice { return choice{id: zone, label: t.zoneLabel(zone)} })
}

func readZone(t *turn, text string) (Name, error) {
	zone, ok := understand.Zone(text)
	if !ok {
		return stay, &refusal{key: "remind.zone.unread"}
	}
	return t.moveTo(zone)
}

func (t *turn) moveTo(zone string) (Name, error) {
	w := t.habits()
	w.Zone = zone
	next, err := t.wish(w)
	t.note("remind.zone.now", locale.Args{"Now": t.now.Format("15:04")})
	return next, err
}

func pickDiscreet(t *turn, id string) (Name, error) {
	w := t.habits()
	w.Discreet = id == "on"
	return t.wish(w)
}

func pickDigest(t *turn, id string) (Name, error) {
	w := t.habits()
	w.Separate = id == "apart"
	return t.wish(w)
}

// pauses are the days of a pause that are offered.
var pauses = map[string]int{"week": 7, "month": 30}

func pauseChoices(t *turn) [][]choice {
	rows := pick("week month")(t)
	if t.habits().PausedUntil.After(t.here()) {
		rows = append(rows, t.row("resume"))
	}
	return rows
}

func pickPause(t *turn, id string) (Name, error) {
	if id == "resume" {
		return t.pauseUntil(calc.Date{})
	}
	return t.pauseUntil(t.here().AddDays(pauses[id]))
}

// longestPause is how many days reminders can be paused at once.
const longestPause = 366

// pauseFor is for how long somebody wants to be left alone: 一个月, 两周, for a month.
var pauseFor = phrase.MustCompile(`(\d{1,2}|[一两兩二三四五六]|\b(?:a|one|two|three)\b)\s*(?:个|個)?(月|周|週|星期|礼拜|禮拜|天|日(?:$|[^\d号])|months?|weeks?|days?)`)

// pauseEnd is when such a time is over; ok is false where a message names none.
func (t *turn) pauseEnd(text string) (calc.Date, bool) {
	m := pauseFor.FindStringSubmatch(strings.ToLower(text))
	if m == nil {
		return calc.Date{}, false
	}
	n, ok := map[string]int{"a": 1, "one": 1, "two": 2, "three": 3}[m[1]], true
	if n == 0 {
		n, ok = understand.Count(m[1])
	}
	today := t.here()
	switch unit := []rune(m[2])[0]; unit {
	case '月', 'm':
		return today.AddMonths(n, today.Day), ok && n > 0
	case '天', '日', 'd':
		return today.AddDays(n), ok && n > 0
	}
	return today.AddDays(7 * n), ok && n > 0
}

func readPause(t *turn, text string) (Name, error) {
	day, err := understand.Date(text, understand.Coming, t.here())
	if end, ok := t.pauseEnd(text); err != nil && ok && end.DaysSince(t.here()) <= longestPause {
		return t.pauseUntil(end)
	}
	if err != nil {
		return stay, err
	}
	if day.Kind != understand.Exact || !day.Value.After(t.here()) || day.Value.DaysSince(t.here()) > longestPause {
		return stay, &refusal{key: "remind.pause.unread"}
	}
	return t.pauseUntil(day.Value)
}

// holdBack puts off to the end of a pause what was asked for before the pause began.
func (t *turn) holdBack(end calc.Date) {
	if !end.After(t.here()) {
		return
	}
	resume := end.At(t.habits().Hour, t.now.Location())
	for i := range t.person.Cases {
		a := t.person.Cases[i].Agreement
		if a == nil {
			continue
		}
		for n := range a.Instalments {
			if at := a.Instalments[n].Snoozed; at.After(t.now) && at.Before(resume) {
				a.Instalments[n].Snoozed = resume.UTC()
			}
		}
	}
}

func (t *turn) pauseUntil(day calc.Date) (Name, error) {
	w := t.habits()
	w.PausedUntil = day
	t.holdBack(day)
	if due := t.dueUntil(day); due != nil {
		t.note("remind.pause.due", locale.Args{"Days": strings.Join(due, t.text("remind.before.and", nil))})
	}
	return t.wish(w)
}

// dueUntil names the days up to one on which instalments fall due, the first few of them.
func (t *turn) dueUntil(end calc.Date) []string {
	const most = 4
	var days []string
	for _, c := range t.running() {
		for n, i := range c.Agreement.Instalments {
			if c.Agreement.LeftOn(n) > 0 && i.Due.After(t.today) && i.Due.Before(end) && len(days) < most {
				days = append(days, t.whose(c)+t.print.Day(i.Due, t.today))
			}
		}
	}
	return days
}
