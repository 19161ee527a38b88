package understand

import (
	"strings"
	"unicode"
)

// Greetings and thanks say nothing of a situation, and the models must not hear more or less in a story because of them.

// newStory prepares a message that tells a situation or answers a question: without the greetings it begins with and
// the thanks and pleas at its end.
func newStory(text string) message { return newMessage(text).withoutManners() }

func (m message) withoutManners() message {
	m = m.withoutGreetings()
	m.rs = toldOnce(m.rs[:thanksStart(m.rs)])
	return m
}

// withoutGreetings leaves the thanks at the end, which may be those of a farewell.
func (m message) withoutGreetings() message {
	m.rs = toldOnce(m.rs)
	if start := greetingEnd(m.rs); start < thanksStart(m.rs) {
		m.rs = m.rs[start:] // but not all of 嗯。
	}
	return m
}

// withoutAsking prepares a question: neither 你好，我想问一下 nor the thanks behind it tell what it is about.
func (m message) withoutAsking() message {
	start, end := beginOf(m.rs, askers), endOf(m.rs, thanks)
	if start < end {
		m.rs = m.rs[start:end]
	}
	return m
}

// closeGaps takes out the blanks some people type around every number: 一天挣 200 元 is 一天挣200元. One behind a
// number, or a unit of time or of money, may part two things and stays.
func closeGaps(rs []rune) []rune {
	closed := make([]rune, 0, len(rs))
	for i, r := range rs {
		if r == ' ' && len(closed) > 0 && i+1 < len(rs) {
			before, behind := closed[len(closed)-1], rs[i+1]
			if isDigit(behind) && loanBehind(rs, i+1) {
				closed = append(closed, r)
				continue // 交了孩子学费 8800花呗
			}
			monthly := endsWith(closed, "每月") || endsWith(closed, "每个月")
			if isDigit(behind) && unicode.Is(unicode.Han, before) && (monthly || !strings.ContainsRune(gapUnits, before) && !isNumeral(before)) ||
				isDigit(before) && (behind == '元' || behind == '块') {
				continue
			}
		}
		closed = append(closed, r)
	}
	return closed
}

// loanBehind reports a loan's name right behind the sum at i.
func loanBehind(rs []rune, i int) bool {
	const longest = 12
	j := i
	for j < min(len(rs), i+longest) && (isDigit(rs[j]) || strings.ContainsRune(".,万千百块元wk", rs[j])) {
		j++
	}
	return productAt(rs, j) || bankAt(rs, j)
}

// gapUnits end what is told in numbers.
const gapUnits = "天日号月年周期个块元毛分角万千百亿点半多几来左右了岁人"

func isNumeral(r rune) bool {
	_, ok := digitOf(r)
	return ok
}

// greetingEnd returns where the greetings end: 你好，请问一下.
func greetingEnd(rs []rune) int { return beginOf(rs, greetings) }

// beginOf returns where words at the beginning of a message, and the marks behind them, end.
func beginOf(rs []rune, words func() *trie) int {
	for at := 0; ; {
		for at < len(rs) && breakStrength(rs, at) > 0 {
			at++
		}
		what, end, ok := words().longest(rs, at)
		if !ok || end == len(rs) || isLatin(rs[end-1]) && isLatin(rs[end]) || what == hesitation && breakStrength(rs, end) == 0 {
			return at
		}
		at = end
	}
}

// thanksStart returns where the thanks and the marks before them begin: ，谢谢🙏. A question mark stays.
func thanksStart(rs []rune) int { return endOf(rs, thanks, pleas) }

// endOf returns where words at the end of a message, and the marks before them, begin.
func endOf(rs []rune, words ...func() *trie) int {
	const longest = 6
	for end := len(rs); ; {
		for end > 0 && breakStrength(rs, end-1) > 0 && rs[end-1] != '?' && rs[end-1] != ')' {
			end--
		}
		start := end
		for i := max(1, end-longest); i < end && start == end; i++ {
			for _, w := range words {
				if _, e, ok := w().longest(rs, i); ok && e == end && breakStrength(rs, i-1) > 0 {
					start = i
				}
			}
		}
		if start == end {
			return end
		}
		end = start
	}
}

// What may stand before a message. Hesitation is one only where a mark parts it from what is told.
const (
	greeting = iota
	hesitation
)

const greetingWords = `你好 您好 你们好 大家好 老师好 客服好 哈喽 hi hello hey 请问 请问一下 请问下 在吗 在不在 打扰了 打扰一下 麻烦问一下 麻烦问下 不好意思`

var (
	greetings = tagged(map[int32]string{
		greeting:   greetingWords,
		hesitation: `嗯 嗯嗯 哦 噢 额 呃 唉 哎 那个`,
	})
	askers = tagged(map[int32]string{
		greeting:   greetingWords + ` 我想问一下 我想问下 我想问 想问一下 想问下 想问问 我想问问 我问一下 我问下 问一下 问下 问问 问个问题 有个问题 我有个问题 我想咨询 我想咨询一下 我想咨询下 想咨询 想咨询一下 想咨询下 咨询一下 咨询下 咨询 请教 请教一下 请教下 想请教 想请教一下 我想知道 想知道 我想了解一下 想了解一下 我想了解下 那个`,
		hesitation: `嗯 嗯嗯 哦 噢 额 呃 唉 哎 那`,
	})
	thanks = set(`谢谢 谢谢你 谢谢您 谢谢你们 谢谢了 谢谢啦 多谢 感谢 感谢您 辛苦了 麻烦了 麻烦您了 拜托 拜托了 在线等 thanks`)
	pleas  = set(`求帮忙 求帮助 求帮帮我 求你们了 求求了 帮帮我 怎么办 怎么办呢 怎么办啊 怎么办呀 咋办 咋办啊 咋整 该怎么办 我该怎么办 我怎么办 咋办呢`)
)
