package understand

import (
	"slices"
	"strings"
	"unicode"

	"xieshang/calc"
)

// Item is one kind of essential spending and what it takes a month.
type Item struct {
	Kind   string // housing, food, utilities, transport, medical, dependants, insurance or other
	Amount calc.Money
}

// spendingWords are what people call the kinds of essential spending, in simplified form.
var spendingWords = map[string][]string{
	"housing":    {"房租", "租屋", "交租", "租房", "住房", "房子", "住宿", "物业", "物业费", "床位", "宿舍", "租金", "rent", "housing"},
	"food":       {"吃饭", "食饭", "食用", "伙食", "伙食费", "吃喝", "买菜", "饭钱", "饭费", "生活费", "家用", "餐费", "生活", "外卖", "食堂", "吃", "菜钱", "食材", "food", "groceries"},
	"utilities":  {"水电通讯", "水电煤气", "水电气", "水电", "水电费", "水电话费", "水电网", "水费电费", "话费", "电话费", "手机费", "流量", "宽带", "网费", "通讯", "通信", "燃气", "煤气", "天然气", "暖气", "取暖", "电费", "水费", "utilities", "phone", "internet"},
	"transport":  {"交通", "交通费", "通勤", "油费", "油钱", "加油", "公交", "公交地铁", "地铁", "坐车", "车费", "车票", "打车", "打的", "滴滴", "充电", "停车", "电瓶车", "电动车", "transport", "travel", "bus", "metro"},
	"medical":    {"医药", "看病", "吃药", "买药", "药费", "药", "医疗", "医院", "挂号", "复查", "透析", "治病", "medicine", "medical"},
	"dependants": {"抚养赡养教育", "赡养", "抚养", "孩子", "小孩", "奶粉", "学费", "父母", "老人", "爸妈", "养娃", "教育", "给家里", "俾阿妈", "俾阿爸", "俾屋企", "俾家用", "给阿妈", "给爸", "给妈", "爸爸", "妈妈", "爷爷", "奶奶", "老家", "儿子", "女儿", "幼儿园", "托班", "补习", "尿布", "尿不湿", "抚养费", "赡养费", "生活费给", "父母生活费", "爸妈生活费", "老人生活费", "孩子生活费", "小孩生活费", "children", "child", "parents", "school"},
	"insurance":  {"必要保险", "保险", "社保", "医保", "insurance"},
	"other":      {"其他", "其它", "杂的", "杂七杂八", "零用", "零花", "杂费", "日用", "日用品", "生活用品", "洗漱", "other"},
}

// mention is a word for a kind of spending in a message.
type mention struct {
	kind       string
	start, end int // in bytes
}

// Spending reads essentials told kind by kind: 房租1500 吃饭1200. An amount belongs to the word
// before it; the same kind told twice adds up. What cannot be read exactly is left out.
func Spending(text string) []Item {
	kinds, redacted := Secrets(text)
	if len(kinds) > 0 {
		text = redacted
	}
	said := strings.ToLower(string(toldOnce(fold(text).runes)))
	words := mentions(said)
	var items []Item
	for i, w := range words {
		until := len(said)
		if i+1 < len(words) {
			until = words[i+1].start
		}
		amount, ok := spentOn(said[w.end:until])
		if !ok {
			continue
		}
		items = addItem(items, Item{w.kind, amount})
	}
	return items
}

// spentOn reads the amount behind a word for a kind of spending, by the month; it is false for none, and for one that is
// named otherwise before: 带着孩子 工资3800, 没钱吃饭 花呗欠2500.
func spentOn(said string) (calc.Money, bool) {
	first := strings.IndexFunc(said, beginsFigure)
	if first < 0 || slices.ContainsFunc(otherwiseNamed, func(w string) bool { return strings.Contains(said[:first], w) }) {
		return 0, false
	}
	amount, err := Amount(said)
	if err != nil {
		amount, err = Amount(clauses(said)[0]) // 给爸妈700 美容500
	}
	if err != nil {
		amount, err = firstSum(said) // 吃饭一千五车贷一千一
	}
	if err != nil || amount.Kind == Unknown {
		return 0, false
	}
	return byTheMonth(said, amount.High), true
}

// beginsFigure reports a digit, also a Chinese one.
func beginsFigure(r rune) bool { return unicode.IsDigit(r) || isNumeral(r) || r == '两' }

