package dialog

import (
	"slices"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/understand"
)

// What else is worth knowing about a case such as this one; each page has a button below the
// plan when it applies.
const (
	adviceEarly   Name = "advice.early"   // before the due day
	adviceHelp    Name = "advice.help"    // nothing is left over
	adviceSilence Name = "advice.silence" // years without a word
	adviceStudent Name = "advice.student"
	adviceGamble  Name = "advice.gamble"
	adviceRules   Name = "advice.rules" // who lends, and what rules hold
	adviceAgent   Name = "advice.agent" // something was paid or handed to an agent
)

func adviceFlow() []State {
	page := func(name Name, ask func(*turn) string) State {
		return State{Name: name, Ask: ask, Choices: pick("script", "plan"), Pick: pickAdvice, Leads: append(slices.Clone(homeStates), scriptPage)}
	}
	help := page(adviceHelp, askHelp)
	help.Choices = pick("shenzhen xiamen", "pilot elsewhere", "script plan")
	silence := page(adviceSilence, askSilence)
	silence.Choices, silence.Pick = silenceChoices, pickSilence
	agent := page(adviceAgent, askAgent)
	agent.Choices = pick("plan")
	return []State{
		page(adviceEarly, askEarly), help, silence,
		page(adviceStudent, askStudent), page(adviceGamble, askGamble), page(adviceRules, askRules), agent,
	}
}

func pickAdvice(t *turn, id string) (Name, error) {
	switch id {
	case "script":
		t.session().Page = 0
		return scriptPage, nil
	case "plan":
		return t.home(), nil
	case "shenzhen", "xiamen":
		t.note("advice.note.court", locale.Args{"Rule": t.cited("L8")})
	default:
		t.note("advice.note."+id, locale.Args{"Rule": t.cited("L8"), "Law": t.cited("L8-national"), "Legal": t.fact("H12348")})
	}
	t.again = true
	return stay, nil
}

// advised lists the pages that apply to a case, the most needed first.
func (t *turn) advised() []Name {
	c := t.file()
	var pages []Name
	when := func(applies bool, page Name) {
		if applies {
			pages = append(pages, page)
		}
	}
	when(c.Court != nil, courtHome)
	when(len(c.Debts) > 1, debtsList)
	when(t.planned() && t.suggestion().Capacity.Surplus <= 0, adviceHelp)
	when(c.Main().Due.After(t.today), adviceEarly)
	when(c.Student, adviceStudent)
	when(c.Hardship.Cause == casefile.Gambling, adviceGamble)
	when(c.Main().OverdueDays(t.today) >= longSilence, adviceSilence)
	when(len(c.Incidents) > 0, harassHome)
	when(len(c.Incidents) == 0 && slices.Contains(t.session().Warned, understand.Harassment), harassDay)
	when(c.Main().Product == casefile.CreditCard || c.Main().Product == casefile.Wangshangdai || c.Main().Product == casefile.OtherProduct, adviceRules)
	return pages
}

// adviceRows are the buttons of the pages that apply.
func (t *turn) adviceRows() [][]choice {
	return pairs(t.advised(), func(page Name) choice {
		return choice{id: string(page), label: t.text("plan.see."+string(page), nil)}
	})
}

// askEarly says what can be done before the due day.
func askEarly(t *turn) string {
	c := t.file()
	lines := []string{t.text("advice.early", locale.Args{"Due": t.print.Day(c.Main().Due, t.today), "Days": c.Main().Due.DaysSince(t.today)})}
	if c.Main().Product == casefile.Huabei {
		lines = append(lines, "• "+string(t.cited("C12-defer")), "• "+string(t.cited("C12-debit")))
	} else {
		lines = append(lines, t.text("advice.early.any", nil))
	}
	if b := &c.Budget; b.Savings > 0 && b.Essentials != nil {
		if spare, err := calc.SpareSavings(b.Savings, *b.Essentials, calc.Terms{}); err == nil {
			lines = append(lines, t.text("advice.early.savings", locale.Args{"Savings": b.Savings, "Kept": *b.Essentials, "Spare": spare}))
		}
	}
	return strings.Join(append(lines, t.text("advice.early.talk", nil)), "\n")
}

// askHelp says where help is to be had when nothing is left over.
func askHelp(t *turn) string {
	return t.text(string(adviceHelp), locale.Args{"City": t.fact("H12345"), "Legal": t.fact("H12348"), "Listen": t.fact("H12356")})
}

func askSilence(t *turn) string {
	return t.text(string(adviceSilence), locale.Args{"Limit": t.cited("L4"), "Legal": t.fact("H12348")})
}

// silenceChoices offer the words that admit nothing, and to negotiate all the same.
func silenceChoices(t *turn) [][]choice {
	if t.file().Main().Resumed {
		return [][]choice{t.row("talk", "guard"), t.row("plan")}
	}
	return [][]choice{t.row("script", "resume"), t.row("plan")}
}

// pickSilence takes whether the person negotiates, now that they know what that means.
func pickSilence(t *turn, id string) (Name, error) {
	switch id {
	case "resume", "guard":
		t.file().Main().Resumed = id == "resume"
		t.note("advice.silence.got."+id, nil)
		return stay, nil
	case "talk":
		id = "script"
	}
	return pickAdvice(t, id)
}

func askStudent(t *turn) string {
	return t.text(string(adviceStudent), locale.Args{"Rule": t.cited("L9")})
}

func askGamble(t *turn) string {
	return t.text(string(adviceGamble), locale.Args{"Listen": t.fact("H12356")})
}

// askAgent says what to do at once when something was paid or handed over.
func askAgent(t *turn) string {
	return t.text(string(adviceAgent), locale.Args{"Fraud": t.fact("H96110"), "Police": t.fact("H110"), "Alipay": t.fact("H95188")})
}

// askRules says who lends and what rules hold for that: those of cards, consumer loans and
// business loans are never mixed.
func askRules(t *turn) string {
	d := t.file().Main()
	key := "advice.rules." + productKey(d.Product)
	if d.Product == casefile.OtherProduct && d.Lender != "" {
		key = "advice.rules.lender." + string(d.Lender)
	}
	return t.text(key, locale.Args{
		"Card": t.cited("N1"), "CardTerms": t.cited("N1-terms"), "Loan": t.cited("N2"), "Relief": t.cited("N3"),
		"Contract": t.cited("N4"), "Answer": t.cited("N5"), "Small": t.cited("C7"), "Cap": t.cited("C4"), "Students": t.cited("L9"),
	})
}

// studentWords are what students say of themselves; otherWords that they speak of somebody else.
var (
	studentWords = []string{"大学生", "大學生", "我是学生", "我是學生", "学生党", "學生黨", "在校生", "大一", "大二", "大三", "大四", "研一", "研二", "研三", "读大学", "讀大學", "上大学", "上大學", "我还在上学", "我還在上學", "i'm a student", "i am a student"}
	otherWords   = []string{"不是学生", "不是學生", "孩子", "儿子", "兒子", "女儿", "女兒", "弟弟", "妹妹", "毕业", "畢業", "学生时代", "當時"}
)

// saysStudent reports that somebody says they are at university.
func saysStudent(text string) bool {
	has := func(words []string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(strings.ToLower(text), w) })
	}
	return has(studentWords) && !has(otherWords)
}
