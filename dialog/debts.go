package dialog

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// The debts beside the one that is negotiated: added, changed and dropped one by one, and
// what can be paid shared out between them.
const (
	debtsList    Name = "debts.list"
	debtsProduct Name = "debts.product"
	debtsAmount  Name = "debts.amount"
	debtsOverdue Name = "debts.overdue"
	debtsMonthly Name = "debts.monthly" // what a debt that comes first takes a month
	debtsOne     Name = "debts.one"     // one debt, each thing with a button
	debtsLender  Name = "debts.lender"
	debtsAlias   Name = "debts.alias"
	debtsTwice   Name = "debts.twice" // is it in the monthly payments already?
	debtsOrder   Name = "debts.order" // which first
)

func debtsFlow() []State {
	return []State{
		finer(State{Name: debtsList, Ask: askDebts, Choices: debtChoices, Nothing: []string{"none", "done"}, Pick: pickDebt, Read: readMoreDebts,
			Leads: slices.Concat([]Name{debtsProduct, debtsOne, debtsOrder}, turnedStates)}),
		{
			Name: debtsProduct, Ask: line, Choices: newDebtChoices,
			Pick: pickNewDebt, Read: readNewDebt, Leads: []Name{debtsAmount, debtsMonthly, debtsList},
		},
		{Name: debtsAmount, Ask: aboutDebt, Read: readDebtAmount, Skip: debtSkipped, Leads: []Name{debtsOverdue, debtsOne, debtsList}},
		{Name: debtsOverdue, Ask: aboutDebt, Read: readDebtOverdue, Skip: debtSkipped, Leads: []Name{debtsOne, debtsList}},
		{Name: debtsMonthly, Ask: aboutDebt, Read: readDebtMonthly, Skip: debtSkipped, Leads: []Name{debtsOne, debtsList}},
		{
			Name: debtsOne, Ask: askDebt, Choices: oneDebtChoices, Pick: pickOneDebt,
			Leads: slices.Concat([]Name{debtsAmount, debtsOverdue, debtsMonthly, debtsLender, debtsAlias, debtsList}, turnedStates),
		},
		{Name: debtsLender, Ask: aboutDebt, Choices: lenderChoices, Pick: pickDebtLender, Skip: debtSkipped, Leads: []Name{debtsOne, debtsList}},
		{Name: debtsAlias, Ask: aboutDebt, Read: readAlias, Skip: debtSkipped, Leads: []Name{debtsOne, debtsList}},
		{Name: debtsTwice, Ask: askTwice, Choices: twiceChoices, Pick: pickTwice, Read: readTwice, Leads: slices.Concat(intakeStates, doubtStates)},
		{Name: debtsOrder, Ask: askOrder, Choices: pick("list"), Pick: leadTo(map[string]Name{"list": debtsList}), Leads: []Name{debtsList}},
	}
}

// debtName is what a debt is called: its alias, why it comes first, or its product, with a
// number where there are several of one.
func (t *turn) debtName(d *casefile.Debt) string {
	switch {
	case d.Alias != "":
		return d.Alias
	case d.Priority != "":
		return t.text("priority."+string(d.Priority), nil)
	case d.Dispute.Stops():
		what := t.text("field.dispute."+string(d.Dispute), nil)
		if d.Product == "" {
			return t.text("debts.disputed.bare", locale.Args{"What": what})
		}
		return t.text("debts.disputed", locale.Args{"Product": t.text("product."+productKey(d.Product), nil), "What": what})
	}
	name := t.text("product."+productKey(d.Product), nil)
	if productKey(d.Product) == string(casefile.OtherProduct) {
		name = t.text("debts.other", nil)
	}
	debts := t.file().Debts
	same := 0
	for i := range debts {
		if debts[i].Product == d.Product && debts[i].Alias == "" && debts[i].Priority == "" && !debts[i].Dispute.Stops() {
			same++
		}
		if &debts[i] == d && same > 1 {
			name += strconv.Itoa(same)
		}
	}
	return name
}

