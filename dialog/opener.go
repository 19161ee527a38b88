package dialog

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// fill puts what a message said into the case and reports whether that changed anything.
// Only what was said is touched.
func (t *turn) fill(text string, slots understand.Slots) bool {
	slots = withoutAskedFee(text, sharedOut(text, slots))
	items := t.spendingSaid(text, slots)
	dispute, student := t.disputeSaid(text), saysStudent(text)
	reached := t.reachedTold(text)
	if slots.Empty() && len(items) == 0 && dispute == "" && !student && !reached {
		return false
	}
	c := t.file()
	before := fingerprint(c)
	if reached {
		c.Reached = t.today
	}
	if dispute != "" && c.Main().Dispute == "" && len(c.Debts) < 2 {
		c.Main().Dispute = dispute
	}
	if main := c.Main(); main.Dispute == casefile.PaidAlready && main.PaidOn.IsZero() && dispute != "" {
		main.PaidOn = t.paidOn(text)
	}
	c.Student = c.Student || student
	if asksForKin(text) {
		t.forKin()
	}
	t.sumBefore(c, slots.Debts)
	rest := t.restOfTotal(c, slots.Debts)
	t.fillDebts(c, text, slots.Debts)
	t.takeOutPart(c, text, slots.Debts)
	if sum := slots.Together; sum != nil {
		t.keepTogether(sum.High)
	} else if sum := exact(slots.Shared); sum != nil && (len(c.Debts) > 1 || c.Main().Total() < *sum) {
		t.keepTogether(*sum)
	}
	t.restTogether()
	if rest > 0 {
		c.Debts = append(c.Debts, casefile.Debt{Product: casefile.OtherProduct, Principal: rest, AsOf: t.today})
		t.note("intake.rest", locale.Args{"Debt": t.debtName(c.Main()), "Rest": rest})
	}
	if len(items) > 0 && c.Budget.Essentials != nil {
		slots.MonthlyExpenses = nil // it may be a part of what was said: asked about
	}
	t.fillBudget(&c.Budget, text, slots)
	fillSpending(&c.Budget, items, wholeSaid.MatchString(text))
	if slots.Cause == understand.Forgot && forgotToTell.MatchString(text) {
		slots.Cause = "" // 还有个美团3000 忘记说了
	}
	if slots.Cause != "" {
		var besides []casefile.Cause
		for _, cause := range slots.Besides {
			besides = append(besides, casefile.Cause(cause))
		}
		c.Hardship.Tell(casefile.Cause(slots.Cause), besides...)
	}
	if slices.Contains(slots.Goals, understand.PayLumpSum) && c.Budget.LumpSum == 0 && !slices.Contains(c.Goals, casefile.Goal(understand.PayLumpSum)) && t.session().State == planResult {
		t.note("plan.lump.ask", nil)
	}
	if len(slots.Goals) > 0 {
		c.Goals = nil
	}
	for _, goal := range slots.Goals {
		c.Goals = append(c.Goals, casefile.Goal(goal))
	}
	return fingerprint(c) != before || reached || slots.Together != nil
}

// askedFee is a fee that somebody wants to be paid for a favour: 交888手续费可以停催. It is no part of a debt.
var askedFee = phrase.MustCompile(`(交|付|收|给|給|转|轉)[^，,。；;]{0,8}(手续费|手續費|服务费|服務費|会员费|會員費|担保费|擔保費|保证金|保證金)`)

// withoutAskedFee leaves such a fee out of what was said of the debts.
func withoutAskedFee(text string, slots understand.Slots) understand.Slots {
	if !askedFee.MatchString(text) {
		return slots
	}
	slots.Debts = slices.Clone(slots.Debts)
	for i := range slots.Debts {
		slots.Debts[i].Fees = nil
	}
	return slots
}

// fingerprint is the case as text, to see whether it has changed.
func fingerprint(c *casefile.Case) string {
	text, err := json.Marshal(c)
	if err != nil {
		panic(fmt.Sprintf("dialog: a case that cannot be written: %v", err))
	}
	return string(text)
}

