package dialog

import (
	"slices"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
)

// How much is still owed and how much has been paid is asked in the middle of anything. Where there are
// several debts each is told, and what they come to: the one in hand alone would be a wrong answer.

var (
	// owedAsks are questions for what is owed, without the name of a debt: 一共还欠多少.
	owedAsks = phrase.MustCompile(`(?i)^(请问|請問|那么?|那麼|我们?|我們|现在|現在|目前|到底|这些|這些|所有|全部|[两兩三四五六几幾]?[笔筆家个個]|这|這|债务?|債務?|欠款|的|一共|总共|總共|共|总计|總計|合计|合計|加起来|加起來|加(在)?一起|都|[，,\s])*(还|還)?(欠|剩|差|要还|要還)(着|著|下|了|他们|他們|银行|銀行|人家|别人|別人|的|[钱錢款])*(多少|几多|幾多)([钱錢元]|块[钱]?|塊[錢]?|没还|沒還|没有还|要还|要還|[呢啊呀了])*[?？。]*$|^(那|现在|現在|我|全部|都|一次性?|要|想|[，,\s])*(还|還|结|結)(完|清)(还|還|一共|总共|總共|掉)*(要|得|差|需要)(还|還|付)?多少([钱錢呢啊呀])*[?？。]*$|^how much (do i|is) (still )?(owe|owed|left)( in total| now| altogether)*\?*$`)
	// paidAsks are questions for what has been paid: 总共还了多少.
	paidAsks = phrase.MustCompile(`(?i)^(请问|請問|那么?|那麼|我们?|我們|现在|現在|目前|到现在|到現在|一共|总共|總共|共|加起来|加起來|已经|已經|[，,\s])*(还|還|付|交)(了|过|過)(多少|几期|幾期|几次|幾次)([钱錢元]|块钱?|塊錢?|[期次呢啊呀了])*[?？。]*$|^how much have i paid( in total| so far| altogether)*\?*$`)
	// monthlyAsks are questions for what all agreements take: 现在每个月一共要还多少.
	monthlyAsks = phrase.MustCompile(`(?i)^(请问|請問|那么?|那麼|我|现在|現在|目前|[，,\s])*(每个?月|每個月|一个月|一個月|一月|这个?月|這個?月|下个?月|下個?月|下期|下一期|接下来|接下來)(一共|总共|總共|共|合计|合計|加起来|加起來|都|得|要|该|該|我|还要|還要|还得|還得|还需要|[，,\s])*(还|還|付|交)(多少|几多|幾多)([钱錢元呢啊呀了])*[?？。]*$|^(我|现在|現在|这些|這些|每笔|每筆|几笔|幾筆|那)*(的)?(还款日|還款日|还款日期|還款日期|下次还款|下次還款)(都|分别|分別)?(是|在)?(哪天|哪几天|哪幾天|几号|幾號|什么时候|什麼時候|多少号)([呢啊呀])*[?？。]*$|^how much do i (pay|owe) (a|each|every|this|next) month( in total| altogether)?\?*$`)
	// dueAsks begin with what is to be paid, which is a question for what is owed only as 还要还多少.
	dueAsks = phrase.MustCompile(`(^|[^还還])(要还|要還)多少`)
)

// sumsAsked answers how much is owed, or has been paid, on the debt that the question names or on all of them.
func (t *turn) sumsAsked(text string) bool {
	if t.session().Consent.IsZero() || len(t.person.Cases) == 0 {
		return false
	}
	named := t.loansNamed(text)
	bare := text
	for _, l := range named {
		bare = strings.Replace(bare, l.words, "", 1)
	}
	var lines []string
	var sum calc.Money
	key := "owed"
	switch {
	case owedAsks.MatchString(bare) && !dueAsks.MatchString(bare):
		lines, sum = t.owedLines(named)
	case paidAsks.MatchString(bare):
		key = "paid"
		lines, sum = t.paidLines(named)
	case monthlyAsks.MatchString(bare):
		key = "due"
		lines, sum = t.dueLines(named)
	}
	if len(lines) == 0 || key == "owed" && sum == 0 {
		return false
	}
	key += ".sum"
	if len(lines) == 1 {
		key += ".one"
	}
	t.session().Topics = nil
	t.note(key, locale.Args{"Sum": sum, "Lines": locale.HTML(strings.Join(lines, "\n· "))})
	t.askAgain()
	return true
}

// isMeant reports whether a debt is one of those that were named, or none was.
func isMeant(d *casefile.Debt, named []loan) bool {
	return len(named) == 0 || slices.ContainsFunc(named, func(l loan) bool { return l.is(d) })
}

// owedLines tell what is owed on each debt, and what that comes to.
func (t *turn) owedLines(named []loan) (lines []string, sum calc.Money) {
	for i := range t.person.Cases {
		c := &t.person.Cases[i]
		if c.Stage == casefile.Settled || t.undecided(c) || !isMeant(c.Main(), named) || c.Main().Dispute.Stops() {
			continue
		}
		line, owed := t.owedLine(c.Main(), c.Agreement)
		lines, sum = append(lines, line), sum+owed
	}
	for _, d := range t.debtsBeside() {
		if isMeant(d, named) {
			line, owed := t.owedLine(d, nil)
			lines, sum = append(lines, line), sum+owed
		}
	}
	return lines, sum
}

// debtsBeside are the debts of the case in hand that have no case of their own.
func (t *turn) debtsBeside() []*casefile.Debt {
	var list []*casefile.Debt
	for i := 1; i < len(t.file().Debts); i++ {
		if d := &t.file().Debts[i]; d.Case == 0 && !d.Dispute.Stops() && (d.Priority == "" || d.Total() > 0) {
			list = append(list, d)
		}
	}
	return list
}

// owedLine tells what is owed on a debt: what its agreement leaves, or what was told, and when.
func (t *turn) owedLine(d *casefile.Debt, a *casefile.Agreement) (string, calc.Money) {
	args := locale.Args{"Debt": t.debtName(d), "Left": d.Total(), "Day": ""}
	switch {
	case a != nil:
		args["Left"] = a.Left()
		return t.text("owed.line.agreed", args), a.Left()
	case d.Total() == 0:
		return t.text("owed.line.unknown", args), 0
	case !d.AsOf.IsZero() && d.AsOf != t.today:
		args["Day"] = t.print.Day(d.AsOf, t.today)
	}
	return t.text("owed.line", args), d.Total()
}

// paidLines tell what has been paid under each agreement, and what that comes to.
func (t *turn) paidLines(named []loan) (lines []string, sum calc.Money) {
	for i := range t.person.Cases {
		c := &t.person.Cases[i]
		if a := c.Agreement; a != nil && isMeant(c.Main(), named) {
			paid, count := a.Progress()
			lines = append(lines, t.text("paid.line", locale.Args{"Debt": t.debtName(c.Main()), "Paid": a.Paid(), "Many": !a.Once(), "Count": paid, "All": count}))
			sum += a.Paid()
		}
	}
	return lines, sum
}

// dueLines tell what is next under each agreement, and what that comes to.
func (t *turn) dueLines(named []loan) (lines []string, sum calc.Money) {
	for _, c := range t.running() {
		if !isMeant(c.Main(), named) {
			continue
		}
		n, _ := c.Agreement.Next()
		left := c.Agreement.LeftOn(n)
		lines = append(lines, t.text("due.line", locale.Args{"Debt": t.debtName(c.Main()), "Which": t.instalment(c.Agreement, n),
			"Day": t.print.Day(c.Agreement.Instalments[n].Due, t.today), "Left": left}))
		sum += left
	}
	return lines, sum
}
