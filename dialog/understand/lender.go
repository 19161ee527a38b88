package understand

import (
	"slices"
	"strings"
	"unicode"
)

// Lenders whose names are not known. There are thousands, and new ones every month: what is told of one of them
// must not be taken for the loan beside it.

// nameLenders puts a loan's name into a story where a word that means nothing else stands before a sum or 逾期 as
// the name of a lender would, beside loans that are known: 花呗3000，信易达5700逾期20天.
func nameLenders(rs []rune, tokens []token) []token {
	tokens = nameLatin(rs, tokens)
	if !slices.ContainsFunc(tokens, func(t token) bool {
		return t.kind == tokenWord && (t.tag == tagProduct || t.tag == tagBank || t.tag == tagBankCard)
	}) {
		return tokens
	}
	for i := len(tokens) - 1; i >= 0; i-- {
		if start, end, ok := strangeWord(rs, tokens, i); ok && (owedBehind(tokens, i) || lateBehind(tokens, i)) {
			at := i
			if i > 0 && tokens[i-1].start == end {
				at-- // a blank
			}
			tokens = slices.Insert(tokens, at, token{kind: tokenWord, tag: tagProduct, product: otherIndex, start: start, end: end})
		}
	}
	return tokens
}

// latinLenders are lenders as people write them in English.
var latinLenders = set(`meituan jingdong jd_finance jd_baitiao baitiao weilidai webank douyin duxiaoman zhaolian fenqile paipaidai`)

// nameLatin puts their names into a story.
func nameLatin(rs []rune, tokens []token) []token {
	for i := range rs {
		if !isLatin(rs[i]) || i > 0 && isLatin(rs[i-1]) {
			continue
		}
		_, end, ok := latinLenders().longest(rs, i)
		if !ok || !wholeWord(rs, i, end) {
			continue
		}
		at := slices.IndexFunc(tokens, func(t token) bool { return t.end > i })
		if at < 0 {
			at = len(tokens)
		}
		if at < len(tokens) && tokens[at].start < end {
			continue
		}
		tokens = slices.Insert(tokens, at, token{kind: tokenWord, tag: tagProduct, product: otherIndex, start: i, end: end})
	}
	return tokens
}

// strangeWord returns where a word without a meaning stands that is between a mark, 欠 or the beginning and token i.
func strangeWord(rs []rune, tokens []token, i int) (start, end int, ok bool) {
	before := i - 1
	if end = tokens[i].start; before >= 0 && tokens[before].kind == tokenBreak && tokens[before].strength == 1 && tokens[before].end == end {
		end = tokens[before].start
		before--
	}
	if before >= 0 {
		if t := tokens[before]; t.kind != tokenBreak && !(t.kind == tokenWord && (t.tag == tagOwe || t.tag == tagAnd)) {
			return 0, 0, false
		}
		start = tokens[before].end
	}
	if peek(rs, start) == '第' && start+3 < end && strings.ContainsRune("家个笔", rs[start+2]) {
		start += 3 // 第二家
	}
	word := rs[min(start, end):end]
	if len(word) < 2 || len(word) > 4 {
		return 0, 0, false
	}
	if string(word) == "马上" && owedBehind(tokens, i) {
		return start, end, true // 马上欠5200: a lender of that name
	}
	for k, r := range word {
		if !unicode.Is(unicode.Han, r) || strings.ContainsRune(plainCharacters, r) {
			return 0, 0, false
		}
		if _, e, known := matterWords().longest(word, k); known && e-k > 1 {
			return 0, 0, false
		}
		if _, _, person := creditorWords().longest(word, k); person {
			return 0, 0, false // 欠兄弟3万
		}
	}
	return start, end, true
}

// plainCharacters are in everyday words, and hardly in the name of a lender.
const plainCharacters = "我你您他她它们这那哪就都也还是了的已经现在目前今后上下个期共总才刚约左右本账单最低利每笔逾欠款额度要不没有很太好多少什么怎因为所以但和跟与或从到去来给被把让叫说想能可会得着过又再先将差且等因只够另外其余剩合计全部费租税薪贴奖学医药房车手机年月天日号时候朋友爸妈老婆公司厂工资活"

// owedBehind reports 欠8000 at token i, or a sum there and 欠 before its name.
func owedBehind(tokens []token, i int) bool {
	sum := func(j int) bool {
		return j < len(tokens) && (tokens[j].kind == tokenMoney || tokens[j].kind == tokenNumber && tokens[j].q.low.cmp(whole(100)) >= 0)
	}
	owes := func(j int) bool { return j >= 0 && tokens[j].kind == tokenWord && tokens[j].tag == tagOwe }
	return owes(i) && sum(i+1) || sum(i) && owes(i-1)
}

// lateBehind reports 逾期20天 or 20天没还 behind the sum at token i, or at it.
func lateBehind(tokens []token, i int) bool {
	late := func(t token) bool { return t.kind == tokenWord && (t.tag == tagOverdue || t.tag == tagUnpaid) }
	j := i
	if t := tokens[j]; t.kind == tokenWord && t.tag == tagOwe {
		j++
	}
	if j < len(tokens) && (tokens[j].kind == tokenMoney || tokens[j].kind == tokenNumber) {
		j++
	} else if j != i {
		return false
	}
	for j > i && j < len(tokens) && tokens[j].kind == tokenBreak && tokens[j].strength <= 2 {
		j++
	}
	if j < len(tokens) && tokens[j].kind == tokenDuration && j > i {
		return j+1 < len(tokens) && late(tokens[j+1])
	}
	return j+1 < len(tokens) && late(tokens[j]) && (tokens[j+1].kind == tokenDuration || tokens[j+1].kind == tokenStage)
}
