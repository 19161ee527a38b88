package dialog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// A slip is noticed when it is read back, and by then the next question is open: 不对，是15000 is said of the
// answer before it.

var (
	// wrongSaid are the words that take back what was just read back, meantSaid those that may also begin an
	// answer to the open question.
	wrongSaid  = phrase.MustCompile(`(?i)^(啊|哦|哎|等等|等一下|抱歉|不好意思)?[，, ]*(不对|不對|错了|錯了|(刚才|剛才|我)*(说|說|打|写|寫|记|記|输|輸|搞|弄)错了?|(剛才|我)*(說|打|寫|記|輸|搞|弄)錯了?|更正|sorry|correction)[，,。 ：:]*(应该|應該|其实|其實)?(是|改成|改为|改為)?[，, ]*`)
	slipBehind = phrase.MustCompile(`[，,。 ]*(刚才|剛才|刚刚|剛剛|上面|前面|我|是)*(说|說|打|写|寫|记|記|输|輸|搞|弄)(错|錯)了?[。！! ]*$`) // the same, at the end
	meantSaid  = phrase.MustCompile(`^(改成|改为|改為|改到|应该是|應該是|其实是?|其實是?|不是[^，, ]{1,8}[，, ]*是)[，, ]*`)
)

// putRight takes an answer to the question before the open one. It is false where a message is none; before
// anything was said of the open question only plain words for a slip count.
func (t *turn) putRight(text string, read bool) bool {
	rest, ok := strings.CutPrefix(text, wrongSaid.FindString(text))
	switch slip := slipBehind.FindString(text); {
	case wrongSaid.FindString(text) != "":
	case slip != "":
		rest, ok = strings.TrimSuffix(text, slip), true // 花3800 刚才说错了
	default:
		rest, ok = text[len(meantSaid.FindString(text)):], read && meantSaid.MatchString(text)
	}
	s := t.session()
	at := len(s.History) - 1
	if !ok || rest == "" || at < 0 || s.Return != "" || !slices.Contains(intakeStates, s.State) {
		return false
	}
	if !slices.Contains(quickPath, s.History[at]) {
		if !slices.Contains(storyStates, s.State) || !t.sumAnew(rest) {
			return false
		}
		t.follow(t.open(), stay)
		return true
	}
	open, history := s.State, s.History
	before := t.engine.machine.states[t.answeredLast()]
	s.State, s.History = before.Name, history[:at]
	next, err := before.Read(t, rest)
	if err != nil || next == stay {
		s.State, s.History = open, history
		return false
	}
	t.follow(before, next)
	return true
}

// onlyWrong says that something was wrong, and not yet what is right: 打错了, 不对.
var onlyWrong = phrase.MustCompile(`(?i)^(啊|哦|哎|哎呀|等等|等一下|抱歉|不好意思|不)?[，, ]*((我|刚才|剛才|刚刚|剛剛|上面|前面|上一个|上一個|数字|數字)*(不对|不對|错|錯|(说|說|打|写|寫|记|記|输|輸|填|按|点|點|弄|搞)(错|錯))了?)+[，, ]*(重来|重來|我?重新(打|说|說|写|寫|填|来|來))?(一下|一遍)?[。.！!]*$|^(that was |that's |it's )?(wrong|a typo|typo|a mistake)[.!]*$`)

// typedWrong opens the question before this one where its answer was wrong, and elsewhere what was understood.
func (t *turn) typedWrong(text string) bool {
	s := t.session()
	if !onlyWrong.MatchString(text) || s.Return != "" || !slices.Contains(storyStates, s.State) || t.summary() == "" {
		return false
	}
	if at := len(s.History) - 1; at >= 0 && slices.Contains(quickPath, s.History[at]) {
		t.note("engine.slip", nil)
		t.back()
	} else {
		t.review()
	}
	return true
}

// answeredLast is the question that was answered before the open one: of the two in 到手多少、花掉多少 the one that is
// not open now.
func (t *turn) answeredLast() Name {
	s := t.session()
	last := s.History[len(s.History)-1]
	switch {
	case last == intakeMeans && s.State == intakeEssentials:
		return intakeIncome
	case last == intakeMeans && s.State == intakeIncome:
		return intakeEssentials
	}
	return last
}

