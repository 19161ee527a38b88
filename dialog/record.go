package dialog

import (
	"fmt"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

// The agreement as the person's own record, with everything that is known of it.

// The states around the record.
const (
	agreementRecord   Name = "agreement.record"
	agreementEvidence Name = "agreement.evidence"
	agreementParty    Name = "agreement.party"    // with whom it was agreed
	agreementInterest Name = "agreement.interest" // whether it runs meanwhile
	agreementOn       Name = "agreement.on"       // the day on which it was agreed
	agreementHistory  Name = "agreement.history"  // the versions before
)

func recordStates() []State {
	return []State{
		{
			Name: agreementRecord,
			Ask:  askRecord, Choices: recordChoices, Pick: pickRecord,
			Leads: []Name{keepingDates, agreementGaps, agreementEvidence, agreementParty, agreementInterest, agreementOn, agreementHistory, agreementSame, keepingHome, keepingSettled, papersList, materialsItem},
		},
		{
			Name: agreementEvidence,
			Ask:  line, Choices: evidenceChoices(func(t *turn) []casefile.Evidence { return t.file().Agreement.Evidence }),
			Pick: func(t *turn, id string) (Name, error) {
				if id == "done" {
					return previous, nil
				}
				t.file().Agreement.Toggle(casefile.Evidence(id))
				return stay, nil
			},
		},
		{
			Name: agreementParty,
			Ask:  line, Choices: pick("lender collector", "mediator court"),
			Pick: func(t *turn, id string) (Name, error) {
				t.file().Agreement.Other = casefile.Party(id)
				return previous, nil
			},
		},
		{
			Name: agreementInterest,
			Ask:  line, Choices: pick("stopped runs", "unknown"), Pick: pickInterest,
		},
		{Name: agreementOn, Ask: line, Read: onPastDay((*turn).agreedOn)},
		{Name: agreementHistory, Ask: askHistory},
	}
}

func askRecord(t *turn) string {
	c := t.file()
	a := c.Agreement
	terms := a.Terms()
	lines := []string{t.text("agreement.record", nil)}
	add := func(key string, args locale.Args) { lines = append(lines, t.text("agreement.record."+key, args)) }
	add("stage", locale.Args{"Stage": t.text("agreement.stage."+string(c.Stage), nil), "On": t.print.Day(a.AgreedOn, t.today)})
	add("terms", locale.Args{"Total": a.Total(), "Terms": t.termsInWords(casefile.Stepped(a.Steps()...))})
	last := a.Instalments[len(a.Instalments)-1].Due
	if terms.Count > 1 {
		add("days", locale.Args{"First": t.print.Day(terms.First, t.today), "Day": terms.PayDay, "Short": terms.PayDay > 28, "End": t.print.Date(last), "Days": t.daysInWords(terms.Days), "Clears": a.Interest != casefile.InterestAlone})
	} else {
		add("day", locale.Args{"Day": t.print.Date(last)})
	}
	if a.DownPayment {
		add("down", locale.Args{"Amount": terms.DownPayment, "Day": t.print.Day(a.Instalments[0].Due, t.today)})
	}
	if a.MonthlyFee > 0 {
		add("fee", locale.Args{"Fee": a.MonthlyFee})
	}
	if waived := t.waivedParts(a.Waived); waived != "" {
		add("waived", locale.Args{"Parts": waived})
	}
	if a.Remitted > 0 {
		add("remitted", locale.Args{"Amount": a.Remitted})
	}
	known := func(value, key string) string {
		if value == "" {
			return t.text("agreement.record.unknown", nil)
		}
		return t.text(key+value, nil)
	}
	add("interest.line", locale.Args{"Interest": known(string(a.Interest), "agreement.interest.")})
	add("party.line", locale.Args{"Party": known(string(a.Other), "agreement.party.")})
	evidence := t.evidenceNames(a.Evidence)
	if evidence == "" {
		evidence = t.text("agreement.record.none", nil)
	}
	add("evidence.line", locale.Args{"Evidence": evidence})
	if n := len(c.Material(casefile.AgreementPaper).Files); n > 0 {
		add("kept", locale.Args{"Count": n})
	}
	add("points", locale.Args{"Settled": len(a.Points.Settled()), "Open": len(a.Points.Open())})
	return strings.Join(lines, "\n")
}

// waivedParts lists what the lender gives up: "罚息 560.00".
func (t *turn) waivedParts(w casefile.Waiver) string {
	owed := casefile.Debt{Principal: w.Principal, Interest: w.Interest, Penalty: w.Penalty, Fees: w.Fees, Split: true}
	return Plain(t.parts(&owed))
}

func recordChoices(t *turn) [][]choice {
	rows := [][]choice{t.row("dates", "gaps"), t.row("evidence", "party"), t.row("interest", "on")}
	last := t.row("correct")
	if len(t.file().Earlier) > 0 {
		last = t.row("history", "correct")
	}
	if t.file().Stage == casefile.Settled {
		last = last[:len(last)-1] // what is over is not corrected any more
	}
	if len(last) > 0 {
		rows = append(rows, last)
	}
	return append(rows, t.row("original"), t.row("paper", "home"))
}

func pickRecord(t *turn, id string) (Name, error) {
	switch id {
	case "dates":
		return t.openDates(), nil
	case "original":
		t.session().Material = casefile.AgreementPaper
		return materialsItem, nil
	case "paper":
		t.sendPaper("agreement")
		return papersList, nil
	case "gaps":
		t.session().Draft = nil
		return agreementGaps, nil
	case "correct":
		t.session().Draft, t.session().OnTable = &Draft{Corrects: true}, false
		return agreementSame, nil
	case "home":
		return t.home(), nil
	}
	return Name("agreement." + id), nil
}

func pickInterest(t *turn, id string) (Name, error) {
	a := t.file().Agreement
	a.Interest = casefile.Interest(id)
	if id == "unknown" {
		a.Interest = ""
	}
	return previous, nil
}

func (t *turn) agreedOn(day calc.Date) Name {
	t.file().Agreement.AgreedOn = day
	return previous
}

// historyShown is how many versions fit a phone.
const historyShown = 6

// askHistory lists the versions of the agreement, the newest last.
func askHistory(t *turn) string {
	c := t.file()
	lines := []string{t.text("agreement.history", nil)}
	if c.Past.Versions > 0 {
		lines = append(lines, t.text("agreement.history.past", locale.Args{"Count": c.Past.Versions}))
	}
	versions := append(c.Earlier[:len(c.Earlier):len(c.Earlier)], *c.Agreement)
	for i := max(0, len(versions)-historyShown); i < len(versions); i++ {
		a := &versions[i]
		line := t.text("agreement.history.line", locale.Args{"No": a.Version, "On": t.print.Day(casefile.DayOf(a.Since), t.today),
			"Terms": t.termsInWords(casefile.Stepped(a.Steps()...)), "Total": a.Total()})
		if a.Paid() > 0 {
			line += t.text("agreement.history.paid", locale.Args{"Paid": a.Paid()})
		}
		if a.Change != "" {
			line += fmt.Sprintf(" · %s", t.text("agreement.change."+string(a.Change), nil))
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}
