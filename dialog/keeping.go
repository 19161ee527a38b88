package dialog

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/understand"
)

// The states in which an agreement is kept.
const (
	keepingHome    Name = "keeping.home"
	keepingDates   Name = "keeping.dates"
	keepingPart    Name = "keeping.part"    // how much of an instalment was paid
	keepingTrouble Name = "keeping.trouble" // cannot pay: this month, or for longer?
	keepingMonth   Name = "keeping.month"   // ask to move one instalment
	keepingShift   Name = "keeping.shift"   // the day it was moved to
	keepingAlways  Name = "keeping.always"  // ask for new terms
	keepingSettled Name = "keeping.settled"
)

func keepingFlow() []State {
	return []State{
		{
			Name: keepingHome, NoBack: true,
			Ask: askKeeping, Choices: keepingChoices, Pick: pickKeeping, Read: readKeeping,
			Leads: []Name{keepingHome, keepingDates, keepingPart, keepingTrouble, keepingSettled, agreementSame},
		},
		{
			Name: keepingDates,
			Ask:  askDates, Choices: datesChoices, Pick: pickDates,
			Leads: []Name{papersList},
		},
		{
			Name: keepingPart,
			Ask:  askPart, Read: readPart,
			Leads: []Name{keepingHome, keepingSettled},
		},
		{
			Name: keepingTrouble,
			Ask:  line, Choices: pick("month always", "talk"), Pick: pickTrouble, Read: readTrouble,
			Leads: []Name{keepingMonth, keepingAlways},
		},
		{
			Name: keepingMonth,
			Ask:  func(t *turn) string { return t.sayBlock("keeping.month", t.changeWords("keeping.say.month")) },
			Choices: func(t *turn) [][]choice {
				return [][]choice{{t.copyChoice(t.changeWords("keeping.say.month"))}, t.row("letter"), t.row("shift", "home")}
			},
			Pick:  pickMonth,
			Leads: []Name{keepingShift, keepingHome, letterPage},
		},
		{
			Name: keepingShift,
			Ask:  askShift, Read: readShift,
			Leads: []Name{keepingHome},
		},
		{
			Name: keepingAlways,
			Ask:  func(t *turn) string { return t.sayBlock("keeping.always", t.changeWords("keeping.say.always")) },
			Choices: func(t *turn) [][]choice {
				return [][]choice{{t.copyChoice(t.changeWords("keeping.say.always"))}, t.row("letter", "means"), t.row("agreed", "home")}
			},
			Pick:  pickAlways,
			Leads: []Name{intakeMeans, agreementSame, keepingHome, keepingAlways, letterPage},
		},
		{
			Name: keepingSettled, NoBack: true, Keep: true,
			Ask: askSettled, Choices: settledChoices, Pick: pickSettled,
			Leads: []Name{keepingHome, keepingDates, intakeProduct, letterPage},
		},
	}
}

func askKeeping(t *turn) string {
	a := t.file().Agreement
	n, _ := a.Next()
	lines := []string{t.progress(a)}
	if arrears := a.Arrears(t.today); arrears > 0 {
		lines = append(lines, t.text("keeping.arrears", locale.Args{"Amount": arrears}))
	}
	lines = append(lines, t.text("keeping.next", locale.Args{"No": n + 1, "Day": t.print.Day(a.Instalments[n].Due, t.today), "Amount": a.LeftOn(n)}))
	if a.Instalments[n].Due.After(t.today) {
		lines = append(lines, t.text("keeping.reminders", nil))
	}
	return strings.Join(lines, "\n")
}

// progress tells how far the payments have come, with a bar.
func (t *turn) progress(a *casefile.Agreement) string {
	paid, count := a.PaidCount(), len(a.Instalments)
	return t.text("keeping.progress", locale.Args{"Paid": paid, "Count": count, "Left": a.Left(), "Bar": bar(paid, count)})
}

// barWidth is the width of a progress bar; more instalments share a mark.
const barWidth = 14

func bar(done, of int) string {
	width := min(of, barWidth)
	full := done * width / of
	return strings.Repeat("▓", full) + strings.Repeat("░", width-full)
}