// further debt that is talked about, or nil when it is gone.
func (t *turn) furtherDebt() *casefile.Debt {
	i, debts := t.session().Debt, t.file().Debts
	if i < 1 || i >= len(debts) {
		return nil
	}
	return &debts[i]
}

// aboutDebt asks a question about one further debt.
func aboutDebt(t *turn) string {
	d := t.furtherDebt()
	if d == nil {
		return t.text("debts.gone", nil)
	}
	return t.text(string(t.session().State), locale.Args{"Debt": t.debtName(d)})
}

// debtSkipped leaves a question about a further debt open.
func debtSkipped(t *turn) Name {
	t.note("intake.skipped", nil)
	return t.afterDebt()
}

// afterDebt is the list while a debt is being added, and its own page when it is changed.
func (t *turn) afterDebt() Name {
	h := t.session().History
	if len(h) > 0 && h[len(h)-1] == debtsOne && t.furtherDebt() != nil {
		return debtsOne
	}
	return debtsList
}

// askDebts shows all debts, and what each can get a month where that is known.
func askDebts(t *turn) string {
	c := t.file()
	if len(c.Debts) < 2 {
		return t.text("debts.list.first", nil)
	}
	lines := []string{t.debtsHead()}
	if rows := t.shareRows(); rows != "" {
		lines = append(lines, t.text("debts.list.shares", nil), "<pre>"+rows+"</pre>")
	}
	for i := range c.Debts {
		if d := &c.Debts[i]; !d.Shares() {
			lines = append(lines, "• "+t.apart(d))
		}
	}
	return strings.Join(append(lines, t.text("debts.list.more", nil)), "\n")
}

func (t *turn) debtsHead() string {
	c := t.file()
	var total calc.Money
	open := 0
	for i := range c.Debts {
		if !c.Debts[i].Agreed() {
			total, open = total+c.Debts[i].Total(), open+1
		}
	}
	return t.text("debts.list", locale.Args{"Debts": open, "Total": total, "Now": t.debtName(c.Main())})
}

// apart says why a debt has no part in what is shared out.
func (t *turn) apart(d *casefile.Debt) string {
	args := locale.Args{"Debt": t.debtName(d), "Monthly": d.Monthly}
	switch {
	case d.Priority != "" && d.Monthly == 0:
		return t.text("debts.apart.counted", args)
	case d.Priority != "":
		return t.text("debts.apart.first", args)
	case d.Dispute.Stops():
		return t.text("debts.apart.dispute", args)
	case d.Agreed():
		return t.text("debts.apart.agreed", args)
	case d.Served:
		return t.text("debts.apart.served", args)
	}
	return t.text("debts.apart.unknown", args)
}

// shareRows is the table of what each debt gets: the part, what is owed, its name.
func (t *turn) shareRows() string {
	s, debts := t.whole()
	if s == nil || s.Capacity.Recommended <= 0 || len(debts) < 2 {
		return ""
	}
	var rows []string
	for _, share := range s.Allocation {
		rows = append(rows, fmt.Sprintf("%9s /%11s %s", share.Amount.Grouped(), share.Owed.Grouped(), t.debtName(debts[share.Debt])))
	}
	return strings.Join(rows, "\n")
}

func debtChoices(t *turn) [][]choice {
	c := t.file()
	var rows [][]choice
	for i := range c.Debts[1:] {
		d := &c.Debts[i+1]
		label := t.debtName(d)
		if d.Total() > 0 {
			label += " " + brief(d.Total())
		}
		rows = append(rows, []choice{{id: strconv.Itoa(i + 1), label: label}})
	}
	if _, sharing := t.whole(); len(sharing) > 1 && t.shareRows() != "" {
		rows = append(rows, t.row("order"))
	}
	if len(c.Debts) < casefile.MaxDebts {
		rows = append(rows, t.row("add"))
	}
	if len(c.Debts) < 2 {
		return append(rows, t.row("none"))
	}
	return append(rows, t.row("done"))
}