// quickPath are the questions of the first plan that are answered with a figure.
var quickPath = []Name{intakeAmount, intakeOverdue, intakeMeans, intakeIncome, intakeEssentials}

var (
	// meansLead may stand before what comes in or goes out, meansSaid begins a short message on nothing else.
	meansLead = phrase.MustCompile(`^(哦|噢|对了|對了|还有|還有|另外|忘了说|忘了說|从|從|下个?月|下個月|以后|以後|今后|今後|现在|現在|这个?月|這個月|开始|開始|起|每个?月|每個月|一个月|一個月|上个?月|上個月|其实|其實|我|的|，|,| )*`)
	meansSaid = phrase.MustCompile(`^(花销?|花銷|花费|花費|开销|開銷|开支|開支|支出|必需|收入|到手|工资|工資|月薪)[^，,。；;期]{0,6}[\d一二两兩三四五六七八九十]`)
)

// shortMeans is how long such a message is.
const shortMeans = 20

// meansAnew takes income or spending told anew below a plan: 不对，花销是4200.
func (t *turn) meansAnew(text string) bool {
	rest := strings.TrimPrefix(text, wrongSaid.FindString(text))
	short := utf8.RuneCountInString(rest) <= shortMeans
	rest = strings.TrimPrefix(rest, meansLead.FindString(rest))
	if !short || !meansSaid.MatchString(rest) || asksSomething(text) {
		return false
	}
	means, err := understand.Means(rest)
	budget := &t.file().Budget
	switch {
	case err != nil:
		return false
	case means.Income != nil && means.Income.Kind == understand.Exact:
		budget.SetIncome(means.Income.Value)
	}
	if means.Essentials != nil && means.Essentials.Kind == understand.Exact {
		budget.SetEssentials(means.Essentials.Value)
	}
	t.noteMeans()
	return true
}

// workLost are the words of somebody whose income has come to an end since it was told.
var workLost = phrase.MustCompile(`(?i)(没|沒)(有)?了?(工资|工資|收入|工作)了?[。！!]*$|(工资|工資|收入)(都|全|也|一分)*(停发|停發|停了|断了|斷了|没了|沒了|没有了|沒有了)|(刚|剛|今天|昨天|上周|这周|這週|又|也|已经|已經)*被(公司|厂里?|老板|老闆|单位|單位)*(裁员?|裁員|辞退|辭退|开除|開除|优化|優化)了|(刚|剛|今天|又|也)?(失业|失業|下岗|下崗|离职|離職)了|工作(丢|丟|没|沒)了|\b(lost my job|got (laid off|fired)|no income (any ?more|now))\b`)

// incomeEnded asks for the income anew where somebody says below a plan that it has come to an end: the plan was worked
// out from what it was.
func (t *turn) incomeEnded(text string) bool {
	c := t.file()
	if !t.hearsTidings() || t.session().Consent.IsZero() || or0(c.Budget.Income) == 0 || !workLost.MatchString(text) || asksSomething(text) || kin.MatchString(text) || anyFigure.MatchString(text) {
		return false
	}
	if slots := understand.Opener(text, t.today); slots.Cause != "" {
		t.fill(text, slots)
	}
	t.note("plan.income.gone", locale.Args{"Income": *c.Budget.Income})
	t.enter(intakeIncome)
	return true
}

// withoutMeans takes what somebody says of their own income beside the lender's terms, 对方说6期每期1500，我工资降到6000了, and
// returns the rest: the terms are held against it.
func (t *turn) withoutMeans(text string) string {
	if !lenderSaid.MatchString(text) {
		return text
	}
	clauses := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("，,。；;", r) })
	rest := slices.DeleteFunc(slices.Clone(clauses), func(clause string) bool { return !lenderSaid.MatchString(clause) && t.meansAnew(clause) })
	if len(rest) == len(clauses) {
		return text
	}
	t.plans = nil
	return strings.Join(rest, "，")
}
