package dialog

import (
	"errors"
	"slices"
	"strings"

	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// What was agreed is often told only in part: 谈好了，每月还800, or so that it cannot be read. What was
// said is kept and what is missing asked for; the plan that we had thought of is none of it.

// contactWeekly says that no instalments by the week can be kept.
const contactWeekly = "contact.offer.weekly"

var (
	// perWeek are the words of instalments by the week.
	perWeek = phrase.MustCompile(`(?i)(每|按|隔)(一|两|兩)?(个|個)?(周|週|星期|礼拜|禮拜)|(一|两|兩)(周|週|个?星期|個?星期|个?礼拜|個?禮拜)(一期|一次|还一次|還一次|\d)|\b(weekly|fortnightly|(per|each|every) (two )?weeks?|\d+ a week)\b`)
	// theRest are those of all that is left after a first payment.
	theRest = phrase.MustCompile(`剩下|剩余|剩餘|余下|餘下|其余|其餘|(?i:\bthe rest\b)`)
)

// tellsAgreed reports a sentence that says that terms are settled, without a question.
func tellsAgreed(text string) bool {
	outcome, said := understand.Outcome(text)
	return !asksSomething(text) && (saysReached(text) || said && outcome == understand.OutcomeAccepted && agreed(text))
}

// agreedInPart begins a record of terms that are settled and of which err says that they are not
// whole. It is false where nothing of them was told.
func (t *turn) agreedInPart(text string, err error) (Name, bool) {
	if !tellsAgreed(text) || !t.tellsSome(text) {
		return "", false
	}
	t.logged(casefile.Accepted)
	t.advance(casefile.Contacted)
	t.beginOffer()
	return t.termsInPart(text, err), true
}

// tellsSome reports whether a message names anything of terms beside a day, be it readable or not.
func (t *turn) tellsSome(text string) bool {
	read, err := t.partRead(text)
	var unclear *understand.Unclear
	if errors.As(err, &unclear) {
		return unclear.Code != understand.Nonsense && unclear.Code != understand.Empty
	}
	return err != nil || read.Count > 0 || read.Amount != nil || read.Steps != nil || read.Down != nil || read.Total != nil
}

// partRead reads what a message tells of terms of which not all is known. Instalments to which
// interest comes are not known.
func (t *turn) partRead(text string) (understand.OfferReading, error) {
	read, err := understand.OfferOn(vagueEach.ReplaceAllString(text, " "), t.today)
	if err == nil && t.interestOnTop(read, text) {
		read.Amount, read.Steps, read.Total = nil, nil, nil
	}
	if part := t.firstShare(text); part > 0 && err == nil && read.Down == nil {
		read.Down = &part
	}
	return read, err
}

// partUnsaid are the refusals of terms of which something was not said.
var partUnsaid = []string{contactParts, contactInterest, agreementUnread}

// termsInPart drafts what a message tells of terms and returns what is to be asked next. Where they
// cannot be kept or read, which err says, they are asked for anew.
func (t *turn) termsInPart(text string, err error) Name {
	was := t.draft()
	d := &Draft{Corrects: was.Corrects, Told: was.Told, Paid: was.Paid}
	if was.Count == 0 {
		d.Total = was.Total // what is left of an earlier agreement
	}
	d.keep(was)
	d.hear(text)
	t.session().Draft, t.session().OnTable = d, false
	var refused *refusal
	read, unread := t.partRead(text)
	switch {
	case errors.As(err, &refused) && !slices.Contains(partUnsaid, refused.key):
		t.note(refused.key, refused.args)
		return agreementSame
	case unread != nil:
		t.note(agreementUnread, nil)
		return agreementSame
	}
	t.draftParts(read, text)
	next := t.nextTerm()
	if parts := t.partsInWords(); parts != "" && next != agreementConfirm {
		t.note("agreement.part", locale.Args{"Parts": parts})
	}
	return next
}

// draftParts puts into the draft what was read of terms. How many instalments the rest takes is
// worked out where they make it to the fen.
func (t *turn) draftParts(read understand.OfferReading, text string) {
	d := t.draft()
	d.Count, d.Down, d.Fee = read.Count, or0(read.Down)+or0(read.OnceFee), or0(read.MonthlyFee)
	if read.Amount != nil && eachSaid.MatchString(text) {
		d.Amount = *read.Amount + d.Fee
	}
	d.First, d.PayDay = t.firstOf(casefile.Terms{First: read.First, PayDay: read.PayDay}), read.PayDay
	if read.Total != nil {
		d.Total = *read.Total
	}
	if rest := t.owed() - d.Down; theRest.MatchString(text) && d.Count == 0 && d.Amount > 0 && rest > 0 && rest%d.Amount == 0 {
		d.Count, d.Total = int(min(rest/d.Amount, casefile.MaxInstalments+1)), rest
	}
	if d.Count > casefile.MaxInstalments {
		d.Count = 0
	}
}

// partsInWords tells what the draft holds of terms.
func (t *turn) partsInWords() string {
	d := t.draft()
	var parts []string
	add := func(known bool, key string, args locale.Args) {
		if known {
			parts = append(parts, t.text("agreement.part."+key, args))
		}
	}
	add(d.Down > 0, "down", locale.Args{"Amount": d.Down})
	add(d.Count > 0, "count", locale.Args{"Count": d.Count})
	add(d.Amount > 0, "each", locale.Args{"Amount": d.Amount})
	add(!d.First.IsZero(), "first", locale.Args{"First": t.print.Day(d.First, t.today)})
	return strings.Join(parts, " · ")
}
