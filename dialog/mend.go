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

// An agreement that was written down wrong is mostly wrong in one point: 每期其实是1050, 第二期是2月5号. That one is
// changed, the others stay, and the whole is read back before it counts.

var (
	// oneOf names one instalment with its day or its amount, monthDay the day of the month of all of them.
	oneOf    = phrase.MustCompile(`第([一二两兩三四五六七八九十]{1,3}|\d{1,2})期(.+)$`)
	firstOne = phrase.MustCompile(`首期|首月|头期|頭期`)
	dayOnly  = phrase.MustCompile(`(\d{1,2}|[一二三四五六七八九十]{1,3})[号號日]`)
	monthDay = phrase.MustCompile(`每个?個?月的?(\d{1,2}|[一二三四五六七八九十]{1,3})[号號日]`)
	totalOf  = phrase.MustCompile(`一共|总共|總共|总额|總額|总数|總數|合计|合計|(?i:in all|total)`)
)

// draftRunning begins a record with the terms of the running agreement, to be mended.
func (t *turn) draftRunning() {
	a := t.file().Agreement
	t.draftTerms(a.Terms())
	d := t.draft()
	d.Fee, d.Points, d.Interest, d.Corrects = a.MonthlyFee, a.Points, a.Interest, true
	if a.DownPayment {
		d.DownOn = a.Instalments[0].Due
	}
}

// mended changes the one point of the running agreement that a message names. It is false, and leaves an empty
// record, where it names none.
func (t *turn) mended(text string) bool {
	t.draftRunning()
	d := t.draft()
	read, err := t.partRead(text)
	day := monthDay.FindStringSubmatch(text)
	one := oneOf.FindStringSubmatch(text)
	amount, unread := exactAmount(text)
	switch {
	case one != nil && t.mendOne(one[1], one[2]):
		return true
	case day != nil && d.dueEach(day[1]):
		return true
	case err == nil && read.Count > 1 && read.Amount == nil && read.Down == nil:
		d.Count = read.Count
		d.spread(d.Total)
		return true
	case err == nil && read.Amount != nil && eachSaid.MatchString(text) && read.Count == 0:
		d.spread(*read.Amount * calc.Money(d.Count))
		return true
	case totalOf.MatchString(text) && unread == nil && amount > d.Down:
		d.spread(amount - d.Down)
		return true
	}
	t.session().Draft = &Draft{Corrects: true}
	return false
}

// eachAnew takes what each instalment of terms being told comes to, when it is put right: 不对是每期1000.
func (t *turn) eachAnew(text string) bool {
	d := t.session().Draft
	said := wrongSaid.FindString(text)
	if said == "" {
		said = meantSaid.FindString(text)
	}
	if d == nil || d.Count < 2 || said == "" || !eachSaid.MatchString(text) {
		return false
	}
	read, err := t.partRead(strings.TrimPrefix(text, said))
	if err != nil || read.Amount == nil || *read.Amount <= 0 || read.Count > 1 && read.Count != d.Count {
		return false
	}
	d.spread(*read.Amount * calc.Money(d.Count))
	t.note("agreement.eachanew", locale.Args{"Count": d.Count, "Amount": *read.Amount})
	return true
}

// mendOne gives instalment no of the draft the day or the amount that is said of it. A first day moves the others
// with it.
func (t *turn) mendOne(no, said string) bool {
	d := t.draft()
	n, ok := understand.Count(no)
	if !ok || n < 1 || n > d.Count {
		return false
	}
	if m := dayOnly.FindStringSubmatch(said); n == 1 && m != nil && !strings.ContainsRune(said, '月') {
		return d.dueEach(m[1]) // 首期改成20号: of the same month
	}
	if day, err := t.agreedDay(said); err == nil {
		if n == 1 {
			d.begin(day)
			return true
		}
		d.Days = d.allDays()
		d.Days[n-1] = day
		return slices.IsSortedFunc(d.Days, func(a, b calc.Date) int { return a.DaysSince(b) })
	}
	amount, err := exactAmount(said)
	if err != nil || amount <= 0 {
		return false
	}
	amounts := casefile.Stepped(d.steps()...).Amounts()
	amounts[n-1] = amount
	terms := casefile.Listed(amounts)
	d.Amount, d.Steps = terms.Amount, terms.Steps
	d.Total = d.sum()
	return true
}

// allDays are when the instalments of the draft are due.
func (d *Draft) allDays() []calc.Date {
	var days []calc.Date
	for n := range d.Count {
		days = append(days, d.due(n))
	}
	return days
}

// dueEach makes the instalments due on a day of each month.
func (d *Draft) dueEach(said string) bool {
	day, ok := understand.Count(said)
	if !ok || day < 1 || day > 31 {
		return false
	}
	d.First, d.PayDay, d.Days = d.First.AddMonths(0, day), day, nil
	return true
}

