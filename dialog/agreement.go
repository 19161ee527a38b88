package dialog

import (
	"slices"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// The states in which an agreement is recorded.
const (
	agreementSame     Name = "agreement.same" // are the terms those we know already?
	agreementTotal    Name = "agreement.total"
	agreementCount    Name = "agreement.count"
	agreementAmount   Name = "agreement.amount"
	agreementSteps    Name = "agreement.steps" // instalments that differ, in turn
	agreementFirst    Name = "agreement.first"
	agreementDown     Name = "agreement.down"     // the day of a payment before the first instalment
	agreementMismatch Name = "agreement.mismatch" // the instalments are not the total
	agreementConfirm  Name = "agreement.confirm"
)

// agreementAsks are where the conversation may stand while terms are typed in.
var agreementAsks = []Name{agreementTotal, agreementCount, agreementAmount, agreementFirst,
	agreementDown, agreementMismatch, agreementConfirm}

// termStates are where terms that were told may lead: to be confirmed, or to what is missing.
var termStates = slices.Concat([]Name{agreementSame}, agreementAsks)

func agreementFlow() []State {
	asks := []State{
		{
			Name: agreementSame,
			Ask:  askSame, Choices: sameChoices, Pick: pickSame, Read: readSame,
			Leads: agreementAsks,
		},
		{
			Name: agreementTotal,
			Ask:  line, Choices: pick("later"), Read: readTotal,
			Pick:  leaveUnrecorded,
			Leads: slices.Concat(homeStates, agreementAsks),
		},
		{
			Name: agreementCount,
			Ask:  line, Choices: pick("later"), Read: readCount,
			Pick:  leaveUnrecorded,
			Leads: slices.Concat(homeStates, agreementAsks),
		},
		{
			Name: agreementAmount,
			Ask:  line, Choices: pick("differ"), Pick: leadTo(map[string]Name{"differ": agreementSteps}),
			Read: readInstalment, Leads: append([]Name{agreementSteps}, agreementAsks...),
		},
		{Name: agreementSteps, Ask: askSteps, Read: readSteps, Leads: agreementAsks},
		{
			Name: agreementFirst,
			Ask:  askFirst, Read: readFirst, Skip: askFirstDay,
			Leads: slices.Concat(homeStates, agreementAsks),
		},
		{Name: agreementDown, Ask: askDown, Read: readDown, Skip: downWithFirst, Leads: agreementAsks},
		{
			Name: agreementMismatch,
			Ask:  askMismatch, Choices: mismatchChoices, Pick: pickMismatch, Read: readTerms,
			Leads: agreementAsks,
		},
		{
			Name: agreementConfirm,
			Ask:  askConfirm, Choices: confirmChoices, Pick: pickConfirm, Read: readConfirm,
			Leads: slices.Concat(homeStates, []Name{agreementGaps}),
		},
	}
	for i := range asks {
		asks[i].Hear = hearPaid
	}
	return slices.Concat(asks, gapStates(), recordStates())
}

func askSame(t *turn) string {
	d := t.draft()
	switch {
	case d.Count == 0 && d.Corrects:
		return t.text("agreement.tell.wrong", nil)
	case d.Count == 0:
		return t.text("agreement.tell", nil)
	}
	lines := []string{t.text("agreement.same", locale.Args{"Terms": t.draftInWords(), "Total": d.Total + d.Down})}
	if d.Count == 1 {
		lines[0] = t.text("agreement.same.once", locale.Args{"Total": d.Total + d.Down, "Two": d.Down > 0, "Down": d.Down, "Rest": d.Total})
	}
	if d.Down > 0 && d.Count > 1 {
		lines = append(lines, t.text("agreement.same.down", locale.Args{"Amount": d.Down}))
	}
	if !d.First.IsZero() {
		lines = append(lines, t.text("agreement.same.first", locale.Args{"First": t.print.Day(d.First, t.today), "Day": d.payDay(), "Short": d.payDay() > 28, "Many": d.Count > 1, "Days": t.daysInWords(d.Days)}))
	}
	return strings.Join(lines, "\n")
}

// draftInWords tells the instalments of the draft.
func (t *turn) draftInWords() string { return t.termsInWords(casefile.Stepped(t.draft().steps()...)) }

func sameChoices(t *turn) [][]choice {
	if t.draft().Count == 0 {
		return [][]choice{t.row("other")}
	}
	return [][]choice{t.row("yes", "other")}
}

func pickSame(t *turn, id string) (Name, error) {
	if id == "other" {
		t.startTerms()
	}
	return t.nextTerm(), nil
}

// readSame takes a yes, or the terms as they really are.
func readSame(t *turn, text string) (Name, error) {
	if saysYes(text) {
		return pickSame(t, "same")
	}
	corrects := t.draft().Corrects
	next, err := readTerms(t, text)
	switch {
	case corrects && err == nil:
		next = t.keptDays()
	case corrects && t.mended(text):
		return t.nextTerm(), nil
	}
	if err != nil && !t.session().OnTable && t.tellsSome(text) {
		next, err = t.termsInPart(text, err), nil // what stands there is not what was agreed
	}
	if next == agreementSame {
		return stay, err
	}
	return next, err
}

// readConfirm takes a yes, the total as it is, or what of the terms is wrong.
func readConfirm(t *turn, text string) (Name, error) {
	if saysYes(text) || recordSaid.MatchString(plain(text)) {
		return t.record()
	}
	if total, err := exactAmount(text); err == nil && total > t.draft().Amount && isBareAmount(text) {
		t.draft().Total = total // if the instalments do not make it, that is asked about
		return t.nextTerm(), nil
	}
	return readTerms(t, text)
}

// recordSaid is a yes to what is to be recorded, in the form of [plain]: 对 记下来, 我签了.
var recordSaid = phrase.MustCompile(`^(对|對|好|好的|行|可以|嗯|是|是的|没错|沒錯|确认|確認|同意|我|已经|已經|签|簽|就|这样|這樣|这么|這麼|记|記|下来|下來|下|吧|了|的|啊)+$`)

// saysYes reports a plain yes to something that was read back.
func saysYes(text string) bool {
	yes := []string{"对", "對", "对的", "對的", "没错", "沒錯", "是", "是的", "就这样", "就這樣", "就是这样", "就是這樣", "确认", "確認", "记下来", "記下來", "记吧", "記吧", "好", "好的", "可以", "行", "嗯", "嗯嗯", "对啊", "對啊", "是啊", "没问题", "沒問題", "没毛病", "对头", "yes", "right", "correct", "ok", "thatsright"}
	return slices.Contains(yes, plain(text))
}

// leaveUnrecorded goes on without an agreement.
func leaveUnrecorded(t *turn, _ string) (Name, error) {
	t.session().Draft = nil
	return t.home(), nil
}

func readTotal(t *turn, text string) (Name, error) {
	if t.tellsWhole(text) {
		return readTerms(t, text)
	}
	amount, err := exactAmount(text)
	if err != nil {
		return stay, err
	}
	if amount <= 0 {
		return stay, &refusal{key: "agreement.total.zero"}
	}
	d := t.draft()
	if d.Total = amount; d.Count == 1 {
		d.Amount = amount
	}
	return t.nextTerm(), nil
}

// tellsWhole reports 14期 每期1000 12月15号开始 where one of the terms was asked for.
func (t *turn) tellsWhole(text string) bool {
	read, err := understand.OfferOn(text, t.today)
	return err == nil && (read.Steps != nil || read.Count > 1 && read.Amount != nil)
}

func readCount(t *turn, text string) (Name, error) {
	if total := t.draft().Total; t.tellsWhole(text) {
		if next, err := readTerms(t, text); err != nil {
			return next, err
		}
		t.draft().Total = total // if it is not what the instalments make, that is asked about
		return t.nextTerm(), nil
	}
	count, err := understand.TermMonths(text)
	if err != nil {
		return stay, err
	}
	if count.Kind != understand.Exact || count.Value < 1 || count.Value > casefile.MaxInstalments {
		return stay, &refusal{"agreement.count.limits", locale.Args{"Max": casefile.MaxInstalments}}
	}
	d := t.draft()
	if d.Count = count.Value; d.Count == 1 {
		d.Amount = d.Total // one payment is all of it
	}
	return t.nextTerm(), nil
}

func readInstalment(t *turn, text string) (Name, error) {
	if terms, ok := t.steppedTerms(text); ok {
		return t.takeSteps(terms)
	}
	amount, err := exactAmount(text)
	if err != nil {
		return stay, err
	}
	if amount <= 0 {
		return stay, &refusal{key: "agreement.total.zero"}
	}
	d := t.draft()
	if d.Amount = amount; d.Total == 0 {
		d.Total = d.sum()
	}
	return t.nextTerm(), nil
}

func askSteps(t *turn) string {
	return t.text("agreement.steps", locale.Args{"Count": t.draft().Count, "Total": t.draft().Total})
}

// readSteps takes instalments that differ: in runs, or each of them in turn.
func readSteps(t *turn, text string) (Name, error) {
	if terms, ok := t.steppedTerms(text); ok {
		return t.takeSteps(terms)
	}
	var amounts []calc.Money
	for _, said := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("、,，;； \n/", r) }) {
		amount, err := exactAmount(strings.TrimSpace(said))
		if err != nil || amount == 0 {
			return stay, &refusal{key: "agreement.steps.unread"}
		}
		amounts = append(amounts, amount)
	}
	return t.takeSteps(casefile.Listed(amounts))
}

