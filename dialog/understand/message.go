package understand

import (
	"slices"
	"strings"
	"time"
	"unicode"
)

// message is one text ready to be read: folded, with its secrets blanked in rs.
type message struct {
	folded
	rs      []rune
	secrets []secretSpan
}

// blank stands where a secret was. No reader takes it for anything.
const blank = '█'

func newMessage(text string) message {
	m := message{folded: fold(text)}
	if spelledOut(m.runes) {
		m.runes = slices.DeleteFunc(m.runes, func(r rune) bool { return r == ' ' })
	}
	m.rs = m.runes
	m.secrets = findSecrets(m.runes)
	for _, s := range m.secrets {
		for i := s.start; i < s.end; i++ {
			m.rs[i] = blank
		}
	}
	callWorkByItsName(m.rs)
	return m
}

// callWorkByItsName writes 活儿 for the 活路 that is work, as in Sichuan: 最近活路少了, 没得活路做. By itself, as in
// 没活路了, it may be a last word.
func callWorkByItsName(rs []rune) {
	for i := range rs {
		if rs[i] == '活' && peek(rs, i+1) == '路' {
			if _, _, work := scarceWords().longest(rs, i+2); work {
				rs[i+1] = '儿'
			}
		}
	}
}

var scarceWords = set(`少 不多 多 好 不好 难找 难接 做 干 断断续续 不稳 时有时无 撇 淡`)

// spelledOut reports 1 2 0 0 0 and 两 千 多: characters with a blank after each. Two or three figures may be as many
// numbers.
func spelledOut(rs []rune) bool {
	if len(rs) < 3 || len(rs) > maxNumeral || len(rs)%2 == 0 {
		return false
	}
	figures := true
	for i, r := range rs {
		if i%2 == 1 {
			if r != ' ' {
				return false
			}
			continue
		}
		if !isDigit(r) && !unicode.Is(unicode.Han, r) {
			return false
		}
		_, numeral := digitOf(r)
		figures = figures && (numeral || isDigit(r))
	}
	return !figures || len(rs) >= 7
}

// answer prepares the text of an answer. An empty one is [*Unclear] with the example.
func answer(text, example string) (message, error) {
	m := newStory(text)
	m.rs = withoutDenied(closeThousands(closeAutospaced(m.rs)))
	if skipSpaces(m.rs, 0) == len(m.rs) {
		return m, &Unclear{Empty, example}
	}
	return m, nil
}

// unclear says why nothing was read: a secret explains it better than nonsense.
func (m message) unclear(code Code, example string) error {
	if len(m.secrets) > 0 {
		code = SecretSaid
	}
	return &Unclear{code, example}
}

func (m message) says(words func() *trie) bool {
	for i := range m.rs {
		if _, end, ok := words().longest(m.rs, i); ok && wholeWord(m.rs, i, end) {
			return true
		}
	}
	return false
}

// wholeWord keeps Latin words from being found inside longer ones.
func wholeWord(rs []rune, start, end int) bool {
	return !isLatin(rs[start]) && !isLatin(rs[end-1]) || !isLatin(peek(rs, start-1)) && !isLatin(peek(rs, end))
}

func (m message) saysAbout() bool { return m.says(aboutWords) }

func (m message) saysUnknown() bool {
	for i := 0; i < len(m.rs); i++ {
		id, end, ok := unknownWords().longest(m.rs, i)
		if !ok || !wholeWord(m.rs, i, end) {
			continue
		}
		if id == 0 && !m.othersBefore(i) {
			return true
		}
		i = end - 1
	}
	return false
}

// othersBefore reports that somebody else is named right before a place: 老婆还不知道.
func (m message) othersBefore(at int) bool {
	before := m.rs[:at]
	for len(before) > 0 && strings.ContainsRune("都也还就并 ", before[len(before)-1]) {
		before = before[:len(before)-1]
	}
	for i := max(0, len(before)-3); i < len(before); i++ {
		if _, end, ok := othersKnow().longest(before, i); ok && end == len(before) {
			return true
		}
	}
	return false
}

// corrected reports whether the words from..to take back what was said before them.
func (m message) corrected(from, to int) bool {
	if m.onlyDenial(from, to) {
		return false // 三天，不是七天: which one is denied?
	}
	for i := from; i < to; i++ {
		if _, end, ok := correctionWords().longest(m.rs[:to], i); ok && wholeWord(m.rs, i, end) {
			return true
		}
	}
	return false
}