// fillDebts finds for each debt that was said the one in the case that is meant.
func (t *turn) fillDebts(c *casefile.Case, text string, said []understand.Debt) {
	known := len(c.Debts)
	names := t.lenderNames(text, said)
	met := map[int]bool{} // two debts of one message are never the same
	if len(said) > 0 {
		t.takeUpTold(casefile.Product(said[0].Product))
		known = len(c.Debts)
	}
	before := slices.Clone(c.Debts)
	begun := slices.ContainsFunc(before, func(d casefile.Debt) bool { return d.Product != "" || d.Total() > 0 })
	for i, s := range said {
		if t.saysSum(text, said) && len(before) > 1 {
			t.sumOfAll(c, *exact(s.Total))
			continue
		}
		bare := s.Product != "" && s.Total == nil && s.Principal == nil && s.Interest == nil && s.Penalty == nil && s.Fees == nil
		debt := debtSaid(c, s, names[i], known, i, begun && saysFurther(text))
		if debt != nil && (t.anotherOne(debt, s, names[i], text) || met[place(c, debt)]) {
			debt = nil
		}
		switch {
		case debt == nil && bare && begun && !saysFurther(text):
			if !correctsProduct(text) {
				continue // 信用卡最低还款500: named beside something else
			}
			c.Main().Product = casefile.Product(s.Product) // "it is 借呗": a correction, no further debt
			debt = c.Main()
		case debt == nil:
			c.Debts = append(c.Debts, casefile.Debt{})
			debt = &c.Debts[len(c.Debts)-1]
			if bare && begun && len(said) == 1 {
				t.session().Named = len(c.Debts) - 1
			}
			if s.Product == "" && known > 0 {
				debt.Product = casefile.OtherProduct
			}
		}
		met[place(c, debt)] = true
		if t.tooLittle(debt, s, text) {
			s.Total = nil
		}
		t.fillDebt(debt, s)
		if debt.Alias == "" {
			debt.Alias = names[i]
		}
	}
	// At once, as a case that is turned to next says itself what is owed on its debt.
	t.mirror(c, before, func(d casefile.Debt) bool { return d.Priority == "" })
}

// productBeside asks whether another loan that is named alone, 借呗 where 花呗8000 is known, is one more, or what that one is.
func (t *turn) productBeside(text string) *understand.Doubt {
	main := t.file().Main()
	product, err := understand.ReadProduct(text)
	if err != nil || product.Kind != understand.Exact || main.Total() == 0 || main.Product == "" || t.session().Return != "" ||
		productSaid.MatchString(text) || saysFurther(text) || !correctsProduct(text) {
		return nil
	}
	named := casefile.Product(product.Value)
	name := t.text("product."+productKey(named), nil)
	if lender := lenderNamed(text); lender != "" {
		name = lender
	}
	if slices.ContainsFunc(t.file().Debts, func(d casefile.Debt) bool { return d.Product == named && (d.Alias == "" || d.Alias == name) }) {
		return nil
	}
	return &understand.Doubt{Readings: []string{t.text("debts.beside.more", locale.Args{"Product": name}), t.text("debts.beside.is", locale.Args{"Product": name})}}
}

// kinOwe are the words of somebody who tells of what somebody else owes.
var kinOwe = phrase.MustCompile(`^我?(女朋友|男朋友|女友|男友|老公|老婆|丈夫|妻子|对象|對象|媳妇|媳婦|我爸|我妈|我媽|爸|妈|弟弟?|哥哥?|姐姐?|妹妹?|儿子|兒子|女儿|女兒|朋友|同事)(他|她)?(也|还|還|自己)*(欠|借了)`)

// kinOweBeside leaves out what somebody else owes, where the person's own debt is known.
func (t *turn) kinOweBeside(text string) bool {
	if !kinOwe.MatchString(text) || asksForKin(text) || t.debtUnknown() || t.session().Return != "" {
		return false
	}
	t.note("debts.kin", nil)
	return true
}

// restated are the words of somebody who tells anew what is owed.
var restated = phrase.MustCompile(`(?i)欠|剩|还有|還有|一共|总共|總共|其实|其實|不对|不對|错|錯|改|现在|現在|应该|應該|是|就|本金|\b(owe|left|actually|only|is|now)\b`)

// tooLittle reports a sum far below what is known to be owed, told without a word that would make it the new sum:
// 花呗500, said of 12000, may be a payment or a bill. It is not taken, and that is said.
func (t *turn) tooLittle(d *casefile.Debt, said understand.Debt, text string) bool {
	amount := exact(said.Total)
	if amount == nil || d.Total() == 0 || *amount*3 >= d.Total() || restated.MatchString(text) {
		return false
	}
	t.note("debts.toolittle", locale.Args{"Debt": t.debtName(d), "Owed": d.Total(), "Said": brief(*amount)})
	return true
}

// place is where a debt stands in its case; -1 for none.
func place(c *casefile.Case, debt *casefile.Debt) int {
	for i := range c.Debts {
		if &c.Debts[i] == debt {
			return i
		}
	}
	return -1
}

