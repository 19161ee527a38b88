package understand

import (
	"slices"

	"github.com/shopspring/decimal"

	"xieshang/calc"
)

// Debt is what one message says about one debt. Nil and zero mean: not said.
type Debt struct {
	Product     Product
	Total       *Reading[calc.Money]
	Principal   *Reading[calc.Money]
	Interest    *Reading[calc.Money]
	Penalty     *Reading[calc.Money]
	Fees        *Reading[calc.Money]
	OverdueDays *Reading[int]
	DueDate     calc.Date
	RateDaily   *decimal.Decimal
	NotYetDue   bool
	DueMonth    calc.Date // the first of the month since which nothing was paid: 9月份就没还了
}

// Slots is what one message says about a person's situation. Only what was said is set; what
// was said doubtfully is left out and will be asked.
type Slots struct {
	Debts             []Debt
	MonthlyIncome     *Reading[calc.Money]
	MonthlyExpenses   *Reading[calc.Money]
	OtherDebtMonthly  *Reading[calc.Money]
	AffordableMonthly *Reading[calc.Money]
	LumpSum           *Reading[calc.Money]
	Shared            *Reading[calc.Money] // what the debts named are owed together: none of them has its sum, or only some of the debts are named
	Together          *Reading[calc.Money] // what is owed to several lenders together: none of them named, or each with its own
	Cause             Cause
	Besides           []Cause // causes of weight that were said beside it
	Goals             []Goal
	Cut               bool // the message was longer than MaxRunes and only its beginning was read
}

// Empty reports whether nothing was understood.
func (s Slots) Empty() bool {
	return len(s.Debts) == 0 && s.MonthlyIncome == nil && s.MonthlyExpenses == nil && s.OtherDebtMonthly == nil &&
		s.AffordableMonthly == nil && s.LumpSum == nil && s.Together == nil && s.Cause == "" && len(s.Goals) == 0
}

// Opener reads one message that tells a situation.
func Opener(text string, today calc.Date) Slots {
	m := newStory(text)
	m.rs = markNumbers(markDots(closeGaps(closeAutospaced(m.rs))))
	n := &narrator{message: m, tokens: nameLenders(m.rs, scan(m.rs, false)), today: today}
	learnt := tellsDebt(n.tokens) && mostlyChinese(m.rs)
	n.meanCards()
	if learnt {
		n.around = newFigureLine(m.rs, n.tokens)
	}
	n.walk()
	n.closeStory()
	s := n.slots()
	s.Cut = m.cut
	words := squeeze(m.rs)
	heard := hearStory(words)
	causes, goals := heard.causes, heard.goals
	if learnt {
		causes, goals = storyOf(words, heard)
	}
	if len(causes) > 0 {
		s.Cause, s.Besides = causes[0], causes[1:]
	} else if n.fellToNow() {
		s.Cause = IncomeDrop
	}
	s.Goals = goals
	return s
}

// tellsDebt reports whether a message speaks of a loan or of what is owed. The models were learnt from
// such messages: in others, as in 天天打电话催我, they would hear what nobody said.
func tellsDebt(tokens []token) bool {
	return slices.ContainsFunc(tokens, func(t token) bool {
		return t.kind == tokenWord && (t.tag == tagProduct || t.tag == tagOwe || t.tag == tagOverdue || t.tag == tagUnpaid || t.tag == tagBank || t.tag == tagBankCard)
	})
}

// mostlyChinese reports a message that is not English with a loan's name in it.
func mostlyChinese(rs []rune) bool {
	letters := 0
	for _, r := range rs {
		if isLatin(r) {
			letters++
		}
	}
	return 2*letters < len(rs)
}

// slot is what an amount is.
type slot int

const (
	slotNone slot = iota
	slotTotal
	slotPrincipal
	slotInterest
	slotPenalty
	slotFees
	slotIncome
	slotExpenses
	slotOtherDebt
	slotAffordable
	slotLump
	slotProduct  // asked for, never an amount
	slotItem     // one of several kinds of spending
	slotDays     // days overdue, never an amount
	slotDue      // the day a payment was or is due, never an amount
	slotBorrowed // what was borrowed once: something of it has been paid since
	slotIgnore
)

