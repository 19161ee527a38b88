package understand

import (
	"slices"
	"strings"

	"xieshang/calc"
)

// Item is one kind of essential spending and what it takes a month.
type Item struct {
	Kind   string // housing, food, utilities, transport, medical, dependants, insurance or other
	Amount calc.Money
}

// spendingWords are what people call the kinds of essential spending, in simplified form.
var spendingWords = map[string][]string{
	"housing":    {"房租", "租房", "住房", "房子", "住宿", "物业", "rent", "housing"},
	"food":       {"吃饭", "伙食", "吃喝", "买菜", "饭钱", "吃", "菜钱", "food", "groceries"},
	"utilities":  {"水电通讯", "水电煤气", "水电气", "水电", "话费", "电话费", "手机费", "宽带", "通讯", "燃气", "电费", "水费", "utilities", "phone"},
	"transport":  {"交通", "通勤", "油费", "加油", "公交", "地铁", "车费", "transport", "travel"},
	"medical":    {"医药", "看病", "吃药", "买药", "药费", "药", "医疗", "medicine", "medical"},
	"dependants": {"抚养赡养教育", "赡养", "抚养", "孩子", "小孩", "奶粉", "学费", "父母", "老人", "爸妈", "养娃", "教育", "children", "child", "parents", "school"},
	"insurance":  {"必要保险", "保险", "社保", "医保", "insurance"},
	"other":      {"其他", "其它", "杂费", "日用", "other"},
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
	said := strings.ToLower(string(fold(text).runes))
	words := mentions(said)
	var items []Item
	for i, w := range words {
		until := len(said)
		if i+1 < len(words) {
			until = words[i+1].start
		}
		amount, err := Amount(said[w.end:until])
		if err != nil || amount.Kind == Unknown {
			continue
		}
		items = addItem(items, Item{w.kind, amount.High})
	}
	return items
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