// lenderNames are the names that tell several debts of a kind apart, as the message says them;
// "" where it does not say them for each.
func (t *turn) lenderNames(text string, said []understand.Debt) []string {
	names := make([]string, len(said))
	for product, found := range map[understand.Product][]string{
		understand.Product(casefile.OtherProduct): understand.LenderNames(text),
		understand.Product(casefile.CreditCard):   understand.CardNames(text),
	} {
		var places []int
		for i, s := range said {
			if s.Product == product {
				places = append(places, i)
			}
		}
		if len(places) < len(found) {
			found = slices.DeleteFunc(found, understand.NamesKind) // 三笔网贷：借呗1万，美团5千
		}
		if len(places) != len(found) {
			continue
		}
		for n, i := range places {
			if utf8.RuneCountInString(found[n]) <= casefile.MaxAlias {
				names[i] = found[n]
			}
		}
	}
	return names
}

// anotherOne reports whether a lender that a message names with an amount is another than the one
// of its kind that is known: by its name, or by what is owed where that one has none.
func (t *turn) anotherOne(known *casefile.Debt, said understand.Debt, name, text string) bool {
	amount := exact(said.Total)
	switch {
	case name == "" || amount == nil || known.Alias == name || known.Total() == 0 || correctionSaid.MatchString(text):
		return false
	case known.Alias != "":
		return true
	}
	return *amount != known.Total()
}

// correctionSaid are the words of somebody who puts right what was told.
var correctionSaid = phrase.MustCompile(`改|不是|其实|其實|应该是|應該是|说错|說錯|记错|記錯|更正|(?i:actually|instead|correct)`)

// debtSaid returns the debt that a message speaks of, or nil for one that is not in the
// case yet. One that has a name is found by it first. Only the first known debts stood there before the message: two debts of one
// message are never the same, and of cards and other lenders there can be several.
func debtSaid(c *casefile.Case, said understand.Debt, name string, known, place int, further bool) *casefile.Debt {
	for i := range c.Debts[:known] {
		if name != "" && c.Debts[i].Alias == name && !c.Debts[i].Agreed() {
			return &c.Debts[i]
		}
	}
	product := casefile.Product(said.Product)
	several := product == casefile.CreditCard || product == casefile.OtherProduct || product == ""
	if further && several {
		return nil
	}
	for i := range c.Debts[:known] {
		if product != "" && c.Debts[i].Product == product && !c.Debts[i].Agreed() {
			return &c.Debts[i]
		}
	}
	for i := range c.Debts[:known] {
		if product != "" && c.Debts[i].Product == "" || product == "" && i == place {
			return &c.Debts[i]
		}
	}
	return nil
}

// longerOwed is time that has passed, and no further debt: 又欠了一个月.
var longerOwed = phrase.MustCompile(`(又|也|还|還)欠了?[\d一二两兩三四五六七八九十半]+个?個?(月|天|周|週|期)`)

// anotherOf begins one of several that are told one by one: 一个携程5500, then 一个滴滴9300.
var anotherOf = phrase.MustCompile(`^(然后|然後|再|又|第[二三四五])?(一个|一個|一家|一笔|一筆|一张|一張)(是|叫)?[^\d月星周年天期]{2}`)

// saysFurther reports whether a message speaks of a debt beside those told already.
func saysFurther(text string) bool {
	if anotherOf.MatchString(text) {
		return true
	}
	for _, word := range []string{"还有", "還有", "另", "还欠", "還欠", "也欠", "又欠", "又借", "又贷", "又貸", "新借", "再借了", "也有", "外加", "再加", "also", "another"} {
		if strings.Contains(strings.ToLower(text), word) {
			return true
		}
	}
	return false
}

// refill takes new figures typed below a plan and shows the case back.
func (t *turn) refill(text string) bool {
	text = longerOwed.ReplaceAllString(text, "")
	slots := understand.Opener(text, t.today)
	if !t.fill(text, slots) && !hasAmounts(slots) {
		return false // what is known already is shown back all the same
	}
	t.note("intake.filled", locale.Args{"Summary": locale.HTML(t.summary())})
	return true
}

func (t *turn) fillDebt(debt *casefile.Debt, said understand.Debt) {
	if said.Product != "" {
		debt.Product = casefile.Product(said.Product)
	}
	t.fillAmount(debt, said)
	switch {
	case !said.DueDate.IsZero():
		debt.Due = said.DueDate
	case said.OverdueDays != nil && said.OverdueDays.Kind == understand.Exact:
		debt.Due = t.today.AddDays(-said.OverdueDays.Value)
	case said.OverdueDays != nil && said.OverdueDays.Kind == understand.Range && debt.Due.IsZero():
		debt.RoughDue = t.today.AddDays(-said.OverdueDays.Low)
	case !said.DueMonth.IsZero() && debt.Due.IsZero():
		t.session().LateSince = said.DueMonth
	}
	if said.RateDaily != nil {
		debt.DailyRate = said.RateDaily
	}
}