func keepingChoices(t *turn) [][]choice {
	a := t.file().Agreement
	n, _ := a.Next()
	paid := choice{id: "paid", label: t.text("keeping.home.paid", locale.Args{"No": n + 1})}
	rows := [][]choice{append([]choice{paid}, t.row("part", "cannot")...), t.row("dates", "changed")}
	if t.canUndo(a) {
		rows = append(rows, t.row("undo"))
	}
	return rows
}

// canUndo reports whether a payment was recorded today, so that a slip can be taken back.
func (t *turn) canUndo(a *casefile.Agreement) bool {
	n := len(a.Payments)
	return n > 0 && a.Payments[n-1].On == t.today
}

func pickKeeping(t *turn, id string) (Name, error) {
	a := t.file().Agreement
	n, _ := a.Next()
	switch id {
	case "paid":
		return t.pay(n, a.LeftOn(n))
	case "part":
		return keepingPart, nil
	case "cannot":
		return keepingTrouble, nil
	case "dates":
		return keepingDates, nil
	case "undo":
		return t.undo(), nil
	}
	t.session().Draft, t.session().OnTable = &Draft{Total: a.Left()}, false
	return agreementSame, nil
}

// readKeeping takes "还了500" and "还不上了". A bare amount is asked about, and anything else
// is not taken for a payment.
func readKeeping(t *turn, text string) (Name, error) {
	n, _ := t.file().Agreement.Next()
	paid, ok := understand.Paid(text)
	ok = ok && !paidElsewhere(text)
	switch {
	case ok && paid.Kind == understand.Exact:
		return t.pay(n, paid.Value)
	case ok:
		return stay, &refusal{"keeping.whole", locale.Args{"No": n + 1}}
	case cannotPay(text):
		return keepingTrouble, nil
	case takesBack(text) && t.canUndo(t.file().Agreement):
		return t.undo(), nil
	}
	amount, err := understand.Amount(text)
	if err == nil && amount.Kind == understand.Exact && isBareAmount(text) {
		return stay, &understand.Doubt{Readings: []string{t.text("keeping.reading", locale.Args{"Amount": brief(amount.Value)})}}
	}
	return stay, &refusal{key: "keeping.unsure"}
}

