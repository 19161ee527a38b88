package document

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/png"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

// said is a paper as one text.
func said(t *testing.T, write func() (Paper, error)) string {
	t.Helper()
	p, err := write()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(p.parts(plainText), "\n")
}

func wants(t *testing.T, text string, all ...string) {
	t.Helper()
	for _, want := range all {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}

func TestAgreementRecord(t *testing.T) {
	r := running(t, locale.Hans)
	a := r.Case.Agreement
	a.Evidence, a.Other, a.Change = []casefile.Evidence{casefile.Message}, casefile.LenderParty, casefile.NewTerms
	a.Points = casefile.Points{calc.GapInterest: true, calc.GapBreach: false}
	a.Waived = casefile.Waiver{Penalty: calc.Yuan(560)}
	wants(t, said(t, r.Agreement), "协商结果记录（自存）", "不是贷款机构出具的凭证", "花呗", "14,560.00 元", "其中罚息：560.00 元",
		"还款总额：12,786.67 元", "期数：14 期", "每期金额：913.33 元", "最后一期：913.38 元", "首期日期：2026 年 9 月 15 日", "末期日期：2027 年 10 月 15 日",
		"比欠的少：560.00 元（罚息 560.00）", "和谁谈成的：贷款机构或其 App", "有一期到期未还", "已还：2/14 期，2,226.66 元", "还剩：10,560.01 元", "到期未还：513.33 元",
		"☑ 短信、邮件或客服聊天记录", "☐ 通话录音", "☑ 期间是否计息", "☐ 晚一期会怎样", "☐ 还清后开结清证明",
		"12 期，共 14,560.00 元，已还 1,213.33 元", "14 期，共 12,786.67 元，已还 2,226.66 元（重新谈了条件）", "3,439.99", "本人（手写）")
	if n := len(r.points(a)); n != 13 {
		t.Errorf("%d points of the 13 of the checklist", n)
	}
}

// TestUnevenAgreement names a payment up front by itself, and does not call different instalments equal.
func TestUnevenAgreement(t *testing.T) {
	r := running(t, locale.Hans)
	a := r.Case.Agreement
	a.Instalments = append([]casefile.Instalment{{Due: day(2026, 9, 1), Amount: calc.Yuan(500)}}, a.Instalments...)
	a.DownPayment, a.MonthlyFee, a.Remitted = true, calc.Yuan(29), calc.Yuan(100)
	wants(t, said(t, r.Agreement), "先付一笔：500.00 元，2026 年 9 月 1 日", "期数：14 期", "每期金额：913.33 元", "每期里的费用：29.00 元", "提前还清时免去：100.00 元")
	a.Instalments[3].Amount += calc.Yuan(50)
	wants(t, said(t, r.Agreement), "每期金额：各期不同，见下表")
}

func TestBundle(t *testing.T) {
	r := running(t, locale.Hans)
	r.Case.Contacts[1].Channel, r.Case.Contacts[1].JobNo, r.Case.Contacts[1].Said = casefile.Phone, "A1027", "系统没有这个政策"
	r.Case.Contacts[1].Promised, r.Case.Contacts[1].Evidence, r.Case.Contacts[1].AnswerBy = "三天内回电", []casefile.Evidence{casefile.Recording}, day(2026, 7, 7)
	ours := casefile.Stepped(casefile.Step{Count: 6, Amount: calc.Yuan(500)}, casefile.Step{Count: 11, Amount: calc.Yuan(1000)})
	ours.Defer = 2
	r.Case.Rounds = append(r.Case.Rounds, casefile.Round{On: day(2026, 7, 9), Ours: true, Offer: ours})
	r.Case.Court = &casefile.Court{Paper: casefile.Complaint, Served: day(2026, 11, 10), AnswerBy: day(2026, 11, 25), Hearing: day(2026, 12, 8), Answered: true}
	r.Case.Grievances = []casefile.Grievance{{Desk: casefile.LenderDesk, Filed: day(2026, 10, 2), Answered: true}, {Desk: casefile.RegulatorDesk, Filed: day(2026, 10, 20)}}
	text := said(t, r.Bundle)
	wants(t, text, "每月结余：1,300.00 元", "1,040.00 元以内，最多 1,170.00 元", "收入下降", "信用卡", "22,760.00",
		"三、谈成的协议", "12,786.67", "79 天", "工号 A1027\n", "系统没有这个政策", "答应：三天内回电", "2026 年 7 月 7 日前答复", "有录音",
		"12 期 × 1,030.00 元，先付 500.00 元，每月另收 299.00 元", "16,448.00", "前后不同：6 期 × 500.00 元，11 期 × 1,000.00 元，先延期 2 个月", "14,000.00",
		"☑ 账单截图", "☐ 原因说明", "有一期到期未还", "答辩期限 2026 年 11 月 25 日", "开庭 2026 年 12 月 8 日", "金融监管部门", "还没有")
	if strings.Contains(text, "可以谈的方案") || strings.Contains(text, "什么都不做") {
		t.Error("plans are listed beside the agreement")
	}
	wants(t, said(t, proposing(t, locale.Hans).Bundle), "三、可以谈的方案", "14 期，停止计息", "刚好够", "12 个月后多出 2,555.00 元")
	empty := casefile.New(3, time.Now())
	empty.Debts = []casefile.Debt{{Product: casefile.Jiebei}}
	wants(t, said(t, Records{Case: &empty, Print: r.Print, Today: today, Zone: r.Zone}.Bundle), "借呗", "没有记录", "没有")
}

// TestEveryChoiceHasItsWords prints every value that a case can have, in every language.
func TestEveryChoiceHasItsWords(t *testing.T) {
	for _, l := range locale.Languages {
		r := running(t, l)
		for _, o := range casefile.Outcomes {
			for _, ch := range casefile.Channels {
				r.Case.Contacts = append(r.Case.Contacts, casefile.Contact{At: r.Case.Opened, Outcome: o, Channel: ch, Evidence: casefile.AllEvidence})
			}
		}
		for _, p := range casefile.CourtPapers {
			for _, d := range casefile.Desks {
				r.Case.Court, r.Case.Grievances = &casefile.Court{Paper: p}, []casefile.Grievance{{Desk: d, Filed: today}}
				said(t, r.Bundle)
			}
		}
		for _, c := range []casefile.Change{casefile.Moved, casefile.NewTerms, casefile.PaidEarly, casefile.Corrected} {
			for _, p := range casefile.Parties {
				r.Case.Agreement.Change, r.Case.Agreement.Other = c, p
				said(t, r.Agreement)
			}
		}
		for _, p := range casefile.Products {
			for _, c := range casefile.Causes {
				r.Case.Main().Product, r.Case.Hardship.Cause = p, c
				said(t, r.Bundle)
			}
		}
		for _, s := range []casefile.Stage{casefile.Preparing, casefile.Contacted, casefile.Submitted, casefile.Waiting, casefile.Countered,
			casefile.Refused, casefile.Agreed, casefile.Performing, casefile.Broken, casefile.Settled} {
			r.Case.Stage = s
			said(t, r.Agreement)
		}
	}
}

func TestSchedule(t *testing.T) {
	wants(t, said(t, proposing(t, locale.Hans).Schedule), "建议方案，还没有谈成", "2026 年 12 月 15 日", "1,000.00", "13,000.00", "2028 年 1 月 15 日", "14,000.00")
	wants(t, said(t, running(t, locale.English).Schedule), "Huabei, agreed on 1 Sep 2026", "15 Nov 2026", "400.00", "513.33")
	nothing := proposing(t, locale.Hans)
	nothing.Plans, nothing.Best = nil, nil
	if _, err := nothing.Schedule(); !errors.Is(err, ErrNoPlan) {
		t.Errorf("a schedule of nothing: %v", err)
	}
}

// digits are the figures of a text that look like somebody's number.
var digits = regexp.MustCompile(`\d{8,}`)

// TestRecordsNameNobody finds no long number, and no field for a name that is filled in.
func TestRecordsNameNobody(t *testing.T) {
	everyPaper(t, func(t *testing.T, p Paper) {
		if text := strings.Join(words(p), "\n"); digits.MatchString(text) {
			t.Errorf("%q is a number of somebody", digits.FindString(text))
		}
		if p.Foot == "" || p.Title == "" || p.Made != today {
			t.Errorf("%q says not when and from what it was made: %q", p.Title, p.Foot)
		}
	})
}

func parse(t *testing.T, r Records) *ics.Calendar {
	t.Helper()
	c, err := r.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	file, err := press(t).Print(c, ICS)
	if err != nil {
		t.Fatal(err)
	}
	for line := range bytes.SplitSeq(file, []byte("\r\n")) {
		if len(line) > 75 || bytes.ContainsAny(line, "\r\n") {
			t.Errorf("the line %q is no line of a calendar", line)
		}
	}
	parsed, err := ics.ParseCalendar(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

func TestCalendar(t *testing.T) {
	for _, l := range locale.Languages {
		r := running(t, l)
		events := parse(t, r).Events()
		if len(events) != 12 {
			t.Fatalf("%d events; two of 14 are paid", len(events))
		}
		seen := map[string]bool{}
		for i, e := range events {
			at, err := e.GetStartAt()
			if err != nil {
				t.Fatal(err)
			}
			if want := r.Case.Agreement.Instalments[i+2].Due.At(9, r.Zone); !at.Equal(want) {
				t.Errorf("event %d is at %s, not at %s", i, at, want)
			}
			var triggers []string
			for _, a := range e.Alarms() {
				triggers = append(triggers, a.GetProperty(ics.ComponentPropertyTrigger).Value)
			}
			if !slices.Equal(triggers, before) {
				t.Errorf("event %d rings %v", i, triggers)
			}
			if seen[e.Id()] || strings.ContainsAny(e.Id(), "花借网信") {
				t.Errorf("event %d is called %s", i, e.Id())
			}
			seen[e.Id()] = true
		}
		if title := events[0].GetProperty(ics.ComponentPropertySummary).Value; !strings.Contains(title, "3/14") || !strings.Contains(title, "513.33") {
			t.Errorf("the first says %q", title)
		}
	}
}

// TestCalendarReplacesItself keeps the names of events when the terms change.
func TestCalendarReplacesItself(t *testing.T) {
	r := running(t, locale.Hans)
	was := parse(t, r).Events()[1]
	r.Case.Agreement.Version++
	r.Case.Agreement.Instalments[3].Due = day(2026, 12, 28)
	is := parse(t, r).Events()[1]
	older, newer := was.GetProperty(ics.ComponentPropertySequence).Value, is.GetProperty(ics.ComponentPropertySequence).Value
	if was.Id() != is.Id() || older >= newer {
		t.Errorf("%s edition %s becomes %s edition %s", was.Id(), older, is.Id(), newer)
	}
	if at, _ := is.GetStartAt(); !at.Equal(day(2026, 12, 28).At(9, r.Zone)) {
		t.Errorf("it is at %s", at)
	}
}

// TestCalendarAbroad rings while the day lasts in China.
func TestCalendarAbroad(t *testing.T) {
	r := running(t, locale.Hans)
	zone, err := casefile.FindZone("America/Los_Angeles")
	if err != nil {
		t.Fatal(err)
	}
	r.Zone, r.Hour = zone, 20
	r.Case.Agreement.Instalments[2].Due = day(2026, 12, 28)
	if at, _ := parse(t, r).Events()[0].GetStartAt(); !at.Equal(day(2026, 12, 27).At(20, zone)) {
		t.Errorf("it is at %s", at)
	}
}

// TestDiscreetCalendar says nothing of money, debts or lenders.
func TestDiscreetCalendar(t *testing.T) {
	for _, l := range locale.Languages {
		r := running(t, l)
		r.Discreet = true
		for _, e := range parse(t, r).Events() {
			said := e.Serialize(&ics.SerializationConfiguration{NewLine: "\n", MaxLength: 1000})
			for _, word := range []string{"还款", "還款", "花呗", "Huabei", "元", "yuan", "913", "债", "債", "debt", "repay", "instal", "分期"} {
				if strings.Contains(said, word) {
					t.Errorf("%s: an event says %q: %s", l, word, said)
				}
			}
		}
	}
}

func drawn(t *testing.T, c Chart, err error) image.Image {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	file, err := press(t).Print(c, PNG)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// dots counts the dots of a paint.
func dots(picture image.Image, p Paint) (n int) {
	for y := range chartHeight {
		for x := range chartWidth {
			if color.RGBAModel.Convert(picture.At(x, y)) == paints[p] {
				n++
			}
		}
	}
	return n
}

func TestPlansChart(t *testing.T) {
	for _, l := range locale.Languages {
		c, err := proposing(t, l).PlansChart()
		picture := drawn(t, c, err)
		if picture.Bounds() != image.Rect(0, 0, chartWidth, chartHeight) {
			t.Errorf("the picture is %v", picture.Bounds())
		}
		for _, p := range []Paint{Blue, Orange, Vermilion, Grey} {
			if dots(picture, p) < 5000 {
				t.Errorf("%s: paint %d can hardly be seen", l, p)
			}
		}
		if len(c.Rows) > maxChartRows || c.Limit != 104000 {
			t.Errorf("%d rows, the limit at %v", len(c.Rows), c.Limit)
		}
		words := c.Rows[0].Bars[0].Words + "|" + c.Rows[0].Bars[1].Words + "|" + c.Rows[len(c.Rows)-1].Bars[0].Words
		if words != "14,000|1,000 ✓|17,115" {
			t.Errorf("the bars say %s", words)
		}
	}
	nothing := proposing(t, locale.Hans)
	nothing.Plans = nil
	if _, err := nothing.PlansChart(); !errors.Is(err, ErrNoPlan) {
		t.Errorf("a chart of nothing: %v", err)
	}
}

func TestProgressChart(t *testing.T) {
	r := running(t, locale.Hans)
	c, err := r.ProgressChart()
	picture := drawn(t, c, err)
	// Two columns and four tenths of a third are paid, the rest of that one is late, eleven are to come.
	paid, late, open := dots(picture, Blue), dots(picture, Vermilion), dots(picture, Hollow)
	if paid < 3*late || open < 3*paid || late == 0 {
		t.Errorf("%d dots paid, %d late, %d to come", paid, late, open)
	}
	if c.Title != "已还 2,226.66 元，还剩 10,560.01 元" || c.Columns[0].Group != "2026" || c.Columns[4].Group != "2027" || c.Columns[4].Name != "1月" {
		t.Errorf("the chart says %+v", c)
	}
	long, err := casefile.NewAgreement(r.Case.Opened, calc.Yuan(60000), 60, calc.Yuan(1000), day(2026, 12, 15))
	if err != nil {
		t.Fatal(err)
	}
	r.Case.Agreement = long
	c, err = r.ProgressChart()
	drawn(t, c, err)
}

// TestChartWordsFit cuts what is too long rather than writing over the edge.
func TestChartWordsFit(t *testing.T) {
	b, err := newBoard(press(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, width := range []float64{20, 100, 500} {
		text, size := b.fit(strings.Repeat("方案对比", 40), width, chartTitle)
		if got := b.wide(text, size); got > max(width, 2*chartSmall) {
			t.Errorf("%q is %v wide, more than %v", text, got, width)
		}
	}
}
