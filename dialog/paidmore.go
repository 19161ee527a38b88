package dialog

import (
	"strings"

	"xieshang/calc"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// An instalment is paid in parts, with a part of the next, or several of them at once.

// twoSums are two payments told in one breath, and twiceSaid one made twice: 还了300和500, 扣了两次.
var (
	twoSums = phrase.MustCompile(`(?:还|還|付|交)了?\s*([\d.,百千万萬一二两兩三四五六七八九十]+)元?块?塊?(?:和|加|跟|又|、)\s*([\d.,百千万萬一二两兩三四五六七八九十]+)`)
	// againSaid begins a second payment of the same message: 还了716，又还了100.
	againSaid = phrase.MustCompile(`(?:还|還|付|交)了?\s*([\d.,百千万萬一二两兩三四五六七八九十]+)元?块?塊?[，,。 ]*(?:又|再|然后又|然後又|后来又|後來又|另外又|下午又|晚上又|今天又)(?:还|還|付|交|补|補|转|轉)了?\s*([\d.,百千万萬一二两兩三四五六七八九十]+)`)
	twiceSaid = phrase.MustCompile(`(扣|还|還|付|转|轉)了?(两|兩|2)(次|笔|筆)|twice`)
)

// oneMoreSaid is an instalment paid beside the one that is due: 多还了一期.
var oneMoreSaid = phrase.MustCompile(`多(还|還|付|交|扣)了?(一|1|个|個)个?期`)

// moreSaid is how much was paid beyond an instalment: 这个月的也还了，多还了500.
var moreSaid = phrase.MustCompile(`多(?:还|還|付|交)了?\s*([\d.,一二两兩三四五六七八九十百千万萬]+)`)

// paidBeyond is the next instalment and what was paid beyond it; 0 where a message tells nothing of the kind.
func (t *turn) paidBeyond(text string) calc.Money {
	m := moreSaid.FindStringSubmatch(text)
	n, left := t.file().Agreement.Next()
	if a := t.file().Agreement; left && oneMoreSaid.MatchString(text) && n+1 < len(a.Instalments) {
		if a.Instalments[n].Due.After(t.today.AddDays(remindedBefore)) {
			return a.LeftOn(n) // the one that was due is booked already
		}
		return a.LeftOn(n) + a.LeftOn(n+1)
	}
	if m == nil || !left {
		return 0
	}
	more, err := understand.Amount(m[1])
	sum := more.Value
	if a := t.file().Agreement; !a.Instalments[n].Due.After(t.today.AddDays(remindedBefore)) || alsoPaid.MatchString(text) {
		sum += a.LeftOn(n) // the one that is due is not booked yet
	}
	if err != nil || more.Kind != understand.Exact || sum > t.file().Agreement.Left() {
		return 0
	}
	return sum
}

// paidTwice is the sum of two payments told together; 0 where a message tells of one.
func (t *turn) paidTwice(text string, once calc.Money) calc.Money {
	var sum calc.Money
	m := twoSums.FindStringSubmatch(text)
	if m == nil {
		m = againSaid.FindStringSubmatch(text)
	}
	if m != nil {
		for _, part := range m[1:] {
			amount, err := understand.Amount(part)
			if err != nil || amount.Kind != understand.Exact {
				return 0
			}
			sum += amount.Value
		}
	} else if twiceSaid.MatchString(text) {
		each := calc.Money(0)
		if n, left := t.file().Agreement.Next(); left {
			each = t.file().Agreement.LeftOn(n)
		}
		switch {
		case once == 0:
			sum = 2 * each
		case each > 0 && once >= 2*each:
			sum = once // 扣了两次，扣了1432: both of them
		default:
			sum = 2 * once
		}
	}
	if sum > t.file().Agreement.Left() {
		return 0
	}
	return sum
}

// sumNamed finds the sums of a message, and what they may be counts of.
var sumNamed = phrase.MustCompile(`([\d.,]+|[一二两兩三四五六七八九十百千万萬]{2,})(次|笔|筆|期|号|號|月|日|天|点|點|个|個|年)?`)

// notAllSaid says that a part is still open: 还了500 还差216.
var notAllSaid = phrase.MustCompile(`(?i)差|剩|少|欠|没|沒|未|余|餘|还有|還有|\b(left|rest|short|missing)\b`)

// inParts asks whether an instalment was paid in parts that come to it exactly: 分两次还的，早上400 下午316; nil where a
// message tells of none.
func (t *turn) inParts(text string) *understand.Doubt {
	a := t.file().Agreement
	n, left := a.Next()
	if !left || !strings.ContainsAny(text, "还還付交扣转轉") || notAllSaid.MatchString(text) || paysLater.MatchString(text) || asksSomething(text) {
		return nil
	}
	var sum calc.Money
	parts := 0
	for _, m := range sumNamed.FindAllStringSubmatch(text, -1) {
		amount, err := understand.Amount(m[1])
		if m[2] != "" || err != nil || amount.Kind != understand.Exact {
			continue
		}
		sum, parts = sum+amount.Value, parts+1
	}
	if parts < 2 || sum != a.LeftOn(n) {
		return nil
	}
	return &understand.Doubt{Readings: []string{t.paidReading(t.file(), payment{amount: sum, on: t.today})}}
}

// manyTerms is how many instalments a sum comes to at least that is asked about before it is booked: 手滑还了7160.
const manyTerms = 3

// muchAtOnce reports such a sum, where the message does not say why it is so much.
func (t *turn) muchAtOnce(amount calc.Money, text string) bool {
	a := t.file().Agreement
	n, left := a.Next()
	return left && amount >= manyTerms*a.Instalments[n].Amount && amount < a.Left() && amount > a.Arrears(t.today)+a.Instalments[n].Amount && !soMuchSaid.MatchString(text)
}

// soMuchSaid are the words of somebody who pays ahead.
var soMuchSaid = phrase.MustCompile(`(?i)期|提前|一次|一下子|多还|多還|奖金|獎金|凑|湊|借|卖|賣|年终|年終|\b(ahead|early|instal?ments|bonus|at once)\b`)