var otherwiseNamed = []string{"工资", "收入", "到手", "月薪", "薪水", "退休金", "失业金", "欠", "呗", "贷", "信用卡", "白条", "逾期", "剩", "salary", "income", "wage", "owe", "debt"}

// firstSum reads the first of several sums.
func firstSum(said string) (Reading[calc.Money], error) {
	rs := []rune(said)
	for _, t := range scan(rs, false) {
		if isSum(t) {
			return t.reading()
		}
	}
	return Reading[calc.Money]{}, &Unclear{Code: Nonsense}
}

// byTheMonth makes what is spent by the day, the week or the year what it takes a month, in whole yuan: 吃饭一天50.
func byTheMonth(said string, amount calc.Money) calc.Money {
	for _, p := range periodsOfSpending {
		for _, w := range p.words {
			if strings.Contains(said, w) {
				return min((amount*p.times/p.months+calc.Yuan(1)-1)/calc.Yuan(1)*calc.Yuan(1), calc.MaxMoney)
			}
		}
	}
	return amount
}

// periodsOfSpending are how often a cost comes, and how many of it are how many months.
var periodsOfSpending = []struct {
	words         []string
	times, months calc.Money
}{
	{[]string{"一天", "每天", "一日", "每日", "/天", "a day", "per day"}, 30, 1},
	{[]string{"一周", "每周", "一个星期", "每星期", "一星期", "一个礼拜", "一礼拜", "/周", "a week"}, 13, 3},
	{[]string{"一年", "每年", "/年", "a year", "per year"}, 1, 12},
	{[]string{"一学期", "每学期", "半年"}, 1, 6},
	{[]string{"一季度", "一个季度", "每季度", "每季"}, 1, 3},
}

// Unplaced are the amounts of a list of essentials that no word for a kind stands with: 坐啥300.
func Unplaced(text string) []calc.Money {
	if kinds, redacted := Secrets(text); len(kinds) > 0 {
		text = redacted
	}
	rs := toldOnce(fold(text).runes)
	said := strings.ToLower(string(rs))
	words := mentions(said)
	next := 0 // the first word not yet passed
	var left []calc.Money
	for _, t := range scan(rs, false) {
		amount, err := t.reading()
		if !isSum(t) || err != nil || amount.High == 0 || t.kind == tokenNumber && amount.High < calc.Yuan(100) {
			continue
		}
		at := len(string(rs[:t.start]))
		taken := false
		for next < len(words) && words[next].end <= at {
			_, ok := spentOn(said[words[next].end:min(len(said), at+len(string(rs[t.start:t.end])))])
			taken, next = ok, next+1
		}
		if !taken {
			left = append(left, amount.High)
		}
	}
	return left
}

// clauses cuts a list at its blanks and marks; at least one is returned.
func clauses(list string) []string {
	cut := strings.FieldsFunc(list, func(r rune) bool { return strings.ContainsRune(" ,;、\n", r) })
	return append(cut, "")[:max(1, len(cut))]
}

// handedOver reports 给我生活费2000 and 发生活费: money that comes in.
func handedOver(said string, w mention) bool {
	before := strings.TrimSuffix(said[:w.start], "我")
	return strings.HasPrefix(said[w.start:], "生活费") && (strings.HasSuffix(before, "给") || strings.HasSuffix(before, "发"))
}

func addItem(items []Item, it Item) []Item {
	for i := range items {
		if items[i].Kind == it.Kind {
			items[i].Amount = min(items[i].Amount+it.Amount, calc.MaxMoney)
			return items
		}
	}
	return append(items, it)
}

// mentions finds the words in their order, the longest where several fit.
func mentions(said string) []mention {
	var found []mention
	for start := 0; start < len(said); start++ {
		best := mention{}
		for kind, words := range spendingWords {
			for _, w := range words {
				if strings.HasPrefix(said[start:], w) && start+len(w) > best.end {
					best = mention{kind, start, start + len(w)}
				}
			}
		}
		if handedOver(said, best) {
			continue
		}
		if strings.HasPrefix(said[start:], "外卖") && (strings.HasSuffix(said[:start], "送") || strings.HasSuffix(said[:start], "跑") || strings.HasSuffix(said[:start], "骑")) {
			continue // that is work
		}
		if best.kind == "other" && strings.HasPrefix(said[best.end:], "贷") {
			continue // 其他贷款 is no spending
		}
		if best.end > 0 {
			found = append(found, best)
			start = best.end - 1
		}
	}
	return slices.Clip(found)
}