// denied reports 不是 right before: 不是80天 是100天.
func (m message) denied(start int) bool {
	for peek(m.rs, start-1) == ' ' {
		start--
	}
	return endsWith(m.rs[:start], "不是") && peek(m.rs, start-3) != '是'
}

// onlyDenial reports nothing but 不是, with a mark before it or none, between two values: which
// one is denied?
func (m message) onlyDenial(from, to int) bool {
	for from < to && breakStrength(m.rs, from) > 0 && breakStrength(m.rs, from) < 3 {
		from++
	}
	if from < to && m.rs[from] == '而' {
		from++ // 是一万，而不是两万
	}
	return to-from == 2 && hasAt(m.rs, from, "不是")
}

// withoutDenied cuts off what is denied behind what is so: 是三天不是七天, 年化24%，而不是36%.
func withoutDenied(rs []rune) []rune {
	for i := 1; i+1 < len(rs); i++ {
		if !hasAt(rs, i, "不是") || rs[i-1] == '是' {
			continue
		}
		start := i
		if strings.ContainsRune("而并可", rs[i-1]) {
			start--
		} else if !affirmed(rs[:i]) {
			continue
		}
		end := i + 2
		for end < len(rs) && breakStrength(rs, end) < 2 {
			end++
		}
		if start > 0 && tellsFigure(rs[:start]) && tellsFigure(rs[i:end]) {
			return append(slices.Clone(rs[:start]), rs[end:]...)
		}
	}
	return rs
}

// affirmed reports 是三天，: 是 and not 不是 before a value, and no other clause between.
func affirmed(rs []rune) bool {
	at := len(rs)
	for at > 0 && breakStrength(rs, at-1) > 0 {
		at--
	}
	for ; at > 0 && breakStrength(rs, at-1) == 0; at-- {
		if rs[at-1] == '是' {
			return peek(rs, at-2) != '不' && at < len(rs)
		}
	}
	return false
}

// tellsFigure reports a digit, also a Chinese one.
func tellsFigure(rs []rune) bool {
	return slices.ContainsFunc(rs, func(r rune) bool { return isDigit(r) || isNumeral(r) || r == '十' || r == '半' })
}

// negative reports a minus sign or 负 right before the first digit.
func (m message) negative() bool {
	for i := range m.rs {
		if m.rs[i] == '负' && peek(m.rs, i+1) != '责' && peek(m.rs, i+1) != '债' && peek(m.rs, i+1) != '担' {
			return true
		}
		if isDigit(m.rs[i]) {
			return peek(m.rs, i-1) == '-' && (i == 1 || peek(m.rs, i-2) == ' ')
		}
	}
	return false
}

// onlyNumeral returns the one number of the message. Two different numbers are no answer.
func (m message) onlyNumeral() (numeral, bool) {
	var found numeral
	count := 0
	for i := 0; i < len(m.rs); i++ {
		if end, ok := stopWordAt(m.rs, i); ok {
			i = end - 1
			continue
		}
		n, ok := numeralAt(m.rs, i, true)
		if !ok {
			continue
		}
		if count > 0 && !m.corrected(found.end, i) && n.low != found.low {
			return numeral{}, false
		}
		found = n
		count++
		i = n.end - 1
	}
	return found, count > 0
}

func appendNew(list []string, s string) []string {
	for _, have := range list {
		if have == s {
			return list
		}
	}
	return append(list, s)
}

func monthOf(m int) time.Month { return time.Month(m) }

// set builds a lexicon from words separated by blanks; _ stands for a blank in a word.
func set(words string) func() *trie {
	return tagged(map[int32]string{0: words})
}

// tagged builds a lexicon in which each list of words stands for its key.
func tagged(lists map[int32]string) func() *trie {
	all := map[string]int32{}
	for id, words := range lists {
		for w := range strings.FieldsSeq(words) {
			all[strings.ReplaceAll(w, "_", " ")] = id
		}
	}
	return lexiconOf(all)
}

