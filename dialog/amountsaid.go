package dialog

import (
	"strings"

	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// What somebody may say instead of a sum where it is asked what is owed.

// notOwedSaid says that nothing is owed on the loan that is asked about.
var notOwedSaid = phrase.MustCompile(`(?i)^(这笔|這筆|这个|這個|它|我|其实|其實|好像)*(已经|已經|早就|早|都|全|全都)*(还清|還清|结清|結清|还完|還完|还掉|還掉)了?(的)?[。.！!]*$|^(这笔|這筆|这个|這個|其实|其實|我|已经|已經|早就)*(没有?欠|沒有?欠|不欠|没有?逾期也没欠)(钱|錢|款|它|他们|他們)*了?[。.！!]*$|^0(块|塊|元)?(钱|錢)?了?[。.]?$|^(i )?(owe nothing|don'?t owe anything|paid it off|it'?s paid off|already paid)[.!]*$`)

// spentOnce is of what was spent once, 花掉了8000, and not of costs.
var spentOnce = phrase.MustCompile(`花(掉|光|完|了)`)

// notOwed takes a loan off the list on which nothing is owed; where it is the only one it is asked which one is meant.
func (t *turn) notOwed(text string) bool {
	c := t.file()
	if t.session().Return != "" || !notOwedSaid.MatchString(text) || c.Main().Total() > 0 {
		return false
	}
	name, next := t.debtName(c.Main()), ""
	if len(c.Debts) > 1 {
		t.dropDebt(0)
		next = t.debtName(c.Main())
	} else {
		c.Main().Product, c.Main().Alias = "", ""
	}
	t.note("intake.notowed", locale.Args{"Debt": name, "Next": next})
	return true
}

// turnsSaid are the words of a list of sums in the order in which the loans were named: 一个4万一个2万.
var turnsSaid = phrase.MustCompile(`^(一个|一個|一笔|一筆|一家|前者|前面的?|第一个|第一個|分别是?|分別是?)(欠|是|有)?([\d一二两兩三四五六七八九十百千万萬.wWkK]+)(块|塊|元)?[，,、 和]*(一个|一個|一笔|一筆|一家|另一个|另一個|另一笔|另一筆|后者|後者|后面的?|後面的?|第二个|第二個)?(欠|是|有)?([\d一二两兩三四五六七八九十百千万萬.wWkK]+)(块|塊|元)?(钱|錢)?[。.]?$`)

// inTurn asks whether two sums are those of the two loans that were named without one, in their order.
func (t *turn) inTurn(text string) *understand.Doubt {
	c := t.file()
	m := turnsSaid.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil || len(c.Debts) != 2 || c.Debts[0].Total() > 0 || c.Debts[1].Total() > 0 {
		return nil
	}
	one, err1 := exactAmount(m[3])
	two, err2 := exactAmount(m[7])
	if err1 != nil || err2 != nil || one <= 0 || two <= 0 {
		return nil
	}
	read := func(a, b string) string {
		return t.text("intake.inturn", locale.Args{"First": t.debtName(&c.Debts[0]), "A": a, "Second": t.debtName(&c.Debts[1]), "B": b})
	}
	return &understand.Doubt{Readings: []string{read(brief(one), brief(two)), read(brief(two), brief(one))}}
}