// narrator walks over the tokens of a story and gives every amount its place. It keeps
// what the last words spoke about, as a listener does.
type narrator struct {
	message message
	tokens  []token
	today   calc.Date

	debts     []*debtNote
	group     []int // debts named together just now: 花呗和借呗
	groupOpen bool  // nothing but 和 since the last of them
	turn      int   // with 分别, the next of the group to get an amount
	inTurn    bool
	own       int // the sum of one's own loan, told beside that of somebody else: 我的是11200
	countedTo int // the last sum of loans that were counted and not named; 0 if there are none

	cues      []cueNote            // words since the last amount or end of sentence
	asked     slot                 // what the question was for
	places    []slot               // what each amount is, in order
	topic     slot                 // what the last amount was, for 现在只有3000 and corrections
	clause    int                  // the first token since the last mark, or blank that stands for one
	breath    int                  // the first token since the last comma or full stop
	loan      bool                 // a loan's history was told: what is left of it will follow
	shared    bool                 // what can be paid was said of one debt by name: 最多还花呗500借呗800
	fixing    bool                 // 不对 was said: the next amount replaces the last
	loose     int                  // how many amounts got no place, or contradict one that did
	used      int                  // the word read with the amount before it, not to be heard again
	payments  int                  // the last amount of a list of what is paid each month: 每月还花呗900、借呗1300
	sharedBy  *Reading[calc.Money] // what several debts named are owed together
	monthlyAt int                  // the amount that one loan takes each month, told last
	daily     int                  // the amount that is the price of a day, read with the one before
	aside     int                  // the last amount, plus one, when it got no place: 垫进去两万一
	asideFor  slot                 // what the rules took it for
	stray     int                  // the last amount, plus one, that may be another lender's: 维信5700
	repaid    int                  // the amount to pay back, read with what was received: 到手3500让还5200
	late      int                  // the 逾期 whose time was said, plus one
	pairsEnd  int                  // how far 1w8花呗3w2借呗 goes: sums with their loans behind them
	paidOff   int                  // the sum that was paid off: 花呗的8600爸妈帮我还了

	around     *figureLine // what stands around the figures; nil where no second opinion is asked for
	lastFigure slot        // what the last figure was taken for

	income, expenses, otherDebt, affordable, lump *Reading[calc.Money]
	former                                        *Reading[calc.Money] // what came in before: 以前工资8000
	disputed, hearsay                             []**Reading[calc.Money]
	otherDebtOf                                   []string     // which loans otherDebt adds up
	items                                         []calc.Money // kinds of spending with their amounts
	itemsOpen                                     bool         // one of them cannot be added up
	housed, fed                                   bool         // a roof and food are among them
	living                                        bool         // expenses is 生活费, to which a rent is added
	overdueSaid, notDueSaid                       bool
	extraPay                                      bool                 // 奖金, 加班费 were told beside the wage, and not what comes home in all
	basePay                                       bool                 // 底薪 was told with its sum: what comes on top is not all
	supported                                     bool                 // 家里每月给1500: not all that comes in was told as such
	sharedSum                                     *Reading[calc.Money] // what several loans are owed of which one is named next
	pendingDays                                   *Reading[int]
	pendingWith                                   *Reading[calc.Money] // the stray amount beside which pendingDays were told
	pendingRate                                   *decimal.Decimal
}

// debtNote is a debt being gathered.
type debtNote struct {
	Debt
	owedOnly bool                 // Total came from 欠: with 罚息 beside it, it is the principal
	inside   bool                 // 其中罚息: a part of the total
	payment  bool                 // another lender, named only for its monthly payment
	unnamed  bool                 // Total was said before the product: a later figure beside the product wins
	name     string               // which card or lender it is, where one has several: a bank by its first characters
	cleared  bool                 // 花呗没欠, 还清了
	theirs   bool                 // 我老婆花呗: somebody else's
	inOrder  bool                 // 按时还着: left out beside one that is not
	twoDays  bool                 // two different times overdue were said: neither is taken
	named    int                  // the token that named it last
	daysWith *Reading[calc.Money] // a sum with which OverdueDays were told before the loan was named: another sum of its own takes them back
	due      *dayExpr
	duePast  bool
}

// cueNote is a word heard and where.
type cueNote struct {
	tag   tag
	token int
}