// fillAmount takes the parts of a debt. Of one part that was told only roughly it is known what all of them come to, roughly
// too. Parts that contradict a total are left for the question about the amount.
func (t *turn) fillAmount(debt *casefile.Debt, said understand.Debt) {
	parts := []*understand.Reading[calc.Money]{said.Principal, said.Interest, said.Penalty, said.Fees}
	if said.Total != nil {
		parts = []*understand.Reading[calc.Money]{said.Total}
	}
	var low, high calc.Money
	rough := false
	for _, part := range parts {
		if part != nil {
			low, high = low+part.Low, high+part.High
			rough = rough || part.Kind != understand.Exact
		}
	}
	switch {
	case rough && (said.Total != nil || said.Principal != nil) && debt.Total() == 0:
		debt.RoughLow, debt.RoughHigh = low, high
		return
	case rough, high == 0:
		return // a total that is known stays a total
	}
	split := understand.DebtSplit{Total: exact(said.Total), Principal: exact(said.Principal),
		Interest: exact(said.Interest), Penalty: exact(said.Penalty), Fees: exact(said.Fees)}
	owed, err := owedNow(debt, split)
	if err != nil {
		return
	}
	debt.SetOwed(owed, t.today)
	t.noteRest(debt, split)
}

// exact returns the amount that was said, or nil if none or only a span was.
func exact(r *understand.Reading[calc.Money]) *calc.Money {
	if r == nil || r.Kind != understand.Exact {
		return nil
	}
	return &r.Value
}

// fillBudget takes what was said about means. Of a span the cautious end counts: the
// lowest income, the highest spending.
func (t *turn) fillBudget(budget *casefile.Budget, text string, slots understand.Slots) {
	if said := slots.MonthlyIncome; said != nil && said.Kind != understand.Unknown {
		budget.SetIncome(said.Low)
	}
	if said := slots.MonthlyExpenses; said != nil && said.Kind != understand.Unknown {
		budget.SetEssentials(said.High)
	}
	take := func(to *calc.Money, said *understand.Reading[calc.Money], cautious func(*understand.Reading[calc.Money]) calc.Money) {
		if said != nil && said.Kind != understand.Unknown {
			*to = cautious(said)
		}
	}
	least := func(r *understand.Reading[calc.Money]) calc.Money { return r.Low }
	most := func(r *understand.Reading[calc.Money]) calc.Money { return r.High }
	take(&budget.OtherDebts, slots.OtherDebtMonthly, most)
	budget.Secured = budget.Secured || slots.OtherDebtMonthly != nil && securedSaid.MatchString(text)
	take(&budget.Offer, slots.AffordableMonthly, least)
	if saysSavings(text) {
		take(&budget.Savings, slots.LumpSum, least) // of money that is just there, a month's essentials stay
	} else {
		take(&budget.LumpSum, slots.LumpSum, least)
	}
}

// forgotToTell are the words of somebody who adds what was left out.
var forgotToTell = phrase.MustCompile(`(忘|漏)(记|記)?(了)?(说|說|讲|講|提|写|寫|报|報)|(?i:forgot to (say|tell|mention))`)

// securedSaid are the words for a loan on a home or a car.
var securedSaid = phrase.MustCompile(`房贷|房貸|按揭|车贷|車貸|(?i:mortgage|car loan)`)

// saysSavings reports whether a message speaks of money that is put by.
func saysSavings(text string) bool {
	return slices.ContainsFunc([]string{"存款", "积蓄", "積蓄", "savings"}, func(word string) bool { return strings.Contains(strings.ToLower(text), word) })
}

// countSlots returns how many things a message says about the case.
func countSlots(slots understand.Slots) int {
	n := 0
	count := func(said bool) {
		if said {
			n++
		}
	}
	for _, d := range slots.Debts {
		count(d.Product != "")
		count(d.Total != nil || d.Principal != nil)
		count(d.OverdueDays != nil || !d.DueDate.IsZero())
		count(d.RateDaily != nil)
	}
	for _, amount := range []*understand.Reading[calc.Money]{slots.MonthlyIncome, slots.MonthlyExpenses,
		slots.OtherDebtMonthly, slots.AffordableMonthly, slots.LumpSum} {
		count(amount != nil)
	}
	count(slots.Cause != "")
	count(slots.Together != nil)
	return n
}