func pickDebt(t *turn, id string) (Name, error) {
	switch id {
	case "add":
		return debtsProduct, nil
	case "order":
		return debtsOrder, nil
	case "none", "done":
		return t.further(), nil
	}
	n, err := strconv.Atoi(id)
	if err != nil {
		return stay, &refusal{key: enginePuzzled}
	}
	if t.person.Find(t.file().Debts[n].Case) != nil {
		return t.negotiate(n), nil // its figures stand in a case of its own
	}
	t.session().Debt = n
	return debtsOne, nil
}

// readMoreDebts takes debts told in one message: "借呗8000 逾期40天，招行卡16700".
func readMoreDebts(t *turn, text string) (Name, error) {
	slots := understand.Opener(text, t.today)
	if len(slots.Debts) == 0 || !t.fill(text, slots) {
		return stay, &refusal{key: enginePuzzled}
	}
	t.note("intake.filled", locale.Args{"Summary": locale.HTML(t.furtherDebts(t.file()))})
	return t.checked(debtsList), nil
}

func newDebtChoices(t *turn) [][]choice {
	rows := t.named("product", []string{"huabei", "jiebei", "wangshangdai"}, []string{"credit_card", "other"})
	var first []choice
	for _, p := range casefile.Priorities {
		first = append(first, choice{id: string(p), label: t.text("priority."+string(p), nil)})
	}
	return append(rows, first[:3], first[3:])
}

func pickNewDebt(t *turn, id string) (Name, error) {
	if slices.Contains(casefile.Priorities, casefile.Priority(id)) {
		t.addDebt(casefile.Debt{Product: casefile.OtherProduct, Priority: casefile.Priority(id)})
		return debtsMonthly, nil
	}
	t.addDebt(casefile.Debt{Product: casefile.Product(id)})
	return debtsAmount, nil
}

func (t *turn) addDebt(d casefile.Debt) {
	c := t.file()
	c.Main() // it stands first, whatever is added
	c.Debts = append(c.Debts, d)
	t.session().Debt = len(c.Debts) - 1
}

// readNewDebt takes a product, or everything about the debt in one message.
func readNewDebt(t *turn, text string) (Name, error) {
	if slots := understand.Opener(text, t.today); len(slots.Debts) == 1 && countSlots(understand.Slots{Debts: slots.Debts}) > 1 {
		t.addDebt(casefile.Debt{Product: casefile.OtherProduct})
		t.fillDebt(t.furtherDebt(), slots.Debts[0])
		t.furtherDebt().Alias = t.lenderNames(text, slots.Debts)[0]
		return debtsList, nil
	}
	product, err := understand.ReadProduct(text)
	if err != nil {
		return stay, err
	}
	if product.Kind == understand.Unknown {
		return pickNewDebt(t, string(casefile.OtherProduct))
	}
	return pickNewDebt(t, string(product.Value))
}

func readDebtAmount(t *turn, text string) (Name, error) {
	split, err := understand.Split(text)
	d := t.furtherDebt()
	switch {
	case err != nil:
		return stay, err
	case split.Unknown || d == nil:
		return debtSkipped(t), nil
	}
	if split.Together != nil {
		split.Total = &split.Together.High // of the others a sum will do
	}
	owed, err := owedNow(d, split)
	if err != nil {
		return stay, err
	}
	d.SetOwed(owed, t.today)
	t.noteAmount(d)
	if d.Due.IsZero() {
		return debtsOverdue, nil
	}
	return t.afterDebt(), nil
}

func readDebtOverdue(t *turn, text string) (Name, error) {
	overdue, err := understand.DaysOverdue(text, t.today)
	d := t.furtherDebt()
	switch {
	case err != nil:
		return stay, err
	case d == nil:
		return debtsList, nil
	case !overdue.Due.IsZero():
		d.Due = overdue.Due
	case overdue.NotYetDue || overdue.Kind == understand.Unknown:
		return debtSkipped(t), nil
	case overdue.Kind == understand.Range:
		d.Due = t.today.AddDays(-overdue.High)
	default:
		d.Due = t.today.AddDays(-overdue.Value)
	}
	t.noteOverdue(d)
	return t.afterDebt(), nil
}

