package understand

import (
	"slices"
	"strings"
	"sync"
)

// otherNames finds what people call lenders that are no product of their own.
var otherNames = sync.OnceValue(func() *trie {
	t := newTrie()
	for word, p := range productNames() {
		if productWords[p].product == OtherProduct {
			t.add(word, 0)
		}
	}
	return t
})

// LenderNames returns what a message calls the lenders that are no product of their own, in
// their order: names of houses, never of people.
func LenderNames(text string) []string {
	rs := newMessage(text).rs
	var found []string
	for i := 0; i < len(rs); i++ {
		if _, end, ok := otherNames().longest(rs, i); ok && wholeWord(rs, i, end) {
			found = append(found, string(rs[i:end]))
			i = end - 1
		}
	}
	return found
}

// NamesKind reports a name of no lender in particular: 网贷.
func NamesKind(name string) bool { return slices.Contains(kindsOfLoan, name) }

// beginsAmount reports a figure right behind a bank: 招行3万, 建行欠两万.
func beginsAmount(rest string) bool {
	return strings.IndexAny(strings.TrimLeft(rest, "欠还 "), "0123456789一二两三四五六七八九十") == 0
}

// BankPaid returns the bank that a message says was paid something, 工行还了500; "" if it names none. A bank card from
// which the money came is none.
func BankPaid(text string) string {
	rs := newMessage(text).rs
	for i := range rs {
		_, end, ok := bankTrie().longest(rs, i)
		if !ok || i > 0 && strings.ContainsRune("用从拿刷给我", rs[i-1]) {
			continue
		}
		next := end
		for next < len(rs) && strings.ContainsRune("的那边笔这个月期也又已经今天昨刚都先面 ", rs[next]) {
			next++
		}
		if hasAt(rs, next, "信用卡") {
			next += 3
		}
		if next < len(rs) && strings.ContainsRune("还付交", rs[next]) && !hasAt(rs, next, "还款日") {
			return string(rs[i:end])
		}
	}
	return ""
}

// CardNames returns what a message calls credit cards by their banks, in their order.
func CardNames(text string) []string {
	rs := newMessage(text).rs
	var found []string
	for i := 0; i < len(rs); i++ {
		_, end, ok := bankTrie().longest(rs, i)
		if !ok {
			continue
		}
		bank, rest := string(rs[i:end]), strings.TrimPrefix(string(rs[end:min(len(rs), end+4)]), "的")
		if strings.HasPrefix(rest, "信用卡") || strings.HasPrefix(rest, "卡") || beginsAmount(rest) {
			found = append(found, bank+"信用卡")
		}
		i = end - 1
	}
	return found
}
