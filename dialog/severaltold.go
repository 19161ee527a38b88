package dialog

import (
	"slices"
	"strings"

	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
)

// A message may tell of several lenders: 花呗拒绝了 借呗让我周五再打. What is said of each goes from its name to the next one.

// lenderPart is what a message says of one of the debts.
type lenderPart struct {
	namedDebt
	said string
}

// joined is all that stands behind a name to which the same applies as to the next one: 花呗和借呗都拒绝了.
var joined = phrase.MustCompile(`(?i)^(和|跟|与|與|还有|還有|加上|以及|、|，|,| |and|the|my)*$`)

// partsByLender cuts a message at the names of the debts; what stands before the first one belongs to that.
func partsByLender(text string, named []namedDebt) []lenderPart {
	at := func(n namedDebt) int { return strings.Index(text, n.words) }
	ordered := slices.Clone(named)
	slices.SortFunc(ordered, func(a, b namedDebt) int { return at(a) - at(b) })
	parts := make([]lenderPart, 0, len(ordered))
	for i, n := range ordered {
		from, to := at(n), len(text)
		if i == 0 {
			from = 0
		}
		if i+1 < len(ordered) {
			to = at(ordered[i+1])
		}
		parts = append(parts, lenderPart{n, strings.Trim(text[from:to], " ，,。；;、")})
	}
	for i := len(parts) - 2; i >= 0; i-- {
		if p, next := &parts[i], parts[i+1]; joined.MatchString(strings.Replace(p.said, p.words, "", 1)) {
			p.said = strings.Replace(next.said, next.words, p.words, 1) // of the last one alone 都 is said of no others
		}
	}
	if len(parts) > 1 {
		for i := range parts {
			parts[i].said = strings.Replace(parts[i].said, parts[i].words+"都", parts[i].words, 1)
		}
	}
	return parts
}

// slipSaid are the words of somebody who told something of the wrong debt.
var slipSaid = phrase.MustCompile(`(?i)不对|不對|错|錯|弄混|搞混|弄反|搞反|应该是|應該是|\b(wrong|mistake|sorry|i meant)\b`)

// termsOfOther moves terms that were just put down to another debt, when it turns out to be that one they are for:
// 弄错了，是花呗说的. Terms that were worked out from what is owed are told anew.
func (t *turn) termsOfOther(other namedDebt, text string) bool {
	c := t.file()
	terms, told := c.Theirs()
	rest := slipSaid.ReplaceAllString(strings.Replace(plain(text), plain(other.words), "", 1), "")
	if t.session().State != contactCheck || !told || terms.Defer > 0 || !slipSaid.MatchString(text) || !movedWords.MatchString(rest) || anyFigure.MatchString(text) {
		return false
	}
	c.Rounds = slices.DeleteFunc(slices.Clone(c.Rounds), func(r casefile.Round) bool { return !r.Ours && r.Offer.Same(terms) })
	if n := len(c.Contacts) - 1; n >= 0 && c.Contacts[n].Outcome == casefile.CounterMade {
		c.Unlog(n)
	}
	t.session().OnTable = false
	t.restage()
	t.negotiate(other.place)
	t.plans = nil
	t.logged(casefile.CounterMade)
	t.advance(casefile.Countered)
	t.enter(t.putOnTable(terms, ""))
	return true
}

// movedWords are all that stands around the name of the debt that is meant.
var movedWords = phrase.MustCompile(`^(啊|哦|我|刚才|剛才|打|说|說|记|記|写|寫|弄|搞|了|不是|这|這|那|个|個|是|的|客服|吧|给|給|们|們|家|笔|筆|应该|應該|it|was|for|the|is|that|from|one)*$`)

// nothingYet says that nothing has come of a debt so far: 招行还没说.
var nothingYet = phrase.MustCompile(`(?i)(还|還|都|一直)*(没|沒|未)(有)?(说|說|打|谈|談|回|回复|回覆|消息|联系|聯繫|答复|答覆|动静|動靜|结果|結果|理我|问|問)|(让|讓|叫)(我)?等|再等|不着急|不急|\b(nothing yet|not yet|no answer)\b`)

// oneOfSeveral takes what a message tells of one lender where it says of the others that nothing has come yet. Where
// it tells something of them too, that is said to wait: under the wrong name it would be worse than lost.
func (t *turn) oneOfSeveral(text string, named []namedDebt) bool {
	if len(named) < 2 {
		return false
	}
	var news, waiting []lenderPart
	for _, p := range partsByLender(text, named) {
		told := lendersPart(strings.Replace(p.said, p.words, "客服", 1))
		switch {
		case !anyFigure.MatchString(told) && !spanForm.MatchString(told) && !dayForms.MatchString(told) && nothingYet.MatchString(told):
			waiting = append(waiting, p)
		case t.tellsNews(told):
			news = append(news, p)
		default:
			return false
		}
	}
	if len(news) == 0 || len(news) > 1 && t.settlesSomething(text) || len(news) == 1 && len(waiting) == 0 {
		return false
	}
	for _, p := range news[1:] {
		t.note("debts.later", locale.Args{"Said": p.said})
	}
	t.words = news[0].said
	t.answer(t.words)
	return true
}