func readDebtMonthly(t *turn, text string) (Name, error) {
	amount, err := exactAmount(text)
	if err != nil {
		return stay, err
	}
	if d := t.furtherDebt(); d != nil {
		d.Monthly = amount
		key := "debts.monthly.got"
		if amount == 0 {
			key = "debts.monthly.none"
		}
		t.note(key, locale.Args{"Debt": t.debtName(d), "Amount": amount})
	}
	return t.afterDebt(), nil
}

func askDebt(t *turn) string {
	d := t.furtherDebt()
	if d == nil {
		return t.text("debts.gone", nil)
	}
	return t.text("debts.one", locale.Args{"Debt": t.debtName(d)})
}

// oneDebtChoices lists what is known of a debt, each a button that changes it.
func oneDebtChoices(t *turn) [][]choice {
	d := t.furtherDebt()
	if d == nil {
		return [][]choice{t.row("list")}
	}
	button := func(id, value string) []choice {
		if value == "" {
			return t.row(id)
		}
		return []choice{{id: id, label: value}}
	}
	if d.Priority != "" {
		return [][]choice{button("monthly", t.amountField("field.monthly", known(d.Monthly))), t.row("alias"), t.row("drop", "list")}
	}
	rows := [][]choice{
		button("amount", t.partsOrNothing(d)),
		button("overdue", t.overdueField(d)),
		button("lender", t.lenderField(d)),
		t.row("alias"),
	}
	if !d.Served {
		rows = append(rows, t.row("now"))
	}
	return append(rows, t.row("drop", "list"))
}

func pickOneDebt(t *turn, id string) (Name, error) {
	d := t.furtherDebt()
	switch {
	case id == "list" || d == nil:
		return debtsList, nil
	case id == "drop":
		t.note("debts.dropped", locale.Args{"Debt": t.debtName(d)})
		t.dropDebt(t.session().Debt)
		return debtsList, nil
	case id == "now":
		return t.negotiate(t.session().Debt), nil
	}
	return Name("debts." + id), nil
}

// isAboutMain reports whether a finer question is about the debt that is negotiated, so that
// it is put again about another.
func isAboutMain(state Name) bool {
	return slices.ContainsFunc(details, func(d detail) bool { return d.state == state && d.topic == "debt" })
}

func lenderChoices(t *turn) [][]choice {
	var row []choice
	for _, kind := range casefile.LenderKinds {
		row = append(row, choice{id: string(kind), label: t.text("lenderkind."+string(kind), nil)})
	}
	return [][]choice{row}
}

func pickDebtLender(t *turn, id string) (Name, error) {
	if d := t.furtherDebt(); d != nil {
		d.Lender = casefile.LenderKind(id)
	}
	return debtsOne, nil
}

// readAlias takes a short name for a debt; anything that identifies somebody has been blanked
// out of the message before.
func readAlias(t *turn, text string) (Name, error) {
	alias := strings.Join(strings.Fields(text), " ")
	if kinds, _ := understand.Secrets(alias); len(kinds) > 0 || strings.Contains(alias, "█") || alias == "" {
		return stay, &refusal{key: "debts.alias.plain"}
	}
	if utf8.RuneCountInString(alias) > casefile.MaxAlias {
		return stay, &refusal{"debts.alias.long", locale.Args{"Max": casefile.MaxAlias}}
	}
	if d := t.furtherDebt(); d != nil {
		d.Alias = alias
	}
	return debtsOne, nil
}

// countedTwice is the first further debt that may be in the monthly payments already, or nil.
func countedTwice(c *casefile.Case) *casefile.Debt {
	if c.Budget.OtherDebts == 0 || c.Budget.Secured {
		return nil
	}
	for i := 1; i < len(c.Debts); i++ {
		if c.Debts[i].Shares() {
			return &c.Debts[i]
		}
	}
	return nil
}

func askTwice(t *turn) string {
	return t.text("debts.twice", locale.Args{"Amount": t.file().Budget.OtherDebts})
}

