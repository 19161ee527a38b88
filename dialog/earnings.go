package dialog

import (
	"slices"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// What comes in where it is not one wage: two people earn, or months differ. It is asked what counts, as a plan on what
// another earns, or on a good month, cannot be kept.

// figure is a sum as people write it.
const figure = `([\d.,]+[千万萬kKwW]?\d*|[一二两兩三四五六七八九][一二两兩三四五六七八九十百千万萬零]*)`

var (
	// kinIncome is what somebody else in the home earns: 老婆3000.
	kinIncome = phrase.MustCompile(`(?:老婆|老公|丈夫|妻子|媳妇|媳婦|对象|對象|爱人|愛人)(?:的|工资|工資|收入|到手|每个?月|每個月|一个月|一個月|挣|掙|赚|賺|能|有|也|是|大概)*` + figure)
	// ownIncome is what the person earns, said beside it: 我4500老婆3800.
	ownIncome = phrase.MustCompile(`(?:我|俺|自己)(?:自己|的|工资|工資|收入|到手|每个?月|每個月|一个月|一個月|挣|掙|赚|賺|能|有|也|是|大概)*` + figure)
	// homeCosts is what the home spends: 家里花6000.
	homeCosts = phrase.MustCompile(`(?:家里|家裡|全家|一家人?|一家子|我们|我們|家庭)(?:的|每个?月|每個月|一个月|一個月|一共|总共|總共|大概|要|得|必须|必須)*(?:花销?|花銷|花费|花費|开销|開銷|开支|開支|支出|用|吃喝)?(?:掉|了|要|得|是|大概)*` + figure)
	noOwn     = phrase.MustCompile(`(没|沒)(有)?(收入|工资|工資|工作|上班|挣钱|掙錢)|失业|失業|不上班|待业|待業|全职|全職`)
)

// kinEarns asks whether what somebody else in the home earns counts: 工资5000 老婆3000 花6000. It is nil where the
// message tells of nobody. What else it tells is kept.
func (t *turn) kinEarns(text string, slots understand.Slots) *understand.Doubt {
	m := kinIncome.FindStringSubmatch(text)
	if m == nil || t.session().Return != "" || !slices.Contains([]Name{intakeMeans, intakeIncome, intakeEssentials}, t.session().State) {
		return nil
	}
	theirs, err := exactAmount(m[1])
	own, known := t.ownEarnings(kinIncome.ReplaceAllString(text, "，"))
	if err != nil || !known || theirs < calc.Yuan(100) {
		return nil
	}
	costs := homeSpends(text, slots)
	slots.MonthlyIncome, slots.MonthlyExpenses = nil, nil
	t.fill(text, slots)
	t.note("intake.income.kin", locale.Args{"Amount": theirs})
	doubt := &understand.Doubt{}
	for _, income := range []calc.Money{own + theirs, own} {
		key, args := "intake.income.reading", locale.Args{"Income": brief(income)}
		if costs != nil {
			key, args["Essentials"] = "intake.means.reading", brief(*costs)
		}
		doubt.Readings = append(doubt.Readings, t.text(key, args))
	}
	return doubt
}

// ownEarnings is what the person earns, in a message without what another does.
func (t *turn) ownEarnings(text string) (calc.Money, bool) {
	if income := exact(understand.Opener(text, t.today).MonthlyIncome); income != nil {
		return *income, true
	}
	if m := ownIncome.FindStringSubmatch(text); m != nil {
		amount, err := exactAmount(m[1])
		return amount, err == nil
	}
	if known := t.file().Budget.Income; known != nil {
		return *known, true
	}
	return 0, noOwn.MatchString(text)
}

// homeSpends is what the home spends, nil if that is not said.
func homeSpends(text string, slots understand.Slots) *calc.Money {
	if said := exact(slots.MonthlyExpenses); said != nil {
		return said
	}
	m := homeCosts.FindStringSubmatch(text)
	if m == nil {
		return nil
	}
	amount, err := exactAmount(m[1])
	if err != nil {
		return nil
	}
	return &amount
}

var (
	// nowAndThen is an income that comes and does not: 有时候1万有时候没有.
	nowAndThen = phrase.MustCompile(`(有时候?|有時候?|有的月|有些月|偶尔|偶爾|时不时|時不時)[^，,。；;]{0,10}[，,]?\s*(有时候?|有時候?|有的月|有些月|也有|常常)[^，,。；;]{0,4}(没有?|沒有?|没钱|零|0|一分)`)
	// worstSaid is the worst month: 最差的月0.
	worstSaid = phrase.MustCompile(`^(?:那|就|要是|如果|按|我|[，, ])*(?:最差|最少|最低|最坏|最壞|淡季|差|少)(?:的|得)?(?:时候|時候|月份|月|一个月|一個月|那个月|那個月)?(?:的)?(?:时候|時候)?(?:就|也|大概|只有|只|是|能|有|挣|拿)*` + figure + `\s*(?:块|塊|元)?(?:钱|錢)?(?:吧|左右|这样|這樣)?[。.]?$`)
)

// comesAndGoes asks for the worst month where the income comes and does not.
func (t *turn) comesAndGoes(text string) bool {
	if !nowAndThen.MatchString(text) {
		return false
	}
	t.note("intake.income.varies", nil)
	return true
}

// worstMonth takes the income of the worst month, told by itself: that is the one that has to work.
func (t *turn) worstMonth(text string) bool {
	m := worstSaid.FindStringSubmatch(text)
	if m == nil || strings.ContainsAny(text, "花支还還期") {
		return false
	}
	amount := calc.Money(0)
	if said, err := understand.Income(m[1]); err == nil && said.Kind == understand.Exact {
		amount = said.Value
	} else if strings.Trim(m[1], "0.") != "" {
		return false
	}
	budget := &t.file().Budget
	if budget.Income != nil && *budget.Income < amount {
		return false
	}
	budget.SetIncome(amount)
	t.noteMeans()
	return true
}