// spread makes equal instalments of a total; the last one takes what rounding leaves.
func (d *Draft) spread(total calc.Money) {
	d.Total, d.Amount, d.Steps = total, evenly(total, calc.Money(d.Count)), nil
	if len(d.Days) != d.Count {
		d.Days = nil
	}
}

// keptDays gives terms that are told anew without a day those of the agreement they put right.
func (t *turn) keptDays() Name {
	if d, was := t.draft(), t.file().Agreement.Terms(); d.First.IsZero() {
		d.First, d.PayDay = was.First, was.PayDay
	}
	return t.nextTerm()
}

// toMend takes what is wrong in the running agreement, or shows it to be mended.
func toMend(t *turn) Name {
	t.session().OnTable = false
	said := strings.TrimPrefix(t.words, wrongSaid.FindString(t.words)) // 记错了 是每期700
	if t.tellsWhole(said) {
		t.session().Draft = &Draft{Corrects: true}
		if _, err := readTerms(t, said); err == nil {
			return t.keptDays()
		}
	}
	if t.mended(firstOne.ReplaceAllString(said, "第1期")) {
		return t.nextTerm()
	}
	t.session().Draft = nil
	return toRecord(t)
}

// waivedSince is what the lender lets go while an agreement runs: 他们又同意减免200.
var waivedSince = phrase.MustCompile(`(?:减免|減免|免|减|減)(?:了|掉|去)?(?:给我|給我|我)?\s*(\d[\d,]*(?:\.\d{1,2})?|[一二两兩三四五六七八九][一二三四五六七八九十百千万萬零]+)\s*(?:元|块钱?|塊錢?)?[了吧。]?$`)

// fewerSaid is how many of the instalments the lender lets go: 少还两期, 最后一期免了.
var fewerSaid = phrase.MustCompile(`(?:少(?:还|還|付|交)了?|免(?:了|掉|去)?|减(?:了|掉|去)?|減(?:了|掉|去)?)(?:我)?(?:最后|最後|后面|後面)?的?([一两兩二三四五六七八九十]|\d{1,2})个?個?期|(?:最后|最後)([一两兩二三四五六七八九十]|\d{1,2})期[^，,。；;\d]{0,4}(?:免|不用还|不用還|不还了|不還了)`)

// fewerTerms drafts what is left of a running agreement without the last of its instalments, which the lender lets go.
func (t *turn) fewerTerms(text string) bool {
	m := fewerSaid.FindStringSubmatch(text)
	a := t.file().Agreement
	next, left := a.Next()
	if m == nil || !left {
		return false
	}
	fewer, ok := understand.Count(m[1] + m[2])
	end := len(a.Instalments) - fewer
	if !ok || fewer < 1 || end <= next || a.LeftOn(next) != a.Instalments[next].Amount {
		return false
	}
	var less calc.Money
	for n := end; n < len(a.Instalments); n++ {
		less += a.LeftOn(n)
	}
	t.draftAnew()
	d := t.draft()
	d.Total, d.Count, d.First = a.Left()-less, end-next, a.Instalments[next].Due
	if d.Total%calc.Money(d.Count) == 0 {
		d.Amount = d.Total / calc.Money(d.Count)
	}
	t.note("agreement.fewersince", locale.Args{"Fewer": fewer, "Less": less, "Left": d.Total})
	return true
}

// changedSince drafts new terms that the lender has agreed to while an agreement runs, as far as they were told.
func (t *turn) changedSince(text string) (Name, bool) {
	if !tellsAgreed(text) && !lenderSaid.MatchString(text) || asksSomething(text) {
		return "", false
	}
	left := t.file().Agreement.Left()
	if t.fewerTerms(text) {
		return t.nextTerm(), true
	}
	if m := waivedSince.FindStringSubmatch(text); m != nil {
		less, err := exactAmount(m[1])
		if err != nil || less <= 0 || less >= left {
			return "", false
		}
		t.draftAnew()
		t.draft().Total = left - less
		t.note("agreement.waivedsince", locale.Args{"Less": less, "Left": left - less})
		return t.nextTerm(), true
	}
	read, err := t.partRead(text)
	if !tellsAgreed(text) || err != nil || read.Amount == nil || !eachSaid.MatchString(text) || read.Count > 0 {
		return "", false
	}
	t.draftAnew()
	d := t.draft()
	d.Amount = *read.Amount
	if left%d.Amount == 0 && left/d.Amount <= casefile.MaxInstalments {
		d.Count = int(left / d.Amount)
	}
	t.note("agreement.part", locale.Args{"Parts": t.partsInWords()})
	return t.nextTerm(), true
}
