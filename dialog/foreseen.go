package dialog

import (
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// What is still to come is told below the plan too: 下个月开始到手6000, 15号发工资.

var (
	paySaid     = phrase.MustCompile(`(发|發)(工资|工資|薪)|(工资|工資)日|发薪日|發薪日|\bpay ?day\b|get paid on`)
	wishedDay   = phrase.MustCompile(`(?:想|要|希望|打算|准备|準備|能)(?:在|每月|每个月|每個月|定在)?(\d{1,2}|[一二三四五六七八九十]{1,3})[号號日][^，,。；;]{0,2}(?:还|還)`)
	comingSaid  = phrase.MustCompile(`下个月|下個月|下月|明年|年后|年後|过完年|過完年|月份?(起|开始|開始|后|後|之后|之後)|以后|以後|next (month|year)|from (january|february|march|april|may|june|july|august|september|october|november|december)`)
	incomeSaid  = phrase.MustCompile(`到手|工资|工資|收入|月薪|薪水|\b(income|salary|earn|make)\b`)
	monthlyOwed = phrase.MustCompile(`还款|還款|每期|月供`)
)

// foreseen takes the day on which pay comes in, and what will come in later. It is false for
// words that tell of neither.
func (t *turn) foreseen(text string) bool {
	return t.payDayTold(text) || t.recoveryTold(text)
}

func (t *turn) payDayTold(text string) bool {
	if !paySaid.MatchString(text) || monthlyOwed.MatchString(text) {
		return false
	}
	if _, err := exactAmount(text); err == nil {
		return false // 10号发工资5000 tells the income as well
	}
	day, err := understand.Date(text, understand.Coming, t.today)
	if err != nil || day.Kind != understand.Exact {
		return false
	}
	t.file().Budget.PayDay = day.Value.AddDays(1).Day // the day after pay comes in
	if m := wishedDay.FindStringSubmatch(text); m != nil {
		if wished, ok := understand.Count(m[1]); ok && wished >= 1 && wished <= 31 {
			t.file().Budget.PayDay = wished
		}
	}
	t.note("intake.payday.got", locale.Args{"Day": t.file().Budget.PayDay})
	return true
}

func (t *turn) recoveryTold(text string) bool {
	if !comingSaid.MatchString(text) || !incomeSaid.MatchString(text) || monthlyOwed.MatchString(text) {
		return false
	}
	month, err := understand.Month(text, understand.Coming, t.today)
	if err != nil || month.Kind != understand.Exact || !month.Value.After(t.today) || month.Value.After(t.today.AddMonths(longestOutlook, 1)) {
		return false
	}
	c := t.file()
	income, err := exactAmount(text)
	if err != nil || c.Budget.Income == nil || income <= *c.Budget.Income {
		return false
	}
	c.Hardship.Recovery, c.Hardship.Recovered = month.Value, income
	c.Settle(string(outlookRecovery))
	t.note("outlook.recovery.got", locale.Args{"Month": t.print.Month(month.Value)})
	t.note("outlook.income.got", locale.Args{"Income": income})
	return true
}