// twiceChoices offers every further debt to be ticked that the monthly payments go to.
func twiceChoices(t *turn) [][]choice {
	c := t.file()
	var rows [][]choice
	for i := 1; i < len(c.Debts); i++ {
		if d := &c.Debts[i]; d.Priority == "" && d.Total() > 0 {
			label := fmt.Sprintf("%s %s %s", ticked(d.Served), t.debtName(d), brief(d.Total()))
			rows = append(rows, []choice{{id: strconv.Itoa(i), label: label}})
		}
	}
	return append(rows, t.row("done"))
}

func pickTwice(t *turn, id string) (Name, error) {
	c := t.file()
	if i, err := strconv.Atoi(id); err == nil {
		c.Debts[i].Served = !c.Debts[i].Served
		return stay, nil
	}
	c.Settle((&doubt{code: "twice", figure: func(c *casefile.Case) any { return len(c.Debts) }}).settledAs(c))
	return t.onward(), nil
}

// readTwice takes that the payments are for a home or a car: for none of those listed.
func readTwice(t *turn, text string) (Name, error) {
	if !securedSaid.MatchString(text) || asksSomething(text) {
		return stay, &refusal{key: enginePuzzled}
	}
	t.file().Budget.Secured = true
	return t.onward(), nil
}

// orderWanted asks which of several debts comes first: 先还哪个好.
var orderWanted = phrase.MustCompile(`(先|优先|優先)(跟|和|找|联系|聯繫)(哪|那|谁|誰)|(先|优先|優先)(还|還|处理|處理|谈|談|弄)(哪|那)(个|個|笔|筆|家|一个|一個|一笔|一筆|一家)|(哪|那)(个|個|笔|筆|家|一笔|一筆)(应该|應該|该|該|要)?(先|优先|優先)(还|還|处理|處理|谈|談)|(?i:which (one|debt) (do i pay |should i pay |comes )?first)`)

// orderAsked shows the orders in which several debts can be repaid.
func (t *turn) orderAsked(text string) bool {
	if !orderWanted.MatchString(text) || t.session().Consent.IsZero() || len(t.file().Debts) < 2 || t.session().State.Flow() != planResult.Flow() {
		return false
	}
	t.say(askOrder(t))
	t.askAgain()
	return true
}

// askOrder compares the orders in which several debts can be repaid.
func askOrder(t *turn) string {
	s, debts := t.whole()
	if s == nil || len(s.Strategies) == 0 {
		return t.text("debts.order.none", nil)
	}
	lines := []string{t.text("debts.order", locale.Args{"Capacity": s.Capacity.Recommended})}
	alike := nearlySame(s.Strategies)
	for _, strategy := range s.Strategies {
		key := "debts.order." + string(strategy.Name)
		switch {
		case alike && strategy.Name == calc.StrategyAvalanche:
			continue
		case alike && strategy.Name == calc.StrategySnowball:
			key = "debts.order.alike"
		}
		if strategy.Months == 0 {
			lines = append(lines, t.text(key, nil)+t.text("debts.order.never", nil))
			continue
		}
		lines = append(lines, t.text(key, nil)+t.text("debts.order.ends", locale.Args{"Months": strategy.Months, "Interest": strategy.Interest}))
		if strategy.Name != calc.StrategyProRata {
			lines = append(lines, "   "+t.inOrder(strategy.Order, debts))
		}
	}
	return strings.Join(append(lines, t.text("debts.order.note", nil)), "\n")
}

// nearlySame reports whether it makes no difference that counts which debt is paid off first:
// less than ten yuan of interest. The smallest is then the one to begin with.
func nearlySame(strategies []calc.Strategy) bool {
	var first, last calc.Money
	for _, s := range strategies {
		switch s.Name {
		case calc.StrategyAvalanche:
			first = s.Interest
		case calc.StrategySnowball:
			last = s.Interest
		}
	}
	return max(first, last)-min(first, last) < 10_00
}

func (t *turn) inOrder(order []int, debts []*casefile.Debt) string {
	var names []string
	for _, i := range order {
		names = append(names, t.debtName(debts[i]))
	}
	return strings.Join(names, " → ")
}