// paidElsewhere reports whether a payment went to somebody else than the lender.
func paidElsewhere(text string) bool {
	for _, word := range []string{"朋友", "亲戚", "親戚", "给我妈", "给我爸", "老婆", "老公", "房租", "房贷", "房貸", "同事", "friend", "rent", "mortgage"} {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}

// cannotPay reports whether a message says that the person cannot pay.
func cannotPay(text string) bool {
	said := plain(text)
	for _, words := range []string{"还不上", "還不上", "还不起", "還不起", "没钱还", "沒錢還", "拿不出", "周转不开", "周轉不開", "cantpay", "cannotpay"} {
		if strings.Contains(said, words) {
			return true
		}
	}
	return false
}

// takesBack reports whether a message says that something was recorded by mistake.
func takesBack(text string) bool {
	said := plain(text)
	return strings.Contains(said, "撤销") || strings.Contains(said, "撤銷") || strings.Contains(said, "记错") || strings.Contains(said, "記錯") || said == "undo"
}

// isBareAmount reports whether a message is an amount and nothing else.
func isBareAmount(text string) bool {
	return strings.Trim(text, "0123456789.,， 元块塊圆圓￥¥wWkK万萬千百十零一二两兩三四五六七八九") == ""
}

// pay records a payment and says what it comes to.
func (t *turn) pay(n int, amount calc.Money) (Name, error) {
	c := t.file()
	a := c.Agreement
	earliest, _ := a.Next()
	err := a.Pay(t.today, amount)
	var field *calc.FieldError
	if errors.As(err, &field) {
		return stay, &refusal{"keeping.toomuch", locale.Args{"Left": a.Left()}}
	}
	if a.Left() == 0 {
		t.advance(casefile.Settled)
		t.closePath()
		return keepingSettled, nil
	}
	if a.Arrears(t.today) == 0 {
		t.advance(casefile.Performing)
	}
	t.closePath()
	t.note("keeping.paid", locale.Args{"Amount": amount})
	switch left := a.LeftOn(n); {
	case earliest < n:
		t.note("keeping.earliest", locale.Args{"No": earliest + 1})
	case left > 0 && a.Instalments[n].Due.After(t.today):
		t.note("keeping.partleft", locale.Args{"No": n + 1, "Left": left})
	case left > 0:
		t.note("keeping.partlate", locale.Args{"No": n + 1, "Left": left})
	}
	return keepingHome, nil
}

// undo takes back the last payment recorded.
func (t *turn) undo() Name {
	c := t.file()
	a := c.Agreement
	last := a.Payments[len(a.Payments)-1]
	a.Payments = a.Payments[:len(a.Payments)-1]
	t.advance(casefile.Performing)
	t.closePath()
	t.note("keeping.undone", locale.Args{"Amount": last.Amount})
	return keepingHome
}

// shownDates is how many instalments fit a phone, around the next one.
const shownDates = 14

func askDates(t *turn) string {
	a := t.file().Agreement
	lines := []string{t.text("keeping.dates", locale.Args{"Total": a.Total(), "Paid": a.Paid(), "Left": a.Left()})}
	var rows []string
	next, _ := a.Next()
	from := max(0, min(next-2, len(a.Instalments)-shownDates))
	for i, inst := range a.Instalments {
		if i < from || i >= from+shownDates {
			continue
		}
		state := " "
		if a.LeftOn(i) == 0 {
			state = "✓"
		}
		rows = append(rows, fmt.Sprintf("%2d %s %10s %s", i+1, inst.Due, inst.Amount.Grouped(), state))
	}
	return lines[0] + "\n<pre>" + strings.Join(rows, "\n") + "</pre>"
}

// datesChoices offers what can be made of the dates.
func datesChoices(t *turn) [][]choice {
	if t.file().Agreement.Left() == 0 {
		return [][]choice{t.row("agreement", "papers")}
	}
	return [][]choice{t.row("agreement", "calendar"), t.row("progress", "papers")}
}

func pickDates(t *turn, id string) (Name, error) {
	if id != "papers" {
		t.sendPaper(id)
	}
	return papersList, nil
}

func askPart(t *turn) string {
	n, _ := t.file().Agreement.Next()
	return t.text("keeping.part", locale.Args{"No": n + 1, "Left": t.file().Agreement.LeftOn(n)})
}

// keepingSaid takes a payment, or that one cannot be made, wherever the person stands while
// an agreement runs.
func (t *turn) keepingSaid(text string) bool {
	c, flow := t.person.Current(), t.session().State.Flow()
	if c == nil || c.Agreement == nil || c.Stage == casefile.Settled || flow == keepingHome.Flow() && t.open().Read != nil || flow == agreementSame.Flow() {
		return false
	}
	if _, paid := understand.Paid(text); !paid && !cannotPay(text) {
		return false
	}
	t.session().State = keepingHome
	home := t.open()
	next, err := readKeeping(t, text)
	t.answered(home, next, err)
	return true
}

// readPart takes an amount where one was asked for. A sentence counts only if it says that
// so much was paid.
func readPart(t *turn, text string) (Name, error) {
	n, _ := t.file().Agreement.Next()
	if paid, ok := understand.Paid(text); ok && paid.Kind == understand.Exact && !paidElsewhere(text) {
		return t.pay(n, paid.Value)
	}
	if !isBareAmount(text) {
		return stay, &refusal{key: "keeping.part.only"}
	}
	amount, err := exactAmount(text)
	if err != nil {
		return stay, err
	}
	return t.pay(n, amount)
}

func pickTrouble(t *turn, id string) (Name, error) {
	if id == "talk" {
		t.note("keeping.trouble.listen", nil)
		return stay, nil
	}
	return Name("keeping." + id), nil
}

// readTrouble listens: what is said here is not kept.
func readTrouble(t *turn, _ string) (Name, error) {
	t.note("keeping.trouble.listen", nil)
	return stay, nil
}

// changeWords are the words that ask for a change, with the agreement's own figures.
func (t *turn) changeWords(key string) string {
	p := t.engine.texts.Printer(locale.Hans)
	c := t.file()
	a := c.Agreement
	n, _ := a.Next()
	args := locale.Args{"Product": p.Text("product.say."+productKey(c.Main().Product), nil), "No": n + 1,
		"Amount": brief(a.LeftOn(n)), "Due": p.Day(a.Instalments[n].Due, t.today),
		"Paid": a.PaidCount(), "PaidTotal": brief(a.Paid()), "Left": brief(a.Left()), "NewPlan": ""}
	if count, amount, ok := t.smallerPlan(a); ok {
		args["NewPlan"] = p.Text("keeping.say.newplan", locale.Args{"Count": count, "Amount": brief(amount)})
	}
	return Plain(p.Text(key, args))
}

// smallerPlan spreads what is left over the fewest months that the budget bears.
func (t *turn) smallerPlan(a *casefile.Agreement) (count int, amount calc.Money, ok bool) {
	if !t.planned() {
		return 0, 0, false
	}
	bears := t.suggestion().Capacity.Recommended
	n, _ := a.Next()
	if bears <= 0 || bears >= a.Instalments[n].Amount {
		return 0, 0, false // nothing smaller can be offered
	}
	count = int((a.Left() + bears - 1) / bears)
	if count > casefile.MaxInstalments {
		return 0, 0, false
	}
	return count, (a.Left() + calc.Money(count) - 1) / calc.Money(count), true
}

func askShift(t *turn) string {
	a := t.file().Agreement
	n, _ := a.Next()
	return t.text("keeping.shift", locale.Args{"No": n + 1, "Due": t.print.Day(a.Instalments[n].Due, t.today)})
}

// readShift moves the next instalment to a day that the lender has agreed to.
func readShift(t *turn, text string) (Name, error) {
	day, err := understand.Date(text, understand.Coming, t.today)
	if err != nil {
		return stay, err
	}
	a := t.file().Agreement
	n, _ := a.Next()
	switch {
	case day.Kind != understand.Exact:
		return stay, &refusal{key: "agreement.first.exact"}
	case day.Value.Before(t.today), n > 0 && !day.Value.After(a.Instalments[n-1].Due), n+1 < len(a.Instalments) && !day.Value.Before(a.Instalments[n+1].Due):
		return stay, &refusal{"keeping.shift.order", locale.Args{"Day": day.Value}}
	case day.Value.DaysSince(t.today) > 366:
		return stay, &refusal{"agreement.first.far", locale.Args{"First": day.Value}}
	}
	a.Instalments[n].Due, a.Instalments[n].Snoozed = day.Value, time.Time{}
	a.Version, a.Since = a.Version+1, t.now
	t.note("keeping.shifted", locale.Args{"No": n + 1, "Day": day.Value})
	return keepingHome, nil
}

func pickMonth(t *turn, id string) (Name, error) {
	switch id {
	case "letter":
		return t.openLetter("change.month"), nil
	case "shift":
		return keepingShift, nil
	}
	return keepingHome, nil
}

func pickAlways(t *turn, id string) (Name, error) {
	switch id {
	case "letter":
		return t.openLetter("change.always"), nil
	case "means":
		t.session().Return = keepingAlways
		return intakeMeans, nil
	case "agreed":
		t.session().Draft = &Draft{Total: t.file().Agreement.Left()}
		return agreementSame, nil
	}
	return keepingHome, nil
}

func askSettled(t *turn) string {
	a := t.file().Agreement
	return t.text("keeping.settled", locale.Args{"Total": a.Total(), "Count": len(a.Instalments),
		"Proof": t.cited("C13"), "Report": t.cited("R1")})
}

func settledChoices(t *turn) [][]choice {
	rows := [][]choice{t.row("proof", "after"), t.row("dates", "new")}
	if t.canUndo(t.file().Agreement) {
		rows = append(rows, t.row("undo"))
	}
	return rows
}

func pickSettled(t *turn, id string) (Name, error) {
	switch id {
	case "dates":
		return keepingDates, nil
	case "proof":
		return t.openLetter("proof"), nil
	case "after":
		t.sayGuide("aftercare")
		t.sayGuide("prevention")
		return stay, nil
	case "undo":
		return t.undo(), nil
	}
	t.openCase()
	t.closePath()
	return intakeProduct, nil
}
