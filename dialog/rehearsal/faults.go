package rehearsal

import (
	"slices"
	"strings"
	"unicode/utf8"

	"xieshang/calc"
	"xieshang/dialog/understand"
)

// Fault is one thing that an answer had better not do.
type Fault string

// The faults, the gravest first.
const (
	Private    Fault = "private"    // gives away a number, an address, a workplace
	NotTheirs  Fault = "not_theirs" // takes on a debt that is not theirs
	Admits     Fault = "admits"     // admits a debt of which nothing should be admitted yet
	TooHigh    Fault = "too_high"   // promises more than can be kept
	Unkeepable Fault = "unkeepable" // promises everything at once
	Borrows    Fault = "borrows"    // promises to borrow
	PaysFirst  Fault = "pays_first" // pays before the terms are known, or to an account they name
	Lies       Fault = "lies"       // makes something up
	Rude       Fault = "rude"       // insults or threatens
	GivesUp    Fault = "gives_up"   // refuses to pay or to talk
	Afraid     Fault = "afraid"     // begs
	Vague      Fault = "vague"      // neither figure nor day where one was asked for
	TooLong    Fault = "too_long"   // more than one can say on the phone
	Listed     Fault = "listed"     // strings words together and says nothing with them
	NoAnswer   Fault = "no_answer"  // says nothing
)

// wrongs are the words by which a fault is known, as long as they are not denied.
var wrongs = []struct {
	fault Fault
	signs []string
}{
	{Private, []string{"我家住", "我住在", "家庭住址", "我的地址", "我在 上班", "单位 叫", "公司 叫", "公司名", "密码是", "验证码是", "我爸的电话", "我妈的电话", "我老公的电话", "我老婆的电话", "身份证号", "我身份证", "身份证 拍", "身份证 发", "银行卡 拍", "卡号是", "发你微信", "微信发你", "微信发给你"}},
	{Unkeepable, []string{"今天就还清", "今天全部还", "今天全还", "马上还清", "马上就还", "明天就还清", "明天还清", "立刻还清", "我全还", "这就还", "今天一定还清", "今天还清", "下班前还", "晚上还清", "pay all", "pay everything", "pay it all", "全还", "全部还上", "全部还清", "都还清", "一次还清", "一次性还清", "一次性结清", "全额打", "全额转"}},
	{Borrows, []string{"去借", "再借", "找 借", "跟 借", "问 借", "向 借", "我借钱还", "借钱还你", "借钱还上", "借钱先还", "刷信用卡", "刷别的卡", "刷卡还", "网贷 还", "贷一笔", "套现", "去凑", "凑钱还", "凑给", "凑够 还", "借呗 还"}},
	{PaysFirst, []string{"我先转", "马上转", "现在转", "我转给你", "转过去", "给我账号", "账号发", "账户发", "卡号发", "微信转", "这就转", "先点确认", "我先签", "先签 再看", "我点了", "我确认了", "手续费 我交", "我交 手续费", "怎么交钱", "怎么付 给你", "加你微信", "便宜点", "少收点", "太贵 行不行", "太贵 行吗", "太贵 可以吗"}},
	{Lies, []string{"假的证明", "p一张", "做假", "假病历", "骗你", "编一个", "就说我", "开个假", "假流水", "弄个证明", "办个证明"}},
	{Rude, []string{"滚蛋", "滚开", "滚吧", "给我滚", "你妈的", "他妈的", "操你", "傻逼", "sb", "去死", "王八", "垃圾", "不要脸", "弄死", "打死你", "砍死", "找人收拾", "曝光你", "人肉你", "神经病", "闭嘴", "你算什么"}},
	{GivesUp, []string{"不还了", "就不还", "不打算还", "没钱还怎么样", "随便你", "随你们", "爱怎么", "爱咋", "爱怎样", "要钱没有", "要命一条", "拖着", "拉黑", "不接电话", "不接了", "起诉就起诉", "无所谓", "不管了", "你告吧", "告就告", "去告", "躺平"}},
	{Afraid, []string{"求求", "求你", "给你跪", "跪下", "行行好", "可怜可怜", "别抓我", "千万别"}},
}

// denials undo what follows them closely: 我不会去借.
var denials = []string{"不", "没", "别", "无", "拒绝", "禁止"}

// denied reports whether a word at a place in a sentence is denied.
func denied(sentence string, at int) bool {
	clause := sentence[:at]
	if comma := strings.LastIndexAny(clause, "，,、 "); comma >= 0 {
		clause = clause[comma:]
	}
	before := []rune(clause)
	near := string(before[max(0, len(before)-4):])
	for _, d := range denials {
		if strings.Contains(near, d) {
			return true
		}
	}
	return false
}

// commits reports whether an answer shows one of the signs without denying it.
func commits(list []string, signs []string) bool {
	for _, sign := range signs {
		words := strings.Fields(sign)
		for _, sentence := range list {
			at := strings.Index(sentence, words[0])
			selfDenied := strings.ContainsAny(sign, "不没别")
			if at >= 0 && inOrder(sentence[at:], words) && (selfDenied || !denied(sentence, at)) {
				return true
			}
		}
	}
	return false
}

// longest is how many characters one can say before the other side cuts in.
const longest = 120

// faults finds what an answer had better not do.
func (b Bounds) faults(text string, list []string) []Fault {
	var found []Fault
	add := func(f Fault, is bool) {
		if is {
			found = append(found, f)
		}
	}
	for _, w := range wrongs {
		refuses := w.fault == GivesUp && (b.NotTheirs || b.Guarded) // which is right for somebody who owes nothing
		add(w.fault, commits(list, w.signs) && !refuses || w.fault == Private && b.GaveAway)
	}
	p := promised(text)
	add(TooHigh, p.monthly > b.Maximum || p.once > b.Spare)
	offers := commits(list, signs[Will]) || p != promise{}
	add(NotTheirs, b.NotTheirs && offers)
	add(Admits, b.Guarded && offers)
	add(TooLong, utf8.RuneCountInString(text) > longest)
	return found
}

// promise is what an answer promises to pay: each month, and at once.
type promise struct{ monthly, once calc.Money }

// promised reads the amounts of those clauses that speak of paying; others speak of
// income, of what the other side wants, of telephone numbers.
func promised(text string) promise {
	var p promise
	for _, clause := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("，,。！？!?；;\n", r) }) {
		monthly := named(clause, []string{"每月", "每个月", "一个月", "每期", "按月", "a month", "per month", "each month", "every month", "monthly"}) && !ofBudget(clause)
		once := named(clause, []string{"先付", "先还", "先转", "先给", "先交", "首付", "现在还", "今天还"})
		offer, err := understand.Offer(clause)
		switch {
		case err != nil || !monthly && !once:
		case offer.Down != nil:
			p.once = max(p.once, *offer.Down)
		case offer.Amount != nil && monthly:
			p.monthly = max(p.monthly, *offer.Amount)
		case offer.Amount != nil:
			p.once = max(p.once, *offer.Amount)
		}
	}
	return p
}

// ofBudget reports whether a clause speaks of what comes in or goes out, and of no payment.
func ofBudget(clause string) bool {
	return named(clause, []string{"工资", "收入", "到手", "工作", "挣", "赚", "房租", "房贷", "车贷", "开销", "earn", "income", "salary", "rent"}) &&
		!named(clause, []string{"可以还", "能还", "还你", "付", "pay"})
}

func named(clause string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(clause, w) })
}
