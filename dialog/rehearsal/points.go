package rehearsal

import (
	"slices"
	"strings"
)

// Point is one thing that a good answer does.
type Point string

// The points.
const (
	Within   Point = "within"   // names a figure that can be kept, or says that there is none
	Writing  Point = "writing"  // asks to have it in writing
	Register Point = "register" // asks for a ticket, somebody who decides, a time for the answer
	Will     Point = "will"     // says that it will be paid
	Deny     Point = "deny"     // says that the debt is not theirs; wanted instead of Will
	Papers   Point = "papers"   // offers genuine papers, or asks which are missing
	Reason   Point = "reason"   // says what the figure rests on
	Waive    Point = "waive"    // asks what else is possible: a stop of the penalty, principal first
	Time     Point = "time"     // takes time to work it out
	NoDebt   Point = "no_debt"  // takes on no new debt
	Respond  Point = "respond"  // will answer a court, or talks of mediation
	Verify   Point = "verify"   // asks who they are and what it rests on, and checks it
	OnlyMe   Point = "only_me"  // keeps others out of it
	Record   Point = "record"   // writes it down, complains in the proper way
	Hours    Point = "hours"    // names the hours in which one can be reached
	Official Point = "official" // pays through the official channel alone
	NoFee    Point = "no_fee"   // pays nobody for negotiating
	Calm     Point = "calm"     // stays polite; kept by whoever commits no fault of tone
)

// Points lists every point.
var Points = []Point{Within, Writing, Register, Will, Deny, Papers, Reason, Waive, Time, NoDebt, Respond,
	Verify, OnlyMe, Record, Hours, Official, NoFee, Calm}

// signs are the words by which a point is known, all of a group in one sentence. Within
// and Calm are judged in their own way.
var signs = map[Point][]string{
	Writing:  {"书面", "发 我", "写 我", "发短信", "短信 确认", "截图 我", "协议", "白纸黑字", "明示表", "写明", "写清", "看到条款", "看 条款", "文字", "in writing", "written", "text me"},
	Register: {"登记", "工单", "记录 申请", "转 部门", "转 岗", "转 专员", "有权限", "主管", "上报", "向上", "几个工作日", "什么时候 答复", "多久 答复", "几天 答复", "反馈 上", "做主", "天内 答复", "天内 回", "内答复", "内回复", "escalate", "ticket", "supervisor", "who decides"},
	Will:     {"愿意还", "会还", "我认", "想还", "不是不还", "不是不想还", "没说不还", "有还款意愿", "一定还", "肯定还", "能还", "愿意按", "愿意协商", "愿意调解", "愿意谈", "主动", "承担", "不赖", "不会赖", "不逃", "想处理", "来解决", "解决 问题", "可以还", "按期还", "提前还", "按月还", "还下去", "慢慢还", "一直还", "把钱还", "按时还", "保证还", "我还多少", "will pay", "willing to pay", "want to pay", "intend to pay"},
	Deny:     {"不是我借", "不是我的", "不是本人", "没借过", "没有借过", "冒用", "不认这笔", "不认 债", "与我无关", "和我无关", "not my debt", "not mine", "never borrowed"},
	Papers:   {"材料", "流水", "证明", "工资单", "工资条", "病历", "单据", "清单", "凭证", "documents", "statement", "payslip"},
	Reason:   {"收入", "工资", "开支", "房租", "生活费", "算出来", "算过", "失业", "没工作", "降薪", "生病", "住院", "留 缓冲", "留了", "因为", "当时", "家里", "丢了工作", "丢工作", "新工作", "income", "rent", "lost my job", "pay cut"},
	Waive:    {"减免", "停止", "停息", "先抵本金", "先还本金", "不再新增", "重新核", "核一下", "核对", "24%", "少一点", "减一部分", "减一些", "不再涨", "waive", "stop the interest", "stop interest", "principal first"},
	Time:     {"核算", "算一下", "算清楚", "考虑", "看完", "看过", "看清", "看一下", "天后 答复", "日 答复", "号 答复", "再答复", "明天 回", "再回复", "再确认", "再决定", "不急", "商量", "没看到", "work it out", "think about", "read it first", "get back to you"},
	NoDebt:   {"不借", "不再借", "不会借", "不会再借", "不能借", "不想借", "不会去借", "不去借", "不贷", "不会刷", "不刷", "不会套", "以贷养贷", "拆东墙", "新债", "不增加 债", "没有人借", "借不到", "饮鸩止渴", "not borrow", "no new debt"},
	Respond:  {"应诉", "出庭", "到庭", "答辩", "调解", "配合法院", "法院 材料", "你们的权利", "贵司的权利", "贵公司的权利", "司法 权利", "判多少", "court papers", "mediation", "i will answer"},
	Verify:   {"工号", "哪家公司", "哪个公司", "什么公司", "案号", "警号", "依据", "核实", "12368", "95188", "官方客服", "委托 书", "委托 谁", "谁委托", "哪个派出所", "什么法律", "哪条法律", "查证", "确认 身份", "出示", "立案", "是谁的", "谁的账户", "staff number", "which company", "case number", "verify", "check with"},
	OnlyMe:   {"只联系我", "联系我本人", "找我本人", "跟我说", "和我说", "联系我就", "打我 电话", "我能接", "我会接", "与他们无关", "和他们无关", "跟他们 没关系", "和家人 没关系", "没有关系", "不要联系", "别联系 家", "不要打给", "别打给", "不要骚扰 家", "我本人的 债", "我自己的", "contact only me", "contact me only", "call me only"},
	Record:   {"记录", "录音", "投诉", "12378", "截图 保存", "保留", "记下", "反映", "记着", "举报", "record", "complain"},
	Hours:    {"8点", "八点", "22点", "二十二点", "晚上十点", "十点", "白天", "时间段", "夜里 不", "晚上 不", "工作时间", "约定", "什么时候 接", "daytime", "before 10", "8 am", "8am"},
	Official: {"官方", "app", "支付宝 还", "银行 还", "合同", "对公 合同", "不转", "不会转", "不往个人", "不能转", "只在", "official"},
	NoFee:    {"不收费", "不交", "不付", "不会交", "不会付", "不需要代办", "不找代办", "不找中介", "免费", "不用你们", "不收 手续费", "删不了", "消不了", "不需要 法务", "骗", "no fee", "not pay a fee"},
}

// said returns the first sign of a point that an answer shows, or "".
func said(sentences []string, groups []string) string {
	for _, group := range groups {
		words := strings.Fields(group)
		for _, sentence := range sentences {
			if inOrder(sentence, words) {
				return group
			}
		}
	}
	return ""
}

// inOrder reports whether words follow one another in a sentence.
func inOrder(sentence string, words []string) bool {
	for _, w := range words {
		_, rest, found := strings.Cut(sentence, w)
		if !found {
			return false
		}
		sentence = rest
	}
	return true
}

// sentences cuts an answer at its stops; commas leave a sentence whole.
func sentences(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return slices.Contains([]rune("。！？!?；;\n"), r) })
}