// takeSteps notes instalments that differ, with the days that were told for them, if there are as
// many of them as were told.
func (t *turn) takeSteps(terms casefile.Terms) (Name, error) {
	d := t.draft()
	if d.Count > 0 && terms.Count != d.Count {
		return stay, &refusal{"agreement.steps.count", locale.Args{"Told": terms.Count, "Count": d.Count}}
	}
	d.Count, d.Amount, d.Steps = terms.Count, terms.Amount, terms.Steps
	if first := t.firstOf(terms); !first.IsZero() {
		d.First, d.PayDay, d.Days = first, terms.PayDay, terms.Days
	}
	return t.nextTerm(), nil
}

func askFirst(t *turn) string {
	if t.draft().Count == 1 {
		return t.text("agreement.first.once", nil)
	}
	return t.text("agreement.first", nil)
}

func readFirst(t *turn, text string) (Name, error) {
	if doubt := t.begunBefore(text); doubt != nil {
		return stay, doubt
	}
	first, err := t.agreedDay(text)
	if err != nil {
		return stay, err
	}
	d := t.draft()
	d.begin(first)
	if !d.DownOn.Before(first) {
		d.DownOn = calc.Date{} // it has to come before, and is asked for again
	}
	return t.nextTerm(), nil
}

// everyDay is the day of the month on which instalments are due, and not that of the first: 每月20号.
var everyDay = phrase.MustCompile(`^[^\d一二三四五六七八九十月]{0,4}(?:每个?月|每個月)?的?\s*(\d{1,2}|[一二三四五六七八九十]{1,3})[号號日]?[^\d月]{0,3}$`)

