package dialog

import (
	"cmp"
	"slices"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
)

// An objection to what the credit record says: when it was handed in, by when the answer is due,
// and what came of it.
const (
	disputeFiled     Name = "dispute.filed"     // on which day it was handed in
	disputeObjection Name = "dispute.objection" // how it stands
)

func objectionStates() []State {
	return []State{
		{
			Name: disputeFiled,
			Ask:  line, Choices: pick("today"), Pick: onToday((*turn).objected), Read: onPastDay((*turn).objected),
			Leads: []Name{disputeObjection},
		},
		{
			Name: disputeObjection,
			Ask:  askObjected, Choices: objectedChoices, Pick: pickObjectedPage,
			Leads: []Name{disputeFiled, letterPage},
		},
	}
}

// objectedRow offers to note an objection, or to see how it stands.
func (t *turn) objectedRow(group string) []choice {
	id := "filed"
	if t.file().Objection != nil {
		id = "objection"
	}
	return []choice{{id: id, label: t.text(group+"."+id, nil)}}
}

// objectedLine says how the objection stands, in a line; "" if there is none.
func (t *turn) objectedLine() string {
	o := t.file().Objection
	if o == nil {
		return ""
	}
	key := "dispute.objected." + cmp.Or(string(o.Finding), "open")
	if o.Open() && o.By.Before(t.today) {
		key = "dispute.objected.over"
	}
	return t.text(key, locale.Args{"Filed": t.print.Day(o.Filed, t.today), "By": t.print.Day(o.By, t.today)})
}

func askObjected(t *turn) string {
	o := t.file().Objection
	if o == nil {
		return t.text("dispute.objection.none", nil)
	}
	return t.objectedLine() + "\n" + t.text("dispute.finding."+cmp.Or(string(o.Finding), "open"), locale.Args{"Credit": t.fact("H12363"), "Dispute": t.cited("R1-dispute")})
}

func objectedChoices(t *turn) [][]choice {
	switch o := t.file().Objection; {
	case o == nil:
		return [][]choice{t.row("filed")}
	case o.Open():
		return [][]choice{t.row("corrected", "kept"), t.row("waiting", "redo")}
	case o.Finding == casefile.RecordKept:
		return [][]choice{t.row("letter"), t.row("refile")}
	}
	return [][]choice{t.row("refile")}
}

func pickObjectedPage(t *turn, id string) (Name, error) {
	switch o := t.file().Objection; {
	case slices.Contains([]string{"filed", "redo", "refile"}, id):
		return disputeFiled, nil
	case id == "letter":
		return t.openLetter("dispute"), nil
	case id == "waiting":
		t.pressForFinding()
	case o != nil:
		o.Finding = casefile.Finding(id)
	}
	return stay, nil
}

// pressForFinding says what to do while an objection is not answered.
func (t *turn) pressForFinding() {
	t.note("dispute.objected.press", locale.Args{"Credit": t.fact("H12363")})
}

// objected notes that an objection was handed in.
func (t *turn) objected(on calc.Date) Name {
	t.file().Objection = casefile.Object(on)
	return disputeObjection
}

var (
	objectedSaid = phrase.MustCompile(`(?i)([异異][议議])[^，,。]{0,6}(提了|交了|提交了|递交了|遞交了|提上去了|交上去了|提过了|提過了|受理了)|(提了|交了|提交了|递交了|遞交了|已经提|已經提|已提交?)[^，,。]{0,8}[异異][议議]|\b(filed|submitted|handed in|raised)\b.{0,24}\b(dispute|objection)`)
	// lookedInto are the words of somebody who has been told to wait while the record is looked into.
	lookedInto = phrase.MustCompile(`(?i)查|核实|核實|受理|\b(check|look into|investigat|review)`)
	// putRight and saidRight are those of what came of it, unmended those that nothing has.
	putRight  = phrase.MustCompile(`(?i)(改|更正|更新|修正|订正|訂正)(过来|過來|好|正)?了|(显示|顯示|变成|變成)(了|是|为|為)?(已)?(结清|結清|正常)|(没有|沒有|不显示|不顯示|消掉|没)(了)?逾期(记录|記錄)?了|逾期(记录|記錄)?(没了|沒了|不见了|不見了|消了)|\b(corrected|put right|fixed|removed)\b`)
	saidRight = phrase.MustCompile(`(?i)(说|說|答复|答覆|回复|回覆|核实|核實|查了)[^，,。]{0,10}(没错|沒錯|没有错|沒有錯|没问题|沒問題|属实|屬實|无误|無誤|改不了|不能改|不给改|不給改|不予|驳回|駁回)|\b(says?|said)\b.{0,24}\b(correct|no error|cannot be changed)`)
	unmended  = phrase.MustCompile(`(?i)(没|沒|未|不)(有|给|給|帮|幫|人)?(我)?(改|更正|更新|修正|处理|處理|答复|答覆|回复|回覆|消息|结果|結果)|\b(not|n't)\b`)
)

// objectionTold takes what a message tells of an objection to the credit record, wherever one is.
func (t *turn) objectionTold(text string) bool {
	if t.session().Consent.IsZero() || asksSomething(text) || !t.objects(text) {
		return false
	}
	c := t.file()
	within, waits := t.within(text)
	switch {
	case objectedSaid.MatchString(text):
		day, found, err := t.pastDay(text)
		if err != nil || !found && !strings.ContainsAny(text, "刚剛") {
			t.enter(disputeFiled)
			return true
		}
		if !found {
			day = t.today
		}
		t.objected(day)
	case waits && (lookedInto.MatchString(text) || c.Objection.Open()):
		if !c.Objection.Open() {
			t.objected(t.today)
		}
		c.Objection.By = within
	case saidRight.MatchString(text) && c.Objection != nil:
		c.Objection.Finding = casefile.RecordKept
	case putRight.MatchString(text) && !unmended.MatchString(text) && c.Objection != nil:
		c.Objection.Finding = casefile.RecordCorrected
	case unmended.MatchString(text) && c.Objection.Open():
		t.pressForFinding()
	default:
		return false
	}
	t.enter(disputeObjection)
	return true
}

// objects reports whether a message may speak of an objection: one is open, the debt calls for one,
// or the message names the credit record. What a court is told is another matter.
func (t *turn) objects(text string) bool {
	c := t.person.Current()
	if c == nil || c.Court != nil || othersLook.MatchString(text) || t.session().State.Flow() == courtHome.Flow() {
		return false
	}
	wrong := []casefile.Dispute{casefile.PaidAlready, casefile.NotMine}
	return c.Objection != nil || c.Stage == casefile.Settled || slices.Contains(wrong, c.Main().Dispute) || recordNamed.MatchString(text)
}

// othersLook are those who look into things too, and not into the record.
var othersLook = phrase.MustCompile(`(?i)警|派出所|公安|法院|\b(police|court)\b`)

var recordNamed = phrase.MustCompile(`(?i)征信|徵信|信用报告|信用報告|人行|央行|人民银行|人民銀行|credit (report|record)`)