// Words with which people say that they do not know, are not sure, or take something back.
var (
	// Those under 1 only look like it.
	othersKnow   = set(`老婆 老公 媳妇 妻子 丈夫 对象 爸 妈 爸妈 父母 父亲 母亲 她 他 她们 他们 家人 家里 家里人 女朋友 男朋友 儿子 女儿 闺女 孩子 公司 单位 老板 客服 对方 同事 朋友`)
	unknownWords = tagged(map[int32]string{0: `不知道 不清楚 不太清楚 不记得 记不清 记不得 记不住 忘了 忘记了 跳过 不晓得 哪晓得 哪知道 哪里知道 谁知道 谁晓得 鬼知道 鬼晓得 咋知道 咋晓得 怎么知道 怎么晓得 不造 没算过 没数 不确定 说不准 说不好
		不好说 不想说 不方便说 不方便讲 不便说 不便讲 不想讲 不想提 不好意思说 不详 唔知 不了解 不懂 没注意 没看 没统计 看不到 找不到 不明 未知 算不清 下一题 下一个问题 pass skip idk
		no_idea don't_know dont_know not_sure unknown 不知 不大清楚 不会算 不会看 搞不清 弄不清 没概念 说不清 没有具体算过 没有具体算 没具体算 没有算过 没仔细算 唔记得 唔清楚 唔知道 想不起来 记不清楚 不太记得 不太确定 没细算 没算 没准 没个准 没个准数 没准数 没谱 不一定
		要查一下 得查一下 要查查 得查查 得去查 要去查 得看看账单 得看账单 要看账单 要看一下 得看一下 要看看账单 要去看 得去看 我得看看 说不上来 答不上来 一时想不起 need_to_check have_to_check`,
		1: `听不懂 看不懂 没看懂 没听懂 忘了还 忘记还 忘记了还 忘还 不知道怎么办 不知道该怎么办 不知道咋办`})

	aboutWords = set(`大概 大约 差不多 左右 上下 约 约莫 估计 应该 可能 好像 貌似 大致 估摸 也就 about around roughly 大概其 基本上 平均 最多 最少 至少 顶多`)

	correctionWords = set(`不对 不是 错了 说错 写错 打错 算错 记错 应该是 哦不 噢不 喔不 更正 纠正 改成 改为 才对 才是 搞错 弄错 等等 准确说 no, sorry 呸 哦 啊不 不不 准确的说 实际是 其实是 口误 手滑 重说 看错 sorry, i_mean 唔系 抱歉 ,不, _不_ ,不是,`)

	// stopWords contain a number character but no number.
	stopWords = set(`差不多 还差不多 一直 一下 一共 一点 一点点 一些 一样 一般 一定 一起 一次性 一旦 一时 一切 一律 一方面 一边 一会 一会儿 一路 一家人 一家 一辈子 一分钱
		万一 千万别 千万不 千万要 统一 唯一 第一 第二 第三 第三方 三方 五险一金 一日三餐 三餐 一线 二手 两难 百度 百般 一言难尽 乱七八糟 三番五次 四处 一塌糊涂
		一了百了 不三不四 七上八下 九牛一毛 一笔勾销 一五一十 万分感谢 十分 百分百 一样的 一致 一旁 一时半会 一时间 一向 一面 一如既往 一股脑
		三天两头 两头 两边 两口子 俩口子 夫妻俩 俩口 我俩 他俩 咱俩 两人 二维码 一天天 一天到晚 一天都 一年四季 双十一 一句 一声 一阵 一半 一眼 一分不减 打了一个 打过一个
		星期一 一一 再一 逐一 万事 千方百计 百分之百 一键 一念 一步 一步步 五五开 二话 三无 四川 五金 六神无主 一心 一口气 一把 一堆 一大堆 一屁股 一身 一笔一笔
		一团糟 一部分 半天 一来 二来 说一不二 一无所有 三个代表 一刻 一生 一命 两全 万能 千辛万苦 百善 十有八九 八成 七大姑八大姨 数不清 一声不吭 一毛没有 一毛钱没有 一毛都没有 一分没有 一分都没有 一毛钱都没有 千八百 百八十 万八千 百十块 百十来块 千儿八百 一年半载 一提 一看 一问 一打 一想 一听`)
)

func stopWordAt(rs []rune, i int) (int, bool) {
	_, end, ok := stopWords().longest(rs, i)
	if ok && rs[i] == '第' && (peek(rs, end) == '天' || peek(rs, end) == '日') && (rs[end-1] == '三' || endsWith(rs[:i], "逾期") || hasAt(rs, end+1, "逾期")) {
		return i, false // 今天是逾期第三天, 今天第一天逾期
	}
	if ok && hasAt(rs, i, "十分之") {
		return i, false // 十分之三
	}
	if ok && rs[end-1] == '点' {
		_, ok = digitOf(peek(rs, end)) // 一点一 is a number
		ok = !ok && !isDigit(peek(rs, end))
	}
	return end, ok
}