// begunBefore asks when the first instalment was due where some have been paid and only the day of the month is told: of
// those the last was due when that day came last, or a month before. It is nil otherwise.
func (t *turn) begunBefore(text string) *understand.Doubt {
	paid, m := len(t.draft().Paid), everyDay.FindStringSubmatch(text)
	if paid == 0 || m == nil {
		return nil
	}
	day, ok := understand.Count(m[1])
	if !ok || day < 1 || day > 31 {
		return nil
	}
	last := t.today.AddMonths(0, day)
	if last.After(t.today) {
		last = t.today.AddMonths(-1, day)
	}
	return &understand.Doubt{Readings: []string{last.AddMonths(-paid, day).String(), last.AddMonths(1-paid, day).String()}}
}

// askFirstDay leaves the terms as far as they are known until the first day has been asked for.
func askFirstDay(t *turn) Name {
	t.note("agreement.first.unsaid", nil)
	t.draft().Told = false // it does not wait to be confirmed at once
	return t.home()
}

// beginsOn are the words of a first day: 12月15号开始, 第一期是12月15号.
var beginsOn = phrase.MustCompile(`(?i)第一期|首期|开始|開始|[号號日]起|^[^\d]{0,4}\d{1,2}月\d{1,2}[号號日]?[。.]?$|\bfirst\b|\b(starts?|begins?|from)\b`)

