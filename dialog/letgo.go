package dialog

import (
	"strings"

	"xieshang/calc"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// A lender that lets a part go for one payment says so in many ways: 打八折6880月底前付清, 今天还4300算结清,
// 6折一次性. Nobody lets go a part of their own debt, so that it is the lender's word whoever is named.

// sumForm is an amount as it is written among other words, for a pattern.
const sumForm = `(\d[\d,.]*[百千万萬wWkK]?\d*|[一二两兩三四五六七八九][百千万萬][一二两兩三四五六七八九十百千万萬零]*)\s*(?:元|块钱?|塊錢?)?`

var (
	// granted are the words of a part that is let go for one payment.
	granted = phrase.MustCompile(`(减免?|減免?|优惠|優惠|降|便宜|打折|折)(到|成|至|后|後|完|下来|下來)|[\d一二三四五六七八九]折|(算|就给|就給|给我?|給我?|就可以|就能|就)(结清|結清|清了|两清|兩清|平账|平賬)|最低[^，,。；;]{0,8}(结清|結清|一次)|(减免|減免|优惠|優惠|少还|少還)[^，,。；;]{0,3}\d`)
	// owesTold is what they say is owed, before what they want of it: 说你欠8600，今天还4300算结清.
	owesTold = phrase.MustCompile(`(?:你|我)?(?:现在|現在|总共|總共|一共|还|還)*欠(?:款|着|著|了|他们|他們)*` + sumForm)
	// paidOff is one payment after which nothing is left.
	paidOff = phrase.MustCompile(`(?:一次性?)?(?:只要|只用|只需|只|再)?(?:还|還|付|交|给|給|一次性)(?:个|個)?(?:本金)?` + sumForm + `(?:就|算|给我?|給我?|能|可以|当|當|是)*(?:结清|結清|清了|清账|清賬|了结|了結|还清|還清|两清|兩清|平账|平賬|搞定|完事)`)
	// shareKept is the part that is to be paid, in tenths or hundredths: 八折, 6.5折, 七五折.
	shareKept = phrase.MustCompile(`(?:打|按)?([1-9]|[一二三四五六七八九])\.?([1-9]|[一二三四五六七八九])?折`)
	// keptSum is what is left once a part is let go: 打八折后6880, 优惠下来4200.
	keptSum = phrase.MustCompile(`(?:(?:打|按)?[\d一二三四五六七八九][.\d一二三四五六七八九]*折|(?:减免|減免|优惠|優惠|打折|减|減)(?:之?后|之?後|完|下来|下來))(?:[^\d，,。；;]{0,6}[，,\s])?[^\d，,。；;]{0,6}?` + sumForm)
	// restOnce is what is left beside the part that is let go: 减免2000，剩6600月底一次还清.
	restOnce = phrase.MustCompile(`(?:还|還|只)?剩(?:下|余|餘)?(?:的)?` + sumForm + `([^\d，,。；;]{0,6}(?:一次|付清|还清|還清|结清|結清))`)
	// letOff is that part.
	letOff = phrase.MustCompile(`(?:减免|減免|优惠|優惠|少还|少還)(?:掉|了|个|個)*` + sumForm)
	// wishedFor are the words of somebody who would like it so.
	wishedFor = phrase.MustCompile(`想|希望|能不能|申请|申請|听说|聽說|争取|爭取`)
	// onceMeant are the words of a payment that leaves nothing, beside such a sum.
	onceMeant = phrase.MustCompile(`一次|付清|还清|還清|结清|結清|还完|還完|付完|了结|了結`)
)

// plainPayoff is a message about one payment that closes the debt in the words that [understand.OfferOn] knows.
func plainPayoff(text string) string {
	if strings.ContainsRune(text, '期') || !granted.MatchString(text) && !paidOff.MatchString(text) {
		return text
	}
	text = owesTold.ReplaceAllString(text, " ")
	if letOff.MatchString(text) && restOnce.MatchString(text) {
		text = restOnce.ReplaceAllString(letOff.ReplaceAllString(text, " "), " 一次还${1}结清 ${2}")
	}
	if share := shareKept.MatchString(text); share || onceMeant.MatchString(text) {
		text = keptSum.ReplaceAllString(text, " 一次还${1}结清 ")
	}
	return shareKept.ReplaceAllString(paidOff.ReplaceAllString(text, " 一次还${1}结清 "), " ")
}

// keptShare works out what closes the debt where only a share of it or what is let go of it is named: 6折一次性,
// 减免2000一次还清. It is 0 where neither is.
func (t *turn) keptShare(text string) calc.Money {
	if strings.ContainsRune(text, '期') || keptSum.MatchString(text) || !onceMeant.MatchString(text) || t.owed() == 0 {
		return 0
	}
	if m := letOff.FindStringSubmatch(text); m != nil && !restOnce.MatchString(text) {
		if off, err := understand.Amount(m[1]); err == nil && off.Kind == understand.Exact && off.Value < t.owed() {
			return t.owed() - off.Value
		}
	}
	m := shareKept.FindStringSubmatch(text)
	if m == nil {
		return 0
	}
	tenths, _ := understand.Count(m[1])
	hundredths, _ := understand.Count(m[2])
	return (t.owed()*calc.Money(tenths*10+hundredths) + 50) / 100
}

// noteShare says of what a share was taken, as it may be meant of the principal alone.
func (t *turn) noteShare(text string) {
	if kept := t.keptShare(text); kept > 0 {
		t.note("contact.check.share", locale.Args{"Share": strings.TrimSpace(shareKept.FindString(text) + letOff.FindString(text)), "Owed": t.owed(), "Sum": kept})
	}
}

// tellsPayoff reports that the lender lets a part go for one payment; 我想打五折结清 is no such word.
func (t *turn) tellsPayoff(text string) bool {
	if !granted.MatchString(text) || ownWish.MatchString(text) || wishedFor.MatchString(text) || asksSomething(text) {
		return false
	}
	terms, err := t.termsTold(text)
	return err == nil && terms.Settles && terms.Amount < t.owed()
}
