package dialog

import (
	"slices"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/understand"
)

func readRate(t *turn, text string) (Name, error) {
	rate, err := understand.DailyRate(text)
	if err != nil {
		return stay, err
	}
	if rate.Kind == understand.Unknown {
		return leaveOpen(t), nil
	}
	value := rate.High
	t.file().Main().DailyRate = &value
	t.note("intake.rate.got", locale.Args{"Rate": percent(value)})
	return t.further(), nil
}

func pickNoOthers(t *turn, _ string) (Name, error) {
	t.file().Budget.OtherDebts, t.file().Budget.Secured = 0, false
	return t.further(), nil
}

func readOthers(t *turn, text string) (Name, error) {
	if items := understand.Spending(text); len(items) > 1 {
		t.spend(items) // that is what life takes; the loans are still asked for
		return stay, nil
	}
	amount, err := exactAmount(text)
	if err != nil {
		return stay, err
	}
	if amount == 0 && saysSavings(text) {
		return stay, &refusal{key: enginePuzzled} // 没有存款 says nothing of loans
	}
	t.file().Budget.OtherDebts, t.file().Budget.Secured = amount, securedSaid.MatchString(text)
	t.note("intake.others.got", locale.Args{"Amount": amount})
	return t.further(), nil
}

func pickNoLump(t *turn, _ string) (Name, error) {
	t.file().Budget.LumpSum = 0
	return t.further(), nil
}

// readLump takes what can be paid at once. Of savings, told here too, a month's essentials stay.
func readLump(t *turn, text string) (Name, error) {
	if saysSavings(text) {
		next, err := readSavings(t, text)
		if err == nil {
			t.file().Settle(string(intakeSavings))
		}
		return next, err
	}
	amount, err := exactAmount(text)
	if err != nil {
		return stay, err
	}
	t.file().Budget.LumpSum = amount
	t.note("intake.lump.got", locale.Args{"Amount": amount})
	return t.further(), nil
}

func pickNoOffer(t *turn, _ string) (Name, error) {
	t.file().Budget.Offer = 0
	return t.further(), nil
}

func readOfferable(t *turn, text string) (Name, error) {
	amount, err := oneFigure(understand.Affordable(text))
	if err != nil {
		return stay, err
	}
	t.file().Budget.Offer = amount
	t.note("intake.offer.got", locale.Args{"Amount": amount})
	return t.further(), nil
}

func readPayDay(t *turn, text string) (Name, error) {
	day, err := understand.Date(text, understand.Coming, t.today)
	if err != nil {
		return stay, err
	}
	if day.Kind == understand.Unknown {
		return leaveOpen(t), nil
	}
	if strings.Contains(text, "工资") || strings.Contains(text, "工資") || strings.Contains(text, "salary") {
		day.Value = day.Value.AddDays(1) // the day after pay comes in
	}
	t.file().Budget.PayDay = day.Value.Day
	t.note("intake.payday.got", locale.Args{"Day": day.Value.Day})
	return t.further(), nil
}

func pickNoSavings(t *turn, _ string) (Name, error) {
	t.file().Budget.Savings = 0
	return t.further(), nil
}

// readSavings takes what is put by, and says what of it may be used.
func readSavings(t *turn, text string) (Name, error) {
	amount, err := exactAmount(text)
	if err != nil {
		return stay, err
	}
	b := &t.file().Budget
	b.Savings = amount
	if b.Essentials == nil {
		t.note("intake.savings.got", locale.Args{"Amount": amount})
		return t.further(), nil
	}
	spare, err := calc.SpareSavings(amount, *b.Essentials, calc.Terms{})
	if err != nil {
		spare = 0
	}
	t.note("intake.savings.spare", locale.Args{"Amount": amount, "Kept": *b.Essentials, "Spare": spare})
	return t.further(), nil
}

// askSplit asks for the parts, and says about how much the penalty would be by the days.
func askSplit(t *turn) string {
	d := t.file().Main()
	debt := t.debt(d)
	rate := debt.DailyRate
	if !debt.PenaltyFactor.IsZero() {
		rate = rate.Mul(debt.PenaltyFactor)
	}
	penalty, err := calc.Penalty(d.Principal, rate, d.OverdueDays(t.today))
	if err != nil || penalty == 0 {
		return t.text(string(intakeSplit), nil)
	}
	return t.text(string(intakeSplit), nil) + "\n" + t.text("intake.split.about", locale.Args{"Amount": penalty, "Rate": percent(rate), "Days": d.OverdueDays(t.today)})
}

// readSplit takes the parts of what is owed; they have to come to the total.
func readSplit(t *turn, text string) (Name, error) {
	split, err := understand.Split(text)
	if err != nil {
		return stay, err
	}
	if split.Unknown {
		return leaveOpen(t), nil
	}
	if split.Together != nil {
		return stay, &refusal{key: "intake.amount.parts"}
	}
	debt := t.file().Main()
	owed, err := owedNow(debt, split)
	if err != nil {
		return stay, err
	}
	debt.SetOwed(owed, t.today)
	t.noteAmount(debt)
	return t.further(), nil
}

func readRemaining(t *turn, text string) (Name, error) {
	left, err := understand.TermMonths(text)
	switch {
	case err != nil:
		return stay, err
	case left.Kind == understand.Unknown:
		return leaveOpen(t), nil
	case left.Kind == understand.Range || left.Value > calc.MaxInstalments:
		return stay, &refusal{key: "intake.remaining.exact"}
	}
	t.file().Main().Remaining = left.Value
	return t.further(), nil
}

// lenderWords tell what kind of house a name is of.
var lenderWords = []struct {
	kind  casefile.LenderKind
	words []string
}{
	{casefile.ConsumerFinance, []string{"消费金融", "消費金融", "消金", "consumer finance"}},
	{casefile.MicroLoan, []string{"小额贷款", "小額貸款", "小贷", "小貸", "microloan"}},
	{casefile.Bank, []string{"银行", "銀行", "bank"}},
}

// readLender hears the kind of house in its name: 重庆蚂蚁消费金融.
func readLender(t *turn, text string) (Name, error) {
	for _, l := range lenderWords {
		if slices.ContainsFunc(l.words, func(w string) bool { return strings.Contains(strings.ToLower(text), w) }) {
			return pickLender(t, string(l.kind))
		}
	}
	return stay, &understand.Unclear{Code: understand.Nonsense}
}

// pickLender takes what kind of house lends the money, and says what that means.
func pickLender(t *turn, id string) (Name, error) {
	t.file().Main().Lender = casefile.LenderKind(id)
	t.note("intake.lender.got."+id, locale.Args{"Regulator": t.fact("H12378"), "City": t.fact("H12345")})
	return t.further(), nil
}

// pickRight takes that a debt is right, or opens the question of what is wrong with it.
func pickRight(t *turn, id string) (Name, error) {
	if id == "right" {
		t.file().Main().Dispute = ""
		return t.further(), nil
	}
	return disputeKind, nil
}