// firstDayTold goes on with terms of which only the first day was missing.
func (t *turn) firstDayTold(text string) bool {
	d := t.session().Draft
	if d == nil || t.file().Agreement != nil && !d.Corrects || t.open().Name.Flow() == agreementFirst.Flow() || t.nextTerm() != agreementFirst || !beginsOn.MatchString(text) || asksSomething(text) {
		return false
	}
	if _, err := t.agreedDay(text); err != nil {
		return false
	}
	next, err := readFirst(t, text)
	if err == nil {
		t.enter(next)
	}
	return err == nil
}

func askDown(t *turn) string {
	return t.text("agreement.down", locale.Args{"Amount": t.draft().Down, "First": t.print.Day(t.draft().First, t.today)})
}

// downWithFirst takes the day of the first instalment for a first payment of which nobody knows the day.
func downWithFirst(t *turn) Name {
	d := t.draft()
	d.DownOn = d.First
	t.note("agreement.down.unsaid", locale.Args{"Day": t.print.Day(d.First, t.today)})
	return t.nextTerm()
}

func readDown(t *turn, text string) (Name, error) {
	day, err := t.agreedDay(text)
	if err != nil {
		return stay, err
	}
	d := t.draft()
	if day.After(d.First) {
		return stay, &refusal{"agreement.down.before", locale.Args{"First": d.First}}
	}
	d.DownOn = day
	return t.nextTerm(), nil
}

func askMismatch(t *turn) string {
	d := t.draft()
	return t.text("agreement.mismatch", locale.Args{"Terms": t.evenly(d), "Sum": d.sum(), "Total": d.Total})
}

// evenly tells the instalments as they were told, whatever the total.
func (t *turn) evenly(d *Draft) string {
	return t.termsInWords(casefile.Terms{Count: d.Count, Amount: d.Amount, Steps: d.Steps})
}

func mismatchChoices(t *turn) [][]choice {
	d := t.draft()
	rows := [][]choice{{{id: "sum", label: t.text("agreement.mismatch.sum", locale.Args{"Sum": d.sum()})}}}
	if d.Steps == nil && d.last() > 0 {
		rows = append(rows, []choice{{id: "last", label: t.text("agreement.mismatch.last", locale.Args{"Last": d.last()})}})
	}
	return append(rows, t.row("retype"))
}

func pickMismatch(t *turn, id string) (Name, error) {
	d := t.draft()
	switch id {
	case "sum":
		d.Total = d.sum()
	case "last":
		d.Uneven = true
	default:
		t.startTerms()
	}
	return t.nextTerm(), nil
}

// askConfirm shows the whole agreement, whether it can be kept, and what the written
// terms should say.
func askConfirm(t *turn) string {
	d := t.draft()
	args := locale.Args{"Told": d.Told, "Total": d.Total + d.Down, "Terms": t.draftInWords(),
		"First": t.print.Day(d.First, t.today), "Day": d.payDay(), "Short": d.payDay() > 28, "End": t.print.Date(d.due(d.Count - 1)), "Days": t.daysInWords(d.Days), "Two": d.Down > 0, "Rest": d.Total, "Clears": d.Interest != casefile.InterestAlone}
	key := "agreement.confirm"
	if d.Count == 1 {
		key += ".once"
	}
	lines := []string{t.text(key, args)}
	if d.Down > 0 {
		lines = append(lines, t.text("agreement.confirm.down", locale.Args{"Amount": d.Down, "Day": t.print.Day(d.DownOn, t.today)}))
	}
	if d.Fee > 0 {
		lines = append(lines, t.text("agreement.confirm.fee", locale.Args{"Fee": d.Fee, "All": d.Fee * calc.Money(d.Count)}))
	}
	lines = append(lines, t.confirmedPaid(d)...)
	lines = append(lines, t.confirmedAgainstOwed(d)...)
	lines = append(lines, t.confirmedLevel(d)...)
	gaps := t.text("agreement.gaps", nil)
	if open := d.Points.Open(); len(d.Points) > 0 {
		gaps = t.text("agreement.gaps.left", locale.Args{"Open": len(open), "All": len(casefile.Checkable())})
	}
	return strings.Join(append(lines, "", gaps), "\n")
}

// confirmedAgainstOwed says by how much the agreement differs from what is owed, so that a
// part that is not waived after all, or an unnamed cost, is not overlooked.
func (t *turn) confirmedAgainstOwed(d *Draft) []string {
	owed, total := t.owed(), d.Total+d.Down
	switch {
	case owed == 0 || d.Corrects: // what was recorded wrong is nothing to hold it against
		return nil
	case d.Interest == casefile.InterestAlone:
		return []string{t.interestStays(d.Count, total)}
	case total < t.principalOwed():
		return []string{t.text("agreement.confirm.below", locale.Args{"Principal": t.principalOwed(), "Less": t.principalOwed() - total})}
	case total < owed && d.Points[calc.GapWaiver] && t.waivedWhole(total) != "":
		return []string{t.text("agreement.confirm.waived", locale.Args{"Owed": owed, "Less": owed - total, "Parts": t.waivedWhole(total)})}
	case total < owed && d.Settles:
		return []string{t.text("agreement.confirm.settles", locale.Args{"Owed": owed, "Less": owed - total})}
	case total < owed:
		return []string{t.text("agreement.confirm.less", locale.Args{"Owed": owed, "Less": owed - total})}
	case total > owed:
		return []string{t.text("agreement.confirm.more", locale.Args{"Owed": owed, "More": total - owed})}
	}
	return nil
}

// waivedWhole names the parts of the debt that such a total leaves out; "" if it does not leave
// whole ones out, or the parts are not known.
func (t *turn) waivedWhole(total calc.Money) string {
	d := t.file().Main()
	if !d.Split || t.file().Agreement != nil {
		return ""
	}
	w := casefile.WaiverOf(d, total)
	whole := func(part, all calc.Money) bool { return part == 0 || part == all }
	if w.Principal > 0 || !whole(w.Penalty, d.Penalty) || !whole(w.Fees, d.Fees) || !whole(w.Interest, d.Interest) {
		return ""
	}
	return t.waivedParts(w)
}

// principalOwed is the principal where it is known by itself and no agreement runs yet.
func (t *turn) principalOwed() calc.Money {
	if d := t.file().Main(); d.Split && t.file().Agreement == nil {
		return d.Principal
	}
	return 0
}

// confirmedLevel says whether the agreement can be kept, as far as that is known.
func (t *turn) confirmedLevel(d *Draft) []string {
	if !t.planned() || d.Count == 1 && d.Total <= t.spare() {
		return nil
	}
	s := t.suggestion()
	terms := casefile.Stepped(d.steps()...)
	terms.First, terms.PayDay, terms.Days = d.First, d.PayDay, d.Days
	if words := t.runsInWords(t.weighedRuns(terms)); words != "" {
		return []string{words}
	}
	level := string(s.Capacity.Level(terms.Busiest()))
	if s.Capacity.Maximum <= 0 {
		level = "nothing"
	}
	if d.Count == 1 && d.Total > s.Capacity.Maximum {
		level = "once"
		if !t.spareKnown() {
			level = "once.open"
		}
	}
	return []string{t.text("agreement.level."+level, locale.Args{"Recommended": s.Capacity.Recommended, "Maximum": s.Capacity.Maximum, "Many": t.sharing()})}
}

func confirmChoices(t *turn) [][]choice {
	rows := [][]choice{t.row("record"), t.row("gaps", "change")}
	if t.draft().Told {
		rows = append(rows, t.row("notyet"))
	}
	return rows
}

func pickConfirm(t *turn, id string) (Name, error) {
	switch id {
	case "notyet":
		t.file().Reached = calc.Date{}
		return leaveUnrecorded(t, id)
	case "gaps":
		return agreementGaps, nil
	case "change":
		t.startTerms()
		return t.nextTerm(), nil
	}
	return t.record()
}
